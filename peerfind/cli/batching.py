"""The command that answers many needs at once: thin, as those of cli.commands, which registers it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from peerfind.asking.query import DEFAULT_LIMIT, FROM_PROMPT, limit_asked
from peerfind.cli import finding, flags, forms, script_flags
from peerfind.cli.session import opened, tell_unreadable
from peerfind.errors import NOT_FINE, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from peerfind.cli.session import Session
    from peerfind.many import Answered


def batch(  # noqa: PLR0917 (a command has as many as it has flags)
    file: script_flags.NeedsFile,
    limit: flags.Limit = DEFAULT_LIMIT,
    jobs: script_flags.Jobs = 1,
    output: flags.BatchForm = None,
    directory: flags.Directory = None,
    today: flags.Today = None,
) -> None:
    """Find groups for many needs at once, from a table of asks."""
    form = forms.chosen(output or forms.BATCH[0], forms.BATCH)
    most = limit_asked(limit)
    lines = _lines(file)
    session = opened(directory, today)
    tally = _Tally()
    finding.write_batch(form, tally.counted(_answers(lines, session, most, jobs)))
    tell_unreadable(session.index)
    tally.tell()
    if tally.unread:
        raise typer.Exit(NOT_FINE)


def _lines(file: str) -> Iterator[bytes]:
    """The lines of a file, or of what is piped in for `-`. Raises UsageError where it cannot be read."""
    if file == FROM_PROMPT:
        stream = getattr(sys.stdin, "buffer", None)
        yield from stream or (line.encode("utf-8", "replace") for line in sys.stdin)
        return
    try:
        with Path(file).open("rb") as stream:
            yield from stream
    except OSError as error:
        raise UsageError(f"{file} cannot be read: {error.strerror}.") from None


def _answers(lines: Iterator[bytes], session: Session, limit: int, jobs: int) -> Iterator[Answered]:
    from peerfind.asking.needs import needs
    from peerfind.many import Asking, answers, answers_by_several

    asking = Asking(session.now, limit)
    if jobs == 1:
        return answers(needs(lines), session.asked, asking)
    return answers_by_several(needs(lines), session.location.path, asking, jobs)


class _Tally:
    """How many needs there were, without a group, and not read; of each of these it is told at once."""

    def __init__(self) -> None:
        self.every = self.empty = self.unread = 0

    def counted(self, found: Iterable[Answered]) -> Iterator[Answered]:
        """The answers as they come."""
        for one in found:
            self.every += 1
            if one.unread:
                self.unread += 1
                typer.echo(str(one.unread), err=True)
            elif not one.rows:
                self.empty += 1
                typer.echo(f"Line {one.line}: no group fits need {one.id}.", err=True)
            yield one

    def tell(self) -> None:
        """Say on standard error how many there were."""
        from peerfind.wording.say import counted

        said = counted(self.every, "need")
        empty = f", {self.empty:,} with no group that fits" if self.empty else ""
        unread = f", {self.unread:,} that could not be read" if self.unread else ""
        typer.echo(f"{said}{empty}{unread}.", err=True)


COMMANDS = (batch,)
