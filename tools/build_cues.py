"""Learns peerfind/data/cues.tsv from tools/cues: what words lean to which subject.

    pip install scikit-learn==1.9.1; python tools/build_cues.py [--measure]

In `tools/cues`, `sentences/*.yaml` has sentences by subject (`none` for those that tell none),
`stories/*.yaml` longer ones, a file for each who wrote, and `phrases/*.yaml` short cues by subject; the
names of the terms are learnt from too. A multinomial logistic regression tells the subjects apart; of each
cue those weights are kept that say most for a subject, or against it. A line is a cue as stems, then
`TERM:WEIGHT` for each. With --measure, how many stories it takes for what they are when it has seen none of
their writers.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from functools import cache
from multiprocessing import Pool
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import yaml
from sklearn.feature_extraction import DictVectorizer
from sklearn.feature_extraction.text import TfidfTransformer
from sklearn.linear_model import LogisticRegression

from peerfind.asking.understanding.grammar import named_in
from peerfind.asking.understanding.what.cues import NOTHING, TABLE, apart, cues
from peerfind.directory.folder import load
from peerfind.directory.vocabulary import Vocabulary
from peerfind.tables import DATA

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[1]
SOURCES = ROOT / "tools" / "cues"
NO_SUBJECT = "none"  # what a file of texts is called that tell none
FEWEST = 2  # sentences with a pair of words, so that it is learnt
LEAST = 20  # what a weight for a subject must be to be kept, in tenths
LEAST_AGAINST = 40  # and one against it
FIT = 5.0  # how closely what is learnt follows the sentences: the inverse of the penalty on weights
OF_A_STORY = 3.0  # how much a story counts: it is most like what is asked
FOLDS = 4
SOME_NUMBER = r"\b[0-9]{1,2}s?\b"  # an age, a day, how often: it tells no subject


class Sample(NamedTuple):
    """A subject, the cues in a text about it, and who wrote it if it is a story."""

    term: str
    cues: frozenset[str]
    writer: str = ""


def learnt(samples: list[Sample]) -> dict[str, dict[str, int]]:
    """The weights, in tenths, of each cue for the subjects that it leans to most."""
    told = DictVectorizer()
    rare = TfidfTransformer()
    table = rare.fit_transform(told.fit_transform([dict.fromkeys(one.cues, 1) for one in samples]))
    machine = LogisticRegression(C=FIT, max_iter=60, fit_intercept=False)
    often = [OF_A_STORY if one.writer else 1.0 for one in samples]
    machine.fit(table, [one.term for one in samples], often)
    weights = machine.coef_ * rare.idf_
    weights -= weights.mean(axis=0)
    found = {}
    for at, cue in enumerate(told.feature_names_):
        best = np.argsort(-weights[:, at])
        tenths = {str(machine.classes_[one]): round(10 * weights[one, at]) for one in best}
        if kept := {term: weight for term, weight in tenths.items() if _is_kept(weight)}:
            found[cue] = kept
    return found


def _is_kept(weight: int) -> bool:
    """Whether a weight says enough for a subject, or against it."""
    return weight >= LEAST or weight <= -LEAST_AGAINST


def samples() -> list[Sample]:
    """All that is learnt from, without rare pairs of words and numbers."""
    with Pool() as pool:
        texts = pool.map(_sample, [*read("sentences"), *read("stories")], chunksize=200)
        names = [
            (one.id, name) for one in vocabulary()["focus"].terms.values() for name in one.names
        ]
        phrases = pool.map(_sample, [*read("phrases"), *((*one, "") for one in names)], 200)
    often = Counter(cue for one in texts for cue in one.cues)
    known = {cue for one in phrases for cue in one.cues}
    kept = {cue for cue in often if " " not in cue or often[cue] >= FEWEST}
    kept = {cue for cue in kept | known if not re.search(SOME_NUMBER, cue)}
    return [one._replace(cues=one.cues & kept) for one in (*texts, *phrases)]


def read(folder: str) -> Iterator[tuple[str, str, str]]:
    """Each text in a folder: its subject, the text, and who wrote it if it is a story."""
    for file in sorted((SOURCES / folder).glob("*.yaml")):
        writer = file.stem if folder == "stories" else ""
        for term, lines in yaml.safe_load(file.read_text("utf-8")).items():
            yield from ((term, str(line), writer) for line in lines)


@cache
def vocabulary() -> Vocabulary:
    """The vocabulary of the directory."""
    return Vocabulary(load(ROOT / "directory").common.terms)


def _sample(one: tuple[str, str, str]) -> Sample:
    term, text, writer = one
    said, found, _ = named_in(text, vocabulary())
    told = frozenset(cue.stems for cue in cues(said, apart(found)))
    return Sample(NOTHING if term == NO_SUBJECT else term, told, writer)


def of_other_writers(every: list[Sample]) -> Iterator[tuple[set[str], dict[str, dict[str, int]]]]:
    """Some of the writers, and what is learnt without them, so that each is left out once."""
    writers = sorted({one.writer for one in every} - {""})
    for fold in range(FOLDS):
        without = {*writers[fold::FOLDS]}
        yield without, learnt([one for one in every if one.writer not in without])


def measure(every: list[Sample]) -> float:
    """The share of stories taken for what they are, by what was learnt from other writers."""
    right = []
    for writers, table in of_other_writers(every):
        for one in (one for one in every if one.writer in writers):
            worth = Counter[str]()
            for cue in one.cues:
                worth.update(table.get(cue, {}))
            right.append(max(worth, key=worth.__getitem__, default=NOTHING) == one.term)
    return sum(right) / len(right)


def main() -> None:
    """Write the table, or measure."""
    every = samples()
    if "--measure" in sys.argv:
        print(f"{len(every)} texts, {measure(every):.1%} of the stories of others right")
        return
    lines = [
        "\t".join([cue, *(f"{term}:{weight}" for term, weight in weights.items())])
        for cue, weights in learnt(every).items()
    ]
    lines.sort(key=str.encode)
    (DATA / TABLE).write_text("".join(f"{line}\n" for line in lines), "utf-8")
    print(f"{len(lines)} cues from {len(every)} texts")


if __name__ == "__main__":
    main()
