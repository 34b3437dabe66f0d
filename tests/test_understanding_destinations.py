"""Where a group should be, which is not always where a person lives, and where nobody can go."""

from __future__ import annotations

import pytest
from hearing import asks, heard

from peerfind.places import resolve


def near(says: str) -> str:
    """The place that is read, or nothing."""
    return next((one[1] for one in asks(heard(says)) if one[0] == "near"), "")


@pytest.mark.parametrize(
    ("says", "place"),
    [
        ("lives in matlock works in derby, wants one by work, grief", "derby"),
        ("home is skipton but works in leeds so near the office pls", "leeds"),
        ("lives beverley works hull, wants to go straight from work", "hull"),
        ("lives luton works london, lunch hour group, in her lunch hour", "london"),
        ("lives in otley but wants something near work in leeds", "leeds"),
    ],
)
def test_a_group_that_is_wanted_near_work_is_where_they_work(says: str, place: str) -> None:
    assert near(says) == place


@pytest.mark.parametrize(
    ("says", "place"),
    [
        ("works in leeds lives in otley", "otley"),
        ("job is in leeds, lives otley", "otley"),
        ("otley but works leeds, evenings after work", "otley"),
        ("caller lives luton works london, evenings back home", "luton"),
    ],
)
def test_work_by_itself_is_told(says: str, place: str) -> None:
    assert near(says) == place


@pytest.mark.parametrize(
    ("says", "place"),
    [
        ("lives Nairn, works Inverness. would go in Inverness", "Inverness"),
        ("lives in Selby, would travel to York", "York"),
        ("lives in Otley, could get to Leeds", "Leeds"),
        ("lives in Otley, would go to church", "Otley"),
        ("lives in Otley, could go to anything", "Otley"),
        ("lives in a village, there's one bus and it goes to swindon", "swindon"),
        ("out in the sticks but there's a bus goes to Darlington so there would do", "Darlington"),
        ("lives on exmoor, gets the bus into taunton", "taunton"),
        ("the only bus goes to thirsk", "thirsk"),
        ("can get the train to thirsk", "thirsk"),
        ("lives in the wilds, gets into alnwick on market day", "alnwick"),
        ("gets a lift into alnwick on fridays", "alnwick"),
        ("husband can drop her in alnwick", "alnwick"),
        ("daughter can run her to alnwick", "alnwick"),
        ("shrewsbury is where they do everything", "shrewsbury"),
        ("alnwick is where the bus goes, farm", "alnwick"),
        ("alnwick is her nearest town, widow", "alnwick"),
        ("her nearest town is alnwick", "alnwick"),
        ("two buses to exeter is too much, barnstaple is one", "barnstaple"),
    ],
)
def test_a_group_may_be_where_something_goes(says: str, place: str) -> None:
    assert near(says) == place


@pytest.mark.parametrize(
    ("says", "place"),
    [
        ("byker, so newcastle wd be easiest on metro", "newcastle"),
        ("brighton is too far for her nowadays, lewes or as good as", "lewes"),
        ("carlisle's too far for him, hexham or thereabouts", "hexham"),
        ("leeds no good, bradford ok", "bradford"),
        ("bradford rather than leeds", "bradford"),
        ("somewhere in bradford instead of leeds", "bradford"),
        ("he can't get to leeds, bradford only", "bradford"),
        ("scarborough is out of reach, whitby would be ideal", "whitby"),
        ("won't go into hereford but ludlow is fine", "ludlow"),
        ("lives near leeds but would rather otley", "otley"),
        ("prefers otley to leeds", "otley"),
        ("ex is in beverley so not there, hull", "hull"),
        ("won't set foot in beverley, hull please", "hull"),
        ("whitehaven group finished, so workington now", "workington"),
        ("preston at a push but really chorley", "chorley"),
        ("chorley ideally, preston at a push", "chorley"),
        ("works in leeds, look there, lives in otley", "leeds"),
        ("registered in leeds but starts at lancaster uni this wk so look there", "lancaster"),
        ("welsh side of the border but oswestry's her town", "oswestry"),
        ("he's at school in ely near Cambridge, oakham is where hes moving to", "oakham"),
    ],
)
def test_a_town_that_would_do_comes_before_one_that_would_not(says: str, place: str) -> None:
    assert near(says) == place


@pytest.mark.parametrize(
    ("says", "place"),
    [
        ("pt from crook, cant afford the fare to durham", "crook"),
        ("cant pay the train fare to leeds, lives otley", "otley"),
        ("leeds is a trek, otley", "otley"),
        ("leeds is miles away, otley", "otley"),
        ("salisbury way? no, he's shrewsbury", "shrewsbury"),
        ("leeds is too far", ""),
        ("can't afford the fare to leeds", ""),
    ],
)
def test_a_town_to_which_nobody_can_go_is_none(says: str, place: str) -> None:
    assert near(says) == place


@pytest.mark.parametrize(
    "says",
    [
        "reading would suit her",
        "rugby is fine, football isn't",
        "walking would be best",
        "evenings would be best",
        "hope would be good",
        "keith is fine",
        "phone only please",
        "mornings preferred",
        "the group itself is fine",
        "interest in reading is fine",
        "can do mornings",
        "would rather talk",
        "ideally female",
        "gets a lift to it",
        "a bus goes past",
        "near work would be good",
        "something near university",
        "starts at 7",
        "off to bed all day",
        "look in on her",
        "there would be no one there",
    ],
)
def test_what_would_do_is_a_town_only_where_it_is_one(says: str) -> None:
    assert near(says) == ""


@pytest.mark.parametrize(
    ("says", "place"),
    [
        ("lady in battle looking after her husband", "battle"),
        ("widower in wells aged 80", "wells"),
        ("woman in reading struggling with panic", "reading"),
        ("chap in deal who hears voices", "deal"),
        ("pt from crook, low mood", "crook"),
        ("hill farmer out by hope, gone into himself", "hope"),
        ("lady over by settle, anxiety", "settle"),
        ("somewhere out by kendal, grief", "kendal"),
        ("grief, out kendal way", "kendal"),
        ("lives up skipton way", "skipton"),
        ("the otley end of leeds, grief", "otley"),
        ("he'll come llandudno direction", "Llandudno"),
        ("wells. bereavement support as local to wells as poss", "wells"),
        ("penzance 18, cutting again", "penzance"),
        ("awake from 2 every night, glastonbury pt", "glastonbury"),
        ("rugby mum of 3, tearful", "rugby"),
        ("new dad barking, baby 5 months", "barking"),
        ("bury, autistic chap", "bury"),
        ("looks after her brother, in bath, at her wits' end", "bath"),
        ("panic, 34, rugby", "rugby"),
        ("leeds based, depressed", "leeds"),
        ("owt round whitby", "whitby"),
    ],
)
def test_a_town_is_known_by_the_people_and_the_words_around_it(says: str, place: str) -> None:
    assert near(says) == place


@pytest.mark.parametrize(
    "says",
    [
        "lady in bed with depression",
        "nurse in battle with management",
        "couple in deal with bank over debt",
        "woman in hope that someone listens",
        "worn out by work",
        "put down by everyone",
        "run over by a bus",
        "rang from the bath, panicking",
        "calling from the garden, low",
        "cuts herself, in bath water",
        "likes reading, knitting",
        "he's over it, grief",
        "she's lost, bereaved",
        "now low again",
        "lives rough, drinks",
        "round the bend with worry",
        "barking dogs drive him mad",
        "mum reading to the kids",
        "dad rugby mad",
        "tells her to bury it",
        "back in work",
        "man, low",
    ],
)
def test_a_word_is_no_town_for_the_people_beside_it(says: str) -> None:
    assert near(says) == ""


@pytest.mark.parametrize(
    ("says", "place"),
    [
        ("discharged from leeds hospital, lives in hull", "hull"),
        ("released from HMP leeds, lives hull", "hull"),
        ("out of hmp durham, now in hull", "hull"),
        ("had the op in leeds, lives hull", "hull"),
        ("hull. sectioned in durham last year", "hull"),
        ("hull, uses a group in leeds but it closed", "hull"),
        ("hull, her dad's in a home in york", "hull"),
        ("ex lives in leeds, he is in hull", "hull"),
        ("tried one in leeds, he's in hull", "hull"),
        ("hull born and bred but leeds now", "leeds"),
        ("was in hull, now leeds", "leeds"),
        ("fresher at warwick, 19, halls in coventry", "coventry"),
        ("chemo fortnightly in leeds, harrogate", "harrogate"),
        ("daughters moved to hull, southampton, alone", "southampton"),
        ("mum's in york, caller's in thirsk", "thirsk"),
        ("rang from thirsk for her brother in york", "york"),
        ("ringing from leeds, lives otley", "otley"),
        ("ringing from otley, grief", "otley"),
        ("hull, supports leeds united", "hull"),
    ],
)
def test_what_was_done_elsewhere_is_told(says: str, place: str) -> None:
    assert near(says) == place


@pytest.mark.parametrize(
    ("says", "place"),
    [
        ("penrith is a trek, keswick would suit", "Keswick, Cumbria"),
        ("Ely near Cambridge, grief", "Ely, Cambridgeshire"),
        ("grief, Whitchurch near Cardiff", "Whitchurch, Cardiff"),
        ("Bangor (the Welsh one)", "Bangor, Gwynedd"),
        ("the Welsh Bangor, grief", "Bangor, Gwynedd"),
        ("bangor, not the irish one", "Bangor, Gwynedd"),
        ("bangor, not the welsh one", "Bangor, County Down"),
        ("Ely, not the Cardiff one", "Ely, Cambridgeshire"),
        ("in a village outside ely, grief", "Ely, Cambridgeshire"),
        ("ely, near cardiff, grief", "Ely, Cardiff"),
        ("anywhere in lancashire, she's in nelson", "Nelson, Lancashire"),
    ],
)
def test_one_of_several_towns_is_told_by_what_else_was_said(says: str, place: str) -> None:
    reading = heard(says)
    assert near(says) == place
    assert resolve(place)
    assert [
        note for note in reading.notes if note.startswith(f"{place} is used. For another, type:")
    ]


@pytest.mark.parametrize(
    ("says", "place"),
    [
        ("her sister runs a group in Leeds, she is in York, grief", "York"),
        ("grief, York, none of that yoga", "York"),
        ("grief, York, under no circumstances zoom", "York"),
        ("grief, York, bad time with 12 steps so not that", "York"),
        ("Battle nr Hastings, grief", "Battle"),
        ("grief, Street near Glastonbury", "Street"),
        ("otley near leeds, grief", "otley"),
        ("walking near Leeds", "Leeds"),
        ("Reading near Leeds", "Leeds"),
        ("lives 3 miles away from Otley, near Leeds", "Leeds"),
    ],
)
def test_of_two_places_and_of_one_beside_a_refusal_it_is_the_one_that_is_meant(
    says: str, place: str
) -> None:
    assert near(says) == place


@pytest.mark.parametrize(
    "says", ["grief in Ely, low", "keswick, grief", "moved from lancashire, nelson"]
)
def test_one_of_several_towns_is_not_guessed(says: str) -> None:
    assert near(says) == ""
    assert [note for note in heard(says).notes if "which one?" in note]


@pytest.mark.parametrize(
    ("says", "left"),
    [
        ("a baby, barking IG11", "baby"),
        ("BT74 postcode, her side of enniskillen", "side"),
        ("lives in Otley, works in Leeds", ""),
        ("lives in Leeds but works in York, near work", ""),
        ("Deal with grief", ""),
        ("lewes, brighton is too far", ""),
        ("out Kendal way", ""),
    ],
)
def test_places_that_say_no_more_are_not_searched_for(says: str, left: str) -> None:
    assert " ".join(heard(says).left) == left


@pytest.mark.parametrize(
    ("says", "distance"),
    [
        ("has to be in crook itself", "2mi"),
        ("in stafford itself only", "2mi"),
        ("needs to be in keighley proper", "2mi"),
        ("lives in crook itself", None),
        ("otley, 10 miles would be pushing it", "10mi"),
        ("otley, 20 miles is doable", "20mi"),
        ("otley, three or four miles", "4mi"),
        ("otley, couple miles max", "2mi"),
        ("within 5mls of otley", "5mi"),
        ("6 miles is her lot, otley", "6mi"),
        ("6 miles is all she can manage, otley", "6mi"),
        ("otley, reckons 8 miles is about her limit", "8mi"),
        ("otley and 12 miles around", "12mi"),
        ("croft is 20 odd mile out so up to 25 mile of inverness", "25mi"),
        ("no more than 20 odd miles from otley", "20mi"),
        ("otley, he used to cycle 20 miles", None),
        ("it's 30 miles to the hospital, otley", None),
        ("otley, her son is 200 miles away", None),
        ("otley, ran 3 miles every day", None),
        ("otley, 20 mins by bus max", None),
        ("otley, lives 3 miles out", None),
    ],
)
def test_a_distance_is_said_in_many_ways(says: str, distance: str | None) -> None:
    found = [one[1] for one in asks(heard(says)) if one[0] == "within"]
    assert found == ([distance] if distance else [])


@pytest.mark.parametrize(
    ("says", "name"),
    [("aber", "Aberystwyth"), ("boro", "Middlesbrough"), ("loughboro", "Loughborough")],
)
def test_more_towns_are_known_by_what_people_call_them(says: str, name: str) -> None:
    assert resolve(near(f"grief, lives in {says}")).name == name


@pytest.mark.parametrize(
    ("says", "place"),
    [
        ("barmaid in Ludlow so everyone knows her, no Ludlow, Craven Arms ok", "Craven Arms"),
        ("everyone knows everyone in Bala, so no Bala, Dolgellau", "Dolgellau"),
        ("teaches in Slough, could not go in Slough", ""),
        ("would not be seen dead in Watford", ""),
        ("steer clear of Burnley", ""),
        ("barred from Leeds", ""),
        ("keep her away from Hull", ""),
        ("banned from the Leeds one", ""),
        ("too many memories in Whitby, so Scarborough", "Scarborough"),
        ("in hospital in Leeds, home to Otley on friday", "Otley"),
        ("moving from Leeds to Hull next month", "Hull"),
        ("nurse in Hull rang about a lady in Beverley", "Beverley"),
        ("not in Leeds itself but near Leeds", "Leeds"),
        ("lives in Leeds, no car", "Leeds"),
    ],
)
def test_a_refused_place_is_never_where_a_group_is_looked_for(says: str, place: str) -> None:
    assert near(says) == place


@pytest.mark.parametrize(
    ("says", "place"),
    [
        ("everything we sent was Glasgow, she needs Greenock", "Greenock"),
        ("her sister goes to a thing in York, she wants one in Selby", "Selby"),
        ("in Leeds for work, wants something in Otley", "Otley"),
        ("her daughter is in Leeds, mum wants a menopause group in Goole", "Goole"),
        ("said Boston but meant Bourne", "Bourne"),
        ("Chorley or Leyland, no actually Leyland", "Leyland"),
        ("Leeds, I mean Bradford", "Bradford"),
        ("Leeds, sorry no, make it York", "York"),
        ("do you mean carlisle or carluke, she said carluke", "carluke"),
        ("file says Telford, he is in Shrewsbury", "Shrewsbury"),
        (
            "met in Scarborough, married in Filey, widowed in Bridlington and still there",
            "Bridlington",
        ),
        ("swimming in poole wd suit", "poole"),
        ("somewhere in bath", "bath"),
        ("wants to talk about the crash in Hull", "Hull"),
        ("Leeds, actually she is fine with the phone", "Leeds"),
        ("needs hope", ""),
        ("she wants something in writing", ""),
    ],
)
def test_the_place_that_is_chosen_comes_first(says: str, place: str) -> None:
    assert near(says) == place
