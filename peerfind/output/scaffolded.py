"""How a data repository stands to what `scaffold` would write, and what it wrote, as lines."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from peerfind import text
from peerfind.keeping.formatting import Change
from peerfind.output import formatted
from peerfind.output.report import plural

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from peerfind.keeping.standing import Standing, State

_SAID: dict[State, str] = {
    "missing": "missing",
    "old": "out of date",
    "changed": "changed by you",
    "yours": "yours",
    "right": "as written",
}


def differing(standings: Sequence[Standing]) -> Iterator[str]:
    """Each file that is not as it would be written, with what it is instead."""
    return (f"{one.file}: {_SAID[one.state]}" for one in standings if not one.is_fine)


def diffs(standings: Sequence[Standing]) -> Iterator[str]:
    """What would differ if those files were written, as `diff -u` has it."""
    return formatted.diffs(
        Change(one.file, one.before or b"", one.after) for one in standings if not one.is_fine
    )


def counted(standings: Sequence[Standing]) -> Iterator[str]:
    """How many files there are of each kind, and how to have them written."""
    counts = Counter(one.state for one in standings)
    parts = [f"{counts[state]} {said}" for state, said in _SAID.items() if counts[state]]
    yield f"Files: {text.listed(parts)}."
    if counts["old"] or counts["changed"]:
        yield "Look with --diff; --force writes all but what is yours."


def told(folder: Path, standings: Sequence[Standing], chosen: Sequence[Standing]) -> Iterator[str]:
    """What a person is told of a run: the files that were left, the count, and where to go on."""
    left = [one for one in standings if not one.is_fine and one not in chosen]
    for one in left:
        yield f"{one.file}: left as it is ({_SAID[one.state]})."
    if left:
        yield f"See how they differ: peerfind scaffold --diff {folder}"
    written = f"Written in {folder}: {plural(len(chosen), 'file')}."
    yield written if chosen else "Nothing to write."
    if any(one.file == "README.md" for one in chosen):
        yield f"Read next what only you can decide: {folder / 'README.md'}"
