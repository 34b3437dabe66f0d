"""What the worst files cost that a pull request can hold: time at two sizes, its growth, and the most memory.

    python benchmarks/hostile.py [NAME…] [--in KEY]…
    python benchmarks/hostile.py --empty 100000

Each kind of bad file is made at 14 KiB and at 56 KiB and put into a directory beside one innocent group. A
process of its own asks, checks, lays out, exports and looks for doubles, and tells the processor time; what
the innocent group alone takes is subtracted. Time that grows with the bytes has a ratio of about four. Files
over 64 KiB are not read, so the larger size is the worst there can be. Of a kind of text that is tried in
every key, the row tells the worst; with `--in` it is tried in that key only. The last column tells whether
the innocent group was found all the same. `--empty` measures that many empty files in one directory instead,
and a tenth of them.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import time
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NamedTuple

from measuring import Command, peak_mb, print_table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

SIZES = (14 * 1024, 56 * 1024)
HEAD = ("bad file", "at worst", "ms at 14 KiB", "ms at 56 KiB", "ratio", "MB", "the rest answers")
# A check that finds errors ends with 1, which the measure of memory would take for a fault.
ENDS_WELL = f"""
import sys
sys.path.insert(0, {str(Path(__file__).parent.parent)!r})
from peerfind.__main__ import run
sys.exit(run(sys.argv[1:]) > 1)
"""
LEAST = 0.01  # seconds: less cannot be told from nothing
GOOD = """name: Good Circle
summary: A weekly evening over tea.
format: [in-person]
leader: [peer]
focus: [grief]
sources:
  - url: https://example.org/good
"""
GROUP = "groups/bad.yaml"
GUIDE = "guide/bad.md"
COMMANDS = (
    ("match", "grief", "--limit", "0", "-o", "json"),
    ("match", "--limit", "0", "-o", "html"),
    ("next", "--days", "60", "-o", "plain"),
    ("check",),
    ("check", "--unsafe-fixes", "--diff"),
    ("fmt", "--check"),
    ("duplicates",),
    ("guide", "--search", "grief"),
    ("guide", "bad", "-o", "html"),
    ("export", "-o", "csv"),
)


class Bad(NamedTuple):
    """A kind of bad file: where it stands, and its bytes at a size."""

    at: str
    made: Callable[[int], str | bytes]


class Cost(NamedTuple):
    """The worst of a kind: its processor seconds at both sizes, the most MB, whether the rest answers."""

    worst: str
    less: float
    more: float
    megabytes: float
    answers: bool


def filled(unit: str, before: str = "", after: str = "", at: str = GROUP) -> Bad:
    """A file in which a text is repeated until it has its size."""
    return Bad(at, lambda size: before + unit * (size // len(unit.encode())) + after)


def numbered(row: str, before: str = "", after: str = "", at: str = GROUP) -> Bad:
    """A file of rows with a number each."""

    def made(size: int) -> str:
        count = size // len(row.format(10_000))
        return f"{before}{''.join(row.format(10_000 + n) for n in range(count))}{after}"

    return Bad(at, made)


def in_field(key: str, unit: str, end: str = "") -> Bad:
    """A whole group with one text of the size, in double quotes."""
    start = "".join(f"{line}\n" for line in GOOD.splitlines() if not line.startswith(f"{key}:"))
    return filled(unit, f'{start}{key}: "', f'{end}"\n')


def _terms(row: str) -> Bad:
    """A vocabulary of terms with a number each, and the one that the innocent group has."""

    def made(size: int) -> str:
        rows = (row.format(number, number + 1) for number in range(size // len(row)))
        return f"- id: grief\n{''.join(rows)}"

    return Bad("vocabulary/focus.yaml", made)


def alias_bomb(size: int) -> str:
    """Nine copies of nine copies of nine copies, and so on: a billion laughs."""
    rows = ['a0: &a0 ["lol"]']
    while sum(map(len, rows)) < size:
        number = len(rows)
        copies = ", ".join([f"*a{number - 1}"] * 9)
        rows.append(f"a{number}: &a{number} [{copies}]")
    return "\n".join(rows)


# What a regular expression with two ways to match may take long over, a piece of each kind of text that one
# looks for; the end is what makes the whole fail to match.
UNITS = {
    "spaces": " ", "figures": "1", "figures apart": "1 ", "letters": "a", "words": "ab ", "hyphens": "-",
    "dots": "a.", "slashes": "a/", "at signs": "a@", "addresses": "https://a", "hashes": " #",
    "commas": "a, ", "colons": "a:", "brackets": "(", "stars": "*a", "apostrophes": "a'", "ranges": "1-",
    "pounds": "\xa31", "capitals": "Ab Cd ", "times": "7pm to ", "dates": "1 May ", "ampersands": "&#",
    "angles": "<a ", "wide letters": "\ufdfa", "marks": "a\u0301", "hidden": "\u200b", "newlines": "\\n",
    "formulas": "'=", "double stars": "**a ", "links": "[a](", "square brackets": "[", "questions": "?",
    "ends": ". ", "ticks": "`a", "braces": "{a", "bars": "| ", "lines": "a\\n\\n", "marked words": "_a ",
    "ands": "a and ", "comma marks": ",", "tildes": "~", "stops": ".", "plus": "+", "years": "2026-",
    "names": "Mr Ab Cd ", "roots": "a\xa0",
}  # fmt: skip
FIELDS = (
    "name", "summary", "description", "ages", "cost", "area", "size", "meets", "covers", "focus", "languages",
    "contact", "venue", "sources", "former_ids", "part_of", "only_for", "checked",
)  # fmt: skip
PAGES = {
    "spaces after a mark": ("#" + " " * 9, ""), "heading with spaces": ("  ", "# a"), "stars": ("*a ", ""),
    "double stars": ("**a ", ""), "ticks": ("`a ", ""), "numbers of sources": ("1, ", "a ["),
    "addresses": ("https://a.", ""), "bars": ("| ", "| a"), "dashes": ("|-", "|"), "figures": ("1", ""),
    "hashes": ("#", "# a "), "sentences": ("a. ", ""), "rows": ("- a\n", ""), "open bracket": ("[1 ", ""),
    "spaces before figures": (" ", "a ["),
}  # fmt: skip
BOMBS: dict[str, Bad] = {
    "lists in lists": filled("["),
    "lists in lists, on one row": filled("- "),
    "maps in maps": filled("{a: "),
    "keys in keys": filled("? "),
    "alias bomb": Bad(GROUP, alias_bomb),
    "anchors": numbered("k{0}: &a{0} x\n"),
    "keys nobody knows": numbered("k{}: x\n", GOOD),
    "keys nearly known": numbered("sumary{}: x\n", GOOD),
    "one key many times": filled("cost: free\n", GOOD),
    "terms nobody knows": numbered("t{}, ", GOOD.replace("focus: [grief]\n", "") + "focus: [grief, ", "]\n"),
    "items nobody knows": numbered("  - t{}\n", GOOD.replace("focus: [grief]\n", "") + "focus:\n"),
    "mistakes in terms": filled("  - greif\n", GOOD.replace("focus: [grief]\n", "") + "focus:\n"),
    "mistakes on a row": filled("greif, ", GOOD.replace("focus: [grief]\n", "") + "focus: [grief, ", "]\n"),
    "mistakes in keys": numbered("  - ulr: https://example.org/{}\n", GOOD),
    "mistakes in dates": numbered("  - url: https://example.org/{}\n    published: 31/03/2026\n", GOOD),
    "mistakes in vocabularies": _terms("- {{id: t{0}, lable: x}}\n"),
    "texts cut off": numbered("  - a{} #2\n", GOOD + "doubts:\n"),
    "odd spaces in items": numbered("  - a\u00a0{}\n", GOOD + "doubts:\n"),
    "odd spaces in every other item": numbered("  - a\u00a0{0}\n  - b{0}\n", GOOD + "doubts:\n"),
    "odd spaces on two rows": numbered('  - "a\u00a0{}\n    b\u00a0"\n', GOOD + "doubts:\n"),
    "odd spaces that are escaped": numbered('  - "a\u00a0{}\n    b\\_"\n', GOOD + "doubts:\n"),
    "odd spaces in one text": filled("  a\u00a0b\n", GOOD + "description: |\n"),
    "odd spaces where it stops": filled('  - "a\n    \u00a0b"\n  - !t x\n', GOOD + "doubts:\n", "x: [\n"),
    "hyphens without spaces": filled("  -social\n", GOOD + "style:\n"),
    "odd items on a row": filled("ab\u00a0c, ", GOOD + "doubts: [", "]\n"),
    "one term many times": filled("  - grief\n", GOOD.replace("focus: [grief]\n", "") + "focus:\n"),
    "meetings": filled("  - {days: tuesday, every: 2 weeks, from: 0001-01-01}\n", GOOD + "meets:\n"),
    "dates left out": numbered("    - 2026-01-01 to 2027-01-01 # {}\n",
                               GOOD + "meets:\n  - days: daily\n    except:\n"),
    "sources": numbered("  - url: https://example.org/{}\n", GOOD),
    "other names": numbered("  - Name {}\n", GOOD + "also_known_as:\n"),
    "ids of before": numbered("  - ../../{}\n", GOOD + "former_ids:\n"),
    "ids of none": numbered("  - n-{}\n", GOOD + "not_duplicate_of:\n"),
    "schemes": numbered("  s{}: x\n", GOOD + "external_ids:\n"),
    "hyphens and values": filled("- a\n"),
    "values before a remark": filled("a, ", "a: [", "] #"),
    "remarks": filled("#\n", GOOD),
    "remarks after values": filled("  - a #\n", GOOD + "doubts:\n"),
    "empty rows": filled("\n", GOOD, "cost: free\n"),
    "spaces at the end": filled(" ", GOOD + "cost: free"),
    "tabs": filled("\t", GOOD + "cost: free", "x\n"),
    "marks of a merge": filled("=======\n", GOOD),
    "colons": filled("a: ", GOOD),
    "quotes": filled('"', GOOD + "cost: "),
    "documents": filled("---\n", GOOD),
    "a folded text": filled("  a\n\n", GOOD + "description: >\n"),
    "not UTF-8": Bad(GROUP, lambda size: GOOD.encode() + b"#" + b"\xff" * size),
    "noughts": Bad(GROUP, lambda size: b"\0" * size),
    "terms in a chain": _terms("- {{id: t{0}, broader: [t{1}]}}\n"),
    "terms in a ring": _terms("- {{id: t{0}, broader: [t{1}, t0]}}\n"),
    "terms with one name": _terms("- {{id: t{0}, aliases: [sorrow]}}\n"),
    "crisis contacts": numbered("- {{id: c{0}, name: Line {0}, phone: 0113 496 0000}}\n", at="crisis.yaml"),
    "questions": numbered("- {{id: q{}, ask: Why?, fields: [cost]}}\n", at="questions.yaml"),
    "settings": numbered("k{}: x\n", at="directory.yaml"),
}  # fmt: skip
KINDS: dict[str, dict[str, Bad]] = {
    **{name: {"": bad} for name, bad in BOMBS.items()},
    **{
        f"text: {name}": {key: in_field(key, unit, "!") for key in FIELDS}
        for name, unit in UNITS.items()
    },
    "pages for staff": {
        name: filled(unit, start, "x\n\nGrief.\n", at=GUIDE)
        for name, (unit, start) in PAGES.items()
    },
}


def write(folder: Path, bad: Bad | None, size: int) -> None:
    """The directory with a bad file of a size, if any."""
    known = {
        "groups/good.yaml": GOOD,
        "directory.yaml": "title: Example\n",
        "guide/a.md": "# A\n\nGrief.\n",
    }
    made = {bad.at: bad.made(size)} if bad else {}
    for at, text in {**known, **made}.items():
        path = folder / at
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode() if isinstance(text, str) else text)


def used(folder: Path) -> tuple[float, bool]:
    """The processor time of all commands in this process, and whether they found the innocent group."""
    from peerfind.__main__ import run

    os.environ |= {"PEERFIND_DIRECTORY": str(folder), "PEERFIND_CACHE": str(folder / "no/cache")}
    began, found = time.process_time(), ""
    for arguments in COMMANDS:
        with redirect_stdout(StringIO()) as out, redirect_stderr(StringIO()):
            code = run([*arguments])
        if code not in {0, 1, 2}:
            raise SystemExit(f"{arguments} ended with {code}")
        found = found or out.getvalue()
    ids = [one["id"] for one in json.loads(found)["results"]]
    return time.process_time() - began, "good" in ids


def with_bad(bad: Bad | None, size: int) -> tuple[float, bool]:
    """The same of a directory with a bad file."""
    with TemporaryDirectory() as folder:
        write(Path(folder), bad, size)
        return used(Path(folder))


def work(kind: str, keys: Sequence[str]) -> None:
    """Measure one kind of bad file, in these keys or in all, in this process and print what it costs."""
    with_bad(None, 0)  # what is loaded once is not counted
    alone = min(with_bad(None, 0)[0] for _ in range(3))
    costs = {}
    for name, bad in KINDS[kind].items():
        if keys and kind.startswith("text") and name not in keys:
            continue
        (less, found), (more, also_found) = (with_bad(bad, size) for size in SIZES)
        costs[name] = (max(less - alone, LEAST), max(more - alone, LEAST), found and also_found)
    worst = max(costs, key=lambda name: costs[name][1])
    less, more, _ = costs[worst]
    answers = all(one[2] for one in costs.values())
    print(json.dumps(Cost(worst, less, more, peak_megabytes(), answers)))


def peak_megabytes() -> float:
    """The most memory that this program held since it started, without what its parent did; on Linux."""
    status = Path("/proc/self/status").read_text(encoding="utf-8")
    row = next(row for row in status.splitlines() if row.startswith("VmHWM"))
    return int(row.split()[1]) / 1024


def rows(kinds: Sequence[str], keys: Sequence[str]) -> Iterator[tuple[object, ...]]:
    """A row for each kind of bad file."""
    for kind in kinds:
        command = [sys.executable, __file__, "--work", kind, *(f"--in={key}" for key in keys)]
        done = subprocess.run(command, check=True, capture_output=True, text=True)
        made = Cost(*json.loads(done.stdout))
        ratio = f"{made.more / made.less:.1f}" if made.more > LEAST else "-"
        times = (f"{1000 * one:.0f}" for one in (made.less, made.more))
        yield (
            kind,
            made.worst,
            *times,
            ratio,
            f"{made.megabytes:.0f}",
            "yes" if made.answers else "NO",
        )


def empty_files(count: int) -> None:
    """Print what a directory of so many empty files costs."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        write(folder, None, 0)
        for number in range(count):
            (folder / f"groups/{number}.yaml").touch()
        for arguments in (("match", "grief"), ("check", "-o", "json")):
            where = {"PEERFIND_DIRECTORY": name, "PEERFIND_CACHE": f"{name}/no/cache"}
            program = (sys.executable, "-c", ENDS_WELL, *arguments)
            shown = Command(program, where)
            began = time.perf_counter()
            megabytes = peak_mb(shown, folder)
            seconds = time.perf_counter() - began
            print(f"{count:,} empty files, {arguments[0]}: {seconds:.1f} s, {megabytes:.0f} MB")


def main() -> None:
    """Measure the kinds of bad files that the command line names, or all."""
    parser = argparse.ArgumentParser(description="Measure the worst files.")
    parser.add_argument("--work", metavar="KIND", help=argparse.SUPPRESS)
    parser.add_argument("--empty", metavar="N", type=int, help="so many empty files instead")
    parser.add_argument("--in", dest="keys", metavar="KEY", action="append", choices=FIELDS, default=[],
                        help="try texts in this key only; repeatable")  # fmt: skip
    parser.add_argument("names", nargs="*", help="the start of the names of kinds")
    given = parser.parse_args()
    if given.work:
        work(given.work, given.keys)
    elif given.empty:
        for count in (given.empty // 10, given.empty):
            empty_files(count)
    else:
        chosen = [kind for kind in KINDS if not given.names or kind.startswith(tuple(given.names))]
        print_table(HEAD, rows(chosen, given.keys))


if __name__ == "__main__":
    main()
