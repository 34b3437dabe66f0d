"""Says what was measured, in Markdown: tables, and which goals are met."""

from __future__ import annotations

import platform
from datetime import date
from statistics import mean
from typing import TYPE_CHECKING, NamedTuple

import peerfind
from evaluation import rivals
from evaluation.measure import ALL, EMPTY, PARTS, Means, Measured, is_in, table

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from evaluation.measure import Result

OVERALL, EACH, FIRST = 0.95, 0.88, 0.95
TITLES = {
    "test": "The test half",
    "held": "The later questions, held back",
    "tune": "The tuning half",
    "practice": "The later questions, for practice",
    ALL: "All questions",
}
MARKS = ("nDCG@10", "P@1", "MRR", "recall@10", "violations")
HEAD = """# How good the answers are

Written by `python -m evaluation --write`. [The rubric](rubric.md) says how a group is graded and what each
measure is.
"""
BESIDE = """The others are described in [rivals.py](rivals.py). They are asked the same words, over the same
texts, and spared the groups that are closed or paused. One of them is a small model of sentence embeddings.
"""


class Goal(NamedTuple):
    """What is wanted of the test half, what it is, and what falls short, if anything."""

    wanted: str
    found: str
    is_met: bool
    short: str = ""


def page(found: Measured, others: Mapping[str, Sequence[Result]]) -> str:
    """The whole page."""
    asked = [one.question for one in found.results]
    today = date.today()  # noqa: DTZ011
    when = (
        f"Measured on {today.day} {today:%B %Y} with peerfind {peerfind.__version__}, "
        f"Python {platform.python_version()}, {rivals.versions()}: "
        f"{len(asked)} questions in {len({one.category for one in asked})} categories, "
        f"{sum(is_in(one, 'test') for one in asked)} of them for testing, and "
        f"{sum(is_in(one, 'held') for one in asked)} written later and held back."
    )
    tests = found.part("test")
    aims = [*goals(tests, parted(others, "test"))]
    missed = [one for one in aims if not one.is_met]
    parts = [
        HEAD,
        when + "\n",
        "## Goals, on the test half\n",
        _rows(
            ("goal", "found", ""),
            [(one.wanted, one.found, "met" if one.is_met else "**missed**") for one in aims],
        ),
        f"{len(aims) - len(missed)} of {len(aims)} goals are met"
        + (". These fall short:\n" if missed else ".\n"),
        "\n".join(f"- {one.wanted}: {one.short or one.found}" for one in missed) + "\n",
        BESIDE,
        *(report(found, others, part) for part in PARTS),
    ]
    return "\n".join(part for part in parts if part.strip())


def report(found: Measured, others: Mapping[str, Sequence[Result]], part: str) -> str:
    """The tables of a part."""
    measured, beside = found.part(part), parted(others, part)
    known = table(measured.results)
    ranked = {name: means for name, means in known.items() if name != EMPTY}
    counts = {
        name: sum(name in (one.question.category, ALL) for one in measured.results)
        for name in ranked
    }
    if ALL in counts:
        counts[ALL] -= sum(one.question.category == EMPTY for one in measured.results)
    rows = [(name, str(counts[name]), *_told(means)) for name, means in ranked.items()]
    parts = [f"## {TITLES[part]}\n", _rows(("category", "questions", *MARKS), rows)]
    if measured.truly:
        parts.append(_of_nothing(measured, known[EMPTY]))
    if beside:
        tables = {name: table(rows) for name, rows in beside.items()}
        parts += [
            "nDCG@10 beside the others:\n",
            _rows(
                ("category", "peerfind", *beside),
                [
                    (
                        name,
                        f"{means.ndcg:.3f}",
                        *(f"{one[name].ndcg:.3f}" for one in tables.values()),
                    )
                    for name, means in ranked.items()
                ],
            ),
            "All marks of all categories:\n",
            _rows(
                ("", *MARKS),
                [
                    (name, *_told(one[ALL]))
                    for name, one in {"peerfind": known, **tables}.items()
                    if ALL in one
                ],
            ),
        ]
    return "\n".join(parts)


def parted(others: Mapping[str, Sequence[Result]], part: str) -> dict[str, list[Result]]:
    """What the others found for the questions of a part."""
    return {
        name: [one for one in rows if is_in(one.question, part)] for name, rows in others.items()
    }


def goals(found: Measured, others: Mapping[str, Sequence[Result]]) -> Iterator[Goal]:
    """Each goal; `found` and `others` are of the test half."""
    known = table(found.results)
    every = known[ALL]
    ranked = {name: one for name, one in known.items() if name not in (ALL, EMPTY)}
    yield Goal(f"nDCG@10 of {OVERALL} overall", f"{every.ndcg:.3f}", every.ndcg >= OVERALL)
    low = {name: one.ndcg for name, one in ranked.items() if one.ndcg < EACH}
    yield Goal(
        f"nDCG@10 of {EACH} in each category",
        f"{len(ranked) - len(low)} of {len(ranked)} categories",
        not low,
        ", ".join(f"{name} {value:.3f}" for name, value in low.items()),
    )
    yield Goal(f"P@1 of {FIRST}", f"{every.first:.3f}", every.first >= FIRST)
    wrong = {name: one.violations for name, one in known.items() if name != ALL and one.violations}
    yield Goal(
        "no violations, those of nothing-fits among them",
        f"{sum(wrong.values()):.0f}",
        not wrong,
        ", ".join(f"{name} {value:.0f}" for name, value in wrong.items()),
    )
    tables = {name: table(rows) for name, rows in others.items()}
    ahead = [
        f"{name} ({rival} {one[name].ndcg:.3f}, peerfind {means.ndcg:.3f})"
        for name, means in ranked.items()
        for rival, one in tables.items()
        if one[name].ndcg >= means.ndcg
    ]
    behind = {one.partition(" ")[0] for one in ahead}
    yield Goal(
        "ahead of every other in every category",
        f"{len(ranked) - len(behind)} of {len(ranked)} categories",
        not ahead,
        ", ".join(ahead),
    )
    told = list(found.truly.values())
    yield Goal(
        "what nothing fits is always answered with true changes",
        f"{sum(told)} of {len(told)}",
        all(told),
    )


def _of_nothing(found: Measured, means: Means) -> str:
    told = [*found.truly.values()]
    return (
        f"{EMPTY}: {sum(told)} of {len(told)} questions ({mean(map(float, told)):.0%}) are answered "
        f"with true changes; groups shown that should not be: {means.violations:.0f}.\n"
    )


def _told(means: Means) -> tuple[str, ...]:
    return (*(f"{one:.3f}" for one in means[:-1]), f"{means.violations:.0f}")


def _rows(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [head, ("---",) * len(head), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)
