"""Whose football club is named, which is no place and no day: "Sheffield Wednesday supporter"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from peerfind.asking.understanding.said import Part
from peerfind.places.gazetteer import entries

if TYPE_CHECKING:
    from collections.abc import Iterator

    from peerfind.asking.understanding.said import Said

FANS = frozenset("fan fans supporter supporters".split())
_SUFFIXES = frozenset(
    """united utd city town rovers wednesday wanderers athletic albion county fc afc argyle hotspur villa
    forest palace rangers thistle hearts orient alexandra stanley vale dons""".split()
)
# Clubs that are not called for a town.
_CLUBS = frozenset(
    "arsenal everton chelsea spurs hibs celtic rangers hearts villa millwall fulham".split()
)


def read(said: Said) -> Iterator[Part]:
    """The ask for a group of football supporters of somebody who is one, with the club in it."""
    for at, word in enumerate(said.words):
        if word not in FANS or said.starts(at):
            continue
        has_suffix = said.words[at - 1] in _SUFFIXES and not said.starts(at - 1)
        start = at - 1 - has_suffix
        is_club = start >= 0 and (said.words[start] in _CLUBS or bool(entries(said.words[start])))
        if is_club and said.is_one_clause(start, at + 1):
            yield Part("for", ("football-supporters",), start, at + 1, said.typed(start, at + 1))
            return
