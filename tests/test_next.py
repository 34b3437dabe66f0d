"""`peerfind next`: meetings in date order, in every form, as a person or a script has them."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

import pytest
from coming import GROUPS, coming_directory
from icalendar import Calendar
from running import DAY, Ran, in_process, program

from peerfind.cli.forms import AGENDA

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

NEAR = ("next", "--focus", "grief", "--near", "LS21", "--today", DAY)
HUMAN = ("table", "plain", "markdown", "html", "message", "ics")


@pytest.fixture(scope="module")
def directory(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return coming_directory(tmp_path_factory.mktemp("coming") / "directory")


def done(ran: Ran) -> str:
    """What a command wrote that ended well and told nothing."""
    assert (ran.code, ran.err) == (0, "")
    return ran.out


def refused(ran: Ran) -> str:
    """What a command told that was used wrongly and wrote nothing."""
    assert (ran.code, ran.out) == (2, "")
    return ran.err.removeprefix("peerfind: ").rstrip("\n")


# Whole outputs


def test_in_a_pipe_meetings_are_plain_lines(peerfind: Callable[..., Ran]) -> None:
    assert (
        done(peerfind(*NEAR, *("--limit", "3")))
        == """\
Understood: grief, within 25 miles of LS21.
8 meetings of 6 groups from Wed 25 Nov to Tue 1 Dec, the first 3 here. Left out: 1 closed, 1 too far, 1 about other things.

Wednesday 25 November 2026.

1 of 3: Otley Morning Circle.
When: 10.30am to noon.
Phone: 0113 496 0002
Where: About 1 mile (by district), Otley. Otley LS21 3AA.
How: In person.
Who: Led by people who have been through it.
Fits: Grief, near.
Checked: Never confirmed (source of May 2026): ring first.
Id: otley-morning

Friday 27 November 2026.

2 of 3: Rare Meeting.
When: 2pm.
Phone: 0113 496 0010
Where: About 1 mile (by district), Otley. Otley LS21 3AA.
How: In person.
Who: Led by people who have been through it.
Fits: Grief, near.
Checked: Never confirmed (source of May 2026): ring first.
Id: rare

3 of 3: Mixed Hall and Screen.
When: 6pm to 7pm.
Email: mixed@example.org
Where: About 1 mile (by district), Otley. Otley LS21 3AA.
How: In person.
Who: Led by people who have been through it.
Fits: Grief, near.
Checked: Never confirmed (source of May 2026): ask first.
Id: mixed

All 8: --limit 0.
1 whose dates are not stated, 1 whose times are not stated, 1 by arrangement, 1 at any time and 1 open at set hours fit too: --undated lists them.
One in full: peerfind show ID.
Directory: named by PEERFIND_DIRECTORY; newest source May 2026, none confirmed.

In danger, or cannot keep safe: 0113 496 0999.
Very low now: 0113 496 0111 (Example Night Line) or 01632 960 123 (Example Listeners).
More lines: peerfind crisis
"""  # noqa: E501
    )


def test_a_terminal_has_a_heading_for_each_day(peerfind: Callable[..., Ran]) -> None:
    assert (
        done(peerfind(*NEAR, *("--limit", "4", "-o", "table")))
        == """\
Understood: grief · within 25 miles of LS21
8 meetings of 6 groups from Wed 25 Nov to Tue 1 Dec, the first 4 here. Left out:
1 closed, 1 too far, 1 about other things.

Wednesday 25 November 2026
  10.30am   Otley Morning Circle               about 1 mile (by district), Otley
            until noon · in person
            0113 496 0002
            Never confirmed (source of May 2026): ring first       otley-morning

Friday 27 November 2026
  2pm       Rare Meeting                       about 1 mile (by district), Otley
            in person
            0113 496 0010
            Never confirmed (source of May 2026): ring first                rare
  6pm       Mixed Hall and Screen              about 1 mile (by district), Otley
            until 7pm · in person
            mixed@example.org
            Never confirmed (source of May 2026): ask first                mixed

Saturday 28 November 2026
  10.30am   Otley Morning Circle               about 1 mile (by district), Otley
            until noon · in person
            0113 496 0002
            Never confirmed (source of May 2026): ring first       otley-morning

All 8: --limit 0
1 whose dates are not stated, 1 whose times are not stated, 1 by arrangement, 1
at any time and 1 open at set hours fit too: --undated lists them
One in full: peerfind show ID
Directory: named by PEERFIND_DIRECTORY; newest source May 2026, none confirmed
In danger, or cannot keep safe: 0113 496 0999.
Very low now: 0113 496 0111 (Example Night Line) or 01632 960 123 (Example
Listeners).
More lines: peerfind crisis
"""
    )


def test_a_narrow_terminal_has_facts_under_one_another(
    peerfind: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    assert (
        done(peerfind(*NEAR, *("--limit", "2", "-o", "table")))
        == """\
Understood:
  grief
  within 25 miles of LS21
8 meetings of 6 groups from Wed 25 Nov
to Tue 1 Dec, the first 2 here. Left
out: 1 closed, 1 too far, 1 about other
things.

Wednesday 25 November 2026
  10.30am to noon
  Otley Morning Circle
  about 1 mile (by district), Otley
  in person
  0113 496 0002
  Never confirmed (source of May 2026):
  ring first
  otley-morning

Friday 27 November 2026
  2pm
  Rare Meeting
  about 1 mile (by district), Otley
  in person
  0113 496 0010
  Never confirmed (source of May 2026):
  ring first
  rare

All 8: --limit 0
1 whose dates are not stated, 1 whose
times are not stated, 1 by arrangement,
1 at any time and 1 open at set hours
fit too: --undated lists them
One in full: peerfind show ID
Directory: named by PEERFIND_DIRECTORY;
newest source May 2026, none confirmed
In danger, or cannot keep safe:
0113 496 0999.
Very low now: 0113 496 0111 (Example
Night Line) or 01632 960 123 (Example
Listeners).
More lines: peerfind crisis
"""
    )


def test_groups_without_a_date_are_listed_apart(peerfind: Callable[..., Ran]) -> None:
    assert (
        done(peerfind(*NEAR, *("--undated", "-o", "table")))
        == """\
Understood: grief · within 25 miles of LS21
5 groups without a date. Left out: 1 closed, 1 too far, 1 about other things.

Dates not stated: ring
  Some Weeks Only                              about 1 mile (by district), Otley
  Every 2 weeks Thu 11am, ask which weeks · in person
  0113 496 0005
  Never confirmed (source of May 2026): ring first                    some-weeks

Times not stated: ring
  Silent Group                                 about 1 mile (by district), Otley
  times not stated: ask · in person
  0113 496 0006
  Never confirmed (source of May 2026): ring first                        silent

By arrangement
  Arranged Pairs                               about 1 mile (by district), Otley
  by arrangement · in person
  no way to get in touch is stated · see example.org/list
  Never confirmed (source of May 2026): check first                     arranged

Any time
  Always Open Forum                                           from home, England
  any time · online forum
  no way to get in touch is stated · see example.org/list
  Never confirmed (source of May 2026): check first                       always

Open at set hours
  Example Friend Line                                         from home, England
  open every day 6pm-10pm · phone
  0113 496 0009
  Never confirmed (source of May 2026): ring first                          line

One in full: peerfind show ID
Directory: named by PEERFIND_DIRECTORY; newest source May 2026, none confirmed
In danger, or cannot keep safe: 0113 496 0999.
Very low now: 0113 496 0111 (Example Night Line) or 01632 960 123 (Example
Listeners).
More lines: peerfind crisis
"""
    )


def test_markdown_has_a_heading_for_each_day(peerfind: Callable[..., Ran]) -> None:
    assert (
        done(peerfind(*NEAR, *("--on", "saturday", "-o", "markdown")))
        == """\
# Example directory

**Understood:** grief, within 25 miles of LS21.

2 meetings on Sat 28 Nov. Left out: 1 closed, 1 too far, 1 about other things.

## Saturday 28 November 2026

### Otley Morning Circle

- **When:** 10\\.30am to noon.
- **Phone:** [0113 496 0002](tel:01134960002)
- **Where:** About 1 mile (by district), Otley. Otley LS21 3AA.
- **How:** In person.
- **Who:** Led by people who have been through it.
- **Fits:** Grief, near.
- **Checked:** Never confirmed (source of May 2026): ring first.
- **Id:** `otley-morning`

### Otley Afternoon Walk

- **When:** Afternoon: ask the time.
- **Contact:** [no way to get in touch is stated: see example.org](https://example.org/list)
- **Where:** About 1 mile (by district), Otley. Otley LS21 3AA.
- **How:** In person.
- **Who:** Led by people who have been through it.
- **Fits:** Grief, near.
- **Checked:** Never confirmed (source of May 2026): check first.
- **Id:** `otley-band`

1 whose dates are not stated, 1 whose times are not stated, 1 by arrangement, 1 at any time and 1 open at set hours fit too: --undated lists them

4 groups that fit meet on other days or at other times

One in full: peerfind show ID

Directory: named by PEERFIND\\_DIRECTORY; newest source May 2026, none confirmed

---

In danger, or cannot keep safe: 0113 496 0999.

Very low now: 0113 496 0111 (Example Night Line) or 01632 960 123 (Example Listeners).

More lines: peerfind crisis
"""  # noqa: E501
    )


def test_a_message_is_written_for_each_of_the_first_meetings(peerfind: Callable[..., Ran]) -> None:
    assert (
        done(peerfind(*NEAR, *("-o", "message")))
        == """\
Otley Morning Circle: Wed 25 Nov 10.30am. Otley LS21 3AA.
Ring 0113 496 0002 first.
If you feel unsafe: 0113 496 0999, or 01632 960 123 (Example Listeners).

Rare Meeting: Fri 27 Nov 2pm. Otley LS21 3AA.
Ring 0113 496 0010 first.
If you feel unsafe: 0113 496 0999, or 01632 960 123 (Example Listeners).

Mixed Hall and Screen: Fri 27 Nov 6pm. Otley LS21 3AA.
Write to mixed@example.org first.
If you feel unsafe: 0113 496 0999, or 01632 960 123 (Example Listeners).
"""
    )


def test_rows_have_a_meeting_each(peerfind: Callable[..., Ran]) -> None:
    assert (
        done(peerfind(*NEAR, *("--on", "saturday", "-o", "csv"))).replace("\r\n", "\n")
        == """\
id,name,date,start,end,not_dated,reach,distance_miles,distance_km,place_precision,format,note,town,postcode,phone,text,email,website,cost,joining,freshness
otley-morning,Otley Morning Circle,2026-11-28,2026-11-28T10:30:00+00:00,2026-11-28T12:00:00+00:00,,local,0.6,1.0,district,in-person,,Otley,LS21 3AA,0113 496 0002,,,,,,never-checked
otley-band,Otley Afternoon Walk,2026-11-28,,,,local,0.6,1.0,district,in-person,,Otley,LS21 3AA,,,,,,,never-checked
"""  # noqa: E501
    )


def test_a_day_without_a_meeting_says_so_and_what_else_fits(peerfind: Callable[..., Ran]) -> None:
    assert (
        done(peerfind(*NEAR, *("--on", "thursday")))
        == """\
Understood: grief, within 25 miles of LS21.
No meeting on Thu 26 Nov. Left out: 1 closed, 1 too far, 1 about other things.

1 whose dates are not stated, 1 whose times are not stated, 1 by arrangement, 1 at any time and 1 open at set hours fit too: --undated lists them.
6 groups that fit meet on other days or at other times.
Directory: named by PEERFIND_DIRECTORY; newest source May 2026, none confirmed.

In danger, or cannot keep safe: 0113 496 0999.
Very low now: 0113 496 0111 (Example Night Line) or 01632 960 123 (Example Listeners).
More lines: peerfind crisis
"""  # noqa: E501
    )


# Data


def test_json_is_one_document(peerfind: Callable[..., Ran]) -> None:
    document = json.loads(done(peerfind(*NEAR, "--limit", "1", "-o", "json")))
    assert [*document] == [
        "version", "today", "query", "from", "to", "total", "groups", "not_dated", "other_days", "hidden",
        "meetings", "unreadable",
    ]  # fmt: skip
    assert (document["from"], document["to"]) == (DAY, "2026-12-01")
    (meeting,) = document["meetings"]
    assert meeting["start"] == "2026-11-25T10:30:00+00:00"
    assert meeting["end"] == "2026-11-25T12:00:00+00:00"
    assert (meeting["id"], meeting["distance_miles"]) == ("otley-morning", 0.6)
    assert meeting["group"]["contact"] == {"phone": "0113 496 0002"}


def test_each_line_of_json_is_a_meeting_of_the_document(peerfind: Callable[..., Ran]) -> None:
    lines = done(peerfind(*NEAR, "-o", "jsonl")).splitlines()
    document = json.loads(done(peerfind(*NEAR, "-o", "json")))
    assert [json.loads(line) for line in lines] == document["meetings"]


@pytest.mark.parametrize(("form", "delimiter"), [("csv", ","), ("tsv", "\t")])
def test_rows_have_the_same_meetings(
    peerfind: Callable[..., Ran], form: str, delimiter: str
) -> None:
    written = done(peerfind(*NEAR, "-o", form))
    rows = [*csv.DictReader(io.StringIO(written, newline=""), delimiter=delimiter)]
    assert [*rows[0]][:2] == ["id", "name"]
    assert [(row["date"], row["start"][11:16], row["id"]) for row in rows][-2:] == [
        ("2026-11-30", "18:00", "mixed"),
        ("2026-12-01", "19:00", "otley-evening"),
    ]
    assert rows[-1]["phone"] == "(0113) 496-0001"
    assert rows[-1]["note"] == "back room"
    assert (rows[4]["start"], rows[4]["end"]) == ("", "")


def test_groups_without_a_date_say_why_as_data(peerfind: Callable[..., Ran]) -> None:
    document = json.loads(done(peerfind(*NEAR, "--undated", "-o", "json")))
    assert [(one["start"], one["not_dated"]) for one in document["meetings"]] == [
        (None, "dates not stated"),
        (None, "times not stated"),
        (None, "by arrangement"),
        (None, "any time"),
        (None, "opening hours"),
    ]


def test_a_calendar_has_an_event_for_each_meeting(peerfind: Callable[..., Ran]) -> None:
    calendar = Calendar.from_ical(done(peerfind(*NEAR, "-o", "ics")))
    found = [
        (str(one["SUMMARY"]), one["DTSTART"].dt.isoformat()) for one in calendar.walk("VEVENT")
    ]
    assert found[0] == ("Otley Morning Circle", "2026-11-25T10:30:00+00:00")
    assert found[4:6] == [
        ("Otley Afternoon Walk", "2026-11-28"),
        ("Otley Untimed Table", "2026-11-29"),
    ]
    assert len(found) == 8
    assert not [one for one in calendar.walk("VEVENT") if "RRULE" in one]


def test_a_calendar_is_the_same_for_the_same_day_and_its_events_are_for_other_questions(
    peerfind: Callable[..., Ran],
) -> None:
    asked = done(peerfind(*NEAR, "-o", "ics"))
    assert asked == done(peerfind(*NEAR, "-o", "ics"))
    other = done(peerfind("next", "--limit", "0", "--today", DAY, "-o", "ics"))
    uids, others = (
        {str(one["UID"]) for one in Calendar.from_ical(text).walk("VEVENT")}
        for text in (asked, other)
    )
    assert uids < others


def test_a_calendar_says_nothing_of_the_question(peerfind: Callable[..., Ran]) -> None:
    words = ("next", "grief", "--near", "Ilkley", "--age", "71", "--today", DAY)
    text = done(peerfind(*words, "-o", "ics")).replace("\n ", "")
    assert "BEGIN:VEVENT" in text
    assert not [one for one in ("Ilkley", "71", "mile") if one in text]


def test_a_calendar_without_meetings_is_empty(peerfind: Callable[..., Ran]) -> None:
    text = done(peerfind(*NEAR, "--on", "thursday", "-o", "ics"))
    assert Calendar.from_ical(text).walk("VEVENT") == []


# Which days


def test_the_usual_days_are_seven(peerfind: Callable[..., Ran]) -> None:
    assert done(peerfind(*NEAR)) == done(peerfind(*NEAR, "--days", "7"))


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("today", "1 meeting on Wed 25 Nov."),
        ("tomorrow", "No meeting on Thu 26 Nov."),
        ("saturday", "2 meetings on Sat 28 Nov."),
        ("2026-12-05", "2 meetings on Sat 5 Dec."),
        ("weekend", "3 meetings on Sat 28 Nov and Sun 29 Nov."),
        ("weekdays", "5 meetings of 4 groups from Wed 25 Nov to Tue 1 Dec."),
    ],
)
def test_days_are_named(peerfind: Callable[..., Ran], typed: str, told: str) -> None:
    assert done(peerfind(*NEAR, "--on", typed)).splitlines()[1].startswith(told)


@pytest.mark.parametrize(
    ("flags", "told"),
    [
        (("--on", "2026-11-24"), "--on: 2026-11-24 has passed."),
        (("--on", "someday"), '--on: "someday" is not a day.'),
        (("--days", "0"), "--days: 0 is not a number of days from 1 to 366."),
        (("--days", "367"), "--days: 367 is not a number of days from 1 to 366."),
        (("--days", "7", "--on", "today"), "--on and --days both say which days. Leave one out."),
        (("--limit", "-1"), "--limit"),
        (
            ("-o", "pdf"),
            "--output takes table, plain, json, jsonl, csv, tsv, markdown, html, message",
        ),
        (("--format", "telepathy"), "--format"),
    ],
)
def test_wrong_use_is_told_in_one_line(
    peerfind: Callable[..., Ran], flags: tuple[str, ...], told: str
) -> None:
    message = refused(peerfind(*NEAR, *flags))
    assert message.startswith(told)
    assert "\n" not in message


def test_a_number_of_days_that_is_none_is_wrong_use(peerfind: Callable[..., Ran]) -> None:
    assert peerfind(*NEAR, "--days", "week").code == 2


# As in a match


def test_what_was_understood_is_the_same_as_in_a_match(peerfind: Callable[..., Ran]) -> None:
    asked = ("lost my husband", "--near", "LS21", "--within", "10", "--age", "71", "--today", DAY)
    first = [done(peerfind(name, *asked)).splitlines()[0] for name in ("match", "next")]
    assert first[0] == first[1]


def test_a_place_that_is_asked_for_is_not_repeated(peerfind: Callable[..., Ran]) -> None:
    for form in AGENDA:
        ran = peerfind("next", "--near", "-", "--today", DAY, "-o", form, typed="Ilkley\n")
        assert ran.code == 0
        assert "Ilkley" not in ran.out


def test_an_empty_place_is_wrong_use(peerfind: Callable[..., Ran]) -> None:
    ran = peerfind("next", "--near", "-", typed="")
    assert (ran.code, ran.out) == (2, "")


def test_nothing_found_is_done_unless_it_is_to_fail(peerfind: Callable[..., Ran]) -> None:
    assert peerfind(*NEAR, "--on", "thursday").code == 0
    assert peerfind(*NEAR, "--on", "thursday", "--fail-empty").code == 1
    assert peerfind(*NEAR, "--fail-empty").code == 0


def test_closed_groups_are_told_where_they_are_asked_for(peerfind: Callable[..., Ran]) -> None:
    page = done(peerfind(*NEAR, "--include", "closed", "--on", "2026-12-01"))
    assert "Ended Circle." in page


def test_changes_are_offered_where_no_group_fits(peerfind: Callable[..., Ran]) -> None:
    none = ("next", "--focus", "hearing-voices", "--avoid", "format=in-person", "--today", DAY)
    for form in ("plain", "table", "markdown", "html", "message"):
        page = done(peerfind(*none, "-o", form))
        assert "Nothing fits all of: hearing" in page
        assert "To change: " in page


@pytest.mark.parametrize("form", [form for form in HUMAN if form != "ics"])
@pytest.mark.parametrize("flags", [(), ("--on", "thursday"), ("--undated",)])
def test_no_view_lacks_whom_to_ring_at_once(
    peerfind: Callable[..., Ran], form: str, flags: tuple[str, ...]
) -> None:
    assert "0113 496 0999" in done(peerfind(*NEAR, *flags, "-o", form))


def test_each_event_of_a_calendar_says_whom_to_ring_at_once(peerfind: Callable[..., Ran]) -> None:
    events = Calendar.from_ical(done(peerfind(*NEAR, "-o", "ics"))).walk("VEVENT")
    assert all("0113 496 0999" in str(one["DESCRIPTION"]) for one in events)


@pytest.mark.parametrize("form", HUMAN)
def test_a_telephone_number_is_printed_as_it_is_written(
    peerfind: Callable[..., Ran], form: str
) -> None:
    page = done(peerfind(*NEAR, "--on", "tuesday", "-o", form))
    assert "(0113) 496-0001" in page.replace("\r\n ", "")


@pytest.mark.parametrize("width", ["20", "40", "60", "80", "200"])
def test_nothing_is_cut_off_at_any_width(
    peerfind: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch, width: str
) -> None:
    monkeypatch.setenv("COLUMNS", width)
    page = done(peerfind(*NEAR, "--limit", "0", "-o", "table"))
    lines = page.splitlines()
    assert sum("0113 496 0002" in line for line in lines) == 2
    assert "(0113) 496-0001" in page
    whole = " ".join(page.split())
    assert all(GROUPS[name]["name"] in whole for name in ("otley-evening", "mixed", "rare"))
    longest = max(len(word) for word in page.split())
    assert max(map(len, lines)) <= max(int(width), longest + 12)


# Odd directories and pipes


def test_odd_names_cannot_steer_a_terminal_or_a_calendar(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    name = "Odd\x1b[31m\r\nEND:VEVENT\u202e | <b>*x*</b> =1"
    changed = {"otley-morning": {**GROUPS["otley-morning"], "name": name.replace("\x1b", "")}}
    there = coming_directory(tmp_path / "directory", changed)
    peerfind = in_process(monkeypatch, capsys, tmp_path, there)
    for form in AGENDA:
        page = peerfind(*NEAR, "-o", form).out
        assert "\u202e" not in page or form in ("json", "jsonl")
        assert "<b>" not in page or form not in ("html", "markdown")
        assert "\nEND:VEVENT | " not in page


def test_a_file_that_cannot_be_read_costs_only_itself_and_is_told(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    there = coming_directory(tmp_path / "directory")
    (there / "groups/example/broken.yaml").write_text("name: [\n", encoding="utf-8")
    ran = in_process(monkeypatch, capsys, tmp_path, there)(*NEAR, "--on", "today")
    assert ran.code == 0
    assert ran.err.startswith("1 of 16 files could not be read, so a group may be missing.")
    assert "Otley Morning Circle" in ran.out


def test_the_lines_of_a_calendar_end_as_they_should_in_a_pipe(
    directory: Path, tmp_path: Path
) -> None:
    ran = program(
        *NEAR, "-o", "ics", cwd=tmp_path,
        PEERFIND_DIRECTORY=str(directory), PEERFIND_CACHE=str(tmp_path / "cache"),
        tool="import sys; sys.stdout.reconfigure(newline=''); from peerfind.__main__ import run; "
        "run(sys.argv[1:])",
    )  # fmt: skip
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("BEGIN:VCALENDAR\n")
