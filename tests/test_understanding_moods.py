"""What is refused without a word that says so is refused, or left alone; what is wished stays a wish."""

from __future__ import annotations

import pytest
from hearing import asks, heard
from hypothesis import given
from hypothesis import strategies as st

from peerfind.asking.understanding import moods, negation, weighing
from peerfind.asking.understanding.moods import mood_of_place, mood_of_thing, mood_of_time
from peerfind.asking.understanding.said import Said

KINDS = {"thing": mood_of_thing, "time": mood_of_time, "place": mood_of_place}
WORDS = "zoom Leeds no not she hates mondays ? : , . ! laughed fine perfect free yoga".split()  # noqa: SIM905


def named(says: str, flag: str) -> set[str]:
    """The values of a flag that are asked for."""
    return {value for name, *values in asks(heard(says)) if name == flag for value in values}


@pytest.mark.parametrize(
    ("says", "flag", "refused"),
    [
        ("Tuesdays? Bowls. Thursdays he could do", "day", "tuesday"),
        ("mornings: dialysis. afternoons good", "time", "morning"),
        ("a counsellor? he rolled his eyes. someone who's been there", "leader", "counsellor"),
        ("Wednesdays is chapel", "day", "wednesday"),
        ("the phone? makes her stammer, she'd rather meet", "format", "phone"),
        ("Fridays is mosque so Saturdays please", "day", "friday"),
        ("online was suggested. He pulled a face", "format", "online"),
        ("groups: he's tried three and walked out of them all", "setting", "group"),
        ("Leeds makes her panic. Otley is fine", "near", "Leeds"),
        ("Mondays? Shift. Any other day", "day", "monday"),
        ("weekends are when he sees his kids. Leeds", "day", "saturday"),
        ("Zoom - she hasn't a computer. phone", "format", "video"),
        ("Leeds? Too far on the bus. Otley", "near", "Leeds"),
        ("a nurse? no thanks love", "leader", "nurse"),
    ],
)
def test_what_is_refused_without_a_not_is_not_asked_for(says: str, flag: str, refused: str) -> None:
    assert refused not in named(says, flag)


@pytest.mark.parametrize(
    ("says", "flag", "wished"),
    [
        ("Zoom? Yes, she'd like that", "format", "video"),
        ("Tuesdays? Perfect", "day", "tuesday"),
        ("mornings: fine", "time", "morning"),
        ("evenings? smashing", "time", "evening"),
        ("evenings after work, she finishes at 5", "time", "evening"),
        ("what about zoom? that would be brilliant", "format", "video"),
        ("walking group on Saturdays in Leeds", "day", "saturday"),
        ("weekday evenings, she works in the day", "time", "evening"),
        ("Mondays. Leeds. Grief", "day", "monday"),
        ("anxiety, Otley, mornings, led by peers", "time", "morning"),
        ("lost her dad. Leeds? or Otley", "focus", "grief"),
    ],
)
def test_what_is_wished_is_still_asked_for(says: str, flag: str, wished: str) -> None:
    assert any(value.startswith(wished) for value in named(says, flag))


def test_what_is_refused_for_sure_is_to_be_avoided() -> None:
    says = "a counsellor? he rolled his eyes. someone who's been there"
    assert ("avoid", "leader=counsellor") in asks(heard(says))


def test_a_day_that_is_refused_so_asks_for_the_others() -> None:
    assert len(named("Mondays is dialysis. Any other day", "day")) == 6


@given(words=st.lists(st.sampled_from(WORDS), min_size=1, max_size=12), data=st.data())
def test_what_the_rules_refuse_stays_refused(words: list[str], data: st.DataObject) -> None:
    said = Said(" ".join(words))
    if not len(said):
        return
    at = data.draw(st.integers(0, len(said) - 1))
    for kind, mood in KINDS.items():
        by_rules = negation.mood(said, at, is_thing=kind == "thing")
        found = mood(said, at)
        assert found in {by_rules, "unclear", "unwanted"}
        assert found == "unwanted" or by_rules != "unwanted"


@given(words=st.lists(st.sampled_from(WORDS), min_size=1, max_size=12))
def test_every_sign_is_of_what_stands_around_and_counts_once(words: list[str]) -> None:
    said = Said(" ".join(words))
    for at in range(len(said)):
        shown = moods.signs(said, at, at + 1, "thing")
        assert set(shown.values()) == {1.0}
        assert "thing" in shown


@pytest.mark.parametrize(
    ("says", "sign"),
    [
        ("zoom? she laughed", "thing ends ?"),
        ("zoom? she laughed", "next: ? she"),
        ("zoom? she laughed", "next: … laughed"),
        ("zoom? she laughed", "next: 2 ? $ bare"),
        ("zoom", "thing alone ^ $"),
        ("not so keen on zoom now", "keen on _"),
        ("not so keen on zoom now", "not … _"),
        ("not so keen on zoom now", "_ now"),
        ("he said no. zoom is hell", "no . _"),
        ("he said no. zoom is hell", "said … | _"),
        ("no to: yoga, zoom, walks", "head to"),
        ("no to: yoga, zoom, walks", "head … no"),
        ("“never” \N{EN DASH} zoom", "thing led ;"),
    ],
)
def test_a_sign_is_a_word_or_a_mark_and_where_it_stands(says: str, sign: str) -> None:
    said = Said(says)
    at = said.words.index("zoom")
    assert sign in moods.signs(said, at, at + 1, "thing")


def test_each_stretch_is_weighed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    weighed: list[object] = []
    worth = weighing.worth
    monkeypatch.setattr(
        weighing, "worth", lambda signs, table: (weighed.append(signs), worth(signs, table))[1]
    )
    said = Said("zoom? she laughed")
    assert [mood_of_thing(said, 0) for _ in range(3)] == [mood_of_thing(said, 0)] * 3
    assert len(weighed) == 1


def test_many_signs_are_used_and_none_is_for_nothing() -> None:
    table = weighing.weights(moods.TABLE)
    assert len(table) > 1000
    assert 0.0 not in table.values()


@pytest.mark.parametrize(
    ("says", "left"),
    [
        ("yoga? you must be joking. walking though", ("joking walking",)),
        ("online was suggested. He pulled a face", ("suggested pulled face",)),
        ("lantern? you must be joking", ("lantern joking",)),  # the name of nothing
    ],
)
def test_what_may_be_refused_is_not_searched_for(says: str, left: tuple[str, ...]) -> None:
    assert heard(says).left == left
