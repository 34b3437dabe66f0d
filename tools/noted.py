"""What readings are learnt from: notes of calls with what they ask for, and questions for practice."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import yaml

from evaluation import cases, reading

if TYPE_CHECKING:
    from collections.abc import Iterator

FOLDER = Path(__file__).parent / "notes"
PRACTICE = ("practice", "tune")


class Note(NamedTuple):
    """What was typed, the flags that it asks for, and who wrote it: the name of its file."""

    says: str
    asks: dict[str, Any]
    writer: str


def notes(kind: str) -> Iterator[Note]:
    """The notes of a folder: `calls`, with all that they ask for, or `places`, with the place alone."""
    for path in sorted((FOLDER / kind).glob("*.yaml")):
        for one in yaml.load(path.read_text("utf-8"), cases.Loader):  # noqa: S506 (plain text)
            yield Note(one["says"], one["asks"], path.stem)


def practised() -> Iterator[tuple[str, dict[str, Any]]]:
    """What is typed in the phrases and the questions for practice, with the flags that it asks for."""
    yield from ((one.says, one.asks) for one in reading.phrases("practice"))
    yield from ((" ".join(one.ask), one.need) for one in questions())


def questions() -> Iterator[cases.Question]:
    """The questions for practice that are asked in words alone, and not by a name."""
    for one in cases.questions():
        is_plain = not any(word.startswith("--") for word in one.ask)
        if one.part in PRACTICE and is_plain and "names" not in one.need:
            yield one
