from __future__ import annotations

from datetime import date, time
from typing import Any

import pytest
from asking import NOW, VOCABULARY, read_again, typed
from hypothesis import given, settings
from hypothesis import strategies as st

from peerfind.asking.arguments import arguments
from peerfind.asking.criteria import CRITERIA, FRESHNESS, WORDS
from peerfind.asking.query import Correction, Query, understood
from peerfind.directory.vocabulary import Vocabulary
from peerfind.errors import UsageError
from peerfind.geo import KM_PER_MILE

WORDS_OF_THE_DIRECTORY = Vocabulary(VOCABULARY)


def asked(*words: str, unit: str = "miles", **flags: Any) -> Query:
    """The question that is typed, understood."""
    return understood(typed(*words, **flags), WORDS_OF_THE_DIRECTORY, NOW, unit)


def refusal(*words: str, **flags: Any) -> str:
    """What is said of a question that cannot be understood."""
    with pytest.raises(UsageError) as told:
        asked(*words, **flags)
    assert told.value.exit_code == 2
    return str(told.value)


def outcome(**flags: Any) -> str:
    """What is said of a question: why it cannot be understood, or that it is."""
    try:
        asked(**flags)
    except UsageError as error:
        return str(error)
    return "understood"


@pytest.mark.parametrize(
    ("name", "item", "values"),
    [
        pytest.param("focus", "grief", ("grief",), id="a term"),
        pytest.param("focus", "bereavement", ("grief",), id="an alias"),
        pytest.param("focus", "Grief and Loss", ("grief",), id="a label in any case"),
        pytest.param("focus", "grief, panic", ("grief", "panic"), id="with commas"),
        pytest.param("focus", ["grief", "panic"], ("grief", "panic"), id="given twice"),
        pytest.param("focus", "grief,bereavement", ("grief",), id="twice the same"),
        pytest.param("format", "zoom", ("video",), id="an alias of a fixed term"),
        pytest.param("format", "online", ("online",), id="a roll-up"),
        pytest.param("language", "Welsh", ("cy",), id="a language by its name"),
        pytest.param("language", "ur", ("ur",), id="a language tag that no file names"),
        pytest.param("age", "22", (22,), id="an age"),
        pytest.param("age", ["22", "25"], (25,), id="an age twice: the last counts"),
        pytest.param("day", "wed", (frozenset({2}),), id="a day"),
        pytest.param("day", "weekend", (frozenset({5, 6}),), id="the weekend"),
        pytest.param("day", "today", (date(2026, 11, 25),), id="today"),
        pytest.param("day", "tomorrow", (date(2026, 11, 26),), id="tomorrow"),
        pytest.param("time", "evening", ((time(17), time(23)),), id="a part of the day"),
        pytest.param("time", "18:00-21:00", ((time(18), time(21)),), id="two times"),
    ],
)
def test_a_flag_is_read_as_what_a_person_means(
    name: str, item: Any, values: tuple[Any, ...]
) -> None:
    assert asked(**{name: item}).asks[name].values == values


def test_asks_stand_in_the_order_of_the_criteria_and_words_come_last() -> None:
    query = asked("river", cost="free", near="Leeds", focus="grief")
    assert [*query.asks] == ["focus", "near", "cost", WORDS]


def test_words_are_folded_and_kept_as_they_were_typed() -> None:
    query = asked("Men's", "SHED men's")
    assert query.asks[WORDS].values == ("mens", "shed")
    assert query.asks[WORDS].texts == ("Men's", "SHED men's")


@pytest.mark.parametrize("word", ["!!!", "", " "])
def test_words_without_a_letter_ask_for_nothing(word: str) -> None:
    assert WORDS not in asked(word).asks


@pytest.mark.parametrize(
    ("item", "correction"),
    [
        pytest.param("grief", None, id="the term itself"),
        pytest.param("Grief and loss", None, id="its label"),
        pytest.param("bereavement", Correction("focus", "bereavement", "grief"), id="an alias"),
        pytest.param(
            "greif", Correction("focus", "greif", "grief", near_spelling=True), id="a near spelling"
        ),
        pytest.param(
            "berevement",
            Correction("focus", "berevement", "grief", near_spelling=True),
            id="an alias misspelt",
        ),
    ],
)
def test_what_was_taken_for_what_is_reported(item: str, correction: Correction | None) -> None:
    assert asked(focus=item).corrections == ((correction,) if correction else ())


@pytest.mark.parametrize(
    ("typed_distance", "unit", "km"),
    [
        pytest.param("10", "miles", 10 * KM_PER_MILE, id="the directory's unit"),
        pytest.param("10", "km", 10.0, id="the directory's other unit"),
        pytest.param("10mi", "km", 10 * KM_PER_MILE, id="miles"),
        pytest.param("15km", "miles", 15.0, id="km"),
        pytest.param("2.5 miles", "km", 2.5 * KM_PER_MILE, id="a part of one"),
        pytest.param(" 15 KM ", "miles", 15.0, id="with spaces"),
    ],
)
def test_a_distance_without_a_unit_is_in_that_of_the_directory(
    typed_distance: str, unit: str, km: float
) -> None:
    query = asked(unit=unit, near="Leeds", within=typed_distance)
    assert query.within
    assert query.within.km == pytest.approx(km)
    assert query.within.typed == typed_distance.strip()


@pytest.mark.parametrize(
    ("flags", "parts"),
    [
        pytest.param({"focus": "greef sorow"}, ["--focus", "'greef sorow'"], id="unknown term"),
        pytest.param({"focus": "anxieties"}, ["Did you mean anxiety"], id="the nearest term"),
        pytest.param({"format": "vide-o-call"}, ["--format", "'vide-o-call'", "video"], id="near"),
        pytest.param({"near": "Leedz Xyzzy"}, ["Leedz Xyzzy"], id="unknown place"),
        pytest.param({"near": "Leedss"}, ["Leedss", "Leeds"], id="the nearest place"),
        pytest.param({"near": "Bangor"}, ["Bangor, Gwynedd"], id="several places"),
        pytest.param({"age": "22.5"}, ["--age", "'22.5'", "22"], id="half a year"),
        pytest.param({"age": "126"}, ["--age", "'126'"], id="too old"),
        pytest.param({"age": "22,25"}, ["--age", "'22,25'"], id="two ages"),
        pytest.param({"age": "-1"}, ["--age", "'-1'"], id="too young"),
        pytest.param({"day": "someday"}, ["--day", "someday", "Today"], id="no day"),
        pytest.param({"time": "teatime"}, ["--time", "teatime", "evening"], id="no time"),
        pytest.param({"time": "18:00-18:00"}, ["--time", "18:00-18:00"], id="no length"),
        pytest.param({"sort": "fitt"}, ["--sort", "'fitt'", "fit"], id="unknown order"),
        pytest.param({"include": "closd"}, ["--include", "'closd'", "closed"], id="unknown group"),
        pytest.param({"within": "10"}, ["--within", "--near"], id="within without near"),
        pytest.param({"near": "Leeds", "within": "far"}, ["'far'", "10mi"], id="no distance"),
        pytest.param({"near": "Leeds", "within": "0"}, ["'0'"], id="no way at all"),
        pytest.param({"require": "fromat"}, ["'fromat'", "format"], id="unknown must"),
        pytest.param({"require": "format"}, ["--require format", "--format"], id="must of nothing"),
        pytest.param({"require": "words"}, ["--require words", "words"], id="must of no words"),
        pytest.param({"avoid": "phone"}, ["--avoid", "NAME=TERM", "'phone'"], id="avoid no name"),
        pytest.param({"avoid": "age=3"}, ["--avoid", "'age=3'"], id="avoid what has no terms"),
        pytest.param({"avoid": "format=fone"}, ["--format", "phone"], id="avoid unknown term"),
        pytest.param({"avoid": "format="}, ["--avoid", "'format='"], id="avoid nothing"),
        pytest.param({"weight": "near"}, ["--weight", "'near'", "near=2"], id="no number"),
        pytest.param({"weight": "near=-1"}, ["'near=-1'"], id="a weight below none"),
        pytest.param({"weight": "near=nan"}, ["'near=nan'"], id="a weight that is no number"),
        pytest.param({"weight": "naer=2"}, ["'naer'", "near"], id="unknown weight"),
        pytest.param({"limit": -1}, ["--limit", "0"], id="fewer than none"),
        pytest.param({"cost": ","}, ["--cost"], id="nothing between commas"),
    ],
)
def test_wrong_use_says_what_was_typed_and_what_to_type(
    flags: dict[str, Any], parts: list[str]
) -> None:
    told = refusal(**flags)
    assert [part for part in parts if part not in told] == []


@pytest.mark.parametrize(
    ("require", "expected"),
    [
        pytest.param("cost", ("cost",), id="one"),
        pytest.param("cost,focus", ("focus", "cost"), id="two"),
        pytest.param("all", ("focus", "cost", WORDS), id="all"),
        pytest.param(["cost", "words"], ("cost", WORDS), id="given twice"),
    ],
)
def test_musts_are_names_of_asks(require: Any, expected: tuple[str, ...]) -> None:
    assert asked("river", focus="grief", cost="free", require=require).require == expected


def test_a_weight_is_the_usual_one_unless_it_is_given() -> None:
    query = asked(focus="grief", near="Leeds", weight=["near=5", "freshness=0"])
    assert query.weight("near") == 5
    assert query.weight("focus") == CRITERIA["focus"].weight
    assert query.weight(FRESHNESS) == 0
    assert asked().weight(FRESHNESS) == 1


def test_the_last_place_counts() -> None:
    query = asked(near=["Leeds", "York"])
    assert query.near
    assert query.near.name == "York"


def test_a_place_with_a_comma_is_one_place() -> None:
    query = asked(near="Bangor, Gwynedd")
    assert query.near
    assert query.near.nation == "Wales"


def test_other_places_of_the_name_are_told() -> None:
    assert len(asked(near="Leeds").notes) == 1
    assert asked(near="LS6").notes == ()


def test_a_place_that_was_typed_at_a_prompt_is_never_repeated() -> None:
    query = asked(near="-", near_typed="Leeds")
    assert query.near
    assert query.near.name == "Leeds"
    assert (query.near_text, query.notes) == ("the place you gave", ())
    assert arguments(query) == ["--near", "-"]


@pytest.mark.parametrize(
    ("words", "flags", "expected"),
    [
        pytest.param((), {}, [], id="nothing"),
        pytest.param(("river", "walk"), {}, ["river", "walk"], id="words"),
        pytest.param(("-x", "walk"), {}, ["--", "-x", "walk"], id="a word like a flag"),
        pytest.param(
            (),
            {"focus": "bereavement,panic"},
            ["--focus", "grief", "--focus", "panic"],
            id="terms as understood",
        ),
        pytest.param(
            (),
            {"near": "Bangor, Gwynedd", "within": "10"},
            ["--near", "Bangor, Gwynedd", "--within", "10"],
            id="a place",
        ),
        pytest.param(
            (),
            {"cost": "free", "require": "all"},
            ["--cost", "free", "--require", "cost"],
            id="musts",
        ),
        pytest.param(
            (),
            {"avoid": "format=zoom,leader=nurse"},
            ["--avoid", "format=video", "--avoid", "leader=nurse"],
            id="what to avoid",
        ),
        pytest.param((), {"weight": "near=2.5"}, ["--weight", "near=2.5"], id="weights"),
        pytest.param(
            (),
            {"include": "closed,stale", "sort": "name", "limit": 3},
            ["--include", "closed,stale", "--sort", "name", "--limit", "3"],
            id="the rest",
        ),
        pytest.param(
            (),
            {"today": "2026-11-25", "directory": "/srv/groups"},
            ["--today", "2026-11-25", "--directory", "/srv/groups"],
            id="when and where",
        ),
    ],
)
def test_the_arguments_of_a_question_ask_it_again(
    words: tuple[str, ...], flags: dict[str, Any], expected: list[str]
) -> None:
    assert arguments(asked(*words, **flags)) == expected


flags_strategy = st.fixed_dictionaries(
    {},
    optional={
        "focus": st.lists(st.sampled_from(["grief", "bereavement", "panic"]), min_size=1),
        "near": st.sampled_from(["Leeds", "LS6", "53.8,-1.55", "Bangor, Gwynedd"]),
        "format": st.lists(st.sampled_from(["online", "zoom", "in-person"]), min_size=1),
        "age": st.integers(0, 125),
        "for": st.lists(st.sampled_from(["women", "carers"]), min_size=1),
        "day": st.lists(st.sampled_from(["mon", "weekend", "today"]), min_size=1),
        "time": st.sampled_from(["evening", "18:00-21:00", "6pm-9pm"]),
        "cost": st.sampled_from(["free", "no charge"]),
        "avoid": st.lists(st.sampled_from(["format=phone", "leader=peer-led", "day=mon"])),
        "weight": st.lists(st.sampled_from(["near=2", "focus=0.25", "freshness=0", "words=7"])),
        "include": st.lists(st.sampled_from(["closed", "stale", "full"]), unique=True),
        "sort": st.sampled_from(["fit", "near", "name"]),
        "limit": st.integers(0, 20),
        "today": st.just("2026-11-25"),
        "directory": st.sampled_from(["here", "/srv/groups"]),
    },
)
words_strategy = st.lists(st.sampled_from(["river", "Men's", "-x", "--near", "walk talk"]))


@settings(deadline=None)
@given(words_strategy, flags_strategy, st.booleans(), st.sampled_from([None, "10", "15km"]))
def test_the_arguments_read_again_give_an_equal_question(
    words: list[str],
    flags: dict[str, Any],
    must: bool,  # noqa: FBT001
    within: str | None,
) -> None:
    if "near" in flags and within:
        flags["within"] = within
    if must:
        flags["require"] = "all"
    query = asked(*words, **flags)
    again = understood(read_again(arguments(query)), WORDS_OF_THE_DIRECTORY, NOW)
    # A term that was taken for another is typed as itself the second time.
    assert again == query._replace(corrections=())


@settings(deadline=None)
@given(st.text(max_size=12), st.sampled_from([*CRITERIA]))
def test_any_text_in_any_flag_is_understood_or_refused_in_words(text: str, name: str) -> None:
    assert outcome(**{name: text})


@settings(deadline=None)
@given(st.text(max_size=12), st.sampled_from(["within", "require", "avoid", "weight", "include"]))
def test_any_text_that_narrows_is_understood_or_refused_in_words(text: str, name: str) -> None:
    assert outcome(**{"near": "Leeds", name: text})


def test_the_near_text_names_the_place() -> None:
    assert asked(near="LS6").near_text == "LS6"
    assert asked().near_text == ""
    assert asked().today == date(2026, 11, 25)


def test_a_context_knows_the_distance_in_km() -> None:
    query = asked(near="Leeds", within="10km")
    assert query.context(WORDS_OF_THE_DIRECTORY).within_km == 10
