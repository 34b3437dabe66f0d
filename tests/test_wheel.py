"""The wheel that people install: what is in it, and that it needs nothing more while it runs."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
import tomllib
import zipfile
from email import message_from_string
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sources import source, source_in

import peerfind

if TYPE_CHECKING:
    from email.message import Message

    from sources import Source

ROOT = Path(__file__).parent.parent
INFO = f"peerfind-{peerfind.__version__}.dist-info/"
PAPERS = ("METADATA", "RECORD", "WHEEL", "entry_points.txt")
REFUSED = 97
OFFLINE = """
import os, sys
sys.path.insert(0, sys.argv[1])
from pathlib import Path

def refuse(event, arguments):
    if event.startswith(("socket.", "subprocess.", "urllib.", "os.exec", "os.posix_spawn", "os.system")):
        print(event, arguments, file=sys.stderr, flush=True)
        os._exit(97)

sys.addaudithook(refuse)
import peerfind
from peerfind.__main__ import run
assert Path(peerfind.__file__).is_relative_to(sys.argv[1])
codes = [run(line.split()) for line in sys.argv[2:]]
print(codes, file=sys.stderr)
"""
SOME = min(ROOT.glob("directory/groups/**/*.yaml")).stem
LINES = (
    "match --focus grief --near LS6 --leader peer -o json",
    "match --focus grief -o html",
    "next --days 7",
    "crisis",
    "guide",
    "terms focus",
    "export -o xlsx --to all.xlsx",
    f"share {SOME} -o html",
    "show no-such-group",
    "schema",
    "doctor",
)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    """The wheel of this checkout, built without the network."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", folder]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    (path,) = folder.iterdir()
    assert path.name == f"peerfind-{peerfind.__version__}-py3-none-any.whl"
    return zipfile.ZipFile(path)


@pytest.fixture(scope="module")
def metadata(wheel: zipfile.ZipFile) -> Message:
    return message_from_string(wheel.read(f"{INFO}METADATA").decode())


def files(folder: str) -> set[str]:
    """The files of a folder of the checkout, less what Python leaves there."""
    found = (path for path in (ROOT / folder).rglob("*") if path.is_file())
    kept = (path for path in found if "__pycache__" not in path.parts)
    return {path.relative_to(ROOT / folder).as_posix() for path in kept}


def test_it_holds_the_program_the_directory_and_nothing_else(wheel: zipfile.ZipFile) -> None:
    program = {f"peerfind/{name}" for name in files("peerfind")}
    directory = {f"peerfind/_directory/{name}" for name in files("directory")}
    licences = {"licenses/LICENSE", "licenses/peerfind/data/README.md"}
    papers = {f"{INFO}{name}" for name in (*PAPERS, *licences)}
    assert sorted(wheel.namelist()) == sorted(program | directory | papers)
    assert len(directory) > 250


def test_no_file_of_the_checkout_that_is_not_for_users_is_in_it(wheel: zipfile.ZipFile) -> None:
    names = wheel.namelist()
    parts = {part for name in names for part in name.split("/")}
    assert not parts & {"tests", "evaluation", "tools", "benchmarks", "docs", "workflows.py"}
    assert [name for name in names if re.search(r"(^|/)(test_|conftest|\.)|\.pyc$", name)] == []


def test_the_place_data_and_the_crisis_lines_are_in_it(wheel: zipfile.ZipFile) -> None:
    data = [one for one in wheel.infolist() if one.filename.startswith("peerfind/data/")]
    assert sum(one.file_size for one in data) > 1_000_000
    assert b"116 123" in wheel.read("peerfind/_directory/crisis.yaml")


def test_nothing_in_it_can_be_run_as_it_is_nor_leads_out_of_it(wheel: zipfile.ZipFile) -> None:
    for one in wheel.infolist():
        mode = one.external_attr >> 16
        assert not mode & 0o111, one.filename
        assert mode & 0o170000 in {0, 0o100000}, one.filename
        assert not one.filename.startswith("/")
        assert ".." not in one.filename.split("/")


def test_it_is_the_same_bytes_each_time(wheel: zipfile.ZipFile, tmp_path: Path) -> None:
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", tmp_path]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    (again,) = tmp_path.iterdir()
    assert again.read_bytes() == Path(str(wheel.filename)).read_bytes()


def test_it_asks_for_what_pyproject_names_and_no_more(metadata: Message) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    asked = metadata.get_all("Requires-Dist", [])
    plain = [line for line in asked if "extra ==" not in line]
    names = [re.split(r"[^a-z0-9-]", line, maxsplit=1)[0] for line in plain]
    assert names == ["geopy", "pyyaml", "rapidfuzz", "rich", "typer", "tzdata"]
    assert len(plain) == len(project["dependencies"])
    assert {*metadata.get_all("Provides-Extra", [])} == {*project["optional-dependencies"]}
    assert metadata["Version"] == peerfind.__version__


def test_no_address_stands_in_for_a_package(metadata: Message) -> None:
    asked = metadata.get_all("Requires-Dist", [])
    assert [line for line in asked if "@" in line or "://" in line] == []


def test_installed_alone_it_answers_and_calls_nothing(
    wheel: zipfile.ZipFile, tmp_path: Path
) -> None:
    place, empty = tmp_path / "place", tmp_path / "empty"
    wheel.extractall(place)
    empty.mkdir()
    own = {"XDG_CACHE_HOME": str(tmp_path / "cache"), "XDG_CONFIG_HOME": str(tmp_path / "config")}
    outside = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ}
    done = subprocess.run(
        [sys.executable, "-P", "-c", OFFLINE, place, *LINES],
        cwd=empty,
        env={**outside, **own, "PYTHONUTF8": "1"},
        check=False,
        capture_output=True,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stderr[-2000:]
    codes = ast.literal_eval(done.stderr.splitlines()[-1])
    assert dict(zip(LINES, codes, strict=True)) == {
        line: 2 if "no-such" in line else 0 for line in LINES
    }
    assert '"total"' in done.stdout
    assert [path.name for path in empty.iterdir()] == ["all.xlsx"]


@pytest.mark.parametrize(
    "code",
    ["import socket; socket.getaddrinfo('localhost', 1)", "import os; os.system('true')"],
    ids=["a name looked up", "a program started"],
)
def test_what_would_call_is_caught(code: str, wheel: zipfile.ZipFile, tmp_path: Path) -> None:
    wheel.extractall(tmp_path)
    text = OFFLINE.replace("codes = ", f"{code}\ncodes = ")
    command = [sys.executable, "-P", "-c", text, tmp_path]
    done = subprocess.run(command, cwd=tmp_path, check=False, capture_output=True)
    assert done.returncode == REFUSED


# What the source may do

INSTALLING = {"ensurepip", "pip", "pkg_resources", "setuptools", "venv", "runpy", "zipimport"}
STARTING = re.compile(r"^(system|popen|startfile|exec[lv]\w*|spawn\w+|posix_spawnp?)$")
MAY_START = {"peerfind/keeping/git.py", "peerfind/cli/paging.py", "peerfind/many.py"}
"""Git for a history, the pager for a long answer, and Python once more for many files."""


def started(found: Source) -> set[str]:
    """The calls of `os` that start a program."""
    return {name for owner, name in found.attributes if owner == "os" and STARTING.match(name)}


def test_the_source_installs_nothing_and_starts_no_program_but_git_a_pager_and_itself() -> None:
    starts = set()
    for path in (ROOT / "peerfind").rglob("*.py"):
        found = source(path)
        names = {one.top for one in found.imports}
        assert not names & INSTALLING, path
        assert not started(found), path
        if names & {"subprocess", "multiprocessing"}:
            starts.add(path.relative_to(ROOT).as_posix())
    assert starts == MAY_START


def test_what_starts_a_program_is_found_in_a_source() -> None:
    found = source_in("import os, pip\nfrom venv import create\nos.execv('x', [])\nos.path\n")
    assert started(found) == {"execv"}
    assert {one.top for one in found.imports} & INSTALLING == {"pip", "venv"}
