"""What is asked of a person at a terminal, line by line: plain text, no cursor that moves, nothing kept."""

from __future__ import annotations

import sys
from contextlib import suppress
from functools import cache
from typing import TYPE_CHECKING

import typer

from peerfind import config, text
from peerfind.asking.query import FROM_PROMPT
from peerfind.cli.lines import tell
from peerfind.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from peerfind.asking.query import Typed
    from peerfind.cli.session import Session

    Offers = Callable[[], Sequence[str]]

_MOST_OFFERED = 200


def can_ask(*, no_input: bool) -> bool:
    """Whether there is a person to be asked: never through a pipe, never where that was forbidden."""
    return not no_input and sys.stdin.isatty() and sys.stdout.isatty()


def with_place(typed: Typed, *, no_input: bool) -> Typed:
    """The question with the place that `--near -` asks for: from a prompt, or a line through a pipe.

    Raises UsageError where there is none, or where nothing may be asked.
    """
    if [*typed.asks.get("near", ())][-1:] != [FROM_PROMPT]:
        return typed
    if sys.stdin.isatty():
        if no_input:
            raise UsageError("--near - asks for a place, which --no-input forbids.")
        # Typer's own prompt would write its last space among the data, on standard output.
        typer.echo("Near which place: ", nl=False, err=True)
    if near := sys.stdin.readline().strip():
        return typed._replace(near_typed=near)
    raise UsageError("--near - reads a place from a line of input, and there was none.")


def guided(session: Session, typed: Typed) -> Typed:
    """What a person asks, step by step, beginning with what `typed` asks."""
    from peerfind.guiding.conversation import Conversation

    held = Conversation(session.index, session.now, hear, tell).held(typed)
    tell("")
    return held


def tell_command(session: Session, typed: Typed) -> None:
    """Say on standard error what to type for the same answer."""
    from peerfind.guiding.conversation import command_line

    typer.echo(f"The same again: {command_line(session.index, typed, session.now)}", err=True)


def hear(prompt: str, offers: Offers) -> str:
    """The line that is typed; with Tab where this Python has readline, and no history of it.

    Raises EOFError where the input ends.
    """
    if sys.stdout.isatty() and _has_readline() and not config.is_plain():
        import readline

        readline.set_completer(completer(offers))
        return input(prompt)
    typer.echo(prompt, nl=False, err=True)  # Typer's own would stand among the data
    try:
        line = sys.stdin.readline()
    except UnicodeDecodeError:
        return ""
    if line:
        return line
    raise EOFError


@cache
def _has_readline() -> bool:
    """Whether readline is there; it is set up once, to keep nothing of what is typed."""
    with suppress(ImportError):
        import readline

        readline.set_auto_history(False)
        readline.set_completer_delims(",")
        readline.parse_and_bind("set enable-bracketed-paste off")
        is_libedit = "libedit" in (readline.__doc__ or "")
        readline.parse_and_bind("bind ^I rl_complete" if is_libedit else "tab: complete")
        return True
    return False


def completer(offers: Offers) -> Callable[[str, int], str | None]:
    """What readline calls for each thing that Tab may put in place of what is typed."""
    kept: dict[str, list[str]] = {}

    def offered(typed: str, number: int) -> str | None:
        if typed not in kept:
            space = typed[: len(typed) - len(typed.lstrip())]
            start = text.folded(typed.strip())
            found = (one for one in offers() if start and text.folded(one).startswith(start))
            kept[typed] = [
                f"{space}{one}" for one, _ in zip(found, range(_MOST_OFFERED), strict=False)
            ]
        return kept[typed][number] if number < len(kept[typed]) else None

    return offered
