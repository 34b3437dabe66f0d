"""From groups to the parts of an index, each of them bytes."""

from __future__ import annotations

from collections import Counter
from itertools import count, groupby
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from peerfind.asking.criteria import CRITERIA
from peerfind.asking.frequencies import TERM_FIELDS, own_frequencies, words_of, words_of_names
from peerfind.beside import Beside
from peerfind.directory.vocabulary import FACETS, Vocabulary
from peerfind.index import packing
from peerfind.index.columns import (
    CHECKED,
    COVERS,
    KIND,
    MEETINGS,
    ONLY_FOR,
    SOURCES,
    STATUS,
    TRAVEL,
    UNSUITED_AGES,
    column_name,
)
from peerfind.index.index import name_key
from peerfind.index.names import stems_told
from peerfind.index.wordlist import in_a_name, shard_of
from peerfind.named import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from peerfind.directory.folder import Common, Directory
    from peerfind.model import Record

Parts = dict[str, bytes]


def column_keys() -> list[tuple[str, ...]]:
    """The keys of every column, in a settled order."""
    asked = {criterion.keys for criterion in CRITERIA.values()}
    asked |= {(key,) for one in CRITERIA.values() if one.related for key in one.keys}
    asked |= {field.keys for field in TERM_FIELDS}
    own = {CHECKED, SOURCES, STATUS, TRAVEL, ONLY_FOR, COVERS, MEETINGS, KIND, UNSUITED_AGES}
    return sorted(asked | own)


class Head(NamedTuple):
    """What tells how the other parts are laid out, and of the directory what every answer needs.

    `sizes` are those of the segments; `dead` are groups of the first that are no more, their numbers by
    their ids; `added` are the ids of the second.
    """

    settings: Mapping[str, str]
    broken: Sequence[str]
    unreadable: int
    sizes: Sequence[int]
    dead: Mapping[str, int] = MappingProxyType({})
    added: Sequence[str] = ()

    def packed(self) -> bytes:
        """The part `head`."""
        return packing.packed({**self._asdict(), "dead": {**self.dead}})


def parts(directory: Directory) -> Parts:
    """Every part of the index of a directory that was read whole."""
    common, records = directory.common, directory.records
    head = Head(common.settings, common.broken, directory.unreadable, [len(records)])
    return {"head": head.packed(), **shared(common), **segment(0, records)}


def shared(common: Common) -> Parts:
    """The parts that follow from the files besides the groups."""
    vocabulary = Vocabulary(common.terms)
    found: dict[str, Any] = {
        "crisis": common.crisis,
        "questions": common.questions,
        "naming": vocabulary.naming,
        "names": sorted(words_of_names(vocabulary)),
        **{f"phrases/{facet}": vocabulary[facet].phrases for facet in FACETS},
        **{f"terms/{facet}": common.terms.get(facet, []) for facet in FACETS},
    }
    return {name: packing.packed(data) for name, data in found.items()}


def shared_names() -> list[str]:
    """The names of those parts."""
    by_facet = (f"{part}/{facet}" for part in ("phrases", "terms") for facet in FACETS)
    return ["crisis", "questions", "naming", "names", *by_facet]


def segment(number: int, records: Sequence[Record]) -> Parts:
    """The parts of the segment `number`, which holds `records`."""
    words = Beside(lambda: dict(_words(records)), len(records))
    found = dict(_lists(records)) | dict(_columns(records)) | dict(_blocks(records))
    found |= words.result()
    return {f"{number}/{name}": data for name, data in found.items()}


def _blocks(records: Sequence[Record]) -> Iterator[tuple[str, bytes]]:
    """The records themselves, and the pattern by which they are shortened."""
    like = packing.pattern(records)
    yield "pattern", like
    for at, block in enumerate(packing.packed_blocks(records, like)):
        yield f"block/{at}", block


def _lists(records: Sequence[Record]) -> Iterator[tuple[str, bytes]]:
    """Other ids, and the place of each group when they stand by their names."""
    former: dict[str, list[int]] = {}
    for number, record in enumerate(records):
        for one in (record["id"], *record.get("former_ids", ())):
            if one != record["id"].lower():
                former.setdefault(one.lower(), []).append(number)
    by_name = sorted(range(len(records)), key=lambda own: name_key(records[own]))
    places = dict(zip(by_name, count()))
    yield "former", packing.packed(former)
    yield "order", packing.packed_numbers([places[own] for own in range(len(records))])


def _words(records: Sequence[Record]) -> Iterator[tuple[str, bytes]]:
    """The words of the groups' own texts, and for each stem who says it how often and who is named so."""
    postings: dict[str, dict[int, int]] = {}
    counts = Counter[str]()
    for number, record in enumerate(records):
        fields = words_of(record)
        counts.update({word for words in fields.values() for word in words})
        for stem, often in own_frequencies(fields).items():
            postings.setdefault(stem, {})[number] = often
        for stem, length in stems_told(record).items():
            postings.setdefault(in_a_name(stem), {})[number] = length
    shards = {
        start: {stem: postings[stem] for stem in some}
        for start, some in groupby(sorted(postings), key=shard_of)
    }
    by_letter = groupby(sorted(counts.items()), key=lambda one: one[0][0])
    words = {letter: dict(some) for letter, some in by_letter}
    yield "letters", packing.packed([*words])
    for letter, some in words.items():
        yield f"words/{letter}", packing.packed(some)
    yield "shards", packing.packed([*shards])
    for start, stems in shards.items():
        yield f"shard/{start}", packing.packed_shard(stems)


def _columns(records: Sequence[Record]) -> Iterator[tuple[str, bytes]]:
    """The distinct values of every key, their distinct combinations, and the code of each group's."""
    keys = {key for columns in column_keys() for key in columns}
    codes: dict[str, list[int]] = {}
    for key in sorted(keys):
        values, codes[key] = _coded(key, records)
        yield f"values/{key}", packing.packed_lines(values)
    for columns in column_keys():
        combinations = [*zip(*(codes[key] for key in columns), strict=True)]
        distinct = {row: code for code, row in enumerate(dict.fromkeys(combinations))}
        name = column_name(columns)
        yield f"{name}/rows", packing.packed_numbers([own for row in distinct for own in row])
        yield f"{name}/codes", packing.packed_numbers([distinct[row] for row in combinations])


def _coded(key: str, records: Sequence[Record]) -> tuple[list[Any], list[int]]:
    """The distinct values of one key, None where it is not stated, and the code of each record's."""
    trimmed = _TRIMMED.get(key)
    codes: dict[Any, int] = {}
    values: list[Any] = []
    column = []
    for record in records:
        value = record.get(key)
        if trimmed and value is not None:
            value = trimmed(value)
        # A list or a map is told apart from others by its text, which no text is a tuple with.
        known = value if value is None or isinstance(value, str) else (repr(value),)
        if known not in codes:
            codes[known] = len(values)
            values.append(value)
        column.append(codes[known])
    return values, column


def _day_alone(checked: Mapping[str, Any]) -> dict[str, Any]:
    return {"on": checked["on"]}


def _newest_alone(sources: Sequence[Mapping[str, Any]]) -> list[dict[str, str]]:
    """The date of the newest source, where one is dated: so that few values are distinct."""
    dates = [one["published"] for one in sources if one.get("published")]
    return [{"published": max(dates)}] if dates else []


def _without_notes(meets: Any) -> Any:
    """Meeting patterns without their notes, by which nobody ranks."""
    if isinstance(meets, str):
        return meets
    return [{key: one for key, one in pattern.items() if key != "note"} for pattern in meets]


def _both_without_notes(joint: Mapping[str, Any]) -> dict[str, Any]:
    return {key: _without_notes(meets) for key, meets in joint.items()}


# What is left out of some values in a column, so that fewer of them are distinct.
_TRIMMED: dict[str, Callable[[Any], Any]] = {
    "checked": _day_alone,
    "sources": _newest_alone,
    "meets": _without_notes,
    "hours": _without_notes,
    "_joint": _both_without_notes,
}
