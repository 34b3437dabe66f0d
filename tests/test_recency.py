"""How recent a directory is: which check, and which source of its groups, is the newest."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from conftest import group_yaml, write_directory
from hypothesis import given, settings
from hypothesis import strategies as st
from pace import some
from running import DAY
from showing import TODAY, index_of

from peerfind import config, model
from peerfind.answers.recency import Recency, checks, newest_check, newest_source, of_records
from peerfind.index.opening import index_at
from peerfind.wording.standing import index_line, standing_line

if TYPE_CHECKING:
    from pathlib import Path

    from peerfind.index.index import Index

ISO = st.dates(date(2020, 1, 1), date(2030, 1, 1)).map(date.isoformat)
DATES = st.one_of(ISO, ISO.map(lambda day: day[:7]), ISO.map(lambda day: day[:4]))
GROUP = {
    "name": "A",
    "summary": "B",
    "format": ["unknown"],
    "leader": ["unknown"],
    "focus": ["grief"],
}


def group(*published: str | None, checked: str | None = None, **more: str) -> dict[str, Any]:
    """A group with sources of some dates, and a check on a day."""
    sources = [{"url": "https://example.org", "published": one} for one in published]
    known = [{key: value for key, value in one.items() if value} for one in sources]
    check = {"checked": {"on": checked, "how": "phone"}} if checked else {}
    return {**GROUP, "sources": known or [{"url": "https://example.org"}], **check, **more}


def of_index(index: Index) -> Recency:
    return Recency(newest_check(index, TODAY), newest_source(index, TODAY))


@pytest.mark.parametrize(
    ("groups", "expected"),
    [
        pytest.param([], ("", ""), id="no group"),
        pytest.param([group(None)], ("", ""), id="no date"),
        pytest.param([group("2023"), group("2023-05")], ("", "2023-05"), id="a month of that year"),
        pytest.param([group("2022-01-09", "2024", None)], ("", "2024"), id="several sources"),
        pytest.param(
            [group("2023", checked="2026-10-02"), group(checked="2025-01-01")],
            ("2026-10-02", "2023"),
            id="checks",
        ),
        pytest.param(
            [group("2027", "2020", checked="2026-11-26"), group("2019")],
            ("", "2019"),
            id="after today is a slip",
        ),
        pytest.param([group("2026", checked=DAY)], (DAY, "2026"), id="today counts"),
        pytest.param(
            [
                group("2026-11", checked="2026-10-02", status="closed"),
                group("2023", checked="2024-05-01", status="paused"),
                group(checked="2024-04-01", status="full"),
            ],
            ("2024-05-01", "2023"),
            id="what has ended has no say",
        ),
        pytest.param(
            [group("2026", checked="2026-10-02", status="closed")], ("", ""), id="all has ended"
        ),
    ],
)
def test_the_newest_dates_are_those_that_are_stated(
    groups: list[dict[str, Any]], expected: tuple[str, str]
) -> None:
    index = index_of({f"g{number}": one for number, one in enumerate(groups)})
    assert of_index(index) == expected
    assert index_line(index, TODAY, "x") == standing_line(Recency(*expected), "x")
    assert of_records(groups, TODAY) == expected


GROUPS = st.lists(
    st.builds(
        lambda published, checked, status: group(*published, checked=checked, status=status),
        st.lists(DATES, max_size=3),
        st.none() | ISO,
        st.sampled_from(model.STATUSES),
    ),
    max_size=5,
)


@settings(max_examples=some(20))
@given(GROUPS)
def test_an_index_and_the_files_that_it_was_made_of_tell_the_same(
    groups: list[dict[str, Any]],
) -> None:
    index = index_of({f"g{number}": one for number, one in enumerate(groups)})
    assert of_index(index) == of_records(groups, TODAY)


@given(GROUPS)
def test_no_date_is_made_up(groups: list[dict[str, Any]]) -> None:
    found = of_records(groups, TODAY)
    known = [one for one in groups if one["status"] != "closed"]
    assert found.checked in ("", *(one["checked"]["on"] for one in known if "checked" in one))
    published = [source.get("published", "") for one in known for source in one["sources"]]
    assert found.published in ("", *published)
    assert max(found.published, found.checked) <= TODAY.isoformat()


@given(GROUPS)
def test_no_check_that_counts_is_newer(groups: list[dict[str, Any]]) -> None:
    days = checks(groups, TODAY)
    assert of_records(groups, TODAY).checked == max(days, default="")
    for one in groups:
        day = one.get("checked", {}).get("on", "9999")
        assert (day in days) or day > TODAY.isoformat() or one["status"] == "closed"


@given(GROUPS, ISO)
def test_what_ended_or_lies_ahead_changes_nothing(groups: list[dict[str, Any]], day: str) -> None:
    before = of_records(groups, TODAY)
    ended = group(day, checked=day, status="closed")
    ahead = group(f"3{day[1:]}", checked=f"3{day[1:]}")
    assert of_records([ended, *groups, ahead], TODAY) == before


def test_a_group_that_is_no_more_has_no_say(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(config, "nanoseconds", lambda: 1 << 62)  # so that every file is an old one
    usual = {"sources": [{"url": "https://example.org", "published": "2020"}]}
    groups = {f"g{number:02}": usual for number in range(40)}
    newer = {"sources": [{"url": "https://example.org", "published": "2024"}]}
    folder = write_directory(tmp_path / "directory", {**groups, "newest": newer})
    cache = tmp_path / "cache"
    assert newest_source(index_at(folder, cache), TODAY) == "2024"
    (folder / "groups" / "example" / "newest.yaml").unlink()
    assert newest_source(index_at(folder, cache), TODAY) == "2020"
    (folder / "groups" / "example" / "g01.yaml").write_text(
        group_yaml(sources=[{"url": "https://example.org", "published": "2022-03"}])
    )
    assert newest_source(index_at(folder, cache), TODAY) == "2022-03"
