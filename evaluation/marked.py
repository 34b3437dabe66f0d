"""How the things in notes are taken: as wished, as refused, or neither; of each it is told how it is meant.

`marked/held.txt` has a note a line, of which each thing stands in braces, and behind them how it is meant:
`+` wished, `!` a must, `-` refused, `~` only told. "{Zoom}-? she laughed. wants {face to face}+".
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from evaluation import cases
from evaluation.reading import cut, wanted
from peerfind.asking.understanding.grammar import read
from peerfind.asking.understanding.said import Said

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from peerfind.asking.understanding.said import Part
    from peerfind.directory.vocabulary import Vocabulary

HELD = cases.HERE / "marked" / "held.txt"
FLOORS = "marked"  # what floors.json calls them
THING = re.compile(r"\{([^{}]+)\}([-+!~])")
MEANT = {"+": "wished", "!": "a must", "~": "only told", "-": "refused"}
TAKEN = ("refused", "asked for", "left alone")
_NEAR = 3  # tokens by which a cut may be off where marks are read as one
ABOUT = """Each thing in notes whose writers had no look at the program ([marked.py](marked.py)), by how it is
meant and how it was taken. A must is asked for like a wish here. Harm is in what is refused and asked for.
"""


class Thing(NamedTuple):
    """A thing that a note names, by its tokens, and how it is meant: a key of `MEANT`."""

    start: int
    end: int
    meant: str


class Note(NamedTuple):
    """A note, and the things in it."""

    says: str
    things: tuple[Thing, ...]


class Taken(NamedTuple):
    """How many notes there are, and of each way to mean a thing how many were taken how."""

    count: int
    things: dict[str, Counter[str]]

    def share(self, meant: str, taken: str) -> float:
        """The share of the things that are meant in a way which were taken so."""
        return self.things[meant][taken] / self.things[meant].total()


def notes(path: Path) -> list[Note]:
    """The notes of a file."""
    return [_note(line) for line in path.read_text("utf-8").splitlines()]


def _note(line: str) -> Note:
    says = THING.sub(r"\1", line)
    things, cut = [], 0
    for found in THING.finditer(line):
        start = found.start() - cut
        cut += len(found[0]) - len(found[1])
        things.append(_thing(says, start, start + len(found[1]), found[2]))
    return Note(says, tuple(filter(None, things)))


def _thing(says: str, start: int, end: int, meant: str) -> Thing | None:
    """The thing between two letters; None where it is cut into other words in its sentence."""
    words, own = Said(says).words, Said(says[start:end]).words
    at = len(Said(says[:start]))
    near = range(max(0, at - _NEAR), at + _NEAR + 1)
    fits = [one for one in near if words[one : one + len(own)] == own]
    first = min(fits, key=lambda one: abs(one - at), default=None)
    return None if first is None else Thing(first, first + len(own), meant)


def measured(asked: Iterable[Note], vocabulary: Vocabulary) -> Taken:
    """How the things in some notes are taken."""
    things = {meant: Counter[str]() for meant in MEANT.values()}
    count = 0
    for one in asked:
        parts = [part for part in read([one.says], vocabulary).parts if part.values]
        said = Said(one.says)
        count += 1
        for thing in one.things:
            named = _named(said.typed(thing.start, thing.end), vocabulary)
            things[MEANT[thing.meant]][taken(thing, parts, named)] += 1
    return Taken(count, things)


def taken(thing: Thing, parts: Iterable[Part], named: Mapping[str, frozenset[str]]) -> str:
    """How a thing is taken that by itself names some values: one of `TAKEN`.

    A day that is refused asks for the others, a group that is refused for one to one. Other places beside the
    one that is asked for say no more.
    """
    here, found = range(thing.start, thing.end), set()
    for part in parts:
        place = range(part.start, part.end) if part.name == "near" else part.places
        is_here = not {*here}.isdisjoint(place)
        if part.name in ("day", "time") and part.name in named:
            values = wanted({part.name: part.values})[part.name]
            is_of_it = is_here or thing.meant == "-"
            found |= {_asked(values & named[part.name])} if is_of_it else set()
        elif is_here and part.name != "require":
            found.add(_asked(part.name != "avoid"))
    return next((one for one in TAKEN if one in found), "left alone")


def _asked(is_asked: object) -> str:
    return "asked for" if is_asked else "refused"


@cache
def _named(typed: str, vocabulary: Vocabulary) -> Mapping[str, frozenset[str]]:
    """The days and times that a thing names by itself."""
    asks = {part.name: part.values for part in read([typed], vocabulary).parts if part.values}
    return wanted({flag: asks[flag] for flag in ("day", "time") if flag in asks})


def report(found: Taken) -> str:
    """The table, in Markdown."""
    lines = [
        "## Whether what is refused is asked for\n",
        ABOUT,
        f"| {found.count:,} notes held back | {' | '.join(TAKEN)} |",
        f"| {' | '.join(['---'] * (len(TAKEN) + 1))} |",
        *_rows(found),
        "",
    ]
    return "\n".join(lines)


def _rows(found: Taken) -> Iterator[str]:
    for meant, counts in found.things.items():
        yield f"| {meant} ({counts.total():,}) | {' | '.join(str(counts[one]) for one in TAKEN)} |"


def figures(found: Taken) -> dict[str, float]:
    """What may not fall: the shares of what is wished and asked for, refused, and not turned round."""
    shares = {
        "wished, asked for": found.share("wished", "asked for"),
        "refused, refused": found.share("refused", "refused"),
        "refused, not asked for": 1 - found.share("refused", "asked for"),
    }
    return {name: cut(share) for name, share in shares.items()}
