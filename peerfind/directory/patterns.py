"""How meeting patterns are read, and when an error in one makes its dates unsure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from peerfind.directory.readers import Key, Reading, is_cut, items, keyed, meant_key, one_of
from peerfind.directory.shapes import DAYS, any_of, choice, map_of, shape_of, shaped
from peerfind.model import ANY_TIME, BY_ARRANGEMENT
from peerfind.schedule import recurrence as schedule
from peerfind.schedule.misread import of_meetings
from peerfind.source import Map, Node, Text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

MEETS = (BY_ARRANGEMENT, ANY_TIME)
HOURS = (ANY_TIME,)
_ADVICE = "Days and times go on lines below: - days: tuesday, and under it start: 19:00."
# The key of a pattern that was worked out: its dates cannot be told.
UNSURE = "_unsure"
# A day that cannot be read is a day less, never a date too many; with these it is otherwise.
_DECIDING_DATES = frozenset({"every", "which", "from", "until", "except"})


def meeting_times(
    keys: Mapping[str, Key], alone: tuple[str, ...]
) -> Callable[[Node, Reading], Any]:
    """Meeting patterns of `keys`, or one of the texts in `alone` (`any time`, `by arrangement`)."""

    @shaped(map_of(keys))
    def read_pattern(node: Node, reading: Reading) -> dict[str, Any] | None:
        stated = keyed(node, keys, reading)
        return _pattern(node, stated, keys, reading) if stated and isinstance(node, Map) else None

    read_patterns = items(read_pattern)

    @shaped(any_of(choice(alone), shape_of(read_patterns)))
    def read(node: Node, reading: Reading) -> Any:
        if not isinstance(node, Text):
            return read_patterns(node, reading)
        also = of_meetings(node.text)
        return one_of(alone, "not-a-meeting-time", f"{_ADVICE} {also}".rstrip())(node, reading)

    return read


@shaped(DAYS)
def day_names(typed: str) -> str:
    """Names of days, one space between them, from one written item such as `mon` or `weekdays`."""
    return " ".join(schedule.stated_days(typed))


def _pattern(
    node: Map, stated: dict[str, Any], keys: Mapping[str, Key], reading: Reading
) -> dict[str, Any] | None:
    """`stated` with its days in one flat list, and marked where its dates cannot be told."""
    is_backward = _ends_before_start(stated)
    is_unsure = is_backward or _has_unread_dates(node, keys, reading)
    if is_backward:
        reading.problem(node, "ends-before-start", "until is earlier than from. Swap or mend them.")
        stated = {name: value for name, value in stated.items() if name not in ("from", "until")}
    if "days" in stated:
        named = {day for days in stated["days"] for day in days.split()}
        stated["days"] = [day for day in schedule.DAY_NAMES if day in named]
    if is_unsure and stated:
        stated[UNSURE] = True
    return stated or None


def _ends_before_start(stated: Mapping[str, str]) -> bool:
    return stated.get("from", "") > stated.get("until", "9999")


def _has_unread_dates(node: Map, keys: Mapping[str, Key], reading: Reading) -> bool:
    """Whether a word that decides the dates could not be read.

    Without a look at it, `every: 3rd week` would tell a meeting every week, and `untill` meetings
    without end.
    """
    return any(
        name not in node.entries
        or name not in keys
        or is_cut(node.entries[name][1], keys[name], reading)
        for name in node.entries.keys() | node.lost
        if meant_key(name, keys) in _DECIDING_DATES
    )
