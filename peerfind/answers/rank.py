"""From a question to an answer: who is left out and why, what each is worth, and in what order."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime
from heapq import nsmallest
from typing import TYPE_CHECKING, Any, NamedTuple

from peerfind import geo, text
from peerfind.answers.eligibility import REASONS, group_freshness, is_beyond, rules, selections
from peerfind.asking.criteria import CRITERIA, FRESHNESS, OF_FACET, WORDS
from peerfind.asking.scoring import Ask, Score, score
from peerfind.freshness import LOSS, LOSS_WHEN_FULL, Freshness
from peerfind.index.columns import MEETINGS, REACH, STATE, Index
from peerfind.model import PRECISIONS, Group, Reach, Record
from peerfind.schedule.recurrence import next_start

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from peerfind.asking.query import Query

# Where a distance sorts that is not known, and that of a group without a place.
UNKNOWN_KM, REMOTE_KM = 1e6, 2e6


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


class Ranking(NamedTuple):
    """The numbers of the best groups, how many answer in all, how many were left out for what."""

    best: list[int]
    total: int
    hidden: dict[str, int]


class Search:
    """A question put to an index; each distinct value is scored once, when it is first needed."""

    def __init__(self, index: Index, query: Query) -> None:
        self.index = index
        self.query = query
        self.spellings: dict[str, str] = {}
        self.terms: dict[str, str] = {}
        self._context = query.context(index.vocabulary)
        self._scores: dict[str, list[Score]] = {}
        self._totals: dict[int, float] = {}

    def ranking(self) -> Ranking:
        """Every group that answers, best first up to the limit, and who was left out."""
        reasons = self._reasons()
        kept = [number for number, reason in enumerate(reasons) if reason is None]
        hidden = Counter(reason for reason in reasons if reason)
        self._totals = self._worked_out(kept)
        return Ranking(
            self._best(kept), len(kept), {name: hidden[name] for name in REASONS if name in hidden}
        )

    def _reasons(self) -> list[str | None]:
        """Why each group is left out, by number: the first reason that applies, or None."""
        reasons: list[str | None] = [None] * self.index.count
        for rule in rules(self.index, self.query, self._context):
            _mark(reasons, rule.reason, self.index.each(rule.keys, rule.is_hidden))
        for reason, name, verdicts in selections(self.query):
            _mark(reasons, reason, [score.verdict in verdicts for score in self.scores(name)])
        return reasons

    def match(self, rank: int, number: int) -> Match:
        """The group `number` in full."""
        record = self.index.record(number)
        group = Group.of(record)
        distance_km = self._distance_km(group)
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
            precision=self._precision(group) if distance_km is not None else None,
        )

    def scores(self, name: str) -> list[Score]:
        """How every group meets one ask, by number."""
        if name not in self._scores:
            ask = self.query.asks[name]
            self._scores[name] = self._by_words(ask) if name == WORDS else self._by_value(ask)
        return self._scores[name]

    def _by_value(self, ask: Ask) -> list[Score]:
        criterion = CRITERIA[ask.name]
        return self.index.each(
            criterion.keys, lambda group: criterion.score(ask, group, self._context)
        )

    def _by_term(self, facet: str, term: str) -> list[Score]:
        """How every group meets a term that free words name."""
        criterion = OF_FACET[facet]
        ask = Ask(criterion.name, (term,), (term,))
        alone = self._context.alone(ask)
        return self.index.each(criterion.keys, lambda group: criterion.score(ask, group, alone))

    def _by_words(self, ask: Ask) -> list[Score]:
        from peerfind.asking import words  # most questions have none

        found = words.search(ask.values, self.index.lexicon, self.index.count, self._by_term)
        self.spellings, self.terms = found.spellings, found.terms
        missed = score("missed")
        return [found.scores.get(number, missed) for number in range(self.index.count)]

    def _worked_out(self, kept: Sequence[int]) -> dict[int, float]:
        """The mean of the asks' scores by weight, lowered a little by an old check and by `full`."""
        weighted = [(self.scores(name), self.query.weight(name)) for name in self.query.asks]
        weight = sum(one for _, one in weighted)
        shares = self.index.each(STATE, self._share_kept)
        totals = {}
        for number in kept:
            worth = sum(scores[number].value * one for scores, one in weighted)
            totals[number] = round((worth / weight if weight else 1.0) * shares[number], 4)
        return totals

    def _share_kept(self, group: Group) -> float:
        """What is left of a total after the age of the check and after `full`."""
        loss = self.query.weight(FRESHNESS) * LOSS[group_freshness(group, self.query, self.index)]
        return max(0.0, 1 - loss) * (1 - LOSS_WHEN_FULL if group.status == "full" else 1.0)

    def _best(self, kept: Sequence[int]) -> list[int]:
        """The groups in the asked order; ties by fresher, nearer, name and id: nothing is by chance."""
        first = self._sort_key()
        age = self.index.each(STATE, _age_of_check)
        distance = self._tie_distances()
        names, ids = self.index.names, self.index.ids

        def place(number: int) -> tuple[Any, ...]:
            tie = (age[number], distance[number]) if self.query.sort != "name" else ()
            return (first(number), *tie, text.folded(names[number]), names[number], ids[number])

        return nsmallest(self.query.limit or len(kept), kept, key=place)

    def _tie_distances(self) -> list[float]:
        """Kilometres for settling ties; without a place in the question nothing is nearer."""
        if self.query.near is None:
            return [0.0] * self.index.count
        return self.index.each(REACH, self._sorting_distance)

    def _sort_key(self) -> Callable[[int], Any]:
        sort = self.query.sort
        if sort == "near":
            return self.index.each(REACH, self._sorting_distance).__getitem__
        if sort == "next":
            return self.index.each(MEETINGS, self._sorting_start).__getitem__
        if sort == "checked":
            return self.index.each(STATE, _age_of_check).__getitem__
        if sort == "name":
            return lambda _: 0
        return lambda number: -self._totals[number]

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

    def _distance_km(self, group: Group) -> float | None:
        near = self.query.near
        if near is None or group.place is None or self._reach(group) == "remote":
            return None
        return geo.geodesic_km(near.point, group.place.point)

    def _precision(self, group: Group) -> str | None:
        near = self.query.near
        if near is None or group.place is None:
            return None
        return max(near.precision, group.place.precision, key=PRECISIONS.index)


def _mark(reasons: list[str | None], reason: str, hides: Iterable[bool]) -> None:
    """Give `reason` to the groups that it hides and that have none yet."""
    for number, is_hidden in enumerate(hides):
        if is_hidden and reasons[number] is None:
            reasons[number] = reason


def _age_of_check(group: Group) -> int:
    """A number that is smaller for a newer check; never checked comes last."""
    return -group.checked.on.toordinal() if group.checked else 0
