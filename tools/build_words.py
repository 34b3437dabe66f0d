"""Makes peerfind/data/english.txt: usual English words, which are never taken for slips of others.

    pip download --no-deps symspellpy==6.10.1
    python tools/build_words.py symspellpy-6.10.1-py3-none-any.whl

The words and how often they are used come from the dictionary that symspellpy carries (MIT, by Wolf Garbe:
words of SCOWL with their frequencies in the Google Books Ngrams). Words of four letters and more are kept,
the most frequent first, and written in the order of the alphabet.
"""

from __future__ import annotations

import sys
from pathlib import Path
from zipfile import ZipFile

SOURCE = "symspellpy/frequency_dictionary_en_82_765.txt"
TARGET = Path(__file__).parent.parent / "peerfind" / "data" / "english.txt"
MOST, FEWEST_LETTERS = 30_000, 4


def words(wheel: Path) -> list[str]:
    """The most frequent words of the dictionary in a wheel."""
    lines = ZipFile(wheel).read(SOURCE).decode("utf-8-sig").splitlines()
    counted = [(int(count), word) for word, count in map(str.split, lines)]
    usual = (word for _, word in sorted(counted, reverse=True))
    return [word for word in usual if word.isalpha() and len(word) >= FEWEST_LETTERS][:MOST]


if __name__ == "__main__":
    TARGET.write_text("\n".join(sorted(words(Path(sys.argv[1])))) + "\n", "utf-8")
