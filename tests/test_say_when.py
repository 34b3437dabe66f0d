"""When a group meets, in words."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from showing import LONDON, NOW, TODAY, patterns

from peerfind.model import Group
from peerfind.schedule.recurrence import DAY_NAMES, MONTH_NAMES, next_start
from peerfind.wording.when import When, opening, pattern_words, when

TUESDAYS = {"days": ["tuesday"], "start": "19:00", "end": "20:30"}
FIRST_AND_THIRD = {**TUESDAYS, "every": "month", "which": [1, 3]}


def said(*stated: dict[str, Any], today: date = TODAY, **facts: Any) -> When:
    """When a group with some patterns meets, from the morning of TODAY on."""
    group = Group(meets=patterns(*stated), **facts)
    start = next_start(group.patterns, datetime.combine(today, time(9), LONDON), group.nation)
    return when(group, start, today)


@pytest.mark.parametrize(
    ("stated", "short", "full"),
    [
        pytest.param(
            TUESDAYS,
            "Tue 1 Dec 7pm-8.30pm, then every Tue",
            "Tuesday 1 December 2026, 7pm to 8.30pm, then Tuesdays",
            id="weekly",
        ),
        pytest.param(
            FIRST_AND_THIRD,
            "Tue 1 Dec 7pm-8.30pm, then 1st and 3rd Tue",
            "Tuesday 1 December 2026, 7pm to 8.30pm, then 1st and 3rd Tuesday of the month",
            id="monthly",
        ),
        pytest.param(
            {**TUESDAYS, "every": "2 weeks", "from": "2026-11-24"},
            "Tue 8 Dec 7pm-8.30pm, then every 2 weeks Tue",
            "Tuesday 8 December 2026, 7pm to 8.30pm, then every 2 weeks on Tuesday from"
            " 24 November 2026",
            id="fortnightly",
        ),
        pytest.param(
            {**TUESDAYS, "from": "2021-03-30"},
            "Tue 1 Dec 7pm-8.30pm, then every Tue",
            "Tuesday 1 December 2026, 7pm to 8.30pm, then Tuesdays",
            id="since when is no news",
        ),
        pytest.param(
            {**TUESDAYS, "except": ["august"]},
            "Tue 1 Dec 7pm-8.30pm, then every Tue",
            "Tuesday 1 December 2026, 7pm to 8.30pm, then Tuesdays, not in August",
            id="exceptions are for reading aloud",
        ),
        pytest.param(
            {**TUESDAYS, "from": "2026-12-01", "until": "2026-12-01"},
            "Tue 1 Dec 7pm-8.30pm",
            "Tuesday 1 December 2026, 7pm to 8.30pm",
            id="once",
        ),
        pytest.param(
            {"days": ["tuesday"], "start": "evening"},
            "Tue 1 Dec evening, then every Tue",
            "Tuesday 1 December 2026, evening, then Tuesdays",
            id="a part of the day",
        ),
        pytest.param(
            {"days": ["tuesday"]},
            "Tue 1 Dec, time not stated: ask, then every Tue",
            "Tuesday 1 December 2026, time not stated: ask, then Tuesdays",
            id="no time",
        ),
        pytest.param(
            {"days": ["wednesday"], "start": "10:00"},
            "Wed 25 Nov 10am, then every Wed",
            "Wednesday 25 November 2026, 10am, then Wednesdays",
            id="today counts",
        ),
    ],
)
def test_the_next_meeting_comes_first(stated: dict[str, Any], short: str, full: str) -> None:
    assert said(stated)[:2] == (short, full)


@pytest.mark.parametrize(
    ("stated", "start"),
    [
        pytest.param(TUESDAYS, "Tue 1 Dec 7pm", id="time"),
        pytest.param({"days": ["tuesday"], "start": "evening"}, "Tue 1 Dec evening", id="evening"),
        pytest.param({"days": ["tuesday"]}, "Tue 1 Dec", id="day alone"),
        pytest.param({"days": ["tuesday"], "every": "varies"}, "", id="cannot be told"),
    ],
)
def test_the_start_alone_is_there_for_a_text_message(stated: dict[str, Any], start: str) -> None:
    assert said(stated).start == start


def test_one_other_meeting_is_told_in_words() -> None:
    other = {"days": ["thursday"], "start": "14:00", "every": "month", "which": ["last"]}
    assert said(TUESDAYS, other).short == (
        "Thu 26 Nov 2pm, then last Thu; also every Tue 7pm-8.30pm"
    )


def test_several_other_meetings_are_counted() -> None:
    others = [{"days": [day], "start": "10:00"} for day in ("thursday", "friday", "sunday")]
    assert said(TUESDAYS, *others).short == "Thu 26 Nov 10am, then every Thu; 3 other times too"


def test_of_two_meetings_on_one_day_the_one_that_starts_next_is_told() -> None:
    late = {"days": ["wednesday"], "start": "19:00"}
    early = {"days": ["wednesday"], "start": "08:00"}
    assert said(early, late).short.startswith("Wed 25 Nov 7pm")


@pytest.mark.parametrize(
    ("stated", "short"),
    [
        pytest.param({**TUESDAYS, "every": "varies"}, "Tue 7pm-8.30pm, ask how often", id="varies"),
        pytest.param(
            {**TUESDAYS, "every": "2 weeks"},
            "Every 2 weeks Tue 7pm-8.30pm, ask which weeks",
            id="which weeks",
        ),
        pytest.param({"start": "19:00"}, "7pm, ask which day", id="no day"),
    ],
)
def test_a_date_that_cannot_be_told_is_a_question(stated: dict[str, Any], short: str) -> None:
    assert said(stated).short == short


def test_what_is_over_is_said_to_be_over() -> None:
    over = {**TUESDAYS, "until": "2026-05-05"}
    assert said(over).short == "last meeting stated was 5 May 2026: ask"


def test_of_what_is_over_and_what_cannot_be_told_the_second_counts() -> None:
    over = {**TUESDAYS, "until": "2026-05-05"}
    assert said(over, {**TUESDAYS, "every": "varies"}).short == "Tue 7pm-8.30pm, ask how often"


def test_meetings_without_a_date_ahead_are_a_question() -> None:
    always_off = {**TUESDAYS, "except": [*MONTH_NAMES]}
    assert said(always_off).short == "no meeting ahead is stated: ask"


@pytest.mark.parametrize("text", ["by arrangement", "any time"])
def test_a_text_in_place_of_patterns_is_told_as_it_is(text: Any) -> None:
    assert when(Group(meets=text), None, TODAY) == When(text, text)


def test_nothing_stated_is_a_question() -> None:
    assert when(Group(), None, TODAY).short == "times not stated: ask"


@pytest.mark.parametrize(
    ("hours", "words"),
    [
        pytest.param("any time", "open any time", id="always"),
        pytest.param((), "", id="not stated"),
        pytest.param(
            patterns({"days": [*DAY_NAMES], "start": "17:00", "end": "00:00"}),
            "open every day 5pm-midnight",
            id="every day",
        ),
        pytest.param(
            patterns(
                {"days": ["monday"], "start": "09:00", "end": "17:00"},
                {"days": ["saturday"], "start": "10:00", "end": "12:00"},
            ),
            "open every Mon 9am-5pm and every Sat 10am-noon",
            id="two",
        ),
    ],
)
def test_hours_of_opening(hours: Any, words: str) -> None:
    assert opening(hours) == words


def test_hours_stand_in_for_meetings_that_are_not_stated() -> None:
    group = Group(hours=patterns({"days": ["monday"], "start": "09:00", "end": "17:00"}))
    assert when(group, None, TODAY).short == "open every Mon 9am-5pm"


def test_a_pattern_in_full_has_its_own_format_and_note() -> None:
    (pattern,) = patterns({**TUESDAYS, "format": ["video"], "note": "ring the bell"})
    assert pattern_words(pattern) == "Tuesdays, 7pm to 8.30pm, video only, ring the bell"


def test_a_start_that_no_pattern_tells_is_still_told() -> None:
    start = datetime(2026, 12, 1, 19, tzinfo=LONDON)
    assert when(Group(meets=patterns({"days": ["friday"]})), start, TODAY).short.startswith(
        "Tue 1 Dec 7pm"
    )


@given(
    days=st.sets(st.sampled_from(DAY_NAMES), min_size=1),
    hour=st.integers(0, 23),
    shift=st.integers(0, 400),
)
def test_the_words_begin_with_the_day_that_the_schedule_tells(
    days: set[str], hour: int, shift: int
) -> None:
    today = date.fromordinal(TODAY.toordinal() + shift)
    group = Group(meets=patterns({"days": [*days], "start": f"{hour:02}:00"}))
    start = next_start(group.patterns, datetime.combine(today, NOW.time(), LONDON))
    assert isinstance(start, datetime)
    found = when(group, start, today)
    assert found.short.split()[:2] == [f"{start:%a}", str(start.day)]
    assert found.full.startswith(f"{start:%A} {start.day} {start:%B} {start.year}, ")
