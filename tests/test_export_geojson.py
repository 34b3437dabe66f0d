"""Groups on a map, read by a reader that holds them to RFC 7946."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from neighbours import (
    LEAST,
    WHOLE,
    changed,
    document,
    lost,
    made,
    records,
    shipped_records,
)
from pace import some

from peerfind.model import public

NO_POINT = "a point (no place, or one that is kept back)"
PRECISIONS = {"point", "postcode", "sector", "district", "town"}


def held(collection: Any) -> list[dict[str, Any]]:
    """The features of a collection, after a look at all that RFC 7946 asks of it (sections 3 and 7.1)."""
    assert collection["type"] == "FeatureCollection"
    assert collection.keys() == {"type", "features"}  # no crs (section 4), and no foreign members
    for feature in collection["features"]:
        assert feature["type"] == "Feature"
        assert feature.keys() == {"type", "id", "geometry", "properties"}
        assert isinstance(feature["id"], str)
        assert isinstance(feature["properties"], dict)
        if (geometry := feature["geometry"]) is None:
            continue
        assert geometry.keys() == {"type", "coordinates"}
        assert geometry["type"] == "Point"
        longitude, latitude = geometry["coordinates"]
        assert -180 <= longitude <= 180
        assert -90 <= latitude <= 90
    found: list[dict[str, Any]] = collection["features"]
    return found


def feature(**facts: Any) -> dict[str, Any]:
    """The whole group as a feature, with some keys changed."""
    (found,) = held(document("geojson", changed(**facts)))
    return found


def test_every_shipped_group_is_a_feature_with_all_that_it_states() -> None:
    known = shipped_records()
    found = held(document("geojson", *known))
    assert [one["id"] for one in found] == [one["id"] for one in known]
    for one, record in zip(found, known, strict=True):
        placed = {"precision", "radius_km"} if one["geometry"] else set()
        stated = {key: value for key, value in one["properties"].items() if key not in placed}
        assert stated == public(record)
        assert placed <= one["properties"].keys()
    assert sum(bool(one["geometry"]) for one in found) > 150


def test_shipped_points_are_in_the_british_isles() -> None:
    for one in held(document("geojson", *shipped_records())):
        if one["geometry"]:
            longitude, latitude = one["geometry"]["coordinates"]
            assert -9 < longitude < 2.5
            assert 49 < latitude < 61
            assert one["properties"]["precision"] in PRECISIONS


@settings(max_examples=some(10), deadline=None)
@given(st.lists(records(), max_size=3))
def test_any_group_is_a_feature(some: list[dict[str, Any]]) -> None:
    assert len(held(document("geojson", *some))) == len(some)


@settings(max_examples=some(10), deadline=None)
@given(records())
def test_a_private_venue_has_no_point(record: dict[str, Any]) -> None:
    venue = {**(record.get("venue") or {"town": "Otley"}), "private": "yes"}
    (found,) = held(document("geojson", {**record, "venue": venue}))
    assert found["geometry"] is None
    assert "radius_km" not in found["properties"]


def test_longitude_comes_first() -> None:
    found = feature()
    assert found["geometry"] == {"type": "Point", "coordinates": [-1.69123, 53.90561]}
    assert found["properties"]["precision"] == "point"


@pytest.mark.parametrize(
    ("venue", "precision"),
    [
        ({"postcode": "LS21 3AA"}, "postcode"),
        ({"postcode": "LS21"}, "district"),
        ({"town": "Otley"}, "town"),
    ],
)
def test_how_near_the_point_is_stands_beside_it(venue: dict[str, str], precision: str) -> None:
    found = feature(venue=venue)["properties"]
    assert found["precision"] == precision
    assert found["radius_km"] > 0


@pytest.mark.parametrize(
    "facts",
    [
        {"venue": None},
        {"venue": {"name": "Nowhere Hall"}},
        {"format": ["video"]},
        {"venue": {**WHOLE["venue"], "private": "yes"}},
    ],
)
def test_without_a_point_the_geometry_is_null_and_told(facts: dict[str, Any]) -> None:
    assert feature(**facts)["geometry"] is None
    assert lost("geojson", changed(**facts)) == {NO_POINT: 1}


def test_a_point_leaves_nothing_behind() -> None:
    assert lost("geojson", WHOLE) == {}
    assert lost("geojson", WHOLE, LEAST, LEAST) == {NO_POINT: 2}


def test_a_collection_of_none_is_whole() -> None:
    assert held(document("geojson")) == []


def test_each_feature_is_a_line() -> None:
    whole, _ = made("geojson", changed(summary="a\nb"), LEAST)
    assert whole.count(b"\n") == 4
    assert whole.endswith(b"\n]}\n")


def test_a_private_door_is_in_no_property() -> None:
    whole, _ = made("geojson", changed(venue={**WHOLE["venue"], "private": "yes"}))
    for secret in (b"Example Hall", b"Example Street", b"3AA", b"53.9", b"Round the back"):
        assert secret not in whole
    assert b'"postcode": "LS21"' in whole
