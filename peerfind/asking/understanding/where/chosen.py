"""Which of the places that are named is where a group should be; often none of them, or one of two.

Each name that may be a place, and none, is weighed by signs: what leads to it, what is told of it, and the
words around it. Their weights (`peerfind/data/place_signs.tsv`) were learnt by `tools/build_place_signs.py`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from peerfind import english, places, text
from peerfind.asking.understanding import weighing
from peerfind.asking.understanding.moods import mood_of_place
from peerfind.asking.understanding.negation import corrects
from peerfind.asking.understanding.where import destinations, homes, towns
from peerfind.geo import great_circle_km
from peerfind.named import NamedTuple
from peerfind.places.gazetteer import of_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from peerfind.asking.understanding.said import Part, Said
    from peerfind.asking.understanding.weighing import Signs
    from peerfind.places import Place

TABLE = "place_signs.tsv"
# Before "by Settle" and "Settle way" these say where somebody is.
_OUT = frozenset("out over up down round across".split())
_BY = frozenset("by towards past beyond near".split())
_ENDS = frozenset("end side".split())
AREA = _ENDS | frozenset("area way direction".split())
_NO_TOWN = frozenset("work church university beach park".split())  # in small letters
_NEAR_KM = 40.0  # of a town that is said to be near another
_FAR = 6  # words around a name that may say something of it
_LED = {
    "home": homes.HOME,
    "now": homes.NOW,
    "sure": towns.SURE,
    "a group": towns.GROUPS_IN,
    "likely": towns.LIKELY,
}
_UNWANTED = frozenset({"unwanted", "refused", "out of reach"})  # whatever else speaks for it
_SURELY = (*homes.HOME, *towns.SURE, *towns.GROUPS_IN)


class Candidate(NamedTuple):
    """A name that may be a place: what it would ask for, and the tokens of the name itself."""

    part: Part
    name: range


def chosen(said: Said, is_word: Callable[[str], bool]) -> Part | None:
    """The place that is meant, if one is; what is refused is told, so that it is not searched for."""
    every = candidates(said, is_word)
    if not every:
        return None
    shown = [signs(said, one, every, is_word) for one in every]
    nowhere, *odds = weighing.odds([{}, *shown], TABLE)
    most, best = nowhere, None
    for one, signs_of_it, odd in zip(every, shown, odds, strict=True):
        if "refused" in signs_of_it and one.part.values:
            said.tell(one.part.start, one.part.end)
        if odd > most and _UNWANTED.isdisjoint(signs_of_it):
            most, best = odd, one.part
    return best


def candidates(said: Said, is_word: Callable[[str], bool]) -> list[Candidate]:
    """The names that may be places, in the order in which they are said."""
    found: list[Candidate] = []
    at = 0
    while at < len(said):
        part = _name(said, at, is_word)
        if part:
            found.append(Candidate(_with_another(said, part), range(at, part.end)))
        at = found[-1].part.end if part else at + 1
    return found


def _name(said: Said, at: int, is_word: Callable[[str], bool]) -> Part | None:
    """The name of a place that begins at a token, if it may be one here: by its looks, or by what is said."""
    if not said.is_free(at, at + 1) or said.words[at].isdecimal():
        return None
    is_led = _is_led(said, at)
    looks_so = is_led or towns.means_a_place(said, at, is_word)
    may_be_told = _may_be_told(said, at)
    if not (looks_so or may_be_told):
        return None
    found = towns.name_at(said, at)
    if found is None or is_led or (looks_so and _stands_out(said, at, found)):
        return found
    return found if may_be_told and _is_told(said, at, found) else None


def _is_led(said: Said, at: int) -> bool:
    """Whether what leads to a token leads only to places: "lives in", "out by", "the ... end of"."""
    led = said.follows(at, _SURELY)
    if led and said.is_one_clause(at - led, at + 1):
        return said.tokens[at].typed not in _NO_TOWN
    return _is_around(said, at) or _is_out_by(said, at)


def _stands_out(said: Said, at: int, found: Part) -> bool:
    """Whether a name is more than a word in a sentence: well known, written like one, or led to."""
    return bool(
        towns.is_capital(said, at)
        or said.is_clause(at, found.end)
        or (said.ends(found.end) and not _is_usual(said.words[at]))
        or said.follows(at, (*homes.NOW, *towns.LIKELY))
        or towns.is_of_people(said, at, found.end)
        or any(map(towns.is_well_known, found.values))
    )


def _may_be_told(said: Said, at: int) -> bool:
    """Whether a usual word at a token may be told to be a place."""
    is_in = said.word(at - 1) in ("in", "from", "near", "at")
    return is_in or said.starts(at) or destinations.may_be(said, at)


def _is_told(said: Said, at: int, found: Part) -> bool:
    """Whether a name is told to be a place: with its county, near another, or as where to look."""
    if not found.values:
        return False
    is_wanted = destinations.may_be(said, at) and destinations.is_looked_for(said, at, found)
    return is_wanted or _is_in_a_region(found, found.end - at) or _nearby(said, found) is not None


def _is_around(said: Said, at: int) -> bool:
    """Whether a token begins what is around a town: "out Kendal way", "the Hastings end of Sussex"."""
    reach = range(at + 1, at + 1 + towns.MOST_WORDS)
    ends = next((end for end in reach if said.word(end) in AREA and not said.ends(end)), 0)
    if not ends:
        return False
    if said.word(at - 1) in _OUT or said.words[max(0, at - 2) : at] == ["in", "the"]:
        return True
    is_end = said.word(at - 1) == "the" and said.word(ends) in _ENDS
    return (is_end and said.word(ends + 1) == "of") or (
        said.word(ends) == "area" and said.is_clause(at, ends + 1)
    )


def _is_out_by(said: Said, at: int) -> bool:
    """Whether somebody is "out by" the name at a token; "worn out by" is none."""
    before = said.word(at - 3)
    is_somebody = before in towns.DWELLERS or before in homes.PERSONS
    return said.word(at - 1) in _BY and said.word(at - 2) in _OUT and is_somebody


def _is_in_a_region(found: Part, length: int) -> bool:
    """Whether a name in so many tokens was said with its county or nation: "Deal, Kent"."""
    (name,) = found.values
    return not of_name(name) and length >= len(name.split())


def _nearby(said: Said, found: Part) -> Part | None:
    """The town near which another is said to be: "Battle near Hastings"."""
    if said.word(found.end) not in ("near", "nr") or said.ends(found.end + 1):
        return None
    if said.ends(found.end) and not said.starts(found.start):
        return None  # "3 miles from Otley, near Leeds"
    other = towns.name_at(said, found.end + 1)
    is_near = other and other.values and is_around(resolved(found), resolved(other), _NEAR_KM)
    return other if is_near else None


def _with_another(said: Said, found: Part) -> Part:
    """A place with the one that it is said to be near."""
    other = _nearby(said, found) if found.values else None
    if other is None:
        return found
    return found._replace(end=other.end, typed=said.typed(found.start, other.end))


def resolved(found: Part) -> Place:
    """The place that a part asks for."""
    return places.resolve(found.values[0])


def is_around(here: Place, other: Place, km: float) -> bool:
    """Whether two places are so close that one tells no more than the other."""
    return great_circle_km(here.point, other.point) <= max(km, here.radius_km)


def signs(
    said: Said, one: Candidate, every: Sequence[Candidate], is_word: Callable[[str], bool]
) -> Signs:
    """The signs that a place is meant, or is not, by their names."""
    return dict.fromkeys(
        (
            "named",
            *_of_name(said, one, is_word),
            *_of_town(one),
            *_of_what_is_told(said, one),
            *_of_where_a_group_is_wanted(said, one, every),
            *_of_its_place(said, one, every),
            *_of_words(said, one, every),
        ),
        1.0,
    )


def _of_name(said: Said, one: Candidate, is_word: Callable[[str], bool]) -> Iterator[str]:
    """What its looks say, and what else its words mean."""
    at = one.name.start
    words = said.words[at : one.name.stop]
    if towns.is_capital(said, at):
        yield "capital first" if said.starts(at) else "capital inside"
    elif any(token.typed[:1].isupper() for token in said.tokens):
        yield "small among capitals"
    if len(words) > 1:
        yield "several words"
    if all(map(_is_usual, words)):
        yield "usual words" if len(words) > 1 else "usual word"
    if is_word(words[0]):
        yield "of a term"
    if towns.is_a_word_too(said, at):
        yield "word too, in it" if towns.is_in(said, at) else "word too"
    if destinations.is_a_persons_too(said, at):
        yield "a person's too"


def _of_town(one: Candidate) -> Iterator[str]:
    """What is known of the town, or the towns, of the name."""
    if not one.part.values:
        yield "of several"
    elif _is_in_a_region(one.part, len(one.name)):
        yield "in a region"
    elif not of_name(one.part.values[0]):
        yield "told from others"
    if one.part.end > one.name.stop:
        yield "near another"
    if any(map(towns.is_well_known, one.part.values)):
        yield "well known"


def _is_usual(word: str) -> bool:
    return word in text.STOP_WORDS or english.is_usual(word)


def _of_what_is_told(said: Said, one: Candidate) -> Iterator[str]:
    """What is said of it."""
    start, at, end = one.part.start, one.name.start, one.part.end
    yield from (f"led: {kind}" for kind, phrases in _LED.items() if said.follows(at, phrases))
    if corrects(said, at):
        yield "puts right"
    elif (spoken := mood_of_place(said, at, end)) != "wanted":
        yield spoken
    if _is_refused_elsewhere(said, one.part):
        yield "refused"
    if homes.is_told(said, start, end):
        yield "told"
    if homes.is_of_a_call(said, start, end):
        yield "of a call"
    if homes.is_of_a_person(said, at):
        yield "of a person"
    if towns.is_of_people(said, at, end):
        yield "of people"
    if destinations.is_put_right(said, end):
        yield "put right"
    if destinations.is_out_of_reach(said, start, end):
        yield "out of reach"


def _of_where_a_group_is_wanted(
    said: Said, one: Candidate, every: Sequence[Candidate]
) -> Iterator[str]:
    """What is said of where a group should be, which is not always where a person lives."""
    at, end = one.name.start, one.part.end
    if destinations.is_looked_for(said, at, one.part):
        yield "looked for"
    if destinations.is_at_work(said, at):
        yield "at work"
    later = (other.name.start for other in every if other.name.start > at)
    if destinations.is_spoken_of(said, end, next(later, len(said))):
        yield "spoken of"


def _is_refused_elsewhere(said: Said, found: Part) -> bool:
    """Whether the name of a place is also said to be none: "lives in Bala, but no Bala please".

    "Not in Leeds but near Leeds" is near it.
    """
    last = said.words[found.end - 1]
    if said.words[found.start] == "near":
        return False
    return any(
        word == last and mood_of_place(said, at) == "unwanted"
        for at, word in enumerate(said.words)
        if at != found.end - 1
    )


def _of_its_place(said: Said, one: Candidate, every: Sequence[Candidate]) -> Iterator[str]:
    """Where it stands among the words, and among the other places."""
    at, end = one.name.start, one.part.end
    if said.is_clause(at, end):
        yield "clause"
    elif said.starts(at):
        yield "starts"
    elif said.ends(end):
        yield "ends"
    if at == 0:
        yield "first of all"
    if end == len(said):
        yield "last of all"
    if len(every) > 1:
        yield "first place" if one is every[0] else "later place"
        if one is every[-1]:
            yield "last place"
    names = [said.words[other.name.start] for other in every]
    if names.count(said.words[at]) > 1:
        yield "said again"


def _of_words(said: Said, one: Candidate, every: Sequence[Candidate]) -> Iterator[str]:
    """The words around it: those beside it by where they stand, those farther off in its clause.

    What lies beyond another place is said of that one.
    """
    at, end = one.name.start, one.part.end
    clause = said.clause(at)
    first = max(
        clause.start, at - _FAR, *(other.part.end for other in every if other.name.start < at)
    )
    last = min(
        clause.stop, end + _FAR, *(other.name.start for other in every if other.name.start > at)
    )
    before = said.words[first:at]
    after = said.words[end:last]
    yield from (f"{word} … _" for word in before[:-1])
    yield from (f"_ … {word}" for word in after[1:])
    if before:
        yield f"{before[-1]} _"
        yield f"{' '.join(before[-2:])} _"
        yield f"{before[-2]} * _" if len(before) > 1 else "^ * _"
    if after:
        yield f"_ {after[0]}"
        yield f"_ {' '.join(after[:2])}"
        yield f"_ * {after[1]}" if len(after) > 1 else "_ * $"
    if len(before) <= 1 and clause.start:
        yield f"{said.words[clause.start - 1]} | _"
    if not after and end < len(said):
        yield f"_ | {said.words[end]}"
        yield f"_ | {' '.join(said.words[end : end + 2])}"
