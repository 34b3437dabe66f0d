"""How long a question takes in a process that has the index open, against other engines there.

    python benchmarks/engines.py [ROUNDS] [--sizes 10000,100000] [--work FOLDER]

Run it in an environment that has peerfind and tantivy; without tantivy its rows are left out:

    python3 -m venv bench && bench/bin/pip install . tantivy && bench/bin/python benchmarks/engines.py

Each is asked for the best ten of the same made-up groups (benchmarks/generated.py, as in
benchmarks/sizes.py), with the same ones left out: closed, paused, long unchecked, or without a term that
is required. The others do less: they rank by words alone, give no reasons, and read no terms in words.

- SQLite's FTS5, with porter stems, ranked by bm25 with weights for fields, filters in SQL
- tantivy, with English stems, BM25 with weights for fields, and terms one or two slips away
- rapidfuzz: WRatio of the words and every text that the filters in Python leave

Every engine is asked once a round, in turn. Ratios are peerfind's time to the engine's in that round:
`first` of a question none of whose parts has been asked before, `again` of one that was asked just now, where
a directory that stays open has kept what each of its values is worth. The others keep their pages in memory.
"""

from __future__ import annotations

import tempfile
from datetime import date, timedelta
from math import cos, radians
from pathlib import Path
from typing import TYPE_CHECKING, Any

import sampled
from measuring import call_rounds, print_table, spread
from others import BEST, WEIGHTS, Asked, Box, Item, Question, Rapidfuzz, Sqlite, Tantivy
from sizes import LARGE, MIDDLE, Work, tell, work_asked

import peerfind
from peerfind import places
from peerfind.api import Directory

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from measuring import Pair
    from others import Engine
    from sampled import Entry, Shipped

HEAD = (
    "question",
    "groups",
    "peerfind ÷",
    "first",
    "quartiles",
    "again",
    "quartiles",
    "ms",
    "ms again",
    "other's ms",
)
FACET_KEYS = {"focus": "focus", "leader": "leader", "format": "format", "activities": "activity"}
STALE_AFTER = timedelta(days=730)
WITHIN_MILES = 25
DEGREE_KM, KM_PER_MILE = 111.2, 1.609344


WORDS = ("lost", "my", "husband", "walking")
TERMS = {"focus": "grief", "leader": "peer", "format": "in-person"}
QUESTIONS = {
    "words": Question(WORDS),
    "words with slips": Question(("bereavment", "gardning"), has_slip=True),
    "facets": Question((), TERMS),
    "words and facets": Question(WORDS, TERMS),
    "words, facets and a place": Question(WORDS, TERMS, "LS6"),
}


def main() -> None:
    """Print the table."""
    described = "Measure peerfind against other engines."
    with work_asked(described, 25, (MIDDLE, LARGE)) as (work, rounds):
        print_table(HEAD, (row for size in work.sizes for row in measured(work, size, rounds)))


def measured(work: Work, size: int, rounds: int) -> Iterator[tuple[str, ...]]:
    """The rows of one size."""
    found = sampled.shipped(work.directory(size))
    called = names(found)
    items = [item(group, called) for group in found.groups]
    ours = peerfind.open(work.built(size))
    with tempfile.TemporaryDirectory() as temporary:
        others = [*engines(items, Path(temporary))]
        for what, question in QUESTIONS.items():
            asked = as_asked(question, found)
            calls = {one.name: _asking(one, asked) for one in others if one.can(question)}
            first = call_rounds(calls, _ours(lambda: Directory(ours.index), question), rounds)
            again = call_rounds(calls, _ours(lambda: ours, question), rounds)
            for name, pairs in first.items():
                yield (what, f"{size:,}", name, *figures(pairs, again[name]))


def engines(items: list[Item], folder: Path) -> Iterator[Engine]:
    """The engines that are there, each with all groups."""
    for kind in (Sqlite, Tantivy, Rapidfuzz):
        tell(f"Filling {kind.name}.")
        try:
            yield kind(items, folder)
        except ModuleNotFoundError as missing:
            tell(f"{missing.name} is not installed, so its rows are left out.")


def figures(first: list[Pair], again: list[Pair]) -> tuple[str, ...]:
    """How much longer peerfind takes than another, and what both take."""
    ratios = [spread(1 / pair.ratio for pair in pairs) for pairs in (first, again)]
    ours = [spread(pair.seconds / pair.ratio for pair in pairs).middle for pairs in (first, again)]
    other = spread(pair.seconds for pair in first).middle
    longer = (part for one in ratios for part in (f"{one.middle:.2f}", one.quartiles))
    return *longer, *(f"{1000 * one:.1f}" for one in (*ours, other))


def _asking(engine: Engine, asked: Asked) -> Callable[[], object]:
    return lambda: engine.best(asked)


def _ours(opened: Callable[[], Directory], question: Question) -> Callable[[], object]:
    """The same question as peerfind is asked it."""
    flags: dict[str, Any] = {**question.terms, "limit": BEST}
    if question.terms:
        flags["require"] = [*question.terms]
    if question.near:
        flags |= {"near": question.near, "within": str(WITHIN_MILES)}
    return lambda: opened().match(*question.words, **flags)


def as_asked(question: Question, found: Shipped) -> Asked:
    """A question as the other engines are asked it."""
    required = [
        frozenset(f"{facet}={term}" for term in narrower(found.terms[facet], named))
        for facet, named in question.terms.items()
    ]
    place = places.postcode(question.near) if question.near else None
    return Asked(question, tuple(required), box_around(*place.point) if place else None)


def narrower(terms: list[Entry], named: str) -> set[str]:
    """A term and all that are narrower than it."""
    below = {term["id"] for term in terms if named in term.get("broader", ())}
    return {named}.union(*(narrower(terms, term) for term in below))


def box_around(latitude: float, longitude: float) -> Box:
    """The box around the circle within which groups are near enough."""
    high = WITHIN_MILES * KM_PER_MILE / DEGREE_KM
    wide = high / cos(radians(latitude))
    return Box(latitude - high, latitude + high, longitude - wide, longitude + wide)


def item(group: Entry, called: Mapping[str, str]) -> Item:
    """A group's texts, with the names of its terms among them, its terms, and its point."""
    stated = [f"{facet}={term}" for key, facet in FACET_KEYS.items() for term in group.get(key, ())]
    own = (group["summary"], group.get("description", ""), *(called[term] for term in stated))
    texts = (group["name"], group.get("organisation", ""), " ".join(own))
    named = dict(zip(WEIGHTS, texts, strict=True))
    return Item(named, frozenset(stated), is_shown(group), point(group))


def names(found: Shipped) -> dict[str, str]:
    """All that each term is called, by the term as it is written in an item."""
    return {
        f"{facet}={term['id']}": " ".join((term["label"], *term.get("aliases", ())))
        for facet in FACET_KEYS.values()
        for term in found.terms[facet]
    }


def is_shown(group: Entry) -> bool:
    """Whether a group is neither closed, nor paused, nor long unchecked."""
    on = group.get("checked", {}).get("on")
    is_stale = bool(on) and date.today() - date.fromisoformat(on) > STALE_AFTER  # noqa: DTZ011
    return group.get("status") not in ("closed", "paused") and not is_stale


def point(group: Entry) -> tuple[float, float] | None:
    """Where a group meets, as far as that is known."""
    venue = group.get("venue", {})
    stated = {key: venue.get(key) for key in ("town", "county", "postcode")}
    place = places.venue_place(**stated, nation=group.get("nation"))
    return (place.point.latitude, place.point.longitude) if place else None


if __name__ == "__main__":
    main()
