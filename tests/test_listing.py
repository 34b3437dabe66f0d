"""A group as a row of a list of many: what each part says, and what it keeps quiet about."""

from __future__ import annotations

from typing import Any

import pytest
from asking import bare, index_of
from hypothesis import given
from hypothesis import strategies as st

from peerfind.directory.fields import FIELDS
from peerfind.keeping.flat import COLUMNS, chosen, cut
from peerfind.wording.exported import count_line, lost_lines
from peerfind.wording.listing import PARTS, TOLD, facts, name_of, parts_of


def said(heading: str, fields: str = "", **stated: Any) -> list[str]:
    """The words of a part of a group, of which `fields` alone are told if there are any."""
    index = index_of({"one": bare(**stated)})
    record = cut(index.record(0), chosen([fields])) if fields else index.record(0)
    (part,) = (one for one in PARTS if one.heading == heading)
    found = facts(part, record, index.vocabulary, is_cut=bool(fields))
    return [fact.words for fact in found]


@pytest.mark.parametrize(
    ("heading", "stated", "expected"),
    [
        (
            "About",
            {"activities": ["walking"]},
            ["Grief and loss", "Walking", "People meet and talk."],
        ),
        ("When", {"meets": "by arrangement"}, ["By arrangement"]),
        ("When", {}, ["Times not stated: ask"]),
        ("When", {"meets": [{"days": "tue", "start": "19:00"}]}, ["Tuesdays, 7pm"]),
        ("Where", {"venue": {"name": "Example Hall", "town": "Leeds"}}, ["Example Hall, Leeds"]),
        ("Where", {"nation": "Wales"}, ["Somewhere in Wales"]),
        ("How", {"format": ["video"], "joining": ["drop-in"], "cost": "free"}, None),
        ("Who", {"ages": "18+", "organisation": "Example Trust"}, None),
        ("Contact", {"contact": {"phone": "0113 496 0123"}}, ["0113 496 0123"]),
        ("Contact", {}, ["No way to get in touch is stated"]),
        ("Checked", {}, ["Never confirmed: ask before you send anybody"]),
        ("Checked", {"checked": {"on": "2026-10-02", "how": "phone"}}, ["By phone 2 Oct 2026"]),
        ("Source", {}, ["example.org/source (no date)."]),
    ],
)
def test_what_a_part_says(heading: str, stated: dict[str, Any], expected: list[str] | None) -> None:
    found = said(heading, **stated)
    if expected is None:
        assert len(found) == 3
        assert all(one[0].isupper() for one in found)
    else:
        assert found == expected


def test_a_group_that_is_full_or_in_doubt_says_so_beside_its_check() -> None:
    found = said(
        "Checked", status="full", status_note="new places in March", doubts=["Day unclear."]
    )
    assert found[0].startswith("Never confirmed")
    assert any("full" in one.lower() and "March" in one for one in found)
    assert any("Day unclear" in one for one in found)


def test_a_group_of_a_network_sends_there_where_it_has_no_contact_itself() -> None:
    index = index_of({"one": bare(part_of="net"), "net": bare()})
    (part,) = (one for one in PARTS if one.heading == "Contact")
    record = next(one for one in index.records(index.everyone) if one["id"] == "one")
    (fact,) = facts(part, record, index.vocabulary, is_cut=False)
    assert fact.words == "Ask its network: net"


@pytest.mark.parametrize(
    ("heading", "fields", "stated"),
    [
        ("When", "meets", {"hours": "any time"}),
        ("Contact", "website", {"contact": {"phone": "0113 496 0123"}}),
        ("Checked", "checked", {}),
        ("Where", "town", {"venue": {"postcode": "LS1 4AP"}}),
    ],
)
def test_what_was_not_asked_for_is_not_called_missing(
    heading: str, fields: str, stated: dict[str, Any]
) -> None:
    assert said(heading, **stated) != []
    assert said(heading, fields, **stated) == []


@given(st.sets(st.sampled_from(sorted(FIELDS)), min_size=1))
def test_a_part_is_told_only_where_its_keys_were_asked_for(keys: set[str]) -> None:
    for part in parts_of(keys):
        assert keys & {*part.keys}
        assert not part.needs or part.needs in keys


def test_parts_tell_keys_that_there_are_each_once() -> None:
    keys = [key for part in PARTS for key in part.keys]
    assert len(keys) == len({*keys})
    assert {*keys} <= FIELDS.keys()
    assert {*keys, "id", "name"} == TOLD
    assert parts_of({column.key for column in COLUMNS.values()}) == PARTS


def test_a_row_without_a_name_is_called_by_its_id() -> None:
    assert name_of({"id": "one", "name": "Lantern\n Circle"}) == "Lantern Circle"
    assert name_of({"id": "one"}) == "one"


@pytest.mark.parametrize(
    ("total", "hidden", "to", "expected"),
    [
        (0, {}, None, "0 groups."),
        (1, {}, None, "1 group."),
        (100_000, {}, None, "100,000 groups."),
        (
            5,
            {"closed": 1, "require": 1_200},
            None,
            "5 groups; left out 1,201: closed 1, require 1,200.",
        ),
        (5, {"age": 2}, "out.csv", "5 groups in out.csv; left out 2: age 2."),
    ],
)
def test_the_count_is_exact(total: int, hidden: dict[str, int], to: Any, expected: str) -> None:
    assert count_line(total, hidden, to) == expected


def test_what_is_lost_is_told_by_key_and_nothing_where_nothing_is() -> None:
    assert [*lost_lines("html", {})] == []
    assert [*lost_lines("html", {"size": 1_200, "area": 1})] == [
        "What html cannot carry, with the number of groups: area 1, size 1,200."
    ]
