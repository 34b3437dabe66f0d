"""A time zone as iCalendar tells it (RFC 5545, 3.6.5): its clock changes, by rule where there is one."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from peerfind.named import NamedTuple
from peerfind.schedule.recurrence import DAYS_IN_WEEK
from peerfind.schedule.rrule import DAY_CODES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from zoneinfo import ZoneInfo

YEARS = 12
"""For how many years ahead clock changes are looked up."""
_LAST_YEAR = 9990


class Change(NamedTuple):
    """A clock change: when, on the clock before it; the offsets from UTC; what the time after it is."""

    at: datetime
    before: timedelta
    after: timedelta
    name: str
    is_summer: bool


def timezone_lines(zone: ZoneInfo, since: date) -> list[str]:
    """The lines of a VTIMEZONE that holds from the year before `since` on."""
    start = datetime(max(since.year - 1, 1), 1, 1, tzinfo=UTC)
    changes = [*_changes(zone, start)]
    lines = ["BEGIN:VTIMEZONE", f"TZID:{zone.key}"]
    lines += _observance(_first(zone, start), [])
    for same in dict.fromkeys((one.before, one.after, one.name) for one in changes):
        alike = [one for one in changes if (one.before, one.after, one.name) == same]
        lines += _observance(alike[0], alike[1:])
    return [*lines, "END:VTIMEZONE"]


def _first(zone: ZoneInfo, start: datetime) -> Change:
    """What holds at the start, as a change that changes nothing."""
    local = start.astimezone(zone)
    offset = local.utcoffset() or timedelta()
    wall = local.replace(tzinfo=None)
    return Change(wall, offset, offset, local.tzname() or zone.key, bool(local.dst()))


def _changes(zone: ZoneInfo, start: datetime) -> Iterator[Change]:
    """The clock changes of a zone for `YEARS`, found by the hour within the day on which each is."""
    end = datetime(min(start.year + YEARS, _LAST_YEAR), 1, 1, tzinfo=UTC)
    day = start
    while day < end:
        tomorrow = day + timedelta(days=1)
        if day.astimezone(zone).utcoffset() != tomorrow.astimezone(zone).utcoffset():
            yield _change(zone, day)
        day = tomorrow


def _change(zone: ZoneInfo, day: datetime) -> Change:
    minutes = (day + timedelta(minutes=number) for number in range(24 * 60 + 1))
    before = day.astimezone(zone).utcoffset() or timedelta()
    moment = next(one for one in minutes if one.astimezone(zone).utcoffset() != before)
    after = moment.astimezone(zone)
    wall = (moment + before).replace(tzinfo=None)
    name = after.tzname() or zone.key
    return Change(wall, before, after.utcoffset() or timedelta(), name, bool(after.dst()))


def _observance(first: Change, rest: Sequence[Change]) -> Iterator[str]:
    kind = "DAYLIGHT" if first.is_summer else "STANDARD"
    yield f"BEGIN:{kind}"
    yield f"DTSTART:{first.at:%Y%m%dT%H%M%S}"
    yield f"TZOFFSETFROM:{_offset(first.before)}"
    yield f"TZOFFSETTO:{_offset(first.after)}"
    yield f"TZNAME:{first.name}"
    if rule := _rule([first, *rest]) if rest else "":
        yield f"RRULE:{rule}"
    else:
        yield from (f"RDATE:{one.at:%Y%m%dT%H%M%S}" for one in rest)
    yield f"END:{kind}"


def _rule(changes: Sequence[Change]) -> str:
    """The rule by which changes come once a year, such as the last Sunday of March; nothing where none."""
    first = changes[0].at
    nths = set.intersection(*({*_nth(one.at)} for one in changes))
    alike = {(one.at.month, one.at.weekday(), one.at.time()) for one in changes}
    years = [one.at.year for one in changes]
    is_yearly = years == [*range(years[0], years[0] + len(years))]
    if not (nths and is_yearly and len(alike) == 1):
        return ""
    code = DAY_CODES[first.weekday()]
    return f"FREQ=YEARLY;BYMONTH={first.month};BYDAY={min(nths)}{code}"


def _nth(at: datetime) -> Iterator[int]:
    """Which such weekday of its month a day is, from the start, and from the end if it is the last."""
    yield (at.day - 1) // DAYS_IN_WEEK + 1
    if (at + timedelta(days=DAYS_IN_WEEK)).month != at.month:
        yield -1


def _offset(offset: timedelta) -> str:
    minutes = int(offset.total_seconds()) // 60
    sign = "-" if minutes < 0 else "+"
    return f"{sign}{abs(minutes) // 60:02}{abs(minutes) % 60:02}"
