"""The key under which a place's name is stored and looked up."""

from __future__ import annotations

from peerfind.text import words

_SAME = {"saint": "st"}


def name_key(name: str) -> str:
    """A name as letters alone: `St. Ives` and `saint-ives` are `stives`."""
    return "".join(_SAME.get(word, word) for word in words(name.replace("&", " and ")))


def region_key(name: str) -> str:
    """A county or nation without what people leave out: `the City of Leeds` is `leeds`."""
    kept = [word for word in words(name.replace("&", " and ")) if word not in _LEFT_OUT]
    return "".join(_SAME.get(word, word) for word in kept) or name_key(name)


_LEFT_OUT = frozenset({"the", "county", "co", "city", "of", "borough", "council", "district"})
