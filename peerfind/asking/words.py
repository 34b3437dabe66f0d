"""Keyword search: BM25F over a group's texts, with terms that the words name and near spellings.

After Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond" (2009). Field
lengths and weights are folded in when the index is made: a search adds up one number a posting.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, NamedTuple

from peerfind import text
from peerfind.asking.scoring import Score
from peerfind.model import UNKNOWN

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from peerfind.asking.scoring import Verdict
    from peerfind.directory.vocabulary import Vocabulary
    from peerfind.model import Record

K1 = 1.2  # how soon a word said again adds nothing more; the usual value
B = 0.3  # how much a long text counts against a word; low, for most texts here are short
NEAR_SPELLING = 0.8  # what a word in a near spelling is worth to the word itself
ONLY_WORDS = 0.5  # what the words of a term are worth in a group that is not for it
SOME_WORDS = 0.1  # what only some of those words are
NAMED_FACETS = ("focus", "community")  # what free words may name

# The fields in falling weight: a name says more about a group than its place does.
FIELDS: dict[str, float] = {
    "name": 6.0,
    "also_known_as": 5.0,
    "focus": 4.0,
    "organisation": 3.0,
    "activities": 2.5,
    "community": 2.5,
    "summary": 2.0,
    "description": 1.5,
    "terms": 1.5,
    "place": 1.0,
}
# The other facets whose terms are searched by their names, and where a record states them.
_TERM_KEYS = {
    "format": "format", "leader": "leader", "style": "style", "language": "languages",
    "access": "access", "joining": "joining",
}  # fmt: skip

Posting = tuple[int, float]


class Lexicon(NamedTuple):
    """The words of a directory: groups by stem, a whole word for each stem, and the vocabulary."""

    postings: Mapping[str, Sequence[Posting]]
    spoken: Mapping[str, str]
    vocabulary: Vocabulary


class Unit(NamedTuple):
    """A part of what was typed that is searched as one: a word, or the words that name a term."""

    words: tuple[str, ...]
    facet: str = ""
    term: str = ""


class Found(NamedTuple):
    """What free words met: a score for each group that has any, and what was taken for what.

    `spellings` are words by how they were typed; `terms` are the ids of terms by the words for them.
    """

    scores: dict[int, Score]
    spellings: dict[str, str]
    terms: dict[str, str]


def postings(records: Sequence[Record], vocabulary: Vocabulary) -> dict[str, list[Posting]]:
    """For each stem, the groups that have it, by number, each with its weighted frequency."""
    fields = [_field_stems(record, vocabulary) for record in records]
    mean_length = {
        name: sum(len(one[name]) for one in fields) / max(1, len(fields)) or 1.0 for name in FIELDS
    }
    found: dict[str, dict[int, float]] = {}
    for number, stems_by_field in enumerate(fields):
        for name, stems in stems_by_field.items():
            norm = 1 - B + B * len(stems) / mean_length[name]
            for stem in stems:
                frequencies = found.setdefault(stem, {})
                frequencies[number] = frequencies.get(number, 0.0) + FIELDS[name] / norm
    return {
        stem: [(number, round(frequency, 4)) for number, frequency in sorted(one.items())]
        for stem, one in sorted(found.items())
    }


def _field_stems(record: Record, vocabulary: Vocabulary) -> dict[str, list[str]]:
    texts = _field_texts(record, vocabulary)
    return {name: [stem for one in texts[name] for stem in text.stems(one)] for name in FIELDS}


def _field_texts(record: Record, vocabulary: Vocabulary) -> dict[str, Iterable[str]]:
    venue: Mapping[str, Any] = record.get("venue", {})
    places = [str(venue[key]) for key in ("name", "town", "county") if key in venue]
    communities = [
        part
        for key in ("only_for", "welcomes")
        for one in record.get(key, ())
        for part in one.split("+")
    ]
    return {
        "name": [record["name"]],
        "also_known_as": record.get("also_known_as", ()),
        "focus": _names(vocabulary, "focus", record.get("focus", ())),
        "organisation": [record.get("organisation", "")],
        "activities": _names(vocabulary, "activity", record.get("activities", ())),
        "community": _names(vocabulary, "community", communities),
        "summary": [record.get("summary", "")],
        "description": [record.get("description", "")],
        "terms": [*_other_terms(record, vocabulary)],
        "place": [*places, record.get("area", ""), record.get("nation", "")],
    }


def _other_terms(record: Record, vocabulary: Vocabulary) -> Iterator[str]:
    """All that the terms of the lesser facets are called, and the roll-ups that they are part of."""
    for facet, key in _TERM_KEYS.items():
        for term in record.get(key, ()):
            if term != UNKNOWN:
                yield from _names(vocabulary, facet, vocabulary[facet].above(term))
    if (cost := record.get("cost")) in vocabulary["cost"].terms:
        yield from _names(vocabulary, "cost", [cost])


def spoken(records: Sequence[Record], vocabulary: Vocabulary) -> dict[str, str]:
    """For each stem the shortest word that it stands for, so that a whole word can be shown."""
    found: dict[str, str] = {}
    for record in records:
        for texts in _field_texts(record, vocabulary).values():
            for word in (word for one in texts for word in text.words(one)):
                stem = text.stem(word)
                found[stem] = min(found.get(stem, word), word, key=lambda one: (len(one), one))
    return dict(sorted(found.items()))


def _names(vocabulary: Vocabulary, facet: str, terms: Iterable[str]) -> list[str]:
    """All that the terms are called."""
    known = vocabulary[facet].terms
    return [name for term in terms if term in known for name in known[term].names]


def search(
    words: Sequence[str],
    lexicon: Lexicon,
    count: int,
    term_scores: Callable[[str, str], Sequence[Score]],
) -> Found:
    """The groups (of `count`) that have any of the folded `words`, scored from 0 to 1.

    One more word (or term) met always ranks higher; among those that meet as many, what counts is the
    share that a group earns of what they are worth, where a rare one is worth more. Words that say
    nothing count only where nothing else was asked.
    """
    spellings = {word: right for word in words if (right := _respelt(word, lexicon)) != word}
    read = [spellings.get(word, word) for word in words]
    units = _units(read, lexicon.vocabulary)
    hits = [_hits(unit, lexicon, spellings, term_scores) for unit in units]
    worth = [math.log(1 + (count - len(one) + 0.5) / (len(one) + 0.5)) for one in hits]
    found = {number for one in hits for number in one}
    return Found(
        scores={number: _score(number, units, hits, worth) for number in found},
        spellings=spellings,
        terms={" ".join(unit.words): unit.term for unit in units if unit.term},
    )


def _score(
    number: int, units: Sequence[Unit], hits: Sequence[Mapping[int, Score]], worth: Sequence[float]
) -> Score:
    met = [(unit, one[number]) for unit, one in zip(units, hits, strict=True) if number in one]
    earned = sum(one[number].value * w for one, w in zip(hits, worth, strict=True) if number in one)
    is_whole = len(met) == len(units) and all(score.verdict == "met" for _, score in met)
    verdict: Verdict = "met" if is_whole else "partly"
    share = 0.5 + 0.5 * earned / sum(worth)
    value = (len(met) - 1 + share) / len(units)
    return Score(verdict, min(1.0, value), tuple(" ".join(unit.words) for unit, _ in met))


def _units(words: Sequence[str], vocabulary: Vocabulary) -> list[Unit]:
    """The terms that the words name, the longest names first, and the other words that say something."""
    stems = [text.stem(word) for word in words]
    free = set(range(len(words)))
    units: dict[int, Unit] = {}
    mentions = [
        (length, facet, start, term)
        for facet in NAMED_FACETS
        for start, length, term in vocabulary[facet].mentions(stems)
    ]
    for length, facet, start, term in sorted(mentions, key=lambda one: (-one[0], one[2])):
        if free.issuperset(range(start, start + length)):
            units[start] = Unit(tuple(words[start : start + length]), facet, term)
            free.difference_update(range(start, start + length))
    said = [place for place in free if words[place] not in text.STOP_WORDS]
    units |= {place: Unit((words[place],)) for place in said or (() if units else free)}
    return [*dict.fromkeys(units[place] for place in sorted(units))]


def _hits(
    unit: Unit,
    lexicon: Lexicon,
    spellings: Mapping[str, str],
    term_scores: Callable[[str, str], Sequence[Score]],
) -> dict[int, Score]:
    """The groups that have a unit, each with what it is worth there."""
    said = [word for word in unit.words if word not in text.STOP_WORDS] or unit.words
    by_word = [_word_hits(word, lexicon, spellings) for word in said]
    if not unit.term:
        return {number: Score("met", value) for number, value in by_word[0].items()}
    found = {}
    for number in {number for one in by_word for number in one}:
        worth = ONLY_WORDS if all(number in one for one in by_word) else SOME_WORDS
        best = max(one.get(number, 0.0) for one in by_word)
        found[number] = Score("partly", worth * best)
    for number, score in enumerate(term_scores(unit.facet, unit.term)):
        if score.verdict in ("met", "partly") and (
            number not in found or found[number].value < score.value
        ):
            found[number] = score
    return found


def _word_hits(word: str, lexicon: Lexicon, spellings: Mapping[str, str]) -> dict[int, float]:
    """The groups that have a word, each with how much it says there, from 0 to 1."""
    share = NEAR_SPELLING if word in spellings.values() else 1.0
    listed = lexicon.postings.get(text.stem(word), ())
    return {number: share * frequency / (K1 + frequency) for number, frequency in listed}


def _respelt(word: str, lexicon: Lexicon) -> str:
    """`word`, or the one word of the directory or the vocabulary that it is a slip away from.

    A word that either has is right as it is. A first letter is seldom a slip, and a short word is too
    near to others to tell.
    """
    stem = text.stem(word)
    edits = _edits_allowed(word)
    if not edits or stem in lexicon.postings:
        return word
    right = {one for facet in NAMED_FACETS for one in lexicon.vocabulary[facet].words}
    if word in right or stem in map(text.stem, right):
        return word
    from rapidfuzz.distance import OSA

    near = [
        (distance, -len(lexicon.postings.get(text.stem(known), ())), known)
        for known in right.union(lexicon.spoken.values())
        if known[0] == word[0]
        and (distance := OSA.distance(word, known, score_cutoff=edits)) <= edits
    ]
    return min(near)[2] if near else word


def _edits_allowed(word: str) -> int:
    """How many slips a word in running text may hold: fewer than a term, for there are more words."""
    return 0 if len(word) < 5 else 1 if len(word) < 9 else 2  # noqa: PLR2004 (short words are too alike)
