"""Usual English words: what is one of them is no slip of another, and no name of a place by itself."""

from __future__ import annotations

from peerfind import tables

_WORDS = "english.txt"
# Words of British speech that the list of books lacks.
_OF_SPEECH = """
mum mums mam nan gran grandad telly missus mate mates lad lads lass bloke blokes bairn knackered gutted poorly
"""
_SPOKEN = frozenset(_OF_SPEECH.split())


def is_usual(word: str) -> bool:
    """Whether a folded word is one that people use every day; those of three letters and less are not."""
    return word in _SPOKEN or tables.has(_WORDS, word)
