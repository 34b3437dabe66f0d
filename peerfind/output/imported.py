"""How the report of an import looks: lines to read, or one JSON document with every note of every record."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from peerfind.wording.imported import lines, pause_command

if TYPE_CHECKING:
    from collections.abc import Iterator

    from peerfind.keeping.importing.draft import Draft
    from peerfind.keeping.importing.feed import Imported
    from peerfind.keeping.importing.staging import Item

VERSION = 1


def report_plain(found: Imported) -> Iterator[str]:
    """Lines to read."""
    for line in lines(found):
        yield f"{line}\n"


def report_json(found: Imported) -> Iterator[str]:
    """One JSON document."""
    document = {
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
    yield json.dumps(document, ensure_ascii=False)
    yield "\n"


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
