"""Where a group meets, and where a region lies, from what its file states."""

from __future__ import annotations

from typing import TYPE_CHECKING

from peerfind.geo import Point, plausible
from peerfind.places.gazetteer import as_place, clear_choice, entries, narrowed
from peerfind.places.place import Place
from peerfind.places.postcodes import postcode as place_of_postcode
from peerfind.places.regions import named_region

if TYPE_CHECKING:
    from collections.abc import Iterable

    from peerfind.places.gazetteer import Entry


def venue_place(  # noqa: PLR0913 (what a file may state about a venue)
    *,
    town: str | None = None,
    county: str | None = None,
    postcode: str | None = None,
    latitude: float | None = None,
    longitude: float | None = None,
    nation: str | None = None,
) -> Place | None:
    """The place of a venue, as precisely as it is stated; None rather than a guess.

    Coordinates come first if they can be in the British Isles, then the postcode, then the town. A
    town of which there are several counts only where county and nation leave one, or one several
    times the size of the rest.
    """
    stated = place_of_postcode(postcode) if postcode else None
    if stated is None and town:
        stated = _town(town, county, nation)
    if latitude is None or longitude is None:
        return stated
    point = Point(latitude, longitude)
    return _pinned(point, stated, town, nation) if plausible(point) else stated


def region(text: str) -> tuple[str | None, str | None] | None:
    """The nation and the county that a name lies in; None for a name that is not known.

    A name wider than a county or a nation has None for it: `Wales` is `("Wales", None)`, `UK` is
    `(None, None)`. A place of which there are several has what they all share.
    """
    if known := named_region(text):
        county = known.counties[0] if len(known.counties) == 1 else None
        return known.nation or None, county
    if code := place_of_postcode(text):
        return code.nation, code.county
    found = entries(text)
    chosen = clear_choice(found)
    if chosen:
        found = (chosen,)
    if not found:
        return None
    return _shared(entry.nation for entry in found), _shared(entry.county for entry in found)


def _town(town: str, county: str | None, nation: str | None) -> Place | None:
    """The place of a town, narrowed down by what else is stated."""
    found: tuple[Entry, ...] = entries(town)
    if county:
        found = narrowed(found, county)
    if nation:
        found = tuple(entry for entry in found if entry.nation == nation)
    chosen = clear_choice(found)
    return as_place(chosen, chosen.name) if chosen else None


def _pinned(point: Point, stated: Place | None, town: str | None, nation: str | None) -> Place:
    """Exact coordinates, named by the town or the postcode around them."""
    if stated is None:
        name = town or f"{point.latitude},{point.longitude}"
        return Place(name, point, "point", 0.0, None, nation)
    return Place(town or stated.name, point, "point", 0.0, stated.county, stated.nation or nation)


def _shared(values: Iterable[str]) -> str | None:
    """The one value that all have, or None."""
    different = {*values}
    return different.pop() or None if len(different) == 1 else None
