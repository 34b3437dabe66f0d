"""Which index a path means: of a folder the one that is kept, or else a built file itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from peerfind import config

if TYPE_CHECKING:
    from pathlib import Path

    from peerfind.index.index import Index
    from peerfind.index.refresh import Watch


def index_at(path: Path, cache_folder: Path | None, watch: Watch | None = None) -> Index:
    """The index of the directory at `path`.

    `watch` is told how many of how many files were read, where there is reading to do. Raises
    DirectoryError for a file that is no index.
    """
    # Each of the two needs modules that the other can do without.
    if config.is_file(path):
        from peerfind.index.built import built_index

        return built_index(path)
    from peerfind.index.cache import index_of

    return index_of(path, cache_folder, watch)
