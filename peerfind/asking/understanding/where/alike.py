"""Which of several towns of a name is meant, where something else that was said tells it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from peerfind.asking.understanding.moods import mood_of_place
from peerfind.asking.understanding.where import homes
from peerfind.geo import great_circle_km
from peerfind.named import NamedTuple
from peerfind.places.gazetteer import clear_choice, entries, label, narrowed, of_name
from peerfind.places.regions import named_region

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from peerfind.asking.understanding.said import Said
    from peerfind.places.gazetteer import Entry

_NEIGHBOURS_KM = 50.0
_SEVERAL_TIMES = 3  # as far away is the next of the name
_LARGE = 5_000  # people of a town whose name tells where another is
_MOST_WORDS = 3
_NATIONS = {
    "welsh": "Wales",
    "scottish": "Scotland",
    "scots": "Scotland",
    "irish": "Northern Ireland",
    "english": "England",
}
_IN_THE_COUNTRY = frozenset(
    "village villages hamlet farm croft countryside fens rural sticks".split()
)


class Choice(NamedTuple):
    """The town that is meant, as it is typed, and what to tell about it."""

    name: str
    note: str


def meant(said: Said, name: str, start: int, end: int) -> Choice | None:
    """The town of a name, which stands from `start` to `end`; None where nothing tells which."""
    several = entries(name)
    chosen = (
        _by_nation(said, several, start)
        or _by_region(said, several, range(start, end))
        or _by_neighbours(said, several, range(start, end))
        or _by_country(said, several)
    )
    if chosen is None:
        return None
    others = " · ".join(label(one) for one in several if one != chosen)
    return Choice(label(chosen), f"{label(chosen)} is used. For another, type: {others}")


def _by_nation(said: Said, several: Sequence[Entry], start: int) -> Entry | None:
    """The one of a people: "the Welsh Bangor", "Bangor, not the Irish one"."""
    for at, word in enumerate(said.words):
        if word in _NATIONS and (said.word(at + 1) == "one" or at + 1 == start):
            is_not = mood_of_place(said, at) == "unwanted"
            return clear_choice(
                [one for one in several if (one.nation == _NATIONS[word]) != is_not]
            )
    return None


def _by_region(said: Said, several: Sequence[Entry], but: range) -> Entry | None:
    """The one in a county that is named elsewhere: "anywhere in Gwent, she is in Newport"."""
    for first, last in _stretches(said, but):
        name = said.typed(first, last)
        from_there = first - (said.word(first - 1) == "from")
        if named_region(name) and not homes.is_told(said, from_there, last):
            known = narrowed(several, name)
            if mood_of_place(said, first) == "unwanted":  # "Ely, not the Cardiff one"
                known = tuple(one for one in several if one not in known)
            if found := clear_choice(known):
                return found
    return None


def _by_neighbours(said: Said, several: Sequence[Entry], but: range) -> Entry | None:
    """The one that is near another town that is named: "Keswick, for Penrith is a trek"."""
    for first, last in _stretches(said, but):
        town = clear_choice(of_name(said.typed(first, last)))
        if town is None or town.size < _LARGE or town in several:
            continue
        if mood_of_place(said, first) == "unwanted":
            others = [
                one for one in several if great_circle_km(town.point, one.point) > _NEIGHBOURS_KM
            ]
            return clear_choice(others)
        far = sorted((great_circle_km(town.point, one.point), at) for at, one in enumerate(several))
        (nearest, at), (next_km, _) = far[:2]
        if nearest <= _NEIGHBOURS_KM and next_km >= _SEVERAL_TIMES * nearest:
            return several[at]
    return None


def _by_country(said: Said, several: Sequence[Entry]) -> Entry | None:
    """The only one that is no district of a city, where a village is spoken of."""
    if _IN_THE_COUNTRY.isdisjoint(said.words):
        return None
    known = [one for one in several if one.precision == "town"]
    return known[0] if len(known) == 1 else None


def _stretches(said: Said, but: range) -> Iterator[tuple[int, int]]:
    """The stretches of a few words that stand in one clause, without those of the name."""
    for first in range(len(said)):
        for last in range(min(first + _MOST_WORDS, len(said)), first, -1):
            if said.is_one_clause(first, last) and not set(but).intersection(range(first, last)):
                yield first, last
