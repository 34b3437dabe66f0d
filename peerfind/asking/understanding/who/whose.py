"""Whose trouble it is: the person's own, or that of somebody close, for whom there are other groups."""

from __future__ import annotations

from typing import TYPE_CHECKING

from peerfind.asking.understanding.moods import mood_of_thing
from peerfind.asking.understanding.said import spoken
from peerfind.asking.understanding.who import ages, caring, sakes
from peerfind.asking.understanding.who.people import POSSESSIVES

if TYPE_CHECKING:
    from collections.abc import Collection

    from peerfind.asking.understanding.said import Said
    from peerfind.directory.vocabulary import Facet

_ADDICTED = {
    **dict.fromkeys(
        "drink drinker drinking drinks drank drunk alcoholic alcohol booze boozer drop bottle".split(),
        "alcohol",
    ),
    **dict.fromkeys("gamble gambler gambling gambles gambled bet bets betting".split(), "gambling"),
    **dict.fromkeys("addict user using drugs drug used junkie".split(), "drugs"),
}
_NEVER = frozenset("never not isnt doesnt didnt hasnt aint".split())
_NOT_THE_ONE = spoken(
    """isnt the one, not the one, not the person, isnt the person, not me that, not her that"""
)
CLOSE = frozenset(
    """husband wife partner son daughter mum dad mother father brother sister boyfriend girlfriend lad
    hubby missus fella lass boy girl mam mammy daddy sis bro kid grandson granddaughter""".split()
)  # fmt: skip
_HAS = frozenset("has was is with got whos been diagnosed just recently".split())
_CHILDREN = frozenset(
    "daughter son girl lad lass boy granddaughter grandson teenager child kid teen".split()
)
_PARENTS = frozenset("mum mums mother mothers dad dads father fathers parent parents".split())
_DEATHS = frozenset("died dies death passed killed lost".split())
_YOUTHS = frozenset("lad lass boy girl teenager".split())
_FRIENDS = frozenset("friend pal mate neighbour cousin uncle aunt auntie ex niece nephew".split())
_TROUBLES_OF_CHILDREN = frozenset(
    """self-harm anxiety depression bullying suicidal-thoughts suicide-attempt gaming ocd panic
    social-anxiety phobias self-esteem mental-health youth-mental-health""".split()
)
_OF_CARERS = {"dementia-carers": "dementia", "mental-health-carers": "severe-mental-illness"}
_YOUNG = frozenset(map(str, range(11, 26)))


def trouble(said: Said, term: str, at: int, facet: Facet) -> str:
    """The subject that is meant by one that is named at a token, by whose trouble it is.

    A young person is no struggling child's parent.
    """
    if term == "struggling-children" and _is_young(said) and "youth-mental-health" in facet.terms:
        return "youth-mental-health"
    if term in _OF_CARERS and _OF_CARERS[term] in facet.terms and _is_for_the_ill_one(said):
        return _OF_CARERS[term]
    return "grief-partner" if lost_a_partner(said, term, facet) else another(said, term, at, facet)


def lost_a_partner(said: Said, term: str, facet: Facet) -> bool:
    """Whether who is mourned as a parent by the caller was a partner of the one in need."""
    is_known = term == "grief-parent" and "grief-partner" in facet.terms
    return is_known and bool(ages.parent_called_about(said))


def another(said: Said, term: str, at: int, facet: Facet) -> str:
    """The subject for those who are close to somebody with `term`, where what comes before `at` says so."""
    above = facet.above(term)
    first = max(0, at - 6) if at < len(said) else 0
    near = [
        said.words[place]
        for place in range(first, at)
        if at >= len(said) or said.is_one_clause(place, at + 1)
    ]
    near += [word[:-1] for word in near if word.endswith("s")]  # "hubby's bet the mortgage"
    if _DEATHS.intersection(near):
        return term
    is_guess = at >= len(said)  # which tells itself whose an addiction is
    if "addiction" in above and not is_guess and not CLOSE.isdisjoint(near):
        return _beside(facet, above, "someone-elses-addiction") or term
    if (
        "eating-disorders" in above
        and _CHILDREN.intersection(near)
        and ({"my", "our"}.intersection(near) or _is_of_parents(near))
    ):
        return _beside(facet, above, "someone-elses-eating-disorder") or term
    if (
        not is_guess
        and sakes.is_for_those_close(said)
        and (theirs := _of_those_close(term, near, facet))
    ):
        return theirs
    if "severe-mental-illness" in above and _has_it(said, at):
        return "mental-health-carers" if "mental-health-carers" in facet.terms else term
    return (_is_of_parents(near) and _beside(facet, {term}, "parent-carers")) or term


def _of_those_close(term: str, near: Collection[str], facet: Facet) -> str:
    """The subject of those who are close to the one with `term` who stands `near` it; nothing for none."""
    above = facet.above(term)
    is_child = not _CHILDREN.isdisjoint(near)
    wider = {
        "addiction": "someone-elses-addiction",
        "eating-disorders": "someone-elses-eating-disorder",
        "severe-mental-illness": "mental-health-carers",
    }
    if _FRIENDS.isdisjoint(near) and CLOSE.isdisjoint(near) and not is_child:
        return ""
    for kind, theirs in wider.items():
        if kind in above and theirs in facet.terms:
            return _beside(facet, above, theirs) or theirs
    is_troubled = (
        is_child and term in _TROUBLES_OF_CHILDREN and "struggling-children" in facet.terms
    )
    return "struggling-children" if is_troubled else ""


def _is_for_the_ill_one(said: Said) -> bool:
    """Whether a group is for the one who is ill and not for who cares: "a place for dad himself"."""
    return any(
        word in ("himself", "herself") and said.word(place - 1) in CLOSE | caring.CARED_FOR
        for place, word in enumerate(said.words)
    )


def _is_of_parents(before: list[str]) -> bool:
    """Whether it is parents who are spoken of: "mum of a girl with"."""
    return bool(_PARENTS.intersection(before) and {"of", "with", "to"}.intersection(before))


def _beside(facet: Facet, terms: Collection[str], wider: str) -> str:
    """The narrowest subject under `wider` (or it) that is related to one of `terms`."""
    below = (
        [term for term in facet.below(wider) if set(facet.terms[term].related) & set(terms)]
        if wider in facet.terms
        else []
    )
    return max(below, key=lambda term: len(facet.above(term)), default="")


def _has_it(said: Said, at: int) -> bool:
    """Whether somebody close is said to have what follows: "his partner was diagnosed with"."""
    if at >= len(said):  # a guess, of which nobody knows whose it is
        return False
    first = max(said.clause(at).start, at - 8)
    close = [
        place
        for place in range(first, at - 1)
        if said.words[place] in POSSESSIVES and said.word(place + 1) in CLOSE
    ]
    has = said.words[close[-1] + 2 : at] if close else []
    is_over = not _DEATHS.isdisjoint(said.words[place] for place in said.clause(at))
    return bool(has) and has[0] in _HAS and not is_over


def _is_young(said: Said) -> bool:
    """Whether a call is about a young person, and no parent: "lad 17, too old for CAMHS"."""
    called = [at for at, word in enumerate(said.words) if word in _CHILDREN]
    is_ones_own = any(
        said.words[at] not in _YOUTHS or said.word(at - 1) in POSSESSIVES for at in called
    )
    is_parent = is_ones_own or not (_PARENTS - {"parents"}).isdisjoint(said.words)
    return not is_parent and not _YOUNG.isdisjoint(said.words)


def addict(said: Said, facet: Facet) -> tuple[int, str, str] | None:
    """Somebody close who is addicted where the person is not: "she's not the drinker, it's her lad".

    As a token, the subject of those close to them, and the subject that is not the person's.
    """
    for at, word in enumerate(said.words):
        term = _ADDICTED.get(word, "")
        if term not in facet.terms or not _is_not_ones_own(said, at):
            continue
        if (owner := _whose_it_is(said, at)) >= 0:
            theirs = _beside(facet, facet.above(term), "someone-elses-addiction")
            said.tell(at, at + 1)
            return owner, theirs or term, term
    return None


def _is_not_ones_own(said: Said, at: int) -> bool:
    """Whether an addiction named at a token is said not to be the person's."""
    first = said.clause(at).start
    return (
        mood_of_thing(said, at) == "unwanted"
        or not _NEVER.isdisjoint(said.words[max(first, at - 3) : at])
        or any(said.begins(place, _NOT_THE_ONE) for place in range(first, at))
    )


def _whose_it_is(said: Said, at: int) -> int:
    """The place of who is said after a token to be the one who has it: "it's her husband"; -1 for nobody."""
    for place in range(at + 1, min(at + 8, len(said) - 1)):
        its = said.words[place : place + 2]
        owner = place + (1 if its[0] in ("its", "thats") else 2)
        is_another = owner == place + 1 or its in (["it", "is"], ["that", "is"], ["it", "was"])
        close = said.word(owner + 1)
        if (
            is_another
            and said.word(owner) in POSSESSIVES
            and (close in CLOSE or close[:-1] in CLOSE)
        ):
            return owner + 1
    return -1


def is_of_one_cared_for(said: Said, at: int) -> bool:
    """Whether a trouble named at a token is of somebody looked after: "carer for his wife with MS"."""
    before = said.words[max(said.clause(at).start, at - 6) : at]
    has_it = {"whos", "with", "got", "w"}.intersection(before)
    is_over = not _DEATHS.isdisjoint(said.words[place] for place in said.clause(at))
    return bool(has_it) and not is_over and not (CLOSE | caring.CARED_FOR).isdisjoint(before)
