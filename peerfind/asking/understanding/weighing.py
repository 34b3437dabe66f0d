"""How likely each of several readings is, by signs whose weights were learnt.

A table in `peerfind/data` has a sign and its weight in each line. They were learnt as a conditional logit:
how likely a reading is, beside the others, goes by `exp` of the sum of what it shows.
"""

from __future__ import annotations

from functools import cache
from math import exp
from typing import TYPE_CHECKING

from peerfind import tables

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Signs = dict[str, float]  # what a reading shows, by name, and how much of it


def odds(every: Sequence[Mapping[str, float]], table: str) -> list[float]:
    """How likely each reading is by its signs, beside the likeliest."""
    sums = [worth(one, weights(table)) for one in every]
    most = max(sums)
    return [exp(one - most) for one in sums]


def worth(shown: Mapping[str, float], by_name: Mapping[str, float]) -> float:
    """What the signs that something shows come to."""
    return sum(by_name.get(name, 0.0) * value for name, value in shown.items())


@cache
def weights(table: str) -> dict[str, float]:
    """The weight of each sign of a table."""
    lines = tables.contents(table)[:].decode().splitlines()
    return {name: float(weight) for name, weight in (line.split("\t") for line in lines)}
