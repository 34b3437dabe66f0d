from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from conftest import write_directory

from peerfind import __version__, source
from peerfind.config import Location
from peerfind.index.cache import cache_path, index_of
from peerfind.output import doctor
from peerfind.output.doctor import LIBRARIES, facts, lines

if TYPE_CHECKING:
    from pathlib import Path


def found(folder: Path, cache: Path | None = None, width: int = 80) -> dict[str, Any]:
    return facts(Location(folder, "named by --directory"), cache, width)


def test_it_tells_what_was_read_and_from_where(tmp_path: Path) -> None:
    groups = {"one": {}, "two": {}, "bad": "name: 'A", "wrong": {"size": "many"}}
    crisis = [{"id": "line", "name": "Example Line"}]
    folder = write_directory(tmp_path / "directory", groups, crisis=crisis)
    told = found(folder)
    expected = {
        "peerfind": __version__,
        "directory": f"{folder} (named by --directory)",
        "title": "Example directory",
        "groups read": 3,
        "files not read": 1,
        "errors": 2,
        "crisis contacts": 1,
    }
    assert {name: told[name] for name in expected} == expected


@pytest.mark.parametrize(
    ("days", "oldest", "newest", "never"),
    [
        ([], "no entry has been checked by a person", "none", "1"),
        (["2026-10-02", "2024-05-01", "2026-01-09"], "2024-05-01", "2026-10-02", "1"),
    ],
)
def test_it_tells_how_old_the_checks_are(
    tmp_path: Path, days: list[str], oldest: str, newest: str, never: str
) -> None:
    groups = {f"g{number}": {"checked": {"on": day}} for number, day in enumerate(days)}
    told = found(write_directory(tmp_path, {**groups, "never": {}}))
    assert (told["oldest check"], told["newest check"]) == (oldest, newest)
    assert told["never checked"] == never


def test_no_check_counts_that_lies_ahead_or_is_of_what_has_ended(tmp_path: Path) -> None:
    groups = {
        "ahead": {"checked": {"on": "9998-01-01"}},
        "ended": {"checked": {"on": "2026-10-02"}, "status": "closed"},
        "now": {"checked": {"on": "2025-01-09"}},
    }
    told = found(write_directory(tmp_path, groups))
    assert (told["oldest check"], told["newest check"]) == ("2025-01-09", "2025-01-09")
    assert told["never checked"] == "0"


def test_a_check_without_its_day_does_not_stop_it(tmp_path: Path) -> None:
    told = found(write_directory(tmp_path, {"one": {"checked": {"how": "phone"}}}))
    assert told["never checked"] == "1"


class TestTheCache:
    def test_is_named_with_its_size(self, tmp_path: Path) -> None:
        folder, cache = write_directory(tmp_path / "directory", {"one": {}}), tmp_path / "cache"
        path = cache_path(folder, cache)
        assert found(folder, cache)["cache"] == f"{path} (not made yet, or cannot be written)"
        index_of(folder, cache)
        size = path.stat().st_size / 1024
        assert found(folder, cache)["cache"] == f"{path} ({size:.0f} KB)"

    def test_may_be_none(self, tmp_path: Path) -> None:
        assert found(write_directory(tmp_path))["cache"] == "none: there is no home folder"


def test_it_tells_the_version_of_every_library(tmp_path: Path) -> None:
    told = found(write_directory(tmp_path))
    for name in LIBRARIES:
        assert told[name.lower()][0].isdigit()


def test_a_library_that_is_missing_is_said_to_be(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(doctor, "LIBRARIES", ("no-such-library-at-all",))
    assert found(write_directory(tmp_path))["no-such-library-at-all"] == "not found"


@pytest.mark.parametrize(
    ("has_libyaml", "said"),
    [(True, "libyaml"), (False, "pure Python (13 times slower: install libyaml)")],
)
def test_it_says_so_when_yaml_is_read_slowly(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, said: str, *, has_libyaml: bool
) -> None:
    monkeypatch.setattr(source, "LIBYAML", has_libyaml)
    assert found(write_directory(tmp_path))["yaml reader"] == said


def test_the_lines_stand_under_each_other() -> None:
    told = {"a": 1, "longer name": ["one", "two"], "b": "x"}
    assert lines(told) == [
        "a            1",
        "longer name  one",
        "             two",
        "b            x",
    ]


def test_it_tells_nothing_of_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SECRET_TOKEN", "quokka")
    assert "quokka" not in "\n".join(lines(found(write_directory(tmp_path))))
