"""Meeting patterns in Welsh, as far as the words are sure; of others nothing, and they are told in English.

A pattern is told in one language as a whole. The words themselves are in the catalogue.
"""

from __future__ import annotations

from datetime import time
from typing import TYPE_CHECKING

from peerfind.language import translated
from peerfind.schedule.recurrence import (
    BANK_HOLIDAYS,
    DAY_NAMES,
    interval,
    tells_a_date,
)
from peerfind.schedule.words import clock, date_words, ordinal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from peerfind.schedule.recurrence import Exclusion, Pattern

_MIDNIGHT = time(0)


def words(pattern: Pattern) -> str | None:
    """A pattern in full: `bob dydd Mawrth, 7pm tan 9pm`; None where that is not sure."""
    head = _head(pattern)
    if head is None:
        return None
    said = (
        " ".join((head, *_span(pattern))),
        _times(pattern, translated(" to ")),
        _exceptions(pattern),
    )
    return ", ".join(filter(None, said))


def short_words(pattern: Pattern) -> str | None:
    """A pattern for a narrow place: `bob dydd Mawrth 7pm-9pm`; None where that is not sure."""
    head = _head(pattern)
    return None if head is None else " ".join(filter(None, (head, _times(pattern, "-"))))


def _head(pattern: Pattern) -> str | None:
    """How often and on which days."""
    number, unit = interval(pattern)
    if not tells_a_date(pattern) or (pattern.start is None and pattern.end is not None):
        return None
    days = ", ".join(translated(DAY_NAMES[day].capitalize()) for day in pattern.days)
    if unit == "month":
        if number > 1 or len(pattern.days) > 1:
            return None
        which = (translated(f"the {ordinal(nth)} {{day}}", day=days) for nth in pattern.which)
        said = ", ".join(which)
        return translated("{which} of the month", which=said) if pattern.every else said
    if pattern.every is None:
        return ", ".join(translated(f"{DAY_NAMES[day].capitalize()}s") for day in pattern.days)
    if number == 1:
        is_daily = len(pattern.days) == len(DAY_NAMES)
        return translated("every day") if is_daily else translated("every {days}", days=days)
    return translated("every 2 weeks on {days}", days=days) if number == 2 else None  # noqa: PLR2004


def _times(pattern: Pattern, to: str) -> str:
    """Start and end of a meeting, with `to` between; nothing where no start is stated."""
    start, end = pattern.start, pattern.end
    if start is None:
        return ""
    if start == end == _MIDNIGHT:
        return translated("24 hours")
    said = clock(start) if isinstance(start, time) else translated(f"in the {start}")
    return f"{said}{to}{clock(end)}" if end else said


def _span(pattern: Pattern) -> Iterator[str]:
    if pattern.since:
        yield translated("from {date}", date=date_words(pattern.since))
    if pattern.until:
        yield translated("until {date}", date=date_words(pattern.until))


def _exceptions(pattern: Pattern) -> str:
    said = ", ".join(map(_exception, pattern.exceptions))
    return translated("not {exceptions}", exceptions=said) if said else ""


def _exception(one: Exclusion) -> str:
    if isinstance(one, str):
        if one == BANK_HOLIDAYS:
            return translated("on bank holidays")
        return translated("in {month}", month=translated(one.capitalize()))
    first, last = map(date_words, one)
    if first == last:
        return translated("on {date}", date=first)
    return f"{first} – {last}"
