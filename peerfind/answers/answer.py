"""A question's whole answer, ready to be shown in any form."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from peerfind import text
from peerfind.answers.eligibility import is_close
from peerfind.answers.rank import Known, Match, Search
from peerfind.asking.criteria import WORDS
from peerfind.asking.heard import with_said
from peerfind.asking.query import EVERYTHING, INCLUDES, Correction, Query, Typed, understood
from peerfind.named import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from peerfind.answers.relax import Relaxation
    from peerfind.asking.understanding.grammar import Reading
    from peerfind.directory.vocabulary import Vocabulary
    from peerfind.index.index import Index

_MOST_IN_PASSING = 2  # words beside what was understood
_MOST_UNMET = 4  # words that are told one by one
_MOST_NAMED = 3  # groups that are named and left out
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
    made = _found(search)
    return made._replace(relaxations=_relaxations(search, made.total, made.matches))


def found(index: Index, query: Query, known: Known | None = None) -> Answer:
    """The answer without changes that would find more."""
    return _found(Search(index, query, known))


def _found(search: Search) -> Answer:
    ranking = search.ranking()
    matches = (search.match(rank, number) for rank, number in enumerate(ranking.best, 1))
    return _counted(search, ranking.total, ranking.hidden)._replace(matches=tuple(matches))


def outlook(index: Index, query: Query, known: Known | None = None) -> Answer:
    """The answer without its groups and changes: how `query` is understood, how many fit, who is left out."""
    search = Search(index, query, known)
    kept, hidden = search.sifted()
    return _counted(search, kept.bit_count(), hidden)


def _counted(search: Search, total: int, hidden: dict[str, int]) -> Answer:
    """The answer with no groups and no changes in it yet."""
    index, query = search.index, search.query
    corrections = (*query.corrections, *_corrections(search))
    return Answer(
        query=query._replace(corrections=corrections, notes=(*query.notes, *_notes(search))),
        total=total,
        hidden=hidden,
        matches=(),
        relaxations=(),
        unreadable=index.unreadable,
        vocabulary=index.vocabulary,
        settings=index.settings,
        crisis=index.crisis,
    )


def answer_to(index: Index, typed: Typed, now: datetime, known: Known | None = None) -> Answer:
    """The answer to a question as it was typed, at a time in the directory's zone.

    Raises UsageError for what cannot be understood.
    """
    return answer(index, query_of(index, typed, now), known)


def query_of(index: Index, typed: Typed, now: datetime) -> Query:
    """The question as it is understood, with what its free words ask for.

    The name of a group, typed as it is, is searched for and not read as anything else.
    """
    reading, is_a_name = None, False
    if (
        typed.words
        and not typed.literal
        and EVERYTHING not in typed.ignore
        and not (is_a_name := _is_a_name(index, typed.words))
    ):
        reading = _reading(index, typed)
        typed = with_said(typed, reading)
    if typed.usual_near or typed.usual_weight:
        from peerfind.asking.usual import with_usual  # few have settings

        typed = with_usual(typed)
    query = understood(typed, index.vocabulary, now, index.settings["units"])
    if reading is None:
        return query._replace(has_name=is_a_name)
    spellings = (Correction(WORDS, *one, near_spelling=True) for one in reading.spellings.items())
    return query._replace(
        said=reading.parts,
        notes=(*query.notes, *reading.notes),
        corrections=(*spellings, *query.corrections),
        has_name=reading.has_name,
    )


def _is_a_name(index: Index, typed: Sequence[str]) -> bool:
    """Whether what was typed is the name of a group and nothing else."""
    words = text.words(" ".join(typed))
    name = _name_in(index, words)
    return bool(name) and name == range(len(words))


def _name_in(index: Index, words: Sequence[str]) -> range:
    """The places of the words that are the name of a group, which may be misspelt."""
    called = index.names.called(words)
    if called is None:
        from peerfind.asking.understanding.grammar import WORDS_OF_GRAMMAR
        from peerfind.asking.words import respelt

        spelt = [respelt(word, index.lexicon, WORDS_OF_GRAMMAR) for word in words]
        called = index.names.called(spelt) if spelt != [*words] else None
    return range(called.start, called.end) if called else range(0)


def _reading(index: Index, typed: Typed) -> Reading:
    """What the free words of a question ask for; what a flag asks for already is not read from them."""
    from peerfind.asking.understanding.grammar import read

    given = {name for name in typed.asks if typed.asks[name]} | (
        {"within"} if typed.within else set()
    )
    # A subject in a flag does not take the place of one in the words: both select.
    ignored = {*typed.ignore, *(given & {"focus"})}
    return read(
        typed.words,
        index.vocabulary,
        partial(_spelt, index),
        ignored,
        given,
        partial(_name_in, index),
        may_guess=not index.names.is_like(text.words(" ".join(typed.words))),
    )


def _spelt(index: Index, word: str) -> str:
    """How a word is spelt: as it is, if it is a word of the grammar or the name of a place."""
    from peerfind.asking.understanding.grammar import WORDS_OF_GRAMMAR
    from peerfind.asking.words import spelt
    from peerfind.places.gazetteer import of_name
    from peerfind.places.near import town_spelt

    if word in WORDS_OF_GRAMMAR or word in text.STOP_WORDS or of_name(word):
        return word
    right = spelt(word, index.lexicon, WORDS_OF_GRAMMAR)
    return right if right != word or index.lexicon.knows(text.stem(word)) else town_spelt(word)


def _corrections(search: Search) -> Iterator[Correction]:
    """What free words were taken for, besides what was told when they were read."""
    found = search.words()
    if found is None:
        return
    told = {text.key(one.typed) for one in search.query.corrections}
    for typed, meant in found.spellings.items():
        if typed not in told:
            yield Correction(WORDS, typed, meant, near_spelling=True)
    for typed, term in found.terms.items():
        if text.key(typed) != text.key(term):
            yield Correction(WORDS, typed, term)


def _notes(search: Search) -> Iterator[str]:
    """What is to be told of a search beside its groups."""
    yield from _unmet(search)
    if search.query.has_name:
        yield from _named_but_left_out(search)


def _named_but_left_out(search: Search) -> Iterator[str]:
    """Why groups are not shown that were asked for by name, and how they would be."""
    from peerfind.index.names import SISTER

    index, found = search.index, search.words()
    named = {} if found is None else found.named
    asked = sorted(number for number, worth in named.items() if worth != SISTER)
    for number in asked[:_MOST_NAMED]:
        reason, record = search.reason(number), index.record(number)
        if reason in INCLUDES:
            told = {"stale": "was checked too long ago"}.get(reason, f"is {reason}")
            yield f"{record['name']} {told} and is left out. With it: --include {reason}"
        elif reason:
            yield f"{record['name']} is left out. Why: --why {record['id']}"


def _unmet(search: Search) -> Iterator[str]:
    """The words that no group has, with those of the directory that look most like each."""
    from peerfind.asking.words import nearest

    found = search.words()
    unmet = found.unmet() if found else []
    if search.query.said and len(unmet) > _MOST_IN_PASSING:  # the rest of a story
        return
    told = []
    for word in unmet[:_MOST_UNMET]:
        near = ", ".join(nearest(word, search.index.lexicon))
        told.append(f'"{word}" (like it: {near})' if near else f'"{word}"')
    if more := len(unmet[_MOST_UNMET:]):
        told.append("1 more word" if more == 1 else f"{more} more words")
    if told:
        yield f"No group says {text.listed(told)}"
    if search.query.near is None:
        yield from _towns(unmet)


def _towns(unmet: Sequence[str]) -> Iterator[str]:
    """The first of the words that no group has which is the name of a town, and how to look near it."""
    from peerfind.places.gazetteer import TOWN, of_name

    for word in unmet:
        if (known := of_name(word)) and known[0].size >= TOWN:
            yield f"{known[0].name} is also a town. Near it: --near {known[0].name}"
            return


def _relaxations(search: Search, total: int, matches: Sequence[Match]) -> tuple[Relaxation, ...]:
    """What to ask less of, where few groups answer, or few of them are to go to."""
    near, km = search.query.near, search.query.local_km
    local = None
    if total >= FEW:
        if near is None or sum(is_close(near, km, one.group) for one in matches) >= FEW:
            return ()
        if (local := search.local(km)) >= FEW:
            return ()
    from peerfind.answers.relax import relaxations

    return relaxations(search, total, local)
