"""Fictional groups as people see them: one directory for all the tests of what is shown."""

from __future__ import annotations

import json
import tempfile
from datetime import date, datetime, time
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from asking import question
from conftest import write_directory

from peerfind.answers.answer import Answer, answer
from peerfind.directory.folder import load
from peerfind.index.index import Index
from peerfind.index.parts import parts
from peerfind.schedule.recurrence import Pattern

if TYPE_CHECKING:
    from collections.abc import Mapping

LONDON = ZoneInfo("Europe/London")
TODAY = date(2026, 11, 25)  # a Wednesday
NOW = datetime.combine(TODAY, time(9), LONDON)

GROUPS: dict[str, dict[str, Any]] = {
    "wharfe-evening-bereavement": {
        "name": "Wharfe Evening Bereavement Group",
        "organisation": "Wharfe Example Trust",
        "summary": "A quiet evening group for people whose partner has died.",
        "format": ["in-person"],
        "leader": ["peer"],
        "focus": ["grief-partner"],
        "ages": "18+",
        "meets": [
            {
                "days": ["tuesday"],
                "every": "month",
                "which": [1, 3],
                "start": "19:00",
                "end": "20:30",
                "except": ["august"],
            }
        ],
        "nation": "England",
        "venue": {
            "name": "Example Hall",
            "address": "1 Example Street",
            "town": "Otley",
            "postcode": "LS21 3AA",
            "latitude": "53.918",
            "longitude": "-1.69",
        },
        "cost": "free",
        "joining": ["drop-in"],
        "contact": {"phone": "0113 496 0001", "website": "https://www.example.org/wharfe/"},
        "sources": [{"url": "https://example.org/wharfe", "published": "2026-05"}],
        "checked": {"on": "2026-10-02", "how": "phone", "by": "link worker"},
    },
    "widowed-together-online": {
        "name": "Widowed Together Online",
        "summary": "A weekly video call for anyone whose partner has died.",
        "part_of": "example-network",
        "format": ["video"],
        "leader": ["volunteer", "nurse"],
        "focus": ["grief-partner"],
        "meets": [{"days": ["thursday"], "start": "19:30", "end": "21:00"}],
        "covers": ["UK"],
        "cost": "£2 a call",
        "joining": ["book"],
        "sources": [{"url": "https://example.org/list", "published": "2023-05-11"}],
        "doubts": ["One page says Thursday, another says Friday."],
    },
    "example-network": {
        "name": "Example Network",
        "summary": "Keeps many small groups going.",
        "format": ["unknown"],
        "leader": ["unknown"],
        "focus": ["grief"],
        "contact": {"phone": "01632 960 100"},
        "sources": [{"url": "https://example.org/network"}],
    },
    "aire-walk": {
        "name": "Aire Walk and Talk",
        "summary": "A slow walk by the river.",
        "status": "full",
        "status_note": "new places in March",
        "format": ["in-person"],
        "leader": ["unknown"],
        "focus": ["grief"],
        "activities": ["walking"],
        "only_for": ["women"],
        "venue": {"town": "Leeds"},
        "sources": [{"url": "https://example.org/aire"}],
        "checked": {"on": "2026-01-05", "how": "visit"},
    },
    "old-circle": {
        "name": "Old Circle",
        "summary": "It has ended.",
        "status": "closed",
        "format": ["in-person"],
        "leader": ["peer"],
        "focus": ["grief"],
        "sources": [{"url": "https://example.org/old"}],
    },
    "young-voices": {
        "name": "Young Voices",
        "summary": "For young people who hear voices.",
        "format": ["chat"],
        "leader": ["peer-worker"],
        "focus": ["hearing-voices"],
        "ages": "16-25",
        "sources": [{"url": "https://example.org/young"}],
    },
}

VOCABULARY: dict[str, list[dict[str, Any]]] = {
    "focus": [
        {"id": "grief", "aliases": ["bereavement"]},
        {
            "id": "grief-partner",
            "label": "grief of a partner",
            "aliases": ["lost my husband", "widow"],
            "broader": ["grief"],
        },
        {"id": "hearing-voices"},
    ],
    "activity": [{"id": "walking"}, {"id": "gardening", "aliases": ["allotment"]}],
    "community": [
        {"id": "women", "excludes": ["men"]},
        {"id": "men"},
        {"id": "south-asian", "label": "South Asian people"},
    ],
    "access": [
        {"id": "step-free", "label": "step-free access"},
        {"id": "hearing-loop", "label": "a hearing loop"},
    ],
    "format": [
        {"id": "in-person", "label": "in person"},
        {
            "id": "video",
            "label": "by video call",
            "offers": ["no-travel"],
            "reasons": {"no-travel": "you join from home"},
        },
    ],
    "leader": [
        {"id": "peer", "label": "people who have been through it"},
        {"id": "lay", "label": "not a professional"},
        {"id": "professional", "label": "a professional"},
    ],
    "want": [{"id": "no-travel", "label": "no travel"}],
    "language": [{"id": "cy", "label": "Welsh"}],
}

UK = ["England", "Wales", "Scotland", "Northern Ireland"]
CRISIS: list[dict[str, Any]] = [
    {
        "id": "emergency",
        "name": "Example emergency",
        "phone": "0113 496 0999",
        "nations": UK,
        "rank": 0,
    },
    {
        "id": "example-option",
        "name": "Example Night Line (England)",
        "organisation": "Example Trust",
        "phone": "0113 496 0111",
        "phone_note": "press 2",
        "hours": "any time",
        "nations": ["England"],
        "cost": "free",
        "sources": [{"url": "https://example.org/night", "published": "2024-08-14"}],
        "rank": 1,
    },
    {
        "id": "example-young",
        "name": "Example Youth Line",
        "phone": "0113 496 0222",
        "ages": "up to 25",
        "nations": UK,
        "rank": 2,
    },
    {
        "id": "example-listeners",
        "name": "Example Listeners",
        "phone": "01632 960 123",
        "hours": [{"days": ["daily"], "start": "17:00", "end": "00:00"}],
        "nations": UK,
        "doubts": ["The page has no date."],
        "rank": 3,
    },
    {
        "id": "example-text",
        "name": "Example Texts",
        "text": "HELLO to 07700 900 123",
        "nations": UK,
        "rank": 4,
    },
]

QUESTIONS: list[dict[str, Any]] = [
    {"id": "who", "ask": "Who leads it?", "fields": ["leader"], "sets": ["all"]},
    {
        "id": "same",
        "ask": "Is it the same people each week?",
        "fields": ["membership"],
        "sets": ["group"],
    },
    {"id": "door", "ask": "How do I find the door?", "fields": ["venue"], "sets": ["in person"]},
    {
        "id": "camera",
        "ask": "May my camera stay off?",
        "fields": ["ground_rules"],
        "sets": ["online"],
    },
    {"id": "unhappy", "ask": "Whom do I tell if I am unhappy?", "sets": ["all"]},
    {
        "id": "upset",
        "ask": "What happens if someone gets upset?",
        "fields": ["distress_plan"],
        "sets": ["all"],
    },
    {"id": "listen", "ask": "May I just listen?", "fields": ["ground_rules", "access"]},
    {
        "id": "parents",
        "ask": "Are my parents told?",
        "fields": ["confidentiality"],
        "sets": ["young people"],
    },
]

SETTINGS = {
    "title": "Example directory",
    "units": "miles",
    "review_after": "6 months",
    "hide_after": "24 months",
}
BARE = (
    "status",
    "setting",
    "activities",
    "style",
    "welcomes",
    "languages",
    "no_access",
    "organisation",
)
LEFT_OUT = dict.fromkeys(
    (*BARE, "ages", "meets", "nation", "venue", "access", "cost", "joining", "contact")
)


def index_of(groups: Mapping[str, Mapping[str, Any]], **others: Any) -> Index:
    """The index of groups that state what they say and nothing else."""
    whole = {at: {**LEFT_OUT, **facts} for at, facts in groups.items()}
    usual = {"vocabulary": VOCABULARY, "settings": SETTINGS, "crisis": CRISIS}
    with tempfile.TemporaryDirectory() as name:
        folder = write_directory(Path(name), whole, **{**usual, **others})
        (folder / "questions.yaml").write_text(json.dumps(QUESTIONS), encoding="utf-8")
        return Index(parts(load(folder)).__getitem__)


@cache
def example_index() -> Index:
    """The index of all the groups here."""
    return index_of(GROUPS)


def record_of(name: str, index: Index | None = None) -> dict[str, Any]:
    """The record of a group."""
    there = index or example_index()
    return there.record(there.number(name))


def asked(*words: str, index: Index | None = None, **flags: Any) -> Answer:
    """The answer to a question at nine on the morning of TODAY."""
    there = index or example_index()
    return answer(there, question(there, *words, now=NOW, **flags))


def networks() -> dict[str, dict[str, Any]]:
    """The records of networks, by id."""
    return {"example-network": record_of("example-network")}


def patterns(*stated: Mapping[str, Any]) -> tuple[Pattern, ...]:
    """Meeting patterns from what is stated."""
    return tuple(Pattern.from_stated(one) for one in stated)
