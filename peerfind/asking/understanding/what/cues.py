"""What words give away without naming it: "red letters piling up" is debt, "awake till four" is sleep.

A cue is a word, or two that follow one another, with what it says for each subject that it leans to
(`peerfind/data/cues.tsv`, which `tools/build_cues.py` learns from made-up sentences by a linear classifier).
What is told is that it is a guess.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from peerfind import tables, text
from peerfind.asking.understanding.said import Part
from peerfind.asking.understanding.what.terms import WISHES
from peerfind.asking.understanding.who import whose
from peerfind.named import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence

    from peerfind.asking.understanding.said import Said
    from peerfind.asking.understanding.what.terms import Mention
    from peerfind.directory.vocabulary import Facet

TABLE = "cues.tsv"
NOTHING = "-"  # what words lean to that tell no subject: where, when, with whom
_TELLING = 0.25  # of what the cue that says most says for a subject, so that it is told


# Small words, and those that say who leads or what must be.
_PASSED_OVER = text.FILLERS | frozenset("led leads must essential".split())


class Cue(NamedTuple):
    """A cue in what was said: its stems, and its places."""

    stems: str
    places: tuple[int, ...]


def cues(said: Said, named: Container[int] = ()) -> Iterator[Cue]:
    """The words that say something, and the pairs of words that follow one another in a clause.

    Words that were taken for something else, or are `named` as something else, are passed over.
    """
    places = [
        at
        for at, word in enumerate(said.words)
        if word not in _PASSED_OVER and not said.taken[at] and at not in named
    ]
    stems = {at: text.stem(said.words[at]) for at in places}
    for at in places:
        if said.words[at] not in text.STOP_WORDS:
            yield Cue(stems[at], (at,))
    for at, following in pairwise(places):
        if said.is_one_clause(at, following + 1):
            yield Cue(f"{stems[at]} {stems[following]}", (at, following))


def apart(found: Iterable[Mention]) -> set[int]:
    """The places of the words that name something else than a subject."""
    names = (*WISHES, "community")
    return {at for one in found if one.facet in names for at in range(one.start, one.end)}


class Hints:
    """What the cues of a text come to for each subject: `worth`, of `count` cues."""

    def __init__(
        self,
        said: Said,
        facet: Facet,
        named: Container[int] = (),
        look_up: Callable[[str], Mapping[str, float]] | None = None,
    ) -> None:
        """Look up the cues, in the table or by `look_up`; the places in `named` name something else."""
        every = ((cue, (look_up or _weights)(cue.stems)) for cue in cues(said, named))
        self._found = [(cue, weights) for cue, weights in every if weights]
        self.count = len(self._found)
        self._said = said
        self._facet = facet
        self.worth = defaultdict[str, float](float)
        for _, weights in self._found:
            for term, weight in weights.items():
                self.worth[term] += weight
        if whose.lost_a_partner(said, "grief-parent", facet):
            self.worth["grief-partner"] += self.worth.pop("grief-parent", 0.0)

    def told(self, terms: Sequence[str], rather: Sequence[str]) -> Iterator[Part]:
        """The ask for subjects that are guessed, with what they are guessed from, and rather than which."""
        if not terms:
            return
        places = _telling(self._found, terms)
        said, label = self._said, self._facet.label
        typed = " … ".join(said.typed(first, end) for first, end in _stretches(places))
        guess = "is a guess" if len(terms) == 1 else "are guesses"
        others = f", rather than {text.listed(map(label, rather), 'or')}" if rather else ""
        labels = text.listed(map(label, terms))
        note = f'{labels} {guess}, from "{typed}"{others}. Without it: --ignore focus'
        meant = dict.fromkeys(whose.another(said, term, len(said), self._facet) for term in terms)
        yield Part("focus", (*meant,), places[0], places[0], typed, note)


def _telling(found: Sequence[tuple[Cue, Mapping[str, float]]], terms: Sequence[str]) -> list[int]:
    """The places of the cues that say most for the subjects."""
    said = [(cue, max(weights.get(term, 0.0) for term in terms)) for cue, weights in found]
    most = max(weight for _, weight in said)
    return sorted({at for cue, weight in said if weight >= _TELLING * most for at in cue.places})


def _stretches(places: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Where each run of places that follow one another begins and ends."""
    for _, run in groupby(enumerate(places), lambda one: one[1] - one[0]):
        following = [place for _, place in run]
        yield following[0], following[-1] + 1


def _weights(stems: str) -> dict[str, float]:
    """What a cue says for each subject that it leans to."""
    rows = tables.rows(TABLE, stems)
    pairs = (one.rpartition(":") for row in rows for one in row)
    return {term: float(weight) for term, _, weight in pairs}
