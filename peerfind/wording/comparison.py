"""Groups side by side: what differs first, then what is the same."""

from __future__ import annotations

from string import ascii_uppercase
from typing import TYPE_CHECKING

from peerfind.named import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from peerfind.wording.sheets import Sheet

NOT_STATED = "not stated: ask"
NONE = "none"
_NOT_TO_ASK = ("Note", "Part of", "Source")
_ABOUT = "Summary"
_UNSAID = ("Not stated",)  # each cell says so itself


class Compared(NamedTuple):
    """What one group is called here: a letter, its name and its id."""

    letter: str
    name: str
    id: str


class Line(NamedTuple):
    """A label with what each group states of it, in their order."""

    label: str
    cells: tuple[str, ...]


class Comparison(NamedTuple):
    """Groups with what differs between them, and what is the same; the crisis lines."""

    groups: tuple[Compared, ...]
    different: tuple[Line, ...]
    same: tuple[Line, ...]
    crisis: tuple[str, ...]


def compared(sheets: Sequence[Sheet], crisis: Sequence[str]) -> Comparison:
    """Groups in full, two or more, side by side."""
    stated = [_stated(sheet) for sheet in sheets]
    lines = [
        Line(label, tuple(own.get(label, _absent(label)) for own in stated))
        for label in _in_order(stated)
        if label not in _UNSAID
    ]
    groups = (Compared(_letter(n), one.name, one.id) for n, one in enumerate(sheets))
    return Comparison(
        groups=tuple(groups),
        different=tuple(line for line in lines if len({*line.cells}) > 1),
        same=tuple(line for line in lines if len({*line.cells}) == 1),
        crisis=tuple(crisis),
    )


def _absent(label: str) -> str:
    """What to say of a group that states nothing under a label: a question, if one can ask it."""
    return NONE if label in _NOT_TO_ASK else NOT_STATED


def _letter(number: int) -> str:
    """A, B, C …, and numbers from the 27th on."""
    letters = ascii_uppercase
    return letters[number] if number < len(letters) else str(number + 1)


def _stated(sheet: Sheet) -> dict[str, str]:
    rows = {row.label: " ".join(fact.words for fact in row.facts) for row in sheet.rows}
    return {_ABOUT: sheet.summary, **rows} if sheet.summary else rows


def _in_order(stated: Sequence[dict[str, str]]) -> list[str]:
    """The labels of all groups: each after the one that it follows in its own group."""
    order: list[str] = []
    for own in stated:
        at = 0
        for label in own:
            if label not in order:
                order.insert(at, label)
            at = order.index(label) + 1
    return order
