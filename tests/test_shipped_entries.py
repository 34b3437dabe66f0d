"""The entries of the directory that ships: true to their sources as far as a program can tell."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from itertools import chain
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

import pytest

from peerfind.config import shipped_directory
from peerfind.directory.folder import load
from peerfind.directory.vocabulary import Vocabulary
from peerfind.geo import great_circle_km
from peerfind.places import postcode, venue_place

if TYPE_CHECKING:
    from peerfind.model import Record

DIRECTORY = load(shipped_directory())
FOCUS = Vocabulary(DIRECTORY.common.terms)["focus"]
GROUPS = DIRECTORY.records
EVERYTHING = [*GROUPS, *DIRECTORY.common.crisis]
PLACED = [one for one in GROUPS if {"town", "postcode"} & {*one.get("venue", ())}]
NATIONS = ("England", "Scotland", "Wales", "Northern Ireland")

# A UK number of ten or eleven figures in the groups that people read out, or a short one.
PHONE = r"0\d{2} \d{4} \d{4}|0\d{3} \d{3,4} \d{3,4}|0\d{4} \d{3} \d{3}|0\d{4} \d{6}|0\d{4} \d{5}"
SHORT = r"999|111|116 \d{3}|0800 1111|0800( \d\d){3}"
FREE_MAIL = r"@(gmail|googlemail|hotmail|outlook|live|yahoo|icloud|aol|btinternet|sky)\."
SHORTENERS = {"bit.ly", "tinyurl.com", "goo.gl", "t.co", "ow.ly", "is.gd", "buff.ly"}
# Words that promise, words of services that callers do not use, and words that hurt.
NOT_OUR_WORDS = (
    r"will help|will feel|guarantee|life.?changing|transform|heal\b|cure|safe space|holistic|facilitat"
    r"|signpost|lived experience|co-?produc|empower|sufferer|suffer from|victim|commit(ted)? suicide"
    r"|service user|vulnerable"
)
MOST_WORDS = 27  # in a summary
# Entries whose source names a town that no list of places has, or has twice in one county.
NOWHERE = {"himvisibelle-stubshaw-cross", "health-meadow-bereavement-sessions-llandough"}


def contacts(key: str) -> list[tuple[str, str]]:
    """Every entry's id with what it states of one way to reach it."""
    stated = ((one["id"], one.get("contact", one).get(key)) for one in EVERYTHING)
    return [(name, value) for name, value in stated if value]


def texts(record: Record) -> str:
    """All the words of an entry but its addresses."""
    values = (value for key, value in record.items() if isinstance(value, str) and key[0] != "_")
    return " ".join([*values, *record.get("doubts", ())])


@pytest.mark.parametrize(("name", "number"), contacts("phone"))
def test_a_number_is_one_that_people_can_ring(name: str, number: str) -> None:
    assert re.fullmatch(f"{PHONE}|{SHORT}", number), name


def test_no_number_is_of_a_private_mobile_and_no_mailbox_is_a_persons() -> None:
    numbers = [*contacts("phone"), *contacts("text"), *contacts("textphone")]
    assert [one for one in numbers if re.match(r"(\+44\s?|0)7", one[1])] == []
    assert [one for one in contacts("email") if re.search(FREE_MAIL, one[1])] == []
    assert [one for one in contacts("email") if re.match(r"[a-z]+\.[a-z]+@", one[1])] == []
    assert [
        one["id"] for one in GROUPS if re.search(r"\b07\d{3} ?\d{3} ?\d{3}\b", texts(one))
    ] == []


def test_no_text_names_a_person_by_title() -> None:
    titled = r"\b(Mr|Mrs|Ms|Miss|Dr|Rev|Cllr|Sir)\b\.? [A-Z]"
    assert [one["id"] for one in EVERYTHING if re.search(titled, texts(one))] == []


@pytest.mark.parametrize(("name", "address"), contacts("website"))
def test_a_website_is_a_plain_address(name: str, address: str) -> None:
    parts = urlsplit(address)
    assert parts.scheme in ("https", "http"), name  # as the source has it
    assert parts.netloc not in SHORTENERS
    assert not [key for key in parse_qs(parts.query) if key.startswith(("utm_", "fbclid", "gclid"))]


def test_every_source_is_an_address_with_a_kind_and_no_date_to_come() -> None:
    for record in EVERYTHING:
        for source in record["sources"]:
            assert urlsplit(source["url"]).scheme in ("https", "http"), record["id"]
            assert source["kind"], record["id"]
            day = source.get("published", "2000")
            assert re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", day), record["id"]
            assert day <= date(2026, 11, 25).isoformat(), record["id"]


@pytest.mark.parametrize("record", GROUPS, ids=lambda record: record["id"])
class TestASummary:
    def test_is_short_and_ends(self, record: Record) -> None:
        assert 3 <= len(record["summary"].split()) <= MOST_WORDS
        assert record["summary"].endswith(".")
        assert record["summary"].count(". ") <= 1

    def test_promises_nothing_and_is_plain(self, record: Record) -> None:
        assert re.findall(rf"(?i)\b(?:{NOT_OUR_WORDS})", record["summary"]) == []

    def test_leaves_to_other_keys_what_they_hold(self, record: Record) -> None:
        assert not re.search(
            r"https?:|www\.|@|£|\d{1,2}(:\d\d)?\s?[ap]m\b|\b0\d{3}", record["summary"]
        )


def test_an_entry_is_about_the_exact_thing_and_not_all_that_is_more_general() -> None:
    # These are for the general thing too, by their own words.
    both = {
        "adult-adhd-north-east-support-group-middlesbrough", "autism-unlimited-online-peer-support",
        "barnet-carers-young-adult-carers-mental-health-group", "bolton-hospice-bereavement-walk",
        "cleobury-mortimer-carers-group", "doncaster-pandas", "pandas-foundation", "poynton-pandas-group",
        "east-dunbartonshire-community-recovery-cafe", "fmcp-club-sutton-and-surrey",
    }  # fmt: skip
    found = {
        record["id"]
        for record in GROUPS
        for term in record["focus"]
        for other in record["focus"]
        if term not in (other, "mental-health") and term in FOCUS.above(other)
    }
    assert found == both


def test_nobody_is_kept_out_by_more_than_the_sources_say() -> None:
    # No source says that a whole group is for some people only, or for people of one place only.
    assert [one["id"] for one in GROUPS if "only_for" in one or "covers" in one] == []


def test_nothing_is_filled_in_by_guess() -> None:
    assert [
        one["id"] for one in GROUPS if {"latitude", "longitude"} & {*one.get("venue", ())}
    ] == []
    assert [one["id"] for one in EVERYTHING if "owner" in one or "checked" in one] == []


class TestAVenue:
    @pytest.mark.parametrize("record", PLACED, ids=lambda record: record["id"])
    def test_is_found_offline_where_it_says_it_is(self, record: Record) -> None:
        venue = record["venue"]
        found = venue_place(
            town=venue.get("town"), county=venue.get("county"), postcode=venue.get("postcode"),
            nation=record.get("nation"),
        )  # fmt: skip
        assert (found is None) == (record["id"] in NOWHERE)
        if found:
            assert record.get("nation", found.nation) == found.nation
            assert found.county in (venue.get("county", found.county), None)  # on the border of two

    @pytest.mark.parametrize(
        "record",
        [one for one in PLACED if {"town", "postcode"} <= {*one["venue"]}],
        ids=lambda record: record["id"],
    )
    def test_has_a_postcode_near_its_town(self, record: Record) -> None:
        venue = record["venue"]
        door = postcode(venue["postcode"])
        town = venue_place(
            town=venue["town"], county=venue.get("county"), nation=record.get("nation")
        )
        assert door
        assert door.precision == "postcode"
        assert town
        assert great_circle_km(door.point, town.point) < 10


@pytest.mark.parametrize("nation", NATIONS)
class TestANation:
    def test_has_groups(self, nation: str) -> None:
        assert sum(record.get("nation") == nation for record in GROUPS) >= 10

    def test_has_crisis_contacts_in_the_order_of_urgency(self, nation: str) -> None:
        there = [one for one in DIRECTORY.common.crisis if nation in one.get("nations", ())]
        kinds = [kind(one) for one in there]
        assert kinds[:2] == ["emergency", "urgent"]
        assert {"listening", "text", "young"} <= {*kinds}
        assert kinds.index("listening") < kinds.index("text") < kinds.index("young")


def kind(contact: dict[str, Any]) -> str:
    """What sort of contact it is."""
    if contact.get("phone") in ("999", "111") or contact["id"] == "lifeline":
        return "emergency" if contact["phone"] == "999" else "urgent"
    if contact.get("ages", "all") not in ("all", "16+"):
        return "young"
    return "listening" if "phone" in contact else "text"


def test_patterns_of_meetings_hold_the_days_that_notes_could() -> None:
    said = re.compile(r"(?i)\b(mon|tues|wednes|thurs|fri|satur|sun)days\b")
    patterns = [
        (record["id"], pattern)
        for record in GROUPS
        if isinstance(record.get("meets"), list)
        for pattern in record["meets"]
    ]
    undated = [one for one in patterns if "days" not in one[1]]
    assert [name for name, one in undated if said.search(one.get("note", ""))] == []


def test_ids_are_said_once() -> None:
    assert (
        max(
            Counter(
                chain.from_iterable((one["id"], *one.get("former_ids", ())) for one in GROUPS)
            ).values()
        )
        == 1
    )
