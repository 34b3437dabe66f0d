"""British National Grid references as latitude and longitude.

The projection is the Ordnance Survey's Transverse Mercator on the Airy 1830 ellipsoid, then its
seven-figure Helmert shift to WGS84 ("A guide to coordinate systems in Great Britain", annexes B and
C). Without the OSTN15 grid the shift is right to about 5 m, which is nothing against a 100 m grid.
"""

from __future__ import annotations

from math import atan, atan2, cos, degrees, radians, sin, sqrt, tan
from typing import NamedTuple

_AIRY_A, _AIRY_B = 6377563.396, 6356256.909
_WGS84_A, _WGS84_B = 6378137.0, 6356752.314245
_SCALE = 0.9996012717
_LAT0, _LON0 = radians(49), radians(-2)
_EAST0, _NORTH0 = 400_000, -100_000
_E2 = 1 - (_AIRY_B / _AIRY_A) ** 2
_N = (_AIRY_A - _AIRY_B) / (_AIRY_A + _AIRY_B)


class Degrees(NamedTuple):
    """A place on WGS84, in degrees."""

    latitude: float
    longitude: float


def wgs84(easting: float, northing: float) -> Degrees:
    """The place of a grid reference given in metres."""
    latitude, longitude = _airy(easting, northing)
    return _shifted(latitude, longitude)


def _meridional_arc(latitude: float) -> float:
    """The distance in metres along the meridian from the true origin to `latitude` (radians)."""
    n, n2, n3 = _N, _N**2, _N**3
    less, more = latitude - _LAT0, latitude + _LAT0
    return (_AIRY_B * _SCALE) * (
        (1 + n + 5 / 4 * (n2 + n3)) * less
        - (3 * (n + n2) + 21 / 8 * n3) * sin(less) * cos(more)
        + 15 / 8 * (n2 + n3) * sin(2 * less) * cos(2 * more)
        - 35 / 24 * n3 * sin(3 * less) * cos(3 * more)
    )


def _airy(easting: float, northing: float) -> tuple[float, float]:
    """Latitude and longitude on the Airy ellipsoid, in radians."""
    latitude = _LAT0
    short = northing - _NORTH0
    while abs(short) > 1e-5:
        latitude += short / (_AIRY_A * _SCALE)
        short = northing - _NORTH0 - _meridional_arc(latitude)
    across = 1 - _E2 * sin(latitude) ** 2
    nu = _AIRY_A * _SCALE / sqrt(across)
    rho = nu * (1 - _E2) / across
    eta2 = nu / rho - 1
    t, sec, east = tan(latitude), 1 / cos(latitude), easting - _EAST0
    return (
        latitude
        - t / (2 * rho * nu) * east**2
        + t / (24 * rho * nu**3) * (5 + 3 * t**2 + eta2 - 9 * t**2 * eta2) * east**4
        - t / (720 * rho * nu**5) * (61 + 90 * t**2 + 45 * t**4) * east**6,
        _LON0
        + sec / nu * east
        - sec / (6 * nu**3) * (nu / rho + 2 * t**2) * east**3
        + sec / (120 * nu**5) * (5 + 28 * t**2 + 24 * t**4) * east**5,
    )


def _shifted(latitude: float, longitude: float) -> Degrees:
    """An Airy latitude and longitude (radians) as WGS84 degrees, by the Helmert shift."""
    nu = _AIRY_A / sqrt(1 - _E2 * sin(latitude) ** 2)
    x = nu * cos(latitude) * cos(longitude)
    y = nu * cos(latitude) * sin(longitude)
    z = (1 - _E2) * nu * sin(latitude)
    size = 1 - 20.4894e-6
    rx, ry, rz = radians(0.1502 / 3600), radians(0.2470 / 3600), radians(0.8421 / 3600)
    return _from_cartesian(
        446.448 + size * x - rz * y + ry * z,
        -125.157 + rz * x + size * y - rx * z,
        542.060 - ry * x + rx * y + size * z,
    )


def _from_cartesian(x: float, y: float, z: float) -> Degrees:
    """WGS84 degrees of a point given in metres from the centre of the Earth."""
    e2 = 1 - (_WGS84_B / _WGS84_A) ** 2
    flat = sqrt(x * x + y * y)
    latitude = atan2(z, flat * (1 - e2))
    for _ in range(4):
        nu = _WGS84_A / sqrt(1 - e2 * sin(latitude) ** 2)
        latitude = atan((z + e2 * nu * sin(latitude)) / flat)
    return Degrees(degrees(latitude), degrees(atan2(y, x)))
