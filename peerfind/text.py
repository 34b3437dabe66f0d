"""Words as people type them: folded, split, cut to their stems, compared, and made safe to show."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

# Patterns that few runs need are texts, which `re` compiles when they are first used.
# Letters that have no decomposition but that people type without their marks.
_LETTERS = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe"})
_APOSTROPHES = "['’‘`´]"
_WORD = re.compile(r"[^\W_]+")
_HIDDEN = (
    "[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e"
    "\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)

# Words that say nothing about what a group is; one of them alone is still searched for.
_STOP_WORDS = """
a about after again all also always am an and another any anybody anyone anything are as ask asked asking at
away back bad be because been best better bit both but by call called caller callers calling came can cannot
cant come comes coming could couldnt day days did didnt do does doesnt dont down each even ever every
everyone everything far feel feeling feels felt few find first five for found four from get gets getting
give go goes going group groups had has hasnt have havent he hello help her hers herself hes hi him himself
his i id ideal ideally if ill im in is isnt it its ive just keep keeps kept kind know last later like local
long looking lot lots made make makes many maybe me meet mine month months more most much my myself near
nearby need never new next nice no nobody nothing now of off often old on once one only or other others our
out over own people perhaps person please possible possibly prefer put quite rang rather really ring ringing
round said same say says see seen she shes since so some somebody someone something somewhere sort still
such support take takes tell telling than thanks that the their them themselves then there theres they
theyre thing things think thinking thinks this though thought three till time times to told too trying two
until up us used very want wanted wants was wasnt way ways we week weeks were what whats when which who will
with wont worse worst would year years yet you your youre
"""
STOP_WORDS = frozenset(_STOP_WORDS.split())

# Beside the name of a group these say what is wanted of it.
_OF_A_NAME = """
number phone telephone tel contact contacts details info information website email address poster leaflet
flyer card grp grps named name running runs open started starting restarted stopped closed shut finished ended
"""
BESIDE_NAMES = STOP_WORDS | frozenset(_OF_A_NAME.split())

# Words that come and go inside a phrase: "lost my husband", "lost her husband" and "has lost a husband".
_FILLERS = "a an had has have her his my our the their your"
FILLERS = frozenset(_FILLERS.split())


def folded(text: str) -> str:
    """`text` in lower case, without accents or apostrophes: `Grŵp Men's` is `grwp mens`."""
    if text.isascii():
        return (
            re.sub(_APOSTROPHES, "", text.lower()) if "'" in text or "`" in text else text.lower()
        )
    import unicodedata  # most texts have no need of it

    plain = unicodedata.normalize("NFKD", re.sub(_APOSTROPHES, "", text))  # fancy type
    bare = unicodedata.normalize("NFKD", plain.casefold())
    kept = "".join(c for c in bare if not unicodedata.combining(c))
    return re.sub(_APOSTROPHES, "", kept).translate(_LETTERS)


def words(text: str) -> list[str]:
    """The words of `text`, folded, in order."""
    if text.isascii():  # five times faster, and nearly every text is
        return text.encode().translate(_letters(), b"'`").decode().split()
    return _WORD.findall(folded(text))


@cache
def _letters() -> bytes:
    """What stands for each byte of ASCII in a folded word: a small letter, a figure, or a space."""
    return bytes(code if chr(code).isalnum() else 32 for code in range(128)).lower().ljust(256)


def key(text: str) -> str:
    """`text` as one folded phrase: `Step-free`, `step free` and `STEP FREE` are the same."""
    return " ".join(words(text))


def slug(text: str) -> str:
    """`text` in the form of an id: `Men's Shed, Otley` is `mens-shed-otley`."""
    return "-".join(words(text))


@lru_cache(maxsize=1 << 16)
def stem(word: str) -> str:
    """`word` (folded) without the endings that do not change what it is about.

    A light stemmer for English after Harman's S stemmer (1991), with -ing and -ed. It leaves short
    words alone, because joining too much hurts a search more than joining too little.
    """
    if len(word) <= 3 or not word.isalpha():  # noqa: PLR2004 (the shortest word that can lose an ending)
        return word
    if word.endswith("ies") and len(word) > 4:  # noqa: PLR2004
        return word[:-3] + "y"
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-2] if word.endswith(("sses", "ches", "shes", "xes")) else word[:-1]
    for ending in ("ing", "ed"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:  # noqa: PLR2004
            return _undoubled(word[: -len(ending)])
    return word[:-1] if word.endswith("e") and len(word) > 4 else word  # noqa: PLR2004


def _undoubled(word: str) -> str:
    """`runn` as `run`, but `walk`, `fall` and `miss` as they are."""
    return word[:-1] if word[-1] == word[-2] and word[-1] not in "lsz" else word


def stems(text: str) -> list[str]:
    """The stems of the words of `text`, in order."""
    return [stem(word) for word in words(text)]


def phrase(stems: Iterable[str]) -> list[str]:
    """`stems` without the fillers, as two phrases are compared; all of them where there are no others."""
    every = [*stems]
    return [stem for stem in every if stem not in FILLERS] or every


def edits_allowed(word: str) -> int:
    """How many slips a word of this length may hold and still be taken for another."""
    return 0 if len(word) < 4 else 1 if len(word) < 8 else 2  # noqa: PLR2004 (as in Lucene)


def nearest(text: str, known: Iterable[str], *, limit: int = 3, cutoff: float = 0.6) -> list[str]:
    """Up to `limit` of `known` that look most like `text`, best first.

    They are at least `cutoff` alike, from 0 to 1.
    """
    from rapidfuzz import fuzz, process

    by_key = _by_key(frozenset(known))
    found = process.extract(
        key(text), [*by_key], scorer=fuzz.ratio, limit=limit, score_cutoff=100 * cutoff
    )
    return [by_key[name] for name, _, _ in sorted(found, key=lambda hit: (-hit[1], hit[0]))]


@lru_cache(maxsize=8)
def _by_key(known: frozenset[str]) -> dict[str, str]:
    """Each name by its key; kept, for one bad file may ask thousands of times for the nearest of the same."""
    return {key(name) or name: name for name in sorted(known, reverse=True)}


def shown(text: str) -> str:
    """`text` on one line, without control, bidirectional or zero-width characters."""
    return " ".join(re.sub(_HIDDEN, "", text).split())


def listed(items: Iterable[str], joint: str = "and") -> str:
    """`a`, `a and b`, `a, b and c`."""
    *rest, last = [*items] or [""]
    return f"{', '.join(rest)} {joint} {last}" if rest else last
