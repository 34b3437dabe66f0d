"""Plain text: one labelled fact a line, for pipes, screen readers and reading aloud."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from peerfind import text
from peerfind.model import Ages, meeting_times
from peerfind.wording import say, summary
from peerfind.wording.cards import Card, cards
from peerfind.wording.say import WAY_LABELS, capitalised, counted, sentence
from peerfind.wording.when import opening

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from peerfind.answers.answer import Answer
    from peerfind.directory.vocabulary import Term
    from peerfind.model import Record
    from peerfind.wording.interview import Question
    from peerfind.wording.sheets import Sheet


def match_text(answer: Answer, networks: Mapping[str, Record]) -> Iterator[str]:
    """The lines of an answer; `networks` are the records of those that groups are part of, by id."""
    yield f"Understood: {', '.join(summary.understood(answer))}."
    yield from summary.notes(answer)
    yield summary.count_line(answer)
    for card in cards(answer, networks):
        yield ""
        yield from _card(card, len(answer.matches))
    yield from _suggestions(answer)
    yield ""
    yield from summary.pointer(answer)


def _card(card: Card, count: int) -> Iterator[str]:
    yield sentence(f"Group {card.rank} of {count}: {card.name}")
    yield from contact_lines(card)
    yield f"When: {sentence(card.when.full)}"
    yield f"Where: {sentence(card.place)}"
    yield f"How: {sentence(', '.join(card.how))}"
    yield f"Who: {sentence(', '.join(card.who))}"
    yield from _why(card)
    yield from card.cautions
    yield f"Checked: {sentence(card.fresh)}"
    yield f"Id: {card.id}"


def contact_lines(card: Card) -> Iterator[str]:
    """Each way to get in touch, labelled by its kind; that there is none, where none is stated."""
    for way in card.ways:
        yield f"{WAY_LABELS[way.kind]}: {way.said}"
    if not card.ways:
        yield f"Contact: {card.without_contact.words}"


def reasons(card: Card) -> Iterator[tuple[str, tuple[str, ...]]]:
    """How the group meets what was asked: a heading, and what stands under it."""
    headings = (
        ("Fits", card.yes),
        ("Partly", card.partly),
        ("Not", card.missed),
        ("Ask about", card.ask),
    )
    return ((heading, labels) for heading, labels in headings if labels)


def _why(card: Card) -> Iterator[str]:
    for heading, labels in reasons(card):
        yield f"{heading}: {', '.join(labels)}."


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
        yield f"{row.label}: {' '.join(fact.words for fact in row.facts)}"
    for question in sheet.questions:
        yield f"Ask: {question}"
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
    """The terms of a facet with what they answer to; `counts` are groups by term, where known."""
    labels = {term.id: term.label for term in terms}
    for term in terms:
        yield text.shown("; ".join(_term(term, labels, counts)))


def _term(term: Term, labels: Mapping[str, str], counts: Mapping[str, int]) -> Iterator[str]:
    yield f"{term.id}: {term.label}"
    if term.id in counts:
        yield counted(counts[term.id], "group")
    if term.aliases:
        yield f"also {', '.join(term.aliases)}"
    if term.broader:
        yield f"part of {text.listed(labels.get(one, one) for one in term.broader)}"
    if term.note:
        yield term.note


def crisis_text(contacts: Iterable[Mapping[str, Any]], nation: str | None) -> Iterator[str]:
    """The crisis contacts for a nation in their order; None stands for all that the directory has."""
    there = [one for one in contacts if nation is None or summary.serves(one, nation)]
    yield _crisis_heading(len(there), nation)
    for one in there:
        yield ""
        yield from map(text.shown, _contact(one))


def _crisis_heading(count: int, nation: str | None) -> str:
    where = f" for {nation}" if nation else ""
    return (
        f"{counted(count, 'crisis contact')}{where}."
        if count
        else f"No crisis contacts{where} here."
    )


def _contact(contact: Mapping[str, Any]) -> Iterator[str]:
    """One contact: how to reach it first, then what to know, then how old the facts are."""
    yield sentence(contact["name"])
    if "phone" in contact:
        note = f" ({contact['phone_note']})" if "phone_note" in contact else ""
        yield f"Phone: {contact['phone']}{note}"
    for key in ("text", "textphone", "email"):
        if key in contact:
            yield f"{capitalised(key)}: {contact[key]}"
    if "website" in contact:
        yield f"Website: {say.web_words(contact['website'])}"
    yield f"Hours: {sentence(opening(meeting_times(contact.get('hours', ()))) or 'not stated')}"
    yield from _terms_of_use(contact)
    for doubt in contact.get("doubts", ()):
        yield f"Unclear: {sentence(doubt)}"
    yield f"Source: {sentence(_source_words(contact))}"


def _terms_of_use(contact: Mapping[str, Any]) -> Iterator[str]:
    if "ages" in contact:
        yield f"Ages: {sentence(say.ages_words(Ages.parse(contact['ages'])))}"
    if "nations" in contact:
        yield f"Nations: {sentence(text.listed(contact['nations']))}"
    if cost := say.cost_words(contact.get("cost")):
        yield f"Cost: {sentence(cost)}"
    if "organisation" in contact:
        yield f"Run by: {sentence(contact['organisation'])}"


def _source_words(contact: Mapping[str, Any]) -> str:
    sources = contact.get("sources", ())
    dates = [source["published"] for source in sources if "published" in source]
    urls = ", ".join(say.web_words(source["url"]) for source in sources if "url" in source)
    dated = say.published_words(max(dates)) if dates else "no date"
    return ", ".join(filter(None, (dated, urls)))


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
