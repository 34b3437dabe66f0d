"""Which files of a directory were touched since a revision of git: changed, added, or deleted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from peerfind import text
from peerfind.errors import UsageError

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
    changed = _git(folder, *difference, base, "--", ".") or ""
    added = _git(folder, "ls-files", "--others", "--exclude-standard", "-z", "--", ".") or ""
    return frozenset(filter(None, (changed + added).split("\0")))


def _git(folder: Path, *arguments: str) -> str | None:
    """What git says in a folder; None where it refuses."""
    import subprocess

    try:
        done = subprocess.run(  # noqa: S603 (arguments are a list, and a revision cannot be a flag)
            ["git", "-C", str(folder), *arguments],  # noqa: S607 (git is found as the person has it)
            check=False,
            capture_output=True,
            encoding="utf-8",
            errors="surrogateescape",
            stdin=subprocess.DEVNULL,
        )
    except FileNotFoundError:
        raise UsageError("git is not installed, and --changed-since asks it.") from None
    return done.stdout if done.returncode == 0 else None
