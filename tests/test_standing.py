"""Which directory was asked, and how old what it says is: under every answer, and in doctor."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from running import DAY, Ran, example_directory

from peerfind.answers.recency import Recency
from peerfind.config import Location, shipped_directory
from peerfind.wording.standing import facts, standing_line

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.mark.parametrize(
    ("recency", "expected"),
    [
        (("2026-10-02", "2023"), "newest check 2 October 2026"),
        (("", "2023-05"), "newest source May 2023, none confirmed"),
        (("", ""), "no date known"),
    ],
)
def test_the_line_says_the_newest_check_or_that_there_is_none(
    recency: tuple[str, str], expected: str
) -> None:
    said = standing_line(Recency(*recency), "came with peerfind")
    assert said == f"Directory: came with peerfind; {expected}"
    assert len(said) <= 80


def test_doctor_has_the_same_by_name() -> None:
    told = facts(Recency("", "2023-05-11"), is_shipped=True)
    assert told == {"came with peerfind": "yes", "newest source": "11 May 2023"}
    assert facts(Recency("", ""), is_shipped=False) == {
        "came with peerfind": "no",
        "newest source": "no date known",
    }


def test_the_directory_that_came_with_peerfind_is_known_however_it_was_found() -> None:
    shipped = shipped_directory()
    for path in (shipped, shipped / "groups" / ".."):
        assert Location(path, "named by --directory").told == "came with peerfind"
    assert Location(shipped / "groups", "named by --directory").told == "named by --directory"


# As people see it


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    return example_directory(tmp_path / "directory")


@pytest.mark.parametrize("command", ["match", "next"])
@pytest.mark.parametrize("form", ["table", "plain", "markdown", "html"])
def test_it_stands_once_under_every_answer_for_staff(
    peerfind: Callable[..., Ran], command: str, form: str
) -> None:
    said = peerfind(command, "grief", "-o", form, "--today", DAY).out.replace("\\_", "_")
    line = "Directory: named by PEERFIND_DIRECTORY; newest check 2 October 2026"
    assert said.count(line) == 1
    assert said.index("Wharfe Evening") < said.index(line) < said.index("In danger, or cannot")


@pytest.mark.parametrize("form", ["message", "json", "csv"])
def test_what_is_sent_to_a_caller_or_a_script_has_no_such_line(
    peerfind: Callable[..., Ran], form: str
) -> None:
    for command in ("match", "next"):
        assert "newest check" not in peerfind(command, "grief", "-o", form, "--today", DAY).out


def test_no_folder_of_a_persons_own_is_told(peerfind: Callable[..., Ran], tmp_path: Path) -> None:
    folder = str(tmp_path / "directory")
    for form in ("table", "markdown", "html"):
        assert folder not in peerfind("match", "grief", "--directory", folder, "-o", form).out


def test_an_index_that_was_built_tells_the_same(
    peerfind: Callable[..., Ran], tmp_path: Path
) -> None:
    file = str(tmp_path / "built")
    assert peerfind("build", "--output", file).code == 0
    said = peerfind("match", "grief", "--directory", file, "--today", DAY).out
    assert "Directory: named by --directory; newest check 2 October 2026." in said
    told = [peerfind("doctor", *more, "-o", "json").out for more in ((), ("--directory", file))]
    for one in map(json.loads, told):
        assert (one["newest source"], one["came with peerfind"]) == ("May 2026", "no")
