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
