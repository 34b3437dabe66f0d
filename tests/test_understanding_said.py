"""Sentences as callers' words come, each with what must be read from it.

They were made up by somebody who did not know the grammar, so many of them it does not know. What it does not
know it must leave alone: nothing may be turned round. How many are read wholly may not fall.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from hearing import VOCABULARY, heard
from pace import uncounted

CASES = Path(__file__).parent / "cases" / "said"
# The asks that each file is about, and how many of its sentences are read as they are meant.
FILES = {
    "leader": (("leader",), 84),
    "format": (("format", "setting"), 75),
    "negation": (("day", "time", "avoid"), 93),
    "wants": (("want", "access", "cost", "language", "day", "time"), 89),
}
DAYS = ("day", "time")


def sentences(name: str) -> list[tuple[str, frozenset[str]]]:
    """The sentences of a file, each with the asks that are meant, as `flag=value`."""
    lines = (CASES / f"{name}.tsv").read_text("utf-8").splitlines()
    pairs = (line.partition("\t")[::2] for line in lines if line)
    return [
        (says, frozenset(filter(None, map(str.strip, meant.split(";"))))) for says, meant in pairs
    ]


def read_from(says: str) -> frozenset[str]:
    """What is read from a sentence, as `flag=value`."""
    with uncounted():
        parts = heard(says).parts
    return frozenset(f"{part.name}={value}" for part in parts for value in part.values)


EVERY = [pytest.param(*one, id=one[0][:60]) for name in FILES for one in sentences(name)]


@pytest.mark.parametrize(("says", "meant"), EVERY)
def test_nothing_is_turned_round(says: str, meant: frozenset[str]) -> None:
    found = read_from(says)
    wanted = {one for one in found if not one.startswith(("avoid=", "require="))}
    assert {one for one in found if one.removeprefix("avoid=") in meant - found} == set()
    for refused in (one.removeprefix("avoid=") for one in meant if one.startswith("avoid=")):
        assert wanted.isdisjoint(same_or_near(refused) - meant)


def same_or_near(ask: str) -> set[str]:
    """An ask, and those for a broader or a narrower term."""
    flag, _, term = ask.partition("=")
    if flag in (*DAYS, "for"):
        return {ask}
    facet = VOCABULARY[flag]
    return {f"{flag}={one}" for one in (term, *facet.above(term), *facet.below(term))}


@pytest.mark.parametrize("name", FILES)
def test_as_many_are_read_as_they_are_meant(name: str) -> None:
    flags, fewest = FILES[name]
    right = [says for says, meant in sentences(name) if of(flags, read_from(says)) == plain(meant)]
    assert len(right) >= fewest


def of(flags: tuple[str, ...], found: frozenset[str]) -> set[str]:
    """The asks of some flags, with what is avoided and required of them."""
    begins = tuple(f"{before}{flag}=" for flag in flags for before in ("", "avoid="))
    musts = {f"require={flag}" for flag in flags}
    return {one for one in plain(found) if one.startswith(begins) or one in musts}


def plain(asks: frozenset[str]) -> set[str]:
    """The asks, where it is the same to ask for a peer and for somebody who has been through it."""
    return {one.replace("leader=lived-experience", "leader=peer") for one in asks}
