"""Names of places, taken from the sources' and made fit for people to type."""

from __future__ import annotations

import re

# Wards, electoral divisions, parts of parishes, works "near" somewhere, and what postcodes in no
# settlement are named after (an authority, a post town in capitals) are no places to people.
_NOT_A_PLACE = re.compile(
    r"\b(Ward|ED|Community|District|Airfield|Airport|Boro|Station|Parishes|County Borough)$"
    r"|\b(Industrial|Trading) Estate$|\b(Hospital|Prison|Barracks|Caravan Park)\b"
    r"|\(B\)$|\(DET\)|&| - |,|\bnr\b|^(?P<name>.+) \((?P=name)\)$|^(City|County) (and|of) "
    r"|^(Detached|Unparished|North|South|East|West|Central|Town|City)$"
)
_IN_BRACKETS = re.compile(r"\s*\(.*\)$")
_SAINT = re.compile(r"\b(?:Saint|St\.)(?= [A-Z])")
_PARISH = re.compile(r" Parish$")


def place_name(name: str) -> str:
    """The name that people use, or nothing where the source names something else than a place."""
    name = _PARISH.sub("", name)
    if name.isupper() or _NOT_A_PLACE.search(name):
        return ""
    return _SAINT.sub("St", _IN_BRACKETS.sub("", name))
