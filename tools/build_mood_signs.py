"""Learns peerfind/data/mood_signs.tsv: how much each sign says that a thing is refused.

    pip install scipy==1.17.0; python tools/build_mood_signs.py [--measure]

It is learnt from what the rules of `understanding/negation.py` do not take for refused: all that is marked in
`tools/notes/marked`, and what other notes and the questions and phrases for practice name, whose flags tell
what is refused. With --measure, how many are taken for refused at which odds, of those that were not learnt
from.
"""

from __future__ import annotations

import sys
from collections import Counter
from multiprocessing import Pool
from typing import TYPE_CHECKING, Any, NamedTuple

import build_cues
import logit
import noted

from evaluation import marked, reading
from peerfind.asking.understanding import moods, negation, weighing
from peerfind.asking.understanding.grammar import places_in
from peerfind.asking.understanding.what.terms import mentions
from peerfind.asking.understanding.when import bands, days
from peerfind.asking.understanding.where import chosen

if TYPE_CHECKING:
    from collections.abc import Iterator

    from peerfind.asking.understanding.moods import Kind
    from peerfind.asking.understanding.said import Said

FOLDS = 5
PENALTY = 3.0
LEAST = 8  # texts in which a sign must be shown
DIGITS = 1  # more tell nothing, and a small table is read quickly
AT = (-1.0, -0.5, 0.0, 0.5, 1.0)  # logarithms of odds
FLAGS = {"community": "for"}
BANDS = {name: band for name, band in bands.NAMES.items() if band in reading.BANDS}


class Named(NamedTuple):
    """A thing that a text names, and what it would be as a flag: `FLAG=VALUE`."""

    start: int
    end: int
    kind: Kind
    flag: str


class Text(NamedTuple):
    """What was typed, the things in it with whether each is refused, and whether each was marked."""

    typed: str
    things: tuple[tuple[Named, bool], ...]
    is_marked: bool


def texts() -> Iterator[Text]:
    """All that is learnt from."""
    for path in sorted((noted.FOLDER / "marked").glob("*.txt")):
        for note in marked.notes(path):
            named = named_in(note.says)
            things = ((_of(one, named), one.meant == "-") for one in note.things)
            yield Text(note.says, tuple(things), is_marked=True)
    calls = ((one.says, one.asks) for one in noted.notes("calls"))
    for says, asks in (*noted.practised(), *calls):
        refused = reading.wanted({"avoid": asks.get("avoid", {})})["avoid"]
        things = ((one, _is_refused(one, refused)) for one in named_in(says))
        yield Text(says, tuple(things), is_marked=False)


def _of(thing: marked.Thing, named: list[Named]) -> Named:
    """A marked thing, of the kind that is named in it, if any is."""
    inside = (one for one in named if thing.start <= one.start and one.end <= thing.end)
    kind: Kind = next((one.kind for one in inside), "thing")
    return Named(thing.start, thing.end, kind, "")


def _is_refused(one: Named, refused: frozenset[str]) -> bool:
    return any(reading.is_like("avoid", it, one.flag, build_cues.vocabulary()) for it in refused)


def named_in(typed: str) -> list[Named]:
    """The things that a text names: terms, days, times of day and places."""
    vocabulary = build_cues.vocabulary()
    said, is_word = places_in(typed, vocabulary)
    every = [*_places(said, is_word), *_times(said)]
    said.taken = [False] * len(said)
    every += (
        Named(one.start, one.end, "thing", f"{FLAGS.get(one.facet, one.facet)}={one.term}")
        for one in mentions(said, vocabulary)
    )
    return every


def _places(said: Said, is_word: Any) -> Iterator[Named]:
    for one in chosen.candidates(said, is_word):
        (name,) = one.part.values or (one.part.typed,)
        yield Named(one.name.start, one.part.end, "place", f"near={name.lower()}")


def _times(said: Said) -> Iterator[Named]:
    for at, word in enumerate(said.words):
        if word in days.NAMES:
            yield Named(at, at + 1, "time", f"day={days.DAY_NAMES[days.NAMES[word]]}")
        elif word in BANDS:
            yield Named(at, at + 1, "time", f"time={BANDS[word]}")


class OfText(NamedTuple):
    """What the rules leave of a text: each thing as one that is refused, or is not."""

    cases: list[logit.Case]
    is_marked: bool


def of_text(one: Text) -> OfText:
    """What is learnt from a text."""
    said, _ = places_in(one.typed, build_cues.vocabulary())
    found = []
    for thing, is_refused in one.things:
        place = thing.start, thing.end
        is_thing = thing.kind == "thing"
        if negation.mood(said, *place, is_thing=is_thing) != "unwanted":
            shown = moods.signs(said, *place, thing.kind)
            found.append(logit.Case([{}, shown], [not is_refused, is_refused]))
    return OfText(found, one.is_marked)


def learnt(every: list[OfText]) -> dict[str, float]:
    """The weight of each sign, without those that few texts show."""
    counts = Counter[str]()
    for text in every:
        counts.update({name for one in text.cases for name in one.signs[1]})
    some = [
        one._replace(signs=[{}, {n: v for n, v in one.signs[1].items() if counts[n] >= LEAST}])
        for text in every
        for one in text.cases
    ]
    return logit.learnt(some, lambda _: PENALTY)


def measure(every: list[OfText]) -> None:
    """Print how many unseen things are taken for refused at which odds."""
    found: dict[tuple[bool, bool], list[float]] = {}
    for fold in range(FOLDS):
        rest = [one for at, one in enumerate(every) if at % FOLDS != fold]
        weights = learnt(rest)
        for text in every[fold::FOLDS]:
            for one in text.cases:
                odds = weighing.worth(one.signs[1], weights)
                found.setdefault((text.is_marked, one.right[1]), []).append(odds)
    for (is_marked, is_refused), odds in sorted(found.items()):
        what = f"{'marked' if is_marked else 'named'} and {'' if is_refused else 'not '}refused"
        taken = {least: sum(bool(one >= least) for one in odds) for least in AT}
        print(f"{len(odds):,} {what}, taken for it at odds of:", taken)


def main() -> None:
    """Write the table, or measure."""
    with Pool() as pool:
        every = pool.map(of_text, texts(), chunksize=100)
    if "--measure" in sys.argv:
        measure(every)
        return
    print(f"{logit.write(learnt(every), moods.TABLE, DIGITS)} signs from {len(every)} texts")


if __name__ == "__main__":
    main()
