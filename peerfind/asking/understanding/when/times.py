"""When the person can come: "weekday mornings", "after work", "can't do Tuesdays"."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from peerfind.asking.understanding import welsh
from peerfind.asking.understanding.moods import mood_of_time
from peerfind.asking.understanding.negation import corrects, mood
from peerfind.asking.understanding.said import Part, spoken
from peerfind.asking.understanding.when import bands, clock, days, free, pointing, told
from peerfind.schedule.recurrence import DAY_NAMES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from peerfind.asking.understanding.said import Said

# Beside days that somebody is free on: "off Tuesdays".
_BEFORE_OFF = frozenset(
    "is shes hes im am are theyre has gets day days only also a the one and always".split()
)
_REST = spoken(
    """rest of the week, rest of the wk, other days, other nights, any other day, any other night, any
    other time, off the rest, any other weekday, any other weeknight, rest negotiable, rest ok, rest
    okay, rest fine, rest is fine, rest is ok, rest free, rest are fine, rest are ok, otherwise free,
    otherwise ok, otherwise fine, free otherwise, apart from that"""
)
_NEARLY_NOW = {
    "today": "today", "tonight": "today", "tomorrow": "tomorrow", welsh.TODAY: "today",
    welsh.TONIGHT: "today", welsh.TOMORROW: "tomorrow",
}  # fmt: skip
# With "today" these ask for a group that meets then.
_ASKING = frozenset(
    """can could would wd want wants need needs like please pls plz something anything someone somebody anyone
    anybody somewhere anywhere summat owt group groups meeting meetings session on open running meet come go
    attend join talk speak see available free possible poss ideally only or if later even soon
    straight""".split()
)
_WEEK = 7
WORDS = frozenset().union(
    days.WORDS,
    bands.NAMES,
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
    told = pointing.pointed(said)
    for part in bands.read(said, told.band if told else ""):
        is_timed = is_timed or bool(part.values)
        yield part
    if told and not is_timed and not school:
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
        is_age = said.word(at - 1).isdecimal()
        is_now = (
            word in _NEARLY_NOW and not is_age and not said.taken[at] and mood(said, at) == "wanted"
        )
        if is_now and (told.is_told(said, at) or _is_date(said, at)):
            said.tell(at, at + 1)
        elif is_now:
            end = at + (word not in ("tonight", welsh.TONIGHT))
            yield Part("day", (_NEARLY_NOW[word],), at, end, said.typed(at, at + 1))


def _is_date(said: Said, at: int) -> bool:
    """Whether "today" tells of when somebody is so, or says it, and asks for nothing: "lonely today"."""
    clause = said.clause(at)
    around = {*said.words[clause.start : at], *said.words[at + 1 : clause.stop]}
    return said.words[at] == "today" and bool(around) and around.isdisjoint(_ASKING)


def _days(said: Said) -> Iterator[Part]:
    """The days that are wanted, or those that are left by what was said against some."""
    kinds = defaultdict[str, set[int]](set)
    places: list[int] = []
    for run, kind in _judged(said):
        is_named = len(run.days) == len(run.places)  # and no set of days
        kinds[f"{kind}, named" if is_named else kind].update(run.days)
        if kind == "wanted" and free.is_good(
            said, run.end, free.FINE
        ):  # "no weekends, no, they are fine"
            kinds["unwanted, named" if is_named else "unwanted"] -= run.days
        if kind == "wanted":
            _tell_free(said, run.end)
        if kind in ("wanted", "unwanted"):
            places += run.places
        else:
            said.take(run.start, run.end)
            yield Part("day", (), run.start, run.start, more=run.places)
    named, unnamed = kinds["wanted, named"], kinds["wanted"]
    unwanted = kinds["unwanted"] | kinds["unwanted, named"]
    is_busy = bool(kinds["busy"] or kinds["busy, named"]) and not named
    if is_busy and _tell_rest(said):
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


def _tell_free(said: Said, end: int) -> None:
    """Keep "free" after days that end before a token from being read as free of charge."""
    at = end
    while at < len(said) and said.is_one_clause(end - 1, at + 1):
        if said.words[at] == "free":
            said.tell(at, at + 1)
        if said.words[at] not in free.LINKING and said.words[at] != "free":
            return
        at += 1


def _tell_rest(said: Said) -> bool:
    """Whether the other days would do; the words that say so are told: "otherwise free"."""
    found = [(at, said.begins(at, _REST)) for at in range(len(said))]
    for at, length in found:
        said.tell(at, at + length)
    return any(length for _, length in found)


def _judged(said: Said) -> list[tuple[days.Run, str]]:
    """The lists of days, with how each is spoken of; one that gives way to another is told."""
    found = [(run, _kind(said, run)) for run in days.runs(said)]
    wanted = [run for run, kind in found if kind == "wanted"]
    only = [run for run in wanted if _is_only(said, run)]
    for at, (run, kind) in enumerate(found):
        later = (one.start for one in wanted if one.start > run.start)
        is_other = only and run not in only and not said.is_one_clause(run.start, only[0].end)
        if any(free.is_corrected(said, run.end, one) for one in later) or (
            kind == "wanted" and is_other
        ):
            found[at] = run, "told"
    return found


def _is_only(said: Said, run: days.Run) -> bool:
    """Whether some days are the only ones: "sat only"."""
    return said.word(run.end) == "only" or (
        said.word(run.start - 1) == "only" and not said.starts(run.start)
    )


def _kind(said: Said, run: days.Run) -> str:
    """How a list of days is spoken of: wanted, unwanted, told as those of other things, or only told."""
    if free.is_empty_then(said, run.start):
        return "told"
    if (
        free.is_after_all(said, run.start, run.end)
        or corrects(said, run.start)
        or days.is_not_but(said, run.start)
    ):
        return "wanted"
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
    is_refused = free.is_refused(said, run.end) or free.is_refused_too(said, run.start)
    is_refused = (
        is_refused
        or free.is_refused_before(said, run.start)
        or free.points(said, run.end, free.NOT_THEN)
    )
    if free.is_needed(said, run.start):
        return "wanted"
    if spoken == "unwanted" or is_free is False or is_refused:
        return "unwanted"
    if (
        is_free
        or free.is_good(said, run.end)
        or free.points(said, run.end, free.THEN)
        or free.is_then(said, run.end)
    ):
        return "wanted"
    if free.is_good(said, run.end, free.TRICKY):
        return "told"
    if spoken == "unclear" or told.is_told(said, run.start):
        return "busy" if told.is_busy(said, run.start) else "told"
    is_story = free.is_story(said, run.start, run.end)
    return "busy" if is_story else mood_of_time(said, run.start, run.end)


def _is_refused(said: Said, run: days.Run) -> bool:
    """Whether a list of days is refused by what follows it."""
    return mood(said, run.start, run.end) == "unwanted" and mood(said, run.start) == "wanted"


def _is_free_before(said: Said, run: days.Run) -> bool | None:
    """Whether somebody is free on some days or not: "off Tuesdays", "not free Mondays"; None for unsaid."""
    back = said.back(run.start, ("on", "at", "the", "is", "are", "a", "for", "every", "work"))
    if back < 0 or said.words[back] not in ("off", "free"):
        return None
    if said.word(back - 1) in bands.NOT_GOING:
        return False
    return said.starts(back) or said.word(back - 1) in _BEFORE_OFF or None
