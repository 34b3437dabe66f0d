"""The flags of an import."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from peerfind.cli import complete, forms
from peerfind.cli.flags import NOTED, OUTPUT

ImportForm = Annotated[
    str,
    typer.Argument(
        metavar="FORMAT",
        autocompletion=complete.import_forms,
        help="csv, xlsx, jsonl, hsds, oruk, meeting-guide, bmlt or ics.",
        rich_help_panel=NOTED,
    ),
]
ImportFiles = Annotated[
    list[Path],
    typer.Argument(metavar="FILE...", help="The files; - for a pipe.", rich_help_panel=NOTED),
]
ToFolder = Annotated[
    Path | None,
    typer.Option(
        "--to",
        metavar="DIR",
        help="A new folder for the groups; else they go into the directory.",
        rich_help_panel=OUTPUT,
    ),
]
ColumnsFile = Annotated[
    Path | None,
    typer.Option(
        "--map",
        metavar="FILE",
        help="What the columns of a table are: see --sketch-map.",
        rich_help_panel=NOTED,
    ),
]
SketchMap = Annotated[
    bool,
    typer.Option(
        "--sketch-map",
        help="Print a file for --map to begin with, and read no more.",
        rich_help_panel=NOTED,
    ),
]
SourceName = Annotated[
    str | None,
    typer.Option(
        metavar="NAME",
        help="The name under which the ids of the source are kept.",
        rich_help_panel=NOTED,
    ),
]
SetForAll = Annotated[
    list[str] | None,
    typer.Option(
        "--set",
        metavar="KEY=VALUE",
        help="What is so for each group that does not say it, such as focus=grief.",
        rich_help_panel=NOTED,
    ),
]
AcceptAlike = Annotated[
    bool,
    typer.Option(
        "--accept-alike",
        help="Take groups as new that look like ones that are there.",
        rich_help_panel=NOTED,
    ),
]
ImportOutput = Annotated[
    str | None,
    typer.Option(
        "--output",
        "-o",
        metavar="FORM",
        autocompletion=complete.choices(forms.LIST),
        help="The report: plain or json.",
        rich_help_panel=OUTPUT,
    ),
]
