"""Where a group should be, which is not always where a person lives, and where it cannot be.

"Lives in Matlock, wants one by work in Derby", "there's a bus to Swindon", "Lewes would do" are of the first
kind, "Brighton is too far", "can't afford the fare to Durham" of the second.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from peerfind.asking.understanding.moods import mood_of_place
from peerfind.asking.understanding.negation import NOT, corrects
from peerfind.asking.understanding.said import spoken
from peerfind.asking.understanding.where import towns
from peerfind.asking.understanding.where.homes import is_of_the_past

if TYPE_CHECKING:
    from peerfind.asking.understanding.said import Part, Said


# After these a town is one where a group is looked for.
_LOOKED_FOR = spoken(
    """would rather, would rather go to, would rather be in, id rather, prefers, prefer, would prefer,
    preferably, preferably in, ideally, ideally in, look in, look round, looking in, search in, get
    into, gets into, getting into, travel into, travels into, happy to go to, happy to travel to, ok to
    go to, fine to go to, willing to go to, would go to, would go in, would go into, would come to,
    would travel to, would travel into, could go to, could go in, could come to, could travel to, could
    get to, can go to, can go in, can travel to, can come to, will go to, will go in, will travel to, id
    go to, id travel to, can do, could do, could manage, can manage, easiest is, nearest town is,
    closest town is, nearest place is, nearest town, closest town, nearest big town is, nearest city is,
    goes shopping in, does her shopping in, does his shopping in"""
)
# Right before a town that ends a clause: "she needs Greenock". So do words that put right what was said.
_CHOSEN = frozenset("needs need wants want meant means said says prefers chose chooses".split())
_SAYS = frozenset("said says".split())
_SPEAKERS = frozenset("he she they i now caller client patient pt".split())
# A thing that is wanted in a town: "wants one in Selby".
_GROUPS = frozenset(
    """one ones something somewhere anything anywhere group groups meeting meetings club place places class
    classes""".split()
)
_WANTING = frozenset(
    """want wants wanted wanting need needs needing looking prefer prefers prefered like likes love
    find seeking fancies fancy would wd""".split()
)
_IN = frozenset("in near nr round around by".split())
# Towns that are names of people and other words, of which anything may be said.
_NAMES_TOO = frozenset(
    """arnold barry brandon brent clare denny douglas keith kimberley leslie moira shirley stanley banks
    broadway bugle cove cults fleet grove healing heath peel plains poplar sway trinity tumble
    vale""".split()
)
# What goes to a town, how it goes there, and who goes there by it.
_TRANSPORT = frozenset(
    "bus buses train trains tram trams metro ferry coach minibus boat lift lifts tube taxi".split()
)
_RUNS = frozenset("goes go runs run takes calls stops gets".split())
_HAS = frozenset(
    "gets get getting catch catches take takes has have theres is jump jumps hop hops".split()
)
_BRINGS = frozenset("drop run drive bring take fetch".split())
_BROUGHT = frozenset("her him me them us".split())
_LITTLE = frozenset(
    """a an the one that which only just straight direct directly her him me them us all way up down over out
    in on every hourly regular good twice once day week hour and it""".split()
)
_INTO = frozenset("to into in at".split())
_FAR = 7  # words
# After a name, with words of the first set before them, these say that it would do.
_LINKS = frozenset(
    """is are be would wd wld could might may should will probably maybe just about more most the a also even
    s say""".split()
)
_GOOD = frozenset(
    """fine ok okay best better ideal easier easiest perfect possible doable manageable nearer nearest
    closer closest handier handiest nicer preferable preferred suitable reachable convenient simplest simpler
    alright lovely good great""".split()
)
_TASTE = frozenset("lovely good great nice perfect".split())  # "York is lovely" is no wish
_WOULD = frozenset("would wd wld could might may should".split())
_WOULD_DO = spoken(
    """would do, wd do, wld do, will do, would suit, wd suit, would work, wd work, suits, only, or as near,
    or as good as, or thereabouts, or near, or nearby, or close by, or round there, or round about, or around,
    or that way, if possible, if poss, please, pls, plz, preferred, preferably, instead, is her nearest,
    is his nearest, is their nearest, is my nearest, is our nearest, is the nearest, is nearest, is closest,
    is her closest, is his closest, is their closest, is the closest, is her local, is his local,
    is their local, her town, his town, their town, herself, himself, themselves, myself, ideally, really,
    maybe, perhaps, ok ., okay ., okay for, ok for, fine ., yes ., yep ."""
)
_WHERE = spoken("is where, thats where, is the place where")
# After "is where" these say that somebody is or will be there.
_HOMEWARD = frozenset("moving moved lives live living based staying going goes settled".split())
_WAYS = frozenset("way side end area".split())
_AFTER_NO = frozenset("he shes she hes they theyre its it sorry i im that thats".split())
_ITSELF = spoken("itself, proper")
_WHAT_WAS_SAID_OF = spoken(
    """look there, looking there, search there, there would do, there wd do, there would be, there wd
    be, there will do, there would suit, still there, stayed there, something there, somewhere there,
    near there, there please, there pls, there is best, there is better, there is fine, there is easier,
    there is easiest"""
)
# Words that say that a group is wanted where somebody works.
_BY_WORK = spoken(
    """near work, by work, nr work, near to work, close to work, beside work, round work, next to work,
    handy for work, straight from work, straight after work, way home from work, near the office,
    near her office, near his office, near their office, close to the office, by the office, near her work,
    near his work, near my work, near where she works, near where he works, near where they work,
    where she works, where he works, near my office, near her job, near his job, in her lunch hour,
    in his lunch hour, in her lunch break, in his lunch break, in my lunch hour, in my lunch break"""
)
_WORK = frozenset(word for phrase in _BY_WORK for word in phrase[-2:])
_WORKS = spoken(
    "works in, work in, working in, works, job in, job is in, office in, office is in, works at"
)
# After a name these say that it is out of reach; before it, that nobody can pay the way.
_OUT_OF_REACH = spoken(
    """too far, far, a trek, a long way, a way off, miles away, miles off, out of reach, beyond her,
    beyond him, beyond them, beyond me, awkward, tricky, difficult, hard, a pain, a nightmare,
    unreachable, no good, no use, not possible, not doable, out, impossible, a no, a no no, out of the
    question, too much, too dear, too expensive, too big, too busy, wouldnt work, wont work, wont do,
    wouldnt do"""
)
_TOO_FAR = (("too", "far"),)
_AWAY_FROM = spoken(
    """keep away from, stay away from, get away from, keep her away from, keep him away from,
    keep them away from, kept away from, got away from, stays away from, keeps away from"""
)
_SOMEWHAT = frozenset(
    "is are s would wd be just a bit really way much seems feels its thats now".split()
)
_TURNS = frozenset("so but".split())
_FARES = frozenset("fare fares ticket tickets afford".split())


def is_out_of_reach(said: Said, start: int, end: int) -> bool:
    """Whether the place from `start` to `end` is one to which the person cannot go."""
    at = end
    while at < len(said) and said.is_one_clause(end - 1, at + 1) and at - end < _FAR:
        if (at > end or towns.is_short_for_is(said, end - 1)) and said.begins(at, _OUT_OF_REACH):
            return True
        if said.words[at] not in _SOMEWHAT:
            break
        at += 1
    is_away = said.follows(start + 1, _AWAY_FROM) > 0
    if said.begins(end, _TOO_FAR) or is_away:
        return True
    first = said.clause(start).start
    turns = [
        at for at in range(first, start) if said.words[at] in _TURNS
    ]  # "so it has to be Otley"
    before = said.words[max([first, *turns]) : start]
    return not _FARES.isdisjoint(before[-_FAR:]) and not NOT.isdisjoint(before)


def is_put_right(said: Said, end: int) -> bool:
    """Whether what ends before a token is said to be wrong: "Salisbury way? No, he's Shrewsbury"."""
    at = end
    while said.word(at) in _WAYS and not said.ends(at):
        at += 1
    is_no = said.ends(at) and said.word(at) in ("no", "nope", "sorry")
    return is_no and (said.ends(at + 1) or said.word(at + 1) in _AFTER_NO)


def is_a_persons_too(said: Said, at: int) -> bool:
    """Whether the name of a town at a token is that of a person as well, or another word for anything."""
    return said.words[at] in _NAMES_TOO


def may_be(said: Said, at: int) -> bool:
    """Whether a usual word may be the name of a place where a group is looked for: "in Crook itself"."""
    is_in = said.word(at - 1) == "in"
    if is_in and said.begins(at + 1, _ITSELF):
        return True
    if said.begins(at + 1, _WHERE) and not _HOMEWARD.isdisjoint(said.words[at + 3 : at + 6]):
        return True
    return is_in and (said.word(at - 2) in _GROUPS or towns.is_seldom_a_word(said, at))


def is_looked_for(said: Said, at: int, found: Part) -> bool:
    """Whether a group is looked for at the place whose name begins at a token."""
    if corrects(said, at):
        return True
    if mood_of_place(said, at, found.end) != "wanted":
        return False
    if said.begins(found.end, _ITSELF):
        return True
    if _is_chosen(said, at, found.end):
        return True
    if said.follows(at, _LOOKED_FOR) or _is_reached(said, at):
        return mood_of_place(said, found.start) == "wanted"
    return _would_do(said, found.end)


def _is_chosen(said: Said, at: int, end: int) -> bool:
    """Whether a town is what somebody wants, or where a group is to be: "she wants one in Selby"."""
    if said.starts(at):
        return False
    if said.word(at - 1) in _CHOSEN:
        is_theirs = said.word(at - 1) not in _SAYS or said.word(at - 2) in _SPEAKERS
        return is_theirs and said.ends(end)
    is_of_a_group = said.word(at - 1) in _IN and said.word(at - 2) in _GROUPS
    before = said.words[max(said.clause(at).start, at - 2 * _FAR) : at]
    return is_of_a_group and not _WANTING.isdisjoint(before)


def _would_do(said: Said, end: int) -> bool:
    """Whether what follows a name says that a group there would do: "is easiest", "or thereabouts"."""
    if said.begins(end, _WOULD_DO) or (said.word(end) == "now" and said.ends(end + 1)):
        return True
    if length := said.begins(end, _WHERE):
        return not is_of_the_past(said, end + length)
    at = end
    while at < len(said) and said.words[at] in _LINKS and said.is_one_clause(end - 1, at + 1):
        at += 1
    is_said_to_be = at > end or towns.is_short_for_is(said, end - 1)
    if not is_said_to_be or said.word(at) not in _GOOD or not said.is_one_clause(end - 1, at + 1):
        return False
    return said.word(at) not in _TASTE or not _WOULD.isdisjoint(said.words[end:at])


def _is_reached(said: Said, at: int) -> bool:
    """Whether something goes to the name at a token: "a bus to Thirsk", "can drop her in Alnwick"."""
    if said.word(at - 1) not in _INTO:
        return False
    first = max(said.clause(at).start, at - 1 - _FAR)
    between = said.words[first : at - 1]
    if not NOT.isdisjoint(said.words[said.clause(at).start : at]):
        return False
    while between and between[-1] in _LITTLE:
        last = between.pop()
        if last in _BROUGHT and between[-1:] and between[-1] in _BRINGS:
            return True
    if not between:
        return False
    if between[-1] in _RUNS:
        return not _TRANSPORT.isdisjoint(between[:-1])
    return between[-1] in _TRANSPORT and not _HAS.isdisjoint(between[:-1])


def by_work(said: Said) -> tuple[int, ...]:
    """The tokens that say that a group is wanted near work."""
    if _WORK.isdisjoint(said.words):
        return ()
    found = ((at, said.begins(at, _BY_WORK)) for at in range(len(said)))
    return tuple(place for at, length in found for place in range(at, at + length))


def is_at_work(said: Said, at: int) -> bool:
    """Whether a name at a token is where somebody works, and a group is wanted there."""
    return said.follows(at, _WORKS) > 0 and bool(by_work(said))


def is_spoken_of(said: Said, end: int, until: int) -> bool:
    """Whether "look there" and the like speak of the place that ends before `end`."""
    return any(said.begins(at, _WHAT_WAS_SAID_OF) for at in range(end, min(until, end + 2 * _FAR)))
