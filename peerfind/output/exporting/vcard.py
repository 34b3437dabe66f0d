"""Groups as cards of an address book: vCard 4.0 (RFC 6350), a card a group."""

from __future__ import annotations

from typing import TYPE_CHECKING

from peerfind.keeping.neighbours import COUNTRIES, service_id
from peerfind.model import Group
from peerfind.output.calendar import escaped, folded
from peerfind.output.exporting import notes
from peerfind.output.exporting.carried import (
    contact_left,
    degrees,
    door,
    left_behind,
    mailbox,
    web_address,
)
from peerfind.wording.summary import crisis_sms
from peerfind.wording.when import every_meeting

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from peerfind.directory.vocabulary import Vocabulary
    from peerfind.output.exports import Exported

CARRIED = notes.CARRIED | {
    *("name", "also_known_as", "organisation", "meets", "hours", "venue", "nation", "contact"),
}


def vcard_export(exported: Exported) -> Iterator[str]:
    """The card of each group; what it cannot hold is counted."""
    for record in exported.records:
        group = Group.of(record)
        exported.lost.update(left_behind(record, CARRIED) | contact_left(group))
        crisis = crisis_sms(exported.crisis, group.nation)
        lines = card(group, exported.vocabulary, exported.settings, crisis)
        yield "".join(map(folded, lines))


def card(
    group: Group, vocabulary: Vocabulary, settings: Mapping[str, str], crisis: str
) -> Iterator[str]:
    """The lines of a card, without their ends and not yet folded; whom to ring in a `crisis` comes last."""
    yield from ("BEGIN:VCARD", "VERSION:4.0", "KIND:org")
    yield f"UID:urn:uuid:{service_id(group.id)}"
    yield f"FN:{escaped(group.name or group.id)}"
    if group.also_known_as:
        yield f"NICKNAME:{_list(group.also_known_as)}"
    if group.organisation:
        yield f"ORG:{escaped(group.organisation)}"
    yield from _reached(group)
    yield from _address(group, settings)
    if group.focus:
        yield f"CATEGORIES:{_list(map(vocabulary['focus'].label, group.focus))}"
    yield from (f"LANG:{code}" for code in group.languages)
    directions = group.venue and group.venue.directions
    told = notes.notes(group, [*every_meeting(group), directions or ""], vocabulary)
    yield f"NOTE:{escaped(chr(10).join((*told, *filter(None, (crisis,)))))}"
    yield "END:VCARD"


def _list(words: Iterable[str]) -> str:
    return ",".join(map(escaped, words))


def _reached(group: Group) -> Iterator[str]:
    """How to get in touch; a number stays as it is written, since only its owner knows how it is rung."""
    contact = group.contact
    if contact is None:
        return
    if contact.phone:
        yield f"TEL;TYPE=voice:{escaped(contact.phone)}"
    if contact.text:
        yield f"TEL;TYPE=text:{escaped(contact.text)}"
    if email := mailbox(contact.email):
        yield f"EMAIL:{escaped(email)}"
    if website := web_address(contact.website):
        yield f"URL:{website}"


def _address(group: Group, settings: Mapping[str, str]) -> Iterator[str]:
    """The address, and the point of one that is known to its postcode."""
    venue = group.venue
    if venue is None:
        return
    country = COUNTRIES.get(group.nation or "", settings.get("country", ""))
    street = ", ".join(filter(None, (venue.name, venue.address)))
    parts = ("", "", street, venue.town, venue.county, venue.postcode, country)
    yield f"ADR:{';'.join(escaped(part or '') for part in parts)}"
    if at := door(group):
        yield f"GEO:geo:{degrees(at.point.latitude)},{degrees(at.point.longitude)}"
