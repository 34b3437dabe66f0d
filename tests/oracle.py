"""The answer to a question as one would work it out with patience: group by group, without an index.

Nothing here is kept, shared, coded or cut short. It takes the rules one by one, each ask's own scorer,
and for words the frequencies of each group's own texts and terms.
"""

from __future__ import annotations

from math import log
from typing import TYPE_CHECKING, Any, NamedTuple

from hypothesis import reject

from peerfind import english, geo, text
from peerfind.answers.eligibility import (
    has,
    is_beyond,
    is_elsewhere,
    is_for_others,
    is_too_far,
    is_wrong_age,
)
from peerfind.answers.lowering import LOSS_WHEN_UNSUITED
from peerfind.asking.criteria import CRITERIA, OF_FACET, WORDS
from peerfind.asking.frequencies import (
    PARTS,
    TERM_FIELDS,
    fields_naming,
    own_frequencies,
    said,
    words_of,
)
from peerfind.asking.scoring import Ask, Context, Score
from peerfind.asking.words import (
    K1,
    NAMED_FACETS,
    NEAR_SPELLING,
    NOT_NAMED,
    ONLY_WORDS,
    PLAIN_WORD,
    SOME_WORDS,
)
from peerfind.directory.folder import load
from peerfind.directory.vocabulary import FACETS, Vocabulary
from peerfind.freshness import LOSS, LOSS_WHEN_FULL, later
from peerfind.index.names import MOST_LOOKED_AT
from peerfind.model import PRECISIONS, Group
from peerfind.places.gazetteer import entries
from peerfind.schedule.recurrence import next_start

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date
    from pathlib import Path

    from peerfind.answers.answer import Answer
    from peerfind.asking.query import Query
    from peerfind.model import Record

REASONS = (
    "closed", "paused", "stale", "age", "for", "covers", "within", "avoid", "require", "focus", "words",
)  # fmt: skip
LAST = (1, 1)  # sorts after whatever is known, which is (0, …)


class Found(NamedTuple):
    """An answer, as far as it follows from the groups: the rest is only how it is shown."""

    total: int
    hidden: list[tuple[str, int]]
    results: list[dict[str, Any]]
    corrections: set[tuple[str, str]]


def told(answer: Answer) -> Found:
    """The same of an answer of the program."""
    results = [
        {
            "id": match.group.id,
            "record": match.record,
            "score": match.score,
            "judged": [_judged(one.ask.name, one.score) for one in match.judged],
            "reach": match.reach,
            "distance": match.distance_km,
            "precision": match.precision,
            "next": match.next_meeting,
            "freshness": match.freshness,
        }
        for match in answer.matches
    ]
    corrections = {(one.typed, one.understood) for one in answer.query.corrections}
    return Found(answer.total, [*answer.hidden.items()], results, corrections)


def _judged(name: str, score: Score) -> tuple[object, ...]:
    """How a group meets an ask; in whatever order numbers were added, nine decimals are the same."""
    return name, score.verdict, round(score.value, 9), score.found, score.parts


class Oracle:
    """A directory that is read whole for every question."""

    def __init__(self, folder: Path) -> None:
        directory = load(folder)
        self.settings = directory.common.settings
        self.vocabulary = Vocabulary(directory.common.terms)
        self.records = directory.records
        self.unreadable = directory.unreadable

    def answer(self, query: Query) -> Found:
        """Who answers, in what order, how each meets what was asked, and how many are left out."""
        return _Question(self, query).answer()

    def total(self, query: Query) -> int:
        """How many groups answer."""
        return self.answer(query).total


class _Question:
    def __init__(self, directory: Oracle, query: Query) -> None:
        self.directory = directory
        self.vocabulary = directory.vocabulary
        self.query = query
        within_km = query.within.km if query.within else None
        weights = {name: query.weight(name) for name in query.asks}
        self.context = Context(
            self.vocabulary, query.today, query.asks, within_km, frozenset(query.require), weights
        )
        self.words = (
            _Words(directory, query.asks[WORDS].values, self.context) if self.has_words else None
        )

    @property
    def has_words(self) -> bool:
        return WORDS in self.query.asks

    def answer(self) -> Found:
        hidden: dict[str, int] = {}
        kept = []
        for record in self.directory.records:
            group = Group.of(record)
            reason = next(self.reasons(record, group), None)
            if reason is None:
                kept.append(self.result(record, group))
            else:
                hidden[reason] = hidden.get(reason, 0) + 1
        kept.sort(key=self.place)
        if self.query.sort == "fit" and self.query.asks:
            self.lower_those_alike(kept)
            kept.sort(key=self.place)
        counts = [(reason, hidden[reason]) for reason in REASONS if reason in hidden]
        shown = kept[: self.query.limit or None]
        return Found(len(kept), counts, shown, self.corrections())

    def reasons(self, record: Record, group: Group) -> Iterator[str]:
        """Why a group is left out, in the order in which the first reason counts."""
        near, within, include = self.query.near, self.query.within, self.query.include
        asks, context = self.query.asks, self.context
        nothing = ("missed", "not-stated")
        verdicts = {name: self.judged(name, record, group)[1] for name in asks}
        holds = {
            "closed": group.status == "closed" and "closed" not in include,
            "paused": group.status == "paused" and "paused" not in include,
            "stale": self.freshness(group) == "stale" and "stale" not in include,
            "age": "age" in asks and is_wrong_age(asks["age"], group),
            "for": "for" in asks and is_for_others(asks["for"], context, group),
            "covers": near and is_elsewhere(near, group),
            "within": near and within and is_too_far(near, within.km, group),
            "avoid": any(has(ask, context, group) for ask in self.query.avoid),
            "require": any(verdicts[name] != "met" for name in self.query.require),
            "focus": verdicts.get("focus") in nothing,
            "words": verdicts.get("words") in nothing,
        }
        return (reason for reason in REASONS if holds[reason])

    def judged(self, name: str, record: Record, group: Group) -> tuple[Any, ...]:
        """How a group meets one ask: its name, verdict, score, what was found, and its parts."""
        if name == WORDS and self.words:
            return _judged(name, self.words.score(record))
        return _judged(name, CRITERIA[name].score(self.query.asks[name], group, self.context))

    def result(self, record: Record, group: Group) -> dict[str, Any]:
        judged = [self.judged(name, record, group) for name in self.query.asks]
        reach, near = self.reach(group), self.query.near
        has_distance = near is not None and group.place is not None and reach != "remote"
        return {
            "id": group.id,
            "record": record,
            "score": round(self.worth(group, judged), 4),
            "judged": judged,
            "reach": reach,
            "distance": geo.geodesic_km(near.point, group.place.point) if has_distance else None,
            "precision": (
                max(near.precision, group.place.precision, key=PRECISIONS.index)
                if has_distance
                else None
            ),
            "next": next_start(group.patterns, self.query.now, group.holiday_nation),
            "freshness": self.freshness(group),
        }

    def lower_those_alike(self, ranked: list[dict[str, Any]]) -> None:
        """From the third on, each group of an organisation in one place for the same is worth less."""
        groups = [Group.of(one["record"]) for one in ranked]
        kinds = [(group.organisation, group.place, group.focus) for group in groups]
        for at, one in enumerate(ranked):
            more = kinds[:at].count(kinds[at]) - 1 if kinds[at][0] else 0
            lost = min(0.05 * max(more, 0), 0.25) * self.query.weight("variety")
            one["score"] = round(one["score"] * max(0.0, 1 - lost), 4) if lost else one["score"]

    def worth(self, group: Group, judged: Sequence[tuple[Any, ...]]) -> float:
        """The mean of the scores by weight, less some for an old check, for `full`, for a wrong age."""
        loss = self.query.weight("freshness") * LOSS[self.freshness(group)]
        share = max(0.0, 1 - loss) * (1 - LOSS_WHEN_FULL if group.status == "full" else 1.0)
        age = self.query.asks.get("age")
        if age and group.unsuited_ages and age.values[0] in group.unsuited_ages:
            share *= 1 - LOSS_WHEN_UNSUITED
        weights = sum(self.query.weight(name) for name, *_ in judged)
        if not weights:
            return share
        worth = sum(one[2] * self.query.weight(one[0]) for one in judged) / weights * share
        # In what order the words are added up decides a last bit, which must not decide a decimal.
        if self.words and abs(worth * 10_000 % 1 - 0.5) < 1e-6:
            reject()
        return worth

    def freshness(self, group: Group) -> str:
        settings, today = self.directory.settings, self.query.today
        if group.checked is None:
            return "never-checked"
        if today > later(group.checked.on, settings["hide_after"]):
            return "stale"
        return "due" if today > later(group.checked.on, settings["review_after"]) else "checked"

    def reach(self, group: Group) -> str:
        near, within = self.query.near, self.query.within
        is_far = near and within and is_beyond(near, within.km, group)
        return "remote" if group.reach == "both" and is_far else group.reach

    def place(self, result: dict[str, Any]) -> tuple[Any, ...]:
        """The whole key by which results are sorted."""
        group = Group.of(result["record"])
        name = text.folded(group.name), group.name, group.id
        age = (0, -group.checked.on.toordinal()) if group.checked else LAST
        first = {
            "fit": -result["score"],
            "near": self.distance(group),
            "next": _start(result["next"]),
            "checked": age,
            "name": None,
        }[self.query.sort]
        if self.query.sort == "name":
            return name
        return (first, age, self.distance(group) if self.query.near else None, name)

    def distance(self, group: Group) -> tuple[float, ...]:
        """Known distances first, then unknown ones, then groups without a place."""
        if self.reach(group) == "remote":
            return (2,)
        if self.query.near is None or group.place is None:
            return (1,)
        return (0, geo.great_circle_km(self.query.near.point, group.place.point))

    def corrections(self) -> set[tuple[str, str]]:
        """What was taken for what: the terms of flags, and the words."""
        flags = {(one.typed, one.understood) for one in self.query.corrections}
        return flags | (self.words.corrections() if self.words else set())


def _start(start: date | None) -> tuple[Any, ...]:
    """When a meeting starts, for sorting: one without a time comes after those of its day."""
    if start is None:
        return LAST
    day = f"{start:%Y-%m-%d}"
    return (0, day, f"{start:%H:%M}" if hasattr(start, "hour") else "after")


class _Words:
    """Free words, searched in every group."""

    def __init__(self, directory: Oracle, words: Sequence[str], context: Context) -> None:
        self.vocabulary = directory.vocabulary
        self.records = directory.records
        self.context = context
        self.own = {one["id"]: own_frequencies(words_of(one)) for one in self.records}
        self.spellings = {word: meant for word in words if (meant := self.meant(word)) != word}
        self.units = self.units_of([self.spellings.get(word, word) for word in words])
        self.named = self.named_by([self.spellings.get(word, word) for word in words])
        self.worths = [
            {one["id"]: self.has(unit, one) for one in self.records} for unit in self.units
        ]

    def often(self, stem: str, record: Record) -> float:
        """How often a group says a stem, in its texts and by its terms."""
        often = self.own[record["id"]].get(stem, 0) / PARTS
        for field in fields_naming(stem, self.vocabulary):
            often += field.frequency(stem, Group.of(record), self.vocabulary)
        return often

    def meant(self, word: str) -> str:
        """The word, or the likeliest of those that it is a slip away from."""
        edits = 0 if len(word) < 5 else 1 if len(word) < 9 else 2
        stem = text.stem(word)
        if any(stem in own for own in self.own.values()) or english.is_usual(word):
            return word
        if not edits or any(fields_naming(stem, self.vocabulary)):
            return word
        named = {
            one
            for field in TERM_FIELDS
            for term in self.vocabulary[field.facet].terms.values()
            for name in term.names
            for one in text.words(name)
        }
        whole = min((one for one in named if one[1:] == word), default="")
        if whole and len(word) >= 6:
            return whole
        known = named | {one for record in self.records for one in said(record)}
        slips = {one: _slips(word, one) for one in known if one[0] == word[0]}
        nearest = [one for one in slips if slips[one] == min(slips.values()) <= edits]
        return min(nearest, key=lambda one: (-self.having(text.stem(one)), one), default=word)

    def having(self, stem: str) -> int:
        """How many groups say a stem."""
        return sum(self.often(stem, record) > 0 for record in self.records)

    def units_of(self, words: Sequence[str]) -> list[tuple[tuple[str, ...], str, str]]:
        """The terms that the words name, the longest names first, and the other words."""
        stems = [text.stem(word) for word in words]
        named = [
            (-length, start, order, facet, term)
            for order, facet in enumerate(NAMED_FACETS)
            for start, length, term in self.vocabulary[facet].mentions(stems)
        ]
        taken: dict[int, tuple[tuple[str, ...], str, str]] = {}
        free = {*range(len(words))}
        for length, start, _, facet, term in sorted(named, key=lambda one: one[:3]):
            if free.issuperset(places := range(start, start - length)):
                taken[start] = tuple(words[at] for at in places), facet, term
                free -= {*places}
        telling = {at for at in free if words[at] not in text.STOP_WORDS}
        for at in telling or (set() if taken else free):
            taken[at] = (words[at],), "", ""
        return [*dict.fromkeys(taken[at] for at in sorted(taken))]

    def has(self, unit: tuple[tuple[str, ...], str, str], record: Record) -> tuple[float, bool]:
        """What a unit is worth in a group, from 0 to 1, and whether the group wholly has it."""
        words, facet, term = unit
        telling = [word for word in words if word not in text.STOP_WORDS] or words
        by_word = [self.worth(word, record) for word in telling]
        if not term:
            return by_word[0], True
        share = ONLY_WORDS if all(by_word) else SOME_WORDS
        criterion = OF_FACET[facet]
        ask = Ask(criterion.name, (term,), (term,))
        score = criterion.score(ask, Group.of(record), self.context.alone(ask))
        if score.verdict in ("met", "partly") and score.value > max(by_word) * share:
            return score.value, score.verdict == "met"
        return max(by_word) * share, False

    def worth(self, word: str, record: Record) -> float:
        often = self.often(text.stem(word), record)
        return (NEAR_SPELLING if word in self.spellings.values() else 1.0) * often / (K1 + often)

    def score(self, record: Record) -> Score:
        """How a group meets the words."""
        earned, most, met, is_whole = 0.0, 0.0, [], True
        has_term = any(term for _, _, term in self.units)
        weights = [1.0 if term or not has_term else PLAIN_WORD for _, _, term in self.units]
        for worths, weight in zip(self.worths, weights, strict=True):
            worth, is_wholly_there = worths[record["id"]]
            having = sum(one > 0 for one, _ in worths.values())
            rarity = log(1 + (len(self.records) - having + 0.5) / (having + 0.5))
            earned, most = earned + worth * rarity * weight, most + rarity * weight
            met.append(worth > 0)
            is_whole = is_whole and worth > 0 and is_wholly_there
        if not any(met):
            return Score("missed", 0.0)
        there = sum(weight for weight, is_met in zip(weights, met, strict=True) if is_met)
        value = min(1.0, (there - 0.5 * min(weights) * (1 - earned / most)) / sum(weights))
        names = [" ".join(words) for words, _, _ in self.units]
        parts = [
            (one, "met" if is_met else "missed") for one, is_met in zip(names, met, strict=True)
        ]
        found = tuple(one for one, is_met in zip(names, met, strict=True) if is_met)
        least = self.named.get(record["id"], 0.0)
        if self.named:
            value = least + value * (1 - least if least else NOT_NAMED)
        return Score("met" if is_whole else "partly", value, found, tuple(parts))

    def named_by(self, words: Sequence[str]) -> dict[str, float]:
        """The groups whose name was typed, with what the words are worth in them at least."""
        stems = _telling(words)
        found: dict[tuple[int, int, int], set[str]] = {}
        for record in self.likely({stem for _, stem in stems}, "".join(words)):
            own = [record["name"], *record.get("also_known_as", ())]
            for name in (*own, record.get("organisation", "")):
                said = text.words(name)
                span = self.span(words, stems, said) if said else None
                if span:
                    close = (name in own) * (1 + (said == [*words[slice(*span)]]))
                    found.setdefault((span[1] - span[0], close, -span[0]), set()).add(record["id"])
        best = max(found, default=None)
        if not best:
            return {}
        if not best[1]:
            return dict.fromkeys(found[best], 0.1)
        own = [record for record in self.records if record["id"] in found[best]]
        kinds = [
            (one["organisation"], focus)
            for one in own
            if "organisation" in one
            for focus in one.get("focus", ())
        ]
        sisters = [
            record["id"]
            for record in self.records
            if any(
                (record.get("organisation"), focus) in kinds for focus in record.get("focus", ())
            )
        ]
        return dict.fromkeys(sisters, 0.5) | dict.fromkeys(found[best], 0.95)

    def likely(self, said: set[str], whole: str) -> list[Record]:
        """The groups with a name whose words may all be said; of many, those with most of the words."""
        found: list[tuple[int, Record]] = []
        for record in self.records:
            names = (
                record["name"],
                *record.get("also_known_as", ()),
                record.get("organisation", ""),
            )
            cores = [{stem for _, stem in _telling(text.words(name))} for name in names]
            met = len(said & set().union(*cores))
            is_whole = any("".join(text.words(name)) == whole for name in names)
            if is_whole or any(not said.isdisjoint(core) and len(core) <= met for core in cores):
                found.append((met + is_whole, record))
        numbers = sorted((met for met, _ in found), reverse=True)
        least = numbers[MOST_LOOKED_AT] if len(numbers) > MOST_LOOKED_AT else 0
        return [record for met, record in found if met > least]

    def span(
        self, words: Sequence[str], stems: list[tuple[int, str]], name: list[str]
    ) -> tuple[int, int] | None:
        """Where a name stands among the words."""
        if "".join(name) == "".join(words):
            return 0, len(words)
        own = [stem for _, stem in _telling(name)]
        covered: set[int] = set()
        for facet in FACETS:
            for start, length, _ in self.vocabulary[facet].mentions([*map(text.stem, name)]):
                covered.update(range(start, start + length))
        tells = any(
            at not in covered
            and word not in text.BESIDE_NAMES
            and all(one.size < 2000 for one in entries(word))
            for at, word in enumerate(name)
        )
        for at in range(len(stems) - len(own) + 1):
            there = stems[at : at + len(own)]
            is_enough = len(own) > 1 or len(own) == len(stems)
            if tells and is_enough and [stem for _, stem in there] == own:
                return there[0][0], there[-1][0] + 1
        return None

    def corrections(self) -> set[tuple[str, str]]:
        named = {(" ".join(words), term) for words, _, term in self.units if term}
        taken = {(said, term) for said, term in named if text.key(said) != text.key(term)}
        return {*self.spellings.items()} | taken


def _telling(words: Sequence[str]) -> list[tuple[int, str]]:
    """The words that tell a text from others, by their places and stems; all, where none does."""
    telling = [at for at, word in enumerate(words) if word not in text.BESIDE_NAMES]
    return [(at, text.stem(words[at])) for at in telling or range(len(words))]


def _slips(one: str, other: str) -> int:
    """How many letters are to be added, left out, changed, or swapped with the next one."""
    if not one or not other:
        return len(one) + len(other)
    rows = [
        [at if not to else to if not at else 0 for to in range(len(other) + 1)]
        for at in range(len(one) + 1)
    ]
    for at, letter in enumerate(one, 1):
        for to, wanted in enumerate(other, 1):
            ways = [
                rows[at - 1][to] + 1,
                rows[at][to - 1] + 1,
                rows[at - 1][to - 1] + (letter != wanted),
            ]
            if at > 1 and to > 1 and one[at - 2 : at] == other[to - 1] + other[to - 2]:
                ways.append(rows[at - 2][to - 2] + 1)
            rows[at][to] = min(ways)
    return rows[-1][-1]
