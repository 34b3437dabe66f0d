"""Groups as meetings of Meeting Guide, held against the draft schemas of those who laid it down."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from neighbours import (
    LEAST,
    SETTINGS,
    WHOLE,
    changed,
    document,
    faults,
    lost,
    made,
    records,
    schema,
    shipped_records,
)
from pace import some

from peerfind.keeping.neighbours import MEETING_TYPES
from peerfind.model import Group
from peerfind.output.exporting.meeting_guide import slug
from peerfind.schedule.recurrence import occurrences

# Fields whose draft patterns take addresses of the USA alone, such as a postcode of five figures.
AMERICAN = ("formatted_address", "address", "city", "state", "postal_code")
# Not yet in the draft, but in the specification beside it.
SPOKEN_OF = {"contact_1_name", "contact_1_email", "contact_1_phone", "entity"}
WEEKLY = {"days": ["tuesday"], "start": "19:00", "end": "20:30"}
NOT_WEEKLY = "meets (not every week, or without a time)"
NO_MEETING = "the whole (no weekly meeting)"
NOT_GOING_ON = "the whole (paused or closed)"
FIRST = date(2026, 11, 25)


def _schema() -> Any:
    """The draft schema of a meeting, with its types and without its American addresses."""
    made = schema("meeting-guide/meeting.schema.json")
    for field in AMERICAN:
        assert made["properties"][field].pop("pattern")
    types = schema("meeting-guide/meeting-type.schema.json")
    made["properties"]["types"] = {key: types[key] for key in ("type", "items")}
    return made


MEETING = _schema()


def meetings(**facts: Any) -> list[dict[str, Any]]:
    """The meetings of the whole group, with some keys changed."""
    found: list[dict[str, Any]] = document("meeting-guide", changed(**facts))
    return found


def meeting(**facts: Any) -> dict[str, Any]:
    """The one meeting of the whole group with one weekly pattern, and some keys changed."""
    (found,) = meetings(**{"meets": [WEEKLY], **facts})
    return found


# What the draft says


def test_every_shipped_meeting_is_what_the_draft_takes() -> None:
    found = document("meeting-guide", *shipped_records())
    assert len(found) > 30
    assert [fault for one in found for fault in faults(MEETING, one)] == []
    slugs = [one["slug"] for one in found]
    assert len(slugs) == len({*slugs})


@settings(max_examples=some(12), deadline=None)
@given(st.lists(records(), min_size=1, max_size=3, unique_by=lambda one: one["id"]))
def test_any_meeting_is_what_the_draft_takes(some: list[dict[str, Any]]) -> None:
    found = document("meeting-guide", *some)
    assert [fault for one in found for fault in faults(MEETING, one)] == []
    assert len({one["slug"] for one in found}) == len(found)
    known = MEETING["properties"].keys() | SPOKEN_OF
    assert all(one.keys() <= known for one in found)


def test_the_draft_refuses_what_is_wrong() -> None:
    found = meeting()
    assert faults(MEETING, found) == []
    wrong = {**found, "day": [7], "time": "7pm", "types": ["PEER"], "slug": "x" * 65}
    assert len(faults(MEETING, wrong)) == 4


def test_a_list_of_none_and_of_two_is_whole() -> None:
    assert document("meeting-guide") == []
    assert document("meeting-guide", LEAST) == []
    two = changed(meets=[WEEKLY, {**WEEKLY, "days": ["friday"]}])
    assert len(document("meeting-guide", LEAST, two, changed(id="b", meets=[WEEKLY]))) == 3
    assert made("meeting-guide", two)[0].count(b"\n") == 4


# What a meeting says


def test_the_whole_of_a_meeting() -> None:
    found = meeting()
    told = found.pop("notes").split("\n")
    assert found == {
        "name": "Wharfe Evening Group; Otley",
        "slug": "wharfe-evening-1",
        "day": [2],
        "time": "19:00",
        "end_time": "20:30",
        "timezone": "Europe/London",
        "location": "Example Hall",
        "address": "1 Example Street",
        "city": "Otley",
        "regions": ["England", "West Yorkshire"],
        "postal_code": "LS21 3AA",
        "country": "GB",
        "latitude": 53.90561,
        "longitude": -1.69123,
        "approximate": "no",
        "location_notes": "Round the back.",
        "types": ["X", "EN"],
        "group": "Wharfe Example Trust",
        "entity": "Example directory",
        "url": "https://example.org/wharfe",
        "contact_1_name": "Wharfe Example Trust",
        "contact_1_email": "hello@example.org",
        "contact_1_phone": "0113 496 0001",
    }
    assert told == [
        "A quiet evening for people whose partner has died.",
        "Tea first.",
        "Led by people who have been through it and a nurse.",
        "In person.",
        "Free.",
        "Just turn up or book first.",
        "Only for women or men who are also South Asian people.",
        "Only for people in West Yorkshire.",
        "For ages 18 to 30.",
        "Specially for carers.",
        "About: grief.",
        "What people do: walking.",
        "Languages: English and Welsh.",
        "Access: step-free access.",
        "Not there: a hearing loop.",
        "Works in: Wharfedale.",
        "Waiting: about 2 weeks.",
        "Joining: Ring on the day.",
        "Full just now: new places in March.",
        "Not suitable for: people in crisis.",
        "Unclear: One page says Wednesday.",
    ]


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (["sunday"], [0]),
        (["monday"], [1]),
        (["saturday"], [6]),
        (["monday", "sunday"], [1, 0]),
    ],
)
def test_sunday_is_the_first_day(days: list[str], expected: list[int]) -> None:
    assert meeting(meets=[{**WEEKLY, "days": days}])["day"] == expected


@settings(max_examples=some(10), deadline=None)
@given(
    st.lists(
        st.sampled_from(["monday", "wednesday", "saturday", "sunday"]), min_size=1, unique=True
    ),
    st.times().map(lambda at: f"{at:%H:%M}"),
)
def test_the_days_of_a_meeting_are_those_of_its_pattern(days: list[str], start: str) -> None:
    stated = {"days": days, "start": start}
    found = meeting(meets=[stated])
    pattern = Group.of({"meets": [stated]}).patterns[0]
    week = [FIRST + timedelta(days=number) for number in range(7)]
    said = [day for day in week if (day.isoweekday() % 7) in found["day"]]
    assert said == [*occurrences(pattern, week[0], week[-1])]
    assert found["time"] == start


def test_midnight_stays_a_time_of_the_day() -> None:
    found = meeting(meets=[{"days": ["monday"], "start": "00:00", "end": "00:00"}])
    assert (found["time"], found["end_time"]) == ("00:00", "00:00")


def test_more_than_a_day_and_a_time_is_said_in_the_notes() -> None:
    pattern = {**WEEKLY, "except": ["august"], "note": "Ring the bell"}
    told = meeting(meets=[pattern])["notes"].split("\n")
    assert told[2] == "Tuesdays, 7pm to 8.30pm, not in August, Ring the bell."
    assert "Tuesdays" not in meeting()["notes"]


def test_who_leads_is_always_said() -> None:
    assert "Leader not stated: ask." in meeting(leader=["unknown"])["notes"]
    assert "Led by a nurse." in meeting(leader=["nurse"])["notes"]


def test_notes_have_no_markup_and_no_hidden_letters() -> None:
    found = meeting(summary="a\u202eb\tc\r\nd")
    assert found["notes"].split("\n")[0] == "ab c d"


# What has no place in it


@pytest.mark.parametrize(
    "pattern",
    [
        {"days": ["monday"], "every": "2 weeks", "from": "2026-11-02", "start": "19:00"},
        {"days": ["monday"], "every": "month", "which": [1], "start": "19:00"},
        {"days": ["monday"], "every": "varies", "start": "19:00"},
        {"days": ["monday"], "start": "evening"},
        {"days": ["monday"]},
        {"start": "19:00"},
        {"days": ["monday"], "start": "19:00", "until": "2026-11-23"},
        {"days": ["monday"], "start": "19:00", "_unsure": True},
    ],
)
def test_what_is_not_weekly_is_never_shown_as_weekly(pattern: dict[str, Any]) -> None:
    assert meetings(meets=[pattern]) == []
    told = lost("meeting-guide", changed(meets=[pattern]))
    assert told[NOT_WEEKLY] == told[NO_MEETING] == 1
    group = changed(meets=[pattern, WEEKLY])
    (found,) = document("meeting-guide", group)
    assert found["slug"] == "wharfe-evening-2"
    assert lost("meeting-guide", group)[NOT_WEEKLY] == 1
    assert NO_MEETING not in lost("meeting-guide", group)


@pytest.mark.parametrize("said", ["by arrangement", "any time"])
def test_times_that_are_words(said: str) -> None:
    assert meetings(meets=said) == []
    assert lost("meeting-guide", changed(meets=said))[NOT_WEEKLY] == 1


def test_the_last_day_still_counts() -> None:
    assert meetings(meets=[{**WEEKLY, "until": "2026-12-01"}])
    assert meetings(meets=[{**WEEKLY, "until": "2026-11-25"}])


def test_a_group_without_a_time_is_told() -> None:
    assert lost("meeting-guide", changed(meets=None)) == {
        "also_known_as": 1, "hours": 1, "size": 1, "sources": 1, "style": 1, "checked": 1,
        NO_MEETING: 1,
    }  # fmt: skip


@pytest.mark.parametrize("status", ["paused", "closed"])
def test_a_group_that_does_not_go_on_is_not_listed(status: str) -> None:
    assert meetings(meets=[WEEKLY], status=status) == []
    told = lost("meeting-guide", changed(meets=[WEEKLY], status=status))
    assert told[NOT_GOING_ON] == 1
    assert NO_MEETING not in told


def test_days_off_are_in_words_and_counted() -> None:
    assert lost("meeting-guide", WHOLE)["meets (days off)"] == 1
    assert "meets (days off)" not in lost("meeting-guide", changed(meets=[WEEKLY]))


# Where


def test_a_private_venue_is_no_more_than_an_area() -> None:
    found = meeting(venue={**WHOLE["venue"], "private": "yes"})
    assert found["approximate"] == "yes"
    assert (found["city"], found["postal_code"]) == ("Otley", "LS21")
    assert not {"address", "location", "latitude", "longitude", "location_notes"} & found.keys()


@pytest.mark.parametrize(
    ("venue", "approximate"),
    [
        ({"town": "Otley"}, "yes"),
        ({"town": "Otley", "address": "1 Example Street"}, "no"),
        ({"postcode": "LS21 3AA"}, "no"),
        ({"postcode": "LS21"}, "yes"),
        (None, None),
    ],
)
def test_approximate(venue: dict[str, str] | None, approximate: str | None) -> None:
    assert meeting(venue=venue).get("approximate") == approximate


# Types and names


@pytest.mark.parametrize(
    ("facts", "types"),
    [
        ({"only_for": ["men"]}, ["M"]),
        ({"only_for": ["women+south-asian"]}, []),
        ({"welcomes": ["women"]}, []),
        ({"only_for": ["lgbtq", "trans"]}, ["LGBTQ", "T"]),
        ({"access": ["step-free", "accessible-toilet", "lift"]}, ["X", "XB"]),
        ({"no_access": ["step-free"]}, []),
        ({"languages": ["cy", "pl"]}, ["POL"]),
    ],
)
def test_types(facts: dict[str, Any], types: list[str]) -> None:
    plain = {"only_for": None, "welcomes": None, "access": None, "languages": None}
    assert meeting(**{**plain, **facts}).get("types", []) == types


def test_every_type_is_one_of_meeting_guide() -> None:
    known = {
        one for part in MEETING["properties"]["types"]["items"]["anyOf"] for one in part["enum"]
    }
    ours = {code for codes in MEETING_TYPES.values() for code in codes.values()}
    assert ours <= known


@settings(max_examples=some(18), deadline=None)
@given(st.text(min_size=1, max_size=90), st.integers(1, 30))
def test_a_slug_is_short_and_safe(own: str, number: int) -> None:
    found = slug(own, number)
    assert re.fullmatch(r"[a-z0-9-]{1,64}", found)
    assert found.endswith(f"-{number}")


def test_slugs_of_long_ids_that_begin_alike_differ() -> None:
    first, second = (slug("a" * 70 + end, 1) for end in ("x", "y"))
    assert first != second
    assert len(first) == len(second) == 64
    assert slug("one", 1) == "one-1"
    assert slug("One", 1) != "one-1"


def test_a_long_name_is_cut_where_the_draft_ends() -> None:
    assert len(meeting(name="x" * 300)["name"]) == 255


def test_without_a_title_nobody_is_named() -> None:
    (found,) = document("meeting-guide", changed(meets=[WEEKLY]), **{**SETTINGS, "title": ""})
    assert "entity" not in found
