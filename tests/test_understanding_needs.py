"""What a group must have and what is wished of it is read in life's words, and not from a story."""

from __future__ import annotations

import pytest
from hearing import asks, heard

NEEDS = {
    "can't manage stairs": "access=step-free",
    "struggles with steps": "access=step-free",
    "stairs are beyond her": "access=step-free",
    "stairs are a nightmare": "access=step-free",
    "he's in a chair now so it must be easy to get into": "access=step-free",
    "on a mobility scooter": "access=step-free",
    "walks with a frame": "access=step-free",
    "a disabled loo": "access=accessible-toilet",
    "a loo she can get a frame into": "access=accessible-toilet",
    "hearing aids, is there a loop": "access=hearing-loop",
    "somewhere quiet": "access=quiet-venue",
    "a calm place": "access=quiet-venue",
    "nowhere noisy": "access=quiet-venue",
    "somewhere quiet to go when it's too much": "access=quiet-room",
    "handy for the station": "access=public-transport",
    "near a bus stop": "access=public-transport",
    "comes by train": "access=public-transport",
    "relies on buses": "access=public-transport",
    "somebody would have to fetch him": "access=transport-help",
    "help with the taxi fare": "access=transport-help",
    "needs a lift there": "access=transport-help",
    "can the bairns come": "access=children-welcome",
    "could she bring her toddler": "access=children-welcome",
    "nobody to mind the kids": "access=children-welcome",
    "can he bring his whippet": "access=pets",
    "can't stand for long": "access=seated",
    "something he can do sat down": "access=seated",
    "chairs essential": "access=seated",
    "a slow stroll": "access=gentle-pace",
    "with rests along the way": "access=gentle-pace",
    "under cover if it rains": "access=shelter",
    "camera no": "access=camera-optional",
    "zoom without showing her face": "access=camera-optional",
    "hates having the camera on": "access=camera-optional",
    "not one where you have to speak": "access=no-need-to-speak",
    "happy to sit at the back": "access=no-need-to-speak",
    "nobody putting her on the spot": "access=no-need-to-speak",
    "needs to be able to leave if it gets too much": "access=relaxed",
    "doesn't want to have to stay till the end": "access=relaxed",
    "big writing": "access=large-print",
    "a lift to the upper floor": "access=lift",
    "a hall with a working lift": "access=lift",
    "lift essential": "access=lift",
    "deaf, loop required": "access=hearing-loop",
    "doesn't drive so it has to be on a bus route": "access=public-transport",
    "can't drive so needs to be near a station": "access=public-transport",
    "uses a walker": "access=step-free",
    "a venue with a lift": "access=lift",
    "ramp or lift, a lift or ramp": "access=lift",
    "lift to the second floor": "access=lift",
    "has aids, loop essential": "access=hearing-loop",
    "bus stop opposite": "access=public-transport",
    "close to the underground": "access=public-transport",
    "would somebody pick him up": "access=transport-help",
    "could a volunteer collect her": "access=transport-help",
    "babies allowed": "access=children-welcome",
    "with the tots in tow": "access=children-welcome",
    "dogs allowed": "access=pets",
    "her spaniel comes along": "access=pets",
    "chair exercise sat down throughout": "access=seated",
    "a stroll with places to rest": "access=gentle-pace",
    "walks and rests": "access=gentle-pace",
    "should not have to share": "access=no-need-to-speak",
    "somewhere she can stay quiet": "access=no-need-to-speak",
    "writing scrolling across": "access=captions",
    "on zoom, typing rather than speaking": "access=chat-instead",
    "others from every background": "want=diverse-people",
    "isn't spending a penny": "cost=free",
    "fixed structure": "style=structured",
    "something with guest speakers": "style=guest-speakers",
    "could someone collect her": "access=transport-help",
    "needs picking up": "access=transport-help",
    "has a baby, is it ok to bring her": "access=children-welcome",
    "the baby has to come": "access=children-welcome",
    "won't go without the dog": "access=pets",
    "can she sit in and not talk": "access=no-need-to-speak",
    "easy to read": "access=easy-read",
    "someone right now, to talk to someone right now": "want=real-time-feedback",
    "a bit of structure": "style=structured",
    "a six week programme": "style=course",
    "on the railway line": "access=public-transport",
    "tube station nearby": "access=public-transport",
    "somewhere the trams stop, a bus stop outside": "access=public-transport",
    "her toddler, could she bring him along": "access=children-welcome",
    "twins, can they come too": "access=children-welcome",
    "kiddies welcome": "access=children-welcome",
    "somewhere the kids can run about": "access=children-welcome",
    "the dog comes too": "access=pets",
    "is the dog allowed in": "access=pets",
    "his terrier, he only goes where she's let in": "access=pets",
    "seated throughout": "access=seated",
    "walks with rests": "access=gentle-pace",
    "a walk with plenty of benches": "access=gentle-pace",
    "a ramble that stops for breathers": "access=gentle-pace",
    "happier just listening": "access=no-need-to-speak",
    "would prefer to listen at first": "access=no-need-to-speak",
    "she need not utter a word": "access=no-need-to-speak",
    "needn't say anything": "access=no-need-to-speak",
    "would like to sit quietly": "access=no-need-to-speak",
    "words coming up underneath": "access=captions",
    "on video, let her type instead of speaking": "access=chat-instead",
    "people of all backgrounds": "want=diverse-people",
    "folk from many cultures": "want=diverse-people",
    "doesn't want to travel anywhere": "want=no-travel",
    "doesn't fancy travelling": "want=no-travel",
    "somewhere nobody knows her name": "want=anonymity",
    "prefers a booking": "joining=book",
    "won't be paying a penny": "cost=free",
    "needs some structure": "style=structured",
    "wants guest speakers": "style=guest-speakers",
    "people who get it": "want=personal-connection",
    "folk who understand": "want=personal-connection",
    "an answer straight away": "want=real-time-feedback",
    "not days later": "want=real-time-feedback",
    "different ages and backgrounds": "want=diverse-people",
    "folk not like me": "want=diverse-people",
    "wants to take her time": "want=own-pace",
    "doesn't want to be rushed": "want=own-pace",
    "at her own speed": "want=own-pace",
    "stuff to try at home": "want=practical-strategies",
    "tools and techniques": "want=practical-strategies",
    "how do other people cope": "want=practical-strategies",
    "someone all to himself": "want=one-to-one-attention",
    "somewhere she can make mates for keeps": "want=lasting-friendship",
    "hoping to make some real friends": "want=lasting-friendship",
    "same faces every week": "want=lasting-friendship",
    "no names asked": "want=anonymity",
    "doesn't want the neighbours finding out": "want=anonymity",
    "somewhere nobody knows him": "want=anonymity",
    "can she just rock up": "joining=drop-in",
    "walk in off the street": "joining=drop-in",
    "no waiting list": "joining=drop-in",
    "likes to have a place booked": "joining=book",
    "can he refer himself": "joining=self-referral",
    "the CPN will do the referral": "joining=professional-referral",
    "the GP can refer him": "joining=gp-referral",
    "hasn't the money": "cost=free",
    "a freebie": "cost=free",
    "nowhere that charges": "cost=free",
    "a small donation on the door": "cost=donation",
    "donations are fine": "cost=donation",
    "a level entrance": "access=step-free",
    "an open conversation": "style=open-discussion",
    "people talking openly": "style=open-discussion",
    "a set number of sessions": "style=course",
    "just socialising": "style=social",
    "lemme book her a slot": "joining=book",
    "it's free to join": "cost=free",
    "something for her hands": "style=activity",
    "rather than sit and talk": "style=activity",
    "they get a speaker in": "style=guest-speakers",
    "needs a course": "style=course",
}
REFUSED = {
    "no GP involved": "joining=gp-referral",
    "doesn't want a doctor's note": "joining=gp-referral",
    "doesn't want it going through the GP": "joining=gp-referral",
    "no membership": "joining=membership",
    "can't stand a fixed agenda": "style=structured",
    "no clinic types": "leader=professional",
    "not medical people": "leader=professional",
    "nobody with letters after their name": "leader=professional",
    "that's all he'll say, not a course": "style=course",
}
STORIES = [
    "looks after her mum who's in a wheelchair",
    "he sleeps in a chair",
    "stairs are no problem",
    "fell down the stairs",
    "lives in a ground floor flat",
    "stuck in a loop of worry, deaf",
    "kept out of the loop at work",
    "row over parking",
    "a parking ticket",
    "ramped up his drinking",
    "panic attack at the bus stop outside Tesco",
    "bringing them up alone, two kids",
    "can't get up in the mornings, never mind a lift",
    "nobody wants to listen",
    "husband never wants to listen",
    "told to keep quiet about it",
    "ta for that, pet",
    "the dog died",
    "doesn't want to travel far",
    "doesn't want to travel more than three miles",
    "no structure to her days",
    "a booking fell through",
    "walked in on him",
    "not so keen on a bus route",
    "somebody collects debts",
    "her kids can be cruel",
    "the dog goes for the postman, bitten",
    "guide dog puppy walker",
    "a rest from it all",
    "stood on the bus",
    "sits in silence",
    "spoke to someone this morning",
    "hates the clinic",
    "a week in hospital",
    "someone stood in her way",
    "lonely without her dog",
    "under the covers all day",
    "posts funny captions",
    "works as an interpreter",
    "changing places with a colleague",
    "sponsored walk for guide dogs",
    "lifting weights",
    "works on the trams",
    "someone to drive her mad",
    "bringing up her kids alone",
    "can't stand her mother",
    "can't show her face in the village",
    "sits in the corner crying",
    "says nothing to her husband",
    "leaves if he hits her",
    "someone to just listen",
    "a quiet life",
    "nobody knows she drinks",
    "an anonymous letter",
    "her best friend",
    "dreading meeting people",
    "struggles to make friends",
    "too many people know me",
    "a real mix of drink and drugs",
    "takes all his time",
    "leather tooling",
    "dropped in on his mam",
    "a big drop in temperature",
    "rolls up cigarettes",
    "stuck on a waiting list",
    "otherwise free",
    "only free tues",
    "days free, Thurs and Fri",
    "wants for nowt",
    "good for nothing husband",
    "made a donation to the hospice",
    "just a listening ear",
    "wants to chat with someone about it",
    "free school meals",
    "husband won't pay maintenance",
    "a course of antibiotics",
    "it has run its course",
]
DONE = {
    "yoga, anxious": "yoga",
    "swimming, debt": "swimming",
    "running club, grief": "running",
    "playing cards, lonely": "games",
    "happy with crafts, ocd": "crafts",
    "would like a swim, grief": "swimming",
    "something like a walk, grief": "walking",
    "other widows, over a cooked meal, grief": "meals",
}
NOT_DONE = [
    "swimming in debt",
    "fishing for compliments, no confidence",
    "stroke on boxing day",
    "reading glasses smashed, debt",
    "golf course, unemployed",
    "neighbour's music, can't sleep",
    "learning to talk again, stroke",
    "used to do yoga, stressed",
    "hides the cards, bipolar",
    "he walked out, divorce",
    "coastguard volunteer, insomnia",
    "art student, ocd",
    "yoga teacher, burnt out",
    "by train, grief",
    "drinks like a fish, anxiety",
    "smoked like a fish, anxiety",
    "girlfriend walked, ocd",
    "kids run about, ocd",
    "reads his phone, ocd",
    "reads her messages, jealous, ocd",
    "wants a booking, ocd",
    "they had a row over dinner, anxiety",
]
KEPT = ("access", "want", "joining", "cost", "style")


def read_from(says: str) -> set[str]:
    """What is read from a sentence of what a group must have, as `flag=value`."""
    return {
        f"{name}={one}" for name, *values in asks(heard(says)) for one in values if name in KEPT
    }


def avoided(says: str) -> set[str]:
    """What a sentence refuses."""
    return {one for name, *values in asks(heard(says)) for one in values if name == "avoid"}


def done(says: str) -> set[str]:
    """The activities that a sentence asks for."""
    return {one for name, *values in asks(heard(says)) for one in values if name == "activity"}


@pytest.mark.parametrize(("says", "need"), NEEDS.items(), ids=NEEDS)
class TestWhatIsNeeded:
    def test_is_read(self, says: str, need: str) -> None:
        assert need in read_from(says)

    def test_is_read_beside_a_subject_and_a_place(self, says: str, need: str) -> None:
        assert need in read_from(f"ocd. near Leeds. {says}")

    def test_is_not_refused(self, says: str, need: str) -> None:
        assert need not in avoided(says)


@pytest.mark.parametrize(("says", "refused"), REFUSED.items(), ids=REFUSED)
def test_what_is_refused_is_left_out_and_not_asked_for(says: str, refused: str) -> None:
    assert refused in avoided(says)
    assert refused not in read_from(says)


@pytest.mark.parametrize("says", STORIES)
def test_a_story_tells_of_no_need(says: str) -> None:
    assert read_from(says) == set()
    assert avoided(says) == set()


@pytest.mark.parametrize(("says", "activity"), DONE.items(), ids=DONE)
def test_what_people_do_is_read(says: str, activity: str) -> None:
    assert done(says) == {activity}


@pytest.mark.parametrize("says", NOT_DONE)
def test_what_only_sounds_like_something_to_do_is_not_read(says: str) -> None:
    assert done(says) == set()


def test_nobody_stays_at_home_who_comes_by_bus() -> None:
    assert read_from("doesn't drive, near a bus stop") == {"access=public-transport"}
    assert read_from("doesn't drive") == {"want=no-travel"}


@pytest.mark.parametrize(
    ("says", "must"),
    [
        ("insists on a psychologist", "leader"),
        ("ground floor or no deal", "access"),
        ("only if she can bring the baby", "access"),
        ("Gaelic or nothing", "language"),
    ],
)
def test_what_nothing_else_will_do_for_is_a_must(says: str, must: str) -> None:
    assert ("require", must) in asks(heard(says))
    assert avoided(says) == set()


@pytest.mark.parametrize(
    ("says", "language"),
    [
        ("must speak Panjabi", "pa"),
        ("speaks only Ukrainian", "uk"),
        ("Gaelic or nothing", "gd"),
        ("Punjabi-speaking women", "pa"),
        ("Somali spoken", "so"),
        ("wants Romanian spoken", "ro"),
        ("prefers Portuguese", "pt"),
        ("would do it through the Welsh", "cy"),
        ("through Gaelic", "gd"),
        ("in the Irish if there's one", "ga"),
    ],
)
def test_a_language_is_read_beside_words_of_speaking(says: str, language: str) -> None:
    assert ("language", language) in asks(heard(says))


@pytest.mark.parametrize(
    "says",
    [
        "prefers Polish food",
        "an evening class in Spanish",
        "a degree in French",
        "through the Welsh hills",
        "in the Irish Sea",
    ],
)
def test_a_language_that_is_learnt_or_no_language_is_not_asked_for(says: str) -> None:
    assert not any(name == "language" for name, *_ in asks(heard(says)))
