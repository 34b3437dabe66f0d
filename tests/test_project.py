"""What the project says about itself: the papers, pyproject.toml and the machinery agree."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tomllib
from importlib import metadata
from pathlib import Path
from typing import Any

import pytest
import yaml
from sources import source

import peerfind

ROOT = Path(__file__).parent.parent
PAPERS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob(".github/*.md")])
FORMS = sorted(ROOT.glob(".github/ISSUE_TEMPLATE/*[!g].yml"))
SOURCES = sorted([*ROOT.glob("peerfind/**/*.py")])
TESTS = sorted([*ROOT.glob("tests/**/*.py")])
TEXTS = sorted(
    path
    for folder in ("", "peerfind/**/", "tests/**/", "tools/**/", "docs/**/", ".github/**/")
    for suffix in ("py", "md", "yml", "toml")
    for path in ROOT.glob(f"{folder}*.{suffix}")
)
IMPORTED_AS = {
    "dateutil": "python-dateutil",
    "recurring_ical_events": "recurring-ical-events",
    "yaml": "pyyaml",
}
"""Packages whose import has another name than they have in a registry."""
BROUGHT_BY = {"geographiclib": "geopy"}
"""Packages that come with another one."""


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def loaded(path: Path) -> Any:
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506 - text only


def relative(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def package_names(requirements: list[str]) -> set[str]:
    return {re.split(r"[^a-z0-9-]", line.lower(), maxsplit=1)[0] for line in requirements}


def third_party_imports(paths: list[Path]) -> set[str]:
    """The top names that the files import, less Python's own, the project's and the tests' own."""
    tops = {one.top for path in paths for one in source(path).imports if one.top and not one.level}
    own = {"peerfind", "evaluation"} | {path.stem for path in (*TESTS, *(ROOT / "tools").iterdir())}
    return tops - sys.stdlib_module_names - own


def distributions(imports: set[str]) -> set[str]:
    renamed = {IMPORTED_AS.get(name, name) for name in imports}
    return {BROUGHT_BY.get(name, name) for name in renamed}


@pytest.fixture(scope="module")
def pyproject() -> dict[str, Any]:
    return tomllib.loads(read("pyproject.toml"))


@pytest.fixture(scope="module")
def pythons(pyproject: dict[str, Any]) -> list[str]:
    """The Python versions that pyproject.toml claims, oldest first."""
    claims = [re.search(r":: (3\.\d+)$", line) for line in pyproject["project"]["classifiers"]]
    return sorted((found[1] for found in claims if found), key=lambda name: int(name[2:]))


# Versions


def test_the_version_is_a_literal_of_three_numbers() -> None:
    assert re.fullmatch(r"\d+\.\d+\.\d+", peerfind.__version__)
    assert f'__version__ = "{peerfind.__version__}"\n' in read("peerfind/__init__.py")


def test_the_changelog_starts_with_unreleased_and_knows_no_later_version_than_this() -> None:
    headings = re.findall(r"^## \[(.+?)\]", read("CHANGELOG.md"), flags=re.MULTILINE)
    assert headings[0] == "Unreleased"
    assert headings[1:2] in ([], [peerfind.__version__])


def test_the_unreleased_changes_have_both_sections() -> None:
    unreleased = read("CHANGELOG.md").split("\n## ")[1]
    assert re.findall(r"^### (.+)$", unreleased, flags=re.MULTILINE) == ["Program", "Directory"]


def test_the_oldest_python_claimed_is_the_one_required(
    pyproject: dict[str, Any], pythons: list[str]
) -> None:
    assert pyproject["project"]["requires-python"] == f">={pythons[0]}"
    assert pyproject["tool"]["mypy"]["python_version"] == pythons[0]


def test_every_python_claimed_is_tried_on_linux(pythons: list[str]) -> None:
    workflow = loaded(ROOT / ".github/workflows/ci.yml")
    assert workflow["jobs"]["linux"]["strategy"]["matrix"]["python"] == pythons


def test_the_newest_python_is_tried_on_windows_and_macos(pythons: list[str]) -> None:
    matrix = loaded(ROOT / ".github/workflows/ci.yml")["jobs"]["elsewhere"]["strategy"]["matrix"]
    assert matrix == {"os": ["windows-latest", "macos-latest"], "python": pythons[-1:]}


# Dependencies


def test_the_program_declares_all_that_it_imports(pyproject: dict[str, Any]) -> None:
    project = pyproject["project"]
    extras = [line for lines in project["optional-dependencies"].values() for line in lines]
    needed = distributions(third_party_imports(SOURCES))
    assert needed <= package_names(project["dependencies"] + extras)


def test_the_test_extra_is_enough_for_the_tests(pyproject: dict[str, Any]) -> None:
    project = pyproject["project"]
    offered = package_names(project["dependencies"] + project["optional-dependencies"]["test"])
    assert distributions(third_party_imports(TESTS)) <= offered


@pytest.mark.parametrize(("name", "carrier"), BROUGHT_BY.items())
def test_a_package_that_is_not_declared_comes_with_one_that_is(name: str, carrier: str) -> None:
    assert name in package_names(metadata.requires(carrier) or [])


def test_typer_stays_below_the_version_that_loads_pydantic(pyproject: dict[str, Any]) -> None:
    assert "typer>=0.26,<0.29" in pyproject["project"]["dependencies"]
    pip = loaded(ROOT / ".github/dependabot.yml")["updates"][1]
    assert pip["ignore"] == [{"dependency-name": "typer", "versions": [">=0.29"]}]


def test_the_typer_that_is_installed_loads_no_pydantic() -> None:
    code = "import sys, typer; sys.exit('pydantic' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_every_licence_that_is_claimed_is_explained(pyproject: dict[str, Any]) -> None:
    explained = read("LICENSE") + read("peerfind/data/README.md")
    claimed = pyproject["project"]["license"].split(" AND ")
    names = {"MIT": "MIT License", "OGL-UK-3.0": "Open Government Licence"}
    assert [name for name in claimed if names.get(name, name) not in explained] == []


@pytest.mark.parametrize("table", ["ignore = [", '"tests/*" = ['])
def test_every_rule_that_is_off_has_its_reason(table: str) -> None:
    lines = read("pyproject.toml").split(f"\n{table}\n")[1].split("\n]")[0].splitlines()
    assert [line for line in lines if not re.search(r'^  "\w+",\s+# \w+', line)] == []


# The machinery


def readme_commands() -> list[str]:
    """The commands in the README that install something: one to use the program, one to test."""
    pattern = r"^(?:python3 -m venv \.venv && )?\.venv/bin/pip install .*$"
    return re.findall(pattern, read("README.md"), flags=re.MULTILINE)


def test_the_readme_has_one_command_to_start_and_one_to_test() -> None:
    start, test = readme_commands()
    assert start.endswith(" && .venv/bin/peerfind match --focus grief --near LS6 --leader peer")
    assert test == ".venv/bin/pip install --quiet '.[test]' && .venv/bin/python -m pytest -n auto"


def test_the_ci_script_runs_the_commands_of_the_readme() -> None:
    script = read(".ci/run")
    in_scratch = [
        re.sub(r"\.venv(/bin/\w+)?", lambda found: f'"$venv{found[1] or ""}"', command)
        for command in readme_commands()
    ]
    assert in_scratch
    assert [command for command in in_scratch if command not in script] == []


def test_the_ci_script_can_be_run_and_stops_at_the_first_fault() -> None:
    assert os.access(ROOT / ".ci/run", os.X_OK)
    assert read(".ci/run").startswith("#!/usr/bin/env bash\n")
    assert "\nset -euo pipefail\n" in read(".ci/run")


# The issue forms


def questions(form: Path) -> dict[str, dict[str, Any]]:
    """The answers that a form asks for, by their names."""
    return {part["id"]: part for part in loaded(form)["body"] if "id" in part}


def offered_terms(form: Path, name: str) -> set[str]:
    """The terms to pick from, which stand before the colon of each choice."""
    return {choice.split(":")[0] for choice in questions(form)[name]["attributes"]["options"]}


@pytest.mark.parametrize("form", FORMS, ids=relative)
def test_a_form_asks_each_thing_once_and_only_the_needful_first(form: Path) -> None:
    body = [part for part in loaded(form)["body"] if "id" in part]
    assert len(questions(form)) == len(body)
    needed = [part.get("validations", {}).get("required") == "true" for part in body]
    assert needed == sorted(needed, reverse=True)
    assert any(needed)


@pytest.mark.parametrize("facet", ["format", "leader", "joining"])
def test_the_form_for_a_new_group_offers_terms_of_the_vocabulary(facet: str) -> None:
    known = {term["id"] for term in loaded(ROOT / f"directory/vocabulary/{facet}.yaml")}
    offered = offered_terms(ROOT / ".github/ISSUE_TEMPLATE/new-group.yml", facet)
    assert len(offered) > 1
    assert offered - known <= {"unknown"}


def test_the_form_for_a_new_group_asks_what_a_group_needs() -> None:
    form = questions(ROOT / ".github/ISSUE_TEMPLATE/new-group.yml")
    required = {
        name for name, part in form.items() if part.get("validations", {}).get("required") == "true"
    }
    assert required == {"name", "summary", "focus", "format", "leader", "sources"}


# What volunteers are shown


def example_group() -> str:
    """The group that CONTRIBUTING gives to copy."""
    found = re.search(
        r"^```yaml\n(name: .+?)^```$", read("CONTRIBUTING.md"), re.MULTILINE | re.DOTALL
    )
    assert found
    return found[1]


def checked(directory: Path) -> subprocess.CompletedProcess[str]:
    """What `peerfind check` says of a directory, with nothing of the person's own in its way."""
    settings = {key: value for key, value in os.environ.items() if key != "PEERFIND_DIRECTORY"}
    return subprocess.run(
        [sys.executable, "-m", "peerfind", "check", str(directory), "-o", "json"],
        capture_output=True,
        check=False,
        encoding="utf-8",
        env={**settings, "PYTHONPATH": str(ROOT)},
        cwd=directory,
    )


@pytest.fixture
def example_directory(tmp_path: Path) -> Path:
    """The project's vocabulary with no group but the example."""
    group = tmp_path / "groups/west-yorkshire/hebden-bridge-bereavement-walk.yaml"
    group.parent.mkdir(parents=True)
    group.write_text(example_group(), encoding="utf-8")
    for shipped in (ROOT / "directory/directory.yaml", *ROOT.glob("directory/vocabulary/*.yaml")):
        copy = tmp_path / shipped.relative_to(ROOT / "directory")
        copy.parent.mkdir(exist_ok=True)
        copy.write_bytes(shipped.read_bytes())
    return tmp_path


def test_the_example_in_contributing_has_no_errors(example_directory: Path) -> None:
    report = checked(example_directory)
    problems = json.loads(report.stdout)["problems"]
    assert [problem for problem in problems if problem["level"] == "error"] == []
    assert report.returncode == 0


def test_a_slip_in_the_example_is_found(example_directory: Path) -> None:
    (group,) = example_directory.glob("groups/*/*.yaml")
    group.write_text(example_group().replace("focus: [grief]", "focus: [grieef]"), encoding="utf-8")
    report = checked(example_directory)
    assert "grief" in report.stdout
    assert report.returncode == 1


def test_the_example_in_contributing_leaves_the_check_to_the_person_who_does_it() -> None:
    assert "checked" not in yaml.load(example_group(), Loader=yaml.BaseLoader)  # noqa: S506


# The papers


def anchors(markdown: str) -> set[str]:
    """The places that a link into a page can name."""
    headings = re.findall(r"^#+ (.+)$", markdown, flags=re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading).lower().replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("paper", PAPERS, ids=relative)
def test_a_link_inside_the_project_leads_somewhere(paper: Path) -> None:
    text = paper.read_text(encoding="utf-8")
    links = re.findall(r"\]\(([^)\s]+)\)", text)
    for link in (link for link in links if not re.match(r"https?://", link)):
        name, _, anchor = link.partition("#")
        target = (paper.parent / name) if name else paper
        assert target.exists(), link
        assert not anchor or anchor in anchors(target.read_text(encoding="utf-8")), link


@pytest.mark.parametrize("paper", [*PAPERS, *FORMS], ids=relative)
def test_an_example_rings_nobody(paper: Path) -> None:
    # A real screen, as the README shows one, has the numbers of the real directory in it.
    text = re.sub(r"```console\n\$ .*?```", "", paper.read_text(encoding="utf-8"), flags=re.DOTALL)
    numbers = re.findall(r"\b0\d{2,4} ?\d{3} ?\d{3,4}\b", text)
    drama = r"01134960\d{3}|01632960\d{3}|07700900\d{3}|03069990\d{3}|09098790\d{3}"
    assert [found for found in numbers if not re.fullmatch(drama, found.replace(" ", ""))] == []


@pytest.mark.parametrize("path", TEXTS, ids=relative)
def test_a_text_file_keeps_to_the_editor_settings(path: Path) -> None:
    content = path.read_bytes()
    assert b"\r" not in content
    assert content.endswith(b"\n") or not content
    assert not re.search(rb"[ \t]+$", content, flags=re.MULTILINE)
    content.decode("utf-8")
