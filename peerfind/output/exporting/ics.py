"""Groups as a calendar (iCalendar, RFC 5545): a series for each pattern that tells its dates."""

from __future__ import annotations

from typing import TYPE_CHECKING

from peerfind.model import Group
from peerfind.output.calendar import calendar_text, series, untold
from peerfind.output.exporting.carried import left_behind
from peerfind.wording.say import RESTING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from peerfind.output.calendar import Event
    from peerfind.output.exports import Exported

CARRIED = frozenset(
    {*("name", "meets", "venue", "nation", "contact", "format", "cost", "joining", "joining_note")}
    | {"status", "status_note"}
)
UNTOLD = "meets (dates that cannot be told, or are over)"
NO_DATE = "the whole (no date can be told)"
NOT_GOING_ON = "the whole (paused or closed)"


def ics_export(exported: Exported) -> Iterator[str]:
    """A calendar of every group that goes on and tells a date; what it cannot hold is counted."""
    title, today = exported.settings["title"], exported.now.date()
    return calendar_text(title, _events(exported), exported.now, since=today)


def _events(exported: Exported) -> Iterator[Event]:
    for record in exported.records:
        group = Group.of(record)
        is_resting = group.status in RESTING
        found = [] if is_resting else [*series(group, exported.now, exported.crisis)]
        exported.lost.update(
            left_behind(
                record,
                CARRIED,
                NOT_GOING_ON if is_resting else "" if found else NO_DATE,
                UNTOLD if found and untold(group, exported.now) else "",
            )
        )
        yield from found
