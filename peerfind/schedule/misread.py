"""What to write in a file in place of a day, a time or a date that cannot be read.

Each function takes what was typed and gives None where there is nothing better to say than the error
of the reader. What is offered is never sure: a leaflet has to settle it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from peerfind.named import NamedTuple
from peerfind.schedule.dates import likely_date, one_month
from peerfind.schedule.recurrence import DAY_NAMES, ORDINALS, stated_clock, stated_days

if TYPE_CHECKING:
    from collections.abc import Sequence


class Advice(NamedTuple):
    """What is said of a value; `fix` is what may be meant by it, or empty."""

    message: str
    fix: str = ""


_NTH = rf"(?:[1-5](?:st|nd|rd|th)|{'|'.join(ORDINALS)}|last)"
_AND = r"\s*(?:,|&|\+|/|\band\b)\s*"
_DAY = r"(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*"
_NTH_DAY = (
    rf"(?:on )?(?:the )?{_NTH}(?:{_AND}{_NTH})* ({_DAY})"
    r"(?: (?:of|in) (?:the|each|every|a) month| monthly)?"
)
_SECOND = rf"(?:every )?(second|2nd)(?: week| {_DAY})?"
_EVERY_SECOND = rf"every (second|2nd) ({_DAY})"
_ALTERNATE = rf"(?:every |on )?(?:other|alternate|fortnightly on|fortnightly) ({_DAY})|({_DAY}) (?:fortnightly|every fortnight)"  # noqa: E501
_OTHER_WEEK = r"(?:every )?(?:other|alternate) week|(?:every )?fortnight(?:ly)?"
_NAMED = {"weekly": "week", "every week": "week", "monthly": "month", "every month": "month"}
_THROUGH = r"\s*(?:-|\u2013|\u2014|\bto\b)\s*"
_CLOCK = r"(?:\d{1,2}(?:[:.]\d\d)?(?:\s?[ap]\.?m\.?)?|noon|midday|midnight)"
_RANGE = rf"({_CLOCK})\s*(?:-|\u2013|\u2014|\bto\b|\buntil\b|\btill\b)\s*({_CLOCK})"
_BARE = r"(?a:(?:1[0-2]|0?[1-9])(?:\.[0-5]\d)?)"
_HALF = r"[ap]\.?m\.?$"
_MONTHLY = "every: month and which:"
_SECOND_IS = (
    "may be every two weeks, or once a month on the 2nd. Write every: 2 weeks, or every: month "
    "and which: 2. Ask if the leaflet doesn't say."
)


def of_days(typed: str) -> Advice | None:
    """What to say of a day that is none: one of a month, of every two weeks, or several in one."""
    said = _tidy(typed)
    if second := re.fullmatch(_EVERY_SECOND, said):
        return Advice(f'"{second[1]}" {_SECOND_IS} Write days: {_name(second[2])} beside it.')
    if nth := re.fullmatch(_NTH_DAY, said):
        which = _which(said)
        below = f"Write days: {_name(nth[1])}, and on lines below it {_MONTHLY} {which}."
        return Advice(f'"{typed}" is not every week. {below}')
    if other := re.fullmatch(_ALTERNATE, said):
        below = "and on lines below it every: 2 weeks and from: with the date of one meeting."
        day = _name(other[1] or other[2])
        return Advice(f'"{typed}" is not every week. Write days: {day}, {below}')
    if re.match(rf"(?:on |every )?(?:the )?{_NTH}\b", said):
        below = f"Write the days alone, and on lines below them {_MONTHLY} with 1 to 5 or last."
        return Advice(f'"{typed}" is not every week. {below}')
    if days := _several(said):
        listed = f"[{', '.join(days)}]"
        return Advice(f'"{typed}" is several days. Write them as a list: {listed}.', listed)
    return None


def of_meetings(typed: str) -> str:
    """What else a meeting in a sentence takes, where it is not every week; empty where it seems to be."""
    said = _tidy(typed)
    if second := re.search(rf"\b{_EVERY_SECOND}", said):
        return f'"{second[1]}" {_SECOND_IS}'
    if nth := re.search(rf"\b{_NTH}(?:{_AND}{_NTH})* {_DAY}", said):
        return f"It is not every week: below days: write {_MONTHLY} {_which(nth[0])}."
    if re.search(r"\b(?:other|alternate) |\bfortnight", said):
        return "It is not every week: write every: 2 weeks too, and from: with the date of one meeting."
    return ""


def of_time(typed: str) -> Advice | None:
    """What to say of a time that is none: two times in one, or one without am or pm."""
    said = _tidy(typed)
    if both := re.fullmatch(_RANGE, said):
        return Advice(f'"{typed}" is two times. {_both(both[1], both[2])}')
    if re.fullmatch(_BARE, said):
        told = f"Say am or pm: write {said}am or {said}pm."
        return Advice(f'"{typed}" is not one clear time. {told}')
    return None


def of_repeat(typed: str) -> Advice | None:
    """What to say of how often, where it may mean two things or is another word for it."""
    said = _tidy(typed)
    if second := re.fullmatch(_SECOND, said):
        return Advice(f'"{second[1]}" {_SECOND_IS}')
    if re.fullmatch(_OTHER_WEEK, said):
        told = "Write every: 2 weeks, and from: with the date of one meeting."
        return Advice(f'"{typed}" is not how often. {told}', "2 weeks")
    if often := _NAMED.get(said):
        return Advice(f'"{typed}" is not how often. Write {often}.', often)
    if re.match(_NTH, said):
        return Advice(f'"{typed}" is not how often. Write {_MONTHLY} with 1 to 5 or last.')
    return None


def of_date(typed: str) -> Advice | None:
    """What a date in another form likely means."""
    day = likely_date(typed)
    return Advice("", day) if day else None


def of_published(typed: str) -> Advice | None:
    """What a date or a month in another form likely means."""
    month = one_month(typed)
    return Advice("", month) if month else of_date(typed)


def _tidy(typed: str) -> str:
    return " ".join(typed.lower().split())


def _name(day: str) -> str:
    """The whole name of a day as typed."""
    return next(name for name in DAY_NAMES if name.startswith(day[:3]))


def _which(typed: str) -> str:
    """The ordinals in a text, as `which` takes them: 2, or [1, 3]."""
    found = re.findall(_NTH, typed)
    which = ", ".join(one if one == "last" else _number(one) for one in found)
    return f"[{which}]" if len(found) > 1 else which


def _number(ordinal: str) -> str:
    return str(ORDINALS.index(ordinal) + 1) if ordinal in ORDINALS else ordinal[:1]


def _several(said: str) -> Sequence[str]:
    """The days in a text that names two or more; empty where something else stands in it too."""
    parts = re.split(rf"{_AND}|\s+", said)
    through = re.fullmatch(rf"({_DAY}){_THROUGH}({_DAY})", said)
    try:
        if through:
            first, last = (
                DAY_NAMES.index(day) for end in through.groups() for day in stated_days(end)
            )
            return DAY_NAMES[first : last + 1] if first < last else ()
        days = {day for one in parts for day in stated_days(one)}
    except ValueError:
        return ()
    return [day for day in DAY_NAMES if day in days]


def _both(first: str, last: str) -> str:
    """What to write for a first and a last time; am or pm stands with both where one tells the other."""
    start, half = first, re.search(_HALF, last)
    if half and re.fullmatch(_BARE, first):
        same, other = ("am", "pm") if half[0][0] == "a" else ("pm", "am")
        is_same = stated_clock(first + same) < stated_clock(last)
        start = first + (same if is_same else other)
    try:
        stated_clock(start), stated_clock(last)
    except ValueError:
        told = "each with am or pm, such as 7pm"
        return (
            f"Write start: with the first, and on the line below it end: with the second, {told}."
        )
    return f"Write start: {start} and on the line below it end: {last}."
