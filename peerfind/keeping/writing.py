"""Files of a directory, changed in single keys and put in place whole: all of them, or none.

Who reads at the same time sees the old file or the new one. A writer who is killed leaves, at worst, a file
beside it whose name ends in `.tmp` and that nobody reads.
"""

from __future__ import annotations

import os
from collections import Counter
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from peerfind.directory.folder import group_in
from peerfind.errors import UsageError
from peerfind.keeping.edits import edited
from peerfind.keeping.placing import drafted, settle
from peerfind.named import NamedTuple
from peerfind.source import read_bytes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from peerfind.directory.vocabulary import Vocabulary
    from peerfind.keeping.edits import Changes
    from peerfind.problems import Problem


class Rewrite(NamedTuple):
    """A file that is to be changed: its path in the directory and on the disk, its bytes before and after.

    `errors` counts those that the file had before and still has.
    """

    file: str
    path: Path
    before: bytes
    after: bytes
    errors: int

    @property
    def is_change(self) -> bool:
        """Whether there is anything to write."""
        return self.before != self.after


def rewrite(folder: Path, file: str, changes: Changes, vocabulary: Vocabulary) -> Rewrite:
    """A file of the directory in `folder` with some keys changed, which is not written yet.

    Raises UsageError where it cannot be changed without harm, or would have problems that it has not now.
    """
    path = Path(os.path.realpath(folder / file))
    try:
        before = path.read_bytes()
        after = edited(before.decode(), changes).encode()
    except OSError as error:
        raise UsageError(f"{file} cannot be read: {error.strerror}.") from None
    except ValueError as error:
        raise UsageError(f"{file} was not changed. {error}") from None
    old, new = (_problems(data, file, vocabulary) for data in (before, after))
    if added := Counter(map(_told, new)) - Counter(map(_told, old)):
        raise UsageError(f"{file} was not changed. {next(iter(added))[1]}")
    return Rewrite(file, path, before, after, sum(one.is_error for one in new))


def _problems(data: bytes, file: str, vocabulary: Vocabulary) -> tuple[Problem, ...]:
    return group_in(read_bytes(data, file), vocabulary).problems


def _told(problem: Problem) -> tuple[str, str]:
    """A problem, wherever in the file it stands."""
    return problem.rule, problem.message


def write_all(rewrites: Sequence[Rewrite]) -> None:
    """Put changed files in place. Raises UsageError, with all files as they were, where one cannot be."""
    file = ""
    try:
        with ExitStack() as undo:
            drafts = []
            for one in filter(lambda one: one.is_change, rewrites):
                file = one.file
                drafts.append((one, drafted(one.path, one.after)))
                undo.callback(drafts[-1][1].unlink, missing_ok=True)
            for one, draft in drafts:
                file = one.file
                settle(draft, one.path, one.before)
                undo.callback(_restore, one)
            undo.pop_all()
    except OSError as error:
        raise UsageError(f"{file} cannot be written: {error.strerror}.") from None


def _restore(one: Rewrite) -> None:
    with suppress(OSError):
        drafted(one.path, one.before).replace(one.path)
