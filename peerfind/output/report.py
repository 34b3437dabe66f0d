"""Problems as a person reads them, each with its place, the line itself and what to write instead."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from peerfind import text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from peerfind.problems import Problem

VERSION = 1
WIDTH = 80  # columns, where there is no terminal
_MOST_SHOWN = 64 * 1024
_MARGIN = "        | "  # what stands before a line of a file
_FEWEST = 20  # columns of a line: fewer do not show where one is


def problems_json(problems: Sequence[Problem], files: int) -> Iterator[str]:
    """All problems as one JSON document."""
    document = {
        "version": VERSION,
        "problems": [problem._asdict() for problem in problems],
        "files": files,
    }
    yield json.dumps(document, ensure_ascii=False, indent=2)
    yield "\n"


def problems_text(
    problems: Sequence[Problem], files: int, folder: Path, width: int = WIDTH
) -> Iterator[str]:
    """Each problem with its line under it and a mark where it starts, and the count at the end.

    Of a line of a file no more is shown than has room in `width` columns.
    """
    rows: dict[str, list[str]] = {}
    for problem in problems:
        if problem.file not in rows:
            rows[problem.file] = _rows(folder / problem.file)
        yield from _problem(problem, rows[problem.file], width)
    yield f"{_count(problems)} in {_plural(files, 'file')}.\n"


def _problem(problem: Problem, rows: list[str], width: int) -> Iterator[str]:
    place = f"{text.shown(problem.file)}:{problem.line}:{problem.column}"
    yield f"{place}: {problem.level}: {text.shown(problem.message)} [{problem.rule}]\n"
    if problem.line <= len(rows) and (row := rows[problem.line - 1].rstrip()):
        shown, column = _window(row, problem.column, max(width - len(_MARGIN), _FEWEST))
        yield f"  {problem.line:>5} | {shown}\n"
        yield f"{_MARGIN}{' ' * (column - 1)}^\n"
    if problem.fix:
        yield f"        write: {text.shown(problem.fix)}\n"
    yield "\n"


def _window(row: str, column: int, width: int = 70) -> tuple[str, int]:
    """The part of a long line around a column, and the column in it; nothing that a terminal would obey."""
    start = max(0, min(column - width // 2, len(row) - width))
    part = "".join(character if character.isprintable() else "?" for character in row)
    return part[start : start + width], column - start


def _rows(path: Path) -> list[str]:
    """The lines of a file; none of what a link leads to, which may lie outside, nor of a pipe."""
    try:
        if path.is_symlink() or not path.is_file():
            return []
        with path.open(encoding="utf-8-sig", errors="replace") as file:
            return file.read(_MOST_SHOWN).split("\n")
    except OSError:
        return []


def _count(problems: Sequence[Problem]) -> str:
    if not problems:
        return "No problems"
    levels = [problem.level for problem in problems]
    counts = [
        _plural(levels.count(one), one) for one in ("error", "warning", "hint") if one in levels
    ]
    return text.listed(counts)


def _plural(count: int, noun: str) -> str:
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"
