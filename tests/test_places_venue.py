from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerfind.geo import Point, great_circle_km
from peerfind.places import ATTRIBUTION, DATA_DATE, postcode, region, resolve, venue_place

LEEDS = Point(53.7965, -1.5478)


def test_exact_coordinates_come_first() -> None:
    found = venue_place(town="Leeds", postcode="LS6", latitude=53.9, longitude=-1.6)

    assert found is not None
    assert (found.point, found.precision, found.radius_km) == (Point(53.9, -1.6), "point", 0.0)
    assert (found.name, found.county, found.nation) == ("Leeds", "West Yorkshire", "England")


def test_coordinates_alone_are_a_place_whose_county_nobody_stated() -> None:
    found = venue_place(latitude=53.9, longitude=-1.6, nation="England")

    assert found is not None
    assert (found.name, found.county, found.nation) == ("53.9,-1.6", None, "England")
    assert (found.precision, found.radius_km) == ("point", 0.0)


@pytest.mark.parametrize(
    ("latitude", "longitude"),
    [
        pytest.param(0.0, 0.0, id="nowhere"),
        pytest.param(-1.55, 53.8, id="swapped"),
        pytest.param(53.8, 15.5, id="far off"),
        pytest.param(53.8, None, id="half"),
        pytest.param(None, -1.5, id="the other half"),
    ],
)
def test_coordinates_that_cannot_be_count_for_nothing(
    latitude: float | None, longitude: float | None
) -> None:
    assert venue_place(latitude=latitude, longitude=longitude) is None
    assert venue_place(town="Otley", latitude=latitude, longitude=longitude) == venue_place(
        town="Otley"
    )


@pytest.mark.parametrize(
    ("typed", "precision"),
    [
        pytest.param("LS2 9JT", "postcode", id="whole"),
        pytest.param("LS2 9", "sector", id="a sector"),
        pytest.param("LS2", "district", id="the first half"),
        pytest.param("BT1 5GS", "town", id="northern ireland"),
    ],
)
def test_a_postcode_counts_as_precisely_as_it_is_known(typed: str, precision: str) -> None:
    found = venue_place(town="Otley", postcode=typed)

    assert found == postcode(typed)
    assert found is not None
    assert found.precision == precision


def test_a_postcode_that_does_not_exist_gives_way_to_the_town() -> None:
    assert venue_place(town="Otley", postcode="ZZ9 9ZZ") == venue_place(town="Otley")


@pytest.mark.parametrize(
    ("town", "county", "nation", "expected"),
    [
        pytest.param("Otley", None, None, "West Yorkshire", id="several times larger"),
        pytest.param("Otley", "Suffolk", None, "Suffolk", id="its county is stated"),
        pytest.param("Bangor", None, "Wales", "Gwynedd", id="its nation is stated"),
        pytest.param("Bangor", "County Down", None, "County Down", id="its county settles it"),
        pytest.param("Bangor, Gwynedd", None, None, "Gwynedd", id="stated with the town"),
        pytest.param("Newport", "Gwent", None, "Newport", id="the county of old"),
        pytest.param("Richmond", "Surrey", "England", "Greater London", id="as in its address"),
        pytest.param("Clifton", "Bristol", None, "Bristol", id="a city for a county"),
    ],
)
def test_a_town_is_found_with_what_else_is_stated(
    town: str, county: str | None, nation: str | None, expected: str
) -> None:
    found = venue_place(town=town, county=county, nation=nation)

    assert found is not None
    assert found.county == expected
    assert found.note == ""


@pytest.mark.parametrize(
    ("town", "county", "nation"),
    [
        pytest.param("Bangor", None, None, id="two of a size"),
        pytest.param("Bangor", "Cornwall", None, id="not in that county"),
        pytest.param("Otley", None, "Wales", id="not in that nation"),
        pytest.param("Otley", "West Yorkshire", "Scotland", id="county and nation disagree"),
        pytest.param("near Otley", None, None, id="not quite there"),
        pytest.param("various places", None, None, id="no town"),
        pytest.param("", None, None, id="nothing"),
        pytest.param(None, "West Yorkshire", "England", id="only a county"),
    ],
)
def test_a_venue_is_never_guessed(town: str | None, county: str | None, nation: str | None) -> None:
    assert venue_place(town=town, county=county, nation=nation) is None


def test_a_venue_without_facts_is_nowhere() -> None:
    assert venue_place() is None


@given(st.text(max_size=30), st.text(max_size=20), st.text(max_size=10))
def test_nothing_that_is_stated_breaks_it(town: str, county: str, code: str) -> None:
    found = venue_place(town=town, county=county, postcode=code)

    assert found is None or found.radius_km > 0


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("UK", (None, None), id="all"),
        pytest.param("United Kingdom", (None, None), id="in full"),
        pytest.param("Great Britain", (None, None), id="more than one nation"),
        pytest.param("Channel Islands", (None, None), id="two bailiwicks"),
        pytest.param("Wales", ("Wales", None), id="a nation"),
        pytest.param("Cymru", ("Wales", None), id="in welsh"),
        pytest.param("northern ireland", ("Northern Ireland", None), id="lower case"),
        pytest.param("Jersey", ("Jersey", None), id="an island"),
        pytest.param("West Yorkshire", ("England", "West Yorkshire"), id="a county"),
        pytest.param("W Yorks", ("England", "West Yorkshire"), id="cut short"),
        pytest.param("Gwynedd", ("Wales", "Gwynedd"), id="a county of wales"),
        pytest.param("Gwent", ("Wales", None), id="several counties"),
        pytest.param("Yorkshire", ("England", None), id="more of them"),
        pytest.param("London", ("England", "Greater London"), id="a city that is a county"),
        pytest.param("Highland", ("Scotland", "Highland"), id="a county of scotland"),
        pytest.param("Highlands", (None, None), id="a plural that is also a part of a town"),
        pytest.param("Surrey", ("England", "Surrey"), id="not where only addresses say so"),
        pytest.param("LS6", ("England", "West Yorkshire"), id="an outward code"),
        pytest.param("BT1", ("Northern Ireland", None), id="in two counties"),
        pytest.param("Lincoln", ("England", "Lincolnshire"), id="a town"),
        pytest.param("Otley", ("England", None), id="two towns, one of them several times larger"),
        pytest.param("Newport", (None, None), id="a county that is also a town elsewhere"),
        pytest.param("Glasgow", ("Scotland", None), id="a city that is also a village nearby"),
        pytest.param("Kirklees", ("England", "West Yorkshire"), id="an authority"),
        pytest.param("Bangor", (None, None), id="towns that share nothing"),
        pytest.param("St Ives", ("England", None), id="towns that share a nation"),
        pytest.param("Bangor, Gwynedd", ("Wales", "Gwynedd"), id="one of them"),
        pytest.param("Nowhere Example", None, id="not known"),
        pytest.param("", None, id="nothing"),
    ],
)
def test_a_region_is_a_nation_and_perhaps_a_county(
    text: str, expected: tuple[str | None, str | None] | None
) -> None:
    assert region(text) == expected


NEWPORTS = [
    pytest.param("Newport", "Wales", "Gwent", ("Wales", "Newport"), id="the county of old"),
    pytest.param("Newport", "England", "Shropshire", ("England", "Shropshire"), id="its county"),
    pytest.param("Newport", None, "Isle of Wight", ("England", "Isle of Wight"), id="county alone"),
    pytest.param("Newport", "England", None, ("England", None), id="several in the nation"),
    pytest.param("Newport", "Wales", None, ("Wales", None), id="two in the nation"),
    pytest.param("Newport", None, "Kent", (None, None), id="none in that county"),
    pytest.param("Newport", None, "Nowhere Example", (None, None), id="a county not known"),
    pytest.param("Newport", "England", "Kent", ("England", None), id="the nation counts even so"),
    pytest.param("Bangor", "Wales", None, ("Wales", "Gwynedd"), id="the one in the nation"),
    pytest.param("Bangor", "England", None, (None, None), id="none in the nation"),
    pytest.param("Otley", None, "Suffolk", ("England", "Suffolk"), id="the smaller one"),
    pytest.param("Richmond", None, "Surrey", ("England", "Greater London"), id="as in its address"),
    pytest.param(
        "Highlands", "Scotland", None, ("Scotland", "Highland"), id="the county of a name"
    ),
    pytest.param("Newport, Shropshire", "Wales", "Gwent", ("England", "Shropshire"), id="in full"),
    pytest.param("Wales", "England", "South Yorkshire", ("Wales", None), id="a nation is a nation"),
    pytest.param("UK", "Wales", "Gwent", (None, None), id="all is all"),
    pytest.param("Yorkshire", "Wales", None, ("England", None), id="several counties"),
    pytest.param("LS6", "Scotland", "Fife", ("England", "West Yorkshire"), id="an outward code"),
    pytest.param("Nowhere Example", "Wales", "Gwent", None, id="a name not known"),
]


@pytest.mark.parametrize(("text", "nation", "county", "expected"), NEWPORTS)
def test_of_several_places_the_ones_around_the_group_are_meant(
    text: str,
    nation: str | None,
    county: str | None,
    expected: tuple[str | None, str | None] | None,
) -> None:
    assert region(text, nation, county) == expected


@given(st.text(max_size=30), st.text(max_size=10), st.text(max_size=10))
def test_no_text_breaks_a_region(text: str, nation: str, county: str) -> None:
    assert region(text) is None or isinstance(region(text), tuple)
    assert (region(text, nation, county) is None) == (region(text) is None)


@given(
    st.sampled_from(["Newport", "Bangor", "Otley", "Richmond", "Clifton", "Ashford", "Highlands"]),
    st.sampled_from([None, "England", "Scotland", "Wales", "Northern Ireland"]),
    st.sampled_from([None, "Kent", "Gwent", "Shropshire", "Surrey", "Suffolk"]),
)
def test_what_stands_around_a_name_says_more_and_never_otherwise(
    text: str, nation: str | None, county: str | None
) -> None:
    alone, narrowed = region(text), region(text, nation, county)
    assert alone is not None
    assert narrowed is not None
    for one, other in zip(alone, narrowed, strict=True):
        assert one in (None, other)


def test_a_place_lies_in_the_region_of_its_county() -> None:
    for name in ("Leeds", "Cardiff", "Inverness", "Enniskillen", "Truro"):
        place = resolve(name)
        assert place.county is not None
        assert region(place.county) == (place.nation, place.county)


def test_the_centre_of_a_city_is_in_the_city() -> None:
    leeds = resolve("Leeds")

    assert great_circle_km(leeds.point, LEEDS) < 1
    assert 5 < leeds.radius_km < 12


def test_the_licences_have_the_words_they_ask_for() -> None:
    assert ATTRIBUTION == (
        "Contains OS data © Crown copyright and database right 2025",
        "Contains Royal Mail data © Royal Mail copyright and database right 2025",
        "Source: Office for National Statistics licensed under the Open Government Licence v.3.0",
        "Contains data from GeoNames (https://www.geonames.org) licensed under CC BY 4.0, with changes",
    )
    assert "2025" in DATA_DATE
