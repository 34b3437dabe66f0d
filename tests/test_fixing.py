"""`peerfind check --fix`: what it mends, what it leaves, and that nothing else changes."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from conftest import group_yaml, write_directory
from hypothesis import given
from hypothesis import strategies as st
from running import in_process
from test_check_cases import CASES, EXPECTED, OTHER, TODAY

from peerfind.config import shipped_directory
from peerfind.keeping.checking import Checked, Choice, checked
from peerfind.keeping.fixing import fixing
from peerfind.keeping.formatting import write
from peerfind.keeping.mending import as_items, mended, one_date
from peerfind.keeping.rules import RULES
from peerfind.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Callable

    from running import Ran

CUT = "name: Example Walk\nsummary: A walk. # and tea\n"
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


def run_fixes(folder: Path, file: str, *, unsure: bool = False) -> int:
    """How many problems of a file were mended in it."""
    made = fixing(look(folder, file), Choice(), TODAY, unsure=unsure)
    write(made.folder, made.changes)
    return made.fixed


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_directory(tmp_path_factory.mktemp("fixes"), {"example-trust": OTHER})


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_case_is_clean_after_it_or_as_it_was(folder: Path, path: Path) -> None:
    before = path.read_bytes()
    home = re.search(rb"^# file: (.+)$", before, re.MULTILINE)
    file = home[1].decode() if home else f"groups/example/{path.stem}.yaml"
    there = folder / file
    kept = there.read_bytes() if there.exists() else None
    expected = {rule for rule, *_ in EXPECTED.findall(before.decode())}
    try:
        there.write_bytes(before)
        run_fixes(folder, file)
        after = there.read_bytes()
        rules = {one.rule for one in look(folder, file).problems}
        assert after == before or not rules & expected
        if expected & SURE or path.stem in ALSO:
            assert after != before
        run_fixes(folder, file)
        assert there.read_bytes() == after
        told = {one.rule for one in look(folder, file).problems}
        run_fixes(folder, file, unsure=True)
        assert {one.rule for one in look(folder, file).problems} <= told
    finally:
        there.unlink() if kept is None else there.write_bytes(kept)
