"""What choices make of a question, and how many groups each of them would leave."""

from __future__ import annotations

from typing import TYPE_CHECKING

from peerfind.answers.rank import Search
from peerfind.asking.criteria import CRITERIA, WORDS
from peerfind.asking.query import Query, Typed, understood
from peerfind.asking.scoring import Ask
from peerfind.browsing.state import HEADS, Choice, Chosen, added

if TYPE_CHECKING:
    from collections.abc import Iterable

    from peerfind.answers.rank import Known
    from peerfind.directory.vocabulary import Vocabulary
    from peerfind.index.columns import Mask
    from peerfind.index.index import Index

_NAMES = frozenset(one.name for head in HEADS for one in head.choices)
_MOST_KNOWN = 400


def offered(vocabulary: Vocabulary) -> tuple[Choice, ...]:
    """The choices that mean something in a directory: those of its terms, and times."""
    return tuple(one for head in HEADS for one in head.choices if _is_known(one, vocabulary))


def _is_known(choice: Choice, vocabulary: Vocabulary) -> bool:
    facet = CRITERIA[choice.name].facet
    return facet is None or choice.value in vocabulary[facet].terms


def narrowed(query: Query, chosen: Chosen, vocabulary: Vocabulary) -> Query:
    """The question with each choice as a must, in place of what was asked of the same before."""
    return _with(query, _asks(query, chosen, vocabulary)) if chosen else query


def _with(query: Query, musts: dict[str, Ask]) -> Query:
    asks, names = {**query.asks, **musts}, musts.keys()
    return query._replace(
        asks={name: asks[name] for name in (*CRITERIA, WORDS) if name in asks},
        require=tuple(
            name for name in (*CRITERIA, WORDS) if name in names or name in query.require
        ),
        said=tuple(part for part in query.said if part.name not in names),
    )


def _asks(query: Query, chosen: Chosen, vocabulary: Vocabulary) -> dict[str, Ask]:
    values: dict[str, list[str]] = {}
    for one in chosen:
        values.setdefault(one.name, []).append(one.value)
    return understood(Typed(asks=values), vocabulary, query.now).asks


def counts(
    index: Index, query: Query, chosen: Chosen, known: Known | None = None
) -> dict[Choice, int]:
    """How many groups would be left once each choice is made, beside those that are made already.

    `query` is the question without any choice; `known` is as for `Search`.
    """
    shared: Known = {} if known is None else known
    open_to, _ = Search(index, query._replace(require=()), shared).sifted()
    found = {}
    for choice in offered(index.vocabulary):
        then = added(chosen, choice)
        key = ("chosen", then[-1], then, query.now)
        if key not in shared:
            shared[key] = _asks(query, then, index.vocabulary)
        left = open_to
        for mask in _musts(Search(index, _with(query, shared[key]), shared), shared):
            left &= mask
        found[choice] = left.bit_count()
    return found


def _musts(search: Search, known: Known) -> Iterable[Mask]:
    """The groups that meet each must of a question."""
    for name in search.query.require:
        key = ("met", search.query.asks[name], search.query.beside(name))
        if key not in known:
            known[key] = search.scores(name).met()
        yield known[key]


def forget_words(known: Known) -> None:
    """Let go of what was worked out for earlier words, once there is much of it; choices stay known."""
    if len(known) > _MOST_KNOWN:
        for key in [key for key in known if not _is_of_choice(key)]:
            del known[key]


def _is_of_choice(key: object) -> bool:
    parts = key if isinstance(key, tuple) else ()
    return any(isinstance(part, (Ask, Choice)) and part.name in _NAMES for part in parts[:2])
