"""A question as a strict filter: the groups that meet every ask of it, in the order of their ids."""

from __future__ import annotations

from typing import TYPE_CHECKING

from peerfind.answers.answer import query_of
from peerfind.answers.rank import Search
from peerfind.named import NamedTuple

if TYPE_CHECKING:
    from datetime import datetime

    from peerfind.asking.query import Typed
    from peerfind.index.columns import Mask
    from peerfind.index.index import Index


class Filtered(NamedTuple):
    """The groups that are left, as a set; `hidden` counts the others by the first reason that applied."""

    kept: Mask
    total: int
    hidden: dict[str, int]


def filtered(index: Index, typed: Typed, now: datetime) -> Filtered:
    """The groups that meet all that was asked; what is not stated is not met.

    Raises UsageError for what cannot be understood.
    """
    query = query_of(index, typed, now)
    kept, hidden = Search(index, query._replace(require=(*query.asks,))).sifted()
    return Filtered(kept, kept.bit_count(), hidden)
