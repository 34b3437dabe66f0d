"""What `check` says to a volunteer, word for word, and the one line that it offers for each line."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from conftest import write_directory
from hypothesis import given
from hypothesis import strategies as st
from test_check_cases import CASES, TODAY, found_in

from peerfind.config import shipped_directory
from peerfind.faults import STOPPED
from peerfind.keeping.checking import Checked, Choice, checked
from peerfind.keeping.fixing import fixing
from peerfind.keeping.formatting import write
from peerfind.keeping.replacing import is_sure, replaced, together
from peerfind.output.annotations import problems_github
from peerfind.output.report import Offers, Rows, problems_json, problems_plain, problems_text
from peerfind.output.report_markdown import problems_markdown
from peerfind.output.sarif import problems_sarif
from peerfind.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from running import Ran

FILE = "groups/example/walk.yaml"
GROUP = """\
name: Example Walk
summary: A walk by the river, with tea.
format: [in-person]
leader: [peer]
focus: [grief]
venue: {town: Otley}
sources:
  - url: https://example.org/walk
"""
FACETS = ("leader", "format", "access", "joining")
WORDS = "access: [no stairs, free parking, disabled loo]"
MENDED = "access: [step-free, parking, accessible-toilet]"
A_SOURCE = (
    "Start a source with - url: and its address. For a leaflet or a phone call write - note: and "
    "what it was."
)
A_DATE = "Write the year first, and two figures each: 3 May 2026 is 2026-05-03."
TOLD = {
    "two-places": "venue is already on line 11. A file can hold one place. Keep this place's meetings "
    "here, and put the other place and its meetings in a file of its own.",
    "two-lists-of-meetings": "meets is already on line 7. If all are at one place, put them under one "
    "meets:, each with a hyphen before it.",
    "day-of-the-month": '"2nd thursday" is not every week. Write days: thursday, and on lines below it '
    "every: month and which: 2.",
    "time-as-range-with-half": '"7-8.30pm" is two times. Write start: 7pm and on the line below it end: '
    "8.30pm.",
    "time-without-half-at-noon": '"12.30" is not one clear time. Say am or pm: write 12.30am or 12.30pm.',
    "every-second": '"second" may be every two weeks, or once a month on the 2nd. Write every: 2 weeks, '
    "or every: month and which: 2. Ask if the leaflet doesn't say.",
    "note-at-the-top": "'note' is not known at the start of a line here. note can stand under meets, hours "
    "or sources. A note on how to join is joining_note.",
    "source-in-words": A_SOURCE,
    "source-is-a-sentence": A_SOURCE,
    "source-without-key": A_SOURCE,
    "source-url-in-words": "'leaflet from the library' is no web address. If it is a leaflet or a call, "
    "write note: in place of url:.",
    "roll-up-by-its-alias": "'lived experience' is only for searching. Write peer or peer-worker.",
    "date-with-a-short-year": f'"3/5/27" is not a date. {A_DATE}',
    "published-by-the-month": "'May 2026' cannot be used. Write 2023, 2023-05 or a whole date. "
    f"{A_DATE}",
    "contact-is-a-number": "Write this as lines below, two spaces in, such as phone: 0113 496 0123.",
    "meeting-in-a-line": "Write this as lines below, two spaces in, such as - days: tuesday.",
    "phone-and-words": "Write one number here and nothing else. What to say or ask goes in joining_note.",
    "two-phones": "Write one number here and nothing else. What to say or ask goes in joining_note.",
    "cost-is-a-question-mark": "'?' names no amount. Write free, donation, or an amount such as £3 a "
    "session. Leave the line out where nothing is known.",
}


@pytest.mark.parametrize("stem", TOLD)
def test_a_case_is_told_in_these_words(stem: str, tmp_path: Path) -> None:
    path = next(path for path in CASES if path.stem == stem)
    (problem,) = found_in(tmp_path, path.read_bytes().decode(), stem)
    assert problem.message == TOLD[stem]


def told(folder: Path, text: str) -> list[Problem]:
    """What is wrong with a group file, in a directory with some of the shipped vocabulary."""
    write_directory(folder)
    for facet in FACETS:
        shipped = shipped_directory() / "vocabulary" / f"{facet}.yaml"
        (folder / "vocabulary" / shipped.name).write_bytes(shipped.read_bytes())
    (folder / FILE).parent.mkdir(parents=True, exist_ok=True)
    (folder / FILE).write_text(text, encoding="utf-8")
    found = checked([], str(folder), today=TODAY).problems
    return [problem for problem in found if problem.file == FILE]


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        pytest.param(
            "leader: [lived-experience]",
            "'lived-experience' is only for searching. Write peer (people who have been through it) "
            "or peer-worker (a peer support worker).",
            id="a roll-up",
        ),
        pytest.param(
            "leader: [been through it]",
            "'been through it' is lived-experience, which is only for searching. Write peer (people "
            "who have been through it) or peer-worker (a peer support worker).",
            id="what people call a roll-up",
        ),
        pytest.param(
            "format: [online]",
            "'online' is only for searching. Write video (by video call), chat (by live chat), forum "
            "(on an online forum) or email.",
            id="online",
        ),
        pytest.param(
            "joining: [whenever]",
            "'whenever' is not among the words for joining. The words are book (book first), drop-in (just "
            "turn up), gp-referral (through a GP), membership (become a member), professional-referral "
            "(through a professional) and self-referral (ask to join yourself).",
            id="all terms with what they are called",
        ),
    ],
)
def test_words_of_the_vocabulary_are_told_as_people_call_them(
    typed: str, message: str, tmp_path: Path
) -> None:
    key = typed.partition(":")[0]
    rows = [row for row in GROUP.splitlines() if not row.startswith(f"{key}:")]
    (problem,) = told(tmp_path, "\n".join([*rows, typed, ""]))
    assert (problem.rule, problem.message, problem.fix) == ("unknown-term", message, "")


@pytest.mark.parametrize("facet", ["leader", "format"])
def test_the_vocabulary_shows_first_what_may_be_written(facet: str) -> None:
    text = (shipped_directory() / "vocabulary" / f"{facet}.yaml").read_text("utf-8")
    notes = [row for row in text.splitlines() if row.startswith("  note:")]
    roll_ups = [row.startswith("  note: A roll-up") for row in notes]
    assert roll_ups == sorted(roll_ups)
    assert sum(roll_ups) == 3


@pytest.mark.parametrize("key", ["on", "how", "by", "note"])
def test_nobody_is_led_to_claim_a_check(key: str, tmp_path: Path) -> None:
    (problem,) = told(tmp_path, f"{GROUP}{key}: phone\n")
    assert problem.rule == "unknown-key"
    assert "checked" not in problem.message.partition("Known here")[0]


@pytest.mark.parametrize(
    ("key", "home"),
    [
        ("phone", "It stands under contact: write it there, two spaces further in."),
        ("town", "It stands under venue: write it there, two spaces further in."),
        ("start", "start can stand under meets or hours."),
        ("url", "url can stand under sources."),
    ],
)
def test_a_misplaced_key_is_told_each_of_its_places(key: str, home: str, tmp_path: Path) -> None:
    (problem,) = told(tmp_path, f"{GROUP}{key}: Example\n")
    assert problem.message == f"'{key}' is not known at the start of a line here. {home}"


def test_two_places_are_not_told_that_there_is_none(tmp_path: Path) -> None:
    (problem,) = told(tmp_path, f"{GROUP}venue: {{town: Leeds}}\n")
    assert problem.rule == "repeated-key"


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        pytest.param(
            "meets:\n  - days: tuesday\n   start: 7pm\n",
            "Line 11 starts with 3 spaces, and line 10 above it with 4 (its hyphen counts as one).",
            id="under an item",
        ),
        pytest.param(
            "contact:\n  phone: 0113 496 0123\n   email: a@example.org\n",
            "Line 11 starts with 3 spaces, and line 10 above it with 2.",
            id="too far in",
        ),
        pytest.param(
            "contact:\n  phone: 0113 496 0123\n email: a@example.org\n",
            "Line 11 starts with 1 space, and line 10 above it with 2.",
            id="not far enough",
        ),
    ],
)
def test_a_wrong_indent_is_counted(rows: str, message: str, tmp_path: Path) -> None:
    (problem,) = told(tmp_path, GROUP + rows)
    assert problem.rule == "wrong-indent"
    assert problem.message == f"{message} Lines that belong together start with as many. {STOPPED}"


@pytest.mark.parametrize(
    "rows",
    ["area: a: b\n", "\tarea: Otley\n", 'area: "Otley\n', "area: [Otley\n", "<<<<<<< mine\n"],
)
def test_what_stops_the_reader_says_that_more_may_follow(rows: str, tmp_path: Path) -> None:
    (problem,) = told(tmp_path, f"{GROUP}{rows}nmae: A\n")
    assert problem.message.endswith(
        " Nothing after this line could be read. More may follow when it is mended."
    )


def test_a_question_mark_alone_is_left_out(tmp_path: Path) -> None:
    (problem,) = told(tmp_path, f"{GROUP}cost: ?\n")
    told_first = "A ? alone cannot be read. Leave the line out where nothing is known."
    assert (problem.rule, problem.message) == ("cannot-read", f"{told_first} {STOPPED}")


def test_a_sentence_of_meetings_does_not_become_weekly(tmp_path: Path) -> None:
    (problem,) = told(tmp_path, f"{GROUP}meets: 2nd Thursday 7-9pm\n")
    assert problem.message == (
        "'2nd Thursday 7-9pm' is not known here. Write by arrangement or any time. Days and times go on "
        "lines below: - days: tuesday, and under it start: 19:00. It is not every week: below days: "
        "write every: month and which: 2."
    )


def test_what_stops_nobody_says_no_such_thing(tmp_path: Path) -> None:
    problems = told(tmp_path, f"{GROUP}{WORDS}\nnmae: A\nsize: many\n")
    assert len(problems) == 5
    assert not any(STOPPED in problem.message for problem in problems)


@pytest.mark.parametrize(
    ("changes", "lines"),
    [
        pytest.param({}, [], id="an example as it is"),
        pytest.param({"Example Walk": "Quokka Walk"}, [], id="a name alone tells nothing"),
        pytest.param(
            {"Example Walk": "Quokka Walk", "example.org/walk": "quokka-walks.uk"},
            [],
            id="nothing is left",
        ),
        pytest.param(
            {"Example Walk": "Quokka Walk\ncontact: {phone: 0161 999 9999}"},
            [9],
            id="a real number",
        ),
        pytest.param(
            {"Example Walk": "Quokka Walk\ncontact: {website: https://quokka-walks.uk}"},
            [9],
            id="a real address",
        ),
        pytest.param(
            {
                "Example Walk": "Quokka Walk\norganisation: Calder Example Trust",
                "example.org/walk": "quokka-walks.uk",
            },
            [2],
            id="the organisation",
        ),
    ],
)
def test_what_is_left_of_an_example_is_told(
    changes: dict[str, str], lines: list[int], tmp_path: Path
) -> None:
    text = GROUP
    for before, after in changes.items():
        text = text.replace(before, after)
    problems = told(tmp_path, text)
    assert [(one.rule, one.line) for one in problems] == [("left-from-example", n) for n in lines]


# One line with all that is offered for it


@pytest.fixture
def words(tmp_path: Path) -> Checked:
    """A check of a group with three wrong words on a line."""
    return Checked(tmp_path, tuple(told(tmp_path, f"{GROUP}{WORDS}\n")), 1)


def test_a_line_with_several_wrong_words_is_offered_once_with_all_mended(words: Checked) -> None:
    page = "".join(problems_text(words))
    assert page.count("perhaps:") == 1
    *_, last, offered = page.partition("\n\n")[0].splitlines()
    assert offered == f"        perhaps: {MENDED}"
    assert last.strip() == "accessible-toilet?"


def test_it_is_offered_once_on_lines_in_markdown_and_beside_a_pull_request(words: Checked) -> None:
    plain = [*problems_plain(words)]
    assert [line.endswith(f"perhaps: {MENDED}\n") for line in plain] == [False, False, True, False]
    for pages in (problems_plain, problems_markdown, problems_github):
        page = "".join(pages(words))
        assert page.count("perhaps") == 1
        assert page.count(MENDED) == 1


def test_as_data_each_fix_stays_that_of_its_place_and_all_together_make_the_line(
    words: Checked,
) -> None:
    problems = json.loads("".join(problems_json(words)))["problems"]
    row = WORDS
    for problem in reversed(problems):
        start = problem["column"] - 1
        typed = problem["message"].split("'")[1]
        assert row[start:].startswith(typed)
        row = f"{row[:start]}{problem['fix']}{row[start + len(typed) :]}"
    assert row == MENDED


def test_it_is_what_mending_writes(words: Checked) -> None:
    mended = fixing(words, Choice(), TODAY, unsure=True)
    write(mended.folder, mended.changes)
    assert (words.folder / FILE).read_text("utf-8") == f"{GROUP}{MENDED}\n"


def test_what_is_not_known_stays_as_it_is_in_the_line(tmp_path: Path) -> None:
    found = Checked(tmp_path, tuple(told(tmp_path, f"{GROUP}access: [no stairs, §]\n")), 1)
    assert "perhaps: access: [step-free, §]\n" in "".join(problems_plain(found))


ROW = "sources: [https://example.org/a?utm_source=x, no]"


def test_a_line_is_sure_only_where_all_of_it_is() -> None:
    sure = Problem(FILE, 1, 11, "warning", "tracking-link", "Marks.", "https://example.org/a")
    guess = Problem(FILE, 1, 47, "error", "unknown-term", "What?", "yes")
    alone, both = together(ROW, [sure]), together(ROW, [guess, sure])
    assert alone == ("sources: [https://example.org/a, no]", True)
    assert both == ("sources: [https://example.org/a, yes]", False)


def test_of_two_at_one_place_the_surer_is_offered() -> None:
    guess = Problem(FILE, 1, 11, "error", "unknown-term", "What?", "yes")
    sure = Problem(FILE, 1, 11, "warning", "tracking-link", "Marks.", "https://example.org/a")
    assert together(ROW, [guess, sure]) == together(ROW, [sure]) == together(ROW, [sure, guess])


def test_nothing_is_offered_where_nothing_fits() -> None:
    assert together(ROW, []) is None
    assert together(ROW, [Problem(FILE, 1, 10, "error", "unknown-term", "What?", "x")]) is None


def test_the_name_of_a_file_is_offered_beside_a_mended_first_line(tmp_path: Path) -> None:
    (tmp_path / "groups/example").mkdir(parents=True)
    (tmp_path / FILE).write_text("nmae: A\n", encoding="utf-8")
    named = Problem(FILE, 1, 1, "warning", "file-name", "Rename it.", "walk-b.yaml")
    key = Problem(FILE, 1, 1, "error", "unknown-key", "What?", "name")
    offers = Offers([named, key], Rows(tmp_path))
    assert offers.after(named) == ("walk-b.yaml", False)
    assert offers.after(key) == ("name: A", False)


@given(
    st.lists(
        st.tuples(
            st.from_regex(r"[a-z]{1,6}", fullmatch=True), st.sampled_from(["", "yes", "no-a"])
        ),
        min_size=1,
        max_size=6,
    ),
    st.randoms(),
)
def test_all_mends_of_a_line_are_in_it_in_any_order(
    items: list[tuple[str, str]], random: object
) -> None:
    row, problems = "access: [", []
    for typed, fix in items:
        if fix:
            column = len(row) + 1
            problems.append(Problem(FILE, 1, column, "error", "unknown-term", "What?", fix))
        row += f"{typed}, "
    row = row.removesuffix(", ") + "]"
    random.shuffle(problems)  # type: ignore[attr-defined]
    made = together(row, problems)
    expected = f"access: [{', '.join(fix or typed for typed, fix in items)}]"
    assert (made.line if made else row) == expected
    assert len(problems) != 1 or made == (replaced(row, problems[0]), False)


def test_an_address_alone_is_surely_a_source(tmp_path: Path) -> None:
    text = GROUP.replace("- url: https", "- https")
    (problem,) = problems = told(tmp_path, text)
    page = "".join(problems_text(Checked(tmp_path, (problem,), 1)))
    assert "        write:     - url: https://example.org/walk\n" in page
    mended = fixing(Checked(tmp_path, tuple(problems), 1), Choice(), TODAY)
    write(mended.folder, mended.changes)
    assert (tmp_path / FILE).read_text("utf-8") == GROUP


@pytest.mark.parametrize(
    "source", ["leaflet", "https://example.org/a b", "https://example.org/a:", "'https://[x'", "{}"]
)
def test_of_other_words_no_source_is_made(source: str, tmp_path: Path) -> None:
    problems = told(tmp_path, GROUP.replace("- url: https://example.org/walk", f"- {source}"))
    assert problems
    assert not any(is_sure(problem) for problem in problems)


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("2027-5-3", "write"),
        ("3 May 2027", "write"),
        ("13/05/2027", "write"),
        ("3/5/2027", "perhaps"),
        ("3/5/27", "perhaps"),
    ],
)
def test_a_date_is_sure_where_it_means_one_day(typed: str, offered: str, tmp_path: Path) -> None:
    text = f"{GROUP}meets:\n  - days: monday\n    until: {typed}\n"
    found = Checked(tmp_path, tuple(told(tmp_path, text)), 1)
    day = "2027-05-13" if typed.startswith("13") else "2027-05-03"
    assert f"[not-a-date] {offered}: until: {day}\n" in "".join(problems_plain(found))
    assert bool(fixing(found, Choice(), TODAY).changes) == (offered == "write")


def test_a_scanner_is_given_the_line_with_every_sure_mend(tmp_path: Path) -> None:
    marked = "https://example.org/{}?utm_source=x"
    row = f"  - {{url: {marked.format('a')}, published: 3 May 2026}}"
    text = GROUP.replace("  - url: https://example.org/walk", row)
    problems = tuple(told(tmp_path, text))
    document = json.loads("".join(problems_sarif(Checked(tmp_path, problems, 1))))
    results = document["runs"][0]["results"]
    lines = {
        one["fixes"][0]["artifactChanges"][0]["replacements"][0]["insertedContent"]["text"]
        for one in results
    }
    assert len(results) == 2
    assert lines == {"  - {url: https://example.org/a, published: 2026-05-03}"}


def test_a_volunteer_sees_the_whole_of_it(peerfind: Callable[..., Ran], tmp_path: Path) -> None:
    told(tmp_path, f"{GROUP}{WORDS}\n")
    ran = peerfind("check", "--directory", str(tmp_path), str(tmp_path / FILE))
    assert ran.code == 1
    assert (
        ran.out
        == f"""\
{FILE}
  9:10  error  unknown-term
      9 | {WORDS}
        |          ^
        'no stairs' is not among the words for access. Did you mean step-free?
  9:21  error  unknown-term
      9 | {WORDS}
        |                     ^
        'free parking' is not among the words for access. Did you mean parking?
  9:35  error  unknown-term
      9 | {WORDS}
        |                                   ^
        'disabled loo' is not among the words for access. Did you mean
        accessible-toilet?
        perhaps: {MENDED}

3 errors in 1 file.
Why a rule matters, and how to mend it: peerfind explain RULE
"""
    )
