from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerfind.errors import UsageError
from peerfind.geo import Point, great_circle_km, plausible
from peerfind.places import Place, PlaceAmbiguous, PlaceUnknown, named, resolve
from peerfind.places.near import town_spelt
from peerfind.places.place import offered


@pytest.mark.parametrize(
    ("typed", "name", "precision"),
    [
        pytest.param("ls2 9jt", "LS2 9JT", "postcode", id="a postcode"),
        pytest.param("LS6 3", "LS6 3", "sector", id="a sector"),
        pytest.param("LS6", "LS6", "district", id="an outward code"),
        pytest.param("BT1", "BT1", "town", id="an outward code known by its town"),
        pytest.param("Otley", "Otley", "town", id="a town"),
        pytest.param("Headingley", "Headingley", "district", id="a district of a city"),
        pytest.param("53.8,-1.55", "53.8,-1.55", "point", id="coordinates"),
        pytest.param("near Otley", "Otley", "town", id="the word near before it"),
        pytest.param("NEAR LS6", "LS6", "district", id="in capitals"),
        pytest.param("Near Sawrey", "Near Sawrey", "district", id="a village called near"),
        pytest.param("\u202eOtley\u200b", "Otley", "town", id="characters nobody sees"),
    ],
)
def test_a_place_is_understood_however_it_is_typed(typed: str, name: str, precision: str) -> None:
    found = resolve(typed)

    assert (found.name, found.precision) == (name, precision)


@pytest.mark.parametrize(
    "typed",
    [
        "53.8,-1.55",
        "53.8, -1.55",
        "53.8 -1.55",
        "53.8; -1.55",
        "+53.8,-1.55",
        "53.8N 1.55W",
        "53.8 n, 1.55 w",
        "53°48'0\"N 1°33'0\"W",
        "53°48\u20320\u2033N 1°33\u20320\u2033W",
    ],
)
def test_coordinates_are_read_in_any_usual_form(typed: str) -> None:
    found = resolve(typed)

    assert great_circle_km(found.point, Point(53.8, -1.55)) < 0.001
    assert (found.precision, found.radius_km) == ("point", 0.0)
    assert (found.county, found.nation, found.note) == (None, "England", "")


@given(st.builds(Point, st.floats(49, 61), st.floats(-10.7, 2)))
def test_coordinates_in_the_british_isles_come_back_as_typed(point: Point) -> None:
    found = resolve(f"{point.latitude:.6f},{point.longitude:.6f}")

    assert great_circle_km(found.point, point) < 0.001


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        pytest.param(
            "0,0",
            "0,0 is not in the British Isles. Type latitude,longitude, such as 53.80,-1.55",
            id="nowhere",
        ),
        pytest.param(
            "48.85,2.35",
            "48.85,2.35 is not in the British Isles. Type latitude,longitude, such as 53.80,-1.55",
            id="paris",
        ),
        pytest.param(
            "-1.55,53.8",
            "-1.55,53.8 has longitude first. Type 53.8,-1.55 instead",
            id="swapped",
        ),
        pytest.param(
            "153.8,-1.55",
            "153.8,-1.55 cannot be read as a place. Type latitude,longitude, such as 53.80,-1.55",
            id="no such latitude",
        ),
        pytest.param(
            "1 2 3 4 5 6 7 8",
            "1 2 3 4 5 6 7 8 is not in the British Isles."
            " Type latitude,longitude, such as 53.80,-1.55",
            id="too many numbers",
        ),
    ],
)
def test_coordinates_that_cannot_be_are_wrong_use(typed: str, message: str) -> None:
    with pytest.raises(UsageError) as caught:
        resolve(typed)

    assert str(caught.value) == message
    assert caught.value.exit_code == 2


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        pytest.param(
            "Otly",
            "Otly: no such place is known. Did you mean Otley or Botley or Totley?"
            " Type a town, a village or the first half of a postcode.",
            id="a slip",
        ),
        pytest.param(
            "Leeds, Cornwall",
            "There is no Leeds in Cornwall. Did you mean Leeds or Leeds, Kent?"
            " Type a town, a village or the first half of a postcode.",
            id="the wrong county",
        ),
        pytest.param(
            "ZZ9 9ZZ",
            "ZZ9 9ZZ: no such postcode is in use."
            " Type a town, a village or the first half of a postcode.",
            id="no such postcode",
        ),
        pytest.param(
            "Cornwall",
            "Cornwall is too wide to measure from."
            " Type a town, a village or the first half of a postcode.",
            id="a county",
        ),
        pytest.param(
            "Wales",
            "Wales is too wide to measure from. Did you mean Wales, South Yorkshire?"
            " Type a town, a village or the first half of a postcode.",
            id="a nation that a village is named like",
        ),
        pytest.param(
            "xqzxqz",
            "xqzxqz: no such place is known."
            " Type a town, a village or the first half of a postcode.",
            id="like nothing",
        ),
        pytest.param(
            "  ",
            "No place was typed. Type a town, a village or the first half of a postcode.",
            id="nothing",
        ),
    ],
)
def test_a_place_that_is_not_known_says_what_to_type(typed: str, message: str) -> None:
    with pytest.raises(PlaceUnknown) as caught:
        resolve(typed)

    assert str(caught.value) == message
    assert caught.value.exit_code == 2


@pytest.mark.parametrize("typed", ["Durham", "Conwy", "Derry", "Armagh", "Stirling", "London"])
def test_a_town_with_the_name_of_its_county_is_the_town(typed: str) -> None:
    assert resolve(typed).precision == "town"


@pytest.mark.parametrize(
    ("typed", "nearest"),
    [
        pytest.param("Hebdon Bridge", "Hebden Bridge", id="a vowel"),
        pytest.param("Shefield", "Sheffield", id="a letter short"),
        pytest.param("Abersytwyth", "Aberystwyth", id="two letters swapped"),
        pytest.param("Middlesborough", "Middlesbrough", id="the usual slip"),
        pytest.param("Headingly", "Headingley", id="a district"),
        pytest.param("Scarborou", "Scarborough", id="cut short"),
    ],
)
def test_the_nearest_name_comes_first(typed: str, nearest: str) -> None:
    with pytest.raises(PlaceUnknown) as caught:
        resolve(typed)

    assert caught.value.nearest[0] == nearest
    assert len(caught.value.nearest) <= 3


def test_the_nearest_names_can_be_typed() -> None:
    with pytest.raises(PlaceUnknown) as caught:
        resolve("Otly")

    for name in caught.value.nearest:
        assert named(name)


def place_or_message(typed: str) -> Place | str:
    """The place, or what is said instead."""
    try:
        return resolve(typed)
    except UsageError as error:
        return str(error)


@given(st.text(max_size=40))
def test_every_text_is_a_place_or_one_line_that_says_what_to_type(typed: str) -> None:
    outcome = place_or_message(typed)

    if isinstance(outcome, str):
        assert "Type" in outcome
        assert len(outcome.splitlines()) == 1
    else:
        assert plausible(outcome.point)


def test_both_errors_are_wrong_use() -> None:
    assert issubclass(PlaceUnknown, UsageError)
    assert issubclass(PlaceAmbiguous, UsageError)


@pytest.mark.parametrize(
    ("typed", "nation"),
    [
        pytest.param("53.80,-1.55", "England", id="Leeds"),
        pytest.param("51.48,-3.18", "Wales", id="Cardiff"),
        pytest.param("55.95,-3.19", "Scotland", id="Edinburgh"),
        pytest.param("54.60,-5.93", "Northern Ireland", id="Belfast"),
        pytest.param("51.64,-2.67", None, id="Chepstow, at the border"),
        pytest.param("57.00,1.50", None, id="at sea"),
    ],
)
def test_the_nation_around_a_point_is_known_away_from_borders(
    typed: str, nation: str | None
) -> None:
    assert resolve(typed).nation == nation


@pytest.mark.parametrize(
    ("typed", "text"),
    [("near  Quokkaville", "Quokkaville"), ("Near Quokkaville, Kent", "Quokkaville, Kent")],
)
def test_the_word_near_is_no_part_of_a_name_that_is_not_known(typed: str, text: str) -> None:
    with pytest.raises(PlaceUnknown) as caught:
        resolve(typed)
    assert caught.value.text == text
    assert str(caught.value).startswith(f"{text}: no such place is known.")


def test_a_postcode_that_cannot_be_is_not_taken_for_coordinates() -> None:
    with pytest.raises(PlaceUnknown, match="N99 9: no such place is known"):
        resolve("N99 9")


def test_of_many_places_of_a_name_the_three_largest_are_offered() -> None:
    with pytest.raises(PlaceUnknown) as caught:
        resolve("Newport, Quokkashire")
    assert caught.value.nearest == ("Newport", "Newport, Isle of Wight", "Newport, Shropshire")


@pytest.mark.parametrize(
    ("word", "town"),
    [
        pytest.param("otlay", "otlay", id="five letters, and none may be wrong"),
        pytest.param("oxfort", "oxford", id="six letters, and one is wrong"),
        pytest.param("bradfd", "bradfd", id="six letters, and two are missing"),
        pytest.param("bradfrd", "bradford", id="seven letters, and one is missing"),
        pytest.param("bradfrt", "bradfrt", id="seven letters, and two are wrong"),
        pytest.param("mancestr", "manchester", id="eight letters, and two are missing"),
        pytest.param("mncestre", "mncestre", id="eight letters, and more are wrong"),
        pytest.param("aberdele", "abergele", id="the nearer one, not the larger"),
        pytest.param("baxton", "buxton", id="of those as near the larger, and not Barton"),
        pytest.param("walsdn", "walsden", id="a town of just 2,000 people"),
        pytest.param("grassingtn", "grassingtn", id="a village, Grassington"),
        pytest.param("bri5tol", "bri5tol", id="a figure"),
        pytest.param("brist\u00f3l", "brist\u00f3l", id="a letter that is not folded"),
        pytest.param("bristl'", "bristl'", id="a sign"),
    ],
)
def test_more_letters_may_be_wrong_in_a_longer_word(word: str, town: str) -> None:
    assert town_spelt(word) == town


@pytest.mark.parametrize(("number", "more"), [(1, ""), (7, ""), (8, ""), (9, "1"), (10, "2")])
def test_eight_choices_are_offered_and_how_many_more_there_are(number: int, more: str) -> None:
    choices = tuple(f"Newport {at}" for at in range(number))
    hint = f" (or, for {more} more, add the county or the first half of the postcode)"
    assert offered(choices) == " \u00b7 ".join(choices[:8]) + (hint if more else "")


@pytest.mark.parametrize(
    ("county", "counties", "outside"),
    [
        pytest.param("Kent", (), ["Essex", "Surrey"], id="one county"),
        pytest.param(None, ("Kent", "Essex"), ["Surrey"], id="several"),
        pytest.param(None, (), [], id="not known"),
    ],
)
def test_a_place_is_outside_of_counties_that_it_is_known_not_to_lie_in(
    county: str | None, counties: tuple[str, ...], outside: list[str]
) -> None:
    place = Place("Here", Point(51.0, 0.5), "district", 1.0, county, "England", "", counties)
    assert [one for one in ("Kent", "Essex", "Surrey") if place.is_outside(one)] == outside
