from __future__ import annotations

from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerfind.schedule.fit import (
    DayAsk,
    TimeRange,
    asked_days,
    asked_time,
    day_verdict,
    is_over,
    open_verdicts,
    time_verdict,
)
from peerfind.schedule.recurrence import BANDS, DAY_NAMES, Pattern, occurrences

TODAY = date(2026, 11, 25)  # a Wednesday
MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY = range(7)
EVENING = BANDS["evening"]

dates = st.dates(date(2024, 1, 1), date(2029, 12, 31))
clocks = st.builds(time, st.integers(0, 23), st.integers(0, 59))
weekdays = st.sets(st.integers(0, 6), min_size=1)
ranges = st.tuples(clocks, clocks).filter(lambda ends: ends[0] != ends[1])
told = st.builds(
    Pattern,
    days=weekdays.map(lambda days: tuple(sorted(days))),
    every=st.sampled_from([None, "week", "2 weeks", "5 weeks"]),
    since=dates,
    exceptions=st.lists(st.sampled_from(["august", "bank holidays"]), max_size=2).map(tuple),
)


def pattern(**stated: object) -> Pattern:
    """The pattern of what is stated; a final `_` keeps a key apart from Python's own words."""
    return Pattern.from_stated({key.removesuffix("_"): value for key, value in stated.items()})


def on(*days: int) -> frozenset[int]:
    return frozenset(days)


def minutes(first: time, second: time) -> set[int]:
    """Every minute from the first time to the second, past midnight if need be."""
    start, end = (at.hour * 60 + at.minute for at in (first, second))
    return {minute % 1440 for minute in range(start, end if end > start else end + 1440)}


# What is asked


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        pytest.param("tue", on(TUESDAY), id="day"),
        pytest.param("Saturdays", on(SATURDAY), id="plural"),
        pytest.param("weekdays", on(0, 1, 2, 3, 4), id="weekdays"),
        pytest.param("weekend", on(SATURDAY, SUNDAY), id="weekend"),
        pytest.param("daily", on(*range(7)), id="daily"),
        pytest.param("today", TODAY, id="today"),
        pytest.param(" Tomorrow ", date(2026, 11, 26), id="tomorrow"),
    ],
)
def test_days_are_asked_for_as_weekdays_or_as_one_date(typed: str, expected: DayAsk) -> None:
    assert asked_days(typed, TODAY) == expected


def test_an_unknown_day_is_told_with_what_to_write() -> None:
    message = (
        '"yesterday" is not a day. Write monday, mon, daily, weekdays or weekend. '
        "Today and tomorrow work too."
    )
    with pytest.raises(ValueError, match="yesterday") as caught:
        asked_days("yesterday", TODAY)
    assert str(caught.value) == message


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        pytest.param("morning", (time(6), time(12)), id="morning"),
        pytest.param("Afternoons", (time(12), time(17)), id="afternoon"),
        pytest.param("evening", (time(17), time(23)), id="evening"),
        pytest.param("18:00-21:00", (time(18), time(21)), id="24 hours"),
        pytest.param("6pm-9.30pm", (time(18), time(21, 30)), id="12 hours"),
        pytest.param("6pm \u2013 9pm", (time(18), time(21)), id="long dash"),
        pytest.param("noon to 2pm", (time(12), time(14)), id="in words"),
        pytest.param("22:00-02:00", (time(22), time(2)), id="past midnight"),
        pytest.param("6pm-midnight", (time(18), time(0)), id="until midnight"),
    ],
)
def test_times_are_asked_for_as_parts_of_the_day_or_from_and_to(
    typed: str, expected: TimeRange
) -> None:
    assert asked_time(typed) == expected


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        pytest.param(
            "lunch",
            '"lunch" is not a part of the day. '
            "Write morning, afternoon, evening, or two times such as 18:00-21:00 or 6pm-9pm.",
            id="unknown part",
        ),
        pytest.param(
            "6-9pm",
            '"6" is not one clear time. Write 19:00, 7pm, 7.30pm or noon.',
            id="first time unclear",
        ),
        pytest.param(
            "18:00-18:00",
            '"18:00-18:00" starts and ends at once. Write a later end.',
            id="no time at all",
        ),
        pytest.param(
            "18:00-19:00-20:00",
            '"19:00-20:00" is not one clear time. Write 19:00, 7pm, 7.30pm or noon.',
            id="three times",
        ),
    ],
)
def test_unclear_times_are_told_with_what_to_write(typed: str, message: str) -> None:
    with pytest.raises(ValueError, match=r"\.$") as caught:
        asked_time(typed)
    assert str(caught.value) == message


# Days


@pytest.mark.parametrize(
    ("stated", "asked", "expected"),
    [
        pytest.param({"days": ["tuesday"]}, on(TUESDAY), "met", id="the day"),
        pytest.param({"days": ["tuesday"]}, on(MONDAY, TUESDAY), "met", id="one of the days"),
        pytest.param({"days": ["tuesday"]}, on(MONDAY), "missed", id="another day"),
        pytest.param({}, on(MONDAY), "not-stated", id="day not stated"),
        pytest.param(
            {"days": ["tuesday"], "every": "varies"},
            on(TUESDAY),
            "met",
            id="day of one that varies",
        ),
        pytest.param(
            {"days": ["tuesday"], "until": "2026-11-25"}, on(TUESDAY), "met", id="last day is today"
        ),
        pytest.param(
            {"days": ["tuesday"], "until": "2026-11-24"}, on(TUESDAY), "missed", id="over"
        ),
        pytest.param({"until": "2026-11-24"}, on(TUESDAY), "missed", id="over, day not stated"),
        pytest.param({"days": ["wednesday"]}, TODAY, "met", id="today"),
        pytest.param({"days": ["thursday"]}, TODAY, "missed", id="not today"),
        pytest.param(
            {"days": ["wednesday"], "every": "2 weeks", "from": "2026-11-11"},
            TODAY,
            "met",
            id="this fortnight",
        ),
        pytest.param(
            {"days": ["wednesday"], "every": "2 weeks", "from": "2026-11-18"},
            TODAY,
            "missed",
            id="the other fortnight",
        ),
        pytest.param(
            {"days": ["wednesday"], "every": "month", "which": ["last"]}, TODAY, "met", id="last"
        ),
        pytest.param(
            {"days": ["wednesday"], "every": "month", "which": [3]}, TODAY, "missed", id="third"
        ),
        pytest.param(
            {"days": ["wednesday"], "except": ["2026-11-25"]}, TODAY, "missed", id="not this time"
        ),
        pytest.param(
            {"days": ["wednesday"], "every": "varies"}, TODAY, "met", id="varies, the weekday"
        ),
        pytest.param(
            {"days": ["wednesday"], "every": "2 weeks"}, TODAY, "met", id="one of 2 weeks"
        ),
        pytest.param({"days": ["wednesday"], "every": "month"}, TODAY, "met", id="one of a month"),
        pytest.param(
            {"days": ["wednesday"], "from": "2026-11-18", "_unsure": True},
            TODAY,
            "met",
            id="in doubt, the weekday",
        ),
        pytest.param(
            {"days": ["tuesday"], "_unsure": True}, TODAY, "missed", id="in doubt, other weekday"
        ),
        pytest.param(
            {"days": ["wednesday"], "from": "2026-11-26", "_unsure": True},
            TODAY,
            "missed",
            id="in doubt, not begun",
        ),
        pytest.param(
            {"days": ["wednesday"], "every": "varies", "except": ["november"]},
            TODAY,
            "missed",
            id="varies, not in this month",
        ),
        pytest.param(
            {"days": ["tuesday"], "every": "varies"}, TODAY, "missed", id="varies, other weekday"
        ),
        pytest.param({"every": "week"}, TODAY, "not-stated", id="some day of the week"),
        pytest.param(
            {"every": "week", "except": ["november"]}, TODAY, "missed", id="not in this month"
        ),
        pytest.param(
            {"days": ["wednesday"], "every": "varies", "from": "2026-11-26"},
            TODAY,
            "missed",
            id="varies, not begun",
        ),
        pytest.param(
            {"days": ["wednesday"], "from": "2026-12-01"}, TODAY, "missed", id="not begun"
        ),
        pytest.param(
            {"days": ["wednesday"], "from": "2026-12-01"}, on(WEDNESDAY), "met", id="begins soon"
        ),
    ],
)
def test_whether_a_pattern_meets_on_an_asked_day(
    stated: dict[str, object], asked: DayAsk, expected: str
) -> None:
    assert day_verdict(Pattern.from_stated(stated), asked, TODAY) == expected


def test_the_bank_holidays_of_the_nation_are_no_meeting_days() -> None:
    mondays = pattern(days=["monday"], except_=["bank holidays"])
    st_andrew = date(2026, 11, 30)
    assert day_verdict(mondays, st_andrew, TODAY) == "met"
    assert day_verdict(mondays, st_andrew, TODAY, "Scotland") == "missed"


@given(st.sampled_from(["varies", "2 weeks", "month"]), weekdays, dates)
def test_dates_that_cannot_be_told_suit_as_their_day_of_the_week_does(
    every: str, days: set[int], asked: date
) -> None:
    one = Pattern(days=tuple(sorted(days)), every=every)
    as_weekday = day_verdict(one, on(asked.weekday()), TODAY)
    assert day_verdict(one, asked, TODAY) == as_weekday
    assert day_verdict(Pattern(one.days, is_unsure=True), asked, TODAY) == as_weekday


@given(told, dates)
def test_every_date_that_is_told_is_met_and_no_other(one: Pattern, first: date) -> None:
    week = [first + timedelta(days=shift) for shift in range(7)]
    met = [day for day in week if day_verdict(one, day, first) == "met"]
    assert met == list(occurrences(one, week[0], week[-1]))
    assert all(day_verdict(one, on(day.weekday()), first) == "met" for day in met)


@pytest.mark.parametrize(
    ("until", "expected"), [(None, False), ("2026-11-24", True), ("2026-11-25", False)]
)
def test_a_pattern_is_over_after_its_last_day(until: str | None, *, expected: bool) -> None:
    assert is_over(pattern(until=until), TODAY) is expected


# Times


@pytest.mark.parametrize(
    ("start", "asked", "expected"),
    [
        pytest.param("17:00", "evening", "met", id="first minute is in"),
        pytest.param("22:59", "evening", "met", id="last minute"),
        pytest.param("23:00", "evening", "missed", id="end is out"),
        pytest.param("16:59", "evening", "missed", id="just before"),
        pytest.param("12:00", "afternoon", "met", id="noon is afternoon"),
        pytest.param("12:00", "morning", "missed", id="noon is no morning"),
        pytest.param("05:59", "morning", "missed", id="night"),
        pytest.param("18:00", "18:00-21:00", "met", id="range"),
        pytest.param("21:00", "18:00-21:00", "missed", id="end of a range"),
        pytest.param("22:00", "22:00-02:00", "met", id="before midnight"),
        pytest.param("00:00", "22:00-02:00", "met", id="midnight"),
        pytest.param("01:59", "22:00-02:00", "met", id="after midnight"),
        pytest.param("02:00", "22:00-02:00", "missed", id="end past midnight"),
        pytest.param("12:00", "22:00-02:00", "missed", id="noon is not in the night"),
        pytest.param("23:59", "6pm-midnight", "met", id="until midnight"),
        pytest.param("00:00", "6pm-midnight", "missed", id="midnight is the end"),
        pytest.param(None, "evening", "not-stated", id="start not stated"),
        pytest.param("evening", "evening", "met", id="the same part of the day"),
        pytest.param("evening", "morning", "missed", id="another part of the day"),
        pytest.param("evening", "afternoon", "missed", id="the next part of the day"),
        pytest.param("evening", "18:00-21:00", "partly", id="some of the evening"),
        pytest.param("evening", "16:00-23:30", "met", id="all of the evening and more"),
        pytest.param("evening", "22:00-02:00", "partly", id="late evening and night"),
        pytest.param("morning", "22:00-07:00", "partly", id="night and early morning"),
        pytest.param("morning", "22:00-12:00", "met", id="night and all of the morning"),
        pytest.param("afternoon", "22:00-07:00", "missed", id="afternoon is not in the night"),
    ],
)
def test_whether_a_start_is_within_the_asked_times(
    start: str | None, asked: str, expected: str
) -> None:
    assert time_verdict(pattern(start=start), asked_time(asked)) == expected


def test_an_end_says_nothing_about_the_start() -> None:
    assert time_verdict(pattern(end="21:00"), EVENING) == "not-stated"


def test_a_pattern_that_is_over_misses_every_time() -> None:
    over = pattern(start="19:00", until="2026-11-24")
    assert time_verdict(over, EVENING, TODAY) == "missed"
    assert time_verdict(over, EVENING, date(2026, 11, 24)) == "met"
    assert time_verdict(pattern(until="2026-11-24"), EVENING, TODAY) == "missed"


@given(clocks, ranges)
def test_a_start_is_within_the_times_of_one_minute_of_them(start: time, asked: TimeRange) -> None:
    expected = "met" if start.hour * 60 + start.minute in minutes(*asked) else "missed"
    assert time_verdict(Pattern(start=start), asked) == expected


@given(st.sampled_from(sorted(BANDS)), ranges)
def test_a_part_of_the_day_is_met_when_all_of_its_starts_are(band: str, asked: TimeRange) -> None:
    wanted, possible = minutes(*asked), minutes(*BANDS[band])
    expected = "met" if possible <= wanted else "partly" if possible & wanted else "missed"
    assert time_verdict(Pattern(start=band), asked) == expected


@given(clocks)
def test_a_start_is_in_one_part_of_the_day_or_in_the_night(start: time) -> None:
    verdicts = [time_verdict(Pattern(start=start), asked) for asked in BANDS.values()]
    night = (BANDS["evening"][1], BANDS["morning"][0])
    assert sorted([*verdicts, time_verdict(Pattern(start=start), night)]) == [
        *("met", "missed", "missed", "missed")
    ]


# Opening hours

FRIDAY_NIGHT = {"days": ["friday"], "start": "18:00", "end": "02:00"}
OFFICE = {"days": list(DAY_NAMES[:5]), "start": "09:00", "end": "17:00"}
ALWAYS = {"days": list(DAY_NAMES), "start": "00:00", "end": "00:00"}


@pytest.mark.parametrize(
    ("stated", "day", "asked", "expected"),
    [
        pytest.param(FRIDAY_NIGHT, on(FRIDAY), "19:00-20:00", ("met", "met"), id="open"),
        pytest.param(FRIDAY_NIGHT, on(FRIDAY), "01:00-02:00", ("met", "missed"), id="not yet open"),
        pytest.param(
            FRIDAY_NIGHT, on(SATURDAY), "01:00-03:00", ("met", "met"), id="open past midnight"
        ),
        pytest.param(
            FRIDAY_NIGHT, on(SATURDAY), "02:00-03:00", ("met", "missed"), id="closed in the night"
        ),
        pytest.param(
            FRIDAY_NIGHT, on(SATURDAY), "evening", ("met", "missed"), id="closed the next evening"
        ),
        pytest.param(
            FRIDAY_NIGHT,
            on(SUNDAY),
            "evening",
            ("missed", "met"),
            id="open at that time, other day",
        ),
        pytest.param(
            FRIDAY_NIGHT, on(SATURDAY, FRIDAY), "evening", ("met", "met"), id="either day"
        ),
        pytest.param(
            FRIDAY_NIGHT, on(THURSDAY), "22:00-02:00", ("missed", "met"), id="not from Thursday"
        ),
        pytest.param(FRIDAY_NIGHT, None, "23:00-23:30", (None, "met"), id="time alone"),
        pytest.param(FRIDAY_NIGHT, None, "morning", (None, "missed"), id="time alone, closed"),
        pytest.param(FRIDAY_NIGHT, None, "00:30-01:00", (None, "met"), id="time past midnight"),
        pytest.param(FRIDAY_NIGHT, on(SATURDAY), None, ("met", None), id="day alone"),
        pytest.param(FRIDAY_NIGHT, None, None, (None, None), id="nothing asked"),
        pytest.param(
            OFFICE, on(MONDAY), "16:00-20:00", ("met", "met"), id="open for some of the time"
        ),
        pytest.param(OFFICE, on(MONDAY), "evening", ("met", "missed"), id="closes at 5pm"),
        pytest.param(OFFICE, on(SATURDAY), "morning", ("missed", "met"), id="closed at weekends"),
        pytest.param(
            OFFICE, on(SUNDAY), "22:00-10:00", ("missed", "met"), id="opens the day after"
        ),
        pytest.param(
            OFFICE, on(FRIDAY), "22:00-10:00", ("met", "missed"), id="closed the day after"
        ),
        pytest.param(OFFICE, TODAY, "morning", ("met", "met"), id="open today"),
        pytest.param(
            OFFICE, date(2026, 11, 28), "morning", ("missed", "met"), id="closed that date"
        ),
        pytest.param(ALWAYS, on(SUNDAY), "03:00-04:00", ("met", "met"), id="24 hours"),
        pytest.param(ALWAYS, TODAY, "22:00-02:00", ("met", "met"), id="24 hours, over midnight"),
        pytest.param(
            {"days": list(DAY_NAMES)}, on(SUNDAY), "evening", ("met", "not-stated"), id="no times"
        ),
        pytest.param(
            {"start": "09:00", "end": "17:00"},
            on(SUNDAY),
            "morning",
            ("not-stated", "met"),
            id="no days",
        ),
        pytest.param(
            {"start": "09:00", "end": "17:00"},
            TODAY,
            "evening",
            ("not-stated", "missed"),
            id="no days, closed at that time",
        ),
        pytest.param(
            {"days": ["monday"], "start": "18:00"},
            on(MONDAY),
            "evening",
            ("met", "met"),
            id="opens in time, no closing time",
        ),
        pytest.param(
            {"days": ["monday"], "start": "16:00"},
            on(MONDAY),
            "evening",
            ("met", "not-stated"),
            id="opens before, no closing time",
        ),
        pytest.param(
            {"days": ["monday"], "end": "20:00"},
            on(MONDAY),
            "evening",
            ("met", "not-stated"),
            id="no opening time",
        ),
        pytest.param(
            {"days": ["monday"], "start": "evening"},
            on(MONDAY),
            "18:00-19:00",
            ("met", "partly"),
            id="evening",
        ),
        pytest.param(
            {"days": ["monday"], "start": "evening", "end": "22:00"},
            on(MONDAY),
            "morning",
            ("met", "missed"),
            id="evening, asked for the morning",
        ),
        pytest.param(
            {**FRIDAY_NIGHT, "every": "varies"},
            date(2026, 11, 28),
            "01:00-02:00",
            ("met", "met"),
            id="some Fridays, past midnight",
        ),
        pytest.param(
            {**FRIDAY_NIGHT, "until": "2026-11-24"},
            on(FRIDAY),
            "evening",
            ("missed", "missed"),
            id="over",
        ),
        pytest.param(
            {**FRIDAY_NIGHT, "until": "2026-11-24"},
            None,
            "evening",
            (None, "missed"),
            id="over, time",
        ),
    ],
)
def test_whether_a_line_is_open(
    stated: dict[str, object],
    day: DayAsk | None,
    asked: str | None,
    expected: tuple[str | None, str | None],
) -> None:
    times = asked and asked_time(asked)
    assert open_verdicts(Pattern.from_stated(stated), day, times or None, TODAY) == expected


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("07:00-09:00", "missed"),
        ("07:00-09:01", "met"),
        ("11:59-14:00", "met"),
        ("12:00-14:00", "missed"),
    ],
)
def test_a_line_is_open_from_its_first_minute_to_its_last(asked: str, expected: str) -> None:
    line = pattern(days=["friday"], start="09:00", end="12:00")
    assert open_verdicts(line, on(FRIDAY), asked_time(asked), TODAY) == ("met", expected)


def test_a_line_that_closes_at_midnight_is_not_open_the_day_after() -> None:
    until_midnight = pattern(days=["friday"], start="18:00", end="00:00")
    assert open_verdicts(until_midnight, on(SATURDAY), None, TODAY) == ("missed", None)


def test_a_line_keeps_the_bank_holidays_of_its_nation() -> None:
    office = pattern(**OFFICE, except_=["bank holidays"])
    st_andrew = date(2026, 11, 30)
    assert open_verdicts(office, st_andrew, None, TODAY) == ("met", None)
    assert open_verdicts(office, st_andrew, None, TODAY, "Scotland") == ("missed", None)


@given(weekdays, ranges, st.integers(0, 6), ranges)
def test_a_line_is_open_when_a_minute_of_the_week_is_both_open_and_asked_for(
    days: set[int], hours: TimeRange, asked_day: int, asked: TimeRange
) -> None:
    def week(day: int, times: TimeRange) -> set[int]:
        start, end = (at.hour * 60 + at.minute for at in times)
        length = (end - start) % 1440
        return {(day * 1440 + start + minute) % 10080 for minute in range(length)}

    opened = set().union(*(week(day, hours) for day in days))
    whole_day = {asked_day * 1440 + minute for minute in range(1440)}
    line = Pattern(days=tuple(sorted(days)), start=hours[0], end=hours[1])
    on_day, on_time = open_verdicts(line, on(asked_day), asked, TODAY)
    assert on_day == ("met" if opened & whole_day else "missed")
    if on_day == "met":
        assert on_time == ("met" if opened & week(asked_day, asked) else "missed")
