"""Groups as meetings of Meeting Guide (TSML), which knows one kind: every week, on stated days and at a time.

What it cannot say in a field stands in the notes, in words. A time that is not every week is left behind and
counted: shown as weekly, it would send somebody to a closed door.
"""

from __future__ import annotations

import json
import re
from datetime import time
from typing import TYPE_CHECKING, Any

from peerfind.keeping.neighbours import COUNTRIES, MEETING_TYPES, stable_id, sunday_first
from peerfind.model import Group
from peerfind.output.exporting import notes
from peerfind.output.exporting.carried import (
    contact_left,
    degrees,
    door,
    left_behind,
    mailbox,
    stated,
    web_address,
)
from peerfind.schedule.recurrence import interval, tells_a_date
from peerfind.wording.when import pattern_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from peerfind.directory.vocabulary import Vocabulary
    from peerfind.output.exports import Exported
    from peerfind.schedule.recurrence import Pattern

    Meeting = dict[str, Any]

CARRIED = notes.CARRIED | {"name", "organisation", "meets", "venue", "nation", "contact"}
NOT_WEEKLY = "meets (not every week, or without a time)"
DAYS_OFF = "meets (days off)"
NO_MEETING = "the whole (no weekly meeting)"
NOT_GOING_ON = "the whole (paused or closed)"
_LONGEST_SLUG, _LONGEST_NAME = 64, 255
_ENCODE = json.JSONEncoder(ensure_ascii=False).encode


def meeting_guide_export(exported: Exported) -> Iterator[str]:
    """A list of meetings, one a line: each pattern that is weekly; the groups of others are counted."""
    yield "["
    before = "\n"
    for record in exported.records:
        group = Group.of(record)
        kept = [*meetings(group, exported.vocabulary, exported.settings, exported.now.date())]
        exported.lost.update(
            left_behind(record, CARRIED, *_left(group, len(kept))) | contact_left(group)
        )
        for meeting in kept:
            yield f"{before}{_ENCODE(meeting)}"
            before = ",\n"
    yield "\n]\n"


def meetings(
    group: Group, vocabulary: Vocabulary, settings: Mapping[str, str], today: date
) -> Iterator[Meeting]:
    """The weekly meetings of a group that goes on, from `today` on."""
    if _is_off(group):
        return
    for number, pattern in enumerate(group.patterns, 1):
        if is_weekly(pattern) and not (pattern.until and pattern.until < today):
            yield stated(
                {
                    "name": (group.name or group.id)[:_LONGEST_NAME],
                    "slug": slug(group.id, number),
                    **_times(pattern, settings),
                    **_where(group, settings),
                    "notes": "\n".join(notes.notes(group, _odd(pattern), vocabulary)),
                    "types": [*_types(group)],
                    "group": group.organisation,
                    "entity": settings.get("title"),
                    **_contact(group),
                }
            )


def is_weekly(pattern: Pattern) -> bool:
    """Whether Meeting Guide can say when: every week, on stated days, from a stated time on."""
    return (
        tells_a_date(pattern)
        and interval(pattern) == (1, "week")
        and isinstance(pattern.start, time)
    )


def slug(group_id: str, number: int) -> str:
    """The name of a meeting in an address, which stays the same; a long id ends in a part of a stable id."""
    ending = f"-{number}"
    plain = re.sub(r"[^a-z0-9-]", "-", group_id.lower())
    if plain != group_id or len(plain) + len(ending) > _LONGEST_SLUG:
        ending = f"-{stable_id('slug', group_id)[:8]}{ending}"
    return f"{plain[: _LONGEST_SLUG - len(ending)]}{ending}"


def _is_off(group: Group) -> bool:
    return group.status in {"paused", "closed"}


def _left(group: Group, kept: int) -> Iterator[str]:
    """What of its meetings is left behind, where so many are kept."""
    if _is_off(group):
        yield NOT_GOING_ON
        return
    if not kept:
        yield NO_MEETING
    if kept < (1 if isinstance(group.meets, str) else len(group.meets)):
        yield NOT_WEEKLY
    if any(pattern.exceptions for pattern in group.patterns if is_weekly(pattern)):
        yield DAYS_OFF


def _times(pattern: Pattern, settings: Mapping[str, str]) -> Meeting:
    start = pattern.start
    return {
        "day": [sunday_first(day) for day in pattern.days],
        "time": f"{start:%H:%M}" if isinstance(start, time) else None,
        "end_time": pattern.end and f"{pattern.end:%H:%M}",
        "timezone": settings.get("time_zone"),
    }


def _where(group: Group, settings: Mapping[str, str]) -> Meeting:
    """The venue; of one that is kept back the town, or the first half of its postcode."""
    venue = group.venue
    if venue is None:
        return {}
    at = door(group)
    is_whole = bool(venue.address or at) and not venue.private
    return {
        "location": venue.name,
        "address": venue.address,
        "city": venue.town,
        "regions": [*filter(None, (group.nation, venue.county))],
        "postal_code": venue.postcode,
        "country": COUNTRIES.get(group.nation or "", settings.get("country")),
        "latitude": at and degrees(at.point.latitude),
        "longitude": at and degrees(at.point.longitude),
        "approximate": "no" if is_whole else "yes",
        "location_notes": venue.directions,
    }


def _odd(pattern: Pattern) -> Iterator[str]:
    """When it is, in words, where days and times alone do not say all of it."""
    if pattern.exceptions or pattern.since or pattern.until or pattern.note or pattern.formats:
        yield pattern_words(pattern)


def _types(group: Group) -> Iterator[str]:
    """The codes for what a group states and Meeting Guide has a code for.

    Who else may come would not know it where only some of those it is for had a code, so none has one then.
    """
    for key, codes in MEETING_TYPES.items():
        stated = getattr(group, key)
        if key != "only_for" or codes.keys() >= {*stated}:
            yield from (codes[term] for term in stated if term in codes)


def _contact(group: Group) -> Meeting:
    contact = group.contact
    if contact is None:
        return {}
    return {
        "url": web_address(contact.website),
        "contact_1_name": group.organisation or group.name,
        "contact_1_email": mailbox(contact.email),
        "contact_1_phone": contact.phone,
    }
