"""The flags that keep what a team asks, and use it again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from peerfind.errors import UsageError
from peerfind.named import NamedTuple

if TYPE_CHECKING:
    from pathlib import Path

    from peerfind.asking.query import Typed
    from peerfind.cli.session import Session

_PANEL = "Team"
Use = Annotated[
    str | None,
    typer.Option(
        metavar="NAME", help="Ask what your team keeps as NAME too.", rich_help_panel=_PANEL
    ),
]
Save = Annotated[
    str | None,
    typer.Option(metavar="NAME", help="Keep weights and asks as NAME.", rich_help_panel=_PANEL),
]
Replace = Annotated[
    bool,
    typer.Option("--replace", help="Let --save write over one.", rich_help_panel=_PANEL),
]


class Team(NamedTuple):
    """What is to be used and kept of a team's profiles."""

    use: str | None
    save: str | None
    is_replacing: bool


def _given(ctx: Any) -> frozenset[str]:
    """The names of the parameters that stand on the command line."""
    return frozenset(
        name for name in ctx.params if ctx.get_parameter_source(name).name == "COMMANDLINE"
    )


def with_team(typed: Typed, team: Team, session: Session, ctx: Any) -> Typed:
    """The question with what a profile adds to it; what it asks by itself is kept where that is wanted.

    `ctx` tells which flags were given. Raises UsageError for a profile that is missing or has errors, and
    where one cannot be kept.
    """
    if team.save is not None:
        _save(typed, team, session)
    elif team.is_replacing:
        raise UsageError("--replace needs --save: what is to be kept?")
    return typed if team.use is None else _used(typed, team.use, session, _given(ctx))


def _folder(session: Session) -> Path:
    if session.location.is_built:
        raise UsageError("A built file has no profiles. Name the folder of the directory.")
    return session.location.path


def _save(typed: Typed, team: Team, session: Session) -> None:
    from peerfind.asking.profiles import lines_of
    from peerfind.asking.query import understood
    from peerfind.keeping.profiles import save

    own = typed._replace(usual_near=None, usual_weight=())
    query = understood(own, session.index.vocabulary, session.now)
    lines = lines_of(typed, query)
    path = save(_folder(session), team.save or "", lines, is_replacing=team.is_replacing)
    typer.echo(f"{path}: kept. Use it with --use {team.save}", err=True)


def _used(typed: Typed, name: str, session: Session, names: frozenset[str]) -> Typed:
    from peerfind import text
    from peerfind.asking import profiles

    folder, file = _folder(session), profiles.file_of(name)
    known = profiles.names(folder)
    if name not in known:
        near = text.nearest(name, known, limit=1)
        hint = f"Did you mean {near[0]}?" if near else f"There is: {text.listed(known) or 'none'}."
        raise UsageError(f"There is no profile {name!r} in {folder}. {hint}")
    used = profiles.profile(folder, name, session.index.vocabulary)
    for problem in sorted(used.problems):
        if problem.is_error:
            raise UsageError(f"{folder / file}:{problem.line}:{problem.column}: {problem.message}")
    return profiles.with_profile(typed, used, names)
