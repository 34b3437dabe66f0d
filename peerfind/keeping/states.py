"""Two states of a directory to compare: folders as they are, or what git has at a revision."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from peerfind import config
from peerfind.answers.check import with_files
from peerfind.directory.folder import load
from peerfind.errors import DirectoryError
from peerfind.keeping.revisions import laid_out

if TYPE_CHECKING:
    from peerfind.directory.folder import Directory


def read_states(base: str, head: str | None, directory: str | None) -> tuple[Directory, Directory]:
    """The directory before and after. Without `head`, after is `directory`, its files as they are.

    What is the folder of a directory is read as that; everything else names a revision, at which
    `directory` is read. Raises UsageError and DirectoryError as `laid_out` does.
    """
    before = _state(base, directory)
    if head is not None:
        return before, _state(head, directory)
    return before, load(with_files(config.directory_location(directory)))


def _state(named: str, directory: str | None) -> Directory:
    if (folder := _folder(named)) is not None:
        return load(folder)
    here = with_files(config.directory_location(directory)).resolve()
    with tempfile.TemporaryDirectory(prefix="peerfind-") as name:
        return load(laid_out(here, named, Path(name).resolve()))


def _folder(named: str) -> Path | None:
    """The directory that a folder is or holds; None where there is none, which may be a revision."""
    if not named or not Path(named).is_dir():
        return None
    try:
        return with_files(config.directory_location(named))
    except DirectoryError:
        return None
