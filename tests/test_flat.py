"""A group as a row, and a row as a group: what stands in which column, and that nothing is lost."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import pytest
from asking import bare, index_of
from hypothesis import given, settings
from hypothesis import strategies as st
from pace import some

from peerfind.config import shipped_directory
from peerfind.directory.fields import FIELDS, NESTED
from peerfind.directory.folder import load
from peerfind.errors import UsageError
from peerfind.keeping.flat import (
    COLUMNS,
    as_json,
    cells,
    chosen,
    cut,
    guarded,
    record_of,
    unguarded,
)
from peerfind.model import public

PLACES = {name: at for at, name in enumerate(COLUMNS)}


def there_and_back(record: dict[str, Any]) -> dict[str, Any]:
    """A record by way of the text of a CSV file, guarded cells and all."""
    file = io.StringIO()
    csv.writer(file).writerow(map(guarded, cells(record, PLACES)))
    (row,) = csv.reader(io.StringIO(file.getvalue(), newline=""))
    return record_of(dict(zip(COLUMNS, map(unguarded, row), strict=True)))


def test_every_key_of_the_file_format_has_a_column() -> None:
    spread = {column.key for column in COLUMNS.values()} - {"id"}
    assert spread == FIELDS.keys()
    for key in ("venue", "contact", "checked"):
        assert {one.inner for one in COLUMNS.values() if one.key == key} == NESTED[key].keys()
    assert [*COLUMNS][:2] == ["id", "name"]


def test_the_cells_of_a_group_are_as_the_page_of_exports_says() -> None:
    facts = {
        "format": ["in-person", "video"],
        "doubts": ["Tuesday; or not", "x"],
        "meets": [{"days": ["tuesday"], "start": "19:00"}],
        "hours": "any time",
        "venue": {"name": "Example Hall", "latitude": "53.9"},
        "checked": {"on": "2026-11-01", "how": "phone"},
        "external_ids": {"other": "7"},
    }
    index = index_of({"one": bare(**facts)})
    row = dict(zip(COLUMNS, cells(public(index.record(0)), PLACES), strict=True))
    assert {name: cell for name, cell in row.items() if cell} == {
        "id": "one",
        "name": "Example Group",
        "summary": "People meet and talk.",
        "format": "in-person; video",
        "leader": "peer",
        "focus": "grief",
        "meets": '[{"days": ["tuesday"], "start": "19:00"}]',
        "hours": "any time",
        "venue_name": "Example Hall",
        "latitude": "53.9",
        "sources": '[{"url": "https://example.org/source"}]',
        "doubts": '["Tuesday; or not", "x"]',
        "checked_on": "2026-11-01",
        "checked_how": "phone",
        "external_ids": '{"other": "7"}',
    }


def test_what_was_worked_out_stands_in_no_cell() -> None:
    meets = [{"days": ["tuesday"], "every": "3rd week", "note": 'Say "_x"'}]
    index = index_of({"one": bare(meets=meets, venue={"town": "Leeds"})})
    record = index.record(0)
    assert record["meets"][0]["_unsure"]
    assert {"_place", "_reach"} <= record.keys()
    row = dict(zip(COLUMNS, cells(record, PLACES), strict=True))
    assert record_of(row) == public(record)
    assert "_unsure" not in row["meets"]
    assert not [name for name in COLUMNS if name.startswith("_")]


@pytest.mark.parametrize("wanted", [("id",), ("town", "id", "phone"), ("checked_on", "meets")])
def test_cells_stand_in_the_order_that_was_asked_for(wanted: tuple[str, ...]) -> None:
    facts = {
        "venue": {"town": "Leeds"},
        "contact": {"phone": "+44 113 496 0123"},
        "checked": {"on": "2026-11-01", "how": "phone"},
        "meets": "any time",
    }
    record = index_of({"one": bare(**facts)}).record(0)
    every = dict(zip(COLUMNS, cells(record, PLACES, guarded), strict=True))
    row = cells(record, {name: at for at, name in enumerate(wanted)}, guarded)
    assert row == [every[name] for name in wanted]
    assert every["phone"] == "'+44 113 496 0123"


def test_every_shipped_group_comes_back_the_same() -> None:
    records = [public(one) for one in load(shipped_directory()).records]
    assert len(records) > 200
    assert [there_and_back(one) for one in records] == records


# Every text that a file can hold has been stripped by its reader, and is not empty.
texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1)
stated = texts.map(str.strip).filter(bool)
risky = st.builds("{}{}".format, st.sampled_from(["", "'", "''", " "]), stated).map(str.strip)
cell_texts = st.one_of(
    stated, risky, st.sampled_from(["=1+1", "'=1", "+44 113 496 0000", "-1.5", "[x", "a;b", ";"])
)
lists = st.lists(cell_texts, min_size=1, max_size=4)
flat_records = st.fixed_dictionaries(
    {"id": st.just("one"), "name": cell_texts},
    optional={
        "organisation": cell_texts,
        "description": cell_texts,
        "format": lists,
        "doubts": lists,
        "cost": cell_texts,
        "meets": st.one_of(
            st.just("by arrangement"),
            st.lists(st.fixed_dictionaries({"note": cell_texts}), min_size=1, max_size=3),
        ),
        "venue": st.fixed_dictionaries(
            {"name": cell_texts},
            optional={"latitude": st.floats(-90, 90), "town": cell_texts, "private": st.just("yes")},
        ),
        "contact": st.fixed_dictionaries({"phone": cell_texts}),
        "sources": st.lists(st.fixed_dictionaries({"url": cell_texts}), min_size=1, max_size=2),
        "external_ids": st.dictionaries(stated, cell_texts, min_size=1, max_size=2),
    },
)  # fmt: skip


@settings(max_examples=some(25), deadline=None)
@given(flat_records)
def test_any_record_comes_back_the_same(record: dict[str, Any]) -> None:
    assert there_and_back(record) == record


# What Python and JSON write alike, and what they do not.
odd = st.sampled_from(
    ["'", '"', "it's", "\\", "None", "True", "False", "\n", "\x7f", "é", "\u2028", "\ud800"]
)
leaves = st.one_of(st.text(), odd, st.none(), st.booleans(), st.integers(), st.floats(-9, 9))
trees = st.recursive(
    leaves, lambda inner: st.lists(inner) | st.dictionaries(st.text() | odd, inner), max_leaves=8
)


@settings(max_examples=some(25), deadline=None)
@given(trees.filter(lambda one: isinstance(one, list | dict)))
def test_parts_in_a_cell_are_what_the_json_module_writes(parts: Any) -> None:
    assert as_json(parts) == json.dumps(parts, ensure_ascii=False)


@pytest.mark.parametrize(
    "one", ["plain", "it's", 'say "so"', "None", "\\", "\t", "\xad", "é", "日"]
)
def test_each_odd_text_in_parts_is_what_the_json_module_writes(one: str) -> None:
    for parts in ([one], {one: one}, [{"note": one, "days": [one, one]}], [[], {}]):
        assert as_json(parts) == json.dumps(parts, ensure_ascii=False)


def test_lists_are_made_safe_in_the_way_of_each_table() -> None:
    record = {"id": "one", "doubts": ["=1", "b"], "format": ["-x"], "focus": ["x"]}
    columns = {name: at for at, name in enumerate(("id", "doubts", "format", "focus"))}
    assert cells(record, columns) == ["one", "=1; b", "-x", "x"]
    assert cells(record, columns, guarded) == ["one", "'=1; b", "'-x", "x"]
    assert cells(record, columns, str.upper) == ["ONE", "=1; B", "-X", "X"]


@settings(max_examples=some(30), deadline=None)
@given(cell_texts)
def test_a_guard_is_taken_off_again_and_leaves_no_formula(cell: str) -> None:
    made = guarded(cell)
    assert unguarded(made) == cell
    is_number = made[:1] == "-" and made[1:].replace(".", "", 1).replace("e-", "", 1).isdigit()
    assert made[:1] not in {*"=+-@\t\r"} or is_number


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("=1+1", "'=1+1"),
        ("+44 113 496 0000", "'+44 113 496 0000"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("-2+3", "'-2+3"),
        (" =1", "' =1"),
        ("\t=1", "'\t=1"),
        ("＝1", "'＝1"),  # noqa: RUF001 (a spreadsheet of another country takes it for =)
        ("'=1", "''=1"),
        ("-1.5491", "-1.5491"),
        ("-1e-05", "-1e-05"),
        ("'Tis", "'Tis"),
        ("0113 496 0000", "0113 496 0000"),
        ("", ""),
    ],
)
def test_what_a_spreadsheet_would_run_is_guarded(cell: str, expected: str) -> None:
    assert guarded(cell) == expected


def test_fields_are_taken_in_their_order_with_the_id_first() -> None:
    assert chosen(["town,name", " phone ", "name"]) == ("id", "town", "name", "phone")
    assert chosen([]) == (*COLUMNS,)
    assert chosen(["checked"]) == ("id", "checked_on", "checked_how", "checked_by", "checked_note")


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("fone", "--fields: there is no field 'fone'. Did you mean phone?"),
        ("_place", "--fields: there is no field '_place'."),
        ("zzzzzz", "--fields: there is no field 'zzzzzz'."),
    ],
)
def test_a_field_that_is_none_is_told(typed: str, told: str) -> None:
    with pytest.raises(UsageError) as raised:
        chosen([typed])
    assert str(raised.value).startswith(told)


def test_a_cut_record_has_what_was_asked_for_and_no_place_without_its_venue() -> None:
    index = index_of({"one": bare(venue={"town": "Leeds", "postcode": "LS1 4AP"}, cost="free")})
    record = index.record(0)
    assert public(cut(record, ("id", "town"))) == {"id": "one", "venue": {"town": "Leeds"}}
    assert "_place" in cut(record, ("id", "town"))
    assert "_place" not in cut(record, ("id", "cost"))
    assert public(cut(record, ("id", "phone", "checked_on"))) == {"id": "one"}


@pytest.mark.parametrize(
    ("name", "cell"),
    [("latitude", "north"), ("meets", "[{"), ("sources", "{x"), ("format", "[video")],
)
def test_a_cell_that_cannot_be_read_is_named(name: str, cell: str) -> None:
    with pytest.raises(ValueError, match=f"^{name} cannot be read: "):
        record_of({"id": "one", name: cell})


def test_columns_that_are_none_are_passed_over_and_spaces_in_lists_do_not_count() -> None:
    row = {"id": "one", "colour": "blue", "format": "video ;phone;", "town": "Leeds", "cost": ""}
    assert record_of(row) == {"id": "one", "format": ["video", "phone"], "venue": {"town": "Leeds"}}
