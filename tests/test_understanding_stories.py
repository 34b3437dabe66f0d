"""A subject or a community that is only told of, or is somebody else's, is not asked for."""

from __future__ import annotations

import pytest
from hearing import asks, heard


def values(says: str, flag: str) -> list[str]:
    """The values of a flag that are read from words without a guess."""
    reading = heard(says, may_guess=False)
    return [value for name, *these in asks(reading) if name == flag for value in these]


@pytest.mark.parametrize(
    ("says", "term"),
    [
        ("her dad was a farmer, lonely", "farming-life"),
        ("ex husband was in the army and drank", "forces-life"),
        ("brother's a paramedic, lives in Kent", "blue-light-life"),
        ("neighbour works as a police officer", "blue-light-life"),
        ("lives on Cancer Street would you believe", "cancer"),
        ("number 4 Asylum Road, lonely", "refuge"),
        ("sleeps till two so after that", "sleep"),
        ("not mornings, sleeps in", "sleep"),
        ("sleeps in after nights", "sleep"),
        ("her carer comes at nine", "carers"),
        ("carers come in twice a day", "carers"),
        ("hurt by the live in carer for years", "carers"),
        ("stroked the pony last time, loved it", "stroke"),
        ("gambling on the weather holding", "gambling"),
        ("wheelchair user, is there a ramp", "disability"),
        ("hearing aids both sides, is there a loop", "deafness"),
        ("journalist writing a piece on psychosis", "psychosis"),
        ("doing her dissertation on self harm", "self-harm"),
        ("paid off his debts last year, thats sorted", "debt"),
        ("was stressed last month, isnt now", "stress"),
        ("was depressed, all better", "depression"),
    ],
)
def test_a_subject_of_a_story_is_not_the_matter(says: str, term: str) -> None:
    assert term not in values(says, "focus")


@pytest.mark.parametrize(
    ("says", "term"),
    [
        ("hill farmer, all on top of him", "farming-life"),
        ("somewhere for farmers, lonely", "farming-life"),
        ("paramedic, can't switch off", "blue-light-life"),
        ("her dad died, she was in the army", "forces-life"),
        ("has cancer, lives on Mill Street", "cancer"),
        ("cant sleep till four", "sleep"),
        ("sleeps three hours a night", "sleep"),
        ("sleeps in a chair", "sleep"),
        ("carers group in Leeds", "carers"),
        ("her carers group shut", "carers"),
        ("been a carer for years, worn out", "carers"),
        ("gambling on her phone every night", "gambling"),
        ("wheelchair user, stared at", "disability"),
        ("losing her hearing, is there a loop", "deafness"),
        ("wants to talk about psychosis", "psychosis"),
        ("in debt again, thought it was sorted", "debt"),
        ("was depressed, is again now", "depression"),
    ],
)
def test_a_subject_that_is_the_matter_is_asked_for(says: str, term: str) -> None:
    assert term in values(says, "focus")


@pytest.mark.parametrize(
    ("says", "terms"),
    [
        ("never gambled, its her husband", ["someone-elses-gambling"]),
        ("doesnt drink himself, its his wife", ["someone-elses-addiction"]),
        ("not his own gambling, its his dad's", ["someone-elses-gambling"]),
        ("isnt the one with the drink problem, thats her brother", ["someone-elses-addiction"]),
        ("daughter 14 is anorexic, mum wants something for mum", ["someone-elses-eating-disorder"]),
        ("cares for his son w schizophrenia, ringing for himself", ["mental-health-carers"]),
        ("his pals a heavy drinker, it's for his own sake", ["someone-elses-addiction"]),
        ("son self harms, mum wants to meet other mums", ["struggling-children"]),
        ("his dad has alzheimers, wants a place for dad himself", ["dementia"]),
        ("his dad has alzheimers", ["dementia-carers"]),
        ("alcoholic, wants to meet other dads", ["alcohol"]),
        ("depressed, wants other mums", ["depression"]),
        ("gambling again, it's her birthday", ["gambling"]),
    ],
)
def test_whose_trouble_it_is_is_told_by_whom_it_is_for(says: str, terms: list[str]) -> None:
    assert values(says, "focus") == terms


@pytest.mark.parametrize(
    "says",
    [
        "scattering dads ashes",
        "mums house to sell",
        "kids exams this week",
        "mums the word",
        "clearing paths, planting hedges",
        "miscarried on mothering sunday",
        "a black mood, lonely",
        "blind drunk at xmas, once",
        "had a gay old time",
        "gay best friend, lonely",
        "lives on Veterans Way",
        "spouse says saturday",
        "partner's called Florence",
        "abused as a kid",
        "must speak Panjabi",
        "fine with muslims, hindus, whoever",
        "retired miner, lonely",
    ],
)
def test_a_community_that_is_only_named_is_not_whom_it_is_for(says: str) -> None:
    assert values(says, "for") == []


@pytest.mark.parametrize(
    ("says", "term"),
    [
        ("mums group, Leeds", "mothers"),
        ("dads, Leeds", "fathers"),
        ("blind, lonely", "blind"),
        ("black man, lonely", "black-men"),
        ("gay, lonely", "gay-men"),
        ("veterans, York", "veterans"),
        ("for partners of addicts", "family-and-friends"),
        ("families group", "family-and-friends"),
        ("muslim, lonely", "muslims"),
        ("retired people, Leeds", "older-people"),
        ("ex navy, Gosport", "veterans"),
    ],
)
def test_a_community_that_somebody_is_of_is_whom_it_is_for(says: str, term: str) -> None:
    assert term in values(says, "for")


@pytest.mark.parametrize(
    ("says", "refused"),
    [
        ("she isnt deaf, just wears glasses", []),
        ("not blind, just wears glasses", []),
        ("hes not gay, his brother is", []),
        ("not a veteran, his dad was", []),
        ("shes not a student any more", []),
        ("no veterans", ["for=veterans"]),
        ("not veterans please", ["for=veterans"]),
        ("anything but not women", ["for=women"]),
        ("not a students group", ["for=students"]),
        ("without muslims", ["for=muslims"]),
    ],
)
def test_what_somebody_is_not_refuses_nobody(says: str, refused: list[str]) -> None:
    assert values(says, "avoid") == refused


@pytest.mark.parametrize(
    ("says", "term"),
    [
        ("ex para, drinks", "alcohol"),
        ("drinking and the divorce, Bolton", "alcohol"),
        ("on civvy street and drinking", "alcohol"),
        ("hooked, wont say on what", "addiction"),
        ("voices, Leeds", "hearing-voices"),
        ("it isn't drink, never touched it. coke", "drugs"),
        ("DID, has parts, Stroud", "dissociation"),
        ("has ME, wants an online group", "me-cfs"),
    ],
)
def test_a_trouble_may_be_told_by_a_word_alone(says: str, term: str) -> None:
    assert term in values(says, "focus")


@pytest.mark.parametrize(
    "says",
    [
        "tea and drinks",
        "eating and drinking",
        "no drinks, lonely",
        "drinks provided",
        "DID he ring back",
        "is it about ME or her",
        "their voices carry",
    ],
)
def test_the_same_word_in_a_sentence_tells_none(says: str) -> None:
    told = {"alcohol", "dissociation", "me-cfs", "hearing-voices"}
    assert told.isdisjoint(values(says, "focus"))


@pytest.mark.parametrize(
    "says",
    [
        "steer clear of anything religious",
        "avoid anything to do w/ faith, lonely",
        "not one thats religious, durham",
        "keep away from the church",
        "nothing to do with faith",
    ],
)
def test_a_faith_that_is_refused_is_no_wish(says: str) -> None:
    assert "for=faith-communities" in values(says, "avoid")
    assert "faith" not in values(says, "focus")


@pytest.mark.parametrize(
    "says", ["no faith in doctors", "isnt a church goer", "clear about her faith"]
)
def test_a_faith_that_is_told_of_is_not_refused(says: str) -> None:
    assert "for=faith-communities" not in values(says, "avoid")


@pytest.mark.parametrize(
    "says",
    [
        "avid sheffield wednesday supporter, nowt else in his life",
        "Derby County fan",
        "Everton fan, lonely",
    ],
)
def test_a_club_is_no_place_and_no_day(says: str) -> None:
    assert asks(heard(says, may_guess=False))[0] == ("for", "football-supporters")
    assert values(says, "near") == values(says, "day") == []


@pytest.mark.parametrize(
    "says",
    ["sheffield, wednesday, fan of jazz", "jazz fan, Leeds", "no fan of Hull", "a fan in the room"],
)
def test_a_fan_of_something_else_supports_no_club(says: str) -> None:
    assert values(says, "for") == []
