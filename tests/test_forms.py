"""Each thing in each form in which it can be printed."""

from __future__ import annotations

import json
import re
import sys
from datetime import date
from importlib import import_module
from typing import TYPE_CHECKING, Any

import pytest
from asking import typed
from hypothesis import given
from hypothesis import strategies as st
from showing import CRISIS, NOW, example_index, record_of

from peerfind.cli import finding, forms, printing, reports
from peerfind.cli.lines import wrapped
from peerfind.cli.session import Session
from peerfind.config import Location
from peerfind.keeping.checking import Checked
from peerfind.output import export, render
from peerfind.problems import Problem

if TYPE_CHECKING:
    from pathlib import Path

SINCE = date(2024, 11, 22)
LAID_OUT = [form for form in forms.ANSWER if form not in (*forms.DATA, "table")]


@pytest.fixture(autouse=True)
def _width(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    for name in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def session(tmp_path: Path) -> Session:
    return Session(Location(tmp_path, "named by a test"), example_index(), NOW)


def printed(capsys: pytest.CaptureFixture[str]) -> str:
    """What was written, where nothing was told besides."""
    written = capsys.readouterr()
    assert written.err == ""
    return written.out


# An answer


@pytest.mark.parametrize("form", forms.ANSWER)
def test_an_answer_has_the_group_in_every_form(
    session: Session, capsys: pytest.CaptureFixture[str], form: str
) -> None:
    finding.write_answer(form, session.answer(typed(focus="hearing-voices")), session)
    page = printed(capsys)
    assert "Young Voices" in page
    assert page.endswith("\n")


@pytest.mark.parametrize("form", ["table", *LAID_OUT])
def test_a_group_without_a_contact_gets_its_networks(
    session: Session, capsys: pytest.CaptureFixture[str], form: str
) -> None:
    finding.write_answer(form, session.answer(typed(format="video", require="format")), session)
    page = printed(capsys)
    assert "Widowed Together Online" in page
    assert "01632 960 100" in page
    assert "network" in page


@pytest.mark.parametrize("form", forms.DATA)
def test_a_form_for_data_is_what_export_makes(
    session: Session, capsys: pytest.CaptureFixture[str], form: str
) -> None:
    answer = session.answer(typed(focus="grief"))
    finding.write_answer(form, answer, session)
    assert printed(capsys) == "".join(getattr(export, f"{form}_text")(answer))


@pytest.mark.parametrize("form", LAID_OUT)
def test_a_form_for_people_is_a_module_that_lays_out(form: str) -> None:
    layout = import_module(f"peerfind.output.{form}")
    assert callable(layout.match_text)
    assert callable(layout.book_text if form == "html" else layout.show_text)


def test_the_first_two_forms_are_the_usual_ones() -> None:
    assert forms.ANSWER[:2] == forms.SHEET[:2] == ("table", "plain")
    assert forms.LIST[0] == "plain"
    assert {*forms.LIST} < {*forms.SHEET} < {*forms.ANSWER}


@pytest.mark.parametrize(("variables", "has_color"), [({}, False), ({"FORCE_COLOR": "1"}, True)])
def test_a_list_has_colour_where_it_is_welcome(
    session: Session,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    variables: dict[str, str],
    has_color: bool,  # noqa: FBT001
) -> None:
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    finding.write_answer("table", session.answer(typed()), session)
    assert ("\x1b[" in printed(capsys)) == has_color


def test_a_list_is_as_wide_as_the_terminal(
    session: Session, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "44")
    finding.write_answer("table", session.answer(typed()), session)
    assert max(map(len, printed(capsys).splitlines())) <= 44


# Groups in full


@pytest.mark.parametrize("form", forms.SHEET)
@pytest.mark.parametrize("names", [["aire-walk"], ["aire-walk", "young-voices", "old-circle"]])
def test_groups_stand_in_the_order_in_which_they_were_named(
    session: Session, capsys: pytest.CaptureFixture[str], form: str, names: list[str]
) -> None:
    finding.write_sheets(form, [record_of(name) for name in names], session)
    page = printed(capsys)
    places = [page.index(record_of(name)["name"]) for name in names]
    assert places == sorted(places)


@pytest.mark.parametrize("form", [form for form in forms.SHEET if form not in forms.DATA])
def test_the_crisis_lines_end_the_groups_once(
    session: Session, capsys: pytest.CaptureFixture[str], form: str
) -> None:
    finding.write_sheets(form, [record_of("aire-walk"), record_of("young-voices")], session)
    page = printed(capsys)
    assert page.count("In danger, or cannot keep safe: 0113 496 0999.") == 1
    assert page.index("Young Voices") < page.index("In danger")


def test_a_page_of_groups_has_the_title_of_the_directory(
    session: Session, capsys: pytest.CaptureFixture[str]
) -> None:
    finding.write_sheets("html", [record_of("aire-walk")], session)
    assert "<title>Example directory</title>" in printed(capsys)


def test_groups_as_data(session: Session, capsys: pytest.CaptureFixture[str]) -> None:
    records = [record_of("aire-walk"), record_of("young-voices")]
    finding.write_sheets("json", records, session)
    whole = json.loads(printed(capsys))
    assert whole == {"version": 1, "groups": [session.document(record) for record in records]}
    finding.write_sheets("jsonl", records, session)
    assert [json.loads(line) for line in printed(capsys).splitlines()] == whole["groups"]


def test_a_sheet_in_a_table_is_what_render_draws(
    session: Session, capsys: pytest.CaptureFixture[str]
) -> None:
    records = [record_of("aire-walk")]
    finding.write_sheets("table", records, session)
    page = printed(capsys)
    render.print_sheet(session.sheet(records[0]), session.crisis_lines(records), printing.page())
    assert page == printed(capsys)


# Lists


def test_questions_without_a_group_are_answered_by_nothing(
    session: Session, capsys: pytest.CaptureFixture[str]
) -> None:
    finding.write_questions("json", [], session)
    asked = json.loads(printed(capsys))["questions"]
    assert len(asked) == 8
    assert not any(one["answered_by"] for one in asked)


def test_questions_about_a_group(session: Session, capsys: pytest.CaptureFixture[str]) -> None:
    finding.write_questions("plain", [record_of("aire-walk")], session)
    assert printed(capsys).startswith("What to ask about Aire Walk and Talk.\n")


def test_facets_are_counted_in_words_and_in_numbers(
    session: Session, capsys: pytest.CaptureFixture[str]
) -> None:
    finding.write_facets("plain", session.index)
    lines = printed(capsys).splitlines()
    assert lines[0] == "focus: 3 terms. See them: peerfind terms focus"
    assert "language: 1 term. See them: peerfind terms language" in lines
    finding.write_facets("json", session.index)
    assert {"id": "language", "terms": 1} in json.loads(printed(capsys))["facets"]


def test_terms_have_their_counts(session: Session, capsys: pytest.CaptureFixture[str]) -> None:
    known = session.index.vocabulary["activity"]
    counts = {"walking": 1, "gardening": 0}
    finding.write_terms("plain", "activity", [*known.terms.values()], counts)
    assert printed(capsys) == (
        "walking: walking; 1 group\ngardening: gardening; 0 groups; also allotment\n"
    )
    finding.write_terms("json", "activity", [*known.terms.values()], counts)
    documents = json.loads(printed(capsys))["activity"]
    assert {one["id"]: one["groups"] for one in documents} == counts


@pytest.mark.parametrize(
    ("nation", "left_out"),
    [
        pytest.param(None, [], id="all"),
        pytest.param("England", [], id="England"),
        pytest.param("Wales", ["example-option"], id="Wales"),
        pytest.param("Jersey", ["example-option"], id="Jersey gets those of the UK"),
    ],
)
def test_crisis_contacts_are_those_for_a_nation(
    session: Session,
    capsys: pytest.CaptureFixture[str],
    nation: str | None,
    left_out: list[str],
) -> None:
    contacts = session.index.crisis
    finding.write_crisis("json", contacts, nation, SINCE)
    found = [one["id"] for one in json.loads(printed(capsys))["contacts"]]
    assert found == [one["id"] for one in CRISIS if one["id"] not in left_out]
    finding.write_crisis("plain", contacts, nation, SINCE)
    assert printed(capsys).count("\nSource: ") == len(found)


def test_a_report_names_the_file(session: Session, capsys: pytest.CaptureFixture[str]) -> None:
    finding.write_report(record_of("aire-walk"), session)
    file = session.location.path / "groups" / "example" / "aire-walk.yaml"
    assert f"- its file: {file}\n" in printed(capsys)


def test_problems_as_words_and_as_data(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    problem = Problem("a.yaml", 1, 1, "error", "rule", "Something is wrong.")
    found = Checked(tmp_path, (problem,), 1)
    reports.write_problems("plain", found)
    assert printed(capsys).startswith("a.yaml:1:1: error: Something is wrong. [rule]\n")
    reports.write_problems("json", found)
    assert json.loads(printed(capsys))["problems"] == [problem._asdict()]


def test_facts_as_words_and_as_data(capsys: pytest.CaptureFixture[str]) -> None:
    facts: dict[str, Any] = {"groups read": 3, "place data from": ["one", "another"]}
    reports.write_facts("plain", facts)
    assert printed(capsys) == (
        "groups read      3\nplace data from  one\n                 another\n"
    )
    reports.write_facts("json", facts)
    assert json.loads(printed(capsys)) == facts


# Wrapping


def take_for_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have standard output taken for a terminal of 40 columns."""
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    for name, value in {"COLUMNS": "40", "TERM": "xterm"}.items():
        monkeypatch.setenv(name, value)
    monkeypatch.delenv("ACCESSIBLE", raising=False)


def test_a_list_is_wrapped_between_words_on_a_terminal(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    take_for_a_terminal(monkeypatch)
    contacts = [
        {
            "id": "long",
            "name": "Example Listeners",
            "phone": "0113 496 0111",
            "phone_note": "trained listeners, for anyone who finds things hard",
            "doubts": ["See example.org/an/address/that-is-longer-than-any-line"],
        }
    ]
    finding.write_crisis("plain", contacts, None, SINCE)
    assert (
        printed(capsys)
        == """\
1 crisis contact.

Example Listeners: 0113 496 0111. Hours
  not stated.
Trained listeners, for anyone who finds
  things hard. Where it serves is not
  stated.
Source: not stated. Check it before you
  rely on it.
Unclear: See
  example.org/an/address/that-is-longer-than-any-line.
"""
    )


def test_a_number_is_not_torn_apart_on_a_terminal(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    take_for_a_terminal(monkeypatch)
    contact = {"id": "one", "name": "Example Line for Everybody", "phone": "0113 496 0111"}
    finding.write_crisis("plain", [contact], None, SINCE)
    assert "\n  0113 496 0111." in printed(capsys)


def test_a_line_of_a_file_has_room_with_its_mark_on_a_terminal(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    take_for_a_terminal(monkeypatch)
    (tmp_path / "a.yaml").write_text(f"name: {'x' * 60} here\n", encoding="utf-8")
    problem = Problem("a.yaml", 1, 68, "error", "rule", "Something is wrong with this name.")
    reports.write_problems("text", Checked(tmp_path, (problem,), 1))
    assert (
        printed(capsys)
        == """\
a.yaml
  1:68  error  rule
      1 | xxxxxxxxxxxxxxxxxxxxxxxxx here
        |                           ^
        Something is wrong with this
        name.

1 error in 1 file.
Why a rule matters, and how to mend it: peerfind explain RULE
"""
    )


@pytest.mark.parametrize("variables", [{"ACCESSIBLE": "1"}, {"TERM": "dumb"}], ids=["set", "dumb"])
def test_nothing_is_wrapped_for_a_person_who_asks_for_plain_lines(
    session: Session,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    variables: dict[str, str],
) -> None:
    take_for_a_terminal(monkeypatch)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    finding.write_facets("plain", session.index)
    assert "focus: 3 terms. See them: peerfind terms focus\n" in printed(capsys)


@pytest.mark.parametrize("form", ["plain", "markdown", "html", "jsonl"])
def test_what_may_be_copied_from_a_terminal_is_not_wrapped(
    session: Session,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    form: str,
) -> None:
    finding.write_sheets(form, [record_of("aire-walk")], session)
    in_a_pipe = printed(capsys)
    take_for_a_terminal(monkeypatch)
    finding.write_sheets(form, [record_of("aire-walk")], session)
    assert printed(capsys) == in_a_pipe


@given(
    st.lists(st.text(st.characters(min_codepoint=32, max_codepoint=126)), max_size=4),
    st.integers(20, 120),
)
def test_wrapping_loses_no_word(lines: list[str], width: int) -> None:
    pieces = [*wrapped(lines, width)]
    assert " ".join(pieces).split() == " ".join(lines).split()
    for line in pieces:
        assert len(line) <= width or not re.search(r"(?<!\d) (?!\d)", line.strip())


@pytest.mark.parametrize("form", ["json", "jsonl"])
def test_data_keeps_the_letters_as_they_are(
    session: Session, capsys: pytest.CaptureFixture[str], form: str
) -> None:
    record = {**record_of("aire-walk"), "name": "Grŵp Enghraifft"}
    finding.write_sheets(form, [record], session)
    assert '"name": "Grŵp Enghraifft"' in printed(capsys)
