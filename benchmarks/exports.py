"""How long an export takes, beside Python's csv module writing the same rows, and what memory it takes.

    python benchmarks/exports.py DIRECTORY [DIRECTORY…]

A directory is a folder or a built index. The rows are read back from the export, held in memory and written
once more by the csv module alone: the ratio is that of the times, on both sides the least of three. Each form
is run as a program of its own, without the time that Python and an index take to start, which a run with no
group in it tells.
"""

from __future__ import annotations

import argparse
import csv
import os
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from peerfind.output.exports import EXPORTS

MEASURED = """
import gc, resource, sys
from peerfind.__main__ import run
gc.disable()  # as the program does
code = run(sys.argv[1:])
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, file=sys.stderr)
sys.exit(code)
"""


_ROUNDS = {"csv": 3}  # the form that is compared, as often as what it is compared with


def exported(directory: str, form: str, to: Path, *flags: str) -> tuple[float, float]:
    """The seconds of processor time and the most megabytes of one export."""
    before = os.times()
    arguments = ["export", "-o", form, "--directory", directory, "--to", str(to), *flags]
    run = subprocess.run(
        [sys.executable, "-c", MEASURED, *arguments], check=True, capture_output=True, text=True
    )
    after = os.times()
    seconds = after.children_user + after.children_system - before[2] - before[3]
    return seconds, int(run.stderr.split()[-1]) / 1024


def written_by_csv(table: Path, to: Path) -> float:
    """The seconds of processor time in which the csv module writes the rows of a table."""
    with table.open(encoding="utf-8", newline="") as file:
        rows = [*csv.reader(file)]
    start = time.process_time()
    with to.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    return time.process_time() - start


def measure(directory: str, folder: Path) -> None:
    """Print the lines of one directory."""
    start, least = exported(directory, "csv", folder / "none", "--age", "0", "--cost", "paid")
    print(f"{directory}: no group {start:.2f} s, {least:.0f} MB")
    taken = {}
    for form in EXPORTS:
        runs = [exported(directory, form, folder / form) for _ in range(_ROUNDS.get(form, 1))]
        taken[form], megabytes = min(runs)
        print(f"  {form}: {taken[form] - start:.2f} s, {megabytes:.0f} MB")
    # Last, for a program starts with the most memory that the one which started it ever had.
    alone = min(written_by_csv(folder / "csv", folder / "again") for _ in range(_ROUNDS["csv"]))
    ratio = (taken["csv"] - start) / alone
    print(f"  the csv module alone: {alone:.2f} s, so csv takes {ratio:.1f} times that")


def main() -> None:
    """Measure the directories that the command line names."""
    parser = argparse.ArgumentParser(description="Measure exports.")
    parser.add_argument("directories", nargs="+")
    with TemporaryDirectory() as folder:
        for directory in parser.parse_args().directories:
            measure(directory, Path(folder))


if __name__ == "__main__":
    main()
