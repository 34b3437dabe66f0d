"""When the person can come: "weekday mornings", "after work", "can't do Tuesdays"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from peerfind.asking.understanding import clock, welsh
from peerfind.asking.understanding.negation import mood
from peerfind.asking.understanding.said import Part
from peerfind.schedule.recurrence import DAY_NAMES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from peerfind.asking.understanding.said import Said

_SURE = {"tue": 1, "tues": 1, "weds": 2, "thu": 3, "thur": 3, "thurs": 3, "fri": 4}
_UNSURE = {"mon": 0, "wed": 2, "sat": 5, "sun": 6}
_DAYS = (
    {name: at for at, name in enumerate(DAY_NAMES)}
    | {f"{name}s": at for at, name in enumerate(DAY_NAMES)}
    | _SURE
)
_SETS = {
    "weekday": range(5), "weekdays": range(5), "weeknight": range(5), "weeknights": range(5),
    "midweek": range(1, 4), "weekend": range(5, 7), "weekends": range(5, 7), **welsh.SETS,
}  # fmt: skip
_BANDS = {
    "morning": "morning", "mornings": "morning", "afternoon": "afternoon", "afternoons": "afternoon",
    "evening": "evening", "evenings": "evening", "eve": "evening", "eves": "evening", "nights": "evening",
    "daytime": "09:00-17:00", "daytimes": "09:00-17:00", "lunchtime": "11:30-14:00",
    "lunchtimes": "11:30-14:00", "evs": "evening", "bore": "morning", "am": "",
    "tonight": "evening", "weeknight": "evening", "weeknights": "evening", "teatime": "16:00-19:00",
    "teatimes": "16:00-19:00", welsh.TONIGHT: "evening", **welsh.BANDS,
}  # fmt: skip
_OPPOSITE = {
    "morning": ("12:00-23:00",), "afternoon": ("morning", "evening"), "evening": ("06:00-17:00",),
    "09:00-17:00": ("17:00-23:00",), "11:30-14:00": ("06:00-11:30", "14:00-23:00"),
}  # fmt: skip
_PHRASES = {
    ("after", "work"): "17:00-23:00",
    ("after", "school"): "15:30-18:00",
    ("after", "tea"): "evening",
    ("after", "lunch"): "12:00-17:00",
    ("school", "hours"): clock.AT_SCHOOL,
    ("school", "time"): clock.AT_SCHOOL,
    ("in", "the", "day"): "09:00-17:00",
    ("during", "the", "day"): "09:00-17:00",
    ("in", "the", "daytime"): "09:00-17:00",
    ("during", "the", "daytime"): "09:00-17:00",
    ("in", "work", "time"): "",
}
_DAY_FOLLOWS = frozenset("on every each or and not except plus any next this cant do".split())
# What happened at a time, and what says when somebody can come.
_HAPPENED = frozenset(
    """left died attacked happened fell rang told said lost started born killed assaulted raped sectioned
    arrested discharged diagnosed sickness busy site dialysis works working shift shifts lates earlies
    rings visits loses whole came sobs cries crying wakes awake years yrs""".split()
)
_ABLE = frozenset(
    "can could free available wants want prefer prefers only after do suit suits please or any".split()
)
# What is done every day or evening is told, but in a few words.
_HABIT = frozenset("every each".split())
_FEW = 5
_ASLEEP = frozenset("kip sleep rest running row straight".split())  # after "nights"
_THEM = frozenset(
    "kids children girls boys lads daughter son grandkids grandchildren them em".split()
)
_HAVING = frozenset("has have gets had got".split())
_TURNS = frozenset("so but because".split())
_WEEK = frozenset(
    "night nights eve eves evening evenings day days morning mornings afternoons".split()
)
_TO = frozenset("to till til until thru through".split())
_NEARLY_NOW = {
    "today": "today", "tonight": "today", "tomorrow": "tomorrow", welsh.TODAY: "today",
    welsh.TONIGHT: "today", welsh.TOMORROW: "tomorrow",
}  # fmt: skip
_ALSO_DAYS = ("weeknight", "weeknights")
_SKIPPED_BEFORE = frozenset({"good"})
WORDS = frozenset().union(
    _DAYS,
    _SETS,
    _BANDS,
    _NEARLY_NOW,
    welsh.DAYS,
    welsh.BEFORE_A_DAY,
    ("after", "before", "between", "until", "during"),
)


def read(said: Said) -> Iterator[Part]:
    """The days and the times of day, each once, and what was said against some."""
    yield from _school(said)
    yield from _days(said)
    yield from _bands(said)


def _school(said: Said) -> Iterator[Part]:
    """School hours, of which the days are said as well: "between drop-off at 9 and pick-up at 3"."""
    start, end = clock.at_school(said)
    if end and mood(said, start) == "wanted" and said.is_free(start, end):
        typed = said.typed(start, end)
        yield Part("day", ("weekdays",), start, end, typed)
        yield Part("time", (clock.AT_SCHOOL,), start, end, typed)
        said.take(start, end)


def _days(said: Said) -> Iterator[Part]:
    """The days that are wanted, or those that are left by what was said against some."""
    wanted: set[int] = set()
    unwanted: set[int] = set()
    places: list[int] = []
    for at, word in enumerate(said.words):
        if said.taken[at]:
            continue
        if word in _NEARLY_NOW:
            if mood(said, at) == "wanted" and not _is_told(said, at):
                end = at + (word not in ("tonight", welsh.TONIGHT))
                yield Part("day", (_NEARLY_NOW[word],), at, end, said.typed(at, at + 1))
            continue
        found = _between(said, at) or _day(said, at)
        if not found:
            continue
        spoken = "unclear" if _is_told(said, at) else mood(said, at, _end_of_list(said, at))
        if spoken == "unclear":
            said.take(at, at + 1)
            continue
        (wanted if spoken == "wanted" else unwanted).update(found)
        places.append(at)
    days = wanted or (set(range(7)) - unwanted if unwanted else set())
    if days and len(days) < 7:  # noqa: PLR2004 (every day asks for none)
        names = (
            ("weekdays",)
            if days == set(range(5))
            else ("weekend",)
            if days == {5, 6}
            else tuple(DAY_NAMES[day] for day in sorted(days))
        )
        typed = ", ".join(said.typed(at, at + 1) for at in places)
        yield Part("day", names, places[0], places[0] + 1, typed, more=tuple(places[1:]))


def _is_told(said: Said, at: int) -> bool:
    """Whether a time is that of something that happened, or happens: "attacked on Saturday night"."""
    clause = said.clause(at)
    turns = (place + 1 for place in range(clause.start, at) if said.words[place] in _TURNS)
    before = said.words[max(turns, default=clause.start) : at]
    if "since" in before[-2:]:
        return True
    near = {*before, *said.words[at + 1 : min(at + 3, clause.stop)]}
    if not _ABLE.isdisjoint(near):
        return False
    is_habit = not _HABIT.isdisjoint(before[-2:]) and len(before) >= _FEW
    has_them = not (_HAVING.isdisjoint(before) or _THEM.isdisjoint(before))
    return is_habit or has_them or not _HAPPENED.isdisjoint(near) or _is_counted(said, at)


def _is_counted(said: Said, at: int) -> bool:
    """Whether nights are counted or slept: "for 5 nights", "a full night's kip"."""
    is_night = said.word(at) in ("nights", "evenings", "mornings", "afternoons")
    is_number = said.word(at - 1).isdecimal() and not said.starts(at)
    return is_night and (is_number or (said.word(at + 1) in _ASLEEP and not said.ends(at + 1)))


def _end_of_list(said: Said, at: int) -> int:
    """Where a list of days ends that has one at a token: "Tuesdays and Fridays"."""
    end = at + 1
    while end < len(said) and said.is_one_clause(at, end + 1):
        following = end + (said.word(end) in ("and", "or"))
        if not _day(said, following) or not said.is_one_clause(at, following + 1):
            return end
        end = following + 1
    return end


def _between(said: Said, at: int) -> set[int]:
    """The days from one before "to" to one after it, at the "to": "Mon to Fri"."""
    if said.words[at : at + 2] == ["mon", "fri"]:  # typed with a dash
        return {*range(5)}
    if at < 1 or said.word(at) not in _TO or not said.is_one_clause(at - 1, min(at + 2, len(said))):
        return set()
    first = _DAYS.get(said.word(at - 1), _UNSURE.get(said.word(at - 1)))
    last = _DAYS.get(said.word(at + 1), _UNSURE.get(said.word(at + 1)))
    return set() if first is None or last is None else {*range(first, last + 1)}


def _day(said: Said, at: int) -> set[int]:
    """The days that a token names, from 0 for Monday; none where it names none."""
    word = said.word(at)
    if word in _DAYS:
        return {_DAYS[word]}
    if word in _SETS:
        return {*_SETS[word]}
    is_week = word == "week" and said.word(at - 1) not in ("last", "this")
    if (is_week and said.word(at + 1) in _WEEK) or said.words[at : at + 2] == ["school", "nights"]:
        return {*range(5)}
    if word in welsh.DAYS and said.word(at - 1) in welsh.BEFORE_A_DAY:
        return {welsh.DAYS[word]}
    if word in _UNSURE and (
        said.word(at - 1) in _DAY_FOLLOWS
        or said.word(at - 1) in _DAYS
        or said.word(at + 1) in _BANDS
        or said.word(at + 1) in _TO
        or said.word(at - 1) in _TO
    ):
        return {_UNSURE[word]}
    return set()


def _bands(said: Said) -> Iterator[Part]:
    """The times of day that are wanted, or those that are left."""
    values: list[str] = []
    places: list[tuple[int, int]] = []
    for at in range(len(said)):
        found = _band(said, at) if not places or at >= places[-1][1] else None
        if not found:
            continue
        band, length = found
        spoken = mood(said, at, at + length)
        is_free = said.is_free(at, at + length) or said.word(at) in _ALSO_DAYS
        if (
            spoken == "unclear"
            or _is_told(said, at)
            or not is_free
            or said.word(at - 1) in _SKIPPED_BEFORE
        ):
            said.take(at, at + length)
            continue
        if spoken == "wanted" and "-" in band and places and places[-1][1] == at:
            values.pop()  # "evenings from 7"
        values += [band] if spoken == "wanted" else _others(band)
        places.append((at, at + length))
    if values:
        typed = ", ".join(said.typed(*place) for place in places)
        more = tuple(at for place in places[1:] for at in range(*place))
        yield Part("time", tuple(dict.fromkeys(values)), *places[0], typed, more=more)


def _others(band: str) -> tuple[str, ...]:
    """The other times of day, from six in the morning to eleven at night."""
    if band in _OPPOSITE:
        return _OPPOSITE[band]
    start, _, end = band.partition("-")
    parts = (("06:00", start), (end, "23:00"))
    return tuple(f"{first}-{last}" for first, last in parts if first < last)


def _band(said: Said, at: int) -> tuple[str, int] | None:
    """A time of day that begins at a token, and how many tokens say it."""
    for phrase, band in _PHRASES.items():
        if band and tuple(said.words[at : at + len(phrase)]) == phrase:
            return band, len(phrase)
    word = said.word(at)
    if word == "nos" and (said.word(at - 1) == "gydar" or said.word(at + 1) in welsh.AFTER_BORE):
        return "evening", 1
    if _BANDS.get(word) and (
        word != "bore"
        or said.word(at - 1) in welsh.BEFORE_BORE
        or said.word(at + 1) in welsh.AFTER_BORE
    ):
        return _BANDS[word], 1
    if word == "night" and (_day(said, at - 1) or said.word(at - 1) in ("week", "at")):
        return ("evening", 1) if _day(said, at - 1) or said.word(at - 1) == "week" else None
    is_led = bool(_day(said, at - 1) or _BANDS.get(said.word(at - 1))) and not said.starts(at)
    is_led = is_led or (said.word(at + 1) in _TO and bool(_day(said, at + 3)))
    return clock.stretch(said, at, is_led=is_led)
