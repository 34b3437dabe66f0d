"""What an import came to, in words: what is new or changed, what is left to people, what was made of what."""

from __future__ import annotations

import shlex
from collections import Counter
from typing import TYPE_CHECKING

from peerfind import text
from peerfind.keeping.importing.staging import OUTCOMES
from peerfind.wording.say import counted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from peerfind.keeping.importing.draft import Draft
    from peerfind.keeping.importing.feed import Imported
    from peerfind.keeping.importing.staging import Item
    from peerfind.model import Record

_HEADS = {
    "new": "New",
    "changed": "Changed",
    "decide": "For you to decide, and not written",
    "refused": "Not written",
    "same": "The same as before",
}
_MOST = 5  # reasons of one key
_NOT_THERE = "It is not in {source} any more."


def lines(found: Imported) -> Iterator[str]:
    """The whole report, a line each: it says what was done or, of a trial, would be."""
    yield f"{counted(len(found.items), 'record')} in {counted(found.files, 'file')} of {found.form}."
    yield from map(text.shown, found.told)
    for outcome in OUTCOMES:
        items = [one for one in found.items if one.outcome == outcome]
        if items:
            yield f"\n{_HEADS[outcome]}: {len(items):,}"
            yield from _items(items)
    if found.gone:
        yield f"\nNot in {found.source} any more: {len(found.gone):,}. Ring, and then:"
        yield from (f"  {pause_command(one, found.source)}" for one in found.gone)
    yield from _notes(found.drafts)


def pause_command(record: Record, source: str) -> str:
    """The command that says of a group that it does not meet, because its source has it no more."""
    return f"peerfind pause {record['id']} --reason {shlex.quote(_NOT_THERE.format(source=source))}"


def count_line(written: int, imported: Imported, where: str) -> str:
    """How many files were written where, and how many records came to none."""
    counts = Counter(one.outcome for one in imported.items)
    rest = counts["decide"] + counts["refused"]
    left = f" {counted(rest, 'record')} not written: see above." if rest else ""
    return f"{counted(written, 'file')} written in {where}.{left}"


def _items(items: Iterable[Item]) -> Iterator[str]:
    for one in items:
        if one.outcome == "same":
            continue
        where = one.file or text.shown(one.name) or "no name"
        why = f": {text.shown('; '.join(one.why))}" if one.why else ""
        yield f"  {text.shown(one.place)}: {where}{why}"


def _notes(drafts: Iterable[Draft]) -> Iterator[str]:
    """What became of the values, by key, with the number of records."""
    counts: dict[str, Counter[tuple[str, str]]] = {}
    for draft in drafts:
        for note in {*draft.notes}:
            counts.setdefault(note.kind, Counter())[note.key, note.why] += 1
    for kind, head in (("mapped", "Taken as stated"), ("unknown", "Not stated, so [unknown]")):
        if kind in counts:
            keys = (f"{key} {count:,}" for (key, _), count in sorted(counts[kind].items()))
            yield f"\n{head}: {', '.join(keys)}."
    for kind, head in (("guessed", "Made or mended"), ("left", "Left out")):
        if kind in counts:
            yield f"\n{head}:"
            yield from _reasons(counts[kind])


def _reasons(counted_: Counter[tuple[str, str]]) -> Iterator[str]:
    """The reasons of each key, the most frequent first; of many, how many more there are."""
    by_key: dict[str, list[tuple[int, str]]] = {}
    for (key, why), count in counted_.items():
        by_key.setdefault(key, []).append((count, why))
    for key in sorted(by_key):
        reasons = sorted(by_key[key], key=lambda one: (-one[0], one[1]))
        for count, why in reasons[:_MOST]:
            yield f"  {text.shown(key)} {count:,}: {text.shown(why)}"
        if len(reasons) > _MOST:
            rest = sum(count for count, _ in reasons[_MOST:])
            yield f"  {text.shown(key)} {rest:,}: for other reasons. See all: -o json"
