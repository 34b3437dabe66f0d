"""One page of HTML: whole, safe, and fit for screen readers."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from showing import CRISIS, GROUPS, TODAY, asked, example_index, index_of, networks, record_of

from peerfind.output import html
from peerfind.wording.sheets import sheet
from peerfind.wording.summary import crisis_pointer

VOID = {"meta", "br"}


class Outline(HTMLParser):
    """The tags of a page with their attributes, and its words."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.words: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] != "style":
            self.words.append(data)


def page(*words: str, **flags: Any) -> str:
    """An answer in HTML."""
    return "\n".join(html.match_text(asked(*words, **flags), networks()))


def body(whole: str) -> str:
    """A page from its main part on."""
    return whole[whole.index("<main>") :]


def test_a_whole_answer() -> None:
    found = body(page(focus="lost my husband", near="LS21", limit=1))
    assert (
        found
        == """\
<main>
<h1>Example directory</h1>
<p>Understood: grief of a partner (&quot;lost my husband&quot;), near LS21.</p>
<p>4 groups, the best 1 here. Left out: 1 closed, 1 about other things.</p>
<article aria-labelledby="g1">
<h2 id="g1">1. Wharfe Evening Bereavement Group</h2>
<p>A quiet evening group for people whose partner has died.</p>
<dl>
<dt>Phone</dt>
<dd><a href="tel:01134960001">0113 496 0001</a></dd>
<dt>Website</dt>
<dd><a href="https://www.example.org/wharfe/">example.org/wharfe</a></dd>
<dt>When</dt>
<dd>Tuesday 1 December 2026, 7pm to 8.30pm, then 1st and 3rd Tuesday of the month, not in August</dd>
<dt>Where</dt>
<dd>about 1 mile (by district), Otley. Example Hall, 1 Example Street, Otley LS21 3AA</dd>
<dt>How</dt>
<dd>in person</dd>
<dd>free</dd>
<dt>Who</dt>
<dd>Led by people who have been through it</dd>
<dd>just turn up</dd>
<dd>for ages 18 and over</dd>
<dt>Fits</dt>
<dd>grief of a partner, near</dd>
<dt>Checked</dt>
<dd>Confirmed by phone 2 Oct 2026</dd>
<dt>Id</dt>
<dd>wharfe-evening-bereavement</dd>
</dl>
</article>
</main>
<footer>
<p>In danger, or cannot keep safe: 0113 496 0999.</p>
<p>Very low now: 0113 496 0111 (Example Night Line) or 01632 960 123 (Example Listeners).</p>
<p>More lines: peerfind crisis</p>
</footer>
</body>
</html>"""
    )


def test_an_answer_without_a_group_says_what_would_find_some() -> None:
    found = body(page(activity="gardening", near="LD1", require="activity"))
    assert found.startswith("""\
<main>
<h1>Example directory</h1>
<p>Understood: near LD1, gardening (a must).</p>
<p>No group fits. Left out: 1 closed, 5 that miss a must.</p>
<p>Nothing fits all of: near LD1, gardening (a must). Closest changes that do:</p>
<ul>
<li>Gardening as a wish, not a must: 5 groups. To change: <code>no --require</code></li>
</ul>
</main>
<footer>
""")


def test_a_group_with_cautions_and_without_a_contact() -> None:
    found = body(page(near="Leeds", focus="grief", day="monday"))
    assert (
        """\
<dt>Contact</dt>
<dd><a href="https://example.org/aire">no way to get in touch is stated: see example.org</a></dd>
"""
        in found
    )
    assert (
        """\
<dt>Note</dt>
<dd>Full just now: new places in March.</dd>
"""
        in found
    )


def test_a_card_without_a_summary_has_no_gap() -> None:
    index = index_of({"aire-walk": {**GROUPS["aire-walk"], "summary": None}})
    lines = [*html.match_text(asked(index=index), {})]
    assert lines[lines.index('<h2 id="g1">1. Aire Walk and Talk</h2>') + 1] == "<dl>"


def test_a_group_in_full() -> None:
    network = networks()["example-network"]
    found = sheet(record_of("widowed-together-online"), example_index(), TODAY, (), network)
    assert (
        body("\n".join(html.show_text(found, crisis_pointer(CRISIS, "England"))))
        == """\
<main>
<h1>Widowed Together Online</h1>
<p>A weekly video call for anyone whose partner has died.</p>
<dl>
<dt>Note</dt>
<dd>Unclear: One page says Thursday, another says Friday.</dd>
<dt>When</dt>
<dd>Thursdays, 7.30pm to 9pm.</dd>
<dt>Where</dt>
<dd>Anywhere in the UK.</dd>
<dt>How</dt>
<dd>Video.</dd>
<dd>Book first.</dd>
<dd>£2 a call.</dd>
<dt>Phone</dt>
<dd><a href="tel:01632960100">01632 960 100 (the network&#x27;s)</a></dd>
<dt>Who</dt>
<dd>Led by volunteers and a nurse.</dd>
<dt>About</dt>
<dd>Grief of a partner.</dd>
<dt>Part of</dt>
<dd>Example Network (example-network)</dd>
<dt>Checked</dt>
<dd>Never confirmed (source of 11 May 2023): ring first.</dd>
<dt>Source</dt>
<dd><a href="https://example.org/list">example.org/list (11 May 2023).</a></dd>
<dt>Not stated</dt>
<dd>What ages it is for, access, languages, how many come and whether new people can come any week.</dd>
<dt>Ask</dt>
<dd>Is it the same people each week?</dd>
<dd>May my camera stay off?</dd>
<dd>What happens if someone gets upset?</dd>
<dt>Id</dt>
<dd>widowed-together-online</dd>
</dl>
</main>
<footer>
<p>In danger, or cannot keep safe: 0113 496 0999.</p>
<p>Very low now: 0113 496 0111 (Example Night Line) or 01632 960 123 (Example Listeners).</p>
<p>More lines: peerfind crisis</p>
</footer>
</body>
</html>"""
    )


def test_several_groups_in_full_are_one_page() -> None:
    sheets = [
        sheet(record_of(name), example_index(), TODAY, ()) for name in ("aire-walk", "young-voices")
    ]
    outline = Outline("\n".join(html.book_text("Example directory", sheets, ("Ring.",))))
    headings = [(tag, found.get("id")) for tag, found in outline.tags if tag in ("h1", "h2")]
    assert headings == [("h1", None), ("h2", "g1"), ("h2", "g2")]
    assert [tag for tag, _ in outline.tags].count("html") == 1


def test_a_group_in_full_without_a_summary_or_questions() -> None:
    found = sheet(record_of("aire-walk"), example_index(), TODAY, ())
    lines = [*html.show_text(found._replace(summary="", questions=()), ())]
    assert lines[lines.index("<h1>Aire Walk and Talk</h1>") + 1] == "<dl>"
    assert "<dt>Ask</dt>" not in lines


@pytest.mark.parametrize(
    "flags", [{}, {"focus": "grief"}, {"activity": "gardening", "require": "activity"}]
)
def test_a_page_is_whole_and_can_be_read_aloud(flags: dict[str, Any]) -> None:
    whole = page(**flags)
    outline = Outline(whole)
    names = [tag for tag, _ in outline.tags]
    assert whole.startswith("<!doctype html>\n")
    assert outline.open == []
    assert ("html", {"lang": "en-GB"}) in outline.tags
    assert [names.count(name) for name in ("title", "main", "h1", "footer")] == [1, 1, 1, 1]
    ids = [found["id"] for _, found in outline.tags if "id" in found]
    labels = [found["aria-labelledby"] for tag, found in outline.tags if tag == "article"]
    assert ids == labels
    assert len({*ids}) == len(ids)


def test_a_page_needs_nothing_from_elsewhere_and_runs_nothing() -> None:
    outline = Outline(page())
    names = {tag for tag, _ in outline.tags}
    assert names.isdisjoint({"script", "link", "img", "iframe", "form", "object", "embed"})
    assert all(not name.startswith("on") for _, found in outline.tags for name in found)
    assert all("src" not in found for _, found in outline.tags)
    policy = next(found for tag, found in outline.tags if "http-equiv" in found)
    assert policy["content"] == "default-src 'none'; style-src 'unsafe-inline'"


EVIL = (
    "<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "' onclick='alert(1)", "</title><b>",
    "javascript:alert(1)", "&lt;b&gt;", "]]>", "<!--",
)  # fmt: skip


def evil_index(words: str) -> Any:
    """A directory whose every text is `words`."""
    group = {
        "name": words,
        "summary": words,
        "organisation": words,
        "format": ["in-person"],
        "leader": ["peer"],
        "focus": ["grief"],
        "cost": f"£1 {words}",
        "venue": {"name": words, "town": words},
        "contact": {"phone": words, "email": words, "website": words, "text": words},
        "sources": [{"url": words, "kind": words}],
        "doubts": [words],
    }
    settings = {"title": words, "review_after": "6 months", "hide_after": "24 months"}
    return index_of({"one": group}, settings=settings)


@pytest.mark.parametrize("words", EVIL)
def test_nothing_in_a_directory_can_be_markup(words: str) -> None:
    index = evil_index(words)
    found = sheet(record_of("one", index), index, TODAY, ())
    for lines in (html.match_text(asked(index=index), {}), html.show_text(found, ())):
        outline = Outline("\n".join(lines))
        assert outline.open == []
        assert "a" not in {tag for tag, _ in outline.tags}
        assert {tag for tag, _ in outline.tags} <= {
            "html", "head", "meta", "title", "style", "body", "main", "h1", "h2", "p", "article", "dl",
            "dt", "dd", "footer",
        }  # fmt: skip
        assert any(words in data for data in ["".join(outline.words)])


@given(st.text(min_size=1))
def test_any_link_is_one_that_is_safe_to_follow(address: str) -> None:
    from peerfind.model import Contact
    from peerfind.wording.say import ways

    contact = Contact(phone=address, email=address, website=address)
    for way in ways(contact):
        assert way.link == "" or way.link.startswith(("tel:", "mailto:", "http://", "https://"))
