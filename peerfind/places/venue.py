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


def region(
    text: str, nation: str | None = None, county: str | None = None
) -> tuple[str | None, str | None] | None:
    """The nation and the county that a name lies in; None for a name that is not known.

    A name wider than a county or a nation has None for it: `Wales` is `("Wales", None)`, `UK` is
    `(None, None)`. Of several places of one name (`Newport`) those in `county` and `nation` are
    meant, where any are; several that are left have what they all share.
    """
    known = named_region(text)
    if known and len(known.counties) != 1:
        return known.nation or None, None
    if not known and (code := place_of_postcode(text)):
        return code.nation, code.county
    found = {(entry.nation, entry.county) for entry in entries(text)}
    if known:
        found |= {(known.nation, one) for one in known.counties}
    found = _within(_within(found, county), nation)
    if not found:
        return None
    return _shared(nation for nation, _ in found), _shared(county for _, county in found)


def _within(found: set[tuple[str, str]], wider: str | None) -> set[tuple[str, str]]:
    """Those of some nations with counties that lie in a wider region; all, where none do."""
    region = named_region(wider) if wider else None
    if region is None:
        return found
    kept = {(nation, county) for nation, county in found if region.has(county, nation)}
    return kept or {one for one in found if one[1] in region.postal} or found


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
