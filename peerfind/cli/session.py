"""One command's view of the world: the directory that it reads, its index, and its time."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import typer

from peerfind import config, text
from peerfind.api import Directory, next_meetings
from peerfind.cli.progress import Progress
from peerfind.errors import UsageError
from peerfind.index.opening import index_at
from peerfind.model import Group
from peerfind.schedule.recurrence import stated_date

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from peerfind.answers.answer import Answer
    from peerfind.asking.query import Typed
    from peerfind.config import Location
    from peerfind.index.index import Index
    from peerfind.model import Record
    from peerfind.wording.sheets import Sheet


class Session:
    """A directory that was opened, at a time in its own time zone."""

    def __init__(self, location: Location, index: Index, now: datetime) -> None:
        self.location = location
        self.index = index
        self.now = now
        self.asked = Directory(index)

    def speak_in(self, unit: str) -> None:
        """Tell distances in `unit`, `miles` or `km`, whatever the directory says."""
        settings = {**self.index.settings, "units": unit}
        self.index.head = {**self.index.head, "settings": settings}

    def answer(self, typed: Typed) -> Answer:
        """The answer to what was typed."""
        return self.asked.answer(typed, self.now)

    def record(self, name: str) -> Record:
        """The record with an id, or with one that it used to have. Raises UsageError where there is none."""
        return self.asked.record(name)

    def records(self) -> list[Record]:
        """The records of all groups, in the order of their ids."""
        return self.asked.records()

    def read_as_new(self, path: Path) -> Record:
        """The record of a file, read as if it stood in the directory.

        Raises UsageError where there is no such file, or no group in it.
        """
        from peerfind.directory.folder import read_group

        if not config.is_file(path):
            raise UsageError(f"There is no file {path}.")
        found = read_group(path.parent, path.name, self.index.vocabulary)
        if found.record is None:
            why = next((one.message for one in found.problems if one.is_error), "It has no name.")
            raise UsageError(f"No group can be read of {path}. {why}")
        return found.record

    def is_file_of(self, record: Record, path: Path) -> bool:
        """Whether a group was read of the file at `path`."""
        folder = self.location.path
        return not self.location.is_built and (folder / record["_file"]).resolve() == path.resolve()

    def network(self, group: Group) -> Record | None:
        """The record of the network that a group belongs to."""
        number = self.index.number(group.part_of) if group.part_of else None
        return None if number is None else self.index.record(number)

    def sheet(self, record: Record) -> Sheet:
        """A group in full, in words."""
        from peerfind.wording.sheets import sheet

        group = Group.of(record)
        meetings = next_meetings(group, self.now)
        return sheet(record, self.index, self.now.date(), meetings, self.network(group))

    def document(self, record: Record) -> dict[str, Any]:
        """A group in full, as data."""
        return self.asked.document(record, self.now)

    @property
    def guide_folder(self) -> Path:
        """The folder of the pages for staff: the directory's own, else the one that came with peerfind."""
        from peerfind.directory.guide import pages_folder

        return pages_folder(self.location.path)

    def further(self, page: str) -> tuple[str, ...]:
        """The line that points to a page for staff; none where there is no such page."""
        from peerfind.directory.guide import SUFFIX
        from peerfind.wording.pointers import pointer

        return pointer(page, lambda name: (self.guide_folder / f"{name}{SUFFIX}").is_file())

    def standing(self) -> str:
        """The line that says which directory was asked, and how old what it says is."""
        from peerfind.wording.standing import index_line

        return index_line(self.index, self.now.date(), self.location.told)

    def crisis_lines(self, records: Sequence[Record]) -> tuple[str, ...]:
        """The crisis lines under groups: their nation's where they share one."""
        from peerfind.wording.summary import crisis_pointer

        nations = {record.get("nation") for record in records}
        return crisis_pointer(self.index.crisis, nations.pop() if len(nations) == 1 else None)


def opened(directory: str | None, today: str | None) -> Session:
    """The session of a command, with the directory that it names and the date that it gives.

    Raises DirectoryError where there is no directory, UsageError for a date that is none.
    """
    location = config.directory_location(directory)
    index = index_at(location.path, config.cache_folder(), Progress())
    zone = ZoneInfo(index.settings["time_zone"])  # reading has made sure that there is one
    return Session(location, index, _start_of(today, zone) if today else config.now(zone))


def _start_of(day: str, zone: ZoneInfo) -> datetime:
    return datetime.combine(day_of(day), time(), zone)


def day_of(typed: str) -> date:
    """The date that `--today` gives. Raises UsageError for one that is none."""
    try:
        return date.fromisoformat(stated_date(typed))
    except ValueError as error:
        raise UsageError(f"--today: {error}") from None


def tell_old(session: Session) -> None:
    """Say on standard error that no check is recent, where the directory has checks and all are too old."""
    from peerfind.answers.recency import newest_check
    from peerfind.freshness import first_day

    today, longest = session.now.date(), session.index.settings["hide_after"]
    newest = newest_check(session.index, today)
    if newest and newest < first_day(today, longest).isoformat():
        typer.echo(
            f"THIS DIRECTORY IS OLD: no group that goes on was checked after {newest}, and today is {today}. "
            "Numbers and times may be wrong: ring before you send anybody, and ask for a newer one.",
            err=True,
        )


def tell_unreadable(index: Index) -> None:
    """Say on standard error that something may be missing, and how to see why."""
    if index.unreadable:
        tell_missing(index.unreadable, index.count)
    if index.broken:
        files = text.shown(text.listed(index.broken))
        typer.echo(f"Nothing could be read of {files}. See why: peerfind check", err=True)


def tell_missing(unreadable: int, groups: int) -> None:
    """Say on standard error that files could not be read, beside so many groups that could."""
    typer.echo(
        f"{unreadable} of {groups + unreadable} files could not be read, so a group may be missing. "
        "See why: peerfind check",
        err=True,
    )
