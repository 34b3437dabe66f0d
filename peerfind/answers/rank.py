"""From a question to an answer: who is left out and why, what each is worth, and in what order."""

from __future__ import annotations

from datetime import date, datetime
from functools import partial, reduce
from heapq import nlargest
from itertools import compress
from math import fsum, inf
from operator import add, mul, or_
from typing import TYPE_CHECKING, Any

from peerfind import geo
from peerfind.answers import lowering, variety
from peerfind.answers.eligibility import (
    REASONS,
    Rule,
    group_freshness,
    is_beyond,
    is_close,
    rules,
    selections,
)
from peerfind.answers.order import DECIMALS, REMOTE_KM, UNKNOWN_KM, age_of_check, first, rounded
from peerfind.answers.scored import ByValue, ByWords
from peerfind.asking.criteria import CRITERIA, OF_FACET, VARIETY, WORDS
from peerfind.asking.scoring import Ask
from peerfind.index.columns import CHECKED, MEETINGS, TRAVEL, numbers_in
from peerfind.model import PRECISIONS, Group, Reach, Record, attribute
from peerfind.named import NamedTuple
from peerfind.schedule.recurrence import next_start

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterator, Sequence

    from peerfind.answers.lowering import Share
    from peerfind.answers.scored import Scored
    from peerfind.asking.criteria import Criterion
    from peerfind.asking.query import Query
    from peerfind.asking.scoring import Context, Score
    from peerfind.asking.words import Found
    from peerfind.freshness import Freshness
    from peerfind.index.columns import Mask, Table
    from peerfind.index.index import Index

_ROUNDED = 10.0**-DECIMALS
# With more distinct values than these, an ask is scored for the groups alone that can be among the first.
_FEW = 256


# What has been worked out, by what it depends on.
Known = dict[object, Any]


class Judged(NamedTuple):
    """One ask, and how a group meets it."""

    ask: Ask
    score: Score
    weight: float


class Match(NamedTuple):
    """One group of an answer, with the reasons for its place in it.

    `distance_km` is along the WGS 84 ellipsoid; `precision` is that of the vaguer end.
    """

    rank: int
    group: Group
    record: Record
    score: float
    reach: Reach
    judged: tuple[Judged, ...]
    next_meeting: datetime | date | None
    freshness: Freshness
    distance_km: float | None
    precision: str | None


class Worth(NamedTuple):
    """The total of a group, and the shares of it that something else than its fit leaves.

    `fresh` is what the age of its check, being full and not being right for an age leave, `alike` what
    being one more of the same leaves.
    """

    total: float
    fresh: float
    alike: float


class Ranking(NamedTuple):
    """The numbers of the best groups, how many answer in all, how many were left out for what."""

    best: list[int]
    total: int
    hidden: dict[str, int]


class Search:
    """A question put to an index; each distinct value is scored once, when it is first needed.

    What is worked out is put into `known`, so that questions of one day to one index can share it.
    """

    def __init__(self, index: Index, query: Query, known: Known | None = None) -> None:
        self.index = index
        self.query = query
        self._known = {} if known is None else known
        self._context = query.context(index.vocabulary)
        self._totals: dict[int, float] = {}
        self._alike: dict[int, float] = {}

    def like(self, query: Query) -> Search:
        """Another question to the same index, which shares what was worked out for this one."""
        return Search(self.index, query, self._known)

    def ranking(self) -> Ranking:
        """Every group that answers, best first up to the limit, and who was left out."""
        kept, hidden = self.sifted()
        numbers = [*numbers_in(kept, self.index.size)]
        return Ranking(self._best(numbers), len(numbers), hidden)

    def total(self) -> int:
        """How many groups answer in all."""
        return self.sifted()[0].bit_count()

    def local(self, km: float) -> int:
        """How many of these meet in person within a distance, as far as is known."""
        near = self.query.near
        if near is None:
            return 0
        close: Table[bool] = self._once(
            ("local", near, km), lambda: self.index.table(TRAVEL, partial(is_close, near, km))
        )
        numbers = numbers_in(self.sifted()[0], self.index.size)
        return sum(close[number] for number in numbers)

    def sifted(self) -> tuple[Mask, dict[str, int]]:
        """The groups that are not left out, and how many are, each under the first reason."""
        kept, hidden = self.index.everyone, dict[str, int]()
        for reason, mask in self._left_out():
            if count := (kept & mask).bit_count():
                hidden[reason] = hidden.get(reason, 0) + count
            kept &= ~mask
        return kept, {reason: hidden[reason] for reason in REASONS if reason in hidden}

    def _left_out(self) -> Iterator[tuple[str, Mask]]:
        """The reasons to leave groups out, in order, each with the groups to which it applies."""
        for rule in rules(self.index, self.query, self._context):
            yield rule.reason, self._once(rule.key, partial(self._ruled_out, rule))
        for name in self.query.require:
            yield "require", ~self.scores(name).met()
        for reason, names in selections(self.query):
            yield reason, ~reduce(or_, (self.scores(name).something() for name in names))

    def _ruled_out(self, rule: Rule) -> Mask:
        return self.index.table(rule.keys, rule.is_hidden).mask(bool)

    def _once(self, key: Hashable, worked_out: Callable[[], Any]) -> Any:
        """What was worked out under a key, now or before."""
        if key not in self._known:
            self._known[key] = worked_out()
        return self._known[key]

    def reason(self, number: int) -> str:
        """The first reason for which a group is left out; nothing where it is not."""
        size = self.index.size
        everyone = self.index.everyone
        masks = ((one, numbers_in(mask & everyone, size)) for one, mask in self._left_out())
        return next((reason for reason, numbers in masks if number in {*numbers}), "")

    def worth(self, number: int) -> Worth:
        """The total of a group, and what it lost; of one that is left out, what it would be alone."""
        if number not in self._totals:
            self._totals |= rounded([number], self._worth([number]))
        (fresh,) = self._shares([number])
        return Worth(self._totals[number], fresh, self._alike.get(number, 1.0))

    def match(self, rank: int, number: int) -> Match:
        """The group `number` in full."""
        record = self.index.record(number)
        group = Group.of(record)
        distance_km, precision = self._distance(group)
        judged = (
            Judged(ask, self.scores(name)[number], self.query.weight(name))
            for name, ask in self.query.asks.items()
        )
        return Match(
            rank=rank,
            group=group,
            record=record,
            score=self._totals[number],
            reach=self._reach(group),
            judged=tuple(judged),
            next_meeting=next_start(group.patterns, self.query.now, group.holiday_nation),
            freshness=group_freshness(group, self.query, self.index),
            distance_km=distance_km,
            precision=precision,
        )

    def scores(self, name: str) -> Scored:
        """How every group meets one ask, by number."""
        ask = self.query.asks[name]
        found: Scored = self._once(
            (ask, self.query.beside(name)),
            lambda: (
                self._by_words(ask)
                if name == WORDS
                else self._scored(CRITERIA[name], ask, self._context)
            ),
        )
        return found

    def words(self) -> Found | None:
        """What free words met, if there are any."""
        scores = self.scores(WORDS) if WORDS in self.query.asks else None
        return scores.found if isinstance(scores, ByWords) else None

    def _by_words(self, ask: Ask) -> ByWords:
        from peerfind.asking import words  # most questions have none

        found = words.search(
            ask.values, self.index.lexicon, self._by_term, is_literal=self.query.literal
        )
        return ByWords(found, self.index)

    def _by_term(self, facet: str, term: str) -> ByValue:
        """How every group meets a term that free words name."""
        criterion = OF_FACET[facet]
        ask = Ask(criterion.name, (term,), (term,))
        return self._scored(criterion, ask, self._context.alone(ask))

    def _scored(self, criterion: Criterion, ask: Ask, context: Context) -> ByValue:
        """How every group meets an ask, by the values that the criterion reads."""
        table = self.index.table(criterion.keys, partial(_score, criterion, ask, context))
        if criterion.related is None:
            return ByValue(table)
        related = criterion.related(ask, context.vocabulary)
        tables = (
            self.index.table((key,), partial(_has_any, attribute(key), terms))
            for key, terms in related.items()
        )
        return ByValue(table, [*tables])

    def _best(self, numbers: Sequence[int]) -> list[int]:
        """The groups in the asked order, up to the limit."""
        limit = self.query.limit or len(numbers)
        if self.query.sort != "fit":
            best = first(limit, numbers, self._keys())
            self._totals = rounded(best, self._worth(best))
            return best
        return self._spread(numbers, limit)

    def _spread(self, numbers: Sequence[int], limit: int) -> list[int]:
        """The best groups, where one more of a kind is worth less: found among enough of them."""
        looked_at = limit
        while True:
            ranked = self._by_total(numbers, looked_at)
            least = self._totals[ranked[-1]] if looked_at < len(numbers) else -inf
            if not self._lower_those_alike(ranked):
                return ranked[:limit]
            best = first(limit, ranked, self._keys())
            if self._totals[best[-1]] > least:
                return best
            looked_at *= 2

    def _lower_those_alike(self, ranked: Sequence[int]) -> bool:
        """Lower the totals of groups of which there are many of a kind; whether there are any."""
        weight = self.query.weight(VARIETY) * bool(self.query.asks)  # a mere listing has no best
        self._alike = dict(variety.shares(self.index, ranked, weight))
        for number, share in self._alike.items():
            self._totals[number] = round(self._totals[number] * share, DECIMALS)
        return bool(self._alike)

    def _by_total(self, numbers: Sequence[int], limit: int) -> list[int]:
        """The groups with the best totals, each by itself."""
        contenders = self._contenders(numbers, limit)
        worth = self._worth(contenders)
        # Totals are equal when they are as they are shown, so some that are cut off now could not tie.
        edge = min(nlargest(limit, worth), default=inf) - _ROUNDED
        near = [one >= edge for one in worth]
        self._totals = rounded([*compress(contenders, near)], [*compress(worth, near)])
        return first(limit, [*self._totals], self._keys())

    def _contenders(self, numbers: Sequence[int], limit: int) -> Sequence[int]:
        """The groups that can be among the first, found without a look at every value of every ask.

        Asks with few distinct values are scored first, then the weightiest. Before each of those, the
        groups that lead so far are scored in full, and those that could not come up to them if they met all
        that is left are no contenders.
        """
        many = {name for name in self.query.asks if self.scores(name).distinct > _FEW}
        asks = sorted(self.query.asks, key=lambda one: (one in many, -self.query.weight(one)))
        weights = [self.query.weight(name) for name in asks]
        total = fsum(weights)
        if len(numbers) <= limit or not total:
            return numbers
        worth = [0.0] * len(numbers)
        for at, name in enumerate(asks):
            if name in many:
                left = fsum(weights[at:])
                leaders = nlargest(limit, range(len(numbers)), key=worth.__getitem__)
                least = min(self._worth([numbers[leader] for leader in leaders])) - _ROUNDED
                at_best = map(mul, ((one + left) / total for one in worth), self._shares(numbers))
                hopeful = [one >= least for one in at_best]
                numbers = [*compress(numbers, hopeful)]
                worth = [*compress(worth, hopeful)]
            worth = [*map(add, worth, self.scores(name).values(numbers, weights[at]))]
        return numbers

    def _worth(self, numbers: Sequence[int]) -> list[float]:
        """The mean of the asks' scores by weight, lowered by an old check and the like."""
        asked = [(self.scores(name), self.query.weight(name)) for name in self.query.asks]
        weight = sum(one for _, one in asked)
        shares = self._shares(numbers)
        if not weight:
            return shares
        worth = [0.0] * len(numbers)
        for scores, one in asked:
            worth = [*map(add, worth, scores.values(numbers, one))]
        return [*map(mul, (one / weight for one in worth), shares)]

    def _shares(self, numbers: Sequence[int]) -> list[float]:
        """What all that lowers totals leaves of those of some groups."""
        every = lowering.shares(self.index, self.query)
        first, *others = (self._left(one).each(numbers, float) for one in every)
        return reduce(lambda left, more: [*map(mul, left, more)], others, first)

    def _left(self, share: Share) -> Table[float]:
        """What one thing leaves of the total of each group."""
        table: Table[float] = self._once(
            share.key, partial(self.index.table, share.keys, share.left)
        )
        return table

    def _keys(self) -> list[Callable[[int], Any]]:
        """What groups are sorted by; ties by fresher, nearer, name and id: nothing is by chance."""
        index, sort = self.index, self.query.sort
        by_name = index.order.__getitem__
        if sort == "name":
            return [by_name]
        ties: list[Callable[[int], Any]] = [index.table(CHECKED, age_of_check).__getitem__]
        if self.query.near:  # without a place in the question nothing is nearer
            ties.append(index.table(TRAVEL, self._sorting_distance).__getitem__)
        if sort == "fit":
            return [lambda number: -self._totals[number], *ties, by_name]
        if sort == "next":
            return [index.table(MEETINGS, self._sorting_start).__getitem__, *ties, by_name]
        if sort == "near":
            return [index.table(TRAVEL, self._sorting_distance).__getitem__, *ties, by_name]
        return [*ties, by_name]

    def _sorting_distance(self, group: Group) -> float:
        """Kilometres for sorting: what is not known after what is, groups without a place last."""
        if self._reach(group) == "remote":
            return REMOTE_KM
        if self.query.near is None or group.place is None:
            return UNKNOWN_KM
        return geo.great_circle_km(self.query.near.point, group.place.point)

    def _sorting_start(self, group: Group) -> str:
        start = next_start(group.patterns, self.query.now, group.holiday_nation)
        if start is None:
            return "unknown"  # after every date
        return start.isoformat() if isinstance(start, datetime) else f"{start.isoformat()}T24"

    def _reach(self, group: Group) -> Reach:
        """How the group is joined here: a hybrid whose venue is too far is joined remotely."""
        near, within = self.query.near, self.query.within
        if group.reach == "both" and near and within and is_beyond(near, within.km, group):
            return "remote"
        return group.reach

    def _distance(self, group: Group) -> tuple[float, str] | tuple[None, None]:
        """How far away the group meets, and how well that is known; none where nobody has to go."""
        near, place = self.query.near, group.place
        if near is None or place is None or self._reach(group) == "remote":
            return None, None
        precision = max(near.precision, place.precision, key=PRECISIONS.index)
        return geo.geodesic_km(near.point, place.point), precision


def _has_any(name: str, terms: frozenset[str], group: Group) -> bool:
    return not terms.isdisjoint(getattr(group, name))


def _score(criterion: Criterion, ask: Ask, context: Context, group: Group) -> Score:
    return criterion.score(ask, group, context)
