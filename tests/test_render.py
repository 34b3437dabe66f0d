"""What a terminal shows, at any width, with and without colour."""

from __future__ import annotations

import io
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from showing import CRISIS, GROUPS, TODAY, asked, example_index, index_of, networks, record_of

from peerfind.output import render
from peerfind.output.render import Page, Part
from peerfind.wording.sheets import sheet
from peerfind.wording.summary import crisis_pointer

ANSI = re.compile(r"\x1b\[[0-9;]*m")
QUESTION = {"focus": "lost my husband", "near": "LS21", "time": "evening", "age": 71}


def screen(answer: Any, width: int = 80, *, color: bool = False) -> str:
    """An answer as a terminal of a width shows it."""
    stream = io.StringIO()
    render.print_match(answer, networks(), Page(stream, width, color=color))
    return stream.getvalue()


def sheet_screen(name: str, width: int = 80, *, color: bool = False) -> str:
    """One group in full as a terminal of a width shows it."""
    record = record_of(name)
    found = sheet(record, example_index(), TODAY, (), networks().get(record.get("part_of", "")))
    stream = io.StringIO()
    page = Page(stream, width, color=color)
    render.print_sheet(found, crisis_pointer(CRISIS, "England"), page)
    return stream.getvalue()


def written(width: int, write: Any, *, color: bool = False) -> list[str]:
    """The lines that a function writes on a page."""
    stream = io.StringIO()
    write(Page(stream, width, color=color))
    return stream.getvalue().splitlines()


def as_read_aloud(text: str) -> str:
    """What a screen reader makes of it: no colour, and one space where there are several."""
    return " ".join(ANSI.sub("", text).split())


# Whole screens


def test_an_answer_at_80_columns() -> None:
    assert (
        screen(asked(access="step-free", limit=3, **QUESTION))
        == """\
Understood: grief of a partner ("lost my husband") · near LS21 · age 71
            evening · step-free access
4 groups, the best 3 here. Left out: 1 closed, 1 for other ages.

 1  Wharfe Evening Bereavement Group           about 1 mile (by district), Otley
    A quiet evening group for people whose partner has died.
    Tue 1 Dec 7pm-8.30pm, then 1st and 3rd Tue · in person · free
    Led by people who have been through it · just turn up · for ages 18 and over
    0113 496 0001 · example.org/wharfe
    yes  grief of a partner, near, age 71, evening    ask  step-free access
    Confirmed by phone 2 Oct 2026                     wharfe-evening-bereavement

 2  Widowed Together Online                                   anywhere in the UK
    A weekly video call for anyone whose partner has died.
    Thu 26 Nov 7.30pm-9pm, then every Thu · video · £2 a call
    Led by volunteers and a nurse · book first
    01632 960 100 (the network's)
    yes  grief of a partner, evening
    ask  what ages it is for, step-free access
    Unclear: One page says Thursday, another says Friday.
    Never confirmed (source of 11 May 2023): ring first  widowed-together-online

 3  Aire Walk and Talk                           about 10 miles (by town), Leeds
    A slow walk by the river.
    times not stated: ask · in person
    Leader not stated: ask · only for women
    no way to get in touch is stated · see example.org/aire
    yes  near    partly  grief of a partner (here: grief)
    ask  what ages it is for, at what time it meets, step-free access
    Full just now: new places in March.
    Last confirmed by a visit 5 Jan 2026: check first                  aire-walk

All 4: --limit 0   One in full: peerfind show ID
In danger, or cannot keep safe: 0113 496 0999.
Very low now: 0113 496 0111 (Example Night Line) or 01632 960 123 (Example
Listeners).
More lines: peerfind crisis
"""
    )


def test_an_answer_at_40_columns_stacks_the_facts() -> None:
    assert (
        screen(asked(limit=1, **QUESTION), 40)
        == """\
Understood:
  grief of a partner ("lost my husband")
  near LS21
  age 71
  evening
4 groups, the best 1 here. Left out: 1
closed, 1 for other ages.

 1  Wharfe Evening Bereavement Group
    about 1 mile (by district), Otley
    A quiet evening group for people
    whose partner has died.
    Tue 1 Dec 7pm-8.30pm, then 1st and
    3rd Tue
    in person
    free
    Led by people who have been through
    it
    just turn up
    for ages 18 and over
    0113 496 0001
    example.org/wharfe
    yes  grief of a partner, near, age
    71, evening
    Confirmed by phone 2 Oct 2026
    wharfe-evening-bereavement

All 4: --limit 0
One in full: peerfind show ID
In danger, or cannot keep safe:
0113 496 0999.
Very low now: 0113 496 0111 (Example
Night Line) or 01632 960 123 (Example
Listeners).
More lines: peerfind crisis
"""
    )


def test_lines_grow_no_longer_than_people_can_read() -> None:
    assert screen(asked(limit=1, **QUESTION), 200) == screen(asked(limit=1, **QUESTION), 100)


def test_an_answer_without_a_group_says_what_would_find_some() -> None:
    answer = asked(activity="gardening", format="video", near="LD1", require="activity,format")
    assert (
        screen(answer)
        == """\
Understood: near LD1 · by video call (a must) · gardening (a must)
No group fits. Left out: 1 closed, 5 that miss a must.

Nothing fits all of: near LD1, by video call (a must), gardening (a must).
Closest changes that do:
  1 group   gardening as a wish, not a must                     --require format

In danger, or cannot keep safe: 0113 496 0999.
Very low now: 01632 960 123 (Example Listeners) or text HELLO to 07700 900 123
(Example Texts).
More lines: peerfind crisis
"""
    )


def test_a_group_in_full_at_80_columns() -> None:
    assert (
        sheet_screen("wharfe-evening-bereavement")
        == """\
Wharfe Evening Bereavement Group                      wharfe-evening-bereavement
A quiet evening group for people whose partner has died.

When        1st and 3rd Tuesday of the month, 7pm to 8.30pm, not in August.
Where       Example Hall, 1 Example Street, Otley LS21 3AA.
How         In person. Just turn up. Free.
Phone       0113 496 0001
Website     example.org/wharfe
Who         Led by people who have been through it. For ages 18 and over.
            Run by Wharfe Example Trust.
About       Grief of a partner.
Checked     Confirmed by phone 2 Oct 2026. By: link worker.
Source      example.org/wharfe (May 2026).
Not stated  Access, languages, how many come and whether new people can come any
            week.
Ask         Is it the same people each week? What happens if someone gets upset?
            May I just listen?
            (all questions: peerfind questions wharfe-evening-bereavement)

In danger, or cannot keep safe: 0113 496 0999.
Very low now: 0113 496 0111 (Example Night Line) or 01632 960 123 (Example
Listeners).
More lines: peerfind crisis
"""
    )


def test_a_group_in_full_at_40_columns() -> None:
    assert (
        sheet_screen("widowed-together-online", 40)
        == """\
Widowed Together Online
widowed-together-online
A weekly video call for anyone whose
partner has died.

Note
  Unclear: One page says Thursday,
  another says Friday.
When
  Thursdays, 7.30pm to 9pm.
Where
  Anywhere in the UK.
How
  Video.
  Book first.
  £2 a call.
Phone
  01632 960 100 (the network's)
Who
  Led by volunteers and a nurse.
About
  Grief of a partner.
Part of
  Example Network (example-network)
Checked
  Never confirmed (source of 11 May
  2023): ring first.
Source
  example.org/list (11 May 2023).
Not stated
  What ages it is for, access,
  languages, how many come and whether
  new people can come any week.
Ask
  Is it the same people each week?
  May my camera stay off?
  What happens if someone gets upset?
  (all questions: peerfind questions
  widowed-together-online)

In danger, or cannot keep safe:
0113 496 0999.
Very low now: 0113 496 0111 (Example
Night Line) or 01632 960 123 (Example
Listeners).
More lines: peerfind crisis
"""
    )


def test_a_note_about_the_place_follows_what_was_understood() -> None:
    assert "\nOtley in West Yorkshire is used." in screen(asked(near="Otley"))


def test_a_sheet_without_a_summary_or_questions_is_shorter() -> None:
    found = sheet(record_of("aire-walk"), example_index(), TODAY, ())
    bare = found._replace(summary="", questions=())
    lines = written(80, lambda page: render.print_sheet(bare, (), page))
    assert lines[1] == ""
    assert not any(line.startswith(("Ask", "(all")) for line in lines)


# Widths


@pytest.mark.parametrize("width", [40, 59, 60, 80, 100, 200])
@pytest.mark.parametrize("flags", [{}, QUESTION, {"activity": "gardening", "require": "activity"}])
def test_no_line_is_longer_than_the_page(width: int, flags: dict[str, Any]) -> None:
    for line in screen(asked(**flags), width).splitlines():
        assert cell_len(line) <= width


@pytest.mark.parametrize("width", [40, 60, 72, 80, 100])
def test_no_number_no_day_and_no_distance_is_torn_apart(width: int) -> None:
    lines = screen(asked(**QUESTION), width).splitlines()
    for words in ("0113 496 0001", "0113 496 0999", "Tue 1 Dec 7pm-8.30pm", "about 1 mile"):
        assert any(words in line for line in lines)


@given(st.integers(20, 200))
def test_a_screen_reader_loses_nothing_at_any_width(width: int) -> None:
    answer = asked(limit=2, **QUESTION)
    usual = sorted(as_read_aloud(screen(answer, 100)).replace(" · ", " ").split())
    assert sorted(as_read_aloud(screen(answer, width)).replace(" · ", " ").split()) == usual


def test_a_name_is_never_cut_off() -> None:
    name = "The Very Long Name of a Group That Goes On and On Past the End of Any Line Anywhere"
    group = {
        "name": name,
        "summary": "x",
        "format": ["in-person"],
        "leader": ["peer"],
        "focus": ["grief"],
        "sources": [{"url": "https://example.org"}],
    }
    answer = asked(index=index_of({"one": group}))
    for width in (40, 80):
        assert name in as_read_aloud(screen(answer, width))


def test_a_word_that_is_longer_than_the_page_is_left_whole() -> None:
    address = "example.org/" + "a" * 60
    assert written(40, lambda page: page.words(f"see {address} now")) == ["see", address, "now"]


@pytest.mark.parametrize(
    ("width", "lines"),
    [
        pytest.param(
            80,
            ["no way to get in touch is stated", "see example.org/aaaaaaaaaaaaaaaaaaaaaaaa/bbbbbbbbbb"],
            id="on a line of its own",
        ),
        pytest.param(
            100,
            [
                (
                    "no way to get in touch is stated"
                    " \u00b7 see example.org/aaaaaaaaaaaaaaaaaaaaaaaa/bbbbbbbbbb"
                )
            ],
            id="beside",
        ),
        pytest.param(
            50, ["no way to get in touch is stated", "see example.org"], id="the site alone"
        ),
    ],
)  # fmt: skip
def test_without_a_contact_the_page_is_told_whole_where_it_has_room(
    width: int, lines: list[str]
) -> None:
    sources = [{"url": f"https://example.org/{'a' * 24}/{'b' * 10}"}]
    index = index_of({"one": {**GROUPS["young-voices"], "sources": sources}})
    shown = [line.strip() for line in screen(asked(index=index), width).splitlines()]
    at = next(number for number, line in enumerate(shown) if line.startswith("no way"))
    assert shown[at : at + len(lines)] == lines


def test_without_a_contact_and_without_a_page_there_is_nothing_to_see() -> None:
    index = index_of({"one": {**GROUPS["young-voices"], "sources": [{"kind": "leaflet"}]}})
    lines = [line.strip() for line in screen(asked(index=index)).splitlines()]
    assert "no way to get in touch is stated" in lines
    assert not any(line.startswith("see ") for line in lines)


def test_a_card_without_a_summary_has_no_gap() -> None:
    index = index_of({"one": {**GROUPS["aire-walk"], "summary": None}})
    lines = screen(asked(index=index)).splitlines()
    at = next(number for number, line in enumerate(lines) if line.startswith(" 1  Aire"))
    assert lines[at + 1].strip() == "times not stated: ask \u00b7 in person"


def test_wide_letters_count_for_the_columns_that_they_take() -> None:
    wide = "互助" * 20
    lines = written(80, lambda page: page.ends(Part(wide), Part("about 1 mile")))
    assert lines == [wide, "about 1 mile"]
    lines = written(100, lambda page: page.ends(Part(wide), Part("about 1 mile")))
    assert [cell_len(line) for line in lines] == [100]


def test_facts_break_between_each_other_rather_than_inside() -> None:
    facts = [Part("a" * 30), Part("b" * 30), Part("c" * 30)]
    assert written(70, lambda page: page.facts(facts)) == [f"{'a' * 30} · {'b' * 30}", "c" * 30]


def test_the_number_of_a_group_stands_in_the_margin() -> None:
    lines = screen(asked(limit=1)).splitlines()
    assert [line[:4] for line in lines if "Evening" in line or line.startswith(" 1")] == [" 1  "]


# Colour


def test_without_colour_there_is_not_one_control_character() -> None:
    found = screen(asked(**QUESTION)) + sheet_screen("wharfe-evening-bereavement")
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f]", found)


@pytest.mark.parametrize("width", [40, 80])
def test_colour_adds_nothing_but_colour(width: int) -> None:
    answer = asked(**QUESTION)
    assert ANSI.sub("", screen(answer, width, color=True)) == screen(answer, width)
    plain = sheet_screen("aire-walk", width)
    assert ANSI.sub("", sheet_screen("aire-walk", width, color=True)) == plain


def test_names_are_underlined_and_what_to_act_on_is_bold_in_the_letters_own_colour() -> None:
    found = screen(asked(**QUESTION), color=True)
    assert "\x1b[1;4mWharfe Evening Bereavement Group\x1b[0m" in found
    assert "\x1b[1mTue 1 Dec 7pm-8.30pm" in found
    assert "\x1b[1m0113 496 0001\x1b[0m" in found
    assert {*re.findall(r"\x1b\[([0-9;]*)m", found)} == {"0", "1", "1;4"}


# Safety


EVIL = ("[bold]x[/bold]", ":house:", "[/]", "[link=https://evil.example.org]x[/link]", "a\\[b]")


@pytest.mark.parametrize("words", EVIL)
def test_what_rich_would_take_for_markup_is_shown_as_it_is(words: str) -> None:
    group = {
        "name": words,
        "summary": words,
        "format": ["in-person"],
        "leader": ["peer"],
        "focus": ["grief"],
        "doubts": [words],
        "sources": [{"url": "https://example.org"}],
    }
    found = screen(asked(index=index_of({"one": group})), color=True)
    assert ANSI.sub("", found).count(words) == 3


def test_control_characters_of_a_directory_never_reach_the_terminal() -> None:
    evil = "a\x1b]8;;https://evil.example.org\x07b\u202ec\u200bd"
    group = {
        "name": evil,
        "summary": evil,
        "format": ["in-person"],
        "leader": ["peer"],
        "focus": ["grief"],
        "contact": {"phone": evil},
        "sources": [{"url": evil, "note": evil}],
    }
    index = index_of({"one": group})
    found = screen(asked(index=index))
    stream = io.StringIO()
    in_full = sheet(record_of("one", index), index, TODAY, ())
    render.print_sheet(in_full, (), Page(stream, 80, color=False))
    for letter in "\x1b\x07\u202e\u200b":
        assert letter not in found + stream.getvalue()
