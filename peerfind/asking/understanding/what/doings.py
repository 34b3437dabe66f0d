"""What people do together: which names of it are meant, and which are wished for.

"Boxing day", "swimming in debt", "reading glasses" and "a yoga teacher" name no activity; "used to do yoga"
and "neighbour's music" tell of one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from peerfind.asking.understanding.how.formats import MEETS, SHORT
from peerfind.asking.understanding.said import spoken

if TYPE_CHECKING:
    from peerfind.asking.understanding.said import Said

# After a name these make it something else, by the word of the name or for all of them.
_AFTER = {
    "boxing": "day",
    "swimming": "pool in",
    "reading": "glasses fc age his her my the their messages",
    "read reads": "his her my their messages texts emails",
    "golf": "course courses",
    "course courses": "record of",
    "walked walks walking walk": "dog dogs out away off eggshells over stick frame aid",
    "fishing": "for",
    "run running": """by it them things late out about behind round around away from of a the his her my their
        on low short up down into off over""",
    "learn learning": "to that how of about from difficulty disability",
    "acting": "up out strange weird funny odd like different as normal",
    "drawing": "benefits the up a pension",
    "writing": "off on",
    "cycle cycling cycles": "of",
    "dip dips": "in",
    "photos": "of",
    "nature": "of",
    "training": "as to for",
    "music": "loud too blaring",
    "outside": "of work his her my the their our a pressures",
    "art drama": "student students school college degree gallery queen",
}  # fmt: skip
_BEFORE = {
    "course": "golf race of its his her their due assault obstacle main crash did",
    "pool": "swimming paddling car the",
    "cards": """the credit bank debit birthday christmas xmas sympathy id report sim gift red yellow his
        her my""",
    "tea": "his her my their",
    "meal meals": "school misses skips skipping missing missed skipped",
    "music": "loud neighbours upstairs",
    "cycle cycles cycling": "vicious menstrual monthly sleep life rapid her",
    "nature": "second by human good",
    "training": "job army police in potty",
    "run": "a the",
    "write writing": "read reading reads or and",
    "swim fish": "big",
}
# These have the stem of a name and are none.
_NO_NAMES = frozenset(
    """train trains trained trainers trainer trainee volunteer volunteers visit visits visiting visited
    tripped weight drawn drawer drawers acted gamer booked booking bookings cooked walked ran swam sang
    danced painted knitted cycled climbed baked gardened""".split()
)
# After any name these make it somebody, or what somebody lives by.
_OF_SOMEBODY = frozenset(
    """teacher teachers student coach tutor instructor job shop injury accident career fan fans commentary
    injuries""".split()
)
# In a short clause with these an activity is told of.
_STORY = frozenset(
    """used was were did had hides hid cut cuts gave neighbours neighbour loud since sold lost stopped fell
    died smashed broke broken injured banned sacked missed misses wont""".split()
)  # fmt: skip
_DESIRES = frozenset(
    """likes like loves love enjoys enjoy enjoyed misses miss into fancies fancy wants want try tries
    draws keen fond mad needs need""".split()
)  # fmt: skip
_BESIDE_DESIRES = frozenset(
    "a an the of bit or and to some do doing proper cooked nice gentle little short good on hot".split()
)
_COMPANY = frozenset(
    "chat talk natter blether chats talking chatting meet people folk others company".split()
)  # "over a bit of dinner"
_HAPPY = frozenset("happy fine ok okay content good".split())  # "with crafts"
_NOT_LIKENED = frozenset("hed shed theyd something anything".split())
# What is looked for, anywhere before an activity in its clause: "somewhere to have a brew".
_SOMETHING = frozenset("somewhere something summat anywhere anything".split())
# After an activity these say that it is wished for, with as many words between.
_WISHED_AFTER = spoken(
    """would be lovely, would be nice, would be grand, would be great, would be good, would be ideal,
    would be perfect, would be a treat, would suit, would go down, would help, would do her good, would
    do him good, would do me good"""
)
_WISHED_WITHIN = 8


def _by_word(sets: dict[str, str]) -> dict[str, frozenset[str]]:
    """The words beside each of some words, which are keys together."""
    return {
        word: frozenset(beside.split()) for words, beside in sets.items() for word in words.split()
    }


_NOT_BEFORE, _NOT_AFTER = _by_word(_AFTER), _by_word(_BEFORE)
_NONE = frozenset[str]()


def is_named(said: Said, start: int, end: int) -> bool:
    """Whether a name of an activity from `start` to `end` is one of what people do."""
    first, last = said.words[start], said.words[end - 1]
    if end - start == 1 and first in _NO_NAMES:
        return said.word(start - 1) == "to" and first == "volunteer"
    after = "" if said.ends(end) else said.words[end]
    if first == "read" and after in ("or", "and"):
        return said.word(end + 1) not in ("write", "writing")
    before = "" if said.starts(start) else said.words[start - 1]
    if _is_likened(said, start):
        return False
    is_other = after in _OF_SOMEBODY or after in _NOT_BEFORE.get(last, _NONE)
    return not is_other and (end - start > 1 or before not in _NOT_AFTER.get(first, _NONE))


def _is_likened(said: Said, start: int) -> bool:
    """Whether somebody does something as what is named does: "drinks like a fish"."""
    led, word = said.follows(start, (("like", "a"), ("like", "an"))), said.word(start - 3)
    return led > 0 and word not in _NOT_LIKENED and word.endswith(("s", "ed", "ing"))


def is_wished(said: Said, start: int, end: int) -> bool:
    """Whether an activity is one that the person would like, and no part of a story."""
    clause = said.clause(start)
    if len(clause) <= SHORT:
        return _STORY.isdisjoint(said.words[clause.start : clause.stop])
    if said.word(end) in MEETS | {"club", "clubs", "together"}:
        return True
    if said.starts(start) and said.word(end) in ("for", "and", "type", "sort", "kind"):
        return True
    if not _SOMETHING.isdisjoint(said.words[clause.start : start]):
        return True
    after = said.words[end : min(end + _WISHED_WITHIN, clause.stop)]
    if any(
        [*phrase] == after[at : at + len(phrase)]
        for phrase in _WISHED_AFTER
        for at in range(len(after))
    ):
        return True
    back = _leading_to(said, start)
    return said.word(back) in _DESIRES or _is_welcome(said, back) or _is_after(said, back)


def _is_welcome(said: Said, back: int) -> bool:
    """Whether what leads to an activity would have it: "happy with crafts", "a chat over coffee"."""
    before = said.word(back - 1)
    is_over = said.word(back) == "over" and (said.starts(back) or before in _COMPANY)
    return is_over or (said.word(back) == "with" and before in _HAPPY)


def _leading_to(said: Said, at: int) -> int:
    """The place of what leads to an activity, over little words and what was read: "likes walks and tea"."""
    place = at - 1
    while (
        place > at - _WISHED_WITHIN
        and said.is_one_clause(place, at + 1)
        and (said.words[place] in _BESIDE_DESIRES or said.taken[place])
    ):
        place -= 1
    return place if place >= 0 and said.is_one_clause(place, at + 1) else -1


def _is_after(said: Said, at: int) -> bool:
    """Whether "after" says what is looked for: "she's after a gentle walk", and not when."""
    leads = said.starts(at) or said.word(at - 1) in ("shes", "hes", "im", "is", "theyre")
    return said.word(at) == "after" and leads and said.word(at + 1) in ("a", "an", "some")
