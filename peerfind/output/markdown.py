"""Markdown, for a wiki, an issue or an e-mail: what comes from a directory is escaped."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from peerfind import text
from peerfind.language import translated
from peerfind.wording import summary
from peerfind.wording.cards import Card, cards
from peerfind.wording.say import WAY_LABELS, capitalised, sentence, without_contact

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from peerfind.answers.answer import Answer
    from peerfind.model import Record
    from peerfind.wording.sheets import Sheet

# What Markdown and HTML give a meaning anywhere in a line, and at its start.
_SPECIAL = re.compile(r"([\\`*_{}\[\]<>&|~#!$])")
_AT_START = re.compile(r"^([-+=:]|\d+[.)])")
_IN_A_LINK = str.maketrans({"(": "%28", ")": "%29", "<": "%3C", ">": "%3E", "\\": "%5C"})


def escaped(words: str) -> str:
    """`words` so that Markdown shows them as they are."""
    plain = _SPECIAL.sub(r"\\\1", words)
    return _AT_START.sub(lambda found: f"{found[1][:-1]}\\{found[1][-1]}", plain)


def linked(words: str, link: str) -> str:
    """Words that link to an address; the words alone where there is none."""
    return f"[{escaped(words)}]({link.translate(_IN_A_LINK)})" if link else escaped(words)


def match_text(answer: Answer, networks: Mapping[str, Record], standing: str = "") -> Iterator[str]:
    """The lines of an answer; `networks` are the records of those that groups are part of, by id.

    `standing` says which directory was asked; it stands under the groups.
    """
    yield f"# {escaped(text.shown(answer.settings['title']))}"
    yield ""
    yield f"**{translated('Understood')}:** {escaped(', '.join(summary.understood(answer)))}."
    for line in (*summary.notes(answer), summary.count_line(answer)):
        yield ""
        yield escaped(line)
    for card in cards(answer, networks):
        yield ""
        yield from _card(card)
    yield from _suggestions(answer)
    if standing:
        yield from ("", escaped(standing))
    yield from crisis(summary.pointer(answer))


def _card(card: Card) -> Iterator[str]:
    yield f"## {card.rank}. {escaped(card.name)}"
    yield ""
    if card.summary:
        yield escaped(card.summary)
        yield ""
    for way in card.ways:
        yield f"- **{translated(WAY_LABELS[way.kind])}:** {linked(way.said, way.link)}"
    if not card.ways:
        yield f"- **{translated('Contact')}:** {linked(without_contact(card.site), card.site.link)}"
    for label, words in _facts(card):
        yield f"- **{translated(label)}:** {escaped(words)}"
    yield from (f"- {escaped(caution)}" for caution in card.cautions)
    yield f"- **Id:** `{card.id}`"


def _facts(card: Card) -> Iterator[tuple[str, str]]:
    yield "When", card.when.full
    yield "Where", card.place
    yield "How", ", ".join(card.how)
    yield "Who", ", ".join(card.who)
    for heading, labels in card.reasons():
        yield heading, ", ".join(labels)
    yield "Checked", card.fresh


def _suggestions(answer: Answer) -> Iterator[str]:
    if heading := summary.suggestions_heading(answer):
        yield ""
        yield escaped(heading)
        yield ""
    for one in summary.suggestions(answer):
        yield f"- {escaped(capitalised(one.change))}: {one.groups}. To change: `{one.flags.replace('`', '')}`"


def crisis(lines: Sequence[str]) -> Iterator[str]:
    """The crisis lines at the end of a page."""
    yield ""
    yield "---"
    for line in lines:
        yield ""
        yield escaped(line)


def show_text(sheet: Sheet, crisis_lines: Sequence[str]) -> Iterator[str]:
    """The lines of one group in full, with the crisis lines at the end."""
    yield f"# {escaped(sheet.name)}"
    yield ""
    if sheet.summary:
        yield escaped(sentence(sheet.summary))
        yield ""
    for row in sheet.rows:
        facts = " ".join(linked(fact.words, fact.link) for fact in row.facts)
        yield f"- **{translated(row.label)}:** {facts}"
    for question in sheet.questions:
        yield f"- **{translated('Ask')}:** {escaped(question)}"
    yield f"- **Id:** `{sheet.id}`"
    yield from crisis(crisis_lines)
