"""What is refused, and not only told: "hates gardening", "no men"; in lists: "no nurses, doctors or vicars".

"She isn't deaf", "not a veteran" and "it's not grief" tell how a person is, and refuse no group.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from peerfind.asking.criteria import URGENT
from peerfind.asking.understanding import negation
from peerfind.asking.understanding.how.formats import MEETS, SHORT
from peerfind.asking.understanding.moods import mood_of_thing
from peerfind.asking.understanding.refusing import takes_it_back
from peerfind.asking.understanding.who.people import POSSESSIVES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from peerfind.asking.understanding.said import Said
    from peerfind.asking.understanding.what.terms import Mention
    from peerfind.directory.vocabulary import Vocabulary

# What may be refused in a list, and the little words in one.
_LISTED = ("leader", "format", "activity", "style")
_ALL = "professional"
_AND_SUCH = (["or", "anyone"], ["or", "anybody"], ["nor", "anyone"], ["nor", "anybody"])
_IN_A_LIST = frozenset(
    "or nor and any no anyone anybody else other with a an the kind sort of".split()
)
_DENYING = frozenset(
    """not no nil without except than isnt arent denies denied denying nothing nowhere bar barring excluding
    minus""".split()
)
_WITHOUT = frozenset("no without except than nothing nowhere bar barring excluding minus".split())
# "No anxiety" tells that there is none; "no alcohol" refuses it.
_FEELINGS = frozenset(
    """anxiety depression panic stress ptsd loneliness sleep psychosis hearing-voices self-esteem anger ocd
    bipolar social-anxiety health-anxiety burnout chronic-pain phobias""".split()
)
_CREEDS = ("faith",)
# "No drink for two years" tells of who has done with it, and of the trouble all the same.
_ABSTAINING = frozenset("for since in now".split())
# These name a way to deal with a trouble, and the trouble.
_FELLOWSHIPS = frozenset("aa na ga ca slaa".split())
_UNWISHED = [[one, two] for one in ("doesnt", "dont") for two in ("want", "need")]
# After what a group is about, or before it, these say that it is of groups.
_FOR_SOME = frozenset("one a group for".split())
_STUFF = frozenset(
    "stuff thing things one ones based led talk talks chat lot crowd session setting type".split()
)
_AFTER_SUBJECTS = MEETS | _STUFF
_GROUPISH = MEETS | frozenset(
    "stuff thing things anything owt something summat somewhere anywhere one ones lot".split()
)
_BESIDE_NOT = frozenset(
    """have having any the want need with more another a an feeling currently actively active current
    actual actually acutely acute at all to do about like too remotely plans after seeking looking
    wanting history sign signs hint mention evidence record of""".split()
)
_WITH = frozenset("with around among near".split())
_BESIDE = (("front", "of"), ("there", "are"), ("theres",), ("close", "to"))
_OWN = frozenset("family friends kids children partner parents".split())
# Between "not" and a thing these say that nobody wants it: "won't do yoga", "isn't ready for it".
_WANTING = frozenset(
    """like likes want wants wanting fancy fancies do doing face facing stand bear abide stick stomach hack
    tolerate handle entertain touch try have considering consider contemplate ready into keen fan interested
    up after looking thank big mad sold struck wild join go attend set hear use if sit stuck share
    dead bothered arsed send give offer suggest refer recommend propose mention say
    offering sending suggesting recommending proposing mentioning saying telling looking seeking searching
    asking hoping""".split()
)
# With these between it would do: "not really into art".
_HEDGES = frozenset(
    "really that too very much so overly especially terribly exactly always".split()
)
_WILL_NOT = frozenset("wont wouldnt cant".split())
_TALKING = frozenset("talk talking speak speaking the".split())  # "doesn't want to talk about it"
# Between "not" and a subject: "not one that's religious"; after these it tells that there is none.
_ONE = frozenset("one ones anything owt summat something somewhere anywhere group thing".split())
_FOUND = frozenset("theres there found find seen heard got get has had have was".split())
_HERE = frozenset(
    "near nearby round around here local locally anywhere in at for running available left there".split()
)
# What is feared is the trouble, or tells why.
_FEARING = frozenset("allergic scared afraid frightened terrified petrified phobia phobic".split())
# After what somebody cannot do these tell how it has come to be.
_STORY = frozenset("since anymore more lately nowadays days because".split())
_SIGNS = frozenset("history sign signs evidence record".split())
# These before "not", or at its place, tell what somebody is.
_IS_NOT = frozenset("isnt arent aint wasnt werent".split())
_IS = frozenset("is are am was were im shes hes its theyre thats be been being s".split())
_MANY = frozenset("men women people folk children folks others".split())
# After a community these say that others are meant as well: "not gay men in particular".
_AS_WELL = (
    ("in", "particular"), ("particularly",), ("specifically",), ("necessarily",), ("especially",),
    ("exactly",), ("as", "such"), ("only",), ("per", "se"),
)  # fmt: skip


def refused_from(said: Said, one: Mention) -> int | None:
    """Where the words begin that refuse a subject, a community or an activity; None where none do.

    So it is of an activity that what follows refuses. "No family" tells of the person, and refuses nobody.
    """
    at = one.start
    if one.facet == "community":
        if not _OWN.isdisjoint(said.words[at : one.end]) or said.begins(one.end, _AS_WELL):
            return None
        if _is_beside(said, at):
            return at
    if one.facet == "focus" and _is_matter(said, one):
        return None
    if one.facet != "focus" and (one.is_refused or _is_refused_after(said, one)):
        return at
    back = said.back(at, _BESIDE_NOT)
    is_unwished = back >= 0 and said.words[back : back + 2] in _UNWISHED
    if back >= 0 and (is_unwished or said.words[back] in _DENYING):
        is_told = said.word(back - 1) in ("if", "whether", "or") or _is_lacking(said, one, back)
        is_told = is_told or (is_unwished and _is_of_now(said, one))
        return None if is_told else back
    place = negation.refused_from(said, at)
    return place if place >= 0 and _is_disliked(said, one, place) else None


def _is_lacking(said: Said, one: Mention, back: int) -> bool:
    """Whether a group is told to be missing: "there's no grief group near her"."""
    end = one.end + (said.word(one.end) in MEETS)
    if said.words[back] not in ("no", "not", "isnt", "arent") or end == one.end:
        return said.word(back - 1) in ("theres", "there") and one.facet == "activity"
    return said.word(back - 1) in _FOUND or (not said.ends(end) and said.word(end) in _HERE)


def _is_refused_after(said: Said, one: Mention) -> bool:
    """Whether what follows refuses an activity or people; "a men's group, wasn't for him" refuses no men."""
    is_outright = negation.is_refused_outright(said, one.start, one.end)
    if one.facet != "community":
        return is_outright
    return is_outright and not _is_one(said, one) and not takes_it_back(said, one.end)


def _is_disliked(said: Said, one: Mention, place: int) -> bool:
    """Whether the words from a place on say that nobody will have it: "hates yoga", "avoid drink talk"."""
    between = {*said.words[place + 1 : one.start]}
    is_wanting = said.words[place] in negation.DISLIKING or not between.isdisjoint(_WANTING)
    if said.words[place] in negation.NOT and not is_wanting:
        return said.words[place] == "not" and _is_not_for(said, one, place)
    is_for = said.words[one.start - 2 : one.start] == ["want", "for"]  # "doesn't want for friends"
    is_for = is_for or {"say", "about"} <= between  # "refused to say more about the choir"
    if is_for or (said.words[place] in _FEARING and one.facet != "focus"):
        return False
    if one.facet == "focus":
        is_people = any(facet == "community" for facet, _ in one.others)
        is_of_groups = _is_of_groups(said, one, place) or is_people or one.term in _CREEDS
        return is_of_groups and between.isdisjoint(_TALKING | POSSESSIVES)
    is_hedged = said.words[place] in negation.NOT and not between.isdisjoint(_HEDGES)
    is_told = is_hedged or not between.isdisjoint(POSSESSIVES | {"the"}) or _is_of_now(said, one)
    is_any = "have" in between and said.words[place] in _WILL_NOT  # "won't have a man"
    return not is_told and (one.facet == "activity" or is_any or not _is_one(said, one))


def _is_not_for(said: Said, one: Mention, place: int) -> bool:
    """Whether "not", at a place, is of a group for people, or about something: "not for mums"."""
    between = {*said.words[place + 1 : one.start]}
    if one.facet == "community":
        return "for" in between and between <= _FOR_SOME and not _is_one(said, one)
    is_one = one.facet == "focus" and not between.isdisjoint(_ONE)
    return is_one and said.word(place - 1) not in _IS | _FOUND


def _is_of_now(said: Said, one: Mention) -> bool:
    """Whether what follows tells how it has come to be: "doesn't go walking any more"."""
    return not _STORY.isdisjoint(said.words[one.end : said.clause(one.end - 1).stop])


def is_told(said: Said, one: Mention, start: int) -> bool:
    """Whether what is denied from a place on tells how somebody is, and refuses no group: "not suicidal"."""
    if one.facet == "activity":
        return False
    if one.facet == "focus" and one.term in URGENT:
        return True
    if _is_of_groups(said, one, start):
        return False
    if _is_of_a_person(said, one, start) or not _SIGNS.isdisjoint(said.words[start : one.start]):
        return True
    is_feeling = said.words[start] == "no" and one.term in _FEELINGS
    is_refused = (said.words[start] in _WITHOUT and not is_feeling) or one.term in _CREEDS
    is_people = any(facet == "community" for facet, _ in one.others)
    return one.facet == "focus" and not is_refused and not is_people


def _is_of_groups(said: Said, one: Mention, start: int) -> bool:
    """Whether what is denied from a place on is spoken of as a group: "not a grief group"."""
    between = said.words[start : one.start]
    return is_of_groups_after(said, one) or not _GROUPISH.isdisjoint(between)


def is_of_groups_after(said: Said, one: Mention) -> bool:
    """Whether the word after a mention says that it is of groups: "bereavement stuff"."""
    last = one.end if not said.ends(one.end) else one.end - 1  # "drink talk" is a name
    return said.word(last) in _AFTER_SUBJECTS or said.word(one.end - 1) in _AFTER_SUBJECTS


def _is_of_a_person(said: Said, one: Mention, start: int) -> bool:
    """Whether "not" says what somebody or something is: "she isn't deaf", "not a veteran"."""
    between = said.words[start + 1 : one.start]
    if not _WANTING.isdisjoint(between):
        return False
    if said.words[start] in _IS_NOT:
        return True
    is_a = _is_one(said, one) and said.words[start] == "not" and one.term not in _CREEDS
    is_a = is_a and between[:1] in ([], ["a"], ["an"])
    return is_a or (said.words[start] in ("not", "no") and said.word(start - 1) in _IS)


def _is_one(said: Said, one: Mention) -> bool:
    """Whether a mention is of one person: "a veteran"."""
    word = said.words[one.end - 1]
    is_many = said.word(one.start - 1) in ("other", "more")  # "other ex navy"
    return not (is_many or word.endswith("s") or word in _MANY)


def _is_matter(said: Said, one: Mention) -> bool:
    """Whether a subject is the matter although it is denied: "no drink for two years", "no AA"."""
    is_abstaining = not said.ends(one.end) and said.word(one.end) in _ABSTAINING
    return is_abstaining or said.words[one.start] in _FELLOWSHIPS


def _is_beside(said: Said, at: int) -> bool:
    """Whether what comes before a token says that others are there: "in front of men"."""
    return said.word(at - 1) in _WITH or said.follows(at, _BESIDE) > 0


def _same_kind(first: Mention, vocabulary: Vocabulary) -> Callable[[Mention], bool]:
    """Whether another is a professional as the first is one, or neither: "no nurses, peers or vicars"."""
    facet = vocabulary[first.facet]
    is_professional = _ALL in facet.above(first.term)
    return lambda one: (_ALL in facet.above(one.term)) == is_professional


def listed(
    said: Said, kept: list[Mention], found: list[Mention], vocabulary: Vocabulary
) -> list[Mention]:
    """The mentions, with those that are refused in a list: "no nurses, social workers or vicars"."""
    shortest_first = sorted(found, key=lambda one: one.end)
    by_start = {(one.facet, one.start): one for one in shortest_first if one.facet in _LISTED}
    refused: set[Mention] = set()
    for first in kept:
        if first.facet not in _LISTED:
            continue
        is_headed = _is_headed(said, first)
        if is_headed:
            refused.add(first)
        if is_headed or mood_of_thing(said, first.start) == "unwanted":
            same = _same_kind(first, vocabulary)
            following = [*filter(same, _following(said, first, by_start))]
            refused.update(following)
            refused.update(_all_such(said, [first, *following][-1], vocabulary))
    places = {at for one in refused for at in range(one.start, one.end)}
    others = [one for one in kept if places.isdisjoint(range(one.start, one.end))]
    return others + [one._replace(is_refused=True) for one in refused]


def _is_headed(said: Said, first: Mention) -> bool:
    """Whether a word of refusing stands before a mark by itself, as in a note: "Declined: yoga"."""
    is_first = said.is_clause(first.start, first.end) and first.start > 0
    before = said.clause(first.start - 1) if is_first else range(0)
    return len(before) == 1 and said.words[before.start] in negation.DISLIKING


def _all_such(said: Said, last: Mention, vocabulary: Vocabulary) -> Iterator[Mention]:
    """All professionals, where a list of some ends with "or anyone else"."""
    end = last.end + 2
    is_open = said.words[last.end : end] in _AND_SUCH and said.is_one_clause(last.end - 1, end)
    if is_open and last.facet == "leader" and _ALL in vocabulary["leader"].above(last.term):
        yield last._replace(start=end - 1, end=end, term=_ALL, others=())


def _ends_with(said: Said, at: int, by_start: Mapping[tuple[str, int], Mention]) -> bool:
    """Whether "and" at a token leads to the last of a list, after which its clause ends."""
    last = [one for (_, start), one in by_start.items() if start == at + 1]
    return said.words[at] == "and" and any(said.ends(one.end) for one in last)


def _following(
    said: Said, first: Mention, by_start: Mapping[tuple[str, int], Mention]
) -> list[Mention]:
    """What follows a mention in a list of its kind, to which "or" leads in the end."""
    at = since = first.end
    following: list[Mention] = []
    ends = 0  # how many of them are surely in the list
    start = negation.refused_from(said, first.start)
    is_disliked = start >= 0 and said.words[start] in negation.DISLIKING  # "hates A, B and C"
    while at < len(said) and at - since <= SHORT:
        if said.words[at] in ("or", "nor") or (is_disliked and _ends_with(said, at, by_start)):
            ends = len(following) + 1
        if one := by_start.get((first.facet, at)):
            following.append(one)
            at = since = one.end
        elif said.words[at] in _IN_A_LIST:
            at += 1
        else:
            break
    return following[:ends]
