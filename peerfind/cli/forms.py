"""The forms in which each thing can be printed."""

from __future__ import annotations

import sys

from peerfind import config, preferences, text
from peerfind.errors import UsageError

DATA = ("json", "jsonl", "csv", "tsv")
READ = ("table", "plain")  # what people read on a terminal
ANSWER = ("table", "plain", *DATA, "markdown", "html", "message")
AGENDA = (*ANSWER, "ics")
SHEET = ("table", "plain", "json", "jsonl", "markdown", "html", "message")
COMPARISON = ("table", "plain", "json", "csv", "markdown", "html")
LIST = ("plain", "json")
RING_LIST = ("table", "plain", "csv", "markdown", "html", "json")
PAIRS = ("table", "plain", "json")
CHANGES = ("table", "plain", "markdown", "json")
LINKS = ("table", "plain", "markdown", "csv", "json")
STATS = ("table", "plain", "json", "markdown", "html")
CHECK = ("text", "plain", "json", "github", "sarif", "markdown")
RULES = ("plain", "json", "markdown")
SHARE = ("message", "plain", "markdown", "html")
BATCH = ("jsonl", "csv")
GUIDE = ("table", "plain", "markdown", "html", "json")


def chosen(output: str | None, known: tuple[str, ...]) -> str:
    """The form asked for; else lines drawn for a terminal or with marks under them, or plain ones.

    Raises UsageError for a form that is not known.
    """
    if output is None:
        is_terminal = sys.stdout.isatty()
        drawn = "table" if is_terminal else "text"
        is_plain = config.is_plain() or (is_terminal and preferences.kept().output == "plain")
        return drawn if drawn in known and not is_plain else "plain"
    if output not in known:
        raise UsageError(f"--output takes {text.listed(known, 'or')}, not {output!r}.")
    return output
