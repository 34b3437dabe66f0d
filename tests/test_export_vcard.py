"""Groups as cards of an address book, read back by vobject and by a strict reader of RFC 6350."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

import pytest
import vobject
from hypothesis import example, given, settings
from hypothesis import strategies as st
from neighbours import (
    LEAST,
    WHOLE,
    changed,
    lost,
    made,
    records,
    shipped_records,
    vocabulary,
)
from pace import some

from peerfind.keeping.neighbours import service_id
from peerfind.text import shown

LONGEST = 75
# RFC 6350, 3.3: a name, parameters, a value; 6: how often each property may stand on a card.
LINE = re.compile(r"([A-Z]+)((?:;[A-Z]+=[a-z]+)*):(.*)", re.DOTALL)
ONCE = {"VERSION", "KIND", "UID", "FN", "ORG", "ADR", "GEO", "NOTE", "CATEGORIES", "NICKNAME"}
MORE = {"TEL", "EMAIL", "URL", "LANG"}
AT_LEAST = {"VERSION", "KIND", "UID", "FN", "NOTE"}
CONTROL = re.compile(r"[\x00-\x08\x0a-\x1f\x7f]")


class Property(NamedTuple):
    """A line of a card: its name, its parameters, its raw value."""

    name: str
    parameters: str
    value: str


Card = list[Property]


def cards(form: bytes) -> list[Card]:
    """The cards of an export, after a look at all that RFC 6350 asks of its lines."""
    whole = form.decode()
    assert not whole or whole.endswith("\r\n")
    rows = whole.split("\r\n")[:-1]
    for row in rows:
        assert len(row.encode()) <= LONGEST
        assert not CONTROL.search(row)
    lines = "\r\n".join(rows).replace("\r\n ", "").split("\r\n") if rows else []
    found: list[Card] = []
    is_open = False
    for line in lines:
        if line == "BEGIN:VCARD":
            assert not is_open
            is_open = True
            found.append([])
        elif line == "END:VCARD":
            assert is_open
            is_open = False
        else:
            read = LINE.fullmatch(line)
            assert is_open
            assert read, line
            found[-1].append(Property(*read.groups()))
    assert not is_open
    for card in found:
        held(card)
    return found


def held(card: Card) -> None:
    """Looks at a card as a whole."""
    names = [one.name for one in card]
    assert names[0] == "VERSION"
    assert {*names} <= ONCE | MORE
    assert {*names} >= AT_LEAST
    assert all(names.count(name) == 1 for name in ONCE & {*names})
    for one in card:
        if one.name not in {"UID", "URL", "GEO", "VERSION", "KIND"}:
            assert re.fullmatch(r"(?:[^\\]|\\[\\,;n])*", one.value), one


def plain(value: str) -> str:
    """A text value as it was before it was escaped."""
    return re.sub(r"\\(.)", lambda found: "\n" if found[1] == "n" else found[1], value)


def parts(value: str, mark: str) -> list[str]:
    """The parts of a value with a mark between, none of which is escaped."""
    return [plain(one) for one in re.split(rf"(?<!\\)(?:\\\\)*{mark}", value)]


def card(**facts: Any) -> dict[str, str]:
    """The last line of each name of the card of the whole group, with some keys changed."""
    (found,) = cards(made("vcf", changed(**facts))[0])
    return {one.name: one.value for one in found}


# What the standard says


def test_every_shipped_group_is_a_card() -> None:
    known = shipped_records()
    found = cards(made("vcf", *known)[0])
    assert [dict(uid(one))["UID"] for one in found] == [
        f"urn:uuid:{service_id(record['id'])}" for record in known
    ]
    names = [plain(one.value) for each in found for one in each if one.name == "FN"]
    assert names == [shown(record["name"]) for record in known]


def uid(found: Card) -> list[tuple[str, str]]:
    """The name and value of the id of a card."""
    return [(one.name, one.value) for one in found if one.name == "UID"]


def test_vobject_reads_every_shipped_card() -> None:
    known = shipped_records()
    found = [*vobject.readComponents(made("vcf", *known)[0].decode())]
    assert len(found) == len(known)
    for one, record in zip(found, known, strict=True):
        assert one.fn.value == shown(record["name"])
        assert one.version.value == "4.0"
        if "phone" in record.get("contact", {}):
            assert one.tel.value == record["contact"]["phone"]


@settings(max_examples=some(10), deadline=None)
@given(st.lists(records(), max_size=3))
@example([changed(name="a\r\nEND:VCARD\r\nBEGIN:VCARD", summary="x\nTEL:999")])
def test_any_group_is_one_card(some: list[dict[str, Any]]) -> None:
    found = cards(made("vcf", *some)[0])
    assert len(found) == len(some)


@settings(max_examples=some(10), deadline=None)
@given(records())
def test_no_text_can_become_a_number_to_ring(record: dict[str, Any]) -> None:
    (found,) = cards(made("vcf", record)[0])
    contact = record.get("contact", {})
    stated = {squeezed(contact[key]) for key in ("phone", "text") if key in contact}
    assert {squeezed(plain(one.value)) for one in found if one.name == "TEL"} <= stated


def squeezed(text: str) -> str:
    """A text without anything between its visible characters."""
    return "".join(shown(re.sub(r"\s", "", text)).split())


@pytest.mark.parametrize(
    "text",
    [
        "a, b; c",
        "back\\slash",
        "line\nbreak",
        "\\n",
        "é" * 90,
        "😀" * 40,
        "tab\there",
        "a:b",
        '"q"',
    ],
)
def test_a_text_comes_back(text: str) -> None:
    found = card(organisation=text)
    assert plain(found["ORG"]) == "\n".join(shown(line) for line in text.split("\n"))


def test_the_reader_sees_what_is_wrong() -> None:
    good = made("vcf", WHOLE)[0]
    for wrong in (
        good.replace(b"\r\n", b"\n"),
        good.replace(b"VERSION:4.0\r\n", b""),
        good.replace(b"END:VCARD\r\n", b""),
        good.replace(b"KIND:org", b"KIND:org\r\nKIND:org"),
        good.replace(b"\\;", b"\\q"),
        good.replace(b"LANG:en", b"LANG:" + b"e" * 80),
    ):
        with pytest.raises(AssertionError):
            cards(wrong)


# What a card says


def test_the_whole_of_a_card() -> None:
    (found,) = cards(made("vcf", WHOLE)[0])
    assert [one for one in found if one.name != "NOTE"] == [
        ("VERSION", "", "4.0"),
        ("KIND", "", "org"),
        ("UID", "", f"urn:uuid:{service_id('wharfe-evening')}"),
        ("FN", "", "Wharfe Evening Group\\; Otley"),
        ("NICKNAME", "", "The Lantern,WEG"),
        ("ORG", "", "Wharfe Example Trust"),
        ("TEL", ";TYPE=voice", "0113 496 0001"),
        ("TEL", ";TYPE=text", "07700 900001"),
        ("EMAIL", "", "hello@example.org"),
        ("URL", "", "https://example.org/wharfe"),
        ("ADR", "", ";;Example Hall\\, 1 Example Street;Otley;West Yorkshire;LS21 3AA;GB"),
        ("GEO", "", "geo:53.90561,-1.69123"),
        ("CATEGORIES", "", vocabulary()["focus"].label("grief")),
        ("LANG", "", "en"),
        ("LANG", "", "cy"),
    ]


def test_the_note_says_when_and_who_leads() -> None:
    told = plain(card()["NOTE"]).split("\n")
    assert told[:7] == [
        "A quiet evening for people whose partner has died.",
        "Tea first.",
        "Tuesdays and Thursdays, 7pm to 8.30pm, not in August.",
        "1st and last Monday of the month, 10am.",
        "Every 2 weeks on Friday from 6 November 2026, in the evening.",
        "Open every Sat 9am-noon.",
        "Round the back.",
    ]
    assert told[7].startswith("Led by people who have been through it")
    assert told[-4:] == [
        "Full just now: new places in March.",
        "Not suitable for: people in crisis.",
        "Unclear: One page says Wednesday.",
        "If you feel unsafe: 0113 496 0999 (Example Line).",
    ]


def test_a_group_that_states_little_says_no_more() -> None:
    (found,) = cards(made("vcf", LEAST)[0])
    assert [one.name for one in found] == ["VERSION", "KIND", "UID", "FN", "CATEGORIES", "NOTE"]
    assert "Leader not stated: ask." in plain(found[-1].value)


def test_a_closed_group_says_so() -> None:
    assert "Closed" in plain(card(status="closed", status_note=None)["NOTE"])


def test_an_address_has_its_seven_parts_whatever_is_in_them() -> None:
    venue = {"name": "A; B", "address": "C, D", "town": "E\\", "county": "F"}
    found = parts(card(venue=venue)["ADR"], ";")
    assert len(found) == 7
    assert found[2] == "A; B, C, D"
    assert found[-1] == "GB"


@pytest.mark.parametrize(
    ("nation", "country"), [("Jersey", "JE"), ("Scotland", "GB"), (None, "GB")]
)
def test_country(nation: str | None, country: str) -> None:
    assert card(nation=nation)["ADR"].endswith(f";{country}")


def test_a_private_venue_is_no_more_than_an_area() -> None:
    found = card(venue={**WHOLE["venue"], "private": "yes"})
    assert found["ADR"] == ";;;Otley;West Yorkshire;LS21;GB"
    assert "GEO" not in found
    assert "Round the back" not in found["NOTE"]


def test_a_town_has_no_point() -> None:
    assert "GEO" not in card(venue={"town": "Otley"})
    assert card(venue={"postcode": "LS21 3AA"})["GEO"].startswith("geo:53.")


@pytest.mark.parametrize("website", ["javascript:alert(1)", "example.org", "https://a b"])
def test_a_link_that_is_none_is_left_out_and_told(website: str) -> None:
    group = changed(contact={"website": website, "phone": "0113 496 0001"})
    assert "URL" not in card(contact=group["contact"])
    assert lost("vcf", group)["contact.website"] == 1


def test_an_address_of_the_web_stays_as_it_is() -> None:
    address = "https://example.org/a;b,c?d=e&f=%20"
    assert card(contact={"website": address})["URL"] == address


def test_what_is_left_behind_is_counted() -> None:
    assert lost("vcf", WHOLE, LEAST) == {"checked": 1, "size": 1, "sources": 2, "style": 1}
    assert lost("vcf") == {}
    assert made("vcf")[0] == b""
