from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typing_yaml import HARD_TEXTS, LETTERS, other_readings

from peerfind.keeping.quoting import filled, on_one_line, on_rows, quoted

TEXTS = st.sampled_from(HARD_TEXTS) | st.text(LETTERS) | st.text()


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Tea and talk", "Tea and talk"),
        ("no", '"no"'),
        ("Nowhere", "Nowhere"),
        ("19:30", '"19:30"'),
        ("09:30", '"09:30"'),
        ("7.30pm", "7.30pm"),
        ("0117 496 0123", "0117 496 0123"),
        ("01174960123", '"01174960123"'),
        ("+441174960123", '"+441174960123"'),
        ("999", '"999"'),
        ("2026-03-03", '"2026-03-03"'),
        ("2026-05", "2026-05"),
        ("1_000", '"1_000"'),
        ("~", '"~"'),
        ("", '""'),
        ("18+", "18+"),
        ("16-25", "16-25"),
        ("£3 a session", "£3 a session"),
        ("Tea: and talk", '"Tea: and talk"'),
        ("Unit #2", '"Unit #2"'),
        ("Room#2", "Room#2"),
        ("https://example.org/a?b#c", "https://example.org/a?b#c"),
        ("@home", '"@home"'),
        ("`x", '"`x"'),
        ("can't", "can't"),
        ("'t", '"\'t"'),
        ('say "hi"', 'say "hi"'),
        ('say: "hi"', "'say: \"hi\"'"),
        ('it\'s: "hi"', '"it\'s: \\"hi\\""'),
        ("a\\b: c", "'a\\b: c'"),
        (" a", '" a"'),
        ("a\nb", '"a\\nb"'),
        ("a\u2028b", '"a\\u2028b"'),
        ("a, b", "a, b"),
        ("Café 😀", "Café 😀"),
    ],
)
def test_quotes_stand_where_a_reader_needs_them(text: str, written: str) -> None:
    assert on_one_line(text) == written


@pytest.mark.parametrize("text", ["a, b", "a [b]", "{b}", "what? yes", ":0", "-[", "a]"])
def test_brackets_need_more_quotes(text: str) -> None:
    assert on_one_line(text, in_brackets=True) == f'"{text}"'


@pytest.mark.parametrize(
    ("text", "is_plain"),
    [
        ("2026-03-03", True),
        ("2026", True),
        ("1", True),
        ("-1.5491", True),
        ("2026-02-30", False),
        ("01", False),
        ("1_0", False),
        ("1e3", False),
        ("19:30", False),
        ("no", False),
    ],
)
def test_numbers_and_days_are_plain_only_as_every_reader_reads_them(
    text: str, *, is_plain: bool
) -> None:
    assert (on_one_line(text, may_be_number=True) == text) == is_plain
    if is_plain:
        assert {str(value) for value in other_readings(text)} == {text}


def all_read(typed: str, said: object) -> bool:
    return all(value == said for value in other_readings(typed))


@given(TEXTS)
def test_other_readers_read_what_was_typed(text: str) -> None:
    text = text.encode(errors="ignore").decode()
    alone, inside = on_one_line(text), on_one_line(text, in_brackets=True)
    assert all_read(f"k: {alone}\nz: z\n", {"k": text, "z": "z"})
    assert all_read(f"k: {quoted(text)}\nz: z\n", {"k": text, "z": "z"})
    assert all_read(f"- {alone}\n", [text])
    assert all_read(f"[{inside}, {inside}]", [text, text])
    assert all_read(f"{{k: {inside}}}", {"k": text})


@given(TEXTS, st.integers(1, 30))
def test_lines_of_a_text_read_back_as_the_same_text(text: str, width: int) -> None:
    if rows := on_rows(text.encode(errors="ignore").decode(), width):
        typed = "\n".join(f"  {row}" if row else "" for row in rows.lines)
        assert all_read(f"k: {rows.mark}\n{typed}\nz: z\n", {"k": text, "z": "z"})
        assert all(row == row.rstrip() for row in rows.lines)
        if rows.mark[0] == ">":
            assert all(
                len(row) <= width or re.search(r"\s\s", row) or " " not in row for row in rows.lines
            )


@pytest.mark.parametrize(
    ("text", "mark", "lines"),
    [
        ("one two three", ">-", ("one two", "three")),
        ("one two three\n", ">", ("one two", "three")),
        ("one\ntwo\n", "|", ("one", "two")),
        ("one\n\ntwo", "|-", ("one", "", "two")),
        ("one two three\nfour\n\nfive", ">-", ("one two", "three", "", "four", "", "", "five")),
        ("one two three\n  four", "|-", ("one two three", "  four")),
    ],
)
def test_long_texts_are_folded_between_words(text: str, mark: str, lines: tuple[str, ...]) -> None:
    assert on_rows(text, 8) == (mark, lines)


@pytest.mark.parametrize("text", ["", "\n", " a", "a \nb", "\na", "a\n\n", "a\x07", "\ta"])
def test_some_texts_have_no_lines_of_their_own(text: str) -> None:
    assert on_rows(text, 8) is None


def test_lines_are_filled_with_as_many_words_as_have_room() -> None:
    assert filled(["aa,", "b,", "cccccc,", "d"], 6) == ["aa, b,", "cccccc,", "d"]
    assert filled([], 6) == []
