"""Subjects that are told without their names: who looks after somebody, who died, "ME", "drinks"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from peerfind.asking.understanding.who import caring, mourned, whose

if TYPE_CHECKING:
    from collections.abc import Iterator

    from peerfind.asking.understanding.said import Said

_SHORT = {
    "ME": "me-cfs",
    "DID": "dissociation",
}  # in capitals, in a sentence that is not all of them
# Before "ME" these make it somebody who shouts.
_DOES_TO_ME = frozenset(
    """help tell told give gave let call ring text to at hit hurt love leave left make want its about kill
    killed from of like than see on by""".split()
)
# After "DID" these make it a question: "DID he ring".
_ASKED = frozenset("he she they you i it we not the anyone his her".split())
# By themselves between two marks, or at the end after "and", these tell a trouble.
_ALONE = {
    **dict.fromkeys("drinks drinking drink".split(), "alcohol"),
    "hooked": "addiction",
    "voices": "hearing-voices",
    "coke": "drugs",
    "worried": "anxiety",
    **dict.fromkeys(("low", "down"), "depression"),
}
_AND = frozenset({"drinks", "drinking"})
_BESIDE_DRINKS = frozenset("food eating eats snacks meals nibbles cakes tea cooking".split())
# What somebody close does who is addicted, and what may stand before it.
_DOES = {
    **dict.fromkeys(("drinks", "drinking", "boozing", "boozes"), "alcohol"),
    **dict.fromkeys(("gambles", "gambling"), "gambling"),
}
_KEEPS = frozenset(
    """still always just only constantly again secretly is was s has been keeps wont cant stop stopped
    started who thats whos also""".split()
)
_NO_ALCOHOL = frozenset(
    "tea coffee water milk juice squash pop coke cola enough plenty lots smoothies less".split()
)
# Where somebody close is who "is inside".
_IS = frozenset("is was s been still".split())
_INSIDE_FOR = frozenset("for now again till until since doing and but on prison jail".split())


def subjects(said: Said) -> Iterator[tuple[int, int, str]]:
    """The subjects that are told so: from a token to the one after, and the term."""
    yield from ((first, end, "carers") for first, end in caring.carers(said))
    yield from mourned.mourned(said)
    for at, token in enumerate(said.tokens):
        if token.typed in _SHORT and said.has_capitals and _is_short(said, at):
            yield at, at + 1, _SHORT[token.typed]
        elif token.word in _ALONE and _is_alone(said, at):
            yield at, at + 1, _ALONE[token.word]
        elif token.word in _DOES and _is_done_by_kin(said, at):
            yield at, at + 1, _DOES[token.word]
        elif token.word == "inside" and _is_in_prison(said, at):
            yield at, at + 1, "prison-families"


def _is_short(said: Said, at: int) -> bool:
    """Whether capitals are the name of an illness: "has ME", but not "it's about ME"."""
    if said.words[at] == "me":
        return said.word(at - 1) not in _DOES_TO_ME
    return said.ends(at + 1) or said.word(at + 1) not in _ASKED


def _is_alone(said: Said, at: int) -> bool:
    """Whether a word is all of a clause, or is joined to one: "ex para, drinks", "drinking and divorce"."""
    is_joined = said.word(at - 1) == "and" and not said.starts(at) and said.words[at] in _AND
    if is_joined and _BESIDE_DRINKS.isdisjoint(said.words[max(0, at - 3) : at]):
        return said.ends(at + 1)
    is_led = said.words[at] in _AND and said.word(at + 1) in ("and", "too", "again", "heavily")
    return said.starts(at) and (said.ends(at + 1) or is_led)


def _is_of_kin(word: str) -> bool:
    """Whether a word is for somebody close, with what is short for "is" or without it."""
    return word in whose.CLOSE or word.removesuffix("s") in whose.CLOSE


def _is_done_by_kin(said: Said, at: int) -> bool:
    """Whether somebody close does what is said at a token: "my hubby drinks from dinner on"."""
    after = {*said.words[at + 1 : at + 4]}
    return _is_of_kin(said.word(said.back(at, _KEEPS))) and after.isdisjoint(_NO_ALCOHOL)


def _is_in_prison(said: Said, at: int) -> bool:
    """Whether somebody close is "inside", and not of a house: "dad's inside, done for theft"."""
    back = said.back(at, _IS)
    is_said = back == at - 1 and not said.word(back).endswith("s")
    is_all = said.ends(at + 1) or said.word(at + 1) in _INSIDE_FOR
    return back >= 0 and not is_said and _is_of_kin(said.word(back)) and is_all
