"""Changes to the code, to see whether the tests notice: each is made, and what is told of it is true."""

from __future__ import annotations

import importlib
import sys
from typing import TYPE_CHECKING, Any

import pytest
from running import ROOT

sys.path.insert(0, str(ROOT / "tools"))
import mutants_made
from mutants import Map, told
from mutants_made import ChangedFinder, Mutant, mutants, put_in, without_types

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SOURCE = '''"""A walk."""
LONGEST = 3


def is_long(miles: int | None) -> bool:
    """Whether it is long."""
    return bool(miles) and miles > LONGEST


def longer(walks):
    return [one for one in walks if (lambda miles: miles > 5)(one)]
'''
WALK = "peerfind_walk.py"


@pytest.fixture
def walk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """A module that may be changed."""
    (tmp_path / WALK).write_text(SOURCE)
    monkeypatch.setattr(mutants_made, "ROOT", tmp_path)
    monkeypatch.syspath_prepend(tmp_path)
    yield importlib.import_module("peerfind_walk")
    del sys.modules["peerfind_walk"]
    mutants_made.functions_of.cache_clear()


def changed(old: str, new: str) -> Mutant:
    line = SOURCE[: SOURCE.index(old)].count("\n") + 1
    return Mutant(WALK, line, "core/Other", 0, SOURCE.replace(old, new))


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("miles > LONGEST", "miles >= LONGEST", lambda walk: walk.is_long(3)),
        ("miles > 5", "miles > 4", lambda walk: walk.longer([5])),
    ],
    ids=["a function", "one within another"],
)
def test_a_change_is_made_in_what_was_imported_already(
    walk: Any, old: str, new: str, what: Any
) -> None:
    assert not what(walk)
    assert put_in(changed(old, new))
    assert what(walk)


def test_what_happens_as_a_module_is_imported_is_not_changed_so(walk: Any) -> None:
    assert not put_in(changed("LONGEST = 3", "LONGEST = 2"))
    assert not walk.is_long(3)


@pytest.mark.usefixtures("walk")
def test_but_by_another_source_for_the_same_module() -> None:
    finder = ChangedFinder(WALK, SOURCE.replace("LONGEST = 3", "LONGEST = 2"))
    del sys.modules["peerfind_walk"]
    sys.meta_path.insert(0, finder)  # type: ignore[arg-type]
    try:
        assert importlib.import_module("peerfind_walk").is_long(3)
        assert finder.find_spec("peerfind") is None
    finally:
        sys.meta_path.remove(finder)  # type: ignore[arg-type]


def test_types_are_no_part_of_what_a_source_says() -> None:
    bare = without_types
    assert bare(SOURCE) == bare(SOURCE.replace("int | None", "int & None"))
    assert bare(SOURCE) != bare(SOURCE.replace("and", "or"))
    assert bare("if not a := 1:\n    pass\n") is None


@pytest.mark.usefixtures("walk")
def test_all_changes_of_a_module_are_made(tmp_path: Path) -> None:
    pytest.importorskip("cosmic_ray", reason="only who looks for mutants needs it")
    found = [*mutants(tmp_path / WALK)]
    assert len({one.source for one in found}) == len(found) >= 6
    assert all(one.source != SOURCE and compile(one.source, WALK, "exec") for one in found)
    assert {one.line for one in found} == {2, 7, 11}


def test_the_tests_that_are_run_come_past_the_line_and_are_the_quickest() -> None:
    found = Map(
        {WALK: {7: frozenset({"a::slow", "b::one", "c::peerfind_walk", "d::two", "e::endless"})}},
        {"a::slow": 5.0, "b::one": 0.2, "c::peerfind_walk": 0.4, "d::two": 0.1, "e::endless": 60.0},
    )
    here, later, before = (Mutant(WALK, line, "", 0, "") for line in (7, 8, 3))
    assert found.chosen(here, 20) == ["c::peerfind_walk", "d::two", "b::one", "a::slow"]
    assert found.chosen(here, 1) == ["c::peerfind_walk", "d::two", "b::one"]
    assert found.chosen(later, 1) == found.chosen(here, 1), "a line of the same statement"
    assert found.chosen(before, 1) == []


def test_the_score_counts_what_was_killed_and_names_the_rest(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    tried = [
        ("a", 1, "killed"),
        ("a", 2, "survived"),
        ("b", 3, "survived"),
        ("b", 3, "killed by time"),
    ]
    file = tmp_path / "found.jsonl"
    rows = [Mutant(f"{name}.py", line, "X", 0, "\n one\n\n").told(how) for name, line, how in tried]
    file.write_text("".join(rows))
    told([file])
    lines = capsys.readouterr().out.splitlines()
    assert [line.split() for line in lines[:3]] == [
        ["a.py", "1", "of", "2", "50", "%"],
        ["b.py", "1", "of", "1", "100", "%"],
        ["all", "2", "of", "3", "67", "%"],
    ]
    assert [line.split() for line in lines[3:]] == [["survived", "a.py:2", "X", "0:", "one"]]
