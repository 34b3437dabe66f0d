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
    draft = target.with_name(f".{target.name}.{os.getpid()}.tmp")
    try:
        _look(target, before)
        _write(draft, target, after)
        draft.replace(target)
    except OSError as error:
        raise UsageError(f"{file} cannot be written: {error.strerror}.") from None
    finally:
        with suppress(OSError):
            draft.unlink(missing_ok=True)
    with suppress(OSError):  # not every system can do this for a folder
        _sync(target.parent)


def _look(target: Path, before: bytes) -> None:
    """Raises OSError where a file may not be written, or is no longer what it was."""
    if not target.stat().st_mode & _ANY_WRITER or not os.access(target, os.W_OK):
        raise PermissionError(0, "it is read-only")
    if target.read_bytes() != before:
        raise OSError(0, "somebody else has just changed it. Try again")


def _write(draft: Path, target: Path, data: bytes) -> None:
    """Write a draft with the permissions of `target`, safe on the disk."""
    with draft.open("xb") as stream:
        stream.write(data)
        shutil.copymode(target, draft)
        stream.flush()
        os.fsync(stream.fileno())


def _sync(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
