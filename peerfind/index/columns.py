"""The directory laid out for questions: each facet as its distinct values and a code for each group.

A scorer runs once for each distinct value; a group's score is then a look-up. An index is a set of
named parts, each decoded when it is first needed, so that a question pays only for what it asks.
"""

from __future__ import annotations

import json
from itertools import compress, cycle
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from peerfind import model
from peerfind.index import packing
from peerfind.model import Group

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from peerfind.index.packing import Codes

T = TypeVar("T")
U = TypeVar("U")

CHECKED, STATUS = ("checked",), ("status",)
TRAVEL = ("format", "_reach", "_place")
ONLY_FOR = ("only_for", "_only_for_cut")
COVERS = ("_regions",)
MEETINGS = ("meets", "_holiday_nation")
SOURCES = ("sources",)
UNSUITED_AGES = ("_unsuited_ages",)
KIND = ("organisation", "_place", "focus")

_BYTE = 256

# A set of groups: a number of which the byte `n`, from the lowest, is 1 where group `n` is in it. Sets are
# joined, cut and counted by arithmetic, which takes no time however large a directory is.
Mask = int


class Values:
    """The distinct values of one key, each a line of JSON (`null` where it is not stated).

    A value is decoded when it is first needed: of thousands of places a question looks at a few.
    """

    def __init__(self, key: str, lines: Sequence[str]) -> None:
        self.key = key
        self.lines = lines
        self.name = model.attribute(key)
        self._stored: list[Any] | None = None
        self._typed: dict[int, Any] = {}

    def decode(self) -> None:
        """Decode all values, which takes a quarter of the time that it takes one by one."""
        if self._stored is None:
            self._stored = json.loads(f"[{','.join(self.lines)}]")

    def typed(self, own: int) -> Any:
        """A value as an attribute of a group."""
        if own not in self._typed:
            stored = self._stored[own] if self._stored else json.loads(self.lines[own])
            self._typed[own] = None if stored is None else model.typed(self.key, stored)
        return self._typed[own]


class Column:
    """The distinct combinations of the values of some keys, and the code of each group's.

    `rows` has a number for each key of the first combination, then of the second, and so on.
    """

    def __init__(self, values: Sequence[Values], rows: Codes, codes: Codes) -> None:
        self.values = values
        self.rows = rows
        self.codes = codes
        self._groups: dict[int, Group] = {}

    def __len__(self) -> int:
        return len(self.rows) // len(self.values)

    def group(self, code: int) -> Group:
        """A combination as a group that states nothing else."""
        if code not in self._groups:
            stated = {}
            for own, known in enumerate(self.values, code * len(self.values)):
                if (value := known.typed(self.rows[own])) is not None:
                    stated[known.name] = value
            self._groups[code] = Group(**stated)
        return self._groups[code]

    def mask(self, flags: Iterable[object]) -> Mask:
        """The groups of the values that are flagged; there is a flag for each value, in order."""
        marks = bytes(map(bool, flags))
        if 1 not in marks:
            return 0
        if isinstance(self.codes, bytes):
            found = self.codes.translate(marks.ljust(_BYTE, b"\0"))
        else:
            found = bytes(map(marks.__getitem__, self.codes))
        return int.from_bytes(found, "little")


class Table(Generic[T]):
    """What is worked out for the distinct values of a column, each once, when it is first needed."""

    def __init__(self, column: Column, worked_out: Callable[[Group], T], everyone: Mask) -> None:
        self._column = column
        self._worked_out = worked_out
        self._everyone = everyone
        self._known: dict[int, T] = {}

    def __len__(self) -> int:
        return len(self._column)

    @property
    def size(self) -> int:
        """One more than the highest number of a group."""
        return len(self._column.codes)

    def __getitem__(self, number: int) -> T:
        return self._of(self._column.codes[number])

    def _of(self, code: int) -> T:
        if code not in self._known:
            self._known[code] = self._worked_out(self._column.group(code))
        return self._known[code]

    def mask(self, holds: Callable[[T], object]) -> Mask:
        """The groups for whose value `holds`."""
        for one in self._column.values:
            one.decode()
        values = [self._of(code) for code in range(len(self._column))]
        return self._column.mask(map(holds, values)) & self._everyone

    def numbers(self, holds: Callable[[T], object]) -> Iterator[int]:
        """The same, by their numbers."""
        return self.numbers_in(self.mask(holds))

    def numbers_in(self, mask: Mask) -> Iterator[int]:
        """The numbers of the groups in a set."""
        return numbers_in(mask, self.size)

    def each(self, numbers: Iterable[int], of: Callable[[T], U]) -> list[U]:
        """What `of` makes of the value of each of the groups."""
        codes = self._column.codes
        own = [codes[number] for number in numbers]
        made = {code: of(self._of(code)) for code in {*own}}
        return [made[code] for code in own]


def joined(columns: Sequence[Column]) -> Column:
    """One column of several, whose groups follow one another."""
    first, *rest = columns
    if not rest:
        return first
    values: list[list[str]] = [[] for _ in first.values]
    rows: list[int] = []
    codes: list[int] = []
    for column in columns:
        base = len(rows) // len(values)
        codes.extend(base + code for code in column.codes)
        shifts = [len(known) for known in values]
        rows.extend(own + shift for own, shift in zip(column.rows, cycle(shifts)))
        for known, one in zip(values, column.values, strict=True):
            known.extend(one.lines)
    keys = [one.key for one in first.values]
    return Column([*map(Values, keys, values)], row_of(rows), row_of(codes))


def row_of(numbers: Sequence[int]) -> Codes:
    """A row of numbers as it is kept: bytes where each fits in one."""
    return packing.numbers(packing.packed_numbers(numbers))


def numbers_in(mask: Mask, size: int) -> Iterator[int]:
    """The numbers of the groups in a set, in rising order; all are below `size`."""
    return compress(range(size), mask.to_bytes(size, "little"))


def mask_of(numbers: Iterable[int], size: int) -> Mask:
    """The set of the groups of some numbers, all below `size`."""
    marks = bytearray(size)
    for number in numbers:
        marks[number] = 1
    return int.from_bytes(marks, "little")


def column_name(keys: Iterable[str]) -> str:
    """The name of the part that holds a column."""
    return f"column/{'+'.join(keys)}"
