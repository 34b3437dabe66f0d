"""A directory to be asked: everything that an answer needs, each part read when it is first needed."""

from __future__ import annotations

import json
from bisect import bisect, bisect_left
from collections.abc import Mapping
from functools import cache, cached_property, lru_cache, partial
from itertools import accumulate, compress
from operator import itemgetter
from typing import TYPE_CHECKING, Any, TypeVar

from peerfind import text
from peerfind.directory.vocabulary import FACETS, Vocabulary
from peerfind.index import packing
from peerfind.index.columns import Column, Mask, Table, Values, column_name, joined
from peerfind.index.store import DAMAGE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from peerfind.asking.words import Lexicon
    from peerfind.index.names import Names
    from peerfind.model import Group, Record

# Another layout of the parts has another number.
FORMAT = 19

_BLOCKS = 64  # that many are kept as they are read, for records are often asked for again

T = TypeVar("T")
Keys = tuple[str, ...]


class Index:
    """A directory to be asked, from its parts by name.

    Parts: `head` (settings, counts), `crisis`, `questions`, `terms/<facet>`, `phrases/<facet>`, `naming`
    and `names` (what the vocabulary's names are made of); and for each segment, which is a number of groups
    that were laid out together, under its number: `former`, `order`, `letters`, `words/<letter>`, `shards`,
    `shard/<letters>` (who says a stem, and who is named so), `values/<key>`, `column/<keys>/rows` and
    `…/codes`, `pattern` and `block/<number>` (records). There is one segment, and a second of the groups
    that changed since. A group's number is its place in all of them; the numbers of groups that are no
    more are `dead`.
    """

    def __init__(self, part: Callable[[str], bytes]) -> None:
        self._part = part
        self._columns: dict[Keys, Column] = {}
        self._known: dict[str, Values] = {}
        self._generation = 0
        self._blocks: dict[tuple[int, int], list[bytes]] = {}

    @cached_property
    def head(self) -> dict[str, Any]:
        """The settings, the sizes of the segments, and what could not be read."""
        found: dict[str, Any] = self._plain("head")
        return found

    @property
    def settings(self) -> dict[str, str]:
        """What directory.yaml says, with the usual values where it says nothing."""
        found: dict[str, str] = self.head["settings"]
        return found

    @property
    def unreadable(self) -> int:
        """The number of group files that left no group."""
        return int(self.head["unreadable"])

    @property
    def broken(self) -> list[str]:
        """The other files of the directory of which nothing could be read."""
        return list(self.head["broken"])

    @cached_property
    def sizes(self) -> list[int]:
        """The number of groups of each segment, the dead ones too."""
        return list(self.head["sizes"])

    @cached_property
    def size(self) -> int:
        """One more than the highest number of a group."""
        return sum(self.sizes)

    @cached_property
    def dead(self) -> frozenset[int]:
        """The numbers that no group has any more."""
        return frozenset(self.head["dead"].values())

    @cached_property
    def everyone(self) -> Mask:
        """All groups."""
        marks = bytearray(b"\1" * self.size)
        for number in self.dead:
            marks[number] = 0
        return int.from_bytes(marks, "little")

    @property
    def count(self) -> int:
        """The number of groups."""
        return self.size - len(self.dead)

    def column(self, keys: Keys) -> Column:
        """The column of `keys`."""
        if keys not in self._columns:
            self._columns[keys] = self.steady(
                lambda: joined([self._stored(at, keys) for at in range(len(self.sizes))])
            )
        return self._columns[keys]

    def steady(self, read: Callable[[], T]) -> T:
        """What is read of several parts that only mean something together, all of them made at once.

        Where parts turn out to be damaged, all are made anew, and `generation` tells so.
        """
        while True:
            generation = getattr(self._part, "generation", 0)
            if generation != self._generation:
                self._generation = generation
                self._known.clear()
                self._blocks.clear()
            try:
                found = read()
            except DAMAGE:
                if generation == getattr(self._part, "generation", 0):
                    raise
                continue
            if generation == getattr(self._part, "generation", 0):
                return found

    def _stored(self, segment: int, keys: Keys) -> Column:
        """The column of `keys` in one segment."""
        name = f"{segment}/{column_name(keys)}"
        rows, codes = (packing.numbers(self._part(f"{name}/{one}")) for one in ("rows", "codes"))
        return Column([self._values(segment, key) for key in keys], rows, codes)

    def _values(self, segment: int, key: str) -> Values:
        name = f"{segment}/values/{key}"
        if name not in self._known:
            self._known[name] = Values(key, packing.lines(self._part(name)))
        return self._known[name]

    def table(self, keys: Keys, worked_out: Callable[[Group], T]) -> Table[T]:
        """What is worked out from every group's `keys`, once for each distinct value."""
        return Table(self.column(keys), worked_out, self.everyone)

    def record(self, number: int) -> Record:
        """The whole record of one group."""
        at, own = self._home(number)
        block, place = divmod(own, packing.BLOCK)
        found: Record = json.loads(self._lines(at, block)[place])
        return found

    def records(self, chosen: Mask) -> Iterator[Record]:
        """The records of the groups in a set, in the order of their ids; few are held at once."""
        from heapq import merge

        marks = chosen.to_bytes(self.size, "little")
        rows = (
            self._records(at, marks[start : start + self.sizes[at]])
            for at, start in enumerate(self._starts)
        )
        return merge(*rows, key=itemgetter("id"))

    def _records(self, segment: int, marks: bytes) -> Iterator[Record]:
        """The records of a segment for which there is a mark, a block read at once."""
        for block, start in enumerate(range(0, len(marks), packing.BLOCK)):
            if any(own := marks[start : start + packing.BLOCK]):
                lines = b",".join(self._lines(segment, block))
                yield from compress(json.loads(b"[%b]" % lines), own)

    def _lines(self, segment: int, block: int) -> list[bytes]:
        """The records of a block, as lines of JSON; those that stand together are often read in a row."""
        if (segment, block) not in self._blocks:
            if len(self._blocks) >= _BLOCKS:
                self._blocks.clear()
            read = self.steady(
                lambda: packing.block(
                    self._part(f"{segment}/block/{block}"), self._part(f"{segment}/pattern")
                )
            )
            self._blocks[segment, block] = read
        return self._blocks[segment, block]

    def _home(self, number: int) -> tuple[int, int]:
        """The segment of a group, and its number there."""
        for at, size in enumerate(self.sizes):
            if number < size:
                return at, number
            number -= size
        raise IndexError(number)

    def numbers(self) -> Iterator[int]:
        """The numbers of all groups."""
        return (number for number in range(self.size) if number not in self.dead)

    def number(self, group_id: str) -> int | None:
        """The number of the group that has an id or, where none has, used to have it."""
        for at, start in reversed([*enumerate(self._starts)]):
            known = range(start, start + self.sizes[at])
            number = start + bisect_left(known, group_id, key=self._id)
            if number in known and self._id(number) == group_id and number not in self.dead:
                return number
        return max(self.former.get(group_id, ()), key=self._id, default=None)

    def _id(self, number: int) -> str:
        return str(self.record(number)["id"])

    def ids_starting(self, letters: str) -> list[str]:
        """The ids that start like this, in order."""
        found = []
        for at, start in enumerate(self._starts):
            known = range(start, start + self.sizes[at])
            for number in known[bisect_left(known, letters, key=self._id) :]:
                if not (one := self._id(number)).startswith(letters):
                    break
                found += [one] if number not in self.dead else []
        return sorted(found)

    @cached_property
    def named(self) -> dict[str, str]:
        """The name of every group by its id, in the order of the ids, which takes reading them all."""
        records = map(self.record, self.numbers())
        return dict(sorted((record["id"], record["name"]) for record in records))

    @cached_property
    def _starts(self) -> list[int]:
        """The number of the first group of each segment; in a segment they are in the order of their ids."""
        return [0, *accumulate(self.sizes[:-1])]

    @cached_property
    def former(self) -> dict[str, list[int]]:
        """The numbers of the groups that used to have an id, by that id."""
        found: dict[str, list[int]] = {}
        for at, start in enumerate(self._starts):
            for one, numbers in self._plain(f"{at}/former").items():
                alive = (start + number for number in numbers if start + number not in self.dead)
                found.setdefault(one, []).extend(alive)
        return found

    @cached_property
    def order(self) -> Sequence[int]:
        """The place of every group, by number, when they stand in the order of their names.

        Places of a second segment lie between those of the first, so that none has to be moved.
        """
        return self.steady(self._order)

    def _order(self) -> Sequence[int]:
        rows = [packing.numbers(self._part(f"{at}/order")) for at in range(len(self.sizes))]
        return rows[0] if len(rows) == 1 else self._merged(*rows)

    def _merged(self, first: Sequence[int], added: Sequence[int]) -> Sequence[int]:
        by_place = sorted(range(len(first)), key=first.__getitem__)
        step = len(added) + 1

        def key(number: int) -> tuple[str, str, str]:
            return name_key(self.record(number))

        def place(own: int) -> int:
            before = bisect(by_place, key(len(first) + own), key=key)
            return (before - 1) * step + 1 + added[own]

        return [one * step for one in first] + [place(own) for own in range(len(added))]

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The terms, each facet read when it is first needed."""
        return Vocabulary(_Terms(self._plain), self._plain)

    @property
    def crisis(self) -> list[dict[str, Any]]:
        """The crisis contacts, first things first."""
        return list(self._plain("crisis"))

    @property
    def questions(self) -> list[dict[str, Any]]:
        """The questions to ask before joining."""
        return list(self._plain("questions"))

    @cached_property
    def names(self) -> Names:
        """The names of the groups, to be found in what was typed."""
        from peerfind.index.names import Names  # most questions have no words
        from peerfind.index.wordlist import frequencies, in_a_name

        def named(stem: str) -> dict[int, int]:
            return frequencies(self, in_a_name(stem))

        return Names(self.lexicon.frequencies, named, self.record, self.vocabulary)

    @cached_property
    def lexicon(self) -> Lexicon:
        """The words of the directory."""
        from peerfind.asking.words import Lexicon  # most questions have no words
        from peerfind.index.wordlist import frequencies, words

        return Lexicon(
            self.vocabulary,
            self.count,
            lru_cache(partial(frequencies, self)),
            cache(partial(words, self)),
            self.table,
            self._named,
            cache(lambda: frozenset(self._plain("names"))),
        )

    def _named(self, words: Sequence[str]) -> dict[int, float]:
        return self.names.worth(words)

    def part(self, name: str) -> bytes:
        """A part, as it is stored. Raises KeyError where there is none."""
        return self._part(name)

    def _plain(self, name: str) -> Any:
        return packing.unpacked(self._part(name))


def name_key(record: Record) -> tuple[str, str, str]:
    """What groups are sorted by, so that their names stand as in a book."""
    return text.folded(record["name"]), record["name"], record["id"]


class _Terms(Mapping[str, Any]):
    """The stored terms by facet, each fetched when it is asked for."""

    def __init__(self, plain: Callable[[str], Any]) -> None:
        self._plain = plain

    def __getitem__(self, facet: str) -> Any:
        if facet not in FACETS:
            raise KeyError(facet)
        return self._plain(f"terms/{facet}")

    def __iter__(self) -> Iterator[str]:
        return iter(FACETS)

    def __len__(self) -> int:
        return len(FACETS)
