from __future__ import annotations

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from asking import NOW, ask, document, ids, index_of, match_of, question, score_of
from hypothesis import given
from hypothesis import strategies as st

from peerfind.answers.order import first
from peerfind.answers.rank import Search
from peerfind.asking.criteria import CRITERIA, WORDS_WEIGHT
from peerfind.freshness import LOSS, LOSS_WHEN_FULL
from peerfind.geo import Point, geodesic_km

Facts = dict[str, Any]

CHECKED = {"on": "2026-11-01", "how": "phone"}
NEVER_CHECKED = 1 - LOSS["never-checked"]


def score_with(facts: Facts, *words: str, **flags: Any) -> float:
    """The total of one group with `facts`."""
    found = ask(index_of({"one": facts}), *words, **{"include": "stale,closed,paused", **flags})
    return match_of(found, "one").score


def test_with_nothing_asked_a_checked_group_has_all_of_the_score() -> None:
    assert score_with({"checked": CHECKED}) == 1


@pytest.mark.parametrize(
    ("facts", "share"),
    [
        pytest.param({"checked": {"on": "2026-11-01"}}, 1 - LOSS["checked"], id="checked"),
        pytest.param({"checked": {"on": "2026-05-01"}}, 1 - LOSS["due"], id="due"),
        pytest.param({"checked": {"on": "2024-01-01"}}, 1 - LOSS["stale"], id="stale"),
        pytest.param({}, NEVER_CHECKED, id="never checked"),
        pytest.param(
            {"checked": CHECKED, "status": "full"}, 1 - LOSS_WHEN_FULL, id="full, and checked"
        ),
        pytest.param({"status": "full"}, NEVER_CHECKED * (1 - LOSS_WHEN_FULL), id="full"),
    ],
)
def test_an_old_check_and_being_full_lower_the_total_a_little(facts: Facts, share: float) -> None:
    assert score_with(facts) == pytest.approx(share, abs=1e-4)
    assert share >= 0.8


def test_the_freshness_weight_says_how_much_an_old_check_costs() -> None:
    assert score_with({}, weight="freshness=0") == 1
    assert score_with({}, weight="freshness=2") == pytest.approx(1 - 2 * LOSS["never-checked"])
    assert score_with({}, weight="freshness=1000") == 0


def test_a_total_is_the_mean_of_the_scores_by_weight() -> None:
    facts = {"checked": CHECKED, "cost": "free", "joining": ["book"]}
    flags = {"cost": "free", "joining": "drop-in"}
    assert score_with(facts, **flags, weight=["cost=1", "joining=1"]) == 0.5
    assert score_with(facts, **flags, weight=["cost=3", "joining=1"]) == 0.75
    assert score_with(facts, **flags, weight=["cost=0", "joining=1"]) == 0
    assert score_with(facts, **flags, weight=["cost=0", "joining=0"]) == 1


def test_the_usual_weights_are_those_of_the_criteria() -> None:
    facts = {"checked": CHECKED, "focus": ["grief"], "cost": "£3"}
    focus, cost = CRITERIA["focus"].weight, CRITERIA["cost"].weight
    found = score_with(facts, focus="grief", cost="free")
    assert found == pytest.approx(focus / (focus + cost), abs=1e-4)


def test_a_total_has_four_decimals() -> None:
    flags = {"cost": "free", "joining": "drop-in", "style": "course"}
    total = score_with({"checked": CHECKED, "cost": "free", "joining": ["book"]}, **flags)
    assert total == round(total, 4)


TIES: dict[str, tuple[dict[str, Facts], list[str]]] = {
    "fresher": (
        {
            "never": {},
            "newer": {"checked": {"on": "2026-11-20"}},
            "older": {"checked": {"on": "2026-11-10"}},
        },
        ["newer", "older", "never"],
    ),
    "name": (
        {"a": {"name": "Willow"}, "b": {"name": "apple"}, "c": {"name": "Birch"}},
        ["b", "c", "a"],
    ),
    "id": ({"c": {}, "a": {}, "b": {}}, ["a", "b", "c"]),
    "fresher before name": (
        {"a": {"name": "Apple"}, "b": {"name": "Willow", "checked": {"on": "2026-11-20"}}},
        ["b", "a"],
    ),
}


@pytest.mark.parametrize(("groups", "order"), TIES.values(), ids=TIES)
def test_ties_are_broken_by(groups: dict[str, Facts], order: list[str]) -> None:
    assert ids(ask(index_of(groups), weight="freshness=0")) == order


def test_of_equals_the_nearer_comes_first() -> None:
    groups = {
        "a": {"name": "A", "venue": {"town": "Whitby"}},
        "b": {"name": "B", "venue": {"town": "Leeds"}},
        "c": {"name": "C", "venue": {"town": "Leeds"}, "checked": CHECKED},
    }
    found = ask(index_of(groups), near="Leeds", weight=["near=0", "freshness=0"])
    assert ids(found) == ["c", "b", "a"]


@pytest.mark.parametrize("limit", [0, 1, 2])
def test_totals_that_are_shown_alike_are_equals_before_some_are_cut_off(limit: int) -> None:
    groups = {
        "a": {"venue": {"town": "Leeds"}},
        "b": {"venue": {"town": "Otley"}, "checked": CHECKED},
        "c": {"venue": {"town": "Whitby"}, "checked": CHECKED},
    }
    weight = ["near=0.00001", "format=1", "freshness=0"]
    found = ask(index_of(groups), near="Leeds", format="in-person", weight=weight, limit=limit)
    assert {match.score for match in found.matches} == {1.0}
    assert ids(found) == ["b", "c", "a"][: limit or 3]


ON_WEDNESDAY: Facts = {"meets": [{"days": "wed", "start": "19:00"}]}
SORTED: dict[str, tuple[str, dict[str, Facts], list[str]]] = {
    "near": (
        "near",
        {
            "far": {
                "venue": {"town": "Whitby"},
                "cost": "free",
                "checked": CHECKED,
                **ON_WEDNESDAY,
            },
            "close": {"venue": {"town": "Leeds"}},
            "unknown": {"cost": "free"},
            "remote": {"format": ["video"], "cost": "free"},
        },
        ["close", "far", "unknown", "remote"],
    ),
    "next": (
        "next",
        {
            "a-tuesday": {"meets": [{"days": "tue", "start": "10:00"}], "checked": CHECKED},
            "thursday": {"meets": [{"days": "thu", "start": "10:00"}]},
            "thursday-late": {"meets": [{"days": "thu", "start": "19:00"}]},
            "thursday-some-time": {"meets": [{"days": "thu"}]},
            "varies": {"meets": [{"days": "thu", "every": "varies"}]},
        },
        ["thursday", "thursday-late", "thursday-some-time", "a-tuesday", "varies"],
    ),
    "checked": (
        "checked",
        {
            "never": {"cost": "free"},
            "new": {"checked": {"on": "2026-11-20"}},
            "old": {"checked": {"on": "2026-01-20"}, "cost": "free"},
        },
        ["new", "old", "never"],
    ),
    "name": (
        "name",
        {"a": {"name": "Willow", "cost": "free"}, "b": {"name": "Éclair"}, "c": {"name": "apple"}},
        ["c", "b", "a"],
    ),
}


@pytest.mark.parametrize(("sort", "groups", "order"), SORTED.values(), ids=SORTED)
def test_groups_are_sorted_by(sort: str, groups: dict[str, Facts], order: list[str]) -> None:
    assert ids(ask(index_of(groups), near="Leeds", cost="free", sort=sort)) == order


@pytest.mark.parametrize(
    ("limit", "shown"), [(0, 12), (1, 1), (10, 10), (50, 12)], ids=lambda one: f"{one}"
)
def test_the_limit_cuts_what_is_shown_and_not_the_total(limit: int, shown: int) -> None:
    found = ask(index_of({f"g{at:02}": {} for at in range(12)}), limit=limit)
    assert (len(found.matches), found.total) == (shown, 12)
    assert [match.rank for match in found.matches] == [*range(1, shown + 1)]


def test_ten_groups_are_shown_unless_the_limit_says_otherwise() -> None:
    index = index_of({f"g{at:02}": {} for at in range(12)})
    assert question(index).limit == 10


@pytest.mark.parametrize(
    ("facts", "flags", "reach", "has_distance"),
    [
        pytest.param({"venue": {"town": "Otley"}}, {}, "local", True, id="in person"),
        pytest.param({}, {}, "local", False, id="in person, place unknown"),
        pytest.param(
            {"format": ["video"], "venue": {"town": "Otley"}}, {}, "remote", False, id="remote"
        ),
        pytest.param(
            {"format": ["phone", "in-person"], "venue": {"town": "Otley"}},
            {},
            "both",
            True,
            id="both",
        ),
        pytest.param(
            {"format": ["phone", "in-person"], "venue": {"town": "Whitby"}},
            {"within": "10"},
            "remote",
            False,
            id="both, the venue beyond --within",
        ),
        pytest.param(
            {"format": ["phone", "in-person"], "venue": {"town": "Otley"}},
            {"within": "12"},
            "both",
            True,
            id="both, the venue within",
        ),
    ],
)
def test_reach_says_how_a_group_is_joined(
    facts: Facts,
    flags: dict[str, str],
    reach: str,
    has_distance: bool,  # noqa: FBT001
) -> None:
    match = match_of(ask(index_of({"one": facts}), near="Leeds", **flags), "one")
    assert match.reach == reach
    assert (match.distance_km is not None) == has_distance
    assert (match.precision is not None) == has_distance


def test_without_a_place_there_is_no_distance() -> None:
    match = match_of(ask(index_of({"one": {"venue": {"town": "Otley"}}})), "one")
    assert (match.distance_km, match.precision) == (None, None)


def test_a_distance_is_along_the_ellipsoid() -> None:
    venue = {"latitude": "53.9057", "longitude": "-1.6938"}
    match = match_of(ask(index_of({"one": {"venue": venue}}), near="53.7965,-1.5478"), "one")
    assert match.distance_km == geodesic_km(Point(53.7965, -1.5478), Point(53.9057, -1.6938))
    assert match.precision == "point"


@pytest.mark.parametrize(
    ("venue", "near", "precision"),
    [
        pytest.param({"town": "Otley"}, "LS6", "town", id="a town and a district"),
        pytest.param({"postcode": "LS1"}, "53.80,-1.55", "district", id="a district and a point"),
        pytest.param(
            {"latitude": "53.9", "longitude": "-1.69"}, "Leeds", "town", id="a point and a town"
        ),
        pytest.param(
            {"latitude": "53.9", "longitude": "-1.69"}, "53.80,-1.55", "point", id="two points"
        ),
    ],
)
def test_precision_is_that_of_the_vaguer_end(venue: Facts, near: str, precision: str) -> None:
    assert (
        match_of(ask(index_of({"one": {"venue": venue}}), near=near), "one").precision == precision
    )


@pytest.mark.parametrize(
    ("meets", "expected"),
    [
        pytest.param(
            [{"days": "tue", "start": "19:00"}],
            datetime(2026, 12, 1, 19, tzinfo=ZoneInfo("Europe/London")),
            id="a day and a time",
        ),
        pytest.param([{"days": "wed"}], date(2026, 11, 25), id="a day alone, which is today"),
        pytest.param([{"days": "tue", "every": "varies"}], None, id="dates that cannot be told"),
        pytest.param("any time", None, id="any time"),
        pytest.param("by arrangement", None, id="by arrangement"),
        pytest.param(None, None, id="nothing"),
    ],
)
def test_the_next_meeting_is_the_first_start_from_now_on(meets: Any, expected: Any) -> None:
    assert match_of(ask(index_of({"one": {"meets": meets}})), "one").next_meeting == expected


def test_a_meeting_that_has_begun_today_is_not_the_next() -> None:
    index = index_of({"one": {"meets": [{"days": "wed", "start": "10:00"}]}})
    late = NOW.replace(hour=11)
    assert match_of(ask(index, now=late), "one").next_meeting == datetime(
        2026, 12, 2, 10, tzinfo=ZoneInfo("Europe/London")
    )


def test_opening_hours_give_no_next_meeting() -> None:
    index = index_of({"one": {"hours": [{"days": "wed", "start": "10:00", "end": "12:00"}]}})
    assert match_of(ask(index), "one").next_meeting is None


def test_every_ask_is_judged_in_order_with_its_weight() -> None:
    facts = {"cost": "free", "summary": "A river walk."}
    found = ask(index_of({"one": facts}), "river", cost="free", focus="grief", weight="cost=9")
    judged = match_of(found, "one").judged
    assert [(one.ask.name, one.weight, one.score.verdict) for one in judged] == [
        ("focus", CRITERIA["focus"].weight, "met"),
        ("cost", 9.0, "met"),
        ("words", WORDS_WEIGHT, "met"),
    ]


def test_a_criterion_is_worked_out_once_for_each_distinct_value() -> None:
    index = index_of({f"g{at}": {"cost": "free" if at % 2 else "donation"} for at in range(6)})
    search = Search(index, question(index, cost="free"))
    scores = search.scores("cost")
    assert [scores[number].verdict for number in index.numbers()] == ["partly", "met"] * 3
    assert len({id(scores[number]) for number in index.numbers()}) == 2
    assert search.scores("cost") is scores


@given(
    st.lists(st.tuples(*[st.integers(0, 3)] * 3), max_size=30),
    st.integers(1, 12),
    st.integers(1, 3),
)
def test_the_first_few_are_those_that_sorting_all_would_put_first(
    rows: list[tuple[int, int, int]], limit: int, count: int
) -> None:
    keys = [lambda number, at=at: rows[number][at] for at in range(count)] + [lambda number: number]
    found = first(limit, range(len(rows)), keys)
    assert found == sorted(range(len(rows)), key=lambda at: (*rows[at][:count], at))[:limit]


def test_an_empty_directory_has_an_empty_answer() -> None:
    found = ask(index_of({}), "river", focus="grief", near="Leeds")
    assert (found.total, found.hidden, found.matches, found.relaxations) == (0, {}, (), ())
    assert document(found)["results"] == []


def test_the_better_group_comes_first() -> None:
    groups = {
        "a-missed": {"cost": "£3"},
        "b-partly": {"cost": "donation"},
        "c-unknown": {},
        "d-met": {"cost": "free"},
    }
    found = ask(index_of(groups), cost="free")
    assert ids(found) == ["d-met", "b-partly", "c-unknown", "a-missed"]
    assert score_of(found, "cost", "c-unknown").verdict == "not-stated"


def test_without_a_place_in_the_question_nothing_is_nearer() -> None:
    groups = {
        "b": {"name": "Beta", "format": ["in-person"], "venue": {"postcode": "LS6 3HN"}},
        "a": {"name": "Alpha", "format": ["video"]},
    }
    assert ids(ask(index_of(groups))) == ["a", "b"]


# More distinct places than are scored one by one; the first five at the door, the rest farther and farther.
CROWD = index_of({
    f"g{at:03}": {"venue": {"latitude": f"{53.5 + max(0, at - 4) / 1000:.3f}", "longitude": "-1.5"}}
    for at in range(264)
})  # fmt: skip
NEAREST = [f"g{at:03}" for at in range(264)]


@pytest.mark.parametrize("limit", [1, 5, 7, 0])
def test_of_very_many_places_the_nearest_are_found(limit: int) -> None:
    found = ask(CROWD, near="53.5,-1.5", limit=limit)
    assert (found.total, ids(found)) == (264, NEAREST[: limit or 264])


@pytest.mark.parametrize("weight", [0, 0.5, 1000])
def test_of_very_many_places_the_nearest_are_found_whatever_that_weighs(weight: float) -> None:
    found = ask(CROWD, near="53.5,-1.5", weight=f"near={weight}", limit=7)
    assert (found.total, ids(found)) == (264, NEAREST[:7])
