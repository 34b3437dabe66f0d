"""The command that takes groups from others' files: thin, as those of cli.commands, which registers it."""

from __future__ import annotations

import sys
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from peerfind import config
from peerfind.cli import flags, forms, import_flags, keeper_flags, reports
from peerfind.cli.progress import Progress
from peerfind.cli.session import opened
from peerfind.errors import NOT_FINE, UsageError

if TYPE_CHECKING:
    from peerfind.cli.session import Session
    from peerfind.keeping.importing.column_maps import ColumnMap
    from peerfind.keeping.importing.feed import File, Imported
    from peerfind.keeping.importing.forms import Form

_FROM_PIPE = Path("-")


def import_(
    form: import_flags.ImportForm,
    files: import_flags.ImportFiles,
    *,
    to: import_flags.ToFolder = None,
    columns: import_flags.ColumnsFile = None,
    sketch_map: import_flags.SketchMap = False,
    source: import_flags.SourceName = None,
    settings: import_flags.SetForAll = None,
    accept_alike: import_flags.AcceptAlike = False,
    dry_run: keeper_flags.DryRun = False,
    output: import_flags.ImportOutput = None,
    directory: flags.Directory = None,
    today: flags.Today = None,
) -> None:
    """Take groups from others' files, and tell what was made of them."""
    from peerfind.answers.check import with_files
    from peerfind.keeping.importing.forms import form_named

    chosen, shape = form_named(form), forms.chosen(output, forms.LIST)
    if (columns or sketch_map) and not chosen.is_table:
        raise UsageError("Columns are named for csv and xlsx alone.")
    if sketch_map:
        _write_sketch(chosen, [*map(_file, files)])
        return
    with_files(config.directory_location(directory))
    session = opened(directory, today)
    read = [*map(_file, files)]
    named = _columns(columns, session)
    feed = _Feed(chosen, source or (named.source if named else "") or chosen.name, accept_alike)
    with ExitStack() as stack:
        folder = _folder(stack, to, session, is_trial=dry_run)
        found = feed.read(read, session, named, settings or [], folder if to else None)
        written = 0 if dry_run else _written(folder, found)
    reports.write_imported(shape, found)
    if not dry_run:
        _tell_written(written, found, to or folder)
    if any(one.outcome in ("refused", "decide") for one in found.items):
        raise typer.Exit(NOT_FINE)


import_.__name__ = "import"  # as it is typed; Python keeps the word to itself


class _Feed:
    """What is to be read, under what name, and how."""

    def __init__(self, form: Form, source: str, is_alike_fine: bool) -> None:
        self.form, self.source, self.is_alike_fine = form, source, is_alike_fine

    def read(
        self, files: list[File], session: Session, named: ColumnMap | None, settings: list[str],
        new_folder: Path | None,
    ) -> Imported:  # fmt: skip
        """The feed beside the directory, or in a new folder of its own."""
        from peerfind.keeping.adding import Adding
        from peerfind.keeping.answering import given
        from peerfind.keeping.importing.draft import Setting
        from peerfind.keeping.importing.feed import Imported, read_feed
        from peerfind.keeping.importing.staging import Feed, Staging

        vocabulary, zone = session.index.vocabulary, session.now.tzinfo
        always, notes = given(settings, vocabulary)
        for note in notes:
            typer.echo(note, err=True)
        always = {**(named.always if named else {}), **always}
        columns, words = (named.columns, named.words) if named else ({}, {})
        today = session.now.date()
        setting = Setting(vocabulary, today, zone, columns, words)  # type: ignore[arg-type]  # it has a zone
        drafts, told = read_feed(self.form, files, setting, always)
        known = session.records()
        records = [] if new_folder else known
        adding = Adding(new_folder or session.location.path, vocabulary, records, today)
        checks: dict[str, Any] = {one["id"]: one["checked"] for one in known if "checked" in one}
        is_own = self.form.is_own and not columns
        staging = Staging(adding, records, Feed(self.source, checks, is_own, self.is_alike_fine))
        items = staging.items(drafts, Progress("Looking at the groups", "records"))
        gone = tuple(staging.gone()) if drafts else ()
        if gone and any(one.fault for one in drafts):
            told.append("Some of it cannot be read, so nobody can tell who is in it no more.")
            gone = ()
        return Imported(
            self.form.name, self.source, (*told,), (*drafts,), (*items,), gone, len(files)
        )


def _file(path: Path) -> File:
    from peerfind.keeping.importing.feed import File, read_file

    return File("stdin", sys.stdin.buffer.read()) if path == _FROM_PIPE else read_file(path)


def _columns(path: Path | None, session: Session) -> ColumnMap | None:
    from peerfind.keeping.importing.column_maps import column_map

    return column_map(_file(path).data, path.name, session.index.vocabulary) if path else None


def _write_sketch(form: Form, files: list[File]) -> None:
    """Print a file of columns to begin with."""
    from peerfind.keeping.importing.column_maps import sketch
    from peerfind.keeping.importing.forms import Read

    reader, _ = form.load()
    rows = [row for file in files for row in reader(file.data, Read())]
    typer.echo(sketch(rows, Path(files[0].name).stem), nl=False)


def _folder(stack: ExitStack, to: Path | None, session: Session, *, is_trial: bool) -> Path:
    """The folder that is written to: that of the directory, or a new one."""
    from peerfind.keeping.importing.feed import new_folder

    if to is None:
        return session.location.path
    return stack.enter_context(new_folder(to, session.location.path, is_trial=is_trial))


def _written(folder: Path, found: Imported) -> int:
    from peerfind.keeping.importing.feed import write

    return write(folder, found.items, Progress("Writing", "files"))


def _tell_written(written: int, found: Imported, where: Path) -> None:
    from peerfind.wording.imported import count_line

    typer.echo(count_line(written, found, str(where)), err=True)


COMMANDS = (import_,)
