"""Meetings in date order, in words: the days, the times, and what is counted apart."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pytest
from test_ahead import found
from test_schedule import pattern

from peerfind.schedule.ahead import Days, meeting_on
from peerfind.wording.agenda import Agenda, agenda, days_words, times_words

if TYPE_CHECKING:
    from peerfind.wording.agenda import Entry

NOW = datetime(2026, 11, 25, 9, tzinfo=ZoneInfo("Europe/London"))
SATURDAY = date(2026, 11, 28)


def worded(**asked: Any) -> Agenda:
    return agenda(found(**asked), {})


def entry(name: str, **asked: Any) -> Entry:
    return next(one for one in worded(**asked).entries if one.card.id == name)


@pytest.mark.parametrize(
    ("last", "weekdays", "told"),
    [
        (25, {*range(7)}, "on Wed 25 Nov"),
        (26, {*range(7)}, "on Wed 25 Nov and Thu 26 Nov"),
        (28, {*range(7)}, "from Wed 25 Nov to Sat 28 Nov"),
        (30, {5, 6}, "on Sat 28 Nov and Sun 29 Nov"),
        (30, {0, 3, 4}, "from Thu 26 Nov to Mon 30 Nov"),
    ],
)
def test_days_are_told_by_their_names(last: int, weekdays: set[int], told: str) -> None:
    days = Days(date(2026, 11, 25), date(2026, 11, last), frozenset(weekdays))
    assert days_words(days) == told


@pytest.mark.parametrize(
    ("stated", "told"),
    [
        ({"start": "19:00"}, "7pm"),
        ({"start": "19:00", "end": "20:30"}, "7pm to 8.30pm"),
        ({"start": "23:00", "end": "00:00"}, "11pm to midnight"),
        ({"start": "evening"}, "evening: ask the time"),
        ({"start": "evening", "end": "21:00"}, "evening: ask the time, until 9pm"),
        ({"end": "21:00"}, "ask the time, until 9pm"),
        ({}, "ask the time"),
    ],
)
def test_times_are_told_as_they_are_stated(stated: dict[str, str], told: str) -> None:
    one = meeting_on(pattern(days=["saturday"], **stated), SATURDAY, NOW)
    assert times_words(one) == told


def test_a_start_that_the_clock_skips_is_told_as_the_clock_then_shows_it() -> None:
    one = meeting_on(
        pattern(days=["sunday"], start=time(1, 30).isoformat()), date(2026, 3, 29), NOW
    )
    assert times_words(one) == "2.30am"


def test_an_entry_has_the_facts_of_its_meeting() -> None:
    one = entry("otley-evening")
    assert (one.start, one.ends, one.when) == ("7pm", "until 8.30pm", "Tue 1 Dec 7pm")
    assert (one.note, one.facts) == ("back room", ("until 8.30pm", "in person", "free"))
    assert [way.words for way in one.card.ways] == ["(0113) 496-0001", "example.org/otley"]


def test_only_the_formats_of_the_meeting_are_told() -> None:
    made = [one.how for one in worded(near="LS21").entries if one.card.id == "mixed"]
    assert made == [("in person",), ("video",)]


def test_sections_are_days_in_order_and_entries_are_numbered_through() -> None:
    made = worded(focus="grief", near="LS21")
    assert [section.heading.split()[0] for section in made.sections] == [
        *("Wednesday", "Friday", "Saturday", "Sunday", "Monday", "Tuesday")
    ]
    assert [one.number for one in made.entries] == [*range(1, 9)]


def test_what_is_not_listed_is_told_with_how_to_list_it() -> None:
    made = worded(focus="grief", near="LS21", on="saturday", limit=1)
    assert made.more == (
        "All 2: --limit 0",
        (
            "1 whose dates are not stated, 1 whose times are not stated, 1 by arrangement, 1 at any time "
            "and 1 open at set hours fit too: --undated lists them"
        ),
        "4 groups that fit meet on other days or at other times",
        "One in full: peerfind show ID",
    )


def test_one_alone_is_told_as_one() -> None:
    made = worded(format="phone", require=["format"])
    assert made.count_line.startswith("No meeting from Wed 25 Nov to Tue 1 Dec.")
    assert made.more == ("1 open at set hours fits too: --undated lists it",)


def test_a_list_without_dates_says_so_and_does_not_name_itself() -> None:
    made = worded(undated=True, limit=2)
    assert made.count_line.startswith("5 groups without a date, the first 2 here.")
    assert made.more[0] == "All 5: --limit 0"
    assert not [line for line in made.more if "--undated" in line]


def test_how_to_leave_out_what_misses_an_ask_is_told_where_something_does() -> None:
    made = worded(format="video", leader="nurse")
    assert "Only what meets it: --require format,leader" in made.more
    assert [one for one in made.entries if one.card.missed]


def test_where_nothing_is_missed_nothing_is_to_be_left_out() -> None:
    assert not [line for line in worded(leader="peer").more if "--require" in line]
    required = worded(format="video", require=["format"]).more
    assert not [line for line in required if "--require" in line]
