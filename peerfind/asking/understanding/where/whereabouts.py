"""Where the person is: "near Leeds", "lives in Otley", a postcode anywhere, how far they can go.

A name that is also a word ("Reading", "Hope", "Street") is a place only where the grammar says so.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from peerfind import places
from peerfind.asking.understanding.where import chosen, destinations, distances, homes, towns

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from peerfind.asking.understanding.said import Part, Said

_OUTWARD = r"[a-z]{1,2}[0-9][0-9a-z]?"
_INWARD = r"[0-9][a-z]{2}"
# After a name or a postcode these say no more.
_TAIL = chosen.AREA | {"postcode", "based", "now", "please", "pls"}
_AROUND_KM = 12.0
_WHOLE = rf"{_OUTWARD}{_INWARD}"
WORDS = frozenset(word for phrase in (*homes.HOME, *towns.SURE, *towns.LIKELY) for word in phrase)


def read(said: Said, is_word: Callable[[str], bool], *, has_place: bool = False) -> Iterator[Part]:
    """The place that is meant, and the distance; `is_word` tells words that mean other things.

    `has_place` tells that a place is known already, from which a distance is.
    """
    found = postcode(said) or chosen.chosen(said, is_word)
    if found:
        said.take(found.start, found.end)
        yield found._replace(more=_beside(said, found, is_word))
    if (has_place or (found and found.values)) and (distance := distances.read(said)):
        yield distance


def _beside(said: Said, near: Part, is_word: Callable[[str], bool]) -> tuple[int, ...]:
    """The tokens that say no more about where the person is."""
    tail = [near.end] if said.word(near.end) in _TAIL and not said.ends(near.end) else []
    by_work = (*homes.leading(said, near.start), *destinations.by_work(said)) if near.values else ()
    beside = {*tail, *_on_foot(said), *by_work, *_names_beside(said, near, is_word)}
    return tuple(sorted(beside - {*range(near.start, near.end)}))


def _names_beside(said: Said, near: Part, is_word: Callable[[str], bool]) -> Iterator[int]:
    """The tokens of other places that say no more: those of the story, and those around this one."""
    here = places.resolve(near.values[0]) if near.values else None
    for other in chosen.candidates(said, is_word):
        if not other.part.values:
            continue
        is_around = here and chosen.is_around(here, chosen.resolved(other.part), _AROUND_KM)
        if is_around or any(map(towns.is_well_known, other.part.values)):
            at = other.name.start
            yield from (*homes.leading(said, at), *range(at, other.part.end))


def _on_foot(said: Said) -> tuple[int, ...]:
    """The tokens of "walking distance", which is no walking group."""
    pairs = range(len(said) - 1)
    return next(
        ((at, at + 1) for at in pairs if said.words[at : at + 2] == ["walking", "distance"]), ()
    )


def postcode(said: Said) -> Part | None:
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
