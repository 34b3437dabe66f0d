"""Browsing without a screen: steps between states, true counts, words made whole, plain pages."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pace import some
from showing import NOW, example_index

from peerfind.answers.answer import query_of
from peerfind.answers.rank import Search
from peerfind.asking.query import Typed
from peerfind.browsing import pages
from peerfind.browsing.completing import Completer, completer
from peerfind.browsing.finding import Finder, Found
from peerfind.browsing.narrowing import counts, forget_words, narrowed, offered
from peerfind.browsing.state import HEADS, Choice, State, added, put_aside, toggled, undone
from peerfind.cli.session import Session
from peerfind.config import Location
from peerfind.errors import UsageError

EVERY = [one for head in HEADS for one in head.choices]
CHOICES = st.sampled_from(EVERY)
IN_PERSON, ONLINE = Choice("format", "in-person"), Choice("format", "online")
EVENING = Choice("time", "evening")
WORDS = ["", "grief", "lost my husband", "in person in the evening", "walking", "zzzz"]


def session() -> Session:
    return Session(Location(Path("nowhere"), ""), example_index(), NOW)


def finder(**flags: object) -> Finder:
    return Finder(session(), Typed(**flags))


# Steps


@given(st.lists(CHOICES))
def test_undo_goes_back_over_every_narrowing(steps: list[Choice]) -> None:
    states = [State("grief", shortlist=("one",))]
    for step in steps:
        states.append(toggled(states[-1], step))
    back = states[-1]
    for before in reversed(states[:-1]):
        back = undone(back)
        assert back == before
    assert undone(back) == back


@given(st.lists(CHOICES), CHOICES)
def test_a_choice_that_is_made_again_is_taken_back(steps: list[Choice], last: Choice) -> None:
    state = State()
    for step in steps:
        state = toggled(state, step)
    once = toggled(state, last)
    assert (last in once.chosen) is (last not in state.chosen)
    assert last not in toggled(once, last).chosen or last in state.chosen


@given(st.lists(CHOICES))
def test_of_most_asks_one_choice_holds_and_of_access_all(steps: list[Choice]) -> None:
    chosen: tuple[Choice, ...] = ()
    for step in steps:
        chosen = added(chosen, step)
        assert chosen[-1] == step
    names = [one.name for one in chosen if one.name != "access"]
    assert len(names) == len({*names})
    assert {one for one in chosen if one.name == "access"} == {
        one for one in steps if one.name == "access"
    }


@given(st.lists(st.sampled_from("abc")))
def test_a_group_is_on_the_shortlist_after_an_odd_number_of_times(steps: list[str]) -> None:
    state = State("x", (IN_PERSON,))
    for step in steps:
        state = put_aside(state, step)
    assert {*state.shortlist} == {one for one in steps if steps.count(one) % 2}
    assert len({*state.shortlist}) == len(state.shortlist)
    assert state.chosen == (IN_PERSON,)


def test_a_shortlist_keeps_the_order_in_which_it_was_made() -> None:
    state = State()
    for step in ("b", "c", "a", "c"):
        state = put_aside(state, step)
    assert state.shortlist == ("b", "a")


# Counts


def engine_total(words: str, chosen: tuple[Choice, ...], **flags: object) -> int:
    """What the engine counts for the same as flags that are musts."""
    asks: dict[str, list[str]] = {}
    for one in chosen:
        asks.setdefault(one.name, []).append(one.value)
    typed = Typed(words=words.split(), asks=asks, require=[*asks], **flags)
    return Search(example_index(), query_of(example_index(), typed, NOW)).total()


@settings(max_examples=some(20))
@given(
    st.sampled_from(["", "grief", "lost my husband", "walking", "zzzz"]),
    st.lists(CHOICES, max_size=4),
)
def test_each_count_is_what_the_engine_finds_for_the_same_flags(
    words: str, steps: list[Choice]
) -> None:
    index = example_index()
    known = offered(index.vocabulary)
    chosen: tuple[Choice, ...] = ()
    for step in steps:
        chosen = added(chosen, step) if step in known else chosen
    query = query_of(index, Typed(words=words.split()), NOW)
    found = counts(index, query, chosen)
    assert found == {one: engine_total(words, added(chosen, one)) for one in known}


@settings(max_examples=some(15))
@given(st.lists(st.tuples(st.sampled_from(WORDS), CHOICES), max_size=4))
def test_a_finder_tells_what_choosing_will_give(steps: list[tuple[str, Choice]]) -> None:
    ours = finder()
    state = State()
    for words, choice in steps:
        state = state._replace(typed=words)
        promised = ours.found(state).counts
        if choice in promised and choice not in state.chosen:
            state = toggled(state, choice)
            assert ours.found(state).answer.total == promised[choice]


def test_a_must_of_the_flags_holds_under_each_choice() -> None:
    ours = finder(asks={"leader": ["peer"]}, require=["leader"])
    found = ours.found(State("grief"))
    assert found.answer.total == 1
    assert found.counts[IN_PERSON] == 1
    assert found.counts[ONLINE] == 0
    assert found.counts[Choice("leader", "professional")] == 1  # in place of the flag


def test_a_choice_takes_the_place_of_what_the_words_say_of_the_same() -> None:
    index = example_index()
    query = query_of(index, Typed(words=["grief", "in", "person"]), NOW)
    assert query.is_said("format")
    chosen = narrowed(query, (ONLINE,), index.vocabulary)
    assert chosen.asks["format"].values == ("online",)
    assert (chosen.require, chosen.is_said("format")) == (("format",), False)
    assert list(chosen.asks) == ["focus", "format"]


def test_nothing_chosen_is_the_question_itself() -> None:
    query = query_of(example_index(), Typed(words=["grief"]), NOW)
    assert narrowed(query, (), example_index().vocabulary) is query


def test_only_what_a_directory_has_terms_for_is_offered() -> None:
    known = offered(example_index().vocabulary)
    assert Choice("access", "step-free") in known
    assert Choice("access", "parking") not in known  # no term of the example
    assert [one for one in EVERY if one in known] == [*known]


def test_what_earlier_words_came_to_is_let_go_of_and_choices_stay() -> None:
    index, known = example_index(), {}
    query = query_of(index, Typed(words=["grief"]), NOW)
    first = counts(index, query, (EVENING,), known)
    kept = {key for key in known if isinstance(key, tuple) and key[0] == "met"}
    forget_words(known)
    assert kept <= known.keys()  # little is known yet, so nothing goes
    known |= {("words", number): None for number in range(500)}
    forget_words(known)
    assert kept <= known.keys()
    assert not any(key[0] == "words" for key in known)
    assert counts(index, query, (EVENING,), known) == first


def test_what_cannot_be_understood_is_an_error_of_use() -> None:
    with pytest.raises(UsageError, match="Xyzzyville"):
        finder(asks={"near": ["Xyzzyville"]}).found(State("grief"))


# Words made whole


@pytest.mark.parametrize(
    ("typed", "whole"),
    [
        ("", ""),
        ("hus", "husband"),
        ("lost my hus", "lost my husband"),
        ("lost my hus ", "lost my hus "),
        ("HUS", "husband"),
        ("h", ""),
        ("lost h", "lost"),
        ("husband", "husband"),
        ("xq", "xq"),
        ("age 4", "age 4"),
        ("near ls2", "near ls2"),
        ("gri", "grief"),
    ],
)
def test_the_last_word_is_taken_for_the_one_that_most_say(typed: str, whole: str) -> None:
    weights = {"husband": 5, "hustle": 2, "grief": 9, "grieving": 8}
    assert Completer(weights, weights.__contains__).completed(typed) == whole


@given(st.text(max_size=20))
def test_only_the_last_word_is_ever_changed(typed: str) -> None:
    weights = {"husband": 5, "grief": 9}
    whole = Completer(weights, weights.__contains__).completed(typed)
    before, _, last = typed.rpartition(" ")
    assert whole.startswith(before)
    assert whole in {typed, before} or whole.removeprefix(before).strip() in weights
    assert not last or last.isalpha() or whole == typed


def test_a_directory_completes_its_terms_its_words_and_towns() -> None:
    ours = completer(example_index())
    said = {one: ours.completed(one) for one in ("wido", "bereave", "otl")}
    assert said["otl"] == "otley"
    assert said["wido"].startswith("widow")
    assert said["bereave"].startswith("bereave")


def test_the_groups_follow_a_word_that_is_half_typed() -> None:
    ours = finder()
    whole, half = (ours.found(State(one)) for one in ("lost my husband", "lost my husb"))
    assert [one.id for one in whole.cards] == [one.id for one in half.cards]
    assert whole.counts == half.counts


# Pages


def found(typed: str = "grief", **flags: object) -> Found:
    return finder(**flags).found(State(typed))


def test_a_group_in_the_list_is_never_cut() -> None:
    card = found("lost my husband in otley").cards[0]
    assert pages.row(card, 70, is_aside=False)[0].startswith("  Wharfe Evening Bereavement Group  ")
    for width in (24, 36, 51, 80, 200):
        lines = pages.row(card, width, is_aside=True)
        assert max(map(len, lines)) <= width
        said = " ".join(" ".join(lines).split())
        assert said.startswith("* Wharfe Evening Bereavement Group")
        assert card.where in said


def test_a_group_in_short_begins_with_its_name_and_its_number() -> None:
    card = found("lost my husband in otley").cards[0]
    lines = pages.detail(card)
    assert lines[0] == "Wharfe Evening Bereavement Group  0113 496 0001"
    assert any(line.startswith("Next: Tue") for line in lines)
    assert pages.phone(card) == "0113 496 0001"


def test_a_group_without_a_number_says_so() -> None:
    card = next(one for one in found().cards if one.id == "aire-walk")
    assert pages.detail(card)[0] == "Aire Walk and Talk  No contact is stated"
    assert pages.phone(card) == ""


def test_the_panel_marks_what_is_chosen_and_what_leaves_nothing() -> None:
    ours = finder()
    state = State("grief", (IN_PERSON,))
    there = ours.found(state)
    lines = [line for line, _ in pages.choices(state, there.counts, there.answer.vocabulary, 22)]
    assert lines[:4] == [
        "Format",
        f"[x] in person{there.answer.total:>9}",
        f"[ ] online{there.counts[ONLINE]:>12}",
        "[ ] phone            -",
    ]
    assert {len(line) for line in lines if line.startswith("[")} == {22}


def test_a_label_that_has_no_room_says_that_it_goes_on() -> None:
    line = pages.choice_line("[ ]", "an accessible toilet", 1234, 20)
    assert (len(line), line.endswith(" 1,234"), ". " in line) == (20, True, True)


def test_a_text_to_send_tells_of_each_group_and_of_a_crisis() -> None:
    sheets = finder().sheets(("wharfe-evening-bereavement", "aire-walk"))
    said = pages.shared(sheets, "If you feel unsafe: 999.")
    first, second = said.split("\n\n")
    assert first.startswith("Wharfe Evening Bereavement Group: ")
    assert second.startswith("Aire Walk and Talk: ")
    assert said.count("If you feel unsafe: 999.") == 2
    assert "0113 496 0001" in first


def test_groups_beside_one_another_begin_with_what_differs() -> None:
    sheets = finder().sheets(("wharfe-evening-bereavement", "widowed-together-online"))
    lines = pages.comparison(sheets).splitlines()
    assert lines[:4] == [
        "A  Wharfe Evening Bereavement Group",
        "B  Widowed Together Online",
        "",
        "DIFFERENT",
    ]
    where = lines.index("Phone") if "Phone" in lines else lines.index("Ring")
    assert lines[where + 1] == "  A  0113 496 0001"


def test_a_group_in_full_ends_with_what_to_ask() -> None:
    (sheet,) = finder().sheets(("wharfe-evening-bereavement",))
    assert sheet.questions
    last = [f"- {one}" for one in sheet.questions]
    assert pages.full(sheet).splitlines()[-len(last) :] == last


def test_crisis_lines_are_one_line_that_names_no_command() -> None:
    assert (
        pages.crisis_line(("In danger: 999.", "More lines: peerfind crisis")) == "In danger: 999."
    )


@pytest.mark.parametrize("is_typing", [True, False])
@pytest.mark.parametrize("width", [40, 60, 80, 200])
def test_the_keys_fit_and_always_name_the_crisis_key(width: int, *, is_typing: bool) -> None:
    said = pages.keys(width, is_typing=is_typing)
    assert len(said) <= width
    assert "! crisis" in said


def test_the_help_fits_a_small_screen() -> None:
    lines = pages.HELP.splitlines()
    assert (max(map(len, lines)) <= 78, len(lines) <= 19) == (True, True)
    for key in "/fupsc!q":
        assert any(line.startswith(f"{key} ") for line in lines)


def test_what_was_understood_is_told_with_the_number() -> None:
    answer = found().answer
    assert pages.understood(answer) == f"{answer.total} groups: grief"
