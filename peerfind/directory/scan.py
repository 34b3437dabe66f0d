"""Which files a directory consists of, and what tells that one has changed."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from peerfind.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

TOP_FILES = ("directory.yaml", "crisis.yaml", "questions.yaml")
FOLDERS = ("vocabulary", "groups")
SUFFIX = ".yaml"
_LINK_OUT = "This link leads to no file inside the directory. Put the file itself here."
_NOT_TEXT = "The name of this file cannot be read. Use small letters, figures and hyphens."


class Stamp(NamedTuple):
    """What changes when a file does; the times are nanoseconds since 1970."""

    size: int
    modified_ns: int
    inode: int


class Scan(NamedTuple):
    """The YAML files by their path below the folder, sorted, and what may not be read."""

    files: dict[str, Stamp]
    problems: tuple[Problem, ...]


def scan(folder: Path) -> Scan:
    """Look at the names and stamps of a directory's files, without opening any."""
    problems: list[Problem] = []
    found = dict(_top_files(folder, problems))
    for name in FOLDERS:
        found.update(_below(os.fspath(folder), name, problems))
    return Scan(dict(sorted(found.items())), tuple(problems))


def _top_files(folder: Path, problems: list[Problem]) -> Iterator[tuple[str, Stamp]]:
    for name in TOP_FILES:
        path = folder / name
        if path.is_symlink() and not _stays_inside(os.fspath(folder), os.fspath(path)):
            problems.append(_problem(name, "link-out", _LINK_OUT))
            continue
        try:
            yield name, _stamp(path.stat())
        except OSError:
            continue


def _below(root: str, name: str, problems: list[Problem]) -> Iterator[tuple[str, Stamp]]:
    """The YAML files of the folder `name` and of those in it; a link is followed to a file inside only."""
    ahead = [name]
    while ahead:
        at = ahead.pop()
        try:
            entries = [*os.scandir(f"{root}/{at}")]
        except FileNotFoundError:
            continue
        except OSError as error:
            problems.append(
                _problem(at, "unreadable-folder", f"It cannot be opened: {error.strerror}.")
            )
            continue
        for entry in entries:
            path = f"{at}/{entry.name}"
            if not _is_text(entry.name):
                shown = os.fsencode(path).decode(errors="replace")
                problems.append(_problem(shown, "file-name", _NOT_TEXT))
            elif entry.is_symlink() and not _stays_inside(root, entry.path):
                problems.append(_problem(path, "link-out", _LINK_OUT))
            elif entry.is_dir(follow_symlinks=False):
                ahead.append(path)
            elif entry.name.endswith(SUFFIX) and (stamp := _file_stamp(entry)):
                yield path, stamp
            elif entry.name.endswith((".yml", ".YAML", ".YML")):
                problems.append(_problem(path, "wrong-ending", "End the file's name in .yaml."))


def _is_text(name: str) -> bool:
    try:
        name.encode()
    except UnicodeEncodeError:  # bytes that are not UTF-8
        return False
    return True


def _stays_inside(root: str, path: str) -> bool:
    target = os.path.realpath(path)
    return Path(target).is_file() and target.startswith(os.path.realpath(root) + os.sep)


def _file_stamp(entry: os.DirEntry[str]) -> Stamp | None:
    try:
        return _stamp(entry.stat())
    except OSError:  # deleted while we looked
        return None


def _stamp(status: os.stat_result) -> Stamp:
    return Stamp(status.st_size, status.st_mtime_ns, status.st_ino)


def _problem(file: str, rule: str, message: str) -> Problem:
    return Problem(file, 1, 1, "error", rule, message)
