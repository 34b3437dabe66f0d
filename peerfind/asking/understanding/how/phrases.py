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


Phrases = dict[str, tuple[Phrase, ...]]


def phrases(written: Iterable[tuple[str, str]], names: Mapping[str, frozenset[str]]) -> Phrases:
    """Phrases by the words with which they begin, from how they are written and what each says.

    `a|b` is a choice, a word in capitals one of `names`, `_` any word; what ends in `?` may be left out.
    """
    found: dict[str, list[Phrase]] = {}
    for typed, says in written:
        pieces = tuple(_piece(one, names) for one in typed.split())
        for word in pieces[0].words:
            found.setdefault(word, []).append(Phrase(pieces, says))
    return {word: tuple(some) for word, some in found.items()}


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
    for phrase in known.get(words[0], ()):
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
