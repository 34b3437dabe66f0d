"""A group as one row of a table, and a row as a group again: the columns of CSV, TSV and spreadsheets.

A list of words is one cell with semicolons between; what has parts of its own (`meets`, `hours`, `sources`,
`external_ids`), or a list whose items hold semicolons, is JSON in a cell. An empty cell is *not stated*.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from peerfind import text
from peerfind.directory.fields import FIELDS, NESTED
from peerfind.errors import UsageError
from peerfind.named import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from peerfind.model import Record

# Maps whose keys have columns of their own, and what stands before a name that says too little alone.
_SPREAD = {"venue": "", "contact": "", "checked": "checked_"}
_RENAMED = {("venue", "name"): "venue_name"}
NUMBERS = frozenset({"latitude", "longitude"})
_WITH_PARTS = frozenset({"meets", "hours", "sources", "external_ids"})
_LISTS = frozenset(
    {
        "also_known_as", "format", "setting", "leader", "focus", "activities", "style", "only_for",
        "welcomes", "languages", "covers", "access", "no_access", "joining", "doubts", "former_ids",
        "not_duplicate_of",
    }
)  # fmt: skip
_JOINT = "; "
_ENCODE = json.JSONEncoder(ensure_ascii=False).encode
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
_INNER = {
    key: {one.inner: name for name, one in COLUMNS.items() if one.key == key} for key in _SPREAD
}


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
    """The keys of a record that some columns hold, and no others; without the venue its place goes too.

    So does the place of a private one, and the status stays known: no form may show a door, nor what has
    ended as if it went on.
    """
    kept: dict[str, set[str]] = {}
    for name in columns:
        kept.setdefault(COLUMNS[name].key, set()).add(COLUMNS[name].inner)
    found = {key: value for key, value in record.items() if key in kept or key[0] == "_"}
    if "venue" not in kept or record.get("venue", {}).get("private") == "yes":
        found.pop("_place", None)
    if "status" in record and "status" not in kept:
        found["_status"] = record["status"]
    for key in _SPREAD.keys() & found.keys():
        inner = {one: value for one, value in found[key].items() if one in kept[key]}
        found[key] = inner
    return {key: value for key, value in found.items() if value != {}}


def cells(
    record: Mapping[str, Any], columns: Mapping[str, int], safe: Callable[[str], str] = str
) -> list[str]:
    """The cells of a record; `columns` gives the place of each column that there is.

    `safe`, such as `guarded`, makes a cell of each text that is stated. What was worked out is left out.
    """
    row = [""] * len(columns)
    for key, value in record.items():
        if (at := columns.get(key)) is not None:
            row[at] = safe(value if isinstance(value, str) else _joined(value))
        elif key in _INNER:
            names = _INNER[key]
            for inner, one in value.items():
                if (at := columns.get(names[inner])) is not None:
                    row[at] = safe(one if isinstance(one, str) else str(one))
    return row


def _joined(value: Any) -> str:
    """A list in one cell; one that could not be taken apart again, or has parts of its own, as JSON."""
    if isinstance(value, dict):
        return as_json(value)
    first = value[0]
    if isinstance(first, dict):
        made = as_json(value)
        if '"_' not in made:  # which is nearly always
            return made
        return as_json([{k: one[k] for k in one if k[0] != "_"} for one in value])
    if len(value) == 1 and first[0] != "[" and ";" not in first:
        return str(first)  # most lists are that short
    joined = _JOINT.join(value)
    is_plain = joined.count(";") < len(value) and joined[0] not in "[ "
    return joined if is_plain else as_json(value)


def as_json(value: Any) -> str:
    """Plain data as JSON, other letters than those of ASCII left as they are.

    Python writes lists and maps of texts as JSON does but for its quotes, in half the time.
    """
    made = repr(value)
    if '"' in made or "\\" in made or "True" in made or "False" in made or "None" in made:
        return _ENCODE(value)
    return made.replace("'", '"')


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
        if name in NUMBERS:
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
    return cell if cell[:1].isalnum() or not _FORMULA.match(cell) else f"'{cell}"


def unguarded(cell: str) -> str:
    """What `guarded` was given."""
    return cell[1:] if cell[:1] == "'" and _FORMULA.match(cell[1:]) else cell
