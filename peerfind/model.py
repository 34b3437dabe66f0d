"""A group as the directory states it, and the smaller values inside it.

A *record* is the plain form of a group, as it is stored and as JSON prints it: the keys of the file
format, lists as lists, numbers as numbers, and nothing that was not stated. Keys that start with `_`
are worked out from the rest (a place from a postcode) and never printed. `Group` is the same with
types.
"""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any, Literal, NoReturn

from peerfind.geo import Point
from peerfind.named import NamedTuple
from peerfind.places import Place
from peerfind.schedule.recurrence import Pattern

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

Record = dict[str, Any]
Meets = tuple[Pattern, ...] | Literal["by arrangement", "any time"]
Reach = Literal["local", "remote", "both"]

STATUSES = ("open", "full", "paused", "closed")
MEMBERSHIPS = ("open", "closed")
CHECKS = ("phone", "email", "visit", "website")
NATIONS = (
    "England",
    "Scotland",
    "Wales",
    "Northern Ireland",
    "Jersey",
    "Guernsey",
    "Isle of Man",
)
PRECISIONS = ("point", "postcode", "sector", "district", "town")  # the finest first
BY_ARRANGEMENT = "by arrangement"
ANY_TIME = "any time"
UNKNOWN = "unknown"

# How ages are written, and the ends that each form means.
_AGES: tuple[tuple[str, Callable[[re.Match[str]], tuple[int, int | None]]], ...] = (
    (r"all(?: ages)?", lambda _: (0, None)),
    (r"(\d{1,3})\s*\+", lambda m: (int(m[1]), None)),
    (r"under (\d{1,3})", lambda m: (0, int(m[1]) - 1)),
    (r"up to (\d{1,3})", lambda m: (0, int(m[1]))),
    (r"(\d{1,3})\s*(?:-|–|to)\s*(\d{1,3})", lambda m: (int(m[1]), int(m[2]))),
)
AGE_FORMS = "|".join(pattern for pattern, _ in _AGES)


class Ages(NamedTuple):
    """Who may join by age, in whole years, both ends in; `oldest` None has no upper end."""

    youngest: int = 0
    oldest: int | None = None

    @classmethod
    def parse(cls, text: str) -> Ages:
        """The ages that `18-30`, `16+`, `under 18`, `up to 35` or `all` mean.

        Raises ValueError for anything else.
        """
        for pattern, ends in _AGES:
            if found := re.fullmatch(pattern, text.strip().lower()):
                youngest, oldest = ends(found)
                if oldest is None or 0 <= youngest <= oldest:
                    return cls(youngest, oldest)
        raise ValueError("Write ages as 18-30, 16+, under 18, up to 35 or all.")

    @property
    def text(self) -> str:
        """The ages as a directory writes them."""
        if self.oldest is None:
            return f"{self.youngest}+" if self.youngest else "all"
        return f"{self.youngest}-{self.oldest}" if self.youngest else f"up to {self.oldest}"

    def __contains__(self, age: object) -> bool:
        return (
            isinstance(age, int)
            and self.youngest <= age
            and (self.oldest is None or age <= self.oldest)
        )


class Venue(NamedTuple):
    """Where a group meets, as stated; a private one was reduced when it was read."""

    name: str | None = None
    address: str | None = None
    town: str | None = None
    county: str | None = None
    postcode: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    directions: str | None = None
    private: bool = False


class Contact(NamedTuple):
    """How to reach the organisation."""

    phone: str | None = None
    text: str | None = None
    email: str | None = None
    website: str | None = None
    consent: str | None = None


class Source(NamedTuple):
    """Where a fact was read; `published` is a year, a month or a day in ISO form."""

    url: str | None = None
    published: str | None = None
    kind: str | None = None
    note: str | None = None


class Checked(NamedTuple):
    """When, how and in what role a person last confirmed the entry."""

    on: date
    how: str | None = None
    by: str | None = None
    note: str | None = None


class Region(NamedTuple):
    """A part of the country: without a county a nation, without a nation the whole UK."""

    nation: str | None
    county: str | None = None


class Group:
    """One peer-support group. None and empty mean *not stated*, which is neither yes nor no.

    A value, never changed after it is made: the class holds what stands for "not stated", and a group
    only what it states. (A dataclass of this size takes longer to define than a search takes to run.)
    """

    id: str = ""
    name: str = ""
    also_known_as: tuple[str, ...] = ()
    organisation: str | None = None
    summary: str | None = None
    description: str | None = None
    status: str | None = None
    status_note: str | None = None
    part_of: str | None = None
    replaced_by: str | None = None
    format: tuple[str, ...] = ()
    setting: tuple[str, ...] = ()
    leader: tuple[str, ...] = ()
    focus: tuple[str, ...] = ()
    activities: tuple[str, ...] = ()
    style: tuple[str, ...] = ()
    ages: Ages | None = None
    only_for: tuple[str, ...] = ()
    welcomes: tuple[str, ...] = ()
    not_suitable_for: str | None = None
    languages: tuple[str, ...] = ()
    meets: Meets = ()
    hours: Meets = ()
    nation: str | None = None
    venue: Venue | None = None
    covers: tuple[str, ...] = ()
    area: str | None = None
    access: tuple[str, ...] = ()
    no_access: tuple[str, ...] = ()
    cost: str | None = None
    joining: tuple[str, ...] = ()
    joining_note: str | None = None
    waiting: str | None = None
    size: str | None = None
    membership: str | None = None
    confidentiality: str | None = None
    ground_rules: str | None = None
    leader_training: str | None = None
    distress_plan: str | None = None
    typical_session: str | None = None
    companions: str | None = None
    contact: Contact | None = None
    sources: tuple[Source, ...] = ()
    doubts: tuple[str, ...] = ()
    checked: Checked | None = None
    former_ids: tuple[str, ...] = ()
    owner: str | None = None
    not_duplicate_of: tuple[str, ...] = ()
    external_ids: tuple[tuple[str, str], ...] = ()
    file: str = ""
    reach: Reach = "local"
    place: Place | None = None
    regions: tuple[Region | None, ...] = ()
    named_focus: tuple[str, ...] = ()
    named_activities: tuple[str, ...] = ()
    joint: tuple[Meets, Meets] | None = None
    only_for_cut: bool = False
    unsuited_ages: Ages | None = None
    holiday_nation: str | None = None

    def __init__(self, **stated: Any) -> None:
        object.__setattr__(self, "__dict__", stated)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Group) and vars(self) == vars(other)

    def __hash__(self) -> int:
        return hash((self.id, self.name))

    def __repr__(self) -> str:
        stated = ", ".join(f"{name}={value!r}" for name, value in vars(self).items())
        return f"Group({stated})"

    def __setattr__(self, name: str, _: object) -> NoReturn:
        raise AttributeError(f"a group does not change: {name}")

    @classmethod
    def of(cls, record: Mapping[str, Any]) -> Group:
        """The group that `record` states; keys that it lacks are not stated."""
        return cls(**{attribute(key): typed(key, value) for key, value in record.items()})

    @property
    def patterns(self) -> tuple[Pattern, ...]:
        """The meeting patterns that are stated, if any."""
        return () if isinstance(self.meets, str) else self.meets

    def is_unsuited_at(self, age: int) -> bool:
        """Whether the group says itself, in words, that it is not right for people of an age."""
        return self.unsuited_ages is not None and age in self.unsuited_ages

    def joint_meetings(self) -> Group:
        """The group with the meetings that its `joint` repeats."""
        meets, hours = self.joint or (self.meets, self.hours)
        return Group(**{**vars(self), "meets": meets, "hours": hours})


def meeting_times(value: str | Sequence[Mapping[str, Any]]) -> Meets:
    """The typed form of `meets` or `hours`."""
    if value in (BY_ARRANGEMENT, ANY_TIME):
        return value  # type: ignore[return-value]  # the two texts of the Literal
    return tuple(Pattern.from_stated(item) for item in value if not isinstance(item, str))


def place_record(place: Place) -> list[Any]:
    """The stored form of a place: what `_place` holds."""
    point = [place.point.latitude, place.point.longitude]
    return [place.name, *point, place.precision, place.radius_km, place.county, place.nation]


def _place(value: list[Any]) -> Place:
    name, latitude, longitude, precision, radius_km, county, nation = value
    return Place(
        name=name,
        point=Point(latitude, longitude),
        precision=precision,
        radius_km=radius_km,
        county=county,
        nation=nation,
    )


@cache
def _types() -> dict[str, Callable[[Any], Any]]:
    """What makes a typed value of a stored one, for keys that hold more than text or a list."""
    return {
        "ages": Ages.parse,
        "unsuited_ages": Ages.parse,
        "meets": meeting_times,
        "hours": meeting_times,
        "venue": lambda value: Venue(**{**value, "private": value.get("private") == "yes"}),
        "contact": lambda value: Contact(**value),
        "sources": lambda value: tuple(Source(**item) for item in value),
        "checked": lambda value: Checked(**{**value, "on": date.fromisoformat(value["on"])}),
        "external_ids": lambda value: tuple(value.items()),
        "place": _place,
        "regions": lambda value: tuple(item and Region(*item) for item in value),
        "joint": lambda value: tuple(
            meeting_times(value.get(key, ())) for key in ("meets", "hours")
        ),
    }


def attribute(key: str) -> str:
    """The name of a key of a record as an attribute of a group."""
    return key.removeprefix("_")


def typed(key: str, value: Any) -> Any:
    """The value of a key of a record as an attribute of a group."""
    if made := _types().get(attribute(key)):
        return made(value)
    return tuple(value) if isinstance(value, list) else value


def public(record: Mapping[str, Any]) -> Record:
    """A record or a crisis contact without what was worked out: what may be printed."""
    stated = _stated(record)
    for key in ("meets", "hours"):
        if not isinstance(patterns := stated.get(key, ""), str):
            stated[key] = [_stated(pattern) for pattern in patterns]
    return stated


def _stated(keys: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in keys.items() if not key.startswith("_")}
