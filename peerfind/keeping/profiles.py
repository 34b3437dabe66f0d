"""The profiles of a directory as files: what is wrong in them, and how one is put in place whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from peerfind.asking.profiles import file_of, names, profile
from peerfind.errors import UsageError
from peerfind.keeping.placing import create, put

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from peerfind.directory.vocabulary import Vocabulary
    from peerfind.problems import Problem


def problems(folder: Path, vocabulary: Vocabulary) -> Iterator[Problem]:
    """What is wrong in the profiles of the directory in `folder`."""
    for name in names(folder):
        yield from profile(folder, name, vocabulary).problems


def save(folder: Path, name: str, lines: Iterable[str], *, is_replacing: bool) -> Path:
    """Write a profile, whole or not at all; where it is.

    Raises UsageError where there is nothing in it, where one of that name is there and must not be
    replaced, and where it cannot be written.
    """
    file = file_of(name)
    path, data = folder / file, "".join(f"{line}\n" for line in lines).encode()
    if not data:
        raise UsageError("--save has nothing to keep: add --weight, --format, --avoid or the like.")
    if path.is_file() and is_replacing:
        put(path, file, path.read_bytes(), data)
    elif path.exists():
        raise UsageError(f"{file} is there already, and stays as it is. To replace it: --replace")
    else:
        create(path, file, data)
    return path
