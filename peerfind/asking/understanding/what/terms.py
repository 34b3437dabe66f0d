"""The names of terms in what was said, where they mean the term and no part of a story."""

from __future__ import annotations

from typing import TYPE_CHECKING

from peerfind import text
from peerfind.asking.understanding.how import experience, formats, leaders, needs, settings, ways
from peerfind.asking.understanding.moods import mood_of_thing
from peerfind.asking.understanding.what import asides, otherwise, refused, stories
from peerfind.asking.understanding.what.meant import is_meant, is_spoken
from peerfind.asking.understanding.who import whose
from peerfind.asking.understanding.who.people import RELATIONS
from peerfind.named import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from peerfind.asking.understanding.said import Said
    from peerfind.directory.vocabulary import Facet, Vocabulary

# What is searched for as words that name a term: it says what a group is about.
SUBJECTS = ("focus", "community", "activity")
# What only ranks, in the order in which a name that two have is taken.
WISHES = ("format", "leader", "access", "want", "setting", "language", "cost", "joining", "style")

# By ways of meeting: "sit down with others" asks for no seats, "a pen friend" for no friendship.
_OVERRIDDEN = ("joining", "access", "style", "activity", "want")
# After "passed" these make it something else, or say it in full: "passed away".
_PASSED_BY = frozenset("away on by the a an her his me it out over through up round".split())
_SEXES = {"mens-mental-health": "men", "womens-mental-health": "women"}
_TOGETHER = "co-led"
_TWO = 2  # subjects, so that one can be both
# Who people are, which is the matter only where nothing else is.
NO_TROUBLE = stories.WORK | {"refuge"}
_THE_MATTER = frozenset({"focus", *WISHES})


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
    subjects = vocabulary["focus"].terms
    found += [
        Mention(start, end, "focus", term)
        for start, end, term in otherwise.subjects(said)
        if term in subjects
    ]
    kept: list[Mention] = []
    free = [not is_taken for is_taken in said.taken]
    for one in sorted(found, key=lambda one: (one.start - one.end, order[one.facet], one.start)):
        if all(free[one.start : one.end]) and is_meant(said, one):
            same = (other for other in found if other[:2] == one[:2] and other != one)
            others = tuple((other.facet, other.term) for other in same)
            is_been = one.term == leaders.BEEN_THROUGH_IT
            start = leaders.from_people(said, one.start) if is_been else one.start
            kept.append(one._replace(start=start, others=others))
            free[one.start : one.end] = [False] * (one.end - one.start)
    if theirs := whose.addict(said, vocabulary["focus"]):
        kept = [one for one in kept if one.term != theirs[2] or one.start > theirs[0]]
        kept.append(Mention(theirs[0], theirs[0] + 1, "focus", theirs[1]))
    kept = [_of_another(said, _of_a_leader(said, one), vocabulary) for one in kept]
    kept = refused.listed(said, kept, found, vocabulary)
    told = [*_ways(said, kept, found)]
    over = {at for one in told for at in range(one.start, one.end)}
    kept = [one for one in kept if one.facet not in _OVERRIDDEN or over.isdisjoint(one[:2])]
    kept = asides.without(said, asides.on_screen(said, stories.without(said, [*kept, *told])))
    kept = asides.by_the_narrower(said, kept, vocabulary["format"])
    kept += _other_choice(said, kept, found) + _other_leaders(said, kept, found)
    kept = needs.without_travel(kept)
    led = _led(said, kept, vocabulary["leader"])
    unwanted = [one for one in led if mood_of_thing(said, one.start) == "unwanted"]
    told = _combined([one for one in led if one not in unwanted], vocabulary) + unwanted
    told = _without_work(said, _of_one_sex(said, told), unwanted)
    if any(one.term == "carers" for one in told):
        told = [one for one in told if not _is_of_one_cared_for(said, one)]
    return sorted(told)


def _plainly(said: Said) -> Iterator[str]:
    """The words, with "died" for what is said instead: "mum passed in July"."""
    for at, word in enumerate(said.words):
        is_death = word == "passed" and said.word(at - 1) in RELATIONS
        yield "died" if is_death and said.word(at + 1) not in _PASSED_BY else word


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


def _other_choice(said: Said, kept: list[Mention], found: list[Mention]) -> list[Mention]:
    """A group that is asked for or refused beside one to one: "enough of one to one, a group now"."""
    over = {at for one in kept for at in range(one.start, one.end)}
    if not any(one.facet == "setting" and one.term != settings.GROUP for one in found):
        return []
    groups = (one for one in found if one.facet == "setting" and one.term == settings.GROUP)
    return [
        one
        for one in groups
        if over.isdisjoint(range(one.start, one.end))
        and said.is_free(one.start, one.end)
        and settings.is_the_other_choice(said, one.start, one.end)
    ][:1]


def _other_leaders(said: Said, kept: list[Mention], found: list[Mention]) -> list[Mention]:
    """Who is to lead beside who is named so or refused: "no nurses, just peers"."""
    over = {at for one in kept for at in range(one.start, one.end)}
    named = min((one.start for one in kept if one.facet == "leader"), default=len(said))
    others: list[Mention] = []
    rest = found if named < len(said) else []
    for one in sorted(rest, key=lambda one: one.start - one.end):
        places = {*range(one.start, one.end)}
        if (
            one.facet == "leader"
            and (one.start > named or not said.is_clause(one.start, one.end))
            and over.isdisjoint(places)
            and leaders.is_the_other_choice(said, one.start, one.end)
        ):
            over |= places
            others.append(one)
    return others


def _in_other_words(said: Said, taken: set[int]) -> list[Mention]:
    """Ways of meeting told without their names; what one needs is refused where no such is asked for."""
    told = [
        Mention(way.start, way.end, way.facet, term, is_refused=way.is_refused)
        for way in (*ways.in_other_words(said), *needs.in_other_words(said))
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
            for start, end in experience.been_through_it(said)
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
    """The mention, as that of who leads beside words of leading, or of what is spoken: "with volunteers"."""
    for facet, term in one.others:
        leads = one._replace(facet=facet, term=term)
        if facet == "leader" and one.facet == "activity" and is_meant(said, leads):
            return leads
        if facet == "language" and one.facet == "community" and is_spoken(said, one):
            return leads
    return one


def _of_another(said: Said, one: Mention, vocabulary: Vocabulary) -> Mention:
    """The mention, as another's trouble where somebody close has it: "husband gambles"."""
    if one.facet != "focus":
        return one
    return one._replace(term=whose.trouble(said, one.term, one.start, vocabulary["focus"]))


def _without_work(said: Said, told: list[Mention], unwanted: list[Mention]) -> list[Mention]:
    """The mentions, with people for their work where something else is told that is the matter."""
    if any(one.facet in _THE_MATTER and one.term not in NO_TROUBLE for one in told):
        return [one if one in unwanted else _as_people(said, one) for one in told]
    return told


def _as_people(said: Said, one: Mention) -> Mention:
    """The mention, as that of a person whose work, or flight, is no trouble: "farmer, 72, grieving"."""
    is_one = not said.words[one.end - 1].endswith("s")
    return as_people(one) if one.facet == "focus" and one.term in NO_TROUBLE and is_one else one


def as_people(one: Mention) -> Mention:
    """The mention as that of people, if its name is theirs too."""
    terms = (term for facet, term in one.others if facet == "community")
    people = next(terms, None)
    return one._replace(facet="community", term=people, others=()) if people else one


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
    if len(about) < _TWO:
        return found
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
