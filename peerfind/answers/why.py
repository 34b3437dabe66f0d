"""Why one group stands where it stands: every ask with its score and weight, and what the total loses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from peerfind.answers.rank import Judged, Search
from peerfind.named import NamedTuple

if TYPE_CHECKING:
    from peerfind.answers.rank import Match, Worth
    from peerfind.asking.query import Query
    from peerfind.index.index import Index


class Why(NamedTuple):
    """The sum of one group.

    `rank` is its place among `of` groups, 0 where it is left out for `hidden`. `mean` is that of the
    scores by weight, `worth` tells what is left of it.
    """

    match: Match
    rank: int
    of: int
    hidden: str
    weight: float
    mean: float
    worth: Worth

    @property
    def kept(self) -> float:
        """The share of the mean that is left in the total."""
        return self.worth.fresh * self.worth.alike

    @property
    def judged(self) -> tuple[Judged, ...]:
        """Each ask, and how the group meets it."""
        return self.match.judged


def why(index: Index, query: Query, number: int) -> Why:
    """The sum of the group `number`, whether it is shown or left out."""
    search = Search(index, query._replace(limit=0))
    ranking = search.ranking()
    hidden = search.reason(number)
    rank = 0 if hidden else ranking.best.index(number) + 1
    worth = search.worth(number)
    match = search.match(rank, number)
    weight = sum(one.weight for one in match.judged)
    mean = sum(one.weight * one.score.value for one in match.judged) / weight if weight else 1.0
    return Why(match, rank, ranking.total, hidden, weight, mean, worth)
