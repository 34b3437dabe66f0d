"""The question that several commands ask: its words and flags, declared once."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import typer

from peerfind.asking.query import FROM_PROMPT, Typed
from peerfind.cli import flags
from peerfind.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence


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
    """The question that these flags ask; a place that is asked for by `-` is not read yet."""
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


def placed(typed: Typed) -> Typed:
    """The question with the place that is typed at a prompt, where `-` asks for it.

    Raises UsageError where nothing is typed.
    """
    return typed._replace(near_typed=_place_from_prompt(typed.asks.get("near")))


def _place_from_prompt(near: Sequence[str] | None) -> str | None:
    """The place that is typed at a prompt, or comes as a line through a pipe, where `-` asks for it."""
    if not near or near[-1] != FROM_PROMPT:
        return None
    if sys.stdin.isatty():
        # Typer's own prompt would write its last space among the data, on standard output.
        typer.echo("Near which place: ", nl=False, err=True)
    if typed := sys.stdin.readline().strip():
        return typed
    raise UsageError("--near - reads a place from a line of input, and there was none.")
