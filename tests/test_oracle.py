"""The index answers as if every group had been looked at by itself, however the index came about."""

from __future__ import annotations

from datetime import datetime
from itertools import cycle
from random import Random  # noqa: TC003 (the builder reads it)
from typing import TYPE_CHECKING, Any, NamedTuple
from unittest.mock import patch
from zoneinfo import ZoneInfo

from asking import read_again
from conftest import write_directory
from facts import facts, questions
from hypothesis import given, settings
from hypothesis import strategies as st
from keeping import EDITS, PLACES, everything, opened, settled
from oracle import Oracle, told

from peerfind.answers.answer import answer
from peerfind.asking.query import understood
from peerfind.directory.folder import load
from peerfind.index import refresh
from peerfind.index.built import build
from peerfind.index.cache import index_of
from peerfind.index.index import Index
from peerfind.index.parts import parts

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from peerfind.asking.query import Typed

LONDON = ZoneInfo("Europe/London")
MOMENTS = st.sampled_from([
    datetime(2026, 11, 24, 9, tzinfo=LONDON),  # a Tuesday
    datetime(2026, 12, 25, 20, tzinfo=LONDON),
    datetime(2021, 6, 4, tzinfo=LONDON),
])  # fmt: skip

directories = st.integers(0, 12).flatmap(lambda size: st.lists(facts, min_size=size, max_size=size))
asked = st.lists(st.tuples(questions(), MOMENTS), min_size=1, max_size=3)


def written(base: Path, groups: list[dict[str, Any]]) -> Path:
    """A directory of groups, in several folders."""
    named = zip(groups, cycle(PLACES))
    return write_directory(
        base / "directory", {f"{place}/g{at:02}": one for at, (one, place) in enumerate(named)}
    )


def agree(index: Index, folder: Path, asked: list[tuple[Typed, datetime]]) -> None:
    """An index answers every question as the oracle does."""
    oracle = Oracle(folder)
    assert index.unreadable == oracle.unreadable
    for typed, now in asked:
        agree_on(index, oracle, typed, now)


def agree_on(index: Index, oracle: Oracle, typed: Typed, now: datetime) -> None:
    """The answers to a question are the same, and what is said to find more finds as many."""
    query = understood(typed, index.vocabulary, now, index.settings["units"])
    found = answer(index, query)
    ours, theirs = told(found), oracle.answer(query)
    assert [one["id"] for one in ours.results] == [one["id"] for one in theirs.results]
    for one, other in zip(ours.results, theirs.results, strict=True):
        assert {key: one[key] for key in one if one[key] != other[key]} == {}
    assert ours == theirs
    for one in found.relaxations:
        relaxed = understood(
            read_again([*one.arguments]), index.vocabulary, now, index.settings["units"]
        )
        assert oracle.total(relaxed) == one.total > found.total


Asked = list[tuple["Typed", datetime]]


@settings(max_examples=150)
@given(groups=directories, asked=asked)
def test_an_index_made_whole_answers_as_if_each_group_were_looked_at_by_itself(
    tmp_path_factory: pytest.TempPathFactory, groups: list[dict[str, Any]], asked: Asked
) -> None:
    folder = written(tmp_path_factory.mktemp("oracle"), groups)
    agree(Index(parts(load(folder)).__getitem__), folder, asked)


@settings(max_examples=50)
@given(groups=directories, asked=asked)
def test_so_does_one_from_the_cache(
    tmp_path_factory: pytest.TempPathFactory, groups: list[dict[str, Any]], asked: Asked
) -> None:
    base = tmp_path_factory.mktemp("oracle")
    folder, kept = settled(written(base, groups)), base / "cache"
    index_of(folder, kept)
    with opened() as files:
        index = index_of(folder, kept)
    assert files == []
    agree(index, folder, asked)


@settings(max_examples=50)
@given(groups=directories, asked=asked)
def test_so_does_one_that_was_built(
    tmp_path_factory: pytest.TempPathFactory, groups: list[dict[str, Any]], asked: Asked
) -> None:
    base = tmp_path_factory.mktemp("oracle")
    folder, file = written(base, groups), base / "built"
    build(folder, file)
    agree(index_of(file, None), folder, asked)


class Story(NamedTuple):
    """A directory, what is done to it in several rounds, and how much may change before all is laid out."""

    groups: list[dict[str, Any]]
    rounds: list[list[str]]
    share: float
    chance: Random


stories = st.builds(
    Story,
    groups=directories,
    rounds=st.lists(st.lists(st.sampled_from([*EDITS]), max_size=3), min_size=1, max_size=4),
    share=st.sampled_from([0.05, 0.5, 99]),
    chance=st.randoms(use_true_random=False),
)


@settings(max_examples=150)
@given(story=stories, asked=asked)
def test_so_does_one_that_was_brought_up_to_date_again_and_again(
    tmp_path_factory: pytest.TempPathFactory, story: Story, asked: Asked
) -> None:
    base = tmp_path_factory.mktemp("oracle")
    folder, kept = written(base, story.groups), base / "cache"
    with patch.object(refresh, "_MOST_SHARE", story.share):
        index_of(folder, kept)
        for names in story.rounds:
            for name in names:
                EDITS[name](folder, story.chance)
            index = index_of(folder, kept)
            agree(index, folder, asked)
            assert everything(index) == everything(Index(parts(load(folder)).__getitem__))
