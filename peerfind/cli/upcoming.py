"""The command that lists meetings in date order."""

from __future__ import annotations

import typer

from peerfind.api import days_asked
from peerfind.asking.query import DEFAULT_LIMIT, Typed
from peerfind.cli import finding, flags, forms, prompting, speaking, teaming, usual
from peerfind.cli.asking import question
from peerfind.cli.session import opened, tell_old, tell_unreadable
from peerfind.errors import NOT_FINE


@flags.of_question(question)
def next(  # noqa: A001 (the name of the command)
    typed: Typed,
    *,
    ctx: typer.Context,
    use: teaming.Use = None,
    save: teaming.Save = None,
    replace: teaming.Replace = False,
    days: flags.DaysAhead = None,
    on: flags.OnDay = None,
    undated: flags.Undated = False,
    limit: flags.Limit = DEFAULT_LIMIT,
    output: flags.AgendaForm = None,
    no_input: flags.NoInput = False,
    fail_empty: flags.FailEmpty = False,
    lang: speaking.Lang = None,
    directory: flags.Directory = None,
    today: flags.Today = None,
) -> None:
    """List the meetings that fit in date order, from now on."""
    from peerfind.answers.ahead import ahead

    form = forms.chosen(output, forms.AGENDA)
    spoken = speaking.in_language(lang, form)
    typed = prompting.with_place(typed, no_input=no_input)
    asked = usual.with_settings(typed, form)
    asked = asked._replace(limit=limit, today=today, directory=directory)
    session = usual.in_unit(opened(directory, today), form)
    asked = teaming.with_team(asked, teaming.Team(use, save, replace), session, ctx)
    window = days_asked(days, on, session.now.date())
    found = ahead(session.index, asked, session.now, window, is_undated=undated)
    with spoken:
        finding.write_agenda(form, found, session)
    tell_unreadable(session.index)
    tell_old(session)
    if fail_empty and not found.shown:
        raise typer.Exit(NOT_FINE)


COMMANDS = (next,)
