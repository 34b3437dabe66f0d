"""Stretches of the day by the clock: "after 6", "from 7 onwards", "between 2 and 4", school hours."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from peerfind.asking.understanding.negation import mood
from peerfind.schedule.recurrence import BANDS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from peerfind.asking.understanding.said import Said

AT_SCHOOL = "09:00-15:00"
LATEST, EARLIEST = "23:00", "06:00"
_CLOCK = r"(\d{1,2})(?::(\d\d))?(am|pm|ish)?"
_DIGITS = 2
_CLOCK_24 = r"([01]\d|2[0-3])(00|15|30|45)(hrs|h)?"  # "1830", and no year
_CENTURY = "20"
NOON = "12:00"
_EARLY, _NOON = 7, 12
_BEFORE = ("before", "until", "till", "til", "b4")
_BETWEEN = ("between", "btwn", "betw", "inbetween")
_ON = frozenset("onwards onward on upwards".split())
_TO = frozenset("to till til until and".split())
HOURS = {"noon": "12:00", "midday": "12:00", "lunch": "12:00", "dinnertime": "12:00"}
_SCHOOL = frozenset("school nursery preschool playgroup reception toddlers creche".split())
_PUPILS = frozenset(
    "kids children kiddies boys girls little ones she he they son daughter lad".split()
)
_DROPPING, _PICKING = (
    frozenset("drop dropoff run runs".split()),
    frozenset("pick pickup collect runs".split()),
)
_MOST, _PUPILS_WITHIN = 12, 7  # words
_CARED_FOR = _PUPILS | frozenset("baby babys mum dad mam kid toddler twins bairns hubby".split())
_OF_DAY = {"morning": "am", "afternoon": "pm", "evening": "pm", "night": "pm", "eve": "pm"}
_AFTER = ("after", "past", "gone", "post")
# After an hour these begin something else: "after 9 when the kids are asleep".
_ENDING = frozenset(
    """when once if only please pls ideally or so on weekdays because cos coz cus bc as but while
    thx thanks""".split()
)
_LATE_MORNING = (10, 11, 12)
_LUNCHES = (1, 2, 3, 4)
_LED = ("after", "from", *_BEFORE, *_AFTER)
_DAY = 1440  # minutes
_ASKING = frozenset(
    "something someone somebody anything anyone anybody somewhere voice line group meeting open".split()
)
_BED = ("bed", "asleep", "settled")
_AFTER_ALL = frozenset(
    "but only pls please ideally best suits works any on weekdays while when cos because coz as".split()
)
_OR_NOTHING = [["or", one] for one in ("nothing", "not", "nowt", "never", "bust", "forget")]
_FREE = frozenset("free available do".split())
# After the numbers of a stretch these make it one of something else: "2 to 3 pints".
COUNTED = frozenset(
    """days weeks wks months mths times hours hrs years yrs miles people kids children others pints drinks
    cans bottles friends nights sessions weeks minutes mins stone pounds quid""".split()
)


def stretch(said: Said, at: int, *, is_led: bool) -> tuple[str, int] | None:
    """A stretch of time that begins at a token, and how many tokens say it; `is_led` by a day or its like."""
    word = said.word(at)
    if not word[:1].isdigit():
        return _after_a_word(said, at, is_led=is_led)
    if is_led or _is_marked(said, at) or _is_of_free_time(said, at) or _is_whole(said, at):
        return _range(said, at, ("to", "till", "til", "until", ""), 0) or _onwards(said, at)
    return _onwards(said, at)


def _after_a_word(said: Said, at: int, *, is_led: bool) -> tuple[str, int] | None:
    """A stretch of time to which a word leads: "between", "after", "no later than"."""
    word = said.word(at)
    if word in _BETWEEN:
        return _range(said, at + 1, ("and", "n"), 1)
    if word in _LED:
        found = _range(said, at + 1, ("to", "till", "til", "until"), 1) if word == "from" else None
        return found or _open(said, at, is_led=is_led)
    if word in ("later", "earlier") and said.word(at + 1) == "than":
        return _limit(said, at)
    return _moment(said, at) if word in ("at", "about", "around") else None


def _limit(said: Said, at: int) -> tuple[str, int] | None:
    """What is later or earlier than a time, from such a word on."""
    found = time_at(said, at + 2)
    if not found or not said.is_one_clause(at, at + 2 + found[1]):
        return None
    time, length = found
    if said.word(at) == "later":
        return (f"{time}-{LATEST}", 2 + length) if time < LATEST else None
    hour = said.word(at + 2)
    if hour.isdecimal() and _EARLY <= int(hour) <= _NOON and length == 1:
        time = f"{int(hour):02}:00"  # "no earlier than 9" is about the morning
    return (f"{EARLIEST}-{time}", 2 + length) if time > EARLIEST else None


def _moment(said: Said, at: int) -> tuple[str, int] | None:
    """The time around one at which something is looked for: "a voice on the phone at about 5am"."""
    first = at + 1 + (said.word(at + 1) in ("about", "around"))
    found = time_at(said, first)
    clause = said.clause(at)
    is_asked = not _ASKING.isdisjoint(said.words[clause.start : at])
    if not found or not is_asked or not said.is_one_clause(at, first + found[1]):
        return None
    if not (found[1] > 1 or said.words[first].endswith(("am", "pm"))):
        return None
    hour, _, minute = found[0].partition(":")
    before = (int(hour) * 60 + int(minute) - 30) % _DAY
    after = (before + 90) % _DAY
    if after <= before:
        return None
    return f"{before // 60:02}:{before % 60:02}-{after // 60:02}:{after % 60:02}", (
        first + found[1] - at
    )


def _is_of_free_time(said: Said, at: int) -> bool:
    """Whether a stretch is when somebody is free: "can do 1 til 3"."""
    before = "" if said.starts(at) else said.word(at - 1)
    is_do = before in ("do", "manage", "make", "come") and said.word(at - 2) in ("can", "could")
    found = _range(said, at, ("to", "till", "til", "until", ""), 0)
    return bool(
        (before in _FREE - {"do"} or is_do)
        and found
        and (said.ends(at + found[1]) or said.word(at + found[1]) not in COUNTED)
    )


def _is_whole(said: Said, at: int) -> bool:
    """Whether a stretch is all that a clause says, or nearly: "12 to 2 but not Fridays", "so 2 till 6"."""
    if not (said.starts(at) or (said.word(at - 1) in ("so", "only") and at)):
        return False
    found = _range(said, at, ("to", "till", "til", "until"), 0)
    end = at + found[1] if found else at
    is_all = said.word(end) in _AFTER_ALL or said.words[end : end + 2] in _OR_NOTHING
    return bool(found) and (said.ends(end) or is_all)


def at_school(said: Said) -> tuple[int, int]:
    """Where the hours are told in which children are at school, and where that ends; 0 for nowhere."""
    for at, word in enumerate(said.words):
        rest = said.words[at : min(said.clause(at).stop, at + _MOST)]
        if word in ("while", "when", "whilst") and rest[1:3] != [] and _are_at_school(rest):
            end = next(place for place, one in enumerate(rest) if one in _SCHOOL)
            return at, at + end + 1
        if word == "between" and not _DROPPING.isdisjoint(rest) and not _PICKING.isdisjoint(rest):
            return at, at + len(rest)
    return 0, 0


def in_bed(said: Said) -> tuple[int, int]:
    """Where the hours are told in which those who are looked after sleep, and where that ends."""
    for at, word in enumerate(said.words):
        if word not in ("when", "once", "after", "while"):
            continue
        rest = said.words[at : min(said.clause(at).stop, at + _PUPILS_WITHIN)]
        end = next((place + 1 for place, one in enumerate(rest) if _is_bed(rest, place)), 0)
        if not end or _CARED_FOR.isdisjoint(rest[:end]):
            continue
        if said.ends(at + end) or said.word(at + end) in ("so", "only", "or", "ideally", "for"):
            return at, at + end
    return 0, 0


def _is_bed(words: list[str], at: int) -> bool:
    """Whether a word says that somebody is in bed: "asleep", "down"."""
    return words[at] in _BED or (
        words[at] == "down" and words[at - 1] in ("is", "are", "go", "goes")
    )


def _are_at_school(words: list[str]) -> bool:
    """Whether words tell that children are at school: "while the kids are at school"."""
    has_pupils = not _PUPILS.isdisjoint(words[:5])
    return has_pupils and any(
        words[at] in ("at", "in") and words[at + 1] in _SCHOOL for at in range(len(words) - 1)
    )


def _is_marked(said: Said, at: int) -> bool:
    """Whether one of the times of a stretch is marked as one: "2-4pm"."""
    led = said.words[at + 3 : at + 6]
    if (
        led[:2] == ["in", "the"]
        and led[2:]
        and led[2] in _OF_DAY
        and said.is_one_clause(at, at + 6)
    ):
        return True  # "6 to 8 in the evening"
    return any(
        re.fullmatch(r"\d{1,2}(?::\d\d)?(am|pm)|\d{1,2}:\d\d|am|pm|oclock", said.word(place))
        for place in range(at, min(at + 4, len(said)))
    )


def _range(said: Said, at: int, between: tuple[str, ...], led: int) -> tuple[str, int] | None:
    """A time and another after one of the words `between`, and how many tokens say it."""
    first = time_at(said, at)
    if not first:
        return None
    middle = at + first[1]
    skipped = int(said.word(middle) in between)
    second = time_at(said, middle + skipped)
    if not second or not (skipped or "" in between):
        return None
    end = middle + skipped + second[1]
    if not said.is_one_clause(at, end):
        return None
    start, stop = first[0], second[0]
    if start >= stop and said.word(at).isdecimal() and first[1] == 1:  # "9 to 3"
        start = f"{(int(start[:2]) + 12) % 24:02}{start[2:]}"
    return (f"{start}-{stop}", led + end - at) if start < stop else None


def _onwards(said: Said, at: int) -> tuple[str, int] | None:
    """A time with "onwards" after it, and how many tokens say it."""
    found = time_at(said, at)
    if not found or not said.is_one_clause(at, at + found[1]):
        return None
    end = at + found[1]
    if said.words[end : end + 2] in (["or", "later"], ["or", "after"]):
        return (f"{found[0]}-{LATEST}", found[1] + 2) if found[0] < LATEST else None
    if said.word(end) not in _ON:
        return None
    is_on = said.word(at + found[1]) != "on" or said.ends(at + found[1] + 1)
    return (f"{found[0]}-{LATEST}", found[1] + 1) if is_on and found[0] < LATEST else None


def _open(said: Said, at: int, *, is_led: bool) -> tuple[str, int] | None:
    """What is after or before a time, and how many tokens say it."""
    first = time_at(said, at + 1)
    if not first or not said.is_one_clause(at, at + 1 + first[1]):
        return None
    start, length = first
    word = said.word(at + 1)
    is_end = said.ends(at + 2) or said.word(at + 2) in _ENDING
    has_mark = length > 1 or not word.isdecimal() or len(word) > _DIGITS
    is_on = said.word(at + 1 + length) in _ON and said.is_one_clause(at, at + 2 + length)
    if not has_mark and said.word(at) in _BEFORE and mood(said, at) == "unwanted":
        hour = int(word)  # "nothing before ten" is about the morning
        start = f"{hour:02}:00" if _EARLY <= hour <= _NOON else start
    elif said.word(at) == "before" and _is_around_noon(word, is_led=is_led):
        if not is_end:
            return None
    elif not has_mark and not (
        said.word(at) in _AFTER or (said.word(at) == "from" and (is_on or is_led))
    ):
        return None
    if not has_mark and not is_on and not is_end and not is_led:
        return None
    if said.word(at) in _BEFORE:
        return (f"{EARLIEST}-{start}", 1 + length) if start > EARLIEST else None
    return (f"{start}-{LATEST}", 1 + length + is_on) if start < LATEST else None


def _is_around_noon(word: str, *, is_led: bool) -> bool:
    """Whether an hour has one half of the day only: "before 11", and after a day "before one"."""
    return word.isdecimal() and (int(word) in _LATE_MORNING or (is_led and int(word) in _LUNCHES))


def time_at(said: Said, at: int) -> tuple[str, int] | None:
    """A time on the clock; an hour without more is in the afternoon or the evening."""
    word, following = said.word(at), said.word(at + 1)
    if word in HOURS:
        return HOURS[word], 1
    if hours := re.fullmatch(_CLOCK_24, word):
        is_year = hours[1] == _CENTURY and not hours[3]
        return None if is_year else (f"{hours[1]}:{hours[2]}", 1)
    found = re.fullmatch(_CLOCK, word)
    if not found or int(found[1]) > 23 or int(found[2] or 0) > 59:  # noqa: PLR2004 (of a day, of an hour)
        return None
    told, length = _half(said, at + 1)
    half, length = (found[3], 1) if found[3] in ("am", "pm") else (told, length + 1)
    half = half or found[3] or (following if following == "oclock" else "")
    hour = int(found[1])
    latest = 7 if found[2] else 9  # "after 6:30" and "after 9" are at night, "from 9:30" is not
    if half == "pm" or (half != "am" and word[0] != "0" and 1 <= hour <= latest):
        hour = hour % 12 + 12
    elif half == "am":
        hour %= 12
    return f"{hour:02}:{int(found[2] or 0):02}", length


def _half(said: Said, at: int) -> tuple[str, int]:
    """Which half of the day is said after an hour, and how many tokens say it: "at night"."""
    if at >= len(said) or said.starts(at):
        return "", 0
    if said.word(at) in ("am", "pm"):
        return said.word(at), 1
    length = int(said.word(at) == "oclock")
    led = said.words[at + length : at + length + 2]
    if led == ["in", "the"] and (half := _OF_DAY.get(said.word(at + length + 2))):
        return half, length + 3
    if led == ["at", "night"]:
        return "pm", length + 2
    return "", length


def narrowest(bands: Sequence[str]) -> list[str]:
    """The times of day without those in which another of them is: "half nine to eleven, mornings"."""
    return [
        one
        for one in bands
        if not any(
            _ends(one)[0] <= _ends(other)[0] and _ends(other)[1] <= _ends(one)[1]
            for other in bands
            if _ends(other) != _ends(one)
        )
    ]


def without(wanted: Sequence[str], refused: Sequence[str]) -> tuple[str, ...]:
    """The times of day that are wanted, less what is refused of each; all of one of which nothing is left."""
    return tuple(dict.fromkeys(left for band in wanted for left in _without(band, refused)))


def after(until: str, band: str) -> str:
    """What is left of a day after the end of a stretch, which is at night if the time of day `band` is."""
    end = _ends(until)[1]
    if end <= _ends(band)[0] and end < NOON:
        end = f"{int(end[:2]) + 12}{end[2:]}"
    return f"{min(end, LATEST)}-{LATEST}"


def _without(band: str, refused: Sequence[str]) -> tuple[str, ...]:
    left = [_ends(band)]
    for start, stop in map(_ends, refused):
        left = [
            part
            for first, last in left
            for part in ((first, min(last, start)), (max(first, stop), last))
            if part[0] < part[1]
        ]
    if not left or left == [_ends(band)]:
        return (band,)
    return tuple(f"{first}-{last}" for first, last in left)


def _ends(band: str) -> tuple[str, str]:
    """When a time of day begins and ends, as HH:MM."""
    if band in BANDS:
        first, last = BANDS[band]
        return f"{first:%H:%M}", f"{last:%H:%M}"
    start, _, stop = band.partition("-")
    return start, stop
