"""Recurrence rules of others (RFC 5545, and so HSDS) as meeting patterns, where they say the same days."""

from __future__ import annotations

import re
from datetime import date, timedelta
from itertools import islice
from typing import TYPE_CHECKING, Any

from peerfind.keeping.importing import clean
from peerfind.schedule.recurrence import DAY_NAMES, MONTH_NAMES, Pattern, occurrences
from peerfind.schedule.rrule import DAY_CODES

if TYPE_CHECKING:
    from collections.abc import Mapping

_KNOWN = frozenset(
    {"FREQ", "INTERVAL", "BYDAY", "BYSETPOS", "BYMONTH", "UNTIL", "COUNT", "WKST", "BYMONTHDAY"}
)
_UNITS = {"WEEKLY": "week", "MONTHLY": "month"}
_LAST = "-1"
_MOST_MEETINGS = 10_000
_FAR = timedelta(days=366 * 40)
_DAY = r"([+-]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)"


def parts_of(rule: str) -> dict[str, str]:
    """The parts of a rule as it is written: `FREQ=WEEKLY;BYDAY=TU`."""
    pairs = (one.partition("=") for one in rule.upper().split(";") if "=" in one)
    return {name.strip(): value.strip() for name, _, value in pairs}


def pattern(parts: Mapping[str, str], first: date | None, today: date) -> dict[str, Any]:
    """The pattern of a rule from a first day on, without its times; of no rule, that one day.

    Raises ValueError with what of it no pattern can say.
    """
    if not parts:
        if first is None:
            raise ValueError("it says no day")
        return {"from": first.isoformat()}
    if unknown := sorted(parts.keys() - _KNOWN):
        raise ValueError(f"no pattern can say {unknown[0]}")
    days, which = _days(parts, first)
    made: dict[str, Any] = {"days": days, **_interval(parts, first)}
    if which:
        made["which"] = which
    if "month" in made.get("every", "") and not which:
        raise ValueError("a date of the month is no day of the week")
    if first and (made.get("every", "")[:1].isdigit() or first > today):
        made["from"] = first.isoformat()
    if off := _months_off(parts):
        made["except"] = off
    if until := _until(parts, made, first):
        made["until"] = until
    return made


def _interval(parts: Mapping[str, str], first: date | None) -> dict[str, str]:
    frequency, number = parts.get("FREQ", ""), parts.get("INTERVAL", "1") or "1"
    if frequency == "DAILY" and number == "1":
        return {}
    if frequency not in _UNITS or not re.fullmatch(r"[1-9]\d{0,2}", number):
        raise ValueError(f"no pattern can say FREQ={frequency};INTERVAL={number}")
    unit = _UNITS[frequency]
    if number == "1":
        return {"every": unit} if unit == "month" else {}
    if first is None:
        raise ValueError(f"every {number} {unit}s needs a first day")
    return {"every": f"{number} {unit}s"}


def _days(parts: Mapping[str, str], first: date | None) -> tuple[list[str], list[int | str]]:
    """The days of the week, and which of the month."""
    found = [re.fullmatch(_DAY, one.strip()) for one in parts.get("BYDAY", "").split(",") if one]
    if not all(found):
        raise ValueError(f"no pattern can say BYDAY={parts['BYDAY']}")
    pairs = [(one[1] or "", DAY_CODES.index(one[2])) for one in found if one]
    if not pairs and parts.get("FREQ") == "DAILY":
        pairs = [("", day) for day in range(7)]
    elif not pairs and parts.get("FREQ") == "WEEKLY" and first:
        pairs = [("", first.weekday())]
    numbers = {one for one, _ in pairs}
    days = sorted({day for _, day in pairs})
    if len(pairs) != len(numbers) * len(days) or not pairs:
        raise ValueError("the days of its weeks differ")
    places = parts.get("BYSETPOS", "")
    if places and (numbers != {""} or len(days) > 1):
        raise ValueError(f"no pattern can say BYSETPOS={places}")
    if "BYMONTHDAY" in parts:
        raise ValueError("a date of the month is no day of the week")
    stated = {one.strip() for one in places.split(",")} if places else numbers - {""}
    if stated and (numbers == {"", *stated} or parts.get("FREQ") != "MONTHLY"):
        raise ValueError("which of the month is said of a week")
    return [DAY_NAMES[day] for day in days], _which(stated)


def _which(stated: set[str]) -> list[int | str]:
    numbers = sorted({one.removeprefix("+") for one in stated})
    if not all(one in ("1", "2", "3", "4", "5", _LAST) for one in numbers):
        raise ValueError("no pattern counts so from the end of a month")
    plain: list[int | str] = [int(one) for one in numbers if one != _LAST]
    return [*plain, "last"] if _LAST in numbers else plain


def _months_off(parts: Mapping[str, str]) -> list[str]:
    """The months without a meeting, by their names."""
    typed = parts.get("BYMONTH", "")
    if not typed:
        return []
    if not re.fullmatch(r"\d{1,2}(?:,\d{1,2})*", typed):
        raise ValueError(f"no pattern can say BYMONTH={typed}")
    on = {int(one) for one in typed.split(",")}
    return [name for number, name in enumerate(MONTH_NAMES, 1) if number not in on]


def _until(parts: Mapping[str, str], made: dict[str, Any], first: date | None) -> str:
    """The last day: as stated, or the last of so many meetings."""
    if until := clean.day(parts.get("UNTIL", "")):
        return _last_meeting(made, first, until)
    if not (count := parts.get("COUNT", "")):
        return ""
    if not first or not count.isdigit() or not 0 < int(count) <= _MOST_MEETINGS:
        raise ValueError(f"no pattern can say COUNT={count}")
    meetings = occurrences(Pattern.from_stated(made), first, first + _FAR)
    days = [*islice(meetings, int(count))]
    if len(days) < int(count):
        raise ValueError(f"no pattern can say COUNT={count}")
    return days[-1].isoformat()


def _last_meeting(made: dict[str, Any], first: date | None, until: str) -> str:
    """The last day on which there is a meeting up to `until`, which need be none itself."""
    last = date.fromisoformat(until)
    if first is None or not first <= last <= first + _FAR:
        return until
    days = [*occurrences(Pattern.from_stated(made), first, last)]
    return days[-1].isoformat() if days else until
