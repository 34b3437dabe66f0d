"""Problems as a person reads them: the place, the line, the mark, and what to write instead."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerfind.keeping.checking import Checked
from peerfind.output.report import _window, problems_json, problems_plain, problems_text
from peerfind.problems import Problem

if TYPE_CHECKING:
    from peerfind.problems import Level

FILE = "groups/example/walk.yaml"
EXPLAIN = "Why a rule matters, and how to mend it: peerfind explain RULE\n"
TEXT = "name: Example Walk\nfocus: [greif]\nformat: [in-person]\n\nages: 18+  \n"
SLIP = Problem(FILE, 2, 9, "error", "unknown-term", "'greif' is no focus term.", "grief")


def written(folder: Path, *problems: Problem, text: str = TEXT, files: int = 3) -> str:
    """The report of problems in a file that holds `text`."""
    path = folder / FILE
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="")
    return "".join(problems_text(Checked(folder, problems, files)))


def at(line: int, column: int, level: Level = "error", fix: str = "") -> Problem:
    """A problem at a place of the file."""
    return Problem(FILE, line, column, level, "rule", "Something.", fix)


def test_a_whole_report(tmp_path: Path) -> None:
    assert (
        written(tmp_path, SLIP, at(5, 7, "warning"))
        == """\
groups/example/walk.yaml
  2:9  error  unknown-term
      2 | focus: [greif]
        |         ^ 'greif' is no focus term.
        perhaps: focus: [grief]
  5:7  warning  rule
      5 | ages: 18+
        |       ^ Something.

1 error and 1 warning in 1 of 3 files.
Why a rule matters, and how to mend it: peerfind explain RULE
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
    assert found.splitlines()[-2] == f"{counted} in 1 of 3 files."


@pytest.mark.parametrize(
    "line",
    [
        pytest.param(4, id="an empty line"),
        pytest.param(99, id="a line after the end"),
    ],
)
def test_a_line_that_shows_nothing_is_left_out(tmp_path: Path, line: int) -> None:
    assert written(tmp_path, at(line, 1), files=1) == (
        f"{FILE}\n  {line}:1  error  rule\n        Something.\n\n1 error in 1 file.\n{EXPLAIN}"
    )


def test_a_file_that_is_not_there_has_no_line_to_show(tmp_path: Path) -> None:
    missing = Problem("crisis.yaml", 1, 1, "warning", "missing-file", "There is no crisis.yaml.")
    assert "".join(problems_text(Checked(tmp_path, (missing,), 1))) == (
        "crisis.yaml\n  1:1  warning  missing-file\n        There is no crisis.yaml.\n\n"
        f"1 warning in 1 file.\n{EXPLAIN}"
    )


@pytest.mark.skipif(os.name == "nt", reason="links need leave there")
def test_what_a_link_leads_to_is_not_shown(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("password: example\n", encoding="utf-8")
    (tmp_path / "directory").mkdir()
    (tmp_path / "directory" / "crisis.yaml").symlink_to(tmp_path / "secret")
    problem = Problem("crisis.yaml", 1, 1, "error", "link", "This is a link.")
    assert "password" not in "".join(problems_text(Checked(tmp_path / "directory", (problem,), 1)))


@pytest.mark.skipif(os.name == "nt", reason="there are none of that kind there")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "crisis.yaml")
    problem = Problem("crisis.yaml", 1, 1, "error", "no-file", "This is no file.")
    assert "This is no file." in "".join(problems_text(Checked(tmp_path, (problem,), 1)))


def test_a_file_that_cannot_be_opened_has_no_line_to_show(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuses(*_: object, **__: object) -> None:
        raise PermissionError

    written(tmp_path)
    monkeypatch.setattr("pathlib.Path.open", refuses)
    assert " | " not in "".join(problems_text(Checked(tmp_path, (SLIP,), 1)))


def test_a_byte_order_mark_moves_nothing(tmp_path: Path) -> None:
    assert "      1 | name: Example Walk\n        | ^ Something.\n" in written(
        tmp_path, at(1, 1), text="\ufeff" + TEXT
    )


def test_bytes_that_are_no_text_are_shown_as_what_they_are_not(tmp_path: Path) -> None:
    written(tmp_path)
    (tmp_path / FILE).write_bytes(b"name: caf\xe9\n")
    assert "      1 | name: caf\ufffd\n" in "".join(
        problems_text(Checked(tmp_path, (at(1, 10),), 1))
    )


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
    found = "".join(problems_text(Checked(tmp_path, (problem,), 1)))
    assert [one for one in found if not one.isprintable() and one != "\n"] == []
    assert "      1 | name: ?[31m??\n" in found


def test_the_mark_stands_under_its_place_after_what_cannot_be_shown(tmp_path: Path) -> None:
    lines = written(tmp_path, at(1, 6), text="a:\t\x1b[x\n").splitlines()
    assert lines[2].index("x") == lines[3].index("^")


# Long lines


def test_a_long_line_is_cut_around_its_place(tmp_path: Path) -> None:
    text = "summary: " + " ".join(f"word{number}" for number in range(60)) + "\n"
    column = text.index("word30") + 1
    row, mark = written(tmp_path, at(1, column), text=text).splitlines()[2:4]
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
        "".join(problems_json(Checked(Path("directory"), (SLIP,), 3)))
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
    document = "".join(problems_json(Checked(Path("directory"), (welsh,), 1)))
    assert "grŵp" in document
    assert json.loads(document)["problems"][0]["message"] == welsh.message


def test_nothing_wrong_as_data() -> None:
    assert json.loads("".join(problems_json(Checked(Path("directory"), (), 7)))) == {
        "version": 1,
        "problems": [],
        "files": 7,
    }


# On lines, for editors and grep


def test_a_whole_report_on_lines(tmp_path: Path) -> None:
    written(tmp_path)
    found = Checked(tmp_path, (SLIP, at(5, 7, "warning")), 3, (at(1, 1, "hint"),))
    assert (
        "".join(problems_plain(found))
        == """\
groups/example/walk.yaml:2:9: error: 'greif' is no focus term. [unknown-term] perhaps: focus: [grief]
groups/example/walk.yaml:5:7: warning: Something. [rule]
groups/example/walk.yaml:1:1: hint: Something. [rule]
1 error and 1 warning in 1 of 3 files. 1 other elsewhere.
"""
    )


# What is in nobody's way


def test_problems_elsewhere_are_told_apart_and_no_more_than_ten_in_full(tmp_path: Path) -> None:
    written(tmp_path)
    others = tuple(at(1, column) for column in range(1, 14))
    found = "".join(problems_text(Checked(tmp_path, (), 3, others)))
    head, *rows, more, empty, count = found.splitlines()
    assert head == "In files that were not touched, and in nobody's way:"
    assert len(rows) == 10
    assert (more, empty) == ("  3 more: peerfind check", "")
    assert count == "No problems in 3 files. 13 others elsewhere."


def test_a_message_that_has_no_room_beside_the_mark_stands_under_it(tmp_path: Path) -> None:
    long = SLIP._replace(message="It is wrong. " * 9)
    lines = written(tmp_path, long).splitlines()
    assert lines[3] == "        |         ^"
    assert all(len(line) <= 80 for line in lines)
    assert " ".join(line.strip() for line in lines[4:6]) == ("It is wrong. " * 9).strip()


def test_of_hints_elsewhere_only_the_number_is_told(tmp_path: Path) -> None:
    found = Checked(tmp_path, (), 3, (at(1, 1, "hint"), at(2, 1, "hint")))
    assert (
        "".join(problems_text(found)).splitlines()[1] == "  2 that could be better: peerfind check"
    )
    worse = found._replace(elsewhere=(*found.elsewhere, at(3, 1, "warning"), at(4, 1)))
    levels = [line.split(": ")[1] for line in "".join(problems_text(worse)).splitlines()[1:3]]
    assert levels == ["error", "warning"]
