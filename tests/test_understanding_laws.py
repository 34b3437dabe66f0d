"""What holds of the grammar of free words whatever is said."""

from __future__ import annotations

import sys
from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest
from asking import answer, read_again
from hearing import DIRECTORY, INDEX, VOCABULARY, asks, heard, names_a_term, question, said
from hypothesis import given, settings
from hypothesis import strategies as st
from pace import some

from peerfind import text
from peerfind.answers.answer import answer_to
from peerfind.asking.criteria import WORDS
from peerfind.asking.query import EVERYTHING
from peerfind.asking.understanding.grammar import SAYS_NOTHING
from peerfind.asking.understanding.negation import mood
from peerfind.asking.understanding.said import MOST_TOKENS, Said
from peerfind.places import near

if TYPE_CHECKING:
    from collections.abc import Callable

    from peerfind.asking.understanding.grammar import Reading

PIECES = """
near in not no without never Leeds Otley Reading Richmond Newport within 5 miles km aged 22 she
he I son mum my year old her his seventies 40s Monday mondays evenings after before between and
6 6pm 5am 12:30 99 until from must essential be online phone text free nurse led by grief
depression gambling alcohol Welsh speaking zoom BSL group groups hates husband gambles men women
only gay deaf , . - ( ) knitting today tomorrow weekend mid late than 0 110 111 Gaerdydd yn
Wales Jersey Durham awake letters piling lantern ls213ab
""".split()  # noqa: SIM905 (reads better as a line of text)
SENTENCES = st.lists(st.sampled_from(PIECES), max_size=12).map(" ".join)
FEW = settings(max_examples=some(60))

ODD = [
    pytest.param("x" * 10_000, id="one word"),
    pytest.param("a " * 5_000, id="one letter"),
    pytest.param("!?.,;" * 2_000, id="only punctuation"),
    pytest.param("'" * 10_000, id="only apostrophes"),
    pytest.param("a'" * 5_000, id="apostrophes in a word"),
    pytest.param("_" * 10_000, id="only underlines"),
    pytest.param("😀👩‍👩‍👧🏽" * 1_400, id="emoji"),
    pytest.param("שלום עולם " * 1_000, id="right to left"),
    pytest.param("\u202eright to left\u202c " * 600, id="turned round"),
    pytest.param("кит дом " * 1_250, id="Cyrillic"),
    pytest.param("日本語" * 3_333, id="Japanese"),
    pytest.param("²³½ ٣ " * 1_600, id="other figures"),
    pytest.param("1 " * 5_000, id="figures"),
    pytest.param("12:34" * 2_000, id="times without an end"),
    pytest.param("near Leeds " * 900, id="places"),
    pytest.param("a.b." * 2_500, id="initials"),
    pytest.param("not not " * 1_250, id="negations"),
    pytest.param("\0" * 10_000, id="nothing that can be seen"),
    pytest.param("", id="nothing"),
]


@pytest.mark.parametrize("says", ODD)
def test_anything_may_be_said(says: str) -> None:
    query = question(says)
    assert all(part.name for part in query.said)
    assert {*query.asks} <= {WORDS, *(part.name for part in query.said)}
    assert (query.within is not None) == query.is_said("within")


@pytest.mark.parametrize("says", ["...", "🙂", "?!", "— –"])
def test_what_has_no_letter_asks_for_nothing(says: str) -> None:
    assert (question(says).said, heard(says).left) == ((), (says,))


@pytest.mark.parametrize("says", ["within \u0665 miles of Leeds", "near Leeds, max \u0663 km"])
def test_a_distance_in_other_figures_is_not_refused(says: str) -> None:
    assert ("near", "Leeds") in said(question(says))


@FEW
@given(st.text(max_size=80))
def test_of_a_text_that_is_not_understood_all_is_left(says: str) -> None:
    reading = heard(says)
    said = Said(says)
    tokens = said.tokens
    kept = [
        token.typed
        for at, token in enumerate(tokens)
        if token.word not in SAYS_NOTHING and mood(said, at) != "unwanted"
    ]
    if not reading.parts:
        assert " ".join(reading.left) == (" ".join(kept) if tokens else says)


@settings(max_examples=some(250))
@given(SENTENCES)
def test_no_sentence_is_refused(says: str) -> None:
    query = question(says)
    for part in query.said:
        assert part.name in query.asks or part.name in ("avoid", "require", "within")


@given(SENTENCES, st.sampled_from(["", "Ü", "😀", "שלום"]))
def test_each_part_lies_in_the_text(says: str, odd: str) -> None:
    tokens = Said(f"{odd} {says}")
    for part in heard(f"{odd} {says}").parts:
        assert 0 <= part.start <= part.end <= len(tokens)
        assert all(0 <= place < len(tokens) for place in part.places)
        assert len({*part.places}) == len(part.places)
        assert {*text.words(part.typed)} <= {*text.words(" ".join(tokens.words)), "not"}


@given(SENTENCES)
def test_what_is_left_was_typed_and_is_in_no_part(says: str) -> None:
    reading = heard(says)
    tokens = Said(says)
    taken = {place for part in reading.parts for place in part.places}
    rest = Counter(token.typed for at, token in enumerate(tokens.tokens) if at not in taken)
    assert Counter(" ".join(reading.left).split()) <= rest + Counter(
        says.split() if not taken else []
    )


@given(SENTENCES)
def test_asked_twice_it_is_the_same(says: str) -> None:
    assert heard(says) == heard(says)
    assert question(says) == question(says)


def calls(work: Callable[[], object]) -> int:
    """How many functions are called in a piece of work, the second time that it is done."""
    work()
    count = 0

    def counted(_: Any, event: str, __: Any) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(counted)
    try:
        work()
    finally:
        sys.setprofile(before)
    return count


@pytest.mark.parametrize(
    "piece",
    [
        pytest.param("she said, ", id="nothing"),
        pytest.param("in the town of ", id="words before a place"),
        pytest.param("grief near Leeds ", id="places"),
        pytest.param("not on Tuesdays or evenings ", id="negations"),
        pytest.param("my son is 15 year old ", id="ages"),
        pytest.param("grief online knitting ", id="terms"),
        pytest.param("awake letters piling up ", id="cues"),
    ],
)
def test_twice_the_words_take_no_more_than_about_twice_the_work(piece: str) -> None:
    size = MOST_TOKENS // 4 // len(piece.split())
    once, twice, four_times = (calls(lambda n=n: heard(piece * (n * size))) for n in (1, 2, 4))
    assert twice < 2.7 * once
    assert four_times < 2.7 * twice


def test_of_very_many_words_only_so_many_are_read() -> None:
    whole, more = ("awake, and so on " * (n * MOST_TOKENS // 4) for n in (1, 40))
    assert asks(heard(whole)) == asks(heard(more))
    assert calls(lambda: heard(more)) < 1.2 * calls(lambda: heard(whole))


def test_the_words_that_are_not_read_are_searched_for() -> None:
    says = f"near Leeds {'with them ' * MOST_TOKENS} lantern"
    assert "lantern" in question(says).asks[WORDS].values


def test_a_word_that_is_said_often_is_looked_up_once(monkeypatch: pytest.MonkeyPatch) -> None:
    read = near.everything
    times: list[int] = []
    monkeypatch.setattr(near, "everything", lambda: (times.append(1), read())[1])
    question("кириллица " * 20)
    assert len(times) <= 2


def positive(reading: Reading, facet: str) -> set[str]:
    """The terms that are asked for, with all that is narrower."""
    found = {value for name, *values in asks(reading) if name == facet for value in values}
    return {one for term in found for one in VOCABULARY[facet].below(term)}


NEGATIONS = [
    "not {}", "no {}", "without {}", "anxiety, not {}", "anxiety but not {} please", "doesn't want {}",
    "can't do {}", "never {}", "anything except {}", "don't want to use {}", "not {} and not evenings",
]  # fmt: skip
AFTER_IT = [
    "{} not wanted", "neither {}", "anything but {}", "{} is no good to her", "{} is out", "fed up of {}",
    "{} won't work", "no more {}", "{} not for me", "{} scares him", "{}, so count that out", "no Zoom or {}",
    "{} and Zoom are no use",
]  # fmt: skip


@pytest.mark.parametrize("facet", ["format", "leader"])
@pytest.mark.parametrize("says", [*NEGATIONS, *AFTER_IT])
def test_what_is_not_wanted_is_never_asked_for(facet: str, says: str) -> None:
    terms = VOCABULARY[facet].terms.values()
    turned = [
        name
        for term in terms
        for name in term.names
        if term.id in positive(heard(says.format(name)), facet)
    ]
    assert turned == []


@pytest.mark.parametrize("facet", ["format", "leader"])
def test_without_a_negation_most_names_are_asked_for(facet: str) -> None:
    names = [(term.id, name) for term in VOCABULARY[facet].terms.values() for name in term.names]
    found = [term in positive(heard(f"by {name} led"), facet) for term, name in names]
    assert sum(found) > 0.6 * len(found)


@FEW
@given(SENTENCES, st.sampled_from([{"literal": True}, {"ignore": (EVERYTHING,)}]))
def test_taken_as_words_nothing_is_read(says: str, flags: dict[str, Any]) -> None:
    query = question(says, **flags)
    assert (query.said, query.notes) == ((), ())
    assert {*query.asks} <= {WORDS}


NAMES = [name for one in DIRECTORY.records for name in (one["name"], *one.get("also_known_as", ()))]


def test_the_name_of_a_group_is_not_interpreted() -> None:
    assert [name for name in NAMES if question(name).said] == []
    assert any(heard(name).parts for name in NAMES)


FLAGS: dict[str, str] = {
    "near": "Hull", "age": "40", "day": "sunday", "time": "morning", "format": "phone", "cost": "free",
    "leader": "peer", "focus": "gambling", "for_": "fathers", "language": "pl",
}  # fmt: skip


@FEW
@given(SENTENCES, st.dictionaries(st.sampled_from([*FLAGS]), st.none(), min_size=1))
def test_what_a_flag_asks_is_not_overridden(says: str, named: dict[str, None]) -> None:
    flags = {name: FLAGS[name] for name in named}
    query, alone = question(says, **flags), question(**flags)
    for name, ask in alone.asks.items():
        assert query.asks[name] == ask
        assert not query.is_said(name)


@pytest.mark.parametrize(
    ("says", "flags"),
    [
        pytest.param("not phone", {"format": "phone"}, id="left out by the words"),
        pytest.param("must be online", {"format": "phone"}, id="made a must by the words"),
    ],
)
def test_a_flag_is_not_turned_round(says: str, flags: dict[str, str]) -> None:
    query = question(says, **flags)
    assert (query.avoid, query.require) == ((), ())


def test_a_distance_in_a_flag_is_not_overridden() -> None:
    query = question("grief within 3 miles of Leeds", within="9mi")
    assert query.within is not None
    assert query.within.typed == "9mi"


RELAXED = [
    "red letters piling up in Hull within 3 miles",
    "knitting, gambling within 3 miles of Otley",
    "choir in Otley within 2 miles",
    "veterans in Otley within 2 miles",
    "grief, essential: free, online, in Welsh, led by a nurse",
    "Hull within 3 miles, awake till four, not online, in her 70s",
    "zzyzx near Otley within 3 miles",
    "husband gambles, within 1 mile of Hexham, not in a group",
]


@pytest.mark.parametrize("says", RELAXED)
def test_a_relaxation_finds_what_it_says(says: str) -> None:
    found = answer(INDEX, question(says))
    assert found.query.said
    for one in found.relaxations:
        again = answer_to(INDEX, read_again([*one.arguments]), found.query.now)
        assert again.total == one.total, one.arguments
        assert again.query.said == ()


def test_there_are_relaxations_to_try() -> None:
    offered = [len(answer(INDEX, question(says)).relaxations) for says in RELAXED]
    assert sum(offered) >= len(RELAXED)


def test_the_words_that_name_a_term_are_told_from_others() -> None:
    assert names_a_term("anxiety")
    assert not names_a_term("lantern")
