"""What a group must have and what is wished of it, in life's words: "stairs are beyond her".

What is needed by another ("looks after her mum, who is in a wheelchair") and what only sounds like a need
("row over parking", "under the covers") asks for nothing.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from peerfind.asking.understanding.how.need_phrases import PHRASES, SETS
from peerfind.asking.understanding.how.phrases import Phrases, beginning
from peerfind.asking.understanding.how.ways import Way, is_asked_for
from peerfind.asking.understanding.moods import mood_of_thing
from peerfind.asking.understanding.who.people import RELATIONS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from peerfind.asking.understanding.said import Said
    from peerfind.asking.understanding.what.terms import Mention

_REFUSED = "avoid "
# After a phrase that ends its clause these go on.
_TURNS = frozenset(
    "so and but or now since because then please pls thanks otherwise she he".split()
)
_IN_A_LOOP = frozenset("in on of into".split())
_CARING = frozenset("cares caring carer looks looking cared".split())
_WHO = frozenset("who whos whose thats".split())
# Beside these what a group may have is something else.
_ELSEWHERE = {
    "parking": frozenset(
        """ticket tickets fine fines row rows dispute disputes argument warden wardens permit permits fight
        attendant charges space spaces war""".split()
    ),
    "captions": frozenset("posts writes funny makes photo cat".split()),
    "interpreter": frozenset("as works an worked job court courts".split()),
    "assistance-dogs": frozenset("sponsored raising raised charity blind trains puppy collects for".split()),
    "changing-places": frozenset("with".split()),
    "step-free": frozenset("flat".split()),
}  # fmt: skip
# Words that have the stem of a name and are none.
_NO_NAMES = frozenset(
    """ramped ramping lifting lifted covers relaxing transporting trained parked""".split()
)
# After "anonymous" and the like these are of a story, and before "make friends" those.
_SENT = frozenset("letter letters note notes caller call tip email message messages donor".split())
_FEARING = frozenset(
    """dreading dreads dread hates hate scared afraid frightened terrified struggles struggling struggle hard
    trouble difficult never cant fear fears phobia anxious lost nervous finds""".split()
)  # fmt: skip
_SUCH = frozenset("a big sudden huge sharp massive the this".split())
_DROPPED_IN_AT = frozenset(
    """centre center session sessions group groups cafe place clinic type sort kind thing for near at or and
    please pls style only would service one somewhere day morning evening afternoon support if not then
    is""".split()
)  # fmt: skip
_THEM = frozenset("her him me them us".split())
_TOOLED = frozenset("tooling tooled tipped".split())
_ABLE = frozenset("to can could must would just".split())
# A dog that works is welcome by other names.
_TRAINED_DOGS = frozenset("guide assistance hearing service support therapy".split())
_FRIENDLY = frozenset("friendly welcome allowed policy ok okay".split())
_NEAR = 4


@cache
def _known() -> Phrases:
    return Phrases(PHRASES, SETS)


def in_other_words(said: Said) -> Iterator[Way]:
    """What is needed, wished for or refused without the name of it; of phrases over others the first."""
    known = _known()
    over = 0
    for at, word in enumerate(said.words):
        if at >= over and word in known:
            found = max(_beginning(said, at, known), default=None)
            if found:
                over, says = found
                yield _way(at, over, says)


def _beginning(said: Said, at: int, known: Phrases) -> Iterator[tuple[int, str]]:
    """Where each of the phrases ends that begins at a token and is meant, and what it says."""
    for end, says in beginning(said, at, known):
        term, _, beside = says.partition("@")
        if beside and SETS[beside].isdisjoint(said.words):
            continue
        if term.endswith(".") and not (said.ends(end) or said.words[end] in _TURNS):
            continue
        if term.endswith("!") and not is_asked_for(said, at, end, term):
            continue
        bare = term.rstrip(".!<")
        if mood_of_thing(said, at, end) != "unwanted" and not _is_told(said, at, bare):
            yield end - term.endswith("<"), bare


def _way(start: int, end: int, says: str) -> Way:
    """What a phrase says, as a way."""
    facet, _, term = says.removeprefix(_REFUSED).partition("=")
    return Way(start, end, facet, (term,), is_refused=says.startswith(_REFUSED))


def _is_told(said: Said, at: int, says: str) -> bool:
    """Whether a phrase at a token is of another whom somebody looks after, or only sounds like a need."""
    if says == "access=hearing-loop" and said.word(at - 1) in _IN_A_LOOP:
        return True
    if says == "style=open-discussion" and not SETS["SOMEBODY"].isdisjoint(
        said.words[at : at + _NEAR + 1]
    ):
        return True  # "wants to chat with someone who had it"
    if says == "access=pets" and said.word(at - 1) in _TRAINED_DOGS:
        return True
    if says == "access=no-need-to-speak":
        return not SETS["SOMEBODY"].isdisjoint(said.words[max(0, at - _NEAR) : at])
    return says.startswith("access") and is_of_another(said, at)


def is_of_another(said: Said, at: int) -> bool:
    """Whether what begins at a token is of one cared for: "looks after her mum whos in a chair"."""
    before = said.words[said.clause(at).start : at]
    whose = [place for place, word in enumerate(before) if word in _WHO]
    return (
        bool(whose)
        and not RELATIONS.keys().isdisjoint(before[: whose[-1]])
        and not _CARING.isdisjoint(before[: whose[-1]])
    )


def is_named(said: Said, start: int, end: int, term: str) -> bool:
    """Whether the name of what a group may have, from `start` to `end`, is meant so."""
    words = said.words[start:end]
    clause = said.clause(start)
    near = said.words[max(clause.start, start - _NEAR) : start]
    after = said.words[end : min(end + 2, clause.stop)]
    if not _NO_NAMES.isdisjoint(words) or is_of_another(said, start):
        return False
    if words == ["pet"] and _FRIENDLY.isdisjoint(after[:1]):
        return False  # "ta, pet"
    if words == ["sit", "down"] and not _ABLE.intersection(near[-1:]):
        return False
    if words[-1] == "listening" and after[:1] == ["ear"]:
        return False
    if words[-1] == "listen" and not SETS["SOMEBODY"].isdisjoint(near):
        return False  # "someone to just listen"
    return _ELSEWHERE.get(term, frozenset()).isdisjoint([*near, *after])


def is_wished(said: Said, start: int, end: int, term: str) -> bool:
    """Whether the name of a wish from `start` to `end` is no part of a story: "an anonymous letter"."""
    before = said.words[max(said.clause(start).start, start - _NEAR) : start]
    after = "" if said.ends(end) else said.words[end]
    if (
        term == "anonymity"
        and said.words[start] in SETS["NOBODY"]
        and "names" not in said.words[start:end]
    ):
        is_of_somebody = not _THEM.isdisjoint((said.words[end - 1], after))
        return is_of_somebody or said.words[end - 1] == "know" or before[-1:] == ["where"]
    if term == "lasting-friendship":
        return _FEARING.isdisjoint(before)
    return after not in _SENT and _TOOLED.isdisjoint(said.words[start:end])


def without_travel(kept: list[Mention]) -> list[Mention]:
    """The mentions without "no travel" where somebody comes by bus: "doesn't drive, on a bus route"."""
    if not any(one.term == "public-transport" for one in kept):
        return kept
    return [one for one in kept if one.term != "no-travel"]


def is_a_fall(said: Said, start: int, end: int) -> bool:
    """Whether "drop in" is of something that falls, or of a visit: "a drop in mood", "dropped in on her"."""
    if said.words[start] not in ("drop", "drops"):
        return True
    if said.ends(end) or said.tokens[start].typed.lower() == "dropin":
        return False
    after = said.words[end]
    if after == "on":
        return not SETS["WHO"].union(SETS["MINE"]).isdisjoint(said.words[end + 1 : end + 2])
    return said.word(start - 1) in _SUCH and after not in _DROPPED_IN_AT
