"""What would find more: the smallest changes to a question, each with its true count."""

from __future__ import annotations

from functools import partial
from itertools import combinations
from math import inf
from typing import TYPE_CHECKING

from peerfind.asking.arguments import arguments, explicit
from peerfind.asking.criteria import CRITERIA, WORDS
from peerfind.asking.query import Query, Within
from peerfind.asking.scoring import Ask
from peerfind.geo import KM_PER_MILE
from peerfind.named import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from peerfind.answers.rank import Search
    from peerfind.index.index import Index

_KM_STEPS = (5, 10, 15, 25, 40, 60, 100, 150, 250)
_MILE_STEPS = (3, 5, 10, 15, 25, 50, 100, 150)
_A_LITTLE = 5  # times as far


class Change(NamedTuple):
    """One way to ask for less: in words, as the flags that are new, as what it does, and what it gives up.

    `flags` is empty where only what must be met changes.
    """

    words: str
    flags: str
    apply: Callable[[Query], Query]
    loss: int


class Relaxation(NamedTuple):
    """A question that finds more: what changes, the whole new argument list, and its total.

    `local` is how many of those are to go to, where it is these that are few.
    """

    change: str
    flags_changed: str
    arguments: tuple[str, ...]
    total: int
    local: int | None


# What a change gives up: a little farther is least, then what was only to be met, a wider subject, an old
# entry; then what the person said that they would not have, any distance, and what it is about.
FARTHER, A_WISH, WIDER, OLD, ALLOWED, ANYWHERE, WORDLESS, ANYTHING = range(1, 9)


def relaxations(search: Search, total: int, local: int | None = None) -> tuple[Relaxation, ...]:
    """The single changes of a question that find more, or else the pairs; what gives up least comes first.

    `total` is what the question itself finds, `local` how many of those are to go to, where it is these
    that are few.
    """
    changes = [*_changes(search, total)]
    if local is not None:  # groups for this from home are worth more than others round the corner
        changes = [one for one in changes if one.loss < WORDLESS]
    for size in (1, 2):
        found = [
            (_relaxation(search, chosen, local), chosen) for chosen in combinations(changes, size)
        ]
        better = [
            (sum(change.loss for change in chosen), -one.total, one)
            for one, chosen in found
            if one.total > total and (local is None or (one.local or 0) > local)
        ]
        if better:
            return tuple(one for *_, one in sorted(better, key=lambda one: one[:2]))
    return ()


def _relaxation(search: Search, changes: tuple[Change, ...], local: int | None) -> Relaxation:
    query = explicit(search.query)
    for change in changes:
        query = change.apply(query)
    musts = f"--require {','.join(query.require)}" if query.require else "no --require"
    relaxed = search.like(query)
    is_unlimited = search.query.within is not None and query.within is None
    km = inf if is_unlimited else query.local_km
    return Relaxation(
        change=" and ".join(change.words for change in changes),
        flags_changed=" ".join(dict.fromkeys(change.flags or musts for change in changes)),
        arguments=tuple(arguments(query)),
        total=relaxed.total(),
        local=None if local is None else relaxed.local(km),
    )


def _changes(search: Search, total: int) -> Iterator[Change]:
    """Ways to ask for less; `total` is what the question itself finds."""
    index, query = search.index, search.query
    yield from _wishes(index, query)
    if query.within:
        yield from _farther(search, query.within, total)
    for ask in query.avoid:
        yield _allowing(index, ask)
    if "focus" in query.asks:
        yield from _broader(index, query.asks["focus"])
    if WORDS in query.asks and len(query.asks) > 1:
        yield Change("without the words", "no words", partial(_without, WORDS), WORDLESS)
    if "stale" not in query.include:
        flags = f"--include {','.join((*query.include, 'stale'))}"
        yield Change(
            "with entries that nobody has checked for long",
            flags,
            lambda q: q._replace(include=(*q.include, "stale")),
            OLD,
        )


def _wishes(index: Index, query: Query) -> Iterator[Change]:
    for name in query.require:
        words = f"{label(index, query.asks[name])} as a wish, not a must"
        yield Change(words, "", partial(_wishing, name), A_WISH)


def _farther(search: Search, within: Within, total: int) -> Iterator[Change]:
    """The next distance that finds more than there are, each of them to go to; or else no limit at all."""
    unit = _unit(within, search.index)
    steps, km = (_KM_STEPS, 1.0) if unit == "km" else (_MILE_STEPS, KM_PER_MILE)
    for step in (one for one in steps if one * km > within.km):
        wider = Within(step * km, f"{step}{unit}")
        if search.like(search.query._replace(within=wider)).total() > total:
            words = f"within {step} {'km' if unit == 'km' else 'miles'}"
            loss = FARTHER if wider.km <= _A_LITTLE * within.km else ANYWHERE
            yield Change(words, f"--within {wider.typed}", partial(_reaching, wider), loss)
            return
    yield Change("at any distance", "no --within", partial(_reaching, None), ANYWHERE)


def _unit(within: Within, index: Index) -> str:
    """The unit in which the distance was typed, or else the directory's."""
    typed = within.typed.lower()
    if typed[-1].isdigit():
        return "km" if index.settings["units"] == "km" else "mi"
    return "km" if "k" in typed else "mi"


def _allowing(index: Index, ask: Ask) -> Change:
    return Change(
        f"allowing {label(index, ask)}",
        f"no --avoid {ask.name}={ask.texts[0]}",
        lambda q: q._replace(avoid=tuple(one for one in q.avoid if one != ask)),
        ALLOWED,
    )


def _broader(index: Index, ask: Ask) -> Iterator[Change]:
    """The more general subjects, or any subject where there are none."""
    facet = index.vocabulary["focus"]
    terms = tuple(
        dict.fromkeys(
            b for t in ask.values for b in (facet.terms[t].broader if t in facet.terms else ())
        )
    )
    if terms:
        wider = Ask("focus", terms, terms)
        words = f"about {' or '.join(facet.label(term) for term in terms)} in general"
        yield Change(
            words,
            f"--focus {','.join(terms)}",
            lambda q: q._replace(asks={**q.asks, "focus": wider}),
            WIDER,
        )
        return
    yield Change("about anything", "no --focus", partial(_without, "focus"), ANYTHING)


def _wishing(name: str, query: Query) -> Query:
    """The question that only wishes for what it required."""
    return query._replace(require=tuple(one for one in query.require if one != name))


def _reaching(within: Within | None, query: Query) -> Query:
    """The question with another limit to the distance."""
    return query._replace(within=within)


def _without(name: str, query: Query) -> Query:
    """The question without one ask, and without requiring it."""
    asks = {key: ask for key, ask in query.asks.items() if key != name}
    require = tuple(one for one in query.require if one != name)
    return query._replace(asks=asks, require=require)


def label(index: Index, ask: Ask) -> str:
    """What was asked, in the vocabulary's words."""
    criterion = CRITERIA.get(ask.name)
    if criterion is None or criterion.facet is None:
        return f"{ask.name} {', '.join(ask.texts)}"
    return ", ".join(index.vocabulary[criterion.facet].label(term) for term in ask.values)
