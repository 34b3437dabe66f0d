"""The alphabet of text messages, and the room that words take in one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerfind.output.gsm import Room, plain_letters, room

GSM_TEXT = st.text(st.sampled_from("aZ09 @£é\n€[]~ÄÑ"), max_size=700)


@pytest.mark.parametrize(
    ("words", "plain"),
    [
        pytest.param("“Men’s” – talk…", '"Men\'s" - talk...', id="typographic"),
        pytest.param("10\u00a0am\u2011noon · 2 × 3", "10 am-noon , 2 x 3", id="spaces and signs"),
        pytest.param("Grŵp Ŷ Bont", "Grwp Y Bont", id="Welsh letters that no SMS has"),
        pytest.param("Café à Zürich", "Café à Zürich", id="letters that an SMS has"),
        pytest.param("Siân", "Sian", id="a letter that it has not"),
        pytest.param("گروپ", "گروپ", id="another script stays"),
        pytest.param("ﬁne ½", "fine ½", id="one letter that is two"),
    ],
)
def test_letters_are_made_plain_where_that_saves_room(words: str, plain: str) -> None:
    assert plain_letters(words) == plain


@pytest.mark.parametrize(
    ("words", "found"),
    [
        pytest.param("", Room(0, 1, ""), id="nothing"),
        pytest.param("a" * 160, Room(160, 1, ""), id="one message"),
        pytest.param("a" * 161, Room(161, 2, ""), id="one more makes two parts"),
        pytest.param("a" * 306, Room(306, 2, ""), id="two parts"),
        pytest.param("a" * 307, Room(307, 3, ""), id="one more makes three"),
        pytest.param("é£@\n", Room(4, 1, ""), id="letters of the alphabet"),
        pytest.param("€" * 80, Room(160, 1, ""), id="a euro is two"),
        pytest.param("€" * 81, Room(162, 2, ""), id="and one more"),
        pytest.param("€" * 153, Room(306, 3, ""), id="none is torn"),
        pytest.param("ŵ" * 70, Room(70, 1, "ŵ"), id="one message beyond it"),
        pytest.param("aŵ" * 36, Room(72, 2, "ŵ"), id="two parts beyond it"),
        pytest.param("ŵŷŵ", Room(3, 1, "ŵŷ"), id="each letter once"),
        pytest.param("😀" * 35, Room(70, 1, "😀"), id="a picture is two"),
        pytest.param("😀" * 67, Room(134, 3, "😀"), id="no picture is torn"),
    ],
)
def test_room(words: str, found: Room) -> None:
    assert room(words) == found


@given(GSM_TEXT)
def test_parts_hold_what_is_in_them(words: str) -> None:
    found = room(words)
    assert found.beyond == ""
    assert found.length >= len(words)
    assert (found.parts == 1) == (found.length <= 160)
    # Each part but the last holds 152 at least, for only what is sent as two can leave one place free.
    if found.parts > 1:
        assert (found.parts - 1) * 152 < found.length <= found.parts * 153


@given(GSM_TEXT, GSM_TEXT)
def test_more_words_never_take_fewer_parts(one: str, other: str) -> None:
    assert room(one + other).parts >= max(room(one).parts, room(other).parts)


@given(st.text(max_size=80))
def test_letters_made_plain_stay_so(words: str) -> None:
    once = plain_letters(words)
    assert plain_letters(once) == once
