"""The times of day that somebody can come: "mornings", "after work", "not after dark"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from peerfind.asking.understanding import welsh
from peerfind.asking.understanding.moods import mood_of_time
from peerfind.asking.understanding.negation import mood
from peerfind.asking.understanding.said import Part, spoken
from peerfind.asking.understanding.when import clock, days, free, told
from peerfind.named import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from peerfind.asking.understanding.said import Said

NAMES = {
    "morning": "morning", "mornings": "morning", "afternoon": "afternoon", "afternoons": "afternoon",
    "evening": "evening", "evenings": "evening", "eve": "evening", "eves": "evening", "nights": "evening",
    "daytime": "09:00-17:00", "daytimes": "09:00-17:00", "lunchtime": "11:30-14:00",
    "lunchtimes": "11:30-14:00", "dinnertime": "11:30-14:00", "dinnertimes": "11:30-14:00",
    "evs": "evening", "bore": "morning", "am": "",
    "tonight": "evening", "weeknight": "evening", "weeknights": "evening", "teatime": "16:00-19:00",
    "teatimes": "16:00-19:00", "morn": "morning", "morns": "morning", "afts": "afternoon",
    "mornin": "morning", "mornins": "morning", "evenin": "evening", "evenins": "evening",
    "evng": "evening", "evngs": "evening", "aftn": "afternoon", "aftns": "afternoon",
    "arvo": "afternoon", "arvos": "afternoon", "forenoon": "morning", "forenoons": "morning",
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
    ("over", "lunch"): _LUNCH,
    ("lunch", "time"): _LUNCH,
    ("around", "midday"): _LUNCH,
    ("at", "midday"): _LUNCH,
    ("tea", "time"): "16:00-19:00",
    ("early", "evening"): "17:00-20:00",
    ("early", "evenings"): "17:00-20:00",
    ("late", "afternoon"): "15:00-18:00",
    ("late", "afternoons"): "15:00-18:00",
    ("late", "morning"): "10:00-13:00",
    ("late", "mornings"): "10:00-13:00",
    ("school", "hrs"): clock.AT_SCHOOL,
    ("nursery", "hours"): clock.AT_SCHOOL,
    ("day", "time"): "09:00-17:00",
    ("late", "at", "night"): "21:00-23:59",
    ("late", "in", "the", "evening"): "20:00-23:00",
    ("last", "thing", "at", "night"): "21:00-23:59",
    ("after", "the", "school", "run", "in", "the", "morning"): "morning",
    ("after", "the", "school", "run"): clock.AT_SCHOOL,
    ("after", "school", "run"): clock.AT_SCHOOL,
    ("after", "drop", "off"): clock.AT_SCHOOL,
    ("after", "dropoff"): clock.AT_SCHOOL,
    ("after", "school", "drop", "off"): clock.AT_SCHOOL,
    ("before", "pick", "up"): clock.AT_SCHOOL,
    ("before", "pickup"): clock.AT_SCHOOL,
    ("in", "work", "time"): "",
}
_PHRASES_OF = {one[0]: [other for other in _PHRASES if other[0] == one[0]] for one in _PHRASES}
_PREFERRED = frozenset("prefer prefers preferred".split())  # "mornings to evenings"
# Where somebody will not go out in it, the rest of the day is left.
_DARK = (("after", "dark"), ("in", "the", "dark"), ("at", "night"))
_GOING = frozenset("go goes going out drive drives driving walk walks travel travels leave".split())
NOT_GOING = frozenset("not no cant cannot wont wouldnt doesnt dont never isnt nothing".split())
_ALSO_DAYS = ("weeknight", "weeknights", "wknight", "wknights")
_SKIPPED_BEFORE = frozenset({"good"})
# In the names of things, and before what somebody writes after a greeting.
_THINGS_BEFORE = frozenset("coffee parents quiz bingo that".split())
_THINGS = spoken(
    "morning after pill, morning sickness, evening primrose, afternoon tea, evening standard"
)
_AFTER_A_GREETING = spoken(
    """can you, could you, can i, could i, i, im, ive, id, just, hope, hi, hello, is there, are there, got a,
    have you, please can, any chance, do you"""
)


class Found(NamedTuple):
    """A time of day, where it stands and how it is spoken of."""

    band: str
    start: int
    end: int
    spoken: str


def read(said: Said, until: str = "") -> Iterator[Part]:
    """The times of day that are wanted, or those that are left; `until` is a stretch that ends them."""
    found = _judged(said)
    for one in found:
        if one.spoken in ("unclear", "told"):
            said.take(one.start, one.end)
            if said.word(one.start - 1) not in _SKIPPED_BEFORE:
                yield Part("time", (), one.start, one.end)
    asked = [one for one in found if one.spoken in ("wanted", "unwanted")]
    wanted = [one.band for one in asked if one.spoken == "wanted"]
    first = min((one.start for one in asked if one.spoken == "wanted"), default=0)
    refused = [one.band for one in asked if one.spoken == "unwanted" and one.start >= first]
    if until.startswith(clock.EARLIEST) and wanted:  # "evenings, done by nine"
        refused.append(clock.after(until, wanted[0]))
    wanted = clock.narrowest(wanted)
    values = clock.without(wanted, refused) if wanted else _others(refused)
    if values:
        places = [(one.start, one.end) for one in asked]
        typed = ", ".join(said.typed(*place) for place in places)
        more = tuple(at for place in places[1:] for at in range(*place))
        yield Part("time", values, *places[0], typed, more=more)


def _judged(said: Said) -> list[Found]:
    """The times of day with how each is spoken of; one that gives way to another is told."""
    found = _found(said)
    wanted = [one.start for one in found if one.spoken == "wanted"]
    return [
        one._replace(spoken="told")
        if any(free.is_corrected(said, one.end, at) for at in wanted if at > one.start)
        else one
        for one in found
    ]


def _found(said: Said) -> list[Found]:
    """The times of day in what was said, one after the other."""
    found: list[Found] = []
    last: Found | None = None  # that is wanted, or not
    for at in range(len(said)):
        if found and at < found[-1].end:
            continue
        named = _band(said, at, [(last.start, last.end)] if last else [])
        if not named or _is_no_time(said, at):
            continue
        band, length = named
        one = Found(band, at, at + length, _spoken(said, at, length))
        if last and _is_of_it(last, one):
            if tuple(said.words[at : one.end]) in _PHRASES:
                continue  # "evenings after college"
            one = one._replace(start=found.pop().start)  # "evenings from 7"
        found.append(one)
        last = one if one.spoken in ("wanted", "unwanted") else last
    return found


def _is_of_it(last: Found, one: Found) -> bool:
    """Whether a stretch says more of the time of day right before it."""
    is_wanted = last.spoken == one.spoken == "wanted"
    return is_wanted and "-" in one.band and last.end == one.start


def _is_no_time(said: Said, at: int) -> bool:
    """Whether a time of day is in the name of a thing, or a greeting: "coffee mornings", "morning all"."""
    is_of_thing = said.word(at - 1) in _THINGS_BEFORE and not said.starts(at)
    if is_of_thing or said.begins(at, _THINGS):
        return True
    is_greeting = at == 0 and said.words[0] in ("morning", "evening", "afternoon")
    return is_greeting and (
        said.word(1) in ("all", "team", "mate")
        or (said.ends(1) and said.begins(1, _AFTER_A_GREETING) > 0)
    )


def _is_more(said: Said, at: int) -> bool:
    """Whether a time says more of days that were told: "any day but after six"."""
    is_but = said.words[max(0, at - 2) : at] in (["day", "but"], ["days", "but"])
    return is_but and said.word(at) in ("after", "before", "from", "past")


def _spoken(said: Said, at: int, length: int) -> str:
    """How a time of day is spoken of."""
    if said.words[at : at + length] in ([*one] for one in _DARK):
        return "unwanted"
    clause = said.words[said.clause(at).start : at]
    is_preferred_to = clause[-1:] == ["to"] and not _PREFERRED.isdisjoint(clause)
    if free.is_empty_then(said, at) or is_preferred_to:
        return "unclear"
    if days.is_left_out(said, at, is_of_days=False) or (
        said.word(at) in ("after", "past") and _stays_in(said, at)
    ):
        return "unwanted"
    is_free = said.is_free(at, at + length) or said.word(at) in _ALSO_DAYS
    is_more = _is_more(said, at)
    spoken = "wanted" if is_more else mood(said, at, at + length)
    is_story = told.is_told(said, at, at + length) and not _is_free_then(said, at + length)
    first = at - 1 if days.is_day(said, at - 1) and not said.starts(at) else at
    is_story = (
        is_story or said.word(at - 1) in _SKIPPED_BEFORE or told.is_past(said, first, at + length)
    )
    end = at + length
    is_felt = free.is_story(said, at, end) or said.word(at - 1) in free.MOODY
    is_story = is_story or (is_felt and spoken == "wanted" and not _is_free_then(said, end))
    is_refused = free.is_refused(said, end) or free.is_refused_too(said, at)
    if (is_refused or free.is_refused_before(said, at)) and spoken != "unclear":
        return "wanted" if free.is_needed(said, at) else "unwanted"
    is_morning = said.word(at) in ("mornings", "morning")
    is_bad = free.is_good(said, at + length, free.BAD if is_morning else free.TRICKY)
    if is_story or is_bad or not is_free:
        return "unclear"
    return mood_of_time(said, at, end) if spoken == "wanted" and not is_more else spoken


def _is_free_then(said: Said, end: int) -> bool:
    """Whether what follows a time of day says that somebody is free then."""
    return free.is_good(said, end) or free.points(said, end, free.THEN) or free.is_then(said, end)


def _others(refused: Sequence[str]) -> tuple[str, ...]:
    """The other times of day, from six in the morning to eleven at night."""
    if len(set(refused)) == 1 and refused[0] in _OPPOSITE:
        return _OPPOSITE[refused[0]]
    return clock.without([f"{clock.EARLIEST}-{clock.LATEST}"], refused) if refused else ()


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
    length = said.begins(at, _PHRASES_OF.get(word, ()))
    band = _PHRASES[tuple(said.words[at : at + length])] if length else ""
    return (band, length) if band else None


def _stays_in(said: Said, at: int) -> bool:
    """Whether somebody will not go out in the dark: "cannot drive in the dark"."""
    before = said.words[said.clause(at).start : at][-6:]
    return not (_GOING.isdisjoint(before) or NOT_GOING.isdisjoint(before))
