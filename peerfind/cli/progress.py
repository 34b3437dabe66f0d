"""How far a long piece of work has come, on a terminal, where a person is waiting."""

from __future__ import annotations

import sys
import time

_PATIENCE_SECONDS = 1.0
_PAUSE_SECONDS = 0.1
_CLEAR = "\r\x1b[K"


class Progress:
    """One line on standard error, from a second on; nothing where that is no terminal.

    It says what is being done, and to what things.
    """

    def __init__(self, doing: str = "Reading the directory", things: str = "files") -> None:
        self._doing, self._things = doing, things
        self._next = time.monotonic() + _PATIENCE_SECONDS
        self._is_shown = False

    def __call__(self, done: int, total: int) -> None:
        """Show how many of how many are done; the line goes when all are."""
        if done < total and time.monotonic() < self._next:
            return
        self._next = time.monotonic() + _PAUSE_SECONDS
        if done < total and sys.stderr.isatty():
            sys.stderr.write(f"{_CLEAR}{self._doing}: {done:,} of {total:,} {self._things}")
            self._is_shown = True
        elif self._is_shown:
            sys.stderr.write(_CLEAR)
        sys.stderr.flush()
