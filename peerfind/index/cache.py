"""The index kept between runs, in one SQLite file in the user's cache folder.

It is a shadow of the YAML: brought up to date when files changed, made anew when the vocabulary or the
program did, or when it cannot be read; never needed. It holds nothing of what was asked.
"""

from __future__ import annotations

import os
import zlib
from contextlib import suppress
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from peerfind import __version__, config
from peerfind.directory.scan import scan, scan_shared, stamp
from peerfind.index import store
from peerfind.index.index import FORMAT, Index
from peerfind.index.stamps import checksum
from peerfind.index.store import DAMAGE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from peerfind.directory.scan import Scan
    from peerfind.index.refresh import Watch

    Part = Callable[[str], bytes]

# The parts of the program that shape an index: with another version of any, it is made anew.
_SHAPING = ("", "asking", "data", "directory", "index", "places", "schedule")
# How long a process waits for another that makes the same index, before it answers without one.
_PATIENCE_SECONDS = 60.0
_KEPT_DAYS = 90


def index_of(folder: Path, cache_folder: Path | None, watch: Watch | None = None) -> Index:
    """The index of the directory in `folder`, from the cache as far as it is fresh.

    `watch` is told how many of how many files were read, where there is reading to do.
    """
    return _Cache(folder, cache_folder, watch).index()


def shared_of(folder: Path, cache_folder: Path | None) -> Index:
    """An index of which only what no group has a part in is sure to be as it is now: settings and words.

    It is had without a look at the groups, where the files beside them are as they were.
    """
    cache = _Cache(folder, cache_folder, None)
    return cache.shared() or cache.index()


def cache_path(folder: Path, cache_folder: Path) -> Path:
    """Where the index of `folder` is kept."""
    whole = os.path.realpath(folder)
    return cache_folder / f"{Path(whole).parent.name}-{zlib.crc32(os.fsencode(whole)):08x}.sqlite"


class _Cache:
    """The index of one directory as it is kept, and the directory as it is now."""

    def __init__(self, folder: Path, cache_folder: Path | None, watch: Watch | None) -> None:
        self.folder = folder
        self.cache_folder = cache_folder
        self.watch = watch
        self.path = cache_path(folder, cache_folder) if cache_folder else None
        self.signature = _signature(folder)
        self.began_ns = config.nanoseconds()

    @cached_property
    def found(self) -> Scan:
        """The files as they are now."""
        return scan(self.folder)

    def shared(self) -> Index | None:
        """What is kept, where it is fresh but for groups; all of it is made anew once some is damaged."""
        part = self._kept()
        try:
            if part and part("shared") == checksum(scan_shared(self.folder)):
                return Index(_Lasting(part, self._read))
        except DAMAGE:
            pass
        return None

    def index(self) -> Index:
        """The index: as it is kept, brought up to date, or made anew."""
        part = self._kept()
        if part is None:
            return self._made()
        try:
            if self._is_fresh(part):
                return self._lasting(part)
            return self._updated(part)
        except DAMAGE:
            return self._made()

    def _kept(self) -> Part | None:
        """A reader of what is kept of this directory, by this very program."""
        part = store.opened(self.path) if self.path else None
        try:
            return part if part and part("signature") == self.signature else None
        except DAMAGE:
            return None

    def _lasting(self, part: Part) -> Index:
        """The index of a reader, of which all is made anew once some turns out to be damaged."""
        return Index(_Lasting(part, partial(self._again, Index(part).head)))

    def _again(self, head: dict[str, Any]) -> dict[str, bytes]:
        """All parts anew, laid out as `head` says, so that numbers mean the same; the damaged file goes."""
        from peerfind.index.refresh import laid_out_again

        if self.path:
            with suppress(OSError):
                self.path.unlink(missing_ok=True)
        return laid_out_again(self.folder, self.found, head, self.watch)

    def _updated(self, part: Part) -> Index:
        """The index with the files read again that changed."""
        from peerfind.index.lock import locked
        from peerfind.index.refresh import refreshed

        fresh = refreshed(Index(part), self.folder, self.found, self.watch)
        if fresh is None:
            return self._made()
        fresh.parts.update(self._stamped())
        if self.path and self.cache_folder:
            with locked(self.cache_folder, 0) as is_ours:
                if is_ours and (fresh.is_whole or self._is_still(part)):
                    self._keep(fresh.parts, whole=fresh.is_whole)
        older = _nowhere if fresh.is_whole else part
        return self._lasting(lambda name: fresh.parts[name] if name in fresh.parts else older(name))

    def _is_still(self, part: Part) -> bool:
        """Whether the file is laid out as the one that was read, so that what is new fits beside it."""
        now = self._kept()
        try:
            return now is not None and all(now(one) == part(one) for one in ("seen", "head"))
        except DAMAGE:
            return False

    def _keep(self, parts: dict[str, bytes], *, whole: bool) -> None:
        """Put parts into the cache file; without a cache we go on."""
        if self.path is None:
            return
        parts["signature"] = self.signature
        parts["folder"] = os.fsencode(os.path.realpath(self.folder))
        _remove(store.leftovers(self.path))
        if whole:
            store.written(self.path, parts)
        else:
            store.replaced(self.path, parts, without="1/")

    def _made(self) -> Index:
        """The index made anew from all files, unless another process has just made it."""
        from peerfind.index.lock import locked

        if self.cache_folder is None:
            return Index(self._read().__getitem__)
        with locked(self.cache_folder, _PATIENCE_SECONDS) as is_ours:
            if is_ours and (index := self._made_by_another()):
                return index
            parts = self._read()
            if is_ours:
                _prune(self.cache_folder, self.path)
                self._keep(parts, whole=True)
        return Index(parts.__getitem__)

    def _made_by_another(self) -> Index | None:
        """What another process kept while this one waited for the lock, if it is of any use."""
        part = self._kept()
        try:
            return self._lasting(part) if part and self._is_fresh(part) else None
        except DAMAGE:
            return None

    def _is_fresh(self, part: Part) -> bool:
        """Whether no file has changed since; it may raise one of `DAMAGE`."""
        return part("seen") == checksum(self.found)

    def _stamped(self) -> dict[str, bytes]:
        """The parts by which a later run sees what has changed."""
        from peerfind.index.stamps import packed_stamps, settled, shared

        found = settled(self.found, self.began_ns)
        return {
            "seen": checksum(found),
            "shared": checksum(shared(found)),
            "stamps": packed_stamps(found),
        }

    def _read(self) -> dict[str, bytes]:
        from peerfind.index.refresh import made

        return {**made(self.folder, self.found, self.watch), **self._stamped()}


class _Lasting:
    """A reader of parts; `generation` is 1 once they have been made anew."""

    def __init__(self, part: Part, again: Callable[[], dict[str, bytes]]) -> None:
        self._part = part
        self._again = again
        self.generation = 0

    def __call__(self, name: str) -> bytes:
        try:
            return self._part(name)
        except DAMAGE:
            if self.generation:
                raise
            self._part, self.generation = self._again().__getitem__, 1
            return self._part(name)


def _nowhere(name: str) -> bytes:
    raise KeyError(name)


def _signature(folder: Path) -> bytes:
    """Bytes that differ whenever the index must be made anew, whatever the directory holds."""
    folders = [config.PACKAGE / name for name in _SHAPING]
    folders.append(config.shipped_directory() / "vocabulary")
    program = [one for folder in folders for one in _stamps(folder)]
    return repr((FORMAT, __version__, os.path.realpath(folder), program)).encode(errors="replace")


def _stamps(folder: Path) -> list[tuple[object, ...]]:
    """The modules or the words of the program itself."""
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError:
        return []
    return [(entry.name, *stamp(entry.stat())) for entry in entries if entry.is_file()]


def _prune(cache_folder: Path, ours: Path | None) -> None:
    """Remove what writers left who were killed, and indexes that nobody will ask for again."""
    _remove(path for path in _useless(cache_folder) if path != ours)


def _remove(paths: Iterable[Path]) -> None:
    for path in paths:
        with suppress(OSError):
            path.unlink()


def _useless(cache_folder: Path) -> Iterator[Path]:
    oldest = config.nanoseconds() / 1e9 - _KEPT_DAYS * 24 * 3600
    for path in cache_folder.glob("*.sqlite*"):
        with suppress(OSError):
            if path.suffix != ".sqlite" or path.stat().st_mtime < oldest or _is_orphan(path):
                yield path


def _is_orphan(path: Path) -> bool:
    """Whether the directory of an index is no more."""
    part = store.opened(path)
    try:
        return part is not None and not os.path.isdir(part("folder"))  # noqa: PTH112 (it is bytes)
    except DAMAGE:
        return False
