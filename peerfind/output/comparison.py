"""Groups side by side: in a terminal, read aloud, on a page, in a sheet, or as data."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from peerfind.output import export, html, markdown

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from peerfind.output.render import Page
    from peerfind.wording.comparison import Comparison, Line

VERSION = 1
DIFFERENT, SAME = "What differs", "The same for all"
_LABEL = 11  # columns for a label
_GAP = 2
_LEAST = 18  # columns that a group needs, so that a telephone number has room
_WIDE = """<style>
body { max-width: 70rem; } table { border-collapse: collapse; width: 100%; table-layout: fixed; }
th, td { border: 1px solid #767676; padding: 0.3rem; text-align: left; vertical-align: top; }
td { overflow-wrap: anywhere; }
</style>"""


def plain_text(made: Comparison) -> Iterator[str]:
    """One fact a line, each group by its letter, for pipes, screen readers and reading aloud."""
    for group in made.groups:
        yield f"{group.letter}: {group.name} ({group.id})"
    for heading, lines in _parts(made):
        yield from ("", f"{heading}:")
        for line in lines:
            if heading == SAME:
                yield f"{line.label}: {line.cells[0]}"
            else:
                yield f"{line.label}:"
                for group, cell in zip(made.groups, line.cells, strict=True):
                    yield f"- {group.letter}: {cell}"
    yield from ("", *made.crisis)


def _parts(made: Comparison) -> Iterator[tuple[str, tuple[Line, ...]]]:
    parts = ((DIFFERENT, made.different), (SAME, made.same))
    return (one for one in parts if one[1])


def print_comparison(made: Comparison, page: Page) -> None:
    """Write groups beside one another, or under one another where the page is narrow."""
    from peerfind.output.render import HEADING, ID, NAME, Part, print_crisis

    for group in made.groups:
        page.ends(Part(group.name, NAME), Part(group.id, ID), 3, Part(group.letter, HEADING).text)
    columns = (page.width - _LABEL) // len(made.groups)
    is_beside = not page.is_narrow and columns - _GAP >= _LEAST
    for heading, lines in _parts(made):
        page.blank()
        page.words(heading, HEADING)
        if heading == DIFFERENT and is_beside:
            letters = [f"{group.letter:<{columns}}" for group in made.groups]
            page.words(f"{'':<{_LABEL}}{''.join(letters)}".rstrip(), HEADING)
        for line in lines:
            _print_line(line, heading, made, page, columns if is_beside else 0)
    page.blank()
    print_crisis(made.crisis, page)


def _print_line(line: Line, heading: str, made: Comparison, page: Page, columns: int) -> None:
    """One fact of all groups; `columns` is the room of each beside the others, 0 where there is none."""
    from peerfind.output.render import ACCENT, HEADING, Part

    label = Part(line.label, HEADING).text
    if heading == SAME:
        page.facts([Part(line.cells[0])], _LABEL, lead=label)
        return
    pieces = [page.pieces(cell, columns - _GAP) for cell in line.cells] if columns else []
    if pieces and all(len(one) <= columns - _GAP for own in pieces for one in own):
        for number in range(max(map(len, pieces))):
            row = "".join(f"{_at(own, number):<{columns}}" for own in pieces).rstrip()
            page.words_as_they_are(row, _LABEL, label)
            label = Part("").text
        return
    page.line(label)
    for group, cell in zip(made.groups, line.cells, strict=True):
        page.facts([Part(cell)], 5, lead=Part(f"  {group.letter}", ACCENT).text)


def _at(pieces: Sequence[str], number: int) -> str:
    return pieces[number] if number < len(pieces) else ""


def markdown_text(made: Comparison) -> Iterator[str]:
    """A table for what differs, and a list of what is the same."""
    yield f"# {markdown.escaped(' · '.join(group.name for group in made.groups))}"
    for heading, lines in _parts(made):
        yield from ("", f"## {heading}", "")
        if heading == SAME:
            yield from (f"- **{one.label}:** {markdown.escaped(one.cells[0])}" for one in lines)
            continue
        heads = [markdown.escaped(group.name) for group in made.groups]
        yield f"| | {' | '.join(heads)} |"
        yield f"| --- |{' --- |' * len(heads)}"
        for line in lines:
            yield f"| **{line.label}** | {' | '.join(map(markdown.escaped, line.cells))} |"
        yield f"| **Id** | {' | '.join(f'`{group.id}`' for group in made.groups)} |"
    yield from markdown.crisis(made.crisis)


def html_text(made: Comparison) -> Iterator[str]:
    """One page with a table for what differs and one for what is the same; it needs nothing else."""
    yield from html.head(" · ".join(group.name for group in made.groups), _WIDE)
    for heading, lines in _parts(made):
        yield from (f"<h2>{heading}</h2>", "<table>")
        if heading == DIFFERENT:
            names = "".join(f'<th scope="col">{escape(one.name)}</th>' for one in made.groups)
            yield f"<thead><tr><td></td>{names}</tr></thead>"
        yield "<tbody>"
        for line in lines:
            cells = line.cells[:1] if heading == SAME else line.cells
            told = "".join(f"<td>{escape(cell)}</td>" for cell in cells)
            yield f'<tr><th scope="row">{escape(line.label)}</th>{told}</tr>'
        yield from ("</tbody>", "</table>")
    yield from html.foot(made.crisis)


def csv_text(made: Comparison) -> Iterator[str]:
    """A fact a line, with a column for each group, what differs first."""
    head = ("fact", "differs", *(group.id for group in made.groups))
    names = ("Name", "yes", *(group.name for group in made.groups))
    rows = [
        (line.label, "yes" if heading == DIFFERENT else "no", *line.cells)
        for heading, lines in _parts(made)
        for line in lines
    ]
    cells = ([export.cell(cell) for cell in row] for row in (names, *rows))
    yield from export.csv_lines([*map(export.cell, head)], cells)


def document(groups: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Groups as data, with the keys that differ between them and those that are the same in all."""
    stated = [{**one["group"], "next_meetings": one["next_meetings"]} for one in groups]
    keys = dict.fromkeys(key for one in stated for key in one if key != "id")
    same = [key for key in keys if all(one.get(key) == stated[0].get(key) for one in stated)]
    return {
        "version": VERSION,
        "different": [key for key in keys if key not in same],
        "same": same,
        "groups": [*groups],
    }
