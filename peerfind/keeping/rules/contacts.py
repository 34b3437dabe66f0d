"""Rules about ways to get in touch: telephone numbers, mailboxes and web addresses."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from peerfind import text
from peerfind.keeping.phones import Phone, phones
from peerfind.keeping.rules.rule import Finding, Rule, each, found, typed, value, written

if TYPE_CHECKING:
    from collections.abc import Iterator

    from peerfind.keeping.rules.rule import Entry
    from peerfind.source import Node, Text

RULES = (
    Rule(
        "impossible-phone",
        "error",
        "There can be no such telephone number.",
        "Somebody who found the courage to ring hears that the number is not in use.",
        "Compare it with the source, figure by figure. Write nothing but the number there.",
        "contact: {phone: 0113 49 0123}",
        "contact: {phone: 0113 496 0123, website: https://example.org}",
    ),
    Rule(
        "drama-phone",
        "error",
        "The number is one that Ofcom keeps for drama, in an entry that is no example.",
        "Nobody answers there. It was left over from an example.",
        "Write the group's own number, or leave the line out.",
        "name: Quokka Walk\ncontact: {phone: 0113 496 0123}\nsources:\n  - url: https://quokka-walks.uk",
        "name: Quokka Walk\ncontact: {phone: 0113 496 0123}\nsources:\n  - url: https://example.org",
    ),
    Rule(
        "left-from-example",
        "warning",
        "An address or an organisation of the example stands in an entry that is no example.",
        "People are sent to a page that was made up, and believe that the facts were read there.",
        "Write the group's own, or leave the line out.",
        "name: Quokka Walk\norganisation: Quokka Walks\ncontact: {website: https://quokka-walks.uk}\n"
        "sources:\n  - url: https://example.org",
        "name: Quokka Walk\norganisation: Quokka Walks\ncontact: {website: https://quokka-walks.uk}\n"
        "sources:\n  - url: https://quokka-walks.uk",
    ),
    Rule(
        "phone-and-words",
        "warning",
        "Beside a telephone number stands something else, or a second number.",
        "Who taps on it, or has it dialled by a program, reaches nobody.",
        "Write one number and nothing else. What to say or to ask for goes under joining_note.",
        "contact: {phone: 0113 496 0123 (mornings)}",
        "contact: {phone: 0113 496 0123}",
    ),
    Rule(
        "costly-phone",
        "warning",
        "A call to the number costs more than a usual one.",
        "People who have little money get a bill that they did not expect.",
        "Look for a number that starts with 01, 02, 03 or 080. If there is none, say the price.",
        "contact: {phone: 0909 879 0123}",
        "contact: {phone: 0306 999 0123}",
    ),
    Rule(
        "personal-contact",
        "warning",
        "A mobile number or a private mailbox is written, and no consent.",
        "It may be a volunteer's own, whom strangers will ring for years. Git never forgets it.",
        "Use the organisation's number and mailbox. If the person agreed, add consent: and the day.",
        "contact: {email: jo.example@gmail.com}",
        "contact: {email: jo.example@gmail.com, consent: 2026-05-02}",
    ),
    Rule(
        "not-an-email",
        "error",
        "An e-mail address cannot be one.",
        "What people write never arrives.",
        "Write it as name@example.org.",
        "contact: {email: hello at example.org}",
        "contact: {email: hello@example.org}",
    ),
    Rule(
        "not-a-website",
        "error",
        "A web address cannot be one.",
        "The link leads nowhere.",
        "Write it as https://example.org/page.",
        "contact: {website: see our page}",
        "contact: {website: https://example.org/page}",
    ),
    Rule(
        "website-without-https",
        "hint",
        "A web address starts with http, not https.",
        "Others on the same network can see which page a person looks at.",
        "Try it with https. If the page opens, write that.",
        "contact: {website: http://example.org}",
        "contact: {website: https://example.org}",
    ),
    Rule(
        "short-link",
        "warning",
        "A web address is that of a service that shortens links.",
        "Nobody sees where it leads, and such links die early.",
        "Open it, and write the address that you come to.",
        "contact: {website: https://bit.ly/example}",
        "contact: {website: https://example.org/walk}",
    ),
    Rule(
        "tracking-link",
        "warning",
        "A web address carries marks that tell others who follows it, and from where.",
        "Nobody needs to know that a person looked for this group.",
        "Leave the marks out: the page is the same without them.",
        "contact: {website: https://example.org/walk?utm_source=leaflet}",
        "contact: {website: https://example.org/walk}",
        is_fixable=True,
    ),
)

_MAILBOXES = frozenset(
    "gmail.com googlemail.com hotmail.com hotmail.co.uk outlook.com live.com live.co.uk msn.com "  # noqa: SIM905
    "yahoo.com yahoo.co.uk ymail.com icloud.com me.com aol.com btinternet.com sky.com "
    "talktalk.net virginmedia.com ntlworld.com blueyonder.co.uk tiscali.co.uk protonmail.com "
    "proton.me".split()
)
_SHORTENERS = frozenset(
    "bit.ly tinyurl.com goo.gl t.co ow.ly buff.ly is.gd rb.gy cutt.ly lnkd.in t.ly tiny.cc "  # noqa: SIM905
    "shorturl.at rebrand.ly bl.ink dub.sh s.id v.gd qrco.de".split()
)
_MARKS = r"(?i)utm_\w+|fbclid|gclid|dclid|msclkid|mc_[ce]id|igshid|igsh|_hs(?:enc|mi)|si|ref_src"
_ADDRESS = r"[^@\s<>(),;:\"]+@[^@\s.,;:/]+(?:\.[^@\s.,;:/]+)+"
_HOST = r"(?i)(?:[^\W_](?:[\w-]*[^\W_])?\.)+[^\W\d_][\w-]*[^\W_](?::\d{1,5})?"
_EXAMPLES = r"(?i)(?:.*[.@/])?example(?:\.(?:org|com|net|co\.uk))?(?:[:/].*)?"
_NO_PAGE = " If it is a leaflet or a call, write note: in place of url:."
_ALONE = r"(?i)[+(]?[\d\s().\u2013-]+(?:,?\s*(?:ext|extension|option|x)\.?\s?\d{1,5})?"
_WHOLE_NUMBER = 9  # figures: fewer after a first number are an extension


def check(entry: Entry) -> Iterator[Finding]:
    """What is wrong with how to get in touch, and with the addresses of the sources."""
    home = _contact(entry)
    has_consent = typed(home, "consent") is not None
    for key in ("phone", "text", "textphone"):
        if node := typed(home, key):
            yield from _phone(entry, node, has_consent=has_consent or not entry.is_group)
    if node := typed(home, "email"):
        yield from _email(node, has_consent=has_consent or not entry.is_group)
    if website := typed(home, "website"):
        yield from _website(website)
        yield from _security(website)
    for source in each(value(entry.root, "sources")):
        if url := typed(source, "url"):
            yield from _website(url, _NO_PAGE)
    yield from _left(entry)


def _contact(entry: Entry) -> Node | None:
    """Where an entry says how to get in touch: a crisis contact does so at its top."""
    return value(entry.root, "contact") if entry.is_group else entry.root


def _phone(entry: Entry, node: Text, *, has_consent: bool) -> Iterator[Finding]:
    numbers = [*phones(node.text)]
    if not numbers:
        told = f"{text.shown(node.text)!r} is no telephone number."
        yield found("impossible-phone", node, told)
    elif entry.is_group and not _is(_ALONE, node.text.strip()):
        told = "Write one number here and nothing else. What to say or ask goes in joining_note."
        yield found("phone-and-words", node, told)
    for at, number in enumerate(numbers):
        if not number.is_possible:
            if not at or len(number.dialled) >= _WHOLE_NUMBER:
                yield _impossible(node, number)
        elif number.is_drama and not _is_example(entry):
            told = f"{number.typed} is kept for films and examples. Nobody has it."
            yield found("drama-phone", node, told)
        elif number.is_costly:
            yield found("costly-phone", node, f"A call to {number.typed} costs more than usual.")
        elif number.is_mobile and not has_consent:
            told = f"{number.typed} is a mobile number. Whose is it, and did they agree?"
            yield found("personal-contact", node, told)


def _impossible(node: Text, number: Phone) -> Finding:
    if number.lost_nought:
        told = f"{number.typed} has lost the 0 at its start."
        is_all = number.typed == node.text.strip()
        return found("impossible-phone", node, told, f"0{number.typed}" if is_all else "")
    figures = len(number.dialled.lstrip("+"))
    told = f"There is no number such as {number.typed}, with {figures} figures, in the country."
    return found("impossible-phone", node, told)


def _is_example(entry: Entry) -> bool:
    """Whether an entry is made up, as its name or its addresses say."""
    return _is_named_example(entry) or any(map(_is_made_up, _addresses(entry)))


def _left(entry: Entry) -> Iterator[Finding]:
    """What is left of an example in an entry that has an address or a telephone number of its own."""
    addresses, number = _addresses(entry), typed(_contact(entry), "phone")
    is_rung = number and any(one.is_possible and not one.is_drama for one in phones(number.text))
    if _is_named_example(entry) or not (is_rung or not all(map(_is_made_up, addresses))):
        return
    for node in filter(_is_made_up, addresses):
        told = f"{text.shown(node.text)} is the address of an example. Write the group's own."
        yield found("left-from-example", node, told)
    organisation = typed(entry.root, "organisation")
    if organisation and "example" in text.words(organisation.text):
        told = f"{text.shown(organisation.text)} is that of an example. Who is it really?"
        yield found("left-from-example", organisation, told)


def _is_named_example(entry: Entry) -> bool:
    return "example" in text.words(entry.stated["name"])


def _addresses(entry: Entry) -> list[Text]:
    """Where to read and to write about an entry, its sources too."""
    contact = _contact(entry)
    own = [typed(contact, "website"), typed(contact, "email")]
    own += [typed(source, "url") for source in each(value(entry.root, "sources"))]
    return [node for node in own if node]


def _is_made_up(address: Text) -> bool:
    return _is(_EXAMPLES, _host(address.text.strip()))


def _email(node: Text, *, has_consent: bool) -> Iterator[Finding]:
    address = node.text.strip()
    if not _is(_ADDRESS, address):
        meant = address[len("mailto:") :] if address.lower().startswith("mailto:") else ""
        told = f"{text.shown(address)!r} is no e-mail address."
        yield found("not-an-email", node, told, meant if _is(_ADDRESS, meant) else "")
    elif address.rpartition("@")[2].lower() in _MAILBOXES and not has_consent:
        told = f"{text.shown(address)} looks like a private mailbox. Did the person agree?"
        yield found("personal-contact", node, told)


def _website(node: Text, otherwise: str = "") -> Iterator[Finding]:
    """What is wrong with a web address; `otherwise` is said of a text that was never meant for one."""
    address = node.text.strip()
    host = _web_host(address)
    if not _is(_HOST, host) or re.search(r"\s", address):
        meant = _with_scheme(address)
        told = f"{text.shown(address)!r} is no web address.{'' if meant else otherwise}"
        yield found("not-a-website", node, told, written(meant) if meant else "")
        return
    if host.lower().removeprefix("www.") in _SHORTENERS:
        yield found("short-link", node, f"{host} hides where the link leads.")
    if (clean := _without_marks(address)) != address:
        told = "The end of the address tells others who follows it."
        yield found("tracking-link", node, told, written(clean))


def _security(node: Text) -> Iterator[Finding]:
    """What a source was read at stays as it is; what people are sent to had better be safe."""
    address = node.text.strip()
    if address.lower().startswith("http://"):
        meant = written(f"https{address[4:]}")
        yield found("website-without-https", node, "Does it open with https too?", meant)


def _web_host(address: str) -> str:
    """The host of a web address; empty where it is none."""
    there = re.match(r"(?i)https?://([^/?#\\]+)", address)
    return there[1].rpartition("@")[2] if there else ""


def _host(address: str) -> str:
    return _web_host(address) or address.rpartition("@")[2]


def _with_scheme(address: str) -> str:
    """A web address that was typed without https://, or between < and >; empty where it is something else."""
    inner = address[1:-1]
    if address == f"<{inner}>" and _is(_HOST, _web_host(inner)):
        return inner
    return f"https://{address}" if _is(rf"{_HOST}(?:/\S*)?", address) and "@" not in address else ""


def _without_marks(address: str) -> str:
    """An address without the marks in its query, every other letter of it as it was."""
    before, hash_, fragment = address.partition("#")
    page, _, query = before.partition("?")
    kept = [one for one in query.split("&") if not _is(_MARKS, one.partition("=")[0])]
    if kept == query.split("&"):
        return address
    return f"{page}{'?' if kept else ''}{'&'.join(kept)}{hash_}{fragment}"


def _is(pattern: str, typed: str) -> bool:
    return re.fullmatch(pattern, typed) is not None
