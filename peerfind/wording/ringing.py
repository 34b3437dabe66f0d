"""Whom to ring and what to ask them: a list of groups that are due for a check, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from peerfind import text
from peerfind.geo import KM_PER_MILE
from peerfind.keeping.due import newest
from peerfind.named import NamedTuple
from peerfind.wording import say
from peerfind.wording.interview import not_stated
from peerfind.wording.when import TIMES_NOT_STATED, every_meeting
from peerfind.wording.where import distance_words, spot_words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from peerfind.keeping.due import Due
    from peerfind.wording.say import Site, Way

OPENING = "Ask each: does it still run, and is what stands here still so? Then tick it off."
NOBODY = "No group is due for a check."
ORDER = "Those never confirmed come first, and of these the ones with the oldest sources or with no date."


class Call(NamedTuple):
    """One group to ring; `ask` is what to ask first, one sentence each.

    `checked_on` and `newest_source` are dates as they are stated, empty where they are not.
    """

    number: int
    id: str
    name: str
    file: str
    owner: str
    freshness: str
    known: str
    when: str
    where: str
    ways: tuple[Way, ...]
    site: Site
    ask: tuple[str, ...]
    missing: tuple[str, ...]
    checked_on: str
    newest_source: str
    miles: float | None


class RingList(NamedTuple):
    """The groups to ring, worst first; `total` counts those that are due, listed or not."""

    title: str
    today: date
    calls: tuple[Call, ...]
    total: int

    @property
    def count_line(self) -> str:
        """How many are due, and how many of them are here."""
        if not self.total:
            return NOBODY
        verb = "is" if self.total == 1 else "are"
        rest = f", the {len(self.calls):,} worst here" if len(self.calls) < self.total else ""
        return f"{say.counted(self.total, 'group')} {verb} due for a check{rest}."

    @property
    def notes(self) -> tuple[str, ...]:
        """What to know before the first call; nothing where there is none."""
        return (ORDER, OPENING) if self.calls else ()


def ring_list(due: Sequence[Due], limit: int, settings: Mapping[str, str], today: date) -> RingList:
    """The first `limit` of the groups that are due, or all of them where it is 0."""
    chosen = due[:limit] if limit else due
    units = settings["units"]
    calls = tuple(_call(number, one, units) for number, one in enumerate(chosen, 1))
    return RingList(say.cleaned(settings["title"]), today, calls, len(due))


def _call(number: int, one: Due, units: str) -> Call:
    group, missing = one.group, tuple(not_stated(one.group))
    shown: Call = say.cleaned(
        Call(
            number=number,
            id=group.id,
            name=group.name,
            file=one.record["_file"],
            owner=group.owner or "",
            freshness=one.freshness,
            known=say.confirmed_words(group, one.freshness),
            when="; ".join(every_meeting(group)) or TIMES_NOT_STATED,
            where=_where(one, units),
            ways=say.ways(group.contact, one.network),
            site=say.site(group.sources),
            ask=(*say.standing(group), *say.unclear(group), *_gaps(missing)),
            missing=missing,
            checked_on=group.checked.on.isoformat() if group.checked else "",
            newest_source=newest(one.record),
            miles=None if one.km is None else round(one.km / KM_PER_MILE, 1),
        )
    )
    return shown


def _where(one: Due, units: str) -> str:
    """Where a group meets, with the distance where a place was asked for."""
    place = one.group.place
    if one.km is None or place is None:
        return spot_words(one.group)
    return f"{spot_words(one.group)} ({distance_words(one.km, place.precision, units)})"


def _gaps(missing: Sequence[str]) -> tuple[str, ...]:
    return (say.sentence(f"not stated: {text.listed(missing)}"),) if missing else ()
