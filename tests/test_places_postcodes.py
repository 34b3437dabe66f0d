from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerfind import tables
from peerfind.geo import Point, great_circle_km, plausible
from peerfind.places import outward_code, postcode, units


def keys(table: str) -> list[str]:
    """The first column of a data file."""
    return [line.split("\t")[0] for line in tables.contents(table)[:].decode().splitlines()]


OUTWARD = keys("outward.tsv")
SECTORS = keys("sectors.tsv")


@pytest.mark.parametrize(
    ("typed", "latitude", "longitude"),
    [
        pytest.param("SW1A 1AA", 51.501, -0.142, id="a palace in london"),
        pytest.param("LS2 9JT", 53.807, -1.555, id="a university in leeds"),
        pytest.param("EH1 2NG", 55.949, -3.200, id="a castle in edinburgh"),
        pytest.param("CF10 3ND", 51.485, -3.177, id="a hall in cardiff"),
        pytest.param("M2 5DB", 53.479, -2.245, id="a hall in manchester"),
        pytest.param("OX1 3BG", 51.754, -1.254, id="a library in oxford"),
        pytest.param("PL1 2HJ", 50.365, -4.142, id="the hoe in plymouth"),
        pytest.param("KW15 1NY", 58.981, -2.960, id="kirkwall"),
    ],
)
def test_a_live_postcode_is_found_within_half_a_kilometre(
    typed: str, latitude: float, longitude: float
) -> None:
    found = postcode(typed)

    assert found is not None
    assert (found.name, found.precision, found.radius_km) == (typed, "postcode", 0.1)
    assert great_circle_km(found.point, Point(latitude, longitude)) < 0.5
    assert found.note == ""


@pytest.mark.parametrize(
    ("typed", "county", "nation"),
    [
        pytest.param("LS6", "West Yorkshire", "England", id="leeds"),
        pytest.param("M20", "Greater Manchester", "England", id="manchester"),
        pytest.param("SW1A", "Greater London", "England", id="a letter at the end"),
        pytest.param("EH1", "Edinburgh", "Scotland", id="edinburgh"),
        pytest.param("CF10", "Cardiff", "Wales", id="cardiff"),
        pytest.param("SA62", "Pembrokeshire", "Wales", id="pembrokeshire"),
        pytest.param("ZE1", "Shetland Islands", "Scotland", id="shetland"),
        pytest.param("PO30", "Isle of Wight", "England", id="isle of wight"),
        pytest.param("BT48", "County Londonderry", "Northern Ireland", id="derry"),
        pytest.param("BT1", None, "Northern Ireland", id="belfast lies in two counties"),
        pytest.param("JE2", None, "Jersey", id="jersey"),
        pytest.param("GY1", None, "Guernsey", id="guernsey"),
        pytest.param("IM1", None, "Isle of Man", id="isle of man"),
        pytest.param("SY10", None, None, id="on both sides of a border"),
    ],
)
def test_an_outward_code_tells_its_county_and_nation_where_they_are_sure(
    typed: str, county: str | None, nation: str | None
) -> None:
    found = postcode(typed)

    assert found is not None
    assert (found.name, found.county, found.nation) == (typed, county, nation)


@pytest.mark.parametrize(
    ("typed", "latitude", "longitude", "within_km"),
    [
        pytest.param("LS6", 53.82, -1.57, 1, id="leeds"),
        pytest.param("EH1", 55.95, -3.19, 1, id="edinburgh"),
        pytest.param("CF10", 51.48, -3.18, 1, id="cardiff"),
        pytest.param("IV27", 58.2, -5.0, 20, id="a wide one in the north west"),
        pytest.param("BT1", 54.60, -5.93, 1, id="belfast"),
        pytest.param("BT25", 54.41, -6.15, 5, id="the dromore in county down"),
        pytest.param("BT78", 54.57, -7.40, 8, id="near the dromore in county tyrone"),
        pytest.param("BT68", 54.35, -6.84, 6, id="caledon"),
        pytest.param("JE3", 49.22, -2.16, 5, id="jersey"),
        pytest.param("GY9", 49.71, -2.20, 3, id="alderney"),
        pytest.param("IM9", 54.07, -4.66, 5, id="the south of man"),
    ],
)
def test_an_outward_code_is_where_the_map_has_it(
    typed: str, latitude: float, longitude: float, within_km: float
) -> None:
    found = postcode(typed)

    assert found is not None
    assert great_circle_km(found.point, Point(latitude, longitude)) < within_km


@pytest.mark.parametrize(
    ("typed", "name", "precision"),
    [
        pytest.param("ls6", "LS6", "district", id="lower case"),
        pytest.param("  LS6 ", "LS6", "district", id="spaces around"),
        pytest.param("LS 6", "LS6", "district", id="a space in the first half"),
        pytest.param("L S 2 9 J T", "LS2 9JT", "postcode", id="spelled out"),
        pytest.param("ls29jt", "LS2 9JT", "postcode", id="no space"),
        pytest.param("LS2\u00a09JT", "LS2 9JT", "postcode", id="a no-break space"),
        pytest.param("LS2\u20099JT", "LS2 9JT", "postcode", id="a thin space"),
        pytest.param("LS2\t9JT", "LS2 9JT", "postcode", id="a tab"),
        pytest.param("LS2-9JT", "LS2 9JT", "postcode", id="a hyphen"),
        pytest.param("LS6 3", "LS6 3", "sector", id="a sector"),
        pytest.param("LS63", "LS6 3", "sector", id="a sector without a space"),
        pytest.param("LS1 1", "LS1 1", "sector", id="a sector that could be another code"),
        pytest.param("LS11", "LS11", "district", id="that other code"),
        pytest.param("M1 1", "M1 1", "sector", id="a sector of a short code"),
        pytest.param("M 1", "M1", "district", id="a short code with a space"),
    ],
)
def test_case_and_spacing_do_not_matter(typed: str, name: str, precision: str) -> None:
    found = postcode(typed)

    assert found is not None
    assert (found.name, found.precision, found.note) == (name, precision, "")


@pytest.mark.parametrize(
    ("typed", "name", "note"),
    [
        pytest.param(
            "LS6 9ZZ",
            "LS6 9",
            "LS6 9ZZ is not a live postcode; its sector LS6 9 is used.",
            id="not live, sector known",
        ),
        pytest.param(
            "LS29 5AA",
            "LS29",
            "LS29 5AA is not a live postcode; its first half LS29 is used.",
            id="not live, sector unknown",
        ),
        pytest.param(
            "BT1 5GS",
            "BT1",
            "Only the first half of BT1 5GS is known here; BT1 is used.",
            id="northern ireland",
        ),
        pytest.param(
            "JE2 4UE",
            "JE2",
            "Only the first half of JE2 4UE is known here; JE2 is used.",
            id="jersey",
        ),
        pytest.param("BT1 5", "BT1", "BT1 5 is not known here; BT1 is used.", id="a sector there"),
        pytest.param("0X2", "OX2", "0X2 is read as OX2.", id="a nought for a letter"),
        pytest.param("0X2 6", "OX2 6", "0X2 6 is read as OX2 6.", id="in a sector"),
        pytest.param("LS2 9JT".replace("2", "O2"), None, None, id="an O too many"),
        pytest.param("EH1O", "EH10", "EH1O is read as EH10.", id="a letter for a nought"),
        pytest.param(
            "sw1a oaa", "SW1A 0AA", "SW1A OAA is read as SW1A 0AA.", id="in the second half"
        ),
    ],
)
def test_what_is_used_instead_is_told(typed: str, name: str | None, note: str | None) -> None:
    found = postcode(typed)

    assert (found and found.name, found and found.note) == (name, note)


def test_what_is_coarser_than_typed_says_so_in_its_precision_too() -> None:
    ended, northern = postcode("LS6 9ZZ"), postcode("BT1 5GS")

    assert ended is not None
    assert northern is not None
    assert (ended.precision, northern.precision) == ("sector", "town")


@pytest.mark.parametrize(
    "typed",
    [
        "",
        " ",
        "LS",
        "6",
        "L",
        "ZZ9 9ZZ",
        "QQ1",
        "LS6 3H",
        "LS6 3HNN",
        "LS6 HN3",
        "LS6\t\n3HNX",
        "hello",
        "Leeds",
        "53.8,-1.55",
        "LS6 3HN LS6 3HN",
        "LS6\x00",
        "LS6\t53.8",
        "\ud800",
        "٣",
        "LS²",
        "LS6 ٣HN",
        "x" * 10_000,
    ],
)
def test_anything_else_is_no_postcode(typed: str) -> None:
    assert postcode(typed) is None


@given(st.text(max_size=12))
def test_no_text_breaks_it(typed: str) -> None:
    found = postcode(typed)

    assert found is None or plausible(found.point)


@given(st.sampled_from(SECTORS))
def test_a_sector_lies_in_its_outward_code(sector: str) -> None:
    inner, outer = postcode(sector), postcode(sector.split(maxsplit=1)[0])

    assert inner is not None
    assert outer is not None
    # The radius of a code holds 95 % of its postcodes; a sector of strays may be a little beyond.
    assert great_circle_km(inner.point, outer.point) <= 2 * outer.radius_km + 15


@given(
    st.sampled_from([sector for sector in SECTORS if len(sector) < 6]),
    st.sampled_from(units.LETTERS),
    st.sampled_from(units.LETTERS),
)
def test_a_live_postcode_lies_near_the_middle_of_its_sector(
    sector: str, first: str, second: str
) -> None:
    found, middle = postcode(sector + first + second), postcode(sector)

    assert found is not None
    assert middle is not None
    assert found.precision in {"postcode", "sector"}
    assert great_circle_km(found.point, middle.point) < 40
    assert (found.county, found.nation) == (middle.county, middle.nation)


@given(st.sampled_from(OUTWARD))
def test_every_outward_code_is_found_in_any_case_and_lies_in_the_british_isles(code: str) -> None:
    found = postcode(code.lower())

    assert found is not None
    assert (found.name, found.note) == (code, "")
    assert plausible(found.point)
    assert 0.5 <= found.radius_km <= 60


def test_northern_ireland_and_the_islands_have_no_postcodes_of_their_own_in_the_data() -> None:
    islands = ("BT", "JE", "GY", "IM")

    assert not [sector for sector in SECTORS if sector.startswith(islands)]
    for code in OUTWARD:
        if code.startswith(islands):
            found = postcode(code)
            assert found is not None
            assert found.precision == "town"


def test_there_are_as_many_codes_as_the_country_has() -> None:
    assert len(OUTWARD) == 2974
    assert sum(code.startswith("BT") for code in OUTWARD) == 81
    assert len(SECTORS) == 10849


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        pytest.param("LS2 9JT", "LS2", id="whole"),
        pytest.param("ls29jt", "LS2", id="squeezed"),
        pytest.param("LS6", "LS6", id="alone"),
        pytest.param("LS1 1", "LS1", id="a sector"),
        pytest.param("BT1 5GS", "BT1", id="northern ireland"),
        pytest.param("LS6 9ZZ", "LS6", id="not live"),
        pytest.param("ZZ9 9ZZ", "ZZ9", id="not even possible"),
        pytest.param("0X2 6AA", "OX2", id="with a slip"),
        pytest.param("by the church", None, id="words"),
        pytest.param("", None, id="nothing"),
    ],
)
def test_the_first_half_can_be_told_without_the_door(typed: str, expected: str | None) -> None:
    assert outward_code(typed) == expected


def test_nothing_is_read_until_something_is_looked_up() -> None:
    program = (
        "import sys; from peerfind import places; from peerfind.places import Place; "
        "print(*sorted(name for name in sys.modules if name.startswith('peerfind.places.')))"
    )

    done = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True)

    assert done.stdout.decode().split() == ["peerfind.places.place"]


def test_a_look_up_needs_nothing_beyond_the_standard_library() -> None:
    program = (
        "import sys; from peerfind.places import postcode, resolve, venue_place; "
        "postcode('LS2 9JT'), resolve('Otley'), venue_place(town='Otley'); "
        "heavy = {'geopy', 'rapidfuzz', 'yaml', 'rich', 'geographiclib', 'numpy'}; "
        "print(*sorted(heavy & {*sys.modules}))"
    )

    done = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True)

    assert done.stdout.decode().split() == []


def test_an_unknown_name_is_not_in_the_package() -> None:
    from peerfind import places

    with pytest.raises(AttributeError, match=r"'peerfind\.places' has no attribute 'nowhere'"):
        _ = places.nowhere


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        pytest.param("E12", "E12", id="an outward code"),
        pytest.param("E1 2", "E1 2", id="a sector that is set apart"),
        pytest.param("E 1 2", "E1 2", id="a sector in three parts"),
        pytest.param("E1-2", "E1 2", id="a sector after a hyphen"),
        pytest.param("E", None, id="a letter"),
        pytest.param("6", None, id="a figure"),
        pytest.param("LS6 3CN", None, id="a letter that no second half has"),
        pytest.param("LS6 3NC", None, id="the same at the end"),
        pytest.param(" ", None, id="nothing"),
    ],
)
def test_spaces_tell_a_sector_from_an_outward_code(typed: str, name: str | None) -> None:
    found = postcode(typed)
    assert (found and found.name) == name


@pytest.mark.parametrize("typed", ["AB12", "AB12 5"])
def test_what_lies_in_several_counties_is_in_none_for_sure(typed: str) -> None:
    found = postcode(typed)
    assert found is not None
    assert (found.county, found.counties) == (None, ("Aberdeen", "Aberdeenshire"))
    one = postcode("LS6")
    assert one is not None
    assert (one.county, one.counties) == ("West Yorkshire", ())
