"""What the forms for neighbours have in common: what is safe to carry, and what is left behind."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from peerfind.model import public
from peerfind.wording import say

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from peerfind.model import Group, Record
    from peerfind.places import Place

_AT_THE_DOOR = frozenset({"point", "postcode"})
_DECIMALS = 5  # of a degree: about a metre


def door(group: Group) -> Place | None:
    """Where a group meets, where that is known to a postcode or better and is not private."""
    place = group.place
    is_private = group.venue is not None and group.venue.private
    return place if place and place.precision in _AT_THE_DOOR and not is_private else None


def degrees(value: float) -> float:
    """A latitude or longitude as precisely as anybody needs it."""
    return round(value, _DECIMALS)


def web_address(typed: str | None) -> str:
    """A web address that is one by RFC 3986; nothing for anything else, which no address is made of."""
    link = say.web_link(typed or "")
    try:
        is_whole = link.isascii() and link.isprintable() and bool(urlsplit(link).hostname)
    except ValueError:
        return ""
    return link if is_whole and not set(link) & set("\\^`{|}[]") else ""


def mailbox(typed: str | None) -> str:
    """An e-mail address in ASCII; nothing for anything else."""
    found = (typed or "").strip()
    name, _, domain = found.partition("@")
    is_one = name and "." in domain and found.isascii() and found.isprintable()
    return found if is_one and not set(found) & set(" <>\"',;:()[]\\") and "@" not in domain else ""


def left_behind(record: Record, carried: Iterable[str], *more: str) -> set[str]:
    """The keys that a record states and a form does not carry, with some more, each once."""
    return {*public(record).keys() - {"id", *carried}, *filter(None, more)}


def contact_left(group: Group) -> set[str]:
    """The parts of a contact that are no address by the standards of the net."""
    contact = group.contact
    if contact is None:
        return set()
    return {
        *(["contact.website"] if contact.website and not web_address(contact.website) else []),
        *(["contact.email"] if contact.email and not mailbox(contact.email) else []),
    }


def stated(values: Mapping[str, Any]) -> dict[str, Any]:
    """`values` without those that are not stated: None, and empty texts and lists."""
    return {key: value for key, value in values.items() if value not in (None, "", [], {})}
