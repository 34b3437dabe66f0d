"""A directory can hold anything: every command ends, tells what is wrong, and finds the rest."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import signal
from contextlib import contextmanager
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

import pytest
from conftest import VOCABULARY, write_directory
from everywhere import BINARY, ELSEWHERE, LINES, filled, lines
from hypothesis import given
from hypothesis import strategies as st

from peerfind.answers.check import chosen
from peerfind.answers.guide import search
from peerfind.cli.commands import app
from peerfind.directory.guide import heading_words, page_of, read_pages
from peerfind.directory.vocabulary import FACETS, Vocabulary
from peerfind.errors import UsageError
from peerfind.keeping.adding import id_of
from peerfind.keeping.links.addresses import addresses
from peerfind.keeping.replacing import replaced
from peerfind.keeping.rules.texts import says_nothing
from peerfind.output.blocks import blocks
from peerfind.places.near import resolve
from peerfind.places.place import PlaceUnknown
from peerfind.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from running import Ran

    Peerfind = Callable[..., Ran]

EVIL = "\x1b]0;owned\x07\x1b[2J\u202e\u200bA\r\n::stop-commands::x\nEND:VEVENT <script>alert(1)</script>"
MARKS = "| [x](javascript:alert(1)) ![y](https://example.org/y) **b** @everyone \"><img src=x onerror=a()> '"
FORMULA = "=HYPERLINK(1)"
HIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
BAD: dict[str, Any] = {
    "name": f"{FORMULA}{EVIL}", "organisation": EVIL + MARKS, "summary": MARKS + EVIL, "description": EVIL,
    "status_note": EVIL, "format": ["in-person"], "leader": ["peer"], "focus": ["grief"], "status": "full",
    "not_suitable_for": EVIL,
    "venue": dict.fromkeys(("name", "address", "town", "county", "directions"), EVIL),
    "area": EVIL, "cost": f"£1 {EVIL}", "joining_note": EVIL, "waiting": EVIL, "typical_session": MARKS,
    "contact": {"phone": EVIL, "text": EVIL, "email": f"{MARKS}@example.org",
                "website": f"javascript:{EVIL}"},
    "sources": [{"url": f"javascript:alert(1)//{EVIL}", "kind": EVIL, "note": EVIL}], "doubts": [EVIL, MARKS],
    "former_ids": ["../../../../etc/passwd", EVIL, "-rf", "~/.ssh"], "owner": EVIL,
    "meets": [{"days": ["tuesday"], "start": "19:00", "note": EVIL}], "also_known_as": [EVIL, FORMULA],
    "checked": {"on": "2026-10-02", "how": "phone", "by": EVIL, "note": EVIL},
}  # fmt: skip
CRISIS = [{"id": "line", "name": EVIL, "phone": EVIL, "text": EVIL, "website": f"javascript:{EVIL}",
           "nations": ["England"], "sources": [{"url": EVIL}]}]  # fmt: skip
TITLE = {"title": EVIL + MARKS, "corrections": EVIL, "licence": EVIL, "review_after": "6 months"}
DATA = ("json", "jsonl", "sarif", "csv", "tsv", "hsds", "oruk", "geojson", "meeting-guide", *BINARY)


@pytest.fixture(scope="module")
def directory(tmp_path_factory: pytest.TempPathFactory) -> Path:
    base = tmp_path_factory.mktemp("hostile")
    groups = {"bad": BAD, "other": {"name": "Good Circle", "focus": ["grief"]}}
    write_directory(base / "before", {"bad": {}, "other": {}})
    folder = write_directory(base / "directory", groups, crisis=CRISIS, settings=TITLE)
    (folder / "guide").mkdir()
    page = f"# {EVIL}{MARKS}\n\n{EVIL}{MARKS} grief\n\n{MARKS}\n"
    (folder / "guide" / "evil.md").write_text(page, encoding="utf-8")
    return folder


def test_every_command_is_tried_or_tried_elsewhere() -> None:
    callbacks = [one.callback for one in app.registered_commands]
    names = {callback.__name__ for callback in callbacks if callback}
    assert names == {line[0] for line, _ in LINES.values()} | ELSEWHERE


# What a text can do to a screen, a page, a spreadsheet, a robot


def said(peerfind: Peerfind, line: list[str], directory: Path) -> Ran:
    """What a command line says of the directory."""
    places = {"id": "bad", "directory": str(directory), "before": str(directory.parent / "before")}
    if line[-1] in BINARY:
        line = [*line, "--to", "out"]
    ran = peerfind(*filled(line, **places))
    assert ran.code in (0, 1), ran.err
    return ran


SHOWN = [pytest.param(line, id=name) for name, line, form in lines() if form not in DATA]
PAGES = [pytest.param(line, id=name) for name, line, form in lines() if form == "html"]
MARKED = [
    pytest.param(line, id=name) for name, line, form in lines() if form == "markdown" and "guide" not in name
]  # fmt: skip


@pytest.mark.parametrize("line", SHOWN)
def test_nothing_reaches_a_person_that_a_terminal_obeys_or_nobody_sees(
    peerfind: Peerfind, directory: Path, line: list[str]
) -> None:
    ran = said(peerfind, line, directory)
    for stream in (ran.out.replace("\r\n", "\n"), ran.err):  # a calendar ends its lines so
        assert HIDDEN.search(stream) is None
    assert not [row for row in ran.out.splitlines() if row.startswith(("::stop", "END:VEVENT <"))]


class Tags(HTMLParser):
    """The tags of a page, with their attributes."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


@pytest.mark.parametrize("line", PAGES)
def test_no_page_runs_or_fetches_anything_of_a_directory(
    peerfind: Peerfind, directory: Path, line: list[str]
) -> None:
    page = said(peerfind, line, directory).out
    tags = Tags(page)
    assert {tag for tag, _ in tags.found}.isdisjoint(
        {"img", "iframe", "form", "object", "link", "base"}
    )
    attributes = [(name, value or "") for _, own in tags.found for name, value in own.items()]
    assert [name for name, _ in attributes if name.startswith("on") or name == "src"] == []
    assert [v for name, v in attributes if name == "href" and "script:" in v.lower()] == []
    assert page.count("<script") <= 1  # an export has one of its own
    assert "<script>alert" not in page


@pytest.mark.parametrize("line", MARKED)
def test_no_markdown_has_marks_of_a_directory(
    peerfind: Peerfind, directory: Path, line: list[str]
) -> None:
    page = said(peerfind, line, directory).out
    plain = re.sub(r"\\.|```.*?```", "", page, flags=re.DOTALL)
    for mark in ("[x](java", "![y](", "**b**", "<script", "<img"):
        assert mark not in plain


@pytest.mark.parametrize("form", ["csv", "tsv"])
@pytest.mark.parametrize("command", ["match", "export"])
def test_no_cell_is_a_formula(peerfind: Peerfind, directory: Path, command: str, form: str) -> None:
    out = said(peerfind, [command, "-o", form], directory).out
    rows = [*csv.reader(io.StringIO(out), delimiter="," if form == "csv" else "\t")]
    cells = [cell for row in rows for cell in row]
    assert any(FORMULA in cell for cell in cells)
    assert [cell for cell in cells if cell.lstrip().startswith(("=", "+", "@", "-"))] == []


@pytest.mark.parametrize("form", ["json", "jsonl"])
def test_data_keeps_a_text_as_it_is_and_on_its_line(
    peerfind: Peerfind, directory: Path, form: str
) -> None:
    out = said(peerfind, ["export", "-o", form], directory).out
    assert "\x1b" not in out
    documents = (
        [json.loads(row) for row in out.splitlines()] if form == "jsonl" else [json.loads(out)]
    )
    assert any(EVIL.strip() in text for one in documents for text in texts(one))


def texts(value: Any) -> Iterator[str]:
    """Every text in a document."""
    if isinstance(value, dict):
        value = [*value.values()]
    if isinstance(value, list):
        for one in value:
            yield from texts(one)
    else:
        yield str(value)


# Ids that are paths


@pytest.mark.parametrize(
    "name", ["../../../../etc/passwd", "/etc/passwd", "..", "-rf", "~/.ssh", "a\0b", "\n"]
)
@pytest.mark.parametrize("command", ["show", "share", "questions", "report", "confirm", "close"])
def test_an_id_is_never_a_path(
    peerfind: Peerfind, directory: Path, command: str, name: str
) -> None:
    before = {path: path.read_bytes() for path in directory.rglob("*.yaml")}
    flags = {"confirm": ["--how", "phone", "--dry-run"], "close": ["--reason", "x", "--dry-run"]}
    ran = peerfind(command, *flags.get(command, ()), "--", name)
    assert ran.code in (0, 2)
    assert "root:" not in ran.out + ran.err
    assert {path: path.read_bytes() for path in directory.rglob("*.yaml")} == before


@given(st.text(max_size=30))
def test_the_id_of_a_new_group_is_plain_whatever_its_name(name: str) -> None:
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", id_of(name))


# What is no file


@pytest.mark.skipif(os.name == "nt", reason="no pipes and devices there")
def test_pipes_devices_links_and_folders_cost_only_themselves(
    peerfind: Peerfind, tmp_path: Path
) -> None:
    folder = write_directory(
        tmp_path / "odd", {"good": {"name": "Good Circle", "focus": ["grief"]}}
    )
    (tmp_path / "secret.md").write_text(
        "# Grief\n\npassword quokka grief https://quokka.example.org\n"
    )
    groups, guide = folder / "groups", folder / "guide"
    guide.mkdir()
    (guide / "good.md").write_text("# Good\n\nGrief passes.\n")
    (guide / "out.md").symlink_to(tmp_path / "secret.md")
    (guide / "zero.md").symlink_to("/dev/zero")
    (groups / "zero.yaml").symlink_to("/dev/zero")
    (groups / "folder.yaml").mkdir()
    (groups / "odd\nname\x1b[31m.yaml").write_text("name: A\n")
    for pipe in (groups / "pipe.yaml", guide / "pipe.md", folder / "questions.yaml"):
        os.mkfifo(pipe)
    with (groups / "huge.yaml").open("wb") as huge, (guide / "huge.md").open("wb") as page:
        huge.truncate(1 << 40)
        page.truncate(1 << 40)
    where = ("--directory", str(folder))
    with no_longer_than(30):
        for command in (
            "match",
            "next",
            "stale",
            "duplicates",
            "stats",
            "export -o csv",
            "questions",
        ):
            assert peerfind(*command.split(), *where).code == 0
        for line in (["check"], ["check", "--fix"], ["fmt"]):
            assert peerfind(*line, str(folder)).code in (0, 1)
        assert "Good Circle" in peerfind("match", *where).out
        found = peerfind("guide", "--search", "grief", *where).out
    assert "Grief passes" in found
    assert "quokka" not in found
    looked_at = {one.url for one in addresses(chosen([], str(folder)))}
    assert not any("quokka" in url for url in looked_at)
    pages = read_pages(guide)
    assert [page.id for page in pages.pages] == ["good"]
    assert pages.unread == ("huge.md", "out.md", "pipe.md", "zero.md")
    told = peerfind("check", str(folder)).out
    assert "\x1b" not in told
    assert "link-out" in told
    assert "file-too-large" in told


@pytest.mark.skipif(os.name == "nt", reason="links need a right there")
def test_a_page_may_be_a_link_to_another_page_of_its_folder(tmp_path: Path) -> None:
    (tmp_path / "tea.md").write_text("# Tea\n\nAsk.\n")
    (tmp_path / "drinks.md").symlink_to("tea.md")
    assert [page.title for page in read_pages(tmp_path).pages] == ["Tea", "Tea"]


# Texts over which a search for a pattern once took from seconds to hours


@contextmanager
def no_longer_than(seconds: int) -> Iterator[None]:
    """Fails what takes many times as long as it should; where there are no alarms, nothing is stopped."""

    def stop(*_: object) -> None:
        pytest.fail("it takes too long")

    if not hasattr(signal, "SIGALRM"):
        yield
        return
    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


LONG = 60_000
SLOW: dict[str, Callable[[], object]] = {
    "a town of thousands of words": lambda: refused(f"town {'1 ' * (LONG // 2)}"),
    "coordinates of thousands of figures": lambda: refused("1 " * (LONG // 2) + "x"),
    "a heading of spaces": lambda: page_of("a", f"# a{' ' * LONG}b\n\nGrief.\n"),
    "a block of spaces": lambda: [*blocks(f"# a{' ' * LONG}b")],
    "spaces before no source": lambda: search([page_of("a", f"# A\n\ngrief{' ' * LONG}b")], ["grief"]),
    "bars": lambda: search([page_of("a", f"# A\n\ngrief {'| ' * (LONG // 2)}b")], ["grief"]),
    "rows of spaces": lambda: search([page_of("a", "# A\n\ngrief" + "\n " * (LONG // 2) + "b")], ["grief"]),
    "question marks": lambda: says_nothing("?" * LONG + "a"),
    "filler and spaces": lambda: says_nothing("lorem ipsum" + " " * LONG + "\nb"),
    "tabs in a value": lambda: replaced("cost: free" + "\t" * LONG + "x", problem("donation")),
    "tabs before a colon": lambda: replaced("cost: free" + "\t" * LONG + "x", problem("b", "unknown-key")),
}  # fmt: skip


def refused(place: str) -> None:
    """A place that there is not."""
    with pytest.raises((PlaceUnknown, UsageError)):
        resolve(place)


def problem(fix: str, rule: str = "unknown-term") -> Problem:
    """A problem with what is offered in place of the value."""
    return Problem("f.yaml", 1, 7, "error", rule, "No.", fix)


@pytest.mark.parametrize("work", SLOW.values(), ids=SLOW)
def test_what_took_minutes_takes_a_moment(work: Callable[[], object]) -> None:
    with no_longer_than(10):
        work()


@pytest.mark.parametrize(
    "value", ["1 " * 25_000, "**a " * 14_000, "[a](" * 14_000, "[" * 55_000, "\u00a0a" * 18_000]
)
@pytest.mark.parametrize("key", ["name", "area"])
def test_a_long_text_holds_up_neither_a_search_nor_a_check(
    peerfind: Peerfind, tmp_path: Path, key: str, value: str
) -> None:
    folder = write_directory(
        tmp_path / "long", {"bad": {key: value, "covers": [value[:9000]]}, "good": {}}
    )
    with no_longer_than(20):
        assert '"id": "good"' in peerfind("match", "-o", "json", "--directory", str(folder)).out
        assert peerfind("check", str(folder)).code in (0, 1)


@pytest.mark.parametrize("separator", [", ", "\n"], ids=["on a line", "on lines"])
def test_thousands_of_unknown_terms_are_told_in_step_with_their_number(
    peerfind: Peerfind, tmp_path: Path, separator: str
) -> None:
    terms = separator.join(f"t{number}" for number in range(2_000))
    listed = (
        f"[{terms}]"
        if separator == ", "
        else "\n" + "\n".join(f"  - {one}" for one in terms.split())
    )
    text = f"name: Bad\nfocus: {listed}\n"
    folder = write_directory(tmp_path / "many", {"bad": text})
    with no_longer_than(20):
        out = peerfind("check", str(folder)).out
    assert out.count("unknown-term") == 2_000
    assert len(out) < 1_000 * len(text)  # not the whole line for each of them


# What was made quicker says the same


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("Tea", "Tea"),
        ("Tea ##", "Tea"),
        ("Tea ## ", "Tea"),
        ("C#", "C"),
        ("#", "#"),
        ("a # b", "a # b"),
    ],
)
def test_a_heading_loses_the_marks_that_close_it(typed: str, words: str) -> None:
    assert heading_words(typed) == words
    assert [block.words for block in blocks(f"## {typed}")] == [words]


@pytest.mark.parametrize(
    ("said", "is_nothing"),
    [
        ("TBC", True), ("n/a.", True), ("(none)", True), ("???", True), ("--", True), ("~", True),
        ("...", True), ("xxx", True), ("Lorem ipsum dolor", True), ("your name here", True), ("?! ", True),
        ("", False), ("!", False), ("None of us lead", False), ("xx", False), ("? a", False), ("a?", False),
    ],
)  # fmt: skip
def test_what_only_fills_a_place_is_known(said: str, is_nothing: bool) -> None:  # noqa: FBT001
    assert says_nothing(said) is is_nothing


@given(
    st.sampled_from(["grief", "greif", "low mood", "zzz", "walkng", "a", ""]),
    st.sampled_from(FACETS),
)
def test_a_term_is_meant_where_asking_for_it_is_no_wrong_use(typed: str, facet: str) -> None:
    known = Vocabulary(VOCABULARY)[facet]
    try:
        understood = known.understood(typed)
    except UsageError:
        understood = None
    assert known.meant(typed) == understood
