"""The list of whom to ring, to tick off: in a terminal, read aloud, on paper, in a sheet, or as data."""

from __future__ import annotations

import json
from html import escape
from typing import TYPE_CHECKING, Any

from peerfind.output import export, html, markdown
from peerfind.wording import say
from peerfind.wording.say import WAY_LABELS, Fact, sentence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from peerfind.output.render import Page
    from peerfind.wording.ringing import Call, RingList

VERSION = 1
COLUMNS = (
    "number", "done", "id", "name", "owner", "phone", "text", "email", "website", "freshness",
    "checked_on", "newest_source", "when", "where", "ask_first", "file",
)  # fmt: skip
_BOX = "[ ]"
_PAPER_BOX = "\u2610"
_MARGIN = 9  # columns for the box and the number
_ON_PAPER = """<style>
main { max-width: none; } body { max-width: 60rem; }
table { border-collapse: collapse; width: 100%; }
th, td { border: 1px solid #767676; padding: 0.3rem; text-align: left; vertical-align: top; }
td { overflow-wrap: anywhere; } td p { margin: 0 0 0.25rem; } .box { font-size: 1.5rem; line-height: 1; }
.phone { white-space: nowrap; font-weight: bold; } .notes { width: 22%; }
thead { display: table-header-group; } tr { break-inside: avoid; }
@page { size: A4; margin: 12mm; }
@media print { body { font-size: 9.5pt; padding: 0; } }
</style>"""


def plain_text(ring: RingList) -> Iterator[str]:
    """One labelled fact a line, for pipes, screen readers and reading aloud."""
    yield ring.count_line
    yield from ring.notes
    for call in ring.calls:
        yield ""
        yield sentence(f"{_BOX} {call.number}. {call.name}")
        for label, words in _rows(call):
            yield f"{label}: {words}"


def markdown_text(ring: RingList) -> Iterator[str]:
    """A list of tasks, as code forges tick them off."""
    yield f"# {markdown.escaped(_title(ring))}"
    yield ""
    yield markdown.escaped(" ".join((ring.count_line, *ring.notes)))
    for call in ring.calls:
        yield ""
        yield f"- [ ] **{call.number}. {markdown.escaped(call.name)}**"
        for label, words in _rows(call):
            shown = f"`{call.id}`" if label == "Id" else markdown.escaped(words)
            yield f"  - {label}: {shown}"


def html_text(ring: RingList) -> Iterator[str]:
    """One page for A4 paper with a box to tick and room for notes; it needs nothing else."""
    yield from html.head(_title(ring), _ON_PAPER)
    yield from (f"<p>{escape(line)}</p>" for line in (ring.count_line, *ring.notes))
    if ring.calls:
        yield "<table>"
        heads = ("Done", "Group", "Get in touch", "Ask first", "Notes, day, who said so")
        cells = "".join(f'<th scope="col">{one}</th>' for one in heads)
        yield f"<thead><tr>{cells}</tr></thead>"
        yield "<tbody>"
        for call in ring.calls:
            yield from _table_row(call)
        yield from ("</tbody>", "</table>")
    yield from html.foot()


def csv_text(ring: RingList) -> Iterator[str]:
    """One group a line, with a column to tick."""
    yield from export.csv_lines(COLUMNS, map(_csv_row, ring.calls))


def json_text(ring: RingList) -> Iterator[str]:
    """One JSON document."""
    document = {
        "version": VERSION,
        "today": ring.today.isoformat(),
        "total": ring.total,
        "groups": [*map(_document, ring.calls)],
    }
    yield json.dumps(document, ensure_ascii=False, indent=2)
    yield "\n"


def print_list(ring: RingList, page: Page) -> None:
    """Write the list on a terminal."""
    from peerfind.output.render import ACCENT, ID, NAME, Part

    page.words(ring.count_line)
    for note in ring.notes:
        page.words(note)
    for call in ring.calls:
        page.blank()
        box = Part(f"{_BOX} {call.number:>3}").text
        page.line(Part(call.name, NAME).text, _MARGIN, box)
        first = _reached(call)
        page.facts([Part(way, ACCENT if way == first[0] else "") for way in first], _MARGIN)
        page.facts([Part(call.when), Part(call.where)], _MARGIN)
        for one in call.ask:
            page.words(f"ask  {one}", "", _MARGIN)
        page.ends(Part(call.known), Part(call.id, ID), _MARGIN)


def _title(ring: RingList) -> str:
    return f"{ring.title}: whom to ring, {say.short_date(ring.today)}"


def _reached(call: Call) -> list[str]:
    """Each way to get in touch; where none is stated, where to look."""
    return [way.said for way in call.ways] or [say.without_contact(call.site)]


def _rows(call: Call) -> Iterator[tuple[str, str]]:
    """The facts of one group, labelled, in the order in which a caller needs them."""
    for way in call.ways:
        yield WAY_LABELS[way.kind], way.said
    if not call.ways:
        yield "Contact", sentence(say.without_contact(call.site))
    yield "When", sentence(call.when)
    yield "Where", sentence(call.where)
    if call.ask:
        yield "Ask first", " ".join(call.ask)
    yield "Checked", sentence(call.known)
    if call.owner:
        yield "Owner", sentence(call.owner)
    yield "Id", call.id


def _table_row(call: Call) -> Iterator[str]:
    yield f'<tr><td><span class="box">{_PAPER_BOX}</span> {call.number}</td>'
    facts = (call.when, call.where, call.known)
    told = "".join(f"<p>{escape(sentence(one))}</p>" for one in facts)
    yield f"<td><p><strong>{escape(call.name)}</strong></p>{told}<p>{escape(call.id)}</p></td>"
    yield f"<td>{''.join(_ways(call))}</td>"
    yield f"<td>{''.join(f'<p>{escape(one)}</p>' for one in call.ask)}</td>"
    yield '<td class="notes"></td></tr>'


def _ways(call: Call) -> Iterator[str]:
    for way in call.ways:
        kind = ' class="phone"' if way.kind in ("phone", "text") else ""
        yield f"<p{kind}>{html.linked(Fact(way.said, way.link))}</p>"
    if not call.ways:
        yield f"<p>{html.linked(Fact(say.without_contact(call.site), call.site.link))}</p>"


def _csv_row(call: Call) -> list[str]:
    values: dict[str, Any] = {
        **call._asdict(),
        **{way.kind: way.said for way in call.ways},
        "done": "",
        "ask_first": " ".join(call.ask),
    }
    return [export.cell(values.get(column)) for column in COLUMNS]


def _document(call: Call) -> dict[str, Any]:
    """One group as data; what is not stated is null."""
    facts = call._asdict()
    ways = {way.kind: way.words for way in call.ways}
    kept = {
        key: facts[key] for key in ("number", "id", "name", "file", "freshness", "when", "where")
    }
    stated = {key: facts[key] or None for key in ("owner", "checked_on", "newest_source")}
    return {
        **kept,
        **stated,
        "distance_miles": call.miles,
        "contact": ways,
        "ask_first": [*call.ask],
        "not_stated": [*call.missing],
    }
