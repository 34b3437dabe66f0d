"""Times of the week as the files state them: days, the clock, and parts of the day."""

from __future__ import annotations

import re
from datetime import time

BANDS = {"morning": (6, 12), "afternoon": (12, 17), "evening": (17, 23)}
DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
DAY_SETS = {"daily": DAYS, "weekdays": DAYS[:5], "weekend": DAYS[5:]}


def day_named(name: str) -> str:
    """The name of a day in full: `Mon` and `Mondays` are `monday`."""
    return next((one for one in DAYS if name.lower().startswith(one[:3])), name.lower())


def clock(text: str) -> time | None:
    """The time that a pattern states; None where it states none."""
    if text == "noon":
        return time(12)
    found = re.fullmatch(r"(\d{1,2})(?:[:.](\d\d))?\s*(am|pm)?", text.strip().lower())
    if not found:
        return None
    hour = int(found[1]) % 12 if found[3] else int(found[1])
    return time(hour + (12 if found[3] == "pm" else 0), int(found[2] or 0))


def starts_in(start: str, band: str) -> bool:
    """Whether what starts at a time, or in a part of the day, starts in a band."""
    if not start:
        return False
    if start in BANDS:
        return start == band if band in BANDS else _is_mostly_in(start, band)
    begins = clock(start)
    if begins is None:
        return False
    if band in BANDS:
        first, last = BANDS[band]
        return first <= begins.hour < last
    after, before = _range(band)
    return after <= begins < before


def overlaps(start: str, end: str, band: str) -> bool:
    """Whether a line is open at some time of a band; it may be open across midnight."""
    first, last = clock(start) or time(0), clock(end) or time(0)
    after, before = (time(BANDS[band][0]), time(BANDS[band][1])) if band in BANDS else _range(band)
    if last <= first:
        return before > first or after < last
    return first < before and after < last


def _range(band: str) -> tuple[time, time]:
    """The first and the last time of `18:00-21:00`."""
    begin, _, end = band.partition("-")
    return clock(begin) or time(0), clock(end) or time(23, 59)


def _is_mostly_in(start: str, band: str) -> bool:
    """Whether at least half of a part of the day lies in a stretch of time."""
    first, last = BANDS[start]
    after, before = _range(band)
    shared = min(last, before.hour + before.minute / 60) - max(
        first, after.hour + after.minute / 60
    )
    return shared >= (last - first) / 2
