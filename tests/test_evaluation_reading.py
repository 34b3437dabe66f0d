"""How sentences are read is measured rightly, and is no worse than it was."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pace import uncounted

sys.path.insert(0, str(Path(__file__).parent.parent))

from evaluation import cases, measure, reading
from evaluation.reading import Marks, Phrase
from peerfind.asking.understanding.grammar import read
from peerfind.directory.folder import load
from peerfind.directory.vocabulary import FACETS, Vocabulary

if TYPE_CHECKING:
    from evaluation.reading import Asks

VOCABULARY = Vocabulary(load(cases.VOCABULARY.parent).common.terms)
FLAGS = frozenset(FACETS) - {"community"} | {
    "near", "within", "age", "day", "time", "for", "avoid", "require",
}  # fmt: skip


def verdicts(asked: dict[str, Any], got: dict[str, Any]) -> dict[str, str]:
    """How each flag is judged where `asked` was asked for and `got` read."""
    return dict(reading.compared(reading.wanted(asked), reading.wanted(got), VOCABULARY))


# One flag


@pytest.mark.parametrize(
    ("asked", "got", "verdict"),
    [
        ({"near": "Otley"}, {"near": "otley"}, "hit"),
        ({"near": "March, Cambs"}, {"near": "March"}, "hit"),
        ({"near": "Otley"}, {"near": "Ilkley"}, "wrong"),
        ({"near": "Otley"}, {}, "missed"),
        ({}, {"near": "Otley"}, "false"),
        ({"within": "5"}, {"within": "5mi"}, "hit"),
        ({"within": "10"}, {"within": "16km"}, "hit"),
        ({"within": "5"}, {"within": "8"}, "wrong"),
        ({"age": "22"}, {"age": "22"}, "hit"),
        ({"age": "75"}, {"age": "70"}, "hit"),
        ({"age": "22"}, {"age": "28"}, "wrong"),
        ({"day": ["weekend"]}, {"day": ["sunday", "saturday"]}, "hit"),
        ({"day": ["weekdays"]}, {"day": ["monday"]}, "wrong"),
        ({"day": ["monday"]}, {"day": ["monday", "tuesday"]}, "wrong"),
        ({"time": ["evening"]}, {"time": ["17:00-23:00"]}, "hit"),
        ({"time": ["evening"]}, {"time": ["18:00-23:00"]}, "hit"),
        ({"time": ["evening"]}, {"time": ["20:00-23:00"]}, "wrong"),
        ({"time": ["morning", "afternoon"]}, {"time": ["06:00-17:00"]}, "hit"),
        ({"time": ["morning"]}, {"time": ["evening"]}, "wrong"),
        ({"format": ["online"]}, {"format": ["video"]}, "hit"),  # narrower
        ({"format": ["video"]}, {"format": ["online"]}, "hit"),  # broader
        ({"format": ["video"]}, {"format": ["phone"]}, "wrong"),
        ({"leader": ["professional"]}, {"leader": ["nurse"]}, "hit"),
        ({"focus": ["grief", "debt"]}, {"focus": ["debt", "grief-partner"]}, "hit"),
        ({"focus": ["grief", "debt"]}, {"focus": ["debt"]}, "wrong"),
        ({"focus": ["debt"]}, {"focus": ["debt", "sleep"]}, "hit"),
        ({"require": ["cost"]}, {"require": ["cost", "access"]}, "hit"),
        ({"require": ["cost"]}, {"require": ["access"]}, "wrong"),
        ({"avoid": {"format": ["online"]}}, {"avoid": ["format=video"]}, "hit"),
        ({"avoid": {"format": ["online"]}}, {"avoid": ["leader=nurse"]}, "wrong"),
        ({"avoid": {"for": ["men"]}}, {"avoid": ["for=men"]}, "hit"),
        ({"avoid": {"near": ["Leeds"]}}, {"avoid": ["near=leeds"]}, "hit"),
        ({"avoid": {"near": ["Leeds"]}}, {"avoid": ["near=York"]}, "wrong"),
        ({"for": ["veterans"]}, {"for": ["men"]}, "wrong"),
    ],
)
def test_a_flag_is_judged_by_what_it_says(
    asked: dict[str, Any], got: dict[str, Any], verdict: str
) -> None:
    assert [*verdicts(asked, got).values()] == [verdict]


@pytest.mark.parametrize("sex", ["women", "men"])
def test_he_and_she_need_not_be_meant(sex: str) -> None:
    assert verdicts({}, {"for": [sex]}) == {}
    assert verdicts({}, {"for": [sex, "veterans"]}) == {"for": "false"}


@given(
    st.dictionaries(
        st.sampled_from(["format", "leader", "focus"]),
        st.lists(st.sampled_from(["online", "nurse", "grief"]), min_size=1, unique=True),
    )
)
def test_what_is_read_just_as_it_was_asked_is_right(asked: dict[str, list[str]]) -> None:
    assert set(verdicts(asked, asked).values()) <= {"hit"}


# Whole phrases


def test_a_reading_is_put_as_flags() -> None:
    found = read(["grief, near Otley, no men, evenings, must be free"], VOCABULARY)
    asks: Asks = reading.understood(found)
    assert asks.pop("time") == reading.wanted({"time": ["evening"]})["time"]
    assert asks == {
        "focus": frozenset({"grief"}),
        "near": frozenset({"Otley"}),
        "avoid": frozenset({"for=men"}),
        "cost": frozenset({"free"}),
        "require": frozenset({"cost"}),
    }


def test_phrases_are_counted_by_flag() -> None:
    asked = [
        Phrase("grief in Otley", {"focus": ["grief"], "near": "Otley"}),
        Phrase("grief in Otley", {"focus": ["debt"], "near": "Otley"}),
        Phrase("grief in Otley", {"focus": ["grief"]}),
        Phrase("xyzzy", {"format": ["online"]}),
    ]
    found = reading.measured(asked, VOCABULARY)
    assert (found.count, found.whole) == (4, 1)
    assert found.marks == {
        "focus": Marks(hit=2, wrong=1),
        "format": Marks(missed=1),
        "near": Marks(hit=2, false=1),
    }


def test_what_is_left_for_the_search_counts_where_it_is_asked_for() -> None:
    said = "gardening maybe"
    left = read([said], VOCABULARY)
    assert left.left
    assert left.parts == ()
    asked = [Phrase(said, {"activity": ["gardening"]}), Phrase(said, {})]
    assert reading.measured(asked, VOCABULARY).marks == {"activity": Marks(hit=1)}


def test_precision_and_recall_are_of_what_was_read_and_of_what_was_asked_for() -> None:
    marks = Marks(hit=6, wrong=2, missed=4, false=2)
    assert (marks.precision, marks.recall) == (0.6, 0.5)
    assert (Marks().precision, Marks().recall) == (1.0, 1.0)


def test_the_report_tells_the_figures() -> None:
    one = reading.measured([Phrase("debt", {"focus": ["debt"]})], VOCABULARY)
    told = reading.report({"held": one})
    assert "| held | 1 | 1.000 |" in told
    assert "| focus | 1 | 0 | 0 | 0 | 1.00 | 1.00 |" in told
    assert reading.figures({"held": one}) == {
        "held": {"wholly right": 1.0, "focus, precision": 1.0, "focus, recall": 1.0}
    }


# The phrases as they stand


@pytest.mark.parametrize("part", reading.PARTS)
class TestPhrases:
    def test_ask_only_for_what_there_is(self, part: str) -> None:
        found = reading.phrases(part)
        assert found
        for one in found:
            assert one.says.strip()
            assert one.asks.keys() <= FLAGS, one.says
            for flag, terms in one.asks.items():
                facet = {"for": "community"}.get(flag, flag)
                if facet in FACETS:
                    known = VOCABULARY[facet].terms
                    assert facet == "language" or known.keys() >= {*terms}, one.says

    def test_are_said_once(self, part: str) -> None:
        said = [one.says for other in reading.PARTS for one in reading.phrases(other)]
        own = [one.says for one in reading.phrases(part)]
        assert all(said.count(one) == 1 for one in own[::10])
        assert len({*own}) == len(own)

    def test_are_read_no_worse_than_they_were(self, part: str) -> None:
        """`python -m evaluation --write` sets the floors."""
        floors = json.loads(measure.FLOORS.read_text("utf-8"))[reading.FLOORS][part]
        with uncounted():
            measured = reading.measured(reading.phrases(part), VOCABULARY)
        found = reading.figures({part: measured})[part]
        assert found.keys() == floors.keys()
        worse = {key: (found[key], floor) for key, floor in floors.items() if found[key] < floor}
        assert worse == {}
