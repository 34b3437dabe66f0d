"""Phrases with choices in them: "in a|the ROOM" is found where its words follow one another in a clause."""

from __future__ import annotations

from typing import TYPE_CHECKING

from peerfind.named import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from peerfind.asking.understanding.said import Said

ANY = frozenset[str]()  # of a piece that is any one word


class Piece(NamedTuple):
    """One word of a phrase: one of some, or any where there are none; it may be left out."""

    words: frozenset[str]
    may_lack: bool = False


class Phrase(NamedTuple):
    """The pieces of a phrase, and what it says."""

    pieces: tuple[Piece, ...]
    says: str


class Phrases:
    """Phrases by the words with which they begin, each taken apart when a word of it is first said."""

    def __init__(
        self, written: Iterable[tuple[str, str]], names: Mapping[str, frozenset[str]]
    ) -> None:
        """Take the phrases as they are written, with what each says.

        `a|b` is a choice, a word in capitals one of `names`, `_` any word; what ends in `?` may be left out.
        """
        self._names = names
        self._written: dict[str, list[tuple[str, str]]] = {}
        self._known: dict[str, tuple[Phrase, ...]] = {}
        for one in written:
            for word in _piece(one[0].partition(" ")[0], names).words:
                self._written.setdefault(word, []).append(one)

    def __contains__(self, word: str) -> bool:
        """Whether a phrase begins with a word."""
        return word in self._written

    def starting(self, word: str) -> tuple[Phrase, ...]:
        """The phrases that begin with a word, in the order in which they are written."""
        if word not in self._known:
            self._known[word] = tuple(
                Phrase(tuple(_piece(one, self._names) for one in typed.split()), says)
                for typed, says in self._written.get(word, ())
            )
        return self._known[word]


def _piece(typed: str, names: Mapping[str, frozenset[str]]) -> Piece:
    """A piece from how it is written."""
    one = typed.removesuffix("?")
    may_lack = one != typed
    if one == "_":
        return Piece(ANY, may_lack)
    choices = (names.get(choice, frozenset({choice})) for choice in one.split("|"))
    return Piece(frozenset[str]().union(*choices), may_lack)


def beginning(said: Said, at: int, known: Phrases) -> Iterator[tuple[int, str]]:
    """Where each of the known phrases ends that begins at a token, and what it says."""
    words = said.words[at : said.clause(at).stop]
    if words[0] not in known:
        return
    for phrase in known.starting(words[0]):
        if end := _end(words, phrase.pieces):
            yield at + end, phrase.says


def _end(words: list[str], pieces: tuple[Piece, ...]) -> int:
    """How many of some words a phrase takes that begins with the first of them; 0 where none does."""
    if (
        len(pieces) > 1
        and not pieces[1].may_lack
        and not (words[1:] and _fits(pieces[1], words[1]))
    ):
        return 0  # which most do not begin
    ends = {0}
    for piece in pieces:
        after = {end + 1 for end in ends if end < len(words) and _fits(piece, words[end])}
        ends = after | ends if piece.may_lack else after
        if not ends:
            return 0
    return max(ends)


def _fits(piece: Piece, word: str) -> bool:
    """Whether a word is one of a piece."""
    return not piece.words or word in piece.words
