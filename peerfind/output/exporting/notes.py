"""What a group states, as lines of plain text: for forms that have a field for notes and few others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from peerfind import text
from peerfind.wording import say

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from peerfind.directory.vocabulary import Vocabulary
    from peerfind.model import Group

CARRIED = frozenset(
    {
        "summary", "description", "status", "status_note", "replaced_by", "format", "setting", "leader",
        "focus", "activities", "ages", "only_for", "covers", "welcomes", "not_suitable_for", "languages",
        "area", "access", "no_access", "cost", "joining", "joining_note", "waiting", "typical_session",
        "companions", "doubts",
    }
)  # fmt: skip
"""The keys that `notes` puts into words."""
_LABELLED = (
    ("About", "focus", "focus"),
    ("What people do", "activities", "activity"),
    ("Languages", "languages", "language"),
    ("Access", "access", "access"),
    ("Not there", "no_access", "access"),
)
_OWN_WORDS = (
    ("Works in", "area"),
    ("Waiting", "waiting"),
    ("What a meeting is like", "typical_session"),
    ("Companions", "companions"),
    ("Joining", "joining_note"),
)


def notes(group: Group, when: Iterable[str], vocabulary: Vocabulary) -> list[str]:
    """What it is, `when` it is, who leads, and what to know before going there, a line each."""
    lines = [
        *filter(None, (group.summary, group.description)),
        *map(say.sentence, filter(None, when)),
        *map(say.sentence, filter(None, _facts(group, vocabulary))),
        *_labelled(group, vocabulary),
        *say.cautions(group),
    ]
    return [*map(text.shown, lines)]


def _facts(group: Group, vocabulary: Vocabulary) -> Iterator[str]:
    """Who leads, how people meet, what it costs, and who may join.

    A group always says something of the first two, if only that it is not known: without, they were not
    asked for.
    """
    communities = vocabulary["community"]
    yield say.leader_words(group.leader) if group.leader else ""
    yield say.format_words(group) if group.format else ""
    yield say.cost_words(group.cost)
    yield say.joining_words(group.joining)
    yield from say.only_for_words(group, communities)
    yield say.ages_words(group.ages)
    yield say.welcome_words(group, communities)


def _labelled(group: Group, vocabulary: Vocabulary) -> Iterator[str]:
    """The rest, each behind its label."""
    for label, key, facet in _LABELLED:
        if terms := getattr(group, key):
            yield say.sentence(f"{label}: {text.listed(map(vocabulary[facet].label, terms))}")
    for label, key in _OWN_WORDS:
        if said := getattr(group, key):
            yield say.sentence(f"{label}: {said}")
