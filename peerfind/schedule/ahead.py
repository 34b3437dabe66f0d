"""The meetings of some days ahead: which there are, and which days were asked for."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

from peerfind.named import NamedTuple
from peerfind.schedule.fit import asked_days
from peerfind.schedule.recurrence import (
    BANDS,
    DAYS_IN_WEEK,
    Pattern,
    end_of,
    local_time,
    occurrences,
    stated_date,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

MOST_DAYS = 366
_EVERY_DAY = frozenset(range(DAYS_IN_WEEK))


class Days(NamedTuple):
    """The days from `first` to `last`, both included, that are one of `weekdays` (0 is Monday)."""

    first: date
    last: date
    weekdays: frozenset[int] = _EVERY_DAY


class Meeting(NamedTuple):
    """One meeting: `start` is aware and in the local zone, or a date where the time is not stated.

    `end` is as `start`; None where it is not stated, or where the start is not a time.
    """

    start: datetime | date
    end: datetime | None
    pattern: Pattern

    @property
    def day(self) -> date:
        """The day on which it starts."""
        return self.start.date() if isinstance(self.start, datetime) else self.start

    @property
    def order(self) -> tuple[date, time]:
        """What meetings are sorted by: the day, then the latest time at which it may start."""
        if isinstance(self.start, datetime):
            return self.day, self.start.time()
        band = self.pattern.start
        return self.day, BANDS[band][1] if isinstance(band, str) else time.max


def days_ahead(number: int, today: date) -> Days:
    """So many days, of which today is the first. Raises `ValueError` for a number that is no use."""
    if not 1 <= number <= MOST_DAYS:
        raise ValueError(f"{number} is not a number of days from 1 to {MOST_DAYS}.")
    return Days(today, today + timedelta(days=number - 1))


def days_named(text: str, today: date) -> Days:
    """The day or days that one typed item names: the next such one, and today counts.

    Reads a date, and what `schedule.fit.asked_days` does: `saturday`, `weekend`, `tomorrow`.
    Raises `ValueError` for what is none of these, and for a date that has passed.
    """
    asked = _date(text) if any(map(str.isdigit, text)) else asked_days(text, today)
    if isinstance(asked, date):
        if asked < today:
            raise ValueError(f"{asked} has passed.")
        return Days(asked, asked)
    week = (today + timedelta(days=number) for number in range(DAYS_IN_WEEK))
    listed = [day for day in week if day.weekday() in asked]
    return Days(listed[0], listed[-1], asked)


def _date(text: str) -> date:
    return date.fromisoformat(stated_date(text))


def meetings(
    patterns: Iterable[Pattern], days: Days, now: datetime, nation: str | None = None
) -> list[Meeting]:
    """The meetings of these days that start from `now` on, in order, each start once.

    `now` is aware, in the local zone. Where only a day is known, all of today counts.
    """
    found: dict[tuple[date, time], Meeting] = {}
    for pattern in patterns:
        for one in _meetings(pattern, days, now, nation):
            found.setdefault(one.order, one)
    return sorted(found.values(), key=lambda one: one.order)


def _meetings(pattern: Pattern, days: Days, now: datetime, nation: str | None) -> Iterator[Meeting]:
    first = max(days.first, now.date())
    for day in occurrences(pattern, first, days.last, nation):
        if day.weekday() not in days.weekdays:
            continue
        one = meeting_on(pattern, day, now)
        is_past = isinstance(one.start, datetime) and one.start.astimezone(UTC) < now.astimezone(
            UTC
        )
        if not is_past:
            yield one


def meeting_on(pattern: Pattern, day: date, now: datetime) -> Meeting:
    """The meeting of a pattern on one of its days, in the zone of `now`."""
    if not isinstance(pattern.start, time):
        return Meeting(day, None, pattern)
    start = local_time(datetime.combine(day, pattern.start), now.tzinfo)
    end = end_of(pattern, day)
    return Meeting(start, end and local_time(end, now.tzinfo), pattern)
