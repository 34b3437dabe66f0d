"""What is given to a person, from the command line."""

from __future__ import annotations

import io
import json
import sys
from typing import TYPE_CHECKING, Any

import pytest
from running import DAY, Ran, example_directory, in_process, program
from showing import GROUPS

from peerfind.output import qr

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

WHARFE = "wharfe-evening-bereavement"
MESSAGE = """\
Wharfe Evening Bereavement Group: Tue 1 Dec 7pm. Example Hall, 1 Example Street, Otley LS21 3AA.
Free, just turn up. Ring 0113 496 0001 first. example.org/wharfe
If you feel unsafe: 0113 496 0999, or 01632 960 123 (Example Listeners).
"""
MORE = {
    "long-rest": {
        **GROUPS["young-voices"],
        "name": "Long Rest",
        "status": "paused",
        "status_note": "back in May",
        "contact": {"phone": "0113 496 0003"},
        "meets": [{"days": ["friday"], "start": "10:00"}],
    },
    "gone-circle": {**GROUPS["old-circle"], "status": "closed", "replaced_by": "aire-walk"},
    "dusty": {
        **GROUPS["young-voices"],
        "name": "Dusty",
        "checked": {"on": "2020-01-05", "how": "visit"},
    },
    "urdu": {**GROUPS["young-voices"], "name": "گروپ", "contact": {"phone": "0113 496 0004"}},
    "cardiff": {**GROUPS["young-voices"], "name": "Grŵp Caerdydd", "nation": "Wales"},
}


@pytest.fixture(scope="module")
def directory(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = example_directory(tmp_path_factory.mktemp("example") / "directory")
    for name, facts in MORE.items():
        (folder / "groups" / f"{name}.yaml").write_text(json.dumps(facts), encoding="utf-8")
    return folder


@pytest.fixture
def share(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    directory: Path,
) -> Callable[..., Ran]:
    run = in_process(monkeypatch, capsys, tmp_path, directory)

    def ran(*arguments: str, **others: Any) -> Ran:
        return run("share", *arguments, "--today", DAY, **others)

    return ran


def refused(ran: Ran) -> str:
    """What a refused command line was told."""
    assert (ran.code, ran.out) == (2, "")
    return ran.err.removeprefix("peerfind: ").rstrip("\n")


# A text message


def test_a_text_message_and_its_length(share: Callable[..., Ran]) -> None:
    told = f"{WHARFE}: 234 characters, 2 parts.\n"
    assert share(WHARFE) == Ran(0, MESSAGE, told)
    assert share(WHARFE, "-o", "message") == Ran(0, MESSAGE, told)


def test_the_length_is_that_of_the_text() -> None:
    assert len(MESSAGE.rstrip("\n")) == 234


def test_one_part_leaves_out_what_is_needed_least_and_says_so(share: Callable[..., Ran]) -> None:
    assert share(WHARFE, "--parts", "1") == Ran(
        0,
        """\
Wharfe Evening Bereavement Group: Otley, in person.
Ring 0113 496 0001 first.
If you feel unsafe: 0113 496 0999, or 01632 960 123 (Example Listeners).
""",
        f"""\
{WHARFE}: 150 characters, 1 part.
{WHARFE}: left out for room: web address, cost and how to join, street, time.
""",
    )


def test_a_message_for_each_of_a_shortlist(share: Callable[..., Ran]) -> None:
    ran = share(WHARFE, "widowed-together-online", WHARFE)
    first, second = ran.out.split("\n\n")
    assert first == MESSAGE.rstrip("\n")
    assert second.startswith("Widowed Together Online: Thu 26 Nov 7.30pm.")
    assert "If you feel unsafe: " in second
    assert ran.err.count(" characters, ") == 2


@pytest.mark.parametrize("parts", ["0", "11", "x"])
def test_a_number_of_parts_that_cannot_be_is_refused(share: Callable[..., Ran], parts: str) -> None:
    assert share(WHARFE, "--parts", parts).code == 2


def test_letters_of_another_script_are_told(share: Callable[..., Ran]) -> None:
    ran = share("urdu")
    assert ran.out.startswith("گروپ: ")
    assert "urdu: گ ر و پ cannot go into a plain text message" in ran.err


def test_letters_that_only_look_finer_are_made_plain(share: Callable[..., Ran]) -> None:
    ran = share("cardiff")
    assert ran.out.startswith("Grwp Caerdydd: ")
    assert "cannot go" not in ran.err


# Which groups


def test_ids_come_from_files_with_remarks(share: Callable[..., Ran], tmp_path: Path) -> None:
    (tmp_path / "list").write_text(f"# Tuesday\n{WHARFE} # first\n\nyoung-voices\n", "utf-8")
    assert share("--from", "list") == share(WHARFE, "young-voices")
    assert share("young-voices", "--from", "list") == share("young-voices", WHARFE)


@pytest.mark.parametrize("arguments", [("-",), ("--from", "-")])
def test_ids_come_through_a_pipe(share: Callable[..., Ran], arguments: tuple[str, ...]) -> None:
    assert share(*arguments, typed=f"{WHARFE} # the first\n") == share(WHARFE)


def test_ids_are_typed_on_a_terminal_up_to_an_empty_line(
    share: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch
) -> None:
    stream = io.StringIO(f"{WHARFE}\n\nyoung-voices\n")
    monkeypatch.setattr(stream, "isatty", lambda: True)
    monkeypatch.setattr(sys, "stdin", stream)
    ran = share("-")
    assert (ran.code, ran.out) == (0, MESSAGE)
    assert ran.err.startswith("Ids, then an empty line: \n")


def test_an_unknown_id_is_told_with_the_nearest(share: Callable[..., Ran]) -> None:
    told = refused(share(WHARFE, "aire-wok"))
    assert told == "There is no group 'aire-wok'. The nearest: aire-walk and example-network."


@pytest.mark.parametrize(
    ("arguments", "typed"), [((), None), (("-",), ""), (("-",), "# none\n")], ids=str
)
def test_no_id_is_wrong_use(
    share: Callable[..., Ran], arguments: tuple[str, ...], typed: str | None
) -> None:
    told = refused(share(*arguments, typed=typed))
    assert told == "There is no id of a group. Find one: peerfind match WORDS"


def test_a_list_that_cannot_be_read_is_told(share: Callable[..., Ran], tmp_path: Path) -> None:
    (tmp_path / "bytes").write_bytes(b"\xff\xfe")
    assert refused(share("--from", "nowhere")).startswith("nowhere cannot be read: ")
    assert refused(share("--from", "bytes")) == "bytes is no list of ids: it is not text in UTF-8."


# Groups to which nobody should be sent


def test_a_group_that_has_ended_is_refused(share: Callable[..., Ran]) -> None:
    told = refused(share("old-circle"))
    assert told == "old-circle is closed. Nothing is left to share."


def test_what_took_its_place_is_told(share: Callable[..., Ran]) -> None:
    told = refused(share("gone-circle"))
    assert told == "gone-circle is closed (aire-walk took its place). Nothing is left to share."


@pytest.mark.parametrize("form", ["message", "plain", "markdown", "html"])
def test_of_a_shortlist_one_that_has_ended_is_left_out_and_told(
    share: Callable[..., Ran], form: str
) -> None:
    ran = share("old-circle", WHARFE, "-o", form)
    assert ran.code == 0
    assert "Old Circle" not in ran.out
    assert "Wharfe Evening" in ran.out
    assert ran.err.startswith("old-circle is closed. It is left out.\n")


@pytest.mark.parametrize("form", ["message", "plain", "markdown", "html"])
def test_one_that_is_paused_says_so_and_has_no_times(share: Callable[..., Ran], form: str) -> None:
    ran = share("long-rest", "-o", form)
    assert "Paused just now" in ran.out
    assert "0113 496 0003" in ran.out
    assert "27 Nov" not in ran.out
    assert "10am" not in ran.out
    assert ran.err.startswith("long-rest: paused just now, and it says so.\n")


def test_one_that_was_not_checked_for_long_is_told_to_staff_and_to_the_person(
    share: Callable[..., Ran],
) -> None:
    ran = share("dusty", "-o", "plain")
    assert ran.err == "dusty: not checked for long. Ring before you share it.\n"
    assert "We last checked this a long time ago, on 5 January 2020." in ran.out


# Other forms


def test_a_page_says_where_squares_are_missing(
    share: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert share(WHARFE, "-o", "html").err == ""
    monkeypatch.setattr(qr, "is_there", lambda: False)
    ran = share(WHARFE, "-o", "html")
    assert ran.err == (
        "No QR squares: they need segno. To have them: pip install 'peerfind[share]'\n"
    )
    assert ran.out.endswith("</html>\n")
    assert share(WHARFE, "-o", "markdown").err == ""


def test_a_form_that_is_none_is_refused(share: Callable[..., Ran]) -> None:
    told = refused(share(WHARFE, "-o", "pdf"))
    assert told == "--output takes message, plain, markdown or html, not 'pdf'."


@pytest.mark.parametrize("form", ["message", "plain", "markdown", "html"])
def test_the_crisis_lines_are_those_of_the_nation(share: Callable[..., Ran], form: str) -> None:
    english, welsh = share(WHARFE, "-o", form).out, share("cardiff", "-o", form).out
    assert "0113 496 0999" in english
    assert "0113 496 0999" in welsh
    assert "0113 496 0111" not in welsh
    assert ("0113 496 0111" in english) == (form != "message")


@pytest.mark.parametrize("form", ["message", "html"])
def test_a_pipe_of_an_old_code_page_takes_it(tmp_path: Path, directory: Path, form: str) -> None:
    ran = program(
        "share", WHARFE, "-o", form, "--today", DAY,
        cwd=tmp_path, PEERFIND_DIRECTORY=str(directory), PEERFIND_CACHE=str(tmp_path),
        PYTHONIOENCODING="cp1252",
    )  # fmt: skip
    assert ran.code == 0
    assert "0113 496 0001" in ran.out


# What a message says elsewhere


def test_a_message_of_an_answer_says_that_a_group_has_ended(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    directory: Path,
) -> None:
    run = in_process(monkeypatch, capsys, tmp_path, directory)
    for line in (
        ("match", "old circle", "--literal", "--include", "closed", "--limit", "1"),
        ("show", "old-circle"),
    ):
        ran = run(*line, "--today", DAY, "-o", "message")
        assert ran.code == 0
        assert ran.out.startswith("Old Circle: Closed. ")
    paused = run("show", "long-rest", "--today", DAY, "-o", "message").out
    assert paused.startswith("Long Rest: Paused just now. From home")


def test_nothing_that_was_asked_is_on_what_is_given_away(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    directory: Path,
) -> None:
    run = in_process(monkeypatch, capsys, tmp_path, directory)
    asked = ("match", "zanzibarwort widow", "--near", "HG3 5AW", "--age", "71", "--today", DAY)
    before = run("share", WHARFE, "--today", DAY, "-o", "html")
    assert run(*asked).code == 0
    assert run("share", WHARFE, "--today", DAY, "-o", "html") == before
    for word in ("zanzibarwort", "HG3", "71", "miles", "Fits"):
        assert word not in before.out.partition("<main>")[2].partition("<svg")[0]


def test_the_page_is_the_same_each_time(share: Callable[..., Ran]) -> None:
    assert share(WHARFE, "-o", "html") == share(WHARFE, "-o", "html")


def test_the_place_of_a_private_venue_is_on_no_form(
    share: Callable[..., Ran], directory: Path
) -> None:
    venue = {**GROUPS[WHARFE]["venue"], "private": "yes"}
    path = directory / "groups" / "refuge.yaml"
    path.write_text(json.dumps({**GROUPS[WHARFE], "venue": venue}), encoding="utf-8")
    try:
        for form in ("message", "plain", "markdown", "html"):
            said = share("refuge", "-o", form).out
            assert "LS21" in said
            for secret in ("Example Hall", "Example Street", "3AA"):
                assert secret not in said
    finally:
        path.unlink()
