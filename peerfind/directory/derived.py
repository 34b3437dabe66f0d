"""What follows from a group's stated facts: its place, its reach, the terms its own words name.

These are worked out once, when a file is read, and kept under keys that start with `_`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from peerfind import model, places, text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from peerfind.directory.vocabulary import Facet, Vocabulary
    from peerfind.model import Record
    from peerfind.places import Place

# What is left of a private venue: enough to say about where, never the door.
_AREAS = ("town", "county")
# A postcode or a sector among other words, with a letter O for a nought or not.
_POSTCODE = (
    r"(?i)([A-Z]{1,2}[0-9O][0-9A-Z]?)"
    r"(?:[\W_]*[0-9O][A-Z]{2}|(?:(?<=[0-9])|(?<=[0-9][A-Z]))[\W_]+[0-9])\b"
)

# Ages as people write them of those for whom a group is not right: "51 or older when widowed", "under 18s".
_NO_AGE = r" (?:(?:or|and)\b|(?:\w+ )?(?:months?|weeks?|days?|miles?|people|members)\b)"
_UNSUITED_AGES: tuple[tuple[str, Callable[[int], str]], ...] = (
    (r"\b(\d{1,3})\s*(?:\+|(?:years )?(?:or|and) (?:older|over|above))", lambda age: f"{age}+"),
    (
        rf"\b(?:over|older than|above)(?: the age of)? (\d{{1,3}})s?\b(?!{_NO_AGE})",
        lambda age: f"{age + 1}+",
    ),
    (
        rf"\b(?:under|younger than|below)(?: the age of)? (\d{{1,3}})s?\b(?!{_NO_AGE})",
        lambda age: f"under {age}",
    ),
)


def derived(record: Record, vocabulary: Vocabulary) -> Record:
    """`record` with a private venue reduced, and with all that follows from it."""
    record = reached(record)
    row = _own_words(record)
    stems = {*row.split()}
    place = _place(record)
    added = {
        "_place": place and model.place_record(place),
        "_holiday_nation": record.get("nation") or (place and place.nation),
        "_regions": [_region(entry, record, place) for entry in record.get("covers", ())],
        "_named_focus": _named(vocabulary["focus"], stems, row),
        "_named_activities": _named(vocabulary["activity"], stems, row),
        "_joint": _joint(record),
        "_unsuited_ages": _unsuited_ages(record.get("not_suitable_for", "")),
    }
    return record | {key: value for key, value in added.items() if value}


def reached(record: Record) -> Record:
    """`record` with a private venue reduced, and with how it is joined."""
    return {**record, **_reduced_venue(record), "_reach": _reach(record)}


def place_of(record: Record) -> list[Any] | None:
    """The `_place` of a record of `reached`; None where there is none, or none is known."""
    place = _place(record)
    return model.place_record(place) if place else None


def _reduced_venue(record: Record) -> dict[str, Any]:
    venue = record.get("venue", {})
    if venue.get("private") != "yes":
        return {}
    public = {key: _without_door(venue[key]) for key in _AREAS if key in venue}
    outward = places.outward_code(venue.get("postcode", ""))
    postcode = {"postcode": outward} if outward else {}
    return {"venue": {**public, "private": "yes", **postcode}}


def _without_door(area: str) -> str:
    """The name of a town or county, with the first half alone of every postcode in it."""
    return re.sub(_POSTCODE, _outward, area)


def _outward(found: re.Match[str]) -> str:
    """The first half of what looks like a postcode; a word without a figure is only a word."""
    return found[1] if any(character.isdigit() for character in found[0]) else found[0]


def _reach(record: Record) -> str:
    """How a group is joined: `local` (going there), `remote` (from anywhere), or `both`."""
    formats = set(record.get("format", ())) - {model.UNKNOWN}
    if not formats or formats == {"in-person"}:
        return "local"
    return "both" if "in-person" in formats else "remote"


def _place(record: Record) -> Place | None:
    if record["_reach"] == "remote":
        return None
    venue = record.get("venue", {})
    return places.venue_place(
        town=venue.get("town"),
        county=venue.get("county"),
        postcode=venue.get("postcode"),
        latitude=venue.get("latitude"),
        longitude=venue.get("longitude"),
        nation=record.get("nation"),
    )


def _region(entry: str, record: Record, place: Place | None) -> list[str | None] | None:
    """The nation and county that an entry of `covers` lies in; None where that is not known.

    Where several places have the name, the ones around the group are meant.
    """
    nation, county = (place.nation, place.county) if place else (None, None)
    nation = record.get("nation") or nation
    region = places.region(entry, nation, record.get("venue", {}).get("county") or county)
    return [*region] if region else None


def _unsuited_ages(told: str) -> str | None:
    """The ages, if any, that a group says it is not right for; only a doubt, as its words may say more."""
    found = (
        ages(int(said[1]))
        for pattern, ages in _UNSUITED_AGES
        if (said := re.search(pattern, told, re.IGNORECASE))
    )
    return next(found, None)


def _joint(record: Record) -> dict[str, Any] | None:
    """The meetings, where formats differ by meeting: then one must meet format and day alike."""
    meets, hours = record.get("meets", ()), record.get("hours", ())
    own = any("format" in pattern for pattern in meets if isinstance(pattern, dict))
    if own or (meets and hours):
        return {key: record[key] for key in ("meets", "hours") if key in record}
    return None


def _own_words(record: Record) -> str:
    """The stems of the group's own words in a row, with two spaces between one text and the next."""
    own = (record[key] for key in ("name", "summary", "description") if key in record)
    return "  ".join(["", *(" ".join(text.phrase(text.stems(typed))) for typed in own), ""])


def _named(facet: Facet, stems: set[str], row: str) -> list[str]:
    """The terms of `facet` that a row of stems names.

    What is said as part of a longer name counts where that has to do with it: "postnatal depression" is
    depression too, "hearing loss" is not the loss of somebody.
    """
    known = (one for first in facet.phrases.keys() & stems for one in facet.phrases[first])
    names = ((f" {' '.join(phrase)} ", term) for phrase, term in known if stems.issuperset(phrase))
    said = [(name, term) for name, term in names if name in row]
    return sorted({term for name, term in said if name in _elsewhere(name, term, said, row, facet)})


def _elsewhere(
    name: str, term: str, said: Sequence[tuple[str, str]], row: str, facet: Facet
) -> str:
    """What is left of a row without the longer names that hold `name` and have nothing to do with `term`."""
    for longer, other in said:
        if name != longer and name in longer and not facet.relation(term, other):
            row = row.replace(longer, "  ")
    return row
