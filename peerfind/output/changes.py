"""What changed between two states of a directory: in a terminal, read aloud, in a comment, or as data."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from peerfind.output.markdown import escaped
from peerfind.wording.say import counted, sentence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from peerfind.output.render import Page
    from peerfind.wording.changes import Entry, Report

VERSION = 1
_ARROW = "\u2192"
_TWICE = "Look twice"
_INDENT = 3
_LABEL = 16  # columns


def plain_text(found: Report) -> Iterator[str]:
    """One change a line, grouped by entry."""
    yield from _summary(found)
    for entry in found.entries:
        yield ""
        yield _head(entry)
        for line in entry.lines:
            yield sentence(f"- {line.label}: {line.said()}")
            yield from (f"  {_TWICE}: {sentence(one)}" for one in line.look)
        yield from (f"  {_TWICE}: {sentence(one)}" for one in entry.look)


def markdown_text(found: Report) -> Iterator[str]:
    """For a comment on a pull request; what comes from a directory is escaped."""
    yield from (f"{escaped(line)}\n" for line in _summary(found))
    for entry in found.entries:
        yield f"**{escaped(entry.name)}** (`{entry.id}`{escaped(_note(entry))})"
        yield ""
        for line in entry.lines:
            yield f"- {escaped(line.label)}: {escaped(line.said(_ARROW))}{_bold(line.look)}"
        yield from (f"- **{_TWICE}:** {escaped(one)}" for one in entry.look)
        yield from ("",) if entry.lines or entry.look else ()


def json_text(found: Report) -> Iterator[str]:
    """One JSON document."""
    document = {
        "version": VERSION,
        "changed": [*map(_document, found.groups)],
        "added": [*map(_document, found.added)],
        "removed": [*map(_document, found.removed)],
        "crisis": [*map(_document, found.crisis)],
        "look_twice": found.twice,
        "notes": [*found.notes],
    }
    yield json.dumps(document, ensure_ascii=False, indent=2)
    yield "\n"


def print_changes(found: Report, page: Page) -> None:
    """Write what changed on a terminal."""
    from peerfind.output.render import ACCENT, ID, NAME, Part

    for line in _summary(found):
        page.words(line)
    for entry in found.entries:
        page.blank()
        page.ends(Part(f"{entry.name}{_note(entry)}", NAME), Part(entry.id, ID))
        for change in entry.lines:
            is_short = len(change.label) < _LABEL
            indent = _INDENT + (_LABEL if is_short else 0)
            label = Part(f"{' ' * _INDENT}{change.label}").text
            if not is_short:
                page.line(label)
            page.line(Part(change.said(f" {_ARROW} ")).text, indent, label if is_short else None)
            for one in change.look:
                page.words(f"{_TWICE.lower()}: {one}", ACCENT, indent)
        for one in entry.look:
            page.words(f"{_TWICE.lower()}: {one}", ACCENT, _INDENT)


def _summary(found: Report) -> Iterator[str]:
    yield found.count_line
    yield from found.notes
    if found.twice:
        yield f"{counted(found.twice, 'thing')} to look at twice."


def _head(entry: Entry) -> str:
    return f"{entry.name} ({entry.id}){_note(entry)}{':' if entry.lines else ''}"


def _note(entry: Entry) -> str:
    return f", {entry.note}" if entry.note else ""


def _bold(look: tuple[str, ...]) -> str:
    return "".join(f" **{_TWICE}:** {escaped(sentence(one))}" for one in look)


def _document(entry: Entry) -> dict[str, Any]:
    """One entry; `before` and `after` are words, and lists of them where there were several."""
    return {
        "id": entry.id,
        "name": entry.name,
        "note": entry.note or None,
        "look_twice": [*entry.look],
        "changes": [
            {
                "key": line.key,
                "label": line.label,
                "before": line.before or None,
                "after": line.after or None,
                "added": [*line.came],
                "removed": [*line.went],
                "said": line.said(),
                "look_twice": [*line.look],
            }
            for line in entry.lines
        ],
    }
