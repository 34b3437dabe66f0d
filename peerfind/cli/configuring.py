"""The command that says what a person has set; nothing here writes."""

from __future__ import annotations

import typer

from peerfind import config as world
from peerfind import preferences
from peerfind.cli import flags, forms, printing


def config(
    output: flags.ListForm = None,
    directory: flags.Directory = None,
) -> None:
    """Say what your settings are, and where each of them comes from."""
    from peerfind.asking.settings import lines_of
    from peerfind.output import settings
    from peerfind.wording.settings import Around, in_effect

    form = forms.chosen(output, forms.LIST)
    path = world.settings_file()
    is_there = path is not None and world.is_file(path)
    around = Around(
        world.environment(),
        world.directory_location(directory),
        world.width(),
        world.color_of_environment(),
        world.language_of_environment(),
    )
    lines = lines_of(path) if path is not None and is_there else {}
    facts = in_effect(preferences.kept(), lines, around)
    if form == "json":
        printing.write_document(settings.document(path, facts, is_there=is_there))
    else:
        typer.echo("\n".join(settings.lines(path, facts, is_there=is_there)))


COMMANDS = (config,)
