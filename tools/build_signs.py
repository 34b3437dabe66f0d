"""Learns peerfind/data/signs.tsv: how much each sign says that a subject is what a text is about.

    pip install scikit-learn==1.9.1; python tools/build_signs.py [--measure]

A text has several subjects that may be meant, and nothing (`what/subjects.py`). What is learnt is a
conditional logit: the weights by which those that a person meant are likeliest, with a penalty on large ones.
It is learnt from the phrases and questions for practice in `evaluation/`, and from the stories in
`tools/cues`, which are read with the cues of other writers alone. With --measure, how many of a part it takes
for what they are when it has not seen them.
"""

from __future__ import annotations

import sys
from functools import partial
from multiprocessing import Pool
from typing import TYPE_CHECKING, Any, NamedTuple

import build_cues
import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from evaluation import cases, reading
from peerfind.asking.understanding.grammar import named_in
from peerfind.asking.understanding.what import cues, subjects
from peerfind.asking.understanding.what.wishes import is_denied
from peerfind.tables import DATA

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from numpy.typing import NDArray

PRACTICE = ("practice", "tune")
FOLDS = 5
PENALTY, PENALTY_OF_A_TERM = 0.3, 10.0  # a term by itself is to say little
OF_A_STORY = 0.1  # how much a story counts: they name the trouble more seldom than calls do
DIGITS = 3


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
    for one in cases.questions():
        is_plain = not any(word.startswith("--") for word in one.ask)
        if one.part in PRACTICE and is_plain and "names" not in one.need:
            yield Text(" ".join(one.ask), _listed(one.need.get("about", ())))
    for term, typed, writer in build_cues.read("stories"):
        yield Text(typed, (term,), OF_A_STORY, writer)


def _listed(value: Any) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)


def case(one: Text, table: Mapping[str, Mapping[str, float]]) -> Case:
    """What may be meant in a text by the cues of a table."""
    vocabulary = build_cues.vocabulary()
    facet = vocabulary["focus"]
    said, found = named_in(one.typed, vocabulary)
    named = [each for each in found if each.facet == "focus" and not is_denied(said, each)]
    hints = cues.Hints(said, facet, cues.apart(found), lambda stems: table.get(stems, {}))
    every = subjects.candidates(named, hints, facet)
    found_signs = [subjects.signs(said, each, every, facet) for each in every]
    return Case([each.term for each in every], found_signs, one.meant, one.worth)


def learnt(every: Iterable[Case]) -> dict[str, float]:
    """The weight of each sign."""
    known = [(one, right) for one in every if (right := _right(one)).any()]
    names = sorted({name for one, _ in known for signs in one.signs for name in signs})
    at = {name: number for number, name in enumerate(names)}
    rows = [signs for one, _ in known for signs in one.signs]
    table = csr_matrix(
        (
            [value for signs in rows for value in signs.values()],
            [at[name] for signs in rows for name in signs],
            np.cumsum([0, *map(len, rows)]),
        ),
        shape=(len(rows), len(names)),
    )
    sizes = [len(one.terms) for one, _ in known]
    starts = np.cumsum([0, *sizes[:-1]])
    owner = np.repeat(np.arange(len(known)), sizes)
    target = np.concatenate([right / right.sum() for _, right in known])
    worth = np.array([one.worth for one, _ in known])[owner]
    penalty = np.array([PENALTY_OF_A_TERM if one.startswith("is ") else PENALTY for one in names])

    def loss(weights: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        sums = table @ weights
        sums -= np.maximum.reduceat(sums, starts)[owner]
        logs = sums - np.log(np.add.reduceat(np.exp(sums), starts))[owner]
        value = -(worth * target * logs).sum() + 0.5 * (penalty * weights**2).sum()
        return value, -(table.T @ (worth * (target - np.exp(logs)))) + penalty * weights

    found = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B")
    return dict(zip(names, found.x, strict=True))


def _right(one: Case) -> NDArray[np.float64]:
    """Which of what may be meant is: just that, or else what is above or below it."""
    facet = build_cues.vocabulary()["focus"]
    meant = one.meant or (cues.NOTHING,)
    just = [term in meant for term in one.terms]
    near = [any(subjects.are_kin(term, other, facet) for other in one.meant) for term in one.terms]
    return np.array(just if any(just) else near, dtype=np.float64)


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
            _is_right(one, weights)
            for fold in range(FOLDS)
            for weights in [learnt(one for at, one in enumerate(every) if at % FOLDS != fold)]
            for one in every[fold::FOLDS]
        ]
        print(f"{len(every)} texts, of unseen ones {sum(right) / len(right):.1%} right")
        return
    weights = {name: round(value, DIGITS) for name, value in learnt(every).items()}
    lines = [f"{name}\t{value:g}\n" for name, value in sorted(weights.items()) if value]
    (DATA / subjects.TABLE).write_text("".join(lines), "utf-8")
    print(f"{len(lines)} signs from {len(every)} texts")


def _is_right(one: Case, weights: Mapping[str, float]) -> bool:
    """Whether what is likeliest is meant."""
    sums = [subjects.worth(shown, weights) for shown in one.signs]
    return bool(_right(one)[int(np.argmax(sums))])


if __name__ == "__main__":
    main()
