"""Towns, villages and city districts: the sources' rows of the same place brought together."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

from peerfind.geo import great_circle_km
from peerfind.places.names import name_key
from places_build.names import place_name
from places_build.sources import table
from places_build.stats import MOST, extent, middle, radius_km

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from peerfind.geo import Point
    from places_build.nearby import Nearby
    from places_build.postcodes import Outward
    from places_build.sources import Area, PostalName, Town, Unit
    from places_build.stats import Extent

# People to a live postcode in Great Britain, about: a rough size where GeoNames has no population.
PEOPLE_A_POSTCODE = 35
# Sizes of places whose people nobody counted: a city outranks them, a town may not.
VILLAGE, CITY_DISTRICT = 1_000, 15_000

SAME_TOWN_KM = 5.0
SAME_PLACE_KM = 8.0
SAME_DISTRICT_KM = 15.0
SAME_AUTHORITY_KM = 25.0
_NI = "Northern Ireland"
_NATIONS = {"JE": "Jersey", "GG": "Guernsey", "IM": "Isle of Man", "GB": _NI}


@dataclass(frozen=True, slots=True)
class Entry:
    """A place of the gazetteer; `size` is its people, counted or estimated, for comparing only."""

    name: str
    point: Point
    radius_km: float
    precision: str
    county: str
    nation: str
    size: int
    outward: str


class Gazetteer:
    """Entries by the key of each of their names."""

    def __init__(self) -> None:
        self._by_key: defaultdict[str, list[Entry]] = defaultdict(list)

    def rows(self) -> Iterator[tuple[str, Entry]]:
        """Every key with every entry that it stands for."""
        return ((key, entry) for key, entries in self._by_key.items() for entry in entries)

    def named(self, name: str) -> list[Entry]:
        """The entries of a name, largest first."""
        return sorted(self._by_key.get(name_key(name), ()), key=lambda entry: -entry.size)

    def add(self, entry: Entry, apart_km: float, name: str = "") -> None:
        """Take in an entry, under another name if given, unless that name is known near it."""
        same = self._by_key[name_key(name or entry.name)]
        if not any(_one_place(old, entry, apart_km) for old in same):
            same.append(entry)

    def rename(self, entry: Entry, name: str) -> None:
        """Show an entry under another name; what it was called still finds it."""
        renamed = replace(entry, name=name)
        for entries in self._by_key.values():
            entries[:] = [renamed if old == entry else old for old in entries]
        self._by_key[name_key(name)].append(renamed)


def _one_place(old: Entry, new: Entry, apart_km: float) -> bool:
    """Whether two entries of one name are one place: near each other, or in one outward code."""
    return great_circle_km(old.point, new.point) <= apart_km or old.outward == new.outward != ""


class Settlement(NamedTuple):
    """A place made of the live postcodes that name it."""

    entry: Entry
    points: list[Point]


def settlements(units: Mapping[str, Unit], names: Iterable[PostalName]) -> list[Settlement]:
    """Places made of the live postcodes that name them, largest first."""
    by_name: defaultdict[str, defaultdict[str, list[Unit]]]
    by_name = defaultdict(lambda: defaultdict(list))
    for row in names:
        if (unit := units.get(row.postcode)) and (name := place_name(row.name)):
            by_name[name][unit.outward].append(unit)
    found = [
        _settlement(name, cluster)
        for name, by_outward in by_name.items()
        for cluster in _clusters([*by_outward.values()])
    ]
    return sorted(found, key=lambda settlement: -settlement.entry.size)


class Radii:
    """The usual radius of places of a size, by the number of binary digits of that size."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        known: defaultdict[int, list[float]] = defaultdict(list)
        for entry in entries:
            known[entry.size.bit_length()].append(entry.radius_km)
        self._medians = {digits: median(radii) for digits, radii in known.items()}

    def usual_km(self, size: int) -> float:
        """The median radius in km of the places whose size comes nearest."""
        return self._medians[min(self._medians, key=lambda known: abs(known - size.bit_length()))]


def towns_of_britain(
    towns: Iterable[Town], settled: Sequence[Settlement], units: Nearby
) -> Iterator[Entry]:
    """GeoNames' towns of Great Britain, largest first, each with the radius of its postcodes."""
    radii = Radii(settlement.entry for settlement in settled)
    by_key: defaultdict[str, list[Settlement]] = defaultdict(list)
    for settlement in settled:
        by_key[name_key(settlement.entry.name)].append(settlement)
    for town in sorted(towns, key=lambda town: -town.population):
        name, unit = place_name(town.name), units.nearest(town.point)
        if _in_britain(town) and name and unit:
            county, nation = unit.area.county, unit.area.nation
            size, radius = _size_and_radius(town, by_key[name_key(name)], radii)
            yield Entry(name, town.point, radius, "town", county, nation, size, unit.outward)


def _in_britain(town: Town) -> bool:
    """Whether a town is in England, Scotland or Wales."""
    return town.country == "GB" and town.part != "NIR"


def _size_and_radius(
    town: Town, same_name: Iterable[Settlement], radii: Radii
) -> tuple[int, float]:
    """A town's people and its radius in km, from its postcodes where they are known."""
    for entry, points in same_name:
        apart_km = great_circle_km(entry.point, town.point)
        if apart_km <= max(SAME_PLACE_KM, entry.radius_km):
            return town.population or entry.size, radius_km(town.point, points)
    size = town.population or VILLAGE
    return size, radii.usual_km(size)


def island_towns(
    towns: Iterable[Town],
    names: Iterable[PostalName],
    outward: Mapping[str, Outward],
    radii: Radii,
) -> Iterator[Entry]:
    """GeoNames' towns of Northern Ireland, Jersey, Guernsey and the Isle of Man, largest first."""
    codes = _island_codes(names, outward)
    for town in sorted(towns, key=lambda town: -town.population):
        name, nation = place_name(town.name), _NATIONS[town.country]
        if not _in_britain(town) and name:
            code = _nearest_code(codes[name_key(name)], nation, town.point, outward)
            county = outward[code].county if code else ""
            size = town.population or VILLAGE
            radius = radii.usual_km(size)
            yield Entry(name, town.point, radius, "town", county, nation, size, code)


def _island_codes(
    names: Iterable[PostalName], outward: Mapping[str, Outward]
) -> defaultdict[str, list[str]]:
    """The outward codes of the islands that go with each name."""
    codes: defaultdict[str, list[str]] = defaultdict(list)
    for row in names:
        if row.postcode in outward and outward[row.postcode].precision == "town":
            codes[name_key(place_name(row.name))].append(row.postcode)
    return codes


def _nearest_code(
    codes: Iterable[str], nation: str, point: Point, outward: Mapping[str, Outward]
) -> str:
    """The outward code of a nation nearest to a point, among those that can hold it."""
    fitting = [
        (distance, code)
        for code in codes
        if outward[code].nation == nation
        and (distance := great_circle_km(outward[code].point, point)) <= outward[code].radius_km
    ]
    return min(fitting, default=(0.0, ""))[1]


def outward_names(
    names: Iterable[PostalName], outward: Mapping[str, Outward], nations: Mapping[str, str]
) -> Iterator[Entry]:
    """Names that only an outward code goes with: they lie somewhere in it.

    `nations` has the nation of each county.
    """
    for row in names:
        code, name = outward.get(row.postcode), place_name(row.name)
        if code and name:
            if nation := nations.get(row.county, ""):
                code = code._replace(county=row.county, nation=nation)
            yield _entry(name, code, "district", VILLAGE, row.postcode)


def city_districts(outward: Mapping[str, Outward], cities: Gazetteer) -> Iterator[Entry]:
    """The hand-kept districts of big cities, placed by outward code, in their city's county."""
    for row in table("city_districts.csv"):
        code, city = row["within"], cities.named(row["city"])[0]
        where = outward[code]._replace(county=city.county, nation=city.nation)
        yield _entry(row["name"], where, "district", CITY_DISTRICT, code)


def authorities(units: Iterable[Unit]) -> Iterator[Entry]:
    """Local authorities that are not counties themselves, as places: Kirklees, Tower Hamlets."""
    by_name: defaultdict[str, list[Unit]] = defaultdict(list)
    for unit in units:
        if unit.area.name != unit.area.county:
            by_name[unit.area.name].append(unit)
    for name, members in by_name.items():
        size = PEOPLE_A_POSTCODE * len(members)
        yield _entry(name, extent(members, share=MOST), "district", size, "")


def add_all(gazetteer: Gazetteer, entries: Iterable[Entry], apart_km: float) -> None:
    """Take in entries that are not there yet; those of the better source come first."""
    for entry in entries:
        gazetteer.add(entry, apart_km)


def not_authorities(entries: Iterable[Entry], areas: Iterable[Area]) -> list[Entry]:
    """The entries that are not merely named after the authority that they lie in."""
    named = {name for area in areas for name in ((area.name, area.county), (area.county,) * 2)}
    return [entry for entry in entries if (entry.name, entry.county) not in named]


def add_other_names(gazetteer: Gazetteer) -> None:
    """Take in the hand-kept other names of places, such as Welsh ones.

    Raises LookupError for those that mean nothing here.
    """
    missing = []
    for row in table("other_names.csv"):
        county = row["county"]
        found = [e for e in gazetteer.named(row["name"]) if county in {"", e.county}]
        if found and row["use"] == "shown":
            gazetteer.rename(found[0], row["other"])
        elif found:
            gazetteer.add(found[0], SAME_AUTHORITY_KM, row["other"])
        else:
            missing.append(f"{row['name']} ({county})")
    if missing:
        raise LookupError(f"other_names.csv has names of nothing: {', '.join(missing)}")


def _settlement(name: str, units: Sequence[Unit]) -> Settlement:
    """One place made of its postcodes; a city ends where its authority does."""
    units = [unit for unit in units if unit.area.name == name] or units
    outward = Counter(unit.outward for unit in units).most_common(1)[0][0]
    where = extent(units, share=MOST)
    entry = _entry(name, where, "town", PEOPLE_A_POSTCODE * len(units), outward)
    return Settlement(entry, [unit.point for unit in units])


def _entry(name: str, where: Extent | Outward, precision: str, size: int, outward: str) -> Entry:
    """A place that lies as an outward code or a set of postcodes does."""
    point, radius, county, nation, *_ = where
    return Entry(name, point, radius, precision, county, nation, size, outward)


def _clusters(groups: Sequence[list[Unit]]) -> list[list[Unit]]:
    """Groups of units joined where they lie close, so that places of one name stay apart."""
    found: list[tuple[list[Point], list[Unit]]] = []
    for group in groups:
        point = middle(unit.point for unit in group)
        close = [
            cluster
            for cluster in found
            if any(great_circle_km(point, other) <= SAME_PLACE_KM for other in cluster[0])
        ]
        for cluster in close:
            found.remove(cluster)
        found.append(
            (
                [point, *(other for cluster in close for other in cluster[0])],
                [*group, *(unit for cluster in close for unit in cluster[1])],
            )
        )
    return [units for _, units in found]
