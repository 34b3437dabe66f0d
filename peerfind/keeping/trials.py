"""Lines of a file changed on trial: many at once, one look at what all of them say, and a way back."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import islice
from typing import TYPE_CHECKING, Any, cast

from peerfind.keeping.formatting import said
from peerfind.named import NamedTuple
from peerfind.source import MAX_BYTES, Items, Map, Text, read_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from peerfind.problems import Problem
    from peerfind.source import Document, Node

    Steps = tuple[str | int, ...]
    """The keys and places in lists that lead to a value; the first is that of the whole, 0."""

    At = tuple[Steps, Node]

MOST_READ = (
    128 * MAX_BYTES
)  # characters in all trials of a file: hostile ones could go on for hours


class Edit(NamedTuple):
    """A change that may mend a problem: lines by their number from 0, and what is said then.

    At `path` stands `said` then; or the key there is called `name`.
    """

    rows: Mapping[int, str]
    path: Steps
    said: object = None
    name: str | None = None


class Draft:
    """The lines of a file, and all that they should say."""

    def __init__(self, rows: Sequence[str], root: Node) -> None:
        self.rows = [*rows]
        self._every: Any = ([said(root)], 0)

    def put(self, edit: Edit) -> Edit:
        """Make a change, and give the one that takes it back."""
        before = {at: self.rows[at] for at in edit.rows}
        for at, row in edit.rows.items():
            self.rows[at] = row
        inner, last = self.around(edit.path), cast("Any", edit.path[-1])
        if edit.name is None:
            old = inner[last] if isinstance(inner, list) else inner.get(last)
            inner[last] = edit.said
            return Edit(before, edit.path, old)
        is_twice, value = edit.name in inner, inner.pop(last)
        inner[edit.name] = value
        if is_twice:
            return Edit(before, edit.path, value)
        return Edit(before, (*edit.path[:-1], edit.name), name=str(last))

    def around(self, path: Steps) -> Any:
        """The list or the map that holds what stands at a path, as it is said."""
        node = self._every
        for step in path[:-1]:
            node = node[0][step]
        return node[0]

    def is_said_by(self, root: Node | None) -> bool:
        """Whether what was read says what it should, and nothing else."""
        return root is not None and said(root) == self._every[0][0]


class Places:
    """What stands where in a file that was read, by line and column."""

    def __init__(self, root: Node) -> None:
        self._values: dict[tuple[int, int], At] = {}
        self._keys: dict[tuple[int, int], At] = {}
        for path, node in _nodes(root, (0,)):
            self._values.setdefault((node.line, node.column), (path, node))
            for name, (key, _) in node.entries.items() if isinstance(node, Map) else ():
                self._keys.setdefault((key.line, key.column), ((*path, name), key))
        self._starts = sorted({*self._values, *self._keys})
        self._texts = sorted(at for at, (_, node) in self._values.items() if isinstance(node, Text))

    def of(self, problem: Problem) -> At | None:
        """What a problem is about: the path and the value there, or the key."""
        place = problem.line, problem.column
        if problem.rule == "text-cut-off":  # which is told where the text ends
            number = bisect_left(self._texts, place)
            return self._values[self._texts[number - 1]] if number else None
        return (self._keys if problem.rule == "unknown-key" else self._values).get(place)

    def last_line(self, node: Node) -> int | None:
        """The last line on which a text may go on, which is where the next starts; None: that of the file."""
        after = bisect_right(self._starts, (node.line, node.column))
        return self._starts[after][0] if after < len(self._starts) else None


def _nodes(node: Node, path: Steps) -> Iterator[At]:
    """All values below a value, it too, each with its path."""
    yield path, node
    steps: Any = ()
    if isinstance(node, Items):
        steps = enumerate(node.items)
    elif isinstance(node, Map):
        steps = ((name, value) for name, (_, value) in node.entries.items())
    for step, inner in steps:
        yield from _nodes(inner, (*path, step))


class Reader:
    """Reads a file anew with other lines, over and over, until all that was read comes to `MOST_READ`."""

    def __init__(self, file: str) -> None:
        self._file = file
        self._left = MOST_READ

    def read(self, rows: Sequence[str], breaks: Sequence[str]) -> Document | None:
        """What lines with these breaks hold; None once enough was read."""
        if self._left <= 0:
            return None
        text = joined(rows, breaks)
        self._left -= len(text)
        return read_text(text, self._file)


def joined(rows: Sequence[str], breaks: Sequence[str]) -> str:
    """Lines with their breaks, as one text."""
    return "".join(part for pair in zip(rows, breaks, strict=True) for part in pair)


class Trial:
    """A file whose lines are changed for as many problems as it can be, at most one a line.

    `candidates` are the changes that may mend a problem, the surest first. `mended` counts the problems.
    """

    def __init__(
        self,
        draft: Draft,
        look: Callable[[Sequence[str]], Document | None],
        candidates: Callable[[Problem, Trial], Iterator[Edit]],
    ) -> None:
        self.draft = draft
        self.mended = 0
        self._lines = set[int]()
        self._look = look
        self._candidates = candidates

    def mend(self, problems: Sequence[Problem]) -> None:
        """Make the first change offered for each problem, and look once; what is not as meant, by halves.

        So where all goes well a file is read once, however many problems it has.
        """
        made = self._put_first(problems)
        if not made:
            return
        if self._is_as_meant():
            self._lines |= made.keys()
            self.mended += len(made)
            return
        for undo in reversed(made.values()):
            self.draft.put(undo)
        if len(problems) == 1:
            self._mend_otherwise(problems[0])
            return
        middle = len(problems) // 2
        self.mend(problems[:middle])
        self.mend(problems[middle:])

    def _put_first(self, problems: Sequence[Problem]) -> dict[int, Edit]:
        """Make the first change offered for each problem; what takes it back, by line."""
        made: dict[int, Edit] = {}
        for problem in problems:
            if problem.line in self._lines or problem.line in made:
                continue
            if edit := next(self._candidates(problem, self), None):
                made[problem.line] = self.draft.put(edit)
        return made

    def _mend_otherwise(self, problem: Problem) -> None:
        """Make the first change after the first that is as meant."""
        for edit in islice(self._candidates(problem, self), 1, None):
            undo = self.draft.put(edit)
            if self._is_as_meant():
                self._lines.add(problem.line)
                self.mended += 1
                return
            self.draft.put(undo)

    def _is_as_meant(self) -> bool:
        document = self._look(self.draft.rows)
        return document is not None and self.draft.is_said_by(document.root)

    def reaches(self, edit: Edit) -> bool:
        """Whether a change makes the value at its path what it should be, whatever it does to others."""
        undo = self.draft.put(edit)
        document = self._look(self.draft.rows)
        self.draft.put(undo)
        return document is not None and _at(document.root, edit.path) == edit.said


def _at(root: Node | None, path: Steps) -> object:
    """What is said at a path; None where nothing stands there."""
    node = root
    for step in path[1:]:
        if isinstance(node, Map) and step in node.entries:
            node = node.entries[str(step)][1]
        elif isinstance(node, Items) and isinstance(step, int) and step < len(node.items):
            node = node.items[step]
        else:
            return None
    return said(node)
