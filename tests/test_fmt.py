"""`peerfind fmt`, as a person runs it."""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING

import pytest
from conftest import group_yaml, write_directory

from peerfind.directory.folder import load
from peerfind.errors import UsageError
from peerfind.keeping.checking import checked
from peerfind.keeping.formatting import changed
from peerfind.keeping.placing import put

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from running import Ran

RIGHT = """\
name: Right Circle
summary: "Tea: and talk."
format: [in-person]
leader: [peer]
focus: [grief]
sources:
  - url: https://example.org/right
"""
WRONG = RIGHT.replace("[grief]", "[ grief ]  # loss").replace("name: Right", "name:  Wrong")
AFTER = RIGHT.replace("[grief]", "[grief] # loss").replace("name: Right", "name: Wrong")
BAD = "name: x\nfocus: *x\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A directory with a file of each kind."""
    folder = write_directory(
        tmp_path / "directory",
        {"leeds/right": RIGHT, "leeds/wrong": WRONG, "york/bad": BAD},
        settings="title: Example directory\n",
    )
    for path in (*(folder / "vocabulary").iterdir(), folder / "crisis.yaml"):
        path.unlink()
    return folder


def contents(folder: Path) -> dict[str, bytes]:
    files = [path for path in folder.rglob("*") if path.is_file()]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


BAD_LINE = (
    "groups/york/bad.yaml:2:8: left as it is. A * at the start means a copy of another value, which is not "
    "read here. Write the value out in full, or put quotes around it if it is text.\n"
    "See what to mend: peerfind check\n"
)


def test_files_are_laid_out_and_listed(peerfind: Callable[..., Ran], folder: Path) -> None:
    before = contents(folder)
    ran = peerfind("fmt")
    assert ran == (
        1,
        "groups/leeds/wrong.yaml\n",
        f"{BAD_LINE}Files: 1 laid out, 1 left as they are and 2 right.\n",
    )
    assert contents(folder) == {**before, "groups/leeds/wrong.yaml": AFTER.encode()}


def test_a_second_time_changes_nothing(peerfind: Callable[..., Ran], folder: Path) -> None:
    peerfind("fmt", str(folder))
    stamps = {path: path.stat().st_mtime_ns for path in folder.rglob("*")}
    assert peerfind("fmt", "directory/groups/leeds") == (0, "", "Files: 2 right.\n")
    assert {path: path.stat().st_mtime_ns for path in folder.rglob("*")} == stamps


@pytest.mark.parametrize(
    ("arguments", "code", "out"),
    [
        (["--check", "directory/groups/leeds"], 1, "groups/leeds/wrong.yaml\n"),
        (["--check", "directory/groups/leeds/right.yaml"], 0, ""),
        (["--check"], 1, "groups/leeds/wrong.yaml\n"),
    ],
)
def test_check_changes_nothing_and_says_whether_there_is_something_to_do(
    peerfind: Callable[..., Ran], folder: Path, arguments: list[str], code: int, out: str
) -> None:
    before = contents(folder)
    ran = peerfind("fmt", *arguments)
    assert (ran.code, ran.out) == (code, out)
    assert contents(folder) == before


DIFF = """\
--- groups/leeds/wrong.yaml
+++ groups/leeds/wrong.yaml
@@ -1,7 +1,7 @@
-name:  Wrong Circle
+name: Wrong Circle
 summary: "Tea: and talk."
 format: [in-person]
 leader: [peer]
-focus: [ grief ]  # loss
+focus: [grief] # loss
 sources:
   - url: https://example.org/right
"""


@pytest.mark.parametrize(("flags", "code"), [(["--diff"], 0), (["--diff", "--check"], 1)])
def test_the_lines_that_differ_are_shown(
    peerfind: Callable[..., Ran], folder: Path, flags: list[str], code: int
) -> None:
    before = contents(folder)
    ran = peerfind("fmt", *flags, "directory/groups/leeds")
    assert ran == (code, DIFF, "Files: 1 to lay out and 1 right.\n")
    assert contents(folder) == before


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (RIGHT.replace("\n", "\r\n").encode(), "\\ Lines would end as they do everywhere but on Windows."),
        (b"\xef\xbb\xbf" + RIGHT.encode(), "\\ A hidden mark at the start of the file would go."),
        (RIGHT.removesuffix("\n").encode(), "\\ No newline at end of file"),
    ],
)  # fmt: skip
def test_what_no_line_shows_is_said(
    peerfind: Callable[..., Ran], folder: Path, data: bytes, said: str
) -> None:
    path = folder / "groups" / "leeds" / "right.yaml"
    path.write_bytes(data)
    name = "groups/leeds/right.yaml"
    assert peerfind("fmt", "--diff", str(path)).out == f"--- {name}\n+++ {name}\n{said}\n"
    assert peerfind("fmt", str(path)).code == 0
    assert path.read_text("utf-8") == RIGHT


@pytest.mark.parametrize(
    ("text", "place", "said"),
    [
        ("summary: x\n", "1:1", "name is missing"),
        ("name: &a x\nsummary: y\n", "1:7", "A name after & is not read here."),
        ("name: x\nodd: *b\n", "2:6", "A * at the start means a copy of another value"),
        ("name: x\nodd: !!str y\n", "2:6", "A word after ! at the start is not read here."),
        ("name: x\n---\nname: y\n", "2:1", "--- starts a second document."),
        ("%YAML 1.1\n---\nname: x\n", "1:1", "There is a line here that is neither"),
        ("", "1:1", "The file is empty."),
        ("# nothing\n", "1:1", "The file is empty."),
        ("just words\n", "1:1", "Write each fact on a line of its own"),
        ("name: x\n[a]: b\n", "2:1", "What stands before a colon must be one plain word"),
        ("name: x\n<<: b\n", "2:1", "<< is not read here."),
    ],
)
def test_what_cannot_be_laid_out_is_left_alone_and_told(
    peerfind: Callable[..., Ran], folder: Path, text: str, place: str, said: str
) -> None:
    path = folder / "groups" / "york" / "bad.yaml"
    path.write_text(text)
    ran = peerfind("fmt", str(path))
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith(f"groups/york/bad.yaml:{place}: left as it is. {said}")
    assert path.read_text() == text


def test_a_file_that_would_say_something_else_is_left_alone(
    peerfind: Callable[..., Ran], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("peerfind.keeping.formatting.laid_out", lambda *_: "name: Other\n")
    before = contents(folder)
    ran = peerfind("fmt", "directory/groups/leeds/wrong.yaml")
    assert (ran.code, ran.out) == (1, "")
    assert "It would not say the same" in ran.err
    assert contents(folder) == before


def test_a_group_with_errors_that_cost_only_their_value_is_laid_out(
    peerfind: Callable[..., Ran], folder: Path
) -> None:
    path = folder / "groups" / "york" / "bad.yaml"
    path.write_text("size: many\nname:   A\nstatus: opne\n")
    assert peerfind("fmt", str(path)).code == 0
    assert path.read_text() == "name: A\nstatus: opne\nsize: many\n"


def test_every_kind_of_file_has_a_layout(peerfind: Callable[..., Ran], tmp_path: Path) -> None:
    crisis = '[{"name": "Line", "id": "line", "rank": 1, "hours": "any time"}]'
    folder = write_directory(tmp_path / "directory", {"one": {}}, crisis=crisis)
    (folder / "questions.yaml").write_text("- {ask: Who?, id: who}\n")
    before, problems = load(folder), checked([], str(folder)).problems
    assert peerfind("fmt").code == 0
    assert (folder / "crisis.yaml").read_text() == (
        "- id: line\n  name: Line\n  hours: any time\n  rank: 1\n"
    )
    assert (folder / "questions.yaml").read_text() == "- id: who\n  ask: Who?\n"
    assert (folder / "directory.yaml").read_text() == (
        "title: Example directory\nreview_after: 6 months\n"
    )
    assert (folder / "vocabulary" / "cost.yaml").read_text() == "[]\n"
    assert peerfind("fmt", "--check").code == 0
    assert load(folder) == before
    assert checked([], str(folder)).problems == problems


@pytest.mark.skipif(os.name == "nt", reason="Windows has other permissions")
class TestTheFile:
    def test_keeps_its_permissions(self, peerfind: Callable[..., Ran], folder: Path) -> None:
        path = folder / "groups" / "leeds" / "wrong.yaml"
        path.chmod(0o640)
        peerfind("fmt", str(path))
        assert stat.S_IMODE(path.stat().st_mode) == 0o640

    def test_is_written_through_a_link(self, peerfind: Callable[..., Ran], folder: Path) -> None:
        target, link = folder / "groups" / "leeds" / "wrong.yaml", folder / "groups" / "linked.yaml"
        kept = target.rename(folder / "kept.txt")
        link.symlink_to(kept)
        assert peerfind("fmt", str(link)).code == 0
        assert link.is_symlink()
        assert kept.read_text() == AFTER

    def test_is_not_written_where_it_may_only_be_read(
        self, peerfind: Callable[..., Ran], folder: Path
    ) -> None:
        path = folder / "groups" / "leeds" / "wrong.yaml"
        path.chmod(0o444)
        ran = peerfind("fmt", "directory/groups/leeds")
        said = "peerfind: groups/leeds/wrong.yaml cannot be written: it is read-only.\n"
        assert ran == (2, "", said)
        assert path.read_text() == WRONG

    def test_is_left_where_somebody_else_changed_it_meanwhile(self, folder: Path) -> None:
        path = folder / "groups" / "leeds" / "wrong.yaml"
        with pytest.raises(UsageError, match="somebody else has just changed it"):
            put(path, "wrong.yaml", b"other", b"new")
        assert path.read_text() == WRONG

    def test_is_whole_or_as_it_was_and_nothing_stays_beside_it(
        self, folder: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def fails(_: int) -> None:
            raise OSError(28, "No space left on device")

        path = folder / "groups" / "leeds" / "wrong.yaml"
        names = sorted(path.parent.iterdir())
        with monkeypatch.context() as patched:
            patched.setattr(os, "fsync", fails)
            with pytest.raises(UsageError, match="cannot be written: No space left on device"):
                put(path, "wrong.yaml", WRONG.encode(), AFTER.encode())
        assert path.read_text() == WRONG
        assert sorted(path.parent.iterdir()) == names


def test_a_path_that_is_not_there_is_wrong_use(peerfind: Callable[..., Ran]) -> None:
    assert peerfind("fmt", "nowhere") == (2, "", "peerfind: There is no file or folder nowhere.\n")


def test_bytes_that_are_no_text_are_left_alone() -> None:
    found = changed(b"name: \xff\n", "groups/a.yaml")
    assert getattr(found, "rule", None) == "not-utf-8"


def test_a_whole_made_up_group_is_laid_out_as_a_person_would_write_it() -> None:
    found = changed(group_yaml().encode(), "groups/example/one.yaml")
    assert (
        getattr(found, "after", b"").decode()
        == """\
name: Example Evening Circle
organisation: Example Trust
summary: A weekly evening where people talk over tea.
status: open
format: [in-person]
setting: [group]
leader: [peer]
focus: [depression]
activities: [walking]
style: [open-discussion]
ages: 18+
welcomes: [carers]
languages: [en]
meets:
  - days: [tuesday]
    start: "19:00"
    end: "20:30"
nation: England
venue:
  name: Example Hall
  town: Hebden Bridge
  postcode: HX7 8AD
access: [step-free]
no_access: [hearing-loop]
cost: free
joining: [drop-in]
contact:
  phone: 0113 496 0123
  website: https://example.org/circle
sources:
  - url: https://example.org/circle
    published: 2026-05
"""
    )
