"""Groups as services of Open Referral, held against its JSON Schemas and those of the UK profile."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given, settings
from hypothesis import strategies as st
from neighbours import (
    LEAST,
    WHOLE,
    changed,
    document,
    faults,
    lost,
    made,
    nasty,
    records,
    schema,
    shipped_records,
    vocabulary,
)
from pace import some

from peerfind.keeping import neighbours as names
from peerfind.keeping.neighbours import (
    ATTRIBUTES,
    KEYS_OF_FACETS,
    SERVICE_FIELDS,
    SERVICE_STATUSES,
    TAXONOMIES,
    monday_first,
    organization_id,
    service_id,
    stable_id,
    sunday_first,
)
from peerfind.model import STATUSES, Group
from peerfind.output.exporting import carried
from peerfind.schedule.recurrence import occurrences

HSDS = schema("hsds-3.0/service.json.gz")
ORUK = schema("oruk-3.0/service.json.gz")
FORMS = ("hsds", "oruk")
A_YEAR = timedelta(days=365)


def service(form: str = "hsds", **facts: Any) -> dict[str, Any]:
    """The whole group, with some keys changed, as a service."""
    found: dict[str, Any] = document(form, changed(**facts))["contents"][0]
    return found


def ids_in(value: Any) -> list[str]:
    """Every id of a thing in a service, but for those of terms and taxonomies, which are said again."""
    if isinstance(value, list):
        return [one for item in value for one in ids_in(item)]
    if not isinstance(value, dict):
        return []
    inner = [one for key, item in value.items() if key != "taxonomy_term" for one in ids_in(item)]
    return [*([value["id"]] if "id" in value else []), *inner]


# What the standards say


def test_every_shipped_group_is_what_hsds_takes() -> None:
    found = document("hsds", *shipped_records())["contents"]
    assert len(found) > 290
    assert [fault for one in found for fault in faults(HSDS, one)] == []


def test_the_shipped_groups_are_what_the_uk_profile_takes() -> None:
    found = document("oruk", *shipped_records()[::3])["contents"]
    assert len(found) > 95
    assert [fault for one in found for fault in faults(ORUK, one)] == []


@settings(max_examples=some(10), deadline=None)
@given(st.lists(records(), min_size=1, max_size=2))
def test_any_group_is_what_both_take(groups: list[dict[str, Any]]) -> None:
    for form, against in (("hsds", HSDS), ("oruk", HSDS), ("oruk", ORUK)):
        page = document(form, *groups)
        assert [fault for one in page["contents"] for fault in faults(against, one)] == []
        assert page["total_items"] == len(page["contents"]) == len(groups)


def test_the_schemas_refuse_what_is_wrong() -> None:
    found = service()
    wrong = {**found, "status": "open", "id": "wharfe-evening"}
    del wrong["name"]
    assert len(faults(HSDS, wrong)) == len(faults(ORUK, wrong)) == 3
    schedule = {**found["schedules"][0], "freq": "DAILY"}
    assert len(faults(HSDS, {**found, "schedules": [schedule]})) == 1


# The page


@pytest.mark.parametrize("form", FORMS)
def test_a_page_is_whole_with_none_one_and_two(form: str) -> None:
    for number, groups in enumerate(([], [WHOLE], [WHOLE, LEAST])):
        page = document(form, *groups)
        found = page.pop("contents")
        assert len(found) == number
        assert page == {
            "total_items": number, "total_pages": 1, "page_number": 1, "size": number,
            "first_page": True, "last_page": True, "empty": number == 0,
        }  # fmt: skip


def test_each_service_is_a_line() -> None:
    assert made("hsds", WHOLE, LEAST)[0].count(b"\n") == 4
    noisy = changed(summary="a\nb\u2028c", name="x\r\ny")
    assert made("hsds", noisy, LEAST)[0].count(b"\n") == 4


def test_the_same_groups_give_the_same_bytes_in_any_company() -> None:
    alone = document("hsds", WHOLE)["contents"][0]
    beside = document("hsds", LEAST, WHOLE)["contents"][1]
    assert alone == beside
    assert made("hsds", WHOLE) == made("hsds", WHOLE)


# What a service says


def test_the_whole_of_a_service() -> None:
    found = service()
    nested = {"organization", "phones", "schedules", "service_areas", "service_at_locations"}
    plain = {key: value for key, value in found.items() if key not in nested}
    for key in ("languages", "cost_options", "attributes"):
        plain.pop(key)
    assert plain == {
        "id": service_id("wharfe-evening"),
        "name": "Wharfe Evening Group; Otley",
        "status": "active",
        "organization_id": organization_id("Wharfe Example Trust"),
        "alternate_name": "The Lantern; WEG",
        "description": "A quiet evening for people whose partner has died.\n\nTea first.",
        "url": "https://example.org/wharfe",
        "email": "hello@example.org",
        "application_process": "Just turn up or book first. Ring on the day.",
        "wait_time": "about 2 weeks",
        "eligibility_description": (
            "Only for women or men who are also South Asian people. Only for people in West Yorkshire. "
            "For ages 18 to 30. Specially for carers. Not suitable for: people in crisis."
        ),
        "minimum_age": 18,
        "maximum_age": 30,
        "assured_date": "2026-10-02",
        "alert": "Full just now: new places in March.\nUnclear: One page says Wednesday.",
    }


def test_a_group_that_states_little_says_no_more() -> None:
    (found,) = document("hsds", LEAST)["contents"]
    assert found.keys() == {"id", "name", "status", "description", "attributes"}
    assert [one["link_type"] for one in found["attributes"]] == ["focus"]


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        ("open", "active"),
        ("full", "active"),
        ("paused", "temporarily closed"),
        ("closed", "defunct"),
        (None, "active"),
    ],
)
def test_status(status: str | None, expected: str) -> None:
    found = service(status=status, status_note=None, doubts=None)
    assert found["status"] == expected
    assert ("alert" in found) == (status in {"full", "paused", "closed"})


def test_a_status_comes_back_as_it_was_but_for_full() -> None:
    back = {status: names.STATUSES[said] for status, said in SERVICE_STATUSES.items()}
    assert back == {**{status: status for status in STATUSES}, "full": "open"}
    assert names.STATUSES.keys() == {*HSDS["properties"]["status"]["enum"]}


def test_a_service_has_no_field_but_those_of_the_table_and_each_of_them() -> None:
    assert service().keys() == {"id", *SERVICE_FIELDS}


SAID_AS_WELL = {
    "application_process": ("joining",),
    "eligibility_description": ("ages", "only_for", "welcomes", "covers"),
    "alert": ("status",),
}  # in words; where they are carried as data is another field
NEEDED = ("name", "status")


@pytest.mark.parametrize("field", [one for one in SERVICE_FIELDS if one not in NEEDED])
def test_a_field_is_there_for_the_keys_that_it_carries(field: str) -> None:
    keys = (*SERVICE_FIELDS[field], *SAID_AS_WELL.get(field, ()))
    assert field not in service(**dict.fromkeys(keys))


def test_every_status_has_one() -> None:
    assert SERVICE_STATUSES.keys() == set(STATUSES)
    allowed = HSDS["properties"]["status"]["enum"]
    assert set(SERVICE_STATUSES.values()) <= set(allowed)


@pytest.mark.parametrize(
    ("ages", "ends"),
    [
        ("18+", (18, None)),
        ("under 18", (0, 17)),
        ("16-25", (16, 25)),
        ("all", (0, None)),
        (None, (None, None)),
    ],
)
def test_ages(ages: str | None, ends: tuple[int | None, int | None]) -> None:
    found = service(ages=ages)
    assert (found.get("minimum_age"), found.get("maximum_age")) == ends


@pytest.mark.parametrize(
    ("website", "is_one"),
    [
        ("https://example.org/a?b=c#d", True),
        ("http://example.org", True),
        ("javascript:alert(1)", False),
        ("example.org", False),
        ("https://example.org/a b", False),
        ("https://exämple.org", False),
        ("https://[::1", False),
        ("https://", False),
        ("https://example.org/{x}", False),
    ],
)
def test_a_web_address_that_is_none_is_left_out_and_told(website: str, is_one: bool) -> None:  # noqa: FBT001
    group = changed(contact={"website": website})
    (found,) = document("hsds", group)["contents"]
    assert found.get("url") == (website if is_one else None)
    assert ("contact.website" in lost("hsds", group)) != is_one


@pytest.mark.parametrize(
    ("email", "is_one"),
    [
        ("a@example.org", True),
        (" a.b+c@mail.example.org ", True),
        ("a@b", False),
        ("a@b@example.org", False),
        ("Ann <a@example.org>", False),
        ("a b@example.org", False),
        ("é@example.org", False),
        ("@example.org", False),
    ],
)
def test_a_mailbox_that_is_none_is_left_out_and_told(email: str, is_one: bool) -> None:  # noqa: FBT001
    group = changed(contact={"email": email})
    (found,) = document("hsds", group)["contents"]
    assert found.get("email") == (email.strip() if is_one else None)
    assert ("contact.email" in lost("hsds", group)) != is_one


@settings(max_examples=some(18), deadline=None)
@given(nasty)
def test_what_is_taken_for_an_address_has_no_room_for_more(typed: str) -> None:
    for found in (carried.web_address(typed), carried.mailbox(typed)):
        assert found.isascii()
        assert not set(found) & set(" \r\n\t<>\"'`")


# What belongs to it


def test_organization() -> None:
    name = "Wharfe Example Trust"
    assert service()["organization"] == {
        "id": organization_id(name), "name": name, "description": name,
    }  # fmt: skip
    assert "organization" not in service(organisation=None)
    assert organization_id("  wharfe   example TRUST ") == organization_id(name)
    assert organization_id("Wharfe") != organization_id(name)


def test_phones() -> None:
    found = service()["phones"]
    assert [(one["number"], one["type"]) for one in found] == [
        ("0113 496 0001", "voice"),
        ("07700 900001", "text"),
    ]
    assert {one["service_id"] for one in found} == {service_id("wharfe-evening")}
    assert "phones" not in service(contact={"email": "a@example.org"})


def test_location() -> None:
    (at,) = service()["service_at_locations"]
    location = at.pop("location")
    assert at["service_id"] == service_id("wharfe-evening")
    assert at["location_id"] == location["id"] == stable_id("location", "wharfe-evening")
    assert location["location_type"] == "physical"
    assert (location["latitude"], location["longitude"]) == (53.90561, -1.69123)
    assert (location["name"], location["description"]) == ("Example Hall", "Round the back.")
    (address,) = location["addresses"]
    assert {key: address[key] for key in address.keys() - {"id", "location_id"}} == {
        "address_1": "1 Example Street",
        "city": "Otley",
        "state_province": "West Yorkshire",
        "postal_code": "LS21 3AA",
        "country": "GB",
        "region": "England",
        "address_type": "physical",
    }


@pytest.mark.parametrize(
    ("nation", "country"),
    [("Wales", "GB"), ("Jersey", "JE"), ("Guernsey", "GG"), ("Isle of Man", "IM"), (None, "GB")],
)
def test_country(nation: str | None, country: str) -> None:
    (at,) = service(nation=nation)["service_at_locations"]
    assert at["location"]["addresses"][0]["country"] == country


def test_a_town_alone_has_no_point_and_empty_parts() -> None:
    (at,) = service(venue={"town": "Otley"}, nation=None)["service_at_locations"]
    (address,) = at["location"]["addresses"]
    assert "latitude" not in at["location"]
    assert (address["address_1"], address["postal_code"], address["city"]) == ("", "", "Otley")
    assert "region" not in address


def test_a_hall_without_any_address_has_none() -> None:
    venue = {"name": "Example Hall"}
    (at,) = service(venue=venue)["service_at_locations"]
    assert "addresses" not in at["location"]
    assert lost("hsds", changed(venue=venue))["nation"] == 1
    assert "nation" not in lost("hsds", WHOLE)
    assert "service_at_locations" not in service(venue=None)


@pytest.mark.parametrize("form", FORMS)
def test_a_private_venue_is_no_more_than_an_area(form: str) -> None:
    venue = {**WHOLE["venue"], "private": "yes"}
    whole, _ = made(form, changed(venue=venue))
    for secret in (b"Example Hall", b"Example Street", b"3AA", b"53.9", b"Round the back"):
        assert secret not in whole
    (at,) = service(form, venue=venue)["service_at_locations"]
    assert at["location"]["addresses"][0]["postal_code"] == "LS21"
    assert at["location"]["description"] == "The exact place is kept back."
    assert not {"latitude", "longitude", "name"} & at["location"].keys()


def test_accessibility_says_what_is_missing_too() -> None:
    (at,) = service()["service_at_locations"]
    labels = vocabulary()["access"].label
    assert [one["description"] for one in at["location"]["accessibility"]] == [
        labels("step-free"),
        f"Not there: {labels('hearing-loop')}",
    ]


def test_areas() -> None:
    found = service()["service_areas"]
    assert [(one["name"], one.get("description")) for one in found] == [
        ("West Yorkshire", "Only for people there"),
        ("Wharfedale", None),
    ]


def test_languages() -> None:
    found = service()["languages"]
    assert [(one["code"], one["name"]) for one in found] == [("en", "English"), ("cy", "Welsh")]


@pytest.mark.parametrize(
    ("cost", "expected"),
    [
        ("free", {"option": "free", "amount": 0, "currency": "GBP"}),
        ("donation", {"option": "donation"}),
        ("£3 a session", {"option": "£3 a session"}),
    ],
)
def test_cost(cost: str, expected: dict[str, Any]) -> None:
    (found,) = service(cost=cost)["cost_options"]
    assert {key: found[key] for key in found.keys() - {"id", "service_id"}} == expected


def test_no_cost_is_not_free() -> None:
    assert "cost_options" not in service(cost=None)
    (found,) = document("hsds", WHOLE, country="FR")["contents"]
    assert "currency" not in found["cost_options"][0]


# Terms


def test_attributes_are_the_terms_of_the_group_by_key() -> None:
    found = [
        (one["link_type"], one["taxonomy_term"]["code"], one.get("value"))
        for one in service()["attributes"]
    ]
    assert found == [
        ("format", "in-person", None),
        ("setting", "group", None),
        ("leader", "peer", None),
        ("leader", "nurse", None),
        ("focus", "grief", None),
        ("activities", "walking", None),
        ("style", "open-discussion", None),
        ("only_for", "women", None),
        ("only_for", "men", "men+south-asian"),
        ("only_for", "south-asian", "men+south-asian"),
        ("welcomes", "carers", None),
        ("access", "step-free", None),
        ("no_access", "hearing-loop", None),
        ("joining", "drop-in", None),
        ("joining", "book", None),
    ]


def test_who_leads_is_a_taxonomy_of_its_own() -> None:
    term = next(
        one["taxonomy_term"] for one in service()["attributes"] if one["link_type"] == "leader"
    )
    own = stable_id("taxonomy", "leader")
    assert term["taxonomy"] == "leader"
    assert term["taxonomy_id"] == own
    assert term["taxonomy_detail"] == {"id": own, "name": "leader", "description": "Who leads"}
    assert term["name"] == vocabulary()["leader"].label("peer")
    assert term["parent_id"] == stable_id("term", "leader", "lay")


def test_what_is_not_known_is_no_term() -> None:
    found = service(format=["unknown"], leader=["unknown"])["attributes"]
    assert not {"format", "leader"} & {one["link_type"] for one in found}


def test_an_attribute_without_its_key_never_shuts_anybody_out() -> None:
    assert KEYS_OF_FACETS.keys() == set(ATTRIBUTES.values())
    for facet, key in KEYS_OF_FACETS.items():
        assert ATTRIBUTES[key] == facet
        assert key not in ("only_for", "no_access")


def test_every_key_of_attributes_has_a_taxonomy() -> None:
    assert set(ATTRIBUTES.values()) == TAXONOMIES.keys()
    assert all(vocabulary()[facet].terms for facet in TAXONOMIES)


# Ids


def test_ids_are_uuids_of_version_5_and_never_change() -> None:
    assert service_id("wharfe-evening") == "b9db93b4-1718-5adc-b3b4-f34f51a602ff"
    for own in ids_in(service()):
        assert UUID(own).version == 5


@settings(max_examples=some(10), deadline=None)
@given(records())
def test_no_id_stands_twice(record: dict[str, Any]) -> None:
    found = ids_in(document("hsds", record)["contents"])
    assert len(found) == len({*found})


def test_a_change_of_facts_changes_no_id() -> None:
    before, after = service(), service(name="Other", venue={"town": "Leeds"}, cost="£2")
    for key in ("id", "organization_id"):
        assert before[key] == after[key]
    for key in ("service_at_locations", "cost_options"):
        assert before[key][0]["id"] == after[key][0]["id"]


@settings(max_examples=some(30), deadline=None)
@given(st.integers(0, 6))
def test_days_of_the_week_there_and_back(day: int) -> None:
    assert monday_first(sunday_first(day)) == day
    assert sunday_first(6) == 0


# Schedules


def test_the_whole_of_the_schedules() -> None:
    own = service_id("wharfe-evening")
    found = service()["schedules"]
    assert all(one.pop("service_id") == own for one in found)
    assert len({one.pop("id") for one in found}) == 4
    assert found == [
        {
            "opens_at": "19:00", "closes_at": "20:30", "freq": "WEEKLY", "interval": 1, "byday": "TU,TH",
            "wkst": "MO", "description": "Meets: Tuesdays and Thursdays, 7pm to 8.30pm, not in August",
        },
        {
            "opens_at": "10:00", "freq": "MONTHLY", "interval": 1, "byday": "1MO,-1MO",
            "description": "Meets: 1st and last Monday of the month, 10am",
        },
        {
            "dtstart": "2026-11-06", "freq": "WEEKLY", "interval": 2, "byday": "FR", "wkst": "MO",
            "description": "Meets: Every 2 weeks on Friday from 6 November 2026, in the evening",
        },
        {
            "opens_at": "09:00", "closes_at": "12:00", "freq": "WEEKLY", "interval": 1, "byday": "SA",
            "wkst": "MO", "description": "Open: Saturdays, 9am to noon, Phone only.",
            "notes": "Phone only.",
        },
    ]  # fmt: skip


@pytest.mark.parametrize(
    "pattern",
    [
        {"start": "19:00"},
        {"days": ["monday"], "every": "varies"},
        {"days": ["monday"], "every": "2 weeks"},
        {"days": ["monday"], "every": "month"},
        {"every": "week"},
        {"days": ["monday"], "_unsure": True},
    ],
)
def test_dates_that_cannot_be_told_have_words_and_no_rule(pattern: dict[str, Any]) -> None:
    group = changed(meets=[pattern], hours=None)
    (found,) = document("hsds", group)["contents"][0]["schedules"]
    assert not {"freq", "byday", "interval", "dtstart"} & found.keys()
    assert found["description"].startswith("Meets: ")
    assert lost("hsds", group)["meets (dates that no rule tells)"] == 1


@pytest.mark.parametrize("said", ["by arrangement", "any time"])
def test_times_that_are_words(said: str) -> None:
    found = service(meets=said, hours=said)["schedules"]
    assert [one["description"] for one in found] == [f"Meets: {said}", f"Open: {said}"]


def test_days_off_are_told_once_a_group() -> None:
    found = lost("hsds", WHOLE, changed(id="other"), LEAST)
    assert found["meets (days off)"] == 2
    assert "hours (days off)" not in found


def test_an_end_and_formats_of_one_meeting() -> None:
    pattern = {
        "days": ["monday"], "until": "2027-01-04", "format": ["video", "phone"], "start": "9:00",
    }  # fmt: skip
    (found,) = service(meets=[{**pattern, "start": "09:00"}], hours=None)["schedules"]
    assert found["valid_to"] == found["until"] == "2027-01-04"
    assert found["attending_type"] == "video, phone"
    assert found["opens_at"] == "09:00"


_DAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]


@settings(max_examples=some(15), deadline=None)
@given(
    st.lists(st.sampled_from(_DAYS), min_size=1, max_size=3, unique=True),
    st.one_of(
        st.tuples(st.sampled_from(["week", "2 weeks", "3 weeks"]), st.just(())),
        st.tuples(
            st.sampled_from(["month", "2 months"]),
            st.lists(st.sampled_from([1, 2, 3, 4, 5, "last"]), min_size=1, max_size=2, unique=True),
        ),
    ),
    st.integers(0, 400),
)
def test_a_rule_gives_the_meetings_of_a_year(days: list[str], often: Any, later: int) -> None:
    every, which = often
    single = {"days": days, "every": every.split()[-1].rstrip("s"), "which": [*which]}
    opened = date(2026, 1, 1) + timedelta(days=later)
    meetings = Group.of({"meets": [single]}).patterns[0]
    since = next(occurrences(meetings, opened, date(2030, 1, 1)), None)
    if since is None:
        return
    pattern = {**single, "every": every, "from": since.isoformat(), "start": "19:00"}
    (found,) = service(meets=[pattern], hours=None)["schedules"]
    wkst = f";WKST={found['wkst']}" if "wkst" in found else ""
    start = found["dtstart"].replace("-", "")
    rule = f"FREQ={found['freq']};INTERVAL={found['interval']};BYDAY={found['byday']}{wkst}"
    read = rrulestr(f"DTSTART:{start}T000000\nRRULE:{rule}")
    said = [one.date() for one in read.xafter(read[0], count=60, inc=True)]
    expected = occurrences(Group.of({"meets": [pattern]}).patterns[0], since, since + A_YEAR)
    assert [day for day in said if day <= since + A_YEAR][:50] == [*expected][:50]


# What is left behind


def test_what_is_left_behind_is_counted_by_group() -> None:
    assert lost("hsds", WHOLE, LEAST) == {
        "meets (days off)": 1,
        "size": 1,
        "sources": 2,
    }
    more = changed(part_of="example-network", typical_session="Tea.", owner="x")
    assert {"part_of", "typical_session", "owner"} <= lost("oruk", more).keys()


def test_what_the_uk_profile_calls_by_names_of_its_own() -> None:
    found = service("oruk")
    plain = service("hsds")
    assert found["fees"] == "free"
    assert [one["service_area"] for one in found["service_areas"]] == [
        "West Yorkshire",
        "Wharfedale",
    ]
    (at,) = found["service_at_locations"]
    for one in at["location"]["accessibility"]:
        assert one["accessibility"] == one["description"]
    for one in found["attributes"]:
        assert one["taxonomy_term"]["term"] == one["taxonomy_term"]["name"]
    assert "term" not in plain["attributes"][0]["taxonomy_term"]
    assert "fees" not in plain
    assert found["id"] == plain["id"]
    assert found["phones"] == plain["phones"]
