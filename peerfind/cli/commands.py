"""The command line: reads flags, calls one function a command, writes the answer. It decides nothing."""

from __future__ import annotations

from copy import copy
from typing import TYPE_CHECKING, Annotated, Any

import typer

from peerfind import __version__, config
from peerfind.api import nation_asked
from peerfind.asking.query import DEFAULT_LIMIT, SORTS, Typed
from peerfind.cli import (
    adding,
    batching,
    browsing,
    changing,
    checking,
    configuring,
    exporting,
    finding,
    flags,
    forms,
    importing,
    keeper_flags,
    keeping,
    linking,
    prompting,
    reports,
    scaffolding,
    sharing,
    speaking,
    teaming,
    upcoming,
    usual,
)
from peerfind.cli.asking import question
from peerfind.cli.help import GroupedCommands
from peerfind.cli.running import DrawnCommand, PeerfindCommand
from peerfind.cli.session import opened, tell_missing, tell_old, tell_unreadable
from peerfind.errors import NOT_FINE, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from typer.models import CommandInfo

FINDING, KEEPING = "Finding a group", "Looking after the directory"
DRAWN = ("match", "next", "show", "guide", "stale", "duplicates", "diff", "stats", "links")
"""The commands that draw for a terminal, whose colour and width can be chosen."""

EPILOG = (
    "Exit codes: 0 done, 1 not fine (check found errors; --fail-empty), 2 wrong use, 3 no directory, "
    "4 no network, 70 our fault, 130 interrupted."
)

app = typer.Typer(
    cls=GroupedCommands,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog=EPILOG,
)


def command(arguments: Sequence[str] = ()) -> Any:
    """The command line, as Typer builds it; only the command that is run, where it is plain which."""
    named = [one for one in app.registered_commands if _name(one) in arguments[:1]]
    return typer.main.get_command(_with_commands(named) if named else app)


def _name(one: CommandInfo) -> str:
    return one.name or (one.callback.__name__ if one.callback else "")


def _with_commands(commands: list[CommandInfo]) -> typer.Typer:
    """The program with some of its commands: to build the flags of all takes longer than a search."""
    small = copy(app)
    small.registered_commands = commands
    return small


def _print_version(value: bool) -> None:
    if value:
        typer.echo(f"peerfind {__version__}")
        raise typer.Exit


@app.callback()
def peerfind(
    version: Annotated[
        bool,
        typer.Option("--version", callback=_print_version, is_eager=True, help="Show the version."),
    ] = False,
) -> None:
    """Find the peer-support groups that fit, offline. In danger now: peerfind crisis."""


def _register(panel: str, **settings: Any) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    def register(one: Callable[..., Any]) -> Callable[..., Any]:
        kind = DrawnCommand if one.__name__ in DRAWN else PeerfindCommand
        return app.command(cls=kind, rich_help_panel=panel, **settings)(one)

    return register


@_register(FINDING, epilog="Terms that can be asked for: peerfind terms")
@flags.of_question(question)
def match(
    typed: Typed,
    *,
    ctx: typer.Context,
    use: teaming.Use = None,
    save: teaming.Save = None,
    replace: teaming.Replace = False,
    sort: flags.Sort = SORTS[0],
    limit: flags.Limit = DEFAULT_LIMIT,
    why: flags.Why = None,
    guide: flags.Guide = False,
    output: flags.AnswerForm = None,
    no_input: flags.NoInput = False,
    fail_empty: flags.FailEmpty = False,
    lang: speaking.Lang = None,
    directory: flags.Directory = None,
    today: flags.Today = None,
) -> None:
    """Rank the groups that fit a person, and say why each one does."""
    form = forms.chosen(output, forms.ANSWER)
    spoken = speaking.in_language(lang, form)
    can_ask = prompting.can_ask(no_input=no_input)
    if guide and not can_ask:
        raise UsageError("--guide asks questions, so it needs a terminal and no --no-input.")
    typed = prompting.with_place(typed, no_input=no_input)
    typed = typed._replace(sort=sort, limit=limit, today=today, directory=directory)
    typed = usual.with_settings(typed, form, is_guided=guide)
    session = usual.in_unit(opened(directory, today), form)
    typed = teaming.with_team(typed, teaming.Team(use, save, replace), session, ctx)
    if guide:
        typed = prompting.guided(session, typed)
    if why is not None:
        finding.write_why(form, why, typed, session)
        return
    found = session.answer(typed)
    with spoken:
        finding.write_answer(form, found, session)
    tell_unreadable(session.index)
    tell_old(session)
    if guide:
        prompting.tell_command(session, typed)
    elif can_ask and form in forms.READ and not (found.query.asks or found.query.avoid):
        typer.echo("Step by step: peerfind match --guide", err=True)
    if fail_empty and not found.total:
        raise typer.Exit(NOT_FINE)


for _one in (*upcoming.COMMANDS, *browsing.COMMANDS):
    _register(FINDING, epilog="Terms that can be asked for: peerfind terms")(_one)


@_register(FINDING)
def show(
    ids: flags.Ids,
    *,
    compare: flags.Compare = False,
    output: flags.SheetForm = None,
    lang: speaking.Lang = None,
    directory: flags.Directory = None,
    today: flags.Today = None,
) -> None:
    """Print all about a group, in the order one reads it aloud."""
    form = forms.chosen(output, forms.COMPARISON if compare else forms.SHEET)
    spoken = speaking.in_language(lang, form)
    session = opened(directory, today)
    records = [session.record(name) for name in ids]
    if compare:
        finding.write_comparison(form, records, session)
    else:
        with spoken:
            finding.write_sheets(form, records, session)
    tell_old(session)


@_register(FINDING)
def questions(
    ids: flags.OptionalIds = None,
    output: flags.ListForm = None,
    directory: flags.Directory = None,
) -> None:
    """List what to ask before joining, and what the entry answers."""
    form = forms.chosen(output, forms.LIST)
    session = opened(directory, None)
    finding.write_questions(form, [session.record(name) for name in ids or ()], session)


@_register(FINDING)
def terms(
    facet: flags.FacetName = None,
    word: flags.Word = None,
    output: flags.ListForm = None,
    directory: flags.Directory = None,
) -> None:
    """List what can be asked for, and how many groups there are."""
    from peerfind.answers.terms import facet_named, group_counts, terms_about

    form = forms.chosen(output, forms.LIST)
    session = opened(directory, None)
    if facet is None:
        finding.write_facets(form, session.index)
        return
    known = facet_named(session.index, facet)
    found = terms_about(known, word)
    counts = group_counts(session.index, known, found, session.now.date())
    finding.write_terms(form, known.name, found, counts)


@_register(FINDING)
def crisis(
    nation: flags.Nation = None,
    output: flags.ListForm = None,
    directory: flags.Directory = None,
) -> None:
    """List whom to ring or text when somebody cannot keep safe."""
    from peerfind.freshness import first_day

    form = forms.chosen(output, forms.LIST)
    session = opened(directory, None)
    chosen = nation_asked(nation) if nation else None
    since = first_day(session.now.date(), session.index.settings["hide_after"])
    finding.write_crisis(form, session.index.crisis, chosen, since)


@_register(FINDING)
def report(
    name: flags.OneId,
    directory: flags.Directory = None,
) -> None:
    """Say where and how to report that an entry is wrong."""
    session = opened(directory, None)
    finding.write_report(session.record(name), session)


for _module, _panel in (
    (sharing, FINDING),
    (batching, FINDING),
    (checking, KEEPING),
    (adding, KEEPING),
    (importing, KEEPING),
    (changing, KEEPING),
    (keeping, KEEPING),
    (scaffolding, KEEPING),
    (linking, KEEPING),
    (exporting, KEEPING),
    (configuring, KEEPING),
):
    for _one in _module.COMMANDS:
        _register(_panel)(_one)


@_register(KEEPING)
def build(
    output: keeper_flags.BuiltFile,
    directory: flags.Directory = None,
) -> None:
    """Make one file of the directory, to read with --directory FILE."""
    from peerfind.answers.check import with_files
    from peerfind.cli.progress import Progress
    from peerfind.index.built import build as built

    folder = with_files(config.directory_location(directory))
    made = built(folder, output, Progress())
    typer.echo(f"{output}: {made.groups:,} groups, {made.size / 1024:,.0f} KB", err=True)
    if made.unreadable:
        tell_missing(made.unreadable, made.groups)


@_register(KEEPING)
def doctor(
    output: flags.ListForm = None,
    directory: flags.Directory = None,
) -> None:
    """Say what is read, what could not be, and what runs."""
    from peerfind.output.doctor import facts

    form = forms.chosen(output, forms.LIST)
    location = config.directory_location(directory)
    reports.write_facts(form, facts(location, config.cache_folder(), config.width()))
