"""The interview by which a group is written down: what is asked, what comes of any answers."""

from __future__ import annotations

import subprocess
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest
import yaml
from conftest import write_directory
from hypothesis import given, settings
from hypothesis import strategies as st
from interviewed import Told, adding_to
from pace import some
from running import ROOT, environment

from peerfind.directory.folder import load
from peerfind.keeping.questions import QUESTIONS

if TYPE_CHECKING:
    from pathlib import Path

    from peerfind.keeping.questions import Question


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_directory(
        tmp_path / "directory", {"west-yorkshire/example-other-walk": {"name": "Other"}}
    )


FIRST = ("Example Walk", "A walk.", "in-person", "peer", "grief", "https://example.org/w", "")


def test_a_needed_question_is_asked_again_with_why(folder: Path) -> None:
    person = Told("", "Example Walk")
    assert person.asked(folder) == {"name": "Example Walk"}
    assert "This one is needed. Without a name nobody can ask for it." in person.told


def test_unknown_is_a_way_out_of_a_needed_question(folder: Path) -> None:
    answers = Told("Example Walk", "A walk.", "", "unknown", "unknown").asked(folder)
    assert (answers["format"], answers["leader"]) == (["unknown"], ["unknown"])


def test_enter_skips_what_is_not_needed(folder: Path) -> None:
    answers = Told(*FIRST, "", "Otley").asked(folder)
    assert "organisation" not in answers
    assert answers["venue.town"] == "Otley"


def test_an_answer_is_kept_changed_or_taken_out(folder: Path) -> None:
    person = Told(*FIRST, "Trust", "b", "", "b", "Other Trust", "b", "-", "Otley")
    assert person.asked(folder)["venue.town"] == "Otley"
    assert "Now: Trust" in person.rows
    assert "organisation" not in person.asked(folder)


def test_nobody_who_meets_by_telephone_is_asked_for_a_venue(folder: Path) -> None:
    person = Told("Example Line", "A line.", "phone", *FIRST[3:], "", "England")
    assert person.asked(folder)["nation"] == "England"
    assert QUESTIONS["venue.town"].ask not in person.told


def test_an_answer_with_an_error_is_asked_again_and_not_kept(folder: Path) -> None:
    person = Told("Example Line", "A line.", "phone", *FIRST[3:], "", "", "12", "")
    assert "contact.phone" not in person.asked(folder)
    assert "'12' is no telephone number." in person.told


def test_the_end_is_asked_to_be_written_or_changed(folder: Path) -> None:
    person = Told(*FIRST, "end", "town", "Otley", "huh", "y")
    made = person.interview(folder)
    made.ask_all()
    new = made.finish()
    assert new is not None
    assert "town: Otley" in new.text
    assert "Type y, n, b, or a key" in person.told


def test_who_says_no_gets_no_file(folder: Path) -> None:
    made = Told(*FIRST, "end", "n").interview(folder)
    made.ask_all()
    assert made.finish() is None


def test_tab_offers_the_terms_of_the_question(folder: Path) -> None:
    person = Told(*FIRST[:4])
    person.asked(folder)
    name, _, formats, leaders, focus = person.offered
    assert name == ()
    assert {"in-person", "video", "unknown"} <= {*formats}
    assert {"peer", "nurse"} <= {*leaders}
    assert "grief" in focus


def test_a_slip_is_taken_and_said(folder: Path) -> None:
    person = Told(*FIRST[:4], "greif", *FIRST[5:])
    assert person.asked(folder)["focus"] == ["grief"]
    assert "greif is taken as grief." in person.rows


def test_what_may_be_there_already_is_said_as_soon_as_it_is_known_and_once(tmp_path: Path) -> None:
    folder = write_directory(tmp_path, {"yorks/example-walk": {"name": "Example Walk"}})
    there = [*load(folder).records]
    person = Told(*FIRST, "end")
    person.interview(folder, there).ask_all()
    told = [at for at, row in enumerate(person.rows) if "example-walk" in row]
    assert len(told) == len({person.rows[at] for at in told})
    later = Told(*FIRST, "", "Otley", "end")
    later.interview(folder, there).ask_all()
    assert any("example-walk" in row for row in later.rows)


@pytest.mark.parametrize("typed", ["b", "B", " b "])
def test_the_first_question_has_none_before_it(folder: Path, typed: str) -> None:
    person = Told(typed, "Example Walk")
    assert person.asked(folder) == {"name": "Example Walk"}
    assert "This is the first question." in person.rows


@pytest.mark.parametrize("question", QUESTIONS.values(), ids=lambda one: one.key)
def test_every_question_explains_itself_by_an_example_that_it_takes(
    folder: Path, question: Question
) -> None:
    typed = "cy" if question.key == "languages" else question.example  # of the words that are there
    person = Told("?", typed, "")
    interview = person.interview(folder)
    interview.answers = {"name": "Example Walk", "format": ["in-person"]}
    with suppress(EOFError):
        interview._one(question)  # noqa: SLF001 (each by itself, whatever stands before it)
    assert question.key in interview.answers
    assert f"Example: {question.example}" in person.rows


# Whatever is typed

SOME = [
    *FIRST, "b", "?", "end", "-", "y", "n", "unknown", "peer, nurse", "7pm", "tuesday",
    "1st and 3rd Tuesday 7pm", "Otley", "LS21 3AA", "ZZ99 9ZZ", "0113 496 0000", "12", "free", "18+", "#",
    ": :", "[", "\x00", "\u202eabc", "a" * 500,
]  # fmt: skip


@settings(max_examples=some(25), deadline=None)
@given(lines=st.lists(st.sampled_from(SOME) | st.text(max_size=12), max_size=40))
def test_no_answers_break_it_and_what_it_would_write_has_no_error(
    tmp_path_factory: pytest.TempPathFactory, lines: list[str]
) -> None:
    folder = _folder(tmp_path_factory)
    interview = Told(*FIRST, *lines).interview(folder)
    made = None
    with suppress(EOFError):
        interview.ask_all()
        made = interview.finish()
    assert not (folder / "groups").exists()  # nothing is written before it is told to be
    if made is not None:
        adding = adding_to(folder)
        assert [one for one in adding.problems(made) if one.is_error] == []
        assert "checked" not in yaml.safe_load(made.text)


def _folder(factory: pytest.TempPathFactory) -> Path:
    """A directory with words and no group, made once."""
    if not _MADE:
        _MADE.append(write_directory(factory.mktemp("empty") / "directory"))
    return _MADE[0]


_MADE: list[Path] = []


# Whole runs


def test_two_runs_at_once_write_two_groups_and_lose_none(folder: Path) -> None:
    answers = {
        "name": "Example Otley Walk", "summary": "A walk.", "format": "in-person", "leader": "peer",
        "focus": "grief", "sources": "https://example.org/otley", "venue.town": "Otley",
    }  # fmt: skip
    settings = [part for key, value in answers.items() for part in ("--set", f"{key}={value}")]
    runs = [
        subprocess.Popen(
            [sys.executable, "-m", "peerfind", "new", "--directory", str(folder), *settings],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8", cwd=ROOT,
            env=environment(XDG_CACHE_HOME=str(folder.parent / "cache")),
        )
        for _ in range(2)
    ]  # fmt: skip
    ended = [(run.communicate(timeout=60), run.returncode) for run in runs]
    made = {out.strip() for (out, _), code in ended if code == 0}
    assert len(made) == sum(code == 0 for _, code in ended) >= 1
    too_late = ("Somebody has just added", "is there already, and stays as it is")
    assert all(any(one in err for one in too_late) for (_, err), code in ended if code)
    kept = [path for path in (folder / "groups").rglob("*.yaml") if "otley" in path.name]
    assert len(kept) == len(made)
    assert not [*folder.rglob("*.tmp")]
    assert {yaml.safe_load(path.read_text("utf-8"))["name"] for path in kept} == {answers["name"]}
