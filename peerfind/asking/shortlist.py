"""A shortlist: the ids of groups, typed in a row, kept in a file or piped in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from peerfind.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

_MOST_BYTES = 64 * 1024


def ids_in(listed: str) -> tuple[str, ...]:
    """The ids of a list, each once: in lines or in a row, by spaces or commas; `#` begins a remark."""
    return once(_ids(listed.removeprefix("\ufeff")))


def _ids(listed: str) -> Iterator[str]:
    for line in listed.splitlines():
        yield from line.partition("#")[0].replace(",", " ").split()


def once(ids: Iterable[str]) -> tuple[str, ...]:
    """Ids in their order, each the first time that it stands there."""
    return tuple(dict.fromkeys(ids))


def ids_of(path: Path) -> tuple[str, ...]:
    """The ids in the file at `path`.

    Raises UsageError where there is no such file, or none that can be a list of ids.
    """
    try:
        with path.open("rb") as file:
            return decoded(file.read(_MOST_BYTES + 1), str(path))
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error.strerror}.") from None


def decoded(content: bytes, name: str) -> tuple[str, ...]:
    """The ids in the bytes of what is called `name`.

    Raises UsageError where they are too many or no text.
    """
    if len(content) > _MOST_BYTES:
        raise UsageError(f"{name} is too long for a list of ids.")
    try:
        return ids_in(content.decode("utf-8"))
    except UnicodeDecodeError:
        raise UsageError(f"{name} is no list of ids: it is not text in UTF-8.") from None
