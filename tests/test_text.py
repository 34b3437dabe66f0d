from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerfind.text import (
    STOP_WORDS,
    edits_allowed,
    folded,
    key,
    listed,
    nearest,
    shown,
    slug,
    stem,
    stems,
    words,
)


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        pytest.param("Grŵp Men's", "grwp mens", id="Welsh and an apostrophe"),
        pytest.param("Men’s", "mens", id="curly apostrophe"),
        pytest.param("Mind `n Body´s", "mind n bodys", id="other apostrophes"),
        pytest.param("LLANFAIR", "llanfair", id="capitals"),
        pytest.param("Café Ýrsa", "cafe yrsa", id="accents"),
        pytest.param("Łódź Øl Đa Æon Œuvre Þor Ðan", "lodz ol da aeon oeuvre thor dan",
                     id="letters that are not an accent apart"),
        pytest.param("Straße", "strasse", id="sharp s"),
        pytest.param("ﬁrst", "first", id="joined letters"),
        pytest.param("\U0001d578\U0001d58e\U0001d593\U0001d589\uff2d", "mindm", id="fancy type"),
        pytest.param("اردو", "اردو", id="another script"),
        pytest.param("", "", id="nothing"),
    ],
)  # fmt: skip
def test_folded_text_has_no_case_accents_or_apostrophes(typed: str, plain: str) -> None:
    assert folded(typed) == plain


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("Step-free", ["step", "free"]),
        ("a_b c", ["a", "b", "c"]),
        ("LGBTQ+ people", ["lgbtq", "people"]),
        ("18-30s, don't!", ["18", "30s", "dont"]),
        ("…", []),
    ],
)
def test_words_are_letters_and_figures_in_order(typed: str, found: list[str]) -> None:
    assert words(typed) == found


def test_a_key_is_the_same_however_a_phrase_is_written() -> None:
    assert {key("Step-free"), key("step free"), key(" STEP  FREE ")} == {"step free"}


def test_a_slug_is_an_id() -> None:
    assert slug("Men's Shed, Otley") == "mens-shed-otley"
    assert slug("!?") == ""


@pytest.mark.parametrize(
    ("word", "cut"),
    [
        pytest.param("groups", "group", id="s"),
        pytest.param("families", "family", id="ies"),
        pytest.param("ties", "tie", id="ies in a short word"),
        pytest.param("churches", "church", id="ches"),
        pytest.param("classes", "class", id="sses"),
        pytest.param("boxes", "box", id="xes"),
        pytest.param("stress", "stress", id="ss stays"),
        pytest.param("virus", "virus", id="us stays"),
        pytest.param("crisis", "crisis", id="is stays"),
        pytest.param("walking", "walk", id="ing"),
        pytest.param("running", "run", id="ing after a doubled letter"),
        pytest.param("falling", "fall", id="ing after a double l"),
        pytest.param("missed", "miss", id="ed after a double s"),
        pytest.param("bereaved", "bereav", id="ed"),
        pytest.param("bereave", "bereav", id="e"),
        pytest.param("grieving", "griev", id="ing as in grieve"),
        pytest.param("being", "being", id="ing with too little before it"),
        pytest.param("sing", "sing", id="ing as all of it"),
        pytest.param("red", "red", id="three letters"),
        pytest.param("tree", "tree", id="e in a short word"),
        pytest.param("12s", "12s", id="figures"),
    ],
)
def test_a_stem_leaves_out_the_endings_that_change_nothing(word: str, cut: str) -> None:
    assert stem(word) == cut


@pytest.mark.parametrize(
    "same",
    [("walk", "walks", "walking", "walked"), ("bereave", "bereaved", "bereaving"),
     ("craft", "crafts", "crafting"), ("carer", "carers"), ("support", "supporting", "supported")],
)  # fmt: skip
def test_forms_of_one_word_have_one_stem(same: tuple[str, ...]) -> None:
    assert len({stem(word) for word in same}) == 1


@pytest.mark.parametrize(
    "different", [("men", "mental"), ("care", "carer"), ("young", "youth"), ("women", "men")]
)
def test_different_words_keep_their_stems_apart(different: tuple[str, ...]) -> None:
    assert len({stem(word) for word in different}) == len(different)


def test_stems_are_those_of_the_words() -> None:
    assert stems("Walks for Bereaved families") == ["walk", "for", "bereav", "family"]


@pytest.mark.parametrize(
    ("word", "edits"), [("", 0), ("men", 0), ("walk", 1), ("walking", 1), ("anxietys", 2)]
)
def test_longer_words_may_hold_more_slips(word: str, edits: int) -> None:
    assert edits_allowed(word) == edits


KNOWN = ["depression", "anxiety", "grief", "postnatal-depression", "step-free"]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        pytest.param("depresion", ["depression"], id="a letter missing"),
        pytest.param("STEP FREE", ["step-free"], id="written another way"),
        pytest.param("greif", ["grief"], id="letters swapped"),
        pytest.param("xyzzy", [], id="nothing like it"),
        pytest.param("", [], id="nothing typed"),
    ],
)
def test_the_nearest_looks_most_like_it(typed: str, found: list[str]) -> None:
    assert nearest(typed, KNOWN, limit=1) == found


def test_the_nearest_are_the_same_in_whatever_order_they_are_known() -> None:
    assert nearest("ab", ["abc", "abd", "abe"]) == nearest("ab", ["abe", "abd", "abc"])
    assert nearest("ab", ["abe", "abd", "abc"]) == ["abc", "abd", "abe"]


def test_a_name_of_signs_alone_is_known_by_itself() -> None:
    assert nearest("§§", ["§§", "a"], cutoff=0.0)[:1] in (["§§"], ["a"])
    assert nearest("a", ["§§", "a"], limit=1) == ["a"]


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        pytest.param("\x1b[31mred\x07", "[31mred", id="terminal commands"),
        pytest.param("a\x9b2Jb", "a2Jb", id="C1 command"),
        pytest.param("abc\u202edef", "abcdef", id="text turned round"),
        pytest.param("a\u2066b\u2069", "ab", id="isolated text"),
        pytest.param("zero\u200bwidth\ufeff", "zerowidth", id="zero width"),
        pytest.param("soft\u00adhyphen", "softhyphen", id="soft hyphen"),
        pytest.param("tag\U000e0041", "tag", id="tag characters"),
        pytest.param(" two\n\tlines \u00a0 here ", "two lines here", id="one line"),
        pytest.param("😀 Grŵp اردو", "😀 Grŵp اردو", id="what can be read stays"),
    ],
)
def test_shown_text_holds_nothing_that_a_terminal_obeys(text: str, safe: str) -> None:
    assert shown(text) == safe


@given(st.text())
def test_shown_text_is_printable_on_one_line(text: str) -> None:
    result = shown(text)
    assert not {"\n", "\r", "\x1b", "\u202e"} & {*result}
    assert shown(result) == result


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert words(folded(text)) == words(text)


@given(st.text())
def test_a_key_is_its_own_key_and_a_slug_is_an_id_of_its_words(text: str) -> None:
    assert key(key(text)) == key(text)
    assert slug(text).split("-") == (words(text) or [""])


@given(st.from_regex(r"[a-z]{1,12}", fullmatch=True))
def test_a_stem_begins_like_its_word_and_keeps_most_of_it(word: str) -> None:
    found = stem(word)
    assert found.removesuffix("y")[:3] == word[: len(found.removesuffix("y")[:3])]
    assert min(len(word), 3) <= len(found) <= len(word)


@pytest.mark.parametrize(
    ("items", "said"),
    [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")],
)
def test_a_list_reads_as_a_sentence(items: list[str], said: str) -> None:
    assert listed(items) == said
    assert listed(items, "or") == said.replace(" and ", " or ")


def test_stop_words_are_written_as_they_are_looked_up() -> None:
    assert all([word] == words(word) for word in STOP_WORDS)
