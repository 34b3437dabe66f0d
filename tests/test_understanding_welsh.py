"""Free words in Welsh: what is said, what it asks for, and what is left for the search."""

from __future__ import annotations

import pytest
from hearing import VOCABULARY, heard

from peerfind.asking.understanding.negation import NOT
from peerfind.asking.understanding.welsh import (
    ASKING,
    BETWEEN,
    SAYS_NOTHING,
    after_yn,
    is_negation,
    town,
)
from peerfind.english import is_usual
from peerfind.errors import UsageError

Asks = dict[str, tuple[str, ...]]
NOT_MONDAY = ("tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


@pytest.mark.parametrize(
    ("says", "expected"),
    [
        ("galar ger Caerdydd", {"focus": ("grief",), "near": ("Cardiff",)}),
        ("gorbryder yng Nghaerdydd", {"focus": ("anxiety",), "near": ("Cardiff",)}),
        ("galar yn Wrecsam", {"focus": ("grief",), "near": ("Wrexham",)}),
        ("galar, o Gaerdydd", {"focus": ("grief",), "near": ("Cardiff",)}),
        ("galar yn Nolgellau", {"focus": ("grief",), "near": ("dolgellau",)}),
        ("galar ym Mangor, Gwynedd", {"focus": ("grief",), "near": ("bangor, Gwynedd",)}),
        ("galar yn Llundain", {"focus": ("grief",), "near": ("London",)}),
        ("galar yn y Trallwng", {"focus": ("grief",), "near": ("y Trallwng",)}),
        (
            "iselder o fewn 5 milltir i Gaerdydd",
            {"focus": ("depression",), "near": ("Cardiff",), "within": ("5mi",)},
        ),
    ],
)
def test_a_place_in_welsh(says: str, expected: Asks) -> None:
    reading = heard(says)
    assert {part.name: part.values for part in reading.parts} == expected
    assert reading.left == ()


@pytest.mark.parametrize(
    ("says", "days", "times"),
    [
        ("dydd Mawrth", ("tuesday",), ()),
        ("ar ddydd Mawrth", ("tuesday",), ()),
        ("bob dydd Llun", ("monday",), ()),
        ("nos Fawrth", ("tuesday",), ("evening",)),
        ("nos Iau", ("thursday",), ("evening",)),
        ("bore Sadwrn", ("saturday",), ("morning",)),
        ("bore dydd Sadwrn", ("saturday",), ("morning",)),
        ("prynhawn Gwener", ("friday",), ("afternoon",)),
        ("ar benwythnosau", ("weekend",), ()),
        ("yn y bore", (), ("morning",)),
        ("yn y prynhawn", (), ("afternoon",)),
        ("gyda'r nos", (), ("evening",)),
        ("heddiw", ("today",), ()),
        ("yfory", ("tomorrow",), ()),
        ("heno", ("today",), ("evening",)),
        ("nid dydd Llun", NOT_MONDAY, ()),
        ("ddim gyda'r nos", (), ("06:00-17:00",)),
    ],
)
def test_days_and_times(says: str, days: tuple[str, ...], times: tuple[str, ...]) -> None:
    reading = heard(f"galar, {says}")
    found = {part.name: part.values for part in reading.parts}
    assert found == {
        "focus": ("grief",),
        **({"day": days} if days else {}),
        **({"time": times} if times else {}),
    }
    assert reading.left == ()


@pytest.mark.parametrize("says", ["yfed mis Mawrth", "such a bore", "nos", "Sul", "iau"])
def test_a_word_that_is_also_a_day_or_a_time_is_none_by_itself(says: str) -> None:
    assert not {"day", "time"} & {part.name for part in heard(says).parts}


@pytest.mark.parametrize(
    "says",
    [
        "nid ar-lein", "dim ar-lein", "heb ar-lein", "ddim ar-lein", "dw i ddim eisiau ar-lein",
        "nid grŵp ar-lein",
    ],
)  # fmt: skip
def test_what_is_refused_is_never_asked_for(says: str) -> None:
    reading = heard(f"galar, {says}")
    assert {part.name: part.values for part in reading.parts} == {
        "focus": ("grief",),
        "avoid": ("format=online",),
    }


@pytest.mark.parametrize(
    ("says", "name", "term"),
    [
        ("dim ond ar-lein", "format", "online"),
        ("grŵp am ddim", "cost", "free"),
        ("grŵp am ddim ar-lein", "format", "online"),
        ("dim teithio", "want", "no-travel"),
        ("wyneb yn wyneb ym Mangor, Gwynedd, gyda'r nos", "format", "face-to-face"),
        ("galar, i fenywod", "for", "women"),
        ("galar, i ddynion", "for", "men"),
        ("galar, grŵp yn Gymraeg", "language", "cy"),
        ("galar, siarad Cymraeg", "language", "cy"),
    ],
)
def test_what_only_looks_refused_is_asked_for(says: str, name: str, term: str) -> None:
    parts = [(part.name, part.values) for part in heard(says).parts]
    assert (name, (term,)) in parts
    assert "avoid" not in dict(parts)


@pytest.mark.parametrize(
    ("facet", "typed", "term"),
    [
        ("focus", "galar", "grief"),
        ("focus", "alar", "grief"),
        ("focus", "ngalar", "grief"),
        ("focus", "brofedigaeth", "grief"),
        ("community", "ddynion", "men"),
        ("community", "mhlant", "children"),
        ("activity", "ganu", "singing"),
        ("language", "Gymraeg", "cy"),
    ],
)
def test_a_flag_takes_a_term_in_any_of_its_forms(facet: str, typed: str, term: str) -> None:
    understood = VOCABULARY[facet].understood(typed)
    assert (understood.term, understood.near_spelling) == (term, False)


def test_a_form_in_welsh_is_never_the_slip_of_an_english_word() -> None:
    with pytest.raises(UsageError):
        VOCABULARY["focus"].understood("alarm")


def test_no_form_takes_the_name_of_another_term() -> None:
    for facet in ("focus", "community", "activity", "format", "leader", "access", "cost"):
        for term in VOCABULARY[facet].terms.values():
            assert VOCABULARY[facet].understood(term.label).term == term.id


@pytest.mark.parametrize(
    ("before", "word", "after", "says_not"),
    [
        ("", "nid", "ar", True),
        ("", "dim", "ond", False),
        ("", "dim", "nyrs", True),
        ("", "dim", "lighting", False),
        ("am", "ddim", "ar", False),
        ("i", "ddim", "eisiau", True),
        ("", "heb", "nyrs", True),
        ("", "not", "nurse", False),
    ],
)
def test_when_a_word_says_not(before: str, word: str, after: str, *, says_not: bool) -> None:
    assert is_negation(before, word, after) is says_not


@pytest.mark.parametrize("form", ["caerdydd", "gaerdydd", "nghaerdydd", "chaerdydd"])
def test_a_town_in_each_form(form: str) -> None:
    assert town(form) == "Cardiff"


def test_what_is_no_town_is_none() -> None:
    assert town("galar") == town("") == town("leeds") == ""


def test_only_a_nasal_form_stands_after_yn() -> None:
    assert "bangor" in after_yn("mangor")
    assert "dolgellau" in after_yn("nolgellau")
    assert after_yn("fangor") == after_yn("leeds") == []


def test_no_little_word_is_a_usual_english_one() -> None:
    little = (BETWEEN | ASKING | SAYS_NOTHING) - NOT - {"bob", "mae"}
    assert {word for word in little if is_usual(word)} == set()
