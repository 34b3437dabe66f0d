"""Whether somebody is free at a time that was named, by what follows it: "Tuesdays are best", "not then"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from peerfind.asking.understanding.negation import NOT, corrects
from peerfind.asking.understanding.refusing import is_supposed
from peerfind.asking.understanding.said import spoken
from peerfind.asking.understanding.when import days

if TYPE_CHECKING:
    from collections.abc import Iterator

    from peerfind.asking.understanding.said import Said

LINKING = frozenset(
    """is are r s be would left the a an her his my their one only usually mostly just always pretty when
    day days time which was it good all""".split()
)
GOOD = frozenset("off free empty open clear spare best ideal suits suit better perfect".split())
BAD = frozenset(
    "worst worse hardest hard bad awful hell horrible horrendous difficult tough".split()
)
FINE = GOOD | {"ok", "okay", "fine", "good", "yes", "negotiable"}
# Of how somebody feels at a time, and no word about when they would come.
FELT = frozenset(
    """longest loneliest lonely quietest saddest darkest emptiest scariest killer killers endless
    long""".split()
)
# Before a time that is felt: "the long evenings".
MOODY = frozenset("long dark lonely endless lonesome longest lonelier".split())
_HURTS = frozenset(
    """kill kills killing floor floors finish finishes hit hits hurt hurts crawl crawls get gets
    frighten frightens scare scares terrify terrifies loom looms break breaks haunt haunts""".split()
)
_WHOM = frozenset("her him them me us".split())
# What is no more to be had on a day: "Tuesdays are taken".
_TAKEN = frozenset("took taken gone booked sacred spoken full".split())
_SUBJECTS = frozenset("she he they i we her his my their its the it who shes hes theyre im".split())
_PRONOUNS = frozenset("she he they i we you".split())
_CANNOT = frozenset("cant cannot couldnt wont wouldnt".split())
_COMING = frozenset("do make manage come get attend go leave".split())
_ABLE = frozenset(
    """can could free available wants want prefer prefers would wd do suit suits best ideal good ok fine
    only works work better needs need likes like off relief sitter babysitter cover lift respite car earlies
    quiet finish finishes early home town nothing alone minds mind babysits babysit school nursery loose
    spare drives drive""".split()
)
_ASLEEP = frozenset("asleep sleeps sleeping".split())
_YES = frozenset("will do does would can could is are".split())
_IS = frozenset("is are r was".split())
_ITS = frozenset("her his my their our the a".split())
# Of a time with one of those before, these say that it is when somebody could come: "is her one day".
_DAY_OF_HERS = frozenset(
    "one only first single free day days night nights evening time chance slot window gap".split()
)
_NO_GOOD = spoken(
    """bad for her, bad for him, bad for them, bad for me, no good, no use, r out, r no, non starter,
    nonstarter, not an option, isnt an option, arent an option, nono, no no, write off, off limits"""
)
_NOT_BEFORE = spoken(
    """unavailable, tied up, booked up, no way, no chance, not around, not about, out of action, cant get out,
    cant go out, cant get there, cant get away, cant come out, cant be out, cannot get out, cannot go out,
    doesnt go out, doesnt get out, dont go out, wont go out, wont come out, wont be out, never goes out,
    never out, isnt out, not out"""
)
_NOTHING_THEN = spoken(
    """nothing on, nowt on, nobody about, no one about, nobody around, no one around, has nobody, has no one,
    has noone, got nobody, got no one, sees nobody, sees no one, see nobody, see no one, no company,
    nowhere to go, nothing to do, no one to talk to, nobody to talk to, speaks to nobody, speaks to no one"""
)
# What ends before "so are mornings", which are refused as well.
_REFUSING = _TAKEN | {"out", "no", "impossible", "use", "off", "bad"}
TRICKY = frozenset("tricky awkward difficult".split())
# What points back to a day that was told, and asks for it or refuses it.
THEN = (
    ("thats", "when"), ("its", "when"), ("that", "is", "when"), ("fill", "that"), ("on", "that", "day"),
    ("those", "days"), ("thats", "her", "hour"), ("thats", "his", "hour"), ("it", "is"),
    ("so", "those", "."), ("so", "that", "."), ("so", "then", "."),
    ("in", "that", "window"), ("in", "that", "slot"), ("in", "that", "gap"),
    ("kids", "are", "at", "school"), ("kids", "at", "school"), ("children", "are", "at", "school"),
)  # fmt: skip
NOT_THEN = spoken(
    """not then, never then, not those, not them, cant then, cant do then, not that day, not that one,
    cant do those, cant do that, those are out, avoid those, thats out, that ones out, cant miss, cant
    miss it, that days gone, that nights gone, thats gone, that nights out, that days out, so thats
    taken"""
)
_ASKING = frozenset(
    "can could something anything somewhere slip come free would get go do meet want wants".split()
)
# Anywhere between two times, these put the second in the stead of the first.
_PUT_RIGHT = spoken(
    """scrap that, forget that, strike that, cancel that, no sorry, sorry no, no wait, make it, make that,
    no actually, actually no, i mean, i meant, or rather"""
)
_CLAUSES = 2  # between a day and what points back to it
_NEAR = 4  # words before a time


def is_good(said: Said, end: int, words: frozenset[str] = GOOD) -> bool:
    """Whether a time that ends before the token `end` is said to be good, or to be as one of other words."""
    at = end
    while at < len(said) and said.is_one_clause(end - 1, at + 1):
        if said.words[at] in words:
            return True
        if said.words[at] not in LINKING and said.words[at] not in days.PARTS:
            return False
        at += 1
    return False


def is_empty_then(said: Said, start: int) -> bool:
    """Whether nobody is there, or nothing is on, at a time from a token on: "nothing on at weekends"."""
    at = _before(said, start)
    length = 0 if said.starts(at) else said.follows(at, _NOTHING_THEN)
    return length > 0 and said.is_one_clause(at - length, start)


def _before(said: Said, start: int) -> int:
    """Where what leads to a time from a token on begins: "in the", "on a"."""
    at = start
    while not said.starts(at) and said.word(at - 1) in ("on", "in", "at", "a", "the", "any"):
        at -= 1
    return at + (
        said.word(at) == "on" and said.word(at + 1) in ("at", "in", "on")
    )  # "nothing on at"


def is_needed(said: Said, start: int) -> bool:
    """Whether a time from a token on is one without which nothing would do: "if it's not evenings"."""
    near = range(max(said.clause(start).start, start - _NEAR), start)
    return any(said.words[at] in NOT and is_supposed(said, at) for at in near)


def is_refused_before(said: Said, start: int) -> bool:
    """Whether a time from a token on is refused by what stands before it: "cannot get out on Mondays"."""
    at = _before(said, start)
    length = 0 if said.starts(at) else said.follows(at, _NOT_BEFORE)
    return length > 0 and said.is_one_clause(at - length, start)


def is_refused(said: Said, end: int) -> bool:
    """Whether a time that ends before `end` is refused: "Mondays she can't do", "Tuesdays are taken"."""
    is_out = said.word(end) == "out" and said.ends(end + 1) and said.word(end - 1) not in days.PARTS
    if is_out or is_good(said, end, _TAKEN):
        return True
    at = end
    while at < len(said) and said.is_one_clause(end - 1, at + 1):
        word = said.words[at]
        if word in _CANNOT and (said.word(at + 1) in _COMING or said.ends(at + 1)):
            return True
        if said.begins(at, _NO_GOOD):
            return True
        if word not in LINKING and word not in days.PARTS and word not in _PRONOUNS:
            return False
        at += 1
    return False


def is_story(said: Said, start: int, end: int) -> bool:
    """Whether what follows a time tells what happens then: "Mondays she has chemo", "Sundays kill him"."""
    rest = _rest(said, end)
    is_asleep = not _ASLEEP.isdisjoint(rest[:3])
    if is_good(said, end, FELT) or is_asleep or rest[:1] in (["were"], ["used"]):
        return True
    if rest[:1] in (["drag"], ["drags"]):
        return "but" in rest
    if not rest or not _ABLE.isdisjoint(rest[:6]) or "be" in rest[:5]:
        return False
    if rest[0] in _HURTS:
        return len(rest) == 1 or rest[1] in _WHOM
    if rest[0] in _IS and rest[1:2] and rest[1] in _ITS:
        return rest[2:] != [] and rest[2] not in _DAY_OF_HERS | BAD
    is_first = start - said.clause(end - 1).start <= 1
    return is_first and rest[0] in _SUBJECTS and len(rest) > 1


def _rest(said: Said, end: int) -> list[str]:
    """The words of a clause after a time that ends at a token, without more about when."""
    clause = said.clause(end - 1)
    at = end
    while at < clause.stop and (said.words[at] in days.PARTS or said.word(at - 1) in ("at", "in")):
        at += 1
    at += 2 * (said.word(at) in ("at", "in"))
    return said.words[at : clause.stop]


def is_after_all(said: Said, start: int, end: int) -> bool:
    """Whether a time would do where another would not: "Tuesdays won't work but Wednesdays will"."""
    is_yes = said.word(end) in _YES and said.ends(end + 1)
    return said.word(start - 1) == "but" and (is_yes or is_good(said, end, FINE))


def is_refused_too(said: Said, start: int) -> bool:
    """Whether a time is refused with the one before it: "weekends are out, so are mornings"."""
    is_so = said.words[max(0, start - 2) : start] in (["so", "is"], ["so", "are"], ["so", "r"])
    return is_so and said.word(start - 3) in _REFUSING


def is_corrected(said: Said, end: int, later: int) -> bool:
    """Whether a time gives way to another that is said later: "Friday, no sorry Thursday"."""
    is_no = said.word(later - 1) == "no" and said.starts(later - 1) and said.starts(later)
    if corrects(said, later) or is_no:  # "Monday? no, Tuesday"
        return True
    return any(
        said.begins(at, _PUT_RIGHT) and said.word(at - 1) not in NOT | {"can", "could", "to"}
        for at in range(end, later)
    )


def points(said: Said, end: int, phrases: tuple[tuple[str, ...], ...]) -> bool:
    """Whether one of some phrases, before the next day, points back to a time that ends at `end`."""
    return any(said.begins(at, phrases) and said.word(at - 1) != "if" for at in _reach(said, end))


def is_then(said: Said, end: int) -> bool:
    """Whether somebody would come at what was told: "golfs Mondays so could slip out then"."""
    return any(
        said.words[at] == "then"
        and said.ends(at + 1)
        and not _ASKING.isdisjoint(said.words[max(end, at - 6) : at])
        for at in _reach(said, end)
    )


def _reach(said: Said, end: int) -> Iterator[int]:
    """The tokens after a list of days that may point back to it."""
    clauses = 0
    for at in range(end, len(said)):
        clauses += said.starts(at)
        if clauses > _CLAUSES or days.is_day(said, at):
            return
        yield at
