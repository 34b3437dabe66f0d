"""What is shown to those who look for a group, in each form."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from peerfind.cli import printing
from peerfind.cli.forms import DATA
from peerfind.directory.vocabulary import FACETS
from peerfind.errors import UsageError
from peerfind.model import Group, public

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from peerfind.answers.ahead import Ahead
    from peerfind.answers.answer import Answer
    from peerfind.asking.query import Typed
    from peerfind.cli.session import Session
    from peerfind.directory.vocabulary import Term
    from peerfind.index.index import Index
    from peerfind.many import Answered
    from peerfind.model import Record
    from peerfind.wording.guide import Guided
    from peerfind.wording.handout import Handout
    from peerfind.wording.sheets import Sheet


_ENDLESS = ("markdown", "message")  # the sheets of these do not end with an empty line


def write_answer(form: str, answer: Answer, session: Session) -> None:
    """Print an answer."""
    if form in DATA:
        from peerfind.output import export

        printing.write(getattr(export, f"{form}_text")(answer))
        return
    shown = (session.network(match.group) for match in answer.matches)
    networks = {record["id"]: record for record in shown if record}
    if form == "table":
        from peerfind.output import render

        render.print_match(answer, networks, printing.page(), session.standing())
    elif form == "message":
        printing.write_as_is(printing.layout(form).match_text(answer, networks))
    else:
        printing.write_as_is(printing.layout(form).match_text(answer, networks, session.standing()))


def write_sheets(form: str, records: Sequence[Record], session: Session) -> None:
    """Print groups in full."""
    if form in DATA:
        printing.write_documents(form, "groups", [session.document(record) for record in records])
        return
    sheets = [session.sheet(record) for record in records]
    crisis = session.crisis_lines(records)
    if form == "html":
        title = session.index.settings["title"]
        printing.write_as_is(printing.layout(form).book_text(title, sheets, crisis))
        return
    for sheet in sheets[:-1]:
        _write_sheet(form, sheet, ())
        if form in _ENDLESS:
            printing.write_as_is([""])
    _write_sheet(form, sheets[-1], crisis)


def write_agenda(form: str, found: Ahead, session: Session) -> None:
    """Print meetings in date order."""
    from peerfind.output import agenda

    shown = (session.network(match.group) for match in found.answer.matches)
    networks = {record["id"]: record for record in shown if record}
    if form in DATA:
        printing.write(getattr(agenda, f"{form}_text")(found))
    elif form == "ics":
        from peerfind.output.calendar import agenda_text

        printing.write(agenda_text(found, networks, session.now))
    else:
        from peerfind.wording.agenda import agenda as worded

        made = worded(found, networks)
        printing.write_laid_out(form, agenda, made.under(session.standing()), agenda.print_agenda)


def write_batch(form: str, found: Iterable[Answered]) -> None:
    """Print the groups of each need as soon as they are known."""
    from peerfind.output import batch

    head = batch.csv_head() if form == "csv" else ""
    lines = batch.csv_rows if form == "csv" else batch.jsonl_lines
    for one in found:
        printing.write((head, *lines(one.rows)))
        sys.stdout.flush()
        head = ""
    printing.write((head,))


def write_comparison(form: str, records: Sequence[Record], session: Session) -> None:
    """Print groups side by side. Raises UsageError where there are not two."""
    from peerfind.output import comparison
    from peerfind.wording.comparison import compared

    unique = {record["id"]: record for record in records}
    if len(unique) < 2:  # noqa: PLR2004 (one is compared with nothing)
        raise UsageError("--compare takes the ids of two groups or more.")
    if form == "json":
        printing.write_document(comparison.document([*map(session.document, unique.values())]))
        return
    sheets = [*map(session.sheet, unique.values())]
    crisis = session.crisis_lines([*unique.values()])
    printing.write_laid_out(form, comparison, compared(sheets, crisis), comparison.print_comparison)


def _write_sheet(form: str, sheet: Sheet, crisis: Sequence[str]) -> None:
    if form == "table":
        from peerfind.output import render

        render.print_sheet(sheet, crisis, printing.page())
    else:
        printing.write_as_is(printing.layout(form).show_text(sheet, crisis))


def write_questions(form: str, records: Sequence[Record], session: Session) -> None:
    """Print what to ask about each group, or about any where there is none."""
    from peerfind.wording.interview import questions
    from peerfind.wording.pointers import page_before_joining

    known, vocabulary = session.index.questions, session.index.vocabulary
    asked = [(one, [*questions(known, Group.of(one), one, vocabulary)]) for one in records]
    asked = asked or [({}, [*questions(known, None, {}, vocabulary)])]
    if form == "json":
        documents = [
            {**question._asdict(), "group": record.get("id")}
            for record, found in asked
            for question in found
        ]
        printing.write_documents(form, "questions", documents)
        return
    for number, (record, found) in enumerate(asked):
        printing.write_lines([""] if number else [])
        printing.write_lines(printing.layout("plain").questions_text(record.get("name", ""), found))
    further = session.further(page_before_joining(records[0] if records else {}))
    printing.write_lines(("", *further, *session.crisis_lines(records)))


def write_messages(messages: Sequence[str]) -> None:
    """Print text messages, with an empty line between."""
    printing.write_as_is(["\n\n".join(messages)])


def write_handout(form: str, page: Handout) -> None:
    """Print a page to give away."""
    from peerfind.output import handout

    if form == "plain":
        printing.write_lines(handout.plain_text(page))
    else:
        printing.write_as_is(getattr(handout, f"{form}_text")(page))


def write_guide(form: str, made: Guided) -> None:
    """Print a page for staff, the list of them, or where they speak of something."""
    from peerfind.output import guide

    if form == "plain":
        printing.write_lines(guide.plain_text(made))
    elif form == "json":
        printing.write_document(guide.document(made))
    else:
        printing.write_laid_out(form, guide, made, guide.print_guide)


def write_facets(form: str, index: Index) -> None:
    """Print what there are terms of, with how many."""
    counts = {name: len(index.vocabulary[name].terms) for name in FACETS}
    if form == "json":
        printing.write_documents(
            form, "facets", [{"id": name, "terms": counts[name]} for name in counts]
        )
    else:
        from peerfind.wording.say import counted

        printing.write_lines(
            f"{name}: {counted(counts[name], 'term')}. See them: peerfind terms {name}"
            for name in counts
        )


def write_terms(form: str, facet: str, terms: Sequence[Term], counts: Mapping[str, int]) -> None:
    """Print the terms of a facet with the number of groups of each."""
    if form == "json":
        documents = [{**one._asdict(), "groups": counts[one.id]} for one in terms]
        printing.write_documents(form, facet, documents)
    else:
        printing.write_lines(printing.layout("plain").terms_text(terms, counts))


def write_why(form: str, name: str, typed: Typed, session: Session) -> None:
    """Print the whole sum of one group for a question."""
    from peerfind.answers.answer import query_of
    from peerfind.answers.why import why
    from peerfind.wording.pointers import page_for
    from peerfind.wording.reckoning import lines

    index, record = session.index, session.record(name)
    query = query_of(index, typed, session.now)
    found = why(index, query, index.number(record["id"]) or 0)
    if form == "json":
        from peerfind.output.export import why_document

        printing.write_documents(form, "why", [why_document(found, query)])
    else:
        page = page_for({name: ask.values for name, ask in query.asks.items()})
        told = lines(found, query, index.vocabulary)
        printing.write_lines((*told, "", *session.further(page), *session.crisis_lines([record])))


def write_crisis(
    form: str, contacts: Sequence[Mapping[str, Any]], nation: str | None, since: date
) -> None:
    """Print the crisis contacts for a nation; None stands for all.

    Those that nothing vouches for from the day `since` on say so.
    """
    from peerfind.wording import crisis

    there = crisis.chosen(contacts, nation) if nation else crisis.everywhere(contacts)
    if form == "json":
        printing.write_documents(form, "contacts", [public(one) for one in there.every])
    else:
        printing.write_lines(printing.layout("plain").crisis_text(there, since))


def write_report(record: Record, session: Session) -> None:
    """Print how to say that an entry is wrong."""
    at = session.location
    file = record["_file"] if at.is_built else at.path / record["_file"]
    printing.write_lines(
        printing.layout("plain").report_text(
            record, str(file), session.index.settings.get("corrections")
        )
    )
