"""Rules about what entries say of each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from peerfind import text
from peerfind.keeping.phones import phones
from peerfind.keeping.rules.rule import Finding, Rule, each, found, typed, value

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

    from peerfind.keeping.rules.rule import Entry
    from peerfind.model import Record

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
        "Two groups have the same name in the same town, or the same telephone, town and day.",
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


def doubles(records: Iterable[Record]) -> dict[str, tuple[str, str]]:
    """The ids of groups that look like another, each with that one's id and the reason.

    It takes as long as there are groups, for each is looked up by what it must share.
    """
    seen: dict[tuple[str, ...], Record] = {}
    found_ids: dict[str, tuple[str, str]] = {}
    for record in records:
        for reason, key in _marks(record).items():
            other = seen.setdefault(key, record)
            if other is not record and not _is_said_to_differ(record, other):
                found_ids.setdefault(record["id"], (other["id"], reason))
                found_ids.setdefault(other["id"], (record["id"], reason))
    return found_ids


def _marks(record: Mapping[str, object]) -> Mapping[str, tuple[str, ...]]:
    """What two entries of one group would have in common, by what it is called."""
    venue, contact = record.get("venue") or {}, record.get("contact") or {}
    if not isinstance(venue, dict) or not isinstance(contact, dict):
        return {}
    town, name = text.key(venue.get("town", "")), text.key(str(record["name"]))
    marks: dict[str, tuple[str, ...]] = {"the same name and town": ("name", name, town)}
    number = next((one.dialled for one in phones(contact.get("phone", ""))), "")
    first = record.get("meets")
    if number and town and isinstance(first, list):
        when = str([[one.get(key) for key in ("days", "start", "every", "which")] for one in first])
        marks["the same telephone, town and times"] = ("times", number, town, when)
    return marks


def _is_said_to_differ(one: Record, other: Record) -> bool:
    return other["id"] in one.get("not_duplicate_of", ()) or one["id"] in other.get(
        "not_duplicate_of", ()
    )
