"""What other formats call what a group states: read by those who write such formats, and who read them.

HSDS 3.0 (Open Referral) and its UK profile name most things; Meeting Guide (TSML) has codes of its own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID, uuid5

if TYPE_CHECKING:
    from collections.abc import Mapping

NAMESPACE = UUID("6f0c8c1e-3d0b-5c55-9a70-2f0a6e8d4b17")
"""What every id that is made for another format is worked out in. It never changes."""

SERVICE_STATUSES: Mapping[str, str] = {
    "open": "active",
    "full": "active",
    "paused": "temporarily closed",
    "closed": "defunct",
}
"""The status of an HSDS service by that of a group. One that states none is `active`, which HSDS needs."""

STATUSES: Mapping[str, str] = {
    "inactive": "paused",
    **{service: group for group, service in SERVICE_STATUSES.items() if group != "full"},
}
"""The status of a group by that of an HSDS service, which does not say whether one that is active is full."""

TAXONOMIES: Mapping[str, str] = {
    "focus": "What a group is about",
    "activity": "What people do there",
    "community": "Whom a group is for, or specially for",
    "format": "How people meet",
    "setting": "In a group or one to one",
    "leader": "Who leads",
    "style": "How a meeting runs",
    "access": "What is there for disabled people",
    "joining": "How one joins",
}
"""The taxonomies of HSDS: a facet of the vocabulary, and what its terms say."""

ATTRIBUTES: Mapping[str, str] = {
    "format": "format",
    "setting": "setting",
    "leader": "leader",
    "focus": "focus",
    "activities": "activity",
    "style": "style",
    "only_for": "community",
    "welcomes": "community",
    "access": "access",
    "no_access": "access",
    "joining": "joining",
}
"""The keys of a group that are attributes in HSDS, with the key as `link_type`: the facet of their terms."""

KEYS_OF_FACETS: Mapping[str, str] = {
    facet: key for key, facet in ATTRIBUTES.items() if key not in ("only_for", "no_access")
}
"""The key that an attribute of a facet is where no `link_type` tells it: never one that shuts anybody out."""

SERVICE_FIELDS: Mapping[str, tuple[str, ...]] = {
    "name": ("name",),
    "alternate_name": ("also_known_as",),
    "organization": ("organisation",),
    "organization_id": ("organisation",),
    "description": ("summary", "description"),
    "status": ("status",),
    "url": ("contact",),
    "email": ("contact",),
    "phones": ("contact",),
    "application_process": ("joining_note",),
    "wait_time": ("waiting",),
    "eligibility_description": ("not_suitable_for",),
    "minimum_age": ("ages",),
    "maximum_age": ("ages",),
    "assured_date": ("checked",),
    "alert": ("status_note", "doubts"),
    "schedules": ("meets", "hours"),
    "service_areas": ("covers", "area"),
    "service_at_locations": ("venue",),
    "languages": ("languages",),
    "cost_options": ("cost",),
    "attributes": (*ATTRIBUTES,),
}
"""The fields of an HSDS service, and the keys of a group that each carries."""

PHONES: Mapping[str, str] = {"voice": "phone", "text": "text"}
"""The types of the phones of HSDS, and the keys of a contact."""

ADDRESS: Mapping[str, str] = {
    "address_1": "address",
    "city": "town",
    "state_province": "county",
    "postal_code": "postcode",
}
"""The fields of an HSDS address, and the keys of a venue."""

TIMES: Mapping[str, str] = {"opens_at": "start", "closes_at": "end"}
"""The times of an HSDS schedule, and those of a meeting."""

MEETS, HOURS, UNCLEAR = "Meets: ", "Open: ", "Unclear: "
"""What the description of an HSDS schedule starts with, by what it is of, and a line of an alert."""

NOT_THERE, NOT_SUITABLE = "Not there: ", "Not suitable for: "
"""What stands before a term of access that is known to be missing, and before whom a group does not suit."""

ONLY_THERE, KEPT_BACK = "Only for people there", "The exact place is kept back."
"""What an HSDS service area, and a location, say of themselves."""

COUNTRIES: Mapping[str, str] = {"Jersey": "JE", "Guernsey": "GG", "Isle of Man": "IM"}
"""The country codes of the nations that are no part of the United Kingdom."""

MEETING_TYPES: Mapping[str, Mapping[str, str]] = {
    "only_for": {"women": "W", "men": "M", "lgbtq": "LGBTQ", "trans": "T", "young-people": "Y"},
    "access": {"step-free": "X", "accessible-toilet": "XB"},
    "languages": {
        "en": "EN", "es": "S", "fr": "FR", "de": "DE", "it": "ITA", "pl": "POL", "pt": "POR",
        "hi": "HI", "pa": "PUN", "uk": "UK", "ru": "RUS", "tr": "TUR", "fa": "FA",
    },
}  # fmt: skip
"""The meeting types of Meeting Guide by key and term; it has none for most terms, nor for who leads."""


def stable_id(*parts: str) -> str:
    """The id of a thing in another format: the same parts always give the same UUID (version 5)."""
    return str(uuid5(NAMESPACE, "/".join(parts)))


def service_id(group_id: str) -> str:
    """The id of the HSDS service that a group is."""
    return stable_id("service", group_id)


def organization_id(name: str) -> str:
    """The id of an HSDS organization; capitals and spaces in its name make no other of it."""
    return stable_id("organization", " ".join(name.casefold().split()))


def sunday_first(weekday: int) -> int:
    """A day of Meeting Guide, where Sunday is 0, for one of ours, where Monday is."""
    return (weekday + 1) % 7


def monday_first(weekday: int) -> int:
    """A day of ours, where Monday is 0, for one of Meeting Guide, where Sunday is."""
    return (weekday - 1) % 7
