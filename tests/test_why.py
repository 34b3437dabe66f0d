"""The whole sum of one group, in the list or left out of it."""

from __future__ import annotations

from typing import Any

import pytest
from asking import index_of, question
from hypothesis import given
from hypothesis import strategies as st

from peerfind.answers.answer import answer
from peerfind.answers.why import why
from peerfind.wording import reckoning

GROUPS: dict[str, dict[str, Any]] = {
    "near": {
        "focus": ["grief"],
        "format": ["in-person"],
        "venue": {"town": "Otley"},
        "ages": "18+",
    },
    "far": {
        "focus": ["grief"],
        "format": ["in-person"],
        "venue": {"town": "Whitby"},
        "status": "full",
    },
    "young": {"focus": ["grief"], "ages": "18-30"},
    "other": {"focus": ["anxiety"]},
    "shut": {"focus": ["grief"], "status": "closed"},
}
INDEX = index_of(GROUPS)


def number(name: str) -> int:
    found = INDEX.number(name)
    assert found is not None
    return found


@given(name=st.sampled_from(["near", "far"]), age=st.sampled_from([None, "40", "71"]))
def test_the_sum_is_the_score_and_the_place_that_the_list_gives(name: str, age: str | None) -> None:
    query = question(INDEX, focus=["grief"], near="Leeds", **({"age": age} if age else {}))
    listed = answer(INDEX, query)
    match = next(match for match in listed.matches if match.group.id == name)
    found = why(INDEX, query, number(name))
    assert (found.rank, found.of, found.hidden) == (match.rank, listed.total, "")
    assert found.match.score == match.score
    assert round(found.mean * found.kept, 4) == pytest.approx(match.score, abs=0.0001)


@pytest.mark.parametrize(
    ("name", "reason", "told"),
    [
        pytest.param(
            "young", "age", "Left out as one for other ages (it says 18-30).", id="an age"
        ),
        pytest.param("other", "focus", "Left out as one about other things.", id="a subject"),
        pytest.param("shut", "closed", "Left out as one closed.", id="closed"),
    ],
)
def test_a_group_that_is_left_out_says_why(name: str, reason: str, told: str) -> None:
    query = question(INDEX, focus=["grief"], age="71")
    found = why(INDEX, query, number(name))
    assert (found.hidden, found.rank) == (reason, 0)
    assert told in "\n".join(reckoning.lines(found, query, INDEX.vocabulary))


def test_every_ask_has_a_line_with_its_score_and_weight() -> None:
    query = question(INDEX, focus=["grief"], near="Otley", age="71")
    lines = [*reckoning.lines(why(INDEX, query, number("near")), query, INDEX.vocabulary)]
    assert lines[1] == "Place 1 of 2 groups."
    assert lines[3].startswith("focus: grief and loss. Met: 1.00 × 4 = 4.00")
    assert lines[-2] == "Never confirmed: × 0.9600"
    assert lines[-1].startswith("Total: 0.9")


def test_being_full_is_told() -> None:
    query = question(INDEX, focus=["grief"])
    lines = [*reckoning.lines(why(INDEX, query, number("far")), query, INDEX.vocabulary)]
    assert "Never confirmed and full: × 0.8640" in lines


@pytest.mark.parametrize(("age", "place"), [("50", 1), ("51", 2)])
def test_a_group_that_is_not_right_for_an_age_by_its_own_words_is_lower_and_never_hidden(
    age: str, place: int
) -> None:
    told = {"focus": ["grief"], "not_suitable_for": "People who were 51 or older when widowed."}
    both = index_of({"a-young": told, "b-any": {"focus": ["grief"]}})
    query = question(both, focus=["grief"], age=age)
    number = both.number("a-young")
    assert number is not None
    found = why(both, query, number)
    assert (found.rank, found.of) == (place, 2)
    lines = "\n".join(reckoning.lines(found, query, both.vocabulary))
    is_lower = "Never confirmed and not right for that age, by its own words: × 0.6720" in lines
    assert is_lower is (place > 1)
    assert ("age: age 51. Missed" in lines) is is_lower


def test_where_nothing_counts_all_of_the_score_is_there() -> None:
    query = question(INDEX, focus=["grief"], weight=["focus=0"])
    found = why(INDEX, query, number("near"))
    assert (found.weight, found.mean) == (0, 1)
    assert found.match.score == pytest.approx(found.kept)
    assert why(INDEX, question(INDEX), number("near")).mean == 1
