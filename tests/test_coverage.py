"""What a directory has and where it has nothing: what is counted, what is a gap, how it is printed."""

from __future__ import annotations

import json
from datetime import date
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

import pytest
from conftest import write_directory
from hypothesis import given, settings
from hypothesis import strategies as st
from pace import some
from running import DAY, Ran, example_directory, in_process

from peerfind.directory.fields import FIELDS
from peerfind.directory.vocabulary import Facet, Term
from peerfind.geo import great_circle_km
from peerfind.keeping.coverage import LARGE_TOWN, Counts, Gaps, counts, gaps, shown
from peerfind.model import Group
from peerfind.output.coverage import bar
from peerfind.places import Place
from peerfind.places.gazetteer import towns
from peerfind.wording.coverage import Row

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Peerfind = Callable[..., Ran]

TODAY = date.fromisoformat(DAY)
AGES = {"review_after": "6 months", "hide_after": "24 months"}
GRIEF = Facet("focus", [Term("grief", "grief"), Term("widowed", "widowed", broader=("grief",))])
TOWNS = towns(LARGE_TOWN)
NAMED = {one.name: one for one in TOWNS}


@pytest.fixture
def peerfind(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> Peerfind:
    """Runs a command line on the fictional directory."""
    return in_process(monkeypatch, capsys, tmp_path, example_directory(tmp_path / "directory"))


def counted(*records: dict[str, Any]) -> Counts:
    return counts(records, AGES, TODAY)


def at(town: str, name: str = "one", **facts: Any) -> Group:
    """A group about grief in the middle of a town."""
    entry = NAMED[town]
    place = Place(town, entry.point, "postcode", 0.1, None, entry.nation)
    usual = {"focus": ("grief",), "format": ("in-person",), "place": place}
    return Group(id=name, name=name, **{**usual, **facts})


def names(found: Gaps) -> set[str]:
    return {one.town.name for one in found.towns}


# What is counted


def test_a_group_with_several_counts_for_each_and_unknown_is_not_stated() -> None:
    found = counted(
        {"format": ["video", "chat"]}, {"format": ["chat"]}, {"format": ["unknown"]}, {}
    )  # fmt: skip
    assert found.by["format"] == (("chat", 2), ("video", 1), ("", 2))
    assert dict(found.stated)["format"] == 2


def test_what_has_ended_is_counted_once_and_left_out_of_the_rest() -> None:
    found = counted({"status": "closed", "nation": "Wales"}, {"nation": "England"})
    assert (found.groups, found.closed) == (1, 1)
    assert found.by["nation"] == (("England", 1),)


def test_freshness_and_the_year_of_the_newest_source() -> None:
    sources = [{"published": "2019"}, {"published": "2023-05"}]
    found = counted(
        {"checked": {"on": "2026-10-02"}, "sources": sources}, {"checked": {"on": "2020-01-01"}}, {}
    )
    assert dict(found.freshness) == {"checked": 1, "due": 0, "stale": 1, "never-checked": 1}
    assert found.newest == (("2023", 1), ("", 2))


@given(st.lists(st.fixed_dictionaries({}, optional={
    "status": st.sampled_from(["open", "closed"]),
    "nation": st.sampled_from(["Wales", "England"]),
    "leader": st.lists(st.sampled_from(["peer", "nurse", "unknown"]), min_size=1, unique=True),
    "cost": st.just("free"),
}), max_size=6))  # fmt: skip
def test_every_count_adds_up(records: list[dict[str, Any]]) -> None:
    found = counted(*records)
    assert found.groups + found.closed == len(records)
    for one in (found.by["nation"], found.freshness, found.newest):
        assert sum(count.groups for count in one) == found.groups
    assert sum(count.groups for count in found.by["leader"]) >= found.groups
    assert {count.id for count in found.stated} == {*FIELDS}
    assert all(0 <= count.groups <= found.groups for count in found.stated)


# What is a gap


def test_a_town_stands_once_by_whatever_names_and_the_largest_first() -> None:
    sizes = [one.size for one in TOWNS]
    assert sizes == sorted(sizes, reverse=True)
    assert min(sizes) > LARGE_TOWN
    assert len({(one.name, one.point) for one in TOWNS}) == len(TOWNS)


def test_a_town_with_a_group_in_it_is_no_gap_and_one_far_off_is_with_the_nearest() -> None:
    found = gaps([at("Leeds"), at("Cardiff", "two")], GRIEF, "grief", 30)
    assert not {"Leeds", "Bradford", "Cardiff"} & names(found)
    bristol = next(one for one in found.towns if one.town.name == "Bristol")
    assert bristol.nearest is not None
    assert bristol.nearest.id == "two"
    assert bristol.km == great_circle_km(NAMED["Bristol"].point, NAMED["Cardiff"].point)


@pytest.mark.parametrize(
    "facts",
    [{"format": ("video",), "reach": "remote"}, {"focus": ("gambling",)}, {"place": None}],
    ids=["online", "another subject", "nowhere"],
)
def test_a_group_that_cannot_be_gone_to_fills_no_gap(facts: dict[str, Any]) -> None:
    found = gaps([at("Leeds", **facts)], GRIEF, "grief", 30)
    assert "Leeds" in names(found)
    assert found.towns[0].nearest is None
    assert found.unplaced == ("place" in facts)


def test_something_more_special_fills_a_gap_and_something_wider_does_not() -> None:
    assert "Leeds" not in names(gaps([at("Leeds", focus=("widowed",))], GRIEF, "grief", 30))
    assert "Leeds" in names(gaps([at("Leeds")], GRIEF, "widowed", 30))


def test_nobody_is_sent_to_what_has_ended_paused_or_grown_old() -> None:
    records = [
        {"id": "a", "status": "closed"}, {"id": "b", "status": "paused"}, {"id": "c", "status": "full"},
        {"id": "d", "checked": {"on": "2020-01-01"}}, {"id": "e"},
    ]  # fmt: skip
    assert [one.id for one in shown(records, AGES, TODAY)] == ["c", "e"]


@settings(max_examples=some(20))
@given(st.sampled_from(sorted(NAMED)), st.floats(1, 200), st.floats(1, 200))
def test_the_farther_one_may_go_the_fewer_gaps_there_are(town: str, one: float, two: float) -> None:
    near, far = sorted((one, two))
    wide = gaps([at(town)], GRIEF, "grief", near).towns
    assert {gap.town for gap in gaps([at(town)], GRIEF, "grief", far).towns} <= {
        gap.town for gap in wide
    }
    assert all(gap.km is not None and gap.km > near for gap in wide)


# What is printed


@given(st.floats(0, 1), st.integers(0, 60))
def test_a_bar_is_as_long_as_its_share_and_never_longer_than_its_room(
    share: float, width: int
) -> None:
    drawn = bar(share, width)
    assert len(drawn) <= width
    assert bool(drawn) == (share > 0 and width > 0)
    assert abs(len(drawn) - share * width) < 1.01


@pytest.mark.parametrize(
    ("share", "said"),
    [(0, "0%"), (1, "100%"), (0.999, "99%"), (0.001, "under 1%"), (0.5, "50%"), (0.01, "1%")],
)
def test_a_share_is_never_rounded_to_none_or_to_all(share: float, said: str) -> None:
    assert Row("a", "a", 1, share).percent == said


def test_plain_lines_have_numbers_only(peerfind: Peerfind) -> None:
    ran = peerfind("stats", "--today", DAY, "-o", "plain")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith(
        "Example directory: what there is, 25 Nov 2026.\n5 groups. 1 more has ended.\n\n"
        "Groups by nation.\nEngland: 1 (20%)\nnot stated: 4 (80%)\n\n"
    )
    assert "grief of a partner: 2 (40%)\n" in ran.out
    assert "Towns with no group about grief within 20 miles. " in ran.out
    assert (
        "2 groups about it, or about a part of it, meet in person.\nLondon, about 8,962,000 people: "
        in ran.out
    )
    assert "\u2588" not in ran.out


def test_a_table_has_bars_beside_its_numbers_and_a_narrow_one_none(
    peerfind: Peerfind, monkeypatch: pytest.MonkeyPatch
) -> None:
    wide = peerfind("stats", "--today", DAY, "-o", "table").out
    assert "  England         1   20%  \u2588\u2588\u2588\u2588\u2588\u2588\u2588\u2588\n" in wide
    assert all(len(line) <= 80 for line in wide.splitlines())
    monkeypatch.setenv("COLUMNS", "40")
    narrow = peerfind("stats", "--today", DAY, "-o", "table").out
    assert "  England: 1 (20%)\n" in narrow
    assert all(len(line) <= 40 for line in narrow.splitlines())


def test_json_has_every_count_and_every_gap(peerfind: Peerfind) -> None:
    found = json.loads(peerfind("stats", "--within", "30km", "-o", "json", "--today", DAY).out)
    assert found["nation"] == [
        {"id": "England", "groups": 1, "share": 0.2},
        {"id": None, "groups": 4, "share": 0.8},
    ]
    assert [*found] == [
        "version", "today", "groups", "closed", "nation", "format", "leader", "focus", "stated", "freshness",
        "newest_source", "gaps",
    ]  # fmt: skip
    missing = found["gaps"]
    assert (missing["focus"], missing["within_miles"], missing["groups"]) == ("grief", 18.64, 2)
    assert len(missing["towns"]) == 20 < missing["total"]
    assert all(
        town["distance_miles"] > 18 and town["people"] > LARGE_TOWN for town in missing["towns"]
    )


def test_another_focus_is_understood_as_people_say_it(peerfind: Peerfind) -> None:
    told = peerfind("stats", "--focus", "widow", "-o", "markdown").out
    assert "## Towns with no group about grief of a partner within 20 miles\n" in told
    none = peerfind("stats", "--focus", "hearing-voices", "-o", "plain").out
    assert "London, about 8,962,000 people: there is none at all.\n" in none.lower().replace(
        "london", "London"
    )


class Page(HTMLParser):
    """The tags of a page, with their attributes."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


def test_the_page_needs_no_network_and_says_in_tables_what_the_bars_show(
    peerfind: Peerfind,
) -> None:
    tags = Page(peerfind("stats", "-o", "html").out).tags
    names = [tag for tag, _ in tags]
    assert not {"script", "img", "link", "a", "iframe"} & {*names}
    assert names.count("table") == names.count("caption") == 8
    assert {values.get("scope") for tag, values in tags if tag == "th"} == {"col", "row"}
    drawn = [values for tag, values in tags if tag == "svg"]
    assert drawn
    assert all(values["aria-hidden"] == "true" for values in drawn)
    assert not any("src" in values or "href" in values for _, values in tags)


def test_a_directory_that_does_not_know_the_usual_focus_has_no_gaps(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    write_directory(tmp_path / "empty", {}, vocabulary={"focus": [{"id": "tea"}]})
    peerfind = in_process(monkeypatch, capsys, tmp_path, tmp_path / "empty")
    assert json.loads(peerfind("stats", "-o", "json").out)["gaps"] is None
    for form in ("table", "plain", "markdown", "html"):
        assert peerfind("stats", "-o", form).code == 0


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--focus", "zzyzx"], "is not among the focus terms"),
        (["--focus", " "], "--focus takes what a group is about"),
        (["--within", "far"], "--within takes a distance"),
        (["-o", "csv"], "--output takes table, plain, json, markdown or html"),
    ],
)
def test_wrong_use_is_told_in_one_line(peerfind: Peerfind, arguments: list[str], told: str) -> None:
    ran = peerfind("stats", *arguments)
    assert (ran.code, ran.out) == (2, "")
    assert told in ran.err
    assert ran.err.count("\n") == 1
