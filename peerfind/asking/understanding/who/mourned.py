"""Who has died, by a word for kin and one of death: "brother was killed", "buried her mum"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from peerfind.asking.understanding.negation import NOT
from peerfind.asking.understanding.said import spoken
from peerfind.asking.understanding.who.people import POSSESSIVES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from peerfind.asking.understanding.said import Said

# What a group is called for who mourns one of these.
_OF = {
    "grief-partner": """husband husbands hubby hubbys hubs wife wifes missus partner partners boyfriend
        girlfriend fiance fiancee spouse fella""",
    "grief-parent": """mum mums mam mams mammy mummy mom mother mothers dad dads daddy da
        father fathers parents stepdad stepmum stepfather stepmother""",
    "grief-child": "son sons daughter daughters lad lass child stepson stepdaughter",
    "grief-sibling": "brother brothers bro sister sisters sis twin sibling stepbrother stepsister",
    "grief-grandparent": """nan nans nana nanas nanna gran grans granny grandma grandmas grandmother grandad
        grandads granddad granddads grandfather grandpa""",
    "grief-friend": "friend pal bestie mate",
    "grief": "uncle aunt auntie aunty cousin nephew niece grandson granddaughter",
}
_KIN = {word: term for term, words in _OF.items() for word in words.split()}
# After the word for kin, over what may stand between.
_DIED = frozenset("died dies drowned".split())
_SINCE = frozenset(
    "now since and but these this last at in from by a over nearly".split()
)  # after "dead"
# The same of who was, but not of who did so to another.
_DONE_TO = frozenset("killed murdered stabbed hanged cremated buried".split())
_WAS = frozenset("was were been being got is".split())
_THEN = frozenset("by in on at last this outright instantly when and".split())
_ENDED = spoken(
    """passed away, passed on, passed over, took his own life, took her own life, took their own life,
    took his life, took her life, ended his life, ended her life, ended his own life, ended her own
    life, took himself off, was taken from, passed ., passed in, passed last, passed at, killed himself,
    killed herself, hung himself, hung herself, hanged himself, hanged herself"""
)
_BY_SUICIDE = tuple(
    one for one in _ENDED if one[0] in ("took", "ended", "hung", "hanged") or "self" in one[-1]
)
_SUDDENLY = frozenset("killed murdered stabbed drowned".split())
# What may stand between who died and that they did.
_BETWEEN = frozenset(
    """who that which has have had was were is just only recently suddenly sadly both also then got been had
    of a at in the last and years year yr yrs months month weeks week days ago so very sudden unexpectedly
    young old aged age""".split()
)
# Of who was of an age when they did: "he was 54 when he died".
_WHEN = frozenset("when he she they".split())
_MOST_BETWEEN = 6
_LONG = 25  # words: in a longer sentence a death may be only told of, if its name is not said
_MOST_OF_WHO, _MOST_OF_PRAISE = 6, 3  # words, where the next clause tells it
_PRAISED = frozenset("lad lass child".split())  # "her brother, a lovely lad, was killed"
# Before the word for kin, with owners and the like between.
_LOST = frozenset(
    """lost lose loses losing bury buries buried burying cremated cremating mourn mourns mourning mourned
    bereaved""".split()
)
_BESIDE = frozenset(
    """her his my our their the a an own dear old late poor only eldest youngest older younger big little best
    baby twin both of recently just for that young lovely beloved second first one""".split()
)
_MOST_BESIDE = 3
# After the word for kin, which owns them.
_RITES = frozenset(
    """funeral ashes grave graveside headstone coffin wake burial cremation memorial death passing deathbed
    eulogy gravestone""".split()
)
_RITES_WITHIN = 6
# With these the death is another's, or has not come.
_NOT_YET = frozenset("until till if nearly almost before".split())


def mourned(said: Said) -> Iterator[tuple[int, int, str]]:
    """Where it is told who has died, from a token to the one after, and what it is called to mourn them."""
    if len(said) > _LONG:
        return
    for at, word in enumerate(said.words):
        if word not in _KIN or not said.is_free(at, at + 1) or _is_praise(said, at):
            continue
        if died := _died(said, at):
            yield at, at + 1, _KIN[word]
            if how := _how(said, died):
                died += said.words[died] == "was"
                yield died, died + 1, how
        elif _is_lost(said, at) or _has_rites(said, at):
            yield at, at + 1, _KIN[word]


def _is_praise(said: Said, at: int) -> bool:
    """Whether a token says what somebody was like: "a lovely lad"."""
    return said.words[at] in _PRAISED and "a" in said.words[max(0, at - 2) : at]


def _died(said: Said, at: int) -> int:
    """The place of the word that says that the one named at a token died; 0 where none does."""
    if _is_owner(said, at):
        return 0
    last = min(said.clause(at).stop, at + 2 + _MOST_BETWEEN)
    for place in range(at + 1, last):
        if said.words[place] in _NOT_YET:
            return 0
        if _says_died(said, place):
            return place
        is_name = place == at + 1 and said.has_capitals and said.tokens[place].typed.istitle()
        is_little = said.words[place] in _BETWEEN or said.words[place].isdecimal()
        is_little = is_little or (said.words[place] in _WHEN and said.word(at + 1) == "was")
        if not (is_little or is_name):
            break
    return _in_the_next(said, at)


def _in_the_next(said: Said, at: int) -> int:
    """The place of the word of death that begins one of the next two clauses: "husband, lovely man, died"."""
    place = said.clause(at).stop
    for most in (_MOST_OF_WHO, _MOST_OF_PRAISE):
        if place - at - 1 > most:
            return 0
        others = _KIN.keys() & {*said.words[at + 1 : place]} - _PRAISED
        if place >= len(said) or others:
            return 0
        if _says_died(said, place):
            return place
        at, place = place - 1, said.clause(place).stop
    return 0


def _says_died(said: Said, at: int) -> bool:
    """Whether a token begins to say that somebody died, of whom something was said before it."""
    word, after = said.words[at], "" if said.ends(at + 1) else said.word(at + 1)
    if word == "d":  # "wife d. 2023"
        return said.word(at - 1) in _KIN and not said.starts(at)
    if word == "dead":
        return not after or after in _SINCE or after.isdecimal()
    if word in _DIED or said.begins(at, _ENDED) or (word == "was" and after in _DONE_TO):
        return True
    return word in _DONE_TO and (said.word(at - 1) in _WAS or not after or after in _THEN)


def _how(said: Said, died: int) -> str:
    """The grief that also comes of how somebody died; nothing where that is not told."""
    if said.begins(died, _BY_SUICIDE) or said.words[died] == "hanged":
        return "grief-suicide"
    return "" if _SUDDENLY.isdisjoint(said.words[died : died + 2]) else "grief-sudden"


def _is_lost(said: Said, at: int) -> bool:
    """Whether what comes before says that the one named at a token is lost: "buried his dad"."""
    back = said.back(at, _BESIDE, _MOST_BESIDE + 1)
    after = "" if said.ends(at + 1) else said.word(at + 1)
    if back < 0 or said.words[back] not in _LOST or said.word(back - 1) in NOT:
        return False
    return not _is_owner(said, at) and after not in _KIN


def _is_owner(said: Said, at: int) -> bool:
    """Whether something else than the one named at a token is spoken of: "her dad's ring"."""
    typed = said.tokens[at].typed.lower()
    return typed[-2:] in ("'s", "’s", "s'", "s’") and said.word(at + 1) not in (
        "died",
        "dead",
        "passed",
    )


def _has_rites(said: Said, at: int) -> bool:
    """Whether a rite of the dead is theirs who are named at a token: "grandad's shed since his funeral"."""
    clause = said.clause(at)
    is_theirs = said.words[at].endswith("s") or said.tokens[at].typed[-1:] in "'’"
    if is_theirs and said.word(at + 1) in _RITES and at + 1 < clause.stop:
        return True
    for place in range(at + 2, min(clause.stop, at + 2 + _RITES_WITHIN)):
        if said.words[place] in _KIN:
            return False
        if said.words[place] in _RITES and said.words[place - 1] in POSSESSIVES - {"my", "our"}:
            return True
    before = said.back(at, _BESIDE, _MOST_BESIDE + 1)
    return said.word(before) in _RITES and said.word(before + 1) in ("of", "for")
