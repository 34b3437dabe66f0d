"""A question with what was read from its words: each part as the ask that it comes to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from peerfind import text
from peerfind.model import UNKNOWN

if TYPE_CHECKING:
    from collections.abc import Sequence

    from peerfind.asking.query import Query, Typed
    from peerfind.asking.understanding.grammar import Reading
    from peerfind.asking.understanding.said import Part
    from peerfind.directory.vocabulary import Facet

_WAY = "format="  # before a way of meeting that is not wanted


def with_said(typed: Typed, reading: Reading, ways: Facet) -> Typed:
    """The question with what was read from its words among its asks; how far means nothing without where.

    `ways` are the formats: one that somebody would rather not have is a wish for any of the others.
    """
    if not reading.parts:
        return typed
    asks = {name: [*values] for name, values in typed.asks.items()}
    said = {"avoid": [*typed.avoid], "require": [*typed.require], "within": []}
    for part in reading.parts:
        (said[part.name] if part.name in said else asks.setdefault(part.name, [])).extend(
            part.values
        )
    refused = _ways_refused(reading.parts)
    if refused:
        asks["format"] = _other_ways(asks.get("format", ()), refused, ways)
    avoided = said["avoid"][len(typed.avoid) :]
    said["avoid"] = [*typed.avoid, *(one for one in avoided if not one.startswith(_WAY))]
    return typed._replace(
        words=reading.left if _says_something(reading) else (),
        asks=asks,
        avoid=said["avoid"],
        require=said["require"],
        within=next(iter(said["within"]), None)
        if "near" in asks and not typed.within
        else typed.within,
    )


def ways_refused(query: Query) -> tuple[str, ...]:
    """The ways of meeting that free words refused, where any of the others is wished for."""
    return () if query.is_said("format") else _ways_refused(query.said)


def _ways_refused(parts: Sequence[Part]) -> tuple[str, ...]:
    """The ways of meeting that were refused in words: "not online"."""
    values = (value for part in parts if part.name == "avoid" for value in part.values)
    return tuple(value.removeprefix(_WAY) for value in values if value.startswith(_WAY))


def _other_ways(asked: Sequence[str], refused: Sequence[str], ways: Facet) -> list[str]:
    """The ways of meeting that are asked for but some; of all where none is: "online, but no Zoom"."""
    gone = frozenset[str]().union(*map(ways.below, refused))
    asked = asked or [term for term in ways.terms if ways.below(term) == {term} and term != UNKNOWN]
    others = [
        one
        for term in asked
        for one in (
            [term]
            if gone.isdisjoint(ways.below(term))
            else sorted(ways.below(term) - gone - {term})
        )
    ]
    return others or [*asked]


def _says_something(reading: Reading) -> bool:
    """Whether what was not understood is more than small words."""
    return not text.STOP_WORDS.issuperset(text.words(" ".join(reading.left)))
