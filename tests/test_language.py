"""The language that people are spoken to: how a message is looked up, and how a catalogue is read."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from string import Formatter

import pytest
from hypothesis import given
from hypothesis import strategies as st

import peerfind
from peerfind.language import (
    ENGLISH,
    WELSH,
    catalogue,
    catalogue_file,
    is_english,
    read_catalogue,
    spoken,
    translated,
)
from peerfind.schedule.recurrence import DAY_NAMES, MONTH_NAMES
from peerfind.wording import say

PACKAGE = Path(peerfind.__file__).parent
SOURCE = catalogue_file(WELSH).read_text("utf-8")
ENTRIES = [one for one in SOURCE.split("\n\n") if not one.startswith("# Welsh")]
SPOKEN = ("wording", "output", "schedule")


def trees() -> list[ast.Module]:
    return [
        ast.parse(path.read_text("utf-8"))
        for folder in SPOKEN
        for path in (PACKAGE / folder).rglob("*.py")
    ]


def patterns_of(node: ast.expr) -> list[str]:
    """What a text in the program may be, as patterns; the pieces that are worked out may be any word."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return [re.escape(node.value)]
    if isinstance(node, ast.JoinedStr):
        return [
            "".join(
                re.escape(str(one.value)) if isinstance(one, ast.Constant) else r"\w+"
                for one in node.values
            )
        ]
    if isinstance(node, ast.IfExp):
        return patterns_of(node.body) + patterns_of(node.orelse)
    return []


TREES = trees()
CONSTANTS = {
    re.escape(node.value)
    for tree in TREES
    for node in ast.walk(tree)
    if isinstance(node, ast.Constant) and isinstance(node.value, str)
}
LOOKED_UP = {
    pattern
    for tree in TREES
    for node in ast.walk(tree)
    if isinstance(node, ast.Call)
    and isinstance(node.func, ast.Name)
    and node.func.id == "translated"
    for pattern in patterns_of(node.args[0])
}
WORKED_OUT = {one for one in LOOKED_UP if r"\w+" in one}
CALLED = LOOKED_UP - WORKED_OUT
# Shown as what a value or an ask is called: days, months, and questions about what is not stated.
NAMES = {
    *(name.capitalize() for name in (*DAY_NAMES, *MONTH_NAMES)),
    *(f"{name.capitalize()}s" for name in DAY_NAMES),
    *(name[:3].capitalize() for name in (*DAY_NAMES, *MONTH_NAMES)),
    *("Today", "Tomorrow", "morning", "afternoon", "evening", "free"),
    *("on what days it meets", "at what time it meets", "what languages are spoken", "access"),
    *("what it costs", "near"),
}


def fields(message: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(message) if name}


@pytest.mark.parametrize("message", sorted(catalogue(WELSH)))
def test_every_message_of_the_catalogue_is_one_of_the_program(message: str) -> None:
    is_there = message in NAMES or re.escape(message) in CONSTANTS
    assert is_there or any(re.fullmatch(one, message) for one in WORKED_OUT)


@pytest.mark.parametrize("message", sorted(catalogue(WELSH)))
def test_what_is_said_has_the_fields_of_its_message(message: str) -> None:
    assert fields(catalogue(WELSH)[message]) == fields(message)


# What is looked up and has no Welsh yet, for want of words that are sure.
STILL_ENGLISH = {
    "The exact place is given when you get in touch.",
    "{way} (the network's)", "only for people in {regions}", "somewhere in {town}",
    "{home} (meets in {town} too)", "{home}: ask who may join",
    "last meeting stated was {date}: ask",
}  # fmt: skip


def test_what_the_program_looks_up_is_in_the_catalogue_or_known_to_be_english() -> None:
    looked_up = {one for one in CALLED if one}
    assert looked_up - {*map(re.escape, catalogue(WELSH))} == {*map(re.escape, STILL_ENGLISH)}


@pytest.mark.parametrize(
    "table", [say.FORMATS, say.LAY_LEADERS, say.PROFESSIONALS, say.WAY_LABELS, say.STATUSES]
)
def test_the_tables_of_words_have_some_welsh(table: dict[str, str]) -> None:
    assert {*table.values()} & catalogue(WELSH).keys()


@pytest.mark.parametrize("name", [*DAY_NAMES, *MONTH_NAMES])
def test_every_day_and_month_has_a_name_in_full_and_in_short(name: str) -> None:
    whole = name.capitalize()
    assert {whole, whole[:3]} <= catalogue(WELSH).keys()


def test_short_names_of_days_differ_from_one_another() -> None:
    for names in (DAY_NAMES, MONTH_NAMES):
        short = [catalogue(WELSH)[name[:3].capitalize()] for name in names]
        assert len({*short}) == len(short)


@pytest.mark.parametrize("entry", ENTRIES)
def test_an_entry_is_fuzzy_until_it_says_who_reviewed_it(entry: str) -> None:
    flags = next((line for line in entry.splitlines() if line.startswith("#,")), "")
    assert ("fuzzy" in flags) != ("# Reviewed" in entry)


def test_no_message_stands_twice() -> None:
    messages = re.findall(r"^msgid .+", SOURCE, re.MULTILINE)
    assert len(messages) == len({*messages})


def test_gettext_reads_the_same() -> None:
    """The catalogue is one for any program: each entry has its keyword, and its text in quotes."""
    bare = [line for line in SOURCE.splitlines() if line and not line.startswith("#")]
    assert all(re.fullmatch(r'(msgid |msgstr )?"(\\.|[^"\\])*"', line) for line in bare)


def test_crisis_words_are_in_no_catalogue() -> None:
    text = " ".join(catalogue(WELSH)).lower()
    assert not {"danger", "very low", "unsafe", "crisis", "999"} & {
        one for one in ("danger", "very low", "unsafe", "crisis", "999") if one in text
    }


def test_english_is_spoken_unless_something_else_is_asked_for() -> None:
    assert is_english()
    assert translated("When") == "When"
    with spoken(WELSH):
        assert not is_english()
        assert translated("When") == "Pryd"
        with spoken(ENGLISH):
            assert translated("When") == "When"
        assert translated("When") == "Pryd"
    assert is_english()


def test_what_has_no_translation_stays_english() -> None:
    with spoken(WELSH):
        assert translated("nobody ever wrote this") == "nobody ever wrote this"
        assert translated("nobody wrote {this}", this=3) == "nobody wrote 3"


def test_english_comes_back_after_a_fault() -> None:
    with pytest.raises(ZeroDivisionError), spoken(WELSH):
        raise ZeroDivisionError
    assert is_english()


@given(st.text())
def test_a_value_is_never_read_as_a_field(value: str) -> None:
    with spoken(WELSH):
        assert translated("near {place}", place=value) == f"ger {value}"
    assert translated("near {place}", place=value) == f"near {value}"


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ('msgid "a"\nmsgstr "b"\n', {"a": "b"}),
        ('#, fuzzy\nmsgid "a"\nmsgstr "b"', {"a": "b"}),
        ('msgid ""\nmsgstr "Language: cy\\n"\n\nmsgid "a"\nmsgstr "b"', {"a": "b"}),
        ('msgid "a"\nmsgstr ""\n\nmsgid "c"\nmsgstr "d"', {"c": "d"}),
        ('msgid ""\n"a "\n"long one"\nmsgstr ""\n"un "\n"hir"', {"a long one": "un hir"}),
        ('msgid "the \\"words\\""\nmsgstr "y \\"geiriau\\""', {'the "words"': 'y "geiriau"'}),
        ("", {}),
        ("# a note\n", {}),
    ],
)
def test_a_catalogue_is_read(source: str, found: dict[str, str]) -> None:
    assert read_catalogue(source) == found
