"""A file put in place whole: who reads at the same time sees the old one or the new one, never a half."""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from pathlib import Path

from peerfind.errors import UsageError

_ANY_WRITER = 0o222


def put(path: Path, file: str, before: bytes, after: bytes) -> None:
    """Put `after` in the place of the file that holds `before`; where `path` is a link, of what it leads to.

    Permissions stay. Raises UsageError, which calls it `file`, where it cannot be written or was changed.
    """
    target = Path(os.path.realpath(path))
    try:
        settle(drafted(target, after), target, before)
    except OSError as error:
        raise UsageError(f"{file} cannot be written: {error.strerror}.") from None


def create(path: Path, file: str, data: bytes) -> None:
    """Put a file of `data` where there is none, with its folder. It is there whole or not at all.

    Raises UsageError, which calls it `file`, where something of that name is there or it cannot be written.
    """
    made = [folder for folder in (path.parent, *path.parent.parents) if not folder.exists()]
    draft = path.with_name(f".{path.name}.{os.urandom(4).hex()}.tmp")
    try:
        if not path.parent.is_dir():
            _make_folder(path.parent)
        try:
            _write_new(draft, data)
            _take_name(draft, path)
        finally:
            with suppress(OSError):  # there may be no folder that it could be in
                draft.unlink(missing_ok=True)
    except FileExistsError:
        raise UsageError(f"{file} is there already, and stays as it is.") from None
    except OSError as error:
        _remove_empty(made)
        raise UsageError(f"{file} cannot be written: {error.strerror}.") from None
    with suppress(OSError):  # not every system can do this for a folder
        _sync(path.parent)


def _make_folder(folder: Path) -> None:
    """Make a folder. Raises OSError, also where a file has its name."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except FileExistsError:
        raise NotADirectoryError(0, f"{folder.name} is a file, not a folder") from None


def _write_new(path: Path, data: bytes) -> None:
    """Write a file that must not be there yet, safe on the disk. Raises OSError."""
    with path.open("xb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())


def _take_name(draft: Path, path: Path) -> None:
    """Give a draft its name. Raises OSError where something has that name: it is never replaced."""
    try:
        path.hardlink_to(draft)
    except FileExistsError:
        raise
    except OSError:  # a file system without links
        if path.exists():
            raise FileExistsError(0, "something of that name is there") from None
        draft.replace(path)


def _remove_empty(folders: list[Path]) -> None:
    """Remove folders that were made for nothing, the innermost first."""
    for folder in folders:
        with suppress(OSError):
            folder.rmdir()


def drafted(target: Path, data: bytes) -> Path:
    """A file beside `target` with its permissions, safe on the disk. Raises OSError, and leaves none then."""
    if not target.stat().st_mode & _ANY_WRITER or not os.access(target, os.W_OK):
        raise PermissionError(0, "it is read-only")
    draft = target.with_name(f".{target.name}.{os.getpid()}.tmp")
    try:
        with draft.open("wb") as stream:
            stream.write(data)
            shutil.copymode(target, draft)
            stream.flush()
            os.fsync(stream.fileno())
    except BaseException:
        draft.unlink(missing_ok=True)
        raise
    return draft


def settle(draft: Path, target: Path, before: bytes) -> None:
    """Put a draft in the place of a file. Raises OSError, and leaves no draft, where that was changed."""
    try:
        if target.read_bytes() != before:
            raise OSError(0, "somebody else has just changed it. Try again")
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)
    with suppress(OSError):  # not every system can do this for a folder
        _sync(target.parent)


def _sync(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
