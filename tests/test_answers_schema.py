"""What every command prints as JSON, held against the schema that is published for it."""

from __future__ import annotations

import copy
import inspect
import json
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest
from conftest import write_directory
from jsonschema import Draft202012Validator
from running import DAY, ROOT, Ran, example_directory

import peerfind as package
from peerfind.cli.commands import app
from peerfind.config import shipped_directory
from peerfind.directory.fields import CRISIS, FIELDS, NESTED
from peerfind.directory.vocabulary import FACETS
from peerfind.model import public
from peerfind.output.export import json_text
from peerfind.output.json_documents import DRAFT, answers_schema

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    Peerfind = Callable[..., Ran]

EVERY_KEY: dict[str, Any] = {
    "also_known_as": ["The Circle"],
    "description": "It began in a kitchen.",
    "status": "full",
    "status_note": "places in March",
    "part_of": "two",
    "replaced_by": "two",
    "only_for": ["women", "mothers+south-asian"],
    "not_suitable_for": "people in crisis",
    "hours": "any time",
    "meets": [
        {
            "days": "tuesday",
            "every": "month",
            "which": ["1", "last"],
            "start": "7pm",
            "end": "20:30",
            "from": "2026-01-06",
            "until": "2027-12-31",
            "except": ["bank holidays", "2026-12-22 to 2027-01-04"],
            "format": ["in-person"],
            "note": "ring the bell",
        },
        {"days": ["friday"], "start": "evening"},
    ],
    "venue": {
        "name": "Example Hall",
        "address": "1 Example Street",
        "town": "Otley",
        "county": "West Yorkshire",
        "postcode": "LS21 3AA",
        "latitude": "53.9",
        "longitude": "-1.7",
        "directions": "behind the church",
        "private": "no",
    },
    "covers": ["England", "Leeds"],
    "area": "Leeds",
    "cost": "£2 a week",
    "joining_note": "just come",
    "waiting": "two weeks",
    "size": "6-12",
    "membership": "open",
    **dict.fromkeys(("confidentiality", "ground_rules", "leader_training"), "what is said stays"),
    **dict.fromkeys(("distress_plan", "typical_session", "companions", "owner"), "a few words"),
    "contact": {
        "phone": "0113 496 0123",
        "text": "07700 900123",
        "email": "hello@example.org",
        "website": "https://example.org",
        "consent": "2026-01-01",
    },
    "sources": [
        {"url": "https://example.org", "published": "2026", "kind": "organisation", "note": "all"}
    ],
    "doubts": ["One page says Friday."],
    "checked": {"on": "2026-10-02", "how": "phone", "by": "link worker", "note": "it meets"},
    "former_ids": ["first"],
    "not_duplicate_of": ["two"],
    "external_ids": {"example": "42"},
}
CRISIS_CONTACT: dict[str, Any] = {
    "id": "line",
    "name": "Example Line",
    "organisation": "Example Trust",
    "phone": "0113 496 0999",
    "phone_note": "press 2",
    "text": "07700 900999",
    "email": "line@example.org",
    "website": "https://example.org/line",
    "textphone": "0113 496 0998",
    "hours": [{"days": "daily", "start": "18:00", "end": "02:00"}],
    "nations": ["England"],
    "ages": "18+",
    "languages": ["en"],
    "cost": "free",
    "sources": [{"url": "https://example.org/line"}],
    "doubts": ["unclear at Christmas"],
    "rank": 1,
    "checked": {"on": "2026-10-02", "how": "phone"},
}
ASKED = ("--near", "LS21", "--within", "10", "--focus", "grief", "--age", "40", "--day", "tuesday")
MATCH = (
    (),
    ("--limit", "0"),
    ("lost", "my", "huband"),
    ASKED,
    (*ASKED, "--time", "evening", "--require", "format", "--format", "online"),
    ("--focus", "greif", "--weight", "focus=2", "--include", "closed,full", "--sort", "near"),
    ("--near", "53.9,-1.69", "--avoid", "leader=nurse", "--want", "anonymity", "--for", "women"),
    ("nothing", "of", "this", "zzyzx"),
)
FEED = str(ROOT / "tests/standards/feeds/oruk-3.0/service_full.json")
COMMANDS: dict[str, tuple[str, tuple[tuple[str, ...], ...]]] = {
    "match": ("match", MATCH),
    "match-line": ("match", MATCH),
    "match-why": ("match", tuple((*asked, "--why", "{id}") for asked in MATCH[:5])),
    "next": ("next", ((), ASKED, ("--undated",), ("--days", "60", "--limit", "0"))),
    "next-line": ("next", (ASKED, ("--undated",), ("--days", "60", "--limit", "0"))),
    "batch-line": ("batch", (("-",),)),
    "show": ("show", (("{id}",), ("{id}", "{other}"))),
    "show-line": ("show", (("{id}", "{other}"),)),
    "show-compare": ("show", (("{id}", "{other}", "--compare"),)),
    "questions": ("questions", ((), ("{id}",), ("{id}", "{other}"))),
    "terms-facets": ("terms", ((),)),
    "terms": ("terms", (*((facet,) for facet in FACETS), ("focus", "grief"))),
    "crisis": ("crisis", ((), ("--nation", "Scotland"))),
    "guide": ("guide", ((), ("who-leads",), ("--search", "anonymous"))),
    "check": ("check", ((),)),
    "explain": ("explain", ((), ("tab",))),
    "stale": ("stale", ((), ("--near", "LS21", "--limit", "0"))),
    "duplicates": ("duplicates", ((),)),
    "diff": ("diff", (("{before}", "{folder}"), ("{folder}", "{before}"))),
    "stats": ("stats", ((), ("--focus", "grief"))),
    "links": ("links", (("--host", "none.example.org"),)),
    "doctor": ("doctor", ((),)),
    "export": ("export", ((), ASKED)),
    "export-line": ("export", ((),)),
    "config": ("config", ((),)),
    "import": ("import", (("oruk", FEED, "--set", "focus=grief", "--dry-run"),)),
}
NEEDS = "id,words,near\na,,LS21\nb,,\n"
DATED = ("batch", "match", "next", "show", "check", "stale", "stats")


@cache
def validator(name: str) -> Draft202012Validator:
    """The check against one document of the published schema."""
    whole = answers_schema()
    del whole["anyOf"]
    return Draft202012Validator({**whole, "$ref": f"#/$defs/{name}"})


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Path, str, str]]:
    """Directories, each with the ids of two of its groups."""
    home = tmp_path_factory.mktemp("directories")
    every: dict[str, Any] = {
        "one": EVERY_KEY,
        "two": {"summary": None},
        "bad": "name: [\n",
        "odd": {"ages": "x"},
    }
    bare = {"a": {"name": "A", "contact": None, "meets": None, "venue": None}, "b": {}}
    every["private"] = {"venue": {"town": "Otley", "postcode": "LS21 3AA", "private": "yes"}}
    term = {"id": "grief", "note": "n", "label_cy": "galar", "aliases_cy": ["colled"]}
    return {
        "shown": (example_directory(home / "shown"), "aire-walk", "young-voices"),
        "full": (
            write_directory(
                home / "full", every, vocabulary={"focus": [term]}, crisis=[CRISIS_CONTACT]
            ),
            "one",
            "private",
        ),
        "bare": (write_directory(home / "bare", bare), "a", "b"),
    }


def printed(ran: Ran, name: str) -> list[Any]:
    """The documents that a command printed: one, or one a line."""
    assert ran.code in {0, 1}, ran.err
    return [*map(json.loads, ran.out.splitlines())] if is_line(name) else [json.loads(ran.out)]


def is_line(name: str) -> bool:
    return name.endswith("-line")


@pytest.mark.parametrize("directory", ["shown", "full", "bare"])
@pytest.mark.parametrize("name", COMMANDS)
def test_all_that_is_printed_is_as_the_schema_says(
    peerfind: Peerfind, folders: dict[str, tuple[Path, str, str]], name: str, directory: str
) -> None:
    folder, one, other = folders[directory]
    before = folders["bare" if directory != "bare" else "full"][0]
    given = {"id": one, "other": other, "folder": str(folder), "before": str(before)}
    command, asked = COMMANDS[name]
    documents = []
    for words in asked:
        flags = ["-o", "jsonl" if is_line(name) else "json"]
        flags += ["--today", DAY] if command in DATED else []
        flags += ["--directory", str(folder)] if command not in {"diff", "explain"} else []
        ran = peerfind(command, *(word.format(**given) for word in words), *flags, typed=NEEDS)
        documents += printed(ran, name)
    assert documents
    faults = [fault for one in documents for fault in validator(name).iter_errors(one)]
    assert [f"{fault.json_path}: {fault.message}" for fault in faults] == []


def test_every_command_that_prints_json_is_tried(peerfind: Peerfind) -> None:
    told = {}
    for one in app.registered_commands:
        assert one.callback
        name = one.callback.__name__
        if "output" in inspect.signature(one.callback).parameters and name != "build":
            ids = {"show": ["x"], "batch": ["x"], "import": ["jsonl", "x"]}.get(name, [])
            told[name] = peerfind(name, *ids, *(["x"] if name == "diff" else []), "-o", "?").err
    tried = {
        (command, "jsonl" if is_line(name) else "json") for name, (command, _) in COMMANDS.items()
    }
    offered = {
        (name, form)
        for name, line in told.items()
        for form in ("json", "jsonl")
        if form in line.replace(",", "").split()
    }
    assert offered == tried


def test_it_is_printed_whole_without_a_directory(peerfind: Peerfind) -> None:
    ran = peerfind("schema", "--answers", "--directory", "nowhere")
    assert (ran.code, ran.err) == (0, "")
    whole = json.loads(ran.out)
    assert whole == answers_schema()
    assert whole["$schema"] == DRAFT
    Draft202012Validator.check_schema(whole)
    assert {one["$ref"].rpartition("/")[2] for one in whole["anyOf"]} == {*COMMANDS}


def references(shape: Any) -> Iterator[str]:
    """Every name to which a part of a schema refers."""
    if isinstance(shape, dict):
        yield from [shape["$ref"]] if isinstance(shape.get("$ref"), str) else []
        for part in shape.values():
            yield from references(part)
    elif isinstance(shape, list):
        for part in shape:
            yield from references(part)


def test_every_name_is_defined_and_used() -> None:
    whole = answers_schema()
    assert {*references(whole)} == {f"#/$defs/{name}" for name in whole["$defs"]}


def test_every_key_of_the_file_format_is_there_with_what_it_says() -> None:
    parts = answers_schema()["$defs"]
    assert [key for key in FIELDS if key not in parts["group"]["properties"]] == []
    assert {*parts["group"]["properties"]} == {"id", *FIELDS}
    assert {*parts["contact-line"]["properties"]} == {*CRISIS}
    for name, keys in (("pattern", "meets"), ("venue", "venue"), ("source", "sources")):
        assert {*parts[name]["properties"]} == {*NESTED[keys]}
    assert parts["group"]["properties"]["ages"]["description"] == FIELDS["ages"].doc


@pytest.fixture(scope="module")
def answer(folders: dict[str, tuple[Path, str, str]]) -> dict[str, Any]:
    """A whole answer, to be spoilt."""
    today = date.fromisoformat(DAY)
    kept = package.open(folders["full"][0])
    found = kept.match(format="in-person", near="LS21", today=today)
    made: dict[str, Any] = json.loads("".join(json_text(found)))
    assert made["results"]
    return made


SPOILT: dict[str, Callable[[dict[str, Any]], object]] = {
    "another version": lambda one: one.update(version=2),
    "a key more": lambda one: one.update(asked_by="x"),
    "a key less": lambda one: one.pop("unreadable"),
    "a reason unknown": lambda one: one["hidden"].update(colour=1),
    "a score above one": lambda one: one["results"][0].update(score=1.1),
    "a score as text": lambda one: one["results"][0].update(score="1"),
    "a verdict unknown": lambda one: one["results"][0]["criteria"][0].update(verdict="maybe"),
    "a day that is none": lambda one: one.update(today="today"),
    "a moment without its offset": lambda one: one["results"][0].update(
        next_meeting="2026-11-24T19:00:00"
    ),
    "what was worked out": lambda one: one["results"][0]["group"].update(_place={}),
    "text for a list": lambda one: one["results"][0]["group"].update(focus="grief"),
    "a group without a name": lambda one: one["results"][0]["group"].pop("name"),
    "a place of another precision": lambda one: one["query"]["near"].update(precision="house"),
}


@pytest.mark.parametrize("spoil", SPOILT.values(), ids=SPOILT)
def test_what_breaks_the_contract_is_refused(
    answer: dict[str, Any], spoil: Callable[[dict[str, Any]], object]
) -> None:
    assert validator("match").is_valid(answer)
    spoilt = copy.deepcopy(answer)
    spoil(spoilt)
    assert not validator("match").is_valid(spoilt)


def test_the_directory_that_comes_with_peerfind_is_as_the_schema_says() -> None:
    index = package.open(shipped_directory()).index
    group, contact = validator("group"), validator("contact-line")
    records = [public(index.record(number)) for number in index.numbers()]
    assert [one["id"] for one in records if not group.is_valid(one)] == []
    assert [one["id"] for one in index.crisis if not contact.is_valid(public(one))] == []


# What is promised: none of these keys is renamed or taken away; more may come.
PROMISED: dict[str, str] = {
    "match": "version today query total hidden unreadable results relaxations",
    "match-why": "version why",
    "match-line": (
        "rank score id name reach distance_miles distance_km place_precision criteria "
        "freshness group next_meeting"
    ),
    "next": (
        "version today query total hidden unreadable from to groups other_days not_dated meetings"
    ),
    "next-line": (
        "start end not_dated format note id name reach distance_miles distance_km "
        "place_precision criteria freshness group"
    ),
    "batch-line": (
        "need rank id name score next_meeting freshness checked_on status town phone text "
        "email website"
    ),
    "show": "version groups",
    "show-line": "id next_meetings group",
    "show-compare": "version different same groups",
    "questions": "version questions",
    "crisis": "version contacts",
    "guide": "version pages",
    "terms": "version",
    "terms-facets": "version facets",
    "check": "version problems files",
    "explain": "version rules",
    "stale": "version today total groups",
    "duplicates": "version pairs",
    "links": "version total counts links",
    "diff": "version changed added removed crisis look_twice notes",
    "stats": (
        "version today groups closed nation format leader focus stated freshness newest_source gaps"
    ),
    "doctor": (
        "peerfind, directory, title, oldest check, newest check, never checked, place data, "
        "cache, python, yaml reader, terminal, encoding, typer, rich, pyyaml, rapidfuzz, "
        "geopy, geographiclib, groups read, files not read, crisis contacts, place data from"
    ),
    "export": "version directory total groups",
    "export-line": "id name",
    "config": "version file exists settings",
    "import": "version format source notes records gone",
    "query": "sort limit corrections notes",
    "criterion": "name asked found verdict score weight",
    "relaxation": "change flags count",
    "term": (
        "id label note label_cy wanted aliases broader related excludes aliases_cy offers "
        "distinct_from reasons groups"
    ),
    "problem": "file rule message fix line column level",
    "call": (
        "number id name file when where freshness owner checked_on newest_source "
        "distance_miles contact ask_first not_stated"
    ),
    "link": "url why reason new verdict status failed_on spots",
    "group": "id name",
    "contact-line": "id name",
    "pattern": "",
    "venue": "",
    "contact": "",
    "source": "",
    "checked": "on",
}


def promised(name: str) -> list[str]:
    """The keys of a document; with commas between where there are spaces in them."""
    return PROMISED[name].split(", " if "," in PROMISED[name] else None)


@pytest.mark.parametrize("name", PROMISED)
def test_what_was_promised_is_still_there(name: str) -> None:
    assert {*promised(name)} <= {*answers_schema()["$defs"][name].get("required", ())}


def test_every_document_is_promised() -> None:
    assert {*PROMISED} == {*answers_schema()["$defs"]}


@pytest.mark.parametrize("name", [name for name in COMMANDS if name != "terms"])
def test_each_document_refuses_a_key_more_and_every_key_less(
    peerfind: Peerfind, folders: dict[str, tuple[Path, str, str]], name: str
) -> None:
    folder, one, other = folders["full"]
    given = {"id": one, "other": other, "folder": str(folder), "before": str(folders["bare"][0])}
    command, asked = COMMANDS[name]
    flags = ["-o", "jsonl" if is_line(name) else "json"]
    flags += ["--today", DAY] if command in DATED else []
    flags += ["--directory", str(folder)] if command not in {"diff", "explain"} else []
    document = next(
        one
        for words in asked
        for one in printed(
            peerfind(command, *(word.format(**given) for word in words), *flags, typed=NEEDS), name
        )
    )
    assert validator(name).is_valid(document)
    assert not validator(name).is_valid({**document, "one_more": 1})
    for key in promised(name):
        assert not validator(name).is_valid({k: v for k, v in document.items() if k != key})
