"""How far a person can go: "within ten miles", "a mile or two at most"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from peerfind.asking.understanding import welsh
from peerfind.asking.understanding.said import NUMBERS, Part, spoken

if TYPE_CHECKING:
    from peerfind.asking.understanding.said import Said

_LEADS_TO_DISTANCE = frozenset(
    """within inside to than travel travelling go going get maximum max under only of over beyond radius more
    less further farther fewn up far as so call drive driving walk bike cycle cycling ride come manage do stay
    distance limit limited past beneath above""".split()
)
_ABOUT = frozenset(
    "a it about around roughly maybe perhaps say approx approximately another just".split()
)
_AFTER_DISTANCE = frozenset("radius away max maximum tops limit round".split())
_AT_MOST = spoken(
    """at most, at the most, at the very most, at the outside, or less, or so, or under, or nearer,
    or closer, or fewer, off, and no more, and no further, and no farther,
    each way, is ok, is okay, is fine, is alright, is manageable, no more, no further,
    no farther, is the limit, is her limit, is his limit, is my limit, her limit, his limit, my limit,
    at a push, absolute max, absolute maximum, say, either way, is the max, is her max, is his max,
    would be pushing it, is pushing it, is doable, is her lot, is his lot, is their lot, is plenty, is enough,
    is all, is about her limit, is about his limit, is about my limit, is about the limit, around,
    is the most, is as far, is the furthest, is the farthest, would be the limit, would be the most,
    would be the end of it, is nothing to her, is nothing to him, is nothing to me, is nothing,
    gets her to, gets him to, gets me to, will cover it, would do, wd do, will do, if needed,
    if need be, of home"""
)
# As a clause after a distance these say so too: "three miles, no more".
_ALSO_AT_MOST = spoken("no more, no further, no farther, max, maximum, tops, at most, at the most")
# After these a number with "m" is of miles, after the first any: "max 10m", "within 10 of Ripon".
_OF_MILES = frozenset("within max maximum".split())
# After these a number of miles "away" is told.
_IS_AWAY = frozenset("moved lives live living is was are works".split())
# After a distance these say that it is too far.
_TOO_FAR = spoken(
    "is a lot, is too far, is a long way, is a trek, is too much, each time, there and back"
)
# Between a distance and those: "a 5 mile drive at most".
_BEFORE_A_LIMIT = frozenset("of from drive walk ride trip journey".split())
# Distances that are told without a figure, by the words before their unit.
_VAGUE = {
    ("a", "dozen"): "12",
    ("half", "a"): "0.5",
    ("a", "couple", "of"): "2",
    ("couple", "of"): "2",
    ("couple",): "2",
    ("a",): "1",
}
# In a town itself is no farther than this from its edge.
_THERE = "2mi"
_MUSTS = frozenset("must has have needs need only got wants".split())
_UNITS = {
    "mile": "mi",
    "miles": "mi",
    "mi": "mi",
    "mls": "mi",
    "km": "km",
    "kms": "km",
    "k": "km",
    "kilometres": "km",
    "kilometers": "km",
    **dict.fromkeys(welsh.MILES, "mi"),
}


def read(said: Said) -> Part | None:
    """How far the person can go: "within 10 miles", "a mile or two at most"; None if unsaid."""
    for at in range(len(said)):
        figure, end = _far(said, at)
        if figure and _is_limit(said, at, end):
            start = said.back(at, _LEADS_TO_DISTANCE | _ABOUT, 8)
            first = max(start + 1, said.clause(at).start)
            return Part(
                "within", (figure,), first, end, said.typed(first, end), more=_after(said, end)
            )
    return _only_there(said)


def _only_there(said: Said) -> Part | None:
    """The town itself and no other: "has to be in Crook itself"."""
    for at in range(1, len(said)):
        if said.words[at] not in ("itself", "proper") or not said.taken[at - 1]:
            continue
        clause = said.words[said.clause(at).start : at]
        if said.word(at + 1) == "only" or not _MUSTS.isdisjoint(clause):
            return Part("within", (_THERE,), at, at + 1, said.typed(at, at + 1))
    return None


def _far(said: Said, at: int) -> tuple[str, int]:
    """The distance that begins at a token, with its unit, and where it ends; nothing where none does."""
    for words, number in _VAGUE.items():
        unit = _UNITS.get(said.word(at + len(words)))
        if unit and said.words[at : at + len(words)] == [*words]:
            end = at + len(words) + 1
            is_two = said.words[end : end + 2] == ["or", "two"]
            return f"{2 if is_two else number}{unit}", end + 2 * is_two
    found = re.fullmatch(r"([0-9]{1,3})(mi|miles?|mls|km|kms|m)?", said.words[at])
    if not found or not int(found[1]):
        return "", at
    end = at + 1 + (said.word(at + 1) == "odd")  # "20 odd miles"
    if unit := _UNITS.get(found[2] or said.word(end)):
        return f"{found[1]}{unit}", at + 1 if found[2] else end + 1
    led = "" if said.starts(at) else said.word(at - 1)
    is_bare = led == "within" and (said.ends(at + 1) or said.taken[at + 1])
    if is_bare or (found[2] == "m" and led in _OF_MILES):
        return f"{found[1]}mi", at + 1
    return "", at


def _is_limit(said: Said, at: int, end: int) -> bool:
    """Whether a number of miles is as far as the person can go: a clause of its own is nothing else."""
    back = said.back(at, _ABOUT)
    led = said.word(back) if back >= 0 else ""
    if led in ("or", "to") and _is_number(said.word(back - 1)):  # "three or four miles"
        back, led = back - 1, said.word(back - 1)
    if _is_number(led) and said.starts(back):  # "5-10 miles"
        back, led = -1, ""
    if said.word(back - 1) == "to" and said.word(back - 2) == "used":
        return False
    if (led in _IS_AWAY and said.word(end) == "away") or said.begins(end, _TOO_FAR):
        return False
    if _after(said, end):
        return True
    if led in _LEADS_TO_DISTANCE:
        return True
    if said.word(end) == "of" and said.taken[end]:  # "5 miles of Hull"; "from Hull" may be a story
        return True
    is_alone = said.ends(end) and (back < 0 or said.taken[back])  # "Kendal 5 miles"
    return is_alone and (said.word(at) not in ("a", "half") or said.starts(at))


def _is_number(word: str) -> bool:
    """Whether a word is a number, in figures or in words."""
    return word.isdecimal() or word in NUMBERS


def _after(said: Said, end: int) -> tuple[int, ...]:
    """The tokens after a distance, or after the place that it is from, that say that it is the farthest."""
    first = end
    while said.word(end) in _BEFORE_A_LIMIT or (
        end < len(said) and end > first and said.taken[end]
    ):
        end += 1
    following = [
        said.word(at) for at in range(end, end + 4) if said.is_one_clause(first - 1, at + 1)
    ]
    length = max((len(one) for one in _AT_MOST if tuple(following[: len(one)]) == one), default=0)
    length = length or int(bool(following) and following[0] in _AFTER_DISTANCE)
    if not length and end < len(said) and said.starts(end):
        clause = said.clause(end)
        length = (
            len(clause) if tuple(said.words[clause.start : clause.stop]) in _ALSO_AT_MOST else 0
        )
    return (*range(end, end + length),)
