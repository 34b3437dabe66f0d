"""What lowers the total of a group, however well it meets the asks, and never leaves it out."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from peerfind.answers.eligibility import group_freshness
from peerfind.asking.criteria import FRESHNESS
from peerfind.freshness import LOSS, LOSS_WHEN_FULL
from peerfind.index.columns import CHECKED, STATUS, UNSUITED_AGES
from peerfind.named import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterator

    from peerfind.asking.query import Query
    from peerfind.index.index import Index
    from peerfind.model import Group

LOSS_WHEN_UNSUITED = 0.3  # it says itself for what ages it is not right, in words that may say more


class Share(NamedTuple):
    """What one thing leaves of a total, with the keys that it looks at.

    `asked` is what of the question it depends on.
    """

    name: str
    keys: tuple[str, ...]
    left: Callable[[Group], float]
    asked: Hashable = None

    @property
    def key(self) -> Hashable:
        """What tells two of them apart."""
        return self.name, self.asked


def shares(index: Index, query: Query) -> Iterator[Share]:
    """All that lowers totals."""
    weight = query.weight(FRESHNESS)
    yield Share("fresh", CHECKED, partial(_of_fresh, index, query, weight), weight)
    yield Share("full", STATUS, _of_full)
    if age := query.asks.get("age"):
        yield Share("unsuited", UNSUITED_AGES, partial(_of_unsuited, age.values[0]), age.values)


def _of_fresh(index: Index, query: Query, weight: float, group: Group) -> float:
    return max(0.0, 1 - weight * LOSS[group_freshness(group, query, index)])


def _of_full(group: Group) -> float:
    return 1 - LOSS_WHEN_FULL if group.status == "full" else 1.0


def _of_unsuited(age: int, group: Group) -> float:
    return 1 - LOSS_WHEN_UNSUITED if group.is_unsuited_at(age) else 1.0
