"""Gives every reader bytes that nobody would write, made from a small corpus, and keeps what it cannot bear.

    python tools/fuzz.py [--minutes 8] [--only PARSER] [--seed 0] [--found FOLDER]
    python tools/fuzz.py --only PARSER --replay FILE

The minutes are of processor time and are shared out among the parsers. An input is bad where a reader raises
what it does not promise, a command ends with the code of a fault of ours, or either takes over ten seconds of
processor time, or a minute and a half by the clock.
The same seed makes the same inputs in the same order. Bad inputs are kept, each once by its kind and line.
"""

from __future__ import annotations

import argparse
import io
import os
import signal
import sys
import time
import traceback
from contextlib import chdir, contextmanager, redirect_stderr, redirect_stdout
from datetime import date
from functools import cache, partial
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NamedTuple
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from peerfind.__main__ import run  # noqa: E402 (of this checkout)
from peerfind.directory.folder import load  # noqa: E402
from peerfind.directory.vocabulary import FACETS, Vocabulary  # noqa: E402
from peerfind.errors import UsageError  # noqa: E402
from peerfind.keeping.importing.draft import Setting  # noqa: E402
from peerfind.keeping.importing.feed import File, read_feed  # noqa: E402
from peerfind.keeping.importing.forms import FORMS  # noqa: E402
from peerfind.keeping.meeting_words import meetings  # noqa: E402
from peerfind.places.near import resolve  # noqa: E402
from peerfind.places.place import PlaceAmbiguous, PlaceUnknown  # noqa: E402
from peerfind.schedule import fit, misread, recurrence, words  # noqa: E402
from peerfind.schedule.ahead import days_named  # noqa: E402
from peerfind.source import read_bytes  # noqa: E402

CORPUS = ROOT / "tests" / "corpus"
TODAY = date(2026, 11, 25)
TERMS = {"focus": "grief", "leader": "peer", "format": "in-person", "joining": "drop-in"}
FAULT = 70
SECONDS = 10  # of processor time: a machine may be busy with other work
PATIENCE = 9  # times as long by the clock, for what waits
GROUP = CORPUS / "check" / "walk.yaml"
BITS = (
    b"", b"\0", b"\xff", b"\xef\xbb\xbf", b"\xe2\x80\xae", b"\xc2\xa0", b"\xe2\x80\xa8",
    b"\xf0\x9f\x98\x80", b"\r", b"\n", b"\t", b": ", b" #", b"- ", b"? ", b"&a", b"*a", b"!!", b"|",
    b">", b"<<", b"[", b"]", b"{", b"}", b"'", b'"', b"\\", b"---\n", b"...", b"%", b"~", b"null",
    b"true", b"NaN", b"1e999", b"Infinity", b"-1", b"0", b"99999999999999999999", b"0000-00-00",
    b"9999-12-31", b"0001-01-01", b"24:00", b"29 February", b"tuesday", b"every", b"5th", b"last",
    b"LS6", b"EC1A 1BB", b"53.8,-1.5", b",", b";", b"=", b"--", b"FREQ=", b"BYDAY=-1MO", b"COUNT=0",
    b"INTERVAL=0", b"UNTIL=", b"TZID=", b"DTSTART", b"{}", b"[[", b'{"a":', b"\xd9\xa1", b"\xc2\xb2",
)  # fmt: skip


class Found(NamedTuple):
    """An input that a reader cannot bear, and how it told."""

    data: bytes
    why: str


class TooLongError(BaseException):
    """An input took longer than ten seconds. It is no Exception, so that no reader takes it for its own."""


# What is tried: each is given bytes, and raises where it cannot bear them.


def source(data: bytes) -> None:
    """The reader of YAML, which never raises; places lie within the text."""
    document = read_bytes(data, "a.yaml")
    assert all(one.line > 0 and one.column > 0 for one in document.problems)  # noqa: S101


def check(data: bytes) -> None:
    """`check`, `check --fix` on a copy and `fmt --check` on a directory with one such file."""
    at = Path("small") / "groups" / "leeds" / "bad.yaml"
    at.write_bytes(data)
    lines = (["check", "-o", "json"], ["check"], ["fmt", "--diff"], ["check", "-o", "markdown"])
    _run([*lines[len(data) % len(lines)], "--directory", "small"])
    if len(data) % 16 == 0:
        _run(["check", "--fix", "--directory", "small"])


def schedule(data: bytes) -> None:
    """What says when a group meets, and what callers say of days."""
    said = data.decode(errors="replace")
    for read in (
        recurrence.stated_days, recurrence.stated_time, recurrence.stated_clock, recurrence.stated_every,
        recurrence.stated_which, recurrence.stated_exception, recurrence.stated_date, fit.asked_time,
        misread.of_days, misread.of_meetings, misread.of_time, misread.of_repeat, misread.of_date,
        misread.of_published, partial(fit.asked_days, today=TODAY), partial(days_named, today=TODAY),
        lambda said: meetings([said]), _pattern,
    ):  # fmt: skip
        _promised(partial(read, said), ValueError, UsageError)


def _pattern(said: str) -> None:
    """Read a pattern, put it into words, read these, and look for its days."""
    pattern = words.pattern_of(said)
    again = words.words(pattern)
    assert words.words(words.pattern_of(again)) == again  # noqa: S101
    words.short_words(pattern)
    for first in (date(1, 1, 1), TODAY, date(9999, 12, 1)):
        last = min(first.toordinal() + 60, date.max.toordinal())
        days = [*recurrence.occurrences(pattern, first, date.fromordinal(last))]
        assert days == sorted(days)  # noqa: S101


def place(data: bytes) -> None:
    """The reader of places."""
    said = data.decode(errors="replace")
    _promised(partial(resolve, said), UsageError, PlaceUnknown, PlaceAmbiguous)


def match(data: bytes) -> None:
    """A whole call of `match`: an argument a line, and after a line of `%%` what is typed."""
    argv, _, typed = data.partition(b"\n%%\n")
    lines = argv.decode(errors="surrogateescape").replace("\0", "").split("\n")
    _run(["match", *filter(None, lines)], typed)


def batch(data: bytes) -> None:
    """A whole call of `batch`, which reads a table from a pipe."""
    _run(["batch", "-", "-o", "jsonl"], data)


def importer(form: str) -> Callable[[bytes], None]:
    """The reader and the mapping of a form that can be imported."""

    def imported(data: bytes) -> None:
        given = FORMS[form], [File("feed", data)], setting(), {}
        _promised(partial(read_feed, *given), UsageError)

    return imported


PARSERS: dict[str, Callable[[bytes], None]] = {
    "source": source, "check": check, "schedule": schedule, "place": place, "match": match, "batch": batch,
    **{form: importer(form) for form in FORMS},
}  # fmt: skip


@cache
def setting() -> Setting:
    """What a mapping has to know, with the words that are shipped."""
    terms = load(Path("directory").absolute()).common.terms
    return Setting(Vocabulary(terms), TODAY, ZoneInfo("Europe/London"), {}, {})


def _promised(work: Callable[[], object], *errors: type[Exception]) -> None:
    """Do what may raise what it promises, and nothing else."""
    try:
        work()
    except errors as error:
        if isinstance(error, UnicodeError):  # a ValueError that nobody promises
            raise


def _run(line: list[str], typed: bytes = b"") -> None:
    """Run a command line in this process. Raises RuntimeError with its traceback for a fault of ours."""
    out, told = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8") for _ in range(2))
    with redirect_stdout(out), redirect_stderr(told):
        code = called(line, typed)
    if code == FAULT:
        told.seek(0)
        raise RuntimeError(told.read()[-3000:])


def called(line: list[str], typed: bytes) -> int:
    """The exit code of a command line in this process, to which something is typed."""
    before = sys.stdin
    sys.stdin = io.TextIOWrapper(io.BytesIO(typed), encoding="utf-8", errors="replace")
    try:
        return run(line)
    finally:
        sys.stdin = before


# How inputs are made


def corpus(parser: str) -> list[bytes]:
    """The inputs with which a parser begins; a form that others share has theirs."""
    folder = CORPUS / {"oruk": "hsds"}.get(parser, parser)
    return [path.read_bytes() for path in sorted(folder.iterdir())]


def mutant(seeds: Sequence[bytes], chance: Random) -> bytes:
    """One of some inputs, changed in a few places."""
    data = bytearray(chance.choice(seeds))
    for _ in range(chance.choice((1, 1, 2, 3, 5, 9))):
        at = chance.randrange(len(data) + 1)
        to = min(len(data), at + chance.choice((0, 1, 1, 2, 4, 16, 64)))
        kind = chance.randrange(6)
        if kind == 0:
            data[at:to] = bytes(chance.randrange(256) for _ in range(chance.randint(1, 4)))
        elif kind == 1:
            data[at:to] = chance.choice(BITS)
        elif kind == 2:
            data[at:at] = data[at:to] * chance.choice((1, 2, 30))
        elif kind == 3:
            other = chance.choice(seeds)
            start = chance.randrange(len(other) + 1)
            data[at:to] = other[start : start + chance.choice((4, 32, 256))]
        elif kind == 4:
            data[at:at] = chance.choice(BITS) * chance.choice((1, 1, 3, 200))
        else:
            del data[at:to]
    return bytes(data)


def tried(parser: str, data: bytes) -> Found | None:
    """What a parser cannot bear of an input; None where it can."""
    try:
        with no_longer_than(SECONDS):
            PARSERS[parser](data)
    except TooLongError:
        return Found(data, f"over {SECONDS} seconds")
    except Exception as error:  # noqa: BLE001 (whatever it is, it is what is looked for)
        frame = traceback.extract_tb(error.__traceback__)[-1]
        said = str(error).strip() or f"{Path(frame.filename).name}:{frame.lineno} {frame.line}"
        return Found(data, f"{type(error).__name__} in {frame.name}: {said}")
    return None


@contextmanager
def no_longer_than(seconds: int) -> Iterator[None]:
    """Raises TooLongError where the body works longer, or waits far longer, if a process can be woken."""

    def stop(*_: object) -> None:
        raise TooLongError

    limits = (
        (signal.ITIMER_PROF, signal.SIGPROF, seconds),
        (signal.ITIMER_REAL, signal.SIGALRM, seconds * PATIENCE),
    )
    try:
        for timer, woken, limit in limits:
            signal.signal(woken, stop)
            signal.setitimer(timer, limit)
        yield
    finally:
        for timer, _, _ in limits:
            signal.setitimer(timer, 0)


def mutants(parser: str, seed: int) -> Iterator[bytes]:
    """The inputs for a parser without an end: the corpus itself, then changes of it."""
    seeds, chance = corpus(parser), Random(f"{seed} {parser}")  # noqa: S311 (it is to be the same again)
    yield from seeds
    while True:
        yield mutant(seeds, chance)


@contextmanager
def somewhere() -> Iterator[None]:
    """Two small directories in a folder of its own, where this process stands inside a `with`."""
    with TemporaryDirectory() as name, chdir(name):
        for folder in map(Path, ("directory", "small")):
            (folder / "groups" / "leeds").mkdir(parents=True)
            (folder / "directory.yaml").write_text("title: Example\n", encoding="utf-8")
            (folder / "groups" / "leeds" / "walk.yaml").write_bytes(GROUP.read_bytes())
        Path("small", "vocabulary").mkdir()
        for facet in FACETS:  # else all that is shipped is read at each check
            terms = f"- {{id: {TERMS.get(facet, 'other')}}}\n"
            Path("small", "vocabulary", f"{facet}.yaml").write_text(terms, encoding="utf-8")
        kept = {"PEERFIND_CACHE": f"{name}/cache", "XDG_CONFIG_HOME": f"{name}/settings"}
        set_ = {"PEERFIND_DIRECTORY": f"{name}/directory", "PEERFIND_DEBUG": "1", "PAGER": ""}
        before = dict(os.environ)
        os.environ.update({**kept, **set_})
        try:
            yield
        finally:
            os.environ.clear()
            os.environ.update(before)
            setting.cache_clear()


def fuzzed(parser: str, seed: int, seconds: float) -> tuple[int, list[Found]]:
    """How many inputs a parser was given in so many seconds of processor time, and those that were bad."""
    end, number = time.process_time() + seconds, 0
    found: dict[str, Found] = {}
    inputs = mutants(parser, seed)
    while time.process_time() < end:
        number += 1
        if bad := tried(parser, next(inputs)):
            found.setdefault(bad.why[-300:], bad)
    return number, [*found.values()]


def main() -> None:
    """Try the parsers, tell what came of it, and keep what was found."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--minutes", type=float, default=8.0)
    parser.add_argument("--only", choices=PARSERS)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--found", type=Path, default=Path("found"))
    parser.add_argument("--replay", type=Path)
    asked = parser.parse_args()
    names = [asked.only] if asked.only else [*PARSERS]
    replay = asked.replay.read_bytes() if asked.replay else None
    keep, bad_ones = asked.found.absolute(), 0
    with somewhere():
        if replay is not None:
            sys.exit(str(tried(names[0], replay) or "") or 0)
        print("parser         inputs  seconds  bad")
        for name in names:
            seconds = asked.minutes * 60 / len(names)
            number, found = fuzzed(name, asked.seed, seconds)
            print(f"{name:13} {number:7} {seconds:8.0f} {len(found):4}", flush=True)
            for one in found:
                bad_ones += 1
                keep.mkdir(parents=True, exist_ok=True)
                path = keep / f"{name}-{bad_ones}"
                path.write_bytes(one.data)
                print(f"  {path}: {one.why[-600:]}")
    sys.exit(bool(bad_ones))


if __name__ == "__main__":
    main()
