"""What was found of web addresses, in words."""

from __future__ import annotations

from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING

from peerfind import text
from peerfind.keeping.links.outcomes import DEAD_AFTER
from peerfind.keeping.links.verdicts import VERDICTS
from peerfind.named import NamedTuple
from peerfind.wording import say

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from peerfind.keeping.links.addresses import Spot
    from peerfind.keeping.links.outcomes import Finding

_BAD = 400  # a status from which on it says what is wrong
NOTHING_NAMED = "No web address was found to look at."
HEADINGS = {
    "dead": f"Dead: failed on {DEAD_AFTER} days or more. Find the new page, or take the address out",
    "failing": f"Failed, not yet dead: that takes {DEAD_AFTER} different days and --state FILE",
    "moved": "Moved for good: write the new address",
    "look": "Look at it in a browser",
    "unsure": "Could not tell: sites that turn robots away say nothing of their pages",
    "redirected": "Leads to another page for now: nothing to do",
    "fine": "Fine",
}
"""What stands above the addresses of each verdict."""
_COUNTED = {
    "dead": "dead",
    "failing": "failed but not yet dead",
    "moved": "moved",
    "look": "to look at",
    "unsure": "could not be told",
    "redirected": "redirected for now",
    "fine": "fine",
}
_WHY = {
    "ok": "there is a page",
    "not-found": "the site says that there is no such page",
    "gone": "the site says that the page was taken away",
    "server": "the site's server has a fault",
    "no-name": "there is no machine of that name any more",
    "no-name-now": "the name could not be looked up just now",
    "no-connection": "nothing takes a connection there",
    "timeout": "no answer came in time",
    "dropped": "the connection broke off",
    "bad-answer": "what came back is no answer of a web server",
    "blocked": "the site does not answer robots",
    "robots": "the site's robots.txt asks us not to look",
    "no-robots": "its robots.txt could not be had, so we may not look",
    "later": "the site asked us to come back much later",
    "tls": "browsers will warn: its certificate is not in order",
    "private": "it leads to a machine that is not on the open internet, so it was not followed",
    "scheme": "it leads to what is no page of the web",
    "bad-address": "it is, or leads to, no web address that can be asked for",
    "loop": "it leads in a circle, at least without cookies",
    "too-many": "it leads on and on",
    "odd-redirect": "it leads on, but does not say where to",
    "home": "it leads to the site's first page, so the page may be gone",
    "parked": "it leads to a page that sells the name",
}


class Link(NamedTuple):
    """One address in words; `new` is where it leads: what to write where it moved, else to know only."""

    url: str
    verdict: str
    why: str
    reason: str
    status: int
    new: str
    failed_on: tuple[str, ...]
    spots: tuple[Spot, ...]


class Links(NamedTuple):
    """The addresses to show, worst first; the counts are of all that were looked at."""

    links: tuple[Link, ...]
    counts: dict[str, int]
    total: int

    @property
    def count_line(self) -> str:
        """How many addresses there are of each verdict."""
        looked = sum(self.counts.values())
        if not self.total:
            return NOTHING_NAMED
        said = [f"{self.counts[one]:,} {_COUNTED[one]}" for one in VERDICTS if self.counts.get(one)]
        of = f"{looked:,} of " if looked < self.total else ""
        begin = f"{of}{say.counted(self.total, 'web address', 'web addresses')} looked at"
        return say.sentence(f"{begin}: {text.listed(said)}" if said else begin)

    @property
    def sections(self) -> list[tuple[str, list[Link]]]:
        """The addresses of each verdict, under what is said above them."""
        parts = groupby(self.links, key=lambda one: one.verdict)
        return [(HEADINGS[verdict], [*links]) for verdict, links in parts]


def links_said(found: Sequence[Finding], total: int, only: Iterable[str], limit: int) -> Links:
    """What was found of `total` addresses: those of some verdicts, or all that are not fine.

    At most `limit` of them, where that is not 0.
    """
    wanted = frozenset(only) or frozenset(VERDICTS) - {"fine"}
    chosen = [one for one in found if one.verdict in wanted]
    shown = chosen[:limit] if limit else chosen
    counts = {one: sum(each.verdict == one for each in found) for one in VERDICTS}
    return Links(tuple(map(_link, shown)), counts, total)


def _link(found: Finding) -> Link:
    outcome = found.outcome
    new = found.new or (outcome.hops[-1].to if outcome.hops else "")
    link: Link = say.cleaned(
        Link(
            found.address.url,
            found.verdict,
            _why(found),
            outcome.why,
            outcome.status,
            new,
            found.failed_on,
            found.address.spots,
        )
    )
    return link


def _why(found: Finding) -> str:
    outcome = found.outcome
    if found.verdict == "moved":
        return "it leads on for good"
    if found.verdict == "redirected":
        return "it leads on for now"
    more = [str(outcome.status)] if outcome.status >= _BAD else []
    more += [outcome.detail] if outcome.detail else []
    said = f"{_WHY[outcome.why]} ({', '.join(more)})" if more else _WHY[outcome.why]
    if not found.failed_on:
        return said
    days = [say.short_date(date.fromisoformat(day)) for day in found.failed_on]
    return f"{said}; failed on {text.listed(days)}"
