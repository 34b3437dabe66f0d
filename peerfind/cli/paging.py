"""A pager for what is longer than the screen, where a person sits at it; never for data.

A pager that is missing, or that is closed before the end, is no error. `less` keeps no history here.
"""

from __future__ import annotations

import io
import re
import shlex
import shutil
import subprocess
import sys
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from peerfind import config, preferences

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import TextIO

_PROMPT = r"-PsSpace goes on, b goes back, q leaves\. In danger\: peerfind crisis"
OWN = {"LESSHISTFILE": "-", "LESSSECURE": "1"}  # no searches on the disk, no files, no shell
ESCAPE = re.compile(r"\x1b\[[0-9;]*m")
_PRINTED = ("", "cat")  # what people name to have none


class _Kept(io.StringIO):
    """What is written for a terminal, kept until all of it is there."""

    def isatty(self) -> bool:
        return True


class _Told:
    """Standard error, where what is told after the first output waits until that was shown."""

    def __init__(self, stream: TextIO, output: io.StringIO) -> None:
        self._stream, self._output, self._later = stream, output, io.StringIO()

    def write(self, told: str) -> int:
        """Write at once, or keep it for the end."""
        return (self._later if self._output.tell() else self._stream).write(told)

    def end(self) -> None:
        """Write what was kept."""
        self._stream.write(self._later.getvalue())
        self._stream.flush()

    def __getattr__(self, name: str) -> object:
        return getattr(self._stream, name)


def can_page() -> bool:
    """Whether a person sits at the terminal, and neither they nor their settings want none."""
    is_person = sys.stdin.isatty() and sys.stdout.isatty() and not config.is_plain()
    wanted = (preferences.asked().pager, preferences.kept().pager)
    return is_person and "never" not in wanted


@contextmanager
def paged() -> Iterator[None]:
    """Show what is written in the block at its end: through the pager where it is longer than the screen."""
    out, told = sys.stdout, sys.stderr
    kept = _Kept()
    later = _Told(told, kept)
    sys.stdout, sys.stderr = kept, later
    try:
        yield
    finally:
        sys.stdout, sys.stderr = out, told
        _show(kept.getvalue(), out)
        later.end()


def _show(text: str, out: TextIO) -> None:
    command = (
        pager_command() if rows_of(text, config.screen().columns) >= config.screen().lines else []
    )
    if not command or not _piped(command, text):
        out.write(text)
        out.flush()


def rows_of(text: str, columns: int) -> int:
    """The rows that a text takes on a terminal of so many columns."""
    lines = ESCAPE.sub("", text).splitlines()
    return sum(max(1, -(-len(line) // columns)) for line in lines)


def pager_command() -> list[str]:
    """The pager to start, with its arguments; empty where there is none."""
    if (named := config.pager()) is not None:
        try:
            return [] if named.strip() in _PRINTED else shlex.split(named)
        except ValueError:  # quotes that are not closed
            return []
    less = shutil.which("less")
    return [less, "-FRX", _PROMPT] if less else []


def _piped(command: Sequence[str], text: str) -> bool:
    """Whether a pager could be started, which was given the text."""
    environment = {"LESS": "FRX", **config.environment(), **OWN}
    try:
        process = subprocess.Popen(command, stdin=subprocess.PIPE, env=environment)  # noqa: S603
    except OSError:
        return False
    with suppress(BrokenPipeError, KeyboardInterrupt):  # the person leaves, or stops a search in it
        process.communicate(text.encode(errors="backslashreplace"))
    while process.poll() is None:
        with suppress(KeyboardInterrupt):
            process.wait()
    return True
