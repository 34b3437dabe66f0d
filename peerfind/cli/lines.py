"""Lines that fit a terminal, and what is said beside an answer."""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING

import typer

from peerfind import config

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_IN_A_NUMBER = re.compile(r"(?<=\d) (?=\d)")
_BOUND = "\u00a0"  # a space at which nothing breaks


def tell(said: str) -> None:
    """Say something on standard error; a terminal gets it wrapped, unless its user asked for plain lines."""
    lines = said.split("\n")
    is_wrapped = sys.stderr.isatty() and not config.is_plain()
    for line in wrapped(lines, config.width()) if is_wrapped else lines:
        typer.echo(line, err=True)


def wrapped(lines: Iterable[str], width: int) -> Iterator[str]:
    """Lines of no more than `width` columns, broken between words; a number is one word.

    A word that is too long is left whole, so that an address can be copied.
    """
    import textwrap

    for line in lines:
        bound = _IN_A_NUMBER.sub(_BOUND, line)
        pieces = textwrap.wrap(
            bound, width, subsequent_indent="  ", break_long_words=False, break_on_hyphens=False
        )
        yield from (piece.replace(_BOUND, " ") for piece in pieces or [""])
