"""The live postcodes of one outward code, packed so that one can be read without the others.

A block is zlib over: the first unit's latitude and longitude (two unsigned 16-bit numbers), 4000
bits saying which inward codes are live, then the steps from each unit to the next, latitudes before
longitudes, the low bytes of each before the high ones (which compresses a third better than pairs
do). Steps are on a grid of a thousandth of a degree of latitude and a 600th of longitude: about 110
m by 105 m in the middle of Great Britain, so that a unit comes back within 82 m.
"""

from __future__ import annotations

import zlib
from itertools import pairwise
from typing import TYPE_CHECKING

from peerfind.geo import Point

if TYPE_CHECKING:
    from collections.abc import Mapping

LETTERS = "ABDEFGHJLNPQRSTUWXYZ"  # those that Royal Mail uses in the second half of a postcode
LETTERS_SET = frozenset(LETTERS)
_SLOTS = 10 * len(LETTERS) ** 2
_SOUTH, _WEST = 49.0, -9.0
_LAT_STEPS, _LON_STEPS = 1000, 600
_HEAD = 4
_BITS = _SLOTS // 8
_ADLER = 65521  # more than any coordinate in grid steps
_UNSIGNED = bytes(byte ^ 128 for byte in range(256))  # a signed byte and 128, for each byte


def slot(inward: str) -> int:
    """The place of an inward code such as `3HN` among all that there can be."""
    size, letters = len(LETTERS), [LETTERS.index(letter) for letter in inward[1:]]
    return (int(inward[0]) * size + letters[0]) * size + letters[1]


def packed(units: Mapping[str, Point]) -> bytes:
    """The block that holds `units`, the live inward codes of an outward code with their places."""
    ordered = sorted((slot(inward), _steps(point)) for inward, point in units.items())
    live = sum(1 << number for number, _ in ordered)
    columns = [[steps[axis] for _, steps in ordered] for axis in (0, 1)]
    head = b"".join(column[0].to_bytes(2, "little") for column in columns)
    body = b"".join(_planes(column) for column in columns)
    return zlib.compress(head + live.to_bytes(_BITS, "little") + body, 9)


def unit(block: bytes, inward: str) -> Point | None:
    """The place of an inward code in a block; None where that postcode is not live."""
    plain, number = zlib.decompress(block), slot(inward)
    live = int.from_bytes(plain[_HEAD : _HEAD + _BITS], "little")
    if not live >> number & 1:
        return None
    before = (live & ((1 << number) - 1)).bit_count()
    latitude, longitude = (_value(plain, axis, before, live.bit_count()) for axis in (0, 1))
    return Point(_SOUTH + latitude / _LAT_STEPS, _WEST + longitude / _LON_STEPS)


def _steps(point: Point) -> tuple[int, int]:
    """Grid steps north and east of the grid's corner."""
    return (
        round((point.latitude - _SOUTH) * _LAT_STEPS),
        round((point.longitude - _WEST) * _LON_STEPS),
    )


def _planes(column: list[int]) -> bytes:
    """The steps from each value to the next, low bytes then high bytes."""
    steps = b"".join(
        (after - before).to_bytes(2, "little", signed=True) for before, after in pairwise(column)
    )
    return steps[::2] + steps[1::2]


def _value(plain: bytes, axis: int, before: int, units: int) -> int:
    """One coordinate, in grid steps, of the unit with `before` units ahead of it in its block."""
    first = int.from_bytes(plain[2 * axis : 2 * axis + 2], "little")
    low = _HEAD + _BITS + axis * 2 * (units - 1)
    high = low + units - 1
    lows, highs = plain[low : low + before], plain[high : high + before].translate(_UNSIGNED)
    return (first + _total(lows) + 256 * (_total(highs) - 128 * before)) % _ADLER


def _total(numbers: bytes) -> int:
    """The sum of `numbers` modulo `_ADLER`, which half of their checksum is: far faster than `sum`."""
    return zlib.adler32(numbers, 0) & 0xFFFF
