"""Which of a group's meetings suits best: format, day and time are tested on the same one."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, Any

from peerfind.asking.scoring import NOT_ASKED, Context, Score, Verdict, format_score, score
from peerfind.model import ANY_TIME
from peerfind.named import NamedTuple
from peerfind.schedule import fit as schedule_fit
from peerfind.schedule.recurrence import DAY_NAMES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from peerfind.model import Group
    from peerfind.schedule.fit import DayAsk, TimeRange
    from peerfind.schedule.recurrence import Pattern


class Fit(NamedTuple):
    """How one meeting suits: a score for each of the three things that it must meet together."""

    format: Score
    day: Score
    time: Score


def fit(group: Group, context: Context) -> Fit:
    """The meeting of `group` that suits best, in whatever order they are stated.

    One that meets all that is required comes first, then the best by weight.
    """
    if context.fits is None:
        return _fit(group, context)
    key = group.format, group.meets, group.hours, group.holiday_nation
    if key not in context.fits:
        context.fits[key] = _fit(group, context)
    found: Fit = context.fits[key]
    return found


def _fit(group: Group, context: Context) -> Fit:
    asked = [name for name in Fit._fields if name in context.asks]
    fits = [*_fits(group, context)] or [_alike(group.format, "not-stated", context)]

    def suits(one: Fit) -> tuple[int, float, tuple[float, ...]]:
        scores = {name: getattr(one, name) for name in asked}
        required = sum(scores[name].verdict == "met" for name in asked if name in context.require)
        worth = sum(scores[name].value * context.weights.get(name, 1.0) for name in asked)
        return required, worth, tuple(scores[name].value for name in asked)

    return max(fits, key=suits) if len(fits) > 1 else fits[0]


def _fits(group: Group, context: Context) -> Iterator[Fit]:
    # Opening hours are those of the line, the chat or the forum, not of the room.
    remote = tuple(term for term in group.format if term != "in-person") or group.format
    asked = [*product(_asked("day", context), _asked("time", context))]
    for meets, formats, verdicts in (
        (group.meets, group.format, _start_verdicts),
        (group.hours, remote, schedule_fit.open_verdicts),
    ):
        if isinstance(meets, str):
            yield _alike(formats, "met" if meets == ANY_TIME else "not-stated", context)
            continue
        for pattern in meets:
            at = format_score(pattern.formats or formats, context)
            found = _said(pattern)
            for day, time in asked:
                of_day, of_time = verdicts(pattern, day, time, context.today, group.holiday_nation)
                yield Fit(at, _scored(of_day, found), _scored(of_time, found))


def _start_verdicts(
    pattern: Pattern, day: DayAsk | None, asked: TimeRange | None, today: date, nation: str | None
) -> tuple[Verdict | None, Verdict | None]:
    """Whether meetings start on an asked day and at an asked time; None for what was not asked."""
    return (
        None if day is None else schedule_fit.day_verdict(pattern, day, today, nation),
        None if asked is None else schedule_fit.time_verdict(pattern, asked, today),
    )


def _asked(name: str, context: Context) -> Sequence[Any]:
    """The values asked, each a `DayAsk` or a `TimeRange`; one None where nothing was."""
    return context.asks[name].values if name in context.asks else (None,)


def _scored(verdict: Verdict | None, found: Sequence[str]) -> Score:
    return score(verdict, found) if verdict else NOT_ASKED


def _said(pattern: Pattern) -> list[str]:
    """The days of a meeting and when it starts."""
    found = [DAY_NAMES[day] for day in pattern.days]
    if (start := pattern.start) is not None:
        found.append(start if isinstance(start, str) else start.isoformat("minutes"))
    return found


def _alike(formats: Sequence[str], verdict: Verdict, context: Context) -> Fit:
    """A meeting of the same verdict on every day and at every time."""
    return Fit(format_score(formats, context), score(verdict), score(verdict))
