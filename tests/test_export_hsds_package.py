"""The tabular package of HSDS: read by Python's csv, held against its schema, every id followed."""

from __future__ import annotations

import csv
import io
import json
from typing import Any
from zipfile import ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from neighbours import (
    LEAST,
    WHOLE,
    changed,
    document,
    faults,
    lost,
    made,
    records,
    schema,
    shipped_records,
    vocabulary,
)
from pace import some

from peerfind.keeping.flat import unguarded
from peerfind.keeping.neighbours import TAXONOMIES, service_id
from peerfind.output.exporting.hsds_package import TABLES

Row = dict[str, str]
# Tables by the names that the schema has for one of their rows.
SINGULAR = {
    "organizations": "organization", "services": "service", "attributes": "attribute",
    "service_at_location": "service_at_location", "locations": "location", "phones": "phone",
    "addresses": "address", "schedules": "schedule", "service_areas": "service_area",
    "languages": "language", "accessibility": "accessibility", "cost_options": "cost_option",
    "taxonomies": "taxonomy", "taxonomy_terms": "taxonomy_term",
}  # fmt: skip
TABULAR = schema("hsds-3.0/tabular.json.gz")["properties"]
# Which table the ids of a column lead to.
LEADS_TO = {
    "organization_id": "organizations", "service_id": "services", "location_id": "locations",
    "taxonomy_term_id": "taxonomy_terms", "taxonomy_id": "taxonomies", "parent_id": "taxonomy_terms",
    "link_id": "services",
}  # fmt: skip


def tables(*some: dict[str, Any]) -> dict[str, list[Row]]:
    """The tables of a package, by name."""
    with ZipFile(io.BytesIO(made("hsds-csv", *some)[0])) as archive:
        assert archive.testzip() is None
        return {
            name.removesuffix(".csv"): rows(archive.read(name).decode())
            for name in archive.namelist()
            if name.endswith(".csv")
        }


def rows(text: str) -> list[Row]:
    """The rows of a table, without the guards of its cells."""
    read = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    return [{key: unguarded(value) for key, value in row.items()} for row in read]


def typed(table: str, row: Row) -> dict[str, Any]:
    """A row as the schema has it: empty cells left out, numbers as numbers."""
    kinds = TABULAR[SINGULAR[table]]["items"]["properties"]
    return {
        key: float(value) if kinds[key]["type"] == "number" else value
        for key, value in row.items()
        if value or key in TABULAR[SINGULAR[table]]["items"].get("required", ())
    }


def wrong(found: dict[str, list[Row]]) -> list[str]:
    """What the schema of the tables has against them."""
    return [
        f"{name}: {fault}"
        for name, table in found.items()
        for row in table
        for fault in faults(TABULAR[SINGULAR[name]]["items"], typed(name, row))
    ]


def astray(found: dict[str, list[Row]]) -> list[str]:
    """The ids that lead nowhere, or stand twice in one table."""
    known = {name: [row["id"] for row in table] for name, table in found.items()}
    twice = [name for name, ids in known.items() if len(ids) != len({*ids})]
    return twice + [
        f"{name}.{column} {row[column]}"
        for name, table in found.items()
        for row in table
        for column, target in LEADS_TO.items()
        if row.get(column) and row[column] not in known[target]
    ]


@pytest.fixture(scope="module")
def shipped_tables() -> dict[str, list[Row]]:
    return tables(*shipped_records())


def test_the_shipped_directory_is_what_the_schema_takes(
    shipped_tables: dict[str, list[Row]],
) -> None:
    assert len(shipped_tables["services"]) == len(shipped_records())
    some = {name: table[:: max(1, len(table) // 60)] for name, table in shipped_tables.items()}
    assert wrong(some) == []


def test_no_id_of_the_shipped_directory_leads_nowhere(
    shipped_tables: dict[str, list[Row]],
) -> None:
    found = {
        **shipped_tables,
        "attributes": shipped_tables["attributes"][::5],
    }
    assert astray(found) == []


def test_the_checks_see_what_is_wrong() -> None:
    found = tables(WHOLE)
    assert (wrong(found), astray(found)) == ([], [])
    found["services"][0]["status"] = "open"
    found["phones"][0]["service_id"] = service_id("nobody")
    found["languages"] += found["languages"][:1]
    assert len(wrong(found)) == 1
    assert len(astray(found)) == 2


@settings(max_examples=some(6), deadline=None)
@given(st.lists(records(), max_size=2, unique_by=lambda one: one["id"]))
def test_any_group_is_what_the_schema_takes(some: list[dict[str, Any]]) -> None:
    found = tables(*some)
    rows_of_groups = {name: found[name] for name in found.keys() - {"taxonomies", "taxonomy_terms"}}
    assert wrong(rows_of_groups) == []
    assert len(found["services"]) == len(some)


def test_the_rows_are_the_services() -> None:
    (service,) = document("hsds", WHOLE)["contents"]
    found = tables(WHOLE)
    (row,) = found["services"]
    assert {key: value for key, value in row.items() if value} == {
        key: str(value) for key, value in service.items() if key in row
    }
    for table in ("phones", "schedules", "service_areas", "languages", "cost_options"):
        assert [row["id"] for row in found[table]] == [one["id"] for one in service[table]]
    assert [row["value"] for row in found["attributes"] if row["value"]] == ["men+south-asian"] * 2
    assert found["locations"][0]["latitude"] == "53.90561"
    assert [row["number"] for row in found["phones"]] == ["0113 496 0001", "07700 900001"]


def test_an_organization_stands_once() -> None:
    found = tables(WHOLE, changed(id="second"), changed(id="third", organisation="Other Trust"))
    assert [row["name"] for row in found["organizations"]] == [
        "Wharfe Example Trust",
        "Other Trust",
    ]
    assert len({row["organization_id"] for row in found["services"]}) == 2


def test_all_terms_of_the_taxonomies_are_there_whether_or_not_they_are_used() -> None:
    found = tables(LEAST)
    assert [row["name"] for row in found["taxonomies"]] == [*TAXONOMIES]
    terms = [(row["taxonomy"], row["code"]) for row in found["taxonomy_terms"]]
    known = vocabulary()
    assert terms == [(facet, term) for facet in TAXONOMIES for term in known[facet].terms]


def test_the_package_lists_its_tables_as_the_data_package_of_hsds_does() -> None:
    with ZipFile(io.BytesIO(made("hsds-csv", WHOLE)[0])) as archive:
        listed = json.loads(archive.read("datapackage.json"))
        names = archive.namelist()
        heads = {
            one["path"]: archive.read(one["path"]).decode().split("\r\n")[0]
            for one in listed["resources"]
        }
    assert names == ["datapackage.json", *heads]
    for one in listed["resources"]:
        fields = [field["name"] for field in one["schema"]["fields"]]
        assert heads[one["path"]] == ",".join(fields)
        kinds = TABULAR[SINGULAR[one["name"]]]["items"]["properties"]
        flat = {key for key, kind in kinds.items() if kind.get("type") not in {"array", None}}
        assert {*fields} == flat - {"taxonomy_detail", "location", "organization", "program"}
    assert listed["title"] == "Example directory"
    assert listed["profile"] == "tabular-data-package"


def test_the_tables_are_those_of_the_standard() -> None:
    assert TABLES.keys() == SINGULAR.keys()
    assert {*SINGULAR.values()} <= TABULAR.keys()


def test_the_same_groups_give_the_same_bytes() -> None:
    assert made("hsds-csv", WHOLE, LEAST) == made("hsds-csv", WHOLE, LEAST)


def test_a_package_of_none_is_whole() -> None:
    found = tables()
    assert found["services"] == []
    assert found["taxonomies"] != []


@pytest.mark.parametrize("text", ["=1+1", "+44 113 496 0000", "@x", "-2+3", "\t=1", "'=1"])
def test_no_cell_is_run_by_a_spreadsheet(text: str) -> None:
    group = changed(contact={"phone": text}, organisation=text, summary=text)
    with ZipFile(io.BytesIO(made("hsds-csv", group)[0])) as archive:
        for name in ("services.csv", "phones.csv", "organizations.csv"):
            body = archive.read(name).decode()
            for row in [*csv.reader(io.StringIO(body, newline=""))][1:]:
                assert not [cell for cell in row if cell.lstrip()[:1] in set("=+@") or cell == text]
    assert tables(group)["phones"][0]["number"] == text


def test_a_private_venue_is_no_more_than_an_area() -> None:
    found = tables(changed(venue={**WHOLE["venue"], "private": "yes"}))
    told = json.dumps(found)
    for secret in ("Example Hall", "Example Street", "3AA", "53.9", "Round the back"):
        assert secret not in told
    assert found["addresses"][0]["postal_code"] == "LS21"


def test_what_is_left_behind_is_that_of_hsds() -> None:
    assert lost("hsds-csv", WHOLE, LEAST) == lost("hsds", WHOLE, LEAST)
