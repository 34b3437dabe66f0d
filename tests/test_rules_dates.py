"""Rules about dates and times: what is found of each, on Wednesday 25 November 2026, and where."""

from __future__ import annotations

import pytest
from ruling import found_by, told_by

from peerfind.keeping.rules import dates

STATED = {
    "checked: {on: 2026-11-25, how: phone}": [],
    "checked: {on: 2026-11-26, how: phone}": ["future-date 2:15"],
    "contact: {consent: 2026-11-26}": ["future-date 2:20"],
    "contact: {consent: 2026-11-25}": [],
    "sources:\n- published: 2026-12\n- published: 2026-11\n- published: 2027\n- published: 2026": [
        "future-date 3:14",
        "future-date 5:14",
    ],
    "sources:\n- published: 2026-11-26\n- published: 2027-02-30\n- published: soon": [
        "future-date 3:14"
    ],
    "checked: {on: 9 May, how: phone}": [],
}
# Of meetings on Mondays.
MEETINGS = {
    "every: 2 weeks, from: 2026-11-23": [],
    "every: 2 weeks, from: 2026-11-24": ["weekday-and-date 3:42"],
    "every: 2 months, from: 2026-11-24, which: 1": ["weekday-and-date 3:43"],
    "every: week, from: 2026-11-24": [],
    "from: 2026-11-24": [],
    "every: month, which: 1, from: 2026-11-24": [],
    "start: 05:59": ["meeting-at-night 3:27 => 17:59"],
    "start: 06:00": [],
    "start: 00:00": ["meeting-at-night 3:27 => 12:00"],
    "start: 01:30, end: 02:30": ["meeting-at-night 3:27 => 13:30"],
    "start: 11:59pm, end: 5:59am": [],
    "start: morning": [],
    "start: evening, end: 22:00": [],
    "start: soon, end: 05:00": [],
    "start: evening": [],
    "start: 19:00, end: 01:00": [],
    "start: 19:00, end: 01:01": ["ends-next-day 3:39"],
    "start: 19:00, end: 01:10": ["ends-next-day 3:39"],
    "start: 19:30, end: 01:30": [],
    "start: 19:30, end: 01:31": ["ends-next-day 3:39"],
    "start: 19:00, end: 19:00": ["ends-next-day 3:39"],
    "start: 19:00, end: 07:30": ["ends-next-day 3:39 => 19:30"],
    "start: 19:00, end: 07:00": ["ends-next-day 3:39"],
    "start: 09:00, end: 08:00": ["ends-next-day 3:39 => 20:00"],
    "start: 19:00, end: 21:00": [],
    "start: 14:00, end: 13:59": ["ends-next-day 3:39"],
    "start: 23:00, end: 12:00": ["ends-next-day 3:39"],
    "start: 18:00, end: 00:00": [],
    "start: 17:59, end: 00:00": ["ends-next-day 3:39"],
    "end: 05:00": [],
    "every: 2 weeks": ["no-first-date 3:27"],
    "every: 2 months, which: 1": ["no-first-date 3:27"],
    "every: month": ["no-week-of-month 3:27"],
    "every: varies": [],
    "every: month, which: last": [],
    "every: week": [],
    "every: 2 weeks, from: soon": [],
    "every: month, which: soon": [],
    "until: 2026-11-24": ["meetings-over 3:27"],
    "until: 2026-11-25": [],
}
OTHERS = {
    "meets: by arrangement": [],
    "meets:\n  - {days: [monday, wednesday], every: 3 months, from: 2026-11-24}": [
        "weekday-and-date 3:56"
    ],
    "meets:\n  - {days: [monday, tuesday], every: 2 weeks, from: 2026-11-24}": [],
    "meets:\n  - {every: 2 weeks, from: 2026-11-24}": [],
    "meets:\n  - {every: 2 weeks}": [],
    "meets:\n  - {every: month}": [],
    "hours:\n  - {days: monday, every: 2 weeks, from: 2026-11-24}": ["weekday-and-date 3:42"],
    "hours:\n  - {days: monday, every: month, start: 03:00}": [],
    "meets:\n  - {days: monday, until: 2026-11-24}\n  - {days: tuesday}": [],
    "meets:\n  - {days: monday, until: 2026-11-23}\n  - {days: tuesday, until: 2026-11-24}": [
        "meetings-over 4:28"
    ],
    "meets:\n  - {days: monday, until: 2026-11-24}\n  - {days: tuesday, until: 2026-11-23}": [
        "meetings-over 3:27"
    ],
    "meets:\n  - {days: monday, until: 2026-11-24}\nhours:\n  - {days: monday}": [],
    "hours:\n  - {days: monday, until: 2026-11-24}": ["meetings-over 3:27"],
    "status: closed\nmeets:\n  - {days: monday, until: 2026-11-24}": [],
    "status: paused\nmeets:\n  - {days: monday, until: 2026-11-24}": [],
    "status: full\nmeets:\n  - {days: monday, until: 2026-11-24}": ["meetings-over 4:27"],
}
SAID = {
    "We start on Tuesday 24 November 2026.": [],
    "We start on Monday 24 November 2026.": ["weekday-and-date 2:10"],
    "Monday, the 24th of november, 2026": ["weekday-and-date 2:10"],
    "MONDAY 24 NOVEMBER 2026": ["weekday-and-date 2:10"],
    "Monday 31 November 2026": ["weekday-and-date 2:10"],
    "Monday 24 November 1999": [],
    "Monday 24 November 1999, not 2026": [],
    "Monday 24 November 2026, Tuesday 25 November 2026": [
        "weekday-and-date 2:10",
        "weekday-and-date 2:10",
    ],
    "Monday 1 February 2027, Tuesday 2 February 2027": [],
    "Monday 1 February 2027, Tuesday 1 February 2027": ["weekday-and-date 2:10"],
    "Monday 29 February 2027": ["weekday-and-date 2:10"],
    "Monday 24 January 2027": ["weekday-and-date 2:10"],
    "Monday 24 December 2027": ["weekday-and-date 2:10"],
    "Mon 24 November 2026": [],
}

TOLD = [
    ("checked: {on: 2026-11-26, how: phone}", "2026-11-26 has not come yet: today is 2026-11-25."),
    (
        "meets:\n  - {days: monday, every: 2 weeks, from: 2026-11-24}",
        "2026-11-24 is a Tuesday, and the meeting is on Monday.",
    ),
    (
        "meets:\n  - {days: [sunday, monday], every: 2 weeks, from: 2026-11-24}",
        "2026-11-24 is a Tuesday, and the meeting is on Monday.",
    ),
    (
        "meets:\n  - {days: monday, start: 05:59}",
        "05:59 is in the middle of the night. In the afternoon it is 17:59.",
    ),
    (
        "meets:\n  - {days: monday, start: 00:05}",
        "00:05 is in the middle of the night. In the afternoon it is 12:05.",
    ),
    (
        "meets:\n  - {days: monday, start: 19:00, end: 07:30}",
        "It starts at 19:00 and ends at 07:30, which is on the next day. 19:30 would be the same evening.",
    ),
    (
        "meets:\n  - {days: monday, start: 19:00, end: 07:00}",
        "It starts at 19:00 and ends at 07:00, which is on the next day.",
    ),
    (
        "meets:\n  - {days: monday, every: 2 weeks}",
        "Every 2 weeks: from which date? Add from: and the date of one meeting.",
    ),
    (
        "meets:\n  - {days: monday, every: month}",
        "Which Monday of the month? Add which: and 1 to 5, or last.",
    ),
    (
        "meets:\n  - {days: [monday, tuesday, friday], every: month}",
        "Which Monday, Tuesday or Friday of the month? Add which: and 1 to 5, or last.",
    ),
    (
        "meets:\n  - {days: monday, until: 2026-11-24}",
        "The last meeting was on 2026-11-24 at the latest. Does the group still meet?",
    ),
    ("summary: See us on Monday 24 November 2026.", "Monday 24 November 2026 is a Tuesday."),
    (
        "summary: See us on Monday 31 November 2026.",
        "Monday 31 November 2026 is not in the calendar.",
    ),
]


@pytest.mark.parametrize("typed", STATED)
def test_a_date_of_something_that_was_done(typed: str) -> None:
    assert found_by(dates.check, typed) == STATED[typed]


@pytest.mark.parametrize("keys", MEETINGS)
def test_a_meeting(keys: str) -> None:
    assert found_by(dates.check, f"meets:\n  - {{days: monday, {keys}}}") == MEETINGS[keys]


@pytest.mark.parametrize("typed", OTHERS)
def test_several_days_or_meetings(typed: str) -> None:
    assert found_by(dates.check, typed) == OTHERS[typed]


@pytest.mark.parametrize("said", SAID)
def test_a_date_in_a_text(said: str) -> None:
    assert found_by(dates.check, f"summary: '{said}'") == SAID[said]


def test_a_date_in_a_text_after_others() -> None:
    typed = "summary: Since 2026.\narea: Leeds\ndescription: On Monday 24 November 2026."
    assert found_by(dates.check, typed) == ["weekday-and-date 4:14"]


@pytest.mark.parametrize(("typed", "message"), TOLD)
def test_what_is_told(typed: str, message: str) -> None:
    assert told_by(dates.check, typed) == [message]
