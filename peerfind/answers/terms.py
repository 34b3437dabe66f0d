"""What can be asked for: the terms of a facet, and how many groups meet each."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from peerfind import text
from peerfind.asking.criteria import OF_FACET, Criterion
from peerfind.asking.scoring import Ask, Context
from peerfind.directory.vocabulary import FACETS, Facet, Term
from peerfind.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from peerfind.index.index import Index
    from peerfind.model import Group


def facet_named(index: Index, typed: str) -> Facet:
    """The facet that is called `typed`. Raises UsageError, naming the nearest, where there is none."""
    name = text.key(typed)
    if name in FACETS:
        return index.vocabulary[name]
    meant = "".join(f" Did you mean {one}?" for one in text.nearest(typed, FACETS, limit=1))
    raise UsageError(f"There are terms of {text.listed(FACETS)}, not of {typed!r}.{meant}")


def terms_about(facet: Facet, word: str | None) -> list[Term]:
    """The terms with a name that holds `word`, or else whose name looks like it; all without a word."""
    if word is None:
        return [*facet.terms.values()]
    part = text.key(word)
    found = [term for term in facet.terms.values() if _holds(term, part)]
    if not found:
        found = [facet.terms[name] for name in facet.nearest(word)]
    if not found:
        raise UsageError(f"No {facet.name} term has to do with {text.shown(word)!r}.")
    return found


def _holds(term: Term, part: str) -> bool:
    """Whether a name of the term holds `part`; an empty one is in every name, and no answer."""
    return bool(part) and any(part in text.key(name) for name in term.names)


def group_counts(index: Index, facet: Facet, terms: Sequence[Term], today: date) -> dict[str, int]:
    """How many groups of the directory meet each of `terms`, whatever their status."""
    criterion = OF_FACET[facet.name]
    context = Context(index.vocabulary, today, {})
    counts = {}
    for term in terms:
        ask = Ask(criterion.name, (term.id,), (term.id,))
        meets = partial(_meets, criterion, ask, context.alone(ask))
        counts[term.id] = index.table(criterion.keys, meets).mask(bool).bit_count()
    return counts


def _meets(criterion: Criterion, ask: Ask, context: Context, group: Group) -> bool:
    return criterion.score(ask, group, context).verdict == "met"
