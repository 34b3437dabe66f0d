"""Draws the pictures of docs/screens: what staff see, over the made-up directory of the tests, as SVG.

    python tools/build_screens.py

Run it after a change of what is shown, and look at the pictures. Every one is of the same morning, and has
no typeface in it that a reader would have to fetch.
"""

from __future__ import annotations

import contextlib
import io
import os
import sys
import tempfile
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from unittest import mock

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from rich.console import Console  # noqa: E402 (the path comes first)
from rich.terminal_theme import TerminalTheme  # noqa: E402 (the path comes first)
from rich.text import Text  # noqa: E402 (the path comes first)
from running import OWN, example_directory  # noqa: E402 (the path comes first)

from peerfind import config  # noqa: E402 (the path comes first)
from peerfind.__main__ import run  # noqa: E402 (the path comes first)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import tzinfo

FOLDER = ROOT / "docs" / "screens"
PAPER, INK = (255, 255, 255), (23, 20, 33)
NIGHT, CHALK = (30, 30, 30), (208, 207, 204)
# What is drawn has no colour of its own, so a theme is a ground and the letters on it.
LIGHT, DARK = (
    TerminalTheme(ground, letters, [letters] * 8, [letters] * 8)
    for ground, letters in ((PAPER, INK), (NIGHT, CHALK))
)


class Terminal(io.StringIO):
    """A stream that says of itself that a person looks at it."""

    def isatty(self) -> bool:
        """Say so."""
        return True


class Screen(NamedTuple):
    """A picture: its file's name, the command line, and how the terminal is."""

    name: str
    arguments: tuple[str, ...]
    width: int = 80
    theme: TerminalTheme = LIGHT

    @property
    def typed(self) -> str:
        """The command as it is typed at a shell."""
        quoted = (f'"{one}"' if " " in one else one for one in self.arguments)
        return " ".join(("peerfind", *quoted))


MATCH = ("match", "lost my husband", "--near", "LS21", "--age", "71", "--limit", "2")
SCREENS = (
    Screen("match", MATCH),
    Screen("match-dark", MATCH, theme=DARK),
    Screen("match-narrow", MATCH, width=40),
    Screen("match-plain", (*MATCH, "-o", "plain"), width=100),
    Screen("nothing-found", ("match", "hears voices", "--age", "80")),
    Screen("next", ("next", "grief", "--near", "LS21", "--days", "7")),
    Screen("show", ("show", "wharfe-evening-bereavement")),
    Screen(
        "compare", ("show", "--compare", "widowed-together-online", "wharfe-evening-bereavement")
    ),
    Screen("questions", ("questions", "wharfe-evening-bereavement")),
    Screen("share", ("share", "wharfe-evening-bereavement")),
    Screen("guide", ("guide", "before-you-join")),
    Screen("crisis", ("crisis", "--nation", "England")),
)


def main() -> None:
    """Write every picture."""
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        directory = example_directory(Path(name) / "directory")
        for screen in SCREENS:
            path = FOLDER / f"{screen.name}.svg"
            path.write_text(picture(screen, directory), encoding="utf-8")
            print(path.relative_to(ROOT))


def picture(screen: Screen, directory: Path) -> str:
    """The SVG of a screen."""
    console = Console(record=True, width=screen.width, file=io.StringIO(), force_terminal=True)
    console.print(Text.assemble("$ ", screen.typed))
    console.print(Text.from_ansi(shown(screen, directory)), overflow="fold")
    drawn = console.export_svg(title="", theme=screen.theme, unique_id=screen.name)
    return without_fetching(drawn)


def shown(screen: Screen, directory: Path) -> str:
    """What a terminal is sent for a command, at nine on a morning in November."""
    out = Terminal()
    with (
        morning(screen.width, directory),
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(out),
    ):
        code = run([*screen.arguments])
    if code:
        raise SystemExit(f"{screen.typed} left with {code}")
    return out.getvalue().rstrip("\n")


@contextlib.contextmanager
def morning(width: int, directory: Path) -> Iterator[None]:
    """A time and an environment that are the same for everybody."""

    def nine(zone: tzinfo) -> datetime:
        return datetime(2026, 11, 25, 9, tzinfo=zone)

    kept = {name: value for name, value in os.environ.items() if name not in OWN}
    given = {
        "COLUMNS": f"{width}",
        "FORCE_COLOR": "1",
        "PEERFIND_DIRECTORY": str(directory),
        "PEERFIND_CACHE": str(directory.parent / "cache"),
        "TERM": "xterm",
    }
    with (
        mock.patch.dict(os.environ, {**kept, **given}, clear=True),
        mock.patch.object(config, "now", nine),
    ):
        yield


def without_fetching(drawn: str) -> str:
    """A picture that takes a typeface of the reader's own: rich names one that is fetched from a network."""
    head, _, rest = drawn.partition("@font-face")
    while rest:
        _, _, after = rest.partition("}")
        head, _, rest = (head.rstrip() + "\n" + after.lstrip()).partition("@font-face")
    return head.replace("Fira Code", "DejaVu Sans Mono, Menlo, Consolas")


if __name__ == "__main__":
    main()
