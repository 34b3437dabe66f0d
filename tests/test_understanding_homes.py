"""Where a person is, told from places of their story, names of people and words that are towns as well."""

from __future__ import annotations

import pytest
from hearing import VOCABULARY, asks, heard

from peerfind.asking.understanding.said import Said
from peerfind.asking.understanding.where import homes
from peerfind.places import resolve


def near(says: str) -> str:
    """The place that is read, or nothing."""
    return next((one[1] for one in asks(heard(says)) if one[0] == "near"), "")


@pytest.mark.parametrize(
    ("says", "place"),
    [
        ("works in leeds but home is ilkley, grief", "ilkley"),
        ("grew up in glasgow, her husband's job brought her to edinburgh", "edinburgh"),
        ("it happened in derry but he lives in inverness", "inverness"),
        ("commutes to london, lives in slough", "slough"),
        ("born in Bath, raised in Wells, now in Otley", "Otley"),
        ("used to live in hull, now york", "york"),
        ("lost his wife in leeds last year, lives in hull", "hull"),
        ("her son lives in york and she is in hull", "hull"),
        ("his sister in truro rang, he is in luton", "luton"),
        ("mum in exeter, her sister lives in leeds", "exeter"),
        ("left hull for leeds, grief", "leeds"),
        ("moved from Hull to Leeds, grief", "Leeds"),
        ("trained in bristol, based in cardiff", "cardiff"),
        ("bolton originally, oldham these days", "oldham"),
        ("father buried in derby, she is in stoke", "stoke"),
    ],
)
def test_a_person_is_where_they_live_and_not_where_the_story_was(says: str, place: str) -> None:
    assert near(says) == place


@pytest.mark.parametrize(
    ("says", "place"),
    [
        ("works nights in leeds, depressed", "leeds"),
        ("grew up in Otley, grief", "Otley"),
        ("rang about her dad in King's Lynn, he is lonely", "King's Lynn"),
        ("her mum in Leeds is lonely", "Leeds"),
    ],
)
def test_a_place_of_the_story_is_taken_where_there_is_no_other(says: str, place: str) -> None:
    assert near(says) == place


@pytest.mark.parametrize(
    ("says", "place"),
    [
        ("her sister is the carer and in Leeds. Patient in York", "York"),
        ("pt in pain, Leeds", "Leeds"),
        ("out of HMP Leeds last month, drugs", ""),
        ("served on HMS Belfast, ptsd", ""),
        ("used to go fishing on the Trent, grief", ""),
        ("walks by the Tees at Yarm, grief", "Yarm"),
        ("lonely, from the Wirral", "Wirral"),
        ("ms lancaster, cancer, truro", "truro"),
        ("mrs bolton is a widow, derby", "derby"),
        ("dr preston referred him, oldham", "oldham"),
        ("friend kendal is driving her, truro", "truro"),
        ("her dog called lincoln died, otley", "otley"),
        ("a nurse named chester, luton", "luton"),
        ("fell on york road, lives in leeds", "leeds"),
        ("burgled in preston avenue, now in hull", "hull"),
        ("mr lancaster, grief", ""),
        ("miss derby has anxiety", ""),
        ("attacked in bolton street", ""),
    ],
)
def test_the_name_of_a_person_or_a_street_is_no_place(says: str, place: str) -> None:
    assert near(says) == place


@pytest.mark.parametrize(
    ("says", "place"),
    [
        ("deal, kent. carer for her mother", "deal, kent"),
        ("sandwich, kent - gambling", "sandwich, kent"),
        ("reading, berks. lonely", "reading, berks"),
        ("lonely, wells, somerset", "wells, somerset"),
        ("newport, south wales, nerves", "newport, south wales"),
        ("bangor in gwynedd, grief", "bangor, gwynedd"),
        ("crook, the one near bishop auckland", "crook, bishop auckland"),
        ("crook, the one in county durham", "crook, county durham"),
        ("from crook (so he says), low", "crook"),
        ("he's from deal, low", "deal"),
        ("she hails from street, low", "street"),
        ("lady of 70 from deal, lonely", "deal"),
        ("gent from wells has a drink problem", "wells"),
        ("teaching assistant in rugby, stressed", "rugby"),
        ("man 52 dorchester, low", "dorchester"),
        ("woman aged 40 in reading, anxious", "reading"),
    ],
)
def test_a_word_is_a_town_where_its_county_or_somebody_from_there_is_beside_it(
    says: str, place: str
) -> None:
    assert near(says) == place
    assert resolve(place)


@pytest.mark.parametrize(
    "says",
    [
        "i like reading, kent is lovely",
        "can't deal, kent",
        "lady from work died",
        "a man from church told her",
        "man in work but depressed",
        "nurse in training, stressed",
        "mum in bits over the baby",
        "back from university, depressed",
        "woman in need of company",
        "lady in hope of a cure",
        "in bath, anxious",
        "people in reading groups",
        "got it from a book, anxious",
        "grief, hope valley",
    ],
)
def test_a_word_is_no_town_where_nothing_says_so(says: str) -> None:
    assert near(says) == ""


@pytest.mark.parametrize(
    ("says", "place"),
    [
        ("brum", "Birmingham"),
        ("soton", "Southampton"),
        ("l'pool", "Liverpool"),
        ("clacton", "Clacton-on-Sea"),
    ],
)
def test_a_town_is_known_by_what_people_call_it(says: str, place: str) -> None:
    found = near(f"womens group in {says}")
    assert found == says
    assert resolve(found).name == place


@pytest.mark.parametrize(
    ("says", "clauses"),
    [
        ("otley - grief", 2),
        ("otley -- grief", 2),
        ("face-to-face", 1),
        ("singing - no thanks", 1),
        ("zoom - she can't", 1),
        ("dancing - he could do without", 1),
        ("2 - 4", 1),
    ],
)
def test_a_dash_between_words_ends_a_clause_but_before_more_about_the_same(
    says: str, clauses: int
) -> None:
    assert len({token.clause for token in Said(says).tokens}) == clauses


@pytest.mark.parametrize("phrase", homes.HOME)
def test_what_says_that_somebody_is_at_home_is_followed_by_a_place(phrase: tuple[str, ...]) -> None:
    says = f"works in Hull, {' '.join(phrase)} Otley"
    assert near(says) == "Otley"


def test_a_subject_that_is_told_in_passing_gives_way_to_another() -> None:
    moved = "moved up from kent after the divorce. panic attacks, londonderry"
    assert asks(heard(moved)) == [("near", "londonderry"), ("focus", "panic")]
    assert ("focus", "divorce") in asks(heard("moved here after the divorce"))
    assert ("focus", "loneliness") in asks(heard("would like company"))
    assert ("focus", "loneliness") not in asks(heard("would like company, widow"))
    assert "divorce" in VOCABULARY["focus"].terms


@pytest.mark.parametrize(
    "says", ["died back in march", "now in work but low", "home in time for tea"]
)
def test_a_time_or_a_state_is_no_home(says: str) -> None:
    assert near(f"grief, {says}") == ""


@pytest.mark.parametrize(
    ("says", "place"),
    [
        ("council flat in ware, herts, single mum", "ware, herts"),
        ("fella in march, cambs", "march, cambs"),
        ("Church Stretton, 12 mile radius", "Church Stretton"),
        ("Long Eaton, grief", "Long Eaton"),
        ("grief in great yarmouth", "great yarmouth"),
        ("church hall in Otley", "Otley"),
        ("high hopes", ""),
        ("old age", ""),
        ("not past 2 miles, she's up in Morley", "Morley"),
        ("Hammersmith if evenings, cant do days", "Hammersmith"),
    ],
)
def test_a_town_of_several_usual_words_is_one(says: str, place: str) -> None:
    assert near(says) == place


@pytest.mark.parametrize(
    "says",
    [
        "chester the labrador had to be put down",
        "my dog Chester died",
        "Plymouth brethren upbringing",
        "crate of newcastle brown a day",
        "bakewell tarts and eccles cakes",
        "watched the Blackburn game with his son",
        "York City fan",
        "Leeds fan",
        "Leeds united supporter",
    ],
)
def test_a_town_in_the_name_of_a_thing_is_no_place(says: str) -> None:
    assert not near(says)


def test_a_place_of_the_story_is_no_stand_in_for_a_home_of_which_there_are_several() -> None:
    said = heard("hubby commutes to London, she is at home in Royston")
    assert [part.values for part in said.parts if part.name == "near"] == []
    assert any("Royston, Hertfordshire" in note for note in said.notes)
