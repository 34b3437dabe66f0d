"""Who is to lead: which names of leaders are meant so, and which words around them say no more.

"Led by a nurse", "with a nurse there" ask for one. "Her nurse rang", "a retired social worker", "judged by
professionals" do not. Who has been through it in other words: `experience`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from peerfind.asking.understanding.moods import mood_of_thing
from peerfind.asking.understanding.said import spoken

if TYPE_CHECKING:
    from peerfind.asking.understanding.said import Said

BEEN_THROUGH_IT = "lived-experience"
LEADING = frozenset(
    """led lead leads leading leader leaders run runs ran running host hosts hosted hosting facilitate
    facilitates facilitated facilitator organiser organised charge helm steering heading heads
    chaired chairs teaches""".split()
)  # fmt: skip
_HELD = frozenset("held taken given taking".split())  # before "by", or after it
_BEFORE = frozenset(
    """a an the another any some real proper trained qualified good registered accredited experienced
    decent actual""".split()
)
_WITH = frozenset(
    """group groups meeting meetings session sessions talk support someone somebody something somewhere
    one chat class walk cafe it bereavement grief run led ok okay fine happy happier safe safer better
    comfortable easier content""".split()
)  # fmt: skip
# After a name these say that it is of who is to be there, where nothing else follows.
_PRESENT = spoken(
    """there ., present, on hand, in charge ., at the helm, in the room, must be there, must be present,
    to run it, to lead it, taking it, involved ., sat in, sitting in, keeping an eye, only ., only please,
    only pls, please ., pls ., plz ., like you, like yourself, like yourselves, preferred,
    essential, is a must, or nothing, or no one, or nobody"""
)
# After the name of one that is not of the story these say that it would do: "volunteers are fine".
_SUITS = frozenset(
    """fine ok okay alright best ideal better preferable preferred ideally suit suits brilliant great grand
    perfect lovely nice good""".split()
)
_LINKING = frozenset("is are would wd will be".split())
# "A nurse he could stomach".
_WHO_CAN = frozenset("he she they i id hed shed theyd".split())
_COULD = frozenset("could can would wd might d".split())
_ACCEPTED = frozenset(
    "stomach manage take talk listen trust accept face handle tolerate cope open work".split()
)
_INSISTING = spoken(
    "insists on, insisting on, insist on, holding out for, holds out for, must have"
)
# Before "to be" these say how it must be; others what somebody is to become: "studying to be a nurse".
_MUST = frozenset("has have got needs need it one leader ought".split())
# A person of the story, not one who leads: "her nurse", "retired social worker", "she is a nurse".
_OWNERS = frozenset(
    "my our her his their your whose retired ex former trainee is am was as im shes hes".split()
)
_WAITING = frozenset("see saw seen seeing list refer referred visits told says said rang".split())
PEOPLE = frozenset(
    """people person someone somebody others folk lads lasses women men mums dads those anyone one
    leader whoever ones parents ppl""".split()
)  # fmt: skip
OTHER = frozenset("other others fellow".split())
_TOGETHER = frozenset("both together jointly plus co mix alongside between".split())
_PREFERRING = frozenset("prefers prefer wants want rather ideally preferably pref".split())
_IT_BE = frozenset("it be to".split())  # "prefer it to be a nurse"
# "The last thing he needs is another nurse" tells of no nurse that he is.
_LAST_THING = tuple(
    ("last", "thing", *who, wants, "is")
    for who in (("he",), ("she",), ("they",), ("i",), ())
    for wants in ("needs", "wants", "need", "want")
)
# Around a name these say only that it leads.
_FRAME = LEADING | frozenset(
    """by it someone somebody people person folk folks anyone one who whos whove thats that has have had been
    themselves a an the with in there present on hand charge ok okay fine best insists insisting only
    actually actual proper real""".split()
)  # fmt: skip
# Words of leading that are usually something else, and what stands beside them where they are not.
_NOUNS = frozenset("heads head charge host hosts steering".split())
_IN_CHARGE = frozenset("in who it the them things".split())
_ELSEWHERE = frozenset(
    "out away late into over down up on off through around about round wild riot amok rings ragged to".split()
)  # "run out"
_HAS_NOT = frozenset("hasnt havent hadnt not never".split())
_FORMER = frozenset("ex former".split())  # "an ex patient"
# Around who is named beside one that is refused or asked for these say that they are wanted: "just peers".
_CHOOSING = _BEFORE | frozenset(
    """just only but then so ideally preferably maybe perhaps even with by to from be it its
    wants want wanting prefers prefer rather sooner likes like would wd she he i they id hed shed theyd
    yes or failing that otherwise else instead other ask asks asking""".split()
)
_CHOSEN = frozenset(
    """than instead now please pls plz or yes only not would wd is are will fine ok okay ideally
    though tho rather running leading""".split()
)
_SHORT = 6  # words of a clause
_NEAR = 7


def is_meant(said: Said, start: int, end: int, term: str) -> bool:
    """Whether the name of a leader from `start` to `end` says who is to lead."""
    if not LEADING.isdisjoint(said.words[start:end]):
        return True
    if term == BEEN_THROUGH_IT and said.words[start] not in _FORMER:
        is_whole = said.starts(start) and (said.ends(end) or said.begins(end, _PRESENT) > 0)
        return is_whole or from_people(said, start) < start
    back = said.back(start, _BEFORE)
    before = said.words[back] if back >= 0 else ""
    is_to_be = _must_be(said, back)
    is_last = said.follows(back + 1, _LAST_THING) > 0
    if (
        _is_one_who_said(said, start, end)
        or before == "if"
        or (before in _OWNERS and not (is_to_be or is_last))
    ):
        return False
    if said.word(end) in LEADING or is_to_be or _is_accepted(said, start, end, back):
        return True
    is_met = before in _WAITING and said.word(back - 1) != "to"
    return not is_met and (
        mood_of_thing(said, start, end) == "unwanted" or _is_led_by(said, start, end, back)
    )


def _is_one_who_said(said: Said, start: int, end: int) -> bool:
    """Whether a name is of somebody of the story who did something: "the nurse in charge told her"."""
    after = said.words[end : min(end + _NEAR // 2, said.clause(start).stop)]
    return said.word(start - 1) == "the" and not _WAITING.isdisjoint(after)


def is_turned(said: Said, start: int, end: int) -> bool:
    """Whether who has been through it is named by who has not: "by nobody who hasn't had it"."""
    return not _HAS_NOT.isdisjoint(said.words[start:end])


def _is_accepted(said: Said, start: int, end: int, back: int) -> bool:
    """Whether a name is of who is to be there, or who would do: "a nurse present", "volunteers are fine"."""
    is_known = "the" in said.words[back + 1 : start]
    if is_known or said.ends(end):
        return not is_known and said.follows(back + 1, _INSISTING) > 0
    if said.begins(end, _PRESENT) or said.follows(back + 1, _INSISTING):
        return True
    after = said.words[end : min(end + _NEAR, said.clause(start).stop)]
    if said.starts(back + 1) and after[0] in _LINKING:
        return not _SUITS.isdisjoint(after[1:3]) or after[1:] == ["do"]
    if said.starts(back + 1) and after[0] in _SUITS:
        return True
    return (
        after[0] in _WHO_CAN
        and not _ACCEPTED.isdisjoint(after[1:3])
        and (not _COULD.isdisjoint(after[1:2]) or after[0].endswith("d"))
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
    far = said.back(back + 1, _IT_BE)
    is_preferred = said.word(far) in _PREFERRING and said.word(far + 1) == "it"
    return is_told or is_preferred or before in _PREFERRING or _has_leading(said, start, end)


def from_people(said: Said, start: int) -> int:
    """Where the people begin of whom it is said that they have been through it; `start` where none are."""
    first = max(said.clause(start).start, start - 4)
    return next((at for at in range(first, start) if said.words[at] in PEOPLE | OTHER), start)


def are_together(said: Said, starts: list[int]) -> bool:
    """Whether leaders that were named lead together: "a nurse and somebody who has been there, both"."""
    begin, end = said.clause(min(starts)).start, said.clause(max(starts)).stop
    return not _TOGETHER.isdisjoint(said.words[begin:end])


def is_the_other_choice(said: Said, start: int, end: int) -> bool:
    """Whether a name beside one that is refused, or asked for, is of whom somebody would have instead."""
    stretch = said.clause(start)
    before = said.words[stretch.start : start]
    is_chosen = said.ends(end) or said.word(end) in _CHOSEN
    is_led = all(
        word in _CHOOSING or said.taken[stretch.start + at] or before[at - 1 : at] == ["it"]
        for at, word in enumerate(before)
    )
    return is_chosen and is_led and mood_of_thing(said, start, end) == "wanted"


def frame(said: Said, start: int, end: int) -> tuple[int, ...]:
    """The places around who leads, from `start` to `end`, of words that say no more: "run by"."""
    clause = said.clause(start)
    first, last = start, end
    while first > clause.start and said.words[first - 1] in _FRAME:
        first -= 1
    while last < clause.stop and said.words[last] in _FRAME:
        last += 1
    leading = (at for at in clause if said.words[at] in LEADING and is_leading(said, at))
    return tuple(sorted({*range(first, start), *range(end, last), *leading}))


def is_leading(said: Said, at: int) -> bool:
    """Whether a word of leading is meant so: not "a run of bad luck", "run out", "people's heads"."""
    after = "" if said.ends(at + 1) else said.word(at + 1)
    if said.words[at] in _NOUNS and not _IN_CHARGE.intersection((said.word(at - 1), after)):
        return False
    is_one = said.word(at - 1) in ("a", "the") and after == "of"
    return not is_one and after not in _ELSEWHERE


def _must_be(said: Said, at: int) -> bool:
    """Whether "has to be" or its like ends at a place."""
    is_to_be = at > 0 and said.words[at - 1 : at + 1] == ["to", "be"]
    return is_to_be and (said.starts(at - 1) or said.word(at - 2) in _MUST)


def _has_leading(said: Said, start: int, end: int) -> bool:
    """Whether the clause speaks of leading, not far from a name."""
    first = max(said.clause(start).start, start - _NEAR)
    last = min(said.clause(end - 1).stop, end + _NEAR)
    return not LEADING.isdisjoint(said.words[first:last])
