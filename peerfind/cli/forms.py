"""The forms in which each thing can be printed; what a form needs is imported when it is used."""

from __future__ import annotations

import json
import sys
from importlib import import_module
from typing import TYPE_CHECKING, Any, cast

from peerfind import config, preferences, text
from peerfind.cli.lines import wrapped
from peerfind.directory.vocabulary import FACETS
from peerfind.errors import UsageError
from peerfind.model import Group, public

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from datetime import date
    from pathlib import Path

    from peerfind.answers.ahead import Ahead
    from peerfind.answers.answer import Answer
    from peerfind.asking.query import Typed
    from peerfind.cli.session import Session
    from peerfind.directory.vocabulary import Term
    from peerfind.index.index import Index
    from peerfind.keeping.checking import Checked
    from peerfind.keeping.fixing import Fixing
    from peerfind.keeping.formatting import Formatting
    from peerfind.keeping.importing.feed import Imported
    from peerfind.keeping.rules.rule import Rule
    from peerfind.many import Answered
    from peerfind.model import Record
    from peerfind.output.render import Page
    from peerfind.wording.changes import Report
    from peerfind.wording.coverage import Overview
    from peerfind.wording.guide import Guided
    from peerfind.wording.handout import Handout
    from peerfind.wording.likeness import Likeness
    from peerfind.wording.linking import Links
    from peerfind.wording.ringing import RingList
    from peerfind.wording.sheets import Sheet

VERSION = 1
DATA = ("json", "jsonl", "csv", "tsv")
READ = ("table", "plain")  # what people read on a terminal
ANSWER = ("table", "plain", *DATA, "markdown", "html", "message")
AGENDA = (*ANSWER, "ics")
SHEET = ("table", "plain", "json", "jsonl", "markdown", "html", "message")
COMPARISON = ("table", "plain", "json", "csv", "markdown", "html")
LIST = ("plain", "json")
RING_LIST = ("table", "plain", "csv", "markdown", "html", "json")
PAIRS = ("table", "plain", "json")
CHANGES = ("table", "plain", "markdown", "json")
LINKS = ("table", "plain", "markdown", "csv", "json")
STATS = ("table", "plain", "json", "markdown", "html")
CHECK = ("text", "plain", "json", "github", "sarif", "markdown")
RULES = ("plain", "json", "markdown")
SHARE = ("message", "plain", "markdown", "html")
BATCH = ("jsonl", "csv")
GUIDE = ("table", "plain", "markdown", "html", "json")
ENDLESS = ("markdown", "message")  # the sheets of these do not end with an empty line


def chosen(output: str | None, known: tuple[str, ...]) -> str:
    """The form asked for; else lines drawn for a terminal or with marks under them, or plain ones.

    Raises UsageError for a form that is not known.
    """
    if output is None:
        is_terminal = sys.stdout.isatty()
        drawn = "table" if is_terminal else "text"
        is_plain = config.is_plain() or (is_terminal and preferences.kept().output == "plain")
        return drawn if drawn in known and not is_plain else "plain"
    if output not in known:
        raise UsageError(f"--output takes {text.listed(known, 'or')}, not {output!r}.")
    return output


def write_answer(form: str, answer: Answer, session: Session) -> None:
    """Print an answer."""
    if form in DATA:
        from peerfind.output import export

        _write(getattr(export, f"{form}_text")(answer))
        return
    shown = (session.network(match.group) for match in answer.matches)
    networks = {record["id"]: record for record in shown if record}
    if form == "table":
        from peerfind.output import render

        render.print_match(answer, networks, _page(), session.standing())
    elif form == "message":
        _write_as_is(_layout(form).match_text(answer, networks))
    else:
        _write_as_is(_layout(form).match_text(answer, networks, session.standing()))


def write_sheets(form: str, records: Sequence[Record], session: Session) -> None:
    """Print groups in full."""
    if form in DATA:
        _write_documents(form, "groups", [session.document(record) for record in records])
        return
    sheets = [session.sheet(record) for record in records]
    crisis = session.crisis_lines(records)
    if form == "html":
        title = session.index.settings["title"]
        _write_as_is(_layout(form).book_text(title, sheets, crisis))
        return
    for sheet in sheets[:-1]:
        _write_sheet(form, sheet, ())
        if form in ENDLESS:
            _write_as_is([""])
    _write_sheet(form, sheets[-1], crisis)


def write_agenda(form: str, found: Ahead, session: Session) -> None:
    """Print meetings in date order."""
    from peerfind.output import agenda

    shown = (session.network(match.group) for match in found.answer.matches)
    networks = {record["id"]: record for record in shown if record}
    if form in DATA:
        _write(getattr(agenda, f"{form}_text")(found))
    elif form == "ics":
        from peerfind.output.calendar import agenda_text

        _write(agenda_text(found, networks, session.now))
    else:
        from peerfind.wording.agenda import agenda as worded

        made = worded(found, networks)
        _write_laid_out(form, agenda, made.under(session.standing()), agenda.print_agenda)


def write_batch(form: str, found: Iterable[Answered]) -> None:
    """Print the groups of each need as soon as they are known."""
    from peerfind.output import batch

    head = batch.csv_head() if form == "csv" else ""
    lines = batch.csv_rows if form == "csv" else batch.jsonl_lines
    for one in found:
        _write((head, *lines(one.rows)))
        sys.stdout.flush()
        head = ""
    _write((head,))


def write_comparison(form: str, records: Sequence[Record], session: Session) -> None:
    """Print groups side by side. Raises UsageError where there are not two."""
    from peerfind.output import comparison
    from peerfind.wording.comparison import compared

    unique = {record["id"]: record for record in records}
    if len(unique) < 2:  # noqa: PLR2004 (one is compared with nothing)
        raise UsageError("--compare takes the ids of two groups or more.")
    if form == "json":
        write_document(comparison.document([*map(session.document, unique.values())]))
        return
    sheets = [*map(session.sheet, unique.values())]
    crisis = session.crisis_lines([*unique.values()])
    _write_laid_out(form, comparison, compared(sheets, crisis), comparison.print_comparison)


def _write_sheet(form: str, sheet: Sheet, crisis: Sequence[str]) -> None:
    if form == "table":
        from peerfind.output import render

        render.print_sheet(sheet, crisis, _page())
    else:
        _write_as_is(_layout(form).show_text(sheet, crisis))


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
        _write_documents(form, "questions", documents)
        return
    for number, (record, found) in enumerate(asked):
        _write_lines([""] if number else [])
        _write_lines(_layout("plain").questions_text(record.get("name", ""), found))
    further = session.further(page_before_joining(records[0] if records else {}))
    _write_lines(("", *further, *session.crisis_lines(records)))


def write_messages(messages: Sequence[str]) -> None:
    """Print text messages, with an empty line between."""
    _write_as_is(["\n\n".join(messages)])


def write_handout(form: str, page: Handout) -> None:
    """Print a page to give away."""
    from peerfind.output import handout

    if form == "plain":
        _write_lines(handout.plain_text(page))
    else:
        _write_as_is(getattr(handout, f"{form}_text")(page))


def write_guide(form: str, made: Guided) -> None:
    """Print a page for staff, the list of them, or where they speak of something."""
    from peerfind.output import guide

    if form == "plain":
        _write_lines(guide.plain_text(made))
    elif form == "json":
        write_document(guide.document(made))
    else:
        _write_laid_out(form, guide, made, guide.print_guide)


def write_facets(form: str, index: Index) -> None:
    """Print what there are terms of, with how many."""
    counts = {name: len(index.vocabulary[name].terms) for name in FACETS}
    if form == "json":
        _write_documents(form, "facets", [{"id": name, "terms": counts[name]} for name in counts])
    else:
        from peerfind.wording.say import counted

        _write_lines(
            f"{name}: {counted(counts[name], 'term')}. See them: peerfind terms {name}"
            for name in counts
        )


def write_terms(form: str, facet: str, terms: Sequence[Term], counts: Mapping[str, int]) -> None:
    """Print the terms of a facet with the number of groups of each."""
    if form == "json":
        documents = [{**one._asdict(), "groups": counts[one.id]} for one in terms]
        _write_documents(form, facet, documents)
    else:
        _write_lines(_layout("plain").terms_text(terms, counts))


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

        _write_documents(form, "why", [why_document(found, query)])
    else:
        page = page_for({name: ask.values for name, ask in query.asks.items()})
        told = lines(found, query, index.vocabulary)
        _write_lines((*told, "", *session.further(page), *session.crisis_lines([record])))


def write_crisis(
    form: str, contacts: Sequence[Mapping[str, Any]], nation: str | None, since: date
) -> None:
    """Print the crisis contacts for a nation; None stands for all.

    Those that nothing vouches for from the day `since` on say so.
    """
    from peerfind.wording import crisis

    there = crisis.chosen(contacts, nation) if nation else crisis.everywhere(contacts)
    if form == "json":
        _write_documents(form, "contacts", [public(one) for one in there.every])
    else:
        _write_lines(_layout("plain").crisis_text(there, since))


def write_report(record: Record, session: Session) -> None:
    """Print how to say that an entry is wrong."""
    at = session.location
    file = record["_file"] if at.is_built else at.path / record["_file"]
    _write_lines(
        _layout("plain").report_text(record, str(file), session.index.settings.get("corrections"))
    )


def write_problems(form: str, found: Checked) -> None:
    """Print what a check found."""
    _write(_report(form, found))


def problems_to_file(form: str, found: Checked, path: Path) -> None:
    """Write what a check found to a file, whole or not at all."""
    from peerfind.output.files import write_whole

    write_whole(path, "".join(_report(form, found)))


def _report(form: str, found: Checked) -> Iterator[str]:
    """The report of a check in a form."""
    if form == "text":
        from peerfind.output.report import WIDTH, problems_text

        return problems_text(found, config.width() if sys.stdout.isatty() else WIDTH)
    homes = {"github": "annotations", "sarif": "sarif", "markdown": "report_markdown"}
    made = getattr(_layout(homes.get(form, "report")), f"problems_{form}")(found)
    return cast("Iterator[str]", made)


def write_rules(form: str, rules: Sequence[Rule]) -> None:
    """Print rules in full, or the list of all where there are none."""
    from peerfind.keeping.rules import RULES as EVERY
    from peerfind.output import rules as page

    if form == "json":
        _write_documents(form, "rules", [rule._asdict() for rule in rules or EVERY.values()])
    elif form == "markdown":
        _write_as_is(page.reference(rules))
    else:
        _write_lines(page.lines(rules))


def write_ring_list(form: str, ring: RingList) -> None:
    """Print whom to ring."""
    from peerfind.output import ringlist

    _write_laid_out(form, ringlist, ring, ringlist.print_list)


def write_pairs(form: str, found: Sequence[Likeness]) -> None:
    """Print pairs that may be one group."""
    from peerfind.output import pairs

    _write_laid_out(form, pairs, found, pairs.print_pairs)


def write_changes(form: str, found: Report) -> None:
    """Print what changed."""
    from peerfind.output import changes

    _write_laid_out(form, changes, found, changes.print_changes)


def write_links(form: str, found: Links) -> None:
    """Print which web addresses still live."""
    from peerfind.output import links

    _write_laid_out(form, links, found, links.print_links)


def write_stats(form: str, found: Overview) -> None:
    """Print what a directory has, and where it has nothing."""
    from peerfind.output import coverage

    if form == "json":
        write_document(coverage.document(found))
    else:
        _write_laid_out(form, coverage, found, coverage.print_overview)


def write_formatting(found: Formatting, *, as_diff: bool, is_written: bool) -> None:
    """Print the files that are not in their layout, or the lines that differ; the rest on standard error."""
    from peerfind.output import formatted

    _write_as_is(formatted.diffs(found.changes) if as_diff else formatted.changed_files(found))
    sys.stdout.flush()  # so that on a terminal the count comes last
    sys.stderr.writelines(f"{line}\n" for line in formatted.told(found, is_written=is_written))


def write_fixing(made: Fixing, remaining: int | None) -> None:
    """Print the lines that would differ, where nothing is written; on standard error what was mended."""
    from peerfind.output import formatted

    if remaining is None:
        _write_as_is(formatted.diffs(made.changes))
        sys.stdout.flush()  # so that on a terminal the count comes last
    sys.stderr.writelines(f"{line}\n" for line in formatted.mended(made, remaining))


def write_document(document: Mapping[str, Any]) -> None:
    """Print one JSON document."""
    _write((json.dumps(document, ensure_ascii=False, indent=2), "\n"))


def write_facts(form: str, facts: Mapping[str, Any]) -> None:
    """Print what doctor found."""
    from peerfind.output import doctor

    if form == "json":
        write_document(facts)
    else:
        _write_lines(doctor.lines(facts))


def write_imported(form: str, found: Imported) -> None:
    """Print what came of an import."""
    from peerfind.output import imported as data
    from peerfind.wording import imported as words

    if form == "plain":
        _write_lines(words.lines(found))
    else:
        write_document(data.document(found))


def _write_laid_out(form: str, layout: Any, made: Any, draw: Callable[[Any, Page], None]) -> None:
    """Print what was made: drawn for a terminal, as data, or as it is laid out in another form."""
    if form == "table":
        draw(made, _page())
    elif form in DATA:
        _write(getattr(layout, f"{form}_text")(made))
    else:
        _write_as_is(getattr(layout, f"{form}_text")(made))


def _layout(form: str) -> Any:
    """The module that lays out a form."""
    return import_module(f"peerfind.output.{form}")


def _page() -> Page:
    from peerfind.output.render import Page

    return Page(sys.stdout, config.width(), color=config.has_color(sys.stdout))


def _write(parts: Iterable[str]) -> None:
    for part in parts:
        sys.stdout.write(part)


def _write_as_is(lines: Iterable[str]) -> None:
    _write(f"{line}\n" for line in lines)


def _write_lines(lines: Iterable[str]) -> None:
    """Write lines; a terminal gets them wrapped, unless its user has asked for plain ones."""
    is_wrapped = sys.stdout.isatty() and not config.is_plain()
    _write_as_is(wrapped(lines, config.width()) if is_wrapped else lines)


def _write_documents(form: str, name: str, documents: Sequence[Any]) -> None:
    if form == "jsonl":
        _write_as_is(json.dumps(one, ensure_ascii=False) for one in documents)
        return
    whole = {"version": VERSION, name: documents}
    _write((json.dumps(whole, ensure_ascii=False, indent=2), "\n"))
