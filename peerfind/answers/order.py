"""Numbers put in order by several keys, as far as somebody asked for."""

from __future__ import annotations

from heapq import nsmallest
from math import inf
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Any

    from peerfind.model import Group

DECIMALS = 4
# Where a distance sorts that is not known, and that of a group without a place.
UNKNOWN_KM, REMOTE_KM = 1e6, 2e6


def age_of_check(group: Group) -> float:
    """A number that is smaller for a newer check; never checked comes last."""
    return -group.checked.on.toordinal() if group.checked else inf


def first(limit: int, numbers: Sequence[int], keys: Sequence[Callable[[int], Any]]) -> list[int]:
    """The first `limit` of some numbers, sorted by several keys.

    A key is worked out only for numbers that the keys before it leave in doubt, and what comes after
    the limit is not sorted.
    """
    sure: list[int] = []
    doubtful = numbers
    for key in keys:
        if len(doubtful) > (left := limit - len(sure)):
            pairs = [(number, key(number)) for number in doubtful]
            edge = nsmallest(left, [value for _, value in pairs])[-1]
            sure += [number for number, value in pairs if value < edge]
            doubtful = [number for number, value in pairs if value == edge]
    chosen = sorted([*sure, *doubtful], key=lambda number: tuple(key(number) for key in keys))
    return chosen[:limit]


def rounded(numbers: Sequence[int], worth: Sequence[float]) -> dict[int, float]:
    """The totals of some groups, as they are shown."""
    pairs = zip(numbers, worth, strict=True)
    return {number: round(one, DECIMALS) for number, one in pairs}
