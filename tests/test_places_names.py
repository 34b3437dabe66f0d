from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pace import uncounted

from peerfind.geo import Point, great_circle_km, plausible
from peerfind.places import PlaceAmbiguous, named, resolve
from peerfind.places.gazetteer import (
    clear_choice,
    entries,
    everything,
    is_too_wide,
    label,
    of_name,
    towns,
)
from peerfind.places.names import name_key, region_key
from peerfind.places.regions import named_region

KEYS = sorted({key for key, _, _ in everything()})
SHARED = [key for key in KEYS if len(of_name(key)) > 1]


@pytest.mark.parametrize(
    ("typed", "latitude", "longitude", "within_km"),
    [
        pytest.param("Otley", 53.905, -1.69, 1, id="a town"),
        pytest.param("Hebden Bridge", 53.74, -2.01, 1, id="a small town"),
        pytest.param("Eyam", 53.284, -1.67, 2, id="a village in the peaks"),
        pytest.param("Muker", 54.38, -2.14, 12, id="a village in the dales"),
        pytest.param("Headingley", 53.82, -1.58, 1.5, id="a district of leeds"),
        pytest.param("Chapel Allerton", 53.83, -1.54, 1.5, id="another"),
        pytest.param("Leith", 55.97, -3.17, 1.5, id="a district of edinburgh"),
        pytest.param("Crookes", 53.38, -1.51, 2.5, id="a district of sheffield"),
        pytest.param("Jericho, Oxford", 51.76, -1.27, 3, id="a district of oxford"),
        pytest.param("Didsbury", 53.42, -2.23, 1.5, id="a district of manchester"),
        pytest.param("Kirklees", 53.65, -1.77, 6, id="an authority that is no county"),
        pytest.param("Tower Hamlets", 51.52, -0.03, 2, id="a borough of london"),
        pytest.param("Hull", 53.745, -0.335, 1, id="a short name"),
        pytest.param("Newcastle", 54.973, -1.614, 1, id="a name that one city has to itself"),
        pytest.param("Belfast", 54.597, -5.93, 1, id="belfast"),
        pytest.param("Enniskillen", 54.34, -7.63, 2, id="a town in northern ireland"),
        pytest.param("St Peter Port", 49.455, -2.54, 1, id="guernsey"),
        pytest.param("Douglas, Isle of Man", 54.15, -4.48, 1, id="the isle of man"),
        pytest.param("Alderney", 49.715, -2.2, 2, id="alderney"),
    ],
)
def test_a_place_is_where_the_map_has_it(
    typed: str, latitude: float, longitude: float, within_km: float
) -> None:
    assert great_circle_km(resolve(typed).point, Point(latitude, longitude)) < within_km


@pytest.mark.parametrize(
    ("typed", "latitude", "longitude"),
    [
        pytest.param("Lochinver", 58.15, -5.24, id="in a code of 70 km"),
        pytest.param("Caledon", 54.35, -6.84, id="in northern ireland"),
    ],
)
def test_a_village_known_only_by_its_outward_code_says_how_far_off_it_may_be(
    typed: str, latitude: float, longitude: float
) -> None:
    found = resolve(typed)

    assert found.precision == "district"
    assert great_circle_km(found.point, Point(latitude, longitude)) < found.radius_km


@pytest.mark.parametrize(
    ("welsh", "english"),
    [
        ("Caerdydd", "Cardiff"),
        ("Abertawe", "Swansea"),
        ("Wrecsam", "Wrexham"),
        ("Yr Wyddgrug", "Mold"),
        ("Casnewydd", "Newport"),
        ("Aberhonddu", "Brecon"),
        ("Caergybi", "Holyhead"),
        ("Y Fenni", "Abergavenny"),
        ("Hwlffordd", "Haverfordwest"),
        ("Pont-y-pŵl", "Pontypool"),
        ("Dinbych-y-pysgod", "Tenby"),
        ("Y Gelli Gandryll", "Hay-on-Wye"),
        ("Glaschu", "Glasgow"),
        ("Dùn Èideann", "Edinburgh"),
        ("Steòrnabhagh", "Stornoway"),
        ("Doire", "Derry/Londonderry"),
        ("Londonderry", "Derry/Londonderry"),
        ("Derry", "Derry/Londonderry"),
    ],
)
def test_a_place_is_found_in_either_language(welsh: str, english: str) -> None:
    assert resolve(welsh).name == english
    assert resolve(welsh).point == resolve(english).point


@pytest.mark.parametrize(
    "typed",
    [
        "St Ives, Cornwall",
        "st ives, cornwall",
        "St. Ives, Cornwall",
        "Saint Ives, Cornwall",
        "ST-IVES,CORNWALL",
        "  St   Ives ,  Cornwall ",
        "St Ives Cornwall",
        "St Ives, TR26",
        "near St Ives, Cornwall",
    ],
)
def test_the_way_a_name_is_written_does_not_matter(typed: str) -> None:
    assert resolve(typed).name == "St Ives, Cornwall"
    assert resolve(typed).note == ""


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("King's Lynn", "kings lynn", id="apostrophe"),
        pytest.param("King’s Lynn", "Kings Lynn", id="curly apostrophe"),
        pytest.param("Stoke-on-Trent", "stoke on trent", id="hyphens"),
        pytest.param("Blaenau Ffestiniog", "blaenau-ffestiniog", id="the other way round"),
        pytest.param("Sanclêr", "sancler", id="accent"),
        pytest.param("Bishop's Stortford", "Bishops Stortford", id="possessive"),
        pytest.param("Brighton & Hove", "Brighton and Hove", id="ampersand"),
    ],
)
def test_marks_do_not_matter(one: str, other: str) -> None:
    assert name_key(one) == name_key(other)
    assert resolve(one).point == resolve(other).point


def test_places_of_one_name_are_told_apart_largest_first() -> None:
    assert [place.name for place in named("Newport")][:5] == [
        "Newport",
        "Newport, Isle of Wight",
        "Newport, Shropshire",
        "Newport, Essex",
        "Newport, East Riding of Yorkshire",
    ]


@pytest.mark.parametrize(
    ("typed", "county"),
    [
        pytest.param("Newport, Gwent", "Newport", id="a county of old that has several"),
        pytest.param("Newport, Shropshire", "Shropshire", id="a county"),
        pytest.param("Newport, Salop", "Shropshire", id="its short name"),
        pytest.param("Newport, TF10", "Shropshire", id="an outward code"),
        pytest.param("Newport, Isle of Wight", "Isle of Wight", id="an island"),
        pytest.param("Richmond, North Yorkshire", "North Yorkshire", id="north yorkshire"),
        pytest.param("Richmond, N Yorks", "North Yorkshire", id="cut short"),
        pytest.param("Richmond, Yorkshire", "North Yorkshire", id="the whole of yorkshire"),
        pytest.param("Richmond, London", "Greater London", id="a city that is a county"),
        pytest.param("Richmond, Surrey", "Greater London", id="the county of its addresses"),
        pytest.param("Ashford, Kent", "Kent", id="kent"),
        pytest.param("Bangor, Co Down", "County Down", id="county cut short"),
        pytest.param("Bangor, Wales", "Gwynedd", id="a nation"),
        pytest.param("Bangor, Northern Ireland", "County Down", id="another nation"),
        pytest.param("Gillingham, Dorset", "Dorset", id="the smaller one"),
        pytest.param("Clifton, Bristol", "Bristol", id="a city around it"),
        pytest.param("Clifton, Nottingham", "Nottinghamshire", id="another city around it"),
    ],
)
def test_what_follows_a_comma_narrows_down(typed: str, county: str) -> None:
    assert {place.county for place in named(typed)} == {county}


def test_the_one_that_is_several_times_larger_is_taken_and_the_others_are_told() -> None:
    found = resolve("Gillingham")

    assert found.county == "Kent"
    assert found.note == (
        "Gillingham in Kent is used. For another, type: Gillingham, Dorset · Gillingham, Norfolk"
    )


def test_a_town_that_its_county_is_named_after_is_told_by_its_nation() -> None:
    assert resolve("Newport").note.startswith("Newport in Wales is used. For another, type: ")


@pytest.mark.parametrize(
    ("typed", "choices"),
    [
        pytest.param("Bangor", ("Bangor, County Down", "Bangor, Gwynedd"), id="two nations"),
        pytest.param(
            "St Ives",
            ("St Ives, Cambridgeshire", "St Ives, Cornwall", "St Ives, Hampshire"),
            id="three counties",
        ),
        pytest.param(
            "Ashford",
            ("Ashford, Kent", "Ashford, Surrey", "Ashford, TQ7", "Ashford, Hampshire",
             "Ashford, EX31"),
            id="two in one county",
        ),
    ],
)  # fmt: skip
def test_a_name_that_is_not_clear_is_asked_about(typed: str, choices: tuple[str, ...]) -> None:
    with pytest.raises(PlaceAmbiguous) as caught:
        resolve(typed)

    assert caught.value.choices == choices
    assert str(caught.value) == f"{typed}: which one? Type one of: {' · '.join(choices)}"
    assert caught.value.exit_code == 2


def test_a_long_list_of_choices_ends_with_how_to_type_the_rest() -> None:
    with pytest.raises(PlaceAmbiguous) as caught:
        resolve("Clifton")

    assert len(caught.value.choices) > 8
    more = len(caught.value.choices) - 8
    hint = f"(or, for {more} more, add the county or the first half of the postcode)"
    assert str(caught.value).endswith(hint)


def test_every_choice_of_every_shared_name_leads_to_that_place_when_typed() -> None:
    assert len(SHARED) > 2000
    for key in SHARED:
        for entry in of_name(key):
            typed = label(entry)
            assert resolve(typed).point == entry.point, typed
            assert resolve(typed).name == typed


def test_every_name_alone_leads_to_its_place_or_to_a_question() -> None:
    with uncounted():
        for key in KEYS:
            found = of_name(key)
            if is_too_wide(key):
                continue
            if chosen := clear_choice(found):
                assert resolve(key).point == chosen.point
            else:
                with pytest.raises(PlaceAmbiguous):
                    resolve(key)


def test_a_clear_choice_is_alone_or_four_times_larger() -> None:
    assert clear_choice(()) is None
    for key in SHARED:
        largest, second, *_ = of_name(key)
        clear = largest.size >= 4 * second.size
        assert clear_choice(of_name(key)) == (largest if clear else None)


@given(st.sampled_from(KEYS))
def test_every_place_lies_in_the_british_isles_with_a_size_and_a_radius(key: str) -> None:
    for entry in of_name(key):
        assert plausible(entry.point)
        assert 0.5 <= entry.radius_km <= 60
        assert entry.size > 0
        assert name_key(entry.name)


@given(st.text(max_size=30))
def test_no_name_breaks_a_look_up(typed: str) -> None:
    for place in named(typed):
        assert plausible(place.point)


@pytest.mark.parametrize(
    "typed", ["", " ", ",", ", ,", "···", "Nowhere Example", "Leeds, Cornwall"]
)
def test_a_name_of_nothing_has_no_places(typed: str) -> None:
    assert named(typed) == ()


@pytest.mark.parametrize(
    ("name", "nation", "counties"),
    [
        pytest.param("UK", "", (), id="the whole"),
        pytest.param("the United Kingdom", "", (), id="in full"),
        pytest.param("Wales", "Wales", (), id="a nation"),
        pytest.param("Cymru", "Wales", (), id="in welsh"),
        pytest.param("N.I.", "Northern Ireland", (), id="with dots"),
        pytest.param("West Yorkshire", "England", ("West Yorkshire",), id="a county"),
        pytest.param("County of Kent", "England", ("Kent",), id="words left out"),
        pytest.param("durham", "England", ("County Durham",), id="words left out in ours"),
        pytest.param("Co. Antrim", "Northern Ireland", ("County Antrim",), id="cut short"),
        pytest.param("Sussex", "England", ("East Sussex", "West Sussex"), id="two counties"),
        pytest.param("Ynys Môn", "Wales", ("Isle of Anglesey",), id="a county in welsh"),
    ],
)
def test_regions_go_by_many_names(
    name: str, nation: str | None, counties: tuple[str, ...] | None
) -> None:
    found = named_region(name)

    assert (found and found.nation, found and found.counties) == (nation, counties)


def test_every_county_of_a_place_is_a_region_with_the_nation_of_the_place() -> None:
    for key in KEYS:
        for entry in of_name(key):
            if entry.county:
                region = named_region(entry.county)
                assert region is not None, entry
                assert region.counties == (entry.county,)
                assert region.nation == entry.nation, entry


@pytest.mark.parametrize(
    ("name", "key"),
    [
        pytest.param("the City of Leeds", "leeds", id="city of"),
        pytest.param("County of Kent", "kent", id="county of"),
        pytest.param("The Council of the City", "thecouncilofthecity", id="nothing else"),
        pytest.param("Tyne & Wear", "tyneandwear", id="ampersand"),
    ],
)
def test_the_key_of_a_region_leaves_out_what_people_leave_out(name: str, key: str) -> None:
    assert region_key(name) == key


@pytest.mark.parametrize(
    ("typed", "narrowed"),
    [
        ("Newport Shropshire", "Newport, Shropshire"),
        ("Hebden Bridge West Yorkshire", "Hebden Bridge"),
        ("Newport, ", "Newport"),
        ("Newport,, Shropshire,", "Newport, Shropshire"),
        (f"Newport {'the county of ' * 4}the the Shropshire", "Newport, Shropshire"),
    ],
)
def test_what_narrows_a_name_down_may_follow_it_without_a_comma(typed: str, narrowed: str) -> None:
    assert entries(typed) == entries(narrowed) != ()


@pytest.mark.parametrize(
    "typed", ["Otley, Otley", "Newport Quokkashire", f"Newport {'the ' * 15}Shropshire", ", Kent"]
)
def test_what_narrows_a_name_down_to_nothing_leaves_no_place(typed: str) -> None:
    assert entries(typed) == ()


def test_towns_of_more_than_so_many_people_the_largest_first() -> None:
    found = towns(200_000)
    assert [one.name for one in found[:4]] == ["London", "Birmingham", "Glasgow", "Manchester"]
    assert {one.precision for one in found} == {"town"}
    sizes = [one.size for one in found]
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[-1] > 200_000
    assert towns(found[9].size) == found[:9]
    assert {one for name in ("Leeds", "Otley") for one in of_name(name) if one in towns(300)} == {
        one
        for name in ("Leeds", "Otley")
        for one in of_name(name)
        if one.precision == "town" and one.size > 300
    }


@pytest.mark.parametrize(
    ("name", "where"),
    [
        pytest.param("Acton", "Greater London", id="a county"),
        pytest.param("Bristol", "England", id="a county of the same name"),
        pytest.param("Belfast", "Northern Ireland", id="no county that is known"),
    ],
)
def test_of_several_places_it_is_told_where_the_one_is_that_is_used(name: str, where: str) -> None:
    assert resolve(name).note.startswith(f"{name} in {where} is used. For another, type: {name}, ")


@pytest.mark.parametrize(("size", "is_clear"), [(399, False), (400, True)])
def test_the_largest_is_meant_where_it_is_four_times_as_large(size: int, *, is_clear: bool) -> None:
    (one,) = of_name("Hebden Bridge")
    large, small = one._replace(size=size), one._replace(size=100)
    assert clear_choice([large, small]) == (large if is_clear else None)
    assert clear_choice([small]) == small
    assert clear_choice([]) is None
