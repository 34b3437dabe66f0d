"""Several things of a kind that are refused together: "no nurses, social workers or vicars"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from peerfind.asking.understanding.how.formats import SHORT
from peerfind.asking.understanding.negation import mood_of_thing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from peerfind.asking.understanding.said import Said
    from peerfind.asking.understanding.what.terms import Mention
    from peerfind.directory.vocabulary import Vocabulary

# What may be refused in a list, and the little words in one.
_LISTED = ("leader", "format", "activity", "style")
_ALL = "professional"
_AND_SUCH = (["or", "anyone"], ["or", "anybody"], ["nor", "anyone"], ["nor", "anybody"])
_IN_A_LIST = frozenset(
    "or nor and any no anyone anybody else other with a an the kind sort of".split()
)


def _same_kind(first: Mention, vocabulary: Vocabulary) -> Callable[[Mention], bool]:
    """Whether another is a professional as the first is one, or neither: "no nurses, peers or vicars"."""
    facet = vocabulary[first.facet]
    is_professional = _ALL in facet.above(first.term)
    return lambda one: (_ALL in facet.above(one.term)) == is_professional


def listed(
    said: Said, kept: list[Mention], found: list[Mention], vocabulary: Vocabulary
) -> list[Mention]:
    """The mentions, with those that are refused in a list: "no nurses, social workers or vicars"."""
    shortest_first = sorted(found, key=lambda one: one.end)
    by_start = {(one.facet, one.start): one for one in shortest_first if one.facet in _LISTED}
    refused: set[Mention] = set()
    for first in kept:
        if first.facet in _LISTED and mood_of_thing(said, first.start) == "unwanted":
            same = _same_kind(first, vocabulary)
            following = [*filter(same, _following(said, first, by_start))]
            refused.update(following)
            refused.update(_all_such(said, [first, *following][-1], vocabulary))
    places = {at for one in refused for at in range(one.start, one.end)}
    others = [one for one in kept if places.isdisjoint(range(one.start, one.end))]
    return others + [one._replace(is_refused=True) for one in refused]


def _all_such(said: Said, last: Mention, vocabulary: Vocabulary) -> Iterator[Mention]:
    """All professionals, where a list of some ends with "or anyone else"."""
    end = last.end + 2
    is_open = said.words[last.end : end] in _AND_SUCH and said.is_one_clause(last.end - 1, end)
    if is_open and last.facet == "leader" and _ALL in vocabulary["leader"].above(last.term):
        yield last._replace(start=end - 1, end=end, term=_ALL, others=())


def _following(
    said: Said, first: Mention, by_start: Mapping[tuple[str, int], Mention]
) -> list[Mention]:
    """What follows a mention in a list of its kind, to which "or" leads in the end."""
    at = since = first.end
    following: list[Mention] = []
    ends = 0  # how many of them are surely in the list
    while at < len(said) and at - since <= SHORT:
        if said.words[at] in ("or", "nor"):
            ends = len(following) + 1
        if one := by_start.get((first.facet, at)):
            following.append(one)
            at = since = one.end
        elif said.words[at] in _IN_A_LIST:
            at += 1
        else:
            break
    return following[:ends]
