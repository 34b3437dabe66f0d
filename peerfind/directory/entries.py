"""The files of a directory that are lists: terms, crisis contacts, questions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from peerfind.directory import fields
from peerfind.directory.readers import Key, Reading, is_empty, keyed, unread_keys
from peerfind.directory.vocabulary import Vocabulary
from peerfind.source import Items, Map, Node

if TYPE_CHECKING:
    from collections.abc import Mapping

Entry = dict[str, Any]


def entries(root: Node | None, keys: Mapping[str, Key], reading: Reading) -> list[Entry]:
    """The entries of a list, in its order, each with an id of its own.

    One without a required key is left out, and so is one that cannot be used without a key that is
    written and not readable, or whose id an earlier one has.
    """
    if root is not None and not isinstance(root, Items):
        reading.problem(root, "not-a-list", "Start each entry here with - id:")
    found: dict[str, Entry] = {}
    lines: dict[str, int] = {}
    for node in root.items if isinstance(root, Items) else ():
        entry = _entry(node, keys, reading)
        if not entry or not isinstance(node, Map):
            continue
        name, (_, at) = entry["id"], node.entries["id"]
        if name in found:
            message = f"{name} is already on line {lines[name]}. Keep one of the two."
            reading.problem(at, "repeated-id", message)
        else:
            found[name], lines[name] = entry, at.line
    return [*found.values()]


def terms(root: Node | None, facet: str, file: str) -> tuple[list[Entry], Reading]:
    """The terms of a facet's file, and its reading with the problems met.

    It is read twice, for a term may name one that stands further down.
    """
    named = entries(root, fields.TERM, Reading(file, Vocabulary({})))
    reading = Reading(file, Vocabulary({facet: named}))
    return entries(root, fields.term_keys(facet), reading), reading


def _entry(node: Node, keys: Mapping[str, Key], reading: Reading) -> Entry | None:
    """One entry, where it can be used."""
    stated = keyed(node, keys, reading)
    if not stated or not isinstance(node, Map):
        return None
    lost = {
        name
        for name, value in unread_keys(node, keys, stated)
        if keys[name].decisive and not (value and is_empty(value))
    }
    required = {key.name for key in keys.values() if key.required}
    return None if lost or required - stated.keys() else stated
