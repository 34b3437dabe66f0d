"""A person who is asked for a group, line by line, and what they were told."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING, Any

from peerfind.directory.folder import load
from peerfind.directory.vocabulary import Vocabulary
from peerfind.keeping.adding import Adding
from peerfind.keeping.interviewing import Interview, Talk
from peerfind.wording.likeness import already_there

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path


def adding_to(folder: Path, records: list[dict[str, Any]] | None = None) -> Adding:
    """What adds groups to the directory in `folder`, which has these records."""
    words = Vocabulary(load(folder).common.terms)
    return Adding(folder, words, records or [], date(2026, 11, 25))


class Told:
    """A person who types some lines, and all that they were told."""

    def __init__(self, *lines: str) -> None:
        self.lines: list[str] = [*lines]
        self.rows: list[str] = []
        self.offered: list[tuple[str, ...]] = []

    def ask(self, prompt: str, offers: Callable[[], Sequence[str]]) -> str:
        self.rows.append(prompt)
        self.offered.append(tuple(offers()))
        if not self.lines:
            raise EOFError
        return self.lines.pop(0)

    def interview(self, folder: Path, records: list[dict[str, Any]] | None = None) -> Interview:
        """An interview with this person about a group of the directory in `folder`."""
        talk = Talk(self.ask, self.rows.append, self.rows.append, already_there)
        return Interview(adding_to(folder, records), talk)

    def asked(self, folder: Path) -> dict[str, Any]:
        """What was answered when all lines were typed."""
        made = self.interview(folder)
        with suppress(EOFError):
            made.ask_all()
        return made.answers

    @property
    def told(self) -> str:
        return "\n".join(self.rows)
