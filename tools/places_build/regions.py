"""Counties, nations and the names that people give to them or to several of them."""

from __future__ import annotations

from peerfind.places.names import region_key
from places_build.sources import areas, table

_NATIONS = {
    "England": ("England", "Lloegr"),
    "Scotland": ("Scotland", "Alba", "Yr Alban"),
    "Wales": ("Wales", "Cymru"),
    "Northern Ireland": ("Northern Ireland", "NI", "Ulster", "Gogledd Iwerddon"),
    "Jersey": ("Jersey", "Bailiwick of Jersey"),
    "Guernsey": ("Guernsey", "Bailiwick of Guernsey"),
    "Isle of Man": ("Isle of Man", "IOM", "Mann", "Ellan Vannin"),
}
# Names that take in more than one nation, so that nobody in any of them is ruled out.
_WIDER = (
    "UK",
    "United Kingdom",
    "GB",
    "Great Britain",
    "Britain",
    "British Isles",
    "Channel Islands",
)
_COUNTIES_OF_NORTHERN_IRELAND = (
    "County Antrim",
    "County Armagh",
    "County Down",
    "County Fermanagh",
    "County Londonderry",
    "County Tyrone",
)


def rows() -> list[tuple[str, ...]]:
    """Key, nation, the counties that the name means, and those it still has in addresses."""
    nations = nations_by_county()
    means = {region_key(county): [county] for county in nations}
    formerly: dict[str, list[str]] = {}
    for row in table("wider_counties.csv"):
        use = means if row["use"] == "means" else formerly
        use[region_key(row["name"])] = _known(row["counties"].split("|"), nations)
    found: list[tuple[str, ...]] = [
        (key, nations[names[0]], "|".join(names), "|".join(formerly.get(key, ())))
        for key, names in means.items()
    ]
    found += [(region_key(name), "", "", "") for name in _WIDER]
    return found + [
        (region_key(name), nation, "", "") for nation, names in _NATIONS.items() for name in names
    ]


def nations_by_county() -> dict[str, str]:
    """The nation of each county."""
    known = {area.county: area.nation for area in areas().values()}
    return known | dict.fromkeys(_COUNTIES_OF_NORTHERN_IRELAND, "Northern Ireland")


def _known(names: list[str], nations: dict[str, str]) -> list[str]:
    """The names, all of which must be counties.

    Raises LookupError for one that is not.
    """
    for name in names:
        if name not in nations:
            raise LookupError(f"wider_counties.csv: {name} is not a county")
    return names
