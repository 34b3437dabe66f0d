"""What peerfind runs on: which directory and why, what was read, which versions, where things are kept."""

from __future__ import annotations

import platform
import sys
from importlib import metadata
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from peerfind import __version__, config, places, text
from peerfind.answers.recency import checks, of_records
from peerfind.index.cache import cache_path
from peerfind.wording import standing

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from peerfind.config import Location
    from peerfind.model import Record

LIBRARIES = ("typer", "rich", "PyYAML", "rapidfuzz", "geopy", "geographiclib")


def facts(location: Location, cache_folder: Path | None, width: int) -> dict[str, Any]:
    """What a person needs to report a fault, by name; nothing of the environment, nothing asked."""
    return {
        "peerfind": __version__,
        "directory": f"{location.path} ({location.reason})",
        **(_built_facts(location.path) if location.is_built else _folder_facts(location)),
        "place data": places.DATA_DATE,
        "place data from": [*places.ATTRIBUTION],
        "cache": _cache(location, cache_folder),
        "python": f"{platform.python_version()} on {platform.system()}",
        **{name.lower(): _version(name) for name in LIBRARIES},
        "yaml reader": _yaml_reader(),
        "terminal": _terminal(width),
        "encoding": getattr(sys.stdout, "encoding", "unknown"),
    }


def _folder_facts(location: Location) -> dict[str, Any]:
    """What the files of a directory hold, read anew."""
    from peerfind.directory.folder import load

    directory = load(location.path)
    return {
        "title": text.shown(directory.common.settings["title"]),
        "groups read": len(directory.records),
        "files not read": directory.unreadable,
        "errors": sum(problem.is_error for problem in directory.problems),
        **_ages(directory.records, directory.common.settings, is_shipped=location.is_shipped),
        "crisis contacts": len(directory.common.crisis),
    }


def _built_facts(path: Path) -> dict[str, Any]:
    """What an index holds, and what made it."""
    from peerfind.index.built import about, built_index

    index, made = built_index(path), about(path)
    records = [index.record(number) for number in index.numbers()]
    return {
        "built by": f"peerfind {made['peerfind']}, format {made['format']}",
        "size": f"{path.stat().st_size / 1024:.0f} KB",
        "title": text.shown(index.settings["title"]),
        "groups read": index.count,
        "files not read": index.unreadable,
        **_ages(records, index.settings, is_shipped=False),
        "crisis contacts": len(index.crisis),
    }


def lines(found: Mapping[str, Any]) -> list[str]:
    """The facts, one a line."""
    width = max(map(len, found))
    rows = []
    for name, value in found.items():
        first, *more = value if isinstance(value, list) else [value]
        rows += [f"{name:<{width}}  {first}", *(f"{'':<{width}}  {one}" for one in more)]
    return rows


def _ages(
    records: Sequence[Record], settings: Mapping[str, str], *, is_shipped: bool
) -> dict[str, str]:
    """How old what the groups say is, by the same rule as under every answer."""
    today = config.now(ZoneInfo(settings["time_zone"])).date()
    days = checks(records, today)
    never = sum("checked" not in record for record in records)
    return {
        "oldest check": min(days, default="no entry has been checked by a person"),
        "newest check": max(days, default="none"),
        "never checked": str(never),
        **standing.facts(of_records(records, today), is_shipped=is_shipped),
    }


def _cache(location: Location, cache_folder: Path | None) -> str:
    if location.is_built:
        return "none: an index needs none"
    if cache_folder is None:
        return "none: there is no home folder"
    path = cache_path(location.path, cache_folder)
    if not path.is_file():
        return f"{path} (not made yet, or cannot be written)"
    return f"{path} ({path.stat().st_size / 1024:.0f} KB)"


def _yaml_reader() -> str:
    from peerfind.source import LIBYAML

    return "libyaml" if LIBYAML else "pure Python (13 times slower: install libyaml)"


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return "not found"


def _terminal(width: int) -> str:
    return f"yes, {width} columns" if sys.stdout.isatty() else "no"
