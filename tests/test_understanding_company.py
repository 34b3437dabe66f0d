"""What company is refused (groups, dogs, other people's children, a faith), and what only tells of it."""

from __future__ import annotations

import pytest
from hearing import asks, heard, question

GROUP = "setting=group"
CHILDREN = "access=children-welcome"
PETS = "access=pets"
FAITH = "focus=faith"


def refused(says: str) -> set[str]:
    """What a sentence asks to leave out."""
    return {part.values[0] for part in heard(says).parts if part.name == "avoid"}


def subjects(says: str) -> set[str]:
    """The subjects that a sentence asks for."""
    return {value for part in heard(says).parts if part.name == "focus" for value in part.values}


def is_alone(says: str) -> bool:
    """Whether a sentence asks for one to one."""
    return ("setting", "one-to-one") in asks(heard(says))


@pytest.mark.parametrize(
    "says",
    [
        "not in a group",
        "widower, absolutely not a group he says, just one person for a natter",
        "won't do groups",
        "groups - no, never",
        "groups, no never",
        "groups are out",
        "groups aren't for her",
        "group's not for him",
        "can't cope with a roomful so group's no good, maybe a buddy?",
        "no groups please",
        "doesn't want a group",
        "anything but a group",
        "not in a group setting",
        "no groups whatsoever, grief",
    ],
)
def test_who_wants_no_group_is_shown_none(says: str) -> None:
    assert is_alone(says)
    assert GROUP in refused(says)


@pytest.mark.parametrize(
    "says",
    ["hates groups, grief", "not keen on groups", "can't face a group", "scared of groups"],
)
def test_who_would_rather_have_no_group_asks_for_one_person(says: str) -> None:
    assert is_alone(says)
    assert GROUP not in refused(says)


@pytest.mark.parametrize(
    "says",
    [
        "never been to a group, depressed",
        "no group near her, lonely",
        "there is no group in Hull, grief",
        "there's no group",
        "doesn't know of a group",
        "no big groups",
        "not a big group, lonely",
        "not sure about groups",
        "group not too far, grief",
        "not if it's a group",
        "why not a group",
        "she wouldn't say no to a group",
        "hasn't tried a group",
        "not a grief group",
        "grief, but not a group for widows",
        "not a group for suicide losses",
    ],
)
def test_a_group_that_is_told_of_is_not_refused(says: str) -> None:
    assert not is_alone(says)
    assert GROUP not in refused(says)


@pytest.mark.parametrize(
    ("says", "expected"),
    [
        ("no children there please, lost a baby", CHILDREN),
        ("she cannot be where other people have their little ones with them", CHILDREN),
        ("can't be around babies, miscarriage", CHILDREN),
        ("not somewhere with kids running about", CHILDREN),
        ("without kids running round", CHILDREN),
        ("nowhere that people bring babies", CHILDREN),
        ("doesn't want to be in a room with babies, stillbirth", CHILDREN),
        ("not where there are prams", CHILDREN),
        ("lost a baby, can't bear it if there are little ones there", CHILDREN),
        ("cat died. terrified of dogs so not somewhere folk bring them along", PETS),
        ("scared stiff of dogs, so nowhere that lets people bring their pets", PETS),
        ("allergic to dogs so no dogs there", PETS),
        ("nowhere people bring dogs, anxious", PETS),
        ("no dogs please, anxious", PETS),
    ],
)
def test_children_and_dogs_are_refused(says: str, expected: str) -> None:
    assert expected in refused(says)


@pytest.mark.parametrize(
    "says",
    [
        "she can't have kids, wants others in the same boat",
        "no kids, lonely",
        "nowhere to take the kids",
        "isn't allowed near his kids",
        "isn't seeing his kids, divorce",
        "she has nobody to leave the kids with so must bring them",
        "no one to have the kids so needs to bring them along",
        "can't get a sitter so kids would come along",
        "doesn't go anywhere without her kids",
        "her ex won't let her near the kids",
        "no car and two kids around all day",
        "lost her dog, not coping",
        "not without her dog, she brings him everywhere",
        "dog died, nowhere to turn",
        "scared of dogs",
    ],
)
def test_children_and_dogs_that_are_told_of_are_not_refused(says: str) -> None:
    assert {CHILDREN, PETS}.isdisjoint(refused(says))


def test_a_fear_that_gives_the_reason_is_no_subject_beside_another() -> None:
    assert subjects("cat died. terrified of dogs so nowhere with dogs") == {"pet-loss"}
    assert subjects("scared stiff of dogs, so nowhere with dogs") == {"phobias"}


@pytest.mark.parametrize(
    "says",
    [
        "nothing with god in it, alcohol",
        "no god stuff, alcohol",
        "no god squad, alcohol",
        "nothing religious, alcohol",
        "not religious, alcohol",
        "nothing to do with church, grief",
        "without religion being shoved at her, grief",
    ],
)
def test_a_faith_is_refused(says: str) -> None:
    assert {FAITH, "for=faith-communities"} <= refused(says)
    assert "faith" not in subjects(says)


@pytest.mark.parametrize(
    "says",
    [
        "not been to church since he died",
        "no church to go to, lonely",
        "she doesn't go to church any more",
        "not near a church",
    ],
)
def test_a_faith_that_is_told_of_is_not_refused(says: str) -> None:
    assert FAITH not in refused(says)


@pytest.mark.parametrize(
    ("says", "about"),
    [
        ("not suicidal, low mood", {"depression"}),
        ("isn't suicidal, anxious", {"anxiety"}),
        ("no suicidal thoughts, low mood", {"depression"}),
        ("no active suicidal thoughts, low mood", {"depression"}),
        ("not feeling suicidal, anxious", {"anxiety"}),
        ("denies suicidal thoughts, low mood", {"depression"}),
        ("no thoughts of suicide. lonely", {"loneliness"}),
        ("not depressed just lonely", {"loneliness"}),
        ("he isn't grieving, he's angry", {"anger"}),
        ("not bipolar, it's BPD", {"personality-disorder"}),
        ("not anorexic, binges", {"binge-eating"}),
        ("not self harming at the moment, anxious", {"anxiety"}),
    ],
)
def test_what_is_not_the_matter_is_neither_asked_for_nor_left_out(
    says: str, about: set[str]
) -> None:
    assert subjects(says) == about
    assert not refused(says)
    assert "suicid" not in " ".join(heard(says).left)


@pytest.mark.parametrize(
    ("says", "term"),
    [
        ("suicidal thoughts, not tonight but most nights", "suicidal-thoughts"),
        ("not only suicidal but self harming", "suicidal-thoughts"),
        ("suicidal not depressed", "suicidal-thoughts"),
        ("no alcohol for 2 years, wants to keep off it", "alcohol"),
        ("no gambling for 6 months", "gambling"),
        ("never depressed before, now can't stop crying", "depression"),
        ("nothing for depression near her", "depression"),
    ],
)
def test_what_is_the_matter_is_not_denied(says: str, term: str) -> None:
    assert term in subjects(says)
    assert not refused(says)


def test_a_group_about_what_is_refused_is_left_out() -> None:
    assert refused("not a grief group, loneliness") == {"focus=grief"}


@pytest.mark.parametrize(
    ("says", "ways"),
    [
        ("not online", {"online"}),
        ("no zoom or phone", {"video", "phone"}),
        ("not face to face", {"face-to-face"}),
        ("online, no zoom", {"video"}),
        ("by text or zoom, no phone", {"phone"}),
    ],
)
def test_a_way_of_meeting_that_is_refused_is_left_out(says: str, ways: set[str]) -> None:
    assert refused(f"grief, {says}") == {f"format={way}" for way in ways}


def test_what_a_flag_avoids_is_left_out_as_well() -> None:
    query = question("grief, not online", avoid="format=phone")
    assert {text for ask in query.avoid for text in ask.texts} == {"phone", "online"}


@pytest.mark.parametrize(
    ("says", "about"),
    [
        ("wants to stay off it, no AA", {"alcohol"}),
        ("not AA, tried it", {"alcohol"}),
        ("no alcohol groups, grief", {"grief"}),
        ("doesn't need a carer group, he has dementia himself", {"dementia"}),
        ("a carer, dementia, no car", {"dementia-carers"}),
        ("doesn't want a grief group, lonely", {"loneliness"}),
    ],
)
def test_what_is_refused_is_not_joined_with_what_is_asked_for(says: str, about: set[str]) -> None:
    assert subjects(says) == about
    assert "focus=alcohol" not in refused(says) or "no alcohol" in says


def test_company_that_is_not_wished_for_is_left_out() -> None:
    assert refused("doesn't want blokes in the room, grief") == {"for=men"}
    assert not refused("doesn't want for men in her life, grief")
