"""What is printed for other programs, held against the schemas of those who laid the formats down."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from conftest import write_directory
from hypothesis import example, given
from hypothesis import strategies as st
from jsonschema import Draft7Validator
from test_check_cases import CASES, OTHER, TODAY, home_of
from test_schema import as_text, shipped

from peerfind import text
from peerfind.config import shipped_directory
from peerfind.directory.folder import group_in
from peerfind.keeping.checking import Checked, checked
from peerfind.keeping.rules import RULES
from peerfind.output.sarif import problems_sarif
from peerfind.problems import Problem
from peerfind.source import read_bytes

if TYPE_CHECKING:
    from collections.abc import Iterator

HERE = Path(__file__).parent
SARIF = Draft7Validator(
    json.loads((HERE / "standards" / "sarif-schema-2.1.0.json").read_text("utf-8")),
    format_checker=Draft7Validator.FORMAT_CHECKER,
)
RESULT = SARIF.evolve(schema={**SARIF.schema, **SARIF.schema["definitions"]["result"]})
# What a schema cannot tell: what the calendar knows, which of two is the larger, how much a number in a text
# is, and what YAML has besides keys and values.
BEYOND_A_SCHEMA = {
    "alias", "anchor", "complex-key", "merge-key", "tag", "repeated-key", "text-cut-off",
    "not-a-date", "ends-before-start", "ages-backwards", "not-a-coordinate",
}  # fmt: skip
# An editor marks a key that has no value; `check` gives a hint.
STRICTER = {"empty"}


def sarif(found: Checked) -> Any:
    return json.loads("".join(problems_sarif(found)))


def faults(document: Any) -> list[str]:
    """What the standard has against a document, each with where."""
    return [f"{error.json_path}: {error.message}" for error in SARIF.iter_errors(document)]


@pytest.fixture(scope="module")
def everything(tmp_path_factory: pytest.TempPathFactory) -> Checked:
    """What is found in a directory that has all the cases of broken groups."""
    folder = write_directory(tmp_path_factory.mktemp("cases"), {"example-trust": OTHER})
    for path in CASES:
        home = home_of(path.read_bytes().decode(), path.stem)
        (folder / home).parent.mkdir(exist_ok=True)
        (folder / home).write_bytes(path.read_bytes())
    return checked([], str(folder), today=TODAY)


class TestSarif:
    def test_of_every_case_is_what_the_standard_takes(self, everything: Checked) -> None:
        document = sarif(everything)
        assert faults(document) == []
        (run,) = document["runs"]
        assert len(run["results"]) > len(CASES)
        assert len({result["ruleId"] for result in run["results"]}) > 60
        assert any("fixes" in result for result in run["results"])

    def test_of_no_problem_and_of_others_elsewhere(self, tmp_path: Path) -> None:
        one = Problem("groups/x/a.yaml", 1, 1, "hint", "empty", "It has no value.")
        assert faults(sarif(Checked(tmp_path, (), 1, ()))) == []
        assert faults(sarif(Checked(tmp_path, (), 1, (one,)))) == []

    @given(st.text(st.characters(exclude_characters="/"), min_size=1), st.text(min_size=1))
    @example("::error::\n%0A\u202e", "::stop-commands::x\r\n##[group]\u202e\ud800")
    def test_of_any_name_and_message(self, name: str, message: str) -> None:
        problem = Problem(f"groups/{name}.yaml", 1, 1, "error", "missing", message)
        (result,) = sarif(Checked(shipped_directory(), (problem,), 1, ()))["runs"][0]["results"]
        assert [*RESULT.iter_errors(result)] == []
        place = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        assert re.fullmatch(r"(?:[\w./~-]|%[0-9A-F]{2})+", place, re.ASCII)
        assert text.shown(message) == result["message"]["text"]

    def test_that_says_something_else_is_seen(self, everything: Checked) -> None:
        document = sarif(everything)
        document["runs"][0]["results"][0]["level"] = "hint"
        del document["runs"][0]["results"][1]["message"]
        assert len(faults(document)) == 2

    def test_has_as_much_as_github_takes(self, everything: Checked) -> None:
        (run,) = sarif(everything)["runs"]
        assert len(run["tool"]["driver"]["rules"]) == len(RULES)
        texts = [one["message"]["text"] for one in run["results"]]
        for rule in run["tool"]["driver"]["rules"]:
            texts += [rule["shortDescription"]["text"], rule["fullDescription"]["text"]]
        assert max(map(len, texts)) <= 1024


def readable() -> Iterator[tuple[str, Any, list[Problem]]]:
    """Each case of a group that can be read: its name, its values, and the errors of reading it."""
    for path in CASES:
        data = path.read_bytes()
        document = read_bytes(data, home_of(data.decode(), path.stem))
        if document.root is not None and document.file.startswith("groups/"):
            found = group_in(document, shipped()[1])
            yield path.stem, as_text(document.root), [one for one in found.problems if one.is_error]


class TestTheSchemaOfAGroup:
    def test_is_valid_itself(self) -> None:
        Draft7Validator.check_schema(shipped()[0])

    def test_takes_every_shipped_file(self) -> None:
        taking = Draft7Validator(shipped()[0])
        files = sorted((shipped_directory() / "groups").rglob("*.yaml"))
        refused = [
            path.name
            for path in files
            if not taking.is_valid(as_text(read_bytes(path.read_bytes(), path.name).root))
        ]
        assert len(files) > 200
        assert refused == []

    def test_refuses_what_reading_calls_an_error_and_nothing_else(self) -> None:
        taking = Draft7Validator(shipped()[0])
        taken, refused = set(), set()
        for name, values, errors in readable():
            if taking.is_valid(values) == bool(errors):
                (taken if errors else refused).update(
                    {name} & BEYOND_A_SCHEMA or {one.rule for one in errors} or {name}
                )
        assert taken <= BEYOND_A_SCHEMA
        assert refused == STRICTER
