"""Times that are only story: when something happened, shifts, appointments, what is done every week."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from peerfind.asking.understanding.said import NUMBERS
from peerfind.asking.understanding.where.homes import PERSONS
from peerfind.asking.understanding.who.people import POSSESSIVES, RELATIONS

if TYPE_CHECKING:
    from peerfind.asking.understanding.said import Said

# What happened at a time, and what says when somebody can come.
_HAPPENED = frozenset(
    """left died attacked happened fell rang told said lost started born killed assaulted raped sectioned
    arrested discharged discharge admitted admission transferred transfer reviewed diagnosed sickness
    site loses whole came went found took saw hit sobs cries
    crying wakes awake years yrs safe released put drinks drank drinking smokes gambles spoke
    jumped sleeps due wake waking woke bury buried burying scattering ashes anniversary birthday wedding
    bullied raped abused picked beaten burnt bust broke began fought falls fell finds found""".split()
)
_IS_PAST = frozenset("told said went found died happened was were dropped".split())
# What somebody does at a time, who is not free then.
_BUSY = frozenset(
    """works working teaches teaching depot injection bloods shift shifts lates earlies busy rings
    visits away court lectures dialysis chemo chemotherapy radiotherapy treatment clinic appointment
    appointments appt appts scan hearing funeral inquest surgery operation placement exam exams
    interview review choir chapel church mosque shabbat physio rehab mri ct xray endoscopy biopsy mot
    handover rota rotas probation bail bingo karate brownies cubs scouts guides jobcentre site sickbay
    parade""".split()
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
    """can could free available sitter babysitter relief respite cover
    wants want prefer prefers only after do suit suits please pls or any
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
_REASONS = [[one] for one in ("so", "cos", "coz", "cus", "because")]
_WHOM = [[one] for one in ("her", "him", "me", "them", "us")]
_HAVING = frozenset("has have gets had got".split())
_TURNS = frozenset("so but because".split())
_LITTLE = frozenset("on a the one in of at this".split())
# Before the name of a day: what these tell was one day, of which more was told.
_ONCE = frozenset("one other that".split())
_UNTIL = frozenset("until till til by".split())
_A_MONTH = frozenset("a in of per each".split())
_FEASTS = frozenset(
    "boxing good black easter ash bloody palm shrove mothering whit super pancake ruby cyber manic".split()
)
_THINGS = frozenset(
    "job school prayers papers league girl roast lad boy kid shift dinner blues".split()
)  # "Saturday job"
_FANS = frozenset("fan fans supporter supporters game match fc season shirt scarf".split())
# Who does something, and what is done each week: "she plays bowls Mondays".
_SUBJECTS = (
    frozenset("she he it who they i we".split())
    | PERSONS
    | frozenset(RELATIONS)
    | {
        "eldest",
        "youngest",
        "kids",
        "mate",
        "friend",
        "neighbour",
        "pal",
        "cpn",
        "gp",
        "nurse",
        "carer",
        "doctor",
    }
)
_DOES = frozenset(
    """go goes play plays see sees attend attends visit visits train trains volunteer volunteers help helps
    mind minds babysit babysits swim swims golf golfs bowl bowls run runs look looks pick picks take takes
    swears cook cooks clean cleans""".split()
)
_IS_ASKING = frozenset(
    """wants needs prefers likes suits says asks is was has lives this hers his finishes does feels gets us
    sees""".split()
)
_DOING = frozenset("seeing scattering burying visiting having starting flying keeping".split())
_PASSIVE = frozenset("was were been being got gets get keeps".split())
# After the name of a day these say no more than when.
_NO_THING = frozenset(
    """am pm morning mornings afternoon afternoons evening evenings night nights eve only please pls or and
    to at after before from between if is are one ones for in near ideally best daytime lunchtime teatime of
    n till til until but when as so but would could group groups""".split()
)
_NOTED = frozenset("has had got goes plays sees attends visits volunteers babysits works".split())
_IS = frozenset("is hes shes im theyre are".split())
_THE = frozenset("the a her his their my".split())
_MINDS = frozenset("has minds takes babysits watches sits gets".split())
_MINDERS = frozenset(RELATIONS) | frozenset(
    "law ex nan nana gran granny neighbour friend mate mum dad mam husband hubby wife".split()
)
_MINDED = _THEM | frozenset("baby child bairn bairns toddler kid little".split())
_WAKING = frozenset("wake wakes waking woke awake".split())
_NO_DEED = frozenset("to off free every been only had got no day days".split()) | {""}
_SHORTEST = 4  # letters of a verb
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
    if "since" in before[-2:] or last in _FEASTS or after in _THINGS or _is_a_name(said, at, end):
        return True
    if last in _UNTIL and end - at == 1:
        return True
    if last == "last":
        return after not in ("of", "in")
    if last in _ONCE and before[-2:-1] not in (["every"], ["after"], ["before"], ["any"]):
        return after not in _A_MONTH
    while before and before[-1] in _LITTLE:
        before.pop()
    verb = before[-1] if before else ""
    if verb in _DREADED or verb in _DEEDS:
        return True
    return len(verb) >= _PARTICIPLE and verb.endswith("ed") and verb not in _STATES


def _is_a_name(said: Said, at: int, end: int) -> bool:
    """Whether a day is in the name of a thing, or one day of which more is told: "the Friday lunch club"."""
    if end - at > 1 or said.word(at)[-1:] == "s":
        return False
    before = "" if said.starts(at) else said.word(at - 1)
    after = "" if said.ends(end) else said.word(end)
    is_of_a_thing = bool(after) and after not in _NO_THING and not after[0].isdigit()
    if before in POSSESSIVES and (is_of_a_thing or (after == "best" and said.word(at) == "sunday")):
        return True
    is_asked = not _ABLE.isdisjoint(said.words[turn(said, at) : at])
    if after in _FANS or (
        not is_asked and before == "the" and (is_of_a_thing or said.word(at - 2) == "on")
    ):
        return True
    is_one = before == "a" and said.starts(at - 1) and said.ends(end) and at > 1
    return is_one or said.words[max(0, at - 2) : at] == ["week", "on"] or before == "its"


def is_told(said: Said, at: int, end: int = 0) -> bool:
    """Whether a time, up to the token `end`, is that of what happened, or happens: "attacked on Saturday"."""
    clause = said.clause(at)
    before = said.words[turn(said, at) : at]
    if "since" in before[-2:] or not _WAKING.isdisjoint(before[-4:]):
        return True
    after = said.words[(end or at + 1) : min((end or at + 1) + 2, clause.stop)]
    near = {*before, *(() if after[:1] in _REASONS else after)}
    if _is_minded(before):
        return False
    is_over = not _IS_PAST.isdisjoint(before) and _ABLE.isdisjoint(before)
    is_mostly = (
        (len(before) > 1 or (at > 1 and said.ends(end or at + 1)))
        and not _MOSTLY.isdisjoint(before[-2:])
        and "at" not in before[-3:]
    )
    if is_mostly and _FREE.isdisjoint(near):
        return True
    if not _ABLE.isdisjoint(near):
        return is_over
    is_habit = not _HABIT.isdisjoint(before[-3:]) and len(before) >= _FEW
    has_them = not (_HAVING.isdisjoint(before) or _THEM.isdisjoint(before))
    return (
        is_over
        or is_habit
        or has_them
        or not _HAPPENED.isdisjoint(near)
        or not _BUSY.isdisjoint(near)
        or _studies(before)
        or _is_done(before)
        or _is_there(before)
        or _is_counted(said, at)
    )


def is_busy(said: Said, at: int) -> bool:
    """Whether a time that is told is one at which somebody has to be elsewhere: "dialysis Tuesdays"."""
    before = said.words[turn(said, at) : at]
    has_them = not (_HAVING.isdisjoint(before) or _THEM.isdisjoint(before))
    is_busy = has_them or not _BUSY.isdisjoint(before) or _studies(before) or _is_there(before)
    return is_busy or _is_done(before, is_over=False)


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


def _is_done(before: list[str], *, is_over: bool = True) -> bool:
    """Whether somebody does or, if `is_over`, did something then: "lad has swimming on"."""
    if before[:1] and before[0] in _DOING:
        return True
    for at, word in enumerate(before):
        led = before[at - 1] if at else ""
        is_verb = len(word) >= _PARTICIPLE and word.endswith("ed") and word not in _STATES
        if (
            is_over
            and is_verb
            and (not led or led in _SUBJECTS | _PASSIVE or before[at + 1 : at + 2] in _WHOM)
        ):
            return True
        if led not in _SUBJECTS and (at or word not in _NOTED):
            continue
        following = next((one for one in before[at + 1 :] if one not in _LITTLE), "")
        if word == "had" and is_over:
            return True
        if word in ("has", "have", "had", "got") and following not in _NO_DEED:
            return True
        is_verb = len(word) >= _SHORTEST and word.endswith("s") and word not in _IS_ASKING
        if word in _DOES | _NOTED - {"has", "had", "got"} or (is_verb and word not in _SUBJECTS):
            return True
    return False


def _is_minded(before: list[str]) -> bool:
    """Whether another of the family has those who are looked after: "her mum has the kids"."""
    return any(
        before[at] in _MINDS and before[at - 1] in _MINDERS and not _MINDED.isdisjoint(before[at:])
        for at in range(1, len(before))
    )


def _is_there(before: list[str]) -> bool:
    """Whether somebody is at some place then: "hes at the gym"."""
    return any(
        before[at] == "at" and before[at - 1] in _IS and before[at + 1] in _THE
        for at in range(1, len(before) - 2)
    )


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
        is_worked
        or before.isdecimal()
        or before in NUMBERS
        or (before in ("up", "sits") and said.word(at) == "nights")
        or (said.word(at + 1) in _ASLEEP and not said.ends(at + 1))
    )
