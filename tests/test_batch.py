"""Many needs at once: read from a table or from JSON in lines, answered as `match` answers each alone."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from conftest import write_directory
from hypothesis import given, settings
from hypothesis import strategies as st
from pace import some
from running import DAY, Ran, example_directory, in_process, program

import peerfind as package
from peerfind.asking.criteria import CRITERIA
from peerfind.asking.needs import COLUMNS, SETTINGS, Need, Unread, needs
from peerfind.asking.query import Typed
from peerfind.errors import UsageError
from peerfind.index.built import build
from peerfind.many import Asking, answers
from peerfind.output import batch as forms

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Peerfind = Callable[..., Ran]

TODAY = date.fromisoformat(DAY)
TABLE = """\
id,words,near,within,age,format,literal
r1,lost my husband,LS21,10,40,"in-person,video",
r2,,,,,,
r3,hearing voices,,,20,,
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return example_directory(tmp_path_factory.mktemp("batch") / "directory")


@pytest.fixture
def peerfind(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    folder: Path,
) -> Peerfind:
    """Runs a command line on the example directory, on the day of the tests."""
    run = in_process(monkeypatch, capsys, tmp_path, folder)
    return lambda *given, **others: run(*given, "--today", DAY, **others)


def read(text: str | bytes) -> list[Need | Unread]:
    content = text.encode() if isinstance(text, str) else text
    return [*needs(content.splitlines(keepends=True))]


def told(text: str | bytes) -> list[str]:
    return [str(one) for one in read(text) if isinstance(one, Unread)]


# What is read


def test_a_table_is_read_by_the_names_of_its_columns() -> None:
    assert read(TABLE) == [
        Need(
            2,
            "r1",
            {
                "words": "lost my husband",
                "near": "LS21",
                "within": "10",
                "age": "40",
                "format": "in-person,video",
            },
        ),
        Need(3, "r2", {}),
        Need(4, "r3", {"words": "hearing voices", "age": "20"}),
    ]


SAME = {
    "commas": "id,focus,age\nr1,grief,40\n",
    "semicolons": "id;focus;age\nr1;grief;40\n",
    "tabs": "id\tfocus\tage\nr1\tgrief\t40\n",
    "a mark of the order of bytes": "\ufeffid,focus,age\nr1,grief,40\n",
    "the ends of lines of Windows": "id,focus,age\r\nr1,grief,40\r\n",
    "names as flags": "ID,--Focus, age \nr1,grief,40\n",
    "no end of the last line": "id,focus,age\nr1,grief,40",
    "empty cells and columns": "id,focus,age,,\nr1, grief ,40,,\n",
}


@pytest.mark.parametrize("text", SAME.values(), ids=SAME)
def test_a_table_is_the_same_in_any_dress(text: str) -> None:
    if text.startswith("id,focus,age,,"):
        assert told(text) == ["Line 2: it has 5 cells, and the head has 3."]
        text = text.replace("40,,", "40")
    assert read(text) == [Need(2, "r1", {"focus": "grief", "age": "40"})]


def test_empty_lines_are_passed_over_and_counted() -> None:
    assert read("\n\nid,age\n\nr1,40\n,\n\nr2,\n") == [
        Need(5, "r1", {"age": "40"}),
        Need(8, "r2", {}),
    ]


def test_a_cell_may_go_over_lines_and_the_count_stays_right() -> None:
    found = read('id,words\nr1,"lost\nmy husband"\nr2,grief\n')
    assert found == [
        Need(2, "r1", {"words": "lost\nmy husband"}),
        Need(4, "r2", {"words": "grief"}),
    ]


def test_lines_of_json_are_read() -> None:
    lines = [
        {"id": "r1", "focus": ["grief", "depression"], "age": 40, "literal": True},
        {"id": 7, "words": None, "require": [], "near": "", "literal": False},
    ]
    assert read("\n\n".join(map(json.dumps, lines))) == [
        Need(1, "r1", {"focus": ["grief", "depression"], "age": "40", "literal": True}),
        Need(3, "7", {}),
    ]


def test_there_is_a_column_for_every_ask() -> None:
    shown = {"limit", "today", "directory", "near_typed", "asks", "words"}
    shown |= {"usual_near", "usual_weight", "notes"}  # of settings, which leave scripts alone
    assert {*SETTINGS} == {*Typed._fields} - shown
    assert {*COLUMNS} == {"id", "words", *CRITERIA, *SETTINGS}


FAULTS = {
    "no id": ("id,age\n,40\n", "Line 2, column id: it is empty, or no id."),
    "an id that nobody sees": ("id,age\n\x1b[31m,40\n", "Line 2, column id: it is empty, or no id."),
    "an id twice": ("id,age\na,1\na,2\n", "Line 3, column id: line 2 has the same."),
    "too many cells": ("id,age\na,1,2\n", "Line 2: it has 3 cells, and the head has 2."),
    "a quote too many": (
        'id,age\na,"1"2\n', "Line 2: its quotes or its length cannot be right.",
    ),
    "a quote that is open": (
        'id,words\na,"x\nb,y\nc,z\n',
        "Line 2: its quotes or its length cannot be right, and all to line 4 is lost with it.",
    ),
    "no UTF-8": (b"id,words\na,caf\xe9\n", "Line 2: it is not text in UTF-8."),
    "no UTF-8 in JSON": (b'{"id": "a", "words": "caf\xe9"}', "Line 1: it is not text in UTF-8."),
    "neither yes nor no": ("id,literal\na,x\n", "Line 2, column literal: it is neither yes nor no."),
    "a prompt": (
        "id,near\na,-\n", "Line 2, column near: - asks at a prompt, and here there is none.",
    ),
    "no map": ('{"id": "a"}\n[1]\n', "Line 2: it is no map in JSON on one line."),
    "no JSON": ('{"id": "a"\n', "Line 1: it is no map in JSON on one line."),
    "much too deep": (
        '{"id": "a"}\n' + "[" * 60_000, "Line 2: it is no map in JSON on one line.",
    ),
    "an unknown key": ('{"id": "a", "surname": "x"}', "Line 1: it has a key that no need has."),
    "a map in a map": (
        '{"id": "a", "near": {}}',
        "Line 1, column near: it is neither text nor a number nor a list of them.",
    ),
    "true for a number": (
        '{"id": "a", "age": true}',
        "Line 1, column age: it is neither text nor a number nor a list of them.",
    ),
    "an id that is a list": ('{"id": ["a"]}', "Line 1, column id: it is empty, or no id."),
}  # fmt: skip


@pytest.mark.parametrize(("text", "said"), FAULTS.values(), ids=FAULTS)
def test_what_cannot_be_read_is_told_by_line_and_column(text: str | bytes, said: str) -> None:
    assert told(text) == [said]


HEADS = {
    "": "There are no needs in it.",
    "\n \n": "There are no needs in it.",
    "age,near\n40,LS6\n": "Line 1: the head has no column id.",
    "id,age,Age\n": "Line 1: the head has age twice.",
    "id,surname\n": "Line 1: column 2 of the head is none that a need has.",
    "Ann Example,LS6 1AA\nr1,x\n": "Line 1: column 1 of the head is none that a need has.",
}


@pytest.mark.parametrize(("text", "said"), HEADS.items(), ids=[*map(repr, HEADS)])
def test_a_head_that_is_none_is_wrong_use_and_is_not_repeated(text: str, said: str) -> None:
    with pytest.raises(UsageError) as caught:
        read(text)
    assert str(caught.value).startswith(said)
    assert "Example" not in str(caught.value)
    assert "surname" not in str(caught.value)


@given(st.binary(max_size=200), st.booleans())
def test_nothing_crashes_it_and_each_fault_has_its_line(content: bytes, is_json: bool) -> None:  # noqa: FBT001
    try:
        found = read((b'{"id": "a"}\n' if is_json else b"id,words,age\n") + content)
    except UsageError:
        return
    lines = [one.line for one in found]
    assert lines == sorted({*lines})


# What is printed


def test_the_groups_of_each_need_are_printed_as_json_lines(peerfind: Peerfind) -> None:
    ran = peerfind("batch", "-", "--limit", "1", typed=TABLE)
    assert (ran.code, ran.err) == (0, "3 needs.\n")
    rows = [*map(json.loads, ran.out.splitlines())]
    assert [(row["need"], row["rank"], row["id"]) for row in rows] == [
        ("r1", 1, "wharfe-evening-bereavement"),
        ("r2", 1, "wharfe-evening-bereavement"),
        ("r3", 1, "young-voices"),
    ]
    assert rows[0] | {"score": 0} == {
        "need": "r1",
        "rank": 1,
        "id": "wharfe-evening-bereavement",
        "name": "Wharfe Evening Bereavement Group",
        "score": 0,
        "next_meeting": "2026-12-01T19:00:00+00:00",
        "freshness": "checked",
        "checked_on": "2026-10-02",
        "status": None,
        "town": "Otley",
        "phone": "0113 496 0001",
        "text": None,
        "email": None,
        "website": "https://www.example.org/wharfe/",
    }


def test_csv_says_the_same(peerfind: Peerfind) -> None:
    lines = peerfind("batch", "-", typed=TABLE).out.splitlines()
    table = csv.DictReader(io.StringIO(peerfind("batch", "-", "-o", "csv", typed=TABLE).out))
    as_text = [
        {k: "" if v is None else str(v) for k, v in json.loads(one).items()} for one in lines
    ]
    assert [*table] == as_text


def test_a_table_with_a_head_alone_gives_a_head_alone(peerfind: Peerfind) -> None:
    ran = peerfind("batch", "-", "-o", "csv", typed="id,near\n")
    assert (ran.code, ran.out) == (0, ",".join(forms.COLUMNS) + "\r\n")
    assert ran.err == "0 needs.\n"


def test_a_formula_in_an_id_or_a_name_is_made_harmless(tmp_path: Path, peerfind: Peerfind) -> None:
    folder = write_directory(tmp_path / "own", {"one": {"name": "=1+1"}})
    ran = peerfind("batch", "-", "-o", "csv", "--directory", str(folder), typed="id\n=cmd\n")
    assert ran.out.splitlines()[1].startswith("'=cmd,1,one,'=1+1,")


def test_a_need_that_cannot_be_read_costs_only_itself(peerfind: Peerfind) -> None:
    table = "id,near,within,focus,require\na,Zzyzx,,grief,\nb,,5,,\nc,,,grief,\nd,,,grief,age\ne,,,qqq,\n"
    ran = peerfind("batch", "-", typed=table)
    assert ran.code == 1
    why = "it cannot be understood; why, tells peerfind match with it alone"
    assert ran.err.splitlines() == [
        f"Line 2, column near: {why}.",
        f"Line 3, column within: {why}.",
        f"Line 5, column require: {why}.",
        f"Line 6, column focus: {why}.",
        "5 needs, 4 that could not be read.",
    ]
    assert {json.loads(line)["need"] for line in ran.out.splitlines()} == {"c"}


def test_a_need_that_no_group_fits_is_told(peerfind: Peerfind) -> None:
    ran = peerfind("batch", "-", typed="id,words,literal\na,zzyzx,yes\n")
    assert (ran.code, ran.out) == (0, "")
    assert ran.err == "Line 2: no group fits need a.\n1 need, 1 with no group that fits.\n"


SECRETS = ("LS21 3AA", "grief", "lost my husband", "53.9", "walking", "qqq", "2.4")


def test_nothing_of_what_was_asked_comes_out(peerfind: Peerfind) -> None:
    table = (
        "id,words,near,activity,age\n"
        "a,lost my husband,LS21 3AA,,\n"
        'b,,"53.9,-1.69",walking,\n'
        "c,,,qqq,\nd,,Zzyzx,,\ne,,,,Example\n"
    )
    for form in ("jsonl", "csv"):
        ran = peerfind("batch", "-", "-o", form, typed=table)
        rows = ran.out.replace("-bereavement", "")
        for secret in (*SECRETS, "Zzyzx", "Example,"):
            assert secret not in rows
            assert secret not in ran.err
        assert "distance" not in rows


# As match answers


WORDS = ["", "lost my husband", "bereavment walk", "not online", "for women in Leeds", "zzyzx"]
asked = st.fixed_dictionaries(
    {},
    optional={
        "words": st.sampled_from(WORDS),
        "focus": st.sampled_from(["grief", "greif,hearing-voices"]),
        "format": st.sampled_from(["in-person", "video,phone"]),
        "near": st.sampled_from(["LS21", "Leeds", "53.9,-1.69"]),
        "age": st.sampled_from(["16", "40"]),
        "for": st.just("women"),
        "avoid": st.sampled_from(["leader=nurse", "leader=nurse,format=online"]),
        "weight": st.just("freshness=0,focus=2"),
        "include": st.just("closed"),
        "sort": st.sampled_from(["name", "next"]),
        "literal": st.just("yes"),
    },
)


@settings(max_examples=some(20))
@given(st.lists(asked, min_size=1, max_size=5), st.sampled_from([0, 1, 3]))
def test_each_need_is_answered_as_match_answers_it(
    folder: Path, many: list[dict[str, str]], limit: int
) -> None:
    buffer = io.StringIO()
    table = csv.DictWriter(buffer, COLUMNS)
    table.writeheader()
    table.writerows({"id": f"n{number}", **one} for number, one in enumerate(many))
    kept = package.open(folder)
    found = answers(read(buffer.getvalue()), kept, Asking(kept.now(TODAY), limit))
    for number, (one, came) in enumerate(zip(many, found, strict=True)):
        flags: dict[str, Any] = {name: value for name, value in one.items() if name != "words"}
        words = [one["words"]] if one.get("words") else []
        alone = package.open(folder).match(*words, today=TODAY, limit=limit, **flags)
        assert came.unread is None
        assert [*came.rows] == [*forms.rows(f"n{number}", alone)]


def test_several_processes_give_the_same_in_the_same_order(folder: Path, tmp_path: Path) -> None:
    build(folder, tmp_path / "built.sqlite")
    rows = "".join(f"n{i},{WORDS[i % 5]},{'x' if i % 7 == 3 else 30 + i}\n" for i in range(40))
    (tmp_path / "needs.csv").write_text(f"id,words,age\n{rows}", encoding="utf-8")
    given = ("batch", "needs.csv", "--directory", "built.sqlite", "--today", DAY)
    one, two = (program(*given, "--jobs", jobs, cwd=tmp_path) for jobs in ("1", "2"))
    assert one == two
    assert one.code == 1
    assert one.err.count("column age") == 6


# Files


def test_a_file_that_is_not_there_is_wrong_use(peerfind: Peerfind, tmp_path: Path) -> None:
    ran = peerfind("batch", "nowhere.csv")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == "peerfind: nowhere.csv cannot be read: No such file or directory.\n"
    assert peerfind("batch", str(tmp_path)).err.endswith("cannot be read: Is a directory.\n")


def test_a_head_that_is_none_prints_nothing(peerfind: Peerfind) -> None:
    ran = peerfind("batch", "-", "-o", "csv", typed="name,phone\nx,y\n")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("peerfind: Line 1: column 1 of the head is none that a need has.")


@pytest.mark.parametrize(
    ("flags", "said"),
    [
        (["-o", "html"], "--output takes jsonl or csv, not 'html'."),
        (["--limit", "-1"], "--limit takes a number of groups, or 0 for all, not -1."),
    ],
)
def test_wrong_use_is_told(peerfind: Peerfind, flags: list[str], said: str) -> None:
    ran = peerfind("batch", "-", *flags, typed=TABLE)
    assert (ran.code, ran.err) == (2, f"peerfind: {said}\n")


def test_needs_are_answered_as_they_come(folder: Path) -> None:
    kept = package.open(folder)

    def lines() -> Any:
        yield b"id,words\n"
        yield b"a,grief\n"
        pytest.fail("the second need was read before the first was answered")

    first = next(answers(needs(lines()), kept, Asking(kept.now(TODAY), 1)))
    assert (first.id, len(first.rows)) == ("a", 1)


def test_a_directory_that_goes_away_ends_several_processes_too(tmp_path: Path) -> None:
    tool = """
from datetime import datetime
from pathlib import Path
from peerfind.asking.needs import Need
from peerfind.errors import DirectoryError
from peerfind.many import Asking, answers_by_several

if __name__ == "__main__":
    needs = [Need(number, str(number), {}) for number in range(40)]
    try:
        [*answers_by_several(needs, Path("nowhere"), Asking(datetime(2026, 11, 25), 1), 2)]
    except DirectoryError as error:
        print(error)
"""
    (tmp_path / "run.py").write_text(tool, encoding="utf-8")
    ran = program(tool="import runpy; runpy.run_path('run.py', run_name='__main__')", cwd=tmp_path)
    assert ran.out == "There is no nowhere. Name a directory: --directory FOLDER\n"


def test_what_is_read_after_the_reader_has_gone_is_not_a_fault(folder: Path) -> None:
    tool = """
import os, sys
reader, writer = os.pipe()
os.close(reader)
os.dup2(writer, 1)
from peerfind.__main__ import main
sys.argv = ["peerfind", "batch", "-"]
main()
"""
    ran = program(tool=tool, cwd=folder.parent, typed=TABLE)
    assert "a fault of ours" not in ran.err


@pytest.mark.parametrize("form", ["jsonl", "csv"])
def test_a_private_venue_stays_private(tmp_path: Path, peerfind: Peerfind, form: str) -> None:
    venue = {"name": "Hidden House", "town": "Otley", "postcode": "LS21 3AA", "private": "yes"}
    own = write_directory(tmp_path / "own", {"one": {"venue": venue}})
    ran = peerfind("batch", "-", "-o", form, "--directory", str(own), typed="id,near\na,LS21\n")
    assert "Otley" in ran.out
    assert "Hidden" not in ran.out
    assert "3AA" not in ran.out


def test_a_file_that_cannot_be_read_in_the_directory_is_told(
    tmp_path: Path, peerfind: Peerfind
) -> None:
    own = write_directory(tmp_path / "own", {"one": {}, "bad": "name: [\n"})
    ran = peerfind("batch", "-", "--directory", str(own), typed="id\na\n")
    assert ran.code == 0
    assert ran.err.startswith("1 of 2 files could not be read")
    assert ran.err.endswith("1 need.\n")


# The same needs in another form


CELLS = {
    "words": st.sampled_from(["lost my husband", "a, b", 'he said "no"', "two\nlines", ""]),
    "focus": st.sampled_from(["grief", "grief,hearing-voices", ""]),
    "near": st.sampled_from(["LS21", "53.9,-1.69", "Bangor, Gwynedd", ""]),
    "age": st.sampled_from(["40", ""]),
    "literal": st.sampled_from(["yes", "no", ""]),
}


@given(st.lists(st.fixed_dictionaries(CELLS), max_size=6), st.sampled_from([",", ";", "\t"]))
def test_a_table_and_lines_of_json_are_the_same_needs(
    many: list[dict[str, str]], delimiter: str
) -> None:
    given_ids = [{"id": f"n{number}", **one} for number, one in enumerate(many)]
    buffer = io.StringIO()
    table = csv.DictWriter(buffer, ["id", *CELLS], delimiter=delimiter)
    table.writeheader()
    table.writerows(given_ids)
    lines = "\n".join(map(json.dumps, given_ids))
    of_table = [(one.id, one.asks) for one in read(buffer.getvalue()) if isinstance(one, Need)]
    of_json = [(one.id, one.asks) for one in (read(lines) if many else []) if isinstance(one, Need)]
    assert of_table == of_json
    assert len(of_table) == len(many)


GOOD = {"words": "walk", "near": "LS21", "focus": "grief", "age": "40", "sort": "name"}
BAD = {
    "near": "Zzyzx",
    "focus": "qqqqq",
    "age": "old",
    "day": "someday",
    "time": "25:00",
    "language": "Klingonese",
    "within": "far",
    "require": "colour",
    "avoid": "leader",
    "weight": "focus=much",
    "include": "everything",
    "sort": "luck",
    "ignore": "nothing",
}


@pytest.mark.parametrize("column", BAD)
def test_the_column_at_fault_is_named_among_others_that_are_fine(folder: Path, column: str) -> None:
    kept = package.open(folder)
    need = Need(3, "a", {**GOOD, column: BAD[column]})
    (found,) = answers([need], kept, Asking(kept.now(TODAY), 0))
    assert found.rows == ()
    assert found.unread
    assert (found.unread.line, found.unread.column) == (3, column)
    assert BAD[column] not in str(found.unread).replace(column, "")


@pytest.mark.parametrize("column", [one for one in BAD if one not in {"within", "require"}])
def test_a_fault_in_a_table_is_told_on_the_way_and_the_rest_is_answered(
    peerfind: Peerfind, column: str
) -> None:
    table = f"id,{column}\na,\nb,{BAD[column]}\nc,\n"
    ran = peerfind("batch", "-", "--limit", "1", typed=table)
    assert ran.code == 1
    assert [json.loads(line)["need"] for line in ran.out.splitlines()] == ["a", "c"]
    first, last = ran.err.splitlines()
    assert first.startswith(f"Line 3, column {column}: ")
    assert last == "3 needs, 1 that could not be read."


def test_what_was_asked_before_changes_no_answer(folder: Path) -> None:
    kept = package.open(folder)
    many = [Need(i, str(i), {"age": str(20 + i), "near": "LS21"}) for i in range(30)]
    asking = Asking(kept.now(TODAY), 0)
    forward = {one.id: one.rows for one in answers(many, kept, asking)}
    backward = {one.id: one.rows for one in answers(many[::-1], kept, asking)}
    assert forward == backward
    assert len(forward) == 30


def test_a_file_is_read_as_a_pipe_is(peerfind: Peerfind, tmp_path: Path) -> None:
    (tmp_path / "needs.csv").write_text(TABLE, encoding="utf-8")
    assert peerfind("batch", "needs.csv") == peerfind("batch", "-", typed=TABLE)


def test_a_built_index_gives_the_same(peerfind: Peerfind, folder: Path, tmp_path: Path) -> None:
    build(folder, tmp_path / "built.sqlite")
    ran = peerfind("batch", "-", "--directory", "built.sqlite", typed=TABLE)
    assert ran == peerfind("batch", "-", typed=TABLE)
