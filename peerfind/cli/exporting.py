"""The command by which other programs get groups: thin, as those of cli.commands, which registers it."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import typer

from peerfind.asking.query import Typed
from peerfind.cli import flags, prompting
from peerfind.cli.asking import question
from peerfind.cli.session import opened, tell_unreadable
from peerfind.errors import NOT_FINE, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from peerfind.output.exports import Export, Exported

    Pieces = Iterable[str] | Iterable[bytes]


@flags.of_question(question)
def export(
    typed: Typed,
    *,
    output: flags.ExportForm,
    fields: flags.Fields = None,
    to: flags.To = None,
    strict: flags.StrictExport = False,
    directory: flags.Directory = None,
    today: flags.Today = None,
) -> None:
    """Write groups for other programs: csv, xlsx, json, html and more."""
    from peerfind.answers.filtered import filtered
    from peerfind.output import exports
    from peerfind.wording import exported as told

    form = exports.export_named(output)
    typed = prompting.with_place(typed, no_input=False)
    typed = typed._replace(today=today, directory=directory)
    session = opened(directory, today)
    found = filtered(session.index, typed, session.now)
    made = exports.exported(session.index, found, fields or (), session.now)
    pieces = form.load()(made)
    is_whole = _to_file(to, pieces, made, strict=strict) if to else _printed(form, pieces)
    if is_whole:
        typer.echo(told.count_line(found.total, found.hidden, to), err=True)
    for line in told.lost_lines(form.name, made.lost):
        typer.echo(line, err=True)
    tell_unreadable(session.index)
    if strict and made.lost:
        raise typer.Exit(NOT_FINE)


class _NotAllCarried(Exception):  # noqa: N818 (nothing went wrong: it keeps a file as it was)
    """Something is not carried, and was to be."""


def _to_file(to: Path, pieces: Pieces, made: Exported, *, strict: bool) -> bool:
    """Whether an export was put into a file, whole; one that is to carry everything and does not, is not."""
    from peerfind.output.files import replacing

    try:
        with replacing(to) as file:
            for piece in pieces:
                file.write(piece.encode() if isinstance(piece, str) else piece)
            _stop_at_loss(made, strict=strict)
    except _NotAllCarried:
        typer.echo(f"{to} was not written.", err=True)
        return False
    except OSError as error:
        raise UsageError(f"{to} cannot be written: {error.strerror}.") from None
    return True


def _stop_at_loss(made: Exported, *, strict: bool) -> None:
    if strict and made.lost:
        raise _NotAllCarried


def _printed(form: Export, pieces: Pieces) -> bool:
    """Print an export."""
    if form.is_binary and sys.stdout.isatty():
        raise UsageError(f"-o {form.name} is nothing to read here. Name a file: --to FILE")
    for piece in pieces:
        if isinstance(piece, str):
            sys.stdout.write(piece)
        else:
            sys.stdout.buffer.write(piece)
    sys.stdout.flush()  # so that on a terminal the count comes last
    return True


COMMANDS = (export,)
