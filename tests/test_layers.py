from __future__ import annotations

import subprocess
import sys
from itertools import product
from pathlib import Path

import pytest
from sources import source

PACKAGE = Path(__file__).parent.parent / "peerfind"

# From the ground up: a module imports from its own layer and from those above this line only.
LAYERS: tuple[tuple[str, ...], ...] = (
    (
        "",
        "named",
        "beside",
        "english",
        "errors",
        "geo",
        "language",
        "mutation",
        "tables",
        "text",
        "problems",
        "config",
        "preferences",
        "freshness",
        "zones",
    ),
    ("places", "schedule"),
    ("faults", "source", "pieces", "model"),
    ("directory",),
    ("asking",),
    ("index",),
    ("answers",),
    ("keeping",),
    ("wording",),
    ("guiding",),
    ("output",),
    ("browsing",),
    ("api",),
    ("many",),
    ("cli", "__main__"),
)
LEVELS = {module: level for level, layer in enumerate(LAYERS) for module in layer}


def name_of(path: Path) -> str:
    """A module's name in the package; a folder counts as one module."""
    inner = path.relative_to(PACKAGE).with_suffix("").parts[0]
    return "" if inner == "__init__" else inner


MODULES = sorted({name_of(path) for path in PACKAGE.rglob("*.py")})


def imported(path: Path) -> set[str]:
    """The modules of the package that a file imports, for types too."""
    found: set[str] = set()
    for one in source(path).imports:
        assert one.level == 0, f"{path} imports by dots"
        if one.module == "peerfind":
            found |= {name if name in MODULES else "" for name in one.names or ("",)}
        elif one.top == "peerfind":
            found.add(one.module.split(".")[1])
    return found


IMPORTS = {
    module: {
        other
        for path in PACKAGE.rglob("*.py")
        if name_of(path) == module
        for other in imported(path)
    }
    - {module}
    for module in MODULES
}


def test_every_module_has_a_layer() -> None:
    assert {*MODULES} == LEVELS.keys()


@pytest.mark.parametrize("module", MODULES)
def test_imports_go_downward_only(module: str) -> None:
    upward = {other for other in IMPORTS[module] if LEVELS.get(other, 99) > LEVELS.get(module, 0)}
    assert upward == set()


def test_no_module_imports_itself_by_a_circle() -> None:
    left = {module: {*others} for module, others in IMPORTS.items()}
    while free := {module for module, others in left.items() if not others}:
        left = {module: others - free for module, others in left.items() if module not in free}
    assert left == {}


def importers(library: str) -> set[str]:
    """The modules that name a library in an import."""
    return {
        name_of(path)
        for path in PACKAGE.rglob("*.py")
        if library in {one.top for one in source(path).imports}
    }


@pytest.mark.parametrize(
    ("library", "modules"),
    [
        ("rich", {"output"}),
        ("yaml", {"source", "pieces"}),
        ("httpx", {"keeping"}),
        ("textual", {"browsing"}),
    ],
)
def test_a_library_is_known_to_few(library: str, modules: set[str]) -> None:
    assert importers(library) == modules


READERS_OF_THE_WORLD = {"environ", "getenv", "cwd", "expanduser", "now", "today", "home"}


def test_only_config_reads_clock_environment_and_working_folder() -> None:
    world = set(product(("os", "Path", "datetime", "date"), READERS_OF_THE_WORLD))
    found = {name_of(path) for path in PACKAGE.rglob("*.py") if world & source(path).attributes}
    assert found == {"config"}


def test_a_search_that_ends_in_json_imports_nothing_heavy() -> None:
    modules = ("answers.answer", "index.cache", "output.export", "asking.query", "config")
    heavy = {"rich", "yaml", "rapidfuzz", "geopy", "typer", "asyncio"}
    code = f"import sys, {', '.join(f'peerfind.{name}' for name in modules)}\nprint(*sys.modules)"
    command = [sys.executable, "-c", code]
    run = subprocess.run(command, capture_output=True, text=True, check=True, cwd=PACKAGE.parent)
    assert heavy & {*run.stdout.split()} == set()
