"""What a directory has and where it has nothing: with bars to look at, as lines to read, or as data."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from peerfind.output import html
from peerfind.output.markdown import escaped
from peerfind.wording.say import sentence

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from peerfind.output.render import Page
    from peerfind.wording.coverage import Missing, Overview, Row, Table, Town

VERSION = 1
_FULL = "\u2588"
_PARTS = (
    "",
    "\u258f",
    "\u258e",
    "\u258d",
    "\u258c",
    "\u258b",
    "\u258a",
    "\u2589",
)  # eighths of a column
_INDENT = 2
_WIDEST_BAR = 40  # columns
_BAR_WIDTH, _BAR_HEIGHT = 240, 16  # points
_ON_PAGE = """<style>
table { border-collapse: collapse; width: 100%; margin-bottom: 1.5rem; }
caption { text-align: left; font-weight: bold; font-size: 1.25rem; padding: 0.25rem 0; }
caption p { font-weight: normal; font-size: 1rem; margin: 0; }
th, td { border-bottom: 1px solid #767676; padding: 0.2rem 0.5rem 0.2rem 0; text-align: left; }
th[scope="row"] { font-weight: normal; } .number { text-align: right; white-space: nowrap; }
svg { display: block; } rect { fill: #00458b; }
@media (max-width: 40rem) { .bar { display: none; } }
@media print { rect { fill: #000; } tr { break-inside: avoid; } }
</style>"""


def document(found: Overview) -> dict[str, Any]:
    """The figures as data; the id of what is not stated is null."""
    return {
        "version": VERSION,
        "today": found.today.isoformat(),
        "groups": found.groups,
        "closed": found.closed,
        **{table.key: [*map(_row_document, table.rows)] for table in found.tables},
        "gaps": _missing_document(found.missing) if found.missing else None,
    }


def _row_document(row: Row) -> dict[str, Any]:
    return {"id": row.id or None, "groups": row.groups, "share": round(row.share, 4)}


def _missing_document(missing: Missing) -> dict[str, Any]:
    return {
        "focus": missing.focus,
        "within_miles": round(missing.within_miles, 2),
        "groups": missing.groups,
        "total": missing.total,
        "towns": [
            {
                "name": town.name,
                "county": town.county or None,
                "nation": town.nation or None,
                "people": town.people,
                "nearest": town.nearest_id or None,
                "distance_miles": town.miles,
            }
            for town in missing.towns
        ],
    }


def plain_text(found: Overview) -> Iterator[str]:
    """One figure a line, for pipes, screen readers and reading aloud."""
    yield sentence(found.heading)
    yield found.count_line
    for table in found.tables:
        yield ""
        yield sentence(" ".join(filter(None, (sentence(table.title), table.note))))
        yield from (f"{row.label}: {_number(row)}" for row in table.rows)
    if found.missing:
        yield ""
        yield f"{sentence(found.missing.title)} {found.missing.note}"
        for town in found.missing.towns:
            yield sentence(f"{town.name}, {_people(town)}: {_nearest(town)}")


def markdown_text(found: Overview) -> Iterator[str]:
    """Tables of numbers, for an issue or a page of a project."""
    yield f"# {escaped(found.heading)}"
    yield from ("", escaped(found.count_line))
    for table in found.tables:
        yield from _markdown_head(table.title, table.note)
        yield from ("|  | groups | share |", "| --- | ---: | ---: |")
        yield from (
            f"| {escaped(row.label)} | {row.groups:,} | {row.percent} |" for row in table.rows
        )
    if found.missing:
        yield from _markdown_head(found.missing.title, found.missing.note)
        yield from ("| town | people, about | nearest group |", "| --- | ---: | --- |")
        for town in found.missing.towns:
            yield f"| {escaped(town.name)} | {_rounded(town)} | {escaped(town.nearest)} |"


def _markdown_head(title: str, note: str) -> Iterator[str]:
    yield from ("", f"## {escaped(title)}", "")
    yield from (escaped(note), "") if note else ()


def html_text(found: Overview) -> Iterator[str]:
    """One page with bars that needs nothing else; each bar stands beside its number, which says the same."""
    yield from html.head(found.heading, _ON_PAGE)
    yield f"<p>{escape(found.count_line)}</p>"
    for table in found.tables:
        yield from _html_head(table.title, table.note, ("", "Groups", "Share"), is_drawn=True)
        yield from map(_html_row, table.rows)
        yield "</tbody></table>"
    if found.missing:
        heads = ("Town", "People, about", "Nearest group")
        yield from _html_head(found.missing.title, found.missing.note, heads, is_drawn=False)
        yield from map(_html_town, found.missing.towns)
        yield "</tbody></table>"
    yield from html.foot()


def _html_head(title: str, note: str, heads: Sequence[str], *, is_drawn: bool) -> Iterator[str]:
    said = f"<p>{escape(note)}</p>" if note else ""
    first, *numbers = heads
    cells = f'<th scope="col">{first}</th>' if first else "<td></td>"
    cells += "".join(f'<th scope="col">{one}</th>' for one in numbers)
    yield f"<table><caption>{escape(title)}{said}</caption>"
    yield f"<thead><tr>{cells}{'<td></td>' if is_drawn else ''}</tr></thead><tbody>"


def _html_row(row: Row) -> str:
    size = f'width="{_BAR_WIDTH}" height="{_BAR_HEIGHT}"'
    bar = f'<rect width="{row.share * _BAR_WIDTH:.1f}" height="{_BAR_HEIGHT}"/>'
    return (
        f'<tr><th scope="row">{escape(row.label)}</th><td class="number">{row.groups:,}</td>'
        f'<td class="number">{row.percent}</td>'
        f'<td class="bar"><svg aria-hidden="true" {size}>{bar}</svg></td></tr>'
    )


def _html_town(town: Town) -> str:
    return (
        f'<tr><th scope="row">{escape(town.name)}</th><td class="number">{_rounded(town)}</td>'
        f"<td>{escape(town.nearest)}</td></tr>"
    )


def print_overview(found: Overview, page: Page) -> None:
    """Write the figures on a terminal, with bars."""
    from peerfind.output.render import HEADING

    page.words(found.heading, HEADING)
    page.words(found.count_line)
    for table in found.tables:
        page.blank()
        page.words(table.title, HEADING)
        if table.note:
            page.words(table.note)
        _print_rows(table, page)
    if found.missing:
        page.blank()
        page.words(found.missing.title, HEADING)
        page.words(found.missing.note)
        for town in found.missing.towns:
            page.words(f"{town.name}, {_people(town)}: {_nearest(town)}", "", _INDENT)


def _print_rows(table: Table, page: Page) -> None:
    """One line a row: its label, its numbers and its bar, for which a narrow page has no room."""
    from rich.text import Text

    from peerfind.output.render import ACCENT

    numbers = [f"{row.groups:>6,}  {_short(row):>4}  " for row in table.rows]
    label = max((len(row.label) for row in table.rows), default=0)
    for row, number in zip(table.rows, numbers, strict=True):
        if page.is_narrow:
            page.words(f"{row.label}: {_number(row)}", "", _INDENT)
            continue
        room = max(0, min(_WIDEST_BAR, page.width - _INDENT - label - len(number) - 1))
        line = Text(f"{row.label:<{label}} {number}")
        line.append(bar(row.share, room), ACCENT)
        page.line(line, _INDENT)


def bar(share: float, width: int) -> str:
    """A bar for a share of 0 to 1, of at most `width` columns; never empty where there is anything."""
    eighths = round(share * width * 8)
    if share > 0 and width:
        eighths = max(1, eighths)
    return _FULL * (eighths // 8) + _PARTS[eighths % 8]


def _short(row: Row) -> str:
    return row.percent.replace("under ", "<")


def _number(row: Row) -> str:
    return f"{row.groups:,} ({row.percent})"


def _people(town: Town) -> str:
    return f"about {_rounded(town)} people"


def _rounded(town: Town) -> str:
    """The people of a town in thousands: some are counted, some estimated."""
    return f"{round(town.people, -3):,}"


def _nearest(town: Town) -> str:
    return f"nearest {town.nearest}" if town.nearest_id else town.nearest
