"""The page of threats names tests and files that there are."""

from __future__ import annotations

import re

import pytest
from running import ROOT

PAGE = (ROOT / "docs" / "threats.md").read_text(encoding="utf-8")
NAMED = re.findall(r"`(test_\w+\.py)(?:::(\w+))?`", PAGE)


@pytest.mark.parametrize(("file", "name"), dict.fromkeys(NAMED))
def test_every_test_that_is_named_is_there(file: str, name: str) -> None:
    text = (ROOT / "tests" / file).read_text(encoding="utf-8")
    assert re.search(rf"def {name or 'test_'}", text)


def test_every_threat_has_a_test() -> None:
    rows = [row for row in PAGE.splitlines() if row.startswith("| ") and "---" not in row]
    threats = [row for row in rows if not row.startswith("| how |")]
    assert len(threats) > 30
    assert [row for row in threats if "`test_" not in row.split("|")[3]] == []


@pytest.mark.parametrize("page", ["threats.md", "reliability.md"])
def test_every_script_and_page_that_is_named_is_there(page: str) -> None:
    text = (ROOT / "docs" / page).read_text(encoding="utf-8")
    named = re.findall(r"\b((?:tools|benchmarks|docs)/\w[\w.-]*\.(?:py|md))", text)
    linked = [f"docs/{to}" for to in re.findall(r"\]\((?!http)([^)#]+)\)", text)]
    assert named
    assert [one for one in {*named, *linked} if not (ROOT / one).exists()] == []
