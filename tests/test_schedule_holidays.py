from __future__ import annotations

import pytest
from dateutil.easter import easter
from hypothesis import given
from hypothesis import strategies as st

from peerfind.schedule.holidays import bank_holidays, easter_sunday


# As gov.uk/bank-holidays lists them
@pytest.mark.parametrize(
    ("year", "nation", "expected"),
    [
        pytest.param(
            2026, None, "01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28", id="Boxing Day Saturday"
        ),
        pytest.param(
            2027,
            "Wales",
            "01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28",
            id="Christmas Saturday",
        ),
        pytest.param(
            2022, "England", "01-03 04-15 04-18 05-02 05-30 08-29 12-26 12-27", id="Sunday"
        ),
        pytest.param(
            2026,
            "Scotland",
            "01-01 01-02 04-03 05-04 05-25 08-03 11-30 12-25 12-28",
            id="Scotland has no Easter Monday",
        ),
        pytest.param(
            2024,
            "Scotland",
            "01-01 01-02 03-29 05-06 05-27 08-05 12-02 12-25 12-26",
            id="St Andrew's Day on a Saturday",
        ),
        pytest.param(
            2023,
            "Scotland",
            "01-02 01-03 04-07 05-01 05-29 08-07 11-30 12-25 12-26",
            id="New Year on a Sunday in Scotland",
        ),
        pytest.param(
            2025,
            "England",
            "01-01 04-18 04-21 05-05 05-26 08-25 12-25 12-26",
            id="the earliest last Monday of August",
        ),
        pytest.param(
            2022,
            "Scotland",
            "01-03 01-04 04-15 05-02 05-30 08-01 11-30 12-26 12-27",
            id="the earliest first Monday of August",
        ),
        pytest.param(
            2024,
            "Northern Ireland",
            "01-01 03-18 03-29 04-01 05-06 05-27 07-12 08-26 12-25 12-26",
            id="12 July on a Friday",
        ),
        pytest.param(
            2026,
            "Northern Ireland",
            "01-01 03-17 04-03 04-06 05-04 05-25 07-13 08-31 12-25 12-28",
            id="12 July on a Sunday",
        ),
    ],
)
def test_bank_holidays_by_rule(year: int, nation: str | None, expected: str) -> None:
    bank_holidays.cache_clear()
    found = sorted(bank_holidays(year, nation))
    assert " ".join(f"{day:%m-%d}" for day in found) == expected


def test_easter_is_the_one_that_dateutil_tells_in_every_year_that_it_knows() -> None:
    years = range(1583, 4100)
    assert [easter_sunday(year) for year in years] == [easter(year) for year in years]


@given(st.integers(1978, 2200), st.sampled_from([None, "Scotland", "Northern Ireland"]))
def test_a_bank_holiday_is_never_at_a_weekend(year: int, nation: str | None) -> None:
    found = bank_holidays(year, nation)
    assert all(day.isoweekday() <= 5 and day.year == year for day in found)
    assert len(found) == {None: 8, "Scotland": 9, "Northern Ireland": 10}[nation]
