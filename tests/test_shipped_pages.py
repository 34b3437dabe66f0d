"""The pages for staff, and the pages about the directory itself."""

from __future__ import annotations

import re
import shlex
import sys
from datetime import date
from pathlib import Path

import pytest

from peerfind.__main__ import run
from peerfind.config import shipped_directory
from peerfind.directory.folder import load

sys.path.insert(0, str(Path(__file__).parent.parent / "tools"))

import directory_figures

FOLDER = shipped_directory()
GUIDE = sorted((FOLDER / "guide").glob("*.md"))
ABOUT = [FOLDER / "README.md", directory_figures.PAGE]
HEADING = "\n## Sources\n"


def parts(page: Path) -> tuple[str, str]:
    """What a page says, and its sources."""
    said, _, sources = page.read_text("utf-8").partition(HEADING)
    return said, sources


def test_there_is_a_page_for_each_thing_that_staff_ask() -> None:
    assert {page.stem for page in GUIDE} == {
        "what-peer-support-is", "formats-compared", "who-leads", "peer-support-workers",
        "tailored-groups", "evidence", "before-you-join", "when-it-is-not-enough",
        "talking-about-it", "how-we-check",
    }  # fmt: skip


@pytest.mark.parametrize("page", GUIDE, ids=lambda page: page.stem)
class TestAPage:
    def test_is_short_and_begins_with_its_title(self, page: Path) -> None:
        said, _ = parts(page)
        assert said.startswith("# ")
        assert said.count("\n# ") == 0
        words = re.findall(r"[\w'’%-]+", re.sub(r"\[[\d, ]+\]", "", said))
        assert 200 <= len(words) <= 500

    def test_cites_each_source_and_no_other(self, page: Path) -> None:
        said, sources = parts(page)
        cited = {
            int(one) for marks in re.findall(r"\[([\d, ]+)\]", said) for one in marks.split(",")
        }
        listed = [int(one) for one in re.findall(r"^(\d+)\. ", sources, re.MULTILINE)]
        assert listed == [*range(1, len(listed) + 1)]
        assert cited == {*listed} != set()

    def test_gives_the_whole_address_of_each_source(self, page: Path) -> None:
        _, sources = parts(page)
        for one in re.split(r"^\d+\. ", sources, flags=re.MULTILINE)[1:]:
            assert re.search(r"https://[\w.-]+\.\w+/?\S*", one), one

    def test_leaves_numbers_to_ring_to_the_one_list(self, page: Path) -> None:
        said, _ = parts(page)
        assert re.findall(r"\b(?:111|116 ?123|85258|0\d{2,4}[ \d]{6,})\b", said) == []

    def test_promises_nothing(self, page: Path) -> None:
        said = re.sub(r"\|.*\|", "", parts(page)[0])  # a table may name what not to say
        found = re.findall(
            r"(?i)\b(will help you|will feel better|guaranteed|proven to|cures?)\b", said
        )
        assert {one.lower() for one in found} <= {"cure"}  # a warning sign
        assert not re.search(r"(?i)\bsuffer(s|ers|ing)? from\b", said)

    def test_fits_a_terminal(self, page: Path) -> None:
        lines = page.read_text("utf-8").splitlines()
        assert [one for one in lines if len(one) > 120 and "https://" not in one] == []


def test_the_review_has_the_figures_of_the_directory() -> None:
    page = directory_figures.PAGE.read_text("utf-8")
    today = date.fromisoformat(directory_figures.day_of(page))
    assert directory_figures.renewed(page, directory_figures.figures(FOLDER, today)) == page


@pytest.mark.parametrize("page", ABOUT, ids=lambda page: page.name)
def test_a_page_about_the_directory_names_entries_that_are_there(page: Path) -> None:
    ids = {record["id"] for record in load(FOLDER).records}
    named = re.findall(r"^- `([a-z0-9-]+)`", page.read_text("utf-8"), re.MULTILINE)
    assert {*named} <= ids


def test_the_worked_example_of_the_ranking_is_the_programs_own(
    capsys: pytest.CaptureFixture[str],
) -> None:
    page = (directory_figures.ROOT / "docs" / "ranking.md").read_text("utf-8")
    line, _, told = page.partition("```console\n$ peerfind ")[2].partition("```")[0].partition("\n")
    run([*shlex.split(line), "--directory", str(FOLDER)])
    assert capsys.readouterr().out == told
