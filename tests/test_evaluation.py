from __future__ import annotations

import json
import sys
from collections import Counter
from functools import cache
from math import log2
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from pace import IS_ROBOT, uncounted

sys.path.insert(0, str(Path(__file__).parent.parent))

from evaluation import cases, judge, measure, page, rivals
from evaluation.judge import Judge
from evaluation.metrics import Marks, marks
from evaluation.wishes import World

if TYPE_CHECKING:
    from collections.abc import Sequence

WORLD = World(
    terms={
        "focus": {
            "mental-health": {"label": "mental health"},
            "mood": {"label": "mood problems", "broader": ["mental-health"]},
            "depression": {
                "label": "depression",
                "aliases": ["low spirits"],
                "broader": ["mood"],
                "related": ["anxiety"],
            },
            "postnatal-depression": {"label": "postnatal depression", "broader": ["depression"]},
            "anxiety": {"label": "anxiety"},
            "grief": {"label": "grief"},
        },
        "activity": {
            "outdoors": {"label": "outdoors"},
            "walking": {"label": "walking", "broader": ["outdoors"]},
        },
        "community": {
            "women": {"label": "women", "excludes": ["men"]},
            "mothers": {"label": "mothers", "broader": ["women"]},
            "men": {"label": "men"},
            "students": {"label": "students"},
            "carers": {"label": "carers"},
        },
        "access": {"step-free": {"label": "x"}, "ramp": {"label": "x", "broader": ["step-free"]}},
        "format": {"phone": {"offers": ["no-travel"]}},
        "leader": {},
        "setting": {"one-to-one": {"offers": ["anonymity"]}},
        "style": {"course": {"offers": ["practical-strategies"]}},
    },
    towns={  # a degree of latitude is 69 miles
        "Home": (53.0, -1.5, "Homeshire", "England"),
        "Near": (53.1, -1.5, "Homeshire", "England"),
        "Farther": (53.3, -1.5, "Farshire", "England"),
        "Distant": (53.5, -1.5, "Farshire", "England"),
    },
)
GROUP: dict[str, Any] = {
    "name": "Example Circle",
    "summary": "Tea.",
    "organisation": "Example Trust",
    "format": ["in-person"],
    "leader": ["peer"],
    "focus": ["depression"],
    "venue": {"town": "Home"},
}
REMOTE = {"format": ["video"], "venue": {}}
LOW = {"about": ["depression"]}
HERE = {**LOW, "near": "Home"}


def at(town: str) -> dict[str, Any]:
    return {"venue": {"town": town}}


def meeting(days: str, start: str = "", end: str = "", **more: str) -> dict[str, Any]:
    times = {key: value for key, value in (("start", start), ("end", end)) if value}
    return {"days": days, **times, **more}


def meets(*patterns: dict[str, Any]) -> dict[str, Any]:
    return {"meets": [*patterns]}


ABOUT = [
    ({}, LOW, "3"),
    ({"focus": ["grief", "depression"]}, LOW, "3"),
    ({"focus": ["postnatal-depression"]}, LOW, "3"),  # narrower
    ({"focus": ["mood"]}, LOW, "1"),  # broader
    ({"focus": ["mental-health"]}, LOW, "1"),
    ({"focus": ["anxiety"]}, LOW, "1"),  # related
    ({}, {"about": ["anxiety"]}, "1"),  # and the other way round
    ({"focus": ["grief"]}, LOW, "0"),
    ({"focus": ["grief"], "summary": "For low spirits."}, LOW, "1"),  # its own words
    ({"focus": ["grief"], "description": "Depression, too."}, LOW, "1"),
    ({"focus": ["grief"], "name": "Depression Circle"}, LOW, "1"),
    ({"focus": ["grief"], "summary": "Antidepressions."}, LOW, "0"),  # word for word
    ({"focus": ["grief"], "organisation": "Depression Trust"}, LOW, "0"),
    ({"focus": ["depression", "grief"]}, {"about": ["depression", "grief"]}, "3"),
    ({}, {"about": ["depression", "grief"]}, "1"),  # one of several
    ({}, {"about": ["depression", "grief"], "any": "yes"}, "3"),
    ({"activities": ["walking"]}, {"doing": ["outdoors"]}, "3"),
    ({"activities": ["outdoors"]}, {"doing": ["walking"]}, "1"),
    ({}, {"doing": ["walking"]}, "0"),
    ({}, {"format": ["in-person"]}, "3"),  # no subject: about everything
    ({}, {"format": ["video"]}, "2"),
]
WISHES = [
    ({}, LOW | {"format": ["face-to-face"]}, "3"),
    ({}, LOW | {"format": ["online"]}, "2"),
    ({"format": ["chat"]}, LOW | {"format": ["online"]}, "3"),
    ({"format": ["phone"]}, LOW | {"format": ["online"]}, "2"),
    ({"format": ["phone"]}, LOW | {"format": ["remote"]}, "3"),
    ({}, LOW | {"leader": ["lived-experience"]}, "3"),
    ({"leader": ["nurse"]}, LOW | {"leader": ["lived-experience"]}, "2"),
    ({"leader": ["nurse"]}, LOW | {"leader": ["professional"]}, "3"),
    ({"leader": []}, LOW | {"leader": ["peer"]}, "2"),  # not stated
    ({"leader": ["peer", "nurse"]}, LOW | {"leader": ["co-led"]}, "3"),
    ({}, LOW | {"leader": ["co-led"]}, "2"),
    ({}, LOW | {"setting": ["group"]}, "3"),  # a group, unless it says otherwise
    ({}, LOW | {"setting": ["one-to-one"]}, "2"),
    ({"setting": ["one-to-one"]}, LOW | {"setting": ["one-to-one"]}, "3"),
    ({"cost": "free"}, LOW | {"cost": ["free"]}, "3"),
    ({"cost": "£3"}, LOW | {"cost": ["free", "donation"]}, "2"),
    ({}, LOW | {"cost": ["free"]}, "2"),
    ({"languages": ["cy", "en"]}, LOW | {"language": ["cy"]}, "3"),
    ({}, LOW | {"language": ["cy"]}, "2"),
    ({"access": ["ramp"]}, LOW | {"access": ["step-free"]}, "3"),
    ({"access": ["step-free"]}, LOW | {"access": ["ramp"]}, "2"),
    ({"activities": ["walking"]}, LOW | {"activity": ["outdoors"]}, "3"),
    ({}, LOW | {"activity": ["walking"]}, "2"),
    ({"joining": ["drop-in"]}, LOW | {"joining": ["drop-in"]}, "3"),
    ({}, LOW | {"joining": ["drop-in"]}, "2"),
    ({"style": ["course"]}, LOW | {"style": ["course"]}, "3"),
    ({}, LOW | {"style": ["course"]}, "2"),
    ({"format": ["phone"]}, LOW | {"want": ["no-travel"]}, "3"),
    ({"style": ["course"]}, LOW | {"want": ["practical-strategies"]}, "3"),
    ({"activities": ["walking"]}, LOW | {"want": ["shared-activities"]}, "3"),
    ({"setting": ["one-to-one"]}, LOW | {"want": ["anonymity"]}, "3"),
    ({}, LOW | {"want": ["no-travel"]}, "2"),
    ({}, LOW | {"rather_not": {"format": ["online"]}}, "3"),
    ({"format": ["video"]}, LOW | {"rather_not": {"format": ["online"]}}, "2"),
    ({"format": ["video", "in-person"]}, LOW | {"rather_not": {"format": ["online"]}}, "3"),
    ({"leader": ["unknown"]}, LOW | {"rather_not": {"leader": ["professional"]}}, "2"),
    ({}, LOW | {"cost": ["free"], "language": ["cy"]}, "1"),  # more than one
    ({}, LOW | {"cost": ["free"], "language": ["cy"], "joining": ["drop-in"]}, "1"),
    ({"focus": ["mood"], "cost": "free"}, LOW | {"cost": ["free"]}, "1"),  # related stays related
]
COMPANY = [
    ({}, LOW | {"people": ["women"]}, "3"),  # who somebody is, is no wish by itself
    ({}, LOW | {"people": ["women"], "company": "yes"}, "2"),
    ({"welcomes": ["women"]}, LOW | {"people": ["women"], "company": "yes"}, "3"),
    ({"only_for": ["women"]}, LOW | {"people": ["women"], "company": "yes"}, "3"),
]
PLACE = [
    ({}, HERE, "3"),
    (at("Near"), HERE, "3"),  # 7 miles
    (at("Farther"), HERE, "2"),  # 21 miles
    (at("Distant"), HERE, "1"),  # 35 miles
    (at("Atlantis"), HERE, "2"),  # unknown
    ({"venue": {}}, HERE, "2"),
    (at("Farther"), HERE | {"cost": ["free"]}, "1"),
    (at("Farther"), HERE | {"within": "25"}, "3"),
    (at("Near"), HERE | {"within": "5"}, "2"),  # by town: to a mile or two
    (at("Farther"), HERE | {"within": "10"}, "x"),
    (at("Farther"), HERE | {"within": "10", "must": ["within"]}, "x"),
    (at("Atlantis"), HERE | {"within": "10"}, "2"),
    (REMOTE, HERE | {"within": "10"}, "2"),
    (REMOTE, HERE, "2"),  # no nearer or farther
    (REMOTE, HERE | {"format": ["online"]}, "3"),
    ({"format": ["in-person", "video"]}, HERE, "3"),
    ({"format": ["in-person", "video"], **at("Distant")}, HERE, "2"),
]
COVERS = [
    ({**REMOTE, "covers": ["England"]}, HERE | {"format": ["video"]}, "3"),
    ({**REMOTE, "covers": ["UK"]}, HERE | {"format": ["video"]}, "3"),
    ({"covers": ["Homeshire"]}, HERE, "3"),
    ({"covers": ["Farshire", "Home"]}, HERE, "3"),
    ({"covers": ["Farshire"]}, HERE, "x"),
    ({"covers": ["Farshire"]}, LOW, "3"),  # nobody said where
]
MONDAY_EVENING = LOW | {"days": ["monday"], "time": ["evening"]}
LATE = LOW | {"time": ["17:00-23:00"]}
TIMES = [
    (meets(meeting("monday", "19:00")), MONDAY_EVENING, "3"),
    (meets(meeting("Mondays", "7pm")), MONDAY_EVENING, "3"),
    (meets(meeting("weekdays", "evening")), MONDAY_EVENING, "3"),
    (meets(meeting("daily", "17:00")), MONDAY_EVENING, "3"),  # a band begins with its hour
    (meets(meeting("daily", "23:00")), MONDAY_EVENING, "2"),  # and ends before its last
    (meets(meeting("monday", "16:59")), MONDAY_EVENING, "2"),
    (meets(meeting("tuesday", "19:00")), MONDAY_EVENING, "2"),
    (meets(meeting("weekend", "19:00")), MONDAY_EVENING, "2"),
    # for the same meeting
    (meets(meeting("monday", "10:00"), meeting("tuesday", "19:00")), MONDAY_EVENING, "2"),
    (meets(meeting("monday", "10:00"), meeting("monday", "19:00")), MONDAY_EVENING, "3"),
    (meets(meeting("monday")), MONDAY_EVENING, "2"),  # not stated
    (meets(meeting("monday")), LOW | {"days": ["monday"]}, "3"),
    ({}, MONDAY_EVENING, "2"),
    ({"meets": "by arrangement"}, MONDAY_EVENING, "2"),
    ({"meets": "any time"}, MONDAY_EVENING, "3"),
    (meets(meeting("sunday", "noon")), LOW | {"days": ["weekend"], "time": ["afternoon"]}, "3"),
    (meets(meeting("monday", "6pm")), LATE, "3"),
    (meets(meeting("monday", "16:30")), LATE, "2"),
    (meets(meeting("monday", "evening")), LATE, "3"),
    (meets(meeting("monday", "afternoon")), LATE, "2"),
    ({"hours": [meeting("daily", "16:00", "20:00")]}, MONDAY_EVENING, "3"),  # open at some of it
    ({"hours": [meeting("daily", "09:00", "17:00")]}, MONDAY_EVENING, "2"),
    ({"hours": [meeting("daily", "20:00", "02:00")]}, MONDAY_EVENING, "3"),  # across midnight
    (
        meets(meeting("monday", "19:00", format="phone")),
        MONDAY_EVENING | {"format": ["in-person"]},
        "2",  # it meets on another day in person
    ),
]
WHO = [
    ({"ages": "18+"}, LOW | {"age": "18"}, "3"),
    ({"ages": "18+"}, LOW | {"age": "17"}, "x"),
    ({"ages": "18-25"}, LOW | {"age": "25"}, "3"),
    ({"ages": "18-25"}, LOW | {"age": "26"}, "x"),
    ({"ages": "under 25"}, LOW | {"age": "25"}, "x"),
    ({"ages": "up to 25"}, LOW | {"age": "25"}, "3"),
    ({"ages": "18+"}, LOW, "3"),
    ({}, LOW | {"age": "17"}, "3"),
    ({"only_for": ["women"]}, LOW | {"people": ["women"]}, "3"),
    ({"only_for": ["women"]}, LOW | {"people": ["mothers"]}, "3"),
    ({"only_for": ["women"]}, LOW | {"people": ["men"]}, "x"),
    ({"only_for": ["men"]}, LOW | {"people": ["mothers"]}, "x"),  # both ways
    ({"only_for": ["women"]}, LOW, "2"),  # nobody said that the person is one
    ({"only_for": ["students"]}, LOW | {"people": ["men"]}, "2"),
    ({"only_for": ["women", "carers"]}, LOW | {"people": ["men"]}, "2"),
    ({"only_for": ["women+students"]}, LOW | {"people": ["women", "students"]}, "3"),
    ({"only_for": ["women+students"]}, LOW | {"people": ["women"]}, "2"),
    ({"only_for": ["women+students"]}, LOW | {"people": ["men", "students"]}, "x"),
    ({"status": "closed"}, LOW, "x"),
    ({"status": "paused"}, LOW, "x"),
    ({"status": "full"}, LOW, "2"),
    ({"status": "full"}, LOW | {"cost": ["free"]}, "1"),
    ({"status": "closed", "focus": ["grief"]}, LOW, "0"),  # it is not about it anyway
    ({"status": "closed", "focus": ["mood"]}, LOW, "x"),
]
LEFT_OUT = [
    ({}, LOW | {"avoid": {"leader": ["professional"]}}, "3"),
    ({"leader": ["peer", "nurse"]}, LOW | {"avoid": {"leader": ["professional"]}}, "x"),
    ({"activities": ["walking"]}, LOW | {"avoid": {"activity": ["outdoors"]}}, "x"),
    ({"format": ["chat"]}, LOW | {"avoid": {"format": ["online"]}}, "x"),
    ({"only_for": ["men"]}, LOW | {"avoid": {"for": ["men"]}}, "x"),
    ({"welcomes": ["men"]}, LOW | {"avoid": {"for": ["men"]}}, "x"),
    ({}, LOW | {"avoid": {"setting": ["group"]}}, "x"),
    ({}, LOW | {"avoid": {"focus": ["mood"]}}, "x"),
    ({"cost": "free"}, LOW | {"cost": ["free"], "must": ["cost"]}, "3"),
    ({"cost": "£3"}, LOW | {"cost": ["free"], "must": ["cost"]}, "x"),
    ({}, LOW | {"cost": ["free"], "must": ["cost"]}, "x"),  # not stated
    (meets(meeting("monday", "10:00")), MONDAY_EVENING | {"must": ["days"]}, "x"),
    ({}, LOW | {"people": ["women"], "company": "yes", "must": ["people"]}, "x"),
    (at("Distant"), HERE | {"must": ["near"]}, "x"),
    ({}, HERE | {"must": ["near"]}, "3"),
]
EXAMPLES = {
    "about": ABOUT,
    "wishes": WISHES,
    "company": COMPANY,
    "place": PLACE,
    "covers": COVERS,
    "times": TIMES,
    "who": WHO,
    "left out": LEFT_OUT,
}


@pytest.mark.parametrize(
    ("changes", "need", "grade"),
    [
        pytest.param(*example, id=f"{rule} {number}")
        for rule, examples in EXAMPLES.items()
        for number, example in enumerate(examples, 1)
    ],
)
def test_a_group_is_graded_by_the_rubric(
    changes: dict[str, Any], need: dict[str, Any], grade: str
) -> None:
    grades = Judge({"circle": GROUP | changes}, WORLD).grades(need)
    assert grades.get("circle", "0") == grade


def test_a_question_that_names_a_group_means_that_one_and_its_sisters() -> None:
    groups = {
        "meant": GROUP,
        "sister": GROUP,
        "closed-sister": GROUP | {"status": "closed"},
        "of-others": GROUP | {"organisation": "Other Trust"},
        "about-others": GROUP | {"focus": ["grief"]},
    }
    found = Judge(groups, WORLD).grades({"names": ["meant"]})
    assert found == {"meant": "3", "sister": "1"}


GRADES = {"best": "3", "good": "2", "fair": "1", "out": "x"}
IDEAL = 7 + 3 / log2(3) + 1 / 2


@pytest.mark.parametrize(
    ("found", "grades", "expected"),
    [
        (["best", "good", "fair"], GRADES, Marks(1, 1, 1, 1, 0)),
        (["best", "good", "fair", "none", "out"], GRADES, Marks(1, 1, 1, 1, 1)),
        (["good", "best"], GRADES, Marks((3 + 7 / log2(3)) / IDEAL, 0, 1 / 2, 1, 0)),
        (["out", "none", "best"], GRADES, Marks(7 / 2 / IDEAL, 0, 1 / 3, 1 / 2, 1)),
        ([*"abcdefghijk", "best"], GRADES, Marks(0, 0, 1 / 12, 0, 0)),  # the twelfth
        ([*"abcdefghij", "out"], GRADES, Marks(0, 0, 0, 0, 0)),
        ([], GRADES, Marks(0, 0, 0, 0, 0)),
        (["b", "c"], {"a": "1", "b": "1"}, Marks(1 / (1 + 1 / log2(3)), 1, 1, 1 / 2, 0)),
        (["a"], {"a": "x"}, Marks(1, 0, 0, 1, 1)),  # there is nothing to find
        ([*"abcdefghij"], dict.fromkeys("abcdefghijkl", "3"), Marks(1, 1, 1, 1, 0)),
    ],
)
def test_what_a_list_is_worth(
    found: list[str], grades: dict[str, str], expected: tuple[float, ...]
) -> None:
    assert marks(found, grades) == pytest.approx(expected)


@pytest.fixture(scope="module")
def questions() -> list[cases.Question]:
    return cases.questions()


@pytest.fixture(scope="module")
def some_measured(
    questions: list[cases.Question], tmp_path_factory: pytest.TempPathFactory
) -> measure.Measured:
    """What is found for some of the questions."""
    folder = tmp_path_factory.mktemp("evaluation") / "directory"
    return measure.measured(folder, questions[::25])


def test_there_are_enough_questions_and_each_is_there_once(
    questions: list[cases.Question],
) -> None:
    counts = Counter(one.category for one in questions if one.part in ("tune", "test"))
    ids = [one.id for one in questions]
    assert counts.total() >= 400
    assert min(counts.values()) >= 25
    assert len(set(ids)) == len(ids)
    assert all(one.id.rpartition("-")[0] == one.category for one in questions)


def test_every_question_finds_something_but_those_that_nothing_fits(
    questions: list[cases.Question],
) -> None:
    grades = cases.judgements()
    answerable = {one for one, found in grades.items() if {"1", "2", "3"} & {*found.values()}}
    assert {one.id for one in questions if one.id not in answerable} == {
        one.id for one in questions if one.category == measure.EMPTY
    }
    assert grades.keys() <= {one.id for one in questions}
    assert {group for found in grades.values() for group in found} <= cases.groups().keys()


def test_half_of_each_category_is_for_tuning(questions: list[cases.Question]) -> None:
    for category in {one.category for one in questions}:
        parts = Counter(one.part for one in questions if one.category == category)
        assert parts["tune"] - parts["test"] in (0, 1)
        assert 0 <= parts["held"] <= parts["practice"]
    assert {one.part for one in questions} == {*measure.PARTS} - {measure.ALL}


class QuickJudge(Judge):
    """The judge, with what it has worked out about terms kept."""

    def __init__(self, groups: dict[str, dict[str, Any]], world: World) -> None:
        super().__init__(groups, world)
        self._closure = cache(super()._closure)
        self._related = cache(super()._related)


def test_the_judgements_are_those_of_the_judge(
    questions: list[cases.Question], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Each text is made plain once; else it would be made so for each question.
    monkeypatch.setattr(judge, "_plain", cache(vars(judge)["_plain"]))
    committed = cases.JUDGEMENTS.read_text("utf-8")
    monkeypatch.setattr(cases, "JUDGEMENTS", tmp_path / "judgements.tsv")
    grader = QuickJudge(cases.groups(), cases.world())
    looked_at = questions[:: 3 if IS_ROBOT else 1]
    with uncounted():
        cases.write_judgements({one.id: grader.grades(one.need) for one in looked_at})
    ids = {one.id for one in looked_at}
    lines = [line for line in committed.splitlines() if line.split("\t")[0] in ids]
    assert (cases.JUDGEMENTS.read_text("utf-8").splitlines() == lines) is True  # no long comparison


def test_peerfind_is_no_worse_than_it_was(questions: list[cases.Question], tmp_path: Path) -> None:
    """`python -m evaluation --write` sets the floors; what nothing fits is always answered truly."""
    with uncounted():
        measured = measure.measured(tmp_path / "directory", questions)
    found = measure.figures(measured)
    floors = json.loads(measure.FLOORS.read_text("utf-8"))
    worse = {}
    for part in measure.FLOORED:
        assert found[part].keys() == floors[part].keys()
        for category, values in floors[part].items():
            for name, floor in values.items():
                now = found[part][category][name]
                if now > floor if name == "violations" else now < floor:
                    worse[part, category, name] = now, floor
    assert worse == {}
    assert [one for one, is_true in measured.truly.items() if not is_true] == []


def test_the_page_says_which_goals_are_missed(some_measured: measure.Measured) -> None:
    ids = [*cases.groups()]
    rows = measure.results(
        lambda _: ids[:10], [one.question for one in some_measured.results], cases.judgements()
    )
    told = page.page(some_measured, {"the first ten": rows})
    for goal in page.goals(
        some_measured.part("test"), page.parted({"the first ten": rows}, "test")
    ):
        assert (
            f"| {goal.wanted} | {goal.found} | {'met' if goal.is_met else '**missed**'} |" in told
        )
        assert goal.is_met or f"- {goal.wanted}: {goal.short or goal.found}\n" in told


@pytest.mark.parametrize(
    ("value", "expected"), [(1.0, 1.0), (0.9, 0.9), (0.92307, 0.923), (0.8999, 0.899), (0, 0)]
)
def test_a_floor_is_rounded_down(value: float, expected: float) -> None:
    assert measure.rounded_down(value) == expected


def test_the_measure_asks_as_the_command_does(
    some_measured: measure.Measured, tmp_path: Path
) -> None:
    directory = measure.directory_in(tmp_path / "directory")
    with pytest.raises(ValueError, match="knows no colour"):
        measure.answered(directory, ["grief", "--colour", "red"])
    one = next(one for one in some_measured.results if "--near" in one.question.ask)
    assert measure.by_peerfind(directory)(one.question) == one.found
    plain = measure.answered(directory, ["--literal", "--", "grief in leeds"])
    assert not plain.query.said


def test_the_others_are_asked_words_and_the_values_of_flags() -> None:
    ask = [
        "low mood",
        "--near",
        "Home",
        "--avoid",
        "leader=nurse",
        "--require",
        "near",
        "--",
        "tea",
    ]
    assert rivals.said(ask) == "low mood Home tea"


OTHERS = {
    "far": GROUP | {"name": "Far Away", **at("Distant")},
    "near": GROUP | {"name": "Zest", **at("Near")},
    "grief": GROUP | {"name": "Grieving", "focus": ["grief"], "activities": ["walking"]},
    "closed": GROUP | {"name": "Low Spirits", "status": "closed"},
}


@pytest.mark.parametrize(
    ("ask", "best"),
    [
        (["low spirits", "--near", "Home"], ["near", "far"]),
        (["low spirits"], ["far", "near"]),  # by name
        (["spirits and walking", "--near", "Distant"], ["far", "near", "grief"]),
    ],
)
def test_a_filter_finds_the_nearest(ask: Sequence[str], best: list[str]) -> None:
    assert rivals.Nearest(rivals.items(OTHERS, WORLD), WORLD).best(ask) == best


def test_every_other_finds_what_a_name_says() -> None:
    found = {one.name: one.best(["grief", "walk"]) for one in rivals.rivals(OTHERS, WORLD)}
    assert {"SQLite FTS5", "rapidfuzz WRatio", "filters + distance"} <= found.keys()
    assert {ids[0] for ids in found.values()} == {"grief"}
    assert not any("closed" in ids for ids in found.values())
