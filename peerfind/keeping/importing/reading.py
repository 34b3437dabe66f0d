"""Files of others, taken apart: bytes as text in whatever letters, tables as rows, JSON as records."""

from __future__ import annotations

import codecs
import csv
import io
import json
import re
from typing import TYPE_CHECKING, Any

from peerfind.errors import UsageError
from peerfind.keeping.flat import unguarded
from peerfind.keeping.importing.draft import Raw

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from peerfind.keeping.importing.forms import Read

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_LONGEST_CELL = 1_000_000  # characters
_SAMPLE = 4096
_NAMES_ITS_MARK = r'"?sep=([,;\t|])"?'  # a first line that Excel writes and understands


def as_text(data: bytes, read: Read) -> str:
    """The text of a file: by its mark, else UTF-8, else as an older Windows wrote it, which is told."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            return data.decode(name, "replace")
    if data[1:_SAMPLE:2].count(0) > len(data[:_SAMPLE]) / 4:
        return data.decode("utf-16-le", "replace")
    if data[:_SAMPLE:2].count(0) > len(data[:_SAMPLE]) / 4:
        return data.decode("utf-16-be", "replace")
    try:
        return data.decode()
    except UnicodeDecodeError:
        read.notes.append("is not in UTF-8, and was read as Windows-1252: look at its accents")
        return data.decode("cp1252", "replace")


def csv_rows(data: bytes, read: Read) -> Iterator[Raw]:
    """The rows of a table with commas, semicolons or tabs between, below its head."""
    said = as_text(data, read).replace("\0", "")
    csv.field_size_limit(_LONGEST_CELL)
    line = said.lstrip("\r\n").partition("\n")[0].rstrip("\r")
    between = max(",;\t", key=line.count)
    if named := re.fullmatch(_NAMES_ITS_MARK, line, re.IGNORECASE):
        between, said = named[1], said.replace(line, "", 1)
    rows = csv.reader(io.StringIO(said, newline=""), delimiter=between)
    try:
        yield from _rows(rows)
    except csv.Error as error:
        yield Raw(f"line {rows.line_num}", None, f"The table cannot be read from here on: {error}.")


def xlsx_rows(data: bytes, read: Read) -> Iterator[Raw]:
    """The rows of each sheet of a spreadsheet, below its head. Raises UsageError for what is none."""
    try:
        from openpyxl import load_workbook  # type: ignore[import-untyped]
    except ModuleNotFoundError:
        raise UsageError("xlsx needs one more library: pip install 'peerfind[xlsx]'") from None
    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        sheets = [(sheet.title, [*sheet.iter_rows(values_only=True)]) for sheet in book.worksheets]
    except Exception as error:  # noqa: BLE001 (what a broken file raises there is of every kind)
        raise UsageError(
            f"It is no spreadsheet that can be read ({type(error).__name__})."
        ) from None
    filled = [(title, rows) for title, rows in sheets if any(map(any, rows))]
    for title, rows in filled:
        before = f"{title}, " if len(filled) > 1 else ""
        yield from _rows(rows, before)
    if len(filled) > 1:
        read.notes.append(f"has {len(filled)} sheets, and all were read")


def _rows(rows: Iterable[Sequence[Any]], before: str = "") -> Iterator[Raw]:
    """Rows by the names of their columns; one with more cells than names keeps the rest under a number."""
    head: list[str] = []
    for number, row in enumerate(rows, 1):
        if not any(cell not in (None, "") for cell in row):
            continue
        if not head:
            head = _names(row)
            continue
        names = [*head, *(f"column {one + 1}" for one in range(len(head), len(row)))]
        cells = [unguarded(cell) if isinstance(cell, str) else cell for cell in row]
        yield Raw(f"{before}row {number}", dict(zip(names, cells, strict=False)))


def _names(row: Sequence[Any]) -> list[str]:
    """The names of columns, each once: a second of the same name has its number."""
    names: list[str] = []
    for number, cell in enumerate(row, 1):
        name = " ".join(str(cell).split()) if cell not in (None, "") else f"column {number}"
        names.append(name if name not in names else f"{name} ({number})")
    return names


def jsonl_lines(data: bytes, read: Read) -> Iterator[Raw]:
    """One record a line; a line that is none is told."""
    for number, line in enumerate(as_text(data, read).split("\n"), 1):
        if not line.strip():
            continue
        try:
            yield Raw(f"line {number}", _parsed(line))
        except (ValueError, RecursionError):
            yield Raw(f"line {number}", None, "The line is no JSON.")


def json_document(data: bytes, read: Read) -> Any:
    """What a file of JSON says. Raises UsageError, with the line, for what is none."""
    try:
        return _parsed(as_text(data, read))
    except json.JSONDecodeError as error:
        raise UsageError(f"It is no JSON: see line {error.lineno}.") from None
    except (ValueError, RecursionError):
        raise UsageError("It is no JSON that can be read.") from None


def _parsed(said: str) -> Any:
    return json.loads(said, parse_constant=lambda _: None)


def members(document: Any, names: Sequence[str]) -> list[Any]:
    """The records of a document: a list, or what stands under the first of `names` that there is."""
    if isinstance(document, list):
        return document
    if isinstance(document, dict):
        for name in names:
            if isinstance(document.get(name), list):
                return list(document[name])
        return [document]
    return []
