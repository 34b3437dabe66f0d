"""Whom to ring or text at once: which contacts are for a nation, and each of them in words.

A directory may have none for a nation. Then those for the whole UK are told, with a line that says so.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from peerfind import text
from peerfind.model import ANY_TIME, Ages, meeting_times
from peerfind.named import NamedTuple
from peerfind.wording import say
from peerfind.wording.say import capitalised, sentence
from peerfind.wording.when import opening

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date

    Contact = Mapping[str, Any]

UK_NATIONS = frozenset({"England", "Wales", "Scotland", "Northern Ireland"})
EMERGENCY = "emergency"  # the id of the entry that crisis.yaml keeps for danger to life
ALL_AGES = "all"
_DAY_AND_NIGHT = "day and night"
_FEW_LINES = 2
# The ways to reach a contact, the quickest first, and what to do with each.
_WAYS = {
    "phone": "",
    "text": "text ",
    "textphone": "textphone ",
    "email": "write to ",
    "website": "see ",
}


class Chosen(NamedTuple):
    """The crisis contacts for a nation, in the order in which they are told.

    `own` name the nation. `uk` are for the whole UK, and here only where no emergency number names the
    nation. `unsaid` do not say where they serve.
    """

    nation: str | None
    own: Sequence[Contact]
    uk: Sequence[Contact]
    unsaid: Sequence[Contact]

    @property
    def every(self) -> list[Contact]:
        """All of them."""
        return [*self.own, *self.uk, *self.unsaid]

    @property
    def note(self) -> str:
        """What to say before those that do not name the nation, where that may mislead."""
        if self.nation is None or not (self.uk or (self.unsaid and not self.own)):
            return ""
        what = "emergency number" if self.own else "crisis contact"
        others = "are for the UK" if self.uk else "do not say where they serve"
        where = say.region_words([self.nation])
        return f"No {what} here says that it covers {where}. These {others}:"


class First(NamedTuple):
    """Whom to ring first: the number for danger to life, and a few lines for anyone of any age.

    `is_for_uk` where the number for danger to life is that of the UK, for want of the nation's own.
    """

    danger: str
    low: tuple[str, ...]
    is_for_uk: bool


def everywhere(crisis: Iterable[Contact]) -> Chosen:
    """Every contact of a directory, those last that do not say where they serve."""
    known = [*crisis]
    own = [one for one in known if one.get("nations")]
    return Chosen(None, own, (), [one for one in known if one not in own])


def chosen(crisis: Iterable[Contact], nation: str | None) -> Chosen:
    """The contacts for people in a nation; None stands for anywhere in the UK."""
    known = everywhere(crisis)
    own = [one for one in known.own if _names(one, nation)]
    has_emergency = any(one["id"] == EMERGENCY for one in own)
    uk = [one for one in known.own if one not in own and _names(one, None)]
    return Chosen(nation, own, () if has_emergency else uk, known.unsaid)


def _names(contact: Contact, nation: str | None) -> bool:
    """Whether a contact says that it is for people in a nation; None stands for the whole UK."""
    nations = frozenset(contact["nations"])
    return nation in nations if nation else nations >= UK_NATIONS


def first_lines(contacts: Chosen) -> First:
    """The first contacts to tell, those for the nation before any others."""
    pools = (contacts.own, contacts.uk, contacts.unsaid)
    dangers = [one for one in contacts.every if one["id"] == EMERGENCY and "phone" in one]
    danger = dangers[0] if dangers else {}
    low = next(filter(None, (_low_lines(pool, contacts.nation) for pool in pools)), ())
    return First(text.shown(danger.get("phone", "")), low, danger in contacts.uk)


def _low_lines(contacts: Iterable[Contact], nation: str | None) -> tuple[str, ...]:
    lines = (
        _low_line(one, nation)
        for one in contacts
        if one["id"] != EMERGENCY and one.get("ages", ALL_AGES) == ALL_AGES
    )
    return tuple(filter(None, lines))[:_FEW_LINES]


def _low_line(contact: Contact, nation: str | None) -> str:
    """A number and whose it is; nothing where there is neither a phone nor a text number."""
    name = contact["name"].removesuffix(f" ({nation})")
    if "phone" in contact:
        return text.shown(f"{contact['phone']} ({name})")
    return text.shown(f"text {contact['text']} ({name})") if "text" in contact else ""


def can_be_reached(contact: Contact) -> bool:
    """Whether there is any number, mailbox or page."""
    return not contact.keys().isdisjoint(_WAYS)


def contact_lines(contact: Contact, since: date, *, is_nation_known: bool) -> Iterator[str]:
    """One contact: a first line that is enough, what else to know, where it was read, what is unclear.

    What was neither checked nor published from the day `since` on is to be checked before it is used.
    """
    yield text.shown(" ".join(_enough(contact)))
    if more := text.shown(" ".join(map(sentence, _more(contact, is_nation_known=is_nation_known)))):
        yield more
    yield text.shown(f"Source: {_sources(contact)}.{_standing(contact, since)}")
    for doubt in contact.get("doubts", ()):
        yield text.shown(f"Unclear: {sentence(doubt)}")


def unreachable_line(contact: Contact) -> str:
    """A contact without any number that can be told: its name and why."""
    return text.shown(" ".join(map(sentence, (contact["name"], *contact.get("doubts", ())))))


def _enough(contact: Contact) -> Iterator[str]:
    """Whose it is, how to reach it, when and at what cost."""
    way = next(key for key in _WAYS if key in contact)
    yield f"{contact['name']}: {_WAYS[way]}{_address(contact, way)}."
    times = meeting_times(contact.get("hours", ()))
    hours = _DAY_AND_NIGHT if times == ANY_TIME else opening(times)
    yield sentence(hours or "hours not stated")
    if cost := say.cost_words(contact.get("cost")):
        yield sentence(cost)


def _more(contact: Contact, *, is_nation_known: bool) -> Iterator[str]:
    if "phone_note" in contact:
        yield contact["phone_note"]
    if "ages" in contact:
        yield say.ages_words(Ages.parse(contact["ages"]))
    if not contact.get("nations"):
        yield "where it serves is not stated"
    elif not is_nation_known:
        whole = UK_NATIONS.issubset(contact["nations"])
        yield f"for {say.region_words([say.UK] if whole else contact['nations'])}"
    for way in [key for key in _WAYS if key in contact][1:]:
        yield f"{capitalised(way)}: {_address(contact, way)}"
    if _is_news(contact.get("organisation", ""), contact["name"]):
        yield f"run by {contact['organisation']}"


def _address(contact: Contact, way: str) -> str:
    return say.web_words(contact[way]) if way == "website" else str(contact[way])


def _is_news(organisation: str, name: str) -> bool:
    """Whether the organisation's name says more than that of the contact, and than the country."""
    new, known = (set(re.findall(r"\w+", text.folded(one))) for one in (organisation, name))
    return bool(new - known - {"uk"})


def _standing(contact: Contact, since: date) -> str:
    """Whether the contact was checked lately, or was at least published lately."""
    checked = contact.get("checked", {}).get("on", "")
    if _is_recent(checked, since):
        return f" Checked on {say.published_words(checked)}."
    dates = (source.get("published", "") for source in contact.get("sources", ()))
    is_recent = any(_is_recent(published, since) for published in dates)
    return "" if is_recent else " Check it before you rely on it."


def _is_recent(day: str, since: date) -> bool:
    """Whether a day, a month or a year is from `since` on or may be."""
    return bool(day) and day >= since.isoformat()[: len(day)]


def _sources(contact: Contact) -> str:
    """The site of each source, with its date: `example.org (14 August 2024)`."""
    return ", ".join(map(_source, contact.get("sources", ()))) or "not stated"


def _source(source: Mapping[str, str]) -> str:
    site = say.web_words(source.get("url", "")).partition("/")[0] or source.get("kind", "")
    dated = say.published_words(source["published"]) if "published" in source else "no date"
    return f"{site} ({dated})" if site else dated
