"""Keyword search: BM25F over a group's texts and terms, with terms that the words name and near spellings.

How often a group says a word is worked out when the index is made (`frequencies`); a search adds up one
number a group.
"""

from __future__ import annotations

import math
from functools import cached_property, lru_cache, partial
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from peerfind import english, text
from peerfind.asking.frequencies import PARTS, TermField, fields_naming
from peerfind.asking.scoring import Score, score
from peerfind.named import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from peerfind.asking.scoring import Verdict
    from peerfind.directory.vocabulary import Vocabulary
    from peerfind.model import Group

K1 = 1.2  # how soon a word said again adds nothing more; the usual value
NEAR_SPELLING = 0.8  # what a word in a near spelling is worth to the word itself
ONLY_WORDS = 0.5  # what the words of a term are worth in a group that is not for it
SOME_WORDS = 0.1  # what only some of those words are
NAMED_FACETS = ("focus", "community", "activity")  # what free words may name
_SHORTEST = 4  # letters of a word that may be another with its letters in another order
_FEW = 3  # letters of half a word
_REMEMBERED = 512  # words of one question, of which each is asked about a few times
_LONG = 6  # letters of a word that can be known without its first
_ALIKE = 0.6  # how much two words look alike, of 1, so that one is told beside the other
_MOST_NEAR = 3
NOT_NAMED = 0.9  # what words are worth in another group than the one whose name they are
PLAIN_WORD = 0.25  # what a plain word counts beside the name of a term


class Lexicon(NamedTuple):
    """The words of a directory.

    `frequencies` tells how often groups say a stem in their own texts, in hundredths; `words` all that
    they say, or those that start with a letter, with the number of groups; `table` is `Index.table`;
    `named` are the groups that words name, with what they are worth at least for that; `names` are the
    words of the vocabulary's names.
    """

    vocabulary: Vocabulary
    size: int
    frequencies: Callable[[str], Mapping[int, int]]
    words: Callable[..., Mapping[str, int]]
    table: Callable[..., Any]
    named: Callable[[Sequence[str]], Mapping[int, float]] = lambda _: {}
    names: Callable[[], frozenset[str]] = frozenset

    def knows(self, stem: str) -> bool:
        """Whether a group says a stem, or a term that one may have does."""
        return bool(self.frequencies(stem)) or any(fields_naming(stem, self.vocabulary))

    def often(self, stem: str) -> dict[int, float]:
        """How often each group says a stem in its texts and by its terms."""
        texts = self.frequencies(stem)
        often = {number: hundredths / PARTS for number, hundredths in texts.items()}
        for field in fields_naming(stem, self.vocabulary):
            table = self.table(field.keys, partial(_frequency, field, stem, self.vocabulary))
            numbers = [*table.numbers(bool)]
            for number, times in zip(numbers, table.each(numbers, float), strict=True):
                often[number] = often.get(number, 0.0) + times
        return often


class Unit(NamedTuple):
    """A part of what was typed that is searched as one: a word, or the words that name a term."""

    words: tuple[str, ...]
    facet: str = ""
    term: str = ""


class Hits(NamedTuple):
    """What each group with a unit is worth to it, and those of them that only partly have it."""

    worth: Mapping[int, float]
    partly: frozenset[int] = frozenset()


class Found:
    """What free words met, by the number of a group, and what was taken for what.

    `spellings` are words by how they were typed; `terms` are the ids of terms by the words for them;
    `named` are the groups whose name the words are, with what they are worth at least for that.
    """

    def __init__(
        self,
        units: Sequence[Unit],
        hits: Sequence[Hits],
        spellings: dict[str, str],
        count: int,
        named: Mapping[int, float] = MappingProxyType({}),
    ) -> None:
        self.spellings = spellings
        self.terms = {" ".join(unit.words): unit.term for unit in units if unit.term}
        self.named = named
        self._units = units
        self._hits = hits
        # A rare word is worth more: its weight is BM25's, from the number of groups that have it.
        weights = [1.0 if unit.term or not self.terms else PLAIN_WORD for unit in units]
        self._shares = [weight / sum(weights) for weight in weights]
        self._rarity = [
            weight * math.log(1 + (count - len(one.worth) + 0.5) / (len(one.worth) + 0.5))
            for weight, one in zip(weights, hits, strict=True)
        ]

    @cached_property
    def values(self) -> dict[int, float]:
        """What all the words are worth in each group that has any, from 0 to 1.

        One more word met always ranks higher, and one more term: each is worth at least half of its share.
        Among groups that meet as many, what counts is how much of what the words are worth they earn. A group
        whose name they are is before all others.
        """
        most, least = sum(self._rarity), min(self._shares, default=0.0)
        values: dict[int, float] = {}
        for hits, rarity, share in zip(self._hits, self._rarity, self._shares, strict=True):
            earned = 0.5 * least * rarity / most
            for number, worth in hits.worth.items():
                values[number] = values.get(number, -0.5 * least) + share + worth * earned
        if not self.named:
            return values
        least_worth = {number: self.named.get(number, 0.0) for number in values}
        return {
            number: least + (1 - least if least else NOT_NAMED) * values[number]
            for number, least in least_worth.items()
        }

    def __getitem__(self, number: int) -> Score:
        """How a group meets the words; the parts are the words and the terms that they name."""
        pairs = [*zip(self._units, self._hits, strict=True)]
        met = [number in hits.worth for _, hits in pairs]
        if not any(met):
            return score("missed")
        is_whole = all(met) and not any(number in hits.partly for _, hits in pairs)
        said = [" ".join(unit.words) for unit, _ in pairs]
        parts: list[tuple[str, Verdict]] = [
            (one, "met" if is_met else "missed") for one, is_met in zip(said, met, strict=True)
        ]
        found = tuple(one for one, is_met in zip(said, met, strict=True) if is_met)
        verdict: Verdict = "met" if is_whole else "partly"
        return Score(verdict, min(1.0, self.values[number]), found, tuple(parts))

    def unmet(self) -> list[str]:
        """The words, and the names of terms, that no group has."""
        pairs = zip(self._units, self._hits, strict=True)
        return [" ".join(unit.words) for unit, hits in pairs if not hits.worth]

    def whole(self) -> set[int]:
        """The groups that meet all the words."""
        first, *rest = (hits.worth.keys() - hits.partly for hits in self._hits)
        return first.intersection(*rest)


def search(
    words: Sequence[str],
    lexicon: Lexicon,
    term_scores: Callable[[str, str], Any],
    *,
    is_literal: bool = False,
) -> Found:
    """What the folded `words` find; `term_scores` is a table of how groups meet a term of a facet.

    Words that say nothing count only where nothing else was asked. Taken literally, none names a term.
    """
    spellings = {word: right for word in words if (right := spelt(word, lexicon)) != word}
    words = [one for word in words for one in spellings.get(word, word).split()]
    facets = () if is_literal else NAMED_FACETS
    units = understood_units(words, lexicon.vocabulary, facets)
    worth = _Worth(lexicon, frozenset(" ".join(spellings.values()).split()), term_scores)
    hits = [worth.hits(unit) for unit in units]
    return Found(units, hits, spellings, lexicon.size, lexicon.named(words))


class _Worth:
    """What the groups of a directory are worth to the units of a search."""

    def __init__(
        self, lexicon: Lexicon, respelt: frozenset[str], term_scores: Callable[[str, str], Any]
    ) -> None:
        self.lexicon = lexicon
        self.respelt = respelt
        self.term_scores = term_scores

    def hits(self, unit: Unit) -> Hits:
        """The groups that have a unit."""
        said = [word for word in unit.words if word not in text.STOP_WORDS] or unit.words
        by_word = [self._saying(word) for word in said]
        if not unit.term:
            return Hits(by_word[0])
        worth = _by_their_words(by_word)
        partly = {*worth}
        scores = self.term_scores(unit.facet, unit.term)
        numbers = [*scores.numbers()]
        for number, one in zip(numbers, scores.each(numbers), strict=True):
            if worth.get(number, 0.0) < one.value:
                worth[number] = one.value
                (partly.discard if one.verdict == "met" else partly.add)(number)
        return Hits(worth, frozenset(partly))

    def _saying(self, word: str) -> dict[int, float]:
        """The groups that say a word, each with how much it says there, from 0 to 1."""
        share = NEAR_SPELLING if word in self.respelt else 1.0
        often = self.lexicon.often(text.stem(word))
        return {number: share * times / (K1 + times) for number, times in often.items()}


def _frequency(field: TermField, stem: str, vocabulary: Vocabulary, group: Group) -> float:
    return field.frequency(stem, group, vocabulary)


def _by_their_words(by_word: Sequence[Mapping[int, float]]) -> dict[int, float]:
    """What the words of a term are worth in groups that are not for it: all of them, or only some."""
    worth: dict[int, float] = {}
    for hits in by_word:
        for number, value in hits.items():
            worth[number] = max(worth.get(number, 0.0), value)
    whole = by_word[0].keys() if len(by_word) == 1 else {*by_word[0]}.intersection(*by_word[1:])
    return {
        number: value * (ONLY_WORDS if number in whole else SOME_WORDS)
        for number, value in worth.items()
    }


def understood_units(
    words: Sequence[str], vocabulary: Vocabulary, facets: Sequence[str] = NAMED_FACETS
) -> list[Unit]:
    """The terms that the words name, the longest names first, and the other words that say something."""
    stems = [text.stem(word) for word in words]
    free = set(range(len(words)))
    units: dict[int, Unit] = {}
    mentions = [
        (length, facet, start, term)
        for facet in facets
        for start, length, term in vocabulary[facet].mentions(stems)
    ]
    for length, facet, start, term in sorted(mentions, key=lambda one: (-one[0], one[2])):
        if free.issuperset(range(start, start + length)):
            units[start] = Unit(tuple(words[start : start + length]), facet, term)
            free.difference_update(range(start, start + length))
    said = [place for place in free if words[place] not in text.STOP_WORDS]
    units |= {place: Unit((words[place],)) for place in said or (() if units else free)}
    return [*dict.fromkeys(units[place] for place in sorted(units))]


def spelt(word: str, lexicon: Lexicon, others: frozenset[str] = frozenset()) -> str:
    """How a word is spelt, as `respelt` tells, or the two that were typed as one: "peersupport"."""
    right = respelt(word, lexicon, others)
    return right if right != word else put_apart(word, lexicon)


@lru_cache(maxsize=_REMEMBERED)
def respelt(word: str, lexicon: Lexicon, others: frozenset[str] = frozenset()) -> str:
    """`word`, or the one word of the directory, the vocabulary or `others` that it is a slip away from.

    A word that they have is right as it is, and so is a usual word. A first letter is left out at most, and a
    short word is too near to others to tell. Of several that are as near, the one that most groups have
    is meant.
    """
    edits = _edits_allowed(word)
    if not edits or word in others or lexicon.knows(text.stem(word)) or english.is_usual(word):
        return word
    if len(word) >= _LONG and (whole := _beheaded(lexicon).get(word)):
        return whole
    from rapidfuzz.distance import OSA
    from rapidfuzz.process import extract

    first = word[0]
    alike = [*_spelt_right(lexicon, first), *(one for one in others if one[0] == first)]
    near = extract(word, alike, scorer=OSA.distance, score_cutoff=edits, limit=None)
    nearest = [known for known, distance, _ in near if distance == near[0][1]]
    return min(nearest, key=lambda one: (-len(lexicon.often(text.stem(one))), one), default=word)


@lru_cache(maxsize=2)
def _known(lexicon: Lexicon) -> tuple[str, ...]:
    """The words of the directory and of the vocabulary, in order."""
    return tuple(sorted(lexicon.names().union(lexicon.words())))


@lru_cache(maxsize=_REMEMBERED)
def _spelt_right(lexicon: Lexicon, letter: str) -> tuple[str, ...]:
    """The words of the directory and of the vocabulary that start with a letter, in order."""
    names = (word for word in lexicon.names() if word.startswith(letter))
    return tuple(sorted({*names, *lexicon.words(letter)}))


@lru_cache(maxsize=2)
def _beheaded(lexicon: Lexicon) -> dict[str, str]:
    """The words of the vocabulary's names by what is left without their first letter: `sychosis`."""
    return {word[1:]: word for word in sorted(lexicon.names(), reverse=True)}


def nearest(word: str, lexicon: Lexicon) -> list[str]:
    """The words of the directory and the vocabulary that look most like `word`, if it is no usual word."""
    if english.is_usual(word):
        return []
    from rapidfuzz.distance import OSA
    from rapidfuzz.process import extract

    near = extract(
        word,
        _known(lexicon),
        scorer=OSA.normalized_similarity,
        score_cutoff=_ALIKE,
        limit=_MOST_NEAR,
    )
    return [known for known, *_ in near]


@lru_cache(maxsize=_REMEMBERED)
def put_apart(word: str, lexicon: Lexicon) -> str:
    """Two words of the vocabulary that were typed as one (`lowmood`), or four letters in order (`ahdd`)."""
    if not word.isalpha() or lexicon.knows(text.stem(word)) or english.is_usual(word):
        return word
    names = lexicon.names()
    if len(word) == _SHORTEST:
        letters = sorted(word)
        return next((one for one in sorted(names) if sorted(one) == letters), word)
    parts = [(word[:at], word[at:]) for at in range(_FEW, len(word) - _FEW + 1)]
    whole = (f"{one} {other}" for one, other in parts if {one, other} <= names)
    return next(whole, "") or next(_slipped_apart(parts, lexicon, names), word)


def _slipped_apart(
    parts: Sequence[tuple[str, str]], lexicon: Lexicon, names: frozenset[str]
) -> Iterator[str]:
    """Words that were typed as one with a slip in one of them, which name a term together: `longcoivd`."""
    for one, other in parts:
        if (one in names) == (other in names):
            continue
        right = (
            one if one in names else respelt(one, lexicon),
            other if other in names else respelt(other, lexicon),
        )
        stems = [*map(text.stem, right)]
        if any(
            length == len(right)
            for facet in NAMED_FACETS
            for _, length, _ in lexicon.vocabulary[facet].mentions(stems)
        ):
            yield " ".join(right)


def _edits_allowed(word: str) -> int:
    """How many slips a word in running text may hold: fewer than a term, for there are more words."""
    if not word.isalpha():
        return 0
    return 0 if len(word) < 5 else 1 if len(word) < 9 else 2  # noqa: PLR2004 (short words are too alike)
