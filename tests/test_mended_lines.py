"""`check --fix --diff`: the lines that were mended in their places, as `diff -u` has them, in one look."""

from __future__ import annotations

from difflib import unified_diff
from typing import TYPE_CHECKING, NoReturn

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pace import some

from peerfind.keeping.formatting import Change
from peerfind.output import formatted
from peerfind.output.formatted import diffs

if TYPE_CHECKING:
    from collections.abc import Iterable


def change(before: Iterable[str], after: Iterable[str]) -> Change:
    texts = ("".join(f"{row}\n" for row in rows).encode() for rows in (before, after))
    return Change("a.yaml", *texts)


@settings(max_examples=some(100))
@given(st.lists(st.booleans(), min_size=1, max_size=60))
def test_they_are_those_of_diff(is_mended: list[bool]) -> None:
    before = [f"a{number}" for number in range(len(is_mended))]
    after = [f"b{row}" if mended else row for row, mended in zip(before, is_mended, strict=True)]
    shown = [*diffs([change(before, after)], in_place=True)]
    expected = [*unified_diff(before, after, "a.yaml", "a.yaml", lineterm="")]
    assert shown == (expected or ["--- a.yaml", "+++ a.yaml"])
    assert shown == [*diffs([change(before, after)])]


def test_a_line_that_becomes_like_another_stays_in_its_place() -> None:
    shown = [*diffs([change("abcb", "bbcb")], in_place=True)]
    assert shown[2:] == ["@@ -1,4 +1,4 @@", "-a", "+b", " b", " c", " b"]


@pytest.mark.parametrize(
    ("before", "after", "stretches"),
    [
        ("a", "b", ["@@ -1 +1 @@"]),
        ("ab", "xy", ["@@ -1,2 +1,2 @@"]),
        ("aa1234567a", "ax1234567y", ["@@ -1,5 +1,5 @@", "@@ -7,4 +7,4 @@"]),
        ("aa123456a", "ax123456y", ["@@ -1,9 +1,9 @@"]),
        ("a\x1bb", "a\x1bc", ["@@ -1,3 +1,3 @@"]),
    ],
)
def test_lines_that_are_far_apart_are_shown_apart(
    before: str, after: str, stretches: list[str]
) -> None:
    shown = [*diffs([change(before, after)], in_place=True)]
    assert [row for row in shown if row.startswith("@")] == stretches
    assert "\x1b" not in "".join(shown)
    assert shown == [*diffs([change(before, after)])]


def test_other_lines_are_not_looked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """Which takes time in step with the square of them, where every other line differs."""

    def never(*_: object, **__: object) -> NoReturn:
        raise AssertionError

    monkeypatch.setattr(formatted, "unified_diff", never)
    before = [f"a{number}" for number in range(5000)]
    after = [row if number % 2 else f"b{row}" for number, row in enumerate(before)]
    rows = [*diffs([change(before, after)], in_place=True)]
    assert rows[2] == "@@ -1,5000 +1,5000 @@"
    assert len(rows) == 3 + 5000 + 2500
    assert [row[1:] for row in rows[3:] if row[0] != "+"] == before
    assert [row[1:] for row in rows[3:] if row[0] != "-"] == after


def test_where_the_number_of_lines_differs_they_are_looked_for_all_the_same() -> None:
    one = Change("a.yaml", "a\n\u200b".encode(), b"a\n")
    assert [*diffs([one], in_place=True)][2:] == [
        *("@@ -1,2 +1 @@", " a", "-?"),
        "\\ No newline at end of file",
    ]
