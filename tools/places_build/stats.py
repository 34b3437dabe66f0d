"""Middles, radii and counties of sets of postcodes."""

from __future__ import annotations

from collections import Counter
from statistics import fmean
from typing import TYPE_CHECKING, NamedTuple

from peerfind.geo import Point, great_circle_km

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from places_build.sources import Unit

# An outward code has a county only where hardly any of its postcodes lies in another: a wrong one
# would hide groups.
NEARLY_ALL, MOST = 0.95, 0.0


class Extent(NamedTuple):
    """Where a set of postcodes lies: `radius_km` holds 95 % of them around `point`."""

    point: Point
    radius_km: float
    county: str
    nation: str


def middle(points: Iterable[Point]) -> Point:
    """The mean of the latitudes and of the longitudes."""
    all_points = [*points]
    return Point(fmean(p.latitude for p in all_points), fmean(p.longitude for p in all_points))


def radius_km(point: Point, points: Iterable[Point], share: float = 0.95) -> float:
    """The distance in km from `point` within which this share of `points` lies."""
    distances = sorted(great_circle_km(point, other) for other in points)
    return distances[min(len(distances) - 1, int(share * len(distances)))]


def extent(units: Sequence[Unit], share: float = NEARLY_ALL) -> Extent:
    """Where the units lie, and the county and nation that at least `share` of them are in."""
    point = middle(unit.point for unit in units)
    return Extent(
        point,
        radius_km(point, (unit.point for unit in units)),
        _shared([unit.area.county for unit in units], share),
        _shared([unit.area.nation for unit in units], share),
    )


def _shared(values: Sequence[str], share: float) -> str:
    """The commonest value where at least `share` have it, or nothing."""
    value, count = Counter(values).most_common(1)[0]
    return value if count >= share * len(values) else ""
