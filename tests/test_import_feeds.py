"""The files of others, form by form: what is read of them, what is mended, and that no mess stops it."""

from __future__ import annotations

import io
import json
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

import feeds
import pytest
from conftest import GROUP, VOCABULARY, write_directory
from dateutil.rrule import rrulestr
from feeds import LONDON, TODAY, left, read
from hypothesis import example, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from pace import some

from peerfind.directory.folder import load
from peerfind.errors import UsageError
from peerfind.keeping.importing import clean
from peerfind.keeping.importing.forms import Read
from peerfind.keeping.importing.ics import events
from peerfind.keeping.importing.reading import as_text, csv_rows, xlsx_rows
from peerfind.keeping.importing.rules import parts_of, pattern
from peerfind.keeping.importing.settling import complete
from peerfind.model import Group
from peerfind.output.calendar import calendar_text, series
from peerfind.schedule.recurrence import Pattern, occurrences

if TYPE_CHECKING:
    from pathlib import Path

    from peerfind.keeping.importing.draft import Draft, Setting

MONDAY = datetime(2026, 9, 7)  # noqa: DTZ001 (rules of dateutil here have no zone)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3)
    ),
    max_leaves=8,
)
HSDS_KEYS = (
    "name", "description", "status", "phones", "schedules", "service_at_locations", "attributes",
    "cost_options", "languages", "minimum_age", "maximum_age", "organization", "service_areas", "url",
)  # fmt: skip
MEETING_KEYS = (
    "name", "slug", "day", "time", "end_time", "types", "latitude", "longitude", "attendance_option",
    "phone", "notes", "location", "weekday_tinyint", "start_time", "duration_time", "venue_type",
)  # fmt: skip


words = pytest.fixture(scope="module")(feeds.words)
setting = pytest.fixture(scope="module")(feeds.setting)


def one(form: str, record: Any, setting: Setting) -> Draft:
    (draft,) = read(form, json.dumps([record]), setting)
    return draft


# Single values


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (None, ""), (18.0, "18"), (1.5, "1.5"), (float("nan"), ""), (float("inf"), ""), (True, "yes"),
        ("<p>Tea &amp; talk<br/>here</p>", "Tea & talk here"), ("a\u200bb\u202ec", "abc"),
        ("<script>alert(1)</script>Tea", "Tea"), ("5 < 6 and 7 > 2", "5 < 6 and 7 > 2"),
        ("\ud800", "?"), ([1], ""), (datetime(2026, 1, 2, tzinfo=LONDON), "2026-01-02"), (" a\n b ", "a b"),
        ("Tea<!-- hidden --> here", "Tea here"), ("&nbsp;x", "x"),
    ],
)  # fmt: skip
def test_a_value_is_plain_text(value: Any, said: str) -> None:
    assert clean.plain(value) == said


@settings(max_examples=some(18))
@given(st.text(max_size=60))
def test_plain_text_stays_so_and_has_one_line(said: str) -> None:
    made = clean.plain(said)
    assert "\n" not in made
    assert made == made.strip()


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("19:00", "19:00"), ("19:00:00", "19:00"), (time(7, 30), "07:30"), ("7pm", "19:00"),
        ("1900", "19:00"), (datetime(2026, 1, 1, 18, tzinfo=LONDON), "18:00"), ("24:00", "00:00"),
        ("19:00:00Z", "19:00"), ("9:05:00", "09:05"), ("7:30:00 PM", "19:30"),
    ],
)  # fmt: skip
def test_a_clock_is_read_however_it_is_written(value: Any, said: str) -> None:
    assert clean.clock(value)[0] == said


@pytest.mark.parametrize("value", ["7", "25:00", "", "soon", None, "7.30", "24:01", 0.75])
def test_what_may_be_two_times_or_none_is_refused(value: Any) -> None:
    with pytest.raises(ValueError, match="not one clear time"):
        clean.clock(value)


@pytest.mark.parametrize(
    ("value", "number", "why"),
    [
        ("0113 496 0123", "0113 496 0123", ""),
        (1134960123, "01134960123", "1134960123 had lost its first 0"),
        (1134960123.0, "01134960123", "1134960123 had lost its first 0"),
        ("1.13496E+9", "", "a spreadsheet cut the number short"),
        (12345, "12345", ""),
        ("ask Ann", "", "there is no number in it"),
        (None, "", ""),
        ("0113 496 0123 or 0113 496 0124", "0113 496 0123 or 0113 496 0124", ""),
    ],
)
def test_a_nought_comes_back_only_where_the_number_can_be_no_other(
    value: Any, number: str, why: str
) -> None:
    assert clean.phone(value) == (number, why)


@pytest.mark.parametrize(
    ("pair", "point"),
    [
        (("53.9", "-1.69"), (53.9, -1.69)), ((53.9, 0), (53.9, 0.0)), ((0, 0), None), (("0", "0.0"), None),
        (("", None), None), (("north", 1), None), ((91, 0), None), ((53, 181), None),
        ((float("nan"), 1), None), (("0.0001", -1.5), None),
    ],
)  # fmt: skip
def test_what_is_on_no_map_is_no_point(pair: tuple[Any, Any], point: Any) -> None:
    assert clean.point(*pair)[0] == point


@pytest.mark.parametrize(
    ("address", "is_web"),
    [
        ("https://example.org/a?b=c", True), ("example.org", True), ("javascript:alert(1)", False),
        ("mailto:a@example.org", False), ("https://user:pass@example.org", False), ("Otley", False),
        ("http://example.org/a b", False),
    ],
)  # fmt: skip
def test_only_what_a_browser_opens_is_a_web_address(address: str, is_web: bool) -> None:  # noqa: FBT001
    assert clean.is_web(address) is is_web


@settings(max_examples=some(30), deadline=None)
@given(st.text(alphabet="ab .!?", max_size=600))
def test_a_summary_is_the_start_of_what_is_said(said: str) -> None:
    plain = clean.plain(said)
    short = clean.first_sentences(plain)
    assert len(short) <= 241
    assert plain.startswith(short.removesuffix("…"))
    assert bool(short) == bool(plain)


# Letters and tables


@pytest.mark.parametrize(
    ("encoding", "is_told"),
    [("utf-8", False), ("utf-8-sig", False), ("utf-16", False), ("utf-16-le", False),
     ("utf-16-be", False), ("utf-32", False), ("cp1252", True)],
)  # fmt: skip
def test_a_table_is_read_in_whatever_letters(encoding: str, is_told: bool) -> None:  # noqa: FBT001
    data = "name,town\r\nCafé “Otley”,Otley\r\n".encode(encoding)
    told = Read()
    (row,) = csv_rows(data, told)
    assert row == ("row 2", {"name": "Café “Otley”", "town": "Otley"}, "")
    assert bool(told.notes) == is_told


@settings(max_examples=some(30), deadline=None)
@given(st.binary(max_size=200))
@example(b"\xff\xfe\x00")
@example(b"\x00\xd8" * 20)
def test_any_bytes_are_some_text(data: bytes) -> None:
    assert isinstance(as_text(data, Read()), str)


@pytest.mark.parametrize("between", [",", ";", "\t"])
def test_a_table_has_any_of_three_marks_between(between: str) -> None:
    data = f'\n\nname{between}about\nA{between}Tea\n\nB{between}"x\ny"\n'
    rows = [*csv_rows(data.encode(), Read())]
    assert [row.place for row in rows] == ["row 4", "row 6"]
    assert rows[1].data == {"name": "B", "about": "x\ny"}


def test_no_cell_is_lost_where_names_are_missing_or_there_twice() -> None:
    (row,) = csv_rows(b"name,,name\nA,B,C,D\n", Read())
    assert row.data == {"name": "A", "column 2": "B", "name (3)": "C", "column 4": "D"}


@settings(max_examples=some(30), deadline=None)
@given(st.text(max_size=120))
@example('name\n"')
@example("name\n\0,\r")
def test_no_text_stops_a_table(said: str) -> None:
    for row in csv_rows(said.encode("utf-8", "replace"), Read()):
        assert row.place


def test_every_sheet_is_read_with_dates_and_numbers_as_they_are() -> None:
    book = Workbook()
    first, second = book.active, book.create_sheet("Two")
    for row in (["name", "Tel", "day"], ["A", 1134960123, date(2026, 1, 2)], [None, None, None]):
        first.append(row)
    second.append(["name"])
    second.append(["B"])
    data, told = io.BytesIO(), Read()
    book.save(data)
    rows = [*xlsx_rows(data.getvalue(), told)]
    assert [row.place for row in rows] == ["Sheet, row 2", "Two, row 2"]
    assert (rows[0].data["Tel"], clean.plain(rows[0].data["day"])) == (1134960123, "2026-01-02")
    assert told.notes == ["has 2 sheets, and all were read"]


def test_a_telephone_number_of_a_spreadsheet_has_its_nought_again(setting: Setting) -> None:
    book, data = Workbook(), io.BytesIO()
    book.active.append(["Name", "Phone", "Leader", "Notes"])
    book.active.append(["Example Circle", 1134960123, "peer; nonsense", "Ring first."])
    book.save(data)
    (draft,) = read("xlsx", data.getvalue(), setting)
    assert draft.keys["contact.phone"] == "01134960123"
    assert draft.keys["leader"] == ["peer"]
    assert {"leader", "Notes"} <= left(draft).keys()


# Days


@pytest.mark.parametrize(
    ("form", "key", "first"),
    [("meeting-guide", "day", 0), ("bmlt", "weekday_tinyint", 1)],
)
def test_each_form_counts_days_in_its_own_way(
    form: str, key: str, first: int, setting: Setting
) -> None:
    names = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"]
    for number, name in enumerate(names, first):
        for said in (number, str(number)):
            meeting = {"name": "A", "meeting_name": "A", key: said, "time": "19:00"}
            draft = one(form, {**meeting, "start_time": "19:00:00"}, setting)
            assert draft.keys["meets"] == [{"days": [name], "start": "19:00"}]


@pytest.mark.parametrize(
    ("form", "day"), [("meeting-guide", 7), ("meeting-guide", -1), ("bmlt", 0), ("bmlt", 8)]
)
def test_a_day_that_is_none_is_told(form: str, day: int, setting: Setting) -> None:
    record = {"name": "A", "meeting_name": "A", "day": day, "weekday_tinyint": day}
    draft = one(form, record, setting)
    assert "meets" not in draft.keys
    assert "day" in left(draft)


def test_meetings_of_one_name_and_place_are_one_group(setting: Setting) -> None:
    meetings = [
        {
            "name": "A",
            "slug": "a-1",
            "day": 2,
            "time": "19:00",
            "location": "Hall",
            "types": ["W", "X"],
        },
        {"name": "B", "slug": "b", "day": 3, "time": "24:00", "end_time": "24:00"},
        {"name": "A", "slug": "a-2", "day": [4, "friday"], "time": "18:00", "location": "hall"},
    ]
    a, b = read("meeting-guide", json.dumps(meetings), setting)
    assert (a.place, a.ids) == ("meeting 1, 3", ["a-1", "a-2"])
    assert a.keys["meets"] == [
        {"days": ["tuesday"], "start": "19:00"},
        {"days": ["thursday", "friday"], "start": "18:00"},
    ]
    assert a.keys["only_for"] == ["women"]
    assert left(a)["types"] == "X has no term here"
    assert b.keys["meets"] == [{"days": ["wednesday"], "end": "00:00"}]
    assert left(b)["meets.start"] == "24:00 is 00:00, of which day nobody can tell"


@pytest.mark.parametrize(
    ("said", "format_", "status"),
    [("in_person", ["in-person"], None), ("hybrid", ["in-person"], None), ("online", None, None),
     ("inactive", None, "paused"), ("", None, None)],
)  # fmt: skip
def test_only_a_stated_way_of_meeting_is_taken(
    said: str, format_: list[str] | None, status: str | None, setting: Setting
) -> None:
    record = {"name": "A", "attendance_option": said, "conference_url": "https://zoom.us/j/1"}
    draft = one("meeting-guide", record, setting)
    assert (draft.keys.get("format"), draft.keys.get("status")) == (format_, status)
    assert "conference_url" in left(draft)


def test_a_meeting_of_bmlt_ends_when_it_has_lasted(setting: Setting) -> None:
    record = {"meeting_name": "A", "weekday_tinyint": "3", "start_time": "23:00:00",
              "duration_time": "01:30:00", "id_bigint": "7", "venue_type": "1"}  # fmt: skip
    draft = one("bmlt", record, setting)
    assert draft.keys["meets"] == [{"days": ["tuesday"], "start": "23:00", "end": "00:30"}]
    assert (draft.ids, draft.keys["format"]) == (["7"], ["in-person"])


# Rules


@pytest.mark.parametrize(
    ("rule", "made"),
    [
        ("FREQ=WEEKLY;BYDAY=TU", {"days": ["tuesday"]}),
        ("FREQ=WEEKLY", {"days": ["wednesday"]}),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=WE",
         {"days": ["wednesday"], "every": "2 weeks", "from": "2026-11-04"}),
        ("FREQ=MONTHLY;BYDAY=1TU,-1TU", {"days": ["tuesday"], "every": "month", "which": [1, "last"]}),
        ("FREQ=MONTHLY;BYDAY=WE;BYSETPOS=2", {"days": ["wednesday"], "every": "month", "which": [2]}),
        ("FREQ=WEEKLY;BYDAY=WE;COUNT=3", {"days": ["wednesday"], "until": "2026-11-18"}),
        ("FREQ=WEEKLY;BYDAY=WE;UNTIL=20261120T235959Z", {"days": ["wednesday"], "until": "2026-11-18"}),
        ("FREQ=DAILY;UNTIL=20261106", {"until": "2026-11-06"}),
    ],
)  # fmt: skip
def test_a_rule_is_a_pattern(rule: str, made: dict[str, Any]) -> None:
    found = pattern(parts_of(rule), date(2026, 11, 4), TODAY)
    assert {key: found[key] for key in made} == made


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=YEARLY", "FREQ=MONTHLY;BYMONTHDAY=3", "FREQ=MONTHLY", "FREQ=DAILY;INTERVAL=2",
        "FREQ=MONTHLY;BYDAY=1TU,2WE", "FREQ=MONTHLY;BYDAY=-2TU", "FREQ=WEEKLY;BYDAY=XX",
        "FREQ=WEEKLY;INTERVAL=0", "FREQ=WEEKLY;BYHOUR=3", "FREQ=WEEKLY;BYDAY=TU;COUNT=0", "BYDAY=TU",
        "FREQ=WEEKLY;BYDAY=1TU", "FREQ=MONTHLY;BYDAY=TU,1TU", "FREQ=WEEKLY;BYMONTH=x", "FREQ=",
        "FREQ=MONTHLY;BYDAY=TU,TH;BYSETPOS=1", "FREQ=WEEKLY;COUNT=99999999",
    ],
)  # fmt: skip
def test_a_rule_that_no_pattern_can_say_is_refused(rule: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        pattern(parts_of(rule), date(2026, 11, 4), TODAY)


DAYS = st.lists(
    st.sampled_from(["MO", "TU", "WE", "TH", "FR", "SA", "SU"]), min_size=1, max_size=3, unique=True
)


@settings(max_examples=some(18))
@given(
    DAYS,
    st.sampled_from(["", "1", "2", "5", "-1"]),
    st.integers(1, 3),
    st.sampled_from(["", "COUNT=7", "UNTIL=20270301"]),
)
def test_a_pattern_has_the_days_of_its_rule(
    days: list[str], nth: str, every: int, end: str
) -> None:
    frequency = "MONTHLY" if nth else "WEEKLY"
    byday = ",".join(f"{nth}{day}" for day in days)
    rule = f"FREQ={frequency};INTERVAL={every};BYDAY={byday};WKST=MO" + f";{end}" * bool(end)
    since = rrulestr(rule.partition(";COUNT")[0].partition(";UNTIL")[0], dtstart=MONDAY)
    start = next(iter(since), None)
    if start is None:
        return
    last = start + timedelta(days=366)
    expected = [one.date() for one in rrulestr(rule, dtstart=start).between(start, last, inc=True)]
    made = Pattern.from_stated(pattern(parts_of(rule), start.date(), TODAY))
    assert [*occurrences(made, start.date(), last.date())] == expected


# Calendars


def calendar(*lines: str) -> str:
    event = "\r\n".join(("BEGIN:VEVENT", "UID:u1", "SUMMARY:Example Circle", *lines, "END:VEVENT"))
    return f"BEGIN:VCALENDAR\r\n{event}\r\nEND:VCALENDAR\r\n"


def test_an_event_is_read_with_its_folds_escapes_and_zone(setting: Setting) -> None:
    (draft,) = read(
        "ics",
        calendar(
            "DTSTART;TZID=Europe/London:20260602T190000", "DURATION:PT1H30M", "RRULE:FREQ=WEEKLY;BYDAY=TU",
            "EXDATE;TZID=Europe/London:20261222T190000,20261229T190000", "DESCRIPTION:Tea\\, and",
            "  talk.\\nRing first.", "LOCATION:Example Hall\\, 1 Row\\, Otley LS21 3AA", "GEO:53.9;-1.69",
            "URL:https://example.org/c", "CATEGORIES:grief,nonsense", "ORGANIZER;CN=Ann:mailto:a@example.org",
            "BEGIN:VALARM", "DESCRIPTION:Not this", "END:VALARM",
        ),
        setting,
    )  # fmt: skip
    assert draft.ids == ["u1"]
    assert draft.keys["meets"] == [
        {
            "days": ["tuesday"],
            "start": "19:00",
            "end": "20:30",
            "except": ["2026-12-22", "2026-12-29"],
        }
    ]
    assert draft.keys["summary"] == "Tea, and talk. Ring first."
    assert draft.keys["venue.address"] == "Example Hall, 1 Row, Otley"
    assert (draft.keys["venue.postcode"], draft.keys["venue.latitude"]) == ("LS21 3AA", 53.9)
    assert draft.keys["focus"] == ["grief"]
    assert {"ORGANIZER", "focus"} <= left(draft).keys()


@pytest.mark.parametrize(
    ("start", "told"),
    [
        (
            "DTSTART:20260602T230000Z",
            "it is on another day here",
        ),  # midnight and a next day in summer
        ("DTSTART:20260632", "day is out of range for month"),
        ("DTSTART:soon", "'soon' is no day"),
        ("X-NONE:1", "it says no day"),
    ],
)
def test_a_moment_that_would_be_another_day_or_none_is_told(
    start: str, told: str, setting: Setting
) -> None:
    (draft,) = read("ics", calendar(start, "RRULE:FREQ=WEEKLY"), setting)
    assert "meets" not in draft.keys
    assert told in left(draft)["DTSTART"]


def test_a_single_event_is_a_single_day_and_a_cancelled_one_a_pause(setting: Setting) -> None:
    (draft,) = read("ics", calendar("DTSTART:20261201T190000", "STATUS:CANCELLED"), setting)
    assert draft.keys["meets"] == [{"from": "2026-12-01", "start": "19:00"}]
    assert draft.keys["status"] == "paused"


def test_a_link_is_no_place_and_no_format(setting: Setting) -> None:
    (draft,) = read("ics", calendar("DTSTART:20261201", "LOCATION:https://zoom.us/j/1"), setting)
    assert not {"venue.address", "format"} & draft.keys.keys()
    assert left(draft)["LOCATION"] == "it is a link"


PATTERNS = [
    {"days": ["tuesday"], "start": "19:00", "end": "20:30"},
    {"days": ["monday", "friday"], "start": "10:00"},
    {"days": ["wednesday"], "every": "2 weeks", "from": "2026-11-04", "start": "18:00"},
    {"days": ["thursday"], "which": [1, "last"], "start": "11:00", "except": ["august"]},
    {"days": ["saturday"], "start": "09:00", "until": "2027-02-06"},
    {"days": ["sunday"], "start": "23:00", "end": "01:00", "except": ["2026-12-20 to 2027-01-04"]},
    {"days": ["monday"], "start": "19:00", "except": ["bank holidays"]},
]


@pytest.mark.parametrize("stated", PATTERNS)
def test_a_calendar_comes_back_with_the_same_meetings_for_a_year(
    stated: dict[str, Any], tmp_path: Path, setting: Setting
) -> None:
    folder = write_directory(tmp_path, {"otley/one": {"meets": [stated]}})
    group = Group.of(load(folder).records[0])
    now = datetime(2026, 11, 25, 9, tzinfo=LONDON)
    said = "".join(calendar_text("Example", series(group, now, ()), now))
    (draft,) = read("ics", said, setting)
    (made,) = draft.keys["meets"]
    days = [
        [*occurrences(one, TODAY, TODAY + timedelta(days=365), "England")]
        for one in (*group.patterns, Pattern.from_stated(made))
    ]
    assert days[0] == days[1] != []
    assert (made["start"], made.get("end")) == (stated["start"], stated.get("end"))


@settings(max_examples=some(30), deadline=None)
@given(st.text(max_size=300))
@example("BEGIN:VEVENT\nDTSTART;X=1:" + "9" * 50)
def test_no_text_stops_a_calendar(said: str) -> None:
    data = f"BEGIN:VEVENT\n{said}\nEND:VEVENT\n".encode("utf-8", "replace")
    try:
        assert [raw.place for raw in events(data, Read())]
    except UsageError as error:
        assert str(error) == "There is no event in it."  # noqa: PT017 (some texts end it at once)


# Services


def test_a_service_at_two_places_is_two_groups(setting: Setting) -> None:
    places = [{"id": f"at-{n}", "location": {"name": f"Hall {n}"}} for n in (1, 2)]
    record = {"id": "s", "name": "A", "status": "active", "service_at_locations": places}
    found = read("hsds", json.dumps(record), setting)
    assert [draft.ids for draft in found] == [["at-1"], ["at-2"]]
    assert [draft.keys["venue.name"] for draft in found] == ["Hall 1", "Hall 2"]


@pytest.mark.parametrize(
    ("record", "keys"),
    [
        ({"minimum_age": 18}, {"ages": "18+"}),
        ({"minimum_age": "18.0", "maximum_age": 25.0}, {}),
        ({"maximum_age": 25}, {"ages": "up to 25"}),
        ({"cost_options": [{"amount": 0}]}, {"cost": "free"}),
        ({"cost_options": [{"amount": 3, "amount_description": "a session"}]}, {"cost": "£3 a session"}),
        ({"fees_description": "Free"}, {"cost": "free"}),
        ({"status": "defunct"}, {"status": "closed"}),
        ({"alert": "Unclear: When?\nClosed in May."}, {"doubts": ["When?", "Closed in May."]}),
        ({"description": "Short.\n\nLonger text."}, {"summary": "Short.", "description": "Longer text."}),
        ({"languages": [{"code": "ur"}, {"code": "n o"}]}, {"languages": ["ur"]}),
        ({"phones": [{"number": "07700 900123", "type": "sms"}]}, {"contact.text": "07700 900123"}),
        ({"schedules": [{"description": "Every Tuesday, 7pm to 9pm"}]},
         {"meets": [{"days": ["tuesday"], "start": "19:00", "end": "21:00", "every": "week"}]}),
        ({"service_areas": [{"name": "Leeds", "description": "Only for people there"}, {"name": "York"}]},
         {"covers": ["Leeds"], "area": "York"}),
    ],
)  # fmt: skip
def test_what_a_service_says_is_taken(
    record: dict[str, Any], keys: dict[str, Any], setting: Setting
) -> None:
    draft = one("hsds", {"name": "A", "status": "active", **record}, setting)
    assert {key: draft.keys.get(key) for key in keys} == keys


def test_days_off_that_no_rule_has_are_taken_from_the_words(setting: Setting) -> None:
    schedule = {
        "freq": "WEEKLY",
        "byday": "TU",
        "description": "Meets: every Tuesday, 7pm, not in August",
    }
    draft = one("hsds", {"name": "A", "status": "active", "schedules": [schedule]}, setting)
    assert draft.keys["meets"] == [
        {"days": ["tuesday"], "start": "19:00", "every": "week", "except": ["august"]}
    ]


# Any mess


@pytest.mark.parametrize(
    ("form", "keys"),
    [
        ("hsds", HSDS_KEYS),
        ("meeting-guide", MEETING_KEYS),
        ("bmlt", MEETING_KEYS),
        ("jsonl", (*GROUP,)),
    ],
)
@settings(max_examples=some(10))
@given(data=st.data())
def test_no_mess_stops_an_import_and_no_record_is_lost(
    form: str, keys: tuple[str, ...], setting: Setting, data: st.DataObject
) -> None:
    record = data.draw(st.dictionaries(st.sampled_from(keys), JSON, max_size=6))
    marked = {"name": "Example", "status": "active", **record}
    said = json.dumps(marked) if form == "jsonl" else json.dumps([marked])
    found = read(form, said, setting)
    assert found
    for draft in found:
        complete(draft, {}, "feed")
        stated = {note.key for note in draft.notes}
        assert draft.fault or draft.keys.keys() <= stated | {"checked"}
        for key in ("leader", "format"):
            assert draft.fault or set(draft.keys[key]) <= {"unknown", *terms_in(record)}


def terms_in(value: Any) -> set[str]:
    """All texts in a value, with those that say in another form how people meet."""
    if isinstance(value, dict):
        return {one for inner in value.values() for one in terms_in(inner)}
    if isinstance(value, list):
        return {one for inner in value for one in terms_in(inner)}
    said = clean.plain(value).strip()
    return {said, "in-person"} if said in ("1", "3", "in_person", "hybrid") else {said}


def test_the_vocabulary_of_these_tests_has_what_they_name() -> None:
    assert {"grief", "anxiety"} <= {one["id"] for one in VOCABULARY["focus"]}
