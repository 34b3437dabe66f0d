"""What is understood of free words with the directory that ships."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from asking import NOW, typed

from peerfind import text
from peerfind.answers.answer import query_of
from peerfind.asking.understanding.grammar import NOT_PLACES, read
from peerfind.config import shipped_directory
from peerfind.directory.folder import load
from peerfind.index.index import Index
from peerfind.index.parts import parts

if TYPE_CHECKING:
    from peerfind.asking.query import Query
    from peerfind.asking.understanding.grammar import Reading

DIRECTORY = load(shipped_directory())
INDEX = Index(parts(DIRECTORY).__getitem__)
VOCABULARY = INDEX.vocabulary


def names_a_term(word: str) -> bool:
    """Whether a word by itself is a name of what a group is about, or of how it meets."""
    return bool(VOCABULARY.named([text.stem(word)], NOT_PLACES))


def heard(*says: str, **options: Any) -> Reading:
    """What the grammar makes of words, spelt as they are."""
    return read(says, VOCABULARY, **options)


def asks(reading: Reading) -> list[tuple[str, ...]]:
    """The name and the values of each part."""
    return [(part.name, *part.values) for part in reading.parts]


understood = partial(query_of, INDEX, now=NOW)


def question(*says: str, **flags: Any) -> Query:
    """The question that words and flags ask of the directory that ships."""
    return understood(typed(*says, **flags))


def said(query: Query) -> list[tuple[str, ...]]:
    """The name and the values of each part that was read from the words of a question."""
    return [(part.name, *part.values) for part in query.said]
