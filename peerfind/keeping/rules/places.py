"""Rules about places: what cannot be right together of postcode, town, coordinates and format."""

from __future__ import annotations

from typing import TYPE_CHECKING

from peerfind import places, text
from peerfind.geo import KM_PER_MILE, Point, great_circle_km, plausible
from peerfind.keeping.rules.rule import Finding, Rule, each, found, meetings, typed, value
from peerfind.model import UNKNOWN
from peerfind.source import Map

if TYPE_CHECKING:
    from collections.abc import Iterator

    from peerfind.keeping.rules.rule import Entry
    from peerfind.places import Place
    from peerfind.source import Text

RULES = (
    Rule(
        "unknown-postcode",
        "warning",
        "There is no such postcode.",
        "A satnav leads people somewhere else, and a search by place misses the group.",
        "Look it up at the source. A postcode that is only months old may not be known here yet.",
        "venue: {town: Hebden Bridge, postcode: HX7 9ZZ}",
        "venue: {town: Hebden Bridge, postcode: HX7 8AD}",
    ),
    Rule(
        "postcode-and-town",
        "warning",
        "The postcode lies far from the town.",
        "One of the two is wrong, and people go to the wrong town.",
        "Look both up at the source, and mend the one that is wrong.",
        "venue: {town: Leeds, postcode: BS1 4DJ}",
        "venue: {town: Bristol, postcode: BS1 4DJ}",
    ),
    Rule(
        "postcode-and-nation",
        "warning",
        "The postcode lies in another nation than the one that is written.",
        "People are given the crisis lines and the bank holidays of the wrong nation.",
        "Mend the nation or the postcode.",
        "nation: Wales\nvenue: {town: Hebden Bridge, postcode: HX7 8AD}",
        "nation: England\nvenue: {town: Hebden Bridge, postcode: HX7 8AD}",
    ),
    Rule(
        "impossible-coordinates",
        "error",
        "Latitude and longitude are swapped, zero, alone, or outside the British Isles.",
        "They are not used, and the group has no place on a map.",
        "Write degrees north as latitude and degrees east, below zero in the west, as longitude.",
        "venue: {latitude: -1.5491, longitude: 53.8197}",
        "venue: {latitude: 53.8197, longitude: -1.5491}",
    ),
    Rule(
        "coordinates-and-place",
        "warning",
        "The coordinates lie far from the postcode, or from the town.",
        "The distance that people are told is wrong.",
        "Mend the one that is wrong, or leave the coordinates out: a postcode is enough.",
        "venue: {postcode: HX7 8AD, latitude: 51.4545, longitude: -2.5879}",
        "venue: {postcode: HX7 8AD, latitude: 53.74, longitude: -2.01}",
    ),
    Rule(
        "venue-and-format",
        "warning",
        "There is a street or a postcode, and people are not said to meet in person.",
        "Readers who want to meet others do not find the group, or go to an office.",
        "Add in-person, if people meet there. If it is an office, write it under area.",
        "format: [phone]\nvenue: {town: Hebden Bridge, postcode: HX7 8AD}",
        "format: [in-person, phone]\nvenue: {town: Hebden Bridge, postcode: HX7 8AD}",
    ),
    Rule(
        "no-place",
        "hint",
        "People meet in person, and no town, postcode or area is written.",
        "Nobody who searches by place finds the group.",
        "Write the town, if the source gives it.",
        "format: [in-person]\nvenue: {name: Example Hall}",
        "format: [in-person]\nvenue: {town: Hebden Bridge}",
    ),
    Rule(
        "meeting-and-format",
        "warning",
        "A meeting has a format that the group itself has not.",
        "A search for that format does not find the group.",
        "Add it to the format of the group, or take it out here.",
        "format: [in-person]\nmeets:\n  - {days: monday, format: [video]}",
        "format: [in-person, video]\nmeets:\n  - {days: monday, format: [video]}",
    ),
)

# Farther than this from the edge of a town, people no longer say that they are in it.
_AROUND_TOWN_KM = 12.0
_AROUND_POSTCODE_KM = 3.0
_TELL_PLACE = frozenset({"town", "postcode", "county", "latitude", "longitude"})
# Of these only the first half of postcodes is known.
_OUTWARD_ONLY = frozenset({"Northern Ireland", "Jersey", "Guernsey", "Isle of Man"})


def check(entry: Entry) -> Iterator[Finding]:
    """What is wrong with where a group meets."""
    venue = value(entry.root, "venue")
    if isinstance(venue, Map):
        yield from _postcode(entry, venue)
        yield from _coordinates(entry, venue)
    yield from _formats(entry)


def _postcode(entry: Entry, venue: Map) -> Iterator[Finding]:
    if not (node := typed(venue, "postcode")):
        return
    place = places.postcode(node.text)
    if place is None or (place.note and place.nation not in _OUTWARD_ONLY):
        told = place.note if place else f"{text.shown(node.text)} is not a postcode in use."
        yield found("unknown-postcode", node, told)
    elif place.precision == "town" and place.nation not in _OUTWARD_ONLY:
        return
    else:
        yield from _elsewhere(entry, node, place)


def _elsewhere(entry: Entry, node: Text, place: Place) -> Iterator[Finding]:
    """Whether the postcode lies in another town or nation than is written."""
    nation = entry.stated.get("nation")
    if nation and place.nation and nation != place.nation:
        told = f"{place.name} is in {place.nation}, and nation says {nation}."
        yield found("postcode-and-nation", node, told)
    town = entry.stated.get("venue", {}).get("town", "")
    away_km = _away_km(place, town)
    if away_km:
        told = f"{place.name} is {_miles(away_km)} from {town}."
        yield found("postcode-and-town", node, told)


def _away_km(place: Place, town: str) -> float:
    """How far a place is from the nearest town of a name; 0 where it is in one, or none is known."""
    known = places.named(town) if town else ()
    away = [(great_circle_km(place.point, one.point), one.radius_km) for one in known]
    is_near = any(km <= radius_km + place.radius_km + _AROUND_TOWN_KM for km, radius_km in away)
    return 0.0 if is_near or not away else min(away)[0]


def _miles(km: float) -> str:
    return f"{km / KM_PER_MILE:,.0f} miles"


def _coordinates(entry: Entry, venue: Map) -> Iterator[Finding]:
    stated = entry.stated.get("venue", {})
    north, east = typed(venue, "latitude"), typed(venue, "longitude")
    if not north or not east:
        if there := north or east:
            missing = "longitude" if north else "latitude"
            told = f"There is no {missing} beside it."
            yield found("impossible-coordinates", there, told)
        return
    if "latitude" not in stated or "longitude" not in stated:
        return  # one of them is no number, which was told
    point = Point(stated["latitude"], stated["longitude"])
    if plausible(point):
        yield from _off(entry, north, point)
        return
    meant = f"latitude: {east.text} and longitude: {north.text}"
    is_swapped = plausible(Point(point.longitude, point.latitude))
    told = (
        f"They are swapped. Write {meant}." if is_swapped else "That is not in the British Isles."
    )
    yield found("impossible-coordinates", north, told)


def _off(entry: Entry, node: Text, point: Point) -> Iterator[Finding]:
    """Whether coordinates lie far from what else says where it is."""
    stated = entry.stated["venue"]
    place = places.venue_place(
        town=stated.get("town"),
        county=stated.get("county"),
        postcode=stated.get("postcode"),
        nation=entry.stated.get("nation"),
    )
    if place is None:
        return
    if (km := great_circle_km(point, place.point)) > around_km(place):
        yield found("coordinates-and-place", node, f"That is {_miles(km)} from {place.name}.")


def around_km(place: Place) -> float:
    """How far from a town or a postcode something may lie and still be said to be there, in km."""
    is_town = place.precision in ("town", "district")
    return place.radius_km + (_AROUND_TOWN_KM if is_town else _AROUND_POSTCODE_KM)


def _formats(entry: Entry) -> Iterator[Finding]:
    node, formats = value(entry.root, "format"), set(entry.stated.get("format", ()))
    if not node or not formats or UNKNOWN in formats:
        return
    venue = entry.stated.get("venue", {})
    if formats == {"in-person"}:
        written = value(entry.root, "venue")
        says = {"area", "covers"} & entry.root.entries.keys() or "venue" in entry.root.lost
        is_told = not isinstance(written, Map) or _TELL_PLACE & written.entries.keys()
        if not says and not (written and is_told):
            yield found(
                "no-place", node, "People meet in person, and neither a town nor an area is given."
            )
    elif "in-person" not in formats and {"address", "postcode"} & venue.keys():
        told = "There is an address, and in-person is not among the formats."
        yield found("venue-and-format", node, told)
    for pattern, stated in meetings(entry, "meets"):
        for one in each(value(pattern, "format")):
            name = getattr(one, "text", "")
            if name in stated.get("format", ()) and name not in formats:
                told = f"{name} is not among the formats of the group."
                yield found("meeting-and-format", one, told)
