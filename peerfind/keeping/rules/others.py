"""Rules about what entries say of each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from peerfind import text
from peerfind.keeping.rules.rule import Finding, Rule, each, found, typed, value

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

    from peerfind.keeping.rules.rule import Entry

RULES = (
    Rule(
        "former-id-clash",
        "error",
        "An id that a group used to have is that of another group, now or formerly.",
        "Who follows an old link comes to the wrong group.",
        "Take it out of the group that never had it.",
        "former_ids: [example-trust]",
        "former_ids: [example-walk-otley]",
    ),
    Rule(
        "names-itself",
        "warning",
        "A group names itself as its network, its successor or its double.",
        "The link leads back to where the reader is.",
        "Write the id of the other group, or leave the line out.",
        "part_of: example",
        "part_of: example-trust",
    ),
    Rule(
        "replaced-but-open",
        "warning",
        "Another group took the place of one that is not closed.",
        "Readers are sent to both, and one of them is gone.",
        "Write status: closed, or take replaced_by out.",
        "status: open\nreplaced_by: example-trust",
        "status: closed\nreplaced_by: example-trust",
    ),
    Rule(
        "possible-duplicate",
        "warning",
        "Two entries share a name, a number, a page or a meeting, as far as nothing tells them apart.",
        "Readers see a group twice, and one of the two entries grows old. It is told when the whole "
        "directory is checked.",
        "Keep the better one. If they differ, write the other's id under not_duplicate_of.",
        "name: Example Trust\nvenue: {town: Otley}",
        "name: Example Trust\nvenue: {town: Ilkley}",
    ),
)

_OTHERS = ("part_of", "replaced_by", "not_duplicate_of")
LINKS = frozenset({*_OTHERS, "former_ids"})
"""The keys under which a group names ids."""


def check(entry: Entry, holders: Callable[[str], Collection[str]]) -> Iterator[Finding]:
    """What is wrong with the ids that a group names.

    `holders` gives the ids of all groups that have an id, now or formerly.
    """
    own = entry.stated["id"]
    for node in each(value(entry.root, "former_ids")):
        name = getattr(node, "text", "").strip()
        if name and (other := min({*holders(name)} - {own}, default="")):
            had = f"{other} used to have the id {text.shown(name)} too."
            told = f"There is a group {other}." if other == name else had
            yield found("former-id-clash", node, told)
    for key in _OTHERS:
        for node in each(value(entry.root, key)):
            if getattr(node, "text", "").strip() == own:
                yield found("names-itself", node, f"{key} is this group itself.")
    if (at := typed(entry.root, "replaced_by")) and entry.stated.get("status") != "closed":
        status = entry.stated.get("status", "not stated")
        yield found("replaced-but-open", at, f"Something took its place; its status is {status}.")
