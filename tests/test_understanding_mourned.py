"""Who has died is told by a word for kin and one of death, whatever stands between them."""

from __future__ import annotations

import pytest
from hearing import asks, heard


def about(says: str) -> list[str]:
    """The subjects that are read from words without a guess."""
    reading = heard(says, may_guess=False)
    return [value for name, *values in asks(reading) if name == "focus" for value in values]


@pytest.mark.parametrize(
    ("says", "terms"),
    [
        ("had to bury her mum on Friday", ["grief-parent"]),
        ("buried his dear old dad in March", ["grief-parent"]),
        ("bereaved of her mum of all things", ["grief-parent"]),
        ("scattering dads ashes on Sunday", ["grief-parent"]),
        ("cant face his mother's grave", ["grief-parent"]),
        ("mum, 83, passed away in may", ["grief-parent"]),
        ("her husband's dad is dead", ["grief-parent"]),
        ("partner of 30 years died", ["grief-partner"]),
        ("husband was 54 when he died", ["grief-partner"]),
        ("husband killed on the A64", ["grief-partner", "grief-sudden"]),
        ("husbands a great one for jokes, lovely man, died friday", ["grief-partner"]),
        ("wife was murdered", ["grief-partner", "grief-sudden"]),
        ("his son Miles took his own life", ["grief-child", "grief-suicide"]),
        ("mum and dad both, their son took his own life in june", ["grief-child", "grief-suicide"]),
        ("brother was killed in Leicester", ["grief-sibling", "grief-sudden"]),
        ("her brother, a lovely lad, was killed at work", ["grief-sibling", "grief-sudden"]),
        ("its her sister, died in a crash", ["grief-sibling"]),
        ("lost his only brother in the war", ["grief-sibling"]),
        ("dad hung himself in the garage", ["grief-parent", "grief-suicide"]),
        ("her uncle hanged himself", ["grief-suicide"]),
        ("the funeral of her aunt", ["grief"]),
        ("cant walk by grandads allotment since his funeral", ["grief-grandparent"]),
        ("nan's ashes are still in the wardrobe", ["grief-grandparent"]),
        ("her friend, who was deaf, died", ["grief-friend"]),
    ],
)
def test_who_is_mourned_is_read_over_what_stands_between(says: str, terms: list[str]) -> None:
    assert sorted(about(says)) == sorted(terms)


@pytest.mark.parametrize(
    "says",
    [
        "his mum's ring is lost",
        "lost touch with his brother",
        "lost to his brother at chess",
        "her son nearly died",
        "mum hasn't died yet",
        "she didnt lose her mum",
        "he passed his dad on the stairs",
        "dad passed the phone over",
        "her sister was dead drunk",
        "dad was dead against it",
        "son's dead set on it",
        "her uncle killed a hen",
        "his dad stabbed a man",
        "went to the ashes with his dad",
        "wakes his sister up at four",
        "a nice lad, buried in his books",
        "her sister buried the hatchet",
    ],
)
def test_nobody_is_mourned_who_is_only_told_of(says: str) -> None:
    assert [one for one in about(says) if one.startswith("grief")] == []


def test_a_parent_of_the_caller_who_needs_the_group_mourns_a_partner() -> None:
    assert "grief-partner" in about("ringing about my dad, mum, 83, passed away in may")


@pytest.mark.parametrize(
    ("says", "subject"),
    [
        ("67M, wife d. 8/12 ago", "grief-partner"),
        ("46F, son d. 2023", "grief-child"),
        ("sis d. feb, not coping", "grief-sibling"),
        ("ma da died in june", "grief-parent"),
        ("his mate died in a crash", "grief-friend"),
        ("her stepdad died", "grief-parent"),
        ("my hubby drinks from dinner till bed", "someone-elses-addiction"),
        ("brother is always drinking", "someone-elses-addiction"),
        ("mum still gambles, house gone", "someone-elses-gambling"),
        ("dads inside, can't tell anyone", "prison-families"),
        ("our lad's inside for 3 yrs", "prison-families"),
        ("husband is inside again", "prison-families"),
    ],
)
def test_what_happened_to_somebody_close_is_the_matter(says: str, subject: str) -> None:
    assert ("focus", subject) in asks(heard(says, may_guess=False))


@pytest.mark.parametrize(
    "says",
    [
        "her sister drinking plenty of water now",
        "my lad drinks only coffee",
        "mum is inside all day",
        "the kids inside the hall",
        "he'd d",
        "son does d of e",
        "my mum stays inside",
    ],
)
def test_what_somebody_close_does_else_is_not(says: str) -> None:
    assert [one for one in asks(heard(says, may_guess=False)) if one[0] == "focus"] == []
