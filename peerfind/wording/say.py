"""The facts of a group in plain English: every phrase that a person reads is made once, for all layouts.

A phrase has no full stop and starts with a small letter, unless it is a sentence of its own. Whatever comes
from a directory goes through `cleaned` before it is shown.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from peerfind import text
from peerfind.language import is_english, translated
from peerfind.model import UNKNOWN
from peerfind.named import NamedTuple
from peerfind.schedule.recurrence import MONTH_NAMES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from peerfind.directory.vocabulary import Facet
    from peerfind.freshness import Freshness
    from peerfind.model import Ages, Checked, Contact, Group, Record, Source

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
STATUSES = {"full": "Full just now", "paused": "Paused just now", "closed": "Closed"}
RESTING = ("paused", "closed")  # the statuses of a group to which nobody can go now
WAY_LABELS = {"phone": "Phone", "text": "Text", "email": "Email", "website": "Website"}
FORMAT_NOT_STATED = "how people meet is not stated: ask"
LEADER_NOT_STATED = "Leader not stated: ask"
NO_CONTACT = "no way to get in touch is stated"
UK = "UK"
_WITH_ARTICLE = (UK, "Isle of Man")
_SOME_LAY = "volunteers or people who have been through it"
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
        return (
            translated("{way} (the network's)", way=self.words) if self.is_network else self.words
        )


def cleaned(value: Any) -> Any:
    """`value` with every text in it on one line, without control, bidirectional or hidden characters."""
    if isinstance(value, str):
        return text.shown(value)
    if isinstance(value, tuple):
        items = [cleaned(item) for item in value]
        return value._make(items) if hasattr(value, "_make") else tuple(items)
    return value


class Site(NamedTuple):
    """Where an entry was read: the site's name, the page without its scheme, and the link to it.

    All are empty where no page is stated.
    """

    name: str = ""
    address: str = ""
    link: str = ""

    def within(self, columns: int) -> str:
        """The whole address where that many columns have room for it, else the name of the site."""
        return self.address if len(self.address) <= columns else self.name


def capitalised(words: str) -> str:
    """`words` with a capital first letter."""
    return words[:1].upper() + words[1:]


def sentence(words: str) -> str:
    """`words` as a sentence: a capital first, and a mark at the end."""
    return capitalised(words) + ("" if words.endswith((".", "!", "?")) else ".")


def counted(number: int, one: str, many: str = "") -> str:
    """A number with its noun: `1 group`, `2 groups`. In Welsh one noun stands after every number."""
    noun = translated(one)
    is_one = number == 1 or noun != one
    return f"{number:,} {noun if is_one else many or f'{one}s'}"


def listed(items: Iterable[str], joint: str = "and") -> str:
    """`a, b and c`; in Welsh `a, b, c` or `a / b / c`, for "a" and "neu" would change the words."""
    if is_english():
        return text.listed(items, joint)
    return (", " if joint == "and" else " / ").join(items)


def short_date(day: date) -> str:
    """A date such as `2 Oct 2026`."""
    month = translated(MONTH_NAMES[day.month - 1][:3].capitalize())
    return f"{day.day} {month} {day.year}"


def published_words(published: str) -> str:
    """A year, a month or a day in words: `2023`, `May 2023`, `11 May 2023`."""
    year, *rest = published.split("-")
    month = translated(MONTH_NAMES[int(rest[0]) - 1].capitalize()) if rest else ""
    day = str(int(rest[1])) if rest[1:] else ""
    return " ".join(filter(None, (day, month, year)))


def format_words(group: Group) -> str:
    """How people meet: `in person`, `in person and video`."""
    found = [term for term in group.format if term != UNKNOWN]
    if not found:
        return translated(FORMAT_NOT_STATED)
    return ", ".join((formats_words(found), *setting_words(group)))


def formats_words(formats: Iterable[str]) -> str:
    """Ways to meet: `in person and video`."""
    return listed(translated(FORMATS.get(term, term)) for term in formats)


def setting_words(group: Group) -> Iterator[str]:
    """That it is not, or not only, a group."""
    if "one-to-one" in group.setting:
        is_both = "group" in group.setting
        yield translated("in a group or one to one") if is_both else translated("one to one")


def leader_words(leader: Iterable[str]) -> str:
    """Who leads: `Led by a nurse`."""
    stated = [term for term in leader if term != UNKNOWN]
    lay = [translated(LAY_LEADERS[term]) for term in stated if term in LAY_LEADERS]
    professional = [translated(PROFESSIONALS[term]) for term in stated if term in PROFESSIONALS]
    if "co-led" in stated:
        return translated(
            "Led by {lay}, together with {professionals}",
            lay=listed(lay) or translated(_SOME_LAY),
            professionals=listed(professional) or translated("a professional"),
        )
    if not stated:
        return translated(LEADER_NOT_STATED)
    return translated("Led by {leaders}", leaders=listed([*lay, *professional]))


def cost_words(cost: str | None) -> str:
    """What it costs; nothing where that is not stated."""
    return translated("by donation" if cost == "donation" else cost or "")


def joining_words(joining: Iterable[str]) -> str:
    """How one joins; nothing where that is not stated."""
    return listed((translated(JOINING.get(term, term)) for term in joining), "or")


def ages_words(ages: Ages | None) -> str:
    """Whom it is for by age; nothing where that is not stated."""
    if ages is None:
        return ""
    if ages.oldest is None:
        if not ages.youngest:
            return translated("for all ages")
        return translated("for ages {youngest} and over", youngest=ages.youngest)
    if not ages.youngest:
        return translated("for ages up to {oldest}", oldest=ages.oldest)
    return translated("for ages {youngest} to {oldest}", youngest=ages.youngest, oldest=ages.oldest)


def only_for_words(group: Group, communities: Facet) -> Iterator[str]:
    """Who alone may join: `only for women`, `only for people in Wales`."""
    if alternatives := [together_words(one, communities) for one in group.only_for]:
        yield translated("only for {people}", people=listed(alternatives, "or"))
    if group.covers and set(group.covers) != {UK}:
        yield translated("only for people in {regions}", regions=region_words(group.covers))


def together_words(alternative: str, communities: Facet) -> str:
    """People who are all that one alternative of `only_for` names: `women who are also carers`."""
    return " who are also ".join(communities.label(term) for term in alternative.split("+"))


def welcome_words(group: Group, communities: Facet) -> str:
    """Whom it is specially for, besides those that it is only for; nothing where nobody is named."""
    only = {term for one in group.only_for for term in one.split("+")}
    labels = [communities.label(term) for term in group.welcomes if term not in only]
    return translated("specially for {people}", people=listed(labels)) if labels else ""


def region_words(covers: Iterable[str]) -> str:
    """Parts of the country: `England and Wales`, `the UK`."""
    return text.listed(f"the {name}" if name in _WITH_ARTICLE else name for name in covers)


def freshness_words(group: Group, freshness: Freshness, reached_by: Sequence[Way]) -> str:
    """Whether and when a person confirmed the entry, and what to do where that is not lately."""
    said = confirmed_words(group, freshness)
    if freshness == "checked":
        return said
    can_ring = any(way.kind == "phone" for way in reached_by)
    first = "ring first" if can_ring else "ask first" if reached_by else "check first"
    return f"{said}: {translated(first)}"


def confirmed_words(group: Group, freshness: Freshness) -> str:
    """Whether and when a person confirmed the entry."""
    if group.checked is None:
        return translated("Never confirmed ({source})", source=source_age(group.sources))
    check = check_words(group.checked)
    if freshness == "checked":
        return translated("Confirmed {check}", check=check)
    if freshness == "stale":
        return translated("Last confirmed {check}, long ago", check=check)
    return translated("Last confirmed {check}", check=check)


def check_words(checked: Checked) -> str:
    """How and when a check was made: `by phone 2 Oct 2026`."""
    how = translated(CHECKED_BY.get(checked.how or "", ""))
    return " ".join(filter(None, (how, short_date(checked.on))))


def source_age(sources: Iterable[Source]) -> str:
    """How old the newest source is: `source of May 2023`."""
    dates = [source.published for source in sources if source.published]
    if not dates:
        return translated("source without a date")
    return translated("source of {date}", date=published_words(max(dates)))


def ways(contact: Contact | None, network: Record | None = None) -> tuple[Way, ...]:
    """Every way to get in touch, the phone first; the network's where the group has none of its own."""
    own = contact._asdict() if contact else {}
    if found := tuple(_ways(own, is_network=False)):
        return found
    return tuple(_ways((network or {}).get("contact", {}), is_network=True))


def site(sources: Iterable[Source]) -> Site:
    """The first page that the entry was read on: where to look while no contact is stated."""
    url = next((source.url for source in sources if source.url), "")
    address = web_words(url)
    return Site(address.partition("/")[0], address, web_link(url))


def without_contact(read_on: Site, columns: int = 0) -> str:
    """What to say where there is no way to get in touch; the whole page where `columns` have room."""
    said = translated(NO_CONTACT)
    if not read_on.name:
        return said
    return f"{said}: {translated('see {page}', page=read_on.within(columns))}"


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
    yield from standing(group)
    if group.replaced_by:
        yield f"In its place: {group.replaced_by}."
    if group.not_suitable_for:
        yield sentence(f"Not suitable for: {group.not_suitable_for}")
    yield from unclear(group)


def standing(group: Group) -> Iterator[str]:
    """That it is full, paused or closed, and why, as a sentence."""
    status = status_words(group)
    if status or group.status_note:
        yield sentence(": ".join(filter(None, (status, group.status_note))))


def status_words(group: Group) -> str:
    """That it is full, paused or closed; nothing of any other."""
    return translated(STATUSES.get(group.status or "", ""))


def unclear(group: Group) -> Iterator[str]:
    """What its sources leave unclear, as sentences."""
    for doubt in group.doubts:
        yield sentence(f"Unclear: {doubt}")
