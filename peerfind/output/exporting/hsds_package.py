"""The same services as the tabular package of HSDS 3.0: a table a kind of thing, as CSV, in one archive.

The tables grow in files that are gone when the archive is made, so that memory does not.
"""

from __future__ import annotations

import csv
import io
import json
import tempfile
from contextlib import ExitStack
from typing import IO, TYPE_CHECKING, Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from peerfind.keeping.flat import guarded
from peerfind.keeping.neighbours import TAXONOMIES
from peerfind.output.exporting.hsds import Terms, services

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from peerfind.output.exports import Exported

    Entity = dict[str, Any]
    Write = Callable[[str, Entity], None]

TABLES = {
    name: tuple(columns.split())
    for name, columns in (
        (
            "organizations",
            (
                "id name alternate_name description email website tax_status tax_id year_incorporated"
                " legal_status logo uri parent_organization_id"
            ),
        ),
        (
            "services",
            (
                "id organization_id program_id name alternate_name description url email status"
                " interpretation_services application_process fees_description wait_time fees accreditations"
                " eligibility_description minimum_age maximum_age assured_date assurer_email licenses alert"
                " last_modified"
            ),
        ),
        ("attributes", "id link_id taxonomy_term_id link_type link_entity value"),
        ("service_at_location", "id service_id location_id description"),
        (
            "locations",
            (
                "id location_type url organization_id name alternate_name description transportation latitude"
                " longitude external_identifier external_identifier_type"
            ),
        ),
        (
            "phones",
            (
                "id location_id service_id organization_id contact_id service_at_location_id number extension"
                " type description"
            ),
        ),
        (
            "addresses",
            (
                "id location_id attention address_1 address_2 city region state_province postal_code country"
                " address_type"
            ),
        ),
        (
            "schedules",
            (
                "id service_id location_id service_at_location_id valid_from valid_to dtstart timezone until"
                " count wkst freq interval byday byweekno bymonthday byyearday description opens_at closes_at"
                " schedule_link attending_type notes"
            ),
        ),
        ("service_areas", "id service_id name description extent extent_type uri"),
        ("languages", "id service_id location_id phone_id name code note"),
        ("accessibility", "id location_id description details url"),
        (
            "cost_options",
            "id service_id valid_from valid_to option currency amount amount_description",
        ),
        ("taxonomies", "id name description uri version"),
        (
            "taxonomy_terms",
            "id code name description parent_id taxonomy language taxonomy_id term_uri",
        ),
    )
}
"""The tables that a directory fills, and the columns that the data package of HSDS 3.0 gives them."""

_OF_A_SERVICE = (
    "phones",
    "schedules",
    "service_areas",
    "languages",
    "cost_options",
    "attributes",
)
_CHUNK = 1 << 16
_IN_MEMORY = 1 << 22


def package_export(exported: Exported) -> Iterator[bytes]:
    """A ZIP archive of the tables, with a `datapackage.json` that lists them; the same each time."""
    with ExitStack() as stack:
        files = {name: stack.enter_context(tempfile.TemporaryFile("w+b")) for name in TABLES}
        _fill(files, exported)
        archive = stack.enter_context(tempfile.SpooledTemporaryFile(_IN_MEMORY))
        _pack(files, archive, exported.settings.get("title", ""))
        archive.seek(0)
        while chunk := archive.read(_CHUNK):
            yield chunk


def _fill(files: Mapping[str, IO[bytes]], exported: Exported) -> None:
    """Writes all rows of all tables."""
    texts = {
        name: io.TextIOWrapper(file, "utf-8", newline="", write_through=True)
        for name, file in files.items()
    }
    writers = {name: csv.writer(file) for name, file in texts.items()}
    for name, columns in TABLES.items():
        writers[name].writerow(columns)

    def write(table: str, entity: Entity) -> None:
        cells = (entity.get(column, "") for column in TABLES[table])
        writers[table].writerow([guarded(str(cell)) for cell in cells])

    _rows(exported, write)
    for text in texts.values():
        text.detach()


def _rows(exported: Exported, write: Write) -> None:
    """Every row: those of the services, each organization once, and all terms of the vocabulary."""
    known: set[str] = set()
    for service in services(exported):
        organization = service.get("organization")
        if organization and organization["id"] not in known:
            known.add(organization["id"])
            write("organizations", organization)
        write("services", service)
        for table in _OF_A_SERVICE:
            for entity in service.get(table, ()):
                write(table, entity)
        for at in service.get("service_at_locations", ()):
            write("service_at_location", at)
            write("locations", at["location"])
            for table in ("addresses", "accessibility"):
                for entity in at["location"].get(table, ()):
                    write(table, entity)
    terms = Terms(exported.vocabulary)
    for facet in TAXONOMIES:
        write("taxonomies", terms.taxonomy(facet))
        for term in exported.vocabulary[facet].terms:
            write("taxonomy_terms", terms.term(facet, term))


def _pack(files: Mapping[str, IO[bytes]], archive: IO[bytes], title: str) -> None:
    """Puts the tables into an archive, with no time of day in it."""
    resources = [
        {
            "name": name,
            "path": f"{name}.csv",
            "profile": "tabular-data-resource",
            "schema": {"fields": [{"name": column, "type": "string"} for column in columns]},
        }
        for name, columns in TABLES.items()
    ]
    listed = {
        "name": "hsds-3-0",
        "title": title,
        "profile": "tabular-data-package",
        "resources": resources,
    }
    with ZipFile(archive, "w", ZIP_DEFLATED) as made:
        made.writestr(ZipInfo("datapackage.json"), json.dumps(listed, ensure_ascii=False))
        for name, file in files.items():
            file.seek(0)
            with made.open(ZipInfo(f"{name}.csv"), "w") as target:
                while chunk := file.read(_CHUNK):
                    target.write(chunk)
