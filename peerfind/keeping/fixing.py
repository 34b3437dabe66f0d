"""Problems mended in the files themselves: what is sure, and on demand what is likely."""

from __future__ import annotations

import re
from codecs import BOM_UTF8
from collections import Counter
from typing import TYPE_CHECKING, Any

from peerfind import text
from peerfind.faults import BREAK
from peerfind.keeping.checking import Judge
from peerfind.keeping.formatting import Change, said
from peerfind.keeping.mending import as_items, mended
from peerfind.keeping.replacing import is_sure, replaced
from peerfind.keeping.rules.texts import without_odd_signs
from peerfind.named import NamedTuple
from peerfind.schedule.dates import one_date
from peerfind.source import MAX_BYTES, Items, Map, Text, read_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date
    from pathlib import Path

    from peerfind.keeping.checking import Checked, Choice
    from peerfind.problems import Problem
    from peerfind.source import Document, Node

MOST_PASSES = 10
_ODD_SIGNS = frozenset({"hidden-character", "odd-space"})
_LISTS = frozenset({"no-space-after-hyphen", "unknown-day", "unknown-term"})

_Path = tuple[str | int, ...]
_Candidate = tuple[list[str], object]  # lines, and what all of them must say then


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
    """A file that is mended line by line, each time with a look that it still says the same."""

    def __init__(self, file: str, judge: Judge, choice: Choice, *, unsure: bool) -> None:
        self.file = file
        self._judge = judge
        self._choice = choice
        self._unsure = unsure
        self._count = 0

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
        document, parts = read_text(typed, self.file), re.split(f"({BREAK})", typed)
        rows, breaks, lines = parts[::2], [*parts[1::2], ""], set[int]()
        problems = sorted(self._problems(typed), key=lambda one: one[1:3], reverse=True)
        for problem in (one for one in problems if self._choice.takes(one)):
            if problem.line in lines or problem.line > len(rows):
                continue
            for made, meant in _candidates(rows, document, problem, unsure=self._unsure):
                new = read_text(_joined(made, breaks), self.file)
                if _is_as_meant(document, new, problem, meant):
                    rows, document = made, new
                    lines.add(problem.line)
                    self._count += 1
                    break
        return _joined(rows, breaks)


def _joined(rows: Sequence[str], breaks: Sequence[str]) -> str:
    return "".join(part for pair in zip(rows, breaks, strict=True) for part in pair)


def _is_as_meant(before: Document, after: Document, problem: Problem, meant: object) -> bool:
    """Whether lines say what they should, and nothing else than before.

    Of lines that could not be read it is only asked whether the reader comes further.
    """
    if before.root is None:
        where = [(one.rule, one.line, one.column) for one in after.problems]
        return after.root is not None or (problem.rule, problem.line, problem.column) not in where
    return after.root is not None and said(after.root) == meant


def _candidates(
    rows: list[str], document: Document, problem: Problem, *, unsure: bool
) -> Iterator[_Candidate]:
    """The lines that may mend a problem, the surest first."""
    if document.root is None:
        if made := mended(rows, problem):
            yield made, None
        return
    at = _place(document.root, problem)
    if at is None:
        return
    path, node = at
    tree = said(document.root)
    if problem.rule == "unknown-key":
        yield from _of_key(rows, problem, tree, at, unsure=unsure)
        return
    if problem.rule in _LISTS and isinstance(node, Text) and not node.quoted:
        if listed := as_items(rows, node.line, node.text):
            items = [(item, False) for item in listed[1]]
            yield listed[0], _with(tree, path, (items, 0))
    elif problem.rule == "not-a-date" and isinstance(node, Text) and (day := one_date(node.text)):
        yield from _in_place(rows, problem._replace(fix=day), tree, path)
    if unsure or is_sure(problem):
        yield from _in_place(rows, problem, tree, path)


def _of_key(
    rows: list[str], problem: Problem, tree: object, at: tuple[_Path, Node], *, unsure: bool
) -> Iterator[_Candidate]:
    """A key as it was meant; that is sure where nothing but signs that nobody sees are wrong in it."""
    path, node = at
    key = str(path[-1])
    is_unseen = isinstance(node, Text) and problem.fix == text.shown(key)
    row = _row(rows, problem)
    if row and (is_unseen or unsure):
        yield _put(rows, problem.line, row), _renamed(tree, path, problem.fix)


def _in_place(rows: list[str], problem: Problem, tree: object, path: _Path) -> Iterator[_Candidate]:
    """What is offered in place of a value."""
    if not problem.fix:
        return
    value = read_text(problem.fix, problem.file).root
    meant = _with(tree, path, said(value))
    if problem.rule in _ODD_SIGNS:  # over as many lines as it takes; no quotes come with it
        made = [*rows]
        for at, typed in enumerate(rows[problem.line - 1 :], problem.line - 1):
            if (clean := without_odd_signs(typed, problem.rule)) != typed:
                made[at] = clean
                yield [*made], meant
    if row := _row(rows, problem):
        yield _put(rows, problem.line, row), meant


def _row(rows: Sequence[str], problem: Problem) -> str:
    """The line of a problem with what is offered, and with the spaces at its end."""
    row = rows[problem.line - 1]
    made, end = replaced(row, problem), row[len(row.rstrip(" \t")) :]
    return made and made + end


def _put(rows: Sequence[str], line: int, row: str) -> list[str]:
    return [*rows[: line - 1], row, *rows[line:]]


def _place(root: Node, problem: Problem) -> tuple[_Path, Node] | None:
    """What a problem is about: its keys and places in lists from the root, and the value, or the key."""
    place = problem.line, problem.column
    if problem.rule == "text-cut-off":  # which is told where the text ends
        before = [one for one in _nodes(root, ()) if (one[1].line, one[1].column) < place]
        return max(
            (one for one in before if isinstance(one[1], Text)),
            key=lambda one: (one[1].line, one[1].column),
            default=None,
        )
    nodes = _keys(root, ()) if problem.rule == "unknown-key" else _nodes(root, ())
    return next((one for one in nodes if (one[1].line, one[1].column) == place), None)


def _nodes(node: Node, path: _Path) -> Iterator[tuple[_Path, Node]]:
    """All values below a value, it too, each with its path."""
    yield path, node
    for step, inner in _steps(node):
        yield from _nodes(inner, (*path, step))


def _keys(root: Node, path: _Path) -> Iterator[tuple[_Path, Node]]:
    """All keys below a value, each with the path of what stands there."""
    for at, node in _nodes(root, path):
        if isinstance(node, Map):
            yield from (((*at, name), key) for name, (key, _) in node.entries.items())


def _steps(node: Node) -> Iterator[tuple[str | int, Node]]:
    if isinstance(node, Items):
        yield from enumerate(node.items)
    elif isinstance(node, Map):
        yield from ((name, value) for name, (_, value) in node.entries.items())


def _with(tree: Any, path: _Path, new: object) -> object:
    """All that is said, with something else at a path."""
    if not path:
        return new
    inner, lost = tree
    changed = inner.copy()
    changed[path[0]] = _with(inner[path[0]], path[1:], new)
    return changed, lost


def _renamed(tree: Any, path: _Path, key: str) -> object:
    """All that is said, with another key at the end of a path."""
    inner, lost = tree
    if len(path) > 1:
        return _with(tree, path[:1], _renamed(inner[path[0]], path[1:], key))
    return {key if name == path[0] else name: value for name, value in inner.items()}, lost
