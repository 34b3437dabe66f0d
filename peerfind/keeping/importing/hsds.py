"""Services of Open Referral (HSDS 3.0, and its profile for the UK) as groups.

A service that is given at several places is several groups, one for each, since one who seeks goes to one.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Any

from peerfind import text
from peerfind.directory.fields import FIELDS
from peerfind.directory.vocabulary import FACETS
from peerfind.keeping.importing import clean
from peerfind.keeping.importing.draft import Raw
from peerfind.keeping.importing.reading import json_document, members
from peerfind.keeping.importing.rules import pattern
from peerfind.keeping.meeting_words import meetings
from peerfind.keeping.neighbours import (
    ADDRESS,
    HOURS,
    KEPT_BACK,
    KEYS_OF_FACETS,
    MEETS,
    NOT_SUITABLE,
    NOT_THERE,
    ONLY_THERE,
    PHONES,
    SERVICE_FIELDS,
    STATUSES,
    TIMES,
    UNCLEAR,
)
from peerfind.keeping.questions import facet_of
from peerfind.model import NATIONS
from peerfind.schedule.recurrence import BANDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from peerfind.keeping.importing.draft import Draft, Setting
    from peerfind.keeping.importing.forms import Read

_LISTS = ("contents", "services", "items", "data", "results")
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
_DAYS_OFF = ", not "  # in the words of our own export
_RULE = (
    *("freq", "interval", "byday", "bymonthday", "until", "count", "bysetpos", "bymonth"),
    *("byweekno", "byyearday"),
)
# What is looked at; the day of a check is not, for who checked it there told nobody here.
_KNOWN = frozenset(
    {
        *(SERVICE_FIELDS.keys() - {"assured_date"}),
        *("id", "fees_description", "last_modified", "location", "service", "additional_urls", "contacts"),
    }
)  # fmt: skip


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
    others = clean.plain(data.get("alternate_name")).split("; ")
    draft.put("also_known_as", [one for one in others if one])
    draft.words("organisation", _map(data, "organization").get("name"))
    draft.about(data.get("description"))
    _status(data, draft)
    _contact(data, at, draft)
    _venue(location, draft, setting)
    _ages(data, draft)
    _cost(data, draft)
    draft.words("waiting", data.get("wait_time"))
    _who(data, draft)
    _areas(_list(data, "service_areas"), draft)
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
    if said in STATUSES:
        draft.put("status", STATUSES[said])
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
        key = f"contact.{PHONES.get('text' if kind == 'sms' else kind, PHONES['voice'])}"
        if key in draft.keys or kind in ("fax", "pager", "textphone"):
            draft.leave("phones", "there is one number of each kind")
        else:
            draft.phone(key, one.get("number"))
    if any(_list(one, "contacts") for one in (data, at, _map(at, "location"))):
        draft.leave("contacts", "people are named only where they agreed to it")


def _who(data: Mapping[str, Any], draft: Draft) -> None:
    """Who may come and how, and what to know before: of our own export what no attribute says."""
    how, who = (
        clean.plain(data.get(key)) for key in ("application_process", "eligibility_description")
    )
    kinds = {_map(one, "taxonomy_term").get("taxonomy") for one in _list(data, "attributes")}
    if kinds & {*FACETS}:
        draft.put("not_suitable_for", _without_dot(who.partition(NOT_SUITABLE)[2]))
        is_said = any(one.get("link_type") == "joining" for one in _list(data, "attributes"))
        draft.put("joining_note", how.partition(". ")[2] if is_said else how)
    else:
        draft.put("joining_note", " ".join(filter(None, (how, who))))
    alerts = [clean.plain(line) for line in str(data.get("alert") or "").split("\n")]
    draft.put("doubts", [line.removeprefix(UNCLEAR) for line in alerts if line])


def _without_dot(said: str) -> str:
    """Words without the mark that our export made a sentence of them with."""
    return said[:-1] if said.endswith(".") and said.count(".") == 1 else said


def _areas(areas: list[dict[str, Any]], draft: Draft) -> None:
    """Where it works; a part of the country is the only one where that is said in our own words."""
    draft.put(
        "covers",
        [name for one in areas if one.get("description") == ONLY_THERE if (name := _name(one))],
    )
    rest = [name for one in areas if one.get("description") != ONLY_THERE if (name := _name(one))]
    draft.put("area", "; ".join(rest))


def _venue(location: Mapping[str, Any], draft: Draft, setting: Setting) -> None:
    if not location:
        return
    if clean.plain(location.get("location_type")).lower() == "virtual":
        draft.leave("location", "it is no place, and does not say how people meet")
        return
    draft.words("venue.name", location.get("name"))
    addresses = _list(location, "addresses")
    kinds = [one for one in addresses if clean.plain(one.get("address_type")) != "postal"]
    address = next(iter(kinds or addresses), {})
    parts = {key: clean.plain(address.get(field)) for field, key in ADDRESS.items()}
    second, region = (clean.plain(address.get(field)) for field in ("address_2", "region"))
    parts["address"] = ", ".join(filter(None, (parts["address"], second)))
    if region in NATIONS:
        draft.put("nation", region)
    else:
        parts["county"] = parts["county"] or region
    for key, said in parts.items():
        draft.put(f"venue.{key}", said)
    about = clean.plain(location.get("description"))
    draft.put("venue.private", "yes" if about == KEPT_BACK else "")
    ways = about if about != KEPT_BACK else ""
    draft.words("venue.directions", location.get("transportation") or ways)
    draft.point(location.get("latitude"), location.get("longitude"))
    if len(addresses) > 1:
        draft.leave("addresses", "a place has one address")
    for one in _list(location, "accessibility"):
        _access(clean.plain(one.get("description")), draft, setting)


def _access(said: str, draft: Draft, setting: Setting) -> None:
    """A term of access that is named in its own words; free text is left to people."""
    term = _exact(said.removeprefix(NOT_THERE), "access", setting)
    if term:
        draft.put("no_access" if said.startswith(NOT_THERE) else "access", [term])
    else:
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
    if options and all(_is_nothing(amount) for amount in amounts):
        draft.put("cost", "free")
    elif (
        len(options) == 1 and amounts[0] and clean.plain(options[0].get("currency")) in ("", "GBP")
    ):
        about = clean.plain(options[0].get("amount_description")) or clean.plain(
            options[0].get("option")
        )
        draft.put("cost", f"£{clean.plain(amounts[0])} {about}".strip())
    elif len(options) == 1 and amounts[0] is None and clean.plain(options[0].get("option")):
        draft.words("cost", options[0]["option"])
    elif options:
        draft.leave("cost_options", "there are several, or without an amount")


def _is_nothing(amount: Any) -> bool:
    """Whether an amount of money is 0, however it is written."""
    return bool(re.fullmatch(r"0+(?:\.0*)?", clean.plain(amount)))


def _schedule(one: Mapping[str, Any], draft: Draft, setting: Setting) -> None:
    """A pattern of a schedule, by its rule or else by its words; one that no pattern can say is told."""
    said = clean.plain(one.get("description"))
    is_ours = said.startswith((MEETS, HOURS))
    key = "hours" if said.startswith(HOURS) else "meets"
    words = said.removeprefix(MEETS).removeprefix(HOURS)
    try:
        made = _ruled(one, draft, setting) if clean.plain(one.get("freq")) else _worded(words)
        if is_ours and _DAYS_OFF in words:  # which no rule of HSDS has
            made = _worded(words)
    except ValueError as error:
        draft.leave("schedules", str(error))
        return
    if isinstance(made, str):
        draft.put(key, made)
        return
    bands = [one for one in words.split() if one in BANDS]
    if is_ours and bands and "start" not in made:  # a part of a day is in no rule either
        made["start"] = bands[0]
    if note := clean.plain(one.get("notes")):
        made["note"] = note
    if said and not is_ours and clean.plain(one.get("freq")):
        draft.leave("schedules", f"beside its rule it says: {said}")
    draft.put(key, [made])


def _worded(said: str) -> dict[str, Any] | str:
    """A pattern of words. Raises ValueError for what cannot be read."""
    found = meetings([said])
    if not found:
        raise ValueError("it says neither a repeat nor words")
    return found if isinstance(found, str) else found[0]


def _ruled(one: Mapping[str, Any], draft: Draft, setting: Setting) -> dict[str, Any]:
    """A pattern of a rule with its times. Raises ValueError with what of it no pattern can say."""
    parts = {
        key.upper(): clean.plain(one.get(key)).upper() for key in _RULE if clean.plain(one.get(key))
    }
    first = clean.day(one.get("dtstart")) or clean.day(one.get("valid_from"))
    if "UNTIL" not in parts and clean.day(one.get("valid_to")):
        parts["UNTIL"] = clean.day(one.get("valid_to"))
    made = pattern(parts, date.fromisoformat(first) if first else None, setting.today)
    for field, key in TIMES.items():
        if one.get(field):
            draft.clock(made, key, one[field])
    return made


def _attribute(one: Mapping[str, Any], draft: Draft, setting: Setting) -> None:
    """A term of a taxonomy. Only one that is named after a facet says anything but what it is about."""
    term = _map(one, "taxonomy_term")
    kind = term.get("taxonomy_detail") or term.get("taxonomy")
    facet = clean.plain(kind.get("name") if isinstance(kind, dict) else kind).lower()
    key, whole = clean.plain(one.get("link_type")), clean.plain(one.get("value"))
    code, label = (clean.plain(term.get(name)) for name in ("code", "name"))
    if facet not in FACETS:
        key, facet, whole = "focus", "focus", ""
    elif key not in FIELDS or facet_of(key) != facet:
        key, whole = KEYS_OF_FACETS.get(facet, ""), ""
    found = _exact(code, facet, setting) or _exact(label, facet, setting)
    if key and found:
        draft.put(key, [one for one in [whole or found] if one not in draft.keys.get(key, ())])
    elif code or label:
        draft.leave("attributes", f"{label or code} is no {facet} term")


def _exact(said: str, facet: str, setting: Setting) -> str:
    """The term that is named by its id or its label; empty for none."""
    known = setting.vocabulary[facet]
    names = {text.key(known.label(name)): name for name in known.terms}
    names |= {text.key(name): name for name in known.terms}
    return names.get(text.key(said), "")


def _name(one: Mapping[str, Any]) -> str:
    return clean.plain(one.get("name"))


def _map(data: Mapping[str, Any], key: str) -> dict[str, Any]:
    value = data.get(key)
    return value if isinstance(value, dict) else {}


def _list(data: Mapping[str, Any], key: str) -> list[dict[str, Any]]:
    value = data.get(key)
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []
