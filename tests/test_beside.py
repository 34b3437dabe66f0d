"""Work that is done by two processes comes to what it does in one."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from typing import TYPE_CHECKING, Any

import pytest
from conftest import write_directory

from peerfind import beside
from peerfind.directory.folder import load, read_by_halves, read_common, read_groups
from peerfind.directory.scan import is_group, listed
from peerfind.directory.vocabulary import Vocabulary
from peerfind.index.built import build

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only there a process is forked")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Groups of which some cannot be read, in the first half and in the second."""
    broken = {"a-broken": "name: 'A", "y-broken": "name: {", "z-empty": ""}
    sound = {f"g{number}": {"name": f"Group {number}"} for number in range(20)}
    return write_directory(tmp_path / "directory", {**sound, **broken, "z/g1": {"name": "Again"}})


@pytest.fixture
def forks(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The processes that were forked; a handful of files is many here."""
    made: list[int] = []
    real = os.fork

    def counted() -> int:
        process = real()
        made.extend([process] if process else [])
        return process

    monkeypatch.setattr(beside, "FEWEST", 4)
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    monkeypatch.setattr(os, "fork", counted)
    # Threads that another test left idle hold no lock.
    left = threading.active_count() - 1
    alive = threading.active_count
    monkeypatch.setattr(threading, "active_count", lambda: alive() - left)
    return made


def test_it_gives_the_same_groups_and_problems_in_the_same_order(
    folder: Path, forks: list[int]
) -> None:
    found = listed(folder)
    words = Vocabulary(read_common(folder, found).terms)
    files = sorted(filter(is_group, found.paths))
    assert [*read_by_halves(folder, files, words)] == [*read_groups(folder, files, words)]
    assert load(folder, read=read_by_halves) == load(folder)
    assert len(forks) == 2


def test_few_files_are_read_by_one_process(
    folder: Path, forks: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(beside, "FEWEST", 1000)
    assert load(folder, read=read_by_halves) == load(folder)
    assert forks == []


def test_one_processor_has_one_process(
    folder: Path, forks: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: 1)
    load(folder, read=read_by_halves)
    assert forks == []


@pytest.fixture
def other_thread() -> Iterator[threading.Thread]:
    """Another thread, which may hold a lock."""
    done = threading.Event()
    other = threading.Thread(target=done.wait)
    other.start()
    yield other
    done.set()
    other.join()


def test_beside_other_threads_there_is_one_process(
    folder: Path, forks: list[int], other_thread: threading.Thread
) -> None:
    assert other_thread.is_alive()
    load(folder, read=read_by_halves)
    assert forks == []


def test_what_a_killed_process_was_to_read_is_read_all_the_same(
    folder: Path, forks: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    real = beside.Beside.result

    def killed(self: beside.Beside[Any]) -> Any:
        os.kill(self._process, signal.SIGKILL)
        return real(self)

    monkeypatch.setattr(beside.Beside, "result", killed)
    assert load(folder, read=read_by_halves) == load(folder)
    assert len(forks) == 1


def test_an_index_is_the_same_bytes(
    folder: Path, forks: list[int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(folder, tmp_path / "two")
    monkeypatch.setattr(beside, "FEWEST", 1000)
    assert len(forks) == 2
    build(folder, tmp_path / "one")
    assert len(forks) == 2
    assert (tmp_path / "two").read_bytes() == (tmp_path / "one").read_bytes()


LONG = """
import os, time
from peerfind import beside
beside.FEWEST, os.cpu_count = 2, lambda: 2
other = beside.Beside(lambda: time.sleep(60), 2)
print("ready", flush=True)
time.sleep(60)
"""


def test_an_interrupt_ends_both_processes() -> None:
    running = subprocess.Popen(
        [sys.executable, "-c", LONG], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        text=True, start_new_session=True,
    )  # fmt: skip
    assert running.stdout
    running.stdout.readline()
    time.sleep(0.5)
    os.killpg(running.pid, signal.SIGINT)
    running.communicate(timeout=30)
    for _ in range(100):
        if not _is_there(running.pid):
            return
        time.sleep(0.1)
    pytest.fail("a process is left")


def _is_there(group: int) -> bool:
    """Whether a group of processes has any."""
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True
