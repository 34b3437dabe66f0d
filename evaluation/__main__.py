"""The command.

python -m evaluation [--part test|held|tune|practice|all] [--only peerfind] [--write]
python -m evaluation judge
python -m evaluation grades [CATEGORY]

Without a command it measures and prints the tables of each part, and of how phrases are read; `--write` also
writes `results.md` and the floors of the tests. `judge` grades anew and writes `judgements.tsv`; `grades`
shows the numbers of each.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any

from evaluation import cases, marked, measure, page, reading, rivals
from evaluation.judge import Judge
from peerfind.directory.folder import load
from peerfind.directory.vocabulary import Vocabulary

RESULTS = cases.HERE / "results.md"


def main() -> None:
    parser = argparse.ArgumentParser(
        "python -m evaluation",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    commands = ("measure", "judge", "grades")
    parser.add_argument("command", nargs="?", choices=commands, default="measure")
    parser.add_argument("category", nargs="?", default="", help="of grades")
    parser.add_argument("--part", choices=measure.PARTS, help="print this one only")
    parser.add_argument("--only", choices=["peerfind"], help="leave out the others")
    parser.add_argument("--write", action="store_true", help="write results.md and floors.json")
    asked = parser.parse_args()
    if asked.write and (asked.part or asked.only):
        parser.error("--write writes down all of it: leave out --part and --only")
    if asked.command == "grades":
        show_grades(asked.category)
    elif asked.command == "judge":
        judge = Judge(cases.groups(), cases.world())
        cases.write_judgements({one.id: judge.grades(one.need) for one in cases.questions()})
    else:
        show_measures(asked.part, is_alone=bool(asked.only), is_written=asked.write)


def show_grades(category: str = "") -> None:
    judge = Judge(cases.groups(), cases.world())
    for one in cases.questions():
        if category in ("", one.category):
            grades = judge.grades(one.need)
            counts = Counter(grades.values())
            print(
                one.id,
                one.ask,
                dict(sorted(counts.items(), reverse=True)),
                [g for g, v in grades.items() if v == "3"][:4],
            )


def show_measures(part: str | None, *, is_alone: bool, is_written: bool) -> None:
    asked = [one for one in cases.questions() if measure.is_in(one, part or measure.ALL)]
    with tempfile.TemporaryDirectory() as temporary:
        found = measure.measured(Path(temporary) / "directory", asked)
    others = {} if is_alone else of_others(asked)
    if part:
        print(page.report(found, others, part))
        return
    told, figures = of_words()
    if is_written:
        RESULTS.write_text(f"{page.page(found, others)}\n{told}", "utf-8")
        floors = json.dumps({**measure.figures(found), **figures}, indent=2)
        measure.FLOORS.write_text(f"{floors}\n", "utf-8")
    for one in measure.PARTS:
        print(page.report(found, others, one))
    print(told)


def of_words() -> tuple[str, dict[str, Any]]:
    """How phrases and marked notes are read: the tables, and what may not fall."""
    vocabulary = Vocabulary(load(cases.VOCABULARY.parent).common.terms)
    read = {one: reading.measured(reading.phrases(one), vocabulary) for one in reading.PARTS}
    taken = marked.measured(marked.notes(marked.HELD), vocabulary)
    figures = {reading.FLOORS: reading.figures(read), marked.FLOORS: marked.figures(taken)}
    return f"{reading.report(read)}\n{marked.report(taken)}", figures


def of_others(asked: list[cases.Question]) -> dict[str, list[measure.Result]]:
    grades = cases.judgements()
    return {
        rival.name: measure.results(lambda one, rival=rival: rival.best(one.ask), asked, grades)
        for rival in rivals.rivals(cases.groups(), cases.world())
    }


if __name__ == "__main__":
    main()
