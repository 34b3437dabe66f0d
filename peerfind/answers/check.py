"""Which directory, and which of its files, paths mean that somebody typed."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from peerfind import config
from peerfind.directory.scan import listed
from peerfind.errors import UsageError
from peerfind.named import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from peerfind.config import Location
    from peerfind.directory.scan import Listing


class Chosen(NamedTuple):
    """What was asked about: a directory with all its files, paths below it, and the files that those mean."""

    folder: Path
    listing: Listing
    below: tuple[str, ...]
    files: tuple[str, ...]

    def has(self, file: str) -> bool:
        """Whether a path below the folder is among what was asked about, be there such a file or not."""
        return bool(_chosen([file], self.below))


def chosen(paths: Sequence[Path], directory: str | None) -> Chosen:
    """What lies below `paths`, or the whole directory where there are none.

    Raises UsageError for a path that is not there or lies in another directory than the first.
    """
    folder = _root(paths[0]) if paths else with_files(config.directory_location(directory))
    found = listed(folder)
    below = tuple(_inside(path, folder) for path in paths)
    return Chosen(folder, found, below, _chosen(found.paths, below))


def with_files(location: Location) -> Path:
    """The folder of a directory. Raises UsageError for an index that was built, which has no files."""
    if location.is_built:
        raise UsageError(f"{location.path} is an index, which has no files. Name their folder.")
    return location.path


def _root(path: Path) -> Path:
    """The directory that `path` is, or lies in."""
    if not config.exists(path):
        raise UsageError(f"There is no file or folder {path}.")
    whole = Path(os.path.abspath(path))  # noqa: PTH100 (it also takes the `..` out, links or not)
    for folder in (whole, *whole.parents):
        if (folder / config.SETTINGS_FILE).is_file() or (folder / "groups").is_dir():
            return folder
        if (folder / "directory" / config.SETTINGS_FILE).is_file() and folder == whole:
            return folder / "directory"
    raise UsageError(f"{path} lies in no directory: there is no {config.SETTINGS_FILE} above it.")


def _inside(path: Path, folder: Path) -> str:
    """`path` below the folder, with `/` between; empty for the whole."""
    whole = Path(os.path.abspath(path))  # noqa: PTH100 (it also takes the `..` out, links or not)
    if whole in folder.parents:
        return ""
    if not whole.is_relative_to(folder):
        raise UsageError(f"{path} does not lie in {folder}. Check one directory at a time.")
    below = whole.relative_to(folder).as_posix()
    return "" if below == "." else below


def _chosen(files: Sequence[str], below: Sequence[str]) -> tuple[str, ...]:
    """Those of some files that are among paths, or below one of them; all where no path is named."""
    if not below or "" in below:
        return tuple(files)
    names, folders = {*below}, tuple(f"{one}/" for one in below)
    return tuple(file for file in files if file in names or file.startswith(folders))
