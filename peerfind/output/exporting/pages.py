"""Groups for people: one page of Markdown, and one of HTML that is sorted and searched without a network."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from peerfind.keeping.flat import COLUMNS
from peerfind.model import public
from peerfind.output import html, markdown
from peerfind.wording import exported as told
from peerfind.wording import say
from peerfind.wording.listing import TOLD, Part, facts, name_of, parts_of
from peerfind.wording.summary import crisis_pointer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from peerfind.model import Record
    from peerfind.output.exports import Exported
    from peerfind.wording.say import Fact

_STYLE = """<style>
body { max-width: none; font-size: 1rem; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; min-width: 96rem; }
caption { text-align: left; padding: 0.5rem 0; }
th, td { border: 1px solid #767676; padding: 0.35rem 0.5rem; text-align: left; vertical-align: top; }
td p { margin: 0 0 0.25rem; overflow-wrap: break-word; }
td { min-width: 8rem; max-width: 16rem; }
th + td { min-width: 18rem; max-width: 24rem; }
thead th { background: #eee; }
th button { font: inherit; background: none; border: 0; padding: 0; min-height: 1.5rem; cursor: pointer;
  text-decoration: underline; }
input { font: inherit; padding: 0.25rem; width: 100%; max-width: 24rem; }
@media print { table, td { min-width: 0; } }
@media print { thead { display: table-header-group; } tr { break-inside: avoid; } .tools { display: none; } }
</style>"""
# The search and the buttons are made by the script, so that nothing stands there dead without it.
_SCRIPT = """
const table = document.querySelector("table"), body = table.tBodies[0], rows = [...body.rows];
const tools = document.createElement("div"); tools.className = "tools";
const label = document.createElement("label"); label.htmlFor = "find";
label.textContent = "Search these groups ";
const find = document.createElement("input"); find.id = "find"; find.type = "search";
const count = document.createElement("p"); count.setAttribute("role", "status");
const plain = (text) => text.normalize("NFD").replace(/[\\u0300-\\u036f]/g, "").toLowerCase();
const texts = new Map(rows.map((row) => [row, plain(row.textContent)]));
tools.append(label, find, count); document.querySelector(".wide").before(tools);
find.addEventListener("input", () => {
  const words = plain(find.value).split(/\\s+/).filter(Boolean); let shown = 0;
  for (const row of rows) {
    row.hidden = !words.every((word) => texts.get(row).includes(word)); shown += row.hidden ? 0 : 1;
  }
  count.textContent = words.length ? `${shown} of ${rows.length} groups` : "";
});
[...table.tHead.rows[0].cells].forEach((head, at) => {
  const button = document.createElement("button"); button.type = "button";
  button.append(...head.childNodes); head.append(button);
  button.addEventListener("click", () => {
    const down = head.getAttribute("aria-sort") === "ascending";
    for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
    head.setAttribute("aria-sort", down ? "descending" : "ascending");
    const key = (row) => plain(row.cells[at].textContent);
    rows.sort((a, b) => key(a).localeCompare(key(b)) * (down ? -1 : 1)); body.append(...rows);
  });
});
"""


def markdown_export(exported: Exported) -> Iterator[str]:
    """A head for each group, and a line for each part of it."""
    yield f"# {markdown.escaped(say.cleaned(exported.settings['title']))}\n"
    yield f"\n{told.count_line(exported.total, {}, None)}\n"
    parts = _parts(exported)
    for record in _records(exported):
        yield f"\n## {markdown.escaped(name_of(record))}\n\n"
        for part in parts:
            said = "; ".join(
                markdown.linked(one.words, one.link) for one in _facts(part, record, exported)
            )
            if said:
                yield f"- **{part.heading}:** {said}\n"
        yield f"- **Id:** `{record['id']}`\n"
    for line in markdown.crisis(crisis_pointer(exported.crisis, None)):
        yield f"{line}\n"


def html_export(exported: Exported) -> Iterator[str]:
    """A table with a group a row: whole without its script, sorted and searched with it."""
    parts = _parts(exported)
    for line in html.head(exported.settings["title"], _STYLE, _SCRIPT):
        yield f"{line}\n"
    yield '<div class="wide" role="region" aria-labelledby="all" tabindex="0">\n<table>\n'
    yield f'<caption id="all">{told.count_line(exported.total, {}, None)}</caption>\n<thead><tr>'
    for heading in ("Name", *(part.heading for part in parts), "Id"):
        yield f'<th scope="col">{heading}</th>'
    yield "</tr></thead>\n<tbody>\n"
    for record in _records(exported):
        yield _row(record, parts, exported)
    yield f"</tbody>\n</table>\n</div>\n<script>{_SCRIPT}</script>\n"
    for line in html.foot(crisis_pointer(exported.crisis, None)):
        yield f"{line}\n"


def _row(record: Record, parts: tuple[Part, ...], exported: Exported) -> str:
    told_facts = (_facts(part, record, exported) for part in parts)
    cells = "".join(
        f"<td>{''.join(f'<p>{html.linked(one)}</p>' for one in found)}</td>" for found in told_facts
    )
    head = f'<th scope="row">{escape(name_of(record))}</th>'
    return f"<tr>{head}{cells}<td>{escape(record['id'])}</td></tr>\n"


def _facts(part: Part, record: Record, exported: Exported) -> tuple[Fact, ...]:
    is_cut = len(exported.columns) < len(COLUMNS)
    return facts(part, record, exported.vocabulary, is_cut=is_cut)


def _parts(exported: Exported) -> tuple[Part, ...]:
    return parts_of({COLUMNS[name].key for name in exported.columns})


def _records(exported: Exported) -> Iterator[Record]:
    """The records, of each of which is counted what a page does not tell."""
    for record in exported.records:
        exported.lost.update(public(record).keys() - TOLD)
        yield record
