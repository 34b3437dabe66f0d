"""A text message that fits two SMS."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from showing import CRISIS, LONDON, TODAY, asked, example_index, networks, record_of

from peerfind.output import message
from peerfind.wording.cards import Brief
from peerfind.wording.say import Site, Way
from peerfind.wording.sheets import sheet
from peerfind.wording.summary import crisis_pointer
from peerfind.wording.when import TIMES_NOT_STATED

CRISIS_LINE = "If you feel unsafe: 0113 496 0999, or 01632 960 123 (Example Listeners)."
PHONE = Way("phone", "0113 496 0001")
WEB = Way("website", "example.org/wharfe")
BRIEF = Brief(
    name="Wharfe Evening Bereavement Group",
    when="Tue 1 Dec 7pm",
    address="Example Hall, 1 Example Street, Otley LS21 3AA",
    where="about 1 mile, Otley, in person",
    terms=("free", "just turn up"),
    ways=(PHONE, WEB),
    site=Site("example.org", "example.org/list"),
)


def text(*words: str, **flags: Any) -> str:
    """The messages of an answer."""
    return "\n".join(message.match_text(asked(*words, **flags), networks()))


def lines(**changes: Any) -> list[str]:
    """The message of a group with some changes."""
    return message.message(BRIEF._replace(**changes), CRISIS_LINE).splitlines()


def test_a_message_for_each_of_the_first_three_groups() -> None:
    assert (
        text(focus="lost my husband", near="LS21", time="evening", age=71)
        == """\
Wharfe Evening Bereavement Group: Tue 1 Dec 7pm. Example Hall, 1 Example Street, Otley LS21 3AA.
Free, just turn up. Ring 0113 496 0001 first. example.org/wharfe
If you feel unsafe: 0113 496 0999, or 01632 960 123 (Example Listeners).

Widowed Together Online: Thu 26 Nov 7.30pm. Anywhere in the UK, video.
£2 a call, book first. Ring the network first: 01632 960 100.
If you feel unsafe: 0113 496 0999, or 01632 960 123 (Example Listeners).

Aire Walk and Talk: Full just now. Leeds.
Check first that it still meets: see example.org
If you feel unsafe: 0113 496 0999, or 01632 960 123 (Example Listeners)."""
    )


def test_a_limit_is_kept() -> None:
    assert text(focus="lost my husband", limit=1).count(CRISIS_LINE) == 1


def test_where_nothing_is_found_the_crisis_lines_are_told_in_full() -> None:
    assert (
        text(activity="gardening", require="activity", near="LS21")
        == """\
Nothing fits all of: near LS21, gardening (a must). Closest changes that do:
5 groups: gardening as a wish, not a must
In danger, or cannot keep safe: 0113 496 0999.
Very low now: 0113 496 0111 (Example Night Line) or 01632 960 123 (Example Listeners).
More lines: peerfind crisis"""
    )


def test_a_message_for_one_group_by_its_id() -> None:
    start = datetime(2026, 12, 1, 19, tzinfo=LONDON)
    found = sheet(record_of("wharfe-evening-bereavement"), example_index(), TODAY, [start])
    assert [*message.show_text(found, crisis_pointer(CRISIS, "England"))] == [
        (
            "Wharfe Evening Bereavement Group: Tue 1 Dec 7pm."
            " Example Hall, 1 Example Street, Otley LS21 3AA."
        ),
        "Free, just turn up. Ring 0113 496 0001 first. example.org/wharfe",
        "In danger, or cannot keep safe: 0113 496 0999.",
        "Very low now: 0113 496 0111 (Example Night Line) or 01632 960 123 (Example Listeners).",
    ]


def test_a_remote_group_is_told_by_how_people_meet() -> None:
    record = record_of("widowed-together-online")
    found = sheet(record, example_index(), TODAY, (), networks()["example-network"])
    first, second = message.show_text(found, ())
    assert first.endswith("Anywhere in the UK, video.")
    assert second == "£2 a call, book first. Ring the network first: 01632 960 100."


@pytest.mark.parametrize(
    ("ways", "line"),
    [
        pytest.param((PHONE,), "Free, just turn up. Ring 0113 496 0001 first.", id="phone"),
        pytest.param(
            (Way("text", "07700 900 123"),),
            "Free, just turn up. Text 07700 900 123 first.",
            id="text",
        ),
        pytest.param(
            (Way("email", "a@example.org"), WEB),
            "Free, just turn up. Write to a@example.org first. example.org/wharfe",
            id="email and page",
        ),
        pytest.param((WEB,), "Free, just turn up. See example.org/wharfe first.", id="page alone"),
        pytest.param(
            (),
            "Free, just turn up. Check first that it still meets: see example.org",
            id="none, so where it was read",
        ),
    ],
)
def test_the_second_line_says_how_to_get_in_touch(ways: tuple[Way, ...], line: str) -> None:
    assert lines(ways=ways)[1] == line


def test_without_a_contact_the_second_line_says_to_check_first() -> None:
    assert lines(ways=(), terms=(), site=Site())[1] == "Check first that it still meets."


def test_the_site_is_left_out_where_it_has_no_room() -> None:
    line = lines(ways=(), name="n" * 105)[1]
    assert line == "Free, just turn up. Check first that it still meets."


@pytest.mark.parametrize(
    ("ways", "said"),
    [((PHONE,), "Wharfe: Times not stated: ask. Otley."), ((), "Wharfe: Otley.")],
    ids=["somebody to ask", "nobody to ask"],
)
def test_nobody_is_told_to_ask_where_there_is_nobody(ways: tuple[Way, ...], said: str) -> None:
    found = lines(name="Wharfe", when=TIMES_NOT_STATED, address="Otley", ways=ways)
    assert found[0] == said


# Two SMS


@pytest.mark.parametrize(
    ("length", "kept"),
    [
        pytest.param(40, ["address", "terms", "web"], id="all has room"),
        pytest.param(120, ["address", "terms"], id="the web address goes first"),
        pytest.param(135, ["address"], id="then how one joins"),
        pytest.param(160, [], id="then the street"),
    ],
)
def test_what_is_needed_least_is_left_out_first(length: int, kept: list[str]) -> None:
    said = "\n".join(lines(name="n" * length))
    found = {"address": "1 Example Street", "terms": "just turn up", "web": "example.org"}
    assert [key for key, words in found.items() if words in said] == kept
    assert "0113 496 0001" in said
    assert CRISIS_LINE in said


def test_a_name_that_is_far_too_long_is_cut_between_words() -> None:
    said = "\n".join(lines(name="very long name " * 40))
    assert message.fits(said)
    assert re.search(r" (?:very|long|name)\.\.\.", said)
    assert "0113 496 0001" in said
    assert CRISIS_LINE in said


@pytest.mark.parametrize(
    ("words", "fits"),
    [
        pytest.param("a" * 306, True, id="two parts of the GSM alphabet"),
        pytest.param("a" * 307, False, id="one too many"),
        pytest.param("€" * 152, True, id="a euro counts twice"),
        pytest.param("€" * 152 + "a", True, id="and the odd place of a part holds one more"),
        pytest.param("€" * 153, False, id="but no euro, which is not torn"),
        pytest.param("ω" * 134, True, id="two parts beyond it"),
        pytest.param("ω" * 135, False, id="one too many beyond it"),
        pytest.param("😀" * 66, True, id="a picture counts twice"),
        pytest.param("😀" * 67, False, id="one picture too many"),
    ],
)
def test_the_room_depends_on_the_letters(words: str, *, fits: bool) -> None:
    assert message.fits(words) is fits


@pytest.mark.parametrize(
    ("most", "lost"),
    [
        pytest.param(3, (), id="all has room"),
        pytest.param(2, (), id="two parts hold this one"),
        pytest.param(
            1, ("web address", "cost and how to join"), id="one holds what, when and where"
        ),
    ],
)
def test_as_many_parts_as_are_asked_for_are_kept_to(most: int, lost: tuple[str, ...]) -> None:
    made = message.composed(BRIEF, "If you feel unsafe: 999.", most)
    assert message.fits(made.text, most)
    assert made.left_out == lost
    assert "Ring 0113 496 0001 first." in made.text
    assert made.text.endswith("If you feel unsafe: 999.")


def test_what_a_group_has_not_is_not_said_to_be_left_out() -> None:
    brief = BRIEF._replace(terms=(), ways=(PHONE,), address="", name="n" * 80)
    made = message.composed(brief, CRISIS_LINE, 1)
    assert made.left_out == ("time", "town")


def test_a_name_that_is_cut_is_told() -> None:
    made = message.composed(BRIEF._replace(name="very long name " * 40), CRISIS_LINE, 2)
    assert made.left_out[-1] == "end of the name"


@pytest.mark.parametrize("status", ["Paused just now", "Closed", "Full just now"])
def test_that_one_cannot_go_there_now_is_never_left_out(status: str) -> None:
    brief = BRIEF._replace(status=status, name="long name " * 60)
    assert f": {status}." in message.composed(brief, CRISIS_LINE, 1).text


def test_a_message_that_can_fit_nowhere_says_so() -> None:
    made = message.composed(BRIEF._replace(name="n" * 400), CRISIS_LINE, 2)
    assert [*message.told("a-group", made, 2)] == [
        "a-group: 500 characters, 4 parts.",
        "a-group: left out for room: web address, cost and how to join, street, time.",
        "a-group: it does not fit 2 parts.",
    ]


def test_letters_that_make_a_message_long_are_named() -> None:
    made = message.Message("Grŵp گروپ")
    assert [*message.told("a-group", made, 2)] == [
        "a-group: 9 characters, 1 part.",
        "a-group: ŵ گ ر و پ cannot go into a plain text message, so a part holds 67, not 153.",
    ]


@given(
    name=st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=400),
    address=st.text(st.characters(min_codepoint=32, max_codepoint=0x17F), max_size=200),
    terms=st.lists(st.text(st.characters(min_codepoint=32, max_codepoint=126)), max_size=3),
)
def test_every_message_with_a_name_in_words_fits(name: str, address: str, terms: list[str]) -> None:
    words = " ".join(name[at : at + 9] for at in range(0, len(name), 9))
    brief = BRIEF._replace(name=words, address=address, terms=tuple(terms))
    crisis = "If you feel unsafe: 0113 496 0999."
    said = message.message(brief, crisis)
    assert message.fits(said)
    assert crisis in said
    assert "Ring 0113 496 0001 first." in said
