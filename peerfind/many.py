"""Many needs answered by one directory that stays open, by one process or by several."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from peerfind.api import Directory, opened, typed
from peerfind.asking.criteria import WORDS
from peerfind.asking.needs import COLUMNS, Need, Unread
from peerfind.errors import UsageError
from peerfind.named import NamedTuple
from peerfind.output.batch import rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import datetime
    from pathlib import Path

    from peerfind.asking.needs import Column
    from peerfind.asking.query import Typed
    from peerfind.output.batch import Row

_AT_ONCE = 16  # needs that a process is given in a row
_TOLD = "it cannot be understood; why, tells peerfind match with it alone"


class Answered(NamedTuple):
    """What a need came to: the rows of its groups, or what is wrong with it."""

    line: int
    id: str
    rows: tuple[Row, ...] = ()
    unread: Unread | None = None


class Asking(NamedTuple):
    """How needs are asked: the day and time to answer for, and how many groups of each; 0 is all."""

    now: datetime
    limit: int


def answers(
    found: Iterable[Need | Unread], directory: Directory, asking: Asking
) -> Iterator[Answered]:
    """What each need comes to, in their order, as they come."""
    for one in found:
        yield _answered(one, directory, asking)


def answers_by_several(
    found: Iterable[Need | Unread], path: Path, asking: Asking, jobs: int
) -> Iterator[Answered]:
    """The same as `answers`, by `jobs` processes that each open the directory at `path`."""
    from multiprocessing import get_context

    waiting = iter(found)
    with get_context("spawn").Pool(jobs, _begin, (str(path), asking)) as pool:
        while some := [*islice(waiting, jobs * _AT_ONCE)]:
            yield from pool.map(_by_worker, some, chunksize=_AT_ONCE)


class _Worker:
    """What a process of its own has: where the directory is, and the directory once it was needed.

    It is not opened where the process begins: a process that fails there is begun again without end.
    """

    path = ""
    asking: Asking
    directory: Directory | None = None


def _begin(path: str, asking: Asking) -> None:
    """Make a process ready; that which asks also ends it."""
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _Worker.path, _Worker.asking = path, asking


def _by_worker(one: Need | Unread) -> Answered:
    _Worker.directory = _Worker.directory or opened(_Worker.path)
    return _answered(one, _Worker.directory, _Worker.asking)


def _answered(one: Need | Unread, directory: Directory, asking: Asking) -> Answered:
    if isinstance(one, Unread):
        return Answered(one.line, "", unread=one)
    try:
        answer = directory.best(_typed(one.asks, asking.limit), asking.now)
    except UsageError:
        column = _at_fault(one, directory, asking)
        return Answered(one.line, one.id, unread=Unread(one.line, column, _TOLD))
    return Answered(one.line, one.id, tuple(rows(one.id, answer)))


def _typed(asks: Mapping[str, Column], limit: int) -> Typed:
    """A need as the command line would give it."""
    words = asks.get(WORDS, [])
    flags = {name: value for name, value in asks.items() if name != WORDS}
    return typed(words if isinstance(words, list) else [str(words)], {**flags, "limit": limit})


def _at_fault(need: Need, directory: Directory, asking: Asking) -> str:
    """The first column with which a need cannot be understood, where all before it can."""
    asks: dict[str, Column] = {}
    for name in sorted(need.asks, key=COLUMNS.index):
        asks[name] = need.asks[name]
        try:
            directory.understood(_typed(asks, asking.limit), asking.now)
        except UsageError:
            return name
    return ""
