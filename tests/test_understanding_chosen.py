"""Which of the places that are named is where a group should be."""

from __future__ import annotations

import pytest
from hearing import VOCABULARY, asks, heard
from hypothesis import given
from hypothesis import strategies as st

from peerfind.asking.understanding import weighing
from peerfind.asking.understanding.grammar import places_in
from peerfind.asking.understanding.where import chosen

LITTLE = (
    "she",
    "he",
    "lives",
    "in",
    "near",
    "from",
    "Deal",
    "Reading",
    "hope",
    "not",
    ",",
    ".",
    "no",
)
TOWNS = ["Otley", "Leeds", "Skipton", "Hexham", "Morpeth", "Truro"]


def near(says: str) -> str | None:
    """The place that is read."""
    return next((one[1] for one in asks(heard(says)) if one[0] == "near"), None)


def signs_of(says: str) -> list[set[str]]:
    """The signs of each name in a text that may be a place."""
    said, is_word = places_in(says, VOCABULARY)
    every = chosen.candidates(said, is_word)
    return [{*chosen.signs(said, one, every, is_word)} for one in every]


@pytest.mark.parametrize(
    ("says", "place"),
    [
        ("Otley lass living in Skipton these days, lost her nan", "Skipton"),
        ("sister in Cromer, mother in Holt, she's in Sheringham and cares for both", "Sheringham"),
        ("in Hexham, one there shut. Would go Morpeth", "Morpeth"),
        ("Mum died in Leeds in January. Otley. Evenings", "Otley"),
        ("born in Truro, schooled in Redruth, now Penzance. hears voices", "Penzance"),
        ("Morpeth pls, Newcastle costs a fortune by taxi", "Morpeth"),
        ("discharged from a ward in Carlisle, home is Penrith", "Penrith"),
        ("lives Wetherby, would rather Harrogate", "Harrogate"),
        ("he supports Burnley, lives in Colne, gambling", "Colne"),
    ],
)
def test_one_of_several_is_where_a_group_should_be(says: str, place: str) -> None:
    assert near(says) == place


@pytest.mark.parametrize(
    "says",
    [
        "Mr Carlisle, depressed since the op",
        "a pint of Newcastle brown every night",
        "watches Coronation Street all day, lonely",
        "a great deal of worry",
        "the Leeds game on saturdays is all he has",
    ],
)
def test_a_name_may_be_no_place(says: str) -> None:
    assert near(says) is None


@pytest.mark.parametrize("town", TOWNS)
@pytest.mark.parametrize(
    "says",
    [
        "not {}",
        "anywhere but {}",
        "{} is too far",
        "no way is he going into {}",
        "keep her away from {}",
        "{} is no good",
        "can't afford the fare to {}",
    ],
)
def test_what_is_refused_or_out_of_reach_is_never_chosen(says: str, town: str) -> None:
    assert near(says.format(town)) is None
    assert near(f"grief, {says.format(town.lower())}") is None


@pytest.mark.parametrize(
    ("says", "left"),
    [
        ("Otley lass living in Skipton", ("lass",)),
        ("works in Derby, lives in Belper", ()),
        ("born in Truro, lives in Falmouth, hope", ("born hope",)),
    ],
)
def test_other_places_are_of_the_story_and_not_searched_for(
    says: str, left: tuple[str, ...]
) -> None:
    assert {*" ".join(heard(says).left).split()} <= {*" ".join(left).split()}


@pytest.mark.parametrize(
    ("says", "far"),
    [
        ("Thurso, 30 miles would be the limit", "30mi"),
        ("lives in Sennen, twenty miles is nothing to him", "20mi"),
        ("can come as far as 8 miles from Tonbridge", "8mi"),
        ("Ripon, a couple of miles", "2mi"),
        ("Penrith, so 8 miles", "8mi"),
        ("Aviemore, 30 miles is a lot", None),
        ("Ullapool, it is 50 miles there and back", None),
    ],
)
def test_how_far_is_said_in_words_of_life(says: str, far: str | None) -> None:
    assert next((one[1] for one in asks(heard(says)) if one[0] == "within"), None) == far


@pytest.mark.parametrize(
    ("says", "never"),
    [
        ("thursday pm is chemo, so obviously not that", ("day", "thursday")),
        ("Teams? absolutely not", ("format", "video")),
        ("the thought of zoom makes her ill", ("format", "video")),
        ("mornings are no earthly use", ("time", "06:00-12:00")),
        ("a forum she can whistle for, a phone call", ("format", "text")),
    ],
)
def test_what_is_refused_in_words_of_life_is_never_asked_for(
    says: str, never: tuple[str, str]
) -> None:
    assert never not in asks(heard(says))


class TestSigns:
    def test_tell_what_leads_to_a_name_and_what_it_looks_like(self) -> None:
        (shown,) = signs_of("Grief, lives in Otley")
        assert {"named", "led: home", "capital inside", "well known", "in _", "lives in _"} <= shown
        (shown,) = signs_of("grief, otley")
        assert {"clause", "last of all", "grief | _"} <= shown
        assert not any("capital" in one for one in shown)

    def test_tell_the_places_of_a_story_from_others(self) -> None:
        told, home = signs_of("mum died in Leeds, home is Otley")
        assert {"told", "first place"} <= told
        assert {"led: home", "last place"} <= home
        assert "told" not in home

    def test_are_of_the_words_around_a_name_in_its_clause(self) -> None:
        (shown,) = signs_of("her old house up in Otley with the dog, sold")
        assert {
            "in _",
            "up in _",
            "up * _",
            "house … _",
            "_ with",
            "_ with the",
            "_ * the",
        } <= shown
        assert {"_ … dog"} <= shown
        assert not any("sold" in one for one in shown)

    def test_tell_one_with_its_county_or_near_another(self) -> None:
        (shown,) = signs_of("anxious, in Deal, Kent")
        assert "in a region" in shown
        (shown,) = signs_of("Battle near Hastings")
        assert "near another" in shown

    def test_tell_what_was_put_right(self) -> None:
        wrong, right = signs_of("Leeds, no sorry, Bradford")
        assert "puts right" in right
        assert "puts right" not in wrong


class TestLaws:
    texts = st.lists(st.sampled_from([*TOWNS, *LITTLE]), min_size=1, max_size=12).map(" ".join)

    @given(texts)
    def test_what_is_chosen_is_one_that_may_be(self, says: str) -> None:
        said, is_word = places_in(f"well {says}", VOCABULARY)
        every = chosen.candidates(said, is_word)
        assert chosen.chosen(said, is_word) in [None, *(one.part for one in every)]

    @given(texts)
    def test_no_two_that_may_be_lie_over_each_other(self, says: str) -> None:
        said, is_word = places_in(f"well {says}", VOCABULARY)
        every = chosen.candidates(said, is_word)
        taken = [at for one in every for at in range(one.name.start, one.part.end)]
        assert len(taken) == len({*taken})

    def test_every_sign_of_the_table_is_finite_and_some_are_shown(self) -> None:
        weights = weighing.weights(chosen.TABLE)
        assert all(abs(weight) < 10 for weight in weights.values())
        shown = set().union(*signs_of("Mum died in Leeds. She lives in Otley, not near Skipton"))
        assert len(shown & weights.keys()) > 10


@pytest.mark.parametrize(
    ("shown", "by_name", "worth"),
    [
        ({}, {"a": 1.0}, 0.0),
        ({"a": 1.0}, {}, 0.0),
        ({"a": 1.0, "b": 2.0}, {"a": 0.5, "b": -1.0}, -1.5),
    ],
)
def test_what_signs_come_to_is_the_sum_of_what_is_shown(
    shown: dict[str, float], by_name: dict[str, float], worth: float
) -> None:
    assert weighing.worth(shown, by_name) == worth


def test_the_likeliest_has_odds_of_one_and_no_other_has_more() -> None:
    odds = weighing.odds([{}, {"named": 1.0}, {"named": 1.0, "refused": 1.0}], chosen.TABLE)
    assert max(odds) == 1.0
    assert all(0 < one <= 1 for one in odds)
    assert odds[1] > odds[2]
