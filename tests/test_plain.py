"""Plain text: what a pipe and a screen reader get."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from typing import Any

import pytest
from showing import CRISIS, GROUPS, TODAY, asked, example_index, index_of, networks, record_of

from peerfind.directory.vocabulary import Term
from peerfind.output import plain
from peerfind.wording import crisis
from peerfind.wording.sheets import sheet
from peerfind.wording.summary import crisis_pointer

POINTER = crisis_pointer(CRISIS, "England")


def text(*words: str, **flags: Any) -> str:
    """An answer in plain text."""
    return "\n".join(plain.match_text(asked(*words, **flags), networks()))


def test_a_whole_answer() -> None:
    found = text(
        focus="lost my husband", near="LS21", time="evening", age=71, access="step-free", limit=3
    )
    assert (
        found
        == """\
Understood: grief of a partner ("lost my husband"), near LS21, age 71, evening, step-free access.
4 groups, the best 3 here. Left out: 1 closed, 1 for other ages.

Group 1 of 3: Wharfe Evening Bereavement Group.
About: A quiet evening group for people whose partner has died.
Phone: 0113 496 0001
Website: example.org/wharfe
When: Tuesday 1 December 2026, 7pm to 8.30pm, then 1st and 3rd Tuesday of the month, not in August.
Where: About 1 mile (by district), Otley. Example Hall, 1 Example Street, Otley LS21 3AA.
How: In person, free.
Who: Led by people who have been through it, just turn up, for ages 18 and over.
Fits: grief of a partner, near, age 71, evening.
Ask about: step-free access.
Checked: Confirmed by phone 2 Oct 2026.
Id: wharfe-evening-bereavement

Group 2 of 3: Widowed Together Online.
About: A weekly video call for anyone whose partner has died.
Phone: 01632 960 100 (the network's)
When: Thursday 26 November 2026, 7.30pm to 9pm, then Thursdays.
Where: Anywhere in the UK.
How: Video, £2 a call.
Who: Led by volunteers and a nurse, book first.
Fits: grief of a partner, evening.
Ask about: what ages it is for, step-free access.
Unclear: One page says Thursday, another says Friday.
Checked: Never confirmed (source of 11 May 2023): ring first.
Id: widowed-together-online

Group 3 of 3: Aire Walk and Talk.
About: A slow walk by the river.
Contact: no way to get in touch is stated: see example.org/aire
When: Times not stated: ask.
Where: About 10 miles (by town), Leeds.
How: In person.
Who: Leader not stated: ask, only for women.
Fits: near.
Partly: grief of a partner (here: grief).
Ask about: what ages it is for, at what time it meets, step-free access.
Full just now: new places in March.
Checked: Last confirmed by a visit 5 Jan 2026: check first.
Id: aire-walk

In danger, or cannot keep safe: 0113 496 0999.
Very low now: 0113 496 0111 (Example Night Line) or 01632 960 123 (Example Listeners).
More lines: peerfind crisis"""
    )


def test_an_answer_without_a_group_says_what_would_find_some() -> None:
    assert (
        text(activity="gardening", near="LD1", require="activity")
        == """\
Understood: near LD1, gardening (a must).
No group fits. Left out: 1 closed, 5 that miss a must.

Nothing fits all of: near LD1, gardening (a must). Closest changes that do:
- Gardening as a wish, not a must: 5 groups. To change: no --require

In danger, or cannot keep safe: 0113 496 0999.
Very low now: 01632 960 123 (Example Listeners) or text HELLO to 07700 900 123 (Example Texts).
More lines: peerfind crisis"""
    )


def test_a_note_about_the_place_follows_what_was_understood() -> None:
    lines = text(near="Otley").splitlines()
    assert lines[0] == "Understood: near Otley."
    assert lines[1].startswith("Otley in West Yorkshire is used.")


@pytest.mark.parametrize("flags", [{}, {"focus": "grief"}, {"focus": "grief", "format": "phone"}])
def test_every_answer_ends_with_the_crisis_lines(flags: dict[str, Any]) -> None:
    assert text(**flags).endswith("More lines: peerfind crisis")


def test_every_group_is_a_block_of_labelled_lines() -> None:
    blocks = text(focus="grief").split("\n\n")[1:-1]
    assert len(blocks) == 4
    for block in blocks:
        assert block.startswith("Group ")
        assert all(": " in line for line in block.splitlines())


def test_decoration_is_ascii_and_welsh_letters_stay() -> None:
    index = index_of(
        {
            "grwp": {
                "name": "Grŵp Ŷ Bont",
                "summary": "x",
                "format": ["in-person"],
                "leader": ["peer"],
                "focus": ["grief"],
                "sources": [{"url": "https://example.org"}],
            }
        }
    )
    found = "\n".join(plain.match_text(asked(index=index, focus="grief"), {}))
    assert "Grŵp Ŷ Bont" in found
    assert found.replace("Grŵp Ŷ Bont", "").isascii()


@pytest.mark.parametrize(
    ("path", "said"),
    [
        pytest.param("a" * 68, f"example.org/{'a' * 68}", id="it has room in a line of 80"),
        pytest.param("a" * 69, "example.org", id="it has not"),
    ],
)
def test_without_a_contact_the_page_is_told_whole_where_it_has_room(path: str, said: str) -> None:
    sources = [{"url": f"https://www.example.org/{path}/"}]
    index = index_of({"one": {**GROUPS["young-voices"], "sources": sources}})
    lines = [*plain.match_text(asked(index=index), {})]
    assert f"Contact: no way to get in touch is stated: see {said}" in lines


def test_a_card_without_a_summary_is_a_line_shorter() -> None:
    index = index_of({"one": {**GROUPS["aire-walk"], "summary": None}})
    lines = [*plain.match_text(asked(index=index), {})]
    at = lines.index("Group 1 of 1: Aire Walk and Talk.")
    assert lines[at + 1].startswith("Contact: ")


# A group in full


def test_a_group_in_full() -> None:
    record = record_of("widowed-together-online")
    network = networks()["example-network"]
    found = sheet(record, example_index(), TODAY, (), network)
    assert (
        "\n".join(plain.show_text(found, POINTER))
        == """\
Widowed Together Online.
Id: widowed-together-online
A weekly video call for anyone whose partner has died.
Note: Unclear: One page says Thursday, another says Friday.
When: Thursdays, 7.30pm to 9pm.
Where: Anywhere in the UK.
How: Video. Book first. £2 a call.
Phone: 01632 960 100 (the network's)
Who: Led by volunteers and a nurse.
About: Grief of a partner.
Part of: Example Network (example-network)
Checked: Never confirmed (source of 11 May 2023): ring first.
Source: example.org/list (11 May 2023).
Not stated: What ages it is for, access, languages, how many come and whether new people can come any week.
Ask: Is it the same people each week?
Ask: May my camera stay off?
Ask: What happens if someone gets upset?
All questions: peerfind questions widowed-together-online

In danger, or cannot keep safe: 0113 496 0999.
Very low now: 0113 496 0111 (Example Night Line) or 01632 960 123 (Example Listeners).
More lines: peerfind crisis"""
    )


def test_a_sheet_without_a_summary_or_questions_is_shorter() -> None:
    found = sheet(record_of("aire-walk"), example_index(), TODAY, ())
    lines = [*plain.show_text(found._replace(summary="", questions=()), ())]
    assert lines[:3] == [
        "Aire Walk and Talk.",
        "Id: aire-walk",
        "Note: Full just now: new places in March.",
    ]
    assert lines[-2].startswith("Not stated: Who leads it, when it meets, ")
    assert lines[-1] == ""


# Terms, crisis contacts, reports


def test_terms_with_all_that_they_answer_to() -> None:
    terms = [
        Term("grief", "grief", ("bereavement", "loss"), note="Any loss."),
        Term("grief-partner", "grief of a partner", broader=("grief", "elsewhere")),
    ]
    assert [*plain.terms_text(terms, {"grief": 12, "grief-partner": 1})] == [
        "grief: grief; 12 groups; also bereavement, loss; Any loss.",
        "grief-partner: grief of a partner; 1 group; part of grief, elsewhere",
    ]


def test_a_term_with_what_it_has_to_do_with_and_what_it_is_not() -> None:
    term = Term(
        "postnatal-depression", "postnatal depression", ("PND",), ("perinatal",), ("depression",),
        distinct_from=("baby-loss",), wanted="yes",
    )  # fmt: skip
    assert next(plain.terms_text([term], {})) == (
        "postnatal-depression: postnatal depression; also PND; part of perinatal; see also depression; "
        "not the same as baby-loss; people ask for it, no group here is about it yet"
    )


def test_of_many_terms_each_tells_some_of_its_names() -> None:
    names = tuple("abcdefgh")
    many = [Term(str(number), "term", names) for number in range(plain.FEW_TERMS + 1)]
    assert next(plain.terms_text(many, {})) == "0: term; also a, b, c, d, e, f and 2 more"
    assert next(plain.terms_text(many[1:], {})) == "1: term; also a, b, c, d, e, f, g, h"


def test_terms_whose_groups_were_not_counted() -> None:
    assert [*plain.terms_text([Term("grief", "grief")], {})] == ["grief: grief"]


def crisis_lines(contacts: list[dict[str, Any]], nation: str | None) -> str:
    """The crisis contacts for a nation in plain text; None stands for all."""
    found = crisis.chosen(contacts, nation) if nation else crisis.everywhere(contacts)
    return "\n".join(plain.crisis_text(found, date(2024, 11, 22)))


def test_the_crisis_contacts_of_a_nation_in_their_order() -> None:
    contacts = [one for one in example_index().crisis if one["id"] != "example-young"]
    assert (
        crisis_lines(contacts, "England")
        == """\
4 crisis contacts for England.

Example emergency: 0113 496 0999. Hours not stated.
Source: not stated. Check it before you rely on it.

Example Night Line (England): 0113 496 0111. Day and night. Free.
Press 2. Run by Example Trust.
Source: example.org (14 August 2024). Check it before you rely on it.

Example Listeners: 01632 960 123. Open every day 5pm-midnight.
Source: not stated. Check it before you rely on it.
Unclear: The page has no date.

Example Texts: text HELLO to 07700 900 123. Hours not stated.
Source: not stated. Check it before you rely on it."""
    )


def test_a_nation_that_no_contact_names_gets_those_of_the_uk() -> None:
    assert (
        crisis_lines(CRISIS[:2], "Isle of Man")
        == """\
No crisis contact here says that it covers the Isle of Man. These are for the UK:

Example emergency: 0113 496 0999. Hours not stated.
Source: not stated. Check it before you rely on it."""
    )


def test_a_nations_own_contacts_come_before_those_of_the_uk() -> None:
    own = {"id": "own", "name": "Own Line", "phone": "01632 960 777", "nations": ["Jersey"]}
    assert (
        crisis_lines([*CRISIS[:2], own], "Jersey")
        == """\
1 crisis contact for Jersey.

Own Line: 01632 960 777. Hours not stated.
Source: not stated. Check it before you rely on it.

No emergency number here says that it covers Jersey. These are for the UK:

Example emergency: 0113 496 0999. Hours not stated.
Source: not stated. Check it before you rely on it."""
    )


SILENT = {"id": "silent", "name": "Silent Line", "nations": ["Wales"], "doubts": ["Pages differ."]}


def test_contacts_that_nobody_can_reach_are_named_at_the_end() -> None:
    lines = crisis_lines([SILENT, *example_index().crisis], "Wales").splitlines()
    assert lines[0] == "4 crisis contacts for Wales."
    assert lines[-3:] == ["", "No number that we can vouch for:", "- Silent Line. Pages differ."]


def test_where_nobody_can_be_reached_no_contact_is_promised() -> None:
    assert crisis_lines([SILENT], "Wales").splitlines() == [
        "No crisis contacts for Wales here.",
        "",
        "No number that we can vouch for:",
        "- Silent Line. Pages differ.",
    ]


@pytest.mark.parametrize(
    ("nation", "line"),
    [
        (None, "No crisis contacts here."),
        ("Jersey", "No crisis contacts for Jersey here."),
        ("Isle of Man", "No crisis contacts for the Isle of Man here."),
    ],
)
def test_a_directory_without_crisis_contacts_says_so(nation: str | None, line: str) -> None:
    assert crisis_lines([], nation) == line


def test_without_a_nation_every_contact_is_listed_with_where_it_serves() -> None:
    lines = crisis_lines(example_index().crisis, None).splitlines()
    assert lines[0] == "5 crisis contacts."
    assert "For ages up to 25. For the UK." in lines
    assert "Press 2. For England. Run by Example Trust." in lines


def test_a_report_says_what_to_name_and_what_to_leave_out() -> None:
    record = record_of("aire-walk")
    file = "directory/groups/example/aire-walk.yaml"
    assert [*plain.report_text(record, file, "Open an issue on the project's page.")] == [
        "Is something wrong with Aire Walk and Talk?",
        "Please tell us:",
        "- which entry: aire-walk",
        "- its file: directory/groups/example/aire-walk.yaml",
        "- what is wrong, and what is right",
        "- where you learned it, and on what day",
        "Please leave out names and other details of people.",
        "Open an issue on the project's page.",
    ]


def test_a_directory_that_says_nothing_of_corrections_adds_nothing() -> None:
    lines = [*plain.report_text(record_of("aire-walk"), "x.yaml", None)]
    assert lines[-1] == "Please leave out names and other details of people."


def test_nothing_heavy_is_loaded_for_any_layout_but_the_terminals() -> None:
    code = (
        "import sys, peerfind.output.plain, peerfind.output.markdown, peerfind.output.html;"
        "import peerfind.output.message, peerfind.wording.sheets;"
        "print([name for name in ('rich', 'yaml', 'rapidfuzz', 'geopy') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
