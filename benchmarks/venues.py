"""Made-up venues in towns that exist, several in a town, the larger towns more often."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from sampled import Drawn

from peerfind import config, places

if TYPE_CHECKING:
    from random import Random

_KINDS = (
    *("Community Centre", "Village Hall", "Library", "Methodist Church", "Church Hall", "Café"),
    *("Leisure Centre", "Football Club", "Health Centre", "Memorial Hall", "Quaker Meeting House"),
    *("Allotments", "Arts Centre", "Working Men's Club", "Museum", "Hospital", "Family Centre"),
)
_STREETS = ("Road", "Street", "Lane", "Avenue", "Way", "Hill", "Square", "Terrace")
# Large towns have more groups, but fewer a head: London has about 4 % of all, not the 10 % of its people.
_GROWTH = 0.75
# How soon the venues of a town are used again: the first has nearly half of its groups.
_REUSE = 0.9
_TRIES = 40
_LETTERS = "ABDEFGHJLNPQRSTUWXYZ"


class Town(NamedTuple):
    """A town or village, as the gazetteer has it."""

    name: str
    county: str
    nation: str
    outward: str


class Venue(NamedTuple):
    """Where groups meet; the postcode is live, and empty where none of the town's is known."""

    town: Town
    name: str
    address: str
    postcode: str


class Venues:
    """The venues that were drawn so far, and new ones."""

    def __init__(self, draw: Random, names: Drawn[str]) -> None:
        self._draw = draw
        self._names = names
        towns = _towns()
        self._towns = Drawn(draw, towns, towns.values())
        self._known: dict[tuple[Town, int], Venue] = {}

    def one(self) -> Venue:
        """A venue; a few in each town have most of its groups."""
        at = self._towns.one(), int(self._draw.paretovariate(_REUSE))
        if at not in self._known:
            self._known[at] = self._made(at[0])
        return self._known[at]

    def town(self) -> Town:
        """A town."""
        return self._towns.one()

    def _made(self, town: Town) -> Venue:
        draw, (first, street) = self._draw, (self._names.several(2))
        name = f"{draw.choice((town.name, first.title(), first.title()))} {draw.choice(_KINDS)}"
        address = f"{draw.randint(1, 180)} {street.title()} {draw.choice(_STREETS)}"
        return Venue(town, name, address, self._postcode(town.outward))

    def _postcode(self, outward: str) -> str:
        """A live postcode of an outward code."""
        for _ in range(_TRIES if outward else 0):
            inward = f"{self._draw.randrange(10)}{''.join(self._draw.choices(_LETTERS, k=2))}"
            found = places.postcode(f"{outward} {inward}")
            if found and found.precision == "postcode":
                return found.name
        return ""


def _towns() -> dict[Town, float]:
    """How often each town is drawn; one that shares its name with another of its nation never is.

    Nobody could tell which of them a group means without its county, which few groups state.
    """
    table = config.PACKAGE / "data" / "places.tsv"
    rows = [line.split("\t") for line in table.read_text(encoding="utf-8").splitlines()]
    names = Counter((row[0], row[6]) for row in rows)
    return {
        Town(name, county, nation, outward): int(size) ** _GROWTH
        for same, name, _, _, _, county, nation, precision, size, outward in rows
        if names[same, nation] == 1 and precision == "town"
    }
