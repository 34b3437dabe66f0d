"""Subjects that are named and not the matter: a relative's work, an address, who helps, what is over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from peerfind.asking.understanding.how.formats import MEETS
from peerfind.asking.understanding.negation import NOT
from peerfind.asking.understanding.who.people import POSSESSIVES, RELATIONS

if TYPE_CHECKING:
    from peerfind.asking.understanding.said import Said
    from peerfind.asking.understanding.what.terms import Mention

# Who somebody is by their work: of a relative it is only told.
WORK = frozenset("forces-life blue-light-life farming-life".split())
_KIN = frozenset(RELATIONS) | frozenset(
    """ex uncle aunt auntie cousin hubby fella boyfriend girlfriend missus neighbour mate grandfather
    grandmother stepdad stepmum flatmate landlord""".split()
)
_TO_WORK = frozenset(
    """is was were a an in the works worked as serving serves served retired ex for years from still been
    his her former used to be with has had""".split()
)
_STREETS = frozenset("street road lane avenue terrace crescent close drive".split())
_ADDRESSES = _STREETS | frozenset("way court house place gardens hall lodge arms".split())
_FROM_AN_ADDRESS = 4  # words before it
_AT = frozenset("lives live living on at address number off".split())
# After "sleeps" these tell an hour.
_HOURS = frozenset("till til until by during after from between late days".split())
_IN_A_PLACE = frozenset("a an the her his my their our".split())
# What somebody goes with who needs a way in; beside what is asked of the place it is no subject.
_AIDS = frozenset({
    "wheelchair user", "wheelchair users", "hearing aids", "hearing aid", "wheelchair", "mobility scooter",
})  # fmt: skip
_WAYS_IN = frozenset(
    """loop ramp ramps step steps stairs lift access accessible level door doors toilet loo signer
    interpreter braille flat ground""".split()
)
_CARERS = frozenset("carer carers caregiver caregivers".split())
_PAID = frozenset("live in home agency paid own the a night day two three her his".split())
_COME = frozenset(
    "come comes came coming visit visits visited do does did call calls left go goes".split()
)
_THEIR_GROUP = MEETS | frozenset("thing things cafe needs wants".split())
# What is written about a subject is work.
_WRITTEN = frozenset(
    """piece essay article thesis dissertation report research lecture documentary script assignment
    coursework blog""".split()
)
_ABOUT = frozenset("on about into".split())
# After a subject these begin the next clause, and it is over.
_OVER = (
    ["thats", "sorted"], ["all", "sorted"], ["its", "sorted"], ["now", "sorted"], ["sorted", "now"],
    ["isnt", "now"], ["not", "now"], ["not", "any", "more"], ["isnt", "any", "more"], ["fine", "now"],
    ["ok", "now"], ["okay", "now"], ["better", "now"], ["all", "right", "now"], ["well", "now"],
    ["all", "better"], ["all", "cleared"], ["thats", "cleared"], ["all", "fine"],
)  # fmt: skip
_SAID_FIRST = frozenset("hes shes he she is its im i he's".split())
_STAKED = frozenset("weather whether getting being there finding".split())


def without(said: Said, kept: list[Mention]) -> list[Mention]:
    """The mentions without subjects, and people, that are only told; their words may be searched for."""
    told = [one for one in kept if _is_told(said, one, kept)]
    for one in told:
        said.take(one.start, one.end)
    return [one for one in kept if one not in told]


def _is_told(said: Said, one: Mention, kept: list[Mention]) -> bool:
    """Whether a mention is of what is only told."""
    if one.facet in ("focus", "community") and _is_an_address(said, one):
        return True
    if one.facet != "focus":
        return False
    return (
        _is_of_a_relative(said, one)
        or (one.term == "sleep" and _is_an_hour(said, one))
        or (one.term == "carers" and _is_a_helper(said, one))
        or (one.term == "stroke" and said.words[one.start] in ("stroked", "stroking"))
        or (one.term == "gambling" and _is_a_hope(said, one))
        or _is_to_get_in(said, one, kept)
        or _is_work(said, one)
        or _is_over(said, one)
    )


def _is_of_a_relative(said: Said, one: Mention) -> bool:
    """Whether a subject is the work of somebody close: "her dad was a farmer"."""
    if one.term not in WORK:
        return False
    back = said.back(one.start, _TO_WORK, 8)
    word = said.word(back) if back >= 0 else ""
    return word in _KIN or (word.endswith("s") and word[:-1] in _KIN)


def _is_an_address(said: Said, one: Mention) -> bool:
    """Whether a name is that of a street or a house: "lives on Cancer Street"."""
    if said.ends(one.end):
        return False
    after = said.tokens[one.end]
    before = said.words[max(said.clause(one.start).start, one.start - _FROM_AN_ADDRESS) : one.start]
    is_named = after.typed.istitle() and said.tokens[one.start].typed.istitle()
    if after.word not in (_ADDRESSES if is_named else _STREETS):
        return False
    return not _AT.isdisjoint(before) or any(word.isdecimal() for word in before)


def _is_an_hour(said: Said, one: Mention) -> bool:
    """Whether "sleeps" tells a time: "sleeps till two", "sleeps in", but not "cannot sleep till two"."""
    if one.end - one.start > 1 or said.word(one.start - 1) in NOT or said.ends(one.end):
        return False
    after, then = said.word(one.end), said.word(one.end + 1)
    is_late = after == "in" and (said.ends(one.end + 1) or then not in _IN_A_PLACE)
    return after in _HOURS or is_late


def _is_a_helper(said: Said, one: Mention) -> bool:
    """Whether carers are those who come to help: "her carer comes at nine", "hurt by the live-in carer"."""
    if not _CARERS.issuperset(said.words[one.start : one.end]):
        return False
    after = "" if said.ends(one.end) else said.word(one.end)
    if after in _THEIR_GROUP:
        return False
    back = said.back(one.start, _PAID, 5)
    is_hers = said.word(one.start - 1) in POSSESSIVES and not said.starts(one.start)
    return is_hers or after in _COME or (back >= 0 and said.word(back) in ("by", "from"))


def _is_a_hope(said: Said, one: Mention) -> bool:
    """Whether "gambling" is on what may happen: "gambling on the weather"."""
    return said.word(one.end) == "on" and not _STAKED.isdisjoint(said.words[one.end : one.end + 3])


def _is_to_get_in(said: Said, one: Mention, kept: list[Mention]) -> bool:
    """Whether what somebody goes with is told for a way in: "wheelchair user, needs a ramp"."""
    if " ".join(said.words[one.start : one.end]) not in _AIDS:
        return False
    return any(other.facet == "access" for other in kept) or not _WAYS_IN.isdisjoint(said.words)


def _is_work(said: Said, one: Mention) -> bool:
    """Whether a subject is what somebody writes about."""
    before = said.words[max(said.clause(one.start).start, one.start - 3) : one.start]
    return not _ABOUT.isdisjoint(before) and not _WRITTEN.isdisjoint(before)


def _is_over(said: Said, one: Mention) -> bool:
    """Whether the next clause says that it is over: "paid his debts, that's sorted"."""
    at = said.clause(one.end - 1).stop
    if at >= len(said):
        return False
    at += said.words[at] in _SAID_FIRST
    return any(said.words[at : at + len(over)] == over for over in _OVER)
