"""The engines that peerfind is measured against, each asked for the best ten of the same groups."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from rapidfuzz import fuzz, process

from peerfind import text

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

BEST = 10
WEIGHTS = {"name": 6.0, "organisation": 3.0, "rest": 2.0}
FEWEST_LETTERS = {1: 5, 2: 9}  # of a word that may hold so many slips, as peerfind has it


class Question(NamedTuple):
    """Words, the terms that are required by facet, and a place that a group must be near to."""

    words: tuple[str, ...] = ()
    terms: Mapping[str, str] = {}
    near: str = ""
    has_slip: bool = False

    @property
    def said(self) -> tuple[str, ...]:
        """The words that say something."""
        return tuple(word for word in self.words if word not in text.STOP_WORDS)


class Item(NamedTuple):
    """A group as the other engines know it; terms are written as `leader=peer`."""

    texts: dict[str, str]
    terms: frozenset[str]
    is_shown: bool
    point: tuple[float, float] | None


class Box(NamedTuple):
    """A part of the map, in degrees."""

    south: float
    north: float
    west: float
    east: float

    def has(self, point: tuple[float, float] | None) -> bool:
        """Whether a point lies in it; what is not known may."""
        return point is None or (
            self.south <= point[0] <= self.north and self.west <= point[1] <= self.east
        )


class Asked(NamedTuple):
    """A question as the other engines are asked it: of each set of terms, one is required."""

    question: Question
    required: tuple[frozenset[str], ...]
    box: Box | None


class Engine(Protocol):
    """Something that finds the numbers of the best groups."""

    name: str

    def can(self, question: Question) -> bool:
        """Whether it can answer that."""

    def best(self, asked: Asked) -> list[int]:
        """The numbers of the best groups, the best first."""


class Sqlite:
    """FTS5 in a file, with the filters in SQL."""

    name = "SQLite FTS5"

    def __init__(self, items: list[Item], folder: Path) -> None:
        self._database = sqlite3.connect(folder / "engine.sqlite")
        self._database.executescript(
            """
            CREATE VIRTUAL TABLE words USING fts5(name, organisation, rest, tokenize = 'porter');
            CREATE TABLE item (number INTEGER PRIMARY KEY, name, is_shown, latitude, longitude);
            CREATE TABLE term (name, number, PRIMARY KEY (name, number)) WITHOUT ROWID;
            """
        )
        for number, item in enumerate(items, 1):
            self._add(number, item)
        self._database.execute("INSERT INTO words (words) VALUES ('optimize')")
        self._database.execute("ANALYZE")
        self._database.commit()

    def _add(self, number: int, item: Item) -> None:
        add = self._database.execute
        add(
            "INSERT INTO words (rowid, name, organisation, rest) VALUES (?, ?, ?, ?)",
            (number, *item.texts.values()),
        )
        point = item.point or (None, None)
        row = (number, item.texts["name"], item.is_shown, *point)
        add("INSERT INTO item VALUES (?, ?, ?, ?, ?)", row)
        for term in item.terms:
            add("INSERT INTO term VALUES (?, ?)", (term, number))

    def can(self, question: Question) -> bool:
        """Whether it can answer that: it knows no slips."""
        return not question.has_slip

    def best(self, asked: Asked) -> list[int]:
        """The best by bm25, or by name where there are no words."""
        where, values = self._filters(asked)
        source, order = "item", "item.name"
        if asked.question.said:
            source, order = "words JOIN item ON number = words.rowid", "bm25(words, 6, 3, 2)"
            where.append("words MATCH ?")
            values.append(" OR ".join(asked.question.said))
        clauses = f"FROM {source} WHERE {' AND '.join(where)} ORDER BY {order} LIMIT {BEST}"
        found = self._database.execute(f"SELECT number {clauses}", values)
        return [number - 1 for (number,) in found]

    def _filters(self, asked: Asked) -> tuple[list[str], list[Any]]:
        """Conditions with marks in them, and the values that stand for the marks."""
        where, values = ["is_shown"], list[Any]()
        for terms in asked.required:
            marks = ", ".join("?" * len(terms))
            where.append(f"number IN (SELECT number FROM term WHERE name IN ({marks}))")  # noqa: S608 (only marks)
            values += sorted(terms)
        if asked.box:
            inside = "latitude BETWEEN ? AND ? AND longitude BETWEEN ? AND ?"
            where.append(f"(latitude IS NULL OR {inside})")
            values += asked.box
        return where, values


class Tantivy:
    """tantivy in a folder, with the filters as terms that must be there."""

    name = "tantivy"

    def __init__(self, items: list[Item], folder: Path) -> None:
        import tantivy  # it is not there in every environment

        self._tantivy = tantivy
        self._schema = self._fields()
        below = folder / "tantivy"
        below.mkdir()
        self._index = tantivy.Index(self._schema, path=str(below))
        writer = self._index.writer(num_threads=1)
        for number, item in enumerate(items):
            writer.add_document(self._document(number, item))
        writer.commit()
        writer.wait_merging_threads()
        self._index.reload()
        self._searcher = self._index.searcher()
        stems = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
        self._stems = stems.filter(tantivy.Filter.stemmer("english")).build()

    def _fields(self) -> Any:
        builder = self._tantivy.SchemaBuilder()
        for name in WEIGHTS:
            builder.add_text_field(name, tokenizer_name="en_stem")
        builder.add_text_field("term", tokenizer_name="raw")
        builder.add_integer_field("number", stored=True)
        for name in ("latitude", "longitude"):
            builder.add_float_field(name, indexed=True, fast=True)
        return builder.build()

    def _document(self, number: int, item: Item) -> Any:
        terms = [*item.terms, *(["shown"] if item.is_shown else ())]
        fields: dict[str, Any] = {**item.texts, "term": terms, "number": number}
        if item.point:
            fields["latitude"], fields["longitude"] = item.point
        else:
            fields["term"].append("nowhere")
        return self._tantivy.Document(**fields)

    def can(self, _: Question) -> bool:
        """Whether it can answer that."""
        return True

    def best(self, asked: Asked) -> list[int]:
        """The best by BM25, with terms a slip or two away."""
        make, must = self._tantivy.Query, self._tantivy.Occur.Must
        needed = [frozenset({"shown"}), *asked.required]
        parts = [make.term_set_query(self._schema, "term", sorted(terms)) for terms in needed]
        parts += [self._within(asked.box)] if asked.box else []
        filters = [(must, make.const_score_query(part, 0.0)) for part in parts]
        words = [(must, self._any_of(asked.question.said))] if asked.question.said else []
        found = self._searcher.search(make.boolean_query(words + filters), BEST)
        return [self._searcher.doc(address)["number"][0] for _, address in found.hits]

    def _any_of(self, said: tuple[str, ...]) -> Any:
        make, should = self._tantivy.Query, self._tantivy.Occur.Should
        whole = self._index.parse_query(" ".join(said), [*WEIGHTS], field_boosts=WEIGHTS)
        near = [
            (should, make.fuzzy_term_query(self._schema, name, self._stem(word), slips))
            for word in said
            for name in WEIGHTS
            if (slips := sum(len(word) >= letters for letters in FEWEST_LETTERS.values()))
        ]
        return make.boolean_query([(should, whole), *near])

    def _stem(self, word: str) -> str:
        """A word as the index has it."""
        return str(self._stems.analyze(word)[0])

    def _within(self, box: Box) -> Any:
        make, occur = self._tantivy.Query, self._tantivy.Occur
        number = self._tantivy.FieldType.Float
        inside = make.boolean_query(
            [
                (occur.Must, make.range_query(self._schema, name, number, low, high))
                for name, low, high in (("latitude", *box[:2]), ("longitude", *box[2:]))
            ]
        )
        nowhere = make.term_query(self._schema, "term", "nowhere")
        return make.boolean_query([(occur.Should, inside), (occur.Should, nowhere)])


class Rapidfuzz:
    """WRatio of the words and of every text that the filters leave."""

    name = "rapidfuzz WRatio"

    def __init__(self, items: list[Item], _: Path) -> None:
        self._items = items
        self._texts = [text.key(" ".join(item.texts.values())) for item in items]

    def can(self, question: Question) -> bool:
        """Whether it can answer that: it has to have words."""
        return bool(question.words)

    def best(self, asked: Asked) -> list[int]:
        """The texts most like the words."""
        required, box = asked.required, asked.box
        left = {
            number: self._texts[number]
            for number, item in enumerate(self._items)
            if item.is_shown
            and all(not terms.isdisjoint(item.terms) for terms in required)
            and (box is None or box.has(item.point))
        }
        said = " ".join(asked.question.said)
        return [
            number for *_, number in process.extract(said, left, scorer=fuzz.WRatio, limit=BEST)
        ]
