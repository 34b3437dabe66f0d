"""What the shipped directory is made of, counted, and more of the same drawn from it.

Shares of keys, shapes of venues, meeting times, lengths of texts and frequencies of words are those
of `directory/groups`, counted when this runs. What stands here are the words that are added so that
more groups have more different values.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import accumulate, islice
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeVar

import yaml

from peerfind.text import key

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path
    from random import Random

    Entry = dict[str, Any]

T = TypeVar("T")

LEAST_VALUES, MOST_VALUES = 50, 60  # how many different values a facet has
RARE_WORDS, FIRST_RANK = 80_000, 60
_LOADER = yaml.CBaseLoader if yaml.__with_libyaml__ else yaml.BaseLoader
# Ordinary words with the comma behind them: names of people, places and groups have a capital letter.
_WORD = re.compile(r"(?<![\w'’-])[^\W\d_A-Z][^\W\d_A-Z'’-]+,?(?![\w'’-])")
_TEXT_KEYS = ("summary", "description", "joining_note", "typical_session")
# Besides single terms, what the facets that few shipped groups state are filled up with.
_LANGUAGES = (
    "en cy ur pa hi bn gu pl ro pt es fr it tr ar fa ku so sw am ti yo ig uk ru zh bfi gd ga"
)
_COSTS = (
    "a session",
    "a month",
    "a week",
    "a term",
    "for refreshments",
    "each time, first one free",
)


class Drawn(Generic[T]):
    """Values, each drawn as often as its weight says; without weights, all as often."""

    def __init__(
        self, draw: Random, values: Iterable[T], weights: Iterable[float] | None = None
    ) -> None:
        self._draw = draw
        self._values = [*values]
        self._cumulative = None if weights is None else [*accumulate(weights)]

    def one(self) -> T:
        """One of the values."""
        return self.several(1)[0]

    def several(self, count: int) -> list[T]:
        """So many of the values, the same one again or not."""
        return self._draw.choices(self._values, cum_weights=self._cumulative, k=count)


class Shipped(NamedTuple):
    """The shipped groups, as the text that was typed, and the terms of each facet in their order."""

    groups: list[Entry]
    terms: dict[str, list[Entry]]

    def values(self, key: str) -> list[Any]:
        """Every value of a key, in the order of the files."""
        return [group[key] for group in self.groups if key in group]

    def inner(self, key: str) -> list[Entry]:
        """The maps that stand under a key, or in the list there."""
        values = ([one] if isinstance(one, dict) else one for one in self.values(key))
        return [one for many in values if isinstance(many, list) for one in many]

    def share(self, key: str, *, is_remote: bool) -> float:
        """The share of the groups that state a key, among those joined from home alone or the others."""
        among = [
            group for group in self.groups if is_joined_from_home(group["format"]) is is_remote
        ]
        return sum(key in group for group in among) / len(among)

    def ids(self, facet: str) -> list[str]:
        """The ids of the terms of a facet that a group may state."""
        roll_ups = ("face-to-face", "online", "remote", "lay", "lived-experience", "professional")
        return [term["id"] for term in self.terms[facet] if term["id"] not in roll_ups]


def shipped(folder: Path) -> Shipped:
    """What the directory in `folder` holds."""
    files = sorted((folder / "groups").rglob("*.yaml"))
    facets = sorted((folder / "vocabulary").glob("*.yaml"))
    return Shipped([read(file) for file in files], {file.stem: read(file) for file in facets})


def read(file: Path) -> Any:
    """What a YAML file holds, every scalar as the text that was typed."""
    return yaml.load(file.read_text(encoding="utf-8"), Loader=_LOADER)  # noqa: S506 (it makes text only)


def is_joined_from_home(formats: Iterable[str]) -> bool:
    """Whether nobody has to go anywhere."""
    return not {"in-person", "unknown"}.intersection(formats)


class Speech(NamedTuple):
    """The words of running text, and those of names."""

    texts: Drawn[str]
    names: Drawn[str]


def speech(draw: Random, found: Shipped) -> Speech:
    """The words of the shipped texts and names, as often as there, and rare ones.

    In running text the words that name what a group is about are left out, since not chance but the
    group puts them there; in names, whatever is no ordinary word. The share of the rare ones is the
    share of the words that stand there once, which by Good (1953) is the share of the words of more
    such text that do not stand there at all; in names, where real ones have proper names, a quarter.
    """
    typed = [word for name in _TEXT_KEYS for text in found.values(name) for word in _words(text)]
    topics, ordinary = _topics(found), {word.strip(",") for word in typed}
    titled = [word for name in found.values("name") for word in _words(name.lower())]
    texts = Counter(word for word in typed if key(word) not in topics)
    names = Counter(word for word in titled if word in ordinary and len(word) > 2)
    rare, once = _rare_words(draw, sorted(ordinary)), sum(one == 1 for one in texts.values())
    return Speech(
        _with_rare_words(draw, texts, rare, once),
        _with_rare_words(draw, names, rare, names.total() / 3),
    )


def _words(text: str) -> list[str]:
    """The ordinary words of a text, without what is a name of a person, a place or a group."""
    return _WORD.findall(text)


def _topics(found: Shipped) -> set[str]:
    """The single words that name a focus term."""
    names = (
        name for term in found.terms["focus"] for name in [term["label"], *term.get("aliases", ())]
    )
    return {key(name) for name in names if " " not in name}


def _with_rare_words(
    draw: Random, counts: Counter[str], rare: Sequence[str], mass: float
) -> Drawn[str]:
    """Words as often as they were counted, and rare ones that go on where those end.

    Among themselves these follow the law of Zipf and Mandelbrot, the first about as often as a word
    that was counted once.
    """
    common, ranks = sorted(counts), range(FIRST_RANK, FIRST_RANK + len(rare))
    each = mass / sum(1 / rank for rank in ranks)
    weights = [*map(counts.__getitem__, common), *(each / rank for rank in ranks)]
    return Drawn(draw, [*common, *rare], weights)


def _rare_words(draw: Random, ordinary: Sequence[str]) -> list[str]:
    """Words that look like English and are none: the front of one and the end of another."""
    plain = [word for word in ordinary if len(word) > 3 and word.isalpha()]
    fronts, ends = (sorted({cut(word) for word in plain}) for cut in (_front, _end))
    joined = (front + end for front in fronts for end in ends)
    return draw.sample(sorted({one for one in joined if 4 < len(one) < 12} - {*plain}), RARE_WORDS)


def _front(word: str) -> str:
    """A word up to its second vowel or so."""
    return word[: max(2, len(word) // 2)]


def _end(word: str) -> str:
    """The rest of a word."""
    return word[max(2, len(word) // 2) :]


def lengths(draw: Random, texts: Iterable[str | list[str]]) -> Drawn[int]:
    """How many words a text has, or each text of a list."""
    each = (text for one in texts for text in ([one] if isinstance(one, str) else one))
    return Drawn(draw, (len(text.split()) for text in each))


def facet(draw: Random, found: Shipped, name: str, added: Iterator[Any]) -> Drawn[Any]:
    """The values of a key, as often as in the shipped groups, and added ones that are seldom."""
    counts = Counter(map(hashable, found.values(name)))
    weights: dict[Any, float] = dict(counts.most_common(MOST_VALUES))
    more = (one for one in map(hashable, added) if one not in weights)
    for rank, value in enumerate(islice(more, max(0, LEAST_VALUES - len(weights))), 1):
        weights[value] = 1 / rank
    return Drawn(draw, weights, weights.values())


def hashable(value: Any) -> Any:
    """A value that can be counted: a list as a tuple."""
    return tuple(value) if isinstance(value, list) else value


def term_lists(draw: Random, terms: Sequence[str], most: int = 3) -> Iterator[list[str]]:
    """Lists of a few terms without end, single ones first."""
    yield from ([term] for term in draw.sample(terms, min(len(terms), LEAST_VALUES // 3)))
    while True:
        yield draw.sample(terms, draw.randint(min(2, len(terms)), min(most, len(terms))))


def age_ranges(draw: Random) -> Iterator[str]:
    """Ages without end."""
    while True:
        youngest = draw.randint(11, 65)
        oldest = youngest + draw.choice((7, 10, 12, 14, 20, 30))
        forms = (f"{youngest}+", f"{youngest}-{oldest}", f"under {oldest}", f"up to {oldest}")
        yield draw.choice(forms)


def costs(draw: Random) -> Iterator[str]:
    """Amounts without end."""
    while True:
        yield f"£{draw.randint(1, 12)}{draw.choice(('', '', '.50'))} {draw.choice(_COSTS)}"


def sizes(draw: Random) -> Iterator[str]:
    """How many people come, without end."""
    while True:
        fewest = draw.randint(3, 20)
        yield draw.choice((f"{fewest}-{fewest + draw.randint(2, 12)}", f"up to {fewest}"))


def facets(draw: Random, found: Shipped) -> dict[str, Drawn[Any]]:
    """The values of each key that has one of a few dozen, by key."""
    lists = {
        "format": "format", "leader": "leader", "focus": "focus", "activities": "activity",
        "style": "style", "welcomes": "community", "access": "access", "no_access": "access",
        "joining": "joining",
    }  # fmt: skip
    added: dict[str, Callable[[], Iterator[Any]]] = {
        "ages": lambda: age_ranges(draw),
        "cost": lambda: costs(draw),
        "size": lambda: sizes(draw),
        "languages": lambda: term_lists(draw, _LANGUAGES.split()),
        "setting": lambda: iter(()),
        "membership": lambda: iter(("closed",)),
        "only_for": lambda: _only_for(draw, found.ids("community")),
    }
    for name, of in lists.items():
        stated = [term for term in found.ids(of) if term != "unknown"]
        added[name] = lambda stated=stated: term_lists(draw, stated)  # type: ignore[misc]
    return {name: facet(draw, found, name, more()) for name, more in added.items()}


def _only_for(draw: Random, communities: Sequence[str]) -> Iterator[list[str]]:
    """Communities that a group is only for; one in four must be two at once."""
    while True:
        several = draw.sample(communities, 2)
        yield draw.choice((several[:1], several[:1], several, ["+".join(several)]))
