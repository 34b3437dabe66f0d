"""The line of a file as it would be with what a problem offers in place of a value."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from peerfind.keeping.rules import RULES
from peerfind.named import NamedTuple
from peerfind.schedule.dates import one_date

if TYPE_CHECKING:
    from collections.abc import Iterable

    from peerfind.problems import Problem

_QUOTED = r"\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*'"
# A value does not end in a space: without saying so, a run of them is gone through once for each of them.
_END = r"(?=\s*(?:$|\s#))"  # where a value ends on a line of its own
_END_IN_BRACKETS = r"(?=\s*(?:$|\s#|,\s|,$|[\]}]))"
_KEY = r"[^:#\n]+?(?<!\s)(?=\s*:(?:\s|$))"
_OF_KEYS = frozenset({"unknown-key"})
_OF_NAMES = frozenset({"file-name"})  # what is offered is no value
_OF_DATES = frozenset({"not-a-date"})
_SURE_IF_OFFERED = frozenset({"not-keys"})  # only an address that is clearly a source's is offered
_CUT = "text-cut-off"
_REMARK = r"\s#+(?:\s|\"$)"


class Mended(NamedTuple):
    """A line of a file with all that is offered for it; `is_sure` where nothing of it is a guess."""

    line: str
    is_sure: bool


def is_sure(problem: Problem, row: str = "") -> bool:
    """Whether what a problem offers is surely meant: what comes after `# ` may well be a remark.

    `row`, the line of the problem, tells of a date whether it means one day or may mean two.
    """
    rule = RULES.get(problem.rule)
    if problem.rule in _OF_DATES:
        there = re.match(_value(row[: problem.column - 1]), row[problem.column - 1 :])
        return there is not None and one_date(there[0].strip("\"'")) == problem.fix
    is_remark = problem.rule == _CUT and re.search(_REMARK, problem.fix)
    is_whole = problem.rule in _SURE_IF_OFFERED and bool(problem.fix)
    return is_whole or bool(rule and rule.is_fixable and not is_remark)


def together(row: str, problems: Iterable[Problem]) -> Mended | None:
    """`row` with what all problems of it offer, each in its place; None where that is nothing.

    Of several at one place the surest counts. They are put in from the end of the line to its start, so
    that none moves the place of another.
    """
    places = {(problem.column, not is_sure(problem, row), problem): problem for problem in problems}
    line, sure, put = row, True, set[int]()
    for place in sorted(places, key=lambda one: (-one[0], one[1:])):
        problem = places[place]
        if problem.column not in put and (made := replaced(line, problem)):
            put.add(problem.column)
            line, sure = made, sure and is_sure(problem, row)
    return Mended(line, sure) if put else None


def replaced(row: str, problem: Problem) -> str:
    """`row`, the line of the problem, with the fix in place of the value.

    Empty where the problem offers none, or where it cannot be told for sure which letters it replaces.
    """
    if not problem.fix or problem.rule in _OF_NAMES:
        return ""
    if problem.rule == _CUT:
        return _with_the_rest(row.rstrip(), problem.fix)
    before, rest = row[: problem.column - 1], row[problem.column - 1 :].rstrip()
    pattern = _KEY if problem.rule in _OF_KEYS else _value(before)
    is_list_in_list = problem.fix.startswith("[") and before.count("[") > before.count("]")
    fix = problem.fix[1:-1] if is_list_in_list else problem.fix
    there = re.match(pattern, rest)
    return f"{before}{fix}{rest[there.end() :]}" if there else ""


def _value(before: str) -> str:
    """A pattern for the value that starts after `before`, inside of brackets or not."""
    bare = re.sub(_QUOTED, "", before)
    is_in_brackets = bare.count("[") + bare.count("{") > bare.count("]") + bare.count("}")
    end = _END_IN_BRACKETS if is_in_brackets else _END
    return rf"(?:{_QUOTED}){end}|[^\"'\[\]{{}}|>&*! \t](?:.*?)(?<!\s){end}"


def _with_the_rest(row: str, fix: str) -> str:
    """A line whose end was cut off, with quotes around all of it that was meant."""
    meant = json.loads(fix, strict=False)  # it may have a tab in it
    return f"{row[: -len(meant)]}{fix}" if row.endswith(meant) else ""
