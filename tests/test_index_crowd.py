"""Processes that want the index of one directory at the same time all get it, right and soon."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn
from unittest.mock import patch

import pytest
from conftest import group_yaml, write_directory
from keeping import everything, names_of, opened, settled
from pace import IS_ROBOT
from processes import by_itself, steps_of_writing, stopped, together

from peerfind.index import cache, lock, refresh
from peerfind.index.cache import cache_path, index_of
from peerfind.index.lock import locked

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.skipif(
    not hasattr(os, "fork"), reason="processes are started otherwise there"
)

ROUNDS = 4


def _folder(base: Path, name: str = "directory") -> Path:
    groups = {f"leeds/g{number}": {"name": f"G {number}"} for number in range(6)}
    return settled(write_directory(base / name, groups))


def replace(path: Path, text: str) -> None:
    """Put other text into a file, in one step."""
    other = path.with_suffix(".new")
    other.write_text(text, encoding="utf-8")
    other.replace(path)


@pytest.mark.parametrize("kind", ["cold", "changed", "changed a little", "changed words"])
@pytest.mark.parametrize("count", [4] if IS_ROBOT else [2, 4, 8])
def test_all_of_a_crowd_are_told_the_same(tmp_path: Path, count: int, kind: str) -> None:
    rounds = by_itself(crowded, _folder(tmp_path), tmp_path / "cache", count, kind)
    assert [one["right"] for one in rounds] == [count] * ROUNDS
    assert [one["files"] for one in rounds] == [1] * ROUNDS
    assert [one["read later"] for one in rounds] == [0] * ROUNDS
    if kind == "cold":  # one reads the directory, and the others wait for it
        assert [one["readers"] for one in rounds] == [1] * ROUNDS


def test_readers_see_what_a_writer_writes_and_never_what_was_before(tmp_path: Path) -> None:
    told = by_itself(read_while_written, _folder(tmp_path), tmp_path / "cache")
    assert len(told) == 4
    for seen in told:
        assert seen == sorted(seen)
        assert seen[-1] == WRITTEN


class TestAWriterWhoStandsStill:
    """He holds the lock, with a file half written."""

    @pytest.mark.parametrize("kind", ["fresh", "changed"])
    def test_keeps_nobody_waiting_who_has_an_index(self, tmp_path: Path, kind: str) -> None:
        told = by_itself(beside_a_stopped_writer, _folder(tmp_path), tmp_path / "cache", kind)
        assert told == {"right": True, "locked": True, "as it was": True}

    def test_is_not_waited_for_for_ever_by_those_who_have_none(self, tmp_path: Path) -> None:
        told = by_itself(beside_a_stopped_writer, _folder(tmp_path), tmp_path / "cache", "cold")
        assert told == {"right": True, "locked": True, "as it was": True}

    def test_holds_up_nothing_more_once_he_is_dead(self, tmp_path: Path) -> None:
        assert by_itself(after_a_dead_writer, _folder(tmp_path), tmp_path / "cache") == {
            "half written": True,
            "right": True,
            "files": 1,
            "read later": 0,
        }


def test_a_lock_is_had_by_one_at_a_time_and_given_back(tmp_path: Path) -> None:
    with locked(tmp_path, 0) as is_ours:
        assert is_ours
        with locked(tmp_path, 0) as is_theirs:
            assert not is_theirs
        with locked(tmp_path / "other", 0) as is_another:
            assert is_another
    with locked(tmp_path, 0) as is_ours:
        assert is_ours


@pytest.mark.parametrize("at", ["file", "file/below"])
def test_a_lock_is_never_had_where_there_can_be_no_folder(tmp_path: Path, at: str) -> None:
    (tmp_path / "file").write_text("")
    with locked(tmp_path / at, 0) as is_ours:
        assert not is_ours


# In a program of their own

WRITTEN = 40


def crowded(folder: str, kept: str, count: int, kind: str) -> list[dict[str, int]]:
    """Rounds in which as many processes ask at the same moment, each time with work to do."""
    at, cache_folder = Path(folder), Path(kept)
    if kind == "changed a little":
        refresh._MOST_SHARE = 99  # noqa: SLF001
    return [_round(at, cache_folder, count, kind, number) for number in range(ROUNDS)]


def _round(folder: Path, kept: Path, count: int, kind: str, number: int) -> dict[str, int]:
    if kind == "cold":
        cache_path(folder, kept).unlink(missing_ok=True)
    else:
        index_of(folder, kept)
    if kind.startswith("changed"):
        replace(folder / "groups" / "leeds" / "g0.yaml", group_yaml(name=f"Number {number}"))
    if kind == "changed words":
        replace(
            folder / "vocabulary" / "focus.yaml", f"- {{id: depression, label: low {number}}}\n"
        )
    whole = everything(index_of(settled(folder), None))

    def asked() -> tuple[bool, bool]:
        with opened() as files:
            index = index_of(folder, kept)
        return everything(index) == whole, bool(files)

    told = together([asked] * count)
    with opened() as later:
        index_of(folder, kept)
    return {
        "right": sum(is_right for is_right, _ in told),
        "readers": sum(has_read for _, has_read in told),
        "files": len([*kept.iterdir()]),
        "read later": len(later),
    }


def read_while_written(folder: str, kept: str) -> list[list[int]]:
    """What three readers see, and a writer, while one file gets higher and higher numbers."""
    at, cache_folder = Path(folder), Path(kept)
    file = at / "groups" / "leeds" / "g0.yaml"
    replace(file, group_yaml(name="0"))
    others = [f"G {number}" for number in range(1, 6)]

    def seen() -> int:
        number, *rest = names_of(index_of(at, cache_folder))
        assert rest == others
        return int(number)

    def written() -> list[int]:
        found = []
        for number in range(1, WRITTEN + 1):
            replace(file, group_yaml(name=f"{number}"))
            found.append(seen())
        return found

    def read() -> list[int]:
        found = [seen()]
        while found[-1] < WRITTEN:
            found.append(seen())
        return found

    return together([written, read, read, read])


def beside_a_stopped_writer(folder: str, kept: str, kind: str) -> dict[str, bool]:
    """Ask for an index in the cache in which the writer of another one stands still."""
    at, cache_folder = Path(folder), Path(kept)
    writer = _writer(at, cache_folder)
    if kind != "cold":
        index_of(at, cache_folder)
    if kind == "changed":
        replace(at / "groups" / "leeds" / "g0.yaml", group_yaml(name="Number 1"))
        settled(at)
    before = _kept(at, cache_folder)
    patience = patch.object(cache, "_PATIENCE_SECONDS", 0.05)
    with stopped(writer, steps_of_writing(writer) // 2):
        with locked(cache_folder, 0) as is_ours:
            pass
        with patience if kind == "cold" else patch.object(lock.time, "sleep", _waits):
            index = index_of(at, cache_folder)
        after = _kept(at, cache_folder)
    return {
        "right": everything(index) == everything(index_of(at, None)),
        "locked": not is_ours,
        "as it was": before == after,
    }


def _waits(_: float) -> NoReturn:
    raise AssertionError("it waits for the lock")


def _kept(folder: Path, kept: Path) -> bytes:
    path = cache_path(folder, kept)
    return path.read_bytes() if path.exists() else b""


def _writer(folder: Path, kept: Path) -> Callable[[], object]:
    """The work of one who makes the index of another directory, in the same cache, each time anew."""
    other = _folder(folder.parent, "other")

    def made() -> None:
        cache_path(other, kept).unlink(missing_ok=True)
        index_of(other, kept)

    return made


def after_a_dead_writer(folder: str, kept: str) -> dict[str, Any]:
    """Ask for an index of which the writer stood still, and was killed."""
    at, cache_folder = Path(folder), Path(kept)

    def made() -> None:
        cache_path(at, cache_folder).unlink(missing_ok=True)
        index_of(at, cache_folder)

    count = steps_of_writing(made)
    with stopped(made, count // 2):
        half_written = any(one != cache_path(at, cache_folder) for one in cache_folder.iterdir())
    with patch.object(lock.time, "sleep", _waits):
        index = index_of(at, cache_folder)
    with opened() as later:
        index_of(at, cache_folder)
    return {
        "half written": half_written,
        "right": everything(index) == everything(index_of(at, None)),
        "files": len([*cache_folder.iterdir()]),
        "read later": len(later),
    }
