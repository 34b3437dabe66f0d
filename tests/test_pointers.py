"""The table of which page says more about what was asked."""

from __future__ import annotations

import pytest

from peerfind.asking.criteria import CRITERIA, URGENT
from peerfind.config import shipped_directory
from peerfind.directory.folder import load
from peerfind.wording import pointers
from peerfind.wording.pointers import page_before_joining, page_for, pointer

PAGES = {path.stem for path in (shipped_directory() / "guide").glob("*.md")}


@pytest.mark.parametrize(
    ("asks", "page"),
    [
        ({}, ""),
        ({"near": ("LS6",)}, ""),
        ({"near": ("LS6",), "leader": ("peer",)}, "who-leads"),
        ({"leader": ("nurse", "peer-worker")}, "peer-support-workers"),
        ({"format": ("video",)}, "formats-compared"),
        ({"format": ("video",), "leader": ("peer",)}, "who-leads"),
        ({"setting": ("one-to-one",), "format": ("phone",)}, "peer-support-workers"),
        ({"setting": ("group",)}, "formats-compared"),
        ({"for": ("men",), "focus": ("grief",)}, "tailored-groups"),
        ({"activity": ("walking",)}, "tailored-groups"),
        ({"focus": ("grief",)}, "talking-about-it"),
    ],
)
def test_the_page_for_what_was_asked(asks: dict[str, tuple[str, ...]], page: str) -> None:
    assert page_for(asks) == page


@pytest.mark.parametrize("term", sorted(URGENT))
def test_where_life_may_be_at_risk_that_page_comes_first(term: str) -> None:
    assert page_for({"leader": ("peer",), "focus": ("grief", term)}) == "when-it-is-not-enough"


@pytest.mark.parametrize(
    ("record", "page"),
    [
        ({}, "before-you-join"),
        ({"leader": ["peer"]}, "before-you-join"),
        ({"leader": ["peer-worker"]}, "peer-support-workers"),
        ({"setting": ["one-to-one"]}, "peer-support-workers"),
        ({"setting": ["group", "one-to-one"]}, "before-you-join"),
    ],
)
def test_the_page_for_what_to_ask_before_joining(record: dict[str, list[str]], page: str) -> None:
    assert page_before_joining(record) == page


def test_a_page_that_is_not_there_is_not_pointed_to() -> None:
    assert pointer("who-leads", lambda _: False) == ()
    assert pointer("", lambda _: True) == ()
    assert pointer("who-leads", lambda _: True) == ("More about this: peerfind guide who-leads",)


def test_every_page_in_the_table_is_there() -> None:
    named = {*pointers.BY_TERM.values(), *pointers.BY_ASK.values()}
    assert {*named, pointers.IN_DANGER, pointers.BEFORE_JOINING} <= PAGES


def test_every_ask_and_term_in_the_table_is_there() -> None:
    assert {*pointers.BY_ASK} <= {*CRITERIA}
    known = load(shipped_directory()).common.terms
    for ask, term in pointers.BY_TERM:
        assert term in {one["id"] for one in known[ask]}
