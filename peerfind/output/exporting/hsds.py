"""Groups as services of Open Referral: HSDS 3.0, and its UK profile (Open Referral UK 3.0).

A group is a service, where it meets is a location, and what it states in terms of the vocabulary are
attributes, whose `link_type` is the key: each facet is a taxonomy, who leads among them. The UK profile has
the same, with four names of its own besides; fields of HSDS that it does not list stay, as its schemas
let them.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from peerfind.keeping.neighbours import (
    ADDRESS,
    ATTRIBUTES,
    COUNTRIES,
    KEPT_BACK,
    NOT_SUITABLE,
    NOT_THERE,
    ONLY_THERE,
    PHONES,
    SERVICE_FIELDS,
    SERVICE_STATUSES,
    TAXONOMIES,
    UNCLEAR,
    organization_id,
    service_id,
    stable_id,
)
from peerfind.model import UNKNOWN, Group
from peerfind.output.exporting.carried import (
    contact_left,
    degrees,
    door,
    left_behind,
    mailbox,
    stated,
    web_address,
)
from peerfind.output.exporting.hsds_schedules import schedules
from peerfind.wording import say

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from peerfind.directory.vocabulary import Vocabulary
    from peerfind.model import Record
    from peerfind.output.exports import Exported

    Entity = dict[str, Any]

CARRIED = frozenset(key for keys in SERVICE_FIELDS.values() for key in keys)
_ENCODE = json.JSONEncoder(ensure_ascii=False).encode


def hsds_export(exported: Exported) -> Iterator[str]:
    """One page of services as the HSDS 3.0 API gives it, a service a line."""
    yield from _page(exported, services(exported))


def oruk_export(exported: Exported) -> Iterator[str]:
    """The same with what the UK profile calls by names of its own."""
    yield from _page(exported, map(of_the_profile, services(exported)))


def _page(exported: Exported, found: Iterator[Entity]) -> Iterator[str]:
    total = exported.total
    head = {"total_items": total, "total_pages": 1, "page_number": 1, "size": total}
    ends = {"first_page": True, "last_page": True, "empty": not total}
    yield f'{_ENCODE({**head, **ends})[:-1]}, "contents": ['
    before = "\n"
    for service in found:
        yield f"{before}{_ENCODE(service)}"
        before = ",\n"
    yield "\n]}\n"


def services(exported: Exported) -> Iterator[Entity]:
    """Each group as a service, with all that belongs to it inside; what is left behind is counted."""
    terms = Terms(exported.vocabulary)
    today = exported.now.date()
    for record in exported.records:
        group = Group.of(record)
        lost = left_behind(record, CARRIED) | contact_left(group)
        at_location = _at_location(group, terms, exported.settings)
        if any("addresses" in one["location"] for one in at_location):
            lost.discard("nation")
        yield {
            **service(group, terms),
            **stated(
                {
                    "organization": organization(group),
                    "phones": _phones(group),
                    "schedules": schedules(group, today, lost),
                    "service_areas": _service_areas(group),
                    "service_at_locations": at_location,
                    "languages": _languages(group, terms),
                    "cost_options": _cost_options(group, exported.settings),
                    "attributes": [*_attributes(record, terms)],
                }
            ),
        }
        exported.lost.update(lost)


def of_the_profile(service: Entity) -> Entity:
    """A service with the four names that are the UK profile's own."""
    for area in service.get("service_areas", ()):
        area["service_area"] = area["name"]
    for at in service.get("service_at_locations", ()):
        for one in at["location"].get("accessibility", ()):
            one["accessibility"] = one["description"]
    attributes = (
        {**one, "taxonomy_term": {**one["taxonomy_term"], "term": one["taxonomy_term"]["name"]}}
        for one in service.get("attributes", ())
    )
    fees = "; ".join(one["option"] for one in service.get("cost_options", ()))
    return {**service, **stated({"fees": fees, "attributes": [*attributes]})}


class Terms:
    """The terms of a vocabulary as taxonomy terms, each made once."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self._made: dict[tuple[str, str], Entity] = {}

    def label(self, facet: str, term: str) -> str:
        """What people call a term."""
        return self.vocabulary[facet].label(term)

    def taxonomy(self, facet: str) -> Entity:
        """The taxonomy that a facet is."""
        own = stable_id("taxonomy", facet)
        return {"id": own, "name": facet, "description": TAXONOMIES[facet]}

    def term(self, facet: str, term: str) -> Entity:
        """A term, with the first of those above it as its parent."""
        if (facet, term) not in self._made:
            self._made[facet, term] = self._term(facet, term)
        return self._made[facet, term]

    def _term(self, facet: str, term: str) -> Entity:
        known = self.vocabulary[facet].terms.get(term)
        label = self.label(facet, term)
        taxonomy = self.taxonomy(facet)
        parent = known and next(iter(known.broader), None)
        made = {
            "id": stable_id("term", facet, term),
            "code": term,
            "name": label,
            "description": (known and known.note) or label,
            "parent_id": parent and stable_id("term", facet, parent),
            "taxonomy": facet,
            "taxonomy_detail": taxonomy,
            "language": "en",
            "taxonomy_id": taxonomy["id"],
        }
        return stated(made)


def service(group: Group, terms: Terms) -> Entity:
    """What a group says of itself, as a service without what belongs to it."""
    contact, ages = group.contact, group.ages
    required = {
        "id": service_id(group.id),
        "name": group.name or group.id,
        "status": SERVICE_STATUSES.get(group.status or "", "active"),
    }
    optional = {
        "organization_id": group.organisation and organization_id(group.organisation),
        "alternate_name": "; ".join(group.also_known_as),
        "description": "\n\n".join(filter(None, (group.summary, group.description))),
        "url": web_address(contact and contact.website),
        "email": mailbox(contact and contact.email),
        "application_process": " ".join(_joining(group)),
        "wait_time": group.waiting,
        "eligibility_description": " ".join(_eligibility(group, terms.vocabulary)),
        "minimum_age": ages and ages.youngest,
        "maximum_age": ages and ages.oldest,
        "assured_date": group.checked and group.checked.on.isoformat(),
        "alert": "\n".join(_alerts(group)),
    }
    return {**required, **stated(optional)}


def organization(group: Group) -> Entity:
    """Who stands behind a group: no more is known than the name, which HSDS wants described too."""
    name = group.organisation
    return {"id": organization_id(name), "name": name, "description": name} if name else {}


def _joining(group: Group) -> Iterator[str]:
    yield from map(say.sentence, filter(None, (say.joining_words(group.joining),)))
    yield from filter(None, (group.joining_note,))


def _eligibility(group: Group, vocabulary: Vocabulary) -> Iterator[str]:
    """Who may join, in sentences."""
    yield from map(say.sentence, say.only_for_words(group, vocabulary["community"]))
    for said in (say.ages_words(group.ages), say.welcome_words(group, vocabulary["community"])):
        if said:
            yield say.sentence(said)
    if group.not_suitable_for:
        yield say.sentence(f"{NOT_SUITABLE}{group.not_suitable_for}")


def _alerts(group: Group) -> Iterator[str]:
    """What to know before anybody is sent there, a line each."""
    yield from say.standing(group)
    yield from (f"{UNCLEAR}{doubt}" for doubt in group.doubts)


def _phones(group: Group) -> list[Entity]:
    numbers = {kind: getattr(group.contact, key, None) for kind, key in PHONES.items()}
    own = {"service_id": service_id(group.id)}
    return [
        {"id": stable_id("phone", group.id, kind), **own, "number": number, "type": kind}
        for kind, number in numbers.items()
        if number
    ]


def _service_areas(group: Group) -> list[Entity]:
    """The parts of the country that a group is only for, and where it says it works."""
    own = {"service_id": service_id(group.id)}
    areas: list[Entity] = [
        {
            "id": stable_id("service-area", group.id, name),
            **own,
            "name": name,
            "description": ONLY_THERE,
        }
        for name in group.covers
    ]
    if group.area:
        areas.append({"id": stable_id("service-area", group.id), **own, "name": group.area})
    return areas


def _at_location(group: Group, terms: Terms, settings: Mapping[str, str]) -> list[Entity]:
    venue = group.venue
    if venue is None:
        return []
    own = stable_id("location", group.id)
    at = door(group)
    said = [KEPT_BACK] if venue.private else [venue.directions]
    location = {
        "name": venue.name,
        "description": " ".join(filter(None, said)),
        "latitude": at and degrees(at.point.latitude),
        "longitude": at and degrees(at.point.longitude),
        "addresses": _addresses(group, own, settings),
        "accessibility": [*_accessibility(group, own, terms)],
    }
    return [
        {
            "id": stable_id("service-at-location", group.id),
            "service_id": service_id(group.id),
            "location_id": own,
            "location": {"id": own, "location_type": "physical", **stated(location)},
        }
    ]


def _addresses(group: Group, location: str, settings: Mapping[str, str]) -> list[Entity]:
    """The address; HSDS needs each part of it, and has an empty text for what is not stated."""
    parts = {field: getattr(group.venue, key, None) or "" for field, key in ADDRESS.items()}
    if not any(parts.values()):
        return []
    address = {
        "id": stable_id("address", group.id),
        "location_id": location,
        **parts,
        "country": COUNTRIES.get(group.nation or "", settings.get("country", "")),
        "address_type": "physical",
    }
    return [{**address, **({"region": group.nation} if group.nation else {})}]


def _accessibility(group: Group, location: str, terms: Terms) -> Iterator[Entity]:
    """What is there for disabled people, and what is known to be missing."""
    for key, before, found in (
        ("access", "", group.access),
        ("no_access", NOT_THERE, group.no_access),
    ):
        for term in found:
            own = stable_id("accessibility", group.id, key, term)
            description = f"{before}{terms.label('access', term)}"
            yield {"id": own, "location_id": location, "description": description}


def _languages(group: Group, terms: Terms) -> list[Entity]:
    return [
        {
            "id": stable_id("language", group.id, code),
            "service_id": service_id(group.id),
            "name": terms.label("language", code),
            "code": code,
        }
        for code in group.languages
    ]


def _cost_options(group: Group, settings: Mapping[str, str]) -> list[Entity]:
    """What it costs; an amount in a group's own words is never read as a number."""
    if not group.cost:
        return []
    own = {"id": stable_id("cost", group.id), "service_id": service_id(group.id)}
    if group.cost != "free":
        return [{**own, "option": group.cost}]
    pounds = {"currency": "GBP"} if settings.get("country") == "GB" else {}
    return [{**own, "option": group.cost, **pounds, "amount": 0}]


def _attributes(record: Record, terms: Terms) -> Iterator[Entity]:
    """A term of the vocabulary each; of several that must all be true, `value` holds the whole."""
    for key, facet in ATTRIBUTES.items():
        for alternative in record.get(key, ()):
            parts = [alternative] if alternative == UNKNOWN else alternative.split("+")
            for term in parts:
                if term != UNKNOWN:
                    yield _attribute(record["id"], key, alternative, terms.term(facet, term))


def _attribute(group_id: str, key: str, alternative: str, term: Entity) -> Entity:
    made = {
        "id": stable_id("attribute", group_id, key, alternative, term["code"]),
        "link_id": service_id(group_id),
        "taxonomy_term_id": term["id"],
        "link_type": key,
        "link_entity": "service",
        "value": alternative if alternative != term["code"] else "",
        "taxonomy_term": term,
    }
    return stated(made)
