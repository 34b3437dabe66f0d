"""The forms that can be imported: one registry, of which help, Tab and the docs are made.

A form is a reader, a function of the bytes of a file that gives the records in it with their places, and a
mapping, which puts what one of them says into a draft. Neither opens, writes or decides anything.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from peerfind import text
from peerfind.errors import UsageError
from peerfind.named import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from peerfind.keeping.importing.draft import Draft, Raw, Setting

    Reader = Callable[[bytes, "Read"], Iterator[Raw]]
    Mapping_ = Callable[[Any, Draft, Setting], None]


class Read:
    """What there is to say of a file as a whole."""

    def __init__(self) -> None:
        self.notes: list[str] = []


class Form(NamedTuple):
    """A form: its name, what it is, and its reader and mapping as `module:function` below this folder.

    `is_own` where it has the keys of this file format, and the ids of a directory. `is_table` where it has
    columns, which a file of columns can name.
    """

    name: str
    says: str
    reader: str
    mapping: str
    is_own: bool = False
    is_table: bool = False

    def load(self) -> tuple[Reader, Mapping_]:
        """The reader and the mapping."""
        return _loaded(self.reader), _loaded(self.mapping)


FORMS: dict[str, Form] = {
    one.name: one
    for one in (
        Form("csv", "a table", "reading:csv_rows", "own:map_row", is_own=True, is_table=True),
        Form("xlsx", "a spreadsheet", "reading:xlsx_rows", "own:map_row", is_own=True, is_table=True),
        Form("jsonl", "a group a line", "reading:jsonl_lines", "own:map_record", is_own=True),
        Form("hsds", "Open Referral, HSDS 3", "hsds:services", "hsds:map_service"),
        Form("oruk", "Open Referral UK 3", "hsds:services", "hsds:map_service"),
        Form("meeting-guide", "TSML JSON", "meeting_guide:meetings", "meeting_guide:map_meetings"),
        Form("bmlt", "BMLT JSON", "meeting_guide:bmlt_meetings", "meeting_guide:map_meetings"),
        Form("ics", "a calendar, RFC 5545", "ics:events", "ics:map_events"),
    )
}  # fmt: skip


def form_named(name: str) -> Form:
    """The form of a name. Raises UsageError, with the forms there are, for one that is not known."""
    if name not in FORMS:
        raise UsageError(f"FORMAT is {text.listed(FORMS, 'or')}, not {text.shown(name)!r}.")
    return FORMS[name]


def _loaded(name: str) -> Any:
    module, _, function = name.partition(":")
    return getattr(import_module(f"peerfind.keeping.importing.{module}"), function)
