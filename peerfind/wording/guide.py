"""The pages for staff: one of them, the list of them, or where they speak of something."""

from __future__ import annotations

from typing import TYPE_CHECKING

from peerfind import text
from peerfind.named import NamedTuple
from peerfind.wording.say import counted

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from peerfind.answers.guide import Hits
    from peerfind.directory.guide import GuidePage


class Entry(NamedTuple):
    """One line of a list: the page, where in it, and what it says."""

    page: str
    heading: str
    words: str


class Listing(NamedTuple):
    """A list of pages, or of places in them."""

    title: str
    entries: tuple[Entry, ...]
    notes: tuple[str, ...]


class Guided(NamedTuple):
    """What is shown of the guide: a page, or a list; the crisis lines are at its end."""

    shown: GuidePage | Listing
    crisis: tuple[str, ...]


def contents(pages: Sequence[GuidePage]) -> Listing:
    """The list of all pages."""
    entries = (Entry(page.id, "", text.shown(page.title)) for page in pages)
    note = "Read one: peerfind guide PAGE. Look for words: peerfind guide --search WORDS"
    return Listing(counted(len(pages), "page"), tuple(entries), (note,) if pages else ())


def found(hits: Hits, words: Iterable[str]) -> Listing:
    """Where the pages speak of `words`, best first."""
    asked = text.shown(" ".join(words))
    read_as = tuple(f"{typed} read as {meant}." for typed, meant in hits.read_as)
    if not hits.hits:
        return Listing(f'No page speaks of "{asked}"', (), (*read_as, "All pages: peerfind guide"))
    entries = (Entry(one.page, text.shown(one.heading), one.excerpt) for one in hits.hits)
    title = f'{counted(len(hits.hits), "place")} about "{asked}"'
    return Listing(title, tuple(entries), (*read_as, "Read one: peerfind guide PAGE"))
