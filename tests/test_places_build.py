from __future__ import annotations

import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerfind import tables
from peerfind.geo import Point, great_circle_km
from peerfind.places import ATTRIBUTION, named, postcode, units
from peerfind.places.gazetteer import of_name

sys.path.insert(0, str(Path(__file__).parent.parent / "tools"))

import build_places
from places_build import gazetteer, postcodes, regions, sources, stats
from places_build.gazetteer import Entry, Gazetteer
from places_build.grid import wgs84
from places_build.names import place_name
from places_build.nearby import Nearby
from places_build.sources import Area, PostalName, Town, Unit

LEEDS = Area("Leeds", "West Yorkshire", "England")
BRADFORD = Area("Bradford", "West Yorkshire", "England")
HARROGATE = Area("North Yorkshire", "North Yorkshire", "England")


def unit(code: str, latitude: float = 53.8, longitude: float = -1.5, area: Area = LEEDS) -> Unit:
    """A made-up live postcode."""
    outward, inward = code.split()
    return Unit(outward, inward, Point(latitude, longitude), area)


def entry(
    name: str, latitude: float = 53.8, size: int = 1000, outward: str = "LS1", county: str = ""
) -> Entry:
    """A made-up place."""
    return Entry(name, Point(latitude, -1.5), 1.0, "town", county, "England", size, outward)


@pytest.mark.parametrize(
    ("easting", "northing", "latitude", "longitude"),
    [
        pytest.param(651409.903, 313177.270, 52.657978, 1.716052, id="the survey's own example"),
        pytest.param(400000, -100000, 49.0, -2.0, id="the true origin of the grid"),
        pytest.param(430000, 433500, 53.797, -1.546, id="leeds"),
        pytest.param(180000, 25000, 50.08, -5.07, id="the far south west"),
        pytest.param(447000, 1141000, 60.15, -1.15, id="shetland"),
    ],
)  # fmt: skip
def test_grid_references_become_degrees(
    easting: float, northing: float, latitude: float, longitude: float
) -> None:
    found = wgs84(easting, northing)

    assert great_circle_km(Point(*found), Point(latitude, longitude)) < 1.5


def test_the_surveys_worked_example_is_met_to_a_few_metres() -> None:
    found = Point(*wgs84(651409.903, 313177.270))

    # 52°39'28.72"N 1°42'57.74"E on WGS84
    assert great_circle_km(found, Point(52.657978, 1.716039)) < 0.002


@given(st.floats(100_000, 600_000), st.floats(20_000, 1_200_000))
def test_a_kilometre_on_the_grid_is_a_kilometre_on_the_ground(east: float, north: float) -> None:
    here, there = Point(*wgs84(east, north)), Point(*wgs84(east + 600, north + 800))

    assert great_circle_km(here, there) == pytest.approx(1, rel=0.006)


@pytest.mark.parametrize(
    ("source", "name"),
    [
        pytest.param("Otley", "Otley", id="a town"),
        pytest.param("Saint Helier", "St Helier", id="saint"),
        pytest.param("St. Ives (Huntingdonshire)", "St Ives", id="which one"),
        pytest.param("Vale Parish", "Vale", id="parish"),
        pytest.param("Weston-super-Mare", "Weston-super-Mare", id="hyphens stay"),
        pytest.param("North Berwick", "North Berwick", id="a point of the compass in front"),
        pytest.param("Moortown Ward", "", id="ward"),
        pytest.param("Consett South ED", "", id="electoral division"),
        pytest.param("Leeds District (B)", "", id="authority"),
        pytest.param("Newport (Newport)", "", id="in no settlement but in that authority"),
        pytest.param("Caerdydd - Cardiff", "", id="authority in two languages"),
        pytest.param("Works, nr Hope", "", id="near somewhere"),
        pytest.param("WOODBRIDGE", "", id="post town"),
        pytest.param("City of Edinburgh", "", id="city of"),
        pytest.param("Wardle Industrial Estate", "", id="estate"),
        pytest.param("Leyhill Prison", "", id="prison"),
        pytest.param("Steward's Green", "Steward's Green", id="only looks like a ward"),
    ],
)
def test_only_what_people_call_a_place_is_one(source: str, name: str) -> None:
    assert place_name(source) == name


def test_a_middle_is_the_mean_and_a_radius_holds_nineteen_in_twenty() -> None:
    members = [unit("LS1 1AA", latitude=53 + step / 100) for step in range(100)]

    where = stats.extent(members)

    assert where.point == Point(pytest.approx(53.495), pytest.approx(-1.5))
    inside = [m for m in members if great_circle_km(m.point, where.point) <= where.radius_km]
    assert len(inside) in {95, 96}


@pytest.mark.parametrize(
    ("elsewhere", "county"),
    [
        pytest.param(0, "West Yorkshire", id="all in one"),
        pytest.param(5, "West Yorkshire", id="one in twenty elsewhere"),
        pytest.param(6, "", id="more than that elsewhere"),
    ],
)
def test_a_county_is_told_only_where_nearly_all_share_it(elsewhere: int, county: str) -> None:
    members = [unit("LS1 1AA")] * (100 - elsewhere)
    members += [unit("LS1 1AB", area=HARROGATE)] * elsewhere

    assert stats.extent(members).county == county
    assert stats.extent(members).nation == "England"


def test_postcodes_are_grouped_by_outward_code_and_by_sector() -> None:
    members = [unit("LS1 1AA"), unit("LS1 2AA"), unit("LS11 1AA")]

    assert [*postcodes.grouped(members, lambda each: each.outward)] == ["LS1", "LS11"]
    assert [*postcodes.grouped(members, postcodes.sector)] == ["LS1 1", "LS1 2", "LS11 1"]


def test_a_block_gives_back_the_postcodes_of_its_code() -> None:
    members = [unit("LS1 1AA", 53.80), unit("LS1 1AB", 53.81)]

    block = postcodes.blocks({"LS1": members})["LS1"]

    found = units.unit(block, "1AB")
    assert found is not None
    assert great_circle_km(found, Point(53.81, -1.5)) < 0.08
    assert units.unit(block, "1AD") is None


def test_the_nearest_postcode_is_found_over_the_edge_of_a_square() -> None:
    near, far = unit("LS1 1AA", 53.8001), unit("LS1 1AB", 53.7)

    assert Nearby([near, far]).nearest(Point(53.7999, -1.5)) == near
    assert Nearby([far]).nearest(Point(57, -4)) is None


def test_places_of_one_name_stay_apart_and_one_place_stays_together() -> None:
    rows = {
        "LS1 1AA": ("Exampleton", 53.80),
        "LS2 1AA": ("Exampleton", 53.85),
        "EX1 1AA": ("Exampleton", 50.70),
        "LS3 1AA": ("Moortown Ward", 53.80),
    }
    members = {code.replace(" ", ""): unit(code, at) for code, (_, at) in rows.items()}
    names = [PostalName(code.replace(" ", ""), "", name) for code, (name, _) in rows.items()]

    found = gazetteer.settlements(members, [*names, PostalName("BT11AA", "", "Exampleton")])

    assert [(place.entry.name, len(place.points), place.entry.size) for place in found] == [
        ("Exampleton", 2, 70),
        ("Exampleton", 1, 35),
    ]


def test_a_city_ends_where_its_authority_does() -> None:
    members = {"LS11AA": unit("LS1 1AA", 53.80), "BD11AA": unit("BD1 1AA", 53.81, area=BRADFORD)}
    names = [PostalName(code, "", "Leeds") for code in members]

    (leeds,) = gazetteer.settlements(members, names)

    assert leeds.points == [Point(53.80, -1.5)]


def test_a_town_takes_the_radius_of_its_postcodes_and_the_county_around_it() -> None:
    members = {f"LS1{step}AA": unit(f"LS1 {step}AA", 53.80 + step / 100) for step in range(10)}
    settled = gazetteer.settlements(members, [PostalName(c, "", "Exampleton") for c in members])
    towns = [
        Town(1, "Exampleton", Point(53.80, -1.5), "GB", "ENG", 5000),
        Town(2, "Far Exampleton", Point(53.80, -1.5), "GB", "ENG", 0),
        Town(3, "Exampleton", Point(54.6, -5.9), "GB", "NIR", 9000),
    ]

    found = [*gazetteer.towns_of_britain(towns, settled, Nearby(members.values()))]

    assert [(each.name, each.county, each.size) for each in found] == [
        ("Exampleton", "West Yorkshire", 5000),
        ("Far Exampleton", "West Yorkshire", gazetteer.VILLAGE),
    ]
    assert found[0].radius_km == pytest.approx(10.0, abs=0.1)


def test_an_entry_comes_in_once_from_the_better_source() -> None:
    known = Gazetteer()
    for each in (
        entry("Exampleton"),
        entry("exampleton", latitude=53.81),
        entry("Exampleton", latitude=55.0, outward="LS1"),
        entry("Exampleton", latitude=55.0, outward="EX1", size=2000),
    ):
        known.add(each, 5)

    assert [(found.size, found.outward) for found in known.named("EXAMPLETON")] == [
        (2000, "EX1"),
        (1000, "LS1"),
    ]


def test_a_renamed_entry_is_found_under_both_names() -> None:
    known = Gazetteer()
    known.add(entry("Old Exampleton"), 5)

    known.rename(known.named("Old Exampleton")[0], "New Exampleton")

    assert known.named("Old Exampleton") == known.named("New Exampleton")
    assert known.named("Old Exampleton")[0].name == "New Exampleton"


def test_postcodes_named_after_their_authority_are_no_place() -> None:
    places = [entry("Kirklees", county="West Yorkshire"), entry("Kirklees", county="Kent")]
    areas = [Area("Kirklees", "West Yorkshire", "England")]

    assert gazetteer.not_authorities(places, areas) == [places[1]]


def test_the_usual_radius_is_that_of_places_of_that_size() -> None:
    places = [Entry("X", Point(53, -1), km, "town", "", "", 1000, "") for km in (1.0, 2.0, 9.0)]
    radii = gazetteer.Radii([*places, Entry("Y", Point(53, -1), 20.0, "town", "", "", 10**6, "")])

    assert (radii.usual_km(900), radii.usual_km(10**7)) == (2.0, 20.0)


@pytest.mark.parametrize(
    ("name", "found"),
    [
        pytest.param("Dromore#2", 2, id="told apart by its number"),
        pytest.param("Dromore", 0, id="two of them"),
        pytest.param("Nowhere", 0, id="none"),
    ],
)
def test_a_town_of_the_islands_is_exactly_one(name: str, found: int) -> None:
    towns = [
        Town(1, "Dromore", Point(54.51, -7.46), "GB", "NIR", 5641),
        Town(2, "Dromore", Point(54.41, -6.15), "GB", "NIR", 6492),
        Town(3, "Dromore", Point(53, -1), "GB", "ENG", 10),
    ]
    if found:
        point = postcodes.town_point(towns, name, "Northern Ireland")
        assert point == towns[found - 1].point
        return
    with pytest.raises(LookupError, match=r"towns of that name instead of one"):
        postcodes.town_point(towns, name, "Northern Ireland")


def test_the_shipped_regions_are_those_of_the_hand_made_tables() -> None:
    lines = sorted("\t".join(row) + "\n" for row in regions.rows())

    assert tables.contents("regions.tsv")[:].decode() == "".join(lines)


def test_every_table_is_in_the_order_in_which_it_is_searched() -> None:
    for name in ("outward.tsv", "sectors.tsv", "places.tsv", "regions.tsv"):
        lines = tables.contents(name)[:].splitlines()
        assert lines == sorted(lines)
        for line in lines[:: max(1, len(lines) // 500)]:
            key, *rest = line.decode().split("\t")
            assert rest in tables.rows(name, key)


def test_the_read_me_counts_what_is_shipped() -> None:
    read_me = (tables.DATA / "README.md").read_text(encoding="utf-8")

    for name in ("outward.tsv", "sectors.tsv", "places.tsv", "regions.tsv"):
        lines = tables.contents(name)[:].count(b"\n")
        assert f"| `{name}` | {lines:,} " in read_me


def test_every_line_that_a_licence_asks_for_is_in_the_read_me() -> None:
    read_me = (tables.DATA / "README.md").read_text(encoding="utf-8")

    for line in ATTRIBUTION:
        assert f"- {line}\n" in read_me


def test_every_local_authority_has_a_county_of_its_nation() -> None:
    nations = regions.nations_by_county()

    assert len(sources.areas()) == 350
    for area in sources.areas().values():
        assert nations[area.county] == area.nation


def test_every_hand_kept_city_district_is_found_in_its_city() -> None:
    for row in sources.table("city_districts.csv"):
        code, cities = postcode(row["within"]), of_name(row["city"])
        assert code is not None
        assert great_circle_km(code.point, cities[0].point) < 30, row
        found = named(f"{row['name']}, {row['city']}")
        assert any(great_circle_km(code.point, place.point) < 10 for place in found), row


def test_every_hand_kept_other_name_leads_to_its_place() -> None:
    for row in sources.table("other_names.csv"):
        own = {found.point for found in of_name(row["name"])}
        assert own & {found.point for found in of_name(row["other"])}, row


def test_every_hand_kept_code_of_the_islands_is_shipped() -> None:
    for row in sources.table("island_outward_codes.csv"):
        found = postcode(row["outward"])
        assert found is not None
        assert (found.nation, found.county) == (row["nation"], row["county"] or None)
        assert found.radius_km >= float(row["margin_km"])


def test_a_row_tells_place_radius_county_and_nation() -> None:
    row = build_places.placed(entry("Exampleton", county="Kent"))

    assert row == ("53.8000", "-1.5000", "1.0", "Kent", "England")


def test_a_row_never_tells_a_radius_under_half_a_kilometre() -> None:
    tiny = Entry("X", Point(53, -1), 0.0, "town", "", "", 35, "")

    assert build_places.placed(tiny)[2] == "0.5"
