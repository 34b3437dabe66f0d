"""The one command that goes to the network: thin, as those of cli.commands, which registers it."""

from __future__ import annotations

from importlib.util import find_spec
from typing import TYPE_CHECKING

import typer

from peerfind.cli import flags, forms, keeper_flags, reports
from peerfind.errors import INTERRUPTED, NOT_FINE, NetworkError, UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from peerfind.keeping.links.addresses import Address
    from peerfind.keeping.links.looking import Looked
    from peerfind.keeping.links.manners import Manners
    from peerfind.keeping.links.state import State

PER_MINUTE, SECONDS, AT_ONCE = 30.0, 20.0, 8
_MINUTE = 60.0


def links(  # noqa: PLR0917 (a command has as many as it has flags)
    paths: keeper_flags.Paths = None,
    only: keeper_flags.Verdicts = None,
    host: keeper_flags.Host = None,
    limit: flags.Limit = 0,
    state: keeper_flags.StateFile = None,
    rate: keeper_flags.Rate = PER_MINUTE,
    timeout: keeper_flags.Seconds = SECONDS,
    at_once: keeper_flags.AtOnce = AT_ONCE,
    allow_private: keeper_flags.AllowPrivate = False,
    output: keeper_flags.LinksForm = None,
    directory: flags.Directory = None,
    today: flags.Today = None,
) -> None:
    """Go online to see which web addresses in the files still live."""
    from peerfind.answers.check import chosen
    from peerfind.asking.query import limit_asked
    from peerfind.cli.session import day_of, opened
    from peerfind.keeping.links.addresses import addresses, at_host
    from peerfind.keeping.links.outcomes import judged
    from peerfind.keeping.links.state import noted, of_addresses, read_state
    from peerfind.wording.linking import links_said

    form, wanted, most = forms.chosen(output, forms.LINKS), _verdicts(only), limit_asked(limit)
    manners = _manners(rate, timeout, at_once, is_private_allowed=allow_private)
    asked = chosen(paths or [], directory)
    day = day_of(today) if today else opened(str(asked.folder), None).now.date()
    known = read_state(state)
    every = addresses(asked)
    if not paths:
        known = of_addresses(known, (one.url for one in every))
    found = at_host(every, host) if host else every
    _keep(state, known)
    looked = _look(found, manners)
    known = noted(known, looked.outcomes, day) if looked.has_answer else known
    _keep(state, known)
    said = judged(looked.outcomes, found, known)
    reports.write_links(form, links_said(said, len(found), wanted, most))
    _leave(found, looked, is_dead=any(one.verdict == "dead" for one in said))


def _look(found: Sequence[Address], manners: Manners) -> Looked:
    """Look at addresses. Raises UsageError where what goes to the network is not installed."""
    from peerfind.cli.progress import Progress

    if find_spec("httpx") is None:
        raise UsageError('links needs httpx. Install it: pip install "peerfind[links]"')
    from peerfind.keeping.links.looking import look

    return look(found, manners, Progress("Looking at the web", "addresses"))


def _leave(found: Sequence[Address], looked: Looked, *, is_dead: bool) -> None:
    """Leave with the exit code that tells how it went."""
    if looked.is_interrupted:
        typer.echo(f"Interrupted: {len(looked.outcomes):,} of {len(found):,} looked at.", err=True)
        raise typer.Exit(INTERRUPTED)
    if found and not looked.has_answer:
        raise NetworkError(
            "No machine answered, so there may be no network here. Nothing was written down."
        )
    if is_dead:
        raise typer.Exit(NOT_FINE)


def _manners(rate: float, timeout: float, at_once: int, *, is_private_allowed: bool) -> Manners:
    """How to behave. Raises UsageError for what is no rate, time or number."""
    from peerfind.keeping.links.manners import Manners

    for flag, value in (("--rate", rate), ("--timeout", timeout), ("--at-once", at_once)):
        if not 0 < value < float("inf"):
            raise UsageError(f"{flag} takes a number above 0, not {value:g}.")
    return Manners(_MINUTE / rate, timeout, at_once, is_private_allowed)


def _verdicts(typed: Sequence[str] | None) -> list[str]:
    """The verdicts that `--only` names. Raises UsageError, with all of them, for one that there is not."""
    from peerfind import text
    from peerfind.keeping.links.verdicts import VERDICTS

    names = [name.strip().lower() for some in typed or () for name in some.split(",")]
    for name in names:
        if name not in VERDICTS:
            raise UsageError(f"--only takes {text.listed(VERDICTS, 'or')}, not {name!r}.")
    return names


def _keep(path: Path | None, state: State) -> None:
    """Write a state down, if a file was named. Raises UsageError where that cannot be done."""
    from peerfind.keeping.links.state import state_text
    from peerfind.output.files import write_whole

    if path is None:
        return
    try:
        write_whole(path, [state_text(state)])
    except OSError as error:
        raise UsageError(f"{path} cannot be written: {error.strerror}.") from None


COMMANDS = (links,)
