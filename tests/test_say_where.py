"""Where a group meets, or from where it can be joined, in plain English."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerfind.geo import Point
from peerfind.model import Group, Venue
from peerfind.places import Place
from peerfind.wording import where

OTLEY = Venue(name="Example Hall", town="Otley", postcode="LS21 3AA")


def match(group: Group, **others: Any) -> Any:
    """What `where_words` reads of a match."""
    usual = {"reach": group.reach, "distance_km": None, "precision": None}
    return SimpleNamespace(group=group, **{**usual, **others})


@pytest.mark.parametrize(
    ("distance_km", "precision", "units", "words"),
    [
        pytest.param(0.0, "point", "miles", "under half a mile", id="at the door"),
        pytest.param(0.79, "postcode", "miles", "under half a mile", id="just under half"),
        pytest.param(0.82, "postcode", "miles", "about 1 mile", id="just over half"),
        pytest.param(3.9, "sector", "miles", "about 2 miles", id="two"),
        pytest.param(4.1, "sector", "miles", "about 3 miles", id="two and a half go up"),
        pytest.param(3.9, "town", "miles", "about 2 miles (by town)", id="by town"),
        pytest.param(3.9, "district", "miles", "about 2 miles (by district)", id="by district"),
        pytest.param(0.0, "town", "miles", "nearby (by town)", id="the same town is no distance"),
        pytest.param(0.4, "point", "km", "under half a km", id="half a km"),
        pytest.param(1.2, "point", "km", "about 1 km", id="one km"),
        pytest.param(3.9, "point", "km", "about 4 km", id="km have no plural"),
        pytest.param(2000.0, "point", "miles", "about 1,243 miles", id="far"),
    ],
)
def test_distances_are_as_round_as_they_are_known(
    distance_km: float, precision: str, units: str, words: str
) -> None:
    assert where.distance_words(distance_km, precision, units) == words


@given(st.floats(0, 3000), st.sampled_from(["point", "postcode", "sector"]))
def test_a_distance_in_words_is_within_half_a_mile_of_the_truth(km: float, precision: str) -> None:
    words = where.distance_words(km, precision, "miles")
    number = 0 if words == "under half a mile" else int(words.split()[1].replace(",", ""))
    assert abs(number - km / 1.609344) <= 0.5


@pytest.mark.parametrize(
    ("group", "others", "words"),
    [
        pytest.param(
            Group(venue=OTLEY),
            {"distance_km": 3.3, "precision": "postcode"},
            "about 2 miles, Otley",
            id="distance and town",
        ),
        pytest.param(
            Group(venue=Venue(postcode="LS21 3AA")),
            {"distance_km": 3.3, "precision": "postcode"},
            "about 2 miles, LS21",
            id="the outward code where no town is stated",
        ),
        pytest.param(
            Group(venue=OTLEY),
            {"is_near": True},
            "Otley, distance not known",
            id="unknown distance",
        ),
        pytest.param(Group(venue=OTLEY), {}, "Otley", id="no place was asked"),
        pytest.param(Group(venue=Venue(county="Example")), {}, "Example", id="the county"),
        pytest.param(Group(nation="Wales"), {}, "somewhere in Wales", id="only the nation"),
        pytest.param(Group(), {"is_near": True}, "place not stated: ask", id="nothing stated"),
        pytest.param(Group(reach="remote"), {}, "from home", id="remote, nothing stated"),
        pytest.param(
            Group(reach="remote", nation="Wales"), {}, "from home, Wales", id="remote, of a nation"
        ),
        pytest.param(
            Group(reach="remote", covers=("UK",)), {}, "anywhere in the UK", id="remote, all UK"
        ),
        pytest.param(
            Group(reach="remote", covers=("England", "Wales")),
            {},
            "anywhere in England and Wales",
            id="remote, nations",
        ),
        pytest.param(
            Group(reach="remote", covers=("Leeds",)), {}, "from home in Leeds", id="remote, a town"
        ),
        pytest.param(
            Group(reach="remote", nation="England", area="Shropshire"),
            {},
            "from home; it works in Shropshire: ask if others may join",
            id="remote, an area that may be a limit",
        ),
        pytest.param(
            Group(reach="remote", area="UK, 59 towns"),
            {},
            "from home, UK",
            id="remote, all UK works",
        ),
        pytest.param(
            Group(reach="remote", area="UK", joining_note="Register first."),
            {},
            "from home, UK",
            id="remote, a note besides the whole country",
        ),
        pytest.param(
            Group(reach="remote", area="Ukeshire"),
            {},
            "from home; it works in Ukeshire: ask if others may join",
            id="remote, a name that only begins like the country's",
        ),
        pytest.param(
            Group(reach="remote", nation="Wales", joining_note="For people of the hospice."),
            {},
            "from home, Wales: ask who may join",
            id="remote, a note on joining",
        ),
        pytest.param(
            Group(reach="remote", covers=("Wales",), area="Powys", joining_note="Register."),
            {},
            "anywhere in Wales",
            id="remote, what it covers settles it",
        ),
        pytest.param(
            Group(reach="both", venue=OTLEY),
            {"distance_km": 3.3, "precision": "town"},
            "about 2 miles (by town), Otley, or from home",
            id="both",
        ),
        pytest.param(
            Group(reach="both"), {}, "from home, or in person: ask where", id="both, no place"
        ),
        pytest.param(
            Group(reach="both", venue=OTLEY),
            {"reach": "remote"},
            "from home (meets in Otley too)",
            id="both, where the venue is too far",
        ),
    ],
)
def test_where_a_group_is(group: Group, others: dict[str, Any], words: str) -> None:
    is_near_asked = others.pop("is_near", False)
    assert where.where_words(match(group, **others), "miles", is_near_asked=is_near_asked) == words


@pytest.mark.parametrize(
    ("venue", "words"),
    [
        pytest.param(None, "", id="none"),
        pytest.param(
            Venue("Example Hall", "1 Example Street", "Otley", "Example", "LS21 3AA"),
            "Example Hall, 1 Example Street, Otley LS21 3AA, Example",
            id="whole",
        ),
        pytest.param(
            Venue(town="Otley", postcode="LS21", private=True), "Otley LS21", id="private"
        ),
    ],
)
def test_addresses(venue: Venue | None, words: str) -> None:
    assert where.address_words(venue) == words


@pytest.mark.parametrize(
    ("postcode", "outward"),
    [("LS21 3AA", "LS21"), ("ls213aa", "LS21"), ("LS21", "LS21"), ("M1 1AA", "M1"), ("", "")],
)
def test_the_outward_code_stands_for_a_place_without_a_town(postcode: str, outward: str) -> None:
    assert where.town_words(Venue(postcode=postcode)) == outward


def town(radius_km: float, precision: Any = "town") -> Place:
    return Place("Leeds", Point(53.8, -1.55), precision, radius_km, "West Yorkshire", "England")


@pytest.mark.parametrize(
    ("place", "distance_km", "words"),
    [
        pytest.param(town(7.4), 3.3, "somewhere in Leeds", id="inside a wide town"),
        pytest.param(town(7.4), 9.0, "about 6 miles (by town), Leeds", id="outside it"),
        pytest.param(town(1.7), 0.9, "about 1 mile (by town), Leeds", id="a small town"),
        pytest.param(
            town(7.4, "district"), 3.3, "about 2 miles (by town), Leeds", id="by a postcode"
        ),
    ],
)
def test_a_distance_to_the_middle_of_a_wide_town_is_not_told(
    place: Place, distance_km: float, words: str
) -> None:
    group = Group(venue=Venue(town="Leeds"), place=place)
    found = match(group, distance_km=distance_km, precision="town")
    assert where.where_words(found, "miles", is_near_asked=True) == words


HALL = Venue(name="Example Hall", town="Leeds")


@pytest.mark.parametrize(
    ("group", "distance_km", "words"),
    [
        pytest.param(
            Group(venue=HALL, place=town(7.4)), 3.3, "Example Hall, Leeds", id="inside a wide town"
        ),
        pytest.param(
            Group(venue=HALL, place=town(7.4), reach="both"),
            3.3,
            "Example Hall, Leeds, or from home",
            id="and from home",
        ),
        pytest.param(
            Group(venue=HALL, place=town(7.4)),
            9.0,
            "about 6 miles (by town), Leeds. Example Hall, Leeds",
            id="a distance says more",
        ),
        pytest.param(
            Group(venue=Venue(town="Leeds"), place=town(7.4)),
            3.3,
            "somewhere in Leeds",
            id="a town alone",
        ),
        pytest.param(
            Group(venue=Venue(name="Example Hall"), nation="Wales"),
            None,
            "somewhere in Wales, distance not known. Example Hall",
            id="a hall in no stated town needs its nation",
        ),
    ],
)
def test_a_named_venue_is_told_in_place_of_somewhere_in_a_town(
    group: Group, distance_km: float | None, words: str
) -> None:
    found = match(group, distance_km=distance_km, precision="town")
    address = where.address_words(group.venue)
    hall = address if where.is_named(group.venue) else ""
    said = where.where_words(found, "miles", is_near_asked=True, hall=hall)
    assert where.place_words(said, address) == words


@pytest.mark.parametrize(
    ("venue", "named"),
    [
        (None, False),
        (Venue(town="Otley", postcode="LS21 3AA"), False),
        (Venue(address="1 Example Street"), True),
        (Venue(name="Example Hall"), True),
    ],
)
def test_a_venue_is_named_by_its_name_or_its_street(venue: Venue | None, *, named: bool) -> None:
    assert where.is_named(venue) is named
