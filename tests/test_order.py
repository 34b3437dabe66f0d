"""Numbers put in order by several keys, as far as somebody asked for."""

from __future__ import annotations

from operator import itemgetter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerfind.answers.order import REMOTE_KM, UNKNOWN_KM, age_of_check, first, rounded
from peerfind.model import Group

rows = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3), st.integers(0, 99)), max_size=30)


@given(rows=rows, limit=st.integers(1, 40))
def test_the_first_are_those_of_a_whole_sort(rows: list[tuple[int, ...]], limit: int) -> None:
    keys = [lambda at, key=key: rows[at][key] for key in range(3)]
    keys.append(lambda at: at)
    expected = sorted(range(len(rows)), key=lambda at: (*rows[at], at))
    assert first(limit, range(len(rows)), keys) == expected[:limit]


@pytest.mark.parametrize("limit", [0, 1])
def test_of_none_none_is_first(limit: int) -> None:
    assert first(limit, [], [lambda at: at]) == []


def test_a_key_is_asked_only_where_those_before_leave_a_doubt() -> None:
    asked: list[int] = []
    keys = [[3, 1, 2, 2, 9].__getitem__, lambda at: asked.append(at) or at]
    assert first(2, range(5), keys) == [1, 2]
    assert {*asked} <= {1, 2, 3}


def test_totals_are_rounded_as_they_are_shown() -> None:
    assert rounded([7, 8], [0.123456, 0.99999]) == {7: 0.1235, 8: 1.0}


def test_a_known_distance_comes_before_an_unknown_one_and_that_before_none() -> None:
    assert 1000 < UNKNOWN_KM < REMOTE_KM


@pytest.mark.parametrize("days", [(1, 2), (5, 9)])
def test_a_newer_check_comes_first_and_none_last(days: tuple[int, int]) -> None:
    from datetime import date

    from peerfind.model import Checked

    old, new = (
        age_of_check(Group(checked=Checked(on=date(2026, 1, day), how="phone"))) for day in days
    )
    assert new < old < age_of_check(Group())
    assert itemgetter(0)(sorted([old, new])) == new


def test_a_key_is_asked_only_of_what_is_left_to_be_chosen() -> None:
    asked: list[int] = []
    keys = [[1, 2, 2, 2, 3].__getitem__, [0, 1, 2, 3, 0].__getitem__]
    keys.append(lambda at: asked.append(at) or at)
    assert first(2, range(5), keys) == [0, 1]
    assert {*asked} <= {0, 1}
