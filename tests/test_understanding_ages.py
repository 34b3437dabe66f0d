"""An age is that of the person now, and of nobody else and no other time."""

from __future__ import annotations

import pytest
from hearing import asks, heard


def age(says: str) -> list[str]:
    """The age that is asked for."""
    return [
        value
        for name, *values in asks(heard(says, may_guess=False))
        if name == "age"
        for value in values
    ]


@pytest.mark.parametrize(
    ("says", "years"),
    [
        ("told last week at 61 that its dementia", "61"),
        ("just come out at 52", "52"),
        ("bereaved at 22", "22"),
        ("played in a band in the 60s, hes 78 now", "78"),
        ("in her sixties, lonely", "65"),
        ("he's just gone 50 & cant find work", "50"),
        ("she'll be 18 in a fortnight", "17"),
        ("clocked up his 75th birthday in hospital", "75"),
        ("gran, 69, calling about grandson 13 who games", "13"),
        ("37? no sorry 73, bad eyes", "73"),
        ("septuagenarian, bereaved", "75"),
        ("an octogenarian in Hull", "85"),
        ("daughter 16 self harming, daughter wants it", "16"),
        ("was 17 when she was raped, is 50 today", "50"),
        ("bingeing since her teens, 34 now", "34"),
        ("dad's in prison, he's her dad, she is 15 and scared", "15"),
        ("my son, he is 15, is anxious", "15"),
        ("lesbian of 66", "66"),
        ("my dad drinks, I'm 17", "17"),
        ("mum is 82, im 55 and exhausted", "55"),
        ("my 82 year old mum has dementia and I'm 55", "55"),
        ("I'm 38, my husband is 50 and drinks", "38"),
        ("caring for my husband, he's 70 and i'm 68", "68"),
        ("my brother killed himself, he was 19, i am 23", "23"),
        ("i am 23, my brother drowned, he was just 19", "23"),
        ("my mum died, she was 60. I'm 31", "31"),
        ("my daughter hanged herself, i'm 50, she was 21", "50"),
        ("I'm 44, my son is 15 and self harms", "15"),
        ("my daughter is 16 and cutting herself, i am 50", "16"),
        ("lost my wife, 68", "68"),
    ],
)
def test_the_age_of_the_person_is_read(says: str, years: str) -> None:
    assert age(says) == [years]


@pytest.mark.parametrize(
    "says",
    [
        "left home at 19",
        "lost both legs at 30",
        "it was good in the 60s",
        "just gone 12 on Fridays",
        "just gone 50yrs",
        "her neighbour is 80",
        "acts like a 5 yr old when he loses",
        "her dad's 80th birthday",
        "husband was 54 when he died",
        "cat was 19 when she died",
        "my son drowned, he was only 19",
        "my brother killed himself, he was 19",
        "my mum passed away, she was 60",
        "daughter 14 is anorexic, mum wants something for mum",
        "a group of 12",
        "lives on the 21st floor",
    ],
)
def test_another_age_is_not(says: str) -> None:
    assert age(says) == []
