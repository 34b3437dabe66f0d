"""What a rule is, what it is given to look at, and what it finds."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from peerfind import text
from peerfind.named import NamedTuple
from peerfind.problems import Problem
from peerfind.source import Items, Map, Text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from peerfind.model import Record
    from peerfind.problems import Level
    from peerfind.source import Node

# Plain text that every reader of YAML takes as it stands.
_PLAIN = (
    r"(?!(?i:null|true|false|yes|no|on|off|~)$)[^\W_](?:[^:#\n,\[\]{}\"\\]|:(?=[^\s])|(?<=\S)#)*"
)


class Rule(NamedTuple):
    """One thing that may be wrong in a directory.

    `what` is wrong, `why` that matters to a reader, `how` it is mended: a sentence each. `bad` and `good`
    are lines of a file, which `file` names where it is not that of a group. `since` is the version that
    had the rule first. A rule is `is_fixable` where what it offers in place of a value is sure.
    """

    id: str
    level: Level
    what: str
    why: str
    how: str
    bad: str
    good: str
    file: str = ""
    is_fixable: bool = False
    since: str = "0.1"


class Entry(NamedTuple):
    """A group, or a crisis contact, as it stands in its file.

    `stated` are its keys as they are read, with the whole of a private venue; `today` is the day of the
    check; `texts` are all that it holds, each with the nearest key above it. `said` is all of them in one,
    each after a line break: one look at it tells for most rules that no text needs theirs.
    """

    file: str
    root: Map
    stated: Record
    today: date
    texts: tuple[tuple[str, Text], ...]
    said: str
    is_group: bool = True

    @classmethod
    def of(cls, file: str, root: Map, stated: Record, today: date) -> Entry:
        """The entry whose keys stand in `root`."""
        held: list[tuple[str, Text]] = []
        _gather(root, "", held)
        said = "".join([f"\n{node.text}" for _, node in held])
        return cls(file, root, stated, today, tuple(held), said, file.startswith("groups/"))


class Finding(NamedTuple):
    """A rule that is broken at a place; `fix` is what to write in place of the value there."""

    rule: str
    line: int
    column: int
    message: str
    fix: str = ""

    def problem(self, file: str, level: Level) -> Problem:
        """The problem that it is in a file."""
        return Problem(
            file, self.line, self.column, level, self.rule, text.shown(self.message), self.fix
        )


def found(rule: str, node: Node, message: str, fix: str = "") -> Finding:
    """A finding where `node` stands."""
    return Finding(rule, node.line, node.column, message, fix)


def value(node: Node | None, *path: str) -> Node | None:
    """The value below keys of maps, one inside the other; None where there is none."""
    for key in path:
        if not isinstance(node, Map) or key not in node.entries:
            return None
        node = node.entries[key][1]
    return node


def typed(node: Node | None, *path: str) -> Text | None:
    """The text below keys of maps; None where there is none, or an empty one."""
    there = value(node, *path)
    return there if isinstance(there, Text) and there.text.strip() else None


def each(node: Node | None) -> tuple[Node, ...]:
    """The items of a list; a value alone is a list of one."""
    if node is None:
        return ()
    return node.items if isinstance(node, Items) else (node,)


def _gather(node: Node, key: str, held: list[tuple[str, Text]]) -> None:
    """Add all texts of a value to those that are held, each with the nearest key above it."""
    if isinstance(node, Text):
        held.append((key, node))
    elif isinstance(node, Items):
        for item in node.items:
            _gather(item, key, held)
    else:
        for name, (_, inner) in node.entries.items():
            _gather(inner, name, held)


def meetings(entry: Entry, *keys: str) -> Iterator[tuple[Map, dict[str, Any]]]:
    """The meeting patterns under keys, as they stand and as they are read."""
    for key in keys:
        stated = entry.stated.get(key)
        nodes = [node for node in each(value(entry.root, key)) if isinstance(node, Map)]
        if isinstance(stated, list) and len(stated) == len(nodes):
            yield from zip(nodes, stated, strict=True)


def written(typed: str) -> str:
    """`typed` as it is written in a file: in quotes where it needs any."""
    is_plain = re.fullmatch(_PLAIN, typed) and typed == typed.strip()
    return typed if is_plain else json.dumps(typed, ensure_ascii=False)


def rules(*some: Sequence[Rule]) -> dict[str, Rule]:
    """Rules by their ids. Raises ValueError where two have the same."""
    every = [rule for part in some for rule in part]
    by_id = {rule.id: rule for rule in every}
    if len(by_id) < len(every):
        raise ValueError("Two rules have the same id.")
    return by_id
