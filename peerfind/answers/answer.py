"""A question's whole answer, ready to be shown in any form."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from peerfind import text
from peerfind.answers.rank import Known, Match, Search
from peerfind.asking.criteria import WORDS
from peerfind.asking.query import Correction, Query, Typed, understood
from peerfind.named import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from peerfind.answers.relax import Relaxation
    from peerfind.directory.vocabulary import Vocabulary
    from peerfind.index.index import Index

FEW = 3  # with fewer results than this, a person has nothing to choose from


class Answer(NamedTuple):
    """The best groups for a question, who was left out for what, and what would find more.

    `hidden` counts groups by the first reason that applied, so that `total` and all of it make up the
    directory. `unreadable` counts files that left no group.
    """

    query: Query
    total: int
    hidden: dict[str, int]
    matches: tuple[Match, ...]
    relaxations: tuple[Relaxation, ...]
    unreadable: int
    vocabulary: Vocabulary
    settings: dict[str, str]
    crisis: list[dict[str, Any]]


def answer(index: Index, query: Query, known: Known | None = None) -> Answer:
    """The answer of the directory in `index` to `query`; `known` is as for `Search`."""
    search = Search(index, query, known)
    ranking = search.ranking()
    matches = [search.match(rank, number) for rank, number in enumerate(ranking.best, 1)]
    corrections = (*query.corrections, *_corrections(search))
    return Answer(
        query=query._replace(corrections=corrections),
        total=ranking.total,
        hidden=ranking.hidden,
        matches=tuple(matches),
        relaxations=_relaxations(search, ranking.total) if ranking.total < FEW else (),
        unreadable=index.unreadable,
        vocabulary=index.vocabulary,
        settings=index.settings,
        crisis=index.crisis,
    )


def answer_to(index: Index, typed: Typed, now: datetime, known: Known | None = None) -> Answer:
    """The answer to a question as it was typed, at a time in the directory's zone.

    Raises UsageError for what cannot be understood.
    """
    query = understood(typed, index.vocabulary, now, index.settings["units"])
    return answer(index, query, known)


def _corrections(search: Search) -> Iterator[Correction]:
    """What free words were taken for."""
    found = search.words()
    if found is None:
        return
    for typed, meant in found.spellings.items():
        yield Correction(WORDS, typed, meant, near_spelling=True)
    for typed, term in found.terms.items():
        if text.key(typed) != text.key(term):
            yield Correction(WORDS, typed, term)


def _relaxations(search: Search, total: int) -> tuple[Relaxation, ...]:
    from peerfind.answers.relax import relaxations

    return relaxations(search, total)
