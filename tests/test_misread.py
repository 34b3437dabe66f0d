"""Days, times and dates that cannot be read in a file: what is said, and that following it is right."""

from __future__ import annotations

import re
from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerfind.schedule.dates import likely_date, one_date, one_month
from peerfind.schedule.misread import (
    of_date,
    of_days,
    of_meetings,
    of_published,
    of_repeat,
    of_time,
)
from peerfind.schedule.recurrence import (
    DAY_NAMES,
    MONTH_NAMES,
    ORDINALS,
    Pattern,
    occurrences,
    stated_clock,
    stated_days,
)

SECOND = (
    '"second" may be every two weeks, or once a month on the 2nd. Write every: 2 weeks, or every: '
    "month and which: 2. Ask if the leaflet doesn't say."
)
DAYS = st.sampled_from(DAY_NAMES)
NTHS = st.sampled_from([*ORDINALS, "1st", "2nd", "3rd", "4th", "5th"])


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        pytest.param(
            "2nd Thursday",
            '"2nd Thursday" is not every week. Write days: thursday, and on lines below it every: '
            "month and which: 2.",
            id="one of the month",
        ),
        pytest.param(
            "1st and 3rd Tuesdays",
            '"1st and 3rd Tuesdays" is not every week. Write days: tuesday, and on lines below it '
            "every: month and which: [1, 3].",
            id="two of the month",
        ),
        pytest.param(
            "the last fri of the month",
            '"the last fri of the month" is not every week. Write days: friday, and on lines below '
            "it every: month and which: last.",
            id="the last of the month",
        ),
        pytest.param(
            "first monday and friday",
            '"first monday and friday" is not every week. Write the days alone, and on lines below '
            "them every: month and which: with 1 to 5 or last.",
            id="an ordinal and two days",
        ),
        pytest.param(
            "every second thursday", f"{SECOND} Write days: thursday beside it.", id="two meanings"
        ),
        pytest.param(
            "every other Thursday",
            '"every other Thursday" is not every week. Write days: thursday, and on lines below it '
            "every: 2 weeks and from: with the date of one meeting.",
            id="every other",
        ),
        pytest.param(
            "alternate wedensday",
            '"alternate wedensday" is not every week. Write days: wednesday, and on lines below it '
            "every: 2 weeks and from: with the date of one meeting.",
            id="a day that is misspelt",
        ),
        pytest.param(
            "thursday fortnightly",
            '"thursday fortnightly" is not every week. Write days: thursday, and on lines below it '
            "every: 2 weeks and from: with the date of one meeting.",
            id="fortnightly",
        ),
    ],
)
def test_a_day_that_is_not_weekly_is_told_with_all_its_lines(typed: str, message: str) -> None:
    advice = of_days(typed)
    assert advice is not None
    assert (advice.message, advice.fix) == (message, "")


@pytest.mark.parametrize(
    ("typed", "fix"),
    [
        ("mon/wed", "[monday, wednesday]"),
        ("Tue & Thu", "[tuesday, thursday]"),
        ("thu and tue", "[tuesday, thursday]"),
        ("monday tuesday", "[monday, tuesday]"),
        ("mon-wed", "[monday, tuesday, wednesday]"),
        ("tue to thu", "[tuesday, wednesday, thursday]"),
        ("mondays and weekends", "[monday, saturday, sunday]"),
    ],
)
def test_several_days_in_one_are_a_list(typed: str, fix: str) -> None:
    advice = of_days(typed)
    assert advice is not None
    assert advice.fix == fix
    assert advice.message == f'"{typed}" is several days. Write them as a list: {fix}.'


@pytest.mark.parametrize(
    "typed", ["someday", "", "sat to mon", "mon to mon", "mon or so", "-", "mo/we"]
)
def test_of_what_may_mean_anything_nothing_is_said(typed: str) -> None:
    assert of_days(typed) is None


@given(nth=NTHS, day=DAYS, is_long=st.booleans())
def test_following_the_advice_meets_on_that_day_of_the_month_alone(
    nth: str, day: str, *, is_long: bool
) -> None:
    advice = of_days(f"{nth} {day}{' of the month' if is_long else ''}")
    assert advice is not None
    found = re.search(r"days: (\w+), .* every: month and which: (\d)\.", advice.message)
    assert found is not None
    pattern = Pattern.from_stated({"days": [found[1]], "every": "month", "which": [int(found[2])]})
    number = ORDINALS.index(nth) + 1 if nth in ORDINALS else int(nth[0])
    met = [*occurrences(pattern, date(2026, 1, 1), date(2026, 12, 31))]
    assert met
    assert {(DAY_NAMES[one.weekday()], (one.day - 1) // 7 + 1) for one in met} == {(day, number)}


@given(st.sets(DAYS, min_size=2), st.sampled_from([" and ", "/", ", ", " & ", " "]))
def test_a_list_of_days_has_the_days_that_were_typed(days: set[str], between: str) -> None:
    advice = of_days(between.join(sorted(days)))
    assert advice is not None
    assert {*advice.fix.strip("[]").split(", ")} == days


@given(st.text())
def test_no_text_stops_any_of_them(typed: str) -> None:
    for look in (of_days, of_time, of_repeat, of_date, of_published):
        advice = look(typed)
        assert advice is None or advice.message or advice.fix


@given(st.sampled_from([*DAY_NAMES, "daily", "weekdays", "weekend", "mon", "Tuesdays"]))
def test_days_that_can_be_read_are_never_several(typed: str) -> None:
    assert stated_days(typed)
    advice = of_days(typed)
    assert advice is None or advice.fix


@pytest.mark.parametrize(
    ("typed", "start", "end"),
    [
        ("7-8.30pm", "7pm", "8.30pm"),
        ("2-4pm", "2pm", "4pm"),
        ("2 - 4 pm", "2pm", "4 pm"),
        ("7-7pm", "7am", "7pm"),
        ("10-12pm", "10am", "12pm"),
        ("11-1pm", "11am", "1pm"),
        ("12-2pm", "12pm", "2pm"),
        ("9-11am", "9am", "11am"),
        ("10-1am", "10pm", "1am"),
        ("7pm to 9pm", "7pm", "9pm"),
        ("noon until 2pm", "noon", "2pm"),
        ("19:00\u201320:30", "19:00", "20:30"),
    ],
)
def test_a_range_of_times_keeps_its_end(typed: str, start: str, end: str) -> None:
    advice = of_time(typed)
    assert advice is not None
    assert advice.message == (
        f'"{typed}" is two times. Write start: {start} and on the line below it end: {end}.'
    )
    assert advice.fix == ""


@pytest.mark.parametrize("typed", ["7-9", "7.30-9.30", "7pm-9", "10 to 12", "25-26pm"])
def test_a_range_that_may_be_in_the_morning_is_asked_about(typed: str) -> None:
    advice = of_time(typed)
    assert advice is not None
    assert advice.message == (
        f'"{typed}" is two times. Write start: with the first, and on the line below it end: with '
        "the second, each with am or pm, such as 7pm."
    )


@given(start=st.integers(0, 1439), minutes=st.integers(15, 11 * 60), has_both=st.booleans())
def test_a_range_means_what_people_wrote(start: int, minutes: int, *, has_both: bool) -> None:
    """Of a first time without am or pm, the last tells: no meeting takes twelve hours."""
    begun = time(start // 60, start % 60)
    end_at = (start + minutes) % 1440
    ended = time(end_at // 60, end_at % 60)
    if end_at < start or (begun.hour % 12 == 0 and not has_both):
        return  # past midnight, or 12 o'clock, which each names in its own way
    first = said(begun) if has_both else said(begun)[:-2]
    advice = of_time(f"{first}-{said(ended)}")
    assert advice is not None
    found = re.search(r"Write start: (\S+) and on the line below it end: (\S+)\.$", advice.message)
    assert found is not None
    assert stated_clock(found[1]) == f"{begun:%H:%M}"
    assert stated_clock(found[2]) == f"{ended:%H:%M}"


def said(at: time) -> str:
    """A time as leaflets write it: 7.05pm."""
    return f"{(at.hour - 1) % 12 + 1}.{at.minute:02}{'pm' if at.hour >= 12 else 'am'}"


@pytest.mark.parametrize("typed", ["9", "12", "12.30", "7.30"])
def test_a_time_alone_asks_for_am_or_pm(typed: str) -> None:
    advice = of_time(typed)
    assert advice is not None
    assert advice.message == (
        f'"{typed}" is not one clear time. Say am or pm: write {typed}am or {typed}pm.'
    )
    hour, _, minutes = typed.partition(".")
    both = {f"{at:02}:{minutes or '00'}" for at in (int(hour) % 12, int(hour) % 12 + 12)}
    assert {stated_clock(f"{typed}am"), stated_clock(f"{typed}pm")} == both


@pytest.mark.parametrize("typed", ["13", "0", "7.75", "soon", "", "7-", "99.99pm"])
def test_of_no_time_nothing_better_is_said(typed: str) -> None:
    assert of_time(typed) is None


@pytest.mark.parametrize(
    ("typed", "message", "fix"),
    [
        ("second", SECOND, ""),
        ("2nd week", SECOND.replace("second", "2nd", 1), ""),
        ("every second tuesday", SECOND, ""),
        (
            "fortnightly",
            '"fortnightly" is not how often. Write every: 2 weeks, and from: with the date of one meeting.',
            "2 weeks",
        ),
        (
            "other week",
            '"other week" is not how often. Write every: 2 weeks, and from: with the date of one meeting.',
            "2 weeks",
        ),
        ("Monthly", '"Monthly" is not how often. Write month.', "month"),
        ("weekly", '"weekly" is not how often. Write week.', "week"),
        (
            "3rd week",
            '"3rd week" is not how often. Write every: month and which: with 1 to 5 or last.',
            "",
        ),
    ],
)
def test_how_often_in_other_words(typed: str, message: str, fix: str) -> None:
    advice = of_repeat(typed)
    assert advice is not None
    assert (advice.message, advice.fix) == (message, fix)


def test_of_other_words_for_how_often_nothing_is_said() -> None:
    assert of_repeat("now and then") is None


@pytest.mark.parametrize(
    ("typed", "likely", "sure"),
    [
        ("3/5/26", "2026-05-03", None),
        ("13/5/26", "2026-05-13", None),
        ("03-05-2026", "2026-05-03", None),
        ("05/13/2026", "2026-05-13", "2026-05-13"),
        ("2026-5-3", "2026-05-03", "2026-05-03"),
        ("3 May 2026", "2026-05-03", "2026-05-03"),
        ("3rd of May 2026", "2026-05-03", "2026-05-03"),
        ("31/02/2026", None, None),
        ("30 February 2026", None, None),
        ("3 Mai 2026", None, None),
        ("\u0663/5/26", None, None),
        ("soon", None, None),
    ],
)
def test_a_date_in_another_form(typed: str, likely: str | None, sure: str | None) -> None:
    assert (likely_date(typed), one_date(typed)) == (likely, sure)
    advice = of_date(typed)
    assert (advice and advice.fix) == likely


@given(
    day=st.dates(date(2000, 1, 1), date(2099, 12, 31)),
    sign=st.sampled_from("/.-"),
    is_short=st.booleans(),
)
def test_a_date_with_its_day_first_is_likely_that_day(
    day: date, sign: str, *, is_short: bool
) -> None:
    typed = sign.join([str(day.day), str(day.month), f"{day:%y}" if is_short else f"{day:%Y}"])
    assert likely_date(typed) == day.isoformat()
    assert one_date(typed) in (None, day.isoformat())


@given(st.text("0123456789/.- May", max_size=12))
def test_what_is_sure_is_likely_too(typed: str) -> None:
    sure = one_date(typed)
    assert sure is None or sure == likely_date(typed)


@pytest.mark.parametrize(
    ("typed", "month"),
    [("May 2026", "2026-05"), ("sep 2025", "2025-09"), ("Mai 2026", None), ("2026", None)],
)
def test_a_month_in_words(typed: str, month: str | None) -> None:
    assert one_month(typed) == month
    advice = of_published(typed)
    assert (advice and advice.fix) == month


@given(st.sampled_from(MONTH_NAMES), st.integers(1950, 2099))
def test_every_month_is_known_by_its_name(name: str, year: int) -> None:
    first = date(year, MONTH_NAMES.index(name) + 1, 1)
    assert one_month(f"{name.title()} {year}") == f"{first:%Y-%m}"
    assert likely_date(f"1 {name} {year}") == first.isoformat()
    assert likely_date(f"2 {name[:3]} {year}") == (first + timedelta(days=1)).isoformat()


@pytest.mark.parametrize(
    ("typed", "also"),
    [
        (
            "2nd Thursday 7-9pm",
            "It is not every week: below days: write every: month and which: 2.",
        ),
        (
            "Meets the first and last Monday",
            "It is not every week: below days: write every: month and which: [1, last].",
        ),
        ("every second Tuesday at 7", SECOND),
        (
            "Tuesdays, fortnightly",
            "It is not every week: write every: 2 weeks too, and from: with the date of one meeting.",
        ),
        ("Tuesdays 7pm", ""),
        ("any time", ""),
    ],
)
def test_a_meeting_in_a_sentence_keeps_how_often_it_is(typed: str, also: str) -> None:
    assert of_meetings(typed) == also
