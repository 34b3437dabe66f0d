from __future__ import annotations

from typing import Any, NoReturn

import pytest
from asking import ask, ids, index_of, score_of
from hypothesis import given
from hypothesis import strategies as st

from peerfind.asking.criteria import WORDS
from peerfind.asking.frequencies import FIELDS, PARTS, own_frequencies, said, words_of
from peerfind.asking.words import Found, Lexicon, search
from peerfind.directory.vocabulary import Vocabulary

Facts = dict[str, Any]


def found_with(word: str, facts: Facts) -> list[str]:
    """The ids that a word finds among a group with `facts` and one that says nothing of it."""
    return ids(ask(index_of({"this": facts, "other": {"summary": "Something else."}}), word))


@pytest.mark.parametrize(
    ("word", "facts"),
    [
        pytest.param("lantern", {"name": "Lantern Group"}, id="its name"),
        pytest.param("lantern", {"also_known_as": ["The Lantern"]}, id="another name of its"),
        pytest.param("lantern", {"organisation": "Lantern Trust"}, id="its organisation"),
        pytest.param("lantern", {"summary": "We light a lantern."}, id="its summary"),
        pytest.param("lantern", {"description": "A lantern walk."}, id="its description"),
        pytest.param("lantern", {"area": "Lantern Hill"}, id="the area where it works"),
        pytest.param("leeds", {"venue": {"town": "Leeds"}}, id="its town"),
        pytest.param("lantern", {"venue": {"name": "Lantern Hall"}}, id="its venue"),
        pytest.param("gambling", {"focus": ["gambling"]}, id="the term of what it is about"),
        pytest.param("betting", {"focus": ["gambling"]}, id="an alias of that"),
        pytest.param("knitting", {"activities": ["crafts"]}, id="an alias of an activity"),
        pytest.param("women", {"only_for": ["women+south-asian"]}, id="whom it is for"),
        pytest.param("mothers", {"welcomes": ["mothers"]}, id="whom it welcomes"),
        pytest.param("walk", {"summary": "Walking."}, id="the same stem"),
        pytest.param("walks", {"summary": "A walk."}, id="the same stem from the other side"),
        pytest.param("LANTERN", {"name": "lantern"}, id="in any case"),
        pytest.param("grwp", {"name": "Grŵp Cymorth"}, id="without its accents"),
        pytest.param("mens", {"summary": "A men's circle."}, id="without its apostrophe"),
        pytest.param("gamblign", {"focus": ["gambling"]}, id="misspelt by a swap"),
        pytest.param("lanturn", {"name": "Lantern"}, id="misspelt by a letter"),
        pytest.param("wellbieng", {"name": "Wellbeing Cafe"}, id="misspelt in its ending"),
    ],
)
def test_a_word_finds_a_group_by(word: str, facts: Facts) -> None:
    assert found_with(word, {"focus": ["panic"], **facts})[:1] == ["this"]


@pytest.mark.parametrize(
    ("word", "facts"),
    [
        pytest.param("lantern", {"doubts": ["Is it still at the Lantern?"]}, id="a doubt"),
        pytest.param("cap", {"name": "Cup"}, id="a short word misspelt"),
        pytest.param("lnatrn", {"name": "Lantern"}, id="too many slips"),
        pytest.param("river", {"name": "Rover"}, id="a real word of another group's"),
    ],
)
def test_a_word_does_not_find_a_group_by(word: str, facts: Facts) -> None:
    index = index_of({"this": facts, "other": {"summary": "By the river."}})
    assert "this" not in ids(ask(index, word))


def test_a_near_spelling_is_told_and_worth_less() -> None:
    index = index_of({"one": {"name": "Lantern"}, "two": {"summary": "Other."}})
    right, wrong = ask(index, "lantern"), ask(index, "lanturn")
    assert score_of(right, WORDS, "one").value > score_of(wrong, WORDS, "one").value > 0
    assert right.query.corrections == ()
    assert [(one.flag, one.typed, one.understood) for one in wrong.query.corrections] == [
        (WORDS, "lanturn", "lantern")
    ]


def test_a_group_with_more_of_the_words_ranks_higher() -> None:
    groups = {
        "both": {"summary": "A lantern by the river."},
        "river": {"summary": "People by the river."},
        "neither": {"summary": "A quiet room."},
        "lantern": {"summary": "People with a lantern."},
    }
    found = ask(index_of(groups), "river lantern")
    assert ids(found)[0] == "both"
    assert sorted(ids(found)) == ["both", "lantern", "river"]
    assert score_of(found, WORDS, "both").verdict == "met"
    assert score_of(found, WORDS, "river").verdict == "partly"
    assert score_of(found, WORDS, "river").found == ("river",)


def test_a_rare_word_is_worth_more_than_a_common_one() -> None:
    groups = {f"common-{at}": {"summary": "By the river."} for at in range(5)}
    found = ask(index_of({**groups, "rare": {"summary": "With a lantern."}}), "river", "lantern")
    assert ids(found)[0] == "rare"


@pytest.mark.parametrize(
    ("higher", "lower"), [*zip([*FIELDS][:-1], [*FIELDS][1:], strict=True)], ids=" over ".join
)
def test_fields_stand_in_falling_weight(higher: str, lower: str) -> None:
    assert FIELDS[higher].weight >= FIELDS[lower].weight


def test_a_name_says_more_than_a_description() -> None:
    groups = {
        "described": {"name": "Example", "description": "About a lantern."},
        "named": {"name": "Lantern", "description": "About an example."},
    }
    assert ids(ask(index_of(groups), "lantern")) == ["named", "described"]


def test_words_that_say_nothing_count_only_where_nothing_else_was_asked() -> None:
    index = index_of({"one": {"summary": "For you."}, "two": {"summary": "A lantern."}})
    assert ids(ask(index, "lantern", "for", "you")) == ["two"]
    assert "one" in ids(ask(index, "for", "you"))


def test_a_word_that_nobody_has_hides_everybody() -> None:
    found = ask(index_of({"one": {}, "two": {}}), "zzyzx")
    assert (found.total, found.hidden) == (0, {WORDS: 2})


def test_a_word_said_twice_counts_once() -> None:
    index = index_of({"one": {"name": "Lantern"}, "two": {"name": "River"}})
    once, twice = ask(index, "lantern"), ask(index, "lantern", "lantern")
    assert score_of(once, WORDS, "one") == score_of(twice, WORDS, "one")


RECORD = {"id": "one", "name": "Lantern Lantern", "summary": "River"}


def often(record: dict[str, Any]) -> dict[str, int]:
    """How often a group says each stem in its own texts, in thousandths."""
    return own_frequencies(words_of(record))


def test_a_stem_is_weighed_by_its_fields() -> None:
    name, summary = FIELDS["name"].frequency(2, 2), FIELDS["summary"].frequency(1, 1)
    assert often(RECORD) == {"lantern": round(PARTS * name), "river": round(PARTS * summary)}
    both = often({**RECORD, "summary": "A lantern"})["lantern"]
    assert both == pytest.approx(PARTS * (name + FIELDS["summary"].frequency(1, 2)), abs=1)


@pytest.mark.parametrize("name", FIELDS)
def test_a_word_in_a_text_of_the_usual_length_is_worth_the_weight_of_its_field(name: str) -> None:
    weight, usual = FIELDS[name]
    assert FIELDS[name].frequency(1, int(usual)) == pytest.approx(weight)


def test_a_long_text_counts_a_little_against_a_word() -> None:
    long = {**RECORD, "summary": "River and many more words than there are in the other one"}
    short_worth, long_worth = (often(one)["river"] for one in (RECORD, long))
    assert short_worth > long_worth > short_worth / 2


def test_what_a_group_says_is_worth_the_same_whatever_the_others_say() -> None:
    one = {"name": "Lantern", "summary": "By the river."}
    others = {"two": {"summary": "Many more words than there are in the other one, or in most."}}
    alone, among = index_of({"one": one}), index_of({"one": one, **others})
    for stem in ("lantern", "river"):
        assert alone.lexicon.frequencies(stem) == {0: often({"id": "one", **one})[stem]}
        assert among.lexicon.frequencies(stem) == alone.lexicon.frequencies(stem)


def test_a_group_says_the_words_of_its_own_texts_and_of_nothing_else() -> None:
    record = {
        "id": "one",
        "name": "Lantern Walk",
        "also_known_as": ["The Lamp"],
        "focus": ["grief"],
        "doubts": ["Is it still there?"],
        "venue": {"name": "Hall", "town": "Otley", "postcode": "LS21 3AB"},
    }
    assert said(record) == {"lantern", "walk", "the", "lamp", "hall", "otley"}


def nothing_found(_: str, __: str) -> NoReturn:
    pytest.fail("without a vocabulary no words name a term")


def searched(words: list[str], sayings: dict[str, dict[int, int]]) -> Found:
    """What words find in five groups, without a vocabulary, where `sayings` are those of stems."""
    whole = {"castle" if stem == "castl" else stem: len(who) for stem, who in sayings.items()}
    lexicon = Lexicon(
        Vocabulary({}), 5, lambda stem: sayings.get(stem, {}), lambda _="": whole, nothing_found
    )
    return search(words, lexicon, nothing_found)


def test_no_words_at_all_find_nothing() -> None:
    found = searched([], {"river": {0: 1000}})
    assert (found.values, found.spellings, found.terms) == ({}, {}, {})


@pytest.mark.parametrize(
    ("typed", "known"),
    [
        pytest.param("kill", "ill", id="a first letter lost"),
        pytest.param("harm", "hard", id="four letters"),
        pytest.param("stalked", "talked", id="a first letter lost from a longer word"),
        pytest.param("hoarding", "hearing", id="two slips in eight letters"),
        pytest.param("panic", "manic", id="a word of the vocabulary"),
    ],
)
def test_a_word_is_not_put_right_into_another(typed: str, known: str) -> None:
    index = index_of({"this": {"summary": f"It is {known}."}, "other": {}})
    found = ask(index, typed)
    assert [one for one in found.query.corrections if one.near_spelling] == []


def test_words_that_name_a_term_find_its_groups_first() -> None:
    groups = {
        "named": {"summary": "For people who lost money at betting."},
        "about": {"focus": ["gambling"]},
        "neither": {},
    }
    found = ask(index_of(groups), "betting")
    assert ids(found) == ["about", "named"]
    assert [(one.typed, one.understood) for one in found.query.corrections] == [
        ("betting", "gambling")
    ]
    assert [score_of(found, WORDS, one).verdict for one in ids(found)] == ["met", "partly"]


def test_one_more_word_always_ranks_higher() -> None:
    groups = {
        "two": {"description": "Somewhere a lantern hangs over a river."},
        "one": {"name": "Lantern Lantern Lantern"},
        "other": {"name": "River River River"},
    }
    assert ids(ask(index_of(groups), "river", "lantern"))[0] == "two"


@pytest.mark.parametrize(
    ("word", "facts"),
    [
        pytest.param("video", {"format": ["video"]}, id="a format"),
        pytest.param("online", {"format": ["video"]}, id="the roll-up of a format"),
        pytest.param("nurse", {"leader": ["nurse"]}, id="a leader"),
        pytest.param("wales", {"nation": "Wales"}, id="a nation"),
    ],
)
def test_a_word_finds_the_terms_of_the_other_facets(word: str, facts: Facts) -> None:
    assert found_with(word, {"focus": ["panic"], **facts})[:1] == ["this"]


stems = st.sampled_from(["river", "lantern", "castl", "meadow"])
indexes = st.dictionaries(
    stems, st.dictionaries(st.integers(0, 4), st.integers(100, 20_000), min_size=1)
)
asked_words = st.lists(st.sampled_from(["river", "lantern", "castle", "meadow", "lantren", "of"]))


@given(asked_words, indexes)
def test_scores_lie_between_nothing_and_all(words: list[str], index: dict[str, Any]) -> None:
    found = searched(words, index)
    for number, value in found.values.items():
        assert 0 < value <= 1
        assert found[number].value == value
        assert found[number].verdict == ("met" if number in found.whole() else "partly")
        assert {word for word, verdict in found[number].parts if verdict == "met"} == {
            *found[number].found
        }
        assert {*found[number].found} <= {*words, "lantern"}


@given(asked_words, indexes)
def test_a_group_that_is_not_found_is_missed(words: list[str], index: dict[str, Any]) -> None:
    found = searched(words, index)
    for number in {*range(5)} - {*found.values}:
        assert (found[number].verdict, found[number].value) == ("missed", 0)
        assert number not in (found.whole() if words else ())


@given(asked_words, indexes, st.randoms())
def test_the_order_of_the_words_does_not_matter(
    words: list[str], index: dict[str, Any], random: Any
) -> None:
    shuffled = [*words]
    random.shuffle(shuffled)
    one, other = (searched(order, index).values for order in (words, shuffled))
    assert one == pytest.approx(other)


@given(indexes)
def test_a_group_is_found_where_and_only_where_it_has_a_word(index: dict[str, Any]) -> None:
    words = ["castle" if stem == "castl" else stem for stem in index]
    has_any = {number for listed in index.values() for number in listed}
    assert {*searched(words, index).values} == has_any
