"""Phrases with choices in them."""

from __future__ import annotations

import pytest

from peerfind.asking.understanding.how.phrases import Phrases, beginning
from peerfind.asking.understanding.said import Said

KNOWN = Phrases(
    [("in a|the REAL? ROOM", "there"), ("see _? faces", "seen"), ("see _ faces again", "later")],
    {"REAL": frozenset({"actual", "real"}), "ROOM": frozenset({"room", "hall"})},
)


@pytest.mark.parametrize(
    ("says", "found"),
    [
        ("in a room", [(3, "there")]),
        ("in the real hall", [(4, "there")]),
        ("in the real real hall", []),
        ("in a, room", []),
        ("in a", []),
        ("see faces", [(2, "seen")]),
        ("see their faces", [(3, "seen")]),
        ("see their faces again", [(3, "seen"), (4, "later")]),
        ("see their own faces", []),
        ("a room", []),
    ],
)
def test_a_phrase_is_found_where_it_begins(says: str, found: list[tuple[int, str]]) -> None:
    assert [*beginning(Said(says), 0, KNOWN)] == found
