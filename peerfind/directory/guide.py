"""The short pages for staff: Markdown files in the folder `guide` of a directory."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from peerfind import config
from peerfind.named import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FOLDER, SUFFIX = "guide", ".md"
SOURCES = "Sources"
_MOST_BYTES = 64 * 1024
_HEADING = re.compile(r"^#{1,6} +(.+?)\s*#*$", re.MULTILINE)
_CITED = re.compile(r"\s*\[\d[\d, ]*\]")


class Section(NamedTuple):
    """A heading and the Markdown below it; what comes first in a page has the page's title."""

    heading: str
    text: str


class GuidePage(NamedTuple):
    """A page: its id is the stem of the file's name, `source` all of its Markdown."""

    id: str
    source: str
    sections: tuple[Section, ...]

    @property
    def title(self) -> str:
        """What the page is called."""
        return self.sections[0].heading if self.sections else self.id

    @property
    def summary(self) -> str:
        """The first paragraph, on one line."""
        first = self.sections[0].text.split("\n\n")[0] if self.sections else ""
        return without_citations(" ".join(first.split()))


class Pages(NamedTuple):
    """The pages of a folder in the order of their ids, and the names of the files that left none."""

    pages: tuple[GuidePage, ...]
    unread: tuple[str, ...]


def pages_folder(directory: Path) -> Path:
    """The folder of the pages: the directory's own, else the one that came with peerfind."""
    own = directory / FOLDER
    return own if own.is_dir() else config.shipped_directory() / FOLDER


def without_citations(words: str) -> str:
    """`words` without the numbers of their sources: `It helps [1, 2]` is `It helps`."""
    return _CITED.sub("", words)


def page_of(name: str, source: str) -> GuidePage:
    """The page that a Markdown text is."""
    return GuidePage(name, source, tuple(_sections(source)))


def _sections(source: str) -> Iterator[Section]:
    heads = [*_HEADING.finditer(source)]
    for at, head in enumerate(heads):
        end = heads[at + 1].start() if at + 1 < len(heads) else len(source)
        yield Section(head[1], source[head.end() : end].strip())


def read_pages(folder: Path) -> Pages:
    """The pages in a folder; one that is too long, not readable or not UTF-8 costs only itself."""
    pages: list[GuidePage] = []
    unread: list[str] = []
    for path in sorted(folder.glob(f"*{SUFFIX}")):
        if (source := _source(path)) is None:
            unread.append(path.name)
        else:
            pages.append(page_of(path.stem, source))
    return Pages(tuple(pages), tuple(unread))


def _source(path: Path) -> str | None:
    try:
        with path.open("rb") as file:
            content = file.read(_MOST_BYTES + 1)
        known = content.decode("utf-8-sig").replace("\r\n", "\n")
    except (OSError, UnicodeDecodeError):
        return None
    return known if len(content) <= _MOST_BYTES and known.strip() else None
