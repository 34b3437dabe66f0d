"""A small fictional directory of groups that meet in many ways, for what is told of days ahead."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from conftest import write_directory
from showing import CRISIS, LEFT_OUT, SETTINGS, VOCABULARY

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

OTLEY = {"town": "Otley", "postcode": "LS21 3AA", "latitude": "53.918", "longitude": "-1.69"}
USUAL: dict[str, Any] = {
    **LEFT_OUT,
    "summary": "People meet and talk.",
    "format": ["in-person"],
    "leader": ["peer"],
    "focus": ["grief"],
    "nation": "England",
    "venue": OTLEY,
    "sources": [{"url": "https://example.org/list", "published": "2026-05"}],
}
GROUPS: dict[str, dict[str, Any]] = {
    "otley-evening": {
        "name": "Otley Evening Circle",
        "meets": [{"days": ["tuesday"], "start": "19:00", "end": "20:30", "note": "back room"}],
        "contact": {"phone": "(0113) 496-0001", "website": "https://example.org/otley"},
        "cost": "free",
        "joining": ["drop-in"],
    },
    "otley-morning": {
        "name": "Otley Morning Circle",
        "meets": [{"days": ["wednesday", "saturday"], "start": "10:30", "end": "12:00"}],
        "contact": {"phone": "0113 496 0002"},
    },
    "otley-band": {
        "name": "Otley Afternoon Walk",
        "meets": [{"days": ["saturday"], "start": "afternoon"}],
    },
    "otley-daily": {
        "name": "Otley Untimed Table",
        "meets": [{"days": ["sunday"]}],
        "contact": {"text": "07700 900 001"},
    },
    "mixed": {
        "name": "Mixed Hall and Screen",
        "format": ["in-person", "video"],
        "meets": [
            {"days": ["monday"], "start": "18:00", "end": "19:00", "format": ["video"]},
            {"days": ["friday"], "start": "18:00", "end": "19:00", "format": ["in-person"]},
        ],
        "contact": {"email": "mixed@example.org"},
    },
    "some-weeks": {
        "name": "Some Weeks Only",
        "meets": [{"days": ["thursday"], "start": "11:00", "every": "2 weeks"}],
        "contact": {"phone": "0113 496 0005"},
    },
    "silent": {"name": "Silent Group", "contact": {"phone": "0113 496 0006"}},
    "arranged": {"name": "Arranged Pairs", "meets": "by arrangement"},
    "always": {
        "name": "Always Open Forum",
        "format": ["forum"],
        "venue": None,
        "meets": "any time",
    },
    "line": {
        "name": "Example Friend Line",
        "format": ["phone"],
        "venue": None,
        "hours": [{"days": ["daily"], "start": "18:00", "end": "22:00"}],
        "contact": {"phone": "0113 496 0009"},
    },
    "over": {
        "name": "Course of Last Year",
        "meets": [{"days": ["tuesday"], "start": "10:00", "until": "2025-12-01"}],
    },
    "rare": {
        "name": "Rare Meeting",
        "meets": [{"days": ["friday"], "every": "month", "which": ["last"], "start": "14:00"}],
        "contact": {"phone": "0113 496 0010"},
    },
    "cornwall": {
        "name": "Far Away Circle",
        "meets": [{"days": ["tuesday"], "start": "19:00"}],
        "venue": {
            "town": "Truro",
            "postcode": "TR1 2AA",
            "latitude": "50.263",
            "longitude": "-5.051",
        },
    },
    "ended": {
        "name": "Ended Circle",
        "status": "closed",
        "meets": [{"days": ["tuesday"], "start": "19:00"}],
    },
    "voices": {
        "name": "Voices Circle",
        "focus": ["hearing-voices"],
        "meets": [{"days": ["tuesday"], "start": "19:00"}],
    },
}


def coming_directory(folder: Path, changes: Mapping[str, Mapping[str, Any]] | None = None) -> Path:
    """The directory, written to a folder; `changes` are groups that are added or written anew."""
    groups = {**GROUPS, **(changes or {})}
    whole = {at: {**USUAL, **facts} for at, facts in groups.items()}
    return write_directory(folder, whole, vocabulary=VOCABULARY, settings=SETTINGS, crisis=CRISIS)
