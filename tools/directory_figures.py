"""Writes the figures of docs/directory-review.md from the directory itself.

    python tools/directory_figures.py [TODAY]

What stands between the marks `<!-- figures -->` and `<!-- end of figures -->` is made by this file; the rest
of the page is written by hand. A test holds the page to the directory.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import peerfind
from peerfind.directory.fields import FIELDS
from peerfind.directory.folder import load
from peerfind.directory.vocabulary import FACETS, ROLL_UPS, Vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from peerfind.model import Group, Record

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "directory-review.md"
BEGIN, END = "<!-- figures -->", "<!-- end of figures -->"
LOCAL_TIMES = ("meets", "hours")


def main(arguments: Sequence[str]) -> None:
    """Write the figures into the page, for a day or for the day that it names."""
    page = PAGE.read_text("utf-8")
    today = arguments[0] if arguments else day_of(page)
    PAGE.write_text(renewed(page, figures(ROOT / "directory", date.fromisoformat(today))), "utf-8")


def day_of(page: str) -> str:
    """The day for which the figures of a page were made."""
    found = re.search(r"Figures of (\d{4}-\d\d-\d\d)", page)
    if not found:
        raise SystemExit("The page names no day: give one, as 2026-11-25.")
    return found[1]


def renewed(page: str, lines: Iterable[str]) -> str:
    """The page with other figures between its marks."""
    before, _, rest = page.partition(BEGIN)
    after = rest.partition(END)[2]
    return f"{before}{BEGIN}\n\n{chr(10).join(lines)}\n\n{END}{after}"


def figures(folder: Path, today: date) -> Iterator[str]:
    """The lines of the figures."""
    directory = load(folder)
    records = directory.records
    groups = [match.group for match in peerfind.open(folder).match(limit=0, today=today).matches]
    dated = sum(
        bool(match.next_meeting)
        for match in peerfind.open(folder).match(limit=0, today=today).matches
    )
    yield f"Figures of {today}: {len(records)} entries, {len(directory.common.crisis)} crisis contacts,"
    yield f"{len(directory.common.questions)} questions, {guide_pages(folder)} pages for staff."
    yield ""
    yield from table(("what", "entries", "share"), shares(records, groups, dated), len(records))
    yield ""
    yield from table(("nation", "entries", "share"), nations(records), len(records))
    yield ""
    yield from table(("key", "entries that state it", "share"), keys(records), len(records))
    yield ""
    yield from vocabulary(directory.common.terms)


def shares(
    records: Sequence[Record], groups: Sequence[Group], dated: int
) -> Iterator[tuple[str, int]]:
    """How many entries have what staff need most."""
    visited = [one for one in records if "in-person" in one["format"]]
    yield "leader stated", sum(one["leader"] != ["unknown"] for one in records)
    yield "way of meeting stated", sum(one["format"] != ["unknown"] for one in records)
    yield "meets in person", len(visited)
    yield (
        "meets in person, at a place that is found offline",
        sum("_place" in one for one in visited),
    )
    yield "times as data (`meets` or `hours`)", sum(has_times(one) for one in records)
    yield "a day of the week as data", sum(has_day(one) for one in records)
    yield "a next meeting with a date", dated
    yield (
        "a phone, text, email or website of its own or its network's",
        sum(map(can_be_reached, groups)),
    )
    yield (
        "a source with a date",
        sum(any("published" in s for s in one["sources"]) for one in records),
    )
    yield "a source of the last two years", sum(newest(one) >= "2024-11" for one in records)
    yield "a doubt for staff", sum("doubts" in one for one in records)
    yield "checked by a person", sum("checked" in one for one in records)


def has_times(record: Record) -> bool:
    """Whether an entry says anything of when."""
    return any(key in record for key in LOCAL_TIMES)


def has_day(record: Record) -> bool:
    """Whether an entry says on which days."""
    patterns = [one for key in LOCAL_TIMES for one in record.get(key, ()) if isinstance(one, dict)]
    return any("days" in one for one in patterns)


def can_be_reached(group: Group) -> bool:
    """Whether there is a way to get in touch; a network's is looked up by the program itself."""
    return bool(group.contact or group.part_of)


def newest(record: Record) -> str:
    """The date of the newest source."""
    return max(one.get("published", "") for one in record["sources"])


def nations(records: Sequence[Record]) -> Iterator[tuple[str, int]]:
    """How many entries belong to each nation."""
    found = Counter(one.get("nation", "several, or not stated") for one in records)
    yield from found.most_common()


def keys(records: Sequence[Record]) -> Iterator[tuple[str, int]]:
    """How many entries state each key, in the order of the file format."""
    for name in FIELDS:
        yield f"`{name}`", sum(name in one for one in records)


def vocabulary(terms: dict[str, list[Record]]) -> Iterator[str]:
    """How many words there are for each thing that can be asked for."""
    yield "| facet | terms | other words for them | terms that no entry has yet |"
    yield "|---|---|---|---|"
    known = Vocabulary(terms)
    for facet in FACETS:
        named = [one for one in known[facet].terms.values() if one.id not in ROLL_UPS]
        words = sum(len(one.aliases) for one in known[facet].terms.values())
        wanted = sum(one.wanted == "yes" for one in named)
        yield f"| {facet} | {len(known[facet].terms)} | {words} | {wanted} |"


def table(heads: Sequence[str], rows: Iterable[tuple[str, int]], whole: int) -> Iterator[str]:
    """Counts with their share of all."""
    yield f"| {' | '.join(heads)} |"
    yield "|---|---|---|"
    for name, count in rows:
        yield f"| {name} | {count} | {100 * count / whole:.0f} % |"


def guide_pages(folder: Path) -> int:
    """How many pages there are for staff."""
    return len([*(folder / "guide").glob("*.md")])


if __name__ == "__main__":
    main(sys.argv[1:])
