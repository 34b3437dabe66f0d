"""Which files of a directory were touched since a revision of git: changed, added, or deleted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from peerfind import text
from peerfind.errors import UsageError
from peerfind.keeping.git import answers

if TYPE_CHECKING:
    from pathlib import Path


def touched_since(folder: Path, revision: str) -> frozenset[str]:
    """The files below `folder` that differ from where the work branched off from `revision`.

    Paths are those below the folder, with `/` between. What is not committed counts too, and so do files
    that git does not know yet. Raises UsageError where the folder is in no repository or git knows no
    such revision.
    """
    inside = _git(folder, "rev-parse", "--is-inside-work-tree")
    if not inside:
        raise UsageError(f"{folder} is in no git repository, so nothing can be told as changed.")
    known = _git(folder, "rev-parse", "--verify", "--end-of-options", f"{revision}^{{commit}}")
    if not known:
        raise UsageError(f"git knows no revision {text.shown(revision)!r}. Name one: origin/main")
    commit = known.strip()
    base = (_git(folder, "merge-base", commit, "HEAD") or commit).strip()
    difference = ("diff", "--name-only", "--no-renames", "--no-ext-diff", "--relative", "-z")
    changed = _git(folder, *difference, base, "--", ".")
    added = _git(folder, "ls-files", "--others", "--exclude-standard", "-z", "--", ".")
    return frozenset(filter(None, (changed + added).split("\0")))


def _git(folder: Path, *arguments: str) -> str:
    """What git says in a folder; nothing where it refuses."""
    return answers(folder, *arguments).decode(errors="surrogateescape")
