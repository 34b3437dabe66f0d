"""A group as one row of a table, and a row as a group again: the columns of CSV, TSV and spreadsheets.

A list of words is one cell with semicolons between; what has parts of its own (`meets`, `hours`, `sources`,
`external_ids`), or a list whose items hold semicolons, is JSON in a cell. An empty cell is *not stated*.
"""

from __future__ import annotations

import json
import re
from functools import cache
from typing import TYPE_CHECKING, Any

from peerfind import text
from peerfind.directory.fields import FIELDS, NESTED
from peerfind.errors import UsageError
from peerfind.named import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from peerfind.model import Record

# Maps whose keys have columns of their own, and what stands before a name that says too little alone.
_SPREAD = {"venue": "", "contact": "", "checked": "checked_"}
_RENAMED = {("venue", "name"): "venue_name"}
_NUMBERS = frozenset({"latitude", "longitude"})
_WITH_PARTS = frozenset({"meets", "hours", "sources", "external_ids"})
_LISTS = frozenset(
    {
        "also_known_as", "format", "setting", "leader", "focus", "activities", "style", "only_for",
        "welcomes", "languages", "covers", "access", "no_access", "joining", "doubts", "former_ids",
        "not_duplicate_of",
    }
)  # fmt: skip
_JOINT = "; "
# What a spreadsheet would take for a formula, with what it skips before it; a number below 0 is none.
_FORMULA = re.compile(r"(?!-\d+(?:\.\d+)?(?:e-\d+)?$)['\s]*[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")


class Column(NamedTuple):
    """A column: its name, and where its value stands in a record; `inner` is a key of a map there."""

    name: str
    key: str
    inner: str = ""


def _columns() -> Iterable[Column]:
    yield Column("id", "id")
    for key in FIELDS:
        if key not in _SPREAD:
            yield Column(key, key)
            continue
        for inner in NESTED[key]:
            yield Column(_RENAMED.get((key, inner), f"{_SPREAD[key]}{inner}"), key, inner)


COLUMNS = {column.name: column for column in _columns()}
_PLACES = {(column.key, column.inner): name for name, column in COLUMNS.items()}


def chosen(typed: Sequence[str]) -> tuple[str, ...]:
    """The columns that `--fields` names, `id` first; a map such as `venue` stands for all of its columns.

    Without any, all of them. Raises UsageError, with the nearest, for a name that is none.
    """
    names = [part.strip() for item in typed for part in item.split(",") if part.strip()]
    found = ["id"] if names else [*COLUMNS]
    for name in names:
        known = [name] if name in COLUMNS else [c.name for c in COLUMNS.values() if c.key == name]
        if not known:
            nearest = text.nearest(name, {*COLUMNS, *_SPREAD}, limit=1)
            meant = f" Did you mean {nearest[0]}?" if nearest else ""
            raise UsageError(f"--fields: there is no field {text.shown(name)!r}.{meant}")
        found += known
    return tuple(dict.fromkeys(found))


def cut(record: Record, columns: Iterable[str]) -> Record:
    """The keys of a record that some columns hold, and no others; without the venue its place goes too."""
    kept: dict[str, set[str]] = {}
    for name in columns:
        kept.setdefault(COLUMNS[name].key, set()).add(COLUMNS[name].inner)
    found = {key: value for key, value in record.items() if key in kept or key[0] == "_"}
    if "venue" not in kept:
        found.pop("_place", None)
    for key in _SPREAD.keys() & found.keys():
        inner = {one: value for one, value in found[key].items() if one in kept[key]}
        found[key] = inner
    return {key: value for key, value in found.items() if value != {}}


def cells(record: Mapping[str, Any], columns: Mapping[str, int]) -> list[str]:
    """The cells of a public record; `columns` gives the place of each column that there is."""
    row = [""] * len(columns)
    for key, value in record.items():
        if key in _SPREAD:
            for inner, one in value.items():
                if (at := columns.get(_PLACES[key, inner])) is not None:
                    row[at] = str(one)
        elif (at := columns.get(key)) is not None:
            row[at] = value if isinstance(value, str) else _joined(value)
    return row


def _joined(value: Any) -> str:
    """A list in one cell; one that could not be taken apart again, or has parts of its own, as JSON."""
    if isinstance(value, list) and not isinstance(value[0], dict):
        joined = _JOINT.join(value)
        if joined.count(";") < len(value) and joined[:1] not in "[ ":
            return joined
    return json.dumps(value, ensure_ascii=False)


def record_of(row: Mapping[str, str]) -> Record:
    """The public record whose cells, by the names of their columns, are `row`; empty ones are not stated.

    Names that are no column are passed over. Raises ValueError, which names the column, for a cell that
    cannot be read.
    """
    record: Record = {}
    for name, column in COLUMNS.items():
        if not (cell := row.get(name, "")):
            continue
        value = _read(name, cell)
        if column.inner:
            record.setdefault(column.key, {})[column.inner] = value
        else:
            record[name] = value
    return record


def _read(name: str, cell: str) -> Any:
    try:
        if name in _NUMBERS:
            return float(cell)
        if name in _WITH_PARTS and cell[0] in "[{":
            return json.loads(cell)
        if name in _LISTS:
            return json.loads(cell) if cell[0] == "[" else _split(cell)
    except ValueError:
        raise ValueError(f"{name} cannot be read: {text.shown(cell)[:60]!r}.") from None
    return cell


def _split(cell: str) -> list[str]:
    return [part for item in cell.split(";") if (part := item.strip())]


def guarded(cell: str) -> str:
    """A cell with an apostrophe before what a spreadsheet would run, and before one that is so guarded."""
    return f"'{cell}" if _is_risky(cell[:1]) and _FORMULA.match(cell) else cell


@cache
def _is_risky(first: str) -> bool:
    """Whether a cell that starts with this character may be a formula: most do not, and are not looked at."""
    return not first.isalnum()


def unguarded(cell: str) -> str:
    """What `guarded` was given."""
    return cell[1:] if cell[:1] == "'" and _FORMULA.match(cell[1:]) else cell
