"""A report in a file: the whole of it, or what was there before."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path


def write_whole(path: Path, content: str) -> None:
    """Write a text to `path`, by way of a file beside it, so that no half of it is ever seen.

    What is no plain file, such as /dev/stderr, is written to as it is. Raises OSError.
    """
    target = Path(os.path.realpath(path))
    if target.exists() and not target.is_file():
        target.write_text(content, encoding="utf-8")
        return
    mode = target.stat().st_mode & 0o7777 if target.exists() else 0o666 & ~_mask()
    descriptor, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    draft = Path(name)
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8", newline="") as file:
            file.write(content)
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
