"""Which directory is in use and how old what it says is: one line, and the same facts for doctor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from peerfind import text
from peerfind.answers.recency import Recency, newest_check, newest_source
from peerfind.language import ENGLISH, spoken
from peerfind.wording.say import published_words

if TYPE_CHECKING:
    from datetime import date

    from peerfind.index.index import Index

NO_DATE = "no date known"
NO_CHECK = "none confirmed"


def index_line(index: Index, today: date, reason: str) -> str:
    """The line of a directory that is open; its many sources are looked at only where nothing was checked."""
    checked = newest_check(index, today)
    return standing_line(Recency(checked, "" if checked else newest_source(index, today)), reason)


def standing_line(recency: Recency, reason: str) -> str:
    """Which directory was asked (`reason`, as config.Location tells it), and how old what it says is.

    It is for staff and stays English, so that its dates are, too.
    """
    with spoken(ENGLISH):
        return f"Directory: {text.shown(reason)}; {_age_words(recency)}"


def _age_words(recency: Recency) -> str:
    if recency.checked:
        return f"newest check {published_words(recency.checked)}"
    if recency.published:
        return f"newest source {published_words(recency.published)}, {NO_CHECK}"
    return NO_DATE


def facts(recency: Recency, *, is_shipped: bool) -> dict[str, str]:
    """The same for doctor, by name: which directory it is, and the date of its newest source."""
    known = recency.published
    return {
        "came with peerfind": "yes" if is_shipped else "no",
        "newest source": published_words(known) if known else NO_DATE,
    }
