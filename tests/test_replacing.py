"""The line to write: the line of the problem with the fix in place of the value, and all else as it was."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerfind.keeping.replacing import replaced
from peerfind.problems import Problem
from peerfind.source import Map, Text, read_text


def line(row: str, column: int, fix: str, rule: str = "unknown-term") -> str:
    return replaced(row, Problem("a.yaml", 1, column, "error", rule, "Told.", fix))


@pytest.mark.parametrize(
    ("row", "column", "fix", "expected"),
    [
        pytest.param("status: opne", 9, "open", "status: open", id="a value"),
        pytest.param(
            "status: opne  # asked", 9, "open", "status: open  # asked", id="a remark after it"
        ),
        pytest.param('status: "opne" # x', 9, "open", "status: open # x", id="in quotes"),
        pytest.param(
            "focus: [greif, ocd]", 9, "grief", "focus: [grief, ocd]", id="the first of a list"
        ),
        pytest.param(
            "focus: [ocd, greif]", 14, "grief", "focus: [ocd, grief]", id="the last of a list"
        ),
        pytest.param(
            "v: {town: Otly, county: x}", 11, "Otley", "v: {town: Otley, county: x}", id="in braces"
        ),
        pytest.param(
            "focus: grief, ocd", 8, "[grief, ocd]", "focus: [grief, ocd]", id="commas outside"
        ),
        pytest.param("  - opne\r", 5, "open", "  - open", id="an item"),
        pytest.param("focus: [ocd", 7, "x", "", id="a value that is not plain"),
        pytest.param("a: |", 4, "x", "", id="a block"),
        pytest.param("a: b", 4, "", "", id="nothing offered"),
        pytest.param("a: b", 9, "x", "", id="nothing there"),
    ],
)
def test_what_stands_at_the_place_is_replaced(
    row: str, column: int, fix: str, expected: str
) -> None:
    assert line(row, column, fix) == expected


def test_a_key_is_replaced_and_its_value_stays() -> None:
    assert line("adress: a: b", 1, "address", "unknown-key") == "address: a: b"


def test_the_name_of_a_file_is_no_part_of_a_line() -> None:
    assert line("name: A", 1, "a.yaml", "file-name") == ""


def test_what_was_cut_off_comes_back_in_quotes() -> None:
    assert line("area: room #2 ", 11, '"room #2"', "text-cut-off") == 'area: "room #2"'
    assert line("area: else", 11, '"room #2"', "text-cut-off") == ""


words = st.from_regex(r"[a-z]{1,8}( [a-z]{1,8}){0,2}", fullmatch=True)


@given(before=words, typed=words, fix=words, after=st.sampled_from(["", " ", "  # why", " #"]))
def test_only_the_value_changes(before: str, typed: str, fix: str, after: str) -> None:
    row = f"{before}: {typed}{after}"
    root = read_text(line(row, len(before) + 3, fix), "a.yaml").root
    assert isinstance(root, Map)
    (value,) = (node for _, node in root.entries.values())
    assert isinstance(value, Text)
    assert value.text == fix
