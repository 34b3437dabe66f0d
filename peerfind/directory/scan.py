"""Which files a directory consists of, and what tells that one has changed."""

from __future__ import annotations

import os
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from peerfind.named import NamedTuple
from peerfind.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

TOP_FILES = ("directory.yaml", "crisis.yaml", "questions.yaml")
FOLDERS = ("vocabulary", "groups")
SUFFIX = ".yaml"
_LINK_OUT = "This link leads to no file inside the directory. Put the file itself here."
_63_BITS = (1 << 63) - 1
_NOT_TEXT = "The name of this file cannot be read. Use small letters, figures and hyphens."

# What changes when a file does: its size, when it was modified and when its entry was (nanoseconds since
# 1970), and its inode. The second time shows what keeps the first, and cannot be set back.
Stamp = tuple[int, int, int, int]


class Scan(NamedTuple):
    """The YAML files by their path below the folder, in any order, and what may not be read."""

    files: dict[str, Stamp]
    problems: tuple[Problem, ...]


def scan(folder: Path) -> Scan:
    """Look at the names and stamps of a directory's files, without opening any."""
    problems: list[Problem] = []
    found = dict(_top_files(folder, problems))
    for name in FOLDERS:
        _below(os.fspath(folder), name, found, problems)
    return Scan(found, tuple(problems))


def is_group(file: str) -> bool:
    """Whether a path below the folder is that of a group."""
    return file.startswith("groups/")


def _top_files(folder: Path, problems: list[Problem]) -> Iterator[tuple[str, Stamp]]:
    for name in TOP_FILES:
        path = folder / name
        if path.is_symlink() and not _stays_inside(os.fspath(folder), os.fspath(path)):
            problems.append(_problem(name, "link-out", _LINK_OUT))
            continue
        try:
            yield name, stamp(path.stat())
        except OSError:
            continue


def _below(root: str, name: str, found: dict[str, Stamp], problems: list[Problem]) -> None:
    """Find the YAML files of a folder and of those in it; a link is followed to a file inside only."""
    ahead = [name]
    while ahead:
        at = ahead.pop()
        try:
            with _opened(f"{root}/{at}") as entries:
                for entry in entries:
                    path = f"{at}/{entry.name}"
                    # Nearly all are plain files with plain names, of which there may be very many.
                    if (
                        path.endswith(SUFFIX)
                        and path.isascii()
                        and entry.is_file(follow_symlinks=False)
                    ):
                        _add(found, path, entry)
                    elif entry.is_dir(follow_symlinks=False) and _is_text(entry.name):
                        ahead.append(path)
                    elif problem := _refused(root, path, entry):
                        problems.append(problem)
                    elif path.endswith(SUFFIX):
                        _add(found, path, entry)
        except FileNotFoundError:
            continue
        except OSError as error:
            problems.append(
                _problem(at, "unreadable-folder", f"It cannot be opened: {error.strerror}.")
            )


@contextmanager
def _opened(folder: str) -> Iterator[Iterable[os.DirEntry[str]]]:
    """The entries of a folder, whose stamps are had sooner while it is open."""
    if os.scandir not in os.supports_fd:  # Windows
        yield os.scandir(folder)
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        yield os.scandir(descriptor)
    finally:
        os.close(descriptor)


def _add(found: dict[str, Stamp], path: str, entry: os.DirEntry[str]) -> None:
    """Add a file with its stamp, unless it was deleted while we looked."""
    try:
        status = entry.stat()
    except OSError:
        return
    found[path] = stamp(status)


def _refused(root: str, path: str, entry: os.DirEntry[str]) -> Problem | None:
    """Why an entry may not be read, if there is a reason."""
    if not path.isascii() and not _is_text(path):
        shown = os.fsencode(path).decode(errors="replace")
        return _problem(shown, "file-name", _NOT_TEXT)
    if entry.is_symlink() and not _stays_inside(root, f"{root}/{path}"):
        return _problem(path, "link-out", _LINK_OUT)
    if path.endswith((".yml", ".YAML", ".YML")):
        return _problem(path, "wrong-ending", "End the file's name in .yaml.")
    return None


def _is_text(name: str) -> bool:
    try:
        name.encode()
    except UnicodeEncodeError:  # bytes that are not UTF-8
        return False
    return True


def _stays_inside(root: str, path: str) -> bool:
    target = os.path.realpath(path)
    return Path(target).is_file() and target.startswith(os.path.realpath(root) + os.sep)


def stamp(status: os.stat_result) -> Stamp:
    """The stamp of a file."""
    times = (
        status.st_mtime_ns & _63_BITS,
        status.st_ctime_ns & _63_BITS,
    )  # a file may be of any year
    return status.st_size, *times, status.st_ino & _63_BITS


def _problem(file: str, rule: str, message: str) -> Problem:
    return Problem(file, 1, 1, "error", rule, message)
