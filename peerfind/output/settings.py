"""A person's settings: as lines to read, or as data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from peerfind import text
from peerfind.wording.settings import EXAMPLE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from peerfind.wording.settings import Fact


def lines(path: Path | None, facts: Sequence[Fact], *, is_there: bool) -> Iterator[str]:
    """The file, each setting and where it comes from; an example where there is no file."""
    where = "None: there is no home folder." if path is None else str(path)
    yield f"Your settings: {where}" if is_there or path is None else f"No settings yet in {where}"
    yield ""
    width = max(len(fact.name) for fact in facts)
    for fact in facts:
        yield f"{fact.name:<{width}}  {text.shown(fact.value or 'none')} ({fact.source})"
    yield ""
    yield "Flags come first, then variables, then the file. peerfind never writes it."
    if not is_there and path is not None:
        yield "To set something, write such lines there with any editor:"
        yield ""
        yield from (f"  {line}" for line in EXAMPLE.splitlines())


def document(path: Path | None, facts: Sequence[Fact], *, is_there: bool) -> dict[str, Any]:
    """The same as data; a setting without a value is null."""
    return {
        "version": 1,
        "file": None if path is None else str(path),
        "exists": is_there,
        "settings": {
            fact.name: {"value": fact.value or None, "source": fact.source} for fact in facts
        },
    }
