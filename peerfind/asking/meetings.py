"""Which of a group's meetings suits best: format, day and time are tested on the same one."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, Any, NamedTuple

from peerfind.asking.scoring import Context, Score, Verdict, best, score, term_score
from peerfind.model import ANY_TIME, UNKNOWN
from peerfind.schedule import fit as schedule_fit
from peerfind.schedule.recurrence import DAY_NAMES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from peerfind.model import Group
    from peerfind.schedule.fit import DayAsk
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
    asked = [name for name in Fit._fields if name in context.asks]
    fits = [*_fits(group, context)] or [_alike(group.format, "not-stated", context)]

    def suits(one: Fit) -> tuple[int, float, tuple[float, ...]]:
        scores = {name: getattr(one, name) for name in asked}
        required = sum(scores[name].verdict == "met" for name in asked if name in context.require)
        worth = sum(scores[name].value * context.weights.get(name, 1.0) for name in asked)
        return required, worth, tuple(scores[name].value for name in asked)

    return max(fits, key=suits)


def format_score(found: Sequence[str], context: Context) -> Score:
    """How the formats of one meeting meet the asked ones; the best counts."""
    if (ask := context.asks.get("format")) is None:
        return score("not-applicable")
    stated = [term for term in found if term != UNKNOWN]
    facet = context.vocabulary["format"]
    return best(ask.texts, [term_score(term, stated, facet) for term in ask.values])


def _fits(group: Group, context: Context) -> Iterator[Fit]:
    # Opening hours are those of the line, the chat or the forum, not of the room.
    remote = tuple(term for term in group.format if term != "in-person") or group.format
    for meets, formats, is_open in (
        (group.meets, group.format, False),
        (group.hours, remote, True),
    ):
        if isinstance(meets, str):
            yield _alike(formats, "met" if meets == ANY_TIME else "not-stated", context)
            continue
        for pattern in meets:
            meeting_format = format_score(pattern.formats or formats, context)
            for day, time in _verdicts(pattern, group, context, is_open=is_open):
                yield Fit(meeting_format, _scored(day, pattern), _scored(time, pattern))


def _verdicts(
    pattern: Pattern, group: Group, context: Context, *, is_open: bool
) -> Iterator[tuple[Verdict | None, Verdict | None]]:
    """The verdicts on every pair of an asked day and an asked time; None for what was not asked."""
    days, times = _asked("day", context), _asked("time", context)
    for day, time in product(days, times):
        if is_open:
            yield schedule_fit.open_verdicts(
                pattern, day, time, context.today, group.holiday_nation
            )
        else:
            yield (
                None if day is None else _day_verdict(pattern, day, group, context),
                None if time is None else schedule_fit.time_verdict(pattern, time, context.today),
            )


def _asked(name: str, context: Context) -> Sequence[Any]:
    """The values asked, each a `DayAsk` or a `TimeRange`; one None where nothing was."""
    return context.asks[name].values if name in context.asks else (None,)


def _day_verdict(pattern: Pattern, day: DayAsk, group: Group, context: Context) -> Verdict:
    return schedule_fit.day_verdict(pattern, day, context.today, group.holiday_nation)


def _scored(verdict: Verdict | None, pattern: Pattern) -> Score:
    found = [DAY_NAMES[day] for day in pattern.days]
    if (start := pattern.start) is not None:
        found.append(start if isinstance(start, str) else f"{start:%H:%M}")
    return score(verdict or "not-applicable", found)


def _alike(formats: Sequence[str], verdict: Verdict, context: Context) -> Fit:
    """A meeting of the same verdict on every day and at every time."""
    return Fit(format_score(formats, context), score(verdict), score(verdict))
