"""The meetings of some days that fit a question, in date order, and what fits but tells no date."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime
from functools import partial
from typing import TYPE_CHECKING, Any

from peerfind.answers.answer import Answer, answer, query_of
from peerfind.answers.eligibility import is_beyond
from peerfind.answers.rank import Known, Match, Search
from peerfind.asking.criteria import AT_ONE_MEETING, CRITERIA
from peerfind.asking.query import LOCAL_KM, Within
from peerfind.asking.scoring import format_score
from peerfind.index.columns import TRAVEL, numbers_in
from peerfind.model import ANY_TIME, BY_ARRANGEMENT
from peerfind.named import NamedTuple
from peerfind.schedule.ahead import Days, Meeting, meetings
from peerfind.schedule.fit import is_over, time_verdict
from peerfind.schedule.recurrence import tells_a_date

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from peerfind.asking.query import Query, Typed
    from peerfind.asking.scoring import Context
    from peerfind.index.columns import Table
    from peerfind.index.index import Index
    from peerfind.model import Group
    from peerfind.schedule.fit import DayAsk

IN_PERSON = "in-person"
NO_DATES, NO_TIMES, HOURS = "dates not stated", "times not stated", "opening hours"
OTHER_DAYS, OVER = "other days", "over"
UNDATED = (NO_DATES, NO_TIMES, BY_ARRANGEMENT, ANY_TIME, HOURS)
"""Why no date can be told of a group, in the order in which such groups are listed."""
_LOCAL = {"miles": Within(LOCAL_KM, "25mi"), "km": Within(40.0, "40km")}


class Coming(NamedTuple):
    """One meeting of a group that fits; None with the reason where no date of it can be told."""

    match: Match
    meeting: Meeting | None
    kind: str = ""


class Ahead(NamedTuple):
    """The meetings of `days` up to the limit, in date order, and what else fits.

    `total` counts all of these meetings and `groups` the groups that have them. `undated` counts groups by
    why their dates cannot be told (`UNDATED`), `other_days` those that meet on others than these. The
    `matches` of `answer` are the groups shown.
    """

    answer: Answer
    days: Days
    shown: tuple[Coming, ...]
    total: int
    groups: int
    undated: dict[str, int]
    other_days: int


class _Found(NamedTuple):
    """The meetings of one group in these days; why there are none."""

    meetings: tuple[Meeting, ...] = ()
    kind: str = ""


def ahead(
    index: Index, typed: Typed, now: datetime, days: Days, *, is_undated: bool = False
) -> Ahead:
    """What fits a question as it was typed, at the time `now`, in date order.

    A place that was asked for without how far means what is local, for in date order nothing else keeps
    what is far away apart. Day, time and the formats of a meeting are tested on each meeting. With
    `is_undated`, the groups whose dates cannot be told are shown in place of meetings. Raises UsageError.
    """
    query = _near_enough(query_of(index, typed, now), index.settings["units"])
    known: Known = {}
    search = Search(index, query, known)
    first = answer(index, query._replace(limit=1), known)
    found = _found(search, days)
    listed = _undated(found) if is_undated else _dated(found, index)
    shown = _matched(search, listed[: query.limit or None])
    kinds = Counter(one.kind for one in found.values())
    unique = {one.match.group.id: one.match for one in shown}
    return Ahead(
        answer=first._replace(
            query=first.query._replace(limit=query.limit),
            matches=tuple(unique.values()),
            relaxations=() if first.total else first.relaxations,
        ),
        days=days,
        shown=tuple(shown),
        total=sum(len(one.meetings) for one in found.values()),
        groups=sum(bool(one.meetings) for one in found.values()),
        undated={kind: kinds[kind] for kind in UNDATED if kinds[kind]},
        other_days=kinds[OTHER_DAYS],
    )


def _near_enough(query: Query, units: str) -> Query:
    """The question with how far is still local, where a place was asked for without that."""
    if query.near is None or query.within:
        return query
    return query._replace(within=_LOCAL[units])


def _found(search: Search, days: Days) -> dict[int, _Found]:
    """What each group that is not left out has in these days, by number."""
    index, query = search.index, search.query
    numbers = [*numbers_in(search.sifted()[0], index.size)]
    context = query.context(index.vocabulary)
    table = index.table(CRITERIA["day"].keys, partial(_of_group, days, query, context))
    return {number: _reachable(table[number], number, search) for number in numbers}


def _reachable(found: _Found, number: int, search: Search) -> _Found:
    """What is found without what a group that is joined from home too does in a room that is too far."""
    near, within = search.query.near, search.query.within
    if near is None or within is None or not any(map(_is_in_a_room, found.meetings)):
        return found
    too_far: Table[bool] = search.index.table(TRAVEL, partial(is_beyond, near, within.km))
    if not too_far[number]:
        return found
    left = tuple(one for one in found.meetings if not _is_in_a_room(one))
    return _Found(left, "" if left else OTHER_DAYS)


def _is_in_a_room(meeting: Meeting) -> bool:
    """Whether a meeting says that it is in person alone."""
    return meeting.pattern.formats == (IN_PERSON,)


def _of_group(days: Days, query: Query, context: Context, group: Group) -> _Found:
    patterns, nation = group.patterns, group.holiday_nation
    if not any(map(tells_a_date, patterns)):
        return _Found(kind=_undated_kind(group, query.today))
    found = [
        one
        for one in meetings(patterns, days, query.now, nation)
        if all(_suits(name, one, context) for name in AT_ONE_MEETING)
    ]
    if found:
        return _Found(tuple(found))
    if all(is_over(one, query.today) for one in patterns if tells_a_date(one)):
        return _Found(kind=_undated_kind(group, query.today))
    return _Found(kind=OTHER_DAYS)


def _undated_kind(group: Group, today: date) -> str:
    """Why no date of a group can be told."""
    if isinstance(group.meets, str):
        return group.meets
    if group.meets:
        left = (one for one in group.meets if not (tells_a_date(one) or is_over(one, today)))
        return NO_DATES if any(left) else OVER
    if group.hours == BY_ARRANGEMENT:
        return BY_ARRANGEMENT
    return HOURS if group.hours else NO_TIMES


def _suits(name: str, meeting: Meeting, context: Context) -> bool:
    """Whether one meeting is not known to miss an ask; that it meets it, where that is a must."""
    if name not in context.asks:
        return True
    verdicts = {*_verdicts(name, meeting, context)}
    return "met" in verdicts if name in context.require else verdicts != {"missed"}


def _verdicts(name: str, meeting: Meeting, context: Context) -> Iterator[Any]:
    """How one meeting meets each value of an ask; the formats of its group are judged elsewhere."""
    pattern, values = meeting.pattern, context.asks[name].values
    if name == "format":
        yield format_score(pattern.formats, context).verdict if pattern.formats else "met"
    elif name == "time":
        yield from (time_verdict(pattern, one) for one in values)
    else:
        yield from ("met" if _is_on(meeting.day, one) else "missed" for one in values)


def _is_on(day: date, asked: DayAsk) -> bool:
    return day == asked if isinstance(asked, date) else day.weekday() in asked


def _dated(found: dict[int, _Found], index: Index) -> list[tuple[int, Meeting | None, str]]:
    """All meetings in date order; those at one time by the names of their groups."""
    every = [(number, one) for number, own in found.items() for one in own.meetings]
    every.sort(key=lambda pair: (pair[1].order, index.order[pair[0]]))
    return [(number, meeting, "") for number, meeting in every]


def _undated(found: dict[int, _Found]) -> list[tuple[int, Meeting | None, str]]:
    """All groups whose dates cannot be told, those with the same reason together."""
    return [
        (number, None, kind)
        for kind in UNDATED
        for number, one in found.items()
        if one.kind == kind
    ]


def _matched(search: Search, listed: Sequence[tuple[int, Meeting | None, str]]) -> list[Coming]:
    """What is shown, with its groups in full, numbered in the order of their first meetings."""
    matches: dict[int, Match] = {}
    for number, _, _ in listed:
        if number not in matches:
            search.worth(number)
            matches[number] = search.match(len(matches) + 1, number)
    return [
        Coming(_joined(matches[number], meeting), _in_full(meeting, matches[number].group), kind)
        for number, meeting, kind in listed
    ]


def _in_full(meeting: Meeting | None, group: Group) -> Meeting | None:
    """The meeting with its note, which the columns of an index leave out."""
    if meeting is None:
        return None
    known = (one for one in group.patterns if one._replace(note=None) == meeting.pattern)
    return meeting._replace(pattern=next(known, meeting.pattern))


def _joined(match: Match, meeting: Meeting | None) -> Match:
    """The match with how one gets to this meeting, where it has formats of its own."""
    formats = meeting.pattern.formats if meeting else ()
    if not formats or match.reach != "both":
        return match
    if IN_PERSON not in formats:
        return match._replace(reach="remote", distance_km=None, precision=None)
    return match._replace(reach="local") if formats == (IN_PERSON,) else match
