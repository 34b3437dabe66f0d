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
HEADING = re.compile(r"^(#{1,6}) +(\S.*)$", re.MULTILINE)
_CITED = re.compile(r"(?<!\s)\s*\[\d[\d, ]*\]")


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


def heading_words(typed: str) -> str:
    """The words of a heading without the marks that may close it: `Tea ##` is `Tea`."""
    return typed.rstrip().rstrip("#").rstrip() or typed


def page_of(name: str, source: str) -> GuidePage:
    """The page that a Markdown text is."""
    return GuidePage(name, source, tuple(_sections(source)))


def _sections(source: str) -> Iterator[Section]:
    heads = [*HEADING.finditer(source)]
    for at, head in enumerate(heads):
        end = heads[at + 1].start() if at + 1 < len(heads) else len(source)
        yield Section(heading_words(head[2]), source[head.end() : end].strip())


def read_pages(folder: Path) -> Pages:
    """The pages in a folder; one that is too long, not readable or not UTF-8 costs only itself.

    A link to a file outside the folder is not followed: its text is nobody's to show.
    """
    pages: list[GuidePage] = []
    unread: list[str] = []
    for path in sorted(folder.glob(f"*{SUFFIX}")):
        source = _source(path) if is_inside(folder, path) else None
        if source is None:
            unread.append(path.name)
        else:
            pages.append(page_of(path.stem, source))
    return Pages(tuple(pages), tuple(unread))


def is_inside(folder: Path, path: Path) -> bool:
    """Whether what stands at a path is in the folder, and no link leads out of it."""
    return not path.is_symlink() or path.resolve().is_relative_to(folder.resolve())


def _source(path: Path) -> str | None:
    from peerfind.source import (
        MAX_BYTES,
        contents,
    )  # most commands read no page, and have no need of YAML

    try:
        content = contents(path)
        known = content.decode("utf-8-sig").replace("\r\n", "\n")
    except (OSError, UnicodeDecodeError):
        return None
    return known if len(content) <= MAX_BYTES and known.strip() else None
