from __future__ import annotations

from typing import Any

import pytest
from asking import ask, index_of, question

from peerfind.answers.answer import FEW, Answer
from peerfind.answers.rank import Search
from peerfind.answers.relax import label
from peerfind.asking.arguments import arguments

Facts = dict[str, Any]


def changes(found: Answer) -> dict[str, int]:
    """What is offered, and how many groups each finds."""
    return {one.change: one.total for one in found.relaxations}


def test_with_three_results_nothing_is_offered() -> None:
    groups = {"a": {}, "b": {}, "c": {}, "d": {"focus": ["gambling"]}}
    assert ask(index_of(groups), focus="grief").relaxations == ()
    assert FEW == 3


def test_with_fewer_the_changes_that_find_more_are_offered_what_gives_up_least_first() -> None:
    groups = {
        "near": {"venue": {"town": "Leeds"}},
        "far": {"venue": {"town": "Whitby"}},
        "other": {"focus": ["gambling"], "venue": {"town": "Leeds"}},
        "third": {"focus": ["gambling"], "venue": {"town": "Leeds"}},
    }
    found = ask(index_of(groups), focus="grief", near="Leeds", within="5")
    assert changes(found) == {"about anything": 3, "within 100 miles": 2}
    assert [*changes(found)] == ["within 100 miles", "about anything"]


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


def test_words_by_themselves_are_not_offered_away() -> None:
    assert ask(index_of({"one": {}, "two": {}}), "zzyzx").relaxations == ()


def test_without_the_words_the_other_musts_stay() -> None:
    groups = {"one": {"cost": "free"}, "two": {"cost": "£3"}}
    found = ask(index_of(groups), "zzyzx", cost="free", require="all")
    (without,) = (one for one in found.relaxations if one.change == "without the words")
    assert (without.total, without.flags_changed) == (1, "no words")
    assert without.arguments == ("--cost", "free", "--require", "cost", "--limit", "0")


# A more general subject gives up more than a few miles, and less than very many.
@pytest.mark.parametrize(
    ("within", "town", "order"),
    [
        pytest.param("1", "Pudsey", ["within 5 miles", "in general"], id="five times as far"),
        pytest.param("3km", "Otley", ["within 15 km", "in general"], id="five times as far in km"),
        pytest.param("2km", "Otley", ["in general", "within 15 km"], id="more than that"),
        pytest.param("5", "Ilkley", ["within 15 miles", "in general"], id="three times as far"),
    ],
)
def test_a_little_farther_gives_up_less_than_the_subject_and_much_farther_more(
    within: str, town: str, order: list[str]
) -> None:
    groups = {
        "far": {"focus": ["panic"], "venue": {"town": town}},
        "other": {"focus": ["stress"], "venue": {"town": "Leeds"}},
    }
    found = ask(index_of(groups), focus="panic", near="53.797,-1.543", within=within)
    assert [one.change.removeprefix("about anxiety ") for one in found.relaxations] == order


def test_of_changes_that_give_up_as_much_the_one_that_finds_more_comes_first() -> None:
    groups = {
        "a": {"format": ["video"], "leader": ["nurse"]},
        "b": {"format": ["in-person"], "leader": ["peer"]},
        "c": {"format": ["in-person"], "leader": ["peer"]},
    }
    found = ask(index_of(groups), format="video", leader="peer", require="all")
    assert changes(found) == {"video as a wish, not a must": 2, "peer as a wish, not a must": 1}
    assert [*changes(found).values()] == [2, 1]
    found = ask(index_of({**groups, "d": groups["a"], "e": groups["a"]}), format="video",
                leader="peer", require="all")  # fmt: skip
    assert [*changes(found).values()] == [3, 2]


def test_of_changes_that_find_as_many_the_first_that_was_asked_comes_first() -> None:
    groups = {
        "a": {"format": ["video"], "leader": ["nurse"]},
        "b": {"format": ["in-person"], "leader": ["peer"]},
    }
    found = ask(index_of(groups), format="video", leader="peer", require="all")
    assert [*changes(found)] == ["video as a wish, not a must", "peer as a wish, not a must"]


FROM_HOME = {"format": ["video"]}
IN = {town.lower(): {"venue": {"town": town}} for town in ("Leeds", "Otley", "Whitby")}


def local(found: Answer) -> dict[str, tuple[int, int | None]]:
    """What is offered, how many groups each finds, and how many of these are to go to."""
    return {one.change: (one.total, one.local) for one in found.relaxations}


def test_where_few_of_many_are_to_go_to_more_of_these_are_offered() -> None:
    groups = {**{f"home-{at}": FROM_HOME for at in range(5)}, **IN}
    found = ask(index_of(groups), focus="grief", near="Leeds", within="3")
    assert found.total == 6
    assert local(found) == {"within 5 miles": (7, 2)}


def test_without_a_distance_a_usual_way_to_go_is_local() -> None:
    broader = {"one": {"focus": ["mental-health"], "venue": {"town": "Otley"}}}
    far = {f"far-{at}": {"focus": ["panic"], "venue": {"town": "Whitby"}} for at in range(4)}
    found = ask(index_of({**far, **broader}), focus="panic", near="Leeds", require="focus")
    assert found.total == 4
    assert local(found) == {"panic as a wish, not a must": (5, 1)}


def test_where_three_are_to_go_to_nothing_is_offered_however_many_are_left_out() -> None:
    groups = {**{f"here-{at}": IN["otley"] for at in range(3)}, "old": IN["whitby"]}
    assert ask(index_of(groups), focus="grief", near="Leeds", within="20").relaxations == ()
    many = {f"home-{at}": FROM_HOME for at in range(5)}
    assert ask(index_of(many), focus="grief").relaxations == ()


def test_what_is_not_to_go_to_is_not_offered_for_it() -> None:
    groups = {
        **{f"home-{at}": FROM_HOME for at in range(4)},
        "old": {**FROM_HOME, "checked": {"on": "2020-01-01"}},
        "here": IN["leeds"],
    }
    assert ask(index_of(groups), focus="grief", near="Leeds").relaxations == ()


def test_more_from_home_is_not_offered_for_what_is_to_go_to() -> None:
    free = {f"home-{at}": {**FROM_HOME, "cost": "free"} for at in range(3)}
    paid = {"paid": {**FROM_HOME, "cost": "£3"}}
    asked = {"focus": "grief", "near": "Leeds", "cost": "free", "require": "cost"}
    assert ask(index_of({**free, **paid}), **asked).relaxations == ()
    here = {"here": {**IN["leeds"], "cost": "£3"}}
    assert local(ask(index_of({**free, **here}), **asked)) == {"free as a wish, not a must": (4, 1)}


def test_the_words_stay_where_there_are_enough_from_home() -> None:
    home = {f"home-{at}": {**FROM_HOME, "summary": "By the river."} for at in range(3)}
    found = ask(index_of({**home, **IN}), "river", near="Leeds")
    assert (found.total, found.relaxations) == (3, ())


def test_without_any_distance_all_are_to_go_to() -> None:
    groups = {
        **{f"home-{at}": FROM_HOME for at in range(3)},
        "far": {"venue": {"town": "Penzance"}},
    }
    found = ask(index_of(groups), focus="grief", near="Leeds", within="5")
    assert local(found) == {"at any distance": (4, 1)}


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("meet", None),
        ("zzyzx", 'No group says "zzyzx"'),
        ("boiler zzyzx talk", 'No group says "boiler" and "zzyzx"'),
        ("wkalkinngg", 'No group says "wkalkinngg" (like it: walking)'),
        ("qa qe qi qo qu qy", 'No group says "qa", "qe", "qi", "qo" and 2 more words'),
    ],
)
def test_words_that_no_group_has_are_told_with_those_most_like_them(
    words: str, said: str | None
) -> None:
    found = ask(index_of({"one": {"summary": "People meet, walk and talk."}}), words)
    told = [note for note in found.query.notes if note.startswith("No group says")]
    assert told == ([said] if said else [])
