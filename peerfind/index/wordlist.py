"""The words that groups say, from the parts of an index."""

from __future__ import annotations

from typing import TYPE_CHECKING

from peerfind.asking.frequencies import said
from peerfind.index import packing

if TYPE_CHECKING:
    from collections.abc import Iterable

    from peerfind.index.index import Index

_SHARED_LETTERS = 2
_IN_A_NAME = " "  # before a stem that stands in the name of a group


def frequencies(index: Index, stem: str) -> dict[int, int]:
    """How often each group says a stem in its own texts, by its number."""
    return index.steady(lambda: _frequencies(index, stem))


def _frequencies(index: Index, stem: str) -> dict[int, int]:
    found: dict[int, int] = {}
    base = 0
    for at, size in enumerate(index.sizes):
        if shard_of(stem) in packing.unpacked(index.part(f"{at}/shards")):
            own = packing.shard(index.part(f"{at}/shard/{shard_of(stem)}"))(stem)
            found |= {base + number: often for number, often in own.items()} if base else own
        base += size
    for number in index.dead:
        found.pop(number, None)
    return found


def words(index: Index, letter: str = "") -> dict[str, int]:
    """The words that groups say in their own texts and that start with `letter`, with how many say each.

    Without a letter, all of them.
    """
    return index.steady(lambda: _words(index, letter))


def _words(index: Index, letter: str) -> dict[str, int]:
    counts: dict[str, int] = {}
    for at in range(len(index.sizes)):
        known = packing.unpacked(index.part(f"{at}/letters"))
        for one in (letter,) if letter in known else () if letter else known:
            _add(counts, packing.unpacked(index.part(f"{at}/words/{one}")).items())
    for number in index.dead:
        own = (word for word in said(index.record(number)) if word.startswith(letter))
        _add(counts, ((word, -1) for word in own))
    return {word: count for word, count in counts.items() if count}


def in_a_name(stem: str) -> str:
    """What a stem is kept under with the groups that have it in a name."""
    return _IN_A_NAME + stem


def shard_of(stem: str) -> str:
    """The shard in which a stem is kept: with those that start like it."""
    return stem[:_SHARED_LETTERS]


def _add(counts: dict[str, int], more: Iterable[tuple[str, int]]) -> None:
    for word, count in more:
        counts[word] = counts.get(word, 0) + count
