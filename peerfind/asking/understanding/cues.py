"""What words give away without naming it: "red letters piling up" is debt, "awake till four" is sleep.

A cue leans to one subject or a few (`peerfind/data/cues.tsv`). One alone is a guess; what is told is that
it is one.
"""

from __future__ import annotations

from functools import cache
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from peerfind import text
from peerfind.asking.understanding.said import Part
from peerfind.asking.understanding.terms import another
from peerfind.named import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Sequence

    from peerfind.asking.understanding.said import Said
    from peerfind.directory.vocabulary import Facet

_TABLE = Path(__file__).parents[2] / "data" / "cues.tsv"
_MOST_WORDS = 4
_ENOUGH = 1.9  # what cues must add up to: a phrase, or two words, that lean to nothing else
_ALONE = 0.9  # or, where nothing speaks against it, one word
_CLEAR = 1.25  # how many times what speaks for the next subject


class Hit(NamedTuple):
    """A cue in what was said: its places, and the subjects that it leans to."""

    places: tuple[int, ...]
    terms: tuple[str, ...]

    @property
    def weight(self) -> float:
        """How much it says for each of its subjects: a phrase more than a word."""
        return min(len(self.places), 3) / len(self.terms)


def guessed(
    said: Said, facet: Facet, instead_of: Container[str] = (), named: Container[int] = ()
) -> Iterator[Part]:
    """The subject to which the cues lean, if they do so clearly.

    Subjects in `instead_of` are too general to keep it away.
    """
    hits = [*_hits(said, facet, named)]
    worth: dict[str, float] = {}
    for hit in hits:
        for term in hit.terms:
            if term not in instead_of:
                worth[term] = worth.get(term, 0.0) + hit.weight
    if not worth:
        return
    best = max(sorted(worth), key=worth.__getitem__)
    narrower = [
        term
        for term in facet.below(best)
        if term != best and 2 * worth.get(term, 0.0) >= worth[best]
    ]
    best = max(sorted(narrower), key=worth.__getitem__, default=best)
    kin = facet.above(best) | facet.below(best)
    others = {term: value for term, value in worth.items() if term not in kin}
    second = max(sorted(others), key=others.__getitem__, default="")
    enough = _ENOUGH if second else _ALONE
    if worth[best] >= enough:
        is_clear = worth[best] >= _CLEAR * others.get(second, 0.0)
        terms = (best,) if is_clear else (best, second)
        places = sorted(
            {place for hit in hits if not {*terms}.isdisjoint(hit.terms) for place in hit.places}
        )
        typed = " … ".join(said.typed(first, end) for first, end in _stretches(places))
        labels = text.listed(map(facet.label, terms))
        guess = "is a guess" if is_clear else "are guesses"
        note = f'{labels} {guess}, from "{typed}". Without it: --ignore focus'
        meant = dict.fromkeys(another(said, term, len(said), facet) for term in terms)
        yield Part("focus", (*meant,), places[0], places[0], typed, note)


def _stretches(places: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Where each run of places that follow one another begins and ends."""
    for _, run in groupby(enumerate(places), lambda one: one[1] - one[0]):
        following = [place for _, place in run]
        yield following[0], following[-1] + 1


def _hits(said: Said, facet: Facet, named: Container[int]) -> Iterator[Hit]:
    """The cues in what was said, the longest first, none over another."""
    places = [
        at
        for at, word in enumerate(said.words)
        if word not in text.FILLERS and not said.taken[at] and at not in named
    ]
    stems = [text.stem(said.words[at]) for at in places]
    free = [True] * len(places)
    for length in range(_MOST_WORDS, 0, -1):
        for first in range(len(places) - length + 1):
            last = first + length
            if places[last - 1] - places[first] > length + 1:  # something else stands between
                continue
            terms = _cues().get(" ".join(stems[first:last])) if all(free[first:last]) else None
            known = tuple(term for term in terms or () if term in facet.terms)
            if known and said.is_one_clause(places[first], places[last - 1] + 1):
                free[first:last] = [False] * length
                yield Hit(tuple(places[first:last]), known)


@cache
def _cues() -> dict[str, tuple[str, ...]]:
    """The subjects by cue, as stems."""
    rows = (line.split("\t") for line in _TABLE.read_text("utf-8").splitlines())
    return {cue: tuple(terms.split()) for cue, terms in rows}
