"""Subjects that are told without their names: who looks after somebody, who died, "ME", "drinks"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from peerfind.asking.understanding.who import caring, mourned

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
}
_AND = frozenset({"drinks", "drinking"})
_BESIDE_DRINKS = frozenset("food eating eats snacks meals nibbles cakes tea cooking".split())


def subjects(said: Said) -> Iterator[tuple[int, int, str]]:
    """The subjects that are told so: from a token to the one after, and the term."""
    yield from ((first, end, "carers") for first, end in caring.carers(said))
    yield from mourned.mourned(said)
    for at, token in enumerate(said.tokens):
        if token.typed in _SHORT and said.has_capitals and _is_short(said, at):
            yield at, at + 1, _SHORT[token.typed]
        elif token.word in _ALONE and _is_alone(said, at):
            yield at, at + 1, _ALONE[token.word]


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
