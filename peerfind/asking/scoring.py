"""What one value of a facet is worth to what was asked: a verdict, a score and what was found.

A fact that is not stated is worth something between met and missed: a group must not lose to one that
says the opposite of what was asked, nor win against one that says the right thing.
"""

from __future__ import annotations

from math import fsum
from operator import attrgetter
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Literal

from peerfind.directory.vocabulary import ROLL_UPS
from peerfind.model import UNKNOWN
from peerfind.named import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from peerfind.directory.vocabulary import Facet, Relation, Vocabulary

Verdict = Literal["met", "partly", "missed", "not-stated", "not-applicable"]

NOT_STATED = 0.3  # below every partial fit, above missed: a question is worth asking
NARROWER = 0.9  # a group for something more special may not be for this person
BROADER = 0.4  # a group for something more general
RELATED = 0.35  # a group for something that has to do with it
OWN_WORDS = 0.4  # its own words name it, its terms do not
PARTLY = 0.5
REMOTE = 0.6  # joined from anywhere: worth a group about eight miles away
WORTH: dict[Verdict, float] = {
    "met": 1.0,
    "partly": PARTLY,
    "missed": 0.0,
    "not-stated": NOT_STATED,
    "not-applicable": REMOTE,
}


# What a stated term can be to the asked one, the best first; `named` is by the group's own words.
_RELATIONS: tuple[tuple[Relation | Literal["named"], Verdict, float], ...] = (
    ("same", "met", 1.0),
    ("narrower", "met", NARROWER),
    ("broader", "partly", BROADER),
    ("named", "partly", OWN_WORDS),
    ("related", "partly", RELATED),
)


# What a term that a group's own words name must be to the asked one.
NAMING = ("same", "narrower")


class Ask(NamedTuple):
    """What was asked of one criterion: the values, and texts that mean the same typed again."""

    name: str
    values: tuple[Any, ...]
    texts: tuple[str, ...]


class Context(NamedTuple):
    """What a scorer may know of the whole question besides its own ask.

    `fits` keeps what was found out about meetings, which several scorers look at, where it is to be kept.
    """

    vocabulary: Vocabulary
    today: date
    asks: Mapping[str, Ask]
    within_km: float | None = None
    require: frozenset[str] = frozenset()
    weights: Mapping[str, float] = MappingProxyType({})
    fits: dict[Any, Any] | None = None

    def alone(self, ask: Ask) -> Context:
        """The context in which nothing but `ask` is asked."""
        return self._replace(asks={ask.name: ask}, fits=None)


class Score(NamedTuple):
    """A verdict with its worth (0 to 1), what was found, and the verdict on each part asked."""

    verdict: Verdict
    value: float
    found: tuple[str, ...] = ()
    parts: tuple[tuple[str, Verdict], ...] = ()


_worth = attrgetter("value")


def score(verdict: Verdict, found: Iterable[str] = ()) -> Score:
    """A score of the usual worth for its verdict."""
    return Score(verdict, WORTH[verdict], tuple(found))


def term_score(
    asked: str, found: Sequence[str], facet: Facet, own_words: Sequence[str] = ()
) -> Score:
    """How `found` (the terms that a group states) meets one asked term.

    The term itself or a narrower one is met, a broader or a related one partly; so is one that only
    the group's own words name.
    """
    if asked in found:
        return Score("met", 1.0, (asked,))
    relation = facet.relations(asked)
    relations = [*map(relation, found)]
    named = [one for one in own_words if relation(one) in NAMING] if own_words else ()
    for kind, verdict, value in _RELATIONS:
        if kind == "named" and named:
            return Score(verdict, value, tuple(named))
        if kind in relations:
            fitting = tuple(term for term, one in zip(found, relations, strict=True) if one == kind)
            # A roll-up has no other members than its narrower terms: any one is the thing itself.
            is_whole = kind == "narrower" and asked in ROLL_UPS
            return Score(verdict, 1.0 if is_whole else value, fitting)
    return score("missed", found) if found else score("not-stated")


NOT_ASKED = score("not-applicable")


def format_score(found: Sequence[str], context: Context) -> Score:
    """How the formats of one meeting meet the asked ones; the best counts."""
    if (ask := context.asks.get("format")) is None:
        return NOT_ASKED
    stated = [term for term in found if term != UNKNOWN]
    facet = context.vocabulary["format"]
    return best(ask.texts, [term_score(term, stated, facet) for term in ask.values])


def best(asked: Sequence[str], scores: Sequence[Score]) -> Score:
    """The best of several alternatives; the first of equals."""
    chosen = max(scores, key=_worth)
    return Score(chosen.verdict, chosen.value, chosen.found, _parts(asked, scores))


def mean(asked: Sequence[str], scores: Sequence[Score]) -> Score:
    """The mean of several asks that all count: met where each is, missed where none is at all."""
    if len(scores) == 1:
        verdict, value, found, _ = scores[0]
        return Score(verdict, value, found, ((asked[0], verdict),))
    verdicts = {one.verdict for one in scores}
    usual: Verdict = "partly" if verdicts & {"met", "partly"} else "missed"
    verdict = verdicts.pop() if len(verdicts) == 1 else usual
    value = fsum(one.value for one in scores) / len(scores)
    found = tuple(dict.fromkeys(item for one in scores for item in one.found))
    return Score(verdict, value, found, _parts(asked, scores))


def _parts(asked: Sequence[str], scores: Sequence[Score]) -> tuple[tuple[str, Verdict], ...]:
    """The verdict on each part that was asked."""
    return tuple([(name, one.verdict) for name, one in zip(asked, scores, strict=True)])
