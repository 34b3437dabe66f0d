"""What a terminal shows: the only module that draws with rich.

A line breaks between facts, so that a phone number or a date is never torn apart. Meaning is never in
colour alone.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from peerfind.language import translated
from peerfind.named import NamedTuple
from peerfind.wording import summary
from peerfind.wording.cards import Card, cards
from peerfind.wording.say import NO_CONTACT

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from typing import TextIO

    from peerfind.answers.answer import Answer
    from peerfind.model import Record
    from peerfind.wording.sheets import Row, Sheet

NARROW = 60  # columns: below this, facts stand under one another
WIDEST = 100  # columns: longer lines are hard to read
# No hue and nothing dimmed: no colour of the sixteen can be read on dark and on light screens alike, and
# which one a person has cannot be told. Letters keep the colour that the person chose for them.
NAME, ID, ACCENT, HEADING = "bold underline", "", "bold", "bold"
SEPARATOR = " \u00b7 "
_INDENT = 4
_WORD = re.compile(r"\S*\d(?: \d+)+\S*|\S+")  # a telephone number is one word
_LABEL = 12  # columns for the label of a row
_TO_ACT_ON = ("When", "Phone", "Text")


class Part(NamedTuple):
    """A few words that stay on one line where it has room for them, and how they are drawn."""

    words: str
    style: str = ""

    @property
    def text(self) -> Text:
        """The words as rich draws them."""
        return Text(self.words, self.style)


class Page:
    """A stream of a given width, written from the top down."""

    def __init__(self, stream: TextIO, width: int, *, color: bool) -> None:
        self.width = max(20, min(width, WIDEST))
        self.is_narrow = self.width < NARROW
        self._console = Console(
            file=stream,
            width=self.width,
            markup=False,
            emoji=False,
            highlight=False,
            force_terminal=color,
            color_system="standard" if color else None,
            no_color=True,  # of Markdown too, what is left is bold, slanted or underlined
            legacy_windows=False,
        )

    def blank(self) -> None:
        """Write an empty line."""
        self._console.print()

    def words(self, words: str, style: str = "", indent: int = 0) -> None:
        """Write words of one style."""
        self.line(Text(words, style), indent)

    def markdown(self, source: str) -> None:
        """Write Markdown."""
        from rich.markdown import Markdown

        self._console.print(Markdown(source, hyperlinks=False))

    def line(self, line: Text, indent: int = 0, lead: Text | None = None) -> None:
        """Write a line after `indent` columns, in the first of which `lead` stands.

        A line that is too long is wrapped between words; a word that is too long is left whole, so that an
        address can be copied.
        """
        margin = lead or Text()
        for piece in line.divide(_breaks(line.plain, self.width - indent)):
            piece.rstrip()
            gap = " " * (indent - margin.cell_len)
            self._console.print(Text.assemble(margin, gap, piece), soft_wrap=True)
            margin = Text()

    def words_as_they_are(self, words: str, indent: int, lead: Text) -> None:
        """Write words that were wrapped before, after `indent` columns that begin with `lead`."""
        gap = " " * (indent - lead.cell_len)
        self._console.print(Text.assemble(lead, gap, words), soft_wrap=True)

    @staticmethod
    def pieces(words: str, width: int) -> list[str]:
        """`words` in lines of `width` columns; a word that is too long is left whole."""
        breaks = [0, *_breaks(words, width), len(words)]
        return [words[at:to].rstrip() for at, to in pairwise(breaks)]

    def facts(
        self,
        parts: Iterable[Part],
        indent: int = 0,
        separator: str = SEPARATOR,
        lead: Text | None = None,
    ) -> None:
        """Write facts in a row, and begin a new line where the next one has no room."""
        for row in self._rows([*parts], self.width - indent, separator):
            self.line(row, indent, lead)
            lead = None

    def _rows(self, parts: Sequence[Part], width: int, separator: str) -> Iterator[Text]:
        row = Text()
        for part in parts:
            has_room = row.cell_len + cell_len(separator + part.words) <= width
            if row and has_room and not self.is_narrow:
                row = Text.assemble(row, separator, part.text)
                continue
            if row:
                yield row
            row = part.text
        if row:
            yield row

    def ends(self, left: Part, right: Part, indent: int = 0, lead: Text | None = None) -> None:
        """Write one part at each end of a line, or one under the other where both have no room."""
        gap = self.width - indent - cell_len(left.words) - cell_len(right.words)
        if gap > 1 and not self.is_narrow:
            self.line(Text.assemble(left.text, " " * gap, right.text), indent, lead)
            return
        self.line(left.text, indent, lead)
        self.line(right.text, indent)


def _breaks(words: str, width: int) -> list[int]:
    """Where a line of words breaks so that none but a word that is too long is over `width` columns."""
    breaks: list[int] = []
    start = 0
    for word in _WORD.finditer(words):
        if word.start() > start and cell_len(words[start : word.end()]) > width:
            start = word.start()
            breaks.append(start)
    return breaks


def print_match(
    answer: Answer, networks: Mapping[str, Record], page: Page, standing: str = ""
) -> None:
    """Write an answer; `networks` are the records of those that groups are part of, by id.

    `standing` says which directory was asked; it stands under the groups.
    """
    print_understood(summary.understood(answer), page)
    for note in summary.notes(answer):
        page.words(note)
    page.words(summary.count_line(answer))
    for card in cards(answer, networks):
        page.blank()
        _print_card(card, page)
    _print_suggestions(answer, page)
    page.blank()
    _print_next_steps(answer, page)
    if standing:
        page.words(standing)
    print_crisis(summary.pointer(answer), page)


def print_understood(parts: Iterable[str], page: Page) -> None:
    """Write what a question was taken to mean."""
    _print_labelled(f"{translated('Understood')}:", map(Part, parts), page, SEPARATOR)


def _print_card(card: Card, page: Page) -> None:
    page.ends(Part(card.name, NAME), Part(card.where, ACCENT), _INDENT, Text(f"{card.rank:>2}"))
    if card.summary:
        page.words(card.summary, "", _INDENT)
    page.facts([Part(card.when.short, ACCENT), *map(Part, card.how)], _INDENT)
    page.facts(map(Part, card.who), _INDENT)
    page.facts(ways_parts(card, page.width - _INDENT), _INDENT)
    page.facts(_verdicts(card), _INDENT, "    ")
    for caution in card.cautions:
        page.words(caution, "", _INDENT)
    page.ends(Part(card.fresh), Part(card.id, ID), _INDENT)


def ways_parts(card: Card, columns: int) -> Iterator[Part]:
    """The first two ways to get in touch, one to ring, one to look up; where none is stated, a page."""
    for way in card.ways[:2]:
        said = translated("text {way}", way=way.said) if way.kind == "text" else way.said
        yield Part(said, ACCENT if way.kind == "phone" else "")
    if not card.ways:
        yield Part(translated(NO_CONTACT))
        if card.site.name:
            room = columns - len(translated("see {page}", page=""))
            yield Part(translated("see {page}", page=card.site.within(room)))


def _verdicts(card: Card) -> Iterator[Part]:
    for heading, labels in card.reasons(("yes", "partly", "not", "ask")):
        yield Part(f"{translated(heading)}  {', '.join(labels)}")


def _print_suggestions(answer: Answer, page: Page) -> None:
    if heading := summary.suggestions_heading(answer):
        page.blank()
        page.words(heading)
    found = summary.suggestions(answer)
    counts = max((len(one.groups) for one in found), default=0)
    for one in found:
        count = Text(f"{one.groups:>{counts + 2}}")
        page.ends(Part(one.change), Part(one.flags, ACCENT), counts + 5, count)


def _print_next_steps(answer: Answer, page: Page) -> None:
    steps = []
    if answer.total > len(answer.matches):
        steps.append(Part(f"All {answer.total:,}: --limit 0"))
    if answer.matches:
        steps.append(Part("One in full: peerfind show ID"))
    page.facts(steps, 0, "   ")


def print_crisis(lines: Iterable[str], page: Page) -> None:
    """Write the crisis lines."""
    for line in lines:
        page.words(line)


def print_sheet(sheet: Sheet, crisis: Iterable[str], page: Page) -> None:
    """Write one group in full, with the crisis lines at the end."""
    page.ends(Part(sheet.name, NAME), Part(sheet.id, ID), 0)
    if sheet.summary:
        page.words(sheet.summary)
    page.blank()
    for row in sheet.rows:
        _print_row(row, page)
    if sheet.questions:
        _print_labelled(translated("Ask"), map(Part, sheet.questions), page)
        page.words(f"(all questions: peerfind questions {sheet.id})", ID, _hang(page))
    page.blank()
    print_crisis(crisis, page)


def _print_row(row: Row, page: Page) -> None:
    style = ACCENT if row.label in _TO_ACT_ON else ""
    _print_labelled(translated(row.label), [Part(fact.words, style) for fact in row.facts], page)


def _print_labelled(label: str, parts: Iterable[Part], page: Page, separator: str = " ") -> None:
    """A label in a column of its own with the facts beside it; above them where the page is narrow."""
    heading = Text(label, HEADING)
    if page.is_narrow:
        page.line(heading)
    page.facts(parts, _hang(page), separator, None if page.is_narrow else heading)


def _hang(page: Page) -> int:
    return 2 if page.is_narrow else _LABEL
