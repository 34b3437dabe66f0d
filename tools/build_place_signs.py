"""Learns peerfind/data/place_signs.tsv: how much each sign says that a place is where a group should be.

    pip install scipy==1.17.0; python tools/build_place_signs.py [--measure]

A text names several places that may be meant, or words that are towns as well (`where/chosen.py`). It is
learnt from the phrases and questions for practice in `evaluation/`, which the rules were mended on and which
count less for it, and from `tools/notes`. With --measure, how many it takes for what they are when it has not
seen them.
"""

from __future__ import annotations

import sys
from collections import Counter
from functools import cache
from multiprocessing import Pool
from typing import TYPE_CHECKING, NamedTuple

import build_cues
import logit
import noted

from peerfind import places
from peerfind.asking.understanding.grammar import places_in
from peerfind.asking.understanding.where import chosen, whereabouts
from peerfind.errors import PeerfindError
from peerfind.geo import great_circle_km

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from peerfind.asking.understanding.said import Part
    from peerfind.places import Place

BY_RULES = "as-the-rules-had-it"
FOLDS = 5
PENALTY, PENALTY_OF_A_WORD = 0.1, 2.0
LEAST = 3  # texts in which a word must stand
MENDED_ON = 0.3  # what a text counts on which the rules were mended
SAME_KM = 6.0  # a district and its postcode are the same place


class Text(NamedTuple):
    """A text, the place that is meant, if one is, and what it counts."""

    typed: str
    meant: str | None
    worth: float = 1.0


def texts() -> Iterator[Text]:
    """All that is learnt from."""
    for says, asks in noted.practised():
        yield Text(says, asks.get("near"), MENDED_ON)
    for note in (*noted.notes("calls"), *noted.notes("places")):
        yield Text(note.says, note.asks.get("near"), MENDED_ON if note.writer == BY_RULES else 1.0)


def case(one: Text) -> logit.Case:
    """What may be meant in a text; nothing of one that has a postcode."""
    said, is_word = places_in(one.typed, build_cues.vocabulary())
    every = chosen.candidates(said, is_word)
    if whereabouts.postcode(said) or not every:
        return logit.Case([], [])
    right = [_is_right(each.part, one.meant) for each in every]
    shown = [chosen.signs(said, each, every, is_word) for each in every]
    return logit.Case([{}, *shown], [one.meant is None, *right], one.worth)


def _is_right(part: Part, meant: str | None) -> bool:
    """Whether a place that was read is the one that is meant."""
    if meant is None:
        return False
    (read,) = part.values or (part.typed,)
    if read.lower().split(",")[0] == meant.lower().split(",")[0]:
        return True
    here, there = _resolved(read), _resolved(meant)
    return bool(here and there and great_circle_km(here.point, there.point) <= SAME_KM)


@cache
def _resolved(name: str) -> Place | None:
    try:
        return places.resolve(name)
    except PeerfindError:
        return None


def learnt(every: Iterable[logit.Case]) -> dict[str, float]:
    """The weight of each sign, without words that stand in few texts."""
    known = [*every]
    texts_with = Counter(name for one in known for name in set().union(*one.signs))
    some = [
        one._replace(
            signs=[
                {name: value for name, value in signs.items() if texts_with[name] >= LEAST}
                for signs in one.signs
            ]
        )
        for one in known
    ]
    return logit.learnt(some, _penalty)


def _penalty(name: str) -> float:
    return PENALTY_OF_A_WORD if "_" in name else PENALTY


def main() -> None:
    """Write the table, or measure."""
    with Pool() as pool:
        every = pool.map(case, [*texts()], chunksize=50)
    if "--measure" in sys.argv:
        by_worth: dict[float, list[bool]] = {}
        for fold in range(FOLDS):
            weights = learnt(one for at, one in enumerate(every) if at % FOLDS != fold)
            for one in every[fold::FOLDS]:
                if any(one.right):
                    by_worth.setdefault(one.worth, []).append(logit.is_likeliest(one, weights))
        for worth, right in by_worth.items():
            print(f"of {len(right)} unseen that count {worth}, {sum(right) / len(right):.1%} right")
        return
    print(f"{logit.write(learnt(every), chosen.TABLE)} signs from {len(every)} texts")


if __name__ == "__main__":
    main()
