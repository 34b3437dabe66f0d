from __future__ import annotations

import json
from datetime import datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pytest
from conftest import GROUP, VOCABULARY, read_index, write_directory
from hypothesis import given, settings
from hypothesis import strategies as st

from peerfind.answers.answer import answer
from peerfind.asking.criteria import CRITERIA
from peerfind.asking.query import Typed, understood
from peerfind.directory.derived import derived
from peerfind.directory.fields import FIELDS
from peerfind.directory.folder import load
from peerfind.directory.scan import Scan, scan
from peerfind.directory.vocabulary import FACETS, Vocabulary
from peerfind.index.columns import (
    COVERS,
    MEETINGS,
    ONLY_FOR,
    REACH,
    STATE,
    TRAVEL,
    Index,
    column_name,
)
from peerfind.index.parts import parts
from peerfind.model import Group
from peerfind.output.export import json_text

if TYPE_CHECKING:
    import random
    from collections.abc import Callable

WORDS = Vocabulary(VOCABULARY)
NOW = datetime(2026, 11, 24, 9, tzinfo=ZoneInfo("Europe/London"))
KEYS = [*{c.keys for c in CRITERIA.values()}, STATE, REACH, TRAVEL, ONLY_FOR, COVERS, MEETINGS]

TUESDAY = {"days": ["tuesday"], "start": "19:00", "end": "21:00"}
FRIDAY = {"days": ["friday"], "start": "evening", "format": ["video"]}
PAST = {"days": ["tuesday"], "until": "2020-01-01"}

# What each key may hold; None leaves it out.
FACTS: dict[str, list[Any]] = {
    "format": [["in-person"], ["video"], ["in-person", "chat"], ["unknown"], ["phone"], None],
    "setting": [["group"], ["one-to-one"], None],
    "leader": [["peer"], ["nurse"], ["peer", "nurse"], ["co-led"], ["unknown"], None],
    "focus": [["grief"], ["depression"], ["mental-health", "anxiety"], None],
    "activities": [["walking"], ["outdoors", "crafts"], None],
    "style": [["course"], ["structured", "social"], None],
    "ages": ["18+", "under 18", "18-30", None],
    "only_for": [["women"], ["men", "mothers+south-asian"], None],
    "welcomes": [["carers"], ["women"], None],
    "languages": [["en"], ["en", "cy"], None],
    "meets": [[TUESDAY], [FRIDAY], [TUESDAY, FRIDAY], [PAST], "any time", "by arrangement", None],
    "hours": [[TUESDAY], "any time", None],
    "nation": ["England", "Wales", None],
    "venue": [{"postcode": "HX7 8AD"}, {"town": "Otley"}, {"postcode": "LS6", "private": "yes"}, None],
    "covers": [["Wales"], ["UK"], ["West Yorkshire"], None],
    "access": [["step-free"], ["step-free", "hearing-loop"], None],
    "no_access": [["step-free"], ["accessible-toilet"], None],
    "cost": ["free", "donation", "£3 a session", None],
    "joining": [["drop-in"], ["book"], None],
    "status": ["open", "full", "closed", "paused", None],
    "checked": [{"on": "2026-10-02"}, {"on": "2020-01-01", "how": "phone"}, None],
    "name": ["Grief Walk", "Knitting", "Anxiety Circle"],
    "summary": ["For people with low mood.", "Tea."],
    "size": ["6-12", None],
}  # fmt: skip

ASKED: dict[str, list[str]] = {
    "focus": ["grief", "depression", "mental-health", "postnatal-depression"],
    "near": ["LS6", "HX7 8AD", "Cardiff"],
    "format": ["in-person", "online", "face-to-face", "video"],
    "leader": ["lay", "professional", "co-led", "peer"],
    "setting": ["group", "one-to-one"],
    "age": ["17", "25", "70"],
    "for": ["women", "men", "south-asian", "carers"],
    "day": ["tuesday", "weekend", "weekdays"],
    "time": ["evening", "18:00-20:00", "morning"],
    "activity": ["walking", "crafts"],
    "style": ["course", "social"],
    "language": ["cy", "ur"],
    "access": ["step-free", "hearing-loop"],
    "joining": ["drop-in", "membership"],
    "cost": ["free", "paid"],
    "want": ["anonymity", "personal-connection", "shared-activities", "no-travel"],
}

facts = st.fixed_dictionaries({key: st.sampled_from(values) for key, values in FACTS.items()})


def stated(keys: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in keys.items() if value is not None}


def asks_of(data: st.DataObject, *names: str) -> Typed:
    """Asks of some criteria, one or two values each, as a person types them."""
    asks = {}
    for name in names:
        most = 2 if CRITERIA[name].repeatable else 1
        values = st.lists(st.sampled_from(ASKED[name]), min_size=1, max_size=most, unique=True)
        asks[name] = data.draw(values, name)
    near = "near" in asks and data.draw(st.sampled_from([None, "10", "60"]), "within")
    return Typed(asks=asks, within=near or None)


def test_every_criterion_is_asked_here() -> None:
    assert ASKED.keys() == CRITERIA.keys()


@pytest.mark.parametrize("name", CRITERIA)
@settings(max_examples=40)
@given(group=facts, data=st.data())
def test_a_scorer_reads_only_the_keys_that_it_declares(
    name: str, group: dict[str, Any], data: st.DataObject
) -> None:
    others = {"day", "time", "format"} if name in ("day", "time", "format") else set()
    chosen = [name, *data.draw(st.sets(st.sampled_from(sorted(others))))] if others else [name]
    typed = asks_of(data, *dict.fromkeys(chosen))
    query = understood(typed, WORDS, NOW)
    context = query.context(WORDS)
    record = derived(
        {"id": "one", "_file": "groups/one.yaml", **GROUP_BARE, **stated(group)}, WORDS
    )
    cut = {key: record[key] for key in CRITERIA[name].keys if key in record}
    criterion, ask = CRITERIA[name], query.asks[name]
    whole = criterion.score(ask, Group.of(record), context)
    assert criterion.score(ask, Group.of(cut), context) == whole
    assert 0 <= whole.value <= 1


GROUP_BARE = {"sources": GROUP["sources"]}


@settings(max_examples=15)
@given(st.lists(facts, min_size=1, max_size=5), st.randoms(use_true_random=False))
def test_columns_hold_what_the_records_state_whatever_the_order_of_the_files(
    tmp_path_factory: pytest.TempPathFactory, groups: list[dict[str, Any]], shuffler: random.Random
) -> None:
    folder = tmp_path_factory.mktemp("index")
    numbered = {f"g{number}": keys for number, keys in enumerate(groups)}
    found = scan(write_directory(folder, numbered))
    directory = load(folder, found)
    whole = parts(directory)

    files = [*found.files.items()]
    shuffler.shuffle(files)
    assert parts(load(folder, Scan(dict(files), found.problems))) == whole

    index = Index(whole.__getitem__)
    for keys in KEYS:
        column = index.column(keys)
        values = [column.values[code] for code in column.codes]
        cuts = [{key: record[key] for key in keys if key in record} for record in directory.records]
        assert values == [Group.of(cut) for cut in cuts]
        texts = {json.dumps(cut) for cut in cuts}
        assert len(column.values) == len(texts)
        assert {*column.codes} == {*range(len(texts))}


@settings(max_examples=10)
@given(st.lists(facts, min_size=1, max_size=3))
def test_parts_come_back_from_json_as_they_were(
    tmp_path_factory: pytest.TempPathFactory, groups: list[dict[str, Any]]
) -> None:
    folder = write_directory(
        tmp_path_factory.mktemp("index"), {f"g{n}": keys for n, keys in enumerate(groups)}
    )
    whole = parts(load(folder))
    again = json.loads(json.dumps(whole))
    ours, theirs = Index(whole.__getitem__), Index(again.__getitem__)
    for keys in KEYS:
        assert ours.column(keys) == theirs.column(keys)
    assert [ours.record(n) for n in range(ours.count)] == [
        theirs.record(n) for n in range(ours.count)
    ]


def test_an_index_tells_what_the_directory_holds(index: Callable[..., Index]) -> None:
    crisis = [{"id": "line", "name": "Example Line", "phone": "0113 496 0999"}]
    made = index({"b": {"name": "Bee"}, "a": {"name": "Ay"}, "bad": "name: 'A"}, crisis=crisis)
    assert (made.count, made.unreadable) == (2, 1)
    assert (made.ids, made.names) == (["a", "b"], ["Ay", "Bee"])
    assert [made.record(number)["id"] for number in range(2)] == made.ids
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

    assert made.each(("cost",), cost) == ["free", "£3", "free", None]
    assert seen == ["free", "£3", None]


def test_parts_are_read_only_when_they_are_asked_for(index: Callable[..., Index]) -> None:
    whole = index({"a": {}})
    asked = []

    def part(name: str) -> Any:
        asked.append(name)
        return whole._part(name)  # noqa: SLF001

    made = Index(part)
    assert asked == []
    assert made.ids == made.ids == ["a"]
    assert [made.column(("cost",)) for _ in range(2)] == [whole.column(("cost",))] * 2
    assert "anxiety" in made.vocabulary["focus"]
    assert "grief" in made.vocabulary["focus"]
    assert asked == ["ids", column_name(("cost",)), "terms/focus"]


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


@settings(max_examples=30)
@given(
    keys=st.dictionaries(st.sampled_from([*FIELDS]), STRANGE, max_size=5),
    data=st.data(),
)
def test_whatever_a_file_holds_it_never_stops_a_search(
    tmp_path_factory: pytest.TempPathFactory, keys: dict[str, Any], data: st.DataObject
) -> None:
    folder = tmp_path_factory.mktemp("strange")
    found = read_index(folder, {"strange": keys, "sound": {}})
    for number in range(found.count):
        Group.of(found.record(number))
    names = data.draw(st.sets(st.sampled_from([*ASKED]), max_size=4))
    typed = asks_of(data, *sorted(names))._replace(include=["closed", "paused", "stale"], limit=0)
    asked = answer(found, understood(typed, WORDS, NOW))
    told = json.loads("".join(json_text(asked)))
    assert told["total"] + sum(told["hidden"].values()) == found.count
