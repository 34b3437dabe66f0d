"""The one reader of the clock, the environment and the working folder.

Everything else takes a date, a folder or a width as an argument, so that an answer can be repeated.
"""

from __future__ import annotations

import os
import re
import shutil
import sys
import time
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from peerfind.errors import DirectoryError, UsageError
from peerfind.language import ENGLISH, LANGUAGES
from peerfind.named import NamedTuple
from peerfind.text import shown

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import tzinfo

SETTINGS_FILE = "directory.yaml"
PACKAGE = Path(__file__).parent


SHIPPED = "came with peerfind"


class Location(NamedTuple):
    """Where a directory is, and why this one was taken: a folder, or an index that was built of one."""

    path: Path
    reason: str

    @property
    def is_shipped(self) -> bool:
        """Whether it is the folder that came with the package, however it was found."""
        return self.path.resolve() == shipped_directory().resolve()

    @property
    def told(self) -> str:
        """Which directory it is, in words that name no folder of the person's own."""
        return SHIPPED if self.is_shipped else self.reason

    @property
    def is_built(self) -> bool:
        """Whether it is an index, which has no YAML."""
        return is_file(self.path)


def now(zone: tzinfo) -> datetime:
    """The time now in `zone`."""
    return datetime.now(zone)


def nanoseconds() -> int:
    """The time now, in nanoseconds since 1970, as files are stamped."""
    return time.time_ns()


def environment() -> Mapping[str, str]:
    """The environment variables."""
    return os.environ


def is_debugging() -> bool:
    """Whether a fault is to be shown with its traceback."""
    return bool(os.environ.get("PEERFIND_DEBUG"))


def is_completing() -> bool:
    """Whether a shell asks what a Tab offers."""
    return bool(os.environ.get("_PEERFIND_COMPLETE"))


def language(asked: str | None) -> str:
    """The language to speak to people: what was asked for, else `PEERFIND_LANG`, else English.

    Raises UsageError for one that was asked for and is not spoken.
    """
    if asked is not None:
        if asked.lower() not in LANGUAGES:
            raise UsageError(f"--lang takes {' or '.join(LANGUAGES)}, not {shown(asked)!r}.")
        return asked.lower()
    tag = re.split("[-_.]", os.environ.get("PEERFIND_LANG", "").lower())[0]
    return tag if tag in LANGUAGES else ENGLISH


def shipped_directory() -> Path:
    """The directory that came with the package: in the wheel, or in the checkout."""
    inside = PACKAGE / "_directory"
    return inside if inside.is_dir() else PACKAGE.parent / "directory"


def directory_location(asked: str | None) -> Location:
    """The directory to read, and why that one.

    It is what was asked for, else `PEERFIND_DIRECTORY`, else the nearest one upward of the working
    folder, else the one that came with the package. Raises DirectoryError where one that was named is
    not there.
    """
    for path, reason in (
        (asked, "named by --directory"),
        (os.environ.get("PEERFIND_DIRECTORY"), "named by PEERFIND_DIRECTORY"),
    ):
        if path:
            return Location(_directory_at(Path(path)), reason)
    for folder in _upward():
        if (folder / "directory" / SETTINGS_FILE).is_file():
            return Location(folder / "directory", "the nearest one upward of this folder")
    if not (folder := shipped_directory()).is_dir():
        raise DirectoryError("No directory was found. Name one: --directory FOLDER")
    return Location(folder, SHIPPED)


def _directory_at(path: Path) -> Path:
    if is_file(path):
        return path
    for folder in (path, path / "directory"):
        if (folder / SETTINGS_FILE).is_file() or (folder / "groups").is_dir():
            return folder
    if not exists(path):
        raise DirectoryError(f"There is no {path}. Name a directory: --directory FOLDER")
    raise DirectoryError(f"{path} is not a directory of groups: it holds no {SETTINGS_FILE}.")


def is_file(path: Path) -> bool:
    """Whether there is such a file; a name that is too long for one is that of none."""
    return os.path.isfile(path)  # noqa: PTH113 (Path.is_file raises for such a name)


def exists(path: Path) -> bool:
    """Whether there is something of that name."""
    return os.path.exists(path)  # noqa: PTH110 (as above)


def _upward() -> list[Path]:
    try:
        here = Path.cwd()
    except OSError:  # the folder was deleted under us
        return []
    return [here, *here.parents]


def cache_folder() -> Path | None:
    """The user's own cache folder for peerfind, by the custom of the system; None where there is no home."""
    variables = os.environ
    if named := variables.get("PEERFIND_CACHE"):
        return Path(named)
    if sys.platform == "win32":
        base = variables.get("LOCALAPPDATA")
        return Path(base) / "peerfind" / "cache" if base else None
    if xdg := variables.get("XDG_CACHE_HOME"):
        return Path(xdg) / "peerfind"
    home = os.path.expanduser("~")  # noqa: PTH111 (Path.home() raises where there is no home)
    if home.startswith("~"):
        return None
    folder = "Library/Caches" if sys.platform == "darwin" else ".cache"
    return Path(home) / folder / "peerfind"


def width() -> int:
    """The columns of the terminal: `COLUMNS`, else what the terminal says, else 80."""
    return shutil.get_terminal_size((80, 24)).columns


def has_color(stream: TextIO) -> bool:
    """Whether colour is welcome: on a terminal that has it, unless `NO_COLOR` is set."""
    variables = os.environ
    if variables.get("NO_COLOR") or variables.get("TERM") == "dumb":
        return False
    return bool(variables.get("FORCE_COLOR")) or stream.isatty()


def forget(*names: str) -> None:
    """Take variables out of our own environment, so that no library acts on them."""
    for name in names:
        os.environ.pop(name, None)


def is_plain() -> bool:
    """Whether a person who uses a screen reader has asked every program for plain lines."""
    return bool(os.environ.get("ACCESSIBLE")) or os.environ.get("TERM") == "dumb"
