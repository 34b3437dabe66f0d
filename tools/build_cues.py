"""Makes peerfind/data/cues.tsv of a YAML file of cues: `sleep: [awake, cannot drop off, ...]`.

    python tools/build_cues.py symspellpy-6.10.1-py3-none-any.whl CUES.yaml...

A line is a cue as stems, as `peerfind.text` makes them, and the ids of the terms that it leans to.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from pathlib import Path
from zipfile import ZipFile

import yaml

from peerfind import text

TARGET = Path(__file__).parent.parent / "peerfind" / "data" / "cues.tsv"
DICTIONARY = "symspellpy/frequency_dictionary_en_82_765.txt"  # the most frequent words first
MOST_USUAL = 1200
MOST_TERMS = 4  # a cue that leans to more tells nothing


def lines(files: list[Path]) -> list[str]:
    """The lines of the table, in order."""
    terms = defaultdict[str, set[str]](set)
    for file in files:
        usual = most_usual()
        for term, cues in yaml.safe_load(file.read_text("utf-8")).items():
            for cue in map(str, cues):
                phrase = " ".join(text.phrase(text.stems(cue)))
                if phrase and phrase not in usual:
                    terms[phrase].add(term)
    kept = {cue: found for cue, found in terms.items() if len(found) <= MOST_TERMS}
    return [f"{cue}\t{' '.join(sorted(kept[cue]))}" for cue in sorted(kept)]


def most_usual() -> frozenset[str]:
    """Words that by themselves lean to nothing: the most frequent of all, as stems."""
    lines = ZipFile(sys.argv[1]).read(DICTIONARY).decode("utf-8-sig").splitlines()[:MOST_USUAL]
    return frozenset(text.stem(line.split()[0]) for line in lines) | text.STOP_WORDS


if __name__ == "__main__":
    TARGET.write_text("\n".join(lines([Path(one) for one in sys.argv[2:]])) + "\n", "utf-8")
