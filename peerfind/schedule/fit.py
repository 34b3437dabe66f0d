"""Whether one meeting pattern suits the day and the time that a person asks for."""

from __future__ import annotations

import re
from datetime import date, time, timedelta
from typing import Literal

from peerfind.schedule.recurrence import (
    BANDS,
    DAY_NAMES,
    DAYS_IN_WEEK,
    Pattern,
    is_excepted,
    occurrences,
    stated_clock,
    stated_days,
    tells_a_date,
)

Verdict = Literal["met", "partly", "missed", "not-stated"]
DayAsk = frozenset[int] | date
"""Days of the week from 0 for Monday, any of which will do, or one date."""
TimeRange = tuple[time, time]
"""From the first time to the second, which is no longer in it; past midnight when not later."""

MINUTES_IN_DAY = 1440
_BEST_FIRST: tuple[Verdict, ...] = ("met", "not-stated", "missed")


def asked_days(text: str, today: date) -> DayAsk:
    """Return the day or days that one typed item asks for.

    Reads what `schedule.stated_days` does, `today` and `tomorrow`. Raises `ValueError`.
    """
    typed = text.strip().lower()
    if typed in {"today", "tomorrow"}:
        return today + timedelta(days=typed == "tomorrow")
    try:
        return frozenset(map(DAY_NAMES.index, stated_days(text)))
    except ValueError as error:
        raise ValueError(f"{error} Today and tomorrow work too.") from None


def asked_time(text: str) -> TimeRange:
    """Return the times that one typed item asks for.

    Reads `morning`, `afternoon`, `evening`, `18:00-21:00`, `6pm-9pm`. A range may cross midnight.
    Raises `ValueError`.
    """
    band = text.strip().lower().removesuffix("s")
    if band in BANDS:
        return BANDS[band]
    ends = re.split(r"\s*(?:-|\u2013|\bto\b)\s*", text.strip(), maxsplit=1)
    if len(ends) == 1:
        told = "Write morning, afternoon, evening, or two times such as 18:00-21:00 or 6pm-9pm."
        raise ValueError(f'"{text}" is not a part of the day. {told}')
    start, end = (time.fromisoformat(stated_clock(typed)) for typed in ends)
    if start == end:
        raise ValueError(f'"{text}" starts and ends at once. Write a later end.')
    return start, end


def is_over(pattern: Pattern, today: date) -> bool:
    """Say whether a pattern's last day has passed; it meets nothing then."""
    return pattern.until is not None and pattern.until < today


def day_verdict(pattern: Pattern, asked: DayAsk, today: date, nation: str | None = None) -> Verdict:
    """Return whether its meetings start on an asked day.

    A date is met when the pattern tells that date; when its dates cannot be told, the right day of
    the week will do, from the first date to the last and but for exceptions.
    """
    if is_over(pattern, today):
        return "missed"
    if isinstance(asked, date):
        return _date_verdict(pattern, asked, nation)
    if not pattern.days:
        return "not-stated"
    return "met" if asked.intersection(pattern.days) else "missed"


def _date_verdict(pattern: Pattern, asked: date, nation: str | None) -> Verdict:
    if tells_a_date(pattern):
        return "met" if any(occurrences(pattern, asked, asked, nation)) else "missed"
    is_within = (pattern.since or asked) <= asked <= (pattern.until or asked)
    if not is_within or is_excepted(pattern, asked, nation):
        return "missed"
    if not pattern.days:
        return "not-stated"
    return "met" if asked.weekday() in pattern.days else "missed"


def time_verdict(pattern: Pattern, asked: TimeRange, today: date | None = None) -> Verdict:
    """Return whether its meetings start within the asked times.

    A start stated as a part of the day is met when all of it was asked for, partly when some was.
    Without `today`, whether the pattern is over is left to the caller.
    """
    if today and is_over(pattern, today):
        return "missed"
    if pattern.start is None:
        return "not-stated"
    low, high = _minutes(asked)
    first, last = _start_minutes(pattern.start)
    verdict: Verdict = "missed"
    for shift in (0, MINUTES_IN_DAY):
        if low <= first + shift and last + shift <= high:
            return "met"
        if first + shift < high and low < last + shift:
            verdict = "partly"
    return verdict


def _start_minutes(start: time | str) -> tuple[int, int]:
    """Return the minutes within which a meeting starts: a part of the day, or a single one."""
    if isinstance(start, str):
        return _minutes(BANDS[start])
    return _minute(start), _minute(start) + 1


def open_verdicts(
    pattern: Pattern,
    day: DayAsk | None,
    asked: TimeRange | None,
    today: date,
    nation: str | None = None,
) -> tuple[Verdict | None, Verdict | None]:
    """Return whether a line is open on an asked day, and at some of the asked times of that day.

    Hours past midnight belong to both days. None stands for what was not asked. Where it is not
    known to be open on the day, the times are those of any day.
    """
    on_day, on_time = _open_verdicts(pattern, day, asked, today, nation)
    return None if day is None else on_day, None if asked is None else on_time


def _open_verdicts(
    pattern: Pattern,
    day: DayAsk | None,
    asked: TimeRange | None,
    today: date,
    nation: str | None,
) -> tuple[Verdict, Verdict]:
    if is_over(pattern, today):
        return "missed", "missed"
    opening = _opening(pattern)
    # Whether the hours that start the day before, on and after an asked day are kept.
    kept = {shift: _shifted_verdict(pattern, day, shift, today, nation) for shift in (-1, 0, 1)}
    is_past_midnight = opening is not None and opening[1] > MINUTES_IN_DAY
    on_day = min(kept[0], kept[-1] if is_past_midnight else "missed", key=_BEST_FIRST.index)
    shifts = [shift for shift, verdict in kept.items() if verdict == "met" or on_day != "met"]
    return on_day, _opening_verdict(pattern, opening, asked, shifts)


def _shifted_verdict(
    pattern: Pattern, day: DayAsk | None, shift: int, today: date, nation: str | None
) -> Verdict:
    """Return whether hours start so many days after an asked day."""
    if day is None:
        return "not-stated"
    if isinstance(day, date):
        return day_verdict(pattern, day + timedelta(days=shift), today, nation)
    shifted = frozenset((weekday + shift) % DAYS_IN_WEEK for weekday in day)
    return day_verdict(pattern, shifted, today, nation)


def _opening_verdict(
    pattern: Pattern,
    opening: tuple[int, int] | None,
    asked: TimeRange | None,
    shifts: list[int],
) -> Verdict:
    if asked is None:
        return "not-stated"
    if opening is None:
        verdict = time_verdict(pattern, asked)
        # Open at the start; how long it stays open after that is anyone's guess.
        return verdict if verdict == "met" or isinstance(pattern.start, str) else "not-stated"
    low, high = _minutes(asked)
    first, last = opening
    for minutes in (shift * MINUTES_IN_DAY for shift in shifts):
        if first + minutes < high and low < last + minutes:
            return "met"
    return "missed"


def _opening(pattern: Pattern) -> tuple[int, int] | None:
    """Return the minutes between which it is open, when both ends are stated."""
    if pattern.end is None or not isinstance(pattern.start, time):
        return None
    return _minutes((pattern.start, pattern.end))


def _minutes(times: TimeRange) -> tuple[int, int]:
    """Return two times in minutes from midnight, the second after the first, past 1440 if need be.

    Times that are the same are a whole day.
    """
    first, last = map(_minute, times)
    return first, last if last > first else last + MINUTES_IN_DAY


def _minute(at: time) -> int:
    return at.hour * 60 + at.minute
