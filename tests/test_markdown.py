"""Markdown: whole outputs, and that nothing in a directory can be markup."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.markdown import MarkdownIt  # the reader of CommonMark that rich brings
from showing import CRISIS, GROUPS, TODAY, asked, example_index, index_of, networks, record_of

from peerfind.output import markdown
from peerfind.wording.sheets import sheet
from peerfind.wording.summary import crisis_pointer


def text(*words: str, **flags: Any) -> str:
    """An answer in Markdown."""
    return "\n".join(markdown.match_text(asked(*words, **flags), networks()))


def shown(source: str) -> str:
    """The words that a reader of rendered Markdown sees."""
    tokens = MarkdownIt("commonmark", {"html": True}).enable("table").parse(source)
    inline = [child for token in tokens for child in (token.children or ())]
    assert not any(child.type == "html_inline" for child in inline)
    assert not any(token.type in ("html_block", "table_open") for token in tokens)
    return "".join(child.content for child in inline)


def test_a_whole_answer() -> None:
    assert (
        text(focus="lost my husband", near="LS21", limit=2)
        == """\
# Example directory

**Understood:** grief of a partner ("lost my husband"), near LS21.

4 groups, the best 2 here. Left out: 1 closed, 1 about other things.

## 1. Wharfe Evening Bereavement Group

A quiet evening group for people whose partner has died.

- **Phone:** [0113 496 0001](tel:01134960001)
- **Website:** [example.org/wharfe](https://www.example.org/wharfe/)
- **When:** Tuesday 1 December 2026, 7pm to 8.30pm, then 1st and 3rd Tuesday of the month, not in August
- **Where:** about 1 mile (by district), Otley. Example Hall, 1 Example Street, Otley LS21 3AA
- **How:** in person, free
- **Who:** Led by people who have been through it, just turn up, for ages 18 and over
- **Fits:** grief of a partner, near
- **Checked:** Confirmed by phone 2 Oct 2026
- **Id:** `wharfe-evening-bereavement`

## 2. Widowed Together Online

A weekly video call for anyone whose partner has died.

- **Phone:** [01632 960 100 (the network's)](tel:01632960100)
- **When:** Thursday 26 November 2026, 7.30pm to 9pm, then Thursdays
- **Where:** anywhere in the UK
- **How:** video, £2 a call
- **Who:** Led by volunteers and a nurse, book first
- **Fits:** grief of a partner
- **Checked:** Never confirmed (source of 11 May 2023): ring first
- Unclear: One page says Thursday, another says Friday.
- **Id:** `widowed-together-online`

---

In danger, or cannot keep safe: 0113 496 0999.

Very low now: 0113 496 0111 (Example Night Line) or 01632 960 123 (Example Listeners).

More lines: peerfind crisis"""
    )


def test_an_answer_without_a_group_says_what_would_find_some() -> None:
    assert (
        text(activity="gardening", near="LD1", require="activity")
        == """\
# Example directory

**Understood:** near LD1, gardening (a must).

No group fits. Left out: 1 closed, 5 that miss a must.

Nothing fits all of: near LD1, gardening (a must). Closest changes that do:

- Gardening as a wish, not a must: 5 groups. To change: `no --require`

---

In danger, or cannot keep safe: 0113 496 0999.

Very low now: 01632 960 123 (Example Listeners) or text HELLO to 07700 900 123 (Example Texts).

More lines: peerfind crisis"""
    )


def test_a_group_without_a_contact_or_a_summary() -> None:
    found = text(focus="grief", near="LS21", limit=0)
    block = next(one for one in found.split("## ") if "Aire Walk" in one)
    stated = "no way to get in touch is stated: see example.org"
    assert f"- **Contact:** [{stated}](https://example.org/aire)\n" in block


def test_a_group_in_full() -> None:
    found = sheet(record_of("wharfe-evening-bereavement"), example_index(), TODAY, ())
    assert (
        "\n".join(markdown.show_text(found, crisis_pointer(CRISIS, "England")))
        == """\
# Wharfe Evening Bereavement Group

A quiet evening group for people whose partner has died.

- **When:** 1st and 3rd Tuesday of the month, 7pm to 8.30pm, not in August.
- **Where:** Example Hall, 1 Example Street, Otley LS21 3AA.
- **How:** In person. Just turn up. Free.
- **Phone:** [0113 496 0001](tel:01134960001)
- **Website:** [example.org/wharfe](https://www.example.org/wharfe/)
- **Who:** Led by people who have been through it. For ages 18 and over. Run by Wharfe Example Trust.
- **About:** Grief of a partner.
- **Checked:** Confirmed by phone 2 Oct 2026. By: link worker.
- **Source:** [example.org/wharfe (May 2026).](https://example.org/wharfe)
- **Not stated:** Access, languages, how many come and whether new people can come any week.
- **Ask:** Is it the same people each week?
- **Ask:** What happens if someone gets upset?
- **Ask:** May I just listen?
- **Id:** `wharfe-evening-bereavement`

---

In danger, or cannot keep safe: 0113 496 0999.

Very low now: 0113 496 0111 (Example Night Line) or 01632 960 123 (Example Listeners).

More lines: peerfind crisis"""
    )


def test_a_group_in_full_without_a_summary_has_no_gap() -> None:
    found = sheet(record_of("aire-walk"), example_index(), TODAY, ())._replace(summary="")
    lines = [*markdown.show_text(found, ())]
    assert lines[:3] == [
        "# Aire Walk and Talk",
        "",
        "- **Note:** Full just now: new places in March.",
    ]


def test_a_card_without_a_summary_has_no_gap() -> None:
    index = index_of({"aire-walk": {**GROUPS["aire-walk"], "summary": None}})
    lines = [*markdown.match_text(asked(index=index), {})]
    at = lines.index("## 1. Aire Walk and Talk")
    assert lines[at + 2].startswith("- **Contact:**")


EVIL = (
    "<script>alert(1)</script>", "[click](https://evil.example.org)", "![x](https://evil.example.org)",
    "**bold**", "# heading", "- item", "1. item", "2) item", "> quote", "| a | b |", "`code`", "~~x~~",
    "&copy;", "\\", "+ item", "= x", "_x_", "$x$", "---",
)  # fmt: skip


@pytest.mark.parametrize("words", EVIL)
def test_markup_in_a_directory_is_shown_as_it_is_written(words: str) -> None:
    assert shown(f"- {markdown.escaped(words)}") == words
    assert shown(markdown.escaped(words)) == words


@given(st.text(st.characters(min_codepoint=32, max_codepoint=126), min_size=1))
def test_any_line_of_text_comes_through(words: str) -> None:
    line = " ".join(words.split())
    assert shown(f"- **Note:** {markdown.escaped(line)}").removeprefix("Note: ") == line or not line


@pytest.mark.parametrize("words", EVIL)
def test_a_whole_answer_holds_no_markup_but_its_own(words: str) -> None:
    group = {
        "name": words,
        "summary": words,
        "format": ["in-person"],
        "leader": ["peer"],
        "focus": ["grief"],
        "doubts": [words],
        "contact": {"phone": words, "website": "https://example.org/a)b"},
        "sources": [{"url": "https://example.org"}],
    }
    found = "\n".join(markdown.match_text(asked(index=index_of({"one": group})), {}))
    tokens = MarkdownIt("commonmark").parse(found)
    kinds = {child.type for token in tokens for child in (token.children or ())}
    assert kinds <= {"text", "strong_open", "strong_close", "link_open", "link_close", "code_inline",
                     "text_special"}  # fmt: skip
    links = re.findall(r"\]\((.*?)\)", found.replace("\\", ""))
    assert "https://example.org/a%29b" in links
