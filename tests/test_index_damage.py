"""A damaged index: the cache answers as if there were none, a built file answers rightly or says so."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from random import Random
from typing import TYPE_CHECKING, Any, NamedTuple
from unittest.mock import patch

import pytest
from conftest import write_directory
from hypothesis import given, settings
from hypothesis import strategies as st
from keeping import opened, settled
from pace import IS_ROBOT, some, uncounted
from running import DAY, Ran, example_directory
from telling import told_of

from peerfind.errors import DirectoryError
from peerfind.index import built, cache, refresh
from peerfind.index.built import build
from peerfind.index.cache import cache_path, index_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

PAGE = 4096  # bytes; a file of SQLite consists of such pages


class Whole(NamedTuple):
    """A file as it was written, and what is told of the directory that it was made from."""

    folder: Path
    kept: Path
    path: Path
    content: bytes
    told: str

    def __repr__(self) -> str:
        return f"Whole({self.path.name})"

    def answers_though(self, damaged: bytes) -> bool:
        """Whether the cache tells the same with other bytes in its file, and then again."""
        self.path.write_bytes(damaged)
        return [told_of(self.folder, self.kept) for _ in range(2)] == [self.told] * 2

    def answers_or_says_so(self, damaged: bytes) -> bool:
        """Whether a built file with other bytes tells the same, or that it cannot be read."""
        self.path.write_bytes(damaged)
        try:
            return told_of(self.path, None) == self.told
        except DirectoryError as error:
            said = str(error)
            return said.startswith(str(self.path)) and said.endswith("peerfind build --output FILE")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return settled(example_directory(tmp_path_factory.mktemp("damage") / "directory"))


def kept_index(folder: Path, kept: Path) -> Whole:
    told, path = told_of(folder, kept), cache_path(folder, kept)
    return Whole(folder, kept, path, path.read_bytes(), told)


@pytest.fixture(scope="module", params=["in one piece", "with changes beside it"])
def cached(
    request: pytest.FixtureRequest, folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> Whole:
    """The cache of a directory that was read once, and of one of which files changed since."""
    kept = tmp_path_factory.mktemp("cache")
    if request.param == "in one piece":
        return kept_index(folder, kept)
    changing = settled(example_directory(tmp_path_factory.mktemp("changing") / "directory"))
    index_of(changing, kept)
    path = changing / "groups" / "example" / "aire-walk.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("slow", "brisk"), encoding="utf-8")
    (changing / "groups" / "example" / "old-circle.yaml").unlink()
    with patch.object(refresh, "_MOST_SHARE", 99):
        index_of(settled(changing), kept)
    whole = kept_index(changing, kept)
    assert len(index_of(changing, kept).sizes) == 2
    return whole


@pytest.fixture(scope="module")
def file(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Whole:
    """A file that was built."""
    path = tmp_path_factory.mktemp("built") / "groups.sqlite"
    build(folder, path)
    return Whole(folder, path.parent, path, path.read_bytes(), told_of(path, None))


def bits_flipped(content: bytes, chance: Random) -> bytes:
    damaged = bytearray(content)
    for _ in range(chance.choice([1, 1, 2, 5, 50])):
        damaged[chance.randrange(len(damaged))] ^= 1 << chance.randrange(8)
    return bytes(damaged)


def bytes_changed(content: bytes, chance: Random) -> bytes:
    damaged = bytearray(content)
    start, length = chance.randrange(len(damaged)), chance.choice([1, 4, 100, PAGE, 3 * PAGE])
    end = min(start + length, len(damaged))
    damaged[start:end] = chance.choice([chance.randbytes(end - start), bytes(end - start)])
    return bytes(damaged)


def pages_swapped(content: bytes, chance: Random) -> bytes:
    pages = [content[at : at + PAGE] for at in range(0, len(content), PAGE)]
    one, other = (chance.randrange(len(pages)) for _ in range(2))
    pages[one], pages[other] = pages[other], pages[one]
    return b"".join(pages)


def cut(content: bytes, chance: Random) -> bytes:
    return content[: chance.choice([chance.randrange(len(content)), PAGE * chance.randrange(9), 0])]


def bytes_lost(content: bytes, chance: Random) -> bytes:
    start = chance.randrange(len(content))
    return content[:start] + content[start + chance.choice([1, 16, PAGE]) :]


DAMAGES = (bits_flipped, bytes_changed, pages_swapped, cut, bytes_lost)


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda one: one.__name__.replace("_", " "))
def test_a_damaged_cache_never_changes_an_answer(
    cached: Whole, damage: Callable[[bytes, Random], bytes]
) -> None:
    chance = Random(damage.__name__)
    right = [cached.answers_though(damage(cached.content, chance)) for _ in range(some(20))]
    assert all(right)


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda one: one.__name__.replace("_", " "))
def test_a_damaged_file_that_was_built_answers_rightly_or_says_so(
    file: Whole, damage: Callable[[bytes, Random], bytes]
) -> None:
    chance = Random(damage.__name__)
    right = [file.answers_or_says_so(damage(file.content, chance)) for _ in range(some(25))]
    assert all(right)


class Blot(NamedTuple):
    """Bytes in the place of others, wherever in a file."""

    at: int
    blot: bytes
    is_end: bool

    def on(self, content: bytes) -> bytes:
        """What is left of a file; after the blot too, unless it is the end."""
        start = self.at % len(content)
        damaged = content[:start] + self.blot + content[start + len(self.blot) :]
        return damaged[: start + len(self.blot) if self.is_end else len(content)]


blots = st.builds(
    Blot,
    at=st.integers(0, 1 << 20),
    blot=st.sampled_from([b"\0" * 512, b"x" * 9, b"7", b"]", b"[" * PAGE]) | st.binary(min_size=1),
    is_end=st.booleans(),
)


@settings(max_examples=some(25))
@given(blot=blots)
def test_whatever_is_in_the_cache_the_answer_is_the_same(cached: Whole, blot: Blot) -> None:
    is_right = cached.answers_though(blot.on(cached.content))
    assert is_right


@settings(max_examples=some(25))
@given(blot=blots)
def test_whatever_is_in_a_built_file_no_answer_is_wrong(file: Whole, blot: Blot) -> None:
    is_right = file.answers_or_says_so(blot.on(file.content))
    assert is_right


def without_each(whole: Whole) -> Iterator[tuple[str, bytes]]:
    """The content of a file without one of its parts, for each of them in turn."""
    whole.path.write_bytes(whole.content)
    with closing(sqlite3.connect(whole.path)) as database:
        names = [name for (name,) in database.execute("SELECT name FROM part")]
    assert len(names) > 50
    for name in names[:: 5 if IS_ROBOT else 1]:
        whole.path.write_bytes(whole.content)
        with closing(sqlite3.connect(whole.path, isolation_level=None)) as database:
            database.execute("DELETE FROM part WHERE name = ?", (name,))
        yield name, whole.path.read_bytes()


@pytest.mark.parametrize("cached", ["with changes beside it"], indirect=True)
def test_whatever_part_of_the_cache_is_lost_the_answer_is_the_same(cached: Whole) -> None:
    with uncounted():
        damaged = [*without_each(cached)]
        wrong = [name for name, content in damaged if not cached.answers_though(content)]
    assert wrong == []


def test_no_part_that_is_lost_is_taken_for_one_that_never_was(file: Whole) -> None:
    damaged = without_each(file)
    assert [name for name, content in damaged if not file.answers_or_says_so(content)] == []


# Files of others


def of_another_program(path: Path) -> None:
    with closing(sqlite3.connect(path)) as database, database:
        database.execute("CREATE TABLE part (name TEXT PRIMARY KEY, data BLOB, sum INT)")
        database.execute("INSERT INTO part VALUES ('built', '{}', 0)")


def of_another_table(path: Path) -> None:
    with closing(sqlite3.connect(path)) as database, database:
        database.execute("CREATE TABLE other (x)")


STRANGERS = [
    pytest.param(lambda path: path.write_bytes(b""), id="empty"),
    pytest.param(lambda path: path.write_text("name: A group\n"), id="YAML"),
    pytest.param(lambda path: path.write_bytes(b"SQLite format 3\0" + bytes(84)), id="a header"),
    pytest.param(lambda path: path.write_bytes(bytes(10 * PAGE)), id="noughts"),
    pytest.param(of_another_program, id="a database with parts of its own"),
    pytest.param(of_another_table, id="another database"),
]


COMMANDS = [
    ["match", "grief"], ["show", "aire-walk"], ["questions"], ["terms"], ["crisis"],
    ["report", "aire-walk"], ["doctor"],
]  # fmt: skip


@pytest.mark.parametrize("command", COMMANDS, ids=lambda one: one[0])
@pytest.mark.parametrize("stranger", STRANGERS)
def test_a_file_that_is_no_index_is_no_directory(
    peerfind: Callable[..., Ran],
    tmp_path: Path,
    stranger: Callable[[Path], Any],
    command: list[str],
) -> None:
    path = tmp_path / "file"
    stranger(path)
    before = path.read_bytes()
    told = (
        "peerfind: file is no index of peerfind, or is damaged. "
        "Make one: peerfind build --output FILE\n"
    )
    assert peerfind(*command, "--directory", "file") == (3, "", told)
    assert path.read_bytes() == before


def test_a_file_of_the_cache_is_none_that_was_built(
    peerfind: Callable[..., Ran], cached: Whole, tmp_path: Path
) -> None:
    (tmp_path / "file").write_bytes(cached.content)
    ran = peerfind("match", "--directory", "file")
    assert (ran.code, ran.out) == (3, "")
    assert "is no index of peerfind" in ran.err


@pytest.mark.parametrize("stranger", STRANGERS)
def test_a_strange_file_in_the_cache_is_made_anew(
    tmp_path: Path, stranger: Callable[[Path], Any]
) -> None:
    folder, kept = write_directory(tmp_path / "directory", {"one": {}}), tmp_path / "cache"
    told, path = told_of(settled(folder), kept), cache_path(folder, kept)
    path.unlink()
    stranger(path)
    assert told_of(folder, kept) == told
    with opened() as files:
        assert told_of(folder, kept) == told
    assert files == []


def test_a_built_file_in_the_place_of_the_cache_is_made_anew(tmp_path: Path) -> None:
    folder, kept = write_directory(tmp_path / "directory", {"one": {}}), tmp_path / "cache"
    told = told_of(folder, kept)
    cache_path(folder, kept).unlink()
    build(folder, cache_path(folder, kept))
    assert told_of(folder, kept) == told


# Other versions


@pytest.mark.parametrize("other", [-1, 1], ids=["older", "newer"])
def test_a_cache_of_another_layout_is_made_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, other: int
) -> None:
    folder, kept = write_directory(tmp_path / "directory", {"one": {}}), tmp_path / "cache"
    with monkeypatch.context() as then:
        then.setattr(cache, "FORMAT", cache.FORMAT + other)
        told = told_of(settled(folder), kept)
    with opened() as files:
        assert told_of(folder, kept) == told
        assert files
        files.clear()
        assert told_of(folder, kept) == told
        assert files == []


@pytest.mark.parametrize("command", COMMANDS, ids=lambda one: one[0])
@pytest.mark.parametrize("other", [-1, 1], ids=["older", "newer"])
def test_a_file_built_in_another_layout_says_so(
    peerfind: Callable[..., Ran], folder: Path, tmp_path: Path, other: int, command: list[str]
) -> None:
    with patch.object(built, "FORMAT", built.FORMAT + other):
        build(folder, tmp_path / "file")
    ran = peerfind(*command, "--directory", "file")
    assert (ran.code, ran.out, ran.err.count("\n")) == (3, "", 1)
    assert ran.err.startswith("peerfind: file ")
    assert ran.err.endswith(". Build it again: peerfind build --output FILE\n")
    assert "damaged" not in ran.err


def test_a_file_built_by_another_version_in_the_same_layout_is_read(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = told_of(folder, None)
    with monkeypatch.context() as then:
        then.setattr(built, "__version__", "0.0.99")
        build(folder, tmp_path / "file")
    assert told_of(tmp_path / "file", None) == told


# On the command line

ASKED = [
    ["match", "grief", "--near", "LS21", "-o", "json", "--today", DAY],
    ["match", "bereavment", "-o", "html", "--today", DAY],
    ["show", "aire-walk", "young-voices", "--today", DAY],
    ["questions", "aire-walk"],
    ["terms", "focus"],
]


def test_on_the_command_line_damage_is_exit_code_3_and_a_sentence(
    peerfind: Callable[..., Ran], file: Whole, tmp_path: Path
) -> None:
    path = tmp_path / "file"
    path.write_bytes(file.content)
    right = [peerfind(*command, "--directory", "file") for command in ASKED]
    assert {ran.code for ran in right} == {0}
    chance, codes = Random(1), set[int]()
    for number in range(60):
        path.write_bytes(chance.choice(DAMAGES)(file.content, chance))
        whole = right[number % len(ASKED)]
        ran = peerfind(*ASKED[number % len(ASKED)], "--directory", "file")
        codes.add(ran.code)
        if ran.code == 0:
            assert ran == whole
        else:
            assert ran.code == 3
            assert ran.err.startswith("peerfind: file is ")
            assert ran.err.endswith("peerfind build --output FILE\n")
            assert ran.err.count("\n") == 1
            assert whole.out.startswith(ran.out)
    assert codes == {0, 3}
