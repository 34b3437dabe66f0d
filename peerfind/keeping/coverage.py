"""What a directory has: groups by what they state, how much they state, how fresh it is, and the gaps.

Groups that have ended are counted once, and then left out of everything. A gap is a town that has no
group near which people could be sent to: one that has ended, has paused or is too old to be shown is
none, and neither is one that does not meet in person. Where a place is known by its town alone, a group
that may be near enough is taken as near.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from peerfind.answers.eligibility import is_close
from peerfind.directory.fields import FIELDS
from peerfind.errors import UsageError
from peerfind.freshness import first_day, freshness
from peerfind.geo import great_circle_km
from peerfind.keeping.due import newest
from peerfind.model import UNKNOWN, Group
from peerfind.named import NamedTuple
from peerfind.places.gazetteer import as_place, towns

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from peerfind.directory.vocabulary import Facet, Vocabulary
    from peerfind.model import Record
    from peerfind.places import Place
    from peerfind.places.gazetteer import Entry

USUAL_FOCUS = "grief"
LARGE_TOWN = 20_000  # people
FRESHNESS = ("checked", "due", "stale", "never-checked")
_COUNTED = ("nation", "format", "leader", "focus")
_NOTHING = ""  # what stands for a fact that is not stated


class Count(NamedTuple):
    """How many groups there are of something; its `id` is empty for those that do not state it."""

    id: str
    groups: int


class Counts(NamedTuple):
    """How many groups there are; `by` counts them by what they state, the most first.

    `stated` counts for each key of the file format those that state it; `newest` goes by the year of the
    newest source.
    """

    groups: int
    closed: int
    by: Mapping[str, tuple[Count, ...]]
    stated: tuple[Count, ...]
    freshness: tuple[Count, ...]
    newest: tuple[Count, ...]


class Gap(NamedTuple):
    """A town without a group near; `nearest` is the group that is least far, if there is any, and how far."""

    town: Entry
    nearest: Group | None
    km: float | None


class Gaps(NamedTuple):
    """The towns without a group about `focus` within `km`, the largest first.

    `groups` counts those about it that meet in person, `unplaced` those of them whose place is not known.
    """

    focus: str
    km: float
    groups: int
    unplaced: int
    towns: tuple[Gap, ...]


def counts(records: Iterable[Record], settings: Mapping[str, str], today: date) -> Counts:
    """What `records` have, by the ages in `settings` on a day."""
    every = [*records]
    running = [one for one in every if one.get("status") != "closed"]
    years = Counter(newest(one)[:4] for one in running)
    fresh = Counter(_freshness(one, settings, today) for one in running)
    return Counts(
        groups=len(running),
        closed=len(every) - len(running),
        by={key: _by(key, running) for key in _COUNTED},
        stated=_most_first({key: sum(_is_stated(key, one) for one in running) for key in FIELDS}),
        freshness=tuple(Count(one, fresh[one]) for one in FRESHNESS),
        newest=tuple(Count(year, years[year]) for year in sorted(years, reverse=True)),
    )


def _by(key: str, records: Sequence[Record]) -> tuple[Count, ...]:
    """The groups by each value of a key; one that has several counts for each."""
    found = Counter(value for one in records for value in _values(key, one))
    return _most_first(found)


def _values(key: str, record: Record) -> Iterable[str]:
    stated: Any = record.get(key) if _is_stated(key, record) else None
    return stated if isinstance(stated, list) else [stated or _NOTHING]


def _is_stated(key: str, record: Record) -> bool:
    """Whether a group says anything of a key: `unknown` says nothing."""
    return key in record and record[key] != [UNKNOWN]


def _most_first(found: Mapping[str, int]) -> tuple[Count, ...]:
    """The most first, and what is not stated last."""
    order = sorted(found.items(), key=lambda one: (one[0] == _NOTHING, -one[1], one[0]))
    return tuple(Count(name, groups) for name, groups in order)


def _freshness(record: Record, settings: Mapping[str, str], today: date) -> str:
    checked = Group.of({"checked": record["checked"]}).checked if "checked" in record else None
    on = checked.on if checked else None
    return freshness(on, today, settings["review_after"], settings["hide_after"])


def focus_asked(typed: str | None, vocabulary: Vocabulary) -> str | None:
    """The focus whose gaps are looked for; None where none was named and the usual one is not known.

    Raises UsageError, naming the nearest terms, for one that is not known.
    """
    facet = vocabulary["focus"]
    if typed is None:
        return USUAL_FOCUS if USUAL_FOCUS in facet else None
    if not typed.strip():
        raise UsageError("--focus takes what a group is about, such as grief.")
    return facet.understood(typed).term


def shown(records: Iterable[Record], settings: Mapping[str, str], today: date) -> list[Group]:
    """The groups that people can be sent to: none that has ended, has paused or is too old to be shown."""
    since = first_day(today, settings["hide_after"])
    return [group for group in map(Group.of, records) if _is_shown(group, since)]


def _is_shown(group: Group, since: date) -> bool:
    is_stale = group.checked is not None and group.checked.on < since
    return group.status not in ("closed", "paused") and not is_stale


def gaps(groups: Iterable[Group], facet: Facet, focus: str, km: float) -> Gaps:
    """The large towns that none of `groups` about `focus`, or about something more special, is near."""
    meant = facet.below(focus)
    about = [one for one in groups if meant & {*one.focus} and "in-person" in one.format]
    found = (_gap(entry, km, about) for entry in towns(LARGE_TOWN))
    unplaced = sum(one.place is None for one in about)
    return Gaps(focus, km, len(about), unplaced, tuple(one for one in found if one))


def _gap(entry: Entry, km: float, groups: Sequence[Group]) -> Gap | None:
    """A town as a gap, unless a group is near."""
    town = as_place(entry, entry.name)
    if any(is_close(town, km, group) for group in groups):
        return None
    far = [*_distances(town, groups)]
    nearest_km, _, nearest = min(far, key=lambda one: one[:2]) if far else (None, "", None)
    return Gap(entry, nearest, nearest_km)


def _distances(town: Place, groups: Iterable[Group]) -> Iterator[tuple[float, str, Group]]:
    for group in groups:
        if group.place is not None:
            yield great_circle_km(town.point, group.place.point), group.id, group
