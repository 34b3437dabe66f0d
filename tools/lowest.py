"""Tries the lowest versions that pyproject.toml promises: installs them, and runs the main tests with them.

    python tools/lowest.py [TEST…]

Needs the package registry, and the oldest Python that is claimed: newer ones have no wheels of the oldest
versions. Everything goes into a temporary folder. Where one package asks for more of another than we do
(textual of rich), a second round does without it. The exit code is 1 where a test fails or a bound is unmet.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

ROOT = Path(__file__).parent.parent
MAIN = (
    "test_cli", "test_contract_match", "test_render", "test_terminal", "test_source", "test_calendar",
    "test_links", "test_exports", "test_import", "test_share", "test_wheel",
    "test_browse_screen", "test_browse_views",
)  # fmt: skip
ROUNDS = ((), ("textual",))
"""What each round leaves out."""
NOT_TRIED = frozenset({"dev"})
"""Extras of tools that no user has."""


def requirements(project: Mapping[str, Any]) -> tuple[str, ...]:
    """The lines of what a `project` table of pyproject.toml asks for, with all extras, each once."""
    extras = project["optional-dependencies"]
    needed = [*project["dependencies"]]
    needed += [line for name, lines in extras.items() if name not in NOT_TRIED for line in lines]
    return tuple(dict.fromkeys(line for line in needed if name_of(line) != project["name"]))


def name_of(requirement: str) -> str:
    """The name of a package, as registries compare it."""
    return re.split(r"[^A-Za-z0-9._-]", requirement, maxsplit=1)[0].lower().replace("_", "-")


def bounds(lines: Iterable[str]) -> dict[str, str]:
    """The lowest version of each package that states one."""
    found = [(name_of(line), re.search(r">=\s*([\d.]+)", line)) for line in lines]
    return {name: bound[1] for name, bound in found if bound}


def meets(version: str, bound: str) -> bool:
    """Whether a version is the lowest that a bound names: 3.6.2 is of 3.6, if there was no 3.6.0."""
    return version.split(".")[: bound.count(".") + 1] == bound.split(".")


def unmet(lowest: Mapping[str, str], rounds: Sequence[Mapping[str, str]]) -> list[str]:
    """The bounds that no round met, each with what was installed instead, in order of their names."""
    return [
        f"{name}>={bound}: {', '.join(one[name] for one in rounds if name in one) or 'not installed'}"
        for name, bound in sorted(lowest.items())
        if not any(meets(one.get(name, ""), bound) for one in rounds)
    ]


def tests_of(left_out: Sequence[str], asked: Sequence[str]) -> list[str]:
    """The files of tests of a round: those asked for, or the main ones that need nothing that is left out."""
    if asked:
        return [*asked]
    no_screen = "textual" in left_out
    return [f"tests/{name}.py" for name in MAIN if not (no_screen and "browse" in name)]


def installed(python: Path, needed: Sequence[str]) -> dict[str, str]:
    """Install the program with the lowest versions of what is needed; the version of each package."""
    subprocess.run([python, "-m", "pip", "install", "--quiet", "uv"], check=True)
    uv = [python, "-m", "uv", "--quiet", "pip"]
    lowest = ["install", "--python", python, "--resolution", "lowest-direct"]
    subprocess.run([*uv, *lowest, ROOT, *needed], check=True)
    listed = [*uv, "list", "--python", python, "--format", "json"]
    told = subprocess.run(listed, check=True, capture_output=True).stdout
    return {name_of(one["name"]): one["version"] for one in json.loads(told)}


def tried(left_out: Sequence[str], needed: Sequence[str], asked: Sequence[str]) -> dict[str, str]:
    """Run one round: its versions. Raises CalledProcessError where an installation or a test fails."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        subprocess.run([sys.executable, "-m", "venv", folder / "venv"], check=True)
        python = folder / "venv" / ("Scripts" if os.name == "nt" else "bin") / "python"
        versions = installed(python, [one for one in needed if name_of(one) not in left_out])
        print(*(f"{one} {versions.get(one, '-')}" for one in bounds(needed)), sep="\n", flush=True)
        own = {"XDG_CACHE_HOME": str(folder), "COVERAGE_FILE": str(folder / "coverage")}
        tests = [python, "-m", "pytest", "-q", "-n", "auto", *tests_of(left_out, asked)]
        subprocess.run(tests, cwd=ROOT, env={**os.environ, **own}, check=True)
    return versions


def main(asked: Sequence[str]) -> None:
    """Run the rounds, and tell which bounds were not met."""
    pyproject = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    needed = requirements(pyproject["project"])
    rounds = []
    for left_out in ROUNDS:
        print(f"\n== the lowest versions, without {', '.join(left_out) or 'nothing'}", flush=True)
        rounds.append(tried(left_out, needed, asked))
    above = unmet(bounds(needed), rounds)
    print(f"\n{len(bounds(needed))} bounds, {len(above)} not met", *above, sep="\n  ")
    sys.exit(bool(above))


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except subprocess.CalledProcessError as fault:
        sys.exit(f"It ended with {fault.returncode}: {' '.join(map(str, fault.cmd))}")
