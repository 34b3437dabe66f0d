"""How people meet, by name or in other words: "type to each other", "from the settee", "go along".

A usual word such as "phone" or "email" is a way of meeting where it is one of several, where people do it
with each other, or where somebody says that it would suit.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from peerfind.asking.understanding import welsh
from peerfind.asking.understanding.negation import mood, mood_of_thing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from peerfind.asking.understanding.said import Said

SHORT = 4  # words of a clause that says one thing
# Names that are also usual words: they count only beside words that make them clear.
_USUAL = frozenset("phone text texts email emails chat web teams forum telephone".split())
_ABOUT = ("with", "to", "about", "and")  # after "a chat"
_BY_WAY_OF = frozenset(
    "by over via through using use uses prefers prefer not no wants want rather online without than".split()
)
MEETS = frozenset(
    "group groups meeting meetings line lines call calls chat service support session sessions".split()
)
_ASKING = frozenset(
    """want wants wanting need needs like likes love prefer prefers would could can happy fine ok okay open
    rather sooner only just ideally best easier able manage join try something anything somewhere anywhere
    someone group groups meeting meetings support session sessions help chat line service by via must please
    suit suits good if or not until""".split()
).union(welsh.ASKING)
# What people who type may do it by; at once, only the first.
WRITTEN = ("chat", "forum", "text", "email")
_TYPING = frozenset("typing typed type types".split())
_AT_ONCE = frozenset("live straight instantly chat chatroom chats real realtime each".split())
_TO_TYPE = frozenset(
    "she he to can could rather sooner people they just folk everyone prefers would".split()
)
_AFTER_TYPE = frozenset("to instead not live rather it things back messages out".split())
_NO_TYPING = frozenset("pool job work works worked typist errors".split())
# What says of a thing, after it, that it would suit.
_SUITS = frozenset(
    """fine ideal best great brilliant perfect lovely easier better suits suit works work must
    essential please
    pls plz welcome grand ok okay only wd ideally easy do type sort kind place""".split()
)  # fmt: skip
_LINKING = frozenset("is are would be will the a by far it wd for thats really".split())
_EXCHANGING = frozenset("write writing swap swapping exchange exchanging".split())
_SOONER = frozenset("sooner rather".split())
_OTHERWISE = frozenset("do does otherwise else".split())
_BY = frozenset("by on via over through it the has to be a from".split())
# Beside these the internet is where a trouble is, and in a clause with some of them it is told.
_TROUBLES = frozenset(
    """gambling bullying betting gaming dating shopping scam scams fraud grooming porn abuse slots
    casino casinos
    games poker bets gambles gambled bet plays played shops met""".split()
)  # fmt: skip
_DONE = frozenset(
    "groomed bullied trolled scammed conned attacked assaulted sacked fired hacked".split()
)
_LISTING = frozenset("or and by a an the on over via in either well as maybe through".split())
_LISTED = _LISTING | frozenset(
    """phone telephone text texts email emails zoom teams skype chat forum video online webchat call
    calls""".split()
)  # fmt: skip
_DOING = frozenset(
    """talk speak by do does use uses on via over want wants come join meet manage be to it through the a
    communicate cope with in using take going for""".split()
)  # fmt: skip
# A seat at home, from which people join.
_SEATS = frozenset(
    "settee sofa armchair couch kitchen bedroom bed house home room chair lounge table".split()
)
_OWN = frozenset("the her his my their own".split())
_JOINING = frozenset(
    """join joins joining log logging do doing talk take part chat dial something anything somewhere
    group support meet without wants stay online""".split()
)  # fmt: skip
_STORY = frozenset(
    "rang rings ringing called got get fell moved back away up out works working work".split()
)
# Ways of going somewhere, with what makes each one plain.
_GOING = tuple(
    tuple(one.split())
    for one in (
        "going along",
        "go along",
        "goes along",
        "turning up",
        "sit with others",
        "sit with people",
        "sit with other",
        "sit with folk",
        "sit down with",
        "sit among",
        "meet people in",
        "people in a room",
        "see people",
        "in the same room",
        "the same building",
        "actual people",
        "in the room",
        "get out of the house",
        "out of the house",
        "a real one",
        "church hall",
        "village hall",
        "warm bodies",
        "shake a hand",
        "shake hands",
        "look someone in the eye",
        "somewhere to turn up",
        "somewhere to go",
        "getting out",
        "get down to",
        "meet up",
        "meeting up",
        "round a table",
        "come in to",
        "walk into a room",
        "in a room",
        "in a hall",
        "in a circle",
        "face 2 face",
        "f 2 f",
        "physically there",
        "somewhere she can go",
        "somewhere he can go",
        "real people",
    )
)
_WISHING = frozenset(
    """want wants wanting like likes love happy would wd could can prefer prefers rather sooner either
    needs need doing wishes somewhere anywhere might may after try ideally best fine ok looking please
    pls choice open must only group""".split()
)  # fmt: skip
_FAR = 4


def is_meant(said: Said, start: int, end: int, name: str) -> bool:
    """Whether the `name` of a way of meeting from `start` to `end` asks for it: "by phone", "phone line"."""
    if name == welsh.FACE_TO_FACE or mood_of_thing(said, start, end) == "unwanted":
        return True
    is_a_talk = name == "chat" and said.word(start - 1) == "a" and said.word(end) in _ABOUT
    if is_a_talk or _is_told(said, start, end):
        return False
    if is_exchanged(said, start, end):
        return True
    is_short = len(said.clause(start)) <= SHORT
    is_wished = is_short or is_welcome(said, end) or _is_to_be(said, start)
    if not is_wished and not _is_asked_for(said, start, end):
        return False
    before = said.word(start - 1)
    led = said.word(start - 2) if before in ("the", "a") else before
    is_led = led in _BY_WAY_OF or (led == "on" and is_short)
    is_plain = name not in _USUAL or is_led or said.word(end) in MEETS
    return is_plain or (name == "telephone" and is_short)


def _is_asked_for(said: Said, start: int, end: int) -> bool:
    """Whether a clause asks for what it names, or tells of a group: "works on Zoom" does neither."""
    clause = said.clause(start)
    words = {*said.words[clause.start : min(clause.stop, end + 1)]}
    return not _ASKING.isdisjoint(words)


def is_welcome(said: Said, end: int) -> bool:
    """Whether what comes after a thing that ends here says that it would suit: "email is fine"."""
    stop = said.clause(end - 1).stop
    for at in range(end, min(end + _FAR, stop)):
        if said.words[at] in _SUITS:
            return True
        if said.words[at] not in _LINKING:
            break
    rest = said.words[end:stop]
    would = next((at for at, word in enumerate(rest) if word in ("would", "wd")), len(rest))
    return not _SUITS.isdisjoint(rest[would + 1 : would + 3])


def is_exchanged(said: Said, start: int, end: int) -> bool:
    """Whether a usual word is what people do with each other: "write emails", "sooner text than phone"."""
    before = "" if said.starts(start) else said.word(start - 1)
    if before in _EXCHANGING | _SOONER | _OTHERWISE:
        return True
    if said.word(said.back(start, _BY)) == "so":  # "can't get out, so by phone"
        return True
    is_first = said.starts(start) or before in ("or", "and")
    return (is_first and is_welcome(said, end)) or _is_a_list(said, start)


def _is_told(said: Said, start: int, end: int) -> bool:
    """Whether a way of meeting is where a trouble is: "online gambling", "met him online"."""
    clause = said.clause(start)
    near = said.words[max(clause.start, start - 2) : min(end + 1, clause.stop)]
    return not (
        _TROUBLES.isdisjoint(near) and _DONE.isdisjoint(said.words[clause.start : clause.stop])
    )


def _is_to_be(said: Said, start: int) -> bool:
    """Whether "has to be" or its like stands before a thing."""
    return said.words[max(0, start - 2) : start] == ["to", "be"] and not said.starts(start)


def is_the_only(said: Said, start: int, end: int) -> bool:
    """Whether a way of meeting is the only one that can be: "Zoom only", "will only talk by text"."""
    if said.word(end) == "only" and not said.ends(end):
        return said.ends(end + 1) or said.word(end + 1) in ("please", "pls", "plz", "no", "thanks")
    place = said.back(start, _DOING, 2 * _FAR)
    return place >= 0 and said.words[place] == "only" and said.word(place - 1) != "not"


def _is_a_list(said: Said, at: int) -> bool:
    """Whether a clause is nothing but ways of meeting: "phone or text"."""
    clause = said.clause(at)
    words = said.words[clause.start : clause.stop]
    return "or" in words and _LISTED.issuperset(words)


def are_listed(said: Said, first: int, last: int) -> bool:
    """Whether nothing but words of a list stands between two things: "phone or in person"."""
    return (
        last - first <= _FAR
        and said.is_one_clause(first - 1, last + 1)
        and (first == last or _LISTING.issuperset(said.words[first:last]))
    )


def in_other_words(said: Said) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """Where a way of meeting is asked for without its name, and the terms that it may be."""
    for at, word in enumerate(said.words):
        if word in _TYPING and (terms := _typed(said, at)):
            yield at, at + 1, terms
        elif word == "hear" and (end := _voice(said, at)):
            yield at, end, ("phone",)
        elif word == "from" and (end := _seat(said, at)):
            yield at, end, ("remote",)
        else:
            yield from _going(said, at)


def _typed(said: Said, at: int) -> tuple[str, ...]:
    """The ways of meeting by typing that are meant by a word of it; none for a type of something."""
    word, clause = said.words[at], said.clause(at)
    before = "" if said.starts(at) else said.word(at - 1)
    after = "" if said.ends(at + 1) else said.word(at + 1)
    words = {*said.words[clause.start : clause.stop]}
    if after in _NO_TYPING or before in _NO_TYPING:
        return ()
    if word == "type" and not (before in _TO_TYPE and (not after or after in _AFTER_TYPE)):
        return ()
    if word in ("types", "typed") and after not in ("chat", "messages", "chats", "conversation"):
        return ()
    is_wished = len(words) <= _FAR or not (_WISHING | _AT_ONCE | {"not"}).isdisjoint(words)
    if not is_wished or mood(said, at) != "wanted":
        return ()
    return WRITTEN[:1] if words & _AT_ONCE else WRITTEN


def _seat(said: Said, at: int) -> int:
    """Where a seat at home ends that somebody is to join from, with the "from" at a token; 0 for none."""
    end = at + 1
    while said.word(end) in _OWN:
        end += 1
    if said.word(end) not in _SEATS or end == at + 1 or not said.is_one_clause(at, end + 1):
        return 0
    before = {*said.words[said.clause(at).start : at]}
    is_told = said.word(at - 1) in _STORY or not before & _JOINING
    return 0 if is_told or mood(said, at) != "wanted" else end + 1


def _voice(said: Said, at: int) -> int:
    """Where the voice ends that somebody wants to hear, with "hear" at a token; 0 for none."""
    end = said.clause(at).stop
    for place in range(at + 1, min(at + _FAR, end)):
        if said.words[place] == "voice":
            return place + 1 if wants_a_voice(said, at, place + 1) else 0
    return 0


def wants_a_voice(said: Said, start: int, end: int) -> bool:
    """Whether somebody would like to hear a voice, and does not hear voices."""
    is_one = said.word(end - 1) == "voice" and said.word(start) == "hear"
    return is_one and said.word(start - 1) == "to" and said.word(start - 2) in _WISHING


def _going(said: Said, at: int) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """A way of saying that somebody would go somewhere, where a token begins one."""
    for phrase in _GOING_BY_WORD.get(said.words[at], ()):
        end = at + len(phrase)
        if tuple(said.words[at:end]) == phrase and said.is_one_clause(at, end):
            words = {*said.words[said.clause(at).start : said.clause(at).stop + 2]}
            is_wished = len(words) <= _FAR or not _WISHING.isdisjoint(words)
            is_wished = is_wished or said.word(end) in ("company", "group", "support", "meetings")
            if is_wished and mood(said, at, end) == "wanted" and "person" not in words:
                yield at, end, ("in-person",)
                return


_GOING_BY_WORD = {
    first: tuple(one for one in _GOING if one[0] == first) for first in {one[0] for one in _GOING}
}
