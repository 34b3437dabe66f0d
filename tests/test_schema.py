"""The JSON Schema of a group's file: whole, always of the same bytes, never stricter than reading."""

from __future__ import annotations

import json
import re
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest
from facts import FACTS
from hypothesis import given
from hypothesis import strategies as st
from running import Ran, example_directory

from peerfind import model, source
from peerfind.config import shipped_directory
from peerfind.directory.fields import FIELDS, NESTED
from peerfind.directory.folder import load
from peerfind.directory.readers import Key, Reading
from peerfind.directory.vocabulary import ROLL_UPS, Vocabulary
from peerfind.keeping.schema import DRAFT, schema

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

TYPES: dict[str, Any] = {
    "string": str, "number": (int, float), "boolean": bool, "object": dict, "array": list,
}  # fmt: skip


@cache
def shipped() -> tuple[dict[str, Any], Vocabulary]:
    """The schema of the directory that comes with the program, and its vocabulary."""
    vocabulary = Vocabulary(load(shipped_directory()).common.terms)
    return schema(vocabulary, "Example"), vocabulary


def is_valid(value: Any, shape: dict[str, Any], whole: dict[str, Any]) -> bool:
    """Whether a value is what a shape takes, by those words of JSON Schema that are used here."""
    if "$ref" in shape:
        shape = whole["definitions"][shape["$ref"].rpartition("/")[2]]
    types = [shape["type"]] if isinstance(shape.get("type"), str) else shape.get("type", [*TYPES])
    return (
        any(isinstance(value, TYPES[one]) for one in types)
        and ("enum" not in shape or value in shape["enum"])
        and ("anyOf" not in shape or any(is_valid(value, one, whole) for one in shape["anyOf"]))
        and _is_valid_inside(value, shape, whole)
    )


def _is_valid_inside(value: Any, shape: dict[str, Any], whole: dict[str, Any]) -> bool:
    if isinstance(value, str):
        return re.search(shape.get("pattern", ""), value) is not None
    if isinstance(value, list):
        is_enough = len(value) >= shape.get("minItems", 0)
        return is_enough and all(is_valid(one, shape.get("items", {}), whole) for one in value)
    if isinstance(value, dict):
        return _is_valid_map(value, shape, whole)
    return bool(shape.get("minimum", value) <= value <= shape.get("maximum", value))


def _is_valid_map(value: dict[str, Any], shape: dict[str, Any], whole: dict[str, Any]) -> bool:
    known, others = shape.get("properties", {}), shape.get("additionalProperties", {})
    return {*shape.get("required", ())} <= value.keys() and all(
        is_valid(one, known[name], whole)
        if name in known
        else others is not False and is_valid(one, others, whole)
        for name, one in value.items()
    )


def as_text(node: Any) -> Any:
    """A file as plain values, each scalar the text that was typed."""
    if isinstance(node, source.Map):
        return {name: as_text(value) for name, (_, value) in node.entries.items()}
    return [*map(as_text, node.items)] if isinstance(node, source.Items) else node.text


def shipped_files() -> dict[str, Any]:
    """Every group file of the directory that comes with the program."""
    folder = shipped_directory() / "groups"
    return {
        path.name: as_text(source.read_file(path, path.name).root)
        for path in sorted(folder.rglob("*.yaml"))
    }


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    return example_directory(tmp_path / "directory")


def test_the_command_prints_the_same_bytes_twice(peerfind: Callable[..., Ran]) -> None:
    first, second = peerfind("schema"), peerfind("schema")
    assert (first.code, first.err) == (0, "")
    assert first.out == second.out
    printed = json.loads(first.out)
    assert printed["$schema"] == DRAFT
    assert printed["title"].startswith("A group of ")
    assert printed["required"] == [key.name for key in FIELDS.values() if key.required]


def test_it_has_the_terms_of_the_directory_in_use(peerfind: Callable[..., Ran]) -> None:
    printed = json.loads(peerfind("schema").out)
    own = json.loads(peerfind("terms", "focus", "-o", "json").out)["focus"]
    assert printed["definitions"]["focus"]["enum"] == [one["id"] for one in own]


def test_every_key_is_there_with_what_it_says_and_no_other() -> None:
    whole, _ = shipped()
    assert [*whole["properties"]] == [*FIELDS]
    assert not whole["additionalProperties"]
    for name, shape in whole["properties"].items():
        assert shape["description"] == FIELDS[name].doc


@pytest.mark.parametrize("name", NESTED)
def test_every_key_that_stands_under_another_is_there(name: str) -> None:
    shape = shipped()[0]["properties"][name]
    homes = [one for one in (shape, *shape.get("anyOf", ())) if "properties" in one]
    for home in homes:
        assert [*home["properties"]] == [*NESTED[name]]
        assert home.get("required", []) == [
            key.name for key in NESTED[name].values() if key.required
        ]
        assert not home["additionalProperties"]
    assert homes


def test_every_term_that_may_be_written_is_there_with_words_beside_it() -> None:
    whole, vocabulary = shipped()
    assert {"focus", "format", "leader", "access", "community"} <= whole["definitions"].keys()
    for facet, shape in whole["definitions"].items():
        assert {*shape["enum"]} == vocabulary[facet].terms.keys() - (
            ROLL_UPS if facet in ("format", "leader") else set()
        )
        assert len(shape["enum"]) == len(shape["enumDescriptions"])
        assert all(shape["enumDescriptions"])


def test_every_reference_leads_somewhere() -> None:
    whole, _ = shipped()
    named = {*re.findall(r'"#/definitions/(\w+)"', json.dumps(whole))}
    assert named == whole["definitions"].keys()


def test_every_shipped_file_is_valid() -> None:
    whole, _ = shipped()
    files = shipped_files()
    assert len(files) > 200
    assert [name for name, values in files.items() if not is_valid(values, whole, whole)] == []


FINE = {"name": "A", "summary": "B", "format": "in-person", "leader": "peer", "focus": "grief",
        "sources": {"url": "https://example.org"}}  # fmt: skip


@pytest.mark.parametrize(
    ("change", "is_fine"),
    [
        ({}, True),
        ({"name": None}, False),
        ({"name": " "}, False),
        ({"colour": "red"}, False),
        ({"focus": "greif"}, False),
        ({"focus": []}, False),
        ({"format": ["online"]}, False),
        ({"ages": "grown-ups"}, False),
        ({"meets": {"days": "tuesday", "start": "half past"}}, False),
        ({"meets": {"days": "tuesday", "start": "7.30"}}, False),
        ({"meets": {"days": "tuesday", "start": "24:00"}}, False),
        ({"meets": {"days": "tuesday", "start": "19.30", "end": "9.45 P.M."}}, True),
        ({"meets": {"days": "tuesday", "start": "07:30", "end": "12 noon"}}, True),
        ({"meets": {"days": "tuesday", "begin": "19:00"}}, False),
        ({"meets": "any time"}, True),
        ({"hours": "by arrangement"}, False),
        ({"checked": {"how": "phone"}}, False),
        ({"checked": {"on": "2 May"}}, False),
        ({"contact": {"phone": 116123}}, True),
        ({"venue": {"private": True, "latitude": 53.8}}, True),
        ({"venue": {"latitude": 153.8}}, False),
        ({"external_ids": {"charity": 1234567}}, True),
        ({"only_for": ["women+south-asian"]}, True),
        ({"languages": ["en", "x-klingon-"]}, False),
    ],
)
def test_what_a_file_may_say(change: dict[str, Any], *, is_fine: bool) -> None:
    whole, _ = shipped()
    kept = {name: value for name, value in {**FINE, **change}.items() if value is not None}
    assert is_valid(kept, whole, whole) == is_fine


TYPED = [
    "all", "All ages", "18 +", "Under 18", "up to 35", "18 to 30", "16–25", "tue", "Tuesdays", "wednes",
    "daily", "weekdays", "Weekend", "7pm", "7.30 PM", "19.30", "12 noon", "Noon", "midnight", "7 a.m.",
    "Evenings", "morning", "week", "2 Weeks", "fortnight", "Varies", "12 months", "last", "3rd", "First",
    "Bank Holidays", "august", "Dec", "2026-12-22", "2026-12-22 to 2027-01-04", "2023-05", "2023", "6-12",
    "up to 8", "10+", "en", "CY", "en-GB", "53.8197", "-1", "1e1", "free", "Donation", "£3 a session",
    "women+south-asian", "women", "any time", "one-a-b",
]  # fmt: skip
CHOICES = [*model.STATUSES, *model.CHECKS, *model.NATIONS, *model.MEMBERSHIPS, "yes", "no"]


@pytest.mark.parametrize("home", ["", *NESTED])
def test_it_never_refuses_a_text_that_reading_takes(home: str) -> None:
    whole, vocabulary = shipped()
    shape = whole["properties"][home] if home else whole
    known = next(one for one in (shape, *shape.get("anyOf", ())) if "properties" in one)
    taken = [
        (name, typed)
        for name, key in (NESTED[home] if home else FIELDS).items()
        for typed in (*TYPED, *CHOICES)
        if is_taken(typed, key, vocabulary)
    ]
    assert len(taken) > len(CHOICES)
    refused = [one for one in taken if not is_valid(one[1], known["properties"][one[0]], whole)]
    assert refused == []


def is_taken(typed: str, key: Key, vocabulary: Vocabulary) -> bool:
    """Whether reading takes a text without an error."""
    reading = Reading("a.yaml", vocabulary)
    read = key.read(source.Text(typed, 1, 1), reading)
    return read is not None and not any(one.is_error for one in reading.problems)


@given(st.fixed_dictionaries({name: st.sampled_from(values) for name, values in FACTS.items()}))
def test_what_groups_may_state_is_valid(facts: dict[str, Any]) -> None:
    whole, vocabulary = shipped()
    stated = {name: value for name, value in facts.items() if value is not None}
    assert {"mothers", "south-asian"} <= vocabulary["community"].terms.keys()
    assert is_valid(stated, {**whole, "required": []}, whole)
