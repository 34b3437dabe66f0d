"""Which groups are due for a check, those of which least is known to be still so first.

The order, of which the first difference decides:

1. Never checked before checked long ago.
2. The older first: by the day of the check or, where there was none, by the newest source. No date at
   all is the oldest of all, and `2023` is older than `2023-05`.
3. Without any way to get in touch before the others: whoever finds the entry wrong can ask nobody.
4. By name, then by id.

A group that has ended is not due.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from peerfind import text
from peerfind.errors import UsageError
from peerfind.freshness import freshness
from peerfind.geo import great_circle_km
from peerfind.model import Group
from peerfind.named import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from peerfind.freshness import Freshness
    from peerfind.model import Record
    from peerfind.places import Place


class Due(NamedTuple):
    """A group that is due for a check; `network` is the record of what it is part of.

    `km` is how far it is from the place that was asked for, if any was.
    """

    record: Record
    group: Group
    freshness: Freshness
    network: Record | None = None
    km: float | None = None

    @property
    def known_on(self) -> str:
        """The day of the check or, without one, when the newest source was published; empty without both."""
        return self.group.checked.on.isoformat() if self.group.checked else newest(self.record)


class Around(NamedTuple):
    """A place and how far from it."""

    place: Place
    km: float


def newest(record: Record) -> str:
    """When the newest source of a group was published, as a year, a month or a day; empty where none says."""
    return max((source.get("published", "") for source in record.get("sources", ())), default="")


def due(
    records: Iterable[Record],
    settings: Mapping[str, str],
    today: date,
    around: Around | None = None,
) -> list[Due]:
    """The groups among `records` that are due on a day, the worst first, by the ages in `settings`.

    With a place, only those that meet there: not those joined from home, nor those whose place is unknown.
    """
    every = {record["id"]: record for record in records}
    found = (_looked_at(record, every, settings, today) for record in every.values())
    placed = [one if around is None else one._replace(km=_km(one, around)) for one in found]
    here = [one for one in placed if around is None or one.km is not None]
    return sorted(filter(_is_due, here), key=_order)


def owned(found: Iterable[Due], records: Iterable[Record], owner: str) -> list[Due]:
    """What an owner keeps of what was found among `records`, however the name is spelt.

    Raises UsageError where nobody of that name keeps any of `records`, with the owners there are.
    """
    wanted = text.key(owner)
    owners = sorted({one["owner"] for one in records if "owner" in one})
    if any(text.key(one) == wanted for one in owners):
        return [one for one in found if text.key(one.group.owner or "") == wanted]
    known = text.nearest(owner, owners, cutoff=0.4) or owners[:3]
    hint = f" There is {text.shown(text.listed(known))}." if known else " No group names an owner."
    raise UsageError(f"No group has the owner {text.shown(owner)!r}.{hint}")


def _looked_at(
    record: Record, every: Mapping[str, Record], settings: Mapping[str, str], today: date
) -> Due:
    group = Group.of(record)
    checked_on = group.checked.on if group.checked else None
    how_fresh = freshness(checked_on, today, settings["review_after"], settings["hide_after"])
    return Due(record, group, how_fresh, every.get(group.part_of or ""))


def _is_due(one: Due) -> bool:
    return one.freshness != "checked" and one.group.status != "closed"


def _km(one: Due, around: Around) -> float | None:
    """How far a group is, where that is near enough as far as both places are known."""
    place = one.group.place
    if place is None:
        return None
    km = great_circle_km(place.point, around.place.point)
    return km if km <= around.km + place.radius_km + around.place.radius_km else None


def _order(one: Due) -> tuple[bool, str, bool, str, str]:
    network = (one.network or {}).get("contact", {})
    can_be_reached = any(one.group.contact or ()) or bool(network)
    is_checked = one.group.checked is not None
    return is_checked, one.known_on, can_be_reached, text.key(one.group.name), one.group.id
