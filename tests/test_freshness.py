from __future__ import annotations

from datetime import date, timedelta

import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import given
from hypothesis import strategies as st

from peerfind.directory.readers import period
from peerfind.freshness import LOSS, LOSS_WHEN_FULL, freshness, later

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("checked_on", "found"),
    [
        pytest.param(None, "never-checked", id="never"),
        pytest.param(date(2026, 11, 24), "checked", id="today"),
        pytest.param(date(2026, 5, 24), "checked", id="six months ago to the day"),
        pytest.param(date(2026, 5, 23), "due", id="a day longer"),
        pytest.param(date(2024, 11, 24), "due", id="two years ago to the day"),
        pytest.param(date(2024, 11, 23), "stale", id="a day longer than two years"),
        pytest.param(date(2027, 1, 1), "checked", id="in the future"),
        pytest.param(date.max, "checked", id="on the last day of the calendar"),
    ],
)
def test_a_check_grows_old(checked_on: date | None, found: str) -> None:
    assert freshness(checked_on, TODAY, "6 months", "24 months") == found


@pytest.mark.parametrize(
    ("day", "length", "then"),
    [
        pytest.param("2026-01-31", "1 month", "2026-02-28", id="no such day in February"),
        pytest.param("2028-01-31", "1 month", "2028-02-29", id="leap year"),
        pytest.param("2024-02-29", "1 year", "2025-02-28", id="a year after a leap day"),
        pytest.param("2026-10-31", "2 months", "2026-12-31", id="to December"),
        pytest.param("2026-12-01", "1 month", "2027-01-01", id="over the new year"),
        pytest.param("2026-06-15", "24 months", "2028-06-15", id="two years of months"),
        pytest.param("2026-03-01", "30 days", "2026-03-31", id="days"),
        pytest.param("2026-03-01", "1 day", "2026-03-02", id="a day"),
        pytest.param("2026-03-01", "2 weeks", "2026-03-15", id="weeks"),
        pytest.param("2026-03-01", "0 weeks", "2026-03-01", id="no time at all"),
        pytest.param("9999-11-30", "1 year", "9999-12-31", id="past the end of the calendar"),
        pytest.param("9999-12-30", "7 days", "9999-12-31", id="days past it"),
        pytest.param("9100-01-01", "999 years", "9999-12-31", id="years past it"),
    ],
)
def test_a_length_of_time_later(day: str, length: str, then: str) -> None:
    assert later(date.fromisoformat(day), length) == date.fromisoformat(then)


days = st.dates(date(1900, 1, 1), date(2200, 12, 31))
units = st.sampled_from(["day", "week", "month", "year"])


@given(days, st.integers(0, 999), units)
def test_a_length_of_time_is_what_dateutil_says(day: date, number: int, unit: str) -> None:
    expected = day + relativedelta(**{f"{unit}s": number})  # type: ignore[arg-type]
    assert later(day, f"{number} {unit}s") == expected


@given(st.dates(), st.integers(0, 999), units)
def test_every_length_that_a_file_may_state_can_be_added_to_every_day(
    day: date, number: int, unit: str
) -> None:
    assert day <= later(day, period(f"{number} {unit}s")) <= date.max


@given(days, st.integers(0, 3000), st.integers(1, 40))
def test_a_check_never_becomes_fresher(day: date, age: int, more: int) -> None:
    order = ("checked", "due", "stale")
    sooner = freshness(day, day + timedelta(age), "6 months", "24 months")
    then = freshness(day, day + timedelta(age + more), "6 months", "24 months")
    assert order.index(sooner) <= order.index(then)


periods = st.builds("{} {}s".format, st.integers(0, 999), units)


@given(days, days, periods, periods)
def test_a_check_is_as_old_as_its_two_lengths_of_time_later(
    day: date, today: date, review_after: str, hide_after: str
) -> None:
    is_due, is_stale = (today > later(day, one) for one in (review_after, hide_after))
    expected = "stale" if is_stale else "due" if is_due else "checked"
    assert freshness(day, today, review_after, hide_after) == expected


def test_losses_are_small_and_grow_with_age() -> None:
    assert 0 == LOSS["checked"] < LOSS["due"] < LOSS["never-checked"] < LOSS["stale"] < 0.2
    assert 0 < LOSS_WHEN_FULL < 0.2
