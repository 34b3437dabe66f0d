"""A new group, as who writes it down sees it: by answers, by a form, by an interview, with a geocoder."""

from __future__ import annotations

import json
import os
import pty
import select
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from conftest import write_directory
from hypothesis import given as every
from hypothesis import settings
from hypothesis import strategies as st
from interviewed import adding_to
from pace import some
from running import ROOT, Ran, environment, in_process

from peerfind.config import shipped_directory
from peerfind.directory.fields import FIELDS
from peerfind.directory.folder import load, read_common
from peerfind.directory.scan import listed
from peerfind.directory.vocabulary import Vocabulary
from peerfind.errors import UsageError
from peerfind.keeping import geocoding
from peerfind.keeping.adding import nested
from peerfind.keeping.answering import answer, given, source
from peerfind.keeping.issue_forms import form_answers, issue_form
from peerfind.keeping.meeting_words import meeting, meetings
from peerfind.keeping.placing import create
from peerfind.keeping.questions import NEVER, QUESTIONS, field_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

NEEDED = {
    "name": "Example Otley Walk",
    "summary": "A walk by the river, and tea.",
    "format": "in-person",
    "leader": "peer",
    "focus": "grief",
    "sources": "https://example.org/otley 2026-05",
}
PLACE = {"venue.town": "Otley", "venue.postcode": "LS21 3AA"}
WRITTEN = """\
name: Example Otley Walk
summary: A walk by the river, and tea.
format: [in-person]
leader: [peer]
focus: [grief]
venue:
  town: Otley
  postcode: LS21 3AA
sources:
  - url: https://example.org/otley
    published: 2026-05
"""
THERE = {
    "name": "Example Otley Walk",
    "venue": {"town": "Otley"},
    "meets": None,
    "former_ids": ["example-old-walk"],
}


def flags_of(*others: dict[str, str]) -> list[str]:
    """Answers as flags."""
    stated = {key: value for one in others for key, value in one.items()}
    return [part for key, value in stated.items() for part in ("--set", f"{key}={value}")]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_directory(
        tmp_path / "directory", {"west-yorkshire/example-other-walk": {"name": "Other"}}
    )


@pytest.fixture
def peerfind(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    folder: Path,
) -> Callable[..., Ran]:
    return in_process(monkeypatch, capsys, tmp_path, folder)


@pytest.fixture(scope="module")
def vocabulary(tmp_path_factory: pytest.TempPathFactory) -> Vocabulary:
    return Vocabulary(load(write_directory(tmp_path_factory.mktemp("words"))).common.terms)


def files(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in (folder / "groups").rglob("*.*")}


# By answers


def test_answers_become_a_file_in_its_layout_whose_path_is_printed(
    peerfind: Callable[..., Ran], folder: Path
) -> None:
    ran = peerfind("new", *flags_of(NEEDED, PLACE))
    path = folder / "groups/west-yorkshire/example-otley-walk.yaml"
    assert ran == Ran(0, f"{path}\n", "")
    assert path.read_text() == WRITTEN
    assert peerfind("fmt", "--check", str(path)).code == 0
    assert peerfind("check", str(path)).code == 0


def test_a_trial_prints_the_file_and_writes_none(
    peerfind: Callable[..., Ran], folder: Path
) -> None:
    before = files(folder)
    assert peerfind("new", "--dry-run", *flags_of(NEEDED, PLACE)) == Ran(0, WRITTEN, "")
    assert files(folder) == before


def test_what_is_missing_is_said_and_nothing_is_asked(
    peerfind: Callable[..., Ran], folder: Path
) -> None:
    before = files(folder)
    ran = peerfind("new", "--set", "name=Example", typed="")
    assert (ran.code, ran.out) == (2, "")
    for key in ("summary", "format", "leader", "focus", "sources"):
        assert f"{key} (" in ran.err
    assert files(folder) == before


@pytest.mark.parametrize("arguments", [[], ["--no-input"]])
def test_a_pipe_is_never_asked(peerfind: Callable[..., Ran], arguments: list[str]) -> None:
    ran = peerfind("new", *arguments, typed="Example\n")
    assert ran.code == 2
    assert "Still needed: name" in ran.err


def test_an_id_that_was_ever_used_gets_the_place_and_then_a_number(
    peerfind: Callable[..., Ran], folder: Path
) -> None:
    write_directory(folder, {"leeds/one": THERE})
    old = {"name": "Example Old Walk"}
    names = [
        Path(peerfind("new", *flags_of(NEEDED, PLACE, old)).out.strip()).stem for _ in range(3)
    ]
    assert names == [
        "example-old-walk-otley",
        "example-old-walk-otley-2",
        "example-old-walk-otley-3",
    ]


def test_a_group_that_may_be_there_is_told(peerfind: Callable[..., Ran], folder: Path) -> None:
    write_directory(folder, {"leeds/one": THERE})
    ran = peerfind("new", *flags_of(NEEDED, PLACE))
    assert ran.code == 0
    assert "It may be there already: Example Otley Walk (one): near name in Otley" in ran.err


def test_an_error_of_check_leaves_nothing_behind(
    peerfind: Callable[..., Ran], folder: Path
) -> None:
    before = files(folder)
    ran = peerfind("new", *flags_of(NEEDED, PLACE, {"contact.email": "nobody"}))
    assert (ran.code, ran.out) == (1, "")
    assert "(not-an-email)" in ran.err
    assert files(folder) == before


@pytest.mark.parametrize(
    ("setting", "told"),
    [
        ("checked=2026-05-02", "peerfind confirm"),
        ("checked.on=2026-05-02", "peerfind confirm"),
        ("former_ids=one", "A new group has none"),
        ("nmae=x", "Did you mean name?"),
        ("venue.postcod=x", "Did you mean venue.postcode?"),
        ("venue=x", "venue.town"),
        ("focus=greif,zzzz", "'zzzz' is not among the focus terms"),
        ("format=online", "'online' is only for searching. Write video, chat, forum or email."),
        ("ages=old", "Write ages as"),
        ("meets=sometimes", "cannot be read as when it meets"),
        ("meets={days: [", "not"),
        ("name=", "There is nothing in it"),
        ("name=" + "x" * 5000, "5,000 characters"),
    ],
)
def test_what_cannot_be_set_is_refused_with_what_to_write(
    peerfind: Callable[..., Ran], folder: Path, setting: str, told: str
) -> None:
    before = files(folder)
    ran = peerfind("new", *flags_of(NEEDED), "--set", setting)
    assert (ran.code, ran.out) == (2, "")
    assert told in ran.err
    assert files(folder) == before


def test_terms_are_taken_by_other_names_and_slips(vocabulary: Vocabulary) -> None:
    found, notes = given(["focus=baby blues, anxeity", "cost=free"], vocabulary)
    assert found == {"focus": ["postnatal-depression", "anxiety"], "cost": "free"}
    assert notes == [
        "baby blues is taken as postnatal-depression.",
        "anxeity is taken as anxiety.",
    ]


def test_a_list_goes_on_in_a_second_setting_and_may_be_yaml(vocabulary: Vocabulary) -> None:
    found, _ = given(["meets=Tuesdays 7pm", "meets={days: friday, start: noon}"], vocabulary)
    assert found["meets"] == [
        {"days": ["tuesday"], "start": "19:00"},
        {"days": "friday", "start": "noon"},
    ]


@pytest.mark.parametrize(
    ("row", "stated"),
    [
        ("https://example.org/a", {"url": "https://example.org/a"}),
        ("https://example.org/a, 2026", {"url": "https://example.org/a", "published": "2026"}),
        ("A leaflet (2024-03)", {"published": "2024-03", "note": "A leaflet"}),
        ("A poster in the library", {"note": "A poster in the library"}),
    ],
)
def test_a_source_is_an_address_a_date_and_a_note(row: str, stated: dict[str, str]) -> None:
    assert source(row) == stated


def test_nothing_is_ever_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "groups/leeds/walk.yaml"
    create(path, "walk", b"one")
    with pytest.raises(UsageError, match="walk is there already"):
        create(path, "walk", b"two")
    assert [one.name for one in path.parent.iterdir()] == ["walk.yaml"]
    assert path.read_bytes() == b"one"


def test_of_many_at_once_one_writes(tmp_path: Path) -> None:
    path, wins = tmp_path / "walk.yaml", []

    def write(number: int) -> None:
        target = path.parent / f"{number}" / ".." / path.name
        target.parent.parent.mkdir(exist_ok=True)
        try:
            create(target, "walk", f"{number}".encode())
            wins.append(number)
        except (UsageError, OSError):
            pass

    threads = [threading.Thread(target=write, args=(number,)) for number in range(4)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert len(wins) == 1
    assert path.read_text() == f"{wins[0]}"


# Meetings in words


@pytest.mark.parametrize(
    ("typed", "stated"),
    [
        ("1st and 3rd Tuesday 7pm to 8.30pm",
         {"days": ["tuesday"], "start": "19:00", "end": "20:30", "every": "month", "which": [1, 3]}),
        ("every other wed 7-8.30pm from 2026-03-04",
         {"days": ["wednesday"], "start": "19:00", "end": "20:30", "every": "2 weeks",
          "from": "2026-03-04"}),
        ("Fortnightly on Thursdays, 11-1pm",
         {"days": ["thursday"], "start": "11:00", "end": "13:00", "every": "2 weeks"}),
        ("last Friday of each month 2 till 4pm except December",
         {"days": ["friday"], "start": "14:00", "end": "16:00", "every": "month", "which": ["last"],
          "except": ["december"]}),
        ("tuesdays from 10am to 12 noon", {"days": ["tuesday"], "start": "10:00", "end": "12:00"}),
        ("Tuesday & Thursday at 19:00", {"days": ["tuesday", "thursday"], "start": "19:00"}),
    ],
)  # fmt: skip
def test_a_meeting_is_read_as_people_say_it(typed: str, stated: dict[str, Any]) -> None:
    assert meeting(typed) == stated


@pytest.mark.parametrize("typed", ["every second tuesday", "tuesdays 7 to 8.30", "now and then"])
def test_what_may_mean_two_things_is_not_guessed(typed: str) -> None:
    with pytest.raises(ValueError, match=r"Write|write"):
        meeting(typed)


def test_any_time_and_by_arrangement_stand_alone() -> None:
    assert meetings(["- By arrangement."]) == "by arrangement"
    assert meetings(["any time"]) == "any time"


@every(st.text(max_size=40))
@settings(max_examples=some(25))
def test_no_words_bring_the_reader_of_meetings_down(typed: str) -> None:
    try:
        found = meeting(typed)
    except ValueError:
        return
    assert isinstance(found, dict)


# The registry and its form


def test_every_question_is_of_the_file_format_and_asks_in_its_own_words() -> None:
    assert all(field_of(key) for key in QUESTIONS)
    assert len({one.ask for one in QUESTIONS.values()}) == len(QUESTIONS)
    assert {key for key, one in FIELDS.items() if one.required} <= QUESTIONS.keys()
    assert NEVER.isdisjoint(QUESTIONS)
    assert all(one.why for one in QUESTIONS.values() if one.is_required)


@pytest.fixture(scope="module")
def shipped() -> Vocabulary:
    folder = shipped_directory()
    return Vocabulary(read_common(folder, listed(folder)).terms)


@pytest.mark.parametrize("key", QUESTIONS)
def test_every_example_is_an_answer(key: str, shipped: Vocabulary) -> None:
    assert answer(key, QUESTIONS[key].example, shipped).value


def test_the_form_of_this_project_is_up_to_date(shipped: Vocabulary) -> None:
    form = (ROOT / ".github/ISSUE_TEMPLATE/new-group.yml").read_text("utf-8")
    assert form == issue_form(shipped)


def test_the_form_is_yaml_with_a_part_for_each_question(vocabulary: Vocabulary) -> None:
    body = yaml.safe_load(issue_form(vocabulary))["body"]
    assert [one["id"] for one in body[1:]] == [key.replace(".", "_") for key in QUESTIONS]
    options = {one["id"]: one["attributes"].get("options") for one in body[1:]}
    assert "grief: grief and loss" in options["focus"]
    assert not {"online", "remote"} & {one.partition(":")[0] for one in options["format"]}


def filled(**answers: str) -> str:
    """What GitHub makes of a filled form."""
    said = {key.replace(".", "_"): "_No response_" for key in QUESTIONS} | answers
    by_id = {key.replace(".", "_"): one.ask for key, one in QUESTIONS.items()}
    return "\r\n\r\n".join(f"### {by_id[name]}\r\n\r\n{typed}" for name, typed in said.items())


FORM = filled(
    name="Example Otley Walk",
    summary="A walk by the river, and tea.",
    format="in-person: in person",
    leader="peer",
    focus="grief: grief and loss, or more",
    sources="https://example.org/otley 2026-05",
    venue_town="Otley",
    venue_postcode="LS21 3AA",
    venue_private="- [ ] Yes, only people who get in touch are told where it is.",
)


def test_a_filled_form_becomes_the_same_file(peerfind: Callable[..., Ran], tmp_path: Path) -> None:
    assert peerfind("new", "--dry-run", "--from-form", "-", typed=FORM).out == WRITTEN
    (tmp_path / "form.md").write_text(FORM)
    assert peerfind("new", "--dry-run", "--from-form", "form.md").out == WRITTEN


def test_ticked_boxes_are_answers(vocabulary: Vocabulary) -> None:
    form = filled(venue_private="- [X] Yes", access="- [x] step-free\n- [ ] hearing-loop")
    assert form_answers(form, vocabulary).answers == {
        "venue.private": "yes",
        "access": ["step-free"],
    }


def test_a_hostile_form_says_only_what_it_says(vocabulary: Vocabulary) -> None:
    form = filled(
        name="A\u202e: {x: &y 1}\x07 #no",
        summary='"\nchecked: {on: 2026-05-02, how: phone}\n- - -',
        doubts="!!python/object:os.system x",
    )
    found = form_answers(f"{form}\n### checked\n\nyes\n", vocabulary)
    assert found.unknown == ("checked",)
    assert found.answers == {
        "name": "A: {x: &y 1} #no",
        "summary": '"\nchecked: {on: 2026-05-02, how: phone}\n- - -',
        "doubts": ["!!python/object:os.system x"],
    }


def test_a_hostile_form_is_never_a_key_of_the_file(peerfind: Callable[..., Ran]) -> None:
    form = FORM.replace("A walk by the river, and tea.", 'x"\nchecked: {on: 2026-05-02}\n...')
    ran = peerfind("new", "--dry-run", "--from-form", "-", typed=form)
    assert "checked" not in yaml.safe_load(ran.out)


@pytest.mark.parametrize(
    ("form", "told"),
    [
        (FORM + "\n### Who leads it?\n\nnurse", "stands twice"),
        ("x" * 300_000, "300,000 characters"),
        (FORM.replace("peer", "zzzz"), "leader: 'zzzz'"),
        ("", "Still needed: name"),
    ],
    ids=["twice", "huge", "unknown", "empty"],
)
def test_a_form_that_cannot_be_used_says_why(
    peerfind: Callable[..., Ran], folder: Path, form: str, told: str
) -> None:
    before = files(folder)
    ran = peerfind("new", "--from-form", "-", typed=form)
    assert (ran.code, ran.out) == (2, "")
    assert told in ran.err
    assert files(folder) == before


@every(st.text(max_size=200))
@settings(max_examples=some(25))
def test_no_text_brings_the_reader_of_forms_down(typed: str) -> None:
    try:
        found = form_answers(filled(name=typed), Vocabulary({}))
    except UsageError:
        return
    assert found.answers.keys() <= QUESTIONS.keys()


@every(st.dictionaries(st.sampled_from(["name", "venue.town", "venue.name"]), st.text()))
def test_nested_answers_lose_nothing(answers: dict[str, str]) -> None:
    made = nested(answers)
    flat = {key: made[key] for key in made if key != "venue"}
    flat |= {f"venue.{key}": value for key, value in made.get("venue", {}).items()}
    assert flat == answers


# The geocoder


@pytest.fixture
def server() -> Iterator[tuple[str, dict[str, Any]]]:
    """A geocoder on this machine, and what it is to answer: `status`, `body`, `wait`; it keeps what came."""
    how: dict[str, Any] = {"status": 200, "body": b"[]", "wait": 0.0, "asked": []}

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            how["asked"].append((self.path, self.headers["User-Agent"]))
            time.sleep(how["wait"])
            try:
                self.send_response(how["status"])
                self.end_headers()
                self.wfile.write(how["body"])
            except OSError:
                pass

        def log_message(self, *_: object) -> None:
            pass

    made = HTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=made.serve_forever, args=(0.01,), daemon=True).start()
    yield f"http://127.0.0.1:{made.server_port}", how
    made.shutdown()
    made.server_close()


def place(latitude: float, longitude: float) -> bytes:
    return json.dumps(
        [{"lat": f"{latitude}", "lon": f"{longitude}", "display_name": "Example Hall\x1b[31m"}]
    ).encode()


def test_coordinates_near_the_postcode_are_taken_and_told(
    peerfind: Callable[..., Ran], server: tuple[str, dict[str, Any]]
) -> None:
    server[1]["body"] = place(53.9051234, -1.6932)
    ran = peerfind(
        "new", "--dry-run", "--geocode", "--geocoder", server[0], *flags_of(NEEDED, PLACE)
    )
    assert ran.code == 0
    assert "  latitude: 53.90512\n  longitude: -1.6932\n" in ran.out
    assert "miles (" in ran.err
    assert "\x1b" not in ran.err
    ((path, agent),) = server[1]["asked"]
    assert "Otley" in path
    assert agent.startswith("peerfind/")


def test_coordinates_far_off_are_refused_unless_said(
    peerfind: Callable[..., Ran],
    folder: Path,
    server: tuple[str, dict[str, Any]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    before = files(folder)
    server[1]["body"] = place(51.45, -2.58)
    monkeypatch.setenv("PEERFIND_GEOCODER", server[0])
    arguments = ("new", "--geocode", *flags_of(NEEDED, PLACE))
    ran = peerfind(*arguments)
    assert (ran.code, ran.out) == (4, "")
    assert "--accept-far" in ran.err
    assert files(folder) == before
    assert peerfind(*arguments, "--accept-far", "--dry-run").code == 0


@pytest.mark.parametrize(
    "how",
    [
        {"body": b"[]"},
        {"body": b"<html>"},
        {"body": b'[{"lat": "x"}]'},
        {"body": b'{"error": "no"}'},
        {"body": b"[1]"},
        {"body": place(40.7, -74)},
        {"status": 500},
        {"status": 429},
        {"wait": 0.4},
    ],
    ids=["empty", "html", "no-number", "error", "no-map", "abroad", "500", "429", "slow"],
)
def test_no_usable_answer_is_exit_4_and_no_file(
    peerfind: Callable[..., Ran],
    folder: Path,
    server: tuple[str, dict[str, Any]],
    monkeypatch: pytest.MonkeyPatch,
    how: dict[str, Any],
) -> None:
    before = files(folder)
    monkeypatch.setattr(geocoding, "TIMEOUT_SECONDS", 0.2)
    server[1].update(how)
    ran = peerfind("new", "--geocode", "--geocoder", server[0], *flags_of(NEEDED, PLACE))
    assert (ran.code, ran.out) == (4, "")
    assert ran.err.startswith("peerfind: The geocoder ")
    assert files(folder) == before


def test_no_network_is_exit_4_and_a_private_place_is_never_sent(
    peerfind: Callable[..., Ran], server: tuple[str, dict[str, Any]]
) -> None:
    arguments = ("new", "--geocode", *flags_of(NEEDED, PLACE))
    assert peerfind(*arguments, "--geocoder", "http://127.0.0.1:9").code == 4
    assert peerfind(*arguments, "--geocoder", "ftp://x").code == 2
    private = ("--geocoder", server[0], "--set", "venue.private=yes")
    assert peerfind(*arguments, *private).code == 2
    assert server[1]["asked"] == []


# The interview, on a terminal


def interview(folder: Path, *lines: str) -> tuple[str, int]:
    """What a terminal shows of an interview in which some lines are typed, and its exit code."""
    pid, terminal = pty.fork()
    if not pid:
        os.chdir(folder)
        home = {"PEERFIND_CACHE": f"{folder.parent}/cache", "PEERFIND_DIRECTORY": str(folder)}
        command = [sys.executable, "-m", "peerfind", "new"]
        os.execve(command[0], command, environment(**home))  # noqa: S606 (a program of its own)
    shown, left = b"", [*lines]
    end = time.monotonic() + 60
    while time.monotonic() < end:
        if select.select([terminal], [], [], 2)[0]:
            try:
                shown += os.read(terminal, 65536)
            except OSError:
                break
        elif (
            not left and lines[-1] == "\x03"
        ):  # pressed while no key was read yet: people press again
            os.write(terminal, b"\x03")
        if left and shown.endswith((b"> ", b": ")):
            line = left.pop(0)
            shown += b"~"
            os.write(terminal, line.encode() if line in ("\x03", "\x04") else f"{line}\n".encode())
    os.close(terminal)
    return shown.decode().replace("\r", ""), os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def test_an_interview_writes_what_was_answered(folder: Path) -> None:
    write_directory(folder, {"leeds/one": THERE})
    shown, code = interview(
        folder, "b", "", "?", "Example Otley Walk", "A walk.", "b", "-", "", "A walk and tea.",
        "in-person", "unknown", "greif", "https://example.org/otley 2026-05", "", "", "Otley",
        "LS21 3AA", "end", "meets", "now and then", "tuesday", "7pm", "8pm", "2 weeks", "2026-03-03",
        "", "n0", "y",
    )  # fmt: skip
    assert code == 0, shown
    assert "This is the first question." in shown
    assert "Without a name nobody can ask for it." in shown
    assert "greif is taken as grief." in shown
    assert "It may be there already: Example Otley Walk (one)" in shown
    assert "\x1b" not in shown
    (path,) = [one for one in files(folder) if "example-otley-walk" in one]
    made = yaml.safe_load((folder / path).read_text())
    assert made["summary"] == "A walk and tea."
    assert made["meets"] == [
        {"days": ["tuesday"], "start": "19:00", "end": "20:00", "every": "2 weeks",
         "from": made["meets"][0]["from"]}
    ]  # fmt: skip
    assert shown.rstrip().endswith(path)


@pytest.mark.parametrize("end", ["\x03", "\x04"])
def test_who_leaves_an_interview_leaves_nothing_behind(folder: Path, end: str) -> None:
    before = files(folder)
    shown, code = interview(folder, "Example Otley Walk", "A walk.", end)
    assert code == 130
    assert "Nothing was written." in shown
    assert files(folder) == before


# Where a group belongs, and what may be in its way


@pytest.mark.parametrize(
    ("answers", "place"),
    [
        ({"venue.town": "Otley"}, "west-yorkshire"),
        ({"venue.postcode": "SW1A 1AA"}, "greater-london"),
        ({"venue.county": "Example Shire"}, "example-shire"),
        ({"nation": "Northern Ireland"}, "northern-ireland"),
        ({"covers": ["Leeds", "West Yorkshire"]}, "england"),
        ({"covers": ["Scotland", "Wales"]}, "uk"),
        ({}, "uk"),
    ],
    ids=str,
)
def test_the_folder_is_that_of_the_place(folder: Path, answers: dict[str, Any], place: str) -> None:
    adding = adding_to(folder)
    assert adding.file({"name": "Example", **answers}).file == f"groups/{place}/example.yaml"


def test_the_folder_is_the_one_that_other_groups_of_the_county_have(tmp_path: Path) -> None:
    folder = write_directory(tmp_path, {"yorks/a": {}, "yorks/b": {}, "other/c": {}})
    adding = adding_to(folder, load(folder).records)
    assert adding.file({"name": "Example", "venue.town": "Otley"}).file.startswith("groups/yorks/")


@pytest.mark.parametrize(
    ("name", "made"),
    [
        ("Men's Shed, Otley", "mens-shed-otley"),
        ("Grŵp Cefnogi", "grwp-cefnogi"),
        ("日本", "group"),
        ("!!!", "group"),
        ("../../etc/passwd", "etc-passwd"),
        ("word " * 40, "word-word-word-word-word-word-word-word-word-word-word-word"),
    ],
)
def test_an_id_is_made_of_any_name(folder: Path, name: str, made: str) -> None:
    adding = adding_to(folder)
    assert Path(adding.file({"name": name}).file).stem == made


def test_a_file_that_somebody_added_meanwhile_stays(folder: Path) -> None:
    adding = adding_to(folder)
    first = adding.file({"name": "Example"})
    adding.write(first)
    with pytest.raises(UsageError, match="Somebody has just added example"):
        adding.write(first)


def test_a_folder_that_cannot_be_made_is_one_line(
    peerfind: Callable[..., Ran], folder: Path
) -> None:
    (folder / "groups/wales").write_text("no folder")
    ran = peerfind("new", *flags_of(NEEDED, {"nation": "Wales"}))
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.endswith("cannot be written: wales is a file, not a folder.\n")


def test_a_form_that_is_not_there_is_one_line(peerfind: Callable[..., Ran]) -> None:
    ran = peerfind("new", "--from-form", "none.md")
    assert ran == Ran(2, "", "peerfind: none.md cannot be read: No such file or directory.\n")


def test_a_setting_wins_over_the_form(peerfind: Callable[..., Ran]) -> None:
    ran = peerfind(
        "new", "--dry-run", "--from-form", "-", "--set", "name=Example Other", typed=FORM
    )
    assert yaml.safe_load(ran.out)["name"] == "Example Other"
