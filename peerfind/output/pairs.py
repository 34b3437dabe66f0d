"""Pairs of entries that may be one group: in a terminal, read aloud, or as data."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from peerfind.wording.likeness import ADVICE, count_line
from peerfind.wording.say import capitalised, sentence

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from peerfind.output.render import Page
    from peerfind.wording.likeness import Likeness, Side

VERSION = 1
_INDENT = 5


def plain_text(found: Sequence[Likeness]) -> Iterator[str]:
    """One labelled fact a line."""
    yield count_line(len(found))
    for number, pair in enumerate(found, 1):
        yield ""
        yield f"Pair {number}: {'; '.join(pair.why)}."
        for side in pair.sides:
            yield f"- {sentence(side.name)} {_facts(side)} Id: {side.id}, in {side.file}"
    if found:
        yield ""
        yield ADVICE


def json_text(found: Sequence[Likeness]) -> Iterator[str]:
    """One JSON document."""
    pairs = [
        {
            "ids": [side.id for side in pair.sides],
            "files": [side.file for side in pair.sides],
            "reasons": [*pair.kinds],
            "why": [*pair.why],
        }
        for pair in found
    ]
    yield json.dumps({"version": VERSION, "pairs": pairs}, ensure_ascii=False, indent=2)
    yield "\n"


def print_pairs(found: Sequence[Likeness], page: Page) -> None:
    """Write the pairs on a terminal."""
    from peerfind.output.render import ACCENT, ID, NAME, Part

    page.words(count_line(len(found)))
    for number, pair in enumerate(found, 1):
        page.blank()
        why = [Part(capitalised(one), ACCENT) for one in pair.why]
        page.facts(why, _INDENT, lead=Part(f"{number:>3}").text)
        for side in pair.sides:
            page.ends(Part(side.name, NAME), Part(side.id, ID), _INDENT)
            page.facts(map(Part, side.facts), _INDENT)
    if found:
        page.blank()
        page.words(ADVICE)


def _facts(side: Side) -> str:
    return " ".join(map(sentence, side.facts))
