"""A report in a file: the whole of it, or what was there before."""

from __future__ import annotations

import os
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_ANY_WRITER = 0o222


def write_whole(path: Path, parts: Iterable[str]) -> None:
    """Write a text in parts to `path`, by way of a file beside it, so that no half of it is ever seen.

    What is no plain file, such as /dev/stderr, is written to as it is. Raises OSError.
    """
    with replacing(path) as file:
        file.writelines(part.encode() for part in parts)


@contextmanager
def replacing(path: Path) -> Iterator[IO[bytes]]:
    """A file to write to, which takes the place of `path` when all went well, and else is gone.

    Permissions stay, and a link leads where it led. What is no plain file is written to as it is. Raises
    OSError.
    """
    target = Path(os.path.realpath(path))
    if target.exists() and not target.is_file():
        with target.open("wb") as stream:
            yield stream
        return
    mode = target.stat().st_mode & 0o7777 if target.exists() else 0o666 & ~_mask()
    if not mode & _ANY_WRITER:
        raise PermissionError(0, "it is read-only")
    descriptor, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    draft = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        draft.chmod(mode)
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)


def _mask() -> int:
    """What new files are kept from by the custom of the person; it can only be read by setting it."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
