"""The Markdown of the pages for staff, in blocks, as plain words and as HTML."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerfind.config import shipped_directory
from peerfind.output.blocks import Block, as_html, blocks, plain, row_words


@pytest.mark.parametrize(
    ("source", "found"),
    [
        pytest.param("", [], id="nothing"),
        pytest.param("# Title", [Block("heading", "Title", "1")], id="a title"),
        pytest.param("### Deep ##", [Block("heading", "Deep", "3")], id="a heading with a tail"),
        pytest.param("#none", [Block("paragraph", "#none")], id="no heading without a space"),
        pytest.param("one\ntwo", [Block("paragraph", "one two")], id="a paragraph of two lines"),
        pytest.param(
            "one\n\ntwo", [Block("paragraph", "one"), Block("paragraph", "two")], id="two paragraphs"
        ),
        pytest.param(
            "- one\n  goes on\n- two",
            [Block("item", "one goes on", "-"), Block("item", "two", "-")],
            id="a list",
        ),
        pytest.param(
            "1. one\n12. two",
            [Block("item", "one", "1."), Block("item", "two", "12.")],
            id="a list with numbers",
        ),
        pytest.param(
            "One says:\n- two", [Block("paragraph", "One says:"), Block("item", "two", "-")],
            id="a list below a paragraph",
        ),
        pytest.param(
            "> He said\n> so.\n\n> More", [Block("quote", "He said so."), Block("quote", "More")],
            id="quotes",
        ),
        pytest.param(
            "| a | b |\n|---|:-:|\n| 1 | 2 |",
            [
                Block("row", "| a | b |", cells=("a", "b")),
                Block("row", "| 1 | 2 |", cells=("1", "2")),
            ],
            id="a table",
        ),
        pytest.param(
            "text\n# Title\ntext",
            [Block("paragraph", "text"), Block("heading", "Title", "1"), Block("paragraph", "text")],
            id="a heading without empty lines",
        ),
    ],
)  # fmt: skip
def test_blocks(source: str, found: list[Block]) -> None:
    assert [*blocks(source)] == found


@pytest.mark.parametrize(
    ("words", "shown", "html"),
    [
        ("plain", "plain", "plain"),
        ("**strong** and *soft*", "strong and soft", "<strong>strong</strong> and <em>soft</em>"),
        ("`peerfind match`", "peerfind match", "<code>peerfind match</code>"),
        ("2 * 3 * 4", "2 * 3 * 4", "2 * 3 * 4"),
        (
            "See https://example.org/a?b=1&c.",
            "See https://example.org/a?b=1&c.",
            'See <a href="https://example.org/a?b=1&amp;c">https://example.org/a?b=1&amp;c</a>.',
        ),
        ("<script>x</script>", "<script>x</script>", "&lt;script&gt;x&lt;/script&gt;"),
        ("`<b>`", "<b>", "<code>&lt;b&gt;</code>"),
        ("\x1b[31mred\u202e", "[31mred", "[31mred"),
    ],
)
def test_words(words: str, shown: str, html: str) -> None:
    assert plain(words) == shown
    assert as_html(words) == html


@given(st.text(max_size=200))
def test_no_words_can_open_a_tag_or_steer_a_terminal(words: str) -> None:
    made = re.sub(r'</?(?:strong|em|code|a)>|<a href="https?://[^"<>]*">', "", as_html(words))
    assert "<" not in made
    assert "\x1b" not in plain(words)


@given(st.text(max_size=300))
def test_no_word_is_lost(source: str) -> None:
    told = " ".join(block.words for block in blocks(source))
    assert {*re.findall(r"[a-z]+", source)} == {*re.findall(r"[a-z]+", told)}


def test_a_row_is_read_aloud_with_its_heads() -> None:
    heads = ("way", "good for", "think about")
    told = row_words(heads, ("phone", "no travel", "are you **heard**?"), plain)
    assert told == "Phone. Good for: no travel. Think about: are you heard?"


def test_a_row_that_is_short_is_told_as_far_as_it_goes() -> None:
    assert row_words(("a", "b", "c"), ("x", "y"), plain) == "X. B: y."


@pytest.mark.parametrize("path", sorted((shipped_directory() / "guide").glob("*.md")), ids=str)
def test_the_pages_use_only_what_is_known(path: object) -> None:
    source = path.read_text("utf-8")  # type: ignore[attr-defined]
    for block in blocks(source):
        told = " ".join(map(plain, block.cells)) if block.cells else plain(block.words)
        assert not re.search(r"\*\*|`|^[#>|]", told), told
