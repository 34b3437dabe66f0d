"""Meetings as a calendar (iCalendar, RFC 5545): text that any calendar program reads.

An *event* is one meeting, or all that one pattern tells. Nothing of a question is in it, only what the
entry states, and whom to ring at once.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

from peerfind import text
from peerfind.named import NamedTuple
from peerfind.output.timezone import timezone_lines
from peerfind.schedule.ahead import Meeting
from peerfind.schedule.recurrence import end_of
from peerfind.schedule.rrule import rule_of
from peerfind.wording import say, summary
from peerfind.wording.where import spot_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from typing import Any
    from zoneinfo import ZoneInfo

    from peerfind.answers.ahead import Ahead
    from peerfind.model import Group, Record
    from peerfind.schedule.recurrence import Pattern
    from peerfind.schedule.rrule import Rule

PRODUCT = "-//peerfind//peerfind//EN"
OCTETS = 75  # the longest line, without its end
_END = "\r\n"
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u0085\u2028\u2029]")


class Event(NamedTuple):
    """One meeting, or a series where there is a `rule`; the `uid` stays the same from run to run."""

    uid: str
    meeting: Meeting
    group: Group
    crisis: str
    network: Record | None = None
    rule: Rule | None = None


def calendar_text(
    title: str, events: Iterable[Event], now: datetime, *, since: date | None = None
) -> Iterator[str]:
    """A whole calendar, made at the time `now`, which is aware and in the zone of the meetings.

    Where the day is known `since` which they are, events are taken one by one; else all are looked at first.
    """
    if since is None:
        events = [*events]
        timed = [one.meeting.day for one in events if isinstance(one.meeting.start, datetime)]
        since = min(timed, default=None)
    for line in _lines(title, events, now, since):
        yield folded(line)


def _lines(title: str, events: Iterable[Event], now: datetime, since: date | None) -> Iterator[str]:
    yield from ("BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:{PRODUCT}", "CALSCALE:GREGORIAN")
    yield from ("METHOD:PUBLISH", f"X-WR-CALNAME:{escaped(title)}")
    if since is not None:
        yield from timezone_lines(_zone(now), since)
    for event in events:
        yield from _event(event, now)
    yield "END:VCALENDAR"


def agenda_text(found: Ahead, networks: Mapping[str, Record], now: datetime) -> Iterator[str]:
    """The meetings of an answer in date order, one event each; groups without a date are none."""
    events = (
        _once(one.match.group, one.meeting, found, networks) for one in found.shown if one.meeting
    )
    return calendar_text(found.answer.settings["title"], events, now)


def _once(group: Group, meeting: Meeting, found: Ahead, networks: Mapping[str, Record]) -> Event:
    at = meeting.start
    moment = f"{at:%Y%m%dT%H%M}" if isinstance(at, datetime) else f"{at:%Y%m%d}"
    crisis = summary.crisis_sms(found.answer.crisis, group.nation)
    return Event(_uid(group, moment), meeting, group, crisis, networks.get(group.part_of or ""))


def series(
    group: Group,
    now: datetime,
    contacts: Sequence[Mapping[str, Any]],
    network: Record | None = None,
) -> Iterator[Event]:
    """An event for each pattern of a group that tells its dates, from the day of `now` on.

    A pattern whose dates cannot be told, or that is over, gives none: `untold` counts those. `contacts`
    are the crisis contacts of the directory.
    """
    crisis = summary.crisis_sms(contacts, group.nation)
    for number, pattern in enumerate(group.patterns, 1):
        if rule := rule_of(pattern, now.date(), group.holiday_nation):
            meeting = _on_the_wall(pattern, rule.first, now)
            yield Event(_uid(group, str(number)), meeting, group, crisis, network, rule)


def _on_the_wall(pattern: Pattern, day: date, now: datetime) -> Meeting:
    """The meeting of a day as a clock would show it without a change that night, as rules repeat it."""
    if not isinstance(pattern.start, time):
        return Meeting(day, None, pattern)
    end = end_of(pattern, day)
    start = datetime.combine(day, pattern.start, now.tzinfo)
    return Meeting(start, end and end.replace(tzinfo=now.tzinfo), pattern)


def untold(group: Group, now: datetime) -> list[Pattern]:
    """The patterns of a group that a calendar cannot carry, from the day of `now` on."""
    return [one for one in group.patterns if rule_of(one, now.date(), group.holiday_nation) is None]


def _uid(group: Group, part: str) -> str:
    return f"{re.sub(r'[^a-z0-9-]', '-', group.id)}-{part}@peerfind.invalid"


def _event(event: Event, now: datetime) -> Iterator[str]:
    group = event.group
    yield "BEGIN:VEVENT"
    yield f"UID:{event.uid}"
    yield f"DTSTAMP:{_utc(now)}"
    yield from _times(event.meeting, now)
    yield from _recurring(event, now)
    yield f"SUMMARY:{escaped(group.name)}"
    yield f"LOCATION:{escaped(spot_words(group))}"
    yield f"DESCRIPTION:{escaped(chr(10).join(_told(event)))}"
    website = group.contact.website if group.contact else None
    if website and (link := text.shown(say.web_link(website))) and " " not in link:
        yield f"URL:{link}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _times(meeting: Meeting, now: datetime) -> Iterator[str]:
    yield f"DTSTART{_moment(meeting.start, now)}"
    if meeting.end:
        yield f"DTEND{_moment(meeting.end, now)}"
    elif not isinstance(meeting.start, datetime):
        yield f"DTEND{_moment(meeting.start + timedelta(days=1), now)}"


def _recurring(event: Event, now: datetime) -> Iterator[str]:
    rule = event.rule
    if rule is None:
        return
    parts = [f"{name}={value}" for name, value in rule.parts]
    if rule.until:
        parts.append(f"UNTIL={_until(event, rule.until, now)}")
    yield f"RRULE:{';'.join(parts)}"
    for day in rule.off:
        yield f"EXDATE{_moment(_on_the_wall(event.meeting.pattern, day, now).start, now)}"


def _until(event: Event, day: date, now: datetime) -> str:
    """The end of a rule: the last day, or the last moment of it, which has to be in UTC."""
    if not isinstance(event.meeting.start, datetime):
        return f"{day:%Y%m%d}"
    return _utc(datetime.combine(day, time(23, 59, 59), now.tzinfo))


def _moment(at: datetime | date, now: datetime) -> str:
    """A moment as the end of a property, with its zone; a day where the time is not known."""
    if not isinstance(at, datetime):
        return f";VALUE=DATE:{at:%Y%m%d}"
    return f";TZID={_zone(now).key}:{at:%Y%m%dT%H%M%S}"


def _utc(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _zone(now: datetime) -> ZoneInfo:
    zone: ZoneInfo = now.tzinfo  # type: ignore[assignment]  # that of a session
    return zone


def _told(event: Event) -> Iterator[str]:
    """What to know before going there, a line each."""
    group, pattern = event.group, event.meeting.pattern
    if not isinstance(event.meeting.start, datetime):
        yield f"Starts: {pattern.start}: ask the time." if pattern.start else "Ask the time."
    for way in (reached := say.ways(group.contact, event.network)):
        yield f"{say.WAY_LABELS[way.kind]}: {way.said}"
    if not reached:
        yield say.sentence(say.without_contact(say.site(group.sources)))
    own = text.listed(say.FORMATS.get(one, one) for one in pattern.formats)
    how = (own or say.format_words(group), say.cost_words(group.cost))
    facts = (*how, say.joining_words(group.joining))
    yield say.sentence(", ".join(filter(None, facts)))
    yield from map(say.sentence, filter(None, (pattern.note, group.joining_note)))
    yield from say.cautions(group)
    if event.rule and event.rule.is_cut:
        yield f"Dates after {event.rule.until} are not in this calendar: ask."
    yield "Ask before you go whether it meets then."
    if event.crisis:
        yield event.crisis


def escaped(words: str) -> str:
    """`words` as a TEXT value (RFC 5545, 3.3.11): no line of it can end early or begin another property."""
    plain = _CONTROL.sub(" ", words.replace("\r\n", "\n").replace("\r", "\n"))
    lines = "\n".join(map(text.shown, plain.split("\n")))
    for letter in ("\\", ";", ","):
        lines = lines.replace(letter, f"\\{letter}")
    return lines.replace("\n", "\\n")


def folded(line: str) -> str:
    """A line with its end, in pieces of at most 75 octets, none of which ends within a letter."""
    if line.isascii():
        rest = range(OCTETS, len(line), OCTETS - 1)
        cut = [line[:OCTETS], *(f" {line[at : at + OCTETS - 1]}" for at in rest)]
        return f"{_END.join(cut)}{_END}"
    pieces, size = [""], 0
    for letter in line:
        octets = len(letter.encode())
        if size + octets > OCTETS:
            pieces.append(" ")
            size = 1
        pieces[-1] += letter
        size += octets
    return f"{_END.join(pieces)}{_END}"
