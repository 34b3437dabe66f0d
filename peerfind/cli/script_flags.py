"""The flags of what scripts alone use, beside those of cli.flags."""

from __future__ import annotations

from typing import Annotated

import typer

from peerfind.cli.flags import OUTPUT

Answers = Annotated[
    bool,
    typer.Option(
        "--answers", help="Instead, what every command prints as JSON.", rich_help_panel=OUTPUT
    ),
]
NeedsFile = Annotated[
    str,
    typer.Argument(metavar="FILE", help="The needs, as CSV or as JSON in lines; - reads them."),
]
Jobs = Annotated[
    int,
    typer.Option(
        "--jobs",
        metavar="N",
        min=1,
        max=64,
        help="So many processes side by side.",
        rich_help_panel=OUTPUT,
    ),
]
