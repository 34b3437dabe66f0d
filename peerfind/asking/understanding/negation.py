"""Whether something is said in the negative: understood, or left alone, and never turned round."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from peerfind.asking.understanding.said import Said

Mood = Literal["wanted", "unwanted", "unclear"]

# Right before a thing, or with only little words between, these say that it is not wanted.
NOT = frozenset(
    """not no nothing nowhere neither without except avoid avoiding never hate hates dislikes isnt arent nor
    dont doesnt didnt cant cannot wont wouldnt couldnt than"""
    .split()
)  # fmt: skip
_BETWEEN = frozenset(
    """a an the any do does make manage come go get to want wants wanting like likes need needs use
    using be is it too very really for with by on in at of led run join attend face-to-face
    really up keen fond into more another longer talk talking speak speaking
    see seeing sure about groups group just only work please someone anyone anything and or"""
    .split()
)  # fmt: skip
# Before these "not" is about something else: "not sure if online is best".
_UNCLEAR = frozenset(
    "if whether sure sometimes always only just mind bothered fussed necessarily".split()
)
# Before "of" or "with" these say the same: "fed up of courses", "tired of talking".
_WEARY = frozenset("fed sick tired enough bored done weary".split())
_FACING = frozenset("face bear stand sleep settle stop cope tell understand leave".split())


_REFUSING = frozenset(
    "wanted needed please good suitable suit possible really work for an a ok okay thanks".split()
)
WORDS = frozenset().union(NOT, _BETWEEN, _UNCLEAR, _FACING)


def is_refused(said: Said, end: int) -> bool:
    """Whether what ends before the token `end` is refused by what follows: "Zoom not wanted"."""
    is_not = not said.ends(end) and said.word(end) in (
        "not",
        "isnt",
        "arent",
        "wont",
        "doesnt",
        "no",
    )
    return is_not and (said.ends(end + 1) or said.word(end + 1) in _REFUSING)


def mood(said: Said, at: int) -> Mood:
    """How the thing at `at` is spoken of, by what stands before it in its clause.

    "Cannot do evenings" is unwanted; "cannot face the evenings" is about something else, and unclear.
    """
    between: list[str] = []
    for place in range(at - 1, max(-1, at - 7), -1):
        if said.tokens[place].clause != said.tokens[at].clause:
            break
        word = said.words[place]
        if word == "but" and said.word(place - 1) in ("anything", "anywhere", "anyone"):
            return "unwanted"
        if word in NOT:
            is_other = bool(_UNCLEAR.intersection(between) or _FACING.intersection(between))
            return "unclear" if is_other else "unwanted"
        if word in _WEARY and {"of", "with"}.intersection(between):
            return "unwanted"
        if word not in _BETWEEN and word not in _UNCLEAR and word not in _FACING:
            return "wanted" if not _has_not(said, place) else "unclear"
        between.append(word)
    return "wanted"


def _has_not(said: Said, at: int) -> bool:
    """Whether the clause says "not" a few words farther back, about nobody knows what."""
    first = max(0, at - 2)
    return any(
        said.words[place] in NOT - {"than", "no"}
        and said.tokens[place].clause == said.tokens[at].clause
        for place in range(first, at)
    )
