"""When a group meets, as people type it: what is read, what must be asked, and that no fact is lost."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pace import some

from peerfind.directory.vocabulary import Vocabulary
from peerfind.keeping.answering import answer
from peerfind.keeping.meeting_words import meeting, meetings
from peerfind.schedule.recurrence import Pattern
from peerfind.schedule.words import words

DAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
TUESDAY = {"days": ["tuesday"], "start": "19:00", "end": "21:00"}


@pytest.mark.parametrize(
    ("typed", "stated"),
    [
        ("last Friday of the month 2-4pm",
         {"days": ["friday"], "start": "14:00", "end": "16:00", "every": "month", "which": ["last"]}),
        ("on the last friday of every month from 2pm until 4pm",
         {"days": ["friday"], "start": "14:00", "end": "16:00", "every": "month", "which": ["last"]}),
        ("Mondays and Thursdays 10am", {"days": ["monday", "thursday"], "start": "10:00"}),
        ("Mon, Wed and Fri 10am to noon",
         {"days": ["monday", "wednesday", "friday"], "start": "10:00", "end": "12:00"}),
        ("Mon/Thu 10am", {"days": ["monday", "thursday"], "start": "10:00"}),
        ("2nd & 4th Wednesdays, 6.30pm",
         {"days": ["wednesday"], "start": "18:30", "every": "month", "which": [2, 4]}),
        ("every second and fourth Tuesday 7-9pm", {**TUESDAY, "every": "month", "which": [2, 4]}),
        ("every second Tuesday of the month 7-9pm", {**TUESDAY, "every": "month", "which": [2]}),
        ("every third Tuesday", {"days": ["tuesday"], "every": "month", "which": [3]}),
        ("Tuesday evenings", {"days": ["tuesday"], "start": "evening"}),
        ("Tuesdays in the evening", {"days": ["tuesday"], "start": "evening"}),
        ("weekdays 9am to 5pm", {"days": DAYS[:5], "start": "09:00", "end": "17:00"}),
        ("starting 2026-01-05, Tuesdays 7-9pm", {**TUESDAY, "from": "2026-01-05"}),
        ("Tuesdays 7-9pm until 2026-12-31", {**TUESDAY, "until": "2026-12-31"}),
        ("24 hours", {"start": "00:00", "end": "00:00"}),
    ],
)  # fmt: skip
def test_what_people_write_is_read(typed: str, stated: dict[str, Any]) -> None:
    assert meeting(typed) == stated


@pytest.mark.parametrize(
    "times",
    ["7pm to 9pm", "7-9pm", "7 - 9 pm", "7pm–9pm", "7pm — 9pm", "7p.m. to 9p.m.", "7 p.m.-9 p.m.",
     "at 7pm until 9pm", "from 7.00pm till 9.00pm", "19:00-21:00", "19.00 to 21.00", "7 to 9PM"],
)  # fmt: skip
def test_times_are_the_same_in_any_dress(times: str) -> None:
    assert meeting(f"Tuesdays {times}") == TUESDAY
    assert meeting(f"every  tuesday,\t{times}.") in (TUESDAY, {**TUESDAY, "every": "week"})


@pytest.mark.parametrize(
    ("times", "start", "end"),
    [
        ("11-1pm", "11:00", "13:00"), ("12-2pm", "12:00", "14:00"), ("9-12pm", "09:00", "12:00"),
        ("11-1am", "23:00", "01:00"), ("8-12am", "20:00", "00:00"), ("12-1am", "00:00", "01:00"),
        ("10:30-12:30pm", "10:30", "12:30"), ("12 noon - 2pm", "12:00", "14:00"),
    ],
)  # fmt: skip
def test_half_of_the_day_is_the_one_in_which_it_begins_first(
    times: str, start: str, end: str
) -> None:
    assert meeting(f"Friday {times}") == {"days": ["friday"], "start": start, "end": end}


@pytest.mark.parametrize(
    "often", ["every second", "Every 2nd", "EVERY  SECOND", "on every\tsecond"]
)
@pytest.mark.parametrize("what", ["Tuesday", "Tue", "week", "weekend", "day", "evening", "weekday"])
def test_every_second_is_asked_and_never_guessed(often: str, what: str) -> None:
    with pytest.raises(ValueError, match=r"may be every 2 weeks, or the 2nd of the month\. Write"):
        meeting(f"{often} {what} 7-9pm")


@pytest.mark.parametrize(
    "typed",
    ["Tuesday 9-5", "Tuesday 7", "Tuesday at 7", "Tuesdays 9.30-11", "first Monday 10-12",
     "Tuesday 13-2pm", "Tuesday 25:00", "Tuesdays 0pm", "Tuesdays 14pm", "Monday 10am-12"],
)  # fmt: skip
def test_a_time_that_may_be_two_is_asked(typed: str) -> None:
    with pytest.raises(ValueError, match=r'"\d[\d:.pm]*" is not one clear time\. Write 19:00'):
        meeting(typed)


@pytest.mark.parametrize(
    "typed",
    ["banana", "Sunshine 7pm", "Saturn 7pm", "satisfactory 7pm", "sixth Tuesday 7pm", "24/7",
     "Monthly 7pm", "biweekly on Tuesday", "alternate Tuesdays 7pm", "twice a month",
     "Tuesday or Wednesday 7pm", "Tuesdays 7pm (term time only)", "Mondays 10am, Thursdays 2pm",
     "first Tuesday and last Friday 2pm", "Tuesday 10am, 2pm", "not Tuesday", "Tuesday 7pm ish",
     "last Friday in January 2-4pm", "Tuesdays 7pm, not from 2026-12-22",
     "Tuesdays 7pm closed from 2026-12-22", "Tuesday 7pm inc. bank holidays"],
)  # fmt: skip
def test_nonsense_and_what_has_no_place_in_a_file_is_refused_with_what_to_write(typed: str) -> None:
    with pytest.raises(ValueError, match="Write"):
        meeting(typed)


@pytest.mark.parametrize(
    "dates",
    ["until 2026-12-31 until 2027-12-31", "from 2026-01-01 from 2026-02-02",
     "since 2020-01-01 from 2026-02-01", "starting 2026-01-01 from 2026-02-02 until 2026-12-31"],
)  # fmt: skip
def test_of_two_dates_for_one_thing_none_is_lost_unsaid(dates: str) -> None:
    with pytest.raises(ValueError, match="It begins or ends on two dates"):
        meeting(f"Tuesdays 7pm {dates}")


@pytest.mark.parametrize("joint", [", not", " not", ", but not in", " except in", " no meeting in"])
def test_months_off_are_kept_however_they_are_said(joint: str) -> None:
    assert meeting(f"Tuesdays 7-9pm{joint} August") == {**TUESDAY, "except": ["august"]}


def test_an_end_before_the_beginning_is_an_error_of_the_file() -> None:
    with pytest.raises(ValueError, match="until is earlier than from"):
        answer("meets", "Mondays until 2026-03-01 from 2026-05-01", Vocabulary({}))


@pytest.mark.parametrize("typed", [";", " - ", "•", "\n*\n"])
def test_marks_of_a_list_alone_say_nothing(typed: str) -> None:
    with pytest.raises(ValueError, match="It cannot be used"):
        answer("meets", typed, Vocabulary({}))


def test_any_time_beside_a_meeting_is_neither() -> None:
    with pytest.raises(ValueError, match='"any time" cannot be read as when it meets'):
        meetings(["any time", "Tuesdays 7pm"])


patterns = st.fixed_dictionaries(
    {"days": st.lists(st.sampled_from(DAYS), min_size=1, max_size=2, unique=True)},
    optional={
        "start": st.sampled_from(["07:30", "12:00", "19:00", "evening"]),
        "which": st.sampled_from([[1], [2], [2, 4], ["last"]]),
        "except": st.sampled_from([["august"], ["bank holidays"]]),
        "until": st.just("2027-03-01"),
    },
)


@settings(max_examples=some(40), derandomize=True)
@given(patterns)
def test_what_the_schedule_says_back_is_read_as_the_same(stated: dict[str, Any]) -> None:
    every = {"every": "month"} if "which" in stated else {}
    days = sorted(stated["days"], key=DAYS.index)
    meant = Pattern.from_stated({**stated, **every, "days": days})
    assert Pattern.from_stated(meeting(words(meant))) == meant
