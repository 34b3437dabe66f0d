"""What company is refused: a group, other people's children, dogs.

"Not a group" asks for one to one and leaves groups out; "hates groups" only asks. "Nowhere people bring dogs"
leaves out where pets are welcome. "No kids of her own" and "there is no group in Hull" are told.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from peerfind.asking.understanding.moods import mood_of_thing
from peerfind.asking.understanding.negation import NOT
from peerfind.asking.understanding.said import Part

if TYPE_CHECKING:
    from collections.abc import Iterator

    from peerfind.asking.understanding.said import Said

_GROUPS = frozenset("group groups".split())
# After "group" these say no more about it.
_NO_MORE = frozenset(
    """he she says said they please pls thanks thx whatsoever setting settings situation situations
    thing stuff full though tho but so because cos instead either no never ever""".split()
)
_KINDS_OF_GROUP = frozenset("support peer self-help".split())
_FOR = frozenset("for at".split())
_FOR_WHOM = frozenset("her him them me us now all the present a first starters this".split())
_BEFORE_GROUPS = frozenset("a the so but and".split())
# What is said of groups there are, or were, and of none that is refused.
_KNOWN = frozenset(
    """been tried found find there theres know knows knew heard hears aware had joined running runs ran
    goes went attended exists exist""".split()
)
# These say that something else would be better, and not that nothing else would do.
_MILD = frozenset(
    """hate hates loathe loathes detest detests dislike dislikes than scared afraid frightened terrified wary
    keen fan face stand bear stick hack handle rather sooner prefer prefers""".split()
)
_NEAR = 6
_KINDS = {
    **dict.fromkeys("dog dogs pet pets animal animals".split(), "access=pets"),
    **dict.fromkeys(
        """child children kid kids baby babies bairn bairns toddler toddlers bab babs tot tots pram prams
        buggy buggies pushchairs""".split(),
        "access=children-welcome",
    ),
}
_LITTLE_ONES = ("little", "ones")
_OWN = frozenset("his her my the our own two three four five six any1s".split())
# What says that others are in a place.
_PLACE = frozenset(
    """where somewhere anywhere nowhere place places there around round room near present allowed brings
    bring brought bringing along about running please pls thanks""".split()
)
# What groups of a faith are called where they are refused: "nothing with God in it".
_FAITH = frozenset(
    "god jesus church churchy religion religious religions faith faiths holy bible preaching preachy".split()
)
_TO_FAITH = frozenset(
    """with w to do about too of that thats like in a any the remotely at all involving stuff anything
    anywhere something one ones its theyre run by from group groups is are""".split()
)
_NO_FAITH = frozenset("no nothing without nowhere not avoid avoiding clear away isnt arent".split())
_STILL_GOES = frozenset("to since near anymore goer friends family".split())
_TURNS = frozenset("but so and because as with until".split())
_FEARS = frozenset(
    "terrified scared frightened afraid petrified allergic phobic phobia fear stiff".split()
)
_OF_THEM = frozenset("of to about by".split())
_REFUSING = NOT - {"never", "than", "didnt", "denies", "denied", "denying", "unable"}


def refused(said: Said) -> Iterator[Part]:
    """The company that is refused, and the ask for one to one of who wants no group."""
    yield from _alone(said)
    for at in range(len(said)):
        kind, end = _kind(said, at)
        if kind and (start := _from_refusal(said, at, end)) is not None:
            yield Part("avoid", (kind,), start, end, said.typed(start, end))
            return
        if said.words[at] in _FAITH and (first := _from_no_faith(said, at)) >= 0:
            for one in ("focus=faith", "for=faith-communities"):
                yield Part("avoid", (one,), first, at + 1, said.typed(first, at + 1))
            return


def _alone(said: Said) -> Iterator[Part]:
    """The ask for one to one of a person who wants no group; nothing where nobody says so."""
    for at, word in enumerate(said.words):
        begin = at - (said.word(at - 1) in _KINDS_OF_GROUP)
        if word not in _GROUPS or not _is_bare(said, at):
            continue
        if mood_of_thing(said, begin, at + 1) != "unwanted":
            continue
        first = max(said.clause(at).start, at - _NEAR)
        before = {*said.words[first:at]}
        if before & _KNOWN:
            continue
        start = max(at - 1, first)
        typed = said.typed(start, at + 1)
        yield Part("setting", ("one-to-one",), start, at + 1, typed)
        if not before & _MILD and not {*said.words[first : at + 1]} & {"if", "unless"}:
            yield Part("avoid", ("setting=group",), start, at + 1, typed)
        return


def _is_bare(said: Said, at: int) -> bool:
    """Whether "groups" are any: the word ends its clause, or begins it as in "groups are out"."""
    begins = said.back(at, _BEFORE_GROUPS) < 0 and (
        said.words[at] == "groups" or not said.starts(at)
    )
    after = said.word(at + 1)
    is_for = after in _FOR and said.word(at + 2) in _FOR_WHOM
    return begins or said.ends(at + 1) or after in _NO_MORE or is_for


def _kind(said: Said, at: int) -> tuple[str, int]:
    """Who is named at a token that may be there, as what to avoid, and where the name ends."""
    if said.words[at] == _LITTLE_ONES[0] and said.word(at + 1) == _LITTLE_ONES[1]:
        return "access=children-welcome", at + 2
    return _KINDS.get(said.words[at], ""), at + 1


def _from_refusal(said: Said, at: int, end: int) -> int | None:
    """Where the words begin that refuse those at a token; None where they are told."""
    clause = said.clause(at)
    if not _OWN.isdisjoint(said.words[max(clause.start, at - 2) : at]):
        return None
    for place in range(at - 1, clause.start - 1, -1):
        if said.words[place] in _REFUSING:
            around = {*said.words[place:at], *said.words[end : min(end + 3, clause.stop)]}
            is_there = bool(around & _PLACE) and not around & (_OWN - {"the"})
            return place if is_there else None
        if said.words[place] in _TURNS - {"with"}:
            break
    return _from_fear(said, at, end)


def _from_fear(said: Said, at: int, end: int) -> int | None:
    """Where a fear of those at a token begins that a refusal follows: "scared of dogs so none there"."""
    first = max(said.clause(at).start, at - 4)
    fears = [place for place in range(first, at) if said.words[place] in _FEARS]
    if not fears or _OF_THEM.isdisjoint(said.words[fears[0] : at]):
        return None
    rest = said.words[end : end + 2 * _NEAR]
    refuses = next((place for place, word in enumerate(rest) if word in _REFUSING), len(rest))
    is_place = not _PLACE.isdisjoint(rest[refuses:]) or {"them", "dogs", "any"} & {*rest[refuses:]}
    return fears[0] if refuses < len(rest) and is_place else None


def _from_no_faith(said: Said, at: int) -> int:
    """Where the words begin that refuse a faith, which a token names; -1 where none do."""
    back = said.back(at, _TO_FAITH, _NEAR + 1)
    after = "" if said.ends(at + 1) else said.word(at + 1)
    is_trust = said.words[at] == "faith" and after in ("in", "left")  # "no faith in doctors"
    is_refused = back >= 0 and said.words[back] in _NO_FAITH and after not in _STILL_GOES
    is_refused = is_refused and not is_trust
    return back if is_refused else -1
