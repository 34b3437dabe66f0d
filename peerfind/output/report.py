"""Problems as a person reads them, each with its place, the line itself and what to write instead."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from peerfind import text
from peerfind.keeping.replacing import Mended, is_sure, replaced, together
from peerfind.output.json_parts import json_parts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from peerfind.keeping.checking import Checked
    from peerfind.problems import Problem

VERSION = 1
WIDTH = 80  # columns, where there is no terminal
MOST_ELSEWHERE = 10  # problems in files that were not touched: told, and no more than these in full
_MOST_SHOWN = 64 * 1024
_MARGIN = "        | "  # what stands before a line of a file
_INDENT = "        "
_FEWEST = 20  # columns of a line: fewer do not show where one is
_LONGEST_MENDED = 2000  # characters of a line


class Rows:
    """The lines of the files that problems are in, each file read once."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._known: dict[str, list[str]] = {}

    def row(self, problem: Problem) -> str:
        """The line of a problem, without the spaces at its end; empty where it has none."""
        if problem.file not in self._known:
            rows = _rows(self._folder / problem.file)
            self._known[problem.file] = [row.rstrip() for row in rows]
        rows = self._known[problem.file]
        return rows[problem.line - 1] if problem.line <= len(rows) else ""


class Offers:
    """What is offered for problems: for each line of a file once, after the last of its problems.

    Several lines, each with one of its words mended, would undo one another when they are copied. Of a very
    long line, which may have thousands of problems, nothing is offered.
    """

    def __init__(self, problems: Iterable[Problem], rows: Rows) -> None:
        by_line: dict[tuple[str, int], list[Problem]] = {}
        self._after: dict[int, Mended] = {}
        for problem in problems:
            row = rows.row(problem)
            if len(row) > _LONGEST_MENDED:
                continue
            if problem.fix and not replaced(row, problem):  # no whole line is known
                self._after[id(problem)] = Mended(problem.fix, is_sure(problem))
            else:
                by_line.setdefault((problem.file, problem.line), []).append(problem)
        for some in by_line.values():
            fixes = [problem for problem in some if problem.fix]
            if fixes and (made := together(rows.row(some[0]), fixes)):
                self._after[id(some[-1])] = made

    def after(self, problem: Problem) -> Mended | None:
        """What to print after a problem; None where nothing is offered, or only after a later one."""
        return self._after.get(id(problem))


def offer(mended: Mended) -> str:
    """What comes before what is offered: `write` where it is sure, else `perhaps`."""
    return "write" if mended.is_sure else "perhaps"


def problems_json(found: Checked) -> Iterator[str]:
    """All problems as one JSON document."""
    document = {
        "version": VERSION,
        "problems": (problem._asdict() for problem in found.problems),
        "files": found.files,
    }
    if found.elsewhere:
        document["elsewhere"] = (problem._asdict() for problem in found.elsewhere)
    yield from json_parts(document)
    yield "\n"


def problems_plain(found: Checked) -> Iterator[str]:
    """Each problem on a line, with its file, line and column, as editors and `grep` take them."""
    every = (*found.problems, *found.elsewhere)
    offers = Offers(every, Rows(found.folder))
    for problem in every:
        made = offers.after(problem)
        told = f" {offer(made)}: {text.shown(made.line)}" if made else ""
        yield f"{_line(problem)}{told}\n"
    yield f"{summary(found)}\n"


def problems_text(found: Checked, width: int = WIDTH) -> Iterator[str]:
    """The problems of each file under its name, with their lines, marks and what to write.

    Of a line of a file no more is shown than has room in `width` columns.
    """
    rows = Rows(found.folder)
    offers = Offers(found.problems, rows)
    for file, problems in groupby(found.problems, key=lambda one: one.file):
        yield f"{text.shown(file)}\n"
        for problem in problems:
            yield from _problem(problem, rows, width)
            if made := offers.after(problem):
                yield f"{_INDENT}{offer(made) + ':':<8} {_safe(made.line)}\n"
        yield "\n"
    yield from _elsewhere(found.elsewhere)
    yield f"{summary(found)}\n"
    if found.problems:
        yield "Why a rule matters, and how to mend it: peerfind explain RULE\n"
    if any(is_sure(problem, rows.row(problem)) for problem in found.problems):
        yield "To have each line after write: put in its place: peerfind check --fix\n"


def _elsewhere(problems: Sequence[Problem]) -> Iterator[str]:
    """What is in nobody's way: the worst of it in full, and how much else there is."""
    if not problems:
        return
    yield "In files that were not touched, and in nobody's way:\n"
    told = sorted((one for one in problems if one.level != "hint"), key=lambda one: one.level)
    for problem in told[:MOST_ELSEWHERE]:
        yield f"  {_line(problem)}\n"
    if more := len(problems) - len(told[:MOST_ELSEWHERE]):
        yield f"  {more:,}{' more' if told else ' that could be better'}: peerfind check\n"
    yield "\n"


def summary(found: Checked) -> str:
    """How many problems of each level there are, and in how many files."""
    in_files = len({problem.file for problem in found.problems})
    of = f"{in_files:,} of {plural(found.files, 'file')}"
    where = of if found.problems and found.files > 1 else plural(found.files, "file")
    others = f" {plural(len(found.elsewhere), 'other')} elsewhere." if found.elsewhere else ""
    return f"{count(found.problems)} in {where}.{others}"


def _line(problem: Problem) -> str:
    place = f"{text.shown(problem.file)}:{problem.line}:{problem.column}"
    return f"{place}: {problem.level}: {text.shown(problem.message)} [{problem.rule}]"


def _problem(problem: Problem, rows: Rows, width: int) -> Iterator[str]:
    yield f"  {problem.line}:{problem.column}  {problem.level}  {problem.rule}\n"
    message, at = text.shown(problem.message), len(_INDENT)
    if row := rows.row(problem):
        shown, column = _window(row, problem.column, max(width - len(_MARGIN), _FEWEST))
        at = len(_MARGIN) + column + 1
        yield f"  {problem.line:>5} | {shown}\n"
        is_short = at + len(message) <= width
        yield f"{_MARGIN}{' ' * (column - 1)}^{f' {message}' if is_short else ''}\n"
        message = "" if is_short else message
    for part in _wrapped(message, max(width - len(_INDENT), _FEWEST)):
        yield f"{_INDENT}{part}\n"


def _wrapped(message: str, width: int) -> list[str]:
    import textwrap  # a check that finds nothing has no need of it

    return textwrap.wrap(message, width, break_on_hyphens=False)  # a word is copied whole


def _window(row: str, column: int, width: int = 70) -> tuple[str, int]:
    """The part of a long line around a column, and the column in it; nothing that a terminal would obey."""
    start = max(0, min(column - width // 2, len(row) - width))
    return _safe(row[start : start + width]), column - start


def _safe(row: str) -> str:
    return "".join(character if character.isprintable() else "?" for character in row)


def _rows(path: Path) -> list[str]:
    """The lines of a file; none of what a link leads to, which may lie outside, nor of a pipe."""
    try:
        if path.is_symlink() or not path.is_file():
            return []
        with path.open(encoding="utf-8-sig", errors="replace") as file:
            return file.read(_MOST_SHOWN).split("\n")
    except OSError:
        return []


def count(problems: Sequence[Problem]) -> str:
    """How many problems there are of each level, the worst first."""
    if not problems:
        return "No problems"
    levels = [problem.level for problem in problems]
    counts = [
        plural(levels.count(one), one) for one in ("error", "warning", "hint") if one in levels
    ]
    return text.listed(counts)


def plural(count: int, noun: str) -> str:
    """`1 file`, `1,234 files`."""
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"
