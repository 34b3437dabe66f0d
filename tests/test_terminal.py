"""The program on a real terminal, at several widths, with and without colour."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from contextlib import suppress
from functools import cache
from typing import TYPE_CHECKING

import pytest
from rich.cells import cell_len
from running import DAY, environment, example_directory

pytest.importorskip("termios", reason="terminals of this kind are a thing of Unix")

import fcntl
import termios

from terminals import ESCAPE, read_until, sized

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

BOXES = re.compile("[\u2500-\u257f]")
WIDTHS = (40, 60, 80, 200)
ASKED = ("match", "--focus", "grief", "--near", "LS21", "--age", "40", "--today", DAY)
NAMES = (
    "Wharfe Evening Bereavement Group",
    "Widowed Together Online",
    "Aire Walk and Talk",
    "Example Network",
)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("home")
    example_directory(folder / "directory")
    return folder


@pytest.fixture(scope="module")
def terminal(home: Path) -> Callable[..., str]:
    """Runs a command line on a terminal of a width: all that its screen was sent."""

    @cache  # the same command line shows the same, so one run serves many tests
    def screen(*arguments: str, width: int = 80, typed: str = "", **variables: str | None) -> str:
        ours, theirs = os.openpty()
        sized(theirs, width)
        usual = {"PEERFIND_CACHE": str(home / "cache"), "TERM": "xterm-256color"}
        running = subprocess.Popen(
            [sys.executable, "-m", "peerfind", *arguments],
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            cwd=home,
            env=environment(**{**usual, **variables}),
            close_fds=True,
        )
        os.close(theirs)
        shown = read_until(ours, "place: ") if typed else ""
        os.write(ours, typed.encode())
        shown += read_until(ours)
        os.close(ours)
        assert running.wait(timeout=30) == 0
        return shown.replace("\r\n", "\n")

    return screen


def lines(screen: str) -> list[str]:
    """What a person sees, line by line."""
    return ESCAPE.sub("", screen).splitlines()


def as_read(screen: str) -> str:
    """What a person reads, wherever the lines break."""
    return " ".join(ESCAPE.sub("", screen).split())


@pytest.mark.parametrize("width", WIDTHS)
def test_no_line_is_wider_than_the_terminal(terminal: Callable[..., str], width: int) -> None:
    shown = lines(terminal(*ASKED, width=width))
    too_wide = [line for line in shown if cell_len(line) > width]
    # An address or an id that has no room is left whole, so that it can be copied.
    assert [line for line in too_wide if " " in line.strip()] == []


@pytest.mark.parametrize("width", WIDTHS)
def test_a_name_is_never_cut_or_broken(terminal: Callable[..., str], width: int) -> None:
    shown = lines(terminal(*ASKED, width=width))
    for rank, name in enumerate(NAMES, 1):
        assert any(line.startswith(f"{rank:>2}  {name}") for line in shown), name


@pytest.mark.parametrize("width", WIDTHS)
def test_what_to_act_on_is_there(terminal: Callable[..., str], width: int) -> None:
    shown = lines(terminal(*ASKED, width=width))
    assert any("0113 496 0001" in line for line in shown)
    read = " ".join(line.strip() for line in shown)
    assert "about 1 mile (by district), Otley" in read
    assert "Tue 1 Dec 7pm-8.30pm" in read


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize(
    "arguments", [ASKED, ("show", "aire-walk", "--today", DAY), (*ASKED, "--age", "3")]
)
def test_the_crisis_lines_end_every_screen(
    terminal: Callable[..., str], arguments: tuple[str, ...], width: int
) -> None:
    shown = terminal(*arguments, width=width)
    assert "In danger, or cannot keep safe: 0113 496 0999." in as_read(shown)
    assert lines(shown)[-1] == "More lines: peerfind crisis"


def test_a_wide_terminal_gets_lines_that_can_still_be_read(terminal: Callable[..., str]) -> None:
    assert max(map(cell_len, lines(terminal(*ASKED, width=200)))) <= 100


def test_a_narrow_terminal_gets_one_fact_a_line(terminal: Callable[..., str]) -> None:
    assert not any(" \u00b7 " in line for line in lines(terminal(*ASKED, width=40)))


def test_the_list_is_drawn_on_a_terminal(terminal: Callable[..., str]) -> None:
    shown = lines(terminal(*ASKED))
    assert shown[0] == "Understood: grief \u00b7 near LS21 \u00b7 age 40"
    assert shown[3].startswith(" 1  Wharfe Evening Bereavement Group   ")
    assert shown[3].endswith("   about 1 mile (by district), Otley")


def test_the_width_may_be_said_by_a_variable(terminal: Callable[..., str]) -> None:
    assert terminal(*ASKED, width=80, COLUMNS="40") == terminal(*ASKED, width=40)


# Colour


def test_colour_is_used_on_a_terminal(terminal: Callable[..., str]) -> None:
    assert ESCAPE.search(terminal(*ASKED))


@pytest.mark.parametrize("width", [40, 80])
@pytest.mark.parametrize(
    "variables", [{"NO_COLOR": "1"}, {"TERM": "dumb"}], ids=["NO_COLOR", "dumb"]
)
def test_no_colour_is_used_where_it_is_not_wanted(
    terminal: Callable[..., str], variables: dict[str, str], width: int
) -> None:
    assert "\x1b" not in terminal(*ASKED, "-o", "table", width=width, **variables)


def test_without_colour_a_screen_says_the_same(terminal: Callable[..., str]) -> None:
    assert lines(terminal(*ASKED)) == terminal(*ASKED, NO_COLOR="1").splitlines()


@pytest.mark.parametrize("form", ["plain", "json", "csv", "markdown", "html", "message"])
def test_only_a_drawn_list_has_colour(terminal: Callable[..., str], form: str) -> None:
    assert "\x1b" not in terminal(*ASKED, "-o", form)


# Plain


@pytest.mark.parametrize("width", [40, 80])
def test_plain_lines_are_the_same_at_every_width(terminal: Callable[..., str], width: int) -> None:
    shown = terminal(*ASKED, "-o", "plain", width=width)
    assert not BOXES.search(shown)
    assert shown == terminal(*ASKED, "-o", "plain", width=200)


@pytest.mark.parametrize("variables", [{"ACCESSIBLE": "1"}, {"TERM": "dumb"}], ids=["set", "dumb"])
@pytest.mark.parametrize("arguments", [ASKED, ("show", "aire-walk")], ids=["match", "show"])
def test_a_person_who_asks_for_plain_lines_gets_them(
    terminal: Callable[..., str], arguments: tuple[str, ...], variables: dict[str, str]
) -> None:
    assert terminal(*arguments, **variables) == terminal(*arguments, "-o", "plain")


@pytest.mark.parametrize("arguments", [ASKED, ("show", "aire-walk"), ("crisis",), ("terms",)])
def test_nothing_is_drawn_in_boxes(
    terminal: Callable[..., str], arguments: tuple[str, ...]
) -> None:
    assert not BOXES.search(terminal(*arguments))


@pytest.mark.parametrize("width", [40, 80])
@pytest.mark.parametrize(
    "arguments", [("crisis",), ("questions",), ("terms", "leader"), ("report", "aire-walk")]
)
def test_a_long_list_is_wrapped_between_words(
    terminal: Callable[..., str], arguments: tuple[str, ...], width: int
) -> None:
    shown = lines(terminal(*arguments, width=width))
    # A word that has no room is left whole, so that it can be copied.
    too_wide = [line for line in shown if cell_len(line) > width]
    assert [line for line in too_wide if " " in line.strip()] == []
    whole = terminal(*arguments, width=10_000)
    assert as_read("\n".join(shown)) == as_read(whole)


# The prompt


def test_a_place_is_asked_for_at_a_prompt(terminal: Callable[..., str]) -> None:
    shown = terminal(
        "match", "--focus", "grief", "--near", "-", "--today", DAY, typed="Pateley Bridge\n"
    )
    prompt, *answer = lines(shown)
    assert prompt == "Near which place: Pateley Bridge"
    assert answer[0] == "Understood: grief \u00b7 near the place you gave"
    assert "Pateley" not in "\n".join(answer)
    assert "about 12 miles (by town), Otley" in "\n".join(answer)


def test_a_prompt_keeps_out_of_the_answer(home: Path) -> None:
    ours, theirs = os.openpty()
    running = subprocess.Popen(
        [sys.executable, "-m", "peerfind", "match", "--near", "-", "-o", "json"],
        stdin=theirs,
        stdout=subprocess.PIPE,
        stderr=theirs,
        cwd=home,
        env=environment(PEERFIND_CACHE=str(home / "cache")),
    )
    os.close(theirs)
    assert read_until(ours, "place: ") == "Near which place: "
    os.write(ours, b"Pateley Bridge\n")
    out, _ = running.communicate(timeout=30)
    os.close(ours)
    assert out.startswith(b'{"version": 1')
    assert b"Pateley" not in out


def left(running: subprocess.Popen[bytes], terminal: int, key: str) -> str:
    """What is shown until a key ends a program, pressed again as people do where nothing comes of it.

    Python does not notice an interrupt between what it writes and its wait for an answer.
    """
    shown = ""
    for _ in range(5):
        os.write(terminal, key.encode())
        shown += read_until(terminal, patience=5)
        with suppress(subprocess.TimeoutExpired):
            running.wait(timeout=2)
            break
    return shown


@pytest.mark.parametrize(
    ("key", "code"), [("\x03", 130), ("\x04", 2), ("\n", 2)], ids=["Ctrl-C", "Ctrl-D", "Enter"]
)
def test_a_prompt_can_be_left(home: Path, key: str, code: int) -> None:
    ours, theirs = os.openpty()
    running = subprocess.Popen(
        [sys.executable, "-m", "peerfind", "match", "--near", "-"],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        cwd=home,
        env=environment(PEERFIND_CACHE=str(home / "cache")),
        start_new_session=True,
        preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),  # noqa: PLW1509 (no threads here)
    )
    os.close(theirs)
    read_until(ours, "place: ")
    shown = left(running, ours, key)
    assert running.wait(timeout=30) == code  # to close the terminal first would end it otherwise
    os.close(ours)
    assert "Traceback" not in shown
