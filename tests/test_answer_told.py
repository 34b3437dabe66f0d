"""What an answer tells beside its groups: words nobody has, what was read as what, what would find more."""

from __future__ import annotations

from typing import Any

import pytest
from asking import NOW, ask, index_of, question, typed

from peerfind.answers.answer import Answer, answer, answer_to, query_of
from peerfind.answers.rank import Search
from peerfind.asking.criteria import WORDS

WORDS_ONLY = index_of({"one": {"summary": "People meet, walk and talk."}})
LEEDS, WHITBY, FROM_HOME = ({"venue": {"town": "Leeds"}}, {"venue": {"town": "Whitby"}}, {
    "format": ["video"],
})  # fmt: skip


def unmet(found: Answer) -> list[str]:
    """What is told of words that no group has."""
    return [note for note in found.query.notes if note.startswith("No group says")]


# Words that no group has


@pytest.mark.parametrize(
    ("words", "told"),
    [
        pytest.param("qa qe qi", '"qa", "qe" and "qi"', id="three of them"),
        pytest.param("qa qe qi qo", '"qa", "qe", "qi" and "qo"', id="all of four"),
        pytest.param("qa qe qi qo qu", '"qa", "qe", "qi", "qo" and 1 more word', id="four of five"),
        pytest.param("qa walk qe", '"qa" and "qe"', id="only those"),
    ],
)
def test_words_that_no_group_has_are_told_one_by_one_up_to_four(words: str, told: str) -> None:
    assert unmet(ask(WORDS_ONLY, words)) == [f"No group says {told}"]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        pytest.param("grief, qa", ['No group says "qa"'], id="one"),
        pytest.param("grief, qa qe", ['No group says "qa" and "qe"'], id="two"),
        pytest.param("grief, qa qe qi", [], id="three, the rest of a story"),
    ],
)
def test_beside_what_was_understood_only_a_word_or_two_are_told(
    words: str, told: list[str]
) -> None:
    found = answer_to(WORDS_ONLY, typed(words), NOW)
    assert [part.name for part in found.query.said] == ["focus"]
    assert unmet(found) == told


def towns(found: Answer) -> list[str]:
    """What is told of words that are the names of towns."""
    return [note for note in found.query.notes if "also a town" in note]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        pytest.param("Deal", ["Deal is also a town. Near it: --near Deal"], id="alone"),
        pytest.param("battle crook", ["Battle is also a town. Near it: --near Battle"], id="two"),
        pytest.param("walk", [], id="a word that a group has"),
        pytest.param("qa", [], id="no town"),
        pytest.param("grief near Leeds, deal", [], id="where a place is known"),
    ],
)
def test_a_word_nobody_has_that_names_a_town_is_told_as_one(words: str, told: list[str]) -> None:
    assert towns(answer_to(WORDS_ONLY, typed(words), NOW)) == told


# What was read as what


def test_a_slip_is_told_as_one_and_another_name_of_a_term_as_such() -> None:
    index = index_of({"one": {"name": "Lantern", "activities": ["crafts"]}})
    told = [
        (one.flag, one.typed, one.understood, one.near_spelling)
        for one in ask(index, "lanturn", "knitting").query.corrections
    ]
    assert told == [(WORDS, "lanturn", "lantern", True), (WORDS, "knitting", "crafts", False)]


@pytest.mark.parametrize("word", ["havent", "wasnt", "tuesday", "leeds", "grief", "meet"])
def test_what_is_spelt_right_is_read_as_nothing_else(word: str) -> None:
    # "Havant" is a town, and no slip of "haven't".
    assert query_of(WORDS_ONLY, typed(f"grief {word}"), NOW).corrections == ()


def test_a_slip_in_what_was_understood_is_told() -> None:
    query = query_of(WORDS_ONLY, typed("panick attacks, near Huddersfeild"), NOW)
    assert [(one.typed, one.understood, one.near_spelling) for one in query.corrections] == [
        ("panick", "panic", True),
        ("Huddersfeild", "huddersfield", True),
    ]


@pytest.mark.parametrize(
    ("words", "flags", "near", "within"),
    [
        pytest.param("grief near Otley within 5 miles", {}, "Otley", "5mi", id="the words alone"),
        pytest.param("grief near Otley", {"near": "Leeds"}, "Leeds", None, id="the flag counts"),
        pytest.param(
            "grief near Otley within 5 miles", {"near": "Leeds", "within": "9mi"}, "Leeds", "9mi",
            id="both flags count",
        ),
    ],
)  # fmt: skip
def test_what_a_flag_asks_is_not_read_from_the_words_too(
    words: str, flags: dict[str, str], near: str, within: str | None
) -> None:
    query = query_of(WORDS_ONLY, typed(words, **flags), NOW)
    assert query.near
    assert (query.near.name, query.within and query.within.typed) == (near, within)
    assert {part.name for part in query.said}.isdisjoint(flags)


# What is usual for a person


@pytest.mark.parametrize(
    ("usual", "near", "weight"),
    [
        pytest.param({"usual_near": "Otley"}, "Otley", 1.0, id="a place alone"),
        pytest.param({"usual_weight": ("cost=7",)}, "", 7.0, id="weights alone"),
        pytest.param({"usual_near": "Otley", "usual_weight": ("cost=7",)}, "Otley", 7.0, id="both"),
        pytest.param({}, "", 1.0, id="nothing"),
    ],
)
def test_what_is_usual_is_added_whatever_of_it_there_is(
    usual: dict[str, Any], near: str, weight: float
) -> None:
    query = query_of(WORDS_ONLY, typed(cost="free", **usual), NOW)
    assert (query.near.name if query.near else "") == near
    assert query.weights.get("cost", 1.0) == weight


# What would find more


@pytest.mark.parametrize(
    ("local", "offered"),
    [
        pytest.param(2, {"about anxiety in general"}, id="two to go to"),
        pytest.param(3, set(), id="three to go to"),
    ],
)
@pytest.mark.parametrize("limit", [0, 1, 4])
def test_more_is_offered_where_fewer_than_three_are_to_go_to_however_many_are_shown(
    local: int, offered: set[str], limit: int
) -> None:
    index = index_of({
        **{f"here-{at}": {**LEEDS, "focus": ["panic"]} for at in range(local)},
        **{f"home-{at}": {**FROM_HOME, "focus": ["panic"]} for at in range(2)},
        "wider": {**LEEDS, "focus": ["stress"]},
    })  # fmt: skip
    found = answer(index, question(index, focus="panic", near="Leeds", limit=limit))
    assert {one.change for one in found.relaxations} == offered


def test_without_a_place_none_is_known_to_be_near() -> None:
    index = index_of({"one": LEEDS})
    assert Search(index, question(index)).local(10_000) == 0
    assert Search(index, question(index, near="Leeds")).local(10) == 1


def test_with_three_without_a_place_nothing_is_offered() -> None:
    groups = {f"one-{at}": {**WHITBY, "focus": ["panic"]} for at in range(3)}
    found = ask(index_of({**groups, "wider": {"focus": ["stress"]}}), focus="panic")
    assert (found.total, found.relaxations) == (3, ())
