from __future__ import annotations

import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerfind import tables
from peerfind.geo import Point, great_circle_km
from peerfind.places import units

inward_codes = st.builds(
    lambda digit, first, second: f"{digit}{first}{second}",
    st.integers(0, 9),
    st.sampled_from(units.LETTERS),
    st.sampled_from(units.LETTERS),
)
british_points = st.builds(Point, st.floats(49.8, 60.9), st.floats(-8.7, 1.8))
outward_codes = st.dictionaries(inward_codes, british_points, min_size=1, max_size=40)


@given(outward_codes)
def test_each_unit_comes_back_within_82_metres(places: dict[str, Point]) -> None:
    block = units.packed(places)

    for inward, point in places.items():
        found = units.unit(block, inward)
        assert found is not None
        assert great_circle_km(found, point) < 0.082


@given(outward_codes, inward_codes)
def test_only_what_was_packed_comes_back(places: dict[str, Point], inward: str) -> None:
    found = units.unit(units.packed(places), inward)

    assert (found is not None) == (inward in places)


@given(outward_codes)
def test_the_order_of_the_units_does_not_change_the_block(places: dict[str, Point]) -> None:
    turned = dict(reversed(places.items()))

    assert units.packed(turned) == units.packed(places)


@pytest.mark.parametrize(
    ("inward", "expected"),
    [
        pytest.param("0AA", 0, id="the first"),
        pytest.param("0AB", 1, id="the second"),
        pytest.param("0BA", 20, id="a new first letter"),
        pytest.param("1AA", 400, id="a new digit"),
        pytest.param("9ZZ", 3999, id="the last"),
    ],
)
def test_inward_codes_are_numbered_in_their_order(inward: str, expected: int) -> None:
    assert units.slot(inward) == expected


@given(inward_codes, inward_codes)
def test_no_two_inward_codes_share_a_number(one: str, other: str) -> None:
    assert (units.slot(one) == units.slot(other)) == (one == other)


@pytest.mark.parametrize("inward", ["3HC", "3IH", "3KA", "3MA", "3OA", "3VA"])
def test_letters_that_royal_mail_leaves_out_have_no_number(inward: str) -> None:
    with pytest.raises(ValueError, match="substring not found"):
        units.slot(inward)


def test_a_far_away_neighbour_is_kept_too() -> None:
    corner_to_corner = {"0AA": Point(49.9, -8.6), "0AB": Point(60.8, 1.7), "0AD": Point(49.9, 1.7)}

    block = units.packed(corner_to_corner)

    for inward, point in corner_to_corner.items():
        found = units.unit(block, inward)
        assert found is not None
        assert great_circle_km(found, point) < 0.082


def test_a_damaged_block_is_not_taken_for_a_place() -> None:
    block = units.packed({"0AA": Point(53.8, -1.5), "0AB": Point(53.9, -1.6)})

    with pytest.raises(zlib.error):
        units.unit(block[:-6], "0AA")


def test_the_shipped_blocks_lie_end_to_end_and_hold_every_live_postcode() -> None:
    rows = [
        line.split("\t")[-2:] for line in tables.contents("outward.tsv")[:].decode().splitlines()
    ]
    spans = sorted((int(start), int(size)) for start, size in rows if int(size))
    file = tables.contents("postcodes.bin")
    live = sum(
        int.from_bytes(zlib.decompress(file[start : start + size])[4:504], "little").bit_count()
        for start, size in spans
    )

    ends = [start + size for start, size in spans]
    assert [start for start, _ in spans] == [0, *ends[:-1]]
    assert ends[-1] == len(file)
    assert live == 1_737_516


def test_a_block_with_all_that_there_can_be_is_read_to_its_end() -> None:
    corners = Point(49.8, 1.8), Point(60.9, -8.7)
    places = {
        f"{number // 400}{units.LETTERS[number // 20 % 20]}{units.LETTERS[number % 20]}": corners[
            number % 2
        ]
        for number in range(4000)
    }
    block = units.packed(places)

    for inward in ("0AA", "5AB", "9ZY", "9ZZ"):
        found = units.unit(block, inward)
        assert found is not None
        assert great_circle_km(found, places[inward]) < 0.082
