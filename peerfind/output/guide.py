"""The pages for staff, their list, and where they speak of something, in each form."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING, Any

from peerfind.directory.guide import SOURCES, GuidePage
from peerfind.output import html
from peerfind.output.blocks import Block, as_html, blocks, plain, row_words
from peerfind.output.markdown import escaped
from peerfind.wording.guide import Entry, Guided, Listing
from peerfind.wording.say import sentence

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from peerfind.output.render import Page

VERSION = 1
_INDENT = 2
_MARK = re.compile(r"(?:-|\d+\.) ")


def plain_text(made: Guided) -> Iterator[str]:
    """Lines that read well in order: a paragraph, an item of a list or a row of a table each."""
    if isinstance(made.shown, Listing):
        yield from _plain_listing(made.shown)
    else:
        yield from _plain_blocks([*blocks(made.shown.source)])
    yield ""
    yield from made.crisis


def _plain_listing(listing: Listing) -> Iterator[str]:
    yield sentence(listing.title)
    for one in listing.entries:
        yield f"- {_entry_words(one)}"
    yield from listing.notes


def _entry_words(one: Entry) -> str:
    if not one.heading:
        return f"{one.page}: {sentence(one.words)}"
    ended = "" if one.words.endswith((".", "!", "?")) else "."  # a command keeps its small letter
    return f'{one.page}, "{one.heading}"{f": {one.words}" if one.words else ""}{ended}'


def _plain_blocks(every: Sequence[Block]) -> Iterator[str]:
    heads: tuple[str, ...] = ()
    for number, block in enumerate(every):
        before = every[number - 1].kind if number else None
        is_next_of_list = block.kind == before and block.kind in ("item", "row")
        if number and not is_next_of_list and not (block.kind == "item" and before == "paragraph"):
            yield ""
        if block.kind == "row":
            if not is_next_of_list:
                heads = block.cells
                continue
            yield f"- {row_words(heads, block.cells, plain)}"
        elif block.kind == "heading":
            yield sentence(plain(block.words))
        else:
            mark = f"{block.mark} " if block.kind == "item" else ""
            yield f"{mark}{plain(block.words)}"


def markdown_text(made: Guided) -> Iterator[str]:
    """The page as its file has it, or a list."""
    if isinstance(made.shown, Listing):
        yield f"# {escaped(made.shown.title)}"
        yield ""
        yield from (f"- {escaped(_entry_words(one))}" for one in made.shown.entries)
        yield from (f"\n{escaped(note)}" for note in made.shown.notes)
    else:
        yield made.shown.source.rstrip("\n")
    yield from ("", "---")
    yield from (f"\n{escaped(line)}" for line in made.crisis)


def html_text(made: Guided) -> Iterator[str]:
    """One page of HTML that needs nothing else."""
    if isinstance(made.shown, Listing):
        yield from html.head(made.shown.title)
        yield "<ul>"
        yield from (f"<li>{escape(_entry_words(one))}</li>" for one in made.shown.entries)
        yield "</ul>"
        yield from (f"<p>{escape(note)}</p>" for note in made.shown.notes)
    else:
        yield from html.head(plain(made.shown.title), _TABLE)
        yield from _html_blocks([*blocks(made.shown.source)])
    yield from html.foot(made.crisis)


_TABLE = """<style>
table { border-collapse: collapse; } th, td { border: 1px solid #767676; padding: 0.3rem; text-align: left; }
td, li { overflow-wrap: anywhere; } td { vertical-align: top; }
</style>"""


def _html_blocks(every: Sequence[Block]) -> Iterator[str]:
    around = ""
    for number, block in enumerate(every):
        wanted = _around(block)
        if wanted != around:
            yield from _closed(around)
            yield from (f"<{wanted}>",) if wanted else ()
        if block.kind != "heading" or block.mark != "1" or number:
            yield _html(block, is_head=wanted != around)
        around = wanted
    yield from _closed(around)


def _around(block: Block) -> str:
    """What holds a block of this kind; nothing for one that stands alone."""
    if block.kind == "item":
        return "ol" if block.mark[0].isdigit() else "ul"
    return "table" if block.kind == "row" else ""


def _closed(around: str) -> Iterator[str]:
    yield from (f"</{around}>",) if around else ()


def _html(block: Block, *, is_head: bool) -> str:
    if block.kind == "row":
        tag = 'th scope="col"' if is_head else "td"
        cells = (f"<{tag}>{as_html(cell)}</{tag[:2]}>" for cell in block.cells)
        return f"<tr>{''.join(cells)}</tr>"
    tags = {"heading": f"h{block.mark}", "item": "li", "quote": "blockquote"}
    tag = tags.get(block.kind, "p")
    return f"<{tag}>{as_html(block.words)}</{tag}>"


def document(made: Guided) -> dict[str, Any]:
    """A page, or a list, as data."""
    if isinstance(made.shown, Listing):
        return {"version": VERSION, "pages": [one._asdict() for one in made.shown.entries]}
    page = made.shown
    sections = [one._asdict() for one in page.sections]
    told = {"id": page.id, "title": page.title, "summary": page.summary, "sections": sections}
    return {"version": VERSION, "pages": [told]}


def print_guide(made: Guided, page: Page) -> None:
    """Write it on a terminal."""
    if isinstance(made.shown, Listing):
        _print_listing(made.shown, page)
    else:
        _print_page(made.shown, page)
    page.blank()
    for line in made.crisis:
        page.words(line)


def _print_listing(listing: Listing, page: Page) -> None:
    from peerfind.output.render import ACCENT, Part

    page.words(sentence(listing.title))
    width = max((len(one.page) for one in listing.entries), default=0) + _INDENT
    for one in listing.entries:
        if one.heading or page.is_narrow:
            page.facts([Part(one.page, ACCENT), *filter(None, [Part(one.heading)])])
            page.words(one.words, "", _INDENT)
        else:
            page.line(Part(one.words).text, width, Part(one.page, ACCENT).text)
    page.blank()
    for note in listing.notes:
        page.words(note)


def _print_item(line: str, page: Page) -> None:
    """Write a line; what goes on below a mark is set in."""
    from peerfind.output.render import Part

    found = _MARK.match(line)
    if found:
        page.line(Part(line[found.end() :]).text, found.end(), Part(found[0]).text)
    else:
        page.words(line)


def _print_page(shown: GuidePage, page: Page) -> None:
    """Headings and sources line by line, so that an address can be copied; the rest as rich draws it."""
    from peerfind.output.render import HEADING

    for number, section in enumerate(shown.sections):
        if number:
            page.blank()
        page.words(plain(section.heading), HEADING)
        every = [*blocks(section.text)]
        is_table_in_narrow = page.is_narrow and any(one.kind == "row" for one in every)
        if section.heading == SOURCES or is_table_in_narrow:
            for line in _plain_blocks(every):
                _print_item(line, page)
        else:
            page.markdown(section.text)
