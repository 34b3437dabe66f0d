"""Every command, from its words to what it writes, what it tells and how it ends."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

import pytest
from conftest import write_directory
from running import DAY, Ran, example_directory, in_process

from peerfind import __version__
from peerfind.cli.commands import app, command
from peerfind.config import shipped_directory
from peerfind.model import NATIONS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

COMMANDS = [
    "match", "next", "browse", "show", "questions", "terms", "crisis", "report", "share", "guide",
    "batch", "check", "explain", "new", "import", "fmt", "confirm", "close", "pause", "reopen", "stale",
    "duplicates", "diff", "stats", "schema", "scaffold", "links", "export", "config", "build", "doctor",
]  # fmt: skip
# The last have nothing to print here; their own tests print them in every form.
FORMLESS = (
    "browse", "report", "share", "new", "import", "fmt", "confirm", "close", "pause", "reopen", "build",
    "duplicates", "diff", "schema", "scaffold", "links", "batch", "export",
)  # fmt: skip
NEEDED = {
    "new": ["--dry-run", "--set", "name=x"],
    "import": ["jsonl", "none.jsonl"],
    "show": ["one"],
    "report": ["one"],
    "share": ["one"],
    "confirm": ["one", "--how", "phone", "--note", "x"],
    "close": ["one", "--reason", "x"],
    "pause": ["one", "--reason", "x"],
    "reopen": ["one"],
    "export": ["-o", "csv"],
    "batch": ["needs.csv"],
    "build": ["-o", "x.sqlite"],
    "diff": ["HEAD"],
    "scaffold": ["repository", "--check"],
}
CLOSE = ("--near", "LS21", "--focus", "grief", "--limit", "1", "--today", DAY)
CRISIS_LINES = """\
In danger, or cannot keep safe: 0113 496 0999.
Very low now: 0113 496 0111 (Example Night Line) or 01632 960 123 (Example Listeners).
More lines: peerfind crisis
"""
UK_CRISIS_LINES = """\
In danger, or cannot keep safe: 0113 496 0999.
Very low now: 01632 960 123 (Example Listeners) or text HELLO to 07700 900 123 (Example Texts).
More lines: peerfind crisis
"""


@pytest.fixture(scope="module")
def directory(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return example_directory(tmp_path_factory.mktemp("example") / "directory")


@pytest.fixture
def anywhere(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> Callable[..., Ran]:
    """Runs a command line in an empty folder, where no directory is named."""
    return in_process(monkeypatch, capsys, tmp_path)


def done(ran: Ran) -> str:
    """What a command wrote that ended well and told nothing."""
    assert (ran.code, ran.err) == (0, "")
    return ran.out


def refused(ran: Ran, code: int = 2) -> str:
    """What a command told that ended badly and wrote nothing."""
    assert (ran.code, ran.out) == (code, "")
    return ran.err.removeprefix("peerfind: ").rstrip("\n")


# match


def test_match_in_a_pipe_writes_plain_lines(peerfind: Callable[..., Ran]) -> None:
    assert (
        done(peerfind("match", *CLOSE))
        == """\
Understood: grief, near LS21.
4 groups, the best 1 here. Left out: 1 closed, 1 about other things.

Group 1 of 1: Wharfe Evening Bereavement Group.
About: A quiet evening group for people whose partner has died.
Phone: 0113 496 0001
Website: example.org/wharfe
When: Tuesday 1 December 2026, 7pm to 8.30pm, then 1st and 3rd Tuesday of the month, not in August.
Where: About 1 mile (by district), Otley. Example Hall, 1 Example Street, Otley LS21 3AA.
How: In person, free.
Who: Led by people who have been through it, just turn up, for ages 18 and over.
Fits: grief (here: grief of a partner), near.
Checked: Confirmed by phone 2 Oct 2026.
Id: wharfe-evening-bereavement

Directory: named by PEERFIND_DIRECTORY; newest check 2 October 2026.

"""
        + CRISIS_LINES
    )


def test_match_draws_a_table_where_one_is_asked_for(peerfind: Callable[..., Ran]) -> None:
    assert (
        done(peerfind("match", *CLOSE, "-o", "table"))
        == """\
Understood: grief · near LS21
4 groups, the best 1 here. Left out: 1 closed, 1 about other things.

 1  Wharfe Evening Bereavement Group           about 1 mile (by district), Otley
    A quiet evening group for people whose partner has died.
    Tue 1 Dec 7pm-8.30pm, then 1st and 3rd Tue · in person · free
    Led by people who have been through it · just turn up · for ages 18 and over
    0113 496 0001 · example.org/wharfe
    yes  grief (here: grief of a partner), near
    Confirmed by phone 2 Oct 2026                     wharfe-evening-bereavement

All 4: --limit 0   One in full: peerfind show ID
Directory: named by PEERFIND_DIRECTORY; newest check 2 October 2026
In danger, or cannot keep safe: 0113 496 0999.
Very low now: 0113 496 0111 (Example Night Line) or 01632 960 123 (Example
Listeners).
More lines: peerfind crisis
"""
    )


def test_match_writes_a_text_message(peerfind: Callable[..., Ran]) -> None:
    assert (
        done(peerfind("match", *CLOSE, "-o", "message"))
        == """\
Wharfe Evening Bereavement Group: Tue 1 Dec 7pm. Example Hall, 1 Example Street, Otley LS21 3AA.
Free, just turn up. Ring 0113 496 0001 first. example.org/wharfe
If you feel unsafe: 0113 496 0999, or 01632 960 123 (Example Listeners).
"""
    )


def test_match_writes_markdown(peerfind: Callable[..., Ran]) -> None:
    page = done(peerfind("match", *CLOSE, "-o", "markdown"))
    assert page.startswith("# Example directory\n\n**Understood:** grief, near LS21.\n")
    assert "\n## 1. Wharfe Evening Bereavement Group\n" in page
    assert page.endswith("\nMore lines: peerfind crisis\n")


def test_match_writes_a_page(peerfind: Callable[..., Ran]) -> None:
    page = done(peerfind("match", *CLOSE, "-o", "html"))
    assert page.startswith('<!doctype html>\n<html lang="en-GB">\n')
    assert "Wharfe Evening Bereavement Group</h2>" in page
    assert page.endswith("</html>\n")


def test_match_writes_one_json_document(peerfind: Callable[..., Ran]) -> None:
    document = json.loads(done(peerfind("match", *CLOSE, "-o", "json")))
    assert [*document] == [
        "version", "today", "query", "total", "hidden", "results", "relaxations", "unreadable",
    ]  # fmt: skip
    assert (document["version"], document["today"], document["total"]) == (1, DAY, 4)
    assert document["hidden"] == {"closed": 1, "focus": 1}
    assert [one["id"] for one in document["results"]] == ["wharfe-evening-bereavement"]


def test_match_writes_a_result_a_line(peerfind: Callable[..., Ran]) -> None:
    lines = done(peerfind("match", "--focus", "grief", "-o", "jsonl")).splitlines()
    assert [json.loads(line)["rank"] for line in lines] == [1, 2, 3, 4]


@pytest.mark.parametrize(("form", "delimiter"), [("csv", ","), ("tsv", "\t")])
def test_match_writes_rows(peerfind: Callable[..., Ran], form: str, delimiter: str) -> None:
    written = done(peerfind("match", *CLOSE, "-o", form))
    (row,) = csv.DictReader(io.StringIO(written, newline=""), delimiter=delimiter)
    assert [*row][:2] == ["id", "name"]
    expected = {
        "id": "wharfe-evening-bereavement",
        "phone": "0113 496 0001",
        "distance_miles": "0.6",
        "next_meeting": "2026-12-01T19:00:00+00:00",
        "met": "focus; near",
    }
    assert {name: row[name] for name in expected} == expected


def test_every_flag_of_match_reaches_the_question(peerfind: Callable[..., Ran]) -> None:
    flags = {
        "--focus": "grief", "--near": "LS21", "--within": "20mi", "--format": "in-person,video",
        "--leader": "peer", "--setting": "group", "--age": "40", "--for": "women", "--day": "tuesday",
        "--time": "evening", "--activity": "walking", "--style": "course", "--language": "cy",
        "--access": "step-free", "--joining": "drop-in", "--cost": "free", "--want": "no-travel",
        "--require": "focus", "--avoid": "leader=nurse", "--weight": "near=2", "--sort": "next",
        "--limit": "2", "--include": "closed,paused", "--today": DAY, "-o": "json",
    }  # fmt: skip
    typed = [part for flag in flags.items() for part in flag]
    query = json.loads(done(peerfind("match", "widow", *typed)))["query"]
    assert {name: value for name, value in query.items() if name not in ("near", "notes")} == {
        "focus": ["grief"], "format": ["in-person", "video"], "leader": ["peer"],
        "setting": ["group"], "age": 40, "for": ["women"], "day": ["tuesday"], "time": ["evening"],
        "activity": ["walking"], "style": ["course"], "language": ["cy"], "access": ["step-free"],
        "joining": ["drop-in"], "cost": ["free"], "want": ["no-travel"], "words": ["widow"],
        "within": {"typed": "20mi", "km": 32.187}, "require": ["focus"], "avoid": ["leader=nurse"],
        "weight": {"near": 2.0}, "include": ["closed", "paused"], "sort": "next", "limit": 2,
        "corrections": [
            {"flag": "words", "typed": "widow", "understood": "grief-partner",
             "near_spelling": False},
        ],
    }  # fmt: skip
    assert query["near"]["typed"] == "LS21"


def test_flags_may_stand_before_or_after_the_words(peerfind: Callable[..., Ran]) -> None:
    before = done(peerfind("match", "--today", DAY, "lost my husband", "-o", "json"))
    assert done(peerfind("match", "lost my husband", "-o", "json", "--today", DAY)) == before


def test_words_that_look_like_flags_come_after_two_dashes(peerfind: Callable[..., Ran]) -> None:
    ran = peerfind("match", "-o", "json", "--", "--walk", "-x")
    assert json.loads(done(ran))["query"]["words"] == ["--walk", "-x"]


def test_an_empty_answer_is_done(peerfind: Callable[..., Ran]) -> None:
    page = done(peerfind("match", "--focus", "hearing-voices", "--age", "80"))
    assert "\nNo group fits. Left out: 1 closed, 1 for other ages, 4 about other things.\n" in page


def test_an_empty_answer_is_not_fine_where_that_was_asked(peerfind: Callable[..., Ran]) -> None:
    asked = ("match", "--focus", "hearing-voices", "--age", "80")
    empty = peerfind(*asked, "--fail-empty")
    assert empty == Ran(1, done(peerfind(*asked)), "")
    assert peerfind(*asked[:3], "--fail-empty").code == 0


def test_an_answer_with_nothing_in_it_still_ends_with_the_crisis_lines(
    peerfind: Callable[..., Ran],
) -> None:
    asked = ("match", "--focus", "hearing-voices", "--age", "80")
    assert done(peerfind(*asked)).endswith("\n\n" + UK_CRISIS_LINES)


WRONG = [
    pytest.param(
        ["-o", "xml"],
        "--output takes table, plain, json, jsonl, csv, tsv, markdown, html or message, not 'xml'.",
        id="a form that there is not",
    ),
    pytest.param(
        ["--limit", "-1"],
        "--limit takes a number of groups, or 0 for all, not -1.",
        id="fewer than no groups",
    ),
    pytest.param(
        ["--sort", "neer"],
        "--sort takes fit, near, next, checked or name, not 'neer'. Did you mean near?",
        id="an order",
    ),
    pytest.param(
        ["--today", "tomorow"],
        '--today: "tomorow" is not a date. Write the year first, and two figures each: '
        "3 May 2026 is 2026-05-03.",
        id="a date",
    ),
    pytest.param(
        ["--focus", "xyzzy"],
        "--focus: 'xyzzy' is not among the focus terms. All of them: peerfind terms focus",
        id="a term",
    ),
    pytest.param(
        ["--within", "5"], "--within needs --near: within how far of where?", id="within of nowhere"
    ),
]


@pytest.mark.parametrize(("flags", "told"), WRONG)
def test_match_says_what_is_wrong_with_a_flag(
    peerfind: Callable[..., Ran], flags: list[str], told: str
) -> None:
    assert refused(peerfind("match", *flags)) == told


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        pytest.param(["match", "--lmit", "3"], "No such option: --lmit", id="a flag"),
        pytest.param(["match", "--limit", "x"], "'x'", id="a number"),
        pytest.param(["match", "--focus"], "--focus", id="a flag without its value"),
        pytest.param(["mach"], "No such command 'mach'", id="a command"),
        pytest.param(["show"], "ID...", id="an argument that is missing"),
        pytest.param(["crisis", "now"], "now", id="an argument too many"),
    ],
)
def test_wrong_use_of_the_command_line_is_told_on_standard_error(
    peerfind: Callable[..., Ran], arguments: list[str], told: str
) -> None:
    assert told in refused(peerfind(*arguments))


# The place from a prompt


def test_a_place_comes_as_a_line_through_a_pipe(peerfind: Callable[..., Ran]) -> None:
    asked = ("--today", DAY, "-o", "json")
    piped = json.loads(done(peerfind("match", "--near", "-", *asked, typed="Pateley Bridge\n")))
    named = json.loads(done(peerfind("match", "--near", "Pateley Bridge", *asked)))
    assert piped["query"]["near"] == {"typed": "-"}
    distances = [one["distance_miles"] for one in piped["results"]]
    assert distances == [one["distance_miles"] for one in named["results"]]
    assert any(distances)


@pytest.mark.parametrize("typed", ["", "\n", "  \n"])
def test_an_empty_pipe_gives_no_place(peerfind: Callable[..., Ran], typed: str) -> None:
    told = refused(peerfind("match", "--near", "-", typed=typed))
    assert told == "--near - reads a place from a line of input, and there was none."


def test_nothing_is_read_for_a_question_that_cannot_be_answered(
    peerfind: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch
) -> None:
    pipe = io.StringIO("Leeds\n")
    monkeypatch.setattr("sys.stdin", pipe)
    assert refused(peerfind("match", "--near", "-", "-o", "xml")).startswith("--output takes")
    assert pipe.read() == "Leeds\n"


def test_the_last_place_counts(
    peerfind: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch
) -> None:
    pipe = io.StringIO("Leeds\n")
    monkeypatch.setattr("sys.stdin", pipe)
    flags = ("--near", "-", "--near", "LS21", "-o", "json")
    assert json.loads(done(peerfind("match", *flags)))["query"]["near"]["typed"] == "LS21"
    assert pipe.read() == "Leeds\n"


# show


def test_show_prints_all_about_a_group(peerfind: Callable[..., Ran]) -> None:
    assert (
        done(peerfind("show", "wharfe-evening-bereavement", "--today", DAY))
        == """\
Wharfe Evening Bereavement Group.
Id: wharfe-evening-bereavement
A quiet evening group for people whose partner has died.
When: 1st and 3rd Tuesday of the month, 7pm to 8.30pm, not in August. Next: Tue 1 Dec 7pm, Tue 15 Dec 7pm.
Where: Example Hall, 1 Example Street, Otley LS21 3AA.
How: In person. Just turn up. Free.
Phone: 0113 496 0001
Website: example.org/wharfe
Who: Led by people who have been through it. For ages 18 and over. Run by Wharfe Example Trust.
About: Grief of a partner.
Checked: Confirmed by phone 2 Oct 2026. By: link worker.
Source: example.org/wharfe (May 2026).
Not stated: Access, languages, how many come and whether new people can come any week.
Ask: Is it the same people each week?
Ask: What happens if someone gets upset?
Ask: May I just listen?
All questions: peerfind questions wharfe-evening-bereavement

"""
        + CRISIS_LINES
    )


def test_show_prints_several_groups_with_the_crisis_lines_once(
    peerfind: Callable[..., Ran],
) -> None:
    names = ("aire-walk", "young-voices")
    one, other = (done(peerfind("show", name)).removesuffix(UK_CRISIS_LINES) for name in names)
    assert done(peerfind("show", *names)) == one + other + UK_CRISIS_LINES


@pytest.mark.parametrize("form", ["table", "plain", "markdown", "message"])
def test_an_empty_line_stands_between_the_groups(peerfind: Callable[..., Ran], form: str) -> None:
    lines = done(peerfind("show", "aire-walk", "young-voices", "-o", form)).splitlines()
    second = next(number for number, line in enumerate(lines) if "Young Voices" in line)
    assert lines[second - 1] == ""


def test_show_writes_several_groups_on_one_page(peerfind: Callable[..., Ran]) -> None:
    page = done(peerfind("show", "aire-walk", "young-voices", "-o", "html"))
    assert (page.count("<!doctype html>"), page.count("<article")) == (1, 2)


def test_show_writes_groups_as_data(peerfind: Callable[..., Ran]) -> None:
    asked = ("show", "aire-walk", "widowed-together-online", "--today", DAY)
    document = json.loads(done(peerfind(*asked, "-o", "json")))
    assert document["version"] == 1
    assert [one["id"] for one in document["groups"]] == [*asked[1:3]]
    assert document["groups"][1]["next_meetings"] == [
        "2026-11-26T19:30:00+00:00",
        "2026-12-03T19:30:00+00:00",
    ]
    lines = done(peerfind(*asked, "-o", "jsonl")).splitlines()
    assert [json.loads(line) for line in lines] == document["groups"]


@pytest.mark.parametrize("typed", ["AIRE-WALK", " aire-walk ", "Aire-Walk"])
def test_an_id_may_be_typed_in_any_case(peerfind: Callable[..., Ran], typed: str) -> None:
    assert done(peerfind("show", typed)) == done(peerfind("show", "aire-walk"))


def test_a_former_id_shows_what_the_group_is_called_now(
    anywhere: Callable[..., Ran], tmp_path: Path
) -> None:
    folder = write_directory(tmp_path / "directory", {"new": {"former_ids": ["old"]}, "other": {}})
    shown = done(anywhere("show", "OLD", "--directory", str(folder)))
    assert shown.splitlines()[1] == "Id: new"


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        pytest.param(
            "wharfe-evenin",
            "There is no group 'wharfe-evenin'. "
            "The nearest: wharfe-evening-bereavement and widowed-together-online.",
            id="a slip",
        ),
        pytest.param(
            "wharfe",
            "There is no group 'wharfe'. The nearest: wharfe-evening-bereavement and aire-walk.",
            id="a part of a name",
        ),
        pytest.param(
            "xyzzy",
            "There is no group 'xyzzy'. Find one: peerfind match WORDS",
            id="nothing like any",
        ),
    ],
)
@pytest.mark.parametrize("name", ["show", "report", "questions"])
def test_an_id_that_there_is_not_gets_the_nearest(
    peerfind: Callable[..., Ran], name: str, typed: str, told: str
) -> None:
    assert refused(peerfind(name, typed)) == told


@pytest.mark.parametrize("typed", ["", " ", "-"])
def test_an_id_without_a_letter_is_near_to_none(peerfind: Callable[..., Ran], typed: str) -> None:
    told = refused(peerfind("show", "--", typed))
    assert told == f"There is no group {typed.strip()!r}. Find one: peerfind match WORDS"


def test_at_most_three_ids_are_offered(anywhere: Callable[..., Ran], tmp_path: Path) -> None:
    folder = write_directory(tmp_path / "directory", {f"walk-{n}": {} for n in range(6)})
    told = refused(anywhere("show", "walk", "--directory", str(folder)))
    assert told == "There is no group 'walk'. The nearest: walk-0, walk-1 and walk-2."


# questions


def test_questions_are_those_that_suit_a_group(peerfind: Callable[..., Ran]) -> None:
    document = json.loads(done(peerfind("questions", "young-voices", "-o", "json")))
    asked = {one["id"]: one["answered_by"] for one in document["questions"]}
    assert "door" not in asked
    assert "parents" in asked
    assert asked["who"] == ["leader"]


def test_questions_says_which_the_entry_answers(peerfind: Callable[..., Ran]) -> None:
    lines = done(peerfind("questions", "young-voices")).splitlines()
    assert lines[0] == "What to ask about Young Voices."
    assert "Are my parents told?" in lines
    assert "- Who leads it? See: leader." in lines


def test_questions_without_a_group_are_all_of_them(peerfind: Callable[..., Ran]) -> None:
    document = json.loads(done(peerfind("questions", "-o", "json")))
    assert len(document["questions"]) == 8
    assert done(peerfind("questions")).startswith("What to ask about a group.\n")


# terms


def test_terms_lists_the_facets(peerfind: Callable[..., Ran]) -> None:
    assert (
        done(peerfind("terms"))
        == """\
focus: 3 terms. See them: peerfind terms focus
activity: 2 terms. See them: peerfind terms activity
community: 3 terms. See them: peerfind terms community
format: 11 terms. See them: peerfind terms format
setting: 2 terms. See them: peerfind terms setting
leader: 13 terms. See them: peerfind terms leader
style: 6 terms. See them: peerfind terms style
access: 2 terms. See them: peerfind terms access
joining: 6 terms. See them: peerfind terms joining
cost: 3 terms. See them: peerfind terms cost
language: 1 term. See them: peerfind terms language
want: 10 terms. See them: peerfind terms want
"""
    )


def test_terms_of_a_facet_have_their_counts(peerfind: Callable[..., Ran]) -> None:
    assert (
        done(peerfind("terms", "focus"))
        == """\
grief: grief; 5 groups; also bereavement
grief-partner: grief of a partner; 2 groups; also lost my husband, widow; part of grief
hearing-voices: hearing voices; 1 group
"""
    )


@pytest.mark.parametrize(
    ("word", "found"),
    [
        pytest.param("husband", ["grief-partner"], id="a part of an alias"),
        pytest.param("Hearing Voices", ["hearing-voices"], id="in any case"),
        pytest.param("greif", ["grief"], id="a slip"),
        pytest.param("grief", ["grief", "grief-partner"], id="several"),
    ],
)
def test_terms_can_be_looked_up_by_a_word(
    peerfind: Callable[..., Ran], word: str, found: list[str]
) -> None:
    lines = done(peerfind("terms", "FOCUS", word)).splitlines()
    assert [line.split(":")[0] for line in lines] == found


def test_terms_are_data_too(peerfind: Callable[..., Ran]) -> None:
    facets = json.loads(done(peerfind("terms", "-o", "json")))
    assert facets["facets"][0] == {"id": "focus", "terms": 3}
    focus = json.loads(done(peerfind("terms", "focus", "widow", "-o", "json")))
    assert (focus["version"], len(focus["focus"])) == (1, 1)
    expected = {"id": "grief-partner", "label": "grief of a partner", "groups": 2}
    assert expected.items() <= focus["focus"][0].items()


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        pytest.param(
            ["leadr"],
            "There are terms of focus, activity, community, format, setting, leader, style, access, "
            "joining, cost, language and want, not of 'leadr'. Did you mean leader?",
            id="a slip",
        ),
        pytest.param(
            ["colour"],
            "There are terms of focus, activity, community, format, setting, leader, style, access, "
            "joining, cost, language and want, not of 'colour'.",
            id="no facet",
        ),
        pytest.param(
            ["focus", "xyzzy"], "No focus term has to do with 'xyzzy'.", id="no such term"
        ),
    ],
)
def test_terms_says_what_there_is_not(
    peerfind: Callable[..., Ran], arguments: list[str], told: str
) -> None:
    assert refused(peerfind("terms", *arguments)) == told


# crisis


def test_crisis_lists_the_contacts_of_a_nation(peerfind: Callable[..., Ran]) -> None:
    lines = done(peerfind("crisis", "--nation", "Wales")).splitlines()
    assert lines[:4] == [
        "4 crisis contacts for Wales.",
        "",
        "Example emergency: 0113 496 0999. Hours not stated.",
        "Source: not stated. Check it before you rely on it.",
    ]
    assert not any(line.startswith("Example Night Line") for line in lines)


@pytest.mark.parametrize("typed", ["northern ireland", "NORTHERN IRELAND", "Northern-Ireland"])
def test_a_nation_may_be_typed_in_any_case(peerfind: Callable[..., Ran], typed: str) -> None:
    expected = done(peerfind("crisis", "--nation", "Northern Ireland"))
    assert done(peerfind("crisis", "--nation", typed)) == expected


@pytest.mark.parametrize("nation", NATIONS)
def test_every_nation_can_be_asked_for(peerfind: Callable[..., Ran], nation: str) -> None:
    first = done(peerfind("crisis", "--nation", nation)).splitlines()[0]
    assert nation in first
    assert (" that it covers " in first) == (nation in ("Jersey", "Guernsey", "Isle of Man"))


def test_crisis_without_a_nation_lists_all(peerfind: Callable[..., Ran]) -> None:
    assert done(peerfind("crisis")).startswith("5 crisis contacts.\n")
    document = json.loads(done(peerfind("crisis", "-o", "json")))
    assert [one["id"] for one in document["contacts"]] == [
        "emergency", "example-option", "example-young", "example-listeners", "example-text",
    ]  # fmt: skip


def test_an_unknown_nation_is_wrong_use(peerfind: Callable[..., Ran]) -> None:
    assert refused(peerfind("crisis", "--nation", "Narnia")) == (
        "--nation takes England, Scotland, Wales, Northern Ireland, Jersey, Guernsey or Isle of Man, "
        "not 'Narnia'."
    )


# report


def test_report_says_what_to_send_and_where(anywhere: Callable[..., Ran], tmp_path: Path) -> None:
    settings = {"title": "Example", "corrections": "Write to corrections@example.org."}
    folder = write_directory(tmp_path / "directory", {"leeds/walk": {}}, settings=settings)
    file = folder / "groups/leeds/walk.yaml"
    assert (
        done(anywhere("report", "walk", "--directory", str(folder)))
        == f"""\
Is something wrong with Example Evening Circle?
Please tell us:
- which entry: walk
- its file: {file}
- what is wrong, and what is right
- where you learned it, and on what day
Please leave out names and other details of people.
Write to corrections@example.org.
"""
    )


# check


@pytest.fixture
def flawed(tmp_path: Path) -> Path:
    """A directory with an error in one file and a warning in another."""
    folder = write_directory(tmp_path / "project" / "directory", {"fine": {}})
    place = folder / "groups" / "example"
    text = (place / "fine.yaml").read_text(encoding="utf-8")
    (place / "wrong.yaml").write_text(text.replace('"depression"', '"depresion"'), encoding="utf-8")
    return folder


def test_check_of_a_clean_directory(peerfind: Callable[..., Ran]) -> None:
    assert done(peerfind("check", "--skip", "no-place")) == "No problems in 21 files.\n"


def test_check_shows_an_error_at_its_place(anywhere: Callable[..., Ran], flawed: Path) -> None:
    ran = anywhere("check", "--directory", str(flawed), "--only", "unknown-term")
    assert (ran.code, ran.err) == (1, "")
    file, first, row, mark, *_ = ran.out.splitlines()
    assert (file, first) == ("groups/example/wrong.yaml", "  8:9  error  unknown-term")
    assert "depression" in ran.out
    assert row == '      8 | focus: ["depresion"]'
    assert mark.index("^") == row.index('"')


def test_check_as_data(anywhere: Callable[..., Ran], flawed: Path) -> None:
    ran = anywhere("check", "--directory", str(flawed), "-o", "json")
    document = json.loads(ran.out)
    assert (ran.code, ran.err) == (1, "")
    assert [*document][:2] == ["version", "problems"]
    (problem,) = [one for one in document["problems"] if one["level"] == "error"]
    assert [*problem] == ["file", "line", "column", "level", "rule", "message", "fix"]
    assert (problem["file"], problem["line"], problem["column"], problem["fix"]) == (
        "groups/example/wrong.yaml", 8, 9, "depression",
    )  # fmt: skip


def test_a_mere_warning_is_fine(anywhere: Callable[..., Ran], tmp_path: Path) -> None:
    write_directory(tmp_path / "directory", {"circle": {"cost": "a little"}})
    page = done(anywhere("check"))
    assert page.startswith("groups/example/circle.yaml\n  19:7  warning  cost-without-amount\n")
    assert "\n1 warning in 1 of 15 files.\n" in page
    assert anywhere("check", "--strict").code == 1


@pytest.mark.parametrize(
    ("path", "counted"),
    [
        pytest.param("directory/groups/example/fine.yaml", 1, id="a file"),
        pytest.param("directory/groups", 2, id="a folder"),
        pytest.param("directory", 16, id="the whole"),
        pytest.param(".", 16, id="the folder around it"),
        pytest.param("directory/groups/../groups/example", 2, id="a way about"),
    ],
)
def test_check_of_a_path_looks_at_what_is_there(
    anywhere: Callable[..., Ran],
    flawed: Path,
    monkeypatch: pytest.MonkeyPatch,
    path: str,
    counted: int,
) -> None:
    monkeypatch.chdir(flawed.parent)
    ran = anywhere("check", path, "-o", "json")
    assert json.loads(ran.out)["files"] == counted
    assert ran.code == (0 if path.endswith("fine.yaml") else 1)


def test_check_takes_several_paths(
    anywhere: Callable[..., Ran], flawed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(flawed / "groups")
    ran = anywhere("check", "example/fine.yaml", "../crisis.yaml")
    assert done(ran) == "No problems in 2 files.\n"


@pytest.mark.parametrize(
    ("paths", "told"),
    [
        pytest.param(["nowhere.yaml"], "There is no file or folder nowhere.yaml.", id="missing"),
        pytest.param(
            ["{outside}"],
            "{outside} lies in no directory: there is no directory.yaml above it.",
            id="in no directory",
        ),
        pytest.param(
            ["{flawed}", "{outside}"],
            "{outside} does not lie in {flawed}. Check one directory at a time.",
            id="in another",
        ),
    ],
)
def test_check_of_a_path_that_is_not_in_the_directory_is_wrong_use(
    anywhere: Callable[..., Ran],
    flawed: Path,
    tmp_path_factory: pytest.TempPathFactory,
    paths: list[str],
    told: str,
) -> None:
    names = {"outside": str(tmp_path_factory.mktemp("outside")), "flawed": str(flawed)}
    ran = anywhere("check", *(path.format(**names) for path in paths))
    assert refused(ran) == told.format(**names)


# doctor


def test_doctor_says_what_is_read_and_why(peerfind: Callable[..., Ran], directory: Path) -> None:
    rows = dict(line.split("  ", 1) for line in done(peerfind("doctor")).splitlines())
    facts = {name.strip(): value.strip() for name, value in rows.items()}
    assert facts["peerfind"] == __version__
    assert facts["directory"] == f"{directory} (named by PEERFIND_DIRECTORY)"
    assert (facts["groups read"], facts["files not read"]) == ("6", "0")
    assert facts["terminal"] == "no"


def test_doctor_says_the_same_as_data(peerfind: Callable[..., Ran]) -> None:
    facts = json.loads(done(peerfind("doctor", "-o", "json")))
    assert (facts["groups read"], facts["crisis contacts"]) == (6, 5)
    assert facts["title"] == "Example directory"


# Which directory


def group_names(ran: Ran) -> list[str]:
    """The names of the groups in an answer as data."""
    return [one["name"] for one in json.loads(done(ran))["results"]]


def test_a_directory_is_named_by_a_flag_before_all_else(
    peerfind: Callable[..., Ran], tmp_path: Path
) -> None:
    folder = write_directory(tmp_path / "mine", {"one": {"name": "Example Flag"}})
    ran = peerfind("match", "-o", "json", "--directory", str(folder))
    assert group_names(ran) == ["Example Flag"]


def test_a_directory_is_named_by_a_variable_before_the_nearest_one(
    peerfind: Callable[..., Ran], tmp_path: Path
) -> None:
    write_directory(tmp_path / "directory", {"one": {"name": "Example Near"}})
    assert "Example Near" not in group_names(peerfind("match", "-o", "json"))


def test_the_nearest_directory_upward_is_read(
    anywhere: Callable[..., Ran], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_directory(tmp_path / "directory", {"one": {"name": "Example Near"}})
    (tmp_path / "deep" / "down").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "deep" / "down")
    assert group_names(anywhere("match", "-o", "json")) == ["Example Near"]


def test_the_directory_that_came_with_the_program_is_read_last(
    anywhere: Callable[..., Ran],
) -> None:
    document = json.loads(done(anywhere("doctor", "-o", "json")))
    assert document["directory"] == f"{shipped_directory()} (came with peerfind)"


@pytest.mark.parametrize("name", [name for name in COMMANDS if name not in {"explain", "scaffold"}])
def test_a_directory_that_is_not_there_is_exit_code_3(
    anywhere: Callable[..., Ran], name: str
) -> None:
    given = NEEDED.get(name, [])
    told = refused(anywhere(name, *given, "--directory", "nowhere"), 3)
    assert told == "There is no nowhere. Name a directory: --directory FOLDER"


def test_a_folder_that_is_no_directory_is_exit_code_3(
    anywhere: Callable[..., Ran], tmp_path: Path
) -> None:
    told = refused(anywhere("match", "--directory", str(tmp_path)), 3)
    assert told == f"{tmp_path} is not a directory of groups: it holds no directory.yaml."


def test_a_file_that_cannot_be_read_costs_only_itself_and_is_told(
    anywhere: Callable[..., Ran], tmp_path: Path
) -> None:
    write_directory(tmp_path / "directory", {"fine": {}, "broken": "name: [\n"})
    told = "1 of 2 files could not be read, so a group may be missing. See why: peerfind check\n"
    for _ in ("cold", "warm"):
        ran = anywhere("match", "-o", "json")
        assert (ran.code, ran.err) == (0, told)
        document = json.loads(ran.out)
        assert (document["total"], document["unreadable"]) == (1, 1)


# Help and version


@pytest.mark.parametrize("flag", ["-h", "--help"])
@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_its_help(peerfind: Callable[..., Ran], name: str, flag: str) -> None:
    assert done(peerfind(name, flag)).startswith(f"Usage: peerfind {name} ")


def test_the_version_is_told(peerfind: Callable[..., Ran]) -> None:
    assert done(peerfind("--version")) == f"peerfind {__version__}\n"


def test_without_a_command_the_help_is_shown_and_nothing_is_done(
    peerfind: Callable[..., Ran],
) -> None:
    assert "Finding a group:" in refused(peerfind())


def test_all_the_commands_are_known_here() -> None:
    callbacks = [one.callback for one in app.registered_commands]
    assert [callback.__name__ for callback in callbacks if callback] == COMMANDS


@pytest.mark.parametrize("name", COMMANDS)
def test_only_the_command_that_is_run_is_built(name: str) -> None:
    assert [*command([name, "--help"]).commands] == [name]


@pytest.mark.parametrize("arguments", [[], ["--help"], ["mach"]])
def test_every_command_is_built_where_none_is_named(arguments: list[str]) -> None:
    assert [*command(arguments).commands] == COMMANDS


@pytest.mark.parametrize("name", [name for name in COMMANDS if name not in FORMLESS])
def test_every_form_that_is_offered_can_be_printed(peerfind: Callable[..., Ran], name: str) -> None:
    command_line = [name, *(["aire-walk"] if name == "show" else [])]
    told = refused(peerfind(*command_line, "-o", "?"))
    offered = told.removeprefix("--output takes ").split(", not ")[0].replace(" or ", ", ")
    pages = [done(peerfind(*command_line, "-o", form)) for form in offered.split(", ")]
    assert all(pages)
    assert len({*pages}) == len(pages) >= 2


def test_the_command_prints_it(peerfind: Callable[..., Ran]) -> None:
    asked = ("match", "--focus", "grief", "--why", "wharfe-evening-bereavement")
    assert peerfind(*asked).out.splitlines()[1] == "Place 2 of 4 groups."
    document = json.loads(peerfind(*asked, "-o", "json").out)
    assert document["why"][0]["result"]["id"] == "wharfe-evening-bereavement"
    assert document["why"][0]["hidden"] is None


def test_an_unknown_id_is_wrong_use(peerfind: Callable[..., Ran]) -> None:
    assert peerfind("match", "--why", "nonesuch").code == 2
