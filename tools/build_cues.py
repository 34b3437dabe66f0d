"""Learns peerfind/data/cues.tsv from tools/cues: what words lean to which subject.

    pip install scikit-learn==1.9.1; python tools/build_cues.py [--measure]

In `tools/cues`, `sentences/*.yaml` has sentences by subject (`none` for those that tell none), and
`phrases/*.yaml` short cues by subject; the names of the terms are learnt from too. A linear support vector
machine tells the subjects apart; of each cue those weights are kept that say most for a subject, or
against it. A line is a cue as stems, then `TERM:WEIGHT` for each. With --measure, how many sentences of a
quarter that it has not seen it takes for what they are.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import yaml
from sklearn.feature_extraction import DictVectorizer
from sklearn.feature_extraction.text import TfidfTransformer
from sklearn.model_selection import StratifiedKFold
from sklearn.svm import LinearSVC

from peerfind.asking.understanding.grammar import left_for_cues
from peerfind.asking.understanding.what.cues import NOTHING, TABLE, cues
from peerfind.directory.folder import load
from peerfind.directory.vocabulary import Vocabulary
from peerfind.tables import DATA

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[1]
SOURCES = ROOT / "tools" / "cues"
FEWEST = 2  # sentences with a pair of words, so that it is learnt
LEAST = 8  # what a weight for a subject must be to be kept, in tenths
LEAST_AGAINST = 20  # and one against it
FOLDS = 4
SOME_NUMBER = r"\b[0-9]{1,2}s?\b"  # an age, a day, how often: it tells no subject

# A subject, and the cues in a sentence about it.
Sample = tuple[str, frozenset[str]]


def learnt(samples: list[Sample]) -> dict[str, dict[str, int]]:
    """The weights, in tenths, of each cue for the subjects that it leans to most."""
    told = DictVectorizer()
    rare = TfidfTransformer()
    table = rare.fit_transform(told.fit_transform([dict.fromkeys(one, 1) for _, one in samples]))
    machine = LinearSVC(C=1, fit_intercept=False).fit(table, [term for term, _ in samples])
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


def samples(vocabulary: Vocabulary) -> tuple[list[Sample], ...]:
    """The sentences, and the phrases and names: each with its subject, as cues."""
    sentences = [*_read("sentences", vocabulary)]
    names = [(term.id, name) for term in vocabulary["focus"].terms.values() for name in term.names]
    phrases = [*_read("phrases", vocabulary), *(_sample(*one, vocabulary) for one in names)]
    often = Counter(cue for _, said in sentences for cue in said)
    known = {cue for _, said in phrases for cue in said}
    kept = {cue for cue in often if " " not in cue or often[cue] >= FEWEST}
    kept = {cue for cue in kept | known if not re.search(SOME_NUMBER, cue)}
    return tuple([(term, said & kept) for term, said in some] for some in (sentences, phrases))


def _read(folder: str, vocabulary: Vocabulary) -> Iterator[Sample]:
    for file in sorted((SOURCES / folder).glob("*.yaml")):
        for term, lines in yaml.safe_load(file.read_text("utf-8")).items():
            for line in lines:
                yield _sample(term, str(line), vocabulary)


def _sample(term: str, line: str, vocabulary: Vocabulary) -> Sample:
    said, named = left_for_cues(line, vocabulary)
    return NOTHING if term == "none" else term, frozenset(cue.stems for cue in cues(said, named))


def measure(sentences: list[Sample], phrases: list[Sample]) -> float:
    """The share of sentences that are taken for what they are, by what was learnt from the others."""
    subjects = [term for term, _ in sentences]
    right = []
    folds = StratifiedKFold(FOLDS, shuffle=True, random_state=1)
    for seen, unseen in folds.split(subjects, subjects):
        table = learnt([sentences[at] for at in seen] + phrases)
        for term, said in (sentences[at] for at in unseen):
            worth = Counter[str]()
            for cue in said:
                worth.update(table.get(cue, {}))
            right.append(max(worth, key=worth.__getitem__, default=NOTHING) == term)
    return sum(right) / len(right)


def main() -> None:
    """Write the table, or measure."""
    vocabulary = Vocabulary(load(ROOT / "directory").common.terms)
    sentences, phrases = samples(vocabulary)
    if "--measure" in sys.argv:
        print(f"{len(sentences)} sentences, {measure(sentences, phrases):.1%} of unseen ones right")
        return
    lines = [
        "\t".join([cue, *(f"{term}:{weight}" for term, weight in weights.items())])
        for cue, weights in learnt(sentences + phrases).items()
    ]
    lines.sort(key=str.encode)
    (DATA / TABLE).write_text("".join(f"{line}\n" for line in lines), "utf-8")
    print(f"{len(lines)} cues from {len(sentences)} sentences and {len(phrases)} phrases")


if __name__ == "__main__":
    main()
