"""A question with what was read from its words: each part as the ask that it comes to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from peerfind import text

if TYPE_CHECKING:
    from peerfind.asking.query import Typed
    from peerfind.asking.understanding.grammar import Reading


def with_said(typed: Typed, reading: Reading) -> Typed:
    """The question with what was read from its words among its asks; how far means nothing without where."""
    if not reading.parts:
        return typed
    asks = {name: [*values] for name, values in typed.asks.items()}
    said = {"avoid": [*typed.avoid], "require": [*typed.require], "within": []}
    for part in reading.parts:
        (said[part.name] if part.name in said else asks.setdefault(part.name, [])).extend(
            part.values
        )
    return typed._replace(
        words=reading.left if _says_something(reading) else (),
        asks=asks,
        avoid=said["avoid"],
        require=said["require"],
        within=next(iter(said["within"]), None)
        if "near" in asks and not typed.within
        else typed.within,
    )


def _says_something(reading: Reading) -> bool:
    """Whether what was not understood is more than small words."""
    return not text.STOP_WORDS.issuperset(text.words(" ".join(reading.left)))
