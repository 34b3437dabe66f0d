"""Who the person is, whose trouble it is, and whom they would have beside them."""

from __future__ import annotations

import pytest
from hearing import asks, heard


def values(says: str, name: str) -> list[str]:
    """What a sentence asks for under a name."""
    return [value for one in asks(heard(says)) if one[0] == name for value in one[1:]]


@pytest.mark.parametrize(
    ("says", "age"),
    [
        ("man 52 dorchester, partner hits him", "52"),
        ("polish lady 38 southampton, lonely", "38"),
        ("girl 16 eating disorder", "16"),
        ("gent of 70 looks after his wife", "70"),
        ("ex miner 66 chesterfield, his back", "66"),
        ("bengali gentleman, early fifties, oldham", "52"),
        ("late 40s, Hull, grief", "48"),
        ("mid thirties, ocd", "35"),
        ("38 year old mum of two, Hull", "38"),
        ("widow 61 Leeds", "61"),
        ("22 from penzance, self harm", "22"),
        ("27 trans guy preston", "27"),
        ("34 single mum Hull, debt", "34"),
        ("19 lives with his nan, anxious", "19"),
    ],
)
def test_an_age_is_read_at_the_head_of_a_call(says: str, age: str) -> None:
    assert values(says, "age") == [age]


@pytest.mark.parametrize(
    "says",
    [
        "route 66 Leeds, lonely",
        "woman 30 weeks pregnant",
        "man 10 miles from Leeds",
        "ptsd since the late nineties",
        "music from the early sixties, lonely",
        "dad died 66 Leeds",
        "no 42 Leeds, grief",
        "within 12 Leeds",
        "my 80 year old mum, dementia",
        "20yrs on diazepam, wants off it",
        "12 step group Leeds",
        "10 from each team, grief",
        "24 hour line, grief",
        "15 people in a room, anxious",
        "no blood test in 20yrs, phobia",
        "drinking for 30yrs",
        "abused when she was 9",
        "tics since he was 17",
        "her lad (24) died in spring",
        "lost her daughter (19), died in march",
        "her 80 year old dad died",
    ],
)
def test_a_number_of_something_else_is_no_age(says: str) -> None:
    assert values(says, "age") == []


@pytest.mark.parametrize(
    ("says", "is_must"),
    [
        ("must be women only, Swansea", True),
        ("has to be with other dads, Leeds", True),
        ("he will only open up to other veterans", True),
        ("she'll only go with other mums, pnd", True),
        ("he won't talk in front of women, fellas only", True),
        ("women only please, grief", False),
        ("he must be a widower", False),
        ("she must be a lonely woman", False),
        ("must be free, he's a veteran", False),
        ("she can only do mornings, a mum", False),
        ("only child, a veteran, lonely", False),
    ],
)
def test_company_is_a_must_where_nobody_else_would_do(says: str, *, is_must: bool) -> None:
    assert ("for" in values(says, "require")) is is_must


@pytest.mark.parametrize(
    ("says", "is_must"),
    [
        ("cares for his mum, groups - no, never. one to one only", True),
        ("lonely, one to one only", True),
        ("lonely, one to one if possible", False),
        ("hates groups, grief", False),
    ],
)
def test_one_to_one_is_a_must_where_it_is_all(says: str, *, is_must: bool) -> None:
    assert ("setting" in values(says, "require")) is is_must
    assert values(says, "setting") == ["one-to-one"]


@pytest.mark.parametrize(
    ("says", "focus"),
    [
        ("his partner was diagnosed schizophrenic in april", "mental-health-carers"),
        ("my son has just been diagnosed with bipolar", "mental-health-carers"),
        ("our daughter has psychosis, Leeds", "mental-health-carers"),
        ("I was diagnosed bipolar like my dad", "bipolar"),
        ("he was diagnosed bipolar, his mum says", "bipolar"),
        ("he's the son of a man with schizophrenia", "schizophrenia"),
        ("looks after his wife who's got parkinsons", "carers"),
        ("carer for her husband with MS", "carers"),
        ("daughter in law looks after his mother who has alzheimers", "dementia-carers"),
    ],
)
def test_a_trouble_is_that_of_whom_it_is_said(says: str, focus: str) -> None:
    assert values(says, "focus") == [focus]


def test_a_carer_has_troubles_of_their_own() -> None:
    assert values("carer for her husband with MS, depressed herself", "focus") == [
        "carers",
        "depression",
    ]


@pytest.mark.parametrize(
    ("says", "who"),
    [
        ("wants to meet other farmers, lonely", "farmers"),
        ("fellow veterans, ptsd", "veterans"),
        ("they have other plans, farmers lost cows", None),
    ],
)
def test_others_of_them_are_company(says: str, who: str | None) -> None:
    assert (who in values(says, "for")) is (who is not None)


@pytest.mark.parametrize(
    ("says", "activity"),
    [
        ("cancer, somewhere to have a brew and sit down", "cafe"),
        ("cancer, she is after a gentle walk with a few other ladies", "walking"),
        ("lonely, a hot meal of an evening would go down well", "meals"),
        ("dementia, he'd like a walk and a hot drink", "cafe"),
        ("grief, coffee with other people would be lovely", "cafe"),
        ("grief, she cries after a walk round the park", None),
        ("stressed, works all hours in a cafe in town", None),
        ("grief, he met her at the singing years ago", None),
    ],
)
def test_an_activity_is_wished_or_part_of_the_story(says: str, activity: str | None) -> None:
    assert (values(says, "activity")[-1:] or [None]) == [activity]


def test_english_is_no_wish_beside_another_language() -> None:
    assert values("letters in English, which she can't read, speaks Urdu at home", "language") in (
        [],
        ["ur"],
    )
    assert values("speaks Urdu, not a word in English", "language") == ["ur"]


@pytest.mark.parametrize(
    ("says", "help_"),
    [
        ("straight from school pick up at 3", []),
        ("can somebody pick her up", ["transport-help"]),
        ("gp signed her off for two weeks", []),
        ("has a service dog", ["assistance-dogs"]),
    ],
)
def test_help_that_is_asked_for(says: str, help_: list[str]) -> None:
    assert values(says, "access") == help_


def test_free_ends_with_its_clause() -> None:
    assert values("debt, must be free, on a bus", "cost") == ["free"]
    assert values("debt, free on Mondays", "cost") == []


@pytest.mark.parametrize(
    ("says", "age"),
    [
        ("tics since he was 7, now 34, swansea", "34"),
        ("bad nerves when she was 12, she is 40", "40"),
        ("no blood test in 20yrs, kings lynn, 44", "44"),
        ("man, 62yrs, lonely", "62"),
        ("lad 19yrs, low", "19"),
        ("she's 34yrs, grief", "34"),
        ("her son (24) is drinking", "24"),
    ],
)
def test_how_old_somebody_is_now_is_told_from_how_long_and_how_long_ago(
    says: str, age: str
) -> None:
    assert values(says, "age") == [age]


@pytest.mark.parametrize(
    "says",
    [
        "mum can run her in, she is 15, anxious",
        "anxious, hasnt said to mum",
        "does everything for mum, exhausted",
        "told dad, low mood",
        "his business partner, depression",
        "partner works saturdays, debt",
        "nan rang, he is anxious",
    ],
)
def test_kin_in_a_story_are_not_who_it_is_for(says: str) -> None:
    people = {("for", one) for one in ("mothers", "fathers", "grandparents", "family-and-friends")}
    assert people.isdisjoint(asks(heard(says)))


@pytest.mark.parametrize(
    ("says", "who"),
    [
        ("mum, anxious, York", "mothers"),
        ("anxious, a mum, York", "mothers"),
        ("dad in Salford, depressed", "fathers"),
        ("other mums, debt", "mothers"),
        ("depressed, dads group", "fathers"),
    ],
)
def test_a_mother_or_father_who_asks_is_one(says: str, who: str) -> None:
    assert ("for", who) in asks(heard(says))


@pytest.mark.parametrize(
    ("says", "age", "who"),
    [
        ("F 47, carer, Hull", "47", "women"),
        ("dx eupd - F, 31, barnstaple", "31", "women"),
        ("34m, depression", "34", "men"),
        ("M 52 Dorchester anxious", "52", "men"),
        ("62f, lonely, Leeds", "62", "women"),
    ],
)
def test_an_age_with_a_letter_tells_who_it_is(says: str, age: str, who: str) -> None:
    assert values(says, "age") == [age]
    assert values(says, "for") == [who]


@pytest.mark.parametrize(
    "says", ["5m from Leeds, grief", "grief, within 30m of Hull", "route 12f, grief"]
)
def test_a_letter_after_a_number_in_a_sentence_is_no_person(says: str) -> None:
    assert values(says, "age") == []
    assert values(says, "for") == []


@pytest.mark.parametrize(
    ("says", "age", "who"),
    [
        ("Rang about her dad in Hull, he's 82, mum died in June", "82", "men"),
        ("ringing for my mum, 71, dad passed away in march", "71", "women"),
        ("daughter calling about her mum, shes 78, dad died", "78", "women"),
        ("ringing about her dad, he's 82, mum passed in June, weekdays but after 2", "82", "men"),
    ],
)
def test_a_parent_whom_somebody_calls_about_is_the_one_in_need(
    says: str, age: str, who: str
) -> None:
    assert values(says, "age") == [age]
    assert values(says, "for") == [who]
    assert values(says, "focus") == ["grief-partner"]
    assert "If it is for who calls: --ignore age,for" in heard(says).notes[0]


@pytest.mark.parametrize(
    "says",
    [
        "my mum died, im 30, York",
        "lost my dad, ringing about a group",
        "her dad died, rang us twice",
    ],
)
def test_who_lost_a_parent_and_calls_is_the_one_in_need(says: str) -> None:
    assert values(says, "focus") == ["grief-parent"]


@pytest.mark.parametrize(
    ("says", "age", "who"),
    [
        ("72F lonely, leeds", ["72"], ["women"]),
        ("34f depressed hull", ["34"], ["women"]),
        ("lonely, 45M, Leeds", ["45"], ["men"]),
        ("25m lonely leeds", ["25"], ["men"]),
        ("22 yo m dundee psychosis", ["22"], ["men"]),
        ("45 F anxious", ["45"], ["women"]),
        ("F72 lonely", ["72"], ["women"]),
        ("m 45 depressed", ["45"], ["men"]),
        ("M25 panic attacks driving", [], []),
        ("within 20m of the station, anxious", [], []),
        ("lives 20m from the shop, lonely", [], []),
        ("F2F please, 30", ["30"], []),
        ("mid 30s, ocd", ["35"], []),
        ("in 72f of snow", [], []),
    ],
)
def test_an_age_is_read_with_a_letter_for_who_it_is(
    says: str, age: list[str], who: list[str]
) -> None:
    assert (values(says, "age"), values(says, "for")) == (age, who)


@pytest.mark.parametrize(
    ("says", "who"),
    [
        ("interfered with as a boy, only just said", ["men"]),
        ("abused as a young lad", ["men"]),
        ("hurt as a little girl", ["women"]),
        ("oldham lad 17 head's all over", ["men"]),
        ("widower 77 margate, nobody to talk to", ["widowed", "men"]),
        ("her boy is depressed", ["women"]),
        ("my lad is depressed", []),
        ("son killed himself", []),
        ("mate hung himself", []),
        ("daughter took her own life", []),
        ("her son killed himself", ["women"]),
        ("she wants to talk, brother took his own life", ["women"]),
        ("he can't go on by himself", ["men"]),
        ("my daughter hanged herself, i'm 50, she was 21", []),
        ("new dad, bath, baby 4 mths", ["men"]),
        ("first time dad, barking", ["men"]),
        ("lost dad, Leeds", []),
        ("depressed, has a boy and a girl", []),
    ],
)
def test_who_somebody_is_is_told_by_a_word_for_them(says: str, who: list[str]) -> None:
    assert values(says, "for") == who


@pytest.mark.parametrize(
    "says", ["everyone else is out as families, lonely", "sees them as carers"]
)
def test_what_others_do_together_tells_nobody(says: str) -> None:
    assert not values(says, "for")


@pytest.mark.parametrize(
    ("says", "term"),
    [
        ("oldham lad 17, too old for camhs near enough", "youth-mental-health"),
        ("lad of 15, camhs", "youth-mental-health"),
        ("17 on the camhs list, Leeds", "youth-mental-health"),
        ("my lad 17, camhs waiting list", "struggling-children"),
        ("son 15, camhs", "struggling-children"),
        ("mum of a girl of 14, camhs list", "struggling-children"),
        ("camhs list, Leeds", "struggling-children"),
    ],
)
def test_who_is_young_needs_a_group_for_the_young(says: str, term: str) -> None:
    assert term in values(says, "focus")


@pytest.mark.parametrize(
    ("says", "is_must"),
    [
        ("wont go anywhere mixed, men only, depressed", True),
        ("nothing mixed, women only, depressed", True),
        ("must be for men, beaten by his wife", True),
        ("abused, only with other men", True),
        ("men only, depressed", False),
        ("a mixed group is fine, men, depressed", False),
        ("mixed feelings, men only, depressed", False),
        ("depressed, only men in his family", False),
    ],
)
def test_company_is_a_must_where_no_other_would_do(says: str, *, is_must: bool) -> None:
    assert ("for" in values(says, "require")) is is_must


@pytest.mark.parametrize(
    ("says", "about"),
    [
        ("mum passed in july, Brighton", ["grief-parent"]),
        ("his wife passed 3 weeks ago", ["grief-partner"]),
        ("dad passed out drunk", []),
        ("mum passed her exams", ["student-mental-health"]),
        ("hubby's bet the mortgage", ["someone-elses-gambling"]),
        ("never gambled, its her husband", ["someone-elses-gambling"]),
        ("online slots cleaned him out, owes his brother, trying to stop", ["gambling"]),
    ],
)
def test_whose_trouble_it_is_and_who_died_are_told(says: str, about: list[str]) -> None:
    assert values(says, "focus") == about


@pytest.mark.parametrize(
    ("says", "about", "who"),
    [
        ("grief, york, wants a mens group", ["grief"], ["men"]),
        ("womens group, depression", ["depression"], ["women"]),
        ("mens group, york", ["mens-mental-health"], []),
        ("mens mental health and grief", ["mens-mental-health", "grief"], []),
    ],
)
def test_a_mens_group_is_for_men_where_it_is_about_something_else(
    says: str, about: list[str], who: list[str]
) -> None:
    assert values(says, "focus") == about
    assert values(says, "for") == who


def test_somebody_trained_is_no_train_and_no_training() -> None:
    assert asks(heard("run by someone trained, grief")) == [("focus", "grief")]


@pytest.mark.parametrize(
    ("says", "subjects", "who"),
    [
        ("farmer, lonely", ["loneliness"], ["farmers"]),
        ("58M dairy farmer, in debt", ["debt"], ["farmers"]),
        ("refugee, 30, cannot sleep", ["sleep"], ["refugees"]),
        ("firefighter, 44, panic attacks", ["panic"], ["emergency-workers"]),
        ("somewhere for farmers", ["farming-life"], ["farmers"]),
        ("other refugees", ["refuge"], ["refugees"]),
        ("her dad was a farmer, she is anxious", ["anxiety"], ["women"]),
        ("carer for his wife, worn out", ["carers"], ["carers"]),
    ],
)
def test_who_somebody_is_is_no_trouble_beside_one(
    says: str, subjects: list[str], who: list[str]
) -> None:
    assert [*dict.fromkeys(values(says, "focus"))] == subjects
    assert set(who) <= {*values(says, "for")}
