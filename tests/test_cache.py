from __future__ import annotations

import os
import sqlite3
import stat
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pytest
from conftest import VOCABULARY, group_yaml, write_directory
from hypothesis import given, settings
from hypothesis import strategies as st
from keeping import everything, names_of, opened, settled, whole_content
from pace import some

from peerfind import config
from peerfind.answers.answer import answer
from peerfind.asking.query import Typed, understood
from peerfind.directory.scan import scan
from peerfind.directory.vocabulary import Vocabulary
from peerfind.index import cache, store
from peerfind.index.cache import cache_path, index_of

if TYPE_CHECKING:
    from collections.abc import Callable

UNIX = pytest.mark.skipif(os.name == "nt", reason="it has other rights and links")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_directory(tmp_path / "directory", {"one": {}, "two": {"name": "Second"}})


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    return tmp_path / "cache"


def read_by(folder: Path, kept: Path) -> list[str]:
    """The files that a run reads, by their names below the folder."""
    with opened() as files:
        index_of(folder, kept)
    return sorted(file.relative_to(folder).as_posix() for file in files)


def all_of(folder: Path) -> list[str]:
    """All files of a directory."""
    return sorted(scan(folder).files)


def test_the_second_run_reads_no_yaml(folder: Path, kept: Path) -> None:
    settled(folder)
    assert read_by(folder, kept) == all_of(folder)
    with opened() as files:
        first, second = (everything(index_of(folder, kept)) for _ in range(2))
    assert first == second == everything(index_of(folder, None))
    assert files == []
    assert [path.name for path in kept.iterdir()] == [cache_path(folder, kept).name]


def test_an_index_from_the_cache_is_the_one_without(folder: Path, kept: Path) -> None:
    index_of(folder, kept)
    assert everything(index_of(folder, kept)) == everything(index_of(folder, None))


def edit(path: Path) -> None:
    """Change a letter, so that size, and with luck the second, stay the same."""
    path.write_text(path.read_text(encoding="utf-8").replace("Evening", "Morning"), "utf-8")


def same_time(path: Path) -> None:
    """Put another file of the same size and time in the place of one."""
    before = path.stat()
    other = path.with_suffix(".new")
    other.write_text(path.read_text(encoding="utf-8").replace("Evening", "Morning"), "utf-8")
    os.utime(other, ns=(before.st_atime_ns, before.st_mtime_ns))
    other.replace(path)


GROUP = "groups/example/one.yaml"
CHANGES = [
    pytest.param(lambda at: edit(at / GROUP), ["Example Morning Circle", "Second"], id="edited"),
    pytest.param(lambda at: same_time(at / GROUP), ["Example Morning Circle", "Second"],
                 id="replaced, same size and time", marks=UNIX),
    pytest.param(lambda at: (at / "groups/a.yaml").write_text(group_yaml(name="New")),
                 ["New", "Example Evening Circle", "Second"], id="added"),
    pytest.param(lambda at: (at / GROUP).unlink(), ["Second"], id="removed"),
    pytest.param(lambda at: (at / GROUP).rename(at / "groups/z.yaml"),
                 ["Second", "Example Evening Circle"], id="renamed"),
    pytest.param(lambda at: (at / GROUP).write_text("name: 'A"), ["Second"], id="broken"),
]  # fmt: skip


@pytest.mark.parametrize(("change", "names"), CHANGES)
def test_a_changed_file_is_seen_at_once(
    folder: Path, kept: Path, change: Callable[[Path], Any], names: list[str]
) -> None:
    index_of(folder, kept)
    change(folder)
    assert names_of(index_of(folder, kept)) == names
    assert names_of(index_of(folder, kept)) == names


OTHERS = {
    "directory.yaml": "title: Another directory\n",
    "crisis.yaml": "- {id: line, name: Example Line, phone: 0113 496 0999}\n",
    "questions.yaml": "- {id: cost, ask: What does it cost?}\n",
    "vocabulary/focus.yaml": "- {id: depression, label: feeling low}\n",
}


@pytest.mark.parametrize("file", OTHERS)
def test_a_change_of_any_other_file_is_seen_too(folder: Path, kept: Path, file: str) -> None:
    before = everything(index_of(folder, kept))
    (folder / file).write_text(OTHERS[file])
    after = everything(index_of(folder, kept))
    assert after == everything(index_of(folder, None)) != before


def test_a_new_version_of_the_program_reads_anew(
    folder: Path, kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    index_of(settled(folder), kept)
    monkeypatch.setattr(cache, "__version__", "99")
    assert read_by(folder, kept) == all_of(folder)
    assert read_by(folder, kept) == []


@pytest.mark.parametrize(
    "module", ["errors.py", "index/index.py", "asking/words.py", "data/a.json"]
)
def test_a_changed_module_of_the_program_reads_anew(
    folder: Path, kept: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, module: str
) -> None:
    monkeypatch.setattr(config, "PACKAGE", tmp_path / "program")
    path = tmp_path / "program" / module
    path.parent.mkdir(parents=True)
    index_of(settled(folder), kept)
    path.write_text("x = 1\n")
    assert read_by(folder, kept) == all_of(folder)
    assert read_by(folder, kept) == []


def test_a_program_whose_modules_lie_in_no_folder_still_answers(
    folder: Path, kept: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(config, "PACKAGE", tmp_path / "program.zip")
    for files in (all_of(settled(folder)), []):
        assert read_by(folder, kept) == files
        assert index_of(folder, kept).count == 2


class TestTwoDirectories:
    def test_never_share(self, tmp_path: Path, kept: Path) -> None:
        one = write_directory(tmp_path / "a" / "directory", {"one": {"name": "Same length A"}})
        two = write_directory(tmp_path / "b" / "directory", {"one": {"name": "Same length B"}})
        for _ in range(2):
            assert names_of(index_of(one, kept)) == ["Same length A"]
            assert names_of(index_of(two, kept)) == ["Same length B"]

    def test_never_share_even_one_file(
        self, tmp_path: Path, kept: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(cache, "cache_path", lambda *_: kept / "same.sqlite")
        one = write_directory(tmp_path / "a", {"one": {"name": "Same length A"}})
        two = write_directory(tmp_path / "b", {"one": {"name": "Same length B"}})
        for _ in range(2):
            assert names_of(index_of(one, kept)) == ["Same length A"]
            assert names_of(index_of(two, kept)) == ["Same length B"]

    @UNIX
    def test_that_are_one_by_a_link_share(self, folder: Path, kept: Path) -> None:
        link = folder.parent / "link"
        link.symlink_to(folder, target_is_directory=True)
        assert cache_path(link, kept) == cache_path(folder, kept)
        index_of(settled(folder), kept)
        assert names_of(index_of(link, kept)) == ["Example Evening Circle", "Second"]
        assert read_by(link, kept) == []


def other_database(path: Path) -> None:
    path.unlink()
    with sqlite3.connect(path) as database:
        database.execute("CREATE TABLE other (x)")
    database.close()


def other_parts(path: Path) -> None:
    path.unlink()
    with sqlite3.connect(path) as database:
        database.execute("CREATE TABLE part (name TEXT, data BLOB, sum INT)")
        database.execute("INSERT INTO part VALUES ('signature', 'a text', 'x')")
    database.close()


DAMAGES = [
    pytest.param(lambda path: path.write_bytes(b""), id="empty"),
    pytest.param(lambda path: path.write_bytes(b"not a database" * 999), id="foreign"),
    pytest.param(lambda path: path.write_bytes(path.read_bytes()[:5000]), id="truncated"),
    pytest.param(lambda path: path.write_bytes(path.read_bytes()[:100]), id="a header alone"),
    pytest.param(lambda path: path.write_bytes(b"\0" * path.stat().st_size), id="noughts"),
    pytest.param(other_database, id="another database"),
    pytest.param(other_parts, id="parts of another program"),
]


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_file_is_made_anew_without_a_word(
    folder: Path,
    kept: Path,
    damage: Callable[[Path], Any],
    capfd: pytest.CaptureFixture[str],
) -> None:
    whole = everything(index_of(settled(folder), kept))
    damage(cache_path(folder, kept))
    assert everything(index_of(folder, kept)) == whole
    with opened() as files:
        assert everything(index_of(folder, kept)) == whole
    assert files == []
    assert capfd.readouterr() == ("", "")


def test_a_folder_in_place_of_the_file_does_not_matter(folder: Path, kept: Path) -> None:
    cache_path(folder, kept).mkdir(parents=True)
    assert index_of(folder, kept).count == 2


@settings(max_examples=some(60))
@given(data=st.data())
def test_damage_in_the_middle_never_changes_an_answer(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    base = tmp_path_factory.mktemp("damage")
    folder, kept = write_directory(base / "directory", {"one": {}, "two": {}}), base / "cache"
    whole = everything(index_of(folder, kept))
    path = cache_path(folder, kept)
    content = bytearray(path.read_bytes())
    # How long the file is hangs on the times of its files, so what is drawn must not.
    start = data.draw(st.integers(0, 0xFFFF)) % len(content)
    blot = data.draw(
        st.sampled_from([b"\0" * 512, b"x" * 9, b"7", b"]", b"[" * 4096]) | st.binary(min_size=1)
    )
    content[start : start + len(blot)] = blot[: len(content) - start]
    path.write_bytes(content)
    assert everything(index_of(folder, kept)) == whole


class TestWithoutACache:
    @pytest.mark.parametrize("at", ["file", "file/below", "x" * 300, "nul/../file"])
    def test_where_none_can_be_made_we_go_on(self, folder: Path, at: str) -> None:
        (folder.parent / "file").write_text("not a folder")
        for _ in range(2):
            assert index_of(folder, folder.parent / at).count == 2

    def test_where_nobody_has_a_home_we_go_on(self, folder: Path) -> None:
        assert index_of(folder, None).count == 2

    @pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write anywhere")
    def test_where_the_folder_is_read_only_we_go_on(self, folder: Path, kept: Path) -> None:
        kept.mkdir(mode=0o500)
        assert index_of(folder, kept).count == 2
        assert [*kept.iterdir()] == []

    @pytest.mark.parametrize("call", ["replace", "unlink", "mkdir"])
    def test_where_writing_fails_half_way_we_go_on(
        self, folder: Path, kept: Path, monkeypatch: pytest.MonkeyPatch, call: str
    ) -> None:
        def fails(*_: Any, **__: Any) -> None:
            raise PermissionError(13, "Permission denied")

        monkeypatch.setattr(Path, call, fails)
        assert index_of(folder, kept).count == 2

    def test_where_the_disk_is_full_nothing_is_left_behind(
        self, folder: Path, kept: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def fails(*_: Any) -> None:
            raise sqlite3.OperationalError("database or disk is full")

        monkeypatch.setattr(store, "_insert", fails)
        assert index_of(folder, kept).count == 2
        assert [*kept.iterdir()] == []


@UNIX
class TestTheFile:
    def test_is_for_its_owner_alone(self, folder: Path, kept: Path) -> None:
        before = os.umask(0)
        try:
            index_of(folder, kept)
        finally:
            os.umask(before)
        assert stat.S_IMODE(kept.stat().st_mode) == 0o700
        assert stat.S_IMODE(cache_path(folder, kept).stat().st_mode) == 0o600

    def test_is_never_written_through_a_link(self, folder: Path, kept: Path) -> None:
        victim = folder.parent / "victim"
        victim.write_text("precious")
        kept.mkdir()
        path = cache_path(folder, kept)
        path.symlink_to(victim)
        path.with_name(f"{path.name}.{os.getpid()}").symlink_to(victim)
        index_of(folder, kept)
        assert victim.read_text() == "precious"
        assert not path.is_symlink()

    def test_may_have_signs_in_its_name(self, tmp_path: Path) -> None:
        folder = write_directory(tmp_path / "50% ?#é" / "directory", {"one": {}})
        kept = tmp_path / "c?mode=rw#%41"
        for files in (all_of(settled(folder)), []):
            assert read_by(folder, kept) == files
            assert index_of(folder, kept).count == 1

    def test_is_not_changed_by_being_read(self, folder: Path, kept: Path) -> None:
        index_of(settled(folder), kept)
        before = cache_path(folder, kept).read_bytes()
        everything(index_of(folder, kept))
        assert cache_path(folder, kept).read_bytes() == before
        assert len([*kept.iterdir()]) == 1


def test_nothing_of_a_question_is_kept(folder: Path, kept: Path) -> None:
    index_of(settled(folder), kept)
    before = {path: path.read_bytes() for path in kept.iterdir()}
    index = index_of(folder, kept)
    now = config.now(ZoneInfo("Europe/London"))
    asked = Typed(words=("quokka",), asks={"near": ["LS6"], "age": ["47"]})
    answer(index, understood(asked, Vocabulary(VOCABULARY), now))
    assert {path: path.read_bytes() for path in kept.iterdir()} == before


DOORS = {
    "name": "Zebra House", "address": "99 Quokka Street", "directions": "Ring the yellow bell",
    "postcode": "HX7 8AD", "latitude": "53.740123", "longitude": "-2.013456",
}  # fmt: skip


@settings(max_examples=some(20))
@given(st.sets(st.sampled_from([*DOORS]), min_size=1), st.sampled_from(["public", "private"]))
def test_no_byte_of_a_private_place_is_kept(
    tmp_path_factory: pytest.TempPathFactory, told: set[str], before: str
) -> None:
    base = tmp_path_factory.mktemp("private")
    venue = {key: DOORS[key] for key in sorted(told)}
    kept = base / "cache"
    if before == "public":  # what was once public leaves no trace either
        public = {"one": {"venue": venue}}
        index_of(write_directory(base / "directory", public), kept)
    group = {"venue": {**venue, "town": "Hebden Bridge", "private": "yes"}}
    folder = write_directory(base / "directory", {"one": group})
    index_of(folder, kept)
    (path,) = kept.iterdir()
    content = whole_content(path)
    assert b"Hebden Bridge" in content
    secrets = ["Zebra", "Quokka", "yellow bell", "8AD", "8ad", "53.7401", "2.01345"]
    assert [secret for secret in secrets if secret.encode() in content] == []


def test_runs_at_the_same_time_do_not_disturb_each_other(folder: Path, kept: Path) -> None:
    code = (
        "import sys, pathlib; from peerfind.index.cache import index_of\n"
        "at, kept = map(pathlib.Path, sys.argv[1:])\n"
        "for _ in range(5):\n"
        "    index = index_of(at, kept)\n"
        "    print([index.record(number)['name'] for number in index.numbers()])\n"
    )
    environment = {**os.environ, "PYTHONPATH": str(config.PACKAGE.parent)}
    command = [sys.executable, "-c", code, str(folder), str(kept)]
    runs = [
        subprocess.Popen(command, stdout=subprocess.PIPE, env=environment, text=True)
        for _ in range(3)
    ]
    said = [run.communicate(timeout=60)[0] for run in runs]
    assert said == ["['Example Evening Circle', 'Second']\n" * 5] * 3
    assert [path.name for path in kept.iterdir()] == [cache_path(folder, kept).name]


def test_a_part_is_read_only_when_it_is_asked_for(folder: Path, kept: Path) -> None:
    whole = index_of(settled(folder), kept).lexicon.words()
    path = cache_path(folder, kept)
    with sqlite3.connect(path) as database:
        database.execute("UPDATE part SET data = ?, sum = 0 WHERE name = '0/letters'", (b"[]",))
    database.close()
    index = index_of(folder, kept)
    with opened() as files:
        assert index.count == 2
        assert files == []
        assert index.lexicon.words() == whole
    assert files
