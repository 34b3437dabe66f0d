"""What is told beside what is asked for: in passing, as a reason, as had already; and a screen with faces."""

from __future__ import annotations

from typing import TYPE_CHECKING

from peerfind.asking.understanding.moods import mood_of_thing
from peerfind.asking.understanding.negation import NOT
from peerfind.asking.understanding.when import times

if TYPE_CHECKING:
    from peerfind.asking.understanding.said import Said
    from peerfind.asking.understanding.what.terms import Mention
    from peerfind.directory.vocabulary import Facet

_PASSING = (
    ["company"],
    ["companionship"],
    ["someone", "to", "talk", "to"],
    ["somebody", "to", "talk", "to"],
)
_ARTICLES = frozenset("the her his my their our a".split())
# What begins a reason against a time: "any day but Friday, that's mosque".
_REASONS = (["thats"], ["that", "is"], ["thats", "when"], ["its"])
_AGAINST = NOT | {"but", "off", "clash", "clashes"}
_SHORT = 6  # words of a reason
# With these beside a group somebody has it: "sorted w/ a carers thing", "has a grief group already".
_ALREADY = frozenset("already sorted".split())
_GROUPS = frozenset(
    "thing things group groups meeting meetings session sessions course class lot".split()
)
_ANOTHER = frozenset("another second different other else more".split())
_NEAR = 6
# After a feeling these say that it comes of the trouble: "her nerves are shot with it".
_OF_IT = (
    ["with", "it"],
    ["over", "it"],
    ["from", "it"],
    ["because", "of", "it"],
    ["with", "it", "all"],
)
# What may be cut off besides people.
_SUPPLIES = frozenset(
    """internet internets broadband wifi phone phones gas gass electric electrics electricity lecky power
    water leg arm foot toe finger hair benefits money""".split()
)
_BEING = frozenset("been being is was has have had got gets getting just all".split())
_WIDE = ("online", "remote")
_SEEN = frozenset("faces camera cameras webcam cam".split())
_CHOICE = frozenset("or and".split())
_MOVED = frozenset("moved moving relocated back here".split())


def without(said: Said, kept: list[Mention]) -> list[Mention]:
    """The mentions without subjects told in passing, where there is another.

    "Company" is what anybody wants, and "moved here after the divorce" tells when.
    """
    reasons = {at for at in range(len(said)) if said.starts(at) and _is_reason(said, at)}
    for at in reasons:
        said.tell(at, said.clause(at).stop)
    kept = [one for one in kept if said.clause(one.start).start not in reasons]
    subjects = [one for one in kept if one.facet == "focus"]
    had = [one for one in subjects if _is_there_already(said, one)]
    asides = [one for one in subjects if one in had or _is_aside(said, one)]
    if len(asides) == len(subjects):
        return kept
    for one in had:
        said.tell(one.start, one.end)
    return [one for one in kept if one not in asides]


def _is_aside(said: Said, one: Mention) -> bool:
    """Whether a subject is told in passing."""
    after = said.words[one.end : said.clause(one.end - 1).stop]
    if said.words[one.start : one.end] in _PASSING or after in _OF_IT:
        return True
    first = said.clause(one.start).start
    is_after = said.word(said.back(one.start, _ARTICLES)) in ("after", "since", "before")
    return is_after and not _MOVED.isdisjoint(said.words[first : one.start])


def _is_reason(said: Said, at: int) -> bool:
    """Whether a token is of a short reason against the time in the clause before it."""
    clause = said.clause(at)
    is_reason = (
        any(said.words[clause.start : clause.start + len(one)] == one for one in _REASONS)
        and len(clause) <= _SHORT
    )
    if not is_reason or not clause.start:
        return False
    before = said.clause(clause.start - 1)
    is_time = any(said.taken[place] and said.words[place] in times.WORDS for place in before)
    return is_time and not _AGAINST.isdisjoint(said.words[before.start : before.stop])


def _is_there_already(said: Said, one: Mention) -> bool:
    """Whether a subject is that of a group that somebody has: "she already goes to a carers group"."""
    clause = said.clause(one.start)
    if one.end >= clause.stop or said.words[one.end] not in _GROUPS:
        return False
    first = max(clause.start, one.start - _NEAR)
    near = {*said.words[first : one.start], *said.words[one.end : min(one.end + 3, clause.stop)]}
    return not _ALREADY.isdisjoint(near) and _ANOTHER.isdisjoint(near)


def on_screen(said: Said, kept: list[Mention]) -> list[Mention]:
    """The mentions, with a screen on which people see each other as video: "online face to face"."""
    online = next((one for one in kept if one[2:4] == ("format", "online")), None)
    if online is None or mood_of_thing(said, online.start, online.end) != "wanted":
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


def is_cut_off(said: Said, start: int, end: int) -> bool:
    """Whether who is "cut off" is so from people: not "the internet is cut off", "cut her off"."""
    back = said.word(said.back(start, _BEING))
    return end - start <= len(("cut", "off")) and back not in _SUPPLIES


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
    return not one.is_refused and mood_of_thing(said, one.start, one.end) == "wanted"


def _says_it_all(said: Said, wide: Mention, one: Mention) -> bool:
    """Whether a narrower way of meeting is told of a wider one, and is no other choice."""
    first, last = min(wide.start, one.start), max(wide.end, one.end)
    if said.words[wide.start] == "from" or not _SEEN.isdisjoint(said.words[one.start : one.end]):
        return True
    return said.is_one_clause(first, last) and _CHOICE.isdisjoint(said.words[first:last])
