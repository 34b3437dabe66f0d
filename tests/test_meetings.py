from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from asking import ask, index_of, question, score_of
from hypothesis import given, settings
from hypothesis import strategies as st
from pace import some

from peerfind.answers.rank import Search
from peerfind.asking import meetings
from peerfind.model import Group

DAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
TUESDAY_EVENING = {"days": ["tuesday"], "start": "19:00", "end": "20:30"}
THURSDAY_MORNING = {"days": ["thursday"], "start": "10:00", "end": "11:30"}
# A bank holiday in Scotland alone, and a Monday.
ST_ANDREWS_DAY = datetime(2026, 11, 30, tzinfo=ZoneInfo("Europe/London"))


def verdicts(facts: dict[str, Any], **flags: Any) -> dict[str, str]:
    """The verdict on each ask of a group with `facts`."""
    index = index_of({"one": facts})
    search = Search(index, question(index, **flags))
    return {name: search.scores(name)[0].verdict for name in search.query.asks}


@pytest.mark.parametrize(
    ("flags", "met"),
    [
        pytest.param({"day": "tuesday", "time": "evening"}, 2, id="Tuesday evening"),
        pytest.param({"day": "thursday", "time": "morning"}, 2, id="Thursday morning"),
        pytest.param({"day": "thursday", "time": "evening"}, 1, id="Thursday evening"),
        pytest.param({"day": "tuesday", "time": "morning"}, 1, id="Tuesday morning"),
        pytest.param({"day": "monday", "time": "evening"}, 1, id="Monday evening"),
        pytest.param({"day": "monday", "time": "afternoon"}, 0, id="Monday afternoon"),
        pytest.param({"day": "monday,thursday", "time": "evening,morning"}, 2, id="alternatives"),
    ],
)
def test_only_what_one_meeting_meets_counts(flags: dict[str, Any], met: int) -> None:
    found = verdicts({"meets": [TUESDAY_EVENING, THURSDAY_MORNING]}, **flags)
    assert [*found.values()].count("met") == met


@pytest.mark.parametrize(
    ("flags", "expected"),
    [
        pytest.param(
            {"format": "video", "day": "thursday"},
            {"format": "met", "day": "met"},
            id="by video on Thursdays",
        ),
        pytest.param(
            {"format": "in-person", "day": "tuesday", "time": "evening"},
            {"format": "met", "day": "met", "time": "met"},
            id="in person on Tuesday evenings",
        ),
        pytest.param(
            {"format": "video", "day": "tuesday", "time": "evening"},
            {"format": "missed", "day": "met", "time": "met"},
            id="not by video on Tuesday evenings",
        ),
        pytest.param({"format": "video"}, {"format": "met"}, id="by video on some day"),
    ],
)
def test_the_format_of_a_meeting_is_tested_on_the_same_meeting(
    flags: dict[str, Any], expected: dict[str, str]
) -> None:
    facts = {
        "format": ["in-person", "video"],
        "meets": [
            {**TUESDAY_EVENING, "format": ["in-person"]},
            {**THURSDAY_MORNING, "format": ["video"]},
        ],
    }
    assert verdicts(facts, **flags) == expected


def test_opening_hours_are_those_of_the_line_and_not_of_the_room() -> None:
    facts = {
        "format": ["in-person", "phone"],
        "meets": [TUESDAY_EVENING],
        "hours": [{"days": ["friday"], "start": "09:00", "end": "17:00"}],
    }
    in_person = verdicts(facts, format="in-person", day="friday", time="morning")
    assert in_person == {"format": "missed", "day": "met", "time": "met"}
    by_phone = verdicts(facts, format="phone", day="friday", time="morning")
    assert by_phone == {"format": "met", "day": "met", "time": "met"}


def test_format_and_day_see_the_same_bank_holidays() -> None:
    facts = {
        "format": ["in-person", "video"],
        "nation": "Scotland",
        "meets": [
            {"days": "monday", "start": "19:00", "format": ["in-person"]},
            {"days": "monday", "except": ["bank holidays"], "format": ["video"]},
        ],
    }
    index = index_of({"one": facts})
    found = ask(index, now=ST_ANDREWS_DAY, day="today", format="video")
    # No one meeting is both today and by video: the better half by weight is taken for both.
    assert score_of(found, "day", "one").verdict == "missed"
    assert score_of(found, "format", "one").verdict == "met"


def pair(*, is_swapped: bool) -> dict[str, Any]:
    """An evening on Tuesday and a morning on Monday, in either order."""
    meets = [{"days": "tuesday", "start": "19:00"}, {"days": "monday", "start": "10:00"}]
    return {"meets": meets[::-1] if is_swapped else meets}


@pytest.mark.parametrize("is_swapped", [False, True], ids=["in one order", "in the other"])
@pytest.mark.parametrize("required", ["day", "time"])
def test_the_meeting_that_meets_what_is_required_counts_in_any_order(
    required: str, *, is_swapped: bool
) -> None:
    index = index_of({"one": pair(is_swapped=is_swapped)})
    found = ask(index, day="monday", time="evening", require=required)
    assert found.total == 1


def test_the_weights_choose_between_meetings() -> None:
    index = index_of({"one": pair(is_swapped=False)})
    found = ask(index, day="monday", time="evening", weight="day=100")
    assert score_of(found, "day", "one").verdict == "met"


def test_a_line_that_is_always_open_does_not_open_the_room() -> None:
    facts = {
        "format": ["in-person", "phone"],
        "meets": [{"days": "monday", "start": "10:00"}],
        "hours": "any time",
    }
    found = ask(index_of({"one": facts}), format="in-person", day="thursday", require="format,day")
    assert found.total == 0


@pytest.mark.parametrize(
    ("until", "verdict"),
    [
        pytest.param("2026-11-24", "missed", id="yesterday"),
        pytest.param("2026-11-25", "met", id="today, for both ends are in"),
    ],
)
def test_past_until_a_meeting_meets_nothing(until: str, verdict: str) -> None:
    facts = {"meets": [{**TUESDAY_EVENING, "until": until}]}
    assert verdicts(facts, day="tuesday", time="evening") == {"day": verdict, "time": verdict}


def test_a_meeting_that_is_over_does_not_hide_one_that_goes_on() -> None:
    facts = {"meets": [{**TUESDAY_EVENING, "until": "2020-01-01"}, TUESDAY_EVENING]}
    assert verdicts(facts, day="tuesday", time="evening") == {"day": "met", "time": "met"}


def test_any_time_meets_every_day_and_time() -> None:
    found = verdicts({"meets": "any time"}, day="sunday", time="03:00-04:00")
    assert found == {"day": "met", "time": "met"}
    assert verdicts({"hours": "any time"}, day="sunday", time="evening") == found


def test_by_arrangement_is_not_stated() -> None:
    found = verdicts({"meets": "by arrangement"}, day="sunday", time="evening")
    assert found == {"day": "not-stated", "time": "not-stated"}


def test_by_arrangement_still_has_opening_hours() -> None:
    facts = {"meets": "by arrangement", "hours": [TUESDAY_EVENING]}
    assert verdicts(facts, day="tuesday") == {"day": "met"}


def test_what_was_found_is_the_day_and_the_start_of_the_meeting_that_suits() -> None:
    facts = {"meets": [TUESDAY_EVENING, {"days": ["friday"]}, {"days": "sat", "start": "evening"}]}
    index = index_of({"one": facts})
    tuesday, friday, saturday = (
        score_of(ask(index, day=day), "day", "one").found for day in ("tue", "fri", "sat")
    )
    assert (tuesday, friday, saturday) == (
        ("tuesday", "19:00"),
        ("friday",),
        ("saturday", "evening"),
    )


def test_a_meeting_without_a_day_or_a_time_is_a_question() -> None:
    assert verdicts({"meets": [{"start": "19:00"}]}, day="mon", time="evening") == {
        "day": "not-stated",
        "time": "met",
    }
    assert verdicts({"meets": [{"days": "mon"}]}, day="mon", time="evening") == {
        "day": "met",
        "time": "not-stated",
    }


starts = st.sampled_from(["09:30", "13:00", "19:00", "evening"])
patterns = st.fixed_dictionaries(
    {"days": st.lists(st.sampled_from(DAYS), min_size=1, max_size=2, unique=True), "start": starts},
    optional={"format": st.lists(st.sampled_from(["in-person", "video"]), min_size=1, max_size=1)},
)
asked = st.fixed_dictionaries(
    {},
    optional={
        "format": st.sampled_from(["video", "in-person"]),
        "day": st.sampled_from([*DAYS, "weekend"]),
        "time": st.sampled_from(["morning", "evening", "18:00-20:00"]),
    },
).filter(bool)


@settings(max_examples=some(40), deadline=None)
@given(st.lists(patterns, min_size=1, max_size=3), asked)
def test_together_no_ask_of_a_meeting_scores_better_than_alone(
    meets: list[dict[str, Any]], flags: dict[str, str]
) -> None:
    index = index_of({"one": {"format": ["in-person", "video"], "meets": meets}})
    together = Search(index, question(index, **flags))
    for name, value in flags.items():
        alone = Search(index, question(index, **{name: value}))
        assert together.scores(name)[0].value <= alone.scores(name)[0].value


@settings(max_examples=some(40), deadline=None)
@given(st.lists(patterns, min_size=1, max_size=3), asked)
def test_the_scores_are_those_of_one_meeting_alone(
    meets: list[dict[str, Any]], flags: dict[str, str]
) -> None:
    facts = {"format": ["in-person", "video"], "meets": meets}
    singles = {f"only-{at}": {**facts, "meets": [one]} for at, one in enumerate(meets)}
    index = index_of({"all": facts, **singles})
    search = Search(index, question(index, **flags))
    rows = [*zip(*([one.value for one in search.scores(name)] for name in flags), strict=True)]
    if "format" in flags and len(flags) == 1:
        return  # what no day or time was asked of is a matter of the group
    assert rows[0] in rows[1:]
    assert sum(rows[0]) == pytest.approx(max(sum(row) for row in rows[1:]))


def test_a_fit_without_meetings_is_not_stated() -> None:
    index = index_of({"one": {}})
    query = question(index, day="monday", time="evening")
    found = meetings.fit(Group.of(index.record(0)), query.context(index.vocabulary))
    assert (found.day.verdict, found.time.verdict) == ("not-stated", "not-stated")


@pytest.mark.parametrize(
    ("weight", "expected"),
    [
        pytest.param("day=3", {"day": "met", "time": "missed"}, id="the day counts more"),
        pytest.param("day=2", {"day": "missed", "time": "met"}, id="the time counts more"),
    ],
)
def test_the_meeting_that_suits_best_is_the_one_that_weighs_most(
    weight: str, expected: dict[str, str]
) -> None:
    facts = {"meets": [TUESDAY_EVENING, THURSDAY_MORNING]}
    assert verdicts(facts, day="thursday", time="evening", weight=weight) == expected
