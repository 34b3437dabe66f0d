"""Where the pages for staff speak of what somebody wants to know."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from peerfind import text
from peerfind.directory.guide import SOURCES, without_citations
from peerfind.named import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from peerfind.directory.guide import GuidePage, Section

MOST = 8
_IN_TITLE, _IN_HEADING = 3.0, 2.0
_OFTEN = 3  # more often in one section says no more
_MOST_WORTH = 1 + _IN_HEADING + _IN_TITLE
# None of these goes through a run of spaces more than once: a page may hold 64 KiB of them.
_SENTENCE = re.compile(r"(?<=[.?!:])\s+|\n[^\S\n]*[-*] +|\n\n+|\|\s*\n")
_CELL = re.compile(r"(?<!\s)\s*\|\s*")
_MARKS = re.compile(r"[*`]|^[-|>#\s]+|(?<![|\s])[|\s]+$")


class Hit(NamedTuple):
    """A section that speaks of it, how much (any number above 0), and its sentence that does.

    The whole part of `score` is the number of words of which it speaks.
    """

    page: str
    heading: str
    score: float
    excerpt: str


class Hits(NamedTuple):
    """The sections that speak of it, best first; `read_as` are slips, each with what it was taken for."""

    hits: tuple[Hit, ...]
    read_as: tuple[tuple[str, str], ...]


def search(pages: Sequence[GuidePage], words: Iterable[str]) -> Hits:
    """The sections of `pages` that speak of `words`: of more words first, then more of them."""
    asked = [*dict.fromkeys(word for one in words for word in text.words(one))]
    asked = [one for one in asked if one not in text.STOP_WORDS] or asked
    known = {word for page in pages for one in _told(page) for word in text.words(one.text)}
    known |= {word for page in pages for one in page.sections for word in text.words(one.heading)}
    known_stems = {text.stem(one) for one in known}
    meant = {word: _nearest(word, known, known_stems) for word in asked}
    stems = frozenset(map(text.stem, meant.values()))
    found = [
        hit for page in pages for section in _told(page) if (hit := _hit(page, section, stems))
    ]
    found.sort(key=lambda hit: (-hit.score, hit.page))
    slips = tuple((typed, word) for typed, word in meant.items() if typed != word)
    return Hits(tuple(found[:MOST]), slips)


def _told(page: GuidePage) -> Iterator[Section]:
    return (one for one in page.sections if one.heading != SOURCES)


def _nearest(word: str, known: Collection[str], stems: Collection[str]) -> str:
    """The word that is meant: one of the pages, where they have none of its stem and one is much like it."""
    if text.stem(word) in stems or not text.edits_allowed(word):
        return word
    return next(iter(text.nearest(word, known, limit=1, cutoff=0.8)), word)


def _hit(page: GuidePage, section: Section, stems: frozenset[str]) -> Hit | None:
    worth = [one for stem in sorted(stems) if (one := _worth(stem, page, section))]
    if not worth:
        return None
    sentences = [one for one in map(_plain, _SENTENCE.split(section.text)) if one]
    best = max(sentences, key=lambda one: len(stems.intersection(text.stems(one))), default="")
    # How often and where never counts as much as one more of the words.
    return Hit(page.id, section.heading, len(worth) + sum(worth) / (_MOST_WORTH * len(stems)), best)


def _worth(stem: str, page: GuidePage, section: Section) -> float:
    """How much a section speaks of a word: how often, and more if its heading or the page's title has it."""
    often = text.stems(section.text).count(stem)
    in_heading = stem in text.stems(section.heading)
    if not often and not in_heading:
        return 0.0
    is_titled = stem in text.stems(page.title)
    return min(often, _OFTEN) / _OFTEN + _IN_HEADING * in_heading + _IN_TITLE * is_titled


def _plain(words: str) -> str:
    return text.shown(without_citations(_CELL.sub(", ", _MARKS.sub("", words.strip()))))
