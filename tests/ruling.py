"""Entries as a rule is given them to look at, and what it finds, each finding in one line."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from peerfind.directory.folder import stated_in
from peerfind.directory.vocabulary import Vocabulary
from peerfind.keeping.rules.rule import Entry
from peerfind.source import Items, Map, read_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from peerfind.keeping.rules.rule import Finding

FILE = "groups/example/walk.yaml"
TODAY = date(2026, 11, 25)  # a Wednesday
TERMS = {
    "focus": ("grief", "older-people", "young-people", "young-adults", "teenagers", "children"),
    "format": ("in-person", "video", "phone", "chat"),
}
VOCABULARY = Vocabulary({facet: [{"id": one} for one in ids] for facet, ids in TERMS.items()})


def entry_of(typed: str) -> Entry:
    """The entry of a file; without a name in it, that of Quokka Walk, whose name is on the first line.

    A file that starts with a hyphen holds a crisis contact.
    """
    if typed.startswith("- "):
        return _crisis(typed)
    text = typed if typed.startswith("name:") else f"name: Quokka Walk\n{typed}"
    document = read_text(text, FILE)
    stated = stated_in(document, VOCABULARY).keys
    assert isinstance(document.root, Map)
    assert stated is not None
    return Entry.of(FILE, document.root, stated, TODAY)


def _crisis(typed: str) -> Entry:
    listed = read_text(typed, "crisis.yaml").root
    assert isinstance(listed, Items)
    root = listed.items[0]
    assert isinstance(root, Map)
    stated = {key: getattr(node, "text", "") for key, (_, node) in root.entries.items()}
    return Entry.of("crisis.yaml", root, stated, TODAY)


def found_by(check: Callable[[Entry], Iterator[Finding]], typed: str) -> list[str]:
    """What a check finds: the rule, where, and what it offers to write there."""
    return [
        f"{one.rule} {one.line}:{one.column}{f' => {one.fix}' if one.fix else ''}"
        for one in check(entry_of(typed))
    ]


def told_by(check: Callable[[Entry], Iterator[Finding]], typed: str) -> list[str]:
    """What a check says."""
    return [one.message for one in check(entry_of(typed))]
