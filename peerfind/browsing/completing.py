"""The word that is being typed, as the word that it will most likely be."""

from __future__ import annotations

from bisect import bisect_left
from itertools import takewhile
from typing import TYPE_CHECKING

from peerfind import text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from peerfind.index.index import Index

_SHORTEST = 2  # letters from which on a word can be told
_TOWN = 2000  # people of a place whose name is offered


class Completer:
    """The words that a directory knows, by how they begin."""

    def __init__(self, weights: Mapping[str, int], is_word: Callable[[str], bool]) -> None:
        """Take how often each word is said, and what tells whether a word is one already."""
        self._weights = weights
        self._words = sorted(weights)
        self._is_word = is_word

    def completed(self, typed: str) -> str:
        """What was typed, with its last word made whole; without it where nothing can be told of it yet.

        A word is finished by a space after it, and one that holds a digit is none to be guessed.
        """
        before, space, last = typed.rpartition(" ")
        word = text.folded(last)
        if not word or not word.isalpha() or self._is_word(word):
            return typed
        if len(word) < _SHORTEST:
            return before
        if best := self._best(word):
            return f"{before}{space}{best}"
        return typed

    def _best(self, start: str) -> str:
        """The word that most say of those that begin like this; nothing where there is none."""
        rest = self._words[bisect_left(self._words, start) :]
        found = takewhile(lambda one: one.startswith(start), rest)
        return max(found, key=lambda one: (self._weights[one], -len(one)), default="")


def completer(index: Index) -> Completer:
    """The completer of a directory: what its groups say, what its terms are called, and towns."""
    from peerfind.asking.understanding.grammar import WORDS_OF_GRAMMAR
    from peerfind.places.gazetteer import everything

    towns = {text.folded(name) for _, name, size in everything() if size >= _TOWN}
    weights = dict.fromkeys(towns, 0)
    for facet in ("focus", "activity", "community"):
        for word in index.vocabulary[facet].words:
            weights[word] = 1
    for word, count in index.lexicon.words().items():
        weights[word] = max(count, weights.get(word, 0))

    def is_word(word: str) -> bool:
        return (
            word in WORDS_OF_GRAMMAR
            or word in text.STOP_WORDS
            or index.lexicon.knows(text.stem(word))
            or word in towns
        )

    return Completer({word: n for word, n in weights.items() if word.isalpha()}, is_word)
