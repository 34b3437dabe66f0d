"""Meetings in date order, in words: each under its day, with what a caller needs to go there."""

from __future__ import annotations

from datetime import date, datetime
from itertools import groupby
from typing import TYPE_CHECKING

from peerfind import text
from peerfind.answers.ahead import HOURS, NO_DATES, NO_TIMES
from peerfind.asking.criteria import WORDS
from peerfind.language import translated
from peerfind.model import ANY_TIME, BY_ARRANGEMENT
from peerfind.named import NamedTuple
from peerfind.schedule.words import clock, day_words, long_day
from peerfind.wording import say, summary
from peerfind.wording.cards import Card, card
from peerfind.wording.say import capitalised, counted

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from peerfind.answers.ahead import Ahead, Coming
    from peerfind.model import Record
    from peerfind.schedule.ahead import Days, Meeting
    from peerfind.schedule.recurrence import Pattern

ASK_TIME = "ask the time"
_KINDS = {
    NO_DATES: ("whose dates are not stated", "Dates not stated: ring"),
    NO_TIMES: ("whose times are not stated", "Times not stated: ring"),
    BY_ARRANGEMENT: ("by arrangement", "By arrangement"),
    ANY_TIME: ("at any time", "Any time"),
    HOURS: ("open at set hours", "Open at set hours"),
}


class Entry(NamedTuple):
    """One meeting in words, or a group without a date.

    `start` is short (`7pm`, `evening`, `ask time`), `times` are its start and end, `ends` its end alone.
    `when` is the day and the start. `how` holds the formats of this meeting and its cost; `note` is the
    meeting's own. All else of the group is in `card`.
    """

    number: int
    start: str
    times: str
    ends: str
    when: str
    how: tuple[str, ...]
    note: str
    card: Card

    @property
    def facts(self) -> tuple[str, ...]:
        """Its end, its formats and its cost, as far as they are stated."""
        return tuple(filter(None, (self.ends, *self.how)))


class Section(NamedTuple):
    """The meetings of a day, or the groups without a date for one reason."""

    heading: str
    entries: tuple[Entry, ...]


class Agenda(NamedTuple):
    """Meetings in date order, and the lines before and after them.

    `more` says what is not listed and how to list it, `crisis_sms` whom to ring in a text message.
    """

    title: str
    understood: tuple[str, ...]
    notes: tuple[str, ...]
    count_line: str
    sections: tuple[Section, ...]
    more: tuple[str, ...]
    suggestions: tuple[str, ...]
    crisis: tuple[str, ...]
    crisis_sms: str

    def under(self, line: str) -> Agenda:
        """The same with one more line after the meetings."""
        return self._replace(more=(*self.more, line))

    @property
    def entries(self) -> tuple[Entry, ...]:
        """All that is listed, in order."""
        return tuple(one for section in self.sections for one in section.entries)


def agenda(found: Ahead, networks: Mapping[str, Record]) -> Agenda:
    """Meetings in words; `networks` are the records of those that groups are part of, by id."""
    answer = found.answer
    made: Agenda = say.cleaned(
        Agenda(
            title=answer.settings["title"],
            understood=summary.understood(answer),
            notes=summary.notes(answer),
            count_line=count_line(found),
            sections=tuple(_sections(found, networks)),
            more=tuple(_more(found)),
            suggestions=tuple(_suggestions(found)),
            crisis=summary.pointer(answer),
            crisis_sms=summary.crisis_sms(answer.crisis, summary.nation_of(answer)),
        )
    )
    return made


def count_line(found: Ahead) -> str:
    """How many meetings there are, in which days, and how many groups were left out for what."""
    return f"{_listed_words(found)}{summary.left_out(found.answer.hidden)}"


def _listed_words(found: Ahead) -> str:
    shown = len(found.shown)
    if found.shown and found.shown[0].meeting is None:
        every = sum(found.undated.values())
        return f"{counted(every, 'group')} without a date{_first(shown, every)}."
    if not found.total:
        return translated("No meeting {days}.", days=days_words(found.days))
    meetings = counted(found.total, "meeting")
    if found.groups != found.total:
        groups = counted(found.groups, "group")
        meetings = translated("{meetings} of {groups}", meetings=meetings, groups=groups)
    meetings = f"{meetings} {days_words(found.days)}"
    return f"{meetings}{_first(shown, found.total)}."


def _first(shown: int, every: int) -> str:
    if shown >= every:
        return ""
    return f", {translated('the first {number} here', number=f'{shown:,}')}"


def days_words(days: Days) -> str:
    """The days that were looked at: `on Sat 5 Dec`, `from Wed 25 Nov to Tue 1 Dec`."""
    listed = [
        one
        for number in range(days.first.toordinal(), days.last.toordinal() + 1)
        if (one := date.fromordinal(number)).weekday() in days.weekdays
    ]
    few = 3
    if len(listed) < few:
        return translated("on {days}", days=say.listed(map(day_words, listed)))
    first, last = day_words(listed[0]), day_words(listed[-1])
    return translated("from {first} to {last}", first=first, last=last)


def _sections(found: Ahead, networks: Mapping[str, Record]) -> Iterator[Section]:
    entries = (
        (one, _entry(number, one, found, networks)) for number, one in enumerate(found.shown, 1)
    )
    for heading, own in groupby(entries, key=lambda pair: _heading(pair[0])):
        yield Section(heading, tuple(entry for _, entry in own))


def _heading(coming: Coming) -> str:
    if coming.meeting is None:
        return translated(_KINDS[coming.kind][1])
    return capitalised(long_day(coming.meeting.day))


def _entry(number: int, coming: Coming, found: Ahead, networks: Mapping[str, Record]) -> Entry:
    match, meeting = coming.match, coming.meeting
    of_group = card(match, found.answer, networks.get(match.group.part_of or ""))
    if meeting is None:
        when = of_group.when.short
        return Entry(number, "", when, "", when, of_group.how, "", of_group)
    pattern = meeting.pattern
    start = start_words(meeting)
    return Entry(
        number=number,
        start=translated("ask time") if start == ASK_TIME else translated(start),
        times=times_words(meeting),
        ends=translated("until {time}", time=clock(pattern.end)) if pattern.end else "",
        when=f"{day_words(meeting.day)} {translated(start)}",
        how=_how(of_group, pattern),
        note=pattern.note or "",
        card=of_group,
    )


def start_words(meeting: Meeting) -> str:
    """When it starts, by the clock of that day, or the question where that is not stated."""
    if isinstance(meeting.start, datetime):
        return clock(meeting.start.time())
    return str(meeting.pattern.start or ASK_TIME)


def times_words(meeting: Meeting) -> str:
    """Start and end: `7pm to 8.30pm`, `evening: ask the time`."""
    start, end = start_words(meeting), meeting.pattern.end
    if isinstance(meeting.start, datetime):
        return f"{start}{translated(' to ')}{clock(end)}" if end else start
    ask = translated(ASK_TIME)
    told = ask if start == ASK_TIME else f"{translated(start)}: {ask}"
    return f"{told}, {translated('until {time}', time=clock(end))}" if end else told


def _how(of_group: Card, pattern: Pattern) -> tuple[str, ...]:
    """The formats of this meeting alone, where they are stated, else all of the group's; the cost."""
    if not pattern.formats:
        return of_group.how
    own = say.formats_words(pattern.formats)
    return (own, *of_group.how[1:])


def _more(found: Ahead) -> Iterator[str]:
    """What is not listed, and how to list it."""
    listed = sum(found.undated.values()) if _is_undated(found) else found.total
    if len(found.shown) < listed:
        yield f"All {listed:,}: --limit 0"
    if found.undated and not _is_undated(found):
        yield _undated_words(found.undated)
    if found.other_days:
        other = counted(found.other_days, "group that fits meets", "groups that fit meet")
        yield f"{other} on other days or at other times"
    if names := _missed(found):
        yield f"Only what meets it: --require {','.join(names)}"
    if found.shown:
        yield "One in full: peerfind show ID"


def _missed(found: Ahead) -> list[str]:
    """The asks that something shown is known to miss, which in date order may stand on top."""
    judged = (one for coming in found.shown for one in coming.match.judged)
    names = {one.ask.name for one in judged if one.score.verdict == "missed"} - {"near", WORDS}
    return [name for name in found.answer.query.asks if name in names]


def _undated_words(undated: Mapping[str, int]) -> str:
    """How many groups fit and tell no date, for what reason, and how to list them."""
    kinds = text.listed(f"{number:,} {_KINDS[kind][0]}" for kind, number in undated.items())
    fit, them = ("fits", "it") if sum(undated.values()) == 1 else ("fit", "them")
    return f"{kinds} {fit} too: --undated lists {them}"


def _is_undated(found: Ahead) -> bool:
    return bool(found.shown) and found.shown[0].meeting is None


def _suggestions(found: Ahead) -> Iterator[str]:
    """What would find more, where no group fits."""
    if found.answer.total:
        return
    yield summary.suggestions_heading(found.answer)
    for one in summary.suggestions(found.answer):
        yield f"{one.groups}: {capitalised(one.change)}. To change: {one.flags}"
