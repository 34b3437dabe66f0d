"""One group in full."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest
from showing import LONDON, QUESTIONS, TODAY, example_index, index_of, networks, record_of

from peerfind.directory.fields import FIELDS
from peerfind.directory.vocabulary import Vocabulary
from peerfind.model import Group
from peerfind.wording.interview import first_open, is_stated, questions
from peerfind.wording.sheets import Sheet, sheet

NEXT = (datetime(2026, 12, 1, 19, tzinfo=LONDON), datetime(2026, 12, 15, 19, tzinfo=LONDON))

# Every key of the file format that is for the people who look for a group.
WHOLE: dict[str, Any] = {
    "name": "Whole Circle",
    "also_known_as": ["Round Table"],
    "organisation": "Whole Example Trust",
    "summary": "A circle with everything stated.",
    "description": "We meet and talk.",
    "status": "paused",
    "status_note": "back in spring",
    "part_of": "example-network",
    "replaced_by": "new-circle",
    "format": ["in-person", "phone"],
    "setting": ["group", "one-to-one"],
    "leader": ["peer", "nurse"],
    "focus": ["grief"],
    "activities": ["walking"],
    "style": ["open-discussion"],
    "ages": "18-30",
    "only_for": ["women"],
    "welcomes": ["south-asian"],
    "not_suitable_for": "people in crisis",
    "languages": ["cy"],
    "meets": [{"days": "tuesday", "start": "19:00", "note": "ring the bell"}],
    "hours": [{"days": "friday", "start": "10:00", "end": "12:00"}],
    "nation": "Wales",
    "venue": {
        "name": "Whole Hall",
        "address": "2 Whole Street",
        "town": "Brecon",
        "county": "Powys",
        "directions": "the blue door",
    },
    "covers": ["Wales"],
    "area": "all of Powys",
    "access": ["step-free"],
    "no_access": ["hearing-loop"],
    "cost": "£3 a session",
    "joining": ["book"],
    "joining_note": "ring a day before",
    "waiting": "about a month",
    "size": "6-12",
    "membership": "closed",
    "confidentiality": "nothing leaves the room",
    "ground_rules": "one speaks at a time",
    "leader_training": "two days a year",
    "distress_plan": "somebody steps outside with you",
    "typical_session": "tea, then talk",
    "companions": "bring a friend",
    "contact": {
        "phone": "0113 496 0123",
        "text": "07700 900 123",
        "email": "hello@example.org",
        "website": "https://example.org/whole",
    },
    "sources": [
        {
            "url": "https://example.org/source",
            "published": "2024-03",
            "kind": "charity",
            "note": "a leaflet",
        }
    ],
    "doubts": ["The day differs."],
    "checked": {"on": "2026-10-02", "how": "visit", "by": "link worker", "note": "A warm welcome."},
}
# The keys that are for those who keep the directory.
FOR_KEEPERS = {"former_ids", "owner", "not_duplicate_of", "external_ids"}


def whole(**changes: Any) -> Sheet:
    """The sheet of a group that states everything but what is changed to None."""
    index = index_of({"whole": {**WHOLE, **changes}})
    return sheet(record_of("whole", index), index, TODAY, NEXT, networks()["example-network"])


def rows(found: Sheet) -> dict[str, str]:
    """Each row of a sheet as one text."""
    return {row.label: " ".join(fact.words for fact in row.facts) for row in found.rows}


def row(label: str, **changes: Any) -> str:
    return rows(whole(**changes)).get(label, "")


def test_a_sheet_in_the_order_in_which_one_reads_it_aloud() -> None:
    assert rows(whole()) == {
        "Note": "Paused just now: back in spring. In its place: new-circle."
        " Not suitable for: people in crisis. Unclear: The day differs.",
        "When": "Tuesdays, 7pm, ring the bell. Next: Tue 1 Dec 7pm, Tue 15 Dec 7pm."
        " Open every Fri 10am-noon.",
        "Where": "Whole Hall, 2 Whole Street, Brecon, Powys. The blue door. Anywhere in Wales."
        " Says it works in: all of Powys.",
        "How": "In person and phone, in a group or one to one. Book first. £3 a session."
        " Ring a day before. Waiting: about a month.",
        "Phone": "0113 496 0123",
        "Text": "07700 900 123",
        "Email": "hello@example.org",
        "Website": "example.org/whole",
        "Who": "Led by people who have been through it and a nurse. For ages 18 to 30."
        " Only for women. Only for people in Wales. Specially welcomes South Asian people."
        " 6-12 usually come. The same people each time, for a set run. Languages: Welsh."
        " Run by Whole Example Trust.",
        "About": "Grief. What people do: walking. A meeting is: open discussion."
        " We meet and talk. Also called: Round Table.",
        "Access": "Step-free access. Known not to have: a hearing loop.",
        "More": "A usual session: tea, then talk. Ground rules: one speaks at a time."
        " What stays private: nothing leaves the room."
        " If somebody is upset: somebody steps outside with you."
        " Leaders' training: two days a year. Bringing someone: bring a friend.",
        "Part of": "Example Network (example-network)",
        "Checked": "Confirmed by a visit 2 Oct 2026. By: link worker. A warm welcome.",
        "Source": "example.org/source (charity, March 2024: a leaflet).",
    }


def test_every_key_of_the_file_format_is_in_the_example_or_for_keepers() -> None:
    assert {*WHOLE} | FOR_KEEPERS == {*FIELDS}


@pytest.mark.parametrize("key", [key for key in FIELDS if key in WHOLE and key != "name"])
def test_every_stated_fact_is_on_the_sheet(key: str) -> None:
    # A status alone is told by its note, and a nation by the address.
    others = {"status": {"status_note": None}, "nation": {"venue": None, "format": ["in-person"]}}
    same = {**others.get(key, {}), **({"covers": None} if key == "nation" else {})}
    with_it, without = whole(**same), whole(**same, **{key: None})
    assert (with_it.summary, with_it.rows) != (without.summary, without.rows)


@pytest.mark.parametrize(
    ("key", "label", "words"),
    [
        pytest.param("meets", "Not stated", "When it meets.", id="times"),
        pytest.param("cost", "Not stated", "What it costs.", id="cost"),
        pytest.param("access", "Not stated", "Access.", id="access"),
        pytest.param("leader", "Who", "Leader not stated: ask.", id="leader"),
        pytest.param("format", "How", "How people meet is not stated: ask.", id="format"),
    ],
)
def test_what_is_not_stated_is_said(key: str, label: str, words: str) -> None:
    unknown = ["unknown"] if key in ("format", "leader") else None
    assert words in row(label, **{key: unknown})


def test_a_sheet_that_states_everything_has_no_such_row() -> None:
    assert "Not stated" not in rows(whole())


def test_a_group_without_times_says_so() -> None:
    found = rows(sheet(record_of("young-voices"), example_index(), TODAY, ()))
    assert found["When"] == "Times not stated: ask."
    assert found["Where"] == "From home."
    assert found["Contact"] == "No way to get in touch is stated."


@pytest.mark.parametrize("text", ["by arrangement", "any time"])
def test_times_without_a_pattern(text: str) -> None:
    found = whole(meets=text, hours=None)
    assert rows(found)["When"].startswith(f"{text.capitalize()}.")


def test_a_start_without_a_time_is_told_by_its_day() -> None:
    index = index_of({"whole": WHOLE})
    found = sheet(record_of("whole", index), index, TODAY, [date(2026, 12, 1)])
    assert "Next: Tue 1 Dec." in rows(found)["When"]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        pytest.param(
            {
                "venue": {
                    "town": "Brecon",
                    "postcode": "LD3 7AA",
                    "address": "2 Hidden",
                    "private": "yes",
                }
            },
            "Brecon LD3. The exact place is given when you get in touch.",
            id="private",
        ),
        pytest.param({"venue": None}, "Somewhere in Wales: ask.", id="nation alone"),
        pytest.param(
            {"format": ["in-person", "video"], "venue": None},
            "Anywhere in Wales. Or in person: ask where.",
            id="hybrid without a venue",
        ),
        pytest.param(
            {"format": ["video"], "covers": None, "area": "Powys"},
            (
                "Whole Hall, 2 Whole Street, Brecon, Powys. The blue door."
                " From home; it works in Powys: ask if others may join."
            ),
            id="an area is told once",
        ),
        pytest.param(
            {"format": ["video"], "venue": None, "covers": None, "area": "UK, 59 towns"},
            "From home, UK. Says it works in: UK, 59 towns.",
            id="an area that says more is told too",
        ),
        pytest.param({"venue": None, "nation": None}, "Place not stated: ask.", id="nothing"),
    ],
)
def test_a_place_is_as_exact_as_it_may_be(changes: dict[str, Any], words: str) -> None:
    local = {"format": ["in-person"], "area": None, **changes}
    found = row("Where", **local)
    assert found == words
    assert "Hidden" not in repr(whole(**local))


def test_the_networks_contact_is_told_to_be_the_networks() -> None:
    assert row("Phone", contact=None) == "01632 960 100 (the network's)"


def test_a_network_whose_record_is_not_at_hand_is_named_by_its_id() -> None:
    index = index_of({"whole": WHOLE})
    found = sheet(record_of("whole", index), index, TODAY, ())
    assert rows(found)["Part of"] == "example-network"


@pytest.mark.parametrize(
    ("source", "words", "link"),
    [
        pytest.param({"url": "https://example.org/a"}, "example.org/a (no date).", True, id="page"),
        pytest.param({"kind": "leaflet", "published": "2024"}, "Leaflet, 2024.", False, id="paper"),
        pytest.param({"url": "javascript:x"}, "javascript:x (no date).", False, id="not a page"),
    ],
)
def test_a_source_links_only_to_a_page(source: dict[str, str], words: str, *, link: bool) -> None:
    (fact,) = next(one for one in whole(sources=[source]).rows if one.label == "Source").facts
    assert (fact.words, bool(fact.link)) == (words, link)


def test_contacts_link_to_what_they_are() -> None:
    links = [fact.link for one in whole().rows for fact in one.facts if fact.link]
    assert links == [
        "tel:01134960123",
        "mailto:hello@example.org",
        "https://example.org/whole",
        "https://example.org/source",
    ]


def test_the_check_is_as_old_as_it_is_on_the_day() -> None:
    index = index_of({"whole": WHOLE})
    found = sheet(record_of("whole", index), index, date(2029, 1, 1), ())
    assert rows(found)["Checked"].startswith("Last confirmed by a visit 2 Oct 2026, long ago: ring")


# Questions


CARING = Vocabulary(
    {
        facet: [{"id": "carers"}, {"id": "dementia-carers", "broader": ["carers"]}, {"id": "women"}]
        for facet in ("focus", "community")
    }
)


@pytest.mark.parametrize(
    ("facts", "sets"),
    [
        pytest.param({}, ["all", "group"], id="nothing is stated"),
        pytest.param({"setting": ["one-to-one"]}, ["all", "one to one"], id="one to one"),
        pytest.param(
            {"format": ["in-person", "phone"]}, ["all", "group", "in person", "phone"], id="where"
        ),
        pytest.param({"focus": ["dementia-carers"]}, ["all", "carers", "group"], id="about carers"),
        pytest.param({"welcomes": ["carers"]}, ["all", "carers", "group"], id="carers are welcome"),
        pytest.param(
            {"only_for": ["women+dementia-carers"]}, ["all", "carers", "group"], id="carers only"
        ),
        pytest.param({"welcomes": ["women"]}, ["all", "group"], id="others"),
        pytest.param({"ages": "16-25"}, ["all", "group", "young people"], id="the young"),
        pytest.param({"ages": "16-26"}, ["all", "group"], id="not so young"),
    ],
)
def test_the_sets_of_questions_that_suit_a_group(facts: dict[str, Any], sets: list[str]) -> None:
    every = ("all", "in person", "online", "phone", "group", "one to one", "carers", "young people")
    known = [{"id": one, "ask": f"{one}?", "sets": [one]} for one in every]
    asked = questions(known, Group.of(facts), facts, CARING)
    assert sorted(one.id for one in asked) == sets


def asks(**facts: Any) -> list[str]:
    """The first questions for a group with some facts."""
    record = {key: value for key, value in facts.items() if value}
    return first_open(QUESTIONS, Group.of(record), record, CARING)


def test_the_first_three_questions_that_are_not_answered() -> None:
    found = sheet(record_of("wharfe-evening-bereavement"), example_index(), TODAY, ())
    assert found.questions == (
        "Is it the same people each week?",
        "What happens if someone gets upset?",
        "May I just listen?",
    )


@pytest.mark.parametrize(
    ("facts", "question", "is_asked"),
    [
        pytest.param({}, "Who leads it?", True, id="unanswered"),
        pytest.param({"leader": ["peer"]}, "Who leads it?", False, id="answered"),
        pytest.param({"leader": ["unknown"]}, "Who leads it?", True, id="unknown is no answer"),
        pytest.param({"setting": ["one-to-one"]}, "Is it the same people each week?", False, id="no group"),
        pytest.param({"format": ["in-person"]}, "How do I find the door?", True, id="a door"),
        pytest.param({"format": ["video"]}, "How do I find the door?", False, id="no door"),
        pytest.param({"format": ["video"]}, "May my camera stay off?", True, id="a camera"),
        pytest.param({"format": ["phone"]}, "May my camera stay off?", False, id="no camera"),
    ],
)  # fmt: skip
def test_a_question_is_asked_where_it_makes_sense(
    facts: dict[str, Any], question: str, *, is_asked: bool
) -> None:
    assert (question in asks(**facts)) is is_asked


@pytest.mark.parametrize(
    ("ages", "is_asked"), [("16-25", True), ("under 18", True), ("18+", False), (None, False)]
)
def test_young_people_have_questions_of_their_own(ages: str | None, *, is_asked: bool) -> None:
    answered = {"leader": ["peer"], "membership": "open", "distress_plan": "x", "access": ["x"]}
    assert ("Are my parents told?" in asks(ages=ages, **answered)) is is_asked


def test_a_question_that_no_key_answers_is_left_to_the_whole_list() -> None:
    everything = {"leader": ["peer"], "membership": "open", "distress_plan": "x", "access": ["x"]}
    assert asks(**everything) == []


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, False),
        ((), False),
        (("unknown",), False),
        (["peer"], True),
        ("text", True),
        ({"a": 1}, True),
    ],
)
def test_unknown_says_nothing(value: Any, *, expected: bool) -> None:
    assert is_stated(value) is expected
