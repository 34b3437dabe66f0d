"""The manual page and the completions: all that `-h` says, and nothing that a reader stumbles on."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parent.parent / "tools"))

import build_man
from build_man import COMPLETIONS, ENVIRONMENT, escaped, manual

from peerfind import config
from peerfind.cli.commands import app, command

NAMES = sorted(one.callback.__name__ for one in app.registered_commands if one.callback)
PAGE = manual()
REQUESTS = {".TH", ".SH", ".SS", ".TP", ".B", ".I"}


def plain(words: str) -> str:
    """What troff makes of a line of text."""
    return words.replace("\\&", "").replace("\\-", "-").replace("\\e", "\\")


def section(name: str) -> str:
    """What stands under a command."""
    found = re.search(rf"^\.SS {name}\b.*?(?=^\.S[SH])", PAGE, flags=re.MULTILINE | re.DOTALL)
    assert found, name
    return plain(found[0])


@pytest.mark.parametrize("name", NAMES)
def test_every_command_is_there_with_every_flag(name: str) -> None:
    one = command([name]).commands[name]
    said = section(name)
    assert " ".join(one.help.split()) in said
    flags = {flag for each in one.params if not each.hidden for flag in each.opts if flag[0] == "-"}
    assert {flag for flag in flags if flag not in said} == set()


def test_commands_stand_in_the_order_of_the_help() -> None:
    found = re.findall(r"^\.SS (\w+)", PAGE, flags=re.MULTILINE)
    assert found == [one.callback.__name__ for one in app.registered_commands if one.callback]


@pytest.mark.parametrize("heading", ["NAME", "SYNOPSIS", "OPTIONS", "ENVIRONMENT", "EXIT STATUS"])
def test_a_page_has_the_usual_parts_once(heading: str) -> None:
    assert PAGE.count(f".SH {heading}\n") == 1


def test_in_danger_is_told_near_the_top() -> None:
    assert plain(PAGE).index("In danger now: peerfind crisis.") < plain(PAGE).index(".SH OPTIONS")


def test_what_is_told_of_the_environment_is_read() -> None:
    source = Path(config.__file__).read_text(encoding="utf-8")
    read = {name for name in ENVIRONMENT if f'"{name}"' in source}
    assert read == {*ENVIRONMENT}


def test_every_line_is_a_request_that_is_known_or_text() -> None:
    starts = {line.split()[0] for line in PAGE.splitlines() if line.startswith((".", "'"))}
    assert starts == REQUESTS
    assert PAGE.isascii()
    assert "\n\n" not in PAGE


@given(st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=30))
def test_no_words_are_taken_for_a_request(words: str) -> None:
    line = escaped(words)
    assert not line.startswith((".", "'"))
    assert "\n" not in line
    assert plain(line) == " ".join(words.split()) or "\\" in words


@pytest.mark.skipif(not shutil.which("groff"), reason="there is no groff")
def test_groff_has_nothing_to_warn_of() -> None:
    done = subprocess.run(
        ["groff", "-man", "-Tascii", "-ww"], input=PAGE, capture_output=True, text=True, check=True
    )
    assert done.stderr == ""
    assert "peerfind - find the peer-support groups that fit, offline" in done.stdout


# The files


def test_files_stand_as_a_system_has_them(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    build_man.main([str(tmp_path / "share")])
    written = capsys.readouterr().out.splitlines()
    names = ["man/man1/peerfind.1", *COMPLETIONS.values()]
    assert written == [str(tmp_path / "share" / name) for name in names]
    assert (tmp_path / "share" / names[0]).read_text(encoding="utf-8") == PAGE


@pytest.mark.parametrize("shell", COMPLETIONS)
def test_a_completion_asks_peerfind_itself(shell: str) -> None:
    made = build_man.completion(shell)
    assert f"_PEERFIND_COMPLETE=complete_{shell}" in made
    if shutil.which(shell):
        subprocess.run([shell, "-n"], input=made, text=True, check=True)
