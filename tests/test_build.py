"""An index that is built for others: always the same bytes, and answers as the YAML would give them."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from conftest import write_directory
from facts import facts
from hypothesis import given, settings
from hypothesis import strategies as st
from keeping import whole_content
from pace import some
from running import DAY, Ran, example_directory, in_process, program
from telling import told_of

from peerfind import __version__
from peerfind.cli import complete
from peerfind.cli.forms import ANSWER, LIST, SHEET
from peerfind.directory.vocabulary import FACETS
from peerfind.index import built, store
from peerfind.index.built import build
from peerfind.index.cache import cache_path, index_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

UNIX = pytest.mark.skipif(os.name == "nt", reason="it has other rights and links")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return example_directory(tmp_path_factory.mktemp("example") / "directory")


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory, folder: Path) -> Path:
    """The file that was built of it."""
    path = tmp_path_factory.mktemp("built") / "groups.sqlite"
    build(folder, path)
    return path


@pytest.fixture
def peerfind(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    folder: Path,
) -> Callable[..., Ran]:
    return in_process(monkeypatch, capsys, tmp_path, folder)


def bytes_of(folder: Path) -> bytes:
    """The bytes that are built of a directory."""
    path = folder.parent / f"{folder.name}.sqlite"
    build(folder, path)
    return path.read_bytes()


def test_it_says_what_it_has_built(peerfind: Callable[..., Ran], tmp_path: Path) -> None:
    ran = peerfind("build", "--output", "mine")
    size = (tmp_path / "mine").stat().st_size / 1024
    assert ran == (0, "", f"mine: 6 groups, {size:,.0f} KB\n")
    assert [path.name for path in tmp_path.iterdir()] == ["mine"]


def test_it_says_what_it_could_not_read(peerfind: Callable[..., Ran], tmp_path: Path) -> None:
    write_directory(tmp_path / "mine", {"fine": {}, "broken": "name: [\n"})
    ran = peerfind("build", "-o", "file", "--directory", "mine")
    assert (ran.code, ran.out) == (0, "")
    first, second = ran.err.splitlines()
    assert first.startswith("file: 1 groups, ")
    assert second.startswith("1 of 2 files could not be read")


# The same bytes


class TestTheBytes:
    def test_are_the_same_when_it_is_built_again(self, folder: Path, file: Path) -> None:
        path = file.with_name("again")
        build(folder, path)
        assert path.read_bytes() == file.read_bytes()
        build(folder, path)
        assert path.read_bytes() == file.read_bytes()

    @pytest.mark.parametrize(
        "variables",
        [
            {"PYTHONHASHSEED": "1"},
            {"PYTHONHASHSEED": "2", "TZ": "Asia/Tokyo", "LC_ALL": "C", "PEERFIND_CACHE": "cache"},
        ],
        ids=["one", "another"],
    )
    def test_are_the_same_in_another_process(
        self, folder: Path, file: Path, tmp_path: Path, variables: dict[str, str]
    ) -> None:
        ran = program("build", "-o", "file", "--directory", str(folder), cwd=tmp_path, **variables)
        assert ran.code == 0
        assert (tmp_path / "file").read_bytes() == file.read_bytes()

    def test_are_the_same_whatever_is_in_the_cache(
        self, folder: Path, file: Path, tmp_path: Path, peerfind: Callable[..., Ran]
    ) -> None:
        assert peerfind("match").code == 0
        assert [*(tmp_path / "cache").iterdir()] == [cache_path(folder, tmp_path / "cache")]
        assert peerfind("build", "-o", "file").code == 0
        assert (tmp_path / "file").read_bytes() == file.read_bytes()

    def test_are_others_when_a_word_is_another(self, folder: Path, tmp_path: Path) -> None:
        copy = shutil.copytree(folder, tmp_path / "copy")
        path = copy / "groups" / "example" / "aire-walk.yaml"
        path.write_text(path.read_text(encoding="utf-8").replace("slow", "long"), encoding="utf-8")
        assert bytes_of(copy) != bytes_of(shutil.copytree(folder, tmp_path / "other"))


@settings(max_examples=some(25))
@given(groups=st.lists(facts, max_size=8), chance=st.randoms(use_true_random=False))
def test_the_bytes_depend_on_nothing_but_what_the_files_say(
    tmp_path_factory: pytest.TempPathFactory, groups: list[dict[str, Any]], chance: Random
) -> None:
    base = tmp_path_factory.mktemp("same")
    named = {f"place{at % 3}/g{at}": group for at, group in enumerate(groups)}
    one = write_directory(base / "directory", named)
    other = base / "copied" / "to another place"
    files = [path.relative_to(one) for path in one.rglob("*.yaml")]
    chance.shuffle(files)
    for file in files:
        (other / file).parent.mkdir(parents=True, exist_ok=True)
        (other / file).write_bytes((one / file).read_bytes())
        os.utime(other / file, (at := chance.randrange(1, 2_000_000_000), at))
    assert bytes_of(other) == bytes_of(one)


def test_nothing_in_it_tells_where_or_when_it_was_built(tmp_path: Path) -> None:
    folder = example_directory(tmp_path / "quokka" / "zebra")
    time = 1_234_567_891
    for path in folder.rglob("*.yaml"):
        os.utime(path, (time, time))
    build(folder, tmp_path / "narwhal")
    content = whole_content(tmp_path / "narwhal")
    stamps = [
        one.to_bytes(8, order)
        for order in ("little", "big")
        for one in (time, time * 1_000_000_000, (folder / "crisis.yaml").stat().st_ino)
    ]
    told = [b"quokka", b"zebra", b"narwhal", os.fsencode(tmp_path.name), b"1234567891", *stamps]
    assert b"wharfe-evening-bereavement" in content
    assert [one for one in told if one in content] == []


DOORS = {
    "name": "Zebra House", "address": "99 Quokka Street", "directions": "Ring the yellow bell",
    "postcode": "HX7 8AD", "latitude": "53.740123", "longitude": "-2.013456",
}  # fmt: skip


@settings(max_examples=some(20))
@given(told=st.sets(st.sampled_from([*DOORS]), min_size=1), count=st.sampled_from([1, 40]))
def test_no_byte_of_a_private_place_is_in_it(
    tmp_path_factory: pytest.TempPathFactory, told: set[str], count: int
) -> None:
    base = tmp_path_factory.mktemp("private")
    venue = {"town": "Hebden Bridge", "private": "yes", **{key: DOORS[key] for key in sorted(told)}}
    folder = write_directory(
        base / "directory", {f"g{at}": {"venue": venue} for at in range(count)}
    )
    build(folder, base / "file")
    content = whole_content(base / "file")
    assert b"Hebden Bridge" in content
    secrets = ["Zebra", "Quokka", "yellow bell", "8AD", "8ad", "53.7401", "2.01345"]
    assert [secret for secret in secrets if secret.encode() in content] == []


# Where it is put


def yaml(path: Path) -> None:
    path.write_text("name: A group\n")


def a_cache(path: Path) -> None:
    folder = write_directory(path.parent / "other", {"one": {}})
    index_of(folder, path.parent / "kept")
    cache_path(folder, path.parent / "kept").rename(path)


def a_database(path: Path) -> None:
    with closing(sqlite3.connect(path)) as database, database:
        database.execute("CREATE TABLE part (name TEXT PRIMARY KEY, data BLOB, sum INT)")


@pytest.mark.parametrize(
    "make",
    [
        pytest.param(yaml, id="a YAML file"),
        pytest.param(lambda path: path.write_bytes(b""), id="an empty file"),
        pytest.param(a_cache, id="an index of the cache"),
        pytest.param(a_database, id="another database"),
        pytest.param(lambda path: path.mkdir(), id="a folder"),
        pytest.param(lambda path: path.symlink_to("/dev/null"), id="a device", marks=UNIX),
    ],
)
def test_what_is_there_and_is_no_index_is_left_alone(
    peerfind: Callable[..., Ran], tmp_path: Path, make: Callable[[Path], Any]
) -> None:
    path = tmp_path / "file"
    make(path)
    before = {one: one.is_file() and one.read_bytes() for one in tmp_path.rglob("*")}
    said = "peerfind: file is there and is no index. Name another file: --output FILE\n"
    assert peerfind("build", "--output", "file") == (2, "", said)
    assert {one: one.is_file() and one.read_bytes() for one in tmp_path.rglob("*")} == before


def test_an_index_that_was_built_is_built_again_in_its_place(
    peerfind: Callable[..., Ran], tmp_path: Path, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as then:  # by another version of the program
        then.setattr(built, "FORMAT", built.FORMAT + 1)
        build(write_directory(tmp_path / "other", {"one": {}}), tmp_path / "file")
    assert peerfind("match", "--directory", "file").code == 3
    assert peerfind("build", "-o", "file").code == 0
    assert (tmp_path / "file").read_bytes() == file.read_bytes()


@pytest.mark.parametrize(
    "output",
    [
        pytest.param("nowhere/file", id="no such folder"),
        pytest.param("plain/file", id="a file in place of the folder"),
        pytest.param("x" * 300, id="too long a name"),
    ],
)
def test_where_it_cannot_be_put_it_is_wrong_use(
    peerfind: Callable[..., Ran], tmp_path: Path, output: str
) -> None:
    (tmp_path / "plain").write_text("")
    ran = peerfind("build", "--output", output)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(f"peerfind: {output} cannot be written: ")
    assert ran.err.endswith(".\n")
    assert [path.name for path in tmp_path.iterdir()] == ["plain"]


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write anywhere")
def test_where_nobody_may_write_it_is_wrong_use(
    peerfind: Callable[..., Ran], tmp_path: Path
) -> None:
    (tmp_path / "closed").mkdir(mode=0o500)
    ran = peerfind("build", "--output", "closed/file")
    assert (ran.code, ran.out) == (2, "")
    assert [*(tmp_path / "closed").iterdir()] == []


def full(*_: Any) -> None:
    raise sqlite3.OperationalError("database or disk is full")


def refused(*_: Any) -> None:
    raise PermissionError(13, "Permission denied")


@pytest.mark.parametrize(
    "failing",
    [
        pytest.param((store, "_insert", full), id="the disk is full"),
        pytest.param((os, "fsync", refused), id="the disk does not take it"),
        pytest.param((Path, "replace", refused), id="it may not take the place"),
    ],
)
def test_where_writing_fails_half_way_what_was_there_stays(
    peerfind: Callable[..., Ran], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failing: Any
) -> None:
    build(write_directory(tmp_path / "other", {"one": {}}), tmp_path / "file")
    before = (tmp_path / "file").read_bytes()
    with monkeypatch.context() as then:
        then.setattr(*failing)
        ran = peerfind("build", "--output", "file")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("peerfind: file cannot be written: ")
    assert (tmp_path / "file").read_bytes() == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "other"]


def test_others_may_read_it(peerfind: Callable[..., Ran], tmp_path: Path) -> None:
    before = os.umask(0o022)
    try:
        assert peerfind("build", "--output", "file").code == 0
    finally:
        os.umask(before)
    assert os.name == "nt" or (tmp_path / "file").stat().st_mode & 0o777 == 0o644


def test_a_file_to_write_must_be_named(peerfind: Callable[..., Ran]) -> None:
    ran = peerfind("build")
    assert (ran.code, ran.out) == (2, "")
    assert "--output" in ran.err


# What it answers

GRIEF = ["match", "lost my husband", "bereavment", "--near", "LS21", "--today", DAY]
FEW = ["match", "--focus", "hearing-voices", "--age", "80", "--require", "all", "--today", DAY]
SAME = [
    *([*GRIEF, "-o", form] for form in ANSWER),
    *([*FEW, "-o", form] for form in ANSWER),
    [
        "match",
        "--limit",
        "0",
        "--sort",
        "next",
        "--include",
        "closed",
        "-o",
        "json",
        "--today",
        DAY,
    ],
    *(["show", "aire-walk", "young-voices", "--today", DAY, "-o", form] for form in SHEET),
    *(["questions", "-o", form] for form in LIST),
    *(["questions", "young-voices", "-o", form] for form in LIST),
    *(["terms", "-o", form] for form in LIST),
    *(["terms", facet, "-o", "json"] for facet in FACETS),
    ["terms", "focus", "widow"],
    *(["crisis", "-o", form] for form in LIST),
    ["crisis", "--nation", "Wales"],
    ["show", "no-such-group"],
    ["match", "--focus", "xyzzy"],
]


@pytest.mark.parametrize("command", SAME, ids=" ".join)
def test_every_command_says_the_same_as_over_the_yaml(
    peerfind: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch, file: Path, command: list[str]
) -> None:
    expected = peerfind(*command)
    monkeypatch.setenv("PEERFIND_DIRECTORY", str(file))
    assert peerfind(*command) == expected
    assert expected.out or expected.code == 2 or "jsonl" in command


def test_a_report_names_the_file_that_the_entry_came_from(
    peerfind: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch, folder: Path, file: Path
) -> None:
    over_yaml = peerfind("report", "aire-walk")
    monkeypatch.setenv("PEERFIND_DIRECTORY", str(file))
    ran = peerfind("report", "aire-walk")
    assert (ran.code, ran.err) == (0, "")
    assert "- its file: groups/example/aire-walk.yaml\n" in ran.out
    assert ran.out == over_yaml.out.replace(f"{folder}{os.sep}", "")


@pytest.mark.parametrize("typed", ["", "a", "w", "x"])
def test_tab_offers_the_same(
    peerfind: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch, file: Path, typed: str
) -> None:
    assert peerfind("terms").code == 0
    offers = (complete.ids, *map(complete.terms, FACETS))
    expected = [offered(typed) for offered in offers]
    monkeypatch.setenv("PEERFIND_DIRECTORY", str(file))
    assert [offered(typed) for offered in offers] == expected
    assert any(expected) == (typed != "x")


def test_what_could_not_be_read_is_told_as_over_the_yaml(
    peerfind: Callable[..., Ran], tmp_path: Path
) -> None:
    folder = write_directory(tmp_path / "mine", {"fine": {}, "broken": "name: [\n"})
    (folder / "crisis.yaml").write_text("x: [")
    expected = peerfind("match", "--directory", "mine")
    assert peerfind("build", "-o", "file", "--directory", "mine").code == 0
    assert peerfind("match", "--directory", "file") == expected
    assert "1 of 2 files" in expected.err
    assert "crisis.yaml" in expected.err


def test_what_would_find_more_is_asked_of_the_same_file(
    peerfind: Callable[..., Ran], file: Path
) -> None:
    ran = peerfind(*FEW, "-o", "json", "--directory", str(file))
    assert f'"--directory", "{file}"]' in ran.out


def test_an_empty_directory_can_be_built_and_asked(
    peerfind: Callable[..., Ran], tmp_path: Path
) -> None:
    write_directory(tmp_path / "mine")
    assert peerfind("build", "-o", "file", "--directory", "mine").code == 0
    assert peerfind("match", "tea", "--near", "Leeds", "-o", "json", "--directory", "file") == (
        peerfind("match", "tea", "--near", "Leeds", "-o", "json", "--directory", "mine")
    )


# How it is read


def test_the_environment_may_name_it(
    peerfind: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch, file: Path
) -> None:
    monkeypatch.setenv("PEERFIND_DIRECTORY", str(file))
    assert f"{file} (named by PEERFIND_DIRECTORY)" in peerfind("doctor").out


def test_to_read_it_needs_no_cache_and_leaves_none(
    peerfind: Callable[..., Ran], file: Path, tmp_path: Path
) -> None:
    before = file.read_bytes()
    for command in SAME[:3]:
        assert peerfind(*command, "--directory", str(file)).code == 0
    assert [*tmp_path.iterdir()] == []
    assert [*file.parent.glob("groups.sqlite*")] == [file]
    assert file.read_bytes() == before


@UNIX
def test_it_may_be_anywhere_under_any_name_and_closed_to_writers(
    folder: Path, file: Path, tmp_path: Path
) -> None:
    path = tmp_path / "50% ?mode=rw#é" / "groups"
    path.parent.mkdir()
    shutil.copyfile(file, path)
    path.chmod(0o400)
    path.parent.chmod(0o500)
    link = tmp_path / "link"
    link.symlink_to(path)
    try:
        assert told_of(path, None) == told_of(link, None) == told_of(folder, None)
    finally:
        path.parent.chmod(0o700)


@pytest.mark.parametrize("command", [["check"], ["build", "--output", "other"]], ids=" ".join)
def test_what_needs_the_files_themselves_is_wrong_use(
    peerfind: Callable[..., Ran], file: Path, tmp_path: Path, command: list[str]
) -> None:
    said = f"peerfind: {file} is an index, which has no files. Name their folder.\n"
    assert peerfind(*command, "--directory", str(file)) == (2, "", said)
    assert [*tmp_path.iterdir()] == []


def test_doctor_says_what_it_is(peerfind: Callable[..., Ran], file: Path) -> None:
    ran = peerfind("doctor", "--directory", str(file), "-o", "json")
    assert (ran.code, ran.err) == (0, "")
    expected = {
        "directory": f"{file} (named by --directory)",
        "built by": f"peerfind {__version__}, format {built.FORMAT}",
        "size": f"{file.stat().st_size / 1024:.0f} KB",
        "groups read": 6,
        "files not read": 0,
        "cache": "none: an index needs none",
    }
    told = json.loads(ran.out)
    assert {name: told.get(name) for name in expected} == expected
