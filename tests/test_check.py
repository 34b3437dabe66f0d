from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from conftest import group_yaml, write_directory

from peerfind.answers.check import chosen
from peerfind.errors import DirectoryError, UsageError
from peerfind.keeping.checking import Checked, checked
from peerfind.output.report import problems_json, problems_text
from peerfind.problems import Problem

BAD = "name: Café\nages: adults\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("PEERFIND_DIRECTORY", raising=False)
    groups = {"leeds/good": {}, "leeds/bad": BAD, "york/bad-too": BAD}
    return write_directory(tmp_path / "directory", groups)


def files(*paths: str | Path, directory: str | None = None) -> set[str]:
    return {problem.file for problem in checked([Path(path) for path in paths], directory).problems}


LEEDS, YORK = "groups/leeds/bad.yaml", "groups/york/bad-too.yaml"


class TestWhatIsChecked:
    def test_is_the_whole_directory_where_nothing_is_named(self, folder: Path) -> None:
        found = checked([], None)
        assert found.folder == folder
        assert {problem.file for problem in found.problems} == {LEEDS, YORK}
        assert found.files == 3 + 2 + 12

    def test_is_the_directory_that_is_named(self, tmp_path: Path) -> None:
        other = write_directory(tmp_path / "other", {"one": {}})
        assert checked([], str(other)).problems == ()

    @pytest.mark.parametrize(
        ("path", "found", "count"),
        [
            pytest.param(".", {LEEDS, YORK}, 17, id="the folder around it"),
            pytest.param("directory", {LEEDS, YORK}, 17, id="the directory"),
            pytest.param("directory/groups", {LEEDS, YORK}, 3, id="all groups"),
            pytest.param("directory/groups/leeds", {LEEDS}, 2, id="a place"),
            pytest.param("directory/groups/leeds/", {LEEDS}, 2, id="a place with a stroke"),
            pytest.param("directory/groups/leeds/bad.yaml", {LEEDS}, 1, id="a file"),
            pytest.param("directory/groups/leeds/good.yaml", set(), 1, id="a sound file"),
            pytest.param("directory/groups/york/../leeds/bad.yaml", {LEEDS}, 1, id="steps up"),
            pytest.param("directory/vocabulary", set(), 12, id="the vocabulary"),
            pytest.param("directory/directory.yaml", set(), 1, id="the settings"),
        ],
    )
    def test_is_what_lies_below_a_path(
        self, folder: Path, path: str, found: set[str], count: int
    ) -> None:
        result = checked([Path(path)], None)
        assert {problem.file for problem in result.problems} == found
        assert (result.files, result.folder) == (count, folder)

    @pytest.mark.usefixtures("folder")
    def test_may_be_several_paths(self) -> None:
        assert files("directory/groups/leeds", "directory/groups/york") == {LEEDS, YORK}
        assert files("directory/groups/york", Path("directory/groups/york").absolute()) == {YORK}

    @pytest.mark.parametrize("missing", ["directory.yaml", "groups"])
    def test_lies_in_a_directory_that_lacks_a_part(self, folder: Path, missing: str) -> None:
        left = folder / missing
        left.rename(folder.parent / "elsewhere")
        (folder / "below").mkdir()
        assert chosen([folder / "below"], None)[::2] == (folder, ("below",))

    def test_may_be_named_from_inside(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.chdir(folder / "groups" / "leeds")
        assert files("bad.yaml") == files(".") == {LEEDS}
        assert files("../york") == files("../york/bad-too.yaml") == {YORK}
        assert files("../..") == {LEEDS, YORK}

    def test_does_not_take_a_name_for_the_beginning_of_another(self, folder: Path) -> None:
        write_directory(folder, {"leeds-north/other": BAD})
        assert files("directory/groups/leeds") == {LEEDS}

    @pytest.mark.usefixtures("folder")
    def test_must_be_there(self) -> None:
        with pytest.raises(UsageError, match=r"^There is no file or folder nowhere\.yaml\.$"):
            files("nowhere.yaml")

    def test_must_lie_in_a_directory(self, folder: Path) -> None:
        (folder.parent / "stray.yaml").write_text(BAD)
        with pytest.raises(UsageError, match=r"stray\.yaml lies in no directory"):
            files("stray.yaml")

    def test_must_lie_in_one_directory(self, folder: Path) -> None:
        write_directory(folder.parent / "other", {"one": {}})
        with pytest.raises(UsageError, match="Check one directory at a time"):
            files("directory/groups", "other/groups")

    @pytest.mark.usefixtures("folder")
    def test_must_be_there_when_it_is_a_directory(self) -> None:
        with pytest.raises(DirectoryError, match="nowhere"):
            checked([], "nowhere")


@pytest.mark.parametrize(
    ("text", "has_errors"),
    [
        pytest.param(group_yaml(), False, id="no problem"),
        pytest.param(group_yaml(cost="a little"), False, id="a warning"),
        pytest.param(group_yaml(size=""), False, id="a hint"),
        pytest.param(group_yaml(size="many"), True, id="an error"),
    ],
)
def test_only_errors_are_not_fine(tmp_path: Path, text: str, *, has_errors: bool) -> None:
    assert checked([], str(write_directory(tmp_path, {"one": text}))).has_errors == has_errors


def test_a_group_is_judged_with_the_vocabulary_of_its_directory(tmp_path: Path) -> None:
    words = {"focus": [{"id": "quokkas"}]}
    folder = write_directory(tmp_path, {"one": {"focus": ["quokkas"]}}, vocabulary=words)
    assert checked([folder / "groups"], None).problems == ()


class TestTheReport:
    def test_shows_each_line_with_a_mark_under_the_place(self, tmp_path: Path) -> None:
        text = 'name: "Café"\nstatus: opne\nsize: many\n'
        rest = group_yaml(name=None, status=None, size=None)
        folder = write_directory(tmp_path, {"one": text + rest})
        found = checked([folder / "groups"], None)
        assert "".join(problems_text(found)) == (
            "groups/example/one.yaml\n"
            "  2:9  error  unknown-status\n"
            "      2 | status: opne\n"
            "        |         ^\n"
            "        'opne' is not known here. Write open, full, paused or closed.\n"
            "        perhaps: status: open\n"
            "  3:7  error  not-a-size\n"
            "      3 | size: many\n"
            "        |       ^\n"
            "        'many' cannot be used. Write how many people usually come as 6-12 or 8.\n"
            "\n"
            "2 errors in 1 file.\n"
            "Why a rule matters, and how to mend it: peerfind explain RULE\n"
        )

    @pytest.mark.parametrize(
        ("levels", "said"),
        [
            ([], "No problems in 3 files."),
            (["error"], "1 error in 1 of 3 files."),
            (
                ["hint", "warning", "warning", "error"],
                "1 error, 2 warnings and 1 hint in 1 of 3 files.",
            ),
        ],
    )
    def test_ends_with_the_count(self, tmp_path: Path, levels: list[str], said: str) -> None:
        problems = [Problem("gone.yaml", 1, 1, level, "rule", "Told.") for level in levels]  # type: ignore[arg-type]
        lines = problems_text(Checked(tmp_path, tuple(problems), 3))
        assert f"{said}\n" in [*lines]

    def shown(self, folder: Path, content: bytes, line: int, column: int) -> list[str]:
        (folder / "f.yaml").write_bytes(content)
        problem = Problem("f.yaml", line, column, "error", "rule", "Told.")
        return "".join(problems_text(Checked(folder, (problem,), 1))).splitlines()[2:4]

    @pytest.mark.parametrize(
        ("content", "at", "row", "mark"),
        [
            pytest.param(b"a: 1\r\nb: 2\r\n", (2, 4), "b: 2", 3, id="Windows line ends"),
            pytest.param(b"a: 1\rb: 2\r", (2, 4), "b: 2", 3, id="old Mac line ends"),
            pytest.param("\ufeffa: 1\n".encode(), (1, 4), "a: 1", 3, id="byte order mark"),
            pytest.param("é: x\u2028y\nb: 1\n".encode(), (2, 1), "b: 1", 0, id="line separator"),
            pytest.param(b"a: \x1b[31m\n", (1, 4), "a: ?[31m", 3, id="a terminal's command"),
            pytest.param(b"a: \xff\n", (1, 4), "a: \ufffd", 3, id="not UTF-8"),
        ],
    )
    def test_shows_the_line_that_an_editor_shows(
        self, tmp_path: Path, content: bytes, at: tuple[int, int], row: str, mark: int
    ) -> None:
        rows = self.shown(tmp_path, content, *at)
        assert rows == [f"  {at[0]:>5} | {row}", f"        | {' ' * mark}^ Told."]

    def test_shows_the_part_of_a_long_line_around_the_place(self, tmp_path: Path) -> None:
        text = "a: " + "x" * 200 + "HERE" + "y" * 200
        shown, mark = self.shown(tmp_path, text.encode(), 1, 204)
        assert len(shown) == 80
        assert shown[mark.index("^") :].startswith("HERE")

    def test_needs_no_line_where_the_file_has_none(self, tmp_path: Path) -> None:
        problem = Problem("gone.yaml", 9, 1, "warning", "rule", "Told.", "\x1b[1mthis")
        assert "".join(problems_text(Checked(tmp_path, (problem,), 1))) == (
            "gone.yaml\n  9:1  warning  rule\n        Told.\n        perhaps: ?[1mthis\n\n"
            "1 warning in 1 file.\nWhy a rule matters, and how to mend it: peerfind explain RULE\n"
        )

    def test_is_one_json_document_for_scripts(self) -> None:
        problem = Problem("groups/é.yaml", 2, 7, "error", "not-a-size", "No.", "8")
        assert json.loads("".join(problems_json(Checked(Path("directory"), (problem,), 4)))) == {
            "version": 1,
            "problems": [
                {
                    "file": "groups/é.yaml",
                    "line": 2,
                    "column": 7,
                    "level": "error",
                    "rule": "not-a-size",
                    "message": "No.",
                    "fix": "8",
                }
            ],
            "files": 4,
        }


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_a_pipe_holds_up_neither_check_nor_report(tmp_path: Path) -> None:
    folder = write_directory(tmp_path)
    (folder / "groups").mkdir()
    os.mkfifo(folder / "groups" / "pipe.yaml")
    found = checked([], str(folder))
    said = "".join(problems_text(found))
    assert said.startswith("groups/pipe.yaml\n  1:1  error  empty-file\n")


def test_an_enormous_file_is_not_read_to_its_end(tmp_path: Path) -> None:
    folder = write_directory(tmp_path, {"huge": "name: A\n"})
    with (folder / "groups" / "example" / "huge.yaml").open("r+b") as file:
        file.truncate(10**12)
    found = checked([], str(folder))
    said = "".join(problems_text(found))
    assert said.splitlines()[2] == "      1 | name: A"


@pytest.mark.skipif(os.name == "nt", reason="links need a right there")
def test_nothing_of_a_file_outside_is_shown(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("password: quokka\n")
    folder = write_directory(tmp_path / "directory")
    for at in ("groups/one.yaml", "directory.yaml"):
        (folder / at).unlink(missing_ok=True)
        (folder / at).parent.mkdir(exist_ok=True)
        (folder / at).symlink_to(tmp_path / "secret")
    found = checked([], str(folder))
    assert {problem.rule for problem in found.problems} == {"link-out", "missing-file"}
    assert "quokka" not in "".join(problems_text(found))
