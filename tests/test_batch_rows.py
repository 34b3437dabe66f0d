"""Rows of every bad kind among good ones, by one process and by several: each costs only itself."""

from __future__ import annotations

import json
import multiprocessing
import signal
from typing import TYPE_CHECKING, Any, Self

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pace import some
from running import DAY, Ran, example_directory, in_process
from test_batch import TODAY, read, told

import peerfind as package
from peerfind import many
from peerfind.asking.needs import Need, Unread
from peerfind.errors import UsageError
from peerfind.many import Asking, answers, answers_by_several

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    Peerfind = Callable[..., Ran]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return example_directory(tmp_path_factory.mktemp("rows") / "directory")


@pytest.fixture
def peerfind(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    folder: Path,
) -> Peerfind:
    run = in_process(monkeypatch, capsys, tmp_path, folder)
    return lambda *given, **others: run(*given, "--today", DAY, **others)


class Pool:
    """Processes that are none: what they are given is done here, in the order in which it comes."""

    def __init__(self, jobs: int, begin: Callable[..., None], given: tuple[Any, ...]) -> None:
        self.jobs = jobs
        begin(*given)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        many._Worker.directory = None  # noqa: SLF001

    def map(self, call: Callable[[Any], Any], some: list[Any], chunksize: int) -> Iterator[Any]:
        assert 0 < len(some) <= self.jobs * chunksize
        return map(call, some)


@pytest.fixture(scope="module")
def _here() -> Iterator[None]:
    """Several processes are this one."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(multiprocessing, "get_context", lambda _: type("Here", (), {"Pool": Pool}))
        patch.setattr(signal, "signal", lambda *_: None)
        yield


# Lines of JSON


NEITHER = "it is neither text nor a number nor a list of them"
BAD = {
    '{"id": "b", "near": "LS21", "near": "Leeds"}': "Line 2: it has a key twice.",
    '{"id": "b", "near": "LS21", "--Near": "Leeds"}': "Line 2: it has a key twice.",
    '{"id": "b", "ID ": "c"}': "Line 2: it has a key twice.",
    '{"id": "b", "near": {"a": 1, "a": 2}}': "Line 2: it has a key twice.",
    '{"id": "b", "format": ["video", true]}': f"Line 2, column format: {NEITHER}.",
    '{"id": "b", "format": ["video", null]}': f"Line 2, column format: {NEITHER}.",
    '{"id": "b", "format": [["video"]]}': f"Line 2, column format: {NEITHER}.",
    '{"id": "b", "words": "\\ud800"}': f"Line 2, column words: {NEITHER}.",
    '{"id": "b", "words": ["grief", "\\udfff"]}': f"Line 2, column words: {NEITHER}.",
    '{"id": "\\ud800"}': "Line 2, column id: it is empty, or no id.",
    '{"id": true}': "Line 2, column id: it is empty, or no id.",
    '{"id": null}': "Line 2, column id: it is empty, or no id.",
    '{"words": "grief"}': "Line 2, column id: it is empty, or no id.",
    '{"id": "b", "age": ' + "9" * 5000 + "}": "Line 2: it is no map in JSON on one line.",
    '{"id": "b"} {"id": "c"}': "Line 2: it is no map in JSON on one line.",
    '{"id": "b", "words": "' + "x" * 70_000 + '"}': "Line 2: it is no map in JSON on one line.",
    "id,words": "Line 2: it is no map in JSON on one line.",
    '"grief"': "Line 2: it is no map in JSON on one line.",
    "null": "Line 2: it is no map in JSON on one line.",
    '{"id": "a"}': "Line 2, column id: line 1 has the same.",
    '{"id": " a "}': "Line 2, column id: line 1 has the same.",
    '{"id": "b", "literal": 2}': "Line 2, column literal: it is neither yes nor no.",
}


@pytest.mark.parametrize(("line", "said"), BAD.items(), ids=[line[:44] for line in BAD])
def test_a_bad_line_of_json_costs_only_itself(line: str, said: str) -> None:
    assert told(f'{{"id": "a"}}\n{line}\n{{"id": "z"}}\n') == [said]
    found = read(f'{{"id": "a"}}\n{line}\n{{"id": "z"}}\n')
    assert [one.id for one in found if isinstance(one, Need)] == ["a", "z"]


@pytest.mark.parametrize(
    "asks",
    [{"age": float("nan")}, {"age": 1e999}, {"age": -1}, {"near": "\u0000"}, {"day": "someday"},
     {"within": "10"}, {"sort": "x"}, {"weight": "grief"}, {"weight": "focus=nan"}, {"format": "x"},
     {"require": "x"}, {"avoid": "x"}, {"include": "x"}, {"ignore": "x"}, {"time": "25:00"}],
    ids=str,
)  # fmt: skip
def test_what_cannot_be_understood_is_told_by_its_column_and_never_said(
    peerfind: Peerfind, asks: dict[str, Any]
) -> None:
    lines = [{"id": "a", "words": "grief"}, {"id": "b", **asks}, {"id": "c", "words": "grief"}]
    ran = peerfind("batch", "-", typed="".join(f"{json.dumps(one)}\n" for one in lines))
    first, *rest = ran.err.splitlines()
    assert (ran.code, rest) == (1, ["3 needs, 1 that could not be read."])
    ((name, _),) = asks.items()
    why = "it cannot be understood; why, tells peerfind match with it alone"
    assert first == f"Line 2, column {name}: {why}."
    assert {json.loads(one)["need"] for one in ran.out.splitlines()} == {"a", "c"}


# Tables


@pytest.mark.parametrize(
    "head",
    [b"id,near\ra,Leeds\r", b"id," + b"x" * 140_000 + b"\na,b\n", b'id,"surname\na,b\n',
     b"\xff\xfei\x00d\x00\n\x00", b"id\x00,near\na,b\n", b"id near\na b\n", b",id\n,a\n"],
    ids=["ends of an old Mac", "huge", "an open quote", "UTF-16", "NUL", "spaces", "nameless"],
)  # fmt: skip
def test_a_head_of_any_bytes_is_wrong_use_in_one_short_line(head: bytes) -> None:
    with pytest.raises(UsageError) as caught:
        read(head) if b"\r" not in head else [*many_needs(head)]
    said = str(caught.value)
    assert said.startswith("Line 1: ")
    assert "\n" not in said
    assert len(said) < 500


def many_needs(whole: bytes) -> Iterator[Need | Unread]:
    """The needs of a file as Python reads it, which ends a line at `\\n` alone."""
    from peerfind.asking.needs import needs

    return needs([whole])


def test_a_row_with_fewer_cells_asks_for_less() -> None:
    assert read("id,words,near\na\nb,grief\n") == [
        Need(2, "a", {}),
        Need(3, "b", {"words": "grief"}),
    ]


# One after another


@pytest.mark.parametrize("first", ["", '"literal": true'], ids=["read first", "literal first"])
def test_words_that_were_taken_literally_change_no_need_after_them(
    folder: Path, first: str
) -> None:
    ways = ['"words": "lost my husband"', '"words": "lost my husband", "focus": "grief"']
    asks = [f"{one}{', ' * bool(flag)}{flag}" for one in ways for flag in ("", '"literal": true')]
    asks.sort(key=lambda one: ("literal" in one) is not bool(first))
    found = read("".join(f'{{"id": "n{at}", {one}}}\n' for at, one in enumerate(asks)))
    asking = Asking(package.open(folder).now(TODAY), 0)
    alone = [next(answers([one], package.open(folder), asking)) for one in found]
    assert [*answers(found, package.open(folder), asking)] == alone
    assert len({len(one.rows) for one in alone}) > 1  # it matters how the words are taken


# Several processes


good = st.sampled_from(['"words": "grief"', '"near": "Otley"', '"age": 40', '"format": ["video"]'])
bad = st.sampled_from(
    ['"age": "x"', '"near": {}', '"surname": "x"', '"words": "zzyzx"', '"age": true']
)
asked = st.lists(st.one_of(good, bad), max_size=20)


@settings(max_examples=some(12), derandomize=True)
@given(asked, st.sampled_from([2, 3, 5]), st.sampled_from([1, 0]))
@pytest.mark.usefixtures("_here")
def test_several_give_what_one_gives_in_the_same_order(
    folder: Path, asks: list[str], jobs: int, limit: int
) -> None:
    text = "".join(f'{{"id": "n{number}", {one}}}\n' for number, one in enumerate(asks))
    found = read(text) if text else []
    kept = package.open(folder)
    asking = Asking(kept.now(TODAY), limit)
    one = [*answers(found, kept, asking)]
    assert [*answers_by_several(found, folder, asking, jobs)] == one
    assert [came.line for came in one] == [*range(1, len(asks) + 1)]


@pytest.mark.usefixtures("_here")
@pytest.mark.parametrize("number", [1, 16, 31, 32, 33, 65])
def test_no_need_is_lost_between_the_helpings(folder: Path, number: int) -> None:
    asking = Asking(package.open(folder).now(TODAY), 1)
    found = [Need(at, f"n{at}", {"words": "grief"}) for at in range(1, number + 1)]
    came = [*answers_by_several(found, folder, asking, 2)]
    assert [(one.line, one.id) for one in came] == [(one.line, one.id) for one in found]
    assert all(len(one.rows) == 1 for one in came)


@pytest.mark.usefixtures("_here")
def test_the_command_says_the_same_with_any_number_of_jobs(peerfind: Peerfind) -> None:
    rows = "".join(f"n{at},grief,{'x' if at % 5 == 2 else at}\n" for at in range(18, 40))
    typed = f"id,words,age\n{rows},,\n\nn18,,\n"
    one, three = (peerfind("batch", "-", "--jobs", jobs, typed=typed) for jobs in ("1", "3"))
    assert one == three
    assert one.code == 1
    assert one.err.splitlines()[-1].startswith("23 needs, ")
    assert "column id: line 2 has the same." in one.err


@pytest.mark.parametrize("jobs", ["0", "-1", "x", "1.5", ""])
def test_a_number_of_processes_that_is_none_is_wrong_use(peerfind: Peerfind, jobs: str) -> None:
    ran = peerfind("batch", "-", "--jobs", jobs, typed="id\na\n")
    assert (ran.code, ran.out) == (2, "")
    assert "--jobs" in ran.err
    assert "a fault of ours" not in ran.err
