"""How people meet, by name: "by phone", "on Zoom", "in person"; `ways` reads it in other words.

A usual word such as "phone" or "email" is a way of meeting where it is one of several, where people do it
with each other, or where somebody says that it would suit.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from peerfind.asking.understanding import refusing, welsh
from peerfind.asking.understanding.moods import mood_of_thing
from peerfind.asking.understanding.said import spoken

if TYPE_CHECKING:
    from peerfind.asking.understanding.said import Said

SHORT = 4  # words of a clause that says one thing
# Names that are also usual words: they count only beside words that make them clear.
_USUAL = frozenset("phone text texts txt txts email emails chat web teams forum telephone".split())
_ABOUT = ("with", "to", "about", "and")  # after "a chat"
_THE = frozenset("the his her".split())
_ON = ("over", "on", "down", "by", "via")  # the phone, after "chat"
_BY_WAY_OF = frozenset(
    "by over via through using use uses prefers prefer not no wants want rather online without than".split()
)
MEETS = frozenset(
    """group groups meeting meetings line lines call calls chat service support session sessions
    befriender befrienders befriending buddy buddies""".split()
)
_ASKING = frozenset(
    """will wd may might pref preferably asking want wants wanting need needs like likes love prefer
    prefers wish wishes wishing hope hopes hoping seeking seeks would could can happy fine ok okay open
    rather sooner only just ideally best easier able manage join try something anything somewhere
    anywhere someone group groups meeting meetings support session sessions help chat line service by
    via must please suit suits good if or not until long""".split()
).union(welsh.ASKING)
# What says of a thing, after it, that it would suit.
_SUITS = frozenset(
    """fine alright allright acceptable doable manageable ideal best great brilliant perfect lovely
    easier better suits suit works work must essential please pls plz welcome grand ok okay only wd
    ideally easy do type sort kind place""".split()
)  # fmt: skip
_BUT = frozenset("or and but though tho although".split())
_LINKING = frozenset("is are would be will the a by far it wd for thats really".split())
_EXCHANGING = frozenset("write writing swap swapping exchange exchanging".split())
# "Stuff to try at home" is done there, and nobody is met.
_DONE_AT_HOME = frozenset(
    "try use cope practise practice manage deal understands nobody it".split()
)
_WORK = frozenset("work school meetings the his her my".split())
_SOONER = frozenset("sooner rather".split())
_OTHERWISE = frozenset("do does otherwise else".split())
_BY = frozenset("by on via over through it the has to be a from".split())
# These before a way of meeting tell how something came about: "rang us by phone", "hes emailed HR".
_TELLING = frozenset(
    """signposted referred rang phoned emailed texted messaged contacted wrote spoke got told saw seen
    used found met was were works worked uses""".split()
)  # fmt: skip
# What only sounds like a name, by its stem: "the crisis team", "hes emailed HR".
_NO_NAMES = frozenset(
    "team teamed webs emailed texted phoned telephoned zoomed chatted skyped videoed".split()
)
# Beside these the internet is where a trouble is, and in a clause with some of them it is told.
_TROUBLES = frozenset(
    """gambling bullying betting gaming dating shopping scam scams fraud grooming porn abuse slots
    casino casinos games poker bets gambles gambled bet plays played shops met""".split()
)  # fmt: skip
_DONE = frozenset(
    "groomed bullied trolled scammed conned attacked assaulted sacked fired hacked".split()
)
# After "would only" these too.
_FACING = frozenset(
    """face facing it w others other people someone somebody else ever consider contemplate entertain accept
    speak open up doing anything something if its can could get""".split()
)  # fmt: skip
_WOULD = frozenset(
    "will would can could wd hell shell theyll hed shed theyd ill id wont cant".split()
)
_WAS = frozenset("was were wasnt werent".split())
_IS = frozenset("is are be being would wd s".split())
_WAYS = frozenset("way ways thing things option options choice method one".split())
_LISTING = frozenset("or and by a an the on over via in either well as maybe through".split())
_LISTED = _LISTING | frozenset(
    """phone telephone text texts email emails zoom teams skype chat forum video online webchat call
    calls""".split()
)  # fmt: skip
_DOING = frozenset(
    """ever go talk speak by do does use uses on via over want wants come join meet manage be to it through
    the a communicate cope with in using take going for""".split()
)  # fmt: skip
_WORDED = frozenset("captions subtitles words writing text".split())
# A question of what there is asks for it.
_IS_THERE = spoken(
    """is there a, is there an, is there any, there be a, are there any, any, do you have a,
    do you have any, have you a, have you got a, have you any, know of a, know of any"""
)
_FAR = 4
_WISHING = _ASKING - _BY


def is_meant(said: Said, start: int, end: int, name: str) -> bool:
    """Whether the `name` of a way of meeting from `start` to `end` asks for it: "by phone", "phone line"."""
    if name in _NO_NAMES or _is_no_way(said, start, end, name) or _is_kept_off(said, start):
        return False
    is_unwanted = mood_of_thing(said, start, end) == "unwanted"
    if name == welsh.FACE_TO_FACE or is_unwanted or _is_all_there_is(said, start, end):
        return True
    if is_a_talk(said, start, end) or _is_told(said, start, end):
        return False
    if is_exchanged(said, start, end):
        return True
    is_short = len(said.clause(start)) <= SHORT
    is_wished = (
        is_short or is_welcome(said, end) or _is_to_be(said, start) or _leads(said, start, end)
    )
    if not is_wished and not _is_asked_for(said, start, end):
        return False
    before = said.word(start - 1)
    led = said.word(start - 2) if before in ("the", "a") else before
    is_led = led in _BY_WAY_OF or (led == "on" and is_short)
    is_plain = name not in _USUAL or is_led or said.word(end) in MEETS
    is_one = name == "forum" and said.follows(start, _IS_THERE) > 0
    return is_plain or is_one or (name == "telephone" and is_short)


def _is_no_way(said: Said, start: int, end: int, name: str) -> bool:
    """Whether nobody meets so: "stuff to try at home", "captions on screen", "on line 2"."""
    before = said.words[max(0, start - _FAR) : start]
    if name == "at home":
        return not _DONE_AT_HOME.isdisjoint(before)
    is_worded = name.endswith("screen") and not _WORDED.isdisjoint(before[-2:])
    return is_worded or (name == "on line" and said.word(end).isdecimal())


def _leads(said: Said, start: int, end: int) -> bool:
    """Whether a way of meeting begins what is asked for: "Zoom for bipolar", "Zoom Wednesdays"."""
    if not said.starts(start) or said.ends(end):
        return False
    is_for = said.word(end) in ("for", "with") and said.word(end + 1) not in _WORK
    return is_for or said.taken[end]


def _is_kept_off(said: Said, start: int) -> bool:
    """Whether somebody cannot keep off what begins at a token: "never off the internet"."""
    place = said.back(start, _THE)
    if refusing.before(said, place + 1):  # "gone right off Zoom"
        return False
    return said.word(place) == "off" and said.word(place - 1) != "keep"


def is_a_talk(said: Said, start: int, end: int) -> bool:
    """Whether a chat is a talk: "a chat about weaning", "chat over the phone"."""
    is_one = said.words[start:end] == ["chat"]
    is_of_somebody = said.word(start - 1) == "a" and said.word(end) in _ABOUT
    return is_one and (is_of_somebody or said.word(end) in _ON)


def _is_asked_for(said: Said, start: int, end: int) -> bool:
    """Whether a clause asks for what it names, or tells of a group: "works on Zoom" does neither."""
    clause = said.clause(start)
    words = {*said.words[clause.start : min(clause.stop, end + 1)]}
    return said.follows(start, _IS_THERE) > 0 or not _ASKING.isdisjoint(words)


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
    if not said.ends(end) and said.word(end) in ("instead", "stead"):
        return True
    if before in _EXCHANGING | _SOONER | _OTHERWISE:
        return True
    if said.word(said.back(start, _BY)) == "so":  # "can't get out, so by phone"
        return True
    is_first = said.starts(start) or before in _BUT
    return (is_first and is_welcome(said, end)) or _is_a_list(said, start)


def _is_told(said: Said, start: int, end: int) -> bool:
    """Whether a way of meeting is where a trouble is, or how something came about: "met him online"."""
    clause = said.clause(start)
    if said.follows(start, _IS_THERE):
        return False
    if said.word(end) in _WAS and not said.ends(end):  # "the phone line was rubbish"
        return True
    if "back" in said.words[end : end + 2]:  # "someone to call her back"
        return True
    near = said.words[max(clause.start, start - 2) : min(end + 1, clause.stop)]
    for word in reversed(said.words[clause.start : start]):  # "rang us by phone on Tuesday"
        if word in _TELLING:
            return True
        if word in _WISHING:
            break
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
    if _is_all_there_is(said, start, end):
        return True
    place = said.back(start, _DOING, 2 * _FAR)
    if place >= 0 and said.words[place] == "only" and said.word(place - 1) != "not":
        return True
    far = said.back(start, _DOING | _FACING, 2 * _FAR)
    return far >= 0 and said.words[far] == "only" and said.word(far - 1) in _WOULD


def _is_all_there_is(said: Said, start: int, end: int) -> bool:
    """Whether it is said to be the only way: "typing is the only way", "the only thing is a forum"."""
    at = end + (said.word(end) in _IS)
    after = said.words[at : min(at + 3, said.clause(end - 1).stop)]
    has_it = not {"has", "got", "left"}.isdisjoint(said.words[at : said.clause(end - 1).stop])
    if at > end and after[:2] == ["the", "only"] and after[2:] and after[2] in _WAYS:
        return not has_it
    place = said.back(start, _BY | {"or", "with"})
    before = said.words[said.clause(start).start : place] if place > 0 else []
    return place > 0 and said.words[place] in _IS and _is_only_way(before[-_FAR * 2 :])


def _is_only_way(words: list[str]) -> bool:
    """Whether some words name the only way that somebody can."""
    if "only" not in words:
        return False
    after = words[words.index("only") + 1 :]
    return bool(after) and after[0] in _WAYS and not {"not", "isnt"}.intersection(words)


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
