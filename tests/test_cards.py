"""A group of an answer in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from showing import GROUPS, NOW, VOCABULARY, asked, example_index, index_of, networks

from peerfind.answers.rank import Judged
from peerfind.asking.criteria import WORDS
from peerfind.asking.query import FROM_PROMPT
from peerfind.asking.scoring import Ask, Score
from peerfind.wording.cards import Card, card, cards, verdicts
from peerfind.wording.say import Site, Way

if TYPE_CHECKING:
    from peerfind.asking.scoring import Verdict

QUESTION = {"focus": "lost my husband", "near": "LS21", "time": "evening", "age": 71}


def card_of(name: str, *words: str, **flags: Any) -> Card:
    """The card of one group in an answer."""
    return next(one for one in cards(asked(*words, **flags), networks()) if one.id == name)


def reasons(*words: str, group: dict[str, Any] | None = None, **flags: Any) -> dict[str, Any]:
    """How one group with some facts meets a question, where it says anything."""
    usual = {"summary": "x", "format": ["unknown"], "leader": ["unknown"], "focus": ["grief"]}
    facts = {**usual, "name": "One", "sources": [{"url": "https://example.org"}], **(group or {})}
    (found,) = cards(asked(*words, index=index_of({"one": facts}), **flags), {})
    lists = {"yes": found.yes, "partly": found.partly, "not": found.missed, "ask": found.ask}
    return {name: labels for name, labels in lists.items() if labels}


def test_a_whole_card() -> None:
    found = card_of("wharfe-evening-bereavement", access="step-free", **QUESTION)
    assert found._replace(when=None) == Card(
        rank=1,
        id="wharfe-evening-bereavement",
        name="Wharfe Evening Bereavement Group",
        summary="A quiet evening group for people whose partner has died.",
        where="about 1 mile (by district), Otley",
        place=("about 1 mile (by district), Otley. Example Hall, 1 Example Street, Otley LS21 3AA"),
        when=None,
        how=("in person", "free"),
        who=("Led by people who have been through it", "just turn up", "for ages 18 and over"),
        terms=("free", "just turn up"),
        address="Example Hall, 1 Example Street, Otley LS21 3AA",
        ways=(
            Way("phone", "0113 496 0001", "tel:01134960001"),
            Way("website", "example.org/wharfe", "https://www.example.org/wharfe/"),
        ),
        site=Site("example.org", "example.org/wharfe", "https://example.org/wharfe"),
        yes=("grief of a partner", "near", "age 71", "evening"),
        partly=(),
        missed=(),
        ask=("step-free access",),
        fresh="Confirmed by phone 2 Oct 2026",
        cautions=(),
    )


def test_the_card_has_the_next_meeting() -> None:
    found = card_of("wharfe-evening-bereavement")
    assert found.when.short == "Tue 1 Dec 7pm-8.30pm, then 1st and 3rd Tue"


def test_a_remote_group_has_neither_a_distance_nor_an_address() -> None:
    found = card_of("widowed-together-online", **QUESTION)
    assert (found.where, found.address, found.place) == (
        "anywhere in the UK",
        "",
        "anywhere in the UK",
    )


def test_a_town_that_was_said_with_the_distance_is_not_said_again() -> None:
    assert card_of("aire-walk", near="LS21").place == "about 10 miles (by town), Leeds"


def test_an_address_that_says_more_follows_the_distance() -> None:
    assert card_of("wharfe-evening-bereavement").place == (
        "Otley. Example Hall, 1 Example Street, Otley LS21 3AA"
    )


def test_a_venue_with_a_name_is_not_just_somewhere_in_a_wide_town() -> None:
    group = {**GROUPS["aire-walk"], "venue": {"name": "Example Hall", "town": "Leeds"}}
    (found,) = cards(asked(index=index_of({"one": group}), near="Leeds"), {})
    assert (found.where, found.place) == ("somewhere in Leeds", "Example Hall, Leeds")


def test_whom_a_group_is_for_is_told_without_being_asked() -> None:
    index = index_of({"one": {**GROUPS["aire-walk"], "welcomes": ["south-asian", "women"]}})
    (found,) = cards(asked(index=index), {})
    assert found.who[-2:] == ("only for women", "specially for South Asian people")


def test_a_note_on_joining_comes_before_the_other_cautions() -> None:
    changes = {"joining_note": "For people of the parish", "doubts": ["No year."]}
    index = index_of({"one": {**GROUPS["young-voices"], **changes}})
    (found,) = cards(asked(index=index), {})
    assert found.cautions == ("To join: For people of the parish.", "Unclear: No year.")
    assert found.where == "from home: ask who may join"


def test_the_networks_contact_is_shown_for_a_group_that_has_none() -> None:
    found = card_of("widowed-together-online")
    assert found.ways == (Way("phone", "01632 960 100", "tel:01632960100", is_network=True),)
    assert found.fresh == "Never confirmed (source of 11 May 2023): ring first"


def test_without_the_networks_record_there_is_no_contact() -> None:
    answer = asked()
    match = next(one for one in answer.matches if one.group.id == "widowed-together-online")
    assert card(match, answer).ways == ()


# How a group meets what was asked


@pytest.mark.parametrize(
    ("group", "flags", "expected"),
    [
        pytest.param({"focus": ["grief"]}, {"focus": "grief"}, {"yes": ("grief",)}, id="term"),
        pytest.param(
            {"focus": ["grief"]},
            {"focus": "grief-partner"},
            {"partly": ("grief of a partner (here: grief)",)},
            id="partly, with what is there in its place",
        ),
        pytest.param(
            {"focus": ["grief-partner"]},
            {"focus": "grief"},
            {"yes": ("grief (here: grief of a partner)",)},
            id="a kind of it, which is told",
        ),
        pytest.param(
            {"focus": ["grief-partner", "grief"]},
            {"focus": "grief"},
            {"yes": ("grief",)},
            id="the thing itself besides a kind of it",
        ),
        pytest.param(
            {"focus": ["grief-partner", "hearing-voices"]},
            {"focus": ["grief", "hearing-voices"]},
            {"yes": ("grief (here: grief of a partner)", "hearing voices")},
            id="every term of a focus",
        ),
        pytest.param(
            {"focus": ["grief", "hearing-voices"]},
            {"focus": ["grief-partner", "hearing-voices"]},
            {"yes": ("hearing voices",), "partly": ("grief of a partner (here: grief)",)},
            id="every term of a focus, and of each what is there in its place",
        ),
        pytest.param(
            {"focus": ["hearing-voices"], "summary": "Grief too."},
            {"focus": "grief"},
            {"partly": ("grief (in its own words only)",)},
            id="named by its own words alone",
        ),
        pytest.param(
            {"leader": ["peer"]},
            {"leader": "lay"},
            {"yes": ("led by people who are not professionals",)},
            id="a kind of leader, which the card says anyhow",
        ),
        pytest.param(
            {"access": ["step-free"], "no_access": ["hearing-loop"]},
            {"access": ["step-free", "hearing-loop"]},
            {"yes": ("step-free access",), "not": ("a hearing loop",)},
            id="access part by part",
        ),
        pytest.param(
            {}, {"access": "step-free"}, {"ask": ("step-free access",)}, id="unknown access"
        ),
        pytest.param(
            {"format": ["in-person"]},
            {"format": ["video", "in-person"]},
            {"yes": ("in person",)},
            id="of alternatives the one that is met",
        ),
        pytest.param(
            {"format": ["in-person"]},
            {"format": ["video", "phone"]},
            {"not": ("by video call or phone",)},
            id="of alternatives none",
        ),
        pytest.param({}, {"format": "video"}, {"ask": ("how people meet",)}, id="unknown format"),
        pytest.param(
            {"leader": ["co-led"]},
            {"leader": "lay"},
            {
                "partly": (
                    (
                        "led by people who are not professionals"
                        " (here: led by others together with a professional)"
                    ),
                )
            },
            id="leader partly",
        ),
        pytest.param(
            {"leader": ["peer"]},
            {"leader": "peer"},
            {"yes": ("led by people who have been through it",)},
            id="leader",
        ),
        pytest.param({"ages": "18+"}, {"age": 71}, {"yes": ("age 71",)}, id="age"),
        pytest.param({}, {"age": 71}, {"ask": ("what ages it is for",)}, id="unknown age"),
        pytest.param(
            {"only_for": ["women+south-asian"]},
            {"for_": ["women", "south-asian"]},
            {"yes": ("women and South Asian people",)},
            id="communities",
        ),
        pytest.param(
            {"meets": [{"days": "tuesday", "start": "19:00"}]},
            {"day": "tuesday", "time": "morning"},
            {"yes": ("Tuesday",), "not": ("morning",)},
            id="day and time as typed",
        ),
        pytest.param(
            {"meets": [{"days": "tuesday", "start": "19:00"}]},
            {"day": ["weekend", "mon"]},
            {"not": ("weekend or Monday",)},
            id="days, none of which suits",
        ),
        pytest.param({}, {"day": "tuesday"}, {"ask": ("on what days it meets",)}, id="unknown day"),
        pytest.param({}, {"near": "LS21"}, {"ask": ("where it meets",)}, id="unknown place"),
        pytest.param(
            {"format": ["in-person"], "venue": {"town": "Cardiff"}},
            {"near": "LS21"},
            {"not": ("near",)},
            id="far",
        ),
        pytest.param(
            {"format": ["in-person"], "venue": {"town": "Harrogate"}},
            {"near": "Leeds"},
            {"partly": ("near",)},
            id="rather far",
        ),
        pytest.param({"format": ["video"]}, {"near": "LS21"}, {}, id="a distance does not apply"),
        pytest.param(
            {"format": ["video"]},
            {"want": "no-travel"},
            {"yes": ("no travel (you join from home)",)},
            id="want",
        ),
        pytest.param({"cost": "£3"}, {"cost": "free"}, {"not": ("free",)}, id="cost"),
        pytest.param(
            {"cost": "donation"},
            {"cost": "free"},
            {"partly": ("free (here: donation)",)},
            id="a donation is partly free",
        ),
    ],
)
def test_each_ask_stands_under_its_verdict(
    group: dict[str, Any], flags: dict[str, Any], expected: dict[str, Any]
) -> None:
    assert reasons(group=group, **flags) == expected


def test_the_kind_of_an_activity_is_told() -> None:
    terms = [{"id": "walking"}, {"id": "gardening"}, {"id": "digging", "broader": ["gardening"]}]
    group = {**GROUPS["aire-walk"], "activities": ["digging"]}
    index = index_of({"one": group}, vocabulary={**VOCABULARY, "activity": terms})
    (found,) = cards(asked(index=index, activity=["gardening", "walking"]), {})
    assert found.yes == ("gardening (here: digging)",)


def test_words_are_told_apart_by_whether_they_were_found() -> None:
    group = {"name": "Singing Circle"}
    assert reasons("a group for singing by the sea", group=group) == {
        "yes": ('"singing"',),
        "not": ('"sea"',),
    }


@pytest.mark.parametrize(
    ("parts", "verdict"),
    [
        pytest.param((("singing", "met"),), "met", id="it is said"),
        pytest.param((("singing", "missed"),), "missed", id="it is not"),
        pytest.param((), "missed", id="nothing is"),
    ],
)
def test_one_word_is_found_or_not(parts: Any, verdict: Verdict) -> None:
    ask = Ask(WORDS, ("singing",), ("singing",))
    judged = Judged(ask, Score(verdict, 1.0, (), parts), 1.0)
    assert [*verdicts([judged], example_index().vocabulary)] == [(verdict, '"singing"')]


def test_nothing_is_said_of_what_was_not_asked() -> None:
    assert reasons() == {}


# Safety


def test_nothing_in_a_card_can_steer_a_terminal() -> None:
    evil = "a\x1b[31mb\u202ec\u200bd\ne"
    index = index_of(
        {
            "one": {
                "name": evil,
                "summary": evil,
                "format": ["in-person"],
                "leader": ["peer"],
                "focus": ["grief"],
                "status_note": evil,
                "cost": f"£1 {evil}",
                "venue": {"name": evil, "town": evil},
                "contact": {"phone": evil},
                "doubts": [evil],
                "sources": [{"url": "https://example.org"}],
            }
        }
    )
    (found,) = cards(asked(index=index), {})
    for letter in "\x1b\u202e\u200b\n":
        assert letter not in repr(found).encode().decode("unicode_escape")
    assert found.name == "a[31mbcd e"


def test_a_place_that_was_typed_at_a_prompt_is_not_on_the_card() -> None:
    answer = asked(near=FROM_PROMPT, near_typed="LS21 3AA")
    said = repr([*cards(answer, {})])
    assert "LS21 3AA" not in said.replace("Otley LS21 3AA", "")


def test_the_index_is_that_of_a_wednesday_morning() -> None:
    assert (NOW.strftime("%A %H:%M"), example_index().count) == ("Wednesday 09:00", 6)
