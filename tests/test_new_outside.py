"""`new` where the world is in its way: a folder that cannot be written, a pipe that nobody reads."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from conftest import write_directory
from running import Ran, environment, in_process
from test_new import NEEDED, PLACE, WRITTEN, files, flags_of

from peerfind.keeping import placing

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

FILE = "groups/west-yorkshire/example-otley-walk.yaml"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_directory(tmp_path / "directory", {"west-yorkshire/other": {"name": "Other"}})


@pytest.fixture
def peerfind(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    folder: Path,
) -> Callable[..., Ran]:
    return in_process(monkeypatch, capsys, tmp_path, folder)


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="who may do all can write everywhere"
)
def test_a_read_only_folder_is_one_line_and_nothing_is_left_in_it(
    peerfind: Callable[..., Ran], folder: Path
) -> None:
    place = folder / "groups" / "west-yorkshire"
    place.chmod(0o500)
    ran = peerfind("new", *flags_of(NEEDED, PLACE))
    place.chmod(0o700)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.endswith("cannot be written: Permission denied.\n")
    assert sorted(one.name for one in place.iterdir()) == ["other.yaml"]


@pytest.mark.parametrize("step", ["_write_new", "_take_name", "_make_folder"])
@pytest.mark.parametrize(
    "error",
    [OSError(30, "Read-only file system"), OSError(28, "No space left on device"),
     PermissionError(13, "Permission denied")],
    ids=lambda one: one.strerror,
)  # fmt: skip
def test_whatever_the_system_refuses_is_one_line_and_leaves_nothing(
    peerfind: Callable[..., Ran],
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    step: str,
    error: OSError,
) -> None:
    def refuses(*_: object) -> None:
        raise error

    monkeypatch.setattr(placing, step, refuses)
    before = {path: path.stat().st_size for path in folder.rglob("*")}
    ran = peerfind("new", *flags_of(NEEDED, {"venue.town": "Cardiff"}))
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.count("\n") == 1
    assert ran.err.endswith(f"cannot be written: {error.strerror}.\n")
    assert {path: path.stat().st_size for path in folder.rglob("*")} == before


def test_a_trial_needs_no_folder_that_can_be_written(
    peerfind: Callable[..., Ran], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(placing, "_write_new", lambda *_: pytest.fail("something was written"))
    before = files(folder)
    assert peerfind("new", "--dry-run", *flags_of(NEEDED, PLACE)) == Ran(0, WRITTEN, "")
    assert files(folder) == before


@pytest.mark.parametrize("flags", [[], ["--dry-run"]], ids=["written", "a trial"])
def test_a_pipe_that_nobody_reads_is_no_fault_and_the_file_is_whole(
    folder: Path, tmp_path: Path, flags: list[str]
) -> None:
    running = subprocess.Popen(
        [sys.executable, "-m", "peerfind", "new", *flags, *flags_of(NEEDED, PLACE)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=tmp_path,
        env=environment(PEERFIND_DIRECTORY=str(folder), PEERFIND_CACHE=str(tmp_path / "cache")),
    )
    assert running.stdout
    assert running.stderr
    running.stdout.close()
    assert (running.stderr.read(), running.wait(timeout=30)) == (b"", 0)
    running.stderr.close()
    assert (folder / FILE).exists() is (not flags)
    assert flags or (folder / FILE).read_text() == WRITTEN


def test_a_file_of_a_directory_that_was_built_is_no_place_for_a_group(
    peerfind: Callable[..., Ran], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert peerfind("build", "-o", "built.sqlite").code == 0
    monkeypatch.setenv("PEERFIND_DIRECTORY", str(tmp_path / "built.sqlite"))
    ran = peerfind("new", *flags_of(NEEDED, PLACE))
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.count("\n") == 1
    assert "built.sqlite" in ran.err
