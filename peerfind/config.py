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

from peerfind import preferences
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
    """The language to speak to people: what was asked for, else `PEERFIND_LANG`, the settings, English.

    Raises UsageError for one that was asked for and is not spoken.
    """
    if asked is not None:
        if asked.lower() not in LANGUAGES:
            raise UsageError(f"--lang takes {' or '.join(LANGUAGES)}, not {shown(asked)!r}.")
        return asked.lower()
    return language_of_environment() or preferences.kept().language or ENGLISH


def language_of_environment() -> str:
    """The language that `PEERFIND_LANG` names, if it is spoken; else nothing."""
    tag = re.split("[-_.]", os.environ.get("PEERFIND_LANG", "").lower())[0]
    return tag if tag in LANGUAGES else ""


def shipped_directory() -> Path:
    """The directory that came with the package: in the wheel, or in the checkout."""
    inside = PACKAGE / "_directory"
    return inside if inside.is_dir() else PACKAGE.parent / "directory"


def directory_location(asked: str | None) -> Location:
    """The directory to read, and why that one.

    It is what was asked for, else `PEERFIND_DIRECTORY`, else the nearest one upward of the working
    folder, else that of the person's settings, else the one that came with the package. Raises
    DirectoryError where one that was named is not there.
    """
    for path, reason in (
        (asked, "named by --directory"),
        (os.environ.get("PEERFIND_DIRECTORY"), "named by PEERFIND_DIRECTORY"),
    ):
        if path:
            return Location(directory_at(Path(path)), reason)
    for folder in _upward():
        if (folder / "directory" / SETTINGS_FILE).is_file():
            return Location(folder / "directory", "the nearest one upward of this folder")
    if kept := preferences.kept().directory:
        return Location(_directory_of_settings(kept), "named in your settings")
    if not (folder := shipped_directory()).is_dir():
        raise DirectoryError("No directory was found. Name one: --directory FOLDER")
    return Location(folder, SHIPPED)


def _directory_of_settings(kept: str) -> Path:
    try:
        return directory_at(Path(kept))
    except DirectoryError as error:
        raise DirectoryError(f"directory in your settings ({settings_file()}): {error}") from None


def directory_at(path: Path) -> Path:
    """The directory, or the built index, that `path` names. Raises DirectoryError where there is none."""
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


def settings_file() -> Path | None:
    """Where the person's own settings stand, there or not, by the custom of the system; None without home."""
    variables = os.environ
    if xdg := variables.get("XDG_CONFIG_HOME"):
        base = Path(xdg)
    elif sys.platform == "win32":
        if not (roaming := variables.get("APPDATA")):
            return None
        base = Path(roaming)
    else:
        home = os.path.expanduser("~")  # noqa: PTH111 (as above)
        if home.startswith("~"):
            return None
        base = Path(home) / ".config"
    return base / "peerfind" / "config.yaml"


def expanded(path: str) -> Path:
    """A path with the home folder in place of `~`."""
    return Path(os.path.expanduser(path))  # noqa: PTH111 (as above)


def width() -> int:
    """The columns to write: `--width`, else `COLUMNS`, else the settings, else the terminal, else 80."""
    if asked := preferences.asked().width:
        return asked
    if not os.environ.get("COLUMNS") and (kept := preferences.kept().width):
        return kept
    return screen().columns


def screen() -> os.terminal_size:
    """The columns and lines of the terminal: of the environment, else its own, else 80 by 24."""
    return shutil.get_terminal_size((80, 24))


def has_color(stream: TextIO) -> bool:
    """Whether colour is welcome: as `--color`, the environment or the settings say, else on a terminal."""
    for said in (preferences.asked().color, color_of_environment(), preferences.kept().color):
        if said in ("always", "never"):
            return said == "always"
    return stream.isatty()


def color_of_environment() -> str:
    """What the environment says of colour: `always`, `never` or nothing."""
    variables = os.environ
    if variables.get("NO_COLOR") or variables.get("TERM") == "dumb":
        return "never"
    for name in ("FORCE_COLOR", "CLICOLOR_FORCE"):
        if variables.get(name, "0") not in ("", "0", "false"):
            return "always"
    is_off = "0" in (variables.get("CLICOLOR"), variables.get("FORCE_COLOR"))
    return "never" if is_off else ""


def pager() -> str | None:
    """The program that `PAGER` names; None where it names none, which is not the same as an empty one."""
    return os.environ.get("PAGER")


def forget(*names: str) -> None:
    """Take variables out of our own environment, so that no library acts on them."""
    for name in names:
        os.environ.pop(name, None)


def is_plain() -> bool:
    """Whether a person who uses a screen reader has asked every program for plain lines."""
    return bool(os.environ.get("ACCESSIBLE")) or os.environ.get("TERM") == "dumb"
