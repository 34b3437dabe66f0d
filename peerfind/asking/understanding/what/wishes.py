"""What the names of terms in a sentence ask for: how, who leads, what must be there, what is not wanted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from peerfind.asking.understanding.how import leaders
from peerfind.asking.understanding.how.formats import SHORT
from peerfind.asking.understanding.moods import mood_of_thing
from peerfind.asking.understanding.negation import NOT
from peerfind.asking.understanding.said import Part
from peerfind.asking.understanding.what import doings, refused
from peerfind.asking.understanding.what.meant import LANGUAGE_AFTER
from peerfind.asking.understanding.what.terms import NO_TROUBLE, SUBJECTS, as_people
from peerfind.asking.understanding.who import belonging, company
from peerfind.asking.understanding.who.people import RELATIONS
from peerfind.model import UNKNOWN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from peerfind.asking.understanding.said import Mood, Said
    from peerfind.asking.understanding.what.terms import Mention

_MAY_BE_UNWANTED = ("format", "leader", "setting", "style", "joining", "language")
_BELIEVERS = (("faith", "faith-communities"),)  # who are refused with what they meet about
_COURSE = ("style", "course")
_COSTLY = ("cost", "paid")  # which may be unwanted too
# What makes a person one of a community, where a group for them is meant.
_SELF_BEFORE = frozenset(
    "im am is shes hes as a an for other fellow being theyre another young elderly retired".split()
)
_SELF_AFTER = frozenset(
    "only group groups person adult adults man woman lad lady bloke guy chap girl boy gent fella teen".split()
)
# With these what need not be is named by what must not be: "nobody making him speak".
_COMPELLED = frozenset("making made forced".split())
_PARTNERS = frozenset("husband hubby wife partner boyfriend girlfriend".split())
_IS_SO = frozenset("is as was being hes shes".split())
_NEWLY = frozenset(
    "new single lone bereaved expectant teenage time busy stressed exhausted".split()
)
# After "mum" at the start of a clause it is she who asks.
_OF_THE_PERSON = frozenset("of in with to at from aged near nr here on".split())
_OTHERS = frozenset("other fellow".split())
# What is the matter is named by these after those who have it.
_NAMES_OF_PEOPLE = frozenset("""widow widows widower widowers widowed carer carers""".split())
_CARING = frozenset("care cares caring carer carers cared".split())
# Before these a community is somebody else: "my dad", "her kids".
_OF_OTHERS = frozenset(
    "my her his their our your the with and lost ex late has have got having two three four five".split()
)


def wishes(said: Said, found: list[Mention]) -> Iterator[Part]:
    """What the mentions ask for, and what they ask to leave out."""
    has_subject = any(one.facet == "focus" for one in found)
    absent = [*company.refused(said)]
    wanted = {one.term for one in found if one.facet == "setting"}
    yield from (one for one in absent if wanted.isdisjoint(one.values))
    found = _without_reasons(found, absent)
    languages = {one.term for one in found if one.facet == "language"}
    for one in found:
        is_everyones = one.term == "en" and len(languages) > 1  # "letters in English, speaks Urdu"
        if one.term != UNKNOWN and not is_everyones:
            yield from _wish(said, one, has_subject=has_subject)


def _without_reasons(found: list[Mention], refused: list[Part]) -> list[Mention]:
    """The mentions without subjects that say why company is refused: "afraid of dogs, so none please"."""
    places = {at for part in refused for at in part.places}
    reasons = [one for one in found if one.facet == "focus" and one.start in places]
    has_other = any(one.facet == "focus" and one not in reasons for one in found)
    return [one for one in found if one not in reasons] if has_other else found


def _wish(said: Said, one: Mention, *, has_subject: bool) -> Iterator[Part]:
    """What one mention asks for, or to leave out; nothing where it is only told."""
    spoken = _spoken(said, one)
    typed = said.typed(one.start, one.end)
    if one.facet in SUBJECTS:
        yield from _of_subject(said, one, spoken, has_subject=has_subject)
    elif spoken == "wanted":
        end = one.end + (one.facet == "language" and said.word(one.end) in LANGUAGE_AFTER)
        around = leaders.frame(said, one.start, end) if one.facet == "leader" else ()
        yield Part(one.facet, (one.term,), one.start, end, typed, more=around)
    elif spoken == "unwanted" and (one.facet in _MAY_BE_UNWANTED or one[2:4] == _COSTLY):
        told = typed if said.words[one.start] in NOT else f"not {typed}"
        yield Part("avoid", (f"{one.facet}={one.term}",), one.start, one.end, told)
    if spoken == "unwanted" and one.facet == "activity":
        for facet, term in one.others:
            if facet in _MAY_BE_UNWANTED and (facet != "style" or (facet, term) == _COURSE):
                yield Part("avoid", (f"{facet}={term}",), one.start, one.end, f"not {typed}")


def _of_subject(said: Said, one: Mention, spoken: Mood, *, has_subject: bool) -> Iterator[Part]:
    """What a mention asks for that says what a group is about, for whom it is, or what people do there."""
    start = refused.refused_from(said, one) if spoken == "unwanted" else None
    typed = said.typed(one.start, one.end)
    if start is not None:
        yield from _without(said, one, start)
    elif one.facet == "focus":
        yield Part("focus", (_by_tense(said, one),), one.start, one.end, typed)
    elif one.facet == "activity":
        if _is_of_the_past(said, one):
            said.tell(one.start, one.end)
        elif (
            (has_subject or _COURSE in one.others)
            and spoken == "wanted"
            and doings.is_wished(said, one.start, one.end)
        ):
            yield _done(one, typed)


def _done(one: Mention, typed: str) -> Part:
    """An activity that is wished for; "a course" is how a group runs."""
    facet, term = _COURSE if _COURSE in one.others else (one.facet, one.term)
    return Part(facet, (term,), one.start, one.end, typed)


def _without(said: Said, one: Mention, start: int) -> Iterator[Part]:
    """What to leave out, refused from `start`; nothing for a subject that is not the matter."""
    if not refused.is_told(said, one, start):
        people = [("for", term) for facet, term in one.others if facet == "community"]
        people += [("for", term) for subject, term in _BELIEVERS if subject == one.term]
        flag = {"community": "for"}.get(one.facet, one.facet)
        for name, term in ((flag, one.term), *(people if one.facet == "focus" else ())):
            yield Part("avoid", (f"{name}={term}",), start, one.end, said.typed(start, one.end))


def _spoken(said: Said, one: Mention) -> Mood:
    """How a mention is spoken of, which "nobody making him speak" turns round."""
    spoken: Mood = "unwanted" if one.is_refused else mood_of_thing(said, one.start, one.end)
    if one.term == leaders.BEEN_THROUGH_IT and leaders.is_turned(said, one.start, one.end):
        return "wanted"
    if one.facet == "access" and said.words[one.start] in _COMPELLED:
        is_nobody = "nobody" in said.words[max(0, one.start - 2) : one.start]
        return "wanted" if spoken == "unwanted" or is_nobody else "unclear"
    return spoken


def is_denied(said: Said, one: Mention) -> bool:
    """Whether a mention is of a subject that is said not to be the matter: "not suicidal"."""
    return (
        one.facet == "focus"
        and _spoken(said, one) == "unwanted"
        and refused.refused_from(said, one) is not None
    )


def _by_tense(said: Said, one: Mention) -> str:
    """The subject of a mention: who "killed himself" is mourned, who may "kill himself" is in danger."""
    is_over = one.term == "suicidal-thoughts" and "killed" in said.words[one.start : one.end]
    return "grief-suicide" if is_over else one.term


def _is_of_the_past(said: Said, one: Mention) -> bool:
    """Whether an activity is one that somebody "used to" do."""
    before = said.words[max(said.clause(one.start).start, one.start - SHORT) : one.start]
    return any(before[at : at + 2] == ["used", "to"] for at in range(len(before)))


def _is_of_a_story(said: Said, one: Mention) -> bool:
    """Whether somebody's mother or partner is told of: "mum can run her in"; "new mum" is the person."""
    told = said.words[said.clause(one.start).start : one.start]
    if not _PARTNERS.isdisjoint(told) and not _IS_SO.isdisjoint(told):
        return True  # "husband came out as gay"
    if one.end - one.start > 1 or said.words[one.start] not in RELATIONS:
        return False
    if not said.starts(one.start):
        return said.word(one.start - 1) not in (_SELF_BEFORE | _NEWLY) - {"for"}
    after = said.word(one.end)
    return not (said.ends(one.end) or after in _OF_THE_PERSON or after.isdecimal())


def _as_company(said: Said, one: Mention) -> Mention:
    """The mention, as that of people where its name is theirs, or others are looked for: "widow of 66"."""
    is_theirs = one.term in NO_TROUBLE or said.words[one.end - 1] in _NAMES_OF_PEOPLE
    if one.facet == "focus" and (is_theirs or said.word(one.start - 1) in _OTHERS):
        return as_people(one)
    return one


def communities(said: Said, found: list[Mention]) -> Iterator[Part]:
    """The communities that the person is said to be one of."""
    for named in found:
        one = _as_company(said, named)
        if one.facet != "community" or mood_of_thing(said, one.start) != "wanted":
            continue
        before = said.word(one.start - 1)
        is_person = before in _SELF_BEFORE or said.word(one.end) in _SELF_AFTER
        is_cared_for = before == "for" and said.word(one.start - 2) in _CARING
        is_many = before == "as" and said.words[one.end - 1].endswith("s")  # "out as families"
        is_other = is_cared_for or is_many or before in _OF_OTHERS or before.isdecimal()
        is_other = (
            is_other or _is_of_a_story(said, one) or belonging.is_told(said, one.start, one.end)
        )
        if not is_other and (is_person or len(said.clause(one.start)) <= SHORT):
            typed = said.typed(one.start, one.end)
            is_faint = one != named and said.word(one.start - 1) not in _OTHERS
            yield Part("for", (one.term,), one.start, one.end, typed, is_faint=is_faint)
