"""Bank holidays of the nations of the UK, by rule."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache


@lru_cache(maxsize=64)
def bank_holidays(year: int, nation: str | None = None) -> frozenset[date]:
    """Return the bank holidays of a year by rule, with substitutes for those on a weekend.

    `nation` is `Scotland` or `Northern Ireland`; all else has those of England and Wales. From the
    Banking and Financial Dealings Act 1971, the St Andrew's Day Bank Holiday (Scotland) Act 2007
    and the yearly proclamations (gov.uk/bank-holidays), without those made for one occasion.
    """
    scotland, northern_ireland = nation == "Scotland", nation == "Northern Ireland"
    # May and August have 31 days, so their last Mondays are the first from the 25th on.
    mondays = [(5, 1), (5, 25), (8, 1 if scotland else 25)]
    days = {_monday_from(date(year, month, day)) for month, day in mondays}
    easter_shifts = (-2,) if scotland else (-2, 1)
    days |= {easter_sunday(year) + timedelta(days=shift) for shift in easter_shifts}
    fixed = [(1, 1), (12, 25), (12, 26)]
    fixed += [(1, 2), (11, 30)] * scotland + [(3, 17), (7, 12)] * northern_ireland
    for month, number in sorted(fixed):
        day = date(year, month, number)
        while day.isoweekday() in {6, 7} or day in days:
            day += timedelta(days=1)
        days.add(day)
    return frozenset(days)


def _monday_from(day: date) -> date:
    return day + timedelta(days=-day.weekday() % 7)


def easter_sunday(year: int) -> date:
    """Return Easter Sunday (Meeus, Jones and Butcher's rule for the Gregorian calendar)."""
    century, of_century = divmod(year, 100)
    epact = (19 * (year % 19) + century - century // 4 - (8 * century + 13) // 25 + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (of_century // 4) - epact - of_century % 4) % 7
    shift = (year % 19 + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * shift + 114, 31)
    return date(year, month, day + 1)
