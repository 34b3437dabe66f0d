"""The directory laid out for questions: each facet as its distinct values and a code for each group.

A scorer runs once for each distinct value; a group's score is then a look-up. An index is a set of
named parts, each decoded when it is first needed, so that a question pays only for what it asks.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from peerfind.directory.vocabulary import FACETS, Vocabulary
from peerfind.model import Group

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from peerfind.asking import words
    from peerfind.model import Record

T = TypeVar("T")

STATE = ("checked", "status")
REACH = ("_reach", "_place")
TRAVEL = ("format", "_place")
ONLY_FOR = ("only_for", "_only_for_cut")
COVERS = ("_regions",)
MEETINGS = ("meets", "_holiday_nation")


class Column(NamedTuple):
    """The distinct values of some keys, as groups cut down to them, and the code of each group's."""

    values: list[Group]
    codes: list[int]


class Index:
    """A directory to be asked, from its parts by name.

    Parts: `about` (settings, counts), `ids`, `names`, `crisis`, `questions`, `words` (postings),
    `terms/<facet>`, `column/<keys>` and `record/<number>`.
    """

    def __init__(self, part: Callable[[str], Any]) -> None:
        self._part = part
        self._columns: dict[tuple[str, ...], Column] = {}

    def column(self, keys: tuple[str, ...]) -> Column:
        """The column of `keys`."""
        if keys not in self._columns:
            stored = self._part(column_name(keys))
            self._columns[keys] = Column(
                [Group.of(value) for value in stored["values"]], stored["codes"]
            )
        return self._columns[keys]

    def each(self, keys: tuple[str, ...], worked_out: Callable[[Group], T]) -> list[T]:
        """What is worked out from every group's `keys`, once for each distinct value."""
        column = self.column(keys)
        table = [worked_out(value) for value in column.values]
        return [table[code] for code in column.codes]

    def record(self, number: int) -> Record:
        """The whole record of one group."""
        found: Record = self._part(f"record/{number}")
        return found

    @cached_property
    def about(self) -> dict[str, Any]:
        """The settings, the number of groups, and what could not be read."""
        found: dict[str, Any] = self._part("about")
        return found

    @property
    def settings(self) -> dict[str, str]:
        """What directory.yaml says, with the usual values where it says nothing."""
        found: dict[str, str] = self.about["settings"]
        return found

    @property
    def count(self) -> int:
        """The number of groups."""
        return int(self.about["count"])

    @property
    def unreadable(self) -> int:
        """The number of group files that left no group."""
        return int(self.about["unreadable"])

    @property
    def broken(self) -> list[str]:
        """The other files of the directory of which nothing could be read."""
        return list(self.about["broken"])

    @cached_property
    def ids(self) -> list[str]:
        """The ids, in order; a group's number is its place here."""
        return list(self._part("ids"))

    @cached_property
    def names(self) -> list[str]:
        """The names, in the order of the ids."""
        return list(self._part("names"))

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The terms, each facet read when it is first needed."""
        return Vocabulary(_Terms(self._part))

    @property
    def crisis(self) -> list[dict[str, Any]]:
        """The crisis contacts, first things first."""
        return list(self._part("crisis"))

    @property
    def questions(self) -> list[dict[str, Any]]:
        """The questions to ask before joining."""
        return list(self._part("questions"))

    @cached_property
    def lexicon(self) -> words.Lexicon:
        """The words of the directory."""
        from peerfind.asking.words import Lexicon  # most questions have no words

        return Lexicon(self._part("words"), self._part("spoken"), self.vocabulary)


class _Terms(Mapping[str, Any]):
    """The stored terms by facet, each fetched when it is asked for."""

    def __init__(self, part: Callable[[str], Any]) -> None:
        self._part = part

    def __getitem__(self, facet: str) -> Any:
        if facet not in FACETS:
            raise KeyError(facet)
        return self._part(f"terms/{facet}")

    def __iter__(self) -> Iterator[str]:
        return iter(FACETS)

    def __len__(self) -> int:
        return len(FACETS)


def column_name(keys: Iterable[str]) -> str:
    """The name of the part that holds a column."""
    return f"column/{'+'.join(keys)}"
