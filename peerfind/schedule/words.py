"""Meeting patterns in words that can be read aloud, and back from those words.

`pattern_of(words(pattern))` is the pattern again, without the formats and the note of a meeting
and without a doubt about its dates: those are not part of the words.
"""

from __future__ import annotations

import re
from datetime import time
from itertools import groupby
from typing import TYPE_CHECKING

from peerfind.language import ENGLISH, is_english, spoken, translated
from peerfind.schedule.recurrence import (
    BANDS,
    BANK_HOLIDAYS,
    DAY_NAMES,
    LAST,
    MONTH_NAMES,
    VARIES,
    Pattern,
    interval,
    stated_clock,
    stated_date,
    stated_days,
    stated_every,
    stated_exception,
    stated_time,
    stated_which,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from peerfind.schedule.recurrence import Exclusion

_NO_DAY = "day not stated"
_NO_WHICH = "which one is not stated"
_NO_WEEKS = "which weeks is not stated"
_NO_MONTHS = "which months is not stated"
_NO_INTERVAL = "how often is not stated"
_ASKS = {
    _NO_DAY: "ask which day",
    _NO_WHICH: "ask which one",
    _NO_WEEKS: "ask which weeks",
    _NO_MONTHS: "ask which months",
    _NO_INTERVAL: "ask how often",
}
_WHOLE_DAY = "24 hours"
_MIDNIGHT = time(0)
_SHORTEST_RUN = 3
_ENDINGS = {1: "st", 2: "nd", 3: "rd"}
_WEEK = tuple(range(len(DAY_NAMES)))

# What `words` writes, and a little more: day names cut short, `7pm-9pm`, dates as 2026-12-01.
_DATE = r"(?:\d{1,2} [a-z]{3,9} \d{1,4}|\d{4}-\d\d-\d\d)"
_CLOCK = r"(?:\d{1,2}(?:[:.]\d\d)?(?: ?[ap]m)?|noon|midday|midnight)"
_BAND = rf"(?:in the )?(?P<band>{'|'.join(BANDS)})s?"
_TIMES = (
    rf"(?P<whole>{_WHOLE_DAY})|ends (?P<only_end>{_CLOCK})"
    rf"|(?:{_BAND}|(?P<start>{_CLOCK}))(?: ?(?:to|until|-|\u2013) ?(?P<end>{_CLOCK}))?"
)
_GAP = f"{_NO_DAY}|{_NO_WHICH}|{_NO_WEEKS}|{_NO_MONTHS}|{_NO_INTERVAL}"
_SENTENCE = (
    rf"(?P<head>.*?)(?:(?:^| )from (?P<since>{_DATE}))?(?:(?:^| )until (?P<until>{_DATE}))?"
    rf"(?P<gaps>(?:(?:^|, )(?:{_GAP}))*)(?:(?:^|,? )(?:{_TIMES}))?(?:(?:^|, )not (?P<except>.+))?"
)
_NTH = r"(?:[1-5](?:st|nd|rd|th)|first|second|third|fourth|fifth|last)"
_DAY = r"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*|daily|weekdays?|weekends?|day)"
_HEAD = (
    r"(?:every (?P<interval>(?:\d{1,3} )?(?:week|month)s?)(?: on(?: the)?)?|(?P<every>every))?"
    rf" ?(?P<which>{_NTH}(?:(?:, | and ){_NTH})*)?"
    rf" ?(?P<days>{_DAY}(?:(?:, | and | to ){_DAY})*)?"
    r"(?P<monthly> of (?:the|every (?P<months>\d{1,3})(?:st|nd|rd|th)) month)?"
)


def clock(at: time) -> str:
    """Return a time of day as it is said: `7.30pm`, `7pm`, `noon`, `midnight`."""
    if at.minute == 0 and at.hour in {0, 12}:
        return translated("noon" if at.hour else "midnight")
    minutes = f".{at.minute:02}" if at.minute else ""
    return f"{(at.hour - 1) % 12 + 1}{minutes}{'pm' if at.hour // 12 else 'am'}"


def day_words(day: date) -> str:
    """Return a date in short, without its year: `Tue 1 Dec`."""
    weekday, month = _day_name(day.weekday())[:3], _month_name(day)[:3]
    return f"{translated(weekday)} {day.day} {translated(month)}"


def long_day(day: date) -> str:
    """Return a date in full: `Tuesday 1 December 2026`."""
    return f"{translated(_day_name(day.weekday()))} {date_words(day)}"


def words(pattern: Pattern) -> str:
    """Return a pattern in words, such as `1st and 3rd Tuesday of the month, 10.30am to noon`.

    What it takes to tell the dates is said to be missing where it is not stated. Nothing is said of
    how often where that may be what could not be read: `Tuesday, 7pm`.
    """
    return _in_welsh(pattern) or _words(pattern)


@spoken(ENGLISH)
def _words(pattern: Pattern) -> str:
    head = " ".join(filter(None, (_head(pattern), *_span(pattern))))
    parts = (head, *_gaps(pattern), _times(pattern), _exceptions(pattern.exceptions))
    return _sentence(parts)


def short_words(pattern: Pattern) -> str:
    """Return a pattern for a narrow place, such as `1st and 3rd Tue 7pm-8.30pm`.

    First and last dates and exceptions are left out.
    """
    return _in_welsh(pattern, short=True) or _short_words(pattern)


@spoken(ENGLISH)
def _short_words(pattern: Pattern) -> str:
    head = " ".join(filter(None, (_short_head(pattern), _short_times(pattern))))
    return _sentence((head, *(_ASKS[gap] for gap in _gaps(pattern))))


def _in_welsh(pattern: Pattern, *, short: bool = False) -> str:
    """A pattern in Welsh; nothing where English is spoken, or where Welsh is not sure of it."""
    if is_english():
        return ""
    from peerfind.schedule import welsh

    said = welsh.short_words(pattern) if short else welsh.words(pattern)
    return _sentence([said]) if said else ""


def pattern_of(text: str) -> Pattern:
    """Return the pattern that words describe, as `words` writes them.

    Raises `ValueError` with an example when they cannot be read.
    """
    found = re.fullmatch(_SENTENCE, " ".join(text.lower().split()))
    head = re.fullmatch(_HEAD, found["head"]) if found else None
    if not text.strip() or found is None or head is None:
        told = 'Write it like "Every Tuesday, 7pm to 9pm" or "1st and 3rd Tuesday of the month".'
        raise ValueError(f'"{text}" cannot be read as when it meets. {told}')
    stated = {
        "days": _read_days(head["days"] or ""),
        "every": VARIES if _NO_INTERVAL in found["gaps"] else _read_every(head),
        "which": [stated_which(nth) for nth in _listed(head["which"] or "")],
        "from": found["since"] and _read_date(found["since"]),
        "until": found["until"] and _read_date(found["until"]),
        "except": [
            _read_exception(one) for one in re.split(", | or ", found["except"] or "") if one
        ],
        **_read_times(found),
    }
    return Pattern.from_stated(stated)


def _sentence(parts: Iterable[str]) -> str:
    text = ", ".join(filter(None, parts))
    return text[:1].upper() + text[1:]


def _head(pattern: Pattern) -> str:
    """Return the days and how often they are, without dates."""
    number, unit = interval(pattern)
    named = _named(pattern)
    if pattern.every is None or unit == VARIES:
        return named if pattern.which or pattern.is_unsure else _plural_days(pattern)
    if unit == "month" and pattern.which:
        return f"{named} of {'the' if number == 1 else f'every {ordinal(number)}'} month"
    if unit == "week" and number == 1 and pattern.days and not pattern.which:
        return "every day" if pattern.days == _WEEK else f"every {named}"
    often = f"every {_counted(number, unit)}"
    return f"{often} on {'the ' if pattern.which else ''}{named}" if named else often


def _short_head(pattern: Pattern) -> str:
    number, unit = interval(pattern)
    named = _named(pattern, short=True)
    is_told_by_name = unit == VARIES or (number == 1 and unit == "month" and pattern.which)
    is_unsaid = pattern.is_unsure and pattern.every is None
    if is_unsaid or is_told_by_name or not (named or pattern.every):
        return named
    often = f"every {_counted(number, unit)}"
    if pattern.which:
        return f"{named} {often}"
    if often == "every week" and named:
        return "every day" if pattern.days == _WEEK else f"every {named}"
    return f"{often} {named}".strip()


def _named(pattern: Pattern, *, short: bool = False) -> str:
    """Return which ones and the days, such as `1st and 3rd Tuesday`."""
    names = [_day_name(day)[: 3 if short else None] for day in _WEEK]
    days = _runs(pattern.days, names, "-" if short else " to ")
    which = [ordinal(nth) for nth in pattern.which]
    return " ".join(filter(None, (_listing(which), _listing(days))))


def _plural_days(pattern: Pattern) -> str:
    if pattern.every is None and pattern.days == _WEEK:
        return "daily"
    return _listing(_runs(pattern.days, [f"{_day_name(day)}s" for day in _WEEK], " to "))


def _runs(days: Iterable[int], names: Sequence[str], to: str) -> list[str]:
    """Return the names of days, with three or more in a row as `Monday to Friday`."""
    named: list[str] = []
    for _, numbered in groupby(enumerate(days), key=lambda pair: pair[1] - pair[0]):
        run = [names[day] for _, day in numbered]
        named += [f"{run[0]}{to}{run[-1]}"] if len(run) >= _SHORTEST_RUN else run
    return named


def _listing(items: Sequence[str], last: str = "and") -> str:
    return f" {last} ".join(filter(None, (", ".join(items[:-1]), *items[-1:])))


def _counted(number: int, unit: str) -> str:
    return unit if number == 1 else f"{number} {unit}s"


def ordinal(number: int) -> str:
    """Return which one of a month: `1st`, `last`."""
    if number == LAST:
        return "last"
    is_teen = number // 10 % 10 == 1
    return f"{number}{'th' if is_teen else _ENDINGS.get(number % 10, 'th')}"


def _span(pattern: Pattern) -> Iterator[str]:
    if pattern.since:
        yield f"from {date_words(pattern.since)}"
    if pattern.until:
        yield f"until {date_words(pattern.until)}"


def _gaps(pattern: Pattern) -> Iterator[str]:
    """Yield what is missing to tell the dates."""
    number, unit = interval(pattern)
    if not pattern.days:
        yield _NO_DAY
    elif unit == "month" and not pattern.which:
        yield _NO_WHICH
    if unit == VARIES:
        yield _NO_INTERVAL
    elif number > 1 and pattern.since is None:
        yield _NO_WEEKS if unit == "week" else _NO_MONTHS


def _times(pattern: Pattern) -> str:
    start, end = pattern.start, pattern.end
    if start is None:
        return f"ends {clock(end)}" if end else ""
    if start == end == _MIDNIGHT:
        return _WHOLE_DAY
    said, to = (f"in the {start}", "until") if isinstance(start, str) else (clock(start), "to")
    return f"{said} {to} {clock(end)}" if end else said


def _short_times(pattern: Pattern) -> str:
    return re.sub(" (?:to|until) ", "-", _times(pattern).removeprefix("in the "))


def _exceptions(exceptions: Sequence[Exclusion]) -> str:
    said = [_exception_words(one) for one in exceptions]
    return f"not {_listing(said, 'or')}" if said else ""


def _exception_words(one: Exclusion) -> str:
    if isinstance(one, str):
        return f"on {one}" if one == BANK_HOLIDAYS else f"in {one.capitalize()}"
    first, last = map(date_words, one)
    return f"on {first}" if first == last else f"from {first} to {last}"


def date_words(day: date) -> str:
    """Return a date without its weekday: `1 December 2026`."""
    return f"{day.day} {translated(_month_name(day))} {day.year}"


def _day_name(weekday: int) -> str:
    return DAY_NAMES[weekday].capitalize()


def _month_name(day: date) -> str:
    return MONTH_NAMES[day.month - 1].capitalize()


def _listed(text: str) -> list[str]:
    return re.split(", | and ", text) if text else []


def _read_days(text: str) -> list[str]:
    return [day for item in _listed(text) for day in _read_run(item)]


def _read_run(text: str) -> tuple[str, ...]:
    """Return the days of one item of a list: `tuesdays`, `monday to friday`, `day` for all."""
    if text == "day":
        return DAY_NAMES
    ends = [stated_days(item) for item in text.split(" to ")]
    first, last = (DAY_NAMES.index(end[0]) for end in (ends[0], ends[-1]))
    return ends[0] if len(ends) == 1 else DAY_NAMES[first : last + 1]


def _read_every(head: re.Match[str]) -> str | None:
    if head["monthly"]:
        return stated_every(f"{head['months'] or 1} months")
    if head["interval"]:
        return stated_every(head["interval"])
    return "week" if head["every"] and not head["which"] else None


def _read_times(found: re.Match[str]) -> dict[str, str | None]:
    if found["whole"]:
        return {"start": "00:00", "end": "00:00"}
    start, end = found["band"] or found["start"], found["end"] or found["only_end"]
    return {"start": start and stated_time(start), "end": end and stated_clock(end)}


def _read_exception(text: str) -> str:
    plain = re.sub("^(?:in|on|from) ", "", text)
    return stated_exception(re.sub(_DATE, lambda found: _read_date(found[0]), plain))


def _read_date(text: str) -> str:
    day, _, rest = text.partition(" ")
    if not rest:
        return stated_date(text)
    month, _, year = rest.partition(" ")
    number = next((n for n, name in enumerate(MONTH_NAMES, 1) if name.startswith(month)), 0)
    return stated_date(f"{int(year):04}-{number:02}-{int(day):02}")
