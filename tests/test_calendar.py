"""Calendars: what other programs read of them is what the directory states, meeting by meeting."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pytest
import recurring_ical_events
from hypothesis import example, given, settings
from hypothesis import strategies as st
from icalendar import Calendar
from pace import some
from showing import CRISIS
from test_schedule import any_pattern, clocks, monthly, weekly

from peerfind.config import shipped_directory
from peerfind.directory.folder import load
from peerfind.model import Contact, Group, Source, Venue
from peerfind.output.calendar import OCTETS, calendar_text, escaped, folded, series, untold
from peerfind.output.timezone import timezone_lines
from peerfind.schedule.ahead import Days, meetings
from peerfind.schedule.recurrence import Pattern, occurrences, tells_a_date

if TYPE_CHECKING:
    from collections.abc import Iterable

LONDON = ZoneInfo("Europe/London")
NOW = datetime(2026, 11, 25, 9, tzinfo=LONDON)
YEAR = timedelta(days=365)


def group(*patterns: Pattern, **facts: Any) -> Group:
    """A fictional group."""
    usual = {"id": "one", "name": "Example Circle", "format": ("in-person",), "meets": patterns}
    return Group(**{**usual, **facts})


def stated(**facts: Any) -> Pattern:
    return Pattern.from_stated(facts)


def text_of(*groups: Group, now: datetime = NOW, title: str = "Example directory") -> str:
    """The calendar of all meetings of some groups."""
    events = [event for one in groups for event in series(one, now, CRISIS)]
    return "".join(calendar_text(title, events, now))


def unfolded(text: str) -> list[str]:
    """The lines of a calendar, each whole."""
    return text.replace("\r\n ", "").removesuffix("\r\n").split("\r\n")


def event_lines(one: Group) -> list[str]:
    lines = unfolded(text_of(one))
    return lines[lines.index("BEGIN:VEVENT") : lines.index("END:VEVENT") + 1]


def starts_in(text: str, first: date, last: date) -> list[datetime | date]:
    """The starts of all meetings that another program reads of a calendar, in order."""
    calendar = Calendar.from_ical(text)
    found = recurring_ical_events.of(calendar).between(first, last + timedelta(days=1))
    starts = [_told(one["DTSTART"].dt) for one in found]
    return sorted((one for one in starts if first <= _day(one) <= last), key=_order)


def _told(start: datetime | date) -> datetime | date:
    """A start as clocks show it: 01:00 of the night that has no such hour is 02:00 (RFC 5545, 3.3.5)."""
    return start.astimezone(UTC).astimezone(LONDON) if isinstance(start, datetime) else start


def _day(start: datetime | date) -> date:
    return start.date() if isinstance(start, datetime) else start


def _order(start: datetime | date) -> tuple[date, str]:
    at = start.astimezone(UTC).isoformat() if isinstance(start, datetime) else "z"
    return _day(start), at


def expected_starts(groups: Iterable[Group], now: datetime, last: date) -> list[datetime | date]:
    """The starts of each pattern of each group, as the directory tells them."""
    days = Days(now.date(), last)
    midnight = datetime.combine(now.date(), time(), now.tzinfo)
    found = [
        meeting.start
        for one in groups
        for pattern in one.patterns
        for meeting in meetings([pattern], days, midnight, one.holiday_nation)
    ]
    return sorted(found, key=_order)


# The text


def test_a_whole_calendar() -> None:
    one = group(
        stated(days=["tuesday"], start="19:00", end="20:30", note="back room"),
        contact=Contact(phone="(0113) 496-0001", website="https://example.org/circle"),
        venue=Venue(name="Example Hall", town="Otley", postcode="LS21 3AA"),
        nation="England",
        cost="free",
        joining=("drop-in",),
        doubts=("One page says Monday.",),
    )
    assert (
        text_of(one).replace("\r\n", "\n")
        == """\
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//peerfind//peerfind//EN
CALSCALE:GREGORIAN
METHOD:PUBLISH
X-WR-CALNAME:Example directory
BEGIN:VTIMEZONE
TZID:Europe/London
BEGIN:STANDARD
DTSTART:20250101T000000
TZOFFSETFROM:+0000
TZOFFSETTO:+0000
TZNAME:GMT
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:20250330T010000
TZOFFSETFROM:+0000
TZOFFSETTO:+0100
TZNAME:BST
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:20251026T020000
TZOFFSETFROM:+0100
TZOFFSETTO:+0000
TZNAME:GMT
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
END:STANDARD
END:VTIMEZONE
BEGIN:VEVENT
UID:one-1@peerfind.invalid
DTSTAMP:20261125T090000Z
DTSTART;TZID=Europe/London:20261201T190000
DTEND;TZID=Europe/London:20261201T203000
RRULE:FREQ=WEEKLY;BYDAY=TU;WKST=MO
SUMMARY:Example Circle
LOCATION:Example Hall\\, Otley LS21 3AA
DESCRIPTION:Phone: (0113) 496-0001\\nWebsite: example.org/circle\\nIn person\\
 , free\\, just turn up.\\nBack room.\\nUnclear: One page says Monday.\\nAsk be
 fore you go whether it meets then.\\nIf you feel unsafe: 0113 496 0999\\, or
  01632 960 123 (Example Listeners).
URL:https://example.org/circle
TRANSP:TRANSPARENT
END:VEVENT
END:VCALENDAR
"""
    )


def test_a_calendar_without_meetings_is_whole_and_empty() -> None:
    assert unfolded(text_of()) == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//peerfind//peerfind//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        "X-WR-CALNAME:Example directory",
        "END:VCALENDAR",
    ]


def test_a_meeting_without_a_time_takes_the_day_and_says_so() -> None:
    lines = event_lines(group(stated(days=["sunday"], start="evening")))
    assert "DTSTART;VALUE=DATE:20261129" in lines
    assert "DTEND;VALUE=DATE:20261130" in lines
    (told,) = (line for line in lines if line.startswith("DESCRIPTION:"))
    assert told.startswith("DESCRIPTION:Starts: evening: ask the time.\\n")
    other = event_lines(group(stated(days=["sunday"])))
    assert any(line.startswith("DESCRIPTION:Ask the time.\\n") for line in other)


def test_days_off_and_the_end_are_told() -> None:
    one = stated(days=["tuesday"], start="19:00", until="2027-06-30", **{"except": ["2026-12-22"]})
    lines = event_lines(group(one))
    assert "EXDATE;TZID=Europe/London:20261222T190000" in lines
    assert "RRULE:FREQ=WEEKLY;BYDAY=TU;WKST=MO;UNTIL=20270630T225959Z" in lines


def test_days_off_and_the_end_of_whole_days_are_days() -> None:
    one = stated(days=["tuesday"], until="2027-06-30", **{"except": ["2026-12-22"]})
    lines = event_lines(group(one))
    assert "EXDATE;VALUE=DATE:20261222" in lines
    assert "RRULE:FREQ=WEEKLY;BYDAY=TU;WKST=MO;UNTIL=20270630" in lines


def test_a_series_that_is_cut_says_where_it_ends() -> None:
    one = stated(days=["monday"], start="19:00", **{"except": ["bank holidays"]})
    lines = event_lines(group(one))
    (told,) = (line for line in lines if line.startswith("DESCRIPTION:"))
    assert "Dates after 2029-12-02 are not in this calendar: ask." in told


def test_the_telephone_number_stands_as_it_is_written() -> None:
    for phone in ("(0113) 496-0001", "0113 4960001", "+44 113 496 0001 ext 2"):
        one = group(stated(days=["monday"]), contact=Contact(phone=phone))
        assert any(f"Phone: {phone}\\n" in line for line in event_lines(one))


def test_the_network_is_reached_where_the_group_is_not() -> None:
    (event,) = series(
        group(stated(days=["monday"])), NOW, CRISIS, {"contact": {"phone": "0113 496 0100"}}
    )
    text = "".join(calendar_text("x", [event], NOW))
    assert "Phone: 0113 496 0100 (the network's)" in "".join(unfolded(text))


def test_without_a_way_to_get_in_touch_the_page_is_told() -> None:
    one = group(stated(days=["monday"]), sources=(Source(url="https://example.org/a"),))
    assert any("No way to get in touch is stated: see example.org" in x for x in event_lines(one))


def test_only_the_formats_of_a_meeting_are_told() -> None:
    one = group(
        stated(days=["monday"], format=["video"], start="19:00"), format=("in-person", "video")
    )
    assert any("\\nVideo.\\n" in line for line in event_lines(one))


def test_what_a_calendar_cannot_carry_is_told() -> None:
    kept, varies = stated(days=["monday"]), stated(days=["monday"], every="varies")
    over = stated(days=["monday"], until="2020-01-01")
    one = group(kept, varies, over)
    assert untold(one, NOW) == [varies, over]
    assert len([*series(one, NOW, CRISIS)]) == 1


def test_the_same_meetings_keep_their_uid_and_others_have_their_own() -> None:
    one = group(stated(days=["monday"]), stated(days=["friday"]))
    first = [event.uid for event in series(one, NOW, CRISIS)]
    later = [event.uid for event in series(one, NOW + YEAR, CRISIS)]
    assert first == later == ["one-1@peerfind.invalid", "one-2@peerfind.invalid"]


def test_a_private_place_that_was_cut_down_stays_so() -> None:
    one = group(stated(days=["monday"]), venue=Venue(town="Otley", postcode="LS21", private=True))
    assert "LOCATION:Otley LS21" in event_lines(one)


# Escaping and folding


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("tea; cake, and \\ more", "tea\\; cake\\, and \\\\ more"),
        ("one\ntwo", "one\\ntwo"),
        ("one\r\ntwo\rthree", "one\\ntwo\\nthree"),
        ("a\x00b\x1bc\u2028d", "a b c d"),
        ("x\nEND:VEVENT\nBEGIN:VALARM", "x\\nEND:VEVENT\\nBEGIN:VALARM"),
        ("\u202eevil\u200b", "evil"),
        ("£3 · café", "£3 · café"),
    ],
)
def test_text_is_escaped(words: str, told: str) -> None:
    assert escaped(words) == told


@given(st.text(max_size=60))
@settings(max_examples=some(40))
def test_no_text_can_end_its_line(words: str) -> None:
    assert re.search(r"[\x00-\x1f\x7f\u0085\u2028\u2029]", escaped(words)) is None


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=300))
@settings(max_examples=some(40))
def test_a_line_is_folded_at_75_octets_and_nothing_is_lost(words: str) -> None:
    line = f"SUMMARY:{words}"
    pieces = folded(line).removesuffix("\r\n").split("\r\n")
    assert all(len(piece.encode()) <= OCTETS for piece in pieces)
    assert "".join([pieces[0], *(piece[1:] for piece in pieces[1:])]) == line
    assert all(piece[0] == " " for piece in pieces[1:])


def test_a_fold_does_not_cut_a_letter_in_two() -> None:
    for number in range(70, 80):
        text = folded(f"{'x' * number}é€🙂")
        assert text.replace("\r\n ", "") == f"{'x' * number}é€🙂\r\n"


@given(st.text(min_size=1, max_size=200), st.text(max_size=200))
@settings(max_examples=some(30))
def test_odd_texts_are_read_back_as_one_event(name: str, note: str) -> None:
    one = group(stated(days=["monday"], start="19:00", note=note), name=name)
    calendar = Calendar.from_ical(text_of(one, title=name))
    assert len(calendar.walk("VEVENT")) == 1
    assert len(calendar.walk("VALARM")) == 0


# Read back by others


def test_a_year_of_every_shipped_group_is_read_back_meeting_by_meeting() -> None:
    groups = [Group.of(record) for record in load(shipped_directory()).records]
    dated = [one for one in groups if any(map(tells_a_date, one.patterns))]
    assert len(dated) > 20
    last = NOW.date() + YEAR
    assert starts_in(text_of(*dated), NOW.date(), last) == expected_starts(dated, NOW, last)


@given(weekly | monthly, st.none() | clocks, st.sampled_from([None, "Scotland"]))
@example(Pattern(days=(6,)), time(1), None)  # a Sunday in March has no such hour
@settings(max_examples=some(40))
def test_a_year_of_any_pattern_is_read_back_meeting_by_meeting(
    pattern: Pattern, start: time | None, nation: str | None
) -> None:
    one = group(pattern._replace(start=start), holiday_nation=nation)
    first = max(NOW.date(), pattern.since or NOW.date())
    now = datetime.combine(first, time(), LONDON)
    last = first + YEAR
    assert starts_in(text_of(one, now=now), first, last) == expected_starts([one], now, last)


@given(any_pattern)
@settings(max_examples=some(30))
def test_a_calendar_of_any_pattern_can_be_read(pattern: Pattern) -> None:
    events = Calendar.from_ical(text_of(group(pattern))).walk("VEVENT")
    ahead = [*occurrences(pattern, NOW.date(), NOW.date() + YEAR)]
    assert len(events) == 1 if ahead else len(events) <= 1


@pytest.mark.parametrize("day", ["2026-03-28", "2026-10-24", "2027-03-27"])
@pytest.mark.parametrize("start", ["00:30", "02:30", "19:00"])
def test_clock_changes_are_read_back(day: str, start: str) -> None:
    first = date.fromisoformat(day)
    now = datetime.combine(first, time(), LONDON)
    one = group(stated(days=["saturday", "sunday"], start=start))
    last = first + timedelta(days=15)
    assert starts_in(text_of(one, now=now), first, last) == expected_starts([one], now, last)


def test_a_series_that_begins_in_the_hour_that_is_skipped_goes_on_at_its_own_time() -> None:
    now = datetime(2026, 3, 29, 0, tzinfo=LONDON)
    lines = unfolded(text_of(group(stated(days=["sunday"], start="01:30")), now=now))
    assert "DTSTART;TZID=Europe/London:20260329T013000" in lines


# Time zones


def lines_of(name: str, since: date = date(2026, 1, 1)) -> list[str]:
    return timezone_lines(ZoneInfo(name), since)


def test_a_zone_without_clock_changes_is_one_time() -> None:
    assert lines_of("Etc/UTC") == [
        "BEGIN:VTIMEZONE",
        "TZID:Etc/UTC",
        "BEGIN:STANDARD",
        "DTSTART:20250101T000000",
        "TZOFFSETFROM:+0000",
        "TZOFFSETTO:+0000",
        "TZNAME:UTC",
        "END:STANDARD",
        "END:VTIMEZONE",
    ]


def test_offsets_west_of_greenwich_and_of_part_of_an_hour_are_told() -> None:
    assert "TZOFFSETTO:-0330" in lines_of("America/St_Johns")
    assert "TZOFFSETTO:+0545" in lines_of("Asia/Kathmandu")


def test_changes_on_the_second_sunday_are_a_rule() -> None:
    assert "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=2SU" in lines_of("America/New_York")


def test_changes_that_keep_no_rule_are_told_one_by_one() -> None:
    lines = lines_of("Africa/Casablanca")
    assert [line for line in lines if line.startswith("RDATE:")]
    assert not [line for line in lines if line.startswith("RRULE:")]


@pytest.mark.parametrize("name", ["Europe/London", "Europe/Dublin", "America/New_York"])
def test_a_zone_read_back_has_the_same_offsets(name: str) -> None:
    text = "\r\n".join(["BEGIN:VCALENDAR", *lines_of(name), "END:VCALENDAR", ""])
    (read,) = Calendar.from_ical(text).walk("VTIMEZONE")
    zone = read.to_tz(lookup_tzid=False)
    for number in range(0, 3 * 365, 5):
        naive = datetime(2026, 1, 1, 12) + timedelta(days=number)  # noqa: DTZ001
        own = naive.replace(tzinfo=ZoneInfo(name)).utcoffset()
        assert naive.replace(tzinfo=zone).utcoffset() == own
