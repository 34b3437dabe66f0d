from __future__ import annotations

import json
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pytest
from conftest import GROUP, VOCABULARY, read_index, write_directory
from facts import ASKED, FACTS, UNASKED, asks_of, facts
from hypothesis import given, settings
from hypothesis import strategies as st
from pace import some

from peerfind.answers.answer import answer
from peerfind.asking.criteria import CRITERIA
from peerfind.asking.query import understood
from peerfind.directory.derived import derived
from peerfind.directory.fields import FIELDS
from peerfind.directory.folder import load
from peerfind.directory.scan import Scan, scan
from peerfind.directory.vocabulary import FACETS, Vocabulary
from peerfind.index.index import Index
from peerfind.index.parts import column_keys, parts
from peerfind.model import Group
from peerfind.output.export import json_text

if TYPE_CHECKING:
    import random
    from collections.abc import Callable

WORDS = Vocabulary(VOCABULARY)
NOW = datetime(2026, 11, 24, 9, tzinfo=ZoneInfo("Europe/London"))


def test_every_criterion_is_asked_here() -> None:
    assert ASKED.keys() == CRITERIA.keys()


@pytest.mark.parametrize("name", CRITERIA)
@settings(max_examples=some(40))
@given(group=facts, data=st.data())
def test_a_scorer_reads_only_the_keys_that_it_declares(
    name: str, group: dict[str, Any], data: st.DataObject
) -> None:
    others = {"day", "time", "format"} if name in ("day", "time", "format") else set()
    chosen = [name, *data.draw(st.sets(st.sampled_from(sorted(others))))] if others else [name]
    typed = asks_of(data, *dict.fromkeys(chosen))
    query = understood(typed, WORDS, NOW)
    stated = {key: value for key, value in group.items() if value is not None}
    record = derived({"id": "one", "_file": "groups/one.yaml", **GROUP_BARE, **stated}, WORDS)
    cut = {key: record[key] for key in CRITERIA[name].keys if key in record}
    criterion, ask = CRITERIA[name], query.asks[name]
    whole = criterion.score(ask, Group.of(record), query.context(WORDS))
    assert criterion.score(ask, Group.of(cut), query.context(WORDS)) == whole
    assert 0 <= whole.value <= 1


GROUP_BARE = {"sources": GROUP["sources"]}


@settings(max_examples=some(15))
@given(st.lists(facts, min_size=1, max_size=5), st.randoms(use_true_random=False))
def test_columns_hold_what_the_records_state_whatever_the_order_of_the_files(
    tmp_path_factory: pytest.TempPathFactory, groups: list[dict[str, Any]], shuffler: random.Random
) -> None:
    folder = tmp_path_factory.mktemp("index")
    numbered = {f"g{number}": keys for number, keys in enumerate(groups)}
    found = scan(write_directory(folder, numbered))
    directory = load(folder, found.listing)
    whole = parts(directory)

    files = [*found.files.items()]
    shuffler.shuffle(files)
    assert parts(load(folder, Scan(dict(files), found.problems).listing)) == whole

    index = Index(whole.__getitem__)
    assert [index.record(number) for number in index.numbers()] == directory.records
    for keys in column_keys():
        seen: list[Group] = []
        table = index.table(keys, partial(noted, seen))
        cuts = [
            {key: cut_down(key, record[key]) for key in keys if key in record}
            for record in directory.records
        ]
        assert [table[number] for number in index.numbers()] == [Group.of(cut) for cut in cuts]
        assert len(seen) == len({json.dumps(cut, sort_keys=True) for cut in cuts})


def noted(seen: list[Group], group: Group) -> Group:
    seen.append(group)
    return group


def cut_down(key: str, value: Any) -> Any:
    """A value as a column has it: of the sources, the newest date alone."""
    if key != "sources":
        return without_notes(value)
    dates = [one["published"] for one in value if "published" in one]
    return [{"published": max(dates)}] if dates else []


def without_notes(value: Any) -> Any:
    """A value without what nobody ranks by: the notes of meetings, how and by whom it was checked."""
    if isinstance(value, list):
        return [*map(without_notes, value)]
    if isinstance(value, dict):
        return {key: without_notes(one) for key, one in value.items() if key not in UNASKED}
    return value


@pytest.mark.parametrize("name", CRITERIA)
def test_there_is_a_column_for_whatever_is_asked(name: str) -> None:
    assert CRITERIA[name].keys in column_keys()


def test_an_index_tells_what_the_directory_holds(index: Callable[..., Index]) -> None:
    crisis = [{"id": "line", "name": "Example Line", "phone": "0113 496 0999"}]
    made = index({"b": {"name": "Bee"}, "a": {"name": "Ay"}, "bad": "name: 'A"}, crisis=crisis)
    assert (made.count, made.unreadable) == (2, 1)
    assert made.named == {"a": "Ay", "b": "Bee"}
    assert [made.record(number)["id"] for number in made.numbers()] == ["a", "b"]
    assert [made.number(name) for name in ("a", "b", "bad")] == [0, 1, None]
    assert made.settings["title"] == "Example directory"
    assert made.crisis == crisis
    assert made.questions == []
    assert made.broken == []


def test_a_value_is_worked_out_once_for_all_groups_that_share_it(
    index: Callable[..., Index],
) -> None:
    made = index(
        {"a": {"cost": "free"}, "b": {"cost": "£3"}, "c": {"cost": "free"}, "d": {"cost": None}}
    )
    seen = []

    def cost(group: Group) -> str | None:
        seen.append(group.cost)
        return group.cost

    table = made.table(("cost",), cost)
    assert [table[number] for number in made.numbers()] == ["free", "£3", "free", None]
    assert [*table.numbers(lambda one: one == "free")] == [0, 2]
    assert table.each([3, 0], str) == ["None", "free"]
    assert seen == ["free", "£3", None]


def test_a_value_that_nobody_asks_for_is_never_worked_out(index: Callable[..., Index]) -> None:
    made = index({"a": {"cost": "free"}, "b": {"cost": "£3"}, "c": {"cost": "free"}})
    seen: list[str | None] = []
    table = made.table(("cost",), lambda group: seen.append(group.cost) or group.cost)
    assert seen == []
    assert [table[0], table[2], table[0]] == ["free", "free", "free"]
    assert seen == ["free"]


def test_parts_are_read_only_when_they_are_asked_for(index: Callable[..., Index]) -> None:
    whole = index({"a": {}})
    asked: list[str] = []

    def part(name: str) -> bytes:
        asked.append(name)
        return whole.part(name)

    made = Index(part)
    assert asked == []
    assert made.count == made.count == 1
    assert asked == ["head"]
    asked.clear()
    assert [made.table(("cost",), repr)[0] for _ in range(2)] == ["Group(cost='free')"] * 2
    assert [name for name in asked if "cost" not in name] == []
    assert 0 < len(asked) == len({*asked})
    asked.clear()
    assert "anxiety" in made.vocabulary["focus"]
    assert "grief" in made.vocabulary["focus"]
    assert asked == ["terms/focus"]


def test_the_vocabulary_has_every_facet_and_no_other(index: Callable[..., Index]) -> None:
    vocabulary = index({}).vocabulary
    assert [vocabulary[facet].name for facet in FACETS] == [*FACETS]
    assert vocabulary["colour"].terms == {}
    stored = vocabulary._stored  # noqa: SLF001
    assert (len(stored), [*stored]) == (len(FACETS), [*FACETS])


# Values that a file may hold by mistake, besides those that a test of one key has.
STRANGE = st.one_of(
    *(st.sampled_from(values) for values in FACTS.values()),
    st.sampled_from([
        "9999-12-31", "0001-01-01", "999 years", "12", "-", "nan", "\x1b[31m", "any time", "yes",
        [{"days": ["monday"], "every": "999 weeks", "from": "9999-12-31"}],
        [{"days": ["daily"], "except": ["0001-01-01 to 9999-12-31"]}],
        [{"days": ["friday"], "which": [5], "every": "999 months", "from": "0001-01-01"}],
        [{"start": "00:00", "end": "00:00"}], [{"until": "0001-01-01"}], [{"format": ["phone"]}],
        {"on": "9999-12-31"}, {"on": "0001-01-01", "how": "visit"}, {"latitude": "90", "longitude": "-180"},
        {"postcode": "HX7 8AD", "latitude": "0", "longitude": "0", "private": "maybe"},
    ]),
)  # fmt: skip


@settings(max_examples=some(30))
@given(
    keys=st.dictionaries(st.sampled_from([*FIELDS]), STRANGE, max_size=5),
    data=st.data(),
)
def test_whatever_a_file_holds_it_never_stops_a_search(
    tmp_path_factory: pytest.TempPathFactory, keys: dict[str, Any], data: st.DataObject
) -> None:
    folder = tmp_path_factory.mktemp("strange")
    found = read_index(folder, {"strange": keys, "sound": {}})
    for number in found.numbers():
        Group.of(found.record(number))
    names = data.draw(st.sets(st.sampled_from([*ASKED]), max_size=4))
    typed = asks_of(data, *sorted(names))._replace(include=["closed", "paused", "stale"], limit=0)
    asked = answer(found, understood(typed, WORDS, NOW))
    told = json.loads("".join(json_text(asked)))
    assert told["total"] + sum(told["hidden"].values()) == found.count
