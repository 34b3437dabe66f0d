from __future__ import annotations

from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerfind.schedule.recurrence import BANDS, BANK_HOLIDAYS, DAY_NAMES, LAST, MONTH_NAMES, Pattern
from peerfind.schedule.words import clock, day_words, long_day, pattern_of, short_words, words

clocks = st.builds(time, st.integers(0, 23), st.integers(0, 59))
which_ones = st.sets(st.sampled_from([1, 2, 3, 4, 5, LAST])).map(
    lambda which: tuple(sorted(which, key=lambda nth: (nth == LAST, nth)))
)
ranges = st.tuples(st.dates(), st.dates()).map(lambda ends: (min(ends), max(ends)))
days_off = st.dates().map(lambda day: (day, day))
exclusions = st.one_of(ranges, days_off, st.sampled_from([*MONTH_NAMES, BANK_HOLIDAYS]))
numbers = st.integers(2, 999)
patterns = st.builds(
    Pattern,
    days=st.sets(st.integers(0, 6)).map(lambda days: tuple(sorted(days))),
    start=st.none() | clocks | st.sampled_from(sorted(BANDS)),
    end=st.none() | clocks,
    every=st.one_of(
        st.sampled_from([None, "week", "month", "varies"]),
        numbers.map("{} weeks".format),
        numbers.map("{} months".format),
    ),
    which=which_ones,
    since=st.none() | st.dates(),
    until=st.none() | st.dates(),
    exceptions=st.lists(exclusions, max_size=4, unique=True).map(tuple),
)

# What is stated, in words, and in a narrow place.
SAID = [
    pytest.param(
        {"days": ["tuesday"], "every": "week", "start": "19:30", "end": "21:00"},
        "Every Tuesday, 7.30pm to 9pm",
        "Every Tue 7.30pm-9pm",
        id="weekly",
    ),
    pytest.param(
        {"days": ["tuesday"], "start": "19:30"},
        "Tuesdays, 7.30pm",
        "Every Tue 7.30pm",
        id="weekly by default",
    ),
    pytest.param(
        {
            "days": ["tuesday"],
            "every": "month",
            "which": [1, 3],
            "start": "10:30",
            "end": "12:00",
            "except": ["august"],
        },
        "1st and 3rd Tuesday of the month, 10.30am to noon, not in August",
        "1st and 3rd Tue 10.30am-noon",
        id="first and third of the month",
    ),
    pytest.param(
        {"days": ["monday"], "every": "2 weeks", "from": "2026-01-05", "start": "19:00"},
        "Every 2 weeks on Monday from 5 January 2026, 7pm",
        "Every 2 weeks Mon 7pm",
        id="fortnightly",
    ),
    pytest.param(
        {"days": ["monday"], "every": "2 weeks", "start": "19:00"},
        "Every 2 weeks on Monday, which weeks is not stated, 7pm",
        "Every 2 weeks Mon 7pm, ask which weeks",
        id="fortnightly without a date",
    ),
    pytest.param(
        {"days": ["friday"], "every": "2 months", "which": ["last"], "from": "2026-01-30"},
        "Last Friday of every 2nd month from 30 January 2026",
        "Last Fri every 2 months",
        id="every second month",
    ),
    pytest.param(
        {"days": ["friday"], "every": "3 months", "which": [2]},
        "2nd Friday of every 3rd month, which months is not stated",
        "2nd Fri every 3 months, ask which months",
        id="every third month without a date",
    ),
    pytest.param(
        {"days": ["friday"], "every": "month"},
        "Every month on Friday, which one is not stated",
        "Every month Fri, ask which one",
        id="monthly without which",
    ),
    pytest.param(
        {"days": ["tuesday"], "every": "varies", "start": "evening"},
        "Tuesdays, how often is not stated, in the evening",
        "Tue evening, ask how often",
        id="varies",
    ),
    pytest.param(
        {
            "days": list(DAY_NAMES[:5]),
            "start": "09:00",
            "end": "17:00",
            "except": ["bank holidays"],
        },
        "Mondays to Fridays, 9am to 5pm, not on bank holidays",
        "Every Mon-Fri 9am-5pm",
        id="weekdays",
    ),
    pytest.param(
        {"days": ["monday", "wednesday", "friday"], "every": "week"},
        "Every Monday, Wednesday and Friday",
        "Every Mon, Wed and Fri",
        id="three days",
    ),
    pytest.param(
        {"days": ["monday", "tuesday", "wednesday", "friday", "saturday"]},
        "Mondays to Wednesdays, Fridays and Saturdays",
        "Every Mon-Wed, Fri and Sat",
        id="three in a row and two more",
    ),
    pytest.param(
        {"days": list(DAY_NAMES), "start": "00:00", "end": "00:00"},
        "Daily, 24 hours",
        "Every day 24 hours",
        id="always",
    ),
    pytest.param(
        {"days": list(DAY_NAMES), "every": "week", "start": "18:00", "end": "00:00"},
        "Every day, 6pm to midnight",
        "Every day 6pm-midnight",
        id="every day until midnight",
    ),
    pytest.param(
        {"days": ["thursday"], "start": "evening", "end": "22:00"},
        "Thursdays, in the evening until 10pm",
        "Every Thu evening-10pm",
        id="a part of the day with an end",
    ),
    pytest.param(
        {"days": ["thursday"], "end": "22:00"},
        "Thursdays, ends 10pm",
        "Every Thu ends 10pm",
        id="start not stated",
    ),
    pytest.param(
        {"days": ["thursday"], "from": "2026-09-03", "until": "2026-12-10"},
        "Thursdays from 3 September 2026 until 10 December 2026",
        "Every Thu",
        id="a course with a first and a last day",
    ),
    pytest.param(
        {
            "days": ["monday"],
            "except": ["2026-12-22 to 2027-01-04", "2026-05-05", "may", "bank holidays"],
        },
        "Mondays, not from 22 December 2026 to 4 January 2027, on 5 May 2026, in May "
        "or on bank holidays",
        "Every Mon",
        id="all kinds of exceptions",
    ),
    pytest.param({}, "Day not stated", "Ask which day", id="nothing stated"),
    pytest.param(
        {"start": "19:00"}, "Day not stated, 7pm", "7pm, ask which day", id="day not stated"
    ),
    pytest.param(
        {"every": "week"}, "Every week, day not stated", "Every week, ask which day", id="some day"
    ),
    pytest.param(
        {"every": "month", "which": [1, "last"]},
        "1st and last of the month, day not stated",
        "1st and last, ask which day",
        id="some day of the first and last week",
    ),
    pytest.param(
        {"every": "varies"},
        "Day not stated, how often is not stated",
        "Ask which day, ask how often",
        id="varies, day not stated",
    ),
    pytest.param(
        {"from": "2026-09-03"},
        "From 3 September 2026, day not stated",
        "Ask which day",
        id="a first day alone",
    ),
    pytest.param({"days": ["tuesday"], "which": [1]}, "1st Tuesday", "1st Tue", id="the first"),
    pytest.param(
        {"days": ["tuesday"], "every": "week", "which": [1]},
        "Every week on the 1st Tuesday",
        "1st Tue every week",
        id="weeks contradict which",
    ),
]


@pytest.mark.parametrize(("stated", "said", "short"), SAID)
def test_a_pattern_in_words_and_back(stated: dict[str, object], said: str, short: str) -> None:
    assert words(Pattern.from_stated(stated)) == said
    assert short_words(Pattern.from_stated(stated)) == short
    assert pattern_of(said).stated() == stated


@pytest.mark.parametrize(
    ("stated", "said", "short"),
    [
        pytest.param(
            {"days": ["tuesday"], "start": "19:00"}, "Tuesday, 7pm", "Tue 7pm", id="a day"
        ),
        pytest.param(
            {"days": list(DAY_NAMES)}, "Monday to Sunday", "Mon-Sun", id="all days, not daily"
        ),
        pytest.param(
            {"days": ["tuesday"], "every": "week", "from": "2026-01-06"},
            "Every Tuesday from 6 January 2026",
            "Every Tue",
            id="weekly, as stated",
        ),
        pytest.param(
            {"days": ["tuesday"], "every": "month", "which": [1], "except": ["august"]},
            "1st Tuesday of the month, not in August",
            "1st Tue",
            id="monthly, as stated",
        ),
        pytest.param({"days": ["tuesday"], "which": [1]}, "1st Tuesday", "1st Tue", id="the first"),
        pytest.param(
            {"days": ["tuesday"], "every": "2 weeks"},
            "Every 2 weeks on Tuesday, which weeks is not stated",
            "Every 2 weeks Tue, ask which weeks",
            id="2 weeks without a date",
        ),
        pytest.param(
            {"start": "19:00"}, "Day not stated, 7pm", "7pm, ask which day", id="day not stated"
        ),
    ],
)
def test_of_dates_in_doubt_only_what_is_stated_is_said(
    stated: dict[str, object], said: str, short: str
) -> None:
    unsure = Pattern.from_stated({**stated, "_unsure": True})
    assert words(unsure) == said
    assert short_words(unsure) == short
    assert pattern_of(said).stated() == stated


@given(patterns)
def test_a_doubt_about_the_dates_changes_no_words_on_how_often_that_is_stated(one: Pattern) -> None:
    unsure = one._replace(is_unsure=True)
    if one.every == "varies" or (one.every is None and not one.which):
        assert not {"every", "daily"} & set(short_words(unsure).lower().split(" "))
    else:
        assert (words(unsure), short_words(unsure)) == (words(one), short_words(one))


@given(patterns)
def test_every_pattern_survives_its_words(one: Pattern) -> None:
    said = words(one)
    assert pattern_of(said) == one
    assert words(pattern_of(said)) == said


@given(patterns)
def test_words_begin_with_a_capital_and_have_no_loose_ends(one: Pattern) -> None:
    for said in (words(one), short_words(one)):
        assert said
        assert said == said.strip(" ,")
        assert not {"  ", " ,", ", ,"} & {said[i : i + 2] for i in range(len(said))}
        assert said[0] == said[0].upper()


@given(patterns, st.sampled_from([(), ("video",)]), st.sampled_from([None, "back room"]))
def test_the_format_and_the_note_are_not_part_of_the_words(
    one: Pattern, formats: tuple[str, ...], note: str | None
) -> None:
    stated = {**one.stated(), "format": formats, "note": note}
    assert words(Pattern.from_stated(stated)) == words(one)


@pytest.mark.parametrize(
    ("months", "expected"),
    [
        (2, "2nd"),
        (3, "3rd"),
        (4, "4th"),
        (11, "11th"),
        (12, "12th"),
        (13, "13th"),
        (21, "21st"),
        (92, "92nd"),
        (101, "101st"),
        (111, "111th"),
        (123, "123rd"),
    ],
)
def test_long_intervals_are_counted_as_people_do(months: int, expected: str) -> None:
    one = Pattern(days=(4,), every=f"{months} months", which=(1,), since=date(2026, 1, 2))
    assert words(one) == f"1st Friday of every {expected} month from 2 January 2026"


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        pytest.param("tuesdays 7pm-9pm", "Tuesdays, 7pm to 9pm", id="short range"),
        pytest.param("Tues, 7pm \u2013 9pm", "Tuesdays, 7pm to 9pm", id="long dash"),
        pytest.param("every mon and thurs 19:00", "Every Monday and Thursday, 7pm", id="cut short"),
        pytest.param("weekdays 9am to 5pm", "Mondays to Fridays, 9am to 5pm", id="weekdays"),
        pytest.param("weekend afternoons", "Saturdays and Sundays, in the afternoon", id="weekend"),
        pytest.param(
            "first and third Tuesday of the month, 7.30pm",
            "1st and 3rd Tuesday of the month, 7.30pm",
            id="ordinals in words",
        ),
        pytest.param("every first tuesday", "1st Tuesday", id="every first is no weekly meeting"),
        pytest.param(
            "Every  2 weeks on monday from 2026-01-05",
            "Every 2 weeks on Monday from 5 January 2026",
            id="date in figures",
        ),
        pytest.param(
            "Mondays until 5 Jan 2026, not in aug",
            "Mondays until 5 January 2026, not in August",
            id="months cut short",
        ),
        pytest.param("every 1 week on friday", "Every Friday", id="every single week"),
        pytest.param("24 hours", "Day not stated, 24 hours", id="hours alone"),
    ],
)
def test_words_are_read_a_little_more_freely_than_written(typed: str, expected: str) -> None:
    assert words(pattern_of(typed)) == expected


@pytest.mark.parametrize(
    "typed",
    [
        pytest.param("", id="empty"),
        pytest.param("now and then", id="no pattern"),
        pytest.param("every other Tuesday", id="unclear weeks"),
        pytest.param("Tuesdays at teatime", id="unknown time"),
        pytest.param("6th Tuesday of the month", id="no such one"),
    ],
)
def test_words_that_cannot_be_read_are_told_with_an_example(typed: str) -> None:
    with pytest.raises(ValueError, match="cannot be read") as caught:
        pattern_of(typed)
    assert str(caught.value) == (
        f'"{typed}" cannot be read as when it meets. '
        'Write it like "Every Tuesday, 7pm to 9pm" or "1st and 3rd Tuesday of the month".'
    )


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        pytest.param("Tuesdays 7-9pm", '"7" is not one clear time', id="unclear time"),
        pytest.param("Mondays from 30 February 2026", "is not in the calendar", id="no such date"),
        pytest.param("Mondays from 3 Foo 2026", "is not in the calendar", id="no such month"),
        pytest.param(
            "Mondays, not at Christmas", "when there is no meeting", id="no such exception"
        ),
        pytest.param("Every 0 weeks on Monday", "is not how often", id="never"),
        pytest.param("Sunny", "is not a day", id="nearly a day"),
    ],
)
def test_a_word_that_is_wrong_is_told_by_itself(typed: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        pattern_of(typed)


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        pytest.param("00:00", "midnight", id="midnight"),
        pytest.param("00:05", "12.05am", id="after midnight"),
        pytest.param("07:00", "7am", id="morning"),
        pytest.param("11:59", "11.59am", id="before noon"),
        pytest.param("12:00", "noon", id="noon"),
        pytest.param("12:30", "12.30pm", id="after noon"),
        pytest.param("19:30", "7.30pm", id="evening"),
        pytest.param("23:00", "11pm", id="night"),
    ],
)
def test_a_time_is_said_as_people_say_it(at: str, expected: str) -> None:
    assert clock(time.fromisoformat(at)) == expected


@pytest.mark.parametrize(
    ("day", "short", "long"),
    [
        (date(2026, 12, 1), "Tue 1 Dec", "Tuesday 1 December 2026"),
        (date(2027, 5, 31), "Mon 31 May", "Monday 31 May 2027"),
        (datetime.fromisoformat("2026-11-26T19:00"), "Thu 26 Nov", "Thursday 26 November 2026"),
    ],
)
def test_a_date_has_its_weekday(day: date, short: str, long: str) -> None:
    assert day_words(day) == short
    assert long_day(day) == long
