"""A directory that stays open, asked from Python."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from conftest import write_directory
from hypothesis import given
from hypothesis import strategies as st
from running import DAY, example_directory, program

import peerfind
from peerfind import api
from peerfind.errors import DirectoryError, UsageError
from peerfind.index.built import build
from peerfind.output.export import json_text

if TYPE_CHECKING:
    from pathlib import Path

TODAY = date.fromisoformat(DAY)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example directory."""
    return example_directory(tmp_path_factory.mktemp("open") / "directory")


@pytest.fixture(autouse=True)
def _no_cache_of_the_person(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PEERFIND_CACHE", str(tmp_path / "cache"))


QUESTIONS: dict[str, tuple[tuple[str, ...], dict[str, Any], list[str]]] = {
    "nothing": ((), {}, []),
    "a term": ((), {"focus": "grief"}, ["--focus", "grief"]),
    "a word of Python's": ((), {"for_": "women"}, ["--for", "women"]),
    "a number": ((), {"age": 22}, ["--age", "22"]),
    "words": (("lost", "husband"), {}, ["lost", "husband"]),
    "words as words": (("not online",), {"literal": True}, ["not online", "--literal"]),
    "words read but for one": (
        ("grief, not online",), {"ignore": "avoid"}, ["grief, not online", "--ignore", "avoid"],
    ),
    "several terms": ((), {"format": ["video", "phone"]}, ["--format", "video,phone"]),
    "all at once": (
        ("walk",),
        {
            "near": "LS21", "within": 25, "day": "tuesday", "require": ["day"], "avoid": "leader=nurse",
            "weight": "near=2", "include": "closed", "sort": "near", "limit": 0,
        },
        [
            "walk", "--near", "LS21", "--within", "25", "--day", "tuesday", "--require", "day", "--avoid",
            "leader=nurse", "--weight", "near=2", "--include", "closed", "--sort", "near", "--limit", "0",
        ],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("words", "flags", "argv"), QUESTIONS.values(), ids=QUESTIONS)
def test_it_answers_as_the_command_line_does(
    folder: Path, words: tuple[str, ...], flags: dict[str, Any], argv: list[str]
) -> None:
    ours = "".join(json_text(peerfind.open(folder).match(*words, today=TODAY, **flags)))
    theirs = program("match", *argv, "--today", DAY, "-o", "json", cwd=folder.parent).out
    assert ours == theirs.replace(f', "--today", "{DAY}"', "")


def test_a_built_index_is_opened_like_a_folder(folder: Path, tmp_path: Path) -> None:
    build(folder, tmp_path / "built.sqlite")
    found = peerfind.open(tmp_path / "built.sqlite").match(focus="grief", today=TODAY)
    assert found == peerfind.open(folder).match(focus="grief", today=TODAY)._replace(
        vocabulary=found.vocabulary
    )


def test_without_a_path_it_is_the_directory_that_a_command_would_take(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder.parent)
    assert (
        peerfind.open().match(today=TODAY).total == peerfind.open(folder).match(today=TODAY).total
    )


asks = st.fixed_dictionaries(
    {},
    optional={
        "focus": st.sampled_from(["grief", "hearing-voices"]),
        "format": st.sampled_from(["in-person", "online"]),
        "day": st.sampled_from(["tuesday", "weekend", "today"]),
        "near": st.sampled_from(["LS21", "Leeds"]),
        "require": st.just(["format"]),
        "age": st.sampled_from([16, 40]),
    },
).map(lambda one: one if "format" in one else {k: v for k, v in one.items() if k != "require"})
days = st.sampled_from([TODAY, date(2027, 3, 1)])


@given(st.lists(st.tuples(asks, days), min_size=2, max_size=6))
def test_what_was_asked_before_changes_no_answer(
    folder: Path, questions: list[tuple[dict[str, Any], date]]
) -> None:
    kept = peerfind.open(folder)
    for flags, day in questions:
        fresh = api.Directory(kept.index).match(today=day, **flags)
        assert kept.match(today=day, **flags) == fresh


def test_what_it_keeps_of_questions_has_a_bound(folder: Path) -> None:
    kept = peerfind.open(folder)
    for age in range(api._MOST_KNOWN):  # noqa: SLF001
        kept.match(age=age % 120, near="LS21", within=age + 1, today=TODAY)
    assert len(kept._known) <= api._MOST_KNOWN + 10  # noqa: SLF001


@pytest.mark.parametrize(
    ("flags", "said"),
    [
        ({"colour": "red"}, "'colour'"),
        ({"limit": "ten"}, "'ten'"),
        ({"focus": "zzyzx"}, "zzyzx"),
        ({"within": 5}, "--near"),
    ],
)
def test_what_cannot_be_understood_is_told(folder: Path, flags: dict[str, Any], said: str) -> None:
    with pytest.raises(UsageError, match=said):
        peerfind.open(folder).match(**flags)


def test_a_directory_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(DirectoryError):
        peerfind.open(tmp_path / "nowhere")


def test_it_stays_as_it_was_when_it_was_opened(tmp_path: Path) -> None:
    folder = write_directory(tmp_path / "directory", {"one": {}})
    kept = peerfind.open(folder)
    write_directory(folder, {"one": {}, "two": {}})
    assert kept.match(today=TODAY).total == 1
    assert peerfind.open(folder).match(today=TODAY).total == 2
