"""What is usual for a person: laws of what is added to a question, and what a command prefers."""

from __future__ import annotations

import itertools
from datetime import datetime
from typing import TYPE_CHECKING, NoReturn
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pace import some

from peerfind import config, preferences
from peerfind.asking.query import Typed, understood
from peerfind.asking.usual import with_usual
from peerfind.cli.usual import with_settings
from peerfind.directory.vocabulary import Vocabulary
from peerfind.errors import DirectoryError, UsageError
from peerfind.output.settings import document, lines
from peerfind.preferences import NOTHING, Preferences, preferring
from peerfind.wording.settings import Around, Fact, in_effect

if TYPE_CHECKING:
    from pathlib import Path

NOW = datetime(2026, 11, 25, tzinfo=ZoneInfo("Europe/London"))
FEW = settings(max_examples=some(25))  # there are not many kinds of questions
USUAL = Typed(usual_near="Otley", usual_weight=("near=4", "words=2", "freshness=3", "age=9"))
QUESTIONS = st.builds(
    Typed,
    words=st.sampled_from([(), ("widow",)]),
    asks=st.dictionaries(
        st.sampled_from(["near", "age"]), st.sampled_from([["Leeds"], ["40"], []]), max_size=2
    ).filter(lambda asks: asks.get("near") != ["40"] and asks.get("age") != ["Leeds"]),
    weight=st.lists(st.sampled_from(["near=1", "words=5,near=7", "cost=2"]), max_size=2),
    ignore=st.lists(st.sampled_from(["near", "age", "all", "age,near"]), max_size=2),
    usual_near=st.sampled_from([None, "Otley"]),
    usual_weight=st.lists(st.sampled_from(USUAL.usual_weight), unique=True),
)


# Laws


@FEW
@given(QUESTIONS)
def test_a_place_that_is_given_or_ignored_stays_as_it_is(typed: Typed) -> None:
    found = with_usual(typed)
    is_ignored = {"near", "all"} & {*",".join(typed.ignore).split(",")}
    if typed.asks.get("near") or is_ignored or typed.usual_near is None:
        assert found.asks == typed.asks
    elif typed.words or any(typed.asks.values()):
        assert found.asks["near"] == ["Otley"]


@FEW
@given(QUESTIONS)
def test_nothing_that_was_typed_is_lost(typed: Typed) -> None:
    found = with_usual(typed)
    assert {name: found.asks[name] for name in typed.asks if typed.asks[name]} == {
        name: values for name, values in typed.asks.items() if values
    }
    assert [*found.weight][len(found.weight) - len(typed.weight) :] == [*typed.weight]
    kept = ("words", "within", "require", "avoid", "include", "sort", "limit", "ignore", "literal")
    assert all(getattr(found, name) == getattr(typed, name) for name in kept)


@FEW
@given(QUESTIONS)
def test_what_is_added_is_said_and_nothing_else_is(typed: Typed) -> None:
    found = with_usual(typed)
    added = (found.asks != typed.asks) + (found.weight != typed.weight)
    assert len(found.notes) == added
    assert all("from your settings" in note for note in found.notes)


@FEW
@given(QUESTIONS)
def test_nothing_is_added_where_nothing_is_asked(typed: Typed) -> None:
    empty = typed._replace(words=(), asks={}, avoid=())
    assert with_usual(empty) == empty


@FEW
@given(QUESTIONS)
def test_a_weight_that_is_typed_beats_the_usual_one(typed: Typed) -> None:
    weights = understood(with_usual(typed), Vocabulary({}), NOW).weights
    for name, _, number in (
        item.partition("=") for item in ",".join(typed.weight).split(",") if item
    ):
        last = [one for one in ",".join(typed.weight).split(",") if one.startswith(f"{name}=")][-1]
        assert weights[name] == float(last.partition("=")[2])
        assert number


def test_only_what_is_asked_has_a_usual_weight() -> None:
    found = with_usual(USUAL._replace(asks={"age": ["40"]}, ignore=["near"]))
    assert [*found.weight] == ["freshness=3", "age=9"]
    assert found.notes == ("weights from your settings: freshness=3, age=9",)


def test_a_group_to_leave_out_is_a_question_too() -> None:
    assert with_usual(USUAL._replace(avoid=["format=phone"])).asks == {"near": ["Otley"]}


def test_a_usual_place_that_there_is_not_raises_only_where_it_is_used() -> None:
    typed = Typed(usual_near="Xyzzyville", words=("widow",))
    with pytest.raises(UsageError, match=r"^near in your settings: .*peerfind config$"):
        with_usual(typed)
    for used in (typed._replace(asks={"near": ["Leeds"]}), typed._replace(words=())):
        assert with_usual(used) == used


@pytest.mark.parametrize("form", ["json", "jsonl", "csv", "tsv", "ics"])
def test_data_is_asked_for_as_it_was_typed(form: str) -> None:
    typed = Typed(words=("widow",))
    with preferring(Preferences(near="Otley", weights={"near": 3}), NOTHING):
        assert with_settings(typed, form) == typed


@pytest.mark.parametrize("form", ["table", "plain", "markdown", "html", "message"])
def test_what_people_read_has_the_settings_unless_they_are_guided(form: str) -> None:
    typed = Typed(words=("widow",))
    with preferring(Preferences(near="Otley", weights={"near": 3}), NOTHING):
        found = with_settings(typed, form)
        assert (found.usual_near, found.usual_weight) == ("Otley", ("near=3",))
        assert with_settings(typed, form, is_guided=True) == typed


# What a command prefers


def test_preferences_end_with_their_block_even_where_it_fails() -> None:
    outer, inner = Preferences(near="Otley"), Preferences(near="Leeds")

    def fail() -> NoReturn:
        with preferring(inner, outer):
            assert (preferences.kept(), preferences.asked()) == (inner, outer)
            raise ZeroDivisionError

    with preferring(outer, inner):
        with pytest.raises(ZeroDivisionError):
            fail()
        assert (preferences.kept(), preferences.asked()) == (outer, inner)
    assert (preferences.kept(), preferences.asked()) == (NOTHING, NOTHING)


def test_nothing_is_preferred_where_nothing_was_said() -> None:
    assert not any(NOTHING)


@pytest.mark.parametrize(
    ("typed", "expected"), [("~/groups", "/home/a/groups"), ("groups", "groups"), ("/x", "/x")]
)
def test_a_path_may_begin_at_home(
    monkeypatch: pytest.MonkeyPatch, typed: str, expected: str
) -> None:
    monkeypatch.setenv("HOME", "/home/a")
    monkeypatch.setenv("USERPROFILE", "/home/a")
    assert config.expanded(typed).as_posix() == expected


def test_a_directory_of_settings_comes_last_but_for_the_shipped_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("PEERFIND_DIRECTORY", raising=False)
    named, usual, other = (tmp_path / name for name in ("named", "usual", "other"))
    for folder in (named, usual, other, tmp_path / "here" / "directory"):
        (folder / "groups").mkdir(parents=True)
        (folder / "directory.yaml").touch()
    monkeypatch.chdir(tmp_path)
    with preferring(Preferences(directory=str(usual)), NOTHING):
        assert config.directory_location(None) == (usual, "named in your settings")
        monkeypatch.chdir(tmp_path / "here")
        assert config.directory_location(None).path == tmp_path / "here" / "directory"
        monkeypatch.setenv("PEERFIND_DIRECTORY", str(other))
        assert config.directory_location(None).path == other
        assert config.directory_location(str(named)).path == named
    monkeypatch.delenv("PEERFIND_DIRECTORY")
    monkeypatch.chdir(tmp_path)
    with (
        preferring(Preferences(directory=str(tmp_path / "gone")), NOTHING),
        pytest.raises(DirectoryError, match=r"^directory in your settings \("),
    ):
        config.directory_location(None)


# How it is said


@pytest.mark.parametrize(
    ("variables", "output", "color"),
    [
        ({}, ("table", "usual"), ("auto", "usual")),
        ({"ACCESSIBLE": "1"}, ("plain", "ACCESSIBLE"), ("auto", "usual")),
        ({"TERM": "dumb"}, ("plain", "TERM"), ("never", "TERM")),
        ({"TERM": "xterm"}, ("table", "usual"), ("auto", "usual")),
        ({"CLICOLOR": "0"}, ("table", "usual"), ("never", "CLICOLOR")),
        ({"FORCE_COLOR": "1"}, ("table", "usual"), ("always", "FORCE_COLOR")),
    ],
)
def test_a_variable_that_decides_is_named(
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    variables: dict[str, str],
    output: tuple[str, str],
    color: tuple[str, str],
) -> None:
    for name in ("ACCESSIBLE", "TERM", "NO_COLOR", "FORCE_COLOR", "CLICOLOR_FORCE", "CLICOLOR"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    around = Around(variables, config.Location(tmp_path, "x"), 80, config.color_of_environment())
    found = {fact.name: (fact.value, fact.source) for fact in in_effect(NOTHING, {}, around)}
    assert (found["output"], found["color"]) == (output, color)


def test_no_sign_of_a_value_that_a_terminal_would_obey_is_printed(tmp_path: Path) -> None:
    facts = [Fact("near", "a\x1b[2Jb", "usual")]
    assert not any("\x1b" in line for line in lines(tmp_path, facts, is_there=True))


@pytest.mark.parametrize("is_there", [True, False])
def test_an_example_is_shown_only_where_there_is_no_file(tmp_path: Path, *, is_there: bool) -> None:
    told = "\n".join(lines(tmp_path, [Fact("near", "", "usual")], is_there=is_there))
    assert ("weights:" in told) != is_there
    assert "near  none (usual)" in told


def test_without_a_home_there_is_no_file_to_name() -> None:
    facts = [Fact("near", "", "usual")]
    told = [*lines(None, facts, is_there=False)]
    assert told[0] == "Your settings: None: there is no home folder."
    assert not [line for line in told if "with any editor" in line]
    assert document(None, facts, is_there=False) == {
        "version": 1,
        "file": None,
        "exists": False,
        "settings": {"near": {"value": None, "source": "usual"}},
    }


def test_a_variable_is_named_before_the_file_for_each_pair_of_them() -> None:
    here = config.Location(config.PACKAGE, "x")
    kept = Preferences(width=50, pager="never")
    lines_ = {"width": 1, "pager": 2}
    for columns, pager in itertools.product(("", "60"), repeat=2):
        variables = {k: v for k, v in (("COLUMNS", columns), ("PAGER", pager)) if v}
        found = {one.name: one for one in in_effect(kept, lines_, Around(variables, here, 60, ""))}
        assert found["width"].source == ("COLUMNS" if columns else "your settings, line 1")
        assert found["pager"] == ("pager", "never", "your settings, line 2")
