"""A look at one address: what its site lets us ask for, where it leads, and what is there."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from typing import TYPE_CHECKING

import httpx

from peerfind.keeping.links import robots
from peerfind.keeping.links.asking import FaultError
from peerfind.keeping.links.outcomes import Hop, Outcome, is_challenge, reason

if TYPE_CHECKING:
    from peerfind.keeping.links.asking import Answer, Asker
    from peerfind.keeping.links.robots import Robots
    from peerfind.keeping.links.turns import Turns

MOST_HOPS = 10
LONGEST_DELAY = 30.0  # seconds between two requests that a site may ask for
_LOOKED_AT = 16 * 1024  # bytes of a page that says it is busy
_SCHEMES = ("http", "https")
# Faults of one request for the rules; any other is one of the machine, and holds for its pages too.
_OF_ONE_REQUEST = frozenset(
    {"timeout", "dropped", "bad-answer", "loop", "too-many", "odd-redirect"}
)
_HEAD_MAY_BE_AT_FAULT = frozenset({"timeout", "dropped", "bad-answer", "no-connection"})
_CLIENT, _SERVER, _TOO_MANY = 400, 500, 429


class Visitor:
    """Looks at addresses, and keeps what sites let us ask for."""

    def __init__(self, asker: Asker, turns: Turns) -> None:
        self._asker = asker
        self._turns = turns
        self._rules: dict[str, Robots | FaultError] = {}
        self._asking_for_rules: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)

    async def visit(self, url: str) -> Outcome:
        """What a look at an address comes to."""
        hops: list[Hop] = []
        try:
            answer = await self._followed(httpx.URL(url), hops)
        except httpx.InvalidURL:
            return Outcome("bad-address", hops=tuple(hops))
        except FaultError as error:
            return Outcome(error.why, 0, error.detail, tuple(hops))
        challenged = is_challenge(answer.status, answer.headers, answer.body)
        why = reason(answer.status, is_challenge=challenged)
        return Outcome(why, answer.status, hops=tuple(hops))

    async def _followed(self, url: httpx.URL, hops: list[Hop]) -> Answer:
        """The answer at the end of all redirects, each of which is added to `hops`."""
        seen = {url}
        while True:
            await self._ask_leave(url)
            answer = await self._page(url)
            if not answer.leads_to:
                return answer
            url = _next(url, answer.leads_to)
            hops.append(Hop(str(url), answer.is_permanent))
            _refuse_endless(url, seen, hops)

    async def _page(self, url: httpx.URL) -> Answer:
        """The answer of a page to a question for its head or, where that says nothing good, for all of it."""
        try:
            answer = await self._asker.once("HEAD", url)
        except FaultError as error:
            if error.why not in _HEAD_MAY_BE_AT_FAULT:
                raise
        else:
            is_busy = answer.status == _TOO_MANY or "retry-after" in answer.headers
            if not answer.is_bad or (is_busy and not self._asker.may_wait(url, answer)):
                return answer
        return await self._asker.again("GET", url, _LOOKED_AT)

    async def _ask_leave(self, url: httpx.URL) -> None:
        """Make sure that a site lets us ask for a page. Raises FaultError."""
        origin = f"{url.scheme}://{url.netloc.decode('ascii')}"
        async with self._asking_for_rules[origin]:
            if origin not in self._rules:
                self._rules[origin] = await self._rules_of(httpx.URL(f"{origin}/robots.txt"))
        rules = self._rules[origin]
        if isinstance(rules, FaultError):
            raise FaultError(rules.why, rules.detail)
        if not rules.allows(url.raw_path.decode("ascii")):
            raise FaultError("robots")
        if rules.delay:
            self._turns.slow_down(url.host, min(rules.delay, LONGEST_DELAY))

    async def _rules_of(self, url: httpx.URL) -> Robots | FaultError:
        """What a `robots.txt` allows: everything where there is none, nothing where it cannot be had."""
        seen, hops = {url}, [Hop(str(url), is_permanent=False)]
        try:
            while (answer := await self._asker.again("GET", url, robots.MOST_BYTES)).leads_to:
                url = _next(url, answer.leads_to)
                hops.append(Hop(str(url), answer.is_permanent))
                _refuse_endless(url, seen, hops)
        except (FaultError, httpx.InvalidURL) as error:
            is_whole = isinstance(error, FaultError) and error.why not in _OF_ONE_REQUEST
            return error if is_whole and isinstance(error, FaultError) else FaultError("no-robots")
        if answer.status == _TOO_MANY or answer.status >= _SERVER:
            return FaultError("no-robots")
        if answer.status >= _CLIENT:
            return robots.EVERYTHING
        return robots.read_robots(answer.body.decode("utf-8", errors="replace"))


def _next(url: httpx.URL, location: str) -> httpx.URL:
    """Where a redirect leads, without what a page does with it. Raises FaultError for no page of the web."""
    try:
        led = url.join(location).copy_with(fragment=None, userinfo=b"")
    except httpx.InvalidURL:
        raise FaultError("odd-redirect") from None
    if led.scheme not in _SCHEMES:
        raise FaultError("scheme", led.scheme)
    if not led.host:
        raise FaultError("odd-redirect")
    return led


def _refuse_endless(url: httpx.URL, seen: set[httpx.URL], hops: list[Hop]) -> None:
    if url in seen:
        raise FaultError("loop")
    if len(hops) > MOST_HOPS:
        raise FaultError("too-many")
    seen.add(url)
