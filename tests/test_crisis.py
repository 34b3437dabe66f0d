"""Which crisis contacts are for whom, and each of them in words."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from showing import CRISIS, UK

from peerfind.model import NATIONS
from peerfind.schedule.recurrence import DAY_NAMES
from peerfind.wording import crisis

SINCE = date(2024, 11, 22)
UNSAID: dict[str, Any] = {"id": "unsaid", "name": "Unsaid Line", "phone": "01632 960 555"}
OWN: dict[str, Any] = {
    "id": "own",
    "name": "Island Line",
    "phone": "01632 960 777",
    "nations": ["Jersey"],
}
ENTRIES = [UNSAID, *CRISIS, OWN]


def ids(contacts: Any) -> list[str]:
    """The ids of contacts, in their order."""
    return [one["id"] for one in contacts]


# Which, and in what order


@pytest.mark.parametrize(
    ("entries", "nation", "expected"),
    [
        pytest.param(
            ENTRIES,
            "England",
            ["emergency", "example-option", "example-young", "example-listeners", "example-text", "unsaid"],
            id="those that name the nation first",
        ),
        pytest.param(
            ENTRIES,
            "Guernsey",
            ["emergency", "example-young", "example-listeners", "example-text", "unsaid"],
            id="those of the UK where none names it",
        ),
        pytest.param(
            ENTRIES,
            "Jersey",
            ["own", "emergency", "example-young", "example-listeners", "example-text", "unsaid"],
            id="its own before those of the UK",
        ),
        pytest.param(
            ENTRIES,
            None,
            ["emergency", "example-young", "example-listeners", "example-text", "unsaid"],
            id="anywhere in the UK",
        ),
        pytest.param(
            [UNSAID, {**OWN, "id": "emergency"}, *CRISIS[1:]],
            "Jersey",
            ["emergency", "unsaid"],
            id="with a number for danger of its own nothing of the UK is needed",
        ),
        pytest.param([], "Jersey", [], id="none"),
    ],
)  # fmt: skip
def test_the_contacts_for_a_nation(
    entries: list[dict[str, Any]], nation: str | None, expected: list[str]
) -> None:
    assert ids(crisis.chosen(entries, nation).every) == expected


@pytest.mark.parametrize(
    ("entries", "nation", "note"),
    [
        pytest.param(ENTRIES, "England", "", id="it has its own"),
        pytest.param(ENTRIES, None, "", id="no nation was asked"),
        pytest.param(
            ENTRIES,
            "Isle of Man",
            "No crisis contact here says that it covers the Isle of Man. These are for the UK:",
            id="those of the UK",
        ),
        pytest.param(
            ENTRIES,
            "Jersey",
            "No emergency number here says that it covers Jersey. These are for the UK:",
            id="lines, and no number for danger",
        ),
        pytest.param(
            [UNSAID],
            "Wales",
            "No crisis contact here says that it covers Wales. These do not say where they serve:",
            id="those that do not say",
        ),
        pytest.param([OWN, UNSAID], "Jersey", "", id="its own, and one that does not say"),
        pytest.param([], "Jersey", "", id="none"),
    ],
)
def test_contacts_that_do_not_name_a_nation_are_told_to_be_so(
    entries: list[dict[str, Any]], nation: str | None, note: str
) -> None:
    assert crisis.chosen(entries, nation).note == note


def test_all_contacts_of_a_directory_end_with_those_that_do_not_say_where_they_serve() -> None:
    found = crisis.everywhere(ENTRIES)
    assert ids(found.every) == [*ids(CRISIS), "own", "unsaid"]
    assert found.nation is None


@given(
    st.lists(st.sampled_from(ENTRIES), unique_by=lambda one: one["id"]),
    st.sampled_from([None, *NATIONS]),
)
def test_contacts_that_do_not_say_where_they_serve_never_lead(
    entries: list[dict[str, Any]], nation: str | None
) -> None:
    every = crisis.chosen(entries, nation).every
    says = [bool(one.get("nations")) for one in every]
    assert says == sorted(says, reverse=True)
    places = [entries.index(one) for one in every if one not in (UNSAID, OWN)]
    assert places == sorted(places)


# Whom to ring first


def test_the_first_lines_are_those_that_name_the_nation() -> None:
    first = crisis.first_lines(crisis.chosen(ENTRIES, "England"))
    assert first == crisis.First(
        "0113 496 0999",
        ("0113 496 0111 (Example Night Line)", "01632 960 123 (Example Listeners)"),
        is_for_uk=False,
    )


def test_a_line_that_does_not_say_where_it_serves_is_told_only_for_want_of_others() -> None:
    assert "Unsaid" not in repr(crisis.first_lines(crisis.chosen(ENTRIES, "Jersey")))
    alone = crisis.first_lines(crisis.chosen([UNSAID], "Jersey"))
    assert alone.low == ("01632 960 555 (Unsaid Line)",)


def test_contacts_without_a_number_are_not_among_the_first_lines() -> None:
    silent = {"id": "silent", "name": "Silent Line", "hours": "any time", "nations": UK}
    first = crisis.first_lines(crisis.chosen([silent, *CRISIS], "Wales"))
    assert "Silent" not in repr(first)
    assert crisis.first_lines(crisis.chosen([silent], "Wales")) == crisis.First(
        "", (), is_for_uk=False
    )


# One contact


@pytest.mark.parametrize(
    ("facts", "line"),
    [
        pytest.param(
            {"phone": "116 000", "hours": "any time", "cost": "free"},
            "Line: 116 000. Day and night. Free.",
            id="all of it",
        ),
        pytest.param({"phone": "116 000"}, "Line: 116 000. Hours not stated.", id="a number alone"),
        pytest.param(
            {"phone": "116 000", "hours": [{"days": DAY_NAMES, "start": "17:00", "end": "00:00"}]},
            "Line: 116 000. Open every day 5pm-midnight.",
            id="hours",
        ),
        pytest.param(
            {"text": "HELLO to 07700 900 123", "hours": "any time", "cost": "donation"},
            "Line: text HELLO to 07700 900 123. Day and night. By donation.",
            id="text",
        ),
        pytest.param(
            {"textphone": "18001 116 000"},
            "Line: textphone 18001 116 000. Hours not stated.",
            id="textphone",
        ),
        pytest.param(
            {"email": "a@example.org"},
            "Line: write to a@example.org. Hours not stated.",
            id="mailbox",
        ),
        pytest.param(
            {"website": "https://www.example.org/"},
            "Line: see example.org. Hours not stated.",
            id="page",
        ),
    ],
)
def test_the_first_line_of_a_contact_is_enough(facts: dict[str, Any], line: str) -> None:
    contact = {"name": "Line", "nations": UK, **facts}
    assert next(crisis.contact_lines(contact, SINCE, is_nation_known=True)) == line


def more(*, is_nation_known: bool = True, **facts: Any) -> list[str]:
    """What is told of a contact between its first line and its source."""
    contact = {"name": "Line", "phone": "116 000", "nations": UK, **facts}
    lines = [*crisis.contact_lines(contact, SINCE, is_nation_known=is_nation_known)]
    return lines[1 : lines.index("Source: not stated. Check it before you rely on it.")]


@pytest.mark.parametrize(
    ("facts", "lines"),
    [
        pytest.param({}, [], id="nothing more"),
        pytest.param({"phone_note": "press 2"}, ["Press 2."], id="what to do"),
        pytest.param({"ages": "under 19"}, ["For ages up to 18."], id="ages"),
        pytest.param(
            {
                "text": "07700 900 123",
                "textphone": "18001 116 000",
                "email": "a@example.org",
                "website": "https://www.example.org/",
            },
            [
                (
                    "Text: 07700 900 123. Textphone: 18001 116 000."
                    " Email: a@example.org. Website: example.org."
                )
            ],
            id="other ways, in one line",
        ),
        pytest.param({"nations": None}, ["Where it serves is not stated."], id="no nations"),
        pytest.param({"organisation": "Example Trust"}, ["Run by Example Trust."], id="by whom"),
        pytest.param({"organisation": "The Line UK"}, ["Run by The Line UK."], id="one new word"),
        pytest.param({"organisation": "UK (line)"}, [], id="the name says that already"),
    ],
)
def test_what_else_to_know_of_a_contact(facts: dict[str, Any], lines: list[str]) -> None:
    assert more(**facts) == lines


@pytest.mark.parametrize(
    ("nations", "words"),
    [
        (UK, "For the UK."),
        (["England", "Wales"], "For England and Wales."),
        (["Isle of Man"], "For the Isle of Man."),
    ],
)
def test_nations_are_told_where_none_was_given(nations: list[str], words: str) -> None:
    assert more(nations=nations, is_nation_known=False) == [words]
    assert more(nations=nations) == []


@pytest.mark.parametrize(
    ("sources", "words"),
    [
        pytest.param([], "not stated.", id="none"),
        pytest.param(
            [{"url": "https://www.example.org/a/long/page?x=1"}],
            "example.org (no date).",
            id="a site",
        ),
        pytest.param(
            [
                {"url": "https://example.org/a", "published": "2024-08-14"},
                {"url": "https://news.example.org/b", "published": "2025"},
            ],
            "example.org (14 August 2024), news.example.org (2025).",
            id="two sites, each with its date",
        ),
        pytest.param([{"kind": "leaflet", "published": "2024"}], "leaflet (2024).", id="paper"),
        pytest.param([{"published": "2024"}], "2024.", id="a date alone"),
    ],
)
def test_sources_are_one_short_line(sources: list[dict[str, str]], words: str) -> None:
    contact = {"name": "Line", "phone": "116 000", "nations": UK, "sources": sources}
    lines = [*crisis.contact_lines(contact, date.min, is_nation_known=True)]
    assert lines[-1].removesuffix(" Check it before you rely on it.") == f"Source: {words}"


@pytest.mark.parametrize(
    ("contact", "standing"),
    [
        pytest.param({}, "not stated. Check it before you rely on it.", id="no source at all"),
        pytest.param(
            {"sources": [{"kind": "leaflet"}]}, "leaflet (no date). Check it before you rely on it.",
            id="a source without a date",
        ),
        pytest.param(
            {"sources": [{"kind": "leaflet", "published": "2024-11-21"}]},
            "leaflet (21 November 2024). Check it before you rely on it.", id="an old source",
        ),
        pytest.param(
            {"sources": [{"kind": "leaflet", "published": "2024-11-22"}]},
            "leaflet (22 November 2024).", id="a source from the first day",
        ),
        pytest.param(
            {"sources": [{"kind": "leaflet", "published": "2024-11"}]}, "leaflet (November 2024).",
            id="a month that may be late enough",
        ),
        pytest.param(
            {"sources": [{"kind": "a", "published": "2020"}, {"kind": "b", "published": "2026"}]},
            "a (2020), b (2026).", id="the newest source counts",
        ),
        pytest.param(
            {"sources": [{"kind": "leaflet"}], "checked": {"on": "2026-10-02", "how": "phone"}},
            "leaflet (no date). Checked on 2 October 2026.", id="a person checked it",
        ),
        pytest.param(
            {"sources": [{"kind": "leaflet"}], "checked": {"on": "2020-10-02"}},
            "leaflet (no date). Check it before you rely on it.", id="checked too long ago",
        ),
    ],
)  # fmt: skip
def test_what_nothing_vouches_for_is_to_be_checked(contact: dict[str, Any], standing: str) -> None:
    line = {"name": "Line", "phone": "116 000", "nations": UK, **contact}
    assert [*crisis.contact_lines(line, SINCE, is_nation_known=True)][-1] == f"Source: {standing}"


def test_doubts_come_last() -> None:
    contact = {"name": "Line", "phone": "116 000", "doubts": ["one page has another", "No date."]}
    assert [*crisis.contact_lines(contact, SINCE, is_nation_known=True)][-2:] == [
        "Unclear: One page has another.",
        "Unclear: No date.",
    ]


@pytest.mark.parametrize(
    ("doubts", "line"),
    [
        ([], "Silent Line."),
        (["Two pages differ"], "Silent Line. Two pages differ."),
    ],
)
def test_a_contact_without_a_number_is_told_by_name_with_the_doubt(
    doubts: list[str], line: str
) -> None:
    assert crisis.unreachable_line({"name": "Silent Line", "doubts": doubts}) == line


@pytest.mark.parametrize("way", ["phone", "text", "textphone", "email", "website"])
def test_any_way_will_do(way: str) -> None:
    assert crisis.can_be_reached({"name": "Line", way: "x"})
    assert not crisis.can_be_reached({"name": "Line", "hours": "any time"})


def test_nothing_in_a_contact_can_steer_a_terminal() -> None:
    evil = "a\x1b[31mb\u202ec\u200bd"
    contact = {
        "name": evil,
        "phone": evil,
        "phone_note": evil,
        "organisation": evil * 2,
        "doubts": [evil],
        "sources": [{"url": f"https://{evil}"}],
    }
    said = [
        *crisis.contact_lines(contact, SINCE, is_nation_known=True),
        crisis.unreachable_line(contact),
    ]
    assert not any(letter in "".join(said) for letter in "\x1b\u202e\u200b")
