"""Problems as a person reads them: the place, the line, the mark, and what to write instead."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerfind.output.report import _window, problems_json, problems_text
from peerfind.problems import Problem

if TYPE_CHECKING:
    from pathlib import Path

    from peerfind.problems import Level

FILE = "groups/example/walk.yaml"
TEXT = "name: Example Walk\nfocus: [greif]\nformat: [in-person]\n\nages: 18+  \n"
SLIP = Problem(FILE, 2, 9, "error", "unknown-term", "'greif' is no focus term.", "grief")


def written(folder: Path, *problems: Problem, text: str = TEXT, files: int = 3) -> str:
    """The report of problems in a file that holds `text`."""
    path = folder / FILE
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="")
    return "".join(problems_text(problems, files, folder))


def at(line: int, column: int, level: Level = "error", fix: str = "") -> Problem:
    """A problem at a place of the file."""
    return Problem(FILE, line, column, level, "rule", "Something.", fix)


def test_a_whole_report(tmp_path: Path) -> None:
    assert (
        written(tmp_path, SLIP, at(5, 7, "warning"))
        == """\
groups/example/walk.yaml:2:9: error: 'greif' is no focus term. [unknown-term]
      2 | focus: [greif]
        |         ^
        write: grief

groups/example/walk.yaml:5:7: warning: Something. [rule]
      5 | ages: 18+
        |       ^

1 error and 1 warning in 3 files.
"""
    )


def test_nothing_wrong_is_said_too(tmp_path: Path) -> None:
    assert written(tmp_path) == "No problems in 3 files.\n"
    assert written(tmp_path, files=1) == "No problems in 1 file.\n"
    assert written(tmp_path, files=1234) == "No problems in 1,234 files.\n"


@pytest.mark.parametrize(
    ("levels", "counted"),
    [
        pytest.param(["error"], "1 error", id="one"),
        pytest.param(["error", "error"], "2 errors", id="two"),
        pytest.param(
            ["hint", "warning", "error"], "1 error, 1 warning and 1 hint", id="the worst first"
        ),
        pytest.param(["hint", "hint", "error"], "1 error and 2 hints", id="none of a kind"),
    ],
)
def test_problems_are_counted_by_level(tmp_path: Path, levels: list[Level], counted: str) -> None:
    found = written(tmp_path, *(at(1, 1, level) for level in levels))
    assert found.splitlines()[-1] == f"{counted} in 3 files."


@pytest.mark.parametrize(
    "line",
    [
        pytest.param(4, id="an empty line"),
        pytest.param(99, id="a line after the end"),
    ],
)
def test_a_line_that_shows_nothing_is_left_out(tmp_path: Path, line: int) -> None:
    assert written(tmp_path, at(line, 1), files=1) == (
        f"{FILE}:{line}:1: error: Something. [rule]\n\n1 error in 1 file.\n"
    )


def test_a_file_that_is_not_there_has_no_line_to_show(tmp_path: Path) -> None:
    missing = Problem("crisis.yaml", 1, 1, "warning", "missing-file", "There is no crisis.yaml.")
    assert "".join(problems_text([missing], 1, tmp_path)) == (
        "crisis.yaml:1:1: warning: There is no crisis.yaml. [missing-file]\n\n1 warning in 1 file.\n"
    )


@pytest.mark.skipif(os.name == "nt", reason="links need leave there")
def test_what_a_link_leads_to_is_not_shown(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("password: example\n", encoding="utf-8")
    (tmp_path / "directory").mkdir()
    (tmp_path / "directory" / "crisis.yaml").symlink_to(tmp_path / "secret")
    problem = Problem("crisis.yaml", 1, 1, "error", "link", "This is a link.")
    assert "password" not in "".join(problems_text([problem], 1, tmp_path / "directory"))


@pytest.mark.skipif(os.name == "nt", reason="there are none of that kind there")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "crisis.yaml")
    problem = Problem("crisis.yaml", 1, 1, "error", "no-file", "This is no file.")
    assert "This is no file." in "".join(problems_text([problem], 1, tmp_path))


def test_a_file_that_cannot_be_opened_has_no_line_to_show(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuses(*_: object, **__: object) -> None:
        raise PermissionError

    written(tmp_path)
    monkeypatch.setattr("pathlib.Path.open", refuses)
    assert " | " not in "".join(problems_text([SLIP], 1, tmp_path))


def test_a_byte_order_mark_moves_nothing(tmp_path: Path) -> None:
    assert "      1 | name: Example Walk\n        | ^\n" in written(
        tmp_path, at(1, 1), text="\ufeff" + TEXT
    )


def test_bytes_that_are_no_text_are_shown_as_what_they_are_not(tmp_path: Path) -> None:
    written(tmp_path)
    (tmp_path / FILE).write_bytes(b"name: caf\xe9\n")
    assert "      1 | name: caf\ufffd\n" in "".join(problems_text([at(1, 10)], 1, tmp_path))


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_lines_may_end_in_either_way(tmp_path: Path, end: str) -> None:
    found = written(tmp_path, SLIP, text=TEXT.replace("\n", end))
    assert "      2 | focus: [greif]\n" in found


# Nothing that a terminal would obey


def test_nothing_in_a_report_is_obeyed_by_a_terminal(tmp_path: Path) -> None:
    evil = "\x1b[31m\u202e\x07"
    problem = Problem(f"groups/{evil}.yaml", 1, 1, "error", "rule", f"Not {evil}.", f"fix {evil}")
    path = tmp_path / problem.file
    path.parent.mkdir()
    path.write_text(f"name: {evil}\n", encoding="utf-8")
    found = "".join(problems_text([problem], 1, tmp_path))
    assert [one for one in found if not one.isprintable() and one != "\n"] == []
    assert "      1 | name: ?[31m??\n" in found


def test_the_mark_stands_under_its_place_after_what_cannot_be_shown(tmp_path: Path) -> None:
    lines = written(tmp_path, at(1, 6), text="a:\t\x1b[x\n").splitlines()
    assert lines[1].index("x") == lines[2].index("^")


# Long lines


def test_a_long_line_is_cut_around_its_place(tmp_path: Path) -> None:
    text = "summary: " + " ".join(f"word{number}" for number in range(60)) + "\n"
    column = text.index("word30") + 1
    row, mark = written(tmp_path, at(1, column), text=text).splitlines()[1:3]
    assert len(row) == len("      1 | ") + 70
    assert row[mark.index("^") :].startswith("word30 ")


@given(
    row=st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=300),
    data=st.data(),
)
def test_the_window_always_holds_the_place(row: str, data: st.DataObject) -> None:
    column = data.draw(st.integers(1, len(row)))
    shown, moved = _window(row, column)
    place = row[column - 1]
    assert 1 <= moved <= len(shown) <= 70
    assert shown[moved - 1] == (place if place.isprintable() else "?")


@given(st.text(max_size=70), st.integers(1, 70))
def test_a_short_line_is_shown_whole(row: str, column: int) -> None:
    shown, moved = _window(row, column)
    assert (len(shown), moved) == (len(row), column)


# As data


def test_a_whole_report_as_data() -> None:
    assert (
        "".join(problems_json([SLIP], 3))
        == """\
{
  "version": 1,
  "problems": [
    {
      "file": "groups/example/walk.yaml",
      "line": 2,
      "column": 9,
      "level": "error",
      "rule": "unknown-term",
      "message": "'greif' is no focus term.",
      "fix": "grief"
    }
  ],
  "files": 3
}
"""
    )


def test_data_keeps_the_letters_as_they_are() -> None:
    welsh = SLIP._replace(message="'grŵp' is no focus term.")
    document = "".join(problems_json([welsh], 1))
    assert "grŵp" in document
    assert json.loads(document)["problems"][0]["message"] == welsh.message


def test_nothing_wrong_as_data() -> None:
    assert json.loads("".join(problems_json([], 7))) == {"version": 1, "problems": [], "files": 7}
