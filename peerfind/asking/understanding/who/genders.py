"""Whether the person is a man or a woman: "she", "new dad", "abused as a boy"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from peerfind.asking.understanding.said import Part
from peerfind.asking.understanding.who.people import OWNERS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from peerfind.asking.understanding.said import Said

_HEADER = 4  # words before a new parent, where these begin a call
_PRONOUNS = {
    "women": frozenset("she shes her hers herself woman lady female widow".split()),
    "men": frozenset(
        "he hes him his himself man bloke gentleman chap guy gent fella widower".split()
    ),
}
SEXES = frozenset(_PRONOUNS)
# Who somebody was tells who they are: "abused as a boy"; and so does who is named first: "oldham lad 17".
_AS_A_CHILD = {"boy": "men", "lad": "men", "girl": "women", "lass": "women"}
# "New dad, Bath".
_NEW_PARENTS = {"dad": "men", "father": "men", "mum": "women", "mother": "women", "mam": "women"}
_NEW = frozenset("new young time single".split())
_ENDED_THEMSELVES = frozenset("killed hung hanged shot drowned poisoned gassed".split())
_ENDED = frozenset("took ended taken".split())
_SPEAKER = frozenset("i im ive my me mine we our us myself".split())


def gender(said: Said) -> Iterator[Part]:
    """Whether the person is a man or a woman, where all that is said of anybody is said of one: "she", "her".

    Where somebody speaks of themselves, "he" may be anybody.
    """
    if as_a_child := _as_a_child(said):
        yield as_a_child
        return
    words = {word for at, word in enumerate(said.words) if not _is_of_the_dead(said, at)}
    if words & _SPEAKER:
        return
    found = [one for one, pronouns in _PRONOUNS.items() if words & pronouns]
    if len(found) == 1:
        at = next(at for at, word in enumerate(said.words) if word in _PRONOUNS[found[0]])
        yield Part("for", (found[0],), at, at, said.typed(at, at + 1), is_faint=True)


def _is_of_the_dead(said: Said, at: int) -> bool:
    """Whether a word is of who ended their life, and says nothing of who calls: "killed himself"."""
    before = said.word(at - 1)
    if said.words[at] in ("himself", "herself"):
        return before in _ENDED_THEMSELVES
    is_life = "life" in said.words[at + 1 : at + 3]
    return said.words[at] in ("his", "her") and before in _ENDED and is_life


def _as_a_child(said: Said) -> Part | None:
    """Whether the person is a man or a woman by what they were as a child, or are called at the beginning."""
    for at, word in enumerate(said.words):
        if word in _NEW_PARENTS and said.word(at - 1) in _NEW and 0 < at <= _HEADER:
            return Part("for", (_NEW_PARENTS[word],), at, at, word, is_faint=True)
        if word not in _AS_A_CHILD:
            continue
        led = said.back(at, ("young", "little", "small", "wee", "a"))
        is_past = said.word(led) == "as" and led >= 0
        is_first = at <= 1 and said.word(at - 1) not in OWNERS and not said.word(at - 1).isdecimal()
        if is_past or (is_first and word in ("lad", "lass")):
            return Part("for", (_AS_A_CHILD[word],), at, at, word, is_faint=True)
    return None
