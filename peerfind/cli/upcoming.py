"""The command that lists meetings in date order."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from peerfind.asking.query import DEFAULT_LIMIT, Typed
from peerfind.cli import flags, forms, prompting
from peerfind.cli.asking import question
from peerfind.cli.session import opened, tell_old, tell_unreadable
from peerfind.errors import NOT_FINE, UsageError

if TYPE_CHECKING:
    from datetime import date

    from peerfind.schedule.ahead import Days

USUAL_DAYS = 7


@flags.of_question(question)
def next(  # noqa: A001 (the name of the command)
    typed: Typed,
    *,
    days: flags.DaysAhead = None,
    on: flags.OnDay = None,
    undated: flags.Undated = False,
    limit: flags.Limit = DEFAULT_LIMIT,
    output: flags.AgendaForm = None,
    no_input: flags.NoInput = False,
    fail_empty: flags.FailEmpty = False,
    directory: flags.Directory = None,
    today: flags.Today = None,
) -> None:
    """List the meetings that fit in date order, from now on."""
    from peerfind.answers.ahead import ahead

    form = forms.chosen(output, forms.AGENDA)
    typed = prompting.with_place(typed, no_input=no_input)
    asked = typed._replace(limit=limit, today=today, directory=directory)
    session = opened(directory, today)
    window = _days(days, on, session.now.date())
    found = ahead(session.index, asked, session.now, window, is_undated=undated)
    forms.write_agenda(form, found, session)
    tell_unreadable(session.index)
    tell_old(session)
    if fail_empty and not found.shown:
        raise typer.Exit(NOT_FINE)


def _days(number: int | None, on: str | None, today: date) -> Days:
    """The days that `--days` or `--on` asks for. Raises UsageError."""
    from peerfind.schedule.ahead import days_ahead, days_named

    if on is not None and number is not None:
        raise UsageError("--on and --days both say which days. Leave one out.")
    try:
        if on is not None:
            return days_named(on, today)
        return days_ahead(USUAL_DAYS if number is None else number, today)
    except ValueError as error:
        raise UsageError(f"--{'days' if on is None else 'on'}: {error}") from None


COMMANDS = (next,)
