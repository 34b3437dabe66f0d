"""The web addresses that a directory names, each once, with every place where it stands."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit, urlunsplit

from peerfind.directory.folder import group_id
from peerfind.directory.guide import is_inside
from peerfind.directory.scan import is_group
from peerfind.named import NamedTuple
from peerfind.source import Items, Map, Text, contents, read_file

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from peerfind.answers.check import Chosen
    from peerfind.source import Node

_KEYS = frozenset({"website", "url"})
_SCHEMES = ("http", "https")
_BARE = re.compile(r"[\w-]+(\.[\w-]+)+(:\d+)?(/\S*)?")
_IN_TEXT = re.compile(r"https?://[^\s<>\"\]`|]+")
_AT_THE_END = ".,;:!?*_'"


class Spot(NamedTuple):
    """Where an address stands; `entry` is the id of the group or contact, empty where there is none."""

    file: str
    line: int
    entry: str = ""


class Address(NamedTuple):
    """A web address, and where it stands."""

    url: str
    spots: tuple[Spot, ...]

    @property
    def host(self) -> str:
        """The name of the machine, in small letters."""
        return host_of(self.url)


def host_of(url: str) -> str:
    """The name of the machine that a web address names, in small letters."""
    return urlsplit(url).hostname or ""


def normalised(typed: str) -> str | None:
    """A web address as it is asked for, or None for what is none.

    Without what a page does with it (`#part`) and without any name and password; `https` where no scheme
    is written.
    """
    whole = typed.strip()
    if "://" not in whole and _BARE.fullmatch(whole):
        whole = f"https://{whole}"
    try:
        parts = urlsplit(whole)
        host, port = parts.hostname, parts.port
    except ValueError:
        return None
    if parts.scheme not in _SCHEMES or not host or any(map(str.isspace, whole)):
        return None
    named = f"[{host}]" if ":" in host else host
    at = named if port is None else f"{named}:{port}"
    return urlunsplit((parts.scheme, at, parts.path or "/", parts.query, ""))


def addresses(asked: Chosen) -> list[Address]:
    """The addresses in the files that were asked about, guide pages too, in the order of the addresses.

    What a group that is closed names is left out.
    """
    spots: dict[str, list[Spot]] = {}
    for typed, spot in _every(asked):
        if (url := normalised(typed)) and spot not in spots.setdefault(url, []):
            spots[url].append(spot)
    return [Address(url, tuple(sorted(spots[url]))) for url in sorted(spots)]


def at_host(found: Iterable[Address], host: str) -> list[Address]:
    """Those of some addresses that are at a host, or at one below it."""
    wanted = host.strip().lower().removeprefix("www.")
    return [one for one in found if f".{one.host}".endswith(f".{wanted}")]


def _every(asked: Chosen) -> Iterator[tuple[str, Spot]]:
    for file in sorted(asked.files):
        root = read_file(asked.folder / file, file).root
        if is_group(file) and _is_closed(root):
            continue
        entry = group_id(file) if is_group(file) else ""
        for node, name in _stated(root, entry):
            yield node.text, Spot(file, node.line, name)
    for path in sorted((asked.folder / "guide").glob("*.md")):
        file = path.relative_to(asked.folder).as_posix()
        if asked.has(file) and path.is_file() and is_inside(path.parent, path):
            yield from _in_page(path, file)


def _is_closed(root: Node | None) -> bool:
    status = root.entries.get("status") if isinstance(root, Map) else None
    return bool(status and isinstance(status[1], Text) and status[1].text == "closed")


def _stated(node: Node | None, entry: str) -> Iterator[tuple[Text, str]]:
    """The values that are web addresses by their key, each with the id of the entry that it stands in."""
    if isinstance(node, Items):
        for item in node.items:
            yield from _stated(item, entry)
    elif isinstance(node, Map):
        name = node.entries.get("id")
        own = entry or (name[1].text if name and isinstance(name[1], Text) else "")
        for key, (_, value) in node.entries.items():
            if key in _KEYS and isinstance(value, Text):
                yield value, own
            else:
                yield from _stated(value, own)


def _in_page(path: Path, file: str) -> Iterator[tuple[str, Spot]]:
    """The addresses in a page of prose."""
    rows = contents(path).decode(errors="replace").splitlines()
    for number, row in enumerate(rows, 1):
        for found in _IN_TEXT.findall(row):
            yield _cut(found), Spot(file, number)


def _cut(found: str) -> str:
    """An address without the marks of the sentence around it: a bracket ends it that it did not begin."""
    depth = 0
    for at, character in enumerate(found):
        depth += (character == "(") - (character == ")")
        if depth < 0:
            return found[:at].rstrip(_AT_THE_END)
    return found.rstrip(_AT_THE_END)
