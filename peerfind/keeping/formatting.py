"""Which files of a directory are not in its layout, what they would be, and which cannot be laid out."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from peerfind.answers.check import chosen
from peerfind.directory import fields
from peerfind.directory.folder import read_common, read_group
from peerfind.directory.scan import is_group
from peerfind.directory.vocabulary import Vocabulary
from peerfind.keeping.layout import laid_out
from peerfind.keeping.placing import put
from peerfind.named import NamedTuple
from peerfind.problems import Problem
from peerfind.source import Items, Map, Node, Text, contents, read_bytes

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence
    from pathlib import Path

    from peerfind.directory.folder import Common
    from peerfind.source import Document

# What may be wrong with a text that is laid out all the same: it stays as wrong as it was.
_HARMLESS = frozenset({"text-cut-off", "repeated-key"})
_KEYS: dict[str, Collection[str]] = {
    "directory.yaml": fields.SETTINGS,
    "crisis.yaml": fields.CRISIS,
    "questions.yaml": fields.QUESTION,
}
_CHANGED_MEANING = "It would not say the same in the usual layout, so it stays as it is."


class Change(NamedTuple):
    """A file that is not in its layout: its path below the folder, and its bytes now and laid out."""

    file: str
    before: bytes
    after: bytes


class Formatting(NamedTuple):
    """What there is to do in a folder; `right` counts the files that are in their layout.

    `left` are the files that stay as they are, each with the first reason.
    """

    folder: Path
    changes: tuple[Change, ...]
    left: tuple[Problem, ...]
    right: int


def formatting(paths: Sequence[Path], directory: str | None) -> Formatting:
    """What to change in the files below `paths`, or in the whole directory where there are none.

    Nothing is written. Raises UsageError as `answers.check.chosen` does.
    """
    there = chosen(paths, directory)
    common = read_common(there.folder, there.listing)
    vocabulary = Vocabulary(common.terms)
    lost = [_lost(there.folder, file, common, vocabulary) for file in sorted(there.files)]
    files = zip(sorted(there.files), lost, strict=True)
    judged = [problem or _judged(there.folder / file, file) for file, problem in files]
    changes = tuple(one for one in judged if isinstance(one, Change))
    left = tuple(one for one in judged if isinstance(one, Problem))
    return Formatting(there.folder, changes, left, len(judged) - len(changes) - len(left))


def write(folder: Path, changes: Sequence[Change]) -> None:
    """Put every changed file in place. Raises UsageError for the first that cannot be written."""
    for change in changes:
        put(folder / change.file, change.file, change.before, change.after)


def _judged(path: Path, file: str) -> Change | Problem | None:
    """What to change in a file, or why it stays as it is; None where it is right already."""
    try:
        found = changed(contents(path), file)
    except OSError as error:
        message = f"It cannot be opened: {error.strerror}."
        return Problem(file, 1, 1, "error", "unreadable-file", message)
    return None if isinstance(found, Change) and found.before == found.after else found


def _lost(folder: Path, file: str, common: Common, vocabulary: Vocabulary) -> Problem | None:
    """Why a file leaves nothing to read, if it is so: of its errors the first that was met."""
    problems: Iterable[Problem] = ()
    if not is_group(file):
        problems = common.problems if file in common.broken else ()
    elif not (group := read_group(folder, file, vocabulary)).record:
        problems = group.problems
    errors = [one for one in problems if one.file == file and one.is_error]
    return errors[0] if errors else None


def changed(data: bytes, file: str) -> Change | Problem:
    """The bytes of a file as they are and laid out, or why it stays as it is.

    What was laid out is read again: whatever peerfind would read otherwise than before stays as it is.
    """
    before = read_bytes(data, file)
    stops = [one for one in before.problems if one.rule not in _HARMLESS]
    if stops or before.root is None:
        return (
            stops[0]
            if stops
            else Problem(file, 1, 1, "error", "empty-file", "There is nothing in it.")
        )
    try:
        after = laid_out(data.decode("utf-8-sig"), _keys(file)).encode()
    except ValueError as error:
        return Problem(file, 1, 1, "error", "no-layout", str(error))
    if not _says_the_same(before, read_bytes(after, file)):
        return Problem(file, 1, 1, "error", "no-layout", _CHANGED_MEANING)
    return Change(file, data, after)


def _keys(file: str) -> Collection[str]:
    """The keys of a file in their order."""
    return fields.FIELDS if is_group(file) else _KEYS.get(file, fields.TERM)


def _says_the_same(before: Document, after: Document) -> bool:
    """Whether two readings have the same values and the same problems, wherever they stand."""
    rules = [Counter(one.rule for one in document.problems) for document in (before, after)]
    return rules[0] == rules[1] and said(before.root) == said(after.root)


def said(node: Node | None) -> object:
    """All that a node says: its texts, lists and maps, without their places and the order of keys."""
    if isinstance(node, Text):
        return node.text, node.quoted and not node.text
    if isinstance(node, Items):
        return [*map(said, node.items)], node.lost
    if isinstance(node, Map):
        return {key: said(value) for key, (_, value) in node.entries.items()}, node.lost
    return None
