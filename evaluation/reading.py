"""How sentences are read: what they are taken to ask for, beside what a careful person would have typed.

`phrases/*.yaml` has what was typed, and the flags that it asks for. A flag is right where it says the same,
or a term above or below the one that is wanted. Five years of an age and most of the hours are near enough.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Any, NamedTuple

import yaml

from evaluation import cases
from peerfind import places, text
from peerfind.asking.understanding.grammar import read
from peerfind.directory.vocabulary import FACETS
from peerfind.errors import PeerfindError
from peerfind.geo import great_circle_km

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from peerfind.asking.understanding.grammar import Reading
    from peerfind.directory.vocabulary import Vocabulary

FOLDER = cases.HERE / "phrases"
PARTS = ("held", "held-later", "practice")
WHOLE = "wholly right"
FLOORS = "reading"  # what floors.json calls them
Asks = dict[str, frozenset[str]]

_WEEK = "monday tuesday wednesday thursday friday saturday sunday".split()
_DAYS = {"weekdays": _WEEK[:5], "weekend": _WEEK[5:], "daily": _WEEK}
BANDS = {"morning": "06:00-12:00", "afternoon": "12:00-17:00", "evening": "17:00-23:00"}
# How far an age and a distance may be, and what part of the hours is the same.
_YEARS, _MILES, _HOURS = 5, 0.6, 0.6
_MILES_A_KM = 0.621
_SAME_MILES = 3.0  # a district of a city, or its postcode, is the same place
_SEARCHED = {
    "activity": "activity",
    "for": "community",
}  # what a word left for the search may name as well
_FAINT = frozenset({"women", "men"})  # "she" and "he" say so, and need not be meant


ABOUT = """Phrases that were written without a look at the program, each with the flags that a careful person
would have typed ([reading.py](reading.py)). The rules were mended on those for practice; those held back were
not looked at, but for some two dozen by accident. Those of `held-later` are by other writers, and harder:
which of two places, refusals, whole calls.
"""


class Phrase(NamedTuple):
    """What was typed, and the flags that it asks for."""

    says: str
    asks: dict[str, Any]


class Marks(NamedTuple):
    """How many phrases that ask for a flag were read so, otherwise and not, and how many of others were."""

    hit: int = 0
    wrong: int = 0
    missed: int = 0
    false: int = 0

    @property
    def precision(self) -> float:
        """The share of what was read that is right; 1 where nothing was read."""
        return _share(self.hit, self.hit + self.wrong + self.false)

    @property
    def recall(self) -> float:
        """The share of what was asked for that was read; 1 where nothing was asked for."""
        return _share(self.hit, self.hit + self.wrong + self.missed)


class Measured(NamedTuple):
    """How the phrases of a part were read: how many, how many wholly right, and the marks of each flag."""

    count: int
    whole: int
    marks: dict[str, Marks]


def phrases(part: str) -> list[Phrase]:
    """The phrases of a part."""
    found = yaml.load((FOLDER / f"{part}.yaml").read_text("utf-8"), cases.Loader)  # noqa: S506 (plain text)
    return [Phrase(one["says"], one["asks"]) for one in found]


def measured(asked: Iterable[Phrase], vocabulary: Vocabulary) -> Measured:
    """How some phrases are read."""
    counts: dict[str, Counter[str]] = {}
    whole = count = 0
    for one in asked:
        reading = read([one.says], vocabulary)
        asked_for = wanted(one.asks)
        got = understood(reading)
        got |= _searched(reading, got, asked_for, vocabulary)
        verdicts = dict(compared(asked_for, got, vocabulary))
        for flag, verdict in verdicts.items():
            counts.setdefault(flag, Counter())[verdict] += 1
        count += 1
        whole += all(verdict == "hit" for verdict in verdicts.values())
    return Measured(count, whole, {flag: Marks(**counts[flag]) for flag in sorted(counts)})


def compared(asked: Asks, got: Asks, vocabulary: Vocabulary) -> Iterator[tuple[str, str]]:
    """Each flag that was asked for or read, with how it was read."""
    for flag in sorted({*asked, *got}):
        if flag not in asked:
            if flag != "for" or not got[flag] <= _FAINT:
                yield flag, "false"
        elif flag not in got:
            yield flag, "missed"
        else:
            yield flag, "hit" if fits(flag, asked[flag], got[flag], vocabulary) else "wrong"


def wanted(asks: Mapping[str, Any]) -> Asks:
    """The flags of a phrase, each as a set of values."""
    return {flag: _values(flag, value) for flag, value in asks.items()}


def understood(reading: Reading) -> Asks:
    """The flags that were read."""
    found: Asks = {}
    for part in reading.parts:
        if part.values:
            found[part.name] = found.get(part.name, frozenset()) | _values(part.name, part.values)
    return found


def _searched(reading: Reading, got: Asks, asked: Asks, vocabulary: Vocabulary) -> Asks:
    """What was read of the flags that are asked for, with what the words left for the search name of them."""
    stems = [text.stem(word) for left in reading.left for word in text.words(left)]
    found: Asks = {}
    for flag in _SEARCHED.keys() & asked:
        if named := {term for _, _, term in vocabulary[_SEARCHED[flag]].mentions(stems)}:
            found[flag] = got.get(flag, frozenset()) | named
    return found


def fits(flag: str, asked: frozenset[str], got: frozenset[str], vocabulary: Vocabulary) -> bool:
    """Whether what was read of a flag is what was asked for."""
    if flag in _ENOUGH:
        return _ENOUGH[flag](asked, got)
    return all(any(is_like(flag, one, other, vocabulary) for other in got) for one in asked)


def report(found: Mapping[str, Measured]) -> str:
    """The tables of all parts, in Markdown."""
    lines = [
        "## How sentences are read\n",
        ABOUT,
        "| | phrases | wholly right |\n| --- | --- | --- |",
        *(
            f"| {part} | {one.count:,} | {_share(one.whole, one.count):.3f} |"
            for part, one in found.items()
        ),
        "",
    ]
    for part, one in found.items():
        lines += [
            f"By flag, {part}:\n",
            "| flag | right | otherwise | not read | not asked for | precision | recall |",
            f"| {' | '.join(['---'] * 7)} |",
            *(
                f"| {flag} | {' | '.join(map(str, marks))} | {marks.precision:.2f} | {marks.recall:.2f} |"
                for flag, marks in one.marks.items()
            ),
            "",
        ]
    return "\n".join(lines)


def figures(found: Mapping[str, Measured]) -> dict[str, dict[str, float]]:
    """What may not fall: the share wholly right, and the precision and recall of each flag, by part."""
    return {
        part: {WHOLE: cut(_share(one.whole, one.count))}
        | {f"{flag}, precision": cut(marks.precision) for flag, marks in one.marks.items()}
        | {f"{flag}, recall": cut(marks.recall) for flag, marks in one.marks.items()}
        for part, one in found.items()
    }


def _values(flag: str, value: Any) -> frozenset[str]:
    if flag == "avoid":
        pairs = value.items() if isinstance(value, dict) else (one.split("=") for one in value)
        return frozenset(
            f"{name}={term}".lower()
            for name, terms in pairs
            for term in ([terms] if isinstance(terms, str) else terms)
        )
    values = [value] if isinstance(value, str) else value
    if flag == "day":
        return frozenset(day for one in values for day in _DAYS.get(one, [one]))
    if flag == "time":
        return frozenset(quarter for one in values for quarter in _quarters(BANDS.get(one, one)))
    return frozenset(map(str, values))


def _quarters(stretch: str) -> Iterator[str]:
    """The quarters of an hour in a stretch of the clock."""
    start, end = (int(one[:2]) * 60 + int(one[3:]) for one in stretch.split("-"))
    return map(str, range(start, end, 15))


def _miles(said: str) -> float:
    number = float(re.sub(r"[a-z]+", "", said))
    return number * _MILES_A_KM if said.endswith("km") else number


def _is_same_place(asked: str, got: str) -> bool:
    """Whether two texts name a place, or one of them a district or the postcode of the other."""
    if _first_word(asked) == _first_word(got):
        return True
    try:
        here, there = places.resolve(asked), places.resolve(got)
    except PeerfindError:
        return False
    return great_circle_km(here.point, there.point) * _MILES_A_KM <= _SAME_MILES


def _first_word(place: str) -> str:
    return place.lower().replace(",", " ").split()[0]


def is_like(flag: str, asked: str, got: str, vocabulary: Vocabulary) -> bool:
    """Whether a term is another, or above or below it; of what is avoided, of one facet."""
    if flag == "avoid":
        (facet, asked), (other, got) = asked.split("="), got.split("=")
        if facet != other:
            return False
        flag = facet
    facet = {"for": "community"}.get(flag, flag)
    if asked == got or facet not in FACETS:
        return asked == got
    above = vocabulary[facet].above
    return asked in above(got) or got in above(asked)


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 1.0


def cut(value: float) -> float:
    """A share as a floor: three decimals of it, so that it is met again."""
    return int(value * 1000) / 1000


_ENOUGH: dict[str, Callable[[frozenset[str], frozenset[str]], bool]] = {
    "age": lambda asked, got: abs(int(*asked) - int(*got)) <= _YEARS,
    "within": lambda asked, got: abs(_miles(*asked) - _miles(*got)) < _MILES,
    "near": lambda asked, got: _is_same_place(*asked, *got),
    "day": lambda asked, got: asked == got,
    "time": lambda asked, got: len(asked & got) >= _HOURS * len(asked | got),
    "require": lambda asked, got: asked <= got,
}
