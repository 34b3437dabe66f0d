"""How a command is run: with the settings of the person in effect."""

from __future__ import annotations

from contextlib import nullcontext
from typing import TYPE_CHECKING, Any

import typer

from peerfind import config, preferences, text
from peerfind.cli import forms
from peerfind.cli.flags import OUTPUT
from peerfind.cli.help import GroupedCommand
from peerfind.cli.paging import can_page, paged
from peerfind.errors import PeerfindError, UsageError
from peerfind.preferences import COLORS, NARROWEST, Preferences

if TYPE_CHECKING:
    from collections.abc import Iterator
    from contextlib import AbstractContextManager
    from pathlib import Path

ALWAYS_RUNS = "crisis"


class PeerfindCommand(GroupedCommand):
    """A command that finds the settings of the person in effect."""

    def invoke(self, ctx: Any) -> Any:
        """Run the command. Raises UsageError where the settings cannot be used."""
        kept = _whatever_holds() if self.name == ALWAYS_RUNS else settings()
        with preferences.preferring(kept, self.asked(ctx)), self.shown(ctx):
            return super().invoke(ctx)

    def asked(self, _: Any) -> Preferences:
        """What the flags of this command line prefer."""
        return preferences.NOTHING

    def shown(self, _: Any) -> AbstractContextManager[None]:
        """What its output goes through."""
        return nullcontext()


class DrawnCommand(PeerfindCommand):
    """A command that draws for a terminal: its flags for colour, width and pager are those of all such."""

    def __init__(self, *given: Any, params: Any = None, **settings: Any) -> None:
        super().__init__(*given, params=[*(params or ()), *_options()], **settings)

    def asked(self, ctx: Any) -> Preferences:
        """What the flags of this command line prefer; its function is not given them. Raises UsageError."""
        color, width = ctx.params.pop("color"), ctx.params.pop("width")
        is_unpaged = ctx.params.pop("no_pager")
        if color and color not in COLORS:
            raise UsageError(f"--color takes {text.listed(COLORS, 'or')}, not {color!r}.")
        if width is not None and width < NARROWEST:
            raise UsageError(
                f"--width takes a number of columns, {NARROWEST} or more, not {width}."
            )
        return Preferences(color=color or "", width=width or 0, pager="never" if is_unpaged else "")

    def shown(self, ctx: Any) -> AbstractContextManager[None]:
        """A pager, where a person reads what is drawn and nothing is asked meanwhile."""
        is_read = ctx.params.get("output") in (None, *forms.READ) and not ctx.params.get("guide")
        return paged() if is_read and can_page() else nullcontext()


def _options() -> Iterator[Any]:
    """The flags that say how to draw."""
    from typer.core import TyperOption

    for name, metavar, type_, told in (
        ("color", "WHEN", str, "auto, always or never."),
        ("width", "N", int, "Columns of a line; 100 are used at most."),
        ("no-pager", None, bool, "Show all at once, however long."),
    ):
        yield TyperOption(
            param_decls=[f"--{name}"],
            type=type_,
            metavar=metavar,
            help=told,
            is_flag=type_ is bool or None,
            default=False if type_ is bool else None,
            required=False,
            rich_help_panel=OUTPUT,
        )


def settings() -> Preferences:
    """What the settings file of the person says. Raises UsageError where it cannot be used."""
    path = config.settings_file()
    if path is None or not config.is_file(path):
        return preferences.NOTHING
    return _read(path)


def _read(path: Path) -> Preferences:
    from peerfind.asking.settings import read_settings  # it loads what reads YAML

    return read_settings(path)


def _whatever_holds() -> Preferences:
    """What the settings file says where it can be used; where not, say so and do without."""
    try:
        kept = settings()
        if kept.directory:
            config.directory_at(config.expanded(kept.directory))
    except PeerfindError as error:
        typer.echo(f"Your settings are left out. {error}", err=True)
        return preferences.NOTHING
    return kept
