"""Reading the group files of a large directory in two processes."""

from __future__ import annotations

import os
import pickle
import sys
from typing import TYPE_CHECKING

from peerfind.directory.folder import GroupFile, read_groups

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path
    from typing import BinaryIO, NoReturn

    from peerfind.directory.vocabulary import Vocabulary

# To start a process and to take over what it read costs as much as to read some hundred files.
FEWEST = 2000


def read_by_halves(
    folder: Path, files: Sequence[str], vocabulary: Vocabulary
) -> Iterator[GroupFile]:
    """Read group files as `read_groups` does, the second half of many in a process of its own.

    Where no process can be forked, or it comes to nothing, they are all read here.
    """
    at = len(files) // 2 if len(files) >= FEWEST and _can_fork() else len(files)
    later = _Later(folder, files[at:], vocabulary) if at < len(files) else None
    yield from read_groups(folder, files[:at], vocabulary)
    yield from later.groups() if later else ()


def _can_fork() -> bool:
    """Whether another process pays and is safe: not beside other threads, which might hold a lock."""
    threading = sys.modules.get("threading")
    is_alone = threading is None or threading.active_count() == 1
    return sys.platform == "linux" and is_alone and (os.cpu_count() or 1) > 1


class _Later:
    """Files that a process of their own is reading meanwhile."""

    def __init__(self, folder: Path, files: Sequence[str], vocabulary: Vocabulary) -> None:
        self.asked = folder, files, vocabulary
        reading, writing = os.pipe()
        self._process = os.fork()
        if not self._process:
            os.close(reading)
            self._read(os.fdopen(writing, "wb"))
        os.close(writing)
        self._stream = os.fdopen(reading, "rb")

    def _read(self, stream: BinaryIO) -> NoReturn:
        """Read and pass on all groups; whatever happens, nothing else of the program is done."""
        status = 1
        try:
            with stream:
                pickle.dump([*read_groups(*self.asked)], stream, pickle.HIGHEST_PROTOCOL)
            status = 0
        finally:
            os._exit(status)

    def groups(self) -> Iterator[GroupFile]:
        """What was read."""
        with self._stream as stream:
            data = stream.read()
        _, status = os.waitpid(self._process, 0)
        found: list[GroupFile] = (
            pickle.loads(data) if status == 0 else [*read_groups(*self.asked)]  # noqa: S301 (ours)
        )
        yield from found
