"""Plain text: one labelled fact a line, for pipes, screen readers and reading aloud."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from peerfind import text
from peerfind.language import translated
from peerfind.wording import crisis, say, summary
from peerfind.wording.cards import Card, cards
from peerfind.wording.say import WAY_LABELS, capitalised, counted, sentence

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from peerfind.answers.answer import Answer
    from peerfind.directory.vocabulary import Term
    from peerfind.model import Record
    from peerfind.wording.crisis import Chosen
    from peerfind.wording.interview import Question
    from peerfind.wording.sheets import Sheet


FEW_TERMS = 8  # so many terms are shown with all their names, of more
MOST_ALIASES = 6  # so many of each
_LINE = 80  # columns of a usual terminal: a longer address is not for reading out


def match_text(answer: Answer, networks: Mapping[str, Record], standing: str = "") -> Iterator[str]:
    """The lines of an answer; `networks` are the records of those that groups are part of, by id.

    `standing` says which directory was asked; it stands under the groups.
    """
    yield f"{translated('Understood')}: {', '.join(summary.understood(answer))}."
    yield from summary.notes(answer)
    yield summary.count_line(answer)
    for card in cards(answer, networks):
        yield ""
        yield from _card(card, len(answer.matches))
    yield from _suggestions(answer)
    if standing:
        yield from ("", sentence(standing))
    yield ""
    yield from summary.pointer(answer)


def _card(card: Card, count: int) -> Iterator[str]:
    which = translated("Group {number} of {count}", number=card.rank, count=count)
    yield sentence(f"{which}: {card.name}")
    if card.summary:
        yield _labelled("About", sentence(card.summary))
    yield from contact_lines(card)
    yield _labelled("When", sentence(card.when.full))
    yield _labelled("Where", sentence(card.place))
    yield _labelled("How", sentence(", ".join(card.how)))
    yield _labelled("Who", sentence(", ".join(card.who)))
    yield from _why(card)
    yield from card.cautions
    yield _labelled("Checked", sentence(card.fresh))
    yield _labelled("Id", card.id)


def _labelled(label: str, words: str) -> str:
    return f"{translated(label)}: {words}"


def contact_lines(card: Card) -> Iterator[str]:
    """Each way to get in touch, labelled by its kind; where none is stated, where to look."""
    for way in card.ways:
        yield _labelled(WAY_LABELS[way.kind], way.said)
    if not card.ways:
        yield f"{translated('Contact')}: {say.without_contact(card.site, _LINE)}"


def _why(card: Card) -> Iterator[str]:
    for heading, labels in card.reasons():
        yield _labelled(heading, f"{', '.join(labels)}.")


def _suggestions(answer: Answer) -> Iterator[str]:
    if heading := summary.suggestions_heading(answer):
        yield ""
        yield heading
    for one in summary.suggestions(answer):
        yield f"- {capitalised(one.change)}: {one.groups}. To change: {one.flags}"


def show_text(sheet: Sheet, crisis: Sequence[str]) -> Iterator[str]:
    """The lines of one group in full, with the crisis lines at the end."""
    yield sentence(sheet.name)
    yield f"Id: {sheet.id}"
    if sheet.summary:
        yield sentence(sheet.summary)
    for row in sheet.rows:
        yield _labelled(row.label, " ".join(fact.words for fact in row.facts))
    for question in sheet.questions:
        yield _labelled("Ask", question)
    if sheet.questions:
        yield f"All questions: peerfind questions {sheet.id}"
    yield ""
    yield from crisis


def questions_text(name: str, asked: Iterable[Question]) -> Iterator[str]:
    """What to ask about a group: first what its entry leaves open, then what it answers and where."""
    every = [*asked]
    left_open = [one for one in every if not one.answered_by]
    yield sentence(f"What to ask about {text.shown(name)}" if name else "What to ask about a group")
    for one in left_open:
        yield ""
        yield text.shown(one.ask)
        if one.why:
            yield f"Why: {text.shown(one.why)}"
    answered = [one for one in every if one.answered_by]
    if answered:
        yield ""
        yield "The entry answers these:"
    for one in answered:
        yield f"- {text.shown(one.ask)} See: {text.listed(one.answered_by)}."


def terms_text(terms: Sequence[Term], counts: Mapping[str, int]) -> Iterator[str]:
    """The terms of a facet with what they answer to; `counts` are groups by term, where known.

    Of many terms, each tells only some of its other names.
    """
    most = MOST_ALIASES if len(terms) > FEW_TERMS else None
    for term in terms:
        yield text.shown("; ".join(_term(term, counts, most)))


def _term(term: Term, counts: Mapping[str, int], most: int | None) -> Iterator[str]:
    yield f"{term.id}: {term.label}"
    if term.id in counts:
        yield counted(counts[term.id], "group")
    if term.aliases:
        rest = len(term.aliases[most:]) if most else 0
        yield f"also {', '.join(term.aliases[:most])}{f' and {rest} more' if rest else ''}"
    if term.broader:
        yield f"part of {', '.join(term.broader)}"
    if term.related:
        yield f"see also {', '.join(term.related)}"
    if term.distinct_from:
        yield f"not the same as {', '.join(term.distinct_from)}"
    if term.wanted == "yes":
        yield "people ask for it, no group here is about it yet"
    if term.note:
        yield term.note


def crisis_text(contacts: Chosen, since: date) -> Iterator[str]:
    """The crisis contacts in their order; at the end, by name alone, those without any number.

    Those that nothing vouches for from the day `since` on say so.
    """
    sections = [*_crisis_sections(contacts)]
    if not sections:
        yield f"No crisis contacts{_for(contacts.nation)} here."
    for number, (heading, listed) in enumerate(sections):
        yield from ("",) if number else ()
        yield heading
        for one in listed:
            yield ""
            yield from crisis.contact_lines(one, since, is_nation_known=contacts.nation is not None)
    silent = [one for one in contacts.every if not crisis.can_be_reached(one)]
    if silent:
        yield ""
        yield "No number that we can vouch for:"
        yield from (f"- {crisis.unreachable_line(one)}" for one in silent)


def _crisis_sections(contacts: Chosen) -> Iterator[tuple[str, Sequence[Mapping[str, Any]]]]:
    """The contacts that can be reached, under what is to be said before them."""
    first = contacts.own if contacts.note else contacts.every
    if reachable := [*filter(crisis.can_be_reached, first)]:
        yield f"{counted(len(reachable), 'crisis contact')}{_for(contacts.nation)}.", reachable
    if contacts.note:
        others = (*contacts.uk, *contacts.unsaid)
        yield contacts.note, [*filter(crisis.can_be_reached, others)]


def _for(nation: str | None) -> str:
    return f" for {say.region_words([nation])}" if nation else ""


def report_text(record: Record, file: str, corrections: str | None) -> Iterator[str]:
    """How to say that an entry is wrong: what to name, what to tell, and where to send it."""
    yield text.shown(f"Is something wrong with {record['name']}?")
    yield "Please tell us:"
    yield f"- which entry: {text.shown(record['id'])}"
    yield f"- its file: {text.shown(file)}"
    yield "- what is wrong, and what is right"
    yield "- where you learned it, and on what day"
    yield "Please leave out names and other details of people."
    if corrections:
        yield text.shown(corrections)
