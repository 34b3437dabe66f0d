"""The way in: runs a command, and turns whatever goes wrong into a sentence and an exit code."""

from __future__ import annotations

import io
import os
import sys
from pathlib import Path
from typing import Any, NoReturn, TextIO

from peerfind import config
from peerfind.errors import INTERRUPTED, PeerfindError

COMPLETION = "_PEERFIND_COMPLETE"


def main() -> NoReturn:
    """Run the command line and leave with its exit code."""
    sys.exit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:
    """The exit code of one command line; nothing that a person meets is a traceback."""
    for stream in (sys.stdout, sys.stderr):
        _speak_utf8(stream)
    try:
        code = _command(arguments)
        sys.stdout.flush()
    except BrokenPipeError:
        _let_go_of_output()
        return 0
    except KeyboardInterrupt:
        return INTERRUPTED
    return code


def _command(arguments: list[str]) -> int:
    if COMPLETION in config.environment():
        # Typer renders help texts through rich for each Tab, which costs more than all the rest.
        sys.modules["rich"] = None  # type: ignore[assignment]
    from peerfind.cli import command

    try:
        return int(
            command(arguments).main(arguments, prog_name="peerfind", standalone_mode=False) or 0
        )
    except (BrokenPipeError, KeyboardInterrupt, SystemExit):
        raise
    except Exception as error:  # noqa: BLE001 (the one top handler)
        return _told(error)


def _told(error: Exception) -> int:
    """Say what went wrong on standard error, without values of ours; the exit code."""
    import typer

    if isinstance(error, typer.Abort):
        return INTERRUPTED
    if isinstance(error, PeerfindError):
        print(f"peerfind: {error}", file=sys.stderr)  # noqa: T201
        return error.exit_code
    # Typer keeps the base of its own errors of use, ClickException, to itself.
    wrong_use: Any = typer.BadParameter.__mro__[2]
    if isinstance(error, wrong_use):
        error.show()
        return int(error.exit_code)
    if config.is_debugging():
        import traceback

        traceback.print_exception(error)
    else:
        print(_fault(error), file=sys.stderr)  # noqa: T201
    return PeerfindError.exit_code


def _fault(error: Exception) -> str:
    """What a person can pass on of a fault of ours: its kind and place, none of the values."""
    trace = error.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    where = f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}" if trace else "?"
    return (
        f"peerfind: a fault of ours ({type(error).__name__} at {where}), and no answer. "
        "Please report it. PEERFIND_DEBUG=1 shows more."
    )


def _speak_utf8(stream: TextIO) -> None:
    """UTF-8 whatever the locale: Welsh letters are in no Windows code page."""
    if isinstance(stream, io.TextIOWrapper):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _let_go_of_output() -> None:
    """Send what is still buffered nowhere: the end of Python would meet the closed pipe again."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())


if __name__ == "__main__":
    main()
