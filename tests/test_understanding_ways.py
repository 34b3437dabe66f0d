"""Ways of meeting told without their names, what only sounds like one, and what is refused with it."""

from __future__ import annotations

import pytest
from hearing import asks, heard

WRITTEN = ("chat", "email", "forum", "text")
# What is said, and the ways of meeting that are asked for with it.
ASKED = {
    "widower, wants a proper building to walk into": ("in-person",),
    "somewhere with an actual room she can sit in": ("in-person",),
    "he'd like to be in one room with them": ("in-person",),
    "wants to be in the room when they talk": ("in-person",),
    "would rather sit across a table from somebody": ("in-person",),
    "happy to pop along to something": ("in-person",),
    "can walk down there": ("in-person",),
    "she'd come over on the bus, anywhere local": (),
    "he can get the train in": ("in-person",),
    "could hop on the bus over": ("in-person",),
    "somewhere she can get to on foot": ("in-person",),
    "would travel over for the right group": ("in-person",),
    "needs real humans, not recordings": ("in-person",),
    "wants to sit next to people who know": ("in-person",),
    "under one roof with other carers, that's the ask": ("in-person",),
    "bricks n mortar please": ("in-person",),
    "eye to eye, he says": ("in-person",),
    "shoulder to shoulder with other blokes": ("in-person",),
    "wants to meet up for real": ("in-person",),
    "anything that gets him out of the house": ("in-person",),
    "anything to get her out the flat": ("in-person",),
    "would make it along if it was close": ("in-person",),
    "he wd drive down, nowt on a screen": ("in-person",),
    "she could nip over after the school run": ("in-person",),
    "will turn up, just needs to know where": ("in-person",),
    "willing to come along if someone meets her": ("in-person",),
    "community centre sort of thing, cup of tea": ("in-person",),
    "wants to look people in the eye": ("in-person",),
    "around a table with a brew": ("in-person",),
    "in the same place as the others, not on a laptop": ("in-person",),
    "physically together he says": (),
    "somewhere she can physically go": ("in-person",),
    "wants to actually go somewhere": ("in-person",),
    "would drive over to somewhere": ("in-person",),
    "somewhere to turn up and have a brew": ("in-person",),
    "meet ups rather than a helpline": ("in-person",),
    "would join on her tablet with the camera on": ("video",),
    "laptop w camera is how he'd do it": ("video",),
    "wants to see the others' faces on a screen": ("video",),
    "seeing people's faces from home would help": ("video",),
    "wants a video link up with others": ("video",),
    "would log in to a zoom": ("video",),
    "happy on camera from the bedroom": ("video",),
    "video from the sofa would be fine": ("video",),
    "could do a webcam group": ("video",),
    "on the laptop by video": ("video",),
    "would do facetime from bed": ("video",),
    "dial in on zoom from the house": ("video",),
    "a friendly voice down the phone": ("phone",),
    "wants a voice on the other end of the line": ("phone",),
    "somebody at the end of a phone": ("phone",),
    "would like someone to ring her of a morning": ("phone",),
    "someone who can ring him once a week": ("phone",),
    "a few of them dialling in together": ("phone",),
    "could a volunteer call her": ("phone",),
    "wants to talk down the phone": ("phone",),
    "chat over the phone would be grand": ("phone",),
    "dial in with others who stammer, she'd like": ("phone",),
    "wants a natter on the blower": ("phone",),
    "by landline, no mobile here": ("phone",),
    "someone ringing her up would make all the difference": ("phone",),
    "would pick up the phone to someone like her": ("phone",),
    "all typed, no speaking": WRITTEN,
    "something where its all typed": WRITTEN,
    "wants it in writing": WRITTEN,
    "would rather write than talk": (),
    "typed not spoken please": WRITTEN,
    "messaging with others is what she wants": WRITTEN,
    "would like messages back and forth": WRITTEN,
    "wants to write instead of talk": WRITTEN,
    "everything typed if poss": WRITTEN,
    "just messages please": WRITTEN,
    "could he text with another dad": ("text",),
    "wants to text back and forth": ("text",),
    "texts with someone who gets it would suit": ("text",),
    "to email with another mum": ("email",),
    "wants to email someone who's had it": ("email",),
    "a penpal who's been there": ("email",),
    "would like a pen friend with MS": ("email",),
    "wants to read and post at night": ("forum",),
    "somewhere to post when he can't sleep": ("forum",),
    "would like to read what others have written": ("forum",),
    "zoom or in the room, either": ("in-person", "video"),
    "could come along or log in": ("in-person", "online"),
    "phone or drive over, not fussed": ("in-person", "phone"),
    "will dial in by phone or come over": ("in-person", "phone"),
    "teams or in the room, both fine": ("in-person", "video"),
    "skype or get the bus in, doesnt matter": ("in-person", "video"),
    "sign in online or turn up, whichever": ("in-person", "online"),
}  # fmt: skip
TOLD = (
    "the crisis team rang",
    "mental health team let her down",
    "he emailed HR and got nowhere",
    "texted her sister then us",
    "she phoned in sick again",
    "was in the same room as him when he died",
    "her ex was sat next to her in court",
    "rang us on the phone in tears",
    "spoke to the gp on the phone",
    "plays in the football team",
    "he drove over there and found him",
    "used to go along to the church",
    "went along to one and hated it",
    "could get over it if he slept",
    "would get down about it",
    "can come across as angry",
    "cant go in to work",
    "wont come in to the room",
    "reads what others have written about him on facebook",
    "penpal died in prison",
    "wrote in her diary all night",
    "posts about her ex all night",
    "someone ringing her at night and hanging up",
    "keeps ringing people at 3am",
    "her phone was hacked",
    "gets out of breath",
    "got the bus home in tears",
    "can drive again since the seizures stopped",
    "works round the table in a bank",
    "sits in his room all day",
    "stuck in one room all day",
    "in a hall of residence",
    "could see faces in the wall",
    "sees faces in the dark",
    "sees dead people",
    "hears a voice down the phone when it's off",
    "his wife left on the laptop messages to another man",
    "caught him on the laptop again",
    "on the computer all night gaming",
    "dad on the ipad all day",
    "could walk out at any minute",
    "might drive in to a tree",
    "could drive over a cliff",
    "would jump in front of it",
    "thinks he might jump on the train line",
    "came face to face with him",
    "can call her back",
    "asked us to ring her back",
    "wants someone to call her back",
    "will post the form today",
    "wants us to email the list",
    "post office scandal",
    "can get in a state",
    "would show up drunk",
    "he might turn up at the house",
    "dreads he will turn up at the house",
    "could hear people in the room above",
    "panics in a room full of people",
)  # fmt: skip
REFUSED = {
    "never had a computer": "format=online",
    "doesn't own a computer": "format=online",
    "hasn't got the internet": "format=online",
    "no good with computers": "format=online",
    "useless with technology": "format=online",
    "dont do screens": "format=online",
    "i don't do internet": "format=online",
    "not on a screen please": "format=online",
    "rather than looking at a screen": "format=online",
    "fed up of staring at a screen": "format=online",
    "never touched a laptop": "format=online",
    "no wifi at the caravan": "format=online",
    "nothing with a camera": "format=video",
    "no cameras": "format=video",
    "no calls please": "format=phone",
    "hates phoning": "format=phone",
    "doesn't have a computer or a smartphone": "format=online",
    "hasnt got a laptop": "format=online",
    "scared of computers": "format=online",
    "nothing internetty": "format=online",
    "not through a screen": "format=online",
    "isnt good with computers": "format=online",
}
NOT_REFUSED = (
    "lost her job in computers",
    "computer crashed with all his photos",
    "no stranger to screens",
    "cant get off the computer",
    "cant stay off the internet",
    "never off the internet",
    "no more cold calls from the bank, debt",
    "no computer but can do zoom on her phone",
    "would join but not with the camera on",
    "wont stop gambling on the internet",
    "not sure about computers but willing",
    "doesn't mind the internet",
    "not fussed about screens",
)
WITH_HOW_MANY = {
    "one person at a time": "one-to-one",
    "would rather a roomful": "group",
    "a few of them together": "group",
    "wants to sit with others": "group",
    "people together in a hall": "group",
    "with one other person who has it": "one-to-one",
    "would join others on zoom": "group",
    "just one other mum": "one-to-one",
    "would only face it with others": "group",
    "several people round a table": "group",
    "would sooner be one of a crowd": "group",
    "wants to be among a few of them with others": "group",
    "group or 1-2-1, either": "group,one-to-one",
    "either is fine, a group or one to one": "group,one-to-one",
    "did one to one for years, a group this time": "group",
    "had a befriender already, a group now": "group",
    "one to one first, then a group": "group,one-to-one",
}
WITH_NOBODY_COUNTED = [
    "her sister takes part in a group for carers",
    "a roomful of strangers frightened her",
    "would join other carers",
    "wants to cook with others",
    "a break with others in the same boat",
    "a group for widows",
    "had one to one counselling once",
]
MUSTS = (
    "typing is the only way",
    "would only face it on a video link",
    "only way is by phone",
    "the only thing she can manage is text",
    "zoom is the only option",
    "will only do email",
    "would only ever go online",
    "has to be by phone",
)
WISHES = (
    "online is not the only way",
    "only way out he says is drink, zoom",
    "her only way of coping is drink, wants zoom",
    "prefers zoom but would do phone",
    "the phone is the only thing she has left, online please",
)


def asked(says: str, name: str) -> set[str]:
    """The values of an ask that a sentence is read for."""
    return {value for one, *values in asks(heard(says)) for value in values if one == name}


@pytest.mark.parametrize(("says", "ways"), ASKED.items(), ids=ASKED)
class TestAWayOfMeetingInOtherWords:
    def test_is_read(self, says: str, ways: tuple[str, ...]) -> None:
        assert asked(says, "format") == {*ways}

    def test_is_read_beside_a_subject_and_a_place(self, says: str, ways: tuple[str, ...]) -> None:
        found = asks(heard(f"debt. near Leeds. {says}"))
        assert {("near", "Leeds"), *(("format", way) for way in ways)} <= {*found}

    def test_is_not_refused(self, says: str, ways: tuple[str, ...]) -> None:
        assert {f"format={way}" for way in ways}.isdisjoint(asked(says, "avoid"))


@pytest.mark.parametrize("says", TOLD)
def test_what_is_told_asks_for_no_way_of_meeting(says: str) -> None:
    assert asked(says, "format") == set()


@pytest.mark.parametrize(("says", "refused"), REFUSED.items(), ids=REFUSED)
def test_what_a_way_of_meeting_needs_is_refused_with_it(says: str, refused: str) -> None:
    assert asked(says, "avoid") == {refused}
    assert asked(says, "format") == set()


@pytest.mark.parametrize("says", NOT_REFUSED)
def test_a_thing_that_is_told_of_refuses_nothing(says: str) -> None:
    assert not [one for one in asked(says, "avoid") if one.startswith("format")]


@pytest.mark.parametrize(("says", "setting"), WITH_HOW_MANY.items(), ids=WITH_HOW_MANY)
def test_with_how_many_is_read(says: str, setting: str) -> None:
    assert asked(says, "setting") == {*setting.split(",")}


@pytest.mark.parametrize("says", WITH_NOBODY_COUNTED)
def test_who_others_are_and_what_was_had_says_nothing_of_how_many(says: str) -> None:
    assert asked(says, "setting") == set()


@pytest.mark.parametrize("says", MUSTS)
def test_the_only_way_there_is_is_a_must(says: str) -> None:
    assert "format" in asked(says, "require")


@pytest.mark.parametrize("says", WISHES)
def test_another_only_makes_no_must(says: str) -> None:
    assert "format" not in asked(says, "require")
