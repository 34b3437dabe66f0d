"""Problems as Markdown, for the summary of a check and the comment on a pull request."""

from __future__ import annotations

from typing import TYPE_CHECKING

from peerfind import text
from peerfind.output.markdown import escaped
from peerfind.output.report import Offers, Rows, count, offer, plural, summary

if TYPE_CHECKING:
    from collections.abc import Iterator

    from peerfind.keeping.checking import Checked
    from peerfind.keeping.replacing import Mended
    from peerfind.problems import Level, Problem

_HEADS: dict[Level, str] = {
    "error": "Must fix",
    "warning": "Please look",
    "hint": "Could be better",
}


def problems_markdown(found: Checked) -> Iterator[str]:
    """The problems in the way by level, each with its place and the line to write."""
    shown = [one for level in _HEADS for one in found.problems if one.level == level]
    offers = Offers(shown, Rows(found.folder))
    yield f"### {count(found.problems)}\n\n"
    for level, head in _HEADS.items():
        problems = [problem for problem in shown if problem.level == level]
        if problems:
            yield f"**{head}**\n\n"
            for number, problem in enumerate(problems, 1):
                yield from _item(number, problem, offers.after(problem))
            yield "\n"
    if found.elsewhere:
        others = plural(len(found.elsewhere), "problem")
        yield f"{others} in files that were not touched, and in nobody's way.\n\n"
    yield f"{summary(found)}\n"


def _item(number: int, problem: Problem, made: Mended | None) -> Iterator[str]:
    place = f"{_code(problem.file)} line {problem.line}"
    yield f"{number}. {place}: {escaped(text.shown(problem.message))} ({_code(problem.rule)})\n"
    if made:
        indent = " " * len(f"{number}. ")
        fence = "`" * max(3, _longest_run(made.line) + 1)
        yield f"\n{indent}{offer(made)}:\n\n"
        yield f"{indent}{fence}yaml\n{indent}{_visible(made.line)}\n{indent}{fence}\n\n"


def _code(value: str) -> str:
    """Text as code, with a fence that is longer than any run of marks in it."""
    shown = text.shown(value)
    fence = "`" * (_longest_run(shown) + 1)
    pad = " " if "`" in shown else ""
    return f"{fence}{pad}{shown}{pad}{fence}"


def _longest_run(value: str) -> int:
    runs = [len(run) for run in "".join(c if c == "`" else " " for c in value).split()]
    return max(runs, default=0)


def _visible(line: str) -> str:
    return "".join(character if character.isprintable() else "?" for character in line)
