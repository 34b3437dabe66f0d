"""Meeting patterns as the recurrence rules of iCalendar: the same days, or told that it cannot be done."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given
from test_schedule import any_pattern, dates, monthly, pattern, weekly

from peerfind.schedule.recurrence import (
    DAY_NAMES,
    Pattern,
    is_excepted,
    occurrences,
    tells_a_date,
)
from peerfind.schedule.rrule import HORIZON, Rule, rule_of

SINCE = date(2026, 11, 25)  # a Wednesday


def text_of(rule: Rule | None) -> str:
    """The parts of a rule as a RRULE has them."""
    assert rule
    return ";".join(f"{name}={value}" for name, value in rule.parts)


def days_of(rule: Rule, last: date) -> list[date]:
    """The days that dateutil reads of a rule, up to a last one."""
    until = f";UNTIL={rule.until:%Y%m%d}" if rule.until else ""
    start = datetime.combine(rule.first, time())
    read = rrulestr(f"{text_of(rule)}{until}", dtstart=start)
    found = [one.date() for one in read.between(start, datetime.combine(last, time()), inc=True)]
    return [day for day in found if day not in rule.off]


@pytest.mark.parametrize(
    ("stated", "first", "told"),
    [
        pytest.param(
            {"days": ["tuesday"]}, "2026-12-01", "FREQ=WEEKLY;BYDAY=TU;WKST=MO", id="weekly"
        ),
        pytest.param(
            {"days": ["monday", "friday"]},
            "2026-11-27",
            "FREQ=WEEKLY;BYDAY=MO,FR;WKST=MO",
            id="two days a week",
        ),
        pytest.param(
            {"days": DAY_NAMES},
            "2026-11-25",
            "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA,SU;WKST=MO",
            id="daily",
        ),
        pytest.param(
            {"days": ["thursday"], "every": "2 weeks", "from": "2026-11-19"},
            "2026-12-03",
            "FREQ=WEEKLY;INTERVAL=2;BYDAY=TH;WKST=MO",
            id="every other week, counted from its first",
        ),
        pytest.param(
            {"days": ["sunday", "monday"], "every": "2 weeks", "from": "2026-11-29"},
            "2026-11-29",
            "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,SU;WKST=MO",
            id="weeks start on Monday",
        ),
        pytest.param(
            {"days": ["tuesday"], "which": [1, 3]},
            "2026-12-01",
            "FREQ=MONTHLY;BYDAY=1TU,3TU",
            id="first and third",
        ),
        pytest.param(
            {"days": ["friday"], "which": ["last"]},
            "2026-11-27",
            "FREQ=MONTHLY;BYDAY=-1FR",
            id="last",
        ),
        pytest.param(
            {"days": ["monday", "tuesday"], "which": [2, "last"]},
            "2026-11-30",
            "FREQ=MONTHLY;BYDAY=2MO,2TU,-1MO,-1TU",
            id="several of several days",
        ),
        pytest.param(
            {"days": ["monday"], "which": [5], "every": "2 months", "from": "2026-11-01"},
            "2026-11-30",
            "FREQ=MONTHLY;INTERVAL=2;BYDAY=5MO",
            id="a fifth that some months lack",
        ),
        pytest.param(
            {"days": ["tuesday"], "except": ["august", "december"]},
            "2027-01-05",
            "FREQ=WEEKLY;BYDAY=TU;WKST=MO;BYMONTH=1,2,3,4,5,6,7,9,10,11",
            id="months off",
        ),
    ],
)
def test_a_pattern_becomes_a_rule(stated: dict[str, object], first: str, told: str) -> None:
    rule = rule_of(Pattern.from_stated(stated), SINCE)
    assert text_of(rule) == told
    assert rule
    assert rule.first.isoformat() == first
    assert (rule.until, rule.off, rule.is_cut) == (None, (), False)


def test_days_off_are_told_one_by_one() -> None:
    one = pattern(days=["tuesday"], except_=["2026-12-22 to 2027-01-04", "2027-02-02"])
    rule = rule_of(one, SINCE)
    assert rule
    assert [day.isoformat() for day in rule.off] == ["2026-12-22", "2026-12-29", "2027-02-02"]
    assert not rule.is_cut


def test_a_first_meeting_that_is_off_is_not_the_first() -> None:
    rule = rule_of(pattern(days=["tuesday"], except_=["2026-12-01"]), SINCE)
    assert rule
    assert (rule.first, rule.off) == (date(2026, 12, 8), ())


def test_a_last_day_ends_the_rule() -> None:
    rule = rule_of(pattern(days=["tuesday"], until="2027-03-03"), SINCE)
    assert rule
    assert (rule.until, rule.is_cut) == (date(2027, 3, 3), False)


def test_bank_holidays_end_the_rule_where_they_are_no_longer_listed() -> None:
    rule = rule_of(pattern(days=["monday"], except_=["bank holidays"]), SINCE, "England")
    assert rule
    assert rule.is_cut
    assert rule.until == rule.first + HORIZON
    assert [day.isoformat() for day in rule.off if day.year == 2027] == [
        *("2027-03-29", "2027-05-03", "2027-05-31", "2027-08-30", "2027-12-27")
    ]


def test_a_stated_last_day_before_that_is_the_end() -> None:
    one = pattern(days=["monday"], except_=["bank holidays"], until="2027-04-30")
    rule = rule_of(one, SINCE)
    assert rule
    assert (rule.until, rule.is_cut) == (date(2027, 4, 30), False)
    assert rule.off == (date(2026, 12, 28), date(2027, 3, 29))


@pytest.mark.parametrize(("later", "is_cut"), [(0, False), (1, True)])
def test_a_rule_is_cut_where_meetings_go_on_after_the_days_that_are_listed(
    later: int, *, is_cut: bool
) -> None:
    horizon = date(2026, 11, 30) + HORIZON
    last = (horizon + timedelta(days=later)).isoformat()
    until = rule_of(pattern(days=["monday"], except_=["bank holidays"], until=last), SINCE)
    assert until
    assert (until.first, until.until, until.is_cut) == (date(2026, 11, 30), horizon, is_cut)
    off = rule_of(pattern(days=["monday"], except_=[f"2027-01-04 to {last}"]), SINCE)
    assert off
    assert (off.until, off.is_cut) == (horizon if is_cut else None, is_cut)


def test_days_off_far_ahead_end_the_rule_too() -> None:
    one = pattern(days=["monday"], except_=["2031-01-01 to 2031-02-01"])
    rule = rule_of(one, SINCE)
    assert rule
    assert rule.is_cut
    assert rule.until
    assert rule.until < date(2031, 1, 1)


@pytest.mark.parametrize(
    "stated",
    [
        pytest.param({}, id="no day"),
        pytest.param({"days": ["tuesday"], "every": "varies"}, id="varies"),
        pytest.param({"days": ["tuesday"], "every": "2 weeks"}, id="which weeks is not stated"),
        pytest.param({"days": ["tuesday"], "every": "month"}, id="which one is not stated"),
        pytest.param({"days": ["tuesday"], "until": "2026-11-24"}, id="over"),
        pytest.param({"days": ["tuesday"], "_unsure": True}, id="could not be read"),
        pytest.param({"days": ["monday"], "from": "9999-01-01"}, id="beyond what is reckoned"),
    ],
)
def test_what_no_rule_can_say_is_none(stated: dict[str, object]) -> None:
    assert rule_of(Pattern.from_stated(stated), SINCE) is None


def test_a_rule_at_the_end_of_what_can_be_counted_raises_nothing() -> None:
    late = date(9997, 12, 1)
    assert rule_of(pattern(days=["monday"], except_=["bank holidays"]), late)


@given(weekly | monthly, dates)
def test_a_rule_says_the_same_days_as_the_pattern(one: Pattern, since: date) -> None:
    rule = rule_of(one, since)
    last = since + timedelta(days=800)
    expected = [*occurrences(one, since, last)]
    if rule is None:
        assert expected == []
        return
    end = min(last, rule.until) if rule.is_cut and rule.until else last
    assert days_of(rule, last) == [day for day in expected if day <= end]


@given(weekly | monthly, dates)
def test_no_day_of_a_rule_is_off(one: Pattern, since: date) -> None:
    if rule := rule_of(one, since, "Scotland"):
        found = days_of(rule, rule.first + timedelta(days=400))
        assert not [day for day in found if is_excepted(one, day, "Scotland")]
        assert rule.first >= since
        assert rule.first not in rule.off


@given(any_pattern, dates)
def test_there_is_a_rule_only_where_dates_can_be_told(one: Pattern, since: date) -> None:
    rule = rule_of(one, since)
    assert rule is None or tells_a_date(one)
    soon = [*occurrences(one, since, since + timedelta(days=3650))]
    assert (rule is None) <= (not soon)
