"""What README.md shows can be done, and what can be done is in its tables."""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from running import Ran, in_process

from peerfind import errors
from peerfind.cli.commands import app, command
from peerfind.cli.forms import ANSWER
from peerfind.config import shipped_directory

if TYPE_CHECKING:
    from collections.abc import Callable

README = (Path(__file__).parent.parent / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```console\n(.*?)^```$", README, flags=re.MULTILINE | re.DOTALL)
LINES = [line.removeprefix("$ ") for block in BLOCKS for line in block.splitlines()]
EXAMPLES = [line for line in LINES if line.startswith("peerfind ")]
# What stands in code marks anywhere in the text, such as `peerfind crisis`.
MENTIONED = re.findall(r"`(peerfind [^`]+)`", README)
TABLE = re.findall(r"^\| `(\w+)( [^`]*)?` \|", README, flags=re.MULTILINE)


@pytest.fixture
def peerfind(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> Callable[..., Ran]:
    """Runs a command line on the directory that comes with the program."""
    return in_process(monkeypatch, capsys, tmp_path, shipped_directory())


def arguments(line: str) -> list[str]:
    """What a shell makes of a line, less the name of the program and the comment."""
    return shlex.split(line, comments=True)[1:]


def flags_of(name: str) -> set[str]:
    """The flags of a command; of the program where the name is empty."""
    program = command([name] if name else [])
    owner = program.commands[name] if name else program
    return {flag for one in owner.params for flag in one.opts} | {"-h", "--help"}


def test_there_are_examples_to_try() -> None:
    assert len(EXAMPLES) >= 4


@pytest.mark.parametrize("line", EXAMPLES)
def test_an_example_finds_something(peerfind: Callable[..., Ran], line: str) -> None:
    ran = peerfind(*arguments(line), "-o", "json", typed="Leeds\n")
    assert (ran.code, ran.err) == (0, "")
    assert json.loads(ran.out)["results"]


@pytest.mark.parametrize("line", [line for line in MENTIONED if "-" not in line.split()[1]])
def test_a_command_that_is_mentioned_exists(line: str) -> None:
    name, *rest = arguments(line)
    assert [name] == [*command([name]).commands]
    assert {part for part in rest if part.startswith("-")} <= flags_of(name)


def test_every_flag_that_is_mentioned_exists() -> None:
    mentioned = {*re.findall(r"(?<![\w-])--[a-z][a-z-]*", README)} - {"--quiet"}  # pip's own
    names = ["", *(name for name, _ in TABLE)]
    known = {flag for name in names for flag in flags_of(name)}
    assert len(mentioned) > 10
    assert mentioned - known == set()


def test_the_table_has_every_command_and_no_other() -> None:
    callbacks = [one.callback for one in app.registered_commands]
    names = [callback.__name__ for callback in callbacks if callback]
    assert sorted(name for name, _ in TABLE) == sorted(names)


def test_the_table_names_the_commands_in_the_order_of_the_help() -> None:
    assert [name for name, _ in TABLE] == [*command().commands]


@pytest.mark.parametrize(("name", "rest"), TABLE)
def test_the_table_gives_a_command_what_it_takes(name: str, rest: str) -> None:
    owner = command([name]).commands[name]
    taken = {one.name for one in owner.params if one.param_type_name == "argument"}
    given = re.findall(r"\[?--?[a-z]+\]?|\[?[A-Z]+\]?", rest)
    assert {word.strip("[]") for word in given if "--" in word} <= flags_of(name)
    assert len([word for word in given if "--" not in word]) <= len(taken)


def test_every_form_of_an_answer_is_explained() -> None:
    chooses = README.split("`-o` chooses the form:")[1].split("\n\n")[0]
    assert [form for form in ANSWER if f"`{form}`" not in chooses] == []


def test_every_exit_code_is_explained() -> None:
    explained = README.split("\nExit codes: ")[1].split("\n\n")[0].replace("\n", " ")
    codes = {int(code) for code in re.findall(r"(?:^|, )(\d+) ", explained)}
    kinds = errors.PeerfindError, *errors.PeerfindError.__subclasses__()
    assert codes == {0, errors.NOT_FINE, errors.INTERRUPTED, *(kind.exit_code for kind in kinds)}


def test_the_first_screen_is_the_programs_own(peerfind: Callable[..., Ran]) -> None:
    line, *screen = BLOCKS[0].splitlines()
    asked = arguments(line.removeprefix("$ "))
    document = json.loads(peerfind(*asked, "-o", "json").out)
    names = [result["name"] for result in document["results"]]
    shown = [row for row in screen if re.match(r" \d  \S", row)]
    assert [any(name in row for row in shown) for name in names] == [True] * len(names)
    assert len(shown) == len(names)
    assert screen[1].startswith(f"{document['total']} groups, the best {len(names)} here.")
    assert screen[-1] == "More lines: peerfind crisis"


def test_the_number_of_groups_is_that_of_the_directory(peerfind: Callable[..., Ran]) -> None:
    count = json.loads(peerfind("doctor", "-o", "json").out)["groups read"]
    assert f"`directory/` holds {count} real groups" in README
