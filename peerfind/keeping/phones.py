"""British telephone numbers: which can be, which are kept for drama, and which cost a caller more.

The ranges are those of Ofcom's National Telephone Numbering Plan, by their first figures.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from peerfind.named import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

# What is written as one number: figures with spaces, hyphens, points and brackets among them.
_NUMBER = r"\+?\(?\d(?:(?:[\d\s.\u2013-]|\(0\)|\))*\d)?"
_SHORT = frozenset(["999", "112", "111", "101", "105", "119", "18000", "18001", "18002"])
# Whole numbers as they are dialled in the country: area and service numbers with their lengths.
_RANGES = (
    r"011\d{8}|01[2-9]1\d{7}|01[2-9][02-9]\d{6,7}|02[03489]\d{8}|03[0347]\d{8}|05[56]\d{8}|07\d{9}"
    r"|0800(?:1111|\d{6,7})|0808\d{7}|08(?:4[2-5]|7[0-3])\d{7}|0845464[67]|09\d{9}"
)
_CHARITY = r"116\d{3}"
_DIRECTORY = r"118\d{3}"
_TEXTS = r"[6-8]\d{4}(?:\d{1,2})?"
_RELAY = r"18001(?=0)"  # before the number of somebody who uses a textphone
# Kept for drama: nobody has them, and nobody ever will.
_DRAMA = (
    r"01632960\d{3}|011[3-8]4960\d{3}|01[2-6]14960\d{3}|01914980\d{3}|02079460\d{3}|02896496\d{3}"
    r"|02920180\d{3}|03069990\d{3}|07700900\d{3}|08081570\d{3}|09098790\d{3}"
)
_COSTLY = r"09\d{9}|118\d{3}|070\d{8}|087[1-3]\d{7}|08(?:4[2-5]|70)\d{7}"
_MOBILE = r"07[1-57-9]\d{8}"
_FEWEST = 3
_ABROAD = range(8, 16)


class Phone(NamedTuple):
    """A number in a text: as it is written, and as it is dialled in the country (`01134960000`).

    A number abroad keeps its +.
    """

    typed: str
    dialled: str

    @property
    def is_possible(self) -> bool:
        """Whether there can be such a number."""
        if self.dialled.startswith("+"):
            return len(self.dialled) in _ABROAD
        if self.dialled in _SHORT:
            return True
        return _is(rf"{_RANGES}|{_CHARITY}|{_DIRECTORY}|{_TEXTS}", self.dialled)

    @property
    def is_drama(self) -> bool:
        """Whether the number is one that Ofcom keeps for drama."""
        return _is(_DRAMA, self.dialled)

    @property
    def is_costly(self) -> bool:
        """Whether a call costs more than one to a home: premium, service and personal numbers."""
        return _is(_COSTLY, self.dialled)

    @property
    def is_mobile(self) -> bool:
        """Whether it is the number of a mobile telephone."""
        return _is(_MOBILE, self.dialled)

    @property
    def lost_nought(self) -> str:
        """The number with the nought that a program took off its start; empty where that is none."""
        meant = f"0{self.dialled}"
        return meant if not self.is_possible and _is(_RANGES, meant) else ""


def phones(typed: str) -> Iterator[Phone]:
    """The numbers in a text, of three figures or more."""
    for found in re.finditer(_NUMBER, typed):
        dialled = _dialled(found[0])
        if len(dialled) >= _FEWEST:
            yield Phone(found[0], dialled)


def _dialled(typed: str) -> str:
    figures = re.sub(r"\D", "", typed.replace("(0)", ""))
    is_abroad = typed.lstrip("(").startswith("+")
    if is_abroad or figures.startswith("00"):
        figures = figures if is_abroad else figures[2:]
        return f"0{figures[2:]}" if figures.startswith("44") else f"+{figures}"
    return re.sub(f"^{_RELAY}", "", figures)


def _is(pattern: str, dialled: str) -> bool:
    return re.fullmatch(pattern, dialled) is not None
