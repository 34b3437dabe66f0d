"""The pages for staff: how they are read, searched, listed and shown."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from running import Ran, example_directory

from peerfind.answers.guide import MOST, search
from peerfind.cli import complete
from peerfind.config import shipped_directory
from peerfind.directory.guide import (
    Section,
    page_of,
    pages_folder,
    read_pages,
    without_citations,
)
from peerfind.output import guide as layout
from peerfind.wording.guide import Guided, contents, found

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

WALKS = """\
# Walks & talks

What a walk is *good* for [1].
It is short.

| way | good for |
|---|---|
| slow | talking |
| fast | `fitness` |

## On the day

- **Shoes.** Wear old ones
  that keep dry [1, 2].
- A coat.

> "Come as you are."

## Sources

1. Example. Walking. 2020. https://example.org/a-very-long-address/that-does-not-fit-a-narrow-screen
2. Example. No date. https://example.org/b
"""
TEA = "# Tea\n\nTea after a walk.\n\n## Milk\n\nAsk who takes milk.\n"
CRISIS = """\
In danger, or cannot keep safe: 0113 496 0999.
Very low now: 01632 960 123 (Example Listeners) or text HELLO to 07700 900 123 (Example Texts).
More lines: peerfind crisis
"""
PAGES = (page_of("tea", TEA), page_of("walks", WALKS))


@pytest.fixture(scope="module")
def directory(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = example_directory(tmp_path_factory.mktemp("example") / "directory")
    (folder / "guide").mkdir()
    (folder / "guide" / "walks.md").write_text(WALKS, encoding="utf-8")
    (folder / "guide" / "tea.md").write_text(TEA, encoding="utf-8")
    return folder


def done(ran: Ran) -> str:
    """What was printed by a command line that had nothing to complain of."""
    assert (ran.code, ran.err) == (0, "")
    return ran.out


# Reading


def test_a_page_in_its_parts() -> None:
    page = page_of("walks", WALKS)
    assert page.title == "Walks & talks"
    assert page.summary == "What a walk is *good* for. It is short."
    assert [one.heading for one in page.sections] == ["Walks & talks", "On the day", "Sources"]
    assert page_of("tea", TEA).sections[1] == Section("Milk", "Ask who takes milk.")


def test_a_page_without_a_heading_is_called_as_its_file() -> None:
    page = page_of("bare", "Words alone.")
    assert (page.title, page.summary, page.sections) == ("bare", "", ())


@pytest.mark.parametrize(
    ("words", "without"),
    [
        ("It helps [1, 2].", "It helps."),
        ("So [1] and so [12].", "So and so."),
        ("[none] [a1]", "[none] [a1]"),
    ],
)
def test_the_numbers_of_sources_are_left_out(words: str, without: str) -> None:
    assert without_citations(words) == without


def test_a_file_that_cannot_be_read_costs_only_itself(tmp_path: Path) -> None:
    for name, content in {
        "bytes.md": b"\xff\xfe", "empty.md": b" \n", "long.md": b"a" * 65_537,
        "fine.md": b"\xef\xbb\xbf# Fine\r\n\r\nWords.\r\n", "notes.txt": b"# Not a page",
    }.items():  # fmt: skip
        (tmp_path / name).write_bytes(content)
    (tmp_path / "folder.md").mkdir()
    known = read_pages(tmp_path)
    assert [page.title for page in known.pages] == ["Fine"]
    assert known.pages[0].source == "# Fine\n\nWords.\n"
    assert known.unread == ("bytes.md", "empty.md", "folder.md", "long.md")


def test_a_directory_without_pages_has_those_that_came_with_peerfind(tmp_path: Path) -> None:
    assert pages_folder(tmp_path) == shipped_directory() / "guide"
    (tmp_path / "guide").mkdir()
    assert pages_folder(tmp_path) == tmp_path / "guide"
    assert read_pages(tmp_path / "nowhere") == ((), ())


# Searching


def places(*words: str) -> list[tuple[str, str]]:
    """Where the pages here speak of words."""
    return [(hit.page, hit.heading) for hit in search(PAGES, words).hits]


@pytest.mark.parametrize(
    ("words", "where"),
    [
        pytest.param(["walk"], [("walks", "Walks & talks"), ("tea", "Tea")], id="a title first"),
        pytest.param(["walking"], [("walks", "Walks & talks"), ("tea", "Tea")], id="by its stem"),
        pytest.param(["milk"], [("tea", "Milk")], id="a heading"),
        pytest.param(["who takes the milk"], [("tea", "Milk")], id="words that say nothing"),
        pytest.param(["old", "shoes"], [("walks", "On the day")], id="several words"),
        pytest.param(["Example"], [], id="sources are not searched"),
        pytest.param(["zanzibar"], [], id="nothing"),
        pytest.param([""], [], id="no word"),
    ],
)
def test_where_pages_speak_of_it(words: list[str], where: list[tuple[str, str]]) -> None:
    assert places(*words) == where


SPOKEN = (
    page_of("once", "# Other\n\nA lantern.\n"),
    page_of("often", "# Other\n\nA lantern, a lantern and a lantern.\n"),
    page_of("more", "# Other\n\nA lantern, a lantern, a lantern and a lantern.\n"),
    page_of("headed", "# Other\n\n## Lantern\n\nIt glows.\n"),
    page_of("titled", "# Lantern\n\nIt glows.\n\n## Care\n\nA lantern is kept dry.\n"),
    page_of("both", "# Other\n\nThe lantern by a river.\n"),
)


def spoken(*words: str) -> list[tuple[str, str]]:
    """Where these pages speak of words."""
    return [(hit.page, hit.heading) for hit in search(SPOKEN, words).hits]


def test_where_a_word_stands_counts_more_than_how_often_it_is_said() -> None:
    assert spoken("lantern") == [
        ("titled", "Lantern"),
        ("titled", "Care"),
        ("headed", "Lantern"),
        ("more", "Other"),
        ("often", "Other"),
        ("both", "Other"),
        ("once", "Other"),
    ]


def test_one_more_of_the_words_counts_more_than_where_one_stands() -> None:
    assert spoken("lantern river")[0] == ("both", "Other")
    scores = [hit.score for hit in search(SPOKEN, ["lantern river"]).hits]
    assert [int(score) for score in scores] == [2, 1, 1, 1, 1, 1, 1]


@pytest.mark.parametrize(
    ("typed", "slips"),
    [
        ("lanturn", (("lanturn", "lantern"),)),
        ("lanterns", ()),
        ("car", ()),
        ("zanzibar", ()),
    ],
)
def test_a_short_word_is_no_slip_and_neither_is_one_with_the_same_stem(
    typed: str, slips: tuple[tuple[str, str], ...]
) -> None:
    assert search(SPOKEN, [typed]).read_as == slips


def test_more_of_the_words_come_first() -> None:
    assert places("tea", "walk")[0] == ("tea", "Tea")


@pytest.mark.parametrize(
    ("word", "excerpt"),
    [
        ("shoes", "Shoes. Wear old ones that keep dry."),
        ("talking", "slow, talking"),
        ("fitness", "fast, fitness"),
        ("short", "It is short."),
        ("good", "What a walk is good for."),
        ("come", '"Come as you are."'),
    ],
)
def test_the_sentence_that_speaks_of_it_is_shown(word: str, excerpt: str) -> None:
    assert search(PAGES, [word]).hits[0].excerpt == excerpt


def test_a_slip_is_read_as_what_is_meant_and_told() -> None:
    made = search(PAGES, ["fitnes"])
    assert made.read_as == (("fitnes", "fitness"),)
    assert made.hits[0].page == "walks"


@given(st.lists(st.text(max_size=12), max_size=4))
def test_any_words_find_a_few_places_best_first(words: list[str]) -> None:
    hits = search(PAGES, words).hits
    assert len(hits) <= MOST
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    assert all(hit.score > 0 and hit.heading != "Sources" for hit in hits)


def test_what_staff_ask_leads_to_its_page() -> None:
    pages = read_pages(shipped_directory() / "guide").pages
    for words, page in {
        "professional or volunteer leader": "who-leads",
        "online or in person": "formats-compared",
        "does it work research": "evidence",
        "first visit nervous": "before-you-join",
        "warning signs": "before-you-join",
        "in danger now": "when-it-is-not-enough",
    }.items():
        assert search(pages, [words]).hits[0].page == page, words


# In the terminal


def test_the_list_of_pages(peerfind: Callable[..., Ran]) -> None:
    assert (
        done(peerfind("guide"))
        == f"""\
2 pages.
- tea: Tea.
- walks: Walks & talks.
Read one: peerfind guide PAGE. Look for words: peerfind guide --search WORDS

{CRISIS}"""
    )


def test_the_list_of_pages_in_columns(peerfind: Callable[..., Ran]) -> None:
    lines = done(peerfind("guide", "-o", "table")).splitlines()
    assert lines[:5] == ["2 pages.", "tea    Tea", "walks  Walks & talks", "", lines[4]]
    assert lines[4].startswith("Read one: peerfind guide PAGE.")


def test_a_page_in_plain_lines(peerfind: Callable[..., Ran]) -> None:
    assert (
        done(peerfind("guide", "walks"))
        == f"""\
Walks & talks.

What a walk is good for [1]. It is short.

- Slow. Good for: talking.
- Fast. Good for: fitness.

On the day.

- Shoes. Wear old ones that keep dry [1, 2].
- A coat.

"Come as you are."

Sources.

1. Example. Walking. 2020. https://example.org/a-very-long-address/that-does-not-fit-a-narrow-screen
2. Example. No date. https://example.org/b

{CRISIS}"""
    )


def test_a_page_as_it_is_drawn(peerfind: Callable[..., Ran]) -> None:
    made = done(peerfind("guide", "walks", "-o", "table"))
    assert [line.rstrip() for line in made.splitlines()][:22] == [
        "Walks & talks",
        "What a walk is good for [1]. It is short.",
        "",
        "",
        " way   good for",
        " ──────────────",
        " slow  talking",
        " fast  fitness",
        "",
        "",
        "On the day",
        "",
        " • Shoes. Wear old ones that keep dry [1, 2].",
        " • A coat.",
        "",
        '▌ "Come as you are."',
        "",
        "Sources",
        "1. Example. Walking. 2020.",
        "   https://example.org/a-very-long-address/that-does-not-fit-a-narrow-screen",
        "2. Example. No date. https://example.org/b",
        "",
    ]


@pytest.mark.parametrize("width", [40, 80, 200])
def test_no_line_is_wider_than_the_screen_but_an_address(
    peerfind: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch, width: int
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    for arguments in (["walks"], [], ["--search", "walk"]):
        made = done(peerfind("guide", *arguments, "-o", "table"))
        assert [
            line for line in made.splitlines() if len(line) > width and "https://" not in line
        ] == []
        assert "0113 496 0999" in made


def test_a_table_on_a_narrow_screen_is_told_row_by_row(
    peerfind: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    assert "- Slow. Good for: talking.\n" in done(peerfind("guide", "walks", "-o", "table"))


def test_a_page_as_its_file_has_it(peerfind: Callable[..., Ran]) -> None:
    made = done(peerfind("guide", "walks", "-o", "markdown"))
    assert made.startswith(WALKS)
    assert made.endswith("\n\nMore lines: peerfind crisis\n")


def test_a_page_as_a_page(peerfind: Callable[..., Ran]) -> None:
    made = done(peerfind("guide", "walks", "-o", "html"))
    assert made[made.index("<h1>") : made.index("</main>")] == (
        """\
<h1>Walks &amp; talks</h1>
<p>What a walk is <em>good</em> for [1]. It is short.</p>
<table>
<tr><th scope="col">way</th><th scope="col">good for</th></tr>
<tr><td>slow</td><td>talking</td></tr>
<tr><td>fast</td><td><code>fitness</code></td></tr>
</table>
<h2>On the day</h2>
<ul>
<li><strong>Shoes.</strong> Wear old ones that keep dry [1, 2].</li>
<li>A coat.</li>
</ul>
<blockquote>&quot;Come as you are.&quot;</blockquote>
<h2>Sources</h2>
<ol>
<li>Example. Walking. 2020. <a href="https://example.org/a-very-long-address/"""
        """that-does-not-fit-a-narrow-screen">https://example.org/a-very-long-address/"""
        """that-does-not-fit-a-narrow-screen</a></li>
<li>Example. No date. <a href="https://example.org/b">https://example.org/b</a></li>
</ol>
"""
    )


def test_a_page_as_data(peerfind: Callable[..., Ran]) -> None:
    document = json.loads(done(peerfind("guide", "tea", "-o", "json")))
    assert document == {
        "version": 1,
        "pages": [
            {
                "id": "tea",
                "title": "Tea",
                "summary": "Tea after a walk.",
                "sections": [
                    {"heading": "Tea", "text": "Tea after a walk."},
                    {"heading": "Milk", "text": "Ask who takes milk."},
                ],
            }
        ],
    }


def test_where_pages_speak_of_something(peerfind: Callable[..., Ran]) -> None:
    assert (
        done(peerfind("guide", "--search", "walking shoos"))
        == f"""\
3 places about "walking shoos".
- walks, "Walks & talks": What a walk is good for.
- tea, "Tea": Tea after a walk.
- walks, "On the day": Shoes. Wear old ones that keep dry.
shoos read as shoes.
Read one: peerfind guide PAGE

{CRISIS}"""
    )


def test_one_page_can_be_searched_alone(peerfind: Callable[..., Ran]) -> None:
    made = done(peerfind("guide", "tea", "--search", "walk"))
    assert made.startswith('1 place about "walk".\n- tea, "Tea"')


def test_where_no_page_speaks_of_it_the_list_is_named(peerfind: Callable[..., Ran]) -> None:
    made = done(peerfind("guide", "--search", "zanzibar"))
    assert made.startswith('No page speaks of "zanzibar".\nAll pages: peerfind guide\n')


@pytest.mark.parametrize("form", ["json", "markdown", "html", "table"])
def test_places_in_every_form(peerfind: Callable[..., Ran], form: str) -> None:
    made = done(peerfind("guide", "--search", "milk", "-o", form))
    assert "Ask who takes milk." in made


@pytest.mark.parametrize(
    ("typed", "nearest"),
    [
        ("walk", "The nearest: walks."),
        ("tee", "The nearest: tea."),
        ("zzz", "All of them: peerfind guide"),
        ("\x1b[31m", "All of them: peerfind guide"),
    ],
)
def test_a_page_that_is_not_there_is_told_with_the_nearest(
    peerfind: Callable[..., Ran], typed: str, nearest: str
) -> None:
    ran = peerfind("guide", typed)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.endswith(f". {nearest}\n")
    assert "\x1b" not in ran.err


@pytest.mark.parametrize("typed", ["walks.md", "WALKS", " walks "])
def test_a_name_may_be_typed_as_it_comes(peerfind: Callable[..., Ran], typed: str) -> None:
    assert done(peerfind("guide", typed)).startswith("Walks & talks.")


def test_a_page_that_cannot_be_read_is_told(
    peerfind: Callable[..., Ran], directory: Path, tmp_path: Path
) -> None:
    other = example_directory(tmp_path / "other")
    (other / "guide").mkdir()
    (other / "guide" / "bad.md").write_bytes(b"\xff")
    ran = peerfind("guide", "--directory", str(other))
    assert ran.code == 0
    assert ran.out.startswith("0 pages.\n\nIn danger")
    assert ran.err == f"Nothing could be read of bad.md in {other / 'guide'}.\n"
    assert directory != other


def test_a_file_that_was_built_has_the_pages_that_came_with_peerfind(
    peerfind: Callable[..., Ran],
) -> None:
    assert peerfind("build", "-o", "built.sqlite").code == 0
    made = done(peerfind("guide", "who-leads", "--directory", "built.sqlite"))
    assert made.startswith("Who leads.\n")


def test_the_names_of_pages_are_offered_on_tab(
    monkeypatch: pytest.MonkeyPatch, directory: Path, tmp_path: Path
) -> None:
    monkeypatch.setenv("PEERFIND_DIRECTORY", str(directory))
    assert complete.pages("") == ["tea", "walks"]
    assert complete.pages("WA") == ["walks"]
    monkeypatch.setenv("PEERFIND_DIRECTORY", str(tmp_path / "nowhere"))
    assert complete.pages("") == []


@pytest.mark.parametrize("name", [page.id for page in read_pages(shipped_directory() / "guide")[0]])
def test_every_page_that_came_with_peerfind_can_be_shown(name: str) -> None:
    pages = {page.id: page for page in read_pages(shipped_directory() / "guide").pages}
    made = Guided(pages[name], ("crisis line",))
    for form in ("plain", "markdown", "html"):
        lines = [*getattr(layout, f"{form}_text")(made)]
        assert sum("crisis line" in line for line in lines) == 1
    assert layout.document(made)["pages"][0]["title"] == pages[name].title


def test_an_empty_guide_is_told() -> None:
    assert contents(()) == ("0 pages", (), ())
    assert found(search((), ["tea"]), ["tea"]).title == 'No page speaks of "tea"'


# Lists in other forms


def test_the_list_of_pages_as_markdown(peerfind: Callable[..., Ran]) -> None:
    assert (
        done(peerfind("guide", "-o", "markdown"))
        == """\
# 2 pages

- tea: Tea.
- walks: Walks \\& talks.

Read one: peerfind guide PAGE. Look for words: peerfind guide --search WORDS

---

In danger, or cannot keep safe: 0113 496 0999.

Very low now: 01632 960 123 (Example Listeners) or text HELLO to 07700 900 123 (Example Texts).

More lines: peerfind crisis
"""
    )


def test_the_list_of_pages_as_a_page(peerfind: Callable[..., Ran]) -> None:
    made = done(peerfind("guide", "-o", "html"))
    assert made[made.index("<h1>") : made.index("<footer>")] == (
        """\
<h1>2 pages</h1>
<ul>
<li>tea: Tea.</li>
<li>walks: Walks &amp; talks.</li>
</ul>
<p>Read one: peerfind guide PAGE. Look for words: peerfind guide --search WORDS</p>
</main>
"""
    )


def test_places_as_data(peerfind: Callable[..., Ran]) -> None:
    assert json.loads(done(peerfind("guide", "--search", "milk", "-o", "json"))) == {
        "version": 1,
        "pages": [{"page": "tea", "heading": "Milk", "words": "Ask who takes milk."}],
    }


def test_places_drawn_on_a_terminal(peerfind: Callable[..., Ran]) -> None:
    made = done(peerfind("guide", "--search", "fitness", "-o", "table"))
    assert made.splitlines()[:5] == [
        '1 place about "fitness".',
        "walks · Walks & talks",
        "  fast, fitness",
        "",
        "Read one: peerfind guide PAGE",
    ]


def test_a_heading_without_words_below_is_a_place_too() -> None:
    pages = (page_of("bare", "# Bare\n\n## Alone\n"),)
    made = Guided(found(search(pages, ["alone"]), ["alone"]), ())
    assert [*layout.plain_text(made)][1] == '- bare, "Alone".'


# Pointers to the pages


@pytest.mark.parametrize(
    ("asked", "page"),
    [
        (["--leader", "peer"], "who-leads"),
        (["--format", "video"], "formats-compared"),
        (["--for", "women"], "tailored-groups"),
        ([], "talking-about-it"),
    ],
)
def test_the_sum_of_a_group_points_to_the_page_that_fits(
    peerfind: Callable[..., Ran], directory: Path, asked: list[str], page: str
) -> None:
    (directory / "guide" / f"{page}.md").write_text("# Page\n", encoding="utf-8")
    try:
        ran = peerfind("match", "--focus", "grief", *asked, "--why", "aire-walk")
    finally:
        (directory / "guide" / f"{page}.md").unlink()
    told = done(ran).splitlines()
    at = told.index(f"More about this: peerfind guide {page}")
    assert told[at - 1] == ""
    assert told[at + 1].startswith("In danger, or cannot keep safe: ")


def test_a_page_that_is_not_there_is_not_pointed_to(peerfind: Callable[..., Ran]) -> None:
    made = done(peerfind("match", "--leader", "peer", "--why", "aire-walk"))
    assert "peerfind guide" not in made
    assert made.endswith("More lines: peerfind crisis\n")


def test_data_have_no_pointer(peerfind: Callable[..., Ran]) -> None:
    made = done(peerfind("questions", "aire-walk", "-o", "json"))
    assert "peerfind guide" not in made
    assert {*json.loads(made)} == {"version", "questions"}


def test_what_to_ask_ends_with_the_page_and_the_crisis_lines(
    peerfind: Callable[..., Ran],
) -> None:
    assert peerfind("build", "-o", "built.sqlite").code == 0  # which has the pages of peerfind
    workers = done(peerfind("questions", "young-voices", "--directory", "built.sqlite"))
    others = done(peerfind("questions", "aire-walk", "--directory", "built.sqlite"))
    assert workers.endswith(f"\n\nMore about this: peerfind guide peer-support-workers\n{CRISIS}")
    assert others.endswith(f"\n\nMore about this: peerfind guide before-you-join\n{CRISIS}")
