"""What our exports say comes back as it was, as far as a form carries it; a second run changes nothing."""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

import feeds
import pytest
from conftest import write_directory
from feeds import LONDON, TODAY, read
from hypothesis import given, settings
from hypothesis import strategies as st
from neighbours import LEAST, WHOLE, changed, made, shipped_records, vocabulary
from pace import some

from peerfind.directory.derived import derived
from peerfind.directory.folder import load
from peerfind.keeping.importing.draft import Setting
from peerfind.keeping.importing.settling import complete
from peerfind.model import Group, public
from peerfind.output.calendar import calendar_text, series
from peerfind.schedule.recurrence import Pattern, occurrences

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from running import Ran

NOW = datetime(2026, 11, 25, 9, tzinfo=LONDON)
FEW = settings(max_examples=some(15), derandomize=True, database=None, deadline=None)
HSDS_BRINGS_BACK = (
    "name", "also_known_as", "organisation", "summary", "description", "format", "setting", "leader",
    "focus", "activities", "style", "ages", "only_for", "welcomes", "not_suitable_for", "languages",
    "hours", "nation", "covers", "area", "access", "no_access", "cost", "joining", "joining_note",
    "waiting", "contact",
)  # fmt: skip


@pytest.fixture(scope="module")
def setting() -> Setting:
    return Setting(vocabulary(), TODAY, LONDON, {}, {})


def back(form: str, record: dict[str, Any], setting: Setting) -> dict[str, Any]:
    """The keys of a record that was exported and read again, maps within maps."""
    (draft,) = read(form, made(form, record)[0], setting)
    return nested(draft.keys)


def nested(keys: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in keys.items():
        outer, _, inner = key.partition(".")
        if inner:
            found.setdefault(outer, {})[inner] = value
        else:
            found[outer] = value
    return found


# Open Referral


@pytest.fixture(scope="module", params=["hsds", "oruk"])
def again(request: pytest.FixtureRequest, setting: Setting) -> dict[str, Any]:
    """The whole group after its way through a form."""
    return back(request.param, WHOLE, setting)


@pytest.mark.parametrize("key", HSDS_BRINGS_BACK)
def test_what_open_referral_carries_comes_back(key: str, again: dict[str, Any]) -> None:
    assert again[key] == WHOLE[key]


def test_a_place_comes_back_to_a_metre(setting: Setting) -> None:
    venue = back("hsds", WHOLE, setting)["venue"]
    rounded = {"latitude": 53.90561, "longitude": -1.69123}
    assert venue == {**WHOLE["venue"], **rounded}


def test_a_place_that_is_kept_back_stays_so_and_says_no_more_than_before(setting: Setting) -> None:
    private = changed(venue={**WHOLE["venue"], "private": "yes"})
    venue = back("hsds", private, setting)["venue"]
    assert venue == {
        "town": "Otley", "county": "West Yorkshire", "postcode": "LS21", "private": "yes",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("status", "again"),
    [
        ("open", "open"),
        ("paused", "paused"),
        ("closed", "closed"),
        ("full", "open"),
        (None, "open"),
    ],
)
def test_a_status_comes_back_or_is_said_in_words(
    status: str | None, again: str, setting: Setting
) -> None:
    found = back("hsds", changed(status=status, status_note=None), setting)
    assert found["status"] == again
    assert ("Full just now." in found["doubts"]) == (status == "full")


TIMES = [
    {"days": ["tuesday"], "start": "19:00", "end": "20:30"},
    {"days": ["monday", "friday"], "start": "10:00", "except": ["august"]},
    {"days": ["wednesday"], "every": "2 weeks", "from": "2026-12-02", "start": "18:00"},
    {"days": ["thursday"], "every": "month", "which": [1, "last"], "start": "11:00"},
    {"days": ["saturday"], "start": "evening"},
    {"days": ["sunday"], "start": "23:00", "end": "01:00", "note": "Ring the bell."},
]


@pytest.mark.parametrize("form", ["hsds", "oruk"])
@pytest.mark.parametrize("stated", TIMES)
def test_a_meeting_time_comes_back_through_open_referral(
    form: str, stated: dict[str, Any], setting: Setting
) -> None:
    (again,) = back(form, changed(meets=[stated]), setting)["meets"]
    assert {**again, "every": again.get("every", "week")} == {
        **stated, "every": stated.get("every", "week"),
    }  # fmt: skip


@FEW
@given(
    st.lists(st.sampled_from([*range(7)]), min_size=1, max_size=3, unique=True),
    st.integers(0, 23),
    st.sampled_from([{}, {"every": "month", "which": [2]}, {"every": "month", "which": ["last"]}]),
    st.sampled_from(["hsds", "oruk"]),
)
def test_any_plain_time_has_the_same_days_for_a_year_after_open_referral(
    setting: Setting, days: list[int], hour: int, repeat: dict[str, Any], form: str
) -> None:
    names = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
    stated = {"days": [names[day] for day in sorted(days)], "start": f"{hour:02}:30", **repeat}
    (again,) = back(form, changed(meets=[stated]), setting)["meets"]
    last = TODAY + timedelta(days=365)
    both = [
        [*occurrences(Pattern.from_stated(one), TODAY, last, "England")] for one in (stated, again)
    ]
    assert both[0] == both[1] != []
    assert again["start"] == stated["start"]


def test_the_least_that_a_group_states_gains_nothing_on_the_way(setting: Setting) -> None:
    (draft,) = read("hsds", made("hsds", LEAST)[0], setting)
    assert draft.keys == {
        "name": "Least", "summary": "Tea.", "status": "open", "focus": ["grief"],
    }  # fmt: skip
    complete(draft, {}, "page.json")
    assert (draft.keys["leader"], draft.keys["format"]) == (["unknown"], ["unknown"])


def test_several_groups_on_a_page_stay_apart(setting: Setting) -> None:
    page, _ = made("hsds", WHOLE, LEAST)
    first, second = read("hsds", page, setting)
    assert [first.keys["name"], second.keys["name"]] == [WHOLE["name"], "Least"]
    assert not {*first.ids} & {*second.ids}
    assert (first.place, second.place) == ("record 1", "record 2")


def test_what_shipped_groups_say_of_who_leads_and_for_whom_comes_back(setting: Setting) -> None:
    known = shipped_records()[::6]
    keys = (
        "name", "summary", "description", "leader", "format", "focus", "joining", "joining_note", "cost",
        "access", "welcomes", "only_for", "waiting", "covers", "area", "contact", "languages", "activities",
    )  # fmt: skip
    found = read("hsds", made("hsds", *known)[0], setting)
    assert len(found) == len(known) > 45
    for one, draft in zip(known, found, strict=True):
        for draft_key in ("leader", "format"):
            draft.keys.setdefault(draft_key, ["unknown"])
        again = nested(draft.keys)
        differing = [key for key in keys if again.get(key) != public(one).get(key)]
        assert differing == [], one["id"]


# Calendars


CALENDARS = [
    [{"days": ["tuesday"], "start": "19:00"}, {"days": ["friday"], "start": "10:00", "end": "11:00"}],
    [{"days": ["monday"], "every": "month", "which": [1, 3], "start": "10:00", "except": ["december"]}],
    [{"days": ["wednesday"], "every": "3 weeks", "from": "2026-11-04", "start": "18:00",
      "until": "2027-06-30"}],
    [{"days": ["thursday"], "start": "13:00", "except": ["bank holidays", "2026-12-24"]}],
]  # fmt: skip


@pytest.mark.parametrize("meets", CALENDARS)
def test_a_calendar_comes_back_with_every_meeting_of_a_year(
    meets: list[dict[str, Any]], setting: Setting
) -> None:
    group = Group.of(derived(changed(meets=meets, venue={"town": "Otley"}), vocabulary()))
    said = "".join(calendar_text("Example", series(group, NOW, ()), NOW))
    (draft,) = read("ics", said.encode(), setting)
    last = TODAY + timedelta(days=365)

    def days(patterns: Any) -> list[tuple[date, Any]]:
        """Each meeting, with when it starts."""
        return sorted(
            (day, one.start) for one in patterns for day in occurrences(one, TODAY, last, "England")
        )

    again = days(map(Pattern.from_stated, draft.keys["meets"]))
    assert again == days(group.patterns) != []
    assert draft.keys["name"] == group.name


# Meeting Guide


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("name", WHOLE["name"]), ("organisation", WHOLE["organisation"]),
        ("meets", [{"days": ["tuesday"], "start": "19:00", "end": "20:30"}]),
        ("only_for", ["women"]),
    ],
)  # fmt: skip
def test_what_meeting_guide_carries_comes_back(key: str, value: Any, setting: Setting) -> None:
    assert back("meeting-guide", changed(**{key: value}), setting)[key] == value


def test_two_times_of_a_group_are_one_group_after_meeting_guide(setting: Setting) -> None:
    meets = [{"days": ["tuesday"], "start": "19:00"}, {"days": ["sunday"], "start": "10:00"}]
    found = back("meeting-guide", changed(meets=meets), setting)
    assert found["meets"] == meets
    assert found["venue"]["postcode"] == "LS21 3AA"


def test_a_door_that_meeting_guide_was_not_told_is_not_found_again(setting: Setting) -> None:
    meets = [{"days": ["tuesday"], "start": "19:00"}]
    private = changed(meets=meets, venue={**WHOLE["venue"], "private": "yes"})
    venue = back("meeting-guide", private, setting)["venue"]
    assert not {"address", "latitude", "longitude", "directions", "name"} & venue.keys()


@pytest.mark.parametrize("only_for", [["women", "men+south-asian"], ["men", "carers"]])
def test_a_group_that_is_for_others_too_is_not_shown_as_for_women_or_men_alone(
    only_for: list[str], setting: Setting
) -> None:
    meets = [{"days": ["tuesday"], "start": "19:00"}]
    found = back("meeting-guide", changed(meets=meets, only_for=only_for), setting)
    assert "only_for" not in found
    said = " ".join([found["summary"], found["description"]])
    assert "Only for " in said  # in words it stands all the same


# Through the command line, with files


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    groups: dict[str, dict[str, Any]] = {
        "otley/one": {"name": "First of Them", "ages": "18-30", "doubts": ["Weekly; or not?"]},
        "otley/two": {"name": "Quite Another", "venue": {"town": "Leeds", "private": "yes"},
                      "contact": {"email": "two@example.org"}},
        "otley/three": {"name": "Third, by Phone", "meets": "by arrangement", "venue": None,
                        "contact": {"phone": "0113 496 0124", "website": "https://example.org/three"}},
    }  # fmt: skip
    return write_directory(tmp_path / "directory", groups)


peerfind = pytest.fixture(feeds.peerfind)


def outcomes(ran: Ran) -> list[str]:
    return [one["outcome"] for one in json.loads(ran.out)["records"]]


@pytest.mark.parametrize("form", ["csv", "jsonl", "xlsx"])
def test_an_export_of_the_command_is_the_same_to_the_import_of_the_command(
    peerfind: Callable[..., Ran], folder: Path, tmp_path: Path, form: str
) -> None:
    file = f"all.{form}"
    assert peerfind("export", "-o", form, "--to", file).code == 0
    again = peerfind("import", form, file, "-o", "json")
    assert (again.code, outcomes(again)) == (0, ["same"] * 3)
    assert again.err == f"0 files written in {folder}.\n"
    assert peerfind("import", form, file, "--to", "made").code == 0
    before, after = (
        {one["id"]: public(one) for one in load(where).records}
        for where in (folder, tmp_path / "made")
    )
    assert after == before


def test_another_directory_takes_an_open_referral_page_once(
    peerfind: Callable[..., Ran], tmp_path: Path
) -> None:
    assert peerfind("export", "-o", "hsds", "--to", "page.json").code == 0
    other = write_directory(tmp_path / "other")
    typed = (
        "import",
        "hsds",
        "page.json",
        "--directory",
        str(other),
        "--source",
        "otley",
        "-o",
        "json",
    )
    first = peerfind(*typed)
    assert (first.code, outcomes(first)) == (0, ["new"] * 3)
    files = {one: one.read_bytes() for one in other.rglob("*.yaml")}
    assert outcomes(peerfind(*typed)) == ["same"] * 3
    assert {one: one.read_bytes() for one in other.rglob("*.yaml")} == files
    made_ = {one["name"]: public(one) for one in load(other).records}
    assert made_["Quite Another"]["venue"] == {"town": "Leeds", "private": "yes"}
    assert made_["Third, by Phone"]["meets"] == "by arrangement"
    assert not any("checked" in one for one in made_.values())


def test_a_page_read_back_beside_its_own_directory_is_for_people_to_decide(
    peerfind: Callable[..., Ran], folder: Path
) -> None:
    """Its services have other ids than the groups: nothing is doubled, and nothing is changed."""
    peerfind("export", "-o", "hsds", "--to", "page.json")
    before = {one: one.read_bytes() for one in folder.rglob("*.yaml")}
    ran = peerfind("import", "hsds", "page.json", "-o", "json")
    assert (ran.code, outcomes(ran)) == (1, ["decide"] * 3)
    assert [one["id"] for one in json.loads(ran.out)["records"]] == ["one", "three", "two"]
    assert {one: one.read_bytes() for one in folder.rglob("*.yaml")} == before
