"""Learns peerfind/data/signs.tsv: how much each sign says that a subject is what a text is about.

    pip install scikit-learn==1.9.1; python tools/build_signs.py [--measure]

A text has several subjects that may be meant, and nothing (`what/subjects.py`). What is learnt is a
conditional logit: the weights by which those that a person meant are likeliest, with a penalty on large ones.
It is learnt from the phrases and questions for practice in `evaluation/`, and from the
stories in `tools/cues`, which are read with the cues of other writers alone. With --measure, how many of a
part it takes for what they are when it has not seen them.
"""

from __future__ import annotations

import sys
from functools import partial
from multiprocessing import Pool
from typing import TYPE_CHECKING, Any, NamedTuple

import build_cues
import logit
import noted

from evaluation import reading
from peerfind.asking.understanding.grammar import named_in
from peerfind.asking.understanding.what import cues, subjects

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

FOLDS = 5
PENALTY, PENALTY_OF_A_TERM = 0.3, 10.0  # a term by itself is to say little
OF_A_STORY = 0.1  # how much a story counts: they name the trouble more seldom than calls do


class Text(NamedTuple):
    """A text, the subjects that are meant, and what it counts; a story has who wrote it."""

    typed: str
    meant: tuple[str, ...]
    worth: float = 1.0
    writer: str = ""


class Case(NamedTuple):
    """What may be meant in a text, with the signs of each, and what is."""

    terms: list[str]
    signs: list[dict[str, float]]
    meant: tuple[str, ...]
    worth: float


def texts() -> Iterator[Text]:
    """All that is learnt from."""
    for phrase in reading.phrases("practice"):
        yield Text(phrase.says, _listed(phrase.asks.get("focus", ())))
    for one in noted.questions():
        yield Text(" ".join(one.ask), _listed(one.need.get("about", ())))
    for term, typed, writer in build_cues.read("stories"):
        yield Text(typed, (term,), OF_A_STORY, writer)


def _listed(value: Any) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)


def case(one: Text, table: Mapping[str, Mapping[str, float]]) -> Case:
    """What may be meant in a text by the cues of a table."""
    vocabulary = build_cues.vocabulary()
    facet = vocabulary["focus"]
    said, found, named = named_in(one.typed, vocabulary)
    hints = cues.Hints(said, facet, cues.apart(found), lambda stems: table.get(stems, {}))
    every = subjects.candidates(named, hints, facet)
    found_signs = [subjects.signs(said, each, every, facet) for each in every]
    return Case([each.term for each in every], found_signs, one.meant, one.worth)


def learnt(every: Iterable[Case]) -> dict[str, float]:
    """The weight of each sign."""
    return logit.learnt(map(_judged, every), _penalty)


def _judged(one: Case) -> logit.Case:
    return logit.Case(one.signs, _right(one), one.worth)


def _penalty(name: str) -> float:
    return PENALTY_OF_A_TERM if name.startswith("is ") else PENALTY


def _right(one: Case) -> list[bool]:
    """Which of what may be meant is: just that, or else what is above or below it."""
    facet = build_cues.vocabulary()["focus"]
    meant = one.meant or (cues.NOTHING,)
    just = [term in meant for term in one.terms]
    near = [any(subjects.are_kin(term, other, facet) for other in one.meant) for term in one.terms]
    return just if any(just) else near


def cases_of(every: list[Text]) -> list[Case]:
    """What may be meant in each text; in a story by what other writers gave away."""
    samples = build_cues.samples()
    tables = [({""}, build_cues.learnt(samples)), *build_cues.of_other_writers(samples)]
    found: list[Case] = []
    with Pool() as pool:
        for writers, table in tables:
            some = [one for one in every if one.writer in writers]
            found += pool.imap(partial(case, table=table), some, chunksize=100)
    return found


def main() -> None:
    """Write the table, or measure."""
    every = cases_of([*texts()])
    if "--measure" in sys.argv:
        right = [
            logit.is_likeliest(_judged(one), weights)
            for fold in range(FOLDS)
            for weights in [learnt(one for at, one in enumerate(every) if at % FOLDS != fold)]
            for one in every[fold::FOLDS]
        ]
        print(f"{len(every)} texts, of unseen ones {sum(right) / len(right):.1%} right")
        return
    print(f"{logit.write(learnt(every), subjects.TABLE)} signs from {len(every)} texts")


if __name__ == "__main__":
    main()
