"""What a feed must not do to those who read: a wrong hour, half of an old place, a number nobody has."""

from __future__ import annotations

import csv
import io
import json
import sys
from typing import TYPE_CHECKING, Any

import feeds
import pytest
import yaml
from feeds import left, read
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from pace import some

from peerfind.directory.folder import load
from peerfind.keeping.importing import clean
from peerfind.keeping.importing.feed import File, read_feed
from peerfind.keeping.importing.forms import FORMS, Read
from peerfind.keeping.importing.reading import csv_rows

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from running import Ran

    from peerfind.keeping.importing.draft import Setting

COLUMNS = (
    "source: council\n"
    "columns: {Ref: id, Name: name, About: summary, Topic: focus, Tel: contact.phone, Web: contact.website,\n"
    "  Town: venue.town, Postcode: venue.postcode, Address: venue.address, Day: meets.days,\n"
    "  From: meets.start, To: meets.end, North: venue.latitude, East: venue.longitude}\n"
)
ROW = {
    "Ref": "17", "Name": "Quilters of Ilkley", "About": "Tea and talk.", "Topic": "grief",
    "Web": "https://example.org/quilters",
}  # fmt: skip


words = pytest.fixture(scope="module")(feeds.words)
setting = pytest.fixture(scope="module")(feeds.setting)
everyone = pytest.fixture(scope="module")(feeds.everyone)
folder = pytest.fixture(feeds.folder)
peerfind = pytest.fixture(feeds.peerfind)


@pytest.fixture
def council(tmp_path: Path, peerfind: Callable[..., Ran]) -> Callable[..., Ran]:
    """Imports rows of a council's table by its file of columns."""
    (tmp_path / "map.yaml").write_text(COLUMNS, encoding="utf-8")

    def ran(*rows: dict[str, str], flags: tuple[str, ...] = ("-o", "json")) -> Ran:
        text = io.StringIO(newline="")
        writer = csv.DictWriter(text, [*dict.fromkeys(key for row in rows for key in row)])
        writer.writeheader()
        writer.writerows(rows)
        (tmp_path / "council.csv").write_text(text.getvalue(), encoding="utf-8", newline="")
        return peerfind("import", "csv", "council.csv", "--map", "map.yaml", *flags)

    return ran


def record(ran: Ran, number: int = 0) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(ran.out)["records"][number]
    return found


def quilters(folder: Path) -> dict[str, Any]:
    (path,) = (folder / "groups").rglob("quilters-of-ilkley.yaml")
    return dict(yaml.safe_load(path.read_text("utf-8")))


# What was mended is stated, and changes with its feed


def test_a_number_that_lost_its_nought_changes_when_the_feed_changes(
    council: Callable[..., Ran], folder: Path
) -> None:
    council({**ROW, "Tel": "1134960177"})
    assert quilters(folder)["contact"]["phone"] == "01134960177"
    ran = council({**ROW, "Tel": "1134960199", "Web": "https://example.org/new"})
    assert (record(ran)["outcome"], record(ran)["why"]) == ("changed", ["contact"])
    assert quilters(folder)["contact"] == {
        "phone": "01134960199", "website": "https://example.org/new",
    }  # fmt: skip


def test_an_hour_is_not_kept_for_its_end_at_midnight(
    council: Callable[..., Ran], folder: Path
) -> None:
    times = {"Day": "Tuesday", "From": "22:00", "To": "24:00"}
    first = council({**ROW, **times})
    assert {"kind": "guessed", "key": "meets.end", "why": "24:00 is 00:00"} in record(first)[
        "notes"
    ]
    assert record(council({**ROW, **times}))["outcome"] == "same"
    assert record(council({**ROW, **times, "Day": "Friday"}))["why"] == ["meets"]
    assert quilters(folder)["meets"] == [{"days": "friday", "start": "22:00", "end": "00:00"}]


def test_what_was_set_for_all_is_still_no_reason_for_a_change(
    council: Callable[..., Ran], folder: Path
) -> None:
    council(ROW, flags=("--set", "cost=free"))
    ran = council(ROW, flags=("--set", "cost=£3", "-o", "json"))
    assert record(ran)["outcome"] == "same"
    assert quilters(folder)["cost"] == "free"


# A place is all of one place


HALL = {"Address": "1 Example Row", "Town": "Otley", "Postcode": "LS21 3AA"}


@pytest.mark.parametrize(
    ("moved", "told"),
    [
        ({"Address": "9 Other Row", "Town": "Ilkley", "Postcode": ""},
         "it moved, and the feed does not say its new postcode"),
        ({"Address": "", "Town": "", "Postcode": "LS29 8AA"},
         "it moved, and the feed does not say its new address and town"),
    ],
)  # fmt: skip
def test_half_of_a_new_place_is_not_put_beside_half_of_the_old_one(
    council: Callable[..., Ran], folder: Path, moved: dict[str, str], told: str
) -> None:
    council({**ROW, **HALL})
    before = quilters(folder)
    ran = council({**ROW, **moved})
    assert (ran.code, record(ran)["outcome"]) == (1, "decide")
    assert record(ran)["why"] == [told, "venue"]
    assert quilters(folder) == before


def test_a_whole_new_place_takes_the_place_of_the_old(
    council: Callable[..., Ran], folder: Path
) -> None:
    council({**ROW, **HALL})
    ran = council({**ROW, "Address": "9 Other Row", "Town": "Ilkley", "Postcode": "LS29 8AA"})
    assert record(ran)["outcome"] == "changed"
    assert quilters(folder)["venue"] == {
        "address": "9 Other Row", "town": "Ilkley", "postcode": "LS29 8AA",
    }  # fmt: skip


def test_more_of_the_same_place_is_added(council: Callable[..., Ran], folder: Path) -> None:
    council({**ROW, "Town": "Otley"})
    assert record(council({**ROW, "Postcode": "LS21 3AA"}))["outcome"] == "changed"
    assert quilters(folder)["venue"] == {"town": "Otley", "postcode": "LS21 3AA"}


@pytest.mark.parametrize("pair", [("0", "0"), ("0.0", "-1.69"), ("53.9", ""), ("", "-1.69")])
def test_a_point_that_is_left_out_is_not_told_to_be_taken(
    council: Callable[..., Ran], pair: tuple[str, str]
) -> None:
    ran = council({**ROW, "North": pair[0], "East": pair[1]}, flags=("--dry-run", "-o", "json"))
    kinds = {one["key"]: one["kind"] for one in record(ran)["notes"]}
    assert not {"venue.latitude", "venue.longitude"} & kinds.keys()
    assert kinds["coordinates"] == "left"


@pytest.mark.parametrize(("said", "is_taken"), [("no", True), ("", True), ("yes", False)])
def test_the_middle_of_a_town_is_no_door(said: str, setting: Setting, *, is_taken: bool) -> None:
    meeting = {"name": "A", "latitude": 53.9, "longitude": -1.69, "approximate": said}
    (draft,) = read("meeting-guide", json.dumps([meeting]), setting)
    assert ("venue.latitude" in draft.keys) == is_taken
    assert ("coordinates" in left(draft)) != is_taken


# The hour that is meant


@pytest.mark.parametrize(
    ("zone", "is_taken"),
    [
        ("", True), ("Europe/London", True), ("Europe/Belfast", True), ("Europe/Dublin", True),
        ("America/New_York", False), ("Africa/Abidjan", False), ("UTC", False), ("Nowhere/None", False),
        ("../../etc/passwd", False),
    ],
)  # fmt: skip
@pytest.mark.parametrize(("form", "key"), [("meeting-guide", "timezone"), ("bmlt", "time_zone")])
def test_an_hour_of_another_clock_is_not_taken_for_one_of_ours(
    form: str, key: str, zone: str, setting: Setting, *, is_taken: bool
) -> None:
    day = {"name": "A", "day": 2, "time": "19:00", "meeting_name": "A", "weekday_tinyint": 3}
    meeting = {**day, "start_time": "19:00:00", key: zone}
    (draft,) = read(form, json.dumps([meeting]), setting)
    if is_taken:
        assert draft.keys["meets"] == [{"days": ["tuesday"], "start": "19:00"}]
    else:
        assert "meets" not in draft.keys
        assert left(draft)["timezone"] == f"its times are those of {zone}"


@pytest.mark.parametrize("stated", [0, "0", False, "no"])
def test_a_meeting_that_its_server_keeps_back_is_not_taken(stated: Any, setting: Setting) -> None:
    meetings = [{"meeting_name": "A", "published": stated}, {"meeting_name": "B", "published": "1"}]
    first, second = read("bmlt", json.dumps(meetings), setting)
    assert (first.fault, first.keys) == ("It is not published.", {})
    assert (second.fault, second.keys["name"]) == ("", "B")


# Calendars in which something was cancelled


def events(*found: tuple[str, ...]) -> str:
    texts = ("\n".join(("BEGIN:VEVENT", *lines, "END:VEVENT")) for lines in found)
    return "\n".join(("BEGIN:VCALENDAR", *texts, "END:VCALENDAR", ""))


WEEKLY = ("UID:u1", "SUMMARY:Quilters", "DTSTART:20261103T190000", "RRULE:FREQ=WEEKLY;BYDAY=TU")


def test_one_meeting_that_is_cancelled_is_a_day_off_and_no_pause(setting: Setting) -> None:
    off = ("UID:u1", "SUMMARY:CANCELLED: Quilters", "RECURRENCE-ID:20261201T190000",
           "DTSTART:20261201T190000", "STATUS:CANCELLED")  # fmt: skip
    (draft,) = read("ics", events(WEEKLY, off), setting)
    assert (draft.keys["name"], draft.place) == ("Quilters", "event 1, 2")
    assert "status" not in draft.keys
    assert draft.keys["meets"] == [
        {"days": ["tuesday"], "start": "19:00", "except": ["2026-12-01"]}
    ]
    assert left(draft)["RECURRENCE-ID"] == "a single meeting that was cancelled"


def test_one_meeting_that_is_moved_stays_with_its_group(setting: Setting) -> None:
    moved = ("UID:u1", "SUMMARY:Quilters", "LOCATION:Elsewhere", "RECURRENCE-ID:20261201T190000",
             "DTSTART:20261202T190000")  # fmt: skip
    (draft,) = read("ics", events(moved, WEEKLY), setting)
    assert "venue.address" not in draft.keys
    assert draft.keys["meets"] == [{"days": ["tuesday"], "start": "19:00"}]
    assert left(draft)["RECURRENCE-ID"] == "a single meeting that was moved"


def test_one_of_two_times_that_is_cancelled_does_not_pause_the_other(setting: Setting) -> None:
    friday = ("UID:u2", "SUMMARY:Quilters", "DTSTART:20261106T100000", "RRULE:FREQ=WEEKLY",
              "STATUS:CANCELLED")  # fmt: skip
    (draft,) = read("ics", events(WEEKLY, friday), setting)
    assert "status" not in draft.keys
    assert draft.keys["meets"] == [{"days": ["tuesday"], "start": "19:00"}]
    assert left(draft)["STATUS"] == "one of its times is cancelled"


def test_a_group_all_of_whose_times_are_cancelled_is_paused(setting: Setting) -> None:
    off = (*WEEKLY, "STATUS:CANCELLED")
    (draft,) = read("ics", events(off, (*off[1:], "UID:u2")), setting)
    assert draft.keys["status"] == "paused"
    assert len(draft.keys["meets"]) == 2


@pytest.mark.parametrize(
    ("lines", "end"),
    [
        (("DTEND:20261103T210000",), "21:00"), (("DURATION:PT90M",), "20:30"), (("DURATION:P1D",), None),
        (("DTEND:20261103T190000",), None), (("DTEND:20261103",), None), (("DURATION:soon",), None),
        (("DTEND:20261104T000000",), "00:00"), (("DURATION:PT5H",), "00:00"),
    ],
)  # fmt: skip
def test_an_end_is_within_a_day_of_its_start_or_none(
    lines: tuple[str, ...], end: str | None, setting: Setting
) -> None:
    (draft,) = read("ics", events((*WEEKLY, *lines)), setting)
    (meeting,) = draft.keys.get("meets", [{}])
    assert meeting.get("end") == end


# Who is gone


def test_nobody_is_told_to_be_gone_where_a_part_cannot_be_read(
    peerfind: Callable[..., Ran], tmp_path: Path
) -> None:
    whole = [
        {"id": f"s-{n}", "name": name, "status": "active", "description": f"{name} meet.",
         "attributes": [{"taxonomy_term": {"code": "grief"}}]}
        for n, name in enumerate(("Quilters", "Walkers of Ripon"))
    ]  # fmt: skip
    feed = tmp_path / "feed.json"
    feed.write_text(json.dumps(whole), encoding="utf-8")
    assert peerfind("import", "hsds", "feed.json").code == 0
    feed.write_text(json.dumps([whole[0], "torn"]), encoding="utf-8")
    ran = peerfind("import", "hsds", "feed.json")
    assert "Some of it cannot be read, so nobody can tell who is in it no more.\n" in ran.out
    assert "peerfind pause" not in ran.out
    feed.write_text(json.dumps(whole[:1]), encoding="utf-8")
    assert "peerfind pause walkers-of-ripon" in peerfind("import", "hsds", "feed.json").out


@settings(
    max_examples=some(12), derandomize=True, database=None, deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)  # fmt: skip
@given(
    st.sampled_from(["17, b", "007", "1e3", "no", "2026-01-01", "~", "a: b # c", "é,, ", "'"])
    | st.text("ab, 0:#'\"-[]{}é", min_size=1, max_size=9).filter(clean.plain)
)
def test_whatever_its_number_a_row_finds_its_group_again(
    council: Callable[..., Ran], folder: Path, number: str
) -> None:
    for path in (folder / "groups").rglob("quilters*.yaml"):
        path.unlink()
    assert record(council({**ROW, "Ref": number}))["outcome"] == "new"
    ran = council({**ROW, "Ref": number})
    assert record(ran)["outcome"] == "same"
    assert json.loads(ran.out)["gone"] == []


def test_a_number_with_a_comma_is_no_two_numbers(council: Callable[..., Ran]) -> None:
    other = {**ROW, "Ref": "b", "Name": "Walkers of Ripon", "Web": "https://example.org/walk"}
    council({**ROW, "Ref": "a, b"})
    assert record(council({**ROW, "Ref": "a, b"}, other), 1)["outcome"] == "new"


# Prices, and what a spreadsheet could not work out


@pytest.mark.parametrize(
    ("option", "cost"),
    [
        ({"amount": "0.00"}, "free"), ({"amount": 0.0, "currency": "GBP"}, "free"), ({"amount": "0"}, "free"),
        ({"amount": "3.50"}, "£3.50"), ({"amount": 3.0, "currency": "GBP"}, "£3"),
        ({"amount": 3, "currency": "EUR"}, None), ({"option": "By donation"}, "By donation"),
        ({"amount": "0 or 3"}, "£0 or 3"),
    ],
)  # fmt: skip
def test_only_what_costs_nothing_is_free(
    option: dict[str, Any], cost: str | None, setting: Setting
) -> None:
    service = {"name": "A", "status": "active", "cost_options": [option]}
    (draft,) = read("hsds", json.dumps(service), setting)
    assert draft.keys.get("cost") == cost
    assert ("cost_options" in left(draft)) == (cost is None)


@pytest.mark.parametrize("broken", ["#N/A", "#REF!", "#DIV/0!"])
@pytest.mark.parametrize("columns", [{}, {"Name": "name", "Town": "venue.town"}])
def test_an_error_of_a_spreadsheet_is_no_town(
    broken: str, columns: dict[str, str], setting: Setting
) -> None:
    book, data = Workbook(), io.BytesIO()
    for row in (["Name", "Town"], ["Quilters", broken]):
        book.active.append(row)
    book.save(data)
    (draft,) = read("xlsx", data.getvalue(), setting._replace(columns=columns))
    assert draft.keys == {"name": "Quilters"}
    assert left(draft) == {"Town": "a spreadsheet could not work it out"}


@pytest.mark.parametrize("between", [";", "\t", "|", ","])
@pytest.mark.parametrize("line", ["sep={}\r\n", '"sep={}"\n', "SEP={}\n"])
def test_a_first_line_of_excel_is_no_head(between: str, line: str) -> None:
    said = f"{line.format(between)}name{between}town\r\nA, B; C{between}Otley\r\n"
    if between in ",;":
        said = said.replace("A, B; C", '"A, B; C"')
    (row,) = csv_rows(said.encode(), Read())
    assert row == ("row 3", {"name": "A, B; C", "town": "Otley"}, "")


# Files of columns


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("columns: {}", "map.yaml names no columns. Make one to begin with: --sketch-map"),
        ('columns: {Name: ""}', "map.yaml names no columns. Make one to begin with: --sketch-map"),
        ("columns: [Name]", "map.yaml names no columns. Make one to begin with: --sketch-map"),
        ("columns: {Name: name}\nwords: [x]",
         "map.yaml: words takes a line each, such as KEY: VALUE."),
        ("columns: {Name: name}\nwords: {focus: grief}",
         "map.yaml: words: focus takes a line each, such as KEY: VALUE."),
        ("columns: {Name: name}\nalways: [leader]",
         "map.yaml: always takes a line each, such as KEY: VALUE."),
        ("columns: {Name: name}\nwords: {topic: {a: b}}",
         "map.yaml: words: there is no key 'topic'."),
        ("columns: {Name: [name]}",
         "map.yaml: Name: there is no key \"['name']\". Did you mean name?"),
    ],
)  # fmt: skip
def test_a_file_of_columns_of_another_shape_is_no_fault_of_ours(
    peerfind: Callable[..., Ran], tmp_path: Path, said: str, told: str
) -> None:
    (tmp_path / "map.yaml").write_text(said, encoding="utf-8")
    (tmp_path / "c.csv").write_text("Name\nQuilters\n", encoding="utf-8")
    ran = peerfind("import", "csv", "c.csv", "--map", "map.yaml")
    assert (ran.code, ran.out, ran.err) == (2, "", f"peerfind: {told}\n")


# Names of folders, files and ids


def test_a_folder_that_can_have_no_such_name_is_told(
    peerfind: Callable[..., Ran], tmp_path: Path
) -> None:
    (tmp_path / "all.jsonl").write_text("{}", encoding="utf-8")
    ran = peerfind("import", "jsonl", "all.jsonl", "--to", "x" * 300)
    told = f"peerfind: {'x' * 300} cannot be written: File name too long.\n"
    assert (ran.code, ran.out, ran.err) == (2, "", told)


@pytest.mark.parametrize("to", [".", "../empty", "./"])
def test_an_empty_folder_becomes_the_directory_even_from_within(
    peerfind: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch, tmp_path: Path, to: str
) -> None:
    group = {"id": "quilters", "name": "Quilters", "summary": "Tea.", "focus": ["grief"]}
    (tmp_path / "all.jsonl").write_text(json.dumps(group), encoding="utf-8")
    (tmp_path / "empty").mkdir()
    monkeypatch.chdir(tmp_path / "empty")
    ran = peerfind("import", "jsonl", "../all.jsonl", "--to", to)
    assert ran.code == 0, ran.err
    assert [one["id"] for one in load(tmp_path / "empty").records] == ["quilters"]
    assert not [*tmp_path.glob(".*.tmp")]


def test_an_id_that_no_file_can_have_does_not_stop_the_others(
    peerfind: Callable[..., Ran], tmp_path: Path
) -> None:
    groups = [
        {"id": own, "name": name, "summary": f"{name}.", "focus": ["grief"]}
        for own, name in (("a" * 300, "Quilters"), ("b-two", "Walkers of Ripon"))
    ]
    (tmp_path / "all.jsonl").write_text("\n".join(map(json.dumps, groups)), encoding="utf-8")
    ran = peerfind("import", "jsonl", "all.jsonl", "--to", "made", "-o", "json")
    assert ran.code == 0
    assert {one["id"] for one in load(tmp_path / "made").records} == {"quilters", "b-two"}
    assert record(ran)["why"] == [f"its id {'a' * 300!r} is taken or is none here"]


def test_keys_that_no_group_has_do_not_stop_a_line(setting: Setting) -> None:
    strange = {"name": "A", "contact": {"0": [None, "\x7f"], "phone": "0113 496 0123"}}
    (draft,) = read("jsonl", json.dumps(strange), setting)
    assert draft.keys == {"name": "A", "contact.phone": "0113 496 0123"}
    assert left(draft)["contact.0"]


# Many, and from a pipe


def test_five_thousand_rows_are_read_each_by_itself(setting: Setting) -> None:
    rows = "".join(f"Group {n},grief\n" for n in range(5000))
    file = File("many.csv", f"Name,Focus\n{rows}".encode("utf-16"))
    found, told = read_feed(FORMS["csv"], [file], setting, {"leader": ["peer"]})
    assert told == []
    assert [(one.place, one.keys["name"]) for one in (found[0], found[-1])] == [
        ("row 2", "Group 0"), ("row 5001", "Group 4999"),
    ]  # fmt: skip
    assert all(one.keys["focus"] == ["grief"] and one.keys["leader"] == ["peer"] for one in found)


class Pipe:
    """What stands at the standard input, as bytes."""

    def __init__(self, data: bytes) -> None:
        self.buffer = io.BytesIO(data)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_a_table_from_a_pipe_is_read_in_its_letters(
    peerfind: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch, tmp_path: Path, encoding: str
) -> None:
    data = 'Name;Summary;Focus\r\nCafé “Ilkley”;"<p>Tea &amp; cake</p>";grief\r\n'.encode(encoding)
    monkeypatch.setattr(sys, "stdin", Pipe(data))
    ran = peerfind("import", "csv", "-", "--to", "made")
    assert ran.code == 0
    (made,) = load(tmp_path / "made").records
    assert made["name"] == "Café “Ilkley”"
    assert ("stdin is not in UTF-8, and was read as Windows-1252" in ran.out) == (
        encoding == "cp1252"
    )
