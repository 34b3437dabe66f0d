"""The flag for the language in which people are spoken to, and which forms are in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from peerfind import config
from peerfind.cli import flags, forms
from peerfind.language import ENGLISH, spoken

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

TRANSLATED = (*forms.READ, "markdown", "html")

Lang = Annotated[
    str | None,
    typer.Option(
        "--lang",
        metavar="LANGUAGE",
        help="en, or cy for Welsh; also PEERFIND_LANG.",
        rich_help_panel=flags.OUTPUT,
    ),
]


def in_language(asked: str | None, form: str) -> AbstractContextManager[None]:
    """Speaks, while a form is printed, the language asked for; data and messages are always English.

    Raises UsageError for a language that is not spoken.
    """
    language = config.language(asked)
    return spoken(language if form in TRANSLATED else ENGLISH)
