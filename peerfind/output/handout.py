"""A page to give to the person: for paper and a phone's screen, and as the text of an email."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from peerfind.output import html, qr
from peerfind.output.markdown import escaped, linked
from peerfind.wording.handout import HELP_NOW, facts_words, scan_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from peerfind.wording.handout import Handout, Leaflet

_STYLE = """<style>
body { font-size: 1.25rem; }
article { border-top: 3px solid #111; padding-top: 0.5rem; margin-top: 1.5rem; }
article h2 { margin-top: 0; }
.first { font-weight: bold; border: 3px solid #111; padding: 0.5rem 0.75rem; }
.note { font-weight: bold; }
.each { display: none; }
.square { display: flex; gap: 1rem; align-items: center; }
.square svg { flex: none; width: 9rem; height: 9rem; }
footer h2 { margin-bottom: 0; }
@media (max-width: 30rem) { body { font-size: 1.125rem; } dd { margin-bottom: 0.5rem; } }
@page { size: A4; margin: 12mm 15mm; }
@media print {
  body { font-size: 14pt; line-height: 1.3; padding: 0; }
  h1 { margin: 0; font-size: 22pt; }
  p { margin: 0.5em 0; }
  h2, dl { margin: 0.4em 0; }
  article { margin-top: 0.8em; padding-top: 0.3em; }
  article:first-of-type { break-inside: auto; }
  a { color: #111; }
  .square svg { width: 30mm; height: 30mm; }
  .each { display: block; border-top: 1px solid #111; padding-top: 0.4em; }
  footer { break-inside: avoid; margin-top: 0.8em; }
}
</style>"""


def plain_text(page: Handout) -> Iterator[str]:
    """The text of an email."""
    yield page.title
    for line in page.above:
        yield ""
        yield line
    for leaflet in page.leaflets:
        yield ""
        yield ""
        yield leaflet.name
        yield from filter(None, (leaflet.summary, *leaflet.notes, leaflet.first))
        yield ""
        for row in leaflet.rows:
            yield f"{row.label}: {facts_words(row.facts)}"
        yield leaflet.checked
    yield ""
    yield ""
    yield HELP_NOW
    yield from page.crisis


def markdown_text(page: Handout) -> Iterator[str]:
    """The same as Markdown."""
    yield f"# {escaped(page.title)}"
    for line in page.above:
        yield ""
        yield escaped(line)
    for leaflet in page.leaflets:
        yield ""
        yield from _markdown(leaflet)
    yield ""
    yield f"## {HELP_NOW}"
    for line in page.crisis:
        yield ""
        yield escaped(line)


def _markdown(leaflet: Leaflet) -> Iterator[str]:
    yield f"## {escaped(leaflet.name)}"
    for line in filter(None, (leaflet.summary, *leaflet.notes)):
        yield ""
        yield escaped(line)
    yield ""
    yield f"**{escaped(leaflet.first)}**"
    yield ""
    for row in leaflet.rows:
        words = " ".join(linked(fact.words, fact.link) for fact in row.facts)
        yield f"- **{row.label}:** {words}"
    yield ""
    yield escaped(leaflet.checked)


def html_text(page: Handout) -> Iterator[str]:
    """A page for A4 paper in large type, which a phone shows too; with squares where they can be made."""
    yield from html.head(page.title, _STYLE)
    yield from (f"<p>{escape(line)}</p>" for line in page.above)
    for number, leaflet in enumerate(page.leaflets, 1):
        yield f'<article aria-labelledby="g{number}">'
        yield f'<h2 id="g{number}">{escape(leaflet.name)}</h2>'
        yield from _html(leaflet)
        if leaflet != page.leaflets[-1]:  # pages may be given away one by one
            yield f'<p class="each">{escape(" ".join(page.crisis))}</p>'
        yield "</article>"
    yield "</main>"
    yield from ("<footer>", f"<h2>{HELP_NOW}</h2>")
    yield from (f"<p>{escape(line)}</p>" for line in page.crisis)
    yield from ("</footer>", "</body>", "</html>")


def _html(leaflet: Leaflet) -> Iterator[str]:
    if leaflet.summary:
        yield f"<p>{escape(leaflet.summary)}</p>"
    yield from (f'<p class="note">{escape(note)}</p>' for note in leaflet.notes)
    yield f'<p class="first">{escape(leaflet.first)}</p>'
    yield "<dl>"
    for row in leaflet.rows:  # on one line, for a page of A4 to hold it
        yield f"<dt>{escape(row.label)}</dt><dd>{' '.join(map(html.linked, row.facts))}</dd>"
    yield "</dl>"
    if leaflet.link and qr.is_there():
        words = scan_words(leaflet.link)
        yield f'<div class="square">{qr.square(leaflet.link, words)}<p>{escape(words)}</p></div>'
    yield f"<p>{escape(leaflet.checked)}</p>"
