"""The grammar of free words as a table: what is said, what it asks for, and what is left."""

from __future__ import annotations

from typing import Any

import pytest
from asking import NOW, answer, index_of, typed
from hearing import INDEX, asks, heard, question, said

from peerfind import text
from peerfind.answers.answer import answer_to, query_of
from peerfind.asking.arguments import explicit
from peerfind.asking.criteria import WORDS
from peerfind.asking.query import EVERYTHING
from peerfind.asking.understanding.grammar import SAYS_NOTHING, WORDS_OF_GRAMMAR
from peerfind.asking.words import put_apart, respelt
from peerfind.english import is_usual

Asks = list[tuple[str, ...]]

NOT_TUESDAY = ("monday", "wednesday", "thursday", "friday", "saturday", "sunday")


def check(says: str, expected: Asks, left: str) -> None:
    reading = heard(says)
    assert (asks(reading), " ".join(reading.left)) == (expected, left)


@pytest.mark.parametrize(
    ("says", "expected", "left"),
    [
        ("she's 71 and lonely", [("age", "71"), ("for", "women"), ("focus", "loneliness")], ""),
        ("I'm 16yo", [("age", "16")], ""),
        ("turning 40", [("age", "40")], "turning"),
        ("women only, she's 71, grief", [("age", "71"), ("focus", "grief"), ("for", "women")], ""),
        (
            "she'd like a walk, grief",
            [("activity", "walking"), ("focus", "grief"), ("for", "women")],
            "",
        ),
        ("a woman of 50", [("age", "50"), ("for", "women")], ""),
        ("bereaved aged 19", [("age", "19"), ("focus", "grief")], ""),
        ("bereaved at 22", [("age", "22"), ("focus", "grief")], ""),
        ("bereaved, 22", [("age", "22"), ("focus", "grief")], ""),
        ("anxiety, in my mid thirties", [("age", "35"), ("focus", "anxiety")], ""),
        (
            "in his 40s, drinking too much",
            [("age", "45"), ("focus", "alcohol"), ("for", "men")],
            "",
        ),
        (
            "grief, in her early seventies",
            [("age", "72"), ("focus", "grief"), ("for", "women")],
            "",
        ),
        ("grief, in her late 60s", [("age", "68"), ("focus", "grief"), ("for", "women")], ""),
        ("aged seventy one, grief", [("age", "71"), ("focus", "grief")], ""),
        ("grief, twenty-two", [("age", "22"), ("focus", "grief")], ""),
        ("grief, she is one", [("focus", "grief"), ("for", "women")], ""),
        ("lost my wife, 68", [("age", "68"), ("focus", "grief-partner")], ""),
        ("my mum died at 60", [("focus", "grief-parent")], ""),
        ("route 22", [], "route 22"),
        ("22 people", [], "22"),
        ("within 22", [], "within 22"),
        ("she is 4", [("for", "women")], ""),
        ("lad of 19", [("age", "19"), ("for", "men")], "lad"),
        (
            "a widow of 71",
            [("age", "71"), ("focus", "grief-partner"), ("for", "widowed"), ("for", "women")],
            "",
        ),
        ("I'm shy and 62, grief", [("age", "62"), ("focus", "grief")], "shy"),
        ("turns 18 next month, grief", [("age", "17"), ("focus", "grief")], ""),
        ("group of 12", [], "12"),
        ("she is 111", [("for", "women")], ""),
        ("mid 30s", [("age", "35")], ""),
        ("since the mid 30s", [], "mid 30s"),
    ],
)
def test_an_age_is_read_where_a_number_can_be_one(says: str, expected: Asks, left: str) -> None:
    check(says, expected, left)


@pytest.mark.parametrize(
    ("says", "expected", "note"),
    [
        pytest.param(
            "my 15 year old son self-harms",
            [("age", "15"), ("for", "men"), ("focus", "struggling-children")],
            "taken to be for the son",
            id="a child",
        ),
        pytest.param(
            "my mum is 82 and has dementia",
            [("focus", "dementia")],
            "82 is not asked for",
            id="a parent",
        ),
    ],
)
def test_the_age_of_somebody_else_is_told(says: str, expected: Asks, note: str) -> None:
    reading = heard(says)
    assert asks(reading) == expected
    assert [note in one for one in reading.notes] == [True]


@pytest.mark.parametrize(
    ("says", "expected", "left"),
    [
        ("Tuesday evenings", [("day", "tuesday"), ("time", "evening")], ""),
        ("weekday mornings", [("day", "weekdays"), ("time", "morning")], ""),
        ("Saturdays and Sundays", [("day", "weekend")], ""),
        ("Mon evenings", [("day", "monday"), ("time", "evening")], ""),
        ("every Sat", [("day", "saturday")], ""),
        ("sat on the sofa", [], "sat sofa"),
        ("wed in June", [], "wed June"),
        ("next Friday", [("day", "friday")], ""),
        ("Friday night", [("day", "friday"), ("time", "evening")], ""),
        ("at night", [], "night"),
        ("tomorrow", [("day", "tomorrow")], ""),
        ("tonight", [("day", "today"), ("time", "evening")], ""),
        ("nos Fawrth", [("day", "tuesday"), ("time", "evening")], ""),
        ("after work", [("time", "17:00-23:00")], ""),
        ("after school", [("time", "15:30-18:00")], ""),
        ("after 6pm", [("time", "18:00-23:00")], ""),
        ("after 7", [("time", "19:00-23:00")], ""),
        ("after 7 years", [], "7"),
        ("before 5pm", [("time", "06:00-17:00")], ""),
        ("after six", [("time", "18:00-23:00")], ""),
        ("after half past six", [("time", "18:30-23:00")], ""),
        ("from seven o'clock", [("time", "19:00-23:00")], ""),
        ("between two and four", [("time", "14:00-16:00")], ""),
        ("after 6.30", [("time", "18:30-23:00")], ""),
        ("after 09:30", [("time", "09:30-23:00")], ""),
        ("half of the time", [], "half"),
        ("before 7", [], "before 7"),
        ("until 9.30pm", [("time", "06:00-21:30")], ""),
        ("from 18:30", [("time", "18:30-23:00")], ""),
        ("between 2 and 4", [("time", "14:00-16:00")], ""),
        ("between 10am and 12pm", [("time", "10:00-12:00")], ""),
        ("between 4pm and 2pm", [], "between 4pm 2pm"),
        ("after 25:00", [], "25:00"),
        ("good morning", [], "good morning"),
    ],
)
def test_a_time_is_read_where_it_is_one(says: str, expected: Asks, left: str) -> None:
    check(says, expected, left)


@pytest.mark.parametrize(
    ("says", "expected"),
    [
        ("can't do Tuesdays", [("day", *NOT_TUESDAY)]),
        ("not Tuesdays", [("day", *NOT_TUESDAY)]),
        ("not weekends", [("day", "weekdays")]),
        ("no mornings please", [("time", "12:00-23:00")]),
        ("cannot do evenings", [("time", "06:00-17:00")]),
        ("not afternoons", [("time", "morning", "evening")]),
        ("not after 6pm", [("time", "06:00-18:00")]),
        ("cannot face the evenings", []),
        ("not sure if Tuesdays", []),
        ("not online", [("avoid", "format=online")]),
        ("never online", [("avoid", "format=online")]),
        ("phone rather than online", [("avoid", "format=online")]),
        ("online not phone", [("format", "online"), ("avoid", "format=phone")]),
        ("not sure if online is best", []),
        ("not fussed about online", []),
        ("not led by a professional", [("avoid", "leader=professional")]),
        (
            "people like her rather than a professional",
            [("avoid", "leader=professional"), ("for", "women")],
        ),
        (
            "would rather talk to a friend than to a professional",
            [("avoid", "leader=professional")],
        ),
        ("would rather not talk to a professional", [("avoid", "leader=professional")]),
        ("doesn't want to see a nurse", [("avoid", "leader=nurse")]),
        ("spoke to a nurse", []),
        ("not gambling", []),
        ("not a gambling group", [("avoid", "focus=gambling")]),
        ("not a course", [("avoid", "activity=learning"), ("avoid", "style=course")]),
        ("no alcohol", [("avoid", "focus=alcohol")]),
        ("no men", [("avoid", "for=men")]),
        ("no knitting", [("avoid", "activity=crafts")]),
        ("hates groups", [("setting", "one-to-one")]),
        ("not free", []),
        ("anything but online", [("avoid", "format=online")]),
    ],
)
def test_a_negation_is_understood_or_left_alone(says: str, expected: Asks) -> None:
    assert asks(heard(says)) == expected


@pytest.mark.parametrize(
    ("says", "expected", "left"),
    [
        ("phone line", [("format", "phone")], ""),
        ("by phone", [("format", "phone")], ""),
        ("my phone is broken", [], "phone broken"),
        ("zoom", [("format", "video")], ""),
        ("nurse led group", [("leader", "nurse")], ""),
        ("led by peers", [("leader", "peer")], ""),
        ("the nurse was kind", [], "nurse"),
        ("depression, free", [("focus", "depression"), ("cost", "free")], ""),
        ("free on Mondays", [("day", "monday")], "free"),
        ("im free", [], "free"),
        ("pay what you can", [("cost", "donation")], ""),
        ("Welsh speaking", [("language", "cy")], ""),
        ("in English", [("language", "en")], ""),
        ("the Welsh rain", [], "Welsh rain"),
        ("hearing loop", [("access", "hearing-loop")], ""),
        ("one to one", [("setting", "one-to-one")], ""),
        ("anonymous", [("want", "anonymity")], ""),
        ("drop in", [("joining", "drop-in")], ""),
        ("told by my gp", [], "gp"),
        ("knitting, lonely", [("activity", "crafts"), ("focus", "loneliness")], ""),
        ("loves knitting, anxious", [("activity", "crafts"), ("focus", "anxiety")], ""),
        ("young man", [("for", "men")], "young man"),
        ("she is depressed", [("focus", "depression"), ("for", "women")], ""),
        ("I am depressed and he is not", [("focus", "depression")], ""),
        ("carer for mum with dementia", [("focus", "dementia-carers")], "carer mum"),
        (
            "must be led by a professional",
            [("leader", "professional"), ("require", "leader")],
            "",
        ),
        ("must be free", [("cost", "free"), ("require", "cost")], ""),
        ("must come. Free", [("cost", "free")], ""),
    ],
)
def test_the_terms_of_a_vocabulary_are_read_where_they_are_meant(
    says: str, expected: Asks, left: str
) -> None:
    check(says, expected, left)


def test_small_talk_is_searched_for_only_where_it_is_all_there_is() -> None:
    assert heard("grief, that's 4 months, who'd like a chat, the lantern").left == ("lantern",)
    assert heard("whatsoever 4").left == ("whatsoever 4",)
    assert heard("young lad, lost his mum").left == ("young",)
    assert heard("young lad 22, lost his mum").left == ()


@pytest.mark.parametrize(
    ("says", "is_so"),
    [
        ("Hull, low, 44", True),
        ("farmer, down, near Hexham", True),
        ("low cost, near Hexham", False),
        ("sat down near Hexham", False),
        ("down Hexham way", False),
    ],
)
def test_low_as_a_clause_is_a_mood(says: str, *, is_so: bool) -> None:
    assert (("focus", "depression") in asks(heard(says))) == is_so


@pytest.mark.parametrize(
    "says", ["skint, gambling", "gambling, she's hard up", "brassic, gambling"]
)
def test_who_has_no_money_asks_for_what_is_free(says: str) -> None:
    assert ("cost", "free") in asks(heard(says))


def test_what_somebody_can_pay_is_no_search() -> None:
    assert heard("gambling, skint").left == ()


@pytest.mark.parametrize(
    ("says", "term"),
    [
        ("husband gambles", "someone-elses-gambling"),
        ("mum of an autistic lad", "parent-carers"),
        ("carer for her mum with dementia", "dementia-carers"),
        ("my brother killed himself", "grief-suicide"),
        ("wants to kill himself", "suicidal-thoughts"),
        ("my husband died, gambling", "gambling"),
    ],
)
def test_the_subject_is_that_of_the_person_who_looks_for_a_group(says: str, term: str) -> None:
    assert ("focus", term) in asks(heard(says))


@pytest.mark.parametrize(
    ("says", "term"), [("red letters piling up", "debt"), ("awake till four", "sleep")]
)
class TestACue:
    def test_is_a_guess_and_told_as_one(self, says: str, term: str) -> None:
        reading = heard(says)
        assert asks(reading) == [("focus", term)]
        assert ["is a guess" in note for note in reading.notes] == [True]
        assert [*reading.left] == [" ".join(w for w in says.split() if w not in SAYS_NOTHING)]

    def test_gives_way_to_a_subject_that_is_named(self, says: str, term: str) -> None:
        reading = heard(f"{says}, phobias")
        assert ("focus", term) not in asks(reading)
        assert [one for one, *_ in asks(reading)] == ["focus"]

    def test_is_not_followed_where_nobody_may_guess(self, says: str, term: str) -> None:
        assert ("focus", term) not in asks(heard(says, may_guess=False))

    def test_is_not_followed_where_that_is_to_be_ignored(self, says: str, term: str) -> None:
        reading = heard(says, ignored={"focus"})
        assert (asks(reading), reading.notes) == ([], ()), term


class TestASubjectInPassing:
    LONG = (
        "housing officer about a tenant, lovely man, flat is packed to the ceiling with papers "
        "and carrier bags so nobody can get in to mend the boiler, {}"
    )

    def test_gives_way_to_what_nearly_all_of_a_long_sentence_speaks_for(self) -> None:
        reading = heard(self.LONG.format("he sleeps in a chair and is ashamed"))
        assert ("focus", "hoarding") in asks(reading)
        assert any("rather than" in note for note in reading.notes)

    @pytest.mark.parametrize(
        ("said", "term"),
        [("anxiety", "anxiety"), ("feeling suicidal and hiding it", "suicidal-thoughts")],
    )
    def test_stays_where_it_is_surely_meant(self, said: str, term: str) -> None:
        assert ("focus", term) in asks(heard(self.LONG.format(said)))


def test_cues_are_not_read_from_the_name_of_a_place() -> None:
    assert asks(heard("near Hebden Bridge")) == [("near", "Hebden Bridge")]


@pytest.mark.parametrize(
    ("word", "right"),
    [
        pytest.param("anxeity", "anxiety", id="a term"),
        pytest.param("berevement", "bereavement", id="an alias"),
        pytest.param("ahdd", "adhd", id="four letters in another order"),
        pytest.param("lowmood", "low mood", id="two words as one"),
        pytest.param("longcoivd", "long covid", id="two words as one with a slip"),
        pytest.param(
            "panicatacks", "panic attacks", id="two words as one with a slip in the second"
        ),
        pytest.param("sychosis", "psychosis", id="without its first letter"),
        pytest.param("nxiety", "anxiety", id="without its first letter as another may begin"),
        pytest.param("evenngs", "evenings", id="a word of the grammar"),
        pytest.param("Sheffeild", "sheffield", id="a town"),
    ],
)
def test_a_slip_is_put_right_and_told(word: str, right: str) -> None:
    query = question(f"{word} please")
    told = {one.typed: one.understood for one in query.corrections if one.near_spelling}
    assert told == {word: right}
    assert len(query.said) == 1


@pytest.mark.parametrize(
    "word", ["Otley", "evenings", "mate", "grief", "eavesdrop", "armchair", "eurosis", "longbarn"]
)
def test_a_word_that_is_right_stays(word: str) -> None:
    query = question(f"{word} please")
    assert [one for one in query.corrections if one.near_spelling] == []


@pytest.mark.parametrize("word", ["cannot"])
def test_a_word_of_the_grammar_stays(word: str) -> None:
    assert word in WORDS_OF_GRAMMAR
    assert question(f"{word} do evenings").corrections == ()


@pytest.mark.parametrize(
    ("word", "others", "right"),
    [
        pytest.param("evenngs", {"evenings"}, "evenings", id="a slip of it"),
        pytest.param("evenings", {"evenings"}, "evenings", id="itself"),
        pytest.param("evenngs", set(), "evenngs", id="of nothing"),
        pytest.param("hanging", {"hinging"}, "hanging", id="a usual word"),
    ],
)
def test_other_words_may_be_meant(word: str, others: set[str], right: str) -> None:
    lexicon = index_of({"one": {}}).lexicon
    assert respelt(word, lexicon, frozenset(others)) == right


@pytest.mark.parametrize(
    ("word", "apart"),
    [
        pytest.param("panicattacks", "panic attacks", id="two words of the vocabulary"),
        pytest.param("vdieo", "vdieo", id="five letters in another order"),
        pytest.param("panic", "panic", id="one word"),
        pytest.param("panicriver", "panicriver", id="only one of them known"),
        pytest.param("panic2attacks", "panic2attacks", id="with a figure"),
        pytest.param("meadow", "meadow", id="a usual word"),
    ],
)
def test_words_are_put_apart(word: str, apart: str) -> None:
    assert put_apart(word, index_of({"one": {}}).lexicon) == apart


@pytest.mark.parametrize("says", ["peersupport", "peersupport please", "Peersupport"])
def test_words_typed_as_one_are_searched_as_two_and_told_once(says: str) -> None:
    found, apart = (answer_to(INDEX, typed(one), NOW) for one in (says, "peer support"))
    told = [one.understood for one in found.query.corrections if one.near_spelling]
    assert told == ["peer support"]
    assert found.total == apart.total > 0


@pytest.mark.parametrize(
    ("word", "is_one"),
    [("evening", True), ("mum", True), ("poorly", True), ("anxeity", False), ("Evening", False)],
)
def test_usual_words_are_known(word: str, *, is_one: bool) -> None:
    assert is_usual(word) is is_one


NAMED = {
    "one": {"name": "Online Evening Circle for Grief"},
    "two": {"name": "Men Who Walk", "also_known_as": ["Free on Tuesdays"], "format": ["video"]},
}


@pytest.mark.parametrize(
    ("typed_name", "is_name"),
    [
        pytest.param("Online Evening Circle for Grief", True, id="as it is"),
        pytest.param("online evening circle, for GRIEF!", True, id="in any case, with marks"),
        pytest.param("free on tuesdays", True, id="another name of its"),
        pytest.param("Online Evening Circle", False, id="a part of it"),
        pytest.param("Online Evening Circle for Grief Otley", False, id="with more"),
        pytest.param("Grief for Circle Evening Online", False, id="in another order"),
        pytest.param("", False, id="nothing"),
        pytest.param("!!", False, id="only marks"),
    ],
)
class TestAName:
    def test_is_known(self, typed_name: str, *, is_name: bool) -> None:
        words = text.words(typed_name)
        called = index_of(NAMED).names.called(words)
        assert (called is not None and (called.start, called.end) == (0, len(words))) is is_name

    def test_is_not_interpreted(self, typed_name: str, *, is_name: bool) -> None:
        query = query_of(index_of(NAMED), typed(typed_name), NOW)
        if is_name:
            assert (query.said, [*query.asks]) == ((), [WORDS])
        else:
            assert bool(query.said) is ("Online" in typed_name)


@pytest.mark.parametrize(
    ("typed_name", "is_like"),
    [
        pytest.param("evening circle grief", True, id="most of it"),
        pytest.param("online evening circle otley", True, id="most of it and one more"),
        pytest.param("grief", False, id="one word"),
        pytest.param("grief near otley and hull", False, id="mostly something else"),
        pytest.param("", False, id="nothing"),
    ],
)
def test_words_may_be_like_a_name(typed_name: str, *, is_like: bool) -> None:
    assert index_of(NAMED).names.is_like(text.words(typed_name)) is is_like


SENTENCE = "near Otley within 5 miles, grief, Tuesday evenings, not online, 22, must be free"


@pytest.mark.parametrize(
    "flags",
    [
        pytest.param({"literal": True}, id="literal"),
        pytest.param({"ignore": (EVERYTHING,)}, id="ignoring all"),
    ],
)
def test_words_may_be_taken_as_words_alone(flags: dict[str, Any]) -> None:
    query = question(SENTENCE, **flags)
    assert (query.said, query.notes, [*query.asks]) == ((), (), [WORDS])
    assert query.asks[WORDS].texts == (SENTENCE,)
    assert (query.within, query.avoid, query.require) == (None, (), ())


IGNORED = [
    "focus",
    "day",
    "time",
    "age",
    "within",
    "cost",
    "avoid",
    "near",
    "require",
]


@pytest.mark.parametrize("name", IGNORED)
def test_what_is_ignored_is_not_read_and_the_rest_is(name: str) -> None:
    every = {one for one, *_ in said(question(SENTENCE))}
    rest = {one for one, *_ in said(question(SENTENCE, ignore=(name,)))}
    needing = {"near": {"within"}, "cost": {"require"}}
    assert name in every
    assert rest == every - {name} - needing.get(name, set())


@pytest.mark.parametrize(
    ("says", "flags"),
    [
        pytest.param("grief near Richmond", {"near": "Hull"}, id="in a flag"),
        pytest.param("grief near Richmond", {"ignore": ("near",)}, id="to be ignored"),
        pytest.param("grief, my mum is 82", {"ignore": ("age",)}, id="an age to be ignored"),
    ],
)
def test_nothing_is_told_about_what_is_not_read(says: str, flags: dict[str, Any]) -> None:
    assert [note for note in question(says, **flags).notes if "not " in note] == []


@pytest.mark.parametrize(
    ("says", "flags"),
    [
        pytest.param("no nurses", {"avoid": "leader=nurse"}, id="no"),
        pytest.param("not online", {"avoid": "format=online"}, id="not"),
        pytest.param("must be online", {"format": "online", "require": "format"}, id="must be"),
        pytest.param("except Tuesdays", {"day": " ".join(NOT_TUESDAY[:1])}, id="except"),
        pytest.param("led by a nurse", {"leader": "nurse"}, id="led by"),
    ],
)
def test_the_words_of_the_grammar_itself_are_not_searched_for(
    says: str, flags: dict[str, Any]
) -> None:
    assert [*question(says).asks] == [*question(**flags).asks]


def test_words_without_quotes_are_one_sentence() -> None:
    says = "anxiety in Reading, not online"
    assert said(question(*says.split())) == said(question(says))
    assert ("avoid", "format=online") in said(question(*says.split()))


def test_small_words_that_are_left_are_not_searched_for() -> None:
    assert WORDS not in question("I am looking for something on Tuesday").asks
    assert WORDS in question("lantern on Tuesday").asks


def test_what_was_said_becomes_asks_of_its_own() -> None:
    query = explicit(question("awake till four, Otley"))
    assert (query.said, [*query.asks], query.ignore) == ((), ["focus", "near"], ())


def test_other_words_than_a_subjects_stay_and_are_not_read_again() -> None:
    query = explicit(question("lantern, Otley"))
    assert ([*query.asks], query.ignore) == (["near", WORDS], (EVERYTHING,))


def test_a_question_of_flags_is_explicit_already() -> None:
    query = question("lantern", near="Otley", literal=True)
    assert explicit(query) == query


def test_a_subject_in_the_words_counts_more_than_the_words_beside_it() -> None:
    query, beside = question("grief lantern"), question("lantern", focus="grief")
    assert query.weight(WORDS) < beside.weight(WORDS)
    assert query.weight("focus") != beside.weight("focus")


def test_whom_it_is_for_is_hardly_a_wish_where_only_she_said_so() -> None:
    assert question("she has anxiety").weight("for") < question(for_="women").weight("for")
    outright = question("women only, she's 71, anxiety")
    assert outright.weight("for") == question(for_="women").weight("for")


def test_the_answer_to_words_is_that_to_their_flags() -> None:
    words = answer(INDEX, question("grief, near Otley, within 5 miles, Tuesday evenings"))
    flags = answer(
        INDEX,
        question(focus="grief", near="Otley", within="5mi", day="tuesday", time="evening"),
    )
    assert words.total == flags.total > 0
    assert {one.group.id for one in words.matches} == {one.group.id for one in flags.matches}


def test_no_must_is_left_of_what_is_refused_in_another_place() -> None:
    assert asks(heard("not zoom near must zoom")) == [("avoid", "format=video")]
    assert asks(heard("no more courses, done a course")) == [
        ("avoid", "activity=learning"),
        ("avoid", "style=course"),
    ]


def test_no_family_refuses_nobody() -> None:
    assert [one for one in asks(heard("no friends, no family, lonely")) if one[0] == "avoid"] == []
    assert ("avoid", "for=men") in asks(heard("couldn't be in a room with men"))
