"""The lesser ways of feeds: services within others, cells in other words, how the report tells of each."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any

import feeds
import pytest
from conftest import write_directory
from feeds import TODAY, left, read

from peerfind.keeping.importing.forms import Read
from peerfind.keeping.importing.reading import as_text, members
from peerfind.keeping.importing.rules import parts_of, pattern

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from running import Ran

    from peerfind.keeping.importing.draft import Draft, Setting


words = pytest.fixture(scope="module")(feeds.words)
setting = pytest.fixture(scope="module")(feeds.setting)


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    return write_directory(tmp_path / "directory")


# Services within others


@pytest.mark.parametrize("wrapped", ["contents", "services", "items", "data", "results"])
def test_services_are_found_in_any_page_of_them(wrapped: str, setting: Setting) -> None:
    page = {wrapped: [{"name": "A", "status": "active"}, {"name": "B", "status": "active"}]}
    assert [one.keys["name"] for one in read("hsds", page, setting)] == ["A", "B"]


def test_the_services_of_an_organisation_are_its_own(setting: Setting) -> None:
    trust = {"name": "Example Trust", "services": [{"name": "A", "status": "active"}]}
    (alone,) = read("hsds", trust, setting)
    (listed,) = read("hsds", [trust], setting)
    assert alone.keys["organisation"] == listed.keys["organisation"] == "Example Trust"
    assert (alone.place, listed.place) == ("record 1", "record 1, service 1")


def test_a_service_as_it_is_given_at_a_place_has_the_place(setting: Setting) -> None:
    service = {"id": "s-1", "name": "A", "status": "active"}
    (draft,) = read(
        "hsds", [{"id": "at-1", "service": service, "location": {"name": "Hall"}}], setting
    )
    assert (draft.ids, draft.keys["venue.name"]) == (["s-1"], "Hall")


@pytest.mark.parametrize("record", [1, None, "x", [], {}, {"name": "A taxonomy", "version": "1"}])
def test_what_is_no_service_is_told_in_its_place(record: Any, setting: Setting) -> None:
    first, second = read("hsds", [record, {"name": "B", "status": "active"}], setting)
    assert (first.place, first.fault) == ("record 1", "It is no service.")
    assert second.keys["name"] == "B"


@pytest.mark.parametrize(
    ("record", "key", "why"),
    [
        ({"status": "dormant"}, "status", "dormant is no status here"),
        ({"minimum_age": "16 or so"}, "ages", "they are no whole years"),
        ({"phones": [{"number": "0113 496 0123", "type": "fax"}]}, "phones",
         "there is one number of each kind"),
        ({"cost_options": [{"amount": 3}, {"amount": 5}]}, "cost_options",
         "there are several, or without an amount"),
        ({"schedules": [{"dtstart": "2026-12-01"}]}, "schedules", "it says neither a repeat nor words"),
        ({"schedules": [{"freq": "WEEKLY", "byday": "TU", "description": "Ring first"}]}, "schedules",
         "beside its rule it says: Ring first"),
        ({"schedules": [{"freq": "YEARLY", "byday": "TU"}]}, "schedules",
         "no pattern can say FREQ=YEARLY;INTERVAL=1"),
        ({"attributes": [{"taxonomy_term": {"name": "Parking", "taxonomy": "style"}}]}, "attributes",
         "Parking is no style term"),
        ({"service_at_locations": [{"location": {"addresses": [{"city": "Otley"}, {"city": "York"}]}}]},
         "addresses", "a place has one address"),
    ],
)  # fmt: skip
def test_what_of_a_service_no_key_can_say_is_told(
    record: dict[str, Any], key: str, why: str, setting: Setting
) -> None:
    (draft,) = read("hsds", [{"name": "A", "status": "active", **record}], setting)
    assert left(draft)[key] == why


def test_an_address_for_letters_is_no_place_to_go_to(setting: Setting) -> None:
    addresses = [
        {"address_type": "postal", "city": "York"},
        {"address_type": "physical", "city": "Otley"},
    ]
    at = {"location": {"addresses": addresses, "description": "Behind the mill."}}
    (draft,) = read(
        "hsds", [{"name": "A", "status": "active", "service_at_locations": [at]}], setting
    )
    assert draft.keys["venue.town"] == "Otley"
    assert draft.keys["venue.directions"] == "Behind the mill."


# Cells in other words


def row(setting: Setting, columns: dict[str, str], *cells: str, **words: Any) -> Draft:
    head, line = ",".join(columns), ",".join(f'"{cell}"' for cell in cells)
    (draft,) = read("csv", f"{head}\n{line}\n", setting._replace(columns=columns, words=words))
    return draft


@pytest.mark.parametrize(
    ("said", "focus", "told"),
    [
        ("Grief and loss", ["grief"], None),
        ("worry / bereavement", ["anxiety", "grief"], None),
        ("baby blues; zzzz", ["postnatal-depression"], "zzzz is no focus term"),
        ("Cruse", ["grief", "anxiety"], None),
        ("low mood, cruse", ["depression", "grief", "anxiety"], None),
        ("zzzz", None, "zzzz is no focus term"),
    ],
)
def test_terms_are_known_by_any_of_their_names(
    said: str, focus: list[str] | None, told: str | None, setting: Setting
) -> None:
    draft = row(setting, {"Topic": "focus"}, said, focus={"cruse": ["grief", "anxiety"]})
    assert draft.keys.get("focus") == focus
    assert left(draft).get("focus") == told


def test_a_near_spelling_is_taken_and_told_but_of_who_leads_only_told(setting: Setting) -> None:
    draft = row(setting, {"Topic": "focus", "Led by": "leader"}, "anxeity", "peeer")
    assert draft.keys == {"focus": ["anxiety"]}
    guessed = [(one.key, one.why) for one in draft.notes if one.kind == "guessed"]
    assert guessed == [("focus", "anxeity is taken as anxiety")]
    assert left(draft) == {"leader": "peeer is no leader term as it is spelt"}


def test_two_columns_of_one_text_stand_behind_one_another(setting: Setting) -> None:
    columns = {"About": "summary", "More": "summary", "None": "summary"}
    assert row(setting, columns, "Tea.", "Ring first.", "").keys["summary"] == "Tea.; Ring first."


@pytest.mark.parametrize(
    ("cell", "key", "why"),
    [
        ('{"days": 1', "meets", "meets cannot be read: '{\"days\": 1'."),
        ("north", "latitude", "latitude cannot be read: 'north'."),
        ("[1", "focus", "focus cannot be read: '[1'."),
    ],
)
def test_a_cell_of_an_export_that_was_torn_is_told(
    cell: str, key: str, why: str, setting: Setting
) -> None:
    quoted = cell.replace('"', '""')
    (draft,) = read("csv", f'name,{key}\nA,"{quoted}"\n', setting)
    assert draft.keys == {"name": "A"}
    assert left(draft) == {key: why}


@pytest.mark.parametrize("mark", ["utf-16-le", "utf-16-be"])
def test_letters_of_two_bytes_are_known_without_their_mark(mark: str) -> None:
    said = "name,town\nExample Circle,Otley\n"
    assert as_text(said.encode(mark), Read()) == said


def test_a_document_that_is_no_list_has_one_record_or_none() -> None:
    assert members({"a": 1}, ("data",)) == [{"a": 1}]
    assert members({"data": [1], "rest": []}, ("none", "data")) == [1]
    assert members("text", ("data",)) == []


@pytest.mark.parametrize(
    ("rule", "first", "made"),
    [
        ("", date(2026, 12, 1), {"from": "2026-12-01"}),
        ("FREQ=DAILY;BYDAY=MO,TU", date(2026, 11, 2), {"days": ["monday", "tuesday"]}),
        ("FREQ=WEEKLY;BYDAY=TU;BYMONTH=1,2,3,4,5,6,7,9,10,11,12", None,
         {"days": ["tuesday"], "except": ["august"]}),
        ("FREQ=WEEKLY;BYDAY=TU;UNTIL=20200101", date(2026, 12, 1),
         {"days": ["tuesday"], "from": "2026-12-01", "until": "2020-01-01"}),
    ],
)  # fmt: skip
def test_a_rule_says_no_more_than_it_does(
    rule: str, first: date | None, made: dict[str, Any]
) -> None:
    assert pattern(parts_of(rule), first, TODAY) == made


@pytest.mark.parametrize("rule", ["", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU", "FREQ=WEEKLY"])
def test_a_rule_that_needs_a_first_day_is_refused_without_one(rule: str) -> None:
    with pytest.raises(ValueError, match=r"no day|a first day|days of its weeks"):
        pattern(parts_of(rule), None, TODAY)


# The report


def test_no_name_of_others_can_draw_on_a_terminal(
    peerfind: Callable[..., Ran], tmp_path: Path
) -> None:
    evil = "Tea\x1b[2J\u202e\nNew: 99"
    (tmp_path / "a\x1b[31m.jsonl").write_text("", encoding="utf-8")
    (tmp_path / "b.jsonl").write_text(json.dumps({"name": evil, evil: 1}), encoding="utf-8")
    ran = peerfind("import", "jsonl", "a\x1b[31m.jsonl", "b.jsonl", "--dry-run")
    assert ran.code == 1
    assert not {"\x1b", "\u202e"} & {*ran.out, *ran.err}
    assert "\nNew: 99" not in ran.out
    why = "summary is missing; focus is missing; give one for all: --set focus=TERM"
    assert ran.out.splitlines()[:6] == [
        "1 record in 2 files of jsonl.",
        "a[31m.jsonl has no record.",
        "",
        "Not written: 1",
        f"  b.jsonl, line 1: Tea[2J New: 99: {why}",
        "",
    ]
