from __future__ import annotations

from typing import Any

import pytest
from asking import ask, index_of, question

from peerfind.answers.answer import FEW, Answer
from peerfind.answers.rank import Search
from peerfind.answers.relax import label
from peerfind.asking.query import arguments

Facts = dict[str, Any]


def changes(found: Answer) -> dict[str, int]:
    """What is offered, and how many groups each finds."""
    return {one.change: one.total for one in found.relaxations}


def test_with_three_results_nothing_is_offered() -> None:
    groups = {"a": {}, "b": {}, "c": {}, "d": {"focus": ["gambling"]}}
    assert ask(index_of(groups), focus="grief").relaxations == ()
    assert FEW == 3


def test_with_fewer_the_changes_that_find_more_are_offered_most_first() -> None:
    groups = {
        "near": {"venue": {"town": "Leeds"}},
        "far": {"venue": {"town": "Whitby"}},
        "other": {"focus": ["gambling"], "venue": {"town": "Leeds"}},
        "third": {"focus": ["gambling"], "venue": {"town": "Leeds"}},
    }
    found = ask(index_of(groups), focus="grief", near="Leeds", within="5")
    assert changes(found) == {"about anything": 3, "within 100 miles": 2}
    assert next(iter(changes(found))) == "about anything"


CASES: dict[str, tuple[dict[str, Facts], dict[str, Any], str, str]] = {
    "a must that becomes a wish": (
        {"one": {"cost": "£3"}},
        {"cost": "free", "require": "cost"},
        "free as a wish, not a must",
        "no --require",
    ),
    "one must of two": (
        {"one": {"cost": "£3", "joining": ["drop-in"]}},
        {"cost": "free", "joining": "drop-in", "require": "all"},
        "free as a wish, not a must",
        "--require joining",
    ),
    "a wider distance": (
        {"one": {"venue": {"town": "Otley"}}},
        {"near": "Leeds", "within": "1"},
        "within 5 miles",
        "--within 5mi",
    ),
    "a wider distance in the unit that was typed": (
        {"one": {"venue": {"town": "Otley"}}},
        {"near": "Leeds", "within": "2km"},
        "within 10 km",
        "--within 10km",
    ),
    "no distance, where no usual one is enough": (
        {"one": {"venue": {"town": "Penzance"}}},
        {"near": "Leeds", "within": "1"},
        "at any distance",
        "no --within",
    ),
    "what was avoided": (
        {"one": {"leader": ["nurse"]}},
        {"avoid": "leader=nurse"},
        "allowing nurse",
        "no --avoid leader=nurse",
    ),
    "a more general subject": (
        {"one": {"focus": ["stress"]}},
        {"focus": "panic"},
        "about anxiety in general",
        "--focus anxiety",
    ),
    "any subject, where there is none more general": (
        {"one": {"focus": ["panic"]}},
        {"focus": "grief"},
        "about anything",
        "no --focus",
    ),
    "no words": (
        {"one": {}},
        {"words": "zzyzx", "focus": "grief"},
        "without the words",
        "no words",
    ),
    "entries that nobody has checked for long": (
        {"one": {"checked": {"on": "2020-01-01"}}},
        {},
        "with entries that nobody has checked for long",
        "--include stale",
    ),
}


@pytest.mark.parametrize(("groups", "flags", "change", "typed"), CASES.values(), ids=CASES)
def test_what_is_offered(
    groups: dict[str, Facts], flags: dict[str, Any], change: str, typed: str
) -> None:
    given = dict(flags)
    words = given.pop("words", "")
    found = ask(index_of(groups), words, **given)
    offered = {one.change: one for one in found.relaxations}
    assert change in offered
    assert offered[change].flags_changed == typed
    assert offered[change].total == 1


def test_the_more_general_subjects_of_all_the_terms_are_offered_together() -> None:
    found = ask(index_of({"one": {"focus": ["stress"]}}), focus="panic,grief-partner")
    assert changes(found) == {"about anxiety or grief and loss in general": 1}


def test_where_no_single_change_finds_more_pairs_do() -> None:
    groups = {"one": {"cost": "£3", "joining": ["book"]}}
    found = ask(index_of(groups), cost="free", joining="drop-in", require="all")
    (pair,) = found.relaxations
    assert pair.change == "drop in as a wish, not a must and free as a wish, not a must"
    assert pair.flags_changed == "no --require"
    assert pair.arguments == ("--joining", "drop-in", "--cost", "free", "--limit", "0")
    assert pair.total == 1


def test_where_nothing_finds_more_nothing_is_offered() -> None:
    found = ask(index_of({"one": {"ages": "under 12"}}), age=40, focus="grief")
    assert (found.total, found.relaxations) == (0, ())


def test_who_a_group_is_for_is_never_offered_away() -> None:
    groups = {
        "one": {"only_for": ["women"]},
        "two": {"ages": "65+"},
        "three": {"covers": ["Wales"]},
    }
    found = ask(index_of(groups), for_="men", age=30, near="Leeds")
    assert (found.total, found.relaxations) == (0, ())


def test_a_relaxation_has_the_whole_new_argument_list() -> None:
    groups = {"one": {"cost": "£3"}}
    found = ask(
        index_of(groups), "people", cost="free", focus="grief", require="cost", limit=3,
        weight="focus=2", today="2026-11-25",
    )  # fmt: skip
    (wish,) = (one for one in found.relaxations if one.flags_changed == "no --require")
    assert [*wish.arguments] == [
        "--focus", "grief", "--cost", "free", "--weight", "focus=2", "--limit", "3",
        "--today", "2026-11-25", "people",
    ]  # fmt: skip


def test_a_place_from_a_prompt_stays_a_dash_in_what_is_offered() -> None:
    index = index_of({"one": {"venue": {"town": "Otley"}}})
    found = ask(index, near="-", near_typed="Leeds", within="1")
    assert found.relaxations
    for one in found.relaxations:
        assert one.arguments[:2] == ("--near", "-")
        assert "Leeds" not in f"{one}"


def test_the_count_is_the_total_that_the_changed_question_finds() -> None:
    index = index_of({
        "one": {"venue": {"town": "Otley"}},
        "two": {"focus": ["gambling"], "venue": {"town": "Leeds"}},
        "three": {"venue": {"town": "Leeds"}, "checked": {"on": "2020-01-01"}},
    })  # fmt: skip
    query = question(index, focus="grief", near="Leeds", within="1")
    found = ask(index, focus="grief", near="Leeds", within="1")
    assert len(found.relaxations) >= 3
    for one in found.relaxations:
        assert one.total > found.total
        assert one.arguments != tuple(arguments(query))


@pytest.mark.parametrize(
    ("flags", "name", "words"),
    [
        pytest.param({"focus": "grief,panic"}, "focus", "grief and loss, panic", id="terms"),
        pytest.param({"age": "30"}, "age", "age 30", id="an age"),
        pytest.param({"near": "-", "near_typed": "Leeds"}, "near", "near -", id="a place"),
    ],
)
def test_a_label_says_what_was_asked(flags: dict[str, Any], name: str, words: str) -> None:
    index = index_of({})
    assert label(index, question(index, **flags).asks[name]) == words


def test_counting_a_change_leaves_the_question_as_it_is() -> None:
    index = index_of({"one": {"cost": "£3"}})
    query = question(index, cost="free", require="cost")
    before = arguments(query)
    assert Search(index, query).ranking().total == 0
    assert ask(index, cost="free", require="cost").relaxations
    assert arguments(query) == before
