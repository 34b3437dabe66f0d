"""Broken files, each with what is to be found in it, where: `tests/cases/check/*.yaml`.

A case starts with comments: `# expect: RULE LINE:COLUMN` for each problem, or `# expect: nothing`; and
`# file:` where it is not the file of a group. All of the file is what is checked, the comments too.
"""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from conftest import write_directory

from peerfind.keeping.checking import checked
from peerfind.keeping.replacing import replaced
from peerfind.keeping.rules import RULES
from peerfind.keeping.rules.files import FOLDER

if TYPE_CHECKING:
    from peerfind.problems import Problem

CASES = sorted((Path(__file__).parent / "cases" / "check").glob("*.yaml"))
TODAY = date(2026, 11, 25)
OTHER = {
    "name": "Example Trust",
    "venue": {"town": "Otley"},
    "meets": "by arrangement",
    "contact": {"phone": "0113 496 0199", "website": "https://example.org/trust"},
}
EXPECTED = re.compile(r"^# expect: ([a-z-]+) (\d+):(\d+)$", re.MULTILINE)


def home_of(text: str, stem: str) -> str:
    """The path in the directory of the file that a case is."""
    home = re.search(r"^# file: (.+)$", text, re.MULTILINE)
    return home[1] if home else f"groups/example/{stem}.yaml"


def found_in(folder: Path, text: str, stem: str) -> list[Problem]:
    """The problems of a case, in a directory with one other group."""
    file = home_of(text, stem)
    write_directory(folder, {"example-trust": OTHER})
    (folder / file).parent.mkdir(exist_ok=True)
    (folder / file).write_text(text, encoding="utf-8", newline="")
    problems = checked([], str(folder), today=TODAY).problems
    return [problem for problem in problems if problem.file == file]


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Problem]]:
    """The problems of each case by its name."""
    return {
        path.stem: found_in(tmp_path_factory.mktemp("case"), path.read_bytes().decode(), path.stem)
        for path in CASES
    }


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_each_problem_is_found_where_it_is_and_nothing_else(
    found: dict[str, list[Problem]], path: Path
) -> None:
    text = path.read_bytes().decode()
    expected = [(rule, int(line), int(at)) for rule, line, at in EXPECTED.findall(text)]
    assert expected or "# expect: nothing" in text
    problems = [(one.rule, one.line, one.column) for one in found[path.stem]]
    assert sorted(problems) == sorted(expected)


def test_there_are_many_cases_and_one_at_least_of_every_rule() -> None:
    written = {rule for path in CASES for rule, *_ in EXPECTED.findall(path.read_bytes().decode())}
    assert len(CASES) >= 150
    assert written == {rule.id for rule in RULES.values() if rule.file != FOLDER}


def test_levels_are_those_of_the_registry(found: dict[str, list[Problem]]) -> None:
    problems = [problem for some in found.values() for problem in some]
    assert [one for one in problems if one.level != RULES[one.rule].level] == []


@pytest.mark.parametrize(
    "stem",
    [
        path.stem
        for path in CASES
        if any(RULES[rule].is_fixable for rule, *_ in EXPECTED.findall(path.read_bytes().decode()))
    ],
)
def test_the_line_to_write_mends_what_is_sure(
    found: dict[str, list[Problem]], stem: str, tmp_path: Path
) -> None:
    (problem,) = found[stem]
    case = next(path for path in CASES if path.stem == stem)
    rows = case.read_bytes().decode().split("\n")
    mended = replaced(rows[problem.line - 1], problem)
    assert mended
    rows[problem.line - 1] = mended
    assert found_in(tmp_path, "\n".join(rows), stem) == []
