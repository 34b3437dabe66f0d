"""What git says of a folder, as the person has it: nothing is fetched, and no working tree is touched."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

from peerfind import config
from peerfind.errors import UsageError

if TYPE_CHECKING:
    from pathlib import Path

# Set inside of a hook, where they would lead away from the folder that is asked about.
_OF_A_HOOK = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX")


def run(folder: Path, *arguments: str, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    """What became of a call of git in a folder. Raises UsageError where there is no git."""
    variables = config.environment().items()
    outside = {name: value for name, value in variables if name not in _OF_A_HOOK}
    command = ["git", "-C", str(folder), *arguments]
    try:
        return subprocess.run(command, capture_output=True, check=False, env=outside, input=given)  # noqa: S603
    except FileNotFoundError:
        raise UsageError(
            "git is not installed here, and it takes git to read a revision."
        ) from None


def answers(folder: Path, *arguments: str) -> bytes:
    """What git answers; nothing where it fails."""
    done = run(folder, *arguments)
    return b"" if done.returncode else done.stdout
