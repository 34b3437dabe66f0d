"""Where the person is: "near Leeds", "lives in Otley", a postcode anywhere, how far they can go.

A name that is also a word ("Reading", "Hope", "Street") is a place only where the grammar says so.
"""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING

from peerfind import english, places, text
from peerfind.asking.understanding import homes, welsh
from peerfind.asking.understanding.negation import mood
from peerfind.asking.understanding.said import Part
from peerfind.places import PlaceAmbiguous, PlaceUnknown
from peerfind.places.gazetteer import clear_choice, entries, of_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from peerfind.asking.understanding.said import Said

# After these a name is a place, whatever else it means.
_SURE = (
    *welsh.BEFORE_A_PLACE, ("near",), ("nr",), ("neer",), ("nere",), ("neer",), ("nearby",),
    ("around",), ("close", "to"), ("not", "far", "from"), ("outside",), ("near", "to"), ("lives", "in"),
    ("live", "in"), ("live", "at"), ("living", "at"), ("living", "in"), ("lives", "near"), ("live", "near"),
    ("living", "near"), ("lives", "at"), ("based", "in"), ("moved", "to"), ("staying", "in"),
    ("miles", "of"), ("miles", "from"), ("km", "of"), ("mile", "of"), ("from", "the"), ("over", "in"),
    ("up", "in"), ("down", "in"), ("out", "in"), ("here", "in"), ("get", "to"), ("is", "in"), ("im", "in"),
    ("shes", "in"), ("hes", "in"), ("are", "in"), ("am", "in"), ("nearer", "to"), ("nearest", "to"),
    ("closer", "to"), ("closest", "to"), ("as", "possible", "to"), ("handy", "for"), ("not", "outside"),
    ("not", "outside", "of"), ("nothing", "outside"), ("nothing", "outside", "of"), ("stay", "in"),
    ("cant", "leave"), ("wont", "leave"), ("doesnt", "leave"), ("dont", "leave"), ("never", "leaves"),
    ("never", "leave"), ("not", "leave"), ("cannot", "leave"),
)  # fmt: skip
# After these it is one if it is written like one, or means nothing else.
_LIKELY = (("in",), ("inside",), ("from",), ("at",), ("for",), ("to",), ("of",))
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
WORDS = frozenset(word for phrase in (*homes.HOME, *_SURE, *_LIKELY) for word in phrase)
_MONTHS = frozenset("march may".split())
# People of a town that is meant wherever its name is said: one whose name is a word, and any other.
_LARGE, _LARGE_ENOUGH = 20_000, 2_000
_LEADS_TO_DISTANCE = frozenset(
    """within inside to than travel travelling go going get maximum max under only of over beyond radius more
    less further farther fewn up drive driving walk cycle ride come manage do stay distance limit limited past
    beneath above""".split()
)
_ABOUT = frozenset(
    "a about around roughly maybe perhaps say approx approximately another just".split()
)
_AFTER_DISTANCE = frozenset("radius away max maximum tops limit round".split())
_AT_MOST = tuple(
    tuple(one.split())
    for one in """at most, at the most, at the very most, at the outside, or less, or so, or under, or nearer,
    or closer, or fewer, each way, is ok, is okay, is fine, is alright, is manageable, no more, no further,
    no farther, is the limit, is her limit, is his limit, is my limit, her limit, his limit, my limit,
    at a push, absolute max, absolute maximum, say, either way, is the max, is her max, is his max,
    is the most, is as far, is the furthest, is the farthest""".split(",")
)
# After these a number of miles "away" is told.
_IS_AWAY = frozenset("moved lives live living is was are works".split())
# Between a distance and those: "a 5 mile drive at most".
_BEFORE_A_LIMIT = frozenset("of from drive walk ride trip journey".split())
# Distances that are told without a figure, by the words before their unit.
_VAGUE = {
    ("a", "dozen"): "12",
    ("half", "a"): "0.5",
    ("a", "couple", "of"): "2",
    ("couple", "of"): "2",
    ("a",): "1",
}
# Before what tells a town from others of its name.
_WHICH = (
    ("the", "one", "near"), ("the", "one", "by"), ("the", "one", "in"), ("the", "one", "next", "to"),
    ("thats", "in"), ("that", "is", "in"), ("over", "in"), ("up", "in"), ("down", "in"), ("in",),
)  # fmt: skip
_DIRECTIONS = frozenset("north south east west mid n s e w".split())
_MOST_WORDS = 4  # of a name
_FEW_LETTERS = 3
_OUTWARD = r"[a-z]{1,2}[0-9][0-9a-z]?"
_INWARD = r"[0-9][a-z]{2}"
_WHOLE = rf"{_OUTWARD}{_INWARD}"
_UNITS = {
    "mile": "mi",
    "miles": "mi",
    "mi": "mi",
    "km": "km",
    "kms": "km",
    "k": "km",
    "kilometres": "km",
    "kilometers": "km",
    **dict.fromkeys(welsh.MILES, "mi"),
}


def read(said: Said, is_word: Callable[[str], bool]) -> Iterator[Part]:
    """The place, the first that is surest, and the distance; `is_word` tells words that mean other things."""
    found = _postcode(said) or _place(said, is_word)
    if found is None:
        return
    said.take(found.start, found.end)
    yield found._replace(more=_on_foot(said))
    if found.values and (distance := _distance(said)):
        yield distance


def _place(said: Said, is_word: Callable[[str], bool]) -> Part | None:
    """The place that is surest where the person is; one of the story only where there is no other."""
    told = None
    for found in chain(
        _led(said, homes.HOME),
        _in_regions(said),
        _led(said, _SURE),
        _likely(said, is_word),
        _alone(said, is_word),
    ):
        if not homes.is_told(said, found.start, found.end):
            return found
        told = told or found
    return told


def _on_foot(said: Said) -> tuple[int, ...]:
    """The tokens of "walking distance", which is no walking group."""
    pairs = range(len(said) - 1)
    return next(
        ((at, at + 1) for at in pairs if said.words[at : at + 2] == ["walking", "distance"]), ()
    )


def _postcode(said: Said) -> Part | None:
    """A postcode that is in use or its first half, in any case where it can be nothing else."""
    for at, word in enumerate(said.words):
        following = said.word(at + 1)
        if re.fullmatch(_OUTWARD, word) and re.fullmatch(_INWARD, following):
            code, end = f"{word} {following}", at + 2
        elif re.fullmatch(_WHOLE, word):
            code, end = f"{word[:-3]} {word[-3:]}", at + 1
        elif re.fullmatch(_OUTWARD, word) and _is_outward(said, at):
            code, end = word, at + 1
        else:
            continue
        if places.postcode(code):
            return _near(said, code.upper(), at, end)
    return None


def _is_outward(said: Said, at: int) -> bool:
    """Whether what looks like half a postcode is one: `LS21`, and `b12` only after "near"."""
    typed = said.tokens[at].typed
    is_led = bool(said.follows(at, _SURE) or said.word(at - 1) in ("in", "area", "postcode"))
    is_long = len(typed) > _FEW_LETTERS or typed[:2].isalpha()
    is_alone = said.starts(at) and said.ends(at + 1)
    is_capital = typed == typed.upper()
    return is_led or (is_long and (is_capital or is_alone)) or (is_capital and is_alone and at > 0)


def _near(said: Said, value: str, start: int, end: int) -> Part:
    """The tokens as where the person is, with the words that lead to the name."""
    first = start - said.follows(start, (*homes.HOME, *_SURE, *_LIKELY))
    return Part("near", (value,), first, end, said.typed(first, end))


def _led(said: Said, phrases: Sequence[Sequence[str]]) -> Iterator[Part]:
    """The names after words that only go before a place, or before "area"."""
    for at in range(1, len(said)):
        led = said.follows(at, phrases)
        is_led = led and said.is_one_clause(at - led, at + 1) and mood(said, at - led) == "wanted"
        if (is_led and (found := _name(said, at))) or (
            said.words[at - 1 : at + 1] == ["in", "the"] and (found := _area(said, at + 1))
        ):
            yield found


def _area(said: Said, at: int) -> Part | None:
    """A place whose name has "area" after it, as "Otley area"; None where there is none."""
    for length in range(_MOST_WORDS, 0, -1):
        if said.word(at + length) == "area" and (found := _name(said, at, length)):
            return found._replace(end=found.end + 1, typed=said.typed(found.start, found.end + 1))
    return None


def _likely(said: Said, is_word: Callable[[str], bool]) -> Iterator[Part]:
    """Names after "in", "from" or "at" that are written with a capital or mean nothing else."""
    for at in range(1, len(said)):
        if (
            said.follows(at, _LIKELY)
            and mood(said, at) == "wanted"
            and _means_a_place(said, at, is_word)
            and (found := _name(said, at))
            and said.is_free(found.start, found.end)
        ):
            yield found


def _alone(said: Said, is_word: Callable[[str], bool]) -> Iterator[Part]:
    """Names with nothing before them: a clause of its own, the last words, or one with a capital."""
    for at in range(len(said)):
        if not said.is_free(at, at + 1) or not _means_a_place(said, at, is_word):
            continue
        found = _name(said, at)
        if found is None or not said.is_free(at, found.end) or mood(said, at) != "wanted":
            continue
        is_whole = said.starts(at) and said.ends(found.end) and (at > 0 or found.end < len(said))
        is_last = at > 0 and (
            found.end == len(said) or (said.ends(found.end) and said.word(at - 1).isdecimal())
        )
        is_capital = said.has_capitals and not said.starts(at) and _is_capital(said, at)
        if is_whole or is_last or is_capital or _is_well_known(said.typed(at, found.end)):
            yield found


def _in_regions(said: Said) -> Iterator[Part]:
    """Clauses that are a name with its county or nation, whatever else it means: "Deal, Kent"."""
    for at in range(len(said)):
        found = _name(said, at) if said.starts(at) else None
        if not (found and found.values) or of_name(found.values[0]):
            continue
        if said.ends(found.end) or said.word(found.end).isdecimal():  # "Wells Somerset 10 miles"
            yield found


def _is_well_known(name: str) -> bool:
    """Whether a name is that of one town above all, and no usual word."""
    chosen = clear_choice(entries(name))
    is_word = english.is_usual(text.key(name))
    return chosen is not None and chosen.size >= (_LARGE if is_word else _LARGE_ENOUGH)


def _means_a_place(said: Said, at: int, is_word: Callable[[str], bool]) -> bool:
    """Whether a word can be the name of a place where only its looks tell."""
    word = said.word(at)
    if len(word) <= _FEW_LETTERS and not _is_capital(said, at):
        return False
    if word in text.STOP_WORDS or word in _MONTHS or not word.isalpha():
        return False
    # A clause of its own: "bereaved, in her 70s, Crook".
    is_capital = _is_capital(said, at) and said.has_capitals
    if at > 0 and said.starts(at) and said.ends(at + 1):
        return is_capital or not (is_word(word) or word in _WORDS_TOO)
    if word in _WORDS_TOO:
        return (is_capital and said.word(at - 1) == "in") or homes.is_of_a_person(said, at)
    return (is_capital and not said.starts(at)) or not is_word(word)


def _is_capital(said: Said, at: int) -> bool:
    """Whether a token was typed with a capital."""
    return said.tokens[at].typed[:1].isupper() if 0 <= at < len(said) else False


def _name(said: Said, at: int, length: int | None = None) -> Part | None:
    """The longest name of a place that begins at a token, with what narrows it down after a comma."""
    for count in [length] if length else range(min(_MOST_WORDS, len(said) - at), 0, -1):
        end = at + count
        if (
            not said.is_one_clause(at, end)
            or not said.is_free(at, end)
            or said.word(end - 1).isdecimal()
            or homes.is_name(said, at, end)
        ):
            continue
        name = _in_english(said.typed(at, end))
        if not entries(name) and not of_name(name):
            continue
        region, narrower = _narrower(said, end)
        try:
            if narrower:
                whole = f"{name}, {region}"
                places.resolve(whole)
                return _near(said, whole, at, narrower)
            places.resolve(name)
        except PlaceAmbiguous as several:
            note = f"{name} is not used as a place, for there are several: {several}"
            return Part("near", (), at, end, name, note)
        except PlaceUnknown:
            continue
        return _near(said, name, at, end)
    return None


def _in_english(name: str) -> str:
    """The name of a place that was said in Welsh, whatever its first letter became."""
    key = text.key(name)
    return welsh.town(key) or next((one for one in welsh.after_yn(key) if entries(one)), name)


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


def _distance(said: Said) -> Part | None:
    """How far the person can go: "within 10 miles", "a mile or two at most"; None if unsaid."""
    for at in range(len(said)):
        figure, end = _far(said, at)
        if figure and _is_limit(said, at, end):
            start = said.back(at, _LEADS_TO_DISTANCE | _ABOUT, 8)
            first = max(start + 1, said.clause(at).start)
            return Part(
                "within", (figure,), first, end, said.typed(first, end), more=_after(said, end)
            )
    return None


def _far(said: Said, at: int) -> tuple[str, int]:
    """The distance that begins at a token, with its unit, and where it ends; nothing where none does."""
    for words, number in _VAGUE.items():
        unit = _UNITS.get(said.word(at + len(words)))
        if unit and said.words[at : at + len(words)] == [*words]:
            end = at + len(words) + 1
            is_two = said.words[end : end + 2] == ["or", "two"]
            return f"{2 if is_two else number}{unit}", end + 2 * is_two
    found = re.fullmatch(r"([0-9]{1,3})(mi|miles?|km|kms)?", said.words[at])
    if found and int(found[1]) and (unit := _UNITS.get(found[2] or said.word(at + 1))):
        return f"{found[1]}{unit}", at + 1 if found[2] else at + 2
    return "", at


def _is_limit(said: Said, at: int, end: int) -> bool:
    """Whether a number of miles is as far as the person can go: a clause of its own is nothing else."""
    back = said.back(at, _ABOUT)
    led = said.word(back) if back >= 0 else ""
    if led.isdecimal() and said.starts(back):  # "5-10 miles"
        back, led = -1, ""
    if led in _IS_AWAY and said.word(end) == "away":
        return False
    if _after(said, end):
        return True
    if led in _LEADS_TO_DISTANCE:
        return True
    if said.word(end) == "of" and said.taken[end]:  # "5 miles of Hull"; "from Hull" may be a story
        return True
    is_alone = said.ends(end) and (back < 0 or said.taken[back])  # "Kendal 5 miles"
    return is_alone and said.word(at) not in ("a", "half")


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
    return (*range(end, end + length),)
