"""Rules about dates and times that can be read, and cannot be meant."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Any

from peerfind import text
from peerfind.directory.readers import published
from peerfind.keeping.rules.rule import Finding, Rule, each, found, meetings, typed, value
from peerfind.schedule.recurrence import BANDS, DAY_NAMES, MONTH_NAMES, VARIES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from peerfind.keeping.rules.rule import Entry
    from peerfind.source import Map

RULES = (
    Rule(
        "future-date",
        "error",
        "A check, a consent or a page has a date that has not come yet.",
        "The entry looks fresher than it is, and stays so for long.",
        "Write the day on which it was. Often the year is wrong, or day and month are swapped.",
        "checked: {on: 2027-10-02, how: phone}",
        "checked: {on: 2026-10-02, how: phone}",
    ),
    Rule(
        "weekday-and-date",
        "warning",
        "A date and the day of the week beside it are not the same day.",
        "One of the two is wrong, and people may go on the wrong day.",
        "Look both up in the source, and mend the one that is wrong.",
        "meets:\n  - {days: tuesday, every: 2 weeks, from: 2026-03-04}",
        "meets:\n  - {days: tuesday, every: 2 weeks, from: 2026-03-03}",
    ),
    Rule(
        "ends-next-day",
        "warning",
        "A meeting ends before it starts, so it is read as one that goes on past midnight for hours.",
        "Nobody can tell when to be fetched, and one of the two times is likely wrong.",
        "Mend the time that is wrong. A meeting past midnight that is not so long is taken as it is.",
        "meets:\n  - {days: monday, start: 19:00, end: 08:30}",
        "meets:\n  - {days: monday, start: 19:00, end: 20:30}",
    ),
    Rule(
        "meeting-at-night",
        "warning",
        "A meeting starts between midnight and six in the morning.",
        "It is likely meant in the afternoon, and people who look for that do not find it.",
        "Write the hour of the 24-hour clock, or add pm.",
        "meets:\n  - {days: monday, start: 02:30}",
        "meets:\n  - {days: monday, start: 14:30}",
    ),
    Rule(
        "no-first-date",
        "hint",
        "A group meets every second week, or less often, and no date of a meeting is given.",
        "It cannot be told which week it is, so readers have to ring and ask.",
        "Add from: and the date of one meeting, if the source gives one.",
        "meets:\n  - {days: monday, every: 2 weeks}",
        "meets:\n  - {days: monday, every: 2 weeks, from: 2026-11-02}",
    ),
    Rule(
        "no-week-of-month",
        "hint",
        "A group meets every month on a day of the week, and it is not said which one.",
        "The date cannot be told, so readers have to ring and ask.",
        "Add which: and 1 to 5 or last, if the source says it.",
        "meets:\n  - {days: monday, every: month}",
        "meets:\n  - {days: monday, every: month, which: 2}",
    ),
    Rule(
        "meetings-over",
        "warning",
        "All meetings of a group that is not closed or paused were long ago.",
        "Readers travel to a group that may have ended.",
        "Ask whether the group goes on. Write the new dates, or status: closed.",
        "status: open\nmeets:\n  - {days: monday, until: 2026-06-29}",
        "status: closed\nmeets:\n  - {days: monday, until: 2026-06-29}",
    ),
)

_LONGEST_NIGHT = 6 * 60  # minutes that a meeting past midnight may plausibly last
_NOON, _DAY = 12, 24 * 60  # hours, minutes
_FIRST_HOUR = "06:00"
_OVER = ("closed", "paused")
_WRITTEN_OUT = (
    rf"(?i)\b({'|'.join(DAY_NAMES)}),? (?:the )?(\d{{1,2}})(?:st|nd|rd|th)? (?:of )?"
    rf"({'|'.join(MONTH_NAMES)}),? (20\d\d)\b"
)


def check(entry: Entry) -> Iterator[Finding]:
    """What is wrong with the dates and times of an entry."""
    yield from _future(entry)
    meets = [*meetings(entry, "meets")]
    every = [*meets, *meetings(entry, "hours")]
    for node, stated in every:
        yield from _day_of_first(node, stated)
    for node, stated in meets:
        yield from _night(node, stated)
        yield from _untold(node, stated)
    if " 20" in entry.said:
        yield from _days_written_out(entry)
    yield from _all_over(entry, every)


def _future(entry: Entry) -> Iterator[Finding]:
    nodes = [typed(entry.root, "checked", "on"), typed(entry.root, "contact", "consent")]
    nodes += [typed(source, "published") for source in each(value(entry.root, "sources"))]
    now = entry.today.isoformat()
    for node in filter(None, nodes):
        # A month or a year has begun when its first day has.
        if node.text > now[: len(node.text)] and _is_date(node.text):
            yield found("future-date", node, f"{node.text} has not come yet: today is {now}.")


def _is_date(typed: str) -> bool:
    try:
        return bool(published(typed))
    except ValueError:  # which was told
        return False


def _day_of_first(node: Map, stated: dict[str, Any]) -> Iterator[Finding]:
    """Where `from` is the date of one meeting, it is on one of the days."""
    days, first, at = stated.get("days"), stated.get("from"), typed(node, "from")
    if days and first and at and _is_seldom(stated):
        day = DAY_NAMES[date.fromisoformat(first).weekday()]
        if day not in days:
            told = f"{first} is a {day.title()}, and the meeting is on {days[0].title()}."
            yield found("weekday-and-date", at, told)


def _is_seldom(stated: dict[str, Any]) -> bool:
    return str(stated.get("every", ""))[:1].isdigit()


def _night(node: Map, stated: dict[str, Any]) -> Iterator[Finding]:
    start, end, at = stated.get("start", ""), stated.get("end"), typed(node, "end")
    if start in BANDS or not start:
        return
    if start < _FIRST_HOUR and (begins := typed(node, "start")):
        later = _in_the_afternoon(start)
        told = f"{start} is in the middle of the night. In the afternoon it is {later}."
        yield found("meeting-at-night", begins, told, later)
    elif end and at and end <= start and _minutes(end) + _DAY - _minutes(start) > _LONGEST_NIGHT:
        later = _in_the_afternoon(end)
        meant = later if start < later else ""
        hint = f" {later} would be the same evening." if meant else ""
        told = f"It starts at {start} and ends at {end}, which is on the next day.{hint}"
        yield found("ends-next-day", at, told, meant)


def _minutes(clock: str) -> int:
    """The minutes since midnight of `19:30`."""
    return int(clock[:2]) * 60 + int(clock[3:])


def _in_the_afternoon(clock: str) -> str:
    """12 hours later than `07:30`; what is past noon stays as it is."""
    hour = int(clock[:2])
    return f"{hour + _NOON}{clock[2:]}" if hour < _NOON else clock


def _untold(node: Map, stated: dict[str, Any]) -> Iterator[Finding]:
    """What is missing to tell a date, where it is said how often and on which day."""
    every, days = str(stated.get("every", "week")), stated.get("days")
    if every == VARIES or not days:
        return
    if _is_seldom(stated) and not value(node, "from"):
        told = f"Every {every}: from which date? Add from: and the date of one meeting."
        yield found("no-first-date", typed(node, "every") or node, told)
    elif every == "month" and not value(node, "which"):
        day = text.listed([*map(str.title, days)], "or")
        told = f"Which {day} of the month? Add which: and 1 to 5, or last."
        yield found("no-week-of-month", typed(node, "every") or node, told)


def _days_written_out(entry: Entry) -> Iterator[Finding]:
    """Dates in texts, as `Tuesday 3 March 2026`."""
    for _, node in entry.texts:
        for said in re.finditer(_WRITTEN_OUT, node.text):
            day = _date(int(said[4]), MONTH_NAMES.index(said[3].lower()) + 1, int(said[2]))
            if day is None:
                yield found("weekday-and-date", node, f"{said[0]} is not in the calendar.")
            elif DAY_NAMES[day.weekday()] != said[1].lower():
                is_a = DAY_NAMES[day.weekday()].title()
                yield found("weekday-and-date", node, f"{said[0]} is a {is_a}.")


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _all_over(entry: Entry, every: Sequence[tuple[Map, dict[str, Any]]]) -> Iterator[Finding]:
    """Meetings that ended, each of them, where the group is not said to have ended."""
    last = [stated.get("until", "9999") for _, stated in every]
    now = entry.today.isoformat()
    if every and max(last) < now and entry.stated.get("status") not in _OVER:
        node, _ = every[last.index(max(last))]
        told = f"The last meeting was on {max(last)} at the latest. Does the group still meet?"
        yield found("meetings-over", typed(node, "until") or node, told)
