"""Two entries that may be one group, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from peerfind.model import Group
from peerfind.named import NamedTuple
from peerfind.wording import say
from peerfind.wording.when import every_meeting
from peerfind.wording.where import spot_words

if TYPE_CHECKING:
    from peerfind.keeping.duplicates import Pair, Reason
    from peerfind.model import Record

NONE_FOUND = "No two entries look like one group."
ADVICE = "Two groups after all? Then write in one of them: not_duplicate_of: [ID of the other]"
_REASONS = {
    "same-id": "same id",
    "same-phone": "same number",
    "same-page": "same page",
    "near-name": "near name",
    "same-meeting": "same place and time",
}


class Side(NamedTuple):
    """One entry of a pair, as far as one needs it to judge."""

    id: str
    name: str
    file: str
    facts: tuple[str, ...]


class Likeness(NamedTuple):
    """Two entries that may be one group; `kinds` are the names of the reasons, `why` the reasons in words."""

    sides: tuple[Side, Side]
    kinds: tuple[str, ...]
    why: tuple[str, ...]

    @classmethod
    def of(cls, pair: Pair) -> Likeness:
        """A pair in words."""
        kinds = tuple(reason.kind for reason in pair.reasons)
        sides = (_side(pair.one), _side(pair.other))
        shown: Likeness = say.cleaned(cls(sides, kinds, tuple(map(_why, pair.reasons))))
        return shown


def count_line(count: int) -> str:
    """How many pairs there are."""
    if not count:
        return NONE_FOUND
    said = say.counted(count, "pair of entries", "pairs of entries")
    return f"{said} may {'each ' if count > 1 else ''}be one group."


def already_there(pair: Pair) -> str:
    """That the second of a pair may be what the first, which is not written yet, would be."""
    found = Likeness.of(pair)
    other = found.sides[1]
    return f"It may be there already: {other.name} ({other.id}): {', '.join(found.why)}. In {other.file}"


def _side(record: Record) -> Side:
    group = Group.of(record)
    ways = (way.said for way in say.ways(group.contact))
    facts = (*every_meeting(group), spot_words(group), *ways)
    return Side(group.id, group.name, record["_file"], facts)


def _why(reason: Reason) -> str:
    said = _REASONS[reason.kind]
    joint = " in " if reason.kind == "near-name" else " "
    return f"{said}{joint}{_shown(reason)}" if reason.shared else said


def _shown(reason: Reason) -> str:
    """What two entries share, as it is said: towns and days begin with a capital."""
    is_name = reason.kind in ("near-name", "same-meeting")
    return " ".join(map(say.capitalised, reason.shared.split())) if is_name else reason.shared
