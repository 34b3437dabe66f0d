"""What GitHub makes of a filled form, by whoever filled it: hostile Markdown says only what it says."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest
import yaml
from conftest import write_directory
from hypothesis import given, settings
from hypothesis import strategies as st
from pace import some
from running import Ran, in_process

from peerfind.directory.folder import load
from peerfind.directory.vocabulary import Vocabulary
from peerfind.errors import UsageError
from peerfind.keeping.issue_forms import form_answers
from peerfind.keeping.questions import QUESTIONS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SUMMARY = QUESTIONS["summary"].ask


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_directory(tmp_path_factory.mktemp("forms") / "directory")


@pytest.fixture(scope="module")
def vocabulary(folder: Path) -> Vocabulary:
    return Vocabulary(load(folder).common.terms)


@pytest.fixture
def peerfind(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    folder: Path,
) -> Callable[..., Ran]:
    return in_process(monkeypatch, capsys, tmp_path, folder)


def said(**answers: str) -> str:
    """A form in which some questions are answered, in their order, as GitHub writes it."""
    return "\n\n".join(f"### {QUESTIONS[key].ask}\n\n{typed}" for key, typed in answers.items())


NEEDED = {
    "name": "Example Otley Walk",
    "summary": "A walk by the river, and tea.",
    "format": "in-person: in person",
    "leader": "peer",
    "focus": "grief: grief and loss",
    "sources": "https://example.org/otley 2026-05",
}


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
        ("![x](https://example.org/x.png)", "![x](https://example.org/x.png)"),
        ("@everyone and #1", "@everyone and #1"),
        ("```\n## not a heading\n```", "```\n## not a heading\n```"),
        ("a\x00b\x1b[31mc\u202ed\u200be", "ab[31mcde"),
        ("a\u2028b", "a\nb"),
        ("#### deeper", "#### deeper"),
        (" ### set in", "### set in"),
        ("$(rm -rf ~); `x`", "$(rm -rf ~); `x`"),
        ("*anchor &a !!tag %YAML", "*anchor &a !!tag %YAML"),
    ],
)
def test_markdown_in_an_answer_is_only_text(vocabulary: Vocabulary, typed: str, kept: str) -> None:
    form = said(name="Example", summary=typed, organisation="Example Trust")
    assert form_answers(form, vocabulary).answers == {
        "name": "Example",
        "summary": kept,
        "organisation": "Example Trust",
    }


@pytest.mark.parametrize("typed", ["<!-- -->", "&a *b", "%YAML 1.2", "---", "'''", "| >", "? :"])
def test_what_means_something_in_yaml_is_only_text_in_the_file(
    peerfind: Callable[..., Ran], typed: str
) -> None:
    form = said(**{**NEEDED, "summary": f"{typed}\nchecked: yes"})
    ran = peerfind("new", "--dry-run", "--from-form", "-", typed=form)
    assert ran.code == 0
    made = yaml.safe_load(ran.out)
    assert made["summary"].split() == f"{typed} checked: yes".split()
    assert made.keys() == NEEDED.keys()


@pytest.mark.parametrize("key", ["name", "leader", "venue.private", "contact.phone"])
@pytest.mark.parametrize("is_first", [True, False])
def test_a_heading_that_was_typed_into_an_answer_is_found_out(
    vocabulary: Vocabulary, key: str, *, is_first: bool
) -> None:
    typed = f"x\n\n###   {QUESTIONS[key].ask.upper()}  \n\nsomething else"
    parts = [said(summary=typed), said(**{key: "_No response_"})]
    form = "\n\n".join(parts if is_first else parts[::-1])
    with pytest.raises(UsageError) as caught:
        form_answers(form, vocabulary)
    assert f"{key}: The heading {QUESTIONS[key].ask!r} stands twice." in str(caught.value)


def test_every_fault_is_told_at_once_and_none_of_the_answers_is_taken(
    vocabulary: Vocabulary,
) -> None:
    form = said(name="x" * 5000, focus="zzzz", ages="old", meets="every second Tuesday")
    with pytest.raises(UsageError) as caught:
        form_answers(form, vocabulary)
    told = str(caught.value)
    assert [key for key in ("name", "focus", "ages", "meets") if f" {key}: " not in told] == []
    assert "x" * 100 not in told


def test_headings_of_no_question_are_told_short_and_clean(peerfind: Callable[..., Ran]) -> None:
    form = f"{said(**NEEDED)}\n\n### \x1b[2J{'long ' * 40}\n\nx\n\n### checked\n\n2026-05-02"
    ran = peerfind("new", "--dry-run", "--from-form", "-", typed=form)
    assert ran.code == 0
    assert "2026-05-02" not in ran.out
    first, second = (one for one in ran.err.splitlines() if one.startswith("There is no question"))
    assert first.startswith("There is no question '[2Jlong long")
    assert len(first) < 150
    assert second == "There is no question 'checked', so what stands under it is left out."


@pytest.mark.parametrize(
    "line", [f"###{' ' * 200_000}x", f"### x{' ' * 200_000}x", "#" * 200_000, "- [" * 60_000]
)
def test_no_line_keeps_the_reader_busy(vocabulary: Vocabulary, line: str) -> None:
    began = time.process_time()
    found = form_answers(f"{line}\n\n{said(name='Example')}", vocabulary)
    with pytest.raises(UsageError, match="characters long"):
        form_answers(f"### {SUMMARY}\n\nx{line}", vocabulary)
    assert time.process_time() - began < 2  # some minutes, once
    assert found.answers == {"name": "Example"}


def test_boxes_and_labels_with_commas_are_told_apart(vocabulary: Vocabulary) -> None:
    form = said(
        focus="depression, grief: grief and loss, or more, anxiety",
        access="- [ ] step-free\n* [X] hearing-loop\n- [x]   accessible-toilet",
        **{"venue.private": "- [ ] Yes, only people who get in touch are told where it is."},
    )
    assert form_answers(form, vocabulary).answers == {
        "focus": ["depression", "grief", "anxiety"],
        "access": ["hearing-loop", "accessible-toilet"],
    }


@settings(max_examples=some(40), derandomize=True)
@given(st.text(st.sampled_from("#-[]x: \n\r`<>_*&|'\"\\Aé\u202e\x00"), max_size=60))
def test_whatever_is_typed_moves_no_other_answer(typed: str) -> None:
    form = said(name="Example", summary=typed, organisation="Example Trust")
    found = form_answers(form, Vocabulary({}))
    assert found.answers["name"] == "Example"
    is_cut = bool(found.unknown)  # a heading of its own: what stands under it is told, and left out
    assert is_cut or found.answers["organisation"] == "Example Trust"
    assert found.answers.keys() <= {"name", "summary", "organisation"}


def test_a_form_that_is_no_text_is_one_line(peerfind: Callable[..., Ran], tmp_path: Path) -> None:
    (tmp_path / "form.md").write_bytes(said(**NEEDED).encode("utf-16"))
    ran = peerfind("new", "--from-form", "form.md")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("peerfind: Still needed: name")
    assert ran.err.count("\n") == 1
    assert peerfind("new", "--from-form", str(tmp_path)).err.count("\n") == 1
