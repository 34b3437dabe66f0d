"""What was said to be a must: "must be free", "only if there's a loop", "Zoom or nothing"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from peerfind.asking.understanding.how import formats
from peerfind.asking.understanding.moods import mood_of_thing
from peerfind.asking.understanding.negation import NOT
from peerfind.asking.understanding.said import Part, spoken

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from peerfind.asking.understanding.said import Said

_MAY_BE = frozenset("format leader setting language access cost day time want for".split())
_WITHIN, _FEW = 7, 3  # words
# In the clause of a thing these before it make it a must.
_BEFORE = spoken(
    """must, essential, vital, crucial, imperative, has to be, have to be, got to be, gotta be, has to
    have, have to have, got to have, gotta have, has 2 be, have 2 be, got 2 be, cant not be, cant not
    have, only if, not unless, insists on, insist on, insisting on, insists its, insists that, adamant
    its, adamant that, condition that, condition is, no point unless, no good unless, no use unless"""
)
# These say it of a thing, and of people only what would be good for them.
_BEFORE_THINGS = spoken("needs to be, needs to have")
_OF_PEOPLE = ("for", "setting", "leader")
# Of these "essential oils" are none.
_ADJECTIVES = frozenset("essential vital crucial imperative".split())
_THAT = frozenset("that its it is theres there to they theyre he she hes shes".split())
# So does "unless" after these, where the clause says "not": "won't come unless it's free".
_COMING = frozenset(
    "come go do it anything there bother attend join talk out try along point manage good use".split()
)
# Before these a must is none: "doesn't have to be", "not essential".
_NOT_A = NOT | {"neednt", "hardly"}
# After a thing these make it one, with words of the second set between; a mark may stand before them.
_AFTER = spoken(
    """a must, must ., must be there, must be present, must lead, must run it, an absolute must, a must have,
    essential, absolutely essential, vital, crucial, mandatory, compulsory, obligatory, required .,
    a necessity, an absolute necessity, not optional, non optional, a prerequisite,
    imperative, non negotiable, a non negotiable, not negotiable, or nothing, or not at all, or no deal,
    or forget it, or else, or bust, or nowt, no exceptions, no ifs, nothing less, nothing else, for definite,
    it has to be, it must be, it needs to be, has to be, has 2 be, has got to be,
    gotta be ., or no go, he insists, she insists, they insist,
    his one condition, her one condition, their one condition, my one condition, the one condition,
    his only condition, her only condition, their only condition, my only condition, the only condition,
    a condition, a requirement, a deal breaker, a dealbreaker, shes adamant, hes adamant"""
)
_LINKING = frozenset(
    """is are its thats that being be he she says and so really absolutely only there allowed present
    provided available""".split()
)
# "Or she won't go", "otherwise it's no good": what would be without it.
_OR_ELSE = frozenset("or otherwise".split())
_WHO = frozenset("he she they i its it hes shes theyre im hell shell theyll ill".split())
_WILL_NOT = frozenset(
    "wont cant couldnt wouldnt shant doesnt dont not no isnt off out stays stay".split()
)
_NO_MATTER = frozenset("mind know care matter sure".split())
# Before those with whom alone a person would be: "will only open up to other veterans".
_COMPANY = frozenset("only group groups other with all just theyre".split())
_ONLY_WITH = spoken("only with other, only with, only other, just with other")
_WITH_NONE_BUT = frozenset(
    "wont will can would could cant hell shell ill theyll talks speaks opens goes trusts mixes".split()
)


def musts(said: Said, parts: Sequence[Part]) -> Iterator[Part]:
    """The musts among some parts, each as one that requires its flag."""
    parts = [part for part in parts if part.values]
    refuses_people = any(part.name == "avoid" and part.values[0][:4] == "for=" for part in parts)
    refuses_people = refuses_people or any(
        word == "mixed" and mood_of_thing(said, at) == "unwanted"
        for at, word in enumerate(said.words)
    )
    for part in parts:
        if part.name not in _MAY_BE or part.is_faint:
            continue
        is_must = _is_said_to_be(said, part) and _is_of_groups(said, part)
        is_must = is_must or _is_only(said, part)
        is_must = is_must or (refuses_people and _is_for_them_only(said, part))
        if is_must or (part.name == "format" and formats.is_the_only(said, part.start, part.end)):
            typed = said.typed(part.start, part.end) or part.typed
            yield Part("require", (part.name,), part.start, part.start, typed)


def _is_said_to_be(said: Said, part: Part) -> bool:
    """Whether words beside a part make it a must."""
    end = _end(part)
    return _is_led(said, part) or _is_followed(said, end) or _is_or_else(said, end)


def _end(part: Part) -> int:
    """The place after a part, and after what stands behind it that says the same."""
    end = part.end
    while end in part.more:
        end += 1
    return end


def _is_led(said: Said, part: Part) -> bool:
    """Whether words before a part, in its clause, make it a must."""
    first = (
        max(said.clause(part.start).start, part.start - _WITHIN) if part.start < len(said) else 0
    )
    for at in range(part.start, first - 1, -1):
        length = said.follows(at, _BEFORE) or _of_thing(said, part, at)
        is_of_another = said.word(at - 1) in _ADJECTIVES and said.word(at) not in _THAT
        if length and not (is_of_another and at < part.start):
            if not said.is_one_clause(at - length, part.start + 1):
                return False
            begin = said.clause(at - length).start
            return _NOT_A.isdisjoint(said.words[max(begin, at - length - 2) : at - length])
        before = {*said.words[said.clause(at).start : at - 1]} if at < len(said) else set()
        if said.word(at - 1) == "unless" and said.word(at - 2) in _COMING and before & NOT:
            return True
        is_needed = said.word(at - 1) == "without" and part.name not in ("day", "time")
        if is_needed and before & NOT:  # "can't come without a ramp"
            return True
    return False


def _of_thing(said: Said, part: Part, at: int) -> int:
    """How many tokens before a place make a must of a thing; 0 for people, but who leads."""
    if part.name not in _OF_PEOPLE:
        return said.follows(at, _BEFORE_THINGS)
    return said.follows(at, _BEFORE_THINGS[:1]) if part.name == "leader" else 0


def _is_followed(said: Said, end: int) -> bool:
    """Whether what follows the token before `end`, also over a mark, makes it a must."""
    at = end
    while at < min(end + _WITHIN, len(said)):
        if said.begins(at, _AFTER):
            return said.word(at - 1) not in _NOT_A
        if said.words[at] not in _LINKING:
            return False
        at += 1
    return False


def _is_or_else(said: Said, end: int) -> bool:
    """Whether somebody will not come otherwise: "in person or she won't bother"."""
    rest = range(end, min(end + _FEW, len(said)))
    at = next((at for at in rest if said.words[at] in _OR_ELSE), -1)
    is_apart = at > end and not said.is_one_clause(end - 1, at + 1)
    if at < 0 or is_apart or (said.words[at] == "or" and said.word(at + 1) not in _WHO):
        return False
    without = {*said.words[at + 1 : min(at + 4, said.clause(at).stop)]}
    return bool(without & _WILL_NOT) and not without & _NO_MATTER


def _is_of_groups(said: Said, part: Part) -> bool:
    """Whether a must is of a group, and of people where it says so: "he must be a widower" is a guess."""
    beside = said.words[max(0, part.start - 2) : part.start + 3]
    is_for = said.words[max(0, part.start - 2) : part.start] == ["be", "for"]  # "must be for men"
    return part.name != "for" or is_for or not _COMPANY.isdisjoint(beside)


def _is_for_them_only(said: Said, part: Part) -> bool:
    """Whether a group is to be for some people only, who will have no others near: "fellas only"."""
    return part.name == "for" and "only" in said.words[part.start + 1 : part.start + 3]


def _is_only(said: Said, part: Part) -> bool:
    """Whether a person would meet nobody but these, or no other way: "only open up to veterans"."""
    before = said.words[said.clause(part.start).start : part.start]
    if part.name == "for" and not part.is_faint and tuple(before) in _ONLY_WITH:
        return True
    if part.name == "for" and not part.is_faint and "only" in before:
        at = len(before) - 1 - before[::-1].index("only")
        return len(before) - at <= _WITHIN and not _WITH_NONE_BUT.isdisjoint(before[:at])
    return part.name == "setting" and said.words[part.end : part.end + 1] == ["only"]
