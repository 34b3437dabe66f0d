"""What is told beside what is asked for: subjects in passing, and a screen on which people see each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from peerfind.asking.understanding.negation import mood

if TYPE_CHECKING:
    from peerfind.asking.understanding.said import Said
    from peerfind.asking.understanding.terms import Mention
    from peerfind.directory.vocabulary import Facet

_PASSING = (
    ["company"],
    ["companionship"],
    ["someone", "to", "talk", "to"],
    ["somebody", "to", "talk", "to"],
)
_ARTICLES = frozenset("the her his my their our a".split())
_WIDE = ("online", "remote")
_SEEN = frozenset("faces camera cameras webcam cam".split())
_CHOICE = frozenset("or and".split())
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


def by_the_narrower(said: Said, kept: list[Mention], facet: Facet) -> list[Mention]:
    """The mentions, with a way of meeting of which a narrower one is told as that: "laptop with a camera".

    A seat at home gives way to any way of meeting from there; another to what its clause says without "or".
    What a way of meeting needs is not refused where one is asked for: "no computer but could do Zoom".
    """
    wanted = [one for one in kept if one.facet == "format" and _is_wanted(said, one)]
    meant: dict[Mention, str] = {}
    for wide in (one for one in wanted if one.term in _WIDE):
        for one in wanted:
            is_narrower = wide.term in facet.above(one.term) - {one.term}
            if is_narrower and _says_it_all(said, wide, one):
                meant[wide] = one.term
    above = {term for one in wanted for term in facet.above(one.term)}
    return [
        one._replace(term=meant.get(one, one.term))
        for one in kept
        if one.facet != "format" or not one.is_refused or one.term not in above
    ]


def _is_wanted(said: Said, one: Mention) -> bool:
    """Whether a mention is of what is asked for."""
    return not one.is_refused and mood(said, one.start, one.end) == "wanted"


def _says_it_all(said: Said, wide: Mention, one: Mention) -> bool:
    """Whether a narrower way of meeting is told of a wider one, and is no other choice."""
    first, last = min(wide.start, one.start), max(wide.end, one.end)
    if said.words[wide.start] == "from" or not _SEEN.isdisjoint(said.words[one.start : one.end]):
        return True
    return said.is_one_clause(first, last) and _CHOICE.isdisjoint(said.words[first:last])
