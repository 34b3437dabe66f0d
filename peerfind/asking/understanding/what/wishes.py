"""What the names of terms in a sentence ask for: how, who leads, what must be there, what is not wanted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from peerfind.asking.criteria import URGENT
from peerfind.asking.understanding.how import leaders
from peerfind.asking.understanding.how.formats import MEETS, SHORT
from peerfind.asking.understanding.negation import NOT, is_refused_outright, mood_of_thing
from peerfind.asking.understanding.said import Part
from peerfind.asking.understanding.what import doings
from peerfind.asking.understanding.what.meant import LANGUAGE_AFTER
from peerfind.asking.understanding.what.terms import SUBJECTS
from peerfind.asking.understanding.who import belonging, company
from peerfind.asking.understanding.who.people import RELATIONS
from peerfind.model import UNKNOWN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from peerfind.asking.understanding.negation import Mood
    from peerfind.asking.understanding.said import Said
    from peerfind.asking.understanding.what.terms import Mention

_COURSE = ("style", "course")
_MAY_BE_UNWANTED = ("format", "leader", "setting", "style", "joining", "language")
# What makes a person one of a community, where a group for them is meant.
_SELF_BEFORE = frozenset(
    "im am is shes hes as a an for other fellow being theyre another young elderly retired".split()
)
_SELF_AFTER = frozenset(
    "only group groups person adult adults man woman lad lady bloke guy chap girl boy gent fella teen".split()
)
# With these what need not be is named by what must not be: "nobody making him speak".
_COMPELLED = frozenset("making made forced".split())
_DENYING = frozenset(
    "not no without except than isnt arent denies denied denying nothing nowhere".split()
)
_WITHOUT = frozenset("no without except than nothing nowhere".split())
_CREEDS = ("faith",)
# "No drink for two years" tells of who has done with it, and of the trouble all the same.
_ABSTAINING = frozenset("for since in now".split())
# These name a way to deal with a trouble, and the trouble.
_FELLOWSHIPS = frozenset("aa na ga ca slaa".split())
_UNWISHED = [[one, two] for one in ("doesnt", "dont") for two in ("want", "need")]
_STUFF = frozenset("stuff thing things one ones based led".split())
_ARTICLES = frozenset("a an the any another".split())
_BESIDE_NOT = frozenset(
    """have having any the want need with more another a an feeling currently actively active current actual
    actually acutely acute at all to do about like too remotely plans after seeking looking wanting""".split()
)
_WITH = frozenset("with around among near".split())
_BESIDE = (("front", "of"), ("there", "are"), ("theres",), ("close", "to"))
_OWN = frozenset("family friends kids children partner parents".split())
_PARTNERS = frozenset("husband hubby wife partner boyfriend girlfriend".split())
_IS_SO = frozenset("is as was being hes shes".split())
_ARE_SO = frozenset("im am were theyre".split())
_IS_NOT = frozenset("not isnt wasnt aint".split())
_MANY = frozenset("men women people folk children young".split())
# Of a group they may be said as well as of a person: "a choir, not christian".
_CREED = frozenset("muslims christians jewish sikhs hindus faith-communities".split())
_NEWLY = frozenset(
    "new single lone bereaved expectant teenage time busy stressed exhausted".split()
)
# After "mum" at the start of a clause it is she who asks.
_OF_THE_PERSON = frozenset("of in with to at from aged near nr here on".split())
_CARING = frozenset("care cares caring carer carers cared".split())
# Before these a community is somebody else: "my dad", "her kids".
_OF_OTHERS = frozenset(
    "my her his their our your the with and lost ex late has have got having two three four five".split()
)


def wishes(said: Said, found: list[Mention]) -> Iterator[Part]:
    """What the mentions ask for, and what they ask to leave out."""
    has_subject = any(one.facet == "focus" for one in found)
    refused = [*company.refused(said)]
    wanted = {one.term for one in found if one.facet == "setting"}
    yield from (one for one in refused if wanted.isdisjoint(one.values))
    found = _without_reasons(found, refused)
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
        if spoken == "unwanted" and (start := _after_not(said, one)) is not None:
            yield from _without(said, one, start)
        elif one.facet == "focus":
            yield Part("focus", (_by_tense(said, one),), one.start, one.end, typed)
        elif (
            one.facet == "activity"
            and (has_subject or _COURSE in one.others)
            and spoken == "wanted"
            and doings.is_wished(said, one.start, one.end)
        ):
            yield _done(one, typed)
    elif spoken == "wanted":
        end = one.end + (one.facet == "language" and said.word(one.end) in LANGUAGE_AFTER)
        around = leaders.frame(said, one.start, end) if one.facet == "leader" else ()
        yield Part(one.facet, (one.term,), one.start, end, typed, more=around)
    elif spoken == "unwanted" and one.facet in _MAY_BE_UNWANTED:
        is_negative = said.words[one.start] in NOT
        told = typed if is_negative else f"not {typed}"
        yield Part("avoid", (f"{one.facet}={one.term}",), one.start, one.end, told)
    if spoken == "unwanted" and one.facet == "activity":
        for facet, term in one.others:
            if facet in _MAY_BE_UNWANTED:
                yield Part("avoid", (f"{facet}={term}",), one.start, one.end, f"not {typed}")


def _done(one: Mention, typed: str) -> Part:
    """An activity that is wished for; "a course" is how a group runs."""
    facet, term = _COURSE if _COURSE in one.others else (one.facet, one.term)
    return Part(facet, (term,), one.start, one.end, typed)


def _without(said: Said, one: Mention, start: int) -> Iterator[Part]:
    """What to leave out, refused from `start`; nothing for a subject that is not the matter."""
    if one.facet == "community" and _is_no_such_person(said, one, start):
        said.tell(start, one.end)
        return
    if one.facet != "focus" or not _is_state(said, one, start):
        flag = {"community": "for"}.get(one.facet, one.facet)
        yield Part("avoid", (f"{flag}={one.term}",), start, one.end, said.typed(start, one.end))


def _spoken(said: Said, one: Mention) -> Mood:
    """How a mention is spoken of, which "nobody making him speak" turns round."""
    spoken: Mood = "unwanted" if one.is_refused else mood_of_thing(said, one.start, one.end)
    if one.term == leaders.BEEN_THROUGH_IT and leaders.is_turned(said, one.start, one.end):
        return "wanted"
    if one.facet == "access" and said.words[one.start] in _COMPELLED:
        is_nobody = "nobody" in said.words[max(0, one.start - 2) : one.start]
        return "wanted" if spoken == "unwanted" or is_nobody else "unclear"
    return spoken


def _after_not(said: Said, one: Mention) -> int | None:
    """The place of a "not" that is right before a mention, or its own place after "with"; None for neither.

    So it is of an activity that what follows refuses. "No family" tells of the person, and refuses nobody.
    """
    at = one.start
    if one.facet == "community" and not _OWN.isdisjoint(said.words[at : one.end]):
        return None
    if one.facet == "community" and _is_beside(said, at):
        return at
    if one.facet == "activity" and (
        one.is_refused or is_refused_outright(said, one.end)
    ):  # "singing he could do without"
        return at
    if one.facet == "focus" and _is_matter(said, one):
        return None
    back = said.back(at, _BESIDE_NOT)
    is_unwished = back >= 0 and said.words[back : back + 2] in _UNWISHED
    if back < 0 or not (is_unwished or said.words[back] in _DENYING):
        return None
    return None if said.word(back - 1) in ("if", "whether", "or") else back


def _is_matter(said: Said, one: Mention) -> bool:
    """Whether a subject is the matter although it is denied: "no drink for two years", "no AA"."""
    is_abstaining = not said.ends(one.end) and said.word(one.end) in _ABSTAINING
    return is_abstaining or said.words[one.start] in _FELLOWSHIPS


def is_denied(said: Said, one: Mention) -> bool:
    """Whether a mention is of a subject that is said not to be the matter: "not suicidal"."""
    return (
        one.facet == "focus"
        and _spoken(said, one) == "unwanted"
        and _after_not(said, one) is not None
    )


def _is_state(said: Said, one: Mention, start: int) -> bool:
    """Whether a denied subject tells how a person is, and refuses no group: "not suicidal"."""
    if one.term in URGENT:
        return True
    is_of_groups = said.word(one.end) in MEETS | _STUFF or not _ARTICLES.isdisjoint(
        said.words[start : one.start]
    )
    is_refused = is_of_groups or said.words[start] in _WITHOUT or one.term in _CREEDS
    return not is_refused and not any(facet == "community" for facet, _ in one.others)


def _is_no_such_person(said: Said, one: Mention, start: int) -> bool:
    """Whether somebody is said not to be one of a community: "she isn't deaf", "not a veteran"."""
    if said.words[start] not in _IS_NOT or said.word(one.end) in MEETS | _STUFF:
        return False
    is_of_one = said.word(start - 1) in _IS_SO | _ARE_SO or said.words[start] != "not"
    words = said.words[start + 1 : one.end]
    if "for" in words or words[-1].endswith("s") or words[-1] in _MANY:
        return False
    return is_of_one or "a" in words or one.term not in _CREED


def _is_beside(said: Said, at: int) -> bool:
    """Whether what comes before a token says that others are there: "in front of men"."""
    return said.word(at - 1) in _WITH or said.follows(at, _BESIDE) > 0


def _by_tense(said: Said, one: Mention) -> str:
    """The subject of a mention: who "killed himself" is mourned, who may "kill himself" is in danger."""
    is_over = one.term == "suicidal-thoughts" and "killed" in said.words[one.start : one.end]
    return "grief-suicide" if is_over else one.term


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
    """The mention, as that of people where others of them are looked for: "with other farmers"."""
    if one.facet == "focus" and said.word(one.start - 1) in ("other", "fellow"):
        for facet, term in one.others:
            if facet == "community":
                return one._replace(facet=facet, term=term)
    return one


def communities(said: Said, found: list[Mention]) -> Iterator[Part]:
    """The communities that the person is said to be one of."""
    for one in (_as_company(said, other) for other in found):
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
            yield Part("for", (one.term,), one.start, one.end, said.typed(one.start, one.end))
