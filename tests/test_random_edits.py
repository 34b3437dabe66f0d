"""Many random edits of the shipped directory, one after another: nothing changes but what each is about.

`PEERFIND_EDITS` says how many (40 if it says nothing), `PEERFIND_SEED` which (1).
"""

from __future__ import annotations

import os
import re
import shutil
import stat
from random import Random
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from pace import uncounted
from running import in_process

from peerfind.config import shipped_directory

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from running import Ran

pytestmark = pytest.mark.uncounted

EDITS = int(os.environ.get("PEERFIND_EDITS", "40"))
SEED = int(os.environ.get("PEERFIND_SEED", "1"))
FIRST_CHECK = "2026-01-05"
ENDED = {"closed", "paused"}
TEXTS = (
    "All is right.", "no", "19:30", "0117", "null void", "It's on #2: ring first", 'They say "off"',
    "[tea], {cake}", "A, b: c", "- Tuesdays", "£3 – pay there", "Caffi’r Dref", "C:\\new", "100%", "@home",
    "*new* room", "y",
)  # fmt: skip
LIVED_IN = 0.5  # the share of files that are not as a program would leave them
SOURCES = "sources:"
# What stands in a line of a file, and what is made of it.
SLIPS = {
    r"^summary: (?=\w)": "summary:",
    r"^summary: (?=\w)(?=[^#]*$)": "summary: \u200b",
    r"^(summary|description): (?=\w)(?=[^#]*$)": "\\1: \u00a0",
    r"^  (?=(?:name|town|- url):? )": "\t",
    r"^summary: ([^\"\r]+)(?=\r?$)": "summary: “\\1”",
    r"(?<=- url: )([^?\s]+)(?=\r?$)": "\\1?utm_source=news",
}
MODES = (0o644, 0o600, 0o664, 0o640)

State = dict[str, tuple[bytes, int]]
"""The bytes and the permission bits of each file, by its path in the directory."""


def state_of(folder: Path) -> State:
    return {
        path.relative_to(folder).as_posix(): (path.read_bytes(), stat.S_IMODE(path.stat().st_mode))
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def said(data: bytes) -> dict[str, Any]:
    """What a file says to another reader, with every value as text."""
    found: dict[str, Any] = yaml.load(data.decode("utf-8-sig"), yaml.CBaseLoader)  # noqa: S506
    return found


def rows_without(data: bytes, keys: set[str]) -> list[str]:
    """The lines of a file but for those of some keys at its top."""
    kept, is_of_key = [], False
    for row in re.split(r"\r\n|\n", data.decode("utf-8-sig")):
        if row[:1].strip() and not row.startswith(("#", "-")):
            is_of_key = row.split(":")[0] in keys
        if not is_of_key or row.startswith("#"):
            kept.append(row)
    return [row for row in kept if row]


def remarks(data: bytes) -> list[str]:
    return sorted(re.findall(r"^# .*", data.decode("utf-8-sig").replace("\r", ""), re.MULTILINE))


def lived_in(data: bytes, random: Random) -> bytes:
    """A file as somebody keeps it by hand: another order, remarks, empty lines, the line ends of Windows."""
    blocks = re.findall(r"^[a-z_]+:.*\n(?:[ \-].*\n)*", data.decode(), re.MULTILINE)
    assert "".join(blocks).encode() == data
    for number in range(len(blocks)):
        if random.random() < 0.2:
            blocks[number] = f"# remark {random.randrange(99)}\n{blocks[number]}"
        if random.random() < 0.1:
            blocks[number] += "\n"
    if random.random() < 0.3:
        random.shuffle(blocks)
    text = "".join(blocks)
    text = text.rstrip("\n") if random.random() < 0.2 else text
    text = text.replace("\n", "\r\n") if random.random() < 0.3 else text
    return text.encode("utf-8-sig" if random.random() < 0.2 else "utf-8")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the shipped directory, of which half was kept by hand."""
    random = Random(SEED)
    copy = tmp_path_factory.mktemp("edits") / "directory"
    shutil.copytree(shipped_directory(), copy)
    for path in sorted(copy.rglob("groups/**/*.yaml")):
        if random.random() < LIVED_IN:
            path.write_bytes(lived_in(path.read_bytes(), random))
        path.chmod(random.choice(MODES))
    return copy


@pytest.fixture
def peerfind(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    folder: Path,
) -> Callable[..., Ran]:
    monkeypatch.setattr(os, "fsync", lambda _: None)  # a slow disk is not what is tried here
    return in_process(monkeypatch, capsys, tmp_path, folder)


class Editor:
    """Edits one file at a time, and looks at the whole directory after each."""

    def __init__(self, folder: Path, peerfind: Callable[..., Ran], random: Random) -> None:
        self.folder = folder
        self.peerfind = peerfind
        self.random = random
        self.state = state_of(folder)
        self.files = [file for file in self.state if file.startswith("groups/")]

    def edit(self) -> str:
        """One edit of one file; the name of the command."""
        file = self.random.choice(self.files)
        command = self.random.choice(["confirm", "confirm", "status", "status", "fmt", "fix"])
        getattr(self, f"_{command}")(file)
        return command

    def _ran(self, file: str, *arguments: str) -> tuple[bytes, bytes]:
        """The bytes of a file before and after a command, which changed no other."""
        before = self.state
        ran = self.peerfind(*arguments)
        assert (ran.code, "Traceback" in ran.err) == (0, False), (arguments, ran)
        self.state = state_of(self.folder)
        changed = {
            name for name in {*before, *self.state} if before.get(name) != self.state.get(name)
        }
        assert changed <= {file}, arguments
        assert self.state[file][1] == before[file][1], "the permissions"
        return before[file][0], self.state[file][0]

    def _keyed(self, file: str, wanted: dict[str, Any], *arguments: str) -> None:
        """A command that sets keys at the top of a file, or takes out those that are None."""
        before, after = self._ran(file, *arguments)
        assert rows_without(before, {*wanted}) == rows_without(after, {*wanted}), arguments
        expected = {**said(before), **wanted}
        assert said(after) == {key: value for key, value in expected.items() if value is not None}
        assert before[:3] == after[:3] or not before.startswith(b"\xef\xbb\xbf")
        assert (b"\r\n" in before) == (b"\r\n" in after)
        assert before.endswith(b"\n") == after.endswith(b"\n")

    def _confirm(self, file: str) -> None:
        note, how = self.random.choice(TEXTS), self.random.choice(["phone", "email", "visit"])
        on = said(self.state[file][0]).get("checked", {}).get("on", FIRST_CHECK)
        by = self.random.choice([{}, {"by": self.random.choice(TEXTS)}])
        wanted = {"on": on, "how": how, **by, "note": note}
        flags = [f"--{name}={value}" for name, value in wanted.items()]
        self._keyed(file, {"checked": wanted}, "confirm", name_of(file), *flags)

    def _status(self, file: str) -> None:
        keys = ("status", "status_note", "replaced_by")
        if said(self.state[file][0]).get("status") in ENDED:
            self._keyed(file, dict.fromkeys(keys), "reopen", name_of(file))
            return
        reason, command = self.random.choice(TEXTS), self.random.choice(["close", "pause"])
        wanted = {"status": "closed" if command == "close" else "paused", "status_note": reason}
        flags = [f"--reason={reason}"]
        other = self.random.choice(self.files)
        if command == "close" and other != file and "replaced_by" not in said(self.state[other][0]):
            wanted["replaced_by"] = name_of(other)
            flags.append(f"--replaced-by={name_of(other)}")
        self._keyed(file, wanted, command, name_of(file), *flags)

    def _fmt(self, file: str) -> None:
        before, after = self._ran(file, "fmt", str(self.folder / file))
        assert said(after) == said(before)
        assert remarks(after) == remarks(before)
        assert self._ran(file, "fmt", "--check", str(self.folder / file)) == (after, after)

    def _fix(self, file: str) -> None:
        whole = self.state[file][0]
        spoiled, row = spoil(whole, self.random)
        (self.folder / file).write_bytes(spoiled)
        self.state[file] = (spoiled, self.state[file][1])
        before, after = self._ran(
            file, "check", "--fix", "--skip=meetings-over", str(self.folder / file)
        )
        assert said(after) == said(whole)
        rows = [[*re.split(rb"\r?\n", data)] for data in (before, after)]
        assert len(rows[0]) == len(rows[1])
        changed = [n for n, pair in enumerate(zip(*rows, strict=True)) if pair[0] != pair[1]]
        assert changed == [row]


def name_of(file: str) -> str:
    return file.rpartition("/")[2].removesuffix(".yaml")


def spoil(data: bytes, random: Random) -> tuple[bytes, int]:
    """A file with one slip of which `check --fix` is sure, and the number of the line that has it."""
    rows = data.decode().split("\n")
    slip = random.choice([*SLIPS])
    fitting = [number for number, row in enumerate(rows) if re.search(slip, row)]
    row = (
        random.choice(fitting)
        if fitting
        else rows.index(SOURCES if SOURCES in rows else f"{SOURCES}\r") + 1
    )
    rows[row] = (
        re.sub(slip, SLIPS[slip], rows[row]) if fitting else rows[row].replace("  ", "\t", 1)
    )
    return "\n".join(rows).encode(), row


def test_an_edit_changes_nothing_but_what_it_is_about(
    folder: Path, peerfind: Callable[..., Ran]
) -> None:
    editor = Editor(folder, peerfind, Random(SEED))
    with uncounted():
        made = [editor.edit() for _ in range(EDITS)]
    assert {*made} == {"confirm", "status", "fmt", "fix"}
