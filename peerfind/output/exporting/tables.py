"""Groups as rows: CSV and TSV, with the columns of `keeping.flat`."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from peerfind.keeping.flat import cells, guarded

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from peerfind.output.exports import Exported

_BREAKS = "\t\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"
_TO_SPACES = str.maketrans(dict.fromkeys(_BREAKS, " "))
_BLOCK_ROWS = 256


def csv_export(exported: Exported) -> Iterator[str]:
    """A head and one group a row; what a spreadsheet would run is guarded with an apostrophe."""
    yield _csv_line(exported.columns)
    yield from _together(map(_csv_line, _rows(exported, quoted)))


def tsv_export(exported: Exported) -> Iterator[str]:
    """The same with tabs between, nothing quoted: a break or a tab in a text becomes a space."""
    yield "\t".join(exported.columns) + "\n"
    yield from _together(_tsv_line(exported, row) for row in _rows(exported, str))


def quoted(cell: str) -> str:
    """A guarded cell as RFC 4180 has it: between quotes where it holds a quote, a comma or a break."""
    if cell.isalnum():  # as one in three is: the quickest to tell
        return cell
    first = cell[:1]
    if not first.isalnum() and first != "[":  # with which JSON starts
        cell = guarded(cell)
    if '"' in cell:
        return '"' + cell.replace('"', '""') + '"'
    return f'"{cell}"' if "," in cell or "\n" in cell or "\r" in cell else cell


def _csv_line(row: Iterable[str]) -> str:
    return ",".join(row) + "\r\n"


def _tsv_line(exported: Exported, row: list[str]) -> str:
    if not "".join(row).isprintable():  # as breaks are not
        row = [*_without_breaks(exported, row)]
    return "\t".join([cell and guarded(cell) for cell in row]) + "\n"


def _without_breaks(exported: Exported, row: list[str]) -> Iterator[str]:
    for name, cell in zip(exported.columns, row, strict=True):
        flat = cell.translate(_TO_SPACES)
        if flat != cell:
            exported.lost[f"{name} (line breaks)"] += 1
        yield flat


def _rows(exported: Exported, safe: Callable[[str], str]) -> Iterator[list[str]]:
    places = {name: at for at, name in enumerate(exported.columns)}
    return (cells(record, places, safe) for record in exported.records)


def _together(lines: Iterator[str]) -> Iterator[str]:
    """Lines, some of them at once."""
    while block := "".join(islice(lines, _BLOCK_ROWS)):
        yield block
