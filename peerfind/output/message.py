"""A group in words for a text message that fits two parts, or as many as are asked for.

What is left out first where there is no room is the web address, then how one joins and what it costs, the
street, the time, and the town; then words at the end of the name. Never left out: that it is paused or
closed, how to reach it and to do so first, and the crisis line.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from peerfind.named import NamedTuple
from peerfind.output.gsm import plain_letters, room
from peerfind.wording import summary
from peerfind.wording.cards import cards
from peerfind.wording.say import capitalised, counted, sentence
from peerfind.wording.when import TIMES_NOT_STATED

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from peerfind.answers.answer import Answer
    from peerfind.model import Record
    from peerfind.wording.cards import Brief
    from peerfind.wording.say import Way
    from peerfind.wording.sheets import Sheet

MOST_GROUPS = 3
TWO_PARTS = 2
_MOST_LETTERS = 8  # as many as are named of those that make a message long

# What is left out where there is no room, the least needed first, and what each is called.
SPARE = {
    "web": "web address",
    "how": "cost and how to join",
    "address": "street",
    "when": "time",
    "where": "town",
}
_SPARE = tuple(SPARE)
_HOW_TO = {"phone": "Ring", "text": "Text", "email": "Write to", "website": "See"}


class Message(NamedTuple):
    """A text message, and what was left out of it for want of room, as a person would name it."""

    text: str
    left_out: tuple[str, ...] = ()


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
    return composed(brief, crisis, TWO_PARTS).text


def composed(brief: Brief, crisis: str, most: int) -> Message:
    """The group in a message of at most so many parts; a longer one where not even the least fits."""
    said = ""
    for spared in range(len(_SPARE) + 1):
        said = _said(brief, _SPARE[spared:], crisis)
        if fits(said, most):
            return Message(said, tuple(_missing(brief, _SPARE[:spared])))
    lost, name = tuple(_missing(brief, _SPARE)), brief.name
    while not fits(said, most) and (shorter := name.rpartition(" ")[0]):
        name = shorter
        said = _said(brief._replace(name=f"{name}..."), (), crisis)
    return Message(said, lost if name == brief.name else (*lost, "end of the name"))


def told(name: str, made: Message, most: int) -> Iterator[str]:
    """What staff should know of the message for a group: its length, and what it lost."""
    size = room(made.text)
    yield f"{name}: {size.length} characters, {counted(size.parts, 'part')}."
    if size.beyond:
        letters = " ".join(size.beyond[:_MOST_LETTERS])
        yield f"{name}: {letters} cannot go into a plain text message, so a part holds 67, not 153."
    if made.left_out:
        yield f"{name}: left out for room: {', '.join(made.left_out)}."
    if size.parts > most:
        yield f"{name}: it does not fit {counted(most, 'part')}."


def _missing(brief: Brief, spared: Collection[str]) -> Iterator[str]:
    """What is lost of a group where some of it is spared."""
    whole = _said(brief, _SPARE, "")
    for key in spared:
        if _said(brief, frozenset(_SPARE) - {key}, "") != whole:
            yield SPARE[key]


def _said(brief: Brief, kept: Collection[str], crisis: str) -> str:
    what = ". ".join(capitalised(words) for words in _what(brief, kept))
    first = ": ".join(filter(None, (brief.name, what)))
    second = " ".join(_how(brief, kept))
    return plain_letters("\n".join(filter(None, (sentence(first), second, crisis))))


def _what(brief: Brief, kept: Collection[str]) -> Iterator[str]:
    if brief.status:
        yield brief.status
    # There is nobody to ask for the times where no contact is stated.
    if brief.when and "when" in kept and (brief.ways or brief.when != TIMES_NOT_STATED):
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


def fits(words: str, most: int = TWO_PARTS) -> bool:
    """Whether a message fits so many parts."""
    return room(words).parts <= most
