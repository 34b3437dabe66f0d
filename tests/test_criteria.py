from __future__ import annotations

import re
from math import inf, nextafter
from typing import Any

import pytest
from asking import ask, bare, criterion_score, index_of, judged_alone, question, score_of
from running import ROOT

from peerfind.asking import scorers
from peerfind.asking.criteria import CRITERIA, FRESHNESS, WORDS
from peerfind.asking.scoring import (
    BROADER,
    NARROWER,
    OWN_WORDS,
    PARTLY,
    RELATED,
    REMOTE,
    WORTH,
    Ask,
    Context,
    Score,
    best,
    mean,
    score,
)
from peerfind.geo import Point, great_circle_km
from peerfind.model import Group
from peerfind.places.place import Place

MET, MISSED = 1.0, 0.0
ASK = None  # what is not stated is worth what its criterion says
TUESDAYS = {"days": ["tuesday"], "start": "19:00", "end": "20:30"}

Facts = dict[str, Any]


def example(name: str, facts: Facts, asked: Any, *expected: Any) -> Any:
    """An ask of a group with `facts`: the verdict, its worth, and in words why."""
    verdict, value, told = expected
    return pytest.param(name, facts, asked, verdict, value, id=f"{name}: {told}")


FOCUS = [
    example("focus", {"focus": ["grief"]}, "grief", "met", MET, "the term itself"),
    example(
        "focus", {"focus": ["grief-partner"]}, "grief", "met", NARROWER, "something more special"
    ),
    example(
        "focus", {"focus": ["grief"]}, "grief-partner", "partly", BROADER, "something more general"
    ),
    example("focus", {"focus": ["stress"]}, "anxiety", "partly", RELATED, "related to it"),
    example("focus", {"focus": ["anxiety"]}, "stress", "partly", RELATED, "related from the other"),
    example(
        "focus",
        {"focus": ["gambling"], "summary": "Also for panic attacks."},
        "anxiety",
        "partly",
        OWN_WORDS,
        "its own words name something more special",
    ),
    example(
        "focus",
        {"focus": ["gambling"], "name": "Example Bereavement Group"},
        "grief",
        "partly",
        OWN_WORDS,
        "its name has an alias",
    ),
    example(
        "focus",
        {"focus": ["gambling"], "organisation": "Example Grief Trust"},
        "grief",
        "missed",
        MISSED,
        "only its organisation is called so",
    ),
    example("focus", {"focus": ["gambling"]}, "grief", "missed", MISSED, "about something else"),
    example("focus", {"focus": ["panic"]}, "stress", "missed", MISSED, "related is not passed on"),
    example("focus", {"focus": None}, "grief", "not-stated", ASK, "nothing"),
    example(
        "focus",
        {"focus": ["grief"]},
        "grief,gambling",
        "partly",
        (MET + MISSED) / 2,
        "one of two, for the mean counts",
    ),
    example("focus", {"focus": ["grief", "gambling"]}, "grief,gambling", "met", MET, "both of two"),
]

FORMAT = [
    example("format", {"format": ["video"]}, "video", "met", MET, "the term itself"),
    example("format", {"format": ["chat"]}, "online", "met", MET, "chat is online"),
    example("format", {"format": ["forum"]}, "remote", "met", MET, "a forum is remote"),
    example("format", {"format": ["phone"]}, "online", "missed", MISSED, "phone is not online"),
    example("format", {"format": ["text"]}, "online", "missed", MISSED, "text is not online"),
    example("format", {"format": ["phone"]}, "remote", "met", MET, "phone is remote"),
    example("format", {"format": ["in-person"]}, "face-to-face", "met", MET, "face to face"),
    example("format", {"format": ["in-person"]}, "remote", "missed", MISSED, "not remote"),
    example(
        "format", {"format": ["in-person"]}, "video,in-person", "met", MET, "the best of two counts"
    ),
    example("format", {"format": ["unknown"]}, "video", "not-stated", ASK, "unknown"),
    example("format", {"format": ["unknown", "chat"]}, "chat", "met", MET, "unknown adds nothing"),
    example("format", {"format": None}, "video", "not-stated", ASK, "nothing"),
]

LEADER = [
    example("leader", {"leader": ["nurse"]}, "nurse", "met", MET, "the term itself"),
    example("leader", {"leader": ["nurse"]}, "professional", "met", MET, "a professional"),
    example("leader", {"leader": ["peer"]}, "lay", "met", MET, "a peer is lay"),
    example("leader", {"leader": ["volunteer"]}, "lay", "met", MET, "a volunteer is lay"),
    example("leader", {"leader": ["peer-worker"]}, "lay", "missed", MISSED, "a peer worker is not"),
    example("leader", {"leader": ["peer-worker"]}, "lived-experience", "met", MET, "lived it"),
    example("leader", {"leader": ["volunteer"]}, "lived-experience", "missed", MISSED, "who knows"),
    example("leader", {"leader": ["peer", "nurse"]}, "co-led", "met", MET, "both are named"),
    example("leader", {"leader": ["co-led"]}, "co-led", "met", MET, "said without who"),
    example("leader", {"leader": ["peer"]}, "co-led", "missed", MISSED, "peers alone"),
    example("leader", {"leader": ["nurse"]}, "co-led", "missed", MISSED, "a nurse alone"),
    example("leader", {"leader": ["co-led"]}, "lay", "partly", RELATED, "co-led partly meets lay"),
    example("leader", {"leader": ["co-led"]}, "professional", "partly", RELATED, "and the other"),
    example("leader", {"leader": ["nurse"]}, "peer,professional", "met", MET, "the best counts"),
    example("leader", {"leader": ["unknown"]}, "peer", "not-stated", ASK, "unknown"),
    example("leader", {"leader": None}, "peer", "not-stated", ASK, "nothing"),
]

PERSON = [
    example("setting", {}, "group", "met", MET, "absent means a group"),
    example("setting", {}, "one-to-one", "missed", MISSED, "so it is not one-to-one"),
    example(
        "setting", {"setting": ["one-to-one"]}, "one-to-one", "met", MET, "one-to-one is stated"
    ),
    example("setting", {"setting": ["one-to-one"]}, "group", "missed", MISSED, "not a group"),
    example("age", {"ages": "18-30"}, 18, "met", MET, "the first year is in"),
    example("age", {"ages": "18-30"}, 30, "met", MET, "the last year is in"),
    example("age", {"ages": "18-30"}, 31, "missed", MISSED, "too old"),
    example("age", {"ages": "under 18"}, 17, "met", MET, "under 18 is 17 at most"),
    example("age", {"ages": "under 18"}, 18, "missed", MISSED, "under 18 is not 18"),
    example("age", {"ages": "up to 35"}, 35, "met", MET, "up to 35 is 35 too"),
    example("age", {"ages": "16+"}, 99, "met", MET, "no upper end"),
    example("age", {"ages": "all"}, 3, "met", MET, "all ages"),
    example("age", {}, 22, "not-stated", ASK, "nothing"),
    example("for", {"only_for": ["women"]}, "women", "met", MET, "only for them"),
    example("for", {"only_for": ["women"]}, "mothers", "met", MET, "mothers are women"),
    example("for", {"welcomes": ["men"]}, "men", "met", MET, "specially welcome"),
    example("for", {"welcomes": ["men"]}, "fathers", "met", MET, "fathers are men"),
    example("for", {"welcomes": ["mothers"]}, "women", "partly", PARTLY, "perhaps a mother"),
    example("for", {"welcomes": ["carers"]}, "mothers", "partly", PARTLY, "related"),
    example(
        "for",
        {"only_for": ["women+south-asian"]},
        "women",
        "not-stated",
        ASK,
        "half of what is needed is a question",
    ),
    example(
        "for",
        {"only_for": ["women+south-asian"]},
        "mothers,south-asian",
        "met",
        MET,
        "both of what is needed",
    ),
    example("for", {"only_for": ["carers", "women"]}, "women", "met", MET, "one is enough"),
    example("for", {"welcomes": ["men"]}, "carers", "not-stated", ASK, "others are too"),
    example("for", {}, "carers", "not-stated", ASK, "nothing"),
]

MEETING = [
    example("day", {"meets": [TUESDAYS]}, "tuesday", "met", MET, "that day"),
    example("day", {"meets": [TUESDAYS]}, "weekdays", "met", MET, "one of the days"),
    example("day", {"meets": [TUESDAYS]}, "weekend", "missed", MISSED, "other days"),
    example("day", {"meets": [TUESDAYS]}, "monday,tue", "met", MET, "the best of two counts"),
    example("day", {"meets": [TUESDAYS]}, "tomorrow", "missed", MISSED, "tomorrow is a Thursday"),
    example("day", {"meets": [{"start": "19:00"}]}, "monday", "not-stated", ASK, "no day"),
    example(
        "day",
        {"meets": [{"days": "wed", "every": "varies"}]},
        "today",
        "met",
        MET,
        "perhaps today: the right day, though its dates cannot be told",
    ),
    example("day", {"meets": "any time"}, "sunday", "met", MET, "any time meets all"),
    example("day", {"meets": "by arrangement"}, "sunday", "not-stated", ASK, "to arrange"),
    example("day", {}, "sunday", "not-stated", ASK, "nothing"),
    example("time", {"meets": [TUESDAYS]}, "evening", "met", MET, "it starts then"),
    example("time", {"meets": [TUESDAYS]}, "19:00-19:30", "met", MET, "the first minute is in"),
    example("time", {"meets": [TUESDAYS]}, "18:00-19:00", "missed", MISSED, "the last is out"),
    example("time", {"meets": [TUESDAYS]}, "20:00-21:00", "missed", MISSED, "it has begun by then"),
    example(
        "time",
        {"meets": [{"days": "mon", "start": "evening"}]},
        "18:00-21:00",
        "partly",
        PARTLY,
        "some part of the evening",
    ),
    example("time", {"meets": [{"days": "mon"}]}, "evening", "not-stated", ASK, "no time"),
    example("time", {"hours": [TUESDAYS]}, "20:00-21:00", "met", MET, "hours overlap"),
    example("time", {"hours": [TUESDAYS]}, "20:30-21:00", "missed", MISSED, "hours are over"),
    example("time", {"meets": "any time"}, "evening", "met", MET, "any time meets all"),
]

OTHERS = [
    example("activity", {"activities": ["walking"]}, "walking", "met", MET, "the term itself"),
    example(
        "activity", {"activities": ["walking"]}, "outdoors", "met", NARROWER, "a walk is outdoors"
    ),
    example(
        "activity", {"activities": ["outdoors"]}, "walking", "partly", BROADER, "perhaps a walk"
    ),
    example("activity", {"activities": ["crafts"]}, "singing", "partly", RELATED, "related"),
    example("activity", {"name": "Example Choir"}, "singing", "partly", OWN_WORDS, "its own words"),
    example("activity", {"activities": ["crafts"]}, "walking", "missed", MISSED, "other things"),
    example("activity", {}, "walking", "not-stated", ASK, "nothing"),
    example("style", {"style": ["course"]}, "course", "met", MET, "the term itself"),
    example("style", {"style": ["social"]}, "course,social", "met", MET, "the best of two counts"),
    example("style", {"style": ["social"]}, "course", "missed", MISSED, "another"),
    example("style", {}, "course", "not-stated", ASK, "nothing"),
    example("language", {"languages": ["en", "cy"]}, "Welsh", "met", MET, "the term itself"),
    example("language", {"languages": ["en"]}, "cy", "missed", MISSED, "another"),
    example("language", {"languages": ["en"]}, "cy,en", "met", MET, "the best of two counts"),
    example("language", {}, "cy", "not-stated", ASK, "nothing"),
    example("joining", {"joining": ["drop-in"]}, "just turn up", "met", MET, "the term itself"),
    example("joining", {"joining": ["book"]}, "drop-in", "missed", MISSED, "another"),
    example("joining", {"joining": ["book"]}, "drop-in,book", "met", MET, "the best counts"),
    example("joining", {}, "drop-in", "not-stated", ASK, "nothing"),
    example("cost", {"cost": "free"}, "free", "met", MET, "the term itself"),
    example("cost", {"cost": "donation"}, "free", "partly", PARTLY, "a donation is partly free"),
    example("cost", {"cost": "£3 a session"}, "free", "missed", MISSED, "an amount is not free"),
    example("cost", {"cost": "£3 a session"}, "paid", "met", MET, "an amount is paid"),
    example("cost", {"cost": "free"}, "paid", "missed", MISSED, "free is not paid"),
    example("cost", {"cost": "donation"}, "free,donation", "met", MET, "the best of two counts"),
    example("cost", {}, "free", "not-stated", ASK, "nothing"),
]

ACCESS = [
    example("access", {"access": ["step-free"]}, "wheelchair", "met", MET, "the term itself"),
    example(
        "access", {"access": ["disabled-parking"]}, "parking", "met", NARROWER, "something special"
    ),
    example("access", {"access": ["parking"]}, "blue badge", "partly", BROADER, "general only"),
    example("access", {"access": ["lift"]}, "step-free", "partly", RELATED, "something related"),
    example("access", {"no_access": ["step-free"]}, "step-free", "missed", MISSED, "known missing"),
    example(
        "access",
        {"access": ["lift"], "no_access": ["step-free"]},
        "step-free",
        "missed",
        MISSED,
        "known to be missing, whatever else is there",
    ),
    example(
        "access",
        {"no_access": ["parking"]},
        "disabled-parking",
        "missed",
        MISSED,
        "no parking is no disabled parking",
    ),
    example(
        "access",
        {"no_access": ["disabled-parking"]},
        "parking",
        "not-stated",
        ASK,
        "no disabled parking says nothing of parking",
    ),
    example("access", {"access": ["parking"]}, "lift", "not-stated", ASK, "other things"),
    example("access", {}, "step-free", "not-stated", ASK, "nothing"),
    example(
        "access",
        {"access": ["step-free"], "no_access": ["hearing-loop"]},
        "step-free,hearing-loop",
        "partly",
        (MET + MISSED) / 2,
        "one of two, for the mean counts",
    ),
]

WANT = [
    example("want", {"format": ["chat"]}, "no names", "met", MET, "a format offers it"),
    example("want", {"leader": ["peer"]}, "personal-connection", "met", MET, "a leader offers it"),
    example(
        "want",
        {"setting": ["one-to-one"]},
        "one-to-one-attention",
        "met",
        MET,
        "a setting offers it",
    ),
    example("want", {"style": ["course"]}, "practical-strategies", "met", MET, "a style offers it"),
    example(
        "want", {"activities": ["crafts"]}, "shared-activities", "met", MET, "any activity will do"
    ),
    example("want", {"welcomes": ["carers"]}, "practical-strategies", "met", MET, "being alike"),
    example(
        "want", {"only_for": ["women+carers"]}, "practical-strategies", "met", MET, "alike in one"
    ),
    example("want", {}, "shared-activities", "not-stated", ASK, "no activity is stated"),
    example("want", {"format": ["in-person"]}, "anonymity", "missed", MISSED, "no format offers"),
    example("want", {"format": ["unknown"]}, "anonymity", "not-stated", ASK, "unknown"),
    example("want", {}, "own-pace", "not-stated", ASK, "nothing is known to offer it"),
    example(
        "want",
        {"format": ["video"]},
        "no-travel,anonymity",
        "partly",
        (MET + MISSED) / 2,
        "one of two, for the mean counts",
    ),
]


@pytest.mark.parametrize(
    ("name", "facts", "asked", "verdict", "value"),
    [*FOCUS, *FORMAT, *LEADER, *PERSON, *MEETING, *OTHERS, *ACCESS, *WANT],
)
def test_a_group_meets_an_ask_by_what_it_states(
    name: str, facts: Facts, asked: Any, verdict: str, value: float | None
) -> None:
    found = judged_alone(facts, name, asked)
    worth = CRITERIA[name].prior if value is ASK else value
    assert (found.verdict, found.value) == (verdict, pytest.approx(worth))


PLACES = [
    pytest.param({"venue": {"town": "Leeds"}}, "met", ("Leeds",), id="in the same place"),
    pytest.param({"venue": {"town": "Otley"}}, "met", ("Otley",), id="within ten miles"),
    pytest.param({"venue": {"town": "Harrogate"}}, "partly", ("Harrogate",), id="beyond"),
    pytest.param({"venue": {"town": "Whitby"}}, "missed", ("Whitby",), id="far away"),
    pytest.param({"venue": {"town": "Nowhereby"}}, "not-stated", (), id="no such town"),
    pytest.param({}, "not-stated", (), id="no place"),
    pytest.param({"format": ["video"]}, "not-applicable", (), id="remote"),
    pytest.param(
        {"format": ["video"], "venue": {"town": "Leeds"}},
        "not-applicable",
        (),
        id="remote, whatever place its file names",
    ),
    pytest.param(
        {"format": ["video", "in-person"], "venue": {"town": "Leeds"}},
        "met",
        ("Leeds",),
        id="both, and near",
    ),
    pytest.param(
        {"format": ["video", "in-person"], "venue": {"town": "Whitby"}},
        "not-applicable",
        (),
        id="both, and far: its remote side is better",
    ),
    pytest.param(
        {"format": ["video", "in-person"]}, "not-applicable", (), id="both, place unknown"
    ),
]


@pytest.mark.parametrize(("facts", "verdict", "found"), PLACES)
def test_a_group_is_near_by_the_place_where_it_meets(
    facts: Facts, verdict: str, found: tuple[str, ...]
) -> None:
    near = judged_alone(facts, "near", "Leeds")
    assert (near.verdict, near.found) == (verdict, found)


def test_a_place_is_worth_less_the_farther_it_is() -> None:
    towns = ("Leeds", "Otley", "Harrogate", "York", "Whitby")
    worth = [judged_alone({"venue": {"town": town}}, "near", "Leeds").value for town in towns]
    assert worth == sorted(worth, reverse=True)
    assert len({*worth}) == len(towns)
    assert 1 >= worth[0] > 0.5 > worth[-1] > 0


def test_a_group_that_is_joined_from_home_counts_as_one_at_a_middling_distance() -> None:
    near, home, far = (
        judged_alone(facts, "near", "Leeds").value
        for facts in (
            {"venue": {"town": "Leeds"}},
            {"format": ["video"]},
            {"venue": {"town": "Whitby"}},
        )
    )
    assert near > home == REMOTE > far


@pytest.mark.parametrize("town", ["Leeds", "Otley", "Harrogate", "Whitby", "Nowhereby"])
def test_a_group_that_can_be_joined_from_home_too_loses_nothing_by_that(town: str) -> None:
    facts = {"venue": {"town": town}}
    local = judged_alone(facts, "near", "Leeds")
    both = judged_alone({**facts, "format": ["in-person", "video"]}, "near", "Leeds")
    assert both.value >= local.value


def test_what_counts_as_near_follows_the_distance_that_was_asked() -> None:
    in_otley = {"venue": {"town": "Otley"}}
    far, usual, close = (
        judged_alone(in_otley, "near", "Leeds", **within)
        for within in ({"within": "50"}, {}, {"within": "2"})
    )
    assert (far.verdict, usual.verdict, close.verdict) == ("met", "met", "missed")
    assert far.value > usual.value > close.value


def test_what_is_met_is_worth_more_than_what_is_partly_and_that_more_than_what_is_missed() -> None:
    partly = (WORTH["partly"], BROADER, RELATED, OWN_WORDS)
    assert WORTH["met"] == 1 > NARROWER > max(partly)
    assert min(partly) > WORTH["missed"] == 0


@pytest.mark.parametrize("criterion", CRITERIA.values(), ids=CRITERIA)
def test_what_is_not_stated_is_worth_something_between_met_and_missed(criterion: Any) -> None:
    assert WORTH["met"] > criterion.prior > WORTH["missed"]


def test_a_score_says_what_was_found_and_how_each_part_was_met() -> None:
    found = judged_alone({"access": ["step-free", "parking"]}, "access", "step-free,blue badge")
    assert found.found == ("step-free", "parking")
    assert found.parts == (("step-free", "met"), ("disabled-parking", "partly"))


def test_the_best_of_equal_alternatives_is_the_first() -> None:
    first, second = score("met", ["one"]), score("met", ["two"])
    assert best(["a", "b"], [first, second]).found == ("one",)
    assert best(["a", "b"], [first, second]).parts == (("a", "met"), ("b", "met"))


@pytest.mark.parametrize(
    ("verdicts", "expected"),
    [
        pytest.param(["met", "met"], "met", id="all met"),
        pytest.param(["met", "partly"], "partly", id="met and partly"),
        pytest.param(["met", "missed"], "partly", id="met and missed"),
        pytest.param(["met", "not-stated"], "partly", id="met and not stated"),
        pytest.param(["partly", "partly"], "partly", id="all partly"),
        pytest.param(["missed", "missed"], "missed", id="all missed"),
        pytest.param(["not-stated", "not-stated"], "not-stated", id="all not stated"),
        pytest.param(["missed", "not-stated"], "missed", id="none met, one a question"),
    ],
)
def test_a_mean_is_met_only_where_every_part_is(verdicts: list[Any], expected: str) -> None:
    assert mean(verdicts, [score(one) for one in verdicts]).verdict == expected


def test_the_mean_of_three_does_not_depend_on_their_order() -> None:
    one, two, three = (Score("partly", value) for value in (0.1, 0.2, 0.3))
    forward = mean("abc", [one, two, three]).value
    assert forward == mean("cba", [three, two, one]).value


@pytest.mark.parametrize("criterion", CRITERIA.values(), ids=CRITERIA)
def test_a_scorer_reads_only_the_keys_that_its_criterion_names(criterion: Any) -> None:
    facts = {
        "focus": ["grief"],
        "venue": {"town": "Leeds", "postcode": "LS1 4AP"},
        "nation": "Scotland",
        "ages": "18+",
        "only_for": ["women"],
        "welcomes": ["carers"],
        "meets": [{**TUESDAYS, "format": ["in-person"]}],
        "hours": [TUESDAYS],
        "activities": ["walking"],
        "style": ["course"],
        "languages": ["en"],
        "access": ["step-free"],
        "no_access": ["lift"],
        "joining": ["book"],
        "cost": "free",
    }
    index = index_of({"one": facts})
    query = question(index, **_an_ask_for_each())
    context = query.context(index.vocabulary)
    whole = criterion.score(query.asks[criterion.name], _group(index), context)
    assert criterion_score(index, query, criterion.name) == whole


def _group(index: Any) -> Group:
    return Group.of(index.record(0))


def _an_ask_for_each() -> dict[str, Any]:
    return {
        "focus": "grief", "near": "Leeds", "format": "in-person", "leader": "peer",
        "setting": "group", "age": 30, "for": "women", "day": "tuesday", "time": "evening",
        "activity": "walking", "style": "course", "language": "en", "access": "step-free,lift",
        "joining": "book", "cost": "free", "want": "shared-activities",
    }  # fmt: skip


@pytest.mark.parametrize("criterion", CRITERIA.values(), ids=CRITERIA)
def test_a_criterion_is_met_by_a_group_that_states_all_of_it(criterion: Any) -> None:
    asked = {criterion.name: _an_ask_for_each()[criterion.name]}
    facts = {
        "venue": {"town": "Leeds"}, "ages": "18+", "only_for": ["women"], "meets": [TUESDAYS],
        "activities": ["walking"], "style": ["course"], "languages": ["en"],
        "access": ["step-free", "lift"], "joining": ["book"], "cost": "free",
    }  # fmt: skip
    index = index_of({"one": facts})
    assert criterion_score(index, question(index, **asked), criterion.name).verdict == "met"


def test_every_criterion_asks_for_what_is_not_stated_in_words() -> None:
    assert all(criterion.help.endswith(".") for criterion in CRITERIA.values())
    assert all(criterion.question and criterion.weight > 0 for criterion in CRITERIA.values())
    assert {WORDS, FRESHNESS}.isdisjoint(CRITERIA)


def test_every_scorer_is_a_function_of_the_scorers_module_or_made_by_it() -> None:
    modules = {criterion.scorer.__module__ for criterion in CRITERIA.values()}
    assert modules == {scorers.__name__}


def test_a_bare_group_states_nothing_but_what_it_must() -> None:
    index = index_of({"one": {}})
    stated = {key for key in index.record(0) if not key.startswith("_")}
    assert stated == {"id", "name", "summary", "format", "leader", "focus", "sources"}
    assert bare()["cost"] is None


@pytest.mark.parametrize(
    ("asked", "stated", "verdict"),
    [
        pytest.param("en", ["en-gb"], "met", id="a longer tag is narrower"),
        pytest.param("en-gb", ["en"], "partly", id="a shorter one is broader"),
        pytest.param("en", ["enm"], "missed", id="a tag that only begins alike is another"),
    ],
)
def test_a_language_takes_in_the_longer_tags(asked: str, stated: list[str], verdict: str) -> None:
    found = ask(index_of({"one": {"languages": stated}}), language=asked)
    assert score_of(found, "language", "one").verdict == verdict


def test_own_words_count_as_much_for_a_group_for_something_related() -> None:
    groups = {
        "related": {"focus": ["anxiety"], "summary": "About panic."},
        "other": {"focus": ["gambling"], "summary": "About panic."},
    }
    found = ask(index_of(groups), focus="panic")
    assert score_of(found, "focus", "related").value >= score_of(found, "focus", "other").value


def test_every_partial_fit_is_worth_more_than_nothing_stated() -> None:
    assert max(one.prior for one in CRITERIA.values()) < min(BROADER, RELATED, OWN_WORDS, PARTLY)


def test_the_weights_are_those_that_the_page_about_ranking_tells() -> None:
    page = (ROOT / "docs" / "ranking.md").read_text("utf-8")
    table = page[page.index("| ask | weight |") :].partition("\n\n")[0]
    rows = re.findall(r"^\| ([^|]+) \| ([\d.]+)", table, re.MULTILINE)
    told = {name: float(weight) for names, weight in rows for name in names.split(", ")}
    told["focus"] = told.pop("subject (`--focus`)")
    told.pop(WORDS)
    assert told == {name: one.weight for name, one in CRITERIA.items()}


def at(latitude: float, radius_km: float) -> Place:
    return Place("Example", Point(latitude, -1.5), "town", radius_km, None, None)


def nearness(near: Place, place: Place, within_km: float) -> Score:
    """How near a group is that meets at a place."""
    group = Group(name="Example", place=place)
    context = Context({}, None, {}, within_km, frozenset())  # type: ignore[arg-type]
    return scorers.distance_score(Ask("near", (near,), ("Example",)), group, context)


@pytest.mark.parametrize(
    ("near", "place", "within_km", "value"),
    [
        pytest.param(at(53, 6), at(53, 8), 5, 1 / 2, id="half of both radii, at right angles"),
        pytest.param(at(53, 0), at(53, 8), 2, 1 / 5, id="half of its own"),
        pytest.param(at(53, 6), at(53, 0), 1, 1 / 10, id="half of the other"),
        pytest.param(at(53, 0), at(53, 0), 1, 1, id="at the door"),
    ],
)
def test_the_worth_of_a_place_falls_with_the_square_of_the_distance_to_expect(
    near: Place, place: Place, within_km: float, value: float
) -> None:
    assert nearness(near, place, within_km).value == pytest.approx(value)


def test_it_is_met_up_to_the_distance_and_partly_up_to_twice_that() -> None:
    near, place = at(53, 0), at(53.1, 0)
    between = great_circle_km(near.point, place.point)
    verdicts = [
        nearness(near, place, within_km).verdict
        for within_km in (
            between,
            nextafter(between, 0),
            between / 2,
            nextafter(between / 2, 0),
            nextafter(between, inf),
        )
    ]
    assert verdicts == ["met", "partly", "partly", "missed", "met"]


@pytest.mark.parametrize(
    ("person", "term", "verdict"),
    [
        ("south-asian,women", "south-asian-women", "met"),
        ("south-asian-women", "south-asian-women", "met"),
        ("men", "south-asian-women", "not-stated"),
        ("south-asian", "mothers", "not-stated"),
        ("carers", "people-of-nowhere", "not-stated"),
    ],
)
@pytest.mark.parametrize("key", ["only_for", "welcomes"])
def test_who_is_two_things_is_one_of_those_who_are_both(
    person: str, term: str, verdict: str, key: str
) -> None:
    both = {"id": "south-asian-women", "broader": ["south-asian", "women"]}
    community = [
        {"id": "women"}, {"id": "mothers", "broader": ["women"]}, {"id": "south-asian"},
        {"id": "carers"}, {"id": "men"}, both,
    ]  # fmt: skip
    found = judged_alone({key: [term]}, "for", person, vocabulary={"community": community})
    assert found.verdict == verdict


def test_of_what_can_be_asked_once_the_last_counts() -> None:
    assert judged_alone({"ages": "18-25"}, "age", ["70", "20"]).verdict == "met"
    leeds = judged_alone({"venue": {"town": "Leeds"}}, "near", ["Whitby", "Leeds"])
    assert (leeds.verdict, leeds.found) == ("met", ("Leeds",))
