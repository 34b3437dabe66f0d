"""The meetings of some days ahead: from now on, by the clock where the group meets."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_schedule import any_pattern, clocks, dates, monthly, pattern, weekly

from peerfind.schedule.ahead import (
    MOST_DAYS,
    Days,
    days_ahead,
    days_named,
    meeting_on,
    meetings,
)
from peerfind.schedule.recurrence import DAY_NAMES, occurrences

if TYPE_CHECKING:
    from peerfind.schedule.recurrence import Pattern

LONDON = ZoneInfo("Europe/London")
WEDNESDAY = date(2026, 11, 25)
NINE = datetime.combine(WEDNESDAY, time(9), LONDON)


def told(*patterns: Pattern, now: datetime = NINE, number: int = 7) -> list[str]:
    """The starts of the meetings of some days from now on."""
    days = days_ahead(number, now.date())
    return [one.start.isoformat() for one in meetings(patterns, days, now)]


# Which days


def test_seven_days_are_today_and_the_six_after_it() -> None:
    assert days_ahead(7, WEDNESDAY) == Days(WEDNESDAY, date(2026, 12, 1))


def test_one_day_is_today() -> None:
    assert days_ahead(1, WEDNESDAY) == Days(WEDNESDAY, WEDNESDAY)


@pytest.mark.parametrize("number", [-1, 0, MOST_DAYS + 1, 10**9])
def test_a_number_of_days_that_is_no_use_is_refused(number: int) -> None:
    with pytest.raises(ValueError, match=f"{number} is not a number of days from 1 to 366."):
        days_ahead(number, WEDNESDAY)


@pytest.mark.parametrize(
    ("typed", "first", "last", "weekdays"),
    [
        ("today", "2026-11-25", "2026-11-25", {*range(7)}),
        ("Tomorrow", "2026-11-26", "2026-11-26", {*range(7)}),
        ("2026-12-05", "2026-12-05", "2026-12-05", {*range(7)}),
        ("saturday", "2026-11-28", "2026-11-28", {5}),
        ("Sat", "2026-11-28", "2026-11-28", {5}),
        ("wednesday", "2026-11-25", "2026-11-25", {2}),
        ("weekend", "2026-11-28", "2026-11-29", {5, 6}),
        ("weekdays", "2026-11-25", "2026-12-01", {0, 1, 2, 3, 4}),
    ],
)
def test_days_are_named_as_people_say_them(
    typed: str, first: str, last: str, weekdays: set[int]
) -> None:
    expected = Days(date.fromisoformat(first), date.fromisoformat(last), frozenset(weekdays))
    assert days_named(typed, WEDNESDAY) == expected


def test_today_counts_when_its_weekday_is_named() -> None:
    days = days_named("wednesday", WEDNESDAY)
    one = pattern(days=["wednesday"], start="19:00")
    assert [meeting.day for meeting in meetings([one], days, NINE)] == [WEDNESDAY]


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("2026-11-24", "2026-11-24 has passed."),
        ("someday", '"someday" is not a day.'),
        ("2026-02-30", "2026-02-30"),
        ("5 december", '"5 december"'),
        ("", "is not a day"),
    ],
)
def test_what_is_no_day_ahead_is_refused(typed: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        days_named(typed, WEDNESDAY)


# Which meetings


def test_meetings_stand_in_date_order_over_all_patterns() -> None:
    late = pattern(days=["friday"], start="19:00")
    early = pattern(days=["friday", "thursday"], start="10:00")
    assert told(late, early) == [
        "2026-11-26T10:00:00+00:00",
        "2026-11-27T10:00:00+00:00",
        "2026-11-27T19:00:00+00:00",
    ]


def test_what_has_started_today_is_no_longer_ahead() -> None:
    one = pattern(days=["wednesday"], start="08:59")
    assert told(one) == []


def test_what_starts_now_is_ahead() -> None:
    one = pattern(days=["wednesday"], start="09:00")
    assert told(one) == ["2026-11-25T09:00:00+00:00"]


@pytest.mark.parametrize("start", [None, "morning", "evening"])
def test_where_only_the_day_is_known_all_of_today_counts(start: str | None) -> None:
    stated = {"days": ["wednesday"]} | ({"start": start} if start else {})
    now = datetime.combine(WEDNESDAY, time(23), LONDON)
    assert told(pattern(**stated), now=now) == ["2026-11-25"]


def test_parts_of_a_day_come_after_the_times_that_may_be_before_them() -> None:
    morning = pattern(days=["thursday"], start="morning")
    ten, noon = (pattern(days=["thursday"], start=start) for start in ("10:00", "12:30"))
    unknown = pattern(days=["thursday"])
    found = meetings([unknown, noon, morning, ten], days_ahead(2, WEDNESDAY), NINE)
    starts = [one.pattern.start for one in found]
    assert starts == [time(10), "morning", time(12, 30), None]


def test_a_start_that_two_patterns_tell_is_told_once() -> None:
    one = pattern(days=["thursday"], start="19:00", note="first")
    other = pattern(days=["thursday", "friday"], start="19:00")
    found = meetings([one, other], days_ahead(7, WEDNESDAY), NINE)
    assert [meeting.day.day for meeting in found] == [26, 27]
    assert found[0].pattern.note == "first"


def test_exceptions_first_and_last_days_are_kept() -> None:
    one = pattern(
        days=DAY_NAMES,
        start="10:00",
        from_="2026-11-27",
        until="2026-11-30",
        except_=["2026-11-29"],
    )
    assert [day[:10] for day in told(one)] == ["2026-11-27", "2026-11-28", "2026-11-30"]


def test_bank_holidays_are_those_of_the_nation() -> None:
    one = pattern(days=["monday"], start="10:00", except_=["bank holidays"])
    now = datetime(2026, 11, 30, 8, tzinfo=LONDON)  # St Andrew's Day
    days = days_ahead(1, now.date())
    assert len(meetings([one], days, now, "England")) == 1
    assert meetings([one], days, now, "Scotland") == []


def test_a_meeting_past_midnight_belongs_to_the_day_it_starts() -> None:
    one = pattern(days=["friday"], start="23:00", end="01:00")
    (found,) = meetings([one], days_named("friday", WEDNESDAY), NINE)
    assert (found.day, found.end and found.end.isoformat()) == (
        date(2026, 11, 27),
        "2026-11-28T01:00:00+00:00",
    )


def test_only_the_named_days_of_the_week_are_told() -> None:
    one = pattern(days=DAY_NAMES, start="10:00")
    found = meetings([one], days_named("weekend", WEDNESDAY), NINE)
    assert [meeting.day.day for meeting in found] == [28, 29]


@pytest.mark.parametrize("stated", [{}, {"days": ["monday"], "every": "varies"}])
def test_a_pattern_that_tells_no_date_tells_no_meeting(stated: dict[str, object]) -> None:
    assert told(pattern(**stated), number=366) == []


# Clock changes


def test_the_clock_on_the_wall_stays_when_summer_time_begins_and_ends() -> None:
    one = pattern(days=["saturday", "monday"], start="19:00", end="20:00")
    spring = datetime(2026, 3, 28, 8, tzinfo=LONDON)
    assert told(one, now=spring, number=3) == [
        "2026-03-28T19:00:00+00:00",
        "2026-03-30T19:00:00+01:00",
    ]
    autumn = datetime(2026, 10, 24, 8, tzinfo=LONDON)
    assert told(one, now=autumn, number=3) == [
        "2026-10-24T19:00:00+01:00",
        "2026-10-26T19:00:00+00:00",
    ]


def test_a_start_that_the_clock_skips_moves_forward() -> None:
    one = pattern(days=["sunday"], start="01:30", end="03:00")
    found = meeting_on(one, date(2026, 3, 29), NINE)
    assert found.start.isoformat() == "2026-03-29T02:30:00+01:00"


def test_of_an_hour_that_comes_twice_the_first_is_taken_and_passes() -> None:
    one = pattern(days=["sunday"], start="01:30")
    before = datetime(2026, 10, 25, 0, 0, tzinfo=LONDON)
    assert told(one, now=before, number=1) == ["2026-10-25T01:30:00+01:00"]
    after = datetime(2026, 10, 25, 1, 15, tzinfo=LONDON, fold=1)
    assert told(one, now=after, number=1) == []


# Laws


@given(any_pattern | weekly | monthly, dates, st.integers(1, 60))
def test_the_days_are_those_that_the_pattern_tells(one: Pattern, day: date, number: int) -> None:
    now = datetime.combine(day, time(), LONDON)
    days = days_ahead(number, day)
    found = [meeting.day for meeting in meetings([one], days, now)]
    assert found == [*occurrences(one, days.first, days.last)]


@given(st.lists(any_pattern, max_size=4), st.datetimes(datetime(2024, 1, 1), datetime(2029, 1, 1)))  # noqa: DTZ001
def test_nothing_is_in_the_past_twice_or_out_of_order(
    patterns: list[Pattern], naive: datetime
) -> None:
    now = naive.replace(tzinfo=LONDON)
    found = meetings(patterns, days_ahead(30, now.date()), now)
    assert [one.order for one in found] == sorted(one.order for one in found)
    assert len({one.order for one in found}) == len(found)
    for one in found:
        if isinstance(one.start, datetime):
            assert one.start.astimezone(UTC) >= now.astimezone(UTC)
        else:
            assert one.start >= now.date()


@given(weekly, clocks, clocks, dates)
def test_a_meeting_ends_after_it_starts_within_a_day(
    one: Pattern, start: time, end: time, day: date
) -> None:
    found = meeting_on(one._replace(start=start, end=end), day, NINE)
    assert found.end
    length = found.end.astimezone(UTC) - found.start.astimezone(UTC)  # type: ignore[union-attr]
    assert -timedelta(hours=1) <= length <= timedelta(hours=25)


def test_only_meetings_on_the_days_of_the_week_that_are_asked_for() -> None:
    daily = pattern(days=DAY_NAMES, start="19:00")
    week = days_ahead(7, WEDNESDAY)._replace(weekdays=frozenset({0, 5}))
    found = [one.day for one in meetings([daily], week, NINE)]
    assert found == [date(2026, 11, 28), date(2026, 11, 30)]
