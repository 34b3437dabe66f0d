"""The data files: tab-separated lines in the order of their keys, found without reading it all."""

from __future__ import annotations

from functools import cache
from mmap import ACCESS_READ, mmap
from pathlib import Path

DATA = Path(__file__).parent / "data"


def rows(name: str, key: str) -> list[list[str]]:
    """The rows of a table that have this key, each without it."""
    table, prefix = contents(name), key.encode(errors="replace") + b"\t"
    found = []
    start = _first_line(table, prefix)
    while table[start : start + len(prefix)] == prefix:
        end = table.find(b"\n", start)
        found.append(table[start + len(prefix) : end].decode().split("\t"))
        start = end + 1
    return found


def has(name: str, line: str) -> bool:
    """Whether a data file of one column has this line."""
    table, whole = contents(name), line.encode(errors="replace") + b"\n"
    start = _first_line(table, whole)
    return table[start : start + len(whole)] == whole


@cache
def contents(name: str) -> mmap:
    """A data file, of which the system only reads the pages that are looked at."""
    with (DATA / name).open("rb") as file:
        return mmap(file.fileno(), 0, access=ACCESS_READ)


def _first_line(table: mmap, prefix: bytes) -> int:
    """Where the first line lies that is not before `prefix`."""
    low, high = 0, len(table)
    while low < high:
        start = table.rfind(b"\n", 0, (low + high) // 2) + 1
        end = table.find(b"\n", start) + 1
        if table[start:end] < prefix:
            low = end
        else:
            high = start
    return low
