"""How long whole commands take, as ratios to an empty Typer program in the same interpreter.

Run it with the interpreter of an environment in which peerfind is installed:

    .venv/bin/python benchmarks/startup.py [ROUNDS]

Printed are the medians, with the quartiles of the ratio.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from measuring import command_rounds, empty_program, milliseconds, peerfind, print_table, ratio

if TYPE_CHECKING:
    from measuring import Pair

ASKED = ("--focus", "grief", "--near", "LS6", "--leader", "peer")
WHEN = ("--day", "monday", "--time", "evening")
TAB = {"_PEERFIND_COMPLETE": "complete_bash", "COMP_CWORD": "3"}

COMMANDS = {
    "peerfind --version": peerfind("--version"),
    "peerfind --help": peerfind("--help"),
    "match -o json": peerfind("match", *ASKED, "-o", "json"),
    "match -o plain": peerfind("match", *ASKED, "-o", "plain"),
    "match -o table": peerfind("match", *ASKED, "-o", "table"),
    "match --day --time -o json": peerfind("match", *ASKED, *WHEN, "-o", "json"),
    "match WORDS -o json": peerfind("match", "lost", "husband", "-o", "json"),
    "Tab after --focus": peerfind(**TAB, COMP_WORDS="peerfind match --focus g"),
    "Tab after a command": peerfind(**{**TAB, "COMP_CWORD": "1"}, COMP_WORDS="peerfind m"),
}
BOUNDS = {
    "match -o json": 1.6,
    "match -o table": 2.2,
    "Tab after --focus": 1.6,
    "Tab after a command": 1.6,
}


def main() -> None:
    """Print the table."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 25
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        found = command_rounds(COMMANDS, empty_program(folder), rounds, folder)
    head = ("command", "ms", "ratio", "quartiles", "at most")
    print_table(head, (row(name, pairs) for name, pairs in found.items()))


def row(name: str, pairs: list[Pair]) -> tuple[str, ...]:
    """What is printed of a command."""
    took = ratio(pairs)
    bound = str(BOUNDS.get(name, ""))
    return name, f"{milliseconds(pairs):.0f}", f"{took.middle:.2f}", took.quartiles, bound


if __name__ == "__main__":
    main()
