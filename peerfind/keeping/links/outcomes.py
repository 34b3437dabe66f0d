"""What a look at a web address came to, and what that says of it together with looks on other days."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from peerfind.keeping.links.addresses import host_of
from peerfind.keeping.links.verdicts import VERDICTS
from peerfind.named import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from peerfind.keeping.links.addresses import Address
    from peerfind.keeping.links.state import Failure

DEAD_AFTER = 3  # different days on which it failed
_FAILED = {
    "not-found", "gone", "server", "no-name", "no-connection", "timeout", "dropped", "bad-answer",
}  # fmt: skip
_LOOK = {"tls", "private", "scheme", "bad-address", "loop", "too-many", "odd-redirect"}
_NOT_THERE = {404: "not-found", 410: "gone"}
_BUSY = 503
_OK, _REDIRECT, _CLIENT, _SERVER, _PAST_SERVER = 200, 300, 400, 500, 600
_PARKED = (
    "sedoparking.com",
    "parkingcrew.net",
    "bodis.com",
    "hugedomains.com",
    "dan.com",
    "afternic.com",
)
_CHALLENGES = (b"challenge", b"captcha", b"just a moment", b"are you a robot", b"enable javascript")


class Hop(NamedTuple):
    """One redirect: where to, and whether for good."""

    to: str
    is_permanent: bool


class Outcome(NamedTuple):
    """What a look came to: `why` is `ok` or the name of what was wrong; `status` is 0 without an answer.

    `detail` says more of it where there is more to say, and `hops` how the look was led on.
    """

    why: str
    status: int = 0
    detail: str = ""
    hops: tuple[Hop, ...] = ()

    @property
    def has_failed(self) -> bool:
        """Whether a person would not have found a page either."""
        return self.why in _FAILED

    @property
    def can_be_told(self) -> bool:
        """Whether it is known that there is a page, or that there is none."""
        return self.why == "ok" or self.has_failed


class Finding(NamedTuple):
    """What is said of an address; `new` is what to write in its place, `failed_on` the days it failed."""

    address: Address
    verdict: str
    outcome: Outcome
    new: str = ""
    failed_on: tuple[str, ...] = ()


def reason(status: int, *, is_challenge: bool = False) -> str:
    """The name of what a status says of a page. A refusal of robots says nothing of it."""
    if _OK <= status < _REDIRECT:
        return "ok"
    if _REDIRECT <= status < _CLIENT:
        return "odd-redirect"
    if status in _NOT_THERE:
        return _NOT_THERE[status]
    is_fault = _SERVER <= status < _PAST_SERVER and not is_challenge
    return "server" if is_fault else "blocked"


def is_challenge(status: int, headers: Mapping[str, str], body: bytes) -> bool:
    """Whether a server that says it is busy asks for a person, or to come back at a time."""
    if status != _BUSY:
        return False
    is_told = "cf-mitigated" in headers or "retry-after" in headers
    return is_told or any(mark in body.lower() for mark in _CHALLENGES)


def judged(
    found: Mapping[str, Outcome], addresses: Sequence[Address], failures: Mapping[str, Failure]
) -> list[Finding]:
    """What is said of each address that was looked at, worst first, given on which days each has failed."""
    every = [
        _finding(one, found[one.url], failures.get(one.url))
        for one in addresses
        if one.url in found
    ]
    return sorted(every, key=lambda one: (VERDICTS.index(one.verdict), one.address.url))


def _finding(address: Address, outcome: Outcome, failure: Failure | None) -> Finding:
    if outcome.has_failed:
        days = failure.failed_on if failure else ()
        verdict = "dead" if len(days) >= DEAD_AFTER else "failing"
        return Finding(address, verdict, outcome, failed_on=days)
    if outcome.why != "ok":
        return Finding(address, "look" if outcome.why in _LOOK else "unsure", outcome)
    if not outcome.hops:
        return Finding(address, "fine", outcome)
    if soft := _soft_sign(address.url, outcome.hops[-1].to):
        return Finding(address, "look", outcome._replace(why=soft))
    new = _for_good(outcome.hops)
    return Finding(address, "moved" if new else "redirected", outcome, new)


def _for_good(hops: Sequence[Hop]) -> str:
    """Where an address leads as long as each redirect is for good; empty where the first is not."""
    new = ""
    for hop in hops:
        if not hop.is_permanent:
            break
        new = hop.to
    return new


def _soft_sign(url: str, end: str) -> str:
    """A sign that a page which answers is not the one that was meant."""
    host = host_of(end)
    if any(f".{host}".endswith(f".{parking}") for parking in _PARKED):
        return "parked"
    was, now = urlsplit(url), urlsplit(end)
    is_home = now.path in {"", "/"} and not now.query
    return "home" if is_home and was.path.strip("/") else ""
