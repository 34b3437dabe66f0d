"""The groups for many needs, as CSV or as JSON in lines.

Of what was asked there is nothing in it but the id of the need: no place and no distance from one.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from peerfind.output.export import cell, csv_lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from peerfind.answers.answer import Answer

    Row = dict[str, Any]

COLUMNS = (
    "need", "rank", "id", "name", "score", "next_meeting", "freshness", "checked_on", "status", "town",
    "phone", "text", "email", "website",
)  # fmt: skip


def rows(need: str, answer: Answer) -> Iterator[Row]:
    """A row for each group of an answer, with all of `COLUMNS`; what is not stated is None."""
    for match in answer.matches:
        record = match.record
        values = {
            **record.get("venue", {}),
            **record.get("contact", {}),
            "need": need,
            "rank": match.rank,
            "id": match.group.id,
            "name": match.group.name,
            "score": match.score,
            "next_meeting": match.next_meeting and match.next_meeting.isoformat(),
            "freshness": match.freshness,
            "checked_on": record.get("checked", {}).get("on"),
            "status": record.get("status"),
        }
        yield {name: values.get(name) for name in COLUMNS}


def jsonl_lines(found: Iterable[Row]) -> Iterator[str]:
    """One group of one need a line."""
    for row in found:
        yield json.dumps(row, ensure_ascii=False) + "\n"


def csv_rows(found: Iterable[Row]) -> Iterator[str]:
    """The same as CSV without its head; what a spreadsheet would run is made harmless."""
    for row in found:
        yield from csv_lines([cell(row[name]) for name in COLUMNS], ())


def csv_head() -> str:
    """The names of the columns, as a line of CSV."""
    return next(csv_lines(COLUMNS, ()))
