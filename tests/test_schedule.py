from __future__ import annotations

import json
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice, pairwise
from time import process_time
from zoneinfo import ZoneInfo

import pytest
from dateutil.rrule import FR, MO, MONTHLY, SA, SU, TH, TU, WE, WEEKLY, rrule
from hypothesis import given
from hypothesis import strategies as st

from peerfind.schedule.recurrence import (
    BANDS,
    BANK_HOLIDAYS,
    DAY_NAMES,
    LAST,
    MONTH_NAMES,
    PERIODS_AHEAD,
    Pattern,
    end_of,
    interval,
    is_excepted,
    local_time,
    next_start,
    occurrences,
    stated_clock,
    stated_date,
    stated_days,
    stated_every,
    stated_exception,
    stated_time,
    stated_which,
    tells_a_date,
)

LONDON = ZoneInfo("Europe/London")
RRULE_DAYS = (MO, TU, WE, TH, FR, SA, SU)
TUESDAY = 1

dates = st.dates(date(2024, 1, 1), date(2029, 12, 31))
clocks = st.builds(time, st.integers(0, 23), st.integers(0, 59))
weekdays = st.sets(st.integers(0, 6), min_size=1).map(lambda days: tuple(sorted(days)))
which_ones = st.sets(st.sampled_from([1, 2, 3, 4, 5, LAST]), min_size=1).map(
    lambda which: tuple(sorted(which, key=lambda nth: (nth == LAST, nth)))
)
ranges = st.tuples(dates, dates).map(lambda ends: (min(ends), max(ends)))
exclusions = st.one_of(ranges, st.sampled_from([*MONTH_NAMES, BANK_HOLIDAYS]))
numbers = st.integers(1, 9)
weekly = st.builds(
    Pattern,
    days=weekdays,
    every=numbers.map(lambda number: "week" if number == 1 else f"{number} weeks"),
    since=dates,
    until=st.none() | dates,
    exceptions=st.lists(exclusions, max_size=3).map(tuple),
)
monthly = st.builds(
    Pattern,
    days=weekdays,
    every=numbers.map(lambda number: "month" if number == 1 else f"{number} months"),
    which=which_ones,
    since=dates,
    until=st.none() | dates,
    exceptions=st.lists(exclusions, max_size=3).map(tuple),
)
any_pattern = st.builds(
    Pattern,
    days=weekdays | st.just(()),
    start=st.none() | clocks | st.sampled_from(sorted(BANDS)),
    end=st.none() | clocks,
    every=st.sampled_from([None, "week", "2 weeks", "month", "3 months", "varies"]),
    which=which_ones | st.just(()),
    since=st.none() | dates,
    until=st.none() | dates,
    exceptions=st.lists(exclusions, max_size=3, unique=True).map(tuple),
    formats=st.sampled_from([(), ("video",), ("in-person", "video")]),
    note=st.none() | st.just("back room"),
)


def pattern(**stated: object) -> Pattern:
    """The pattern of what is stated; a final `_` keeps a key apart from Python's own words."""
    return Pattern.from_stated({key.removesuffix("_"): value for key, value in stated.items()})


def days_of(one: Pattern, first: str, last: str, nation: str | None = None) -> list[str]:
    found = occurrences(one, date.fromisoformat(first), date.fromisoformat(last), nation)
    return [day.isoformat() for day in found]


def oracle(one: Pattern, first: date, last: date) -> list[date]:
    """The same days by dateutil, which steps through every one from the first meeting on."""
    number, unit = interval(one)
    nth = [RRULE_DAYS[day](which) for day in one.days for which in one.which]
    assert one.since
    rule = rrule(
        WEEKLY if unit == "week" else MONTHLY,
        interval=number,
        byweekday=nth or [RRULE_DAYS[day] for day in one.days],
        dtstart=datetime.combine(one.since, time()),
        until=datetime.combine(min(last, one.until or last), time()),
        wkst=MO,
    )
    found = (moment.date() for moment in rule)
    return [day for day in found if first <= day and not is_excepted(one, day)]


def at(text: str, fold: int = 0) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=LONDON, fold=fold)


# What is typed


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        pytest.param("tuesday", ["tuesday"], id="full name"),
        pytest.param("Tuesdays", ["tuesday"], id="plural with a capital"),
        pytest.param("mon", ["monday"], id="three letters"),
        pytest.param("tues", ["tuesday"], id="four letters"),
        pytest.param(" Thurs ", ["thursday"], id="five letters and spaces"),
        pytest.param("weds", ["wednesday"], id="short plural"),
        pytest.param("daily", list(DAY_NAMES), id="every day"),
        pytest.param("Weekdays", list(DAY_NAMES[:5]), id="monday to friday"),
        pytest.param("weekend", ["saturday", "sunday"], id="weekend"),
    ],
)
def test_days_are_read_as_people_write_them(typed: str, expected: list[str]) -> None:
    assert list(stated_days(typed)) == expected


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        pytest.param("19:00", "19:00", id="24 hours"),
        pytest.param("9:30", "09:30", id="24 hours without a zero"),
        pytest.param("00:00", "00:00", id="the first minute"),
        pytest.param("23:59", "23:59", id="the last minute"),
        pytest.param("19.30", "19:30", id="a dot after noon can only be the evening"),
        pytest.param("7pm", "19:00", id="evening hour"),
        pytest.param("7 PM", "19:00", id="evening hour with a space"),
        pytest.param("7.30pm", "19:30", id="dot"),
        pytest.param("7:30 p.m.", "19:30", id="colon and dots"),
        pytest.param("7am", "07:00", id="morning hour"),
        pytest.param("12pm", "12:00", id="12pm is noon"),
        pytest.param("12am", "00:00", id="12am is midnight"),
        pytest.param("12.15am", "00:15", id="after midnight"),
        pytest.param("noon", "12:00", id="noon"),
        pytest.param("Midday", "12:00", id="midday"),
        pytest.param("12 noon", "12:00", id="12 noon"),
        pytest.param("midnight", "00:00", id="midnight"),
    ],
)
def test_times_are_read_as_people_write_them(typed: str, expected: str) -> None:
    assert stated_time(typed) == expected
    assert stated_clock(typed) == expected


@pytest.mark.parametrize("typed", ["morning", "Afternoons", " evening "])
def test_a_start_may_be_a_part_of_the_day_but_an_end_may_not(typed: str) -> None:
    assert stated_time(typed) == typed.strip().lower().removesuffix("s")
    with pytest.raises(ValueError, match="not one clear time"):
        stated_clock(typed)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        pytest.param("week", "week", id="week"),
        pytest.param("1 week", "week", id="one week"),
        pytest.param("2 week", "2 weeks", id="plural put right"),
        pytest.param("6 Weeks", "6 weeks", id="capital"),
        pytest.param("fortnight", "2 weeks", id="fortnight"),
        pytest.param("month", "month", id="month"),
        pytest.param("01 months", "month", id="one month"),
        pytest.param("2  months", "2 months", id="two spaces"),
        pytest.param("Varies", "varies", id="varies"),
    ],
)
def test_how_often_is_tidied(typed: str, expected: str) -> None:
    assert stated_every(typed) == expected


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("1", 1),
        ("5", 5),
        ("first", 1),
        ("Fifth", 5),
        ("3rd", 3),
        ("last", "last"),
        (" Last ", "last"),
    ],
)
def test_which_one_of_the_month_is_a_number_or_last(typed: str, expected: int | str) -> None:
    assert stated_which(typed) == expected


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        pytest.param("2026-12-22", "2026-12-22", id="date"),
        pytest.param("2026-12-22 to 2027-01-04", "2026-12-22 to 2027-01-04", id="range"),
        pytest.param("2026-12-22  TO  2026-12-22", "2026-12-22", id="range of one day"),
        pytest.param("August", "august", id="month"),
        pytest.param("aug", "august", id="month cut short"),
        pytest.param("Bank holiday", "bank holidays", id="bank holidays"),
    ],
)
def test_times_without_a_meeting_are_tidied(typed: str, expected: str) -> None:
    assert stated_exception(typed) == expected


@pytest.mark.parametrize(
    ("reader", "typed", "message"),
    [
        pytest.param(
            stated_days,
            "tuseday",
            '"tuseday" is not a day. Write monday, mon, daily, weekdays or weekend.',
            id="misspelt day",
        ),
        pytest.param(
            stated_days,
            "mo",
            '"mo" is not a day. Write monday, mon, daily, weekdays or weekend.',
            id="two letters",
        ),
        pytest.param(
            stated_time,
            "7.30",
            '"7.30" is not one clear time. Write 19:00, 7pm, 7.30pm or noon.',
            id="morning or evening",
        ),
        pytest.param(
            stated_time,
            "7-9",
            '"7-9" is not one clear time. Write 19:00, 7pm, 7.30pm or noon.',
            id="two times",
        ),
        pytest.param(
            stated_every,
            "0 weeks",
            '"0 weeks" is not how often. Write week, 2 weeks, month or varies.',
            id="never",
        ),
        pytest.param(
            stated_which,
            "6",
            '"6" does not say which one of the month. Write 1 to 5, or last.',
            id="sixth of the month",
        ),
        pytest.param(
            stated_exception,
            "Christmas",
            '"Christmas" does not say when there is no meeting. '
            "Write 2026-12-22, 2026-12-22 to 2027-01-04, august or bank holidays.",
            id="feast without a date",
        ),
        pytest.param(
            stated_exception,
            "2027-01-04 to 2026-12-22",
            '"2027-01-04 to 2026-12-22" ends before it starts. Swap the two dates.',
            id="range backwards",
        ),
        pytest.param(
            stated_date,
            "06/01/2026",
            '"06/01/2026" is not a date. Write the year first, and two figures each: '
            "3 May 2026 is 2026-05-03.",
            id="British date",
        ),
        pytest.param(
            stated_date,
            "2026-02-29",
            '"2026-02-29" is not in the calendar. Check the day and month.',
            id="no such day",
        ),
    ],
)
def test_what_cannot_be_read_is_told_with_what_to_write(
    reader: object, typed: str, message: str
) -> None:
    assert callable(reader)
    with pytest.raises(ValueError, match=r"^") as caught:
        reader(typed)
    assert str(caught.value) == message


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "7",
        "19",
        "24:00",
        "25:00",
        "19:60",
        "13pm",
        "0am",
        "7.5pm",
        "1930",
        "\uff17pm",
        "soon",
        "7:30:00",
    ],
)
def test_a_time_that_could_mislead_is_refused(typed: str) -> None:
    with pytest.raises(ValueError, match="not one clear time"):
        stated_time(typed)


@pytest.mark.parametrize("typed", ["", "weekly", "two weeks", "-1 weeks", "2", "year", "2 years"])
def test_how_often_must_be_in_weeks_or_months(typed: str) -> None:
    with pytest.raises(ValueError, match="is not how often"):
        stated_every(typed)


@pytest.mark.parametrize(
    "typed", ["", "20260105", "2026-W02-1", "2026-1-5", "2026-01", "\uff12026-01-05"]
)
def test_a_date_has_year_month_and_day(typed: str) -> None:
    with pytest.raises(ValueError, match="is not a date"):
        stated_date(typed)


@given(clocks)
def test_a_time_reads_the_same_in_24_and_in_12_hours(clock: time) -> None:
    assert stated_clock(f"{clock:%I.%M}{'am' if clock.hour < 12 else 'pm'}") == f"{clock:%H:%M}"
    assert stated_clock(f"{clock:%H:%M}") == f"{clock:%H:%M}"


# The stated form


def test_a_pattern_keeps_all_that_is_stated() -> None:
    stated = {
        "days": ["tuesday"],
        "start": "10:30",
        "end": "12:00",
        "every": "2 months",
        "which": [1, 3, "last"],
        "from": "2026-01-06",
        "until": "2027-06-30",
        "except": ["2026-12-22 to 2027-01-04", "2026-05-05", "august", "bank holidays"],
        "format": ["video"],
        "note": "ring the bell",
    }
    assert Pattern.from_stated(stated) == Pattern(
        days=(TUESDAY,),
        start=time(10, 30),
        end=time(12),
        every="2 months",
        which=(1, 3, LAST),
        since=date(2026, 1, 6),
        until=date(2027, 6, 30),
        exceptions=(
            (date(2026, 12, 22), date(2027, 1, 4)),
            (date(2026, 5, 5), date(2026, 5, 5)),
            "august",
            "bank holidays",
        ),
        formats=("video",),
        note="ring the bell",
    )
    assert Pattern.from_stated(stated).stated() == stated


def test_what_is_not_stated_is_left_out() -> None:
    assert Pattern.from_stated({}) == Pattern()
    assert Pattern().stated() == {}


def test_midnight_is_a_time_like_any_other() -> None:
    stated = {"start": "00:00", "end": "00:00"}
    assert Pattern.from_stated(stated).stated() == stated


def test_lists_are_put_in_order_without_doubles() -> None:
    messy = pattern(days=["friday", "monday", "friday"], which=["last", 3, 1, 3])
    assert messy.stated() == {"days": ["monday", "friday"], "which": [1, 3, "last"]}


def test_a_doubt_about_the_dates_is_kept_but_not_stated() -> None:
    stated = {"days": ["tuesday"], "start": "19:00", "from": "2026-01-06", "note": "ring"}
    unsure = Pattern.from_stated({**stated, "_unsure": True})
    assert unsure == Pattern.from_stated(stated)._replace(is_unsure=True)
    assert unsure != Pattern.from_stated(stated)
    assert unsure.stated() == stated


@pytest.mark.parametrize("mark", [pytest.param(False, id="false"), pytest.param(None, id="none")])
def test_without_a_doubt_the_pattern_is_sure(mark: object) -> None:
    assert Pattern.from_stated({"days": ["tuesday"], "_unsure": mark}) == pattern(days=["tuesday"])


@given(any_pattern)
def test_a_pattern_survives_its_stated_form_and_json(one: Pattern) -> None:
    assert Pattern.from_stated(json.loads(json.dumps(one.stated()))) == one


@given(any_pattern)
def test_each_stated_value_is_already_tidy(one: Pattern) -> None:
    stated = one.stated()
    assert [stated_days(day) for day in stated.get("days", ())] == [
        (d,) for d in stated.get("days", ())
    ]
    assert [stated_which(str(nth)) for nth in stated.get("which", ())] == stated.get("which", [])
    assert [stated_exception(text) for text in stated.get("except", ())] == stated.get("except", [])
    assert stated_every(stated.get("every", "week")) == stated.get("every", "week")
    assert stated_time(stated.get("start", "noon")) == stated.get("start", "12:00")


# Which dates can be told


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        pytest.param({"days": ["tuesday"]}, True, id="Tuesdays means every week"),
        pytest.param({"days": ["tuesday"], "every": "week"}, True, id="every week"),
        pytest.param({"every": "week"}, False, id="no days"),
        pytest.param({"days": ["tuesday"], "every": "varies"}, False, id="varies"),
        pytest.param({"days": ["tuesday"], "every": "2 weeks"}, False, id="2 weeks, no date"),
        pytest.param(
            {"days": ["tuesday"], "every": "2 weeks", "from": "2026-01-06"}, True, id="2 weeks"
        ),
        pytest.param({"days": ["tuesday"], "every": "month"}, False, id="month, not which"),
        pytest.param({"days": ["tuesday"], "every": "month", "which": [1]}, True, id="month"),
        pytest.param({"every": "month", "which": [1]}, False, id="month without days"),
        pytest.param(
            {"days": ["tuesday"], "every": "2 months", "which": [1]}, False, id="2 months, no date"
        ),
        pytest.param(
            {"days": ["tuesday"], "every": "2 months", "from": "2026-01-06"},
            False,
            id="2 months, not which",
        ),
        pytest.param(
            {"days": ["tuesday"], "every": "2 months", "which": [1], "from": "2026-01-06"},
            True,
            id="2 months",
        ),
        pytest.param({"days": ["tuesday"], "which": [1]}, True, id="the first means of the month"),
        pytest.param(
            {"days": ["tuesday"], "every": "week", "which": [1]}, False, id="weeks contradict which"
        ),
    ],
)
def test_a_date_is_told_only_when_it_follows_from_what_is_stated(
    stated: dict[str, object], *, expected: bool
) -> None:
    one = Pattern.from_stated(stated)
    assert tells_a_date(one) is expected
    assert any(occurrences(one, date(2026, 1, 1), date(2027, 12, 31))) is expected


@given(weekly | monthly)
def test_a_doubt_about_the_dates_leaves_none_that_can_be_told(one: Pattern) -> None:
    unsure = one._replace(is_unsure=True)
    assert tells_a_date(one)
    assert not tells_a_date(unsure)
    assert list(occurrences(unsure, date(2024, 1, 1), date(2029, 12, 31))) == []
    assert next_start([unsure], at("2024-01-01T00:00")) is None


# Which dates


@pytest.mark.parametrize(
    ("stated", "first", "last", "expected"),
    [
        pytest.param(
            {"days": ["tuesday"]},
            "2026-12-01",
            "2026-12-15",
            ["2026-12-01", "2026-12-08", "2026-12-15"],
            id="weekly, both ends in",
        ),
        pytest.param(
            {"days": ["monday", "thursday"], "every": "2 weeks", "from": "2026-01-08"},
            "2026-01-01",
            "2026-01-31",
            ["2026-01-08", "2026-01-19", "2026-01-22"],
            id="fortnights are counted from the week of the first date",
        ),
        pytest.param(
            {"days": ["monday", "sunday"], "every": "3 weeks", "from": "2026-01-11"},
            "2026-01-01",
            "2026-02-28",
            ["2026-01-11", "2026-01-26", "2026-02-01", "2026-02-16", "2026-02-22"],
            id="a week ends on Sunday",
        ),
        pytest.param(
            {"days": ["tuesday"], "every": "2 weeks", "from": "2026-01-08"},
            "2026-01-01",
            "2026-02-04",
            ["2026-01-20", "2026-02-03"],
            id="a first date on another day still tells which weeks",
        ),
        pytest.param(
            {"days": ["tuesday"], "every": "month", "which": [1, 3], "except": ["august"]},
            "2026-07-01",
            "2026-09-30",
            ["2026-07-07", "2026-07-21", "2026-09-01", "2026-09-15"],
            id="first and third, not in August",
        ),
        pytest.param(
            {"days": ["friday"], "every": "month", "which": ["last"]},
            "2026-01-01",
            "2026-04-30",
            ["2026-01-30", "2026-02-27", "2026-03-27", "2026-04-24"],
            id="the last is the fourth or the fifth",
        ),
        pytest.param(
            {"days": ["friday"], "every": "month", "which": [5]},
            "2026-01-01",
            "2026-07-31",
            ["2026-01-30", "2026-05-29", "2026-07-31"],
            id="months without a fifth are left out",
        ),
        pytest.param(
            {"days": ["friday"], "every": "month", "which": [4, "last"]},
            "2026-01-01",
            "2026-02-28",
            ["2026-01-23", "2026-01-30", "2026-02-27"],
            id="the fourth that is the last counts once",
        ),
        pytest.param(
            {"days": ["wednesday"], "every": "2 months", "which": [2], "from": "2025-11-12"},
            "2026-01-01",
            "2026-06-30",
            ["2026-01-14", "2026-03-11", "2026-05-13"],
            id="every second month across a new year",
        ),
        pytest.param(
            {"days": ["monday"], "from": "2026-12-07", "until": "2026-12-21"},
            "2026-01-01",
            "2027-12-31",
            ["2026-12-07", "2026-12-14", "2026-12-21"],
            id="first and last day are meetings",
        ),
        pytest.param(
            {"days": ["monday"], "except": ["2026-12-21 to 2027-01-04", "2026-12-07"]},
            "2026-12-01",
            "2027-01-11",
            ["2026-12-14", "2027-01-11"],
            id="both ends of a range are left out",
        ),
        pytest.param(
            {"days": ["monday"], "except": ["bank holidays"]},
            "2026-05-01",
            "2026-05-31",
            ["2026-05-11", "2026-05-18"],
            id="bank holidays",
        ),
        pytest.param(
            {"days": ["monday"], "until": "2025-12-31"}, "2026-01-01", "2026-12-31", [], id="over"
        ),
        pytest.param({"days": ["monday"]}, "2026-12-31", "2026-01-01", [], id="backwards"),
    ],
)
def test_the_dates_of_a_pattern(
    stated: dict[str, object], first: str, last: str, expected: list[str]
) -> None:
    assert days_of(Pattern.from_stated(stated), first, last) == expected


def test_bank_holidays_are_those_of_the_nation() -> None:
    mondays = pattern(days=["monday"], except_=["bank holidays"])
    august = ("2026-08-01", "2026-08-31")
    assert days_of(mondays, *august) == ["2026-08-03", "2026-08-10", "2026-08-17", "2026-08-24"]
    assert days_of(mondays, *august, "Scotland") == [
        *("2026-08-10", "2026-08-17", "2026-08-24", "2026-08-31")
    ]


@given(weekly | monthly, dates, st.integers(0, 800))
def test_the_dates_are_those_that_dateutil_tells(one: Pattern, first: date, length: int) -> None:
    last = first + timedelta(days=length)
    assert list(occurrences(one, first, last)) == oracle(one, first, last)


@given(weekly)
def test_every_week_of_meetings_is_a_whole_number_of_intervals_from_the_first(one: Pattern) -> None:
    assert one.since
    monday = one.since - timedelta(days=one.since.weekday())
    number, _ = interval(one)
    kept = one._replace(until=None, exceptions=())
    found = list(occurrences(kept, monday, monday + timedelta(weeks=3 * number)))
    weeks = {(day - monday).days // 7 for day in found}
    assert weeks <= {0, number, 2 * number, 3 * number}
    assert [day for day in found if day < one.since] == []
    second = monday + timedelta(weeks=number)
    assert {day.weekday() for day in found if 0 <= (day - second).days < 7} == set(one.days)


@given(weekly | monthly, dates, st.integers(0, 400))
def test_the_dates_are_in_order_and_within_the_range(
    one: Pattern, first: date, length: int
) -> None:
    last = first + timedelta(days=length)
    found = list(occurrences(one, first, last))
    assert all(before < after for before, after in pairwise(found))
    assert all(first <= day <= last for day in found)
    assert all(day.weekday() in one.days for day in found)


@given(weekly | monthly, st.lists(dates, min_size=3, max_size=3).map(sorted))
def test_a_range_in_two_parts_has_the_same_dates(one: Pattern, ends: list[date]) -> None:
    first, middle, last = ends
    parts = [
        *occurrences(one, first, middle),
        *occurrences(one, middle + timedelta(days=1), last),
    ]
    assert list(occurrences(one, first, last)) == parts


@given(weekly)
def test_the_date_of_one_meeting_is_a_meeting(one: Pattern) -> None:
    assert one.since
    kept = one._replace(days=(one.since.weekday(),), until=None, exceptions=())
    number, _ = interval(one)
    again = one.since + timedelta(weeks=number)
    assert list(occurrences(kept, one.since, again)) == [one.since, again]


def test_the_calendar_ends_without_an_error() -> None:
    end = date.max
    fifth = pattern(days=["friday"], every="month", which=[5, "last"])
    assert list(occurrences(pattern(days=["friday"]), end - timedelta(days=6), end)) == [end]
    assert list(occurrences(fifth, end, end)) == [end]


def test_a_group_of_long_ago_costs_no_more_than_a_new_one() -> None:
    # Stepping through all the years to each group's next meeting would take a minute or so.
    groups = [
        pattern(days=["monday"], every=every, which=which, from_=f"0001-01-{day:02}")
        for day in range(1, 29)
        for every, which in [("3 weeks", []), ("5 months", [1])]
    ]
    started = process_time()
    for _ in range(20):
        assert all(any(occurrences(one, date(9998, 1, 1), date.max)) for one in groups)
    assert process_time() - started < 5


# The next start


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        pytest.param("2026-12-01T18:59", "2026-12-01T19:00:00+00:00", id="later today"),
        pytest.param("2026-12-01T19:00", "2026-12-01T19:00:00+00:00", id="now"),
        pytest.param("2026-12-01T19:01", "2026-12-08T19:00:00+00:00", id="started already"),
        pytest.param("2027-03-24T12:00", "2027-03-30T19:00:00+01:00", id="after a clock change"),
    ],
)
def test_the_next_start_is_from_now_on(now: str, expected: str) -> None:
    found = next_start([pattern(days=["tuesday"], start="19:00")], at(now))
    assert found
    assert found.isoformat() == expected


@pytest.mark.parametrize(
    "start", [pytest.param(None, id="not stated"), pytest.param("morning", id="part of the day")]
)
def test_without_a_time_the_next_start_is_a_date_and_today_counts(start: str | None) -> None:
    found = next_start([pattern(days=["tuesday"], start=start)], at("2026-12-01T23:00"))
    assert type(found) is date
    assert found == date(2026, 12, 1)


@pytest.mark.parametrize(
    ("others", "expected"),
    [
        pytest.param([{"days": ["monday"]}], "2026-11-30", id="an earlier day"),
        pytest.param([{"days": ["tuesday"]}], "2026-12-01T19:00:00+00:00", id="a time before none"),
        pytest.param(
            [{"days": ["tuesday"], "start": "morning"}], "2026-12-01", id="morning before 7pm"
        ),
        pytest.param(
            [{"days": ["tuesday"], "start": "evening"}],
            "2026-12-01T19:00:00+00:00",
            id="7pm before the end of the evening",
        ),
        pytest.param(
            [{"days": ["tuesday"], "start": "10:30"}, {"days": ["tuesday"], "start": "09:00"}],
            "2026-12-01T09:00:00+00:00",
            id="the earliest time of a day",
        ),
        pytest.param(
            [{"days": ["monday"], "every": "varies"}, {"every": "week"}],
            "2026-12-01T19:00:00+00:00",
            id="patterns that tell no date do not count",
        ),
        pytest.param(
            [{"days": ["monday"], "_unsure": True}],
            "2026-12-01T19:00:00+00:00",
            id="nor do those in doubt",
        ),
    ],
)
def test_of_several_patterns_the_soonest_counts(
    others: list[dict[str, object]], expected: str
) -> None:
    tuesdays = pattern(days=["tuesday"], start="19:00")
    found = next_start([tuesdays, *map(Pattern.from_stated, others)], at("2026-11-29T12:00"))
    assert found
    assert found.isoformat() == expected


@pytest.mark.parametrize(
    "patterns",
    [
        pytest.param([], id="no patterns"),
        pytest.param([pattern(every="varies", days=["monday"])], id="varies"),
        pytest.param([pattern(days=["monday"], until="2026-11-23")], id="over"),
        pytest.param([pattern(days=["monday"], except_=list(MONTH_NAMES))], id="never meets"),
    ],
)
def test_no_next_start_is_made_up(patterns: list[Pattern]) -> None:
    assert next_start(patterns, at("2026-11-24T12:00")) is None


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        pytest.param({"days": ["tuesday"], "from": "2028-05-01"}, "2028-05-02", id="begins late"),
        pytest.param(
            {"days": ["tuesday"], "from": "2060-01-01"}, "2060-01-06", id="begins much later"
        ),
        pytest.param(
            {"days": ["tuesday"], "except": ["2026-01-01 to 2030-01-01"]},
            "2030-01-08",
            id="four years without a meeting",
        ),
        pytest.param(
            {"days": ["monday"], "every": "24 months", "which": [1], "from": "2026-03-02"},
            "2028-03-06",
            id="every second year",
        ),
        pytest.param(
            {"days": ["sunday"], "every": "12 months", "which": [5], "from": "2028-05-01"},
            "2032-05-30",
            id="a fifth Sunday of May",
        ),
        pytest.param(
            {"days": ["thursday"], "every": "12 months", "which": [5], "from": "2024-03-01"},
            "2028-03-30",
            id="a fifth Thursday of March",
        ),
        pytest.param(
            {"days": ["thursday"], "every": "12 months", "which": [5], "from": "2081-02-01"},
            "2120-02-29",
            id="the longest wait of all",
        ),
        pytest.param(
            {"days": ["monday"], "every": "999 weeks", "from": "2026-11-16"},
            "2046-01-08",
            id="every 999 weeks",
        ),
        pytest.param({"days": ["friday"], "from": "9997-01-01"}, "9997-01-03", id="far too late"),
    ],
)
def test_a_date_that_can_be_told_is_found_however_far(
    stated: dict[str, object], expected: str
) -> None:
    found = next_start([Pattern.from_stated(stated)], at("2026-11-25T12:00"))
    assert found
    assert found.isoformat() == expected


monthly_for_long = st.builds(
    Pattern,
    days=weekdays,
    every=st.integers(1, 60).map("{} months".format).map(stated_every),
    which=which_ones,
    since=dates,
)


@given(monthly_for_long)
def test_without_exceptions_there_is_no_next_start_only_when_there_never_is(one: Pattern) -> None:
    ever = next(occurrences(one, date(2026, 11, 25), date(9997, 12, 31)), None)
    assert next_start([one], at("2026-11-25T12:00")) == ever


@pytest.mark.parametrize(
    "stated",
    [
        pytest.param({"except": ["2020-01-01 to 9999-12-31"]}, id="one long range"),
        pytest.param({"except": list(MONTH_NAMES)}, id="each month"),
        pytest.param({"every": "month", "which": [1], "except": list(MONTH_NAMES)}, id="monthly"),
        pytest.param(
            {"every": "999 months", "which": [5], "from": "2026-02-01", "except": ["february"]}
            | {"until": "2090-01-01"},
            id="a few times a century",
        ),
        pytest.param({"from": "9999-12-28"}, id="after all that is looked at"),
    ],
)
def test_the_search_for_a_meeting_that_never_is_comes_to_an_end(stated: dict[str, object]) -> None:
    one = Pattern.from_stated({"days": ["tuesday"], **stated})
    started = process_time()
    assert [next_start([one], at("2026-11-25T12:00")) for _ in range(20)] == [None] * 20
    assert process_time() - started < 2


def test_a_week_is_looked_for_over_ten_years() -> None:
    last = date(2026, 11, 24) + timedelta(weeks=PERIODS_AHEAD)
    off = [f"2026-01-01 to {last - timedelta(days=1)}", f"2026-01-01 to {last}"]
    found = [
        next_start([pattern(days=["tuesday"], except_=[one])], at("2026-11-24T12:00"))
        for one in off
    ]
    assert found == [last, None]
    assert last > date(2036, 11, 1)


@pytest.mark.parametrize("now", ["9998-01-02T12:00", "9999-12-31T23:59"])
def test_the_end_of_the_calendar_is_no_error(now: str) -> None:
    assert next_start([pattern(days=list(DAY_NAMES), start="19:00")], at(now)) is None


def test_the_next_start_leaves_out_the_bank_holidays_of_the_nation() -> None:
    mondays = [pattern(days=["monday"], except_=["bank holidays"])]
    now = at("2026-08-29T12:00")
    assert next_start(mondays, now) == date(2026, 9, 7)
    assert next_start(mondays, now, "Scotland") == date(2026, 8, 31)


# Clock changes: 28 March and 31 October 2027


@pytest.mark.parametrize(
    ("wall", "expected"),
    [
        pytest.param("2027-03-28T00:59", "2027-03-28T00:59:00+00:00", id="before spring"),
        pytest.param("2027-03-28T01:30", "2027-03-28T02:30:00+01:00", id="skipped moves forward"),
        pytest.param("2027-03-28T02:00", "2027-03-28T02:00:00+01:00", id="after spring"),
        pytest.param("2027-10-31T01:30", "2027-10-31T01:30:00+01:00", id="repeated is the first"),
        pytest.param("2027-10-31T02:00", "2027-10-31T02:00:00+00:00", id="after autumn"),
    ],
)
def test_a_wall_time_gets_its_zone_last(wall: str, expected: str) -> None:
    assert local_time(datetime.fromisoformat(wall), LONDON).isoformat() == expected


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        pytest.param(at("2027-03-27T12:00"), "2027-03-28T02:30:00+01:00", id="skipped hour"),
        pytest.param(at("2027-10-30T12:00"), "2027-10-31T01:30:00+01:00", id="repeated hour"),
        pytest.param(at("2027-10-31T01:20"), "2027-10-31T01:30:00+01:00", id="first 01:20"),
        pytest.param(
            at("2027-10-31T01:20", fold=1), "2027-11-07T01:30:00+00:00", id="second 01:20: started"
        ),
    ],
)
def test_a_night_meeting_on_the_day_of_a_clock_change(now: datetime, expected: str) -> None:
    found = next_start([pattern(days=["sunday"], start="01:30")], now)
    assert found
    assert found.isoformat() == expected


@given(weekly | monthly, clocks, st.datetimes(datetime(2024, 1, 1), datetime(2029, 1, 1)))  # noqa: DTZ001
def test_no_start_lies_between_now_and_the_next(one: Pattern, start: time, wall: datetime) -> None:
    now = local_time(wall, LONDON)
    timed = Pattern(one.days, start, every=one.every, which=one.which, since=one.since)
    days = islice(occurrences(timed, now.date(), date(9997, 12, 31)), 2)
    starts = (local_time(datetime.combine(day, start), LONDON) for day in days)
    expected = [start for start in starts if start.astimezone(UTC) >= now.astimezone(UTC)]
    assert next_start([timed], now) == (expected[0] if expected else None)


# Midnight


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        pytest.param("19:00", "21:00", "2026-12-01T21:00:00", id="same day"),
        pytest.param("22:00", "02:00", "2026-12-02T02:00:00", id="past midnight"),
        pytest.param("19:00", "00:00", "2026-12-02T00:00:00", id="until midnight"),
        pytest.param("00:00", "00:00", "2026-12-02T00:00:00", id="whole day"),
        pytest.param("evening", "22:00", "2026-12-01T22:00:00", id="from the evening"),
        pytest.param("evening", "01:00", "2026-12-02T01:00:00", id="from the evening on"),
        pytest.param(None, "21:00", "2026-12-01T21:00:00", id="start not stated"),
    ],
)
def test_a_meeting_ends_after_it_starts(start: str | None, end: str, expected: str) -> None:
    found = end_of(pattern(start=start, end=end), date(2026, 12, 1))
    assert found
    assert found.isoformat() == expected


def test_an_end_that_is_not_stated_is_not_made_up() -> None:
    assert end_of(pattern(start="19:00"), date(2026, 12, 1)) is None


def test_a_meeting_past_midnight_belongs_to_the_day_it_starts() -> None:
    late = pattern(days=["friday"], start="22:00", end="02:00")
    assert days_of(late, "2026-12-04", "2026-12-05") == ["2026-12-04"]


def test_two_starts_that_are_as_late_do_not_hinder_each_other() -> None:
    evening, late = (pattern(days=["tuesday"], start=start) for start in ("evening", "23:00"))
    now = at("2026-11-29T12:00")
    assert next_start([evening, late], now) == date(2026, 12, 1)
    assert next_start([late, evening], now) == at("2026-12-01T23:00")


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        ({}, (1, "week")),
        ({"every": "week"}, (1, "week")),
        ({"every": "3 weeks"}, (3, "week")),
        ({"which": [1]}, (1, "month")),
        ({"which": [1], "every": "2 months"}, (2, "month")),
        ({"every": "varies"}, (0, "varies")),
    ],
)
def test_how_often_is_a_number_of_weeks_or_months(
    stated: dict[str, object], expected: tuple[int, str]
) -> None:
    assert interval(pattern(days=["monday"], **stated)) == expected
