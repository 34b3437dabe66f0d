"""Groups that are much alike do not fill a page: from the third on each is worth a little less.

Alike are those of one organisation, in one place or all of them without, for the same subjects.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from peerfind.index.columns import KIND

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator, Sequence

    from peerfind.index.index import Index
    from peerfind.model import Group

ENOUGH = 2  # so many that are alike are a choice
LOSS, MOST_LOST = 0.05, 0.25  # of the total of each one more, for each of those; and at most


def shares(index: Index, best_first: Sequence[int], weight: float) -> Iterator[tuple[int, float]]:
    """The groups that lose by being one more of their kind, by number, each with what is left of it."""
    kinds = index.table(KIND, _kind)
    seen = Counter[object]()
    for number in best_first:
        kind = kinds[number]
        seen[kind] += kind is not None
        if (left := share(seen[kind] - ENOUGH, weight)) < 1:
            yield number, left


def share(more: int, weight: float) -> float:
    """What is left of the total of a group that is one `more` than enough, or the second more, and so on."""
    return max(0.0, 1 - weight * min(LOSS * max(more, 0), MOST_LOST))


def _kind(group: Group) -> Hashable:
    """What groups that are alike have in common; None for one without an organisation."""
    return (group.organisation, group.place, group.focus) if group.organisation else None
