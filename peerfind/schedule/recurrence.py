"""When a group meets: meeting patterns, and the dates that they tell.

A pattern's *stated* form is plain data, the same that is stored and printed. The `stated_…`
functions read one typed value of it each, and raise `ValueError` with what to write instead.
All dates and times are those on the wall where the group meets; a zone is attached last.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from peerfind.named import NamedTuple
from peerfind.schedule.holidays import bank_holidays

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import tzinfo

    Exclusion = tuple[date, date] | str
    """Days without a meeting: the first and the last, or a name of a month, or `BANK_HOLIDAYS`."""

DAY_NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTH_NAMES = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
ORDINALS = ("first", "second", "third", "fourth", "fifth")
DAY_SETS = {"daily": DAY_NAMES, "weekday": DAY_NAMES[:5], "weekend": DAY_NAMES[5:]}

BANDS = {
    "morning": (time(6), time(12)),
    "afternoon": (time(12), time(17)),
    "evening": (time(17), time(23)),
}
"""Parts of the day: the first time that belongs to each, and the first that no longer does."""

YEAR_FIRST = "Write the year first, and two figures each: 3 May 2026 is 2026-05-03."
LAST = -1
VARIES = "varies"
BANK_HOLIDAYS = "bank holidays"
DAYS_IN_WEEK = 7
MONTHS_IN_YEAR = 12
_DAYS_IN_LONG_MONTH = 31

PERIODS_AHEAD = 520
"""How many of its own intervals a pattern is looked through for the next meeting.

That is ten years when it meets weekly. Of meetings every 12 months, the rarest are those on a fifth
day of February: after the fifth Thursday in 2080, the next is in 2120.
"""

# A year short of what Python can count to, so that others can still reckon on from a date.
_LAST_DAY = date(9998, 1, 1).toordinal()

_NAMED_TIMES = {"noon": "12:00", "midday": "12:00", "12 noon": "12:00", "midnight": "00:00"}
_NAMED_INTERVALS = {VARIES: VARIES, "fortnight": "2 weeks"}
_CLOCK = r"(?a:(\d{1,2})(?:([:.])(\d\d))?\s*(am|pm)?)"


def stated_days(text: str) -> tuple[str, ...]:
    """Return the days that one typed item names, in week order.

    Reads `tuesday`, `Tuesdays`, `tue`, `daily`, `weekdays`, `weekend`. Raises `ValueError`.
    """
    typed = _tidy(text).removesuffix("s")
    if typed in DAY_SETS:
        return DAY_SETS[typed]
    if name := _full_name(typed, DAY_NAMES):
        return (name,)
    raise ValueError(f'"{text}" is not a day. Write monday, mon, daily, weekdays or weekend.')


def stated_time(text: str) -> str:
    """Return a start as `HH:MM`, or as a name of `BANDS`. Raises `ValueError`."""
    band = _tidy(text).removesuffix("s")
    return band if band in BANDS else stated_clock(text)


def stated_clock(text: str) -> str:
    """Return a time of day as `HH:MM`.

    Reads `19:00`, `7pm`, `7.30 pm`, `19.30`, `noon`, `midnight`. A time that may be in the morning
    or in the evening (`7.30`, `7`) is refused. Raises `ValueError`.
    """
    typed = _tidy(text).replace("a.m.", "am").replace("p.m.", "pm")
    if typed in _NAMED_TIMES:
        return _NAMED_TIMES[typed]
    found = re.fullmatch(_CLOCK, typed)
    hour = _hour_of_day(found) if found else None
    if found is None or hour is None or int(found[3] or 0) >= 60:  # noqa: PLR2004
        raise ValueError(f'"{text}" is not one clear time. Write 19:00, 7pm, 7.30pm or noon.')
    return f"{hour:02}:{found[3] or '00'}"


def stated_every(text: str) -> str:
    """Return how often: `week`, `2 weeks`, `month`, `2 months` and so on, or `varies`.

    `1 week` becomes `week`, and `fortnight` becomes `2 weeks`. Raises `ValueError`.
    """
    typed = _tidy(text)
    if typed in _NAMED_INTERVALS:
        return _NAMED_INTERVALS[typed]
    found = re.fullmatch(r"(?a:(?:(\d{1,3}) )?(week|month)s?)", typed)
    number = found and int(found[1] or 1)
    if not found or not number:
        raise ValueError(f'"{text}" is not how often. Write week, 2 weeks, month or varies.')
    return found[2] if number == 1 else f"{number} {found[2]}s"


def stated_which(text: str) -> int | str:
    """Return which one of the month: 1 to 5, or `last`. Raises `ValueError`."""
    typed = _tidy(text)
    if typed == "last":
        return typed
    if typed in ORDINALS:
        return ORDINALS.index(typed) + 1
    if found := re.fullmatch(r"([1-5])(?:st|nd|rd|th)?", typed):
        return int(found[1])
    raise ValueError(f'"{text}" does not say which one of the month. Write 1 to 5, or last.')


def stated_exception(text: str) -> str:
    """Return when there is no meeting: a date, `date to date`, a month or `bank holidays`.

    Both ends of a range are without a meeting. Raises `ValueError`.
    """
    typed = _tidy(text)
    if typed in {"bank holiday", BANK_HOLIDAYS}:
        return BANK_HOLIDAYS
    if month := _full_name(typed, MONTH_NAMES):
        return month
    if re.match(r"(?a:\d)", typed) is None:
        told = "Write 2026-12-22, 2026-12-22 to 2027-01-04, august or bank holidays."
        raise ValueError(f'"{text}" does not say when there is no meeting. {told}')
    first, _, last = typed.partition(" to ")
    return _stated_range(stated_date(first), stated_date(last or first))


def stated_date(text: str) -> str:
    """Return a date as `YYYY-MM-DD`. Raises `ValueError` when it is not one or does not exist."""
    typed = text.strip()
    if re.fullmatch(r"(?a:\d{4}-\d\d-\d\d)", typed) is None:
        raise ValueError(f'"{text}" is not a date. {YEAR_FIRST}')
    try:
        return date.fromisoformat(typed).isoformat()
    except ValueError:
        raise ValueError(f'"{text}" is not in the calendar. Check the day and month.') from None


def _tidy(text: str) -> str:
    return " ".join(text.lower().split())


def _full_name(typed: str, names: tuple[str, ...]) -> str | None:
    """Return the name that starts with what was typed, three letters or more."""
    return next((name for name in names if name.startswith(typed) and typed[2:]), None)


def _hour_of_day(found: re.Match[str]) -> int | None:
    """Return the hour, 0 to 23, of a match of `_CLOCK`, or None when it is unclear or too large."""
    hour, mark, half = int(found[1]), found[2], found[4]
    if half:
        return hour % 12 + 12 * (half == "pm") if 1 <= hour <= 12 else None  # noqa: PLR2004
    is_clear = mark == ":" or (mark == "." and hour > 12)  # noqa: PLR2004
    return hour if is_clear and hour < 24 else None  # noqa: PLR2004


def _stated_range(first: str, last: str) -> str:
    if last < first:
        raise ValueError(f'"{first} to {last}" ends before it starts. Swap the two dates.')
    return first if first == last else f"{first} to {last}"


class Pattern(NamedTuple):
    """One meeting pattern; what is not stated is None or empty.

    `days` counts from 0 for Monday, in week order. `start` may be a name of `BANDS`. `every` is as
    `stated_every` returns it. `which` holds 1 to 5 in order, then `LAST`. `since` is the stated
    `from`; both it and `until` are meeting days. `formats` are the only formats of this meeting.
    `is_unsure` when something about its dates was written that could not be read.
    """

    days: tuple[int, ...] = ()
    start: time | str | None = None
    end: time | None = None
    every: str | None = None
    which: tuple[int, ...] = ()
    since: date | None = None
    until: date | None = None
    exceptions: tuple[Exclusion, ...] = ()
    formats: tuple[str, ...] = ()
    note: str | None = None
    is_unsure: bool = False

    @classmethod
    def from_stated(cls, stated: Mapping[str, Any]) -> Pattern:
        """Return the pattern of its stated form, whose values the `stated_…` functions returned.

        A true `_unsure` beside them makes it one whose dates cannot be told.
        """
        start, end, since, until = map(stated.get, ("start", "end", "from", "until"))
        which = {LAST if n == "last" else n for n in stated.get("which", ())}
        return cls(
            days=tuple(sorted({DAY_NAMES.index(day) for day in stated.get("days", ())})),
            start=start if start is None or start in BANDS else time.fromisoformat(start),
            end=end and time.fromisoformat(end),
            every=stated.get("every"),
            which=tuple(sorted(which, key=lambda n: (n == LAST, n))),
            since=since and date.fromisoformat(since),
            until=until and date.fromisoformat(until),
            exceptions=tuple(dict.fromkeys(map(exclusion, stated.get("except", ())))),
            formats=tuple(stated.get("format", ())),
            note=stated.get("note"),
            is_unsure=bool(stated.get("_unsure")),
        )

    def stated(self) -> dict[str, Any]:
        """Return plain data, ready for JSON, with the keys of a directory in their usual order."""
        start = f"{self.start:%H:%M}" if isinstance(self.start, time) else self.start
        values = {
            "days": [DAY_NAMES[day] for day in self.days],
            "start": start,
            "end": self.end and f"{self.end:%H:%M}",
            "every": self.every,
            "which": ["last" if n == LAST else n for n in self.which],
            "from": self.since and self.since.isoformat(),
            "until": self.until and self.until.isoformat(),
            "except": [_exclusion_text(one) for one in self.exceptions],
            "format": list(self.formats),
            "note": self.note,
        }
        return {key: value for key, value in values.items() if value}


def exclusion(stated: str) -> Exclusion:
    """Return the value of an exception as `stated_exception` returned it."""
    if stated == BANK_HOLIDAYS or stated in MONTH_NAMES:
        return stated
    first, _, last = stated.partition(" to ")
    return date.fromisoformat(first), date.fromisoformat(last or first)


def _exclusion_text(one: Exclusion) -> str:
    return one if isinstance(one, str) else _stated_range(*(day.isoformat() for day in one))


def interval(pattern: Pattern) -> tuple[int, str]:
    """Return how often as a number and `week` or `month`; (0, `VARIES`) when it cannot be told.

    Nothing stated means every week, but every month for "the first Tuesday".
    """
    every = pattern.every or ("month" if pattern.which else "week")
    if every == VARIES:
        return 0, VARIES
    number, _, unit = every.rpartition(" ")
    return int(number or 1), unit.removesuffix("s")


def tells_a_date(pattern: Pattern) -> bool:
    """Say whether the dates of its meetings follow from what is stated.

    They do not when some of it could not be read, without days, when it varies, for 2 weeks or
    months and more without the date of one meeting, for months without which one, or for weeks
    with it.
    """
    number, unit = interval(pattern)
    if pattern.is_unsure or not pattern.days or unit == VARIES:
        return False
    if number > 1 and pattern.since is None:
        return False
    return bool(pattern.which) == (unit == "month")


def is_excepted(pattern: Pattern, day: date, nation: str | None = None) -> bool:
    """Say whether a day is one of the pattern's exceptions."""
    return any(_excludes(one, day, nation) for one in pattern.exceptions)


def _excludes(one: Exclusion, day: date, nation: str | None) -> bool:
    if one == BANK_HOLIDAYS:
        return day in bank_holidays(day.year, nation)
    if isinstance(one, str):
        return one == MONTH_NAMES[day.month - 1]
    return one[0] <= day <= one[1]


def occurrences(
    pattern: Pattern, first: date, last: date, nation: str | None = None
) -> Iterator[date]:
    """Yield the days of its meetings from `first` to `last`, both included, in order.

    A meeting past midnight belongs to the day on which it starts. Every 2 weeks or more are
    counted from the week of `since`, which starts on Monday (as RFC 5545 does by default), and
    every 2 months or more from its month. Nothing when no date can be told.
    """
    if not tells_a_date(pattern):
        return
    low = max(first, pattern.since or first)
    high = min(last, pattern.until or last)
    days = _days_by_week if interval(pattern)[1] == "week" else _days_by_month
    for day in days(pattern, low, high):
        if not is_excepted(pattern, day, nation):
            yield day


def _days_by_week(pattern: Pattern, low: date, high: date) -> Iterator[date]:
    anchor, first, last = _monday(pattern.since or low), low.toordinal(), high.toordinal()
    step = DAYS_IN_WEEK * interval(pattern)[0]
    for monday in range(first - (first - anchor) % step, last + 1, step):
        for weekday in pattern.days:
            if first <= monday + weekday <= last:
                yield date.fromordinal(monday + weekday)


def _monday(day: date) -> int:
    """Return the Monday of a day's week, as the number of days from 1 January of year 1 on."""
    return day.toordinal() - day.weekday()


def _days_by_month(pattern: Pattern, low: date, high: date) -> Iterator[date]:
    step = interval(pattern)[0]
    first = _month_number(low)
    first += (_month_number(pattern.since or low) - first) % step
    for number in range(first, _month_number(high) + 1, step):
        year, month = divmod(number, MONTHS_IN_YEAR)
        found = {_nth(year, month + 1, day, nth) for day in pattern.days for nth in pattern.which}
        yield from sorted(day for day in found if day and low <= day <= high)


def _month_number(day: date) -> int:
    return day.year * MONTHS_IN_YEAR + day.month - 1


def _nth(year: int, month: int, weekday: int, nth: int) -> date | None:
    """Return the nth such weekday of a month, or None when it has no fifth."""
    if nth == LAST:
        return _nth(year, month, weekday, 5) or _nth(year, month, weekday, 4)
    earliest = DAYS_IN_WEEK * (nth - 1) + 1
    day = earliest + (weekday - date(year, month, 1).weekday()) % DAYS_IN_WEEK
    try:
        return date(year, month, day)
    except ValueError:
        return None


def next_start(
    patterns: Iterable[Pattern], now: datetime, nation: str | None = None
) -> datetime | date | None:
    """Return the first start from `now` on, over all patterns that tell a date, however far.

    `now` is aware, in the local zone, and so is the answer where the time is known; elsewhere it
    is the date alone, and today counts. None when there is none within `PERIODS_AHEAD`.
    """
    starts = (_first_start(pattern, now, nation) for pattern in patterns)
    soonest = min(filter(None, starts), key=lambda start: start[:2], default=None)
    return soonest and soonest[2]


def _first_start(
    pattern: Pattern, now: datetime, nation: str | None
) -> tuple[date, time, datetime | date] | None:
    """Return the next start, after the day and the latest time at which it may be."""
    today = now.date()
    for day in occurrences(pattern, today, _horizon(pattern, today), nation):
        if not isinstance(pattern.start, time):
            return day, BANDS[pattern.start][1] if pattern.start else time.max, day
        start = local_time(datetime.combine(day, pattern.start), now.tzinfo)
        # Within one zone, Python compares the clock on the wall, which repeats an hour in autumn.
        if start.astimezone(UTC) >= now.astimezone(UTC):
            return day, pattern.start, start
    return None


def _horizon(pattern: Pattern, today: date) -> date:
    """Return the last day on which the next meeting is looked for."""
    number, unit = interval(pattern)
    days = PERIODS_AHEAD * number * (DAYS_IN_WEEK if unit == "week" else _DAYS_IN_LONG_MONTH)
    first = max(today, pattern.since or today)
    return date.fromordinal(min(first.toordinal() + days, _LAST_DAY))


def local_time(wall: datetime, zone: tzinfo | None) -> datetime:
    """Return a time on the wall with its zone.

    A time that a clock change skips moves forward; of one that it repeats, the first is taken.
    """
    return wall.replace(tzinfo=zone, fold=0).astimezone(UTC).astimezone(zone)


def end_of(pattern: Pattern, day: date) -> datetime | None:
    """Return the end of the meeting of a day, on the day after when it is not past the start."""
    if pattern.end is None:
        return None
    start = BANDS[pattern.start][0] if isinstance(pattern.start, str) else pattern.start
    crosses = start is not None and pattern.end <= start
    return datetime.combine(day + timedelta(days=crosses), pattern.end)
