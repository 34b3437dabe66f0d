"""An age in tens: "in her early seventies", "in his 40s", "septuagenarian"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from peerfind.asking.understanding.said import Said

TENS = {
    "teens": 15, "twenties": 20, "thirties": 30, "forties": 40, "fifties": 50, "sixties": 60,
    "seventies": 70, "eighties": 80, "nineties": 90,
}  # fmt: skip
_LATINATE = {"sexagenarian": 65, "septuagenarian": 75, "octogenarian": 85, "nonagenarian": 95}
WITHIN_TEN = {"early": 2, "mid": 5, "middle": 5, "late": 8}
# Before "early sixties" these make it a time of long ago.
_OF_AN_AGE_PAST = frozenset("the from since until till back during in".split())


def decade(said: Said, at: int) -> tuple[int, int, int] | None:
    """An age in tens, and where the words for it start and end: "in her early seventies", "in his 40s"."""
    word = said.word(at)
    if word in _LATINATE:
        return _LATINATE[word], at, at + 1
    tens = TENS.get(word) or (int(word[:-1]) if re.fullmatch(r"[2-9]0s", word) else None)
    if tens is None:
        return None
    part = WITHIN_TEN.get(said.word(at - 1))
    first = at - 1 if part is not None else at
    if said.word(first - 1) in ("her", "his", "my", "their") and said.word(first - 2) == "in":
        return tens + (5 if part is None else part), first - 2, at + 1
    if part is not None and (said.starts(first) or said.word(first - 1) not in _OF_AN_AGE_PAST):
        return tens + part, first, at + 1  # "gentleman, early fifties"
    return None
