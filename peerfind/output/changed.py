"""The lines of a file that were changed, as a person reads them."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from peerfind.faults import BREAK

if TYPE_CHECKING:
    from collections.abc import Iterator


def changed_lines(file: str, before: str, after: str) -> Iterator[str]:
    """The file and the line where each change starts, the old lines after `-`, the new ones after `+`."""
    old, new = (re.split(BREAK, text) for text in (before, after))
    for kind, start, end, first, last in SequenceMatcher(
        None, old, new, autojunk=False
    ).get_opcodes():
        if kind != "equal":
            yield f"{file}:{first + 1}"
            yield from (f"- {_visible(row)}" for row in old[start:end])
            yield from (f"+ {_visible(row)}" for row in new[first:last])


def _visible(row: str) -> str:
    """A line with nothing in it that a terminal would obey."""
    return "".join(character if character.isprintable() else "?" for character in row)
