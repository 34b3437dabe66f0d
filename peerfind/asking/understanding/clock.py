"""Stretches of the day by the clock: "after 6", "from 7 onwards", "between 2 and 4", school hours."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from peerfind.asking.understanding.negation import mood

if TYPE_CHECKING:
    from peerfind.asking.understanding.said import Said

AT_SCHOOL = "09:00-15:00"
LATEST, EARLIEST = "23:00", "06:00"
_CLOCK = r"(\d{1,2})(?::(\d\d))?(am|pm|ish)?"
_EARLY, _NOON = 7, 12
_BEFORE = ("before", "until", "till", "til")
_ON = frozenset("onwards onward on upwards".split())
_TO = frozenset("to till til until and".split())
_WORDS = {"noon": "12:00", "midday": "12:00", "lunch": "12:00", "dinnertime": "12:00"}
_SCHOOL = frozenset("school nursery".split())
_PUPILS = frozenset(
    "kids children kiddies boys girls little ones she he they son daughter lad".split()
)
_DROPPING, _PICKING = (
    frozenset("drop dropoff run".split()),
    frozenset("pick pickup collect".split()),
)
_MOST = 12  # words


def stretch(said: Said, at: int, *, is_led: bool) -> tuple[str, int] | None:
    """A stretch of time that begins at a token, and how many tokens say it; `is_led` by a day or its like."""
    word = said.word(at)
    if word == "between":
        return _range(said, at + 1, ("and",), 1)
    if word in ("after", "from", "before", "until", "till", "til"):
        found = _range(said, at + 1, ("to", "till", "til", "until"), 1) if word == "from" else None
        return found or _open(said, at, is_led=is_led)
    if not word[:1].isdigit():
        return None
    if is_led or _is_marked(said, at):
        return _range(said, at, ("to", "till", "til", "until", ""), 0) or _onwards(said, at)
    return _onwards(said, at)


def at_school(said: Said) -> tuple[int, int]:
    """Where the hours are told in which children are at school, and where that ends; 0 for nowhere."""
    for at, word in enumerate(said.words):
        rest = said.words[at : min(said.clause(at).stop, at + _MOST)]
        if word in ("while", "when", "whilst") and rest[1:3] != [] and _are_at_school(rest):
            end = next(place for place, one in enumerate(rest) if one in _SCHOOL)
            return at, at + end + 1
        if word == "between" and not _DROPPING.isdisjoint(rest) and not _PICKING.isdisjoint(rest):
            return at, at + len(rest)
    return 0, 0


def _are_at_school(words: list[str]) -> bool:
    """Whether words tell that children are at school: "while the kids are at school"."""
    has_pupils = not _PUPILS.isdisjoint(words[:5])
    return has_pupils and any(
        words[at] in ("at", "in") and words[at + 1] in _SCHOOL for at in range(len(words) - 1)
    )


def _is_marked(said: Said, at: int) -> bool:
    """Whether one of the times of a stretch is marked as one: "2-4pm"."""
    return any(
        re.fullmatch(r"\d{1,2}(?::\d\d)?(am|pm)|\d{1,2}:\d\d|am|pm|oclock", said.word(place))
        for place in range(at, min(at + 4, len(said)))
    )


def _range(said: Said, at: int, between: tuple[str, ...], led: int) -> tuple[str, int] | None:
    """A time and another after one of the words `between`, and how many tokens say it."""
    first = _time(said, at)
    if not first:
        return None
    middle = at + first[1]
    skipped = int(said.word(middle) in between)
    second = _time(said, middle + skipped)
    if not second or not (skipped or "" in between):
        return None
    end = middle + skipped + second[1]
    if not said.is_one_clause(at, end):
        return None
    start, stop = first[0], second[0]
    if start >= stop and said.word(at).isdecimal() and first[1] == 1:  # "9 to 3"
        start = f"{(int(start[:2]) + 12) % 24:02}{start[2:]}"
    return (f"{start}-{stop}", led + end - at) if start < stop else None


def _onwards(said: Said, at: int) -> tuple[str, int] | None:
    """A time with "onwards" after it, and how many tokens say it."""
    found = _time(said, at)
    if (
        not found
        or said.word(at + found[1]) not in _ON
        or not said.is_one_clause(at, at + found[1])
    ):
        return None
    is_on = said.word(at + found[1]) != "on" or said.ends(at + found[1] + 1)
    return (f"{found[0]}-{LATEST}", found[1] + 1) if is_on and found[0] < LATEST else None


def _open(said: Said, at: int, *, is_led: bool) -> tuple[str, int] | None:
    """What is after or before a time, and how many tokens say it."""
    first = _time(said, at + 1)
    if not first or not said.is_one_clause(at, at + 1 + first[1]):
        return None
    start, length = first
    word = said.word(at + 1)
    has_mark = length > 1 or not word.isdecimal()
    is_on = said.word(at + 1 + length) in _ON and said.is_one_clause(at, at + 2 + length)
    if not has_mark and said.word(at) in _BEFORE and mood(said, at) == "unwanted":
        hour = int(word)  # "nothing before ten" is about the morning
        start = f"{hour:02}:00" if _EARLY <= hour <= _NOON else start
    elif not has_mark and not (
        said.word(at) == "after" or (said.word(at) == "from" and (is_on or is_led))
    ):
        return None
    if not has_mark and not is_on and not said.ends(at + 2) and not is_led:
        return None
    if said.word(at) in _BEFORE:
        return (f"{EARLIEST}-{start}", 1 + length) if start > EARLIEST else None
    return (f"{start}-{LATEST}", 1 + length + is_on) if start < LATEST else None


def _time(said: Said, at: int) -> tuple[str, int] | None:
    """A time on the clock; an hour without more is in the afternoon or the evening."""
    word, following = said.word(at), said.word(at + 1)
    if word in _WORDS:
        return _WORDS[word], 1
    found = re.fullmatch(_CLOCK, word)
    if not found or int(found[1]) > 23 or int(found[2] or 0) > 59:  # noqa: PLR2004 (of a day, of an hour)
        return None
    half = found[3] or (following if following in ("am", "pm", "oclock") else "")
    hour = int(found[1])
    latest = 7 if found[2] else 9  # "after 6:30" and "after 9" are at night, "from 9:30" is not
    if half == "pm" or (half != "am" and word[0] != "0" and 1 <= hour <= latest):
        hour = hour % 12 + 12
    elif half == "am":
        hour %= 12
    return f"{hour:02}:{int(found[2] or 0):02}", 2 if half and not found[3] else 1
