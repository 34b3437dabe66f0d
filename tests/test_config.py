from __future__ import annotations

import io
import os
import sys
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from conftest import write_directory

from peerfind import config
from peerfind.config import cache_folder, directory_location, shipped_directory
from peerfind.errors import DirectoryError


@pytest.fixture(autouse=True)
def _bare_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("PEERFIND_DIRECTORY", "PEERFIND_CACHE", "XDG_CACHE_HOME", "PEERFIND_DEBUG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)


class TestTheDirectory:
    def test_is_the_one_that_was_asked_for(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        asked, other = write_directory(tmp_path / "a"), write_directory(tmp_path / "b")
        write_directory(tmp_path / "directory")
        monkeypatch.setenv("PEERFIND_DIRECTORY", str(other))
        assert directory_location(str(asked)) == (asked, "named by --directory")

    def test_is_else_the_one_of_the_environment(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        other = write_directory(tmp_path / "b")
        write_directory(tmp_path / "directory")
        monkeypatch.setenv("PEERFIND_DIRECTORY", str(other))
        assert directory_location(None) == (other, "named by PEERFIND_DIRECTORY")

    @pytest.mark.parametrize("at", [".", "one", "one/two", "directory", "directory/groups"])
    def test_is_else_the_nearest_upward(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at: str
    ) -> None:
        folder = write_directory(tmp_path / "directory", {"one": {}})
        (tmp_path / at).mkdir(parents=True, exist_ok=True)
        monkeypatch.chdir(tmp_path / at)
        assert directory_location(None) == (folder, "the nearest one upward of this folder")

    def test_is_the_nearer_of_two(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        write_directory(tmp_path / "directory")
        near = write_directory(tmp_path / "one" / "directory")
        monkeypatch.chdir(tmp_path / "one")
        assert directory_location(None).path == near

    def test_is_else_the_one_that_came_with_the_program(self) -> None:
        assert directory_location(None) == (shipped_directory(), "came with peerfind")

    def test_may_be_named_by_the_folder_around_it(self, tmp_path: Path) -> None:
        folder = write_directory(tmp_path / "project" / "directory")
        assert directory_location(str(tmp_path / "project")).path == folder

    def test_may_have_groups_and_no_settings(self, tmp_path: Path) -> None:
        (tmp_path / "mine" / "groups").mkdir(parents=True)
        assert directory_location(str(tmp_path / "mine")).path == tmp_path / "mine"

    def test_that_is_not_there_is_an_error(self) -> None:
        with pytest.raises(DirectoryError, match=r"There is no nowhere\. Name a directory"):
            directory_location("nowhere")

    def test_that_holds_nothing_of_one_is_an_error(self, tmp_path: Path) -> None:
        with pytest.raises(DirectoryError, match=r"holds no directory\.yaml\.$"):
            directory_location(str(tmp_path))

    def test_of_the_environment_that_is_not_there_is_an_error_too(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("PEERFIND_DIRECTORY", "nowhere")
        with pytest.raises(DirectoryError, match="nowhere"):
            directory_location(None)

    def test_is_an_error_where_none_came_with_the_program(
        self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        monkeypatch.setattr(config, "PACKAGE", tmp_path / "peerfind")
        with pytest.raises(DirectoryError, match="No directory was found"):
            directory_location(None)

    @pytest.mark.skipif(os.name == "nt", reason="a folder in use cannot be deleted there")
    def test_is_found_even_from_a_folder_that_was_deleted(
        self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        (tmp_path / "gone").mkdir()
        monkeypatch.chdir(tmp_path / "gone")
        (tmp_path / "gone").rmdir()
        try:
            assert directory_location(None).path == shipped_directory()
        finally:
            os.chdir(tmp_path)

    def test_inside_the_wheel_comes_before_the_one_in_the_checkout(
        self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        monkeypatch.setattr(config, "PACKAGE", tmp_path / "peerfind")
        assert shipped_directory() == tmp_path / "directory"
        (tmp_path / "peerfind" / "_directory").mkdir(parents=True)
        assert shipped_directory() == tmp_path / "peerfind" / "_directory"


CACHES = [
    pytest.param("linux", {"HOME": "/home/a"}, "/home/a/.cache/peerfind", id="Linux"),
    pytest.param("linux", {"HOME": "/home/a", "XDG_CACHE_HOME": "/x"}, "/x/peerfind", id="XDG"),
    pytest.param("linux", {"HOME": "/h", "XDG_CACHE_HOME": "/x", "PEERFIND_CACHE": "/p"}, "/p",
                 id="our own variable"),
    pytest.param("darwin", {"HOME": "/Users/a"}, "/Users/a/Library/Caches/peerfind", id="Mac"),
    pytest.param("win32", {"LOCALAPPDATA": "/local"}, "/local/peerfind/cache", id="Windows"),
    pytest.param("win32", {}, None, id="Windows without a home"),
]  # fmt: skip


@pytest.mark.skipif(os.name == "nt", reason="the paths are those of Unix")
@pytest.mark.parametrize(("platform", "variables", "folder"), CACHES)
def test_the_cache_is_where_the_system_keeps_such_things(
    monkeypatch: pytest.MonkeyPatch, platform: str, variables: dict[str, str], folder: str | None
) -> None:
    monkeypatch.delenv("LOCALAPPDATA", raising=False)
    monkeypatch.setattr(sys, "platform", platform)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert cache_folder() == (Path(folder) if folder else None)


def test_there_is_no_cache_without_a_home(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(os.path, "expanduser", lambda path: path)
    assert cache_folder() is None


def test_now_is_in_the_zone_that_is_asked_for() -> None:
    assert config.now(ZoneInfo("Europe/London")).tzinfo == ZoneInfo("Europe/London")


@pytest.mark.parametrize(("value", "is_on"), [("1", True), ("", False), (None, False)])
def test_debugging_is_a_variable(
    monkeypatch: pytest.MonkeyPatch, value: str | None, *, is_on: bool
) -> None:
    if value is not None:
        monkeypatch.setenv("PEERFIND_DEBUG", value)
    assert config.is_debugging() == is_on
    assert config.environment().get("PEERFIND_DEBUG") == value


class Stream(io.StringIO):
    """A stream that is a terminal or not."""

    def __init__(self, *, is_terminal: bool) -> None:
        super().__init__()
        self.is_terminal = is_terminal

    def isatty(self) -> bool:
        return self.is_terminal


@pytest.fixture
def _plain_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("NO_COLOR", "FORCE_COLOR", "TERM", "COLUMNS", "ACCESSIBLE"):
        monkeypatch.delenv(name, raising=False)


@pytest.mark.usefixtures("_plain_terminal")
class TestTheTerminal:
    @pytest.mark.parametrize(
        ("variables", "on_terminal", "in_pipe"),
        [
            pytest.param({}, True, False, id="nothing said"),
            pytest.param({"NO_COLOR": "1"}, False, False, id="none wanted"),
            pytest.param({"NO_COLOR": ""}, True, False, id="an empty wish is none"),
            pytest.param({"TERM": "dumb"}, False, False, id="a terminal without colour"),
            pytest.param({"FORCE_COLOR": "1"}, True, True, id="wanted in a pipe too"),
            pytest.param({"FORCE_COLOR": "1", "NO_COLOR": "1"}, False, False, id="no wins"),
        ],
    )
    def test_has_colour_where_it_is_welcome(
        self,
        monkeypatch: pytest.MonkeyPatch,
        variables: dict[str, str],
        *,
        on_terminal: bool,
        in_pipe: bool,
    ) -> None:
        for name, value in variables.items():
            monkeypatch.setenv(name, value)
        assert config.has_color(Stream(is_terminal=True)) == on_terminal
        assert config.has_color(Stream(is_terminal=False)) == in_pipe

    def test_has_the_columns_that_are_said(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("COLUMNS", "47")
        assert config.width() == 47

    @pytest.mark.parametrize(
        ("variables", "is_plain"),
        [
            ({}, False),
            ({"ACCESSIBLE": "1"}, True),
            ({"TERM": "dumb"}, True),
            ({"ACCESSIBLE": ""}, False),
        ],
    )
    def test_is_plain_where_that_was_asked_for(
        self, monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], *, is_plain: bool
    ) -> None:
        for name, value in variables.items():
            monkeypatch.setenv(name, value)
        assert config.is_plain() == is_plain
