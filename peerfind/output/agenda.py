"""Meetings in date order: in a terminal, read aloud, on a page, in a sheet, in a message, or as data."""

from __future__ import annotations

import json
from datetime import datetime
from html import escape
from typing import TYPE_CHECKING, Any

from peerfind.language import translated
from peerfind.model import public
from peerfind.output import export, html, markdown, message
from peerfind.wording.say import WAY_LABELS, Fact, sentence, without_contact

if TYPE_CHECKING:
    from collections.abc import Iterator

    from peerfind.answers.ahead import Ahead, Coming
    from peerfind.output.render import Page
    from peerfind.wording.agenda import Agenda, Entry

VERSION = 1
COLUMNS = (
    "id", "name", "date", "start", "end", "not_dated", "reach", "distance_miles", "distance_km",
    "place_precision", "format", "note", "town", "postcode", "phone", "text", "email", "website", "cost",
    "joining", "freshness",
)  # fmt: skip
_TIME = 12  # columns for the start of a meeting, more where it is longer
_GAP = 4  # columns before and after it


def plain_text(agenda: Agenda) -> Iterator[str]:
    """One labelled fact a line, for pipes, screen readers and reading aloud."""
    yield f"{translated('Understood')}: {', '.join(agenda.understood)}."
    yield from (*agenda.notes, agenda.count_line)
    count = len(agenda.entries)
    for section in agenda.sections:
        yield from ("", sentence(section.heading))
        for entry in section.entries:
            yield ""
            which = translated("{number} of {count}", number=entry.number, count=count)
            yield sentence(f"{which}: {entry.card.name}")
            for label, words in _rows(entry):
                yield f"{translated(label)}: {words}"
    if last := [*agenda.suggestions, *map(sentence, agenda.more)]:
        yield from ("", *last)
    yield from ("", *agenda.crisis)


def _rows(entry: Entry) -> Iterator[tuple[str, str]]:
    """The facts of a meeting, labelled, in the order in which a caller needs them."""
    yield "When", sentence(entry.times)
    for label, fact in _ways(entry):
        yield label, fact.words
    yield "Where", sentence(entry.card.place)
    yield "How", sentence(", ".join(entry.how))
    yield "Who", sentence(", ".join(entry.card.who))
    if entry.note:
        yield "Note", sentence(entry.note)
    for heading, labels in entry.card.reasons():
        yield heading, sentence(", ".join(labels))
    if entry.card.cautions:
        yield "Note", " ".join(entry.card.cautions)
    yield "Checked", sentence(entry.card.fresh)
    yield "Id", entry.card.id


def _ways(entry: Entry) -> Iterator[tuple[str, Fact]]:
    for way in entry.card.ways:
        yield WAY_LABELS[way.kind], Fact(way.said, way.link)
    if not entry.card.ways:
        yield "Contact", Fact(without_contact(entry.card.site), entry.card.site.link)


def print_agenda(agenda: Agenda, page: Page) -> None:
    """Write meetings on a terminal, each day under its heading."""
    from peerfind.output.render import HEADING, Part, print_crisis, print_understood

    print_understood(agenda.understood, page)
    for line in (*agenda.notes, agenda.count_line):
        page.words(line)
    for section in agenda.sections:
        page.blank()
        page.words(section.heading, HEADING)
        for number, entry in enumerate(section.entries):
            if number and (page.is_narrow or not entry.start):
                page.blank()
            _print_entry(entry, page)
    page.blank()
    for line in agenda.suggestions:
        page.words(line)
    page.facts(map(Part, agenda.more), 0, "   ")
    print_crisis(agenda.crisis, page)


def _print_entry(entry: Entry, page: Page) -> None:
    from peerfind.output.render import ACCENT, ID, NAME, Part, ways_parts

    indent = 2 if page.is_narrow or not entry.start else max(_TIME, len(entry.start) + _GAP)
    card = entry.card
    start = Part(f"  {entry.start}" if entry.start else "", ACCENT).text
    if page.is_narrow and entry.start:
        page.words(entry.times, ACCENT, indent)
        start = Part("").text
    page.ends(Part(card.name, NAME), Part(card.where, ACCENT), indent, start)
    facts = entry.how if page.is_narrow and entry.start else entry.facts
    first = [] if entry.start else [Part(entry.times, ACCENT)]
    page.facts([*first, *map(Part, facts)], indent)
    page.facts(ways_parts(card, page.width - indent), indent)
    if entry.note:
        page.words(entry.note, "", indent)
    unlike = (one for one in card.reasons(("yes", "partly", "not", "ask")) if one[0] != "yes")
    page.facts(
        [Part(f"{translated(head)}  {', '.join(labels)}") for head, labels in unlike],
        indent,
        "    ",
    )
    for caution in card.cautions:
        page.words(caution, "", indent)
    page.ends(Part(card.fresh), Part(card.id, ID), indent)


def markdown_text(agenda: Agenda) -> Iterator[str]:
    """A page of Markdown."""
    yield f"# {markdown.escaped(agenda.title)}"
    yield ""
    yield f"**{translated('Understood')}:** {markdown.escaped(', '.join(agenda.understood))}."
    for line in (*agenda.notes, agenda.count_line):
        yield from ("", markdown.escaped(line))
    for section in agenda.sections:
        yield from ("", f"## {markdown.escaped(section.heading)}")
        for entry in section.entries:
            yield from ("", f"### {markdown.escaped(entry.card.name)}", "")
            yield from _markdown_rows(entry)
    for line in (*agenda.suggestions, *agenda.more):
        yield from ("", markdown.escaped(line))
    yield from markdown.crisis(agenda.crisis)


def _markdown_rows(entry: Entry) -> Iterator[str]:
    links = dict(_ways(entry))
    for label, words in _rows(entry):
        if label == "Id":
            yield f"- **Id:** `{words}`"
        else:
            link = links[label].link if label in links else ""
            yield f"- **{translated(label)}:** {markdown.linked(words, link)}"


def html_text(agenda: Agenda) -> Iterator[str]:
    """One page that needs nothing else."""
    yield from html.head(agenda.title)
    yield f"<p>{translated('Understood')}: {escape(', '.join(agenda.understood))}.</p>"
    for line in (*agenda.notes, agenda.count_line):
        yield f"<p>{escape(line)}</p>"
    for section in agenda.sections:
        yield f"<h2>{escape(section.heading)}</h2>"
        for entry in section.entries:
            yield f'<article aria-labelledby="m{entry.number}">'
            yield f'<h3 id="m{entry.number}">{escape(entry.card.name)}</h3>'
            links = dict(_ways(entry))
            rows = ((one, [links.get(one, Fact(words))]) for one, words in _rows(entry))
            yield from html.terms(rows)
            yield "</article>"
    for line in (*agenda.suggestions, *agenda.more):
        yield f"<p>{escape(line)}</p>"
    yield from html.foot(agenda.crisis)


def message_text(agenda: Agenda) -> Iterator[str]:
    """A text message for each of the first meetings, three at most, with an empty line between."""
    for number, entry in enumerate(agenda.entries[: message.MOST_GROUPS]):
        yield from ("",) if number else ()
        brief = entry.card.brief._replace(when=entry.when)
        yield from message.message(brief, agenda.crisis_sms).splitlines()
    if not agenda.entries:
        yield from (agenda.count_line, *agenda.suggestions, *agenda.crisis)


def json_text(found: Ahead) -> Iterator[str]:
    """One JSON document."""
    answer = found.answer
    document = {
        "version": VERSION,
        "today": answer.query.today.isoformat(),
        "query": export.query_document(answer.query),
        "from": found.days.first.isoformat(),
        "to": found.days.last.isoformat(),
        "total": found.total,
        "groups": found.groups,
        "not_dated": found.undated,
        "other_days": found.other_days,
        "hidden": answer.hidden,
        "meetings": [*map(_document, found.shown)],
        "unreadable": answer.unreadable,
    }
    yield json.dumps(document, ensure_ascii=False)
    yield "\n"


def jsonl_text(found: Ahead) -> Iterator[str]:
    """One meeting a line."""
    for coming in found.shown:
        yield json.dumps(_document(coming), ensure_ascii=False)
        yield "\n"


def _document(coming: Coming) -> dict[str, Any]:
    """One meeting as data; a date alone where the time is not stated, null where no date is."""
    meeting, match = coming.meeting, coming.match
    pattern = meeting.pattern if meeting else None
    return {
        "start": meeting and meeting.start.isoformat(),
        "end": meeting.end.isoformat() if meeting and meeting.end else None,
        "not_dated": coming.kind or None,
        "format": [*((pattern and pattern.formats) or match.group.format)],
        "note": pattern and pattern.note,
        **{
            key: value
            for key, value in export.result_document(match).items()
            if key not in ("rank", "score", "next_meeting")
        },
        "group": public(match.record),
    }


def csv_text(found: Ahead) -> Iterator[str]:
    """One meeting a line, as CSV."""
    yield from export.csv_lines(COLUMNS, map(_row, found.shown))


def tsv_text(found: Ahead) -> Iterator[str]:
    """Values with tabs between, one meeting a line, nothing quoted."""
    for row in (COLUMNS, *map(_row, found.shown)):
        yield "\t".join(row) + "\n"


def _row(coming: Coming) -> list[str]:
    """The cells of one meeting, in the order of `COLUMNS`."""
    document, meeting = _document(coming), coming.meeting
    group = document["group"]
    values = {
        **group,
        **group.get("venue", {}),
        **group.get("contact", {}),
        **document,
        "date": meeting and meeting.day.isoformat(),
        "start": document["start"] if meeting and isinstance(meeting.start, datetime) else None,
    }
    return [export.cell(values.get(column)) for column in COLUMNS]
