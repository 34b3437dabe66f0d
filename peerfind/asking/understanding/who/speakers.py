"""Which of several ages is asked for: that of who speaks, and never that of somebody who died."""

from __future__ import annotations

from typing import TYPE_CHECKING

from peerfind.asking.understanding.who import mourned
from peerfind.asking.understanding.who.people import CHILDREN

if TYPE_CHECKING:
    from collections.abc import Sequence

    from peerfind.asking.understanding.said import Said

Age = tuple[int, int, int]  # in years, and where the words for it start and end

_SPEAKER = frozenset("i im ive".split())
_YOUNG = CHILDREN - {"friend", "brother", "sister"}
_OF_THE_DEAD = frozenset("he she they who".split())
_WAS = frozenset("was were".split())
_ONLY = frozenset("only just".split())


def is_speakers(said: Said, start: int) -> bool:
    """Whether words for an age that begin at a token are of who speaks: "I'm 17"."""
    before = said.words[max(said.clause(start).start, start - 1) : start + 1]
    return not _SPEAKER.isdisjoint(before)


def in_need(said: Said, found: Sequence[Age]) -> list[Age]:
    """The ages of who may need a group, the likeliest first.

    A child of who speaks comes before them: "I'm 44, my son is 15". A parent does not: "mum is 82, I'm 55".
    """
    dead = [at for at, *_ in mourned.mourned(said)]
    living = [one for one in found if not (dead and _is_of_the_dead(said, one, dead))]
    own = [one for one in living if is_speakers(said, one[1])]
    if not own:
        return living
    return [one for one in living if one not in own and _is_a_childs(said, one, dead)] + own


def _is_of_the_dead(said: Said, age: Age, dead: Sequence[int]) -> bool:
    """Whether an age is how old somebody was who died: "my brother drowned, he was only 19"."""
    was = said.back(age[1], _ONLY)
    is_told = was >= 0 and said.words[was] in _WAS and said.word(was - 1) in _OF_THE_DEAD
    return is_told and dead[0] < age[1]


def _is_a_childs(said: Said, age: Age, dead: Sequence[int]) -> bool:
    """Whether an age is that of a child who lives: "my son is 15", "a 15 year old son"."""
    _, start, end = age
    clause = said.clause(start)
    beside = (*range(clause.start, start), *range(end, min(end + 2, clause.stop)))
    return any(said.words[at] in _YOUNG and at not in dead for at in beside)
