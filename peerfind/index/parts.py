"""From a directory to the parts of its index, as plain data."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from peerfind.asking import words
from peerfind.asking.criteria import CRITERIA
from peerfind.directory.vocabulary import FACETS, Vocabulary
from peerfind.index.columns import COVERS, MEETINGS, ONLY_FOR, REACH, STATE, TRAVEL, column_name

if TYPE_CHECKING:
    from peerfind.directory.folder import Directory
    from peerfind.model import Record


def parts(directory: Directory) -> dict[str, Any]:
    """Every part of the index of a directory, as plain data."""
    records = directory.records
    vocabulary = Vocabulary(directory.terms)
    found: dict[str, Any] = {
        "about": {
            "settings": directory.settings,
            "count": len(records),
            "unreadable": directory.unreadable,
            "broken": directory.broken,
        },
        "ids": [record["id"] for record in records],
        "names": [record["name"] for record in records],
        "crisis": directory.crisis,
        "questions": directory.questions,
        "words": words.postings(records, vocabulary),
        "spoken": words.spoken(records, vocabulary),
    }
    found |= {f"terms/{facet}": directory.terms.get(facet, []) for facet in FACETS}
    found |= {column_name(keys): _column(keys, records) for keys in _column_keys()}
    return found | {f"record/{number}": record for number, record in enumerate(records)}


def _column_keys() -> set[tuple[str, ...]]:
    asked = {criterion.keys for criterion in CRITERIA.values()}
    return asked | {STATE, REACH, TRAVEL, ONLY_FOR, COVERS, MEETINGS}


def _column(keys: tuple[str, ...], records: list[Record]) -> dict[str, Any]:
    codes: dict[str, int] = {}
    values: list[dict[str, Any]] = []
    column = []
    for record in records:
        value = {key: record[key] for key in keys if key in record}
        text = json.dumps(value, ensure_ascii=False)
        if text not in codes:
            codes[text] = len(values)
            values.append(value)
        column.append(codes[text])
    return {"values": values, "codes": column}
