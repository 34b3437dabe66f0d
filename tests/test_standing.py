"""Which directory was asked, and how old what it says is: under every answer, and in doctor."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from conftest import group_yaml, write_directory
from hypothesis import given
from hypothesis import strategies as st
from running import DAY, Ran, example_directory, in_process
from showing import TODAY, index_of

from peerfind import config
from peerfind.config import Location, shipped_directory
from peerfind.index.opening import index_at
from peerfind.wording.standing import (
    Standing,
    facts,
    index_line,
    of_index,
    of_records,
    standing_line,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

ISO = st.dates(date(2020, 1, 1), date(2030, 1, 1)).map(date.isoformat)
DATES = st.one_of(ISO, ISO.map(lambda day: day[:7]), ISO.map(lambda day: day[:4]))
GROUP = {
    "name": "A",
    "summary": "B",
    "format": ["unknown"],
    "leader": ["unknown"],
    "focus": ["grief"],
}


def group(*published: str | None, checked: str | None = None) -> dict[str, Any]:
    """A group with sources of some dates, and a check on a day."""
    sources = [{"url": "https://example.org", "published": one} for one in published]
    known = [{key: value for key, value in one.items() if value} for one in sources]
    check = {"checked": {"on": checked, "how": "phone"}} if checked else {}
    return {**GROUP, "sources": known or [{"url": "https://example.org"}], **check}


@pytest.mark.parametrize(
    ("groups", "expected"),
    [
        pytest.param([], ("", ""), id="no group"),
        pytest.param([group(None)], ("", ""), id="no date"),
        pytest.param([group("2023"), group("2023-05")], ("", "2023-05"), id="a month of that year"),
        pytest.param([group("2022-01-09", "2024", None)], ("", "2024"), id="several sources"),
        pytest.param(
            [group("2023", checked="2026-10-02"), group(checked="2025-01-01")],
            ("2026-10-02", "2023"),
            id="checks",
        ),
        pytest.param(
            [group("2027", "2020", checked="2026-11-26"), group("2019")],
            ("", "2019"),
            id="after today is a slip",
        ),
        pytest.param([group("2026", checked=DAY)], (DAY, "2026"), id="today counts"),
    ],
)
def test_the_newest_dates_are_those_that_are_stated(
    groups: list[dict[str, Any]], expected: tuple[str, str]
) -> None:
    index = index_of({f"g{number}": one for number, one in enumerate(groups)})
    assert of_index(index, TODAY) == Standing(*expected)
    assert index_line(index, TODAY, "x") == standing_line(Standing(*expected), "x")
    assert of_records(groups, TODAY) == Standing(*expected)


@given(st.lists(DATES, max_size=5), st.lists(ISO, max_size=3))
def test_no_date_is_made_up(published: list[str], checked: list[str]) -> None:
    groups = [group(*published), *(group(checked=day) for day in checked)]
    found = of_records(groups, TODAY)
    assert found.published in ("", *published)
    assert found.checked in ("", *checked)
    assert max(found.published, found.checked) <= TODAY.isoformat()


def test_a_group_that_is_no_more_has_no_say(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(config, "nanoseconds", lambda: 1 << 62)  # so that every file is an old one
    usual = {"sources": [{"url": "https://example.org", "published": "2020"}]}
    groups = {f"g{number:02}": usual for number in range(40)}
    newer = {"sources": [{"url": "https://example.org", "published": "2024"}]}
    folder = write_directory(tmp_path / "directory", {**groups, "newest": newer})
    cache = tmp_path / "cache"
    assert of_index(index_at(folder, cache), TODAY).published == "2024"
    (folder / "groups" / "example" / "newest.yaml").unlink()
    assert of_index(index_at(folder, cache), TODAY).published == "2020"
    (folder / "groups" / "example" / "g01.yaml").write_text(
        group_yaml(sources=[{"url": "https://example.org", "published": "2022-03"}])
    )
    assert of_index(index_at(folder, cache), TODAY).published == "2022-03"


@pytest.mark.parametrize(
    ("standing", "expected"),
    [
        (("2026-10-02", "2023"), "newest check 2 October 2026"),
        (("", "2023-05"), "newest source May 2023, none confirmed"),
        (("", ""), "no date known"),
    ],
)
def test_the_line_says_the_newest_check_or_that_there_is_none(
    standing: tuple[str, str], expected: str
) -> None:
    said = standing_line(Standing(*standing), "came with peerfind")
    assert said == f"Directory: came with peerfind; {expected}"
    assert len(said) <= 80


def test_doctor_has_the_same_by_name() -> None:
    told = facts(Standing("", "2023-05-11"), is_shipped=True)
    assert told == {"came with peerfind": "yes", "newest source": "11 May 2023"}
    assert facts(Standing("", ""), is_shipped=False) == {
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
def peerfind(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> Callable[..., Ran]:
    return in_process(monkeypatch, capsys, tmp_path, example_directory(tmp_path / "directory"))


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
