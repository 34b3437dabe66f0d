from __future__ import annotations

from typing import Any

import pytest
from asking import ask, ids, index_of, question

from peerfind.answers.eligibility import REASONS, is_beyond
from peerfind.asking.criteria import WORDS
from peerfind.geo import great_circle_km
from peerfind.model import Group

IN_LEEDS = {"town": "Leeds"}
IN_WHITBY = {"town": "Whitby"}

Facts = dict[str, Any]


def hidden(facts: Facts, *words: str, **flags: Any) -> dict[str, int]:
    """Why a group with `facts` is left out of the answer; nothing where it is in it."""
    return ask(index_of({"one": facts}), *words, **flags).hidden


@pytest.mark.parametrize("status", ["closed", "paused"])
def test_a_closed_or_paused_group_is_hidden_unless_included(status: str) -> None:
    assert hidden({"status": status}) == {status: 1}
    assert hidden({"status": status}, include=status) == {}


@pytest.mark.parametrize("status", ["open", "full", None])
def test_an_open_or_full_group_is_never_hidden(status: str | None) -> None:
    assert hidden({"status": status}) == {}


@pytest.mark.parametrize(
    ("checked", "is_stale"),
    [
        pytest.param("2024-11-25", False, id="24 months ago to the day"),
        pytest.param("2024-11-24", True, id="a day more than 24 months ago"),
        pytest.param("2026-11-25", False, id="today"),
    ],
)
def test_a_check_longer_ago_than_the_directory_allows_hides(checked: str, is_stale: bool) -> None:  # noqa: FBT001
    facts = {"checked": {"on": checked, "how": "phone"}}
    assert hidden(facts) == ({"stale": 1} if is_stale else {})
    assert hidden(facts, include="stale") == {}


def test_the_directory_says_how_old_a_check_may_be() -> None:
    facts = {"checked": {"on": "2026-10-01"}}
    assert ask(index_of({"one": facts}, settings={"hide_after": "30 days"})).hidden == {"stale": 1}
    assert ask(index_of({"one": facts}, settings={"hide_after": "3 months"})).hidden == {}


def test_a_group_that_was_never_checked_is_not_hidden_for_that() -> None:
    assert hidden({}) == {}


@pytest.mark.parametrize(
    ("ages", "age", "is_hidden"),
    [
        pytest.param("18-30", 30, False, id="the last year"),
        pytest.param("18-30", 31, True, id="too old"),
        pytest.param("under 18", 18, True, id="no longer under 18"),
        pytest.param(None, 12, False, id="no ages stated"),
    ],
)
def test_age_hides_only_against_stated_ages(ages: str | None, age: int, is_hidden: bool) -> None:  # noqa: FBT001
    assert hidden({"ages": ages}, age=age) == ({"age": 1} if is_hidden else {})


@pytest.mark.parametrize(
    ("only_for", "person", "is_hidden"),
    [
        pytest.param(["women"], "men", True, id="women exclude men"),
        pytest.param(["men"], "women", True, id="men are excluded by women"),
        pytest.param(["women"], "fathers", True, id="fathers are men"),
        pytest.param(["mothers"], "men", True, id="mothers are women"),
        pytest.param(["mothers"], "fathers", True, id="mothers are not fathers"),
        pytest.param(["women"], "mothers", False, id="mothers are women, so it is met"),
        pytest.param(["mothers"], "women", False, id="a woman may be a mother: a question"),
        pytest.param(["women"], "carers", False, id="a carer may be a woman: a question"),
        pytest.param(["women", "carers"], "men", False, id="a man may be a carer: a question"),
        pytest.param(["women", "mothers"], "men", True, id="both alternatives are ruled out"),
        pytest.param(["women+south-asian"], "men", True, id="half of both is ruled out"),
        pytest.param(["women+south-asian"], "women", False, id="half of both is a question"),
        pytest.param(["women+south-asian", "carers"], "men", False, id="the other may be met"),
        pytest.param(["women+south-asian", "men"], "men", False, id="the other is met"),
        pytest.param(["women"], "men,women", False, id="somebody who says to be both"),
        pytest.param(None, "men", False, id="for nobody alone"),
    ],
)
def test_a_group_for_others_only_is_hidden_where_it_cannot_be_for_the_person(
    only_for: list[str] | None,
    person: str,
    is_hidden: bool,  # noqa: FBT001
) -> None:
    assert hidden({"only_for": only_for}, for_=person) == ({"for": 1} if is_hidden else {})


def test_whom_a_group_welcomes_hides_it_from_nobody() -> None:
    assert hidden({"welcomes": ["women"]}, for_="men") == {}


@pytest.mark.parametrize(
    ("covers", "near", "is_hidden"),
    [
        pytest.param(["Wales"], "Leeds", True, id="another nation"),
        pytest.param(["England"], "Leeds", False, id="the nation"),
        pytest.param(["UK"], "Leeds", False, id="the whole country"),
        pytest.param(["Wales", "Scotland"], "Leeds", True, id="two other nations"),
        pytest.param(["Wales", "England"], "Leeds", False, id="one of two"),
        pytest.param(["Cornwall"], "Leeds", True, id="another county"),
        pytest.param(["West Yorkshire"], "Leeds", False, id="the county"),
        pytest.param(["Truro"], "Leeds", True, id="a place in another county"),
        pytest.param(["Bradford"], "Leeds", False, id="a place in the same county"),
        pytest.param(["Cornwall", "Nowhereshire"], "Leeds", False, id="one is not known"),
        pytest.param(["West Yorkshire"], "LS21", False, id="one county of a district in two"),
        pytest.param(["North Yorkshire"], "LS21", False, id="the other county of it"),
        pytest.param(["Cornwall"], "LS21", True, id="neither county of it"),
        pytest.param(["Cornwall"], "53.80,-1.55", False, id="coordinates tell no county"),
        pytest.param(["Wales"], None, False, id="no place asked"),
        pytest.param(None, "Leeds", False, id="nothing stated"),
    ],
)
def test_covers_hides_only_where_every_entry_lies_elsewhere(
    covers: list[str] | None,
    near: str | None,
    is_hidden: bool,  # noqa: FBT001
) -> None:
    asked = {"near": near} if near else {}
    assert hidden({"covers": covers}, **asked) == ({"covers": 1} if is_hidden else {})


def test_the_area_that_a_group_works_in_hides_nobody() -> None:
    assert hidden({"area": "Cornwall only", "nation": "Wales"}, near="Leeds") == {}


@pytest.mark.parametrize(
    ("facts", "is_hidden"),
    [
        pytest.param({"venue": IN_WHITBY}, True, id="in person, far away"),
        pytest.param({"venue": IN_LEEDS}, False, id="in person, near"),
        pytest.param({}, False, id="in person, place unknown"),
        pytest.param({"format": ["video"], "venue": IN_WHITBY}, False, id="by video"),
        pytest.param({"format": ["in-person", "phone"], "venue": IN_WHITBY}, False, id="both"),
        pytest.param({"format": ["unknown"], "venue": IN_WHITBY}, False, id="format unknown"),
        pytest.param({"format": ["in-person", "unknown"], "venue": IN_WHITBY}, False, id="or more"),
    ],
)
def test_within_hides_only_what_is_in_person_alone_and_known_to_be_farther(
    facts: Facts,
    is_hidden: bool,  # noqa: FBT001
) -> None:
    assert hidden(facts, near="Leeds", within="10") == ({"within": 1} if is_hidden else {})


def test_within_allows_for_how_precisely_both_places_are_known() -> None:
    # Otley's middle lies 15.5 km from that of Leeds; either may be some way off.
    in_otley = {"venue": {"town": "Otley"}}
    assert hidden(in_otley, near="Leeds", within="14km") == {}
    exact = {"venue": {"town": "Otley", "latitude": "53.9057", "longitude": "-1.6938"}}
    from_a_point = {"near": "53.7965,-1.5478", "within": "12km"}
    assert hidden(exact, **from_a_point) == {"within": 1}
    assert hidden(exact, **{**from_a_point, "within": "16km"}) == {}


@pytest.mark.parametrize(
    ("avoid", "facts", "is_hidden"),
    [
        pytest.param("format=phone", {"format": ["phone", "video"]}, True, id="has it"),
        pytest.param("format=phone", {"format": ["video"]}, False, id="has it not"),
        pytest.param("format=phone", {"format": ["unknown"]}, False, id="does not say"),
        pytest.param("format=online", {"format": ["chat"]}, True, id="a roll-up"),
        pytest.param("leader=professional", {"leader": ["peer", "nurse"]}, True, id="one of two"),
        pytest.param("focus=grief", {"focus": ["grief-partner"]}, True, id="something narrower"),
        pytest.param("focus=grief-partner", {"focus": ["grief"]}, False, id="something broader"),
        pytest.param(
            "focus=grief", {"focus": ["gambling"], "summary": "Not grief."}, False, id="own words"
        ),
        pytest.param("cost=paid", {"cost": "£3 a session"}, True, id="an amount"),
        pytest.param("cost=paid", {}, False, id="no cost stated"),
        pytest.param("day=sunday", {"meets": [{"days": "weekend"}]}, True, id="a day"),
        pytest.param("activity=outdoors", {"activities": ["walking"]}, True, id="an activity"),
        pytest.param("for=men", {"only_for": ["men"]}, True, id="only for them"),
        pytest.param("for=men", {"only_for": ["fathers"]}, True, id="only for some of them"),
        pytest.param("for=men", {"welcomes": ["fathers"]}, True, id="welcomes some of them"),
        pytest.param("for=women", {"only_for": ["women+south-asian"]}, True, id="half of both"),
        pytest.param("for=fathers", {"welcomes": ["men"]}, False, id="welcomes more than them"),
        pytest.param("for=men", {"welcomes": ["carers"]}, False, id="welcomes others"),
    ],
)
def test_avoid_leaves_out_groups_that_have_the_term(
    avoid: str,
    facts: Facts,
    is_hidden: bool,  # noqa: FBT001
) -> None:
    assert hidden(facts, avoid=avoid) == ({"avoid": 1} if is_hidden else {})


@pytest.mark.parametrize(
    ("facts", "is_hidden"),
    [
        pytest.param({"cost": "free"}, False, id="met"),
        pytest.param({"cost": "donation"}, True, id="partly"),
        pytest.param({"cost": "£3"}, True, id="missed"),
        pytest.param({}, True, id="not stated"),
    ],
)
def test_require_keeps_only_what_is_met(facts: Facts, is_hidden: bool) -> None:  # noqa: FBT001
    assert hidden(facts, cost="free", require="cost") == ({"require": 1} if is_hidden else {})
    assert hidden(facts, cost="free") == {}


def test_require_all_needs_every_ask() -> None:
    flags = {"cost": "free", "joining": "drop-in", "require": "all"}
    assert hidden({"cost": "free"}, **flags) == {"require": 1}
    assert hidden({"cost": "free", "joining": ["drop-in"]}, **flags) == {}


@pytest.mark.parametrize(
    ("facts", "is_hidden"),
    [
        pytest.param({"focus": ["grief"]}, False, id="the term"),
        pytest.param({"focus": ["grief-partner"]}, False, id="a narrower one"),
        pytest.param(
            {"focus": ["gambling"], "description": "And loss of a partner."}, False, id="own words"
        ),
        pytest.param({"focus": ["gambling"]}, True, id="another"),
        pytest.param({"focus": None}, True, id="none"),
    ],
)
def test_what_it_is_about_selects(facts: Facts, is_hidden: bool) -> None:  # noqa: FBT001
    assert hidden(facts, focus="grief") == ({"focus": 1} if is_hidden else {})


def test_one_word_is_enough_to_stay() -> None:
    facts = {"summary": "People walk along the river."}
    assert hidden(facts, "river", "castle") == {}
    assert hidden(facts, "castle") == {WORDS: 1}


@pytest.mark.parametrize("at", range(len(REASONS) - 1))
def test_a_hidden_group_counts_once_under_the_first_reason_that_applies(at: int) -> None:
    facts: list[Facts] = [
        {"status": "closed"},
        {"status": "paused"},
        {"checked": {"on": "2020-01-01"}},
        {"ages": "under 12"},
        {"only_for": ["women"]},
        {"covers": ["Wales"]},
        {"venue": IN_WHITBY},
        {"cost": "£3"},
        {"joining": ["book"]},
        {"focus": ["gambling"]},
    ]
    # The group has this reason and all that come after it, and a name without the words.
    stated: Facts = {"joining": ["drop-in"]}
    for one in reversed(facts[at:]):
        stated |= one
    found = hidden(
        stated, "zzyzx", age=40, for_="men", near="Leeds", within="10", avoid="cost=paid",
        joining="drop-in", require="joining", focus="grief",
    )  # fmt: skip
    assert found == {REASONS[at]: 1}


def test_the_reasons_stand_in_the_order_of_the_rules() -> None:
    groups = {
        "shut": {"status": "closed"},
        "adult": {"ages": "18+"},
        "costly": {"cost": "£3"},
        "other": {"focus": ["gambling"]},
        "kept": {},
    }
    found = ask(index_of(groups), age=12, avoid="cost=paid", focus="grief")
    assert [*found.hidden] == ["closed", "age", "avoid", "focus"]
    assert ids(found) == ["kept"]


@pytest.mark.parametrize(
    "near", ["53.7965,-1.5478", "Leeds"], ids=["a place to the point", "a place with a radius"]
)
def test_a_group_just_as_far_as_is_allowed_is_not_beyond(near: str) -> None:
    index = index_of({"one": {"venue": {"town": "Otley"}}})
    place, group = question(index, near=near).near, Group.of(index.record(0))
    assert place
    assert group.place
    between_km = great_circle_km(place.point, group.place.point)
    within_km = between_km - place.radius_km - group.place.radius_km
    assert not is_beyond(place, within_km, group)
    assert is_beyond(place, within_km - 0.001, group)
