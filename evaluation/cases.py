"""The fictional groups, the questions, and the grades, as they stand in the files."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from evaluation.wishes import World

HERE = Path(__file__).parent
GROUPS = HERE / "directory" / "groups"
VOCABULARY = HERE.parent / "directory" / "vocabulary"
QUERIES = HERE / "queries"
LATER = HERE / "later"
JUDGEMENTS = HERE / "judgements.tsv"
TOWNS = HERE / "towns.csv"

Loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


class Question(NamedTuple):
    """What was typed (the arguments of `peerfind match`), and what a person understands by it."""

    id: str
    category: str
    ask: list[str]
    need: dict[str, Any]
    part: str


def questions() -> list[Question]:
    """All questions: those of each category, in turn for tuning and for testing, and those written later."""
    files = sorted(QUERIES.glob("*.yaml"))
    found = [
        _question(one, ("tune", "test")[number % 2])
        for file in files
        for number, one in enumerate(_read(file))
    ]
    later = sorted(LATER.glob("*.yaml"))
    return found + [_question(one, file.stem) for file in later for one in _read(file)]


def _question(one: dict[str, Any], part: str) -> Question:
    return Question(one["id"], one["id"].rpartition("-")[0], one["ask"], one["need"], part)


def groups() -> dict[str, dict[str, Any]]:
    """The fictional groups by id, every value as its text."""
    return {file.stem: _read(file) for file in sorted(GROUPS.glob("*/*.yaml"))}


def world() -> World:
    """The vocabulary and the towns."""
    terms = {
        file.stem: {term["id"]: {"label": term["id"], **term} for term in _read(file)}
        for file in VOCABULARY.glob("*.yaml")
    }
    towns: dict[str, tuple[float, float, str, str]] = {}
    with TOWNS.open(encoding="utf-8") as rows:
        for row in csv.DictReader(rows):
            place = (float(row["latitude"]), float(row["longitude"]), row["county"], row["nation"])
            towns.setdefault(row["town"], place)
            towns[f"{row['town']}, {row['county']}"] = place
    return World(terms, towns)


def judgements() -> dict[str, dict[str, str]]:
    """The grades by question and group: those above 0, and `x`."""
    found: dict[str, dict[str, str]] = {}
    with JUDGEMENTS.open(encoding="utf-8") as lines:
        for line in lines:
            question, group, grade = line.rstrip("\n").split("\t")
            found.setdefault(question, {})[group] = grade
    return found


def write_judgements(graded: dict[str, dict[str, str]]) -> None:
    """Write the grades down, one a line, in order."""
    rows = (
        f"{question}\t{group}\t{grade}\n"
        for question, grades in sorted(graded.items())
        for group, grade in sorted(grades.items())
    )
    JUDGEMENTS.write_text("".join(rows), "utf-8")


def _read(file: Path) -> Any:
    """What a file of YAML holds, every value as its text."""
    return yaml.load(file.read_text("utf-8"), Loader)  # noqa: S506 (text only)
