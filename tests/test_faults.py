"""A directory with a hundred readers, two writers, another commit checked out, or a clock that is wrong."""

from __future__ import annotations

import os
import subprocess
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from conftest import group_yaml, write_directory
from keeping import everything, names_of
from pace import some
from processes import by_itself, together

from peerfind.errors import UsageError
from peerfind.index.cache import index_of
from peerfind.keeping.checking import checked
from peerfind.keeping.placing import put

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.skipif(
    not hasattr(os, "fork"), reason="processes are started otherwise there"
)
READERS, ROUNDS, NAMES = some(100), some(12), [f"G {number}" for number in range(6)]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    groups = {f"leeds/g{number}": {"name": name} for number, name in enumerate(NAMES)}
    return write_directory(tmp_path / "directory", groups)


def test_a_hundred_readers_at_once_are_told_what_was_written_a_moment_ago(folder: Path) -> None:
    told = by_itself(crowd_of_readers, folder, folder.parent / "cache")
    assert told == {"right": READERS, "files": 1}


def test_another_commit_that_is_checked_out_meanwhile_costs_nobody_a_whole_file(
    folder: Path,
) -> None:
    told = by_itself(checked_out_meanwhile, folder, folder.parent / "cache")
    assert told["odd"] == []
    assert told["after"] == ["Other", *NAMES[1:]]
    assert told["problems"] == []


def test_of_two_writers_of_one_file_one_is_told_or_both_are_in_turn(folder: Path) -> None:
    told = by_itself(two_writers, folder)
    assert [one["whole"] for one in told] == [True] * ROUNDS
    assert [one["wrote"] for one in told if not one["wrote"]] == []
    assert [one["left"] for one in told] == [7] * ROUNDS  # the six groups, and the file of both


@pytest.mark.parametrize("seconds", [-(10**9), -3600, 3600, 10**9])
def test_a_clock_that_was_set_back_hides_no_change(folder: Path, seconds: int) -> None:
    kept, path = folder.parent / "cache", folder / "groups" / "leeds" / "g0.yaml"
    moment = int(path.stat().st_mtime) + seconds
    index_of(folder, kept)
    for number in range(3):
        path.write_text(group_yaml(name=f"Number {number}"))
        os.utime(path, (moment, moment - number))
        found = index_of(folder, kept)
        assert names_of(found)[0] == f"Number {number}"
        assert everything(found) == everything(index_of(folder, None))


# In a program of their own


def crowd_of_readers(folder: str, kept: str) -> dict[str, int]:
    at, cache_folder = Path(folder), Path(kept)
    index_of(at, cache_folder)
    (at / "groups" / "leeds" / "g0.yaml").write_text(group_yaml(name="New"))
    right = names_of(index_of(at, None))
    told = together([lambda: names_of(index_of(at, cache_folder))] * READERS)
    return {"right": told.count(right), "files": len([*cache_folder.iterdir()])}


def checked_out_meanwhile(folder: str, kept: str) -> dict[str, Any]:
    """What three readers see while a repository goes from one commit to another and back."""
    at, cache_folder = Path(folder), Path(kept)
    git = partial(_git, at)
    git("init", "-q", "-b", "main")
    git("add", "-A")
    git("commit", "-qm", "one")
    git("checkout", "-qb", "other")
    (at / "groups" / "leeds" / "g0.yaml").write_text(group_yaml(name="Other"))
    git("commit", "-qam", "two")

    def turned() -> list[list[str]]:
        for number in range(ROUNDS):
            git("checkout", "-q", "other" if number % 2 else "main")
        git("checkout", "-q", "other")
        return []

    def read() -> list[list[str]]:
        return [names_of(index_of(at, cache_folder)) for _ in range(ROUNDS)]

    seen = [names for one in together([turned, read, read, read]) for names in one]
    # Git takes a file away before it writes it anew, so for a moment there is none, or an empty one.
    fine = (NAMES, ["Other", *NAMES[1:]], NAMES[1:])
    return {
        "odd": [names for names in seen if names not in fine],
        "after": names_of(index_of(at, cache_folder)),
        "problems": [one.message for one in checked([at], None).problems if one.is_error],
    }


def _git(folder: Path, *arguments: str) -> None:
    who = ("-c", "user.name=A", "-c", "user.email=a@example.org")
    subprocess.run(["git", *who, *arguments], cwd=folder, check=True, capture_output=True)


def two_writers(folder: str) -> list[dict[str, Any]]:
    """Two who put other bytes in the place of one file, from the same start, again and again."""
    path = Path(folder) / "groups" / "leeds" / "both.yaml"
    rounds = []
    for _ in range(ROUNDS):
        path.write_bytes(b"old")
        works: list[Callable[[], object]] = [
            partial(_wrote, path, letter * 9000) for letter in (b"a", b"b")
        ]
        wrote = sum(together(works))
        whole = path.read_bytes() in (b"a" * 9000, b"b" * 9000)
        rounds.append({"whole": whole, "wrote": wrote, "left": len([*path.parent.iterdir()])})
    return rounds


def _wrote(path: Path, data: bytes) -> bool:
    try:
        put(path, path.name, b"old", data)
    except UsageError as error:
        assert "somebody else" in str(error)  # noqa: PT017
        return False
    return True
