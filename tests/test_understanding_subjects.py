"""What a text is about is weighed by learnt signs; what is surely named is never passed over."""

from __future__ import annotations

from math import exp
from typing import TYPE_CHECKING

import pytest
from hearing import VOCABULARY, asks, heard
from hypothesis import given
from hypothesis import strategies as st

from peerfind import tables
from peerfind.asking.criteria import URGENT
from peerfind.asking.understanding.grammar import named_in
from peerfind.asking.understanding.what import subjects
from peerfind.asking.understanding.what.cues import NOTHING, Hints, apart

if TYPE_CHECKING:
    from peerfind.asking.understanding.said import Said

FOCUS = VOCABULARY["focus"]
LINES = tables.contents(subjects.TABLE)[:].decode().splitlines()
SIGNS = dict(line.split("\t") for line in LINES)
NAMES = [term.names[0] for term in FOCUS.terms.values()]

# A story that names nothing and gives away one subject.
HOARDING = (
    "housing officer about a tenant, lovely man, the flat is packed to the ceiling with papers and carrier "
    "bags so nobody can get in to mend the boiler"
)
# One that gives away nothing.
ERRANDS = (
    "he has a red van, asked where the post office has moved to and whether the bridge is open this week, "
    "the form is the blue one, and it takes ten days to come back"
)


def focus(says: str) -> set[str]:
    """The subjects that are asked for."""
    return {term for name, *terms in asks(heard(says)) if name == "focus" for term in terms}


def weighed(says: str) -> tuple[Said, list[subjects.Candidate]]:
    """A text, and what may be meant in it."""
    said, found, named = named_in(says, VOCABULARY)
    return said, subjects.candidates(named, Hints(said, FOCUS, apart(found)), FOCUS)


class TestTheTable:
    def test_has_each_sign_once_and_a_weight_that_says_something(self) -> None:
        assert len(SIGNS) == len(LINES)
        assert sorted(LINES) == LINES
        assert all(float(weight) for weight in SIGNS.values())

    def test_tells_of_terms_of_the_vocabulary_alone(self) -> None:
        terms = {name.removeprefix("is ") for name in SIGNS if name.startswith("is ")}
        assert terms <= FOCUS.terms.keys()

    def test_has_no_sign_that_nothing_shows(self) -> None:
        shown: set[str] = set()
        for says in (
            f"{HOARDING}, his anxiety",
            f"grief, {HOARDING}",
            "grief",
            HOARDING,
            "step free",
        ):
            said, every = weighed(says)
            shown |= {sign for one in every for sign in subjects.signs(said, one, every, FOCUS)}
        assert {name for name in SIGNS if not name.startswith("is ")} <= shown

    def test_leans_to_what_the_cues_say_most_for(self) -> None:
        assert float(SIGNS["share"]) > 0
        assert float(SIGNS["nothing: share"]) > 0

    def test_takes_what_is_told_of_everybody_less_for_the_matter(self) -> None:
        assert float(SIGNS["general"]) < 0
        assert float(SIGNS["audience"]) < 0
        assert float(SIGNS["who people are"]) < 0


class TestASubjectThatIsNamed:
    @pytest.mark.parametrize("name", NAMES)
    def test_is_meant_in_a_note(self, name: str) -> None:
        said, every = weighed(f"{name} please")
        named = [one for one in every if one.named]
        found = named_in(f"{name} please", VOCABULARY)[1]
        mentions = [one for one in found if one.facet == "focus"]
        meant = subjects.meant(said, mentions, Hints(said, FOCUS, apart(found)), FOCUS)
        for one in named:
            assert not {one.term, *FOCUS.above(one.term), *FOCUS.below(one.term)}.isdisjoint(meant)

    @pytest.mark.parametrize(
        ("says", "expected"),
        [
            ("already depressed, now gambling", {"depression", "gambling"}),
            ("grief, Leeds, evenings, anxiety", {"grief", "anxiety"}),
            ("debt and divorce", {"debt", "divorce"}),
        ],
    )
    def test_is_meant_beside_another_in_a_note(self, says: str, expected: set[str]) -> None:
        assert focus(says) == expected

    @pytest.mark.parametrize("name", ["grief", "anxiety", "debt", "autism"])
    @pytest.mark.parametrize("story", [HOARDING, ERRANDS])
    def test_is_meant_as_a_clause_of_its_own(self, story: str, name: str) -> None:
        assert name in focus(f"{name}, {story}")
        assert name in focus(f"{story}, {name}")

    def test_is_meant_where_a_group_for_it_is_asked_for(self) -> None:
        says = (
            "caller suicidal last week, safe now, wants grief group for his dad who lives in Hull"
        )
        assert focus(says) == {"suicidal-thoughts", "grief"}

    @pytest.mark.parametrize(
        "said", ["he feels suicidal", "she self harms", "he tried to kill himself last year"]
    )
    @pytest.mark.parametrize("story", [HOARDING, ERRANDS])
    def test_is_meant_wherever_it_may_cost_a_life(self, story: str, said: str) -> None:
        assert not URGENT.isdisjoint(
            focus(f"{story} and then he said quietly that {said} and went")
        )

    def test_gives_way_in_a_story_to_what_all_else_speaks_for(self) -> None:
        reading = heard(f"{HOARDING}, and he sleeps in a chair as the bed has gone under")
        assert ("focus", "hoarding") in asks(reading)
        assert not any(part[1] == "sleep" for part in asks(reading))
        assert any("rather than" in note and "hoarding" in note for note in reading.notes)

    def test_is_told_with_the_flag_where_it_is_passed_over_for_another(self) -> None:
        says = (
            "retired teacher whose husband died at easter, she is grieving and wants others who have lost "
            "theirs, her sister in oz has had anxiety for years and rings on sundays"
        )
        reading = heard(says)
        assert focus(says) == {"grief-partner"}
        assert any("--focus anxiety" in note for note in reading.notes)

    def test_says_still_for_whom_a_group_is_where_it_is_passed_over(self) -> None:
        reading = heard("widower 77 margate, nobody to talk to")
        assert ("for", "widowed") in asks(reading)

    def test_is_told_of_nothing_where_nothing_is_to_be_read(self) -> None:
        says = f"{HOARDING}, and he sleeps in a chair"
        assert heard(says, ignored={"focus"}).notes == ()


class TestWhoDiedAndHow:
    @pytest.mark.parametrize(
        ("says", "expected"),
        [
            ("his son Miles took his own life", {"grief-child", "grief-suicide"}),
            (
                "farmer, Hawes, son took his own life, asks for other fathers",
                {"grief-child", "grief-suicide"},
            ),
        ],
    )
    def test_are_asked_for_together(self, says: str, expected: set[str]) -> None:
        assert focus(says) == expected


class TestWhatIsOnlyGivenAway:
    @pytest.mark.parametrize(
        ("says", "term"),
        [
            (HOARDING, "hoarding"),
            ("owes 18 grand", "debt"),
            ("red letters piling up", "debt"),
            ("awake till four", "sleep"),
            ("married 40 years and now hes walked out", "divorce"),
        ],
    )
    def test_is_a_guess_and_told_as_one(self, says: str, term: str) -> None:
        reading = heard(says)
        assert focus(says) == {term}
        assert [note for note in reading.notes if "is a guess" in note]

    @pytest.mark.parametrize(
        "says", [ERRANDS, "who do I ring about the car park", "tomorrow at ten"]
    )
    def test_is_nothing_where_the_words_say_nothing(self, says: str) -> None:
        assert focus(says) == set()


WORDS = """grief anxiety sleep debt her husband died never slept letters red piling owes gambling the a and ,
    walks Leeds evenings dog sister carer drinks alone chair bath meds ward baby school"""
words = st.sampled_from(WORDS.split())
texts = st.lists(words, min_size=1, max_size=40).map(" ".join)


class TestLaws:
    @given(texts)
    def test_shares_are_parts_of_one(self, says: str) -> None:
        _, every = weighed(says)
        assert sum(exp(one.share) for one in every) <= 1 + 1e-9
        assert every[0].term == NOTHING
        assert len({one.term for one in every}) == len(every)

    @given(texts)
    def test_what_is_meant_may_be_meant_and_none_is_of_the_same_kind(self, says: str) -> None:
        said, found, named = named_in(f"well {says}", VOCABULARY)
        hints = Hints(said, FOCUS, apart(found))
        meant = subjects.meant(said, named, hints, FOCUS)
        assert {*meant} <= {one.term for one in subjects.candidates(named, hints, FOCUS)} - {
            NOTHING
        }
        for one in meant:
            assert FOCUS.above(one).isdisjoint({*meant} - {one})

    @given(texts)
    def test_more_that_speaks_for_a_subject_makes_its_share_larger(self, says: str) -> None:
        said, found, _ = named_in(says, VOCABULARY)
        hints = Hints(said, FOCUS, apart(found))
        before = subjects.candidates([], hints, FOCUS)[1:]
        if before:
            hints.worth[before[0].term] += 100
            after = subjects.candidates([], hints, FOCUS)[1]
            assert after.term == before[0].term
            assert after.share > before[0].share or exp(before[0].share) > 1 - 1e-9

    @given(st.text(max_size=200))
    def test_anything_that_is_typed_is_weighed(self, says: str) -> None:
        said, every = weighed(says)
        if len(said):
            assert all(subjects.signs(said, one, every, FOCUS) for one in every)
