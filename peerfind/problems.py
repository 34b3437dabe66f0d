"""What is wrong in a file of the directory, and exactly where."""

from __future__ import annotations

from typing import Literal

from peerfind.named import NamedTuple

Level = Literal["error", "warning", "hint"]


class Problem(NamedTuple):
    """One thing to mend in one file.

    `line` and `column` count from 1, columns in characters. `rule` is a stable name; `fix` is what to
    write instead, or empty where only a person can tell.
    """

    file: str
    line: int
    column: int
    level: Level
    rule: str
    message: str
    fix: str = ""

    @property
    def is_error(self) -> bool:
        """Whether a reader of the directory loses something by it."""
        return self.level == "error"
