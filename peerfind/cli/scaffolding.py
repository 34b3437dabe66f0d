"""The command that writes a repository for a directory: thin, as those of cli.commands, its registrar."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import typer

from peerfind.cli import keeper_flags
from peerfind.errors import NOT_FINE, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable


def scaffold(
    folder: keeper_flags.Repository,
    check: keeper_flags.ScaffoldCheck = False,
    diff: keeper_flags.ScaffoldDiff = False,
    force: keeper_flags.Force = False,
) -> None:
    """Write a repository for a directory: words, forms, robots, help."""
    from peerfind.keeping.scaffold import wanted, words_of
    from peerfind.keeping.standing import compared, to_write, write
    from peerfind.output import scaffolded

    if force and (check or diff):
        raise UsageError("--check and --diff write nothing, so they do not go with --force.")
    standings = compared(folder, wanted(words_of(folder)))
    if check or diff:
        made = scaffolded.diffs if diff else scaffolded.differing
        _tell(made(standings), scaffolded.counted(standings))
        if not all(one.is_fine for one in standings):
            raise typer.Exit(NOT_FINE)
        return
    chosen = to_write(standings, force=force)
    write(folder, standings, chosen)
    _tell((one.file for one in chosen), scaffolded.told(folder, standings, chosen))


def _tell(data: Iterable[str], rest: Iterable[str]) -> None:
    """Print lines, and then others on standard error."""
    for line in data:
        typer.echo(line)
    sys.stdout.flush()  # so that on a terminal the rest comes last
    for line in rest:
        typer.echo(line, err=True)


COMMANDS = (scaffold,)
