"""A process that is killed while it makes an index does no harm to those that come after it."""

from __future__ import annotations

import os
import signal
import time
from functools import partial
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

import pytest
from conftest import group_yaml, write_directory
from keeping import everything, names_of
from pace import some
from processes import by_itself, killed, signalled, started, steps_of_writing

from peerfind import beside
from peerfind.index import refresh
from peerfind.index.cache import cache_path, index_of
from peerfind.index.lock import locked

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.skipif(
    not hasattr(os, "fork"), reason="processes are killed otherwise there"
)

KINDS = ["cold", "in two processes", "changed", "changed a little"]
TIMES, STEPS = some(60), some(40)


@pytest.mark.parametrize("kind", KINDS)
def test_a_process_that_is_killed_at_any_moment_leaves_no_trace(tmp_path: Path, kind: str) -> None:
    told = by_itself(killed_at_any_moment, _folder(tmp_path), tmp_path / "cache", kind)
    assert told["wrong"] == []
    assert told["locked"] == 0
    assert told["left"] == 1
    assert told["killed"] == TIMES


@pytest.mark.parametrize("kind", KINDS)
def test_a_process_that_is_killed_at_any_step_of_its_writing_leaves_no_trace(
    tmp_path: Path, kind: str
) -> None:
    told = by_itself(killed_at_every_step, _folder(tmp_path), tmp_path / "cache", kind)
    assert told["wrong"] == []
    assert told["locked"] == 0
    assert told["left"] == 1
    assert told["killed"] >= STEPS
    assert told["half written"] > STEPS / 2


def test_the_process_that_works_beside_one_that_is_killed_keeps_no_lock(tmp_path: Path) -> None:
    assert by_itself(killed_beside_another, _folder(tmp_path), tmp_path / "cache") == {
        "was held": True,
        "is free": True,
    }


def _folder(tmp_path: Path) -> Path:
    return write_directory(
        tmp_path / "directory", {f"leeds/g{number}": {"name": f"G {number}"} for number in range(6)}
    )


# In a program of their own


class _Victims:
    """Runs of one directory that are killed, each of which has something to write."""

    def __init__(self, folder: str, kept: str, kind: str) -> None:
        self.folder, self.kept = Path(folder), Path(kept)
        self.path = cache_path(self.folder, self.kept)
        self.found: dict[str, Any] = {"wrong": [], "locked": 0, "killed": 0, "half written": 0}
        if kind == "changed a little":  # so that what changed is written beside the rest
            refresh._MOST_SHARE = 99  # noqa: SLF001
        if kind == "in two processes":  # as if there were very many groups
            beside.FEWEST = 2
        self.is_cold = kind in ("cold", "in two processes")
        self.run()

    def run(self) -> object:
        return index_of(self.folder, self.kept)

    def prepare(self, number: int) -> None:
        """Have something to do for the next run."""
        if self.is_cold:
            self.path.unlink(missing_ok=True)
        else:
            changed = self.folder / "groups" / "leeds" / "g0.yaml"
            other = changed.with_suffix(".new")
            other.write_text(group_yaml(name=f"Number {number}"), encoding="utf-8")
            other.replace(changed)

    def judge(self, number: int, *, was_killed: bool) -> None:
        """See what the next run makes of what one has left that is dead."""
        self.found["killed"] += was_killed
        self.found["half written"] += any(one != self.path for one in self.kept.iterdir())
        # A process that was forked a moment before needs that moment to let go.
        with locked(self.kept, 1.0 if beside.FEWEST == 2 else 0) as is_ours:
            self.found["locked"] += not is_ours
        index = index_of(self.folder, self.kept)
        name = "G 0" if self.is_cold else f"Number {number}"
        is_right = names_of(index) == [name, *(f"G {one}" for one in range(1, 6))]
        if not (is_right and everything(index) == everything(index_of(self.folder, None))):
            self.found["wrong"].append(number)

    def told(self) -> dict[str, Any]:
        """What came of it, and how many files are left when an index has been made once more."""
        self.path.unlink()
        self.run()
        return {**self.found, "left": len([*self.kept.iterdir()])}


def killed_at_any_moment(folder: str, kept: str, kind: str) -> dict[str, Any]:
    """Kill runs after a while, at random between none and what a run takes, until enough have died."""
    victims, chance, number = _Victims(folder, kept, kind), Random(kind), 0
    span = min(_seconds(victims, number) for number in range(3))
    while victims.found["killed"] < TIMES:
        number += 1
        victims.prepare(number)
        pid = started(victims.run)
        time.sleep(span * chance.random())
        victims.judge(number, was_killed=killed(pid))
    return victims.told()


def _seconds(victims: _Victims, number: int) -> float:
    victims.prepare(number)
    start = time.perf_counter()
    os.waitpid(started(victims.run), 0)
    return time.perf_counter() - start


def killed_at_every_step(folder: str, kept: str, kind: str) -> dict[str, Any]:
    """Kill runs at steps that are spread over all of their writing, the first and the last too."""
    victims = _Victims(folder, kept, kind)
    victims.prepare(0)
    count = steps_of_writing(victims.run)
    for number in range(STEPS + 1):
        victims.prepare(number)
        step = 1 + number * (count - 1) // STEPS
        work: Callable[[], object] = partial(signalled, victims.run, step, signal.SIGKILL)
        pid = started(work)
        _, status = os.waitpid(pid, 0)
        victims.judge(number, was_killed=os.WIFSIGNALED(status))
    return victims.told()


def killed_beside_another(folder: str, kept: str) -> dict[str, bool]:
    """Kill a run while a process that it has started is busy, and will be for long."""
    at, cache_folder, busy = Path(folder), Path(kept), Path(folder).parent / "busy"
    beside.FEWEST = 2
    real = beside.Beside._do  # noqa: SLF001

    def slow(self: beside.Beside[Any], stream: Any) -> Any:
        busy.with_suffix(".new").write_text(f"{os.getpid()}")
        busy.with_suffix(".new").rename(busy)
        time.sleep(60)
        real(self, stream)

    with patch.object(beside.Beside, "_do", slow):
        pid = started(partial(index_of, at, cache_folder))
    while not busy.exists():
        time.sleep(0.01)
    with locked(cache_folder, 0) as is_ours:
        was_held = not is_ours
    killed(pid)
    with locked(cache_folder, 5.0) as is_ours:
        is_free = is_ours
    os.kill(int(busy.read_text()), signal.SIGKILL)
    return {"was held": was_held, "is free": is_free}
