"""Whether the name of a term says in running text what it says as a value of a flag."""

from __future__ import annotations

from typing import TYPE_CHECKING

from peerfind.asking.understanding.how import formats, leaders, needs, settings, ways
from peerfind.asking.understanding.how.formats import SHORT
from peerfind.asking.understanding.moods import mood_of_thing
from peerfind.asking.understanding.what import asides, doings

if TYPE_CHECKING:
    from peerfind.asking.understanding.said import Said
    from peerfind.asking.understanding.what.terms import Mention

# Names that are also usual words: they count only beside words that make them clear.
_USUAL = {
    "focus": frozenset({"add", "cut off", "cut her off", "cut him off", "cut them off", "cut me off"}),
    "access": frozenset(
        """bus buses train trains tram trams lift lifts gentle shelter transport seated relaxed interpreters
        park trained""".split()
    ),
    "want": frozenset("advice tips privacy private friend friends tools techniques confidential".split()),
    "setting": frozenset("individual individually buddy mentor mentoring group".split()),
    "cost": frozenset({
        "free", "fee", "fees", "charge", "donation", "donations", "paid", "subscription", "for nowt",
        "for nothing",
    }),
    "joining": frozenset(
        "gp doctor referral referred member members membership register registration book booking".split()
    ),
}  # fmt: skip
# Names that say nothing in running text.
_IDLE = {
    "setting": frozenset({
        "support group", "peer group", "group meeting", "group", "groups", "support groups", "several people",
    }),
    "joining": frozenset({
        "referral", "referred", "gp", "doctor", "member", "members", "register", "sign up", "book", "booking",
        "link worker", "social prescriber", "through my doctor", "walk in", "walked in", "walks in",
        "walking in",
    }),
    "access": frozenset({"pick up", "picks up", "picking up", "picked up"}),
    "cost": frozenset({"fee", "fees", "charge", "paid", "subscription", "costs money"}),
    "format": frozenset({"somewhere to go", "local meeting", "unknown", "not known", "on the line"}),
}  # fmt: skip
_LOOKING_FOR = frozenset(
    "want wants love like likes some new make making need needs looking get after few any".split()
)
_HAD_FRIENDS = frozenset("best her his my their old no lost close school only gay family".split())
_FREE_TIME = frozenset(
    """on at in after before from most every any all until between during mondays tuesdays wednesdays
    thursdays fridays saturdays sundays mon tue tues wed weds thu thur thurs fri sat sun days day
    monday tuesday wednesday thursday friday saturday sunday
    tomorrow today evenings mornings afternoons weekends weekdays daytime to time""".split()
)  # fmt: skip
# What is free of charge and no group: "free school meals".
_FREE_THINGS = frozenset(
    "school range will time fall speech period kick hand trial prescriptions".split()
)
_FREE_OF = frozenset(
    """otherwise always never usually im is am shes hes are days times drug drink alcohol gluten sugar dairy
    smoke pain symptom""".split()
)
_GIVEN_TO = frozenset("to for from of box".split())
_WANTING = frozenset("want wants wanted wanting good all".split())  # "want for nothing"
_LANGUAGE_BEFORE = frozenset(
    "in speak speaks speaking talk talks language languages an a only just prefers wants medium".split()
)
LANGUAGE_AFTER = frozenset(
    """speaking speaker speakers spoken language medium please needed best would ideally group groups
    if""".split()
)
# Languages whose names say where somebody is from as well, and those of everybody here.
_THROUGH_THE = (("through", "the"), ("through",), ("in", "the"))
_PEOPLES = frozenset(
    """english welsh polish french german irish spanish portuguese italian russian romanian ukrainian turkish
    chinese somali greek albanian hungarian lithuanian czech slovak bulgarian persian scots gaelic""".split()
)
# Beside a doctor these say that one joins through one.
_DOCTORS = frozenset("gp doctor doctors".split())
_BY_WAY_OF = frozenset(
    "through thru via by involved note notes letter letters form asking no without".split()
)
_EVENTS = frozenset("night nights evening evenings event events".split())
_ONLY = frozenset("only just mainly mostly fluent good".split())
_SPOKEN = frozenset("speaking speaker speakers spoken language".split())
_SPEAKING = frozenset("speak speaks speaking talk talks".split())
_OR_NOTHING = (["or", "nothing"], ["or", "nowt"])
# Before "add", or after it, these make it a verb: "will add more".
_BEFORE_VERBS = frozenset(
    "to will can could would should must may might ill id please pls just".split()
)
_AFTER_ADD = frozenset("to that more her him me it them this these my a an the".split())
_TAUGHT = frozenset(
    "class classes lesson lessons course courses degree gcse exam exams qualification".split()
)
_LETTERS = 4  # of the name of a language


def is_meant(said: Said, one: Mention) -> bool:
    """Whether a name says in running text what it says as a value of a flag."""
    name = " ".join(said.words[one.start : one.end])
    is_idle = name in _IDLE.get(one.facet, ()) and not _is_refused_alone(said, one, name)
    if is_idle or ways.wants_a_voice(said, one.start, one.end):
        return False
    if one.facet in _LOOKED_AT_IF_USUAL and name not in _USUAL[one.facet]:
        return True
    return _MEANT.get(one.facet, _always)(said, one, name)


def _is_refused_alone(said: Said, one: Mention, name: str) -> bool:
    """Whether a usual word says how one joins, or what it costs, because it is refused: "no GP involved"."""
    if one.facet != "joining" and (one.facet, one.term, name == "paid") != ("cost", "paid", False):
        return False
    if mood_of_thing(said, one.start, one.end) != "unwanted":
        return False
    beside = {*said.words[max(0, one.start - 2) : one.start], *said.words[one.end : one.end + 2]}
    return name not in _DOCTORS or not _BY_WAY_OF.isdisjoint(beside)


def _focus_is_meant(said: Said, one: Mention, name: str) -> bool:
    """Whether who is "cut off" is so from people, and "add" is what somebody has: not "nothing to add"."""
    if name == "add":
        after = "" if said.ends(one.end) else said.word(one.end)
        return said.word(one.start - 1) not in _BEFORE_VERBS and after not in _AFTER_ADD
    return asides.is_cut_off(said, one.start, one.end)


def _always(_: Said, _one: Mention, _name: str) -> bool:
    """True: the name says nothing else."""
    return True


def _cost_is_meant(said: Said, one: Mention, name: str) -> bool:
    """Whether "free" is about money: not "free on Mondays", "I am free", "drug free"."""
    before = said.word(one.start - 1)
    after = "" if said.ends(one.end) else said.word(one.end)
    if one.term == "paid":
        return _is_refused_alone(said, one, name)
    if one.term == "donation":
        return after not in _GIVEN_TO
    if name.startswith("for ") and before in _WANTING:
        return False
    if after == "to" and before in ("its", "it", "thats"):  # "its free to join"
        return True
    return after not in _FREE_TIME | _FREE_THINGS and before not in _FREE_OF


def _want_is_meant(said: Said, one: Mention, name: str) -> bool:
    """Whether "friends" or "tips" are looked for: "would love some friends"."""
    if not needs.is_wished(said, one.start, one.end, one.term):
        return False
    if name not in _USUAL["want"]:
        return True
    before = said.words[max(0, one.start - 3) : one.start]
    if name in ("friend", "friends") and said.word(one.start - 1) in _HAD_FRIENDS:
        return False
    return len(said.clause(one.start)) <= SHORT or not _LOOKING_FOR.isdisjoint(before)


def _setting_is_meant(said: Said, one: Mention, name: str) -> bool:
    """Whether a buddy or a mentor is looked for: "after a mentor", "wants it individually"."""
    if settings.is_had(said, one.start):
        return False
    if one.term == settings.GROUP and name not in _USUAL["setting"]:
        return "other" not in name or settings.is_with_others(said, one.start)
    if name not in _USUAL["setting"]:
        return True
    return not _LOOKING_FOR.isdisjoint(said.words[max(0, one.start - 3) : one.start])


def _format_is_meant(said: Said, one: Mention, name: str) -> bool:
    """Whether it is how people are to meet."""
    return formats.is_meant(said, one.start, one.end, name)


def _leader_is_meant(said: Said, one: Mention, _: str) -> bool:
    """Whether it is who is to lead."""
    return leaders.is_meant(said, one.start, one.end, one.term)


def _language_is_meant(said: Said, one: Mention, name: str) -> bool:
    """Whether a language stands beside words of speaking: "in Welsh", "Welsh speaking"."""
    if name.isdecimal() or len(name) < _LETTERS:
        return False
    if said.word(one.start - 1) == "in" and said.word(one.start - 2) in _TAUGHT:
        return False  # "an evening class in Spanish"
    if said.follows(one.start, _THROUGH_THE) and (
        said.ends(one.end) or said.word(one.end) in LANGUAGE_AFTER
    ):
        return True
    if name not in _PEOPLES:
        return True
    before, after = said.word(said.back(one.start, _ONLY)), said.word(one.end)
    before = before if before in _SPEAKING else said.word(one.start - 1)
    sure = said.words[one.end : one.end + 2] in _OR_NOTHING or after in (
        "speaking",
        "speaker",
        "speakers",
        "spoken",
        "language",
        "medium",
    )
    led = before in _LANGUAGE_BEFORE - {"an", "a", "only", "just", "prefers", "wants"}
    if before in ("prefers", "prefer") and said.ends(one.end):
        return True
    return led or sure or (before in _LANGUAGE_BEFORE and after in LANGUAGE_AFTER)


def is_spoken(said: Said, one: Mention) -> bool:
    """Whether the name of a people is that of what they speak: "must speak Panjabi", "Panjabi-speaking"."""
    is_said = said.word(one.end) in _SPOKEN and not said.ends(one.end)
    return is_said or said.word(said.back(one.start, _ONLY)) in _SPEAKING


def _style_is_meant(said: Said, one: Mention, name: str) -> bool:
    """Whether it is a style, which a word alone seldom is, and some are where they are refused."""
    if name in ("course", "courses") and not doings.is_named(said, one.start, one.end):
        return False
    if name in ("speakers", "speaker"):
        return mood_of_thing(said, one.start, one.end) == "unwanted"
    if name == "socialising" and said.word(one.start - 1) in ("just", "only", "mainly"):
        return True
    is_event = said.word(one.end) in _EVENTS and not said.ends(one.end)  # "a social night"
    return one.end - one.start > 1 or name in ("course", "structured") or is_event


def _joining_is_meant(said: Said, one: Mention, name: str) -> bool:
    """Whether it is how one joins, which a word alone is only where it is refused."""
    if name.startswith("drop") and needs.is_a_fall(said, one.start, one.end):
        return False
    is_named = one.end - one.start > 1 and name not in _USUAL["joining"]
    return is_named or _is_refused_alone(said, one, name)


def _access_is_meant(said: Said, one: Mention, name: str) -> bool:
    """Whether it is needed; "park" where somebody does so with a car, and other usual words alone never."""
    if name in _USUAL["access"]:
        return name == "park" and said.word(one.start - 1) in ("to", "can", "could")
    return needs.is_named(said, one.start, one.end, one.term)


def _activity_is_meant(said: Said, one: Mention, _: str) -> bool:
    """Whether it is what people do: not "run by the NHS" or "can't read or write"."""
    return doings.is_named(said, one.start, one.end)


_LOOKED_AT_IF_USUAL = ("focus", "cost")
_MEANT = {
    "access": _access_is_meant,
    "activity": _activity_is_meant,
    "focus": _focus_is_meant,
    "leader": _leader_is_meant,
    "language": _language_is_meant,
    "style": _style_is_meant,
    "joining": _joining_is_meant,
    "cost": _cost_is_meant,
    "want": _want_is_meant,
    "format": _format_is_meant,
    "setting": _setting_is_meant,
}
