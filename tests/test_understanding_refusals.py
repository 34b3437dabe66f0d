"""What is refused after it was named, in a list, or mildly: read as it is meant, or left alone."""

from __future__ import annotations

import pytest
from hearing import asks, heard


def refused(says: str) -> set[str]:
    """What a sentence asks to leave out."""
    return {part.values[0] for part in heard(says).parts if part.name == "avoid"}


def asked(says: str) -> set[tuple[str, ...]]:
    """What a sentence asks for."""
    return {one for one in asks(heard(says)) if one[0] != "avoid"}


@pytest.mark.parametrize(
    ("says", "expected"),
    [
        ("depressed. singing?? god no never. a walk, yes", {"activity=singing"}),
        ("depressed, singing - no, never", {"activity=singing"}),
        ("grief. yoga? no thanks. Leeds", {"activity=yoga"}),
        ("grief, yoga is out of the question", {"activity=yoga"}),
        ("lonely. gardening? not a chance", {"activity=gardening"}),
        ("depression. Zoom? no thanks. Leeds", {"format=video"}),
        ("ocd. a course? under no circumstances", {"activity=learning", "style=course"}),
        ("panic, phone calls - no way", {"format=phone"}),
        ("anxiety. online, hell no", {"format=online"}),
        ("anything at all except going somewhere in person, panic", {"format=in-person"}),
    ],
)
def test_a_thing_is_refused_by_what_follows(says: str, expected: set[str]) -> None:
    assert refused(says) == expected


@pytest.mark.parametrize(
    "says",
    [
        "his mum died, Leeds, there was no chance to say goodbye",
        "depressed, Leeds, no way of getting there",
        "walks alone, no thanks from anyone, grief",
        "anxiety, singing, not a chance to practise lately",
        "depressed, Leeds. singing? god no",
    ],
)
def test_what_stands_two_clauses_before_is_not_taken_back(says: str) -> None:
    assert "near" in {one[0] for one in asked(says)} or "Leeds" not in says
    assert not any(one[0] == "avoid" and "focus" in one[1] for one in asks(heard(says)))


@pytest.mark.parametrize(
    "says",
    [
        "stroke, Otley. singing - he would sooner not if there's owt else",
        "lonely, Hull, dancing she could do without",
        "depressed, art bores him",
        "psychosis, he's not really into art",
        "anxious, yoga isn't his cup of tea",
        "grief, knitting leaves her cold",
    ],
)
def test_what_would_do_is_neither_asked_for_nor_left_out(says: str) -> None:
    assert {one for one in refused(says) if one.startswith("activity=")} <= {"activity=arts"}
    assert "activity" not in {one[0] for one in asked(says)}


@pytest.mark.parametrize(
    ("says", "expected"),
    [
        ("no nurses, counsellors or psychologists", {"nurse", "counsellor", "psychologist"}),
        (
            "no nurses, counsellors, psychologists or anyone",
            {"nurse", "counsellor", "psychologist", "professional"},
        ),
        (
            "without a nurse, a social worker or a psychologist",
            {"nurse", "social-worker", "psychologist"},
        ),
        ("not a counsellor, nor a nurse", {"counsellor", "nurse"}),
        ("no nurses, volunteers or counsellors", {"nurse", "counsellor"}),
        ("no nurses, volunteers please", {"nurse"}),
        ("no professionals, peer led or volunteers", {"professional"}),
        ("no nurses. led by a counsellor or a psychologist", {"nurse"}),
    ],
)
def test_a_list_of_leaders_is_refused_as_one(says: str, expected: set[str]) -> None:
    assert refused(says) == {f"leader={one}" for one in expected}


@pytest.mark.parametrize(
    ("says", "expected"),
    [
        ("no Zoom, phone or chat, ocd", {"format=video", "format=phone", "format=chat"}),
        (
            "no walking, singing or art, grief",
            {"activity=walking", "activity=singing", "activity=art"},
        ),
        ("not online, walking or singing", {"format=online"}),
        ("no job, depressed or anxious, Leeds", set()),
        ("no car, lonely or grieving, she cannot tell", set()),
    ],
)
def test_a_list_is_of_one_kind(says: str, expected: set[str]) -> None:
    assert refused(says) == expected


@pytest.mark.parametrize(
    ("says", "expected"),
    [
        ("won't set foot anywhere there are men", {"for=men"}),
        ("he won't talk in front of women", {"for=women"}),
        ("she won't go near men", {"for=men"}),
        ("not if there are men, grief", {"for=men"}),
        ("not sure if there are men, grief", set()),
        ("she left him, no family near", set()),
        ("talks in front of men at work all day", set()),
    ],
)
def test_company_is_refused(says: str, expected: set[str]) -> None:
    assert refused(says) == expected


@pytest.mark.parametrize(
    ("says", "is_read"),
    [
        ("says little and doesn't want anybody making him speak", True),
        ("no one making me talk please", True),
        ("nobody forced to speak, grief", True),
        ("was made to speak at the last one", False),
        ("they made me talk", False),
    ],
)
def test_what_nobody_should_be_made_to_do(says: str, *, is_read: bool) -> None:
    assert (("access", "no-need-to-speak") in asked(says)) is is_read


@pytest.mark.parametrize(
    ("says", "is_read"),
    [
        ("just talking, no speakers thanks", True),
        ("without guest speakers, grief", True),
        ("the speakers were far too loud", False),
        ("native speakers of Polish", False),
    ],
)
def test_speakers_are_a_style_where_they_are_refused(says: str, *, is_read: bool) -> None:
    assert ("style=guest-speakers" in refused(says)) is is_read


PHONE, VIDEO, ONLINE = "format=phone", "format=video", "format=online"
COUNSELLOR, NURSE = "leader=counsellor", "leader=nurse"


@pytest.mark.parametrize(
    ("says", "expected"),
    [
        ("not interested in online", ONLINE),
        ("isn't up for zoom", VIDEO),
        ("not willing to go on zoom", VIDEO),
        ("refuses point blank to go online", ONLINE),
        ("had it up to here with professionals", "leader=professional"),
        ("had a bellyful of counsellors", COUNSELLOR),
        ("can't stand talking on the phone", PHONE),
        ("can't abide counsellors", COUNSELLOR),
        ("can't stick nurses", NURSE),
        ("can't bear zoom", VIDEO),
        ("averse to online", ONLINE),
        ("steer clear of professionals", "leader=professional"),
        ("dead set against zoom", VIDEO),
        ("wary of counsellors", COUNSELLOR),
        ("apart from Zoom", VIDEO),
        ("as opposed to online", ONLINE),
        ("loathes the phone", PHONE),
        ("detests zoom", VIDEO),
        ("would run a mile from a counsellor", COUNSELLOR),
        ("the last thing he needs is another psychologist", "leader=psychologist"),
        ("the last thing she wants is a phone call", PHONE),
        ("phone would be the last thing she wants", PHONE),
        ("zoom is a non starter", VIDEO),
        ("zoom doesn't appeal", VIDEO),
        ("zoom freaks her out", VIDEO),
        ("zoom winds him up", VIDEO),
        ("not zoom or owt on a computer", ONLINE),
        ("keep away from nurses, she says", NURSE),
        ("not sporty", "activity=sport"),
        ("no gym no footie none of that, depressed", "activity=football"),
        ("nothing sporty, low mood", "activity=sport"),
        ("no nurses or anyone like that", "leader=professional"),
    ],
)
def test_a_thing_is_refused_in_many_words(says: str, expected: str) -> None:
    assert expected in refused(says)
    assert "format" not in {one[0] for one in asked(says)}


@pytest.mark.parametrize(
    ("says", "expected"),
    [
        ("no she wants evenings, grief", ("time", "evening")),
        ("no he's after a group in Leeds, ocd", ("near", "Leeds")),
        ("no it's grief", ("focus", "grief")),
        ("no, Zoom is fine", ("format", "video")),
        ("unable to do evenings", ("time", "06:00-17:00")),
        ("lives 3 miles away from Otley, near Leeds", ("near", "Leeds")),
        ("5 miles away from Otley", ("within", "5mi")),
        ("zoom isn't a problem", ("format", "video")),
        ("can't cope, phone support maybe", ("format", "phone")),
    ],
)
def test_what_is_asked_for_is_not_refused(says: str, expected: tuple[str, str]) -> None:
    assert expected in asked(says)


@pytest.mark.parametrize(
    "says",
    [
        "can't face the evenings since she died",
        "can't bear the weekends, grief",
        "can't stand Sundays, grief",
    ],
)
def test_a_time_that_is_borne_badly_is_told(says: str) -> None:
    assert {"day", "time"}.isdisjoint(one[0] for one in asked(says))


@pytest.mark.parametrize(
    "says",
    [
        "any day but friday, thats mosque, depression",
        "not Fridays, that is mosque, depression",
        "can't do Tuesdays (that's her carers group), depression",
    ],
)
def test_a_reason_against_a_time_is_no_subject(says: str) -> None:
    reading = heard(says)
    assert [part.values for part in reading.parts if part.name == "focus"] == [("depression",)]
    assert not reading.left


@pytest.mark.parametrize(
    ("says", "term"),
    [
        ("depression, that's all he would say", "depression"),
        ("not Leeds, that's grief for you", "grief"),
        ("not coping, it's his grief", "grief"),
    ],
)
def test_what_is_no_reason_against_a_time_is_a_subject(says: str, term: str) -> None:
    assert ("focus", term) in asked(says)


@pytest.mark.parametrize(
    ("says", "expected"),
    [
        ("early alzheimers, she's sorted w/ a carers thing, this is for him", {"dementia"}),
        ("already goes to a carers group, wants something for anxiety", {"anxiety"}),
        ("has a grief group already, it's the gambling now", {"gambling"}),
        ("has been to a grief group already, wants another", {"grief"}),
        ("already lost two brothers, grief", {"grief"}),
        ("already depressed, now gambling", {"depression", "gambling"}),
    ],
)
def test_a_group_that_somebody_has_is_not_looked_for(says: str, expected: set[str]) -> None:
    assert {value for name, value in asked(says) if name == "focus"} == expected


@pytest.mark.parametrize(
    ("says", "expected"),
    [
        ("she's not the drinker, it's her lad", {"someone-elses-addiction"}),
        ("he's not the gambler, it's his wife", {"someone-elses-gambling"}),
        ("not her drinking, it's her husband", {"someone-elses-addiction"}),
        ("not the addict, it is her son", {"someone-elses-addiction"}),
        ("not a drinker, it's her anxiety", {"anxiety"}),
    ],
)
def test_who_has_the_addiction_is_another(says: str, expected: set[str]) -> None:
    assert {value for name, value in asked(says) if name == "focus"} == expected


@pytest.mark.parametrize(
    ("says", "is_cut_off"),
    [
        ("feels cut off, Leeds", True),
        ("cut off from everyone", True),
        ("internet's been cut off so nothing online", False),
        ("gas cut off last week", False),
        ("daughter's cut her off", False),
    ],
)
def test_who_is_cut_off_is_lonely(says: str, *, is_cut_off: bool) -> None:
    assert (("focus", "loneliness") in asked(says)) is is_cut_off


@pytest.mark.parametrize(
    ("says", "expected"),
    [
        (
            "not her drinking, it's her lad, her nerves are shot with it",
            {"someone-elses-addiction"},
        ),
        ("carer for her mum, depressed with it all", {"carers"}),
        ("depression with it", {"depression"}),
        ("anxious about it, grief", {"anxiety", "grief"}),
    ],
)
def test_a_feeling_that_comes_of_the_trouble_is_told(says: str, expected: set[str]) -> None:
    assert {value for name, value in asked(says) if name == "focus"} == expected


@pytest.mark.parametrize(
    ("says", "expected"),
    [
        ("divorce, no social night", {("avoid", "style=social")}),
        ("divorce, a proper course, so many weeks", {("style", "course")}),
        ("anxiety, wants a course", {("style", "course")}),
        ("divorce, social worker rang", set()),
    ],
)
def test_how_a_group_runs_is_told_by_what_is_done(
    says: str, expected: set[tuple[str, ...]]
) -> None:
    reading = asks(heard(says))
    assert {one for one in reading if "style" in one[0] or "style=" in one[-1]} == expected


@pytest.mark.parametrize(
    ("says", "expected"),
    [
        ("no point at all in evenings, grief", ("time", "06:00-17:00")),
        ("the group wasn't online last time, grief", ("focus", "grief")),
    ],
)
def test_what_was_not_so_refuses_nothing(says: str, expected: tuple[str, str]) -> None:
    assert expected in asked(says)
    assert not refused(says)


@pytest.mark.parametrize(
    ("says", "refused"),
    [
        ("under no circumstances zoom", "format=video"),
        ("won't entertain anything online", "format=online"),
        ("dont send her to a nurse led one", "leader=nurse"),
        ("cant be anywhere you have to book", "joining=book"),
    ],
)
def test_what_is_refused_in_a_roundabout_way_is_left_out(says: str, refused: str) -> None:
    assert ("avoid", refused) in asks(heard(f"grief, {says}"))


@pytest.mark.parametrize(
    ("says", "never"),
    [
        ("none of that yoga", "yoga"),
        ("allergic to dogs", "animals"),
        ("not run by the nhs", "running"),
        ("does a park run", "parking"),
        ("cant read or write", "writing"),
        ("running late", "running"),
        ("husband came out as gay", "gay"),
        ("her partner is a veteran", "veterans"),
        ("walks in the park", "parking"),
    ],
)
def test_what_is_refused_or_told_is_never_a_wish(says: str, never: str) -> None:
    assert all(
        never not in one[1:] and f"activity={never}" not in one
        for one in asks(heard(f"grief, {says}"))
    )


@pytest.mark.parametrize("says", ["needs to park outside", "somewhere he can park"])
def test_who_has_to_park_needs_room_for_it(says: str) -> None:
    assert ("access", "parking") in asks(heard(f"grief, {says}"))


@pytest.mark.parametrize(
    ("says", "expected"),
    [
        ("declined crafts, declined yoga", {"activity=crafts", "activity=yoga"}),
        ("declines yoga but would try walking", {"activity=yoga"}),
        ("rejected the offer of yoga", set()),
        ("refused to see a nurse", {"leader=nurse"}),
        ("health declined, wants walking", set()),
        ("his mobility has declined wants yoga", set()),
        ("was refused a nurse", set()),
        ("the surgery refused her a nurse", set()),
        ("referral declined by the nurse", set()),
        ("swimming contraindicated", {"activity=swimming"}),
        ("running discontinued, knee", {"activity=running"}),
        ("yoga not advised", {"activity=yoga"}),
        ("nil by phone", {"format=phone"}),
        ("men absent", {"for=men"}),
        ("absent father", set()),
        ("Declined: yoga", {"activity=yoga"}),
        ("Declined: yoga. Walking, Leeds", {"activity=yoga"}),
        ("hates: Zoom", {"format=video"}),
        ("not a drop in. Crediton", {"joining=drop-in"}),
        ("nothing to add from nursing side", set()),
        ("will add more later", set()),
    ],
)
def test_a_thing_is_refused_in_a_note(says: str, expected: set[str]) -> None:
    assert refused(f"grief, {says}") == expected


@pytest.mark.parametrize(
    ("says", "expected"),
    [
        ("not looking for another counsellor", {"leader=counsellor"}),
        ("isn't asking for a counsellor", {"leader=counsellor"}),
        ("not asking for the moon, a counsellor", set()),
        ("don't say bowls", {"activity=bowling"}),
        ("please don't offer him yoga", {"activity=yoga"}),
        ("doesn't say if he wants yoga", set()),
        ("wouldn't say no to yoga", set()),
        ("tried yoga, it was rubbish", {"activity=yoga"}),
        ("tried Zoom, no help", {"format=video"}),
        ("tried yoga, it was rubbish weather that week", set()),
        ("photography, anything but that", {"activity=photography"}),
        ("not one for women", {"for=women"}),
        ("not a group for women", {"for=women"}),
        ("not one just for women", set()),
        ("didn't want other veterans", {"for=veterans"}),
        ("won't have other men there", {"for=men"}),
        ("doesn't know other carers", set()),
        ("doesn't get to meet other carers", set()),
        ("the fella who rang about yoga. forget that", {"activity=yoga"}),
        ("no voice calls", {"format=phone"}),
        ("no point offering him yoga", {"activity=yoga"}),
        ("refused to say more about yoga", set()),
        ("no point telling him to exercise", {"activity=exercise"}),
        ("no exercise please", {"activity=exercise"}),
        ("yoga. no, honest, love it", set()),
        ("yoga? no, not for him", {"activity=yoga"}),
        ("drama grp no", {"activity=drama"}),
        ("yoga grps not wanted", {"activity=yoga"}),
        ("yoga grp yes", set()),
        ("no babies in the room", {"access=children-welcome"}),
        ("she has no babies in the house", set()),
    ],
)
def test_a_thing_is_refused_as_people_talk(says: str, expected: set[str]) -> None:
    assert refused(f"grief, {says}") == expected


@pytest.mark.parametrize("says", ["has ADD", "add, 34", "she has add and anxiety"])
def test_what_somebody_has_is_no_verb(says: str) -> None:
    assert ("focus", "adhd") in asked(says)


@pytest.mark.parametrize(
    ("says", "part"),
    [
        ("can he do mornings? he cannot", ("time", "12:00-23:00")),
        ("no computer, so online is of no use to me", ("avoid", "format=online")),
        ("no privacy for phone", ("avoid", "format=phone")),
        ("zoom out then. Landline", ("avoid", "format=video")),
        ("one-to-one was offered and turned down", ("avoid", "setting=one-to-one")),
        ("Sports he dreads", ("avoid", "activity=sport")),
        ("mornings are pointless", ("time", "12:00-23:00")),
        ("St Helens, hasn't the petrol for Manchester", ("near", "St Helens")),
        ("Brixton cool, Clapham nah", ("near", "Brixton")),
    ],
)
def test_a_refusal_in_plain_words_is_understood(says: str, part: tuple[str, str]) -> None:
    assert part in asks(heard(says))
