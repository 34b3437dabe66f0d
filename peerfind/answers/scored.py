"""How every group of an index meets one ask: by its value in a column, or by the words that it says."""

from __future__ import annotations

from functools import reduce
from itertools import compress
from operator import or_
from typing import TYPE_CHECKING, Protocol

from peerfind.index.columns import mask_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from peerfind.asking.scoring import Score
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

    def met(self) -> Mask:
        """The groups that meet it."""

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

    def met(self) -> Mask:
        """The groups that meet it; where many can have nothing to do with it, only the others are scored."""
        if not self._related:
            return self._table.mask(_is_met)
        some = [*self.numbers()]
        return mask_of(compress(some, self._table.each(some, _is_met)), self._table.size)

    def something(self) -> Mask:
        """The groups that have to do with what is asked: met, or partly."""
        if self._related:
            return reduce(or_, (one.mask(bool) for one in self._related))
        return self._table.mask(lambda score: score.verdict in ("met", "partly"))

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
        self._size = index.size

    @property
    def distinct(self) -> int:
        """None are left to work out."""
        return 0

    def __getitem__(self, number: int) -> Score:
        return self.found[number]

    def met(self) -> Mask:
        """The groups that say all the words."""
        return mask_of(self.found.whole(), self._size)

    def something(self) -> Mask:
        """The groups that say any of the words."""
        return mask_of(self.found.values, self._size)

    def values(self, numbers: Sequence[int], weight: float) -> list[float]:
        """What some groups are worth."""
        known = self.found.values
        return [known.get(number, 0.0) * weight for number in numbers]


def _is_met(score: Score) -> bool:
    return score.verdict == "met"
