"""How every group of an index meets one ask: by its value in a column, or by the words that it says."""

from __future__ import annotations

from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Protocol

from peerfind.index.columns import mask_of

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Sequence

    from peerfind.asking.scoring import Score, Verdict
    from peerfind.asking.words import Found
    from peerfind.index.columns import Mask, Table
    from peerfind.index.index import Index


class Scored(Protocol):
    """The scores of all groups for one ask."""

    @property
    def distinct(self) -> int:
        """How many scores there are to work out; none where all are known."""

    def __getitem__(self, number: int) -> Score:
        """How one group meets it."""

    def mask(self, verdicts: Container[Verdict]) -> Mask:
        """The groups with one of some verdicts."""

    def something(self) -> Mask:
        """The groups that have to do with what is asked."""

    def values(self, numbers: Sequence[int], weight: float) -> list[float]:
        """What some groups are worth, each from 0 to the weight."""


class ByValue:
    """Scores that follow from a value, of which many groups have the same."""

    def __init__(self, table: Table[Score], related: Sequence[Table[bool]] = ()) -> None:
        """Take the scores by value, and if it is known, by key which values have to do with the ask."""
        self._table = table
        self._related = related

    @property
    def distinct(self) -> int:
        """The number of distinct values."""
        return len(self._table)

    def __getitem__(self, number: int) -> Score:
        return self._table[number]

    def mask(self, verdicts: Container[Verdict]) -> Mask:
        """The groups with one of some verdicts."""
        return self._table.mask(lambda score: score.verdict in verdicts)

    def something(self) -> Mask:
        """The groups that have to do with what is asked: met, or partly."""
        if self._related:
            return reduce(or_, (one.mask(bool) for one in self._related))
        return self.mask(("met", "partly"))

    def numbers(self) -> Iterator[int]:
        """The numbers of those groups."""
        return self._table.numbers_in(self.something())

    def each(self, numbers: Sequence[int]) -> list[Score]:
        """How some groups meet it."""
        return self._table.each(numbers, lambda score: score)

    def values(self, numbers: Sequence[int], weight: float) -> list[float]:
        """What some groups are worth."""
        return self._table.each(numbers, lambda score: score.value * weight)


class ByWords:
    """Scores of free words: a group that says none of them is missed."""

    def __init__(self, found: Found, index: Index) -> None:
        self.found = found
        self._everyone = index.everyone
        self._size = index.size

    @property
    def distinct(self) -> int:
        """None are left to work out."""
        return 0

    def __getitem__(self, number: int) -> Score:
        return self.found[number]

    def mask(self, verdicts: Container[Verdict]) -> Mask:
        """The groups with one of some verdicts."""
        saying = mask_of(self.found.values, self._size)
        whole = mask_of(self.found.whole(), self._size)
        sets: dict[Verdict, Mask] = {
            "met": whole,
            "partly": saying & ~whole,
            "missed": self._everyone & ~saying,
        }
        return sum(mask for verdict, mask in sets.items() if verdict in verdicts)

    def something(self) -> Mask:
        """The groups that say any of the words."""
        return mask_of(self.found.values, self._size)

    def values(self, numbers: Sequence[int], weight: float) -> list[float]:
        """What some groups are worth."""
        known = self.found.values
        return [known.get(number, 0.0) * weight for number in numbers]
