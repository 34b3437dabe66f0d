"""Towns, villages and city districts by name, and what to type for each that shares one."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from peerfind import tables
from peerfind.geo import Point, great_circle_km
from peerfind.named import NamedTuple
from peerfind.places.names import name_key
from peerfind.places.place import Place
from peerfind.places.regions import named_region
from peerfind.text import shown

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from peerfind.places.place import Precision

_TABLE = "places.tsv"
# A name means the largest of its places where that is this many times the size of the next.
_SEVERAL_TIMES = 4
# How far from the middle of a town people still call something there "in" it.
_AROUND_KM = 12.0
_MOST_WORDS = 16  # of a name and what narrows it down: the longest names have eight
TOWN = 2_000  # people of more than a few houses


class Entry(NamedTuple):
    """A named place. `size` is its people, counted or estimated, and only good for comparing."""

    name: str
    point: Point
    radius_km: float
    county: str
    nation: str
    precision: Precision
    size: int
    outward: str


def named(text: str) -> tuple[Place, ...]:
    """All places of a name, largest first, each named by what to type for it.

    `Newport`, `Newport, Shropshire`, `Newport, Wales`, `Newport, TF10` and `Clifton, Bristol` all
    work.
    """
    return tuple(as_place(entry, label(entry)) for entry in entries(text))


def entries(text: str) -> tuple[Entry, ...]:
    """All places of a name, largest first; what follows a comma narrows them down."""
    if whole := of_name(text):
        return whole
    name, *narrower = (part.strip() for part in text.split(","))
    found = of_name(name)
    for part in narrower:
        if part and found:
            found = narrowed(found, part)
    return found or _without_comma(text)


def clear_choice(found: Sequence[Entry]) -> Entry | None:
    """The only one, or the one several times larger than the next; None where it is not clear."""
    if not found:
        return None
    largest, *rest = found
    return largest if not rest or largest.size >= _SEVERAL_TIMES * rest[0].size else None


def label(entry: Entry) -> str:
    """What to type for this place and no other: `Leeds`, `Leeds, Kent`."""
    same = of_name(entry.name)
    if clear_choice(same) == entry and not is_too_wide(entry.name):
        return entry.name
    for part in (entry.county, entry.nation, entry.outward):
        if part and part != entry.name and narrowed(same, part) == (entry,):
            return f"{entry.name}, {part}"
    return f"{entry.point.latitude},{entry.point.longitude}"


def is_too_wide(name: str) -> bool:
    """Whether a name means a county or a nation, and no town in it: not Durham or Conwy, but Wales."""
    region = named_region(name)
    return region is not None and not any(
        entry.precision == "town" and region.has(entry.county, entry.nation)
        for entry in of_name(name)
    )


def as_place(entry: Entry, name: str, note: str = "") -> Place:
    """The place of an entry."""
    return Place(
        name,
        entry.point,
        entry.precision,
        entry.radius_km,
        entry.county or None,
        entry.nation or None,
        note,
    )


@lru_cache(maxsize=4096)
def of_name(name: str) -> tuple[Entry, ...]:
    """All places of exactly this name, largest first."""
    key = name_key(name)
    found = [_entry(row) for row in tables.rows(_TABLE, key)] if key else []
    return tuple(sorted(found, key=lambda entry: (-entry.size, entry.point.latitude)))


def narrowed(found: Sequence[Entry], part: str) -> tuple[Entry, ...]:
    """The entries in a county, nation, outward code or larger town, the first that has any."""
    code, region = part.upper(), named_region(part)
    kept = [entry for entry in found if entry.outward == code]
    if region and not kept:
        kept = [entry for entry in found if region.has(entry.county, entry.nation)]
        kept = kept or [entry for entry in found if entry.county in region.postal]
    return tuple(kept or _around(found, part))


def everything() -> Iterator[tuple[str, str, int]]:
    """The key, name and size of every place, which takes a while."""
    for line in tables.contents(_TABLE)[:].decode().splitlines():
        key, name, *_, size, _outward = line.split("\t")
        yield key, name, int(size)


@lru_cache(maxsize=4)
def towns(people: int) -> tuple[Entry, ...]:
    """The towns of more than so many people, the largest first, which takes a while.

    A town of several names stands here once, by one that is its own.
    """
    lines = tables.contents(_TABLE)[:].decode().splitlines()
    found = (_entry(line.split("\t")[1:]) for line in lines)
    large = {one for one in found if one.precision == "town" and one.size > people}
    return tuple(sorted(large, key=lambda one: (-one.size, one.name, one.point)))


def _around(found: Sequence[Entry], town: str) -> list[Entry]:
    """The entries that lie in or close around the largest place of another name."""
    centre = next(iter(of_name(town)), None)
    if centre is None:
        return []
    reach_km = max(_AROUND_KM, centre.radius_km)
    return [
        entry
        for entry in found
        if entry.size < centre.size and great_circle_km(entry.point, centre.point) <= reach_km
    ]


def _without_comma(text: str) -> tuple[Entry, ...]:
    """`Newport Shropshire` as `Newport, Shropshire`, with the longest name that can be."""
    parts = shown(text).split() if "," not in text else []
    if len(parts) > _MOST_WORDS:  # a text of thousands takes an hour, and is no name
        return ()
    for at in range(len(parts) - 1, 0, -1):
        found = of_name(" ".join(parts[:at]))
        if found and (kept := narrowed(found, " ".join(parts[at:]))):
            return kept
    return ()


def _entry(row: list[str]) -> Entry:
    """A row of the table."""
    name, latitude, longitude, radius, county, nation, precision, size, outward = row
    point = Point(float(latitude), float(longitude))
    exact: Precision = "town" if precision == "town" else "district"
    return Entry(name, point, float(radius), county, nation, exact, int(size), outward)
