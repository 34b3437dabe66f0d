"""A lock on a folder that the system gives back when its holder ends, however it ends."""

from __future__ import annotations

import os
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_PAUSE_SECONDS = 0.02


@contextmanager
def locked(folder: Path, patience_seconds: float) -> Iterator[bool]:
    """Hold the lock of `folder` inside a `with`, or know that it could not be had in the time given.

    Where the system or the folder knows no locks it is never had.
    """
    descriptor = _descriptor(folder)
    try:
        yield descriptor is not None and _is_had(descriptor, patience_seconds)
    finally:
        if descriptor is not None:
            os.close(descriptor)


def _descriptor(folder: Path) -> int | None:
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        return os.open(folder, os.O_RDONLY)
    except OSError:
        return None


def _is_had(descriptor: int, patience_seconds: float) -> bool:
    try:
        from fcntl import LOCK_EX, LOCK_NB, flock
    except ImportError:  # Windows
        return True
    until = time.monotonic() + patience_seconds
    while True:
        try:
            flock(descriptor, LOCK_EX | LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= until:
                return False
            time.sleep(_PAUSE_SECONDS)
        except OSError:
            return False
        else:
            return True
