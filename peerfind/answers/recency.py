"""How recent what a directory says is: its newest check by a person, and its newest source.

One rule for all who ask: what lies after today is a slip and no evidence, and a group that has ended has no
say, for that somebody saw it end tells nothing of those that go on.
"""

from __future__ import annotations

from itertools import compress
from typing import TYPE_CHECKING

from peerfind.index.columns import CHECKED, SOURCES, STATUS
from peerfind.model import Group
from peerfind.named import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import date

    from peerfind.index.index import Index
    from peerfind.model import Record

_KEYS = (*CHECKED, *SOURCES, *STATUS)


class Recency(NamedTuple):
    """The newest day on which a person checked a group, and the newest date of a source; empty: none known.

    Both are in ISO form; a source may tell its year or its month alone.
    """

    checked: str
    published: str


def newest_check(index: Index, today: date) -> str:
    """The day of the newest check in a directory that is open, in ISO form; empty where there is none."""
    return _newest(_of_going_on(index, CHECKED, _day_checked), today)


def newest_source(index: Index, today: date) -> str:
    """The newest date of a source in a directory that is open, in ISO form; empty where there is none."""
    return _newest(_of_going_on(index, SOURCES, _last_published), today)


def of_records(records: Iterable[Record], today: date) -> Recency:
    """How recent the groups are that were read of files."""
    every = [*records]
    published = map(_last_published, _going_on(every))
    return Recency(max(checks(every, today), default=""), _newest(published, today))


def checks(records: Iterable[Record], today: date) -> list[str]:
    """The days on which the groups that were read of files were checked, in ISO form and in their order."""
    return [*_until(map(_day_checked, _going_on(records)), today)]


def _going_on(records: Iterable[Record]) -> Iterator[Group]:
    """The groups that have not ended, cut down to what is looked at here."""
    cut = ({key: one[key] for key in _KEYS if key in one} for one in records)
    return (one for one in map(Group.of, cut) if not _has_ended(one))


def _of_going_on(index: Index, keys: tuple[str, ...], of: Callable[[Group], str]) -> Iterator[str]:
    """What `of` makes of every value of `keys` that a group has which still is and has not ended."""
    column = index.column(keys)
    ended = index.table(STATUS, _has_ended).mask(bool)
    marks = (index.everyone & ~ended).to_bytes(index.size, "little")
    return (of(column.group(code)) for code in {*compress(column.codes, marks)})


def _has_ended(group: Group) -> bool:
    return group.status == "closed"


def _day_checked(group: Group) -> str:
    return group.checked.on.isoformat() if group.checked else ""


def _last_published(group: Group) -> str:
    return max((source.published or "" for source in group.sources), default="")


def _newest(known: Iterable[str], today: date) -> str:
    return max(_until(known, today), default="")


def _until(known: Iterable[str], today: date) -> Iterator[str]:
    """The dates that are stated and do not lie after a day; a year or a month stands before its days."""
    return (one for one in known if one and one <= today.isoformat())
