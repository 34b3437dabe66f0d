"""A question as the arguments that ask it again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from peerfind.asking.criteria import WORDS
from peerfind.asking.query import DEFAULT_LIMIT, EVERYTHING, SORTS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from peerfind.asking.query import Query


def explicit(query: Query) -> Query:
    """The question with what was read from its words as asks of its own; other words than a subject's go."""
    asks = {
        name: ask for name, ask in query.asks.items() if name != WORDS or not query.is_said("focus")
    }
    ignore = (EVERYTHING,) if query.said and WORDS in asks else ()
    return query._replace(asks=asks, said=(), ignore=ignore or query.ignore)


def arguments(query: Query) -> list[str]:
    """The argument list that asks `query` again."""
    words = query.asks[WORDS].texts if WORDS in query.asks else ()
    flags = [*_flags(query)]
    # A word that looks like a flag is only a word after `--`.
    dashes = ["--"] if any(word.startswith("-") for word in words) else []
    return [*flags, *dashes, *words]


def _flags(query: Query) -> Iterator[str]:
    """The flags that ask `query` again, in the order in which they are shown."""
    for name, ask in query.asks.items():
        if name != WORDS:
            yield from (part for value in ask.texts for part in (f"--{name}", value))
    for flag, value in _settings(query):
        if value is not None:
            yield from (flag, value)
    if query.literal:
        yield "--literal"
    if query.ignore:
        yield from ("--ignore", ",".join(query.ignore))
    yield from query.fixed


def _settings(query: Query) -> Iterator[tuple[str, str | None]]:
    """The flags that say how to judge and what to show, and the value of each; None for one not given."""
    yield "--within", query.within.typed if query.within else None
    yield "--require", ",".join(query.require) if query.require else None
    yield from (("--avoid", f"{ask.name}={ask.texts[0]}") for ask in query.avoid)
    yield from (("--weight", f"{name}={weight:g}") for name, weight in query.weights.items())
    yield "--include", ",".join(query.include) if query.include else None
    yield "--sort", query.sort if query.sort != SORTS[0] else None
    yield "--limit", str(query.limit) if query.limit != DEFAULT_LIMIT else None
