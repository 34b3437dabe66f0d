"""What the benchmarks share: turns taken fairly, medians with quartiles, peak memory, tables.

A round runs everything once, in turn, so that a noisy moment touches all of it; the ratio of a thing to
the base is taken within its round.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path
from statistics import median, quantiles
from typing import TYPE_CHECKING, NamedTuple, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

Name = TypeVar("Name")  # what a thing that is measured goes by

EMPTY = """
import typer

app = typer.Typer(rich_markup_mode=None, pretty_exceptions_enable=False)


@app.command()
def nothing(word: str = "") -> None:
    pass


@app.command()
def more() -> None:
    pass


app()
"""
PEERFIND = (sys.executable, str(Path(sys.executable).parent / "peerfind"))
# The peak of a process counts what its parent held until it starts a program of its own, so the
# parent has to be a small one: this, and not the benchmark.
_LAUNCHER = """
import os, sys
out = os.open(os.devnull, os.O_WRONLY)
actions = [(os.POSIX_SPAWN_DUP2, out, 1)]
child = os.posix_spawn(sys.argv[1], sys.argv[1:], os.environ, file_actions=actions)
_, status, used = os.wait4(child, 0)
print(used.ru_maxrss)
sys.exit(os.waitstatus_to_exitcode(status))
"""


class Command(NamedTuple):
    """A whole program: its arguments, what is added to its environment, what is done before each run."""

    arguments: tuple[str, ...]
    added: Mapping[str, str] = {}
    before: Callable[[], object] | None = None


class Pair(NamedTuple):
    """How long something took, in seconds, and its ratio to what the base took in the same round."""

    seconds: float
    ratio: float


class Spread(NamedTuple):
    """A median, with the quartiles around it."""

    low: float
    middle: float
    high: float

    @property
    def quartiles(self) -> str:
        """The quartiles as text."""
        return f"{self.low:.2f}-{self.high:.2f}"


def spread(values: Iterable[float]) -> Spread:
    """The median of some values, and their quartiles."""
    known = [*values]
    return Spread(*quantiles(known, n=4)) if len(known) > 1 else Spread(*known * 3)


def empty_program(folder: Path) -> Command:
    """An empty Typer program, written in `folder`: what every command is compared with."""
    path = folder / "empty.py"
    path.write_text(EMPTY, encoding="utf-8")
    return Command((sys.executable, str(path), "nothing"))


def peerfind(*arguments: str, **added: str) -> Command:
    """A command of peerfind, in the interpreter that runs the benchmark."""
    return Command((*PEERFIND, *arguments), added)


def seconds(command: Command, folder: Path) -> float:
    """The time of one whole process, in seconds; what it prints goes nowhere."""
    if command.before:
        command.before()
    environment, nowhere = _environment(command), subprocess.DEVNULL
    began = time.perf_counter()
    subprocess.run(command.arguments, env=environment, cwd=folder, check=True, stdout=nowhere)
    return time.perf_counter() - began


def peak_mb(command: Command, folder: Path) -> float:
    """The most memory that one process held at a time, in MB; on Linux, where it is counted in KiB."""
    if command.before:
        command.before()
    small = [sys.executable, "-I", "-S", "-c", _LAUNCHER, *command.arguments]
    done = subprocess.run(
        small, env=_environment(command), cwd=folder, check=True, capture_output=True, text=True
    )
    return int(done.stdout) / 1024


def _environment(command: Command) -> dict[str, str]:
    """Our environment, without what could change Python or peerfind but for what is added."""
    own = ("PYTHON", "PEERFIND_")
    return {k: v for k, v in os.environ.items() if not k.startswith(own)} | {**command.added}


def command_rounds(
    commands: Mapping[Name, Command], base: Command, count: int, folder: Path
) -> dict[Name, list[Pair]]:
    """The times of whole commands and their ratios to the base's, round by round.

    One more round before them fills the caches and does not count.
    """
    timed = {name: _timed(command, folder) for name, command in commands.items()}
    return rounds(timed, _timed(base, folder), count)


def _timed(command: Command, folder: Path) -> Callable[[], float]:
    return lambda: seconds(command, folder)


def call_rounds(
    calls: Mapping[Name, Callable[[], object]], base: Callable[[], object], count: int
) -> dict[Name, list[Pair]]:
    """The same for functions in this process."""
    return rounds({name: _called(call) for name, call in calls.items()}, _called(base), count)


def _called(call: Callable[[], object]) -> Callable[[], float]:
    def took() -> float:
        began = time.perf_counter()
        call()
        return time.perf_counter() - began

    return took


def rounds(
    timed: Mapping[Name, Callable[[], float]], base: Callable[[], float], count: int
) -> dict[Name, list[Pair]]:
    """What each of some things takes and its ratio to the base, in `count` rounds after one that is not kept.

    Each returns its own time. Every second round goes backwards, so that nothing always runs after
    the same thing.
    """
    found: dict[Name, list[Pair]] = {name: [] for name in timed}
    for number in range(count + 1):
        turn = [None, *timed][:: -1 if number % 2 else 1]
        took = {name: base() if name is None else timed[name]() for name in turn}
        for name, pairs in found.items() if number else ():
            pairs.append(Pair(took[name], took[name] / took[None]))
    return found


def milliseconds(pairs: Iterable[Pair]) -> float:
    """The median time."""
    return 1000 * median(pair.seconds for pair in pairs)


def ratio(pairs: Iterable[Pair]) -> Spread:
    """The ratios to the base."""
    return spread(pair.ratio for pair in pairs)


def print_table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """A table in Markdown, each row as soon as it is known."""
    print(_row(head))
    print(_row(["---"] * len(head)))
    for row in rows:
        print(_row(row), flush=True)


def _row(cells: Iterable[object]) -> str:
    return f"| {' | '.join(map(str, cells))} |"
