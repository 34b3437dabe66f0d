"""What a text is about: of the subjects that it names and those that its words give away, the likeliest.

Each of them, and nothing, is weighed by signs: its share of what the cues say, whether it is named, where,
and in how much that was said. The weights of the signs (`peerfind/data/signs.tsv`) were learnt by
`tools/build_signs.py` as a conditional logit: how likely a subject is goes by `exp` of its sum.
"""

from __future__ import annotations

from math import exp, log, sqrt
from typing import TYPE_CHECKING

from peerfind.asking.criteria import URGENT
from peerfind.asking.understanding import weighing
from peerfind.asking.understanding.what.cues import NOTHING, Hints
from peerfind.asking.understanding.what.terms import NO_TROUBLE
from peerfind.asking.understanding.who.people import POSSESSIVES, RELATIONS
from peerfind.named import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from peerfind.asking.understanding.said import Said
    from peerfind.asking.understanding.weighing import Signs
    from peerfind.asking.understanding.what.terms import Mention
    from peerfind.directory.vocabulary import Facet

TABLE = "signs.tsv"
_HINTED = 6  # subjects that the cues say most for, which may be meant without being named
# What cues come to, by the root of how many there are, that makes a subject `e` times as likely.
_UNIT = 50.0
_NOTE, _SENTENCE, _STORY = 10, 14, 30  # words at most of a note, a sentence, a longer one
# What part of the likeliest another must be to be meant too: one that is named, one that is only hinted at,
# and one that is named in one breath with it or tells the same death from another side.
_ALSO_NAMED, _ALSO_HINTED, _ALSO_JOINED = 0.3, 0.6, 0.1
_SURELY_NOTHING = 1.3  # how many times as likely as any subject nothing must be
# A subject with so much of what the cues say (as a logarithm), and with cues that come to this, is something;
# with so little it is none.
_MOST, _MUCH, _LITTLE = -0.3, 800.0, -2.3
# Subjects that do not say what is the matter, and those that say who people are.
TOO_GENERAL = frozenset({"mental-health", "recovery", "stress", "mental-health-crisis"})
_AUDIENCES = frozenset(
    """mens-mental-health womens-mental-health black-mental-health minority-ethnic-mental-health
    youth-mental-health student-mental-health""".split()
)
# How somebody died, which goes with who it was.
_DEATHS = frozenset("grief-suicide grief-addiction grief-illness grief-sudden".split())
_GRIEF = "grief"
# What may be given away by what somebody needs to get in, see or hear.
_NEEDED_FOR = frozenset("disability deafness sight-loss learning-disability".split())
_NEEDS = frozenset(
    """loop ramp ramps step steps stairs lift access accessible level door doors toilet loo parking signer
    interpreter braille print large easy captions subtitles""".split()
)
_LEADING = frozenset("for with about group re".split())  # to what is asked for
_KIN = POSSESSIVES | frozenset(RELATIONS)
_JOINING = frozenset("and or with n plus a the her his my their also then".split())
_GROUPS = frozenset("group groups grp meeting meetings cafe".split())  # "wants a grief group"
_APART = 3  # words at most between two that are named in one breath


class Candidate(NamedTuple):
    """A subject that may be meant, the logarithm of its share of what the cues say, and where it is named."""

    term: str
    share: float
    named: tuple[Mention, ...] = ()


def meant(said: Said, found: Sequence[Mention], hints: Hints, facet: Facet) -> tuple[str, ...]:
    """The subjects that are meant, the likeliest first; none where it is likeliest that nothing is.

    `found` are the mentions of subjects. None is passed over that is surely named, and nothing is not meant
    where much speaks for a subject and for no other.
    """
    every = candidates(found, hints, facet)
    sure = [one for one in every if _is_surely_named(said, one)]
    plain = [one for one in every[1:] if one.share > _MOST and hints.worth[one.term] >= _MUCH]
    odds = weighing.odds([signs(said, one, every, facet) for one in every], TABLE)
    likely = [
        (odd, one)
        for odd, one in zip(odds, every, strict=True)
        if one in plain or one.named or one.term == NOTHING or _may_be_guessed(one, sure, facet)
    ]
    ranked = sorted(likely, key=lambda one: -one[0])
    next_odd = ranked[min(1, len(ranked) - 1)][0]
    if sure or plain or ranked[0][0] < _SURELY_NOTHING * next_odd:
        ranked = [one for one in ranked if one[1].term != NOTHING] or ranked
    most, first = ranked[0]
    chosen = [] if first.term == NOTHING else [first]
    for odd, one in ranked[1:] if chosen else ():
        is_kin = any(are_kin(one.term, other.term, facet) for other in chosen)
        is_likely = one in sure or odd >= most * _least(said, one, chosen, facet)
        if one.term != NOTHING and is_likely and not is_kin:
            chosen.append(one)
    return tuple(one.term for one in chosen)


def candidates(found: Sequence[Mention], hints: Hints, facet: Facet) -> list[Candidate]:
    """What may be meant: nothing, what is named, and what the cues say most for."""
    come_to, unit = hints.worth, _UNIT * sqrt(max(1, hints.count))
    hinted = [term for term in come_to if term in facet.terms and come_to[term] > 0]
    hinted.sort(key=lambda term: (-come_to[term], term))
    terms = dict.fromkeys((*hinted[:_HINTED], *(one.term for one in found)))
    sums = {term: come_to.get(term, 0.0) / unit for term in (NOTHING, *facet.terms)}
    all_of_it = log(sum(map(exp, sums.values())))
    shares = {term: sums[term] - all_of_it for term in (NOTHING, *terms)}
    return [
        Candidate(NOTHING, shares[NOTHING]),
        *(
            Candidate(term, shares[term], tuple(one for one in found if one.term == term))
            for term in terms
        ),
    ]


def signs(said: Said, one: Candidate, every: Sequence[Candidate], facet: Facet) -> Signs:
    """The signs that speak for a candidate or against it, by their names."""
    if one.term == NOTHING:
        return {
            "nothing": 1.0,
            "nothing: share": one.share,
            "nothing: length": log(1 + len(said)),
            "nothing: taken": sum(said.taken) / len(said),
        }
    return {
        "share": one.share,
        "largest share": float(one.share == max(other.share for other in every)),
        "general": float(one.term in TOO_GENERAL),
        "audience": float(one.term in _AUDIENCES),
        "who people are": float(one.term in NO_TROUBLE),
        "needed to get in": float(one.term in _NEEDED_FOR and not _NEEDS.isdisjoint(said.words)),
        f"is {one.term}": 1.0,
        **(_of_named(said, one) if one.named else _of_hinted(said, one, every, facet)),
    }


def _of_named(said: Said, one: Candidate) -> Signs:
    """The signs of a subject that is named."""
    starts = [mention.start for mention in one.named]
    before = [{*said.words[max(0, start - 3) : start]} for start in starts]
    return {
        "named": 1.0,
        "named: share": one.share,
        "named: share in more than a sentence": one.share * (len(said) > _SENTENCE),
        "named: in more than a sentence": float(len(said) > _SENTENCE),
        "named: in a story": float(len(said) > _STORY),
        "named: length": log(1 + len(said)),
        "named: length of clause": log(1 + min(len(said.clause(start)) for start in starts)),
        "named: first": float(any(map(said.starts, starts))),
        "named: as asked for": float(any(not _LEADING.isdisjoint(words) for words in before)),
        "named: of kin": float(any(not _KIN.isdisjoint(words) for words in before)),
    }


def _of_hinted(said: Said, one: Candidate, every: Sequence[Candidate], facet: Facet) -> Signs:
    """The signs of a subject that the words only give away."""
    named = [other.term for other in every if other.named]
    return {
        "hinted at": 1.0,
        "hinted at: in more than a sentence": float(len(said) > _SENTENCE),
        "hinted at: in a story": float(len(said) > _STORY),
        "hinted at: length": log(1 + len(said)),
        "hinted at: others named": float(min(2, len(named))),
        "hinted at: narrower than named": float(not facet.above(one.term).isdisjoint(named)),
    }


def _least(said: Said, one: Candidate, chosen: Sequence[Candidate], facet: Facet) -> float:
    """What part of the likeliest another must be to be meant too."""
    if not one.named:
        return _ALSO_HINTED
    is_joined = any(_are_joined(said, one, other, facet) for other in chosen)
    return _ALSO_JOINED if is_joined else _ALSO_NAMED


def _may_be_guessed(one: Candidate, sure: Sequence[Candidate], facet: Facet) -> bool:
    """Whether the cues say enough for a subject, and do not only make one narrower that is surely named."""
    is_kin = any(are_kin(one.term, other.term, facet) for other in sure)
    return one.share >= _LITTLE and not is_kin


def _is_surely_named(said: Said, one: Candidate) -> bool:
    """Whether a subject is named where it is always meant: in a note, as a clause, as what a group is about.

    One that may cost a life is, wherever it is named.
    """
    is_plain = len(said) <= _NOTE or one.term in URGENT
    return any(
        is_plain
        or said.is_clause(each.start, each.end)
        or (said.word(each.end) in _GROUPS and not said.ends(each.end))
        for each in one.named
    )


def _are_joined(said: Said, one: Candidate, other: Candidate, facet: Facet) -> bool:
    """Whether a subject that is named is so in one breath with another, or they are who died and how."""
    if not other.named:
        return False
    if (one.term in _DEATHS) != (other.term in _DEATHS) and all(
        _GRIEF in facet.above(term) for term in (one.term, other.term)
    ):
        return True
    first, second = sorted((one.named[0], other.named[0]))
    between = said.words[first.end : second.start]
    return len(between) <= _APART and _JOINING.issuperset(between)


def are_kin(one: str, other: str, facet: Facet) -> bool:
    """Whether a subject is another, or above or below it."""
    return one == other or one in facet.above(other) or other in facet.above(one)
