"""Imports, as who runs them sees them: what is written, what is told, and what no feed can do."""

from __future__ import annotations

import csv
import io
import json
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import feeds
import pytest
import yaml
from conftest import GROUP, write_directory
from running import Ran, environment, shared

from peerfind.directory.folder import load
from peerfind.keeping import flat
from peerfind.model import public

if TYPE_CHECKING:
    from collections.abc import Callable

FEEDS = Path(__file__).parent / "standards" / "feeds"
SERVICE: dict[str, Any] = {
    "id": "s-1",
    "name": "Example Otley Circle",
    "status": "active",
    "description": "A circle by the river. Tea is there.",
    "organization": {"name": "Example Trust"},
    "url": "https://example.org/otley",
    "phones": [{"number": "0113 496 0123", "type": "voice"}],
    "minimum_age": 18,
    "schedules": [
        {"freq": "WEEKLY", "byday": "TU", "opens_at": "19:00:00", "closes_at": "20:30:00"}
    ],
    "service_at_locations": [
        {
            "id": "at-1",
            "location": {
                "name": "Example Hall",
                "latitude": 53.9054,
                "longitude": -1.6919,
                "addresses": [
                    {"address_1": "1 Example Row", "city": "Otley", "postal_code": "LS21 3AA"}
                ],
            },
        }
    ],
    "attributes": [{"taxonomy_term": {"code": "grief", "name": "Grief"}}],
}
WRITTEN = """\
name: Example Otley Circle
organisation: Example Trust
summary: A circle by the river. Tea is there.
status: open
format: [unknown]
leader: [unknown]
focus: [grief]
ages: 18+
meets:
  - days: tuesday
    start: "19:00"
    end: "20:30"
venue:
  name: Example Hall
  address: 1 Example Row
  town: Otley
  postcode: LS21 3AA
  latitude: 53.9054
  longitude: -1.6919
contact:
  phone: 0113 496 0123
  website: https://example.org/otley
sources:
  - url: https://example.org/otley
    note: Imported from feed.json, s-1.
external_ids:
  hsds: s-1
"""
ROW = {
    "Ref": "17",
    "Group name": "Example Otley Circle",
    "About": "A circle by the river.",
    "Day": "Tuesday",
    "Start time": "7pm",
    "Tel": "0113 496 0123",
    "Town": "Otley",
    "Topic": "bereavement",
    "Led by": "someone who has been there",
}


def service(**changes: Any) -> dict[str, Any]:
    made = {**SERVICE, **changes}
    return {key: value for key, value in made.items() if value is not None}


@pytest.fixture(scope="module")
def everyone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    groups: dict[str, dict[str, Any]] = {
        "west-yorkshire/evening-circle": {},
        "west-yorkshire/other": {"name": "Quite Another"},
    }
    return shared(tmp_path_factory.mktemp("shared") / "directory", groups)


folder = pytest.fixture(feeds.folder)
peerfind = pytest.fixture(feeds.peerfind)


@pytest.fixture
def feed(tmp_path: Path) -> Callable[..., str]:
    """A maker of files of JSON."""

    def made(*records: Any, name: str = "feed.json") -> str:
        (tmp_path / name).write_text(json.dumps([*records]), encoding="utf-8")
        return name

    return made


def table(path: Path, *rows: dict[str, Any], encoding: str = "utf-8") -> str:
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, [*rows[0]])
    writer.writeheader()
    writer.writerows(rows)
    path.write_bytes(text.getvalue().encode(encoding))
    return path.name


def texts(folder: Path) -> dict[str, str]:
    found = sorted((folder / "groups").rglob("*.yaml"))
    return {path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in found}


def report(ran: Ran) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(ran.out)
    return found


def outcomes(ran: Ran) -> list[str]:
    return [one["outcome"] for one in report(ran)["records"]]


def left(ran: Ran) -> dict[str, str]:
    """What is left out of the first record, with why."""
    notes = report(ran)["records"][0]["notes"]
    return {one["key"]: one["why"] for one in notes if one["kind"] == "left"}


# Into the directory


def test_a_service_becomes_a_file_in_its_layout_and_all_of_it_is_told(
    peerfind: Callable[..., Ran], folder: Path, feed: Callable[..., str]
) -> None:
    ran = peerfind("import", "hsds", feed(SERVICE))
    assert ran.code == 0
    assert ran.err == f"1 file written in {folder}.\n"
    assert texts(folder)["groups/west-yorkshire/example-otley-circle.yaml"] == WRITTEN
    assert ran.out == (
        "1 record in 1 file of hsds.\n"
        "\n"
        "New: 1\n"
        "  record 1: groups/west-yorkshire/example-otley-circle.yaml\n"
        "\n"
        "Taken as stated: ages 1, contact.phone 1, contact.website 1, focus 1, meets 1, name 1,"
        " organisation 1, status 1, summary 1, venue.address 1, venue.latitude 1,"
        " venue.longitude 1, venue.name 1, venue.postcode 1, venue.town 1.\n"
        "\n"
        "Not stated, so [unknown]: format 1, leader 1.\n"
        "\n"
        "Made or mended:\n"
        "  sources 1: the feed itself\n"
    )
    assert peerfind("check").code == 0


def test_a_trial_tells_the_same_and_writes_nothing(
    peerfind: Callable[..., Ran], folder: Path, feed: Callable[..., str]
) -> None:
    before = texts(folder)
    trial = peerfind("import", "hsds", feed(SERVICE), "--dry-run")
    assert (trial.code, trial.err, texts(folder)) == (0, "", before)
    assert peerfind("import", "hsds", "feed.json").out == trial.out


def test_what_is_imported_again_is_the_same(
    peerfind: Callable[..., Ran], folder: Path, feed: Callable[..., str]
) -> None:
    peerfind("import", "hsds", feed(SERVICE))
    before = texts(folder)
    ran = peerfind("import", "hsds", "feed.json", "-o", "json")
    assert outcomes(ran) == ["same"]
    assert texts(folder) == before


def test_what_changed_in_the_feed_changes_and_remarks_and_other_keys_stay(
    peerfind: Callable[..., Ran], folder: Path, feed: Callable[..., str]
) -> None:
    peerfind("import", "hsds", feed(SERVICE))
    path = folder / "groups/west-yorkshire/example-otley-circle.yaml"
    path.write_text(f"# Ours.\n{WRITTEN}".replace("[unknown]\nfocus", "[peer]\nfocus"))
    later = {"freq": "WEEKLY", "byday": "TH", "opens_at": "18:00:00"}
    phones = [{"number": "0113 496 0999"}]
    ran = peerfind("import", "hsds", feed(service(schedules=[later], phones=phones)))
    assert "Changed: 1\n" in ran.out
    assert "example-otley-circle.yaml: meets; contact" in ran.out
    assert path.read_text() == "# Ours.\n" + WRITTEN.replace(
        "[unknown]\nfocus", "[peer]\nfocus"
    ).replace("tuesday", "thursday").replace('"19:00"\n    end: "20:30"', '"18:00"').replace(
        "496 0123", "496 0999"
    )


def test_a_group_that_people_checked_is_left_to_people(
    peerfind: Callable[..., Ran], folder: Path, feed: Callable[..., str]
) -> None:
    peerfind("import", "hsds", feed(SERVICE))
    path = folder / "groups/west-yorkshire/example-otley-circle.yaml"
    checked = WRITTEN.replace("external", "checked: {on: 2026-05-01, how: phone}\nexternal")
    path.write_text(checked)
    ran = peerfind("import", "hsds", feed(service(minimum_age=25)), "-o", "json")
    assert ran.code == 1
    record = report(ran)["records"][0]
    assert (record["outcome"], record["id"]) == ("decide", "example-otley-circle")
    assert record["why"] == ["people checked it on 2026-05-01", "ages"]
    assert path.read_text() == checked


@pytest.mark.parametrize("command", ["pause", "close"])
def test_no_feed_opens_again_what_people_paused_or_closed(
    peerfind: Callable[..., Ran], folder: Path, feed: Callable[..., str], command: str
) -> None:
    peerfind("import", "hsds", feed(SERVICE))
    assert peerfind(command, "example-otley-circle", "--reason", "The hall is shut.").code == 0
    before = texts(folder)
    ran = peerfind("import", "hsds", feed(service(minimum_age=25)), "-o", "json")
    assert outcomes(ran) == ["decide"]
    assert report(ran)["records"][0]["why"][-2:] == ["status", "ages"]
    assert texts(folder) == before


def test_a_place_that_is_kept_back_is_not_changed(
    peerfind: Callable[..., Ran], folder: Path, feed: Callable[..., str]
) -> None:
    peerfind("import", "hsds", feed(SERVICE))
    path = folder / "groups/west-yorkshire/example-otley-circle.yaml"
    private = WRITTEN.replace("longitude: -1.6919", "longitude: -1.6919\n  private: yes")
    path.write_text(private)
    ran = peerfind("import", "hsds", "feed.json", "-o", "json")
    assert report(ran)["records"][0]["why"] == ["its place is kept back", "venue"]
    assert path.read_text() == private


def test_who_is_gone_is_never_deleted_and_a_pause_is_proposed(
    peerfind: Callable[..., Ran], folder: Path, feed: Callable[..., str]
) -> None:
    peerfind("import", "hsds", feed(SERVICE, service(id="s-2", name="Quilters of Ilkley")))
    before = texts(folder)
    ran = peerfind("import", "hsds", feed(SERVICE))
    command = "peerfind pause quilters-of-ilkley --reason 'It is not in hsds any more.'"
    assert f"Not in hsds any more: 1. Ring, and then:\n  {command}\n" in ran.out
    assert texts(folder) == before
    assert peerfind("pause", "quilters-of-ilkley", "--reason", "x").code == 0
    assert "any more" not in peerfind("import", "hsds", "feed.json").out


def test_a_record_that_cannot_be_written_is_not_taken_for_gone(
    peerfind: Callable[..., Ran], feed: Callable[..., str]
) -> None:
    peerfind("import", "hsds", feed(SERVICE))
    ran = peerfind("import", "hsds", feed(service(name=None)), "-o", "json")
    assert outcomes(ran) == ["refused"]
    assert report(ran)["gone"] == []


def test_what_looks_like_a_group_that_is_there_is_left_to_people(
    peerfind: Callable[..., Ran], folder: Path, feed: Callable[..., str]
) -> None:
    before = texts(folder)
    twin = service(name=GROUP["name"], service_at_locations=None)
    ran = peerfind("import", "hsds", feed(twin))
    assert ran.code == 1
    assert "For you to decide, and not written: 1\n" in ran.out
    told = "it looks like evening-circle; if it is, write there external_ids: {hsds: s-1}"
    assert f"record 1: Example Evening Circle: {told}\n" in ran.out
    assert ran.err == f"0 files written in {folder}. 1 record not written: see above.\n"
    assert texts(folder) == before


def test_what_a_person_says_is_the_same_or_another_is_believed(
    peerfind: Callable[..., Ran], folder: Path, feed: Callable[..., str]
) -> None:
    twin = service(name=GROUP["name"], service_at_locations=None)
    ran = peerfind("import", "hsds", feed(twin), "--accept-alike", "--dry-run", "-o", "json")
    assert outcomes(ran) == ["new"]
    path = folder / "groups/west-yorkshire/evening-circle.yaml"
    path.write_text(f"{path.read_text()}external_ids: {{hsds: s-1}}\n")
    ran = peerfind("import", "hsds", "feed.json", "-o", "json")
    assert (outcomes(ran), report(ran)["records"][0]["id"]) == (["changed"], "evening-circle")


def test_two_records_of_one_group_do_not_both_change_it(
    peerfind: Callable[..., Ran], feed: Callable[..., str]
) -> None:
    peerfind("import", "hsds", feed(SERVICE))
    ran = peerfind("import", "hsds", feed(SERVICE, service(minimum_age=60)), "-o", "json")
    assert outcomes(ran) == ["same", "decide"]
    assert report(ran)["records"][1]["why"] == ["it is the same group as record 1"]


def test_the_ids_of_two_sources_do_not_meet(
    peerfind: Callable[..., Ran], feed: Callable[..., str]
) -> None:
    peerfind("import", "hsds", feed(SERVICE), "--source", "leeds")
    ran = peerfind("import", "hsds", "feed.json", "--source", "york", "-o", "json")
    assert outcomes(ran) == ["decide"]
    assert report(ran)["gone"] == []


# What must be there


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"attributes": None}, "focus is missing; give one for all: --set focus=TERM"),
        ({"name": None}, "name is missing"),
        ({"name": "<p></p>"}, "name is missing"),
        ({"description": None, "organization": None, "service_at_locations": None},
         "summary is missing"),
    ],
)  # fmt: skip
def test_without_what_must_be_there_nothing_is_written_and_it_is_told(
    peerfind: Callable[..., Ran],
    folder: Path,
    feed: Callable[..., str],
    changes: dict[str, Any],
    why: str,
) -> None:
    before = texts(folder)
    ran = peerfind("import", "hsds", feed(service(**changes)))
    assert ran.code == 1
    assert "Not written: 1\n" in ran.out
    assert f": {why}\n" in ran.out
    assert texts(folder) == before


def test_what_is_set_for_all_stands_where_a_record_does_not_say_it(
    peerfind: Callable[..., Ran], folder: Path, feed: Callable[..., str]
) -> None:
    other = service(id="s-2", name="Quilters of Ilkley", attributes=None)
    peerfind("import", "hsds", feed(SERVICE, other), "--set", "focus=anxiety")
    files = {Path(name).stem: yaml.safe_load(text) for name, text in texts(folder).items()}
    assert files["example-otley-circle"]["focus"] == ["grief"]
    assert files["quilters-of-ilkley"]["focus"] == ["anxiety"]


def test_nobody_is_guessed_to_lead_and_no_format_comes_of_a_link(
    peerfind: Callable[..., Ran], folder: Path, feed: Callable[..., str]
) -> None:
    words = "Led by peers on Zoom: https://example.org/zoom"
    peerfind("import", "hsds", feed(service(description=words, url="https://zoom.us/j/1")))
    made = yaml.safe_load(texts(folder)["groups/west-yorkshire/example-otley-circle.yaml"])
    assert (made["leader"], made["format"]) == (["unknown"], ["unknown"])


def test_a_taxonomy_of_leaders_says_who_leads_and_another_does_not(
    peerfind: Callable[..., Ran], folder: Path, feed: Callable[..., str]
) -> None:
    peer = {"code": "peer", "name": "Peer"}
    grief = SERVICE["attributes"][0]
    named = {"link_type": "leader", "taxonomy_term": {**peer, "taxonomy": "leader"}}
    ran = peerfind("import", "hsds", feed(service(attributes=[grief, named])), "--dry-run")
    assert "leader 1" in ran.out.partition("Not stated")[0]
    other = {"link_type": "leader", "taxonomy_term": {**peer, "taxonomy": "Roles"}}
    peerfind("import", "hsds", feed(service(attributes=[grief, other])))
    made = yaml.safe_load(texts(folder)["groups/west-yorkshire/example-otley-circle.yaml"])
    assert made["leader"] == ["unknown"]


def test_an_error_of_check_keeps_a_file_from_being_written(
    peerfind: Callable[..., Ran], folder: Path, feed: Callable[..., str]
) -> None:
    before = texts(folder)
    far = service(service_at_locations=[{"location": {"latitude": 45.0, "longitude": -83.4}}])
    ran = peerfind("import", "hsds", feed(far))
    assert ran.code == 1
    assert "record 1: Example Otley Circle: That is not in the British Isles." in ran.out
    assert texts(folder) == before


# Into a new folder


def test_a_new_folder_is_a_directory_of_its_own(
    peerfind: Callable[..., Ran], folder: Path, tmp_path: Path, feed: Callable[..., str]
) -> None:
    before = texts(folder)
    ran = peerfind("import", "hsds", feed(SERVICE), "--to", "made")
    assert (ran.code, ran.err) == (0, "1 file written in made.\n")
    assert [*texts(tmp_path / "made").values()] == [WRITTEN]
    assert texts(folder) == before
    assert peerfind("match", "--focus", "grief", "--directory", "made", "-o", "json").code == 0
    assert peerfind("check", "--directory", "made").code == 0


def test_a_trial_makes_no_folder(
    peerfind: Callable[..., Ran], tmp_path: Path, feed: Callable[..., str]
) -> None:
    assert peerfind("import", "hsds", feed(SERVICE), "--to", "made", "--dry-run").code == 0
    assert not (tmp_path / "made").exists()


@pytest.mark.parametrize("is_file", [False, True])
def test_a_folder_with_something_in_it_stays_as_it_is(
    peerfind: Callable[..., Ran], tmp_path: Path, feed: Callable[..., str], *, is_file: bool
) -> None:
    there = tmp_path / "made"
    if is_file:
        there.write_text("mine")
    else:
        there.mkdir()
        (there / "mine").write_text("mine")
    ran = peerfind("import", "hsds", feed(SERVICE), "--to", "made")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == "peerfind: --to takes a new folder, and there is something at made.\n"
    assert (there.read_text() if is_file else (there / "mine").read_text()) == "mine"


def test_a_folder_that_cannot_be_made_is_told_in_one_line(
    peerfind: Callable[..., Ran], tmp_path: Path, feed: Callable[..., str]
) -> None:
    (tmp_path / "file").write_text("")
    ran = peerfind("import", "hsds", feed(SERVICE), "--to", "file/made")
    assert (ran.code, ran.err.count("\n")) == (2, 1)
    assert "cannot be written: Not a directory." in ran.err


def test_killed_midway_there_is_no_half_of_a_folder(tmp_path: Path, folder: Path) -> None:
    records = [service(id=f"s-{n}", name=f"Example {n} {n * 7919}") for n in range(40)]
    (tmp_path / "feed.json").write_text(json.dumps(records), encoding="utf-8")
    command = [sys.executable, "-m", "peerfind", "import", "hsds", "feed.json", "--to", "made"]
    variables = {"PEERFIND_DIRECTORY": str(folder), "PEERFIND_CACHE": str(tmp_path / "cache")}
    running = subprocess.Popen(command, cwd=tmp_path, env=environment(**variables))
    patience = time.monotonic() + 30
    while not [*tmp_path.glob(".made.*/groups/*/*.yaml")] and time.monotonic() < patience:
        time.sleep(0.01)
    running.send_signal(signal.SIGKILL)
    running.wait()
    made = tmp_path / "made"
    assert not made.exists() or len(texts(made)) == 40


# Round trips


def record_of(text: str) -> dict[str, Any]:
    return dict(yaml.safe_load(text))


def groups_with_everything() -> dict[str, dict[str, Any]]:
    full = {
        "description": 'Two lines\nof text; with marks: = + "quotes".',
        "only_for": ["women+south-asian", "mothers"],
        "meets": [
            {"days": ["tuesday"], "start": "19:00", "every": "2 weeks", "from": "2026-01-06"},
            {"days": ["friday"], "which": [1, "last"], "except": ["august", "bank holidays"]},
        ],
        "venue": {"name": "=Hall", "town": "Otley", "latitude": 53.9054, "longitude": -1.6919},
        "checked": {"on": "2026-05-01", "how": "phone", "by": "volunteer"},
        "former_ids": ["an-old-one"],
        "external_ids": {"leeds": "17"},
        "doubts": ["Is it weekly; or not?"],
    }
    any_time = {"name": "+1 Line", "meets": None, "hours": "any time", "part_of": "one-full"}
    return {"otley/one-full": full, "otley/two": {"name": "Quite Another"}, "otley/x3": any_time}


@pytest.mark.parametrize("form", ["csv", "jsonl"])
def test_an_export_comes_back_as_the_same_directory(
    peerfind: Callable[..., Ran], tmp_path: Path, form: str
) -> None:
    folder = write_directory(tmp_path / "all", groups_with_everything())
    records = [public(one) for one in load(folder).records]
    places = {name: at for at, name in enumerate(flat.COLUMNS)}
    if form == "csv":
        rows = [[*map(flat.guarded, flat.cells(one, places))] for one in records]
        table(tmp_path / "all.csv", *(dict(zip(places, row, strict=True)) for row in rows))
    else:
        lines = (json.dumps(one) for one in records)
        (tmp_path / "all.jsonl").write_text("\n".join(lines))
    ran = peerfind("import", form, f"all.{form}", "--to", "made", "--directory", str(folder))
    assert (ran.code, ran.err) == (0, "3 files written in made.\n")
    assert [public(one) for one in load(tmp_path / "made").records] == records
    again = peerfind("import", form, f"all.{form}", "--directory", str(folder), "-o", "json")
    assert outcomes(again) == ["same"] * 3


def test_no_export_brings_a_check_that_the_directory_does_not_have(
    peerfind: Callable[..., Ran], folder: Path, tmp_path: Path
) -> None:
    claimed = {**GROUP, "id": "new-one", "name": "Quilters of Ilkley"}
    claimed["checked"] = {"on": "2026-11-01", "how": "phone"}
    (tmp_path / "all.jsonl").write_text(json.dumps(claimed))
    ran = peerfind("import", "jsonl", "all.jsonl", "--accept-alike", "-o", "json")
    assert left(ran)["checked"] == "only people say that they checked a group"
    assert "checked" not in texts(folder)["groups/west-yorkshire/new-one.yaml"]


def test_an_id_that_was_ever_used_is_not_used_again(
    peerfind: Callable[..., Ran], tmp_path: Path
) -> None:
    folder = write_directory(tmp_path / "one", {"otley/one": {"former_ids": ["gone"]}})
    new = {**GROUP, "id": "../../etc/passwd", "name": "Quilters of Ilkley"}
    (tmp_path / "all.jsonl").write_text(json.dumps(new))
    arguments = ("all.jsonl", "--directory", str(folder), "--accept-alike", "-o", "json")
    ran = peerfind("import", "jsonl", *arguments)
    assert report(ran)["records"][0]["file"].endswith("/quilters-of-ilkley.yaml")
    (tmp_path / "all.jsonl").write_text(json.dumps({**new, "id": "gone"}))
    ran = peerfind("import", "jsonl", *arguments)
    assert report(ran)["records"][0]["id"] == "one"  # it is the group that had the id


def test_no_two_groups_of_an_import_used_to_have_one_id(
    peerfind: Callable[..., Ran], tmp_path: Path
) -> None:
    names = {"a-one": ["old", "b-two"], "b-two": ["old", "No Id"], "c-three": ["older"]}
    lines = [
        json.dumps(
            {**GROUP, "id": name, "name": f"{name} of {number * 7919}", "former_ids": former}
        )
        for number, (name, former) in enumerate(names.items())
    ]
    (tmp_path / "all.jsonl").write_text("\n".join(lines))
    ran = peerfind("import", "jsonl", "all.jsonl", "--to", "made", "-o", "json")
    made = {one["id"]: one.get("former_ids") for one in load(tmp_path / "made").records}
    assert made == {"a-one": ["old"], "b-two": None, "c-three": ["older"]}
    assert left(ran)["former_ids"] == "'b-two' is an id of another group, or is none"
    assert "error" not in peerfind("check", "--directory", "made").out


# Columns


def test_a_sketch_names_what_is_likely_and_shows_an_example(
    peerfind: Callable[..., Ran], tmp_path: Path
) -> None:
    ran = peerfind("import", "csv", table(tmp_path / "council.csv", ROW), "--sketch-map")
    assert ran.code == 0
    assert yaml.safe_load(ran.out) == {
        "source": "council",
        "columns": {
            "Ref": "id", "Group name": "name", "About": "summary", "Day": "meets.days",
            "Start time": "meets.start", "Tel": "contact.phone", "Town": "venue.town",
            "Topic": "focus", "Led by": "",
        },
    }  # fmt: skip
    assert '  # such as: 0113 496 0123\n  "Tel": contact.phone\n' in ran.out


@pytest.mark.parametrize(
    ("led_by", "leader"),
    [
        ("someone who has been there", "peer"),
        ("Peer", "peer"),
        ("peeer", "unknown"),
        ("", "unknown"),
    ],
)
def test_a_sketch_that_was_looked_at_is_a_map(
    peerfind: Callable[..., Ran], folder: Path, tmp_path: Path, led_by: str, leader: str
) -> None:
    name = table(tmp_path / "council.csv", {**ROW, "Led by": led_by})
    sketch = peerfind("import", "csv", name, "--sketch-map").out
    (tmp_path / "map.yaml").write_text(sketch.replace('"Led by": ""', '"Led by": leader'))
    ran = peerfind("import", "csv", name, "--map", "map.yaml")
    assert ran.code == 0
    made = record_of(texts(folder)["groups/west-yorkshire/example-otley-circle.yaml"])
    assert made["external_ids"] == {"council": "17"} or made["external_ids"] == {"council": 17}
    assert made["meets"][0]["days"] == "tuesday"
    assert (made["focus"], made["leader"]) == (["grief"], [leader])
    again = peerfind("import", "csv", name, "--map", "map.yaml", "-o", "json")
    assert outcomes(again) == ["same"]


def test_the_words_of_a_map_say_what_a_cell_means(
    peerfind: Callable[..., Ran], folder: Path, tmp_path: Path
) -> None:
    name = table(tmp_path / "council.csv", {**ROW, "Topic": "Cruse cafe; worry", "Led by": "Vols"})
    (tmp_path / "map.yaml").write_text(
        "columns: {Group name: name, About: summary, Topic: focus, Led by: leader}\n"
        "words: {focus: {cruse CAFE: [grief]}, leader: {Vols: volunteer}}\n"
        "always: {venue.town: Otley, languages: [en]}\n"
    )
    ran = peerfind("import", "csv", name, "--map", "map.yaml")
    made = record_of(texts(folder)["groups/west-yorkshire/example-otley-circle.yaml"])
    assert (made["focus"], made["leader"]) == (["grief", "anxiety"], ["volunteer"])
    assert (made["venue"], made["languages"]) == ({"town": "Otley"}, ["en"])
    assert "Tel 1: the file of columns names no key for it" in ran.out


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("columns: {Tel: contact.phon}", "Tel: there is no key 'contact.phon'. Did you mean contact.phone?"),
        ("columns: {Seen: checked.on}", "map.yaml: Seen: checked.on is set by people only."),
        ("columns: {Seen: checked}", "map.yaml: Seen: checked is set by people only."),
        ("name: x", "map.yaml names no columns. Make one to begin with: --sketch-map"),
        ("", "map.yaml"),
        ("columns: {a: name}\nother: 1", "map.yaml: 'other' is none of"),
        ("columns: [", "map.yaml, line 2: This line cannot be read."),
        ("columns: {a: name}\nalways: {focus: nonsense-word}", "focus: "),
    ],
)  # fmt: skip
def test_a_map_that_cannot_be_used_is_told_in_one_line(
    peerfind: Callable[..., Ran], tmp_path: Path, said: str, told: str
) -> None:
    (tmp_path / "map.yaml").write_text(said)
    ran = peerfind("import", "csv", table(tmp_path / "c.csv", ROW), "--map", "map.yaml")
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert told in ran.err


# Feeds of others


@pytest.mark.parametrize(
    ("form", "file", "count"),
    [
        ("meeting-guide", "meeting-guide/example-feed-46-meetings.json", 26),
        ("bmlt", "bmlt/example-meeting-search-42.867970-day2.json", 53),
        ("hsds", "hsds-3.0/service_full.json", 1),
        ("hsds", "hsds-3.0/organization_full.json", 1),
        ("hsds", "hsds-3.0/service_list.json", 1),
        ("oruk", "oruk-3.0/service_full.json", 1),
        ("oruk", "oruk-3.0/service_at_location_full.json", 1),
    ],
)
def test_no_record_of_an_example_is_lost(
    peerfind: Callable[..., Ran], form: str, file: str, count: int
) -> None:
    ran = peerfind(
        "import", form, str(FEEDS / file), "--set", "focus=grief", "--dry-run", "-o", "json"
    )
    records = report(ran)["records"]
    assert len(records) == count
    assert all(one["why"] for one in records if one["outcome"] in ("decide", "refused"))
    assert all(one["name"] for one in records)


def test_an_example_of_the_uk_profile_is_written_where_it_may_be(
    peerfind: Callable[..., Ran], folder: Path
) -> None:
    file = str(FEEDS / "oruk-3.0/service_full.json")
    ran = peerfind("import", "oruk", file, "--set", "focus=grief", "-o", "json")
    record = report(ran)["records"][0]
    told = {one["key"] for one in record["notes"]}
    assert {"contacts", "coordinates", "sources", "leader"} <= told
    assert "Ann Persona" not in "".join(texts(folder).values())


# Bad files


@pytest.mark.parametrize(
    ("form", "data", "told"),
    [
        ("hsds", b"{", "bad: It is no JSON: see line 1."),
        ("meeting-guide", b"[" * 100_000, "bad: It is no JSON that can be read."),
        ("ics", b"BEGIN:VCALENDAR", "bad: There is no event in it."),
        ("xlsx", b"no zip", "bad: It is no spreadsheet that can be read (BadZipFile)."),
        ("pdf", b"", "FORMAT is csv, xlsx, jsonl, hsds, oruk, meeting-guide, bmlt or ics"),
    ],
)
def test_a_file_that_is_not_of_its_form_is_told_in_one_line(
    peerfind: Callable[..., Ran], tmp_path: Path, form: str, data: bytes, told: str
) -> None:
    (tmp_path / "bad").write_bytes(data)
    ran = peerfind("import", form, "bad")
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert told in ran.err


def test_a_file_that_is_not_there_is_told(peerfind: Callable[..., Ran]) -> None:
    ran = peerfind("import", "csv", "none.csv")
    assert (ran.code, ran.err) == (
        2,
        "peerfind: none.csv cannot be read: No such file or directory.\n",
    )


def test_columns_are_for_tables(peerfind: Callable[..., Ran], feed: Callable[..., str]) -> None:
    ran = peerfind("import", "hsds", feed(SERVICE), "--sketch-map")
    assert (ran.code, ran.err) == (2, "peerfind: Columns are named for csv and xlsx alone.\n")


def test_lines_that_are_no_json_are_listed_and_the_others_written(
    peerfind: Callable[..., Ran], tmp_path: Path
) -> None:
    new = json.dumps({**GROUP, "name": "Quilters of Ilkley", "contact": None, "venue": None})
    (tmp_path / "all.jsonl").write_text(f"{{\n\n{new}\n[1]\n")
    ran = peerfind("import", "jsonl", "all.jsonl", "--accept-alike")
    assert ran.code == 1
    assert "  line 1: no name: The line is no JSON.\n" in ran.out
    assert "  line 4: no name: It is no group.\n" in ran.out
    assert "New: 1\n" in ran.out


def test_a_full_disk_leaves_whole_files_only(tmp_path: Path, folder: Path) -> None:
    records = [service(id=f"s-{n}", name=f"Example {n} {n * 7919}") for n in range(3)]
    records[2]["description"] = f"Words. {'Tea and talk. ' * 300}"
    (tmp_path / "feed.json").write_text(json.dumps(records), encoding="utf-8")
    limit = "import resource as r; r.setrlimit(r.RLIMIT_FSIZE, (3_000, 3_000))"
    typed = ["import", "hsds", "feed.json"]
    code = f"{limit}; from peerfind.__main__ import run; raise SystemExit(run({typed}))"
    variables = {"PEERFIND_DIRECTORY": str(folder), "PEERFIND_CACHE": str(tmp_path / "cache")}
    done = subprocess.run(
        [sys.executable, "-c", f"import signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN); {code}"],
        check=False, cwd=tmp_path, env=environment(**variables), capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 2, done.stderr
    assert "cannot be written" in done.stderr
    assert all(record_of(text)["sources"] for text in texts(folder).values())
    assert not [*folder.rglob("*.tmp")]
