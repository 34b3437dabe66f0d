"""The Markdown of the pages for staff in its blocks: headings, paragraphs, items of lists, tables.

It knows what those pages use and no more; anything else is a paragraph.
"""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING, Literal

from peerfind import text
from peerfind.directory.guide import HEADING, heading_words
from peerfind.named import NamedTuple
from peerfind.wording.say import sentence

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

Kind = Literal["heading", "paragraph", "quote", "item", "row"]
_ITEM = re.compile(r"([-*]|\d+\.) +(.+)$")
_RULE = re.compile(r"\|[\s:|-]+$")
_INLINE = re.compile(r"`([^`]+)`|\*\*(.+?)\*\*|\*(\S.*?)\*|(https?://[^\s<>|]*[^\s<>|.,;:)])")


class Block(NamedTuple):
    """One block: `mark` is the level of a heading or the mark of an item, `cells` those of a table's row."""

    kind: Kind
    words: str
    mark: str = ""
    cells: tuple[str, ...] = ()


def blocks(source: str) -> Iterator[Block]:
    """The blocks of a Markdown text; the first row of a table is its heads."""
    open_: Block | None = None
    for line in map(str.strip, source.splitlines()):
        made = _begun(line)
        if open_ and line and _goes_on(open_, made):
            open_ = open_._replace(words=f"{open_.words} {made.words}")
            continue
        if open_:
            yield open_
        open_ = None if not line or _RULE.match(line) else made
    if open_:
        yield open_


def _goes_on(open_: Block, made: Block) -> bool:
    """Whether a line goes on with the block before it."""
    if made.kind == "quote":
        return open_.kind == "quote"
    return made.kind == "paragraph" and open_.kind in ("paragraph", "quote", "item")


def _begun(line: str) -> Block:
    """The block that a line begins."""
    if found := HEADING.match(line):
        return Block("heading", heading_words(found[2]), str(len(found[1])))
    if found := _ITEM.match(line):
        return Block("item", found[2], found[1])
    if line.startswith("|"):
        return Block("row", line, cells=tuple(cell.strip() for cell in line.strip("|").split("|")))
    if line.startswith(">"):
        return Block("quote", line[1:].strip())
    return Block("paragraph", line)


def plain(words: str) -> str:
    """Words without marks of emphasis or code, safe to show."""
    return text.shown(_INLINE.sub(lambda found: next(filter(None, found.groups())), words))


def as_html(words: str) -> str:
    """Words as HTML: code, emphasis, and links to the addresses in them."""
    made, at = [], 0
    shown = text.shown(words)
    for found in _INLINE.finditer(shown):
        made += [escape(shown[at : found.start()]), _marked(found)]
        at = found.end()
    return "".join((*made, escape(shown[at:])))


def _marked(found: re.Match[str]) -> str:
    code, strong, soft, address = (escape(one or "") for one in found.groups())
    if address:
        return f'<a href="{address}">{address}</a>'
    tag = "code" if code else "strong" if strong else "em"
    return f"<{tag}>{code or strong or soft}</{tag}>"


def row_words(heads: tuple[str, ...], cells: tuple[str, ...], said: Callable[[str], str]) -> str:
    """A row of a table as one line: `phone. Good for: no travel. Think about: taking turns`."""
    first, *rest = map(said, cells)
    told = (f"{said(head)}: {cell}" for head, cell in zip(heads[1:], rest, strict=False))
    return " ".join(map(sentence, (first, *told)))
