"""The same questions, answered by what else could be put over such a directory.

- SQLite's FTS5: bm25 with porter stems and weights for fields; any of the words
- rapidfuzz: WRatio, and token_set_ratio, of the question and one text a group
- tantivy: BM25 with English stems and weights for fields, and terms a slip or two away
- WordLlama: the cosine of the angle between the question and one text a group, by a small model of sentence
  embeddings (256 numbers a text) that its package carries
- a keyword filter: the groups that have all the words, then those that have any, the nearest first

All have the same texts: names, subjects with all that they are called, organisation, activities, summary,
description and town. They are asked what was typed and the values of flags, without peerfind's stop words.
`--require`, `--avoid` and `--within` are left out: they name flags, what is not wanted, and a number,
so their words could only mislead. Groups that are closed or paused are left out for all, as any filter would.
None of the weights was tuned: they stand as they were first written.
"""

from __future__ import annotations

import importlib.metadata
import sqlite3
import weakref
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from rapidfuzz import fuzz, process, utils

from peerfind import text
from peerfind.geo import Point, great_circle_km

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from evaluation.judge import World

    Record = Mapping[str, Any]

BEST = 30
WEIGHTS = {
    "name": 6.0,
    "also_known_as": 6.0,
    "focus": 5.0,
    "organisation": 3.0,
    "activities": 3.0,
    "summary": 2.0,
    "description": 1.0,
    "town": 4.0,
}
UNSAID = ("--require", "--avoid", "--within")
FEWEST_LETTERS = {1: 5, 2: 9}  # of a word that may hold so many slips, as peerfind has it
FAR = float("inf")


class Item(NamedTuple):
    """A group as the others know it."""

    id: str
    texts: dict[str, str]
    point: Point | None

    @property
    def text(self) -> str:
        """All of it in one."""
        return " ".join(filter(None, self.texts.values()))


class Rival(Protocol):
    """Something that finds groups."""

    name: str

    def best(self, ask: Sequence[str]) -> list[str]:
        """The ids of the best groups, the best first."""


def rivals(groups: Mapping[str, Record], world: World) -> Iterator[Rival]:
    """All that are there; tantivy and wordllama are not in every environment."""
    every = items(groups, world)
    yield Sqlite(every)
    yield Rapidfuzz("rapidfuzz WRatio", every, fuzz.WRatio)
    yield Rapidfuzz("rapidfuzz token_set_ratio", every, fuzz.token_set_ratio)
    with suppress(ModuleNotFoundError):
        yield Tantivy(every)
    with suppress(ModuleNotFoundError):
        yield Embeddings(every)
    yield Nearest(every, world)


def versions() -> str:
    """What they are built on."""
    found = [f"SQLite {sqlite3.sqlite_version}"]
    for name in ("rapidfuzz", "tantivy", "wordllama"):
        try:
            found.append(f"{name} {importlib.metadata.version(name)}")
        except importlib.metadata.PackageNotFoundError:
            found.append(f"without {name}")
    return ", ".join(found)


def items(groups: Mapping[str, Record], world: World) -> list[Item]:
    """The groups that are neither closed nor paused."""
    return [
        Item(name, _texts(record, world), _point(record, world))
        for name, record in groups.items()
        if record.get("status") not in ("closed", "paused")
    ]


def said(ask: Sequence[str]) -> str:
    """The words of a question and the values of its flags, as one text."""
    found, rest = [], iter(ask)
    for one in rest:
        if not one.startswith("--"):
            found.append(one)
        elif one != "--" and (value := next(rest)) and one not in UNSAID:
            found.append(value)
    return " ".join(found)


def content_words(typed: str) -> list[str]:
    """The words that say something, each once; all of them where none does."""
    every = list(dict.fromkeys(text.words(typed)))
    return [word for word in every if word not in text.STOP_WORDS] or every


class Sqlite:
    """FTS5, ranked by bm25."""

    name = "SQLite FTS5"

    def __init__(self, every: Sequence[Item]) -> None:
        self._ids = [item.id for item in every]
        self._database = sqlite3.connect(":memory:")
        weakref.finalize(self, self._database.close)
        fields, marks = ", ".join(WEIGHTS), ", ".join("?" * len(WEIGHTS))
        self._database.execute(
            f"CREATE VIRTUAL TABLE item USING fts5({fields}, tokenize = 'porter unicode61')"
        )
        self._database.executemany(
            f"INSERT INTO item (rowid, {fields}) VALUES (?, {marks})",  # noqa: S608 (names and marks)
            ((number, *item.texts.values()) for number, item in enumerate(every)),
        )

    def best(self, ask: Sequence[str]) -> list[str]:
        """Those that have any of the words."""
        weights = ", ".join(map(str, WEIGHTS.values()))
        found = self._database.execute(
            f"SELECT rowid FROM item WHERE item MATCH ? ORDER BY bm25(item, {weights}) LIMIT {BEST}",  # noqa: S608 (numbers)
            (" OR ".join(f'"{word}"' for word in content_words(said(ask))),),
        )
        return [self._ids[number] for (number,) in found]


class Rapidfuzz:
    """How much a text is like the question, letter by letter or word by word."""

    def __init__(self, name: str, every: Sequence[Item], scorer: Callable[..., float]) -> None:
        self.name = name
        self._scorer = scorer
        self._texts = {item.id: utils.default_process(text.folded(item.text)) for item in every}

    def best(self, ask: Sequence[str]) -> list[str]:
        """The texts most like the words."""
        words = " ".join(content_words(said(ask)))
        found = process.extract(words, self._texts, scorer=self._scorer, limit=BEST)
        return [name for *_, name in found]


class Tantivy:
    """Words by BM25, and words that are nearly they."""

    name = "tantivy"

    def __init__(self, every: Sequence[Item]) -> None:
        import tantivy  # it is not there in every environment

        self._tantivy = tantivy
        builder = tantivy.SchemaBuilder()
        for name in WEIGHTS:
            builder.add_text_field(name, tokenizer_name="en_stem")
        builder.add_text_field("id", stored=True, tokenizer_name="raw")
        self._schema = builder.build()
        self._index = tantivy.Index(self._schema)
        writer = self._index.writer(num_threads=1)
        for item in every:
            folded = {name: text.folded(value) for name, value in item.texts.items()}
            writer.add_document(tantivy.Document(id=item.id, **folded))
        writer.commit()
        writer.wait_merging_threads()
        self._index.reload()
        self._searcher = self._index.searcher()
        stems = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
        self._stems = stems.filter(tantivy.Filter.stemmer("english")).build()

    def best(self, ask: Sequence[str]) -> list[str]:
        """Those that have any of the words, or one a slip or two away."""
        make, should = self._tantivy.Query, self._tantivy.Occur.Should
        words = content_words(said(ask))
        quoted = " ".join(f'"{word}"' for word in words)
        whole = self._index.parse_query(quoted, [*WEIGHTS], field_boosts=WEIGHTS)
        near = [
            (should, make.fuzzy_term_query(self._schema, name, self._stem(word), slips))
            for word in words
            for name in WEIGHTS
            if (slips := sum(len(word) >= letters for letters in FEWEST_LETTERS.values()))
        ]
        found = self._searcher.search(make.boolean_query([(should, whole), *near]), BEST)
        return [self._searcher.doc(address)["id"][0] for _, address in found.hits]

    def _stem(self, word: str) -> str:
        """A word as the index has it."""
        return str(self._stems.analyze(word)[0])


class Embeddings:
    """How near a text lies to the question by what a small language model makes of both."""

    name = "WordLlama embeddings"

    def __init__(self, every: Sequence[Item]) -> None:
        import wordllama  # it is not there in every environment

        own = Path(wordllama.__file__).parent  # the model came with the package
        self._model = wordllama.WordLlama.load(cache_dir=own, disable_download=True)
        self._ids = [item.id for item in every]
        self._places = self._model.embed([item.text for item in every], norm=True)

    def best(self, ask: Sequence[str]) -> list[str]:
        """The texts that lie nearest."""
        place = self._model.embed([said(ask)], norm=True)[0]
        order = (-(self._places @ place)).argsort()[:BEST]
        return [self._ids[at] for at in order]


class Nearest:
    """A filter by keywords, and the nearest first: what a directory on the web offers."""

    name = "filters + distance"

    def __init__(self, every: Sequence[Item], world: World) -> None:
        self._items = every
        self._names = {item.id: item.texts["name"] for item in every}
        self._words = {item.id: frozenset(text.words(item.text)) for item in every}
        self._known = frozenset().union(*self._words.values())
        self._towns = {
            key: Point(*Point(*place[:2]))
            for name, place in world.towns.items()
            if (key := text.key(name)) and "," not in name
        }
        self._counties = [
            (
                text.key(name.partition(", ")[0]),
                text.key(name.partition(", ")[2]),
                Point(*place[:2]),
            )
            for name, place in world.towns.items()
            if "," in name
        ]

    def best(self, ask: Sequence[str]) -> list[str]:
        """Those that have all the words before those that have any; each by distance, else by name."""
        typed = said(ask)
        town, place = self._place(typed)
        asked = {word for word in content_words(typed) if word in self._known}
        asked -= set(town.split())
        found = [item for item in self._items if not asked or asked & self._words[item.id]]
        found.sort(
            key=lambda item: (
                not asked <= self._words[item.id],
                great_circle_km(place, item.point) if place and item.point else FAR,
                self._names[item.id],
            )
        )
        return [item.id for item in found[:BEST]]

    def _place(self, typed: str) -> tuple[str, Point | None]:
        """The first town that is named, the longest name where several begin there, and where it is."""
        words = f" {text.key(typed)} "
        named = [
            (words.index(f" {town} "), -len(town), town)
            for town in self._towns
            if f" {town} " in words
        ]
        if not named:
            return "", None
        town = min(named)[2]
        there = [
            point for name, county, point in self._counties if name == town and county in words
        ]
        return town, (there or [self._towns[town]])[0]


def _texts(record: Record, world: World) -> dict[str, str]:
    stated = {
        "focus": _called(record.get("focus", ()), world.terms["focus"]),
        "activities": _called(record.get("activities", ()), world.terms["activity"]),
        "town": record.get("venue", {}).get("town", ""),
    }
    return {name: stated.get(name) or _joined(record.get(name, "")) for name in WEIGHTS}


def _called(ids: Sequence[str] | str, terms: Mapping[str, Record]) -> str:
    """All that terms are called."""
    every = [ids] if isinstance(ids, str) else ids
    return " . ".join(
        name
        for one in every
        for name in (one.replace("-", " "), terms[one]["label"], *terms[one].get("aliases", ()))
    )


def _joined(value: Sequence[str] | str) -> str:
    return value if isinstance(value, str) else " . ".join(value)


def _point(record: Record, world: World) -> Point | None:
    venue = record.get("venue", {})
    town = venue.get("town", "")
    place = world.towns.get(f"{town}, {venue.get('county')}") or world.towns.get(town)
    return Point(*place[:2]) if place else None
