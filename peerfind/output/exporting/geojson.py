"""Groups on a map: GeoJSON (RFC 7946), a feature a group, with all that it states as its properties."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from peerfind.model import Group, public
from peerfind.output.exporting.carried import degrees

if TYPE_CHECKING:
    from collections.abc import Iterator

    from peerfind.model import Record
    from peerfind.output.exports import Exported

    Feature = dict[str, Any]

NO_POINT = "a point (no place, or one that is kept back)"
_ENCODE = json.JSONEncoder(ensure_ascii=False).encode


def geojson_export(exported: Exported) -> Iterator[str]:
    """One collection of features, a feature a line; those without a point have a geometry of null."""
    yield '{"type": "FeatureCollection", "features": ['
    before = "\n"
    for record in exported.records:
        made = feature(record)
        exported.lost.update([] if made["geometry"] else [NO_POINT])
        yield f"{before}{_ENCODE(made)}"
        before = ",\n"
    yield "\n]}\n"


def feature(record: Record) -> Feature:
    """A group as a feature.

    `precision` says what its point is the middle of, `radius_km` how far off the true place may be. A venue
    that is kept back has no point: a marker in the middle of its district stands at somebody's door.
    """
    group = Group.of(record)
    properties = public(record)
    place = group.place
    if place is None or (group.venue and group.venue.private):
        return {"type": "Feature", "id": group.id, "geometry": None, "properties": properties}
    point = [degrees(place.point.longitude), degrees(place.point.latitude)]
    how_near = {"precision": place.precision, "radius_km": place.radius_km}
    return {
        "type": "Feature",
        "id": group.id,
        "geometry": {"type": "Point", "coordinates": point},
        "properties": {**properties, **how_near},
    }
