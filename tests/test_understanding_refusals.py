"""What is refused after it was named, in a list, or mildly: read as it is meant, or left alone."""

from __future__ import annotations

import pytest
from hearing import asks, heard


def refused(says: str) -> set[str]:
    """What a sentence asks to leave out."""
    return {part.values[0] for part in heard(says).parts if part.name == "avoid"}


def asked(says: str) -> set[tuple[str, ...]]:
    """What a sentence asks for."""
    return {one for one in asks(heard(says)) if one[0] != "avoid"}


@pytest.mark.parametrize(
    ("says", "expected"),
    [
        ("depressed. singing?? god no never. a walk, yes", {"activity=singing"}),
        ("depressed, singing - no, never", {"activity=singing"}),
        ("grief. yoga? no thanks. Leeds", {"activity=yoga"}),
        ("grief, yoga is out of the question", {"activity=yoga"}),
        ("lonely. gardening? not a chance", {"activity=gardening"}),
        ("depression. Zoom? no thanks. Leeds", {"format=video"}),
        ("ocd. a course? under no circumstances", {"activity=learning", "style=course"}),
        ("panic, phone calls - no way", {"format=phone"}),
        ("anxiety. online, hell no", {"format=online"}),
        ("anything at all except going somewhere in person, panic", {"format=in-person"}),
    ],
)
def test_a_thing_is_refused_by_what_follows(says: str, expected: set[str]) -> None:
    assert refused(says) == expected


@pytest.mark.parametrize(
    "says",
    [
        "his mum died, Leeds, there was no chance to say goodbye",
        "depressed, Leeds, no way of getting there",
        "walks alone, no thanks from anyone, grief",
        "anxiety, singing, not a chance to practise lately",
        "depressed, Leeds. singing? god no",
    ],
)
def test_what_stands_two_clauses_before_is_not_taken_back(says: str) -> None:
    assert "near" in {one[0] for one in asked(says)} or "Leeds" not in says
    assert not any(one[0] == "avoid" and "focus" in one[1] for one in asks(heard(says)))


@pytest.mark.parametrize(
    "says",
    [
        "stroke, Otley. singing - he would sooner not if there's owt else",
        "lonely, Hull, dancing she could do without",
        "depressed, art bores him",
        "psychosis, he's not really into art",
        "anxious, yoga isn't his cup of tea",
        "grief, knitting leaves her cold",
    ],
)
def test_what_would_do_is_neither_asked_for_nor_left_out(says: str) -> None:
    assert {one for one in refused(says) if one.startswith("activity=")} <= {"activity=arts"}
    assert "activity" not in {one[0] for one in asked(says)}


@pytest.mark.parametrize(
    ("says", "expected"),
    [
        ("no nurses, counsellors or psychologists", {"nurse", "counsellor", "psychologist"}),
        (
            "no nurses, counsellors, psychologists or anyone",
            {"nurse", "counsellor", "psychologist"},
        ),
        (
            "without a nurse, a social worker or a psychologist",
            {"nurse", "social-worker", "psychologist"},
        ),
        ("not a counsellor, nor a nurse", {"counsellor", "nurse"}),
        ("no nurses, volunteers or counsellors", {"nurse", "counsellor"}),
        ("no nurses, volunteers please", {"nurse"}),
        ("no professionals, peer led or volunteers", {"professional"}),
        ("no nurses. led by a counsellor or a psychologist", {"nurse"}),
    ],
)
def test_a_list_of_leaders_is_refused_as_one(says: str, expected: set[str]) -> None:
    assert refused(says) == {f"leader={one}" for one in expected}


@pytest.mark.parametrize(
    ("says", "expected"),
    [
        ("no Zoom, phone or chat, ocd", {"format=video", "format=phone", "format=chat"}),
        (
            "no walking, singing or art, grief",
            {"activity=walking", "activity=singing", "activity=art"},
        ),
        ("not online, walking or singing", {"format=online"}),
        ("no job, depressed or anxious, Leeds", set()),
        ("no car, lonely or grieving, she cannot tell", set()),
    ],
)
def test_a_list_is_of_one_kind(says: str, expected: set[str]) -> None:
    assert refused(says) == expected


@pytest.mark.parametrize(
    ("says", "expected"),
    [
        ("won't set foot anywhere there are men", {"for=men"}),
        ("he won't talk in front of women", {"for=women"}),
        ("she won't go near men", {"for=men"}),
        ("not if there are men, grief", set()),
        ("not sure if there are men, grief", set()),
        ("she left him, no family near", set()),
        ("talks in front of men at work all day", set()),
    ],
)
def test_company_is_refused(says: str, expected: set[str]) -> None:
    assert refused(says) == expected


@pytest.mark.parametrize(
    ("says", "is_read"),
    [
        ("says little and doesn't want anybody making him speak", True),
        ("no one making me talk please", True),
        ("nobody forced to speak, grief", True),
        ("was made to speak at the last one", False),
        ("they made me talk", False),
    ],
)
def test_what_nobody_should_be_made_to_do(says: str, *, is_read: bool) -> None:
    assert (("access", "no-need-to-speak") in asked(says)) is is_read


@pytest.mark.parametrize(
    ("says", "is_read"),
    [
        ("just talking, no speakers thanks", True),
        ("without guest speakers, grief", True),
        ("the speakers were far too loud", False),
        ("native speakers of Polish", False),
    ],
)
def test_speakers_are_a_style_where_they_are_refused(says: str, *, is_read: bool) -> None:
    assert ("style=guest-speakers" in refused(says)) is is_read
