"""What each command of those who keep a directory writes, and what it refuses to write."""

from __future__ import annotations

from typing import TYPE_CHECKING

from peerfind import text
from peerfind.errors import UsageError
from peerfind.keeping.rules.texts import says_nothing
from peerfind.model import CHECKS
from peerfind.schedule.recurrence import stated_date

if TYPE_CHECKING:
    from datetime import date

    from peerfind.keeping.edits import Changes
    from peerfind.model import Record

ENDED = ("closed", "paused")
MOST_CHARACTERS = 300


def day_of_check(record: Record, typed: str | None, today: date) -> str:
    """The day of a check, `typed` or else today, as YYYY-MM-DD.

    Raises UsageError for one that is to come, or that is before the group's last check.
    """
    try:
        on = stated_date(typed) if typed else today.isoformat()
    except ValueError as error:
        raise UsageError(f"--on: {error}") from None
    if on > today.isoformat():
        raise UsageError(f"--on {on} is still to come: today is {today}. Nobody has checked then.")
    last = record.get("checked", {}).get("on", "")
    if on < last:
        raise UsageError(f"{record['id']} was checked on {last}, which is after {on}.")
    return on


def way_of_check(typed: str) -> str:
    """How it was checked. Raises UsageError for what is none of the ways."""
    if (way := text.key(typed)) in CHECKS:
        return way
    raise UsageError(f"--how takes {text.listed(CHECKS, 'or')}, not {text.shown(typed)!r}.")


def one_line(typed: str, flag: str) -> str:
    """A text on one line without hidden characters.

    Raises UsageError where it is empty or too long, or says nothing, such as n/a.
    """
    line = text.shown(
        typed.encode(errors="ignore").decode()
    )  # bytes that are no text come as halves
    if not line:
        raise UsageError(f"{flag} takes one line of words.")
    if len(line) > MOST_CHARACTERS:
        raise UsageError(f"{flag} has {len(line)} characters. Say it in {MOST_CHARACTERS}.")
    if says_nothing(line):
        raise UsageError(f"{flag} {line!r} says nothing about it. It takes one line of words.")
    return line


def confirmed(on: str, how: str, by: str | None, note: str) -> Changes:
    """That a person checked, and nothing else."""
    role = {"by": by} if by else {}
    return {"checked": {"on": on, "how": how, **role, "note": note}}


def closed(record: Record, reason: str, other: Record | None) -> Changes:
    """That a group has ended, and that another took its place.

    Raises UsageError where that is the group itself, or one whose own place this group took.
    """
    if other and other["id"] == record["id"]:
        raise UsageError(f"{other['id']} cannot take its own place. Name another group.")
    if other and other.get("replaced_by") == record["id"]:
        raise UsageError(f"{record['id']} took the place of {other['id']}. Reopen that one first.")
    place = {"replaced_by": other["id"]} if other else {}
    return {"status": "closed", "status_note": reason, **place}


def paused(record: Record, reason: str) -> Changes:
    """That a group does not meet for a while. Raises UsageError where it has ended."""
    if record.get("status") == "closed":
        name = record["id"]
        raise UsageError(f"{name} is closed. If it is only paused: peerfind reopen {name} first.")
    return {"status": "paused", "status_note": reason}


def reopened(record: Record) -> Changes:
    """Without what closing or pausing wrote. Raises UsageError where the group is neither."""
    if record.get("status") not in ENDED:
        raise UsageError(f"{record['id']} is not {text.listed(ENDED, 'or')}: nothing to reopen.")
    return dict.fromkeys(("status", "status_note", "replaced_by"))
