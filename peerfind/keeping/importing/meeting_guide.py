"""Meetings of Meeting Guide (TSML) and of BMLT as groups: meetings of one name and place are one group."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from peerfind import text
from peerfind.keeping.importing import clean
from peerfind.keeping.importing.draft import Raw
from peerfind.keeping.importing.reading import json_document, members
from peerfind.schedule.recurrence import DAY_NAMES, stated_days

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from peerfind.keeping.importing.draft import Draft, Setting
    from peerfind.keeping.importing.forms import Read

_SUNDAY_FIRST = (DAY_NAMES[6], *DAY_NAMES[:6])
_KNOWN = frozenset(
    {
        "name", "slug", "id", "day", "time", "end_time", "types", "notes", "location", "location_notes",
        "formatted_address", "address", "city", "county", "state", "postal_code", "country", "latitude",
        "longitude", "group", "group_notes", "url", "website", "email", "phone", "attendance_option",
        "updated", "timezone", "coordinates", "approximate", "published",
    }
)  # fmt: skip
_MARKS = ("name", "location", "formatted_address", "address", "city", "postal_code", "group")
_TYPES = {"W": "women", "M": "men"}
_LINKS = ("conference_url", "conference_phone")
_UNPUBLISHED = ("0", "no", "false")
_VENUES = {"1": "in_person", "2": "online", "3": "hybrid"}
_BMLT = {
    "meeting_name": "name", "id_bigint": "slug", "start_time": "time", "location_text": "location",
    "location_street": "address", "location_municipality": "city", "location_sub_province": "county",
    "location_postal_code_1": "postal_code", "location_nation": "country", "comments": "notes",
    "location_info": "location_notes", "location_province": "state", "latitude": "latitude",
    "longitude": "longitude", "virtual_meeting_link": "conference_url",
    "phone_meeting_number": "conference_phone", "time_zone": "timezone",
}  # fmt: skip


def meetings(data: bytes, read: Read) -> Iterator[Raw]:
    """The meetings of a feed, those of one group together."""
    yield from _grouped(members(json_document(data, read), ("meetings", "data")), "meeting")


def bmlt_meetings(data: bytes, read: Read) -> Iterator[Raw]:
    """The meetings of a BMLT server, as those of Meeting Guide."""
    records = members(json_document(data, read), ("meetings",))
    yield from _grouped(
        [_of_bmlt(one) if isinstance(one, dict) else one for one in records], "meeting"
    )


def _grouped(records: list[Any], word: str) -> Iterator[Raw]:
    groups: dict[tuple[str, ...], list[tuple[int, Any]]] = {}
    for number, one in enumerate(records, 1):
        if fault := _fault(one):
            yield Raw(f"{word} {number}", None, fault)
            continue
        mark = tuple(text.key(clean.plain(one.get(name))) for name in _MARKS)
        groups.setdefault(mark if mark[0] else (str(number),), []).append((number, one))
    for found in groups.values():
        numbers = ", ".join(str(number) for number, _ in found)
        yield Raw(f"{word} {numbers}", [one for _, one in found])


def _fault(one: Any) -> str:
    """Why nothing is read of a record; empty where it is."""
    if not isinstance(one, dict):
        return "It is no meeting."
    return "It is not published." if clean.plain(one.get("published")) in _UNPUBLISHED else ""


def _of_bmlt(one: Mapping[str, Any]) -> dict[str, Any]:
    """A meeting in the keys of Meeting Guide; its days count from 1 for Sunday, not from 0."""
    made = {key: one[name] for name, key in _BMLT.items() if one.get(name)}
    day = clean.plain(one.get("weekday_tinyint"))
    if day in map(str, range(1, 8)):
        made["day"] = int(day) - 1
    elif day:
        made["day"] = f"weekday_tinyint {day}"
    made["attendance_option"] = _VENUES.get(clean.plain(one.get("venue_type")), "")
    made["types"] = clean.plain(one.get("formats"))
    if end := _end(one):
        made["end_time"] = end
    others = {"weekday_tinyint", "venue_type", "formats", "duration_time", *_BMLT}
    return {**{key: value for key, value in one.items() if key not in others}, **made}


def _end(one: Mapping[str, Any]) -> str:
    """When a meeting ends that lasts for a time; empty where that cannot be told."""
    try:
        start, length = (clean.clock(one.get(key))[0] for key in ("start_time", "duration_time"))
    except ValueError:
        return ""
    hours, minutes = map(int, length.split(":"))
    at = datetime.fromisoformat(f"2000-01-01T{start}") + timedelta(hours=hours, minutes=minutes)
    return f"{at:%H:%M}" if hours or minutes else ""


def map_meetings(data: Any, draft: Draft, setting: Setting) -> None:
    """Put the meetings of one group into a draft. A link says nothing of how people meet."""
    one: dict[str, Any] = {}
    for meeting in reversed(data):
        one |= {key: value for key, value in meeting.items() if value not in (None, "", [])}
    draft.ids = [clean.plain(meeting.get("slug") or meeting.get("id")) for meeting in data]
    draft.words("name", one.get("name"))
    draft.words("organisation", one.get("group"))
    about = " ".join(filter(None, (clean.plain(one.get(key)) for key in ("notes", "group_notes"))))
    draft.about(about)
    draft.words("venue.name", one.get("location"))
    address = one.get("address") or clean.plain(one.get("formatted_address")).partition(",")[0]
    draft.words("venue.address", address)
    draft.words("venue.town", one.get("city"))
    draft.words("venue.county", one.get("county"))
    draft.words("venue.postcode", one.get("postal_code"))
    draft.words("venue.directions", one.get("location_notes"))
    if clean.plain(one.get("approximate")).lower() in ("", "no"):
        draft.point(one.get("latitude"), one.get("longitude"))
    else:
        draft.leave("coordinates", "they are not those of the door")
    draft.web(one.get("website") or one.get("url"))
    draft.words("contact.email", one.get("email"))
    draft.phone("contact.phone", one.get("phone"))
    _attendance(one, draft)
    _types(one, draft, setting)
    for meeting in data:
        _meeting(meeting, draft, setting)
    for key in _LINKS:
        if one.get(key):
            draft.leave(key, "a way in is given to who rings, and says not how people meet")
    draft.leave_others(one, _KNOWN | {*_LINKS})


def _attendance(one: Mapping[str, Any], draft: Draft) -> None:
    said = clean.plain(one.get("attendance_option")).lower().replace("-", "_")
    if said == "in_person":
        draft.put("format", ["in-person"])
    elif said == "hybrid":
        draft.put("format", ["in-person"])
        draft.leave("attendance_option", "hybrid says not how people join from home")
    elif said == "inactive":
        draft.put("status", "paused")
    elif said:
        draft.leave("attendance_option", f"{said} says not whether by video or by phone")


def _types(one: Mapping[str, Any], draft: Draft, setting: Setting) -> None:
    typed = one.get("types") or []
    codes = typed if isinstance(typed, list) else clean.plain(typed).split(",")
    for code in filter(None, (clean.plain(code) for code in codes)):
        community = _TYPES.get(code, "")
        if community in setting.vocabulary["community"].terms:
            draft.put("only_for", [community])
        else:
            draft.leave("types", f"{code} has no term here")


def _meeting(meeting: Mapping[str, Any], draft: Draft, setting: Setting) -> None:
    """One weekly time, where its clock is the one here; days count from 0 for Sunday."""
    said = meeting.get("day")
    zone = clean.plain(meeting.get("timezone"))
    if zone and not clean.is_same_clock(zone, setting.zone, setting.today):
        draft.leave("timezone", f"its times are those of {zone}")
        return
    if said in (None, "", []):
        if meeting.get("time"):
            draft.leave("time", "there is no day to it")
        return
    try:
        days = [name for day in (said if isinstance(said, list) else [said]) for name in _days(day)]
        made: dict[str, Any] = {"days": days}
        for key, name in (("start", "time"), ("end", "end_time")):
            if clean.plain(meeting.get(name)):
                draft.clock(made, key, meeting[name])
    except ValueError as error:
        draft.leave("day", str(error))
        return
    draft.put("meets", [made])


def _days(day: Any) -> tuple[str, ...]:
    said = clean.plain(day)
    if said.isascii() and said.isdigit():
        if int(said) >= len(_SUNDAY_FIRST):
            raise ValueError(f"{said} is no day: they count from 0 for Sunday")
        return (_SUNDAY_FIRST[int(said)],)
    return stated_days(said)
