"""A JSON document that is made in parts: the same text as at once, and never more than a part in memory."""

from __future__ import annotations

import gc
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from conftest import write_directory
from hypothesis import given, settings
from hypothesis import strategies as st
from pace import some
from running import in_process

from peerfind.keeping.checking import Checked
from peerfind.output.json_parts import json_parts
from peerfind.output.report import problems_json
from peerfind.output.sarif import problems_sarif
from peerfind.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from running import Ran

SCALARS = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text()
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=20,
)


def at_once(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2)


def lazily(value: Any) -> Any:
    """A value with an iterator for each of its lists."""
    if isinstance(value, list):
        return map(lazily, value)
    if isinstance(value, dict):
        return {key: lazily(item) for key, item in value.items()}
    return value


@settings(max_examples=some(40))
@given(VALUES)
def test_the_parts_are_the_text(value: Any) -> None:
    assert "".join(json_parts(value)) == at_once(value)


@settings(max_examples=some(40))
@given(VALUES)
def test_an_iterator_is_a_list(value: Any) -> None:
    """Also inside of maps and of other iterators; but not within a list, which is taken as it is."""
    assert "".join(json_parts(lazily(value))) == at_once(value)


@pytest.mark.parametrize(
    "value",
    [
        [],
        {},
        (),
        "",
        [[], {}, [[]]],
        {"a": []},
        {"a": {"b": [1, "\u2028\n\t\x85"]}},
        (1, (2,)),
        {"\n": "é"},
    ],
)
def test_the_same_of_what_is_empty_or_odd(value: Any) -> None:
    assert "".join(json_parts(value)) == at_once(value)
    assert "".join(json_parts(lazily(value))) == at_once(value)


def test_items_are_made_when_they_are_come_to() -> None:
    made = []

    def items() -> Iterator[int]:
        for number in range(3):
            made.append(number)
            yield number

    parts = json_parts({"a": 1, "b": items(), "c": 2})
    assert made == []
    read = ""
    while "0" not in read:
        read += next(parts)
    assert made == [0]
    assert read + "".join(parts) == at_once({"a": 1, "b": [0, 1, 2], "c": 2})


def found(many: int, elsewhere: int = 0) -> Checked:
    problems = [
        Problem(f"groups/a/{number}.yaml", 1, 1, "error", "empty-file", f"Nothing {number}.", "x")
        for number in range(many + elsewhere)
    ]
    return Checked(Path("directory"), (*problems[:many],), 9, (*problems[many:],))


class TestAReport:
    @pytest.mark.parametrize("made", [problems_json, problems_sarif])
    def test_is_in_small_parts(self, made: Callable[[Checked], Iterator[str]]) -> None:
        few, many = ([len(part) for part in made(found(count, count))] for count in (2, 300))
        assert max(many) <= max(few) + 10
        assert len(many) > 600

    @pytest.mark.parametrize("made", [problems_json, problems_sarif])
    def test_leaves_nothing_behind_that_has_to_be_collected(
        self, made: Callable[[Checked], Iterator[str]]
    ) -> None:
        """Nobody collects it: the program is over before that would pay."""
        gc.freeze()  # what other tests have left is not looked through
        gc.disable()
        try:
            for _ in made(found(300)):
                pass
            assert gc.collect() < 100
        finally:
            gc.enable()
            gc.unfreeze()

    @pytest.mark.parametrize(("many", "elsewhere"), [(0, 0), (1, 0), (0, 2), (3, 2)])
    def test_is_one_document(self, many: int, elsewhere: int) -> None:
        checked = found(many, elsewhere)
        document = {
            "version": 1,
            "problems": [one._asdict() for one in checked.problems],
            "files": 9,
        }
        if elsewhere:
            document["elsewhere"] = [one._asdict() for one in checked.elsewhere]
        assert "".join(problems_json(checked)) == f"{at_once(document)}\n"

    def test_of_the_standard_is_one_document(self) -> None:
        text = "".join(problems_sarif(found(2, 1)))
        assert text == f"{at_once(json.loads(text))}\n"
        results = json.loads(text)["runs"][0]["results"]
        assert [one.get("baselineState") for one in results] == [None, None, "unchanged"]


@pytest.fixture
def peerfind(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> Callable[..., Ran]:
    return in_process(monkeypatch, capsys, tmp_path)


@pytest.mark.parametrize("form", ["json", "sarif", "text", "markdown"])
def test_a_file_holds_what_is_printed(
    peerfind: Callable[..., Ran], tmp_path: Path, form: str
) -> None:
    folder = write_directory(tmp_path / "directory", {"walk": "", "talk": "nmae: A\n"})
    there = tmp_path / "report"
    printed = peerfind("check", str(folder), "-o", form)
    written = peerfind("check", str(folder), "--also", f"{form}={there}", "-o", "plain")
    assert (printed.code, written.code) == (1, 1)
    assert there.read_text(encoding="utf-8") == printed.out


@pytest.mark.parametrize("where", ["missing/report", "directory"])
def test_a_file_that_cannot_be_written_is_told_in_a_line(
    peerfind: Callable[..., Ran], tmp_path: Path, where: str
) -> None:
    folder = write_directory(tmp_path / "directory", {"walk": ""})
    path = tmp_path / where
    ran = peerfind("check", str(folder), "--also", f"json={path}", "-o", "plain")
    assert ran.code == 2
    assert ran.err.startswith(f"peerfind: {path} cannot be written: ")
    assert ran.err.count("\n") == 1
    assert {one.name for one in tmp_path.iterdir()} <= {"directory", "cache"}
