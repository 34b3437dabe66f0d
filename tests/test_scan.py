from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from conftest import VOCABULARY, write_directory

from peerfind.directory import scan as looks
from peerfind.directory.scan import Scan, listed, scan_shared
from peerfind.index.stamps import shared

if TYPE_CHECKING:
    from pathlib import Path

LINKS = pytest.mark.skipif(os.name == "nt", reason="links need a right there")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_directory(tmp_path / "directory", {"one": {}, "leeds/two": {}})


def scan(folder: Path) -> Scan:
    """What a scan finds; looks at the names alone, and at what groups share, find the same of it."""
    found = looks.scan(folder)
    assert listed(folder) == found.listing
    assert scan_shared(folder) == shared(found)
    return found


def told(found: Scan) -> list[tuple[str, str]]:
    assert all(one.is_error and one[1:3] == (1, 1) for one in found.problems)
    return [(problem.file, problem.rule) for problem in found.problems]


def test_a_directory_consists_of_its_yaml_files(folder: Path) -> None:
    (folder / "questions.yaml").write_text("[]")
    (folder / "groups" / "top.yaml").write_text("")
    deep = folder / "groups" / "leeds" / "north" / "three.yaml"
    deep.parent.mkdir()
    deep.write_text("")
    found = scan(folder)
    assert sorted(found.files) == [
        "crisis.yaml",
        "directory.yaml",
        "groups/example/one.yaml",
        "groups/leeds/north/three.yaml",
        "groups/leeds/two.yaml",
        "groups/top.yaml",
        "questions.yaml",
        *(f"vocabulary/{facet}.yaml" for facet in sorted(VOCABULARY)),
    ]
    assert found.problems == ()


def test_other_files_are_no_part_of_it(folder: Path) -> None:
    before = scan(folder)
    for name in ("README.md", "groups/notes.txt", "groups/example/one.yaml~", "other.yaml"):
        (folder / name).write_text("x")
    assert scan(folder) == before


def test_a_missing_folder_is_empty(tmp_path: Path) -> None:
    assert scan(tmp_path / "nowhere") == Scan({}, ())


def test_a_file_in_place_of_a_folder_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "groups").write_text("")
    assert told(scan(tmp_path)) == [("groups", "unreadable-folder")]


@pytest.mark.parametrize("name", ["three.yml", "three.YAML", "three.YML"])
def test_another_ending_is_a_problem(folder: Path, name: str) -> None:
    (folder / "groups" / name).write_text("name: A\n")
    assert told(scan(folder)) == [(f"groups/{name}", "wrong-ending")]


def test_a_stamp_tells_size_times_and_file(folder: Path) -> None:
    path = folder / "groups" / "example" / "one.yaml"
    os.utime(path, ns=(1, 1_700_000_000_123_456_789))
    stamp = scan(folder).files["groups/example/one.yaml"]
    status = path.stat()
    assert stamp == (status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino)
    assert status.st_mtime_ns == 1_700_000_000_123_456_789


@LINKS
class TestALink:
    def test_to_a_file_inside_is_that_file(self, folder: Path) -> None:
        (folder / "groups" / "same.yaml").symlink_to("leeds/two.yaml")
        found = scan(folder)
        assert found.problems == ()
        assert found.files["groups/same.yaml"] == found.files["groups/leeds/two.yaml"]

    @pytest.mark.parametrize(
        "target",
        [
            pytest.param("/etc/hostname", id="out"),
            pytest.param("../../secret.yaml", id="out, by steps up"),
            pytest.param("nowhere.yaml", id="to nothing"),
            pytest.param("link.yaml", id="to itself"),
            pytest.param("leeds", id="to a folder inside"),
            pytest.param("/", id="to a folder outside"),
            pytest.param("../../directory-next-door/a.yaml", id="to a folder of like name"),
        ],
    )
    def test_that_leads_elsewhere_is_not_followed(self, folder: Path, target: str) -> None:
        (folder.parent / "secret.yaml").write_text("name: A\n")
        (folder.parent / "directory-next-door").mkdir()
        (folder.parent / "directory-next-door" / "a.yaml").write_text("name: A\n")
        before = scan(folder).files
        (folder / "groups" / "link.yaml").symlink_to(target)
        assert scan(folder).files == before
        assert told(scan(folder)) == [("groups/link.yaml", "link-out")]

    @pytest.mark.parametrize("name", ["directory.yaml", "crisis.yaml", "questions.yaml"])
    def test_out_of_the_directory_is_not_followed_at_the_top_either(
        self, folder: Path, name: str
    ) -> None:
        (folder.parent / "secret.yaml").write_text("title: A\n")
        (folder / name).unlink(missing_ok=True)
        (folder / name).symlink_to("../secret.yaml")
        assert name not in scan(folder).files
        assert told(scan(folder)) == [(name, "link-out")]

    def test_to_the_directory_itself_is_none_of_its_business(self, folder: Path) -> None:
        other = folder.parent / "other"
        other.symlink_to(folder, target_is_directory=True)
        assert scan(other) == scan(folder)


@pytest.mark.skipif(os.name == "nt", reason="names are text there")
def test_a_name_that_is_not_utf_8_is_a_problem_that_can_be_printed(folder: Path) -> None:
    path = os.path.join(os.fsencode(folder), b"groups", b"caf\xe9.yaml")  # noqa: PTH118
    try:
        with open(path, "wb"):  # noqa: PTH123 (a name of bytes)
            pass
    except OSError:
        pytest.skip("this file system takes no such name")
    assert told(scan(folder)) == [("groups/caf�.yaml", "unreadable-name")]


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may open any folder")
def test_a_folder_that_may_not_be_opened_is_a_problem(folder: Path) -> None:
    (folder / "groups" / "leeds").chmod(0)
    try:
        assert told(scan(folder)) == [("groups/leeds", "unreadable-folder")]
    finally:
        (folder / "groups" / "leeds").chmod(0o700)
