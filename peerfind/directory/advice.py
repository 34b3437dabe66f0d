"""What to write in a file in place of a key or a term that is not known there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from peerfind import text
from peerfind.schedule.misread import Advice

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from peerfind.directory.vocabulary import Facet, Term

MOST_TERMS = 16  # more than these in one sentence help nobody
_LONGEST_LABEL = 35
# A key that tells what a map is, and its first line; the first that fits is shown.
_FIRST_LINES = (
    ("phone", "phone: 0113 496 0123"),
    ("days", "- days: tuesday"),
    ("url", "- url: https://example.org/page"),
    ("postcode", "name: Example Hall"),
    ("how", "on: 2026-03-31"),
)
_CLAIMING = "checked"  # who writes it says that they asked the group: it is offered to nobody
_IN_LISTS = frozenset({"meets", "hours", "sources"})
_BESIDE = {"note": " A note on how to join is joining_note."}


def not_keys(keys: Collection[str]) -> str:
    """What to say where a text or a list stands in place of lines with `keys`."""
    line = next((line for key, line in _FIRST_LINES if key in keys and "summary" not in keys), "")
    if line:
        return f"Write this as lines below, two spaces in, such as {line}."
    such = next(iter(keys), "")
    return f"Write each fact on a line of its own{f', such as {such}: …' if such else ''}."


def home_of(typed: str, inner: Mapping[str, frozenset[str]]) -> str:
    """Under which keys a misplaced one can stand, in a sentence; empty where under none.

    `inner` are the keys that stand under each. A check is claimed by nobody who only looks for a place.
    """
    homes = [key for key, inside in inner.items() if typed in inside and key != _CLAIMING]
    if len(homes) == 1 and not _IN_LISTS.issuperset(homes):
        return f"It stands under {homes[0]}: write it there, two spaces further in."
    can = f"{typed} can stand under {text.listed(homes, 'or')}." if homes else ""
    return f"{can}{_BESIDE.get(typed, '')}" if homes else ""


def unknown_term(typed: str, facet: Facet, choices: frozenset[str]) -> Advice:
    """What to write in place of a term that may not be written; `choices` are those that may."""
    meant = _understood(typed, facet)
    narrower = [term for term in facet.terms.values() if meant in term.broader]
    if meant and meant not in choices and {term.id for term in narrower} & choices:
        told = text.listed([_named(one) for one in narrower if one.id in choices], "or")
        which = "" if text.key(typed) == text.key(meant) else f" {meant}, which is"
        return Advice(f"{text.shown(typed)!r} is{which} only for searching. Write {told}.")
    nearest = [meant] if meant in choices else text.nearest(typed, choices)
    fix, said = (nearest or [""])[0], f"Did you mean {text.listed(nearest, 'or')}?"
    if several := _several(typed, choices):
        fix, said = several, f"Write several as a list: {several}."
    elif not nearest:
        said = f"The words are {_shortened(sorted(choices), facet)}."
    return Advice(f"{text.shown(typed)!r} is not among the words for {facet.name}. {said}", fix)


def _understood(typed: str, facet: Facet) -> str:
    """The term that is called what was typed; empty where none is."""
    understood = facet.meant(typed)
    return understood.term if understood else ""


def _named(term: Term) -> str:
    """A term with what people call it, where that is short and says more than the term itself."""
    label = re.sub(r"^(?:an?|by|in) ", "", term.label)
    if text.slug(label) == term.id or len(term.label) > _LONGEST_LABEL:
        return term.id
    return f"{term.id} ({term.label})"


def _several(typed: str, choices: frozenset[str]) -> str:
    """The list that was meant by terms with commas, hyphens or only spaces between; empty where none was."""
    for between in (r"[,;/&]|\sand\s|(?:^|\s)-", r"\s+"):
        parts = [part.strip() for part in re.split(between, typed.lower()) if part.strip()]
        if len(parts) > 1 and choices.issuperset(parts):
            return f"[{', '.join(parts)}]"
    return ""


def _shortened(terms: Sequence[str], facet: Facet) -> str:
    """The terms of a facet as people call them, or the first of many and where to see the rest."""
    if len(terms) <= MOST_TERMS:
        return text.listed(
            [_named(facet.terms[one]) if one in facet.terms else one for one in terms]
        )
    rest = len(terms) - MOST_TERMS
    return f"{', '.join(terms[:MOST_TERMS])} and {rest} more: peerfind terms {facet.name}"
