"""An index that was built for others to read, who need no YAML: the same bytes for the same directory."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, Any

from peerfind import __version__, config
from peerfind.errors import DirectoryError, UsageError
from peerfind.index import packing, store
from peerfind.index.index import FORMAT, Index
from peerfind.named import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from peerfind.index.refresh import Watch


class Built(NamedTuple):
    """What was built: how many groups, how many files left none, and the size of the file in bytes."""

    groups: int
    unreadable: int
    size: int


def build(folder: Path, output: Path, watch: Watch | None = None) -> Built:
    """Make the index of the directory in `folder` and put it at `output`, whole or not at all.

    Raises UsageError where it cannot be put there, or would take the place of another kind of file.
    """
    from peerfind.directory.scan import scan
    from peerfind.index.refresh import made

    if config.exists(output) and not _is_ours(output):
        raise UsageError(f"{output} is there and is no index. Name another file: --output FILE")
    parts = made(folder, scan(folder), watch)
    del parts["unread"]  # which only an index that is kept up to date needs
    parts["built"] = packing.packed({"format": FORMAT, "peerfind": __version__})
    try:
        store.save(output, parts)
    except (OSError, sqlite3.Error) as error:
        said = error.strerror if isinstance(error, OSError) else error
        raise UsageError(f"{output} cannot be written: {said}.") from None
    index = Index(parts.__getitem__)
    return Built(index.count, index.unreadable, output.stat().st_size)


def _is_ours(path: Path) -> bool:
    part = store.opened(path)
    try:
        return part is not None and bool(_told(part))
    except store.DAMAGE:
        return False


def built_index(path: Path) -> Index:
    """The index in a file that was built.

    Raises DirectoryError where it is none, is damaged, or was built by a version that lays it out
    otherwise.
    """
    part = store.opened(path)
    if part is None:
        raise DirectoryError(f"{path} cannot be opened.")
    try:
        made = _told(part)
    except store.DAMAGE:
        raise DirectoryError(
            f"{path} is no index of peerfind, or is damaged. Make one: peerfind build --output FILE"
        ) from None
    if made["format"] != FORMAT:
        raise DirectoryError(
            f"{path} has format {made['format']}, and peerfind {__version__} reads {FORMAT}. "
            "Build it again: peerfind build --output FILE"
        )
    return Index(_whole(part, path))


def about(path: Path) -> dict[str, Any]:
    """What a file that was built says of itself: the version of peerfind that made it, and its format."""
    part = store.opened(path)
    return _told(part) if part else {}


def _told(part: Callable[[str], bytes]) -> dict[str, Any]:
    found: dict[str, Any] = packing.unpacked(part("built"))
    return found


def _whole(part: Callable[[str], bytes], path: Path) -> Callable[[str], bytes]:
    """A reader for which damage that is met later is an error that says so."""

    def whole(name: str) -> bytes:
        try:
            return part(name)
        except store.DAMAGE:
            raise DirectoryError(
                f"{path} is damaged. Build it again: peerfind build --output FILE"
            ) from None

    return whole
