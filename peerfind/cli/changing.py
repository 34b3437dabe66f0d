"""The commands that change files of a directory, and say what was changed."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import typer

from peerfind import config
from peerfind.cli import flags, keeper_flags, reports
from peerfind.cli.session import opened
from peerfind.errors import NOT_FINE, UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from peerfind.cli.session import Session
    from peerfind.keeping.edits import Changes
    from peerfind.keeping.writing import Rewrite
    from peerfind.model import Record


def fmt(
    paths: keeper_flags.Paths = None,
    check: keeper_flags.OnlyCheck = False,
    diff: keeper_flags.Diff = False,
    directory: flags.Directory = None,
) -> None:
    """Bring files into one layout; what they say and remarks stay."""
    from peerfind.keeping.formatting import formatting, write

    found = formatting(paths or [], directory)
    is_written = not (check or diff)
    if is_written:
        write(found.folder, found.changes)
    reports.write_formatting(found, as_diff=diff, is_written=is_written)
    if found.left or (check and found.changes):
        raise typer.Exit(NOT_FINE)


def confirm(
    ids: flags.Ids,
    *,
    how: keeper_flags.How,
    on: keeper_flags.On = None,
    by: keeper_flags.By = None,
    note: keeper_flags.Note = None,
    no_input: flags.NoInput = False,
    dry_run: keeper_flags.DryRun = False,
    directory: flags.Directory = None,
) -> None:
    """Write down that you checked a group, how, and what you learned."""
    from peerfind.keeping import decisions

    session = _opened(directory)
    records = _records(ids, session)
    way, today = decisions.way_of_check(how), session.now.date()
    role = decisions.one_line(by, "--by") if by is not None else None
    days = [decisions.day_of_check(one, on, today) for one in records]
    if note is None and (no_input or not sys.stdin.isatty()):
        raise UsageError('Say what was confirmed: --note "Day, time and phone number are right."')
    notes = [_typed_note(one) if note is None else note for one in records]
    lines = [decisions.one_line(one, "--note") for one in notes]
    made = [
        decisions.confirmed(day, way, role, line) for day, line in zip(days, lines, strict=True)
    ]
    _write(session, [*zip(records, made, strict=True)], is_trial=dry_run)
    for name in (one["id"] for one in records if one.get("status") in decisions.ENDED):
        typer.echo(
            f"{name} is still shut in the directory. If it runs: peerfind reopen {name}", err=True
        )


def _typed_note(record: Record) -> str:
    """What a person types of one group."""
    # Typer's own prompt would write its last space among the data, on standard output.
    typer.echo(f"{record['name']}: what was confirmed? ", nl=False, err=True)
    if typed := sys.stdin.readline().strip():
        return typed
    raise UsageError("Nothing was typed, so nothing was confirmed.")


def close(
    name: flags.OneId,
    reason: keeper_flags.Reason,
    replaced_by: keeper_flags.ReplacedBy = None,
    dry_run: keeper_flags.DryRun = False,
    directory: flags.Directory = None,
) -> None:
    """Write down that a group has ended, why, and what took its place."""
    from peerfind.keeping import decisions

    session = _opened(directory)
    (record,) = _records([name], session)
    other = session.record(replaced_by) if replaced_by else None
    made = decisions.closed(record, decisions.one_line(reason, "--reason"), other)
    _write(session, [(record, made)], is_trial=dry_run)


def pause(
    name: flags.OneId,
    reason: keeper_flags.Reason,
    dry_run: keeper_flags.DryRun = False,
    directory: flags.Directory = None,
) -> None:
    """Write down that a group does not meet for a while, and why."""
    from peerfind.keeping import decisions

    session = _opened(directory)
    (record,) = _records([name], session)
    made = decisions.paused(record, decisions.one_line(reason, "--reason"))
    _write(session, [(record, made)], is_trial=dry_run)


def reopen(
    name: flags.OneId,
    dry_run: keeper_flags.DryRun = False,
    directory: flags.Directory = None,
) -> None:
    """Take out again what close or pause wrote."""
    from peerfind.keeping import decisions

    session = _opened(directory)
    (record,) = _records([name], session)
    _write(session, [(record, decisions.reopened(record))], is_trial=dry_run)


def _opened(directory: str | None) -> Session:
    """A directory that has files. Raises UsageError for an index that was built."""
    from peerfind.answers.check import with_files

    with_files(config.directory_location(directory))
    return opened(directory, None)


def _records(names: Sequence[str], session: Session) -> list[Record]:
    """The groups of some ids, each once.

    Raises UsageError for an id that is not there, or whose file leaves no group.
    """
    from peerfind.directory.folder import group_id
    from peerfind.directory.scan import is_group, listed

    found: dict[str, Record] = {}
    files = {group_id(file): file for file in listed(session.location.path).paths if is_group(file)}
    for name in names:
        typed = name.strip().lower()
        if typed in files and session.index.number(typed) is None:
            path = session.location.path / files[typed]
            raise UsageError(f"{path} holds no group. See why: peerfind check {path}")
        record = session.record(name)
        found[record["id"]] = record
    return [*found.values()]


def _write(session: Session, changed: Sequence[tuple[Record, Changes]], *, is_trial: bool) -> None:
    """Write all changes or none, and print the lines that they change."""
    from peerfind.keeping.writing import rewrite, write_all
    from peerfind.output.changed import changed_lines

    folder, vocabulary = session.location.path, session.index.vocabulary
    made = [rewrite(folder, record["_file"], one, vocabulary) for record, one in changed]
    if not is_trial:
        write_all(made)
    for one in made:
        for line in changed_lines(str(folder / one.file), one.before.decode(), one.after.decode()):
            typer.echo(line)
    _tell(made, session, is_trial=is_trial)


def _tell(made: Sequence[Rewrite], session: Session, *, is_trial: bool) -> None:
    """Say on standard error what was written, and what is still wrong in it."""
    count = sum(one.is_change for one in made)
    files = f"{count} file" if count == 1 else f"{count} files"
    said = f"This would change {files}." if is_trial else f"{files} changed."
    typer.echo(said if count else "Nothing to change: it already says so.", err=True)
    for path in (session.location.path / one.file for one in made if one.errors):
        typer.echo(f"Something in {path} is wrong. See what: peerfind check {path}", err=True)


COMMANDS = (fmt, confirm, close, pause, reopen)
