"""The times of day that somebody can come: "mornings", "after work", "not after dark"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from peerfind.asking.understanding import welsh
from peerfind.asking.understanding.negation import mood
from peerfind.asking.understanding.said import Part
from peerfind.asking.understanding.when import clock, days, free, told

if TYPE_CHECKING:
    from collections.abc import Iterator

    from peerfind.asking.understanding.said import Said

NAMES = {
    "morning": "morning", "mornings": "morning", "afternoon": "afternoon", "afternoons": "afternoon",
    "evening": "evening", "evenings": "evening", "eve": "evening", "eves": "evening", "nights": "evening",
    "daytime": "09:00-17:00", "daytimes": "09:00-17:00", "lunchtime": "11:30-14:00",
    "lunchtimes": "11:30-14:00", "evs": "evening", "bore": "morning", "am": "",
    "tonight": "evening", "weeknight": "evening", "weeknights": "evening", "teatime": "16:00-19:00",
    "teatimes": "16:00-19:00", "morn": "morning", "morns": "morning", "afts": "afternoon",
    "wknight": "evening", "wknights": "evening", welsh.TONIGHT: "evening", **welsh.BANDS,
}  # fmt: skip
_OPPOSITE = {
    "morning": ("12:00-23:00",), "afternoon": ("morning", "evening"), "evening": ("06:00-17:00",),
    "09:00-17:00": ("17:00-23:00",), "11:30-14:00": ("06:00-11:30", "14:00-23:00"),
}  # fmt: skip
# After a day, or by themselves before "only" and the like.
_AFTER_A_DAY = {"am": "morning", "pm": "afternoon", "aft": "afternoon", "afters": "afternoon"}
_ALONE = frozenset("afters".split())
_LUNCH = "11:30-14:00"
_PHRASES = {
    ("after", "work"): "17:00-23:00",
    ("straight", "from", "work"): "17:00-23:00",
    ("way", "home", "from", "work"): "17:00-23:00",
    ("before", "work"): "06:00-09:00",
    ("after", "school"): "15:30-18:00",
    ("after", "college"): "16:00-23:00",
    ("after", "uni"): "16:00-23:00",
    ("after", "lectures"): "16:00-23:00",
    ("after", "tea"): "evening",
    ("after", "bedtime"): "19:00-23:00",
    ("after", "lunch"): "12:00-17:00",
    ("lunch", "hour"): _LUNCH,
    ("dinner", "hour"): _LUNCH,
    ("lunch", "break"): _LUNCH,
    ("dinner", "break"): _LUNCH,
    ("school", "hours"): clock.AT_SCHOOL,
    ("school", "time"): clock.AT_SCHOOL,
    ("in", "the", "day"): "09:00-17:00",
    ("during", "the", "day"): "09:00-17:00",
    ("in", "the", "daytime"): "09:00-17:00",
    ("during", "the", "daytime"): "09:00-17:00",
    ("in", "daylight"): "09:00-17:00",
    ("before", "dark"): "06:00-17:00",
    ("in", "work", "time"): "",
}
# Where somebody will not go out in it, the rest of the day is left.
_DARK = (("after", "dark"), ("in", "the", "dark"), ("at", "night"))
_GOING = frozenset("go goes going out drive drives driving walk walks travel travels leave".split())
NOT_GOING = frozenset("not no cant cannot wont wouldnt doesnt dont never isnt nothing".split())
_ALSO_DAYS = ("weeknight", "weeknights", "wknight", "wknights")
_SKIPPED_BEFORE = frozenset({"good"})


def read(said: Said) -> Iterator[Part]:
    """The times of day that are wanted, or those that are left."""
    wanted: list[str] = []
    left: list[str] = []
    places: list[tuple[int, int]] = []
    for at in range(len(said)):
        found = _band(said, at, places[-1:]) if not places or at >= places[-1][1] else None
        if not found:
            continue
        band, length = found
        spoken = _spoken(said, at, length)
        if spoken == "unclear":
            said.take(at, at + length)
            if said.word(at - 1) not in _SKIPPED_BEFORE:
                yield Part("time", (), at, at + length)
            continue
        if spoken == "wanted" and "-" in band and places and places[-1][1] == at and wanted:
            if tuple(said.words[at : at + length]) in _PHRASES:
                continue  # "evenings after college"
            wanted.pop()  # "evenings from 7"
        if spoken == "wanted":
            wanted.append(band)
        else:
            left += _others(band)
        places.append((at, at + length))
    if values := wanted or left:
        typed = ", ".join(said.typed(*place) for place in places)
        more = tuple(at for place in places[1:] for at in range(*place))
        yield Part("time", tuple(dict.fromkeys(values)), *places[0], typed, more=more)


def _is_more(said: Said, at: int) -> bool:
    """Whether a time says more of days that were told: "any day but after six"."""
    is_but = said.words[max(0, at - 2) : at] in (["day", "but"], ["days", "but"])
    return is_but and said.word(at) in ("after", "before", "from", "past")


def _spoken(said: Said, at: int, length: int) -> str:
    """How a time of day is spoken of."""
    if said.words[at : at + length] in ([*one] for one in _DARK):
        return "unwanted"
    if days.is_left_out(said, at, is_of_days=False) or (
        said.word(at) in ("after", "past") and _stays_in(said, at)
    ):
        return "unwanted"
    is_free = said.is_free(at, at + length) or said.word(at) in _ALSO_DAYS
    spoken = "wanted" if _is_more(said, at) else mood(said, at, at + length)
    is_story = told.is_told(said, at, at + length) and not _is_free_then(said, at + length)
    first = at - 1 if days.is_day(said, at - 1) and not said.starts(at) else at
    is_story = (
        is_story or said.word(at - 1) in _SKIPPED_BEFORE or told.is_past(said, first, at + length)
    )
    is_morning = said.word(at) in ("mornings", "morning")
    is_bad = free.is_good(said, at + length, free.BAD if is_morning else free.TRICKY)
    return "unclear" if is_story or is_bad or not is_free else spoken


def _is_free_then(said: Said, end: int) -> bool:
    """Whether what follows a time of day says that somebody is free then."""
    return free.is_good(said, end) or free.points(said, end, free.THEN) or free.is_then(said, end)


def _others(band: str) -> tuple[str, ...]:
    """The other times of day, from six in the morning to eleven at night."""
    if band in _OPPOSITE:
        return _OPPOSITE[band]
    start, _, end = band.partition("-")
    parts = (("06:00", start), (end, "23:00"))
    return tuple(f"{first}-{last}" for first, last in parts if first < last)


def _band(said: Said, at: int, before: list[tuple[int, int]]) -> tuple[str, int] | None:
    """A time of day that begins at a token, and how many tokens say it; `before` is where one ended last."""
    word = said.word(at)
    if phrase := _phrase(said, at):
        return phrase
    if word == "nos" and (said.word(at - 1) == "gydar" or said.word(at + 1) in welsh.AFTER_BORE):
        return "evening", 1
    if NAMES.get(word) and (
        word != "bore"
        or said.word(at - 1) in welsh.BEFORE_BORE
        or said.word(at + 1) in welsh.AFTER_BORE
    ):
        return NAMES[word], 1
    is_after_a_day = at > 0 and not said.starts(at) and days.is_day(said, at - 1)
    if word in _AFTER_A_DAY and (
        is_after_a_day or (word in _ALONE and said.word(at + 1) == "only")
    ):
        return _AFTER_A_DAY[word], 1
    if word in ("night", "nite") and (
        is_after_a_day or said.word(at - 1) in ("week", "any", "school")
    ):
        return "evening", 1
    is_led = (is_after_a_day or bool(NAMES.get(said.word(at - 1)))) and not said.starts(at)
    is_led = is_led or (said.word(at + 1) in days.TO and days.is_day(said, at + 3))
    is_led = is_led or days.is_day(said, at + 2) or bool(before and before[0][1] == at)
    return clock.stretch(said, at, is_led=is_led)


def _phrase(said: Said, at: int) -> tuple[str, int] | None:
    """A time of day in several words, such as "after work", or in the dark, where nobody goes out."""
    word = said.word(at)
    if length := said.begins(at, _DARK):
        return ("evening", length) if _stays_in(said, at) else None
    for phrase, band in _PHRASES.items():
        if band and word == phrase[0] and tuple(said.words[at : at + len(phrase)]) == phrase:
            return band, len(phrase)
    return None


def _stays_in(said: Said, at: int) -> bool:
    """Whether somebody will not go out in the dark: "cannot drive in the dark"."""
    before = said.words[said.clause(at).start : at][-6:]
    return not (_GOING.isdisjoint(before) or NOT_GOING.isdisjoint(before))
