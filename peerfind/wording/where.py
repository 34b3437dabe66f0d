"""Where a group meets, in words: how far it is, in which town, or from where it can be joined."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from peerfind.geo import KM_PER_MILE
from peerfind.language import translated
from peerfind.model import NATIONS
from peerfind.wording.say import UK, counted, region_words

if TYPE_CHECKING:
    from peerfind.answers.rank import Match
    from peerfind.model import Group, Venue
    from peerfind.places import Place

PLACE_NOT_STATED = "place not stated: ask"
IN_PERSON_WHERE = "or in person: ask where"
_COARSE = ("district", "town")  # precisions that a distance must not hide
_WIDE_KM = 4.0  # a town of this radius is more than a walk across
_NEAR_ENOUGH = 0.5  # miles or km: below this, a whole number would say nought
_WHOLE_COUNTRY = re.compile(r"(?:the )?(?:UK|United Kingdom|Great Britain)\b", re.IGNORECASE)


def distance_words(distance_km: float, precision: str | None, units: str) -> str:
    """About how far, in the directory's unit; a place known only by its town or district is."""
    unit = "km" if units == "km" else "mile"
    far = distance_km if unit == "km" else distance_km / KM_PER_MILE
    by_what = translated(f" (by {precision})") if precision in _COARSE else ""
    if far < _NEAR_ENOUGH:
        return f"{translated('nearby')}{by_what}" if by_what else translated(f"under half a {unit}")
    number = int(far + 0.5)
    units = counted(number, unit, "km" if unit == "km" else "")
    return f"{translated('about {distance}', distance=units)}{by_what}"


def where_words(match: Match, units: str, *, is_near_asked: bool, hall: str = "") -> str:
    """Where it is, as far as the question needs: a distance with a town, or from home.

    Where the distance to a wide town says nothing, `hall`, the whole address of a venue, is told instead.
    """
    group = match.group
    if match.reach == "remote":
        town = town_words(group.venue) if group.reach == "both" else ""
        home = home_words(group)
        return translated("{home} (meets in {town} too)", home=home, town=town) if town else home
    town = town_words(group.venue) or _wider_area(group)
    if match.distance_km is None:
        said = town or translated(PLACE_NOT_STATED)
        if is_near_asked and town:
            said = f"{town}, {translated('distance not known')}"
        if match.reach == "both" and not town:
            return f"{translated('from home')}, {translated(IN_PERSON_WHERE)}"
    elif town and _is_somewhere_in_it(match.distance_km, group.place):
        said = hall or translated("somewhere in {town}", town=town)
    else:
        far = distance_words(match.distance_km, match.precision, units)
        said = ", ".join(filter(None, (far, town)))
    return translated("{place}, or from home", place=said) if match.reach == "both" else said


def _is_somewhere_in_it(distance_km: float, place: Place | None) -> bool:
    """Whether a place is known by a town so wide that the distance to its middle says nothing."""
    if place is None or place.precision != "town":
        return False
    return place.radius_km > max(distance_km, _WIDE_KM)


def home_words(group: Group) -> str:
    """From where a remote group can be joined: `anywhere in Wales` only where it is stated.

    That it says where it works, or how one joins, may mean that others cannot: a question.
    """
    if group.covers:
        anywhere = all(name in (*NATIONS, UK) for name in group.covers)
        return f"{'anywhere' if anywhere else 'from home'} in {region_words(group.covers)}"
    country = _WHOLE_COUNTRY.match(group.area or "")
    from_home = translated("from home")
    if group.area and not country:
        return f"from home; it works in {group.area}: ask if others may join"
    if country:
        return f"{from_home}, {country[0]}"
    said = ", ".join(filter(None, (from_home, group.nation)))
    return translated("{home}: ask who may join", home=said) if group.joining_note else said


def spot_words(group: Group) -> str:
    """Where one goes, or from where one joins from home; a question where neither is stated."""
    if group.reach == "remote":
        return home_words(group)
    return address_words(group.venue) or _wider_area(group) or translated(PLACE_NOT_STATED)


def town_words(venue: Venue | None) -> str:
    """The town or, where none is stated, the first half of the postcode."""
    if venue is None:
        return ""
    return venue.town or _outward_code(venue.postcode or "")


def _outward_code(postcode: str) -> str:
    """`LS21` of `LS21 3AA` or of `ls213aa`: all but a digit and two letters at the end."""
    return re.sub(r"\s*\d[a-z]{2}$", "", postcode.strip(), flags=re.IGNORECASE).upper()


def _wider_area(group: Group) -> str:
    county = group.venue.county if group.venue else None
    if county or not group.nation:
        return county or ""
    return translated("somewhere in {town}", town=group.nation)


def address_words(venue: Venue | None) -> str:
    """The whole address on one line, as far as it is stated."""
    if venue is None:
        return ""
    town = " ".join(filter(None, (venue.town, venue.postcode)))
    return ", ".join(filter(None, (venue.name, venue.address, town, venue.county)))


def place_words(where: str, address: str) -> str:
    """`where`, with the whole address where that says more."""
    return where if address in where else f"{where}. {address}"


def is_named(venue: Venue | None) -> bool:
    """Whether more is known of a venue than its town or its postcode."""
    return venue is not None and bool(venue.name or venue.address)
