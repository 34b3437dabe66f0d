"""Places in free words: names that are also words, postcodes, Welsh names, distances."""

from __future__ import annotations

import pytest
from hearing import VOCABULARY, asks, heard, question, said
from pace import every, uncounted

from peerfind.places.near import town_spelt

TOWNS = [
    "Reading", "Bath", "Barking", "Deal", "Sandwich", "Wells", "Rugby", "Hope", "Crook", "Battle",
    "Street",
]  # fmt: skip
# Those that are nothing else as a clause of their own.
ALONE = frozenset({"Bath", "Barking", "Deal", "Wells", "Crook"})


def near(says: str) -> list[str]:
    """The places that are read."""
    return [one[1] for one in asks(heard(says)) if one[0] == "near"]


@pytest.mark.parametrize("town", TOWNS)
class TestATownThatIsAWord:
    @pytest.mark.parametrize("says", ["near {}", "anxiety, lives in {}", "not far from {}"])
    def test_is_one_after_words_that_only_go_before_a_place(self, town: str, says: str) -> None:
        assert near(says.format(town)) == [town]
        assert near(says.format(town.lower())) == [town.lower()]

    def test_is_one_after_in_with_a_capital(self, town: str) -> None:
        assert near(f"anxiety in {town}") == [town]

    def test_is_one_after_in_at_the_end_in_small_letters_too_if_it_seldom_is_a_word(
        self, town: str
    ) -> None:
        is_town = town in ALONE | {"Reading", "Rugby"}
        assert near(f"anxiety in {town.lower()}") == [town.lower()] * is_town
        assert near(f"takes comfort in {town.lower()}") == []
        assert near(f"anxiety in {town.lower()} with friends") == []

    def test_is_one_before_area_as_a_clause(self, town: str) -> None:
        assert near(f"anxiety, {town.lower()} area") == [town.lower()]
        assert near(f"{town} area, anxiety") == [town]

    def test_is_one_as_a_clause_of_its_own_with_a_capital(self, town: str) -> None:
        assert near(f"anxiety, {town}") == [town]

    def test_is_one_as_a_clause_of_its_own_without_one_if_it_is_nothing_else(
        self, town: str
    ) -> None:
        assert near(f"anxiety, {town.lower()}") == [town.lower()] * (town in ALONE)

    @pytest.mark.parametrize(
        "says", ["{}", "anxiety {}", "I have anxiety and {} helps", "is it about {} or anxiety"]
    )
    def test_is_none_by_itself(self, town: str, says: str) -> None:
        assert near(says.format(town)) == []
        assert near(says.format(town.lower())) == []


NAMES = [(term.id, name) for term in VOCABULARY["focus"].terms.values() for name in term.names]


@pytest.mark.parametrize("says", ["{}", "help with {}", "I have {}", "lonely, {}", "{} in Leeds"])
def test_a_subject_is_never_swallowed_as_a_place(says: str) -> None:
    place = [["Leeds"], []] if "Leeds" in says else [[]]
    with uncounted():
        swallowed = [name for _, name in every(NAMES) if near(says.format(name)) not in place]
    assert swallowed == []


@pytest.mark.parametrize("term", ["anxiety", "grief", "gambling", "depression", "loneliness"])
@pytest.mark.parametrize("says", ["{} near Leeds", "near Leeds {}", "Leeds {}", "{}, Leeds"])
def test_a_subject_is_read_beside_a_place(term: str, says: str) -> None:
    assert sorted(asks(heard(says.format(term)))) == [("focus", term), ("near", "Leeds")]


@pytest.mark.parametrize(
    ("says", "place"),
    [
        pytest.param("grief LS21 3AB", "LS21 3AB", id="whole"),
        pytest.param("grief ls213ab", "LS21 3AB", id="without a space or capitals"),
        pytest.param("grief LS21", "LS21", id="the first half"),
        pytest.param("ls21, grief", "LS21", id="the first half as a clause of its own"),
        pytest.param("grief, M13, evenings", "M13", id="a short first half between commas"),
        pytest.param("B12, grief", None, id="a short one at the beginning"),
        pytest.param("near b12", "B12", id="a short first half after near"),
        pytest.param("b12 vitamins", None, id="a short first half that may be something else"),
        pytest.param("grief m25 traffic", None, id="a road"),
        pytest.param("LS21 3AB, lives in Leeds", "LS21 3AB", id="before a name"),
    ],
)
def test_a_postcode_is_a_place(says: str, place: str | None) -> None:
    assert near(says) == ([place] if place else [])


@pytest.mark.parametrize(
    "says", ["she's in Hull and can't do Mondays", "lives in Hull and works from home"]
)
def test_what_follows_a_town_is_no_part_of_its_name(says: str) -> None:
    assert near(says) == ["Hull"]


@pytest.mark.parametrize("says", ["grief, ZZ99", "ls21 6pm grief", "grief near W1"])
def test_what_only_looks_like_a_postcode_is_not_refused(says: str) -> None:
    assert ("focus", "grief") in said(question(says))


@pytest.mark.parametrize(
    ("says", "place"),
    [
        ("caerdydd", "Cardiff"),
        ("yng Nghaerdydd", "Cardiff"),
        ("ger Abertawe", "Swansea"),
        ("yn Abertawe", "Swansea"),
        ("ym Merthyr Tudful", "Merthyr Tydfil"),
        ("near Casnewydd", "Newport, Wales"),
        ("ger Pen-y-bont", "Bridgend"),
    ],
)
def test_a_town_is_known_by_its_name_in_welsh(says: str, place: str) -> None:
    assert near(says) == [place]


@pytest.mark.parametrize(
    ("says", "place", "left"),
    [
        ("Manchester", "Manchester", ""),
        ("grief leeds", "leeds", ""),
        ("from leeds, grief", "leeds", ""),
        ("lives in Otley, grief", "Otley", ""),
        ("near Hebden Bridge, grief", "Hebden Bridge", ""),
        ("grief near Bangor, Gwynedd", "Bangor, Gwynedd", ""),
        ("grief near Bangor Gwynedd", "Bangor Gwynedd", ""),
        ("grief in the Otley area", "Otley", ""),
        ("moved to Leeds from Hull, grief", "Leeds", ""),
        ("grief, not outside Bristol", "Bristol", ""),
        ("grief, she can't leave Otley", "Otley", ""),
        ("grief, nothing outside of Otley", "Otley", ""),
        ("grief, as close as possible to Otley", "Otley", "close"),
        ("grief, inside Leeds", "Leeds", ""),
        ("grief near Wales", None, "Wales"),
        ("grief in Yorkshire", None, "Yorkshire"),
        ("grief near Nowhereton", None, "Nowhereton"),
        ("grief but not in Leeds", None, ""),
        ("grief in March", None, "March"),
    ],
)
def test_a_name_is_a_place_and_its_words_are_gone(says: str, place: str | None, left: str) -> None:
    reading = heard(says)
    assert near(says) == ([place] if place else [])
    assert " ".join(reading.left) == left


@pytest.mark.parametrize("says", ["not near Leeds", "nowhere near Leeds, not around Leeds"])
def test_a_place_that_is_not_wanted_is_not_asked_for(says: str) -> None:
    assert near(says) == []


@pytest.mark.parametrize(
    ("says", "distance"),
    [
        ("within 10 miles of Leeds", "10mi"),
        ("near Otley, up to 15 km", "15km"),
        ("near Otley, can travel 5 miles", "5mi"),
        ("5 miles away from Otley", "5mi"),
        ("lives in Otley, max 3 miles", "3mi"),
        ("near Otley, 8 mi radius", "8mi"),
        ("near Otley, 8mi radius", "8mi"),
        ("within ten miles of Leeds", "10mi"),
        ("near Otley, no more than twenty five miles", "25mi"),
        ("Otley, 10 miles at most", "10mi"),
        ("Otley, 10 miles or less", "10mi"),
        ("Otley, 12 miles tops", "12mi"),
        ("Otley (4 miles)", "4mi"),
        ("within a mile of Otley", "1mi"),
        ("within a 6 mile radius of York", "6mi"),
        ("no more than a couple of miles from Hull", "2mi"),
        ("Leeds, a mile or two at most", "2mi"),
        ("Kendal, within roughly twelve miles", "12mi"),
        ("10km of Kendal", "10km"),
        ("two miles of Kendal at most", "2mi"),
        ("5 miles from Kendal at most", "5mi"),
        ("a 12 mile drive at most, Kendal", "12mi"),
        ("Kendal, limit 12 miles", "12mi"),
        ("Kendal, won't go past 12 miles", "12mi"),
        ("Kendal, 12 miles or fewer", "12mi"),
        ("Kendal, 12 miles is fine", "12mi"),
        ("Kendal, up to a dozen miles", "12mi"),
        ("15 miles or nearer to Kendal", "15mi"),
        ("Kendal, not above 6 miles", "6mi"),
        ("Kendal, 8 miles at a push", "8mi"),
        ("Kendal, 12 miles absolute max", "12mi"),
        ("Kendal, 30 miles say", "30mi"),
        ("Kendal, 5-10 miles", "10mi"),
        ("wells somerset 10 miles", "10mi"),
        ("moved 40 miles away, Kendal", None),
        ("Kendal, the nearest is 30 miles away", None),
        ("lives 5 miles from Kendal", None),
        ("Kendal, 12 miles is too far", None),
        ("Kendal, swims 2 miles of breaststroke", None),
        ("Kendal, will drive 30 miles", "30mi"),
        ("Kendal, 12 mile limit", "12mi"),
        ("can only get 5 miles, Leeds", "5mi"),
        ("Kendal, 15 km at the outside", "15km"),
        ("Kendal, 3 miles, no further", "3mi"),
        ("Kendal, 5 miles is as far as she can go", "5mi"),
        ("Kendal 5 miles", "5mi"),
        ("lives 5 miles from Leeds", None),
        ("moved 200 miles to be with her, Leeds", None),
        ("walks a mile every day, Leeds", None),
        ("Kendal, ten miles is too far", None),
        ("lives 3 miles from Otley", None),
        ("near Otley, walked 10 miles", None),
        ("within 10 of Leeds", "10mi"),
        ("near Leeds, within 10", "10mi"),
        ("Leeds, max 10m", "10mi"),
        ("Leeds w/in 10 miles", "10mi"),
        ("Leeds, five miles and no more", "5mi"),
        ("three miles from Leeds, no more", "3mi"),
        ("Leeds, at most 5 miles off", "5mi"),
        ("Leeds, group max 8", None),
        ("Leeds, within 5 weeks", None),
        ("Leeds, baby 5m", None),
        ("Leeds, w/ in laws", None),
        ("near Otley, within 0 miles", None),
        ("near Otley, within 10 minutes", None),
        ("within 10 miles", None),
        ("within 10 miles of Nowhereton", None),
    ],
)
def test_a_distance_is_read_beside_a_place(says: str, distance: str | None) -> None:
    found = [one[1] for one in asks(heard(says)) if one[0] == "within"]
    assert found == ([distance] if distance else [])


@pytest.mark.parametrize("name", ["Richmond", "Whitchurch"])
def test_an_ambiguous_name_gives_a_note_and_no_place(name: str) -> None:
    reading = heard(f"grief near {name}")
    assert asks(reading) == [("focus", "grief")]
    (note,) = reading.notes
    assert note.startswith(f"{name} is not used as a place")


def test_a_name_that_is_narrowed_down_is_no_longer_ambiguous() -> None:
    reading = heard("grief near Richmond North Yorkshire")
    assert asks(reading) == [("near", "Richmond North Yorkshire"), ("focus", "grief")]
    assert reading.notes == ()


def test_the_place_that_was_taken_of_several_is_told() -> None:
    assert [note for note in question("grief near Leeds").notes if "Leeds, Kent" in note]


@pytest.mark.parametrize(
    ("word", "town"),
    [
        pytest.param("sheffeild", "sheffield", id="a swap"),
        pytest.param("mancester", "manchester", id="a letter lost"),
        pytest.param("lees", "lees", id="too short"),
        pytest.param("hoping", "hoping", id="a usual word"),
        pytest.param("zzyzxqq", "zzyzxqq", id="like none"),
        pytest.param("zheffield", "zheffield", id="another first letter"),
        pytest.param("otley2", "otley2", id="with a figure"),
        pytest.param("", "", id="nothing"),
    ],
)
def test_a_town_may_be_misspelt(word: str, town: str) -> None:
    assert town_spelt(word) == town


@pytest.mark.parametrize(
    ("says", "place"),
    [
        ("bipolar, salisbury way? no - he's shrewsbury now", "shrewsbury"),
        ("grief, Leeds? no, York", "York"),
        ("grief in Leeds, sorry he says Hull", "Hull"),
        ("Leeds area? no she's in Otley, grief", "in Otley"),
        ("grief in Leeds, no evenings", "Leeds"),
        ("grief Leeds, no car", "Leeds"),
        ("Leeds, no he would not mind Zoom, grief", "Leeds"),
    ],
)
def test_a_place_that_is_taken_back_gives_way_to_another(says: str, place: str) -> None:
    found = [one[1] for one in asks(heard(says)) if one[0] == "near"]
    assert found == [place.removeprefix("in ")]


@pytest.mark.parametrize("says", ["grief within 5 miles", "grief, 5 miles at most"])
def test_a_distance_is_read_from_the_place_of_a_flag(says: str) -> None:
    query = question(says, near=["Leeds"])
    assert [part.values for part in query.said if part.name == "within"] == [("5mi",)]
    assert not heard(says).parts[1:]


@pytest.mark.parametrize("says", ["Leeds Durham in Durham", "Durham, in Durham", "Otley in Leeds"])
def test_the_words_of_a_place_are_each_taken_once(says: str) -> None:
    for part in heard(says).parts:
        assert len({*part.places}) == len(part.places)
