"""One SQLite file of parts, each with a sum, so that damage is noticed before it can change an answer.

A file is written whole and put in place by a rename: whoever reads it never waits and never sees half of
it, and a killed process leaves nothing but a file of its own that nobody reads.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import weakref
import zlib
from contextlib import closing, suppress
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

# Marks the file as ours for `file` and others (SQLite's "application id": "peer").
APPLICATION = int.from_bytes(b"peer", "big")
# What reading may meet where a file is not as it was written.
DAMAGE = (sqlite3.Error, ValueError, TypeError, KeyError, IndexError, zlib.error)

_TABLE = "CREATE TABLE part (name TEXT PRIMARY KEY, data BLOB, sum INT)"
# Small pages: a part that does not fill its last one wastes little, and there are many parts.
_PAGE_BYTES = 1024
_ONE = "SELECT data, sum FROM part WHERE name = ?"


def opened(path: Path) -> Callable[[str], bytes] | None:
    """A reader of the parts of a file; None where there is no such file of ours.

    It raises one of `DAMAGE` for a part that is not there, or not as it was written.
    """
    try:
        if not path.is_file():
            return None
        # What is opened may be asked from any thread: nobody writes to it, and SQLite takes turns.
        name = f"file:{_quoted(path)}?mode=ro&immutable=1"
        database = sqlite3.connect(name, uri=True, check_same_thread=False)
    except (OSError, sqlite3.Error):
        return None

    def part(name: str) -> bytes:
        found = database.execute(_ONE, (name,)).fetchone()
        if found is None:
            raise KeyError(name)
        data, checksum = found
        if _sum(name, data) != checksum:
            raise ValueError("not as it was written")
        return bytes(data)

    weakref.finalize(part, database.close)
    return part


def written(path: Path, parts: Mapping[str, bytes]) -> bool:
    """Whether the parts could be kept at `path`: as one file, for its owner alone."""
    return _could_put(path, lambda temporary: _fill(temporary, parts))


def replaced(path: Path, parts: Mapping[str, bytes], without: str) -> bool:
    """Whether some parts of a file could be replaced; those under the prefix `without` go first."""

    def fill(temporary: Path) -> None:
        shutil.copyfile(path, temporary)
        with closing(_for_writing(temporary)) as database:
            database.execute("BEGIN")
            database.execute("DELETE FROM part WHERE name GLOB ?", (f"{without}*",))
            _insert(database, parts)
            database.execute("COMMIT")

    return _could_put(path, fill)


def save(path: Path, parts: Mapping[str, bytes]) -> None:
    """Write the parts to a file that others will read. Raises OSError or sqlite3.Error.

    The permissions of a file that is there stay, and a link leads where it led. A writer who is killed leaves
    a file whose name begins with a dot.
    """
    target = Path(os.path.realpath(path))
    mode = target.stat().st_mode & 0o777 if target.exists() else None

    def fill(temporary: Path) -> None:
        _fill(temporary, parts)
        with temporary.open("rb") as file:
            os.fsync(file.fileno())
        if mode is not None:
            temporary.chmod(mode)

    draft = target.with_name(f".{target.name}.{os.getpid()}.tmp")
    _put(target, draft, fill, mode=0o666)


def leftovers(path: Path) -> Iterable[Path]:
    """The files beside `path` that writers left who were killed; to be asked by who holds the lock alone."""
    return path.parent.glob(f"{path.name}.*")


def _could_put(path: Path, fill: Callable[[Path], None]) -> bool:
    try:
        _put(path, path.with_name(f"{path.name}.{os.getpid()}"), fill, mode=0o600)
    except (OSError, sqlite3.Error):
        return False
    return True


def _put(path: Path, temporary: Path, fill: Callable[[Path], None], mode: int) -> None:
    """Fill a file of our own and put it in place whole, or leave nothing."""
    try:
        temporary.unlink(missing_ok=True)
        os.close(os.open(temporary, os.O_CREAT | os.O_EXCL | os.O_WRONLY, mode))
        fill(temporary)
        temporary.replace(path)
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)


def _fill(path: Path, parts: Mapping[str, bytes]) -> None:
    with closing(_for_writing(path)) as database:
        database.execute(f"PRAGMA page_size = {_PAGE_BYTES}")
        database.execute(f"PRAGMA application_id = {APPLICATION}")
        database.execute("BEGIN")
        database.execute(_TABLE)
        _insert(database, parts)
        database.execute("COMMIT")


def _for_writing(path: Path) -> sqlite3.Connection:
    """A file of our own that nobody else knows: it needs no journal, and no disk to wait for."""
    database = sqlite3.connect(path, isolation_level=None)
    database.execute("PRAGMA journal_mode = OFF")
    database.execute("PRAGMA synchronous = OFF")
    database.execute("PRAGMA secure_delete = ON")  # what is taken out leaves nothing behind
    return database


def _insert(database: sqlite3.Connection, parts: Mapping[str, bytes]) -> None:
    rows = ((name, parts[name], _sum(name, parts[name])) for name in sorted(parts))
    database.executemany("INSERT OR REPLACE INTO part VALUES (?, ?, ?)", rows)


def _sum(name: str, data: bytes) -> int:
    return zlib.crc32(data, zlib.crc32(name.encode()))


def _quoted(path: Path) -> str:
    """A path as SQLite's URI form wants it."""
    return os.fspath(path).replace("%", "%25").replace("?", "%3f").replace("#", "%23")
