"""Rules about places and formats: what is found of each, and where."""

from __future__ import annotations

from itertools import pairwise

import pytest
from ruling import entry_of, found_by, told_by

from peerfind import places as gazetteer
from peerfind.keeping.rules import others, places

VENUES = {
    "postcode: LS6 3HN": [],
    "postcode: LS6 3XX": ["unknown-postcode 3:19"],
    "postcode: LS99 9ZZ": ["unknown-postcode 3:19"],
    "postcode: ZZ9 9ZZ": ["unknown-postcode 3:19"],
    "postcode: LS6": [],
    "postcode: ''": [],
    "postcode: BT1 1AA": [],
    "postcode: JE2 3AB": [],
    "postcode: BT99 9ZZ": ["unknown-postcode 3:19"],
    "postcode: LS6 3HN, town: Bristol": ["postcode-and-town 3:19"],
    "postcode: LS6 3HN, town: Otley": [],
    "postcode: LS6 3HN, town: Quokkaville": [],
    "postcode: LS6 3HN, town: Newport": ["postcode-and-town 3:19"],
    "postcode: BT1 1AA, town: Leeds": ["postcode-and-town 3:19"],
    "postcode: LS21, town: Bristol": ["postcode-and-town 3:19"],
    "postcode: BD23, town: Keighley": [],
    "postcode: LS99, town: Bristol": ["postcode-and-town 3:19"],
    "postcode: IM1 1AA, town: Leeds": ["postcode-and-town 3:19"],
    "postcode: L56 3HN": ["unknown-postcode 3:19"],
    "latitude: 53.8, town: Leeds": ["impossible-coordinates 3:19"],
    "longitude: -1.5, town: Leeds": ["impossible-coordinates 3:20"],
    "latitude: 53.8, longitude: -1.5, town: Leeds": [],
    "latitude: -1.5, longitude: 53.8, town: Leeds": ["impossible-coordinates 3:19"],
    "latitude: 10, longitude: 10": ["impossible-coordinates 3:19"],
    "latitude: north, longitude: -1.5": [],
    "latitude: 53.8, longitude: west": [],
    "latitude: 53.8, longitude: -1.5": [],
    "latitude: 53.8, longitude: -1.5, town: Bristol": ["coordinates-and-place 3:19"],
    "latitude: 53.8, longitude: -1.5, postcode: LS6 3HN": ["coordinates-and-place 3:19"],
    "latitude: 53.83, longitude: -1.57, postcode: LS6 3HN": [],
    "latitude: 53.85, longitude: -1.57, postcode: LS6 3HN": ["coordinates-and-place 3:19"],
    "latitude: 50.7, longitude: -1.3, town: Newport, county: Isle of Wight": [],
    "latitude: 51.59, longitude: -3.0, town: Newport, county: Isle of Wight": [
        "coordinates-and-place 3:19"
    ],
    "latitude: 53.80, longitude: -1.40, postcode: LS6": [],
    "latitude: 53.8, longitude: -1.5, town: Quokkaville": [],
}
NATIONS = {
    "nation: Wales\nvenue: {postcode: LS6 3HN}": ["postcode-and-nation 3:19"],
    "nation: England\nvenue: {postcode: LS6 3HN}": [],
    "nation: England\nvenue: {postcode: BT1 1AA}": ["postcode-and-nation 3:19"],
    "nation: Wales\nvenue: {postcode: LS6 3HN, town: Bristol}": [
        "postcode-and-nation 3:19",
        "postcode-and-town 3:19",
    ],
    "nation: Wales\nvenue: {latitude: 50.7, longitude: -1.3, town: Newport}": [
        "coordinates-and-place 3:19"
    ],
    "nation: Quokkaland\nvenue: {postcode: LS6 3HN}": [],
}
# Of groups that meet in person, and nothing else.
IN_PERSON = {
    "size: 8": ["no-place 3:9"],
    "area: Leeds": [],
    "covers: Leeds": [],
    "venue: {name: The Hall}": ["no-place 3:9"],
    "venue: {address: 1 Example Street}": ["no-place 3:9"],
    "venue: {county: Kent}": [],
    "venue: {postcode: LS6}": [],
    "venue: {latitude: 53.8, longitude: -1.5}": [],
    "venue: {town: }": [],
    "venue: Leeds": [],
    "venue: &here {town: Leeds}": [],
    "venue:": [],
}
FORMATS = {
    "format: [unknown]": [],
    "format: [in-person, unknown]": [],
    "format: [in-person, video]": [],
    "format: [quokka]": [],
    "format: [quokka]\nvenue: {address: 1 Example Street}": [],
    "venue: {name: The Hall}": [],
    "format: [video]\nvenue: {address: 1 Example Street, town: Leeds}": ["venue-and-format 2:9"],
    "format: [video]\nvenue: {postcode: LS6 3HN}": ["venue-and-format 2:9"],
    "format: [video]\nvenue: {town: Leeds}": [],
    "format: [in-person, video]\nvenue: {address: 1 Example Street}": [],
    "format: [unknown, video]\nvenue: {address: 1 Example Street}": [],
    "format: [phone]\nmeets:\n  - {days: monday, format: video}": ["meeting-and-format 4:28"],
    "format: [phone]\nmeets:\n  - {days: monday, format: phone}\n"
    "  - {days: monday, format: [phone, video, chat]}\n  - {days: monday, format: video}": [
        "meeting-and-format 5:36",
        "meeting-and-format 5:43",
        "meeting-and-format 6:28",
    ],
    "meets:\n  - {days: monday, format: video}": [],
    "format: [unknown]\nmeets:\n  - {days: monday, format: video}": [],
    "format: [phone]\nmeets:\n  - {days: monday, format: quokka}": [],
    "format: [phone]\nhours:\n  - {days: monday, format: video}": [],
}

TOLD = [
    (
        "format: [in-person]\nvenue: {postcode: LS6 3XX}",
        "LS6 3XX is not a live postcode; its sector LS6 3 is used.",
    ),
    ("format: [in-person]\nvenue: {postcode: ZZ9 9ZZ}", "ZZ9 9ZZ is not a postcode in use."),
    (
        "format: [in-person]\nvenue: {postcode: LS6 3HN, town: Bristol}",
        "LS6 3HN is 159 miles from Bristol.",
    ),
    (
        "format: [in-person]\nvenue: {postcode: LS6 3HN, town: Newport}",
        "LS6 3HN is 36 miles from Newport.",
    ),
    ("nation: Wales\nvenue: {postcode: LS6 3HN}", "LS6 3HN is in England, and nation says Wales."),
    (
        "format: [in-person]\nvenue: {latitude: 53.8, town: Leeds}",
        "There is no longitude beside it.",
    ),
    (
        "format: [in-person]\nvenue: {longitude: -1.5, town: Leeds}",
        "There is no latitude beside it.",
    ),
    (
        "format: [in-person]\nvenue: {latitude: -1.5, longitude: 53.8}",
        "They are swapped. Write latitude: 53.8 and longitude: -1.5.",
    ),
    (
        "format: [in-person]\nvenue: {latitude: 10, longitude: 10}",
        "That is not in the British Isles.",
    ),
    (
        "format: [in-person]\nvenue: {latitude: 53.8, longitude: -1.5, town: Bristol}",
        "That is 168 miles from Bristol.",
    ),
    (
        "format: [in-person]\nvenue: {latitude: 53.85, longitude: -1.57, postcode: LS6 3HN}",
        "That is 2 miles from LS6 3HN.",
    ),
    ("format: [in-person]", "People meet in person, and neither a town nor an area is given."),
    (
        "format: [video]\nvenue: {postcode: LS6 3HN}",
        "There is an address, and in-person is not among the formats.",
    ),
    (
        "format: [phone]\nmeets:\n  - {days: monday, format: video}",
        "video is not among the formats of the group.",
    ),
]
HOLDERS = {
    "example-trust": {"example-trust"},
    "old": {"walk", "other"},
    "mine": {"walk"},
    "two": {"b-one", "a-one"},
}
IDS = {
    "former_ids: [example-trust, old, mine, two, none]": [
        "2:14 former-id-clash: There is a group example-trust.",
        "2:29 former-id-clash: other used to have the id old too.",
        "2:40 former-id-clash: a-one used to have the id two too.",
    ],
    "former_ids: old": ["2:13 former-id-clash: other used to have the id old too."],
    "former_ids: ['', ' old ', [old]]": [
        "2:18 former-id-clash: other used to have the id old too."
    ],
    "part_of: walk": ["2:10 names-itself: part_of is this group itself."],
    "replaced_by: walk\nstatus: closed": ["2:14 names-itself: replaced_by is this group itself."],
    "not_duplicate_of: [a, walk]": ["2:23 names-itself: not_duplicate_of is this group itself."],
    "part_of: ' walk '": ["2:10 names-itself: part_of is this group itself."],
    "part_of: trust": [],
    "replaced_by: trust": [
        "2:14 replaced-but-open: Something took its place; its status is not stated."
    ],
    "replaced_by: trust\nstatus: open": [
        "2:14 replaced-but-open: Something took its place; its status is open."
    ],
    "replaced_by: trust\nstatus: closed": [],
    "replaced_by: ''": [],
}


@pytest.mark.parametrize("venue", VENUES)
def test_a_venue(venue: str) -> None:
    assert found_by(places.check, f"format: [in-person]\nvenue: {{{venue}}}") == VENUES[venue]


@pytest.mark.parametrize("typed", NATIONS)
def test_a_venue_in_a_nation(typed: str) -> None:
    assert found_by(places.check, typed) == NATIONS[typed]


@pytest.mark.parametrize("where", IN_PERSON)
def test_who_meets_in_person_says_where(where: str) -> None:
    assert found_by(places.check, f"{where}\nformat: [in-person]") == IN_PERSON[where]


@pytest.mark.parametrize("typed", FORMATS)
def test_formats_fit_the_venue_and_the_meetings(typed: str) -> None:
    assert found_by(places.check, typed) == FORMATS[typed]


@pytest.mark.parametrize(("typed", "message"), TOLD)
def test_what_is_told(typed: str, message: str) -> None:
    assert told_by(places.check, typed) == [message]


def test_the_less_is_known_of_a_place_the_farther_away_something_may_be() -> None:
    found = [gazetteer.postcode(typed) for typed in ("LS6 3HN", "LS6 3", "LS6")]
    around = [places.around_km(place) for place in found if place]
    assert around[0] == pytest.approx(3.1)
    assert all(less < more for less, more in pairwise(around))
    (town,) = gazetteer.named("Hebden Bridge")
    assert places.around_km(town) == 12 + town.radius_km


@pytest.mark.parametrize("typed", IDS)
def test_the_ids_that_a_group_names(typed: str) -> None:
    found = others.check(entry_of(typed), lambda name: HOLDERS.get(name, ()))
    assert [f"{one.line}:{one.column} {one.rule}: {one.message}" for one in found] == IDS[typed]
