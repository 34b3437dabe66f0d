"""Snippets for editors: a group, and the parts of one, laid out to be filled in."""

from __future__ import annotations

import re
from itertools import count
from typing import TYPE_CHECKING, Any

from peerfind.directory.fields import CONTACT, FIELDS, PATTERN, SOURCE, VENUE
from peerfind.directory.vocabulary import CLOSED, FACETS, ROLL_UPS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from peerfind.directory.readers import Key
    from peerfind.directory.vocabulary import Facet, Vocabulary

_OF_LISTS = {"meets": PATTERN, "sources": SOURCE}
_OF_MAPS = {"venue": VENUE, "contact": CONTACT}
_NEVER_OFFERED = frozenset(
    {"consent", "private"}
)  # each stands for something that a person decided
_MOST_CHOICES = 40  # more are found sooner by typing, with the schema
_IN_A_CHOICE = re.compile(r"([\\,|])")
_IN_A_HINT = re.compile(r"([\\$}])")


def snippets(vocabulary: Vocabulary) -> dict[str, Any]:
    """The snippets of a directory whose words are known, as VS Code reads them."""
    needed = [key for key in FIELDS.values() if key.required]
    group = _numbered(lambda hole: _group(needed, vocabulary, hole))
    parts = {name: _part(name, keys, "- ") for name, keys in _OF_LISTS.items()}
    parts |= {name: _part(name, keys, "") for name, keys in _OF_MAPS.items()}
    return {"A group": _snippet("group", group, "all that a group's file needs")} | {
        f"Its {name}": _snippet(name, body, FIELDS[name].doc) for name, body in parts.items()
    }


def _snippet(prefix: str, body: list[str], says: str) -> dict[str, Any]:
    return {"scope": "yaml", "prefix": prefix, "description": says, "body": body}


def _numbered(lines: Callable[[Callable[[str], str]], Iterator[str]]) -> list[str]:
    """The lines with their holes numbered in the order in which Tab goes through them."""
    numbers = count(1)
    return [*lines(lambda inner: f"${{{next(numbers)}{inner}}}")]


def _group(needed: list[Key], vocabulary: Vocabulary, hole: Callable[[str], str]) -> Iterator[str]:
    for key in needed:
        if key.name in _OF_LISTS:
            yield f"{key.name}:"
            yield from _inner(_OF_LISTS[key.name], "- ", hole)
        elif key.name in FACETS:
            yield f"{key.name}: [{hole(_choice(vocabulary[key.name]))}]"
        else:
            yield f"{key.name}: {hole(_hint(key.doc))}"


def _part(name: str, keys: dict[str, Key], mark: str) -> list[str]:
    def lines(hole: Callable[[str], str]) -> Iterator[str]:
        yield f"{name}:"
        yield from _inner(keys, mark, hole)

    return _numbered(lines)


def _inner(keys: dict[str, Key], mark: str, hole: Callable[[str], str]) -> Iterator[str]:
    """The lines under a key; those that are not known are deleted by whoever fills them in."""
    for number, key in enumerate(key for key in keys.values() if key.name not in _NEVER_OFFERED):
        before = mark if number == 0 else " " * len(mark)
        yield f"  {before}{key.name}: {hole(_hint(key.doc))}"


def _hint(says: str) -> str:
    return ":" + _IN_A_HINT.sub(r"\\\1", says)


def _choice(facet: Facet) -> str:
    """The terms that may be written, to pick one from; a hint where they are too many."""
    terms = [term for term in facet.terms if not (facet.name in CLOSED and term in ROLL_UPS)]
    if not 0 < len(terms) <= _MOST_CHOICES:
        return _hint(FIELDS[facet.name].doc)
    escaped = (_IN_A_CHOICE.sub(r"\\\1", term) for term in terms)
    return f"|{','.join(escaped)}|"
