"""Groups in the forms of neighbours: a maker of exports without an index, and records with nasty texts."""

from __future__ import annotations

import gzip
import json
from collections import Counter
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from asking import NOW
from facts import FACTS
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from peerfind.config import shipped_directory
from peerfind.directory.derived import derived
from peerfind.directory.folder import load
from peerfind.index.index import Index
from peerfind.index.parts import parts
from peerfind.keeping.flat import chosen
from peerfind.output.exports import EXPORTS, Exported

if TYPE_CHECKING:
    from peerfind.directory.vocabulary import Vocabulary

STANDARDS = Path(__file__).parent / "standards"
SETTINGS = {"title": "Example directory", "country": "GB", "time_zone": "Europe/London"}
CRISIS = [{"id": "lifeline", "name": "Example Line", "phone": "0113 496 0999"}]
WHOLE: dict[str, Any] = {
    "id": "wharfe-evening",
    "name": "Wharfe Evening Group; Otley",
    "also_known_as": ["The Lantern", "WEG"],
    "organisation": "Wharfe Example Trust",
    "summary": "A quiet evening for people whose partner has died.",
    "description": "Tea first.",
    "status": "full",
    "status_note": "new places in March",
    "format": ["in-person"],
    "setting": ["group"],
    "leader": ["peer", "nurse"],
    "focus": ["grief"],
    "activities": ["walking"],
    "style": ["open-discussion"],
    "ages": "18-30",
    "only_for": ["women", "men+south-asian"],
    "welcomes": ["carers"],
    "not_suitable_for": "people in crisis",
    "languages": ["en", "cy"],
    "meets": [
        {"days": ["tuesday", "thursday"], "start": "19:00", "end": "20:30", "except": ["august"]},
        {"days": ["monday"], "every": "month", "which": [1, "last"], "start": "10:00"},
        {"days": ["friday"], "every": "2 weeks", "from": "2026-11-06", "start": "evening"},
    ],
    "hours": [{"days": ["saturday"], "start": "09:00", "end": "12:00", "note": "Phone only."}],
    "nation": "England",
    "venue": {
        "name": "Example Hall",
        "address": "1 Example Street",
        "town": "Otley",
        "county": "West Yorkshire",
        "postcode": "LS21 3AA",
        "latitude": 53.905612345,
        "longitude": -1.691234567,
        "directions": "Round the back.",
    },
    "covers": ["West Yorkshire"],
    "area": "Wharfedale",
    "access": ["step-free"],
    "no_access": ["hearing-loop"],
    "cost": "free",
    "joining": ["drop-in", "book"],
    "joining_note": "Ring on the day.",
    "waiting": "about 2 weeks",
    "size": "6-12",
    "contact": {
        "phone": "0113 496 0001",
        "text": "07700 900001",
        "email": "hello@example.org",
        "website": "https://example.org/wharfe",
    },
    "sources": [{"url": "https://example.org/source"}],
    "doubts": ["One page says Wednesday."],
    "checked": {"on": "2026-10-02", "how": "phone"},
}
"""A fictional group that states nearly all there is to state."""
LEAST: dict[str, Any] = {
    "id": "least",
    "name": "Least",
    "summary": "Tea.",
    "format": ["unknown"],
    "leader": ["unknown"],
    "focus": ["grief"],
    "sources": [{"url": "https://example.org/least"}],
}
"""A group that states no more than it has to."""


@cache
def shipped() -> Index:
    """The index of the shipped directory, in memory."""
    return Index(parts(load(shipped_directory())).__getitem__)


def vocabulary() -> Vocabulary:
    """The shipped one."""
    return shipped().vocabulary


def shipped_records() -> list[dict[str, Any]]:
    """Every group of the shipped directory, closed ones too."""
    index = shipped()
    return [*index.records(index.everyone)]


def made(form: str, *records: dict[str, Any], **settings: str) -> tuple[bytes, dict[str, int]]:
    """An export of records as files state them, as bytes, and what it could not carry."""
    known = vocabulary()
    complete = [one if "_reach" in one else derived(one, known) for one in records]
    export = Exported(
        records=iter(complete),
        total=len(records),
        columns=chosen([]),
        settings={**SETTINGS, **settings},
        vocabulary=known,
        now=NOW,
        crisis=CRISIS,
        lost=Counter(),
    )
    pieces = [*EXPORTS[form].load()(export)]
    whole = b"".join(one.encode() if isinstance(one, str) else one for one in pieces)
    return whole, dict(export.lost)


def document(form: str, *records: dict[str, Any], **settings: str) -> Any:
    """A JSON export, read."""
    return json.loads(made(form, *records, **settings)[0])


def lost(form: str, *records: dict[str, Any]) -> dict[str, int]:
    """What an export could not carry."""
    return made(form, *records)[1]


def changed(**facts: Any) -> dict[str, Any]:
    """The whole group with some keys changed, or (None) left out."""
    return {key: value for key, value in {**WHOLE, **facts}.items() if value is not None}


def schema(path: str) -> Any:
    """A schema of those who laid a form down."""
    data = (STANDARDS / path).read_bytes()
    return json.loads(gzip.decompress(data) if path.endswith(".gz") else data)


def faults(against: Any, value: Any) -> list[str]:
    """What a schema has against a value, each with where."""
    checker = Draft202012Validator.FORMAT_CHECKER
    validator = Draft202012Validator(against, format_checker=checker)
    return [f"{error.json_path}: {error.message}" for error in validator.iter_errors(value)]


nasty = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=90),
    st.sampled_from(
        [
            "a\r\nEND:VCARD\r\nBEGIN:VCARD", '=HYPERLINK("x")', "\t+1", "é" * 80, "<b>x</b>", "a;b,c\\n\\",
            "\u202eabc", "😀" * 30, "\u2028", "-",
        ]
    ),
).filter(str.strip)  # fmt: skip
"""Texts that want to be lines, properties, formulas or markup."""

_contacts = st.fixed_dictionaries(
    {},
    optional={
        "phone": nasty,
        "text": nasty,
        "email": st.one_of(nasty, st.sampled_from(["a@example.org", "a@b", "a b@example.org"])),
        "website": st.one_of(
            nasty, st.sampled_from(["https://example.org/a;b?c=d,e", "http://", "https://[::1"])
        ),
    },
)
_venues = st.fixed_dictionaries(
    {},
    optional={
        **dict.fromkeys(("name", "address", "town", "county", "directions"), nasty),
        "postcode": st.sampled_from(["LS21 3AA", "LS6 4AP", "BT1", "nonsense"]),
        "private": st.sampled_from(["yes", "no"]),
    },
)
_texts = ("name", "organisation", "summary", "description", "area", "waiting", "joining_note")


@st.composite
def records(draw: st.DrawFn) -> dict[str, Any]:
    """A group that states any of what groups may state, in any words."""
    plain = draw(st.fixed_dictionaries({key: st.sampled_from(FACTS[key]) for key in FACTS}))
    words = draw(st.fixed_dictionaries({}, optional=dict.fromkeys(_texts, nasty)))
    own = draw(st.text("abc-", min_size=1, max_size=80))
    contact, venue = draw(_contacts), draw(st.one_of(_venues, st.just(plain["venue"])))
    doubts = draw(st.lists(nasty, max_size=2))
    record = {
        **plain, **words, "id": own, "contact": contact, "venue": venue, "doubts": doubts,
        "sources": LEAST["sources"],
    }  # fmt: skip
    return {key: value for key, value in record.items() if value}
