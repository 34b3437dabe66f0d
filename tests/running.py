"""The command line as a person runs it: in this process, or as a program of its own."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from conftest import write_directory
from showing import CRISIS, GROUPS, LEFT_OUT, QUESTIONS, SETTINGS, VOCABULARY

import peerfind
from peerfind.__main__ import run

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    import pytest

ROOT = Path(peerfind.__file__).parent.parent
DAY = "2026-11-25"  # a Wednesday
OWN = (
    "ACCESSIBLE", "CLICOLOR", "CLICOLOR_FORCE", "COLUMNS", "FORCE_COLOR", "LESS", "NO_COLOR", "PAGER",
    "PEERFIND_CACHE", "PEERFIND_DEBUG", "PEERFIND_DIRECTORY", "PEERFIND_LANG", "PYTHONIOENCODING",
    "PYTHONUNBUFFERED", "PYTHONUTF8",
    "XDG_CACHE_HOME", "XDG_CONFIG_HOME",
)  # fmt: skip
"""Variables by which a person's own settings would change what a test sees."""


class Ran(NamedTuple):
    """What a command line came to: its exit code, and what it wrote to each stream."""

    code: int
    out: str
    err: str


def example_directory(folder: Path, **others: Any) -> Path:
    """The fictional directory of all the tests of what is shown, written to a folder."""
    groups = {at: {**LEFT_OUT, **facts} for at, facts in GROUPS.items()}
    usual = {"vocabulary": VOCABULARY, "settings": SETTINGS, "crisis": CRISIS}
    write_directory(folder, groups, **{**usual, **others})
    (folder / "questions.yaml").write_text(json.dumps(QUESTIONS), encoding="utf-8")
    return folder


LONG_AGO = 1_700_000_000
"""A time, in seconds, that no index takes for a moment ago, after which it would read a file again."""


def shared(folder: Path, groups: Mapping[str, Mapping[str, Any]]) -> Path:
    """A directory for all tests of a module, so that its index is made once; see `left_as_it_was`."""
    write_directory(folder, groups)
    for path in folder.rglob("*.yaml"):
        os.utime(path, (LONG_AGO, LONG_AGO))
    return folder


@contextmanager
def left_as_it_was(folder: Path) -> Iterator[Path]:
    """A directory in which all that was changed is put back at the end."""
    before = {path: path.read_bytes() for path in folder.rglob("*.yaml")}
    yield folder
    for path in {*folder.rglob("*.yaml")} - before.keys():
        path.unlink()
    for path, data in before.items():
        if path.read_bytes() != data:
            path.write_bytes(data)
            os.utime(path, (LONG_AGO, LONG_AGO))


def in_process(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    home: Path,
    directory: Path | None = None,
) -> Callable[..., Ran]:
    """A runner of command lines in this process, with nothing of the person's own in its way."""
    for name in OWN:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PEERFIND_CACHE", str(home / "cache"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(home / "settings"))
    monkeypatch.setenv("PAGER", "")  # or a test on a terminal would wait for a key
    monkeypatch.setenv("COLUMNS", "80")
    if directory:
        monkeypatch.setenv("PEERFIND_DIRECTORY", str(directory))
    monkeypatch.chdir(home)

    def ran(*arguments: str, typed: str | None = None) -> Ran:
        if typed is not None:
            monkeypatch.setattr(sys, "stdin", io.StringIO(typed))
        code = run([*arguments])
        written = capsys.readouterr()
        return Ran(code, written.out, written.err)

    return ran


def environment(**variables: str | None) -> dict[str, str]:
    """The variables for a program of its own; None takes one away."""
    kept = {name: value for name, value in os.environ.items() if name not in OWN}
    usual = {"PYTHONPATH": str(ROOT), "XDG_CONFIG_HOME": os.devnull, "PAGER": ""}
    given = {**kept, **usual, **variables}
    return {name: value for name, value in given.items() if value is not None}


def program(
    *arguments: str, cwd: Path, typed: str = "", tool: str = "", **variables: str | None
) -> Ran:
    """Runs a command line as a program of its own; `tool` is code to run in place of the command line."""
    start = [sys.executable, "-c", tool] if tool else [sys.executable, "-m", "peerfind"]
    done = subprocess.run(
        [*start, *arguments],
        check=False,
        capture_output=True,
        input=typed,
        encoding="utf-8",
        cwd=cwd,
        env=environment(**variables),
        timeout=60,
    )
    return Ran(done.returncode, done.stdout, done.stderr)
