"""The way in: runs a command, and turns whatever goes wrong into a sentence and an exit code."""

from __future__ import annotations

import gc
import io
import os
import sys
from pathlib import Path
from typing import Any, NoReturn, TextIO

from peerfind import config
from peerfind.errors import INTERRUPTED, PeerfindError


def main() -> NoReturn:
    """Run the command line and leave with its exit code."""
    # A process this short makes no cycles worth collecting, and looking for them takes a tenth of its time;
    # at its end Python would look once more, through all that is not frozen, for another tenth.
    gc.disable()
    code = run(sys.argv[1:])
    gc.freeze()
    sys.exit(code)


def run(arguments: list[str]) -> int:
    """The exit code of one command line; nothing that a person meets is a traceback."""
    _replace_closed_streams()
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
    except OSError as error:  # such as no room for the answer
        _let_go_of_output()
        return _told(error)
    return code


def _command(arguments: list[str]) -> int:
    if config.is_completing():
        # Typer renders help texts through rich for each Tab, which costs more than all the rest.
        sys.modules["rich"] = None  # type: ignore[assignment]
    from peerfind.cli.commands import command

    try:
        return int(
            command(arguments).main(arguments, prog_name="peerfind", standalone_mode=False) or 0
        )
    except SystemExit as leaving:
        if isinstance(leaving.__context__, BrokenPipeError):  # Typer calls a closed pipe a failure
            raise leaving.__context__ from None
        raise
    except OSError:
        raise
    except Exception as error:  # noqa: BLE001 (the one top handler)
        return _told(error)


def _told(error: Exception) -> int:
    """Say what went wrong on standard error, without values of ours; the exit code."""
    if config.is_completing():  # a message would land in the middle of what a person types
        return 0
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


def _replace_closed_streams() -> None:
    """Open nowhere in place of a stream that the caller closed, which Python makes None."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            stream = Path(os.devnull).open(mode, encoding="utf-8")  # noqa: SIM115 (it stays open)
            setattr(sys, name, stream)


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
