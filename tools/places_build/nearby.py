"""The live postcode nearest to a point."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from peerfind.geo import Point, great_circle_km

if TYPE_CHECKING:
    from collections.abc import Iterable

    from places_build.sources import Unit


class Nearby:
    """Postcodes by squares of about 5 km."""

    def __init__(self, units: Iterable[Unit]) -> None:
        self._cells: defaultdict[tuple[int, int], list[Unit]] = defaultdict(list)
        for unit in units:
            self._cells[_cell(unit.point)].append(unit)

    def nearest(self, point: Point) -> Unit | None:
        """The nearest postcode in the point's own square and the eight around it."""
        north, east = _cell(point)
        around = [
            unit
            for up in (-1, 0, 1)
            for right in (-1, 0, 1)
            for unit in self._cells.get((north + up, east + right), ())
        ]
        return min(around, key=lambda unit: great_circle_km(point, unit.point), default=None)


def _cell(point: Point) -> tuple[int, int]:
    """The square that a point lies in."""
    return int(point.latitude * 20), int(point.longitude * 12)
