"""What follows from a group's stated facts: its place, its reach, the terms its own words name.

These are worked out once, when a file is read, and kept under keys that start with `_`.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from peerfind import model, places, text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from peerfind.directory.vocabulary import Facet, Vocabulary
    from peerfind.model import Record

# What is left of a private venue: enough to say about where, never the door.
_PUBLIC_PARTS = ("town", "county", "private")


def derived(record: Record, vocabulary: Vocabulary) -> Record:
    """`record` with a private venue reduced, and with all that follows from it."""
    record = {**record, **_reduced_venue(record)}
    added = {
        "_reach": _reach(record),
        "_place": _place(record),
        "_regions": [_region(entry) for entry in record.get("covers", ())],
        "_named_focus": _named(vocabulary["focus"], record),
        "_named_activities": _named(vocabulary["activity"], record),
        "_joint": _joint(record),
    }
    return {**record, **{key: value for key, value in added.items() if value}}


def _reduced_venue(record: Record) -> dict[str, Any]:
    venue = record.get("venue", {})
    if venue.get("private") != "yes":
        return {}
    public = {key: venue[key] for key in _PUBLIC_PARTS if key in venue}
    outward = places.outward_code(venue.get("postcode", ""))
    return {"venue": {**public, **({"postcode": outward} if outward else {})}}


def _reach(record: Record) -> str:
    """How a group is joined: `local` (going there), `remote` (from anywhere), or `both`."""
    formats = set(record.get("format", ())) - {model.UNKNOWN}
    if not formats or formats == {"in-person"}:
        return "local"
    return "both" if "in-person" in formats else "remote"


def _place(record: Record) -> list[Any] | None:
    venue = record.get("venue", {})
    place = places.venue_place(
        town=venue.get("town"),
        county=venue.get("county"),
        postcode=venue.get("postcode"),
        latitude=venue.get("latitude"),
        longitude=venue.get("longitude"),
        nation=record.get("nation"),
    )
    return model.place_record(place) if place and _reach(record) != "remote" else None


def _region(entry: str) -> list[str | None] | None:
    """The nation and county that an entry of `covers` lies in; None where that is not known."""
    region = places.region(entry)
    return [*region] if region else None


def _joint(record: Record) -> dict[str, Any] | None:
    """The meetings, where formats differ by meeting: then one must meet format and day alike."""
    meets, hours = record.get("meets", ()), record.get("hours", ())
    own = any("format" in pattern for pattern in meets if isinstance(pattern, dict))
    if own or (meets and hours):
        return {key: record[key] for key in ("meets", "hours") if key in record}
    return None


def _named(facet: Facet, record: Record) -> list[str]:
    """The terms of `facet` that the group's own words name."""
    own = [text.stems(record.get(key, "")) for key in ("name", "summary", "description")]
    phrases = _phrases(tuple((term.id, term.names) for term in facet.terms.values()))
    found = {
        term
        for stems in own
        for start, stem in enumerate(stems)
        for phrase, term in phrases.get(stem, ())
        if tuple(stems[start : start + len(phrase)]) == phrase
    }
    return sorted(found)


@lru_cache(maxsize=4)
def _phrases(
    terms: tuple[tuple[str, tuple[str, ...]], ...],
) -> dict[str, list[tuple[tuple[str, ...], str]]]:
    """Every name of every term as stems, by its first stem."""
    phrases: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for term, names in terms:
        for phrase in {tuple(text.stems(name)) for name in names}:
            if phrase:
                phrases.setdefault(phrase[0], []).append((phrase, term))
    return phrases


def public(record: Record) -> Record:
    """`record` without what was worked out: what may be printed."""
    return {key: value for key, value in record.items() if not key.startswith("_")}


def texts(record: Record, keys: Iterable[str]) -> list[str]:
    """The texts under `keys`, lists laid flat."""
    values = (record.get(key, ()) for key in keys)
    return [item for value in values for item in ([value] if isinstance(value, str) else value)]
