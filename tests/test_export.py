from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any

import pytest
from asking import ask, bare, document, index_of
from hypothesis import given, settings
from hypothesis import strategies as st
from pace import some

from peerfind.output.export import COLUMNS, csv_text, json_text, jsonl_text, tsv_text

if TYPE_CHECKING:
    from peerfind.answers.answer import Answer

Facts = dict[str, Any]

CHECKED = {"on": "2026-11-01", "how": "phone"}
WHOLE = {
    "name": "Lantern Circle",
    "checked": CHECKED,
    "cost": "free",
    "meets": [{"days": "tue", "start": "19:00"}],
}


def cells(found: Answer) -> list[dict[str, str]]:
    """The rows of the CSV, as a spreadsheet reads them."""
    return [*csv.DictReader(io.StringIO("".join(csv_text(found)), newline=""))]


def test_json_is_one_document_with_all_of_an_answer() -> None:
    index = index_of({"lantern": WHOLE, "other": {"status": "closed"}, "third": {}, "fourth": {}})
    found = ask(index, cost="no charge", weight="cost=2", limit=1)
    assert "".join(json_text(found)) == (
        '{"version": 1, "today": "2026-11-25", '
        '"query": {"cost": ["free"], "weight": {"cost": 2.0}, "sort": "fit", "limit": 1, '
        '"corrections": [{"flag": "cost", "typed": "no charge", "understood": "free", '
        '"near_spelling": false}], "notes": []}, '
        '"total": 3, "hidden": {"closed": 1}, '
        '"results": [{"rank": 1, "id": "lantern", "name": "Lantern Circle", "score": 1.0, '
        '"reach": "local", "distance_miles": null, "distance_km": null, "place_precision": null, '
        '"criteria": [{"name": "cost", "asked": ["free"], "found": ["free"], "verdict": "met", '
        '"score": 1.0, "weight": 2.0}], '
        '"next_meeting": "2026-12-01T19:00:00+00:00", "freshness": "checked", '
        '"group": {"id": "lantern", "name": "Lantern Circle", "summary": "People meet and talk.", '
        '"format": ["in-person"], "leader": ["peer"], "focus": ["grief"], '
        '"meets": [{"days": ["tuesday"], "start": "19:00"}], "cost": "free", '
        '"sources": [{"url": "https://example.org/source"}], '
        '"checked": {"on": "2026-11-01", "how": "phone"}}}], '
        '"relaxations": [], "unreadable": 0}\n'
    )


def test_json_lines_are_the_results_of_the_document_one_a_line() -> None:
    found = ask(index_of({"one": {}, "two": WHOLE}), cost="free", near="Leeds")
    lines = "".join(jsonl_text(found)).splitlines()
    assert [json.loads(line) for line in lines] == document(found)["results"]
    assert "".join(jsonl_text(ask(index_of({})))) == ""


def test_letters_are_written_as_they_are() -> None:
    found = ask(index_of({"one": {"name": "Grŵp Cymorth"}}))
    for form in (json_text, jsonl_text, csv_text, tsv_text):
        assert "Grŵp Cymorth" in "".join(form(found))


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        pytest.param({"age": "22"}, 22, id="an age is a number"),
        pytest.param({"for": "women,carers"}, ["women", "carers"], id="terms are a list"),
        pytest.param(
            {"day": "tue,weekend"}, ["tuesday", "weekend"], id="days are in one way of typing"
        ),
        pytest.param({"focus": "bereavement"}, ["grief"], id="terms are as understood"),
        pytest.param(
            {"near": "LS6"},
            {
                "typed": "LS6",
                "name": "LS6",
                "precision": "district",
                "county": "West Yorkshire",
                "nation": "England",
            },
            id="a place is as understood",
        ),
        pytest.param(
            {"near": "-", "near_typed": "LS6"}, {"typed": "-"}, id="a place from a prompt"
        ),
    ],
)
def test_the_question_is_told_as_it_was_understood(asked: Facts, expected: Any) -> None:
    name = next(iter(asked))
    assert document(ask(index_of({}), **asked))["query"][name] == expected


def test_the_question_tells_what_narrows_and_orders() -> None:
    found = ask(
        index_of({}), "river", near="Leeds", within="10", cost="free", require="cost",
        avoid="format=zoom", weight="near=2", include="closed", sort="near", limit=3,
    )  # fmt: skip
    query = document(found)["query"]
    assert query["words"] == ["river"]
    assert query["within"] == {"typed": "10", "km": 16.093}
    assert query["require"] == ["cost"]
    assert query["avoid"] == ["format=video"]
    assert query["weight"] == {"near": 2.0}
    assert query["include"] == ["closed"]
    assert (query["sort"], query["limit"]) == ("near", 3)
    assert query["notes"] == [*found.query.notes] != []


def test_a_change_is_told_with_its_flags_and_its_count() -> None:
    found = ask(index_of({"one": {"cost": "£3"}}), cost="free", require="cost", limit=10)
    assert document(found)["relaxations"] == [
        {"change": "free as a wish, not a must", "flags": ["--cost", "free"], "count": 1}
    ]


def test_what_is_worked_out_from_a_group_is_not_printed() -> None:
    facts = {
        "venue": {"town": "Leeds"},
        "covers": ["England"],
        "format": ["in-person", "video"],
        "meets": [{"days": "mon", "format": ["video"]}],
    }
    (result,) = document(ask(index_of({"one": facts})))["results"]
    assert [key for key in result["group"] if key.startswith("_")] == []


def test_a_private_venue_is_reduced_before_anybody_sees_it() -> None:
    venue = {
        "name": "Secret House",
        "address": "1 Hidden Lane",
        "town": "Leeds",
        "postcode": "LS1 4AP",
        "directions": "Ring twice",
        "private": "yes",
    }
    found = ask(index_of({"one": {"venue": venue}}), near="Leeds")
    (result,) = document(found)["results"]
    assert result["group"]["venue"] == {"town": "Leeds", "private": "yes", "postcode": "LS1"}
    for form in (json_text, jsonl_text, csv_text, tsv_text):
        told = "".join(form(found))
        assert [word for word in ("Secret", "Hidden", "4AP", "Ring") if word in told] == []


def test_csv_begins_with_the_id_and_the_name() -> None:
    found = ask(index_of({"lantern": WHOLE}))
    head, row, rest = "".join(csv_text(found)).split("\r\n")
    assert head == ",".join(COLUMNS)
    assert head.startswith("id,name,")
    assert row.startswith("lantern,Lantern Circle,1,1.0,local,")
    assert rest == ""


def test_tsv_begins_with_the_id_and_the_name() -> None:
    found = ask(index_of({"lantern": WHOLE}))
    head, row = "".join(tsv_text(found)).splitlines()
    assert head.split("\t") == [*COLUMNS]
    assert row.split("\t")[:4] == ["lantern", "Lantern Circle", "1", "1.0"]


def test_a_cell_has_lists_with_semicolons_and_numbers_as_they_are() -> None:
    facts = {
        "format": ["in-person", "video"],
        "venue": {"name": "Example Hall", "town": "Leeds", "postcode": "LS1 4AP"},
        "contact": {"phone": "0113 496 0123", "text": "07700 900123"},
        "checked": CHECKED,
        "cost": "donation",
        "joining": ["book"],
    }
    found = ask(index_of({"one": facts}), near="Leeds", cost="free", joining="drop-in", age=30)
    (row,) = cells(found)
    assert row["name"] == "Example Group"
    assert row["format"] == "in-person; video"
    assert (row["town"], row["postcode"], row["phone"]) == ("Leeds", "LS1 4AP", "0113 496 0123")
    assert row["text"] == "07700 900123"
    assert (row["checked_on"], row["freshness"]) == ("2026-11-01", "checked")
    assert (row["met"], row["partly"]) == ("near", "cost")
    assert (row["missed"], row["not_stated"]) == ("joining", "age")
    assert float(row["distance_km"]) == round(found.matches[0].distance_km or 0, 1)
    assert row["next_meeting"] == ""


@pytest.mark.parametrize("sign", ["=", "+", "-", "@"])
def test_a_spreadsheet_runs_nothing_from_a_cell(sign: str) -> None:
    found = ask(index_of({"one": {"name": f"{sign}SUM(A1)", "summary": f" {sign}1+1"}}))
    (row,) = cells(found)
    assert row["name"] == f"'{sign}SUM(A1)"
    assert row["summary"] == f"'{sign}1+1"


def test_a_tab_or_a_new_line_in_a_text_does_not_break_a_row() -> None:
    found = ask(index_of({"one": {"summary": "One\ttwo\nthree\r\nfour \u202e five"}}))
    head, row = "".join(tsv_text(found)).splitlines()
    assert len(head.split("\t")) == len(row.split("\t"))
    assert row.split("\t")[COLUMNS.index("summary")] == "One two three four five"
    assert cells(found)[0]["summary"] == "One two three four five"


texts = st.text(min_size=1, max_size=20).filter(lambda one: one.strip() and one.isprintable())


@settings(max_examples=some(10), deadline=None)
@given(texts, texts)
def test_any_text_gives_whole_rows_that_begin_with_no_formula(name: str, summary: str) -> None:
    found = ask(index_of({"one": {"name": name, "summary": summary}}))
    if not found.total:
        return  # a name of which nothing can be read is no group
    head, row = "".join(tsv_text(found)).split("\n")[:2]
    assert len(head.split("\t")) == len(row.split("\t"))
    (read,) = cells(found)
    assert [cell for cell in read.values() if cell.startswith(("=", "+", "@", "\t", "\r"))] == []
    assert json.loads("".join(jsonl_text(found)))["name"] == found.matches[0].group.name


def test_every_column_has_a_name_of_its_own() -> None:
    assert len({*COLUMNS}) == len(COLUMNS)
    assert COLUMNS[:2] == ("id", "name")


def test_numbers_of_a_group_are_numbers() -> None:
    venue = {"latitude": "53.9", "longitude": "-1.69"}
    (result,) = document(ask(index_of({"one": bare(venue=venue)})))["results"]
    assert result["group"]["venue"] == {"latitude": 53.9, "longitude": -1.69}
