from __future__ import annotations

import json
from datetime import date, time
from typing import Any

import pytest
from conftest import GROUP
from hypothesis import given
from hypothesis import strategies as st

from peerfind.directory.fields import FIELDS
from peerfind.geo import Point
from peerfind.model import (
    Ages,
    Checked,
    Contact,
    Group,
    Region,
    Source,
    Venue,
    meeting_times,
    place_record,
)
from peerfind.places import Place
from peerfind.schedule.recurrence import Pattern


@pytest.mark.parametrize(
    ("text", "ages"),
    [
        ("18-30", (18, 30)), ("18 - 30", (18, 30)), ("18–30", (18, 30)), ("18 to 30", (18, 30)),
        ("16+", (16, None)), ("16 +", (16, None)), ("under 18", (0, 17)), ("Under 18", (0, 17)),
        ("up to 35", (0, 35)), ("all", (0, None)), ("ALL AGES", (0, None)), ("18-18", (18, 18)),
        ("under 1", (0, 0)), (" 16+ ", (16, None)),
    ],
)  # fmt: skip
def test_ages_are_read(text: str, ages: tuple[int, int | None]) -> None:
    assert Ages.parse(text) == ages


@pytest.mark.parametrize(
    "text", ["", "18", "30-18", "under 0", "adults", "18-", "-18", "16++", "1000+", "18-30 years"]
)
def test_what_is_no_age_range_is_refused_with_what_to_write(text: str) -> None:
    with pytest.raises(ValueError, match=r"^Write ages as 18-30, 16\+, under 18, up to 35 or all"):
        Ages.parse(text)


@pytest.mark.parametrize(
    ("text", "inside", "outside"),
    [
        pytest.param("18-30", [18, 30], [17, 31], id="both ends are in"),
        pytest.param("under 18", [0, 17], [18], id="under 18 is 17 at most"),
        pytest.param("up to 35", [0, 35], [36], id="up to is in"),
        pytest.param("16+", [16, 110], [15], id="no upper end"),
        pytest.param("all", [0, 110], [], id="all"),
    ],
)
def test_ages_have_both_ends_in(text: str, inside: list[int], outside: list[int]) -> None:
    ages = Ages.parse(text)
    assert all(age in ages for age in inside)
    assert not any(age in ages for age in outside)
    assert "18" not in ages


@given(st.integers(0, 999), st.integers(0, 999), st.integers(0, 999))
def test_an_age_is_in_a_range_when_it_lies_between_its_ends(low: int, high: int, age: int) -> None:
    low, high = min(low, high), max(low, high)
    assert (age in Ages.parse(f"{low}-{high}")) == (low <= age <= high)


TUESDAY = {"days": ["tuesday"], "start": "19:00"}
PLACE = Place("HX7", Point(53.7, -2.0), "district", 4.0, "West Yorkshire", "England")

VALUES: list[Any] = [
    pytest.param("ages", "18+", Ages(18), id="ages"),
    pytest.param("meets", "any time", "any time", id="any time"),
    pytest.param("meets", "by arrangement", "by arrangement", id="by arrangement"),
    pytest.param("meets", [TUESDAY], (Pattern(days=(1,), start=time(19)),), id="meets"),
    pytest.param("hours", [TUESDAY], (Pattern(days=(1,), start=time(19)),), id="hours"),
    pytest.param("venue", {"town": "A", "private": "yes"}, Venue(town="A", private=True), id="private"),
    pytest.param("venue", {"town": "A", "private": "no"}, Venue(town="A"), id="not private"),
    pytest.param("contact", {"phone": "1"}, Contact(phone="1"), id="contact"),
    pytest.param("sources", [{"url": "u"}, {"note": "n"}], (Source("u"), Source(note="n")), id="sources"),
    pytest.param("checked", {"on": "2026-10-02", "by": "volunteer"},
                 Checked(date(2026, 10, 2), by="volunteer"), id="checked"),
    pytest.param("external_ids", {"oruk": "1", "a": "2"}, (("oruk", "1"), ("a", "2")), id="ids"),
    pytest.param("focus", ["grief"], ("grief",), id="a list"),
    pytest.param("cost", "free", "free", id="a text"),
    pytest.param("_reach", "both", "both", id="reach"),
    pytest.param("_regions", [["Wales", None], None], (Region("Wales"), None), id="regions"),
    pytest.param("_place", place_record(PLACE), PLACE, id="place"),
    pytest.param("_joint", {"meets": [TUESDAY]}, ((Pattern(days=(1,), start=time(19)),), ()), id="joint"),
    pytest.param("_named_focus", ["grief"], ("grief",), id="own words"),
    pytest.param("_file", "groups/a.yaml", "groups/a.yaml", id="file"),
]  # fmt: skip


@pytest.mark.parametrize(("key", "stored", "value"), VALUES)
def test_a_stored_value_gets_its_type(key: str, stored: Any, value: Any) -> None:
    assert getattr(Group.of({key: stored}), key.removeprefix("_")) == value
    assert json.loads(json.dumps(stored)) == stored


def test_a_group_of_nothing_states_nothing() -> None:
    group = Group.of({})
    stated = [getattr(group, name) for name in Group.__annotations__ if name != "reach"]
    assert all(value in (None, "", (), False) for value in stated)
    assert group == Group()


def test_a_group_has_every_key_of_the_file_format() -> None:
    assert FIELDS.keys() <= Group.__annotations__.keys()


def test_a_group_does_not_change() -> None:
    group = Group.of({"name": "A"})
    with pytest.raises(AttributeError, match="a group does not change: name"):
        group.name = "B"
    assert group.name == "A"


def test_a_group_shows_what_it_states() -> None:
    assert repr(Group.of({"name": "A", "focus": ["grief"]})) == "Group(name='A', focus=('grief',))"


def test_groups_that_state_different_things_differ() -> None:
    one, other = Group.of({"id": "a", "cost": "free"}), Group.of({"id": "a"})
    assert one != other
    assert one != "a"


def test_a_complete_record_makes_a_group_that_can_be_a_key() -> None:
    group = Group.of({"id": "one", **GROUP})
    assert (group.id, group.name, group.ages) == ("one", "Example Evening Circle", Ages(18))
    assert group == Group.of({"id": "one", **GROUP})
    assert len({group, Group.of({"id": "one", **GROUP})}) == 1


@pytest.mark.parametrize(
    ("meets", "count"), [("any time", 0), ("by arrangement", 0), ([TUESDAY, TUESDAY], 2)]
)
def test_patterns_are_the_meetings_that_are_stated(meets: Any, count: int) -> None:
    assert len(Group.of({"meets": meets}).patterns) == count


def test_joint_meetings_stand_in_for_those_of_a_group_that_was_cut_down() -> None:
    cut = Group.of({"format": ["video"], "_joint": {"meets": "any time", "hours": [TUESDAY]}})
    assert (cut.meets, cut.hours) == ((), ())
    whole = cut.joint_meetings()
    assert (whole.meets, len(whole.hours)) == ("any time", 1)
    assert Group.of({"meets": "any time"}).joint_meetings().meets == "any time"


def test_meeting_times_leave_out_what_is_no_pattern() -> None:
    assert meeting_times([{"days": ["monday"]}, "stray"]) == (Pattern(days=(0,)),)  # type: ignore[list-item]
