"""The flags of a question, as they were typed, for every command that asks one."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import typer

from peerfind.asking.query import FROM_PROMPT, Typed
from peerfind.cli.flags import ASKED
from peerfind.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


def typed(words: Sequence[str] | None, asks: Mapping[str, Any], **others: Any) -> Typed:
    """What was typed: the values of the criteria's flags by parameter, and the other flags by name.

    Raises UsageError where a place is to be read from a prompt, and none comes.
    """
    given = {name.removesuffix(ASKED): values for name, values in asks.items() if values}
    stated = {name: value for name, value in others.items() if value is not None}
    near = _place_from_prompt(given.get("near"))
    return Typed(words=words or (), asks=given, near_typed=near, **stated)


def _place_from_prompt(near: list[str] | None) -> str | None:
    """The place that is typed at a prompt, or comes as a line through a pipe, where `-` asks for it."""
    if not near or near[-1] != FROM_PROMPT:
        return None
    if sys.stdin.isatty():
        # Typer's own prompt would write its last space among the data, on standard output.
        typer.echo("Near which place: ", nl=False, err=True)
    if found := sys.stdin.readline().strip():
        return found
    raise UsageError("--near - reads a place from a line of input, and there was none.")
