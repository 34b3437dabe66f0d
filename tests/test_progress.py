"""How far the reading of a directory has come: one line, for a person who waits at a terminal."""

from __future__ import annotations

import os
import select
import subprocess
import sys
from io import StringIO
from itertools import count
from typing import TYPE_CHECKING

import pytest
from conftest import group_yaml, write_directory
from running import Ran, environment, program

from peerfind.cli import progress
from peerfind.cli.progress import Progress
from peerfind.index.built import build
from peerfind.index.cache import index_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

CLEAR = "\r\x1b[K"
# The program, for a person who has no patience at all.
IMPATIENT = """
import sys
from peerfind.cli import progress
progress._PATIENCE_SECONDS = progress._PAUSE_SECONDS = 0.0
from peerfind.__main__ import run
sys.exit(run(sys.argv[1:]))
"""


class Screen(StringIO):
    """A stream that is a terminal, or is none."""

    def __init__(self, *, is_terminal: bool) -> None:
        super().__init__()
        self.is_terminal = is_terminal

    def isatty(self) -> bool:
        return self.is_terminal


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """A clock that stands; its one number is the time."""
    now = [100.0]
    monkeypatch.setattr(progress.time, "monotonic", lambda: now[0])
    return now


def shown(
    monkeypatch: pytest.MonkeyPatch,
    clock: list[float],
    seconds: list[float],
    *,
    terminal: bool = True,
) -> list[str]:
    """What is shown at each of several files, read after so many seconds in all."""
    screen = Screen(is_terminal=terminal)
    monkeypatch.setattr(sys, "stderr", screen)
    watch, texts, start = Progress(), [], clock[0]
    for done, after in enumerate(seconds, 1):
        clock[0] = start + after
        before = len(screen.getvalue())
        watch(done, len(seconds))
        texts.append(screen.getvalue()[before:])
    return texts


@pytest.mark.parametrize(
    ("seconds", "expected"),
    [
        pytest.param([0.2, 0.5, 0.9], ["", "", ""], id="within a second"),
        pytest.param([0.5, 1.5, 9], ["", f"{CLEAR}Reading the directory: 2 of 3 files", CLEAR],
                     id="it takes longer"),
        pytest.param([1.1, 1.15, 1.25, 1.3],
                     [f"{CLEAR}Reading the directory: 1 of 4 files", "",
                      f"{CLEAR}Reading the directory: 3 of 4 files", CLEAR],
                     id="not at every file"),
        pytest.param([5], [""], id="nothing is left to wait for"),
    ],
)  # fmt: skip
def test_a_line_is_shown_from_a_second_on_and_goes_at_the_end(
    monkeypatch: pytest.MonkeyPatch, clock: list[float], seconds: list[float], expected: list[str]
) -> None:
    assert shown(monkeypatch, clock, seconds) == expected


def test_where_nobody_looks_nothing_is_shown(
    monkeypatch: pytest.MonkeyPatch, clock: list[float]
) -> None:
    assert shown(monkeypatch, clock, [2, 4, 6], terminal=False) == ["", "", ""]


def test_large_numbers_can_be_read(monkeypatch: pytest.MonkeyPatch, clock: list[float]) -> None:
    texts = shown(monkeypatch, clock, [float(number) for number in range(12_345)])
    assert texts[1234] == f"{CLEAR}Reading the directory: 1,235 of 12,345 files"


# What it is told


def told(watched: Callable[[Callable[[int, int], None]], object]) -> list[tuple[int, int]]:
    """The numbers that a piece of work tells whoever watches it."""
    found: list[tuple[int, int]] = []
    watched(lambda done, total: found.append((done, total)))
    return found


def test_every_file_that_is_read_is_counted(tmp_path: Path) -> None:
    folder = write_directory(tmp_path / "directory", {f"g{at:02}": {} for at in range(60)})
    kept, whole = tmp_path / "cache", [(done, 60) for done in range(1, 61)]
    assert told(lambda watch: index_of(folder, None, watch)) == whole
    assert told(lambda watch: index_of(folder, kept, watch)) == whole
    assert told(lambda watch: build(folder, tmp_path / "file", watch)) == whole


def test_where_little_changed_that_alone_is_counted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    later = count(1 << 62)  # so that every file is an old one
    monkeypatch.setattr("peerfind.config.nanoseconds", lambda: next(later))
    folder = write_directory(tmp_path / "directory", {f"g{at:02}": {} for at in range(60)})
    kept = tmp_path / "cache"
    index_of(folder, kept)
    assert told(lambda watch: index_of(folder, kept, watch)) == []
    for at in range(2):
        (folder / "groups" / "example" / f"g{at:02}.yaml").write_text(group_yaml(name="Other"))
    assert told(lambda watch: index_of(folder, kept, watch)) == [(1, 2), (2, 2)]


# On a terminal, and elsewhere


@pytest.fixture
def home(tmp_path: Path) -> Path:
    write_directory(tmp_path / "directory", {f"g{at}": {} for at in range(5)})
    return tmp_path


COMMANDS = [["match", "-o", "json"], ["terms"], ["build", "--output", "file"]]


@pytest.mark.parametrize("command", COMMANDS, ids=lambda one: one[0])
def test_on_a_pipe_there_is_no_sign_of_it(home: Path, command: list[str]) -> None:
    usual = program(*command, cwd=home, PEERFIND_CACHE="usual")
    ran = program(*command, cwd=home, tool=IMPATIENT, PEERFIND_CACHE="cold")
    assert ran == usual
    assert "Reading" not in ran.out + ran.err


@pytest.mark.parametrize("command", COMMANDS, ids=lambda one: one[0])
def test_on_a_terminal_it_comes_and_goes_and_what_is_printed_stays(
    home: Path, command: list[str]
) -> None:
    usual = program(*command, cwd=home, PEERFIND_CACHE="usual")
    ran, screen = on_a_terminal(home, IMPATIENT, *command)
    assert (ran.code, ran.out) == (0, usual.out)
    steps = [f"{CLEAR}Reading the directory: {done} of 5 files" for done in range(1, 5)]
    assert screen == f"{''.join(steps)}{CLEAR}{usual.err}"


def test_on_a_terminal_an_index_that_is_there_is_read_without_a_word(home: Path) -> None:
    on_a_terminal(home, IMPATIENT, "match")
    _, screen = on_a_terminal(home, IMPATIENT, "match")
    assert screen == ""


def test_a_person_with_patience_sees_none_of_it(home: Path) -> None:
    _, screen = on_a_terminal(home, IMPATIENT.replace("= 0.0", "= 999.0"), "match")
    assert screen == ""


def on_a_terminal(home: Path, tool: str, *arguments: str) -> tuple[Ran, str]:
    """Run a program whose errors go to a terminal; what it came to, and what the screen was sent."""
    pytest.importorskip("termios", reason="terminals of this kind are a thing of Unix")
    ours, theirs = os.openpty()
    with subprocess.Popen(
        [sys.executable, "-c", tool, *arguments],
        stdout=subprocess.PIPE,
        stderr=theirs,
        cwd=home,
        env=environment(PEERFIND_CACHE="cache"),
        encoding="utf-8",
    ) as running:
        os.close(theirs)
        screen = _sent(ours)
        out, _ = running.communicate(timeout=60)
    os.close(ours)
    return Ran(running.returncode, out, ""), screen


def _sent(terminal: int) -> str:
    """What a terminal is sent until the program leaves it."""
    sent = b""
    while select.select([terminal], [], [], 60)[0]:
        try:
            more = os.read(terminal, 65536)
        except OSError:  # on Linux, nobody has it open any more
            break
        if not more:
            break
        sent += more
    return sent.decode().replace("\r\n", "\n")
