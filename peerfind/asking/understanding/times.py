"""When the person can come: "weekday mornings", "after work", "can't do Tuesdays"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from peerfind.asking.understanding import welsh
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
    "weekday": range(5), "weekdays": range(5), "midweek": range(5), "weekend": range(5, 7),
    "weekends": range(5, 7), **welsh.SETS,
}  # fmt: skip
_BANDS = {
    "morning": "morning", "mornings": "morning", "afternoon": "afternoon", "afternoons": "afternoon",
    "evening": "evening", "evenings": "evening", "eve": "evening", "eves": "evening", "nights": "evening",
    "daytime": "09:00-17:00", "daytimes": "09:00-17:00", "lunchtime": "11:30-14:00",
    "lunchtimes": "11:30-14:00", "evs": "evening", "bore": "morning", "am": "",
    "tonight": "evening", welsh.TONIGHT: "evening", **welsh.BANDS,
}  # fmt: skip
_OPPOSITE = {
    "morning": ("12:00-23:00",), "afternoon": ("morning", "evening"), "evening": ("06:00-17:00",),
    "09:00-17:00": ("17:00-23:00",), "11:30-14:00": ("06:00-11:30", "14:00-23:00"),
}  # fmt: skip
_PHRASES = {
    ("after", "work"): "17:00-23:00",
    ("after", "school"): "15:30-18:00",
    ("school", "hours"): "09:00-15:00",
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
    arrested discharged diagnosed sickness busy site dialysis""".split()
)
_ABLE = frozenset(
    "can could free available wants want prefer prefers only after do suit suits please or any every".split()
)
_NEARLY_NOW = {
    "today": "today", "tonight": "today", "tomorrow": "tomorrow", welsh.TODAY: "today",
    welsh.TONIGHT: "today", welsh.TOMORROW: "tomorrow",
}  # fmt: skip
_EARLY, _NOON = 7, 12
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
_CLOCK = r"(\d{1,2})(?::(\d\d))?(am|pm)?"


def read(said: Said) -> Iterator[Part]:
    """The days and the times of day, each once, and what was said against some."""
    yield from _days(said)
    yield from _bands(said)


def _days(said: Said) -> Iterator[Part]:
    """The days that are wanted, or those that are left by what was said against some."""
    wanted: set[int] = set()
    unwanted: set[int] = set()
    places: list[int] = []
    for at, word in enumerate(said.words):
        if said.taken[at]:
            continue
        if word in _NEARLY_NOW:
            if mood(said, at) == "wanted":
                end = at + (word not in ("tonight", welsh.TONIGHT))
                yield Part("day", (_NEARLY_NOW[word],), at, end, said.typed(at, at + 1))
            continue
        found = _day(said, at)
        if not found:
            continue
        spoken = "unclear" if _is_told(said, at) else mood(said, at)
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
    """Whether a time is that of something that happened: "attacked on Saturday night", "since Monday"."""
    before = said.words[said.clause(at).start : at]
    if "since" in before[-2:]:
        return True
    near = {*before, *said.words[at + 1 : at + 3]}
    return not _HAPPENED.isdisjoint(near) and _ABLE.isdisjoint(near)


def _day(said: Said, at: int) -> set[int]:
    """The days that a token names, from 0 for Monday; none where it names none."""
    word = said.word(at)
    if word in _DAYS:
        return {_DAYS[word]}
    if word in _SETS:
        return {*_SETS[word]}
    if word in welsh.DAYS and said.word(at - 1) in welsh.BEFORE_A_DAY:
        return {welsh.DAYS[word]}
    if word in _UNSURE and (
        said.word(at - 1) in _DAY_FOLLOWS
        or said.word(at - 1) in _DAYS
        or said.word(at + 1) in _BANDS
    ):
        return {_UNSURE[word]}
    return set()


def _bands(said: Said) -> Iterator[Part]:
    """The times of day that are wanted, or those that are left."""
    values: list[str] = []
    places: list[tuple[int, int]] = []
    for at in range(len(said)):
        found = _band(said, at)
        if not found:
            continue
        band, length = found
        spoken = mood(said, at, at + length)
        if (
            spoken == "unclear"
            or _is_told(said, at)
            or not said.is_free(at, at + length)
            or said.word(at - 1) in _SKIPPED_BEFORE
        ):
            said.take(at, at + length)
            continue
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
    if word in ("after", "from", "before", "between", "until"):
        return _clock(said, at)
    return None


def _clock(said: Said, at: int) -> tuple[str, int] | None:
    """A stretch of time by the clock, and how many tokens say it: "after 6", "between 2 and 4"."""
    first = _time(said.word(at + 1), said.word(at + 2))
    if not first:
        return None
    start, length = first
    has_mark = length > 1 or not said.word(at + 1).isdecimal()
    if said.word(at) == "between":
        second = _time(said.word(at + 3), said.word(at + 4)) if said.word(at + 2) == "and" else None
        return (f"{start}-{second[0]}", 3 + second[1]) if second and second[0] > start else None
    if not has_mark and said.word(at) == "before" and mood(said, at) == "unwanted":
        hour = int(said.word(at + 1))  # "nothing before ten" is about the morning
        start = f"{hour:02}:00" if _EARLY <= hour <= _NOON else start
    elif not has_mark and said.word(at) != "after":
        return None
    if not has_mark and not said.ends(at + 2):
        return None
    if said.word(at) in ("before", "until"):
        return (f"06:00-{start}", 1 + length) if start > "06:00" else None
    return (f"{start}-23:00", 1 + length) if start < "23:00" else None


def _time(word: str, following: str) -> tuple[str, int] | None:
    """A time on the clock; an hour without more is in the afternoon or the evening."""
    found = re.fullmatch(_CLOCK, word)
    if not found or int(found[1]) > 23 or int(found[2] or 0) > 59:  # noqa: PLR2004 (of a day, of an hour)
        return None
    half = found[3] or (following if following in ("am", "pm", "oclock") else "")
    hour = int(found[1])
    latest = 7 if found[2] else 9  # "after 6:30" and "after 9" are at night, "from 9:30" is not
    if half == "pm" or (half != "am" and word[0] != "0" and 1 <= hour <= latest):
        hour = hour % 12 + 12
    elif half == "am":
        hour %= 12
    return f"{hour:02}:{int(found[2] or 0):02}", 2 if half and not found[3] else 1
