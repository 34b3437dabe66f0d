"""Events of a calendar (RFC 5545) as groups: events of one name and place are one group."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from peerfind import text
from peerfind.errors import UsageError
from peerfind.keeping.importing import clean
from peerfind.keeping.importing.draft import Raw
from peerfind.keeping.importing.reading import as_text
from peerfind.keeping.importing.rules import parts_of, pattern
from peerfind.named import NamedTuple
from peerfind.zones import zone_named

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from zoneinfo import ZoneInfo

    from peerfind.keeping.importing.draft import Draft, Setting
    from peerfind.keeping.importing.forms import Read

_LINE = r"([A-Za-z0-9-]+)((?:;[^:;=]+=(?:\"[^\"]*\"|[^:;\"]*))*):(.*)"
_PARAMETER = r";([^:;=]+)=(?:\"([^\"]*)\"|([^:;\"]*))"
_ESCAPES = {"n": "\n", "N": "\n"}
_LENGTH = r"P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?"
_POSTCODE = r"\b([A-Za-z]{1,2}\d[A-Za-z\d]?)\s*(\d[A-Za-z]{2})\b"
_ONE = "RECURRENCE-ID"  # of an event that is one meeting of a series, and other than the rest
_KNOWN = frozenset(
    {
        "UID", "SUMMARY", "DESCRIPTION", "LOCATION", "DTSTART", "DTEND", "DURATION", "RRULE", "EXDATE",
        "URL", "GEO", "CATEGORIES", "STATUS", "RECURRENCE-ID", "DTSTAMP", "CREATED", "LAST-MODIFIED",
        "SEQUENCE", "TRANSP", "CLASS", "PRIORITY", "ORGANIZER", "ATTENDEE", "CONTACT",
    }
)  # fmt: skip


class Property(NamedTuple):
    """A property of an event: its parameters and its value as written."""

    parameters: dict[str, str]
    value: str


Event = dict[str, list[Property]]


def events(data: bytes, read: Read) -> Iterator[Raw]:
    """The events of a calendar, those of one group together. Raises UsageError where there is none."""
    found = [*_events(re.sub(r"\r?\n[ \t]", "", as_text(data, read)))]
    if not found:
        raise UsageError("There is no event in it.")
    marks = [_mark(event, number) for number, event in enumerate(found, 1)]
    series = {
        _said(event, "UID"): mark
        for event, mark in zip(found, marks, strict=True)
        if _ONE not in event
    }
    groups: dict[tuple[str, ...], list[tuple[int, Event]]] = {}
    for number, (event, mark) in enumerate(zip(found, marks, strict=True), 1):
        whole = series.get(_said(event, "UID"), mark) if _ONE in event else mark
        groups.setdefault(whole, []).append((number, event))
    for one in groups.values():
        numbers = ", ".join(str(number) for number, _ in one)
        yield Raw(f"event {numbers}", [event for _, event in one])


def _mark(event: Event, number: int) -> tuple[str, ...]:
    """What the events of one group have in common; of one without a name, its number."""
    mark = tuple(text.key(_said(event, name)) for name in ("SUMMARY", "LOCATION"))
    return mark if mark[0] else (str(number),)


def _events(said: str) -> Iterator[Event]:
    event: Event | None = None
    inner = 0
    for line in said.splitlines():
        name, _, rest = line.strip().partition(":")
        mark = (name.upper(), rest.strip().upper())
        if mark == ("BEGIN", "VEVENT"):
            event, inner = {}, 0
        elif mark == ("END", "VEVENT") and event is not None:
            yield event
            event = None
        elif event is not None and mark[0] in ("BEGIN", "END"):
            inner += 1 if mark[0] == "BEGIN" else -1
        elif event is not None and not inner and (found := re.fullmatch(_LINE, line.strip())):
            pairs = {one[1].upper(): one[2] or one[3] for one in re.finditer(_PARAMETER, found[2])}
            event.setdefault(found[1].upper(), []).append(Property(pairs, found[3]))
    if event:
        yield event


def map_events(data: Sequence[Event], draft: Draft, setting: Setting) -> None:
    """Put the events of one group into a draft. People who are named in them are left out."""
    usual = [event for event in data if _ONE not in event] or [*data]
    whole = {name: value for event in reversed(usual) for name, value in event.items()}
    draft.ids = [*dict.fromkeys(_said(event, "UID") for event in data)]
    draft.words("name", _said(whole, "SUMMARY"))
    draft.about(_said(whole, "DESCRIPTION"))
    _venue(whole, draft)
    draft.web(_said(whole, "URL"))
    is_over = all(map(_is_cancelled, usual))
    draft.put("status", "paused" if is_over else "")
    for property_ in whole.get("CATEGORIES", ()):
        draft.put("focus", [one for one in map(clean.plain, property_.value.split(",")) if one])
    for event in data:
        if _is_cancelled(event) and not is_over and _ONE not in event:
            draft.leave("STATUS", "one of its times is cancelled")
        else:
            _meeting(_with_days_off(event, data), draft, setting)
    for name in ("ORGANIZER", "ATTENDEE", "CONTACT"):
        if name in whole:
            draft.leave(name, "people are named only where they agreed to it")
    draft.leave_others(whole, _KNOWN)


def _is_cancelled(event: Event) -> bool:
    return _said(event, "STATUS").upper() == "CANCELLED"


def _with_days_off(event: Event, data: Sequence[Event]) -> Event:
    """An event with the single meetings of it that are cancelled among its days off."""
    off = [
        one[_ONE][0]
        for one in data
        if _ONE in one and _is_cancelled(one) and _said(one, "UID") == _said(event, "UID")
    ]
    return (
        {**event, "EXDATE": [*event.get("EXDATE", ()), *off]}
        if off and _ONE not in event
        else event
    )


def _venue(event: Event, draft: Draft) -> None:
    """The place: its postcode alone, and the rest as its address."""
    said = clean.plain(_said(event, "LOCATION"))
    if "://" in said:
        draft.leave("LOCATION", "it is a link")
        return
    if code := re.search(_POSTCODE, said):
        draft.put("venue.postcode", f"{code[1]} {code[2]}".upper())
        said = re.sub(r"\s*,\s*,", ",", said.replace(code[0], "")).strip(" ,")
    draft.put("venue.address", said)
    if (geo := _said(event, "GEO")).count(";") == 1:
        draft.point(*geo.split(";"))


def _meeting(event: Event, draft: Draft, setting: Setting) -> None:
    """A pattern of an event; one that no pattern can say is told."""
    if _ONE in event:
        what = "cancelled" if _is_cancelled(event) else "moved"
        draft.leave(_ONE, f"a single meeting that was {what}")
        return
    try:
        start = _moment(event.get("DTSTART", []), setting)
        made = pattern(parts_of(_said(event, "RRULE")), _day(start), setting.today)
        if isinstance(start, datetime):
            made["start"] = f"{start:%H:%M}"
            if end := _end(event, start, setting):
                made["end"] = f"{end:%H:%M}"
        if off := clean.within(
            [day for one in event.get("EXDATE", ()) for day in _days(one, setting)]
        ):
            made["except"] = [*made.get("except", []), *off]
    except (ValueError, OverflowError) as error:
        draft.leave("DTSTART", str(error))
        return
    if "RDATE" in event:
        draft.leave("RDATE", "no pattern can say single days beside a rule")
    draft.put("meets", [made])


def _end(event: Event, start: datetime, setting: Setting) -> datetime | None:
    """When a meeting ends; None for one that is not stated, or that lasts a day or more."""
    if "DTEND" in event:
        end = _moment(event["DTEND"], setting)
    elif found := re.fullmatch(_LENGTH, _said(event, "DURATION")):
        weeks, days, hours, minutes, seconds = (int(one or 0) for one in found.groups())
        end = start + timedelta(days, seconds, 0, 0, minutes, hours, weeks)
    else:
        return None
    is_within = isinstance(end, datetime) and timedelta() < end - start < timedelta(days=1)
    return end if isinstance(end, datetime) and is_within else None


def _days(one: Property, setting: Setting) -> Iterator[date]:
    for value in one.value.split(","):
        yield _day(_moment([Property(one.parameters, value)], setting))


def _day(at: date | datetime) -> date:
    return at.date() if isinstance(at, datetime) else at


def _moment(found: Sequence[Property], setting: Setting) -> date | datetime:
    """A day, or a moment as a clock shows it where the directory is. Raises ValueError for neither."""
    if not found:
        raise ValueError("it says no day")
    said = found[0].value.strip()
    if not re.fullmatch(r"\d{8}(?:T\d{6}Z?)?", said):
        raise ValueError(f"{text.shown(said)!r} is no day")
    if "T" not in said:
        return date.fromisoformat(said)
    at = datetime.strptime(said.rstrip("Z"), "%Y%m%dT%H%M%S")  # noqa: DTZ007 (its zone comes next)
    zone = UTC if said.endswith("Z") else _zone(found[0].parameters.get("TZID", ""))
    here = at.replace(tzinfo=zone).astimezone(setting.zone).replace(tzinfo=None) if zone else at
    if here.date() != at.date():
        raise ValueError("it is on another day here")
    return here


def _zone(name: str) -> ZoneInfo | None:
    """The zone of a name; None for one of the calendar's own, or none: the clock on the wall counts."""
    try:
        return zone_named(name) if name else None
    except ValueError:
        return None


def _said(event: Event, name: str) -> str:
    """The first value of a property, as text."""
    value = event[name][0].value if name in event else ""
    return re.sub(r"\\(.)", lambda found: _ESCAPES.get(found[1], found[1]), value)
