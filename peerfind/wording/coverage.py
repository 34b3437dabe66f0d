"""What a directory has and where it has nothing, in words: tables of a label, a number and a share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from peerfind.geo import KM_PER_MILE
from peerfind.keeping.coverage import LARGE_TOWN
from peerfind.named import NamedTuple
from peerfind.places.gazetteer import label
from peerfind.wording import say
from peerfind.wording.where import distance_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from peerfind.directory.vocabulary import Vocabulary
    from peerfind.index.index import Index
    from peerfind.keeping.coverage import Count, Counts, Gap, Gaps

MOST_FOCUS = 15
MOST_TOWNS = 20
NOT_STATED = "not stated"
SEVERAL = "A group that states several counts for each."
_ABOUT = {"nation": "nation", "format": "how people meet", "leader": "who leads", "focus": "focus"}


class Row(NamedTuple):
    """One line of a table: what is counted, how many groups, and their share of all, from 0 to 1."""

    id: str
    label: str
    groups: int
    share: float

    @property
    def percent(self) -> str:
        """The share in whole percent, never rounded to none or to all."""
        whole = round(self.share * 100)
        if not 0 < self.share < 1:
            return f"{whole}%"
        return "under 1%" if self.share < 0.01 else f"{min(whole, 99)}%"  # noqa: PLR2004 (one percent)


class Table(NamedTuple):
    """Groups counted by one thing; `key` is its name in data, `note` may be empty."""

    key: str
    title: str
    note: str
    rows: tuple[Row, ...]


class Town(NamedTuple):
    """A town without a group near; `nearest` says in words which is least far."""

    name: str
    county: str
    nation: str
    people: int
    nearest: str
    nearest_id: str
    miles: float | None


class Missing(NamedTuple):
    """The largest towns without a group; `total` counts all."""

    focus: str
    title: str
    note: str
    within_miles: float
    groups: int
    total: int
    towns: tuple[Town, ...]


class Overview(NamedTuple):
    """All that a directory has, in words; `missing` is None where no gaps were looked for."""

    title: str
    today: date
    groups: int
    closed: int
    tables: tuple[Table, ...]
    missing: Missing | None

    @property
    def heading(self) -> str:
        """Whose figures these are, and of which day."""
        return f"{self.title}: what there is, {say.short_date(self.today)}"

    @property
    def count_line(self) -> str:
        """How many groups are counted."""
        ended = f" {self.closed:,} more {'has' if self.closed == 1 else 'have'} ended."
        return f"{say.counted(self.groups, 'group')}.{ended if self.closed else ''}"


def overview(found: Counts, gaps: Gaps | None, index: Index, today: date) -> Overview:
    """The figures of a directory in words, and its gaps where they were looked for."""
    settings, total = index.settings, found.groups
    years = {**{one.id: one.id for one in found.newest}, "": "no date"}
    tables = (
        *(_by(key, found, index.vocabulary) for key in _ABOUT),
        Table("stated", "What groups state", "", _rows(found.stated, total)),
        Table(
            "freshness", "How fresh they are", "", _rows(found.freshness, total, _fresh(settings))
        ),
        Table(
            "newest_source", "The year of the newest source", "", _rows(found.newest, total, years)
        ),
    )
    missing = _missing(gaps, index) if gaps else None
    title = settings["title"]
    made: Overview = say.cleaned(Overview(title, today, total, found.closed, tables, missing))
    return made


def _by(key: str, found: Counts, vocabulary: Vocabulary) -> Table:
    """The groups by what they state of a key."""
    counted, note = found.by[key], ""
    most = MOST_FOCUS if key == "focus" else len(counted)
    names = {one.id: one.id for one in counted}
    if key != "nation":
        names, note = {one: vocabulary[key].label(one) for one in names}, SEVERAL
    if len(counted) > most:
        note += f" The {most} with the most groups, of {len(counted)}."
    rows = _rows(counted[:most], found.groups, {**names, "": NOT_STATED})
    return Table(key, f"Groups by {_ABOUT[key]}", note, rows)


def _rows(
    counted: Iterable[Count], total: int, names: Mapping[str, str] | None = None
) -> tuple[Row, ...]:
    """Counts as lines, each called by its name; by its id where there are no names."""
    return tuple(
        Row(one.id, names[one.id] if names else one.id, one.groups, one.groups / total)
        for one in counted
        if total
    )


def _fresh(settings: Mapping[str, str]) -> Mapping[str, str]:
    review, hide = settings["review_after"], settings["hide_after"]
    return {
        "checked": f"checked in the last {review}",
        "due": f"due, checked {review} to {hide} ago",
        "stale": f"stale, checked over {hide} ago",
        "never-checked": "never checked",
    }


def _missing(gaps: Gaps, index: Index) -> Missing:
    """The gaps in words."""
    about, units = index.vocabulary["focus"].label(gaps.focus), index.settings["units"]
    far = gaps.km if units == "km" else gaps.km / KM_PER_MILE
    within = f"{far:.4g} km" if units == "km" else f"{far:.4g} {'mile' if far == 1 else 'miles'}"
    number = len(gaps.towns)
    towns = tuple(_town(one, units) for one in gaps.towns[:MOST_TOWNS])
    here = f", the {len(towns)} largest here" if number > len(towns) else ""
    note = (
        f"{say.counted(number, 'town')} of more than {LARGE_TOWN:,} people{here}. "
        f"{_meeting(gaps)} in person{_unplaced(gaps)}."
    )
    title = f"Towns with no group about {about} within {within}"
    return Missing(gaps.focus, title, note, gaps.km / KM_PER_MILE, gaps.groups, number, towns)


def _meeting(gaps: Gaps) -> str:
    verb = "meets" if gaps.groups == 1 else "meet"
    return f"{say.counted(gaps.groups, 'group')} about it, or about a part of it, {verb}"


def _unplaced(gaps: Gaps) -> str:
    """How many of the groups may be anywhere, so that a gap may be none."""
    return f", {gaps.unplaced:,} of them at a place that is not known" if gaps.unplaced else ""


def _town(gap: Gap, units: str) -> Town:
    of = label(gap.town), gap.town.county, gap.town.nation, gap.town.size
    if gap.nearest is None or gap.km is None:
        return Town(*of, "there is none at all", "", None)
    far = distance_words(gap.km, None, units)
    nearest = f"{far}, {gap.nearest.name}"
    return Town(*of, nearest, gap.nearest.id, round(gap.km / KM_PER_MILE, 1))
