"""Counties and nations, and the names that people give to them or to several of them."""

from __future__ import annotations

from functools import lru_cache

from peerfind import tables
from peerfind.named import NamedTuple
from peerfind.places.names import region_key


class Region(NamedTuple):
    """What the name of a region takes in.

    No county means the whole nation, and no nation the whole of the British Isles. `postal` are
    counties that an address may still name by this one, as Croydon's do Surrey, though they lie
    outside it.
    """

    nation: str
    counties: tuple[str, ...]
    postal: tuple[str, ...]

    def has(self, county: str | None, nation: str | None) -> bool:
        """Whether a place in this county and nation lies in the region."""
        if self.counties:
            return county in self.counties
        return not self.nation or nation == self.nation


@lru_cache(maxsize=1024)
def named_region(text: str) -> Region | None:
    """The region of a name such as `West Yorks`, `Gwent`, `Cymru` or `UK`."""
    found = next(iter(tables.rows("regions.tsv", region_key(text))), None)
    if found is None:
        return None
    nation, counties, postal = found
    return Region(nation, _split(counties), _split(postal))


def _split(names: str) -> tuple[str, ...]:
    """Names that are kept with bars between them."""
    return tuple(names.split("|")) if names else ()
