"""The first letters of Welsh words, which others change: `Caerdydd`, `i Gaerdydd`, `yng Nghaerdydd`.

All names here are folded, as `text.key` gives them. A change says nothing of what a word means.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

# The first letter of a word with what the soft, the nasal and the aspirate mutation make of it.
_CHANGES = (
    ("ll", "l"), ("rh", "r"), ("c", "g"), ("c", "ngh"), ("c", "ch"), ("p", "b"), ("p", "mh"),
    ("p", "ph"), ("t", "d"), ("t", "nh"), ("t", "th"), ("g", ""), ("g", "ng"), ("b", "f"), ("b", "m"),
    ("d", "dd"), ("d", "n"), ("m", "f"),
)  # fmt: skip
# Letters of two signs that no mutation changes, though their first sign alone would be changed.
_KEPT = ("ch", "dd", "ff", "ng", "ph", "th")
# What follows a "g" that is dropped.
_AFTER_G = ("a", "e", "i", "o", "u", "w", "y", "l", "r")


def mutated(name: str) -> Iterator[str]:
    """The other forms of a Welsh name: of `galar` these are `alar` and `ngalar`."""
    if name.startswith(_KEPT):
        return
    for radical, changed in _CHANGES:
        rest = name[len(radical) :]
        if name.startswith(radical) and (changed or rest[:1] in _AFTER_G):
            yield f"{changed}{rest}"


def radicals(form: str) -> Iterator[str]:
    """The names that a form may be of, most of which are no words: of `ngalar` one is `galar`."""
    for radical, changed in _CHANGES:
        name = f"{radical}{form[len(changed) :]}"
        if form.startswith(changed) and form in mutated(name):
            yield name
