"""How often a group says a word, field by field: BM25F's weighted frequency.

After Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond" (2009). The length
of a field is set against a usual length that stands here, not against the mean of a directory, so that
what a group says is worth the same whatever the others say.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from peerfind import text
from peerfind.model import UNKNOWN
from peerfind.named import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from peerfind.directory.vocabulary import Vocabulary
    from peerfind.model import Group, Record

B = 0.3  # how much a long text counts against a word; low, for most texts here are short
PARTS = 100  # a weighted frequency of a group's own texts is kept in whole hundredths


class Field(NamedTuple):
    """A field that is searched: what a word in it is worth, and how many words it usually has."""

    weight: float
    usual_length: float

    def frequency(self, times: int, length: int) -> float:
        """What a word is worth that stands in it so many times among so many words."""
        return self.weight * times / (1 - B + B * length / self.usual_length)


# The fields in falling weight: a name says more about a group than its place does. The usual lengths are
# about those of the directory that came with peerfind, in words or in terms.
FIELDS: dict[str, Field] = {
    "name": Field(6.0, 5),
    "also_known_as": Field(5.0, 2),
    "focus": Field(4.0, 2),
    "organisation": Field(3.0, 4),
    "activity": Field(2.5, 2),
    "community": Field(2.5, 1),
    "summary": Field(2.0, 16),
    "description": Field(1.5, 20),
    "format": Field(1.5, 2),
    "leader": Field(1.5, 2),
    "style": Field(1.5, 1),
    "language": Field(1.5, 1),
    "access": Field(1.5, 1),
    "joining": Field(1.5, 1),
    "cost": Field(1.5, 1),
    "place": Field(1.0, 4),
}


def texts(record: Record) -> dict[str, list[str]]:
    """A group's own texts, by field."""
    venue: Mapping[str, object] = record.get("venue", {})
    return {
        "name": [record["name"]],
        "also_known_as": record.get("also_known_as", []),
        "organisation": [record.get("organisation", "")],
        "summary": [record.get("summary", "")],
        "description": [record.get("description", "")],
        "place": [
            *(str(venue[key]) for key in ("name", "town", "county") if key in venue),
            record.get("area", ""),
            record.get("nation", ""),
        ],
    }


def own_frequencies(fields: Mapping[str, Sequence[str]]) -> dict[str, int]:
    """How often each stem is said in a group's own texts, in hundredths; `fields` holds their words."""
    found: dict[str, float] = {}
    for name, words in fields.items():
        once = FIELDS[name].frequency(1, len(words))
        for word in words:
            stem = text.stem(word)
            found[stem] = found.get(stem, 0.0) + once
    return {stem: round(PARTS * often) for stem, often in found.items()}


def words_of(record: Record) -> dict[str, list[str]]:
    """The words of a group's own texts, by field."""
    return {name: text.words(" ".join(own)) for name, own in texts(record).items() if any(own)}


def said(record: Record) -> frozenset[str]:
    """The words that a group says in its own texts."""
    return frozenset(word for words in words_of(record).values() for word in words)


class TermField(NamedTuple):
    """A facet whose terms are searched by their names: the keys that hold them, and which a group has."""

    facet: str
    keys: tuple[str, ...]
    terms: Callable[[Group, Vocabulary], Sequence[str]]

    def frequency(self, stem: str, group: Group, vocabulary: Vocabulary) -> float:
        """How often a group's terms say a stem that a name of some term has, each at most once."""
        having = vocabulary.naming[stem][self.facet]
        terms = self.terms(group, vocabulary)
        return FIELDS[self.facet].frequency(sum(one in having for one in terms), len(terms))


def _communities(group: Group, _: Vocabulary) -> list[str]:
    return [term for one in (*group.only_for, *group.welcomes) for term in one.split("+")]


def _cost(group: Group, vocabulary: Vocabulary) -> list[str]:
    return [group.cost] if group.cost in vocabulary["cost"].terms else []


def _with_roll_ups(facet: str, key: str) -> TermField:
    """A field of the terms under a key, and of the more general ones that they are part of."""

    def terms(group: Group, vocabulary: Vocabulary) -> list[str]:
        stated: Iterable[str] = (one for one in getattr(group, key) if one != UNKNOWN)
        return [*dict.fromkeys(above for one in stated for above in vocabulary[facet].above(one))]

    return TermField(facet, (key,), terms)


TERM_FIELDS = (
    TermField("focus", ("focus",), lambda group, _: group.focus),
    TermField("activity", ("activities",), lambda group, _: group.activities),
    TermField("community", ("only_for", "welcomes"), _communities),
    *(_with_roll_ups(facet, facet) for facet in ("format", "leader", "style", "access", "joining")),
    _with_roll_ups("language", "languages"),
    TermField("cost", ("cost",), _cost),
)


def words_of_names(vocabulary: Vocabulary) -> frozenset[str]:
    """Every word of the names of terms that are searched by them, folded."""
    return frozenset[str]().union(*(vocabulary[field.facet].words for field in TERM_FIELDS))


def fields_naming(stem: str, vocabulary: Vocabulary) -> Iterator[TermField]:
    """The facets of which a term has a name with this stem."""
    named = vocabulary.naming.get(stem, {})
    return (field for field in TERM_FIELDS if field.facet in named)
