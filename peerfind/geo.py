"""Points on the Earth and the distances between them."""

from __future__ import annotations

from math import asin, cos, radians, sin, sqrt

from peerfind.named import NamedTuple

KM_PER_MILE = 1.609344
EARTH_RADIUS_KM = 6371.0088  # the mean radius of WGS84 (IUGG)

# The British Isles with the Channel Islands, Scilly, St Kilda and Shetland, and some sea.
_SOUTH, _NORTH = 49.0, 61.0
_WEST, _EAST = -10.7, 2.0


class Point(NamedTuple):
    """A place on WGS84, in degrees: north and east are positive."""

    latitude: float
    longitude: float


def plausible(point: Point) -> bool:
    """Whether a point can be in the British Isles, as 0,0 and swapped or far-off numbers cannot."""
    return _SOUTH <= point.latitude <= _NORTH and _WEST <= point.longitude <= _EAST


def great_circle_km(a: Point, b: Point) -> float:
    """The distance in km on a sphere: within 0.6 % of the ellipsoid's everywhere on Earth."""
    lat_a, lat_b = radians(a.latitude), radians(b.latitude)
    across = sin(radians(b.longitude - a.longitude) / 2)
    up = sin((lat_b - lat_a) / 2)
    half_chord2 = up * up + cos(lat_a) * cos(lat_b) * across * across
    return 2 * EARTH_RADIUS_KM * asin(min(1.0, sqrt(half_chord2)))


def geodesic_km(a: Point, b: Point) -> float:
    """The distance in km on the WGS84 ellipsoid (Karney 2013), as geopy's `geodesic` gives it."""
    # geopy's own engine: importing geopy.distance would cost most of a search.
    from geographiclib.geodesic import Geodesic

    line = Geodesic.WGS84.Inverse(
        a.latitude, a.longitude, b.latitude, b.longitude, Geodesic.DISTANCE
    )
    return float(line["s12"]) / 1000
