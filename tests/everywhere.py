"""Every command that prints what a directory says, in each of its forms, for what must hold in all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from peerfind.cli import forms
from peerfind.output.exports import EXPORTS

if TYPE_CHECKING:
    from collections.abc import Iterator

NOTHING = ("",)
"""For commands with one form."""
REPORTS = ("text", *forms.CHECK[1:])

# `{id}` is a group and `{directory}` the directory; each command line ends with code 0 or 1.
LINES: dict[str, tuple[list[str], tuple[str, ...]]] = {
    "match": (["match", "--limit", "0", "--include", "closed,paused,stale"], forms.ANSWER),
    "match near": (["match", "--near", "LS6", "--include", "closed,stale"], forms.ANSWER),
    "match why": (["match", "--focus", "grief", "--why", "{id}"], ("plain",)),
    "next": (["next", "--days", "60", "--include", "closed,stale"], forms.AGENDA),
    "show": (["show", "{id}"], forms.SHEET),
    "show compared": (["show", "{id}", "other", "--compare"], forms.COMPARISON),
    "questions": (["questions", "{id}"], forms.LIST),
    "share": (["share", "{id}"], forms.SHARE),
    "report": (["report", "{id}"], NOTHING),
    "check": (["check", "{directory}"], REPORTS),
    "stale": (["stale"], forms.RING_LIST),
    "duplicates": (["duplicates"], forms.PAIRS),
    "stats": (["stats"], forms.STATS),
    "diff": (["diff", "{before}", "{directory}"], forms.CHANGES),
    "links": (["links", "--host", "none.example.org"], forms.LINKS),
    "terms": (["terms"], forms.LIST),
    "crisis": (["crisis"], forms.LIST),
    "guide": (["guide", "--search", "grief"], forms.GUIDE),
    "doctor": (["doctor"], ("plain", "json")),
    "export": (["export", "--include", "closed,stale"], tuple(EXPORTS)),
}
# What prints nothing of a group that it is not given, or is tried on its own: the screen of `browse` and the
# files that these write have tests of their own.
ELSEWHERE = {
    "batch", "browse", "build", "close", "config", "confirm", "explain", "fmt", "import", "new",
    "pause", "reopen", "scaffold", "schema",
}  # fmt: skip


def lines(*names: str) -> Iterator[tuple[str, list[str], str]]:
    """An id of each command line in each of its forms, the line itself, and the form."""
    for name in names or LINES:
        line, known = LINES[name]
        for form in known:
            yield f"{name} as {form or 'lines'}", [*line, *(["-o", form] if form else [])], form


BINARY = {name for name, form in EXPORTS.items() if form.is_binary}


def filled(line: list[str], **values: str) -> list[str]:
    """A command line with its places filled."""
    return [part.format(**values) if part.startswith("{") else part for part in line]
