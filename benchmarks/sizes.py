"""How long commands take and how much they need as a directory grows, against what we hold ourselves to.

    python benchmarks/sizes.py [ROUNDS] [--sizes 260,1000,10000,100000] [--work FOLDER]

Run it with the interpreter of an environment in which peerfind is installed, on Linux. The directories
are made up (benchmarks/generated.py), in a folder that is deleted afterwards, or in FOLDER, where those of
an earlier run are used again; what was built from them is made anew. Fifteen rounds of all sizes take
about eight minutes. Do not change the program meanwhile: it would take its built indexes for another's.

A ratio is to an empty Typer program in the same interpreter, unless the row names another base. Memory
is the peak above that program's.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from functools import cache
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from generated import write_directory
from measuring import (
    PEERFIND,
    Command,
    Spread,
    command_rounds,
    empty_program,
    milliseconds,
    peak_mb,
    peerfind,
    print_table,
    ratio,
    seconds,
    spread,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from measuring import Pair

SMALL = 260
SIZES = (SMALL, 1_000, 10_000, 100_000)
MIDDLE, LARGE = 10_000, 100_000
FACETS = ("--focus", "grief", "--leader", "peer", "--format", "in-person")
WORDS = ("lost", "my", "husband", "walking")
WORDS_AND_PLACE = (*WORDS, "--near", "LS6")
EIGHT = (
    *(*WORDS_AND_PLACE, *FACETS, "--day", "tuesday"),
    *("--time", "evening", "--age", "45", "--cost", "free"),
)
BUILT, YAML = "built", "YAML"
HEAD = ("what", "at", "median", "quartiles", "at most", "ms", "ms of the base")
MOST_GROWTH, MOST_FIRST, MOST_CHANGED, MOST_SIZE, MOST_NEXT = 10, 3, 1.5, 0.6, 2
MOST_CHECKED, MOST_ONE_CHECKED = 3, 1.5
FEW = 5  # how many rounds of what takes long, and of what hardly varies
# The least that any reader of YAML has to do: parse every file and let go of it.
COMPOSE = """
import pathlib, sys, yaml
for path in sorted(pathlib.Path(sys.argv[1]).rglob("*.yaml")):
    yaml.compose(path.read_bytes(), Loader=yaml.CLoader)
"""


class Case(NamedTuple):
    """A question asked of so many groups, in YAML or in a built index, and what it may take."""

    what: str
    asked: tuple[str, ...]
    source: str
    at: int
    bound: float


def cases(
    what: str, asked: tuple[str, ...], source: str, bounds: Mapping[int, float]
) -> list[Case]:
    """A question at several sizes, each with its bound."""
    return [Case(f"{what}, {source}", asked, source, at, bound) for at, bound in bounds.items()]


TIMED = (
    *cases("facets", FACETS, BUILT, {260: 1.25, 1_000: 1.3, MIDDLE: 1.6, LARGE: 3}),
    *cases("facets", FACETS, YAML, {260: 1.3, 1_000: 1.4, MIDDLE: 2.2}),
    *cases("words and 8 flags", EIGHT, BUILT, {1_000: 1.5, MIDDLE: 2.0, LARGE: 6}),
    *cases("words and 8 flags", EIGHT, YAML, {LARGE: 10}),
)
WEIGHED = (
    *cases("memory in MB: facets", FACETS, BUILT, {MIDDLE: 12, LARGE: 60}),
    *cases("memory in MB: words and a place", WORDS_AND_PLACE, BUILT, {MIDDLE: 12, LARGE: 60}),
)


class Row(NamedTuple):
    """What is printed of one measurement."""

    what: str
    at: int
    found: Spread
    bound: float
    times: tuple[float, float] | None = None

    @property
    def cells(self) -> tuple[str, ...]:
        """The row as text."""
        times = (f"{time:.0f}" for time in self.times or ())
        figures = (f"{self.found.middle:.2f}", self.found.quartiles, f"{self.bound:g}")
        return self.what, f"{self.at:,}", *figures, *(times if self.times else ("", ""))


class Work:
    """The folder with the directories of each size, and with what is made from them."""

    def __init__(self, folder: Path, sizes: tuple[int, ...]) -> None:
        self.folder = folder
        self.sizes = sizes
        self.empty = empty_program(folder)
        self.directory = cache(self._directory)
        self.built = cache(self._built)

    def _directory(self, size: int) -> Path:
        """The directory of a size, as it was found or newly written."""
        folder = self.folder / f"d{size}"
        if not (folder / "directory.yaml").is_file():
            tell(f"Writing {size:,} groups.")
            write_directory(folder, size)
        shutil.rmtree(self.cache_folder(size), ignore_errors=True)
        return folder

    def _built(self, size: int) -> Path:
        """The built index of a size."""
        tell(f"Building the index of {size:,} groups.")
        file = self.folder / f"d{size}.index"
        file.unlink(missing_ok=True)
        folder = str(self.directory(size))
        subprocess.run(
            (*PEERFIND, "build", "--directory", folder, "--output", str(file)),
            check=True,
            stdout=subprocess.DEVNULL,
        )
        return file

    def cache_folder(self, size: int) -> Path:
        """Where the index of a size is kept between runs."""
        return self.folder / f"cache-{size}"

    def match(self, asked: tuple[str, ...], source: str, size: int, name: str = "match") -> Command:
        """The command that asks a question at a size; `next` is asked by the same flags."""
        path = self.built(size) if source == BUILT else self.directory(size)
        kept = str(self.cache_folder(size))
        return peerfind(name, *asked, "--directory", str(path), "-o", "json", PEERFIND_CACHE=kept)

    def commands(self, among: tuple[Case, ...]) -> dict[Case, Command]:
        """The commands of the cases at the sizes that are asked for."""
        return {
            case: self.match(case.asked, case.source, case.at)
            for case in among
            if case.at in self.sizes
        }


def main() -> None:
    """Print the table."""
    with work_asked("Measure peerfind at several sizes.", 15, SIZES) as (work, rounds):
        print_table(HEAD, (row.cells for row in measured(work, rounds)))


@contextmanager
def work_asked(description: str, rounds: int, at: tuple[int, ...]) -> Iterator[tuple[Work, int]]:
    """The work and the rounds that the command line asks for, or else these."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("rounds", type=int, nargs="?", default=rounds)
    parser.add_argument("--sizes", type=sizes, default=at)
    parser.add_argument("--work", type=Path)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = (asked.work or Path(temporary)).resolve()
        folder.mkdir(parents=True, exist_ok=True)
        yield Work(folder, asked.sizes), asked.rounds


def sizes(typed: str) -> tuple[int, ...]:
    """The sizes in `260,1000`."""
    return tuple(map(int, typed.split(",")))


def measured(work: Work, rounds: int) -> Iterator[Row]:
    """Every row, as soon as it is known."""
    yield from timed(work, rounds)
    if MIDDLE in work.sizes:
        yield from index_sizes(work)  # before the kept one is mended
        yield first_run(work, min(rounds, FEW))
        yield one_changed(work, rounds)
        yield from in_date_order(work, rounds)
        yield all_checked(work, min(rounds, FEW))
    for size in sorted({SMALL, MIDDLE}.intersection(work.sizes)):
        yield one_checked(work, size, rounds)
    yield from memory(work, min(rounds, FEW))


def timed(work: Work, rounds: int) -> Iterator[Row]:
    """How long each question takes at each size, and how that grows."""
    commands = work.commands(TIMED)
    tell("Asking.")
    found = command_rounds(commands, work.empty, rounds, work.folder)
    for case, pairs in found.items():
        yield compared(f"match by {case.what}", case.at, pairs, case.bound)
    by_size = {(case.what, case.at): pairs for case, pairs in found.items()}
    for (what, at), pairs in by_size.items():
        if at == MIDDLE and (what, LARGE) in by_size:
            larger = grown(pairs, by_size[what, LARGE])
            yield Row(f"growth from {MIDDLE:,}: {what}", LARGE, larger, MOST_GROWTH)


def compared(what: str, size: int, pairs: list[Pair], bound: float) -> Row:
    """The row of something that was timed beside its base."""
    base = 1000 * spread(pair.seconds / pair.ratio for pair in pairs).middle
    return Row(what, size, ratio(pairs), bound, (milliseconds(pairs), base))


def grown(small: list[Pair], large: list[Pair]) -> Spread:
    """How much longer the larger takes than the smaller, of what both take beyond an empty program."""
    beyond = [[pair.seconds - pair.seconds / pair.ratio for pair in one] for one in (small, large)]
    return spread(more / less for less, more in zip(*beyond, strict=True))


def first_run(work: Work, rounds: int) -> Row:
    """A first run, which reads all the YAML and keeps the index, against the bare parsing of it."""
    kept = work.folder / "cache-first"

    def forget() -> None:
        shutil.rmtree(kept, ignore_errors=True)

    folder = str(work.directory(MIDDLE))
    first = peerfind(
        "match", *FACETS, "--directory", folder, "-o", "json", PEERFIND_CACHE=str(kept)
    )
    base = Command((sys.executable, "-c", COMPOSE, folder))
    tell("Reading anew.")
    pairs = only(first._replace(before=forget), base, rounds, work)
    return compared("first run ÷ yaml.compose of the files", MIDDLE, pairs, MOST_FIRST)


def one_changed(work: Work, rounds: int) -> Row:
    """A run after one file was edited, against one after none was."""
    warm = work.match(FACETS, YAML, MIDDLE)
    file, edit = edited(work.directory(MIDDLE))
    before = file.read_bytes()
    tell("Editing one file.")
    try:
        pairs = only(warm._replace(before=edit), warm, rounds, work)
    finally:
        file.write_bytes(before)
    return compared("one file changed ÷ a warm run", MIDDLE, pairs, MOST_CHANGED)


def in_date_order(work: Work, rounds: int) -> Iterator[Row]:
    """The meetings of the next seven days, against a match by the same flags."""
    tell("Asking for the next meetings.")
    for what, asked in (("facets", FACETS), ("words and 8 flags", EIGHT), ("no flags", ())):
        base = work.match(asked, BUILT, MIDDLE)
        pairs = only(work.match(asked, BUILT, MIDDLE, "next"), base, rounds, work)
        yield compared(f"next ÷ match by {what}", MIDDLE, pairs, MOST_NEXT)


def all_checked(work: Work, rounds: int) -> Row:
    """A check of all files against the bare parsing of them, with no index and in one process."""
    folder = str(work.directory(MIDDLE))
    check = Command((*PEERFIND, "check", "--directory", folder, "-o", "json"))
    base = Command((sys.executable, "-c", COMPOSE, folder))
    tell("Checking.")
    pairs = only(check, base, rounds, work)
    return compared("check ÷ yaml.compose of the files", MIDDLE, pairs, MOST_CHECKED)


def one_checked(work: Work, size: int, rounds: int) -> Row:
    """A check of one file, which the kept index tells of the others, against an empty program."""
    folder = work.directory(size)
    file = next((folder / "groups").rglob("*.yaml"))
    kept = str(work.cache_folder(size))
    check = peerfind("check", str(file), "-o", "plain", PEERFIND_CACHE=kept)
    tell("Checking one file.")
    pairs = only(check, work.empty, rounds, work)
    return compared("check of one file", size, pairs, MOST_ONE_CHECKED)


def edited(folder: Path) -> tuple[Path, Callable[[], object]]:
    """A group's file in a directory, and what gives it another summary each time."""
    start = "\nsummary: "
    texts = (
        (file, file.read_text(encoding="utf-8")) for file in (folder / "groups").rglob("*.yaml")
    )
    file, text = next((file, text) for file, text in texts if f'{start}"' not in text)
    number = count(1)
    return file, lambda: file.write_text(
        text.replace(start, f"{start}Edited {next(number)} times. "), encoding="utf-8"
    )


def only(command: Command, base: Command, rounds: int, work: Work) -> list[Pair]:
    """The rounds of one command and its base."""
    return command_rounds({"": command}, base, rounds, work.folder)[""]


def index_sizes(work: Work) -> Iterator[Row]:
    """How large an index is, as a share of its YAML."""
    yaml = size_of(work.directory(MIDDLE))
    kept = {"kept": work.cache_folder(MIDDLE), "built": work.built(MIDDLE)}
    for name, path in kept.items():
        share = spread([size_of(path) / yaml])
        yield Row(f"size of the {name} index ÷ YAML", MIDDLE, share, MOST_SIZE)


def size_of(path: Path) -> int:
    """The bytes of a file, or of all files in a folder."""
    files = path.rglob("*") if path.is_dir() else [path]
    return sum(file.stat().st_size for file in files if file.is_file())


def memory(work: Work, rounds: int) -> Iterator[Row]:
    """How much memory each question takes at its peak, beyond an empty program."""
    commands = work.commands(WEIGHED)
    tell("Weighing.")
    for case, command in commands.items():
        seconds(command, work.folder)  # a warm one comes after another
        beyond = spread(
            peak_mb(command, work.folder) - peak_mb(work.empty, work.folder) for _ in range(rounds)
        )
        yield Row(case.what, case.at, beyond, case.bound)


def tell(what: str) -> None:
    """Say on standard error what takes so long."""
    print(what, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
