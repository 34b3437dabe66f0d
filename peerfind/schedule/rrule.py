"""Meeting patterns as recurrence rules of iCalendar (RFC 5545, 3.3.10), where that can be done.

A rule says the same days as `recurrence.occurrences`. What no rule can say without an end (bank
holidays, and days off far ahead) is told as single days up to a last one, at which the rule ends then:
rather no meeting in a calendar than one on a day that is off.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from peerfind.named import NamedTuple
from peerfind.schedule.recurrence import (
    BANK_HOLIDAYS,
    MONTH_NAMES,
    Pattern,
    interval,
    occurrences,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

DAY_CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
HORIZON = timedelta(days=3 * 366)
"""How far ahead single days off are listed."""
_LOOKED_THROUGH = timedelta(days=12 * 366)
_LAST_DAY = date(9998, 1, 1)


class Rule(NamedTuple):
    """The days of a pattern: the first, a rule without its end, the last day, and days off.

    `parts` are the parts of a RRULE but for UNTIL. `is_cut` when the pattern goes on after `until`
    and no rule can say how.
    """

    first: date
    parts: tuple[tuple[str, str], ...]
    until: date | None = None
    off: tuple[date, ...] = ()
    is_cut: bool = False


def rule_of(pattern: Pattern, since: date, nation: str | None = None) -> Rule | None:
    """The rule for the meetings of a pattern from the day `since` on.

    None where no date can be told, and where there is no meeting to begin with in the next 12 years.
    """
    first = next(occurrences(pattern, since, _later(since, _LOOKED_THROUGH), nation), None)
    if first is None:
        return None
    horizon = _later(first, HORIZON)
    is_cut = _has_days_off_after(pattern, horizon)
    until = min(filter(None, (pattern.until, horizon if is_cut else None)), default=None)
    return Rule(
        first=first,
        parts=(*_parts(pattern), *_months(pattern)),
        until=until,
        off=tuple(_days_off(pattern, first, until or horizon, nation)),
        is_cut=is_cut and (pattern.until is None or pattern.until > horizon),
    )


def _later(day: date, by: timedelta) -> date:
    return min(day, _LAST_DAY - by) + by


def _parts(pattern: Pattern) -> Iterator[tuple[str, str]]:
    number, unit = interval(pattern)
    yield "FREQ", "WEEKLY" if unit == "week" else "MONTHLY"
    if number > 1:
        yield "INTERVAL", str(number)
    which = [str(nth) for nth in pattern.which] or [""]
    yield "BYDAY", ",".join(f"{nth}{DAY_CODES[day]}" for nth in which for day in pattern.days)
    if unit == "week":
        yield "WKST", "MO"


def _months(pattern: Pattern) -> Iterator[tuple[str, str]]:
    """The months that are left where some are off."""
    left = [str(n) for n, name in enumerate(MONTH_NAMES, 1) if name not in pattern.exceptions]
    if len(left) < len(MONTH_NAMES):
        yield "BYMONTH", ",".join(left)


def _has_days_off_after(pattern: Pattern, horizon: date) -> bool:
    ranges = [one for one in pattern.exceptions if not isinstance(one, str)]
    return BANK_HOLIDAYS in pattern.exceptions or any(last > horizon for _, last in ranges)


def _days_off(pattern: Pattern, first: date, last: date, nation: str | None) -> Iterator[date]:
    """The days of the rule on which there is no meeting."""
    in_months = tuple(one for one in pattern.exceptions if one in MONTH_NAMES)
    if len(in_months) == len(pattern.exceptions):
        return
    kept = {*occurrences(pattern, first, last, nation)}
    every = occurrences(pattern._replace(exceptions=in_months), first, last, nation)
    yield from (day for day in every if day not in kept)
