"""What `fmt` and `check --fix` changed, would change and left alone, as lines."""

from __future__ import annotations

import re
from codecs import BOM_UTF8
from difflib import unified_diff
from itertools import groupby, islice
from typing import TYPE_CHECKING

from peerfind import text
from peerfind.faults import BREAK
from peerfind.output.report import plural

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from peerfind.keeping.fixing import Fixing
    from peerfind.keeping.formatting import Change, Formatting

_AROUND = 3  # lines that are shown before and after one that differs
# What no line of a diff can show.
_MARKS = (
    (BOM_UTF8, "A hidden mark at the start of the file would go."),
    (b"\r", "Lines would end as they do everywhere but on Windows."),
)


def changed_files(found: Formatting) -> Iterator[str]:
    """The files that are not in their layout, one a line."""
    return (text.shown(change.file) for change in found.changes)


def diffs(changes: Iterable[Change], *, in_place: bool = False) -> Iterator[str]:
    """The lines that differ, file by file, as `diff -u` has them.

    `in_place` says that lines were only mended where they stand: no other is looked for that is like them.
    """
    for change in changes:
        yield from _diff(change, in_place=in_place)


def _diff(change: Change, *, in_place: bool) -> Iterator[str]:
    name, before, after = text.shown(change.file), _rows(change.before), _rows(change.after)
    yield from (f"--- {_visible(name)}", f"+++ {_visible(name)}")
    if in_place and len(before) == len(after):
        lines = _hunks(before, after)
    else:
        lines = islice(unified_diff(before, after, lineterm=""), 2, None)
    yield from map(_visible, lines)
    yield from (f"\\ {said}" for mark, said in _MARKS if _goes(mark, change))
    if not change.before.endswith(b"\n"):
        yield "\\ No newline at end of file"


def _hunks(before: Sequence[str], after: Sequence[str]) -> Iterator[str]:
    """The lines that differ from those in the same place, each with those around it, in one look at all."""
    is_same = [one == other for one, other in zip(before, after, strict=True)]
    for first, end in _stretches(is_same):
        of = f"{first + 1},{end - first}" if end > first + 1 else f"{end}"
        yield f"@@ -{of} +{of} @@"
        for same, numbers in groupby(range(first, end), is_same.__getitem__):
            run = [*numbers]
            yield from (f"{' ' if same else '-'}{before[number]}" for number in run)
            yield from (f"+{after[number]}" for number in run if not same)


def _stretches(is_same: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """From where to where lines differ, with those around them; stretches that would touch are one."""
    first = end = 0
    for number in (number for number, same in enumerate(is_same) if not same):
        if end and number - _AROUND > end:
            yield first, end
            end = 0
        first = first if end else max(number - _AROUND, 0)
        end = min(number + 1 + _AROUND, len(is_same))
    if end:
        yield first, end


def _goes(mark: bytes, change: Change) -> bool:
    return mark in change.before and mark not in change.after


def _rows(data: bytes) -> list[str]:
    """The lines of a file, whatever ends them."""
    rows = re.split(BREAK, data.decode("utf-8-sig", errors="replace"))
    return rows if rows[-1] else rows[:-1]


def _visible(row: str) -> str:
    """A line with nothing in it that a terminal would obey."""
    return "".join(one if one.isprintable() or one in "\t\xa0" else "?" for one in row)


def told(found: Formatting, *, is_written: bool) -> Iterator[str]:
    """What a person is told beside: each file that was left alone with the reason, and the count."""
    for one in found.left:
        place = f"{text.shown(one.file)}:{one.line}:{one.column}"
        yield f"{place}: left as it is. {text.shown(one.message)}"
    if found.left:
        yield "See what to mend: peerfind check"
    done = "laid out" if is_written else "to lay out"
    counts = {done: len(found.changes), "left as they are": len(found.left), "right": found.right}
    parts = [f"{counts[name]:,} {name}" for name in counts if counts[name]]
    yield f"Files: {text.listed(parts) or 'none'}."


def mended(made: Fixing, remaining: int | None) -> Iterator[str]:
    """What a person is told of mending: each file that was left alone with the reason, and the counts.

    `remaining` counts the problems that are left; without it nothing was written.
    """
    for file, rule in made.left:
        yield f"{text.shown(file)}: left as it is. Mending it would bring up {rule}."
    where = f" in {plural(len(made.changes), 'file')}" if made.changes else ""
    done = "would be fixed" if remaining is None else "fixed"
    rest = "" if remaining is None else f", {remaining:,} left"
    yield f"{plural(made.fixed, 'problem')} {done}{where}{rest}."
