"""What is a must, and what is only a wish."""

from __future__ import annotations

import pytest
from hearing import asks, heard


def musts(says: str) -> set[str]:
    """The flags that a sentence makes musts."""
    return {one[1] for one in asks(heard(says)) if one[0] == "require"}


@pytest.mark.parametrize(
    ("says", "flag"),
    [
        ("must be free", "cost"),
        ("it has to be free or she won't go", "cost"),
        ("free or nothing", "cost"),
        ("free or not at all", "cost"),
        ("free, non negotiable", "cost"),
        ("it can't not be free, that's his one condition", "cost"),
        ("free is essential", "cost"),
        ("free, that's her one condition", "cost"),
        ("only if it's free", "cost"),
        ("in person or she won't bother", "format"),
        ("in person, otherwise she won't come", "format"),
        ("Zoom or nothing", "format"),
        ("Zoom or he's off", "format"),
        ("has to be step free, it's essential", "access"),
        ("only if there's a hearing loop", "access"),
        ("ground floor or no deal", "access"),
        ("won't come unless it's step free", "access"),
        ("can't come without a ramp", "access"),
        ("needs to be step free", "access"),
        ("last one was noisy, never again, must be a quiet venue", "access"),
        ("only if there's a qualified person in charge, otherwise she won't go", "leader"),
        ("needs to be led by a nurse", "leader"),
        ("essential that they're veterans as well", "for"),
        ("ramp. has 2 be", "access"),
        ("has 2 be free", "cost"),
        ("parking mandatory", "access"),
        ("parking required", "access"),
        ("parking, an absolute necessity", "access"),
        ("parking there or forget it", "access"),
        ("free, it's not optional", "cost"),
        ("free or he stays home", "cost"),
        ("changing places loo or I can't come", "access"),
        ("has to be anonymous", "want"),
        ("anonymity non-negotiable", "want"),
        ("a social worker must lead", "leader"),
    ],
)
def test_a_must_is_read(says: str, flag: str) -> None:
    assert musts(f"grief, {says}") == {flag}


@pytest.mark.parametrize(
    "says",
    [
        "ideally free",
        "free would be nice",
        "free if possible",
        "free at a push",
        "free would be nice but not essential",
        "doesn't have to be free",
        "needn't be step free",
        "it isn't essential that it's free",
        "free parking isn't a deal breaker",
        "there must be something, lives near Leeds",
        "she must be lonely, lives in Leeds",
        "as long as it's free, or near enough",
        "anxious 8 year old, needs to be with other kids",
        "Zoom only if she has to",
        "doesn't drive, must get the bus",
        "a group in Leeds, or she'll try online",
        "essential oils at home, free group",
        "can't do without my Thursday group and it has closed",
        "no parking required",
        "parking not required",
        "parking not mandatory",
        "required to be free of drink by the court, free parking",
        "free, or she doesn't mind paying",
        "free parking in the town or she could walk",
        "anonymous, she said it has to be dealt with",
    ],
)
def test_a_wish_or_a_guess_is_no_must(says: str) -> None:
    assert not musts(f"grief, {says}")


def test_a_must_before_a_mark_is_not_of_what_comes_after_it() -> None:
    assert musts("grief, a loop, that's essential, Lowestoft") <= {"access"}


def test_a_must_is_none_without_its_ask() -> None:
    assert not musts("must, essential, or nothing")
