"""Usual English words: what is one of them is no slip of another, and no name of a place by itself."""

from __future__ import annotations

from functools import cache
from pathlib import Path

_WORDS = Path(__file__).parent / "data" / "english.txt"
# Words of British speech that the list of books lacks.
_SPOKEN = (
    "mum mums mam nan gran grandad telly missus mate mates lad lads lass bloke blokes bairn knackered gutted "
    "poorly"
)


def is_usual(word: str) -> bool:
    """Whether a folded word is one that people use every day; those of three letters and less are not."""
    return word in _usual()


@cache
def _usual() -> frozenset[str]:
    """All of them."""
    return frozenset(_WORDS.read_text("utf-8").split()).union(_SPOKEN.split())
