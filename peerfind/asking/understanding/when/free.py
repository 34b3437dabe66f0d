"""Whether somebody is free at a time that was named, by what follows it: "Tuesdays are best", "Mondays she can't"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from peerfind.asking.understanding.when import days

if TYPE_CHECKING:
    from collections.abc import Iterator

    from peerfind.asking.understanding.said import Said

LINKING = frozenset(
    """is are s be would left the a an her his my their one only usually mostly just always pretty when
    day days time which was it good all""".split()
)
GOOD = frozenset("off free empty open clear spare best ideal suits suit better perfect".split())
BAD = frozenset(
    "worst worse hardest hard bad awful hell horrible horrendous difficult tough".split()
)
TRICKY = frozenset("tricky awkward difficult".split())
# What points back to a day that was told, and asks for it or refuses it.
THEN = (
    ("thats", "when"), ("its", "when"), ("that", "is", "when"), ("fill", "that"), ("on", "that", "day"),
    ("those", "days"), ("thats", "her", "hour"), ("thats", "his", "hour"), ("it", "is"),
    ("in", "that", "window"), ("in", "that", "slot"), ("in", "that", "gap"),
)  # fmt: skip
NOT_THEN = (
    ("not", "then"), ("not", "those"), ("cant", "then"), ("cant", "do", "then"), ("not", "that", "day"),
    ("cant", "do", "those"), ("cant", "do", "that"), ("those", "are", "out"), ("avoid", "those"),
)  # fmt: skip
_ASKING = frozenset(
    "can could something anything somewhere slip come free would get go do meet want wants".split()
)
_CLAUSES = 2  # between a day and what points back to it


def is_good(said: Said, end: int, words: frozenset[str] = GOOD) -> bool:
    """Whether a time that ends before the token `end` is said to be good, or to be as one of other words."""
    at = end
    while at < len(said) and said.is_one_clause(end - 1, at + 1):
        if said.words[at] in words:
            return True
        if said.words[at] not in LINKING and said.words[at] not in days.PARTS:
            return False
        at += 1
    return False


def points(said: Said, end: int, phrases: tuple[tuple[str, ...], ...]) -> bool:
    """Whether one of some phrases, before the next day, points back to a time that ends at `end`."""
    return any(said.begins(at, phrases) and said.word(at - 1) != "if" for at in _reach(said, end))


def is_then(said: Said, end: int) -> bool:
    """Whether somebody would come at what was told: "golfs Mondays so could slip out then"."""
    return any(
        said.words[at] == "then"
        and said.ends(at + 1)
        and not _ASKING.isdisjoint(said.words[max(end, at - 6) : at])
        for at in _reach(said, end)
    )


def _reach(said: Said, end: int) -> Iterator[int]:
    """The tokens after a list of days that may point back to it."""
    clauses = 0
    for at in range(end, len(said)):
        clauses += said.starts(at)
        if clauses > _CLAUSES or days.is_day(said, at):
            return
        yield at
