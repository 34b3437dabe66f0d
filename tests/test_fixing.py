"""`peerfind check --fix`: what it mends, what it leaves, and that nothing else changes."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from conftest import write_directory
from hypothesis import given, settings
from hypothesis import strategies as st
from pace import some
from test_check_cases import CASES, EXPECTED, OTHER, TODAY, home_of

from peerfind.config import shipped_directory
from peerfind.keeping.checking import Checked, Choice, checked
from peerfind.keeping.fixing import fixing
from peerfind.keeping.formatting import write
from peerfind.keeping.mending import as_items, mended
from peerfind.keeping.rules import RULES
from peerfind.problems import Problem
from peerfind.schedule.dates import one_date

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from running import Ran

FINE = """\
# of the valley
name: Example Walk
summary: A walk by the river, with tea.
status: open
format: [in-person]
leader: [peer]
focus: [grief]
style:
  - social
venue:
  town: Otley
area: Wharfedale
meets:
  - {days: tuesday, until: 2026-03-31}
  - {days: monday, until: 2027-03-29}   # by the bridge
sources:
  - url: https://example.org/walk
"""
# Rules of which every case is mended, and cases of others that are.
SURE = {rule.id for rule in RULES.values() if rule.is_fixable} | {
    *("no-space-after", "no-space-after-hyphen", "colon-in-text", "apostrophe", "needs-quotes"),
    *("tab", "control-character"),
}
ALSO = {
    "curly-opening-quote",
    "hyphen-without-space-days",
    "hyphen-without-space-terms",
    "zero-width-in-key",
}


def look(folder: Path, file: str) -> Checked:
    return checked([folder / file], str(folder), today=TODAY)


def after_fixes(folder: Path, found: Checked, *, unsure: bool = False) -> Checked:
    """What is found after what was found is mended."""
    made = fixing(found, Choice(), TODAY, unsure=unsure)
    write(made.folder, made.changes)
    return look(folder, made.changes[0].file) if made.changes else found


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_directory(tmp_path_factory.mktemp("fixes"), {"example-trust": OTHER})


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_case_is_clean_after_it_or_as_it_was(folder: Path, path: Path) -> None:
    before = path.read_bytes()
    file = home_of(before.decode(), path.stem)
    there = folder / file
    kept = there.read_bytes() if there.exists() else None
    expected = {rule for rule, *_ in EXPECTED.findall(before.decode())}
    there.parent.mkdir(exist_ok=True)
    try:
        there.write_bytes(before)
        first = look(folder, file)
        found = after_fixes(folder, first)
        after = there.read_bytes()
        if after == before:
            assert not expected & SURE
            assert path.stem not in ALSO
        else:
            assert not {one.rule for one in found.problems} & expected
            assert after_fixes(folder, found) is found
        likely = after_fixes(folder, found, unsure=True)
        if there.read_bytes() != after:
            assert len(likely.problems) < len(found.problems)
            assert after_fixes(folder, likely, unsure=True) is likely
    finally:
        there.unlink() if kept is None else there.write_bytes(kept)


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    """A directory with a text that is cut off, a slip that is likely one, and a date that none can tell."""
    text = FINE.replace("Wharfedale\n", "back room #2\r\n").replace(": open", ": opne  ")
    folder = write_directory(tmp_path / "directory", {"walk": ""})
    (folder / "groups/example/walk.yaml").write_bytes(
        b"\xef\xbb\xbf" + text.encode() + b"size: many\n"
    )
    return folder


@pytest.mark.parametrize(
    ("typed", "after"),
    [
        ("\u00a0Tea; at 7pm", "summary: Tea; at 7pm"),
        ("\u00a0\u2003Tea, and talk", "summary: Tea, and talk"),
        ("Tea,\u00a0and talk\u00a0", "summary: Tea, and talk "),
        ('"\u00a0Tea, and talk"', 'summary: "Tea, and talk"'),
    ],
)
def test_an_odd_space_leaves_one_usual_at_most(tmp_path: Path, typed: str, after: str) -> None:
    folder = write_directory(tmp_path, {"walk": ""})
    path = folder / "groups/example/walk.yaml"
    lines = FINE.replace("- {days: tuesday, until: 2026-03-31}", "- {days: tuesday}")
    path.write_text(lines.replace("A walk by the river, with tea.", typed), "utf-8")
    after_fixes(folder, look(folder, "groups/example/walk.yaml"))
    assert after in path.read_text("utf-8").split("\n")


class TestTheCommand:
    def test_mends_what_is_sure_and_tells_what_is_left(
        self, peerfind: Callable[..., Ran], broken: Path
    ) -> None:
        path = broken / "groups/example/walk.yaml"
        before = path.read_bytes()
        ran = peerfind("check", str(path), "--fix", "-o", "plain")
        assert ran.code == 1
        assert ran.err == "1 problem fixed in 1 file, 2 left.\n"
        assert "[unknown-status]" in ran.out
        assert "[text-cut-off]" not in ran.out
        expected = before.replace(b"back room #2", b'"back room #2"')
        assert path.read_bytes() == expected
        ran = peerfind("check", str(path), "--unsafe-fixes", "--skip", "not-a-size")
        assert (ran.code, ran.err) == (0, "1 problem fixed in 1 file, 0 left.\n")
        assert path.read_bytes() == expected.replace(b"opne", b"open")

    def test_shows_what_it_would_do_and_writes_nothing(
        self, peerfind: Callable[..., Ran], broken: Path
    ) -> None:
        path = broken / "groups/example/walk.yaml"
        before = path.read_bytes()
        ran = peerfind("check", "--diff", "--directory", str(broken))
        assert ran.code == 1
        assert ran.out.startswith("--- groups/example/walk.yaml\n+++ groups/example/walk.yaml\n")
        assert '+area: "back room #2"' in ran.out
        assert "opne" not in [row[:1] for row in ran.out.split("\n") if row[:1] in "+-"]
        assert ran.err == "1 problem would be fixed in 1 file.\n"
        assert "+status: open" in peerfind("check", str(path), "--diff", "--unsafe-fixes").out
        assert path.read_bytes() == before
        refused = peerfind("check", "--diff", "-o", "json", "--directory", str(broken))
        assert refused.code == 2
        assert refused.err.count("\n") == 1

    def test_mends_the_rules_that_are_asked_for(
        self, peerfind: Callable[..., Ran], broken: Path
    ) -> None:
        ran = peerfind("check", str(broken), "--fix", "--skip", "text-cut-off")
        assert ran.err == "0 problems fixed, 2 left.\n"
        ran = peerfind("check", str(broken), "--unsafe-fixes", "--only", "unknown-status")
        assert ran.err == "1 problem fixed in 1 file, 0 left.\n"

    def test_says_in_a_line_what_it_cannot_write(
        self, peerfind: Callable[..., Ran], broken: Path
    ) -> None:
        path = broken / "groups/example/walk.yaml"
        path.chmod(0o444)
        ran = peerfind("check", str(path), "--fix")
        assert ran.code == 2
        assert ran.err == "peerfind: groups/example/walk.yaml cannot be written: it is read-only.\n"

    def test_leaves_a_file_where_mending_brings_up_something_else(
        self, peerfind: Callable[..., Ran], tmp_path: Path
    ) -> None:
        text = FINE + "size: 8 #2\n"
        folder = write_directory(tmp_path / "directory", {"walk": text})
        ran = peerfind("check", str(folder), "--fix")
        told = "groups/example/walk.yaml: left as it is. Mending it would bring up not-a-size.\n"
        assert ran.err == f"{told}0 problems fixed, 1 left.\n"
        assert (folder / "groups/example/walk.yaml").read_text() == text

    def test_mends_texts_of_several_lines_and_files_of_other_kinds(
        self, peerfind: Callable[..., Ran], tmp_path: Path
    ) -> None:
        after = FINE + "joining_note: |\n  Come in.\n\n  Sit here.   \nsize: 8  # about\u00a08\n"
        before = after.replace("in.", "i\u200bn.").replace("Sit ", "Sit\u00a0")
        line = "- id: line\n  name: Example{}Line\n  phone: 0113 496 0123\n  source: https://example.org\n"
        folder = write_directory(
            tmp_path / "directory", {"walk": before}, crisis=line.format("\u00a0")
        )
        peerfind("check", str(folder), "--fix", "--skip", "text-cut-off")
        assert (folder / "groups/example/walk.yaml").read_text() == after
        assert (folder / "crisis.yaml").read_text() == line.format(" ")

    def test_writes_through_a_link(self, peerfind: Callable[..., Ran], broken: Path) -> None:
        real = broken / "groups/example/walk.yaml"
        link = broken / "groups/example/other.yaml"
        link.symlink_to("walk.yaml")
        assert peerfind("check", str(link), "--fix").code == 1
        assert link.is_symlink()
        assert b'"back room #2"' in real.read_bytes()

    def test_takes_no_remark_into_a_text_unless_it_is_asked_to(
        self, peerfind: Callable[..., Ran], tmp_path: Path
    ) -> None:
        text = FINE.replace("Wharfedale", "Wharfedale  # as Jo says")
        folder = write_directory(tmp_path / "directory", {"walk": text})
        ran = peerfind("check", str(folder), "--fix", "-o", "plain")
        assert 'perhaps: area: "Wharfedale # as Jo says"' in ran.out
        assert ran.err == "0 problems fixed, 1 left.\n"
        ran = peerfind("check", str(folder), "--unsafe-fixes")
        assert ran.err == "1 problem fixed in 1 file, 0 left.\n"

    def test_changes_nothing_in_the_shipped_directory(
        self, peerfind: Callable[..., Ran], tmp_path: Path
    ) -> None:
        folder = tmp_path / "directory"
        shutil.copytree(shipped_directory(), folder)
        ran = peerfind("check", str(folder), "--fix", "-o", "plain")
        assert (ran.code, ran.err[:18]) == (0, "0 problems fixed, ")
        for path in shipped_directory().rglob("*.yaml"):
            assert (
                folder / path.relative_to(shipped_directory())
            ).read_bytes() == path.read_bytes()


def stopped(text: str, rule: str, line: int = 1) -> str | None:
    made = mended(text.split("\n"), Problem("a.yaml", line, 1, "error", rule, "Told."))
    return made and "\n".join(made)


@pytest.mark.parametrize(
    ("rule", "before", "after"),
    [
        ("tab", "venue:\n\ttown: A\n\tname: B", "venue:\n  town: A\n  name: B"),
        ("tab", "meets:\n\t- days: a\n\t\tstart: b", "meets:\n  - days: a\n    start: b"),
        ("tab", "venue:\n\t\ttown: A", None),
        ("tab", "meets:\n  - days: a\n\t\tstart: b", "meets:\n  - days: a\n    start: b"),
        ("tab", "venue:\n    town: A\n\tname: B", None),
        ("tab", "venue:\n \ttown: A", None),
        ("tab", "meets:\n\t- days: a\n\t  start: b", "meets:\n  - days: a\n    start: b"),
        ("cannot-read", "name:\u00a0Example", "name: Example"),
        ("wrong-indent", "venue:\n\u00a0 town: A", "venue:\n  town: A"),
        ("cannot-read", "odd:\u00a0Example", None),
        ("no-space-after", "  - days:monday", "  - days: monday"),
        ("no-space-after", "http://example.org", None),
        ("colon-in-text", "area: Otley: all", 'area: "Otley: all"'),
        ("colon-in-text", "area: Otley status: open", None),
        ("colon-in-text", "area: Otley: all\n  of it", None),
        ("colon-in-text", "area: Otley: all # of it", None),
        ("colon-in-text", "odd: Otley: all", None),
        ("apostrophe", "area: 'the men's side'", 'area: "the men\'s side"'),
        ("apostrophe", "area: 'the men's' and 'boys", None),
        ("needs-quotes", "owner: @example ", 'owner: "@example" '),
        ("quote-not-closed", "area: \u201cthe north\u201d", 'area: "the north"'),
        ("quote-not-closed", 'area: "the north', None),
        ("cannot-read", "area: ]", None),
    ],
)
def test_what_cannot_be_read_is_mended_where_it_is_sure(
    rule: str, before: str, after: str | None
) -> None:
    line = before.count("\n") + 1 if rule in ("tab", "wrong-indent") else 1
    assert stopped(before, rule, line) == after


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("31/03/2026", "2026-03-31"),
        ("03/31/2026", "2026-03-31"),
        ("05.05.2026", "2026-05-05"),
        ("2026/3/31", "2026-03-31"),
        ("3rd of May 2026", "2026-05-03"),
        ("1 Sep 2026", "2026-09-01"),
        ("03/04/2026", None),
        ("30 February 2026", None),
        ("31/03/26", None),
        ("soon", None),
    ],
)
def test_a_date_is_rewritten_where_it_means_one_day(typed: str, day: str | None) -> None:
    assert one_date(typed) == day


@settings(max_examples=some(40))
@given(st.lists(st.from_regex(r"[a-z][a-z-]{0,8}[a-z]( [a-z]{1,5})?", fullmatch=True), min_size=1))
def test_items_without_spaces_are_all_kept(items: list[str]) -> None:
    rows = ["style:", *(f"  -{item}" for item in items)]
    assert as_items(rows, 2, " ".join(f"-{item}" for item in items)) == (
        ["style:", *(f"  - {item}" for item in items)],
        items,
    )


# What people break in a file that was fine; each is told, and mended without a trace or not at all.
BREAKS: tuple[Callable[[str], str], ...] = (
    lambda text: text.replace("Otley", "Otl\u200bey"),
    lambda text: text.replace("A walk", "A\u00a0walk"),
    lambda text: text.replace("status: ", "status:"),
    lambda text: text.replace("  town", "\ttown"),
    lambda text: text.replace("area", "ar\u200bea"),
    lambda text: text.replace("2026-03-31", "31/03/2026"),
    lambda text: text.replace("  - social", "  -social").replace("  - quiet", "  -quiet"),
)


@settings(max_examples=some(20))
@given(st.lists(st.sampled_from(range(len(BREAKS))), min_size=1, unique=True))
def test_what_was_broken_is_as_it_was_before(folder: Path, chosen: list[int]) -> None:
    text = FINE
    for one in chosen:
        text = BREAKS[one](text)
    path = folder / "groups/example/walk.yaml"
    try:
        path.write_text(text, encoding="utf-8")
        found = look(folder, "groups/example/walk.yaml")
        assert found.problems
        after_fixes(folder, found)
        assert path.read_text(encoding="utf-8") == FINE
    finally:
        path.unlink()
