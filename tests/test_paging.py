"""Colour, width and pager: who decides, what is shown, and that data and scripts never meet a pager."""

from __future__ import annotations

import io
import shlex
import sys
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pace import some
from running import DAY, Ran, example_directory

from peerfind import config, preferences
from peerfind.cli import paging
from peerfind.cli.commands import DRAWN, app
from peerfind.cli.paging import can_page, rows_of
from peerfind.preferences import NOTHING, Preferences, preferring

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

GRIEF = ("match", "--focus", "grief", "--today", DAY)
DRAWINGS = {
    "match": [*GRIEF],
    "next": ["next", "--focus", "grief", "--today", DAY],
    "show": ["show", "aire-walk"],
    "guide": ["guide"],
    "stale": ["stale"],
    "duplicates": ["duplicates"],
    "stats": ["stats"],
}
BOLD = "\x1b["
TO_FILE = "import sys; open(sys.argv[1], 'w').write(sys.stdin.read())"
ENDS_AT_ONCE = "import sys; sys.stdin.readline()"


class Terminal(io.StringIO):
    """A stream that is a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.fixture(scope="module")
def directory(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return example_directory(tmp_path_factory.mktemp("example") / "directory")


@pytest.fixture
def seated(
    peerfind: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Callable[..., tuple[Ran, str]]:
    """Runs a command line for a person at a terminal of 24 lines: what was shown, and what was paged."""
    paged = tmp_path / "paged"
    monkeypatch.setenv("LINES", "24")
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("PAGER", shlex.join([sys.executable, "-c", TO_FILE, str(paged)]))

    def ran(*arguments: str, **variables: str) -> tuple[Ran, str]:
        paged.unlink(missing_ok=True)
        for name, value in variables.items():
            monkeypatch.setenv(name, value)
        screen = Terminal()
        with monkeypatch.context() as here:
            here.setattr(sys, "stdin", Terminal())
            here.setattr(sys, "stdout", screen)
            found = peerfind(*arguments)
        shown = found._replace(out=screen.getvalue())
        return shown, paged.read_text() if paged.exists() else ""

    return ran


# Colour and width


@pytest.mark.parametrize(
    ("flag", "variables", "setting", "has"),
    [
        pytest.param("", {}, "", (True, False), id="a terminal has it"),
        pytest.param("always", {"NO_COLOR": "1"}, "never", (True, True), id="the flag wins"),
        pytest.param(
            "never", {"FORCE_COLOR": "1"}, "always", (False, False), id="the flag wins off"
        ),
        pytest.param("", {"NO_COLOR": "1"}, "always", (False, False), id="then variables"),
        pytest.param("", {"FORCE_COLOR": "1"}, "never", (True, True), id="then variables on"),
        pytest.param("auto", {"NO_COLOR": "1"}, "", (False, False), id="auto asks on"),
        pytest.param("", {}, "always", (True, True), id="then the file"),
        pytest.param("", {}, "never", (False, False), id="then the file off"),
        pytest.param("", {"CLICOLOR": "0"}, "", (False, False), id="CLICOLOR off"),
        pytest.param("", {"CLICOLOR": "1"}, "", (True, False), id="CLICOLOR on"),
        pytest.param("", {"CLICOLOR_FORCE": "1"}, "", (True, True), id="CLICOLOR_FORCE"),
        pytest.param("", {"CLICOLOR_FORCE": "0"}, "", (True, False), id="CLICOLOR_FORCE off"),
        pytest.param("", {"FORCE_COLOR": "0"}, "", (False, False), id="FORCE_COLOR off"),
        pytest.param(
            "", {"NO_COLOR": "1", "CLICOLOR_FORCE": "1"}, "", (False, False), id="no wins"
        ),
    ],
)
def test_who_decides_on_colour(
    monkeypatch: pytest.MonkeyPatch,
    flag: str,
    variables: dict[str, str],
    setting: str,
    has: tuple[bool, bool],
) -> None:
    for name in ("NO_COLOR", "FORCE_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "TERM"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    with preferring(Preferences(color=setting), Preferences(color=flag)):
        assert (config.has_color(Terminal()), config.has_color(io.StringIO())) == has


def test_who_decides_on_width(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "70")
    with preferring(Preferences(width=60), Preferences(width=50)):
        assert config.width() == 50
    with preferring(Preferences(width=60), NOTHING):
        assert config.width() == 70
        monkeypatch.delenv("COLUMNS")
        assert config.width() == 60
    assert preferences.kept() == preferences.asked() == NOTHING


@pytest.mark.parametrize("command", DRAWINGS)
def test_each_drawing_has_the_width_and_colour_that_are_asked_for(
    peerfind: Callable[..., Ran], command: str
) -> None:
    asked = (*DRAWINGS[command], "-o", "table", "--width", "50")
    plain = peerfind(*asked, "--color", "never")
    assert (plain.code, BOLD in plain.out) == (0, False)
    drawn = peerfind(*asked, "--color", "always", "--no-pager")
    assert (drawn.code, paging.ESCAPE.sub("", drawn.out)) == (0, plain.out)
    assert max(map(len, plain.out.splitlines())) <= 50


def test_every_command_that_draws_has_the_flags_and_no_other() -> None:
    kinds = {one.callback.__name__: one.cls for one in app.registered_commands if one.callback}
    named = {name for name, cls in kinds.items() if cls and cls.__name__ == "DrawnCommand"}
    assert named == {*DRAWN} >= {*DRAWINGS}


@pytest.mark.parametrize(
    ("flags", "told"),
    [
        (["--color", "blue"], "--color takes auto, always or never, not 'blue'."),
        (["--width", "19"], "--width takes a number of columns, 20 or more, not 19."),
        (["--width", "-5"], "--width takes a number of columns, 20 or more, not -5."),
    ],
)
def test_what_cannot_be_drawn_is_told(
    peerfind: Callable[..., Ran], flags: list[str], told: str
) -> None:
    assert peerfind(*GRIEF, *flags) == Ran(2, "", f"peerfind: {told}\n")


def test_data_is_the_same_whatever_is_drawn(peerfind: Callable[..., Ran]) -> None:
    asked = (*GRIEF, "-o", "json")
    assert peerfind(*asked, "--color", "always", "--width", "30") == peerfind(*asked)


# The pager


def test_what_is_longer_than_the_screen_goes_through_the_pager(
    seated: Callable[..., tuple[Ran, str]],
) -> None:
    whole, nothing = seated(*GRIEF, "--no-pager")
    assert (nothing, whole.code, whole.out.count("\n") > 24) == ("", 0, True)
    assert seated(*GRIEF) == (Ran(0, "", ""), whole.out)


def test_what_fits_the_screen_does_not(seated: Callable[..., tuple[Ran, str]]) -> None:
    ran, paged = seated("show", "aire-walk", LINES="200")
    assert (ran.code, paged) == (0, "")
    assert "Aire Walk" in ran.out


@pytest.mark.parametrize(
    ("flags", "variables"),
    [
        pytest.param(["-o", "json"], {}, id="json"),
        pytest.param(["-o", "csv"], {}, id="csv"),
        pytest.param(["-o", "markdown"], {}, id="markdown"),
        pytest.param(["-o", "html"], {}, id="html"),
        pytest.param(["--no-pager"], {}, id="the flag"),
        pytest.param([], {"PAGER": ""}, id="an empty variable"),
        pytest.param([], {"PAGER": "cat"}, id="cat"),
        pytest.param([], {"PAGER": "no-such-pager -x"}, id="a pager that is missing"),
        pytest.param([], {"PAGER": "less 'x"}, id="quotes that are not closed"),
        pytest.param([], {"ACCESSIBLE": "1"}, id="plain lines are wanted"),
        pytest.param([], {"TERM": "dumb"}, id="a terminal that only prints"),
    ],
)
def test_there_is_no_pager_where_it_is_not_wanted(
    seated: Callable[..., tuple[Ran, str]], flags: list[str], variables: dict[str, str]
) -> None:
    ran, paged = seated(*GRIEF, *flags, **variables)
    assert (ran.code, ran.err, paged) == (0, "", "")
    assert "Aire Walk and Talk" in ran.out


def test_settings_may_want_none(seated: Callable[..., tuple[Ran, str]], tmp_path: Path) -> None:
    settings = tmp_path / "settings" / "peerfind" / "config.yaml"
    settings.parent.mkdir(parents=True)
    settings.write_text("pager: never\n")
    ran, paged = seated(*GRIEF)
    assert (ran.code, paged, ran.out != "") == (0, "", True)


@pytest.mark.parametrize("is_terminal", [(True, False), (False, True), (False, False)])
def test_there_is_no_pager_without_a_person(
    monkeypatch: pytest.MonkeyPatch, is_terminal: tuple[bool, bool]
) -> None:
    for name, has in zip(("stdin", "stdout"), is_terminal, strict=True):
        monkeypatch.setattr(sys, name, Terminal() if has else io.StringIO())
    assert not can_page()


def test_a_pager_that_is_left_early_is_no_error(seated: Callable[..., tuple[Ran, str]]) -> None:
    pager = shlex.join([sys.executable, "-c", ENDS_AT_ONCE])
    assert seated("stats", PAGER=pager)[0] == Ran(0, "", "")


def test_what_is_told_after_the_answer_comes_after_the_pager(
    seated: Callable[..., tuple[Ran, str]], tmp_path: Path
) -> None:
    broken = example_directory(tmp_path / "broken")
    (broken / "groups" / "example" / "bad.yaml").write_text("[")
    writing = f"import sys; sys.stderr.write('<pager>'); {TO_FILE.removeprefix('import sys; ')}"
    pager = shlex.join([sys.executable, "-c", writing, str(tmp_path / "paged")])
    ran, paged = seated(*GRIEF, "--directory", str(broken), PAGER=pager)
    assert "files could not be read, so a group may be missing" in ran.err
    assert "Aire Walk" in paged


def test_a_mistake_is_told_without_any_pager(seated: Callable[..., tuple[Ran, str]]) -> None:
    ran, paged = seated(*GRIEF, "--sort", "neer")
    assert (ran.code, ran.out, paged) == (2, "", "")
    assert ran.err.startswith("peerfind: --sort takes")
    assert seated(*GRIEF, "--age", "3", "--require", "all", "--fail-empty")[0].code == 1


def test_less_keeps_no_history_and_says_how_to_leave_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PAGER", raising=False)
    monkeypatch.setattr("shutil.which", {"less": "/bin/less"}.get)
    less, flags, prompt = paging.pager_command()
    assert (less, flags) == ("/bin/less", "-FRX")
    assert "q leaves" in prompt
    assert "peerfind crisis" in prompt
    assert paging.OWN["LESSHISTFILE"] == "-"
    monkeypatch.setattr("shutil.which", {}.get)
    assert paging.pager_command() == []


@settings(max_examples=some(25))
@given(st.lists(st.text("ab \x1b[1m", max_size=50), max_size=8), st.integers(20, 100))
def test_rows_are_never_fewer_than_lines_and_escapes_take_none(
    lines: list[str], columns: int
) -> None:
    bare = "".join(f"{line.replace(chr(27), '')}\n" for line in lines)
    rows = rows_of(bare, columns)
    assert len(lines) <= rows <= len(lines) + len(bare) // columns
    assert rows_of(f"\x1b[1m{bare}\x1b[0m", columns) in (rows, rows + 1)
    assert rows_of(bare, columns * 100) == len(lines)
