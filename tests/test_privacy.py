"""What a person asks stays between them and the answer: no network, no trace on the disk, none in a fault."""

from __future__ import annotations

import json
import os
import re
import shutil
import socket
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn
from zipfile import ZipFile

import pytest
from conftest import write_directory
from everywhere import BINARY, filled, lines
from keeping import whole_content
from running import DAY, ROOT, Ran, environment, example_directory, program
from sources import source

from peerfind.cli.commands import app
from peerfind.cli.forms import ANSWER
from peerfind.cli.session import Session
from peerfind.config import shipped_directory

if TYPE_CHECKING:
    from collections.abc import Callable

MARKED = {
    "words": "zanzibarwort",
    "place": "Pateley Bridge",
    "postcode": "HG3 5AW",
    "time": "03:07-04:09",
}
ASKED = (
    "match", MARKED["words"], "lost my husband", "--near", MARKED["postcode"], "--near",
    MARKED["place"], "--for", "south-asian", "--day", "saturday", "--time", MARKED["time"],
)  # fmt: skip
FEED = Path(__file__).parent / "standards" / "feeds" / "oruk-3.0" / "service_full.json"
COMMANDS = {
    "match": ["match", "lost my husband", "--near", "LS21", "--age", "71"],
    "match in a table": ["match", "--focus", "greif", "--near", "Otley", "-o", "table"],
    "match with nothing found": ["match", "--focus", "hearing-voices", "--age", "80"],
    "next": ["next", "lost my husband", "--near", "LS21", "--days", "31"],
    "next as a calendar": ["next", "--focus", "grief", "--on", "tuesday", "-o", "ics"],
    "show side by side": ["show", "--compare", "aire-walk", "wharfe-evening-bereavement"],
    "browse": ["browse", "--help"],  # the screen itself is tried in its own tests
    "show": ["show", "aire-walk", "wharfe-evening-bereavement"],
    "questions": ["questions", "young-voices"],
    "terms": ["terms", "focus", "widow"],
    "crisis": ["crisis", "--nation", "Wales"],
    "report": ["report", "aire-walk"],
    "share": ["share", "aire-walk", "wharfe-evening-bereavement", "-o", "html"],
    "guide": ["guide", "--search", "grief"],
    "batch": ["batch", "-"],
    "check": ["check"],
    "explain": ["explain", "text-cut-off"],
    "new": [
        "new",
        "--dry-run",
        "--set",
        "name=Example Walk",
        "--set",
        "summary=A walk.",
        "--set",
        "format=unknown",
        "--set",
        "leader=unknown",
        "--set",
        "focus=grief",
        "--set",
        "sources=https://example.org/walk",
    ],
    "confirm": ["confirm", "aire-walk", "--how", "phone", "--note", "Day and time.", "--dry-run"],
    "close": ["close", "aire-walk", "--reason", "It has ended.", "--dry-run"],
    "pause": ["pause", "aire-walk", "--reason", "A break.", "--dry-run"],
    "reopen": ["reopen", "old-circle", "--dry-run"],
    "import": ["import", "oruk", str(FEED), "--set", "focus=grief", "--dry-run"],
    "fmt": ["fmt", "--diff"],
    "export": ["export", "-o", "html", "--focus", "grief"],
    "build": ["build", "--output", "built.sqlite"],
    "doctor": ["doctor"],
    "config": ["config"],
    "stale": ["stale", "--near", "LS21"],
    "duplicates": ["duplicates"],
    "stats": ["stats", "--focus", "grief"],
    "schema": ["schema"],
    "scaffold": ["scaffold", "repository"],
    # It goes to the network for addresses of the directory, and here there are none to look at.
    "links": ["links", "--host", "none.example.org"],
    "diff": ["diff", str(shipped_directory()), str(shipped_directory())],
}


@pytest.fixture(scope="module")
def directory(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return example_directory(tmp_path_factory.mktemp("example") / "directory")


# No network


class NoSocket(socket.socket):
    """A socket that cannot be had."""

    def __init__(self, *_: object, **__: object) -> None:
        pytest.fail("a socket was opened")


@pytest.fixture
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def forbidden(*_: object, **__: object) -> NoReturn:
        pytest.fail("a name was looked up or a connection was made")

    monkeypatch.setattr(socket, "socket", NoSocket)
    for name in ("getaddrinfo", "gethostbyname", "create_connection"):
        monkeypatch.setattr(socket, name, forbidden)


GOING_OUT = {
    "aiohttp", "asyncio", "ftplib", "http", "httpcore", "httpx", "requests", "smtplib", "socket", "ssl",
    "socketserver", "urllib3", "webbrowser", "xmlrpc",
}  # fmt: skip
LOADED = """
import sys
from peerfind.__main__ import run
run(sys.argv[1:])
print(*(name for name in ("httpx", "httpcore", "asyncio", "ssl") if name in sys.modules), file=sys.stderr)
"""


def test_only_links_can_reach_the_network() -> None:
    package = ROOT / "peerfind"
    found = set()
    for path in package.rglob("*.py"):
        tops = {one.top for one in source(path).imports if one.module != "urllib.parse"}
        where = path.parent.relative_to(package).as_posix()
        found |= {(where, name) for name in tops & (GOING_OUT | {"urllib"})}
    waits = ("browsing", "asyncio")  # a whole screen waits by it for what is typed
    assert {where for where, _ in found - {waits}} == {"keeping/links"}


@pytest.mark.parametrize("arguments", [["match", "grief"], ["check"]], ids=["match", "check"])
def test_no_other_command_loads_what_could_reach_it(
    directory: Path, tmp_path: Path, arguments: list[str]
) -> None:
    where = {"PEERFIND_DIRECTORY": str(directory), "PEERFIND_CACHE": "cache"}
    assert program(*arguments, cwd=tmp_path, tool=LOADED, **where).err == "\n"


@pytest.mark.usefixtures("_no_network")
@pytest.mark.parametrize("arguments", COMMANDS.values(), ids=COMMANDS)
def test_no_command_opens_a_socket(peerfind: Callable[..., Ran], arguments: list[str]) -> None:
    for _ in ("cold", "warm"):
        assert peerfind(*arguments, typed="id,near\na,LS21\n").code == 0


def test_every_command_is_tried_without_a_network() -> None:
    callbacks = [one.callback for one in app.registered_commands]
    names = {callback.__name__ for callback in callbacks if callback}
    assert names == {arguments[0] for arguments in COMMANDS.values()}


# No trace on the disk


def contents(folder: Path) -> bytes:
    """All that is in the files of a folder, and their names."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    names = "\n".join(str(path.relative_to(folder)) for path in files).encode()
    return names + b"".join(path.read_bytes() for path in files)


def traces(folder: Path) -> list[str]:
    """Which of the marked values are anywhere in a folder, however they are spelt."""
    found = contents(folder).lower().replace(b"-", b" ")
    spelt = {name: value.lower().replace("-", " ").encode() for name, value in MARKED.items()}
    return [name for name, value in spelt.items() if value in found]


@pytest.mark.parametrize("form", ["table", "json", "html"])
def test_a_question_leaves_no_trace(directory: Path, tmp_path: Path, form: str) -> None:
    folders = {name: tmp_path / name for name in ("home", "cache", "tmp", "here")}
    for folder in folders.values():
        folder.mkdir()
    variables = {
        "HOME": str(folders["home"]),
        "XDG_CACHE_HOME": str(folders["cache"]),
        "TMPDIR": str(folders["tmp"]),
        "PEERFIND_DIRECTORY": str(directory),
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    before = contents(directory)
    for _ in ("cold", "warm"):
        ran = program(*ASKED, "-o", form, "--today", DAY, cwd=folders["here"], **variables)
        assert (ran.code, ran.err) == (0, "")
    assert traces(tmp_path) == []
    assert contents(directory) == before
    left = {name: sum(path.is_file() for path in folders[name].rglob("*")) for name in folders}
    assert left == {"home": 0, "cache": 1, "tmp": 0, "here": 0}


@pytest.mark.skipif(os.name == "nt", reason="folders are sealed in another way there")
def test_the_cache_can_be_read_by_its_owner_only(
    peerfind: Callable[..., Ran], tmp_path: Path
) -> None:
    assert peerfind(*ASKED).code == 0
    (file,) = (tmp_path / "cache").iterdir()
    assert (file.stat().st_mode & 0o777, file.parent.stat().st_mode & 0o777) == (0o600, 0o700)


def test_what_is_asked_makes_no_difference_to_what_is_kept(
    peerfind: Callable[..., Ran], tmp_path: Path
) -> None:
    peerfind("terms")
    before = contents(tmp_path / "cache")
    assert peerfind(*ASKED).code == 0
    assert contents(tmp_path / "cache") == before


# None in a fault


def test_a_fault_tells_nothing_of_the_question(
    peerfind: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(_: Session, typed: object) -> NoReturn:
        raise RuntimeError(f"{typed!r} {ASKED!r}")

    monkeypatch.setattr(Session, "answer", fails)
    ran = peerfind(*ASKED)
    assert (ran.code, ran.out) == (70, "")
    assert [name for name, value in MARKED.items() if value in ran.err] == []


def test_doctor_tells_nothing_of_the_environment(
    peerfind: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EXAMPLE_SECRET", MARKED["words"])
    assert MARKED["words"] not in peerfind("doctor", "-o", "json").out


# A place from the prompt


@pytest.mark.parametrize("form", ANSWER)
@pytest.mark.parametrize("place", [MARKED["place"], MARKED["postcode"]], ids=["town", "postcode"])
@pytest.mark.parametrize(
    "flags",
    [
        pytest.param([], id="groups"),
        pytest.param(["--within", "1", "--focus", "grief", "--require", "all"], id="few groups"),
        pytest.param(["--sort", "near", "--limit", "1"], id="one group"),
    ],
)
def test_a_place_from_the_prompt_is_nowhere_in_the_answer(
    peerfind: Callable[..., Ran], form: str, place: str, flags: list[str]
) -> None:
    ran = peerfind("match", "--near", "-", *flags, "-o", form, "--today", DAY, typed=f"{place}\n")
    assert (ran.code, ran.err) == (0, "")
    said = ran.out.lower()
    assert [part for part in (place, *place.split()) if part.lower() in said] == []


def test_a_place_with_a_name_that_many_have_is_told_by_itself_only(
    peerfind: Callable[..., Ran],
) -> None:
    for form in ANSWER:
        ran = peerfind("match", "--near", "-", "-o", form, typed="Newport, Isle of Wight\n")
        assert (ran.code, "newport" in ran.out.lower()) == (0, False)


def test_a_place_from_the_prompt_that_there_is_not_is_told_to_the_person_alone(
    peerfind: Callable[..., Ran],
) -> None:
    ran = peerfind("match", "--near", "-", typed="Xyzzyville\n")
    assert (ran.code, ran.out) == (2, "")
    assert "Xyzzyville" in ran.err


def test_a_place_from_the_prompt_is_in_no_list_of_arguments(
    peerfind: Callable[..., Ran], tmp_path: Path
) -> None:
    write_directory(tmp_path / "far", {"one": {"focus": ["grief"]}})
    ran = peerfind(
        "match", "--near", "-", "--within", "1", "--directory", str(tmp_path / "far"), "-o", "json",
        typed=MARKED["place"] + "\n",
    )  # fmt: skip
    assert '"flags": ["--near", "-"' in ran.out
    assert "Pateley" not in " ".join([ran.out, *sys.argv])


# A place that is told to those who ask

SECRETS = {
    "name": "Quokka House", "address": "99 Wombat Lane", "directions": "Ring the yellow bell twice",
    "postcode": "LS6 4AP", "latitude": "53.987654", "longitude": "-1.543211",
}  # fmt: skip
TOLD = ("quokka", "wombat", "yellow bell", "4ap", "53.987", "1.5432")


@pytest.fixture(scope="module")
def refuge(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A directory with a group whose place is private, and what it was before, with another."""
    base = tmp_path_factory.mktemp("refuge")
    venue = {"town": "Leeds", "private": "yes", **SECRETS}
    groups = {
        "refuge": {"name": "Safe Evening", "focus": ["grief"], "venue": venue},
        "other": {"name": "Safe Evening", "focus": ["grief"]},
    }
    write_directory(base / "before", {**groups, "refuge": {**groups["refuge"], "cost": "£3"}})
    return write_directory(base / "directory", groups)


EVERY = [
    pytest.param(line, id=name) for name, line, _ in lines() if name.split()[0] != "check"
]  # who may open the file may check it, and is shown its lines


@pytest.mark.parametrize("line", EVERY)
def test_a_private_place_is_in_no_form_of_any_command(
    peerfind: Callable[..., Ran], refuge: Path, tmp_path: Path, line: list[str]
) -> None:
    written = tmp_path / "out"
    to = ["--to", str(written)] if line[-1] in BINARY else []
    places = {"id": "refuge", "directory": str(refuge), "before": str(refuge.parent / "before")}
    where = [] if line[0] in ("check", "diff") else ["--directory", str(refuge)]
    ran = peerfind(*filled([*line, *to, *where], **places))
    assert ran.code == 0, ran.err
    out = ran.out + ran.err + (unzipped(written) if to else "")
    plain = re.sub(r"[\\\u00a0]", " ", out).lower()
    assert [word for word in TOLD if word in plain] == []


def unzipped(path: Path) -> str:
    """All that the parts of a spreadsheet say."""
    with ZipFile(path) as parts:
        return "\n".join(parts.read(name).decode(errors="replace") for name in parts.namelist())


def test_a_private_place_is_in_no_cache_and_no_index(
    peerfind: Callable[..., Ran], refuge: Path, tmp_path: Path
) -> None:
    where = ("--directory", str(refuge))
    assert peerfind("match", "grief", *where).code == 0
    assert peerfind("build", "--output", "built.sqlite", *where).code == 0
    kept = [*(tmp_path / "cache").glob("*.sqlite"), tmp_path / "built.sqlite"]
    assert len(kept) == 2
    for path in kept:
        content = whole_content(path).lower()
        assert b"safe evening" in content
        assert [word for word in TOLD if word.encode() in content] == []


def test_a_search_near_a_private_place_does_not_find_out_where_it_is(
    peerfind: Callable[..., Ran], refuge: Path
) -> None:
    found = set()
    for at in ("LS6 4AP", "LS6 1AA", "LS6 2UE"):
        out = peerfind("match", "--near", at, "-o", "json", "--directory", str(refuge)).out
        (one,) = [one for one in json.loads(out)["results"] if one["id"] == "refuge"]
        found.add(one["place_precision"])
    assert found <= {"district", "town"}


# What the kernel is asked for


@pytest.mark.skipif(not shutil.which("strace"), reason="strace is not here")
@pytest.mark.parametrize("arguments", [["match", "grief", "--near", "LS21"], ["check"]])
def test_the_kernel_is_asked_for_no_socket(
    directory: Path, tmp_path: Path, arguments: list[str]
) -> None:
    log = tmp_path / "calls"
    trace = ["strace", "-f", "-qq", "-e", "trace=network", "-e", "signal=none", "-o", str(log)]
    started = subprocess.run(
        [*trace, sys.executable, "-m", "peerfind", *arguments],
        env=environment(PEERFIND_DIRECTORY=str(directory), PEERFIND_CACHE=str(tmp_path / "cache")),
        cwd=tmp_path, check=False, capture_output=True, timeout=60,
    )  # fmt: skip
    if b"ptrace" in started.stderr:
        pytest.skip("strace may not look here")
    assert started.returncode == 0, started.stderr
    assert log.read_text(encoding="utf-8") == ""
