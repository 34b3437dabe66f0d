"""The commands of those who keep a directory true: thin, as those of cli.commands, which registers them."""

from __future__ import annotations

import typer

from peerfind.cli import flags, forms
from peerfind.errors import NOT_FINE


def fmt(
    paths: flags.Paths = None,
    check: flags.OnlyCheck = False,
    diff: flags.Diff = False,
    directory: flags.Directory = None,
) -> None:
    """Bring files into one layout; what they say and their comments stay."""
    from peerfind.keeping.formatting import formatting, write

    found = formatting(paths or [], directory)
    is_written = not (check or diff)
    if is_written:
        write(found)
    forms.write_formatting(found, as_diff=diff, is_written=is_written)
    if found.left or (check and found.changes):
        raise typer.Exit(NOT_FINE)


COMMANDS = (fmt,)
