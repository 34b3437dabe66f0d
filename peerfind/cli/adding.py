"""The command that adds a group: by an interview on a terminal, by `--set`, or from an issue form."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from peerfind import config, text
from peerfind.cli import flags, keeper_flags, prompting
from peerfind.cli.lines import tell
from peerfind.cli.session import opened
from peerfind.errors import NOT_FINE, NetworkError, UsageError

if TYPE_CHECKING:
    from peerfind.keeping.adding import Adding, NewFile
    from peerfind.keeping.geocoding import Located
    from peerfind.keeping.interviewing import Talk
    from peerfind.keeping.questions import Answers

_FROM_PIPE = Path("-")


def new(
    *,
    settings: keeper_flags.Set = None,
    from_form: keeper_flags.FromForm = None,
    geocode: keeper_flags.Geocode = False,
    geocoder: keeper_flags.Geocoder = None,
    accept_far: keeper_flags.AcceptFar = False,
    no_input: flags.NoInput = False,
    dry_run: keeper_flags.DryRun = False,
    directory: flags.Directory = None,
) -> None:
    """Add a group: asks one question after another, writes its file."""
    adding = _adding(directory)
    server = _server(geocoder) if geocode else None
    if settings or from_form or no_input or not sys.stdin.isatty():
        made = _of_answers(adding, settings or [], from_form, server, is_far_fine=accept_far)
    else:
        made = _of_interview(adding, server)
    if dry_run:
        typer.echo(made.text, nl=False)
        return
    typer.echo(adding.write(made))


def _adding(directory: str | None) -> Adding:
    """The directory to which a group is to be added."""
    from peerfind.answers.check import with_files
    from peerfind.keeping.adding import Adding

    with_files(config.directory_location(directory))
    session = opened(directory, None)
    return Adding(
        session.location.path, session.index.vocabulary, session.records(), session.now.date()
    )


def _of_answers(
    adding: Adding, settings: list[str], form: Path | None, server: str | None, *, is_far_fine: bool
) -> NewFile:
    """The file of answers that a script or a form gives.

    Raises UsageError for one that cannot be used or is missing, and leaves with 1 where `check` would find
    an error in the file.
    """
    from peerfind.keeping.adding import missing
    from peerfind.keeping.answering import given

    answers = _of_form(form, adding) if form else {}
    set_answers, notes = given(settings, adding.vocabulary)
    answers |= set_answers
    for note in notes:
        tell(note)
    if lacking := missing(answers):
        raise UsageError(f"Still needed: {text.listed(lacking)}. Give each: --set key=value")
    if server:
        answers |= _located(answers, server, is_far_fine=is_far_fine)
    return _judged(adding, answers)


def _of_form(form: Path, adding: Adding) -> Answers:
    """The answers in an issue form; headings that are of none of its questions are told."""
    from peerfind.keeping.issue_forms import form_answers

    try:
        data = sys.stdin.read() if form == _FROM_PIPE else form.read_text("utf-8", "replace")
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or "it is no text in UTF-8"
        raise UsageError(f"{form} cannot be read: {why}.") from None
    found = form_answers(data, adding.vocabulary)
    for note in found.notes:
        tell(note)
    for heading in found.unknown:
        tell(f"There is no question {heading!r}, so what stands under it is left out.")
    return found.answers


def _judged(adding: Adding, answers: Answers) -> NewFile:
    """The file, after all that is wrong with it was told; an error leaves with 1."""
    from peerfind.wording.likeness import already_there

    made = adding.file(answers)
    problems = adding.problems(made)
    for one in problems:
        tell(f"{one.level}: {text.shown(one.message)} ({one.rule})")
    for pair in adding.doubles(answers):
        tell(already_there(pair))
    if any(one.is_error for one in problems):
        tell("With an error nothing is written. See why: peerfind explain RULE")
        raise typer.Exit(NOT_FINE)
    return made


def _of_interview(adding: Adding, server: str | None) -> NewFile:
    """The file that comes of an interview; who leaves it writes nothing."""
    from peerfind.keeping.interviewing import Interview, Talk
    from peerfind.wording.likeness import already_there

    talk = Talk(prompting.hear, tell, _show, already_there)
    interview = Interview(adding, talk)
    try:
        interview.ask_all()
        if server:
            interview.answers |= _located_on_terminal(interview.answers, server, talk)
        made = interview.finish()
    except (EOFError, KeyboardInterrupt):
        tell("\nNothing was written.")
        raise KeyboardInterrupt from None
    if made is None:
        tell("Nothing was written.")
        raise typer.Exit
    return made


def _show(lines: str) -> None:
    """Show a text as it stands."""
    typer.echo(lines, err=True)


def _server(geocoder: str | None) -> str:
    from peerfind.keeping.geocoding import SERVER

    return geocoder or config.environment().get("PEERFIND_GEOCODER") or SERVER


def _located(answers: Answers, server: str, *, is_far_fine: bool) -> Answers:
    """The coordinates of the venue. Raises NetworkError where they are not to be believed."""
    from peerfind.keeping.geocoding import located

    found = located(answers, server)
    tell(_found(found))
    if found.is_far and not is_far_fine:
        raise NetworkError(
            "That is too far to be believed. If it is right all the same: --accept-far"
        )
    return found.answers


def _located_on_terminal(answers: Answers, server: str, talk: Talk) -> Answers:
    """The coordinates of the venue, if the person takes them; without an answer the file has none."""
    from peerfind.keeping.geocoding import located

    try:
        found = located(answers, server)
    except (NetworkError, UsageError) as error:
        talk.tell(f"{error} The file has no coordinates.")
        return {}
    talk.tell(_found(found))
    typed = talk.ask("Take these coordinates? y or n: ", tuple).strip().lower()
    return found.answers if typed in ("y", "yes") else {}


def _found(found: Located) -> str:
    """What a geocoder found, and how far it is from the place that is known."""
    from peerfind.geo import KM_PER_MILE

    where = f"{found.name} ({', '.join(found.answers.values())})"
    if found.away_km is None:
        return f"The geocoder found {where}. No place is known to compare it with."
    far = f"{found.away_km / KM_PER_MILE:.1f} miles ({found.away_km:.1f} km) from {found.near}"
    return f"The geocoder found {where}. That is {far}{', too far to be it' * found.is_far}."


COMMANDS = (new,)
