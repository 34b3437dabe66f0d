"""What Tab offers, in each shell, and what it costs: never an error, never a slow import."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from conftest import write_directory
from running import OWN, Ran, example_directory, program

from peerfind.cli import complete
from peerfind.directory.vocabulary import FACETS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SLOW = ("rich", "yaml", "rapidfuzz", "geopy", "geographiclib", "pydantic")
IDS = [
    "aire-walk", "example-network", "old-circle", "wharfe-evening-bereavement",
    "widowed-together-online", "young-voices",
]  # fmt: skip
LOADED = """
import json, sys
from peerfind.__main__ import run
try:
    run(sys.argv[1:])
finally:
    print(json.dumps([*sys.modules]), file=sys.stderr)
"""


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the example directory in it."""
    folder = tmp_path_factory.mktemp("home")
    example_directory(folder / "directory")
    return folder


@pytest.fixture
def here(home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The same folder, with this process in it."""
    for name in OWN:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PEERFIND_CACHE", str(home / "cache"))
    monkeypatch.chdir(home)
    return home


@pytest.fixture
def tab(home: Path) -> Callable[..., Ran]:
    """Presses Tab at the end of a line in a shell."""

    def pressed(line: str, shell: str = "bash", **others: str) -> Ran:
        words = line.split(" ")
        variables = {
            "PEERFIND_CACHE": str(home / "cache"),
            "_PEERFIND_COMPLETE": f"complete_{shell}",
            "COMP_WORDS": line,
            "COMP_CWORD": str(len(words) - 1),
            "_TYPER_COMPLETE_ARGS": line,
            "_TYPER_COMPLETE_FISH_ACTION": "get-args",
            "_TYPER_COMPLETE_WORD_TO_COMPLETE": words[-1],
        }
        return program(cwd=home, **{**variables, **others})

    return pressed


def offered(ran: Ran) -> list[str]:
    """What a shell would offer."""
    assert (ran.code, ran.err) == (0, "")
    return ran.out.split()


# Through the shells


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        pytest.param("peerfind m", ["match"], id="a command"),
        pytest.param("peerfind match --fo", ["--focus", "--format", "--for"], id="a flag"),
        pytest.param("peerfind match --focus gr", ["grief", "grief-partner"], id="a term"),
        pytest.param(
            "peerfind match --focus hearing-voices,gr",
            ["hearing-voices,grief", "hearing-voices,grief-partner"],
            id="a term after a comma",
        ),
        pytest.param("peerfind match --leader peer", ["peer", "peer-worker"], id="a usual term"),
        pytest.param("peerfind match --sort n", ["near", "next", "name"], id="an order"),
        pytest.param("peerfind match -o j", ["json", "jsonl"], id="a form"),
        pytest.param("peerfind match --require format,f",
                     ["format,focus", "format,format", "format,for"], id="a name after a comma"),
        pytest.param("peerfind match --weight fr", ["freshness="], id="a name with a number"),
        pytest.param("peerfind match --include ", ["closed", "paused", "stale", "full"],
                     id="what to include"),
        pytest.param("peerfind show ", IDS, id="all the ids"),
        pytest.param("peerfind show aire-walk w", [name for name in IDS if name[0] == "w"],
                     id="a second id"),
        pytest.param("peerfind report y", ["young-voices"], id="the id of a report"),
        pytest.param("peerfind terms ", [*FACETS], id="the facets"),
        pytest.param("peerfind crisis --nation W", ["Wales"], id="a nation"),
        pytest.param("peerfind match --age 2", [], id="a number"),
        pytest.param("peerfind match grief", [], id="a word"),
    ],
)  # fmt: skip
def test_bash_offers(tab: Callable[..., Ran], line: str, expected: list[str]) -> None:
    assert offered(tab(line)) == expected


def test_zsh_offers_terms(tab: Callable[..., Ran]) -> None:
    ran = tab("peerfind match --focus gr", "zsh")
    assert offered(ran) == ["_arguments", "'*:", ':(("grief"', '"grief-partner"))\'']


def test_fish_offers_terms(tab: Callable[..., Ran]) -> None:
    assert offered(tab("peerfind match --focus gr", "fish")) == ["grief", "grief-partner"]


def test_zsh_and_fish_say_what_a_command_does(tab: Callable[..., Ran]) -> None:
    for shell in ("zsh", "fish"):
        assert "Rank the groups that fit a person" in tab("peerfind m", shell).out


# It is quiet and quick


@pytest.mark.parametrize("line", ["peerfind match --focus gr", "peerfind show a"])
@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_nothing_is_offered_where_there_is_no_directory(
    tab: Callable[..., Ran], line: str, shell: str
) -> None:
    ran = tab(line, shell, PEERFIND_DIRECTORY="nowhere")
    assert (ran.code, ran.out.strip().replace("_files", ""), ran.err) == (0, "", "")


@pytest.mark.parametrize(
    "broken",
    [
        pytest.param({"COMP_CWORD": "x"}, id="a position that is none"),
        pytest.param({"COMP_WORDS": "peerfind 'unclosed", "COMP_CWORD": "1"}, id="a quote"),
        pytest.param({"COMP_CWORD": "99"}, id="a position after the end"),
    ],
)
def test_what_cannot_be_understood_offers_nothing(
    tab: Callable[..., Ran], broken: dict[str, str]
) -> None:
    assert offered(tab("peerfind match --age 2", **broken)) == []


def test_a_shell_that_says_nothing_is_told_nothing(home: Path) -> None:
    ran = program(cwd=home, _PEERFIND_COMPLETE="complete_bash", COMP_WORDS=None, COMP_CWORD=None)
    assert ran == Ran(0, "", "")


def test_a_damaged_directory_offers_what_is_left(tab: Callable[..., Ran], tmp_path: Path) -> None:
    groups = {"fine": {}, "broken": "name: [\n"}
    folder = write_directory(tmp_path / "directory", groups, vocabulary={"focus": "- ["})
    variables = {"PEERFIND_DIRECTORY": str(folder), "PEERFIND_CACHE": str(tmp_path / "cache")}
    assert offered(tab("peerfind show ", **variables)) == ["fine"]
    assert offered(tab("peerfind match --focus g", **variables)) == []


@pytest.mark.parametrize("line", ["peerfind match --focus gr", "peerfind show a", "peerfind m"])
def test_tab_loads_nothing_slow(home: Path, line: str) -> None:
    variables = {
        "PEERFIND_CACHE": str(home / "cache"),
        "_PEERFIND_COMPLETE": "complete_bash",
        "COMP_WORDS": line,
        "COMP_CWORD": str(len(line.split(" ")) - 1),
    }
    for _ in ("cold", "warm"):
        ran = program(cwd=home, tool=LOADED, **variables)
    assert ran.out
    modules = json.loads(ran.err)
    # A name that was set to nothing cannot be imported any more, and was not.
    assert [name for name in SLOW if name in modules and name != "rich"] == []
    assert [name for name in modules if name.startswith("rich.")] == []


def test_a_variable_that_is_set_to_nothing_asks_for_no_completion(home: Path) -> None:
    variables = {"PEERFIND_CACHE": str(home / "cache"), "_PEERFIND_COMPLETE": ""}
    ran = program("match", "-o", "table", cwd=home, **variables)
    assert (ran.code, ran.err) == (0, "")
    assert "Wharfe Evening Bereavement Group" in ran.out


# The functions


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        pytest.param("", ["grief", "grief-partner", "hearing-voices"], id="nothing yet"),
        pytest.param("grief-", ["grief-partner"], id="a part"),
        pytest.param("GR", ["grief", "grief-partner"], id="capitals"),
        pytest.param("grief,h", ["grief,hearing-voices"], id="after a comma"),
        pytest.param("x,y,h", ["x,y,hearing-voices"], id="after two commas"),
        pytest.param("xyzzy", [], id="nothing like it"),
    ],
)
def test_terms_offers(typed: str, expected: list[str]) -> None:
    assert complete.terms("focus")(typed) == expected


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize("typed", ["aire", "AIRE"])
def test_ids_offers(typed: str) -> None:
    assert complete.ids(typed) == ["aire-walk"]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("", ["North", "south"]),
        ("n", ["North"]),
        ("N", ["North"]),
        ("north,S", ["north,south"]),
        ("x", []),
    ],
)
def test_choices_offers(typed: str, expected: list[str]) -> None:
    assert complete.choices(("North", "south"))(typed) == expected


@pytest.mark.usefixtures("here")
def test_an_index_that_cannot_be_read_offers_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("peerfind.index.cache.index_of", lambda *_: (_ for _ in ()).throw(OSError))
    assert complete.ids("a") == []


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("post", ["postcode"]),
        ("name,ph", ["name,phone"]),
        ("checked_o", ["checked_on"]),
        ("zz", []),
    ],
)
def test_fields_offers(typed: str, expected: list[str]) -> None:
    assert complete.fields(typed) == expected
