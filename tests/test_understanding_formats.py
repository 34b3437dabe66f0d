"""How people would meet, in other words than the names of formats, and what only sounds like it."""

from __future__ import annotations

import pytest
from hearing import asks, heard, question, said


def formats(says: str) -> set[str]:
    """The ways of meeting that are asked for."""
    return {one[1] for one in asks(heard(says)) if one[0] == "format"}


def is_must(says: str) -> bool:
    """Whether the way of meeting is a must."""
    return ("require", "format") in asks(heard(says))


WRITTEN = {"chat", "forum", "text", "email"}


@pytest.mark.parametrize(
    ("says", "terms"),
    [
        ("is there anywhere people type to each other live", {"chat"}),
        ("typing only please", WRITTEN),
        ("typing not talking, please", {"chat"}),
        ("a live typed chat with other mums would suit", {"chat"}),
        ("could she type to somebody live instead", {"chat"}),
        ("wants to do it from the settee, any way that works", {"remote"}),
        ("needs to join from her own bed", {"remote"}),
        ("can't leave the house, so from home", {"remote"}),
        ("would write emails to somebody else who has it", {"email"}),
        ("wants to hear a friendly voice", {"phone"}),
        ("doesn't mind waiting for an answer, email is fine", {"email"}),
        ("happy with a forum or a live chat", {"forum", "chat"}),
        ("she'd take video or email, a carer", {"video", "email"}),
        ("phone or text, either", {"phone", "text"}),
        ("in person if possible, otherwise phone", {"in-person", "phone"}),
        ("can't travel, so Teams or something like it", {"video"}),
        (
            "going along to sit with others or doing it by webcam, either suits",
            {"in-person", "video"},
        ),
        ("happy either turning up or typing in a chat", {"in-person", "chat"}),
        ("now she'd like to sit down with folk", {"in-person"}),
        ("wants warm bodies in a room", {"in-person"}),
        ("would go along and shake a hand", {"in-person"}),
        ("face 2 face company for a chap in oldham", {"in-person"}),
        ("could do it over the internet face to face", {"video"}),
        ("wants it over the internet, own camera off", {"video"}),
        ("message board sort of place where he can post and come back to it", {"forum"}),
        ("FaceTime with another amputee would be brilliant", {"video"}),
        ("can she text instead of ringing", {"text"}),
        ("email instead, please", {"email"}),
        ("is there a forum for drinkers", {"forum"}),
        ("have you got a forum he could read", {"forum"}),
        ("txt support if poss", {"text"}),
        ("live chat or txt", {"chat", "text"}),
        ("video's alright for her", {"video"}),
        ("might there be a telephone befriender for her, she loves a natter", {"phone"}),
        ("hopes to meet in person", {"in-person"}),
        ("she wishes to do it online", {"online"}),
        ("from the comfort of her own armchair", {"remote"}),
        ("from the privacy of his bedroom", {"remote"}),
        ("has to be online, she is in a refuge and cannot go out", {"online"}),
    ],
)
def test_a_way_of_meeting_is_read_in_other_words(says: str, terms: set[str]) -> None:
    assert formats(says) == terms


@pytest.mark.parametrize(
    "says",
    [
        "type 2 diabetes, leeds", "not really my type of thing", "he does typing all day at work",
        "typed up her story", "typing pool, stressed", "she rang from her bed in tears",
        "can't get up from the sofa, depressed", "fell from the bedroom window",
        "never turned up for his appointment",
        "she won't go along to things", "was sat in a circle once and hated it", "gambles online every night",
        "online gambling, leeds", "online bullying", "met him online, conned out of savings",
        "chat rooms are where he got groomed", "wants a chat with other mums about weaning",
        "found her husband's emails to another woman", "texts from her ex", "his phone was stolen by his son",
        "hears a voice telling him to jump", "he'd go to anything", "would come to anything at all",
        "sitting in a circle is hell", "her English is coming along nicely", "nightmare on line 2",
        "live captions on screen please",
        "works from home and is lonely", "phone calls make her anxious",
    ],
)  # fmt: skip
def test_what_only_sounds_like_a_way_of_meeting_asks_for_none(says: str) -> None:
    assert formats(says) == set()


@pytest.mark.parametrize(
    "says",
    [
        "zoom only", "by zoom only please", "only by email", "typing only!! won't speak to anyone",
        "will only talk by sms", "can only do phone", "only wants to meet in person",
        "telephone only, thanks",
    ],
)  # fmt: skip
def test_the_only_way_that_can_be_is_a_must(says: str) -> None:
    assert is_must(says)


@pytest.mark.parametrize(
    "says",
    [
        "not only zoom", "zoom", "prefers zoom", "zoom, only on tuesdays", "only on tuesdays, zoom",
        "phone only suits her", "only has a landline", "weekends only, zoom", "online or in person",
        "only lonely, online",
    ],
)  # fmt: skip
def test_a_wish_is_no_must(says: str) -> None:
    assert not is_must(says)


def test_hearing_a_friendly_voice_is_no_symptom() -> None:
    assert ("focus", "hearing-voices") not in asks(heard("wants to hear a voice, not read"))
    assert ("focus", "hearing-voices") in asks(heard("hears voices"))
    assert ("focus", "hearing-voices") in asks(heard("he hears a voice"))


def test_words_that_are_read_as_a_way_of_meeting_ask_for_no_seats_or_booking() -> None:
    found = asks(heard("would like to sit down with folk, happy either turning up or on zoom"))
    assert not {"access", "joining"} & {one[0] for one in found}


def test_shorthand_of_notes_is_not_searched() -> None:
    assert said(question("grief 2 yrs ago, w/ anxiety, pls"))
    assert " ".join(heard("grief, yrs ago, wd like summat, pls").left) == ""
