"""A directory as git has it at a revision, laid out in a folder of its own; no working tree is touched."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from peerfind import text
from peerfind.directory.scan import SUFFIX
from peerfind.errors import DirectoryError, UsageError
from peerfind.keeping.git import answers, run

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

_PLAIN_FILES = (b"100644", b"100755")


def laid_out(folder: Path, revision: str, into: Path) -> Path:
    """The directory of `folder` as it was at a revision, written below `into`, which is empty.

    Links are left out. Raises UsageError where there is no git, no repository around `folder` or no such
    revision, DirectoryError where the revision has no directory there.
    """
    commit = _commit(folder, revision)
    prefix = _git(folder, "rev-parse", "--show-prefix").decode().rstrip("\n")
    files = [*_files(folder, commit)]
    for name, content in _contents(folder, files):
        path = into / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    if not files:
        raise DirectoryError(f"At {text.shown(revision)} there is no directory in {prefix or '.'}.")
    return into


def _commit(folder: Path, revision: str) -> str:
    """The commit that a revision names."""
    if not answers(folder, "rev-parse", "--git-dir"):
        raise UsageError(f"{folder} lies in no git repository. Name two folders to compare.")
    found = "" if revision.startswith("-") else f"{revision}^{{commit}}"
    if found and (commit := answers(folder, "rev-parse", "--verify", "--quiet", found)):
        return commit.decode().strip()
    raise UsageError(
        f"git knows no revision {text.shown(revision)!r} here, and there is no such folder. "
        "Name a branch, a tag, a commit or a folder."
    )


def _files(folder: Path, commit: str) -> Iterator[tuple[str, PurePosixPath]]:
    """Each YAML file below `folder` at a commit: its blob, and its path."""
    for row in _git(folder, "ls-tree", "-r", "-z", commit).split(b"\0"):
        facts, _, name = row.partition(b"\t")
        path = PurePosixPath(name.decode(errors="surrogateescape"))
        mode, _, blob = facts.partition(b" blob ")
        if (
            mode in _PLAIN_FILES
            and path.suffix == SUFFIX
            and not {"..", "/"}.intersection(path.parts)
        ):
            yield blob.decode(), path


def _contents(
    folder: Path, files: Sequence[tuple[str, PurePosixPath]]
) -> Iterator[tuple[PurePosixPath, bytes]]:
    """Each file with what it holds, byte for byte."""
    asked = "".join(f"{blob}\n" for blob, _ in files)
    rest = _git(folder, "cat-file", "--batch", given=asked.encode())
    at = 0
    for _, path in files:
        start = rest.index(b"\n", at) + 1
        end = start + int(rest[at:start].split()[-1])  # the head of each ends with its size
        yield path, rest[start:end]
        at = end + 1


def _git(folder: Path, *arguments: str, given: bytes = b"") -> bytes:
    """What git answers. Raises UsageError with its first line where it fails."""
    done = run(folder, *arguments, given=given)
    if done.returncode:
        said = text.shown(done.stderr.decode(errors="replace").partition("\n")[0])
        raise UsageError(f"git cannot read {folder}: {said}")
    return done.stdout
