"""The names of terms in what was said, where they mean the term and no part of a story."""

from __future__ import annotations

from typing import TYPE_CHECKING

from peerfind import text
from peerfind.asking.understanding.how import formats, leaders, ways
from peerfind.asking.understanding.how.formats import SHORT
from peerfind.asking.understanding.negation import mood_of_thing
from peerfind.asking.understanding.what import asides, refused
from peerfind.asking.understanding.who import ages, caring, whose
from peerfind.named import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from peerfind.asking.understanding.said import Said
    from peerfind.directory.vocabulary import Facet, Vocabulary

# What is searched for as words that name a term: it says what a group is about.
SUBJECTS = ("focus", "community", "activity")
# What only ranks, in the order in which a name that two have is taken.
WISHES = ("format", "leader", "access", "want", "setting", "language", "cost", "joining", "style")

# Names that are also usual words: they count only beside words that make them clear.
_USUAL = {
    "focus": frozenset({"cut off", "cut her off", "cut him off", "cut them off", "cut me off"}),
    "access": frozenset(
        """bus buses train trains tram lift lifts gentle shelter transport seated relaxed interpreters
        park trained""".split()
    ),
    "want": frozenset("advice tips privacy private friend friends tools techniques confidential".split()),
    "setting": frozenset("individual individually buddy mentor mentoring group".split()),
    "activity": frozenset(
        "run running train trains trained read write writing pool".split()
    ),
    "cost": frozenset("free fee fees charge donation donations paid subscription".split()),
    "joining": frozenset(
        "gp doctor referral referred member members membership register registration book booking".split()
    ),
}  # fmt: skip
# Names that say nothing in running text.
_IDLE = {
    "setting": frozenset({
        "support group", "peer group", "group meeting", "group", "groups", "support groups", "several people",
    }),
    "joining": frozenset({
        "referral", "referred", "gp", "doctor", "member", "members", "register", "sign up", "book", "booking",
        "link worker", "social prescriber", "through my doctor", "walk in",
    }),
    "access": frozenset({"pick up", "picks up", "picking up", "picked up"}),
    "cost": frozenset({"fee", "fees", "charge", "paid", "subscription", "costs money"}),
    "format": frozenset({"somewhere to go", "local meeting", "unknown", "not known", "on the line"}),
}  # fmt: skip
# By ways of meeting: "sit down with others" asks for no seats, "a pen friend" for no friendship.
_OVERRIDDEN = ("joining", "access", "style", "activity", "want")
_LOOKING_FOR = frozenset(
    "want wants love like likes some new make making need needs looking get after few any".split()
)
_FREE_TIME = frozenset(
    """on at in after before from most every any all until between during mondays tuesdays wednesdays
    thursdays fridays saturdays sundays monday tuesday wednesday thursday friday saturday sunday
    tomorrow today evenings mornings afternoons weekends weekdays daytime to time""".split()
)  # fmt: skip
_FREE_OF = frozenset(
    "im is am shes hes are drug drink alcohol gluten sugar dairy smoke pain symptom".split()
)
_LANGUAGE_BEFORE = frozenset(
    "in speak speaks speaking talk talks language languages an a only just prefers wants medium".split()
)
LANGUAGE_AFTER = frozenset(
    "speaking speaker speakers language medium please needed best would ideally group groups if".split()
)
# Beside a doctor these say that one joins through one.
_DOCTORS = frozenset("gp doctor doctors".split())
_BY_WAY_OF = frozenset(
    "through thru via by involved note notes letter letters form asking no without".split()
)
# Languages whose names say where somebody is from as well, and those of everybody here.
_PEOPLES = frozenset(
    """english welsh polish french german irish spanish portuguese italian russian romanian ukrainian turkish
    chinese somali greek albanian hungarian lithuanian czech slovak bulgarian persian scots gaelic""".split()
)
# Who has an addiction, and does what.
# Before "ME" these make it somebody who shouts.
_DOES_TO_ME = frozenset(
    """help tell told give gave let call ring text to at hit hurt love leave left make want its about kill
    killed from of like than see on by""".split()
)
# After "passed" these make it something else, or say it in full: "passed away".
_PASSED_BY = frozenset("away on by the a an her his me it out over through up round".split())
_SEXES = {"mens-mental-health": "men", "womens-mental-health": "women"}
# Before "train" or "pool": a way to get there, and where people swim.
_BEFORE_A_TRAIN = frozenset("by the a on of catch take get swimming".split())
_RUN_ON = frozenset("by it them things late out behind round around away from".split())
_TOGETHER = "co-led"
_EVENTS = frozenset("night nights evening evenings event events".split())
_LETTERS = 4  # of the name of a language


class Mention(NamedTuple):
    """Some tokens that are a name of a term; `others` are terms of other facets that have it too.

    One `is_refused` with the first of a list: "no nurses, counsellors or volunteers".
    """

    start: int
    end: int
    facet: str
    term: str
    others: tuple[tuple[str, str], ...] = ()
    is_refused: bool = False


def mentions(said: Said, vocabulary: Vocabulary) -> list[Mention]:
    """The names of terms, the longest first and none over another; of equals, what a group is about."""
    stems = [text.stem(word) for word in _plainly(said)]
    order = {facet: at for at, facet in enumerate((*SUBJECTS, *WISHES))}
    found = [
        Mention(start, start + length, facet, term)
        for facet in order
        for start, length, term in vocabulary[facet].mentions(stems)
        if said.is_one_clause(start, start + length)
    ]
    found += _said_otherwise(said, vocabulary)
    kept: list[Mention] = []
    free = [not is_taken for is_taken in said.taken]
    for one in sorted(found, key=lambda one: (one.start - one.end, order[one.facet], one.start)):
        if all(free[one.start : one.end]) and _is_meant(said, one):
            same = (other for other in found if other[:2] == one[:2] and other != one)
            others = tuple((other.facet, other.term) for other in same)
            is_been = one.term == leaders.BEEN_THROUGH_IT
            start = leaders.from_people(said, one.start) if is_been else one.start
            kept.append(one._replace(start=start, others=others))
            free[one.start : one.end] = [False] * (one.end - one.start)
    if theirs := whose.addict(said, vocabulary["focus"]):
        kept.append(Mention(theirs[0], theirs[0] + 1, "focus", theirs[1]))
    kept = [_of_another(said, _of_a_leader(said, one), vocabulary) for one in kept]
    kept = refused.listed(said, kept, found, vocabulary)
    told = [*_ways(said, kept, found)]
    over = {at for one in told for at in range(one.start, one.end)}
    kept = [one for one in kept if one.facet not in _OVERRIDDEN or over.isdisjoint(one[:2])]
    kept = asides.without(said, asides.on_screen(said, [*kept, *told]))
    kept = asides.by_the_narrower(said, kept, vocabulary["format"])
    led = _led(said, kept, vocabulary["leader"])
    unwanted = [one for one in led if mood_of_thing(said, one.start) == "unwanted"]
    told = _combined([one for one in led if one not in unwanted], vocabulary) + unwanted
    told = _of_one_sex(said, told)
    if any(one.term == "carers" for one in told):
        told = [one for one in told if not _is_of_one_cared_for(said, one)]
    return sorted(told)


def _plainly(said: Said) -> Iterator[str]:
    """The words, with "died" for what is said instead: "mum passed in July"."""
    for at, word in enumerate(said.words):
        is_death = word == "passed" and said.word(at - 1) in ages.RELATIONS
        yield "died" if is_death and said.word(at + 1) not in _PASSED_BY else word


def _said_otherwise(said: Said, vocabulary: Vocabulary) -> Iterator[Mention]:
    """The subjects that grammar tells, or capitals: who looks after somebody, and the illness ME."""
    terms = vocabulary["focus"].terms
    if "carers" in terms:
        yield from (Mention(first, end, "focus", "carers") for first, end in caring.carers(said))
    if "me-cfs" in terms and said.has_capitals:
        for at, token in enumerate(said.tokens):
            if token.typed == "ME" and said.word(at - 1) not in _DOES_TO_ME:
                yield Mention(at, at + 1, "focus", "me-cfs")


def _ways(said: Said, kept: list[Mention], found: list[Mention]) -> Iterator[Mention]:
    """Ways of meeting that are one of several ("phone or in person"), and those told in other words."""
    plain = [one for one in kept if one.facet not in _OVERRIDDEN]
    taken = {at for one in plain for at in range(one.start, one.end)}
    told = _in_other_words(said, taken)
    yield from told
    taken.update(at for one in told for at in range(one.start, one.end))
    named = [one for one in (*kept, *told) if one.facet == "format"]
    for one in (one for one in found if one.facet == "format" and named):
        beside = any(
            formats.are_listed(said, one.end, other.start)
            or formats.are_listed(said, other.end, one.start)
            for other in named
        )
        is_talk = formats.is_a_talk(said, one.start, one.end)
        if beside and not is_talk and taken.isdisjoint(range(one.start, one.end)):
            taken.update(range(one.start, one.end))
            yield one


def _in_other_words(said: Said, taken: set[int]) -> list[Mention]:
    """Ways of meeting told without their names; what one needs is refused where no such is asked for."""
    told = [
        Mention(way.start, way.end, way.facet, term, is_refused=way.is_refused)
        for way in ways.in_other_words(said)
        if said.is_free(way.start, way.end)
        and (way.facet != "format" or taken.isdisjoint(range(way.start, way.end)))
        for term in way.terms
    ]
    refused = {at for one in told if one.is_refused for at in range(one.start, one.end)}
    return [one for one in told if one.is_refused or refused.isdisjoint(range(one.start, one.end))]


def _led(said: Said, found: list[Mention], facet: Facet) -> list[Mention]:
    """The mentions, with who leads in other words, and with those who lead together as one."""
    named = [one for one in found if one.facet == "leader"]
    wanted = [one for one in named if mood_of_thing(said, one.start, one.end) == "wanted"]
    if leaders.BEEN_THROUGH_IT in facet.terms and not wanted:
        free = (
            Mention(start, end, "leader", leaders.BEEN_THROUGH_IT)
            for start, end in leaders.been_through_it(said)
            if not any(
                one.start < end and start < one.end for one in found if one.facet == "leader"
            )
        )
        found = [*found, *free]
    is_mixed = len({"professional" in facet.above(one.term) for one in wanted}) > 1
    if (
        is_mixed
        and _TOGETHER in facet.terms
        and leaders.are_together(said, [one.start for one in wanted])
    ):
        others = [one for one in found if one not in wanted]
        return [*others, wanted[0]._replace(end=wanted[0].end, term=_TOGETHER)]
    return found


def _of_a_leader(said: Said, one: Mention) -> Mention:
    """The mention, as that of who leads where words of leading stand beside it: "with volunteers"."""
    for facet, term in one.others:
        leads = one._replace(facet=facet, term=term)
        if facet == "leader" and one.facet == "activity" and _is_meant(said, leads):
            return leads
    return one


def _of_another(said: Said, one: Mention, vocabulary: Vocabulary) -> Mention:
    """The mention, as another's trouble where somebody close has it: "husband gambles"."""
    if one.facet != "focus":
        return one
    return one._replace(term=whose.trouble(said, one.term, one.start, vocabulary["focus"]))


def _is_of_one_cared_for(said: Said, one: Mention) -> bool:
    """Whether a mention is of the trouble of somebody whom a carer looks after."""
    is_trouble = one.facet == "focus" and one.term != "carers"
    return is_trouble and whose.is_of_one_cared_for(said, one.start)


def _of_one_sex(said: Said, found: list[Mention]) -> list[Mention]:
    """The mentions, with "men's group" as whom it is for where it is about something else."""
    if len({one.term for one in found if one.facet == "focus"}) < 2:  # noqa: PLR2004 (subjects)
        return found
    return [
        one._replace(facet="community", term=_SEXES[one.term])
        if one.term in _SEXES and "health" not in said.words[one.start : one.end]
        else one
        for one in found
    ]


def _combined(found: list[Mention], vocabulary: Vocabulary) -> list[Mention]:
    """Mentions without what a narrower one says better, two as one where they are: a carer, and dementia."""
    facet = vocabulary["focus"]
    about = {one.term for one in found if one.facet == "focus"}
    above = {wider for term in about for wider in facet.above(term) - {term}}
    found = [one for one in found if one.facet != "focus" or one.term not in above]
    about -= above
    for term in facet.terms.values():
        around = facet.above(term.id)
        wider = about & (around - {term.id})
        beside = about.intersection(term.related) - wider
        if term.id not in about and wider and beside and "carers" in around:
            one = next(mention for mention in found if mention.term in beside)
            gone = wider | beside
            kept = [other for other in found if other.facet != "focus" or other.term not in gone]
            return [*kept, one._replace(term=term.id)]
    return found


def _is_meant(said: Said, one: Mention) -> bool:
    """Whether a name says in running text what it says as a value of a flag."""
    name = " ".join(said.words[one.start : one.end])
    is_idle = name in _IDLE.get(one.facet, ()) and not _is_refused_alone(said, one, name)
    if is_idle or ways.wants_a_voice(said, one.start, one.end):
        return False
    if one.facet in _ALWAYS_LOOKED_AT or name in _USUAL.get(one.facet, ()):
        return _MEANT.get(one.facet, _never)(said, one, name)
    return True


def _is_refused_alone(said: Said, one: Mention, name: str) -> bool:
    """Whether a usual word says how one joins, or what it costs, because it is refused: "no GP involved"."""
    if one.facet != "joining" and (one.facet, one.term, name == "paid") != ("cost", "paid", False):
        return False
    if mood_of_thing(said, one.start, one.end) != "unwanted":
        return False
    beside = {*said.words[max(0, one.start - 2) : one.start], *said.words[one.end : one.end + 2]}
    return name not in _DOCTORS or not _BY_WAY_OF.isdisjoint(beside)


def _focus_is_meant(said: Said, one: Mention, _: str) -> bool:
    """Whether who is "cut off" is so from people."""
    return asides.is_cut_off(said, one.start, one.end)


def _never(_: Said, _one: Mention, _name: str) -> bool:
    """False: the name is only that of a value of a flag."""
    return False


def _cost_is_meant(said: Said, one: Mention, name: str) -> bool:
    """Whether "free" is about money: not "free on Mondays", "I am free", "drug free"."""
    before = said.word(one.start - 1)
    after = "" if said.ends(one.end) else said.word(one.end)
    if one.term == "paid":
        return _is_refused_alone(said, one, name)
    return after not in _FREE_TIME and before not in _FREE_OF


def _want_is_meant(said: Said, one: Mention, _: str) -> bool:
    """Whether "friends" or "tips" are looked for: "would love some friends"."""
    before = said.words[max(0, one.start - 3) : one.start]
    return len(said.clause(one.start)) <= SHORT or not _LOOKING_FOR.isdisjoint(before)


def _setting_is_meant(said: Said, one: Mention, _: str) -> bool:
    """Whether a buddy or a mentor is looked for: "after a mentor", "wants it individually"."""
    return not _LOOKING_FOR.isdisjoint(said.words[max(0, one.start - 3) : one.start])


def _format_is_meant(said: Said, one: Mention, name: str) -> bool:
    """Whether it is how people are to meet."""
    return formats.is_meant(said, one.start, one.end, name)


def _leader_is_meant(said: Said, one: Mention, _: str) -> bool:
    """Whether it is who is to lead."""
    return leaders.is_meant(said, one.start, one.end, one.term)


def _language_is_meant(said: Said, one: Mention, name: str) -> bool:
    """Whether a language stands beside words of speaking: "in Welsh", "Welsh speaking"."""
    if name.isdecimal() or len(name) < _LETTERS:
        return False
    if name not in _PEOPLES:
        return True
    before, after = said.word(one.start - 1), said.word(one.end)
    sure = after in ("speaking", "speaker", "speakers", "language", "medium")
    led = before in _LANGUAGE_BEFORE - {"an", "a", "only", "just", "prefers", "wants"}
    return led or sure or (before in _LANGUAGE_BEFORE and after in LANGUAGE_AFTER)


def _style_is_meant(said: Said, one: Mention, name: str) -> bool:
    """Whether it is a style, which a word alone seldom is, and some are where they are refused."""
    if name in ("speakers", "speaker"):
        return mood_of_thing(said, one.start, one.end) == "unwanted"
    is_event = said.word(one.end) in _EVENTS and not said.ends(one.end)  # "a social night"
    return one.end - one.start > 1 or name in ("course", "structured") or is_event


def _joining_is_meant(said: Said, one: Mention, name: str) -> bool:
    """Whether it is how one joins, which a word alone is only where it is refused."""
    is_named = one.end - one.start > 1 and name not in _USUAL["joining"]
    return is_named or _is_refused_alone(said, one, name)


def _access_is_meant(said: Said, one: Mention, name: str) -> bool:
    """Whether "park" is what somebody does with a car; other usual words alone never tell what is needed."""
    return name == "park" and said.word(one.start - 1) in ("to", "can", "could")


def _activity_is_meant(said: Said, one: Mention, name: str) -> bool:
    """Whether a word is what people do: not "run by the NHS", "running late" or "can't read or write"."""
    after = "" if said.ends(one.end) else said.word(one.end)
    if name == "read":
        return after not in ("or", "and") or said.word(one.end + 1) not in ("write", "writing")
    if name in ("write", "writing"):
        return said.words[max(0, one.start - 2)] not in ("read", "reading", "reads")
    if name in ("train", "trains", "pool"):
        return said.word(one.start - 1) not in _BEFORE_A_TRAIN
    return name != "trained" and after not in _RUN_ON


_ALWAYS_LOOKED_AT = ("leader", "language", "style", "joining", "format")
_MEANT = {
    "access": _access_is_meant,
    "activity": _activity_is_meant,
    "focus": _focus_is_meant,
    "leader": _leader_is_meant,
    "language": _language_is_meant,
    "style": _style_is_meant,
    "joining": _joining_is_meant,
    "cost": _cost_is_meant,
    "want": _want_is_meant,
    "format": _format_is_meant,
    "setting": _setting_is_meant,
}
