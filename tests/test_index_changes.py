"""Whatever changes in a directory, the next run sees it, and reads again no more than it must."""

from __future__ import annotations

import os
import sqlite3
from functools import partial
from random import Random
from typing import TYPE_CHECKING, Any

import pytest
from conftest import group_yaml, write_directory
from keeping import EDITS, everything, laid_bare, names_of, opened, settled, whole_content
from pace import IS_ROBOT, some
from telling import told_of

from peerfind import config
from peerfind.directory import scan
from peerfind.index import refresh
from peerfind.index.cache import cache_path, index_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

pytestmark = pytest.mark.uncounted

SIZES = pytest.mark.parametrize("size", [60] if IS_ROBOT else [2, 60], ids="{} groups".format)
UNIX = pytest.mark.skipif(os.name == "nt", reason="it has other links and times")
ONE, TWO = "groups/leeds/g00.yaml", "groups/leeds/g01.yaml"


def directory(base: Path, size: int) -> Path:
    groups = {f"leeds/g{number:02}": {"name": f"Circle {number:02}"} for number in range(size)}
    groups["leeds/g00"]["former_ids"] = ["old-00"]
    return write_directory(base / "directory", groups)


def rewrite(path: Path, old: str, new: str) -> None:
    """Other words in the same file."""
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")


def set_back(path: Path) -> None:
    """Other words of the same length, with the time of the last change as it was."""
    before = path.stat()
    rewrite(path, "Circle", "Square")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def put_in_place(path: Path) -> None:
    """Another file of the same size and time under the same name."""
    before = path.stat()
    other = path.with_suffix(".new")
    other.write_text(path.read_text(encoding="utf-8").replace("Circle", "Square"), "utf-8")
    os.utime(other, ns=(before.st_atime_ns, before.st_mtime_ns))
    other.replace(path)


def link_elsewhere(at: Path) -> None:
    """A link that leads to another file than before."""
    link = at / "groups" / "link.yaml"
    link.unlink()
    link.symlink_to("leeds/g01.yaml")


def move(at: Path, to: str) -> None:
    """A file in another place."""
    (at / to).parent.mkdir(parents=True, exist_ok=True)
    (at / ONE).rename(at / to)


def swap(at: Path) -> None:
    """Two files, each with the name of the other."""
    (at / ONE).rename(at / "groups" / "aside")
    (at / TWO).rename(at / ONE)
    (at / "groups" / "aside").rename(at / TWO)


CHANGES = [
    pytest.param(lambda at: rewrite(at / ONE, "Circle", "Square"), id="other words of one length"),
    pytest.param(lambda at: rewrite(at / ONE, "Circle", "Ring"), id="other words"),
    pytest.param(lambda at: set_back(at / ONE), id="time set back", marks=UNIX),
    pytest.param(lambda at: put_in_place(at / ONE), id="another file in its place", marks=UNIX),
    pytest.param(swap, id="two files swapped"),
    pytest.param(lambda at: (at / ONE).unlink(), id="a file removed"),
    pytest.param(lambda at: move(at, "groups/leeds/z.yaml"), id="a file renamed"),
    pytest.param(lambda at: move(at, "groups/otley/g00.yaml"), id="a file in another folder"),
    pytest.param(lambda at: (at / "groups/leeds").rename(at / "groups/otley"), id="folder renamed"),
    pytest.param(lambda at: (at / "groups/a.yaml").write_text(group_yaml()), id="a file added"),
    pytest.param(lambda at: (at / ONE).write_text("name: 'A"), id="a file broken"),
    pytest.param(lambda at: (at / ONE).write_text(""), id="a file emptied"),
    pytest.param(lambda at: (at / "groups/b.yml").write_text("name: B\n"), id="another ending"),
    pytest.param(lambda at: move(at, "groups/leeds/g01"), id="a file without an ending"),
    pytest.param(lambda at: (at / "groups/z").mkdir() or (at / "groups/z/g00.yaml").write_text(
        group_yaml(name="Second")), id="a second file of one id, that counts for nothing"),
    pytest.param(lambda at: (at / "groups/a").mkdir() or (at / "groups/a/g00.yaml").write_text(
        group_yaml(name="First")), id="a second file of one id, that counts for it"),
    pytest.param(lambda at: rewrite(at / ONE, "old-00", "g99"), id="another former id"),
    pytest.param(lambda at: (at / "groups/old-00.yaml").write_text(group_yaml()),
                 id="a file that is called as another once was"),
    pytest.param(
        lambda at: (at / "groups/a.yaml").write_text(group_yaml(former_ids=["old-00"])),
        id="a former id that another has too",
    ),
    pytest.param(lambda at: rewrite(at / TWO, "Circle 01", "Circle 00"), id="a name that another has"),
    pytest.param(lambda at: (at / "directory.yaml").write_text("units: km\n"), id="the rules"),
    pytest.param(lambda at: (at / "directory.yaml").unlink(), id="no rules"),
    pytest.param(lambda at: (at / "crisis.yaml").write_text("- {id: a, name: A}\n"), id="a contact"),
    pytest.param(lambda at: (at / "crisis.yaml").write_text("x: ["), id="contacts broken"),
    pytest.param(lambda at: (at / "questions.yaml").write_text("- {id: a, ask: A?}\n"),
                 id="a question"),
    pytest.param(lambda at: (at / "vocabulary/focus.yaml").write_text(
        "- {id: depression, aliases: [circle]}\n"), id="the vocabulary"),
    pytest.param(lambda at: (at / "vocabulary/focus.yaml").unlink(), id="no vocabulary"),
]  # fmt: skip


@SIZES
@pytest.mark.parametrize("is_settled", [True, False], ids=["after a while", "at once"])
@pytest.mark.parametrize("change", CHANGES)
def test_a_change_is_seen_at_once(
    tmp_path: Path, change: Callable[[Path], Any], size: int, *, is_settled: bool
) -> None:
    folder, kept = directory(tmp_path, size), tmp_path / "cache"
    if is_settled:
        settled(folder)
    before = everything(index_of(folder, kept))
    change(folder)
    right = everything(index_of(folder, None))
    assert right != before or "b.yml" in {path.name for path in (folder / "groups").iterdir()}
    assert [everything(index_of(folder, kept)) for _ in range(2)] == [right, right]


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_that_is_undone_leaves_no_trace(
    tmp_path: Path, change: Callable[[Path], Any]
) -> None:
    folder, kept = directory(tmp_path, 60), tmp_path / "cache"
    before = everything(index_of(settled(folder), kept))
    saved = {path: path.read_bytes() for path in folder.rglob("*.yaml")}
    change(folder)
    index_of(folder, kept)
    for path in [*folder.rglob("*.y*ml")]:
        path.unlink()
    for path, content in saved.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    assert everything(index_of(folder, kept)) == before


@UNIX
@SIZES
class TestALink:
    def test_that_leads_elsewhere_is_followed_there(self, tmp_path: Path, size: int) -> None:
        folder, kept = directory(tmp_path, size), tmp_path / "cache"
        link = folder / "groups" / "link.yaml"
        link.symlink_to("leeds/g00.yaml")
        assert names_of(index_of(settled(folder), kept))[-1] == "Circle 00"
        link_elsewhere(folder)
        assert names_of(index_of(folder, kept))[-1] == "Circle 01"

    def test_to_a_file_that_changes_changes_with_it(self, tmp_path: Path, size: int) -> None:
        folder, kept = directory(tmp_path, size), tmp_path / "cache"
        (folder / "groups" / "link.yaml").symlink_to("leeds/g00.yaml")
        index_of(settled(folder), kept)
        set_back(folder / ONE)
        names = names_of(index_of(folder, kept))
        assert (names[0], names[-1]) == ("Square 00", "Square 00")

    def test_that_leads_out_takes_its_group_away(self, tmp_path: Path, size: int) -> None:
        folder, kept = directory(tmp_path, size), tmp_path / "cache"
        (tmp_path / "out.yaml").write_text(group_yaml())
        link = folder / "groups" / "link.yaml"
        link.symlink_to("leeds/g00.yaml")
        assert index_of(settled(folder), kept).unreadable == 0
        link.unlink()
        link.symlink_to(tmp_path / "out.yaml")
        index = index_of(folder, kept)
        assert (index.count, index.unreadable) == (size, 1)


@pytest.mark.parametrize("share", [0.05, 99], ids=["laid out anew", "beside the rest"])
@pytest.mark.parametrize("seed", range(1 if IS_ROBOT else 2))
def test_after_thirty_changes_in_a_row_the_index_is_as_if_made_today(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int, share: float
) -> None:
    monkeypatch.setattr(refresh, "_MOST_SHARE", share)
    folder, kept, chance = directory(tmp_path, 45), tmp_path / "cache", Random(seed)
    index_of(folder, kept)
    for number in range(some(30)):
        name = chance.choice([*EDITS])
        EDITS[name](folder, chance)
        assert everything(index_of(folder, kept)) == everything(index_of(folder, None)), name
        if number % 10 == 9:
            assert told_of(folder, kept) == told_of(folder, None)


def test_groups_that_came_later_stand_by_their_names_among_the_rest(tmp_path: Path) -> None:
    folder, kept = directory(tmp_path, 60), tmp_path / "cache"
    index_of(settled(folder), kept)
    for name, called in (("a", "Circle 30 C"), ("b", "Circle 30 A"), ("z", "Circle 30 B")):
        (folder / "groups" / f"{name}.yaml").write_text(group_yaml(name=called))
    index = index_of(folder, kept)
    assert len(index.sizes) == 2
    ids = {number: index.record(number)["id"] for number in index.numbers()}
    by_name = [ids[number] for number in sorted(ids, key=index.order.__getitem__)]
    assert by_name[30:35] == ["g30", "b", "z", "a", "g31"]


def leave(folder: Path) -> None:
    """Nothing that anybody does."""


def change_one(folder: Path) -> None:
    rewrite(folder / TWO, "Circle", "Square")


def change_many(folder: Path) -> None:
    for number in range(9):  # which come before all others, so that every group gets another number
        (folder / "groups" / f"a-{number}.yaml").write_text(group_yaml(name=f"New {number}"))


def change_words(folder: Path) -> None:
    (folder / "vocabulary" / "style.yaml").write_text("- {id: course, aliases: [circle]}\n")


@pytest.mark.parametrize("later", [leave, change_one, change_many, change_words])
@pytest.mark.parametrize("is_gone", [False, True], ids=["and keeps it", "and it is deleted"])
def test_what_another_process_makes_of_more_changes_is_not_mixed_with_ours(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, later: Callable[[Path], None], *, is_gone: bool
) -> None:
    folder, kept = directory(tmp_path, 60), tmp_path / "cache"
    index_of(settled(folder), kept)
    rewrite(folder / ONE, "Circle", "Square")
    right = everything(index_of(folder, None))
    real = refresh.refreshed

    def meanwhile(*given: Any) -> Any:
        fresh = real(*given)
        monkeypatch.setattr(refresh, "refreshed", real)
        later(folder)
        index_of(folder, kept)
        if is_gone:
            cache_path(folder, kept).unlink()
        return fresh

    monkeypatch.setattr(refresh, "refreshed", meanwhile)
    assert everything(index_of(folder, kept)) == right
    right = everything(index_of(folder, None))
    assert [everything(index_of(folder, kept)) for _ in range(2)] == [right, right]


# Which files are read again


def read_by(folder: Path, kept: Path) -> list[str]:
    """The files that a run reads, by their names below the folder."""
    with opened() as files:
        index_of(folder, kept)
    return sorted(file.relative_to(folder).as_posix() for file in files)


@pytest.mark.parametrize("changed", [[ONE], [TWO], [ONE, TWO]], ids=["one", "another", "two"])
def test_only_what_changed_is_read_again(tmp_path: Path, changed: list[str]) -> None:
    folder, kept = directory(tmp_path, 60), tmp_path / "cache"
    index_of(settled(folder), kept)
    for file in changed:
        rewrite(folder / file, "Circle", "Square")
    assert read_by(settled(folder), kept) == changed
    assert read_by(folder, kept) == []


def test_a_file_that_was_touched_is_read_once_more(tmp_path: Path) -> None:
    folder, kept = directory(tmp_path, 60), tmp_path / "cache"
    index_of(settled(folder), kept)
    (folder / ONE).touch()
    assert [read_by(settled(folder), kept) for _ in range(2)] == [[ONE], []]


def test_a_file_that_goes_is_no_reason_to_read_another(tmp_path: Path) -> None:
    folder, kept = directory(tmp_path, 60), tmp_path / "cache"
    index_of(settled(folder), kept)
    (folder / ONE).unlink()
    assert read_by(settled(folder), kept) == []
    assert names_of(index_of(folder, kept))[0] == "Circle 01"


@pytest.mark.parametrize("file", ["directory.yaml", "crisis.yaml", "questions.yaml"])
def test_where_no_group_changed_none_is_read(tmp_path: Path, file: str) -> None:
    folder, kept = directory(tmp_path, 60), tmp_path / "cache"
    index_of(settled(folder), kept)
    (folder / file).write_text("# nothing\n")
    read = read_by(settled(folder), kept)
    assert file in read
    assert [one for one in read if one.startswith("groups/")] == []


def test_other_words_for_things_make_every_group_be_read(tmp_path: Path) -> None:
    folder, kept = directory(tmp_path, 60), tmp_path / "cache"
    index_of(settled(folder), kept)
    (folder / "vocabulary" / "style.yaml").write_text("- {id: course, aliases: [circle]}\n")
    assert read_by(settled(folder), kept) == sorted(scan.scan(folder).files)


# The clock that stamps files


@UNIX
@pytest.mark.parametrize(
    ("ticks_in_second", "later_ns", "is_read_again"),
    [
        pytest.param(123_456_789, 0, True, id="a fine clock, at once"),
        pytest.param(123_456_789, 15_000_000, True, id="a fine clock, a tick later"),
        pytest.param(123_456_789, 25_000_000, False, id="a fine clock, after a tick"),
        pytest.param(0, 25_000_000, True, id="a clock of whole seconds, at once"),
        pytest.param(0, 1_900_000_000, True, id="a clock of whole seconds, two seconds later"),
        pytest.param(0, 2_100_000_000, False, id="a clock of whole seconds, after that"),
    ],
)
def test_a_file_that_changed_within_a_tick_before_it_was_read_is_read_again(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    ticks_in_second: int,
    later_ns: int,
    *,
    is_read_again: bool,
) -> None:
    folder, kept = directory(tmp_path, 60), tmp_path / "cache"
    far = 1_000_000_000 * (10 + (folder / ONE).stat().st_ctime_ns // 1_000_000_000)
    os.utime(folder / ONE, ns=(far, far + ticks_in_second))
    monkeypatch.setattr(config, "nanoseconds", lambda: far + ticks_in_second + later_ns)
    index_of(folder, kept)
    assert read_by(folder, kept) == ([ONE] if is_read_again else [])


@SIZES
def test_a_change_that_the_clock_of_the_disk_cannot_tell_is_seen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: int
) -> None:
    """On a disk that stamps in steps of two seconds, a file may change and keep its stamp."""
    monkeypatch.setattr(scan, "stamp", coarse)
    folder, kept = directory(tmp_path, size), tmp_path / "cache"
    for number in range(5):
        before = scan.scan(folder).files[ONE]
        rewrite(folder / ONE, "Circle 0", f"Circle {number}")
        rewrite(folder / ONE, f"Circle {number - 1}", f"Circle {number}")
        assert scan.scan(folder).files[ONE][0] == before[0]
        assert names_of(index_of(folder, kept))[0] == f"Circle {number}0"


def coarse(status: os.stat_result) -> tuple[int, int, int, int]:
    """The stamp of a file where times are in steps of two seconds."""
    step = 2_000_000_000
    return (
        status.st_size,
        status.st_mtime_ns // step * step,
        status.st_ctime_ns // step * step,
        status.st_ino,
    )


@UNIX
@pytest.mark.parametrize(
    "seconds",
    [
        pytest.param(-10_000_000_000, id="long before there were computers"),
        pytest.param(-1, id="before 1970"),
        pytest.param(0, id="1970"),
        pytest.param(4_102_444_800, id="2100"),
        pytest.param(13_000_000_000, id="2381"),
    ],
)
def test_a_file_may_have_any_date(tmp_path: Path, seconds: int) -> None:
    folder, kept = directory(tmp_path, 60), tmp_path / "cache"
    os.utime(folder / ONE, (seconds, seconds))
    assert names_of(index_of(settled(folder), kept))[0] == "Circle 00"
    set_back(folder / ONE)
    assert [names_of(index_of(folder, kept))[0] for _ in range(2)] == ["Square 00"] * 2


# What was public once

DOORS = {
    "name": "Zebra House",
    "address": "99 Quokka Street",
    "town": "Otley",
    "postcode": "LS21 3AA",
}
SECRETS = (b"Zebra", b"Quokka", b"3AA", b"3aa")


@pytest.mark.parametrize("share", [0.05, 99], ids=["laid out anew", "beside the rest"])
@SIZES
@pytest.mark.parametrize("is_new", [False, True], ids=["of old", "since a little while"])
def test_of_a_place_that_was_public_once_and_is_private_now_nothing_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: int, share: float, *, is_new: bool
) -> None:
    monkeypatch.setattr(refresh, "_MOST_SHARE", share)
    monkeypatch.setattr(sqlite3, "connect", partial(forgetful, sqlite3.connect))
    folder, kept = directory(tmp_path, size), tmp_path / "cache"
    path = cache_path(folder, kept)
    if is_new:
        index_of(settled(folder), kept)
    # So long a text that the place comes to stand in a page of its own, which is free later on.
    long = " ".join(f"{Random(at).getrandbits(40)}" for at in range(3000))
    (folder / ONE).write_text(group_yaml(name="Circle 00", description=long, venue=DOORS))
    index_of(settled(folder), kept)
    telling = [data for data, plain in laid_bare(path) if any(one in plain for one in SECRETS)]
    assert telling
    (folder / ONE).write_text(group_yaml(name="Circle 00", venue={**DOORS, "private": "yes"}))
    index = index_of(settled(folder), kept)
    assert index.record(index.number("g00"))["venue"]["private"] == "yes"
    content = path.read_bytes()
    assert [one for one in SECRETS if one in content] == []
    assert [one for _, plain in laid_bare(path) for one in SECRETS if one in plain] == []
    # What is no part any more may still stand in a page that is free.
    used = b"\n".join(data for data, _ in laid_bare(path))
    freed = [one for data in telling for one in pieces(data) if one not in used]
    assert [one for one in freed if one in content] == []


def test_of_a_group_that_came_and_went_nothing_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite3, "connect", partial(forgetful, sqlite3.connect))
    folder, kept = directory(tmp_path, 60), tmp_path / "cache"
    path, new = cache_path(folder, kept), folder / "groups" / "new.yaml"
    index_of(settled(folder), kept)
    before = [data for data, _ in laid_bare(path)]
    long = " ".join(f"{Random(at).getrandbits(40)}" for at in range(3000))
    new.write_text(group_yaml(name="Zebra House", description=long))
    index_of(settled(folder), kept)
    freed = [one for data, _ in laid_bare(path) if data not in before for one in pieces(data)]
    assert len(freed) > 100
    new.unlink()
    index_of(folder, kept)
    used = b"\n".join(data for data, _ in laid_bare(path))
    assert [one for one in freed if one in path.read_bytes() and one not in used] == []
    assert b"Zebra" not in whole_content(path)


def forgetful(connect: Callable[..., sqlite3.Connection], *where: Any, **how: Any) -> Any:
    """A connection that leaves what was deleted where it stood, as it is usual, unless it is told not to."""
    database = connect(*where, **how)
    database.execute("PRAGMA secure_delete = OFF")
    return database


def pieces(data: bytes) -> list[bytes]:
    """Pieces of bytes, long enough to be told from others."""
    size = 48
    return [data[at : at + size] for at in range(0, len(data) - size, size)]
