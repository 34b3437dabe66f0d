"""Whom to ring: which groups are due for a check, in what order, and how the list is printed."""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import date, timedelta
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

import pytest
from conftest import write_directory
from hypothesis import given
from hypothesis import strategies as st
from running import DAY, Ran, example_directory, in_process

from peerfind.keeping.due import due

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Peerfind = Callable[..., Ran]

TODAY = date.fromisoformat(DAY)
AGES = {"review_after": "6 months", "hide_after": "24 months"}
SOURCE = "https://example.org/page"


def record(name: str, published: str = "", on: str = "", **facts: Any) -> dict[str, Any]:
    """A record as reading leaves it."""
    source = {"url": SOURCE, **({"published": published} if published else {})}
    checked = {"checked": {"on": on, "how": "phone"}} if on else {}
    return {"id": name, "name": name, "_file": f"groups/{name}.yaml", "sources": [source]} | (
        checked | facts
    )


def ids(*records: dict[str, Any]) -> list[str]:
    return [one.group.id for one in due(records, AGES, TODAY)]


@pytest.fixture
def peerfind(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> Peerfind:
    """Runs a command line on the fictional directory."""
    return in_process(monkeypatch, capsys, tmp_path, example_directory(tmp_path / "directory"))


class TestTheOrder:
    def test_has_those_never_checked_first_and_the_oldest_source_before_the_others(self) -> None:
        found = ids(
            record("long-ago", on="2020-01-01"),
            record("last-year", on="2025-01-01"),
            record("month", "2023-05"),
            record("day", "2023-05-11"),
            record("year", "2023"),
            record("undated"),
        )
        assert found == ["undated", "year", "month", "day", "long-ago", "last-year"]

    def test_goes_by_the_newest_source(self) -> None:
        two = [{"published": "2019"}, {"published": "2026-01"}, {"url": SOURCE}]
        assert ids(record("b", "2025"), {**record("a"), "sources": two}) == ["b", "a"]

    def test_has_those_whom_nobody_can_reach_first_among_equals(self) -> None:
        phone = {"contact": {"phone": "0113 496 0123"}}
        network = record("network", on=DAY, **phone)
        found = ids(
            network, record("a", **phone), record("b", part_of="network"), record("c"), record("d")
        )
        assert found == ["c", "d", "a", "b"]

    @given(
        st.lists(
            st.tuples(
                st.dates(TODAY - timedelta(days=2000), TODAY) | st.none(),
                st.sampled_from(["", "2019", "2024-02", "2024-02-03"]),
                st.sampled_from(["open", "full", "paused", "closed"]),
            ),
            max_size=8,
        )
    )
    def test_is_total_and_leaves_out_only_what_is_fresh_or_has_ended(
        self, facts: list[tuple[date | None, str, str]]
    ) -> None:
        records = [
            record(f"g{number}", published, on.isoformat() if on else "", status=status)
            for number, (on, published, status) in enumerate(facts)
        ]
        found = ids(*records)
        assert found == ids(*reversed(records))
        fresh = date(2026, 5, 25)  # six months before
        assert {*found} == {
            one["id"]
            for one, (on, _, status) in zip(records, facts, strict=True)
            if status != "closed" and (on is None or on < fresh)
        }
        never = [name for name in found if "checked" not in records[int(name[1:])]]
        assert found[: len(never)] == never


def test_a_check_holds_for_as_long_as_the_directory_says(peerfind: Peerfind) -> None:
    fresh = json.loads(peerfind("stale", "--today", DAY, "-o", "json").out)
    later = json.loads(peerfind("stale", "--today", "2027-06-01", "-o", "json").out)
    assert later["total"] == fresh["total"] + 1
    assert "wharfe-evening-bereavement" not in [one["id"] for one in fresh["groups"]]
    assert "old-circle" not in [one["id"] for one in later["groups"]]


def test_the_whole_list_in_plain_lines(peerfind: Peerfind) -> None:
    ran = peerfind("stale", "--today", DAY, "--limit", "1", "--near", "Leeds", "-o", "plain")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == (
        "1 group is due for a check.\n"
        "Those never confirmed come first, and of these the ones with the oldest sources or with no date.\n"
        "Ask each: does it still run, and is what stands here still so? Then tick it off.\n"
        "\n"
        "[ ] 1. Aire Walk and Talk.\n"
        "Contact: No way to get in touch is stated: see example.org.\n"
        "When: Times not stated: ask.\n"
        "Where: Leeds (nearby (by town)).\n"
        "Ask first: Full just now: new places in March. Not stated: who leads it, when it meets, "
        "how one joins, what it costs, what ages it is for, access, languages, how many come and "
        "whether new people can come any week.\n"
        "Checked: Last confirmed by a visit 5 Jan 2026.\n"
        "Id: aire-walk\n"
    )


def test_the_networks_number_stands_where_a_group_has_none(peerfind: Peerfind) -> None:
    said = peerfind("stale", "--today", DAY, "--limit", "0").out
    assert "Phone: 01632 960 100 (the network's)" in said
    assert "Unclear: One page says Thursday, another says Friday." in said


def test_csv_has_a_column_to_tick_and_runs_no_formula(tmp_path: Path, peerfind: Peerfind) -> None:
    folder = write_directory(tmp_path / "other", {"one": {"name": "=1+1", "owner": "Ring team"}})
    ran = peerfind("stale", "--directory", str(folder), "-o", "csv")
    (row,) = csv.DictReader(io.StringIO(ran.out))
    assert (row["number"], row["done"], row["name"]) == ("1", "", "'=1+1")
    assert (row["phone"], row["owner"]) == ("0113 496 0123", "Ring team")
    assert row["newest_source"] == "2026-05"


class _Page(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.rows = 0
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.rows += tag == "tr"
        if tag != "meta":
            self.open.append(tag)
        assert tag not in {"script", "link", "img", "iframe"}
        assert dict(attrs).get("href", "https://").startswith(("https://", "tel:", "mailto:"))  # type: ignore[union-attr]

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_html_is_one_page_of_paper_that_fetches_nothing(peerfind: Peerfind) -> None:
    page = peerfind("stale", "--today", DAY, "-o", "html", "--limit", "3").out
    read = _Page(page)
    assert (read.open, read.rows) == ([], 4)
    assert page.count("\u2610") == 3
    assert "size: A4" in page
    assert "default-src 'none'" in page


@pytest.mark.parametrize("form", ["html", "markdown", "plain"])
def test_what_a_file_says_is_never_obeyed(form: str, tmp_path: Path, peerfind: Peerfind) -> None:
    evil = {"name": "<b>*A*\u202e\x1b[1m", "doubts": ["<script>"]}
    folder = write_directory(tmp_path / "other", {"one": evil})
    said = peerfind("stale", "--directory", str(folder), "-o", form).out
    assert re.search("[\u202e\x1b]", said) is None
    if form != "plain":
        assert "<b>" not in said
        assert "<script>" not in said


def test_markdown_is_a_list_of_tasks(peerfind: Peerfind) -> None:
    said = peerfind("stale", "--today", DAY, "-o", "markdown").out
    assert len(re.findall(r"^- \[ \] \*\*\d+\. ", said, re.MULTILINE)) == 4


def test_the_table_keeps_within_the_terminal(peerfind: Peerfind) -> None:
    said = peerfind("stale", "--today", DAY, "-o", "table").out
    assert max(map(len, said.splitlines())) <= 80
    assert "[ ]   1  " in said


def test_nothing_due_is_done(peerfind: Peerfind, tmp_path: Path) -> None:
    folder = write_directory(tmp_path / "other", {"one": {"checked": {"on": DAY, "how": "phone"}}})
    for form in ("table", "plain"):
        ran = peerfind("stale", "--directory", str(folder), "--today", DAY, "-o", form)
        assert (ran.code, ran.out) == (0, "No group is due for a check.\n")
    page = peerfind("stale", "--directory", str(folder), "--today", DAY, "-o", "html").out
    assert "<table>" not in page


def test_an_owner_sees_only_what_is_theirs(tmp_path: Path, peerfind: Peerfind) -> None:
    kept = {"one": {"owner": "Leeds team"}, "two": {"owner": "York team"}, "three": {}}
    folder = str(write_directory(tmp_path / "other", kept))
    ran = peerfind("stale", "--directory", folder, "--owner", "leeds TEAM", "-o", "json")
    assert [one["id"] for one in json.loads(ran.out)["groups"]] == ["one"]
    ran = peerfind("stale", "--directory", folder, "--owner", "Leed team")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("peerfind: No group has the owner 'Leed team'. There is Leeds team")


@pytest.mark.parametrize(
    ("flags", "said"),
    [
        (["--within", "3"], "--within needs --near"),
        (["--near", "Nowhereville"], "no such place is known"),
        (["--near", "Leeds", "--within", "far"], "--within takes a distance"),
        (["--owner", "anybody"], "No group names an owner"),
        (["-o", "xlsx"], "--output takes table, plain, csv"),
        (["--limit", "-1"], "--limit"),
    ],
)
def test_wrong_use_is_told_in_a_line(peerfind: Peerfind, flags: list[str], said: str) -> None:
    ran = peerfind("stale", *flags)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err
