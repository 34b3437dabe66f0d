"""Services of Open Referral (HSDS 3.0, and its profile for the UK) as groups.

A service that is given at several places is several groups, one for each, since one who seeks goes to one.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from peerfind import text
from peerfind.directory.vocabulary import CLOSED, FACETS
from peerfind.keeping.importing import clean
from peerfind.keeping.importing.draft import Raw
from peerfind.keeping.importing.reading import json_document, members
from peerfind.keeping.importing.rules import pattern
from peerfind.keeping.questions import facet_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from peerfind.keeping.importing.draft import Draft, Setting
    from peerfind.keeping.importing.forms import Read

_LISTS = ("contents", "services", "items", "data", "results")
_STATUSES = {
    "active": "open", "inactive": "paused", "temporarily closed": "paused", "defunct": "closed",
}  # fmt: skip
# A record that has none of these is something else: a taxonomy, a place, a page of nothing.
_SHAPES = frozenset(
    {
        "services",
        "service",
        "status",
        "organization",
        "organization_id",
        "service_at_locations",
        "schedules",
    }
)
_OURS = "peerfind "  # before the name of a facet, in the name of a taxonomy of our own export
_KNOWN = frozenset(
    {
        "id", "name", "alternate_name", "description", "organization", "organization_id", "status", "url",
        "email", "phones", "minimum_age", "maximum_age", "languages", "schedules", "cost_options",
        "fees_description", "service_at_locations", "service_areas", "attributes", "last_modified",
        "wait_time", "application_process", "location", "service", "additional_urls",
    }
)  # fmt: skip
_KEYS_BY_FACET = {
    "focus": "focus", "leader": "leader", "format": "format", "setting": "setting", "style": "style",
    "activity": "activities", "community": "welcomes", "access": "access", "joining": "joining",
}  # fmt: skip


def services(data: bytes, read: Read) -> Iterator[Raw]:
    """Each service at each of its places: of a list, of a page of one, of an organisation, or alone."""
    document = json_document(data, read)
    records = document if isinstance(document, list) else members(document, _LISTS)
    organisation = document if isinstance(document, dict) and "services" in document else None
    for number, one in enumerate(records):
        yield from _of(one, f"record {number + 1}", organisation)


def _of(one: Any, place: str, organisation: Any) -> Iterator[Raw]:
    """The services in one record, which may be an organisation, or a service as it is given at a place."""
    if not isinstance(one, dict) or not _SHAPES & one.keys():
        yield Raw(place, None, "It is no service.")
    elif isinstance(one.get("services"), list):
        for number, service in enumerate(one["services"]):
            yield from _of(service, f"{place}, service {number + 1}", one)
    elif isinstance(one.get("service"), dict):
        yield Raw(place, {**one["service"], "service_at_locations": [one]})
    else:
        whole = {"organization": organisation, **one} if organisation else one
        places = _list(one, "service_at_locations")
        if len(places) < 2:  # noqa: PLR2004
            yield Raw(place, whole)
            return
        for number, at in enumerate(places):
            yield Raw(
                f"{place}, place {number + 1}", {**whole, "service_at_locations": [at], "_of": True}
            )


def map_service(data: Any, draft: Draft, setting: Setting) -> None:
    """Put what a service says, and the place where it is given, into a draft."""
    at = next(iter(_list(data, "service_at_locations")), {})
    location = _map(at, "location")
    draft.ids = [clean.plain(at.get("id") if data.get("_of") else data.get("id"))]
    draft.words("name", data.get("name"))
    if other := clean.plain(data.get("alternate_name")):
        draft.put("also_known_as", [other])
    draft.words("organisation", _map(data, "organization").get("name"))
    draft.about(data.get("description"))
    _status(data, draft)
    _contact(data, at, draft)
    _venue(location, draft)
    _ages(data, draft)
    _cost(data, draft)
    draft.words("waiting", data.get("wait_time"))
    draft.words("joining_note", data.get("application_process"))
    draft.words("area", "; ".join(_names(_list(data, "service_areas"))))
    tags = [clean.plain(one.get("code") or one.get("name")) for one in _list(data, "languages")]
    draft.put("languages", [tag for tag in tags if tag])
    for schedule in (
        _list(at, "schedules") or _list(location, "schedules") or _list(data, "schedules")
    ):
        _schedule(schedule, draft, setting)
    for attribute in _list(data, "attributes"):
        _attribute(attribute, draft, setting)
    draft.leave_others({k: v for k, v in data.items() if k != "_of"}, _KNOWN)


def _status(data: Mapping[str, Any], draft: Draft) -> None:
    said = clean.plain(data.get("status")).lower()
    if said in _STATUSES:
        draft.put("status", _STATUSES[said])
    elif said:
        draft.leave("status", f"{said} is no status here")


def _contact(data: Mapping[str, Any], at: Mapping[str, Any], draft: Draft) -> None:
    """How the service is reached; people who are named there have not agreed to be named here."""
    draft.web(data.get("url"))
    draft.words("contact.email", data.get("email"))
    for one in (
        _list(data, "phones") or _list(at, "phones") or _list(_map(at, "location"), "phones")
    ):
        kind = clean.plain(one.get("type")).lower()
        key = "contact.text" if kind in ("text", "sms") else "contact.phone"
        if key in draft.keys or kind in ("fax", "pager", "textphone"):
            draft.leave("phones", "there is one number of each kind")
        else:
            draft.phone(key, one.get("number"))
    if any(_list(one, "contacts") for one in (data, at, _map(at, "location"))):
        draft.leave("contacts", "people are named only where they agreed to it")


def _venue(location: Mapping[str, Any], draft: Draft) -> None:
    if not location:
        return
    if clean.plain(location.get("location_type")).lower() == "virtual":
        draft.leave("location", "it is no place, and does not say how people meet")
        return
    draft.words("venue.name", location.get("name"))
    addresses = _list(location, "addresses")
    kinds = [one for one in addresses if clean.plain(one.get("address_type")) != "postal"]
    address = next(iter(kinds or addresses), {})
    lines = (clean.plain(address.get(key)) for key in ("address_1", "address_2"))
    draft.put("venue.address", ", ".join(filter(None, lines)))
    draft.words("venue.town", address.get("city"))
    draft.words("venue.county", address.get("region") or address.get("state_province"))
    draft.words("venue.postcode", address.get("postal_code"))
    draft.words("venue.directions", location.get("transportation"))
    draft.point(location.get("latitude"), location.get("longitude"))
    if len(addresses) > 1:
        draft.leave("addresses", "a place has one address")
    if _list(location, "accessibility"):
        draft.leave("accessibility", "it is free text: look at it, and write the terms of access")


def _ages(data: Mapping[str, Any], draft: Draft) -> None:
    youngest, oldest = (clean.plain(data.get(key)) for key in ("minimum_age", "maximum_age"))
    if youngest.isdigit() and oldest.isdigit():
        draft.put("ages", f"{youngest}-{oldest}")
    elif youngest.isdigit() and int(youngest):
        draft.put("ages", f"{youngest}+")
    elif oldest.isdigit():
        draft.put("ages", f"up to {oldest}")
    elif youngest.strip("0") or oldest:
        draft.leave("ages", "they are no whole years")


def _cost(data: Mapping[str, Any], draft: Draft) -> None:
    if said := clean.plain(data.get("fees_description")):
        draft.put("cost", said)
        return
    options = _list(data, "cost_options")
    amounts = [one.get("amount") for one in options]
    if options and all(amount in (0, "0") for amount in amounts):
        draft.put("cost", "free")
    elif (
        len(options) == 1 and amounts[0] and clean.plain(options[0].get("currency")) in ("", "GBP")
    ):
        about = clean.plain(options[0].get("amount_description")) or clean.plain(
            options[0].get("option")
        )
        draft.put("cost", f"£{clean.plain(amounts[0])} {about}".strip())
    elif options:
        draft.leave("cost_options", "there are several, or without an amount")


def _schedule(one: Mapping[str, Any], draft: Draft, setting: Setting) -> None:
    """A pattern of a schedule; one that no pattern can say is told."""
    parts = {
        key.upper(): clean.plain(one.get(key)).upper()
        for key in ("freq", "interval", "byday", "bymonthday", "until", "count", "bysetpos", "bymonth",
                    "byweekno", "byyearday")
        if clean.plain(one.get(key))
    }  # fmt: skip
    first = clean.day(one.get("dtstart")) or clean.day(one.get("valid_from"))
    if "UNTIL" not in parts and clean.day(one.get("valid_to")):
        parts["UNTIL"] = clean.day(one.get("valid_to"))
    try:
        if not parts.get("FREQ"):
            raise ValueError("it says no repeat in a form to be read")  # noqa: TRY301
        made = pattern(parts, date.fromisoformat(first) if first else None, setting.today)
        for key, name in (("start", "opens_at"), ("end", "closes_at")):
            if one.get(name):
                made[key], _ = clean.clock(one[name])
    except ValueError as error:
        draft.leave("schedules", str(error))
        return
    if note := clean.plain(one.get("description") or one.get("notes")):
        made["note"] = note
    draft.put("meets", [made])


def _attribute(one: Mapping[str, Any], draft: Draft, setting: Setting) -> None:
    """A term of a taxonomy. Of closed facets only a taxonomy that is named after one says anything."""
    term = _map(one, "taxonomy_term")
    kind = term.get("taxonomy_detail") or term.get("taxonomy") or one.get("link_type")
    named = clean.plain(kind.get("name") if isinstance(kind, dict) else kind).lower()
    facet = next((name for name in FACETS if name in named.removeprefix(_OURS).split()), "focus")
    key = _KEYS_BY_FACET.get(facet, "")
    code, label = (clean.plain(term.get(name)) for name in ("code", "name"))
    if not key or not (code or label):
        draft.leave("attributes", "a term of another taxonomy")
        return
    known = setting.vocabulary[facet_of(key)]
    exact = {text.key(name): name for name in known.terms}
    exact |= {text.key(known.label(name)): name for name in known.terms}
    found = exact.get(text.key(code)) or exact.get(text.key(label))
    if found and (facet not in CLOSED or facet in named):
        draft.put(key, [found])
    else:
        draft.leave("attributes", f"{label or code} is no {facet} term")


def _names(records: list[dict[str, Any]]) -> list[str]:
    return [name for one in records if (name := clean.plain(one.get("name")))]


def _map(data: Mapping[str, Any], key: str) -> dict[str, Any]:
    value = data.get(key)
    return value if isinstance(value, dict) else {}


def _list(data: Mapping[str, Any], key: str) -> list[dict[str, Any]]:
    value = data.get(key)
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []
