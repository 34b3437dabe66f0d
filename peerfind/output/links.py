"""Which web addresses still live: in a terminal, read aloud, for an issue, in a sheet, or as data."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from peerfind.output import export
from peerfind.output.markdown import escaped, linked
from peerfind.wording.say import capitalised, sentence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from peerfind.keeping.links.addresses import Spot
    from peerfind.output.render import Page
    from peerfind.wording.linking import Link, Links

VERSION = 1
COLUMNS = ("verdict", "url", "status", "why", "leads_to", "failed_on", "file", "line", "entry")
_INDENT = 4


def plain_text(found: Links) -> Iterator[str]:
    """One labelled fact a line, the worst first."""
    yield found.count_line
    for heading, links in found.sections:
        yield ""
        yield sentence(heading)
        for link in links:
            yield f"- {link.url}"
            yield f"  {sentence(capitalised(link.why))}"
            yield from (f"  {_leads(link)}: {link.new}" for _ in filter(None, [link.new]))
            yield from (f"  In {place(spot)}" for spot in link.spots)


def markdown_text(found: Links) -> Iterator[str]:
    """For an issue: a list to tick off under each heading; what comes from elsewhere is escaped."""
    yield escaped(found.count_line)
    for heading, links in found.sections:
        yield ""
        yield f"### {escaped(heading)}"
        yield ""
        for link in links:
            yield f"- [ ] {linked(link.url, link.url)}: {escaped(link.why)}"
            if link.new:
                yield f"  - {_leads(link)}: {linked(link.new, link.new)}"
            yield from (f"  - {escaped(place(spot))}" for spot in link.spots)


def csv_text(found: Links) -> Iterator[str]:
    """One line for each place where an address stands."""
    rows = (_row(link, spot) for link in found.links for spot in link.spots)
    yield from export.csv_lines(COLUMNS, rows)


def json_text(found: Links) -> Iterator[str]:
    """One JSON document."""
    document = {
        "version": VERSION,
        "total": found.total,
        "counts": found.counts,
        "links": [*map(_document, found.links)],
    }
    yield json.dumps(document, ensure_ascii=False, indent=2)
    yield "\n"


def print_links(found: Links, page: Page) -> None:
    """Write the addresses on a terminal."""
    from peerfind.output.render import ACCENT, HEADING, ID, NAME, Part

    page.words(found.count_line)
    for heading, links in found.sections:
        page.blank()
        page.words(heading, HEADING)
        for link in links:
            page.words(link.url, NAME, 2)
            page.words(capitalised(link.why), "", _INDENT)
            if link.new:
                page.facts([Part(f"{_leads(link)}:"), Part(link.new, ACCENT)], _INDENT, " ")
            for spot in link.spots:
                page.words(place(spot), ID, _INDENT)


def place(spot: Spot) -> str:
    """Where an address stands: file and line, and whose it is."""
    whose = f" ({spot.entry})" if spot.entry else ""
    return f"{spot.file}:{spot.line}{whose}"


def _leads(link: Link) -> str:
    return "Write" if link.verdict == "moved" else "Leads to"


def _row(link: Link, spot: Spot) -> list[str]:
    row = (
        link.verdict, link.url, str(link.status or ""), link.why, link.new,
        " ".join(link.failed_on), spot.file, str(spot.line), spot.entry,
    )  # fmt: skip
    return [export.cell(value) for value in row]


def _document(link: Link) -> dict[str, Any]:
    return {**link._asdict(), "spots": [spot._asdict() for spot in link.spots]}
