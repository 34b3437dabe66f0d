"""Every command on screens of every width, in plain lines, and through pipes that know few letters."""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING

import pytest
from rich.cells import cell_len
from running import Ran, example_directory, in_process, program
from showing import CRISIS, GROUPS
from test_privacy import COMMANDS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

# Lines of a file as they stand there, and what only a program reads.
AS_THEY_STAND = {
    "next as a calendar",
    "share",
    "check",
    "confirm",
    "close",
    "pause",
    "fmt",
    "schema",
    "export",
    "config",
}
LINES = {
    name: line
    for name, line in COMMANDS.items()
    if name not in {"links", "scaffold", "build", "batch"}
}
READ = {name: line for name, line in LINES.items() if name not in AS_THEY_STAND} | {
    "share": ["share", "aire-walk", "wharfe-evening-bereavement", "-o", "plain"],
    "the sum of one": ["match", "--focus", "grief", "--why", "aire-walk"],
    "guide page": ["guide", "formats-compared"],
}
EACH = pytest.mark.parametrize("line", READ.values(), ids=READ)
PHONES = {
    found
    for one in (*GROUPS.values(), *CRISIS)
    for found in (one.get("phone"), one.get("contact", {}).get("phone"))
    if found
}
NARROWEST = 40  # columns in which every line has room
# Boxes, blocks, arrows, bullets and other drawings.
DRAWN = re.compile("[\\x1b\u2190-\u21ff\u2500-\u27bf\u2800-\u28ff\u2b00-\u2bff]")
FEW_LETTERS = {
    "C": {"LC_ALL": "C", "LANG": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"},
    "ASCII": {"PYTHONIOENCODING": "ascii"},
    "Windows": {"PYTHONIOENCODING": "cp1252:strict"},
}


@pytest.fixture(scope="module")
def directory(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return example_directory(tmp_path_factory.mktemp("example") / "directory")


@pytest.fixture
def peerfind(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    directory: Path,
) -> Callable[..., Ran]:
    run = in_process(monkeypatch, capsys, tmp_path, directory)
    monkeypatch.setenv("PEERFIND_CACHE", str(directory.parent / "cache"))  # made once for all
    return run


@pytest.fixture
def terminal(
    monkeypatch: pytest.MonkeyPatch, peerfind: Callable[..., Ran]
) -> Callable[..., list[str]]:
    """Runs a command line for a person at a terminal of a width: the lines of the screen."""

    def shown(*arguments: str, width: int) -> list[str]:
        monkeypatch.setenv("COLUMNS", f"{width}")
        monkeypatch.setenv("NO_COLOR", "1")
        for stream in (sys.stdout, sys.stderr):
            monkeypatch.setattr(stream, "isatty", lambda: True)
        ran = peerfind(*arguments)
        assert ran.code == 0
        return (ran.out + ran.err).splitlines()

    return shown


@pytest.mark.parametrize("width", [20, 40, 80, 200])
@EACH
def test_nothing_is_wider_than_the_screen_and_no_telephone_number_is_broken(
    terminal: Callable[..., list[str]], line: list[str], width: int
) -> None:
    shown = terminal(*line, width=width)
    if width >= NARROWEST:
        too_wide = [one for one in shown if cell_len(one) > width]
        # An address, a path or an id that has no room is left whole, so that it can be copied.
        assert [one for one in too_wide if " " in one.strip()] == []
    read = " ".join(" ".join(shown).split())
    for phone in PHONES:
        assert read.count(phone) == sum(one.count(phone) for one in shown), phone


def test_the_numbers_that_are_looked_for_are_shown(terminal: Callable[..., list[str]]) -> None:
    shown = "\n".join(terminal("match", "--limit", "0", width=40))
    assert sum(phone in shown for phone in PHONES) >= 3


@pytest.mark.parametrize("variable", ["ACCESSIBLE", "TERM"])
@EACH
def test_plain_lines_are_words_alone_and_one_below_the_other(
    terminal: Callable[..., list[str]],
    monkeypatch: pytest.MonkeyPatch,
    line: list[str],
    variable: str,
) -> None:
    if line[-2:-1] == ["-o"] and line[-1] != "plain":
        pytest.skip("another form is asked for by name")
    monkeypatch.setenv(variable, "1" if variable == "ACCESSIBLE" else "dumb")
    shown = terminal(*line, width=80)
    assert [one for one in shown if DRAWN.search(one)] == []
    # Nothing stands in columns, but names and values: so what is read in order belongs together.
    if line[0] in ("match", "next", "show", "crisis", "questions"):
        assert [one for one in shown if re.search(r"\S {3,}\S", one)] == []


def test_plain_lines_begin_with_what_they_are_about(terminal: Callable[..., list[str]]) -> None:
    shown = terminal("match", "grief", "--near", "LS21", "-o", "plain", width=80)
    groups = [at for at, one in enumerate(shown) if one.startswith("Group ")]
    assert [shown[at].split(":")[0] for at in groups] == [f"Group {n} of 4" for n in range(1, 5)]
    labels = re.compile(r"[A-Z][a-z]+( [a-z]+)*: ")
    first = shown[groups[0] + 1 : groups[1] - 1]
    assert first
    assert [one for one in first if not labels.match(one)] == []


# Pipes that know few letters


@pytest.mark.parametrize("variables", FEW_LETTERS.values(), ids=FEW_LETTERS)
def test_no_pipe_makes_a_command_fail_or_loses_a_letter(
    tmp_path: Path, variables: dict[str, str]
) -> None:
    folder = example_directory(tmp_path / "directory")
    path = folder / "groups" / "example" / "aire-walk.yaml"
    name = "Grŵp tŷ’r Ŵyl – £2 “ein tŷ”"
    text = path.read_text(encoding="utf-8").replace("Aire Walk and Talk", name.replace('"', ""))
    path.write_text(text, encoding="utf-8")
    lines = [line for line in LINES.values() if "aire-walk" in line and line[0] != "share"]
    tool = f"from peerfind.__main__ import run\nimport sys\nsys.exit(max(map(run, {lines!r})))\n"
    ran = program(
        cwd=tmp_path,
        tool=tool,
        PEERFIND_DIRECTORY=str(folder),
        PEERFIND_CACHE=str(tmp_path / "cache"),
        **variables,
    )
    assert ran.code == 0, ran.err
    assert name in ran.out
    assert "Traceback" not in ran.err
    assert "\\u" not in ran.out
