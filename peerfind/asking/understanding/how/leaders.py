"""Who is to lead: which names of leaders are meant so, and people who have been through it in other words.

"Led by a nurse" asks for one. "Her nurse rang", "a retired social worker", "judged by professionals" do not.
"Other widows running it" and "the leader must have had a stroke" ask for somebody who has been through it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from peerfind.asking.understanding.negation import mood_of_thing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from peerfind.asking.understanding.said import Said

BEEN_THROUGH_IT = "lived-experience"
LEADING = frozenset(
    """led lead leads leading leader leaders run runs ran running host hosts hosted hosting facilitate
    facilitates facilitated facilitator organiser organised charge helm steering heading heads
    chaired chairs teaches""".split()
)  # fmt: skip
_HELD = frozenset("held taken given taking".split())  # before "by", or after it
_BEFORE = frozenset("a an the another any some real proper trained qualified good".split())
_WITH = frozenset(
    """group groups meeting meetings session sessions talk support someone somebody something somewhere
    one chat class walk cafe it bereavement grief run led""".split()
)  # fmt: skip
# A person of the story, not one who leads: "her nurse", "retired social worker", "she is a nurse".
_OWNERS = frozenset(
    "my our her his their your whose retired ex former trainee is am was as im shes hes".split()
)
_WAITING = frozenset("see saw seen seeing list refer referred visits told says said rang".split())
_PEOPLE = frozenset(
    """people person someone somebody others folk lads lasses women men mums dads those anyone one
    leader whoever ones parents ppl""".split()
)  # fmt: skip
_OTHER = frozenset("other others fellow".split())
_HAS_BEEN = frozenset(
    """been had lived lives lost got same also themselves walked survived through actually experienced
    overcome recovered recovering""".split()
)  # fmt: skip
_NOT_PEOPLE = frozenset(
    """groups meetings sessions things classes courses buses trains walks lines always mornings
    evenings this its was is has hes shes does needs wants likes says thats whats theres staff
    tests minutes hours weeks months years days ones lets lots means leads runs heads charities
    services cafes clubs""".split()
)  # fmt: skip
_TOGETHER = frozenset("both together jointly plus co mix alongside".split())
_PREFERRING = frozenset("prefers prefer wants want rather".split())
# "The last thing he needs is another nurse" tells of no nurse that he is.
_LAST_THING = tuple(
    ("last", "thing", *who, wants, "is")
    for who in (("he",), ("she",), ("they",), ("i",), ())
    for wants in ("needs", "wants", "need", "want")
)
_SHORT = 6  # words of a clause
_NEAR = 7


def is_meant(said: Said, start: int, end: int, term: str) -> bool:
    """Whether the name of a leader from `start` to `end` says who is to lead."""
    if not LEADING.isdisjoint(said.words[start:end]):
        return True
    if term == BEEN_THROUGH_IT:
        is_whole = said.starts(start) and said.ends(end)
        return is_whole or from_people(said, start) < start
    back = said.back(start, _BEFORE)
    before = said.words[back] if back >= 0 else ""
    is_to_be = _must_be(said, back)
    is_last = said.follows(back + 1, _LAST_THING) > 0
    if before == "if" or (before in _OWNERS and not (is_to_be or is_last)):
        return False
    if said.word(end) in LEADING or is_to_be:
        return True
    is_met = before in _WAITING and said.word(back - 1) != "to"
    return not is_met and (
        mood_of_thing(said, start, end) == "unwanted" or _is_led_by(said, start, end, back)
    )


def _is_led_by(said: Said, start: int, end: int, back: int) -> bool:
    """Whether what stands before a name, or around it, says that it is of who leads."""
    before = said.words[back] if back >= 0 else ""
    if before == "by":
        return said.word(back - 1) in LEADING | _HELD or said.starts(back)
    if before in ("with", "from"):
        is_short = len(said.clause(start)) <= _SHORT
        return said.word(back - 1) in _WITH or (said.starts(back) and is_short)
    is_told = said.starts(start) and said.word(end) == "who"  # "staff who know about debt"
    return is_told or before in _PREFERRING or _has_leading(said, start, end)


def from_people(said: Said, start: int) -> int:
    """Where the people begin of whom it is said that they have been through it; `start` where none are."""
    first = max(said.clause(start).start, start - 4)
    return next((at for at in range(first, start) if said.words[at] in _PEOPLE | _OTHER), start)


def been_through_it(said: Said) -> Iterator[tuple[int, int]]:
    """Where somebody who has been through it is asked for to lead, without a name of one."""
    for at, word in enumerate(said.words):
        if word not in LEADING:
            continue
        stretch = said.clause(at)
        for place in stretch:
            here = said.words[place]
            if here in _OTHER and place + 1 in stretch and said.words[place + 1] not in LEADING:
                yield place, min(place + 2, stretch.stop)
                return
            has_been = _HAS_BEEN.intersection(
                said.words[place + 1 : min(place + _NEAR, stretch.stop)]
            )
            if here in _PEOPLE and has_been and not _is_over(said, place):
                yield place, place + 1
                return
        if (
            at > stretch.start
            and _is_people(said.words[at - 1])
            and word not in ("led", "run", "ran")
        ):
            yield at - 1, at
            return


def are_together(said: Said, starts: list[int]) -> bool:
    """Whether leaders that were named lead together: "a nurse and somebody who has been there, both"."""
    begin, end = said.clause(min(starts)).start, said.clause(max(starts)).stop
    return not _TOGETHER.isdisjoint(said.words[begin:end])


def _must_be(said: Said, at: int) -> bool:
    """Whether "has to be" or its like ends at a place."""
    return at > 0 and said.words[at - 1 : at + 1] == ["to", "be"]


def _has_leading(said: Said, start: int, end: int) -> bool:
    """Whether the clause speaks of leading, not far from a name."""
    first = max(said.clause(start).start, start - _NEAR)
    last = min(said.clause(end - 1).stop, end + _NEAR)
    return not LEADING.isdisjoint(said.words[first:last])


def _is_over(said: Said, at: int) -> bool:
    """Whether what begins here is refused."""
    return mood_of_thing(said, at) != "wanted"


def _is_people(word: str) -> bool:
    return word.endswith("s") and len(word) > _SHORT - 2 and word not in _NOT_PEOPLE
