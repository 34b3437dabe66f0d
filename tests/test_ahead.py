"""What fits a question in date order, and what fits but tells no date: every group is somewhere."""

from __future__ import annotations

import tempfile
from collections import Counter
from datetime import date, datetime, time
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pytest
from coming import GROUPS, coming_directory
from hypothesis import given, settings
from hypothesis import strategies as st
from pace import some

from peerfind.answers.ahead import UNDATED, Ahead, ahead
from peerfind.asking.query import Typed
from peerfind.directory.folder import load
from peerfind.errors import UsageError
from peerfind.index.index import Index
from peerfind.index.parts import parts
from peerfind.model import Group
from peerfind.schedule.ahead import days_ahead, days_named
from peerfind.schedule.recurrence import next_start

if TYPE_CHECKING:
    from collections.abc import Mapping

LONDON = ZoneInfo("Europe/London")
WEDNESDAY = date(2026, 11, 25)
NINE = datetime.combine(WEDNESDAY, time(9), LONDON)
FORMS = ("in-person", "video")


def index_of(changes: Mapping[str, Mapping[str, Any]] | None = None, **settings_: str) -> Index:
    with tempfile.TemporaryDirectory() as name:
        folder = coming_directory(Path(name), changes)
        if settings_:
            lines = "".join(f"{key}: {value}\n" for key, value in settings_.items())
            (folder / "directory.yaml").write_text(f"title: Example\n{lines}", encoding="utf-8")
        return Index(parts(load(folder)).__getitem__)


@cache
def example() -> Index:
    return index_of()


def found(  # noqa: PLR0913 (each is a flag)
    *words: str,
    index: Index | None = None,
    now: datetime = NINE,
    on: str | None = None,
    number: int = 7,
    undated: bool = False,
    limit: int = 0,
    **flags: Any,
) -> Ahead:
    """What is ahead for a question; `asks` are given by their names."""
    own = {"within", "require", "avoid", "include", "near_typed"}
    asks = {name: [value] for name, value in flags.items() if name not in own}
    typed = Typed(
        words=words,
        asks=asks,
        limit=limit,
        **{name: flags[name] for name in own & flags.keys()},
    )
    days = days_named(on, now.date()) if on else days_ahead(number, now.date())
    return ahead(index or example(), typed, now, days, is_undated=undated)


def told(one: Ahead) -> list[tuple[str, str]]:
    """The start and the id of each meeting shown."""
    return [
        (coming.meeting.start.isoformat()[:16], coming.match.group.id)
        for coming in one.shown
        if coming.meeting
    ]


def ids(one: Ahead) -> list[str]:
    return [coming.match.group.id for coming in one.shown]


def test_meetings_stand_in_date_order_whichever_fits_best() -> None:
    assert told(found(focus="grief", near="LS21")) == [
        ("2026-11-25T10:30", "otley-morning"),
        ("2026-11-27T14:00", "rare"),
        ("2026-11-27T18:00", "mixed"),
        ("2026-11-28T10:30", "otley-morning"),
        ("2026-11-28", "otley-band"),
        ("2026-11-29", "otley-daily"),
        ("2026-11-30T18:00", "mixed"),
        ("2026-12-01T19:00", "otley-evening"),
    ]


def test_meetings_at_one_time_stand_by_the_names_of_their_groups() -> None:
    assert ids(found(on="tuesday")) == ["cornwall", "otley-evening", "voices"]


def test_groups_are_left_out_for_the_same_reasons_as_in_a_match() -> None:
    one = found(focus="grief", near="LS21")
    assert one.answer.hidden == {"closed": 1, "within": 1, "focus": 1}
    assert one.answer.total == len(GROUPS) - 3


def test_every_group_that_fits_is_counted_once() -> None:
    one = found()
    over = 1
    assert one.groups + sum(one.undated.values()) + one.other_days + over == one.answer.total


def test_what_tells_no_date_is_counted_by_its_reason() -> None:
    assert found().undated == {
        "dates not stated": 1,
        "times not stated": 1,
        "by arrangement": 1,
        "any time": 1,
        "opening hours": 1,
    }


def test_what_tells_no_date_is_listed_in_place_of_meetings() -> None:
    one = found(undated=True)
    assert [(coming.kind, coming.match.group.id) for coming in one.shown] == [
        ("dates not stated", "some-weeks"),
        ("times not stated", "silent"),
        ("by arrangement", "arranged"),
        ("any time", "always"),
        ("opening hours", "line"),
    ]
    assert {coming.meeting for coming in one.shown} == {None}


def test_a_course_that_is_over_is_neither_ahead_nor_without_a_date() -> None:
    assert "over" not in {*ids(found(number=366)), *ids(found(undated=True))}


def test_the_limit_cuts_what_is_shown_and_not_what_is_counted() -> None:
    one = found(focus="grief", near="LS21", limit=2)
    assert (len(one.shown), one.total, one.groups) == (2, 8, 6)
    assert one.answer.query.limit == 2
    assert [match.rank for match in one.answer.matches] == [1, 2]


def test_a_group_is_told_in_full_once_however_often_it_meets() -> None:
    one = found(focus="grief", near="LS21")
    shown = [match.group.id for match in one.answer.matches]
    assert len(shown) == len({*shown}) == one.groups


def test_one_day_has_the_meetings_of_that_day_alone() -> None:
    assert told(found(on="2026-12-05")) == [
        ("2026-12-05T10:30", "otley-morning"),
        ("2026-12-05", "otley-band"),
    ]


def test_what_has_started_is_left_out_and_the_group_meets_on_other_days() -> None:
    noon = datetime.combine(WEDNESDAY, time(12), LONDON)
    one = found(on="today", now=noon, focus="grief")
    assert (told(one), one.total) == ([], 0)
    assert one.other_days == 7


# How near


def test_a_place_means_what_is_local_where_how_far_is_not_said() -> None:
    one = found(near="LS21")
    assert one.answer.query.within
    assert one.answer.query.within.typed == "25mi"
    assert "cornwall" not in ids(one)


def test_how_far_is_as_it_is_said() -> None:
    one = found(near="LS21", within="600mi")
    assert "cornwall" in ids(one)
    assert one.answer.query.within
    assert one.answer.query.within.typed == "600mi"


def test_a_directory_in_kilometres_has_its_own_usual_distance() -> None:
    one = found(near="LS21", index=index_of(units="km"))
    assert one.answer.query.within
    assert one.answer.query.within.typed == "40km"


def test_without_a_place_nothing_is_too_far() -> None:
    one = found()
    assert one.answer.query.within is None
    assert "cornwall" in ids(one)


def test_a_place_in_the_words_counts_too() -> None:
    assert "cornwall" not in ids(found("grief", "near", "Otley"))


def test_how_far_without_where_is_wrong_use() -> None:
    with pytest.raises(UsageError):
        found(within="5")


# One meeting must do


def test_a_day_and_a_time_choose_among_meetings() -> None:
    assert told(found(focus="grief", day="saturday")) == [
        ("2026-11-28T10:30", "otley-morning"),
        ("2026-11-28", "otley-band"),
    ]
    evening = found(focus="grief", near="LS21", time="evening")
    assert ids(evening) == ["mixed", "otley-daily", "mixed", "otley-evening"]


def test_a_time_that_is_not_stated_stays_unless_it_is_a_must() -> None:
    assert "otley-daily" in ids(found(time="morning"))
    assert "otley-daily" not in ids(found(time="morning", require=["time"]))


def test_a_format_chooses_among_meetings_that_have_their_own() -> None:
    starts = told(found(format="video", near="LS21"))
    assert ("2026-11-30T18:00", "mixed") in starts
    assert ("2026-11-27T18:00", "mixed") not in starts


@pytest.mark.parametrize("day", ["today", "wednesday", "weekdays"])
def test_days_are_read_as_in_a_match(day: str) -> None:
    assert ("2026-11-25T10:30", "otley-morning") in told(found(day=day))


def test_a_meeting_tells_how_one_joins_it() -> None:
    reach = {
        coming.meeting.day.day: (coming.match.reach, coming.match.distance_km is None)
        for coming in found(near="LS21").shown
        if coming.meeting and coming.match.group.id == "mixed"
    }
    assert reach == {27: ("local", False), 30: ("remote", True)}


def test_a_room_that_is_too_far_is_left_out_and_its_screen_is_not() -> None:
    far = index_of({"mixed": {**GROUPS["mixed"], "venue": GROUPS["cornwall"]["venue"]}})
    assert [start for start, name in told(found(near="LS21", index=far)) if name == "mixed"] == [
        "2026-11-30T18:00"
    ]


def test_a_group_with_nothing_but_a_room_that_is_too_far_meets_elsewhere() -> None:
    meets = GROUPS["mixed"]["meets"][1:]
    changed = {**GROUPS["mixed"], "venue": GROUPS["cornwall"]["venue"], "meets": meets}
    near, far = (found(near="LS21", index=one) for one in (example(), index_of({"mixed": changed})))
    assert "mixed" not in ids(far)
    assert far.other_days == near.other_days + 1


def test_a_group_joined_both_ways_whose_room_is_too_far_still_meets_when_it_says() -> None:
    changed = {**GROUPS["mixed"], "venue": GROUPS["cornwall"]["venue"], "meets": "by arrangement"}
    one = found(near="LS21", index=index_of({"mixed": changed}), undated=True)
    assert ("by arrangement", "mixed") in [
        (coming.kind, coming.match.group.id) for coming in one.shown
    ]
    assert one.undated["by arrangement"] == 2


def test_a_meeting_that_does_not_say_how_it_is_joined_is_joined_as_its_group() -> None:
    changed = {**GROUPS["mixed"], "meets": [{"days": ["monday"], "start": "18:00"}]}
    one = found(near="LS21", index=index_of({"mixed": changed}))
    (match,) = (coming.match for coming in one.shown if coming.match.group.id == "mixed")
    assert match.reach == "both"
    assert match.distance_km is not None
    assert match.precision is not None


@pytest.mark.parametrize(
    ("until", "kinds"),
    [(None, ["dates not stated"]), ("2027-12-01", ["dates not stated"]), ("2025-12-01", [])],
)
def test_dates_that_cannot_be_told_are_over_too(until: str | None, kinds: list[str]) -> None:
    meets = [{"days": ["thursday"], "every": "varies", **({"until": until} if until else {})}]
    one = found(index=index_of({"new": {"name": "New", "meets": meets}}), undated=True)
    assert [each.kind for each in one.shown if each.match.group.id == "new"] == kinds


# Nothing found


def test_where_no_group_fits_what_would_is_told() -> None:
    one = found(
        focus="hearing-voices", near="LS21", require=["focus"], age="40", avoid=["format=in-person"]
    )
    assert (one.answer.total, one.shown) == (0, ())
    assert one.answer.relaxations


def test_where_groups_fit_nothing_is_to_be_loosened() -> None:
    assert found(focus="hearing-voices", near="LS21").answer.relaxations == ()


# Laws


@given(
    st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31)),  # noqa: DTZ001
    st.integers(1, 40),
)
@settings(max_examples=some(25))
def test_the_first_meeting_of_each_group_is_its_next_one(naive: datetime, number: int) -> None:
    now = naive.replace(tzinfo=LONDON)
    one = found(now=now, number=number)
    first: dict[str, Any] = {}
    for coming in one.shown:
        assert coming.meeting
        first.setdefault(coming.match.group.id, coming.meeting.start)
    last = days_ahead(number, now.date()).last
    for at in example().numbers():
        group = Group.of(example().record(at))
        if group.status != "closed":
            start = next_start(group.patterns, now, group.holiday_nation)
            day = start.date() if isinstance(start, datetime) else start
            assert first.get(group.id) == (start if day and day <= last else None)


@given(
    st.fixed_dictionaries(
        {},
        optional={
            "focus": st.sampled_from(["grief", "hearing-voices"]),
            "near": st.sampled_from(["LS21", "Truro"]),
            "time": st.sampled_from(["morning", "evening"]),
            "day": st.sampled_from(["saturday", "weekdays"]),
            "format": st.sampled_from(FORMS),
        },
    )
)
@settings(max_examples=some(30))
def test_no_group_is_lost(flags: dict[str, str]) -> None:
    one = found(**flags)
    assert one.answer.total + sum(one.answer.hidden.values()) == len(GROUPS)
    over = one.answer.total - one.groups - one.other_days - sum(one.undated.values())
    assert over in {0, 1}
    kinds = Counter(coming.kind for coming in found(undated=True, **flags).shown)
    assert kinds == one.undated
    assert one.undated.keys() <= {*UNDATED}
    assert one.total == len(one.shown)
