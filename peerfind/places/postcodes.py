"""Postcodes, sectors and outward codes, typed in any case and spacing."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from peerfind import tables
from peerfind.geo import Point, great_circle_km
from peerfind.named import NamedTuple
from peerfind.places import units
from peerfind.places.place import Place

if TYPE_CHECKING:
    from peerfind.places.place import Precision

_SHAPE = "([A-Z]{1,2}[0-9][0-9A-Z]?)([0-9][A-Z]{2})?"
_SLIPS = {"O": "0", "0": "O"}
_COUNTIES = "|"  # between the counties of what lies in several
_POSTCODE_RADIUS_KM = 0.1
_LONGEST = 12
_AROUND_KM = 15.0  # farther than the middle of the next outward code, nearly everywhere


class _Row(NamedTuple):
    """An outward code or a sector, with where its postcodes lie in the file of them."""

    point: Point
    radius_km: float
    county: str
    nation: str
    precision: Precision
    start: int
    size: int


@lru_cache(maxsize=1024)
def postcode(text: str) -> Place | None:
    """The place of a postcode, a sector (`LS6 3`) or an outward code (`LS6`), or None.

    A postcode that is not live gives its sector, or else its outward code, and the note says so. A
    letter O typed for a nought, or the other way round, is put right where only one reading exists.
    """
    typed = text.upper().replace("-", " ").split()
    squeezed = "".join(typed)
    if len(squeezed) > _LONGEST:
        return None
    return _read(typed, squeezed) or _corrected(" ".join(typed))


def outward_code(text: str) -> str | None:
    """The first half of a postcode that is typed whole or in part; None where there is none.

    What does not exist goes by its shape, so that a door stays hidden even when it is mistyped.
    """
    if place := postcode(text):
        return place.name.split()[0]
    found = re.fullmatch(_SHAPE, "".join(text.upper().split()))
    return found[1] if found else None


def nation_around(point: Point) -> str | None:
    """The nation of all the outward codes around a point; None near a border and out at sea.

    It reads the whole table, which a typed point alone is worth.
    """
    nations = set()
    for line in tables.contents("outward.tsv")[:].decode().splitlines():
        _, latitude, longitude, _, _, nation, *_ = line.split("\t")
        if great_circle_km(point, Point(float(latitude), float(longitude))) <= _AROUND_KM:
            nations.add(nation)
    return nations.pop() or None if len(nations) == 1 else None


def _read(typed: list[str], squeezed: str) -> Place | None:
    """What was typed, exactly: whole, with its sector set apart, or as far as it goes.

    There is no pattern to match: an outward code is what the table has.
    """
    outward, inward = squeezed[:-3], squeezed[-3:]
    if outward and inward[0] in "0123456789" and units.LETTERS_SET.issuperset(inward[1:]):
        return _full(outward, inward)
    if typed and len(typed[-1]) == 1 and (apart := _sector(squeezed)):
        return apart
    return _outward(squeezed) or _sector(squeezed)


def _corrected(typed: str) -> Place | None:
    """The one reading that exists when a letter O or a nought is swapped, if it is the only one."""
    found = [
        place
        for at, letter in enumerate(typed)
        if letter in _SLIPS
        for text in [typed[:at] + _SLIPS[letter] + typed[at + 1 :]]
        if (place := _read(text.split(), text.replace(" ", "")))
    ]
    if len(found) != 1:
        return None
    (only,) = found
    return only._replace(note=f"{typed} is read as {only.name}. {only.note}".rstrip())


def _full(outward: str, inward: str) -> Place | None:
    """A whole postcode, or the smallest part of it that is known."""
    row = _row("outward.tsv", outward)
    if row is None:
        return None
    name, sector = f"{outward} {inward}", _row("sectors.tsv", f"{outward} {inward[0]}")
    if row.size and (point := units.unit(_block(row.start, row.size), inward)):
        best = sector or row
        return _place(name, best._replace(point=point, radius_km=_POSTCODE_RADIUS_KM), "postcode")
    if sector:
        used = f"{name} is not a live postcode; its sector {outward} {inward[0]} is used."
        return _place(f"{outward} {inward[0]}", sector, "sector", used)
    if row.size:
        used = f"{name} is not a live postcode; its first half {outward} is used."
    else:
        used = f"Only the first half of {name} is known here; {outward} is used."
    return _place(outward, row, row.precision, used)


def _sector(squeezed: str) -> Place | None:
    """A sector; where its outward code has no sectors here, that code instead."""
    outward, name = squeezed[:-1], f"{squeezed[:-1]} {squeezed[-1:]}"
    if sector := _row("sectors.tsv", name):
        return _place(name, sector, "sector")
    row = _row("outward.tsv", outward)
    if row is None or squeezed[-1] not in "0123456789":
        return None
    return _place(outward, row, row.precision, f"{name} is not known here; {outward} is used.")


def _outward(squeezed: str) -> Place | None:
    """An outward code."""
    row = _row("outward.tsv", squeezed)
    return _place(squeezed, row, row.precision) if row else None


def _place(name: str, row: _Row, precision: Precision, note: str = "") -> Place:
    """A row as a place."""
    one, *others = row.county.split(_COUNTIES)
    county = None if others else one or None
    counties = (one, *others) if others else ()
    return Place(
        name, row.point, precision, row.radius_km, county, row.nation or None, note, counties
    )


@lru_cache(maxsize=4096)
def _row(table: str, key: str) -> _Row | None:
    """The row of an outward code or a sector."""
    found = next(iter(tables.rows(table, key)), None)
    if found is None:
        return None
    latitude, longitude, radius, county, nation, *rest = found
    start, size = rest[1:] or ("0", "0")
    precision: Precision = "town" if "town" in rest else "district"
    point = Point(float(latitude), float(longitude))
    return _Row(point, float(radius), county, nation, precision, int(start), int(size))


def _block(start: int, size: int) -> bytes:
    """The packed postcodes of an outward code."""
    return tables.contents("postcodes.bin")[start : start + size]
