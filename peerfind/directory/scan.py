"""Which files a directory consists of, and what tells that one has changed."""

from __future__ import annotations

import os
from array import array
from contextlib import contextmanager
from functools import cached_property
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from peerfind.named import NamedTuple
from peerfind.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

TOP_FILES = ("directory.yaml", "crisis.yaml", "questions.yaml")
_GROUPS = "groups"
FOLDERS = ("vocabulary", _GROUPS)
SUFFIX = ".yaml"
_63_BITS = (1 << 63) - 1
_NUMBERS, _STAMP_BYTES = 4, 32
TOLD = {
    "link-out": "This link leads to no file inside the directory. Put the file itself here.",
    "unreadable-name": "The name of this file cannot be read. Use small letters, figures and hyphens.",
    "wrong-ending": "End the file's name in .yaml.",
}
"""What is said of a file that may not be read, by its rule."""

# What changes when a file does: its size, when it was modified and when its entry was (nanoseconds since
# 1970), and its inode. The second time shows what keeps the first, and cannot be set back.
Stamp = tuple[int, int, int, int]


class Rows(NamedTuple):
    """Files in few bytes: their paths, each with a nought after it, and the four numbers of their stamps."""

    names: bytes = b""
    stamps: bytes = b""

    def __len__(self) -> int:
        return len(self.stamps) // _STAMP_BYTES


class Listing(NamedTuple):
    """The paths of the YAML files below a folder, in any order, and what may not be read."""

    paths: Sequence[str]
    problems: tuple[Problem, ...]


class Scan:
    """The YAML files by their path below the folder, in any order, and what may not be read."""

    def __init__(self, files: Mapping[str, Stamp], problems: Sequence[Problem] = ()) -> None:
        row = array("q", chain.from_iterable(files.values()))
        names = "".join(f"{file}\0" for file in files)
        self.rows = Rows(names.encode(errors="surrogateescape"), row.tobytes())
        self.problems = tuple(problems)

    @classmethod
    def of(cls, rows: Rows, problems: Sequence[Problem]) -> Scan:
        """The scan that found these files."""
        found = cls({}, problems)
        found.rows = rows
        return found

    @cached_property
    def listing(self) -> Listing:
        """The same without the stamps."""
        names = self.rows.names.decode(errors="surrogateescape").split("\0")[:-1]
        return Listing(names, self.problems)

    @cached_property
    def files(self) -> dict[str, Stamp]:
        """The stamp of each file by its path."""
        row = array("q")
        row.frombytes(self.rows.stamps)
        return dict(zip(self.listing.paths, zip(*[iter(row)] * _NUMBERS, strict=True), strict=True))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Scan) and (self.rows, self.problems) == (
            other.rows,
            other.problems,
        )

    __hash__ = None  # type: ignore[assignment]


def scan(folder: Path) -> Scan:
    """Look at the names and stamps of a directory's files, without opening any."""
    return _scan(folder, FOLDERS)


def scan_shared(folder: Path) -> Scan:
    """The same for what all groups share: the files beside them, and the words."""
    return _scan(folder, [name for name in FOLDERS if name != _GROUPS])


def _scan(folder: Path, folders: Iterable[str]) -> Scan:
    walk = _StampWalk(os.fspath(folder))
    walk.look(folders)
    return Scan.of(walk.rows(), walk.problems)


def listed(folder: Path) -> Listing:
    """Look at the names alone, which takes a quarter of the time that the stamps take too."""
    walk = _Walk(os.fspath(folder))
    walk.look(FOLDERS)
    return Listing(walk.names, tuple(walk.problems))


def is_group(file: str) -> bool:
    """Whether a path below the folder is that of a group."""
    return file.startswith(f"{_GROUPS}/")


class _Walk:
    """A look through folders below `root`, at their YAML files; a link is followed to a file inside only."""

    def __init__(self, root: str) -> None:
        self.root = root
        self.problems: list[Problem] = []
        self.names: list[str] = []

    def look(self, folders: Iterable[str]) -> None:
        """Look at the files beside the folders, and at all that is in some of these."""
        self._look_at_top()
        for name in folders:
            self._look_in(name)

    def _look_at_top(self) -> None:
        for name in TOP_FILES:
            path = f"{self.root}/{name}"
            if Path(path).is_symlink() and not _stays_inside(self.root, path):
                self.problems.append(_problem(name, "link-out"))
                continue
            self._take(name, Path(path))

    def _look_in(self, name: str) -> None:
        ahead = [name]
        while ahead:
            at = ahead.pop()
            try:
                with _opened(f"{self.root}/{at}") as entries:
                    for entry in entries:
                        path = f"{at}/{entry.name}"
                        # Nearly all are plain files with plain names, of which there may be very many.
                        if (
                            path.endswith(SUFFIX)
                            and path.isascii()
                            and entry.is_file(follow_symlinks=False)
                        ):
                            self._take(path, entry)
                        else:
                            self._look_at(path, entry, ahead)
            except FileNotFoundError:
                continue
            except OSError as error:
                message = f"It cannot be opened: {error.strerror}."
                self.problems.append(_problem(at, "unreadable-folder", message))

    def _look_at(self, path: str, entry: os.DirEntry[str], ahead: list[str]) -> None:
        if entry.is_dir(follow_symlinks=False) and _is_text(entry.name):
            ahead.append(path)
        elif problem := _refused(self.root, path, entry):
            self.problems.append(problem)
        elif path.endswith(SUFFIX):
            self._take(path, entry)

    def _take(self, path: str, there: os.DirEntry[str] | Path) -> None:
        """Take a file that may be read, if it is there."""
        if not isinstance(there, Path) or there.exists():
            self.names.append(path)


class _StampWalk(_Walk):
    """A look at the stamps of the files too."""

    def __init__(self, root: str) -> None:
        super().__init__(root)
        self._stamps: list[int] = []

    def rows(self) -> Rows:
        """The files that were found."""
        names = "".join(f"{name}\0" for name in self.names)
        return Rows(names.encode(), array("q", self._stamps).tobytes())

    def _take(self, path: str, there: os.DirEntry[str] | Path) -> None:
        try:
            status = there.stat()
        except OSError:  # it is not there, or was deleted while we looked
            return
        self.names.append(path)
        # A file may be of any year, and have any number.
        self._stamps += (
            status.st_size,
            status.st_mtime_ns & _63_BITS,
            status.st_ctime_ns & _63_BITS,
            status.st_ino & _63_BITS,
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


def _refused(root: str, path: str, entry: os.DirEntry[str]) -> Problem | None:
    """Why an entry may not be read, if there is a reason."""
    if not path.isascii() and not _is_text(path):
        shown = os.fsencode(path).decode(errors="replace")
        return _problem(shown, "unreadable-name")
    if entry.is_symlink() and not _stays_inside(root, f"{root}/{path}"):
        return _problem(path, "link-out")
    if path.endswith((".yml", ".YAML", ".YML")):
        return _problem(path, "wrong-ending")
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
    return status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino


def _problem(file: str, rule: str, message: str = "") -> Problem:
    return Problem(file, 1, 1, "error", rule, message or TOLD[rule])
