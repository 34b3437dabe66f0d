"""Times that are told first and then pointed back to: "finishes at 4, so straight after that"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from peerfind.asking.understanding.said import spoken
from peerfind.asking.understanding.when import clock
from peerfind.named import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from peerfind.asking.understanding.said import Said

_FAR = 14  # words from a time to what points back to it
_NEAR = 7  # words before a time that say what it is of
_WHOLE_HOURS = 2  # that "straight after" lasts


_AT_ONCE = spoken("straight after, right after, directly after, straight from there")
_AFTER = spoken(
    """after that, after then, after ., afterwards, from then, then on, then onwards, thats her hour,
    thats his hour, thats my hour, thats when, its when, thats her time, thats his time, thats her chance,
    thats his chance"""
)
_BEFORE = spoken("before then, before that, by then, beforehand, before .")
_PRONOUNS = frozenset("she he they i hes shes theyre im".split())
_COMES = frozenset(
    "come comes get gets finish finishes clocks clock knocks knock is are am".split()
)
_OFF = frozenset("off out in home back done free work".split())
# What ends: then somebody is free.
_ENDS = spoken(
    """finishes, finishes work, finishes her shift, finishes his shift, finish, finish work, knocks off,
    knocks off work, clocks off, clocks out, lets out, shift ends, shift finishes, shift is over,
    gets off, gets off work, comes off, comes off shift, gets in from work, home from work, gets out of work,
    out of work, school finishes, college finishes, lectures finish, work finishes, is free, free"""
)
_ASLEEP = frozenset("asleep sleeps sleeping works working busy work bed shift".split())
_IN_BED = frozenset("bed asleep down settled".split())
_SMALL_HOURS = "06:00"
_MUST = frozenset("needs need has have got gotta must should wants want long provided so".split())
_GONE = frozenset("home back leave left gone out in done finish finished over away off".split())
_OVER = frozenset("done finished finish finishing over".split())
_LAST = frozenset("bus buses train tram ferry boat metro".split())
_TILL = frozenset("til till until".split())
_DEEDS = frozenset("drinks drink drinking first awake wakes woke up smokes uses using".split())


class Pointed(NamedTuple):
    """A stretch of time, and the tokens that say it."""

    band: str
    places: tuple[int, ...]


def pointed(said: Said) -> Pointed | None:
    """The stretch that is meant by a time that is told: what points back to it, or what it is of."""
    times = [*_clock_times(said)]
    if not times:
        return None
    for at in range(len(said)):
        if found := _pointing(said, at):
            is_before, is_at_once, length = found
            near = [one for one in times if 0 <= at - one[2] <= _FAR]
            if near:
                time, start, end = near[-1]
                band = _to(time) if is_before else _from(time, is_at_once=is_at_once)
                if band:
                    return Pointed(band, (*range(start, end), *range(at, at + length)))
    for time, start, end in times:
        if band := _by_itself(said, time, start):
            return Pointed(band, tuple(range(start, end)))
    return None


def _clock_times(said: Said) -> Iterator[tuple[str, int, int]]:
    """Times on the clock, with where each starts and ends: after "at" or "by", or marked as one."""
    at = 0
    while at < len(said):
        is_time = said.words[at][0].isdigit() or said.words[at] in clock.HOURS
        found = clock.time_at(said, at) if is_time and not said.taken[at] else None
        if found and _is_a_time(said, at, found[1]):
            yield found[0], at, at + found[1]
            at += found[1]
        else:
            at += 1


def _is_a_time(said: Said, at: int, length: int) -> bool:
    before = "" if said.starts(at) else said.word(at - 1)
    word = said.words[at]
    is_marked = length > 1 or not word.isdecimal()
    is_led = before in ("at", "by", "for", "is", "from", "ends", "off", "out") or before in _TILL
    after = "" if said.ends(at + length) else said.word(at + length)
    return is_marked or (is_led and after not in clock.COUNTED)


def _pointing(said: Said, at: int) -> tuple[bool, bool, int] | None:
    """What points back to a time from a token on: whether it is before, at once, and its length."""
    for phrases, is_before, is_at_once in (
        (_AT_ONCE, False, True),
        (_AFTER, False, False),
        (_BEFORE, True, False),
    ):
        for phrase in phrases:
            length = said.begins(at, (phrase,))
            if length and said.is_one_clause(at, at + length):
                return is_before, is_at_once, length
    if said.words[at] in ("when", "once") and said.word(at + 1) in _PRONOUNS:
        rest = said.words[at + 1 : at + 4]
        verb = rest[1:2] if rest[0][-1] != "s" or rest[0] == "is" else []
        if _OFF.intersection(rest[1:]) and (not verb or verb[0] in _COMES):
            return False, False, 1 + len(rest)
    return None


def _by_itself(said: Said, time: str, at: int) -> str:
    """The stretch that a time alone tells by what it is of: "needs to be home by 3"."""
    first = max(said.clause(at).start, at - _NEAR)
    before = said.words[first:at]
    lead = before[-1] if before else ""
    if not _DEEDS.isdisjoint(before):
        return ""
    is_over = lead == "by" and before[0] in _OVER and said.starts(first)
    is_gone = lead in ("by", "for") and _MUST.intersection(before) and _GONE.intersection(before)
    if is_over or is_gone:
        return _to(time)
    if "last" in before and _LAST.intersection(before):
        is_night = time < clock.NOON and "am" not in said.words[at]
        return _to(f"{int(time[:2]) + 12}{time[2:]}" if is_night else time)
    if lead in _TILL and _ASLEEP.intersection(before[-3:]):
        return _from(time)
    if lead == "by" and _IN_BED.intersection(before[-3:]) and time > clock.NOON:
        return _from(time)
    bare = before[:-1] if lead in ("at", "by", "from") else before
    is_end = any(tuple(bare[-len(one) :]) == one for one in _ENDS)
    return _from(time) if is_end and time >= clock.NOON else ""


def _to(time: str) -> str:
    """From the morning to a time; nothing for none."""
    return f"{clock.EARLIEST}-{time}" if time > clock.EARLIEST else ""


def _from(time: str, *, is_at_once: bool = False) -> str:
    """From a time to the night, or for two hours; nothing for none."""
    if is_at_once and time < "21:00":
        return f"{time}-{int(time[:2]) + _WHOLE_HOURS:02}{time[2:]}"
    return f"{time}-{clock.LATEST}" if _SMALL_HOURS <= time < clock.LATEST else ""
