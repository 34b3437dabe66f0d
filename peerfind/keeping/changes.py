"""What differs between two states of a directory, group by group, and what of it deserves a second look."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from peerfind.geo import great_circle_km
from peerfind.model import Ages, Group, public
from peerfind.named import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from peerfind.directory.folder import Directory
    from peerfind.model import Record

Flag = Literal[
    "new-number", "new-website", "new-mailbox", "moved-far", "moved-somewhere", "place-revealed", "narrowed",
    "now-closed", "now-paused", "check-claimed", "consent-claimed", "removed", "crisis",
]  # fmt: skip

FAR_KM = 8.0  # five miles: another town, for somebody on foot or by bus
INNER = ("venue", "contact")  # maps whose keys are facts of their own
_PLACE = frozenset({"venue.name", "venue.address", "venue.town", "venue.county", "venue.postcode"})
_NUMBERS = frozenset({"contact.phone", "contact.text"})


class Change(NamedTuple):
    """A key with its value before and after, None where it was not stated.

    Keys inside a venue or a contact are named `contact.phone`.
    """

    key: str
    before: Any
    after: Any
    flags: tuple[Flag, ...] = ()


class Changed(NamedTuple):
    """One entry that is in both states; `former_id` is its id before, where it has another now."""

    before: Record
    after: Record
    changes: tuple[Change, ...]
    former_id: str = ""


class Difference(NamedTuple):
    """All that differs. `crisis` are crisis contacts that changed, came (without a before) or went.

    `unread` are the numbers of files that could not be read, before and after; `others` the names of the
    parts of a directory besides groups and crisis contacts that differ.
    """

    changed: tuple[Changed, ...]
    added: tuple[Record, ...]
    removed: tuple[Record, ...]
    crisis: tuple[Changed, ...]
    others: tuple[str, ...]
    unread: tuple[int, int]


def difference(base: Directory, head: Directory) -> Difference:
    """What differs from `base` to `head`. A group with another id is the same by its `former_ids`."""
    before = {record["id"]: record for record in base.records}
    after = {record["id"]: record for record in head.records}
    former = _renamed(before, after)
    kept = {new: former.get(new, new) for new in after if former.get(new, new) in before}
    changed = (_changed(before[old], after[new]) for new, old in kept.items())
    gone = before.keys() - {*kept.values()}
    return Difference(
        changed=tuple(one for one in changed if one.changes or one.former_id),
        added=tuple(after[one] for one in sorted(after.keys() - kept.keys())),
        removed=tuple(before[one] for one in sorted(gone)),
        crisis=tuple(_crisis(base.common.crisis, head.common.crisis)),
        others=tuple(_others(base, head)),
        unread=(base.unreadable, head.unreadable),
    )


def _renamed(before: Mapping[str, Record], after: Mapping[str, Record]) -> dict[str, str]:
    """The former id of each group that has another one now."""
    return {
        new: old
        for new, record in after.items()
        if new not in before
        for old in record.get("former_ids", ())
        if old in before and old not in after
    }


def _changed(before: Record, after: Record) -> Changed:
    changes = tuple(
        change._replace(flags=tuple(_flags(change, before, after)))
        for change in _changes(before, after)
    )
    former_id = before["id"] if before["id"] != after["id"] else ""
    return Changed(before, after, changes, former_id)


def _changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[Change]:
    """Each key whose value differs, in the order of a file."""
    old, new = _flat(before), _flat(after)
    for key in dict.fromkeys((*old, *new)):
        if key not in ("id", "former_ids") and old.get(key) != new.get(key):
            yield Change(key, old.get(key), new.get(key))


def _flat(record: Mapping[str, Any]) -> dict[str, Any]:
    """The stated keys, with those inside a venue or a contact as keys of their own."""
    flat: dict[str, Any] = {}
    for key, value in public(record).items():
        if key in INNER:
            flat |= {f"{key}.{inner}": one for inner, one in value.items()}
        else:
            flat[key] = value
    return flat


def _flags(change: Change, before: Record, after: Record) -> Iterator[Flag]:
    """Why a change deserves a second look."""
    key, new = change.key, change.after
    if new is not None and key in _NUMBERS:
        yield "new-number"
    if new is not None and key in ("contact.website", "contact.email"):
        yield "new-website" if key.endswith("website") else "new-mailbox"
    if key == "status" and new in ("closed", "paused"):
        yield "now-closed" if new == "closed" else "now-paused"
    if key in _PLACE and _is_first(key, before, after):
        yield from _moved(before, after)
    if key == "venue.private" and change.before == "yes":
        yield "place-revealed"
    if key in ("ages", "only_for", "covers") and is_narrower(key, change.before, new):
        yield "narrowed"
    if new is not None and key == "checked":
        yield "check-claimed"
    if new is not None and key == "contact.consent":
        yield "consent-claimed"


def _is_first(key: str, before: Record, after: Record) -> bool:
    """Whether this is the first of the keys of a venue that differ: a move is told once."""
    return key == next(one.key for one in _changes(before, after) if one.key in _PLACE)


def _moved(before: Record, after: Record) -> Iterator[Flag]:
    """That a group moved far, or to another town where it cannot be told how far."""
    old, new = Group.of(before).place, Group.of(after).place
    towns = [record.get("venue", {}).get("town") for record in (before, after)]
    if old is None or new is None:
        if None not in towns and towns[0] != towns[1]:
            yield "moved-somewhere"
    elif great_circle_km(old.point, new.point) > FAR_KM:
        yield "moved-far"


def is_narrower(key: str, before: Any, after: Any) -> bool:
    """Whether somebody who could join before cannot now, by `ages`, `only_for` or `covers`."""
    if after is None:
        return False
    if key == "ages":
        old, new = Ages.parse(before or "all"), Ages.parse(after)
        no_end = 10_000
        return new.youngest > old.youngest or (new.oldest or no_end) < (old.oldest or no_end)
    if before is None:
        return [*after] != ["UK"]
    return not frozenset(before) <= frozenset(after)


def _crisis(before: Sequence[Record], after: Sequence[Record]) -> Iterator[Changed]:
    """Crisis contacts that differ: every one deserves a second look."""
    old, new = ({one["id"]: one for one in every} for every in (before, after))
    for name in dict.fromkeys((*old, *new)):
        one, other = old.get(name, {}), new.get(name, {})
        changes = tuple(change._replace(flags=("crisis",)) for change in _changes(one, other))
        if changes:
            yield Changed(one, other, changes)


def _others(base: Directory, head: Directory) -> Iterator[str]:
    """The names of the other parts that differ."""
    if base.common.settings != head.common.settings:
        yield "directory.yaml"
    if base.common.questions != head.common.questions:
        yield "questions.yaml"
    for facet in head.common.terms:
        if base.common.terms.get(facet) != head.common.terms[facet]:
            yield f"vocabulary/{facet}.yaml"
