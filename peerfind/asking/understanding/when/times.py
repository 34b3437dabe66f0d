"""When the person can come: "weekday mornings", "after work", "can't do Tuesdays"."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from peerfind.asking.understanding import welsh
from peerfind.asking.understanding.negation import mood
from peerfind.asking.understanding.said import Part
from peerfind.asking.understanding.when import clock, days, pointing, told
from peerfind.schedule.recurrence import DAY_NAMES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from peerfind.asking.understanding.said import Said

_BANDS = {
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
_NOT_GOING = frozenset("not no cant cannot wont wouldnt doesnt dont never isnt nothing".split())
# Beside days that somebody is free on: "off Tuesdays".
_BEFORE_OFF = frozenset(
    "is shes hes im am are theyre has gets day days only also a the one and always".split()
)
_LINKING = frozenset(
    """is are s be would left the a an her his my their one only usually mostly just always pretty when
    day days time which was it good all""".split()
)
_GOOD = frozenset("off free empty open clear spare best ideal suits suit better perfect".split())
_BAD = frozenset(
    "worst worse hardest hard bad awful hell horrible horrendous difficult tough".split()
)
_TRICKY = frozenset("tricky awkward difficult".split())
_REST = (
    ("rest", "of", "the", "week"), ("rest", "of", "the", "wk"), ("other", "days"), ("other", "nights"),
    ("any", "other", "day"), ("any", "other", "night"), ("any", "other", "time"),
)  # fmt: skip
# What points back to a day that was told, and asks for it or refuses it.
_THEN = (
    ("thats", "when"), ("its", "when"), ("that", "is", "when"), ("fill", "that"), ("on", "that", "day"),
    ("those", "days"), ("thats", "her", "hour"), ("thats", "his", "hour"), ("it", "is"),
    ("in", "that", "window"), ("in", "that", "slot"), ("in", "that", "gap"),
)  # fmt: skip
_NOT_THEN = (
    ("not", "then"), ("not", "those"), ("cant", "then"), ("cant", "do", "then"), ("not", "that", "day"),
    ("cant", "do", "those"), ("cant", "do", "that"), ("those", "are", "out"), ("avoid", "those"),
)  # fmt: skip
_ASKING = frozenset(
    "can could something anything somewhere slip come free would get go do meet want wants".split()
)
_CLAUSES = 2  # between a day and what points back to it
_NEARLY_NOW = {
    "today": "today", "tonight": "today", "tomorrow": "tomorrow", welsh.TODAY: "today",
    welsh.TONIGHT: "today", welsh.TOMORROW: "tomorrow",
}  # fmt: skip
_ALSO_DAYS = ("weeknight", "weeknights", "wknight", "wknights")
_SKIPPED_BEFORE = frozenset({"good"})
_WEEK = 7
WORDS = frozenset().union(
    days.WORDS,
    _BANDS,
    _NEARLY_NOW,
    ("after", "before", "between", "until", "during"),
)


def read(said: Said) -> Iterator[Part]:
    """The days and the times of day, each once, and what was said against some."""
    school = [*_school(said)] or [*_in_bed(said)]
    found = [*_now(said)]
    for part in (*found, *_days(said)):
        found.append(part)
        yield part
    is_timed = False
    for part in _bands(said):
        is_timed = is_timed or bool(part.values)
        yield part
    if not is_timed and not school and (told := pointing.pointed(said)):
        first, *more = told.places
        typed = " ".join(said.typed(at, at + 1) for at in told.places)
        yield Part("time", (told.band,), first, first + 1, typed, more=(*more,))
    names = {part.name for part in found if part.values} | ({"time"} if is_timed else set())
    yield from (part for part in school if part.name not in names)


def _school(said: Said) -> list[Part]:
    """School hours, of which the days are said as well: "between drop-off at 9 and pick-up at 3"."""
    start, end = clock.at_school(said)
    if not end or mood(said, start) != "wanted" or not said.is_free(start, end):
        return []
    typed = said.typed(start, end)
    said.take(start, end)
    return [
        Part("day", ("weekdays",), start, end, typed),
        Part("time", (clock.AT_SCHOOL,), start, end, typed),
    ]


def _in_bed(said: Said) -> Iterator[Part]:
    """The evenings of those who look after somebody: "once the kids are in bed"."""
    start, end = clock.in_bed(said)
    if end and mood(said, start) == "wanted" and said.is_free(start, end):
        yield Part("time", ("19:00-23:00",), start, end, said.typed(start, end))


def _now(said: Said) -> Iterator[Part]:
    """Today and tomorrow, where somebody would come then."""
    for at, word in enumerate(said.words):
        is_now = word in _NEARLY_NOW and not said.taken[at] and mood(said, at) == "wanted"
        if is_now and not told.is_told(said, at):
            end = at + (word not in ("tonight", welsh.TONIGHT))
            yield Part("day", (_NEARLY_NOW[word],), at, end, said.typed(at, at + 1))


def _days(said: Said) -> Iterator[Part]:
    """The days that are wanted, or those that are left by what was said against some."""
    kinds = defaultdict[str, set[int]](set)
    places: list[int] = []
    for run in days.runs(said):
        kind = _kind(said, run)
        is_named = len(run.days) == len(run.places)  # and no set of days
        kinds[f"{kind}, named" if is_named else kind].update(run.days)
        if kind in ("wanted", "unwanted"):
            places += run.places
        else:
            said.take(run.start, run.end)
            yield Part("day", (), run.start, run.start, more=run.places)
    named, unnamed = kinds["wanted, named"], kinds["wanted"]
    unwanted = kinds["unwanted"] | kinds["unwanted, named"]
    is_busy = bool(kinds["busy"] or kinds["busy, named"]) and not (named or unnamed)
    if is_busy and any(said.begins(at, _REST) for at in range(len(said))):
        unwanted |= kinds["busy"] | kinds["busy, named"]
    left = set(range(_WEEK)) - unwanted if unwanted else set[int]()
    asked = (named - kinds["unwanted, named"]) | (unnamed - unwanted) or left
    if asked and len(asked) < _WEEK:
        names = (
            ("weekdays",)
            if asked == set(range(5))
            else ("weekend",)
            if asked == {5, 6}
            else tuple(DAY_NAMES[day] for day in sorted(asked))
        )
        first, *more = places or [0]
        typed = ", ".join(said.typed(at, at + 1) for at in places)
        yield Part("day", names, first, first + bool(places), typed, more=(*more,))


def _kind(said: Said, run: days.Run) -> str:
    """How a list of days is spoken of: wanted, unwanted, told as those of other things, or only told."""
    if days.is_left_out(said, run.start):  # "lectures every day but Wednesday"
        before = run.start - said.follows(run.start, days.EXCEPT) - 1
        return "wanted" if told.is_busy(said, before) else "unwanted"
    if told.is_past(said, run.start, run.end):
        return "busy" if told.is_busy(said, run.start) else "told"
    spoken = mood(said, run.start, run.end)
    if told.is_negated(said, run.start):  # "doesn't work Mondays"
        return "told" if _is_refused(said, run) else "wanted"
    return _kind_said(said, run, spoken)


def _kind_said(said: Said, run: days.Run, spoken: str) -> str:
    """How a list of days is spoken of, by what says that somebody is free then, and by the story around."""
    is_free = _is_free_before(said, run)
    if spoken == "unwanted" or is_free is False or _points(said, run.end, _NOT_THEN):
        return "unwanted"
    if (
        is_free
        or _is_good(said, run.end)
        or _points(said, run.end, _THEN)
        or _is_then(said, run.end)
    ):
        return "wanted"
    if spoken == "unclear" or told.is_told(said, run.start):
        return "busy" if told.is_busy(said, run.start) else "told"
    return spoken


def _is_refused(said: Said, run: days.Run) -> bool:
    """Whether a list of days is refused by what follows it."""
    return mood(said, run.start, run.end) == "unwanted" and mood(said, run.start) == "wanted"


def _is_free_before(said: Said, run: days.Run) -> bool | None:
    """Whether somebody is free on some days or not: "off Tuesdays", "not free Mondays"; None for unsaid."""
    back = said.back(run.start, ("on", "at", "the", "is", "are", "a", "for", "every", "work"))
    if back < 0 or said.words[back] not in ("off", "free"):
        return None
    if said.word(back - 1) in _NOT_GOING:
        return False
    return said.starts(back) or said.word(back - 1) in _BEFORE_OFF or None


def _is_good(said: Said, end: int, words: frozenset[str] = _GOOD) -> bool:
    """Whether a time that ends before the token `end` is said to be good, or to be as one of other words."""
    at = end
    while at < len(said) and said.is_one_clause(end - 1, at + 1):
        if said.words[at] in words:
            return True
        if said.words[at] not in _LINKING and said.words[at] not in days.PARTS:
            return False
        at += 1
    return False


def _points(said: Said, end: int, phrases: tuple[tuple[str, ...], ...]) -> bool:
    """Whether one of some phrases, before the next day, points back to a time that ends at `end`."""
    return any(said.begins(at, phrases) and said.word(at - 1) != "if" for at in _reach(said, end))


def _is_then(said: Said, end: int) -> bool:
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


def _bands(said: Said) -> Iterator[Part]:
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
    is_bad = _is_good(said, at + length, _BAD if is_morning else _TRICKY)
    return "unclear" if is_story or is_bad or not is_free else spoken


def _is_free_then(said: Said, end: int) -> bool:
    """Whether what follows a time of day says that somebody is free then."""
    return _is_good(said, end) or _points(said, end, _THEN) or _is_then(said, end)


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
    if _BANDS.get(word) and (
        word != "bore"
        or said.word(at - 1) in welsh.BEFORE_BORE
        or said.word(at + 1) in welsh.AFTER_BORE
    ):
        return _BANDS[word], 1
    is_after_a_day = at > 0 and not said.starts(at) and days.is_day(said, at - 1)
    if word in _AFTER_A_DAY and (
        is_after_a_day or (word in _ALONE and said.word(at + 1) == "only")
    ):
        return _AFTER_A_DAY[word], 1
    if word in ("night", "nite") and (
        is_after_a_day or said.word(at - 1) in ("week", "any", "school")
    ):
        return "evening", 1
    is_led = (is_after_a_day or bool(_BANDS.get(said.word(at - 1)))) and not said.starts(at)
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
    return not (_GOING.isdisjoint(before) or _NOT_GOING.isdisjoint(before))
