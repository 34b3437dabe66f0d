"""Asks every question of peerfind and of the others, and adds up what the answers are worth."""

from __future__ import annotations

import shutil
from datetime import date, datetime, time
from math import floor
from statistics import mean
from typing import TYPE_CHECKING, NamedTuple
from zoneinfo import ZoneInfo

import peerfind
from evaluation import cases
from evaluation.metrics import Marks, marks
from peerfind.answers.answer import answer_to
from peerfind.asking.criteria import CRITERIA
from peerfind.asking.query import SORTS, Typed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from pathlib import Path

    from peerfind.answers.answer import Answer
    from peerfind.api import Directory

TODAY = date(2026, 11, 25)
LISTS = ("require", "avoid", "weight", "include", "ignore")
EMPTY = "nothing-fits"
ALL = "all"
PARTS = ("test", "held", "tune", "practice", ALL)
FLOORED = ("test", "held", ALL)
FLOORS = cases.HERE / "floors.json"


class Result(NamedTuple):
    """A question, the ids that were found, best first, and what they earned."""

    question: cases.Question
    found: list[str]
    marks: Marks


class Means(NamedTuple):
    """The means of the marks of some questions, and the sum of the violations."""

    ndcg: float
    first: float
    reciprocal_rank: float
    recall: float
    violations: float


class Measured(NamedTuple):
    """What peerfind found for every question, and whether those that nothing fits were answered truly."""

    results: list[Result]
    truly: dict[str, bool]

    def part(self, part: str) -> Measured:
        """Only the questions of a part."""
        rows = [one for one in self.results if is_in(one.question, part)]
        ids = {one.question.id for one in rows}
        return Measured(rows, {name: told for name, told in self.truly.items() if name in ids})


def is_in(question: cases.Question, part: str) -> bool:
    """Whether a question belongs to a part; all do to all."""
    return part in (ALL, question.part)


def directory_in(folder: Path) -> Directory:
    """The fictional directory, with the words of the shipped one."""
    shutil.copytree(cases.GROUPS, folder / "groups")
    shutil.copytree(cases.VOCABULARY, folder / "vocabulary")
    shutil.copyfile(cases.VOCABULARY.parent / "directory.yaml", folder / "directory.yaml")
    return peerfind.open(folder)


def answered(directory: Directory, arguments: Sequence[str], limit: int = 30) -> Answer:
    """What peerfind answers to an argument list, as the command would."""
    words, flags = [], dict[str, list[str]]()
    rest = iter(arguments)
    for one in rest:
        if one == "--literal":
            flags["literal"] = []
        elif one.startswith("--") and one != "--":
            flags.setdefault(one.removeprefix("--"), []).append(next(rest))
        elif one != "--":
            words.append(one)
    asks = {name: flags.pop(name) for name in CRITERIA if name in flags}
    known = {name: values for name, values in flags.items() if name in LISTS}
    if unknown := flags.keys() - known - {"within", "sort", "limit", "literal"}:
        raise ValueError(f"The measure knows no {', '.join(unknown)}.")
    typed = Typed(
        words=words,
        asks=asks,
        within=flags.get("within", [None])[-1],
        sort=flags.get("sort", [SORTS[0]])[-1],
        limit=limit,
        literal="literal" in flags,
        **known,
    )
    now = datetime.combine(TODAY, time(), ZoneInfo(directory.index.settings["time_zone"]))
    return answer_to(directory.index, typed, now)


def results(
    ask: Callable[[cases.Question], list[str]],
    questions: Iterable[cases.Question],
    grades: Mapping[str, Mapping[str, str]],
) -> list[Result]:
    """What an engine finds for each question."""
    return [
        Result(one, found := ask(one), marks(found, grades.get(one.id, {}))) for one in questions
    ]


def by_peerfind(directory: Directory) -> Callable[[cases.Question], list[str]]:
    """The ids that peerfind finds."""
    return lambda one: [match.group.id for match in answered(directory, one.ask).matches]


def measured(folder: Path, questions: Sequence[cases.Question]) -> Measured:
    """What peerfind earns by the grades as they were settled; `folder` is for the directory."""
    directory = directory_in(folder)
    rows = results(by_peerfind(directory), questions, cases.judgements())
    empty = [one for one in questions if one.category == EMPTY]
    return Measured(rows, {one.id: is_answered_truly(directory, one) for one in empty})


def is_answered_truly(directory: Directory, question: cases.Question) -> bool:
    """Whether a question that nothing fits is told what would, each change with its true count."""
    answer = answered(directory, question.ask)
    changes = answer.relaxations
    counts = [(one.total, answered(directory, one.arguments, limit=0).total) for one in changes]
    return bool(counts) and all(told == found > answer.total for told, found in counts)


def table(rows: Sequence[Result]) -> dict[str, Means]:
    """The means of the marks by category, and of all but what nothing fits."""
    names = sorted({one.question.category for one in rows})
    found = {name: [one.marks for one in rows if one.question.category == name] for name in names}
    found[ALL] = [one.marks for one in rows if one.question.category != EMPTY]
    return {
        name: Means(
            mean(one.ndcg for one in every),
            mean(one.first for one in every),
            mean(one.reciprocal_rank for one in every),
            mean(one.recall for one in every),
            float(sum(one.violations for one in every)),
        )
        for name, every in found.items()
        if every
    }


def figures(found: Measured) -> dict[str, dict[str, dict[str, float]]]:
    """What has a floor, of some parts and of all, by category: means rounded down to three decimals.

    Of what nothing fits that is the share that is answered truly. Violations are a ceiling.
    """
    return {part: _figures(found.part(part)) for part in FLOORED}


def _figures(found: Measured) -> dict[str, dict[str, float]]:
    known = {name: means._asdict() for name, means in table(found.results).items()}
    if EMPTY in known:
        truly = mean(map(float, found.truly.values()))
        known[EMPTY] = {"truly": truly, "violations": known[EMPTY]["violations"]}
    return {
        category: {
            name: int(value) if name == "violations" else rounded_down(value)
            for name, value in values.items()
        }
        for category, values in known.items()
    }


def rounded_down(value: float) -> float:
    """`value` to three decimals, never more than it is (but for what a computer makes of 0.9)."""
    return floor(value * 1000 + 1e-6) / 1000
