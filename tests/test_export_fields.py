"""A few fields alone, in the forms of neighbours: no word of what was not asked for, and no harm done."""

from __future__ import annotations

from typing import Any

import pytest
from neighbours import WHOLE, changed, document, made, vocabulary

from peerfind.directory.derived import derived
from peerfind.keeping.flat import cut

WEEKLY = [{"days": ["tuesday"], "start": "19:00"}]


def only(*columns: str, **facts: Any) -> dict[str, Any]:
    """The whole group cut down to some columns, as an export cuts it."""
    return cut(derived(changed(**facts), vocabulary()), ("id", *columns))


@pytest.mark.parametrize("status", ["paused", "closed"])
def test_what_has_ended_is_never_shown_as_going_on(status: str) -> None:
    group = only("name", "meets", status=status, meets=WEEKLY)
    for form in ("hsds", "oruk"):
        assert document(form, group)["contents"][0]["status"] != "active"
    assert document("meeting-guide", group) == []
    assert status in made("vcf", group)[0].decode().lower()


def test_the_fields_of_a_private_venue_have_no_point() -> None:
    venue = {**WHOLE["venue"], "private": "yes"}
    for columns in (["town"], ["latitude", "longitude"], ["private", "town"]):
        (feature,) = document("geojson", only(*columns, venue=venue))["features"]
        assert feature["geometry"] is None
        assert b"GEO:" not in made("vcf", only(*columns, venue=venue))[0]


def test_the_fields_of_another_venue_have_one() -> None:
    (feature,) = document("geojson", only("town"))["features"]
    assert feature["geometry"]["coordinates"] == [-1.69123, 53.90561]
    assert feature["properties"].keys() == {"id", "venue", "precision", "radius_km"}
    (without,) = document("geojson", only("name"))["features"]
    assert without["geometry"] is None


def test_nothing_is_said_of_what_was_not_asked_for() -> None:
    told = made("vcf", only("name", "summary"))[0].decode()
    assert "not stated" not in told
    assert "TEL" not in told
    (service,) = document("hsds", only("name"))["contents"]
    assert service.keys() == {"id", "name", "status", "alert"}
    assert service["alert"] == "Full just now."
