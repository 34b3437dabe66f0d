"""A group that is asked for by its name is found by it, and its name is read as nothing else."""

from __future__ import annotations

import pytest
from asking import NOW, index_of, typed

from peerfind import text
from peerfind.answers.answer import answer_to
from peerfind.index.names import MOST_LOOKED_AT

GROUPS = {
    "table": {"name": "Minster Close Bereavement Tea", "organisation": "Larkfield Tables"},
    "sister": {"name": "Evening Tea", "organisation": "Larkfield Tables"},
    "stairs": {"name": "The Ones Who Won't Come Downstairs"},
    "these": {"name": "Those They Left"},
    "those": {"name": "Those Left", "also_known_as": ["Left Behind Lanterns"]},
    "men": {"name": "Wharfe Man Club"},
    "plain": {"name": "Anxiety Support", "focus": ["anxiety"]},
    "hook": {"name": "By Hook or by Crook", "venue": {"town": "Hereford"}},
    "macular": {"name": "Macular Mondays"},
    "brown": {"name": "Brown Envelopes", "ages": "18-25", "venue": {"town": "Otley"}},
    "knocked": {"name": "Knocked On", "status": "paused"},
    "other": {
        "name": "Quiet Corner",
        "focus": ["anxiety"],
        "summary": "Tea and bereavement close by.",
    },
}
INDEX = index_of(GROUPS)


def named(says: str) -> set[str]:
    """The ids of the groups that are called so."""
    called = INDEX.names.called(text.words(says))
    return {INDEX.record(number)["id"] for number in called.numbers} if called else set()


@pytest.mark.parametrize(
    ("says", "ids"),
    [
        ("Minster Close Bereavement Tea", {"table"}),
        ("minster close bereavement tea", {"table"}),
        ("number for minster close bereavement tea", {"table"}),
        ("the Minster Close bereavement tea group", {"table"}),
        ("minster close grp bereavement tea", {"table"}),
        ("Minster Close Bereavement Tea in Leeds", {"table"}),
        ("larkfield tables", {"table", "sister"}),
        ("the ones who wont come down stairs", {"stairs"}),
        ("those they left", {"these"}),
        ("those left", {"those"}),
        ("left behind lanterns", {"those"}),
        ("wharfe man club", {"men"}),
        ("got it on a note: by hook or crook hereford", {"hook"}),
        ("from Hook to Crook", set()),
        ("the macular mondays lot", {"macular"}),
        ("macular, cant see the telly at all now. mondays", set()),
        ("anxiety support", {"plain"}),
        ("anxiety support in Leeds", set()),
        ("minster", set()),
        ("bereavement tea", set()),
        ("", set()),
    ],
)
def test_a_name_is_known_alone_and_among_other_words(says: str, ids: set[str]) -> None:
    assert named(says) == ids


@pytest.mark.parametrize(
    "number", [at for at in range(len(GROUPS)) if INDEX.record(at)["id"] != "knocked"]
)
def test_the_full_name_finds_its_group_first(number: int) -> None:
    record = INDEX.record(number)
    answer = answer_to(INDEX, typed(record["name"]), NOW)
    assert answer.matches[0].group.id == record["id"]
    assert answer.query.said == ()


def test_a_place_in_a_name_is_not_where_the_person_is() -> None:
    answer = answer_to(INDEX, typed("Minster Close Bereavement Tea in Leeds"), NOW)
    assert [(part.name, part.values) for part in answer.query.said] == [("near", ("Leeds",))]
    assert answer.matches[0].group.id == "table"


def test_an_organisations_groups_come_forward() -> None:
    answer = answer_to(INDEX, typed("larkfield tables bereavement"), NOW)
    assert {match.group.id for match in answer.matches[:2]} == {"table", "sister"}


def first(says: str) -> tuple[str, bool]:
    """The group that stands first, and whether it was asked for by its name."""
    answer = answer_to(INDEX, typed(says), NOW)
    return answer.matches[0].group.id, answer.query.has_name


@pytest.mark.parametrize(
    ("says", "id_"),
    [
        ("minster close bereavment tea", "table"),
        ("brown envelpoes", "brown"),
        ("number for brown envelopes", "brown"),
        ("brown envelopes in Whitby", "brown"),
        ("is brown envelopes still running", "brown"),
        ("brown envelopes - Whitby, free", "brown"),
    ],
)
def test_a_group_that_is_asked_for_by_name_is_first_however_far_it_is(says: str, id_: str) -> None:
    assert first(says) == (id_, True)


@pytest.mark.parametrize(
    "says", ["brown envelopes piling up", "he has brown envelopes everywhere, Whitby"]
)
def test_the_words_of_a_name_in_a_story_ask_for_no_group(says: str) -> None:
    assert not first(says)[1]


def test_a_subject_is_no_name() -> None:
    assert not answer_to(INDEX, typed("debt, Otley"), NOW).query.has_name


def notes(says: str, **flags: object) -> tuple[str, ...]:
    """What is told beside the groups."""
    return answer_to(INDEX, typed(says, **flags), NOW).query.notes


@pytest.mark.parametrize(
    "says", ["knocked on", "Is Knocked On still going", "number for knocked on"]
)
def test_a_group_that_is_named_and_left_out_is_told_of(says: str) -> None:
    told = "Knocked On is paused and is left out. With it: --include paused"
    assert told in notes(says)
    assert told not in notes(says, include="paused")
    assert first("brown envelopes")[0] == "brown"


def test_why_a_named_group_is_left_out_can_be_asked_for() -> None:
    told = "Brown Envelopes is left out. Why: --why brown"
    assert told in notes("brown envelopes", age=60)
    assert told not in notes("brown envelopes", age=20)


def test_groups_of_the_same_organisation_come_next() -> None:
    answer = answer_to(INDEX, typed("Minster Close Bereavement Tea"), NOW)
    assert [match.group.id for match in answer.matches][:2] == ["table", "sister"]


def test_sisters_that_are_left_out_are_not_told_of() -> None:
    groups = {
        "lamp": {"name": "Zephyr Lamp", "organisation": "Larkfield Tables"},
        "tea": {"name": "Lamp Tea", "organisation": "Larkfield Tables", "status": "paused"},
    }
    answer = answer_to(index_of(groups), typed("zephyr lamp"), NOW)
    assert [match.group.id for match in answer.matches] == ["lamp"]
    assert answer.query.notes == ()


# Many groups that say a word

COUNT = MOST_LOOKED_AT + 5
MANY = index_of({
    **{f"lantern-{at}": {"name": f"Lantern Lane {at}"} for at in range(COUNT)},
    "lamp": {"name": "Zephyr Lamp", "summary": "Near the lantern."},
    "lamps": {"name": "Zephyr Lamps Lantern", "summary": "People meet."},
})  # fmt: skip


def called(says: str) -> set[str]:
    """The ids of the groups of many that are called so."""
    found = MANY.names.called(text.words(says))
    return {MANY.record(number)["id"] for number in found.numbers} if found else set()


def test_a_word_that_very_many_say_names_none() -> None:
    assert called("lantern lane") == set()


def test_a_rarer_word_of_the_name_finds_it_all_the_same() -> None:
    assert called("zephyr lamp") == {"lamp"}
    assert called("zephyr lamps lantern") == {"lamps"}


def test_groups_whose_name_is_too_common_are_still_found_by_its_words() -> None:
    answer = answer_to(MANY, typed("lantern lane"), NOW)
    assert answer.total == COUNT + 2
    assert all(match.group.id.startswith("lantern-") for match in answer.matches)
