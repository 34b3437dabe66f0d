"""How the files of a data repository stand to those that this version would write, and writing them.

A record beside them says what was written and by which version, so that a file that the team has changed
can be told from one that is only old.
"""

from __future__ import annotations

import json
from hashlib import sha256
from typing import TYPE_CHECKING, Literal

from peerfind import __version__
from peerfind.errors import UsageError
from peerfind.keeping.placing import create, put
from peerfind.keeping.scaffold import is_yours
from peerfind.named import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

RECORD = ".peerfind-scaffold.json"
State = Literal["right", "missing", "old", "changed", "yours"]


class Standing(NamedTuple):
    """A file of a repository: its path in it, its bytes now (None where it is not there) and as wanted.

    `old` is as it was written, and would be written otherwise now; `changed` was changed by somebody, or is
    none of ours; `yours` was changed too, and is the team's to change.
    """

    file: str
    state: State
    before: bytes | None
    after: bytes

    @property
    def is_fine(self) -> bool:
        """Whether there is nothing to do about it."""
        return self.state in {"right", "yours"}


def compared(folder: Path, wanted: Mapping[str, bytes]) -> list[Standing]:
    """How each file stands. Raises UsageError where one, or the record of them, cannot be read."""
    written = _recorded(folder)
    return [
        _standing(file, _there(folder, file), after, written.get(file, ""))
        for file, after in wanted.items()
    ]


def _standing(file: str, before: bytes | None, after: bytes, recorded: str) -> Standing:
    def state() -> State:
        if before == after:
            return "right"
        if before is None:  # what the team threw away of its own stays away
            return "yours" if recorded and is_yours(file) else "missing"
        if _digest(before) == recorded:
            return "old"
        return "yours" if is_yours(file) else "changed"

    return Standing(file, state(), before, after)


def to_write(standings: Iterable[Standing], *, force: bool) -> list[Standing]:
    """Those to be written: what is missing, and with `force` whatever differs and is not the team's own."""
    return [one for one in standings if one.state == "missing" or (force and not one.is_fine)]


def write(folder: Path, standings: Iterable[Standing], chosen: Iterable[Standing]) -> None:
    """Write the chosen files, each whole, and then the record of what was written.

    Raises UsageError at the first that cannot be written; the ones before it stay, and another run goes on.
    """
    digests = _recorded(folder)
    for one in chosen:
        if one.before is None:
            create(folder / one.file, one.file, one.after)
        else:
            put(folder / one.file, one.file, one.before, one.after)
        digests[one.file] = _digest(one.after)
    digests |= {one.file: _digest(one.after) for one in standings if one.state == "right"}
    _keep(folder, digests)


def _keep(folder: Path, digests: dict[str, str]) -> None:
    document = {"peerfind": __version__, "sha256": dict(sorted(digests.items()))}
    after = (json.dumps(document, indent=2) + "\n").encode()
    before = _there(folder, RECORD)
    if before is None:
        create(folder / RECORD, RECORD, after)
    elif before != after:
        put(folder / RECORD, RECORD, before, after)


def _recorded(folder: Path) -> dict[str, str]:
    """The digest of each file as it was written last; none where there is no record."""
    data = _there(folder, RECORD)
    if data is None:
        return {}
    try:
        return {str(file): str(one) for file, one in json.loads(data)["sha256"].items()}
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise UsageError(
            f"{RECORD} cannot be read. Take it away, and all that differs counts as changed by you."
        ) from None


def _there(folder: Path, file: str) -> bytes | None:
    """The bytes of a file, its line ends as git keeps them; None where there is none."""
    try:
        return (folder / file).read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise UsageError(f"{file} cannot be read: {error.strerror}.") from None


def _digest(data: bytes) -> str:
    return sha256(data).hexdigest()
