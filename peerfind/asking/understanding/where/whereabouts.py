"""Where the person is: "near Leeds", "lives in Otley", a postcode anywhere, how far they can go.

A name that is also a word ("Reading", "Hope", "Street") is a place only where the grammar says so.
"""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING

from peerfind import places
from peerfind.asking.understanding.negation import mood
from peerfind.asking.understanding.where import destinations, distances, homes, towns
from peerfind.geo import great_circle_km
from peerfind.places.gazetteer import of_name

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterator, Sequence

    from peerfind.asking.understanding.said import Part, Said
    from peerfind.places import Place

_OUTWARD = r"[a-z]{1,2}[0-9][0-9a-z]?"
_INWARD = r"[0-9][a-z]{2}"
# Before "by Settle" and "Settle way" these say where somebody is.
_OUT = frozenset("out over up down round across".split())
_BY = frozenset("by towards past beyond near".split())
_ENDS = frozenset("end side".split())
_AREA = _ENDS | frozenset("area way direction".split())
# After a name or a postcode these say no more.
_TAIL = _AREA | {"postcode", "based", "now", "please", "pls"}
_NO_TOWN = frozenset("work church university beach park".split())  # in small letters
_GOES_ON = frozenset("if or only please pls".split())  # after a town that begins what is said
_AROUND_KM = 12.0
_NEAR_KM = 40.0  # of a town that is said to be near another
_WHOLE = rf"{_OUTWARD}{_INWARD}"
WORDS = frozenset(word for phrase in (*homes.HOME, *towns.SURE, *towns.LIKELY) for word in phrase)


def read(said: Said, is_word: Callable[[str], bool], *, has_place: bool = False) -> Iterator[Part]:
    """The place, the first that is surest, and the distance; `is_word` tells words that mean other things.

    `has_place` tells that a place is known already, from which a distance is.
    """
    found = _postcode(said) or _place(said, is_word)
    if found:
        said.take(found.start, found.end)
        yield found._replace(more=_beside(said, found, is_word))
    if (has_place or (found and found.values)) and (distance := distances.read(said)):
        yield distance


def _place(said: Said, is_word: Callable[[str], bool]) -> Part | None:
    """The place that is surest where the person is; one of the story only where there is no other."""
    told = called = several = None
    for wanted in destinations.looked_for(said, is_word):
        return wanted
    for found in chain(
        _near_another(said, is_word),
        _led(said, homes.HOME),
        _in_regions(said),
        _likely(said, is_word, homes.NOW),
        _led(said, towns.SURE),
        _led(said, towns.GROUPS_IN),
        _headers(said, is_word),
        _likely(said, is_word, towns.LIKELY),
        _alone(said, is_word),
    ):
        if _is_refused_elsewhere(said, found):
            said.tell(found.start, found.end)
            continue
        if destinations.is_out_of_reach(said, found.start, found.end):
            continue
        if not found.values:
            several = several or found
        elif homes.is_of_a_call(said, found.start, found.end):
            called = called or found
        elif not (
            homes.is_told(said, found.start, found.end)
            or destinations.is_put_right(said, found.end)
        ):
            return found
        else:
            told = told or found
    return several or told or called


def _is_refused_elsewhere(said: Said, found: Part) -> bool:
    """Whether the name of a place is also said to be none: "lives in Bala, but no Bala please".

    "Not in Leeds but near Leeds" is near it.
    """
    last = said.words[found.end - 1]
    if said.words[found.start] == "near":
        return False
    return any(
        word == last and mood(said, at) == "unwanted"
        for at, word in enumerate(said.words)
        if at != found.end - 1
    )


def _beside(said: Said, near: Part, is_word: Callable[[str], bool]) -> tuple[int, ...]:
    """The tokens that say no more about where the person is."""
    tail = [near.end] if said.word(near.end) in _TAIL and not said.ends(near.end) else []
    by_work = (*homes.leading(said, near.start), *destinations.by_work(said)) if near.values else ()
    beside = {*tail, *_on_foot(said), *by_work, *_names_beside(said, near, is_word)}
    return tuple(sorted(beside - {*range(near.start, near.end)}))


def _names_beside(said: Said, near: Part, is_word: Callable[[str], bool]) -> Iterator[int]:
    """The tokens of other places that say no more: those of the story, and those around this one."""
    here = places.resolve(near.values[0]) if near.values else None
    for at in range(len(said)):
        if not said.is_free(at, at + 1) or not towns.known(said.tokens[at].typed):
            continue
        if not (towns.means_a_place(said, at, is_word) or at in (near.start - 1, near.end)):
            continue
        other = towns.name_at(said, at)
        if other is None or not other.values:
            continue
        is_around = here is not None and _is_around(here, places.resolve(other.values[0]))
        if is_around or (
            _is_well_known(other)
            and (
                said.follows(at, homes.HOME)
                or homes.is_told(said, other.start, other.end)
                or destinations.is_out_of_reach(said, other.start, other.end)
            )
        ):
            yield from (*homes.leading(said, at), *range(at, other.end))


def _is_well_known(found: Part) -> bool:
    """Whether a name that was read is that of one town above all."""
    return any(map(towns.is_well_known, found.values))


def _is_around(here: Place, other: Place, km: float = _AROUND_KM) -> bool:
    """Whether two places are so close that one tells no more than the other."""
    return great_circle_km(here.point, other.point) <= max(km, here.radius_km)


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
            return towns.near(said, code.upper(), at, end)
    return None


def _is_outward(said: Said, at: int) -> bool:
    """Whether what looks like half a postcode is one: `LS21`, and `b12` only after "near"."""
    typed = said.tokens[at].typed
    is_led = bool(said.follows(at, towns.SURE) or said.word(at - 1) in ("in", "area", "postcode"))
    is_long = len(typed) > towns.FEW_LETTERS or typed[:2].isalpha()
    is_alone = said.is_clause(at, at + 1)
    is_capital = typed == typed.upper()
    return is_led or (is_long and (is_capital or is_alone)) or (is_capital and is_alone and at > 0)


def _led(said: Said, phrases: Sequence[Sequence[str]]) -> Iterator[Part]:
    """The names after words that only go before a place, or before "area"."""
    for at in range(len(said)):
        led = said.follows(at, phrases)
        is_led = led and said.is_one_clause(at - led, at + 1) and mood(said, at - led) == "wanted"
        is_led = is_led and said.tokens[at].typed not in _NO_TOWN
        if ((is_led or _is_out_by(said, at)) and (found := towns.name_at(said, at))) or (
            found := _around(said, at)
        ):
            yield found


def _around(said: Said, at: int) -> Part | None:
    """What a word leads to that is around a town: "out Kendal way", "the Hastings end of Sussex"."""
    if said.words[at - 1 : at + 1] == ["in", "the"] or said.words[at] in _OUT:
        return _area(said, at + 1, _AREA)
    if said.starts(at) and (clause := _area(said, at, {"area"})) and said.ends(clause.end):
        return clause  # "bath area"
    found = _area(said, at + 1, _ENDS) if said.words[at] == "the" else None
    is_end = found and said.word(found.end) == "of" and _is_well_known(found)
    return found if is_end else None


def _is_out_by(said: Said, at: int) -> bool:
    """Whether somebody is "out by" the name at a token; "worn out by" is none."""
    before = said.word(at - 3)
    is_somebody = before in towns.DWELLERS or before in homes.PERSONS
    return said.word(at - 1) in _BY and said.word(at - 2) in _OUT and is_somebody


def _area(said: Said, at: int, after: Container[str]) -> Part | None:
    """A place whose name has "area" or its like after it, as "Otley area"; None where there is none."""
    for length in range(towns.MOST_WORDS, 0, -1):
        if said.word(at + length) in after and (found := towns.name_at(said, at, length)):
            return found._replace(end=found.end + 1, typed=said.typed(found.start, found.end + 1))
    return None


def _likely(
    said: Said, is_word: Callable[[str], bool], phrases: Sequence[Sequence[str]]
) -> Iterator[Part]:
    """Names after "in", "from" or "at" that are written with a capital or mean nothing else."""
    for at in range(1, len(said)):
        if (
            (led := said.follows(at, phrases))
            and said.is_one_clause(at - led, at + 1)
            and (mood(said, at) == "wanted" or _puts_right(said, at - led))
            and towns.means_a_place(said, at, is_word)
            and (found := towns.name_at(said, at))
            and said.is_free(found.start, found.end)
        ):
            yield found


def _puts_right(said: Said, at: int) -> bool:
    """Whether the words at a token put right what was said before: "Salisbury? No, he's Shrewsbury"."""
    return said.word(at - 1) == "no" and said.starts(at - 1) and said.words[at][-1] == "s"


def _alone(said: Said, is_word: Callable[[str], bool]) -> Iterator[Part]:
    """Names with nothing before them: a clause of its own, the last words, or one with a capital."""
    for at in range(len(said)):
        if not said.is_free(at, at + 1) or not towns.means_a_place(said, at, is_word):
            continue
        found = towns.name_at(said, at)
        if found is None or not said.is_free(at, found.end) or mood(said, at) != "wanted":
            continue
        is_whole = said.is_clause(at, found.end) and (at > 0 or found.end < len(said))
        is_last = at > 0 and (
            found.end == len(said) or (said.ends(found.end) and said.word(at - 1).isdecimal())
        )
        is_capital = said.has_capitals and towns.is_capital(said, at)
        is_capital = is_capital and (not said.starts(at) or said.word(found.end) in _GOES_ON)
        is_theirs = towns.is_of_people(said, at, found.end)
        is_known = is_theirs or towns.is_well_known(said.typed(at, found.end))
        if is_whole or is_last or is_capital or is_known:
            yield found


def _headers(said: Said, is_word: Callable[[str], bool]) -> Iterator[Part]:
    """Well known towns that are clauses by themselves, as those who take notes write them: "Hull. Low".

    One that ends all may be the second of two, and is looked for later.
    """
    for at in range(len(said)):
        if not said.starts(at) or not towns.means_a_place(said, at, is_word):
            continue
        found = towns.name_at(said, at)
        is_whole = found and said.ends(found.end) and mood(said, at, found.end) == "wanted"
        if found and is_whole and found.end < len(said) and _is_well_known(found):
            yield found


def _near_another(said: Said, is_word: Callable[[str], bool]) -> Iterator[Part]:
    """Names that are told to be near those of other towns: "Battle near Hastings"."""
    for at in range(len(said) - 2):
        is_name = towns.is_capital(said, at) and said.has_capitals
        if not (is_name or towns.means_a_place(said, at, is_word)) or not said.is_free(at, at + 1):
            continue
        found = towns.name_at(said, at)
        if not (found and found.values) or said.ends(found.end):
            continue
        if said.word(found.end) not in ("near", "nr"):
            continue
        other = towns.name_at(said, found.end + 1)
        if other and other.values and _is_around(_resolved(found), _resolved(other), _NEAR_KM):
            yield found._replace(end=other.end, typed=said.typed(found.start, other.end))


def _resolved(found: Part) -> Place:
    return places.resolve(found.values[0])


def _in_regions(said: Said) -> Iterator[Part]:
    """Names with their county or nation, whatever else they mean, as a clause or led: "in Deal, Kent"."""
    for at in range(len(said)):
        is_led = said.word(at - 1) in ("in", "from", "near", "at") and mood(said, at) == "wanted"
        found = towns.name_at(said, at) if said.starts(at) or is_led else None
        if not (found and found.values) or of_name(found.values[0]):
            continue
        if said.ends(found.end) or said.word(found.end).isdecimal():  # "Wells Somerset 10 miles"
            yield found
