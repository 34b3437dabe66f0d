"""A time zone may have any name in a file: it is known, or refused, and breaks nothing."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

import pytest
from conftest import write_directory
from hypothesis import given
from hypothesis import strategies as st
from running import in_process

from peerfind.zones import zone_named

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("name", ["Europe/London", "UTC", "America/Argentina/ComodRivadavia"])
def test_a_zone_is_known_by_its_name(name: str) -> None:
    assert zone_named(name).key == name


@pytest.mark.parametrize(
    "name",
    ["", "Europe", "Europe/Leeds", "../UTC", "/etc/passwd", "Europe/", "a" * 65, "a\0b", "\ud800",
     "a/" * 3000, "/".join("a" * 3000), "." * 3000],
)  # fmt: skip
def test_what_is_none_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match="knows no time zone"):
        zone_named(name)


@given(st.text(max_size=80))
def test_any_name_is_known_or_refused(name: str) -> None:
    with suppress(ValueError):
        assert zone_named(name).key == name


def test_a_directory_with_an_endless_name_of_a_zone_answers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = f"time_zone: {'a/' * 3000}b\n"
    folder = write_directory(tmp_path / "directory", {"a": {}}, settings=settings)
    peerfind = in_process(monkeypatch, capsys, tmp_path, folder)
    assert "Example Evening Circle" in peerfind("match", "-o", "plain").out
    assert "not-a-time-zone" in peerfind("check").out
