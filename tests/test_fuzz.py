"""Bytes that nobody would write: no reader breaks on them, and one that does is found."""

from __future__ import annotations

import signal
import sys
import time
from itertools import islice
from random import Random
from typing import TYPE_CHECKING

import pytest
from pace import some
from running import ROOT, program

sys.path.insert(0, str(ROOT / "tools"))
import fuzz
from fuzz import PARSERS, Found, corpus, fuzzed, mutant, mutants, somewhere, tried

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

pytestmark = pytest.mark.skipif(
    not hasattr(signal, "setitimer"), reason="nobody can be woken there who takes too long"
)
SLOW = {"check": 10, "place": 10, "match": 16, "batch": 10}


@pytest.fixture(scope="module", autouse=True)
def _somewhere() -> Iterator[None]:
    with somewhere():
        yield


@pytest.mark.parametrize("parser", PARSERS)
def test_no_reader_breaks_on_the_corpus_and_changes_of_it(parser: str) -> None:
    number = len(corpus(parser)) + some(SLOW.get(parser, 60))
    inputs = [*islice(mutants(parser, 3), number)]
    assert inputs[: len(corpus(parser))] == corpus(parser)
    assert [bad for bad in (tried(parser, one) for one in inputs) if bad] == []


@pytest.mark.parametrize("form", ["csv", "xlsx", "jsonl", "hsds", "meeting-guide", "bmlt", "ics"])
def test_the_corpus_of_a_form_is_read_by_it(form: str) -> None:
    """Else all that was tried would be refused at its door."""
    feeds = [fuzz.File("feed", data) for data in corpus(form)]
    drafts, _ = fuzz.read_feed(fuzz.FORMS[form], feeds, fuzz.setting(), {})
    assert {"Example Tea", "Example Otley Circle"} & {draft.keys.get("name") for draft in drafts}


@pytest.mark.parametrize("line", corpus("match"))
def test_the_corpus_of_calls_is_answered(line: bytes, capsys: pytest.CaptureFixture[str]) -> None:
    given, _, typed = line.partition(b"\n%%\n")
    code = fuzz.called(["match", *given.decode().split("\n")], typed)
    assert code == 0, capsys.readouterr().err


def test_the_same_seed_makes_the_same_inputs_and_another_makes_others() -> None:
    first, same, other = ([*islice(mutants("place", seed), 60)] for seed in (1, 1, 2))
    assert first == same
    assert first != other
    assert len(set(first)) > 50


def test_a_mutant_of_nothing_is_made_too() -> None:
    chance = Random(1)
    assert len({mutant([b""], chance) for _ in range(50)}) > 5


def _breaks(error: BaseException) -> None:
    def broken(data: bytes) -> None:
        if b"7" in data:
            raise error

    PARSERS["place"] = broken


@pytest.fixture
def _mended() -> Iterator[None]:
    before = PARSERS["place"]
    yield
    PARSERS["place"] = before


@pytest.mark.usefixtures("_mended")
@pytest.mark.parametrize(
    "error", [KeyError("k"), RecursionError(), AssertionError(), MemoryError()]
)
def test_what_breaks_is_found_once_with_its_input(error: Exception) -> None:
    _breaks(error)
    number, found = fuzzed("place", 0, 0.05)
    assert number > 10
    assert len(found) == 1
    assert b"7" in found[0].data
    assert type(error).__name__ in found[0].why
    assert tried("place", found[0].data) == found[0]


def _works(_: bytes) -> None:
    end = time.monotonic() + 20
    while time.monotonic() < end:
        pass


@pytest.mark.usefixtures("_mended")
@pytest.mark.parametrize(
    ("patience", "does"), [(60, _works), (1, lambda _: time.sleep(20))], ids=["works", "waits"]
)
def test_what_works_or_waits_too_long_is_found(
    patience: int, does: Callable[[bytes], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fuzz, "SECONDS", 1)
    monkeypatch.setattr(fuzz, "PATIENCE", patience)
    PARSERS["place"] = does
    assert tried("place", b"x") == Found(b"x", "over 1 seconds")


@pytest.mark.usefixtures("_mended")
def test_a_wait_for_a_busy_machine_is_not_too_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fuzz, "SECONDS", 1)
    PARSERS["place"] = lambda _: time.sleep(1.5)
    assert tried("place", b"x") is None


def test_a_fault_of_a_command_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    def faulty(_: list[str]) -> int:
        print("Traceback: it broke", file=sys.stderr)  # noqa: T201
        return 70

    monkeypatch.setattr(fuzz, "run", faulty)
    bad = tried("match", b"grief")
    assert bad
    assert "it broke" in bad.why


def test_the_script_tells_and_ends_well(tmp_path: Path) -> None:
    tool = f"import sys; sys.path.insert(0, {str(ROOT / 'tools')!r}); import fuzz; fuzz.main()"
    ran = program("--minutes", "0.001", "--only", "source", cwd=tmp_path, tool=tool)
    assert (ran.code, ran.err) == (0, "")
    head, row = ran.out.splitlines()
    assert head.split() == ["parser", "inputs", "seconds", "bad"]
    assert row.split()[0] == "source"
    assert row.split()[3] == "0"
    assert [*tmp_path.iterdir()] == []
    one = str(ROOT / "tests" / "corpus" / "source" / "marks.yaml")
    assert program("--only", "source", "--replay", one, cwd=tmp_path, tool=tool).code == 0
