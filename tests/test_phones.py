"""British telephone numbers: which can be, and which are special."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerfind.keeping.phones import phones


@pytest.mark.parametrize(
    ("typed", "dialled"),
    [
        ("0113 496 0123", "01134960123"),
        ("(0113) 496 0123", "01134960123"),
        ("0113-496-0123", "01134960123"),
        ("+44 113 496 0123", "01134960123"),
        ("+44 (0)113 496 0123", "01134960123"),
        ("0044 113 496 0123", "01134960123"),
        ("18001 0113 496 0123", "01134960123"),
        ("+353 1 234 5678", "+35312345678"),
        ("116 123", "116123"),
        ("999", "999"),
    ],
)
def test_a_number_is_read_as_it_is_dialled(typed: str, dialled: str) -> None:
    (one,) = phones(typed)
    assert (one.typed, one.dialled) == (typed, dialled)
    assert one.is_possible


def test_several_numbers_and_words_are_told_apart() -> None:
    told = "0113 496 0123 (9am to 5pm), or 0113 496 0124 / 07700 900123"
    assert [one.dialled for one in phones(told)] == ["01134960123", "01134960124", "07700900123"]


@pytest.mark.parametrize(
    "typed",
    [
        "0113 496 012",
        "0113 496 01234",
        "0413 496 0123",
        "0613 496 0123",
        "01034 960123",
        "12345678",
        "0270 123 4567",
        "0320 123 4567",
        "116 12",
    ],
)
def test_what_cannot_be(typed: str) -> None:
    assert [one.is_possible for one in phones(typed)] == [False]


@pytest.mark.parametrize(
    "typed", ["016977 2000", "0800 1111", "0800 123 456", "0845 46 47", "85258", "118 118"]
)
def test_what_is_shorter_or_older_can_be(typed: str) -> None:
    assert [one.is_possible for one in phones(typed)] == [True]


@pytest.mark.parametrize(
    ("typed", "kinds"),
    [
        ("0113 496 0123", "drama"),
        ("020 7946 0999", "drama"),
        ("01632 960123", "drama"),
        ("07700 900123", "drama mobile"),
        ("028 9649 6123", "drama"),
        ("0113 497 0123", ""),
        ("07911 123456", "mobile"),
        ("070 1234 5678", "costly"),
        ("0909 123 4567", "costly"),
        ("0844 123 4567", "costly"),
        ("0871 123 4567", "costly"),
        ("118 500", "costly"),
        ("0345 123 4567", ""),
        ("0300 123 3393", ""),
        ("0808 123 4567", ""),
    ],
)
def test_kinds(typed: str, kinds: str) -> None:
    (one,) = phones(typed)
    found = {"drama": one.is_drama, "costly": one.is_costly, "mobile": one.is_mobile}
    assert " ".join(kind for kind, is_so in found.items() if is_so) == kinds


def test_a_nought_that_a_program_took_off_is_known() -> None:
    (one,) = phones("1134960123")
    assert (one.is_possible, one.lost_nought) == (False, "01134960123")


@given(st.integers(0, 999), st.sampled_from([" ", "", "-", "\u00a0", "."]))
def test_spaces_make_no_difference(end: int, space: str) -> None:
    (one,) = phones(f"0113{space}496{space}0{end:03}")
    assert one.is_possible
    assert one.is_drama


@given(st.text())
def test_any_text_can_be_looked_at(typed: str) -> None:
    for one in phones(typed):
        assert one.typed in typed
        assert one.dialled.lstrip("+").isdigit()
        assert isinstance(one.is_possible, bool)
