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
import ast
import gc
import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from functools import cache
from importlib.abc import SourceLoader
from itertools import chain
from pathlib import Path
from types import CodeType, FunctionType
from typing import TYPE_CHECKING, Any, NamedTuple
from xml.etree import ElementTree as ET

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    import pytest

ROOT = Path(__file__).parent.parent
WORK = ROOT / ".mutants"
PARTS = {
    "criteria": ("asking/criteria.py", "asking/scor*.py", "asking/needs.py", "asking/meetings.py"),
    "rank": ("answers/*.py",),
    "schedule": ("schedule/*.py",),
    "rules": ("keeping/rules/*.py",),
    "places": ("places/*.py",),
}
OPERATORS = tuple(
    f"core/{name}"
    for name in (
        *(f"ReplaceComparisonOperator_{one}" for one in (
            "Eq_NotEq", "NotEq_Eq", "Lt_LtE", "LtE_Lt", "Gt_GtE", "GtE_Gt", "Is_IsNot", "IsNot_Is",
        )),
        *(f"ReplaceBinaryOperator_{one}" for one in (
            "Add_Sub", "Sub_Add", "Mul_Div", "Div_Mul", "FloorDiv_Mul", "Mod_Mul", "BitOr_BitAnd",
            "BitAnd_BitOr",
        )),
        *(f"ReplaceUnaryOperator_{one}" for one in ("Delete_Not", "USub_UAdd")),
        "ReplaceAndWithOr", "ReplaceOrWithAnd", "ReplaceTrueWithFalse", "ReplaceFalseWithTrue", "AddNot",
        "NumberReplacer", "ReplaceBreakWithContinue", "ReplaceContinueWithBreak", "ZeroIterationForLoop",
        "ExceptionReplacer",
    )
)  # fmt: skip
LONGEST = 8.0
ROOM = 4_000_000_000
KILLED, SURVIVED, UNSEEN = "killed", "survived", "no test comes past it"


class Mutant(NamedTuple):
    """One change in one file."""

    file: str
    line: int
    operator: str
    occurrence: int
    source: str

    @property
    def name(self) -> str:
        """What it is called in a file of results."""
        return f"{self.file}:{self.line} {self.operator.removeprefix('core/')} {self.occurrence}"

    def told(self, how: str, **more: Any) -> str:
        """A row of a file of results."""
        row = self.source.splitlines()[self.line - 1].strip()
        return json.dumps({"mutant": self.name, "how": how, "row": row, **more}) + "\n"


def mutants(file: Path) -> Iterator[Mutant]:
    """All changes to a file that change what it does; those of types and docstrings are none."""
    from cosmic_ray.mutating import MutationVisitor
    from cosmic_ray.plugins import get_operator

    source = file.read_text("utf-8")
    same = without_types(source)
    rows = source.splitlines()
    for name in OPERATORS:
        operator = get_operator(name)()
        number = 0
        while changed := MutationVisitor.mutate_code(source, operator, number):
            line = _first_difference(source, changed)
            is_other = without_types(changed) not in (same, None)
            if is_other and "TYPE_CHECKING" not in rows[line - 1]:
                yield Mutant(str(file.relative_to(ROOT)), line, name, number, changed)
            number += 1


def _first_difference(one: str, other: str) -> int:
    """The number of the first line that differs."""
    rows = zip(one.splitlines(), other.splitlines(), strict=False)
    return next(number for number, (a, b) in enumerate(rows, start=1) if a != b)


def without_types(source: str) -> str | None:
    """What a source says without annotations and the like; None if it is no Python."""
    try:
        tree = ast.parse(source)
    except SyntaxError:  # as where a name is given in a condition that is turned round
        return None
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            node.returns = None
        elif isinstance(node, ast.arg):
            node.annotation = None
        elif isinstance(node, ast.AnnAssign):
            node.annotation = ast.Constant(0)
        elif isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
            node.body = [ast.Pass()]
    return ast.dump(tree)


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
        found, taken = [], 0.0
        for test in sorted(quick, key=lambda test: (stem not in test, self.seconds[test], test)):
            taken += self.seconds[test]
            if taken > seconds:
                break
            found.append(test)
        return found


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


# A change, made in a process that has everything imported.


def put_in(one: Mutant) -> bool:
    """Change the functions of a module that is imported already; False where the change is not in one."""
    path = str(ROOT / one.file)
    old, new = (
        _codes(compile(text, path, "exec", dont_inherit=True))
        for text in ((ROOT / one.file).read_text("utf-8"), one.source)
    )
    changed = {key: new[key] for key in old if key in new and old[key] != new[key]}
    if not _is_within(one, path):
        return False
    keys = {code: key for key, code in old.items()}
    done = False
    for function in functions_of(path):
        key = keys.get(function.__code__)
        if key in changed:
            function.__code__ = changed[key]
            done = True
    return done


@cache
def functions_of(path: str) -> list[FunctionType]:
    """All functions of a file that is imported, wherever they are kept."""
    every = (each for each in gc.get_objects() if isinstance(each, FunctionType))
    return [each for each in every if each.__code__.co_filename == path]


def _codes(module: CodeType) -> dict[tuple[str, int, int], CodeType]:
    """The code of a module and of all that is in it, by name, line, and number of those with the same."""
    found: dict[tuple[str, int, int], CodeType] = {}
    ahead = [module]
    while ahead:
        code = ahead.pop()
        number = 0
        while (key := (code.co_qualname, code.co_firstlineno, number)) in found:
            number += 1
        found[key] = code
        ahead += [each for each in code.co_consts if isinstance(each, CodeType)]
    return found


def _is_within(one: Mutant, path: str) -> bool:
    """Whether a change is made by what runs when a function is called, not as the module is imported."""
    tree = ast.parse((ROOT / one.file).read_text("utf-8"), path)
    bodies = [
        (
            each.body[0].lineno if isinstance(each, ast.FunctionDef) else each.body.lineno,
            each.end_lineno or 0,
        )
        for each in ast.walk(tree)
        if isinstance(each, ast.FunctionDef | ast.Lambda)
    ]
    return any(start <= one.line <= end for start, end in bodies)


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


# A change, made as the module is imported.


class ChangedLoader(SourceLoader):
    """Gives a module the changed source."""

    def __init__(self, name: str, path: str, source: str) -> None:
        """Take its name, where the unchanged one is, and what to give instead."""
        self.name, self.path, self.source = name, path, source

    def get_filename(self, fullname: str) -> str:  # noqa: ARG002 (that is how it is called)
        """Where the unchanged one is."""
        return self.path

    def get_data(self, path: str) -> bytes:  # noqa: ARG002
        """The changed source."""
        return self.source.encode()


class ChangedFinder:
    """Finds one module before all other finders do."""

    def __init__(self, file: str, source: str) -> None:
        """Take the file of the module below the checkout, and its changed source."""
        self.name = file.removesuffix(".py").removesuffix("/__init__").replace("/", ".")
        self.file, self.source = file, source

    def find_spec(self, name: str, path: object = None, target: object = None) -> Any:  # noqa: ARG002
        """The changed module, where it is asked for."""
        if name != self.name:
            return None
        from importlib.util import spec_from_file_location

        at = str(ROOT / self.file)
        return spec_from_file_location(name, at, loader=ChangedLoader(name, at, self.source))


def chosen_early(one: Mutant, found: Map, seconds: float) -> list[str]:
    """The tests for a change that is made as its module is imported: those that come past most of it."""
    passing = Counter(chain.from_iterable(found.tests.get(one.file, {}).values()))
    stem = Path(one.file).stem
    quick = sorted(
        (test for test in passing if found.seconds.get(test, LONGEST) < 1),
        key=lambda test: (stem not in test, -passing[test], found.seconds[test], test),
    )
    chosen, taken = [], 0.0
    for test in quick:
        if (taken := taken + found.seconds[test]) > seconds:
            break
        chosen.append(test)
    return chosen


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
    early = [one for one in ahead if not _is_within(one, one.file)]
    within = [one for one in ahead if _is_within(one, one.file)]
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
