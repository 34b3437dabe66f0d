"""What words give away without naming it: "red letters piling up" is debt, "awake till four" is sleep.

A cue is a word, or two that follow one another, with what it says for each subject that it leans to
(`peerfind/data/cues.tsv`, which `tools/build_cues.py` learns from made-up sentences by a linear classifier).
What is told is that it is a guess.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import groupby, pairwise
from math import sqrt
from typing import TYPE_CHECKING

from peerfind import tables, text
from peerfind.asking.understanding.said import Part
from peerfind.asking.understanding.who import whose
from peerfind.named import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Collection, Container, Iterator, Mapping, Sequence

    from peerfind.asking.understanding.said import Said
    from peerfind.directory.vocabulary import Facet

TABLE = "cues.tsv"
NOTHING = "-"  # what words lean to that tell no subject: where, when, with whom
_ENOUGH = 38.0  # what the cues of a sentence must come to, by the root of how many there are and
_MORE = 20  # so many more: of a few words little can be told
_BESIDE_MUCH, _HALF = (
    42.0,
    0.5,
)  # what it must come to beside more that tells none, and this part of that
# In fewer words than a story has, it must come to this beside so much that tells none, and to this beside
# some that does not and the name of a way of meeting or of people.
_A_STORY, _A_THIRD, _ENOUGH_IN_FEW, _ENOUGH_BESIDE = 18, 0.35, 55.0, 50.0
_CLEAR = 1.25  # how many times what they come to for the next subject
_NEAR = 0.5  # of the best, what a narrower subject must come to
# A subject that was named is only in passing, in a sentence of so many words, where another comes to this
# in a longer one, or in one that is long, and the named one to less than this part of it.
_NOT_SHORT, _SURER, _LONG, _SURE, _FAR = 8, 62.0, 14, 57.0, 0.4
# Subjects that say who people are more than what troubles them: they give way to one that does, if it comes
# to this part of them.
_AUDIENCES = frozenset(
    """mens-mental-health womens-mental-health black-mental-health minority-ethnic-mental-health
    youth-mental-health student-mental-health""".split()
)
_A_TROUBLE = 0.6
# What may be guessed from what somebody needs to get in, see or hear: then it must come to this.
_NEEDED_FOR = frozenset("disability deafness sight-loss learning-disability".split())
_NEEDS = frozenset(
    """loop ramp ramps step steps stairs lift access accessible level door doors toilet loo parking signer
    interpreter braille print large easy captions subtitles""".split()
)
_SURE_BESIDE_NEEDS = 65.0
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


def guessed(
    said: Said,
    facet: Facet,
    instead_of: Container[str] = (),
    named: Container[int] = (),
    against: Collection[str] = (),
) -> Iterator[Part]:
    """The subject to which the cues lean, if they do so clearly; of two to which they lean alike, both.

    Subjects in `instead_of` are too general to keep it away. Those in `against` were named: then it must
    be a long sentence, nearly all of which speaks for another.
    """
    found = [(cue, weights) for cue in cues(said, named) if (weights := _weights(cue.stems))]
    worth = defaultdict[str, float](float)
    for _, weights in found:
        for term, weight in weights.items():
            if term not in instead_of:
                worth[term] += weight / sqrt(len(found) + _MORE)
    if whose.lost_a_partner(said, "grief-parent", facet):
        worth["grief-partner"] += worth.pop("grief-parent", 0.0)
    best = _best(worth)
    if best not in facet.terms or max(worth.values()) < _ENOUGH or _is_a_need(said, best, worth):
        return
    if len(said) < _A_STORY and worth[best] < _least(worth, best, is_beside=bool(named)):
        return
    if against and not _outweighs(best, worth, facet, against, len(said)):
        return
    terms = _alike(best, worth, facet)
    places = _telling(found, terms)
    typed = " … ".join(said.typed(first, end) for first, end in _stretches(places))
    labels = text.listed(map(facet.label, terms))
    guess = "is a guess" if len(terms) == 1 else "are guesses"
    rather = f", rather than {text.listed(map(facet.label, against), 'or')}" if against else ""
    note = f'{labels} {guess}, from "{typed}"{rather}. Without it: --ignore focus'
    meant = dict.fromkeys(whose.another(said, term, len(said), facet) for term in terms)
    yield Part("focus", (*meant,), places[0], places[0], typed, note)


def _best(worth: Mapping[str, float]) -> str:
    """What the cues say most for; of who people are and what troubles them, the trouble.

    Much that tells no subject is said beside one: then it need not say most.
    """
    said = sorted(worth.keys() - {NOTHING})
    best = max(said, key=worth.__getitem__, default=NOTHING)
    idle = worth.get(NOTHING, 0.0)
    if idle >= worth.get(best, 0.0) and worth.get(best, 0.0) < max(_BESIDE_MUCH, _HALF * idle):
        return NOTHING
    if best not in _AUDIENCES:
        return best
    troubles = [one for one in said if one not in _AUDIENCES]
    trouble = max(troubles, key=worth.__getitem__, default=best)
    is_enough = worth[trouble] >= max(_ENOUGH * _A_TROUBLE, worth[best] * _A_TROUBLE)
    return trouble if is_enough else best


def _least(worth: Mapping[str, float], best: str, *, is_beside: bool) -> float:
    """What the best must come to in few words, which may only tell how somebody would meet."""
    idle = worth.get(NOTHING, 0.0)
    if idle > _A_THIRD * worth[best]:
        return _ENOUGH_IN_FEW
    return _ENOUGH_BESIDE if is_beside and idle > 0 else _ENOUGH


def _is_a_need(said: Said, best: str, worth: Mapping[str, float]) -> bool:
    """Whether the cues tell what somebody needs of a place, and not what is the matter: "big print"."""
    is_needed = best in _NEEDED_FOR and not _NEEDS.isdisjoint(said.words)
    return is_needed and worth[best] < _SURE_BESIDE_NEEDS


def _outweighs(
    best: str, worth: Mapping[str, float], facet: Facet, named: Collection[str], length: int
) -> bool:
    """Whether a sentence is about something else, or narrower, than what it names in passing."""
    kin = facet.above(best) | facet.below(best)
    enough = _SURER if length < _LONG else _SURE
    least = max(worth.get(term, 0.0) for term in named)
    is_long = length >= _NOT_SHORT
    if best not in named and not facet.above(best).isdisjoint(named):  # it says more of it
        return is_long and worth[best] >= _SURE
    return (
        is_long and kin.isdisjoint(named) and worth[best] >= enough and least < _FAR * worth[best]
    )


def _alike(best: str, worth: Mapping[str, float], facet: Facet) -> tuple[str, ...]:
    """The best subject, or a narrower one that is nearly as good; with another where it is as likely."""
    narrower = [
        term
        for term in facet.below(best)
        if term != best and worth.get(term, 0.0) >= _NEAR * worth[best]
    ]
    best = max(sorted(narrower), key=worth.__getitem__, default=best)
    kin = facet.above(best) | facet.below(best)
    others = sorted(worth.keys() & facet.terms.keys() - kin - _AUDIENCES)
    second = max(others, key=worth.__getitem__, default=best)
    return (best,) if worth[best] >= _CLEAR * worth[second] or second == best else (best, second)


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
