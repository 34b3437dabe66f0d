"""Writes a directory of any number of made-up groups that is like the shipped one.

    python benchmarks/generated.py FOLDER COUNT [--seed N]

The same count and seed give the same files. Each key stands in the share of the files in which it
stands in `directory/groups`, with groups joined from home counted apart. There, of 294 files of 622
bytes in the mean, every one has an organisation, 69 % a venue (64 % its town, 49 % its name, 21 % its
street, 6 % a postcode), 65 % `meets`, 55 % `style`, 48 % `welcomes`, 38 % `activities`, 35 % a
contact, 26 % `area`, 19 % `cost`, 18 % `joining`, 18 % `ages`, 16 % `doubts`, 12 % `joining_note`, 9 %
`setting`, 8 % `part_of`, and up to 4 % each of thirteen others. What no shipped group has yet is
added: a fifth of the groups are checked, 4 % are closed, paused or full, 3 % have `covers`, 3 %
`only_for` and 2 % `no_access`, and one venue in a hundred is private. Most facets have 50 to 60 values, those
of the shipped groups as often as there, and others that are seldom; texts have their lengths and words.

Towns and postcodes exist. Names, organisations, streets and texts are drawn word by word and mean
nothing; addresses on the web are at example.org, and telephone numbers are those that Ofcom keeps
for drama.
"""

from __future__ import annotations

import argparse
import shutil
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

from authors import Author
from sampled import shipped

from peerfind import config, text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from authors import About
    from sampled import Entry

_BLOCKS = ("doubts", "sources", "meets", "hours")  # lists of which each item has lines of its own
_ONE_LINE = ("checked",)


def write_directory(folder: Path, count: int, seed: int = 1) -> Path:
    """The folder of a new directory of `count` groups, which is `folder`.

    `directory.yaml` is written last: where it is, the directory is whole. Raises FileExistsError
    where the folder holds groups already.
    """
    source = config.shipped_directory()
    (folder / "groups").mkdir(parents=True)
    shutil.copytree(source / "vocabulary", folder / "vocabulary")
    _write_groups(folder / "groups", Author(Random(seed), shipped(source)), count)
    for name in ("crisis.yaml", "questions.yaml", config.SETTINGS_FILE):
        shutil.copyfile(source / name, folder / name)
    return folder


def _write_groups(folder: Path, author: Author, count: int) -> None:
    made: set[str] = set()
    for _ in range(count):
        about, entry = author.group()
        place = _place(about)
        if place not in made:
            (folder / place).mkdir()
            made.add(place)
        typed = "\n".join(_map(entry, "")) + "\n"
        (folder / place / f"{about.id}.yaml").write_text(typed, encoding="utf-8")


def _place(about: About) -> str:
    """The folder of a group: its county, or its nation, or the whole country."""
    town = about.venue.town
    return "uk" if about.is_remote else text.slug(town.county or town.nation or "uk")


def _map(entry: Entry, indent: str) -> Iterator[str]:
    """The lines of a map, as people write them: short lists in one line, long ones below."""
    for key, value in entry.items():
        if key in _BLOCKS and not isinstance(value, str):
            yield f"{indent}{key}:"
            yield from _items(value, f"{indent}  ")
        elif isinstance(value, dict) and key not in _ONE_LINE:
            yield f"{indent}{key}:"
            yield from _map(value, f"{indent}  ")
        else:
            yield f"{indent}{key}: {_scalar(value)}"


def _items(values: list[Any], indent: str) -> Iterator[str]:
    for value in values:
        if isinstance(value, str):
            yield f"{indent}- {_scalar(value)}"
        else:
            first, *rest = _map(value, "")
            yield f"{indent}- {first}"
            yield from (f"{indent}  {line}" for line in rest)


def _scalar(value: Any) -> str:
    """A value on one line, in quotes where YAML would take a colon for the end of a key."""
    if isinstance(value, dict):
        return f"{{{', '.join(f'{key}: {_scalar(one)}' for key, one in value.items())}}}"
    if isinstance(value, (list, tuple)):
        return f"[{', '.join(map(_scalar, value))}]"
    return f'"{value}"' if ": " in value else value


def main() -> None:
    """Write the directory that the command line asks for."""
    parser = argparse.ArgumentParser(description="Write a directory of made-up groups.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("count", type=int)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    print(write_directory(asked.folder, asked.count, asked.seed))


if __name__ == "__main__":
    main()
