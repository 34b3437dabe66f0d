"""One page of HTML that needs nothing else: no scripts, no network, fit for print and for screen readers."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from peerfind.wording import say, summary
from peerfind.wording.cards import Card, cards
from peerfind.wording.say import WAY_LABELS, Fact, capitalised

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from peerfind.answers.answer import Answer
    from peerfind.model import Record
    from peerfind.wording.sheets import Sheet

    Term = tuple[str, Iterable[Fact]]
    """A label with the facts that belong to it."""

# Nothing may be fetched or run, whatever a directory holds; and no site learns where a reader came from.
_HEAD = """<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'{script}">"""
_STYLE = """<style>
body { font: 1.125rem/1.5 sans-serif; color: #111; background: #fff; }
body { margin: 0 auto; max-width: 42rem; padding: 1rem; }
h1, h2 { line-height: 1.25; }
article { border-top: 1px solid #767676; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 0.25rem 1rem; }
dt { font-weight: bold; grid-column: 1; }
dd { margin: 0; grid-column: 2; overflow-wrap: anywhere; }
a { color: #00458b; }
footer { border-top: 3px solid #111; margin-top: 2rem; }
@media (max-width: 30rem) { dl { display: block; } }
@media print { body { font-size: 11pt; max-width: none; } article { break-inside: avoid; } }
</style>"""


def match_text(answer: Answer, networks: Mapping[str, Record]) -> Iterator[str]:
    """The lines of an answer; `networks` are the records of those that groups are part of, by id."""
    yield from head(answer.settings["title"])
    yield f"<p>Understood: {escape(', '.join(summary.understood(answer)))}.</p>"
    for line in (*summary.notes(answer), summary.count_line(answer)):
        yield f"<p>{escape(line)}</p>"
    for card in cards(answer, networks):
        yield f'<article aria-labelledby="g{card.rank}">'
        yield f'<h2 id="g{card.rank}">{card.rank}. {escape(card.name)}</h2>'
        if card.summary:
            yield f"<p>{escape(card.summary)}</p>"
        yield from terms(_facts(card))
        yield "</article>"
    yield from _suggestions(answer)
    yield from foot(summary.pointer(answer))


def head(title: str, style: str = "", script: str = "") -> Iterator[str]:
    """The beginning of a page, with more rules of style where they are given.

    Nothing but `script`, if any, may run on it: as the whole text of one element.
    """
    shown = escape(say.cleaned(title))
    allowed = f"; script-src '{_sum(script)}'" if script else ""
    yield from (_HEAD.replace("{script}", allowed), f"<title>{shown}</title>", _STYLE)
    yield from (*filter(None, [style]), "</head>", "<body>", "<main>")
    yield f"<h1>{shown}</h1>"


def _sum(script: str) -> str:
    """By what a browser knows a script that may run."""
    from base64 import b64encode
    from hashlib import sha256

    return f"sha256-{b64encode(sha256(script.encode()).digest()).decode()}"


def foot(crisis: Sequence[str] = ()) -> Iterator[str]:
    """The end of a page, with the crisis lines where there are any."""
    yield "</main>"
    if crisis:
        yield from _crisis(crisis)
    yield from ("</body>", "</html>")


def _crisis(crisis: Sequence[str]) -> Iterator[str]:
    yield "<footer>"
    for line in crisis:
        yield f"<p>{escape(line)}</p>"
    yield "</footer>"


def _facts(card: Card) -> Iterator[Term]:
    for way in card.ways:
        yield WAY_LABELS[way.kind], [Fact(way.said, way.link)]
    if not card.ways:
        yield "Contact", [Fact(say.without_contact(card.site), card.site.link)]
    yield "When", [Fact(card.when.full)]
    yield "Where", [Fact(card.place)]
    yield "How", map(Fact, card.how)
    yield "Who", map(Fact, card.who)
    for heading, labels in card.reasons():
        yield heading, [Fact(", ".join(labels))]
    if card.cautions:
        yield "Note", map(Fact, card.cautions)
    yield "Checked", [Fact(card.fresh)]
    yield "Id", [Fact(card.id)]


def terms(labelled: Iterable[Term]) -> Iterator[str]:
    """Labels with their facts, as a list of terms."""
    yield "<dl>"
    for label, facts in labelled:
        yield f"<dt>{escape(label)}</dt>"
        for fact in facts:
            yield f"<dd>{linked(fact)}</dd>"
    yield "</dl>"


def linked(fact: Fact) -> str:
    """A fact as HTML, linked where that is safe."""
    words = escape(fact.words)
    return f'<a href="{escape(fact.link)}">{words}</a>' if fact.link else words


def _suggestions(answer: Answer) -> Iterator[str]:
    if heading := summary.suggestions_heading(answer):
        yield f"<p>{escape(heading)}</p>"
    if found := summary.suggestions(answer):
        yield "<ul>"
        for one in found:
            said = f"{capitalised(one.change)}: {one.groups}. To change:"
            yield f"<li>{escape(said)} <code>{escape(one.flags)}</code></li>"
        yield "</ul>"


def show_text(sheet: Sheet, crisis: Sequence[str]) -> Iterator[str]:
    """The lines of one group in full, with the crisis lines at the end."""
    yield from head(sheet.name)
    yield from _sheet(sheet)
    yield from foot(crisis)


def book_text(title: str, sheets: Iterable[Sheet], crisis: Sequence[str]) -> Iterator[str]:
    """One page for several groups in full, with the crisis lines at the end."""
    yield from head(title)
    for number, sheet in enumerate(sheets, 1):
        yield f'<article aria-labelledby="g{number}">'
        yield f'<h2 id="g{number}">{escape(sheet.name)}</h2>'
        yield from _sheet(sheet)
        yield "</article>"
    yield from foot(crisis)


def _sheet(sheet: Sheet) -> Iterator[str]:
    if sheet.summary:
        yield f"<p>{escape(sheet.summary)}</p>"
    asked = [("Ask", map(Fact, sheet.questions))] if sheet.questions else []
    rows = [(row.label, row.facts) for row in sheet.rows]
    yield from terms([*rows, *asked, ("Id", [Fact(sheet.id)])])
