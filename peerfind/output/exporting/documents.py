"""Groups as JSON: all that they state, as their files state it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from peerfind.model import public

if TYPE_CHECKING:
    from collections.abc import Iterator

    from peerfind.output.exports import Exported

VERSION = 1
_TOLD = ("title", "country", "time_zone", "units", "licence", "corrections")
_ENCODE = json.JSONEncoder(ensure_ascii=False).encode


def json_export(exported: Exported) -> Iterator[str]:
    """One document, with what the directory says of itself, a group a line."""
    directory = {key: exported.settings[key] for key in _TOLD if key in exported.settings}
    head = _ENCODE({"version": VERSION, "directory": directory, "total": exported.total})
    yield f'{head[:-1]}, "groups": ['
    before = "\n"
    for record in exported.records:
        yield f"{before}{_ENCODE(public(record))}"
        before = ",\n"
    yield "\n]}\n"


def jsonl_export(exported: Exported) -> Iterator[str]:
    """One group a line."""
    for record in exported.records:
        yield f"{_ENCODE(public(record))}\n"
