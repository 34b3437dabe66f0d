"""Outward codes, sectors and postcodes, as the program looks them up."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from peerfind.places import units as packing
from places_build.sources import table
from places_build.stats import extent, middle, radius_km

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from peerfind.geo import Point
    from places_build.sources import Town, Unit

_COUNTRIES = {
    "Northern Ireland": ("GB", "NIR"),
    "Jersey": ("JE", ""),
    "Guernsey": ("GG", ""),
    "Isle of Man": ("IM", ""),
}


COUNTIES = "|"  # between the counties of what lies in several


class Outward(NamedTuple):
    """An outward code or a sector; its precision is `town` where only its towns are known."""

    point: Point
    radius_km: float
    county: str
    nation: str
    precision: str


def grouped(units: Iterable[Unit], key: Callable[[Unit], str]) -> dict[str, list[Unit]]:
    """The units of each outward code or sector."""
    groups: defaultdict[str, list[Unit]] = defaultdict(list)
    for unit in units:
        groups[key(unit)].append(unit)
    return dict(groups)


def sector(unit: Unit) -> str:
    """The sector of a postcode, such as `LS6 3`."""
    return f"{unit.outward} {unit.inward[0]}"


def extents(groups: Mapping[str, Sequence[Unit]], precision: str) -> dict[str, Outward]:
    """Where each group of postcodes lies."""
    return {key: Outward(*extent(units), precision) for key, units in groups.items()}


def counties(groups: Mapping[str, Sequence[Unit]]) -> dict[str, str]:
    """All the counties in which postcodes of each group lie."""
    return {
        key: COUNTIES.join(sorted({unit.area.county for unit in units if unit.area.county}))
        for key, units in groups.items()
    }


def blocks(groups: Mapping[str, Sequence[Unit]]) -> dict[str, bytes]:
    """The packed postcodes of each outward code."""
    return {
        outward: packing.packed({unit.inward: unit.point for unit in units})
        for outward, units in groups.items()
    }


def islands(towns: Sequence[Town]) -> dict[str, Outward]:
    """Outward codes of Northern Ireland, Jersey, Guernsey and the Isle of Man, from their towns.

    The middle of the towns stands for the code. Its radius is the distance to the farthest of them
    and a margin for the land around, which is a judgement kept in the hand-made table.
    """
    found = {}
    for row in table("island_outward_codes.csv"):
        points = [town_point(towns, name, row["nation"]) for name in row["places"].split("|")]
        point = middle(points)
        radius = radius_km(point, points, share=1) + float(row["margin_km"])
        found[row["outward"]] = Outward(point, radius, row["county"], row["nation"], "town")
    return found


def town_point(towns: Sequence[Town], name: str, nation: str) -> Point:
    """The place of a town of one of the islands; `Dromore#2650977` tells which of two it is.

    Raises LookupError unless there is exactly one.
    """
    bare, _, number = name.partition("#")
    country, part = _COUNTRIES[nation]
    found = [
        town.point
        for town in towns
        if (town.name, town.country) == (bare, country)
        and part in {"", town.part}
        and number in {"", str(town.id)}
    ]
    if len(found) != 1:
        raise LookupError(f"{name} ({nation}): {len(found)} towns of that name instead of one")
    return found[0]
