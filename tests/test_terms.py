"""What can be asked for: the facet that is meant, the terms that a word finds, the groups that meet each."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from asking import bare
from asking import index_of as asked_index
from showing import example_index

from peerfind.answers.terms import facet_named, group_counts, terms_about
from peerfind.directory.vocabulary import FACETS
from peerfind.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

TODAY = date(2026, 11, 25)


def ids(facet: str, word: str | None) -> list[str]:
    """The ids of the terms that a word finds in the example directory."""
    return [term.id for term in terms_about(example_index().vocabulary[facet], word)]


def counts(facet: str, groups: Mapping[str, Mapping[str, Any]]) -> dict[str, int]:
    """How many of the groups meet each term of a facet; those that none meets are left out."""
    index = asked_index(groups)
    known = index.vocabulary[facet]
    found = group_counts(index, known, [*known.terms.values()], TODAY)
    assert [*found] == [*known.terms]
    return {term: count for term, count in found.items() if count}


# The facet


@pytest.mark.parametrize("name", FACETS)
def test_every_facet_has_its_name(name: str) -> None:
    assert facet_named(example_index(), name).name == name


@pytest.mark.parametrize("typed", ["Focus", " focus ", "FOCUS"])
def test_a_facet_may_be_typed_in_any_case(typed: str) -> None:
    assert facet_named(example_index(), typed).name == "focus"


@pytest.mark.parametrize(
    ("typed", "ending"),
    [
        pytest.param("focsu", "not of 'focsu'. Did you mean focus?", id="a slip"),
        pytest.param("activities", "not of 'activities'. Did you mean activity?", id="several"),
        pytest.param("accost", "not of 'accost'. Did you mean cost?", id="like two"),
        pytest.param("xyzzy", "not of 'xyzzy'.", id="nothing like any"),
        pytest.param("", "not of ''.", id="nothing"),
    ],
)
def test_a_facet_that_there_is_not_gets_the_nearest(typed: str, ending: str) -> None:
    with pytest.raises(UsageError) as told:
        facet_named(example_index(), typed)
    assert str(told.value) == (
        "There are terms of focus, activity, community, format, setting, leader, style, access, "
        f"joining, cost, language and want, {ending}"
    )


# The terms


@pytest.mark.parametrize(
    ("facet", "word", "found"),
    [
        pytest.param("focus", None, ["grief", "grief-partner", "hearing-voices"], id="no word"),
        pytest.param("focus", "partner", ["grief-partner"], id="a part of an id"),
        pytest.param("focus", "lost my husband", ["grief-partner"], id="an alias"),
        pytest.param("focus", "husb", ["grief-partner"], id="a part of an alias"),
        pytest.param("focus", "GRIEF", ["grief", "grief-partner"], id="in any case"),
        pytest.param("focus", "hearing voices", ["hearing-voices"], id="without its dash"),
        pytest.param("activity", "alotment", ["gardening"], id="a slip in an alias"),
        pytest.param("focus", "beravement", ["grief"], id="a slip in another"),
        pytest.param("leader", "nurs", ["nurse"], id="a usual term"),
    ],
)
def test_a_word_finds_terms(facet: str, word: str | None, found: list[str]) -> None:
    assert ids(facet, word) == found


@pytest.mark.parametrize(
    ("word", "told"),
    [
        pytest.param("xyzzy", "No focus term has to do with 'xyzzy'.", id="like none"),
        pytest.param("", "No focus term has to do with ''.", id="nothing"),
        pytest.param("!?", "No focus term has to do with '!?'.", id="no letters"),
        pytest.param("\x1b[1m", "No focus term has to do with '[1m'.", id="what a terminal obeys"),
    ],
)
def test_a_word_that_finds_nothing_is_told(word: str, told: str) -> None:
    with pytest.raises(UsageError) as error:
        ids("focus", word)
    assert str(error.value) == told


# The counts


def test_a_group_counts_for_each_of_its_terms_and_for_those_above() -> None:
    groups = {
        "one": {"focus": ["panic"]},
        "two": {"focus": ["grief", "gambling"]},
        "three": {"focus": ["anxiety"]},
    }
    assert counts("focus", groups) == {
        "mental-health": 2, "anxiety": 2, "panic": 1, "grief": 1, "gambling": 1,
    }  # fmt: skip


def test_a_group_that_only_partly_meets_a_term_does_not_count() -> None:
    assert counts("focus", {"one": {"focus": ["stress"]}}) == {"mental-health": 1, "stress": 1}


def test_roll_ups_count_what_they_stand_for() -> None:
    groups = {"one": {"format": ["video"]}, "two": {"format": ["phone"]}}
    assert counts("format", groups) == {"video": 1, "phone": 1, "online": 1, "remote": 2}


def test_co_led_counts_by_what_is_met() -> None:
    groups = {"one": {"leader": ["peer", "nurse"]}, "two": {"leader": ["co-led"]}}
    found = counts("leader", groups)
    assert found["co-led"] == 2
    assert (found["lay"], found["professional"], found["lived-experience"]) == (1, 1, 1)


def test_a_group_counts_whatever_its_status() -> None:
    groups = {
        status: {"status": status, "cost": "free"}
        for status in ("open", "full", "closed", "paused")
    }
    assert counts("cost", groups)["free"] == 4


def test_a_setting_that_is_not_stated_is_a_group() -> None:
    assert counts("setting", {"one": {}, "two": {"setting": ["one-to-one"]}}) == {
        "group": 1, "one-to-one": 1,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("facet", "key", "value", "term"),
    [
        ("activity", "activities", ["walking"], "outdoors"),
        ("access", "access", ["step-free"], "step-free"),
        ("language", "languages", ["cy"], "cy"),
        ("style", "style", ["course"], "course"),
        ("joining", "joining", ["book"], "book"),
        ("community", "welcomes", ["women"], "women"),
        ("want", "format", ["chat"], "anonymity"),
    ],
)
def test_every_facet_can_be_counted(facet: str, key: str, value: list[str], term: str) -> None:
    plain = bare()[key] if key == "format" else None
    groups = {"has": {key: value}, "has not": {key: plain}}
    assert counts(facet, groups)[term] == 1


def test_only_the_terms_that_are_asked_about_are_counted() -> None:
    index = example_index()
    focus = index.vocabulary["focus"]
    assert group_counts(index, focus, terms_about(focus, "widow"), TODAY) == {"grief-partner": 2}
    assert group_counts(index, focus, [], TODAY) == {}
