"""Dates in other forms than the file format's, as what they mean: surely, or only likely."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from peerfind.schedule.recurrence import MONTH_NAMES

if TYPE_CHECKING:
    from collections.abc import Iterator

_IN_FIGURES = r"(?a:(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}))"
_SHORT_YEAR = r"(?a:(\d{1,2})[/.-](\d{1,2})[/.-](\d\d))"
_YEAR_FIRST = r"(?a:(\d{4})[/.-](\d{1,2})[/.-](\d{1,2}))"
_IN_WORDS = r"(?ai:(\d{1,2})(?:st|nd|rd|th)? (?:of )?([a-z]+),? (\d{4}))"
_MONTH = r"(?ai:([a-z]+),? (\d{4}))"
_CENTURY = 2000


def one_date(typed: str) -> str | None:
    """The day, as 2026-03-31, that a date in another form means; None where it may mean two or none."""
    days = {day.isoformat() for parts in _read_as(typed.strip()) if (day := _day(*parts))}
    return days.pop() if len(days) == 1 else None


def likely_date(typed: str) -> str | None:
    """The day that a date in another form likely means: 3/5/26 is 3 May 2026 in these islands."""
    if short := re.fullmatch(_SHORT_YEAR, typed.strip()):
        return likely_date(f"{short[1]}/{short[2]}/{_CENTURY + int(short[3])}")
    days = (day for parts in _read_as(typed.strip()) if (day := _day(*parts)))
    return next((day.isoformat() for day in days), None)


def one_month(typed: str) -> str | None:
    """The month, as 2026-05, that words such as May 2026 mean; None where they are something else."""
    parts = re.fullmatch(_MONTH, typed.strip())
    number = parts and _month(parts[1])
    return f"{parts[2]}-{number:02}" if parts and number else None


def _read_as(typed: str) -> Iterator[tuple[int, int, int]]:
    """What may be the year, the month and the day of a typed date, the likelier first."""
    if parts := re.fullmatch(_YEAR_FIRST, typed):
        yield int(parts[1]), int(parts[2]), int(parts[3])
    elif parts := re.fullmatch(_IN_FIGURES, typed):
        yield int(parts[3]), int(parts[2]), int(parts[1])
        yield int(parts[3]), int(parts[1]), int(parts[2])
    elif (parts := re.fullmatch(_IN_WORDS, typed)) and (number := _month(parts[2])):
        yield int(parts[3]), number, int(parts[1])


def _month(name: str) -> int:
    """The number of a month by its name or the first three letters of it; 0 where it is none."""
    low = name.lower()
    return next((n for n, one in enumerate(MONTH_NAMES, 1) if low in (one, one[:3])), 0)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
