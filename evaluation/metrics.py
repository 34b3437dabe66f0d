"""What a ranked list is worth by the grades of what stands in it."""

from __future__ import annotations

from math import log2
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

OUT = "x"
GAINS = {"3": 7.0, "2": 3.0, "1": 1.0}
FIRST = 10


class Marks(NamedTuple):
    """What one answer earned; each from 0 to 1 but the violations, which are counted."""

    ndcg: float
    first: float
    reciprocal_rank: float
    recall: float
    violations: int


def marks(found: Sequence[str], grades: Mapping[str, str]) -> Marks:
    """The marks of the ids `found`, the best first; `grades` are those above 0 and those that are out."""
    shown = found[:FIRST]
    best = max(filter(GAINS.get, grades.values()), default="")
    enough = ("2", "3") if best in ("2", "3") else ("1",)
    good = {one for one, grade in grades.items() if grade in enough}
    ranks = [rank for rank, one in enumerate(found, 1) if grades.get(one) == best]
    return Marks(
        ndcg=_ratio(gain(shown, grades), ideal(grades)),
        first=float(bool(shown) and grades.get(shown[0]) == best),
        reciprocal_rank=1 / ranks[0] if ranks else 0.0,
        recall=_ratio(len(good.intersection(shown)), min(FIRST, len(good))),
        violations=sum(grades.get(one) == OUT for one in shown),
    )


def gain(ids: Sequence[str], grades: Mapping[str, str]) -> float:
    """The discounted gain of the first ten that have one."""
    values = [GAINS.get(grades.get(one, ""), 0.0) for one in ids]
    return sum(value / log2(rank + 1) for rank, value in enumerate(values[:FIRST], 1))


def ideal(grades: Mapping[str, str]) -> float:
    """The discounted gain of the best order there is."""
    values = sorted((GAINS.get(one, 0.0) for one in grades.values()), reverse=True)
    return sum(value / log2(rank + 1) for rank, value in enumerate(values[:FIRST], 1))


def _ratio(part: float, whole: float) -> float:
    """The part of the whole; 1 of nothing."""
    return part / whole if whole else 1.0
