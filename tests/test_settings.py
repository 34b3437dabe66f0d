"""A person's settings: what they change, what comes before them, and what they never stop."""

from __future__ import annotations

import json
import os
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
from conftest import write_directory
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from pace import some
from running import DAY, ROOT, Ran, example_directory, in_process, program

from peerfind import config, preferences
from peerfind.asking.query import Typed, understood
from peerfind.asking.settings import KEYS, read_settings
from peerfind.asking.usual import with_usual
from peerfind.directory.vocabulary import Vocabulary
from peerfind.errors import UsageError
from peerfind.preferences import Preferences
from peerfind.wording.settings import EXAMPLE, Around, in_effect

if TYPE_CHECKING:
    from collections.abc import Callable

GRIEF = ("match", "--focus", "grief", "--limit", "1", "--today", DAY)
FROM_SETTINGS = "Near Otley is from your settings: --ignore near takes it back."


@pytest.fixture(scope="module")
def directory(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return example_directory(tmp_path_factory.mktemp("example") / "directory")


@pytest.fixture
def peerfind(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    directory: Path,
) -> Callable[..., Ran]:
    run = in_process(monkeypatch, capsys, tmp_path, directory)
    monkeypatch.setenv("PEERFIND_CACHE", str(directory.parent / "cache"))  # made once for all
    return run


@pytest.fixture
def settings(tmp_path: Path) -> Path:
    """Where the settings file of the tests stands; it is not there yet."""
    folder = tmp_path / "settings" / "peerfind"
    folder.mkdir(parents=True)
    return folder / "config.yaml"


def test_without_a_file_the_command_says_where_one_would_be_and_how_it_looks(
    peerfind: Callable[..., Ran], settings: Path, directory: Path
) -> None:
    ran = peerfind("config")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == (
        f"""\
No settings yet in {settings}

near       none (usual)
unit       as the directory says (usual)
directory  {directory} (named by PEERFIND_DIRECTORY)
weights    none (usual)
output     table (usual)
width      80 (COLUMNS)
color      auto (usual)
pager      never (PAGER)
language   en (usual)

Flags come first, then variables, then the file. peerfind never writes it.
To set something, write such lines there with any editor:

"""
        + "".join(f"  {line}\n" for line in EXAMPLE.splitlines())
    )
    assert not settings.exists()


def test_the_command_says_the_line_that_each_setting_comes_from(
    peerfind: Callable[..., Ran], settings: Path
) -> None:
    settings.write_text("# mine\nnear: Otley\nweights:\n  near: 4\n  cost: 0.5\ncolor: never\n")
    ran = peerfind("config")
    assert ran.code == 0
    assert ran.out.startswith(f"Your settings: {settings}\n")
    assert "\nnear       Otley (your settings, line 2)\n" in ran.out
    assert "\nweights    near=4, cost=0.5 (your settings, line 3)\n" in ran.out
    assert "\ncolor      never (your settings, line 6)\n" in ran.out
    assert "with any editor" not in ran.out


def test_the_command_gives_the_same_as_data(peerfind: Callable[..., Ran], settings: Path) -> None:
    settings.write_text("near: Otley\n")
    document = json.loads(peerfind("config", "-o", "json").out)
    assert [*document] == ["version", "file", "exists", "settings"]
    assert (document["file"], document["exists"]) == (str(settings), True)
    assert [*document["settings"]] == [*KEYS]
    assert document["settings"]["near"] == {"value": "Otley", "source": "your settings, line 1"}
    assert document["settings"]["weights"] == {"value": None, "source": "usual"}


def test_the_example_is_one_that_can_be_read(settings: Path) -> None:
    settings.write_text(EXAMPLE)
    kept = read_settings(settings)
    assert all(kept)
    assert {line.split(":")[0] for line in EXAMPLE.splitlines() if line[0] != " "} == {*KEYS}
    assert Path(kept.directory).is_absolute()


def test_every_setting_has_its_row_on_the_page_about_them() -> None:
    page = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
    assert {line.split("`")[1] for line in page.splitlines() if line.startswith("| `")} == {*KEYS}


# The place


def test_a_usual_place_is_used_and_said(peerfind: Callable[..., Ran], settings: Path) -> None:
    named = peerfind(*GRIEF, "--near", "Otley").out
    settings.write_text("near: Otley\n")
    ran = peerfind(*GRIEF)
    assert (ran.code, ran.err) == (0, "")
    lines = ran.out.splitlines(keepends=True)
    assert lines[:2] == ["Understood: grief, near Otley.\n", f"{FROM_SETTINGS}\n"]
    assert "".join([lines[0], *lines[2:]]) == named


@pytest.mark.parametrize(
    "asked",
    [
        pytest.param([*GRIEF, "--near", "Leeds"], id="another place"),
        pytest.param(["match", "lost my husband, near Leeds", "--today", DAY], id="one in words"),
        pytest.param([*GRIEF, "--ignore", "near"], id="none is wanted"),
        pytest.param([*GRIEF, "--ignore", "all"], id="nothing is wanted"),
        pytest.param(["match", "--today", DAY], id="nothing is asked"),
        *(pytest.param([*GRIEF, "-o", form], id=form) for form in ("json", "jsonl", "csv", "tsv")),
        pytest.param(["next", "--today", DAY, "--focus", "grief", "-o", "ics"], id="ics"),
    ],
)
def test_a_usual_place_changes_nothing_where_it_is_not_wanted(
    peerfind: Callable[..., Ran], settings: Path, monkeypatch: pytest.MonkeyPatch, asked: list[str]
) -> None:
    monkeypatch.setattr(config, "now", lambda zone: datetime(2026, 11, 25, tzinfo=zone))
    without = peerfind(*asked)
    unit = "unit: km\n" if "-o" in asked else ""
    settings.write_text(f"near: Otley\n{unit}weights:\n  time: 9\n")
    assert peerfind(*asked) == without
    assert without.code == 0


@pytest.mark.parametrize("form", ["table", "plain", "markdown", "html"])
@pytest.mark.parametrize("command", ["match", "next"])
def test_a_usual_place_is_said_in_each_form_that_people_read(
    peerfind: Callable[..., Ran], settings: Path, command: str, form: str
) -> None:
    settings.write_text("near: Otley\n")
    ran = peerfind(command, "--focus", "grief", "--today", DAY, "-o", form)
    assert "from your settings" in " ".join(ran.out.split())


def test_a_distance_may_be_around_the_usual_place(
    peerfind: Callable[..., Ran], settings: Path
) -> None:
    settings.write_text("near: Otley\n")
    assert "within 5 miles of Otley" in peerfind(*GRIEF, "--within", "5").out
    assert peerfind(*GRIEF, "--within", "5", "--ignore", "near").code == 2


def test_a_usual_place_that_there_is_not_is_told_where_it_is_used(
    peerfind: Callable[..., Ran], settings: Path
) -> None:
    settings.write_text("unit: km\nnear: Xyzzyville\n")
    told = peerfind(*GRIEF).err
    assert told.startswith("peerfind: near in your settings: ")
    assert told.endswith("See them: peerfind config\n")
    assert peerfind(*GRIEF, "--near", "Leeds").code == 0
    ran = peerfind("config")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(f"peerfind: {settings}:2: ")


# Weights, unit, directory


def test_usual_weights_count_for_what_is_asked_and_give_way_to_flags(
    peerfind: Callable[..., Ran], settings: Path
) -> None:
    settings.write_text("weights:\n  focus: 7\n  near: 9\n")
    assert "\nWeights from your settings: focus=7.\n" in peerfind(*GRIEF).out
    assert "from your settings" not in peerfind(*GRIEF, "--weight", "focus=2").out
    assert "from your settings" not in peerfind("match", "--limit", "1").out


@hypothesis_settings(max_examples=some(25))
@given(
    usual=st.dictionaries(st.sampled_from(["focus", "cost", "near"]), st.integers(0, 1000)),
    flags=st.dictionaries(st.sampled_from(["focus", "cost", "near"]), st.integers(0, 1000)),
)
def test_a_flag_beats_a_usual_weight_and_what_is_not_asked_has_none(
    usual: dict[str, int], flags: dict[str, int]
) -> None:
    typed = Typed(
        asks={"near": ["Otley"]},
        weight=[f"{name}={value}" for name, value in flags.items()],
        usual_weight=[f"{name}={value}" for name, value in usual.items()],
    )
    now = config.now(ZoneInfo("Europe/London"))
    found = understood(with_usual(typed), Vocabulary({}), now)
    assert found.weights == {**{k: v for k, v in usual.items() if k == "near"}, **flags}
    assert any("settings" in note for note in found.notes) == (
        "near" in usual and "near" not in flags
    )


def test_a_unit_is_that_of_distances_and_of_bare_numbers(
    peerfind: Callable[..., Ran], settings: Path
) -> None:
    asked = (*GRIEF, "--near", "Otley", "--within", "10")
    assert "within 10 miles of Otley" in peerfind(*asked).out
    settings.write_text("unit: km\n")
    out = peerfind(*asked).out
    assert "within 10 km of Otley" in out
    assert " km" in next(line for line in out.splitlines() if line.startswith("Where: "))


def test_a_directory_of_settings_is_read_where_none_is_nearer(
    peerfind: Callable[..., Ran],
    settings: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    write_directory(tmp_path / "usual", {"usual-walk": {}})
    settings.write_text("directory: ../../usual\n")
    assert peerfind("show", "usual-walk").code == 2  # a variable comes first
    monkeypatch.delenv("PEERFIND_DIRECTORY")
    assert "usual-walk" in peerfind("show", "usual-walk").out
    assert "(named in your settings)" in peerfind("config").out
    write_directory(tmp_path / "directory", {"near-walk": {}})
    assert "near-walk" in peerfind("match").out


# What is wrong

BROKEN = [
    pytest.param("naer: Otley", 1, "'naer' is not known at the start of a line here. Did", id="a key"),
    pytest.param("# x\nunit: mils", 2, "'mils' is not known here. Write miles or km.", id="a value"),
    pytest.param("near: '-'", 1, "'-' cannot be used. Write a place", id="a prompt"),
    pytest.param("width: 3", 1, "Write a number of columns, 20 or more", id="too narrow"),
    pytest.param("weights:\n  nera: 2", 2, "Did you mean near?", id="the name of a weight"),
    pytest.param("weights:\n  near: -1", 2, "Write a number between 0 and 1000", id="a weight"),
    pytest.param("weights: 3", 1, "Write each fact on a line of its own", id="weights without names"),
    pytest.param("just words", 1, "Write each fact on a line of its own", id="no keys"),
    pytest.param("near: [", 2, "a quote that is not closed", id="no YAML"),
    pytest.param("near: a\nnear: b", 2, "already on line 1", id="a key twice"),
]  # fmt: skip


@pytest.mark.parametrize(("written", "line", "told"), BROKEN)
def test_what_cannot_be_used_is_told_in_one_line_with_its_place(
    peerfind: Callable[..., Ran], settings: Path, written: str, line: int, told: str
) -> None:
    settings.write_text(written + "\n")
    for command in (["config"], ["match", "--limit", "1"], ["show", "aire-walk", "-o", "json"]):
        ran = peerfind(*command)
        assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
        assert ran.err.startswith(f"peerfind: {settings}:{line}: ")
        assert told in ran.err


@pytest.mark.parametrize("written", [*(one.values[0] for one in BROKEN), "directory: nowhere"])
def test_no_settings_ever_stop_the_crisis_lines(
    peerfind: Callable[..., Ran], settings: Path, written: str
) -> None:
    usual = peerfind("crisis").out
    settings.write_text(f"{written}\n")
    ran = peerfind("crisis")
    assert (ran.code, ran.out) == (0, usual)
    assert ran.err.startswith("Your settings are left out. ")
    assert ran.err.count("\n") == 1


def test_help_and_version_do_not_look_at_settings(
    peerfind: Callable[..., Ran], settings: Path
) -> None:
    settings.write_text("naer: Otley\n")
    for asked in (["--help"], ["--version"], ["match", "--help"]):
        assert peerfind(*asked).code == 0


def test_a_directory_of_settings_that_is_not_there_says_who_named_it(
    peerfind: Callable[..., Ran], settings: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.write_text("directory: nowhere\n")
    monkeypatch.delenv("PEERFIND_DIRECTORY")
    ran = peerfind("match")
    assert (ran.code, ran.out) == (3, "")
    assert ran.err.startswith(f"peerfind: directory in your settings ({settings}): There is no ")


@pytest.mark.parametrize("written", ["", "# nothing yet\n", "near:\n", "weights: {}\n"])
def test_a_file_that_says_nothing_changes_nothing(
    peerfind: Callable[..., Ran], settings: Path, written: str
) -> None:
    usual = peerfind(*GRIEF)
    settings.write_text(written)
    assert peerfind(*GRIEF) == usual


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="everybody may read it there")
def test_a_file_that_cannot_be_opened_is_told(peerfind: Callable[..., Ran], settings: Path) -> None:
    settings.touch(0)
    assert peerfind("match").code == 2


def test_what_a_command_prefers_ends_with_it(peerfind: Callable[..., Ran], settings: Path) -> None:
    settings.write_text("near: Otley\nwidth: 40\n")
    assert peerfind(*GRIEF).code == 0
    assert preferences.kept() == preferences.NOTHING


def test_nothing_of_settings_is_loaded_where_there_are_none(
    tmp_path: Path, directory: Path
) -> None:
    tool = "import sys\nfrom peerfind.__main__ import run\nrun(sys.argv[1:])\nprint(*sys.modules)"
    ran = program("terms", cwd=tmp_path, tool=tool, PEERFIND_DIRECTORY=str(directory))
    assert "peerfind.preferences" in ran.out
    assert "peerfind.asking.settings" not in ran.out


# Where they stand, and what comes from where


@pytest.mark.skipif(os.name == "nt", reason="the paths are those of Unix")
@pytest.mark.parametrize(
    ("platform", "variables", "file"),
    [
        ("linux", {"HOME": "/home/a"}, "/home/a/.config/peerfind/config.yaml"),
        ("darwin", {"HOME": "/home/a"}, "/home/a/.config/peerfind/config.yaml"),
        ("linux", {"HOME": "/home/a", "XDG_CONFIG_HOME": "/x"}, "/x/peerfind/config.yaml"),
        ("win32", {"APPDATA": "/roaming"}, "/roaming/peerfind/config.yaml"),
        ("win32", {}, "None"),
    ],
)
def test_settings_stand_where_the_system_keeps_such_things(
    monkeypatch: pytest.MonkeyPatch, platform: str, variables: dict[str, str], file: str
) -> None:
    for name in ("XDG_CONFIG_HOME", "APPDATA"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr("sys.platform", platform)
    assert str(config.settings_file()) == file


def test_there_are_no_settings_without_a_home(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setattr(os.path, "expanduser", lambda path: path)
    assert config.settings_file() is None


def test_variables_come_before_the_file() -> None:
    kept = Preferences(output="table", width=50, color="always", pager="auto", language="cy")
    lines = {"output": 1, "width": 2, "color": 3, "pager": 4, "language": 5}
    variables = {"ACCESSIBLE": "1", "COLUMNS": "60", "NO_COLOR": "1", "PAGER": "more"}
    here = config.Location(ROOT, "x")
    facts = in_effect(kept, lines, Around(variables, here, 60, "never", "en"))
    assert [tuple(fact) for fact in facts[4:]] == [
        ("output", "plain", "ACCESSIBLE"),
        ("width", "60", "COLUMNS"),
        ("color", "never", "NO_COLOR"),
        ("pager", "more", "PAGER"),
        ("language", "en", "PEERFIND_LANG"),
    ]
    facts = in_effect(kept, lines, Around({}, here, 50, ""))
    assert [fact.source for fact in facts[4:]] == [f"your settings, line {n}" for n in range(1, 6)]


def test_settings_with_a_bad_name_raise_for_python_too(settings: Path) -> None:
    settings.write_text("naer: x\n")
    with pytest.raises(UsageError, match=r"config\.yaml:1: 'naer'"):
        read_settings(settings)
