"""What stands around the groups of an answer."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from showing import CRISIS, GROUPS, asked, example_index, index_of

from peerfind.asking.criteria import WORDS
from peerfind.asking.query import FROM_PROMPT, Correction
from peerfind.asking.scoring import Ask
from peerfind.wording import summary
from peerfind.wording.summary import Suggestion


@pytest.mark.parametrize(
    ("words", "flags", "parts"),
    [
        pytest.param((), {}, ("every group, for nothing was asked",), id="nothing asked"),
        pytest.param((), {"focus": "grief"}, ("grief",), id="term"),
        pytest.param((), {"focus": "widow"}, ('grief of a partner ("widow")',), id="alias"),
        pytest.param((), {"focus": "greif"}, ('grief (you wrote "greif")',), id="slip"),
        pytest.param(
            (), {"focus": ["grief", "hearing-voices"]}, ("grief and hearing voices",), id="all count"
        ),
        pytest.param(
            (), {"format": ["video", "in-person"]}, ("by video call or in person",), id="best counts"
        ),
        pytest.param(
            (), {"leader": "lay"}, ("led by people who are not professionals",), id="leader"
        ),
        pytest.param((), {"for_": "women"}, ("for women",), id="community"),
        pytest.param((), {"near": "LS21"}, ("near LS21",), id="near"),
        pytest.param((), {"near": "LS21", "within": "10"}, ("within 10 miles of LS21",), id="within"),
        pytest.param((), {"near": "LS21", "within": "1"}, ("within 1 mile of LS21",), id="one mile"),
        pytest.param((), {"near": "LS21", "within": "15km"}, ("within 15 km of LS21",), id="km"),
        pytest.param((), {"age": 71}, ("age 71",), id="age"),
        pytest.param((), {"day": "tuesday", "time": "evening"}, ("Tuesday", "evening"), id="when"),
        pytest.param(("husband", "died"), {}, ('the words "husband died"',), id="words"),
        pytest.param(
            ("husbnd",), {}, ('the words "husbnd" (husbnd read as husband)',), id="a slip in words"
        ),
        pytest.param(
            (),
            {"focus": "grief", "access": "step-free", "require": "access"},
            ("grief", "step-free access (a must)"),
            id="must",
        ),
        pytest.param(
            (), {"avoid": "format=video"}, ("every group, for nothing was asked", "not by video call"),
            id="avoid",
        ),
        pytest.param(
            (),
            {"focus": "grief", "include": ["closed", "full"], "sort": "next"},
            ("grief", "closed groups too", "soonest first"),
            id="order and more",
        ),
    ],
)  # fmt: skip
def test_the_question_is_repeated_as_it_was_understood(
    words: tuple[str, ...], flags: dict[str, Any], parts: tuple[str, ...]
) -> None:
    assert summary.understood(asked(*words, **flags)) == parts


def test_a_distance_without_a_unit_is_in_the_directorys_own() -> None:
    settings = {"title": "x", "units": "km", "review_after": "6 months", "hide_after": "24 months"}
    index = index_of({"aire-walk": GROUPS["aire-walk"]}, settings=settings)
    assert summary.understood(asked(index=index, near="LS21", within="10")) == (
        "within 10 km of LS21",
    )


@pytest.mark.parametrize("within", [None, "10"])
def test_a_place_that_was_typed_at_a_prompt_is_never_repeated(within: str | None) -> None:
    answer = asked(near=FROM_PROMPT, near_typed="LS21", within=within)
    said = " ".join((*summary.understood(answer), *summary.notes(answer)))
    assert "LS21" not in said
    assert "the place you gave" in said


def test_what_is_known_of_a_place_name_is_told() -> None:
    (note,) = summary.notes(asked(near="Otley"))
    assert "Suffolk" in note
    assert note.endswith(".")


# How many


@pytest.mark.parametrize(
    ("words", "flags", "line"),
    [
        pytest.param((), {}, "5 groups. Left out: 1 closed.", id="all are here"),
        pytest.param(
            (), {"limit": 2}, "5 groups, the best 2 here. Left out: 1 closed.", id="the best"
        ),
        pytest.param(
            (),
            {"limit": 2, "sort": "name"},
            "5 groups, the first 2 here. Left out: 1 closed.",
            id="the first by name",
        ),
        pytest.param((), {"include": "closed"}, "6 groups.", id="nothing left out"),
        pytest.param(
            (),
            {"focus": "grief", "age": 71},
            "4 groups. Left out: 1 closed, 1 for other ages.",
            id="ages",
        ),
        pytest.param(
            (),
            {"for_": "men", "focus": "grief-partner"},
            "3 groups. Left out: 1 closed, 1 for other people only, 1 about other things.",
            id="people",
        ),
        pytest.param(
            (),
            {"near": "LD1", "within": "5"},
            "3 groups. Left out: 1 closed, 2 too far.",
            id="too far",
        ),
        pytest.param(
            (),
            {"avoid": ["format=video", "format=chat"]},
            "3 groups. Left out: 1 closed, 2 that have what to avoid.",
            id="avoided",
        ),
        pytest.param(
            (),
            {"format": "video", "require": "format"},
            "1 group. Left out: 1 closed, 4 that miss a must.",
            id="musts",
        ),
        pytest.param(
            ("river",), {}, "1 group. Left out: 1 closed, 4 without these words.", id="words"
        ),
        pytest.param(
            ("submarines",),
            {},
            "No group fits. Left out: 1 closed, 5 without these words.",
            id="none",
        ),
    ],
)
def test_the_count_says_who_was_left_out_and_why(
    words: tuple[str, ...], flags: dict[str, Any], line: str
) -> None:
    assert summary.count_line(asked(*words, **flags)) == line


def test_every_reason_for_leaving_out_has_words() -> None:
    from peerfind.answers.eligibility import REASONS

    hidden = dict.fromkeys(REASONS, 2)
    line = summary.count_line(asked()._replace(hidden=hidden))
    assert line.count(" 2 ") == len(REASONS)


# What would find more


def test_suggestions_say_how_many_what_changes_and_what_to_type() -> None:
    answer = asked(focus="grief-partner", format="in-person", require="format")
    assert answer.total == 2
    assert summary.suggestions_heading(answer) == "Few groups fit. Changes that find more:"
    assert Suggestion("4 groups", "in person as a wish, not a must", "no --require") in (
        summary.suggestions(answer)
    )


def test_where_nothing_fits_all_that_was_asked_is_repeated() -> None:
    answer = asked(activity="gardening", near="LD1", within="5", require="activity")
    assert answer.total == 0
    assert summary.suggestions_heading(answer) == (
        "Nothing fits all of: within 5 miles of LD1, gardening (a must). Closest changes that do:"
    )


def test_nothing_is_promised_where_no_change_helps() -> None:
    answer = asked("submarines")
    assert summary.suggestions(answer) == ()
    assert summary.suggestions_heading(answer) == ('Nothing fits all of: the words "submarines".')


def test_an_answer_with_enough_groups_needs_no_suggestions() -> None:
    assert summary.suggestions_heading(asked()) == ""


# Crisis lines


def test_the_lines_of_a_nation_come_from_the_directory() -> None:
    assert summary.crisis_pointer(CRISIS, "England") == (
        "In danger, or cannot keep safe: 0113 496 0999.",
        "Very low now: 0113 496 0111 (Example Night Line) or 01632 960 123 (Example Listeners).",
        "More lines: peerfind crisis",
    )


def test_without_a_place_only_the_lines_of_the_whole_country_are_told() -> None:
    assert summary.crisis_pointer(CRISIS, None)[1] == (
        "Very low now: 01632 960 123 (Example Listeners)"
        " or text HELLO to 07700 900 123 (Example Texts)."
    )


def test_the_nation_is_that_of_the_place_that_was_asked() -> None:
    assert "Night Line" in summary.pointer(asked(near="LS21"))[1]
    assert "Night Line" not in summary.pointer(asked(near="Cardiff"))[1]


@pytest.mark.parametrize(
    ("crisis", "nation", "line"),
    [
        ([], None, "The directory has no crisis contacts for the whole UK."),
        ([], "Isle of Man", "The directory has no crisis contacts for the Isle of Man."),
        (CRISIS[1:2], "Wales", "The directory has no crisis contacts for Wales."),
    ],
)
def test_no_number_is_made_up_where_the_directory_has_none(
    crisis: list[dict[str, Any]], nation: str | None, line: str
) -> None:
    assert summary.crisis_pointer(crisis, nation) == (line,)
    assert summary.crisis_sms(crisis, nation) == ""


def test_a_nation_without_contacts_of_its_own_is_told_so_and_gets_those_of_the_uk() -> None:
    assert summary.crisis_pointer(CRISIS, "Isle of Man") == (
        "No crisis contact here says that it covers the Isle of Man. These are for the UK:",
        "In danger, or cannot keep safe: 0113 496 0999.",
        "Very low now: 01632 960 123 (Example Listeners) or text HELLO to 07700 900 123 (Example Texts).",
        "More lines: peerfind crisis",
    )
    assert summary.crisis_sms(CRISIS, "Isle of Man") == (
        "If you feel unsafe: 0113 496 0999 (in the UK), or 01632 960 123 (Example Listeners)."
    )


def test_a_nations_own_line_is_told_before_those_of_the_uk() -> None:
    own = {"id": "own", "name": "Own Line", "phone": "01632 960 777", "nations": ["Jersey"]}
    assert summary.crisis_pointer([*CRISIS, own], "Jersey") == (
        "In danger, or cannot keep safe: 0113 496 0999 (in the UK).",
        "Very low now: 01632 960 777 (Own Line).",
        "More lines: peerfind crisis",
    )


def test_a_line_for_some_ages_only_is_not_among_the_first() -> None:
    assert "Youth" not in "".join(summary.crisis_pointer(CRISIS, "England"))


def test_a_line_without_a_number_is_not_among_the_first() -> None:
    lines = [{"id": "web", "name": "Example Pages", "website": "https://example.org"}, *CRISIS]
    assert "Pages" not in "".join(summary.crisis_pointer(lines, "England"))


@pytest.mark.parametrize("kept", ["emergency", "example-listeners"])
def test_either_half_of_the_lines_may_be_missing(kept: str) -> None:
    lines = [one for one in CRISIS if one["id"] == kept]
    first, last = summary.crisis_pointer(lines, "England")
    assert lines[0]["phone"] in first
    assert last == summary.MORE_LINES


def test_a_text_message_has_room_for_two_numbers() -> None:
    assert summary.crisis_sms(CRISIS, "England") == (
        "If you feel unsafe: 0113 496 0999, or 01632 960 123 (Example Listeners)."
    )


@given(
    st.lists(st.sampled_from(CRISIS), unique_by=lambda one: one["id"]),
    st.sampled_from([None, "England", "Wales", "Jersey"]),
)
def test_every_number_that_is_told_stands_in_the_directory(
    crisis: list[dict[str, Any]], nation: str | None
) -> None:
    said = " ".join(summary.crisis_pointer(crisis, nation))
    numbers = [one.get("phone") or one.get("text") for one in crisis]
    for number in numbers:
        said = said.replace(number, "")
    assert not any(letter.isdigit() for letter in said)


def test_the_example_directory_has_all_that_these_tests_need() -> None:
    assert [one["id"] for one in example_index().crisis] == [one["id"] for one in CRISIS]


@pytest.mark.parametrize(
    ("term", "is_first"),
    [("suicidal-thoughts", True), ("self-harm", True), ("grief", False)],
)
def test_crisis_lines_stand_first_where_life_may_be_at_risk(term: str, *, is_first: bool) -> None:
    answer = asked()
    by_flag = answer.query._replace(asks={"focus": Ask("focus", (term,), (term,))})
    by_words = answer.query._replace(corrections=(Correction(WORDS, "as said", term),))
    for query in (by_flag, by_words):
        urgent = answer._replace(query=query)
        assert (summary.notes(urgent) == summary.pointer(urgent)) is is_first
