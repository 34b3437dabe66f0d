"""The question that several commands ask: its words and flags, declared once."""

from __future__ import annotations

from peerfind.asking.query import Typed
from peerfind.cli import flags


def question(
    words: flags.Words = None,
    *,
    within: flags.Within = None,
    require: flags.Require = None,
    avoid: flags.Avoid = None,
    include: flags.Include = None,
    weight: flags.Weight = None,
    literal: flags.Literal = False,
    ignore: flags.Ignore = None,
    **asks: list[str] | None,
) -> Typed:
    """The question that these flags ask; a place that `-` asks for is not read yet."""
    return Typed(
        words=words or (),
        asks={name.removesuffix(flags.ASKED): values for name, values in asks.items() if values},
        within=within,
        require=require or (),
        avoid=avoid or (),
        weight=weight or (),
        include=include or (),
        literal=literal,
        ignore=ignore or (),
    )


def filters(
    words: flags.Words = None,
    *,
    within: flags.Within = None,
    avoid: flags.Avoid = None,
    include: flags.Include = None,
    literal: flags.Literal = False,
    ignore: flags.Ignore = None,
    **asks: list[str] | None,
) -> Typed:
    """The question of these flags, of which everything is to be met, so that nothing has a weight."""
    return question(
        words, within=within, avoid=avoid, include=include, literal=literal, ignore=ignore, **asks
    )
