"""What is told beside what is asked for: subjects in passing, and a screen on which people see each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from peerfind.asking.understanding.negation import mood

if TYPE_CHECKING:
    from peerfind.asking.understanding.said import Said
    from peerfind.asking.understanding.terms import Mention

_PASSING = (
    ["company"],
    ["companionship"],
    ["someone", "to", "talk", "to"],
    ["somebody", "to", "talk", "to"],
)
_ARTICLES = frozenset("the her his my their our a".split())
_MOVED = frozenset("moved moving relocated back here".split())


def without(said: Said, kept: list[Mention]) -> list[Mention]:
    """The mentions without subjects told in passing, where there is another.

    "Company" is what anybody wants, and "moved here after the divorce" tells when.
    """
    asides = [one for one in kept if one.facet == "focus" and _is_aside(said, one)]
    has_other = any(one.facet == "focus" and one not in asides for one in kept)
    return [one for one in kept if one not in asides] if has_other else kept


def _is_aside(said: Said, one: Mention) -> bool:
    """Whether a subject is told in passing."""
    if said.words[one.start : one.end] in _PASSING:
        return True
    first = said.clause(one.start).start
    is_after = said.word(said.back(one.start, _ARTICLES)) in ("after", "since", "before")
    return is_after and not _MOVED.isdisjoint(said.words[first : one.start])


def on_screen(said: Said, kept: list[Mention]) -> list[Mention]:
    """The mentions, with a screen on which people see each other as video: "online face to face"."""
    online = next((one for one in kept if one[2:4] == ("format", "online")), None)
    if online is None or mood(said, online.start, online.end) != "wanted":
        return kept
    faces = [one for one in kept if one[2:4] == ("format", "face-to-face")]
    seen = [one for one in faces if one.start == online.end]
    if not seen and not any(one.term == "camera-optional" for one in kept):
        return kept
    others = [one for one in kept if one not in (online, *seen)]
    return [
        *others,
        online._replace(end=max([online.end, *(one.end for one in seen)]), term="video"),
    ]
