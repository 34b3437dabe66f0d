"""Groups as rows: CSV and TSV, with the columns of `keeping.flat`."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

from peerfind.keeping.flat import cells, guarded

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from peerfind.output.exports import Exported

_BREAKS = "\t\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"
_TO_SPACES = str.maketrans(dict.fromkeys(_BREAKS, " "))
_BLOCK_ROWS = 256


class _Lines(list[str]):
    """What a writer of the csv module writes to."""

    write = list.append


def csv_export(exported: Exported) -> Iterator[str]:
    """A head and one group a row; what a spreadsheet would run is guarded with an apostrophe."""
    lines = _Lines()
    writer = csv.writer(lines)
    writer.writerow(exported.columns)
    for row in _rows(exported, guarded):
        writer.writerow(row)
        if len(lines) >= _BLOCK_ROWS:
            yield "".join(lines)
            lines.clear()
    yield "".join(lines)


def tsv_export(exported: Exported) -> Iterator[str]:
    """The same with tabs between, nothing quoted: a break or a tab in a text becomes a space."""
    yield "\t".join(exported.columns) + "\n"
    for row in _rows(exported):
        flat = [cell.translate(_TO_SPACES) for cell in row]
        for name, before, after in zip(exported.columns, row, flat, strict=True):
            if before != after:
                exported.lost[f"{name} (line breaks)"] += 1
        yield "\t".join(map(guarded, flat)) + "\n"


def _rows(exported: Exported, safe: Callable[[str], str] = str) -> Iterator[list[str]]:
    places = {name: at for at, name in enumerate(exported.columns)}
    return (cells(record, places, safe) for record in exported.records)
