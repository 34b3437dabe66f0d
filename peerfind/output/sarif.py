"""Problems as SARIF 2.1.0 (OASIS), which code scanners and editors exchange."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from peerfind import __version__, text
from peerfind.keeping.replacing import is_sure, together
from peerfind.keeping.rules import RULES
from peerfind.output.annotations import file_path
from peerfind.output.json_parts import json_parts
from peerfind.output.report import Rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from peerfind.keeping.checking import Checked
    from peerfind.keeping.rules.rule import Rule
    from peerfind.problems import Level, Problem

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS: dict[Level, str] = {"error": "error", "warning": "warning", "hint": "note"}
_NUMBERS = {name: number for number, name in enumerate(RULES)}


def problems_sarif(found: Checked) -> Iterator[str]:
    """One run with all problems; those in files that were not touched are `unchanged`."""
    made = _sure_lines((*found.problems, *found.elsewhere), Rows(found.folder))
    states = chain(
        ((problem, "") for problem in found.problems),
        ((problem, "unchanged") for problem in found.elsewhere),
    )
    run = {
        "tool": {
            "driver": {
                "name": "peerfind",
                "version": __version__,
                "rules": [_rule(rule) for rule in RULES.values()],
            }
        },
        "columnKind": "unicodeCodePoints",
        "results": (_result(problem, state, found, made) for problem, state in states),
    }
    document = {"$schema": _SCHEMA, "version": "2.1.0", "runs": iter([run])}
    yield from json_parts(document)
    yield "\n"


def _rule(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.id,
        "shortDescription": {"text": rule.what},
        "fullDescription": {"text": f"{rule.what} {rule.why}"},
        "help": {"text": rule.how},
        "defaultConfiguration": {"level": _LEVELS[rule.level]},
    }


def _sure_lines(problems: Iterable[Problem], rows: Rows) -> dict[Problem, tuple[str, str]]:
    """For each problem that is surely mended its line, as it is and with all such mends of it."""
    by_line: dict[tuple[str, int], list[Problem]] = {}
    for problem in problems:
        if is_sure(problem, rows.row(problem)):
            by_line.setdefault((problem.file, problem.line), []).append(problem)
    made = [(some, rows.row(some[0])) for some in by_line.values()]
    lines = [(some, row, together(row, some)) for some, row in made]
    return {one: (row, after.line) for some, row, after in lines if after for one in some}


def _result(
    problem: Problem, state: str, found: Checked, made: Mapping[Problem, tuple[str, str]]
) -> dict[str, Any]:
    file = {"uri": quote(file_path(found, problem), safe="/", errors="replace")}
    region = {"startLine": problem.line, "startColumn": problem.column}
    result: dict[str, Any] = {
        "ruleId": problem.rule,
        "ruleIndex": _NUMBERS[problem.rule],
        "level": _LEVELS[problem.level],
        "message": {"text": text.shown(problem.message)},
        "locations": [{"physicalLocation": {"artifactLocation": file, "region": region}}],
    }
    if problem in made:
        row, mended = made[problem]
        whole = {"startLine": problem.line, "startColumn": 1, "endColumn": len(row) + 1}
        change = {"deletedRegion": whole, "insertedContent": {"text": mended}}
        result["fixes"] = [
            {
                "description": {"text": RULES[problem.rule].how},
                "artifactChanges": [{"artifactLocation": file, "replacements": [change]}],
            }
        ]
    return result | ({"baselineState": state} if state else {})
