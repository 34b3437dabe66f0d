"""How a command is run: with the settings of the person in effect."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import typer

from peerfind import config, preferences
from peerfind.cli.help import GroupedCommand
from peerfind.errors import PeerfindError

if TYPE_CHECKING:
    from pathlib import Path

    from peerfind.preferences import Preferences

ALWAYS_RUNS = "crisis"


class PeerfindCommand(GroupedCommand):
    """A command that finds the settings of the person in effect."""

    def invoke(self, ctx: Any) -> Any:
        """Run the command. Raises UsageError where the settings cannot be used."""
        kept = _whatever_holds() if self.name == ALWAYS_RUNS else settings()
        with preferences.preferring(kept, preferences.NOTHING):
            return super().invoke(ctx)


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
