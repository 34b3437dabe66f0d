"""What people type for where they are: a postcode, coordinates or the name of a place."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from peerfind import english
from peerfind.errors import UsageError
from peerfind.geo import Point, plausible
from peerfind.places.gazetteer import (
    as_place,
    clear_choice,
    entries,
    everything,
    is_too_wide,
    label,
    of_name,
)
from peerfind.places.names import name_key
from peerfind.places.place import Place, PlaceAmbiguous, PlaceUnknown, offered
from peerfind.places.postcodes import nation_around, outward_code, postcode
from peerfind.text import shown

if TYPE_CHECKING:
    from peerfind.places.gazetteer import Entry

# Two numbers with nothing but signs, degrees, minutes and points of the compass around them.
_COORDINATES = r"(?=\D*\d[^\s,;]*[\s,;]\D*\d)[-+\d.,;°º\u2032\u2033'\"\s NSEW]+"
_ALIKE = 75.0
_TOWN = 2_000  # people of a place whose name somebody may misspell without saying that it is one


def resolve(text: str) -> Place:
    """The place that was typed.

    Raises PlaceAmbiguous where a name has several places and none is several times larger than the
    rest, PlaceUnknown where there is none, UsageError for coordinates outside the British Isles.
    Never guesses.
    """
    typed = shown(text)
    if typed[:5].lower() == "near " and not of_name(typed):
        typed = typed[5:]
    if found := postcode(typed):
        return found
    if typed[:1] in "+-0123456789" and re.fullmatch(_COORDINATES, typed.upper()):
        return _at(typed)
    return _named(typed)


def _named(typed: str) -> Place:
    """The place of a name."""
    found = entries(typed)
    if is_too_wide(typed):
        towns = tuple(label(entry) for entry in found if entry.precision == "town")
        raise PlaceUnknown(typed, towns, f"{typed} is too wide to measure from.")
    if chosen := clear_choice(found):
        return as_place(chosen, label(chosen), _note(chosen, found))
    if found:
        raise PlaceAmbiguous(typed, tuple(label(entry) for entry in found))
    raise _unknown(typed)


def _note(chosen: Entry, found: tuple[Entry, ...]) -> str:
    """What else the name can mean, and what to type for it."""
    others = tuple(label(entry) for entry in found if entry != chosen)
    where = chosen.county if chosen.county != chosen.name else chosen.nation
    used = f"{chosen.name} in {where or chosen.nation} is used."
    return f"{used} For another, type: {offered(others)}" if others else ""


def _unknown(typed: str) -> PlaceUnknown:
    """The reason why there is no place, with names that look like what was typed."""
    name, _, narrower = typed.partition(",")
    if not name_key(name):
        return PlaceUnknown(typed, reason="No place was typed.")
    if same := of_name(name):
        choices = tuple(label(entry) for entry in same[:3])
        return PlaceUnknown(typed, choices, f"There is no {name} in {narrower.strip()}.")
    if outward_code(typed):
        return PlaceUnknown(typed, reason=f"{typed}: no such postcode is in use.")
    return PlaceUnknown(typed, _lookalikes(name))


def _lookalikes(name: str) -> tuple[str, ...]:
    """Up to three names that look most like this one; of equals, the larger place."""
    from rapidfuzz import fuzz, process

    # Of several places with one key, the last is the largest.
    every = sorted((size, place, key) for key, place, size in everything())
    known = {key: (size, place) for size, place, key in every}
    close = process.extract(
        name_key(name), [*known], scorer=fuzz.ratio, limit=20, score_cutoff=_ALIKE
    )
    best = sorted(close, key=lambda hit: (-hit[1], -known[hit[0]][0]))
    return tuple(dict.fromkeys(known[key][1] for key, _, _ in best))[:3]


@cache
def _towns(letter: str) -> dict[str, int]:
    """The people of each town whose name begins with a letter, by its key."""
    return {key: size for key, _, size in everything() if key[:1] == letter and size >= _TOWN}


@lru_cache(maxsize=1024)
def town_spelt(word: str) -> str:
    """The town of which a folded word is a slip, if there is one; else the word, as usual words are."""
    edits = 0 if len(word) < 6 else 1 if len(word) < 8 else 2  # noqa: PLR2004 (short names are too alike)
    if not edits or not (word.isascii() and word.isalpha()) or english.is_usual(word):
        return word
    from rapidfuzz.distance import OSA
    from rapidfuzz.process import extract

    towns = _towns(word[0])
    near = extract(word, [*towns], scorer=OSA.distance, score_cutoff=edits, limit=None)
    return min(near, key=lambda hit: (hit[1], -towns[hit[0]]))[0] if near else word


def _at(typed: str) -> Place:
    """The place of typed coordinates.

    Raises UsageError where they cannot be read or lie outside the British Isles.
    """
    from warnings import catch_warnings

    from geopy.point import Point as TypedPoint

    try:
        with catch_warnings(action="ignore"):  # geopy warns of what it then refuses
            read = TypedPoint(typed.upper())
    except ValueError:
        raise UsageError(
            f"{typed} cannot be read as a place. Type latitude,longitude, such as 53.80,-1.55"
        ) from None
    point, swapped = Point(read.latitude, read.longitude), Point(read.longitude, read.latitude)
    if plausible(point):
        name = f"{point.latitude},{point.longitude}"
        return Place(name, point, "point", 0.0, None, nation_around(point))
    if plausible(swapped):
        raise UsageError(
            f"{typed} has longitude first. Type {swapped.latitude},{swapped.longitude} instead"
        )
    raise UsageError(
        f"{typed} is not in the British Isles. Type latitude,longitude, such as 53.80,-1.55"
    )
