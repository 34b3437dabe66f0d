"""Who looks after somebody close: "looking after hubby w/ Alzheimer's", "cares for his elderly mother"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from peerfind.asking.understanding.moods import mood_of_thing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from peerfind.asking.understanding.said import Said

CARED_FOR = frozenset(
    """husband wife hubby hubs partner mum mam mom mother dad father parents nan nana gran granny grandma
    grandad inlaws missus spouse""".split()
)
_LOOKS, _CARES = frozenset("looks looking".split()), frozenset("cares caring".split())
_BESIDE = frozenset(
    """her his my their our both elderly aged disabled poorly ill frail old sick dying dear own the bedbound
    housebound blind mother father""".split()
)
_MOST_BESIDE = 3  # words
# Before it, another looks after somebody, or did: "her mum looks after her dad", "was caring for".
_ANOTHER = frozenset("was used were been stopped".split()) | CARED_FOR
_BEFORE = 2  # words


def carers(said: Said) -> Iterator[tuple[int, int]]:
    """Where it is said that the person looks after somebody close, from a token to the one after."""
    for at in range(len(said) - 2):
        verb, particle = said.words[at : at + 2]
        is_care = verb in {"after": _LOOKS, "for": _CARES}.get(particle, ())
        if not is_care or mood_of_thing(said, at) != "wanted":
            continue
        first = max(said.clause(at).start, at - _BEFORE)
        end = _close(said, at + 2)
        if end and _ANOTHER.isdisjoint(said.words[first:at]) and said.is_one_clause(at, end):
            yield at, end


def _close(said: Said, at: int) -> int:
    """Where the name of somebody close ends that begins at a token; 0 where none does."""
    for place in range(at, at + _MOST_BESIDE + 1):
        if said.word(place) in CARED_FOR and said.word(place + 1) not in CARED_FOR:
            return place + 1
        if said.word(place) not in _BESIDE:
            return 0
    return 0
