"""Groups as a spreadsheet: filters, a head that stays, days as days, telephone numbers as text."""

from __future__ import annotations

import io
from datetime import date
from typing import TYPE_CHECKING

import xlsxwriter

from peerfind.keeping.flat import NUMBERS, cells

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from peerfind.output.exports import Exported

MOST = 32_767  # characters in a cell, by the format
_DAYS = frozenset({"checked_on", "consent"})
_WIDE = frozenset({"summary", "description", "meets", "hours", "sources", "doubts"})
_USUAL_WIDTH, _NAME_WIDTH, _LONG_WIDTH = 16, 36, 48  # characters
_WIDTHS = {"id": 28, "name": _NAME_WIDTH, "email": 28, "website": 32, "organisation": 28}


def xlsx_export(exported: Exported) -> Iterator[bytes]:
    """The bytes of a workbook; a text longer than a cell may be is cut, and counted."""
    made = io.BytesIO()
    book = xlsxwriter.Workbook(made, {"constant_memory": True})
    book.set_properties(
        {"title": exported.settings["title"], "created": exported.now.replace(tzinfo=None)}
    )
    sheet = book.add_worksheet("Groups")
    _lay_out(book, sheet, exported)
    places = {name: at for at, name in enumerate(exported.columns)}
    day = book.add_format({"num_format": "yyyy-mm-dd", "valign": "top"})
    text = book.add_format({"num_format": "@", "valign": "top"})
    for number, record in enumerate(exported.records, 1):
        for name, cell in zip(exported.columns, cells(record, places), strict=True):
            if not cell:
                continue
            if name in _DAYS:
                sheet.write_datetime(number, places[name], date.fromisoformat(cell), day)
            elif name in NUMBERS:
                sheet.write_number(number, places[name], float(cell))
            else:
                exported.lost.update([f"{name} (cut)"] if len(cell) > MOST else ())
                sheet.write_string(number, places[name], cell[:MOST], text)
    book.close()
    yield made.getvalue()


def _lay_out(book: Any, sheet: Any, exported: Exported) -> None:
    """The head that stays, the filters and the widths."""
    bold = book.add_format({"bold": True, "bottom": 1})
    for at, name in enumerate(exported.columns):
        width = _LONG_WIDTH if name in _WIDE else _WIDTHS.get(name, _USUAL_WIDTH)
        sheet.set_column(at, at, width)
        sheet.write_string(0, at, name, bold)
    sheet.freeze_panes(1, min(2, len(exported.columns)))
    sheet.autofilter(0, 0, max(exported.total, 1), len(exported.columns) - 1)
