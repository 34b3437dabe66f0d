"""The export as a calendar: what another program reads of it, and what is told to be left behind."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from asking import NOW, bare, index_of
from test_calendar import expected_starts, starts_in, unfolded
from test_exports import shipped, written  # noqa: F401 (a fixture)

from peerfind.model import Group
from peerfind.output.exporting.ics import NO_DATE, NOT_GOING_ON, UNTOLD

if TYPE_CHECKING:
    from peerfind.index.index import Index

WEEKLY = {"days": "tuesday", "start": "19:00"}


def made(**groups: Any) -> tuple[list[str], dict[str, int]]:
    """The lines of the calendar of some groups, and what is told to be left behind."""
    index = index_of({name: bare(name=name, **stated) for name, stated in groups.items()})
    data, lost = written(index, "ics", include=["paused", "closed"])
    return unfolded(data.decode()), lost


def summaries(lines: list[str]) -> list[str]:
    return [line.removeprefix("SUMMARY:") for line in lines if line.startswith("SUMMARY:")]


def test_the_meetings_of_the_shipped_groups_are_those_that_the_directory_tells_for_a_year(
    shipped: Index,  # noqa: F811
) -> None:
    data, lost = written(shipped, "ics")
    groups = [Group.of(shipped.record(number)) for number in shipped.numbers()]
    going_on = [one for one in groups if one.status not in ("paused", "closed")]
    last = NOW.date() + timedelta(days=365)
    assert starts_in(data.decode(), NOW.date(), last) == expected_starts(going_on, NOW, last)
    assert lost[NO_DATE] > 100


def test_each_pattern_is_a_series_and_what_tells_no_date_is_counted() -> None:
    lines, lost = made(
        two={"meets": [WEEKLY, {**WEEKLY, "days": "thursday"}]},
        some={"meets": [WEEKLY, {"days": "friday", "every": "varies"}]},
        arranged={"meets": "by arrangement"},
        silent={},
    )
    assert sorted(summaries(lines)) == ["some", "two", "two"]
    assert sum(line.startswith("RRULE:FREQ=WEEKLY") for line in lines) == 3
    assert (lost[NO_DATE], lost[UNTOLD]) == (2, 1)


@pytest.mark.parametrize("status", ["paused", "closed"])
def test_nobody_is_sent_to_a_group_that_rests(status: str) -> None:
    lines, lost = made(resting={"status": status, "meets": [WEEKLY]})
    assert summaries(lines) == []
    assert lines[-1] == "END:VCALENDAR"
    assert lost[NOT_GOING_ON] == 1


def test_an_export_of_no_group_is_a_whole_calendar() -> None:
    lines, lost = made()
    assert lines[0] == "BEGIN:VCALENDAR"
    assert lines[-1] == "END:VCALENDAR"
    assert not lost
