"""How fresh a person's check of an entry is."""

from __future__ import annotations

from bisect import bisect_left
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal

Freshness = Literal["checked", "due", "stale", "never-checked"]

# What a total loses, at most a little: an old check is a reason to ring first, not a worse fit.
LOSS: dict[Freshness, float] = {"checked": 0.0, "due": 0.02, "never-checked": 0.04, "stale": 0.08}
LOSS_WHEN_FULL = 0.1
_MONTHS = {"month": 1, "year": 12}
_LAST_MONTH = 9999 * 12 + 11
_DAYS = {"day": 1, "week": 7}


def freshness(
    checked_on: date | None, today: date, review_after: str, hide_after: str
) -> Freshness:
    """How fresh a check on a day is `today`, by two lengths of time such as `6 months`."""
    if checked_on is None:
        return "never-checked"
    if checked_on < first_day(today, hide_after):
        return "stale"
    return "due" if checked_on < first_day(today, review_after) else "checked"


@lru_cache
def first_day(today: date, period: str) -> date:
    """The first day of which `today` lies no more than `period` after."""
    days = range(date.min.toordinal(), today.toordinal() + 1)
    return date.fromordinal(
        days[bisect_left(days, today, key=lambda day: later(date.fromordinal(day), period))]
    )


def later(day: date, period: str) -> date:
    """The day that lies `period` (`6 months`, `2 years`, `30 days`) after `day`.

    A month later is the same day of the month, or its last day where it has no such day. It ends with
    the calendar, in the year 9999.
    """
    number, _, unit = period.partition(" ")
    unit = unit.removesuffix("s")
    if unit in _DAYS:
        days = int(number) * _DAYS[unit]
        return date.fromordinal(min(day.toordinal() + days, date.max.toordinal()))
    months = day.year * 12 + day.month - 1 + int(number) * _MONTHS[unit]
    if months >= _LAST_MONTH:
        return date.max
    return date(months // 12, months % 12 + 1, min(day.day, _last_day(months)))


def _last_day(months: int) -> int:
    """The number of the last day of a month, counted in months from the year 0."""
    following = date((months + 1) // 12, (months + 1) % 12 + 1, 1)
    return (following - timedelta(days=1)).day
