"""How long a key takes while browsing, against one question; and the first paint, against an empty screen.

    python benchmarks/browsing.py [ROUNDS] [--sizes 10000] [--work FOLDER]

Run it in an environment with peerfind and its extra `browse`. A key is what a state of browsing takes: the
answer, its groups in words and the count of every choice. What it is compared with is the same question
asked of a directory that stays open (`peerfind.open`); both keep what earlier questions worked out. The
first paint is a process that imports and shows the screen once without a terminal, against an empty
Textual app; what is asked of the engine comes after it.
"""

from __future__ import annotations

import sys
from itertools import cycle
from typing import TYPE_CHECKING

from measuring import Command, call_rounds, command_rounds, print_table, spread
from sizes import MIDDLE, Work, work_asked

import peerfind
from peerfind.asking.query import Typed
from peerfind.browsing.finding import Finder
from peerfind.browsing.state import Choice, State
from peerfind.cli.session import opened

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from measuring import Pair

HEAD = ("what", "groups", "median", "quartiles", "at most", "ms")
MOST_KEY, MOST_PAINT = 1.5, 4
TYPED = ("lost", "lost my", "lost my hus", "lost my husband", "lost my husband walking")
CHOSEN = (Choice("format", "in-person"), Choice("time", "evening"))
PAINT = """
import asyncio
{made}
async def once():
    async with app.run_test(size=(80, 24)):
        pass
asyncio.run(once())
"""
EMPTY = "from textual.app import App\napp = App()"
OURS = """
from concurrent.futures import ThreadPoolExecutor
from peerfind.browsing.screen import Browser
class Idle:
    def found(self, state):
        return None
app = Browser(Idle(), ThreadPoolExecutor(1), "")
"""


def main() -> None:
    """Print the table."""
    with work_asked("Measure browsing.", 15, (MIDDLE,)) as (work, rounds):
        rows = [row for size in work.sizes for row in keys(work, size, rounds)]
        print_table(HEAD, [*rows, paint(work, rounds)])


def keys(work: Work, size: int, rounds: int) -> Iterator[tuple[str, ...]]:
    """A key while nothing is chosen, and while two choices are."""
    built = work.built(size)
    ours = Finder(opened(str(built), None), Typed())
    base = peerfind.open(built)
    for what, chosen in (("a key", ()), ("a key, two choices", CHOSEN)):
        flags = {one.name: one.value for one in chosen}
        required = {"require": [*flags]} if flags else {}
        calls = {what: _each(lambda typed, at=chosen: ours.found(State(typed, at)))}
        asked = _each(lambda typed, also={**flags, **required}: base.match(*typed.split(), **also))
        pairs = call_rounds(calls, asked, rounds * len(TYPED))[what]
        yield row(what, f"{size:,}", pairs, MOST_KEY)


def _each(call: Callable[[str], object]) -> Callable[[], object]:
    typed = cycle(TYPED)
    return lambda: call(next(typed))


def paint(work: Work, rounds: int) -> tuple[str, ...]:
    """The first paint."""
    ours, empty = (
        Command((sys.executable, "-c", PAINT.format(made=made))) for made in (OURS, EMPTY)
    )
    (pairs,) = command_rounds({"": ours}, empty, rounds, work.folder).values()
    return row("first paint", "", pairs, MOST_PAINT)


def row(what: str, at: str, pairs: list[Pair], most: float) -> tuple[str, ...]:
    """A row of the table."""
    found = spread(one.ratio for one in pairs)
    took = spread(one.seconds for one in pairs).middle
    return (what, at, f"{found.middle:.2f}", found.quartiles, f"{most:g}", f"{1000 * took:.1f}")


if __name__ == "__main__":
    main()
