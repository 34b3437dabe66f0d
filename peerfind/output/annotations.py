"""Problems as commands that GitHub shows beside the lines of a pull request."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from peerfind import text
from peerfind.output.report import Offers, Rows, offer, plural, summary

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from peerfind.keeping.checking import Checked
    from peerfind.keeping.replacing import Mended
    from peerfind.problems import Level, Problem

MOST = 10  # of each level in a step: GitHub drops all after them without a word
MOST_CHARACTERS = 4096  # of a message: what is longer GitHub cuts
_COMMANDS: dict[Level, str] = {"error": "error", "warning": "warning", "hint": "notice"}


def problems_github(found: Checked) -> Iterator[str]:
    """An annotation for each problem in the way, of each level ten at most.

    Where there are more, the last of them counts the rest. Paths are those below the working folder.
    """
    every = {
        level: [problem for problem in found.problems if problem.level == level]
        for level in _COMMANDS
    }
    shown = {
        level: problems if len(problems) <= MOST else problems[: MOST - 1]
        for level, problems in every.items()
    }
    offers = Offers((one for some in shown.values() for one in some), Rows(found.folder))
    for level, command in _COMMANDS.items():
        for problem in shown[level]:
            yield _annotation(command, problem, found, offers.after(problem))
        if rest := every[level][len(shown[level]) :]:
            yield f"::{command} title=peerfind::{_data(_rest(rest, level))}\n"
    yield f"{summary(found)}\n"


def _annotation(command: str, problem: Problem, found: Checked, made: Mended | None) -> str:
    place = {
        "file": file_path(found, problem),
        "line": str(problem.line),
        "col": str(problem.column),
        "title": problem.rule,
    }
    stated = ",".join(f"{name}={_property(value)}" for name, value in place.items())
    offered = f"\n{offer(made)}: {made.line}" if made else ""
    told = problem.message[:MOST_CHARACTERS]  # half a line to write would be a wrong one
    told += offered if len(told + offered) <= MOST_CHARACTERS else ""
    return f"::{command} {stated}::{_data(told)}\n"


def file_path(found: Checked, problem: Problem) -> str:
    """The path of a problem's file below the working folder, with `/` between; else the whole path."""
    path = found.folder / problem.file
    relative = os.path.relpath(path)
    return path.as_posix() if relative.startswith("..") else relative.replace(os.sep, "/")


def _rest(problems: Sequence[Problem], level: Level) -> str:
    files = plural(len({problem.file for problem in problems}), "file")
    return f"{plural(len(problems), f'more {level}')} in {files}. See all: peerfind check"


def _data(told: str) -> str:
    """Text that cannot end the command that it stands in, nor start another."""
    lines = [text.shown(line) for line in told.split("\n")]
    return "\n".join(lines).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(value: str) -> str:
    return _data(value.replace("\n", " ")).replace(":", "%3A").replace(",", "%2C")
