"""The report of an import as data: one JSON document with every note of every record."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from peerfind.wording.imported import pause_command

if TYPE_CHECKING:
    from peerfind.keeping.importing.draft import Draft
    from peerfind.keeping.importing.feed import Imported
    from peerfind.keeping.importing.staging import Item

VERSION = 1


def document(found: Imported) -> dict[str, Any]:
    """One JSON document."""
    return {
        "version": VERSION,
        "format": found.form,
        "source": found.source,
        "notes": [*found.told],
        "records": [
            _record(item, draft) for item, draft in zip(found.items, found.drafts, strict=True)
        ],
        "gone": [
            {"id": one["id"], "file": one["_file"], "command": pause_command(one, found.source)}
            for one in found.gone
        ],
    }


def _record(item: Item, draft: Draft) -> dict[str, Any]:
    return {
        "place": item.place,
        "outcome": item.outcome,
        "name": item.name,
        "id": item.id,
        "file": item.file,
        "why": [*item.why],
        "source_ids": [*draft.ids],
        "notes": [one._asdict() for one in draft.notes],
    }
