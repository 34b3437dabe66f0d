"""The registry of rules: what each must have, and that its examples are true."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from conftest import GROUP, group_yaml
from test_check_cases import found_in

from peerfind.keeping.rules import HEADS, RULES, rule
from peerfind.keeping.rules.files import FOLDER
from peerfind.output.rules import lines, reference

if TYPE_CHECKING:
    from collections.abc import Iterator

    from peerfind.keeping.rules.rule import Rule

ROOT = Path(__file__).parent.parent
EXAMPLES = [one for one in RULES.values() if one.file != FOLDER]
IDS = [one.id for one in EXAMPLES]
# What stops the parser, or is left out, may bring other rules with it.
READERS = ("source.py", "faults.py", "directory")


def case(one: Rule, example: str) -> str:
    """A whole file with an example in it: a group with some of its keys replaced, or another file."""
    if one.file:
        return f"# file: {one.file}\n{example}\n"
    keys = re.findall(r"^([a-z_]+) ?:?", example, re.MULTILINE)
    usual = dict.fromkeys(("doubts", "welcomes", "also_known_as"))
    return group_yaml(**{**usual, **dict.fromkeys(keys)}) + example + "\n" + after(example)


def after(example: str) -> str:
    """A last line, for an example that is only wrong because something follows."""
    return "" if "---" in example else "doubts: []\n".replace("[]", "[It is made up.]")


@pytest.mark.parametrize("one", EXAMPLES, ids=IDS)
def test_a_bad_example_breaks_its_rule(one: Rule, tmp_path: Path) -> None:
    found = found_in(tmp_path, case(one, one.bad), "example")
    assert one.id in {problem.rule for problem in found}


@pytest.mark.parametrize("one", EXAMPLES, ids=IDS)
def test_a_good_example_breaks_no_rule(one: Rule, tmp_path: Path) -> None:
    found = found_in(tmp_path, case(one, one.good), "example")
    assert [problem for problem in found if problem.rule != "no-first-date"] == []


@pytest.mark.parametrize("one", RULES.values(), ids=[*RULES])
def test_a_rule_is_told_in_whole_sentences(one: Rule) -> None:
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", one.id)
    assert re.fullmatch(r"\d+\.\d+", one.since)
    for sentence in (one.what, one.why, one.how):
        assert sentence.strip() == sentence
        assert sentence.endswith((".", '".', "id:", "free.")), sentence
    assert one.bad != one.good
    assert one.bad.strip()
    assert one.good.strip()


def test_words_that_tell_a_volunteer_nothing_are_not_used() -> None:
    told = " ".join(f"{one.what} {one.why} {one.how}" for one in RULES.values()).lower()
    words = {*re.findall(r"[a-z]+", told)}
    assert (
        words & {"scalar", "mapping", "token", "parse", "schema", "null", "invalid", "illegal"}
        == set()
    )


def reported() -> Iterator[str]:
    """The rules that the reader of files names, as they stand in its code."""
    names = {"problem", "checked_text", "one_of", "refuse", "_unusable", "_problem", "Problem"}
    for part in READERS:
        path = ROOT / "peerfind" / part
        for file in [path] if path.is_file() else path.glob("*.py"):
            for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
                function = getattr(node, "func", None)
                if getattr(function, "attr", getattr(function, "id", "")) in names:
                    yield from (
                        one.value
                        for one in node.args  # type: ignore[attr-defined]
                        if isinstance(one, ast.Constant) and isinstance(one.value, str)
                    )


def test_the_reader_reports_no_rule_that_is_not_in_the_registry() -> None:
    levels, texts = {"error", "warning", "hint"}, re.compile(r"[a-z]+(-[a-z0-9]+)*")
    named = {name for name in reported() if texts.fullmatch(name)} - levels
    named -= {"directory.yaml"}
    assert len(named) > 40
    assert named - RULES.keys() == set()


def test_two_rules_cannot_have_one_id() -> None:
    with pytest.raises(ValueError, match="same id"):
        rule.rules(HEADS["Files"], HEADS["Files"])


def test_the_page_of_reference_is_that_of_the_registry() -> None:
    page = (ROOT / "docs" / "rules.md").read_text(encoding="utf-8")
    assert page == "".join(f"{line}\n" for line in reference([]))


def test_the_list_has_every_rule_under_its_head() -> None:
    listed = "\n".join(lines([]))
    assert [name for name in RULES if f"\n  {name} (" not in listed] == []
    assert [head for head in HEADS if f"{head}:\n" not in listed] == []


def test_examples_show_no_sign_that_a_terminal_would_obey() -> None:
    told = "".join(lines([*RULES.values()])) + "".join(reference([]))
    assert told.replace("\n", "").isprintable()
    assert "<U+202E>" in told or "<U+200B>" in told


def test_a_plain_text_is_written_as_it_is_and_any_other_in_quotes() -> None:
    for typed in (
        "Tea and talk",
        "0113 496 0123",
        "https://example.org/a?b=c",
        "Men's Shed #1"[:9],
    ):
        assert rule.written(typed) == typed
    for typed in ("no", "~", "- a", "a: b", "a #b", " a", "[a", "@a", "", 'say "a"'):
        assert rule.written(typed)[0] == '"'


def test_the_usual_group_of_the_tests_has_no_problem(tmp_path: Path) -> None:
    assert GROUP["name"] == "Example Evening Circle"
    assert found_in(tmp_path, group_yaml(), "example") == []
