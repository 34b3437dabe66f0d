"""Rules as a person reads them: one in full, the list of all, and the page of reference."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from peerfind.keeping.rules import HEADS
from peerfind.keeping.rules.files import FOLDER
from peerfind.output.markdown import escaped

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from peerfind.keeping.rules.rule import Rule

_INDENT = "  "
_INTRODUCTION = """\
# Rules

What `peerfind check` looks for. An **error** is something that readers lose, a **warning** something that
is likely wrong, a **hint** something that could be better. Only errors make `check` fail, and warnings with
`--strict`.

This page is made from the registry of rules: `peerfind explain -o markdown`."""


def lines(rules: Sequence[Rule]) -> Iterator[str]:
    """Rules in full; the list of all where there are none."""
    for number, rule in enumerate(rules):
        yield from [""] if number else []
        yield from _full(rule)
    if not rules:
        yield from _listed()


def _full(rule: Rule) -> Iterator[str]:
    yield f"{rule.id} ({rule.level}, since {rule.since})"
    yield rule.what
    yield f"Why: {rule.why}"
    yield f"What to do: {rule.how}"
    where = f" in {rule.file}" if rule.file and rule.file != FOLDER else ""
    yield f"Not so{where}:"
    yield from _example(rule.bad)
    yield "But so:"
    yield from _example(rule.good)
    if rule.is_fixable:
        yield "check shows the line to write in its place."


def _example(example: str) -> Iterator[str]:
    return iter(textwrap.indent(_visible(example), _INDENT).split("\n"))


def _listed() -> Iterator[str]:
    for head, rules in HEADS.items():
        yield f"{head}:"
        for rule in rules:
            yield f"{_INDENT}{rule.id} ({rule.level}): {rule.what}"
        yield ""
    yield "One in full: peerfind explain RULE"


def reference(rules: Sequence[Rule]) -> Iterator[str]:
    """Rules as a page in Markdown; all of them, under their heads, where there are none."""
    if rules:
        for rule in rules:
            yield from _section(rule)
        return
    yield _INTRODUCTION
    for head, some in HEADS.items():
        yield ""
        yield f"## {head}"
        for rule in some:
            yield ""
            yield from _section(rule)


def _section(rule: Rule) -> Iterator[str]:
    fixable = " · the line to write is shown" if rule.is_fixable else ""
    yield f"### {rule.id}"
    yield ""
    yield f"*{rule.level} · since {rule.since}{fixable}*"
    yield ""
    yield f"{escaped(rule.what)} {escaped(rule.why)}"
    yield ""
    yield f"**What to do:** {escaped(rule.how)}"
    yield ""
    language = "text" if rule.file == FOLDER else "yaml"
    yield f"```{language}"
    yield from [f"# {rule.file}"] if rule.file and rule.file != FOLDER else []
    yield "# not so" if language == "yaml" else "not so:"
    yield from _visible(rule.bad).split("\n")
    yield ""
    yield "# but so" if language == "yaml" else "but so:"
    yield from _visible(rule.good).split("\n")
    yield "```"


def _visible(example: str) -> str:
    """An example in which signs that nobody sees are written out."""
    shown = (
        character if character.isprintable() or character == "\n" else f"<U+{ord(character):04X}>"
        for character in example
    )
    return "".join(shown)
