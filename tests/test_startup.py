"""What a run loads: a search starts fast because of what it leaves alone."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from keeping import settled
from running import DAY, Ran, example_directory, program

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

HEAVY = ("rich", "yaml", "rapidfuzz", "geopy", "pydantic")
NOT_FOR_DATA = (
    "csv",
    "peerfind.output.render",
    "peerfind.answers.relax",
    "peerfind.directory.folder",
    "peerfind.source",
)
# What makes an index, which a question to one that is there does without.
MAKING = (
    "yaml",
    "peerfind.directory.fields",
    "peerfind.directory.folder",
    "peerfind.directory.readers",
    "peerfind.index.lock",
    "peerfind.index.parts",
    "peerfind.index.refresh",
    "peerfind.source",
)
# What other ways to do the same would load: sums of another kind, chance, rows of numbers, a network.
ELSEWHERE = ("hashlib", "_hashlib", "numpy", "random", "secrets", "ssl", "tempfile", "pickle")
LOADED = """
import json, sys
from peerfind.__main__ import run
code = run(sys.argv[1:])
print(json.dumps([*sys.modules]), file=sys.stderr)
sys.exit(code)
"""
LOOKED = """
import json, sys
looked = []
def heard(event, arguments):
    path = str(arguments[0]) if arguments else ""
    if event == "os.scandir" or event == "open" and (path.endswith(".yaml") or "/groups/" in path):
        looked.append(path)
sys.addaudithook(heard)
from peerfind.__main__ import run
code = run(sys.argv[1:])
print(json.dumps(looked), file=sys.stderr)
sys.exit(code)
"""
NOTHING = """
import json, sys
print(json.dumps([*sys.modules]), file=sys.stderr)
"""
IMPORTED = """
import json, sys
import peerfind.cli.commands
print(json.dumps([*sys.modules]), file=sys.stderr)
"""
GRIEF = ("match", "--focus", "grief", "--today", DAY)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the example directory in it, a cache that is warm, and an index that was built."""
    folder = tmp_path_factory.mktemp("home")
    settled(example_directory(folder / "directory"))
    assert program("match", cwd=folder, PEERFIND_CACHE="cache").code == 0
    assert program("build", "--output", "built", cwd=folder).code == 0
    return folder


def modules_of(ran: Ran) -> set[str]:
    """The modules that a program tells of at its end."""
    assert ran.code == 0
    return {*json.loads(ran.err.splitlines()[-1])}


@pytest.fixture(scope="module")
def usual(home: Path) -> set[str]:
    """What Python itself loads."""
    return modules_of(program(cwd=home, tool=NOTHING))


@pytest.fixture
def loaded(home: Path, usual: set[str]) -> Callable[..., set[str]]:
    """The modules that a command line has loaded when it ends, besides the usual ones."""

    def modules(*arguments: str, tool: str = LOADED) -> set[str]:
        return modules_of(program(*arguments, cwd=home, tool=tool, PEERFIND_CACHE="cache")) - usual

    return modules


@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param(["--version"], id="version"),
        pytest.param(["--help"], id="help"),
        pytest.param(["match", "--help"], id="help of match"),
        pytest.param([*GRIEF, "-o", "json"], id="json"),
        pytest.param([*GRIEF, "--near", "LS21", "-o", "json"], id="json with distances"),
        pytest.param(["match", "lost my husband", "-o", "json"], id="json of words"),
        pytest.param([*GRIEF, "-o", "jsonl"], id="jsonl"),
        pytest.param([*GRIEF, "-o", "csv"], id="csv"),
        pytest.param([*GRIEF, "-o", "tsv"], id="tsv"),
        pytest.param([*GRIEF, "--near", "LS21", "-o", "plain"], id="plain"),
        pytest.param([*GRIEF, "-o", "message"], id="message"),
        pytest.param([*GRIEF, "--age", "3", "-o", "json"], id="an empty answer"),
        pytest.param(["show", "aire-walk", "-o", "plain"], id="show"),
        pytest.param(["questions", "aire-walk"], id="questions"),
        pytest.param(["terms", "focus"], id="terms"),
        pytest.param(["crisis"], id="crisis"),
        pytest.param(["report", "aire-walk"], id="report"),
    ],
)
def test_nothing_heavy_is_loaded(loaded: Callable[..., set[str]], arguments: list[str]) -> None:
    assert loaded(*arguments).intersection(HEAVY) == set()


@pytest.mark.parametrize("place", [[], ["--near", "LS21"]], ids=["anywhere", "near"])
def test_an_answer_as_data_loads_only_what_makes_data(
    loaded: Callable[..., set[str]], place: list[str]
) -> None:
    modules = loaded(*GRIEF, *place, "-o", "json")
    assert "peerfind.output.export" in modules
    # Near a place few groups are to go to, so what would find more is looked for.
    few = {"peerfind.answers.relax"} if place else set[str]()
    assert modules.intersection(NOT_FOR_DATA) == few


@pytest.mark.parametrize("source", [[], ["--directory", "built"]], ids=["a fresh cache", "built"])
@pytest.mark.parametrize(
    "asked",
    [
        pytest.param([*GRIEF, "-o", "json"], id="json"),
        pytest.param([*GRIEF, "--near", "LS21", "-o", "json"], id="json with distances"),
        pytest.param(["match", "lost my husband", "-o", "json"], id="json of words"),
        pytest.param([*GRIEF, "--age", "3", "-o", "json"], id="an empty answer"),
        pytest.param(["show", "aire-walk", "-o", "json"], id="show"),
        pytest.param(["terms", "focus"], id="terms"),
    ],
)
def test_an_index_that_is_there_is_not_made(
    loaded: Callable[..., set[str]], source: list[str], asked: list[str]
) -> None:
    assert loaded(*asked, *source).intersection((*MAKING, *ELSEWHERE, *HEAVY)) == set()


def test_what_makes_an_index_is_loaded_where_there_is_none(
    home: Path, usual: set[str], tmp_path: Path
) -> None:
    cache = str(tmp_path / "cache")
    made = modules_of(program("match", cwd=home, tool=LOADED, PEERFIND_CACHE=cache)) - usual
    assert {*MAKING} <= made


def test_a_fresh_cache_is_told_by_names_and_times_alone(home: Path) -> None:
    ran = program(*GRIEF, cwd=home, tool=LOOKED, PEERFIND_CACHE="cache")
    looked = json.loads(ran.err)
    assert str(home / "directory" / "groups" / "example") in looked
    assert [path for path in looked if path.endswith(".yaml")] == []


def test_over_a_built_index_no_folder_is_looked_into(home: Path) -> None:
    ran = program(*GRIEF, "--directory", "built", cwd=home, tool=LOOKED, PEERFIND_CACHE="cache")
    assert json.loads(ran.err) == []


def test_the_geodesic_is_loaded_where_a_distance_is_shown(loaded: Callable[..., set[str]]) -> None:
    assert "geographiclib" in loaded(*GRIEF, "--near", "LS21", "-o", "json")


@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param([*GRIEF, "-o", "json"], id="no place is asked for"),
        pytest.param(["match", "--near", "LS21", "--focus", "hearing-voices", "-o", "json"],
                     id="nobody has to travel"),
        pytest.param(["show", "aire-walk", "-o", "json"], id="show"),
    ],
)  # fmt: skip
def test_the_geodesic_is_not_loaded_where_no_distance_is_shown(
    loaded: Callable[..., set[str]], arguments: list[str]
) -> None:
    assert "geographiclib" not in loaded(*arguments)


def test_only_a_drawn_list_loads_rich(loaded: Callable[..., set[str]]) -> None:
    assert "rich" in loaded(*GRIEF, "-o", "table")


def test_only_a_spelling_that_slipped_loads_the_comparing_of_words(
    loaded: Callable[..., set[str]],
) -> None:
    assert "rapidfuzz" in loaded("match", "--focus", "greif", "-o", "json")


def test_only_a_cold_cache_loads_the_reading_of_yaml(home: Path, tmp_path: Path) -> None:
    variables = {"PEERFIND_CACHE": str(tmp_path / "cache")}
    cold, warm = (program("match", cwd=home, tool=LOADED, **variables) for _ in range(2))
    assert ("yaml" in json.loads(cold.err), "yaml" in json.loads(warm.err)) == (True, False)
    assert cold.out == warm.out


def test_the_command_line_by_itself_loads_nothing_heavy(
    loaded: Callable[..., set[str]],
) -> None:
    modules = loaded(tool=IMPORTED)
    assert modules.intersection((*HEAVY, *NOT_FOR_DATA, "geographiclib")) == set()


def test_a_search_loads_no_way_to_a_network(loaded: Callable[..., set[str]]) -> None:
    unwanted = ("asyncio", "socket", "ssl", "http.client", "urllib.request")
    assert loaded(*GRIEF, "--near", "LS21", "-o", "json").intersection(unwanted) == set()
