"""The index kept between runs, in one SQLite file in the user's cache folder.

It is a shadow of the YAML: made anew when a file, the vocabulary or the program changed, or when it cannot
be read; never needed. It holds nothing of what was asked.
"""

from __future__ import annotations

import json
import os
import sqlite3
import weakref
import zlib
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from peerfind import __version__, config
from peerfind.directory.scan import Scan, Stamp, scan
from peerfind.index.columns import Index

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

FORMAT = 3
_SIGNATURE = "signature"
# The parts of the program that shape an index: with another version of any, it is made anew.
_SHAPING = ("", "asking", "data", "directory", "index", "places", "schedule")
_DAMAGE = (sqlite3.Error, ValueError, TypeError)


def index_of(folder: Path, cache_folder: Path | None) -> Index:
    """The index of the directory in `folder`, from the cache where it is fresh."""
    found = scan(folder)
    signature = _signature(folder, found)
    path = cache_path(folder, cache_folder) if cache_folder else None

    def built() -> dict[str, Any]:
        made = _built(folder, found)
        if path:
            _store(path, {**made, _SIGNATURE: signature})
        return made

    if path and (stored := _stored(path, signature)):
        return Index(_with_recovery(stored, built))
    return Index(built().__getitem__)


def cache_path(folder: Path, cache_folder: Path) -> Path:
    """Where the index of `folder` is kept."""
    whole = os.path.realpath(folder)
    return cache_folder / f"{Path(whole).parent.name}-{zlib.crc32(os.fsencode(whole)):08x}.sqlite"


def _built(folder: Path, found: Scan) -> dict[str, Any]:
    from peerfind.directory.folder import load
    from peerfind.index.parts import parts

    return parts(load(folder, found))


def _signature(folder: Path, found: Scan) -> str:
    """Text that differs whenever the index must be made anew."""
    folders = [config.PACKAGE / name for name in _SHAPING]
    package = [stamp for folder in folders for stamp in _stamps(folder)]
    package += _stamps(config.shipped_directory() / "vocabulary")
    return json.dumps(
        [FORMAT, __version__, package, os.path.realpath(folder), found.files, found.problems]
    )


def _stamps(folder: Path) -> list[tuple[str, Stamp]]:
    """The modules or the words of the program itself."""
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError:
        return []
    status = ((entry.name, entry.stat()) for entry in entries if entry.is_file())
    return [(name, Stamp(one.st_size, one.st_mtime_ns, one.st_ino)) for name, one in status]


def _stored(path: Path, signature: str) -> Callable[[str], Any] | None:
    """A reader of the parts in a cache file; None where it is missing, damaged or out of date."""
    try:
        if not path.is_file():
            return None
        database = sqlite3.connect(f"file:{_quoted(path)}?mode=ro&immutable=1", uri=True)
    except (OSError, sqlite3.Error):
        return None

    def part(name: str) -> Any:
        found = database.execute("SELECT data, sum FROM part WHERE name = ?", (name,)).fetchone()
        if found is None or zlib.crc32(found[0]) != found[1]:
            raise ValueError("not as it was written")
        return json.loads(found[0])

    weakref.finalize(part, database.close)
    try:
        return part if part(_SIGNATURE) == signature else None
    except _DAMAGE:
        return None


def _with_recovery(
    stored: Callable[[str], Any], built: Callable[[], dict[str, Any]]
) -> Callable[[str], Any]:
    """A reader of parts that reads the directory itself once the cache file turns out to be damaged."""
    anew: dict[str, Any] = {}

    def part(name: str) -> Any:
        if not anew:
            try:
                return stored(name)
            except _DAMAGE:
                anew.update(built())
        return anew[name]

    return part


def _store(path: Path, built: Mapping[str, Any]) -> None:
    """Write the parts to a file of our own and put it in place whole; without a cache we go on."""
    temporary = path.with_name(f"{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        temporary.unlink(missing_ok=True)
        os.close(os.open(temporary, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        _write(temporary, built)
        temporary.replace(path)
    except (OSError, sqlite3.Error):
        with suppress(OSError):
            temporary.unlink(missing_ok=True)


def _write(path: Path, built: Mapping[str, Any]) -> None:
    whole = ((name, json.dumps(built[name], ensure_ascii=False).encode()) for name in sorted(built))
    rows = ((name, data, zlib.crc32(data)) for name, data in whole)
    database = sqlite3.connect(path, isolation_level=None)
    try:
        database.execute("PRAGMA journal_mode = OFF")
        database.execute("PRAGMA synchronous = OFF")
        database.execute("BEGIN")
        database.execute(
            "CREATE TABLE part (name TEXT PRIMARY KEY, data BLOB, sum INT) WITHOUT ROWID"
        )
        database.executemany("INSERT INTO part VALUES (?, ?, ?)", rows)
        database.execute("COMMIT")
    finally:
        database.close()


def _quoted(path: Path) -> str:
    """A path as SQLite's URI form wants it."""
    return os.fspath(path).replace("%", "%25").replace("?", "%3f").replace("#", "%23")
