"""A directory that stays open, asked from Python."""

from __future__ import annotations

import doctest
import json
import re
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from conftest import write_directory
from hypothesis import given
from hypothesis import strategies as st
from running import DAY, Ran, example_directory, in_process, program

import peerfind
from peerfind import api
from peerfind.errors import DirectoryError, UsageError
from peerfind.index.built import build
from peerfind.output.export import json_text

sys.path.insert(0, str(Path(__file__).parent.parent / "tools"))
import build_api_page

if TYPE_CHECKING:
    from collections.abc import Callable

TODAY = date.fromisoformat(DAY)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example directory."""
    return example_directory(tmp_path_factory.mktemp("open") / "directory")


@pytest.fixture(autouse=True)
def _no_cache_of_the_person(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PEERFIND_CACHE", str(tmp_path / "cache"))


QUESTIONS: dict[str, tuple[tuple[str, ...], dict[str, Any], list[str]]] = {
    "nothing": ((), {}, []),
    "a term": ((), {"focus": "grief"}, ["--focus", "grief"]),
    "a word of Python's": ((), {"for_": "women"}, ["--for", "women"]),
    "a number": ((), {"age": 22}, ["--age", "22"]),
    "words": (("lost", "husband"), {}, ["lost", "husband"]),
    "words as words": (("not online",), {"literal": True}, ["not online", "--literal"]),
    "words read but for one": (
        ("grief, not online",), {"ignore": "avoid"}, ["grief, not online", "--ignore", "avoid"],
    ),
    "several terms": ((), {"format": ["video", "phone"]}, ["--format", "video,phone"]),
    "all at once": (
        ("walk",),
        {
            "near": "LS21", "within": 25, "day": "tuesday", "require": ["day"], "avoid": "leader=nurse",
            "weight": "near=2", "include": "closed", "sort": "near", "limit": 0,
        },
        [
            "walk", "--near", "LS21", "--within", "25", "--day", "tuesday", "--require", "day", "--avoid",
            "leader=nurse", "--weight", "near=2", "--include", "closed", "--sort", "near", "--limit", "0",
        ],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("words", "flags", "argv"), QUESTIONS.values(), ids=QUESTIONS)
def test_it_answers_as_the_command_line_does(
    folder: Path, words: tuple[str, ...], flags: dict[str, Any], argv: list[str]
) -> None:
    ours = "".join(json_text(peerfind.open(folder).match(*words, today=TODAY, **flags)))
    theirs = program("match", *argv, "--today", DAY, "-o", "json", cwd=folder.parent).out
    assert ours == theirs.replace(f', "--today", "{DAY}"', "")


def test_a_built_index_is_opened_like_a_folder(folder: Path, tmp_path: Path) -> None:
    build(folder, tmp_path / "built.sqlite")
    found = peerfind.open(tmp_path / "built.sqlite").match(focus="grief", today=TODAY)
    assert found == peerfind.open(folder).match(focus="grief", today=TODAY)._replace(
        vocabulary=found.vocabulary
    )


def test_without_a_path_it_is_the_directory_that_a_command_would_take(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder.parent)
    assert (
        peerfind.open().match(today=TODAY).total == peerfind.open(folder).match(today=TODAY).total
    )


asks = st.fixed_dictionaries(
    {},
    optional={
        "focus": st.sampled_from(["grief", "hearing-voices"]),
        "format": st.sampled_from(["in-person", "online"]),
        "day": st.sampled_from(["tuesday", "weekend", "today"]),
        "near": st.sampled_from(["LS21", "Leeds"]),
        "require": st.just(["format"]),
        "age": st.sampled_from([16, 40]),
    },
).map(lambda one: one if "format" in one else {k: v for k, v in one.items() if k != "require"})
days = st.sampled_from([TODAY, date(2027, 3, 1)])


@given(st.lists(st.tuples(asks, days), min_size=2, max_size=6))
def test_what_was_asked_before_changes_no_answer(
    folder: Path, questions: list[tuple[dict[str, Any], date]]
) -> None:
    kept = peerfind.open(folder)
    for flags, day in questions:
        fresh = api.Directory(kept.index).match(today=day, **flags)
        assert kept.match(today=day, **flags) == fresh


def test_what_it_keeps_of_questions_has_a_bound(folder: Path) -> None:
    kept = peerfind.open(folder)
    for age in range(api._MOST_KNOWN):  # noqa: SLF001
        kept.match(age=age % 120, near="LS21", within=age + 1, today=TODAY)
    assert len(kept._known) <= api._MOST_KNOWN + 10  # noqa: SLF001


@pytest.mark.parametrize(
    ("flags", "said"),
    [
        ({"colour": "red"}, "'colour'"),
        ({"limit": "ten"}, "'ten'"),
        ({"focus": "zzyzx"}, "zzyzx"),
        ({"within": 5}, "--near"),
    ],
)
def test_what_cannot_be_understood_is_told(folder: Path, flags: dict[str, Any], said: str) -> None:
    with pytest.raises(UsageError, match=said):
        peerfind.open(folder).match(**flags)


def test_a_directory_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(DirectoryError):
        peerfind.open(tmp_path / "nowhere")


def test_it_stays_as_it_was_when_it_was_opened(tmp_path: Path) -> None:
    folder = write_directory(tmp_path / "directory", {"one": {}})
    kept = peerfind.open(folder)
    write_directory(folder, {"one": {}, "two": {}})
    assert kept.match(today=TODAY).total == 1
    assert peerfind.open(folder).match(today=TODAY).total == 2


# The page


def test_the_page_is_as_the_script_writes_it() -> None:
    assert build_api_page.PAGE.read_text(encoding="utf-8") == build_api_page.page()


def test_the_page_names_every_method_that_is_promised() -> None:
    own = {name for name in vars(api.Directory) if not name.startswith("_")}
    # These are for the commands, and may change.
    assert own - {*build_api_page.PROMISED} == {
        "now",
        "answer",
        "best",
        "understood",
        "record",
        "records",
        "document",
    }
    assert {*build_api_page.PROMISED} <= own


@pytest.mark.parametrize("name", [*build_api_page.PROMISED, "as_data"])
def test_an_example_stands_by_each_and_is_true(
    folder: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.chdir(folder.parent)
    owner = getattr(api.Directory, name, None) or getattr(api, name)
    known = {**vars(api), "directory": peerfind.open("directory")}
    examples = [*doctest.DocTestFinder(recurse=False).find(owner, name, globs=known)]
    assert sum(len(one.examples) for one in examples) >= 1
    for one in examples:
        assert doctest.DocTestRunner().run(one).failed == 0


def test_the_first_example_of_the_page_runs(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(folder.parent)
    code = re.findall(
        r"^```python\n(.*?)^```$", build_api_page.page(), flags=re.MULTILINE | re.DOTALL
    )
    exec(code[0], {})  # noqa: S102 (it is our own)
    first = capsys.readouterr().out.splitlines()[0]
    assert re.fullmatch(r"1 \w.*", first)


# What the other commands print


@pytest.fixture
def printed(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    folder: Path,
) -> Callable[..., Any]:
    """What a command line prints as JSON of the example directory."""
    run: Callable[..., Ran] = in_process(monkeypatch, capsys, tmp_path, folder)
    return lambda *arguments: json.loads(run(*arguments, "-o", "json").out)


def test_meetings_are_those_of_next(folder: Path, printed: Callable[..., Any]) -> None:
    kept = peerfind.open(folder)
    for flags, argv in (
        ({"days": 14}, ["--days", "14"]),
        ({"on": "thursday"}, ["--on", "thursday"]),
        ({"focus": "grief", "limit": 2}, ["--focus", "grief", "--limit", "2"]),
    ):
        ours = kept.next(today=TODAY, **flags)
        theirs = printed("next", *argv, "--today", DAY)
        assert (ours.total, ours.groups) == (theirs["total"], theirs["groups"])
        starts = [one.meeting and one.meeting.start.isoformat() for one in ours.shown]
        assert starts == [one["start"] for one in theirs["meetings"]]


def test_a_group_is_as_show_prints_it(folder: Path, printed: Callable[..., Any]) -> None:
    kept = peerfind.open(folder)
    for group in kept.groups():
        whole = printed("show", group.id, "--today", DAY)
        assert whole["groups"] == [json.loads(json.dumps(kept.show(group.id, TODAY)))]


def test_questions_are_those_of_the_command(folder: Path, printed: Callable[..., Any]) -> None:
    kept = peerfind.open(folder)
    for ids in ([], ["aire-walk"], ["young-voices"]):
        ours = [{**one._asdict(), "group": ids[0] if ids else None} for one in kept.questions(*ids)]
        assert json.loads(json.dumps(ours)) == printed("questions", *ids)["questions"]


def test_terms_are_those_of_the_command(folder: Path, printed: Callable[..., Any]) -> None:
    kept = peerfind.open(folder)
    for asked in (("focus",), ("focus", "widow"), ("format",)):
        theirs = [one["id"] for one in printed("terms", *asked)[asked[0]]]
        assert [term.id for term in kept.terms(*asked)] == theirs


def test_crisis_contacts_are_those_of_the_command(
    folder: Path, printed: Callable[..., Any]
) -> None:
    kept = peerfind.open(folder)
    assert kept.crisis() == printed("crisis")["contacts"]
    assert kept.crisis("wales") == printed("crisis", "--nation", "Wales")["contacts"]


def test_an_answer_as_data_is_what_match_prints(folder: Path, printed: Callable[..., Any]) -> None:
    ours = api.as_data(peerfind.open(folder).match("widow", today=TODAY, limit=2))
    theirs = printed("match", "widow", "--limit", "2", "--today", DAY)
    assert json.loads(json.dumps(ours))["results"] == theirs["results"]


WRONG: dict[str, tuple[Callable[[api.Directory], object], str]] = {
    "an id that is none": (lambda one: one.show("aire-wal"), "The nearest: aire-walk"),
    "an id of questions": (lambda one: one.questions("nonesuch"), "no group 'nonesuch'"),
    "a facet": (lambda one: one.terms("colour"), "colour"),
    "a nation": (lambda one: one.crisis("Atlantis"), "--nation takes England"),
    "two kinds of days": (lambda one: one.next(days=3, on="friday"), "Leave one out"),
    "no days": (lambda one: one.next(days=0), "--days"),
}


@pytest.mark.parametrize(("ask", "said"), WRONG.values(), ids=WRONG)
def test_what_cannot_be_had_is_told(
    folder: Path, ask: Callable[[api.Directory], object], said: str
) -> None:
    with pytest.raises(UsageError, match=re.escape(said)):
        ask(peerfind.open(folder))


def test_it_has_a_length_and_every_group(folder: Path) -> None:
    kept = peerfind.open(folder)
    assert len(kept) == len(kept.groups()) == 6
    assert [group.status for group in kept.groups() if group.id == "old-circle"] == ["closed"]


LIGHT = """
import sys
import peerfind
print(*sorted(name for name in sys.modules if name.startswith("peerfind.")))
"""


def test_to_import_it_loads_nothing_else(tmp_path: Path) -> None:
    assert program(tool=LIGHT, cwd=tmp_path).out == "\n"


SHOWN = """
import sys
import peerfind
peerfind.open(sys.argv[1]).show("aire-walk")
unused = ("peerfind.answers.answer", "peerfind.asking.query", "rich", "typer", "rapidfuzz", "geopy")
print(*(name for name in unused if name in sys.modules))
"""


def test_to_show_a_group_loads_nothing_of_questions(folder: Path) -> None:
    built = folder.parent / "shown.sqlite"
    build(folder, built)
    assert program(str(built), tool=SHOWN, cwd=folder.parent).out == "\n"
