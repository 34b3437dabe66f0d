"""Commands that write are killed, and have no room to write: the files are the old ones or the new ones."""

from __future__ import annotations

import os
import re
import shutil
import signal
import stat
import sys
from functools import partial
from pathlib import Path
from random import Random
from typing import Any

import pytest
from conftest import write_directory
from pace import some
from processes import by_itself
from running import ROOT, program

from peerfind.index.built import build

sys.path.insert(0, str(ROOT / "tools"))
import kills
from kills import COMMANDS, Kept, Story, harm, is_draft

pytestmark = pytest.mark.skipif(
    not hasattr(os, "fork"), reason="processes are killed otherwise there"
)
KILLS = some(40)
OLD = {"a": Kept(b"1", 0o640, ""), "link": Kept(b"1", 0o640, "a"), "b": Kept(b"1", 0o600, "")}
NEW = {
    **OLD,
    "a": Kept(b"2", 0o640, ""),
    "link": Kept(b"2", 0o640, "a"),
    "f/c": Kept(b"3", 0o644, ""),
}
STORY = Story((), Path(), OLD, NEW, 0.0, 0)


def test_whoever_is_killed_leaves_the_old_files_or_the_new(tmp_path: Path) -> None:
    ran = program(
        "--kills", str(KILLS), "--seed", "7", cwd=tmp_path, tool=_script(), PYTHONDONTWRITEBYTECODE="1",
    )  # fmt: skip
    assert (ran.code, ran.err) == (0, ""), ran.out
    rows = [re.split(r"\s{2,}", row) for row in ran.out.splitlines()[1:]]
    assert [row[0] for row in rows] == [*COMMANDS, "all"]
    _, runs, killed, drafts, changed, wrong = (one.strip() for one in rows[-1])
    assert int(killed) == KILLS <= int(runs)
    assert int(wrong) == 0
    assert int(drafts) > 0  # so some died in the midst of their writing
    assert int(changed) > 0


def _script() -> str:
    return f"import sys; sys.path.insert(0, {str(ROOT / 'tools')!r}); import kills; kills.main()"


@pytest.mark.parametrize(
    ("found", "told"),
    [
        (OLD, ""),
        (NEW, ""),
        ({**OLD, "a": NEW["a"]}, ""),
        ({**OLD, ".a.1.tmp": Kept(b"", 0o600, "")}, ""),
        ({**OLD, "f/.c.1.tmp": Kept(b"", 0o600, "")}, ""),
        ({**OLD, ".f.1.tmp/deep/c": Kept(b"", 0o600, "")}, ""),
        ({"a": OLD["a"], "b": OLD["b"]}, "link is lost"),
        ({**OLD, "a": Kept(b"", 0o640, "")}, "a is neither the old nor the new one"),
        ({**OLD, "a": Kept(b"2", 0o644, "")}, "a is neither the old nor the new one"),
        ({**OLD, "link": Kept(b"2", 0o640, "")}, "link is neither the old nor the new one"),
        ({**OLD, "f/c": Kept(b"", 0o644, "")}, "f/c is not whole"),
        ({**OLD, "a.123": Kept(b"", 0o600, "")}, "a.123 was left in sight"),
        ({**OLD, "f.1/.c": Kept(b"", 0o600, "")}, "f.1/.c was left in sight"),
    ],
)
def test_the_judge_tells_harm(found: dict[str, Kept], told: str) -> None:
    assert harm(found, STORY) == told


def test_a_draft_is_hidden_by_its_name_or_by_that_of_a_new_folder() -> None:
    assert is_draft(".github/.one.tmp", {".github/one"})
    assert not is_draft(".github/two", {".github/one"})


def test_a_command_that_writes_in_place_is_found(tmp_path: Path) -> None:
    told = by_itself(killed_in_place, tmp_path)
    assert told["wrong"] == "exports/real.csv is neither the old nor the new one"


def test_who_has_no_room_writes_nothing_and_leaves_no_draft(tmp_path: Path) -> None:
    told = by_itself(without_room, tmp_path, [60])
    assert [one["command"] for one in told] == [*COMMANDS]
    assert [one for one in told if one["wrong"] or one["drafts"] or one["code"] not in {1, 2}] == []


@pytest.mark.parametrize("mode", [0o600, 0o640])
def test_a_built_index_keeps_its_permissions_and_its_link(tmp_path: Path, mode: int) -> None:
    folder = write_directory(tmp_path / "directory", {"a": {}})
    real, link = tmp_path / "real", tmp_path / "link"
    build(folder, real)
    real.chmod(mode)
    link.symlink_to("real")
    before = real.read_bytes()
    write_directory(folder, {"b": {}})
    assert build(folder, link).groups == 2
    assert link.is_symlink()
    assert real.read_bytes() != before
    assert stat.S_IMODE(real.stat().st_mode) == mode
    assert len([*tmp_path.iterdir()]) == 3


# In a program of their own


def killed_in_place(folder: str) -> dict[str, Any]:
    """What is told of a command that empties a file before it fills it, and dies between."""

    def in_place(_: list[str]) -> int:
        with Path("out.csv").open("w") as stream:
            os.open("other", os.O_CREAT | os.O_WRONLY)
            stream.write("new\n")
        Path("other").unlink()
        return 0

    pattern = kills.begun(Path(folder) / "begin")
    kills.run = in_place  # type: ignore[assignment]
    story = kills.story_of("export --to", pattern, Path(folder) / "story")
    chance = Random(1)
    at_second = story._replace(steps=2)
    many = [
        kills.tried(at_second, Path(folder) / "try", chance, is_at_step=True).wrong
        for _ in range(9)
    ]
    return {"wrong": next((one for one in many if "neither" in one), "")}


def without_room(folder: str, rooms: list[int]) -> list[dict[str, Any]]:
    """What commands come to whose files may have no more than so many bytes."""
    base, told = Path(folder), []
    pattern = kills.warmed(base / "warm")
    for name in COMMANDS:
        story = kills.story_of(name, pattern, base / name.replace(" ", "-"))
        for room in rooms:
            at = base / f"{name} {room}"
            shutil.copytree(story.begin, at, symlinks=True)
            status = kills.waited(kills.forked(at, partial(_cramped, story.arguments, room)))
            found = kills.files(at)
            drafts = sorted(found.keys() - story.old.keys() - story.new.keys())
            wrong = harm(found, story)
            told.append({"command": name, "wrong": wrong, "drafts": drafts, "code": status >> 8})
    return told


def _cramped(arguments: tuple[str, ...], room: int) -> int:
    import resource

    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))
    return kills.run([*arguments])
