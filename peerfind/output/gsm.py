"""The letters of a text message, and how much room words take in one (3GPP TS 23.038 and 23.040).

A message alone holds 160 characters of the GSM alphabet, each part of a longer one 153. Once one character
is outside the alphabet it is 70 and 67. So typographic characters become plain ones, and letters lose
accents that the alphabet lacks.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from peerfind.named import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

_GSM = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    "ÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_GSM_TWICE = frozenset("^{}\\[~]|€")  # each of these is sent as two
_ALONE, _PART = 160, 153
_ALONE_BEYOND_GSM, _PART_BEYOND_GSM = 70, 67
_PLAIN = str.maketrans(
    {
        "\u2018": "'", "\u2019": "'", "\u201c": '"', "\u201d": '"', "\u2013": "-", "\u2014": "-",
        "\u2011": "-", "\u2026": "...", "\u00b7": ",", "\u2022": "-", "\u00a0": " ", "\u00d7": "x",
    }
)  # fmt: skip


class Room(NamedTuple):
    """What a text takes: its characters as they are sent, and the parts that it is sent in.

    `beyond` are the letters outside the GSM alphabet, each once, in their order.
    """

    length: int
    parts: int
    beyond: str


def room(words: str) -> Room:
    """The room that `words` take in a text message."""
    beyond = "".join(dict.fromkeys(one for one in words if one not in _GSM | _GSM_TWICE))
    if beyond:
        sizes = [len(one.encode("utf-16-le")) // 2 for one in words]
        return Room(sum(sizes), _parts(sizes, _ALONE_BEYOND_GSM, _PART_BEYOND_GSM), beyond)
    sizes = [1 + (one in _GSM_TWICE) for one in words]
    return Room(sum(sizes), _parts(sizes, _ALONE, _PART), "")


def _parts(sizes: Iterable[int], alone: int, part: int) -> int:
    """How many parts characters of these sizes are sent in; none is torn between two parts."""
    every = [*sizes]
    if sum(every) <= alone:
        return 1
    count, used = 1, 0
    for size in every:
        is_full = used + size > part
        count, used = (count + 1, size) if is_full else (count, used + size)
    return count


def plain_letters(words: str) -> str:
    """`words` in letters that a text message holds most of; other scripts stay as they are."""
    return "".join(map(_plain_letter, words.translate(_PLAIN)))


def _plain_letter(letter: str) -> str:
    if letter in _GSM or letter in _GSM_TWICE:
        return letter
    bare = "".join(c for c in unicodedata.normalize("NFKD", letter) if not unicodedata.combining(c))
    return bare if bare and _GSM.issuperset(bare) else letter
