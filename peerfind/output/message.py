"""A group in words for a text message that fits two SMS.

A part of a message in two parts holds 153 characters of the GSM alphabet (3GPP TS 23.038), or 67 once one
character is outside it. So typographic characters become plain ones, and letters lose accents that the
alphabet lacks.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from peerfind.wording import summary
from peerfind.wording.cards import cards
from peerfind.wording.say import capitalised, sentence
from peerfind.wording.when import TIMES_NOT_STATED

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from peerfind.answers.answer import Answer
    from peerfind.model import Record
    from peerfind.wording.cards import Brief
    from peerfind.wording.say import Way
    from peerfind.wording.sheets import Sheet

MOST_GROUPS = 3
TWO_SMS, TWO_SMS_BEYOND_GSM = 306, 134

_GSM = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    "ÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_GSM_TWICE = frozenset("^{}\\[~]|€")  # each of these is sent as two
_PLAIN = str.maketrans(
    {
        "\u2018": "'", "\u2019": "'", "\u201c": '"', "\u201d": '"', "\u2013": "-", "\u2014": "-",
        "\u2026": "...", "\u00b7": ",", "\u2022": "-", "\u00a0": " ", "\u00d7": "x",
    }
)  # fmt: skip

# What is left out where there is no room, the least needed first.
_SPARE = ("web", "how", "address", "when", "where")
_HOW_TO = {"phone": "Ring", "text": "Text", "email": "Write to", "website": "See"}


def match_text(answer: Answer, networks: Mapping[str, Record]) -> Iterator[str]:
    """A message for each of the first groups, three at most, with an empty line between.

    Where nothing is found, what would find more and the crisis lines.
    """
    crisis = summary.crisis_sms(answer.crisis, summary.nation_of(answer))
    for card in cards(answer._replace(matches=answer.matches[:MOST_GROUPS]), networks):
        if card.rank > 1:
            yield ""
        yield from message(card.brief, crisis).splitlines()
    if not answer.matches:
        yield summary.suggestions_heading(answer)
        yield from (f"{one.groups}: {one.change}" for one in summary.suggestions(answer))
        yield from summary.pointer(answer)


def show_text(sheet: Sheet, crisis: Sequence[str]) -> Iterator[str]:
    """A message for one group, with the crisis lines but for the one that names a command."""
    lines = (line for line in crisis if line != summary.MORE_LINES)
    yield from message(sheet.brief, "\n".join(lines)).splitlines()


def message(brief: Brief, crisis: str) -> str:
    """The group in a few lines that fit two SMS: what, when and where; how to reach it; the crisis line."""
    said = ""
    for spared in range(len(_SPARE) + 1):
        said = _said(brief, _SPARE[spared:], crisis)
        if fits(said):
            return said
    while not fits(said) and (shorter := brief.name.rpartition(" ")[0]):
        brief = brief._replace(name=shorter)
        said = _said(brief._replace(name=f"{shorter}..."), (), crisis)
    return said


def _said(brief: Brief, kept: Collection[str], crisis: str) -> str:
    what = ". ".join(capitalised(words) for words in _what(brief, kept))
    first = ": ".join(filter(None, (brief.name, what)))
    second = " ".join(_how(brief, kept))
    return plain_letters("\n".join(filter(None, (sentence(first), second, crisis))))


def _what(brief: Brief, kept: Collection[str]) -> Iterator[str]:
    # There is nobody to ask for the times where no contact is stated.
    if "when" in kept and (brief.ways or brief.when != TIMES_NOT_STATED):
        yield brief.when
    if brief.address and "address" in kept:
        yield brief.address
    elif "where" in kept:
        yield brief.where


def _how(brief: Brief, kept: Collection[str]) -> Iterator[str]:
    if brief.terms and "how" in kept:
        yield f"{capitalised(', '.join(brief.terms))}."
    if not brief.ways:
        where = brief.site.name if "web" in kept else ""
        yield f"Check first that it still meets{f': see {where}' if where else '.'}"
        return
    first = brief.ways[0]
    yield f"{_first_words(first)}."
    # Without a full stop, which a phone would take for a part of the address.
    yield from (way.words for way in brief.ways[1:] if way.kind == "website" and "web" in kept)


def _first_words(way: Way) -> str:
    """What to do before going there."""
    verb = _HOW_TO[way.kind]
    return (
        f"{verb} the network first: {way.words}" if way.is_network else f"{verb} {way.words} first"
    )


def plain_letters(words: str) -> str:
    """`words` in letters that a text message holds most of; other scripts stay as they are."""
    return "".join(map(_plain_letter, words.translate(_PLAIN)))


def _plain_letter(letter: str) -> str:
    if letter in _GSM or letter in _GSM_TWICE:
        return letter
    bare = "".join(c for c in unicodedata.normalize("NFKD", letter) if not unicodedata.combining(c))
    return bare if bare and _GSM.issuperset(bare) else letter


def fits(words: str) -> bool:
    """Whether a message fits two SMS."""
    if all(letter in _GSM or letter in _GSM_TWICE for letter in words):
        return len(words) + sum(letter in _GSM_TWICE for letter in words) <= TWO_SMS
    return len(words.encode("utf-16-le")) // 2 <= TWO_SMS_BEYOND_GSM
