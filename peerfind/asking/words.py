"""Keyword search: BM25F over a group's texts, with near spellings of words that no group has.

After Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond" (2009). Field
lengths and weights are folded in when the index is made: a search adds up one number a posting.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, NamedTuple

from peerfind import text
from peerfind.asking.scoring import Score

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from peerfind.asking.scoring import Verdict
    from peerfind.directory.vocabulary import Vocabulary
    from peerfind.model import Record

K1 = 1.2  # how soon a word said again adds nothing more; the usual value
B = 0.3  # how much a long text counts against a word; low, for most texts here are short
NEAR_SPELLING = 0.8  # what a word in a near spelling is worth to the word itself

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
    "place": 1.0,
}

Posting = tuple[int, float]


class Found(NamedTuple):
    """What free words met: a score for each group that has any of them, and near spellings used."""

    scores: dict[int, Score]
    spellings: dict[str, str]


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
    venue: Mapping[str, Any] = record.get("venue", {})
    places = [str(venue[key]) for key in ("name", "town", "county") if key in venue]
    communities = [
        part
        for key in ("only_for", "welcomes")
        for one in record.get(key, ())
        for part in one.split("+")
    ]
    texts: dict[str, Iterable[str]] = {
        "name": [record["name"]],
        "also_known_as": record.get("also_known_as", ()),
        "focus": _names(vocabulary, "focus", record.get("focus", ())),
        "organisation": [record.get("organisation", "")],
        "activities": _names(vocabulary, "activity", record.get("activities", ())),
        "community": _names(vocabulary, "community", communities),
        "summary": [record.get("summary", "")],
        "description": [record.get("description", "")],
        "place": [*places, record.get("area", "")],
    }
    return {name: [stem for one in texts[name] for stem in text.stems(one)] for name in FIELDS}


def _names(vocabulary: Vocabulary, facet: str, terms: Iterable[str]) -> list[str]:
    """All that the terms are called."""
    known = vocabulary[facet].terms
    return [name for term in terms if term in known for name in known[term].names]


def search(words: Sequence[str], index: Mapping[str, Sequence[Posting]], count: int) -> Found:
    """The groups (of `count`) that have any of the folded `words`, scored from 0 to 1.

    The score is the share that the group earns of what the words are worth; a rare word is worth
    more. Words that say nothing count only where nothing else was asked.
    """
    wanted = [word for word in words if word not in text.STOP_WORDS] or [*words]
    met: dict[int, dict[str, float]] = {}
    spellings: dict[str, str] = {}
    worth = 0.0
    for word in dict.fromkeys(wanted):
        stem, share = _known_stem(word, index, spellings)
        listed = index.get(stem, ())
        idf = math.log(1 + (count - len(listed) + 0.5) / (len(listed) + 0.5))
        worth += idf
        for number, frequency in listed:
            earned = share * idf * frequency / (K1 + frequency)
            met.setdefault(number, {})[word] = earned
    scores = {number: _score(earned, worth, len(set(wanted))) for number, earned in met.items()}
    return Found(scores, spellings)


def _score(earned: Mapping[str, float], worth: float, asked: int) -> Score:
    verdict: Verdict = "met" if len(earned) == asked else "partly"
    return Score(verdict, min(1.0, sum(earned.values()) / worth), tuple(earned))


def _known_stem(
    word: str, index: Mapping[str, Any], spellings: dict[str, str]
) -> tuple[str, float]:
    """The stem of `word` as the index has it, and its worth; a near one only if it is unknown."""
    stem = text.stem(word)
    if stem in index or not (edits := text.edits_allowed(word)):
        return stem, 1.0
    from rapidfuzz.distance import OSA

    # The slip may be in the ending itself, which then was not cut off: `walkign`.
    near = [
        (distance, -len(index[known]), known)
        for known in index
        for typed, right in ((stem, known), (word, f"{known}ing"))
        if (distance := OSA.distance(typed, right, score_cutoff=edits)) <= edits
    ]
    if not near:
        return stem, 1.0
    spellings[word] = min(near)[2]
    return spellings[word], NEAR_SPELLING
