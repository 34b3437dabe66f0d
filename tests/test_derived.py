from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from conftest import VOCABULARY, write_directory

from peerfind.directory.derived import derived
from peerfind.directory.folder import load
from peerfind.directory.vocabulary import Vocabulary
from peerfind.model import Group, public

if TYPE_CHECKING:
    from pathlib import Path

WORDS = Vocabulary(VOCABULARY)


def worked_out(**record: Any) -> dict[str, Any]:
    return derived({"id": "one", "name": "A", **record}, WORDS)


@pytest.mark.parametrize(
    ("told", "ages"),
    [
        ("People who were 51 or older when they were widowed.", "51+"),
        ("Anyone aged 65+.", "65+"),
        ("people 40 years and over", "40+"),
        ("People over the age of 30.", "31+"),
        ("Over 65s, who have their own group.", "66+"),
        ("Not for over 18 or so months of waiting.", None),
        ("Under 18s.", "under 18"),
        ("People younger than 16.", "under 16"),
        ("People in crisis, or who need personal care.", None),
        ("Anyone under 6 months from their loss.", None),
        (None, None),
    ],
)
def test_the_ages_that_a_group_says_it_is_not_right_for(told: str | None, ages: str | None) -> None:
    stated = {} if told is None else {"not_suitable_for": told}
    found = worked_out(**stated)
    assert found.get("_unsuited_ages") == ages
    assert "_unsuited_ages" not in public(found)


@pytest.mark.parametrize(
    ("formats", "reach"),
    [
        pytest.param(["in-person"], "local", id="in person"),
        pytest.param(["video"], "remote", id="video"),
        pytest.param(["phone", "text", "email", "chat", "forum"], "remote", id="all but in person"),
        pytest.param(["in-person", "video"], "both", id="hybrid"),
        pytest.param(["in-person", "unknown"], "local", id="in person and unknown"),
        pytest.param(["unknown"], "local", id="unknown"),
        pytest.param([], "local", id="not stated"),
    ],
)
def test_reach_follows_from_the_formats_alone(formats: list[str], reach: str) -> None:
    contact = {"website": "https://example.org", "email": "a@example.org"}
    assert worked_out(format=formats, contact=contact)["_reach"] == reach


class TestThePlace:
    def test_is_that_of_the_venue(self) -> None:
        place = worked_out(format=["in-person"], venue={"postcode": "HX7 8AD"})["_place"]
        assert (place[0], place[3]) == ("HX7 8AD", "postcode")
        assert place[5:] == ["West Yorkshire", "England"]

    @pytest.mark.parametrize("formats", [["video"], ["phone", "forum"]])
    def test_of_a_remote_group_is_none_whatever_its_venue(self, formats: list[str]) -> None:
        venue = {"town": "Hebden Bridge", "postcode": "HX7 8AD", "latitude": 53.7}
        assert "_place" not in worked_out(format=formats, venue=venue)

    def test_of_a_hybrid_is_kept(self) -> None:
        record = worked_out(format=["in-person", "video"], venue={"postcode": "HX7 8AD"})
        assert record["_place"][0] == "HX7 8AD"

    @pytest.mark.parametrize("venue", [{}, {"name": "Example Hall"}, {"postcode": "soon"}])
    def test_that_is_not_known_is_not_guessed(self, venue: dict[str, Any]) -> None:
        assert "_place" not in worked_out(format=["in-person"], venue=venue, area="Leeds")


@pytest.mark.parametrize(
    ("covers", "regions"),
    [
        (["Wales"], [["Wales", None]]),
        (["UK"], [[None, None]]),
        (["West Yorkshire", "Nowhere-on-Sea"], [["England", "West Yorkshire"], None]),
        (["Newport"], [[None, None]]),
    ],
)
def test_covers_become_regions_or_are_not_known(covers: list[str], regions: list[Any]) -> None:
    assert worked_out(covers=covers)["_regions"] == regions


@pytest.mark.parametrize(
    ("record", "region"),
    [
        pytest.param({"nation": "England", "venue": {"county": "Shropshire"}},
                     ["England", "Shropshire"], id="its county is stated"),
        pytest.param({"venue": {"postcode": "TF10 7AB"}}, ["England", "Shropshire"],
                     id="its place lies in one"),
        pytest.param({"venue": {"county": "Isle of Wight", "postcode": "TF10 7AB"}},
                     ["England", "Isle of Wight"], id="what is stated counts first"),
        pytest.param({"nation": "England"}, ["England", None], id="its nation alone"),
        pytest.param({"nation": "Scotland"}, ["Scotland", "Highland"], id="the one in its nation"),
        pytest.param({"nation": "Northern Ireland"}, [None, None], id="none in its nation"),
        pytest.param({"format": ["video"], "venue": {"county": "Gwent"}}, ["Wales", "Newport"],
                     id="a remote group with an office"),
        pytest.param({"venue": {"postcode": "TF10 7AB", "private": "yes"}}, ["England", None],
                     id="a private venue in two counties"),
    ],
)  # fmt: skip
def test_a_place_of_many_that_a_group_covers_is_the_one_around_it(
    record: dict[str, Any], region: list[Any]
) -> None:
    assert worked_out(covers=["Newport"], **record)["_regions"] == [region]


@pytest.mark.parametrize(
    ("record", "nation"),
    [
        pytest.param({"nation": "Wales", "venue": {"postcode": "HX7 8AD"}}, "Wales", id="as stated"),
        pytest.param({"venue": {"postcode": "HX7 8AD"}}, "England", id="of its postcode"),
        pytest.param({"venue": {"town": "Perth"}}, "Scotland", id="of its town"),
        pytest.param({"venue": {"town": "Bangor"}}, None, id="of one of two towns"),
        pytest.param({"format": ["video"], "venue": {"postcode": "HX7 8AD"}}, None,
                     id="not of an office"),
        pytest.param({"format": ["video"], "nation": "Scotland"}, "Scotland", id="remote, as stated"),
        pytest.param({}, None, id="not known"),
    ],
)  # fmt: skip
def test_bank_holidays_are_those_of_the_nation_that_is_stated_or_of_the_place(
    record: dict[str, Any], nation: str | None
) -> None:
    found = worked_out(**record)
    assert found.get("_holiday_nation") == nation
    assert Group.of(found).holiday_nation == nation
    assert Group.of(found).nation == record.get("nation")


OWN_WORDS = [
    pytest.param({"name": "Grief Café"}, ["grief"], id="in the name"),
    pytest.param({"summary": "For people with anxieties."}, ["anxiety"], id="another form"),
    pytest.param({"description": "After a bereavement."}, ["grief"], id="an alias"),
    pytest.param({"summary": "Baby blues and worry"}, ["anxiety", "postnatal-depression"], id="two words"),
    pytest.param({"summary": "Blues for a baby"}, [], id="two words apart"),
    pytest.param({"name": "Baby", "description": "blues"}, [], id="not across two texts"),
    pytest.param({"doubts": ["grief?"]}, [], id="not in other texts"),
    pytest.param({"summary": "griefless"}, [], id="not part of a word"),
    pytest.param({"summary": "Postnatal depression group"}, ["depression", "postnatal-depression"],
                 id="a term in a term that has to do with it"),
]  # fmt: skip


@pytest.mark.parametrize(("record", "named"), OWN_WORDS)
def test_the_terms_that_a_groups_own_words_name(record: dict[str, Any], named: list[str]) -> None:
    assert worked_out(**record).get("_named_focus", []) == named


LOSSES = Vocabulary(
    {
        "focus": [
            {"id": "grief", "aliases": ["loss"]},
            {"id": "baby-loss", "broader": ["grief"]},
            {"id": "grief-partner", "aliases": ["lost my husband"], "broader": ["grief"]},
            {"id": "deafness", "aliases": ["hearing loss"]},
        ]
    }
)


@pytest.mark.parametrize(
    ("summary", "named"),
    [
        pytest.param("Hearing loss.", ["deafness"], id="not what is part of another name"),
        pytest.param("Baby loss.", ["baby-loss", "grief"], id="unless the two are related"),
        pytest.param("Hearing loss or a loss.", ["deafness", "grief"], id="both"),
        pytest.param("She has lost her husband.", ["grief-partner"], id="whatever comes between"),
        pytest.param("He lost a husband.", ["grief-partner"], id="whoever says it"),
        pytest.param("My husband is lost.", [], id="in this order alone"),
    ],
)
def test_a_name_counts_where_it_says_what_it_means(summary: str, named: list[str]) -> None:
    assert derived({"id": "x", "summary": summary}, LOSSES).get("_named_focus", []) == named


def test_the_activities_that_a_groups_own_words_name() -> None:
    assert worked_out(summary="Knitting and a walk")["_named_activities"] == ["crafts", "walking"]


TUESDAY = {"days": ["tuesday"], "start": "19:00"}
ONLINE = {"days": ["friday"], "format": ["video"]}


@pytest.mark.parametrize(
    ("record", "joint"),
    [
        pytest.param({"meets": [TUESDAY]}, None, id="one pattern"),
        pytest.param({"meets": [TUESDAY, ONLINE]}, {"meets": [TUESDAY, ONLINE]}, id="own format"),
        pytest.param({"meets": [TUESDAY], "hours": [ONLINE]},
                     {"meets": [TUESDAY], "hours": [ONLINE]}, id="meetings and hours"),
        pytest.param({"hours": [TUESDAY]}, None, id="hours alone"),
        pytest.param({"meets": "any time"}, None, id="any time"),
        pytest.param({"meets": "by arrangement", "hours": "any time"},
                     {"meets": "by arrangement", "hours": "any time"}, id="two texts"),
    ],
)  # fmt: skip
def test_meetings_are_kept_with_formats_where_these_differ(
    record: dict[str, Any], joint: dict[str, Any] | None
) -> None:
    assert worked_out(**record).get("_joint") == joint


def test_what_was_worked_out_is_never_printed() -> None:
    stated = {"id": "one", "name": "Grief", "format": ["in-person"], "covers": ["Wales"]}
    record = derived(stated, WORDS)
    assert [*record] != [*stated]
    assert public(record) == stated


def test_dates_that_are_unsure_are_printed_as_they_were_stated() -> None:
    meets = [{"days": ["monday"], "_unsure": True}, TUESDAY]
    record = worked_out(meets=meets, hours=[{"start": "19:00", "_unsure": True}])
    assert public(record) == {
        "id": "one",
        "name": "A",
        "meets": [{"days": ["monday"]}, TUESDAY],
        "hours": [{"start": "19:00"}],
    }
    assert record["meets"] == meets


def test_a_text_about_meetings_and_the_ids_elsewhere_are_printed_whole() -> None:
    record = {"meets": "by arrangement", "hours": "any time", "external_ids": {"_x": "1"}}
    assert public(record) == record


def part_names(folder: Path) -> list[str]:
    from peerfind.index.parts import parts

    return [*parts(load(write_directory(folder)))]
