"""What `batch` takes, as a ratio to as many questions to an open directory, and how many needs a second.

    python benchmarks/batches.py [ROUNDS] [--sizes 10000] [--work FOLDER]

Run it as benchmarks/sizes.py, of whose folder it can use the directories. Both are whole programs: each
starts, opens the built index, answers the needs below and ends.
"""

from __future__ import annotations

import csv
import io
import sys
from itertools import product
from typing import TYPE_CHECKING

from measuring import Command, command_rounds, peerfind, print_table, ratio, spread
from sizes import HEAD, MIDDLE, work_asked

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sizes import Work

MOST, LEAST_A_SECOND = 1.2, 50
WORDS = ("lost my husband", "hearing voices", "feeling low after a baby", "worry", "walking group")
PLACES = ("", "LS6", "Bristol", "CF10", "Hebden Bridge")
FORMATS = ("", "in-person", "online")
AGES = ("", "22", "45", "71")
COLUMNS = ("id", "words", "near", "format", "age")
NEEDS = [
    dict(zip(COLUMNS, (f"n{number}", *asked), strict=True))
    for number, asked in enumerate(product(WORDS, PLACES, FORMATS, AGES))
]
ALONE = """
import csv, sys
import peerfind
directory = peerfind.open(sys.argv[1])
with open(sys.argv[2]) as file:
    for need in csv.DictReader(file):
        asks = {name: need[name] for name in ("near", "format", "age") if need[name]}
        for one in directory.match(need["words"], **asks).matches:
            print(need["id"], one.rank, one.group.id, one.score)
"""


def main() -> None:
    """Print the table."""
    with work_asked("Measure many needs at once.", 5, (MIDDLE,)) as (work, rounds):
        head = (*HEAD, "a second")
        print_table(head, (row for size in work.sizes for row in measured(work, size, rounds)))


def measured(work: Work, size: int, rounds: int) -> Iterator[tuple[str, ...]]:
    """The row of one size."""
    file, built = work.folder / "needs.csv", work.built(size)
    file.write_text(table(), encoding="utf-8")
    ours = peerfind("batch", str(file), "--directory", str(built))
    base = Command((sys.executable, "-c", ALONE, str(built), str(file)))
    pairs = command_rounds({"batch": ours}, base, rounds, work.folder)["batch"]
    took = ratio(pairs)
    mean = spread(pair.seconds for pair in pairs).middle
    times = (f"{1000 * mean:.0f}", f"{1000 * mean / took.middle:.0f}")
    figures = (f"{took.middle:.2f}", took.quartiles, str(MOST), *times)
    yield (f"{len(NEEDS)} needs", f"{size:,}", *figures, f"{len(NEEDS) / mean:.0f}")


def table() -> str:
    """The needs, as CSV."""
    buffer = io.StringIO()
    writer = csv.DictWriter(buffer, COLUMNS)
    writer.writeheader()
    writer.writerows(NEEDS)
    return buffer.getvalue()


if __name__ == "__main__":
    main()
