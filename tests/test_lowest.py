"""The script that tries the lowest versions: what it takes for a bound, and when it is content."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "tools"))

import lowest  # noqa: E402

TOML = """\
[project]
name = "peerfind"
dependencies = ["rich>=13.9", "typer>=0.26,<0.29", "tzdata; sys_platform == 'win32'"]

[project.optional-dependencies]
browse = ["Textual>=8.2.5"]
test = ["peerfind[browse]", "Textual>=8.2.5", "ruamel_yaml[x]>=1"]
dev = ["mypy>=2"]
"""
PROJECT = tomllib.loads(TOML)["project"]
NEEDED = lowest.requirements(PROJECT)
BOUNDS = {"rich": "13.9", "typer": "0.26", "textual": "8.2.5", "ruamel-yaml": "1"}
RAISED = {"rich": "14.2.0", "typer": "0.26.0", "textual": "8.2.5", "ruamel-yaml": "1"}
ALONE = {"rich": "13.9.0", "typer": "0.26.0"}
parts = st.lists(st.integers(0, 30), min_size=1, max_size=4).map(
    lambda one: ".".join(map(str, one))
)


def ours() -> dict[str, Any]:
    return dict(tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"])


def test_each_package_of_users_and_of_tests_is_needed_once() -> None:
    assert (*PROJECT["dependencies"], "Textual>=8.2.5", "ruamel_yaml[x]>=1") == NEEDED


def test_a_bound_is_the_lowest_version_that_is_stated() -> None:
    assert lowest.bounds(NEEDED) == BOUNDS


@pytest.mark.parametrize(
    ("version", "bound", "does"),
    [
        ("13.9.0", "13.9", True),
        ("13.9", "13.9", True),
        ("1.5.2", "1.5", True),
        ("14.2.0", "13.9", False),
        ("13.10.0", "13.1", False),
        ("13", "13.9", False),
        ("8.2.6", "8.2.5", False),
        ("", "1", False),
    ],
)
def test_a_version_meets_a_bound_that_names_it(version: str, bound: str, does: bool) -> None:  # noqa: FBT001
    assert lowest.meets(version, bound) is does


@given(parts, parts)
def test_a_version_meets_its_own_beginnings_only(version: str, bound: str) -> None:
    assert lowest.meets(f"{bound}.7", bound)
    assert lowest.meets(version, bound) == f"{version}.".startswith(f"{bound}.")


def test_a_bound_that_another_package_raises_is_met_in_the_round_without_that() -> None:
    assert lowest.unmet(BOUNDS, [RAISED, ALONE]) == []
    assert lowest.unmet(BOUNDS, [RAISED]) == ["rich>=13.9: 14.2.0"]


def test_a_package_that_is_nowhere_is_not_met() -> None:
    assert lowest.unmet({"rich": "1"}, [{}, {}]) == ["rich>=1: not installed"]
    assert lowest.unmet({"rich": "1"}, []) == ["rich>=1: not installed"]


def test_a_round_without_textual_leaves_out_the_tests_of_its_screens() -> None:
    every, without = (lowest.tests_of(one, []) for one in lowest.ROUNDS)
    assert {*every} - {*without} == {"tests/test_browse_screen.py", "tests/test_browse_views.py"}
    assert lowest.tests_of(("textual",), ["tests/test_geo.py"]) == ["tests/test_geo.py"]


def test_every_main_test_is_there() -> None:
    assert [name for name in lowest.MAIN if not (ROOT / f"tests/{name}.py").exists()] == []


def test_the_tests_of_a_round_import_nothing_that_it_leaves_out() -> None:
    for path in map(ROOT.joinpath, lowest.tests_of(("textual",), [])):
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"^\s*(from|import) (textual|browsed)\b", text, re.MULTILINE), path


@pytest.fixture
def _in_example(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text(TOML, encoding="utf-8")
    monkeypatch.setattr(lowest, "ROOT", tmp_path)


@pytest.mark.parametrize(
    ("second", "code", "told"),
    [(ALONE, 0, "4 bounds, 0 not met"), (RAISED, 1, "rich>=13.9: 14.2.0, 14.2.0")],
    ids=["met", "not met"],
)
@pytest.mark.usefixtures("_in_example")
def test_it_ends_with_whether_each_bound_was_met(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    second: dict[str, str],
    code: int,
    told: str,
) -> None:
    monkeypatch.setattr(lowest, "tried", lambda left_out, *_: second if left_out else RAISED)
    with pytest.raises(SystemExit) as ended:
        lowest.main([])
    assert int(ended.value.code or 0) == code
    assert told in capsys.readouterr().out


def test_a_round_installs_and_tests_in_a_folder_that_goes_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    calls: list[list[str]] = []

    def noted(command: list[Any], **options: Any) -> subprocess.CompletedProcess[bytes]:
        calls.append([str(one) for one in command])
        assert options["check"]
        return subprocess.CompletedProcess(command, 0, b'[{"name": "Rich", "version": "13.9.0"}]')

    monkeypatch.setattr(subprocess, "run", noted)
    assert lowest.tried(("textual",), NEEDED, ["tests/test_geo.py"]) == {"rich": "13.9.0"}
    venv, _, install, _, tests = calls
    assert not Path(venv[-1]).parent.exists()
    assert install[-5:-3] == [str(ROOT), "rich>=13.9"]
    assert not [one for one in install if "Textual" in one]
    assert "lowest-direct" in install
    assert tests[1:] == ["-m", "pytest", "-q", "-n", "auto", "tests/test_geo.py"]


# Ours


def test_every_package_of_ours_states_the_lowest_version() -> None:
    needed = lowest.requirements(ours())
    unstated = {lowest.name_of(line) for line in needed} - lowest.bounds(needed).keys()
    assert unstated == {"tzdata"}  # data, for Windows: any will do


def test_a_package_that_stands_in_two_extras_has_one_bound() -> None:
    needed = lowest.requirements(ours())
    assert len({lowest.name_of(line) for line in needed}) == len(needed)
    built = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["build-system"]
    assert {*built["requires"]} <= {*needed}
