from __future__ import annotations

import pytest
from geopy.distance import geodesic, great_circle
from hypothesis import given
from hypothesis import strategies as st

from peerfind.geo import KM_PER_MILE, Point, geodesic_km, great_circle_km, plausible

LEEDS = Point(53.7965, -1.5478)
YORK = Point(53.9576, -1.0827)
LERWICK = Point(60.1545, -1.1494)
PENZANCE = Point(50.1188, -5.5376)

points = st.builds(
    Point,
    st.floats(-90, 90, allow_nan=False),
    st.floats(-180, 180, allow_nan=False),
)
british_points = st.builds(Point, st.floats(49, 61), st.floats(-10.7, 2))


@pytest.mark.parametrize(
    ("a", "b", "km"),
    [
        pytest.param(LEEDS, YORK, 35.36, id="leeds to york"),
        pytest.param(LERWICK, PENZANCE, 1149.0, id="the length of great britain"),
        pytest.param(Point(0, 0), Point(0, 180), 20015.1, id="half way round"),
        pytest.param(Point(90, 0), Point(-90, 0), 20015.1, id="pole to pole"),
        pytest.param(Point(0, 179.5), Point(0, -179.5), 111.2, id="over the date line"),
    ],
)
def test_great_circle_distances_are_those_of_the_atlas(a: Point, b: Point, km: float) -> None:
    assert great_circle_km(a, b) == pytest.approx(km, rel=0.001)


@given(points)
def test_no_place_is_any_distance_from_itself(a: Point) -> None:
    assert great_circle_km(a, a) == 0
    assert geodesic_km(a, a) == pytest.approx(0, abs=1e-9)


@given(points, points)
def test_there_is_as_far_as_back(a: Point, b: Point) -> None:
    assert great_circle_km(a, b) == pytest.approx(great_circle_km(b, a), abs=1e-9)
    assert geodesic_km(a, b) == pytest.approx(geodesic_km(b, a), abs=1e-6)


@given(points, points, points)
def test_a_detour_is_never_shorter(a: Point, b: Point, c: Point) -> None:
    direct, detour = great_circle_km(a, c), great_circle_km(a, b) + great_circle_km(b, c)
    assert direct <= detour + 1e-3


@given(points, points)
def test_a_great_circle_is_within_six_thousandths_of_the_geodesic(a: Point, b: Point) -> None:
    assert great_circle_km(a, b) == pytest.approx(geodesic_km(a, b), rel=0.006, abs=1e-4)


@given(points, points)
def test_the_geodesic_is_geopys(a: Point, b: Point) -> None:
    theirs = geodesic((a.latitude, a.longitude), (b.latitude, b.longitude)).km
    assert geodesic_km(a, b) == pytest.approx(theirs, abs=1e-6)


@given(british_points, british_points)
def test_the_great_circle_is_geopys(a: Point, b: Point) -> None:
    theirs = great_circle((a.latitude, a.longitude), (b.latitude, b.longitude)).km
    assert great_circle_km(a, b) == pytest.approx(theirs, rel=1e-5, abs=1e-6)


def test_a_mile_is_the_international_one() -> None:
    assert KM_PER_MILE * 1000 == 1609.344


@pytest.mark.parametrize(
    ("point", "expected"),
    [
        pytest.param(LEEDS, True, id="leeds"),
        pytest.param(LERWICK, True, id="shetland"),
        pytest.param(Point(60.858, -0.885), True, id="the northernmost island"),
        pytest.param(Point(49.18, -2.1), True, id="jersey"),
        pytest.param(Point(49.86, -6.4), True, id="scilly"),
        pytest.param(Point(57.81, -8.58), True, id="st kilda"),
        pytest.param(Point(54.34, -7.64), True, id="enniskillen"),
        pytest.param(Point(52.48, 1.76), True, id="the easternmost town"),
        pytest.param(Point(0, 0), False, id="null island"),
        pytest.param(Point(-1.5478, 53.7965), False, id="swapped"),
        pytest.param(Point(53.7965, 15.478), False, id="a lost point"),
        pytest.param(Point(48.85, 2.35), False, id="paris"),
        pytest.param(Point(-53.8, -1.5), False, id="a wrong sign"),
        pytest.param(Point(float("nan"), -1.5), False, id="not a number"),
    ],
)
def test_only_what_can_be_in_the_british_isles_is_plausible(
    point: Point, *, expected: bool
) -> None:
    assert plausible(point) is expected


def test_points_are_values() -> None:
    assert Point(1.0, 2.0) == Point(1.0, 2.0)
    assert len({Point(1.0, 2.0), Point(1.0, 2.0)}) == 1
    with pytest.raises(AttributeError):
        LEEDS.latitude = 0.0  # type: ignore[misc]
