"""How long whole commands take, as ratios to an empty Typer program in the same interpreter.

Run it with the interpreter of an environment in which peerfind is installed:

    .venv/bin/python benchmarks/startup.py [ROUNDS]

Each round runs every command once, in turn, so that a noisy moment touches all of them; the ratio of a
command is taken within its round. Printed are the medians, with the quartiles of the ratio.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

EMPTY = """
import typer

app = typer.Typer(rich_markup_mode=None, pretty_exceptions_enable=False)


@app.command()
def nothing(word: str = "") -> None:
    pass


@app.command()
def more() -> None:
    pass


app()
"""
ASKED = ("--focus", "grief", "--near", "LS6", "--leader", "peer")
TAB = {"_PEERFIND_COMPLETE": "complete_bash", "COMP_CWORD": "3"}

# What is run, what is added to its environment, and the ratio that it may have.
COMMANDS: dict[str, tuple[tuple[str, ...], dict[str, str], float | None]] = {
    "peerfind --version": (("--version",), {}, None),
    "peerfind --help": (("--help",), {}, None),
    "match -o json": (("match", *ASKED, "-o", "json"), {}, 1.6),
    "match -o plain": (("match", *ASKED, "-o", "plain"), {}, None),
    "match -o table": (("match", *ASKED, "-o", "table"), {}, 2.2),
    "match --day --time -o json": (
        ("match", *ASKED, "--day", "monday", "--time", "evening", "-o", "json"),
        {},
        None,
    ),
    "match WORDS -o json": (("match", "lost", "husband", "-o", "json"), {}, None),
    "Tab after --focus": ((), {**TAB, "COMP_WORDS": "peerfind match --focus g"}, 1.6),
    "Tab after a command": ((), {**TAB, "COMP_CWORD": "1", "COMP_WORDS": "peerfind m"}, 1.6),
}


def seconds(command: list[str], added: dict[str, str], folder: str) -> float:
    """The time of one whole process, in seconds."""
    environment = {k: v for k, v in os.environ.items() if not k.startswith("PYTHON")} | added
    began = time.perf_counter()
    subprocess.run(command, env=environment, cwd=folder, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - began


def measured(rounds: int, folder: str) -> dict[str, list[tuple[float, float]]]:
    """For each command, its time and its ratio to the empty program's, round by round."""
    program = Path(sys.executable).parent / "peerfind"
    empty = Path(folder, "empty.py")
    empty.write_text(EMPTY, encoding="utf-8")
    times: dict[str, list[tuple[float, float]]] = {name: [] for name in COMMANDS}
    for number in range(rounds + 1):
        base = seconds([sys.executable, str(empty), "nothing"], {}, folder)
        for name, (arguments, added, _) in COMMANDS.items():
            took = seconds([sys.executable, str(program), *arguments], added, folder)
            if number:  # the first round fills the caches
                times[name].append((took, took / base))
    return times


def main() -> None:
    """Print the table."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 25
    with tempfile.TemporaryDirectory() as folder:
        times = measured(rounds, folder)
    print("| command | ms | ratio | quartiles | at most |\n| --- | --- | --- | --- | --- |")
    for name, pairs in times.items():
        ratios = [ratio for _, ratio in pairs]
        low, middle, high = statistics.quantiles(ratios, n=4)
        bound = COMMANDS[name][2]
        took = statistics.median(took for took, _ in pairs) * 1000
        print(f"| {name} | {took:.0f} | {middle:.2f} | {low:.2f}-{high:.2f} | {bound or ''} |")


if __name__ == "__main__":
    main()
