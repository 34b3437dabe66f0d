"""When a group meets, in words: the next meeting first, and a question where it cannot be told."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from peerfind.language import translated
from peerfind.model import ANY_TIME
from peerfind.named import NamedTuple
from peerfind.schedule.fit import is_over
from peerfind.schedule.recurrence import DAY_NAMES, Pattern, interval, occurrences, tells_a_date
from peerfind.schedule.words import clock, day_words, long_day, short_words, words
from peerfind.wording.say import formats_words, listed, short_date

if TYPE_CHECKING:
    from collections.abc import Sequence

    from peerfind.model import Group, Meets

TIMES_NOT_STATED = "times not stated: ask"
_YEAR = timedelta(days=366)


class When(NamedTuple):
    """When a group meets: `short` for a list, `full` to be read aloud, `start` the next start alone."""

    short: str
    full: str
    start: str = ""


def when(group: Group, next_meeting: datetime | date | None, today: date) -> When:
    """When `group` meets from `today` on; `next_meeting` is its next start where that can be told."""
    if isinstance(group.meets, str):
        return When(group.meets, group.meets)
    if next_meeting is not None:
        return _dated(group, next_meeting)
    if group.meets:
        said = _undated(group.meets, today)
        return When(said, said)
    said = opening(group.hours) or translated(TIMES_NOT_STATED)
    return When(said, said)


def opening(hours: Meets) -> str:
    """When a line, a chat or a forum is open; nothing where that is not stated."""
    if isinstance(hours, str):
        return translated("open any time") if hours == ANY_TIME else hours
    times = listed(_lowered(short_words(one)) for one in hours)
    return translated("open {times}", times=times) if hours else ""


def pattern_words(pattern: Pattern) -> str:
    """A pattern in full, with its note and with the formats that hold at this meeting alone."""
    own = formats_words(pattern.formats)
    only = translated("{formats} only", formats=own) if own else ""
    return ", ".join(filter(None, (words(pattern), only, pattern.note)))


def every_meeting(group: Group) -> list[str]:
    """All that is stated of when a group meets or is open, one entry a pattern."""
    meets = [group.meets] if isinstance(group.meets, str) else map(pattern_words, group.meets)
    return [*meets, *filter(None, [opening(group.hours)])]


def meeting_day(start: datetime | date) -> date:
    """The day of a start, whether or not its time is known."""
    return start.date() if isinstance(start, datetime) else start


def _dated(group: Group, start: datetime | date) -> When:
    day = meeting_day(start)
    chosen = _meeting(group.patterns, start, group.nation)
    rest = _rest(group.patterns, chosen)
    goes_on = _goes_on(chosen, day, group.nation)
    then = _then(short_words(_timeless(chosen))) if goes_on else ""
    full_then = _then(words(_timeless(chosen))) if goes_on else ""
    return When(
        short=f"{day_words(day)}{_times(chosen, ' ', '-')}{then}{rest}",
        full=f"{long_day(day)}{_times(chosen, ', ', translated(' to '))}{full_then}{rest}",
        start=f"{day_words(day)} {_start_words(chosen)}".strip(),
    )


def _then(pattern: str) -> str:
    return translated(", then {pattern}", pattern=_lowered(pattern))


def _meeting(patterns: Sequence[Pattern], start: datetime | date, nation: str | None) -> Pattern:
    """The pattern that the next meeting is of."""
    day = meeting_day(start)
    at = start.time() if isinstance(start, datetime) else None
    that_day = [one for one in patterns if day in occurrences(one, day, day, nation)]
    return min(that_day, key=lambda one: one.start != at, default=Pattern(start=at))


def _goes_on(pattern: Pattern, day: date, nation: str | None) -> bool:
    """Whether there is a meeting after `day`."""
    tomorrow = day + timedelta(days=1)
    return any(occurrences(pattern, tomorrow, day + _YEAR, nation))


def _timeless(pattern: Pattern) -> Pattern:
    """The pattern without its times, and without a first date that no interval is counted from."""
    since = pattern.since if interval(pattern)[0] > 1 else None
    return pattern._replace(start=None, end=None, since=since)


def _start_words(pattern: Pattern) -> str:
    return (
        clock(pattern.start) if isinstance(pattern.start, time) else translated(pattern.start or "")
    )


def _times(pattern: Pattern, before: str, to: str) -> str:
    """Start and end, to follow a day; a start that is not stated is a question."""
    if pattern.start is None:
        return translated(", time not stated: ask")
    said = f"{before}{_start_words(pattern)}"
    return f"{said}{to}{clock(pattern.end)}" if pattern.end else said


def _rest(patterns: Sequence[Pattern], chosen: Pattern) -> str:
    """The other meetings of the group: in words where there is one, else how many."""
    others = [one for one in patterns if one != chosen]
    if len(others) > 1:
        return translated("; {number} other times too", number=len(others))
    if not others:
        return ""
    return translated("; also {pattern}", pattern=_lowered(short_words(others[0])))


def _undated(patterns: Sequence[Pattern], today: date) -> str:
    """Meetings whose dates cannot be told, or that are over."""
    open_ended = [one for one in patterns if not (is_over(one, today) or tells_a_date(one))]
    if open_ended:
        said = "; ".join(short_words(one) for one in open_ended)
        asks = "ask" in said
        return said if asks else translated("{times}, ask for the next date", times=said)
    last = max((one.until for one in patterns if one.until), default=None)
    if last and last < today:
        return translated("last meeting stated was {date}: ask", date=short_date(last))
    return translated("no meeting ahead is stated: ask")


def _lowered(said: str) -> str:
    """`said` to go on a sentence: a small first letter, unless it is the name of a day."""
    first = said.split(maxsplit=1)[0].lower() if said else ""
    is_day = any(first.startswith(name[:3]) for name in DAY_NAMES)
    return said if is_day else said[:1].lower() + said[1:]
