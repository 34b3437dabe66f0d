"""Many groups of one organisation in one place for the same do not fill the page."""

from __future__ import annotations

import pytest
from asking import index_of, question
from hypothesis import given
from hypothesis import strategies as st

from peerfind.answers.answer import answer
from peerfind.answers.variety import share, shares
from peerfind.answers.why import why
from peerfind.wording.reckoning import lines

SAME = {"organisation": "Larkfield Trust", "venue": {"town": "Otley"}}
DAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
GROUPS = {
    **{day: {**SAME, "name": f"Larkfield {day}", "meets": [{"days": day}]} for day in DAYS},
    "walk": {"name": "Wharfe Walk", "organisation": "Larkfield Trust", "venue": {"town": "Ilkley"}},
    "tea": {"name": "Guiseley Tea", "venue": {"town": "Guiseley"}},
    "talk": {**SAME, "name": "Otley Talk", "organisation": "Another Trust"},
    "elsewhere": {"name": "Far Tea", "venue": {"town": "Truro"}},
    "alone": {"name": "Without A Trust", "venue": {"town": "Otley"}},
    "alone-too": {"name": "Without A Trust Too", "venue": {"town": "Otley"}},
    "alone-three": {"name": "Without A Trust As Well", "venue": {"town": "Otley"}},
}
INDEX = index_of(GROUPS)


def first(limit: int, **asked: object) -> list[str]:
    """The ids of the first groups for grief near Otley."""
    query = question(INDEX, focus=["grief"], near="Otley", limit=limit, **asked)
    return [match.group.id for match in answer(INDEX, query).matches]


def test_two_of_a_kind_are_a_choice_and_the_rest_make_room() -> None:
    page = first(6)
    assert sum(day in page for day in DAYS) == 2
    assert {"talk", "alone", "alone-too", "alone-three"} < {*page}


def test_many_of_a_kind_come_after_what_is_a_little_farther_and_before_what_is_far() -> None:
    order = first(0)
    assert len(order) == len(GROUPS)
    assert {"walk", "tea"} < {*order[:10]}
    assert order[-1] == "elsewhere"


def test_it_can_be_left_out() -> None:
    assert sum(day in first(8, weight=["variety=0"]) for day in DAYS) == 7
    assert sum(day in first(8, sort="name") for day in DAYS) == 6


def test_a_listing_is_by_name_alone() -> None:
    answered = answer(INDEX, question(INDEX))
    assert {match.score for match in answered.matches} == {0.96}  # never checked, and nothing else


@given(limit=st.integers(1, 15))
def test_a_longer_page_begins_like_a_shorter_one(limit: int) -> None:
    assert first(0)[:limit] == first(limit)


@pytest.mark.parametrize("more", range(1, 6))
def test_the_sum_says_what_one_more_loses(more: int) -> None:
    query = question(INDEX, focus=["grief"], near="Otley")
    at = sorted(DAYS)[more + 1]
    number = next(one for one in INDEX.numbers() if INDEX.record(one)["id"] == at)
    found = why(INDEX, query, number)
    share = f"{1 - min(0.05 * more, 0.25):.4f}"
    said = f"One more of this organisation, in the same place for the same: × {share}"
    assert said in [*lines(found, query, INDEX.vocabulary)]
    listed = {one.group.id: one.score for one in answer(INDEX, query._replace(limit=0)).matches}
    assert found.match.score == listed[at] == pytest.approx(found.mean * found.kept, abs=0.0001)


@pytest.mark.parametrize(
    ("more", "weight", "left"),
    [(-1, 1, 1.0), (0, 1, 1.0), (1, 1, 0.95), (5, 1, 0.75), (9, 1, 0.75), (2, 3, 0.7), (9, 1000, 0.0)],
)  # fmt: skip
def test_what_is_left_of_one_more(more: int, weight: float, left: float) -> None:
    assert share(more, weight) == pytest.approx(left, abs=1e-9)


def test_only_those_that_are_one_more_lose() -> None:
    numbers = {number: INDEX.record(number)["id"] for number in INDEX.numbers()}
    left = {numbers[number]: one for number, one in shares(INDEX, [*numbers], 1)}
    assert left == pytest.approx(
        dict(zip(sorted(DAYS)[2:], [0.95, 0.9, 0.85, 0.8, 0.75], strict=True))
    )
    assert [*shares(INDEX, [*numbers], 0)] == []


def many(facts: dict[str, dict[str, object]], joining: int, limit: int) -> list[str]:
    """The ids of the first groups, where not to drop in costs so many hundredths of a total."""
    index = index_of(
        {at: {"cost": "free", "joining": ["drop-in"], **one} for at, one in facts.items()}
    )
    weight = [f"cost={100 - joining}", f"joining={joining}", "freshness=0"]
    query = question(index, cost="free", joining="drop-in", weight=weight, limit=limit)
    return [match.group.id for match in answer(index, query).matches]


def test_a_group_that_is_worth_less_by_itself_comes_before_the_third_of_a_kind() -> None:
    groups = {
        **{f"a{at}": {**SAME, "name": f"Aspen {at}"} for at in range(1, 6)},
        "a6": {**SAME, "name": "Aspen 6", "joining": ["book"]},
        "z": {"name": "Zinnia", "joining": ["book"]},
    }
    for limit in range(1, 8):
        assert many(groups, 4, limit) == ["a1", "a2", "z", "a3", "a4", "a5", "a6"][:limit]


def test_what_ties_with_the_third_of_a_kind_is_looked_at_whole() -> None:
    groups = {
        **{f"b{at}": {**SAME, "name": f"Beech {at}"} for at in range(1, 8)},
        **{f"a{at}": {"name": f"Acorn {at}", "joining": ["book"]} for at in range(1, 3)},
    }
    assert many(groups, 5, 4) == ["b1", "b2", "a1", "a2"]
    assert many(groups, 5, 5) == ["b1", "b2", "a1", "a2", "b3"]


def test_groups_that_are_worth_nothing_are_listed_too() -> None:
    assert len(first(0, weight=["freshness=1000"])) == len(GROUPS)
    assert len(first(4, weight=["freshness=1000"])) == 4
