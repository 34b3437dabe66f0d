"""The words of the directory that ships: each means one thing, and callers' own words find it."""

from __future__ import annotations

from collections import defaultdict
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from peerfind import text
from peerfind.asking.words import Unit, understood_units
from peerfind.config import shipped_directory
from peerfind.directory.folder import Directory, load
from peerfind.directory.vocabulary import FACETS, OFFERING, ROLL_UPS, Vocabulary

if TYPE_CHECKING:
    from peerfind.model import Record

CASES = Path(__file__).parent / "cases"
PHRASES = yaml.load((CASES / "phrases.yaml").read_text("utf-8"), yaml.BaseLoader)  # noqa: S506 (text only)
DIRECTORY = load(shipped_directory())
WORDS = Vocabulary(DIRECTORY.common.terms)
STATED = {
    "focus": ("focus",), "activity": ("activities",), "community": ("only_for", "welcomes"),
    "format": ("format",), "setting": ("setting",), "leader": ("leader",), "style": ("style",),
    "access": ("access", "no_access"), "joining": ("joining",), "language": ("languages",),
}  # fmt: skip

# Facets that may share a name, and what such a name means where both could be meant. No others may.
SHARED = {
    (
        "community",
        "focus",
    ): "a trouble and the people who have it: what was said is what it is about",
    ("community", "language"): "a people and their language: a language is asked for by --language",
    ("access", "language"): "an interpreter and the language itself: each by its own flag",
    ("format", "leader"): "not known is not known",
}


def phrase(name: str) -> str:
    """A name as it is found in running text."""
    return " ".join(text.phrase(text.stems(name)))


def stated(record: Record, facet: str) -> set[str]:
    """The terms of a facet that an entry states."""
    if facet == "setting":
        return {*record.get("setting", ("group",))}
    if facet == "cost":
        cost = record.get("cost")
        return {cost if cost in ("free", "donation") else "paid"} if cost else set()
    values = chain.from_iterable(record.get(key, ()) for key in STATED[facet])
    return {part for value in values for part in value.split("+")}


def used(directory: Directory, facet: str) -> set[str]:
    """The terms of a facet that some entry meets."""
    if facet == "want":
        served = ((serving, one) for serving in OFFERING for one in WORDS[serving].terms.values())
        return {w for facet, one in served if one.id in used(directory, facet) for w in one.offers}
    every = set().union(*(stated(record, facet) for record in directory.records))
    return set().union(*(WORDS[facet].above(term) for term in every))


@pytest.mark.parametrize("facet", FACETS)
class TestTheFacet:
    def test_has_terms_that_are_used_or_marked_as_wanted(self, facet: str) -> None:
        wanted = {term.id for term in WORDS[facet].terms.values() if term.wanted == "yes"}
        assert wanted == WORDS[facet].terms.keys() - used(DIRECTORY, facet) - ROLL_UPS

    def test_says_in_one_line_what_each_term_is(self, facet: str) -> None:
        if facet != "language":  # the name of a language says what it is
            assert [term.id for term in WORDS[facet].terms.values() if not term.note] == []

    def test_finds_each_term_by_each_of_its_names(self, facet: str) -> None:
        for term in WORDS[facet].terms.values():
            for name in term.names:
                found = WORDS[facet].understood(name)
                assert (found.term, found.near_spelling) == (term.id, False), name

    def test_finds_each_name_in_running_text(self, facet: str) -> None:
        for term in WORDS[facet].terms.values():
            for name in filter(phrase, term.names):
                mentions = WORDS[facet].mentions(text.stems(f"well {name} then"))
                assert term.id in {one for _, _, one in mentions}, name

    def test_gives_no_phrase_to_two_terms_unless_one_is_part_of_the_other(self, facet: str) -> None:
        owners = defaultdict(set)
        for term in WORDS[facet].terms.values():
            for name in term.names:
                owners[phrase(name)].add(term.id)
        for name, terms in owners.items():
            first, *others = sorted(terms)
            assert all(
                WORDS[facet].relation(first, one) in ("narrower", "broader") for one in others
            ), name

    def test_keeps_apart_what_must_not_be_confused(self, facet: str) -> None:
        for term in WORDS[facet].terms.values():
            related = {one: WORDS[facet].relation(term.id, one) for one in term.distinct_from}
            assert {*related.values()} <= {None, "related"}, (term.id, related)


def test_a_name_in_two_facets_has_a_rule() -> None:
    facets = defaultdict(set)
    for facet in FACETS:
        for term in WORDS[facet].terms.values():
            for name in term.names:
                facets[text.key(name)].add(facet)
    shared = {tuple(sorted(where)) for where in facets.values() if len(where) > 1}
    assert shared == SHARED.keys()
    alike = {name for name, where in facets.items() if where == {"format", "leader"}}
    assert alike == {"unknown", "not known"}


def named(says: str) -> list[Unit]:
    """What is understood of words, as far as it is a term."""
    return [unit for unit in understood_units(text.words(says), WORDS) if unit.term]


@pytest.mark.parametrize("case", PHRASES["finds"], ids=lambda case: case["says"])
class TestWhatACallerSays:
    def test_is_understood_by_the_words_that_say_it(self, case: dict[str, Any]) -> None:
        by = tuple(text.words(case["by"]))
        assert Unit(by, "focus", case["term"]) in named(case["says"])

    def test_is_not_understood_without_them(self, case: dict[str, Any]) -> None:
        assert text.key(case["by"]) in text.key(case["says"])
        rest = text.key(case["says"]).replace(text.key(case["by"]), "")
        assert case["term"] not in {unit.term for unit in named(rest)}


@pytest.mark.parametrize("says", PHRASES["nothing"])
def test_what_only_sounds_like_a_trouble_is_taken_for_none(says: str) -> None:
    assert [unit for unit in named(says) if unit.facet == "focus"] == []


def test_callers_phrases_are_many_and_about_many_things() -> None:
    assert len(PHRASES["finds"]) >= 30
    assert len({case["term"] for case in PHRASES["finds"]}) >= 30
