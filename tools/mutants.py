"""Changes one thing at a time in the code, and asks the tests whether they see it.

    python tools/mutants.py --map        which test comes past which line (the whole suite, once)
    python tools/mutants.py rank schedule [--part 1/2] [--every 1] [--seconds 20] [--out FILE]
    python tools/mutants.py rank --again FILE --tests tests/test_rank.py      what survived, by other tests
    python tools/mutants.py --told FILE [FILE ...]      the score, and what survived

The changes are those of cosmic-ray (`pip install cosmic-ray`): another comparison, `and` for `or`, a number
one up or down, a condition turned round, a loop that never runs, and more. Those within functions are made in
a copy of a process that has collected the tests already, which takes milliseconds. Those that happen as a
module is imported are made in a new process. Only tests that come past the line are run, the quickest first,
until one fails, or they have taken as long as is allowed.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from itertools import accumulate, chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple
from xml.etree import ElementTree as ET

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import pytest

sys.path.insert(0, str(Path(__file__).parent))
from mutants_made import ROOT, ChangedFinder, Mutant, functions_of, is_within, mutants, put_in

WORK = ROOT / ".mutants"
PARTS = {
    "criteria": ("asking/criteria.py", "asking/scor*.py", "asking/needs.py", "asking/meetings.py"),
    "rank": ("answers/*.py",),
    "schedule": ("schedule/*.py",),
    "rules": ("keeping/rules/*.py",),
    "places": ("places/*.py",),
}
LONGEST = 8.0
ROOM = 4_000_000_000
KILLED, SURVIVED, UNSEEN = "killed", "survived", "no test comes past it"


# Which tests come past a line, and how long they take.


class Map(NamedTuple):
    """The tests by file and line, each with its seconds."""

    tests: Mapping[str, Mapping[int, frozenset[str]]]
    seconds: Mapping[str, float]

    def _passing(self, one: Mutant) -> frozenset[str]:
        """The tests that come past a line, or past the last one before it that is a step of its own."""
        lines = self.tests.get(one.file, {})
        return next((lines[line] for line in range(one.line, 0, -1) if line in lines), frozenset())

    def chosen(self, one: Mutant, seconds: float) -> list[str]:
        """The tests for a change: those named like its module first, then the quickest."""
        stem = Path(one.file).stem
        tests = self._passing(one)
        quick = [test for test in tests if self.seconds.get(test, LONGEST) < LONGEST]
        ahead = sorted(quick, key=lambda test: (stem not in test, self.seconds[test], test))
        return self.first(ahead, seconds)

    def first(self, tests: Sequence[str], seconds: float) -> list[str]:
        """The first of some tests that together take no longer than that."""
        taken = accumulate(self.seconds[test] for test in tests)
        return [test for test, until in zip(tests, taken, strict=True) if until <= seconds]


def make_map() -> None:
    """Run the whole suite once, and write down which test comes past which line."""
    WORK.mkdir(exist_ok=True)
    settings = WORK / "coverage.ini"
    settings.write_text(
        f"[run]\nsource = peerfind\nparallel = true\ndata_file = {WORK}/.coverage\n"
    )
    command = ("-m", "pytest", "-q", "--cov=peerfind", f"--cov-config={settings}", "--cov-context=test",
               "--cov-report=", f"--junitxml={WORK}/tests.xml")  # fmt: skip
    subprocess.run(
        (sys.executable, *command), cwd=ROOT, env={**os.environ, "CI": "true"}, check=False
    )


def read_map(files: Iterable[str]) -> Map:
    """What was written down, for some files."""
    from coverage.numbits import numbits_to_nums

    tests: dict[str, dict[int, set[str]]] = {}
    asked = "SELECT path, context, numbits FROM line_bits JOIN file ON file.id = file_id JOIN context ON context.id = context_id"  # noqa: E501
    for data in WORK.glob(".coverage*"):
        for path, context, bits in sqlite3.connect(data).execute(asked):
            name, _, phase = context.partition("|")
            file = path[path.index("peerfind/") :] if "peerfind/" in path else path
            if name and phase != "teardown" and (file := _relative(path)) in files:
                for line in numbits_to_nums(bits):
                    tests.setdefault(file, {}).setdefault(line, set()).add(name)
    seconds = {
        _test_named(one.get("classname", ""), one.get("name", "")): float(one.get("time", 0))
        for one in ET.parse(WORK / "tests.xml").iter("testcase")  # noqa: S314 (our own)
    }
    return Map(
        {
            file: {line: frozenset(all_) for line, all_ in lines.items()}
            for file, lines in tests.items()
        },
        seconds,
    )


def _test_named(classname: str, name: str) -> str:
    """What pytest calls a test, by how JUnit does: `tests.test_x.TestY` and its name."""
    folder, module, *within = classname.split(".")
    return "::".join((f"{folder}/{module}.py", *within, name))


def _relative(path: str) -> str:
    """The path of a file below the checkout."""
    return os.path.relpath(path, ROOT)


class Looking:
    """Runs as a part of pytest: instead of all tests once, those for each change in a copy of the process."""

    def __init__(self, ahead: Sequence[Mutant], found: Map, seconds: float, out: Path) -> None:
        """Take the changes to try, the tests by line, how long these may take, and where to tell."""
        self.ahead, self.found, self.seconds, self.out = ahead, found, seconds, out

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Try each change."""
        items = {item.nodeid: item for item in session.items}
        gc.collect()
        gc.disable()  # a copy of the process shares all that it does not change
        for one in self.ahead:
            functions_of(str(ROOT / one.file))  # here, and not in each copy of the process
            began = time.monotonic()
            names = self.found.chosen(one, self.seconds) if self.found.tests else items
            chosen = [items[test] for test in names if test in items]
            how = self._tried(one, chosen) if chosen else UNSEEN
            with self.out.open("a") as rows:
                took = round(time.monotonic() - began, 2)
                rows.write(one.told(how, tests=len(chosen), seconds=took))
        return True

    def _tried(self, one: Mutant, chosen: Sequence[pytest.Item]) -> str:
        """What came of one change: killed, survived, or why it was not tried."""
        if (child := os.fork()) == 0:
            os.setsid()
            os._exit(self._run(one, chosen))
        until = time.monotonic() + 3 * self.seconds + 20
        while time.monotonic() < until:
            ended, status = os.waitpid(child, os.WNOHANG)
            if ended:
                code = os.waitstatus_to_exitcode(status)
                return {0: SURVIVED, 3: "early"}.get(code, KILLED)
            time.sleep(0.005)
        os.killpg(child, signal.SIGKILL)
        os.waitpid(child, 0)
        return f"{KILLED} by time"

    @staticmethod
    def _run(one: Mutant, chosen: Sequence[pytest.Item]) -> int:
        """In the copy: 0 where no test fails, 1 where one does, 3 where the change is not in a function."""
        from resource import RLIMIT_AS, setrlimit

        from _pytest.runner import runtestprotocol

        setrlimit(RLIMIT_AS, (ROOM, ROOM))
        try:
            if not put_in(one):
                return 3
            for place, item in enumerate(chosen):
                following = chosen[place + 1] if place + 1 < len(chosen) else None
                if any(
                    report.failed for report in runtestprotocol(item, log=False, nextitem=following)
                ):
                    return 1
        except BaseException:  # noqa: BLE001 (whatever is thrown, the change was seen)
            return 1
        return 0


def chosen_early(one: Mutant, found: Map, seconds: float) -> list[str]:
    """The tests for a change that is made as its module is imported: those that come past most of it."""
    passing = Counter(chain.from_iterable(found.tests.get(one.file, {}).values()))
    stem = Path(one.file).stem
    quick = sorted(
        (test for test in passing if found.seconds.get(test, LONGEST) < 1),
        key=lambda test: (stem not in test, -passing[test], found.seconds[test], test),
    )
    return found.first(quick, seconds)


def tried_early(one: Mutant, chosen: Sequence[str], seconds: float) -> str:
    """What came of a change that is made as its module is imported; of modules, all tests are run."""
    (WORK / f"early-{os.getpid()}.json").write_text(json.dumps([one.file, one.source, chosen]))
    command = (sys.executable, __file__, "--early", str(WORK / f"early-{os.getpid()}.json"))
    try:
        ended = subprocess.run(
            command, cwd=ROOT, capture_output=True, timeout=3 * seconds + 60, check=False
        )
    except subprocess.TimeoutExpired:
        return f"{KILLED} by time"
    return SURVIVED if ended.returncode == 0 else KILLED


def run_early(file: Path) -> int:
    """In the new process: run the tests with the changed module."""
    import pytest

    at, source, chosen = json.loads(file.read_text())
    sys.meta_path.insert(0, ChangedFinder(at, source))  # type: ignore[arg-type]
    modules = sorted({test.partition("::")[0] for test in chosen})
    only = [] if modules == sorted(chosen) else [Only(chosen)]
    return int(pytest.main(["-x", "-q", "-p", "no:cacheprovider", *modules], plugins=only))


class Only:
    """Leaves all tests out but some."""

    def __init__(self, chosen: Sequence[str]) -> None:
        """Take the tests, in order."""
        self.order = {test: place for place, test in enumerate(chosen)}

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Leave the others out."""
        items[:] = sorted(
            (item for item in items if item.nodeid in self.order),
            key=lambda item: self.order[item.nodeid],
        )


# What is told.


def read_rows(files: Iterable[Path]) -> list[dict[str, Any]]:
    """The rows of files of results; of a change that was tried again, the last."""
    rows = [
        json.loads(row) for file in files if file.exists() for row in file.read_text().splitlines()
    ]
    return [*{row["mutant"]: row for row in rows}.values()]


def told(files: Sequence[Path]) -> None:
    """Print the score by file, and what survived."""
    rows = read_rows(files)
    by_file: dict[str, Counter[str]] = {}
    for row in rows:
        how = row["how"].partition(" by")[0]
        by_file.setdefault(row["mutant"].partition(":")[0], Counter())[how] += 1
    for file, counts in (*sorted(by_file.items()), ("all", sum(by_file.values(), Counter[str]()))):
        share = 100 * counts[KILLED] / counts.total()
        print(f"{file:45} {counts[KILLED]:5} of {counts.total():5} {share:4.0f} %")
    for row in rows:
        if not row["how"].startswith(KILLED):
            print(f"{row['how']:10} {row['mutant']}: {row.get('row', '')}".rstrip(": "))


def main() -> int:
    """Read the command line and do it."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("parts", nargs="*", choices=[*PARTS, []])
    parser.add_argument("--map", action="store_true")
    parser.add_argument("--part", default="1/1")
    parser.add_argument("--every", type=int, default=1)
    parser.add_argument("--seconds", type=float, default=20)
    parser.add_argument("--out", type=Path, default=WORK / "found.jsonl")
    parser.add_argument("--again", type=Path, nargs="+", help="only what survived there")
    parser.add_argument("--tests", nargs="+", default=(), help="all tests of these modules")
    parser.add_argument("--within", action="store_true", help="only changes within functions")
    parser.add_argument("--early", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--told", type=Path, nargs="+")
    given = parser.parse_args()
    if given.map:
        make_map()
        return 0
    if given.told:
        told(given.told)
        return 0
    os.environ["CI"] = "true"  # the same random examples each time
    sys.path.insert(0, str(ROOT))
    if given.early:
        return run_early(given.early)
    try_all(given)
    return 0


def try_all(given: argparse.Namespace) -> None:
    """Try the changes of the chosen parts that nobody tried yet."""
    import pytest

    files = sorted(
        {
            file
            for part in given.parts or PARTS
            for glob in PARTS[part]
            for file in (ROOT / "peerfind").glob(glob)
        }
    )
    number, of = map(int, given.part.split("/"))
    known = {row["mutant"] for row in read_rows([given.out])}
    ahead = [one for file in files for one in mutants(file)][number - 1 :: of * given.every]
    ahead = [one for one in ahead if one.name not in known]
    if given.again:
        rows = read_rows(given.again)
        left = {row["mutant"] for row in rows if not row["how"].startswith(KILLED)}
        ahead = [one for one in ahead if one.name in left]
    names = {str(file.relative_to(ROOT)) for file in files}
    found = Map({}, {}) if given.tests else read_map(names)
    early = [one for one in ahead if not is_within(one, one.file)]
    within = [one for one in ahead if is_within(one, one.file)]
    print(f"{len(ahead)} changes, {len(early)} of them as a module is imported", flush=True)
    chosen = {test for one in within for test in found.chosen(one, given.seconds)}
    modules = sorted({test.partition("::")[0] for test in chosen} | {*given.tests})
    looking = Looking(within, found, given.seconds, given.out)
    pytest.main(["-q", "-p", "no:cacheprovider", *modules], plugins=[looking])
    for one in () if given.within else early:
        tests = given.tests or chosen_early(one, found, given.seconds)
        how = tried_early(one, tests, given.seconds)
        with given.out.open("a") as rows:
            rows.write(one.told(how, early=True))


if __name__ == "__main__":
    sys.exit(main())
