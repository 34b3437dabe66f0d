"""Places of the British Isles, offline: postcodes, towns, city districts, counties, nations.

Nothing is read before the first look-up, and a look-up reads only its own part of the files in
`peerfind/data`.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from peerfind.places.place import Place, PlaceAmbiguous, PlaceUnknown, Precision

if TYPE_CHECKING:
    from peerfind.places.gazetteer import named
    from peerfind.places.near import resolve
    from peerfind.places.postcodes import outward_code, postcode
    from peerfind.places.venue import region, venue_place

__all__ = [
    "ATTRIBUTION",
    "DATA_DATE",
    "Place",
    "PlaceAmbiguous",
    "PlaceUnknown",
    "Precision",
    "named",
    "outward_code",
    "postcode",
    "region",
    "resolve",
    "venue_place",
]

# The wording that the licences ask for.
ATTRIBUTION = (
    "Contains OS data © Crown copyright and database right 2025",
    "Contains Royal Mail data © Royal Mail copyright and database right 2025",
    "Source: Office for National Statistics licensed under the Open Government Licence v.3.0",
    "Contains data from GeoNames (https://www.geonames.org) licensed under CC BY 4.0, with changes",
)
DATA_DATE = "postcodes November 2025, towns July 2026, other place names June 2022"

_HOMES = {
    "named": "gazetteer",
    "outward_code": "postcodes",
    "postcode": "postcodes",
    "region": "venue",
    "resolve": "near",
    "venue_place": "venue",
}


def __getattr__(name: str) -> object:
    """A look-up, imported when it is first asked for: most searches name no place."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found: object = getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    globals()[name] = found
    return found
