"""Problems mended in the files themselves: what is sure, and on demand what is likely."""

from __future__ import annotations

import re
from bisect import bisect_left
from codecs import BOM_UTF8
from collections import Counter
from itertools import accumulate, islice
from typing import TYPE_CHECKING

from peerfind import text
from peerfind.faults import BREAK
from peerfind.keeping.checking import Judge
from peerfind.keeping.formatting import Change, said
from peerfind.keeping.mending import as_items, mended
from peerfind.keeping.replacing import is_sure, replaced
from peerfind.keeping.rules.texts import odd_signs, without_odd_signs
from peerfind.keeping.trials import Draft, Edit, Places, Reader, Trial, joined
from peerfind.named import NamedTuple
from peerfind.schedule.dates import one_date
from peerfind.source import MAX_BYTES, Text, read_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date
    from pathlib import Path

    from peerfind.keeping.checking import Checked, Choice
    from peerfind.keeping.trials import At, Steps
    from peerfind.problems import Problem
    from peerfind.source import Document

MOST_PASSES = 10
_ODD_SIGNS = frozenset({"hidden-character", "odd-space"})
_LISTS = frozenset({"no-space-after-hyphen", "unknown-day", "unknown-term"})


class _Attempt(NamedTuple):
    """Lines that are mended until they can be read, what they hold, and the lines of what was mended."""

    rows: Sequence[str]
    document: Document
    lines: frozenset[int]


class Fixing(NamedTuple):
    """What there is to mend in the files of a folder.

    `fixed` counts the problems that it mends. `left` are files that stay as they are because mending them
    would bring up other problems, each with the rule of one.
    """

    folder: Path
    changes: tuple[Change, ...]
    fixed: int
    left: tuple[tuple[str, str], ...]


def fixing(
    found: Checked, choice: Choice, today: date | None = None, *, unsure: bool = False
) -> Fixing:
    """What to mend of the problems that a check found in the way; nothing is written.

    `unsure` takes what is only likely too, where a whole line is offered for it.
    """
    judge = Judge(found.folder, today)
    made = [
        _File(file, judge, choice, unsure=unsure).outcome()
        for file in sorted({problem.file for problem in found.problems})
    ]
    changes = [(one, count) for one, count in made if isinstance(one, Change)]
    left = [one for one, _ in made if isinstance(one, tuple) and not isinstance(one, Change)]
    return Fixing(
        found.folder, tuple(one for one, _ in changes), sum(n for _, n in changes), tuple(left)
    )


class _File:
    """A file that is mended pass by pass, with a look that it still says the same."""

    def __init__(self, file: str, judge: Judge, choice: Choice, *, unsure: bool) -> None:
        self.file = file
        self._judge = judge
        self._choice = choice
        self._unsure = unsure
        self._count = 0
        self._reader = Reader(file)

    def outcome(self) -> tuple[Change | tuple[str, str] | None, int]:
        """The change and how many problems it mends, or why the file is left; None: nothing is to do."""
        path = self._judge.folder / self.file
        try:
            if not path.is_file() or path.stat().st_size > MAX_BYTES:
                return None, 0
            data = path.read_bytes()
            before = data.removeprefix(BOM_UTF8).decode()
        except (OSError, UnicodeDecodeError):
            return None, 0
        after = before
        for _ in range(MOST_PASSES):
            passed = self._passed(after)
            if passed == after:
                break
            after = passed
        if after == before:
            return None, 0
        if (worse := self._worse(before, after)) is not None:
            return (self.file, worse), 0
        mark = BOM_UTF8 if data.startswith(BOM_UTF8) else b""
        return Change(self.file, data, mark + after.encode()), self._count

    def _worse(self, before: str, after: str) -> str | None:
        """The rule that is broken after and was not before; None where the file is only better."""
        if read_text(before, self.file).root is None:  # nothing else was known of it
            document = read_text(after, self.file)
            return document.problems[-1].rule if document.root is None else None
        old, new = (Counter(one.rule for one in self._problems(one)) for one in (before, after))
        added = next(iter(new - old), None)
        return added if added or new.total() < old.total() else next(iter(new), "")

    def _problems(self, typed: str) -> list[Problem]:
        return self._judge.problems(self.file, typed.encode())

    def _passed(self, typed: str) -> str:
        """A text with at most one problem mended a line, from the last line to the first."""
        parts = re.split(f"({BREAK})", typed)
        rows, breaks = parts[::2], [*parts[1::2], ""]
        found = sorted(self._problems(typed), key=lambda one: one[1:3], reverse=True)
        problems = [one for one in found if self._choice.takes(one) and one.line <= len(rows)]
        attempt = _Attempt(rows, read_text(typed, self.file), frozenset())
        while attempt.document.root is None and problems:
            attempt = self._further(attempt, breaks, problems.pop(0))
        self._count += len(attempt.lines)
        if attempt.document.root is None:
            return joined(attempt.rows, breaks)
        places = Places(attempt.document.root)
        trial = Trial(
            Draft(attempt.rows, attempt.document.root),
            lambda made: self._reader.read(made, breaks),
            lambda problem, trial: _candidates(problem, trial, places, unsure=self._unsure),
        )
        trial.mend([one for one in problems if one.line not in attempt.lines])
        self._count += trial.mended
        return joined(trial.draft.rows, breaks)

    def _further(self, attempt: _Attempt, breaks: Sequence[str], problem: Problem) -> _Attempt:
        """Lines that could not be read, mended for one more problem if the reader then comes further."""
        made = None if problem.line in attempt.lines else mended(attempt.rows, problem)
        document = self._reader.read(made, breaks) if made else None
        if made is None or document is None:
            return attempt
        where = [(one.rule, one.line, one.column) for one in document.problems]
        if document.root is None and (problem.rule, problem.line, problem.column) in where:
            return attempt
        return _Attempt(made, document, attempt.lines | {problem.line})


def _candidates(problem: Problem, trial: Trial, places: Places, *, unsure: bool) -> Iterator[Edit]:
    """The changes of lines that may mend a problem, the surest first."""
    at = places.of(problem)
    if at is None:
        return
    path, node = at
    rows = trial.draft.rows
    if problem.rule == "unknown-key":
        yield from _of_key(problem, at, trial.draft, unsure=unsure)
        return
    if problem.rule in _LISTS and isinstance(node, Text) and not node.quoted:
        if listed := as_items(rows, node.line, node.text):
            made = {number: row for number, row in enumerate(listed[0]) if row != rows[number]}
            yield Edit(made, path, ([(item, False) for item in listed[1]], 0))
    elif problem.rule == "not-a-date" and isinstance(node, Text) and (day := one_date(node.text)):
        yield from _in_place(problem._replace(fix=day), path, rows)
    if unsure or is_sure(problem):
        if problem.rule in _ODD_SIGNS and problem.fix and isinstance(node, Text):
            last = places.last_line(node) or len(rows)
            yield from _without_odd_signs(problem, (path, node), trial, last)
        yield from _in_place(problem, path, rows)


def _of_key(problem: Problem, at: At, draft: Draft, *, unsure: bool) -> Iterator[Edit]:
    """A key as it was meant; that is sure where nothing but signs that nobody sees are wrong in it."""
    path, node = at
    key, there = str(path[-1]), draft.around(path)
    is_unseen = isinstance(node, Text) and problem.fix == text.shown(key)
    is_taken = problem.fix in there and there[problem.fix] != there[key]  # two values, none is read
    if (is_unseen or unsure) and not is_taken and (row := _row(draft.rows, problem)):
        yield Edit({problem.line - 1: row}, path, name=problem.fix)


def _in_place(problem: Problem, path: Steps, rows: Sequence[str]) -> Iterator[Edit]:
    """What is offered in place of a value."""
    if problem.fix and (row := _row(rows, problem)):
        yield Edit({problem.line - 1: row}, path, _offered(problem))


def _offered(problem: Problem) -> object:
    """What a value says where it is what a problem offers."""
    return said(read_text(problem.fix, problem.file).root)


def _without_odd_signs(
    problem: Problem, at: tuple[Steps, Text], trial: Trial, last: int
) -> Iterator[Edit]:
    """As many lines of a text without its odd signs as it takes, up to `last`; no quotes come with it.

    First as many as have all the signs that were read in it, then the fewest that do.
    """
    path, node = at
    rows, rule, first = trial.draft.rows, problem.rule, problem.line - 1
    clean = {
        at: row
        for at in range(first, last)
        if (row := without_odd_signs(rows[at], rule)) != rows[at]
    }
    if not clean:
        return
    typed = (rows[at][node.column - 1 if at == first else 0 :] for at in clean)
    sums = [*accumulate(odd_signs(row, rule) for row in typed)]
    offered, most = _offered(problem), len(clean)

    def edit(count: int) -> Edit:
        return Edit(dict(islice(clean.items(), count)), path, offered)

    yield edit(min(bisect_left(sums, odd_signs(node.text, rule)) + 1, most))
    fewest = bisect_left(range(1, most + 1), x=True, key=lambda n: trial.reaches(edit(n))) + 1
    if fewest <= most:
        yield edit(fewest)


def _row(rows: Sequence[str], problem: Problem) -> str:
    """The line of a problem with what is offered, and with the spaces at its end."""
    row = rows[problem.line - 1]
    made, end = replaced(row, problem), row[len(row.rstrip(" \t")) :]
    return made and made + end
