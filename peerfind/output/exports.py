"""The forms in which a directory can be exported: one registry, of which help, Tab and the docs are made.

A form is an entry of `EXPORTS` and a writer: a function of what is `Exported` that gives text or bytes, piece
by piece, so that memory stays flat. What a form cannot carry, its writer counts by key in `Exported.lost`.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from peerfind import text
from peerfind.errors import UsageError
from peerfind.named import NamedTuple

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Callable, Iterator, Sequence
    from datetime import datetime

    from peerfind.answers.filtered import Filtered
    from peerfind.directory.vocabulary import Vocabulary
    from peerfind.index.index import Index
    from peerfind.model import Record

    Writer = Callable[["Exported"], Iterator[str] | Iterator[bytes]]


class Exported(NamedTuple):
    """What is exported: `total` records in the order of their ids, to be gone through once.

    A record has what was worked out too, under keys that start with `_` (`_place` is the point of a venue):
    `model.public` gives what may be printed. A private venue was reduced when its file was read. `columns`
    are the fields asked for, `id` first; `crisis` are the directory's contacts. `lost` counts the groups of
    which something is not carried, by key.
    """

    records: Iterator[Record]
    total: int
    columns: tuple[str, ...]
    settings: dict[str, str]
    vocabulary: Vocabulary
    now: datetime
    crisis: list[dict[str, Any]]
    lost: Counter[str]


class Export(NamedTuple):
    """A form: its name, what it is, its writer as `module:function` below `peerfind.output`.

    `lacks` says what it cannot carry, `check` by what the tests read it back, `extra` which extra of the
    package it needs. What `is_binary` is never written to a terminal.
    """

    name: str
    says: str
    writer: str
    lacks: str
    check: str
    extra: str = ""
    is_binary: bool = False

    def load(self) -> Writer:
        """The writer. Raises UsageError, with what to install, where its library is missing."""
        module, _, function = self.writer.partition(":")
        try:
            found: Any = getattr(import_module(f"peerfind.output.{module}"), function)
        except ModuleNotFoundError:
            if not self.extra:
                raise
            raise UsageError(
                f"-o {self.name} needs one more library: pip install 'peerfind[{self.extra}]'"
            ) from None
        made: Writer = found
        return made


_PAGE = "what is not in words on it, such as typical_session; counted by key"

EXPORTS: dict[str, Export] = {
    one.name: one
    for one in (
        Export(
            "csv", "a table, RFC 4180, guarded against formulas", "exporting.tables:csv_export",
            "nothing", "Python's csv, and read as groups again",
        ),
        Export(
            "tsv", "a table with tabs between, nothing quoted", "exporting.tables:tsv_export",
            "line breaks and tabs in texts, which become spaces", "read as groups again",
        ),
        Export(
            "json", "one document", "exporting.documents:json_export",
            "nothing", "Python's json, record by record",
        ),
        Export(
            "jsonl", "a group a line", "exporting.documents:jsonl_export",
            "nothing", "Python's json, record by record",
        ),
        Export(
            "xlsx", "a spreadsheet with filters", "exporting.xlsx:xlsx_export",
            "more than 32,767 characters in a text", "openpyxl, and read as groups again",
            extra="xlsx", is_binary=True,
        ),
        Export(
            "markdown", "a page in words", "exporting.pages:markdown_export",
            _PAGE, "its lines",
        ),
        Export(
            "html", "a page to sort and search, in any browser, with no network",
            "exporting.pages:html_export", _PAGE, "Python's html.parser",
        ),
        Export(
            "hsds", "Open Referral: a page of HSDS 3.0 services", "exporting.hsds:hsds_export",
            "sources, what a meeting is like, other ids; days off and odd dates, but in words",
            "the JSON Schemas of HSDS 3.0, service by service",
        ),
        Export(
            "oruk", "Open Referral UK 3.0, the profile of HSDS", "exporting.hsds:oruk_export",
            "as hsds", "the JSON Schemas of the UK profile and of HSDS, service by service",
        ),
        Export(
            "hsds-csv", "the tabular package of HSDS 3.0, guarded against formulas",
            "exporting.hsds_package:package_export", "as hsds",
            "the JSON Schema of its tables, row by row, and every id that points to another",
            is_binary=True,
        ),
        Export(
            "meeting-guide", "Meeting Guide, a list of weekly meetings",
            "exporting.meeting_guide:meeting_guide_export",
            "what is not every week at a stated time, what is paused or closed, most terms but in words",
            "the draft JSON Schemas of its makers, without their addresses of the USA",
        ),
        Export(
            "geojson", "points on a map, RFC 7946", "exporting.geojson:geojson_export",
            "points of private venues, and of none", "a reader that holds it to RFC 7946",
        ),
        Export(
            "ics", "a calendar, RFC 5545: a series for each pattern, from today on",
            "exporting.ics:ics_export",
            "dates that cannot be told, groups without any, most of what is no meeting",
            "icalendar, meeting by meeting for a year",
        ),
        Export(
            "vcf", "cards for an address book, vCard 4.0", "exporting.vcard:vcard_export",
            "sources, what a meeting is like, terms but in words", "vobject, and a strict reader of RFC 6350",
        ),
    )
}  # fmt: skip


def export_named(name: str) -> Export:
    """The form of a name. Raises UsageError, with the forms there are, for one that is not known."""
    if name not in EXPORTS:
        raise UsageError(f"--output takes {text.listed(EXPORTS, 'or')}, not {name!r}.")
    return EXPORTS[name]


def exported(index: Index, found: Filtered, fields: Sequence[str], now: datetime) -> Exported:
    """The groups that were found, cut down to `fields` if any. Raises UsageError for what is none."""
    from collections import Counter

    from peerfind.keeping import flat

    columns = flat.chosen(fields)
    records = index.records(found.kept)
    return Exported(
        records=(flat.cut(one, columns) for one in records) if fields else records,
        total=found.total,
        columns=columns,
        settings=index.settings,
        vocabulary=index.vocabulary,
        now=now,
        crisis=index.crisis,
        lost=Counter(),
    )


def reference() -> Iterator[str]:
    """The lines of the table of forms, as Markdown."""
    yield "| form | what it is | read back in tests by | what it cannot carry | extra |"
    yield "| --- | --- | --- | --- | --- |"
    for one in EXPORTS.values():
        extra = f"`{one.extra}`" if one.extra else ""
        yield f"| `{one.name}` | {one.says} | {one.check} | {one.lacks} | {extra} |"
