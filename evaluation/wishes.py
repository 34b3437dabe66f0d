"""Whether a group is as was wished, by `rubric.md`: what it states against what was asked for."""

from __future__ import annotations

from math import asin, cos, radians, sin, sqrt
from typing import TYPE_CHECKING, Any, NamedTuple

from evaluation.times import DAY_SETS, clock, day_named, overlaps, starts_in

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    Record = Mapping[str, Any]
    Need = Mapping[str, Any]

NEAR_MILES, SOMEWHAT_FARTHER = 10.0, 2.5
EARTH_MILES = 3958.8
ROLL_UPS = {
    "format": {
        "face-to-face": {"in-person"},
        "online": {"video", "chat", "forum", "email"},
        "remote": {"phone", "video", "chat", "forum", "text", "email"},
    },
    "leader": {
        "lay": {"peer", "volunteer"},
        "lived-experience": {"peer", "peer-worker"},
        "professional": {
            "nurse",
            "social-worker",
            "psychologist",
            "counsellor",
            "other-professional",
        },
    },
}
REMOTE = ROLL_UPS["format"]["remote"]
OFFERING = {"format": "format", "leader": "leader", "style": "style", "activities": "activity"}


class World(NamedTuple):
    """What a judge knows besides the groups: terms by facet, and towns by `town, county` and by town."""

    terms: Mapping[str, Mapping[str, Record]]
    towns: Mapping[str, tuple[float, float, str, str]]


class Wishes:
    """Tells whether groups are as was wished."""

    def __init__(self, world: World) -> None:
        """Take what there is to know besides the groups."""
        self.world = world

    def _closure(self, facet: str, term: str, *, down: bool) -> set[str]:
        """A term and all that are broader, or narrower where `down`."""
        known = self.world.terms[facet]
        found, ahead = {term}, [term]
        while ahead:
            one = ahead.pop()
            following = (
                [other for other, record in known.items() if one in record.get("broader", ())]
                if down
                else known[one].get("broader", ())
            )
            for other in following:
                if other not in found:
                    found.add(other)
                    ahead.append(other)
        return found

    def _members(self, facet: str, term: str) -> set[str]:
        """The terms that count as one that was asked for: narrower ones, and those of a roll-up."""
        if facet in ROLL_UPS:
            return ROLL_UPS[facet].get(term, set()) | {term}
        return self._closure(facet, term, down=True) if facet in self.world.terms else {term}

    def _meets(self, record: Record, need: Need, name: str) -> bool:
        """Whether a group does what was asked under a name."""
        met: bool = getattr(self, f"_meets_{name.replace('-', '_')}")(record, need)
        return met

    def _distance(self, record: Record, need: Need) -> int:
        """How many wishes the distance counts as missed."""
        wants_remote = set(need.get("format", ())) & ({"online", "remote"} | REMOTE)
        formats = set(record["format"])
        if formats & REMOTE and (wants_remote or "in-person" not in formats):
            return 0 if wants_remote else 1
        miles = self._miles(record, need["near"])
        if miles is None:
            return 1
        limit = float(need.get("within", NEAR_MILES))
        if miles <= limit:
            return 0
        if formats & REMOTE:
            return 1
        return 1 if miles <= limit * SOMEWHAT_FARTHER else 2

    def _meets_near(self, record: Record, need: Need) -> bool:
        """Whether a group is near enough."""
        return self._meets_within(record, need)

    def _meets_within(self, record: Record, need: Need) -> bool:
        """Whether a group is within the distance, to a mile or two; one that may meet from home is."""
        formats = set(record["format"])
        if formats != {"in-person"}:
            return True
        miles = self._miles(record, need["near"])
        return miles is None or miles <= float(need.get("within", NEAR_MILES)) + 2

    def _miles(self, record: Record, place: str) -> float | None:
        """The miles from a town to that of a group; None for a group without a town."""
        venue = record.get("venue", {})
        towns = self.world.towns
        there = towns.get(f"{venue.get('town')}, {venue.get('county')}") or towns.get(
            venue.get("town", "")
        )
        return miles_between(towns[place][:2], there[:2]) if there else None

    def _meets_format(self, record: Record, need: Need) -> bool:
        """Whether it meets in one of the ways that were asked for."""
        return self._has_term(record, need, "format")

    def _meets_leader(self, record: Record, need: Need) -> bool:
        """Whether one of those who were asked for leads it, or both kinds where that was asked."""
        stated = set(record["leader"])
        if "co-led" in need["leader"]:
            lay = stated & (ROLL_UPS["leader"]["lay"] | {"peer-worker"})
            if lay and stated & ROLL_UPS["leader"]["professional"]:
                return True
        return self._has_term(record, need, "leader")

    def _has_term(self, record: Record, need: Need, name: str) -> bool:
        """Whether it states one of the terms that were asked for."""
        stated = set(record[name])
        return any(stated & self._members(name, term) for term in need[name])

    def _meets_setting(self, record: Record, need: Need) -> bool:
        """Whether it is one to one, or a group, as asked."""
        return bool(set(record["setting"] or ["group"]) & set(need["setting"]))

    def _meets_joining(self, record: Record, need: Need) -> bool:
        """Whether a person can join in one of the ways that were asked for."""
        return bool(set(record["joining"]) & set(need["joining"]))

    def _meets_style(self, record: Record, need: Need) -> bool:
        """Whether it has one of the styles that were asked for."""
        return bool(set(record["style"]) & set(need["style"]))

    def _meets_language(self, record: Record, need: Need) -> bool:
        """Whether it is in one of the languages that were asked for."""
        return bool(set(record["languages"]) & set(need["language"]))

    def _meets_cost(self, record: Record, need: Need) -> bool:
        """Whether it costs what was asked; what states no cost is of the kind None."""
        cost = record.get("cost")
        kind = cost if cost in ("free", "donation", None) else "paid"
        return kind in need["cost"]

    def _meets_access(self, record: Record, need: Need) -> bool:
        """Whether it has all that must be there."""
        above = {
            one for term in record["access"] for one in self._closure("access", term, down=False)
        }
        return set(need["access"]) <= above

    def _meets_activity(self, record: Record, need: Need) -> bool:
        """Whether it does one of the things that were asked for."""
        stated = {
            one
            for term in record["activities"]
            for one in self._closure("activity", term, down=False)
        }
        return bool(set(need["activity"]) & stated)

    def _meets_people(self, record: Record, need: Need) -> bool:
        """Whether it is for or welcomes the people whose company was asked for."""
        # Who somebody is decides what they may join, and is no wish by itself.
        if not need.get("company"):
            return True
        meant = set(need["people"])
        if any(set(one.split("+")) & meant for one in record["only_for"]):
            return True
        return bool(set(record["welcomes"]) & meant)

    def _meets_want(self, record: Record, need: Need) -> bool:
        """Whether it serves all that was wanted."""
        return all(self._serves(record, want) for want in need["want"])

    def _serves(self, record: Record, want: str) -> bool:
        """Whether a want is served by something that a group states."""
        stated = {facet: record[key] for key, facet in OFFERING.items()}
        stated["setting"] = record["setting"] or ["group"]
        stated["community"] = [
            *record["welcomes"],
            *(p for one in record["only_for"] for p in one.split("+")),
        ]
        if want == "shared-activities" and record["activities"]:
            return True
        return any(
            want in self.world.terms[facet].get(term, {}).get("offers", ())
            for facet, terms in stated.items()
            for term in terms
        )

    def _meets_when(self, record: Record, need: Need) -> bool:
        """Whether it meets or is open at a time that was asked for."""
        for times, is_open in ((record.get("meets"), False), (record.get("hours"), True)):
            if times == "any time":
                return True
            if isinstance(times, list) and any(
                self._is_then(one, need, is_open=is_open) for one in times
            ):
                return True
        return False

    def _meets_days(self, record: Record, need: Need) -> bool:
        """Whether it meets on one of the days, at the time."""
        return self._meets_when(record, need)

    def _meets_time(self, record: Record, need: Need) -> bool:
        """Whether it meets at the time, on one of the days."""
        return self._meets_when(record, need)

    def _is_then(self, pattern: Record, need: Need, *, is_open: bool) -> bool:
        """Whether one line of the times of a group is when was asked."""
        asked_days = {day for one in need.get("days", ()) for day in DAY_SETS.get(one, (one,))}
        stated = pattern.get("days", ())
        stated = [stated] if isinstance(stated, str) else stated
        days = {day for one in stated for day in DAY_SETS.get(day_named(one), (day_named(one),))}
        if asked_days and not asked_days & days:
            return False
        if "format" in need and "format" in pattern:
            formats = (
                pattern["format"] if isinstance(pattern["format"], list) else [pattern["format"]]
            )
            if not any(set(formats) & self._members("format", term) for term in need["format"]):
                return False
        if "time" not in need:
            return True
        start, end = pattern.get("start", ""), pattern.get("end", "")
        if is_open and (clock(start) and clock(end)):
            return any(overlaps(start, end, one) for one in need["time"])
        return any(starts_in(start, one) for one in need["time"])


def miles_between(one: Sequence[float], other: Sequence[float]) -> float:
    """The great-circle distance of two points given in degrees, by the haversine formula."""
    south, west, north, east = (radians(degrees) for degrees in (*one, *other))
    half = sin((north - south) / 2) ** 2 + cos(south) * cos(north) * sin((east - west) / 2) ** 2
    return 2 * EARTH_MILES * asin(sqrt(half))
