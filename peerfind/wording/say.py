"""The facts of a group in plain English: every phrase that a person reads is made once, for all layouts.

A phrase has no full stop and starts with a small letter, unless it is a sentence of its own. Whatever comes
from a directory goes through `cleaned` before it is shown.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from peerfind import text
from peerfind.geo import KM_PER_MILE
from peerfind.model import NATIONS, UNKNOWN
from peerfind.schedule.recurrence import MONTH_NAMES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from peerfind.answers.rank import Match
    from peerfind.directory.vocabulary import Facet
    from peerfind.freshness import Freshness
    from peerfind.model import Ages, Contact, Group, Record, Source, Venue
    from peerfind.places import Place

FORMATS = {
    "in-person": "in person",
    "phone": "phone",
    "video": "video",
    "chat": "live chat",
    "forum": "online forum",
    "text": "text message",
    "email": "email",
}
LAY_LEADERS = {
    "peer": "people who have been through it",
    "peer-worker": "peer support workers, who have lived experience",
    "volunteer": "volunteers",
}
PROFESSIONALS = {
    "nurse": "a nurse",
    "social-worker": "a social worker",
    "psychologist": "a psychologist",
    "counsellor": "a counsellor",
    "other-professional": "a professional",
}
LEADERS = {
    **LAY_LEADERS,
    **PROFESSIONALS,
    "other-professional": "another professional",
    "co-led": "others together with a professional",
    "lay": "people who are not professionals",
    "lived-experience": "someone who has been through it",
    "professional": "a professional",
}
JOINING = {
    "drop-in": "just turn up",
    "book": "book first",
    "self-referral": "ask to join yourself",
    "gp-referral": "through a GP",
    "professional-referral": "through a professional",
    "membership": "become a member",
}
CHECKED_BY = {
    "phone": "by phone",
    "email": "by email",
    "visit": "by a visit",
    "website": "on its website",
}
WAY_LABELS = {"phone": "Phone", "text": "Text", "email": "Email", "website": "Website"}
PLACE_NOT_STATED = "place not stated: ask"
FORMAT_NOT_STATED = "how people meet is not stated: ask"
LEADER_NOT_STATED = "Leader not stated: ask"
NO_CONTACT = "no way to get in touch is stated"
UK = "UK"
_SOME_LAY = "volunteers or people who have been through it"
_COARSE = ("district", "town")  # precisions that a distance must not hide
_WIDE_KM = 4.0  # a town of this radius is more than a walk across
_NEAR_ENOUGH = 0.5  # miles or km: below this, a whole number would say nought
_WEB = re.compile(r"https?://[^\s<>\"']+$", re.IGNORECASE)
_MAILBOX = re.compile(r"[^\s@<>\"'?&]+@[^\s@<>\"'?&]+$")


class Fact(NamedTuple):
    """A few words, and what they link to where that is safe to follow."""

    words: str
    link: str = ""


class Way(NamedTuple):
    """One way to get in touch; `kind` is phone, text, email or website."""

    kind: str
    words: str
    link: str = ""
    is_network: bool = False

    @property
    def said(self) -> str:
        """What to ring, write or look up, and whose it is where it is not the group's own."""
        return f"{self.words} (the network's)" if self.is_network else self.words


def cleaned(value: Any) -> Any:
    """`value` with every text in it on one line, without control, bidirectional or hidden characters."""
    if isinstance(value, str):
        return text.shown(value)
    if isinstance(value, tuple):
        items = [cleaned(item) for item in value]
        return value._make(items) if hasattr(value, "_make") else tuple(items)
    return value


def capitalised(words: str) -> str:
    """`words` with a capital first letter."""
    return words[:1].upper() + words[1:]


def sentence(words: str) -> str:
    """`words` as a sentence: a capital first, and a mark at the end."""
    return capitalised(words) + ("" if words.endswith((".", "!", "?")) else ".")


def counted(number: int, one: str, many: str = "") -> str:
    """A number with its noun: `1 group`, `2 groups`."""
    return f"{number:,} {one if number == 1 else many or f'{one}s'}"


def short_date(day: date) -> str:
    """A date such as `2 Oct 2026`."""
    return f"{day.day} {MONTH_NAMES[day.month - 1][:3].capitalize()} {day.year}"


def published_words(published: str) -> str:
    """A year, a month or a day in words: `2023`, `May 2023`, `11 May 2023`."""
    year, *rest = published.split("-")
    month = MONTH_NAMES[int(rest[0]) - 1].capitalize() if rest else ""
    day = str(int(rest[1])) if rest[1:] else ""
    return " ".join(filter(None, (day, month, year)))


def format_words(group: Group) -> str:
    """How people meet: `in person`, `in person and video`."""
    found = [FORMATS.get(term, term) for term in group.format if term != UNKNOWN]
    if not found:
        return FORMAT_NOT_STATED
    return ", ".join((text.listed(found), *setting_words(group)))


def setting_words(group: Group) -> Iterator[str]:
    """That it is not, or not only, a group."""
    if "one-to-one" in group.setting:
        yield "in a group or one to one" if "group" in group.setting else "one to one"


def leader_words(leader: Iterable[str]) -> str:
    """Who leads: `Led by a nurse`."""
    stated = [term for term in leader if term != UNKNOWN]
    lay = [LAY_LEADERS[term] for term in stated if term in LAY_LEADERS]
    professional = [PROFESSIONALS[term] for term in stated if term in PROFESSIONALS]
    if "co-led" in stated:
        both = (text.listed(lay) or _SOME_LAY, text.listed(professional) or "a professional")
        return f"Led by {', together with '.join(both)}"
    return f"Led by {text.listed([*lay, *professional])}" if stated else LEADER_NOT_STATED


def cost_words(cost: str | None) -> str:
    """What it costs; nothing where that is not stated."""
    return "by donation" if cost == "donation" else cost or ""


def joining_words(joining: Iterable[str]) -> str:
    """How one joins; nothing where that is not stated."""
    return text.listed((JOINING.get(term, term) for term in joining), "or")


def ages_words(ages: Ages | None) -> str:
    """Whom it is for by age; nothing where that is not stated."""
    if ages is None:
        return ""
    if ages.oldest is None:
        return f"for ages {ages.youngest} and over" if ages.youngest else "for all ages"
    if not ages.youngest:
        return f"for ages up to {ages.oldest}"
    return f"for ages {ages.youngest} to {ages.oldest}"


def only_for_words(group: Group, communities: Facet) -> Iterator[str]:
    """Who alone may join: `only for women`, `only for people in Wales`."""
    alternatives = [
        " who are also ".join(communities.label(term) for term in one.split("+"))
        for one in group.only_for
    ]
    if alternatives:
        yield f"only for {text.listed(alternatives, 'or')}"
    if group.covers and set(group.covers) != {UK}:
        yield f"only for people in {region_words(group.covers)}"


def region_words(covers: Iterable[str]) -> str:
    """Parts of the country: `England and Wales`, `the UK`."""
    return text.listed("the UK" if name == UK else name for name in covers)


def freshness_words(group: Group, freshness: Freshness, reached_by: Sequence[Way]) -> str:
    """Whether and when a person confirmed the entry, and what to do where that is not lately."""
    can_ring = any(way.kind == "phone" for way in reached_by)
    first = "ring first" if can_ring else "ask first" if reached_by else "check first"
    if group.checked is None:
        return f"Never confirmed ({source_age(group.sources)}): {first}"
    how = CHECKED_BY.get(group.checked.how or "", "")
    said = " ".join(filter(None, ("onfirmed", how, short_date(group.checked.on))))
    if freshness == "checked":
        return f"C{said}"
    return f"Last c{said}{', long ago' if freshness == 'stale' else ''}: {first}"


def source_age(sources: Iterable[Source]) -> str:
    """How old the newest source is: `source of May 2023`."""
    dates = [source.published for source in sources if source.published]
    return f"source of {published_words(max(dates))}" if dates else "source without a date"


def distance_words(distance_km: float, precision: str | None, units: str) -> str:
    """About how far, in the directory's unit; a place known only by its town or district is."""
    unit = "km" if units == "km" else "mile"
    far = distance_km if unit == "km" else distance_km / KM_PER_MILE
    by_what = f" (by {precision})" if precision in _COARSE else ""
    if far < _NEAR_ENOUGH:
        return f"nearby{by_what}" if by_what else f"under half a {unit}"
    number = int(far + 0.5)
    return f"about {number:,} {unit}{'s' if unit == 'mile' and number != 1 else ''}{by_what}"


def where_words(match: Match, units: str, *, is_near_asked: bool) -> str:
    """Where it is, as far as the question needs: a distance with a town, or from home."""
    group = match.group
    if match.reach == "remote":
        town = town_words(group.venue) if group.reach == "both" else ""
        return f"{home_words(group)} (meets in {town} too)" if town else home_words(group)
    town = town_words(group.venue) or _wider_area(group)
    if match.distance_km is None:
        said = f"{town}, distance not known" if is_near_asked and town else town or PLACE_NOT_STATED
        if match.reach == "both" and not town:
            return "from home, or in person: ask where"
    elif town and _is_somewhere_in_it(match.distance_km, group.place):
        said = f"somewhere in {town}"
    else:
        far = distance_words(match.distance_km, match.precision, units)
        said = ", ".join(filter(None, (far, town)))
    return f"{said}, or from home" if match.reach == "both" else said


def _is_somewhere_in_it(distance_km: float, place: Place | None) -> bool:
    """Whether a place is known by a town so wide that the distance to its middle says nothing."""
    if place is None or place.precision != "town":
        return False
    return place.radius_km > max(distance_km, _WIDE_KM)


def home_words(group: Group) -> str:
    """From where a remote group can be joined: `anywhere in Wales` only where it is stated."""
    if group.covers:
        anywhere = all(name in (*NATIONS, UK) for name in group.covers)
        return f"{'anywhere' if anywhere else 'from home'} in {region_words(group.covers)}"
    return ", ".join(filter(None, ("from home", group.nation)))


def town_words(venue: Venue | None) -> str:
    """The town or, where none is stated, the first half of the postcode."""
    if venue is None:
        return ""
    return venue.town or _outward_code(venue.postcode or "")


def _outward_code(postcode: str) -> str:
    """`LS21` of `LS21 3AA` or of `ls213aa`: all but a digit and two letters at the end."""
    return re.sub(r"\s*\d[a-z]{2}$", "", postcode.strip(), flags=re.IGNORECASE).upper()


def _wider_area(group: Group) -> str:
    county = group.venue.county if group.venue else None
    return county or (f"somewhere in {group.nation}" if group.nation else "")


def address_words(venue: Venue | None) -> str:
    """The whole address on one line, as far as it is stated."""
    if venue is None:
        return ""
    town = " ".join(filter(None, (venue.town, venue.postcode)))
    return ", ".join(filter(None, (venue.name, venue.address, town, venue.county)))


def ways(contact: Contact | None, network: Record | None = None) -> tuple[Way, ...]:
    """Every way to get in touch, the phone first; the network's where the group has none of its own."""
    own = contact._asdict() if contact else {}
    if found := tuple(_ways(own, is_network=False)):
        return found
    return tuple(_ways((network or {}).get("contact", {}), is_network=True))


def without_contact(sources: Iterable[Source]) -> Fact:
    """What to say where there is no way to get in touch: the site that the entry was read on."""
    url = next((source.url for source in sources if source.url), None)
    if url is None:
        return Fact(NO_CONTACT)
    site = web_words(url).partition("/")[0]
    return Fact(f"{NO_CONTACT}: see {site}", web_link(url))


def _ways(contact: Mapping[str, Any], *, is_network: bool) -> Iterator[Way]:
    if phone := contact.get("phone"):
        yield Way("phone", phone, phone_link(phone), is_network)
    if number := contact.get("text"):
        yield Way("text", number, "", is_network)
    if mailbox := contact.get("email"):
        link = f"mailto:{mailbox}" if _MAILBOX.match(mailbox) else ""
        yield Way("email", mailbox, link, is_network)
    if website := contact.get("website"):
        yield Way("website", web_words(website), web_link(website), is_network)


def phone_link(phone: str) -> str:
    """A number to ring on; nothing where there are letters in it."""
    digits = re.sub(r"[\s()-]", "", phone)
    return f"tel:{digits}" if re.fullmatch(r"(?a:\+?\d{3,15})", digits) else ""


def web_link(address: str) -> str:
    """A web address that is safe to follow; nothing for any other kind of address."""
    return address if _WEB.match(address) else ""


def web_words(address: str) -> str:
    """A web address without what nobody types."""
    return re.sub(r"^https?://(?:www\.)?", "", address, flags=re.IGNORECASE).rstrip("/")


def cautions(group: Group) -> Iterator[str]:
    """What to know before anybody is sent there, as sentences."""
    status = {"full": "Full just now", "paused": "Paused just now", "closed": "Closed"}.get(
        group.status or ""
    )
    if status or group.status_note:
        yield sentence(": ".join(filter(None, (status, group.status_note))))
    if group.replaced_by:
        yield f"In its place: {group.replaced_by}."
    if group.not_suitable_for:
        yield sentence(f"Not suitable for: {group.not_suitable_for}")
    for doubt in group.doubts:
        yield sentence(f"Unclear: {doubt}")
