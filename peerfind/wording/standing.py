"""Which directory is in use and how old what it says is: one line, and the same facts for doctor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from peerfind import text
from peerfind.index.columns import CHECKED, SOURCES
from peerfind.language import ENGLISH, spoken
from peerfind.named import NamedTuple
from peerfind.wording.say import published_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date

    from peerfind.index.index import Index
    from peerfind.model import Group, Record

NO_DATE = "no date known"
NO_CHECK = "none confirmed"


class Standing(NamedTuple):
    """The newest day on which a person checked an entry, and the newest date of a source; empty: none known.

    Both are in ISO form; a source may tell its year or its month alone. What lies after today is a slip,
    and is not believed: neither a check nor an entry's newest source.
    """

    checked: str
    published: str


def of_index(index: Index, today: date) -> Standing:
    """The standing of a directory that is open."""
    return Standing(_last_check(index, today), _last_source(index, today))


def _last_check(index: Index, today: date) -> str:
    return _newest(_living(index, CHECKED, _day_checked), today)


def _last_source(index: Index, today: date) -> str:
    return _newest(_living(index, SOURCES, _last_published), today)


def of_records(records: Iterable[Record], today: date) -> Standing:
    """The standing of the groups that were read of files."""
    every = [*records]
    checked = (one["checked"]["on"] for one in every if "checked" in one)
    sources = (
        [source.get("published") or "" for source in one.get("sources", ())] for one in every
    )
    published = (max(dates, default="") for dates in sources)
    return Standing(_newest(checked, today), _newest(published, today))


def _living(index: Index, keys: tuple[str, ...], of: Callable[[Group], str]) -> Iterable[str]:
    """What `of` makes of every value that a group has which still is."""
    column = index.column(keys)
    codes = {column.codes[number] for number in index.numbers()}
    return (of(column.group(code)) for code in codes)


def _day_checked(group: Group) -> str:
    return group.checked.on.isoformat() if group.checked else ""


def _last_published(group: Group) -> str:
    return max((source.published or "" for source in group.sources), default="")


def _newest(known: Iterable[str], today: date) -> str:
    until = today.isoformat()
    return max((one for one in known if one <= until), default="")


def index_line(index: Index, today: date, reason: str) -> str:
    """The line of a directory that is open; its many sources are looked at only where nothing was checked."""
    checked = _last_check(index, today)
    return standing_line(Standing(checked, "" if checked else _last_source(index, today)), reason)


def standing_line(standing: Standing, reason: str) -> str:
    """Which directory was asked (`reason`, as config.Location tells it), and how old what it says is.

    It is for staff and stays English, so that its dates are, too.
    """
    with spoken(ENGLISH):
        return f"Directory: {text.shown(reason)}; {_age_words(standing)}"


def _age_words(standing: Standing) -> str:
    if standing.checked:
        return f"newest check {published_words(standing.checked)}"
    if standing.published:
        return f"newest source {published_words(standing.published)}, {NO_CHECK}"
    return NO_DATE


def facts(standing: Standing, *, is_shipped: bool) -> dict[str, str]:
    """The same for doctor, by name: which directory it is, and the date of its newest source."""
    known = standing.published
    return {
        "came with peerfind": "yes" if is_shipped else "no",
        "newest source": published_words(known) if known else NO_DATE,
    }
