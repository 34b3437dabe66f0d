"""The program as the system meets it: closed pipes, interrupts, locales, missing folders, faults of ours."""

from __future__ import annotations

import errno
import json
import os
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING, NoReturn

import pytest
import typer
from conftest import write_directory
from running import DAY, Ran, environment, example_directory, in_process, program

import peerfind.__main__ as entry
from peerfind.cli.session import Session
from peerfind.errors import DirectoryError, PeerfindError, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

UNIX = pytest.mark.skipif(os.name == "nt", reason="it is a thing of Unix")
WELSH = "Grŵp Profedigaeth Tŷ Enghraifft"
QUIET = {"PEERFIND_CACHE": "cache"}


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a directory in it, one group of which has a Welsh name."""
    folder = tmp_path_factory.mktemp("home")
    example_directory(folder / "directory")
    write_directory(folder / "welsh" / "directory", {"grwp": {"name": WELSH}})
    return folder


@pytest.fixture
def peerfind(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], home: Path
) -> Callable[..., Ran]:
    return in_process(monkeypatch, capsys, home)


def shell(line: str, cwd: Path, **variables: str) -> Ran:
    """Runs a line of bash, in which `peerfind` is the program."""
    start = f'peerfind() {{ "{sys.executable}" -m peerfind "$@"; }}; set -o pipefail; {line}'
    done = subprocess.run(
        ["bash", "-c", start],
        check=False,
        capture_output=True,
        encoding="utf-8",
        cwd=cwd,
        env=environment(**{**QUIET, **variables}),
        timeout=60,
    )
    return Ran(done.returncode, done.stdout, done.stderr)


# Streams


@pytest.fixture(scope="module")
def crowd(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a directory in it that fills more than a pipe holds."""
    folder = tmp_path_factory.mktemp("crowd")
    many = {f"group-{number}": {"name": f"Example {number} " + "x" * 400} for number in range(200)}
    write_directory(folder / "directory", many)
    return folder


@UNIX
@pytest.mark.parametrize("form", ["plain", "table", "json", "html", "csv"])
def test_a_reader_that_has_enough_ends_it_quietly(crowd: Path, form: str) -> None:
    ran = shell(f"peerfind match --limit 0 -o {form} | head -c 5", crowd)
    assert (ran.code, len(ran.out), ran.err) == (0, 5, "")


@UNIX
def test_a_reader_that_is_gone_at_once_is_no_fault(home: Path) -> None:
    assert shell("peerfind terms | true", home) == Ran(0, "", "")
    assert shell("peerfind --help | true", home) == Ran(0, "", "")


@UNIX
@pytest.mark.parametrize(
    ("line", "ended"),
    [
        pytest.param("peerfind terms >&-", Ran(0, "", ""), id="standard output"),
        pytest.param("peerfind terms xyzzy 2>&-", Ran(2, "", ""), id="standard error"),
        pytest.param(
            "peerfind match --near - <&-",
            Ran(
                2,
                "",
                "peerfind: --near - reads a place from a line of input, and there was none.\n",
            ),
            id="standard input",
        ),
    ],
)
def test_a_stream_that_the_caller_closed_is_like_one_to_nowhere(
    home: Path, line: str, ended: Ran
) -> None:
    assert shell(line, home) == ended


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="it is a thing of Linux")  # noqa: PTH110
@pytest.mark.parametrize("command", ["terms", "match --limit 0 -o html", "--help"])
def test_an_answer_that_finds_no_room_is_told_in_a_line(home: Path, command: str) -> None:
    ran = shell(f"peerfind {command} > /dev/full", home)
    assert (ran.code, ran.out) == (70, "")
    assert ran.err.startswith("peerfind: a fault of ours (OSError at ")
    assert len(ran.err.splitlines()) == 1


@pytest.mark.parametrize(
    "locale",
    [
        pytest.param({"LC_ALL": "C"}, id="C"),
        pytest.param({"PYTHONIOENCODING": "ascii"}, id="ASCII"),
        pytest.param({"PYTHONIOENCODING": "cp1252"}, id="Windows"),
    ],
)
@pytest.mark.parametrize("form", ["plain", "table", "json", "html"])
def test_welsh_letters_are_written_whatever_the_locale(
    home: Path, locale: dict[str, str], form: str
) -> None:
    ran = program("match", "grŵp", "-o", form, cwd=home / "welsh", **QUIET, **locale)
    assert (ran.code, ran.err) == (0, "")
    assert WELSH in ran.out


def test_an_error_is_told_in_welsh_letters_too(home: Path) -> None:
    ran = program("show", "tŷ", cwd=home / "welsh", **QUIET, PYTHONIOENCODING="ascii")
    assert "There is no group 'tŷ'." in ran.err


@UNIX
@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        pytest.param([b"match", b"\xff\xfe"], 0, id="words"),
        pytest.param([b"match", b"--focus", b"\xff"], 2, id="a term"),
        pytest.param([b"match", b"--near", b"\xff"], 2, id="a place"),
        pytest.param([b"match", b"--directory", b"\xff"], 3, id="a directory"),
        pytest.param([b"match", b"--today", b"\xff"], 2, id="a date"),
        pytest.param([b"match", b"-o", b"\xff"], 2, id="a form"),
        pytest.param([b"match", b"--\xff"], 2, id="a flag"),
        pytest.param([b"show", b"\xff"], 2, id="an id"),
        pytest.param([b"terms", b"focus", b"\xff"], 2, id="a word"),
        pytest.param([b"check", b"\xff.yaml"], 2, id="a file"),
        pytest.param([b"\xff"], 2, id="a command"),
    ],
)
@pytest.mark.parametrize("form", [[], [b"-o", b"json"]], ids=["plain", "json"])
def test_bytes_that_are_no_text_do_no_harm(
    home: Path, arguments: Sequence[bytes], code: int, form: Sequence[bytes]
) -> None:
    with_form = form if (arguments[0], code) == (b"match", 0) else []
    done = subprocess.run(
        [os.fsencode(sys.executable), b"-m", b"peerfind", *arguments, *with_form],
        check=False,
        capture_output=True,
        cwd=home,
        env=environment(**QUIET),
    )
    assert done.returncode == code
    assert b"Traceback" not in done.stderr
    assert done.stdout.decode("utf-8") if code == 0 else done.stderr.decode("utf-8")


# Folders


@UNIX
def test_a_home_that_cannot_be_written_to_changes_nothing(home: Path, tmp_path: Path) -> None:
    expected = program("match", "--today", DAY, cwd=home, **QUIET)
    sealed = tmp_path / "sealed"
    sealed.mkdir(mode=0o500)
    (tmp_path / "file").touch()
    for folder in (sealed, tmp_path / "file" / "below"):
        here = {"HOME": str(folder), "PEERFIND_CACHE": None}
        assert program("match", "--today", DAY, cwd=home, **here) == expected


@UNIX
def test_no_home_changes_nothing(home: Path) -> None:
    expected = program("match", "--today", DAY, cwd=home, **QUIET)
    assert program("match", "--today", DAY, cwd=home, HOME=None, **QUIET) == expected


@UNIX
@pytest.mark.parametrize(
    ("command", "code"),
    [("match --limit 1", 0), ("terms", 0), ("doctor", 0), ("check nowhere", 2)],
)
def test_a_working_folder_that_is_gone_does_no_harm(
    tmp_path: Path, command: str, code: int
) -> None:
    (tmp_path / "gone").mkdir()
    line = f"rmdir ../gone && peerfind {command}"
    ran = shell(line, tmp_path / "gone", PEERFIND_CACHE=str(tmp_path / "cache"))
    assert ran.code == code
    assert "fault" not in ran.err


def test_four_at_once_on_a_cold_cache_give_the_same_answer(home: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "peerfind", "match", "--today", DAY, "-o", "json"]
    variables = environment(PEERFIND_CACHE=str(tmp_path / "cache"))
    runs = [
        subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=home, env=variables
        )
        for _ in range(4)
    ]
    ended = [(*run.communicate(timeout=60), run.returncode) for run in runs]
    assert ended == [(ended[0][0], b"", 0)] * 4
    assert json.loads(ended[0][0])["total"] == 5
    assert len([*(tmp_path / "cache").iterdir()]) == 1


# Interrupts


@UNIX
def test_an_interrupt_while_it_waits_for_a_place_ends_it_quietly(home: Path) -> None:
    waiting = subprocess.Popen(
        [sys.executable, "-m", "peerfind", "match", "--near", "-"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=home,
        env=environment(**QUIET),
    )
    with waiting:
        while b"pipe" not in _sleeping_in(waiting.pid):
            time.sleep(0.02)
        waiting.send_signal(signal.SIGINT)
        out, err = waiting.communicate(timeout=30)
    assert (waiting.returncode, out, err) == (130, b"", b"")


def _sleeping_in(process: int) -> bytes:
    """Where in the system a process waits, as Linux tells it; elsewhere it is given time."""
    try:
        with open(f"/proc/{process}/wchan", "rb") as file:  # noqa: PTH123
            return file.read()
    except OSError:
        time.sleep(1)
        return b"pipe"


@pytest.mark.parametrize("error", [KeyboardInterrupt(), typer.Abort()], ids=["key", "prompt"])
def test_an_interrupt_is_exit_code_130(
    peerfind: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch, error: BaseException
) -> None:
    raising(monkeypatch, error)
    assert peerfind("match") == Ran(130, "", "")


def test_an_interrupt_before_the_command_has_begun_is_exit_code_130_too(
    peerfind: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(_: object) -> NoReturn:
        raise KeyboardInterrupt

    monkeypatch.setattr("peerfind.cli.commands.command", interrupted)
    assert peerfind("match") == Ran(130, "", "")


# Faults


def raising(monkeypatch: pytest.MonkeyPatch, error: BaseException) -> None:
    """Makes every question end in an error."""

    def fails(*_: object) -> NoReturn:
        raise error

    monkeypatch.setattr(Session, "answer", fails)


def test_a_fault_of_ours_is_one_line_that_says_where_and_no_value(
    peerfind: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch
) -> None:
    raising(monkeypatch, ValueError("Mx Secret of LS6"))
    ran = peerfind("match", "secret", "--near", "LS6")
    assert (ran.code, ran.out) == (70, "")
    line = ran.err
    assert line.startswith("peerfind: a fault of ours (ValueError at test_main.py:")
    assert line.endswith("), and no answer. Please report it. PEERFIND_DEBUG=1 shows more.\n")
    assert len(line.splitlines()) == 1
    assert [word for word in ("Secret", "secret", "LS6") if word in line] == []


def test_debugging_shows_the_whole_of_a_fault(
    peerfind: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch
) -> None:
    raising(monkeypatch, ValueError("told to those who ask"))
    monkeypatch.setenv("PEERFIND_DEBUG", "1")
    ran = peerfind("match")
    assert (ran.code, ran.out) == (70, "")
    assert ran.err.startswith("Traceback (most recent call last):\n")
    assert ran.err.endswith("ValueError: told to those who ask\n")


@pytest.mark.parametrize(
    ("error", "code"),
    [
        pytest.param(UsageError("Write it so."), 2, id="wrong use"),
        pytest.param(DirectoryError("Write it so."), 3, id="no directory"),
        pytest.param(PeerfindError("Write it so."), 70, id="any other of ours"),
    ],
)
def test_an_error_for_a_person_is_its_sentence(
    peerfind: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch, error: Exception, code: int
) -> None:
    raising(monkeypatch, error)
    assert peerfind("match") == Ran(code, "", "peerfind: Write it so.\n")


def test_a_fault_while_a_shell_asks_for_completions_is_not_told(
    peerfind: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "rich", sys.modules.get("rich"))
    monkeypatch.setenv("_PEERFIND_COMPLETE", "complete_bash")
    monkeypatch.delenv("COMP_WORDS", raising=False)
    assert peerfind() == Ran(0, "", "")


def test_an_error_without_a_trace_has_no_place() -> None:
    assert "(ValueError at ?)" in entry._fault(ValueError("x"))  # noqa: SLF001


def test_a_closed_pipe_is_no_failure(
    peerfind: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch
) -> None:
    let_go: list[bool] = []
    monkeypatch.setattr(entry, "_let_go_of_output", lambda: let_go.append(True))
    monkeypatch.setattr(sys, "stdout", sys.stdout)
    monkeypatch.setattr(sys, "stderr", sys.stderr)
    raising(monkeypatch, BrokenPipeError(errno.EPIPE, "closed"))
    assert peerfind("match").code == 0
    assert let_go == [True]


def test_the_program_leaves_with_the_code_of_its_command(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["peerfind", "match", "-o", "xml"])
    with pytest.raises(SystemExit) as left:
        entry.main()
    assert left.value.code == 2
    assert capsys.readouterr().err.startswith("peerfind: --output takes ")


def test_the_installed_command_is_the_program(home: Path) -> None:
    ran = program("--version", cwd=home)
    assert ran.code == 0
    tool = (
        "from importlib.metadata import entry_points as found\n"
        "(one,) = found(group='console_scripts', name='peerfind')\n"
        "one.load()()"
    )
    assert program("--version", cwd=home, tool=tool) == ran
