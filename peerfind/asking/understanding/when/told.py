"""Times that are only story: when something happened, shifts, appointments, what is done every week."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from peerfind.asking.understanding.said import Said

# What happened at a time, and what says when somebody can come.
_HAPPENED = frozenset(
    """left died attacked happened fell rang told said lost started born killed assaulted raped sectioned
    arrested discharged diagnosed sickness site loses whole came went found took saw hit sobs cries
    crying wakes awake years yrs safe released put drinks drank drinking smokes gambles spoke
    jumped sleeps due""".split()
)
_IS_PAST = frozenset("told said went found died happened was were dropped".split())
# What somebody does at a time, who is not free then.
_BUSY = frozenset(
    """works working teaches teaching depot injection bloods shift shifts lates earlies busy rings visits
    away court lectures dialysis chemo
    chemotherapy radiotherapy treatment clinic appointment appointments appt appts scan hearing funeral
    inquest surgery operation placement exam exams interview review choir chapel church mosque
    shabbat physio rehab rota rotas""".split()
)
_AT = frozenset("at in".split())
_STUDIES = frozenset("uni college school university nursery sixth work".split())
_PAIRS = frozenset(
    (
        ("day", "centre"),
        ("sees", "the"),
        ("sees", "his"),
        ("sees", "her"),
        ("on", "call"),
        ("food", "bank"),
    )
)
_ABLE = frozenset(
    """can could free available wants want prefer prefers only after do suit suits please pls or any
    something anything somewhere anywhere ideally best would""".split()
)
_FREE = frozenset("can could free available do any could".split())
# What is done every day or evening is told, but in a few words.
_HABIT = frozenset("every each".split())
_MOSTLY = frozenset("most some all".split())
_FEW = 5
_ASLEEP = frozenset("kip sleep rest running row straight out".split())  # after "nights"
_SHIFTS = frozenset("on permanent regular does doing works working worked rotating".split())
_THEM = frozenset(
    "kids children girls boys lads daughter son grandkids grandchildren them em him".split()
)
_HAVING = frozenset("has have gets had got".split())
_TURNS = frozenset("so but because".split())
_LITTLE = frozenset("on a the one in of at this".split())
# Before the name of a day: what these tell was one day, of which more was told.
_ONCE = frozenset("one other that".split())
_A_MONTH = frozenset("a in of per each".split())
_FEASTS = frozenset("boxing good black easter ash bloody palm shrove mothering whit super".split())
_THINGS = frozenset("job school prayers papers league girl roast".split())  # "Saturday job"
# Right before a time: nobody asks for it, or against it.
_DREADED = frozenset("hates hate dreads dread loathes fears dreading hating".split())
_DEEDS = frozenset("drinks drank drinking gambles smokes works binges jumped spoke".split())
# What ends like the past and tells how somebody is.
_STATES = frozenset(
    """bereaved widowed retired divorced separated disabled married depressed isolated stressed worried
    tired preferred wanted needed suited interested indeed registered bored scared""".split()
)
_PARTICIPLE = 5  # letters at least


def turn(said: Said, at: int) -> int:
    """Where what is said of a token begins: its clause, or what follows "so" or "but" in it."""
    first = said.clause(at).start
    turns = (place + 1 for place in range(first, at) if said.words[place] in _TURNS)
    return max(turns, default=first)


def is_past(said: Said, at: int, end: int) -> bool:
    """Whether the time from `at` to `end` is that of something long over, or no time: "Saturday job"."""
    before = said.words[turn(said, at) : at]
    after = "" if said.ends(end) else said.word(end)
    last = before[-1] if before else ""
    if "since" in before[-2:] or last in _FEASTS or after in _THINGS:
        return True
    if last == "last":
        return after not in ("of", "in")
    if last in _ONCE and before[-2:-1] not in (["every"], ["after"], ["before"]):
        return after not in _A_MONTH
    while before and before[-1] in _LITTLE:
        before.pop()
    verb = before[-1] if before else ""
    if verb in _DREADED or verb in _DEEDS:
        return True
    return len(verb) >= _PARTICIPLE and verb.endswith("ed") and verb not in _STATES


def is_told(said: Said, at: int, end: int = 0) -> bool:
    """Whether a time, up to the token `end`, is that of what happened, or happens: "attacked on Saturday"."""
    clause = said.clause(at)
    before = said.words[turn(said, at) : at]
    if "since" in before[-2:]:
        return True
    near = {*before, *said.words[(end or at + 1) : min((end or at + 1) + 2, clause.stop)]}
    is_over = not _IS_PAST.isdisjoint(before) and _ABLE.isdisjoint(before)
    is_mostly = len(before) > 1 and not _MOSTLY.isdisjoint(before[-2:]) and "at" not in before[-3:]
    if is_mostly and _FREE.isdisjoint(near):
        return True
    if not _ABLE.isdisjoint(near):
        return is_over
    is_habit = not _HABIT.isdisjoint(before[-2:]) and len(before) >= _FEW
    has_them = not (_HAVING.isdisjoint(before) or _THEM.isdisjoint(before))
    return (
        is_over
        or is_habit
        or has_them
        or not _HAPPENED.isdisjoint(near)
        or not _BUSY.isdisjoint(near)
        or _studies(before)
        or _is_counted(said, at)
    )


def is_busy(said: Said, at: int) -> bool:
    """Whether a time that is told is one at which somebody has to be elsewhere: "dialysis Tuesdays"."""
    before = said.words[turn(said, at) : at]
    has_them = not (_HAVING.isdisjoint(before) or _THEM.isdisjoint(before))
    return has_them or not _BUSY.isdisjoint(before) or _studies(before)


def is_negated(said: Said, at: int) -> bool:
    """Whether somebody has no work or the like at a time: "doesn't work Mondays", "no uni on Fridays"."""
    before = said.words[turn(said, at) : at]
    while before and before[-1] in _LITTLE:
        before.pop()
    places = [place for place in range(len(before)) if before[place] in _BUSY | _STUDIES]
    if not places or len(before) - places[-1] > 1:
        return False
    lead = before[max(0, places[-1] - 2) : places[-1]]
    return not {"no", "not", "doesnt", "dont", "isnt", "never", "arent", "without"}.isdisjoint(lead)


def _studies(before: list[str]) -> bool:
    """Whether somebody is at a place of learning or of work then: "at uni all day"."""
    return any(
        (one in _AT and other in _STUDIES) or (one, other) in _PAIRS
        for one, other in pairwise(before)
    )


def _is_counted(said: Said, at: int) -> bool:
    """Whether nights are counted, slept or worked: "for 5 nights", "a full night's kip", "on nights"."""
    if said.word(at) not in ("nights", "evenings", "mornings", "afternoons"):
        return False
    before = "" if said.starts(at) else said.word(at - 1)
    is_worked = said.word(at) == "nights" and before in _SHIFTS
    return (
        is_worked or before.isdecimal() or (said.word(at + 1) in _ASLEEP and not said.ends(at + 1))
    )
