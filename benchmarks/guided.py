"""What a step of `match --guide` takes, as a ratio to one question to the same open directory.

    python benchmarks/guided.py [ROUNDS] [--sizes 10000] [--work FOLDER]

Run it as benchmarks/sizes.py, of whose folder it can use the directories. A step is all that lies between
an answer and the count of groups left; the question is the one that has been put together by then,
whole, with its ten groups. Nothing of either has been worked out before.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from measuring import call_rounds, milliseconds, print_table, ratio
from sizes import HEAD, MIDDLE, work_asked

import peerfind
from peerfind.answers.answer import answer_to, outlook, query_of
from peerfind.asking.query import Typed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sizes import Work

MOST = 2
NOW = datetime(2026, 11, 25, tzinfo=ZoneInfo("Europe/London"))
ANSWERS = {
    "what it is about": Typed(words=("lost my husband",)),
    "where": Typed(words=("lost my husband",), asks={"near": ("LS6",)}),
    "how far": Typed(words=("lost my husband",), asks={"near": ("LS6",)}, within="20"),
    "how people meet": Typed(
        words=("lost my husband",), asks={"near": ("LS6",), "format": ("online",)}, within="20"
    ),
}


def main() -> None:
    """Print the table."""
    with work_asked("Measure the steps of a conversation.", 15, (MIDDLE,)) as (work, rounds):
        print_table(HEAD, (row for at in work.sizes for row in measured(work, at, rounds)))


def measured(work: Work, at: int, count: int) -> Iterator[tuple[str, ...]]:
    """The rows of one size."""
    index = peerfind.open(work.built(at)).index
    for name, typed in ANSWERS.items():

        def step(typed: Typed = typed) -> object:
            return outlook(index, query_of(index, typed, NOW))

        def whole(typed: Typed = typed) -> object:
            return answer_to(index, typed, NOW)

        pairs = call_rounds({name: step}, whole, count)[name]
        took, ms = ratio(pairs), milliseconds(pairs)
        times = (f"{ms:.1f}", f"{ms / took.middle:.1f}")
        yield (name, f"{at:,}", f"{took.middle:.2f}", took.quartiles, str(MOST), *times)


if __name__ == "__main__":
    main()
