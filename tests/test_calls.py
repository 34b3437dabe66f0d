"""Ten calls, from hello to what is given to the caller: typed into a real shell, under twelve lines each."""

from __future__ import annotations

import re
from pathlib import Path
from shutil import copytree
from typing import TYPE_CHECKING, NamedTuple

import pytest
from keeping import settled
from running import example_directory

from peerfind.index.opening import index_at

pytest.importorskip("termios", reason="terminals of this kind are a thing of Unix")

from terminals import Shell

if TYPE_CHECKING:
    from collections.abc import Iterator

PAGES = sorted((Path(__file__).parent / "calls").glob("[0-9]*.md"))
MOST_LINES = 12
SHELL, PROMPT = "$ ", "> "
FAULTS = ("Traceback", "a fault of ours", "command not found", "No such")


class Step(NamedTuple):
    """A few lines that are typed one after the other, and what must and must not be on the screen then."""

    typed: tuple[str, ...]
    seen: tuple[str, ...]
    not_seen: tuple[str, ...]


class Call(NamedTuple):
    """A call, step by step, and what the caller said that must be nowhere afterwards."""

    name: str
    steps: tuple[Step, ...]
    private: tuple[str, ...]

    @property
    def typed(self) -> tuple[str, ...]:
        """Every line that is typed, with the mark that says where."""
        return tuple(line for step in self.steps for line in step.typed)


def read(page: Path) -> Call:
    """The call that a page tells."""
    text = page.read_text(encoding="utf-8")
    title, *blocks = text.split("```console\n")
    steps, private = [], listed(text, "Private")
    for block in blocks:
        typed, _, rest = block.partition("```\n")
        lines = tuple(typed.splitlines())
        steps.append(Step(lines, listed(rest, "Seen"), listed(rest, "Not seen")))
    return Call(title.splitlines()[0].removeprefix("# "), tuple(steps), private)


def listed(text: str, heading: str) -> tuple[str, ...]:
    """The items of the list under a heading."""
    found = re.search(rf"^{heading}:\n\n((?:- .*\n)+)", text, flags=re.MULTILINE)
    return tuple(line.removeprefix("- ") for line in found[1].splitlines()) if found else ()


CALLS = [*map(read, PAGES)]
EACH = pytest.mark.parametrize("call", CALLS, ids=[page.stem for page in PAGES])


@pytest.fixture(scope="module")
def directory(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return settled(example_directory(tmp_path_factory.mktemp("shared") / "directory"))


@pytest.fixture(scope="module")
def used(tmp_path_factory: pytest.TempPathFactory, directory: Path) -> Path:
    """What the index that peerfind keeps looks like after use."""
    cache = tmp_path_factory.mktemp("used") / "cache"
    index_at(directory, cache / "peerfind")
    return cache


@pytest.fixture
def home(tmp_path: Path, used: Path) -> Path:
    """A home in which peerfind was used before, so that its index is there."""
    copytree(used, tmp_path / "cache")
    return tmp_path


def as_read(screen: str) -> str:
    """What is read, wherever the lines break."""
    return " ".join(screen.split())


def files(home: Path) -> Iterator[Path]:
    """Every file that there is after the calls, but for the program's own start."""
    return (path for path in home.rglob("*") if path.is_file() and path.parent.name != "bin")


def spellings(words: str) -> set[bytes]:
    """The ways in which words could be kept."""
    low = words.lower()
    every = (low, low.replace(" ", "-"), low.replace(" ", ""), low.replace(" ", "%20"), low[::-1])
    return {one.encode(code) for one in every for code in ("utf-8", "utf-16-le")}


# The pages


def test_there_are_ten() -> None:
    assert len(CALLS) == 10
    assert len({call.name for call in CALLS}) == 10


@EACH
def test_a_call_takes_fewer_than_twelve_lines(call: Call) -> None:
    assert 0 < len(call.typed) < MOST_LINES


@EACH
def test_a_page_says_where_each_line_is_typed_and_what_is_seen_after_it(call: Call) -> None:
    for step in call.steps:
        assert step.typed[0].startswith(SHELL)
        assert all(line.startswith((SHELL, PROMPT.strip())) for line in step.typed)
        assert step.seen


def test_the_calls_together_use_what_staff_have() -> None:
    used = {line.split()[2] for call in CALLS for line in call.typed if "$ peerfind" in line}
    assert used == {"match", "next", "show", "questions", "terms", "crisis", "report", "share"}


@EACH
def test_what_is_private_is_typed_at_prompts_alone(call: Call, directory: Path) -> None:
    at_prompts = "\n".join(line for line in call.typed if line.startswith(PROMPT.strip()))
    at_the_shell = "\n".join(line for line in call.typed if line.startswith(SHELL))
    for words in call.private:
        assert words in at_prompts
        assert words not in at_the_shell
        # It is in no file of the directory, or else a trace of it would be none.
        assert not any(
            words in path.read_text(encoding="utf-8") for path in directory.rglob("*.yaml")
        )


def test_some_calls_have_something_private() -> None:
    assert sum(bool(call.private) for call in CALLS) >= 4


# The calls


@EACH
def test_a_call_is_answered_and_nothing_of_it_is_kept(
    home: Path, directory: Path, call: Call
) -> None:
    before = {path: path.read_bytes() for path in files(home)}
    shell = Shell(home, directory)
    for step in call.steps:
        screen = shell.typed([line[len(SHELL) :] for line in step.typed])
        assert [words for words in step.seen if words not in as_read(screen)] == [], screen
        assert [words for words in step.not_seen if words in as_read(screen)] == [], screen
        assert not any(fault in screen for fault in FAULTS), screen
    assert shell.left() == 0
    assert what_is_private_is_in(call, home) == set()
    # What is typed at the shell is in its history, so there is one; what is typed at prompts is not.
    history = home / ".bash_history"
    at_the_shell = [line[len(SHELL) :] for line in call.typed if line.startswith(SHELL)]
    assert history.read_text(encoding="utf-8").splitlines() == [*at_the_shell, "exit 0"]
    history.unlink()
    assert {path: path.read_bytes() for path in files(home)} == before


def what_is_private_is_in(call: Call, home: Path) -> set[str]:
    """The files that hold something private of a call, or are called by it."""
    kept = {str(path.relative_to(home)): path.read_bytes() for path in files(home)}
    held = {name: (name.encode() + content).lower() for name, content in kept.items()}
    wanted = [one for words in call.private for one in spellings(words)]
    return {name for name, content in held.items() if any(one in content for one in wanted)}


def test_a_trace_would_be_found(home: Path) -> None:
    call = Call("A call", (), ("Pateley Bridge",))
    assert what_is_private_is_in(call, home) == set()
    for number, kept in enumerate(("near PATELEY bridge", "pateley%20bridge", "egdirb yeletap")):
        (home / f"{number}").write_text(kept, encoding="utf-8")
    (home / "tmp" / "pateley-bridge").mkdir(parents=True)
    (home / "tmp" / "pateley-bridge" / "a").write_bytes(b"")
    (home / "wide").write_text("Pateley Bridge", encoding="utf-16-le")
    assert what_is_private_is_in(call, home) == {"0", "1", "2", "wide", "tmp/pateley-bridge/a"}
