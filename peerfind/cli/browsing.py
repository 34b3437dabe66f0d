"""The command that fills the screen: thin, as those of cli.commands, which registers it."""

from __future__ import annotations

import sys
from importlib.util import find_spec
from typing import TYPE_CHECKING

import typer

from peerfind import config
from peerfind.asking.query import SORTS, Typed
from peerfind.cli import flags, prompting
from peerfind.cli.asking import question
from peerfind.cli.session import opened
from peerfind.errors import UsageError

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from peerfind.cli.session import Session

SHOWN = 20
# Textual would write what happens to a file, to another program or into a picture.
_TELLING = ("TEXTUAL", "TEXTUAL_LOG", "TEXTUAL_PRESS", "TEXTUAL_SCREENSHOT")


@flags.of_question(question)
def browse(
    typed: Typed,
    *,
    sort: flags.Sort = SORTS[0],
    limit: flags.Limit = SHOWN,
    directory: flags.Directory = None,
    today: flags.Today = None,
) -> None:
    """Search as you type, narrow, compare and share, on a whole screen."""
    from concurrent.futures import ThreadPoolExecutor

    location = config.directory_location(directory)
    _make_sure_of_screen()
    asked = prompting.with_place(typed, no_input=False)._replace(
        sort=sort, limit=limit, today=today, directory=directory
    )
    # An index may only be read by the thread that opened it.
    with ThreadPoolExecutor(1) as executor:
        session = executor.submit(opened, str(location.path), today).result()
        code = _run(session, asked, executor)
    if code:
        raise typer.Exit(code)


def _run(session: Session, asked: Typed, executor: Executor) -> int:
    config.forget(*_TELLING)
    from peerfind.browsing.finding import Finder
    from peerfind.browsing.screen import Browser

    return Browser(Finder(session, asked), executor, " ".join(asked.words)).run_whole()


def _make_sure_of_screen() -> None:
    """Raises UsageError, with what to do instead, where there is no screen or nothing to draw it."""
    if not all(one.isatty() for one in (sys.stdin, sys.stdout, sys.stderr)):
        raise UsageError("browse needs a terminal. For a list: peerfind match WORDS")
    if config.is_plain():
        raise UsageError("browse needs a screen to draw on. For plain lines: peerfind match WORDS")
    if find_spec("textual") is None:
        raise UsageError("browse needs Textual. Install it: pip install 'peerfind[browse]'")


COMMANDS = (browse,)
