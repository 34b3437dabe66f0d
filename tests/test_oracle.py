"""The index answers as if every group had been looked at by itself, however the index came about."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, datetime
from itertools import cycle
from random import Random
from typing import TYPE_CHECKING, Any, NamedTuple
from unittest.mock import patch
from zoneinfo import ZoneInfo

import pytest
from asking import NOW, read_again
from conftest import write_directory
from facts import FACTS, WORDS, facts, questions
from hypothesis import given, settings
from hypothesis import strategies as st
from keeping import EDITS, PLACES, everything, opened, settled
from oracle import Oracle, told
from pace import some

from peerfind.answers import rank
from peerfind.answers.answer import FEW, answer
from peerfind.asking.criteria import CRITERIA
from peerfind.asking.query import SORTS, Typed, Within, understood
from peerfind.directory.folder import load
from peerfind.geo import KM_PER_MILE
from peerfind.index import refresh
from peerfind.index.built import build
from peerfind.index.cache import index_of
from peerfind.index.index import Index
from peerfind.index.opening import index_at
from peerfind.index.parts import parts

if TYPE_CHECKING:
    from pathlib import Path

    from peerfind.answers.answer import Answer
    from peerfind.asking.query import Query

pytestmark = pytest.mark.uncounted

LONDON = ZoneInfo("Europe/London")
MOMENTS = st.sampled_from([
    datetime(2026, 11, 24, 9, tzinfo=LONDON),  # a Tuesday
    datetime(2026, 11, 24, 19, 30, tzinfo=LONDON),
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
    """An index answers every question as the oracle does, alone and after the others of its day."""
    oracle = Oracle(folder)
    assert index.unreadable == oracle.unreadable
    known = defaultdict[date, dict[object, Any]](dict)
    for typed, now in asked:
        query = understood(typed, index.vocabulary, now, index.settings["units"])
        found = answer(index, query)
        agree_on(index, oracle, query, found)
        assert told(answer(index, query, known[query.today])) == told(found)
        later = query._replace(now=now.replace(hour=22))
        assert told(answer(index, later, known[later.today])) == told(answer(index, later))


def agree_on(index: Index, oracle: Oracle, query: Query, found: Answer) -> None:
    """The answers to a question are the same, and what is said to find more finds as many."""
    ours, theirs = told(found), oracle.answer(query)
    assert [one["id"] for one in ours.results] == [one["id"] for one in theirs.results]
    for one, other in zip(ours.results, theirs.results, strict=True):
        assert {key: one[key] for key in one if one[key] != other[key]} == {}
    assert ours == theirs
    for one in found.relaxations:
        again = read_again([*one.arguments])
        relaxed = understood(again, index.vocabulary, query.now, index.settings["units"])
        assert oracle.total(relaxed) == one.total > found.total


def somewhere(stated: dict[str, Any]) -> dict[str, Any]:
    """The same in a place that is known."""
    return {**stated, "venue": stated["venue"] or {"town": "Whitby"}}


Asked = list[tuple["Typed", datetime]]


@settings(max_examples=some(60))
@given(groups=directories, asked=asked)
def test_an_index_made_whole_answers_as_if_each_group_were_looked_at_by_itself(
    tmp_path_factory: pytest.TempPathFactory, groups: list[dict[str, Any]], asked: Asked
) -> None:
    folder = written(tmp_path_factory.mktemp("oracle"), groups)
    agree(Index(parts(load(folder)).__getitem__), folder, asked)


@settings(max_examples=some(20))
@given(
    groups=st.lists(facts.map(somewhere), min_size=3, max_size=8),
    typed=questions(),
    near=st.sampled_from(["Leeds", "LS6", "Otley"]),
    within=st.sampled_from(["1", "5", "9km"]),
)
def test_what_would_find_more_finds_as_many_as_it_says(
    tmp_path_factory: pytest.TempPathFactory,
    groups: list[dict[str, Any]],
    typed: Typed,
    near: str,
    within: str,
) -> None:
    folder = written(tmp_path_factory.mktemp("oracle"), groups)
    asks = {**typed.asks, "near": [near]}
    musts = [*{*typed.require, "near"}]
    strict = typed._replace(asks=asks, within=within, require=musts, include=["paused"])
    index, oracle = Index(parts(load(folder)).__getitem__), Oracle(folder)
    query = understood(strict, index.vocabulary, NOW)
    found = answer(index, query)
    agree_on(index, oracle, query, found)
    if found.total < FEW and (farther := nearest_that_finds_more(oracle, query, found.total)):
        offered = [(one.change, one.total) for one in found.relaxations]
        assert farther in offered


def nearest_that_finds_more(oracle: Oracle, query: Query, total: int) -> tuple[str, int] | None:
    """The smallest of the usual distances within which there are more groups, and how many."""
    in_km = bool(query.within) and query.within.typed.endswith("km")
    for step in (
        (5, 10, 15, 25, 40, 60, 100, 150, 250) if in_km else (3, 5, 10, 15, 25, 50, 100, 150)
    ):
        km = step if in_km else step * KM_PER_MILE
        if query.within and km > query.within.km:
            count = oracle.total(
                query._replace(within=Within(km, f"{step}{'km' if in_km else 'mi'}"))
            )
            if count > total:
                return f"within {step} {'km' if in_km else 'miles'}", count
    return None


@settings(max_examples=some(20))
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


@settings(max_examples=some(20))
@given(groups=directories, asked=asked)
def test_so_does_one_that_was_built(
    tmp_path_factory: pytest.TempPathFactory, groups: list[dict[str, Any]], asked: Asked
) -> None:
    base = tmp_path_factory.mktemp("oracle")
    folder, file = written(base, groups), base / "built"
    build(folder, file)
    agree(index_at(file, None), folder, asked)


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


@settings(max_examples=some(60))
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


# More different values than there are numbers in a byte, so that codes are longer and not all are scored


@pytest.fixture(scope="module", params=["made whole", "with changes beside it"])
def large(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Index, Oracle]:
    """The index of a large directory, in which no two groups are in the same place or cost the same."""
    base, chance = tmp_path_factory.mktemp("large"), Random(1)
    folder, kept = write_directory(base / "directory", some_groups(320, chance)), base / "cache"
    index = index_of(settled(folder), kept)
    if request.param == "with changes beside it":
        for name in ("remove", "rename", "change unseen", "rename", "change unseen"):
            EDITS[name](folder, chance)
        index = index_of(folder, kept)
    assert len(index.sizes) == 1 + (request.param == "with changes beside it")
    return index, Oracle(folder)


def some_groups(count: int, chance: Random) -> dict[str, dict[str, Any]]:
    return {
        f"leeds/g{at:03}": {
            **{key: chance.choice(values) for key, values in FACTS.items()},
            "format": chance.choice([["in-person"]] * 8 + [["in-person", "chat"], ["video"]]),
            "cost": chance.choice(["free", "donation", f"£{at} a session"]),
            "ages": chance.choice([f"{at // 4}+", None]),
            "not_suitable_for": chance.choice([f"People under {at // 3}.", None, None]),
            "summary": f"People number {at} talk about {chance.choice(WORDS)}.",
            "venue": {
                "latitude": f"{53.5 + at / 300:.5f}",
                "longitude": f"{-1.2 - chance.random():.5f}",
            },
        }
        for at in range(count)
    }


@settings(max_examples=some(20))
@given(typed=questions(), now=MOMENTS)
def test_a_large_directory_answers_as_if_each_group_were_looked_at_by_itself(
    large: tuple[Index, Oracle], typed: Typed, now: datetime
) -> None:
    index, oracle = large
    query = understood(typed, index.vocabulary, now, index.settings["units"])
    agree_on(index, oracle, query, answer(index, query))


near_questions = st.builds(
    Typed,
    asks=st.fixed_dictionaries(
        {
            "near": st.sampled_from(["LS6", "Otley", "53.8,-1.6", "54.1,-2.0"]).map(
                lambda one: [one]
            )
        },
        optional={"age": st.just(["40"]), "cost": st.just(["free"]), "format": st.just(["online"])},
    ),
    within=st.sampled_from([None, "10", "40"]),
    # With little weight many groups are equals as they are shown, whom the age of a check tells apart.
    weight=st.sampled_from([[], ["near=0"], ["near=0.02"], ["near=0.002", "freshness=0"]]),
    include=st.just(["closed", "paused", "stale"]),
    limit=st.sampled_from([1, 2, 10, 100]),
    sort=st.sampled_from(["fit", "fit", *SORTS]),
)


@settings(max_examples=some(60))
@given(typed=near_questions, now=MOMENTS)
def test_so_it_does_where_only_those_are_scored_that_may_be_among_the_best(
    large: tuple[Index, Oracle], typed: Typed, now: datetime
) -> None:
    index, oracle = large
    query = understood(typed, index.vocabulary, now, index.settings["units"])
    agree_on(index, oracle, query, answer(index, query))


def test_a_large_directory_is_one_with_more_places_than_are_all_scored(
    large: tuple[Index, Oracle],
) -> None:
    index, _ = large
    places = index.table(CRITERIA["near"].keys, repr)
    assert len({places[number] for number in index.numbers()}) > rank._FEW  # noqa: SLF001
