"""One command's view of the world: which record is meant, what comes next, and at what time it is asked."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pytest
from asking import typed
from conftest import write_directory
from running import OWN
from showing import CRISIS, NOW, example_index, index_of, record_of

from peerfind import config
from peerfind.api import next_meetings
from peerfind.cli.session import Session, opened
from peerfind.config import Location
from peerfind.errors import DirectoryError, UsageError
from peerfind.model import Group

if TYPE_CHECKING:
    from pathlib import Path

    from peerfind.index.index import Index

LONDON = ZoneInfo("Europe/London")
PLAIN = {
    "name": "Example Group",
    "summary": "People meet.",
    "format": ["in-person"],
    "leader": ["peer"],
    "focus": ["grief"],
    "sources": [{"url": "https://example.org"}],
}


def session(index: Index | None = None, now: datetime = NOW) -> Session:
    """A session of the example directory, or of another."""
    here = Location(config.PACKAGE, "named by a test")
    return Session(here, index or example_index(), now)


def with_groups(**groups: dict[str, Any]) -> Session:
    """A session of plain groups with some facts each."""
    named = {at.replace("_", "-"): {**PLAIN, **facts} for at, facts in groups.items()}
    return session(index_of(named))


def starts(*meets: dict[str, Any], now: datetime = NOW, nation: str = "England") -> list[str]:
    """The next starts of a group with some patterns."""
    asked = session(index_of({"one": {**PLAIN, "meets": [*meets], "nation": nation}}), now)
    return [start.isoformat() for start in next_meetings(Group.of(asked.record("one")), asked.now)]


# Which record is meant


@pytest.mark.parametrize("name", ["aire-walk", "AIRE-WALK", "  Aire-Walk\n"])
def test_a_record_is_known_by_its_id(name: str) -> None:
    assert session().record(name)["name"] == "Aire Walk and Talk"


def test_a_record_is_known_by_an_id_that_it_used_to_have() -> None:
    asked = with_groups(new={"former_ids": ["old", "older"]}, other={})
    assert {asked.record(name)["id"] for name in ("old", "OLDER", "new")} == {"new"}


def test_an_id_of_now_comes_before_one_of_the_past() -> None:
    asked = with_groups(a={"former_ids": ["b"]}, b={})
    assert asked.record("b")["id"] == "b"


@pytest.mark.parametrize(
    ("name", "ending"),
    [
        pytest.param(
            "aire-wlak", "The nearest: aire-walk and example-network.", id="a slip in an id"
        ),
        pytest.param(
            "Aire Walk and Talk", "The nearest: aire-walk and example-network.", id="a name"
        ),
        pytest.param("network", "The nearest: example-network.", id="a part of a name"),
        pytest.param(
            "together online",
            "The nearest: widowed-together-online and young-voices.",
            id="two words",
        ),
        pytest.param("qqq", "Find one: peerfind match WORDS", id="like none"),
        pytest.param("", "Find one: peerfind match WORDS", id="nothing"),
    ],
)
def test_a_record_that_there_is_not_gets_the_nearest(name: str, ending: str) -> None:
    with pytest.raises(UsageError) as told:
        session().record(name)
    assert str(told.value) == f"There is no group {name!r}. {ending}"


def test_what_a_terminal_would_obey_is_not_repeated() -> None:
    with pytest.raises(UsageError) as told:
        session().record("\x1b[31mqqq\u202e")
    assert str(told.value) == "There is no group '[31mqqq'. Find one: peerfind match WORDS"


def test_of_many_that_are_near_three_are_told_once_each() -> None:
    asked = with_groups(**{f"walk_{n}": {"name": f"Example Walk {n}"} for n in range(5)})
    with pytest.raises(UsageError, match=r"The nearest: walk-\d, walk-\d and walk-\d\.$"):
        asked.record("walk")


def test_an_empty_directory_has_nothing_near() -> None:
    with pytest.raises(UsageError, match="Find one: peerfind match WORDS"):
        session(index_of({})).record("walk")


# The network


def test_the_network_of_a_group_is_its_record() -> None:
    found = session().network(Group.of(record_of("widowed-together-online")))
    assert found
    assert found["id"] == "example-network"


def test_a_group_of_its_own_has_no_network() -> None:
    assert session().network(Group.of(record_of("aire-walk"))) is None


def test_a_network_that_is_not_in_the_directory_is_none() -> None:
    asked = with_groups(one={"part_of": "elsewhere"})
    assert asked.network(Group.of(asked.record("one"))) is None


# What comes next

WEEKLY = {"days": ["tuesday"], "start": "19:00"}


@pytest.mark.parametrize(
    ("meets", "expected"),
    [
        pytest.param(
            [WEEKLY], ["2026-12-01T19:00:00+00:00", "2026-12-08T19:00:00+00:00"], id="two"
        ),
        pytest.param(
            [{"days": ["tuesday"]}], ["2026-12-01", "2026-12-08"], id="dates without a time"
        ),
        pytest.param([{"days": ["daily"]}], ["2026-11-25", "2026-11-26"], id="days in a row"),
        pytest.param(
            [{"days": ["wednesday"], "start": "10:00"}, {"days": ["wednesday"], "start": "19:00"}],
            ["2026-11-25T10:00:00+00:00", "2026-11-25T19:00:00+00:00"],
            id="two on one day",
        ),
        pytest.param(
            [{"days": ["wednesday"], "start": "08:59"}],
            ["2026-12-02T08:59:00+00:00", "2026-12-09T08:59:00+00:00"],
            id="today's has begun",
        ),
        pytest.param(
            [{"days": ["wednesday"], "start": "09:00"}],
            ["2026-11-25T09:00:00+00:00", "2026-12-02T09:00:00+00:00"],
            id="today's begins now",
        ),
        pytest.param(
            [{**WEEKLY, "until": "2026-12-01"}], ["2026-12-01T19:00:00+00:00"], id="the last one"
        ),
        pytest.param([{**WEEKLY, "until": "2026-11-01"}], [], id="past its end"),
        pytest.param([{"days": ["tuesday"], "every": "varies"}], [], id="it varies"),
    ],
)
def test_the_next_two_starts_are_told(meets: list[dict[str, Any]], expected: list[str]) -> None:
    assert starts(*meets) == expected


def test_starts_keep_their_local_time_when_the_clock_changes() -> None:
    saturday = datetime(2027, 3, 26, 12, tzinfo=LONDON)
    assert starts({"days": ["saturday", "sunday"], "start": "19:00"}, now=saturday) == [
        "2027-03-27T19:00:00+00:00",
        "2027-03-28T19:00:00+01:00",
    ]


def test_the_bank_holidays_are_those_of_the_groups_nation() -> None:
    monday = {"days": ["monday"], "start": "19:00", "except": ["bank holidays"]}
    now = datetime(2026, 11, 29, 9, tzinfo=LONDON)
    assert starts(monday, now=now, nation="Scotland")[0] == "2026-12-07T19:00:00+00:00"
    assert starts(monday, now=now, nation="England")[0] == "2026-11-30T19:00:00+00:00"


def test_no_patterns_have_no_next_start() -> None:
    asked = with_groups(one={"meets": "any time"}, two={})
    for name in ("one", "two"):
        assert next_meetings(Group.of(asked.record(name)), asked.now) == []


# A group in full


def test_a_document_has_the_stated_keys_and_what_comes_next() -> None:
    found = session().document(record_of("wharfe-evening-bereavement"))
    assert [*found] == ["id", "next_meetings", "group"]
    assert found["next_meetings"] == ["2026-12-01T19:00:00+00:00", "2026-12-15T19:00:00+00:00"]
    assert [key for key in found["group"] if key.startswith("_")] == []
    assert found["group"]["name"] == "Wharfe Evening Bereavement Group"


def test_a_document_gives_a_date_alone_where_the_time_is_not_stated() -> None:
    asked = with_groups(one={"meets": [{"days": ["thursday"]}]})
    found = asked.document(asked.record("one"))
    assert found["next_meetings"] == ["2026-11-26", "2026-12-03"]


def test_a_sheet_knows_the_next_starts_and_the_network() -> None:
    found = session().sheet(record_of("widowed-together-online"))
    rows = {row.label: " ".join(fact.words for fact in row.facts) for row in found.rows}
    assert "Next: Thu 26 Nov 7.30pm, Thu 3 Dec 7.30pm." in rows["When"]
    assert rows["Phone"] == "01632 960 100 (the network's)"


@pytest.mark.parametrize(
    ("nations", "line"),
    [
        pytest.param(["England"], "0113 496 0111 (Example Night Line)", id="one"),
        pytest.param(["England", "England"], "0113 496 0111 (Example Night Line)", id="the same"),
        pytest.param(["England", "Wales"], "01632 960 123 (Example Listeners)", id="two"),
        pytest.param(["England", None], "01632 960 123 (Example Listeners)", id="one not stated"),
        pytest.param([None], "01632 960 123 (Example Listeners)", id="not stated"),
    ],
)
def test_the_crisis_lines_are_those_of_the_nation_that_groups_share(
    nations: list[str | None], line: str
) -> None:
    records: list[dict[str, Any]] = [{"nation": nation} if nation else {} for nation in nations]
    danger, low, more = session().crisis_lines(records)
    assert CRISIS[0]["phone"] in danger
    assert low.startswith(f"Very low now: {line}")
    assert more == "More lines: peerfind crisis"


def test_an_answer_is_asked_at_the_time_of_the_session() -> None:
    asked = session(now=datetime(2027, 1, 1, tzinfo=LONDON))
    assert asked.answer(typed(focus="grief")).query.today == date(2027, 1, 1)


# Opened


@pytest.fixture
def _empty_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in OWN:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PEERFIND_CACHE", str(tmp_path / "cache"))
    monkeypatch.chdir(tmp_path)


def written(folder: Path, **settings: str) -> str:
    """A directory with some settings, as `--directory` names it."""
    return str(write_directory(folder / "directory", settings={"title": "Example", **settings}))


@pytest.mark.usefixtures("_empty_environment")
@pytest.mark.parametrize(
    ("zone", "today", "expected"),
    [
        pytest.param("Europe/London", "2026-11-25", "2026-11-25T00:00:00+00:00", id="winter"),
        pytest.param("Europe/London", "2026-07-01", "2026-07-01T00:00:00+01:00", id="summer"),
        pytest.param("Europe/Berlin", "2026-11-25", "2026-11-25T00:00:00+01:00", id="elsewhere"),
        pytest.param("Mars/Olympus", "2026-11-25", "2026-11-25T00:00:00+00:00", id="no such zone"),
        pytest.param("../../etc", "2026-11-25", "2026-11-25T00:00:00+00:00", id="no zone at all"),
    ],
)
def test_a_day_begins_at_midnight_where_the_directory_is(
    tmp_path: Path, zone: str, today: str, expected: str
) -> None:
    found = opened(written(tmp_path, time_zone=zone), today)
    assert found.now.isoformat() == expected


@pytest.mark.usefixtures("_empty_environment")
def test_without_a_date_it_is_now(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(config, "now", lambda zone: datetime(2026, 5, 4, 3, 2, tzinfo=zone))
    found = opened(written(tmp_path), None)
    assert found.now == datetime(2026, 5, 4, 3, 2, tzinfo=LONDON)


@pytest.mark.usefixtures("_empty_environment")
@pytest.mark.parametrize("today", ["tomorow", "2026-02-30", "25/11/26x"])
def test_a_date_that_is_none_is_wrong_use(tmp_path: Path, today: str) -> None:
    with pytest.raises(UsageError, match=r"^--today: "):
        opened(written(tmp_path), today)


@pytest.mark.usefixtures("_empty_environment")
def test_the_directory_that_is_named_is_opened(tmp_path: Path) -> None:
    found = opened(written(tmp_path), None)
    assert found.location == (tmp_path / "directory", "named by --directory")
    assert found.index.settings["title"] == "Example"


@pytest.mark.usefixtures("_empty_environment")
def test_a_directory_that_is_not_there_is_an_error() -> None:
    with pytest.raises(DirectoryError):
        opened("nowhere", None)


def test_a_group_whose_file_has_capitals_is_found_too() -> None:
    assert with_groups(UPPER={}).record("upper")["id"] == "UPPER"
