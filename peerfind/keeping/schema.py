"""The JSON Schema of a group's file, by which an editor offers keys and terms and marks what is wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from peerfind import text
from peerfind.directory.fields import FIELDS
from peerfind.directory.shapes import map_of
from peerfind.directory.vocabulary import CLOSED, FACETS, ROLL_UPS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from peerfind.directory.vocabulary import Facet, Term, Vocabulary

DRAFT = "http://json-schema.org/draft-07/schema#"
DESCRIPTION = (
    "What a group's file may say. `peerfind check` looks for much more than an editor can."
)


def schema(vocabulary: Vocabulary, title: str) -> dict[str, Any]:
    """The schema of a group of the directory `title`, with the terms that it knows, in draft-07."""
    group = map_of(FIELDS)
    used = {*_references(group)}
    terms = {name: _terms(vocabulary[name]) for name in FACETS if name in used}
    return {
        "$schema": DRAFT,
        "title": f"A group of {title}",
        "description": DESCRIPTION,
        **group,
        "definitions": terms,
    }


def _references(shape: Any) -> Iterator[str]:
    """The names of the definitions to which any part of a shape refers."""
    if isinstance(shape, dict):
        if "$ref" in shape:
            yield shape["$ref"].rpartition("/")[2]
        for part in shape.values():
            yield from _references(part)
    elif isinstance(shape, list):
        for part in shape:
            yield from _references(part)


def _terms(facet: Facet) -> dict[str, Any]:
    """The terms of a facet that may be written, each with what people call it, as editors show them."""
    may_be_written = [
        term for term in facet.terms.values() if not (facet.name in CLOSED and term.id in ROLL_UPS)
    ]
    return {
        "title": facet.name,
        "enum": [term.id for term in may_be_written],
        "enumDescriptions": [*map(_described, may_be_written)],
    }


def _described(term: Term) -> str:
    also = f"also {text.listed(term.aliases)}" if term.aliases else ""
    return "; ".join(filter(None, (text.shown(term.label), term.note, also)))
