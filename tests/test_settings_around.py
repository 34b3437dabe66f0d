"""Settings where a person meets them beside a command: on Tab, in a real pager, through a closed pipe."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from conftest import write_directory
from running import DAY, environment, example_directory, program

from peerfind.cli.complete import ids, pages
from peerfind.config import shipped_directory

if TYPE_CHECKING:
    from pathlib import Path

GRIEF = ("match", "--focus", "grief", "--today", DAY)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("home")
    example_directory(folder / "directory")
    return folder


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The settings file of who presses Tab, outside of any directory."""
    file = tmp_path / "own" / "peerfind" / "config.yaml"
    file.parent.mkdir(parents=True)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "own"))
    monkeypatch.setenv("PEERFIND_CACHE", str(tmp_path / "cache"))
    monkeypatch.delenv("PEERFIND_DIRECTORY", raising=False)
    monkeypatch.chdir(tmp_path)
    return file


# On Tab


def test_tab_offers_what_is_in_the_directory_of_the_settings(
    settings: Path, tmp_path: Path
) -> None:
    write_directory(tmp_path / "usual", {"usual-walk": {}, "usual-talk": {}})
    assert ids("usual-") == []
    settings.write_text(f"directory: {tmp_path / 'usual'}\n")
    assert ids("usual-") == ["usual-talk", "usual-walk"]


@pytest.mark.parametrize("written", ["naer: Otley", "directory: nowhere", "near: ["])
def test_tab_offers_nothing_and_says_nothing_where_settings_cannot_be_used(
    settings: Path, capsys: pytest.CaptureFixture[str], written: str
) -> None:
    settings.write_text(f"{written}\n")
    assert (ids("a"), pages("")) == ([], [])
    assert capsys.readouterr() == ("", "")


def test_tab_offers_the_shipped_pages_where_nothing_is_set(settings: Path) -> None:
    assert not settings.exists()
    assert pages("") == sorted(one.stem for one in (shipped_directory() / "guide").glob("*.md"))


# As a program of its own


@pytest.mark.parametrize("asked", [["config"], ["config", "-o", "json"]])
def test_a_closed_pipe_is_no_error(home: Path, asked: list[str]) -> None:
    running = subprocess.Popen(
        [sys.executable, "-m", "peerfind", *asked],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=home,
        env=environment(PEERFIND_CACHE=str(home / "cache")),
    )
    assert running.stdout
    assert running.stderr
    running.stdout.close()
    assert (running.stderr.read(), running.wait(timeout=30)) == (b"", 0)
    running.stderr.close()


def test_a_pipe_is_never_paged_whatever_is_set(home: Path, tmp_path: Path) -> None:
    used = tmp_path / "used"
    pager = f"{sys.executable} -c \"open('{used}', 'w')\""
    cache = str(home / "cache")
    ran = program(*GRIEF, "-o", "table", cwd=home, PAGER=pager, LINES="5", PEERFIND_CACHE=cache)
    assert (ran.code, ran.err, used.exists()) == (0, "", False)
    assert "Aire Walk and Talk" in ran.out


@pytest.mark.skipif(os.name == "nt" or not shutil.which("less"), reason="there is no less")
def test_less_shows_how_to_leave_and_keeps_nothing(home: Path, tmp_path: Path) -> None:
    from test_terminal import read_until

    ours, theirs = os.openpty()
    usual = {"PEERFIND_CACHE": str(home / "cache"), "TERM": "xterm-256color", "PAGER": None}
    running = subprocess.Popen(
        [sys.executable, "-m", "peerfind", *GRIEF],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        cwd=home,
        env=environment(**usual, HOME=str(tmp_path), LINES="24", COLUMNS="80"),
        close_fds=True,
        start_new_session=True,
    )
    os.close(theirs)
    shown = read_until(ours, "peerfind crisis\x1b[27m\x1b[K")
    os.write(ours, b"/e\n")
    os.write(ours, b"q")
    read_until(ours)
    os.close(ours)
    assert "q leaves" in shown
    assert running.wait(timeout=30) == 0
    assert [*tmp_path.iterdir()] == []


def test_a_settings_file_slows_no_one_down_who_has_none(home: Path) -> None:
    tool = (
        "import sys\nlooked = []\n"
        "sys.addaudithook(lambda event, given: looked.append(str(given[0])) if event == 'open' else None)\n"
        "from peerfind.__main__ import run\nrun(sys.argv[1:])\n"
        "print([one for one in looked if 'config.yaml' in one], file=sys.stderr)"
    )
    ran = program("crisis", cwd=home, tool=tool, PEERFIND_CACHE=str(home / "cache"))
    assert (ran.code, ran.err) == (0, "[]\n")
