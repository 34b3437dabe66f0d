"""An import from its files to a folder: what is read, what comes of it, and how that is put in place."""

from __future__ import annotations

import os
import shutil
import tempfile
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from peerfind.directory.scan import is_group, listed
from peerfind.errors import UsageError
from peerfind.keeping.importing.forms import Read
from peerfind.keeping.importing.settling import complete, drafts
from peerfind.keeping.placing import create
from peerfind.keeping.writing import write_all
from peerfind.named import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from peerfind.keeping.importing.draft import Draft, Setting
    from peerfind.keeping.importing.forms import Form
    from peerfind.keeping.importing.staging import Item
    from peerfind.model import Record


class File(NamedTuple):
    """A file to be read: its name, and its bytes."""

    name: str
    data: bytes


class Imported(NamedTuple):
    """What an import came to: what to tell of the files, the drafts, an item for each, and who is gone."""

    form: str
    source: str
    told: tuple[str, ...]
    drafts: tuple[Draft, ...]
    items: tuple[Item, ...]
    gone: tuple[Record, ...]
    files: int


def read_file(path: Path) -> File:
    """A file with its bytes. Raises UsageError where it cannot be read."""
    try:
        return File(path.name, path.read_bytes())
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or "it has no name that a file can have"
        raise UsageError(f"{path} cannot be read: {why}.") from None


def read_feed(
    form: Form, files: Sequence[File], setting: Setting, always: Mapping[str, Any]
) -> tuple[list[Draft], list[str]]:
    """A draft of each record in some files, in their order, and what there is to tell of the files.

    Raises UsageError, which names it, for a file that is not of the form.
    """
    reader, mapping = form.load()
    made: list[Draft] = []
    told: list[str] = []
    for file in files:
        read = Read()
        try:
            found = [*drafts(reader(file.data, read), mapping, setting)]
        except UsageError as error:
            raise UsageError(f"{file.name}: {error}") from None
        for draft in found:
            complete(draft, always, file.name)
            draft.place = f"{file.name}, {draft.place}" if len(files) > 1 else draft.place
        told += [f"{file.name} {note}." for note in read.notes]
        told += [f"{file.name} has no record."] * (not found)
        made += found
    return made, told


@contextmanager
def new_folder(to: Path, context: Path, *, is_trial: bool) -> Iterator[Path]:
    """A folder with all files of a directory but its groups, which becomes `to` where all goes well.

    Until then it stands beside it under a name that nobody reads; a trial one is only thrown away. Raises
    UsageError where something is at `to`, or no folder can be made there.
    """
    if _has_something(to):
        raise UsageError(f"--to takes a new folder, and there is something at {to}.")
    beside = to.absolute()
    draft = (
        Path(tempfile.mkdtemp())
        if is_trial
        else beside.with_name(f".{beside.name}.{os.getpid()}.tmp")
    )
    try:
        _copy_common(context, draft)
        yield draft
        if not is_trial:
            draft.replace(beside)
    except OSError as error:
        raise UsageError(f"{to} cannot be written: {error.strerror}.") from None
    finally:
        with suppress(OSError):
            shutil.rmtree(draft)


def _has_something(to: Path) -> bool:
    """Whether there is anything at a path but an empty folder. Raises UsageError where there can be none."""
    try:
        return to.exists() and (not to.is_dir() or any(to.iterdir()))
    except OSError as error:
        raise UsageError(f"{to} cannot be written: {error.strerror}.") from None


def _copy_common(context: Path, draft: Path) -> None:
    draft.mkdir(parents=True, exist_ok=True)
    for file in listed(context).paths:
        if not is_group(file):
            (draft / file).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(context / file, draft / file)
    (draft / "groups").mkdir(exist_ok=True)


def write(folder: Path, items: Sequence[Item], progress: Callable[[int, int], None]) -> int:
    """Put what is new and what changed in place, each file whole, and give the number of files.

    Raises UsageError for the first that cannot be written; who runs the import again goes on from there.
    """
    written = 0
    for number, item in enumerate(items, 1):
        if item.new:
            create(folder / item.new.file, item.new.file, item.new.data)
        if item.rewrite:
            write_all([item.rewrite])
        written += bool(item.new or item.rewrite)
        progress(number, len(items))
    return written
