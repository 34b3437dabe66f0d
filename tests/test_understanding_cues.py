"""What words give away is learnt, kept in a table, and told as a guess."""

from __future__ import annotations

import re

import pytest
from hearing import VOCABULARY, asks, heard
from hypothesis import given
from hypothesis import strategies as st

from peerfind import tables, text
from peerfind.asking.understanding.said import Said
from peerfind.asking.understanding.what.cues import NOTHING, TABLE, cues

ROWS = [line.split("\t") for line in tables.contents(TABLE)[:].decode().splitlines()]
CUES = [row[0] for row in ROWS]
FOCUS = VOCABULARY["focus"]


class TestTheTable:
    def test_stands_in_the_order_in_which_it_is_looked_up(self) -> None:
        lines = tables.contents(TABLE)[:].splitlines()
        assert lines == sorted(lines)
        assert len({*CUES}) == len(CUES)

    def test_leans_to_subjects_of_the_vocabulary_alone(self) -> None:
        terms = {one.rpartition(":")[0] for row in ROWS for one in row[1:]}
        assert terms <= {*FOCUS.terms, NOTHING}

    def test_can_lean_to_nearly_every_subject(self) -> None:
        terms = {one.rpartition(":")[0] for row in ROWS for one in row[1:]}
        assert FOCUS.terms.keys() <= terms

    def test_has_weights_that_say_enough_the_strongest_first(self) -> None:
        for row in ROWS:
            weights = [int(one.rpartition(":")[2]) for one in row[1:]]
            assert weights
            assert weights == sorted(weights, reverse=True)
            assert all(weight >= 20 or weight <= -40 for weight in weights)

    def test_has_what_speaks_against_a_subject_too(self) -> None:
        assert any(":-" in one for row in ROWS for one in row[1:])

    def test_has_words_and_pairs_of_words_as_stems(self) -> None:
        for cue in CUES[::7]:
            words = cue.split(" ")
            assert len(words) in (1, 2)
            assert cue == text.folded(cue)

    def test_tells_nothing_by_an_age_or_a_day_of_the_month(self) -> None:
        assert [cue for cue in CUES if re.search(r"\b[0-9]{1,2}s?\b", cue)] == []


def found(says: str, *named: int) -> list[str]:
    """The cues in what was said."""
    return [cue.stems for cue in cues(Said(says), named)]


def test_cues_are_words_that_say_something_and_pairs_that_follow_one_another() -> None:
    assert found("red letters piling up") == [
        "red", "letter", "piling", "red letter", "letter piling", "piling up",
    ]  # fmt: skip


def test_small_words_inside_a_pair_are_passed_over() -> None:
    assert "lost job" in found("lost his job")


def test_a_pair_stands_in_one_clause() -> None:
    assert "red letter" not in found("red, letters")


def test_what_is_taken_or_named_is_passed_over() -> None:
    said = Said("red letters piling up")
    said.take(0, 1)
    assert "red" not in [cue.stems for cue in cues(said)]
    assert "letter" not in found("red letters piling up", 1)


@given(st.text(max_size=80))
def test_any_text_has_cues_of_its_own_words(says: str) -> None:
    said = Said(says)
    stems = {text.stem(word) for word in said.words}
    assert all({*cue.stems.split()} <= stems for cue in cues(said))
    assert all(0 <= place < len(said) for cue in cues(said) for place in cue.places)


GUESSES = {
    "wakes at four every morning and lies there till it gets light": "sleep",
    "red letters piling up and she daren't open them": "debt",
    "convinced every headache is a brain tumour, always at the doctor": "health-anxiety",
    "washes his hands till they are raw and checks the door forty times": "ocd",
    "cannot throw anything away, newspapers up to the ceiling": "hoarding",
    "pulls out her eyelashes and wears a hat to hide the patches": "hair-pulling",
    "since the baby was born she cries all day and feels nothing for him": "postnatal-depression",
    "he lost the house money on the horses and the machines": "gambling",
    "not spoken to a soul since Sunday": "loneliness",
}


@pytest.mark.parametrize(("says", "term"), GUESSES.items(), ids=GUESSES.values())
class TestAGuess:
    def test_is_what_the_words_lean_to(self, says: str, term: str) -> None:
        guessed = {
            value for name, *values in asks(heard(says)) if name == "focus" for value in values
        }
        kin = {one for value in guessed for one in FOCUS.above(value) | FOCUS.below(value)}
        assert term in guessed | kin

    def test_is_told_with_how_to_take_it_back(self, says: str, term: str) -> None:
        reading = heard(says)
        if ("focus", term) in asks(reading):
            told = [note for note in reading.notes if "guess" in note]
            assert all("--ignore focus" in note for note in told)


@pytest.mark.parametrize(
    ("says", "trouble"),
    [
        ("his brother's death, would meet other brothers and sisters, a man who walks", "grief"),
        ("can't sleep, lies there till four, would sit with other blokes", "sleep"),
        ("red letters piling up, a big lad, wants fellas to talk with", "debt"),
        ("washes her hands till they bleed, would like a circle of women", "ocd"),
    ],
)
def test_who_people_are_gives_way_to_what_troubles_them(says: str, trouble: str) -> None:
    guessed = {value for name, *values in asks(heard(says)) if name == "focus" for value in values}
    assert any(trouble in FOCUS.above(one) for one in guessed)
    assert guessed.isdisjoint({"mens-mental-health", "womens-mental-health"})


@pytest.mark.parametrize(
    "says",
    [
        "tuesdays after work, step free, near the station",
        "can come any weekday afternoon, has a bus pass",
        "wants somewhere with parking in Hull",
        "f 45, two kids, Leeds",
        "by phone or online, either is fine",
        "hello, is that the helpline",
    ],
)
def test_nothing_is_guessed_where_nothing_is_the_matter(says: str) -> None:
    assert [one for one in asks(heard(says)) if one[0] == "focus"] == []


@pytest.mark.parametrize(
    ("says", "narrower"),
    [
        (
            "bereaved last month when he dropped dead in the kitchen, no warning, no goodbye, Hull",
            "grief-sudden",
        ),
        (
            "new mum in leeds, baby is 11 weeks, cries all day and feels nothing for him",
            "postnatal-depression",
        ),
    ],
)
def test_what_was_named_is_told_more_closely_where_the_story_says_so(
    says: str, narrower: str
) -> None:
    assert [part.values for part in heard(says).parts if part.name == "focus"] == [(narrower,)]


@pytest.mark.parametrize("says", ["bereaved, Hull", "new mum in Leeds", "grief group, tuesdays"])
def test_a_name_without_a_story_stays_as_wide_as_it_is(says: str) -> None:
    (said,) = [part.values for part in heard(says).parts if part.name == "focus"]
    assert said in {("grief",), ("perinatal",)}


@pytest.mark.parametrize(
    "says",
    [
        "finishes work at 6 so evenings",
        "can she bring the dog, she won't come without it",
        "either a phone call or email, whichever is quicker to answer",
        "no travelling at all, she is staying in the comfort of home",
        "knit and natter in the village hall on Tuesdays",
    ],
)
def test_few_words_of_how_somebody_would_meet_give_no_trouble_away(says: str) -> None:
    assert [one for one in asks(heard(says)) if one[0] == "focus"] == []


@pytest.mark.parametrize(
    ("says", "subject"),
    [
        ("mum doesn't know who i am any more, i do everything for her", "dementia-carers"),
        ("red letters piling up, daren't open the door", "debt"),
        ("out of prison 3 weeks, wants others who have done time", "after-prison"),
    ],
)
def test_few_words_of_a_trouble_give_it_away(says: str, subject: str) -> None:
    assert ("focus", subject) in asks(heard(says))
