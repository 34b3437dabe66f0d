"""Names of towns among what was said: which words can be one, and how far its name goes."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from peerfind import english, places, text
from peerfind.asking.understanding import welsh
from peerfind.asking.understanding.said import Part
from peerfind.asking.understanding.where import alike, homes
from peerfind.places import PlaceAmbiguous, PlaceUnknown
from peerfind.places.gazetteer import clear_choice, entries, of_name

if TYPE_CHECKING:
    from collections.abc import Callable

    from peerfind.asking.understanding.said import Said

# After these a name is a place, whatever else it means.
SURE = (
    *welsh.BEFORE_A_PLACE, ("near",), ("nr",), ("neer",), ("nere",), ("neer",), ("nearby",), ("local", "to"),
    ("around",), ("close", "to"), ("not", "far", "from"), ("outside",), ("near", "to"), ("lives", "in"),
    ("live", "in"), ("live", "at"), ("living", "at"), ("living", "in"), ("lives", "near"), ("live", "near"),
    ("living", "near"), ("lives", "at"), ("based", "in"), ("moved", "to"), ("staying", "in"),
    ("miles", "of"), ("miles", "from"), ("km", "of"), ("mile", "of"), ("over", "in"),
    ("up", "in"), ("down", "in"), ("out", "in"), ("here", "in"), ("get", "to"), ("is", "in"), ("im", "in"),
    ("shes", "in"), ("hes", "in"), ("are", "in"), ("am", "in"), ("nearer", "to"), ("nearest", "to"),
    ("closer", "to"), ("closest", "to"), ("as", "possible", "to"), ("handy", "for"), ("not", "outside"),
    ("not", "outside", "of"), ("nothing", "outside"), ("nothing", "outside", "of"), ("stay", "in"),
    ("cant", "leave"), ("wont", "leave"), ("doesnt", "leave"), ("dont", "leave"), ("never", "leaves"),
    ("never", "leave"), ("not", "leave"), ("cannot", "leave"),
)  # fmt: skip
# So it is after these, which say more than where.
GROUPS_IN = tuple(
    (one, "in")
    for one in "somewhere anywhere something anything one ones group groups meeting meetings".split()
)
# After these it is one if it is written like one, or means nothing else.
LIKELY = (
    ("from", "the"),
    ("round",),
    ("in",),
    ("inside",),
    ("from",),
    ("at",),
    ("for",),
    ("to",),
    ("of",),
)
# Places that are words as well.
_WORDS_TOO = frozenset(
    """acton anchor angle arrow ash badger ball bank barking bath battle beach bean beer boot bow box
    bridge bury cam canada carry chapel church col cole cook cross crook cyprus deal debate diss
    doll dollar downside dunning eagle edge egypt elm eye fail fans fence field flash flint flushing
    ford forest forth frame gallery garden grade grange greenland greet hale halfway hall ham harden
    hatch haven having heart hill hints home hook hope how ide inch ireland jump lane large largs
    law laws lead leek letters lizard locking loose lost low mail march mark marsh matching may
    meals mere messing middle moor more mount mould mold nasty nelson newton old ore over par park
    patching penny phones pill pool poole quarter rake ram rand raw reach read reading rest rhyl
    ripe rock rose row rugby rye sale salt sandwich sandy scales seal send sending setter settle
    sheet shop slack song sound stand star stock stone street stuck summit swallow temple tempo
    three valley tongue toward trap triangle twenty two university walker wall ware warden wash water week
    well wells wing wick wood woodland wool work worth yell""".split()
)  # fmt: skip
# Of those, towns that are seldom a clause by themselves but as a town, and those that may be a pastime.
_ALONE_TOO = frozenset(
    """acton barking bath bury crook deal diss flint hale largs leek mold nelson poole rhyl rye wells ware
    wick""".split()
)
_PASTIMES_TOO = frozenset("reading rugby".split())
# Before "in reading", in small letters, these make it what somebody does.
_TAKEN_UP_IN = frozenset(
    """interest interests interested comfort joy pleasure solace lost lose loses losing confidence skill
    skills struggle struggles struggled struggling help helps helped difficulty difficulties trouble
    involved absorbed engrossed lies lie lying sit sits sitting cry cries crying soak soaks soaking drown
    drowned fell fall falls""".split()
)  # fmt: skip
_FIRST = frozenset("new old long great high low north south east west".split())  # of several words
# Usual words, as books name them, but of nothing else than the town.
_TOWNS_ONLY = frozenset(
    """antrim armagh arundel banff berwick bourne camden cowley dartmouth dorchester dunbar eastwood erskine
    glastonbury hampstead haworth hillingdon kelso kinross lambeth launceston leith lewes lewisham louth
    ludlow marlborough matlock milford monmouth moseley penzance ripon selkirk windermere
    woodbridge""".split()
)
# Before or after the name of a town these are people of it: "Penzance lad", "new dad Barking".
_WHO = frozenset(
    """pt pts patient client caller mum mums mam dad man woman lady gent chap bloke lad lass widow widower
    couple pensioner grandad nan mother father female male""".split()
)
_MONTHS = frozenset("march may".split())
# People of a town that is meant wherever its name is said: one whose name is a word, and any other.
_LARGE, _LARGE_ENOUGH = 20_000, 2_000
# Before what tells a town from others of its name.
_WHICH = (
    ("the", "one", "near"), ("the", "one", "by"), ("the", "one", "in"), ("the", "one", "next", "to"),
    ("thats", "in"), ("that", "is", "in"), ("over", "in"), ("up", "in"), ("down", "in"), ("in",),
)  # fmt: skip
# Before "out by Settle" these say that somebody lives there.
DWELLERS = frozenset(
    """lives live living is hes shes im theyre were are somewhere anywhere farm village house stays stuck
    cottage""".split()
)
_DIRECTIONS = frozenset("north south east west mid n s e w".split())
_AGE = re.compile(r"[1-9][0-9](yo|yrs?|y)?")
_NEVER_LAST = frozenset("and or but so is in at to the".split())  # "Hull and" is not Hulland
MOST_WORDS = 4  # of a name
FEW_LETTERS = 3


def near(said: Said, value: str, start: int, end: int) -> Part:
    """The tokens as where the person is, with the words that lead to the name."""
    first = start - said.follows(start, (*homes.HOME, *homes.NOW, *SURE, *LIKELY))
    first = max(first, said.clause(start).start)  # "not a drop in. Crediton"
    return Part("near", (value,), first, end, said.typed(first, end))


def is_well_known(name: str) -> bool:
    """Whether a name is that of one town above all, and no usual word."""
    chosen = clear_choice(entries(name))
    key = text.key(name)
    is_word = english.is_usual(key) and key not in _TOWNS_ONLY
    return chosen is not None and chosen.size >= (_LARGE if is_word else _LARGE_ENOUGH)


def means_a_place(said: Said, at: int, is_word: Callable[[str], bool]) -> bool:
    """Whether a word can be the name of a place where only its looks tell."""
    word = said.word(at)
    if _is_long_name(said, at):
        return True
    if len(word) <= FEW_LETTERS and not is_capital(said, at):
        return False
    if word in text.STOP_WORDS or word in _MONTHS or not word.isalpha():
        return False
    # A clause of its own: "bereaved, in her 70s, Crook".
    is_name = is_capital(said, at) and said.has_capitals
    if len(said) > 1 and said.is_clause(at, at + 1):
        is_header = (is_name and at > 0) or word in _ALONE_TOO
        return is_header or _is_beside_an_age(said, at) or not (is_word(word) or word in _WORDS_TOO)
    if word in _WORDS_TOO:
        return (
            (is_name and said.word(at - 1) == "in")
            or homes.is_of_a_person(said, at)
            or is_in(said, at)
            or (word in _ALONE_TOO | _PASTIMES_TOO and is_of_people(said, at, at + 1))
        )
    return (is_name and not said.starts(at)) or not is_word(word)


def is_a_word_too(said: Said, at: int) -> bool:
    """Whether the name of a town at a token is a usual word as well."""
    return said.words[at] in _WORDS_TOO


def is_seldom_a_word(said: Said, at: int) -> bool:
    """Whether a word is a town whose name is seldom meant as the word that it is."""
    return said.words[at] in _ALONE_TOO


def _is_long_name(said: Said, at: int) -> bool:
    """Whether a usual word begins the name of a town in more words: "Church Stretton", "long eaton"."""
    if said.words[at] not in _WORDS_TOO | _FIRST or not said.is_one_clause(at, at + 2):
        return False
    is_name = is_capital(said, at) and is_capital(said, at + 1)
    if at + 1 >= len(said) or not (is_name or not english.is_usual(said.words[at + 1])):
        return False
    ends = (end for end in (at + 2, at + 3) if said.is_one_clause(at, end))  # "Bury St Edmunds"
    return any(clear_choice(entries(said.typed(at, end))) for end in ends)


def is_of_people(said: Said, start: int, end: int) -> bool:
    """Whether somebody of the town from `start` to `end` is spoken of: "Penzance lad", "new dad Barking"."""
    first = said.starts(start) and not said.ends(end) and said.word(end) in _WHO
    last = said.ends(end) and not said.starts(start) and said.word(start - 1) in _WHO
    return first or last


def _is_beside_an_age(said: Said, at: int) -> bool:
    """Whether a town that may be a pastime is a clause beside an age: "Rugby, 34, panic"."""
    beside = [said.word(at + 1), *([said.word(at - 1)] if at else [])]
    return said.words[at] in _PASTIMES_TOO and any(_AGE.fullmatch(one) for one in beside)


def is_in(said: Said, at: int) -> bool:
    """Whether "in Bath" ends a clause, also in small letters: "looks after his brother, in bath"."""
    if at < 2 or said.words[at - 1] != "in" or not said.ends(at + 1):  # noqa: PLR2004 (a word before it)
        return False
    if said.starts(at - 1):
        return said.words[at] in _ALONE_TOO
    is_town = said.words[at] in _ALONE_TOO | _PASTIMES_TOO
    return is_town and said.words[at - 2] not in _TAKEN_UP_IN


def is_short_for_is(said: Said, at: int) -> bool:
    """Whether a token may end in a short "is": "Oswestry's nearest"."""
    return said.tokens[at].typed[-2:].lower() in ("'s", "’s")


def is_capital(said: Said, at: int) -> bool:
    """Whether a token was typed with a capital."""
    return said.tokens[at].typed[:1].isupper() if 0 <= at < len(said) else False


def name_at(said: Said, at: int, length: int | None = None) -> Part | None:
    """The longest name of a place that begins at a token, with what narrows it down after a comma."""
    for count in [length] if length else range(min(MOST_WORDS, len(said) - at), 0, -1):
        end = at + count
        if (
            not said.is_one_clause(at, end)
            or not said.is_free(at, end)
            or said.word(end - 1).isdecimal()
            or (count > 1 and said.word(end - 1) in _NEVER_LAST)
            or homes.is_name(said, at, end)
        ):
            continue
        typed = said.typed(at, end)
        name = known(typed) or (is_short_for_is(said, end - 1) and known(typed[:-2]))
        if not name:
            continue
        region, narrower = _narrower(said, end)
        try:
            if narrower:
                whole = f"{name}, {region}"
                places.resolve(whole)
                return near(said, whole, at, narrower)
            places.resolve(name)
        except PlaceAmbiguous as several:
            if chosen := alike.meant(said, name, at, end):
                return near(said, chosen.name, at, end)._replace(note=chosen.note)
            note = f"{name} is not used as a place, for there are several: {several}"
            return Part("near", (), at, end, name, note)
        except PlaceUnknown:
            continue
        return near(said, name, at, end)
    return None


@lru_cache(maxsize=4096)
def known(name: str) -> str:
    """The name of a place in English, which may be said in Welsh; nothing where there is none of it."""
    named = _in_english(name)
    return named if entries(named) else ""


def _in_english(name: str) -> str:
    """The name of a place that was said in Welsh, whatever its first letter became."""
    key = text.key(name)
    if english_name := welsh.town(key):
        return english_name
    return (
        name if entries(name) else next((one for one in welsh.after_yn(key) if entries(one)), name)
    )


def _narrower(said: Said, at: int) -> tuple[str, int]:
    """The county or nation that follows a name, and where it ends: "Bangor, Gwynedd"; 0 for none.

    So does a town in "Crook, the one near Bishop Auckland".
    """
    start = next((at + len(one) for one in _WHICH if said.words[at : at + len(one)] == [*one]), at)
    for first in dict.fromkeys((start, start + (said.word(start) in _DIRECTIONS))):
        for count in (2, 1):
            end = first + count
            name = said.typed(first, end)
            if end > len(said) or not said.is_one_clause(first, end):
                continue
            if _is_region(name) or (said.words[at : at + 2] == ["the", "one"] and of_name(name)):
                return name, end
    return "", 0


def _is_region(name: str) -> bool:
    """Whether a name is that of a county, a region or a nation."""
    from peerfind.places.regions import named_region

    return named_region(name) is not None
