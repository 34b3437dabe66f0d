"""The first letters of Welsh words, and what others make of them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerfind.mutation import mutated, radicals

NAMES = st.text("abcdefghilmnoprstuwy", min_size=2, max_size=9)


@pytest.mark.parametrize(
    ("name", "forms"),
    [
        ("caerdydd", {"gaerdydd", "nghaerdydd", "chaerdydd"}),
        ("plant", {"blant", "mhlant", "phlant"}),
        ("tadau", {"dadau", "nhadau", "thadau"}),
        ("galar", {"alar", "ngalar"}),
        ("bangor", {"fangor", "mangor"}),
        ("dynion", {"ddynion", "nynion"}),
        ("menywod", {"fenywod"}),
        ("llandudno", {"landudno"}),
        ("rhieni", {"rieni"}),
        ("iselder", set()),
        ("straen", set()),
        ("chwaraeon", set()),
        ("fforwm", set()),
        ("theatr", set()),
    ],
)
def test_the_forms_of_a_name(name: str, forms: set[str]) -> None:
    assert {*mutated(name)} == forms


@given(NAMES)
def test_a_form_leads_back_to_its_name(name: str) -> None:
    for form in mutated(name):
        assert name in {*radicals(form)}


@given(NAMES)
def test_what_a_form_leads_back_to_has_that_form(form: str) -> None:
    for name in radicals(form):
        assert form in {*mutated(name)}


@given(NAMES)
def test_a_form_is_another_word_and_ends_as_the_name_does(name: str) -> None:
    for form in mutated(name):
        assert form != name
        assert form.endswith(name[2:])


def test_nothing_comes_of_nothing() -> None:
    assert [*mutated("")] == []
    assert [*radicals("")] == []
